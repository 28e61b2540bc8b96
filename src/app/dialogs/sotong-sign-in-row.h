/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SIGN_IN_ROW (sotong_sign_in_row_get_type ())
G_DECLARE_FINAL_TYPE (SotongSignInRow, sotong_sign_in_row, SOTONG, SIGN_IN_ROW, AdwActionRow)

GtkWidget *sotong_sign_in_row_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_sign_in_row_begin      (SotongSignInRow *self,
                                          SotongContext   *context,
                                          gint64           channel_id,
                                          const char      *client_id,
                                          const char      *client_secret,
                                          guint            port);
G_END_DECLS
