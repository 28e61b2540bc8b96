/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/sotong-period.h"
#include "chart/sotong-chart.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CHART_VIEW (sotong_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (SotongChartView, sotong_chart_view, SOTONG, CHART_VIEW, GtkWidget)

GtkWidget   *sotong_chart_view_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_chart_view_set_chart  (SotongChartView *self,
                                           SotongChart     *chart);
void         sotong_chart_view_set_export (SotongChartView *self,
                                           SotongChart     *chart);
void         sotong_chart_view_set_period (SotongChartView *self,
                                           SotongPeriod    *period);
SotongChart *sotong_chart_view_get_chart  (SotongChartView *self);
int          sotong_chart_view_get_cursor (SotongChartView *self);
void         sotong_chart_view_set_cursor (SotongChartView *self,
                                           int              cursor);
void         sotong_chart_view_get_zoom   (SotongChartView *self,
                                           double          *out_start,
                                           double          *out_end);
void         sotong_chart_view_set_zoom   (SotongChartView *self,
                                           double           start,
                                           double           end);
void         sotong_chart_view_set_marked (SotongChartView *self,
                                           int              index);
gboolean     sotong_chart_view_locate     (SotongChartView *self,
                                           guint            index,
                                           graphene_rect_t *out_rect);
gboolean     sotong_chart_view_click      (SotongChartView *self,
                                           double           x,
                                           double           y);
char       **sotong_chart_view_dup_hidden (SotongChartView *self) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_chart_view_set_hidden (SotongChartView *self,
                                           const char * const *names);
gboolean     sotong_chart_view_is_drawn   (SotongChartView *self);
SotongChart *sotong_chart_view_dup_export (SotongChartView *self) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
