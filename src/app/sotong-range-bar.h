/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-context.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_RANGE_BAR (sotong_range_bar_get_type ())
G_DECLARE_FINAL_TYPE (SotongRangeBar, sotong_range_bar, SOTONG, RANGE_BAR, GtkWidget)

GtkWidget *sotong_range_bar_new (SotongContext *context,
                                 SotongPeriod  *period,
                                 gboolean       narrow) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
