/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"
#include "store/sotong-store.h"
#include "util/sotong-span.h"

G_BEGIN_DECLS
/* What a trend is read for. */
typedef struct {
  gint64       topic_id;   /* 0: all mentions */
  gboolean     has_range;
  SotongRange  range;      /* valid when @has_range, else all there is */
  int          bucket;     /* a SotongBucket, or -1 to take one that fits the range */
  SotongCompare compare;   /* with what */
} SotongTrendQuestion;

/* What was read. */
typedef struct {
  GArray       *points;    /* (owned) (element-type SotongTrendPoint): none without mentions */
  GArray       *before;    /* (owned) (nullable) (element-type SotongTrendPoint): what they are compared with */
  GPtrArray    *missing;   /* (owned) (nullable) (element-type SotongMissing): what was not read of which source */
  SotongCompare compare;
  GPtrArray    *topics;    /* (owned) (element-type SotongTopic) */
  GPtrArray    *campaigns; /* (owned) (element-type SotongCampaign) */
  SotongChartModel *notes;  /* (owned): its marks alone: what the officer noted */
  SotongChartModel *events; /* (owned): likewise */
  SotongChartModel *posts;  /* (owned): likewise */
  SotongChartModel *alerts; /* (owned): likewise */
  GArray       *limit;      /* (owned) (nullable) (element-type double): above how many mentions a slot raises an alarm */
  double        sigma;      /* deviations above the mean, of @limit */
  GArray       *corrected; /* (owned) (nullable) (element-type gint64): when mentions were published of which people changed the sentiment */
  char         *feet[2];    /* (owned) (nullable): of how many mentions the charts are: the total's, the sentiment's */
  char         *change;     /* (owned) (nullable): how many there were in the other time, and what has changed */
  gboolean      misses_other;  /* a comparison was asked for, and nothing is known of that time */
  SotongRange   other;      /* what is compared with; of none, nothing */
  SotongRange   range;
  SotongBucket  bucket;
} SotongTrendAnswer;

/* Which campaigns a chart shows as bands. */
typedef enum {
  SOTONG_TREND_NO_BANDS,
  SOTONG_TREND_ONE_BAND,   /* the campaign that is chosen in the window, if one is */
  SOTONG_TREND_ALL_BANDS,
} SotongTrendBands;

gpointer     sotong_trend_answer_job  (SotongDb                 *db,
                                       gpointer                  question,
                                       GCancellable             *cancellable,
                                       GError                  **error);
void         sotong_trend_answer_free (SotongTrendAnswer        *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTrendAnswer, sotong_trend_answer_free)
/* What else a chart shows beside the officer's notes. */
typedef enum {
  SOTONG_TREND_EVENTS = 1 << 0,
  SOTONG_TREND_POSTS  = 1 << 1,
  SOTONG_TREND_ALERTS = 1 << 2,
} SotongTrendMarks;

void         sotong_trend_answer_mark (const SotongTrendAnswer  *answer,
                                       SotongTrendMarks          marks,
                                       SotongTrendBands          bands,
                                       gint64                    campaign,
                                       GTimeZone                *zone,
                                       SotongChart              *chart);
SotongChart *sotong_trend_answer_draw (const SotongTrendAnswer  *answer,
                                       gboolean                  sentiment,
                                       GTimeZone                *zone) G_GNUC_WARN_UNUSED_RESULT;
char        *sotong_trend_answer_foot (const SotongTrendAnswer  *answer,
                                       gboolean                  sentiment,
                                       SotongChart              *chart) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
