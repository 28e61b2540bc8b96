/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/sotong-cli.h"

static GInputStream *
standard_input (void)
{
  return g_unix_input_stream_new (STDIN_FILENO, FALSE);
}

/**
 * sotong_cli_get_secrets:
 * @cli: the invocation
 * @error: return location
 *
 * The desktop's keyring, or with --secrets-stdin what stands on standard input.
 *
 * Returns: (transfer none) (nullable): where secrets are looked up
 */
SotongSecrets *
sotong_cli_get_secrets (SotongCli  *cli,
                        GError    **error)
{
  g_autoptr(GInputStream) input = NULL;

  if (cli->secrets != NULL)
    return cli->secrets;
  if (!cli->secrets_stdin)
    cli->secrets = sotong_secrets_new_keyring ();
  else
    {
      input = standard_input ();
      cli->secrets = sotong_secrets_new_from_stream (input, cli->cancellable, error);
    }
  return cli->secrets;
}

/**
 * sotong_cli_read_secret:
 * @cli: the invocation
 * @error: return location
 *
 * Reads one secret, all of standard input without the line's end. A terminal is asked
 * with a prompt.
 *
 * Returns: (transfer full) (nullable): the secret; free it with sotong_secrets_free()
 */
char *
sotong_cli_read_secret (SotongCli  *cli,
                        GError    **error)
{
  g_autoptr(GInputStream) input = standard_input ();

  if (isatty (STDIN_FILENO))
    fputs (_("Type the secret and end it with Enter and Ctrl+D:\n"), stderr);
  return sotong_secrets_read_stream (input, cli->cancellable, error);
}

/**
 * sotong_cli_note_renewed:
 * @cli: the invocation, at its end
 *
 * With --secrets-stdin nothing can be kept: a sign-in that was renewed in this run is gone with it, and on most
 * platforms the one that was given is used up. This is said in a line on standard error.
 */
void
sotong_cli_note_renewed (SotongCli *cli)
{
  g_autofree char *names = NULL;
  g_autofree char *message = NULL;

  if (!cli->secrets_stdin || cli->secrets == NULL)
    return;
  names = sotong_secrets_describe_replaced (cli->secrets);
  if (names == NULL)
    return;
  message = g_strdup_printf (_("The sign-in of %s was renewed for this run and could not be kept. What was given may serve no more: "
                               "use the keyring for it, or sign in again before the next run."), names);
  sotong_cli_note (cli, message);
}
