/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
void sotong_ledger_present_budget (SotongPane *pane,
                                   int         newest);
void sotong_ledger_present_rename (SotongPane *pane,
                                   int         year,
                                   const char *name);
G_END_DECLS
