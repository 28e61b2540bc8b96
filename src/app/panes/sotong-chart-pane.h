/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CHART_PANE (sotong_chart_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongChartPane, sotong_chart_pane, SOTONG, CHART_PANE, SotongPane)
G_END_DECLS
