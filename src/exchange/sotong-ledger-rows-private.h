/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-ledger-import-private.h"

G_BEGIN_DECLS
/* A line of a budget as a sheet has it. */
typedef struct {
  const SotongGridRow    *row;      /* (unowned) */
  char                   *account;  /* (owned): of its row, or of one above */
  char                   *code;     /* (owned): of the account, "" unless it is said */
  const char             *name;     /* (unowned): without its mark */
  const char             *formula;  /* (unowned) */
  gint64                  amount;   /* won */
  int                     above;    /* which of the lines it stands below, or -1 */
  gboolean                is_heading; /* there are lines below it */
  const SotongBudgetLine *old;      /* (unowned) (nullable): the line that the year has */
  gint64                  id;       /* once it is written */
} SotongLedgerLine;

GPtrArray  *sotong_ledger_lines_read  (SotongLedgerImport        *self,
                                       const SotongGrid          *grid,
                                       const SotongLedgerMapping *mapping) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_ledger_lines_match (GPtrArray                 *lines,
                                       GPtrArray                 *known);
const char *sotong_ledger_skip_mark   (const char                *name,
                                       int                       *out_level);
gboolean    sotong_ledger_find_sum    (const SotongGridRow       *row,
                                       const SotongLedgerMapping *mapping,
                                       gboolean                  *out_told);
char       *sotong_ledger_read_account (const char               *cell,
                                       const char                *column,
                                       char                     **out_code);
G_END_DECLS
