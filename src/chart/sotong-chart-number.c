/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart/sotong-chart-number.h"

#define MOST_DIGITS 18   /* of a mantissa that is counted exactly */
#define MOST_EXACT 22    /* power of ten that a double holds exactly */
#define LONGEST 64

/* Words with which tables say that they do not know. */
static gboolean
is_gap (const char *text,
        gsize       length)
{
  static const char *const words[] = { "", "-", "–", "NA", "N/A", "NaN", "nan", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && memcmp (words[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

/* “1,234,567”: commas part thousands and nothing else. In “1,2” one parts two cells of a table that is not ours, or is a decimal
 * point, and 12 would be said to be there. */
static gboolean
commas_part_thousands (const char *text,
                       const char *end)
{
  const char *group = text;
  gboolean parted = FALSE;

  for (const char *p = text; p <= end; p++)
    {
      if (p < end && g_ascii_isdigit (*p))
        continue;
      if (parted ? p - group != 3 : (p < end && *p == ',') && (p - group < 1 || p - group > 3))
        return FALSE;
      if (p == end || *p != ',')
        return p == end || memchr (p, ',', (gsize) (end - p)) == NULL;
      parted = TRUE;
      group = p + 1;
    }
  return TRUE;
}

/* What the quick way does not know: exponents beyond what is exact, very long numbers. */
static gboolean
read_slowly (const char *text,
             const char *end,
             double     *out_value)
{
  char buffer[LONGEST];
  gsize n = 0;
  char *stop;

  if (!commas_part_thousands (text, end))
    return FALSE;
  for (const char *p = text; p < end; p++)
    {
      if (*p == ',')
        continue;
      if (n + 1 >= sizeof buffer)
        return FALSE;
      buffer[n++] = *p;
    }
  buffer[n] = '\0';
  if (n == 0 || !(g_ascii_isdigit (buffer[0]) || buffer[0] == '.') || strpbrk (buffer, "xXnN") != NULL) /* “inf”, “nan” and hexadecimal are no figures */
    return FALSE;
  *out_value = g_ascii_strtod (buffer, &stop);
  return *stop == '\0' && isfinite (*out_value);
}

static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
                                 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/**
 * sotong_chart_number_scan:
 * @text: where a number may begin
 * @end: where the text ends
 * @out_value: (out): the number
 *
 * Reads the plainest of numbers, “-123.45”: digits and perhaps a point, as nearly all tables have them.
 *
 * Returns: (nullable): where it ends; %NULL when sotong_chart_number_read() must look at it
 */
const char *
sotong_chart_number_scan (const char *text,
                          const char *end,
                          double     *out_value)
{
  const char *p = text, *point = NULL, *first;
  guint64 mantissa = 0;
  gboolean negative = p < end && *p == '-';
  gint64 digits;

  p += negative;
  first = p;
  for (; p < end; p++)
    {
      guint digit = (guint) (*p - '0');

      if (digit <= 9)
        mantissa = mantissa * 10 + digit;
      else if (*p == '.' && point == NULL)
        point = p;
      else
        break;
    }
  digits = p - first - (point != NULL);
  if (digits == 0 || digits > 15) /* fifteen digits are exact */
    return NULL;
  *out_value = (double) mantissa;
  if (point != NULL)
    *out_value /= powers[p - point - 1];
  if (negative)
    *out_value = -*out_value;
  return p;
}

static gboolean
read_quickly (const char *p,
              const char *end,
              double     *out_value)
{
  const char *first = p;
  guint64 mantissa = 0;
  int digits = 0, decimals = 0;
  gboolean parted = FALSE;

  for (; p < end && (g_ascii_isdigit (*p) || (*p == ',' && digits > 0)); p++)
    if (*p != ',')
      {
        mantissa = mantissa * 10 + (guint64) (*p - '0');
        digits++;
      }
    else
      parted = TRUE;
  if (p < end && *p == '.')
    for (p++; p < end && g_ascii_isdigit (*p); p++)
      {
        mantissa = mantissa * 10 + (guint64) (*p - '0');
        digits++;
        decimals++;
      }
  if (parted && !commas_part_thousands (first, end))
    return FALSE;
  if (p != end || digits == 0 || digits > MOST_DIGITS || decimals > MOST_EXACT || mantissa > (G_GUINT64_CONSTANT (1) << 53))
    return FALSE;
  *out_value = (double) mantissa / powers[decimals];
  return TRUE;
}

/**
 * sotong_chart_number_read:
 * @text: a cell
 * @end: where it ends
 * @out_value: (out): the number; NAN where the cell says that there is none
 *
 * Reads “1234.5”, “1,234”, “-3”, “△3” (as ledgers write what is below zero), “12%” and “1e-9”; an empty cell, “-”, “NA” and
 * “NaN” are gaps. Exact to the last bit.
 *
 * Returns: %FALSE when the cell is a word
 */
gboolean
sotong_chart_number_read (const char *text,
                          const char *end,
                          double     *out_value)
{
  gboolean negative = FALSE;

  while (text < end && (*text == ' ' || *text == '\r'))
    text++;
  while (end > text && (end[-1] == ' ' || end[-1] == '\r'))
    end--;
  if (read_quickly (text, end, out_value)) /* nearly all */
    return TRUE;
  if (is_gap (text, (gsize) (end - text)))
    {
      *out_value = NAN;
      return TRUE;
    }
  if (end - text > 3 && memcmp (text, "△", 3) == 0)
    {
      negative = TRUE;
      text += 3;
    }
  else if (*text == '-' || *text == '+')
    negative = *text++ == '-';
  if (end > text && end[-1] == '%')
    end--;
  if (!read_quickly (text, end, out_value) && !read_slowly (text, end, out_value))
    return FALSE;
  if (negative)
    *out_value = -*out_value;
  return TRUE;
}
