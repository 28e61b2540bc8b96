/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-month.h"

#include <stdio.h>

#define MIN_YEAR 1
#define MAX_YEAR 9999

/**
 * sotong_month_init:
 * @self: (out caller-allocates): a month
 * @year: 1 to 9999
 * @month: 1 to 12
 *
 * Finds the six weeks that show a month.
 */
void
sotong_month_init (SotongMonth *self,
                   int          year,
                   int          month)
{
  gint64 first;

  g_return_if_fail (year >= MIN_YEAR && year <= MAX_YEAR);
  g_return_if_fail (month >= 1 && month <= 12);

  first = sotong_time_days_from_civil (year, month, 1);
  self->year = year;
  self->month = month;
  self->first = first - sotong_time_weekday (first);
}

/**
 * sotong_month_init_for_day:
 * @self: (out caller-allocates): a month
 * @day: a day, counted from 1970-01-01
 *
 * Finds the month that @day is in.
 */
void
sotong_month_init_for_day (SotongMonth *self,
                           gint64       day)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  sotong_month_init (self, year, month);
}

/* Months since year 0; %FALSE when the year is none the program knows. */
static gboolean
step (int  *year,
      int  *month,
      int   months)
{
  gint64 n = (gint64) *year * 12 + (*month - 1) + months;

  if (n < MIN_YEAR * 12 || n > MAX_YEAR * 12 + 11)
    return FALSE;
  *year = (int) (n / 12);
  *month = (int) (n % 12) + 1;
  return TRUE;
}

/**
 * sotong_month_step:
 * @self: a month
 * @months: how many to go on, or back when negative
 *
 * Returns: %FALSE, with nothing changed, when there is no such year
 */
gboolean
sotong_month_step (SotongMonth *self,
                   int          months)
{
  int year = self->year, month = self->month;

  if (!step (&year, &month, months))
    return FALSE;
  sotong_month_init (self, year, month);
  return TRUE;
}

/**
 * sotong_month_cell_of_day:
 * @self: a month
 * @day: a day, counted from 1970-01-01
 *
 * Returns: which of the cells shows @day, 0 to 41, or -1
 */
int
sotong_month_cell_of_day (const SotongMonth *self,
                          gint64             day)
{
  return day >= self->first && day < self->first + SOTONG_MONTH_CELLS ? (int) (day - self->first) : -1;
}

/**
 * sotong_month_has_day:
 * @self: a month
 * @day: a day, counted from 1970-01-01
 *
 * Returns: whether @day is of the month itself, not of the one before or after
 */
gboolean
sotong_month_has_day (const SotongMonth *self,
                      gint64             day)
{
  gint64 first = sotong_time_days_from_civil (self->year, self->month, 1);

  return day >= first && day < first + sotong_time_days_in_month (self->year, self->month);
}

/**
 * sotong_month_get_range:
 * @self: a month
 * @zone: the office's time zone
 * @out_range: (out caller-allocates): from the start of the first cell to the end of the last
 */
void
sotong_month_get_range (const SotongMonth *self,
                        GTimeZone         *zone,
                        SotongRange       *out_range)
{
  out_range->start = sotong_month_day_start (self->first, zone);
  out_range->end = sotong_month_day_start (self->first + SOTONG_MONTH_CELLS, zone);
}

/**
 * sotong_month_day_of_time:
 * @time: seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Returns: on which of the office's days @time is, counted from 1970-01-01
 */
gint64
sotong_month_day_of_time (gint64     time,
                          GTimeZone *zone)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  return sotong_time_days_from_civil (year, month, day);
}

/**
 * sotong_month_day_start:
 * @day: a day, counted from 1970-01-01
 * @zone: the office's time zone
 *
 * Returns: when the day begins, in seconds since 1970 UTC
 */
gint64
sotong_month_day_start (gint64     day,
                        GTimeZone *zone)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return sotong_time_from_civil (year, month, day_of_month, 0, 0, 0, zone);
}

/**
 * sotong_month_time_on_day:
 * @time: seconds since 1970 UTC
 * @day: a day, counted from 1970-01-01
 * @zone: the office's time zone
 *
 * Returns: the same time of day on @day, in seconds since 1970 UTC
 */
gint64
sotong_month_time_on_day (gint64     time,
                          gint64     day,
                          GTimeZone *zone)
{
  int year, month, day_of_month, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day_of_month, &hour, &minute, &second);
  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return sotong_time_from_civil (year, month, day_of_month, hour, minute, second, zone);
}

/**
 * sotong_month_second_of_day:
 * @time: seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Returns: what the clock shows then, in seconds since midnight
 */
gint64
sotong_month_second_of_day (gint64     time,
                            GTimeZone *zone)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  return hour * 3600 + minute * 60 + second;
}

/**
 * sotong_month_step_day:
 * @day: a day, counted from 1970-01-01
 * @months: how many months to go on, or back when negative
 *
 * The 31st becomes the last day of a month that is shorter.
 *
 * Returns: the same day of another month; @day itself when there is no such year
 */
gint64
sotong_month_step_day (gint64 day,
                       int    months)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  if (!step (&year, &month, months))
    return day;
  return sotong_time_days_from_civil (year, month,
                                      MIN (day_of_month, sotong_time_days_in_month (year, month)));
}

/**
 * sotong_month_parse_day:
 * @text: (nullable): a day as the workspace keeps it, YYYY-MM-DD
 * @out_day: (out): the day, counted from 1970-01-01
 *
 * Returns: %FALSE when @text is not a day
 */
gboolean
sotong_month_parse_day (const char *text,
                        gint64     *out_day)
{
  int year, month, day, length = 0;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3
      || length != 10 || text[length] != '\0'
      || year < MIN_YEAR || month < 1 || month > 12
      || day < 1 || day > sotong_time_days_in_month (year, month))
    return FALSE;
  *out_day = sotong_time_days_from_civil (year, month, day);
  return TRUE;
}

/**
 * sotong_month_format_day:
 * @day: a day, counted from 1970-01-01
 *
 * Returns: (transfer full): the day as the workspace keeps it, YYYY-MM-DD
 */
char *
sotong_month_format_day (gint64 day)
{
  int year, month, day_of_month;

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}
