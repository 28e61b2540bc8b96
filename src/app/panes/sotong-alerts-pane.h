/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-table-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_ALERTS_PANE (sotong_alerts_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongAlertsPane, sotong_alerts_pane, SOTONG, ALERTS_PANE, SotongTablePane)
G_END_DECLS
