/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* An amount or count that the source leaves empty: printed as nothing, and not 0. */
#define SOTONG_REPORT_BLANK G_MININT64

/* What stands over every report. Strings are owned and may be %NULL where empty. */
typedef struct {
  char       *organisation;  /* (owned) 서울특별시 */
  char       *bureau;        /* (owned) 시민소통기획관 */
  char       *department;    /* (owned) 뉴미디어담당관: the author in the file's properties */
  char       *programme;     /* (owned) 사업명 */
  int         fiscal_year;
  SotongRange period;        /* end exclusive */
  gint64      created;       /* when the report is made, seconds since 1970 UTC */
  GTimeZone  *zone;          /* (owned) the office's; UTC where %NULL */
  gboolean    made_data;     /* what was executed, published and collected was made for the demonstration;
                                budget, basis, schedule and settlement were not */
} SotongReportHead;

void sotong_report_head_clear (SotongReportHead *self);
G_END_DECLS
