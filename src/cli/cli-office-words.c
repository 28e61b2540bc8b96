/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli.h"
#include "store/sotong-office-word.h"
#include "store/sotong-own-noun.h"

/* Words that the office knows better: stop words of the keywords, overrides of the classifier. */

typedef struct {
  const char      *text;
  SotongSentiment  sentiment;
  gboolean         stop;
  gint64           id;
} Act;

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_office_word_list (db, ((Act *) data)->stop, error);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Act *act = data;

  act->id = sotong_office_word_add (db, act->text, act->sentiment, error);
  return act->id != 0 ? act : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Act *act = data;

  return sotong_office_word_remove (db, act->text, act->stop, error) ? act : NULL;
}

static int
print_list (SotongCli *cli,
            Act       *act)
{
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  words = sotong_store_read (cli->store, list_job, act, cli->cancellable, &error);
  if (words == NULL)
    return sotong_cli_fail (cli, error);
  builder = cli->json ? sotong_cli_list_begin (cli, "words") : NULL;
  for (guint i = 0; i < words->len; i++)
    {
      const SotongOfficeWord *word = g_ptr_array_index (words, i);

      if (builder == NULL)
        {
          sotong_cli_print_field (word->text, act->stop);
          if (!act->stop)
            sotong_cli_print ("%s\n", sotong_sentiment_get_name (word->sentiment));
          continue;
        }
      json_builder_begin_object (builder);
      sotong_cli_json_text (builder, "word", word->text);
      if (!act->stop)
        sotong_cli_json_text (builder, "sentiment", sotong_sentiment_get_name (word->sentiment));
      json_builder_end_object (builder);
    }
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
  return cli->status;
}

static int
write_word (SotongCli      *cli,
            SotongStoreJob  job,
            Act            *act)
{
  GError *error = NULL;

  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, job, act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (act->id != 0)
    sotong_cli_print_id (cli, act->id);
  return cli->status;
}

static int
stop_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  gboolean remove = FALSE;
  GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, NULL, NULL },
    { NULL }
  };
  Act act = { .stop = TRUE };

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc == 1 && !remove)
    return print_list (cli, &act);
  if (argc != 2)
    return sotong_cli_usage (cli, _("Name one word."));
  act.text = argv[1];
  return write_word (cli, remove ? remove_job : add_job, &act);
}

static int
override_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  gboolean remove = FALSE;
  GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, NULL, NULL },
    { NULL }
  };
  Act act = { .stop = FALSE };

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc == 1 && !remove)
    return print_list (cli, &act);
  if (remove ? argc != 2 : argc != 3 || !sotong_sentiment_from_name (argv[2], &act.sentiment) || act.sentiment == SOTONG_SENTIMENT_NONE
                           || act.sentiment == SOTONG_SENTIMENT_UNCERTAIN)
    return sotong_cli_usage (cli, _("Name one word and what it says: negative, neutral or positive."));
  act.text = argv[1];
  return write_word (cli, remove ? remove_job : add_job, &act);
}

/* ---- the dictionary ---- */

static gpointer
noun_list_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_own_noun_list (db, error);
}

static gpointer
noun_add_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Act *act = data;

  act->id = sotong_own_noun_add (db, act->text, error);
  return act->id != 0 ? act : NULL;
}

static gpointer
noun_remove_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_own_noun_remove (db, ((Act *) data)->text, error) ? data : NULL;
}

static int
print_nouns (SotongCli *cli)
{
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  words = sotong_store_read (cli->store, noun_list_job, NULL, cli->cancellable, &error);
  if (words == NULL)
    return sotong_cli_fail (cli, error);
  builder = cli->json ? sotong_cli_list_begin (cli, "words") : NULL;
  for (guint i = 0; i < words->len; i++)
    {
      if (builder != NULL)
        json_builder_add_string_value (builder, g_ptr_array_index (words, i));
      else
        sotong_cli_print_field (g_ptr_array_index (words, i), TRUE);
    }
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
  return cli->status;
}

static int
dictionary_verb (SotongCli  *cli,
                 int         argc,
                 char      **argv)
{
  gboolean remove = FALSE;
  GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, NULL, NULL },
    { NULL }
  };
  Act act = { NULL };

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc == 1 && !remove)
    return print_nouns (cli);
  if (argc != 2)
    return sotong_cli_usage (cli, _("Name one word."));
  act.text = argv[1];
  return write_word (cli, remove ? noun_remove_job : noun_add_job, &act);
}

const SotongCliVerb sotong_cli_office_word_verbs[] = {
  { "keywords dictionary", "[WORD [--remove]]", N_("Adds a word to the office’s dictionary of nouns."),
    N_("For names of policies and places that the program’s list lacks: a text’s word that begins with it gives this noun. Mentions that hold it are looked "
       "through anew before the next question. With --remove it is taken out again. Prints the id. Without a word, lists the dictionary."), dictionary_verb,
    TRUE },
  { "keywords stop", "[WORD [--remove]]", N_("Leaves a word out of the keywords."),
    N_("It counts at once, also for what was collected before; with --remove the word may be a keyword again. Prints the id. Without a word, lists "
       "those that are left out."), stop_verb, TRUE },
  { "sentiment override", "[WORD negative|neutral|positive | WORD --remove]", N_("Says what texts with a word say."),
    N_("It wins over the classifier for mentions that come from now on, and for all others once sentiment apply has run; the longest word of a text wins. "
       "A person's word about a mention always wins over it. A word that is there takes the new sentiment. Prints the id. Without a word, lists them: "
       "word⇥sentiment."), override_verb, TRUE },
  { NULL }
};
