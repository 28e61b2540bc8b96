/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget.h"

G_BEGIN_DECLS
/* A line's money, all of it in won. "Remaining" has two meanings, which are never mixed. */
typedef struct {
  gint64 original;           /* 당초예산: what was set; of a heading what its lines add up to */
  gint64 carried_in;         /* 전년이월 */
  gint64 changed;            /* 예산변경 */
  gint64 available;          /* 예산현액 = original + carried_in + changed */
  gint64 committed;          /* 원인행위, to the end of the time asked for; @direct is part of it */
  gint64 direct;             /* what was paid without a commitment before it, likewise */
  gint64 executed;           /* 집행액, likewise */
  gint64 executed_in_range;  /* 집행액 within the time asked for */
  gint64 carried_out;        /* 차년이월 */
  gint64 unspent;            /* available - executed: as monthly disclosure has it */
  gint64 remaining;          /* 집행잔액 = available - executed - carried_out: as the settlement has it */
  gint64 rate;               /* 집행률, percent of @available that is executed, cut; SOTONG_NONE if that is 0 */
} SotongLedgerMoney;

/* A line of the ledger, or the sum of an account. */
typedef struct {
  gint64            id;          /* of the line, or of the account */
  gint64            account_id;
  char             *account;     /* its name */
  char             *name;        /* of an account the same as @account */
  char             *formula;     /* 산출식 as printed; "" if none */
  gint64            amount;      /* 당초예산 as printed: a heading's need not be what its lines add up to */
  int               depth;       /* 0 at the top */
  gboolean          is_heading;  /* never added to its lines */
  gboolean          made;
  SotongLedgerMoney money;
} SotongLedgerRow;

/* A year's budget, its lines and their sums, computed once for whoever shows it. */
typedef struct {
  SotongProgramme  *programme;   /* (owned) */
  GPtrArray        *rows;        /* (element-type SotongLedgerRow) in the document's order, headings first */
  GPtrArray        *accounts;    /* (element-type SotongLedgerRow) the accounts' sums */
  SotongLedgerMoney total;
} SotongLedger;

SotongLedger *sotong_ledger_read (SotongDb      *db,
                                  int            year,
                                  SotongRange    range,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;
SotongLedger *sotong_ledger_read_past (SotongDb      *db,
                                       int            year,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          sotong_ledger_free (SotongLedger  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLedger, sotong_ledger_free)

gboolean      sotong_ledger_has_budget (const SotongLedger *self);
gboolean      sotong_ledger_money_finish (SotongLedgerMoney *money);
G_END_DECLS
