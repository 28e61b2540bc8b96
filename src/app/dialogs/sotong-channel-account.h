/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
void sotong_channel_account_check (GtkWindow     *window,
                                   SotongContext *context,
                                   gint64         channel_id,
                                   const char    *name,
                                   gboolean       is_new);
G_END_DECLS
