/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "budget/sotong-ledger.h"

G_BEGIN_DECLS
/* A line's money to the won, and the thousands of it that are printed. */
typedef struct {
  const SotongLedgerRow *row;     /* (unowned) */
  SotongLedgerMoney      money;
  SotongLedgerMoney      shown;
  gboolean               raised;  /* in the column that is being settled */
  char                  *label;   /* (owned): its name; of two of one name in an account with its heading's */
} SotongReportLine;

/* An account and its lines: what is printed of it is what is printed of them. */
typedef struct {
  const char        *name;   /* (unowned) */
  gint64             id;
  guint              first;  /* of the lines */
  guint              n;
  SotongLedgerMoney  shown;
} SotongReportAccount;

/* A year's money as every report prints it, in whole thousands that add up. */
typedef struct {
  GArray            *lines;     /* (owned) (element-type SotongReportLine) no headings */
  GArray            *accounts;  /* (owned) (element-type SotongReportAccount) */
  SotongLedgerMoney  total;     /* to the won */
  SotongLedgerMoney  shown;
  gboolean           whole;     /* nothing was cut */
} SotongReportMoney;

SotongReportMoney *sotong_report_money_new  (const SotongLedger *ledger,
                                             GArray             *closed) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_report_money_free (SotongReportMoney  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReportMoney, sotong_report_money_free)

SotongLedgerMoney  sotong_report_money_of   (GArray                *closed,
                                             const SotongLedgerRow *row);
const SotongReportAccount *sotong_report_money_find (const SotongReportMoney *self,
                                                     gint64                   account_id);
SotongLedgerMoney  sotong_report_money_shown (const SotongReportMoney *self,
                                              const SotongLedger      *ledger,
                                              guint                    row);
gboolean           sotong_report_line_has_row (const SotongLedgerRow *line,
                                               guint                  n_lines);
gint64             sotong_report_cut        (gint64                 won);
G_END_DECLS
