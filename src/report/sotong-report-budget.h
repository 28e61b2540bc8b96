/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "budget/sotong-pace.h"
#include "report/sotong-document.h"
#include "report/sotong-report-head.h"
#include "store/sotong-budget-act.h"

G_BEGIN_DECLS
/* 사업형태: how a programme is carried out. */
typedef enum {
  SOTONG_MODE_DIRECT      = 1 << 0,  /* 직접수행 */
  SOTONG_MODE_LOCAL       = 1 << 1,  /* 자치단체 보조 */
  SOTONG_MODE_PRIVATE     = 1 << 2,  /* 민간이전 */
  SOTONG_MODE_CONTRIBUTED = 1 << 3,  /* 출연출자 */
  SOTONG_MODE_CONTRACTED  = 1 << 4,  /* 민간위탁 */
  SOTONG_MODE_OTHER       = 1 << 5,  /* 기타 */
} SotongReportMode;

/* 사업 성격 및 사전절차 대상 여부, in the order of the form. */
typedef enum {
  SOTONG_NATURE_NEW        = 1 << 0,   /* 신규 */
  SOTONG_NATURE_CONTINUING = 1 << 1,   /* 계속 */
  SOTONG_NATURE_INVESTMENT = 1 << 2,   /* 투자심사 */
  SOTONG_NATURE_ACADEMIC   = 1 << 3,   /* 학술용역 */
  SOTONG_NATURE_TECHNICAL  = 1 << 4,   /* 기술심사 */
  SOTONG_NATURE_SUBSIDY    = 1 << 5,   /* 지역보조심의 */
  SOTONG_NATURE_INFORMATIC = 1 << 6,   /* 정보화심사 */
  SOTONG_NATURE_PROPERTY   = 1 << 7,   /* 공유재산 */
  SOTONG_NATURE_SAFETY     = 1 << 8,   /* 안전예산 */
  SOTONG_NATURE_EQUITY     = 1 << 9,   /* 출자·출연 */
  SOTONG_NATURE_CURRENT    = 1 << 10,  /* 경상 */
  SOTONG_NATURE_CAPITAL    = 1 << 11,  /* 투자 */
} SotongReportNature;

typedef struct {
  char    *label;       /* (owned) 계, or an account */
  gboolean total;       /* the total as it is printed, which the parts need not reach */
  gint64   amounts[3];  /* won: two years ago, last year, this year; or SOTONG_REPORT_BLANK */
} SotongReportTotal;

typedef struct {
  char  *account;     /* (owned) 과목 */
  guint  depth;       /* 1: "○", 2: "-" */
  char  *text;        /* (owned) */
  char  *expression;  /* (owned) (nullable) as printed: "150,000원*500건" */
  gint64 amount;      /* won */
} SotongReportBasis;

/* One line's money. Everything is cumulative to the end of the period except @executed_in_period. */
typedef struct {
  char  *account;             /* (owned) 과목 */
  char  *label;               /* (owned) */
  gint64 current;             /* won, 예산현액 */
  gint64 committed;           /* won, 원인행위액 */
  gint64 executed_in_period;  /* won, 기간 중 집행액 */
  gint64 executed;            /* won, 집행액 누계 */
  gint64 carried_out;         /* won, 차년이월 */
} SotongReportExecution;

typedef struct {
  char       *step;    /* (owned) 사업추진절차 */
  SotongRange range;   /* 추진기간, end exclusive; start == end where the form has none */
  gint64      amount;  /* won or SOTONG_REPORT_BLANK */
  char       *detail;  /* (owned) (nullable) */
} SotongReportStep;

/* A year as it was settled: all seven figures as recorded, none of them computed here. */
typedef struct {
  int    year;
  gint64 original;     /* won, 당초예산 */
  gint64 carried_in;   /* won, 전년이월 */
  gint64 changed;      /* won, 예산변경 */
  gint64 current;      /* won, 예산현액 */
  gint64 executed;     /* won, 집행액 */
  gint64 carried_out;  /* won, 차년이월 */
  gint64 remaining;    /* won, 집행잔액 */
} SotongReportSettlement;

typedef struct {
  int   year;
  char *text;  /* (owned) lines divided by "\n" */
} SotongReportResult;

typedef struct {
  char *bureau;      /* (owned) 실·국 */
  char *department;  /* (owned) 부서명 */
  char *manager;     /* (owned) 과장 */
  char *leader;      /* (owned) 팀장 */
  char *officer;     /* (owned) 주무관 */
} SotongReportPerson;

/**
 * SotongReportBudget:
 *
 * What the budget summary of a period is made from: plain figures, copied in by
 * the adders below, so that whoever reads the store fills it in any order.
 */
typedef struct {
  SotongReportHead head;

  SotongRange term;             /* 사업기간, end exclusive */
  gboolean    yearly;           /* ☑연례반복 */
  char       *place;            /* (owned) (nullable) 사업위치 */
  char       *content;          /* (owned) (nullable) 사업내용 */
  char       *executing_body;   /* (owned) (nullable) 사업시행주체 */
  guint       modes;            /* SotongReportMode */
  guint       natures;          /* SotongReportNature */
  gint64      cost;             /* won, 총사업비 */
  gint64      cost_national;    /* won or SOTONG_REPORT_BLANK, 국비 */
  gint64      cost_city;        /* won or SOTONG_REPORT_BLANK, 시비 */
  gint64      subsidy_percent;  /* or SOTONG_REPORT_BLANK, 보조율 */
  gint64      cost_district;    /* won or SOTONG_REPORT_BLANK, 구비 */
  char       *expected_effect;  /* (owned) (nullable) 향후 기대효과 */

  GPtrArray *people;      /* (element-type SotongReportPerson) */
  GPtrArray *totals;      /* (element-type SotongReportTotal) */
  GPtrArray *total_notes; /* (element-type utf8) what is to be said of them, a sentence each */
  GPtrArray *basis;       /* (element-type SotongReportBasis) in the order of the tree */
  GPtrArray *execution;   /* (element-type SotongReportExecution) */
  gint64     original;    /* won, 당초예산 of the lines of @execution */
  gint64     carried_in;  /* won, 전년이월, likewise */
  gint64     changed;     /* won, 예산변경, likewise */
  gboolean   adjusted;    /* thousands of it were moved so that they come to the total */
  gint64     closed_at;   /* when its year was closed, seconds since 1970 UTC; 0 if it is open */
  SotongPace *pace;       /* (owned) (nullable) at the end of the period */
  GPtrArray *changes;     /* (owned) (nullable) (element-type SotongLedgerEntry) of the year to the end of the period */
  GPtrArray *costs;       /* (owned) (nullable) (element-type SotongUnitCost) likewise */
  GPtrArray *schedule;    /* (element-type SotongReportStep) */
  GPtrArray *settlement;  /* (element-type SotongReportSettlement) */
  GPtrArray *results;     /* (element-type SotongReportResult) */
} SotongReportBudget;

SotongReportBudget *sotong_report_budget_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_report_budget_free           (SotongReportBudget *self);
void                sotong_report_budget_add_person     (SotongReportBudget *self,
                                                         const char         *bureau,
                                                         const char         *department,
                                                         const char         *manager,
                                                         const char         *leader,
                                                         const char         *officer);
void                sotong_report_budget_add_total      (SotongReportBudget *self,
                                                         const char         *label,
                                                         gboolean            total,
                                                         gint64              two_years_ago,
                                                         gint64              last_year,
                                                         gint64              this_year);
void                sotong_report_budget_add_basis      (SotongReportBudget *self,
                                                         const char         *account,
                                                         guint               depth,
                                                         const char         *text,
                                                         const char         *expression,
                                                         gint64              amount);
void                sotong_report_budget_add_execution  (SotongReportBudget *self,
                                                         const char         *account,
                                                         const char         *label,
                                                         gint64              current,
                                                         gint64              committed,
                                                         gint64              executed_in_period,
                                                         gint64              executed,
                                                         gint64              carried_out);
void                sotong_report_budget_add_step       (SotongReportBudget *self,
                                                         const char         *step,
                                                         SotongRange         range,
                                                         gint64              amount,
                                                         const char         *detail);
void                sotong_report_budget_add_settlement (SotongReportBudget           *self,
                                                         const SotongReportSettlement *year);
void                sotong_report_budget_add_result     (SotongReportBudget *self,
                                                         int                 year,
                                                         const char         *text);
SotongDocument     *sotong_report_budget_build          (const SotongReportBudget *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReportBudget, sotong_report_budget_free)
G_END_DECLS
