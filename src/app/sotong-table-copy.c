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
