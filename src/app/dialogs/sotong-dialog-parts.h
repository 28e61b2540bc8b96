/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS
/* What the dialogs that list what a workspace has do alike. */

gpointer   sotong_dialog_to_weak      (gpointer              dialog) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sotong_dialog_from_weak    (gpointer              data) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_dialog_show_problem (AdwPreferencesWindow *self,
                                       const GError         *error);
GtkWidget *sotong_dialog_new_button   (const char           *icon,
                                       const char           *label);
GtkWidget *sotong_dialog_new_row      (const char           *title,
                                       const char           *subtitle);
void       sotong_dialog_set_words    (AdwPreferencesGroup  *group,
                                       const char           *title,
                                       const char           *description);
AdwPreferencesGroup *sotong_dialog_add_group (AdwPreferencesPage *page,
                                       const char           *title,
                                       const char           *description);
void       sotong_dialog_clear_rows   (AdwPreferencesGroup  *group,
                                       GPtrArray            *rows);
G_END_DECLS
