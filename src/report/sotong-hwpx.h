/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-pages.h"

G_BEGIN_DECLS
GBytes   *sotong_hwpx_to_bytes    (SotongDocument       *document,
                                   SotongPagesProgress   progress,
                                   gpointer              progress_data,
                                   GCancellable         *cancellable,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_hwpx_write       (SotongDocument       *document,
                                   GFile                *file,
                                   SotongPagesProgress   progress,
                                   gpointer              progress_data,
                                   GCancellable         *cancellable,
                                   GError              **error);
G_END_DECLS
