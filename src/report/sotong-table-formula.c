/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-table-formula.h"

/*
 * What follows from other cells of a table, as a workbook computes it. Columns are called as on a sheet, 'A' the first. A cell gets a
 * formula only if what is printed in the others comes to what is printed in it, so that whoever has it computed again gets no other
 * figure; else it stays a figure of its own, as a total does that holds more than is listed.
 */

/**
 * sotong_cell_is_number:
 * @cell: (nullable): a cell
 *
 * Returns: whether a workbook has it as a number; a year or a number that is shown with words stays as it is shown
 */
gboolean
sotong_cell_is_number (const SotongCell *cell)
{
  return cell != NULL && cell->has_value && !cell->only_shown
         && (cell->text == NULL || strspn (cell->text, "0123456789,.-") == strlen (cell->text) || g_str_has_prefix (cell->text, "△"))
         && ABS ((double) cell->value) < 9e15;
}

static guint
last_row (SotongTable *table)
{
  return sotong_table_get_n_rows (table) - 1;
}

/* The cell that was added last. */
static const SotongCell *
last_cell (SotongTable *table)
{
  const SotongRow *row = sotong_table_get_row (table, last_row (table));

  return row->cells->len > 0 ? g_ptr_array_index (row->cells, row->cells->len - 1) : NULL;
}

/* A whole number in the column called @name; not one that stands in a cell which reaches over from elsewhere. */
static gboolean
get_whole (SotongTable *table,
           guint        row,
           char         name,
           gint64      *out)
{
  guint column = (guint) (name - 'A');
  const SotongCell *cell = name >= 'A' && column < sotong_table_get_n_columns (table) ? sotong_table_get_cell (table, row, column) : NULL;

  if (!sotong_cell_is_number (cell) || cell->column != column || cell->decimals != 0)
    return FALSE;
  *out = cell->value;
  return TRUE;
}

/* The same in tenths, of a number with a decimal at most. */
static gboolean
get_tenths (SotongTable *table,
            char         name,
            gint64      *out)
{
  guint column = (guint) (name - 'A');
  const SotongCell *cell = name >= 'A' && column < sotong_table_get_n_columns (table) ? sotong_table_get_cell (table, last_row (table), column) : NULL;

  if (!sotong_cell_is_number (cell) || cell->column != column || cell->decimals > 1)
    return FALSE;
  *out = cell->decimals == 0 ? cell->value * 10 : cell->value;
  return TRUE;
}

/**
 * sotong_table_last_name:
 * @table: a table with a cell added to the row
 *
 * Returns: what the column of the last cell is called on a sheet: 'A' the first
 */
char
sotong_table_last_name (SotongTable *table)
{
  const SotongCell *cell = last_cell (table);

  return (char) ('A' + (cell != NULL ? cell->column : 0));
}

/**
 * sotong_table_follow_terms:
 * @table: a table with a number added to the row
 * @terms: columns of the row with their signs, "B+C-D"
 *
 * The last cell is what the others come to.
 */
void
sotong_table_follow_terms (SotongTable *table,
                           const char  *terms)
{
  const SotongCell *cell = last_cell (table);
  g_autoptr(GString) formula = g_string_new ("=");
  gint64 value;
  __int128 sum = 0; /* of any number of what fits 64 bits */

  for (const char *p = terms; *p != '\0'; p++)
    {
      int sign = p > terms && p[-1] == '-' ? -1 : 1;

      if (*p == '+' || *p == '-')
        {
          g_string_append_c (formula, *p);
          continue;
        }
      if (!get_whole (table, last_row (table), *p, &value))
        return;
      g_string_append_printf (formula, "%c{r}", *p);
      sum += sign * value;
    }
  if (sotong_cell_is_number (cell) && cell->decimals == 0 && cell->value == sum)
    sotong_table_set_formula (table, formula->str);
}

/**
 * sotong_table_follow_rate:
 * @table: a table with a number added to the row
 * @part: a column of the row
 * @whole: one column, or several that are added up: "CDE"
 *
 * The last cell is the part in percent of the whole: cut if it has no decimals, rounded if it has one; "-" if a reader makes the whole nought.
 */
void
sotong_table_follow_rate (SotongTable *table,
                          char         part,
                          const char  *whole)
{
  const SotongCell *cell = last_cell (table);
  gint64 value, a, b = 0;
  g_autoptr(GString) divisor = g_string_new (NULL);
  g_autofree char *formula = NULL;

  if (!sotong_cell_is_number (cell) || cell->decimals > 1 || !get_tenths (table, part, &a))
    return;
  for (const char *p = whole; *p != '\0'; p++)
    {
      if (!get_tenths (table, *p, &value))
        return;
      g_string_append_printf (divisor, "%s%c{r}", p > whole ? "+" : "", *p);
      b += value;
    }
  if (b == 0 || (cell->decimals == 1 && b < 0))
    return;
  value = cell->decimals == 0 ? (gint64) ((__int128) a * 100 / b) : (gint64) (((__int128) a * 2000 / b + (a < 0 ? -1 : 1)) / 2);
  if (value != cell->value)
    return;
  if (strlen (whole) > 1)
    {
      g_string_prepend_c (divisor, '(');
      g_string_append_c (divisor, ')');
    }
  formula = g_strdup_printf (cell->decimals == 0 ? "=IF(%s=0,\"-\",TRUNC(%c{r}*100/%s))" : "=IF(%s=0,\"-\",ROUND(%c{r}*100/%s,1))", divisor->str, part,
                             divisor->str);
  sotong_table_set_formula (table, formula);
}

/**
 * sotong_table_follow_mean:
 * @table: a table with a number added to the row
 * @sum: a column of the row
 * @count: another, whose numbers are not below nought
 *
 * The last cell is the sum by the count, rounded to a whole number.
 */
void
sotong_table_follow_mean (SotongTable *table,
                          char         sum,
                          char         count)
{
  const SotongCell *cell = last_cell (table);
  gint64 a, n;
  g_autofree char *formula = NULL;

  if (!sotong_cell_is_number (cell) || cell->decimals != 0 || !get_whole (table, last_row (table), sum, &a)
      || !get_whole (table, last_row (table), count, &n) || a < 0 || n <= 0 || cell->value != (a + n / 2) / n)
    return;
  formula = g_strdup_printf ("=IF(%c{r}=0,\"-\",ROUND(%c{r}/%c{r},0))", count, sum, count);
  sotong_table_set_formula (table, formula);
}

/* "SUM(B{r+1}:B{r+4})", or one by one where they do not stand on end. */
static char *
format_sum (guint        row,
            char         column,
            const guint *rows,
            guint        n_rows)
{
  GString *formula;

  if (n_rows > 1 && rows[n_rows - 1] - rows[0] == n_rows - 1)
    return g_strdup_printf ("=SUM(%c{r%+d}:%c{r%+d})", column, (int) rows[0] - (int) row, column, (int) rows[n_rows - 1] - (int) row);
  formula = g_string_new ("=SUM(");
  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (formula, "%s%c{r%+d}", i > 0 ? "," : "", column, (int) rows[i] - (int) row);
  g_string_append_c (formula, ')');
  return g_string_free (formula, FALSE);
}

static SotongCell *
find_cell (SotongTable *table,
           guint        row,
           guint        column)
{
  const SotongRow *cells = sotong_table_get_row (table, row);

  for (guint i = 0; i < cells->cells->len; i++)
    {
      SotongCell *cell = g_ptr_array_index (cells->cells, i);

      if (cell->column == column)
        return cell;
    }
  return NULL;
}

/**
 * sotong_table_follow_rows:
 * @table: a table with its rows
 * @row: one of them, heads counted
 * @columns: those that are added up: "BCD"
 * @rows: (array length=n_rows): what they are added up of, ascending
 * @n_rows: their number; none is no sum
 *
 * The row is the sum of others. What is blank in them counts as nought, as in a workbook; a cell that has a formula keeps it.
 */
void
sotong_table_follow_rows (SotongTable *table,
                          guint        row,
                          const char  *columns,
                          const guint *rows,
                          guint        n_rows)
{
  for (const char *p = columns; n_rows > 0 && *p != '\0'; p++)
    {
      SotongCell *cell = find_cell (table, row, (guint) (*p - 'A'));
      __int128 sum = 0;
      gint64 value;

      if (!sotong_cell_is_number (cell) || cell->decimals != 0 || cell->formula != NULL)
        continue;
      for (guint i = 0; i < n_rows; i++)
        sum += get_whole (table, rows[i], *p, &value) ? value : 0;
      if (sum == cell->value)
        cell->formula = format_sum (row, *p, rows, n_rows);
    }
}

/**
 * sotong_table_follow_below:
 * @table: a table with its rows
 * @row: one of them, heads counted
 * @columns: those that are added up
 *
 * The row is the sum of all that stand below it.
 */
void
sotong_table_follow_below (SotongTable *table,
                           guint        row,
                           const char  *columns)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = row + 1; i < sotong_table_get_n_rows (table); i++)
    g_array_append_val (rows, i);
  sotong_table_follow_rows (table, row, columns, (const guint *) (gpointer) rows->data, rows->len);
}

/**
 * sotong_table_place_formula:
 * @formula: of a cell of the model
 * @row: the row of the sheet that it stands in, 0 the first
 * @end: the last row of its table there
 *
 * Returns: (transfer full): the formula with the rows where they are on the sheet: "{r}" this one, "{r+1}" the next, "{r-2}" the one
 *   before the last, "{end}" the last of the table
 */
char *
sotong_table_place_formula (const char *formula,
                            guint       row,
                            guint       end)
{
  GString *out = g_string_new (NULL);

  for (const char *p = formula, *close; *p != '\0'; p = close + 1)
    {
      gint64 at;

      close = *p == '{' ? strchr (p, '}') : NULL;
      if (close == NULL)
        {
          close = p;
          g_string_append_c (out, *p);
          continue;
        }
      at = g_str_has_prefix (p, "{end}") ? end : row + (p[1] == 'r' ? g_ascii_strtoll (p + 2, NULL, 10) : 0);
      g_string_append_printf (out, "%" G_GINT64_FORMAT, at + 1);
    }
  return g_string_free (out, FALSE);
}
