/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "util/sotong-time-office.h"
#include "util/sotong-time.h"

/* Reads a number of 1 to @max_digits digits. */
static gboolean
read_number (const char **p,
             int          max_digits,
             int         *out_number)
{
  int n = 0;

  *out_number = 0;
  for (; n < max_digits && g_ascii_isdigit ((*p)[n]); n++)
    *out_number = *out_number * 10 + ((*p)[n] - '0');
  *p += n;
  return n > 0 && !g_ascii_isdigit (**p);
}

static gboolean
skip_word (const char **p,
           const char  *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

static void
skip_blanks (const char **p)
{
  while (**p == ' ' || **p == '\t')
    (*p)++;
}

/* What stands between the parts of a day: ".", "/", "-" or @word, and blanks. */
static gboolean
skip_separator (const char **p,
                const char  *word)
{
  const char *start = *p;

  skip_blanks (p);
  if (!skip_word (p, word) && **p != '\0' && strchr ("./-", **p) != NULL)
    (*p)++;
  skip_blanks (p);
  return *p > start;
}

/* "(화)" or "(Tue)" after a day. */
static void
skip_weekday (const char **p)
{
  const char *end;

  skip_blanks (p);
  if (**p != '(')
    return;
  end = strchr (*p, ')');
  if (end != NULL && end - *p <= (int) strlen ("(화요일)"))
    *p = end + 1;
  skip_blanks (p);
}

/* -1: none; 0: morning; 1: afternoon. */
static int
read_half (const char **p)
{
  static const char * const words[] = { "오전", "오후", "AM", "PM", "am", "pm" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (skip_word (p, words[i]))
        {
          skip_blanks (p);
          return (int) i % 2;
        }
    }
  return -1;
}

/**
 * sotong_time_parse_clock:
 * @text: a time of the day as office sheets write it: "9:05", "09:05:30", "오후 3시 30분",
 *   "15시", "3:30 PM"
 * @out_second: (out): seconds since midnight, below 86400
 *
 * Returns: %TRUE if @text is one of these forms
 */
gboolean
sotong_time_parse_clock (const char *text,
                         int        *out_second)
{
  const char *p = text;
  int half, hour, minute = 0, second = 0;

  skip_blanks (&p);
  half = read_half (&p);
  if (!read_number (&p, 2, &hour))
    return FALSE;
  if (skip_word (&p, "시"))
    {
      skip_blanks (&p);
      if (g_ascii_isdigit (*p) && (!read_number (&p, 2, &minute) || !skip_word (&p, "분")))
        return FALSE;
    }
  else if (!skip_word (&p, ":") || !read_number (&p, 2, &minute) || (skip_word (&p, ":") && !read_number (&p, 2, &second)))
    return FALSE;
  skip_blanks (&p);
  if (half < 0)
    half = read_half (&p);
  if (*p != '\0' || hour > 23 || minute > 59 || second > 59 || (half >= 0 && (hour < 1 || hour > 12)))
    return FALSE;
  if (half >= 0)
    hour = hour % 12 + half * 12;
  *out_second = hour * 3600 + minute * 60 + second;
  return TRUE;
}

/**
 * sotong_time_office_to_iso:
 * @text: a day, or a day and a time, as office sheets write them: "2016.1.4.",
 *   "2016. 1. 4. 9:05", "2016/1/4(월) 오후 3시", "2016년 1월 4일"
 *
 * Rewrites it for sotong_time_parse(), which says whether there is such a day.
 *
 * Returns: (transfer full) (nullable): the day or time as ISO 8601; %NULL if @text has
 *   another form
 */
char *
sotong_time_office_to_iso (const char *text)
{
  const char *p = text;
  int year, month, day, second;

  /* A year of two digits may be any century's. */
  if (!read_number (&p, 4, &year) || year < 1000 || !skip_separator (&p, "년") || !read_number (&p, 2, &month) || !skip_separator (&p, "월")
      || !read_number (&p, 2, &day))
    return NULL;
  skip_separator (&p, "일");
  skip_weekday (&p);
  if (*p == '\0')
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  if (!sotong_time_parse_clock (p, &second))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, second / 3600, second / 60 % 60, second % 60);
}

/**
 * sotong_time_typed_to_iso:
 * @text: what a person typed where a day, or a day and a time, is asked for
 *
 * Returns: (transfer full): the same as ISO 8601 when it is written as in an office, see
 *   sotong_time_office_to_iso(); else @text without blanks around it, for whoever reads it to judge
 */
char *
sotong_time_typed_to_iso (const char *text)
{
  char *stripped = g_strstrip (g_strdup (text));
  char *iso = sotong_time_office_to_iso (stripped);

  if (iso == NULL)
    return stripped;
  g_free (stripped);
  return iso;
}

/**
 * sotong_time_has_short_year:
 * @text: what sotong_time_office_to_iso() did not take
 *
 * Returns: whether it reads as a day but for its year, which has two digits: "26.12.4", "'26. 12. 4."
 */
gboolean
sotong_time_has_short_year (const char *text)
{
  return g_regex_match_simple ("^\\s*['‘’]?[0-9]{2}\\s*[./년-]\\s*(1[0-2]|0?[1-9])\\s*[./월-]\\s*(3[01]|[12][0-9]|0?[1-9])(?![0-9])", text, 0, 0);
}

/* When the clock last showed @second of a day. */
static gint64
last_clock (int        second,
            GTimeZone *zone,
            gint64     now)
{
  int year, month, day;
  gint64 time = now;

  for (int back = 0; back < 2; back++)
    {
      sotong_time_to_civil (now, zone, &year, &month, &day, NULL, NULL, NULL);
      sotong_time_civil_from_days (sotong_time_days_from_civil (year, month, day) - back, &year, &month, &day);
      time = sotong_time_from_civil (year, month, day, second / 3600, second / 60 % 60, second % 60, zone);
      if (time <= now)
        break;
    }
  return time;
}

/**
 * sotong_time_parse_past:
 * @text: what a person typed where it is asked when something was: what sotong_time_typed_to_iso() takes, or a
 *   time of the day alone as sotong_time_parse_clock() has it, which means the last time that the clock showed it
 * @zone: the office's zone
 * @now: seconds since 1970 UTC
 * @out_time: (out): seconds since 1970 UTC; whether a day that was named is past is not looked at
 * @error: return location; `SOTONG_TIME_ERROR_INVALID`
 *
 * Returns: %TRUE if @text is one of these forms
 */
gboolean
sotong_time_parse_past (const char  *text,
                        GTimeZone   *zone,
                        gint64       now,
                        gint64      *out_time,
                        GError     **error)
{
  g_autofree char *iso = sotong_time_typed_to_iso (text);
  int second;

  if (sotong_time_parse_clock (iso, &second))
    {
      *out_time = last_clock (second, zone, now);
      return TRUE;
    }
  if (sotong_time_parse (iso, zone, out_time, NULL))
    return TRUE;
  g_set_error (error, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID, _("“%s” is not a time. Write it as 09:50, or with its day as 2016-10-14 09:50."), text);
  return FALSE;
}
