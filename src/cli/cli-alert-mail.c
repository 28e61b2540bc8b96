/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-mentions.h"
#include "cli/sotong-cli.h"
#include "monitor/sotong-alert-send.h"
#include "store/sotong-alert-mail.h"
#include "store/sotong-alert-stage.h"
#include "util/sotong-time.h"

/* alerts mail: e-mail of what the rules find. */

#define LETTERS 100

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_alert_mail_get (db, error);
}

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_alert_mail_set (db, data, error) ? data : NULL;
}

static SotongAlertMail *
get_mail (SotongCli *cli)
{
  GError *error = NULL;
  SotongAlertMail *mail = sotong_store_read (cli->store, get_job, NULL, cli->cancellable, &error);

  if (mail == NULL)
    sotong_cli_fail (cli, error);
  return mail;
}

static void
print_mail (SotongCli             *cli,
            const SotongAlertMail *mail)
{
  g_autofree char *to = g_strdelimit (g_strdup (mail->recipients), "\n", ' ');

  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_text (builder, "server", mail->host);
      sotong_cli_json_int (builder, "port", mail->port);
      sotong_cli_json_text (builder, "security", mail->security);
      sotong_cli_json_text (builder, "login", mail->login);
      sotong_cli_json_text (builder, "from", mail->sender);
      sotong_cli_json_text (builder, "to", to);
      sotong_cli_json_text (builder, "least", sotong_alert_stage_get_name (mail->least));
      sotong_cli_json_print (builder);
      return;
    }
  if (mail->host[0] == '\0')
    return;
  sotong_cli_print_field (mail->host, FALSE);
  sotong_cli_print ("%d\t%s\t", mail->port, mail->security);
  sotong_cli_print_field (mail->login, FALSE);
  sotong_cli_print_field (mail->sender, FALSE);
  sotong_cli_print_field (to, FALSE);
  sotong_cli_print ("%s\n", sotong_alert_stage_get_name (mail->least));
}

/* The password goes to the keyring and nowhere else. */
static void
keep_password (SotongCli             *cli,
               const SotongAlertMail *mail)
{
  GError *error = NULL;
  char *password = sotong_cli_read_secret (cli, &error);
  SotongSecrets *secrets = password != NULL ? sotong_cli_get_secrets (cli, &error) : NULL;

  if (secrets == NULL || !sotong_secrets_store (secrets, sotong_store_get_uuid (cli->store), SOTONG_SECRETS_MAIL, SOTONG_ALERT_MAIL_ID, mail->host,
                                                password, cli->cancellable, &error))
    sotong_cli_fail (cli, error);
  sotong_secrets_free (password);
}

/* What was said on the command line. */
typedef struct {
  char    *server, *security, *login, *from, *least;  /* (owned) (nullable) */
  char   **to;                                        /* (owned) (nullable) */
  int      port;
  gboolean off;
} Options;

static void
options_clear (Options *o)
{
  g_free (o->server);
  g_free (o->security);
  g_free (o->login);
  g_free (o->from);
  g_free (o->least);
  g_strfreev (o->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
take (char **member,
      char **value)
{
  if (*value == NULL)
    return;
  g_free (*member);
  *member = g_steal_pointer (value);
}

static int
mail_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  g_auto(Options) o = { NULL };
  GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &o.server, NULL, NULL },
    { "port", 0, 0, G_OPTION_ARG_INT, &o.port, NULL, NULL },
    { "security", 0, 0, G_OPTION_ARG_STRING, &o.security, NULL, NULL },
    { "login", 0, 0, G_OPTION_ARG_STRING, &o.login, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.to, NULL, NULL },
    { "least", 0, 0, G_OPTION_ARG_STRING, &o.least, NULL, NULL },
    { "off", 0, 0, G_OPTION_ARG_NONE, &o.off, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongAlertMail) mail = NULL;
  gboolean asks = argc == 1, has_login;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  mail = get_mail (cli);
  if (mail == NULL)
    return cli->status;
  if (o.least != NULL && !sotong_alert_stage_from_name (o.least, &mail->least))
    return sotong_cli_usage (cli, _("--least is attention, caution, alert or serious."));
  has_login = o.login != NULL && o.login[0] != '\0';
  take (&mail->host, &o.server);
  take (&mail->security, &o.security);
  take (&mail->login, &o.login);
  take (&mail->sender, &o.from);
  if (o.port != 0)
    mail->port = o.port;
  if (o.off)
    mail->host[0] = '\0';
  if (o.to != NULL)
    {
      g_free (mail->recipients);
      mail->recipients = g_strjoinv ("\n", o.to);
    }
  if (!asks)
    {
      if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, set_job, mail, cli->cancellable, &error) == NULL)
        return sotong_cli_fail (cli, error);
      if (has_login && !cli->secrets_stdin)
        keep_password (cli, mail);
    }
  print_mail (cli, mail);
  return cli->status;
}

static int
mail_test_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  g_autoptr(SotongAlertMail) mail = NULL;
  g_auto(GStrv) addresses = NULL;
  SotongSecrets *secrets;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  mail = get_mail (cli);
  if (mail == NULL)
    return cli->status;
  if (mail->host[0] == '\0')
    return sotong_cli_fail (cli, g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                                                      _("No mail server is set. Set one first: sotongctl alerts mail --server …")));
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL)
    return sotong_cli_fail (cli, error);
  addresses = argc > 1 ? g_strdupv (argv + 1) : g_strsplit (mail->recipients, "\n", -1);
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_free (mail->recipients);
      mail->recipients = g_strdup (addresses[i]);
      error = NULL;
      if (!sotong_alert_mail_check (mail, &error)
          || !sotong_alert_send_test (cli->store, secrets, mail, addresses[i], cli->cancellable, &error))
        {
          sotong_cli_fail (cli, error);
          continue;
        }
      sotong_cli_print_field (addresses[i], FALSE);
      sotong_cli_print ("sent\n");
    }
  return cli->status;
}

/* ---- letters ---- */

static gpointer
letters_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_alert_letter_list (db, LETTERS, error);
}

static void
print_letter (SotongCli               *cli,
              JsonBuilder             *builder,
              const SotongAlertLetter *letter)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  gboolean waits = g_str_equal (letter->state, "waiting");
  g_autofree char *created = sotong_time_format_iso (letter->created_at, zone);
  g_autofree char *changed = sotong_time_format_iso (letter->changed_at, zone);
  g_autofree char *next = waits ? sotong_time_format_iso (letter->next_at, zone) : g_strdup ("");

  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", letter->id);
      sotong_cli_json_text (builder, "to", letter->address);
      sotong_cli_json_text (builder, "state", letter->state);
      sotong_cli_json_int (builder, "tries", letter->tries);
      sotong_cli_json_text (builder, "created_at", created);
      sotong_cli_json_text (builder, "changed_at", changed);
      sotong_cli_json_time (builder, "next_at", waits ? letter->next_at : SOTONG_NONE, zone);
      sotong_cli_json_text (builder, "problem", letter->problem);
      json_builder_end_object (builder);
      return;
    }
  sotong_cli_print ("%" PRId64 "\t", letter->id);
  sotong_cli_print_field (letter->address, FALSE);
  sotong_cli_print ("%s\t%d\t%s\t%s\t%s\t", letter->state, letter->tries, created, changed, next);
  sotong_cli_print_field (letter->problem, TRUE);
}

static int
letters_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  list = sotong_store_read (cli->store, letters_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = cli->json ? sotong_cli_list_begin (cli, "letters") : NULL;
  for (guint i = 0; i < list->len; i++)
    print_letter (cli, builder, g_ptr_array_index (list, i));
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
  return cli->status;
}

/* ---- stages ---- */

static gpointer
stages_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_alert_stage_load (db, error) ? data : NULL;
}

static gpointer
name_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  char **names = data;

  return sotong_alert_stage_name (db, names[0] != NULL ? (const char * const *) names : NULL, error) ? data : NULL;
}

static int
stages_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  gboolean usual = FALSE;
  GOptionEntry entries[] = {
    { "usual", 0, 0, G_OPTION_ARG_NONE, &usual, NULL, NULL },
    { NULL }
  };
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;
  gpointer done;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 1 && (usual || argc != 1 + SOTONG_ALERT_STAGES))
    return sotong_cli_usage (cli, _("Name all four stages, the lowest first, or say --usual."));
  if (argc == 1 && !usual)
    done = sotong_store_read (cli->store, stages_job, argv, cli->cancellable, &error);
  else
    done = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, name_job, argv + 1, cli->cancellable, &error);
  if (done == NULL)
    return sotong_cli_fail (cli, error);
  builder = cli->json ? sotong_cli_list_begin (cli, "stages") : NULL;
  for (int i = SOTONG_STAGE_ATTENTION; i <= SOTONG_STAGE_SERIOUS; i++)
    {
      if (builder != NULL)
        {
          json_builder_begin_object (builder);
          sotong_cli_json_text (builder, "stage", sotong_alert_stage_get_name ((SotongAlertStage) i));
          sotong_cli_json_text (builder, "name", sotong_alert_stage_get_label ((SotongAlertStage) i));
          json_builder_end_object (builder);
          continue;
        }
      sotong_cli_print ("%s\t", sotong_alert_stage_get_name ((SotongAlertStage) i));
      sotong_cli_print_field (sotong_alert_stage_get_label ((SotongAlertStage) i), TRUE);
    }
  if (builder != NULL)
    sotong_cli_list_end (cli, builder);
  return cli->status;
}

/**
 * sotong_cli_send_letters:
 * @cli: the invocation, after alerts were raised
 *
 * Sends the letters that are due; what could not be sent is said on standard error and makes the status 1.
 */
void
sotong_cli_send_letters (SotongCli *cli)
{
  g_auto(SotongAlertSent) sent = { 0 };
  GError *error = NULL;
  SotongSecrets *secrets = sotong_cli_get_secrets (cli, &error);

  if (secrets == NULL || !sotong_alert_send_due (cli->store, secrets, &sent, cli->cancellable, &error))
    sotong_cli_fail (cli, error);
  else if (sent.problem != NULL)
    sotong_cli_fail (cli, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, sent.problem));
}

const SotongCliVerb sotong_cli_alert_mail_verbs[] = {
  { "alerts mail", "[--server HOST] [--port N] [--security starttls|tls|none] [--login NAME] [--from ADDRESS] [--to ADDRESS]... "
    "[--least attention|caution|alert|serious] [--off]", N_("Shows or sets how alerts are mailed."),
    N_("Without options, shows it: server⇥port⇥security⇥login⇥from⇥to, by blanks⇥least stage; nothing if alerts are not mailed. With options, sets what "
       "they name and keeps the rest. With --login the password is read from standard input and kept in the keyring. A letter goes to each address about "
       "what alerts run, the daemon or an open window raises, of quiet hours and snoozed rules when that is over; who was told stands in alerts list. The server’s certificate "
       "is checked; the variable SSL_CERT_FILE names authorities of the office’s own."), mail_verb, TRUE },
  { "alerts mail-test", "[ADDRESS]...", N_("Sends a test letter."),
    N_("To the addresses given, or to all that are set. Prints address⇥sent for each; why one was not sent stands on standard error."), mail_test_verb, TRUE },
  { "alerts stages", "[NAME NAME NAME NAME | --usual]", N_("Shows or sets what the stages of alerts are called."),
    N_("The lowest first: stage⇥name. The names stand in the window, in notifications, in letters and in stage_name of the JSON; --usual takes the usual ones "
       "again."), stages_verb, TRUE },
  { "alerts letters", "", N_("Lists the letters about alerts."),
    N_("The newest hundred: id⇥address⇥state⇥tries⇥written at⇥changed at⇥next try⇥problem. The state is waiting, sending, sent, failed, or unknown where the "
       "line broke after the whole letter was sent; such a letter is not sent again."), letters_verb, TRUE },
  { NULL }
};
