/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-recurrence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plan/sotong-month.h"
#include "plan/sotong-slot.h"

/* How far ahead days are looked at: a hundred years, in which even what comes four times a year comes as often as a series may. */
#define MAX_DAYS 36600

static const char *const weekday_names[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
static const char *const weekday_labels[7] = {
  N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")
};

static gboolean
parse_monthly (const char        *text,
               SotongRecurrence  *rule)
{
  const char *dash = strchr (text, '-');
  guint64 number = 0;
  int days = 0;
  g_autofree char *nth = NULL;

  if (g_str_equal (text, "last"))
    text = "31";
  if (dash == NULL)
    {
      rule->kind = SOTONG_REPEAT_MONTHLY_DAY;
      if (!g_ascii_string_to_unsigned (text, 10, 1, 31, &number, NULL))
        return FALSE;
      rule->day = (int) number;
      return TRUE;
    }
  rule->kind = SOTONG_REPEAT_MONTHLY_WEEKDAY;
  nth = g_strndup (text, (gsize) (dash - text));
  if (!sotong_slot_parse_days (dash + 1, &days) || (days & (days - 1)) != 0)
    return FALSE;
  for (rule->weekday = 0; (days & 1) == 0; days >>= 1)
    rule->weekday++;
  if (g_str_equal (nth, "last"))
    rule->nth = -1;
  else if (g_ascii_string_to_unsigned (nth, 10, 1, 5, &number, NULL))
    rule->nth = (int) number;
  return rule->nth != 0;
}

/**
 * sotong_recurrence_parse:
 * @text: “daily”, “weekly:mon,thu”, “monthly:15”, “monthly:last”, “monthly:2-tue” or “monthly:last-fri”
 * @out_rule: (out): the rule
 *
 * Returns: %FALSE when @text is none of these
 */
gboolean
sotong_recurrence_parse (const char        *text,
                         SotongRecurrence  *out_rule)
{
  memset (out_rule, 0, sizeof *out_rule);
  if (g_str_equal (text, "daily"))
    return TRUE;
  if (g_str_has_prefix (text, "weekly:"))
    {
      out_rule->kind = SOTONG_REPEAT_WEEKLY;
      return sotong_slot_parse_days (text + strlen ("weekly:"), &out_rule->days);
    }
  return g_str_has_prefix (text, "monthly:") && parse_monthly (text + strlen ("monthly:"), out_rule);
}

/**
 * sotong_recurrence_format:
 * @rule: a rule
 *
 * Returns: (transfer full): as sotong_recurrence_parse() reads it
 */
char *
sotong_recurrence_format (const SotongRecurrence *rule)
{
  g_autofree char *days = NULL;

  switch (rule->kind)
    {
    case SOTONG_REPEAT_WEEKLY:
      days = sotong_slot_format_days (rule->days);
      return g_strconcat ("weekly:", days, NULL);
    case SOTONG_REPEAT_MONTHLY_DAY:
      return g_strdup_printf ("monthly:%d", rule->day);
    case SOTONG_REPEAT_MONTHLY_WEEKDAY:
      if (rule->nth < 0)
        return g_strconcat ("monthly:last-", weekday_names[rule->weekday], NULL);
      return g_strdup_printf ("monthly:%d-%s", rule->nth, weekday_names[rule->weekday]);
    case SOTONG_REPEAT_DAILY:
    default:
      return g_strdup ("daily");
    }
}

/**
 * sotong_recurrence_describe:
 * @rule: a rule
 *
 * Returns: (transfer full): in the user's language, as “every week on Mon, Thu”
 */
char *
sotong_recurrence_describe (const SotongRecurrence *rule)
{
  g_autofree char *days = NULL;

  switch (rule->kind)
    {
    case SOTONG_REPEAT_WEEKLY:
      days = sotong_slot_describe_days (rule->days);
      /* Translators: %s names days of the week, as Mon, Thu. */
      return g_strdup_printf (_("every week on %s"), days);
    case SOTONG_REPEAT_MONTHLY_DAY:
      if (rule->day == 31)
        return g_strdup (_("every month on its last day"));
      return g_strdup_printf (_("every month on day %d"), rule->day);
    case SOTONG_REPEAT_MONTHLY_WEEKDAY:
      if (rule->nth < 0)
        /* Translators: %s is a day of the week. */
        return g_strdup_printf (_("every month on the last %s"), _(weekday_labels[rule->weekday]));
      /* Translators: 1 a day of the week, 2 which one of a month: 1 to 5. */
      return g_strdup_printf (_("every month on %1$s number %2$d"), _(weekday_labels[rule->weekday]), rule->nth);
    case SOTONG_REPEAT_DAILY:
    default:
      return g_strdup (_("every day"));
    }
}

/**
 * sotong_recurrence_describe_day:
 * @day: counted from 1970-01-01
 *
 * Returns: (transfer full): with its day of the week, as “2016-10-17 (Mon)”
 */
char *
sotong_recurrence_describe_day (gint64 day)
{
  g_autofree char *date = sotong_month_format_day (day), *weekday = sotong_slot_describe_days (1 << sotong_time_weekday (day));

  return g_strdup_printf ("%s (%s)", date, weekday);
}

/**
 * sotong_recurrence_describe_first:
 * @rule: a rule
 * @asked: the day that was asked for, counted from 1970-01-01
 * @first: the first day that comes, likewise
 *
 * Returns: (transfer full) (nullable): a sentence when @first is another day than @asked: which, and why
 */
char *
sotong_recurrence_describe_first (const SotongRecurrence *rule,
                                  gint64                  asked,
                                  gint64                  first)
{
  g_autofree char *asked_day = sotong_recurrence_describe_day (asked), *first_day = sotong_recurrence_describe_day (first);
  g_autofree char *words = sotong_recurrence_describe (rule);

  if (first == asked)
    return NULL;
  if (sotong_recurrence_has_day (rule, asked))
    return g_strdup_printf (_("The first one is on %s: those before are past, and are not made."), first_day);
  /* Translators: 1 a day, as 2016-10-17 (Mon); 2 the day that was asked for; 3 a rule, as “every week on Mon” */
  return g_strdup_printf (_("The first one is on %1$s: %2$s is not in “%3$s”."), first_day, asked_day, words);
}

/**
 * sotong_recurrence_has_day:
 * @rule: a rule
 * @day: counted from 1970-01-01
 *
 * Returns: whether it comes on that day
 */
gboolean
sotong_recurrence_has_day (const SotongRecurrence *rule,
                           gint64                  day)
{
  int year, month, day_of_month, length;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  length = sotong_time_days_in_month (year, month);
  switch (rule->kind)
    {
    case SOTONG_REPEAT_WEEKLY:
      return (rule->days & (1 << sotong_time_weekday (day))) != 0;
    case SOTONG_REPEAT_MONTHLY_DAY:
      return day_of_month == MIN (rule->day, length);
    case SOTONG_REPEAT_MONTHLY_WEEKDAY:
      if (sotong_time_weekday (day) != rule->weekday)
        return FALSE;
      return rule->nth < 0 ? day_of_month + 7 > length : (day_of_month - 1) / 7 + 1 == rule->nth;
    case SOTONG_REPEAT_DAILY:
    default:
      return TRUE;
    }
}

/**
 * sotong_recurrence_times:
 * @rule: a rule
 * @first: the first planned date, seconds since 1970 UTC; its time of day is that of all
 * @until_day: the last day, counted from 1970-01-01, or `SOTONG_NONE`
 * @times: how many, or 0: by @until_day alone
 * @zone: the office's time zone
 *
 * Each date is planned for itself, by the calendar of @zone: where the clock changes, the time of
 * day stays.
 *
 * Returns: (transfer full) (element-type gint64): ascending; at most `SOTONG_RECURRENCE_MAX`
 */
GArray *
sotong_recurrence_times (const SotongRecurrence *rule,
                         gint64                  first,
                         gint64                  until_day,
                         int                     times,
                         GTimeZone              *zone)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start = sotong_month_day_of_time (first, zone), end = start + MAX_DAYS;
  guint most = times > 0 ? MIN ((guint) times, SOTONG_RECURRENCE_MAX) : SOTONG_RECURRENCE_MAX;

  if (until_day != SOTONG_NONE)
    end = MIN (end, until_day);
  for (gint64 day = start; day <= end && list->len < most; day++)
    if (sotong_recurrence_has_day (rule, day))
      {
        gint64 time = sotong_month_time_on_day (first, day, zone);

        g_array_append_val (list, time);
      }
  return list;
}

/**
 * sotong_recurrence_is_cut:
 * @rule: a rule
 * @list: (element-type gint64): what sotong_recurrence_times() found by @until_day alone
 * @until_day: the last day that was asked for, counted from 1970-01-01
 * @zone: the office's time zone
 *
 * Returns: %TRUE when dates up to @until_day are missing in @list, because a series holds no more
 */
gboolean
sotong_recurrence_is_cut (const SotongRecurrence *rule,
                          const GArray           *list,
                          gint64                  until_day,
                          GTimeZone              *zone)
{
  gint64 last;

  if (list->len < SOTONG_RECURRENCE_MAX)
    return FALSE;
  last = sotong_month_day_of_time (g_array_index (list, gint64, list->len - 1), zone);
  for (gint64 day = last + 1; day <= MIN (until_day, last + MAX_DAYS); day++)
    if (sotong_recurrence_has_day (rule, day))
      return TRUE;
  return FALSE;
}
