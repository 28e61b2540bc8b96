/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>
#include <zip.h>

G_BEGIN_DECLS
/* Where a workbook has what is read of it. */
typedef struct {
  char     *sheet;      /* (owned) (nullable): the part with the first sheet that is shown */
  char     *texts;      /* (owned): the part with the shared texts, which need not be there */
  gboolean  from_1904;  /* its days are counted from 1904-01-01 */
} SotongGridBook;

void        sotong_grid_book_find  (SotongGridBook *self,
                                    zip_t          *zip);
void        sotong_grid_book_clear (SotongGridBook *self);
char       *sotong_grid_book_read  (zip_t          *zip,
                                    const char     *name,
                                    gsize          *length) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_grid_local_name (const char     *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongGridBook, sotong_grid_book_clear)
G_END_DECLS
