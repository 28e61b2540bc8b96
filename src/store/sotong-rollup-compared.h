/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-rollup.h"
#include "util/sotong-span.h"

G_BEGIN_DECLS
GArray *sotong_rollup_read_compared (SotongDb       *db,
                                     gint64          topic_id,
                                     gint64          source_id,
                                     SotongCompare   compare,
                                     GArray         *points,
                                     SotongBucket    bucket,
                                     SotongRange     within,
                                     SotongRange    *out_range,
                                     GError        **error);
G_END_DECLS
