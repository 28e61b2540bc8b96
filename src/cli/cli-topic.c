/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-mentions.h"
#include "cli/cli-topic.h"
#include "store/sotong-mention.h"
#include "store/sotong-topic-preview.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-url.h"

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

/* The words of a topic on the command line. */
typedef struct {
  char  *name;
  char  *any;
  char  *all;
  char  *not;
  char  *add_not;
  char  *authors;
  char  *sites;
  char **off;
  char **on;
  int    limit;
} Options;

static void
options_clear (Options *o)
{
  g_free (o->name);
  g_free (o->any);
  g_free (o->all);
  g_free (o->not);
  g_free (o->add_not);
  g_free (o->authors);
  g_free (o->sites);
  g_strfreev (o->off);
  g_strfreev (o->on);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (SotongCli   *cli,
               Options     *o,
               int         *argc,
               char      ***argv)
{
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &o->name, NULL, NULL },
    { "any", 0, 0, G_OPTION_ARG_STRING, &o->any, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_STRING, &o->all, NULL, NULL },
    { "not", 0, 0, G_OPTION_ARG_STRING, &o->not, NULL, NULL },
    { "add-not", 0, 0, G_OPTION_ARG_STRING, &o->add_not, NULL, NULL },
    { "exclude-authors", 0, 0, G_OPTION_ARG_STRING, &o->authors, NULL, NULL },
    { "exclude-sites", 0, 0, G_OPTION_ARG_STRING, &o->sites, NULL, NULL },
    { "source-off", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->off, NULL, NULL },
    { "source-on", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->on, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &o->limit, NULL, NULL },
    { NULL }
  };

  return sotong_cli_parse (cli, entries, argc, argv);
}

static void
set_words (char       **words,
           const char  *said)
{
  if (said == NULL)
    return;
  g_free (*words);
  *words = sotong_topic_words_from_text (said);
}

/* A site is known by its name, however much of an address is given. */
static void
set_sites (char       **sites,
           const char  *said)
{
  g_auto(GStrv) words = NULL;
  g_autofree char *lines = NULL;

  if (said == NULL)
    return;
  lines = sotong_topic_words_from_text (said);
  words = g_strsplit (lines, "\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *normal = words[i][0] != '\0' ? sotong_url_normalize (words[i]) : NULL;

      if (normal != NULL)
        {
          g_free (words[i]);
          words[i] = g_steal_pointer (&normal);
        }
    }
  g_free (*sites);
  *sites = g_strjoinv ("\n", words);
}

static void
apply_options (SotongTopic   *topic,
               const Options *o)
{
  if (o->name != NULL)
    {
      g_free (topic->name);
      topic->name = g_strdup (o->name);
    }
  set_words (&topic->any_words, o->any);
  set_words (&topic->all_words, o->all);
  set_words (&topic->not_words, o->not);
  set_words (&topic->excluded_authors, o->authors);
  set_sites (&topic->excluded_sites, o->sites);
  if (o->add_not != NULL)
    {
      g_autofree char *more = sotong_topic_words_from_text (o->add_not);
      char *both = g_strconcat (topic->not_words != NULL ? topic->not_words : "",
                                topic->not_words != NULL && topic->not_words[0] != '\0' ? "\n" : "", more, NULL);

      g_free (topic->not_words);
      topic->not_words = both;
    }
}

static gboolean
has_words (const SotongTopic *topic)
{
  return (topic->any_words != NULL && !sotong_text_is_blank (topic->any_words))
         || (topic->all_words != NULL && !sotong_text_is_blank (topic->all_words));
}

int
sotong_cli_topic_add (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  g_auto(Options) o = { NULL };
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autofree gint64 *id = NULL;
  GError *error = NULL;

  if (!parse_options (cli, &o, &argc, &argv))
    return cli->status;
  apply_options (topic, &o);
  if (o.name == NULL || argc > 1 || !has_words (topic) || o.off != NULL || o.on != NULL)
    return sotong_cli_usage (cli, _("A topic needs --name and words: --any, --all or both."));
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, topic_add_job, topic, cli->cancellable, &error);
  if (id == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_id (cli, *id);
}

/* ---- topic edit, topic preview ---- */

typedef struct {
  gint64         id;
  const Options *options;
  GArray        *off;      /* (owned) (element-type gint64) */
  GArray        *on;       /* (owned) (element-type gint64) */
} Edit;

/* The change of the topic and of its sources is one step. */
static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Edit *edit = data;
  g_autoptr(SotongTopic) topic = sotong_topic_get (db, edit->id, error);

  if (topic == NULL)
    return NULL;
  apply_options (topic, edit->options);
  if (!has_words (topic))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("A topic without words finds nothing. Give it words with --any or --all."));
      return NULL;
    }
  if (!sotong_topic_edit (db, topic, error))
    return NULL;
  for (guint i = 0; i < edit->off->len; i++)
    if (!sotong_topic_set_source (db, edit->id, g_array_index (edit->off, gint64, i), FALSE, error))
      return NULL;
  for (guint i = 0; i < edit->on->len; i++)
    if (!sotong_topic_set_source (db, edit->id, g_array_index (edit->on, gint64, i), TRUE, error))
      return NULL;
  return edit;
}

static gboolean
find_sources (SotongCli  *cli,
              char      **names,
              GArray     *ids)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      gint64 id;

      if (!sotong_cli_find_source (cli, names[i], &id))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static gboolean
changes_nothing (const Options *o)
{
  return o->name == NULL && o->any == NULL && o->all == NULL && o->not == NULL && o->add_not == NULL && o->authors == NULL && o->sites == NULL
         && o->off == NULL && o->on == NULL;
}

int
sotong_cli_topic_edit (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  g_auto(Options) o = { NULL };
  g_autoptr(GArray) off = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) on = g_array_new (FALSE, FALSE, sizeof (gint64));
  Edit edit = { 0, &o, off, on };
  GError *error = NULL;

  if (!parse_options (cli, &o, &argc, &argv))
    return cli->status;
  if (argc != 2 || changes_nothing (&o))
    return sotong_cli_usage (cli, _("Say which topic, by its name, and what is to change."));
  if (!sotong_cli_find_topic (cli, argv[1], &edit.id) || !find_sources (cli, o.off, off) || !find_sources (cli, o.on, on))
    return cli->status;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, edit_job, &edit, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, edit.id);
}

/* What a preview shows. */
typedef struct {
  gint64               id;
  const Options       *options;
  SotongTopicPreview  *preview;   /* (owned) (nullable) */
  GPtrArray           *mentions;  /* (owned) (element-type SotongMention) */
} Preview;

static gpointer
preview_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Preview *p = data;
  g_autoptr(SotongTopic) topic = sotong_topic_get (db, p->id, error);

  if (topic == NULL)
    return NULL;
  apply_options (topic, p->options);
  p->preview = sotong_topic_preview_read (db, topic, p->options->limit > 0 ? (guint) p->options->limit : 20, error);
  for (guint i = 0; p->preview != NULL && i < p->preview->removed->len; i++)
    {
      SotongMention *mention = sotong_mention_get (db, g_array_index (p->preview->removed, gint64, i), error);

      if (mention == NULL)
        return NULL;
      g_ptr_array_add (p->mentions, mention);
    }
  return p->preview != NULL ? p : NULL;
}

static void
print_preview_json (SotongCli     *cli,
                    const Preview *p)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  sotong_cli_json_int (builder, "now", p->preview->n_now);
  sotong_cli_json_int (builder, "after", p->preview->n_after);
  sotong_cli_json_int (builder, "removed", p->preview->n_removed);
  sotong_cli_json_int (builder, "added", p->preview->n_added);
  json_builder_set_member_name (builder, "mentions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < p->mentions->len; i++)
    {
      const SotongMention *mention = g_ptr_array_index (p->mentions, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", mention->id);
      sotong_cli_json_time (builder, "published_at", mention->published_at, zone);
      sotong_cli_json_text (builder, "text", mention->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sotong_cli_json_print (builder);
}

static void
print_preview (SotongCli     *cli,
               const Preview *p)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  sotong_cli_print ("now\t%" PRId64 "\nafter\t%" PRId64 "\nremoved\t%" PRId64 "\nadded\t%" PRId64 "\n",
                    p->preview->n_now, p->preview->n_after, p->preview->n_removed, p->preview->n_added);
  for (guint i = 0; i < p->mentions->len; i++)
    {
      const SotongMention *mention = g_ptr_array_index (p->mentions, i);
      g_autofree char *at = sotong_time_format_iso (mention->published_at, zone);

      sotong_cli_print ("%" PRId64 "\t%s\t", mention->id, at);
      sotong_cli_print_field (mention->text, TRUE);
    }
}

int
sotong_cli_topic_preview (SotongCli  *cli,
                          int         argc,
                          char      **argv)
{
  g_auto(Options) o = { NULL };
  g_autoptr(GPtrArray) mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_mention_free);
  g_autoptr(SotongTopicPreview) preview = NULL;
  Preview p = { 0, &o, NULL, mentions };
  GError *error = NULL;

  if (!parse_options (cli, &o, &argc, &argv))
    return cli->status;
  if (argc != 2 || o.limit < 0 || o.off != NULL || o.on != NULL)
    return sotong_cli_usage (cli, _("Say which topic, by its name, and what would change."));
  if (!sotong_cli_find_topic (cli, argv[1], &p.id))
    return cli->status;
  if (sotong_store_read (cli->store, preview_job, &p, cli->cancellable, &error) == NULL)
    {
      sotong_topic_preview_free (p.preview);
      return sotong_cli_fail (cli, error);
    }
  preview = p.preview;
  if (cli->json)
    print_preview_json (cli, &p);
  else
    print_preview (cli, &p);
  return cli->status;
}

/* ---- topic list ---- */

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
  if (topic->excluded_authors[0] != '\0')
    json_words (builder, "excluded_authors", topic->excluded_authors);
  if (topic->excluded_sites[0] != '\0')
    json_words (builder, "excluded_sites", topic->excluded_sites);
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
