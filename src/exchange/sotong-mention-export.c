/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/sotong-export.h"
#include "exchange/sotong-export-rows.h"
#include "exchange/sotong-mention-export.h"
#include "store/sotong-exported-mention.h"
#include "util/sotong-address-mask.h"
#include "util/sotong-json.h"
#include "util/sotong-name-mask.h"
#include "util/sotong-replace.h"
#include "util/sotong-time.h"

#define PAGE 500

/* Where one export is. */
typedef struct {
  const SotongMentionQuery *query;
  const char               *path;
  gboolean                  with_authors;
  SotongReplace            *replace;   /* (owned) */
  GTimeZone                *zone;      /* (unowned) */
  char                     *space;     /* (owned): of the mentions' identifiers */
  GCancellable             *cancellable;
  gint64                    n;
  SotongExportRows         *rows;      /* (owned) (nullable): of a sheet */
  gboolean                  for_eyes;  /* a workbook, whose times are the office's as they are shown */
} Export;

typedef gboolean (*WriteFunc) (Export *self, SotongDb *db, const SotongMention *mention, GError **error);

static char *
dup_author (const Export        *self,
            const SotongMention *mention)
{
  return self->with_authors ? g_strdup (mention->author) : sotong_name_mask (mention->author);
}

/* An address names who wrote as well as the column beside it; the mention's number says which it is. */
static char *
dup_url (const Export        *self,
         const SotongMention *mention)
{
  return self->with_authors ? g_strdup (mention->url) : sotong_address_mask (mention->url, mention->author);
}

static gboolean
write_json (Export               *self,
            SotongDb             *db,
            const SotongMention  *mention,
            GError              **error)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *at = sotong_time_format_iso (mention->published_at, self->zone);
  g_autofree char *author = dup_author (self, mention);
  g_autofree char *url = dup_url (self, mention), *identifier = sotong_exported_mention_make_id (self->space, mention->id);
  g_autoptr(GBytes) bytes = NULL;
  const GStrv lists[] = { mention->sources, mention->topics };
  static const char * const names[] = { "sources", "topics" };

  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "id", mention->id);
  sotong_json_add_string (builder, "external_id", identifier);
  sotong_json_add_string (builder, "published_at", at);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      json_builder_set_member_name (builder, names[i]);
      json_builder_begin_array (builder);
      for (guint j = 0; lists[i] != NULL && lists[i][j] != NULL; j++)
        json_builder_add_string_value (builder, lists[i][j]);
      json_builder_end_array (builder);
    }
  sotong_json_add_string (builder, "author", author);
  sotong_json_add_string (builder, "sentiment", sotong_sentiment_get_name (mention->sentiment));
  sotong_json_add_string (builder, "sentiment_source", mention->sentiment_source);
  sotong_json_add_int (builder, "copies", mention->n_copies + 1);
  if (mention->content != NULL)
    sotong_json_add_int (builder, "content", mention->content_id);
  sotong_json_add_string (builder, "url", url);
  sotong_json_add_string (builder, "text", mention->text);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  sotong_replace_write (self->replace, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  sotong_replace_write (self->replace, "\n", 1);
  return TRUE;
}

static const char *
heading (guint column)
{
  switch (column)
    {
    case 0:
      return C_("column", "Number");
    case 1:
      return C_("column", "Published");
    case 2:
      return C_("column", "Sources");
    case 3:
      return C_("column", "Topics");
    case 4:
      return C_("column", "Author");
    case 5:
      return C_("column", "Sentiment");
    case 6:
      return C_("column", "Copies");
    case 7:
      return C_("column", "Address");
    case 8:
      return C_("column", "Text");
    case 9:
      return C_("column", "Identifier");
    default:
      return NULL;
    }
}

/* A table is read by people, in their language; programs take JSON lines. */
static const char *
word_of (SotongSentiment sentiment)
{
  switch (sentiment)
    {
    case SOTONG_SENTIMENT_NEGATIVE:
      return C_("sentiment", "negative");
    case SOTONG_SENTIMENT_NEUTRAL:
      return C_("sentiment", "neutral");
    case SOTONG_SENTIMENT_POSITIVE:
      return C_("sentiment", "positive");
    case SOTONG_SENTIMENT_UNCERTAIN:
      return C_("sentiment", "uncertain");
    case SOTONG_SENTIMENT_NONE:
    case SOTONG_N_SENTIMENTS:
    default:
      return C_("sentiment", "unlabelled");
    }
}

/* The cells of a row as texts, in the order of the headings. */
static GStrv
make_cells (Export               *self,
            SotongDb             *db,
            const SotongMention  *mention,
            GError              **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, mention->id);
  g_autofree char *at = sotong_time_format_iso (mention->published_at, self->zone);
  g_autofree char *sources = g_strjoinv (", ", mention->sources);
  g_autofree char *topics = g_strjoinv (", ", mention->topics);
  g_autofree char *author = dup_author (self, mention);
  g_autofree char *url = dup_url (self, mention), *identifier = sotong_exported_mention_make_id (self->space, mention->id);
  g_autofree char *copies = NULL;

  copies = g_strdup_printf ("%" G_GINT64_FORMAT, mention->n_copies + 1);
  if (self->for_eyes)
    {
      at[10] = ' ';
      at[MIN (strlen (at), 19)] = '\0';
    }
  g_strv_builder_add_many (builder, number, at, sources, topics, author, word_of (mention->sentiment), copies, url,
                           mention->text, identifier, NULL);
  return g_strv_builder_end (builder);
}

static gboolean
write_row (Export               *self,
           SotongDb             *db,
           const SotongMention  *mention,
           GError              **error)
{
  g_auto(GStrv) cells = make_cells (self, db, mention, error);

  return cells != NULL && sotong_export_rows_add (self->rows, (const char * const *) cells, error);
}

static gpointer
export_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Export *self = data;
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_copy (self->query);
  WriteFunc func = self->rows != NULL ? write_row : write_json;
  gboolean more = TRUE;

  self->space = sotong_exported_mention_make_space (db, error);
  if (self->space == NULL)
    return NULL;
  query->limit = PAGE;
  while (more)
    {
      g_autoptr(GPtrArray) list = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      list = sotong_mention_list (db, query, error);
      if (list == NULL)
        return NULL;
      for (guint i = 0; i < list->len; i++, self->n++)
        {
          const SotongMention *mention = g_ptr_array_index (list, i);

          if (!func (self, db, mention, error))
            return NULL;
          query->before_id = mention->id;
        }
      more = list->len == PAGE;
    }
  return self;
}

/* By the end of the file's name; %FALSE if it says nothing. */
static gboolean
begin_format (Export  *self,
              GError **error)
{
  g_autofree char *lower = g_ascii_strdown (self->path, -1);
  const char *headings[11] = { NULL };

  for (guint i = 0; heading (i) != NULL; i++)
    headings[i] = heading (i);
  if (g_str_has_suffix (lower, ".jsonl"))
    return TRUE;
  self->for_eyes = g_str_has_suffix (lower, ".xlsx");
  self->rows = sotong_export_rows_new (self->replace, self->path, _("Mentions"), headings, 1 | 64, error);
  return self->rows != NULL;
}

static gboolean
end_format (Export  *self,
            GError **error)
{
  if (self->rows != NULL && !sotong_export_rows_finish (self->rows, error))
    return FALSE;
  return sotong_replace_commit (self->replace, error);
}

/**
 * sotong_mention_export:
 * @store: a workspace
 * @query: which mentions; its limit and start are not looked at
 * @path: a file whose name ends in .csv, .jsonl or .xlsx
 * @with_authors: write the authors' names and addresses as they are; else all but a name's first letter is hidden, and what names them in an address
 * @out_n: (out): how many were written
 * @cancellable: (nullable): stops it; no file is left
 * @error: return location; `SOTONG_EXPORT_ERROR_FORMAT`
 *
 * Writes mentions to a file, newest first. Each has an identifier that names nobody, by which it is known where the file is imported again. Blocks.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_mention_export (SotongStore               *store,
                       const SotongMentionQuery  *query,
                       const char                *path,
                       gboolean                   with_authors,
                       gint64                    *out_n,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *lower = g_ascii_strdown (path, -1);
  Export self = { query, path, with_authors };
  gboolean done;

  if (!g_str_has_suffix (lower, ".csv") && !g_str_has_suffix (lower, ".jsonl") && !g_str_has_suffix (lower, ".xlsx"))
    {
      g_set_error_literal (error, SOTONG_EXPORT_ERROR, SOTONG_EXPORT_ERROR_FORMAT,
                           _("The file's name must end in .csv, .jsonl or .xlsx, which says what is written."));
      return FALSE;
    }
  self.replace = sotong_replace_begin (file, error);
  self.zone = sotong_store_get_zone (store);
  self.cancellable = cancellable;
  done = self.replace != NULL && begin_format (&self, error)
         && sotong_store_read (store, export_job, &self, cancellable, error) != NULL && end_format (&self, error);
  *out_n = self.n;
  g_free (self.space);
  g_clear_pointer (&self.rows, sotong_export_rows_free);
  g_clear_pointer (&self.replace, sotong_replace_free);
  return done;
}
