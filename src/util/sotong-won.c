/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-won.h"

/**
 * sotong_number_group:
 * @value: any number
 *
 * Returns: (transfer full): decimal digits in groups of three, "-1,234"
 */
char *
sotong_number_group (gint64 value)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, magnitude);
  size_t length = strlen (digits);
  GString *out = g_string_new (value < 0 ? "-" : "");

  for (size_t i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}

static char *
with_triangle (char *grouped)
{
  char *out;

  if (grouped[0] != '-')
    return grouped;
  out = g_strconcat ("△", grouped + 1, NULL);
  g_free (grouped);
  return out;
}

/**
 * sotong_won_format:
 * @won: an amount in won
 *
 * Returns: (transfer full): the amount as offices write it: "418,000,000", and
 *   "△17,925" for less than nothing
 */
char *
sotong_won_format (gint64 won)
{
  return with_triangle (sotong_number_group (won));
}

/**
 * sotong_won_format_thousand:
 * @won: an amount in won
 *
 * The unit of budget tables, 천원. What is under a thousand is cut, not rounded,
 * toward zero; the stored won never change.
 *
 * Returns: (transfer full): as in "418,000" or "△17,925"
 */
char *
sotong_won_format_thousand (gint64 won)
{
  return with_triangle (sotong_number_group (won / 1000));
}

/**
 * sotong_won_percent:
 * @part: an amount in won
 * @whole: an amount in won
 * @out_percent: (out): @part × 100 / @whole, cut toward zero as budget books do
 *
 * Returns: %FALSE if there is no such number: @whole is 0, or so little of @part that the percent are too many to be counted
 */
gboolean
sotong_won_percent (gint64  part,
                    gint64  whole,
                    gint64 *out_percent)
{
  __int128 percent;

  if (whole == 0)
    return FALSE;
  percent = (__int128) part * 100 / whole;
  if (percent > G_MAXINT64 || percent < G_MININT64)
    return FALSE;
  *out_percent = (gint64) percent;
  return TRUE;
}

/* "1234567" or "1,234,567"; "1,23" is refused, because somebody may have meant a fraction. */
static gboolean
read_digits (char   **cursor,
             gint64  *value)
{
  char *p = *cursor;
  guint in_group = 0;
  gboolean grouped = FALSE;

  for (*value = 0; g_ascii_isdigit (*p) || *p == ','; p++)
    {
      if (*p == ',')
        {
          if (grouped ? in_group != 3 : in_group < 1 || in_group > 3)
            return FALSE;
          grouped = TRUE;
          in_group = 0;
          continue;
        }
      in_group++;
      if (!sotong_won_multiply (*value, 10, value) || !sotong_won_add (*value, *p - '0', value))
        return FALSE;
    }
  *cursor = p;
  return grouped ? in_group == 3 : in_group > 0;
}

/* The text with everything as a keyboard of one width types it: full-width digits, signs, commas and brackets, and the other minus. */
static char *
narrow (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autoptr(GString) out = g_string_new (composed != NULL ? composed : text);

  g_string_replace (out, "\xe2\x88\x92", "-", 0); /* U+2212 */
  g_string_replace (out, "₩", "", 1);
  if (out->str[strcspn (out->str, "\\0123456789")] == '\\') /* the same sign, in what Korean spreadsheets save as CP949 */
    g_string_erase (out, (gssize) strcspn (out->str, "\\"), 1);
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

/* Reads the unit behind an amount, if there is one. */
static gboolean
read_unit (char   **cursor,
           gint64  *value)
{
  static const struct {
    const char *word;
    gint64      won;
  } units[] = { { "억원", 100000000 }, { "천만원", 10000000 }, { "백만원", 1000000 }, { "십만원", 100000 }, { "천원", 1000 }, { "만원", 10000 }, { "원", 1 } };
  char *p = g_strchug (*cursor);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (!g_str_has_prefix (p, units[i].word))
        continue;
      *cursor = p + strlen (units[i].word);
      return sotong_won_multiply (*value, units[i].won, value);
    }
  *cursor = p;
  return TRUE;
}

/* Reads the sign before an amount; a pair of brackets, which becomes blanks, means less than nothing too. */
static gboolean
read_sign (char     **cursor,
           gboolean  *negative)
{
  char *p = *cursor;
  char *close = *p == '(' ? strchr (p, ')') : NULL;

  if (*p == '(' && close == NULL)
    return FALSE;
  if (close != NULL)
    *close = ' ';
  if (g_str_has_prefix (p, "△") || g_str_has_prefix (p, "▲"))
    *cursor = p + strlen ("△");
  else if (*p == '-' || *p == '(' || *p == '+')
    *cursor = p + 1;
  *negative = *cursor > p && *p != '+';
  return TRUE;
}

/**
 * sotong_won_parse:
 * @text: "150,000", "150000원", "1,234천원", "15만원", "△1,234", "▲1,234", "(1,234)", "-1,234", "+1,234" or "-" for 0; the same in
 *   full-width characters
 * @out_won: (out): the amount in won
 *
 * Returns: %FALSE if @text is not an amount or does not fit
 */
gboolean
sotong_won_parse (const char *text,
                  gint64     *out_won)
{
  g_autofree char *copy = narrow (text);
  char *p = copy;
  gboolean negative;
  gint64 value = 0;

  if (g_str_equal (p, "-"))
    {
      *out_won = 0;
      return TRUE;
    }
  if (!read_sign (&p, &negative))
    return FALSE;
  p = g_strchug (p);
  if (!read_digits (&p, &value) || !read_unit (&p, &value))
    return FALSE;
  if (*g_strchug (p) != '\0')
    return FALSE;
  *out_won = negative ? -value : value;
  return TRUE;
}

/**
 * sotong_won_is_too_large:
 * @text: what sotong_won_parse() refused
 *
 * Returns: whether @text is written as an amount is, and is one that does not fit
 */
gboolean
sotong_won_is_too_large (const char *text)
{
  g_autofree char *shape = narrow (text);
  gint64 won;

  for (char *p = shape; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      *p = '0';
  return !sotong_won_parse (text, &won) && sotong_won_parse (shape, &won);
}

/* Takes the decimals off a number, "3,132.5" or "(3,132.5)", and tells how many won of @unit they are; %FALSE if they are not whole won. */
static gboolean
cut_decimals (char   *text,
              gint64  unit,
              gint64 *out_won)
{
  char *point = strchr (text, '.');
  gsize n = point != NULL ? strspn (point + 1, "0123456789") : 0;

  *out_won = 0;
  if (point == NULL)
    return TRUE;
  if (n == 0)
    return FALSE;
  for (gsize i = 1; i <= n; i++)
    {
      if (point[i] != '0' && (unit == 0 || unit % 10 != 0))
        return FALSE;
      unit /= 10;
      *out_won += (point[i] - '0') * unit;
    }
  memmove (point, point + 1 + n, strlen (point + 1 + n) + 1);
  return TRUE;
}

/**
 * sotong_won_parse_cell:
 * @text: an amount as tables have it: as sotong_won_parse() reads it, or with decimals that are whole won in its unit: "1500.0" of 1 as
 *   workbooks write whole numbers, "3,132.5" of 1000
 * @unit: what a number without a unit of its own counts, in won: 1, or 1000 in a column of 천원
 * @out_won: (out): the amount in won
 *
 * Returns: %FALSE if @text is not a whole amount or does not fit
 */
gboolean
sotong_won_parse_cell (const char *text,
                       gint64      unit,
                       gint64     *out_won)
{
  g_autofree char *whole = narrow (text);
  gint64 part = 0;

  if (!cut_decimals (whole, unit, &part) || !sotong_won_parse (whole, out_won))
    return FALSE;
  if (strstr (whole, "원") != NULL)
    return part == 0;
  return sotong_won_multiply (*out_won, unit, out_won) && sotong_won_add (*out_won, *whole == '-' || *whole == '(' || g_str_has_prefix (whole, "△") || g_str_has_prefix (whole, "▲") ? -part : part, out_won);
}

/**
 * sotong_won_add:
 * @a: an amount
 * @b: an amount
 * @out_sum: (out): @a + @b
 *
 * Returns: %FALSE if the sum does not fit 64 bits
 */
gboolean
sotong_won_add (gint64  a,
                gint64  b,
                gint64 *out_sum)
{
  return !__builtin_add_overflow (a, b, out_sum);
}

/**
 * sotong_won_subtract:
 * @a: an amount
 * @b: an amount
 * @out_difference: (out): @a - @b
 *
 * Returns: %FALSE if the difference does not fit 64 bits
 */
gboolean
sotong_won_subtract (gint64  a,
                     gint64  b,
                     gint64 *out_difference)
{
  return !__builtin_sub_overflow (a, b, out_difference);
}

/**
 * sotong_won_multiply:
 * @a: an amount
 * @b: a count
 * @out_product: (out): @a × @b
 *
 * Returns: %FALSE if the product does not fit 64 bits
 */
gboolean
sotong_won_multiply (gint64  a,
                     gint64  b,
                     gint64 *out_product)
{
  return !__builtin_mul_overflow (a, b, out_product);
}
