/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_HAND_DIALOG (sotong_hand_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SotongHandDialog, sotong_hand_dialog, SOTONG, HAND_DIALOG, AdwPreferencesWindow)

SotongHandDialog *sotong_hand_dialog_new     (SotongWindow      *window) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_hand_dialog_save_to (SotongHandDialog  *self,
                                              gint64             copy_id,
                                              const char        *folder);
guint             sotong_hand_dialog_get_n   (SotongHandDialog  *self);
G_END_DECLS
