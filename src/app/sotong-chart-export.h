/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"
#include "chart/sotong-chart.h"

G_BEGIN_DECLS
void sotong_chart_export_label (SotongChart       *chart,
                                const char        *topic,
                                const SotongRange *range,
                                const char        *foot,
                                SotongContext     *context);
void sotong_chart_export_ask   (SotongPane        *pane,
                                SotongChart       *chart);
void sotong_chart_export_to    (SotongPane        *pane,
                                SotongChart       *chart,
                                const char        *path);
void sotong_chart_export_copy  (SotongPane        *pane,
                                SotongChart       *chart);
char *sotong_chart_export_name (const char        *name,
                                int                suggested,
                                int                chosen) G_GNUC_WARN_UNUSED_RESULT;
char *sotong_chart_export_suggest (SotongChart    *chart) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
