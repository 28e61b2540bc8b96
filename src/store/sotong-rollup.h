/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-coverage.h"
#include "util/sotong-time.h"
#include "util/sotong-trend-point.h"

G_BEGIN_DECLS
/* Index of the counts below; also what a mention's sentiment is stored as. */
typedef enum {
  SOTONG_SENTIMENT_NONE,      /* unlabelled */
  SOTONG_SENTIMENT_NEGATIVE,
  SOTONG_SENTIMENT_NEUTRAL,
  SOTONG_SENTIMENT_POSITIVE,
  SOTONG_SENTIMENT_UNCERTAIN,
  SOTONG_N_SENTIMENTS,
} SotongSentiment;

const char *sotong_sentiment_get_name  (SotongSentiment   sentiment);
gboolean    sotong_sentiment_from_name (const char       *name,
                                        SotongSentiment  *out_sentiment);

GArray  *sotong_rollup_read    (SotongDb      *db,
                                gint64         topic_id,
                                gint64         source_id,
                                SotongRange    range,
                                SotongBucket   bucket,
                                GError       **error);
GArray  *sotong_rollup_read_covered (SotongDb  *db,
                                gint64         topic_id,
                                gint64         source_id,
                                SotongRange    range,
                                SotongBucket   bucket,
                                GPtrArray    **out_missing,
                                GError       **error);
gboolean sotong_rollup_extent  (SotongDb      *db,
                                gint64         topic_id,
                                SotongRange   *out_range,
                                GError       **error);
gboolean sotong_rollup_is_known (SotongDb     *db,
                                gint64         topic_id,
                                SotongRange    range,
                                gboolean      *out_known,
                                GError       **error);
gboolean sotong_rollup_check   (SotongDb      *db,
                                GPtrArray     *findings,
                                GError       **error);
G_END_DECLS
