/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-grid.h"
#include "exchange/sotong-ledger-import.h"

G_BEGIN_DECLS
/* Which column of a grid is what, from 0; -1: none. */
typedef struct {
  int      columns[SOTONG_LEDGER_N_ROLES];
  gint64   units[SOTONG_LEDGER_N_ROLES];     /* what a number without a unit counts there, in won: 1000 below “예산액(천원)” */
  gint64   headed;                           /* what the heading of the amounts itself says that they count, in won; 0: nothing */
  gboolean said;                             /* it, or what stands above, says so */
  char     unit[200];                        /* what stands above the headings, "(단위 : 천원)", if it was needed; else "" */
  gboolean commitments;                      /* the amounts are what was bound, not what was paid, as their heading or that of the days says */
  gboolean neutral;                          /* their heading says neither, as “금액” */
  int      bound;                            /* beside amounts that were paid: what was bound, which is not read; or -1 */
  int      state;                            /* what became of each row, as “취소”; or -1 */
  gboolean asks_void;                        /* its heading asks whether a row was cancelled, as “취소여부” */
  int      back;                             /* what came back, in a column of its own; or -1 */
  gint64   back_unit;                        /* of which its heading says that it counts so many won; 0: as the amounts */
  gboolean lacks;                            /* it is not what an import needs, though each column is understood */
  guint    head;                             /* the first row of the headings */
  guint    first;                            /* the row below the headings */
} SotongLedgerMapping;

GStrv    sotong_ledger_mapping_headings (const SotongGrid  *grid) G_GNUC_WARN_UNUSED_RESULT;
gboolean sotong_ledger_mapping_is_heading (const char  *text);
gboolean sotong_ledger_mapping_recall (SotongDb            *db,
                                      GStrv                 headings,
                                      char                **out_words,
                                      GError              **error);
gboolean sotong_ledger_mapping_keep  (SotongDb             *db,
                                      GStrv                 headings,
                                      const char           *words,
                                      GError              **error);
gboolean sotong_ledger_mapping_read  (SotongLedgerMapping  *self,
                                      const SotongGrid     *grid,
                                      const char           *words,
                                      gboolean              budget,
                                      char                **out_described,
                                      GError              **error);
gint64   sotong_ledger_mapping_unit_of (const SotongLedgerMapping *self,
                                      const SotongGrid     *grid,
                                      GStrv                 headings,
                                      int                   column,
                                      GError              **error);
/* Why the unit of a row's amount is not known. */
typedef enum {
  SOTONG_LEDGER_UNIT_KNOWN,
  SOTONG_LEDGER_UNIT_MISSING,   /* nothing says it */
  SOTONG_LEDGER_UNIT_UNKNOWN,   /* 조원, 달러, 건 */
  SOTONG_LEDGER_UNIT_DIFFERS,   /* the heading says another */
} SotongLedgerUnitState;

SotongLedgerUnitState sotong_ledger_cell_unit (const SotongLedgerMapping *mapping,
                                      const SotongGridRow  *row,
                                      SotongLedgerRole      role,
                                      gint64               *out_won);
gboolean sotong_ledger_cell_won      (const SotongLedgerMapping *mapping,
                                      const SotongGridRow  *row,
                                      SotongLedgerRole      role,
                                      gint64               *out_won);
gboolean sotong_ledger_import_budget (SotongLedgerImport   *self,
                                      SotongDb             *db,
                                      const SotongGrid     *grid,
                                      const SotongLedgerMapping *mapping,
                                      GError              **error);
void     sotong_ledger_import_problem (SotongLedgerImport  *self,
                                      const SotongGridRow  *row,
                                      const char           *message);
gboolean sotong_ledger_import_refuse_unit (SotongLedgerImport *self,
                                      const SotongGridRow  *row);
void     sotong_ledger_import_refuse_cell (SotongLedgerImport *self,
                                      const SotongGridRow  *row,
                                      const SotongLedgerMapping *mapping,
                                      SotongLedgerRole      role);
void     sotong_ledger_import_add_sum (SotongLedgerImport  *self,
                                      guint64               line_number,
                                      gint64                line_id,
                                      const char           *line,
                                      const char           *what,
                                      gint64                in_file,
                                      gint64                in_ledger);
void     sotong_ledger_import_add_difference (SotongLedgerImport *self,
                                      const char           *kind,
                                      guint64               line_number,
                                      const char           *line,
                                      const char           *what,
                                      gint64                in_file,
                                      gint64                in_ledger);
G_END_DECLS
