/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures behind a picture as a file. */
#include "config.h"

#include <string.h>

#include "chart/sotong-chart-private.h"
#include "util/sotong-csv.h"
#include "util/sotong-replace.h"

static gboolean
write_row (SotongCsvWriter  *writer,
           const char       *line,
           gboolean          head,
           GError          **error)
{
  g_auto(GStrv) cells = g_strsplit (line, "\t", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    if (!head && i > 0 && cells[i + 1] != NULL) /* a figure; the first cell is a place and the last a note */
      sotong_csv_writer_add_value (writer, cells[i]);
    else
      sotong_csv_writer_add_text (writer, cells[i]);
  return sotong_csv_writer_end_row (writer, NULL, error);
}

/* With the mark at its beginning by which spreadsheets know Korean. */
static GBytes *
make_csv (const char  *table,
          GError     **error)
{
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(SotongCsvWriter) writer = sotong_csv_writer_new (memory);
  g_auto(GStrv) lines = g_strsplit (table, "\n", -1);

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    if (!write_row (writer, lines[i], i == 0, error))
      return NULL;
  if (!sotong_csv_writer_finish (writer, NULL, error)
      || (!g_output_stream_is_closed (memory) && !g_output_stream_close (memory, NULL, error)))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * sotong_chart_save_table:
 * @self: a chart
 * @path: where to
 * @csv: as a file that spreadsheets open rather than with tabs
 * @error: return location; a `GIOError` when the file cannot be written
 *
 * Saves the twin of the picture. What was there stays until the new file is whole. A link is followed. Waits for the disk.
 *
 * Returns: %TRUE when it is on the disk
 */
gboolean
sotong_chart_save_table (SotongChart  *self,
                         const char   *path,
                         gboolean      csv,
                         GError      **error)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *table = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(SotongReplace) replace = NULL;

  g_return_val_if_fail (SOTONG_IS_CHART (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  table = sotong_chart_to_table (self);
  bytes = csv ? make_csv (table, error) : g_bytes_new (table, strlen (table));
  if (bytes == NULL)
    return FALSE;
  file = g_file_new_for_path (path);
  replace = sotong_replace_begin (file, error);
  if (replace == NULL)
    return FALSE;
  sotong_replace_write (replace, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return sotong_replace_commit (replace, error);
}
