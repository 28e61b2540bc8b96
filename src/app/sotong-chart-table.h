/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "chart/sotong-chart.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CHART_TABLE (sotong_chart_table_get_type ())
G_DECLARE_FINAL_TYPE (SotongChartTable, sotong_chart_table, SOTONG, CHART_TABLE, GtkWidget)

GtkWidget *sotong_chart_table_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       sotong_chart_table_set_chart (SotongChartTable *self,
                                         SotongChart      *chart);
G_END_DECLS
