/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget.h"
#include "store/sotong-db-private.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* A line's money, each sum apart: together they need not fit 64 bits. */
typedef struct {
  char  *name;         /* (owned) */
  gint64 available;
  gint64 committed;    /* by contracts */
  gint64 direct;       /* paid without one, which commits it too */
  gint64 executed;
  gint64 carried_out;
  gint64 remaining;    /* neither paid nor carried over */
  gint64 free;         /* neither committed, nor paid directly, nor carried over */
  gint64 year;         /* the line's */
  gboolean closed;     /* that year is */
  char  *starts_on;    /* (owned) that year's first day */
  char  *ends_on;      /* (owned) its last */
} SotongLineMoney;

gboolean sotong_line_money_read (SotongDb         *db,
                                 gint64            line_id,
                                 SotongLineMoney  *money,
                                 GError          **error);
void     sotong_line_money_clear (SotongLineMoney *money);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongLineMoney, sotong_line_money_clear)
gboolean sotong_line_money_check_free (const SotongLineMoney  *money,
                                       gint64                  amount,
                                       GError                **error);
gboolean sotong_payment_check_commitment (SotongDb             *db,
                                          const SotongPayment  *payment,
                                          GError              **error);
gint64   sotong_payment_write (SotongDb             *db,
                               const SotongPayment  *payment,
                               SotongLineMoney      *money,
                               GError              **error);
gint64   sotong_commitment_write (SotongDb                *db,
                                  const SotongCommitment  *commitment,
                                  SotongLineMoney         *money,
                                  GError                 **error);
void sotong_budget_days (SotongDb     *db,
                         SotongRange   range,
                         char        **out_from,
                         char        **out_to);
gboolean sotong_budget_check_content (SotongDb  *db,
                                      gint64     content_id,
                                      gint64     line_id,
                                      GError   **error);
gboolean sotong_budget_register (sqlite3 *handle);
G_END_DECLS
