/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_PREEDIT (sotong_editor_preedit_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorPreedit, sotong_editor_preedit, SOTONG, EDITOR_PREEDIT, GObject)

/* What is done once the text is whole. */
typedef void (*SotongEditorPreeditFunc) (gpointer user_data);

SotongEditorPreedit *sotong_editor_preedit_new     (GtkWidget                *widget) G_GNUC_WARN_UNUSED_RESULT;
gboolean             sotong_editor_preedit_is_open (SotongEditorPreedit      *self);
void                 sotong_editor_preedit_settle  (SotongEditorPreedit      *self,
                                                    SotongEditorPreeditFunc   callback,
                                                    gpointer                  user_data);
SotongEditorPreedit *sotong_editor_preedit_find    (GtkWidget                *focus);
G_END_DECLS
