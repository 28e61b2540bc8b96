/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <xlsxwriter.h>

#include "report/sotong-table.h"

G_BEGIN_DECLS
#define SOTONG_XLSX_FONT "맑은 고딕"

gboolean sotong_report_xlsx_charts_column (SotongTable   *table,
                                           guint          column);
void     sotong_report_xlsx_add_charts    (lxw_workbook  *book,
                                           lxw_worksheet *sheet,
                                           const char    *name,
                                           SotongTable   *table,
                                           guint          first,
                                           guint          n_notes);
G_END_DECLS
