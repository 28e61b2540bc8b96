/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What one source brought in a stretch of time. */
typedef struct {
  gint64   source_id;
  gint64   total;
  gboolean known;      /* a run covered some of it: else nothing is known, and @total is not all */
} SotongSourceSum;

GArray *sotong_rollup_sources (SotongDb     *db,
                               gint64        topic_id,
                               SotongRange   range,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
