/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "cli/cli-mentions.h"
#include "cli/sotong-cli-source.h"
#include "monitor/sotong-fetch.h"
#include "platforms/sotong-http.h"
#include "store/sotong-channel.h"
#include "store/sotong-rollup.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-url.h"

#define MAX_PERIODS 1000000

/* ---- source add ---- */

typedef struct {
  SotongSource *source;    /* (owned) */
  gint64        topic_id;  /* 0 if none */
  gboolean      has_account; /* a channel has its secret */
} AddSource;

/* Whether a channel's account is that of the source. Where a platform has one address the channel names none, and the
 * source's ends in the account's number; a secret goes nowhere else. */
static gboolean
has_same_account (const SotongChannel *channel,
                  const SotongSource  *source)
{
  static const char * const homes[] = {
    "https://graph.facebook.com/", "https://graph.instagram.com/", "https://graph.threads.net/", "https://graph.threads.com/",
  };
  g_autofree char *end = g_strconcat ("/", channel->user, NULL);

  if (!g_str_equal (channel->platform, source->kind))
    return FALSE;
  if (channel->url[0] != '\0')
    return g_str_has_prefix (source->url, channel->url);
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    if (channel->user[0] != '\0' && g_str_has_prefix (source->url, homes[i]) && g_str_has_suffix (source->url, end))
      return TRUE;
  return FALSE;
}

static gpointer
source_add_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  AddSource *add = data;
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error);

  if (channels == NULL)
    return NULL;
  for (guint i = 0; i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);

      if (has_same_account (channel, add->source))
        {
          add->source->channel_id = channel->id;
          add->has_account = TRUE;
          break;
        }
    }
  add->source->id = sotong_source_add (db, add->source, error);
  if (add->source->id == 0
      || (add->topic_id != 0 && !sotong_topic_add_source (db, add->topic_id, add->source->id, error)))
    return NULL;
  return add;
}

/* What is wrong with the words of the command, or %NULL. */
static const char *
check_source (const char *name,
              const char *kind,
              const char *url)
{
  g_autoptr(GUri) uri = NULL;

  if (name == NULL || kind == NULL)
    return _("A source needs --name, --kind and --url.");
  if (g_str_equal (kind, "import"))
    return NULL;
  if (!g_strv_contains (sotong_reader_list_kinds (), kind))
    return _("The kind is one of feed, practice, facebook, instagram, threads and import.");
  if (url == NULL || !sotong_url_is_web (url))
    return _("--url takes the source’s address, which begins with https:// or http://.");
  uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri != NULL && g_uri_get_password (uri) != NULL)
    return _("The address holds a password, which would stand in the workspace for all to read. Leave it out.");
  if (sotong_reader_needs_secret (kind) && !sotong_http_url_may_carry_secret (url))
    return _("A source that needs a password is read over https only, or on this machine.");
  return NULL;
}

static void
keep_secret (SotongCli          *cli,
             const SotongSource *source,
             const char         *secret)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, source->id);
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  SotongSecrets *secrets = sotong_cli_get_secrets (cli, &error);

  if (secrets != NULL && sotong_secrets_store (secrets, sotong_store_get_uuid (cli->store), SOTONG_SECRETS_SOURCE, key, source->name,
                                               secret, cli->cancellable, &error))
    return;
  message = g_strdup_printf (_("The source was added, but its secret could not be kept: %s You may also give it with --secrets-stdin each time."),
                             error->message);
  sotong_cli_problem (cli, source->name, message);
}

/* Only kinds that cannot be read without a secret, and whose channel has none, ask for one. */
static void
take_secret (SotongCli       *cli,
             const AddSource *add)
{
  g_autoptr(GError) error = NULL;
  char *secret;

  if (!sotong_reader_needs_secret (add->source->kind) || add->has_account || cli->secrets_stdin)
    return;
  secret = sotong_cli_read_secret (cli, &error);
  if (secret != NULL && secret[0] != '\0')
    keep_secret (cli, add->source, secret);
  else if (error != NULL)
    sotong_cli_problem (cli, add->source->name, error->message);
  sotong_secrets_free (secret);
}

static int
source_add_verb (SotongCli  *cli,
                 int         argc,
                 char      **argv)
{
  g_autofree char *name = NULL, *kind = NULL, *url = NULL, *topic = NULL;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongSource) source = sotong_source_new ();
  AddSource add = { source };
  const char *wrong;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  wrong = argc > 1 ? _("A source needs --name, --kind and --url.") : check_source (name, kind, url);
  if (wrong != NULL)
    return sotong_cli_usage (cli, wrong);
  if (!sotong_cli_find_topic (cli, topic, &add.topic_id))
    return cli->status;
  source->name = g_steal_pointer (&name);
  source->kind = g_steal_pointer (&kind);
  source->url = url != NULL ? g_steal_pointer (&url) : g_strdup ("");
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, source_add_job, &add, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  take_secret (cli, &add);
  return sotong_cli_print_id (cli, source->id);
}

/* ---- source list, source remove ---- */

static gpointer
source_list_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_source_list (db, error);
}

static const char *
or_null (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static void
print_time (gint64     time,
            GTimeZone *zone)
{
  g_autofree char *text = time != SOTONG_NONE && time < SOTONG_SOURCE_NEVER ? sotong_time_format_iso (time, zone) : g_strdup ("-");

  sotong_cli_print_field (text, FALSE);
}

static void
print_source (const SotongSource *source,
              GTimeZone          *zone)
{
  sotong_cli_print ("%" G_GINT64_FORMAT "\t", source->id);
  sotong_cli_print_field (source->name, FALSE);
  sotong_cli_print_field (source->kind, FALSE);
  sotong_cli_print_field (source->url, FALSE);
  print_time (source->last_run_at, zone);
  sotong_cli_print_field (source->under_way ? "fetching" : or_null (source->last_outcome) != NULL ? source->last_outcome : "-", FALSE);
  sotong_cli_print ("%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t", source->last_new, source->n_mentions);
  print_time (source->next_due, zone);
  sotong_cli_print_field (source->last_message, TRUE);
}

static int
source_list_verb (SotongCli  *cli,
                  int         argc,
                  char      **argv)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, source_list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "sources");
  for (guint i = 0; i < list->len; i++)
    {
      if (builder != NULL)
        sotong_cli_json_source (builder, g_ptr_array_index (list, i), sotong_clock_now (sotong_store_get_clock (cli->store)), zone);
      else
        print_source (g_ptr_array_index (list, i), zone);
    }
  return sotong_cli_list_end (cli, builder);
}

static gpointer
source_remove_job (SotongDb      *db,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  return sotong_source_remove (db, *(const gint64 *) data, error) ? data : NULL;
}

static int
source_remove_verb (SotongCli  *cli,
                    int         argc,
                    char      **argv)
{
  gint64 id;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which source, by its name."));
  if (!sotong_cli_find_source (cli, argv[1], &id))
    return cli->status;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, source_remove_job, &id, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, id);
}

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

static int
topic_add_verb (SotongCli  *cli,
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

static int
topic_list_verb (SotongCli  *cli,
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

/* ---- fetch ---- */

static void
json_result (JsonBuilder             *builder,
             const SotongFetchResult *result,
             GTimeZone               *zone)
{
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", result->source_id);
  sotong_cli_json_text (builder, "name", result->source);
  sotong_cli_json_text (builder, "outcome", result->outcome);
  sotong_cli_json_int (builder, "http_status", result->http_status);
  sotong_cli_json_int (builder, "items", result->n_items);
  sotong_cli_json_int (builder, "new", result->n_new);
  sotong_cli_json_time (builder, "next_try", result->next_due < SOTONG_SOURCE_NEVER ? result->next_due : SOTONG_NONE, zone);
  sotong_cli_json_text (builder, "message", or_null (result->message));
  json_builder_end_object (builder);
}

static void
print_result (SotongCli               *cli,
              const SotongFetchResult *result,
              JsonBuilder             *builder)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  if (builder != NULL)
    json_result (builder, result, zone);
  else
    {
      sotong_cli_print_field (result->source, FALSE);
      sotong_cli_print_field (result->outcome, FALSE);
      sotong_cli_print ("%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", result->n_items, result->n_new);
    }
  if (!result->good)
    sotong_cli_problem (cli, result->source, or_null (result->message) != NULL ? result->message : result->outcome);
  else if (or_null (result->message) != NULL)
    {
      g_autofree char *note = g_strdup_printf ("%s: %s", result->source, result->message);

      sotong_cli_note (cli, note);
    }
}

/* %FALSE if a name is not a source's, which has been said. */
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

static int
fetch_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_auto(GStrv) names = NULL, rest = NULL;
  GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &rest, NULL, NULL },
    { NULL }
  };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  SotongSecrets *secrets;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (rest != NULL && names == NULL)
    return sotong_cli_usage (cli, _("Name a source with --source."));
  if (!find_sources (cli, names, ids) || !find_sources (cli, rest, ids))
    return cli->status;
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL)
    return sotong_cli_fail (cli, error);
  results = sotong_fetch_all (cli->store, names != NULL ? ids : NULL, secrets, NULL, NULL, cli->cancellable, &error);
  if (results == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "sources");
  for (guint i = 0; i < results->len; i++)
    print_result (cli, g_ptr_array_index (results, i), builder);
  return sotong_cli_list_end (cli, builder);
}

/* ---- trend ---- */

typedef struct {
  gint64       topic_id;
  SotongRange  range;
  gboolean     open_start; /* from the first mention on */
  gboolean     open_end;   /* to now */
  SotongBucket bucket;
} Trend;

static gpointer
trend_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  static const gint64 least[] = { 3600, 82800, 601200, 2415600 }; /* seconds, by bucket, with a change of the clock */
  Trend *trend = data;
  SotongRange extent = { sotong_db_now (db), sotong_db_now (db) };

  if (trend->open_start || trend->open_end)
    {
      GError *local = NULL;

      if (!sotong_rollup_extent (db, trend->topic_id, &extent, &local) && local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
    }
  if (trend->open_start)
    trend->range.start = MIN (extent.start, trend->open_end ? extent.start : trend->range.end);
  if (trend->open_end)
    trend->range.end = MAX (MAX (extent.end, sotong_db_now (db)), trend->range.start);
  if ((trend->range.end - trend->range.start) / least[trend->bucket] > MAX_PERIODS)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("That is more than a million periods. Choose a shorter time with --from and --to, or longer periods with --by."));
      return NULL;
    }
  return sotong_rollup_read (db, trend->topic_id, 0, trend->range, trend->bucket, error);
}

static void
print_point (const SotongTrendPoint *point,
             JsonBuilder            *builder,
             GTimeZone              *zone)
{
  if (builder == NULL)
    {
      g_autofree char *start = sotong_time_format_iso (point->start, zone);

      sotong_cli_print ("%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%"
                        G_GINT64_FORMAT "\t%d\n", start, point->total, point->positive, point->neutral, point->negative,
                        point->uncertain, point->unlabelled, point->gap);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_time (builder, "start", point->start, zone);
  sotong_cli_json_int (builder, "total", point->total);
  sotong_cli_json_int (builder, "positive", point->positive);
  sotong_cli_json_int (builder, "neutral", point->neutral);
  sotong_cli_json_int (builder, "negative", point->negative);
  sotong_cli_json_int (builder, "uncertain", point->uncertain);
  sotong_cli_json_int (builder, "unlabelled", point->unlabelled);
  json_builder_set_member_name (builder, "gap");
  json_builder_add_boolean_value (builder, point->gap);
  json_builder_end_object (builder);
}

static int
print_trend (SotongCli *cli,
             Trend     *trend)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GArray) points = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  points = sotong_store_read (cli->store, trend_job, trend, cli->cancellable, &error);
  if (points == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "periods");
  if (builder == NULL)
    sotong_cli_print ("start\ttotal\tpositive\tneutral\tnegative\tuncertain\tunlabelled\tgap\n");
  for (guint i = 0; i < points->len; i++)
    print_point (&g_array_index (points, SotongTrendPoint, i), builder, zone);
  return sotong_cli_list_end (cli, builder);
}

static int
trend_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autofree char *topic = NULL, *from = NULL, *to = NULL, *by = NULL;
  GOptionEntry entries[] = {
    { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, NULL, NULL },
    { NULL }
  };
  Trend trend = { .bucket = SOTONG_BUCKET_DAY };
  g_autoptr(GError) error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1 || (by != NULL && !sotong_bucket_from_name (by, &trend.bucket)))
    return sotong_cli_usage (cli, _("--by is one of hour, day, week and month."));
  if (!sotong_time_parse_range (from, to, sotong_store_get_zone (cli->store), &trend.range, &error))
    return sotong_cli_usage (cli, error->message);
  trend.open_start = from == NULL;
  trend.open_end = to == NULL;
  if (!sotong_cli_find_topic (cli, topic, &trend.topic_id))
    return cli->status;
  return print_trend (cli, &trend);
}

#define LIST_OPTIONS "[--topic T] [--source N] [--from D] [--to D] [--sentiment S] [--limit N]"

const SotongCliVerb sotong_cli_monitor_verbs[] = {
  { "source add", "--name N --kind KIND --url U [--topic T]",
    N_("Adds a source of mentions. With --topic, all that it brings belongs to the topic."),
    N_("KIND is feed (RSS, Atom, RDF), practice, facebook, instagram or threads (what is said under the account's own posts; the address is "
       "the API's with the account's number at its end), or import for files. Prints the source's number. A source that needs a secret reads "
       "with the account of the channel at the same address; without one its token comes on standard input."), source_add_verb, TRUE },
  { "source list", "", N_("Lists the sources: number, name, kind, address, last fetch, outcome, new, mentions, next try, message."), NULL, source_list_verb, TRUE },
  { "source remove", "NAME", N_("Removes a source; the mentions that it brought stay."), NULL, source_remove_verb, TRUE },
  { "topic add", "--name N --any \"words\" [--all \"words\"] [--not \"words\"]",
    N_("Adds a topic and finds its mentions among those collected before."),
    N_("A mention belongs to the topic when one of the --any words, all of the --all words and none of the --not words stand in its text. "
       "Words are separated by blanks or commas; a phrase stands in double quotes. Parts of words are found too. Prints the topic's number."),
    topic_add_verb, TRUE },
  { "topic list", "", N_("Lists the topics: number, name, mentions, any words, all words, not words."), NULL, topic_list_verb, TRUE },
  { "fetch", "[--source N]…", N_("Reads the sources that are due, or those named, once: name, outcome, items, new ones."),
    N_("Outcomes: ok, unchanged; wait, refused, failed, cancelled, busy, for which the reason stands on standard error."), fetch_verb, TRUE },
  { "mentions list", LIST_OPTIONS,
    N_("Lists mentions, newest first: number, time, sentiment, sources, topics, author, address, text."),
    N_("The sentiment is positive, neutral, negative, uncertain or unlabelled."), sotong_cli_mentions_list, TRUE },
  { "mentions search", "\"words\" " LIST_OPTIONS,
    N_("Lists the mentions in whose text all the words stand, also inside other words."),
    N_("A phrase with its blanks stands in double quotes. The columns are those of “mentions list”."), sotong_cli_mentions_search, TRUE },
  { "mentions import", "FILE.csv|FILE.jsonl --source N",
    N_("Imports mentions from a file; the whole file, or nothing if a row is wrong."),
    N_("JSON lines with the members external_id, author, published_at, url and text, or CSV with columns of these names (or 식별자, 작성자, 작성일시, 주소, 내용); "
       "published_at and text must be there. A source of that name is made if there is none. A file imported twice adds nothing."),
    sotong_cli_mentions_import, TRUE },
  { "mentions label", "ID… negative|neutral|positive", N_("Says what a mention's sentiment is; it stands against any machine."),
    N_("“unlabelled” takes your label off again."), sotong_cli_mentions_label, TRUE },
  { "trend", "[--topic T] [--from D] [--to D] [--by hour|day|week|month]",
    N_("Prints how many mentions each period has, by sentiment, as a table with a first line of names."),
    N_("Columns: start, total, positive, neutral, negative, uncertain, unlabelled, gap. A gap is 1 where no fetch covered the period: the count then says nothing."),
    trend_verb, TRUE },
  { NULL }
};
