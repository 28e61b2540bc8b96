/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-pages.h"

G_BEGIN_DECLS
/* How a document becomes a file: sotong_pdf_write(), sotong_hwpx_write(). */
typedef gboolean (*SotongReportWriter) (SotongDocument       *document,
                                        GFile                *file,
                                        SotongPagesProgress   progress,
                                        gpointer              progress_data,
                                        GCancellable         *cancellable,
                                        GError              **error);

gboolean           sotong_report_file_read_name    (const char           *path,
                                                    SotongReportWriter   *out_writer);
void               sotong_report_file_write_async  (SotongDocument       *document,
                                                    SotongReportWriter    writer,
                                                    GFile                *file,
                                                    SotongPagesProgress   progress,
                                                    gpointer              progress_data,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean           sotong_report_file_write_finish (SotongDocument       *document,
                                                    GAsyncResult         *result,
                                                    GError              **error);
G_END_DECLS
