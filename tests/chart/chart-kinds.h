/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"

G_BEGIN_DECLS
/* What every kind must be able to show. */
typedef enum {
  CHART_DATA_ORDINARY,
  CHART_DATA_EMPTY,
  CHART_DATA_ONE,
  CHART_DATA_EQUAL,
  CHART_DATA_NEGATIVE,
  CHART_DATA_HUGE,
  CHART_DATA_GAPS,
  CHART_N_DATA,
} ChartData;

const char       *chart_data_get_name (ChartData        data);
SotongChartModel *chart_kind_model    (SotongChartKind  kind,
                                       ChartData        data,
                                       GTimeZone       *zone) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
