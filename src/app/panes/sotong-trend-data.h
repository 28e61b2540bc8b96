/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"
#include "store/sotong-store.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* The stretches of time that a person chooses from. */
typedef enum {
  SOTONG_SPAN_ALL,
  SOTONG_SPAN_YEAR_BACK,   /* twelve months */
  SOTONG_SPAN_THIS_YEAR,
  SOTONG_SPAN_QUARTER,     /* thirteen weeks */
  SOTONG_SPAN_FOUR_WEEKS,
  SOTONG_SPAN_WEEK,
  SOTONG_N_SPANS,
} SotongSpan;

/* What a trend is read for. */
typedef struct {
  gint64       topic_id;   /* 0: all mentions */
  gboolean     has_range;
  SotongRange  range;      /* valid when @has_range, else all there is */
  int          bucket;     /* a SotongBucket, or -1 to take one that fits the range */
} SotongTrendQuestion;

/* What was read. */
typedef struct {
  GArray       *points;    /* (owned) (element-type SotongTrendPoint): none without mentions */
  GPtrArray    *topics;    /* (owned) (element-type SotongTopic) */
  GPtrArray    *campaigns; /* (owned) (element-type SotongCampaign) */
  SotongChartModel *notes;  /* (owned): its marks alone: what the officer noted */
  SotongChartModel *events; /* (owned): likewise */
  SotongChartModel *posts;  /* (owned): likewise */
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
} SotongTrendMarks;

void         sotong_trend_answer_mark (const SotongTrendAnswer  *answer,
                                       SotongTrendMarks          marks,
                                       SotongChart              *chart);
SotongChart *sotong_trend_answer_draw (const SotongTrendAnswer  *answer,
                                       gboolean                  sentiment,
                                       SotongTrendBands          bands,
                                       gint64                    campaign,
                                       GTimeZone                *zone) G_GNUC_WARN_UNUSED_RESULT;

gboolean     sotong_span_get_range    (SotongSpan                span,
                                       gint64                    now,
                                       GTimeZone                *zone,
                                       SotongRange              *out_range);
SotongBucket sotong_span_fit_bucket   (const SotongRange        *range);
G_END_DECLS
