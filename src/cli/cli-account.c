/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-account.h"
#include "cli/cli-channel.h"
#include "platforms/sotong-capabilities.h"
#include "publish/sotong-channel-sign-in.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-channel.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_find (db, data, error);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_list (db, error);
}

/* The channels that @name means, one or all; %NULL if it went wrong, which has been said. */
static GPtrArray *
get_channels (SotongCli  *cli,
              const char *name)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  SotongChannel *channel;

  if (name == NULL)
    list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  else
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_channel_free);
      channel = sotong_store_read (cli->store, find_job, (gpointer) name, cli->cancellable, &error);
      if (channel != NULL)
        g_ptr_array_add (list, channel);
    }
  if (error == NULL)
    return g_steal_pointer (&list);
  sotong_cli_problem (cli, NULL, error->message);
  return NULL;
}

/* ---- channel health ---- */

static gboolean
can_be_asked (const SotongChannel *channel)
{
  const SotongCapabilities *can = sotong_capabilities_get (channel->platform);

  return can != NULL && !can->by_hand && can->can_publish;
}

/* Asks about each channel; what is wrong is said, one line each. */
static gboolean
ask_all (SotongCli *cli,
         GPtrArray *channels,
         gboolean   one)
{
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GError) local = NULL;
  SotongSecrets *secrets = sotong_cli_get_secrets (cli, &local);

  if (secrets == NULL)
    {
      sotong_cli_problem (cli, NULL, local->message);
      return FALSE;
    }
  publisher = sotong_publisher_new (cli->store, secrets);
  for (guint i = 0; i < channels->len && !g_cancellable_is_cancelled (cli->cancellable); i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);
      g_autoptr(SotongReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      if (!one && !can_be_asked (channel))
        continue;
      reply = sotong_publisher_check_channel (publisher, channel->id, cli->cancellable, &error);
      if (reply == NULL)
        sotong_cli_problem (cli, channel->name, error->message);
      else if (reply->outcome != SOTONG_OUTCOME_OK)
        sotong_cli_problem (cli, channel->name, reply->message);
    }
  return TRUE;
}

static void
print_time (SotongCli *cli,
            gint64     time)
{
  g_autofree char *text = time != SOTONG_NONE ? sotong_time_format_iso (time, sotong_store_get_zone (cli->store)) : NULL;

  sotong_cli_print ("%s\t", text != NULL ? text : "-");
}

static void
print_health (SotongCli           *cli,
              JsonBuilder         *builder,
              const SotongChannel *channel)
{
  gint64 now = sotong_clock_now (sotong_store_get_clock (cli->store));
  g_autofree char *warning = sotong_publish_describe_health (channel, now, sotong_store_get_zone (cli->store));

  if (builder != NULL)
    {
      sotong_cli_json_channel (cli, builder, channel);
      return;
    }
  sotong_cli_print_field (channel->name, FALSE);
  sotong_cli_print_field (channel->platform, FALSE);
  sotong_cli_print_field (channel->health[0] != '\0' ? channel->health : "-", FALSE);
  print_time (cli, channel->checked_at);
  print_time (cli, channel->good_at);
  print_time (cli, channel->expires_at);
  if (channel->quota_left != SOTONG_NONE)
    sotong_cli_print ("%" PRId64 "\t", channel->quota_left);
  else
    sotong_cli_print ("-\t");
  sotong_cli_print_field (warning != NULL ? warning : "", TRUE);
}

static int
channel_health_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  gboolean known = FALSE;
  GOptionEntry entries[] = {
    { "known", 0, 0, G_OPTION_ARG_NONE, &known, NULL, NULL },
    { NULL }
  };
  g_autoptr(GPtrArray) channels = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  const char *name;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 2)
    return sotong_cli_usage (cli, _("Name one channel, or none for all."));
  name = argc == 2 ? argv[1] : NULL;
  channels = get_channels (cli, name);
  if (channels == NULL)
    return cli->status;
  if (!known)
    {
      if (!ask_all (cli, channels, name != NULL))
        return cli->status;
      g_ptr_array_unref (channels);
      channels = get_channels (cli, name);
      if (channels == NULL)
        return cli->status;
    }
  builder = sotong_cli_list_begin (cli, "channels");
  for (guint i = 0; i < channels->len; i++)
    print_health (cli, builder, g_ptr_array_index (channels, i));
  return sotong_cli_list_end (cli, builder);
}

/* ---- channel edit ---- */

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_edit (db, data, error) ? data : NULL;
}

static void
set_text (char       **field,
          const char  *text)
{
  if (text == NULL)
    return;
  g_free (*field);
  *field = g_strdup (text);
}

static gboolean
keep_secret (SotongCli     *cli,
             SotongChannel *channel)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, channel->id);
  g_autoptr(GError) error = NULL;
  SotongSecrets *secrets = sotong_cli_get_secrets (cli, &error);
  char *secret = secrets != NULL ? sotong_cli_read_secret (cli, &error) : NULL;
  gboolean kept = FALSE;

  if (secret != NULL && sotong_channel_compare_secret (cli->store, secrets, channel, secret, cli->cancellable, &error))
    kept = sotong_secrets_store (secrets, sotong_store_get_uuid (cli->store), SOTONG_SECRETS_CHANNEL, key, channel->name,
                                 secret, cli->cancellable, &error);
  if (!kept && error != NULL)
    sotong_cli_problem (cli, channel->name, error->message);
  sotong_secrets_free (secret);
  return kept;
}

static int
channel_edit_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *name = NULL, *url = NULL, *user = NULL, *handle = NULL;
  g_autofree char *through = NULL;
  gboolean secret = FALSE;
  GOptionEntry entries[] = {
    { "media-through", 0, 0, G_OPTION_ARG_STRING, &through, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, NULL, NULL },
    { "handle", 0, 0, G_OPTION_ARG_STRING, &handle, NULL, NULL },
    { "secret", 0, 0, G_OPTION_ARG_NONE, &secret, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongChannel) channel = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || (name == NULL && url == NULL && user == NULL && handle == NULL && through == NULL && !secret))
    return sotong_cli_usage (cli, _("Name one channel and what of it shall change."));
  if (secret && cli->secrets_stdin)
    return sotong_cli_usage (cli, _("With --secrets-stdin no secret is kept: leave one of the two options out."));
  channel = sotong_store_read (cli->store, find_job, argv[1], cli->cancellable, &error);
  if (channel == NULL)
    return sotong_cli_fail (cli, error);
  set_text (&channel->name, name);
  set_text (&channel->url, url);
  set_text (&channel->user, user);
  set_text (&channel->handle, handle);
  if (!sotong_publish_check_settings (channel->platform, channel->url, channel->user, &error))
    {
      g_autoptr(GError) settings = error;

      return sotong_cli_usage (cli, settings->message);
    }
  if (!sotong_cli_channel_set_media (cli, channel, through) || (secret && !keep_secret (cli, channel)))
    return cli->status;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, edit_job, channel, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, channel->id);
}

const SotongCliVerb sotong_cli_account_verbs[] = {
  { "channel health", "[N] [--known]", N_("Asks each platform how the account is: whether it may publish, until when, how many posts more."),
    N_("Without N all channels are asked. --known asks nobody and shows what was learned last. Prints name, platform, health (ok, wait, sign-in, refused, "
       "unknown), when it was asked, when a call last went well, when the sign-in ends, posts left, and what needs a person’s eye."),
    channel_health_verb, TRUE },
  { "channel login", "N [--client-id ID] [--port P] [--timeout S] [< TOKEN]", N_("Signs a channel in: through the browser, or with a token from standard input."),
    N_("Mastodon, X, YouTube and WordPress let the browser come back to this machine: the address to open is printed and the browser waited for, five minutes "
       "unless --timeout says otherwise. X and YouTube want the city’s own app: its id with --client-id, or id and secret as the channel’s secret "
       "{\"client_id\": …, \"client_secret\": …}; X also the port that was registered for it. Elsewhere the token comes on standard input. "
       "What was got is kept in the keyring and tried at once."), sotong_cli_channel_login, TRUE },
  { "channel group", "list | add|set NAME [--name N] [--channel N]… [--remove-channel N]… [--type TYPE] [--tags LIST] [--person P]… [--anybody] | remove NAME",
    N_("Keeps channels in groups: what their contents begin with, and who publishes there."),
    N_("A content goes to the channels of a group with “content add --group”. Where a group names people, only they publish on its channels at once; "
       "--anybody names nobody any more. List prints number, name, channels, type, tags, people."), sotong_cli_channel_group, TRUE },
  { "channel edit", "N [--name M] [--url U] [--user U] [--handle H] [--media-through N|URL] [--secret < SECRET]", N_("Changes a channel’s settings, or gives it a new secret."),
    N_("With --secret the new secret comes on standard input and replaces the old one in the keyring, which undo does not bring back. Where a platform fetches "
       "pictures itself (Instagram, Threads), --media-through names the WordPress or Ghost channel into whose library they are put first, or the https address "
       "below which they lie under their names; an empty value takes it away."),
    channel_edit_verb, TRUE },
  { NULL }
};
