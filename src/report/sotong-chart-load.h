/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"
#include "chart/sotong-slots.h"
#include "store/sotong-db.h"
#include "util/sotong-span.h"

G_BEGIN_DECLS
/* What is compared where a chart compares things. */
typedef enum {
  SOTONG_CHART_BY_TOPIC,
  SOTONG_CHART_BY_SOURCE,
  SOTONG_CHART_BY_WORD,
} SotongChartBy;

/* What happened beside the figures. */
typedef enum {
  SOTONG_CHART_NOTES     = 1 << 0,  /* of the officer */
  SOTONG_CHART_EVENTS    = 1 << 1,
  SOTONG_CHART_CAMPAIGNS = 1 << 2,
  SOTONG_CHART_POSTS     = 1 << 3,
  SOTONG_CHART_ALERTS    = 1 << 4,
} SotongChartMarks;

/**
 * SotongChartQuestion:
 * @kind: what it looks like
 * @topic_id: of which mentions, or 0 for all
 * @range: when
 * @bucket: of what length the slots are; -1: one that suits the kind and the range
 * @by: what is compared, for rankings, slopes and small multiples
 * @window: of a moving average, in slots; 0 for the usual one
 * @k: standard deviations of a band; 0 for the usual
 * @marks: what is marked over counts of time
 * @compare: with what a stretch of time is compared; of rankings and slopes with the time before unless it says otherwise
 *
 * What is drawn of a workspace.
 */
typedef struct {
  SotongChartKind  kind;
  gint64           topic_id;
  SotongRange      range;
  int              bucket;
  SotongChartBy    by;
  guint            window;
  double           k;
  SotongChartMarks marks;
  SotongCompare    compare;
} SotongChartQuestion;

SotongChartModel *sotong_chart_load (SotongDb                   *db,
                                     const SotongChartQuestion  *question,
                                     GCancellable               *cancellable,
                                     GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          sotong_chart_load_marks (SotongDb             *db,
                                           SotongRange           range,
                                           gint64                topic_id,
                                           SotongChartMarks      marks,
                                           SotongChartModel     *model,
                                           GError              **error);
void              sotong_chart_load_missing (SotongSlots        *slots,
                                             GPtrArray          *missing);
GArray           *sotong_chart_load_corrected (SotongDb         *db,
                                               gint64            topic_id,
                                               SotongRange       range,
                                               char            **foot,
                                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_chart_load_correct (SotongSlots        *slots,
                                             GArray             *times);
gboolean          sotong_chart_load_sample (SotongDb            *db,
                                           SotongChartModel     *model,
                                           GArray               *points,
                                           gint64                end,
                                           gboolean              sentiment,
                                           GError              **error);
char             *sotong_chart_load_say_known (const char     *text,
                                                guint           n_known,
                                                guint           n_days) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_chart_load_say_change (SotongDb        *db,
                                           gint64               topic_id,
                                           SotongCompare        compare,
                                           GArray              *points,
                                           GArray              *others,
                                           SotongRange          range,
                                           SotongBucket         bucket,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_chart_load_say_sample (SotongDb        *db,
                                           GArray              *points,
                                           gint64               end,
                                           gboolean             sentiment,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;
SotongChart      *sotong_chart_load_draw  (GArray              *points,
                                           GPtrArray           *missing,
                                           gboolean             sentiment,
                                           const char          *sample,
                                           SotongBucket         bucket,
                                           GTimeZone           *zone) G_GNUC_WARN_UNUSED_RESULT;
char             *sotong_chart_load_join  (const char          *one,
                                           const char          *other) G_GNUC_WARN_UNUSED_RESULT;
SotongChartModel *sotong_chart_load_pace   (SotongDb                 *db,
                                           int                       year,
                                           gboolean                  with_last,
                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
SotongChartModel *sotong_chart_load_searches (SotongDb               *db,
                                           const SotongRange        *range,
                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
SotongChartModel *sotong_chart_load_effect (SotongDb                 *db,
                                           gint64                    campaign_id,
                                           gint64                    topic_id,
                                           SotongChartMarks          marks,
                                           SotongCompare             compare,
                                           char                    **out_text,
                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
