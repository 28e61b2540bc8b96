/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "budget/sotong-formula.h"
#include "util/sotong-won.h"

G_DEFINE_QUARK (sotong-formula-error-quark, sotong_formula_error)

#define WON "원"

static void
factor_free (SotongFactor *factor)
{
  g_free (factor->unit);
  g_free (factor);
}

/**
 * sotong_formula_free:
 * @self: (nullable) (transfer full): a formula
 */
void
sotong_formula_free (SotongFormula *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->factors);
  g_free (self->note);
  g_free (self);
}

static const char *
skip_blanks (const char *p)
{
  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* What stands at the place of a mistake, for the person to find it. */
static gboolean
refuse (const char  *whole,
        const char  *at,
        const char  *expected,
        GError     **error)
{
  if (*at == '\0')
    g_set_error (error, SOTONG_FORMULA_ERROR, SOTONG_FORMULA_ERROR_SYNTAX,
                 _("“%s” ends where %s is expected. Write it as 150,000원*500건, or 3,000,000원 for a lump sum."), whole, expected);
  else
    g_set_error (error, SOTONG_FORMULA_ERROR, SOTONG_FORMULA_ERROR_SYNTAX,
                 _("“%s” has “%s” where %s is expected. Write it as 150,000원*500건, or 3,000,000원 for a lump sum."), whole, at, expected);
  return FALSE;
}

static gboolean
refuse_size (const char  *whole,
             GError     **error)
{
  g_set_error (error, SOTONG_FORMULA_ERROR, SOTONG_FORMULA_ERROR_OVERFLOW,
               _("“%s” is more than a ledger can hold. Look for a digit too many."), whole);
  return FALSE;
}

/* Digits, in groups of three if there are commas: "150,00" is a slip of the hand, not a number. */
static gboolean
read_number (const char  *whole,
             const char **cursor,
             gint64      *out_value,
             GError     **error)
{
  const char *p = *cursor;
  gboolean grouped = FALSE;
  gint64 value = 0;
  int run = 0;

  if (!g_ascii_isdigit (*p))
    return refuse (whole, p, _("a number"), error);
  for (; g_ascii_isdigit (*p) || *p == ','; p++)
    {
      if (*p == ',')
        {
          if (run == 0 || run > 3 || (grouped && run != 3))
            return refuse (whole, *cursor, _("a number in groups of three digits"), error);
          grouped = TRUE;
          run = 0;
          continue;
        }
      run++;
      if (!sotong_won_multiply (value, 10, &value) || !sotong_won_add (value, *p - '0', &value))
        return refuse_size (whole, error);
    }
  if (grouped && run != 3)
    return refuse (whole, *cursor, _("a number in groups of three digits"), error);
  *cursor = p;
  *out_value = value;
  return TRUE;
}

static gboolean
read_times (const char **cursor)
{
  const char *p = skip_blanks (*cursor);

  if (*p == '*' || *p == 'x' || *p == 'X')
    p++;
  else if (g_str_has_prefix (p, "×"))
    p += strlen ("×");
  else
    return FALSE;
  *cursor = skip_blanks (p);
  return TRUE;
}

/* A word of Hangul, as 건 or 개월. */
static char *
read_unit (const char **cursor)
{
  const char *start = skip_blanks (*cursor);
  const char *p = start;

  while (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HANGUL)
    p = g_utf8_next_char (p);
  if (p == start)
    return NULL;
  *cursor = p;
  return g_strndup (start, (gsize) (p - start));
}

static gboolean
read_factor (SotongFormula  *self,
             const char     *whole,
             const char    **cursor,
             GError        **error)
{
  SotongFactor *factor;
  gint64 quantity = 0;
  char *unit;

  if (!read_number (whole, cursor, &quantity, error))
    return FALSE;
  unit = read_unit (cursor);
  if (unit == NULL)
    return refuse (whole, *cursor, _("a unit such as 건 or 회"), error);
  factor = g_new0 (SotongFactor, 1);
  factor->quantity = quantity;
  factor->unit = unit;
  g_ptr_array_add (self->factors, factor);
  return sotong_won_multiply (self->amount, quantity, &self->amount) || refuse_size (whole, error);
}

static gboolean
read_price (SotongFormula  *self,
            const char     *whole,
            const char    **cursor,
            GError        **error)
{
  const char *p;

  if (!read_number (whole, cursor, &self->unit_price, error))
    return FALSE;
  p = skip_blanks (*cursor);
  if (!g_str_has_prefix (p, WON))
    return refuse (whole, p, WON, error);
  *cursor = p + strlen (WON);
  self->amount = self->unit_price;
  return TRUE;
}

/* The bracket that closes the one at @p; %NULL if none does. */
static const char *
find_close (const char *p)
{
  int depth = 0;

  for (; *p != '\0'; p++)
    if (*p == '(')
      depth++;
    else if (*p == ')' && --depth == 0)
      return p;
  return NULL;
}

/* The note in brackets at the end; brackets may stand in it, and another pair behind it. Anything else that follows is no part of it: a
 * quantity there would be lost. */
static gboolean
read_note (SotongFormula  *self,
           const char     *whole,
           const char    **cursor,
           GError        **error)
{
  const char *p = skip_blanks (*cursor);
  const char *end;

  if (*p != '(')
    return TRUE;
  end = find_close (p);
  for (const char *next; end != NULL && *(next = skip_blanks (end + 1)) == '(';)
    end = find_close (next);
  if (end == NULL)
    return refuse (whole, p + strlen (p), _("a closing bracket"), error);
  g_free (self->note);
  self->note = g_strstrip (g_strndup (p + 1, (gsize) (end - p - 1)));
  *cursor = end + 1;
  return TRUE;
}

/**
 * sotong_formula_parse:
 * @text: a basis of calculation as offices write it: "150,000원*500건", "35,000,000원 (250P/500부)"
 * @error: return location; `SOTONG_FORMULA_ERROR`
 *
 * A unit price in 원, then any number of `*`, `×`, `x` or `X` with a quantity and a
 * unit in Hangul, then a note in brackets, which is not arithmetic. Without a
 * factor it is a lump sum.
 *
 * Returns: (transfer full) (nullable): the formula and what it comes to
 */
SotongFormula *
sotong_formula_parse (const char  *text,
                      GError     **error)
{
  g_autoptr(SotongFormula) self = g_new0 (SotongFormula, 1);
  g_autofree char *whole = NULL;
  const char *cursor;

  self->factors = g_ptr_array_new_with_free_func ((GDestroyNotify) factor_free);
  self->note = g_strdup ("");
  whole = g_utf8_normalize (text, -1, G_NORMALIZE_NFC); /* Hangul may come in its parts */
  if (whole == NULL)
    {
      g_set_error_literal (error, SOTONG_FORMULA_ERROR, SOTONG_FORMULA_ERROR_SYNTAX, _("The basis of calculation is not text."));
      return NULL;
    }
  g_strstrip (whole);
  cursor = skip_blanks (whole);
  if (!read_price (self, whole, &cursor, error))
    return NULL;
  while (read_times (&cursor))
    {
      if (!read_factor (self, whole, &cursor, error))
        return NULL;
    }
  if (!read_note (self, whole, &cursor, error))
    return NULL;
  cursor = skip_blanks (cursor);
  if (*cursor == '\0')
    return g_steal_pointer (&self);
  refuse (whole, cursor, _("“*” and a quantity, or a note in brackets,"), error);
  return NULL;
}

/**
 * sotong_formula_to_string:
 * @self: a formula
 *
 * Returns: (transfer full): as the source document writes it: "150,000원*500건"
 */
char *
sotong_formula_to_string (const SotongFormula *self)
{
  g_autofree char *price = sotong_number_group (self->unit_price);
  GString *out = g_string_new (price);

  g_string_append (out, WON);
  for (guint i = 0; i < self->factors->len; i++)
    {
      const SotongFactor *factor = g_ptr_array_index (self->factors, i);
      g_autofree char *quantity = sotong_number_group (factor->quantity);

      g_string_append_printf (out, "*%s%s", quantity, factor->unit);
    }
  if (self->note[0] != '\0')
    g_string_append_printf (out, " (%s)", self->note);
  return g_string_free (out, FALSE);
}
