/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

#include "chart/sotong-chart-model.h"
#include "util/sotong-trend-point.h"

G_BEGIN_DECLS
/* What the charts of a report are drawn of, so that they can be kept with it and drawn again. */
void         sotong_report_figures_set_points (SotongChart             *chart,
                                               GArray                  *points,
                                               GPtrArray               *missing,
                                               gboolean                 sentiment,
                                               const char              *sample,
                                               SotongBucket             bucket);
void         sotong_report_figures_set_notes  (SotongChart             *chart,
                                               const SotongChartModel  *notes);
JsonNode    *sotong_report_figures_get        (SotongChart             *chart);
SotongChart *sotong_report_figures_rank       (const char * const      *names,
                                               const double            *now,
                                               const double            *before,
                                               guint                    n) G_GNUC_WARN_UNUSED_RESULT;
SotongChart *sotong_report_figures_draw       (JsonNode                *figures,
                                               GTimeZone               *zone) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
