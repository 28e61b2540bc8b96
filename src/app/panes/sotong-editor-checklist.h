/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_CHECKLIST (sotong_editor_checklist_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorChecklist, sotong_editor_checklist, SOTONG, EDITOR_CHECKLIST, GtkWidget)

GtkWidget *sotong_editor_checklist_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_editor_checklist_show     (SotongEditorChecklist *self,
                                             gint64                 content_id,
                                             GPtrArray             *items);
void       sotong_editor_checklist_finish   (SotongEditorChecklist *self,
                                             GtkWidget             *page);
guint      sotong_editor_checklist_collect  (SotongEditorChecklist *self,
                                             gboolean               leaving,
                                             GVariantBuilder       *fields);
void       sotong_editor_checklist_settle   (SotongEditorChecklist *self);
void       sotong_editor_checklist_restore  (SotongEditorChecklist *self,
                                             GVariant              *fields);
void       sotong_editor_checklist_set_done (SotongEditorChecklist *self,
                                             guint                  index,
                                             gboolean               done);
G_END_DECLS
