/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-table-copy.h"

#include "report/sotong-table-html.h"

/**
 * sotong_table_copy:
 * @table: a table
 * @widget: any widget of the window that it is copied from
 *
 * Puts the table on the clipboard, as a table for a word processor and as lines with tabs for a spreadsheet.
 */
void
sotong_table_copy (SotongTable *table,
                   GtkWidget   *widget)
{
  g_autofree char *plain = sotong_table_to_plain (table);
  char *markup = sotong_table_to_html (table);
  g_autoptr(GBytes) html = g_bytes_new_take (markup, strlen (markup));
  g_autoptr(GdkContentProvider) both = NULL;
  GdkContentProvider *forms[] = { gdk_content_provider_new_for_bytes ("text/html", html), gdk_content_provider_new_typed (G_TYPE_STRING, plain) };

  both = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), both);
}

static void
add_cells (SotongTable *table,
           const char  *line,
           gboolean     head)
{
  g_auto(GStrv) cells = g_strsplit (line, "\t", -1);

  for (guint i = 0; head && cells[i] != NULL; i++)
    sotong_table_add_column (table, cells[i], NULL, 20, i == 0 ? SOTONG_ALIGN_LEFT : SOTONG_ALIGN_RIGHT);
  sotong_table_begin_row (table, head ? SOTONG_ROW_HEAD : 0);
  for (guint i = 0; i < sotong_table_get_n_columns (table) && cells[i] != NULL; i++)
    sotong_table_add_text (table, cells[i]);
}

/**
 * sotong_table_copy_lines:
 * @lines: the heads and then the rows, a line each, with tabs between the cells
 * @widget: any widget of the window that it is copied from
 *
 * Puts the figures of a chart on the clipboard like any other table.
 */
void
sotong_table_copy_lines (const char *lines,
                         GtkWidget  *widget)
{
  g_autoptr(SotongTable) table = sotong_table_new ("lines", NULL);
  g_auto(GStrv) rows = g_strsplit (lines, "\n", -1);

  for (guint i = 0; rows[i] != NULL && *rows[i] != '\0'; i++)
    add_cells (table, rows[i], i == 0);
  sotong_table_copy (table, widget);
}
