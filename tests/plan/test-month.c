/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-month.h"

static gint64
day (int year,
     int month,
     int day_of_month)
{
  return sotong_time_days_from_civil (year, month, day_of_month);
}

/* The first cell is a Monday, and not after the 1st. */
static void
test_first_cell (void)
{
  SotongMonth month;

  sotong_month_init (&month, 2016, 10);              /* 1 October 2016: a Saturday */
  g_assert_cmpint (month.first, ==, day (2016, 9, 26));
  sotong_month_init (&month, 2016, 8);               /* 1 August 2016: a Monday */
  g_assert_cmpint (month.first, ==, day (2016, 8, 1));
  sotong_month_init (&month, 2015, 2);               /* 1 February 2015: a Sunday */
  g_assert_cmpint (month.first, ==, day (2015, 1, 26));
  for (int y = 1; y <= 9999; y += 7)
    for (int m = 1; m <= 12; m++)
      {
        sotong_month_init (&month, y, m);
        g_assert_cmpint (sotong_time_weekday (month.first), ==, 0);
        g_assert_cmpint (day (y, m, 1) - month.first, >=, 0);
        g_assert_cmpint (day (y, m, 1) - month.first, <=, 6);
        g_assert_cmpint (sotong_month_cell_of_day (&month, day (y, m, sotong_time_days_in_month (y, m))), >, 0);
      }
}

static void
test_leap_years (void)
{
  SotongMonth month;

  sotong_month_init (&month, 2016, 2);
  g_assert_true (sotong_month_has_day (&month, day (2016, 2, 29)));
  g_assert_false (sotong_month_has_day (&month, day (2016, 3, 1)));
  sotong_month_init (&month, 1900, 2);
  g_assert_false (sotong_month_has_day (&month, day (1900, 2, 28) + 1));
  g_assert_cmpint (sotong_month_step_day (day (2016, 1, 31), 1), ==, day (2016, 2, 29));
  g_assert_cmpint (sotong_month_step_day (day (2015, 1, 31), 1), ==, day (2015, 2, 28));
  g_assert_cmpint (sotong_month_step_day (day (2016, 3, 31), -1), ==, day (2016, 2, 29));
}

static void
test_step (void)
{
  SotongMonth month;

  sotong_month_init (&month, 2016, 12);
  g_assert_true (sotong_month_step (&month, 1));
  g_assert_cmpint (month.year, ==, 2017);
  g_assert_cmpint (month.month, ==, 1);
  g_assert_true (sotong_month_step (&month, -13));
  g_assert_cmpint (month.year, ==, 2015);
  g_assert_cmpint (month.month, ==, 12);
  sotong_month_init (&month, 1, 1);
  g_assert_false (sotong_month_step (&month, -1));
  g_assert_cmpint (month.year, ==, 1);
  sotong_month_init (&month, 9999, 12);
  g_assert_false (sotong_month_step (&month, 1));
  g_assert_cmpint (month.month, ==, 12);
  g_assert_cmpint (sotong_month_step_day (day (9999, 12, 3), 1), ==, day (9999, 12, 3));
}

/* A day of Seoul begins nine hours before one of UTC, all year round. */
static void
test_zone (void)
{
  g_autoptr(GTimeZone) seoul = g_time_zone_new_identifier ("Asia/Seoul");
  SotongMonth month;
  SotongRange range;
  gint64 ten = 1476406800;                           /* 2016-10-14 10:00 +09:00 */

  sotong_month_init (&month, 2016, 10);
  sotong_month_get_range (&month, seoul, &range);
  g_assert_cmpint (range.start, ==, day (2016, 9, 26) * 86400 - 9 * 3600);
  g_assert_cmpint (range.end - range.start, ==, 42 * 86400);
  g_assert_cmpint (sotong_month_day_of_time (ten, seoul), ==, day (2016, 10, 14));
  g_assert_cmpint (sotong_month_day_of_time (range.start, seoul), ==, month.first);
  g_assert_cmpint (sotong_month_day_of_time (range.start - 1, seoul), ==, month.first - 1);
  g_assert_cmpint (sotong_month_day_of_time (range.end - 1, seoul), ==, month.first + 41);
  g_assert_cmpint (sotong_month_time_on_day (ten, day (2016, 11, 1), seoul), ==, ten + 18 * 86400);
}

/* Where clocks are turned, the time of day stays and the day may have 23 hours. */
static void
test_summer_time (void)
{
  g_autoptr(GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 noon = sotong_time_from_civil (2016, 3, 26, 12, 0, 0, berlin);

  if (berlin == NULL)
    {
      g_test_skip ("no time zone database");
      return;
    }
  g_assert_cmpint (sotong_month_time_on_day (noon, day (2016, 3, 27), berlin), ==, noon + 23 * 3600);
  g_assert_cmpint (sotong_month_day_start (day (2016, 3, 28), berlin)
                   - sotong_month_day_start (day (2016, 3, 27), berlin), ==, 23 * 3600);
}

static void
test_text (void)
{
  static const char *const wrong[] = {
    "", "2016", "2016-13-01", "2016-02-30", "2015-02-29", "2016-1-1", "2016-01-01x", "0000-01-01", "16-01-01",
  };
  g_autofree char *text = sotong_month_format_day (day (2016, 2, 29));
  gint64 found = 0;

  g_assert_cmpstr (text, ==, "2016-02-29");
  g_assert_true (sotong_month_parse_day (text, &found));
  g_assert_cmpint (found, ==, day (2016, 2, 29));
  g_assert_false (sotong_month_parse_day (NULL, &found));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (sotong_month_parse_day (wrong[i], &found));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/month/first-cell", test_first_cell);
  g_test_add_func ("/plan/month/leap-years", test_leap_years);
  g_test_add_func ("/plan/month/step", test_step);
  g_test_add_func ("/plan/month/zone", test_zone);
  g_test_add_func ("/plan/month/summer-time", test_summer_time);
  g_test_add_func ("/plan/month/text", test_text);
  return g_test_run ();
}
