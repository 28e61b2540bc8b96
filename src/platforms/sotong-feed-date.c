/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-feed-date.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define MAX_DATE_BYTES 200
#define DAY_S 86400
#define MIN_PLAUSIBLE  G_GINT64_CONSTANT (631152000) /* 1990-01-01: there was no web before */

/* What has been read so far; -1 where nothing was. */
typedef struct {
  int      year;
  int      month;
  int      day;
  int      hour;
  int      minute;
  int      second;
  int      offset;       /* seconds east of UTC */
  gboolean has_offset;
  gboolean wrong;        /* something cannot be part of a date */
  int      half;         /* 0: none said, 1: 오전 or am, 2: 오후 or pm */
} Reading;

static const struct {
  const char *name;
  int         minutes;
} zones[] = {
  { "gmt", 0 }, { "ut", 0 }, { "utc", 0 }, { "z", 0 }, { "kst", 540 }, { "jst", 540 },
  { "est", -300 }, { "edt", -240 }, { "cst", -360 }, { "cdt", -300 }, { "mst", -420 }, { "mdt", -360 },
  { "pst", -480 }, { "pdt", -420 }, { "cet", 60 }, { "cest", 120 }, { "eet", 120 }, { "eest", 180 },
  { "wet", 0 }, { "west", 60 }, { "hst", -600 }, { "akst", -540 }, { "akdt", -480 }, { "hkt", 480 },
};

static const char * const months[] = {
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
};

static int
read_number (const char **cursor,
             int          max_digits,
             int         *n_digits)
{
  int value = 0;

  for (*n_digits = 0; *n_digits < max_digits && g_ascii_isdigit (**cursor); (*cursor)++, (*n_digits)++)
    value = value * 10 + (**cursor - '0');
  return value;
}

static void
set_once (Reading *reading,
          int     *field,
          int      value)
{
  if (*field >= 0)
    reading->wrong = TRUE;
  else
    *field = value;
}

/* RFC 2822, 4.3: two digits are of 1950 to 2049, three are a mistake of the year 2000. */
static int
full_year (int year,
           int n_digits)
{
  if (n_digits >= 4)
    return year;
  if (n_digits == 3)
    return year + 1900;
  return year < 50 ? year + 2000 : year + 1900;
}

/* After the sign: "0900", "09:00", "09", "9". */
static void
read_offset (Reading     *reading,
             const char **cursor,
             int          sign)
{
  int n, minutes_digits, value = read_number (cursor, 4, &n), hours, minutes;

  if (n > 2)
    {
      hours = value / 100;
      minutes = value % 100;
    }
  else
    {
      hours = value;
      minutes = 0;
      if (**cursor == ':')
        {
          (*cursor)++;
          minutes = read_number (cursor, 2, &minutes_digits);
        }
    }
  if (n == 0 || hours > 14 || minutes > 59)
    return; /* no zone on Earth: as if none was said */
  reading->offset = sign * (hours * 3600 + minutes * 60);
  reading->has_offset = TRUE;
}

static void
read_word (Reading     *reading,
           const char **cursor)
{
  const char *word = *cursor;
  gsize n = 0;

  while (g_ascii_isalpha (word[n]))
    n++;
  *cursor += n;
  if (n >= 3)
    {
      for (guint i = 0; i < G_N_ELEMENTS (months); i++)
        {
          if (g_ascii_strncasecmp (word, months[i], 3) == 0)
            {
              set_once (reading, &reading->month, (int) i + 1);
              return;
            }
        }
    }
  if (n == 2 && g_ascii_strncasecmp (word, "am", 2) == 0)
    reading->half = 1;
  else if (n == 2 && g_ascii_strncasecmp (word, "pm", 2) == 0)
    reading->half = 2;
  for (guint i = 0; i < G_N_ELEMENTS (zones) && reading->hour >= 0; i++)
    {
      if (strlen (zones[i].name) != n || g_ascii_strncasecmp (word, zones[i].name, n) != 0)
        continue;
      reading->offset = zones[i].minutes * 60;
      reading->has_offset = TRUE;
      return;
    }
}

/* "10:00", "10:00:30", "10:00:30.25"; @hour has been read. */
static void
read_clock (Reading     *reading,
            const char **cursor,
            int          hour)
{
  int n;

  (*cursor)++;
  set_once (reading, &reading->hour, hour);
  reading->minute = read_number (cursor, 2, &n);
  reading->wrong |= n == 0;
  if (**cursor == ':')
    {
      (*cursor)++;
      reading->second = read_number (cursor, 2, &n);
      reading->wrong |= n == 0;
    }
  if ((**cursor == '.' || **cursor == ',') && g_ascii_isdigit ((*cursor)[1]))
    {
      do
        (*cursor)++;
      while (g_ascii_isdigit (**cursor));
    }
}

/* "20161014", "201610141000", "20161014100030" */
static void
read_compact (Reading    *reading,
              const char *digits,
              int         n)
{
  int used;
  const char *p = digits;

  set_once (reading, &reading->year, read_number (&p, 4, &used));
  set_once (reading, &reading->month, read_number (&p, 2, &used));
  set_once (reading, &reading->day, read_number (&p, 2, &used));
  if (n < 12)
    return;
  set_once (reading, &reading->hour, read_number (&p, 2, &used));
  reading->minute = read_number (&p, 2, &used);
  if (n == 14)
    reading->second = read_number (&p, 2, &used);
}

static const char *
skip_blanks (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

/* "2016-10-14", "2016/1/4", "2016. 1. 4."; the year has been read. */
static gboolean
read_rest_of_date (Reading     *reading,
                   const char **cursor,
                   int          year)
{
  const char *p = skip_blanks (*cursor);
  char separator = *p;
  int n, month, day;

  if (separator != '-' && separator != '.' && separator != '/')
    return FALSE;
  p = skip_blanks (p + 1);
  month = read_number (&p, 2, &n);
  if (n == 0)
    return FALSE;
  p = skip_blanks (p);
  if (*p != separator)
    return FALSE;
  p = skip_blanks (p + 1);
  day = read_number (&p, 2, &n);
  if (n == 0)
    return FALSE;
  set_once (reading, &reading->year, year);
  set_once (reading, &reading->month, month);
  set_once (reading, &reading->day, day);
  if (*p == '.')
    p++;
  if ((*p == 'T' || *p == 't') && g_ascii_isdigit (p[1]))
    p++;
  *cursor = p;
  return TRUE;
}

/* The unit behind a number: "2016년 10월 14일 오후 3시 5분 10초" */
static gboolean
read_korean_unit (Reading     *reading,
                  const char **cursor,
                  int          value,
                  int          n_digits)
{
  static const char * const units[] = { "년", "월", "일", "시", "분", "초" };
  int *fields[] = { &reading->year, &reading->month, &reading->day, &reading->hour, &reading->minute, &reading->second };
  const char *p = skip_blanks (*cursor);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (!g_str_has_prefix (p, units[i]))
        continue;
      set_once (reading, fields[i], i == 0 ? full_year (value, n_digits) : value);
      *cursor = p + strlen (units[i]);
      return TRUE;
    }
  return FALSE;
}

static void
read_digits (Reading     *reading,
             const char **cursor)
{
  const char *start = *cursor;
  int n = (int) strspn (start, "0123456789");
  int n_read, value;

  if (n == 8 || n == 12 || n == 14)
    {
      read_compact (reading, start, n);
      *cursor += n;
      if ((**cursor == 'T' || **cursor == 't') && g_ascii_isdigit ((*cursor)[1]))
        (*cursor)++;
      return;
    }
  value = read_number (cursor, 6, &n_read);
  if (n == 6 && reading->year >= 0 && reading->hour < 0) /* 20161014T100030 */
    {
      reading->hour = value / 10000;
      reading->minute = value / 100 % 100;
      reading->second = value % 100;
    }
  else if (n > 4)
    reading->wrong = TRUE;
  else if (n <= 2 && **cursor == ':')
    read_clock (reading, cursor, value);
  else if (read_korean_unit (reading, cursor, value, n) || (n == 4 && read_rest_of_date (reading, cursor, value)))
    return;
  else if (n <= 2 && reading->day < 0)
    reading->day = value;
  else if (reading->year < 0)
    reading->year = full_year (value, n);
  else
    reading->wrong = TRUE;
}

static void
read_rest (Reading    *reading,
           const char *p)
{
  while (*p != '\0' && !reading->wrong)
    {
      if (g_ascii_isdigit (*p))
        read_digits (reading, &p);
      else if (g_ascii_isalpha (*p))
        read_word (reading, &p);
      else if ((*p == '+' || *p == '-') && reading->hour >= 0 && g_ascii_isdigit (p[1]))
        {
          int sign = *p == '-' ? -1 : 1;

          p++;
          read_offset (reading, &p, sign);
        }
      else if (*p == '(')
        {
          const char *close = strchr (p, ')');

          p = close != NULL ? close + 1 : p + strlen (p);
        }
      else if (g_str_has_prefix (p, "오전") || g_str_has_prefix (p, "오후"))
        {
          reading->half = g_str_has_prefix (p, "오전") ? 1 : 2;
          p += strlen ("오전");
        }
      else
        p = g_utf8_next_char (p);
    }
}

static gboolean
is_sound (Reading *reading)
{
  if (reading->half == 2 && reading->hour >= 1 && reading->hour < 12)
    reading->hour += 12;
  else if (reading->half == 1 && reading->hour == 12)
    reading->hour = 0;
  if (reading->second == 60) /* a leap second */
    reading->second = 59;
  if (reading->wrong || reading->year < 1 || reading->year > 9999 || reading->month < 1 || reading->month > 12)
    return FALSE;
  if (reading->day < 1 || reading->day > sotong_time_days_in_month (reading->year, reading->month))
    return FALSE;
  if (reading->minute > 59 || reading->second > 59)
    return FALSE;
  return reading->hour < 24 || (reading->hour == 24 && reading->minute <= 0 && reading->second <= 0);
}

/**
 * sotong_feed_date_parse:
 * @text: a date as feeds write it: RFC 822 with or without weekday, seconds and
 *   century, ISO 8601, ctime, "2016. 10. 14. 오후 3:05", "2016년 10월 14일 10:00"
 * @zone: the zone of a text that names none, or one that nobody knows
 * @out_time: (out): seconds since 1970 UTC
 * @out_precision: (out): never %SOTONG_ITEM_FIRST_SEEN
 *
 * Month and day in figures are read only after a year: "10/11/2016" means two
 * days, depending on who writes it.
 *
 * Returns: %FALSE if there is no date in it
 */
gboolean
sotong_feed_date_parse (const char          *text,
                        GTimeZone           *zone,
                        gint64              *out_time,
                        SotongItemPrecision *out_precision)
{
  Reading reading = { -1, -1, -1, -1, -1, -1, 0, FALSE, FALSE, 0 };
  gint64 rest;

  if (strlen (text) > MAX_DATE_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  read_rest (&reading, text);
  if (!is_sound (&reading))
    return FALSE;
  if (reading.hour < 0)
    {
      *out_time = sotong_time_from_civil (reading.year, reading.month, reading.day, 0, 0, 0, zone);
      *out_precision = SOTONG_ITEM_DAY_ONLY;
      return TRUE;
    }
  rest = reading.hour * 3600 + MAX (reading.minute, 0) * 60 + MAX (reading.second, 0);
  if (reading.has_offset)
    *out_time = sotong_time_days_from_civil (reading.year, reading.month, reading.day) * 86400 + rest - reading.offset;
  else if (reading.hour == 24)
    *out_time = sotong_time_from_civil (reading.year, reading.month, reading.day, 23, 59, 59, zone) + 1;
  else
    *out_time = sotong_time_from_civil (reading.year, reading.month, reading.day, reading.hour,
                                        MAX (reading.minute, 0), MAX (reading.second, 0), zone);
  *out_precision = reading.has_offset ? SOTONG_ITEM_EXACT : SOTONG_ITEM_GUESSED_ZONE;
  return TRUE;
}

/**
 * sotong_feed_date_settle:
 * @text: (nullable): a date as feeds write it
 * @zone: the zone of a text that names none
 * @now: the time of the fetch, seconds since 1970 UTC
 * @out_time: (out): seconds since 1970 UTC, never after @now
 *
 * When something was published, as far as it can be known: without a date, with
 * one in the future or one from before there was a web, the time of the fetch.
 *
 * Returns: how @out_time was found
 */
SotongItemPrecision
sotong_feed_date_settle (const char *text,
                         GTimeZone  *zone,
                         gint64      now,
                         gint64     *out_time)
{
  SotongItemPrecision precision;

  if (text != NULL && sotong_feed_date_parse (text, zone, out_time, &precision)
      && *out_time <= now && *out_time >= MIN_PLAUSIBLE)
    return precision;
  *out_time = now;
  return SOTONG_ITEM_FIRST_SEEN;
}

/**
 * sotong_feed_date_is_odd:
 * @text: (nullable): a date as feeds write it
 * @zone: the zone of a text that names none
 * @now: the time of the fetch
 *
 * Returns: %TRUE if there is a date, of which sotong_feed_date_settle() could make nothing; a clock may be a little fast
 */
gboolean
sotong_feed_date_is_odd (const char *text,
                         GTimeZone  *zone,
                         gint64      now)
{
  SotongItemPrecision precision;
  gint64 time;

  if (text == NULL || sotong_text_is_blank (text))
    return FALSE;
  return !sotong_feed_date_parse (text, zone, &time, &precision) || time < MIN_PLAUSIBLE || time > now + DAY_S;
}

/**
 * sotong_feed_date_tell_odd:
 * @items: (element-type SotongItem): what was read
 *
 * Returns: (transfer full) (nullable): a sentence about those whose dates are odd; %NULL if none is
 */
char *
sotong_feed_date_tell_odd (const GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ((const SotongItem *) g_ptr_array_index (items, i))->odd_date ? 1 : 0;
  if (n == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u item has a date that cannot be read, is in the future or from before there was a web; it counts at the time of the fetch.",
                                       "%u items have dates that cannot be read, are in the future or from before there was a web; they count at the time of the fetch.",
                                       n), n);
}
