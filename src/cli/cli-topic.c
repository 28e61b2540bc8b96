/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/cli-topic.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"

/* ---- topic add, topic list ---- */

static gpointer
topic_add_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  gint64 id = sotong_topic_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

int
sotong_cli_topic_add (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  g_autofree char *name = NULL, *any = NULL, *all = NULL, *not = NULL;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "any", 0, 0, G_OPTION_ARG_STRING, &any, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_STRING, &all, NULL, NULL },
    { "not", 0, 0, G_OPTION_ARG_STRING, &not, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  topic->any_words = sotong_topic_words_from_text (any != NULL ? any : "");
  topic->all_words = sotong_topic_words_from_text (all != NULL ? all : "");
  if (name == NULL || argc > 1 || (sotong_text_is_blank (topic->any_words) && sotong_text_is_blank (topic->all_words)))
    return sotong_cli_usage (cli, _("A topic needs --name and words: --any, --all or both."));
  topic->name = g_steal_pointer (&name);
  topic->not_words = sotong_topic_words_from_text (not != NULL ? not : "");
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, topic_add_job, topic, cli->cancellable, &error);
  if (id == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_id (cli, *id);
}

static gpointer
topic_list_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_topic_list (db, error);
}

static void
json_words (JsonBuilder *builder,
            const char  *member,
            const char  *lines)
{
  g_auto(GStrv) words = g_strsplit (lines, "\n", -1);

  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] != '\0')
        json_builder_add_string_value (builder, words[i]);
    }
  json_builder_end_array (builder);
}

static void
print_words (const char *lines,
             gboolean    last)
{
  g_auto(GStrv) words = g_strsplit (lines, "\n", -1);
  g_autofree char *text = g_strjoinv (", ", words);

  sotong_cli_print_field (text, last);
}

static void
print_topic (const SotongTopic *topic,
             JsonBuilder       *builder)
{
  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", topic->id);
      sotong_cli_print_field (topic->name, FALSE);
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", topic->n_mentions);
      print_words (topic->any_words, FALSE);
      print_words (topic->all_words, FALSE);
      print_words (topic->not_words, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", topic->id);
  sotong_cli_json_text (builder, "name", topic->name);
  sotong_cli_json_int (builder, "mentions", topic->n_mentions);
  json_words (builder, "any", topic->any_words);
  json_words (builder, "all", topic->all_words);
  json_words (builder, "not", topic->not_words);
  json_builder_end_object (builder);
}

int
sotong_cli_topic_list (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, topic_list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "topics");
  for (guint i = 0; i < list->len; i++)
    print_topic (g_ptr_array_index (list, i), builder);
  return sotong_cli_list_end (cli, builder);
}
