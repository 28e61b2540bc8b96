/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model of a chart: tables become models, models become charts that can be pointed at; numbers, averages and files are exact. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart-kinds.h"
#include "chart/sotong-band-layer.h"
#include "chart/sotong-chart-number.h"
#include "chart/sotong-chart-private.h"
#include "chart/sotong-chart-tsv.h"
#include "chart/sotong-png.h"
#include "chart/sotong-scale.h"
#include "chart/sotong-trend-chart.h"
#include "util/sotong-time.h"

static GTimeZone *zone;

static SotongChartModel *
read_table (SotongChartKind  kind,
            const char      *text)
{
  SotongChartModel *model = sotong_chart_model_new (kind);
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_chart_tsv_read (model, text, strlen (text), zone, &error));
  g_assert_no_error (error);
  return model;
}

static const double *
values_of (SotongChartModel *model,
           guint             nth)
{
  return sotong_series_get_values (g_ptr_array_index (model->series, nth));
}

static void
test_numbers (void)
{
  static const struct { const char *text; double value; } good[] = {
    { "0", 0 }, { "-0.5", -0.5 }, { "1,234,567.25", 1234567.25 }, { "△12", -12 }, { "+3", 3 }, { "45%", 45 }, { "1e-3", 0.001 },
    { " 7 ", 7 }, { "123456789012345678901", 123456789012345678901.0 }, { "9007199254740993", 9007199254740993.0 }, { "2.5E3", 2500 },
  };
  static const char *const gaps[] = { "", "-", "–", "NA", "NaN" };
  static const char *const bad[] = { "abc", "1.2.3", "12a", "inf", "0x10", "--3", "." };
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (sotong_chart_number_read (good[i].text, good[i].text + strlen (good[i].text), &value));
      g_assert_cmpfloat (value, ==, good[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    g_assert_true (sotong_chart_number_read (gaps[i], gaps[i] + strlen (gaps[i]), &value) && isnan (value));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (sotong_chart_number_read (bad[i], bad[i] + strlen (bad[i]), &value));
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%.*f", g_rand_int_range (rand, 0, 9), g_rand_double_range (rand, -1e9, 1e9));
      const char *end = text + strlen (text);
      double scanned = 0;

      g_assert_true (sotong_chart_number_read (text, end, &value));
      g_assert_cmpfloat (value, ==, g_ascii_strtod (text, NULL));
      if (sotong_chart_number_scan (text, end, &scanned) == end)
        g_assert_cmpfloat (scanned, ==, value);
    }
}

/* Numbers within a long text, where eight characters are looked at at once, are the same ones. */
static void
test_scan (void)
{
  static const char *const odd[] = { "7", "-7", "0.5", "12.", "-1234567.7654321", "12345678", "1234567.87654321", "0000001.0000001", "1.2.3", "9999999.9999999" };
  static const char behind[] = "\t8.25\n1234567890123456789";
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000 + G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *number = i < G_N_ELEMENTS (odd) ? g_strdup (odd[i])
                                : g_strdup_printf ("%.*f", g_rand_int_range (rand, 0, 6), g_rand_double_range (rand, -1, 1) * pow (10, g_rand_int_range (rand, 0, 9)));
      g_autofree char *text = g_strconcat (number, behind, NULL);
      double there = 0, alone = 0;
      const char *stop = sotong_chart_number_scan (text, text + strlen (text), &there);
      const char *last = sotong_chart_number_scan (number, number + strlen (number), &alone);

      g_assert_nonnull (stop);
      g_assert_cmpint (stop - text, ==, last - number);
      g_assert_cmpfloat (there, ==, alone);
      if (*last == '\0')
        g_assert_cmpfloat (there, ==, g_ascii_strtod (number, NULL));
    }
  for (guint i = 0; i < 2; i++)
    {
      static const char *const words[] = { "-\t1234567890123456", "word\t123456789012345" };
      double value;

      g_assert_null (sotong_chart_number_scan (words[i], words[i] + strlen (words[i]), &value));
    }
}

/* As many rows as lines, however long the text is: their ends are counted eight characters at once. */
static void
test_many_lines (void)
{
  for (guint n = 1; n < 1500; n += 37)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(SotongChartModel) model = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%u\t%.*f\n", i, (int) (i % 5), i / 8.0);
      model = read_table (SOTONG_CHART_LINE, text->str);
      g_assert_cmpuint (sotong_slots_get_length (model->slots), ==, n);
      g_assert_cmpfloat_with_epsilon (values_of (model, 0)[n - 1], (n - 1) / 8.0, 0.51);
    }
}

static void
test_table_of_days (void)
{
  g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_LINE, "\xef\xbb\xbf날짜\t언급\r\n2016-10-05\t4\r\n2016-10-01\t1\r\n\r\n# 주석\r\n2016-10-02\t\r\n");

  g_assert_cmpuint (sotong_slots_get_length (model->slots), ==, 5);
  g_assert_cmpint (sotong_slots_get_bucket (model->slots), ==, SOTONG_BUCKET_DAY);
  g_assert_cmpuint (sotong_slots_count (model->slots, SOTONG_SLOT_GAP), ==, 3);
  g_assert_cmpstr (sotong_series_get_name (g_ptr_array_index (model->series, 0)), ==, "언급");
  g_assert_cmpfloat (values_of (model, 0)[0], ==, 1);
  g_assert_true (isnan (values_of (model, 0)[1]));
  g_assert_cmpfloat (values_of (model, 0)[4], ==, 4);
}

static void
test_table_of_months_and_weeks (void)
{
  g_autoptr(SotongChartModel) months = read_table (SOTONG_CHART_LINE, "2016-01\t1\n2016-02\t2\n2016-05\t3\n");
  g_autoptr(SotongChartModel) weeks = read_table (SOTONG_CHART_LINE, "2016-10-03\t1\n2016-10-10\t2\n");
  g_autoptr(SotongChartModel) times = read_table (SOTONG_CHART_LINE, "2016-10-03 10:00\t1\n2016-10-03 12:00\t2\n");

  g_assert_cmpint (sotong_slots_get_bucket (months->slots), ==, SOTONG_BUCKET_MONTH);
  g_assert_cmpuint (sotong_slots_get_length (months->slots), ==, 5);
  g_assert_cmpint (sotong_slots_get_bucket (weeks->slots), ==, SOTONG_BUCKET_WEEK);
  g_assert_cmpuint (sotong_slots_get_length (weeks->slots), ==, 2);
  g_assert_cmpint (sotong_slots_get_bucket (times->slots), ==, SOTONG_BUCKET_HOUR);
  g_assert_cmpuint (sotong_slots_get_length (times->slots), ==, 3);
}

/* As people write days; what is no day is an error and no name. */
static void
test_days_as_written (void)
{
  static const char *const tables[] = { "2016.10.14\t5\n2016.10.16\t6\n", "2016. 10. 14.\t5\n2016. 10. 16.\t6\n", "2016/10/14\t5\n2016/10/16\t6\n",
                                        "2016년 10월 14일\t5\n2016년 10월 16일\t6\n", "2016-10-14\t5\n2016.10.16\t6\n" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_LINE, tables[i]);

      g_assert_true (sotong_slots_is_time (model->slots));
      g_assert_cmpint (sotong_slots_get_bucket (model->slots), ==, SOTONG_BUCKET_DAY);
      g_assert_cmpuint (sotong_slots_get_length (model->slots), ==, 3);
    }
}

/* What is usual is not said of a single day, of which nobody knows it. */
static void
test_unknown_is_silent (void)
{
  g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_AVERAGE, "2016-10-14\t5\n");
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChart) chart = sotong_chart_model_make (model, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = sotong_chart_describe (chart);
  g_assert_null (strstr (text, "Usual"));
}

static void
test_table_of_numbers (void)
{
  g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_LINE, "5 50\n1 10\n2.5 25\n");
  gsize index;

  g_assert_cmpuint (sotong_slots_get_length (model->slots), ==, 3);
  g_assert_cmpfloat (sotong_slots_get_middle (model->slots, 1), ==, 2.5);
  g_assert_cmpfloat (values_of (model, 0)[2], ==, 50);
  g_assert_true (sotong_slots_find (model->slots, 3.74, &index) && index == 1);
  g_assert_true (sotong_slots_find (model->slots, 3.76, &index) && index == 2);
}

static void
test_table_that_is_wrong (void)
{
  static const char *const wrong[] = { "1\t2\n3\tfour\n", "2016-10-01\t1\nOctober\t2\n", "1\t2\nx\t3\n",
                                       "Day\tN\n2016-13-01\t5\n", "#\n2016-10-02\tabc\n" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_LINE);
      g_autoptr(GError) error = NULL;

      g_assert_false (sotong_chart_tsv_read (model, wrong[i], strlen (wrong[i]), zone, &error));
      g_assert_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA);
      g_assert_nonnull (strstr (error->message, "Line 2:"));
    }
}

static void
test_week_of_a_list (void)
{
  g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_HEAT_MAP, "월\t9\t12\nTue\t23\t5\n월\t9\t3\n");
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChart) chart = sotong_chart_model_make (model, &error);
  g_autoptr(GPtrArray) figures = NULL;

  g_assert_no_error (error);
  figures = sotong_chart_list_figures (chart);
  g_assert_cmpfloat (sotong_series_get_values (g_ptr_array_index (figures, 0))[9], ==, 15);
  g_assert_cmpfloat (sotong_series_get_values (g_ptr_array_index (figures, 0))[47], ==, 5);
}

static void
assert_figure (SotongChart *chart,
               gsize        index,
               double       expected)
{
  g_autoptr(GPtrArray) figures = sotong_chart_list_figures (chart);

  g_assert_cmpfloat (sotong_series_get_values (g_ptr_array_index (figures, 0))[index], ==, expected);
}

/* A heat map of the hours of Monday 3 October 2016 and on, each with its number, but for those of @flags; read at @now. */
static SotongChart *
make_hours (guint                  n,
            const SotongSlotFlags *flags,
            double                 now)
{
  const gint64 monday = (gint64) sotong_time_from_civil (2016, 10, 3, 0, 0, 0, zone);
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_HEAT_MAP);
  g_autofree gint64 *starts = g_new (gint64, n);
  g_autoptr(GError) error = NULL;
  double *values = g_new (double, n);
  SotongChart *chart;

  for (guint i = 0; i < n; i++)
    {
      starts[i] = monday + 3600 * i;
      values[i] = flags[i] & (SOTONG_SLOT_COMING | SOTONG_SLOT_GAP) ? NAN : i;
    }
  model->now = now;
  model->slots = sotong_slots_new_time (starts, flags, n, SOTONG_BUCKET_HOUR, zone);
  sotong_chart_model_add (model, "Total", SOTONG_ROLE_TOTAL, values, n);
  chart = sotong_chart_model_make (model, &error);
  g_assert_no_error (error);
  return chart;
}

/* An hour of the week that is only still to come is no gap, and one that the days do not have is none either; one of which nothing is
 * known is. */
static void
test_week_to_come (void)
{
  g_autoptr(SotongChart) chart = NULL;
  SotongSlotFlags flags[40] = { 0 };
  g_autofree char *coming = NULL, *outside = NULL, *known = NULL;

  for (guint i = 0; i < 40; i++)
    flags[i] = i >= 34 ? SOTONG_SLOT_COMING : i == 5 ? SOTONG_SLOT_GAP : 0;
  chart = make_hours (40, flags, NAN);
  known = sotong_chart_describe_point (chart, 33);
  coming = sotong_chart_describe_point (chart, 34);
  outside = sotong_chart_describe_point (chart, 100);
  g_assert_nonnull (strstr (known, "Total 33"));
  g_assert_true (g_str_has_suffix (coming, ": still to come"));
  g_assert_true (g_str_has_suffix (outside, ": not in this period"));
  g_assert_cmpuint (sotong_slots_get_flags (sotong_chart_get_slots (chart), 5), ==, 0); /* hatched, as what is not known */
  g_assert_cmpuint (sotong_slots_count (sotong_chart_get_slots (chart), SOTONG_SLOT_COMING), ==, 14); /* with those of the day that have no slot */
}

/* The hour that is running is not complete and the rest of its day is still to come, by the clock: not where the last hour was read in
 * part only. Where other weeks know the hour the mean is theirs. */
static void
test_week_now (void)
{
  const double monday = (double) sotong_time_from_civil (2016, 10, 3, 0, 0, 0, zone);
  SotongSlotFlags flags[7 * 24 + 11] = { 0 };
  g_autoptr(SotongChart) running = NULL, past = NULL, ended = NULL, weeks = NULL;
  g_autofree char *now = NULL;
  SotongSlots *slots;

  flags[10] = SOTONG_SLOT_PARTIAL;
  running = make_hours (11, flags, monday + 10.5 * 3600);
  slots = sotong_chart_get_slots (running);
  now = sotong_chart_describe_point (running, 10);
  g_assert_true (g_str_has_suffix (now, "Total 10 (not complete yet)"));
  g_assert_cmpuint (sotong_slots_get_flags (slots, 9), ==, 0);
  g_assert_cmpuint (sotong_slots_get_flags (slots, 11), ==, SOTONG_SLOT_COMING);
  g_assert_cmpuint (sotong_slots_get_flags (slots, 23), ==, SOTONG_SLOT_COMING);
  g_assert_cmpuint (sotong_slots_get_flags (slots, 24), ==, SOTONG_SLOT_OUTSIDE);

  past = make_hours (11, flags, monday + 3 * 86400); /* three days later */
  g_assert_cmpuint (sotong_slots_count (sotong_chart_get_slots (past), SOTONG_SLOT_COMING), ==, 0);
  g_assert_cmpuint (sotong_slots_get_flags (sotong_chart_get_slots (past), 11), ==, SOTONG_SLOT_OUTSIDE);

  flags[10] = 0; /* the time ends with the hour that has just ended */
  ended = make_hours (11, flags, monday + 11 * 3600);
  g_assert_cmpuint (sotong_slots_get_flags (sotong_chart_get_slots (ended), 10), ==, 0);
  g_assert_cmpuint (sotong_slots_count (sotong_chart_get_slots (ended), SOTONG_SLOT_COMING), ==, 13);

  flags[7 * 24 + 10] = SOTONG_SLOT_PARTIAL;
  weeks = make_hours (7 * 24 + 11, flags, monday + 7 * 86400 + 10.5 * 3600);
  assert_figure (weeks, 10, 10); /* not the mean of 10 and of what there is of 178 */
  assert_figure (weeks, 9, (9 + 7 * 24 + 9) / 2.0);
  g_assert_cmpuint (sotong_slots_get_flags (sotong_chart_get_slots (weeks), 10), ==, 0);
}

static void
test_scales (void)
{
  SotongScale scale;

  sotong_scale_init_log (&scale, 3, 45000, 7);
  g_assert_cmpfloat (scale.min, ==, 1);
  g_assert_cmpfloat (scale.max, ==, 100000);
  g_assert_cmpuint (sotong_scale_get_n_ticks (&scale), ==, 6);
  g_assert_cmpfloat_with_epsilon (sotong_scale_position (&scale, 1000), 0.6, 1e-9);
  g_assert_cmpfloat_with_epsilon (sotong_scale_value (&scale, 0.6), 1000, 1e-6);
  g_assert_cmpfloat (sotong_scale_position (&scale, 0), ==, 0);
  sotong_scale_init_log (&scale, INFINITY, -INFINITY, 7);
  g_assert_true (scale.max > scale.min);
  sotong_scale_init_loose (&scale, 102, 109, 7);
  g_assert_true (scale.min > 90 && scale.min <= 102 && scale.max >= 109);
  sotong_scale_init_loose (&scale, 5, 5, 7);
  g_assert_true (scale.min < 5 && scale.max > 5);
}

static void
test_band (void)
{
  const double values[] = { 2, 4, 6, 100, NAN, 8 };
  double mean[6], low[6], high[6];

  sotong_band_compute (values, 6, 3, 1, mean, low, high);
  g_assert_true (isnan (mean[0]) && isnan (mean[1]));
  g_assert_cmpfloat (mean[2], ==, 3);      /* of 2 and 4: more than half of three */
  g_assert_cmpfloat (mean[3], ==, 4);      /* the hundred is not part of what it is compared with */
  g_assert_cmpfloat (high[3], ==, 6);      /* σ of 2, 4, 6 is 2 */
  g_assert_cmpfloat (low[3], ==, 2);
  g_assert_cmpfloat_with_epsilon (mean[5], 53, 1e-9); /* of 6 and 100: the gap is not zero */
  g_assert_cmpfloat (low[5], ==, 0);       /* counts are not below zero */
}

static void
test_refusals (void)
{
  g_autoptr(SotongChartModel) mixed = read_table (SOTONG_CHART_LINE, "x\ta\tb\n1\t1\t2\n");
  g_autoptr(SotongChartModel) bars = read_table (SOTONG_CHART_STACKED_BARS, "a\t1\nb\t2\n");
  g_autoptr(SotongChartModel) slope = read_table (SOTONG_CHART_SLOPE, "a\t1\nb\t2\n");
  SotongChartModel *models[] = { mixed, bars, slope };

  mixed->relative = 1;
  bars->logarithmic = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sotong_chart_model_make (models[i], &error));
      g_assert_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA);
    }
}

/* Relative figures are no parts of one another, and none of them is beyond 100. */
static void
test_relative (void)
{
  static const struct { SotongChartKind kind; const char *table; gboolean drawn; } cases[] = {
    { SOTONG_CHART_LINE, "x\ta\tb\n1\t100\t2\n2\t7\t48\n", TRUE },
    { SOTONG_CHART_GROUPED_BARS, "x\ta\tb\n1\t100\t2\n2\t7\t48\n", TRUE },
    { SOTONG_CHART_PERCENT_AREA, "x\ta\tb\n1\t100\t2\n2\t7\t48\n", FALSE },
    { SOTONG_CHART_PERCENT_BARS, "x\ta\tb\n1\t100\t2\n2\t7\t48\n", FALSE },
    { SOTONG_CHART_DIVERGING, "x\ta\tb\n1\t100\t2\n2\t7\t48\n", FALSE },
    { SOTONG_CHART_BULLET, "x\ta\tb\nA\t100\t2\nB\t7\t48\n", FALSE },
    { SOTONG_CHART_WATERFALL, "A\t100\nB\t7\n", FALSE },
    { SOTONG_CHART_LINE, "x\ta\tb\n1\t100\t2\n2\t7\t480\n", FALSE },
    { SOTONG_CHART_LINE, "x\ta\tb\n1\t100\t2\n2\t-7\t48\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongChartModel) model = read_table (cases[i].kind, cases[i].table);
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongChart) chart = NULL;

      model->relative = G_MAXUINT64;
      chart = sotong_chart_model_make (model, &error);
      g_assert_cmpint (chart != NULL, ==, cases[i].drawn);
      if (!cases[i].drawn)
        g_assert_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA);
    }
}

/* How many pixels of a picture of @table have the colour of the first line. */
static guint
count_ink (const char *table)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_LINE, table);
  g_autoptr(SotongChart) chart = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 300);
  cairo_t *cr = cairo_create (surface);
  SotongColor ink = sotong_chart_theme_line_color (theme, SOTONG_ROLE_FIRST);
  guint32 wanted = (guint32) (ink.red * 255 + 0.5) << 16 | (guint32) (ink.green * 255 + 0.5) << 8 | (guint32) (ink.blue * 255 + 0.5);
  guint n = 0;

  model->logarithmic = TRUE;
  chart = sotong_chart_model_make (model, NULL);
  sotong_chart_draw (chart, cr, 600, 300, theme);
  cairo_surface_flush (surface);
  for (int y = 0; y < 300; y++)
    for (int x = 0; x < 600; x++)
      n += (((const guint32 *) (gpointer) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)))[x] & 0xffffff) == wanted;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/* Zero is nowhere on a logarithmic axis: the line is broken there and does not run along the lower end, as one of ones would. */
static void
test_logarithmic_zero (void)
{
  guint zeros = count_ink ("1\t100\n2\t0\n3\t0\n4\t100\n"), ones = count_ink ("1\t100\n2\t1\n3\t1\n4\t100\n");

  g_assert_cmpuint (zeros, >, 0);
  g_assert_cmpuint (ones, >, zeros + 150);
}

/* Who reads a line must know at which axis: the legend says it of those at the second one. */
static void
test_right_axis (void)
{
  g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_LINE, "x\tmentions\tcost\n1\t1\t2000000\n2\t2\t3000000\n");
  g_autoptr(SotongChart) chart = NULL;
  SotongChartLayout *layout;

  model->n_right = 1;
  chart = sotong_chart_model_make (model, NULL);
  layout = sotong_chart_ref_layout (chart, 600, 300, sotong_chart_theme_get (SOTONG_CHART_LIGHT));
  g_assert_cmpuint (layout->legend->len, ==, 2);
  g_assert_cmpstr (g_array_index (layout->legend, SotongLegendEntry, 0).text, ==, "mentions");
  g_assert_cmpstr (g_array_index (layout->legend, SotongLegendEntry, 1).text, ==, "cost (right axis)");
  sotong_chart_layout_unref (layout);
}

/* Figures below zero have no share of a whole: it is said what is shown instead. */
static void
test_shares_below_zero (void)
{
  static const char *const tables[] = { "a\t1\t2\nb\t3\t-1\n", "a\t1\t2\nb\t3\t1\n" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_PERCENT_BARS, tables[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongChart) chart = sotong_chart_model_make (model, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = sotong_chart_describe (chart);
      g_assert_cmpint (strstr (text, "without their signs") != NULL, ==, i == 0);
    }
}

/* Wherever a slot says that it is drawn, the pointer finds it. */
static void
test_pointing (void)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);

  for (guint kind = 0; kind < SOTONG_N_CHART_KINDS; kind++)
    {
      g_autoptr(SotongChartModel) model = chart_kind_model (kind, CHART_DATA_ORDINARY, zone);
      g_autoptr(SotongChart) chart = sotong_chart_model_make (model, NULL);
      gsize n = sotong_slots_get_length (sotong_chart_get_slots (chart)), n_found = 0;

      for (gsize i = 0; i < n; i++)
        {
          SotongRect box;
          gsize index;

          if (!sotong_chart_locate (chart, 900, 420, theme, i, &box))
            continue;
          n_found++;
          if (kind == SOTONG_CHART_SLOPE) /* lines cross: the nearest is found, whichever it is */
            continue;
          g_assert_true (sotong_chart_pick (chart, 900, 420, theme, box.x + box.width / 2, box.y + box.height / 2, &index, NULL));
          g_assert_cmpuint (index, ==, i);
        }
      g_assert_cmpuint (n_found, >, 0);
    }
}

static void
test_hiding (void)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  g_autoptr(SotongChartModel) model = chart_kind_model (SOTONG_CHART_LINE, CHART_DATA_ORDINARY, zone);
  g_autoptr(SotongChart) chart = sotong_chart_model_make (model, NULL), view = sotong_chart_dup (chart);
  g_autofree char *before = sotong_chart_to_table (chart), *after = NULL;
  SotongRole role = SOTONG_ROLE_TOTAL;
  gboolean found = FALSE;

  for (double x = 0; x < 900 && !found; x += 4)
    for (double y = 0; y < 120 && !found; y += 4)
      found = sotong_chart_pick_legend (view, 900, 420, theme, x, y, &role);
  g_assert_true (found);
  g_assert_cmpint (role, ==, SOTONG_ROLE_FIRST);
  sotong_chart_set_hidden (view, 1u << role);
  g_assert_cmpuint (sotong_chart_get_hidden (chart), ==, 0);
  after = sotong_chart_to_table (view);
  g_assert_cmpstr (before, ==, after); /* the table tells it all the same */
}

/* Whether the legend, which is above the plot, names a series of that role. */
static gboolean
is_in_legend (SotongChart *chart,
              SotongRole   wanted)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  SotongRole role;

  for (double x = 0; x < 900; x += 4)
    for (double y = 0; y < 80; y += 4)
      if (sotong_chart_pick_legend (chart, 900, 420, theme, x, y, &role) && role == wanted)
        return TRUE;
  return FALSE;
}

/* Bullets and rankings say what is what, and a click on it hides nothing. */
static void
test_fixed_keys (void)
{
  static const SotongChartKind kinds[] = { SOTONG_CHART_BULLET, SOTONG_CHART_RANKING };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(SotongChartModel) model = read_table (kinds[i], "\t지금\t전\n가\t3\t4\n나\t2\t1\n"), bare = read_table (SOTONG_CHART_RANKING, "가\t3\n나\t2\n");
      g_autoptr(SotongChart) chart = sotong_chart_model_make (model, NULL), alone = sotong_chart_model_make (bare, NULL);
      const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
      SotongRect with, without;

      for (guint role = 0; role < SOTONG_N_ROLES; role++)
        g_assert_false (is_in_legend (chart, role));
      sotong_chart_get_plot_rect (chart, 900, 420, theme, &with);
      sotong_chart_get_plot_rect (alone, 900, 420, theme, &without);
      g_assert_cmpfloat (with.y, >, without.y + theme->font_size);
    }
}

/* The band of what is usual does not cross a stretch of which nothing is known. */
static void
test_band_gap (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(SotongChartModel) model = NULL;
  g_autoptr(SotongChart) chart = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, 420);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;

  for (guint day = 1; day <= 30; day++)
    {
      if (day <= 10)
        g_string_append_printf (text, "2016-09-%02u\t%u\n", day, 100 + day % 3 * 30);
      if (day > 20)
        g_string_append_printf (text, "2016-09-%02u\t%u\n", day, 900 + day % 3 * 90);
    }
  model = read_table (SOTONG_CHART_AVERAGE, text->str);
  chart = sotong_chart_model_make (model, NULL);
  sotong_chart_draw (chart, cr, 900, 420, sotong_chart_theme_get (SOTONG_CHART_LIGHT));
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (surface);
  for (guint y = 60; y < 360; y++) /* the twentieth of September: nothing, and nothing usual either */
    {
      guint32 pixel = pixels[y * 900 + 580];

      g_assert_cmpint ((int) (pixel >> 16 & 0xff) - (int) (pixel & 0xff), <, 10);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A line that is alone needs no name; once there are others, each has one, whatever layer it is in. */
static void
test_lines_named (void)
{
  SotongTrendPoint points[] = { { .start = 1476370800, .total = 4 }, { .start = 1476457200, .total = 9 }, { .start = 1476543600, .gap = TRUE },
                                { .start = 1476630000, .gap = TRUE, .coming = TRUE, .partial = TRUE } };
  const double limits[] = { 20, 21, 22, 23 };
  g_autoptr(SotongChart) chart = sotong_trend_chart_new (points, G_N_ELEMENTS (points), SOTONG_BUCKET_DAY, zone);

  g_assert_cmpuint (sotong_slots_count (sotong_chart_get_slots (chart), SOTONG_SLOT_GAP), ==, 1); /* a day to come was not missed */
  g_assert_cmpuint (sotong_slots_count (sotong_chart_get_slots (chart), SOTONG_SLOT_PARTIAL), ==, 0);
  g_assert_false (is_in_legend (chart, SOTONG_ROLE_TOTAL));
  g_clear_object (&chart);
  chart = sotong_trend_chart_new (points, G_N_ELEMENTS (points), SOTONG_BUCKET_DAY, zone);
  sotong_trend_chart_limit (chart, limits, G_N_ELEMENTS (limits), "limit");
  g_assert_true (is_in_legend (chart, SOTONG_ROLE_TOTAL));
  g_assert_true (is_in_legend (chart, SOTONG_ROLE_THIRD));
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

typedef struct {
  GByteArray *bytes;
  guint       used;
} Source;

static cairo_status_t
read_cb (void          *closure,
         unsigned char *data,
         unsigned int   length)
{
  Source *source = closure;

  if (source->used + length > source->bytes->len)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, source->bytes->data + source->used, length);
  source->used += length;
  return CAIRO_STATUS_SUCCESS;
}

/* Cairo's own reader, which checks every sum, sees the same pixels. */
static void
check_png (double alpha)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 63, 41), *again;
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Source source = { bytes, 0 };

  cairo_set_source_rgba (cr, 0.9, 0.4, 0.1, alpha);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0.2, 1);
  cairo_arc (cr, 30, 20, 11.5, 0, 6);
  cairo_fill (cr);
  cairo_destroy (cr);
  g_assert_cmpint (sotong_png_write (surface, append_cb, bytes), ==, CAIRO_STATUS_SUCCESS);
  again = cairo_image_surface_create_from_png_stream (read_cb, &source);
  g_assert_cmpint (cairo_surface_status (again), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (again), ==, 63);
  for (int y = 0; y < 41; y++)
    for (int x = 0; x < 63 * 4; x++)
      {
        int a = cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x];
        int b = cairo_image_surface_get_data (again)[y * cairo_image_surface_get_stride (again) + x];

        if (alpha == 1 && x % 4 == 3)
          continue; /* without alpha the byte is not used */
        g_assert_cmpint (ABS (a - b), <=, 2);
      }
  cairo_surface_destroy (surface);
  cairo_surface_destroy (again);
}

static void
test_png (void)
{
  check_png (1);
  check_png (0.3);
}

static void
test_outbreak (void)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_LINE);
  gint64 starts[40];
  double *values = g_new (double, 40);
  g_autoptr(SotongChart) chart = NULL;
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < 40; i++)
    {
      starts[i] = sotong_time_from_civil (2016, 6, 6, 0, 0, 0, zone) + (gint64) i * 86400;
      values[i] = i == 38 ? 31 : 10;
    }
  model->slots = sotong_slots_new_time (starts, NULL, 40, SOTONG_BUCKET_DAY, zone);
  sotong_chart_model_add (model, "Negative", SOTONG_ROLE_NEGATIVE, values, 40);
  chart = sotong_chart_model_make (model, NULL);
  sentence = sotong_chart_describe (chart);
  g_assert_true (g_str_has_prefix (sentence, "Thu 14 Jul: Negative 3.1 times the usual."));
}

/* A mean that is next to nothing, because figures are below zero, is not what is usual. */
static void
test_no_outbreak (void)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_LINE);
  gint64 starts[40];
  double *values = g_new (double, 40);
  g_autoptr(SotongChart) chart = NULL;
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < 40; i++)
    {
      starts[i] = sotong_time_from_civil (2016, 6, 6, 0, 0, 0, zone) + (gint64) i * 86400;
      values[i] = i == 38 ? 31 : i % 2 == 0 ? 10 : -9;
    }
  model->slots = sotong_slots_new_time (starts, NULL, 40, SOTONG_BUCKET_DAY, zone);
  sotong_chart_model_add (model, "Change", SOTONG_ROLE_FIRST, values, 40);
  chart = sotong_chart_model_make (model, NULL);
  sentence = sotong_chart_describe (chart);
  g_assert_null (strstr (sentence, "times the usual"));
}

static char *
describe_table (SotongChartKind  kind,
                const char      *table)
{
  g_autoptr(SotongChartModel) model = read_table (kind, table);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChart) chart = sotong_chart_model_make (model, &error);

  g_assert_no_error (error);
  return sotong_chart_describe (chart);
}

/* Words have no first and last, means no sum, and of many gaps the first are named. */
static void
test_described (void)
{
  g_autofree char *words = describe_table (SOTONG_CHART_RANKING, "말\t이번 달\n따릉이\t9\n버스\t3\n");
  g_autofree char *hours = describe_table (SOTONG_CHART_HEAT_MAP, "2016-10-03 00:00\t1\n2016-10-03 01:00\t5\n2016-10-10 00:00\t3\n2016-10-10 01:00\t5\n");
  g_autofree char *gaps = describe_table (SOTONG_CHART_LINE, "2016-10-01\t1\n2016-10-03\t1\n2016-10-05\t1\n2016-10-07\t1\n2016-10-09\t1\n");

  g_assert_nonnull (strstr (words, ", 2 items: 이번 달 12, at most 9 on 따릉이"));
  g_assert_nonnull (strstr (hours, ", 168 items: "));
  g_assert_nonnull (strstr (hours, ", at most 5 on "));
  g_assert_null (strstr (hours, " 7,"));
  g_assert_nonnull (strstr (gaps, "There is no data for 4 days: Sun 2 Oct, Tue 4 Oct, Thu 6 Oct and others."));
}

static SotongChart *
make_table (SotongChartKind  kind,
            const char      *table)
{
  g_autoptr(SotongChartModel) model = read_table (kind, table);
  g_autoptr(GError) error = NULL;
  SotongChart *chart = sotong_chart_model_make (model, &error);

  g_assert_no_error (error);
  return chart;
}

/* A pile of what is known looks like the whole: the foot says where it is not. */
static void
test_piles_with_gaps (void)
{
  static const char table[] = "날짜\t긍정\t부정\n2016-10-01\t1\t2\n2016-10-02\t\t2\n2016-10-03\t\t\n2016-10-04\t0\t\n";
  static const char whole[] = "날짜\t긍정\t부정\n2016-10-01\t1\t2\n2016-10-02\t\t\n2016-10-03\t0\t0\n";
  g_autoptr(SotongChart) bars = make_table (SOTONG_CHART_STACKED_BARS, table), shares = make_table (SOTONG_CHART_PERCENT_AREA, table);
  g_autoptr(SotongChart) good = make_table (SOTONG_CHART_STACKED_BARS, whole), lines = make_table (SOTONG_CHART_LINE, table);

  g_assert_nonnull (strstr (bars->foot, "at 2 places not all figures are known: they show the others alone"));
  g_assert_nonnull (strstr (shares->foot, "at 2 places not all figures are known"));
  g_assert_true (good->foot == NULL || strstr (good->foot, "not all figures") == NULL);
  g_assert_true (lines->foot == NULL || strstr (lines->foot, "not all figures") == NULL);
}

/* A day is no hour of it: a heat map of days is their calendar. */
static void
test_heat_of_days (void)
{
  g_autoptr(SotongChart) chart = make_table (SOTONG_CHART_HEAT_MAP, "2016-10-03\t1\n2016-10-04\t5\n2016-10-05\t3\n");

  g_autoptr(SotongChart) two = make_table (SOTONG_CHART_HEAT_MAP, "날짜\t긍정\t부정\n2016-10-03\t1\t2\n2016-10-04\t5\t3\n");
  g_autofree char *days = sotong_chart_describe (chart);
  g_autofree char *weeks = describe_table (SOTONG_CHART_HEAT_MAP, "2016-10-03\t1\n2016-10-10\t5\n2016-10-17\t3\n");

  g_assert_cmpuint (sotong_slots_get_length (chart->slots), ==, 3);
  assert_figure (chart, 1, 5);
  g_assert_true (chart->foot == NULL || strstr (chart->foot, "mean of an hour") == NULL);
  g_assert_nonnull (strstr (days, " 9, at most 5 on ")); /* counts, which have a sum */
  g_assert_nonnull (strstr (weeks, " 9, at most 5 on "));
  g_assert_nonnull (strstr (two->foot, "only “긍정” is drawn"));
}

static double
at (int day,
    int hour)
{
  return (double) sotong_time_from_civil (2016, 10, day, hour, 0, 0, zone);
}

static void
mark_october (SotongChartModel *model)
{
  sotong_chart_model_mark (model, at (4, 0), at (4, 0), "축제"); /* a Tuesday */
  sotong_chart_model_mark (model, at (5, 9), at (5, 9), "경보");
  sotong_chart_model_mark (model, at (3, 0), at (9, 0), "캠페인");
  sotong_chart_model_post (model, at (5, 9));
  sotong_chart_model_mark (model, at (25, 0), at (25, 0), "뒤에");
}

static void
assert_marks (SotongChart *chart,
              gsize        slot,
              const char  *expected)
{
  g_autofree char *marks = sotong_chart_name_marks (chart, slot);

  g_assert_cmpstr (marks, ==, expected);
}

/* What happened is in every chart of times: days, hours of the week, small multiples. */
static void
test_marks (void)
{
  g_autoptr(SotongChartModel) days = read_table (SOTONG_CHART_CALENDAR, "2016-10-03\t4\n2016-10-04\t5\n2016-10-05\t1\n2016-10-11\t2\n");
  g_autoptr(SotongChartModel) panels = read_table (SOTONG_CHART_MULTIPLES, "날짜\ta\tb\n2016-10-03\t4\t1\n2016-10-04\t5\t2\n2016-10-05\t1\t3\n");
  g_autoptr(SotongChartModel) hours = read_table (SOTONG_CHART_HEAT_MAP, "2016-10-03 00:00\t1\n2016-10-09 23:00\t2\n");
  g_autoptr(SotongChart) calendar = NULL, multiples = NULL, week = NULL;
  g_autofree char *sentence = NULL, *point = NULL, *alarms = NULL;

  mark_october (days);
  mark_october (panels);
  sotong_chart_model_mark (panels, at (3, 8), at (3, 8), "경계");
  sotong_chart_model_mark (panels, at (3, 9), at (3, 9), "경계");
  mark_october (hours);
  calendar = sotong_chart_model_make (days, NULL);
  multiples = sotong_chart_model_make (panels, NULL);
  week = sotong_chart_model_make (hours, NULL);
  assert_marks (calendar, 0, "캠페인");
  assert_marks (calendar, 1, "축제, 캠페인");
  assert_marks (calendar, 2, "경보, 캠페인, 1 post that went out");
  assert_marks (calendar, 7, NULL);
  assert_marks (multiples, 0, "캠페인, 경계 ×2");
  assert_marks (multiples, 1, "캠페인, 축제");
  assert_marks (week, 24, "4 Oct 축제");
  assert_marks (week, 24 + 23, "4 Oct 축제");
  assert_marks (week, 2 * 24 + 9, "5 Oct 경보, 1 post that went out");
  assert_marks (week, 0, NULL);
  sentence = sotong_chart_describe (calendar);
  g_assert_nonnull (strstr (sentence, "Marked: 캠페인, 축제, 경보, 1 post that went out."));
  alarms = sotong_chart_describe (multiples);
  g_assert_nonnull (strstr (alarms, "경계 (Mon 3 Oct)"));
  g_assert_null (strstr (strstr (alarms, "경계") + 1, "경계"));
  point = sotong_chart_describe_point (week, 2 * 24 + 9);
  g_assert_nonnull (strstr (point, "[5 Oct 경보, 1 post that went out]"));
}

/* The highest row of pixels near @x that is filled. */
static int
highest_ink (cairo_surface_t *surface,
             int              x,
             const SotongRect *plot)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = (int) plot->y; y < (int) (plot->y + plot->height); y++)
    for (int column = x - 3; column <= x + 3; column++)
      if (MIN (data[y * stride + column * 4], data[y * stride + column * 4 + 2]) < 130) /* blue and red: areas, not the lines of the grid */
        return y;
  return (int) (plot->y + plot->height);
}

/* A peak of one day in a year is as high as the day was: no line between areas covers it. */
static void
test_narrow_peak (void)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 300);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GString) table = g_string_new ("day\ta\tb\tc\n");
  g_autoptr(SotongChartModel) model = NULL;
  g_autoptr(SotongChart) chart = NULL;
  SotongRect plot;
  double left, right;
  gint64 first = sotong_time_days_from_civil (2015, 1, 1);

  for (gint64 day = 0; day < 365; day++)
    {
      int year, month, of_month;

      sotong_time_civil_from_days (first + day, &year, &month, &of_month);
      g_string_append_printf (table, "%d-%02d-%02d\t%d\t%d\t%d\n", year, month, of_month, day == 150 ? 400 : 10, day == 150 ? 300 : 10, day == 150 ? 200 : 10);
    }
  model = read_table (SOTONG_CHART_STACKED_AREA, table->str);
  chart = sotong_chart_model_make (model, NULL);
  sotong_chart_draw (chart, cr, 640, 300, theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  sotong_chart_get_plot_rect (chart, 640, 300, theme, &plot);
  g_assert_true (sotong_chart_x_of_index (chart, 640, 300, theme, 150, &left, &right));
  g_assert_cmpint (highest_ink (surface, (int) ((left + right) / 2), &plot), <, (int) (plot.y + plot.height * 0.6));
  cairo_surface_destroy (surface);
}

/* Every day can be clicked where it is drawn. Returns how far down the last ones stand. */
static double
check_days (SotongChart *chart,
            double       width,
            double       height)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  double bottom = 0;

  for (gsize day = 0; day < sotong_slots_get_length (sotong_chart_get_slots (chart)); day++)
    {
      SotongRect rect;
      gsize found = G_MAXSIZE;

      g_assert_true (sotong_chart_locate (chart, width, height, theme, day, &rect));
      g_assert_true (rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= width && rect.y + rect.height <= height);
      g_assert_true (sotong_chart_pick (chart, width, height, theme, rect.x + rect.width / 2, rect.y + rect.height / 2, &found, NULL));
      g_assert_cmpuint (found, ==, day);
      bottom = MAX (bottom, rect.y + rect.height);
    }
  return bottom;
}

/* A year fills a high place in bands, one below the other, and a flat one in one. */
static void
test_calendar_bands (void)
{
  g_autoptr(GString) table = g_string_new (NULL);
  g_autoptr(SotongChartModel) model = NULL;
  g_autoptr(SotongChart) chart = NULL;
  SotongRect first, last;

  for (gint64 day = sotong_time_days_from_civil (2015, 1, 1), end = day + 365; day < end; day++)
    {
      int year, month, of_month;

      sotong_time_civil_from_days (day, &year, &month, &of_month);
      g_string_append_printf (table, "%d-%02d-%02d\t%d\n", year, month, of_month, of_month);
    }
  model = read_table (SOTONG_CHART_CALENDAR, table->str);
  chart = sotong_chart_model_make (model, NULL);
  g_assert_cmpfloat (check_days (chart, 700, 520), >, 400);
  g_assert_cmpfloat (check_days (chart, 900, 900), >, 750);
  g_assert_cmpfloat (check_days (chart, 320, 600), >, 480);
  check_days (chart, 1200, 200);
  g_assert_true (sotong_chart_locate (chart, 1200, 200, sotong_chart_theme_get (SOTONG_CHART_LIGHT), 4, &first));
  g_assert_true (sotong_chart_locate (chart, 1200, 200, sotong_chart_theme_get (SOTONG_CHART_LIGHT), 361, &last));
  g_assert_cmpfloat (first.y, ==, last.y); /* both are Mondays */
}

static SotongChart *
make_calendar (int first_year,
               int last_year)
{
  g_autoptr(GString) table = g_string_new (NULL);
  g_autoptr(SotongChartModel) model = NULL;

  for (gint64 day = sotong_time_days_from_civil (first_year, 1, 1), end = sotong_time_days_from_civil (last_year, 12, 31); day <= end; day++)
    {
      int year, month, of_month;

      sotong_time_civil_from_days (day, &year, &month, &of_month);
      g_string_append_printf (table, "%d-%02d-%02d\t%d\n", year, month, of_month, of_month);
    }
  model = read_table (SOTONG_CHART_CALENDAR, table->str);
  return sotong_chart_model_make (model, NULL);
}

/* All days of years are there, each year for itself: below the one before where there is the height, else beside it. */
static void
test_calendar_years (void)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  g_autoptr(SotongChart) chart = make_calendar (2014, 2015), long_one = make_calendar (2000, 2015);
  SotongRect first, second;

  g_assert_nonnull (strstr (chart->foot, "each year for itself: Wed 1 Jan 2014 to Thu 31 Dec 2015"));
  check_days (chart, 900, 400);
  check_days (chart, 360, 500);
  check_days (chart, 1200, 160);
  check_days (long_one, 900, 500);
  /* The same day of two years: 2014 and 2015 begin in the middle of a week, their second Mondays are below each other. */
  g_assert_true (sotong_chart_locate (chart, 900, 400, theme, 12, &first));
  g_assert_true (sotong_chart_locate (chart, 900, 400, theme, 365 + 11, &second));
  g_assert_cmpfloat (first.x, ==, second.x);
  g_assert_cmpfloat (second.y, >, first.y + 7 * first.height);
}

/* Where the place is too small for all years the last ones are drawn, and what is not drawn cannot be clicked. */
static void
test_calendar_small (void)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  g_autoptr(SotongChart) chart = make_calendar (1990, 2015), century = make_calendar (1900, 2015);
  gsize n = sotong_slots_get_length (chart->slots);
  SotongRect rect;

  g_assert_false (sotong_chart_locate (chart, 320, 200, theme, 0, &rect));
  g_assert_true (sotong_chart_locate (chart, 320, 200, theme, n - 1, &rect));
  g_assert_true (rect.x + rect.width <= 320 && rect.y + rect.height <= 200);
  g_assert_cmpfloat (rect.height, >, 2);
  g_assert_nonnull (strstr (century->foot, "the last 100 years only: Sat 1 Jan 1916 to Thu 31 Dec 2015"));
}

/* In a low chart the foot has no room: it is told, and whoever shows the chart knows. The corner that is left for a mark is empty. */
static void
test_low_foot (void)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_LINE, "날짜\ta\tb\n2016-10-03\t1\t5\n2016-10-04\t1\t4\n2016-10-05\t2\t3\n");
  g_autoptr(SotongChart) chart = NULL;
  g_autofree char *text = NULL;
  SotongRect with;
  SotongRole role;

  model->foot = g_strdup ("n = 16 mentions · agreement with people 87% (of 200 checked)");
  chart = sotong_chart_model_make (model, NULL);
  g_assert_true (sotong_chart_shows_foot (chart, 600, 300, theme));
  g_assert_false (sotong_chart_shows_foot (chart, 600, 110, theme));
  g_assert_false (sotong_chart_shows_foot (chart, 200, 110, theme));
  text = sotong_chart_describe (chart);
  g_assert_nonnull (strstr (text, "n = 16 mentions · agreement with people 87% (of 200 checked)."));
  sotong_chart_set_title (chart, NULL);
  sotong_chart_set_corner (chart, 40);
  sotong_chart_get_plot_rect (chart, 300, 60, theme, &with);
  g_assert_true (with.x + with.width <= 300 - 40);
  for (double x = 300 - 39; x < 300; x += 2)
    g_assert_false (sotong_chart_pick_legend (chart, 300, 110, theme, x, 8, &role));
}

/* A line of the size of a word has no foot; a large one, which may be saved alone, does not stand on it. */
static void
test_sparkline_foot (void)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  g_autoptr(SotongChartModel) model = read_table (SOTONG_CHART_SPARKLINE, "날짜\ta\n2016-10-03\t1\n2016-10-04\t9\n2016-10-05\t2\n");
  g_autoptr(SotongChart) chart = NULL;
  SotongRect rect;

  model->foot = g_strdup ("n = 16 mentions");
  chart = sotong_chart_model_make (model, NULL);
  g_assert_true (sotong_chart_shows_foot (chart, 600, 300, theme));
  sotong_chart_get_plot_rect (chart, 600, 300, theme, &rect);
  g_assert_cmpfloat (rect.y + rect.height, <, 300 - 1.5 * theme->font_size);
  g_assert_false (sotong_chart_shows_foot (chart, 120, 24, theme));
  sotong_chart_get_plot_rect (chart, 120, 24, theme, &rect);
  g_assert_cmpfloat (rect.height, >=, 18);
}

static double
highest_of_panel (SotongChart *chart)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 300);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  cairo_t *cr = cairo_create (surface);
  SotongRect rect;
  double part;

  sotong_chart_draw (chart, cr, 640, 300, theme);
  cairo_surface_flush (surface);
  g_assert_true (sotong_chart_locate (chart, 640, 300, theme, 2, &rect));
  part = (highest_ink (surface, (int) (rect.x + rect.width / 2), &rect) - rect.y) / rect.height;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return part;
}

/* Panels have one scale while all can be read on it, and say so where they do not. */
static void
test_panel_scales (void)
{
  g_autoptr(SotongChartModel) near = read_table (SOTONG_CHART_MULTIPLES, "날짜\ta\tb\n2016-10-03\t1\t5\n2016-10-04\t1\t4\n2016-10-05\t2\t3\n2016-10-06\t1\t2\n");
  g_autoptr(SotongChartModel) far = read_table (SOTONG_CHART_MULTIPLES, "날짜\ta\tb\n2016-10-03\t1\t50\n2016-10-04\t1\t40\n2016-10-05\t2\t3\n2016-10-06\t1\t20\n");
  g_autoptr(SotongChart) together = sotong_chart_model_make (near, NULL), apart = sotong_chart_model_make (far, NULL);

  g_assert_cmpfloat (highest_of_panel (together), >, 0.4);
  g_assert_true (together->foot == NULL || strstr (together->foot, "own scale") == NULL);
  g_assert_cmpfloat (highest_of_panel (apart), <, 0.1);
  g_assert_nonnull (strstr (apart->foot, "each panel has its own scale"));
}

/* A mean of counts is told as one tells counts. */
static void
test_round_mean (void)
{
  g_assert_cmpfloat (sotong_axis_text_round_mean (365.71), ==, 366);
  g_assert_cmpfloat (sotong_axis_text_round_mean (-10.4), ==, -10);
  g_assert_cmpfloat_with_epsilon (sotong_axis_text_round_mean (7.26), 7.3, 1e-12);
  g_assert_true (isnan (sotong_axis_text_round_mean (NAN)));
}

int
main (int   argc,
      char *argv[])
{
  int code;

  g_test_init (&argc, &argv, NULL);
  zone = sotong_time_zone_new ("Asia/Seoul", NULL);
  g_test_add_func ("/chart/model/numbers", test_numbers);
  g_test_add_func ("/chart/model/scan", test_scan);
  g_test_add_func ("/chart/model/many-lines", test_many_lines);
  g_test_add_func ("/chart/model/table-of-days", test_table_of_days);
  g_test_add_func ("/chart/model/table-of-months-and-weeks", test_table_of_months_and_weeks);
  g_test_add_func ("/chart/model/table-of-numbers", test_table_of_numbers);
  g_test_add_func ("/chart/model/days-as-written", test_days_as_written);
  g_test_add_func ("/chart/model/unknown-is-silent", test_unknown_is_silent);
  g_test_add_func ("/chart/model/table-that-is-wrong", test_table_that_is_wrong);
  g_test_add_func ("/chart/model/week-of-a-list", test_week_of_a_list);
  g_test_add_func ("/chart/model/week-to-come", test_week_to_come);
  g_test_add_func ("/chart/model/week-now", test_week_now);
  g_test_add_func ("/chart/model/scales", test_scales);
  g_test_add_func ("/chart/model/band", test_band);
  g_test_add_func ("/chart/model/refusals", test_refusals);
  g_test_add_func ("/chart/model/relative", test_relative);
  g_test_add_func ("/chart/model/logarithmic-zero", test_logarithmic_zero);
  g_test_add_func ("/chart/model/right-axis", test_right_axis);
  g_test_add_func ("/chart/model/shares-below-zero", test_shares_below_zero);
  g_test_add_func ("/chart/model/pointing", test_pointing);
  g_test_add_func ("/chart/model/hiding", test_hiding);
  g_test_add_func ("/chart/model/fixed-keys", test_fixed_keys);
  g_test_add_func ("/chart/model/band-gap", test_band_gap);
  g_test_add_func ("/chart/model/lines-named", test_lines_named);
  g_test_add_func ("/chart/model/png", test_png);
  g_test_add_func ("/chart/model/outbreak", test_outbreak);
  g_test_add_func ("/chart/model/no-outbreak", test_no_outbreak);
  g_test_add_func ("/chart/model/described", test_described);
  g_test_add_func ("/chart/model/piles-with-gaps", test_piles_with_gaps);
  g_test_add_func ("/chart/model/heat-of-days", test_heat_of_days);
  g_test_add_func ("/chart/model/marks", test_marks);
  g_test_add_func ("/chart/model/calendar-bands", test_calendar_bands);
  g_test_add_func ("/chart/model/narrow-peak", test_narrow_peak);
  g_test_add_func ("/chart/model/calendar-years", test_calendar_years);
  g_test_add_func ("/chart/model/calendar-small", test_calendar_small);
  g_test_add_func ("/chart/model/low-foot", test_low_foot);
  g_test_add_func ("/chart/model/sparkline-foot", test_sparkline_foot);
  g_test_add_func ("/chart/model/panel-scales", test_panel_scales);
  g_test_add_func ("/chart/model/round-mean", test_round_mean);
  code = g_test_run ();
  g_time_zone_unref (zone);
  return code;
}
