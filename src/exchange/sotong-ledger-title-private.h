/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-ledger-import-private.h"

G_BEGIN_DECLS
#define SOTONG_LEDGER_LONGEST_NAME 200 /* characters */

char *sotong_ledger_title (const SotongGrid          *grid,
                           const SotongLedgerMapping *mapping) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
