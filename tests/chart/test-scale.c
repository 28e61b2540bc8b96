/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart/sotong-axis-text.h"
#include "chart/sotong-columns.h"
#include "chart/sotong-scale.h"
#include "chart/sotong-slots.h"
#include "chart/sotong-time-ticks.h"
#include "util/sotong-time.h"

static GTimeZone *
seoul (void)
{
  return sotong_time_zone_new ("Asia/Seoul", NULL);
}

static void
test_nice (void)
{
  static const struct { double min, max; guint ticks; double low, high, step; } cases[] = {
    { 0, 0, 5, 0, 1, 1 },            { 7, 7, 5, 0, 8, 2 },
    { 0, 330, 5, 0, 400, 100 },      { 0, 1000000000, 6, 0, 1000000000, 200000000 },
    { 0, 1, 7, 0, 1, 1 },            { 0, 400, 5, 0, 400, 100 },
    { -3, 400, 6, -100, 400, 100 },  { -50, 0, 6, -50, 0, 10 },
    { NAN, INFINITY, 5, 0, 1, 1 },   { 3, 3, 0, 0, 3, 3 },
    /* Where there is room for few ticks, not half of it is left to nothing, on neither side of zero. */
    { 0, 110e8, 3, 0, 120e8, 60e8 }, { 0, 221, 3, 0, 300, 150 },
    { -80, 80, 2, -100, 100, 100 },  { -600, 2500, 2, -1500, 3000, 1500 },
    { 0, 11, 2, 0, 15, 15 },         { -5, 1, 2, -6, 3, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SotongScale scale;

      sotong_scale_init_nice (&scale, cases[i].min, cases[i].max, cases[i].ticks, TRUE);
      g_test_message ("%u: %g to %g by %g", i, scale.min, scale.max, scale.step);
      g_assert_cmpfloat (scale.min, ==, cases[i].low);
      g_assert_cmpfloat (scale.max, ==, cases[i].high);
      g_assert_cmpfloat (scale.step, ==, cases[i].step);
    }
}

static void
test_nice_always_contains (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 2000; i++)
    {
      double low = i % 3 == 0 ? -pow (10, g_rand_double_range (rand, -1, 9)) : 0;
      double high = pow (10, g_rand_double_range (rand, -1, 12));
      SotongScale scale;

      sotong_scale_init_nice (&scale, low, high, 6, i % 2 == 0);
      g_assert_cmpfloat (scale.min, <=, low + scale.step * 1e-6);
      g_assert_cmpfloat (scale.max, >=, high - scale.step * 1e-6);
      g_assert_cmpuint (sotong_scale_get_n_ticks (&scale), >=, 2);
      g_assert_cmpuint (sotong_scale_get_n_ticks (&scale), <=, 8);
      g_assert_cmpfloat_with_epsilon (sotong_scale_get_tick (&scale, 0), scale.min, scale.step * 1e-6);
    }
}

static void
test_position (void)
{
  SotongScale scale;

  sotong_scale_init (&scale, 100, 300);
  g_assert_cmpfloat (sotong_scale_position (&scale, 150), ==, 0.25);
  g_assert_cmpfloat (sotong_scale_value (&scale, 0.25), ==, 150);
  g_assert_cmpuint (sotong_scale_get_n_ticks (&scale), ==, 0);
  sotong_scale_init (&scale, 5, 5);
  g_assert_cmpfloat (sotong_scale_position (&scale, 5), ==, 0);
  g_assert_cmpfloat (scale.max, >, scale.min);
}

static void
assert_value (double         value,
              double         step,
              double         largest,
              SotongLanguage language,
              const char    *expected)
{
  g_autofree char *text = sotong_axis_text_value (value, step, largest, language);

  g_assert_cmpstr (text, ==, expected);
}

/* Three digits and the unit that people say. */
static void
test_short_text (void)
{
  static const struct { double value; SotongLanguage language; const char *expected; } cases[] = {
    { 7, SOTONG_LANGUAGE_KOREAN, "7" }, { 999, SOTONG_LANGUAGE_KOREAN, "999" }, { 12345, SOTONG_LANGUAGE_KOREAN, "12,300" },
    { 418000, SOTONG_LANGUAGE_KOREAN, "41.8만" }, { 370370340, SOTONG_LANGUAGE_KOREAN, "3.70억" }, { 99999999, SOTONG_LANGUAGE_KOREAN, "1.00억" },
    { 2432098566, SOTONG_LANGUAGE_KOREAN, "24.3억" }, { -790123392, SOTONG_LANGUAGE_KOREAN, "-7.90억" }, { 5.46e12, SOTONG_LANGUAGE_KOREAN, "5.46조" },
    { 418000, SOTONG_LANGUAGE_ENGLISH, "418,000" }, { 2432098566, SOTONG_LANGUAGE_ENGLISH, "2.43bn" }, { 0, SOTONG_LANGUAGE_ENGLISH, "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sotong_axis_text_short (cases[i].value, cases[i].language);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* A line stands out from what it is drawn on, whatever the bars of its colour do. */
static void
test_line_colors (void)
{
  for (guint style = SOTONG_CHART_LIGHT; style <= SOTONG_CHART_PRINT; style++)
    for (guint role = 0; role < SOTONG_N_ROLES; role++)
      {
        const SotongChartTheme *theme = sotong_chart_theme_get (style);
        SotongColor line = sotong_chart_theme_line_color (theme, role), back = theme->background;

        g_assert_cmpfloat (fabs (0.3 * (line.red - back.red) + 0.59 * (line.green - back.green) + 0.11 * (line.blue - back.blue)), >, 0.24);
      }
}

static void
test_value_text (void)
{
  const SotongLanguage ko = SOTONG_LANGUAGE_KOREAN, en = SOTONG_LANGUAGE_ENGLISH;

  assert_value (0, 1e4, 4e4, ko, "0");
  assert_value (2e4, 1e4, 4e4, ko, "2만");
  assert_value (5000, 5000, 2e4, ko, "5,000");
  assert_value (25000, 5000, 1e5, ko, "2.5만");
  assert_value (5e7, 5e7, 2e8, ko, "0.5억");
  assert_value (1e9, 2e8, 1e9, ko, "10억");
  assert_value (3e12, 1e12, 4e12, ko, "3조");
  assert_value (9e18, 1e18, 9e18, ko, "900경");
  assert_value (2e16, 1e16, 4e16, ko, "2경");
  assert_value (5e15, 5e15, 2e16, ko, "0.5경");
  assert_value (3e20, 1e20, 4e20, ko, "3해");
  assert_value (2e15, 1e15, 4e15, ko, "2,000조");
  assert_value (9e18, 1e18, 9e18, en, "9,000qn");
  assert_value (2e15, 1e15, 4e15, en, "2qn");
  assert_value (2e12, 1e12, 4e12, en, "2tn");
  assert_value (1200, 400, 2000, ko, "1,200");
  assert_value (20000, 10000, 40000, en, "20,000");
  assert_value (1.5e6, 5e5, 1e7, en, "1.5m");
  assert_value (2e9, 1e9, 4e9, en, "2bn");
  assert_value (4e8, 2e8, 1e9, en, "0.4bn");
  assert_value (150000, 50000, 900000, en, "150,000");
  assert_value (-100, 100, 300, en, "-100");
  assert_value (0.5, 0.5, 2, en, "0.5");
  assert_value (4e-7, 2e-7, 1e-6, en, "0.0000004");
  assert_value (0.0001, 0.0001, 1, en, "0.0001");
}

static void
assert_number (double      value,
               const char *expected)
{
  g_autofree char *text = sotong_axis_text_number (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_number_text (void)
{
  assert_number (0, "0");
  assert_number (1234567, "1,234,567");
  assert_number (-1234, "-1,234");
  assert_number (1234.5, "1,234.5");
  assert_number (-0.25, "-0.25");
  assert_number (0.05, "0.05");
  assert_number (0.004, "0.004");
  assert_number (-0.0123, "-0.012");
  assert_number (0.0999, "0.1");
  assert_number (0.00001, "0.00001");
  assert_number (-0.00000234, "-0.0000023");
  assert_number (0.1 + 0.2 - 0.3, "0"); /* nearly */
  assert_number (NAN, "–");
  assert_number (1e18, "1,000,000,000,000,000,000");
  assert_number (-9e18, "-9,000,000,000,000,000,000");
  assert_number (1e16 + 2, "10,000,000,000,000,002");
  assert_number (1e19, "10,000qn");
  assert_number (1e40, "1e+40");
}

static void
test_slot_text (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  gint64 friday = sotong_time_from_civil (2016, 10, 14, 0, 0, 0, zone);
  gint64 week = sotong_time_from_civil (2016, 10, 31, 0, 0, 0, zone);
  const struct { gint64 at; SotongBucket bucket; gboolean year; SotongLanguage language; const char *text; } cases[] = {
    { friday, SOTONG_BUCKET_DAY, FALSE, SOTONG_LANGUAGE_KOREAN, "10월 14일 (금)" },
    { friday, SOTONG_BUCKET_DAY, TRUE, SOTONG_LANGUAGE_KOREAN, "2016년 10월 14일 (금)" },
    { friday, SOTONG_BUCKET_DAY, FALSE, SOTONG_LANGUAGE_ENGLISH, "Fri 14 Oct" },
    { friday, SOTONG_BUCKET_DAY, TRUE, SOTONG_LANGUAGE_ENGLISH, "Fri 14 Oct 2016" },
    { friday + 9 * 3600, SOTONG_BUCKET_HOUR, FALSE, SOTONG_LANGUAGE_KOREAN, "10월 14일 (금) 9시" },
    { friday + 9 * 3600, SOTONG_BUCKET_HOUR, FALSE, SOTONG_LANGUAGE_ENGLISH, "Fri 14 Oct, 09:00" },
    { week, SOTONG_BUCKET_WEEK, FALSE, SOTONG_LANGUAGE_KOREAN, "10월 31일~11월 6일" },
    { week, SOTONG_BUCKET_WEEK, FALSE, SOTONG_LANGUAGE_ENGLISH, "31 Oct – 6 Nov" },
    { sotong_time_from_civil (2016, 10, 1, 0, 0, 0, zone), SOTONG_BUCKET_MONTH, TRUE, SOTONG_LANGUAGE_KOREAN, "2016년 10월" },
    { sotong_time_from_civil (2016, 10, 1, 0, 0, 0, zone), SOTONG_BUCKET_QUARTER, TRUE, SOTONG_LANGUAGE_KOREAN, "2016년 4분기" },
    { sotong_time_from_civil (2016, 7, 1, 0, 0, 0, zone), SOTONG_BUCKET_QUARTER, TRUE, SOTONG_LANGUAGE_ENGLISH, "Q3 2016" },
    { sotong_time_from_civil (2016, 1, 1, 0, 0, 0, zone), SOTONG_BUCKET_YEAR, TRUE, SOTONG_LANGUAGE_KOREAN, "2016년" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sotong_axis_text_slot (cases[i].at, cases[i].bucket, zone, cases[i].year,
                                                     cases[i].language);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static double
measure_cb (const char *text,
            gpointer    user_data)
{
  return (double) g_utf8_strlen (text, -1) * 8;
}

static char *
labels_of (GArray *ticks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const char *label = g_array_index (ticks, SotongTimeTick, i).label;

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", label != NULL ? label : "_");
    }
  return g_string_free (text, FALSE);
}

static void
assert_ticks (const char   *from,
              const char   *to,
              SotongBucket  bucket,
              double        width,
              const char   *expected,
              const char   *expected_context)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autoptr(SotongTimeTicks) ticks = NULL;
  g_autofree char *labels = NULL;
  g_autofree char *context = NULL;
  gint64 start, end;

  g_assert_true (sotong_time_parse (from, zone, &start, NULL));
  g_assert_true (sotong_time_parse (to, zone, &end, NULL));
  ticks = sotong_time_ticks_new (&(SotongTimeAxis) { start, end, bucket, zone, SOTONG_LANGUAGE_KOREAN, width, 8, measure_cb, NULL, FALSE });
  labels = labels_of (ticks->ticks);
  context = labels_of (ticks->context);
  g_assert_cmpstr (labels, ==, expected);
  g_assert_cmpstr (context, ==, expected_context);
}

static void
test_ticks (void)
{
  /* Weeks begin on Monday: 2016-09-19 was one. */
  assert_ticks ("2016-09-14", "2016-10-15", SOTONG_BUCKET_DAY, 600, "9.19 9.26 10.3 10.10", "2016년");
  assert_ticks ("2016-10-10", "2016-10-15", SOTONG_BUCKET_DAY, 600, "10.10 10.11 10.12 10.13 10.14", "2016년");
  assert_ticks ("2015-11-01", "2016-03-01", SOTONG_BUCKET_DAY, 300, "11월 12월 1월 2월", "2015년 2016년");
  assert_ticks ("2016-10-14", "2016-10-15", SOTONG_BUCKET_HOUR, 300, "0시 3시 6시 9시 12시 15시 18시 21시", "2016.10.14");
  assert_ticks ("2014-01-01", "2017-01-01", SOTONG_BUCKET_MONTH, 150, "1월 7월 1월 7월 1월 7월",
                "2014년 2015년 2016년");
  assert_ticks ("2000-01-01", "2017-01-01", SOTONG_BUCKET_MONTH, 150, "2000년 2010년", "");
  assert_ticks ("2015-07-01", "2016-07-01", SOTONG_BUCKET_QUARTER, 400, "3분기 4분기 1분기 2분기", "2015년 2016년");
  assert_ticks ("2014-01-01", "2017-01-01", SOTONG_BUCKET_YEAR, 400, "2014년 2015년 2016년", "");
  assert_ticks ("2016-10-01", "2017-01-01", SOTONG_BUCKET_WEEK, 60, "10월", "2016년");
}

static void
assert_dated (const char   *from,
              const char   *to,
              SotongBucket  bucket,
              double        width,
              const char   *expected)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autoptr(SotongTimeTicks) ticks = NULL;
  g_autofree char *labels = NULL;
  gint64 start, end;

  g_assert_true (sotong_time_parse (from, zone, &start, NULL));
  g_assert_true (sotong_time_parse (to, zone, &end, NULL));
  ticks = sotong_time_ticks_new (&(SotongTimeAxis) { start, end, bucket, zone, SOTONG_LANGUAGE_KOREAN, width, 8, measure_cb, NULL, TRUE });
  labels = labels_of (ticks->ticks);
  g_assert_cmpstr (labels, ==, expected);
  g_assert_cmpuint (ticks->context->len, ==, 0);
}

/* Where there is no second line the first label and the first of each year say the year. */
static void
test_ticks_dated (void)
{
  assert_dated ("2016-09-14", "2016-10-15", SOTONG_BUCKET_DAY, 600, "2016.9.19 9.26 10.3 10.10");
  assert_dated ("2015-11-01", "2016-03-01", SOTONG_BUCKET_MONTH, 600, "2015년 11월 12월 2016년 1월 2월");
  assert_dated ("2015-11-01", "2016-03-01", SOTONG_BUCKET_MONTH, 200, "2015년 11월 _ 2016년 1월 2월");
  assert_dated ("2016-10-13", "2016-10-15", SOTONG_BUCKET_HOUR, 400, "_ 2016.10.13 6시 _ _ 10.14 0시 6시 12시 18시");
  assert_dated ("2016-10-14", "2016-10-15", SOTONG_BUCKET_HOUR, 200, "_ 2016.10.14 6시 _ 18시");
  assert_dated ("2016-12-31", "2017-01-02", SOTONG_BUCKET_HOUR, 500, "_ 2016.12.31 6시 _ _ 2017.1.1 0시 6시 12시 18시");
  assert_dated ("2014-01-01", "2017-01-01", SOTONG_BUCKET_YEAR, 400, "2014년 2015년 2016년");
  assert_dated ("2015-07-01", "2016-07-01", SOTONG_BUCKET_QUARTER, 500, "2015년 3분기 4분기 2016년 1분기 2분기");
}

/* Whatever the range and width: no label touches the next, none leaves the picture. */
static void
test_ticks_never_collide (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 1500; i++)
    {
      gint64 start = g_rand_int_range (rand, -2000000000, 2000000000);
      gint64 end = start + (gint64) pow (10, g_rand_double_range (rand, 3, 10.5));
      double width = g_rand_double_range (rand, 5, 2000);
      double taken = -INFINITY;
      const SotongTimeAxis axis = { start, end, i % 4, zone, 1 + i % 2, width, 8, measure_cb, NULL, i % 3 == 0 };
      g_autoptr(SotongTimeTicks) ticks = sotong_time_ticks_new (&axis);

      for (guint k = 0; k < ticks->ticks->len; k++)
        {
          const SotongTimeTick *tick = &g_array_index (ticks->ticks, SotongTimeTick, k);
          double middle = ((double) (tick->time - start) + (double) (tick->until - start)) / 2
                          / (double) (end - start) * width;

          g_assert_cmpint (tick->time, >=, start);
          g_assert_cmpint (tick->time, <, end);
          if (tick->label == NULL)
            continue;
          g_assert_cmpfloat (middle - measure_cb (tick->label, NULL) / 2, >=, taken);
          g_assert_cmpfloat (middle + measure_cb (tick->label, NULL) / 2, <=, width + 8);
          taken = middle + measure_cb (tick->label, NULL) / 2 + 7.99;
        }
    }
}

static void
test_slots (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  gint64 day = sotong_time_from_civil (2016, 10, 14, 0, 0, 0, zone);
  const gint64 starts[] = { day, day + 86400, day + 2 * 86400 };
  const SotongSlotFlags flags[] = { 0, SOTONG_SLOT_GAP, SOTONG_SLOT_PARTIAL };
  g_autoptr(SotongSlots) slots = sotong_slots_new_time (starts, flags, 3, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongSlots) empty = sotong_slots_new_time (NULL, NULL, 0, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongSlots) numbers = sotong_slots_new_numbers (10);
  gsize index = 99;

  g_assert_false (sotong_slots_find (slots, (double) day - 1, &index));
  g_assert_true (sotong_slots_find (slots, (double) day, &index));
  g_assert_cmpuint (index, ==, 0);
  g_assert_true (sotong_slots_find (slots, (double) day + 86400 * 3 - 1, &index));
  g_assert_cmpuint (index, ==, 2);
  g_assert_false (sotong_slots_find (slots, (double) day + 86400 * 3, &index));
  g_assert_false (sotong_slots_find (slots, NAN, &index));
  g_assert_false (sotong_slots_find (empty, 0, &index));
  g_assert_true (sotong_slots_find (numbers, 9.5, &index));
  g_assert_cmpuint (index, ==, 9);
  g_assert_cmpuint (sotong_slots_count (slots, SOTONG_SLOT_GAP), ==, 1);
  g_assert_cmpuint (sotong_slots_count (numbers, SOTONG_SLOT_GAP), ==, 0);
}

static void
test_bounds (void)
{
  double values[100], low, high;

  for (guint i = 0; i < 100; i++)
    values[i] = i % 7 == 0 ? NAN : (double) i - 50;
  for (guint n = 0; n <= 100; n++)
    {
      double expected_low = INFINITY, expected_high = -INFINITY;

      for (guint i = 0; i < n; i++)
        if (isfinite (values[i]))
          {
            expected_low = MIN (expected_low, values[i]);
            expected_high = MAX (expected_high, values[i]);
          }
      sotong_columns_bounds (values, n, &low, &high);
      g_assert_cmpfloat (low, ==, expected_low);
      g_assert_cmpfloat (high, ==, expected_high);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/scale/nice", test_nice);
  g_test_add_func ("/chart/scale/nice-always-contains", test_nice_always_contains);
  g_test_add_func ("/chart/scale/position", test_position);
  g_test_add_func ("/chart/axis/values", test_value_text);
  g_test_add_func ("/chart/axis/numbers", test_number_text);
  g_test_add_func ("/chart/axis/short", test_short_text);
  g_test_add_func ("/chart/axis/line-colors", test_line_colors);
  g_test_add_func ("/chart/axis/slots", test_slot_text);
  g_test_add_func ("/chart/axis/ticks", test_ticks);
  g_test_add_func ("/chart/axis/ticks-never-collide", test_ticks_never_collide);
  g_test_add_func ("/chart/axis/ticks-dated", test_ticks_dated);
  g_test_add_func ("/chart/slots", test_slots);
  g_test_add_func ("/chart/columns/bounds", test_bounds);
  return g_test_run ();
}
