/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget.h"

G_BEGIN_DECLS
/* 지출: an execution, which may name what it was paid for. Texts may be %NULL. */
typedef struct {
  gint64        line_id;
  gint64        commitment_id;  /* what it is paid from; not above 0: the oldest with so much left, or none */
  const gint64 *content_ids;    /* contents, advertisements among them: the amount is divided over them */
  const gint64 *amounts;        /* (nullable): won of each, which add up to the amount; else it is divided evenly */
  gsize         n_contents;
  gint64        campaign_id;    /* or not above 0 */
  gint64        amount;         /* won */
  const char   *paid_on;        /* YYYY-MM-DD */
  const char   *payee;
  const char   *payee_kind;     /* person, firm, public; "" not said */
  const char   *description;
  const char   *document_number;
  const char   *reason;
  gboolean      correction;     /* of a closed year; needs a reason */
} SotongExecution;

/* A content that a line may pay for: its own, or one without a line. */
typedef struct {
  gint64 content_id;
  char  *title;
  gint64 paid;             /* won so far */
} SotongPayable;

/* A row of one of the ledger's lists: a commitment, a change of the budget or a carry-over. */
typedef struct {
  gint64 id;
  gint64 line_id;
  char  *line;             /* its name */
  char  *kind;             /* supplementary, transfer, approved, accident; "" of a commitment */
  gint64 amount;
  gint64 before;           /* 기정, of a change; unpaid, of a commitment; else SOTONG_NONE */
  char  *day;              /* YYYY-MM-DD, or "" */
  char  *who;              /* the counterparty, or "" */
  char  *who_kind;         /* person, firm, public; "" not said */
  char  *text;             /* description or reason */
  char  *document_number;
  gint64 cancels_id;       /* or SOTONG_NONE; of a change the other half; of a carry-over the line it went to */
  gboolean correction;
} SotongLedgerEntry;

/* What was paid on one day. */
typedef struct {
  char   day[12];   /* YYYY-MM-DD */
  gint64 amount;    /* won */
  gint64 n;         /* payments */
} SotongPaymentDay;

/* What a line's posts cost, planned and paid: @named + @unnamed is what the ledger paid. */
typedef struct {
  gint64 line_id;
  char  *line;
  gint64 planned;       /* won a piece; SOTONG_NONE of a lump sum */
  gint64 quantity;      /* pieces planned, or SOTONG_NONE */
  char  *unit;
  gint64 n_paid;        /* contents and advertisements that payments name, and campaigns that they name as a whole */
  gint64 n_published;   /* contents of the line that are out */
  gint64 named;         /* won paid for them */
  gint64 campaigns;     /* won of @named paid for campaigns as a whole */
  gint64 unnamed;       /* won paid that name nothing */
  gint64 views;         /* of them, as far as they were counted; 0 if none was */
} SotongUnitCost;

void       sotong_payable_free           (SotongPayable              *payable);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPayable, sotong_payable_free)
GPtrArray *sotong_payable_list           (SotongDb                   *db,
                                          gint64                      line_id,
                                          int                         limit,
                                          GError                    **error);
void       sotong_unit_cost_free         (SotongUnitCost             *cost);
GPtrArray *sotong_unit_cost_list         (SotongDb                   *db,
                                          gint64                      programme_id,
                                          SotongRange                 range,
                                          GError                    **error);
void       sotong_ledger_entry_free      (SotongLedgerEntry          *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLedgerEntry, sotong_ledger_entry_free)

gboolean   sotong_budget_check_come      (const char                 *day,
                                          gint64                      now,
                                          GTimeZone                  *zone,
                                          GError                    **error);
GArray    *sotong_budget_execute         (SotongDb                   *db,
                                          const SotongExecution      *execution,
                                          GError                    **error);
gint64     sotong_budget_pay_back        (SotongDb                   *db,
                                          gint64                      payment_id,
                                          gint64                      amount,
                                          const char                 *day,
                                          const char                 *reason,
                                          GError                    **error);
gint64     sotong_budget_commit          (SotongDb                   *db,
                                          const SotongCommitment     *commitment,
                                          const char                 *reason,
                                          GError                    **error);
gint64     sotong_budget_commit_cancel   (SotongDb                   *db,
                                          gint64                      commitment_id,
                                          gint64                      amount,
                                          const char                 *day,
                                          const char                 *reason,
                                          GError                    **error);
gint64     sotong_budget_change_add      (SotongDb                   *db,
                                          const SotongBudgetChange   *change,
                                          gint64                      to_line_id,
                                          GError                    **error);
gint64     sotong_budget_carry           (SotongDb                   *db,
                                          gint64                      line_id,
                                          const char                 *kind,
                                          gint64                      amount,
                                          const char                 *document_number,
                                          const char                 *reason,
                                          GError                    **error);
gboolean   sotong_budget_carry_remove    (SotongDb                   *db,
                                          gint64                      id,
                                          const char                 *reason,
                                          GError                    **error);
GPtrArray *sotong_commitment_list        (SotongDb                   *db,
                                          gint64                      programme_id,
                                          GError                    **error);
GPtrArray *sotong_budget_change_list     (SotongDb                   *db,
                                          gint64                      programme_id,
                                          SotongRange                 range,
                                          GError                    **error);
gboolean   sotong_ledger_count_ahead     (SotongDb                   *db,
                                          gint64                      programme_id,
                                          char                      **out_first,
                                          gint64                     *out_n,
                                          GError                    **error);
GPtrArray *sotong_carry_over_list        (SotongDb                   *db,
                                          gint64                      programme_id,
                                          GError                    **error);
gint64     sotong_budget_target_get      (SotongDb                   *db,
                                          int                         year,
                                          char                      **out_day,
                                          GError                    **error);
gboolean   sotong_budget_target_set      (SotongDb                   *db,
                                          int                         year,
                                          const char                 *day,
                                          gint64                      percent,
                                          GError                    **error);
gboolean   sotong_budget_check_returned  (SotongDb                   *db,
                                          gint64                      line_id,
                                          GError                    **error);
GArray    *sotong_payment_days           (SotongDb                   *db,
                                          gint64                      programme_id,
                                          gint64                      line_id,
                                          GError                    **error);
G_END_DECLS
