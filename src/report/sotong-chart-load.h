/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart-model.h"
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* What is compared where a chart compares things. */
typedef enum {
  SOTONG_CHART_BY_TOPIC,
  SOTONG_CHART_BY_SOURCE,
  SOTONG_CHART_BY_WORD,
} SotongChartBy;

/**
 * SotongChartQuestion:
 * @kind: what it looks like
 * @topic_id: of which mentions, or 0 for all
 * @range: when
 * @bucket: of what length the slots are; -1: one that suits the kind and the range
 * @by: what is compared, for rankings, slopes and small multiples
 * @window: of a moving average, in slots; 0 for the usual one
 * @k: standard deviations of a band; 0 for the usual
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
} SotongChartQuestion;

SotongChartModel *sotong_chart_load (SotongDb                   *db,
                                     const SotongChartQuestion  *question,
                                     GCancellable               *cancellable,
                                     GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
