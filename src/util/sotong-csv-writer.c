/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-csv.h"
#include "util/sotong-csv-private.h"

#define FLUSH_BYTES (64 * 1024)

/**
 * SotongCsvWriter:
 *
 * Writes a table as spreadsheets of Korean offices take it: UTF-8 with a byte
 * order mark, RFC 4180, CRLF. For one thread.
 */
struct _SotongCsvWriter
{
  GObject        parent_instance;
  GOutputStream *stream;   /* (owned) (not nullable) */
  GString       *pending;  /* (owned) */
  gboolean       in_row;
};

G_DEFINE_FINAL_TYPE (SotongCsvWriter, sotong_csv_writer, G_TYPE_OBJECT)

/*
 * A spreadsheet takes a cell that begins so for a formula. Quotes before it
 * count too, so that what the reader takes away is what the writer has added.
 */
gboolean
sotong_csv_is_formula (const char *text)
{
  static const char * const wide[] = { "＝", "＋", "－", "＠" };

  text += strspn (text, "'");
  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    {
      if (g_str_has_prefix (text, wide[i]))
        return TRUE;
    }
  return FALSE;
}

static void
sotong_csv_writer_finalize (GObject *object)
{
  SotongCsvWriter *self = SOTONG_CSV_WRITER (object);

  g_object_unref (self->stream);
  g_string_free (self->pending, TRUE);
  G_OBJECT_CLASS (sotong_csv_writer_parent_class)->finalize (object);
}

static void
sotong_csv_writer_class_init (SotongCsvWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_csv_writer_finalize;
}

static void
sotong_csv_writer_init (SotongCsvWriter *self)
{
  self->pending = g_string_new ("\xef\xbb\xbf");
}

/**
 * sotong_csv_writer_new:
 * @stream: where to write to; it is not closed
 *
 * Returns: (transfer full): a writer of one table
 */
SotongCsvWriter *
sotong_csv_writer_new (GOutputStream *stream)
{
  SotongCsvWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  self = g_object_new (SOTONG_TYPE_CSV_WRITER, NULL);
  self->stream = g_object_ref (stream);
  return self;
}

static gboolean
needs_quotes (const char *text)
{
  gsize length = strlen (text);

  if (length == 0)
    return FALSE;
  return text[0] == ' ' || text[length - 1] == ' ' || strpbrk (text, ",\"\r\n") != NULL;
}

static void
add_cell (SotongCsvWriter *self,
          const char      *prefix,
          const char      *text)
{
  if (self->in_row)
    g_string_append_c (self->pending, ',');
  self->in_row = TRUE;
  if (!needs_quotes (text))
    {
      g_string_append (self->pending, prefix);
      g_string_append (self->pending, text);
      return;
    }
  g_string_append_c (self->pending, '"');
  g_string_append (self->pending, prefix);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->pending, '"');
      g_string_append_c (self->pending, *p);
    }
  g_string_append_c (self->pending, '"');
}

/**
 * sotong_csv_writer_add_text:
 * @self: a writer
 * @text: (nullable): what a person wrote, valid UTF-8
 *
 * Adds a cell; a text that a spreadsheet would take for a formula gets a "'"
 * before it, which the reader takes away again.
 */
void
sotong_csv_writer_add_text (SotongCsvWriter *self,
                            const char      *text)
{
  g_return_if_fail (SOTONG_IS_CSV_WRITER (self));

  if (text == NULL)
    text = "";
  add_cell (self, sotong_csv_is_formula (text) ? "'" : "", text);
}

/**
 * sotong_csv_writer_add_value:
 * @self: a writer
 * @value: (nullable): a number, date or name that the program made, never text
 *   from outside
 *
 * Adds a cell as it is, so that "-17925" stays a number.
 */
void
sotong_csv_writer_add_value (SotongCsvWriter *self,
                             const char      *value)
{
  g_return_if_fail (SOTONG_IS_CSV_WRITER (self));

  add_cell (self, "", value != NULL ? value : "");
}

/**
 * sotong_csv_writer_add_int:
 * @self: a writer
 * @value: a number
 *
 * Adds a cell with plain digits.
 */
void
sotong_csv_writer_add_int (SotongCsvWriter *self,
                           gint64           value)
{
  char digits[32];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  sotong_csv_writer_add_value (self, digits);
}

static gboolean
flush (SotongCsvWriter  *self,
       GCancellable     *cancellable,
       GError          **error)
{
  if (!g_output_stream_write_all (self->stream, self->pending->str, self->pending->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (self->pending, 0);
  return TRUE;
}

/**
 * sotong_csv_writer_end_row:
 * @self: a writer
 * @cancellable: (nullable): stops it
 * @error: return location; what the stream says
 *
 * Returns: %TRUE if the next row may begin
 */
gboolean
sotong_csv_writer_end_row (SotongCsvWriter  *self,
                           GCancellable     *cancellable,
                           GError          **error)
{
  g_return_val_if_fail (SOTONG_IS_CSV_WRITER (self), FALSE);

  g_string_append (self->pending, "\r\n");
  self->in_row = FALSE;
  return self->pending->len < FLUSH_BYTES || flush (self, cancellable, error);
}

/**
 * sotong_csv_writer_finish:
 * @self: a writer
 * @cancellable: (nullable): stops it
 * @error: return location; what the stream says
 *
 * Writes what is left. The caller closes the stream, and looks whether that
 * succeeds: a full disk may be told only then.
 *
 * Returns: %TRUE if all is written
 */
gboolean
sotong_csv_writer_finish (SotongCsvWriter  *self,
                          GCancellable     *cancellable,
                          GError          **error)
{
  g_return_val_if_fail (SOTONG_IS_CSV_WRITER (self), FALSE);

  return flush (self, cancellable, error) && g_output_stream_flush (self->stream, cancellable, error);
}
