/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
GtkWidget *sotong_editor_field_add      (GtkGrid    *grid,
                                         int         column,
                                         int         row,
                                         const char *label,
                                         GtkWidget  *field);
GtkWidget *sotong_editor_field_entry    (GtkGrid    *grid,
                                         int         column,
                                         int         row,
                                         const char *label,
                                         const char *placeholder,
                                         GCallback   committed,
                                         gpointer    user_data);
void       sotong_editor_field_commit_in (GtkWidget *around);
void       sotong_editor_field_keep_in  (GtkWidget  *around);
const char *sotong_editor_field_get_note (GtkWidget  *entry,
                                         const char *name);
void       sotong_editor_field_set_note (GtkWidget  *entry,
                                         const char *name,
                                         const char *text);
void       sotong_editor_field_watch    (GtkWidget  *entry,
                                         const char *key);
guint      sotong_editor_field_collect_in (GtkWidget *around,
                                         gboolean    leaving,
                                         GVariantBuilder *fields);
void       sotong_editor_field_restore_in (GtkWidget *around,
                                         GVariant   *fields);
void       sotong_editor_field_forget_in (GtkWidget *around);
char      *sotong_editor_field_dup_line (GtkWidget  *entry) G_GNUC_WARN_UNUSED_RESULT;
char      *sotong_editor_field_dup_day  (GtkWidget  *entry) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_editor_field_follow   (GtkWidget  *first,
                                         GtkWidget  *last);
void       sotong_editor_field_put      (GtkEditable *editable,
                                         const char  *text);
void       sotong_editor_field_set_text (GtkWidget  *entry,
                                         const char *text);
G_END_DECLS
