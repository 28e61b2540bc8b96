/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "chart/sotong-bullet.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PROMISE_BAR (sotong_promise_bar_get_type ())
G_DECLARE_FINAL_TYPE (SotongPromiseBar, sotong_promise_bar, SOTONG, PROMISE_BAR, GtkWidget)

GtkWidget          *sotong_promise_bar_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_promise_bar_set       (SotongPromiseBar   *self,
                                                  const SotongBullet *bullet);
const SotongBullet *sotong_promise_bar_get       (SotongPromiseBar   *self);
GtkWidget          *sotong_promise_legend_new    (void) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
