/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of text becomes a model: the first column says where, the others how much. */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "chart/sotong-chart-number.h"
#include "chart/sotong-chart-tsv.h"
#include "chart/sotong-chart-tsv-private.h"

#define MAX_COLUMNS 1000
#define LARGEST 1e300    /* of a figure: sums and the ends of axes must be numbers as well */
#define FIRST_YEAR 1900  /* of those that name columns */
#define LAST_YEAR 2100

/* ---- lines and cells ---- */

/* “서울불꽃축제”, “2016불꽃축제”: a letter comes first, or behind a number; not “1”, nor a day. */
static gboolean
begins_as_word (const char *text,
                const char *stop)
{
  while (text < stop && g_ascii_isdigit (*text))
    text++;
  return text < stop && g_unichar_isalpha (g_utf8_get_char_validated (text, stop - text));
}

/* “# made by hand” is a remark; a hashtag and a figure is one that was counted. */
static gboolean
is_remark (const char *line,
           const char *line_end)
{
  const char *stop = memchr (line, '\t', (gsize) (line_end - line)), *last = stop;
  double value;

  if (*line != '#' || stop == NULL || !begins_as_word (line + 1, stop))
    return *line == '#';
  for (const char *p = stop; p < line_end; p++)
    if (*p == '\t' && p + 1 < line_end)
      last = p;
  return !sotong_chart_number_read (last + 1, line_end, &value) || isnan (value);
}

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
      if (*line_end > *line && !is_remark (*line, *line_end))
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

/* What a sheet has put between quotes: “"1,234"”. */
static void
unquote (const char **cell,
         const char **stop)
{
  if (*stop - *cell < 2 || **cell != '"' || (*stop)[-1] != '"')
    return;
  (*cell)++;
  (*stop)--;
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

/* What stands in the first column of a line. */
static TableX
find_line_x (const Table *table,
             const char  *line,
             const char  *line_end)
{
  const char *cell = line, *stop = cell_end (table, line, line_end);

  unquote (&cell, &stop);
  return sotong_chart_tsv_find_x (table, cell, stop);
}

/* “지역	2015	2016”: a word, then years one after the other. One is enough where days or numbers follow. */
static gboolean
names_years (const Table *table,
             const char  *line,
             const char  *line_end,
             gboolean     before_axis)
{
  const char *cell = next_cell (table, cell_end (table, line, line_end), line_end);
  double before = NAN, value;
  guint n = 0;

  for (; cell != NULL && cell < line_end; n++)
    {
      const char *stop = cell_end (table, cell, line_end), *first = cell, *last = stop;

      unquote (&first, &last);
      if (last - first != 4 || !sotong_chart_number_read (first, last, &value) || value < FIRST_YEAR || value > LAST_YEAR || value != floor (value)
          || (n > 0 && fabs (value - before) != 1))
        return FALSE;
      before = value;
      cell = next_cell (table, stop, line_end);
    }
  return n > (before_axis ? 0 : 1);
}

/* @next: where the lines behind it begin */
static gboolean
is_head (const Table *table,
         const char  *line,
         const char  *line_end,
         const char  *next,
         const char  *end)
{
  TableX x = table->n_cells > 1 ? find_line_x (table, line, line_end) : X_NONE;
  const char *cell = line, *second, *second_end;
  gboolean before_axis;
  guint column = 0;

  /* Who names columns does not begin with a day: then it is the figure that is wrong. */
  if (x == X_TIMES)
    return FALSE;
  before_axis = next_line (&next, end, &second, &second_end) && find_line_x (table, second, second_end) != X_NAMES;
  if (x == X_NAMES && names_years (table, line, line_end, before_axis))
    return TRUE;
  while (cell != NULL)
    {
      const char *next_stop = cell_end (table, cell, line_end), *stop = next_stop;
      double value;

      unquote (&cell, &stop);
      if ((column > 0 || table->n_cells == 1) && !sotong_chart_number_read (cell, stop, &value) && !sotong_chart_tsv_is_sum (cell, stop)
          && !is_meant_as_figure (cell, stop))
        return TRUE;
      cell = next_cell (table, next_stop, line_end);
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
          const char *first = cell, *last = stop;

          unquote (&first, &last);
          g_ptr_array_add (table->names, sotong_chart_tsv_read_name (first, last));
        }
      cell = next_cell (table, stop, line_end);
    }
}

/* ---- rows ---- */

static gboolean
fail (GError      **error,
      const Table  *table,
      const char   *cell,
      const char   *stop)
{
  g_autofree char *text = g_strndup (cell, MIN ((gsize) (stop - cell), 60));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  double value;

  if (sotong_chart_number_read (cell, stop, &value) && !isnan (value)) /* it is one */
    g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                 _("Line %" PRIu64 ": “%s” is too large for a chart. Write it in a larger unit."), table->line, valid);
  else if (table->n_cells == 1 && memchr (cell, ',', (gsize) (stop - cell)) != NULL)
    g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                 _("Line %" PRIu64 ": “%s” is not a number. If commas part its cells, put tabs in their place: save the sheet as text with tabs."),
                 table->line, valid);
  else
    g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                 _("Line %" PRIu64 ": “%s” is not a number. Write figures as 1234.5, and nothing where there is none."), table->line, valid);
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
          const char *next_stop = cell_end (table, cell, line_end), *stop = next_stop;

          unquote (&cell, &stop);
          if (column == 0 && sotong_chart_tsv_is_sum (cell, stop))
            sotong_chart_tsv_add_sum (table);
          else if (!sotong_chart_number_read (cell, stop, &value) || fabs (value) > LARGEST)
            return fail (error, table, cell, stop);
          cell = next_cell (table, next_stop, line_end);
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
  const char *next_stop = cell_end (table, line, line_end), *cell = line, *stop = next_stop;
  double number;

  unquote (&cell, &stop);
  if (table->n_cells == 1)
    next_stop = line;
  else if (table->x == X_NUMBERS)
    {
      if (!sotong_chart_number_read (cell, stop, &number) || isnan (number) || fabs (number) > LARGEST)
        return fail (error, table, cell, stop);
      table->ascending = table->ascending && (table->n_rows == 0 || number >= table->places[table->n_rows - 1]);
      table->places[table->n_rows] = number;
    }
  else if (!sotong_chart_tsv_read_x (table, cell, stop, error))
    return FALSE;
  if (!read_values (table, line, table->n_cells == 1 ? line : next_cell (table, next_stop, line_end), line_end, error))
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
  if (is_head (table, line, line_end, after, end))
    {
      read_names (table, line, line_end);
      table->line = count_lines (*cursor, line);
      *cursor = after;
      if (!next_line (&after, end, &line, &line_end))
        return TRUE;
    }
  table->x = table->n_cells == 1 ? X_NONE : find_line_x (table, line, line_end);
  return TRUE;
}

/* Hangul in single letters, as some systems write it: “긍정” in them is no word that is known. Their first letters begin with the same two bytes. */
static gboolean
has_loose_letters (const char *text,
                   gsize       length)
{
  return length > 0 && memmem (text, length, "\xe1\x84", 2) != NULL;
}

/**
 * sotong_chart_tsv_read:
 * @model: a model; its kind says how the table is meant
 * @text: lines of cells between tabs, UTF-8 (or of two columns between blanks); a first line without figures names the
 *   series; lines that begin with # are skipped, but for a hashtag with figures behind it
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
  if (length > 0 && memchr (text, '\r', length) != NULL && memchr (text, '\n', length) == NULL)
    {
      g_autofree char *lines = g_strndup (text, length); /* as old systems end them */

      return sotong_chart_tsv_read (model, g_strdelimit (lines, "\r", '\n'), length, zone, error);
    }
  if (has_loose_letters (text, length))
    {
      g_autofree char *composed = g_utf8_normalize (text, (gssize) length, G_NORMALIZE_DEFAULT_COMPOSE);

      if (composed != NULL && strlen (composed) < length) /* else there is nothing to compose */
        return sotong_chart_tsv_read (model, composed, strlen (composed), zone, error);
    }
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
