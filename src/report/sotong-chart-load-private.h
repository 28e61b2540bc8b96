/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-chart-load.h"

G_BEGIN_DECLS
SotongSlots *sotong_chart_load_slots     (GArray                     *points,
                                          GPtrArray                  *missing,
                                          SotongBucket                bucket,
                                          GTimeZone                  *zone) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_chart_load_add       (SotongChartModel           *model,
                                          GArray                     *points,
                                          gsize                       offset,
                                          SotongRole                  role,
                                          const char                 *name);
const char  *sotong_chart_load_title     (SotongChartKind             kind,
                                          SotongBucket                bucket);
gboolean     sotong_chart_load_promises  (SotongDb                   *db,
                                          const SotongChartQuestion  *question,
                                          SotongChartModel           *model,
                                          GError                    **error);
gboolean     sotong_chart_load_budget    (SotongDb                   *db,
                                          const SotongChartQuestion  *question,
                                          SotongChartModel           *model,
                                          GError                    **error);
gboolean     sotong_chart_load_compared  (SotongDb                   *db,
                                          const SotongChartQuestion  *question,
                                          SotongChartModel           *model,
                                          GCancellable               *cancellable,
                                          GError                    **error);
gboolean     sotong_chart_load_beside    (SotongDb                   *db,
                                          const SotongChartQuestion  *question,
                                          SotongBucket                bucket,
                                          SotongChartModel           *model,
                                          GArray                     *points,
                                          GError                    **error);
gboolean     sotong_chart_load_multiples (SotongDb                   *db,
                                          const SotongChartQuestion  *question,
                                          SotongBucket                bucket,
                                          SotongChartModel           *model,
                                          GError                    **error);
G_END_DECLS
