/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart.h"
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_ROW_TREND_DAYS 28

/* How a line of a list went in the four weeks up to yesterday: today is not over and would look like a fall. Counts references. */
typedef struct {
  double       days[SOTONG_ROW_TREND_DAYS];    /* mentions, the oldest first; NAN where nothing was collected */
  gboolean     partial[SOTONG_ROW_TREND_DAYS]; /* only some of the day was collected, or not of every source */
  SotongChart *chart;                          /* (owned) */
  char        *sentence;                       /* (owned): what the chart shows */
} SotongRowTrend;

/* The trends of all topics and sources. */
typedef struct _SotongRowTrends SotongRowTrends;

SotongRowTrend  *sotong_row_trend_new    (const GArray          *points,
                                          GTimeZone             *zone) G_GNUC_WARN_UNUSED_RESULT;
SotongRowTrend  *sotong_row_trend_new_word (const GArray       *points,
                                          const char           *word,
                                          GTimeZone            *zone) G_GNUC_WARN_UNUSED_RESULT;
SotongRowTrend  *sotong_row_trend_ref    (SotongRowTrend        *self) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_row_trend_unref  (SotongRowTrend        *self);
gboolean         sotong_row_trend_same   (const SotongRowTrend  *a,
                                          const SotongRowTrend  *b);

SotongRowTrends *sotong_row_trends_read  (SotongDb              *db,
                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_row_trends_free  (SotongRowTrends       *self);
SotongRowTrend  *sotong_row_trends_topic (SotongRowTrends       *self,
                                          gint64                 topic_id);
SotongRowTrend  *sotong_row_trends_source (SotongRowTrends      *self,
                                          gint64                 source_id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongRowTrend, sotong_row_trend_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongRowTrends, sotong_row_trends_free)
G_END_DECLS
