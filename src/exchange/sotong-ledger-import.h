/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-budget-act.h"

G_BEGIN_DECLS
/* What a column of a ledger extract can be. */
typedef enum {
  SOTONG_LEDGER_LINE,         /* the budget line, by name or number */
  SOTONG_LEDGER_DATE,
  SOTONG_LEDGER_AMOUNT,       /* won, or what its heading or the sheet says it counts: 천원 */
  SOTONG_LEDGER_KIND,         /* 지출, 반납 or 원인행위; where it says nothing, what the heading of the amounts says */
  SOTONG_LEDGER_PAYEE,
  SOTONG_LEDGER_PAYEE_KIND,   /* 개인, 업체 or 공공; empty: not said */
  SOTONG_LEDGER_DESCRIPTION,
  SOTONG_LEDGER_DOCUMENT,
  SOTONG_LEDGER_ACCOUNT,      /* 과목; of a budget, or where no line is named */
  SOTONG_LEDGER_CODE,         /* 201-01 */
  SOTONG_LEDGER_FORMULA,      /* 산출식 */
  SOTONG_LEDGER_BUDGET,       /* 예산액: such a file brings lines, not executions */
  SOTONG_LEDGER_UNIT,         /* 천원: what the amount of each row counts */
  SOTONG_LEDGER_N_ROLES
} SotongLedgerRole;

/* A row of the file, understood. */
typedef struct {
  guint64  line_number;  /* in the file */
  gint64   line_id;      /* of a reconciliation 0 where the ledger has no such line */
  gboolean unclear;      /* of a reconciliation: several lines have the name, and none is taken for it */
  char    *line;         /* its name */
  char    *day;          /* YYYY-MM-DD */
  gint64   amount;       /* won */
  gboolean commitment;   /* 원인행위, not 지출 */
  gboolean turned;       /* its words say that the amount came back, which stands in the file without a sign */
  char    *payee;
  const char *payee_kind; /* (unowned) (nullable): person, firm, public; "" not said */
  char    *description;
  char    *document;
  gboolean known;        /* the ledger has it */
  gboolean refused;      /* of a preview that tries it: the ledger does not take it, and a problem says why */
  char    *account;      /* (nullable): of a line of a budget its account, as a preview shows it; it has no day */
} SotongLedgerImportRow;

/* What holds of a line in a reconciliation, or of an account, or of all, where the file has sums. */
typedef struct {
  const char *what;      /* (unowned) (nullable): the figure that is compared: original, budget, carried_in, available, committed, executed, carried_out, remaining; %NULL: executed, of rows */
  guint64 line_number;   /* in the file; 0 of rows, or where only the ledger has it */
  gint64 line_id;        /* or SOTONG_NONE: the ledger has no such line, or several that cannot be told apart and are taken together */
  char  *line;
  gint64 in_file;        /* won */
  gint64 in_ledger;
} SotongLedgerSum;

/* A difference between a file and the ledger. */
typedef struct {
  char   *kind;          /* "file" (only there), "ledger" (only there), "amount" */
  guint64 line_number;   /* in the file, or 0 */
  gint64  entry_id;      /* in the ledger, or SOTONG_NONE */
  char   *line;
  char   *day;
  char   *document;
  gint64  in_file;       /* won, or SOTONG_NONE */
  gint64  in_ledger;
  const char *what;      /* (unowned) (nullable): as of a #SotongLedgerSum */
} SotongLedgerDifference;

typedef struct {
  const char *path;
  const char *mapping;      /* (nullable): "date=3,amount=지출액": roles by number from 1, or heading; else what such a file's columns were before */
  int         year;         /* or 0: of each row's day */
  const char *programme;    /* (nullable): the name of a budget's programme; else what the sheet is headed with, or its year */
  gboolean    preview;      /* nothing is written */
  gboolean    tries;        /* a preview does what an import would, in a write job, and takes it back: what the ledger refuses is a problem */
  gboolean    budget;       /* the file is a budget, whatever else it has; out: it was read as one */
  const char *reason;       /* (nullable) */
  /* out: */
  GPtrArray  *rows;         /* (owned) (element-type SotongLedgerImportRow) */
  GPtrArray  *problems;     /* (owned) (element-type utf8): each with its line; then nothing is written */
  GPtrArray  *doubts;       /* (owned) (element-type utf8): of a reconciliation, those of the problems whose rows were compared all the same, by their names */
  GPtrArray  *notes;        /* (owned) (element-type utf8): likewise, of what is taken as the file says and ought to be looked at */
  GPtrArray  *differences;  /* (owned) (element-type SotongLedgerDifference): of a reconciliation */
  GPtrArray  *sums;         /* (owned) (element-type SotongLedgerSum): likewise */
  char       *first_day;    /* (owned) (nullable): of a reconciliation, between which days the ledger is counted: those of the rows; none without rows */
  char       *last_day;     /* (owned) (nullable): likewise, inclusive; of sums the day of which their title says that they are */
  gboolean    sums_only;    /* of a reconciliation: the file has sums and no days, and was held against the whole of @year, or until @last_day */
  gint64      n_added;      /* of a preview: what would be */
  gint64      n_known;
  gboolean    reconciling;  /* held against the ledger, not imported */
  GStrv       headings;     /* (owned) of the file, also of one whose columns were not understood */
  int         taken[SOTONG_LEDGER_N_ROLES]; /* the column of each role, from 0; -1: none */
  char       *called;       /* (owned) (nullable): the name of the budget, of a year that had none */
  char       *columns;      /* (owned) what each column was taken for, to be shown */
} SotongLedgerImport;

const char *sotong_ledger_figure_get_label (const char *what);
const char *sotong_ledger_role_get_name (SotongLedgerRole  role);
const char *sotong_ledger_role_get_label (SotongLedgerRole role);
gpointer sotong_ledger_import_job    (SotongDb            *db,
                                      gpointer             data,
                                      GCancellable        *cancellable,
                                      GError             **error);
gpointer sotong_ledger_reconcile_job (SotongDb            *db,
                                      gpointer             data,
                                      GCancellable        *cancellable,
                                      GError             **error);
char    *sotong_ledger_import_describe_days (const SotongLedgerImport *self) G_GNUC_WARN_UNUSED_RESULT;
void     sotong_ledger_import_clear  (SotongLedgerImport  *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongLedgerImport, sotong_ledger_import_clear)
G_END_DECLS
