/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-pages.h"

G_BEGIN_DECLS
gboolean sotong_pdf_write        (SotongDocument       *document,
                                  GFile                *file,
                                  SotongPagesProgress   progress,
                                  gpointer              progress_data,
                                  GCancellable         *cancellable,
                                  GError              **error);
void     sotong_pdf_write_async  (SotongDocument       *document,
                                  GFile                *file,
                                  SotongPagesProgress   progress,
                                  gpointer              progress_data,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean sotong_pdf_write_finish (SotongDocument       *document,
                                  GAsyncResult         *result,
                                  GError              **error);
G_END_DECLS
