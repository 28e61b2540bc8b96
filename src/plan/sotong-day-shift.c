/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-day-shift.h"

#define DAY_MINUTES (24 * 60)

/**
 * sotong_day_shift_between:
 * @self: (out caller-allocates): a shift
 * @from: seconds since 1970 UTC
 * @to: seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Finds how far it is from one time to the other.
 */
void
sotong_day_shift_between (SotongDayShift *self,
                          gint64          from,
                          gint64          to,
                          GTimeZone      *zone)
{
  self->days = sotong_month_day_of_time (to, zone) - sotong_month_day_of_time (from, zone);
  self->minutes = sotong_day_shift_minute_of (to, zone) - sotong_day_shift_minute_of (from, zone);
}

/**
 * sotong_day_shift_apply:
 * @self: a shift
 * @time: seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Returns: the time so much later, or earlier; seconds within the minute stay when only days go
 */
gint64
sotong_day_shift_apply (const SotongDayShift *self,
                        gint64                time,
                        GTimeZone            *zone)
{
  gint64 day = sotong_month_day_of_time (time, zone) + self->days;
  int minute;

  if (self->minutes == 0)
    return sotong_month_time_on_day (time, day, zone);
  minute = sotong_day_shift_minute_of (time, zone) + self->minutes;
  while (minute < 0)
    {
      minute += DAY_MINUTES;
      day--;
    }
  while (minute >= DAY_MINUTES)
    {
      minute -= DAY_MINUTES;
      day++;
    }
  return sotong_day_shift_minute (day, minute, zone);
}

/**
 * sotong_day_shift_minute:
 * @day: a day, counted from 1970-01-01
 * @minute: 0 to 1439, on the office's clock
 * @zone: the office's time zone
 *
 * Returns: that time, in seconds since 1970 UTC
 */
gint64
sotong_day_shift_minute (gint64     day,
                         int        minute,
                         GTimeZone *zone)
{
  int year, month, day_of_month;

  g_return_val_if_fail (minute >= 0 && minute < DAY_MINUTES, 0);

  sotong_time_civil_from_days (day, &year, &month, &day_of_month);
  return sotong_time_from_civil (year, month, day_of_month, minute / 60, minute % 60, 0, zone);
}

/**
 * sotong_day_shift_minute_of:
 * @time: seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Returns: the minute of the office's day, 0 to 1439
 */
int
sotong_day_shift_minute_of (gint64     time,
                            GTimeZone *zone)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  return 60 * hour + minute;
}

/**
 * sotong_day_shift_default:
 * @day: a day, counted from 1970-01-01
 * @now: seconds since 1970 UTC
 * @zone: the office's time zone
 *
 * Returns: when something without a time stands on @day: in the morning at ten, or, today and
 *   when that is past, in the next full hour
 */
gint64
sotong_day_shift_default (gint64     day,
                          gint64     now,
                          GTimeZone *zone)
{
  gint64 time = sotong_day_shift_minute (day, SOTONG_DAY_DEFAULT_MINUTE, zone);

  return time < now && sotong_month_day_of_time (now, zone) == day ? now - now % 3600 + 3600 : time;
}
