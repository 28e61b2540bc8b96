/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-rollup.h"

G_BEGIN_DECLS
/* What was said of a topic in an hour, all sources together. */
typedef struct {
  gint64 hour;                     /* since 1970 */
  gint64 n[SOTONG_N_SENTIMENTS];
} SotongHourCount;

SotongHourCache *sotong_hour_cache_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_hour_cache_free (SotongHourCache  *cache);
GArray          *sotong_hour_counts     (SotongDb         *db,
                                         gint64            topic_id,
                                         gint64            first,
                                         gint64            end,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;
guint            sotong_hour_counts_find (GArray          *counts,
                                          gint64           hour);
G_END_DECLS
