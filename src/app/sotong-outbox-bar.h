/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "app/sotong-context.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_OUTBOX_BAR (sotong_outbox_bar_get_type ())
G_DECLARE_FINAL_TYPE (SotongOutboxBar, sotong_outbox_bar, SOTONG, OUTBOX_BAR, AdwBin)

void     sotong_outbox_bar_set_context (SotongOutboxBar *self,
                                        SotongContext   *context);
gboolean sotong_outbox_bar_is_held     (SotongOutboxBar *self);
void     sotong_outbox_bar_go_to_hold  (SotongOutboxBar *self);
guint    sotong_outbox_bar_get_n_ahead (SotongOutboxBar *self,
                                        gint64           seconds);
G_END_DECLS
