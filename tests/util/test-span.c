/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-span.h"

#define DAY 86400

typedef struct {
  GTimeZone *zone;
  gint64     now;   /* 2016-10-14 10:00 */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->zone = g_time_zone_new_identifier ("Asia/Seoul");
  f->now = sotong_time_from_civil (2016, 10, 14, 10, 0, 0, f->zone);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_time_zone_unref (f->zone);
}

static void
assert_range (Fixture           *f,
              const SotongRange *range,
              const char        *from,
              const char        *to)
{
  g_autofree char *first = sotong_time_format_date (range->start, f->zone), *last = sotong_time_format_date (range->end - 1, f->zone);

  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, to);
}

static void
test_ranges (Fixture       *f,
             gconstpointer  data)
{
  static const struct {
    SotongSpan  span;
    const char *from;
  } cases[] = {
    { SOTONG_SPAN_TODAY, "2016-10-14" }, { SOTONG_SPAN_WEEK, "2016-10-08" }, { SOTONG_SPAN_FOUR_WEEKS, "2016-09-17" },
    { SOTONG_SPAN_MONTH, "2016-10-01" }, { SOTONG_SPAN_QUARTER, "2016-10-01" }, { SOTONG_SPAN_YEAR, "2016-01-01" },
    { SOTONG_SPAN_YEAR_BACK, "2015-10-14" },
  };
  SotongRange range;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (sotong_span_get_range (cases[i].span, f->now, f->zone, &range));
      assert_range (f, &range, cases[i].from, "2016-10-14");
    }
  g_assert_false (sotong_span_get_range (SOTONG_SPAN_ALL, f->now, f->zone, &range));
  g_assert_false (sotong_span_get_range (SOTONG_SPAN_OWN, f->now, f->zone, &range));
}

/* Back from a month that has begun is the whole month before; there is no going to what is still to come. */
static void
test_shift (Fixture       *f,
            gconstpointer  data)
{
  SotongRange range, other;

  sotong_span_get_range (SOTONG_SPAN_MONTH, f->now, f->zone, &range);
  g_assert_true (sotong_span_shift (SOTONG_SPAN_MONTH, &range, -1, f->now, f->zone, &other));
  assert_range (f, &other, "2016-09-01", "2016-09-30");
  g_assert_true (sotong_span_shift (SOTONG_SPAN_MONTH, &other, 1, f->now, f->zone, &other));
  assert_range (f, &other, "2016-10-01", "2016-10-14");
  g_assert_false (sotong_span_shift (SOTONG_SPAN_MONTH, &range, 1, f->now, f->zone, &other));

  sotong_span_get_range (SOTONG_SPAN_QUARTER, f->now, f->zone, &range);
  g_assert_true (sotong_span_shift (SOTONG_SPAN_QUARTER, &range, -4, f->now, f->zone, &other));
  assert_range (f, &other, "2015-10-01", "2015-12-31");
  sotong_span_get_range (SOTONG_SPAN_WEEK, f->now, f->zone, &range);
  g_assert_true (sotong_span_shift (SOTONG_SPAN_WEEK, &range, -1, f->now, f->zone, &other));
  assert_range (f, &other, "2016-10-01", "2016-10-07");
  g_assert_false (sotong_span_shift (SOTONG_SPAN_WEEK, &range, 1, f->now, f->zone, &other));
}

static void
test_compare (Fixture       *f,
              gconstpointer  data)
{
  SotongRange range, other;

  sotong_span_get_range (SOTONG_SPAN_FOUR_WEEKS, f->now, f->zone, &range);
  other = sotong_compare_get_range (SOTONG_COMPARE_PREVIOUS, &range, f->zone);
  assert_range (f, &other, "2016-08-20", "2016-09-16");
  other = sotong_compare_get_range (SOTONG_COMPARE_LAST_YEAR, &range, f->zone);
  assert_range (f, &other, "2015-09-17", "2015-10-14");
}

static void
assert_start (Fixture       *f,
              SotongCompare  compare,
              SotongBucket   bucket,
              guint          n,
              const char    *day,
              const char    *expected)
{
  g_autofree char *found = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start, other;

  g_assert_true (sotong_time_parse (day, f->zone, &start, &error));
  g_assert_no_error (error);
  if (expected == NULL)
    {
      g_assert_false (sotong_compare_get_start (compare, start, bucket, n, f->zone, &other));
      return;
    }
  g_assert_true (sotong_compare_get_start (compare, start, bucket, n, f->zone, &other));
  found = sotong_time_format_minute (other, f->zone);
  g_assert_cmpstr (found, ==, expected);
}

/* Each bucket is compared with one of its own kind: days of one date, whole weeks and whole months. */
static void
test_compare_starts (Fixture       *f,
                     gconstpointer  data)
{
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_DAY, 30, "2016-02-28", "2015-02-28 00:00");
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_DAY, 30, "2016-02-29", NULL);
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_DAY, 30, "2016-03-01", "2015-03-01 00:00");
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_DAY, 30, "2017-03-01", "2016-03-01 00:00");
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_HOUR, 48, "2016-10-08T19:00", "2015-10-08 19:00");
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_WEEK, 9, "2016-10-03", "2015-10-05 00:00"); /* both are Mondays */
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_MONTH, 9, "2016-02-01", "2015-02-01 00:00");
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_QUARTER, 4, "2016-10-01", "2015-10-01 00:00");
  assert_start (f, SOTONG_COMPARE_LAST_YEAR, SOTONG_BUCKET_YEAR, 2, "2016-01-01", "2015-01-01 00:00");
  assert_start (f, SOTONG_COMPARE_PREVIOUS, SOTONG_BUCKET_HOUR, 24, "2016-10-14T09:00", "2016-10-13 09:00");
  assert_start (f, SOTONG_COMPARE_PREVIOUS, SOTONG_BUCKET_DAY, 28, "2016-09-17", "2016-08-20 00:00");
  assert_start (f, SOTONG_COMPARE_PREVIOUS, SOTONG_BUCKET_WEEK, 4, "2016-10-03", "2016-09-05 00:00");
  assert_start (f, SOTONG_COMPARE_PREVIOUS, SOTONG_BUCKET_MONTH, 2, "2016-09-01", "2016-07-01 00:00"); /* not 61 days */
  assert_start (f, SOTONG_COMPARE_PREVIOUS, SOTONG_BUCKET_QUARTER, 2, "2016-07-01", "2016-01-01 00:00");
  assert_start (f, SOTONG_COMPARE_PREVIOUS, SOTONG_BUCKET_YEAR, 2, "2015-01-01", "2013-01-01 00:00");
}

static void
test_names (Fixture       *f,
            gconstpointer  data)
{
  SotongCompare compare;
  SotongSpan span;

  for (guint i = 0; i < SOTONG_N_SPANS; i++)
    {
      g_assert_true (sotong_span_from_name (sotong_span_get_name (i), &span));
      g_assert_cmpint (span, ==, i);
    }
  for (guint i = 0; i < SOTONG_N_COMPARES; i++)
    {
      g_assert_true (sotong_compare_from_name (sotong_compare_get_name (i), &compare));
      g_assert_cmpint (compare, ==, i);
    }
  g_assert_false (sotong_span_from_name ("decade", &span));
  g_assert_false (sotong_compare_from_name (NULL, &compare));
}

/* Quarters and fiscal years are counted like months. */
static void
test_buckets (Fixture       *f,
              gconstpointer  data)
{
  SotongRange range;

  range.start = sotong_time_bucket_start (f->now, SOTONG_BUCKET_QUARTER, f->zone);
  range.end = sotong_time_bucket_next (range.start, SOTONG_BUCKET_QUARTER, f->zone);
  assert_range (f, &range, "2016-10-01", "2016-12-31");
  range.start = sotong_time_bucket_start (sotong_time_from_civil (2016, 2, 29, 23, 59, 59, f->zone), SOTONG_BUCKET_QUARTER, f->zone);
  range.end = sotong_time_bucket_next (range.start, SOTONG_BUCKET_QUARTER, f->zone);
  assert_range (f, &range, "2016-01-01", "2016-03-31");
  range.start = sotong_time_bucket_start (f->now, SOTONG_BUCKET_YEAR, f->zone);
  range.end = sotong_time_bucket_next (range.start, SOTONG_BUCKET_YEAR, f->zone);
  assert_range (f, &range, "2016-01-01", "2016-12-31");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/util/span/ranges", test_ranges);
  ADD ("/util/span/shift", test_shift);
  ADD ("/util/span/compare", test_compare);
  ADD ("/util/span/compare-starts", test_compare_starts);
  ADD ("/util/span/names", test_names);
  ADD ("/util/span/buckets", test_buckets);
  return g_test_run ();
}
