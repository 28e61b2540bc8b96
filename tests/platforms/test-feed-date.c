/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-feed-date.h"
#include "util/sotong-time.h"

static GTimeZone *seoul;

static void
check (const char          *text,
       const char          *expected,
       SotongItemPrecision  expected_precision)
{
  SotongItemPrecision precision;
  gint64 time = 0;
  g_autofree char *iso = NULL;

  if (!sotong_feed_date_parse (text, seoul, &time, &precision))
    {
      if (expected != NULL)
        g_error ("“%s” was not read", text);
      return;
    }
  iso = sotong_time_format_iso (time, seoul);
  if (g_strcmp0 (iso, expected) != 0 || precision != expected_precision)
    g_error ("“%s” was read as %s, %s", text, iso, sotong_item_precision_to_name (precision));
}

static void
exact (const char *text,
       const char *expected)
{
  check (text, expected, SOTONG_ITEM_EXACT);
}

static void
test_rfc822 (void)
{
  exact ("Mon, 26 Sep 2016 07:50:00 +0900", "2016-09-26T07:50:00+09:00");
  exact ("26 Sep 2016 07:50 +0900", "2016-09-26T07:50:00+09:00");
  exact ("Mon, 26 Sep 16 07:50:00 GMT", "2016-09-26T16:50:00+09:00");
  exact ("Monday, 26 September 2016 07:50:00 UT", "2016-09-26T16:50:00+09:00");
  exact ("Mon, 26 Sep 2016 07:50:00 KST", "2016-09-26T07:50:00+09:00");
  exact ("Mon, 26 Sep 2016 07:50:00 EST", "2016-09-26T21:50:00+09:00");
  exact ("Mon, 26 Sep 2016 07:50:00 PDT", "2016-09-26T23:50:00+09:00");
  exact ("Mon, 26 Sep 2016 07:50:00 Z", "2016-09-26T16:50:00+09:00");
  exact ("Mon, 26 Sep 2016 07:50:00 -0000", "2016-09-26T16:50:00+09:00");
  exact ("Mon, 26 Sep 2016 07:50:00 +09:00 (KST)", "2016-09-26T07:50:00+09:00");
  exact ("Mon, 26 Sep 2016 07:50:00 GMT+0900 (대한민국 표준시)", "2016-09-26T07:50:00+09:00");
  exact ("Mon, 26 Sep 2016 07:50:00 GMT+9", "2016-09-26T07:50:00+09:00");
  exact ("Sat, 31 Dec 2016 24:00:00 +0900", "2017-01-01T00:00:00+09:00");
  exact ("Sat, 31 Dec 2016 23:59:60 +0900", "2016-12-31T23:59:59+09:00");
  exact ("Mon Sep 26 07:50:00 KST 2016", "2016-09-26T07:50:00+09:00");
  exact ("26-Sep-2016 07:50:00 +0900", "2016-09-26T07:50:00+09:00");
  exact ("Sep 26, 2016 07:50 PM KST", "2016-09-26T19:50:00+09:00");
  exact ("  Mon,26 Sep 2016 07:50:00 +0900\n", "2016-09-26T07:50:00+09:00");
  exact ("Wed, 1 Jan 97 00:00:00 +0900", "1997-01-01T00:00:00+09:00");
  exact ("1 Jan 116 00:00:00 +0900", "2016-01-01T00:00:00+09:00");
}

static void
test_iso (void)
{
  exact ("2016-10-14T10:00:00+09:00", "2016-10-14T10:00:00+09:00");
  exact ("2016-10-14T01:00:00.123456Z", "2016-10-14T10:00:00+09:00");
  exact ("2016-10-14t01:00z", "2016-10-14T10:00:00+09:00");
  exact ("20161014T100000+0900", "2016-10-14T10:00:00+09:00");
  exact ("2016-10-14 10:00:00 KST", "2016-10-14T10:00:00+09:00");
  check ("2016-10-14T10:00:00", "2016-10-14T10:00:00+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("20161014100030", "2016-10-14T10:00:30+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("2016-10-14", "2016-10-14T00:00:00+09:00", SOTONG_ITEM_DAY_ONLY);
  check ("20161014", "2016-10-14T00:00:00+09:00", SOTONG_ITEM_DAY_ONLY);
}

static void
test_korean (void)
{
  check ("2016년 10월 14일 10:00", "2016-10-14T10:00:00+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("2016년 10월 14일 (금) 오후 3시 5분", "2016-10-14T15:05:00+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("2016년 10월 14일 금요일 오전 12시 5분 10초", "2016-10-14T00:05:10+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("2016. 10. 14. 오후 12:30", "2016-10-14T12:30:00+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("2016.1.4.", "2016-01-04T00:00:00+09:00", SOTONG_ITEM_DAY_ONLY);
  check ("2016/1/4 9:05", "2016-01-04T09:05:00+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("16년 10월 14일", "2016-10-14T00:00:00+09:00", SOTONG_ITEM_DAY_ONLY);
  exact ("금, 14 10월 2016 10:00:00 +0900", "2016-10-14T10:00:00+09:00");
}

static void
test_unknown_zone (void)
{
  check ("Fri, 14 Oct 2016 10:00:00", "2016-10-14T10:00:00+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("Fri, 14 Oct 2016 10:00:00 XYZ", "2016-10-14T10:00:00+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("Fri, 14 Oct 2016 10:00:00 +9900", "2016-10-14T10:00:00+09:00", SOTONG_ITEM_GUESSED_ZONE);
  check ("Fri, 14 Oct 2016", "2016-10-14T00:00:00+09:00", SOTONG_ITEM_DAY_ONLY);
}

static void
test_not_dates (void)
{
  static const char * const texts[] = {
    "", " ", "어제", "3시간 전", "now", "1476406800", "0000-00-00 00:00:00", "2016-02-30", "2016-13-01", "32 Oct 2016 10:00",
    "Fri, 14 Oct 2016 25:00:00 +0900", "14 Oct 2016 10:60:00 +0900", "10/14/2016", "Oct", "2016", "2016-10", "14 Oct",
    "10:00", "99999999999999999999", "14 Oct Nov 2016", "1 2 3 4 5 6 7", "\xff\xfe",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check (texts[i], NULL, SOTONG_ITEM_EXACT);
}

static void
test_settle (void)
{
  gint64 now, time;

  g_assert_true (sotong_time_parse ("2016-10-14T10:00:00+09:00", seoul, &now, NULL));
  g_assert_cmpint (sotong_feed_date_settle ("Fri, 14 Oct 2016 09:59:59 +0900", seoul, now, &time), ==, SOTONG_ITEM_EXACT);
  g_assert_cmpint (time, ==, now - 1);
  g_assert_cmpint (sotong_feed_date_settle ("Fri, 14 Oct 2016 10:00:01 +0900", seoul, now, &time), ==, SOTONG_ITEM_FIRST_SEEN);
  g_assert_cmpint (time, ==, now);
  g_assert_cmpint (sotong_feed_date_settle ("9999-12-31T23:59:59Z", seoul, now, &time), ==, SOTONG_ITEM_FIRST_SEEN);
  g_assert_cmpint (time, ==, now);
  g_assert_cmpint (sotong_feed_date_settle ("Mon, 01 Jan 1900 00:00:00 GMT", seoul, now, &time), ==, SOTONG_ITEM_FIRST_SEEN);
  g_assert_cmpint (time, ==, now);
  g_assert_cmpint (sotong_feed_date_settle ("Thu, 01 Jan 1970 00:00:00 GMT", seoul, now, &time), ==, SOTONG_ITEM_FIRST_SEEN);
  g_assert_cmpint (sotong_feed_date_settle (NULL, seoul, now, &time), ==, SOTONG_ITEM_FIRST_SEEN);
  g_assert_cmpint (time, ==, now);
}

static void
test_random (void)
{
  static const char * const pieces[] = {
    "Fri", ",", " ", "14", "Oct", "2016", ":", "00", "+", "-", "0900", "년", "월", "일", "오후", "(", ")", "T", "Z", "99999", ".", "/", "KST", "시",
  };
  g_autoptr(GRand) random = g_rand_new_with_seed (822);

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      SotongItemPrecision precision;
      gint64 time;

      for (int i = g_rand_int_range (random, 1, 16); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      if (sotong_feed_date_parse (text->str, seoul, &time, &precision))
        g_assert_cmpint (precision, !=, SOTONG_ITEM_FIRST_SEEN);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  seoul = sotong_time_zone_new ("Asia/Seoul", NULL);
  g_test_add_func ("/platforms/feed-date/rfc822", test_rfc822);
  g_test_add_func ("/platforms/feed-date/iso", test_iso);
  g_test_add_func ("/platforms/feed-date/korean", test_korean);
  g_test_add_func ("/platforms/feed-date/unknown-zone", test_unknown_zone);
  g_test_add_func ("/platforms/feed-date/not-dates", test_not_dates);
  g_test_add_func ("/platforms/feed-date/settle", test_settle);
  g_test_add_func ("/platforms/feed-date/random", test_random);
  status = g_test_run ();
  g_time_zone_unref (seoul);
  return status;
}
