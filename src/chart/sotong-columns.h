/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-plot.h"
#include "chart/sotong-series.h"

G_BEGIN_DECLS
/* What is left of many values in one column of pixels; @low > @high where it has none. */
typedef struct {
  double low;
  double high;
  gsize  first;   /* index of the first value in the column */
  gsize  last;    /* index after the last one */
} SotongColumn;

void     sotong_columns_bounds (const double     *values,
                                gsize             n_values,
                                double           *out_min,
                                double           *out_max);
GArray  *sotong_columns_new    (const SotongPlot *plot,
                                SotongSeries     *series,
                                double            column_width) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_columns_needed (const SotongPlot *plot);
G_END_DECLS
