/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart.h"

G_BEGIN_DECLS
/* The ordinary inputs of a chart, each with a name for its picture. */
typedef struct {
  const char  *name;
  SotongChart *(*make) (GTimeZone *zone);
} ChartCase;

const ChartCase *chart_cases (guint *n_cases);
G_END_DECLS
