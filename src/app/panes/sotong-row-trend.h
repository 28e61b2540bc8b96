/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-chart.h"
#include "store/sotong-db.h"

G_BEGIN_DECLS
#define SOTONG_ROW_TREND_DAYS 28

/* How a line of a list went in the four weeks up to yesterday: today is not over and would look like a fall. */
typedef struct {
  double       days[SOTONG_ROW_TREND_DAYS]; /* mentions, the oldest first; NAN where nothing was collected */
  SotongChart *chart;                       /* (owned) */
  char        *sentence;                    /* (owned): what the chart shows */
} SotongRowTrend;

SotongRowTrend *sotong_row_trend_read (SotongDb              *db,
                                       gint64                 topic_id,
                                       gint64                 source_id,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            sotong_row_trend_free (SotongRowTrend        *self);
gboolean        sotong_row_trend_same (const SotongRowTrend  *a,
                                       const SotongRowTrend  *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongRowTrend, sotong_row_trend_free)
G_END_DECLS
