/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-table.h"

G_BEGIN_DECLS
gboolean sotong_cell_is_number      (const SotongCell *cell);
char     sotong_table_last_name     (SotongTable      *table);
void     sotong_table_follow_terms  (SotongTable      *table,
                                     const char       *terms);
void     sotong_table_follow_rate   (SotongTable      *table,
                                     char              part,
                                     const char       *whole);
void     sotong_table_follow_mean   (SotongTable      *table,
                                     char              sum,
                                     char              count);
void     sotong_table_follow_rows   (SotongTable      *table,
                                     guint             row,
                                     const char       *columns,
                                     const guint      *rows,
                                     guint             n_rows);
void     sotong_table_follow_below  (SotongTable      *table,
                                     guint             row,
                                     const char       *columns);
char    *sotong_table_place_formula (const char       *formula,
                                     guint             row,
                                     guint             end) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
