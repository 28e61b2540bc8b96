/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-text.h"

#include <string.h>
#include <glib/gi18n.h>

#include "plan/sotong-month.h"

/* Days and times in words. The C library's names would be English where only the C.UTF-8
 * locale exists, so they are ours. */

/**
 * sotong_calendar_text_month:
 * @month: 1 to 12
 *
 * Returns: (transfer none): the month's name
 */
const char *
sotong_calendar_text_month (int month)
{
  static const char *const names[] = {
    N_("January"), N_("February"), N_("March"), N_("April"), NC_("month", "May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
  };

  g_return_val_if_fail (month >= 1 && month <= 12, "");
  return month == 5 ? C_("month", "May") : _(names[month - 1]);
}

/**
 * sotong_calendar_text_weekday:
 * @weekday: 0 for Monday to 6 for Sunday
 *
 * Returns: (transfer none): its name
 */
const char *
sotong_calendar_text_weekday (int weekday)
{
  static const char *const names[] = {
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
  };

  g_return_val_if_fail (weekday >= 0 && weekday <= 6, "");
  return _(names[weekday]);
}

/**
 * sotong_calendar_text_weekday_short:
 * @weekday: 0 for Monday to 6 for Sunday
 *
 * Returns: (transfer none): the head of a calendar's column
 */
const char *
sotong_calendar_text_weekday_short (int weekday)
{
  static const char *const names[] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
  };

  g_return_val_if_fail (weekday >= 0 && weekday <= 6, "");
  return _(names[weekday]);
}

/**
 * sotong_calendar_text_month_title:
 * @year: a year
 * @month: 1 to 12
 *
 * Returns: (transfer full): “October 2016”
 */
char *
sotong_calendar_text_month_title (int year,
                                  int month)
{
  /* Translators: the title of a calendar: 1 the year, 2 the month's name. */
  return g_strdup_printf (_("%2$s %1$d"), year, sotong_calendar_text_month (month));
}

/**
 * sotong_calendar_text_span:
 * @span: the days that a calendar shows
 * @day: one of them: a month's grid has days of three months
 *
 * Returns: (transfer full): its title
 */
char *
sotong_calendar_text_span (const SotongCalendarSpan *span,
                           gint64                    day)
{
  g_autofree char *first = NULL, *last = NULL;
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  switch (span->kind)
    {
    case SOTONG_CALENDAR_KIND_WEEK:
      first = sotong_month_format_day (span->first);
      last = sotong_month_format_day (span->first + span->n_days - 1);
      /* The year once, unless the week is in two. */
      return g_strdup_printf ("%s – %s", first, strncmp (first, last, 5) == 0 ? last + 5 : last);
    case SOTONG_CALENDAR_KIND_DAY:
      return sotong_month_format_day (span->first);
    case SOTONG_CALENDAR_KIND_YEAR:
      /* Translators: the title of a calendar of a year. */
      return g_strdup_printf (C_("year", "%d"), year);
    case SOTONG_CALENDAR_KIND_MONTH:
    case SOTONG_CALENDAR_KIND_AGENDA:
    case SOTONG_CALENDAR_N_KINDS:
    default:
      return sotong_calendar_text_month_title (year, month);
    }
}

/**
 * sotong_calendar_text_day:
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer full): “Friday, 14 October 2016”
 */
char *
sotong_calendar_text_day (gint64 day)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  /* Translators: a whole date: 1 the year, 2 the month's name, 3 the day, 4 the weekday. */
  return g_strdup_printf (_("%4$s, %3$d %2$s %1$d"), year, sotong_calendar_text_month (month),
                          day_of_month, sotong_calendar_text_weekday (sotong_time_weekday (day)));
}

/**
 * sotong_calendar_text_day_short:
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer full): “14 October (Fri)”, where the year is clear
 */
char *
sotong_calendar_text_day_short (gint64 day)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  /* Translators: a date without the year: 1 the month's name, 2 the day, 3 the weekday. */
  return g_strdup_printf (_("%2$d %1$s (%3$s)"), sotong_calendar_text_month (month), day_of_month,
                          sotong_calendar_text_weekday_short (sotong_time_weekday (day)));
}

/**
 * sotong_calendar_text_time:
 * @time: seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Returns: (transfer full): “09:30”
 */
char *
sotong_calendar_text_time (gint64     time,
                           GTimeZone *zone)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

/**
 * sotong_calendar_text_moment:
 * @time: seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Returns: (transfer full): “2016-10-14 (Fri) 09:30”
 */
char *
sotong_calendar_text_moment (gint64     time,
                             GTimeZone *zone)
{
  gint64 day = sotong_month_day_of_time (time, zone);
  g_autofree char *date = sotong_month_format_day (day);
  g_autofree char *clock = sotong_calendar_text_time (time, zone);

  return g_strdup_printf ("%s (%s) %s", date,
                          sotong_calendar_text_weekday_short (sotong_time_weekday (day)), clock);
}

/**
 * sotong_calendar_text_restricted:
 * @names: the restricted periods of a day
 * @n: how many they are
 *
 * Returns: (transfer full): that the day is restricted, and by which; that there are several of them is said
 */
char *
sotong_calendar_text_restricted (const char *names,
                                 guint       n)
{
  if (n < 2)
    /* Translators: %s is the names of restricted periods. */
    return g_strdup_printf (_("restricted: %s"), names);
  /* Translators: 1 how many restricted periods a day falls under at once, 2 their names. */
  return g_strdup_printf (ngettext ("restricted %1$u time over: %2$s", "restricted %1$u times over: %2$s", n), n, names);
}
