/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "monitor/sotong-import-private.h"
#include "platforms/sotong-feed-date.h"
#include "platforms/sotong-item.h"
#include "store/sotong-mention-writer.h"
#include "util/sotong-address-mask.h"
#include "util/sotong-name-mask.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-time.h"
#include "util/sotong-url.h"

#define SHOWN_CHARS 40 /* of a wrong value in a sentence */
#define DAY_S       (24 * 3600) /* a clock may be a little fast */

SotongImportBatch *
sotong_import_batch_new (void)
{
  SotongImportBatch *self = g_new0 (SotongImportBatch, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (SotongImportRow));
  self->block = g_string_new (NULL);
  return self;
}

void
sotong_import_batch_free (SotongImportBatch *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_string_free (self->block, TRUE);
  g_free (self);
}

void
sotong_import_batch_clear (SotongImportBatch *self)
{
  g_array_set_size (self->rows, 0);
  g_string_truncate (self->block, 0);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const SotongImportRow *x = a, *y = b;

  if (x->id_hint != y->id_hint)
    return x->id_hint < y->id_hint ? -1 : 1;
  return x->external_id < y->external_id ? -1 : x->external_id > y->external_id; /* as in the file */
}

/* Rows in the order of their ids lie side by side in the workspace. */
void
sotong_import_batch_sort (SotongImportBatch *self)
{
  for (guint i = 1; i < self->rows->len; i++)
    {
      if (compare_rows (&g_array_index (self->rows, SotongImportRow, i - 1), &g_array_index (self->rows, SotongImportRow, i)) > 0)
        {
          g_array_sort (self->rows, compare_rows);
          return;
        }
    }
}

void
sotong_import_rules_init (SotongImportRules *self,
                          GTimeZone         *zone,
                          gint64             source_id,
                          gint64             now)
{
  self->zone = g_time_zone_ref (zone);
  self->id_space = g_strdup_printf ("import/%" G_GINT64_FORMAT, source_id);
  self->now = now;
  self->scratch = g_string_new (NULL);
  self->opinion = NULL;
  self->finder = NULL;
}

void
sotong_import_rules_clear (SotongImportRules *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->id_space, g_free);
  g_string_free (g_steal_pointer (&self->scratch), TRUE);
  g_clear_pointer (&self->opinion, sotong_opinion_free);
  g_clear_pointer (&self->finder, sotong_word_finder_free);
}

/* A wrong value as a sentence may show it. */
static char *
shown (const SotongSpan *span)
{
  g_autofree char *clean = sotong_text_clean (span->data, (gssize) span->length, 400);

  return sotong_text_single_line (clean, SHOWN_CHARS);
}

static void
trim (SotongSpan *span)
{
  while (span->length > 0 && g_ascii_isspace (span->data[span->length - 1]))
    span->length--;
  while (span->length > 0 && g_ascii_isspace (span->data[0]))
    {
      span->data++;
      span->length--;
    }
}

static char *
not_utf8 (const char *member)
{
  return g_strdup_printf (_("“%s” holds bytes that are not UTF-8. Save the file as UTF-8 and try again."), member);
}

/* Appends @span, cleaned; a sentence if it cannot be. */
static char *
append_clean (SotongImportBatch *self,
              const SotongSpan  *span,
              const char        *member)
{
  g_autofree char *clean = NULL;

  if (sotong_text_is_clean (span->data, span->length))
    {
      g_string_append_len (self->block, span->data, (gssize) span->length);
      return NULL;
    }
  if (memchr (span->data, '\0', span->length) == NULL && !g_utf8_validate_len (span->data, span->length, NULL))
    return not_utf8 (member);
  clean = sotong_text_clean (span->data, (gssize) span->length, span->length + 1);
  g_string_append (self->block, g_strstrip (clean));
  return NULL;
}

static gboolean
is_one_line (const SotongSpan *span)
{
  for (gsize i = 0; i < span->length; i++)
    {
      if (span->data[i] == '\n' || span->data[i] == '\t' || (span->data[i] == ' ' && i + 1 < span->length && span->data[i + 1] == ' '))
        return FALSE;
    }
  return TRUE;
}

/* Appends @span as one line of @max bytes at most, without the zero byte at its end. */
static char *
append_line (SotongImportBatch *self,
             SotongSpan        *span,
             const char        *member,
             gsize              max)
{
  gsize at = self->block->len;
  char *problem;

  trim (span);
  problem = append_clean (self, span, member);
  if (problem != NULL)
    return problem;
  if (!is_one_line (span) || self->block->len - at > max)
    {
      g_autofree char *cut = sotong_text_clean (self->block->str + at, -1, max);
      g_autofree char *line = sotong_text_single_line (cut, max);

      g_string_truncate (self->block, at);
      g_string_append (self->block, line);
    }
  return NULL;
}

/* A name that an export has hidden is nobody's. */
static char *
add_author (SotongImportBatch *self,
            SotongSpan         span,
            guint             *out_at,
            guint             *out_hidden)
{
  char *problem;

  *out_at = (guint) self->block->len;
  problem = append_line (self, &span, "author", SOTONG_ITEM_MAX_AUTHOR);
  if (problem != NULL)
    return problem;
  g_string_append_c (self->block, '\0');
  if (sotong_name_is_masked (self->block->str + *out_at))
    {
      *out_hidden = *out_at;
      *out_at = (guint) self->block->len - 1;
    }
  return NULL;
}

/* Beside an address of which a part is hidden: what a table with hidden authors has of the name. */
static void
add_hidden (SotongImportBatch *self,
            SotongImportRow   *row)
{
  g_autofree char *hidden = sotong_name_mask (self->block->str + row->author);

  row->hidden = (guint) self->block->len;
  g_string_append_len (self->block, hidden, (gssize) strlen (hidden) + 1);
}

/* The title stands in the text's first line, as that of a feed does. */
static char *
add_text (SotongImportBatch *self,
          SotongSpan         title,
          SotongSpan         span,
          guint             *out_at)
{
  char *problem;

  *out_at = (guint) self->block->len;
  problem = append_line (self, &title, "title", SOTONG_ITEM_MAX_TITLE);
  if (problem != NULL)
    return problem;
  if (sotong_text_is_blank (self->block->str + *out_at))
    g_string_truncate (self->block, *out_at);
  if (span.data == NULL && self->block->len == *out_at)
    return g_strdup (_("“text” is missing. A mention needs its text."));
  trim (&span);
  if (span.length > SOTONG_IMPORT_MAX_TEXT)
    return g_strdup_printf (_("“text” is longer than %d bytes. Shorten it, or split it into several mentions."), SOTONG_IMPORT_MAX_TEXT);
  if (self->block->len > *out_at && span.length > 0)
    g_string_append_c (self->block, '\n');
  problem = append_clean (self, &span, "text");
  if (problem != NULL)
    return problem;
  if (sotong_text_is_blank (self->block->str + *out_at))
    return g_strdup (_("“text” is empty. A mention needs its text."));
  g_string_append_c (self->block, '\0');
  return NULL;
}

/* An address that an export has hidden a part of may be that of many. */
static char *
add_url (SotongImportBatch *self,
         SotongSpan         span,
         guint             *out_at,
         gboolean          *out_hidden)
{
  char *problem;

  *out_at = (guint) self->block->len;
  trim (&span);
  if (span.length > SOTONG_ITEM_MAX_URL)
    return g_strdup_printf (_("“url” is longer than %d bytes. Leave it empty if there is no better one."), SOTONG_ITEM_MAX_URL);
  problem = append_clean (self, &span, "url");
  if (problem != NULL)
    return problem;
  *out_hidden = sotong_address_is_masked (self->block->str + *out_at);
  if (*out_hidden)
    g_string_truncate (self->block, *out_at);
  if (self->block->len > *out_at && !sotong_url_is_web (self->block->str + *out_at))
    {
      g_autofree char *value = shown (&span);

      return g_strdup_printf (_("“url” is “%s”, which is no web address. Write it as in “https://example.org/1”, or leave it empty."), value);
    }
  g_string_append_c (self->block, '\0');
  return NULL;
}

/* For a mention with neither id nor address: the same words at the same time are the same. */
static void
append_digest (SotongImportBatch     *self,
               const SotongImportRow *row)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *author = self->block->str + row->author;
  const char *text = self->block->str + row->text;

  g_checksum_update (sum, (const guchar *) &row->published_at, sizeof row->published_at);
  g_checksum_update (sum, (const guchar *) author, (gssize) strlen (author) + 1);
  g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text));
  g_string_append_len (self->block, g_checksum_get_string (sum), 40);
}

static char *
add_id (SotongImportBatch *self,
        SotongSpan         span,
        SotongImportRow   *row)
{
  row->external_id = (guint) self->block->len;
  trim (&span);
  if (span.length > SOTONG_ITEM_MAX_ID)
    {
      g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) span.data, span.length);

      g_string_append (self->block, digest);
    }
  else if (span.length > 0)
    {
      char *problem = append_clean (self, &span, "external_id");

      if (problem != NULL)
        return problem;
    }
  else if (self->block->str[row->url] != '\0')
    {
      g_autofree char *url = g_strdup (self->block->str + row->url);

      g_string_append (self->block, url);
    }
  else
    append_digest (self, row);
  g_string_append_c (self->block, '\0');
  return NULL;
}

/* As sotong_item_make_key(), so that a feed and a file that bring one article meet. */
static void
add_key (SotongImportBatch *self,
         SotongImportRules *rules,
         SotongImportRow   *row)
{
  const char *url = self->block->str + row->url;

  row->key = (guint) self->block->len;
  g_string_assign (rules->scratch, "url:");
  if (*url == '\0' || !sotong_url_append_normalized (rules->scratch, url) || sotong_url_is_root (rules->scratch->str + strlen ("url:")))
    g_string_printf (rules->scratch, "id:%s:%s", rules->id_space, self->block->str + row->external_id);
  g_string_append_len (self->block, rules->scratch->str, (gssize) rules->scratch->len + 1);
}

static int
two_digits (const char *p)
{
  return (p[0] - '0') * 10 + (p[1] - '0');
}

/* "2016-10-14T10:00:00+09:00" and nothing else: what programs write. */
static gboolean
parse_common (const SotongSpan *span,
              gint64           *out_time)
{
  static const char pattern[] = "dddd-dd-ddTdd:dd:ddSdd:dd";
  const char *p = span->data;
  int year, month, day, hour, minute, second, offset;

  if (span->length != sizeof pattern - 1)
    return FALSE;
  for (gsize i = 0; i < sizeof pattern - 1; i++)
    {
      if (pattern[i] == 'd' ? !g_ascii_isdigit (p[i]) : pattern[i] == 'S' ? p[i] != '+' && p[i] != '-' : p[i] != pattern[i])
        return FALSE;
    }
  year = two_digits (p) * 100 + two_digits (p + 2);
  month = two_digits (p + 5);
  day = two_digits (p + 8);
  hour = two_digits (p + 11);
  minute = two_digits (p + 14);
  second = two_digits (p + 17);
  offset = two_digits (p + 20) * 3600 + two_digits (p + 23) * 60;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59 || second > 59 || offset > 14 * 3600)
    return FALSE; /* rare or wrong: the slow way knows */
  *out_time = sotong_time_days_from_civil (year, month, day) * 86400 + hour * 3600 + minute * 60 + second
              + (p[19] == '+' ? -offset : offset);
  return TRUE;
}

static gboolean
has_offset (const char *text)
{
  const char *clock = strpbrk (text, "Tt ");

  return clock != NULL && strpbrk (clock + 1, "Zz+-") != NULL;
}

/* "Fri, 14 Oct 2016 10:00:00 +0900", as letters and feeds have it; with a zone that is one place's alone. */
static gboolean
parse_letter (const char *text,
              GTimeZone  *zone,
              gint64     *out_time)
{
  SotongItemPrecision precision;

  return g_regex_match_simple ("^([A-Za-z]{3}, *)?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}(:[0-9]{2})? ([+-][0-9]{4}|GMT|UTC?|KST)$", text, 0, 0)
         && sotong_feed_date_parse (text, zone, out_time, &precision) && precision == SOTONG_ITEM_EXACT;
}

/* Seconds or milliseconds since 1970, as programs count. Those up to now are taken for nothing else: "2016101410", which may be an hour, is none yet. */
static gboolean
parse_epoch (const SotongImportRules *rules,
             const char              *text,
             gint64                  *out_time)
{
  gsize n = strlen (text);

  if ((n != 10 && n != 13) || strspn (text, "0123456789") != n || text[0] == '0')
    return FALSE;
  *out_time = g_ascii_strtoll (text, NULL, 10) / (n == 13 ? 1000 : 1);
  return *out_time <= rules->now + DAY_S;
}

static char *
add_time (SotongImportRules *rules,
          SotongSpan         span,
          SotongImportRow   *row)
{
  g_autofree char *text = NULL;
  g_autofree char *office = NULL;
  g_autofree char *value = NULL;

  if (span.data == NULL)
    return g_strdup (_("“published_at” is missing. Write when the mention was published, as in 2016-10-14T10:00:00+09:00."));
  trim (&span);
  row->precision = SOTONG_ITEM_EXACT;
  if (parse_common (&span, &row->published_at))
    return NULL;
  text = g_strndup (span.data, MIN (span.length, 64));
  office = sotong_time_office_to_iso (text);
  if (office != NULL)
    {
      g_free (text);
      text = g_steal_pointer (&office);
    }
  if (span.length <= 64 && sotong_time_parse (text, rules->zone, &row->published_at, NULL))
    {
      if (strpbrk (text, "Tt ") == NULL)
        row->precision = SOTONG_ITEM_DAY_ONLY;
      else if (!has_offset (text))
        row->precision = SOTONG_ITEM_GUESSED_ZONE;
      return NULL;
    }
  if (span.length <= 64 && parse_letter (text, rules->zone, &row->published_at))
    return NULL;
  row->is_epoch = parse_epoch (rules, text, &row->published_at);
  if (row->is_epoch)
    return NULL;
  value = shown (&span);
  return g_strdup_printf (_("“published_at” is “%s”, which is not a date and time that exists. Write it as in 2016-10-14T10:00:00+09:00."), value);
}

/* What nobody can have written yet would stay the newest for years. Its own time still tells it from others. */
static void
settle_time (const SotongImportRules *rules,
             SotongImportRow         *row)
{
  if (row->published_at - DAY_S <= rules->now)
    return;
  row->published_at = rules->now;
  row->precision = SOTONG_ITEM_FIRST_SEEN;
}

/* "12,345" as a sheet shows it. */
static char *
without_commas (const SotongSpan *span)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < span->length && i < 64; i++)
    {
      if (span->data[i] != ',')
        g_string_append_c (text, span->data[i]);
    }
  return g_string_free (text, FALSE);
}

/* Followers or views, where the file has them. */
static char *
add_reach (SotongSpan       span,
           SotongImportRow *row)
{
  g_autofree char *text = NULL, *value = NULL;

  trim (&span);
  if (span.length == 0)
    return NULL;
  text = without_commas (&span);
  if (span.length <= 64 && g_ascii_string_to_signed (text, 10, 0, SOTONG_ITEM_MAX_REACH, &row->reach, NULL))
    return NULL;
  value = shown (&span);
  return g_strdup_printf (_("“reach” is “%s”, which is no number of people. Write a whole number, or leave it out."), value);
}

/* What is no number says nothing. */
static gint64
read_number (SotongSpan span)
{
  char text[24];
  gint64 number;

  trim (&span);
  if (span.length == 0 || span.length >= sizeof text)
    return 0;
  memcpy (text, span.data, span.length);
  text[span.length] = '\0';
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL) ? number : 0;
}

/* Checks a record and adds it. Returns what is wrong with it, or %NULL. */
char *
sotong_import_batch_add (SotongImportBatch        *self,
                         SotongImportRules        *rules,
                         const SotongImportRecord *record)
{
  gsize before = self->block->len;
  SotongImportRow row = { 0 };
  gboolean hides_url = FALSE;
  char *problem = add_time (rules, record->published_at, &row);

  if (problem == NULL)
    problem = add_text (self, record->title, record->text, &row.text);
  if (problem == NULL)
    problem = add_author (self, record->author, &row.author, &row.hidden);
  if (problem == NULL)
    problem = add_url (self, record->url, &row.url, &hides_url);
  if (problem == NULL)
    problem = add_id (self, record->external_id, &row);
  if (problem == NULL)
    problem = add_reach (record->reach, &row);
  if (problem != NULL)
    {
      g_string_truncate (self->block, before);
      return problem;
    }
  if (hides_url && row.hidden == 0)
    add_hidden (self, &row);
  row.number = read_number (record->number);
  add_key (self, rules, &row);
  settle_time (rules, &row);
  if (rules->opinion != NULL)
    sotong_opinion_judge (rules->opinion, self->block->str + row.text, &row.guess);
  if (rules->finder != NULL)
    {
      const char *words = sotong_word_finder_find (self->block->str + row.text, rules->finder);

      sotong_sketch_make (&row.sketch, self->block->str + row.text, self->block->str + row.author, row.published_at);
      row.words = (guint) self->block->len;
      g_string_append_len (self->block, words, (gssize) strlen (words) + 1);
    }
  row.id_hint = sotong_mention_writer_id_hint (row.published_at, self->block->str + row.key);
  g_array_append_val (self->rows, row);
  return NULL;
}
