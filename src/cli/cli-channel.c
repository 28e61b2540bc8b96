/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli-channel.h"
#include "platforms/sotong-capabilities.h"
#include "platforms/sotong-http.h"
#include "platforms/sotong-practice-server.h"
#include "platforms/sotong-sign-in.h"
#include "publish/sotong-channel-sign-in.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-channel.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-url.h"

/* ---- channel add ---- */

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 id = sotong_channel_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

/* The secret goes to the keyring and nowhere else. What could not be kept is said: the channel
 * is there all the same, and its secret may come with --secrets-stdin each time. */
static void
keep_secret (SotongCli  *cli,
             gint64      id,
             const char *name,
             const char *secret)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;
  SotongSecrets *secrets = sotong_cli_get_secrets (cli, &error);

  if (secrets != NULL && sotong_secrets_store (secrets, sotong_store_get_uuid (cli->store), SOTONG_SECRETS_CHANNEL, key, name,
                                               secret, cli->cancellable, &error))
    return;
  message = g_strdup_printf (_("The channel was added, but its secret could not be kept: %s You may also give it with --secrets-stdin each time."),
                             error->message);
  sotong_cli_problem (cli, name, message);
}

/* %FALSE if it went wrong, which has been said. A secret that is not given is none. */
static gboolean
read_secret (SotongCli   *cli,
             const char  *platform,
             char       **out_secret)
{
  const SotongCapabilities *can = sotong_capabilities_get (platform);
  g_autoptr(GError) error = NULL;

  *out_secret = NULL;
  if (cli->secrets_stdin || (can != NULL && can->by_hand))
    return TRUE;
  *out_secret = sotong_cli_read_secret (cli, &error);
  if (*out_secret != NULL)
    return TRUE;
  /* Where the browser signs in there is none yet: “channel login” gets it. */
  if (error == NULL || (g_error_matches (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_NONE_GIVEN) && sotong_sign_in_is_offered (platform)))
    return TRUE;
  sotong_cli_problem (cli, NULL, error->message);
  return FALSE;
}

/* A token of another account than the named one would publish there. Without a keyring nothing is kept, and nothing compared. */
static gboolean
is_right_account (SotongCli      *cli,
                  SotongChannel  *channel,
                  const char     *secret,
                  GError        **error)
{
  SotongSecrets *secrets = secret != NULL && secret[0] != '\0' ? sotong_cli_get_secrets (cli, NULL) : NULL;

  return secrets == NULL || sotong_channel_compare_secret (cli->store, secrets, channel, secret, cli->cancellable, error);
}

int
sotong_cli_channel_add (SotongCli  *cli,
                        int         argc,
                        char      **argv)
{
  g_autofree char *name = NULL, *platform = NULL, *url = NULL, *user = NULL, *handle = NULL, *through = NULL;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "platform", 0, 0, G_OPTION_ARG_STRING, &platform, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, NULL, NULL },
    { "handle", 0, 0, G_OPTION_ARG_STRING, &handle, NULL, NULL },
    { "media-through", 0, 0, G_OPTION_ARG_STRING, &through, NULL, NULL },
    { NULL }
  };
  SotongChannel channel = { .agency_id = SOTONG_NONE, .media_channel_id = SOTONG_NONE };
  g_autofree gint64 *id = NULL;
  g_autoptr(GError) error = NULL;
  char *secret = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (name == NULL || platform == NULL || argc > 1)
    return sotong_cli_usage (cli, _("A channel needs --name, --platform and, on most platforms, --url."));
  if (g_str_equal (platform, "practice") && (url == NULL || sotong_text_is_blank (url)))
    return sotong_cli_usage (cli, _("A practice channel needs --url, the address that “sotongctl practice serve” prints; "
                                    "“sotongctl practice connect” makes the channel and its source at once."));
  if (!sotong_publish_check_settings (platform, url, user, &error))
    return sotong_cli_usage (cli, error->message);
  if (!sotong_cli_channel_set_media (cli, &channel, through) || !read_secret (cli, platform, &secret))
    {
      g_free (channel.media_url);
      return cli->status;
    }
  channel.name = name;
  channel.platform = platform;
  channel.url = url;
  channel.user = g_steal_pointer (&user);
  channel.handle = handle;
  if (is_right_account (cli, &channel, secret, &error))
    id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, add_job, &channel, cli->cancellable, &error);
  if (id == NULL)
    sotong_cli_problem (cli, NULL, error->message);
  else
    {
      if (secret != NULL && secret[0] != '\0')
        keep_secret (cli, *id, name, secret);
      else if (!cli->secrets_stdin && sotong_sign_in_is_offered (platform))
        sotong_cli_note (cli, _("No secret came on standard input: nothing goes out on this channel before it is signed in, with “sotongctl channel login”."));
      sotong_cli_print_id (cli, *id);
    }
  sotong_secrets_free (secret);
  g_free (channel.media_url);
  g_free (channel.user);
  return cli->status;
}

/* ---- channel list ---- */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_list (db, error);
}

static gpointer
find_library_job (SotongDb      *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return sotong_channel_find (db, data, error);
}

/**
 * sotong_cli_channel_set_media:
 * @cli: the invocation, with its store open
 * @channel: a channel to be written
 * @through: (nullable): a channel's name or an address; empty for neither, %NULL leaves it
 *
 * Where the channel's pictures are put for its platform to fetch them.
 *
 * Returns: %TRUE; or %FALSE when it will not do, which has been said
 */
gboolean
sotong_cli_channel_set_media (SotongCli     *cli,
                              SotongChannel *channel,
                              const char    *through)
{
  g_autoptr(SotongChannel) library = NULL;
  g_autoptr(GError) error = NULL;

  if (through == NULL)
    return TRUE;
  channel->media_channel_id = SOTONG_NONE;
  g_clear_pointer (&channel->media_url, g_free);
  if (*through == '\0')
    return TRUE;
  if (strstr (through, "://") != NULL)
    {
      if (!sotong_http_url_may_carry_secret (through) || !sotong_url_is_web (through))
        {
          sotong_cli_usage (cli, _("--media-through takes a channel’s name, or an address that begins with https://."));
          return FALSE;
        }
      channel->media_url = g_strdup (through);
      return TRUE;
    }
  library = sotong_store_read (cli->store, find_library_job, (gpointer) through, cli->cancellable, &error);
  if (library == NULL)
    {
      sotong_cli_problem (cli, NULL, error->message);
      return FALSE;
    }
  if (!g_str_equal (library->platform, "wordpress") && !g_str_equal (library->platform, "ghost"))
    {
      sotong_cli_usage (cli, _("Only a WordPress or Ghost channel has a library that takes the pictures of others."));
      return FALSE;
    }
  channel->media_channel_id = library->id;
  return TRUE;
}

/**
 * sotong_cli_json_channel:
 * @cli: the invocation, with its store open
 * @builder: inside a list
 * @channel: a channel
 *
 * Adds a channel and what is known of its account.
 */
void
sotong_cli_json_channel (SotongCli           *cli,
                         JsonBuilder         *builder,
                         const SotongChannel *channel)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autofree char *warning = sotong_publish_describe_health (channel, sotong_clock_now (sotong_store_get_clock (cli->store)), zone);

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "id", channel->id);
  sotong_cli_json_text (builder, "name", channel->name);
  sotong_cli_json_text (builder, "platform", channel->platform);
  sotong_cli_json_text (builder, "url", channel->url);
  sotong_cli_json_text (builder, "user", channel->user);
  sotong_cli_json_text (builder, "handle", channel->handle);
  sotong_cli_json_text (builder, "health", channel->health);
  sotong_cli_json_text (builder, "message", channel->message);
  sotong_cli_json_text (builder, "figures_message", channel->figures_message);
  sotong_cli_json_time (builder, "checked_at", channel->checked_at, zone);
  sotong_cli_json_time (builder, "good_at", channel->good_at, zone);
  sotong_cli_json_time (builder, "wait_until", channel->wait_until, zone);
  sotong_cli_json_time (builder, "expires_at", channel->expires_at, zone);
  sotong_cli_json_int (builder, "quota_left", channel->quota_left);
  sotong_cli_json_int (builder, "text_limit", channel->text_limit);
  sotong_cli_json_text (builder, "warning", warning);
  json_builder_end_object (builder);
}

static void
print_channel (SotongCli           *cli,
               JsonBuilder         *builder,
               const SotongChannel *channel)
{
  if (builder == NULL)
    {
      sotong_cli_print ("%" G_GINT64_FORMAT "\t", channel->id);
      sotong_cli_print_field (channel->name, FALSE);
      sotong_cli_print_field (channel->platform, FALSE);
      sotong_cli_print_field (channel->url, FALSE);
      sotong_cli_print_field (channel->user, FALSE);
      sotong_cli_print_field (channel->health[0] != '\0' ? channel->health : "-", TRUE);
      return;
    }
  sotong_cli_json_channel (cli, builder, channel);
}

int
sotong_cli_channel_list (SotongCli  *cli,
                         int         argc,
                         char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "channels");
  for (guint i = 0; i < list->len; i++)
    print_channel (cli, builder, g_ptr_array_index (list, i));
  return sotong_cli_list_end (cli, builder);
}

/* ---- channel test and remove ---- */

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_find (db, data, error);
}

static SotongChannel *
find_channel (SotongCli   *cli,
              int          argc,
              char       **argv)
{
  SotongChannel *channel;
  g_autoptr(GError) error = NULL;

  if (argc != 2)
    {
      sotong_cli_usage (cli, _("Name one channel."));
      return NULL;
    }
  channel = sotong_store_read (cli->store, find_job, argv[1], cli->cancellable, &error);
  if (channel == NULL)
    sotong_cli_problem (cli, NULL, error->message);
  return channel;
}

static void
print_reply (SotongCli           *cli,
             const SotongChannel *channel,
             const SotongReply   *reply)
{
  g_autoptr(JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      if (reply->outcome == SOTONG_OUTCOME_OK)
        sotong_cli_print (_("“%s” is ready: the platform knows the account as “%s”.\n"), channel->name,
                          reply->account_name != NULL ? reply->account_name : reply->remote_id);
      if (reply->outcome == SOTONG_OUTCOME_OK && reply->message[0] != '\0')
        sotong_cli_print ("%s\n", reply->message);
      return;
    }
  builder = sotong_cli_json_begin ();
  sotong_cli_json_text (builder, "channel", channel->name);
  sotong_cli_json_text (builder, "outcome", sotong_outcome_get_name (reply->outcome));
  sotong_cli_json_int (builder, "http_status", reply->http_status != 0 ? (gint64) reply->http_status : SOTONG_NONE);
  sotong_cli_json_text (builder, "account", reply->account_name);
  sotong_cli_json_text (builder, "message", reply->message);
  sotong_cli_json_print (builder);
}

int
sotong_cli_channel_test (SotongCli  *cli,
                         int         argc,
                         char      **argv)
{
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(SotongReply) reply = NULL;
  SotongSecrets *secrets;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  channel = find_channel (cli, argc, argv);
  if (channel == NULL)
    return cli->status;
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL)
    return sotong_cli_fail (cli, error);
  publisher = sotong_publisher_new (cli->store, secrets);
  reply = sotong_publisher_test_channel (publisher, channel->id, cli->cancellable, &error);
  if (reply == NULL)
    return sotong_cli_fail (cli, error);
  print_reply (cli, channel, reply);
  if (reply->outcome != SOTONG_OUTCOME_OK)
    sotong_cli_problem (cli, channel->name, reply->message);
  return cli->status;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_channel_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static gboolean
by_hand (const SotongChannel *channel)
{
  const SotongCapabilities *can = sotong_capabilities_get (channel->platform);

  return can != NULL && can->by_hand;
}

int
sotong_cli_channel_remove (SotongCli  *cli,
                           int         argc,
                           char      **argv)
{
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *key = NULL;
  SotongSecrets *secrets;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  channel = find_channel (cli, argc, argv);
  if (channel == NULL)
    return cli->status;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, remove_job, &channel->id, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  sotong_cli_confirm (cli, channel->id);
  if (cli->secrets_stdin || by_hand (channel))
    return cli->status;
  key = g_strdup_printf ("%" G_GINT64_FORMAT, channel->id);
  secrets = sotong_cli_get_secrets (cli, &local);
  if (secrets == NULL || !sotong_secrets_clear (secrets, sotong_store_get_uuid (cli->store), SOTONG_SECRETS_CHANNEL, key, channel->name,
                                                cli->cancellable, &local))
    {
      g_autofree char *message = g_strdup_printf (_("The channel was removed. If a keyring holds its secret, it still does: %s"), local->message);

      sotong_cli_note (cli, message);
    }
  else
    sotong_cli_note (cli, _("The channel’s secret was removed from the keyring too. “sotongctl undo” brings the channel back, but not the secret."));
  return cli->status;
}

/* ---- practice serve ---- */

static char *
read_line (void)
{
  char buffer[1024];
  gsize length;

  if (isatty (STDIN_FILENO))
    fputs (_("Type a token for the practice platform and end it with Enter:\n"), stderr);
  if (fgets (buffer, sizeof buffer, stdin) == NULL)
    return g_strdup ("");
  length = strcspn (buffer, "\r\n");
  buffer[length] = '\0';
  return g_strdup (buffer);
}

static void
cancelled_cb (GCancellable *cancellable,
              GMainLoop    *loop)
{
  g_main_loop_quit (loop);
}

static gboolean
check_cancelled_cb (gpointer user_data)
{
  /* Signals may come before the loop runs. */
  SotongCli *cli = ((gpointer *) user_data)[0];

  if (g_cancellable_is_cancelled (cli->cancellable))
    g_main_loop_quit (((gpointer *) user_data)[1]);
  return G_SOURCE_REMOVE;
}

static void
serve_until_cancelled (SotongCli *cli)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  gpointer data[2] = { cli, loop };
  gulong handler;

  handler = g_cancellable_connect (cli->cancellable, G_CALLBACK (cancelled_cb), loop, NULL);
  g_idle_add (check_cancelled_cb, data);
  g_main_loop_run (loop);
  g_cancellable_disconnect (cli->cancellable, handler);
}

int
sotong_cli_practice_serve (SotongCli  *cli,
                           int         argc,
                           char      **argv)
{
  int port = 0;
  GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongPracticeServer) server = NULL;
  g_autoptr(SotongClock) clock = NULL;
  g_autofree char *token = NULL;
  const char *url;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (port < 0 || port > 65535 || argc > 1)
    return sotong_cli_usage (cli, _("A port is a number from 1 to 65535; 0 or none takes any that is free."));
  token = read_line ();
  if (token[0] == '\0')
    return sotong_cli_usage (cli, _("The practice platform takes its token on standard input: one line, which channels then use as their secret."));
  clock = cli->clock != NULL ? g_object_ref (cli->clock) : sotong_clock_new_system ();
  server = sotong_practice_server_new (token, clock);
  explicit_bzero (token, strlen (token));
  url = sotong_practice_server_start (server, (guint) port, &error);
  if (url == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_text (builder, "url", url);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("%s\n", url);
  fflush (stdout);
  serve_until_cancelled (cli);
  sotong_practice_server_stop (server);
  return cli->status;
}
