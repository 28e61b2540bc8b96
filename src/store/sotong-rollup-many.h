/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-rollup.h"

G_BEGIN_DECLS
/* The trend of one topic, or of one source with the mentions of all topics and of none. */
typedef struct {
  gint64  topic_id;  /* 0 for a source */
  gint64  source_id; /* 0 for a topic */
  GArray *points;    /* (owned) (element-type SotongTrendPoint) */
} SotongRollupOne;

GPtrArray *sotong_rollup_read_many (SotongDb      *db,
                                    SotongRange    range,
                                    SotongBucket   bucket,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
