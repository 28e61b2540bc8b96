/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-table-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CASES_PANE (sotong_cases_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongCasesPane, sotong_cases_pane, SOTONG, CASES_PANE, SotongTablePane)
G_END_DECLS
