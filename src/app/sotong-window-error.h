/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-window.h"

G_BEGIN_DECLS
/* Whose error a window shows. */
void sotong_window_blame   (SotongWindow *self,
                            GtkWidget    *pane);
void sotong_window_absolve (SotongWindow *self,
                            GtkWidget    *pane);
G_END_DECLS
