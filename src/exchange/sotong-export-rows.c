/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-export-private.h"
#include "exchange/sotong-export-rows.h"
#include "util/sotong-csv.h"

#define MAX_SHEET 1048575  /* rows of a workbook's sheet below its head */
#define FLUSH     (256 * 1024)

struct _SotongExportRows
{
  SotongReplace    *replace;  /* (unowned) */
  GOutputStream    *memory;   /* (owned) (nullable): of a CSV */
  SotongCsvWriter  *csv;      /* (owned) (nullable) */
  SotongExportBook *book;     /* (owned) (nullable) */
  guint             numbers;
  gint64            n;
};

/* What the writer holds goes to the file, and its memory is used again. */
static void
flush_csv (SotongExportRows *self)
{
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (self->memory);

  sotong_replace_write (self->replace, g_memory_output_stream_get_data (memory), g_memory_output_stream_get_data_size (memory));
  g_seekable_seek (G_SEEKABLE (memory), 0, G_SEEK_SET, NULL, NULL);
  g_seekable_truncate (G_SEEKABLE (memory), 0, NULL, NULL);
}

/**
 * sotong_export_rows_new:
 * @replace: a file that was begun; it must live as long
 * @path: its name, which ends in .csv or .xlsx
 * @title: what a workbook's sheet is called
 * @headings: (array zero-terminated=1): of the columns
 * @numbers: a bit for each column of whole numbers, the first being 1
 * @error: return location
 *
 * Returns: (transfer full) (nullable): where the rows go
 */
SotongExportRows *
sotong_export_rows_new (SotongReplace       *replace,
                        const char          *path,
                        const char          *title,
                        const char * const  *headings,
                        guint                numbers,
                        GError             **error)
{
  g_autoptr(SotongExportRows) self = g_new0 (SotongExportRows, 1);
  g_autofree char *lower = g_ascii_strdown (path, -1);

  self->replace = replace;
  self->numbers = numbers;
  if (g_str_has_suffix (lower, ".xlsx"))
    {
      self->book = sotong_export_book_new (replace, title, headings, numbers, error);
      return self->book != NULL ? g_steal_pointer (&self) : NULL;
    }
  self->memory = g_memory_output_stream_new_resizable ();
  self->csv = sotong_csv_writer_new (self->memory);
  for (guint i = 0; headings[i] != NULL; i++)
    sotong_csv_writer_add_text (self->csv, headings[i]);
  return sotong_csv_writer_end_row (self->csv, NULL, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * sotong_export_rows_add:
 * @self: where the rows go
 * @cells: (array zero-terminated=1): as many as there are headings
 * @error: return location; `SOTONG_EXPORT_ERROR_FORMAT` when a sheet can hold no more
 *
 * Returns: %TRUE on success; what the disk says is told by the commit
 */
gboolean
sotong_export_rows_add (SotongExportRows    *self,
                        const char * const  *cells,
                        GError             **error)
{
  self->n++;
  if (self->book != NULL && self->n > MAX_SHEET)
    {
      g_set_error_literal (error, SOTONG_EXPORT_ERROR, SOTONG_EXPORT_ERROR_FORMAT,
                           _("That is more than a workbook's sheet holds. Choose a shorter time, or a file that ends in .csv or .jsonl."));
      return FALSE;
    }
  if (self->book != NULL)
    {
      sotong_export_book_add_row (self->book, cells);
      return TRUE;
    }
  for (guint i = 0; cells[i] != NULL; i++)
    if ((self->numbers >> i & 1) != 0)
      sotong_csv_writer_add_value (self->csv, cells[i]);
    else
      sotong_csv_writer_add_text (self->csv, cells[i]);
  if (!sotong_csv_writer_end_row (self->csv, NULL, error))
    return FALSE;
  if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (self->memory)) > FLUSH)
    flush_csv (self);
  return TRUE;
}

/* Ends the rows; the file is whole after the commit. */
gboolean
sotong_export_rows_finish (SotongExportRows  *self,
                           GError           **error)
{
  if (self->csv != NULL)
    {
      if (!sotong_csv_writer_finish (self->csv, NULL, error))
        return FALSE;
      flush_csv (self);
    }
  g_clear_pointer (&self->book, sotong_export_book_close);
  return TRUE;
}

void
sotong_export_rows_free (SotongExportRows *self)
{
  g_clear_pointer (&self->book, sotong_export_book_close);
  g_clear_object (&self->csv);
  g_clear_object (&self->memory);
  g_free (self);
}
