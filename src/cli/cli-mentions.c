/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "cli/cli-mentions.h"
#include "monitor/sotong-import.h"
#include "store/sotong-author.h"
#include "store/sotong-change.h"
#include "store/sotong-mention.h"
#include "store/sotong-saved-search.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
#include "util/sotong-name-mask.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define PAGE 500                                          /* mentions read at a time */
#define END_OF_TIME G_GINT64_CONSTANT (253402300800)      /* the first second of the year 10000 */

/* ---- names ---- */

typedef gint64 (*FindFunc) (SotongDb    *db,
                            const char  *name,
                            GError     **error);

typedef gboolean (*HasFunc) (SotongDb *db,
                             gint64    id);

typedef struct {
  FindFunc    find;
  HasFunc     has;
  const char *name;
  gint64      id;
} Find;

/* A number stands for what has it in the list, unless something is called so. */
static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Find *find = data;
  GError *local = NULL;
  guint64 number = 0;

  find->id = find->find (db, find->name, &local);
  if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND)
      && g_ascii_string_to_unsigned (find->name, 10, 1, G_MAXINT64, &number, NULL) && find->has (db, (gint64) number))
    {
      g_clear_error (&local);
      find->id = (gint64) number;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return find->id != 0 ? find : NULL;
}

static gboolean
has_topic (SotongDb *db,
           gint64    id)
{
  g_autoptr(SotongTopic) topic = sotong_topic_get (db, id, NULL);

  return topic != NULL;
}

static gboolean
has_source (SotongDb *db,
            gint64    id)
{
  g_autoptr(SotongSource) source = sotong_source_get (db, id, NULL);

  return source != NULL;
}

static gboolean
find_id (SotongCli  *cli,
         FindFunc    func,
         HasFunc     has,
         const char *name,
         gint64     *out_id)
{
  Find find = { func, has, name, 0 };
  GError *error = NULL;

  *out_id = 0;
  if (name == NULL)
    return TRUE;
  if (sotong_store_read (cli->store, find_job, &find, cli->cancellable, &error) == NULL)
    {
      sotong_cli_fail (cli, error);
      return FALSE;
    }
  *out_id = find.id;
  return TRUE;
}

/* The id of the topic of that name or number, 0 without a name; %FALSE if it went wrong, which has been said. */
gboolean
sotong_cli_find_topic (SotongCli  *cli,
                       const char *name,
                       gint64     *out_id)
{
  return find_id (cli, sotong_topic_find, has_topic, name, out_id);
}

gboolean
sotong_cli_find_source (SotongCli  *cli,
                        const char *name,
                        gint64     *out_id)
{
  return find_id (cli, sotong_source_find, has_source, name, out_id);
}

static gpointer
author_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_author_find (db, data, error);
}

/* "“김시민 (@kim)”, “김시민 (@sim)”" */
static char *
join_names (GStrv names)
{
  g_autoptr(GStrvBuilder) quoted = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  for (guint i = 0; names[i] != NULL && i < SOTONG_AUTHOR_MOST_ALIKE; i++)
    {
      g_autofree char *name = g_strdup_printf ("“%s”", names[i]);

      g_strv_builder_add (quoted, name);
    }
  if (g_strv_length (names) > SOTONG_AUTHOR_MOST_ALIKE)
    g_strv_builder_add (quoted, "…");
  all = g_strv_builder_end (quoted);
  return g_strjoinv (", ", all);
}

/* The whole name of the author who is meant by a name or a handle, if that is one alone; else it stays. @for_good: what is done cannot be taken back, and a
 * name alone may be another's. %FALSE if it is not clear who is meant, which has been said. */
gboolean
sotong_cli_find_author (SotongCli  *cli,
                        char      **author,
                        gboolean    for_good)
{
  g_auto(GStrv) names = NULL;
  g_autofree char *list = NULL, *text = NULL, *clean = sotong_name_clean (*author);
  GError *error = NULL;

  names = sotong_store_read (cli->store, author_job, *author, cli->cancellable, &error);
  if (names == NULL)
    {
      sotong_cli_fail (cli, error);
      return FALSE;
    }
  if (names[0] == NULL || g_str_equal (names[0], clean))
    return TRUE;
  list = join_names (names);
  if (names[1] != NULL || (for_good && !sotong_author_has_handle (names[0], clean)))
    {
      /* Translators: what was typed, and names in quotation marks */
      text = g_strdup_printf (_("It is not clear who “%s” is. These may be meant; write the whole name of one of them: %s."), clean, list);
      sotong_cli_usage (cli, text);
      return FALSE;
    }
  /* Translators: what was typed, and a name in quotation marks */
  text = g_strdup_printf (_("“%s” is taken for %s."), clean, list);
  sotong_cli_note (cli, text);
  g_free (*author);
  *author = g_strdup (names[0]);
  return TRUE;
}

/* ---- list and search ---- */

void
sotong_cli_mention_filter_clear (SotongCliMentionFilter *o)
{
  g_free (o->topic);
  g_free (o->source);
  g_free (o->from);
  g_free (o->to);
  g_free (o->sentiment);
  g_free (o->author);
  g_free (o->saved);
}

static gpointer
saved_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_saved_search_find (db, data, error);
}

static void
fill (char       **option,
      const char  *kept)
{
  if (*option == NULL && kept[0] != '\0')
    *option = g_strdup (kept);
}

/* What a kept search says stands where nothing else is said. */
static gboolean
take_saved (SotongCli           *cli,
            SotongCliMentionFilter *o,
            SotongMentionQuery  *query)
{
  g_autoptr(SotongSavedSearch) search = NULL;
  GError *error = NULL;

  if (o->saved == NULL)
    return TRUE;
  search = sotong_store_read (cli->store, saved_job, o->saved, cli->cancellable, &error);
  if (search == NULL)
    {
      sotong_cli_fail (cli, error);
      return FALSE;
    }
  fill (&query->words, search->words);
  fill (&o->topic, search->topic);
  fill (&o->source, search->source);
  fill (&o->sentiment, search->sentiment);
  fill (&o->author, search->author);
  fill (&o->from, search->from);
  fill (&o->to, search->to);
  return TRUE;
}

/* %FALSE if something is wrong with it, which has been said. */
gboolean
sotong_cli_mention_filter_make_query (SotongCli              *cli,
                                      SotongCliMentionFilter *o,
                                      SotongMentionQuery     *query)
{
  SotongSentiment sentiment;
  g_autoptr(GError) error = NULL;

  if (o->author != NULL && sotong_text_is_blank (o->author))
    {
      sotong_cli_usage (cli, _("--author takes a name as it stands in the mentions. Leave it out for all."));
      return FALSE;
    }
  if (!take_saved (cli, o, query))
    return FALSE;
  if (o->author != NULL && !sotong_cli_find_author (cli, &o->author, FALSE))
    return FALSE;
  query->author = g_strdup (o->author);

  if (o->sentiment != NULL)
    {
      if (!sotong_sentiment_from_name (o->sentiment, &sentiment))
        {
          sotong_cli_usage (cli, _("--sentiment is one of positive, neutral, negative, uncertain and unlabelled."));
          return FALSE;
        }
      query->sentiment = (int) sentiment;
    }
  if (o->from != NULL || o->to != NULL)
    {
      if (!sotong_time_parse_range (o->from, o->to, sotong_store_get_zone (cli->store), &query->range, &error))
        {
          sotong_cli_usage (cli, error->message);
          return FALSE;
        }
      if (o->to == NULL)
        query->range.end = END_OF_TIME;
    }
  return sotong_cli_find_topic (cli, o->topic, &query->topic_id) && sotong_cli_find_source (cli, o->source, &query->source_id);
}

static void
json_names (JsonBuilder *builder,
            const char  *member,
            GStrv        names)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    json_builder_add_string_value (builder, names[i]);
  json_builder_end_array (builder);
}

static const char *
or_null (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static gpointer
page_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_mention_list (db, data, error);
}

static void
print_mention_json (const SotongMention *mention,
                    GTimeZone           *zone,
                    gboolean             first)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", mention->id);
  json_names (builder, "sources", mention->sources);
  json_names (builder, "topics", mention->topics);
  sotong_cli_json_text (builder, "author", mention->author);
  sotong_cli_json_time (builder, "published_at", mention->published_at, zone);
  sotong_cli_json_text (builder, "url", or_null (mention->url));
  sotong_cli_json_text (builder, "text", mention->text);
  sotong_cli_json_text (builder, "sentiment", sotong_sentiment_get_name (mention->sentiment));
  sotong_cli_json_text (builder, "sentiment_source", or_null (mention->sentiment_source));
  sotong_cli_json_int (builder, "copies", mention->n_copies + 1);
  if (mention->duplicate_of != SOTONG_NONE)
    sotong_cli_json_int (builder, "copy_of", mention->duplicate_of);
  if (mention->content != NULL)
    {
      sotong_cli_json_int (builder, "content", mention->content_id);
      sotong_cli_json_text (builder, "content_title", mention->content);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  sotong_cli_print ("%s%s", first ? "" : ",\n", text);
}

static void
print_mention (const SotongMention *mention,
               GTimeZone           *zone)
{
  g_autofree char *at = sotong_time_format_iso (mention->published_at, zone);
  g_autofree char *sources = g_strjoinv (", ", mention->sources);
  g_autofree char *topics = g_strjoinv (", ", mention->topics);

  sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t%s\t", mention->id, at, sotong_sentiment_get_name (mention->sentiment));
  sotong_cli_print_field (sources, FALSE);
  sotong_cli_print_field (topics, FALSE);
  sotong_cli_print_field (mention->author, FALSE);
  sotong_cli_print_field (mention->url, FALSE);
  sotong_cli_print_field (mention->text, TRUE);
}

/* Prints page after page, so that a million mentions need no more memory than one page. */
static int
print_mentions (SotongCli          *cli,
                SotongMentionQuery *query,
                int                 limit,
                gboolean            grouped)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  gint64 left = limit == G_MAXINT ? G_MAXINT64 : limit;
  gboolean more = TRUE, first = TRUE;
  GError *error = NULL;

  query->once = grouped; /* the first of those that are found stands for all */
  if (cli->json)
    sotong_cli_print ("{\"mentions\":[");
  while (more && left > 0)
    {
      g_autoptr(GPtrArray) list = NULL;

      query->limit = (int) MIN (left, PAGE);
      list = sotong_store_read (cli->store, page_job, query, cli->cancellable, &error);
      if (list == NULL)
        {
          sotong_cli_fail (cli, error);
          break;
        }
      for (guint i = 0; i < list->len && left > 0; i++)
        {
          const SotongMention *mention = g_ptr_array_index (list, i);

          query->before_id = mention->id;
          if (cli->json)
            print_mention_json (mention, zone, first);
          else
            print_mention (mention, zone);
          first = FALSE;
          left--;
        }
      more = list->len == (guint) query->limit;
    }
  if (cli->json)
    sotong_cli_print ("]}\n");
  return cli->status;
}

static int
list_or_search (SotongCli  *cli,
                int         argc,
                char      **argv,
                gboolean    search)
{
  SotongCliMentionFilter o = { .limit = G_MAXINT };
  GOptionEntry entries[] = {
    { "topic", 0, 0, G_OPTION_ARG_STRING, &o.topic, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &o.source, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o.to, NULL, NULL },
    { "sentiment", 0, 0, G_OPTION_ARG_STRING, &o.sentiment, NULL, NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &o.author, NULL, NULL },
    { "saved", 0, 0, G_OPTION_ARG_STRING, &o.saved, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &o.limit, NULL, NULL },
    { "grouped", 0, 0, G_OPTION_ARG_NONE, &o.grouped, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc != (search ? 2 : 1) || (search && sotong_text_is_blank (argv[1])))
        sotong_cli_usage (cli, search ? _("Say what to look for, in quotes if it is more than one word.") : _("This verb takes options only."));
      else if (o.limit < 1)
        sotong_cli_usage (cli, _("--limit takes a number from 1 on."));
      else
        {
          query->words = search ? g_strdup (argv[1]) : NULL;
          if (sotong_cli_mention_filter_make_query (cli, &o, query))
            print_mentions (cli, query, o.limit, o.grouped);
        }
    }
  sotong_cli_mention_filter_clear (&o);
  return cli->status;
}

int
sotong_cli_mentions_list (SotongCli  *cli,
                          int         argc,
                          char      **argv)
{
  return list_or_search (cli, argc, argv, FALSE);
}

int
sotong_cli_mentions_search (SotongCli  *cli,
                            int         argc,
                            char      **argv)
{
  return list_or_search (cli, argc, argv, TRUE);
}

/* ---- import ---- */

typedef struct {
  const char *name;
  gint64      id;     /* 0: there is none yet */
} ImportSource;

/* The source of that name; an import makes the one it names. */
static gpointer
import_source_job (SotongDb      *db,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  ImportSource *import = data;
  GError *local = NULL;

  import->id = sotong_source_find (db, import->name, &local);
  if (import->id != 0 || g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      return import;
    }
  g_propagate_error (error, local);
  return NULL;
}

static void
print_report (SotongCli                *cli,
              const SotongImportReport *report)
{
  gint64 known = report->n_rows - report->n_new;
  g_autofree char *note = sotong_import_report_tell (report);

  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "rows", report->n_rows);
      sotong_cli_json_int (builder, "new", report->n_new);
      sotong_cli_json_int (builder, "known", known);
      if (report->n_future > 0)
        sotong_cli_json_int (builder, "future", report->n_future);
      if (report->n_epoch > 0)
        sotong_cli_json_int (builder, "epoch", report->n_epoch);
      if (report->n_purged > 0)
        sotong_cli_json_int (builder, "purged", report->n_purged);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print (_("%" PRId64 " mentions read: %" PRId64 " new, %" PRId64 " known already\n"), report->n_rows, report->n_new, known);
  if (note != NULL)
    sotong_cli_note (cli, note);
}

static void
print_problems (SotongCli                *cli,
                const char               *path,
                const SotongImportReport *report)
{
  gint64 rest = report->n_problems - (gint64) report->problems->len;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *total = NULL;

  for (guint i = 0; i < report->problems->len; i++)
    sotong_cli_problem (cli, name, g_ptr_array_index (report->problems, i));
  if (rest > 0)
    total = g_strdup_printf (_("%" PRId64 " rows are wrong, of which the first %u are named above. Nothing was imported. Correct them and import the file again."),
                             report->n_problems, report->problems->len);
  else
    total = g_strdup_printf (ngettext ("%" PRId64 " row is wrong. Nothing was imported. Correct it and import the file again.",
                                       "%" PRId64 " rows are wrong. Nothing was imported. Correct them and import the file again.", (gulong) report->n_problems),
                             report->n_problems);
  sotong_cli_problem (cli, name, total);
}

int
sotong_cli_mentions_import (SotongCli  *cli,
                            int         argc,
                            char      **argv)
{
  g_autofree char *source = NULL;
  GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, NULL, NULL },
    { NULL }
  };
  ImportSource import = { NULL };
  g_autoptr(SotongImportReport) report = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || source == NULL)
    return sotong_cli_usage (cli, _("Say which file, and with --source where its mentions come from."));
  if (!g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      g_autofree char *sentence = g_strdup_printf (_("There is no file “%s”. Nothing was imported."), argv[1]);

      sotong_cli_problem (cli, NULL, sentence);
      return cli->status;
    }
  import.name = source;
  if (sotong_store_read (cli->store, import_source_job, &import, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  report = sotong_import_run (cli->store, argv[1], import.id, source, NULL, NULL, cli->cancellable, &error);
  if (report == NULL)
    return sotong_cli_fail (cli, error);
  if (report->n_problems > 0)
    print_problems (cli, argv[1], report);
  else
    print_report (cli, report);
  return cli->status;
}

/* ---- label ---- */

typedef struct {
  GArray          *ids;        /* (owned) (element-type gint64) */
  SotongSentiment  sentiment;
} Label;

/* All of them are one step of undo: the first opens the change, the others join it. */
static gpointer
label_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Label *label = data;

  return sotong_mention_label_all (db, label->ids, label->sentiment, error) ? label : NULL;
}

/* Numbers, and a sentiment behind them. */
static gboolean
parse_label (int      argc,
             char   **argv,
             Label   *label)
{
  for (int i = 1; i + 1 < argc; i++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (argv[i], 10, 0, G_MAXINT64, &id, NULL))
        return FALSE;
      g_array_append_val (label->ids, id);
    }
  return label->ids->len > 0 && sotong_sentiment_from_name (argv[argc - 1], &label->sentiment)
         && label->sentiment != SOTONG_SENTIMENT_UNCERTAIN;
}

static void
print_ids (GArray *ids)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

  json_builder_set_member_name (builder, "ids");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_int_value (builder, g_array_index (ids, gint64, i));
  json_builder_end_array (builder);
  sotong_cli_json_print (builder);
}

int
sotong_cli_mentions_label (SotongCli  *cli,
                           int         argc,
                           char      **argv)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Label label = { ids, SOTONG_SENTIMENT_NONE };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc < 3 || !parse_label (argc, argv, &label))
    return sotong_cli_usage (cli, _("Say which mention, by its number, and negative, neutral or positive; unlabelled takes your label off."));
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, label_job, &label, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (ids->len == 1 || !cli->json)
    for (guint i = 0; i < ids->len; i++)
      sotong_cli_print_id (cli, g_array_index (ids, gint64, i));
  else
    print_ids (ids);
  return cli->status;
}
