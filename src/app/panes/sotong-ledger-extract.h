/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
void sotong_ledger_import        (SotongPane *pane,
                                  int         year,
                                  const char *path);
void sotong_ledger_import_budget_of (SotongPane *pane,
                                  int         year,
                                  const char *path);
void sotong_ledger_ask_import    (SotongPane *pane,
                                  int         year);
void sotong_ledger_reconcile     (SotongPane *pane,
                                  int         year,
                                  const char *path);
void sotong_ledger_ask_reconcile (SotongPane *pane,
                                  int         year);
G_END_DECLS
