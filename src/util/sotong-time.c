/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "util/sotong-time.h"

G_DEFINE_QUARK (sotong-time-error-quark, sotong_time_error)

#define DAY_SECONDS 86400
#define MIN_TIME G_GINT64_CONSTANT (-62135596800) /* 0001-01-01T00:00:00Z */
#define FIRST_PLAN_YEAR 1900
#define LAST_PLAN_YEAR 9998
#define MAX_TIME G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

static gint64
floor_div (gint64 a,
           gint64 b)
{
  gint64 quotient = a / b;

  return a % b < 0 ? quotient - 1 : quotient;
}

/**
 * sotong_time_days_from_civil:
 * @year: a year, proleptic Gregorian
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Counts days with the 400-year cycle of 146,097 days, the year taken to begin
 * in March so that the leap day comes last.
 *
 * Returns: days since 1970-01-01
 */
gint64
sotong_time_days_from_civil (int year,
                             int month,
                             int day)
{
  gint64 y = month <= 2 ? (gint64) year - 1 : year;
  gint64 cycle = floor_div (y, 400);
  gint64 year_of_cycle = y - cycle * 400;
  gint64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  gint64 day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;

  return cycle * 146097 + day_of_cycle - 719468;
}

/**
 * sotong_time_civil_from_days:
 * @days: days since 1970-01-01
 * @year: (out): the year
 * @month: (out): 1 to 12
 * @day: (out): 1 to 31
 *
 * The inverse of sotong_time_days_from_civil().
 */
void
sotong_time_civil_from_days (gint64 days,
                             int   *year,
                             int   *month,
                             int   *day)
{
  gint64 z = days + 719468;
  gint64 cycle = floor_div (z, 146097);
  gint64 day_of_cycle = z - cycle * 146097;
  gint64 year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
  gint64 day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  gint64 m = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * m + 2) / 5 + 1);
  *month = (int) (m < 10 ? m + 3 : m - 9);
  *year = (int) (year_of_cycle + cycle * 400 + (*month <= 2));
}

/**
 * sotong_time_weekday:
 * @days: days since 1970-01-01
 *
 * Returns: 0 for Monday to 6 for Sunday
 */
int
sotong_time_weekday (gint64 days)
{
  gint64 rest = (days + 3) % 7; /* 1970-01-01 was a Thursday */

  return (int) (rest < 0 ? rest + 7 : rest);
}

/**
 * sotong_time_days_in_month:
 * @year: a year
 * @month: 1 to 12
 *
 * Returns: 28 to 31
 */
int
sotong_time_days_in_month (int year,
                           int month)
{
  int next_year = month == 12 ? year + 1 : year;
  int next_month = month == 12 ? 1 : month + 1;

  return (int) (sotong_time_days_from_civil (next_year, next_month, 1) - sotong_time_days_from_civil (year, month, 1));
}

/* Whole minutes: the local mean times of before 1908 have seconds, which ISO 8601 cannot write. */
static gint64
offset_at (gint64     time,
           GTimeZone *zone)
{
  gint64 offset = g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, time));

  return floor_div (offset + 30, 60) * 60;
}

static gint64
local_from_time (gint64     time,
                 GTimeZone *zone)
{
  return time + offset_at (time, zone);
}

/*
 * The offsets of the day before and the day after are all that can be meant.
 * Where both fit, the clock shows the time twice and the first is taken; where
 * none does, the change skips it, and the offset before moves it past the gap.
 */
static gint64
time_from_local (gint64     local,
                 GTimeZone *zone)
{
  gint64 before = offset_at (local - DAY_SECONDS, zone);
  gint64 after = offset_at (local + DAY_SECONDS, zone);
  gboolean before_fits, after_fits;

  if (before == after)
    return local - before;
  before_fits = offset_at (local - before, zone) == before;
  after_fits = offset_at (local - after, zone) == after;
  if (before_fits && after_fits)
    return local - MAX (before, after);
  return after_fits ? local - after : local - before;
}

/**
 * sotong_time_from_civil:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day: 1 to 31
 * @hour: 0 to 23
 * @minute: 0 to 59
 * @second: 0 to 59
 * @zone: the zone in which the clock shows this
 *
 * A time that a change of the clock skips is moved forward by the gap; of a
 * time that comes twice, the first is meant.
 *
 * Returns: seconds since 1970 UTC
 */
gint64
sotong_time_from_civil (int        year,
                        int        month,
                        int        day,
                        int        hour,
                        int        minute,
                        int        second,
                        GTimeZone *zone)
{
  return time_from_local (sotong_time_days_from_civil (year, month, day) * DAY_SECONDS
                          + hour * 3600 + minute * 60 + second, zone);
}

/**
 * sotong_time_to_civil:
 * @time: seconds since 1970 UTC
 * @zone: the zone to show it in
 * @year: (out) (optional): the year
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 * @hour: (out) (optional): 0 to 23
 * @minute: (out) (optional): 0 to 59
 * @second: (out) (optional): 0 to 59
 *
 * What a clock and calendar in @zone show at @time.
 */
void
sotong_time_to_civil (gint64     time,
                      GTimeZone *zone,
                      int       *year,
                      int       *month,
                      int       *day,
                      int       *hour,
                      int       *minute,
                      int       *second)
{
  gint64 local = local_from_time (time, zone);
  gint64 days = floor_div (local, DAY_SECONDS);
  int rest = (int) (local - days * DAY_SECONDS);
  int y, m, d;

  sotong_time_civil_from_days (days, &y, &m, &d);
  if (year != NULL)
    *year = y;
  if (month != NULL)
    *month = m;
  if (day != NULL)
    *day = d;
  if (hour != NULL)
    *hour = rest / 3600;
  if (minute != NULL)
    *minute = rest / 60 % 60;
  if (second != NULL)
    *second = rest % 60;
}

/**
 * sotong_time_week_hour:
 * @time: seconds since 1970 UTC
 * @zone: the office's zone
 *
 * Returns: which hour of the week a clock in @zone shows: 0 for Monday 0:00 to 167 for Sunday 23:00
 */
int
sotong_time_week_hour (gint64     time,
                       GTimeZone *zone)
{
  gint64 local = local_from_time (time, zone), days = floor_div (local, DAY_SECONDS);

  return sotong_time_weekday (days) * 24 + (int) ((local - days * DAY_SECONDS) / 3600);
}

/**
 * sotong_time_bucket_start:
 * @time: seconds since 1970 UTC
 * @bucket: the length of the bucket
 * @zone: the office's zone
 *
 * Returns: the first second of the office's hour, day, week (from Monday), month,
 *   quarter or year that holds @time, as seconds since 1970 UTC
 */
gint64
sotong_time_bucket_start (gint64        time,
                          SotongBucket  bucket,
                          GTimeZone    *zone)
{
  gint64 local = local_from_time (time, zone);
  gint64 days = floor_div (local, DAY_SECONDS);
  int year, month, day;

  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return time - (local - floor_div (local, 3600) * 3600);
    case SOTONG_BUCKET_DAY:
      break;
    case SOTONG_BUCKET_WEEK:
      days -= sotong_time_weekday (days);
      break;
    case SOTONG_BUCKET_MONTH:
      sotong_time_civil_from_days (days, &year, &month, &day);
      days -= day - 1;
      break;
    case SOTONG_BUCKET_QUARTER:
      sotong_time_civil_from_days (days, &year, &month, &day);
      days = sotong_time_days_from_civil (year, (month - 1) / 3 * 3 + 1, 1);
      break;
    case SOTONG_BUCKET_YEAR:
      sotong_time_civil_from_days (days, &year, &month, &day);
      days = sotong_time_days_from_civil (year, 1, 1);
      break;
    default:
      g_assert_not_reached ();
    }
  return time_from_local (days * DAY_SECONDS, zone);
}

/**
 * sotong_time_bucket_next:
 * @start: the first second of a bucket
 * @bucket: its length
 * @zone: the office's zone
 *
 * Returns: the first second of the bucket that follows
 */
gint64
sotong_time_bucket_next (gint64        start,
                         SotongBucket  bucket,
                         GTimeZone    *zone)
{
  gint64 days = floor_div (local_from_time (start, zone), DAY_SECONDS);
  int year, month, day;

  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return start + 3600;
    case SOTONG_BUCKET_DAY:
      days += 1;
      break;
    case SOTONG_BUCKET_WEEK:
      days += 7;
      break;
    case SOTONG_BUCKET_MONTH:
      sotong_time_civil_from_days (days, &year, &month, &day);
      days += sotong_time_days_in_month (year, month);
      break;
    case SOTONG_BUCKET_QUARTER:
      sotong_time_civil_from_days (days, &year, &month, &day);
      for (int end = month + 3; month < end; month++)
        days += sotong_time_days_in_month (year, month);
      break;
    case SOTONG_BUCKET_YEAR:
      sotong_time_civil_from_days (days, &year, &month, &day);
      days = sotong_time_days_from_civil (year + 1, 1, 1);
      break;
    default:
      g_assert_not_reached ();
    }
  return time_from_local (days * DAY_SECONDS, zone);
}

/**
 * sotong_time_zone_new:
 * @identifier: a name of the tz database, such as "Asia/Seoul"
 * @error: return location; `SOTONG_TIME_ERROR_INVALID` when there is no such zone
 *
 * Returns: (transfer full) (nullable): the zone
 */
GTimeZone *
sotong_time_zone_new (const char  *identifier,
                      GError     **error)
{
  GTimeZone *zone = g_time_zone_new_identifier (identifier);

  if (zone == NULL)
    g_set_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID,
                 _("There is no time zone “%s”. Write it as in “Asia/Seoul”."), identifier);
  return zone;
}

static gboolean
read_digits (const char **cursor,
             int          count,
             int         *value)
{
  const char *p = *cursor;

  *value = 0;
  for (int i = 0; i < count; i++, p++)
    {
      if (!g_ascii_isdigit (*p))
        return FALSE;
      *value = *value * 10 + (*p - '0');
    }
  *cursor = p;
  return TRUE;
}

static gboolean
skip_char (const char **cursor,
           const char  *accepted)
{
  if (**cursor == '\0' || strchr (accepted, **cursor) == NULL)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

static gboolean
read_date (const char **cursor,
           int         *year,
           int         *month,
           int         *day)
{
  gboolean dashed;

  if (!read_digits (cursor, 4, year))
    return FALSE;
  dashed = skip_char (cursor, "-");
  if (!read_digits (cursor, 2, month))
    return FALSE;
  if (dashed && !skip_char (cursor, "-"))
    return FALSE;
  return read_digits (cursor, 2, day)
         && *year >= 1 && *month >= 1 && *month <= 12
         && *day >= 1 && *day <= sotong_time_days_in_month (*year, *month);
}

static gboolean
read_clock (const char **cursor,
            int         *hour,
            int         *minute,
            int         *second)
{
  *second = 0;
  if (!read_digits (cursor, 2, hour))
    return FALSE;
  skip_char (cursor, ":");
  if (!read_digits (cursor, 2, minute))
    return FALSE;
  if (skip_char (cursor, ":") || g_ascii_isdigit (**cursor))
    {
      if (!read_digits (cursor, 2, second))
        return FALSE;
    }
  if (skip_char (cursor, ".,"))
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      while (g_ascii_isdigit (**cursor))
        (*cursor)++;
    }
  if (*second == 60) /* a leap second */
    *second = 59;
  return *hour <= 24 && *minute <= 59 && *second <= 59 && (*hour < 24 || (*minute == 0 && *second == 0));
}

static gboolean
read_offset (const char **cursor,
             gboolean    *has_offset,
             int         *offset)
{
  int hours, minutes = 0, sign;

  *has_offset = FALSE;
  *offset = 0;
  if (**cursor == '\0')
    return TRUE;
  *has_offset = TRUE;
  if (skip_char (cursor, "Zz"))
    return TRUE;
  sign = **cursor == '-' ? -1 : 1;
  if (!skip_char (cursor, "+-") || !read_digits (cursor, 2, &hours))
    return FALSE;
  if (skip_char (cursor, ":") || g_ascii_isdigit (**cursor))
    {
      if (!read_digits (cursor, 2, &minutes))
        return FALSE;
    }
  *offset = sign * (hours * 3600 + minutes * 60);
  return hours <= 23 && minutes <= 59;
}

/**
 * sotong_time_parse:
 * @text: ISO 8601: a date, or date and time, with or without an offset;
 *   "2016-10-14", "20161014", "2016-10-14T10:00", "2016-10-14 10:00:00.5+09:00"
 * @zone: the zone of a text without an offset
 * @out_time: (out): seconds since 1970 UTC; of a date, its first second in @zone
 * @error: return location; `SOTONG_TIME_ERROR_INVALID`
 *
 * Returns: %TRUE if @text is one of these forms
 */
gboolean
sotong_time_parse (const char  *text,
                   GTimeZone   *zone,
                   gint64      *out_time,
                   GError     **error)
{
  const char *cursor = text;
  int year, month, day, hour = 0, minute = 0, second = 0, offset = 0;
  gboolean has_offset = FALSE;
  gint64 local;

  if (!read_date (&cursor, &year, &month, &day))
    goto invalid;
  if (*cursor != '\0')
    {
      if (!skip_char (&cursor, "Tt ")
          || !read_clock (&cursor, &hour, &minute, &second)
          || !read_offset (&cursor, &has_offset, &offset)
          || *cursor != '\0')
        goto invalid;
    }
  local = sotong_time_days_from_civil (year, month, day) * DAY_SECONDS + hour * 3600 + minute * 60 + second;
  *out_time = has_offset ? local - offset : time_from_local (local, zone);
  *out_time = CLAMP (*out_time, MIN_TIME, MAX_TIME);
  return TRUE;

invalid:
  g_set_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID,
               _("“%s” is not a date or time. Write it as in 2016-10-14 or 2016-10-14 10:00."), text);
  return FALSE;
}

/**
 * sotong_time_parse_range:
 * @from: (nullable): the first day or time, or %NULL for the beginning of time
 * @to: (nullable): the last day, which is included whole, or a time, which is
 *   not included; %NULL for the end of time
 * @zone: the office's zone
 * @out_range: (out): the range
 * @error: return location; `SOTONG_TIME_ERROR_INVALID`
 *
 * Returns: %TRUE if both were read and @from does not come after @to
 */
gboolean
sotong_time_parse_range (const char   *from,
                         const char   *to,
                         GTimeZone    *zone,
                         SotongRange  *out_range,
                         GError      **error)
{
  gboolean whole_day = to != NULL && strpbrk (to, "Tt :") == NULL;

  out_range->start = MIN_TIME;
  out_range->end = MAX_TIME;
  if (from != NULL && !sotong_time_parse (from, zone, &out_range->start, error))
    return FALSE;
  if (to != NULL)
    {
      if (!sotong_time_parse (to, zone, &out_range->end, error))
        return FALSE;
      if (whole_day)
        out_range->end = sotong_time_bucket_next (out_range->end, SOTONG_BUCKET_DAY, zone);
    }
  /* The day before the first one ends where that begins. */
  if (out_range->start < out_range->end || (!whole_day && out_range->start == out_range->end))
    return TRUE;
  g_set_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID,
               _("The range begins (%s) after it ends (%s)."), from, to);
  return FALSE;
}

/**
 * sotong_time_check_plan:
 * @time: a time that somebody plans something for, in seconds since 1970 UTC
 * @zone: the office's zone
 * @error: return location; `SOTONG_TIME_ERROR_OUT_OF_RANGE`
 *
 * A calendar of others reads years of four digits, and names the day after the last one too.
 *
 * Returns: %TRUE if its year is one from 1900 to 9998
 */
gboolean
sotong_time_check_plan (gint64       time,
                        GTimeZone   *zone,
                        GError     **error)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  if (year >= FIRST_PLAN_YEAR && year <= LAST_PLAN_YEAR)
    return TRUE;
  g_set_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_OUT_OF_RANGE,
               _("Plans are made for the years %d to %d, and %d is none of them. Check the year. Nothing was changed."),
               FIRST_PLAN_YEAR, LAST_PLAN_YEAR, year);
  return FALSE;
}

/* "2016-W07": a week from Monday, the first being that of 4 January. */
static gboolean
read_week (const char   *text,
           GTimeZone    *zone,
           SotongRange  *out_range)
{
  const char *cursor = text;
  int year, week;
  gint64 first;

  if (!read_digits (&cursor, 4, &year) || year < 1 || year > 9998 || !skip_char (&cursor, "-") || !skip_char (&cursor, "W")
      || !read_digits (&cursor, 2, &week) || *cursor != '\0' || week < 1 || week > 53)
    return FALSE;
  first = sotong_time_bucket_start (sotong_time_from_civil (year, 1, 4, 12, 0, 0, zone), SOTONG_BUCKET_WEEK, zone);
  for (int i = 1; i < week; i++)
    first = sotong_time_bucket_next (first, SOTONG_BUCKET_WEEK, zone);
  out_range->start = first;
  out_range->end = sotong_time_bucket_next (first, SOTONG_BUCKET_WEEK, zone);
  return week < 53 || out_range->start + 3 * 86400 < sotong_time_from_civil (year + 1, 1, 1, 0, 0, 0, zone);
}

/**
 * sotong_time_parse_period:
 * @text: a year "2016", a month "2016-02", a week "2016-W07" or a day "2016-02-01"
 * @zone: the office's zone
 * @out_range: (out): the whole of it
 * @error: return location; `SOTONG_TIME_ERROR_INVALID`
 *
 * Returns: %TRUE if @text is a period
 */
gboolean
sotong_time_parse_period (const char   *text,
                          GTimeZone    *zone,
                          SotongRange  *out_range,
                          GError      **error)
{
  const char *cursor = text;
  int year, month = 1, day = 1;
  SotongBucket bucket = SOTONG_BUCKET_DAY;

  if (read_week (text, zone, out_range))
    return TRUE;
  if (!read_digits (&cursor, 4, &year) || year < 1 || year > 9998)
    goto invalid;
  if (*cursor != '\0')
    {
      if (!skip_char (&cursor, "-") || !read_digits (&cursor, 2, &month) || month < 1 || month > 12)
        goto invalid;
      bucket = SOTONG_BUCKET_MONTH;
      if (*cursor != '\0')
        {
          if (!skip_char (&cursor, "-") || !read_digits (&cursor, 2, &day) || *cursor != '\0'
              || day < 1 || day > sotong_time_days_in_month (year, month))
            goto invalid;
          bucket = SOTONG_BUCKET_DAY;
        }
      out_range->start = sotong_time_from_civil (year, month, day, 0, 0, 0, zone);
      out_range->end = sotong_time_bucket_next (out_range->start, bucket, zone);
      return TRUE;
    }
  out_range->start = sotong_time_from_civil (year, 1, 1, 0, 0, 0, zone);
  out_range->end = sotong_time_from_civil (year + 1, 1, 1, 0, 0, 0, zone);
  return TRUE;

invalid:
  g_set_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID,
               _("“%s” is not a period. Write a year as 2016, a month as 2016-02, a week as 2016-W07 or a day as 2016-02-01."), text);
  return FALSE;
}

/**
 * sotong_time_format_iso:
 * @time: seconds since 1970 UTC
 * @zone: the zone to show it in
 *
 * Returns: (transfer full): as in "2016-10-14T10:00:00+09:00"
 */
char *
sotong_time_format_iso (gint64     time,
                        GTimeZone *zone)
{
  int offset = (int) offset_at (time, zone);
  gint64 local = time + offset;
  gint64 days;
  int minutes, rest, year, month, day;

  if (local > MAX_TIME || local < MIN_TIME) /* a year without four digits: then it is UTC */
    {
      offset = 0;
      local = time;
    }
  minutes = ABS (offset) / 60;
  days = floor_div (local, DAY_SECONDS);
  rest = (int) (local - days * DAY_SECONDS);
  sotong_time_civil_from_days (days, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", year, month, day,
                          rest / 3600, rest / 60 % 60, rest % 60,
                          offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* "YYYY-MM-DD HH:MM" in @zone, as a person reads and types it. */
char *
sotong_time_format_minute (gint64     time,
                           GTimeZone *zone)
{
  int year, month, day, hour, minute;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, NULL);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", year, month, day, hour, minute);
}

/**
 * sotong_time_format_date:
 * @time: seconds since 1970 UTC
 * @zone: the zone to show it in
 *
 * Returns: (transfer full): the day, as in "2016-10-14"
 */
char *
sotong_time_format_date (gint64     time,
                         GTimeZone *zone)
{
  int year, month, day;

  sotong_time_to_civil (time, zone, &year, &month, &day, NULL, NULL, NULL);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/**
 * sotong_bucket_from_name:
 * @name: "hour", "day", "week", "month", "quarter" or "year"
 * @out_bucket: (out): the bucket
 *
 * Returns: %TRUE if @name is one of them
 */
gboolean
sotong_bucket_from_name (const char   *name,
                         SotongBucket *out_bucket)
{
  static const char * const names[] = { "hour", "day", "week", "month", "quarter", "year", NULL };

  for (int i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (name, names[i]))
        {
          *out_bucket = (SotongBucket) i;
          return TRUE;
        }
    }
  return FALSE;
}
