/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "chart/sotong-axis-text.h"
#include "util/sotong-won.h"

#define TEN_THOUSAND 1e4      /* 만 */
#define LONGEST 9.2e18        /* what is written in full: more digits say nothing */
#define FEW_CENTS 0.1         /* below it hundredths are not enough */
#define NOTHING 1e-9          /* what is left of a sum that is zero */
#define MOST_DECIMALS 9

typedef struct {
  double      unit;
  double      least;  /* people do not count in decimals of less */
  const char *word;
} Unit;

static const Unit korean_units[] = {
  { 1e20, 1e20, "해" }, { 1e16, 1e16, "경" }, { 1e12, 1e12, "조" }, { 1e8, 1e8, "억" }, { TEN_THOUSAND, 10 * TEN_THOUSAND, "만" }, { 0 }
};
static const Unit english_units[] = { { 1e15, 1e15, "qn" }, { 1e12, 1e12, "tn" }, { 1e9, 1e9, "bn" }, { 1e6, 1e6, "m" }, { 0 } };

static const char *const english_months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const english_days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const korean_days[] = { "월", "화", "수", "목", "금", "토", "일" };

/**
 * sotong_language_resolve:
 * @language: a language, or %SOTONG_LANGUAGE_AUTO
 *
 * Returns: the language that the program's texts are in, where @language leaves it open
 */
SotongLanguage
sotong_language_resolve (SotongLanguage language)
{
  if (language != SOTONG_LANGUAGE_AUTO)
    return language;
  /* Translators: not words but the code of your language; only “ko” changes how numbers and dates are written. */
  return g_str_equal (C_("number style", "en"), "ko") ? SOTONG_LANGUAGE_KOREAN : SOTONG_LANGUAGE_ENGLISH;
}

/* Two digits, however many zeros stand before them: people do not read “1e-05”. */
static char *
write_small (double value)
{
  char format[16], buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_snprintf (format, sizeof format, "%%.%df", 1 - (int) floor (log10 (fabs (value))));
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  for (length = strlen (buffer); buffer[length - 1] == '0'; length--)
    ;
  return g_strndup (buffer, length);
}

/**
 * sotong_axis_text_number:
 * @value: a number
 *
 * Writes a number in full: groups of three, and decimals only where it has them, two, or two digits of what is below 0.1; one of
 * more than 19 digits in its first three and its unit. A gap is a dash.
 *
 * Returns: (transfer full): the text
 */
char *
sotong_axis_text_number (double value)
{
  g_autofree char *whole = NULL;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double cents;

  if (!isfinite (value))
    return g_strdup ("–");
  if (fabs (value) >= LONGEST)
    return sotong_axis_text_short (value, SOTONG_LANGUAGE_AUTO);
  if (fabs (value) >= 1e15) /* too large for cents */
    return sotong_number_group ((gint64) value);
  if (fabs (value) < FEW_CENTS && fabs (value) > NOTHING)
    return write_small (value);
  cents = round (value * 100);
  if (fmod (cents, 100) == 0)
    return sotong_number_group ((gint64) round (value));
  whole = sotong_number_group ((gint64) trunc (cents / 100));
  g_ascii_formatd (buffer, sizeof buffer, "%02.0f", fabs (fmod (cents, 100)));
  if (buffer[1] == '0')
    buffer[1] = '\0';
  return g_strconcat (cents < 0 && cents > -100 ? "-" : "", whole, ".", buffer, NULL);
}

/**
 * sotong_axis_text_round_mean:
 * @value: a mean of counts, or what was reckoned from one
 *
 * Of what is counted hundredths say nothing.
 *
 * Returns: @value to the next whole number; below 10 to a tenth
 */
double
sotong_axis_text_round_mean (double value)
{
  return fabs (value) < 10 ? round (value * 10) / 10 : round (value);
}

/* As many decimals as it takes to tell ticks @step apart. */
static char *
format_in_unit (double      value,
                double      step,
                double      unit,
                const char *word)
{
  g_autofree char *number = NULL;
  char format[] = "%.0f";
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  int decimals = 0;

  step = fabs (step / unit);
  if (value == 0)
    return g_strdup ("0");
  if (fabs (value / unit) >= LONGEST)
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.3g", value));
  while (decimals < MOST_DECIMALS && step > 0
         && (step * pow (10, decimals) < 0.5 || fabs (step * pow (10, decimals) - round (step * pow (10, decimals))) > 1e-6))
    decimals++;
  if (decimals == 0)
    {
      number = sotong_number_group ((gint64) round (value / unit));
      return g_strconcat (number, word, NULL);
    }
  format[2] = (char) ('0' + decimals);
  return g_strconcat (g_ascii_formatd (buffer, sizeof buffer, format, value / unit), word, NULL);
}

/* All ticks of an axis are in one unit: a large one when they have at most one decimal in it. 만 is smaller than
 * people count in decimals: half of it is written 5,000. */
static gboolean
unit_suits (double unit,
            double step,
            double largest)
{
  if (unit == TEN_THOUSAND)
    return largest >= 10 * unit || (largest >= unit && fmod (step, unit) == 0);
  return largest >= 10 * unit || (largest >= unit && fmod (step * 10, unit) == 0);
}

/* From the largest. */
static const Unit *
units_of (SotongLanguage language)
{
  return sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN ? korean_units : english_units;
}

/**
 * sotong_axis_text_value:
 * @value: the value of a tick
 * @step: distance of the ticks
 * @largest: the greatest absolute value on the axis, which chooses the unit for all of it
 * @language: how to write it; %SOTONG_LANGUAGE_KOREAN counts in 만, 억, 조 and 경
 *
 * Returns: (transfer full): a short text
 */
char *
sotong_axis_text_value (double         value,
                        double         step,
                        double         largest,
                        SotongLanguage language)
{
  for (const Unit *unit = units_of (language); unit->word != NULL; unit++)
    if (unit_suits (unit->unit, step, largest))
      return format_in_unit (value, step, unit->unit, unit->word);
  return format_in_unit (value, step, 1, "");
}

/**
 * sotong_axis_text_short:
 * @value: a number for which there is little room
 * @language: how to write it
 *
 * Returns: (transfer full): its first three digits and its unit: “32.6억”
 */
char *
sotong_axis_text_short (double         value,
                        SotongLanguage language)
{
  double size = fabs (value) >= 1000 ? pow (10, floor (log10 (fabs (value))) - 2) : 0, rounded;

  if (!(size > 0))
    return sotong_axis_text_number (value);
  rounded = round (value / size) * size;
  size = pow (10, floor (log10 (fabs (rounded))) - 2); /* 9,999 has become 10,000 */
  for (const Unit *unit = units_of (language); unit->word != NULL; unit++)
    if (fabs (rounded) >= unit->least)
      return format_in_unit (rounded, size, unit->unit, unit->word);
  return sotong_axis_text_number (rounded);
}

/**
 * sotong_axis_text_last:
 * @value: the number beside a line in a list
 * @language: how to write it
 *
 * Returns: (transfer full): the number, in a few digits and a unit where it is a long one
 */
char *
sotong_axis_text_last (double         value,
                       SotongLanguage language)
{
  return fabs (value) < 1e6 ? sotong_axis_text_number (value) : sotong_axis_text_short (value, language);
}

/**
 * sotong_axis_text_weekday:
 * @weekday: 0 for Monday
 * @language: how to write it
 *
 * Returns: (transfer none): “Mon” or “월”
 */
const char *
sotong_axis_text_weekday (int            weekday,
                          SotongLanguage language)
{
  return sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN ? korean_days[weekday] : english_days[weekday];
}

/**
 * sotong_axis_text_year:
 * @year: a year
 * @language: how to write it
 *
 * Returns: (transfer full): “2016” or “2016년”
 */
char *
sotong_axis_text_year (int            year,
                       SotongLanguage language)
{
  return g_strdup_printf (sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN ? "%d년" : "%d", year);
}

/**
 * sotong_axis_text_quarter:
 * @quarter: 1 to 4
 * @language: how to write it
 *
 * Returns: (transfer full): “3분기” or “Q3”
 */
char *
sotong_axis_text_quarter (int            quarter,
                          SotongLanguage language)
{
  return g_strdup_printf (sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN ? "%d분기" : "Q%d", quarter);
}

/**
 * sotong_axis_text_month:
 * @month: 1 to 12
 * @language: how to write it
 *
 * Returns: (transfer full): “Oct” or “10월”
 */
char *
sotong_axis_text_month (int            month,
                        SotongLanguage language)
{
  if (sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN)
    return g_strdup_printf ("%d월", month);
  return g_strdup (english_months[month - 1]);
}

/**
 * sotong_axis_text_hour:
 * @hour: 0 to 23
 * @language: how to write it
 *
 * Returns: (transfer full): “09:00” or “9시”
 */
char *
sotong_axis_text_hour (int            hour,
                       SotongLanguage language)
{
  return g_strdup_printf (sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN ? "%d시" : "%02d:00", hour);
}

/**
 * sotong_axis_text_day:
 * @time: seconds since 1970 UTC
 * @zone: the office's zone
 * @language: how to write it
 *
 * Returns: (transfer full): “14 Oct” or “10.14”
 */
char *
sotong_axis_text_day (gint64         time,
                      GTimeZone     *zone,
                      SotongLanguage language)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  if (sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN)
    return g_strdup_printf ("%d.%d", month, day);
  return g_strdup_printf ("%d %s", day, english_months[month - 1]);
}

typedef struct {
  int year;
  int month;
  int day;
  int hour;
  int weekday;
} Civil;

static Civil
civil_from_time (gint64     time,
                 GTimeZone *zone)
{
  Civil civil = { 0 };
  int minute, second;

  sotong_time_to_civil (time, zone, &civil.year, &civil.month, &civil.day, &civil.hour, &minute, &second);
  civil.weekday = sotong_time_weekday (sotong_time_days_from_civil (civil.year, civil.month, civil.day));
  return civil;
}

static char *
korean_slot (const Civil *first,
             const Civil *last,
             SotongBucket bucket,
             gboolean     with_year)
{
  g_autofree char *year = with_year ? g_strdup_printf ("%d년 ", first->year) : g_strdup ("");

  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return g_strdup_printf ("%s%d월 %d일 (%s) %d시", year, first->month, first->day, korean_days[first->weekday],
                              first->hour);
    case SOTONG_BUCKET_DAY:
      return g_strdup_printf ("%s%d월 %d일 (%s)", year, first->month, first->day, korean_days[first->weekday]);
    case SOTONG_BUCKET_WEEK:
      if (first->month == last->month)
        return g_strdup_printf ("%s%d월 %d일~%d일", year, first->month, first->day, last->day);
      return g_strdup_printf ("%s%d월 %d일~%d월 %d일", year, first->month, first->day, last->month, last->day);
    case SOTONG_BUCKET_MONTH:
      return g_strdup_printf ("%s%d월", year, first->month);
    case SOTONG_BUCKET_QUARTER:
      return g_strdup_printf ("%s%d분기", year, (first->month - 1) / 3 + 1);
    case SOTONG_BUCKET_YEAR:
      return g_strdup_printf ("%d년", first->year);
    default:
      g_assert_not_reached ();
    }
}

static char *
english_slot (const Civil *first,
              const Civil *last,
              SotongBucket bucket,
              gboolean     with_year)
{
  g_autofree char *year = with_year ? g_strdup_printf (" %d", last->year) : g_strdup ("");
  const char *month = english_months[first->month - 1];

  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return g_strdup_printf ("%s %d %s%s, %02d:00", english_days[first->weekday], first->day, month, year, first->hour);
    case SOTONG_BUCKET_DAY:
      return g_strdup_printf ("%s %d %s%s", english_days[first->weekday], first->day, month, year);
    case SOTONG_BUCKET_WEEK:
      if (first->month == last->month)
        return g_strdup_printf ("%d–%d %s%s", first->day, last->day, month, year);
      return g_strdup_printf ("%d %s – %d %s%s", first->day, month, last->day, english_months[last->month - 1], year);
    case SOTONG_BUCKET_MONTH:
      return g_strdup_printf ("%s%s", month, year);
    case SOTONG_BUCKET_QUARTER:
      return g_strdup_printf ("Q%d%s", (first->month - 1) / 3 + 1, year);
    case SOTONG_BUCKET_YEAR:
      return g_strdup_printf ("%d", first->year);
    default:
      g_assert_not_reached ();
    }
}

/**
 * sotong_axis_text_slot:
 * @start: first second of a bucket, since 1970 UTC
 * @bucket: its length
 * @zone: the office's zone
 * @with_year: whether the year is said
 * @language: how to write it
 *
 * Names a bucket in a sentence or a read-out: “Fri 14 Oct” or “10월 14일 (금)”; a week by its first and last day.
 *
 * Returns: (transfer full): the text
 */
char *
sotong_axis_text_slot (gint64         start,
                       SotongBucket   bucket,
                       GTimeZone     *zone,
                       gboolean       with_year,
                       SotongLanguage language)
{
  Civil first = civil_from_time (start, zone);
  Civil last = civil_from_time (sotong_time_bucket_next (start, bucket, zone) - 1, zone);

  if (sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN)
    return korean_slot (&first, &last, bucket, with_year);
  return english_slot (&first, &last, bucket, with_year);
}

/**
 * sotong_axis_text_slot_short:
 * @start: first second of a bucket, since 1970 UTC
 * @bucket: its length
 * @zone: the office's zone
 * @language: how to write it
 *
 * Names a bucket beside its point in a chart: “14 Oct” or “10.14”; a week by its Monday.
 *
 * Returns: (transfer full): a short text
 */
char *
sotong_axis_text_slot_short (gint64         start,
                             SotongBucket   bucket,
                             GTimeZone     *zone,
                             SotongLanguage language)
{
  Civil civil = civil_from_time (start, zone);
  gboolean korean = sotong_language_resolve (language) == SOTONG_LANGUAGE_KOREAN;
  g_autofree char *day = sotong_axis_text_day (start, zone, language);

  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return g_strdup_printf (korean ? "%s %d시" : "%s %02d:00", day, civil.hour);
    case SOTONG_BUCKET_DAY:
    case SOTONG_BUCKET_WEEK:
      return g_steal_pointer (&day);
    case SOTONG_BUCKET_MONTH:
      if (korean)
        return g_strdup_printf ("%d년 %d월", civil.year, civil.month);
      return g_strdup_printf ("%s %d", english_months[civil.month - 1], civil.year);
    case SOTONG_BUCKET_QUARTER:
      return g_strdup_printf (korean ? "%d년 %d분기" : "%d Q%d", civil.year, (civil.month - 1) / 3 + 1);
    case SOTONG_BUCKET_YEAR:
      return g_strdup_printf (korean ? "%d년" : "%d", civil.year);
    default:
      g_assert_not_reached ();
    }
}
