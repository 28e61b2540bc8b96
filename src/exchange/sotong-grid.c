/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-grid.h"
#include "util/sotong-csv.h"
#include "util/sotong-file-why.h"
#include "util/sotong-text.h"

#define OLD_WORKBOOK "\xd0\xcf\x11\xe0" /* how a compound file begins: Excel 97, or an encrypted package */

static void
row_free (SotongGridRow *row)
{
  g_strfreev (row->cells);
  g_free (row);
}

void
sotong_grid_free (SotongGrid *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* The text of a cell; "" where the row has no such column, or the file none (-1). */
const char *
sotong_grid_row_cell (const SotongGridRow *row,
                      int                  column)
{
  return column >= 0 && (guint) column < g_strv_length (row->cells) ? row->cells[column] : "";
}

/*
 * sotong_grid_set_date:
 * @date: is set
 * @days: as a workbook counts them
 * @from_1904: from 1904-01-01, not from 1899-12-30
 */
void
sotong_grid_set_date (GDate    *date,
                      guint     days,
                      gboolean  from_1904)
{
  g_date_clear (date, 1);
  if (from_1904)
    g_date_set_dmy (date, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy (date, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (date, days);
}

/*
 * sotong_grid_take_row:
 * @self: a grid that is being read
 * @line: its line in the file
 * @cells: (transfer full) (element-type utf8): its cells
 *
 * Adds a row unless it is blank.
 */
void
sotong_grid_take_row (SotongGrid *self,
                      guint64     line,
                      GPtrArray  *cells)
{
  gboolean blank = TRUE;
  SotongGridRow *row;

  for (guint i = 0; i < cells->len; i++)
    {
      char *clean = g_strstrip (sotong_text_clean (g_ptr_array_index (cells, i), -1, 100000));

      blank = blank && sotong_text_is_blank (clean);
      g_free (g_ptr_array_index (cells, i));
      g_ptr_array_index (cells, i) = clean;
    }
  g_ptr_array_add (cells, NULL);
  if (blank)
    {
      g_strfreev ((GStrv) g_ptr_array_free (cells, FALSE));
      return;
    }
  row = g_new0 (SotongGridRow, 1);
  row->line = line;
  row->cells = (GStrv) g_ptr_array_free (cells, FALSE);
  g_ptr_array_add (self->rows, row);
}

static gboolean
too_many (const SotongGrid  *self,
          GError           **error)
{
  if (self->rows->len <= SOTONG_SHEET_MAX_ROWS * 4)
    return FALSE;
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT, _("“%s” has more than %d rows. Nothing was imported. Split it, a month a file."),
               self->name, SOTONG_SHEET_MAX_ROWS * 4);
  return TRUE;
}

static gboolean
read_values (SotongGrid    *self,
             GInputStream  *stream,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(SotongCsvReader) csv = sotong_csv_reader_new (stream, NULL, 0, cancellable, error);
  const char * const *cells;
  guint n;
  GError *local = NULL;

  if (csv == NULL)
    return FALSE;
  while (!too_many (self, error) && (cells = sotong_csv_reader_next (csv, &n, cancellable, &local)) != NULL)
    {
      g_autofree char *damage = sotong_csv_reader_find_damage (csv);
      GPtrArray *row;

      if (damage != NULL)
        {
          g_set_error (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_ENCODING, _("“%1$s”, line %2$d: %3$s"), self->name,
                       (int) sotong_csv_reader_get_line (csv), damage);
          return FALSE;
        }
      row = g_ptr_array_new ();
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (row, g_strdup (cells[i]));
      sotong_grid_take_row (self, sotong_csv_reader_get_line (csv), row);
    }
  if (local != NULL)
    g_propagate_prefixed_error (error, local, "“%s”: ", self->name);
  return local == NULL && self->rows->len <= SOTONG_SHEET_MAX_ROWS * 4;
}

/*
 * sotong_grid_is_workbook:
 * @head: the first bytes of a file
 * @n: how many of them there are; 4 are enough
 *
 * Returns: whether it is a workbook, of today's form or of the one before, which is also that of those with a password
 */
gboolean
sotong_grid_is_workbook (const char *head,
                         gsize       n)
{
  return (n >= 2 && memcmp (head, "PK", 2) == 0) || (n >= 4 && memcmp (head, OLD_WORKBOOK, 4) == 0);
}

static gboolean
read_workbook (SotongGrid  *self,
               const char  *path,
               const char  *head,
               GError     **error)
{
  if (*head == 'P')
    return sotong_grid_read_workbook (self, path, error) && !too_many (self, error);
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT,
               _("“%s” is a workbook of the old form (.xls), or one with a password. Nothing was imported. Save it as .xlsx without a password, or as .csv, and "
                 "import that file."), self->name);
  return FALSE;
}

/**
 * sotong_grid_read:
 * @path: a file of separated values, or a workbook (.xlsx)
 * @cancellable: (nullable): stops it
 * @error: return location; a `SOTONG_SHEET_ERROR` or a `SOTONG_CSV_ERROR`
 *
 * Reads a table whole; what the file is its first bytes tell, not its name. Blocks.
 *
 * Returns: (transfer full) (nullable): its rows
 */
SotongGrid *
sotong_grid_read (const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(SotongGrid) self = g_new0 (SotongGrid, 1);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = NULL;
  char head[4] = { 0 };
  gsize n = 0;
  g_autoptr(GError) local = NULL;

  self->name = g_filename_display_basename (path);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  stream = g_file_read (file, cancellable, &local);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, cancellable, &local)
      || !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, &local))
    {
      g_autofree char *why = sotong_file_why (local);

      g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_UNREADABLE, _("“%s” cannot be read: %s. Nothing was imported. Check the file and try again."),
                   self->name, why);
      return NULL;
    }
  if (sotong_grid_is_workbook (head, n) ? !read_workbook (self, path, head, error) : !read_values (self, G_INPUT_STREAM (stream), cancellable, error))
    return NULL;
  if (self->rows->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT, _("There is nothing in “%s”. Check that it is the right file."), self->name);
  return NULL;
}
