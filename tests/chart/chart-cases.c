/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart-cases.h"
#include "chart/sotong-bar-layer.h"
#include "chart/sotong-line-layer.h"
#include "chart/sotong-mark-layer.h"
#include "chart/sotong-threshold-layer.h"
#include "chart/sotong-trend-chart.h"

typedef SotongChart *(*MakeChart) (const SotongTrendPoint *points,
                                   gsize                   n_points,
                                   SotongBucket            bucket,
                                   GTimeZone              *zone);

/* Counts with a weekly rhythm and two outbreaks, always the same. */
static GArray *
make_points (gsize         n,
             int           year,
             int           month,
             int           day,
             SotongBucket  bucket,
             GTimeZone    *zone)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (SotongTrendPoint));
  gint64 start = sotong_time_bucket_start (sotong_time_from_civil (year, month, day, 0, 0, 0, zone), bucket, zone);
  g_autoptr(GRand) rand = g_rand_new_with_seed (20161014);

  for (gsize i = 0; i < n; i++)
    {
      double crisis = 1 + 6 * exp (-fabs ((double) i - n * 0.55) / (n * 0.02 + 0.6))
                      + 3 * exp (-fabs ((double) i - n * 0.85) / (n * 0.02 + 0.6));
      double base = 120 * (1 + 0.3 * sin ((double) i * 2 * G_PI / 7)) * g_rand_double_range (rand, 0.6, 1.4);
      SotongTrendPoint point = { .start = start };

      point.positive = (gint64) (base * 0.35);
      point.neutral = (gint64) (base * 0.4);
      point.negative = (gint64) (base * 0.2 * crisis);
      point.uncertain = (gint64) (base * 0.08);
      point.unlabelled = (gint64) (i + n / 20 >= n ? base * 0.5 : base * 0.05);
      point.total = point.positive + point.neutral + point.negative + point.uncertain + point.unlabelled;
      g_array_append_val (points, point);
      start = sotong_time_bucket_next (start, bucket, zone);
    }
  return points;
}

static void
make_gap (GArray *points,
          gsize   from,
          gsize   n)
{
  for (gsize i = from; i < from + n; i++)
    {
      SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i);

      *point = (SotongTrendPoint) { .start = point->start, .gap = TRUE };
    }
}

static SotongChart *
finish (GArray       *points,
        MakeChart     make,
        SotongBucket  bucket,
        GTimeZone    *zone)
{
  SotongChart *chart = make ((SotongTrendPoint *) points->data, points->len, bucket, zone);

  g_array_unref (points);
  return chart;
}

static SotongChart *
trend_month (GTimeZone *zone)
{
  GArray *points = make_points (31, 2016, 9, 14, SOTONG_BUCKET_DAY, zone);
  SotongChart *chart;

  make_gap (points, 6, 3);
  g_array_index (points, SotongTrendPoint, 30).partial = TRUE;
  chart = finish (points, sotong_trend_chart_new, SOTONG_BUCKET_DAY, zone);
  sotong_chart_set_subtitle (chart, "미세먼지 · 2016. 9. 14. ~ 10. 14.");
  sotong_chart_set_foot (chart, "시연용으로 만든 자료 · 표본 4,812건 · 판정 일치율 87 %");
  return chart;
}

static SotongChart *
sentiment_month (GTimeZone *zone)
{
  GArray *points = make_points (31, 2016, 9, 14, SOTONG_BUCKET_DAY, zone);

  make_gap (points, 6, 3);
  g_array_index (points, SotongTrendPoint, 30).partial = TRUE;
  return finish (points, sotong_sentiment_chart_new, SOTONG_BUCKET_DAY, zone);
}

static SotongChart *
trend_year (GTimeZone *zone)
{
  GArray *points = make_points (366, 2015, 10, 15, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongLayer) marks = sotong_mark_layer_new ();
  g_autoptr(SotongLayer) threshold = sotong_threshold_layer_new (450, "평소의 3배");
  SotongChart *chart;
  gint64 october = sotong_time_from_civil (2016, 10, 8, 19, 0, 0, zone);

  make_gap (points, 100, 20);
  make_gap (points, 200, 2);
  chart = finish (points, sotong_trend_chart_new, SOTONG_BUCKET_DAY, zone);
  sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks), (double) october, "서울불꽃축제");
  sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks),
                               (double) sotong_time_from_civil (2016, 5, 2, 0, 0, 0, zone), "청년수당 발표");
  sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks),
                               (double) sotong_time_from_civil (2016, 5, 12, 0, 0, 0, zone), "보건복지부 부동의");
  sotong_mark_layer_add_band (SOTONG_MARK_LAYER (marks),
                              (double) sotong_time_from_civil (2016, 7, 1, 0, 0, 0, zone),
                              (double) sotong_time_from_civil (2016, 9, 1, 0, 0, 0, zone), "여름 무더위쉼터 캠페인");
  sotong_mark_layer_add_band (SOTONG_MARK_LAYER (marks),
                              (double) sotong_time_from_civil (2016, 8, 15, 0, 0, 0, zone),
                              (double) sotong_time_from_civil (2016, 10, 1, 0, 0, 0, zone), "따릉이");
  sotong_chart_add_layer (chart, marks);
  sotong_chart_add_layer (chart, threshold);
  return chart;
}

static SotongChart *
sentiment_year (GTimeZone *zone)
{
  return finish (make_points (366, 2015, 10, 15, SOTONG_BUCKET_DAY, zone), sotong_sentiment_chart_new,
                 SOTONG_BUCKET_DAY, zone);
}

static SotongChart *
sentiment_months (GTimeZone *zone)
{
  GArray *points = make_points (12, 2015, 11, 1, SOTONG_BUCKET_MONTH, zone);

  g_array_index (points, SotongTrendPoint, 11).partial = TRUE;
  make_gap (points, 2, 1);
  return finish (points, sotong_sentiment_chart_new, SOTONG_BUCKET_MONTH, zone);
}

static SotongChart *
sentiment_weeks (GTimeZone *zone)
{
  return finish (make_points (26, 2016, 4, 18, SOTONG_BUCKET_WEEK, zone), sotong_sentiment_chart_new,
                 SOTONG_BUCKET_WEEK, zone);
}

static SotongChart *
trend_hours (GTimeZone *zone)
{
  return finish (make_points (48, 2016, 10, 13, SOTONG_BUCKET_HOUR, zone), sotong_trend_chart_new,
                 SOTONG_BUCKET_HOUR, zone);
}

static SotongChart *
trend_hours_of_year (GTimeZone *zone)
{
  GArray *points = make_points (8784, 2016, 1, 1, SOTONG_BUCKET_HOUR, zone);

  make_gap (points, 4000, 300);
  return finish (points, sotong_trend_chart_new, SOTONG_BUCKET_HOUR, zone);
}

static SotongChart *
sentiment_hours_of_year (GTimeZone *zone)
{
  return finish (make_points (8784, 2016, 1, 1, SOTONG_BUCKET_HOUR, zone), sotong_sentiment_chart_new,
                 SOTONG_BUCKET_HOUR, zone);
}

static SotongChart *
trend_empty (GTimeZone *zone)
{
  return sotong_trend_chart_new (NULL, 0, SOTONG_BUCKET_DAY, zone);
}

static SotongChart *
trend_all_gaps (GTimeZone *zone)
{
  GArray *points = make_points (14, 2016, 10, 1, SOTONG_BUCKET_DAY, zone);

  make_gap (points, 0, 14);
  return finish (points, sotong_trend_chart_new, SOTONG_BUCKET_DAY, zone);
}

static SotongChart *
trend_one (GTimeZone *zone)
{
  return finish (make_points (1, 2016, 10, 14, SOTONG_BUCKET_DAY, zone), sotong_trend_chart_new, SOTONG_BUCKET_DAY, zone);
}

static SotongChart *
sentiment_one (GTimeZone *zone)
{
  return finish (make_points (1, 2016, 10, 14, SOTONG_BUCKET_DAY, zone), sotong_sentiment_chart_new, SOTONG_BUCKET_DAY,
                 zone);
}

static SotongChart *
with_totals (gint64     total,
             gsize      n,
             gboolean   grow,
             MakeChart  make,
             GTimeZone *zone)
{
  GArray *points = make_points (n, 2016, 10, 1, SOTONG_BUCKET_DAY, zone);

  for (guint i = 0; i < points->len; i++)
    {
      SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i);

      *point = (SotongTrendPoint) { .start = point->start };
      point->total = point->neutral = grow ? total / (gint64) n * (i + 1) : total;
    }
  return finish (points, make, SOTONG_BUCKET_DAY, zone);
}

static SotongChart *
trend_zero (GTimeZone *zone)
{
  return with_totals (0, 14, FALSE, sotong_trend_chart_new, zone);
}

static SotongChart *
sentiment_zero (GTimeZone *zone)
{
  return with_totals (0, 14, FALSE, sotong_sentiment_chart_new, zone);
}

static SotongChart *
trend_equal (GTimeZone *zone)
{
  return with_totals (7, 14, FALSE, sotong_trend_chart_new, zone);
}

static SotongChart *
trend_huge (GTimeZone *zone)
{
  return with_totals (1000000000, 14, TRUE, sotong_trend_chart_new, zone);
}

static SotongChart *
sentiment_huge (GTimeZone *zone)
{
  return with_totals (1000000000, 14, TRUE, sotong_sentiment_chart_new, zone);
}

static SotongChart *
trend_tens_of_thousands (GTimeZone *zone)
{
  return with_totals (83000, 40, TRUE, sotong_trend_chart_new, zone);
}

static SotongChart *
sentiment_week (GTimeZone *zone)
{
  GArray *points = make_points (7, 2016, 10, 8, SOTONG_BUCKET_DAY, zone);

  g_array_index (points, SotongTrendPoint, 6).partial = TRUE;
  return finish (points, sotong_sentiment_chart_new, SOTONG_BUCKET_DAY, zone);
}

static SotongChart *
jagged_series (gsize       n,
               guint       n_series,
               GTimeZone  *zone)
{
  static const char *const names[] = { "다산콜", "트위터", "블로그" };
  g_autoptr(SotongLayer) layer = sotong_line_layer_new (SOTONG_LINE_PLAIN);
  g_autoptr(SotongSlots) slots = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  SotongChart *chart;

  if (n <= 400)
    {
      GArray *points = make_points (n, 2015, 10, 15, SOTONG_BUCKET_DAY, zone);
      g_autofree gint64 *starts = g_new (gint64, n);

      for (gsize i = 0; i < n; i++)
        starts[i] = g_array_index (points, SotongTrendPoint, i).start;
      g_array_unref (points);
      slots = sotong_slots_new_time (starts, NULL, n, SOTONG_BUCKET_DAY, zone);
    }
  else
    slots = sotong_slots_new_numbers (n);
  for (guint k = 0; k < n_series; k++)
    {
      g_autoptr(SotongSeries) series = NULL;
      double *values = g_new (double, n);

      for (gsize i = 0; i < n; i++)
        values[i] = floor ((k + 1) * 110 + 60 * sin ((double) i / (double) n * 9 + k) + g_rand_double_range (rand, -45, 45));
      series = sotong_series_new_take (names[k], SOTONG_ROLE_FIRST + k, values, n);
      sotong_layer_add_series (layer, series);
    }
  chart = sotong_chart_new (slots);
  sotong_chart_add_layer (chart, layer);
  sotong_chart_set_title (chart, n <= 400 ? "채널별 언급량" : "1,000,000");
  return chart;
}

static SotongChart *
lines_year (GTimeZone *zone)
{
  return jagged_series (366, 3, zone);
}

static SotongChart *
lines_million (GTimeZone *zone)
{
  return jagged_series (1000000, 1, zone);
}

static SotongChart *
trend_years (GTimeZone *zone)
{
  return finish (make_points (140, 2005, 3, 1, SOTONG_BUCKET_MONTH, zone), sotong_trend_chart_new, SOTONG_BUCKET_MONTH,
                 zone);
}

static SotongChart *
trend_zoomed (GTimeZone *zone)
{
  SotongChart *chart = trend_year (zone);

  sotong_chart_set_visible_range (chart, (double) sotong_time_from_civil (2016, 4, 20, 0, 0, 0, zone),
                                  (double) sotong_time_from_civil (2016, 5, 30, 0, 0, 0, zone));
  return chart;
}

static const ChartCase cases[] = {
  { "trend-month", trend_month },
  { "trend-year", trend_year },
  { "trend-years", trend_years },
  { "trend-zoomed", trend_zoomed },
  { "trend-hours", trend_hours },
  { "trend-hours-of-year", trend_hours_of_year },
  { "trend-empty", trend_empty },
  { "trend-all-gaps", trend_all_gaps },
  { "trend-one", trend_one },
  { "trend-zero", trend_zero },
  { "trend-equal", trend_equal },
  { "trend-huge", trend_huge },
  { "trend-tens-of-thousands", trend_tens_of_thousands },
  { "sentiment-week", sentiment_week },
  { "sentiment-month", sentiment_month },
  { "sentiment-months", sentiment_months },
  { "sentiment-weeks", sentiment_weeks },
  { "sentiment-year", sentiment_year },
  { "sentiment-hours-of-year", sentiment_hours_of_year },
  { "sentiment-one", sentiment_one },
  { "sentiment-zero", sentiment_zero },
  { "sentiment-huge", sentiment_huge },
  { "lines-year", lines_year },
  { "lines-million", lines_million },
};

const ChartCase *
chart_cases (guint *n_cases)
{
  *n_cases = G_N_ELEMENTS (cases);
  return cases;
}
