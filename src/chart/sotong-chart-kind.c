/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart/sotong-chart-kind.h"

static const char *const names[] = {
  [SOTONG_CHART_LINE] = "line",
  [SOTONG_CHART_STEP] = "step",
  [SOTONG_CHART_AREA] = "area",
  [SOTONG_CHART_STACKED_AREA] = "stacked-area",
  [SOTONG_CHART_PERCENT_AREA] = "percent-area",
  [SOTONG_CHART_STACKED_BARS] = "stacked-bars",
  [SOTONG_CHART_PERCENT_BARS] = "percent-bars",
  [SOTONG_CHART_GROUPED_BARS] = "grouped-bars",
  [SOTONG_CHART_DIVERGING] = "diverging",
  [SOTONG_CHART_AVERAGE] = "average",
  [SOTONG_CHART_THRESHOLD] = "threshold",
  [SOTONG_CHART_HEAT_MAP] = "heatmap",
  [SOTONG_CHART_CALENDAR] = "calendar",
  [SOTONG_CHART_RANKING] = "ranking",
  [SOTONG_CHART_CLOUD] = "cloud",
  [SOTONG_CHART_SLOPE] = "slope",
  [SOTONG_CHART_BULLET] = "bullet",
  [SOTONG_CHART_WATERFALL] = "waterfall",
  [SOTONG_CHART_MULTIPLES] = "multiples",
  [SOTONG_CHART_SPARKLINE] = "sparkline",
};

/* What people also call them. */
static const struct {
  const char      *name;
  SotongChartKind  kind;
} others[] = {
  { "bar", SOTONG_CHART_STACKED_BARS }, { "bars", SOTONG_CHART_STACKED_BARS }, { "stacked", SOTONG_CHART_STACKED_AREA },
  { "stacked-bar", SOTONG_CHART_STACKED_BARS }, { "percent-bar", SOTONG_CHART_PERCENT_BARS },
  { "percent", SOTONG_CHART_PERCENT_AREA }, { "grouped", SOTONG_CHART_GROUPED_BARS },
  { "grouped-bar", SOTONG_CHART_GROUPED_BARS }, { "diverging-bars", SOTONG_CHART_DIVERGING },
  { "moving-average", SOTONG_CHART_AVERAGE }, { "band", SOTONG_CHART_AVERAGE }, { "heat-map", SOTONG_CHART_HEAT_MAP },
  { "heat", SOTONG_CHART_HEAT_MAP }, { "year", SOTONG_CHART_CALENDAR }, { "year-calendar", SOTONG_CHART_CALENDAR },
  { "rank", SOTONG_CHART_RANKING }, { "word-cloud", SOTONG_CHART_CLOUD }, { "wordcloud", SOTONG_CHART_CLOUD },
  { "words", SOTONG_CHART_CLOUD }, { "small-multiples", SOTONG_CHART_MULTIPLES }, { "spark", SOTONG_CHART_SPARKLINE },
};

/**
 * sotong_chart_kind_get_name:
 * @kind: a kind of chart
 *
 * Returns: its name on the command line
 */
const char *
sotong_chart_kind_get_name (SotongChartKind kind)
{
  g_return_val_if_fail (kind < SOTONG_N_CHART_KINDS, NULL);

  return names[kind];
}

/**
 * sotong_chart_kind_from_name:
 * @name: a name, or what people also call the kind
 * @out_kind: (out): the kind
 *
 * Returns: %FALSE when there is none such
 */
gboolean
sotong_chart_kind_from_name (const char      *name,
                             SotongChartKind *out_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      {
        *out_kind = i;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i].name, name))
      {
        *out_kind = others[i].kind;
        return TRUE;
      }
  return FALSE;
}

/**
 * sotong_chart_kind_has_lines:
 * @kind: a kind of chart
 *
 * Returns: whether its values are points of lines, which need not stand on zero and may be on a logarithmic axis
 */
gboolean
sotong_chart_kind_has_lines (SotongChartKind kind)
{
  return kind == SOTONG_CHART_LINE || kind == SOTONG_CHART_STEP || kind == SOTONG_CHART_AVERAGE
         || kind == SOTONG_CHART_THRESHOLD || kind == SOTONG_CHART_SPARKLINE;
}

/**
 * sotong_chart_kind_is_free:
 * @kind: a kind of chart
 *
 * Returns: whether it has no axes
 */
gboolean
sotong_chart_kind_is_free (SotongChartKind kind)
{
  return kind == SOTONG_CHART_HEAT_MAP || kind == SOTONG_CHART_CALENDAR || kind == SOTONG_CHART_RANKING
         || kind == SOTONG_CHART_CLOUD || kind == SOTONG_CHART_SLOPE || kind == SOTONG_CHART_BULLET
         || kind == SOTONG_CHART_MULTIPLES;
}
