/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* Contents and deliverables are of these types; the names are those of the command line. */
typedef enum {
  SOTONG_DEMO_TYPE_BLOG_POST,
  SOTONG_DEMO_TYPE_SNS,
  SOTONG_DEMO_TYPE_JOINT,
  SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN,
  SOTONG_DEMO_TYPE_ADVERTISEMENT,
  SOTONG_DEMO_TYPE_WHITE_PAPER,
  SOTONG_DEMO_TYPE_REPORT,
} SotongDemoType;
#define SOTONG_DEMO_N_TYPES 7

/* Every amount below is in won. A row of the table of totals: the whole (@code is "") or one account. */
typedef struct {
  const char *code;         /* of the account, "201-01"; "" for 계 */
  const char *name;
  gint64      printed[3];   /* 2014, 2015, 2016 as the document prints them */
} SotongDemoTotal;

/* A row of the basis of calculation. A heading's amount is the sum of its children, never added to them. */
typedef struct {
  const char *id;           /* stable: "blog-posts" */
  const char *parent;       /* id of the heading, or %NULL */
  const char *account;      /* code of the account */
  const char *name;         /* without the bullet */
  const char *expression;   /* as printed, "150,000원*500건"; "" for a heading */
  const char *note;         /* as printed behind the expression, or "" */
  const char *unit;         /* 건, 회 or "" */
  gint64      unit_price;   /* 0 for a heading */
  gint64      quantity;     /* 0 for a heading */
  gint64      amount;
  int         deliverable;  /* a SotongDemoType that counts towards @quantity, or -1 */
} SotongDemoLine;

typedef struct {
  int         year;
  gint64      original;         /* 당초예산 */
  gint64      carried_in;       /* 전년이월 */
  gint64      changed;          /* 예산변경 */
  gint64      current;          /* 예산현액 */
  gint64      executed;         /* 집행액 */
  gint64      carried_out;      /* 차년이월 */
  gint64      remaining;        /* 집행잔액 */
} SotongDemoSettlement;

typedef struct {
  const char *stage;
  const char *from;             /* month, "2016-01"; "" for 계 */
  const char *until;
  gint64      amount;           /* 0 where the document is blank */
  const char *detail;
} SotongDemoStage;

/* A dated or numbered text: a ground, a step of the history, the results of a year. */
typedef struct {
  const char *date;             /* "2014-03-27" or "2013"; "" when undated */
  const char *text;
} SotongDemoNote;

typedef struct {
  SotongDemoType type;
  const char    *name;
  gint64         promised;
  const char    *line;          /* id of the line that pays for it */
} SotongDemoTarget;

typedef struct {
  const char *key;              /* "kind", "field" … stable */
  const char *label;            /* as printed, "사업명" */
  const char *value;            /* as printed; "" where the document is blank */
} SotongDemoFact;

/* A choice box of the form. */
typedef struct {
  const char *group;            /* "사업형태" */
  const char *label;            /* "직접수행" */
  gboolean    checked;
} SotongDemoBox;

/* People are roles; nobody has a name. */
typedef struct {
  const char *id;               /* stable: "planner-1" */
  const char *role;             /* 과장, 팀장, 주무관, 편집위원 … */
  const char *duty;
  const char *rights;           /* "manage", "approve", "edit" or "read" */
} SotongDemoPerson;

typedef struct {
  int                         year;
  const char                 *name;
  const char                 *city;
  const char                 *bureau;
  const char                 *department;
  const char                 *starts;         /* "2016-01-01" */
  const char                 *ends;           /* "2016-12-31", inclusive */
  const char                 *summary;        /* 사업내용 of the basics */
  const char                 *necessity;      /* 중점추진사항 */
  const char                 *procedure;
  const char                 *expected;       /* 향후 기대효과 */
  gint64                      total;
  const SotongDemoFact       *facts;
  gsize                       n_facts;
  const SotongDemoBox        *boxes;
  gsize                       n_boxes;
  const char *const          *purposes;       /* %NULL-terminated, verbatim */
  const char *const          *contents;       /* %NULL-terminated, verbatim */
  const SotongDemoTotal      *totals;         /* the whole first */
  gsize                       n_totals;
  const SotongDemoLine       *lines;          /* in the document's order, headings before their children */
  gsize                       n_lines;
  const SotongDemoNote       *grounds;
  gsize                       n_grounds;
  const SotongDemoStage      *stages;         /* 계 first */
  gsize                       n_stages;
  const SotongDemoNote       *history;
  gsize                       n_history;
  const SotongDemoNote       *results;
  gsize                       n_results;
  const SotongDemoSettlement *settlements;
  gsize                       n_settlements;
  const SotongDemoTarget     *targets;
  gsize                       n_targets;
  const SotongDemoPerson     *people;
  gsize                       n_people;
} SotongDemoProgramme;

const SotongDemoProgramme *sotong_demo_programme_get       (void);
const SotongDemoLine      *sotong_demo_programme_find_line (const char     *id);
const char                *sotong_demo_type_get_name       (SotongDemoType  type);
G_END_DECLS
