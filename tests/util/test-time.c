/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-time-office.h"
#include "util/sotong-time.h"

static GTimeZone *
zone_of (const char *name)
{
  g_autoptr(GError) error = NULL;
  GTimeZone *zone = sotong_time_zone_new (name, &error);

  g_assert_no_error (error);
  return zone;
}

static gint64
time_of (const char *text,
         GTimeZone  *zone)
{
  g_autoptr(GError) error = NULL;
  gint64 time;

  sotong_time_parse (text, zone, &time, &error);
  g_assert_no_error (error);
  return time;
}

static void
check_iso (gint64      time,
           GTimeZone  *zone,
           const char *expected)
{
  g_autofree char *iso = sotong_time_format_iso (time, zone);

  g_assert_cmpstr (iso, ==, expected);
}

static void
test_civil (void)
{
  g_assert_cmpint (sotong_time_days_from_civil (1970, 1, 1), ==, 0);
  g_assert_cmpint (sotong_time_days_from_civil (2000, 3, 1), ==, 11017);
  g_assert_cmpint (sotong_time_days_from_civil (1, 1, 1), ==, -719162);
  g_assert_cmpint (sotong_time_days_from_civil (9999, 12, 31), ==, 2932896);
  g_assert_cmpint (sotong_time_weekday (0), ==, 3);
  g_assert_cmpint (sotong_time_weekday (sotong_time_days_from_civil (2016, 10, 14)), ==, 4);
  g_assert_cmpint (sotong_time_weekday (sotong_time_days_from_civil (1900, 1, 1)), ==, 0);
  g_assert_cmpint (sotong_time_days_in_month (2016, 2), ==, 29);
  g_assert_cmpint (sotong_time_days_in_month (1900, 2), ==, 28);
  g_assert_cmpint (sotong_time_days_in_month (2000, 2), ==, 29);
  g_assert_cmpint (sotong_time_days_in_month (2016, 12), ==, 31);
}

static void
test_every_day (void)
{
  gint64 last = sotong_time_days_from_civil (9999, 12, 31);

  for (gint64 days = sotong_time_days_from_civil (1, 1, 1); days <= last; days += 7)
    {
      int year, month, day;

      sotong_time_civil_from_days (days, &year, &month, &day);
      g_assert_cmpint (sotong_time_days_from_civil (year, month, day), ==, days);
      g_assert_true (g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year));
    }
}

static void
test_parse (void)
{
  g_autoptr(GTimeZone) seoul = zone_of ("Asia/Seoul");
  static const char * const same[] = {
    "2016-10-14T10:00:00+09:00", "2016-10-14T01:00:00Z", "2016-10-14t01:00z", "2016-10-14 10:00", "2016-10-14T10:00:00.999",
    "20161014T100000", "20161014T1000+0900", "2016-10-13T20:00:00-05:00", "2016-10-14T06:30:00+05:30",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpint (time_of (same[i], seoul), ==, 1476406800);
  check_iso (time_of ("2016-10-14", seoul), seoul, "2016-10-14T00:00:00+09:00");
  check_iso (time_of ("20161014", seoul), seoul, "2016-10-14T00:00:00+09:00");
  check_iso (time_of ("2016-12-31T24:00:00", seoul), seoul, "2017-01-01T00:00:00+09:00");
  check_iso (time_of ("2016-12-31T23:59:60Z", seoul), seoul, "2017-01-01T08:59:59+09:00");
}

static void
test_parse_refuses (void)
{
  g_autoptr(GTimeZone) seoul = zone_of ("Asia/Seoul");
  static const char * const wrong[] = {
    "", " ", "2016", "2016-10", "2016-1-4", "2016-13-01", "2016-00-10", "2016-02-30", "0000-01-01", "2016-10-14T", "2016-10-14T25:00",
    "2016-10-14T10:60", "2016-10-14T10:00:61", "2016-10-14T10:00+24:00", "2016-10-14T10:00+09:60", "2016-10-14T10:00 KST", "2016-10-1410:00",
    "2016-10-14T10:00:00+09:00x", "2016/10/14", "어제", "2016-1014", "201610-14", "2016-10-14T10:00:00.", "2016-10-14T24:01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 time = 0;

      if (sotong_time_parse (wrong[i], seoul, &time, &error))
        g_error ("“%s” was read as %" G_GINT64_FORMAT, wrong[i], time);
      g_assert_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID);
    }
}

static void
test_ends_of_time (void)
{
  g_autoptr(GTimeZone) seoul = zone_of ("Asia/Seoul");
  g_autoptr(GTimeZone) utc = zone_of ("UTC");

  check_iso (time_of ("0001-01-01T00:00:00Z", utc), utc, "0001-01-01T00:00:00+00:00");
  check_iso (time_of ("9999-12-31T23:59:59Z", utc), utc, "9999-12-31T23:59:59+00:00");
  check_iso (time_of ("1900-01-01T00:00:00Z", utc), utc, "1900-01-01T00:00:00+00:00");
  check_iso (time_of ("9999-12-31", seoul), seoul, "9999-12-31T00:00:00+09:00");
  check_iso (time_of ("9999-12-31T23:59:59", seoul), seoul, "9999-12-31T23:59:59+09:00");
  check_iso (time_of ("9999-12-31T23:59:59Z", utc), seoul, "9999-12-31T23:59:59+00:00"); /* no year of five digits */
  check_iso (time_of ("1900-01-01", utc), utc, "1900-01-01T00:00:00+00:00");
}

/* Before 1908 Seoul was 8 h 27 min 52 s ahead: an offset in minutes must still mean the same second,
 * and a day begin at midnight. */
static void
test_odd_offset (void)
{
  g_autoptr(GTimeZone) seoul = zone_of ("Asia/Seoul");
  gint64 time = time_of ("1900-01-01T00:00:00Z", seoul);
  g_autofree char *iso = sotong_time_format_iso (time, seoul);

  g_assert_cmpint (time_of (iso, seoul), ==, time);
  check_iso (time_of ("1900-01-01T00:00", seoul), seoul, "1900-01-01T00:00:00+08:28");
  check_iso (sotong_time_bucket_start (time_of ("1900-01-15", seoul), SOTONG_BUCKET_MONTH, seoul), seoul, "1900-01-01T00:00:00+08:28");
}

/* The clocks of 1988: 8 May 02:00 became 03:00, 9 October 03:00 became 02:00. */
static void
test_clock_changes (void)
{
  g_autoptr(GTimeZone) seoul = zone_of ("Asia/Seoul");
  gint64 skipped = sotong_time_from_civil (1988, 5, 8, 2, 30, 0, seoul);
  gint64 twice = sotong_time_from_civil (1988, 10, 9, 2, 30, 0, seoul);

  check_iso (skipped, seoul, "1988-05-08T03:30:00+10:00");
  check_iso (twice, seoul, "1988-10-09T02:30:00+10:00");
  check_iso (twice + 3600, seoul, "1988-10-09T02:30:00+09:00");
  check_iso (time_of ("1988-07-01T12:00", seoul), seoul, "1988-07-01T12:00:00+10:00");
}

static void
test_buckets (void)
{
  g_autoptr(GTimeZone) seoul = zone_of ("Asia/Seoul");
  gint64 time = time_of ("2016-10-14T10:59:59+09:00", seoul);

  check_iso (sotong_time_bucket_start (time, SOTONG_BUCKET_HOUR, seoul), seoul, "2016-10-14T10:00:00+09:00");
  check_iso (sotong_time_bucket_start (time, SOTONG_BUCKET_DAY, seoul), seoul, "2016-10-14T00:00:00+09:00");
  check_iso (sotong_time_bucket_start (time, SOTONG_BUCKET_WEEK, seoul), seoul, "2016-10-10T00:00:00+09:00");
  check_iso (sotong_time_bucket_start (time, SOTONG_BUCKET_MONTH, seoul), seoul, "2016-10-01T00:00:00+09:00");
  check_iso (sotong_time_bucket_start (time_of ("2016-10-13T15:00:00Z", seoul), SOTONG_BUCKET_DAY, seoul), seoul, "2016-10-14T00:00:00+09:00");
  check_iso (sotong_time_bucket_next (time_of ("2016-12-01", seoul), SOTONG_BUCKET_MONTH, seoul), seoul, "2017-01-01T00:00:00+09:00");
  check_iso (sotong_time_bucket_next (time_of ("2016-02-01", seoul), SOTONG_BUCKET_MONTH, seoul), seoul, "2016-03-01T00:00:00+09:00");
  check_iso (sotong_time_bucket_next (time_of ("2016-12-26", seoul), SOTONG_BUCKET_WEEK, seoul), seoul, "2017-01-02T00:00:00+09:00");
}

/* Every bucket begins where the one before ends, whatever the clocks do. */
static void
check_chain (const char   *zone_name,
             const char   *from,
             const char   *to,
             SotongBucket  bucket)
{
  g_autoptr(GTimeZone) zone = zone_of (zone_name);
  gint64 end = time_of (to, zone);
  gint64 start = sotong_time_bucket_start (time_of (from, zone), bucket, zone);

  while (start < end)
    {
      gint64 next = sotong_time_bucket_next (start, bucket, zone);

      g_assert_cmpint (next, >, start);
      g_assert_cmpint (sotong_time_bucket_start (start, bucket, zone), ==, start);
      g_assert_cmpint (sotong_time_bucket_start (next - 1, bucket, zone), ==, start);
      g_assert_cmpint (sotong_time_bucket_start (next, bucket, zone), ==, next);
      start = next;
    }
}

static void
test_bucket_chains (void)
{
  for (int bucket = SOTONG_BUCKET_HOUR; bucket <= SOTONG_BUCKET_MONTH; bucket++)
    {
      check_chain ("Asia/Seoul", "2016-01-01", "2017-01-01", (SotongBucket) bucket);
      check_chain ("Asia/Seoul", "1987-01-01", "1989-01-01", (SotongBucket) bucket);
      check_chain ("America/New_York", "2016-01-01", "2017-01-01", (SotongBucket) bucket);
    }
  /* Clocks that were changed at midnight, or by half an hour. */
  for (int bucket = SOTONG_BUCKET_DAY; bucket <= SOTONG_BUCKET_MONTH; bucket++)
    {
      check_chain ("Asia/Seoul", "1948-01-01", "1962-01-01", (SotongBucket) bucket);
      check_chain ("Australia/Lord_Howe", "2016-01-01", "2017-01-01", (SotongBucket) bucket);
    }
}

static void
test_ranges (void)
{
  g_autoptr(GTimeZone) seoul = zone_of ("Asia/Seoul");
  g_autoptr(GError) error = NULL;
  SotongRange range;

  g_assert_true (sotong_time_parse_range ("2016-10-01", "2016-10-14", seoul, &range, &error));
  check_iso (range.start, seoul, "2016-10-01T00:00:00+09:00");
  check_iso (range.end, seoul, "2016-10-15T00:00:00+09:00");
  g_assert_true (sotong_time_parse_range (NULL, "2016-10-14T10:00", seoul, &range, &error));
  check_iso (range.end, seoul, "2016-10-14T10:00:00+09:00");
  g_assert_true (sotong_time_parse_range ("2016-10-14", "2016-10-14", seoul, &range, &error));
  g_assert_cmpint (range.end - range.start, ==, 86400);
  g_assert_true (sotong_time_parse_range (NULL, NULL, seoul, &range, &error));
  g_assert_cmpint (range.start, <, range.end);
  g_assert_true (sotong_time_parse_range ("2016-10-14T12:00", "2016-10-14", seoul, &range, &error));
  g_assert_cmpint (range.end - range.start, ==, 43200);
  g_assert_false (sotong_time_parse_range ("2016-10-15", "2016-10-13", seoul, &range, &error));
  g_assert_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (sotong_time_parse_range ("2016-10-15", "2016-10-14", seoul, &range, &error));
  g_assert_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID);
}

static void
test_periods (void)
{
  g_autoptr(GTimeZone) seoul = zone_of ("Asia/Seoul");
  static const char * const wrong[] = { "", "16", "2016-", "2016-0", "2016-13", "2016-02-30", "2016-02-01-", "201602", "0000", "9999", "2016-2", "x" };
  SotongRange range;

  g_assert_true (sotong_time_parse_period ("2016", seoul, &range, NULL));
  check_iso (range.start, seoul, "2016-01-01T00:00:00+09:00");
  check_iso (range.end, seoul, "2017-01-01T00:00:00+09:00");
  g_assert_true (sotong_time_parse_period ("2016-02", seoul, &range, NULL));
  check_iso (range.end, seoul, "2016-03-01T00:00:00+09:00");
  g_assert_true (sotong_time_parse_period ("2016-12-31", seoul, &range, NULL));
  check_iso (range.end, seoul, "2017-01-01T00:00:00+09:00");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (sotong_time_parse_period (wrong[i], seoul, &range, &error));
      g_assert_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID);
    }
}

static void
test_names (void)
{
  g_autoptr(GError) error = NULL;
  SotongBucket bucket;

  g_assert_true (sotong_bucket_from_name ("week", &bucket));
  g_assert_cmpint (bucket, ==, SOTONG_BUCKET_WEEK);
  g_assert_false (sotong_bucket_from_name ("decade", &bucket));
  g_assert_null (sotong_time_zone_new ("Mars/Olympus", &error));
  g_assert_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID);
}

static void
test_office_forms (void)
{
  static const struct {
    const char *text;
    const char *iso;   /* NULL: none of them */
  } cases[] = {
    { "2016.1.4.", "2016-01-04" }, { "2016. 1. 4.", "2016-01-04" }, { "2016/1/4", "2016-01-04" }, { "2016-01-04", "2016-01-04" },
    { "2016년 1월 4일", "2016-01-04" }, { "2016.10.14.(금)", "2016-10-14" }, { "2016.10.14 (Fri)", "2016-10-14" },
    { "2016. 1. 4. 9:05", "2016-01-04T09:05:00" }, { "2016/1/4(월) 오후 3시", "2016-01-04T15:00:00" },
    { "2016.1.4. 오전 12:30", "2016-01-04T00:30:00" }, { "2016-01-04 10:20:30", "2016-01-04T10:20:30" },
    { "16.1.4", NULL }, { "1/4", NULL }, { "2016.1", NULL }, { "2016.1.4x", NULL }, { "2016.1.4. 25:00", NULL }, { "", NULL },
    { "=TODAY()", NULL }, { "2016.1.4. (화", NULL }, { "2016-01-04T10:00:00+09:00", NULL }, { "20160104", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iso = sotong_time_office_to_iso (cases[i].text);

      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
}

static void
test_typed (void)
{
  static const char * const cases[][2] = {
    { " 2016. 10. 28. ", "2016-10-28" }, { "2016.10.28", "2016-10-28" }, { "2016년 10월 28일 오후 3시", "2016-10-28T15:00:00" },
    { "2016-10-28", "2016-10-28" }, { "20161028", "20161028" }, { " 다음 주 ", "다음 주" }, { "2016-10-28T10:00+09:00", "2016-10-28T10:00+09:00" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iso = sotong_time_typed_to_iso (cases[i][0]);

      g_assert_cmpstr (iso, ==, cases[i][1]);
    }
}

static void
test_office_clock (void)
{
  static const struct {
    const char *text;
    int         second; /* -1: none */
  } cases[] = {
    { "9:05", 9 * 3600 + 300 }, { "09:05:30", 9 * 3600 + 330 }, { "오후 3시 30분", 15 * 3600 + 1800 }, { "15시", 15 * 3600 },
    { "3:30 PM", 15 * 3600 + 1800 }, { "오전 12:00", 0 }, { "오후 12시", 12 * 3600 }, { "23:59:59", 86399 },
    { "24:00", -1 }, { "오후 13시", -1 }, { "10", -1 }, { "10:60", -1 }, { "10:00 것", -1 }, { "", -1 }, { "오후", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int second = -1;

      g_assert_cmpint (sotong_time_parse_clock (cases[i].text, &second), ==, cases[i].second >= 0);
      if (cases[i].second >= 0)
        g_assert_cmpint (second, ==, cases[i].second);
    }
}

/* A time of the day alone is the last one that has been, also where that was yesterday. */
static void
test_past (void)
{
  static const struct {
    const char *text;
    const char *now;
    const char *iso; /* NULL: none */
  } cases[] = {
    { "09:50", "2016-10-14T10:00", "2016-10-14T09:50:00+09:00" }, { " 오전 9시 50분 ", "2016-10-14T10:00", "2016-10-14T09:50:00+09:00" },
    { "10:00", "2016-10-14T10:00", "2016-10-14T10:00:00+09:00" }, { "23:50", "2017-01-01T00:10", "2016-12-31T23:50:00+09:00" },
    { "2016-10-14 09:50", "2016-10-14T10:00", "2016-10-14T09:50:00+09:00" }, { "2016. 10. 14. 9:50", "2016-10-14T10:00", "2016-10-14T09:50:00+09:00" },
    { "2016-10-14T00:50Z", "2016-10-14T10:00", "2016-10-14T09:50:00+09:00" }, { "2016-10-14 11:00", "2016-10-14T10:00", "2016-10-14T11:00:00+09:00" },
    { "아까", "2016-10-14T10:00", NULL }, { "25:00", "2016-10-14T10:00", NULL }, { "", "2016-10-14T10:00", NULL }, { "9", "2016-10-14T10:00", NULL },
  };
  g_autoptr(GTimeZone) zone = sotong_time_zone_new ("Asia/Seoul", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 now, time = -1;
      gboolean known;

      g_assert_true (sotong_time_parse (cases[i].now, zone, &now, NULL));
      known = sotong_time_parse_past (cases[i].text, zone, now, &time, &error);
      g_assert_cmpint (known, ==, cases[i].iso != NULL);
      if (known)
        {
          g_autofree char *iso = sotong_time_format_iso (time, zone);

          g_assert_cmpstr (iso, ==, cases[i].iso);
        }
      else
        g_assert_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/time/civil", test_civil);
  g_test_add_func ("/util/time/every-day", test_every_day);
  g_test_add_func ("/util/time/parse", test_parse);
  g_test_add_func ("/util/time/parse-refuses", test_parse_refuses);
  g_test_add_func ("/util/time/ends-of-time", test_ends_of_time);
  g_test_add_func ("/util/time/odd-offset", test_odd_offset);
  g_test_add_func ("/util/time/clock-changes", test_clock_changes);
  g_test_add_func ("/util/time/buckets", test_buckets);
  g_test_add_func ("/util/time/bucket-chains", test_bucket_chains);
  g_test_add_func ("/util/time/ranges", test_ranges);
  g_test_add_func ("/util/time/periods", test_periods);
  g_test_add_func ("/util/time/office-forms", test_office_forms);
  g_test_add_func ("/util/time/typed", test_typed);
  g_test_add_func ("/util/time/office-clock", test_office_clock);
  g_test_add_func ("/util/time/past", test_past);
  g_test_add_func ("/util/time/names", test_names);
  return g_test_run ();
}
