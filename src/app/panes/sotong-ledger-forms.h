/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-ledger-item.h"
#include "app/sotong-pane.h"
#include "budget/sotong-pace.h"

G_BEGIN_DECLS
void sotong_ledger_present_commit (SotongPane       *pane,
                                   SotongLedgerItem *line);
void sotong_ledger_present_change (SotongPane       *pane,
                                   SotongLedgerItem *line,
                                   GListModel       *lines);
void sotong_ledger_present_carry  (SotongPane       *pane,
                                   SotongLedgerItem *line);
void sotong_ledger_show_pace      (GtkMenuButton    *button,
                                   const SotongPace *pace);
G_END_DECLS
