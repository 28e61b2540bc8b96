/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* All amounts are whole won. */

/* A text of the programme's statement. By @part:
 *   fact       @label is its name as printed (사업위치), @body what stands there
 *   box        @label is the group (사업형태), @body the choice with its mark: "☑직접수행", "□기타"
 *   person     a row of those in charge: @label is where they work, @body "과장\t팀장\t주무관"
 *   ground, history   @label is the day YYYY-MM-DD, or ""
 *   purpose, content, summary, necessity, procedure, effect   @label is "" */
typedef struct {
  char *part;
  char *label;
  char *body;
} SotongProgrammeText;

typedef struct {
  char  *name;
  char  *starts_on; /* a month, YYYY-MM */
  char  *ends_on;
  gint64 amount;    /* or SOTONG_NONE */
  char  *detail;
} SotongProgrammeStep;

typedef struct {
  int   year;
  char *body;
} SotongProgrammeResult;

typedef struct {
  gint64  id;
  char   *code;     /* "201-01" */
  char   *name;     /* 사무관리비 */
} SotongBudgetAccount;

/* As it was printed: of a past year, data of its own. */
typedef struct {
  gint64  account_id; /* or SOTONG_NONE: the whole */
  int     year;
  gint64  amount;     /* as printed; of a past year of which nothing is printed, what its ledger holds */
  gint64  ledger;     /* what the lines of that past year add up to, or SOTONG_NONE; filled by sotong_programme_complete () */
} SotongBudgetTotal;

/* What the lines of a programme add up to: taken before they are changed, for sotong_budget_totals_follow (). */
typedef struct _SotongBudgetSums SotongBudgetSums;

typedef struct {
  int    year;
  gint64 original;    /* 당초예산 */
  gint64 carried_in;  /* 전년이월 */
  gint64 changed;     /* 예산변경 */
  gint64 available;   /* 예산현액 */
  gint64 executed;    /* 집행액 */
  gint64 carried_out; /* 차년이월 */
  gint64 remaining;   /* 집행잔액 */
} SotongSettlement;

/* A year's programme with all of its statement but the lines. */
typedef struct {
  gint64     id;
  int        year;
  char      *name;
  char      *body;         /* the city */
  char      *bureau;
  char      *department;
  char      *kind;
  char      *starts_on;    /* YYYY-MM-DD */
  char      *ends_on;      /* inclusive */
  gboolean   made;
  GPtrArray *texts;        /* (element-type SotongProgrammeText) */
  GPtrArray *steps;        /* (element-type SotongProgrammeStep) */
  GPtrArray *results;      /* (element-type SotongProgrammeResult) */
  GPtrArray *accounts;     /* (element-type SotongBudgetAccount) */
  GArray    *totals;       /* (element-type SotongBudgetTotal) */
  GArray    *settlements;  /* (element-type SotongSettlement), by year */
} SotongProgramme;

/* A line of the budget: a heading has children, and its amount is never added to theirs. */
typedef struct {
  gint64   id;
  gint64   programme_id;
  gint64   account_id;
  gint64   parent_id;      /* or SOTONG_NONE */
  int      depth;          /* 0 at the top */
  gboolean is_heading;
  char    *account;        /* its name; filled when read */
  char    *name;
  gint64   amount;         /* 당초예산; of a heading as printed */
  gint64   parts;          /* what the lines below a heading add up to; @amount of a line; filled when read */
  char    *formula;        /* as printed, 150,000원*500건; "" for a heading */
  gint64   unit_price;     /* or SOTONG_NONE */
  gint64   quantity;       /* or SOTONG_NONE */
  char    *unit;
  gint64   times;
  gint64   carried_in;     /* 전년이월 */
  gint64   changed;        /* 예산변경 */
  gint64   committed;      /* 원인행위, to the end of the time asked for; @direct is part of it */
  gint64   direct;         /* what was paid without a commitment before it, likewise */
  gint64   executed;       /* 집행액, likewise */
  gint64   executed_in_range;
  gint64   carried_out;    /* 차년이월 */
  gboolean made;
} SotongBudgetLine;

/* 원인행위: what a contract or an order binds. */
typedef struct {
  gint64      line_id;
  gint64      amount;
  const char *committed_on;     /* YYYY-MM-DD */
  const char *counterparty;     /* (nullable) */
  const char *description;      /* (nullable) */
  const char *document_number;  /* (nullable) */
  gboolean    made;
  gint64      cancels_id;       /* the one that it takes back, in whole or in part: @amount is less than nothing; or not above 0 */
  gboolean    correction;       /* of a closed year */
  const char *payee_kind;       /* (nullable): person, firm, public; "" not said */
} SotongCommitment;

/* 예산변경: what a supplementary budget or a transfer moves. */
typedef struct {
  gint64      line_id;
  const char *kind;             /* supplementary, transfer */
  gint64      amount;           /* less than nothing: taken away */
  const char *decided_on;       /* YYYY-MM-DD */
  const char *document_number;  /* (nullable) */
  const char *reason;           /* (nullable) */
  gint64      pair_id;          /* the other half of a transfer, or not above 0 */
  gboolean    correction;       /* of a closed year */
} SotongBudgetChange;

/* Money that was paid. */
typedef struct {
  gint64   id;
  gint64   line_id;
  gint64   content_id;     /* what it paid for, or SOTONG_NONE */
  gint64   campaign_id;    /* or SOTONG_NONE */
  gint64   amount;
  char    *paid_on;        /* YYYY-MM-DD */
  char    *payee;
  char    *description;
  char    *document_number;
  char    *content;        /* its title, "" if none; filled when read */
  gboolean made;
  gint64   commitment_id;  /* what it was paid from, or not above 0 */
  gint64   cancels_id;     /* the payment that came back, in whole or in part: @amount is less than nothing; or not above 0 */
  gboolean correction;     /* of a closed year */
  char    *payee_kind;     /* (nullable): person, firm, public; "" not said */
} SotongPayment;

/* What was paid for a content from one line. */
typedef struct {
  gint64   content_id;
  char    *title;
  gint64   line_id;          /* the line that the content names, or SOTONG_NONE */
  gint64   payment_line_id;  /* the line that paid */
  gint64   cost_final;       /* what the content says it cost, or SOTONG_NONE */
  gint64   paid;
  gboolean removed;          /* the content is */
} SotongContentCost;

SotongProgramme     *sotong_programme_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_programme_free       (SotongProgramme         *programme);
void                 sotong_programme_add_text   (SotongProgramme         *programme,
                                                  const char              *part,
                                                  const char              *label,
                                                  const char              *body);
void                 sotong_programme_add_step   (SotongProgramme         *programme,
                                                  const char              *name,
                                                  const char              *starts_on,
                                                  const char              *ends_on,
                                                  gint64                   amount,
                                                  const char              *detail);
void                 sotong_programme_add_result (SotongProgramme         *programme,
                                                  int                      year,
                                                  const char              *body);
gint64               sotong_programme_add_account (SotongProgramme        *programme,
                                                  gint64                   id,
                                                  const char              *code,
                                                  const char              *name);
SotongBudgetLine    *sotong_budget_line_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_budget_line_free     (SotongBudgetLine        *line);
void                 sotong_payment_free         (SotongPayment           *payment);
void                 sotong_content_cost_free    (SotongContentCost       *cost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongProgramme, sotong_programme_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongBudgetLine, sotong_budget_line_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPayment, sotong_payment_free)

gint64               sotong_programme_insert     (SotongDb                *db,
                                                  const SotongProgramme   *programme,
                                                  GError                 **error);
gint64               sotong_budget_account_insert (SotongDb               *db,
                                                   gint64                  programme_id,
                                                   const char             *code,
                                                   const char             *name,
                                                   GError                **error);
gboolean             sotong_budget_total_insert  (SotongDb                *db,
                                                  gint64                   programme_id,
                                                  const SotongBudgetTotal *total,
                                                  GError                 **error);
gboolean             sotong_settlement_insert    (SotongDb                *db,
                                                  gint64                   programme_id,
                                                  const SotongSettlement  *settlement,
                                                  GError                 **error);
SotongBudgetSums    *sotong_budget_sums_new      (SotongDb                *db,
                                                  gint64                   programme_id,
                                                  GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_budget_sums_free     (SotongBudgetSums        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongBudgetSums, sotong_budget_sums_free)
gboolean             sotong_budget_totals_follow (SotongDb                *db,
                                                  gint64                   programme_id,
                                                  const SotongBudgetSums  *before,
                                                  GError                 **error);
gint64               sotong_budget_line_insert   (SotongDb                *db,
                                                  const SotongBudgetLine  *line,
                                                  GError                 **error);
gint64               sotong_payment_insert       (SotongDb                *db,
                                                  const SotongPayment     *payment,
                                                  GError                 **error);
gint64               sotong_payment_draw         (SotongDb                *db,
                                                  const SotongPayment     *payment,
                                                  GError                 **error);
gint64               sotong_commitment_insert    (SotongDb                *db,
                                                  const SotongCommitment  *commitment,
                                                  GError                 **error);
gint64               sotong_budget_change_insert (SotongDb                *db,
                                                  const SotongBudgetChange *change,
                                                  GError                 **error);
gint64               sotong_carry_over_insert    (SotongDb                *db,
                                                  gint64                   line_id,
                                                  const char              *kind,
                                                  gint64                   amount,
                                                  const char              *reason,
                                                  GError                 **error);
gboolean             sotong_carry_over_check_accident (SotongDb           *db,
                                                       gint64              line_id,
                                                       GError            **error);

SotongProgramme     *sotong_programme_get        (SotongDb                *db,
                                                  int                      year,
                                                  GError                 **error);
void                 sotong_programme_refuse     (SotongDb                *db,
                                                  int                      year,
                                                  GError                 **error);
GArray              *sotong_programme_years      (SotongDb                *db,
                                                  GError                 **error);
GArray              *sotong_budget_years         (SotongDb                *db,
                                                  GError                 **error);
gboolean             sotong_budget_has_year      (GArray                  *years,
                                                  int                      year);
GPtrArray           *sotong_budget_lines         (SotongDb                *db,
                                                  gint64                   programme_id,
                                                  SotongRange              range,
                                                  GError                 **error);
gint64               sotong_budget_line_find     (SotongDb                *db,
                                                  const char              *name,
                                                  GError                 **error);
gint64               sotong_budget_line_find_in  (SotongDb                *db,
                                                  const char              *name,
                                                  int                      year,
                                                  GError                 **error);
gint64               sotong_budget_line_find_of  (SotongDb                *db,
                                                  const char              *name,
                                                  const char              *account,
                                                  const char              *code,
                                                  int                      year,
                                                  GError                 **error);
gint64               sotong_budget_line_find_paid (SotongDb                *db,
                                                  const char              *name,
                                                  const char              *account,
                                                  const char              *code,
                                                  int                      year,
                                                  GError                 **error);
gboolean             sotong_budget_line_get_name (SotongDb                *db,
                                                  gint64                   id,
                                                  char                   **out_name,
                                                  GError                 **error);
gint64               sotong_programme_rename     (SotongDb                *db,
                                                  int                      year,
                                                  const char              *name,
                                                  const char              *reason,
                                                  GError                 **error);
gboolean             sotong_budget_line_remove   (SotongDb                *db,
                                                  gint64                   id,
                                                  const char              *reason,
                                                  GError                 **error);
GPtrArray           *sotong_payment_list         (SotongDb                *db,
                                                  gint64                   line_id,
                                                  SotongRange              range,
                                                  int                      limit,
                                                  GError                 **error);
GPtrArray           *sotong_content_costs        (SotongDb                *db,
                                                  gint64                   programme_id,
                                                  GError                 **error);
G_END_DECLS
