/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <xlsxwriter.h>

#include "util/sotong-replace.h"

G_BEGIN_DECLS
/* What all workbooks share: where they are written, and what becomes of a failure. */
lxw_workbook *sotong_workbook_new        (SotongReplace  *replace,
                                          gboolean        constant_memory,
                                          GError        **error);
gboolean      sotong_workbook_close      (lxw_workbook   *book,
                                          SotongReplace  *replace);
void          sotong_workbook_write_text (lxw_worksheet  *sheet,
                                          lxw_row_t       row,
                                          lxw_col_t       column,
                                          const char     *text,
                                          lxw_format     *format);
G_END_DECLS
