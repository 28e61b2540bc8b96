/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/sotong-cli.h"
#include "store/sotong-alert-mail.h"
#include "store/sotong-channel.h"
#include "store/sotong-source.h"

/* A locked keyring asks for its password in a window of its own: a minute for who sits before it, not long where no window
 * can be seen. A command that waits for nobody would stand in the way of whatever runs it. */
#define SECONDS_TO_ANSWER 60
#define SECONDS_WITHOUT_DISPLAY 10

static guint
seconds_to_answer (void)
{
  return g_getenv ("DISPLAY") != NULL || g_getenv ("WAYLAND_DISPLAY") != NULL ? SECONDS_TO_ANSWER : SECONDS_WITHOUT_DISPLAY;
}

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
    cli->secrets = sotong_secrets_new_keyring (seconds_to_answer ());
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

/* Takes out of the table the names that somebody here has, whether or not this run needed their secrets. */
static gpointer
known_names_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  GHashTable *lines = data;
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error);
  g_autoptr(GPtrArray) sources = channels != NULL ? sotong_source_list (db, error) : NULL;
  g_autoptr(SotongAlertMail) mail = sources != NULL ? sotong_alert_mail_get (db, error) : NULL;

  if (mail == NULL)
    return NULL;
  for (guint i = 0; i < channels->len; i++)
    g_hash_table_remove (lines, ((SotongChannel *) g_ptr_array_index (channels, i))->name);
  for (guint i = 0; i < sources->len; i++)
    g_hash_table_remove (lines, ((SotongSource *) g_ptr_array_index (sources, i))->name);
  if (mail->host != NULL)
    g_hash_table_remove (lines, mail->host);
  return lines;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  guint x = GPOINTER_TO_UINT (a), y = GPOINTER_TO_UINT (b);

  return x < y ? -1 : x > y;
}

/**
 * sotong_cli_note_unknown:
 * @cli: the invocation, at its end
 *
 * With --secrets-stdin a line whose name nobody has is told of on standard error, by its number: a name that was
 * mistyped would leave its channel without a secret, and a secret before the tab must not be shown.
 */
void
sotong_cli_note_unknown (SotongCli *cli)
{
  g_autoptr(GHashTable) lines = NULL;
  g_autoptr(GList) numbers = NULL;

  if (!cli->secrets_stdin || cli->secrets == NULL || cli->store == NULL)
    return;
  lines = sotong_secrets_list_unused (cli->secrets);
  if (g_hash_table_size (lines) == 0 || sotong_store_read (cli->store, known_names_job, lines, NULL, NULL) == NULL)
    return;
  numbers = g_list_sort (g_hash_table_get_values (lines), compare_lines);
  for (GList *l = numbers; l != NULL; l = l->next)
    {
      g_autofree char *message = g_strdup_printf (_("Line %u of the secrets on standard input was not used: no channel and no source has the name before its tab. "
                                                    "“sotongctl channel list” shows the names."), GPOINTER_TO_UINT (l->data));

      sotong_cli_note (cli, message);
    }
}
