/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_EDITOR_SECTION (sotong_editor_section_get_type ())
G_DECLARE_FINAL_TYPE (SotongEditorSection, sotong_editor_section, SOTONG, EDITOR_SECTION, GtkWidget)

GtkWidget *sotong_editor_section_new          (const char          *title,
                                               GtkWidget           *child) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_editor_section_set_summary  (SotongEditorSection *self,
                                               const char          *summary);
gboolean   sotong_editor_section_get_expanded (SotongEditorSection *self);
void       sotong_editor_section_set_expanded (SotongEditorSection *self,
                                               gboolean             expanded);
const char *sotong_editor_section_get_summary (SotongEditorSection *self);
G_END_DECLS
