/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"

G_BEGIN_DECLS
gboolean sotong_source_run_is_under_way (SotongDb  *db,
                                         gint64     source_id,
                                         gboolean  *out_under_way,
                                         GError   **error);
gboolean sotong_source_run_reopen       (SotongDb  *db,
                                         gint64     run_id,
                                         GError   **error);
gboolean sotong_source_run_drop_source  (SotongDb  *db,
                                         gint64     run_id,
                                         GError   **error);
gboolean sotong_source_hasten_interval  (SotongDb  *db,
                                         gint64    *out_every,
                                         GError   **error);
void     sotong_source_hasten           (SotongSource *source,
                                         gint64     every);
G_END_DECLS
