/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "chart/sotong-chart.h"
#include "util/sotong-trend-point.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_TREND_VIEW (sotong_trend_view_get_type ())
G_DECLARE_FINAL_TYPE (SotongTrendView, sotong_trend_view, SOTONG, TREND_VIEW, GtkWidget)

GtkWidget   *sotong_trend_view_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_trend_view_set_chart  (SotongTrendView *self,
                                           SotongChart     *chart,
                                           GArray          *points);
SotongChart *sotong_trend_view_get_chart  (SotongTrendView *self);
int          sotong_trend_view_get_cursor (SotongTrendView *self);
void         sotong_trend_view_set_cursor (SotongTrendView *self,
                                           int              cursor);
void         sotong_trend_view_get_zoom   (SotongTrendView *self,
                                           double          *out_start,
                                           double          *out_end);
void         sotong_trend_view_set_zoom   (SotongTrendView *self,
                                           double           start,
                                           double           end);
GdkTexture  *sotong_trend_view_copy_picture (SotongTrendView *self) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
