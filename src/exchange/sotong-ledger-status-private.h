/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-ledger-import-private.h"

G_BEGIN_DECLS
/* What a sheet of sums, as “세출예산 집행현황”, says of each line or account. */
typedef enum {
  SOTONG_LEDGER_ORIGINAL,    /* 당초예산 */
  SOTONG_LEDGER_SET,         /* 예산액: what was set, with its changes or without them */
  SOTONG_LEDGER_CARRIED_IN,  /* 전년이월 */
  SOTONG_LEDGER_AVAILABLE,   /* 예산현액 */
  SOTONG_LEDGER_COMMITTED,   /* 원인행위액 */
  SOTONG_LEDGER_EXECUTED,    /* 집행액 */
  SOTONG_LEDGER_CARRIED_OUT, /* 차년이월 */
  SOTONG_LEDGER_REMAINING,   /* 집행잔액 */
  SOTONG_LEDGER_N_FIGURES
} SotongLedgerFigure;

typedef struct {
  int    columns[SOTONG_LEDGER_N_FIGURES];  /* from 0; -1: none */
  gint64 units[SOTONG_LEDGER_N_FIGURES];    /* what a number there counts, in won */
} SotongLedgerStatus;

gboolean sotong_ledger_status_find    (SotongLedgerStatus        *self,
                                       const SotongLedgerMapping *mapping,
                                       GStrv                      headings);
gboolean sotong_ledger_status_compare (SotongLedgerStatus        *self,
                                       SotongLedgerImport        *import,
                                       SotongDb                  *db,
                                       const SotongGrid          *grid,
                                       const SotongLedgerMapping *mapping,
                                       GError                   **error);
char    *sotong_ledger_until_read     (const SotongGrid          *grid,
                                       guint                      n_rows,
                                       int                        year);
G_END_DECLS
