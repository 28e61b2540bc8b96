/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "monitor/sotong-alert-send.h"
#include "platforms/sotong-mail.h"
#include "util/sotong-time.h"
#include "util/sotong-url-bare.h"

/* How long to wait after each try, in seconds: a letter about an alarm is of no use a day later. */
static const gint64 waits[] = { 60, 300, 900, 3600, 3 * 3600, 8 * 3600 };

void
sotong_alert_sent_clear (SotongAlertSent *sent)
{
  g_clear_pointer (&sent->problem, g_free);
}

/* ---- what a letter says ---- */

static const char *
name_topic (const SotongAlertEvent *event)
{
  return event->topic[0] != '\0' ? event->topic : _("All mentions");
}

static char *
make_subject (const GPtrArray *events)
{
  const SotongAlertEvent *worst = g_ptr_array_index (events, 0);

  for (guint i = 1; i < events->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (events, i);

      if (event->stage > worst->stage)
        worst = event;
    }
  if (events->len == 1)
    /* Translators: a stage, a rule, a topic */
    return g_strdup_printf (_("[Sotong] %s: %s, %s"), sotong_alert_stage_get_label (worst->stage), worst->rule, name_topic (worst));
  /* Translators: the highest stage, its rule, how many others */
  return g_strdup_printf (_("[Sotong] %s: %s, and %u more"), sotong_alert_stage_get_label (worst->stage), worst->rule, events->len - 1);
}

/* What was found, of what, in which hour and why; and where the mention stands, if it was one. */
static void
append_event (GString                *text,
              const SotongAlertEvent *event,
              gint64                  told_at,
              GTimeZone              *zone)
{
  g_autofree char *at = sotong_time_format_minute (event->hour_start, zone);
  g_autofree char *reason = sotong_alert_event_explain (event, told_at, zone);
  g_autofree char *address = sotong_url_bare (event->url); /* a letter signs in nowhere */

  g_string_append_printf (text, "%s  %s · %s\n%s\n%s\n", sotong_alert_stage_get_label (event->stage), event->rule, name_topic (event), at, reason);
  if (address != NULL)
    g_string_append_printf (text, "%s\n", address);
  g_string_append_c (text, '\n');
}

static char *
make_text (const SotongAlertLetter *letter,
           SotongStore             *store)
{
  const GPtrArray *events = letter->events;
  g_autofree char *name = g_path_get_basename (sotong_store_get_path (store));
  g_autofree char *shown = g_filename_display_name (name);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    append_event (text, g_ptr_array_index (events, i), letter->created_at, sotong_store_get_zone (store));
  /* Translators: the name of a workspace's file */
  g_string_append_printf (text, _("Sotong sent this by itself from the workspace “%s”. Open it to read the mentions behind it."), shown);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

/* ---- sending ---- */

/* One letter that is on its way. */
typedef struct {
  SotongAlertMail   *mail;      /* (owned) (nullable) */
  SotongAlertLetter *letter;    /* (owned) (nullable) */
  gint64             again_at;
  gboolean           unknown;
  const char        *problem;   /* (unowned) (nullable): null if it was sent */
} Round;

static void
round_clear (Round *one)
{
  g_clear_pointer (&one->mail, sotong_alert_mail_free);
  g_clear_pointer (&one->letter, sotong_alert_letter_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Round, round_clear)

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Round *one = data;
  GError *local = NULL;

  one->mail = sotong_alert_mail_get (db, error);
  if (one->mail == NULL)
    return NULL;
  if (one->mail->host[0] == '\0')
    return one; /* it was turned off: what waits, waits until it is on again */
  one->letter = sotong_alert_letter_claim (db, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL ? one : NULL;
}

static gpointer
settle_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Round *one = data;
  gboolean done = one->problem == NULL ? sotong_alert_letter_sent (db, one->letter, error)
                                       : sotong_alert_letter_not_sent (db, one->letter, one->again_at, one->unknown, one->problem, error);

  return done ? one : NULL;
}

static gboolean
send_letter (SotongStore            *store,
             SotongSecrets          *secrets,
             const SotongAlertMail  *mail,
             const SotongMailLetter *letter,
             GCancellable           *cancellable,
             GError                **error)
{
  char *password = NULL;
  gboolean done;

  if (mail->login[0] != '\0')
    {
      password = sotong_secrets_lookup (secrets, sotong_store_get_uuid (store), SOTONG_SECRETS_MAIL, SOTONG_ALERT_MAIL_ID, mail->host, cancellable, error);
      if (password == NULL && (error == NULL || *error == NULL))
        g_set_error (error, SOTONG_MAIL_ERROR, SOTONG_MAIL_ERROR_SIGN_IN,
                     _("There is no password for the mail server %s. Set up once more how alerts are mailed, with the password."), mail->host);
      if (password == NULL)
        return FALSE;
    }
  done = sotong_mail_send (&(SotongMailServer) { mail->host, mail->port, mail->security, mail->login, password }, letter,
                           sotong_store_get_zone (store), cancellable, error);
  sotong_secrets_free (password);
  return done;
}

/* When a letter that failed with @problem is tried again. */
static gint64
again_at (SotongStore             *store,
          const SotongAlertLetter *letter,
          const GError            *problem)
{
  gint64 now = sotong_clock_now (sotong_store_get_clock (store));

  if (g_error_matches (problem, SOTONG_MAIL_ERROR, SOTONG_MAIL_ERROR_REFUSED) || g_error_matches (problem, SOTONG_MAIL_ERROR, SOTONG_MAIL_ERROR_UNKNOWN)
      || letter->tries > (int) G_N_ELEMENTS (waits))
    return SOTONG_NONE;
  return now + waits[letter->tries - 1];
}

/* Sends what was claimed and writes down what became of it, whatever is cancelled meanwhile. */
static gboolean
send_claimed (SotongStore      *store,
              SotongSecrets    *secrets,
              Round            *one,
              SotongAlertSent  *sent,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autofree char *subject = make_subject (one->letter->events);
  g_autofree char *text = make_text (one->letter, store);
  g_autofree char *id = g_strdup_printf ("alert-%" G_GINT64_FORMAT ".%s@sotong.invalid", one->letter->id, sotong_store_get_uuid (store));
  SotongMailLetter letter = { id, one->mail->sender, one->letter->address, subject, text, one->letter->created_at };
  g_autoptr(GError) problem = NULL;

  if (!send_letter (store, secrets, one->mail, &letter, cancellable, &problem))
    {
      one->problem = problem->message;
      one->again_at = again_at (store, one->letter, problem);
      one->unknown = g_error_matches (problem, SOTONG_MAIL_ERROR, SOTONG_MAIL_ERROR_UNKNOWN);
      g_free (sent->problem);
      sent->problem = g_strdup (problem->message);
    }
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, settle_job, one, NULL, error) == NULL)
    return FALSE;
  sent->n_sent += one->problem == NULL;
  sent->n_again += one->problem != NULL && one->again_at != SOTONG_NONE;
  sent->n_given_up += one->problem != NULL && one->again_at == SOTONG_NONE;
  return TRUE;
}

/**
 * sotong_alert_send_due:
 * @store: a workspace
 * @secrets: where the password is
 * @sent: (out): what became of them
 * @cancellable: (nullable): a cancellable
 * @error: return location; why the workspace could not be used
 *
 * Sends the letters about alerts whose time has come, each once: who sends one holds it alone, and one whose outcome is not known is not
 * sent again. What fails waits for the next time, longer after each try. Blocks.
 *
 * Returns: %TRUE unless the workspace could not be used
 */
gboolean
sotong_alert_send_due (SotongStore      *store,
                       SotongSecrets    *secrets,
                       SotongAlertSent  *sent,
                       GCancellable     *cancellable,
                       GError          **error)
{
  *sent = (SotongAlertSent) { 0 };
  for (;;)
    {
      g_auto(Round) one = { NULL };

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || sotong_store_write (store, SOTONG_WRITE_DEFAULT, claim_job, &one, cancellable, error) == NULL)
        return FALSE;
      if (one.letter == NULL)
        return TRUE;
      if (!send_claimed (store, secrets, &one, sent, cancellable, error))
        return FALSE;
    }
}

/**
 * sotong_alert_send_test:
 * @store: a workspace
 * @secrets: where the password is
 * @mail: how alerts are to be mailed
 * @address: to whom
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_MAIL_ERROR`
 *
 * Sends a letter that says that alerts will come here. Blocks.
 *
 * Returns: %TRUE if the server took it
 */
gboolean
sotong_alert_send_test (SotongStore            *store,
                        SotongSecrets          *secrets,
                        const SotongAlertMail  *mail,
                        const char             *address,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *id = g_strconcat ("test-", unique, "@sotong.invalid", NULL);
  SotongMailLetter letter = { id, mail->sender, address, _("[Sotong] Test: alerts will come here"),
                              _("This is a test. Alerts of the city’s workspace will come to this address.\n"),
                              sotong_clock_now (sotong_store_get_clock (store)) };

  return send_letter (store, secrets, mail, &letter, cancellable, error);
}
