/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "plan/sotong-month.h"
#include "plan/sotong-promise.h"

/* Days of 2016 are counted from 1: the 100th is April 9th. */
#define DAY(n) (sotong_time_days_from_civil (2016, 1, 1) + (n) - 1)

static GTimeZone *zone;

static SotongDeliverable *
target_new (gint64 promised)
{
  SotongDeliverable *d = g_new0 (SotongDeliverable, 1);

  d->campaign_id = d->line_id = SOTONG_NONE;
  d->campaign = g_strdup ("");
  d->type = g_strdup ("blog-post");
  d->quantity = promised;
  d->year = 2016;
  d->starts_on = g_strdup ("2016-01-01");
  d->ends_on = g_strdup ("2016-12-31");
  d->done_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  d->due_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  return d;
}

/* One at 10:00 every @step days. */
static void
add (GArray *times,
     gint64  from,
     gint64  to,
     gint64  step)
{
  for (gint64 day = from; day <= to; day += step)
    {
      gint64 at = sotong_month_day_start (day, zone) + 10 * 3600;

      g_array_append_val (times, at);
    }
}

static SotongPromise
promise_on (const SotongDeliverable *target,
            gint64                   day)
{
  SotongPromise promise;

  sotong_promise_init (&promise, target, sotong_month_day_start (day, zone) + 12 * 3600, zone);
  return promise;
}

static void
check_day (gint64      day,
           const char *expected)
{
  g_autofree char *text = sotong_month_format_day (day);

  g_assert_cmpstr (text, ==, expected);
}

static void
check_text (const SotongPromise *promise,
            const char          *expected)
{
  g_autofree char *text = sotong_promise_describe (promise);

  g_assert_cmpstr (text, ==, expected);
}

/* A post a day from the 11th day to the 100th: 90 of them; 28 in the last 28 days. */
static void
test_rate (void)
{
  g_autoptr(SotongDeliverable) target = target_new (300);
  SotongPromise p;

  add (target->done_at, DAY (11), DAY (100), 1);
  p = promise_on (target, DAY (100));
  g_assert_cmpint (p.done, ==, 90);
  g_assert_cmpint (p.pace, ==, 81); /* 300 × 100 ÷ 366 = 81.97 */
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_ON_TRACK);
  check_day (p.projected_day, "2016-11-05"); /* 210 are left: the 310th day */
  check_text (&p, "At the recent rate it is met on 2016-11-05.");

  target->quantity = 366;
  p = promise_on (target, DAY (100));
  g_assert_cmpint (p.pace, ==, 100);
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_LATE);
  check_day (p.projected_day, "2017-01-10"); /* 276 are left, 266 days are */
  g_assert_cmpint (p.missing, ==, 10);
  g_assert_cmpint (p.per_week, ==, 8); /* 276 × 7 ÷ 266 = 7.3 */
  check_text (&p, "At the recent rate it is met on 2017-01-10 only. 10 will be missing on 2016-12-31. To meet it in time takes 8 a week.");
}

/* Seldom ones: the rate is read from the last five, or from the beginning. */
static void
test_seldom (void)
{
  g_autoptr(SotongDeliverable) five = target_new (10), four = target_new (8), two = target_new (8);
  SotongPromise p;

  add (five->done_at, DAY (10), DAY (90), 20);
  p = promise_on (five, DAY (100));
  g_assert_cmpint (p.done, ==, 5);
  check_day (p.projected_day, "2016-07-09"); /* 5 in 91 days: 91 days more */
  add (four->done_at, DAY (30), DAY (90), 20);
  p = promise_on (four, DAY (100));
  check_day (p.projected_day, "2016-07-18"); /* 4 in 100 days */
  add (two->done_at, DAY (70), DAY (90), 20);
  p = promise_on (two, DAY (100));
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_UNKNOWN);
  g_assert_cmpint (p.projected_day, ==, SOTONG_NONE);
  check_text (&p, "Cannot be said yet: too little has gone out.");
}

static void
test_early (void)
{
  g_autoptr(SotongDeliverable) target = target_new (366);
  SotongPromise p;

  add (target->done_at, DAY (1), DAY (14), 1);
  p = promise_on (target, DAY (13));
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_UNKNOWN);
  p = promise_on (target, DAY (14));
  check_day (p.projected_day, "2016-12-31"); /* 14 in 14 days, 352 are left */
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_ON_TRACK);
}

static void
test_nothing (void)
{
  g_autoptr(SotongDeliverable) target = target_new (40);
  SotongPromise p = promise_on (target, DAY (288));
  g_autofree char *pace = sotong_promise_describe_pace (&p);

  g_assert_cmpint (p.done + p.scheduled + p.draft, ==, 0);
  g_assert_cmpint (p.pace, ==, 31); /* 40 × 288 ÷ 366 = 31.5 */
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_UNKNOWN);
  g_assert_cmpstr (pace, ==, "31 behind the even pace of 31.");
}

static void
test_more (void)
{
  g_autoptr(SotongDeliverable) target = target_new (80);
  SotongPromise p;

  add (target->done_at, DAY (11), DAY (100), 1);
  p = promise_on (target, DAY (100));
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_MET);
  check_text (&p, "Met on 2016-03-30, and 10 more than promised."); /* the 80th went out on the 90th day */
  target->quantity = 90;
  p = promise_on (target, DAY (400));
  check_text (&p, "Met on 2016-04-09.");
}

/* What stands in the calendar counts before any rate, and shows what comes too late. */
static void
test_plan (void)
{
  g_autoptr(SotongDeliverable) target = target_new (12);
  SotongPromise p;

  add (target->due_at, DAY (90), DAY (200), 10); /* 12, two of them overdue */
  p = promise_on (target, DAY (105));
  g_assert_true (p.by_plan);
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_ON_TRACK);
  check_text (&p, "As scheduled it is met on 2016-07-18."); /* the 200th day */
  target->quantity = 2;
  p = promise_on (target, DAY (105));
  check_day (p.projected_day, "2016-04-14"); /* both are overdue: today at the earliest */
  target->quantity = 13;
  p = promise_on (target, DAY (105));
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_UNKNOWN);
  target->quantity = 12;
  g_free (target->ends_on);
  target->ends_on = g_strdup ("2016-07-07"); /* the 189th day: two come after it */
  p = promise_on (target, DAY (105));
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_LATE);
  g_assert_cmpint (p.missing, ==, 2);
  g_assert_cmpint (p.per_week, ==, 1);
}

static void
test_before_and_after (void)
{
  g_autoptr(SotongDeliverable) target = target_new (40);
  SotongPromise p = promise_on (target, DAY (0));

  g_assert_cmpint (p.pace, ==, 0);
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_NOT_BEGUN);
  check_text (&p, "Begins on 2016-01-01.");
  add (target->done_at, DAY (1), DAY (30), 1);
  p = promise_on (target, DAY (366));
  g_assert_cmpint (p.pace, ==, 40);
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_LATE);
  g_assert_cmpint (p.missing, ==, 10);
  g_assert_cmpint (p.per_week, ==, 0); /* no day is left */
  p = promise_on (target, DAY (367));
  g_assert_cmpint (p.pace, ==, 40);
  g_assert_cmpint (p.verdict, ==, SOTONG_VERDICT_MISSED);
  check_text (&p, "Missed: 10 were missing on 2016-12-31.");
  p = promise_on (target, DAY (3670));
  g_assert_cmpint (p.missing, ==, 10);
}

/* Midnight is the office's: 15:30 UTC is tomorrow in Seoul. */
static void
test_midnight (void)
{
  g_autoptr(SotongDeliverable) target = target_new (366);
  gint64 evening = sotong_month_day_start (DAY (101), zone);
  SotongPromise p;

  sotong_promise_init (&p, target, evening - 1, zone);
  g_assert_cmpint (p.pace, ==, 100);
  sotong_promise_init (&p, target, evening, zone);
  g_assert_cmpint (p.pace, ==, 101);
}

static void
test_odd (void)
{
  g_autoptr(SotongDeliverable) target = target_new (1000000);
  g_autofree char *text = NULL;
  SotongPromise p;

  add (target->done_at, DAY (1), DAY (3), 1);
  p = promise_on (target, DAY (366));
  check_day (p.projected_day, "9999-12-31"); /* no later day can be written */
  g_free (target->starts_on);
  target->starts_on = g_strdup ("soon");
  p = promise_on (target, DAY (100));
  g_assert_cmpint (p.first_day, ==, DAY (1));
  g_assert_cmpstr (sotong_verdict_get_name (SOTONG_VERDICT_ON_TRACK), ==, "on-track");
  g_free (target->campaign);
  target->campaign = g_strdup ("봄꽃");
  text = sotong_promise_name (target);
  g_assert_cmpstr (text, ==, "봄꽃: Blog post");
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_test_add_func ("/plan/promise/rate", test_rate);
  g_test_add_func ("/plan/promise/seldom", test_seldom);
  g_test_add_func ("/plan/promise/early", test_early);
  g_test_add_func ("/plan/promise/nothing", test_nothing);
  g_test_add_func ("/plan/promise/more", test_more);
  g_test_add_func ("/plan/promise/plan", test_plan);
  g_test_add_func ("/plan/promise/before-and-after", test_before_and_after);
  g_test_add_func ("/plan/promise/midnight", test_midnight);
  g_test_add_func ("/plan/promise/odd", test_odd);
  status = g_test_run ();
  g_time_zone_unref (zone);
  return status;
}
