/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-mentions.h"
#include "exchange/sotong-export.h"
#include "exchange/sotong-mention-export.h"
#include "store/sotong-saved-search.h"

static const char *
or_null (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

/* ---- count, export, save ---- */

/* How many there are, and how many when copies of one article are counted once. */
typedef struct {
  const SotongMentionQuery *query;
  gint64                    n;
  gint64                    n_groups;
} Counted;

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Counted *counted = data;

  return sotong_mention_count (db, counted->query, &counted->n, error)
         && sotong_mention_count_groups (db, counted->query, &counted->n_groups, error) ? counted : NULL;
}

static void
print_count (SotongCli                *cli,
             const SotongMentionQuery *query)
{
  Counted counted = { query };
  GError *error = NULL;

  if (sotong_store_read (cli->store, count_job, &counted, cli->cancellable, &error) == NULL)
    {
      sotong_cli_fail (cli, error);
      return;
    }
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "mentions", counted.n);
      sotong_cli_json_int (builder, "articles", counted.n_groups);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("mentions\t%" PRId64 "\narticles\t%" PRId64 "\n", counted.n, counted.n_groups);
}

static void
run_export (SotongCli                *cli,
            const SotongMentionQuery *query,
            const char               *path,
            gboolean                  with_authors)
{
  GError *error = NULL;
  gint64 n = 0;

  if (sotong_mention_export (cli->store, query, path, with_authors, &n, cli->cancellable, &error))
    {
      sotong_cli_print_file (cli, path);
      return;
    }
  if (g_error_matches (error, SOTONG_EXPORT_ERROR, SOTONG_EXPORT_ERROR_FORMAT))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
    }
  else
    sotong_cli_fail (cli, error);
}

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 id = sotong_saved_search_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
save_search (SotongCli          *cli,
             const char         *name,
             const SotongCliMentionFilter *o,
             SotongMentionQuery *query)
{
  SotongSavedSearch search = { 0, (char *) name, query->words, o->topic, o->source, o->sentiment, o->author, o->from, o->to };
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, save_job, &search, cli->cancellable, &error);
  if (id == NULL)
    sotong_cli_fail (cli, error);
  else
    sotong_cli_print_id (cli, *id);
}

/* What the three have in common: a search, in words or kept. */
static int
with_query (SotongCli  *cli,
            int         argc,
            char      **argv,
            char        verb)
{
  SotongCliMentionFilter o = { NULL };
  g_autofree char *output = NULL;
  gboolean with_authors = FALSE;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "with-authors", 0, 0, G_OPTION_ARG_NONE, &with_authors, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &o.topic, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &o.source, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &o.to, NULL, NULL },
    { "sentiment", 0, 0, G_OPTION_ARG_STRING, &o.sentiment, NULL, NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &o.author, NULL, NULL },
    { "saved", 0, 0, G_OPTION_ARG_STRING, &o.saved, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  int words = verb == 's' ? 2 : 1;

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc < words || argc > words + 1 || (verb == 'e') != (output != NULL))
        sotong_cli_usage (cli, verb == 'e' ? _("Say with -o into which file: FILE.csv, FILE.jsonl or FILE.xlsx.")
                               : verb == 's' ? _("Say by which name the search is to be kept.") : _("This verb takes words to look for and options."));
      else
        {
          query->words = argc > words ? g_strdup (argv[words]) : NULL;
          if (!sotong_cli_mention_filter_make_query (cli, &o, query))
            ;
          else if (verb == 'e')
            run_export (cli, query, output, with_authors);
          else if (verb == 's')
            save_search (cli, argv[1], &o, query);
          else
            print_count (cli, query);
        }
    }
  sotong_cli_mention_filter_clear (&o);
  return cli->status;
}

int
sotong_cli_mentions_count (SotongCli  *cli,
                           int         argc,
                           char      **argv)
{
  return with_query (cli, argc, argv, 'c');
}

int
sotong_cli_mentions_export (SotongCli  *cli,
                            int         argc,
                            char      **argv)
{
  return with_query (cli, argc, argv, 'e');
}

int
sotong_cli_mentions_save (SotongCli  *cli,
                          int         argc,
                          char      **argv)
{
  return with_query (cli, argc, argv, 's');
}

static gpointer
saved_list_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_saved_search_list (db, error);
}

int
sotong_cli_mentions_saved (SotongCli  *cli,
                           int         argc,
                           char      **argv)
{
  static const char * const names[] = { "name", "words", "topic", "source", "sentiment", "author", "from", "to" };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, saved_list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "searches");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongSavedSearch *search = g_ptr_array_index (list, i);
      const char *values[] = { search->name, search->words, search->topic, search->source, search->sentiment, search->author, search->from, search->to };

      if (builder != NULL)
        json_builder_begin_object (builder);
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        if (builder != NULL)
          sotong_cli_json_text (builder, names[j], or_null (values[j]));
        else
          sotong_cli_print_field (values[j], j == G_N_ELEMENTS (values) - 1);
      if (builder != NULL)
        json_builder_end_object (builder);
    }
  return sotong_cli_list_end (cli, builder);
}
