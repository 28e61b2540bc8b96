/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
/**
 * SotongPdfProgress:
 * @fraction: how much is done, 0 to 1
 * @data: the data given
 *
 * Called in the thread that writes the file.
 */
typedef void (*SotongPdfProgress) (double   fraction,
                                   gpointer data);

gboolean sotong_pdf_write (SotongDocument     *document,
                           GFile              *file,
                           SotongPdfProgress   progress,
                           gpointer            progress_data,
                           GCancellable       *cancellable,
                           GError            **error);
G_END_DECLS
