/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-day-jump.h"

#include <string.h>

#define MAX_NUMBERS 3
#define MAX_DAYS 36600  /* a hundred years */
#define MIN_YEAR 1900   /* a year before is a slip of the fingers: 99/9 */

/* The numbers of a text, whatever stands between them: “2016-10-14”, “2016. 10. 14.”, “10월 14일”. */
static int
read_numbers (const char *text,
              int         numbers[MAX_NUMBERS])
{
  int n = 0;

  for (const char *c = text; *c != '\0';)
    {
      gint64 number = 0;

      if (!g_ascii_isdigit (*c))
        {
          c = g_utf8_next_char (c);
          continue;
        }
      if (n == MAX_NUMBERS)
        return -1;
      for (; g_ascii_isdigit (*c); c++)
        number = MIN (number * 10 + (*c - '0'), 100000000);
      numbers[n++] = (int) number;
    }
  return n;
}

static gboolean
to_day (int     year,
        int     month,
        int     day,
        gint64 *out_day)
{
  if (year < MIN_YEAR || year > 9999 || month < 1 || month > 12 || day < 1 || day > sotong_time_days_in_month (year, month))
    return FALSE;
  *out_day = sotong_time_days_from_civil (year, month, day);
  return TRUE;
}

/* “+7”, “-30”: so many days on from where one is. */
static gboolean
parse_step (const char *text,
            gint64      from,
            gint64     *out_day)
{
  gint64 step;

  if ((*text != '+' && *text != '-') || !g_ascii_string_to_signed (text + (*text == '+'), 10, -MAX_DAYS, MAX_DAYS, &step, NULL))
    return FALSE;
  *out_day = from + step;
  return TRUE;
}

/* A year and a month: its first day. */
static gboolean
parse_two (const int  numbers[MAX_NUMBERS],
           int        year,
           gint64    *out_day)
{
  return numbers[0] > 31 ? to_day (numbers[0], numbers[1], 1, out_day) : to_day (year, numbers[0], numbers[1], out_day);
}

/* “16. 10. 14.” is of this century. */
static int
full_year (int year)
{
  return year < 100 ? 2000 + year : year;
}

/* “20161014”, “161014”, “2016”, “14”. */
static gboolean
parse_one (int     number,
           int     year,
           int     month,
           gint64 *out_day)
{
  if (number > 9999)
    return to_day (full_year (number / 10000), number / 100 % 100, number % 100, out_day);
  return number > 31 ? to_day (number, 1, 1, out_day) : to_day (year, month, number, out_day);
}

/**
 * sotong_day_jump_parse:
 * @text: what a person typed
 * @from: the day on which that person stands, counted from 1970-01-01; what is left out of a date
 *   is taken from it
 * @today: the workspace's today
 * @out_day: (out): where to go
 *
 * Reads a date as people type it in a hurry: with or without year and month, with dashes, dots,
 * slashes or 년 월 일 between, with two digits of the year or all, or as so many days on; nothing is today.
 *
 * Returns: %FALSE when it is no date
 */
gboolean
sotong_day_jump_parse (const char *text,
                       gint64      from,
                       gint64      today,
                       gint64     *out_day)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  int numbers[MAX_NUMBERS], year, month, day;

  if (*stripped == '\0' || g_ascii_strcasecmp (stripped, "today") == 0 || strcmp (stripped, "오늘") == 0)
    {
      *out_day = today;
      return TRUE;
    }
  if (parse_step (stripped, from, out_day))
    return TRUE;
  sotong_time_civil_from_days (from, &year, &month, &day);
  switch (read_numbers (stripped, numbers))
    {
    case 1:
      return parse_one (numbers[0], year, month, out_day);
    case 2:
      return parse_two (numbers, year, out_day);
    case 3:
      return to_day (full_year (numbers[0]), numbers[1], numbers[2], out_day);
    default:
      return FALSE;
    }
}
