/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-bar-layer.h"
#include "chart/sotong-line-layer.h"
#include "chart/sotong-trend-chart.h"

static SotongSlots *
make_slots (const SotongTrendPoint *points,
            gsize                   n_points,
            SotongBucket            bucket,
            GTimeZone              *zone)
{
  g_autofree gint64 *starts = g_new (gint64, n_points + 1);
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, n_points + 1);

  for (gsize i = 0; i < n_points; i++)
    {
      starts[i] = points[i].start;
      flags[i] = points[i].coming ? SOTONG_SLOT_COMING : (points[i].gap ? SOTONG_SLOT_GAP : 0) | (points[i].partial ? SOTONG_SLOT_PARTIAL : 0);
    }
  return sotong_slots_new_time (starts, flags, n_points, bucket, zone);
}

static gint64
count_of (const SotongTrendPoint *point,
          SotongRole              role)
{
  switch (role)
    {
    case SOTONG_ROLE_POSITIVE:
      return point->positive;
    case SOTONG_ROLE_NEUTRAL:
      return point->neutral;
    case SOTONG_ROLE_NEGATIVE:
      return point->negative;
    case SOTONG_ROLE_UNCERTAIN:
      return point->uncertain;
    case SOTONG_ROLE_UNLABELLED:
      return point->unlabelled;
    case SOTONG_ROLE_TOTAL:
    case SOTONG_ROLE_FIRST:
    case SOTONG_ROLE_SECOND:
    case SOTONG_ROLE_THIRD:
    case SOTONG_ROLE_FOURTH:
    case SOTONG_ROLE_FIFTH:
    case SOTONG_ROLE_SIXTH:
    case SOTONG_ROLE_SEVENTH:
    case SOTONG_ROLE_EIGHTH:
    default:
      return point->total;
    }
}

static SotongSeries *
make_series (const SotongTrendPoint *points,
             gsize                   n_points,
             SotongRole              role,
             const char             *name)
{
  double *values = g_new (double, n_points + 1);

  for (gsize i = 0; i < n_points; i++)
    values[i] = points[i].gap ? NAN : (double) count_of (&points[i], role);
  return sotong_series_new_take (name, role, values, n_points);
}

static const char *
role_name (SotongRole role)
{
  switch (role)
    {
    case SOTONG_ROLE_POSITIVE:
      return _("Positive");
    case SOTONG_ROLE_NEUTRAL:
      return _("Neutral");
    case SOTONG_ROLE_NEGATIVE:
      return _("Negative");
    case SOTONG_ROLE_UNCERTAIN:
      return _("Uncertain");
    case SOTONG_ROLE_UNLABELLED:
      return _("Unlabelled");
    case SOTONG_ROLE_TOTAL:
    case SOTONG_ROLE_FIRST:
    case SOTONG_ROLE_SECOND:
    case SOTONG_ROLE_THIRD:
    case SOTONG_ROLE_FOURTH:
    case SOTONG_ROLE_FIFTH:
    case SOTONG_ROLE_SIXTH:
    case SOTONG_ROLE_SEVENTH:
    case SOTONG_ROLE_EIGHTH:
    default:
      return _("Total");
    }
}

/* A chart that tells all six figures of each point, with nothing drawn yet. */
static SotongChart *
make_chart (const SotongTrendPoint *points,
            gsize                   n_points,
            SotongBucket            bucket,
            GTimeZone              *zone)
{
  g_autoptr(SotongSlots) slots = make_slots (points, n_points, bucket, zone);
  SotongChart *chart = sotong_chart_new (slots);

  for (guint role = SOTONG_ROLE_TOTAL; role <= SOTONG_ROLE_UNLABELLED; role++)
    {
      g_autoptr(SotongSeries) series = make_series (points, n_points, role, role_name (role));

      sotong_chart_add_figure (chart, series);
    }
  return chart;
}

static const char *
mentions_title (SotongBucket bucket)
{
  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return _("Mentions per hour");
    case SOTONG_BUCKET_DAY:
      return _("Mentions per day");
    case SOTONG_BUCKET_WEEK:
      return _("Mentions per week");
    case SOTONG_BUCKET_MONTH:
      return _("Mentions per month");
    case SOTONG_BUCKET_QUARTER:
      return _("Mentions per quarter");
    case SOTONG_BUCKET_YEAR:
      return _("Mentions per year");
    default:
      g_return_val_if_reached (_("Mentions"));
    }
}

static const char *
sentiment_title (SotongBucket bucket)
{
  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return _("Sentiment per hour");
    case SOTONG_BUCKET_DAY:
      return _("Sentiment per day");
    case SOTONG_BUCKET_WEEK:
      return _("Sentiment per week");
    case SOTONG_BUCKET_MONTH:
      return _("Sentiment per month");
    case SOTONG_BUCKET_QUARTER:
      return _("Sentiment per quarter");
    case SOTONG_BUCKET_YEAR:
      return _("Sentiment per year");
    default:
      g_return_val_if_reached (_("Sentiment"));
    }
}

/**
 * sotong_trend_chart_new:
 * @points: (array length=n_points) (nullable): one a bucket, in order, gaps included
 * @n_points: how many
 * @bucket: their length
 * @zone: the office's zone
 *
 * How much was said: the total as a line over a tinted area, its highest point named. Read-outs tell the sentiment
 * too. The caller may set another title, a subtitle and a foot note.
 *
 * Returns: (transfer full): a chart
 */
SotongChart *
sotong_trend_chart_new (const SotongTrendPoint *points,
                        gsize                   n_points,
                        SotongBucket            bucket,
                        GTimeZone              *zone)
{
  g_autoptr(SotongLayer) layer = NULL;
  g_autoptr(SotongSeries) total = NULL;
  SotongChart *chart;

  g_return_val_if_fail (points != NULL || n_points == 0, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  chart = make_chart (points, n_points, bucket, zone);
  layer = sotong_line_layer_new (SOTONG_LINE_AREA | SOTONG_LINE_LABEL_PEAK);
  total = make_series (points, n_points, SOTONG_ROLE_TOTAL, role_name (SOTONG_ROLE_TOTAL));
  sotong_layer_add_series (layer, total);
  sotong_chart_add_layer (chart, layer);
  sotong_chart_set_title (chart, mentions_title (bucket));
  return chart;
}

/* A bare line over the slots; takes @values, and @times of which there may be none. */
static void
add_line (SotongChart *chart,
          const char  *name,
          SotongRole   role,
          double      *values,
          gint64      *times,
          gsize        n_slots)
{
  g_autoptr(SotongLayer) layer = sotong_line_layer_new (SOTONG_LINE_BARE);
  g_autoptr(SotongSeries) series = sotong_series_new_take (name, role, values, n_slots);

  sotong_series_take_times (series, times);
  sotong_layer_add_series (layer, series);
  sotong_layer_set_whole (layer);
  sotong_chart_add_layer (chart, layer);
  sotong_chart_add_figure (chart, series);
}

/**
 * sotong_trend_chart_compare:
 * @chart: of sotong_trend_chart_new(); not drawn yet
 * @points: (array length=n_points) (nullable): the same of another time
 * @n_points: how many; what is more than the chart has slots is left out
 * @n_slots: how many slots the chart has
 * @name: what other time
 *
 * Draws the total of another time over the same slots, from the first on. Read-outs and the table tell when that was.
 */
void
sotong_trend_chart_compare (SotongChart            *chart,
                            const SotongTrendPoint *points,
                            gsize                   n_points,
                            gsize                   n_slots,
                            const char             *name)
{
  double *values = g_new (double, n_slots + 1);
  gint64 *times = g_new (gint64, n_slots + 1);

  g_return_if_fail (SOTONG_IS_CHART (chart));

  for (gsize i = 0; i < n_slots; i++)
    {
      values[i] = i >= n_points || points[i].gap ? NAN : (double) points[i].total;
      times[i] = i >= n_points ? G_MININT64 : points[i].start;
    }
  add_line (chart, name, SOTONG_ROLE_EIGHTH, values, times, n_slots); /* paler than what it is beside, and no colour of a sentiment */
}

/**
 * sotong_trend_chart_limit:
 * @chart: of this module; not drawn yet
 * @values: (array length=n_slots): above how many mentions a slot is unusual; NAN where that is not known
 * @n_slots: how many slots the chart has
 * @name: what limit
 *
 * Draws the limit over the counts.
 */
void
sotong_trend_chart_limit (SotongChart  *chart,
                          const double *values,
                          gsize         n_slots,
                          const char   *name)
{
  double *limits = g_new (double, n_slots + 1);

  g_return_if_fail (SOTONG_IS_CHART (chart));

  for (gsize i = 0; i < n_slots; i++)
    limits[i] = sotong_axis_text_round_mean (values[i]);
  add_line (chart, name, SOTONG_ROLE_THIRD, limits, NULL, n_slots);
}

/**
 * sotong_sentiment_chart_new:
 * @points: (array length=n_points) (nullable): one a bucket, in order, gaps included
 * @n_points: how many
 * @bucket: their length
 * @zone: the office's zone
 *
 * How it was said: a bar for each bucket, stacked by sentiment. Negative stands on the zero line, where its heights
 * can be compared.
 *
 * Returns: (transfer full): a chart
 */
SotongChart *
sotong_sentiment_chart_new (const SotongTrendPoint *points,
                            gsize                   n_points,
                            SotongBucket            bucket,
                            GTimeZone              *zone)
{
  static const SotongRole stack[] = { SOTONG_ROLE_NEGATIVE, SOTONG_ROLE_NEUTRAL, SOTONG_ROLE_POSITIVE,
                                      SOTONG_ROLE_UNCERTAIN, SOTONG_ROLE_UNLABELLED };
  g_autoptr(SotongLayer) layer = NULL;
  SotongChart *chart;

  g_return_val_if_fail (points != NULL || n_points == 0, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  chart = make_chart (points, n_points, bucket, zone);
  layer = sotong_bar_layer_new (SOTONG_BARS_STACKED);
  for (guint i = 0; i < G_N_ELEMENTS (stack); i++)
    {
      g_autoptr(SotongSeries) series = make_series (points, n_points, stack[i], role_name (stack[i]));

      sotong_layer_add_series (layer, series);
    }
  sotong_chart_add_layer (chart, layer);
  sotong_chart_set_title (chart, sentiment_title (bucket));
  return chart;
}
