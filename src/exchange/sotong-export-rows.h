/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "util/sotong-replace.h"

G_BEGIN_DECLS
/* Rows of texts and whole numbers as they come, to a CSV file or to a workbook: the memory does not grow with them. */
typedef struct _SotongExportRows SotongExportRows;

SotongExportRows *sotong_export_rows_new    (SotongReplace       *replace,
                                             const char          *path,
                                             const char          *title,
                                             const char * const  *headings,
                                             guint                numbers,
                                             GError             **error);
gboolean          sotong_export_rows_add    (SotongExportRows    *self,
                                             const char * const  *cells,
                                             GError             **error);
gboolean          sotong_export_rows_finish (SotongExportRows    *self,
                                             GError             **error);
void              sotong_export_rows_free   (SotongExportRows    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongExportRows, sotong_export_rows_free)
G_END_DECLS
