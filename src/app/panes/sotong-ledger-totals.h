/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-money.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS
void sotong_ledger_totals_show (GtkGrid                 *grid,
                                const SotongLedger      *ledger,
                                const SotongReportMoney *money);
G_END_DECLS
