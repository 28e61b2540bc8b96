/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of text becomes a model: the first column says where, the others how much. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "chart/sotong-chart-number.h"
#include "chart/sotong-chart-tsv.h"
#include "chart/sotong-chart-tsv-private.h"

#define MAX_COLUMNS 1000

/* ---- lines and cells ---- */

static gboolean
next_line (const char **cursor,
           const char  *end,
           const char **line,
           const char **line_end)
{
  while (*cursor < end)
    {
      const char *stop = memchr (*cursor, '\n', (gsize) (end - *cursor));

      *line = *cursor;
      *line_end = stop != NULL ? stop : end;
      *cursor = stop != NULL ? stop + 1 : end;
      if (*line_end > *line && (*line_end)[-1] == '\r')
        (*line_end)--;
      if (*line_end > *line && **line != '#')
        return TRUE;
    }
  return FALSE;
}

static const char *
cell_end (const Table *table,
          const char  *cell,
          const char  *line_end)
{
  const char *stop = memchr (cell, table->separator, (gsize) (line_end - cell));

  return stop != NULL ? stop : line_end;
}

static const char *
next_cell (const Table *table,
           const char  *stop,
           const char  *line_end)
{
  if (stop >= line_end)
    return NULL;
  stop++;
  while (table->separator == ' ' && stop < line_end && *stop == ' ')
    stop++;
  return stop;
}

/* Tabs; where the first line has none, blanks, as programs that draw curves take them. */
static char
find_separator (const char *line,
                const char *line_end)
{
  if (memchr (line, '\t', (gsize) (line_end - line)) != NULL)
    return '\t';
  return memchr (line, ' ', (gsize) (line_end - line)) != NULL ? ' ' : '\t';
}

/* ---- the head ---- */

/* A figure that cannot be one, “1e999” or “inf”, is not the name of a column. */
static gboolean
is_meant_as_figure (const char *cell,
                    const char *stop)
{
  g_autofree char *text = g_strndup (cell, (gsize) (stop - cell));

  return g_regex_match_simple ("^ *[+-]?([0-9][0-9,]*(\\.[0-9]*)?(e[+-]?[0-9]+)?|inf(inity)?)[ \r]*$", text, G_REGEX_CASELESS, 0);
}

static gboolean
is_head (const Table *table,
         const char  *line,
         const char  *line_end)
{
  const char *cell = line;
  guint column = 0;

  /* Who names columns does not begin with a day: then it is the figure that is wrong. */
  if (table->n_cells > 1 && sotong_chart_tsv_find_x (table, line, cell_end (table, line, line_end)) == X_TIMES)
    return FALSE;
  while (cell != NULL)
    {
      const char *stop = cell_end (table, cell, line_end);
      double value;

      if ((column > 0 || table->n_cells == 1) && !sotong_chart_number_read (cell, stop, &value) && !sotong_chart_tsv_is_sum (cell, stop)
          && !is_meant_as_figure (cell, stop))
        return TRUE;
      cell = next_cell (table, stop, line_end);
      column++;
    }
  return FALSE;
}

static guint
count_cells (const Table *table,
             const char  *line,
             const char  *line_end)
{
  guint n = 0;

  for (const char *cell = line; cell != NULL; cell = next_cell (table, cell_end (table, cell, line_end), line_end))
    n++;
  return n;
}

static void
read_names (Table      *table,
            const char *line,
            const char *line_end)
{
  guint column = 0;

  for (const char *cell = line; cell != NULL; column++)
    {
      const char *stop = cell_end (table, cell, line_end);

      if (column > 0 || table->n_cells == 1)
        {
          g_autofree char *name = g_strndup (cell, (gsize) (stop - cell));

          g_ptr_array_add (table->names, g_utf8_make_valid (g_strstrip (name), -1));
        }
      cell = next_cell (table, stop, line_end);
    }
}

/* ---- rows ---- */

static gboolean
fail (GError     **error,
      guint64      line,
      const char  *cell,
      const char  *stop)
{
  g_autofree char *text = g_strndup (cell, MIN ((gsize) (stop - cell), 60));
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
               _("Line %" PRIu64 ": “%s” is not a number. Write figures as 1234.5, and nothing where there is none."), line, valid);
  return FALSE;
}

/* Tabs at the end of a line are nothing; figures for which there is no column would be lost. */
static gboolean
check_rest (Table       *table,
            const char  *line,
            const char  *rest,
            const char  *line_end,
            GError     **error)
{
  while (rest != NULL && rest < line_end && (*rest == '\t' || *rest == ' '))
    rest++;
  if (rest == NULL || rest == line_end)
    return TRUE;
  g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
               _("Line %" PRIu64 " has %u cells, the first line %u. Write a tab between any two cells, and a first line with a name for each column."),
               table->line, count_cells (table, line, line_end), table->n_cells);
  return FALSE;
}

/* The figures of a row; cells that are not there are gaps. */
static gboolean
read_values (Table       *table,
             const char  *line,
             const char  *cell,
             const char  *line_end,
             GError     **error)
{
  for (guint column = 0; column < table->n_series; column++)
    {
      double value = NAN;

      if (cell != NULL)
        {
          const char *stop = cell_end (table, cell, line_end);

          if (column == 0 && sotong_chart_tsv_is_sum (cell, stop))
            sotong_chart_tsv_add_sum (table);
          else if (!sotong_chart_number_read (cell, stop, &value))
            return fail (error, table->line, cell, stop);
          cell = next_cell (table, stop, line_end);
        }
      table->values[column][table->n_rows] = value;
    }
  return check_rest (table, line, cell, line_end, error);
}

static gboolean
read_row (Table       *table,
          const char  *line,
          const char  *line_end,
          GError     **error)
{
  const char *stop = cell_end (table, line, line_end);
  double number;

  if (table->n_cells == 1)
    stop = line;
  else if (table->x == X_NUMBERS)
    {
      if (!sotong_chart_number_read (line, stop, &number) || isnan (number))
        return fail (error, table->line, line, stop);
      table->ascending = table->ascending && (table->n_rows == 0 || number >= table->places[table->n_rows - 1]);
      table->places[table->n_rows] = number;
    }
  else if (!sotong_chart_tsv_read_x (table, line, stop, error))
    return FALSE;
  if (!read_values (table, line, table->n_cells == 1 ? line : next_cell (table, stop, line_end), line_end, error))
    return FALSE;
  table->n_rows++;
  return TRUE;
}

/* Lines of two plain numbers, as long as they come: what a program writes a million of. The first that is anything else
 * is left to read_row(). */
static const char *
read_plain_rows (Table      *table,
                 const char *cursor,
                 const char *end)
{
  double *places = table->places, *values = table->values[0];
  double x, y, before = table->n_rows > 0 ? places[table->n_rows - 1] : -INFINITY;

  while (cursor < end)
    {
      const char *p = sotong_chart_number_scan (cursor, end, &x);

      if (p == NULL || p >= end || *p != table->separator || (p = sotong_chart_number_scan (p + 1, end, &y)) == NULL
          || p >= end || *p != '\n')
        break;
      table->ascending = table->ascending && x >= before;
      before = x;
      places[table->n_rows] = x;
      values[table->n_rows++] = y;
      table->line++;
      cursor = p + 1;
    }
  return cursor;
}

/* Lines are short: to look for the end of each would take longer than to look at eight characters at once. */
static gsize
count_lines (const char *text,
             const char *end)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), low = ones * 0x7f;
  gsize n = 1;

  while (end - text >= 8)
    {
      guint64 sums = 0;

      for (guint i = 0; i < 255 && end - text >= 8; i++, text += 8)
        {
          guint64 word;

          memcpy (&word, text, sizeof word);
          word ^= ones * '\n';
          sums += ~((((word & low) + low) | word) | low) >> 7; /* 1 in each byte that was an end of a line */
        }
      for (; sums != 0; sums >>= 8)
        n += sums & 0xff;
    }
  for (; text < end; text++)
    n += *text == '\n';
  return n;
}

static void
make_room (Table *table,
           gsize  n)
{
  table->values = g_new0 (double *, table->n_series + 1);
  for (guint i = 0; i < table->n_series; i++)
    table->values[i] = g_new (double, n + 1);
  if (table->x == X_NUMBERS)
    table->places = g_new (double, n + 1);
}

static void
table_clear (Table *table)
{
  for (guint i = 0; table->values != NULL && i < table->n_series; i++)
    g_free (table->values[i]);
  g_free (table->values);
  g_free (table->places);
  g_clear_pointer (&table->times, g_array_unref);
  g_ptr_array_unref (table->texts);
  g_array_unref (table->sums);
  g_ptr_array_unref (table->names);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

/* What the first lines are: separator, number of columns, names, what the first column holds. */
static gboolean
read_head (Table       *table,
           const char **cursor,
           const char  *end,
           GError     **error)
{
  const char *line, *line_end, *after = *cursor;

  if (!next_line (&after, end, &line, &line_end))
    return TRUE;
  table->separator = find_separator (line, line_end);
  table->n_cells = count_cells (table, line, line_end);
  if (table->n_cells > MAX_COLUMNS)
    {
      g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                   _("The table has %u columns. A chart takes at most %d."), table->n_cells, MAX_COLUMNS);
      return FALSE;
    }
  table->n_series = MAX (1, table->n_cells - 1);
  if (is_head (table, line, line_end))
    {
      read_names (table, line, line_end);
      table->line = count_lines (*cursor, line);
      *cursor = after;
      if (!next_line (&after, end, &line, &line_end))
        return TRUE;
    }
  table->x = table->n_cells == 1 ? X_NONE : sotong_chart_tsv_find_x (table, line, cell_end (table, line, line_end));
  return TRUE;
}

/**
 * sotong_chart_tsv_read:
 * @model: a model; its kind says how the table is meant
 * @text: lines of cells between tabs, UTF-8 (or of two columns between blanks); a first line without figures names the
 *   series; lines that begin with # are skipped
 * @length: of @text in bytes
 * @zone: the office's zone, for dates
 * @error: return location; `SOTONG_CHART_ERROR_DATA` with the number of the line that cannot be read
 *
 * Fills in the slots and series of @model. A first column of numbers is an axis of numbers; of days, months or times
 * it is an axis of time on which days that are left out are gaps; of anything else it holds names. An empty cell is a gap,
 * and “=” in the second column a sum of what stands above. A million lines take about 40 ms.
 *
 * Returns: %TRUE when all of it was read
 */
gboolean
sotong_chart_tsv_read (SotongChartModel  *model,
                       const char        *text,
                       gsize              length,
                       GTimeZone         *zone,
                       GError           **error)
{
  g_auto(Table) table = { .zone = zone, .ascending = TRUE };
  const char *end = text + length, *cursor = text, *before, *line, *line_end;

  g_return_val_if_fail (model != NULL, FALSE);
  g_return_val_if_fail (zone != NULL, FALSE);

  table.names = g_ptr_array_new_with_free_func (g_free);
  table.texts = g_ptr_array_new_with_free_func (g_free);
  table.sums = g_array_new (FALSE, FALSE, sizeof (gsize));
  table.times = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    cursor += 3;
  if (!read_head (&table, &cursor, end, error))
    return FALSE;
  make_room (&table, count_lines (cursor, end));
  while (TRUE)
    {
      if (table.x == X_NUMBERS && table.n_cells == 2)
        cursor = read_plain_rows (&table, cursor, end);
      before = cursor;
      if (!next_line (&cursor, end, &line, &line_end))
        break;
      table.line += count_lines (before, line);
      if (!read_row (&table, line, line_end, error))
        return FALSE;
    }
  return sotong_chart_tsv_fill_model (&table, model, error);
}
