/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli-chart.h"
#include "cli/cli-mentions.h"
#include "cli/cli-source.h"
#include "cli/sotong-cli-source.h"
#include "monitor/sotong-fetch.h"
#include "monitor/sotong-source-settings.h"
#include "platforms/sotong-http.h"
#include "store/sotong-channel.h"
#include "store/sotong-relative.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
#include "util/sotong-time.h"
#include "util/sotong-url.h"

#define INPUT_WAIT_MS 500

/* ---- source add ---- */

/* How a source is described on the command line. */
typedef struct {
  char  *name;
  char  *kind;
  char  *url;
  char  *topic;
  char  *user;
  char  *budget;
  char **queries;
  char **maps;
  int    every;      /* minutes; 0: not said */
  int    keep_days;  /* 0: not said */
  gboolean secret;
} Options;

static void
options_clear (Options *o)
{
  g_free (o->name);
  g_free (o->kind);
  g_free (o->url);
  g_free (o->topic);
  g_free (o->user);
  g_free (o->budget);
  g_strfreev (o->queries);
  g_strfreev (o->maps);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is wrong with an address, or %NULL. */
static const char *
check_url (const char *kind,
           const char *url)
{
  g_autoptr(GUri) uri = NULL;

  if (url == NULL || !sotong_url_is_web (url))
    return _("--url takes the source’s address, which begins with https:// or http://.");
  uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri != NULL && g_uri_get_password (uri) != NULL)
    return _("The address holds a password, which would stand in the workspace for all to read. Leave it out.");
  if (sotong_reader_needs_secret (kind) && !sotong_http_url_may_carry_secret (url))
    return _("A source that needs a password is read over https only, or on this machine.");
  return NULL;
}

static const char *
check_maps (char **maps)
{
  static const char * const fields[] = { "items", "id", "url", "title", "text", "author", "date", "reach", "next", NULL };

  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    {
      const char *equals = strchr (maps[i], '=');
      g_autofree char *field = equals != NULL ? g_strndup (maps[i], (gsize) (equals - maps[i])) : NULL;

      if (field == NULL || equals[1] == '\0' || !g_strv_contains (fields, field))
        return _("--map takes FIELD=PATH, where FIELD is one of items, id, url, title, text, author, date, reach and next.");
    }
  return NULL;
}

/* What is wrong with the words of the command, or %NULL. An address that everybody knows is filled in. */
static const char *
check_source (Options *o)
{
  double dollars = 0;
  char *end = NULL;

  if (o->name == NULL || o->kind == NULL)
    return _("A source needs --name, --kind and --url.");
  if (g_str_equal (o->kind, "import"))
    return NULL;
  if (!g_strv_contains (sotong_reader_list_kinds (), o->kind))
    return _("This is no kind of source; the manual page lists them.");
  if (o->url == NULL)
    o->url = g_strdup (sotong_reader_get_home (o->kind));
  if (o->budget != NULL)
    dollars = g_ascii_strtod (o->budget, &end);
  if (o->budget != NULL && (end == o->budget || *end != '\0' || !(dollars > 0 && dollars < 1e6)))
    return _("--budget takes the US dollars that the source may spend a month, 5 or 2.50.");
  if ((sotong_reader_get_needs (o->kind) & SOTONG_READER_IS_PRICED) != 0 && o->budget == NULL)
    return _("Every post that is read costs $0.005 there. Say with --budget how many US dollars the source may spend a month.");
  if (o->budget != NULL && sotong_reader_check_budget (o->kind, dollars) != NULL)
    return sotong_reader_check_budget (o->kind, dollars);
  if (o->every < 0 || o->keep_days < 0)
    return _("--every takes minutes and --keep-days takes days, from 1 on.");
  return check_url (o->kind, o->url) != NULL ? check_url (o->kind, o->url) : check_maps (o->maps);
}

/* The settings as the workspace keeps them. */
static char *
make_settings (const Options *o)
{
  SotongSourceSettings settings = {
    (const char * const *) o->queries, (const char * const *) o->maps, o->user, o->budget != NULL ? g_ascii_strtod (o->budget, NULL) : 0, o->secret,
  };

  return sotong_source_settings_to_json (&settings);
}

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

/* The account's name stands beside its secret, not in it. */
static void
take_user (SotongSource        *source,
           const SotongChannel *channel)
{
  static const char * const kinds[] = { "bluesky", "wordpress", "facebook", "instagram", "threads", NULL };
  Options o = { .user = channel->user };

  if (!g_strv_contains (kinds, source->kind) || channel->user[0] == '\0' || source->settings[0] != '\0')
    return;
  g_free (source->settings);
  source->settings = make_settings (&o);
}

/* Whether a channel has the secret already. */
static gpointer
find_account_job (SotongDb      *db,
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
          take_user (add->source, channel);
          break;
        }
    }
  return add;
}

static gpointer
source_add_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  AddSource *add = data;

  add->source->id = sotong_source_add (db, add->source, error);
  if (add->source->id == 0
      || (add->topic_id != 0 && !sotong_topic_add_source (db, add->topic_id, add->source->id, error)))
    return NULL;
  return add;
}

static gpointer
source_wake_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_source_wake (db, *(const gint64 *) data, error) ? data : NULL;
}

/* A window may have read the source before its secret was there, and given it up. */
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
    {
      gint64 id = source->id;

      sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, source_wake_job, &id, cli->cancellable, NULL); /* else it is read when it would have been */
      return;
    }
  message = g_strdup_printf (_("The source was added, but its secret could not be kept: %s You may also give it with --secrets-stdin each time."),
                             error->message);
  sotong_cli_problem (cli, source->name, message);
}

/* Whether something stands on standard input: nobody is kept waiting for a secret that need not be. */
static gboolean
has_input (void)
{
  struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
  int n = 0;

  return sotong_cli_has_input () && poll (&input, 1, INPUT_WAIT_MS) > 0 && ioctl (STDIN_FILENO, FIONREAD, &n) == 0 && n > 0;
}

/* Sites with accounts that may be read without one: the secret is taken as for a channel, if there is one. */
static gboolean
is_given (const SotongSource *source)
{
  static const char *const kinds[] = { "mastodon", "wordpress", NULL };

  return g_strv_contains (kinds, source->kind) && has_input ();
}

/* Only kinds that cannot be read without a secret, and whose channel has none, ask for one; others when told to. %FALSE if it
 * was not given, which has been said. */
static gboolean
take_secret (SotongCli        *cli,
             const AddSource  *add,
             gboolean          asked,
             char            **out_secret)
{
  g_autoptr(GError) error = NULL;

  *out_secret = NULL;
  if (add->has_account || cli->secrets_stdin || (!sotong_reader_needs_secret (add->source->kind) && !asked && !is_given (add->source)))
    return TRUE;
  *out_secret = sotong_cli_read_secret (cli, &error);
  if (*out_secret != NULL)
    return TRUE;
  sotong_cli_problem (cli, add->source->name, error->message);
  return FALSE;
}

int
sotong_cli_source_add (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  g_auto(Options) o = { NULL };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &o.name, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &o.kind, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &o.url, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &o.topic, NULL, NULL },
    { "query", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.queries, NULL, NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &o.user, NULL, NULL },
    { "budget", 0, 0, G_OPTION_ARG_STRING, &o.budget, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.maps, NULL, NULL },
    { "every", 0, 0, G_OPTION_ARG_INT, &o.every, NULL, NULL },
    { "keep-days", 0, 0, G_OPTION_ARG_INT, &o.keep_days, NULL, NULL },
    { "key", 0, 0, G_OPTION_ARG_NONE, &o.secret, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongSource) source = sotong_source_new ();
  AddSource add = { source };
  const char *wrong;
  char *secret;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  wrong = argc > 1 ? _("A source needs --name, --kind and --url.") : check_source (&o);
  if (wrong != NULL)
    return sotong_cli_usage (cli, wrong);
  if (!sotong_cli_find_topic (cli, o.topic, &add.topic_id))
    return cli->status;
  source->name = g_strdup (o.name);
  source->kind = g_strdup (o.kind);
  source->url = g_strdup (o.url != NULL ? o.url : "");
  source->settings = make_settings (&o);
  if (o.every > 0)
    source->interval_s = (gint64) o.every * 60;
  if (o.keep_days > 0)
    source->retention_days = o.keep_days;
  if (sotong_store_read (cli->store, find_account_job, &add, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (!take_secret (cli, &add, o.secret, &secret))
    return cli->status;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, source_add_job, &add, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  else
    {
      if (secret != NULL && secret[0] != '\0')
        keep_secret (cli, source, secret);
      sotong_cli_print_id (cli, source->id);
    }
  sotong_secrets_free (secret);
  return cli->status;
}

/* ---- source list, source remove ---- */

/* @data: for each source what is used of its quotas. */
static gpointer
source_list_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  GPtrArray *quotas = data;
  g_autoptr(GPtrArray) list = sotong_source_list (db, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      GPtrArray *one = sotong_fetch_list_quotas (db, g_ptr_array_index (list, i), error);

      if (one == NULL)
        return NULL;
      g_ptr_array_add (quotas, one);
    }
  return g_steal_pointer (&list);
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

int
sotong_cli_source_list (SotongCli  *cli,
                        int         argc,
                        char      **argv)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autoptr(GPtrArray) quotas = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, source_list_job, quotas, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "sources");
  for (guint i = 0; i < list->len; i++)
    {
      if (builder != NULL)
        sotong_cli_json_source (builder, g_ptr_array_index (list, i), sotong_clock_now (sotong_store_get_clock (cli->store)), zone,
                                g_ptr_array_index (quotas, i));
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

int
sotong_cli_source_remove (SotongCli  *cli,
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

/* ---- source test ---- */

/* What costs money says so before it begins. */
void
sotong_cli_note_progress (const SotongFetchProgress *progress,
                          gpointer                   user_data)
{
  g_autofree char *note = NULL;

  if (progress->notice == NULL)
    return;
  note = g_strdup_printf ("%s: %s", progress->source, progress->notice);
  sotong_cli_note (user_data, note);
}

static void
print_probe (SotongCli               *cli,
             const SotongFetchResult *result)
{
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "id", result->source_id);
      sotong_cli_json_text (builder, "name", result->source);
      sotong_cli_json_text (builder, "outcome", result->outcome);
      sotong_cli_json_int (builder, "http_status", result->http_status);
      sotong_cli_json_int (builder, "items", result->n_items);
      sotong_cli_json_text (builder, "message", or_null (result->message));
      sotong_cli_json_print (builder);
    }
  else
    {
      sotong_cli_print_field (result->source, FALSE);
      sotong_cli_print_field (result->outcome, FALSE);
      sotong_cli_print ("%" PRId64 "\t", result->n_items);
      sotong_cli_print_field (or_null (result->message) != NULL ? result->message : "-", TRUE);
    }
  if (!result->good)
    sotong_cli_problem (cli, result->source, or_null (result->message) != NULL ? result->message : result->outcome);
}

int
sotong_cli_source_test (SotongCli  *cli,
                        int         argc,
                        char      **argv)
{
  g_autoptr(SotongFetchResult) result = NULL;
  SotongSecrets *secrets;
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which source, by its name."));
  if (!sotong_cli_find_source (cli, argv[1], &id))
    return cli->status;
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL)
    return sotong_cli_fail (cli, error);
  result = sotong_fetch_probe (cli->store, id, secrets, sotong_cli_note_progress, cli, cli->cancellable, &error);
  if (result == NULL)
    return sotong_cli_fail (cli, error);
  print_probe (cli, result);
  return cli->status;
}

/* ---- source trend ---- */

static gpointer
relative_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_relative_list (db, *(const gint64 *) data, error);
}

static void
print_relative (const SotongRelative *relative,
                JsonBuilder          *builder,
                GTimeZone            *zone)
{
  char ratio[G_ASCII_DTOSTR_BUF_SIZE];

  if (builder == NULL)
    {
      g_ascii_formatd (ratio, sizeof ratio, "%.5f", relative->ratio);
      sotong_cli_print_field (relative->name, FALSE);
      sotong_cli_print ("%s\t%s\n", relative->day, ratio);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_text (builder, "name", relative->name);
  sotong_cli_json_text (builder, "day", relative->day);
  json_builder_set_member_name (builder, "relative");
  json_builder_add_double_value (builder, relative->ratio);
  sotong_cli_json_time (builder, "fetched_at", relative->fetched_at, zone);
  json_builder_end_object (builder);
}

int
sotong_cli_source_trend (SotongCli  *cli,
                         int         argc,
                         char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Say which source, by its name."));
  if (!sotong_cli_find_source (cli, argv[1], &id))
    return cli->status;
  list = sotong_store_read (cli->store, relative_job, &id, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "points");
  if (builder == NULL)
    sotong_cli_print ("name\tday\trelative (max = 100)\n");
  for (guint i = 0; i < list->len; i++)
    print_relative (g_ptr_array_index (list, i), builder, sotong_store_get_zone (cli->store));
  return sotong_cli_list_end (cli, builder);
}
