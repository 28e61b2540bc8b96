/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
void sotong_window_watch_hold (SotongWindow *self,
                               GtkWidget    *outbox_bar,
                               GMenuModel   *menu);
G_END_DECLS
