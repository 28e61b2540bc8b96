/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"

G_BEGIN_DECLS
gboolean sotong_chart_tsv_read (SotongChartModel  *model,
                                const char        *text,
                                gsize              length,
                                GTimeZone         *zone,
                                GError           **error);
G_END_DECLS
