/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-figures-data.h"
#include "chart/sotong-chart.h"

G_BEGIN_DECLS
SotongChart *sotong_figures_chart_new (const SotongFiguresData *data,
                                       guint                    metric,
                                       GTimeZone               *zone) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
