/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/sotong-grid.h"
#include "exchange/sotong-sheet.h"
#include "util/sotong-csv.h"
#include "util/sotong-file-why.h"
#include "util/sotong-text.h"

#define HEAD_LINES 10 /* a sheet may have a title and blank lines above its headings */

G_DEFINE_QUARK (sotong-sheet-error-quark, sotong_sheet_error)

static void
line_free (SotongSheetLine *line)
{
  for (guint i = 0; i < line->n_cells; i++)
    g_free (line->cells[i]);
  g_free (line->cells);
  g_free (line->damage);
  g_free (line);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSheetLine, line_free)

SotongSheet *
sotong_sheet_ref (SotongSheet *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/* Gives a reference back; the last frees the sheet. */
void
sotong_sheet_free (SotongSheet *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->name);
  g_ptr_array_unref (self->headings);
  g_ptr_array_unref (self->above);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static SotongSheetLine *
line_new (guint64             number,
          const char * const *cells,
          guint               n_cells)
{
  SotongSheetLine *line = g_new0 (SotongSheetLine, 1);

  line->line = number;
  line->n_cells = n_cells;
  line->cells = g_new0 (char *, n_cells + 1);
  for (guint i = 0; i < n_cells; i++)
    {
      char *clean = sotong_text_clean (cells[i], -1, SOTONG_CSV_MAX_CELL);

      line->cells[i] = g_strstrip (clean);
    }
  return line;
}

static gboolean
is_blank (const SotongSheetLine *line)
{
  for (guint i = 0; i < line->n_cells; i++)
    {
      if (!sotong_text_is_blank (line->cells[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_full (SotongSheet  *self,
         GError      **error)
{
  if (self->lines->len <= SOTONG_SHEET_MAX_ROWS)
    return FALSE;
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT,
               _("“%s” has more than %d rows. Nothing was imported. Split the sheet, a month a file."), self->name, SOTONG_SHEET_MAX_ROWS);
  return TRUE;
}

static gboolean
read_workbook (SotongSheet   *self,
               const char    *path,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(SotongGrid) grid = sotong_grid_read (path, cancellable, error);

  if (grid == NULL)
    return FALSE;
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const SotongGridRow *row = g_ptr_array_index (grid->rows, i);

      if (is_full (self, error))
        return FALSE;
      g_ptr_array_add (self->lines, line_new (row->line, (const char * const *) row->cells, g_strv_length (row->cells)));
    }
  self->charset = "UTF-8";
  self->workbook = TRUE;
  self->from_1904 = grid->from_1904;
  self->n_hidden = grid->n_hidden;
  return TRUE;
}

static gboolean
read_lines (SotongSheet      *self,
            SotongCsvReader  *csv,
            GCancellable     *cancellable,
            GError          **error)
{
  const char * const *cells;
  guint n_cells;
  GError *local = NULL;

  while ((cells = sotong_csv_reader_next (csv, &n_cells, cancellable, &local)) != NULL)
    {
      g_autoptr(SotongSheetLine) line = line_new (sotong_csv_reader_get_line (csv), cells, n_cells);

      if (is_blank (line))
        continue;
      line->damage = sotong_csv_reader_find_damage (csv);
      if (is_full (self, error))
        return FALSE;
      g_ptr_array_add (self->lines, g_steal_pointer (&line));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, local, "“%s”: ", self->name);
  return FALSE;
}

static guint
count_known (const SotongSheetLine *line)
{
  SotongSheetRole role;
  guint n = 0;

  for (guint i = 0; i < line->n_cells; i++)
    n += sotong_sheet_role_from_heading (line->cells[i], &role);
  return n;
}

/* Takes the headings, and what stands above them, out of the lines. */
static gboolean
take_headings (SotongSheet  *self,
               GError      **error)
{
  guint best = 0, at = 0;
  const SotongSheetLine *line;

  for (guint i = 0; i < MIN (self->lines->len, HEAD_LINES); i++)
    {
      guint n = count_known (g_ptr_array_index (self->lines, i));

      if (n > best)
        {
          best = n;
          at = i;
        }
    }
  if (self->lines->len == 0)
    {
      g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT,
                   _("There is nothing in “%s”. Check that it is the right file."), self->name);
      return FALSE;
    }
  line = g_ptr_array_index (self->lines, at);
  if (line->damage != NULL)
    {
      g_set_error (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_ENCODING, _("“%1$s”, line %2$d: %3$s"), self->name, (int) line->line, line->damage);
      return FALSE;
    }
  for (guint i = 0; i < line->n_cells; i++)
    g_ptr_array_add (self->headings, sotong_text_single_line (line->cells[i], 200));
  while (at-- > 0)
    g_ptr_array_add (self->above, g_ptr_array_steal_index (self->lines, 0));
  g_ptr_array_remove_index (self->lines, 0);
  return TRUE;
}

static void
set_unreadable (const char  *name,
                const char  *why,
                GError     **error)
{
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_UNREADABLE,
               _("“%s” cannot be read: %s. Nothing was imported. Check the file and try again."), name, why);
}

static GFileInputStream *
open_file (GFile         *file,
           const char    *name,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *why = NULL;
  GFileInputStream *stream = g_file_read (file, cancellable, &local);

  if (stream != NULL)
    return stream;
  why = sotong_file_why (local);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    set_unreadable (name, why, error);
  return NULL;
}

static gboolean
check_file (const char  *path,
            const char  *name,
            GFile       *file,
            GError     **error)
{
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *why = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, &local);
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      why = local != NULL ? sotong_file_why (local) : g_strdup (_("it is not a file"));
      set_unreadable (name, why, error);
      return FALSE;
    }
  if (g_file_info_get_size (info) <= SOTONG_SHEET_MAX_BYTES)
    return TRUE;
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT,
               _("“%s” is larger than %d MB, more than a sheet of contents can be. Nothing was imported. Check that it is the right file."),
               name, SOTONG_SHEET_MAX_BYTES / 1024 / 1024);
  return FALSE;
}

/* What the file is its first bytes tell, not its name. */
static gboolean
read_bytes (SotongSheet   *self,
            const char    *path,
            GInputStream  *stream,
            const char    *charset,
            char           separator,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(SotongCsvReader) csv = NULL;
  char head[4] = { 0 };
  gsize n = 0;

  if (!g_input_stream_read_all (stream, head, sizeof head, &n, cancellable, error)
      || !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error))
    return FALSE;
  if (sotong_grid_is_workbook (head, n))
    return read_workbook (self, path, cancellable, error);
  csv = sotong_csv_reader_new (stream, charset, separator, cancellable, error);
  if (csv == NULL || !read_lines (self, csv, cancellable, error))
    return FALSE;
  self->charset = sotong_csv_reader_get_charset (csv);
  self->separator = sotong_csv_reader_get_separator (csv);
  return TRUE;
}

/**
 * sotong_sheet_read:
 * @path: a file of comma separated values, or of other separators, or a workbook (.xlsx), whose first sheet is read
 * @charset: (nullable): its encoding, or %NULL to find out; of no matter for a workbook, as is @separator
 * @separator: what separates its cells, or 0 to find out
 * @cancellable: (nullable): stops it
 * @error: return location; a `SOTONG_SHEET_ERROR`, or a `SOTONG_CSV_ERROR` that names line
 *   and column
 *
 * Reads a sheet whole. Texts are composed (NFC) and trimmed; what looks like a formula stays
 * text. Blocks.
 *
 * Returns: (transfer full) (nullable): the sheet
 */
SotongSheet *
sotong_sheet_read (const char    *path,
                   const char    *charset,
                   char           separator,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(SotongSheet) self = g_new0 (SotongSheet, 1);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = NULL;

  g_atomic_ref_count_init (&self->refs);
  self->name = g_filename_display_basename (path);
  self->headings = g_ptr_array_new_with_free_func (g_free);
  self->above = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  if (!check_file (path, self->name, file, error))
    return NULL;
  stream = open_file (file, self->name, cancellable, error);
  if (stream == NULL || !read_bytes (self, path, G_INPUT_STREAM (stream), charset, separator, cancellable, error))
    return NULL;
  return take_headings (self, error) ? g_steal_pointer (&self) : NULL;
}

typedef struct {
  char *path;
  char *charset;
  char  separator;
} ReadData;

static void
read_data_free (ReadData *data)
{
  g_free (data->path);
  g_free (data->charset);
  g_free (data);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const ReadData *data = task_data;
  GError *error = NULL;
  SotongSheet *sheet = sotong_sheet_read (data->path, data->charset, data->separator, cancellable, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) sotong_sheet_free);
  else
    g_task_return_error (task, error);
}

/* As sotong_sheet_read(), in a thread of its own. */
void
sotong_sheet_read_async (const char          *path,
                         const char          *charset,
                         char                 separator,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ReadData *data = g_new0 (ReadData, 1);

  data->path = g_strdup (path);
  data->charset = g_strdup (charset);
  data->separator = separator;
  g_task_set_source_tag (task, sotong_sheet_read_async);
  g_task_set_task_data (task, data, (GDestroyNotify) read_data_free);
  g_task_run_in_thread (task, read_thread);
}

SotongSheet *
sotong_sheet_read_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_sheet_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The cell's text; "" if there is no such column or the line ends before it. */
const char *
sotong_sheet_get_cell (const SotongSheet     *self,
                       const SotongSheetLine *line,
                       int                    column)
{
  return column >= 0 && (guint) column < line->n_cells ? line->cells[column] : "";
}

/* A column as a person finds it: its heading and, as in a spreadsheet, its letters. */
char *
sotong_sheet_describe_column (const SotongSheet *self,
                              int                column)
{
  char letters[8];
  int n = column, at = sizeof letters - 1;
  const char *heading = (guint) column < self->headings->len ? g_ptr_array_index (self->headings, column) : "";
  g_autofree char *cut = sotong_text_single_line (heading, 30);

  letters[at] = '\0';
  do
    {
      letters[--at] = (char) ('A' + n % 26);
      n = n / 26 - 1;
    }
  while (n >= 0 && at > 0);
  /* Translators: a column of a sheet: its heading and its letter */
  return *cut != '\0' ? g_strdup_printf (_("“%s” (%s)"), cut, letters + at) : g_strdup (letters + at);
}
