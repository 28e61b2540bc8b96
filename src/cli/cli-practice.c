/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/cli-practice.h"
#include "publish/sotong-practice-setup.h"
#include "publish/sotong-publisher.h"

static void
print_setup (SotongCli                 *cli,
             const SotongPracticeSetup *setup)
{
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_text (builder, "channel", setup->channel);
      sotong_cli_json_text (builder, "source", setup->source);
      sotong_cli_json_print (builder);
      return;
    }
  sotong_cli_print_field (setup->channel, FALSE);
  sotong_cli_print_field (setup->source, TRUE);
}

/* Whether the platform takes the token: to be told now rather than by the first post. */
static int
check_token (SotongCli                 *cli,
             const SotongPracticeSetup *setup,
             SotongSecrets             *secrets)
{
  g_autoptr(SotongPublisher) publisher = sotong_publisher_new (cli->store, secrets);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongReply) reply = sotong_publisher_test_channel (publisher, setup->channel_id, cli->cancellable, &error);

  if (reply == NULL)
    sotong_cli_problem (cli, setup->channel, error->message);
  else if (reply->outcome != SOTONG_OUTCOME_OK)
    sotong_cli_problem (cli, setup->channel, reply->message);
  return cli->status;
}

int
sotong_cli_practice_connect (SotongCli  *cli,
                             int         argc,
                             char      **argv)
{
  g_autofree char *url = NULL;
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongPracticeSetup) setup = NULL;
  SotongSecrets *secrets;
  char *token;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (url == NULL || argc > 1)
    return sotong_cli_usage (cli, _("Say where the practice platform is, with --url."));
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL)
    return sotong_cli_fail (cli, error);
  token = sotong_cli_read_secret (cli, &error);
  if (token == NULL)
    return sotong_cli_fail (cli, error);
  setup = sotong_practice_connect (cli->store, secrets, url, token, cli->cancellable, &error);
  sotong_secrets_free (token);
  if (setup == NULL)
    return sotong_cli_fail (cli, error);
  print_setup (cli, setup);
  return check_token (cli, setup, secrets);
}
