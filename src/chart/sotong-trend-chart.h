/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart.h"
#include "util/sotong-trend-point.h"

G_BEGIN_DECLS
SotongChart *sotong_trend_chart_new     (const SotongTrendPoint *points,
                                         gsize                   n_points,
                                         SotongBucket            bucket,
                                         GTimeZone              *zone) G_GNUC_WARN_UNUSED_RESULT;
SotongChart *sotong_sentiment_chart_new (const SotongTrendPoint *points,
                                         gsize                   n_points,
                                         SotongBucket            bucket,
                                         GTimeZone              *zone) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_trend_chart_compare (SotongChart            *chart,
                                         const SotongTrendPoint *points,
                                         gsize                   n_points,
                                         gsize                   n_slots,
                                         const char             *name);
void         sotong_trend_chart_limit   (SotongChart            *chart,
                                         const double           *values,
                                         gsize                   n_slots,
                                         const char             *name);
G_END_DECLS
