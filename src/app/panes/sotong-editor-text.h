/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-editor-preedit.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_TEXT (sotong_editor_text_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorText, sotong_editor_text, SOTONG, EDITOR_TEXT, GtkTextView)

GtkWidget           *sotong_editor_text_new          (void) G_GNUC_WARN_UNUSED_RESULT;
char                *sotong_editor_text_dup          (SotongEditorText *self) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_editor_text_set          (SotongEditorText *self,
                                                      const char       *text);
void                 sotong_editor_text_set_before   (SotongEditorText *self,
                                                      int               n_letters,
                                                      const char       *text);
void                 sotong_editor_text_set_overflow (SotongEditorText *self,
                                                      gssize            byte_offset);
SotongEditorPreedit *sotong_editor_text_get_preedit  (SotongEditorText *self);
G_END_DECLS
