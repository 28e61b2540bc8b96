/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "util/sotong-replace.h"
#include "report/sotong-table-csv.h"

/* What a spreadsheet takes for the beginning of a formula, the full-width forms too. */
static gboolean
begins_formula (const char *text)
{
  static const gunichar starts[] = { '=', '+', '-', '@', '\t', '\r', 0xff1d, 0xff0b, 0xff0d, 0xff20 };
  gunichar c = g_utf8_get_char (text);

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      if (c == starts[i])
        return TRUE;
    }
  return FALSE;
}

static void
append_field (GString    *out,
              const char *text)
{
  gsize length = strlen (text);

  if (strpbrk (text, ",\"\r\n") == NULL && (length == 0 || (text[0] != ' ' && text[length - 1] != ' ')))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_text (GString    *out,
             const char *text)
{
  g_autofree char *safe = begins_formula (text) ? g_strconcat ("'", text, NULL) : NULL;

  append_field (out, safe != NULL ? safe : text);
}

/* A plain number: no separators, "-" for less than 0, a point before the decimals. */
static void
append_number (GString          *out,
               const SotongCell *cell)
{
  guint64 magnitude = cell->value < 0 ? -(guint64) cell->value : (guint64) cell->value;
  g_autofree char *digits = g_strdup_printf ("%0*" G_GINT64_MODIFIER "u", cell->decimals + 1, magnitude);
  gsize whole = strlen (digits) - cell->decimals;

  if (cell->value < 0)
    g_string_append_c (out, '-');
  g_string_append_len (out, digits, (gssize) whole);
  if (cell->decimals > 0)
    g_string_append_printf (out, ".%s", digits + whole);
}

static void
append_cell (GString          *out,
             const SotongCell *cell,
             guint             column)
{
  if (cell == NULL || cell->only_shown || cell->column != column)
    return;
  if (cell->has_value)
    append_number (out, cell);
  else
    append_text (out, cell->text);
}

static void
append_row (GString     *out,
            SotongTable *table,
            guint        row,
            const char  *made)
{
  gboolean first = TRUE;

  for (guint i = 0; i < sotong_table_get_n_columns (table); i++)
    {
      if (sotong_table_get_column (table, i)->name == NULL)
        continue;
      if (!first)
        g_string_append_c (out, ',');
      append_cell (out, sotong_table_get_cell (table, row, i), i);
      first = FALSE;
    }
  if (made != NULL)
    {
      g_string_append_c (out, ',');
      append_field (out, made);
    }
  g_string_append (out, "\r\n");
}

static void
append_head (GString     *out,
             SotongTable *table,
             gboolean     made)
{
  gboolean first = TRUE;

  for (guint i = 0; i < sotong_table_get_n_columns (table); i++)
    {
      const char *name = sotong_table_get_column (table, i)->name;

      if (name == NULL)
        continue;
      if (!first)
        g_string_append_c (out, ',');
      append_text (out, name);
      first = FALSE;
    }
  if (made)
    {
      g_string_append_c (out, ',');
      /* Translators: the last column of a data file that holds made-up data; its value follows */
      append_text (out, C_("data column", "data_kind"));
    }
  g_string_append (out, "\r\n");
}

/**
 * sotong_table_csv_has_data:
 * @table: a table
 *
 * Returns: whether any of its columns has a name in data files; the others are there to be looked at
 */
gboolean
sotong_table_csv_has_data (SotongTable *table)
{
  for (guint i = 0; i < sotong_table_get_n_columns (table); i++)
    if (sotong_table_get_column (table, i)->name != NULL)
      return TRUE;
  return FALSE;
}

static char *
list_tables (SotongDocument *document)
{
  g_auto(GStrv) ids = sotong_document_list_tables (document);
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) known = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    if (sotong_table_csv_has_data (sotong_document_find_table (document, ids[i])))
      g_strv_builder_add (kept, ids[i]);
  known = g_strv_builder_end (kept);
  return g_strjoinv (", ", known);
}

/**
 * sotong_table_csv_to_bytes:
 * @document: a document
 * @table_id: the table to write, "totals"
 * @error: return location; `G_IO_ERROR_NOT_FOUND` if the document has no such table
 *
 * Writes a table as the offices' spreadsheets read it: UTF-8 with a byte order
 * mark, one head row, numbers without separators, lines ended by CR LF. A text
 * that a spreadsheet would take for a formula gets a "'" before it.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
sotong_table_csv_to_bytes (SotongDocument  *document,
                           const char      *table_id,
                           GError         **error)
{
  SotongTable *table;
  GString *out;
  gboolean made;

  g_return_val_if_fail (SOTONG_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (table_id != NULL, NULL);

  table = sotong_document_find_table (document, table_id);
  if (table == NULL || !sotong_table_csv_has_data (table))
    {
      g_autofree char *known = list_tables (document);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _("The report has no table “%s”. It has these: %s."), table_id, known);
      return NULL;
    }
  made = sotong_table_get_made_data (table);
  out = g_string_new ("\xef\xbb\xbf");
  append_head (out, table, made);
  for (guint r = sotong_table_get_n_heads (table); r < sotong_table_get_n_rows (table); r++)
    append_row (out, table, r, made ? C_("data column", "made for demonstration") : NULL);
  return g_string_free_to_bytes (out);
}

/**
 * sotong_table_csv_write:
 * @document: a document
 * @table_id: the table to write
 * @file: a local file
 * @cancellable: (nullable): asked before the file is put in its place
 * @error: return location; `G_IO_ERROR_NOT_FOUND`, `G_IO_ERROR_CANCELLED`,
 *   `G_IO_ERROR_NO_SPACE`, or another `G_IO_ERROR` that says why the place cannot be written to
 *
 * Writes [func@Sotong.table_csv_to_bytes] to a file beside @file that takes its
 * place when it is whole. Blocks.
 *
 * Returns: %TRUE if the file was written
 */
gboolean
sotong_table_csv_write (SotongDocument  *document,
                        const char      *table_id,
                        GFile           *file,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr(GBytes) bytes = sotong_table_csv_to_bytes (document, table_id, error);
  g_autoptr(SotongReplace) replace = NULL;
  gconstpointer data;
  gsize length;

  if (bytes == NULL)
    return FALSE;
  replace = sotong_replace_begin (file, error);
  if (replace == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  sotong_replace_write (replace, data, length);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return sotong_replace_commit (replace, error);
}
