/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-table.h"

G_BEGIN_DECLS
/* How columns of a table look as a picture of a workbook. */
typedef enum {
  SOTONG_TABLE_LINES,
  SOTONG_TABLE_COLUMNS,
  SOTONG_TABLE_STACKED,
} SotongTableChartKind;

typedef struct {
  SotongTableChartKind kind;
  char                *title;    /* (owned) */
  guint                columns;  /* bit n: column n is a series; column 0 names its points */
} SotongTableChart;

void    sotong_table_add_chart  (SotongTable          *table,
                                 SotongTableChartKind  kind,
                                 const char           *title,
                                 guint                 columns);
GArray *sotong_table_get_charts (SotongTable          *table);
G_END_DECLS
