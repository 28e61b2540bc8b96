/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-theme.h"
#include <glib-object.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_SERIES (sotong_series_get_type ())
G_DECLARE_FINAL_TYPE (SotongSeries, sotong_series, SOTONG, SERIES, GObject)

/* Numbers under a name, one for each slot of the chart; a gap is NAN. They never change: safe from any thread. */
SotongSeries *sotong_series_new          (const char    *name,
                                          SotongRole     role,
                                          const double  *values,
                                          gsize          n_values) G_GNUC_WARN_UNUSED_RESULT;
SotongSeries *sotong_series_new_take     (const char    *name,
                                          SotongRole     role,
                                          double        *values,
                                          gsize          n_values) G_GNUC_WARN_UNUSED_RESULT;
const char   *sotong_series_get_name     (SotongSeries  *self);
SotongRole    sotong_series_get_role     (SotongSeries  *self);
gsize         sotong_series_get_length   (SotongSeries  *self);
const double *sotong_series_get_values   (SotongSeries  *self);
void          sotong_series_take_times   (SotongSeries  *self,
                                          gint64        *times);
gboolean      sotong_series_has_times    (SotongSeries  *self);
gboolean      sotong_series_get_time     (SotongSeries  *self,
                                          gsize          index,
                                          gint64        *out_time);
gboolean      sotong_series_get_bounds   (SotongSeries  *self,
                                          gsize          first,
                                          gsize          last,
                                          double        *out_min,
                                          double        *out_max);
double        sotong_series_get_sum      (SotongSeries  *self);
gboolean      sotong_series_get_peak     (SotongSeries  *self,
                                          gsize         *out_index);
G_END_DECLS
