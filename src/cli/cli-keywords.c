/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cli/cli-mentions.h"
#include "cli/sotong-cli-lines.h"
#include "cli/sotong-cli.h"
#include "monitor/sotong-keywords.h"
#include "monitor/sotong-word-finder.h"
#include "store/sotong-learnt-noun.h"
#include "store/sotong-own-noun.h"
#include "words/sotong-nouns.h"

/* ---- extract ---- */

typedef struct {
  const SotongNouns *nouns;  /* (unowned) */
  GString           *out;    /* (unowned): of the line at hand */
  gboolean           json;
  gboolean           first;
} Extract;

static void
append_noun (const char *noun,
             gsize       length,
             gpointer    user_data)
{
  Extract *extract = user_data;

  if (!extract->first)
    g_string_append_c (extract->out, extract->json ? ',' : '\t');
  if (extract->json)
    sotong_cli_append_json (extract->out, noun, length);
  else
    g_string_append_len (extract->out, noun, (gssize) length);
  extract->first = FALSE;
}

static void
extract_line (const char *line,
              gsize       length,
              GString    *out,
              gpointer    user_data)
{
  Extract *extract = user_data;
  g_autofree char *composed = NULL;

  /* Only texts with parts of syllables need composing. */
  if (g_strstr_len (line, (gssize) length, "\xe1\x85") != NULL && g_utf8_validate (line, (gssize) length, NULL))
    {
      composed = g_utf8_normalize (line, (gssize) length, G_NORMALIZE_DEFAULT_COMPOSE);
      line = composed;
      length = strlen (composed);
    }
  extract->out = out;
  extract->first = TRUE;
  g_string_append (out, extract->json ? "[" : "");
  sotong_nouns_extract (extract->nouns, line, length, append_noun, extract);
  g_string_append (out, extract->json ? "]\n" : "\n");
}

/* A job of the store. */
static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) own = sotong_own_noun_list (db, error);
  g_autoptr(GPtrArray) learnt = own != NULL ? sotong_learnt_noun_list (db, error) : NULL;

  return learnt != NULL ? sotong_nouns_new_with (data, own, learnt) : NULL;
}

static int
extract_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  Extract extract = { .json = cli->json };
  g_autoptr(SotongNouns) own = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  extract.nouns = sotong_nouns_get_default (&error);
  if (extract.nouns == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->named_path && g_file_test (cli->path, G_FILE_TEST_IS_REGULAR))
    {
      if (!sotong_cli_open (cli))
        return cli->status;
      own = sotong_store_read (cli->store, load_job, (gpointer) extract.nouns, cli->cancellable, &error);
      if (own == NULL)
        return sotong_cli_fail (cli, error);
      extract.nouns = own;
    }
  return sotong_cli_filter_lines (cli, extract_line, &extract);
}

/* ---- learn ---- */

static int
print_words (SotongCli       *cli,
             const GPtrArray *words)
{
  g_autoptr(JsonBuilder) builder = cli->json ? sotong_cli_list_begin (cli, "words") : NULL;

  for (guint i = 0; i < words->len; i++)
    {
      if (builder != NULL)
        json_builder_add_string_value (builder, g_ptr_array_index (words, i));
      else
        sotong_cli_print ("%s\n", (const char *) g_ptr_array_index (words, i));
    }
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
  return cli->status;
}

static int
learn_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autoptr(GPtrArray) words = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  if (!sotong_words_learn (cli->store, FALSE, &words, cli->cancellable, &error)
      || !sotong_words_settle (cli->store, NULL, NULL, cli->cancellable, &error))
    return sotong_cli_fail (cli, error);
  return print_words (cli, words);
}

static gpointer
learnt_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_learnt_noun_list (db, error);
}

static gpointer
drop_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_learnt_noun_drop (db, data, error) ? data : NULL;
}

static int
learnt_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  gboolean drop = FALSE;
  GOptionEntry entries[] = {
    { "drop", 0, 0, G_OPTION_ARG_NONE, &drop, NULL, NULL },
    { NULL }
  };
  g_autoptr(GPtrArray) words = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != (drop ? 2 : 1))
    return sotong_cli_usage (cli, _("Name one word."));
  if (drop && sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, drop_job, argv[1], cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (drop)
    return cli->status;
  words = sotong_store_read (cli->store, learnt_job, NULL, cli->cancellable, &error);
  if (words == NULL)
    return sotong_cli_fail (cli, error);
  return print_words (cli, words);
}

/* ---- of a topic, and issues ---- */

static void
print_keywords (SotongCli       *cli,
                const char      *member,
                const GPtrArray *list)
{
  g_autoptr(JsonBuilder) builder = cli->json ? sotong_cli_list_begin (cli, member) : NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const SotongKeyword *one = g_ptr_array_index (list, i);

      if (builder == NULL)
        {
          sotong_cli_print_field (one->words, FALSE);
          sotong_cli_print ("%" PRId64 "\t%" PRId64 "\t%+" PRId64 "\t%.1f\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\n", one->n, one->n_before,
                            one->n - one->n_before, one->score, one->negative, one->neutral, one->positive);
          continue;
        }
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "words", one->words);
      sotong_cli_json_int (builder, "mentions", one->n);
      sotong_cli_json_int (builder, "before", one->n_before);
      sotong_cli_json_int (builder, "change", one->n - one->n_before);
      sotong_cli_json_int (builder, "weight", one->weight);
      json_builder_set_member_name (builder, "score");
      json_builder_add_double_value (builder, one->score);
      sotong_cli_json_int (builder, "negative", one->negative);
      sotong_cli_json_int (builder, "neutral", one->neutral);
      sotong_cli_json_int (builder, "positive", one->positive);
      json_builder_end_object (builder);
    }
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
}

static int
ask (SotongCli       *cli,
     int              argc,
     char           **argv,
     SotongStoreJob   job,
     const char      *member)
{
  g_autofree char *topic = NULL, *from = NULL, *to = NULL;
  SotongKeywordQuery query = { .limit = 20 };
  GOptionEntry entries[] = {
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &query.limit, NULL, NULL },
    { "once", 0, 0, G_OPTION_ARG_NONE, &query.once, NULL, NULL },
    { NULL }
  };
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (from == NULL || to == NULL || query.limit < 1)
    return sotong_cli_usage (cli, _("Say the first day with --from and the last with --to; --limit takes a number from 1 on."));
  if (!sotong_time_parse_range (from, to, sotong_store_get_zone (cli->store), &query.range, &error))
    {
      sotong_cli_usage (cli, error->message);
      g_error_free (error);
      return cli->status;
    }
  if (!sotong_cli_find_topic (cli, topic, &query.topic_id))
    return cli->status;
  if (!sotong_words_settle (cli->store, NULL, NULL, cli->cancellable, &error))
    return sotong_cli_fail (cli, error);
  list = sotong_store_read (cli->store, job, &query, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  print_keywords (cli, member, list);
  return cli->status;
}

static int
keywords_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  return ask (cli, argc, argv, sotong_keywords_job, "keywords");
}

static int
issues_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  return ask (cli, argc, argv, sotong_issues_job, "issues");
}

const SotongCliVerb sotong_cli_keyword_verbs[] = {
  { "keywords", "--topic NAME --from DAY --to DAY [--limit N] [--once]", N_("Lists the words that go with a topic."),
    N_("Those that the topic's mentions hold more often than other mentions of these days, by log-likelihood; without --topic, more often than in the "
       "period of the same length before. Each line: word⇥mentions⇥mentions in the period before⇥change⇥score⇥negative⇥neutral⇥positive. "
       "All mentions are counted, but of more than fifty copies of one text on a day only each doubling adds to the score, so that 200,000 weigh as 61 "
       "and a flood drowns nothing; with --once copies of one text count once in all numbers."),
    keywords_verb, TRUE },
  { "issues", "--from DAY --to DAY [--topic NAME] [--limit N] [--once]", N_("Lists what is new in a period."),
    N_("Words that stand out against the period of the same length before, those together that stand in the same mentions; what grew most "
       "comes first. Lines as of keywords, an issue's words with commas between. A flood of copies weighs little, and with --once copies count once, as there."),
    issues_verb, TRUE },
  { "keywords extract", "", N_("Finds the nouns of texts from standard input, one a line."),
    N_("For each line, empty ones too, a line: its nouns and compounds in their order, by TAB. Needs no workspace; with --workspace its dictionary and what its mentions taught count too. With --json each line is an array."),
    extract_verb, FALSE },
  { "keywords learn", "", N_("Learns from the newest mentions which unknown words are nouns, and lists them."),
    N_("The newest 20,000 mentions are looked at: a word is a noun if two different endings that only nouns have stand behind it, in three mentions "
       "at least. What is called by a title, or made as names of persons are, is not learnt. Such words, new names of "
       "policies for example, are found without an ending as well from then on, in the mentions there are too. The window does it once a day "
       "by itself. Each line: a word, the surest first."),
    learn_verb, TRUE },
  { "keywords learnt", "[WORD --drop]", N_("Lists what mentions taught last, or drops a word of it."),
    N_("What is dropped is not learnt again, unless that is undone or the word is added to the dictionary; the workspace keeps its fingerprint, not the word."),
    learnt_verb, TRUE },
  { NULL }
};
