/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-table-html.h"

/* A table as the clipboard holds it: HTML for Hangul and spreadsheets, which keep its spans and its heads; and
 * lines with tabs between the cells for whatever knows text only. */

/* The cell that begins at a place of the grid; NULL where another one is spread over it, or nothing is. */
static const SotongCell *
find_start (SotongTable *table,
            guint        row,
            guint        column)
{
  const SotongCell *cell = sotong_table_get_cell (table, row, column);

  return cell != NULL && cell->column == column && (row == 0 || sotong_table_get_cell (table, row - 1, column) != cell) ? cell : NULL;
}

static void
append_escaped (GString    *out,
                const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i], -1);

      g_string_append (out, i > 0 ? "<br>" : "");
      g_string_append (out, escaped);
    }
}

static void
append_cell (GString          *out,
             const SotongRow  *row,
             const SotongCell *cell,
             guint             rowspan)
{
  static const char * const aligned[] = { "left", "center", "right" };
  gboolean head = (row->flags & SOTONG_ROW_HEAD) != 0 || cell->head;
  gboolean bold = !head && (cell->bold || (row->flags & SOTONG_ROW_TOTAL) != 0); /* a head is bold anyhow */
  const char *tag = head ? "th" : "td";

  g_string_append_printf (out, "<%s align=\"%s\"", tag, aligned[cell->align]);
  if (cell->colspan > 1)
    g_string_append_printf (out, " colspan=\"%u\"", cell->colspan);
  if (rowspan > 1)
    g_string_append_printf (out, " rowspan=\"%u\"", rowspan);
  g_string_append (out, bold ? "><b>" : ">");
  append_escaped (out, cell->text);
  g_string_append_printf (out, "%s</%s>", bold ? "</b>" : "", tag);
}

/**
 * sotong_table_to_html:
 * @table: a table
 *
 * Returns: (transfer full): a whole HTML document that holds the table as it is shown
 */
char *
sotong_table_to_html (SotongTable *table)
{
  GString *out = g_string_new ("<html><head><meta charset=\"utf-8\"></head><body><table border=\"1\" cellspacing=\"0\" cellpadding=\"3\">");
  guint n_rows, n_columns;

  g_return_val_if_fail (SOTONG_IS_TABLE (table), g_string_free (out, FALSE));

  n_rows = sotong_table_get_n_rows (table);
  n_columns = sotong_table_get_n_columns (table);
  for (guint y = 0; y < n_rows; y++)
    {
      g_string_append (out, "<tr>");
      for (guint x = 0; x < n_columns; x++)
        {
          const SotongCell *cell = find_start (table, y, x);

          if (cell != NULL)
            append_cell (out, sotong_table_get_row (table, y), cell, MIN (cell->rowspan, n_rows - y));
          else if (sotong_table_get_cell (table, y, x) == NULL)
            g_string_append (out, "<td></td>");
        }
      g_string_append (out, "</tr>");
    }
  g_string_append (out, "</table></body></html>");
  return g_string_free (out, FALSE);
}

/**
 * sotong_table_to_plain:
 * @table: a table
 *
 * Returns: (transfer full): a line a row, with a tab between the cells; what is spread over several stands in the first
 */
char *
sotong_table_to_plain (SotongTable *table)
{
  GString *out = g_string_new (NULL);
  guint n_rows, n_columns;

  g_return_val_if_fail (SOTONG_IS_TABLE (table), g_string_free (out, FALSE));

  n_rows = sotong_table_get_n_rows (table);
  n_columns = sotong_table_get_n_columns (table);
  for (guint y = 0; y < n_rows; y++)
    {
      for (guint x = 0; x < n_columns; x++)
        {
          const SotongCell *cell = find_start (table, y, x);
          g_autofree char *text = cell != NULL ? g_strdelimit (g_strdup (cell->text), "\t\n\r", ' ') : g_strdup ("");

          g_string_append_printf (out, "%s%s", x > 0 ? "\t" : "", text);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
