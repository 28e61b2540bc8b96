/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-rollup.h"

G_BEGIN_DECLS
/* Counts that wait to be written together: many mentions fall into few hours. */
typedef struct _SotongRollupBatch SotongRollupBatch;

SotongRollupBatch *sotong_rollup_batch_new   (void);
void               sotong_rollup_batch_free  (SotongRollupBatch *batch);
void               sotong_rollup_batch_add   (SotongRollupBatch *batch,
                                              gint64             topic_id,
                                              gint64             published_at,
                                              gint64             source_id,
                                              int                sentiment,
                                              gint64             n);
gboolean           sotong_rollup_batch_write (SotongRollupBatch *batch,
                                              SotongDb          *db,
                                              GError           **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongRollupBatch, sotong_rollup_batch_free)

gboolean sotong_rollup_add_mention (SotongDb  *db,
                                    gint64     topic_id,
                                    gint64     mention_id,
                                    int        sign,
                                    GError   **error);
gboolean sotong_rollup_relabel     (SotongDb  *db,
                                    gint64     mention_id,
                                    int        from,
                                    int        to,
                                    GError   **error);
gboolean sotong_rollup_rebuild     (SotongDb  *db,
                                    gint64     topic_id,
                                    GError   **error);

/* What a trend is made of. */
GArray           *sotong_rollup_points     (SotongRange           range,
                                            SotongBucket          bucket,
                                            GTimeZone            *zone) G_GNUC_WARN_UNUSED_RESULT;
SotongTrendPoint *sotong_rollup_find_point (GArray               *points,
                                            guint                *at,
                                            gint64                time);
void              sotong_rollup_add_count  (SotongTrendPoint     *point,
                                            gint64                sentiment,
                                            gint64                n);
void              sotong_rollup_mark       (GArray               *points,
                                            const SotongCoverage *coverage,
                                            SotongRange           range,
                                            SotongBucket          bucket,
                                            gint64                now,
                                            GTimeZone            *zone);
G_END_DECLS
