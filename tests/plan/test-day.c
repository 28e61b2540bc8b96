/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-day-jump.h"
#include "plan/sotong-day-lanes.h"
#include "plan/sotong-day-shift.h"

static GTimeZone *
zone_new (const char *identifier)
{
  g_autoptr(GError) error = NULL;
  GTimeZone *zone = sotong_time_zone_new (identifier, &error);

  g_assert_no_error (error);
  return zone;
}

static gint64
day (int year,
     int month,
     int day_of_month)
{
  return sotong_time_days_from_civil (year, month, day_of_month);
}

static void
test_shift (void)
{
  g_autoptr(GTimeZone) seoul = zone_new ("Asia/Seoul");
  gint64 from = sotong_day_shift_minute (day (2016, 10, 31), 23 * 60 + 30, seoul);
  SotongDayShift shift;

  sotong_day_shift_between (&shift, from, sotong_day_shift_minute (day (2016, 11, 2), 9 * 60, seoul), seoul);
  g_assert_cmpint (shift.days, ==, 2);
  g_assert_cmpint (shift.minutes, ==, -(14 * 60 + 30));
  g_assert_cmpint (sotong_day_shift_apply (&shift, from, seoul), ==, sotong_day_shift_minute (day (2016, 11, 2), 9 * 60, seoul));
  /* Over midnight, to both sides. */
  shift = (SotongDayShift) { 0, 60 };
  g_assert_cmpint (sotong_day_shift_apply (&shift, from, seoul), ==, sotong_day_shift_minute (day (2016, 11, 1), 30, seoul));
  shift = (SotongDayShift) { 1, -24 * 60 };
  g_assert_cmpint (sotong_day_shift_apply (&shift, from, seoul), ==, from);
  /* Seconds stay when only days go. */
  shift = (SotongDayShift) { -1, 0 };
  g_assert_cmpint (sotong_day_shift_apply (&shift, from + 7, seoul), ==, from + 7 - 24 * 3600);
}

/* Where the clock is put forward, the hour of the day stays. */
static void
test_shift_summer_time (void)
{
  g_autoptr(GTimeZone) berlin = zone_new ("Europe/Berlin");
  gint64 from = sotong_day_shift_minute (day (2016, 3, 26), 10 * 60, berlin);
  SotongDayShift shift = { 1, 0 };

  g_assert_cmpint (sotong_day_shift_apply (&shift, from, berlin) - from, ==, 23 * 3600);
  g_assert_cmpint (sotong_day_shift_minute_of (sotong_day_shift_apply (&shift, from, berlin), berlin), ==, 10 * 60);
}

static void
test_default (void)
{
  g_autoptr(GTimeZone) seoul = zone_new ("Asia/Seoul");
  gint64 now = sotong_day_shift_minute (day (2016, 10, 14), 14 * 60 + 20, seoul);

  g_assert_cmpint (sotong_day_shift_default (day (2016, 10, 15), now, seoul), ==,
                   sotong_day_shift_minute (day (2016, 10, 15), SOTONG_DAY_DEFAULT_MINUTE, seoul));
  g_assert_cmpint (sotong_day_shift_default (day (2016, 10, 14), now, seoul), ==,
                   sotong_day_shift_minute (day (2016, 10, 14), 15 * 60, seoul));
  g_assert_cmpint (sotong_day_shift_default (day (2016, 10, 14), now - 6 * 3600, seoul), ==,
                   sotong_day_shift_minute (day (2016, 10, 14), SOTONG_DAY_DEFAULT_MINUTE, seoul));
}

static void
test_lanes (void)
{
  SotongDayLane lanes[] = { { 600 }, { 600 }, { 615 }, { 630 }, { 720 }, { 750 } };
  static const int expected[][2] = { { 0, 3 }, { 1, 3 }, { 2, 3 }, { 0, 3 }, { 0, 1 }, { 0, 1 } };

  sotong_day_lanes_assign (lanes, G_N_ELEMENTS (lanes), 30);
  for (gsize i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      g_assert_cmpint (lanes[i].lane, ==, expected[i][0]);
      g_assert_cmpint (lanes[i].n_lanes, ==, expected[i][1]);
    }
  sotong_day_lanes_assign (NULL, 0, 30);
}

static void
check_jump (const char *text,
            gint64      expected)
{
  gint64 to;

  g_assert_true (sotong_day_jump_parse (text, day (2016, 10, 20), day (2016, 10, 14), &to));
  g_assert_cmpint (to, ==, expected);
}

static void
test_jump (void)
{
  static const char *const wrong[] = { "어제쯤", "2016-13-01", "2016-02-30", "31/31", "1-2-3-4", "+", "+99999999", "99999999999999999999", "0", "99/9", "150" };
  gint64 to;

  check_jump ("2016-12-25", day (2016, 12, 25));
  check_jump (" 2016. 12. 25. ", day (2016, 12, 25));
  check_jump ("2016년 12월 25일", day (2016, 12, 25));
  check_jump ("20161225", day (2016, 12, 25));
  check_jump ("12/25", day (2016, 12, 25));
  check_jump ("12월 25일", day (2016, 12, 25));
  check_jump ("2017-03", day (2017, 3, 1));
  check_jump ("2018", day (2018, 1, 1));
  check_jump ("16. 12. 25.", day (2016, 12, 25));
  check_jump ("161225", day (2016, 12, 25));
  check_jump ("5", day (2016, 10, 5));
  check_jump ("+7", day (2016, 10, 27));
  check_jump ("-20", day (2016, 9, 30));
  check_jump ("", day (2016, 10, 14));
  check_jump ("오늘", day (2016, 10, 14));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (sotong_day_jump_parse (wrong[i], day (2016, 10, 20), day (2016, 10, 14), &to));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/day/shift", test_shift);
  g_test_add_func ("/plan/day/shift-summer-time", test_shift_summer_time);
  g_test_add_func ("/plan/day/default", test_default);
  g_test_add_func ("/plan/day/lanes", test_lanes);
  g_test_add_func ("/plan/day/jump", test_jump);
  return g_test_run ();
}
