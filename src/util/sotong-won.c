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
 * Returns: %FALSE if there is no such number because @whole is 0
 */
gboolean
sotong_won_percent (gint64  part,
                    gint64  whole,
                    gint64 *out_percent)
{
  if (whole == 0)
    return FALSE;
  *out_percent = (gint64) ((__int128) part * 100 / whole);
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

/**
 * sotong_won_parse:
 * @text: "150,000", "150000원", "1,234천원", "△1,234", "▲1,234", "(1,234)", "-1,234", "+1,234" or "-" for 0
 * @out_won: (out): the amount in won
 *
 * Returns: %FALSE if @text is not an amount or does not fit
 */
gboolean
sotong_won_parse (const char *text,
                  gint64     *out_won)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  char *p = copy;
  gboolean negative = FALSE, bracket = FALSE;
  gint64 value = 0;

  if (g_str_equal (p, "-"))
    {
      *out_won = 0;
      return TRUE;
    }
  if (g_str_has_prefix (p, "△") || g_str_has_prefix (p, "▲"))
    {
      negative = TRUE;
      p += strlen ("△");
    }
  else if (*p == '-' || *p == '(')
    {
      negative = TRUE;
      bracket = *p == '(';
      p++;
    }
  else if (*p == '+')
    p++;
  p = g_strchug (p);
  if (!read_digits (&p, &value))
    return FALSE;
  if (bracket)
    {
      if (*p != ')')
        return FALSE;
      p++;
    }
  p = g_strchug (p);
  if (g_str_equal (p, "천원"))
    {
      if (!sotong_won_multiply (value, 1000, &value))
        return FALSE;
    }
  else if (*p != '\0' && !g_str_equal (p, "원"))
    return FALSE;
  *out_won = negative ? -value : value;
  return TRUE;
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
