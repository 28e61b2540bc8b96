/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include "plan/sotong-month.h"
#include "plan/sotong-recurrence.h"
#include "util/sotong-time.h"

static void
test_words (void)
{
  static const char *const same[] = { "daily", "weekly:mon,thu", "weekly:mon-fri", "monthly:1", "monthly:31", "monthly:2-tue", "monthly:5-sun",
                                      "monthly:last-fri" };
  static const char *const wrong[] = { "", "Daily", "weekly", "weekly:", "weekly:xyz", "monthly:", "monthly:0", "monthly:32", "monthly:6-mon",
                                       "monthly:0-mon", "monthly:2-mon,tue", "monthly:-1", "yearly", "monthly:x-mon" };
  SotongRecurrence rule;

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *back = NULL, *words = NULL;

      g_assert_true (sotong_recurrence_parse (same[i], &rule));
      back = sotong_recurrence_format (&rule);
      g_assert_cmpstr (back, ==, same[i]);
      words = sotong_recurrence_describe (&rule);
      g_assert_cmpstr (words, !=, "");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (sotong_recurrence_parse (wrong[i], &rule));
  g_assert_true (sotong_recurrence_parse ("monthly:last", &rule));
  g_assert_cmpint (rule.day, ==, 31);
}

/* The dates of a rule, as one text. */
static char *
dates (const char *rule_text,
       const char *zone_name,
       const char *first,
       const char *until,
       int         times)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr(GArray) list = NULL;
  SotongRecurrence rule;
  gint64 start, until_day = SOTONG_NONE;
  GString *text = g_string_new (NULL);
  int year, month, day;

  g_assert_true (sotong_recurrence_parse (rule_text, &rule));
  g_assert_true (sotong_time_parse (first, zone, &start, NULL));
  if (until != NULL)
    {
      g_assert_cmpint (sscanf (until, "%d-%d-%d", &year, &month, &day), ==, 3);
      until_day = sotong_time_days_from_civil (year, month, day);
    }
  list = sotong_recurrence_times (&rule, start, until_day, times, zone);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *iso = sotong_time_format_iso (g_array_index (list, gint64, i), zone);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", iso);
    }
  return g_string_free (text, FALSE);
}

static void
test_dates (void)
{
  static const struct {
    const char *rule;
    const char *zone;
    const char *first;
    const char *until;
    int times;
    const char *dates;
  } cases[] = {
    { "daily", "Asia/Seoul", "2016-02-28 10:00", NULL, 3, "2016-02-28T10:00:00+09:00 2016-02-29T10:00:00+09:00 2016-03-01T10:00:00+09:00" },
    { "weekly:mon,thu", "Asia/Seoul", "2016-10-14 10:00", "2016-10-24", 0,
      "2016-10-17T10:00:00+09:00 2016-10-20T10:00:00+09:00 2016-10-24T10:00:00+09:00" },
    { "monthly:31", "Asia/Seoul", "2016-01-31 09:30", NULL, 4,
      "2016-01-31T09:30:00+09:00 2016-02-29T09:30:00+09:00 2016-03-31T09:30:00+09:00 2016-04-30T09:30:00+09:00" },
    { "monthly:30", "Asia/Seoul", "2017-01-30 09:30", NULL, 3, "2017-01-30T09:30:00+09:00 2017-02-28T09:30:00+09:00 2017-03-30T09:30:00+09:00" },
    { "monthly:2-tue", "Asia/Seoul", "2016-10-01 10:00", NULL, 3,
      "2016-10-11T10:00:00+09:00 2016-11-08T10:00:00+09:00 2016-12-13T10:00:00+09:00" },
    { "monthly:last-fri", "Asia/Seoul", "2016-10-01 10:00", NULL, 3,
      "2016-10-28T10:00:00+09:00 2016-11-25T10:00:00+09:00 2016-12-30T10:00:00+09:00" },
    /* October and December 2016 have five Mondays and Fridays; November has not. */
    { "monthly:5-mon", "Asia/Seoul", "2016-10-01 10:00", "2017-02-28", 0, "2016-10-31T10:00:00+09:00 2017-01-30T10:00:00+09:00" },
    /* The clock changes on 2016-03-27 and 2016-10-30. */
    { "weekly:sun", "Europe/Berlin", "2016-03-20 10:00", NULL, 3, "2016-03-20T10:00:00+01:00 2016-03-27T10:00:00+02:00 2016-04-03T10:00:00+02:00" },
    { "daily", "Europe/Berlin", "2016-03-26 02:30", NULL, 3, "2016-03-26T02:30:00+01:00 2016-03-27T03:30:00+02:00 2016-03-28T02:30:00+02:00" },
    { "daily", "Europe/Berlin", "2016-10-29 02:30", NULL, 3, "2016-10-29T02:30:00+02:00 2016-10-30T02:30:00+02:00 2016-10-31T02:30:00+01:00" },
    { "weekly:mon", "Asia/Seoul", "2016-10-14 10:00", "2016-10-16", 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = dates (cases[i].rule, cases[i].zone, cases[i].first, cases[i].until, cases[i].times);

      g_assert_cmpstr (found, ==, cases[i].dates);
    }
}

/* Without an end there is one all the same. */
static void
test_limits (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  SotongRecurrence rule = { .kind = SOTONG_REPEAT_DAILY };
  g_autoptr(GArray) daily = sotong_recurrence_times (&rule, 1476406800, SOTONG_NONE, 0, zone);
  g_autoptr(GArray) many = sotong_recurrence_times (&rule, 1476406800, SOTONG_NONE, 100000, zone);

  g_assert_cmpuint (daily->len, ==, SOTONG_RECURRENCE_MAX);
  g_assert_cmpuint (many->len, ==, SOTONG_RECURRENCE_MAX);
}

/* What comes seldom comes as often as was asked all the same. */
static void
test_seldom (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  SotongRecurrence fifth = { .kind = SOTONG_REPEAT_MONTHLY_WEEKDAY, .nth = 5, .weekday = 4 };
  g_autoptr(GArray) list = sotong_recurrence_times (&fifth, 1476406800, SOTONG_NONE, SOTONG_RECURRENCE_MAX, zone);

  g_assert_cmpuint (list->len, ==, SOTONG_RECURRENCE_MAX);
}

/* A last day that no series reaches is told from one that is reached exactly, and from a last date that the rule skips. */
static void
test_cut (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  SotongRecurrence daily = { .kind = SOTONG_REPEAT_DAILY }, monthly = { .kind = SOTONG_REPEAT_MONTHLY_DAY, .day = 14 };
  gint64 first = 1476406800, day = sotong_month_day_of_time (first, zone), reached = day + SOTONG_RECURRENCE_MAX - 1;
  g_autoptr(GArray) whole = sotong_recurrence_times (&daily, first, reached, 0, zone);
  g_autoptr(GArray) part = sotong_recurrence_times (&daily, first, reached + 1, 0, zone);
  g_autoptr(GArray) years = sotong_recurrence_times (&monthly, first, day + 30 * 366, 0, zone);
  g_autoptr(GArray) ages = sotong_recurrence_times (&monthly, first, day + 1000 * 366, 0, zone);

  g_assert_cmpuint (whole->len, ==, SOTONG_RECURRENCE_MAX);
  g_assert_false (sotong_recurrence_is_cut (&daily, whole, reached, zone));
  g_assert_true (sotong_recurrence_is_cut (&daily, part, reached + 1, zone));
  g_assert_cmpuint (years->len, ==, 361);
  g_assert_false (sotong_recurrence_is_cut (&monthly, years, day + 30 * 366, zone));
  g_assert_true (sotong_recurrence_is_cut (&monthly, ages, day + 1000 * 366, zone));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/recurrence/words", test_words);
  g_test_add_func ("/plan/recurrence/dates", test_dates);
  g_test_add_func ("/plan/recurrence/limits", test_limits);
  g_test_add_func ("/plan/recurrence/seldom", test_seldom);
  g_test_add_func ("/plan/recurrence/cut", test_cut);
  return g_test_run ();
}
