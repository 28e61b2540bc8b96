/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"
#include "plan/sotong-journal-entry.h"
#include "app/panes/sotong-editor-copy.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_PAGE (sotong_editor_page_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorPage, sotong_editor_page, SOTONG, EDITOR_PAGE, GtkWidget)

GtkWidget        *sotong_editor_page_new       (SotongPane       *pane,
                                                gint64            content,
                                                gint64            planned_at) G_GNUC_WARN_UNUSED_RESULT;
gint64            sotong_editor_page_get_id    (SotongEditorPage *self);
const char       *sotong_editor_page_get_title (SotongEditorPage *self);
gboolean          sotong_editor_page_is_dirty  (SotongEditorPage *self);
void              sotong_editor_page_repeat    (SotongEditorPage *self);
gboolean          sotong_editor_page_is_busy   (SotongEditorPage *self);
void              sotong_editor_page_save      (SotongEditorPage *self);
void              sotong_editor_page_close     (SotongEditorPage *self);
void              sotong_editor_page_shut      (SotongEditorPage *self);
void              sotong_editor_page_read      (SotongEditorPage *self);
void              sotong_editor_page_focus     (SotongEditorPage *self);
SotongEditorText *sotong_editor_page_get_text  (SotongEditorPage *self);
SotongEditorCopy *sotong_editor_page_get_copy  (SotongEditorPage *self,
                                                gint64            channel);
void              sotong_editor_page_show_channel (SotongEditorPage *self,
                                                gint64            channel);
void              sotong_editor_page_take_left  (SotongEditorPage   *self,
                                                SotongJournalEntry *entry);
G_END_DECLS
