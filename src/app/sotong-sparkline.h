/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "chart/sotong-chart.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SPARKLINE (sotong_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (SotongSparkline, sotong_sparkline, SOTONG, SPARKLINE, GtkWidget)

GtkWidget *sotong_sparkline_new (SotongChart *chart,
                                 const char  *sentence) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
