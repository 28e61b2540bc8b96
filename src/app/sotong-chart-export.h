/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"
#include "chart/sotong-chart.h"

G_BEGIN_DECLS
void sotong_chart_export_label (SotongChart       *chart,
                                const char        *topic,
                                const SotongRange *range,
                                SotongContext     *context);
void sotong_chart_export_ask   (SotongPane        *pane,
                                SotongChart       *chart);
void sotong_chart_export_to    (SotongPane        *pane,
                                SotongChart       *chart,
                                const char        *path);
G_END_DECLS
