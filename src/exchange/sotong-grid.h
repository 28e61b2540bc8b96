/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-sheet.h"

G_BEGIN_DECLS
/* The cells of a file as they stand there, a row each: of a table of separated values, or of a workbook's first sheet. */
typedef struct {
  char      *name;       /* (owned) of the file, to be shown */
  GPtrArray *rows;       /* (owned) (element-type SotongGridRow) without the blank ones */
  guint      n_hidden;   /* of the rows, those that a workbook does not show: filtered out, or hidden by hand */
  guint      n_uncomputed; /* cells with a formula of which the file has no value */
  gboolean   from_1904;  /* a day that is a number is counted from 1904-01-01, not from 1899-12-30 */
} SotongGrid;

typedef struct {
  guint64 line;      /* of the file, from 1 */
  GStrv   cells;     /* clean texts */
} SotongGridRow;

SotongGrid *sotong_grid_read      (const char     *path,
                                   GCancellable   *cancellable,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_grid_free      (SotongGrid     *self);
const char *sotong_grid_row_cell  (const SotongGridRow *row,
                                   int             column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongGrid, sotong_grid_free)

gboolean    sotong_grid_read_workbook (SotongGrid    *self,
                                       const char    *path,
                                       GError       **error);
gboolean    sotong_grid_is_workbook   (const char    *head,
                                       gsize          n);
void        sotong_grid_set_date      (GDate         *date,
                                       guint          days,
                                       gboolean       from_1904);
void        sotong_grid_take_row      (SotongGrid    *self,
                                       guint64        line,
                                       GPtrArray     *cells);
G_END_DECLS
