/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/cli-account.h"
#include "platforms/sotong-capabilities.h"
#include "platforms/sotong-sign-in.h"
#include "platforms/sotong-token.h"
#include "publish/sotong-channel-sign-in.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-channel.h"

#define TIMEOUT_S 300

/* channel login: through the browser where the platform lets it come back to this machine, else with a token from
 * standard input. Either is kept in the keyring and tried at once. */

typedef struct {
  SotongCli     *cli;
  SotongChannel *channel;    /* (owned) */
  SotongSecrets *secrets;    /* (unowned) */
  char          *client_id;  /* (owned) (nullable) */
  int            port;
  int            timeout_s;
} Login;

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_find (db, data, error);
}

static gboolean
keep (Login       *login,
      const char  *secret,
      const char  *user,
      GError     **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, login->channel->id);

  if (sotong_sign_in_is_offered (login->channel->platform))
    return sotong_channel_sign_in_take (login->cli->store, login->secrets, login->channel, secret, user, login->cli->cancellable, error);
  return sotong_channel_compare_secret (login->cli->store, login->secrets, login->channel, secret, login->cli->cancellable, error)
         && sotong_secrets_store (login->secrets, sotong_store_get_uuid (login->cli->store), SOTONG_SECRETS_CHANNEL, key, login->channel->name,
                                  secret, login->cli->cancellable, error);
}

static char *
sign_in (Login   *login,
         char   **out_user,
         GError **error)
{
  g_autoptr(SotongHttp) http = sotong_http_new (sotong_store_get_clock (login->cli->store));
  g_autoptr(SotongAccount) account = sotong_channel_sign_in_open_account (login->cli->store, login->secrets, login->channel, login->client_id, NULL, login->cli->cancellable, error);
  g_autoptr(SotongSignIn) under_way = account != NULL ? sotong_sign_in_begin (http, account, (guint) login->port, login->cli->cancellable, error) : NULL;

  if (under_way == NULL)
    return NULL;
  sotong_cli_note (login->cli, _("Open this address in a browser and allow Sotong there:"));
  if (login->cli->json)
    fprintf (stderr, "%s\n", sotong_sign_in_get_url (under_way));
  else
    sotong_cli_print ("%s\n", sotong_sign_in_get_url (under_way));
  fflush (stdout);
  return sotong_sign_in_finish (under_way, (guint) login->timeout_s, login->cli->cancellable, out_user, error);
}

/* The token is good only if the platform says so. */
static void
check (Login *login)
{
  g_autoptr(SotongPublisher) publisher = sotong_publisher_new (login->cli->store, login->secrets);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongReply) reply = sotong_publisher_test_channel (publisher, login->channel->id, login->cli->cancellable, &error);
  g_autoptr(JsonBuilder) builder = NULL;

  if (reply == NULL)
    sotong_cli_problem (login->cli, login->channel->name, error->message);
  else if (reply->outcome != SOTONG_OUTCOME_OK)
    sotong_cli_problem (login->cli, login->channel->name, reply->message);
  else if (!login->cli->json)
    sotong_cli_print (_("“%s” is ready: the platform knows the account as “%s”.\n"), login->channel->name,
                      reply->account_name != NULL ? reply->account_name : reply->remote_id);
  if (!login->cli->json)
    return;
  builder = sotong_cli_json_begin ();
  sotong_cli_json_text (builder, "channel", login->channel->name);
  sotong_cli_json_text (builder, "outcome", reply != NULL ? sotong_outcome_get_name (reply->outcome) : NULL);
  sotong_cli_json_text (builder, "account", reply != NULL ? reply->account_name : NULL);
  sotong_cli_json_print (builder);
}

static int
run (Login *login)
{
  SotongCli *cli = login->cli;
  g_autofree char *user = NULL;
  GError *error = NULL;
  char *secret;

  login->secrets = sotong_cli_get_secrets (cli, &error);
  if (login->secrets == NULL)
    return sotong_cli_fail (cli, error);
  if (sotong_sign_in_is_offered (login->channel->platform))
    secret = sign_in (login, &user, &error);
  else
    secret = sotong_cli_read_secret (cli, &error);
  if (secret == NULL || !keep (login, secret, user, &error))
    {
      sotong_secrets_free (secret);
      return sotong_cli_fail (cli, error);
    }
  sotong_secrets_free (secret);
  check (login);
  return cli->status;
}

/**
 * sotong_cli_channel_login:
 * @cli: the invocation
 * @argc: argument count
 * @argv: arguments
 *
 * The verb “channel login”.
 *
 * Returns: the exit code
 */
int
sotong_cli_channel_login (SotongCli  *cli,
                          int         argc,
                          char      **argv)
{
  Login login = { .cli = cli, .timeout_s = TIMEOUT_S };
  GOptionEntry entries[] = {
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &login.client_id, NULL, NULL },
    { "port", 0, 0, G_OPTION_ARG_INT, &login.port, NULL, NULL },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &login.timeout_s, NULL, NULL },
    { NULL }
  };
  const SotongCapabilities *can;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || login.port < 0 || login.port > 65535 || login.timeout_s < 1)
    sotong_cli_usage (cli, _("Name one channel; --port takes a port from 1 to 65535, --timeout seconds."));
  else if (cli->secrets_stdin)
    sotong_cli_usage (cli, _("A sign-in is kept in the keyring, so --secrets-stdin does not go with it."));
  else if ((login.channel = sotong_store_read (cli->store, find_job, argv[1], cli->cancellable, &error)) == NULL)
    sotong_cli_fail (cli, error);
  else if ((can = sotong_capabilities_get (login.channel->platform)) != NULL && can->by_hand)
    sotong_cli_problem (cli, login.channel->name, _("One posts there by hand, so there is nothing to sign in to."));
  else
    run (&login);
  g_clear_pointer (&login.channel, sotong_channel_free);
  g_free (login.client_id);
  return cli->status;
}
