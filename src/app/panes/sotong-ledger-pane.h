/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_LEDGER_PANE (sotong_ledger_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongLedgerPane, sotong_ledger_pane, SOTONG, LEDGER_PANE, SotongPane)
G_END_DECLS
