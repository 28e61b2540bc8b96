/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#include "monitor/sotong-import-private.h"
#include "store/sotong-exported-mention.h"
#include "util/sotong-charset.h"
#include "util/sotong-csv.h"
#include "util/sotong-file-why.h"
#include "util/sotong-text.h"

#define CHUNK       (1024 * 1024)
#define SHOWN_NAMES 12 /* of columns in a sentence */
#define SHOWN_BYTES 60 /* of one of them, or of a cell */

/* The columns of a CSV file, by the names that its first line gives them. */
enum {
  COLUMN_EXTERNAL_ID,
  COLUMN_AUTHOR,
  COLUMN_PUBLISHED_AT,
  COLUMN_URL,
  COLUMN_TITLE,
  COLUMN_TEXT,
  COLUMN_REACH,
  COLUMN_IDENTIFIER,  /* of a table of ours, beside what reads as an id elsewhere */
  N_COLUMNS
};

static const char * const column_names[N_COLUMNS][12] = {
  { "external_id", "id", "number", "식별자", "고유번호", "글번호", "번호" },
  { "author", "작성자", "글쓴이", "이름" },
  { "published_at", "published", "date", "작성일시", "작성일", "게시일시", "게시일", "게시 시각", "게시시각", "일시", "날짜" },
  { "url", "link", "address", "주소", "링크" },
  { "title", "subject", "제목" },
  { "text", "body", "내용", "본문", "글" },
  { "reach", "도달", "조회수" },
  { "identifier" },
};

struct _SotongImportReader
{
  struct stat      info;    /* of the file, before the first byte was read */
  char            *path;    /* (owned) */
  GInputStream    *stream;  /* (owned) */
  SotongCsvReader *csv;     /* (owned) (nullable): null for JSON lines */
  const char * const *cells; /* (unowned): of CSV: the record at hand */
  guint            n_cells;
  guint            n_columns; /* of CSV: that the first line has */
  int              columns[N_COLUMNS]; /* of CSV: index of each field, or -1 */
  char            *buffer;  /* (owned): of JSON lines */
  gsize            size;
  gsize            at;      /* of the next line in @buffer */
  gsize            filled;
  gboolean         at_end;
  guint64          line;
  guint64          place;
};

void
sotong_import_reader_free (SotongImportReader *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_clear_object (&self->csv);
  g_free (self->buffer);
  g_free (self->path);
  g_free (self);
}

static gboolean
unreadable (const char  *path,
            const char  *why,
            GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, SOTONG_IMPORT_ERROR, SOTONG_IMPORT_ERROR_UNREADABLE,
               _("“%s” cannot be read: %s. Nothing was imported. Check the file and try again."), name, why);
  return FALSE;
}

/* Makes an error of reading into one of ours; a cancel stays what it is. */
static SotongImportStep
read_failed (SotongImportReader  *self,
             GError              *local,
             GError             **error)
{
  g_autoptr(GError) cause = local;
  g_autofree char *why = sotong_file_why (cause);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    unreadable (self->path, g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
                ? _("its text is neither UTF-8 nor in another encoding that is known here") : why, error);
  return SOTONG_IMPORT_FAILED;
}

static int
column_of (const char *field)
{
  g_autofree char *clean = sotong_text_clean (field, -1, 200);
  g_autofree char *folded = NULL;

  g_strstrip (clean);
  folded = sotong_text_fold (clean);
  for (int i = 0; i < N_COLUMNS; i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (column_names[i]) && column_names[i][j] != NULL; j++)
        {
          if (g_str_equal (folded, column_names[i][j]))
            return i;
        }
    }
  return -1;
}

/* (nullable): the names that were found instead */
static char *
tell_names (SotongImportReader *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (self->n_cells, SHOWN_NAMES); i++)
    {
      g_autofree char *clean = sotong_text_clean (self->cells[i], -1, 200);
      g_autofree char *line = sotong_text_single_line (clean, SHOWN_BYTES);

      if (!sotong_text_is_blank (line))
        g_ptr_array_add (names, g_strdup_printf ("“%s”", line));
    }
  if (names->len > 0 && self->n_cells > SHOWN_NAMES)
    g_ptr_array_add (names, g_strdup ("…"));
  g_ptr_array_add (names, NULL);
  return names->len > 1 ? g_strjoinv (", ", (char **) names->pdata) : NULL;
}

static gboolean
no_columns (SotongImportReader  *self,
            GError             **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *found = self->cells != NULL ? tell_names (self) : NULL;

  if (found != NULL)
    g_set_error (error, SOTONG_IMPORT_ERROR, SOTONG_IMPORT_ERROR_FORMAT,
                 _("The first line of “%1$s” does not name the columns that are needed. It has %2$s. It must name at least “published_at” and “text” "
                   "(or 작성일시 and 내용); “title”, “external_id”, “author” and “url” may stand beside them."), name, found);
  else
    g_set_error (error, SOTONG_IMPORT_ERROR, SOTONG_IMPORT_ERROR_FORMAT,
                 _("“%s” does not begin with the names of its columns. The first line of a CSV file must name at least “published_at” and “text” (or 작성일시 and 내용); “external_id”, “author” and “url” may stand beside them."), name);
  return FALSE;
}

static gboolean
read_columns (SotongImportReader  *self,
              GCancellable        *cancellable,
              GError             **error)
{
  GError *local = NULL;

  for (int i = 0; i < N_COLUMNS; i++)
    self->columns[i] = -1;
  self->cells = sotong_csv_reader_next (self->csv, &self->n_cells, cancellable, &local);
  if (self->cells == NULL)
    {
      if (local == NULL || local->domain == SOTONG_CSV_ERROR)
        {
          g_clear_error (&local);
          return no_columns (self, error);
        }
      read_failed (self, local, error);
      return FALSE;
    }
  self->n_columns = self->n_cells;
  for (guint i = 0; i < self->n_cells; i++)
    {
      int column = column_of (self->cells[i]);

      if (column == COLUMN_EXTERNAL_ID && self->columns[column] >= 0)
        column = COLUMN_IDENTIFIER;
      if (column >= 0 && self->columns[column] < 0)
        self->columns[column] = (int) i;
    }
  return (self->columns[COLUMN_PUBLISHED_AT] >= 0 && self->columns[COLUMN_TEXT] >= 0) || no_columns (self, error);
}

/* By the name, else by the first character that is no blank. */
static gboolean
looks_like_csv (GFile         *file,
                const char    *path,
                GCancellable  *cancellable)
{
  g_autofree char *folded = g_utf8_strdown (path, -1);
  g_autoptr(GFileInputStream) stream = NULL;
  char head[64];
  gsize n = 0;

  if (g_str_has_suffix (folded, ".csv") || g_str_has_suffix (folded, ".tsv"))
    return TRUE;
  if (g_str_has_suffix (folded, ".jsonl") || g_str_has_suffix (folded, ".ndjson") || g_str_has_suffix (folded, ".json"))
    return FALSE;
  stream = g_file_read (file, cancellable, NULL);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, cancellable, NULL))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isspace (head[i]))
        return head[i] != '{' && (guchar) head[i] < 0x80;
    }
  return FALSE;
}

/* A workbook of today (a ZIP file) or of old: an export may be one. */
static gboolean
is_workbook (GFile         *file,
             GCancellable  *cancellable)
{
  static const char zip[] = "PK\x03\x04", old[] = "\xd0\xcf\x11\xe0";
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  char head[4];
  gsize n = 0;

  return stream != NULL && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, cancellable, NULL) && n == sizeof head
         && (memcmp (head, zip, n) == 0 || memcmp (head, old, n) == 0);
}

static SotongImportReader *
refuse_workbook (const char  *path,
                 GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, SOTONG_IMPORT_ERROR, SOTONG_IMPORT_ERROR_FORMAT,
               _("“%s” is a workbook. Nothing was imported. Open it in the spreadsheet program, save it as CSV, and import that file."), name);
  return NULL;
}

static gboolean
open_csv (SotongImportReader  *self,
          GCancellable        *cancellable,
          GError             **error)
{
  self->csv = sotong_csv_reader_new (self->stream, NULL, '\0', cancellable, error);
  return self->csv != NULL && read_columns (self, cancellable, error);
}

/* JSON is UTF-8; only a byte order mark says otherwise. */
static gboolean
open_lines (SotongImportReader  *self,
            GCancellable        *cancellable,
            GError             **error)
{
  guint8 head[4] = { 0 };
  gsize n_head = 0, n_mark = 0;
  const char *charset;

  self->size = CHUNK;
  self->buffer = g_malloc (self->size + 1);
  if (!g_input_stream_read_all (self->stream, head, sizeof head, &n_head, cancellable, error))
    return FALSE;
  charset = sotong_charset_from_bom (head, n_head, &n_mark);
  if (!g_seekable_seek (G_SEEKABLE (self->stream), (goffset) n_mark, G_SEEK_SET, cancellable, error))
    return FALSE;
  if (charset != NULL && !g_str_equal (charset, "UTF-8"))
    {
      g_autoptr(GCharsetConverter) converter = g_charset_converter_new ("UTF-8", charset, error);
      g_autoptr(GInputStream) raw = g_steal_pointer (&self->stream);

      if (converter != NULL)
        self->stream = g_converter_input_stream_new (raw, G_CONVERTER (converter));
    }
  return self->stream != NULL;
}

SotongImportReader *
sotong_import_reader_open (const char    *path,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(SotongImportReader) self = g_new0 (SotongImportReader, 1);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  gboolean csv;
  GError *local = NULL;

  self->path = g_strdup (path);
  if (stat (path, &self->info) != 0)
    {
      g_autofree char *why = sotong_file_why_errno (errno);

      unreadable (path, why, error);
      return NULL;
    }
  if (!S_ISREG (self->info.st_mode))
    {
      unreadable (path, _("it is not a file"), error);
      return NULL;
    }
  if (is_workbook (file, cancellable))
    return refuse_workbook (path, error);
  csv = looks_like_csv (file, path, cancellable);
  self->stream = G_INPUT_STREAM (g_file_read (file, cancellable, &local));
  if (self->stream == NULL || !(csv ? open_csv (self, cancellable, &local) : open_lines (self, cancellable, &local)))
    {
      if (local->domain == SOTONG_IMPORT_ERROR)
        g_propagate_error (error, local);
      else
        read_failed (self, local, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static SotongSpan
field_of (SotongImportReader *self,
          int                 column)
{
  SotongSpan span = { NULL, 0 };

  if (self->columns[column] >= 0 && (guint) self->columns[column] < self->n_cells)
    {
      span.data = self->cells[self->columns[column]];
      span.length = strlen (span.data);
    }
  return span;
}

/* In the first column that may be an id's, as ever; what a workspace wrote tells more than the number before it. */
static SotongSpan
id_of (SotongImportReader *self)
{
  SotongSpan identifier = field_of (self, COLUMN_IDENTIFIER);

  return identifier.data != NULL && sotong_exported_mention_is (identifier.data) ? identifier : field_of (self, COLUMN_EXTERNAL_ID);
}

/* (nullable): a separator within a text that has no quotes makes cells that no column would take. */
static char *
find_excess (SotongImportReader *self)
{
  for (guint i = self->n_columns; i < self->n_cells; i++)
    {
      g_autofree char *clean = sotong_text_clean (self->cells[i], -1, 200);
      g_autofree char *line = sotong_text_single_line (clean, SHOWN_BYTES);

      if (!sotong_text_is_blank (line))
        return g_strdup_printf (_("The row has more cells than the first line has columns, %u instead of %u: “%s” would be lost. "
                                  "Put a text that has the separator in it into double quotes."), self->n_cells, self->n_columns, line);
    }
  return NULL;
}

static SotongImportStep
next_csv (SotongImportReader  *self,
          SotongImportRecord  *record,
          char               **out_problem,
          GCancellable        *cancellable,
          GError             **error)
{
  g_autoptr(GError) local = NULL;

  self->cells = sotong_csv_reader_next (self->csv, &self->n_cells, cancellable, &local);
  if (self->cells == NULL)
    {
      if (local == NULL)
        return SOTONG_IMPORT_END;
      self->line = sotong_csv_reader_get_line (self->csv);
      if (local->domain != SOTONG_CSV_ERROR)
        return read_failed (self, g_steal_pointer (&local), error);
      *out_problem = g_strdup (local->message);
      return SOTONG_IMPORT_BROKEN;
    }
  self->line = sotong_csv_reader_get_line (self->csv);
  self->place = (guint64) g_seekable_tell (G_SEEKABLE (self->stream));
  *out_problem = sotong_csv_reader_find_damage (self->csv);
  if (*out_problem == NULL)
    *out_problem = find_excess (self);
  if (*out_problem != NULL)
    return SOTONG_IMPORT_WRONG;
  record->external_id = id_of (self);
  record->number = field_of (self, COLUMN_EXTERNAL_ID);
  record->author = field_of (self, COLUMN_AUTHOR);
  record->published_at = field_of (self, COLUMN_PUBLISHED_AT);
  record->url = field_of (self, COLUMN_URL);
  record->title = field_of (self, COLUMN_TITLE);
  record->text = field_of (self, COLUMN_TEXT);
  record->reach = field_of (self, COLUMN_REACH);
  return SOTONG_IMPORT_RECORD;
}

/* Moves what is left to the front, makes room and reads on. */
static gboolean
read_more (SotongImportReader  *self,
           GCancellable        *cancellable,
           GError             **error)
{
  gssize n;

  if (self->at > 0)
    {
      memmove (self->buffer, self->buffer + self->at, self->filled - self->at);
      self->filled -= self->at;
      self->at = 0;
    }
  else if (self->filled == self->size)
    {
      self->size *= 2;
      self->buffer = g_realloc (self->buffer, self->size + 1);
    }
  n = g_input_stream_read (self->stream, self->buffer + self->filled, self->size - self->filled, cancellable, error);
  if (n < 0)
    return FALSE;
  self->at_end = n == 0;
  self->filled += (gsize) n;
  return TRUE;
}

/* The next line that is not blank, ended by a zero byte. */
static SotongImportStep
next_line (SotongImportReader  *self,
           char               **out_line,
           gsize               *out_length,
           GCancellable        *cancellable,
           GError             **error)
{
  gsize searched = 0;
  GError *local = NULL;

  for (;;)
    {
      char *start = self->buffer + self->at;
      char *end = memchr (start + searched, '\n', self->filled - self->at - searched);

      if (end == NULL && !self->at_end)
        {
          searched = self->filled - self->at;
          if (searched > SOTONG_IMPORT_MAX_RECORD)
            return SOTONG_IMPORT_BROKEN;
          if (!read_more (self, cancellable, &local))
            return read_failed (self, local, error);
          continue;
        }
      if (end == NULL)
        end = self->buffer + self->filled;
      if (start == end && end == self->buffer + self->filled)
        return SOTONG_IMPORT_END;
      searched = 0;
      self->line++;
      self->at += (gsize) (end - start) + (end < self->buffer + self->filled);
      self->place += (gsize) (end - start) + 1;
      *end = '\0';
      while (end > start && g_ascii_isspace (end[-1]))
        *--end = '\0';
      *out_line = start;
      *out_length = (gsize) (end - start);
      if (*out_length > 0)
        return SOTONG_IMPORT_RECORD;
    }
}

/* Reads the next record into @record. @out_problem says what is wrong, without the line. */
SotongImportStep
sotong_import_reader_next (SotongImportReader  *self,
                           SotongImportRecord  *record,
                           char               **out_problem,
                           GCancellable        *cancellable,
                           GError             **error)
{
  SotongImportStep step;
  char *line = NULL;
  gsize length = 0;

  if (self->csv != NULL)
    return next_csv (self, record, out_problem, cancellable, error);
  step = next_line (self, &line, &length, cancellable, error);
  if (step == SOTONG_IMPORT_BROKEN)
    {
      self->line++;
      *out_problem = g_strdup_printf (_("This line is longer than %d bytes. Is it a file of JSON lines, with one mention a line?"), SOTONG_IMPORT_MAX_RECORD);
    }
  if (step != SOTONG_IMPORT_RECORD)
    return step;
  return sotong_import_scan_json (line, length, record, out_problem) ? SOTONG_IMPORT_RECORD : SOTONG_IMPORT_WRONG;
}

/* Whether what is said of a broken record names its line already. */
gboolean
sotong_import_reader_names_line (SotongImportReader *self)
{
  return self->csv != NULL;
}

/* The line of the record at hand, from 1. */
guint64
sotong_import_reader_get_line (SotongImportReader *self)
{
  return self->line;
}

/* How many bytes have been taken. */
guint64
sotong_import_reader_get_place (SotongImportReader *self)
{
  return self->place;
}

guint64
sotong_import_reader_get_size (SotongImportReader *self)
{
  return (guint64) self->info.st_size;
}

/* Whether the file is still what @other began to read. */
gboolean
sotong_import_reader_is_same (SotongImportReader *self,
                              SotongImportReader *other)
{
  struct stat now;

  return stat (self->path, &now) == 0
         && now.st_dev == other->info.st_dev && now.st_ino == other->info.st_ino && now.st_size == other->info.st_size
         && now.st_mtim.tv_sec == other->info.st_mtim.tv_sec && now.st_mtim.tv_nsec == other->info.st_mtim.tv_nsec
         && now.st_ctim.tv_sec == other->info.st_ctim.tv_sec && now.st_ctim.tv_nsec == other->info.st_ctim.tv_nsec;
}
