/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-pages.h"

G_BEGIN_DECLS
gboolean sotong_report_xlsx_write (SotongDocument       *document,
                                   GFile                *file,
                                   SotongPagesProgress   progress,
                                   gpointer              progress_data,
                                   GCancellable         *cancellable,
                                   GError              **error);
G_END_DECLS
