/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* What a chart can look like. */
typedef enum {
  SOTONG_CHART_LINE,
  SOTONG_CHART_STEP,
  SOTONG_CHART_AREA,
  SOTONG_CHART_STACKED_AREA,
  SOTONG_CHART_PERCENT_AREA,
  SOTONG_CHART_STACKED_BARS,
  SOTONG_CHART_PERCENT_BARS,
  SOTONG_CHART_GROUPED_BARS,
  SOTONG_CHART_DIVERGING,     /* positive up, negative down */
  SOTONG_CHART_AVERAGE,       /* with what was usual before: mean ± kσ */
  SOTONG_CHART_THRESHOLD,
  SOTONG_CHART_HEAT_MAP,      /* weekday × hour, or any two things */
  SOTONG_CHART_CALENDAR,      /* the days of a year */
  SOTONG_CHART_RANKING,
  SOTONG_CHART_CLOUD,
  SOTONG_CHART_SLOPE,
  SOTONG_CHART_BULLET,
  SOTONG_CHART_WATERFALL,
  SOTONG_CHART_MULTIPLES,
  SOTONG_CHART_SPARKLINE,
  SOTONG_N_CHART_KINDS,
} SotongChartKind;

const char *sotong_chart_kind_get_name  (SotongChartKind   kind);
gboolean    sotong_chart_kind_from_name (const char       *name,
                                         SotongChartKind  *out_kind);
gboolean    sotong_chart_kind_has_lines (SotongChartKind   kind);
gboolean    sotong_chart_kind_is_free   (SotongChartKind   kind);
G_END_DECLS
