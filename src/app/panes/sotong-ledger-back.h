/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-ledger-item.h"
#include "app/sotong-pane.h"

G_BEGIN_DECLS
void sotong_ledger_present_take_back (SotongPane       *pane,
                                      SotongLedgerItem *line,
                                      int               year,
                                      gint64            payment_id);
G_END_DECLS
