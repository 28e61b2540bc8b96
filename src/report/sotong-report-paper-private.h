/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "budget/sotong-ledger.h"
#include "chart/sotong-chart-model.h"
#include "report/sotong-report-load-private.h"
#include "report/sotong-report-parts-private.h"

G_BEGIN_DECLS
/* A column of a form: what it is headed, what a data file calls it (nullable), millimetres. */
typedef struct {
  const char *title;
  const char *name;
  double      width;
  SotongAlign align;
} SotongPaperColumn;

#define SOTONG_PAPER_THOUSAND "(단위 : 천원)"

SotongTable *sotong_paper_table        (const char             *id,
                                       const char             *unit,
                                       const SotongPaperColumn *columns,
                                       gsize                   n_columns) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_paper_label        (SotongTable            *table,
                                       const char             *label);
void         sotong_paper_add          (SotongDocument         *document,
                                       SotongTable            *table);
void         sotong_paper_add_rows     (SotongDocument         *document,
                                       SotongTable            *table);
void         sotong_paper_format       (SotongDocument         *document,
                                       SotongMark              mark,
                                       const char             *format,
                                       ...) G_GNUC_PRINTF (3, 4);
void         sotong_paper_part         (SotongDocument         *document,
                                       const SotongProgramme  *programme,
                                       const char             *part,
                                       SotongMark              mark);
void         sotong_paper_messages     (SotongDocument         *document,
                                       const char             *messages);
const char  *sotong_paper_fact         (const SotongProgramme  *programme,
                                       const char             *label,
                                       const char             *other);
char        *sotong_paper_thousand     (gint64                  won) G_GNUC_WARN_UNUSED_RESULT;
SotongDocument *sotong_paper_begin     (SotongReportHead       *head,
                                       const char             *kind,
                                       gboolean                with_approval) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_paper_add_chart    (SotongDocument         *document,
                                       SotongChart            *chart,
                                       const SotongChartModel *notes,
                                       const char             *caption,
                                       double                  height);
const SotongSettlement *sotong_paper_find_settlement (const SotongProgramme *programme,
                                                      int                    year);
int          sotong_paper_last_settled (const SotongProgramme  *programme,
                                       int                     until);
void         sotong_paper_settlements  (SotongDocument         *document,
                                       const SotongProgramme  *programme,
                                       int                     until);
G_END_DECLS
