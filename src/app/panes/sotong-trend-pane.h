/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_TREND_PANE (sotong_trend_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongTrendPane, sotong_trend_pane, SOTONG, TREND_PANE, SotongPane)
G_END_DECLS
