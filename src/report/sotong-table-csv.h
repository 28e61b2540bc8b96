/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-document.h"

G_BEGIN_DECLS
gboolean  sotong_table_csv_has_data (SotongTable     *table);
GBytes   *sotong_table_csv_to_bytes (SotongDocument  *document,
                                     const char      *table_id,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_table_csv_write    (SotongDocument  *document,
                                     const char      *table_id,
                                     GFile           *file,
                                     GCancellable    *cancellable,
                                     GError         **error);
G_END_DECLS
