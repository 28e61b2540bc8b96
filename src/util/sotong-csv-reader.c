/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "util/sotong-charset.h"
#include "util/sotong-csv-private.h"
#include "util/sotong-csv.h"

#define CHUNK_BYTES  (64 * 1024)
#define GUESS_LINES  20
#define WRONG_BYTE   "\xff" /* in UTF-8 it is no part of any character */
#define MAX_UNSEEKABLE (256 * 1024 * 1024)  /* of a pipe, which must be kept until its encoding is known */

G_DEFINE_QUARK (sotong-csv-error-quark, sotong_csv_error)

/**
 * SotongCsvReader:
 *
 * Reads a table row by row, so that a large file needs little memory. For one
 * thread.
 */
struct _SotongCsvReader
{
  GObject       parent_instance;
  GInputStream *stream;     /* (owned) (not nullable) */
  const char   *charset;    /* what the bytes are read as */
  GIConv        iconv;      /* -1 for UTF-8 */
  char          separator;
  GByteArray   *raw;        /* (owned): bytes that are part of a character still to come */
  GString      *text;       /* (owned): decoded and not yet read from @position on */
  gsize         position;
  gboolean      at_end;     /* the stream has ended */
  guint64       line;       /* of @position, from 1 */
  guint64       row_line;   /* in which the last row began */
  GString      *row;        /* (owned): its cells, each ended by a zero byte */
  GArray       *offsets;    /* (owned): gsize, where each begins in @row */
  GPtrArray    *cells;      /* (owned): pointers into @row, ended by %NULL */
};

G_DEFINE_FINAL_TYPE (SotongCsvReader, sotong_csv_reader, G_TYPE_OBJECT)

static void
sotong_csv_reader_finalize (GObject *object)
{
  SotongCsvReader *self = SOTONG_CSV_READER (object);

  g_clear_object (&self->stream);
  if (self->iconv != (GIConv) -1)
    g_iconv_close (self->iconv);
  g_byte_array_unref (self->raw);
  g_string_free (self->text, TRUE);
  g_string_free (self->row, TRUE);
  g_array_unref (self->offsets);
  g_ptr_array_unref (self->cells);
  G_OBJECT_CLASS (sotong_csv_reader_parent_class)->finalize (object);
}

static void
sotong_csv_reader_class_init (SotongCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_csv_reader_finalize;
}

static void
sotong_csv_reader_init (SotongCsvReader *self)
{
  self->iconv = (GIConv) -1;
  self->raw = g_byte_array_new ();
  self->text = g_string_new (NULL);
  self->row = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->cells = g_ptr_array_new ();
  self->line = 1;
}

/* A pipe cannot be read twice, so it is kept. */
static gboolean
make_seekable (SotongCsvReader  *self,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autoptr(GByteArray) all = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (G_IS_SEEKABLE (self->stream) && g_seekable_can_seek (G_SEEKABLE (self->stream)))
    return TRUE;
  all = g_byte_array_new ();
  for (;;)
    {
      guint length = all->len;
      gsize n;

      g_byte_array_set_size (all, length + CHUNK_BYTES);
      if (!g_input_stream_read_all (self->stream, all->data + length, CHUNK_BYTES, &n, cancellable, error))
        return FALSE;
      g_byte_array_set_size (all, length + (guint) n);
      if (n < CHUNK_BYTES)
        break;
      if (all->len > MAX_UNSEEKABLE)
        {
          g_set_error_literal (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_TOO_LARGE,
                               _("What comes through the pipe is too long to be kept in memory. Save it as a file and read that."));
          return FALSE;
        }
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  g_object_unref (self->stream);
  self->stream = g_memory_input_stream_new_from_bytes (bytes);
  return TRUE;
}

/* Whether the whole stream, from the beginning, is UTF-8. Zero bytes count as text: they are dropped later. */
static gboolean
check_utf8 (SotongCsvReader  *self,
            gboolean         *is_utf8,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES + 8);
  gsize kept = 0, n;

  *is_utf8 = TRUE;
  do
    {
      const char *p = buffer, *end, *bad;

      if (!g_input_stream_read_all (self->stream, buffer + kept, CHUNK_BYTES, &n, cancellable, error))
        return FALSE;
      end = buffer + kept + n;
      while (!g_utf8_validate_len (p, (gsize) (end - p), &bad) && *bad == '\0')
        p = bad + 1;
      kept = (gsize) (end - bad);
      /* At the end of a chunk, and only there, a character may be incomplete. */
      if (kept > 0 && (n < CHUNK_BYTES || kept > 3 || g_utf8_get_char_validated (bad, (gssize) kept) != (gunichar) -2))
        {
          *is_utf8 = FALSE;
          break;
        }
      memmove (buffer, bad, kept);
    }
  while (n == CHUNK_BYTES);
  return TRUE;
}

/* What a table looks like when it is read as one and as the other. */
typedef struct {
  gsize high;         /* bytes above ASCII */
  gsize wrong_utf8;   /* bytes that are no part of a character */
  gsize wrong_cp949;
} Wrong;

/* Returns how many bytes at the end are the beginning of a character. */
static gsize
count_utf8 (const char *p,
            gsize       length,
            gboolean    at_end,
            Wrong      *wrong)
{
  const char *end = p + length, *bad;

  while (!g_utf8_validate_len (p, (gsize) (end - p), &bad))
    {
      if (!at_end && end - bad <= 3 && g_utf8_get_char_validated (bad, (gssize) (end - bad)) == (gunichar) -2)
        return (gsize) (end - bad);
      wrong->wrong_utf8 += *bad != '\0';
      p = bad + 1;
    }
  return 0;
}

static gsize
count_cp949 (GIConv      iconv,
             const char *p,
             gsize       length,
             gboolean    at_end,
             Wrong      *wrong)
{
  char *in = (char *) p;
  gsize in_left = length;

  while (in_left > 0)
    {
      char buffer[8192];
      char *out = buffer;
      gsize out_left = sizeof buffer;
      gsize result = g_iconv (iconv, &in, &in_left, &out, &out_left);
      int code = errno;

      if (result != (gsize) -1 || code == E2BIG)
        continue;
      if (code == EINVAL && !at_end)
        break;
      wrong->wrong_cp949++;
      in++;
      in_left--;
    }
  return in_left;
}

/* Reads the whole stream, from the beginning, both ways. */
static gboolean
count_wrong (SotongCsvReader  *self,
             Wrong            *wrong,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES + 8);
  GIConv iconv = g_iconv_open ("UTF-8", "CP949");
  gsize kept = 0, utf8_kept = 0, cp949_kept = 0, n = CHUNK_BYTES;
  gboolean done = g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, cancellable, error);

  while (done && n == CHUNK_BYTES)
    {
      done = g_input_stream_read_all (self->stream, buffer + kept, CHUNK_BYTES, &n, cancellable, error);
      for (gsize i = kept; i < kept + n; i++)
        wrong->high += (guchar) buffer[i] >= 0x80;
      utf8_kept = count_utf8 (buffer + kept - utf8_kept, utf8_kept + n, n < CHUNK_BYTES, wrong);
      if (iconv != (GIConv) -1)
        cp949_kept = count_cp949 (iconv, buffer + kept - cp949_kept, cp949_kept + n, n < CHUNK_BYTES, wrong);
      memmove (buffer, buffer + kept + n - MAX (utf8_kept, cp949_kept), MAX (utf8_kept, cp949_kept));
      kept = MAX (utf8_kept, cp949_kept);
    }
  if (iconv != (GIConv) -1)
    g_iconv_close (iconv);
  return done;
}

/* Not UTF-8 as a whole. A damaged place or two do not make another encoding of it: what fits better is what it was. */
static const char *
choose_damaged (const Wrong *wrong)
{
  if (wrong->wrong_cp949 == 0)
    return wrong->wrong_utf8 * 10 <= wrong->high ? "UTF-8" : "CP949"; /* a few characters of UTF-8 may be pairs of CP949 by chance */
  return wrong->wrong_utf8 <= wrong->wrong_cp949 ? "UTF-8" : "CP949";
}

static gboolean
find_charset (SotongCsvReader  *self,
              const char       *wanted,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autofree guint8 *head = g_malloc (CHUNK_BYTES);
  gsize n, bom_length;
  const char *from_bom, *wide;
  gboolean is_utf8 = FALSE;
  Wrong wrong = { 0 };

  if (!g_input_stream_read_all (self->stream, head, CHUNK_BYTES, &n, cancellable, error)
      || !g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, cancellable, error))
    return FALSE;
  from_bom = sotong_charset_from_bom (head, n, &bom_length);
  if (from_bom != NULL)
    self->charset = from_bom;
  else if (wanted != NULL)
    self->charset = sotong_charset_is_korean (wanted) ? "CP949" : g_intern_string (wanted);
  else if ((wide = sotong_charset_guess_utf16 ((const char *) head, n)) != NULL)
    self->charset = wide;
  else
    {
      if (!check_utf8 (self, &is_utf8, cancellable, error)
          || (!is_utf8 && !count_wrong (self, &wrong, cancellable, error)))
        return FALSE;
      self->charset = is_utf8 ? "UTF-8" : choose_damaged (&wrong);
    }
  if (!g_seekable_seek (G_SEEKABLE (self->stream), (goffset) bom_length, G_SEEK_SET, cancellable, error))
    return FALSE;
  if (g_ascii_strcasecmp (self->charset, "UTF-8") == 0)
    return TRUE;
  self->iconv = g_iconv_open ("UTF-8", self->charset);
  if (self->iconv != (GIConv) -1)
    return TRUE;
  g_set_error (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_ENCODING,
               _("There is no encoding “%s”. Choose UTF-8 or CP949."), self->charset);
  return FALSE;
}

/* Appends decoded text; zero bytes, which end a string, are left out. */
static void
append_text (SotongCsvReader *self,
             const char      *text,
             gsize            length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *zero = memchr (text, '\0', (gsize) (end - text));

      g_string_append_len (self->text, text, (zero != NULL ? zero : end) - text);
      text = zero != NULL ? zero + 1 : end;
    }
}

static void
decode_raw (SotongCsvReader *self)
{
  char *in = (char *) self->raw->data;
  gsize in_left = self->raw->len;

  while (in_left > 0)
    {
      char buffer[8192];
      char *out = buffer;
      gsize out_left = sizeof buffer;
      gsize result = g_iconv (self->iconv, &in, &in_left, &out, &out_left);
      int code = errno;

      append_text (self, buffer, (gsize) (out - buffer));
      if (result != (gsize) -1 || code == E2BIG)
        continue;
      if (code == EINVAL && !self->at_end)
        break;
      g_string_append (self->text, WRONG_BYTE);
      in++;
      in_left--;
    }
  g_byte_array_remove_range (self->raw, 0, self->raw->len - (guint) in_left);
}

/* Makes more text, dropping what has been read. */
static gboolean
fill (SotongCsvReader  *self,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  gsize n;

  if (!g_input_stream_read_all (self->stream, buffer, CHUNK_BYTES, &n, cancellable, error))
    return FALSE;
  self->at_end = n < CHUNK_BYTES;
  g_string_erase (self->text, 0, (gssize) self->position);
  self->position = 0;
  if (self->iconv == (GIConv) -1)
    append_text (self, buffer, n);
  else
    {
      g_byte_array_append (self->raw, (const guint8 *) buffer, (guint) n);
      decode_raw (self);
    }
  return TRUE;
}

/* How many lines have how often @separator outside quotes: the more lines agree, the better. */
static guint
score_separator (const char *text,
                 char        separator)
{
  guint counts[GUESS_LINES] = { 0 };
  guint n_lines = 0, best = 0;
  gboolean quoted = FALSE, any = FALSE;

  for (const char *p = text; *p != '\0' && n_lines < GUESS_LINES; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && *p == separator)
        counts[n_lines]++;
      else if (!quoted && *p == '\n')
        {
          n_lines += any;
          any = FALSE;
          continue;
        }
      any = TRUE;
    }
  if (any && n_lines < GUESS_LINES)
    n_lines++;
  for (guint i = 0; i < n_lines; i++)
    {
      guint same = 0;

      for (guint j = 0; j < n_lines; j++)
        same += counts[j] == counts[i];
      if (counts[i] > 0)
        best = MAX (best, same * 1000 + MIN (counts[i], 999));
    }
  return best;
}

static char
guess_separator (const char *text)
{
  static const char candidates[] = { ',', '\t', ';', '|' };
  guint best = 0;
  char found = ',';

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint score = score_separator (text, candidates[i]);

      if (score > best)
        {
          best = score;
          found = candidates[i];
        }
    }
  return found;
}

/**
 * sotong_csv_reader_new:
 * @stream: a table; from its beginning if it can be sought in
 * @charset: (nullable): its encoding, or %NULL to find out: by a byte order
 *   mark, else UTF-16 by its look, else UTF-8 if the whole of it is UTF-8, else CP949 if the whole of
 *   it is CP949, else whichever of the two fewer bytes speak against
 * @separator: what separates its cells, or 0 to find out from the first lines
 * @cancellable: (nullable): stops it
 * @error: return location; `SOTONG_CSV_ERROR` or what the stream says
 *
 * Blocks while it reads.
 *
 * Returns: (transfer full) (nullable): a reader before the first row
 */
SotongCsvReader *
sotong_csv_reader_new (GInputStream  *stream,
                       const char    *charset,
                       char           separator,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(SotongCsvReader) self = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self = g_object_new (SOTONG_TYPE_CSV_READER, NULL);
  self->stream = g_object_ref (stream);
  if (!make_seekable (self, cancellable, error)
      || !find_charset (self, charset, cancellable, error)
      || !fill (self, cancellable, error))
    return NULL;
  self->separator = separator != '\0' ? separator : guess_separator (self->text->str);
  return g_steal_pointer (&self);
}

/**
 * sotong_csv_reader_get_charset:
 * @self: a reader
 *
 * Returns: the encoding that the table is read in
 */
const char *
sotong_csv_reader_get_charset (SotongCsvReader *self)
{
  g_return_val_if_fail (SOTONG_IS_CSV_READER (self), NULL);
  return self->charset;
}

/**
 * sotong_csv_reader_get_separator:
 * @self: a reader
 *
 * Returns: what separates the cells
 */
char
sotong_csv_reader_get_separator (SotongCsvReader *self)
{
  g_return_val_if_fail (SOTONG_IS_CSV_READER (self), '\0');
  return self->separator;
}

/**
 * sotong_csv_reader_get_line:
 * @self: a reader
 *
 * Returns: the line of the file in which the last row began, from 1
 */
guint64
sotong_csv_reader_get_line (SotongCsvReader *self)
{
  g_return_val_if_fail (SOTONG_IS_CSV_READER (self), 0);
  return self->row_line;
}

/* The next byte, or 0 at the end of the table; an error is the end too. */
static char
peek (SotongCsvReader  *self,
      GCancellable     *cancellable,
      GError          **error)
{
  while (self->position >= self->text->len)
    {
      if (self->at_end || !fill (self, cancellable, error))
        return '\0';
    }
  return self->text->str[self->position];
}

static gboolean
set_cell_error (SotongCsvReader  *self,
                GError          **error)
{
  g_set_error (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_TOO_LARGE,
               _("Line %u: column %u is longer than %u MB. A quote may be missing; correct the line and read the file again."),
               (guint) self->row_line, self->offsets->len, SOTONG_CSV_MAX_CELL / 1024 / 1024);
  return FALSE;
}

/* Appends up to a byte of @stops; what it says of the cell's size. */
static gboolean
append_run (SotongCsvReader  *self,
            const char       *stops,
            GError          **error)
{
  const char *start = self->text->str + self->position;
  gsize n = strcspn (start, stops);
  gsize cell = self->row->len - g_array_index (self->offsets, gsize, self->offsets->len - 1);

  if (cell + n > SOTONG_CSV_MAX_CELL)
    return set_cell_error (self, error);
  g_string_append_len (self->row, start, (gssize) n);
  self->position += n;
  return TRUE;
}

static gboolean
read_quoted (SotongCsvReader  *self,
             GCancellable     *cancellable,
             GError          **error)
{
  guint64 opened = self->line;
  GError *failure = NULL;

  self->position++;
  for (;;)
    {
      char c = peek (self, cancellable, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (c == '\0')
        {
          g_set_error (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_QUOTE,
                       _("Line %u: the quote that opens column %u is never closed. Correct the line and read the file again."),
                       (guint) opened, self->offsets->len);
          return FALSE;
        }
      if (c == '"')
        {
          self->position++;
          if (peek (self, cancellable, &failure) != '"')
            break;
          self->position++;
          g_string_append_c (self->row, '"');
        }
      else if (c == '\n')
        {
          self->line++;
          self->position++;
          g_string_append_c (self->row, '\n');
        }
      else if (!append_run (self, "\"\n", error))
        return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_cell (SotongCsvReader  *self,
           GCancellable     *cancellable,
           GError          **error)
{
  const char stops[] = { self->separator, '\r', '\n', '\0' };
  gsize start = self->row->len;
  GError *failure = NULL;
  char c;

  if (self->offsets->len >= SOTONG_CSV_MAX_COLUMNS)
    {
      g_set_error (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_TOO_LARGE,
                   _("Line %u has more than %u columns. Check which character separates the columns."),
                   (guint) self->row_line, SOTONG_CSV_MAX_COLUMNS);
      return FALSE;
    }
  g_array_append_val (self->offsets, start);
  if (peek (self, cancellable, &failure) == '"')
    {
      if (!read_quoted (self, cancellable, error))
        return FALSE;
      c = peek (self, cancellable, &failure);
      if (failure == NULL && c != '\0' && strchr (stops, c) == NULL)
        {
          g_set_error (error, SOTONG_CSV_ERROR, SOTONG_CSV_ERROR_QUOTE,
                       _("Line %u: text follows the closing quote of column %u. A quote within a cell must be doubled; correct the line and read the file again."),
                       (guint) self->line, self->offsets->len);
          return FALSE;
        }
    }
  else
    {
      while (failure == NULL && (c = peek (self, cancellable, &failure)) != '\0' && strchr (stops, c) == NULL)
        {
          if (!append_run (self, stops, error))
            return FALSE;
        }
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_string_append_c (self->row, '\0');
  return TRUE;
}

/* Passes over the end of a line: "\n", "\r\n" or "\r". */
static void
end_line (SotongCsvReader  *self,
          GCancellable     *cancellable,
          GError          **error)
{
  char c = peek (self, cancellable, error);

  if (c == '\0')
    return;
  self->position++;
  self->line++;
  if (c == '\r' && peek (self, cancellable, error) == '\n')
    self->position++;
}

/* Takes the protection against formulas away. */
static void
finish_row (SotongCsvReader *self)
{
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->offsets->len; i++)
    {
      char *cell = self->row->str + g_array_index (self->offsets, gsize, i);

      if (*cell == '\'' && sotong_csv_is_formula (cell))
        cell++;
      g_ptr_array_add (self->cells, cell);
    }
  g_ptr_array_add (self->cells, NULL);
}

/**
 * sotong_csv_reader_next:
 * @self: a reader
 * @n_cells: (out) (optional): how many cells the row has
 * @cancellable: (nullable): stops it
 * @error: return location; `SOTONG_CSV_ERROR` with the line in its message, or
 *   what the stream says
 *
 * Reads one row; empty lines are passed over. Cells hold text as it is in the
 * file and are not valid UTF-8 where a character is damaged or the encoding was given
 * wrongly, which sotong_csv_reader_find_damage() tells: else clean it with
 * sotong_text_clean(). Blocks while it reads.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the cells, until
 *   the next call; %NULL without an error at the end
 */
const char * const *
sotong_csv_reader_next (SotongCsvReader  *self,
                        guint            *n_cells,
                        GCancellable     *cancellable,
                        GError          **error)
{
  GError *failure = NULL;
  char c;

  g_return_val_if_fail (SOTONG_IS_CSV_READER (self), NULL);

  while ((c = peek (self, cancellable, &failure)) == '\r' || c == '\n')
    end_line (self, cancellable, &failure);
  if (failure != NULL || c == '\0')
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return NULL;
    }
  self->row_line = self->line;
  g_string_truncate (self->row, 0);
  g_array_set_size (self->offsets, 0);
  for (;;)
    {
      if (!read_cell (self, cancellable, error))
        return NULL;
      if (peek (self, cancellable, &failure) != self->separator)
        break;
      self->position++;
    }
  if (failure == NULL)
    end_line (self, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  finish_row (self);
  if (n_cells != NULL)
    *n_cells = self->offsets->len;
  return (const char * const *) self->cells->pdata;
}

/**
 * sotong_csv_reader_find_damage:
 * @self: a reader
 *
 * Looks in the last row for bytes that are no text in the table's encoding. Who takes such a row takes
 * a text that nobody wrote.
 *
 * Returns: (transfer full) (nullable): a sentence about the first such cell, without the line; %NULL if all are text
 */
char *
sotong_csv_reader_find_damage (SotongCsvReader *self)
{
  g_return_val_if_fail (SOTONG_IS_CSV_READER (self), NULL);

  for (guint i = 0; i + 1 < self->cells->len; i++)
    {
      if (!g_utf8_validate (g_ptr_array_index (self->cells, i), -1, NULL))
        return g_strdup_printf (_("Column %u holds bytes that are no text in %s: a character was cut or damaged, or the encoding is another. "
                                  "Correct the line, or save the file again as UTF-8."), i + 1, self->charset);
    }
  return NULL;
}
