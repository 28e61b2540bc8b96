/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-alert-mail.h"
#include "store/sotong-change-private.h"
#include "util/sotong-machine.h"
#include "util/sotong-text.h"

#define LONGEST_ADDRESS 254

SotongAlertMail *
sotong_alert_mail_new (void)
{
  SotongAlertMail *mail = g_new0 (SotongAlertMail, 1);

  mail->host = g_strdup ("");
  mail->port = 587;
  mail->security = g_strdup ("starttls");
  mail->login = g_strdup ("");
  mail->sender = g_strdup ("");
  mail->recipients = g_strdup ("");
  mail->least = SOTONG_STAGE_ATTENTION;
  return mail;
}

void
sotong_alert_mail_free (SotongAlertMail *mail)
{
  if (mail == NULL)
    return;
  g_free (mail->host);
  g_free (mail->security);
  g_free (mail->login);
  g_free (mail->sender);
  g_free (mail->recipients);
  g_free (mail);
}

void
sotong_alert_letter_free (SotongAlertLetter *letter)
{
  if (letter == NULL)
    return;
  g_free (letter->address);
  g_free (letter->state);
  g_free (letter->problem);
  g_clear_pointer (&letter->events, g_ptr_array_unref);
  g_free (letter);
}

/* ---- settings ---- */

/**
 * sotong_alert_mail_get:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): how alerts are mailed; its host is empty if they are not
 */
SotongAlertMail *
sotong_alert_mail_get (SotongDb  *db,
                       GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT host, port, security, login, sender, recipients, least_stage FROM alert_mail"
                                                " WHERE id = 1", "");
  SotongAlertMail *mail;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL ? sotong_alert_mail_new () : NULL;
    }
  mail = g_new0 (SotongAlertMail, 1);
  mail->host = sotong_stmt_dup (stmt, 0);
  mail->port = (int) sotong_stmt_int (stmt, 1);
  mail->security = sotong_stmt_dup (stmt, 2);
  mail->login = sotong_stmt_dup (stmt, 3);
  mail->sender = sotong_stmt_dup (stmt, 4);
  mail->recipients = sotong_stmt_dup (stmt, 5);
  mail->least = (SotongAlertStage) sotong_stmt_int (stmt, 6);
  return mail;
}

/* It goes into the lines of a letter and of the talk with the server: nothing but an address may stand there. */
static gboolean
is_address (const char *text)
{
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || at[1] == '\0' || strchr (at + 1, '@') != NULL || strlen (text) > LONGEST_ADDRESS)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p <= ' ' || *p >= 0x7f || strchr ("<>()[]\\,;:\"", *p) != NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_host (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr (".-:[]", *p) == NULL)
        return FALSE;
    }
  return *text != '\0';
}

static gboolean
is_near (const char *host)
{
  return g_str_equal (host, "localhost") || g_str_has_prefix (host, "127.") || g_str_equal (host, "[::1]");
}

/**
 * sotong_alert_mail_check:
 * @mail: how alerts are to be mailed
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * Returns: %TRUE if it can be kept
 */
gboolean
sotong_alert_mail_check (const SotongAlertMail  *mail,
                         GError                **error)
{
  g_auto(GStrv) addresses = g_strsplit (mail->recipients, "\n", -1);
  const char *wrong = NULL;

  if (mail->host[0] == '\0')
    return TRUE;
  if (!is_host (mail->host) || mail->port < 1 || mail->port > 65535)
    wrong = _("Give the name of the mail server, as in mail.city.example, and a port from 1 to 65535.");
  else if (!g_str_equal (mail->security, "starttls") && !g_str_equal (mail->security, "tls") && !g_str_equal (mail->security, "none"))
    wrong = _("The connection to the mail server is starttls, tls or none.");
  else if (g_str_equal (mail->security, "none") && mail->login[0] != '\0' && !is_near (mail->host))
    wrong = _("A password is not sent over a connection that anybody can read. Choose starttls or tls, or do without signing in.");
  else if (!is_address (mail->sender))
    wrong = _("Give the sender’s address, as in office@city.example.");
  else if (addresses[0] == NULL)
    wrong = _("Give the address of at least one person who is to be told.");
  for (guint i = 0; wrong == NULL && addresses[i] != NULL; i++)
    {
      if (is_address (addresses[i]))
        continue;
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("“%s” is no e-mail address. Write it as in office@city.example."), addresses[i]);
      return FALSE;
    }
  if (wrong != NULL)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, wrong);
  return wrong == NULL;
}

/**
 * sotong_alert_mail_set:
 * @db: the connection of a write job
 * @mail: how alerts are mailed from now on
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_mail_set (SotongDb               *db,
                       const SotongAlertMail  *mail,
                       GError                **error)
{
  return sotong_alert_mail_check (mail, error)
         && (db->change != NULL || sotong_change_begin (db, "alert.mail", "alert", 0, mail->host, error))
         && sotong_change_touch (db, "alert_mail", 1, error)
         && sotong_db_exec (db, error, "UPDATE alert_mail SET host = $1, port = $2, security = $3, login = $4, sender = $5, recipients = $6,"
                            " least_stage = $7 WHERE id = 1", "titttti", mail->host, (gint64) mail->port, mail->security, mail->login,
                            mail->sender, mail->recipients, (gint64) mail->least);
}

/* ---- letters ---- */

static gboolean
add_letter (SotongDb         *db,
            const char       *address,
            const GPtrArray  *events,
            GError          **error)
{
  gint64 now = sotong_db_now (db);
  gint64 id = sotong_db_insert (db, error, "INSERT INTO alert_letter (address, state, created_at, changed_at, next_at) VALUES ($1, 'waiting', $2, $3, $4)",
                                "tiii", address, now, now, now);

  for (guint i = 0; id != 0 && i < events->len; i++)
    {
      const SotongAlertEvent *event = g_ptr_array_index (events, i);

      if (!sotong_db_exec (db, error, "INSERT INTO alert_letter_event (letter_id, event_id) VALUES ($1, $2)", "ii", id, event->id))
        return FALSE;
    }
  return id != 0;
}

/**
 * sotong_alert_letter_queue:
 * @db: the connection of a write job, which logged @events
 * @events: (element-type SotongAlertEvent): what was raised
 * @whom: who is told of those that are not quiet
 * @error: return location
 *
 * Writes a letter to each address about those that are told and serious enough: part of the transaction that logs them, so that none is
 * lost and none is written twice.
 *
 * Returns: %TRUE on success, also when nothing is mailed
 */
gboolean
sotong_alert_letter_queue (SotongDb         *db,
                           const GPtrArray  *events,
                           const char       *whom,
                           GError          **error)
{
  g_autoptr(GPtrArray) told = g_ptr_array_new ();
  g_autoptr(SotongAlertMail) mail = sotong_alert_mail_get (db, error);
  g_auto(GStrv) addresses = NULL;

  if (mail == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      SotongAlertEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->told, whom) && event->stage >= mail->least)
        g_ptr_array_add (told, event);
    }
  if (mail->host[0] == '\0' || told->len == 0)
    return TRUE;
  addresses = g_strsplit (mail->recipients, "\n", -1);
  for (guint i = 0; addresses[i] != NULL; i++)
    if (!add_letter (db, addresses[i], told, error))
      return FALSE;
  return TRUE;
}

/* A letter whose sender died may be out or not: it is not sent again, and the log says so. */
static gboolean
settle_dead (SotongDb  *db,
             GError   **error)
{
  g_autoptr(GArray) dead = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, machine, boot, process, process_start FROM alert_letter WHERE state = 'sending'", "");
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      if (sotong_owner_is_dead (sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2), sotong_stmt_int (stmt, 3), sotong_stmt_int (stmt, 4)))
        g_array_append_val (dead, id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < dead->len; i++)
    if (!sotong_db_exec (db, error, "UPDATE alert_letter SET state = 'unknown', changed_at = $1, problem = $2 WHERE id = $3", "iti", sotong_db_now (db),
                         _("Sotong ended while the letter was on its way. It may have arrived; it is not sent again."), g_array_index (dead, gint64, i)))
      return FALSE;
  return TRUE;
}

static SotongAlertLetter *
read_letter (SotongStmt *stmt)
{
  SotongAlertLetter *letter = g_new0 (SotongAlertLetter, 1);

  letter->id = sotong_stmt_int (stmt, 0);
  letter->address = sotong_stmt_dup (stmt, 1);
  letter->state = sotong_stmt_dup (stmt, 2);
  letter->created_at = sotong_stmt_int (stmt, 3);
  letter->changed_at = sotong_stmt_int (stmt, 4);
  letter->next_at = sotong_stmt_int (stmt, 5);
  letter->tries = (int) sotong_stmt_int (stmt, 6);
  letter->problem = sotong_stmt_dup (stmt, 7);
  return letter;
}

#define LETTERS "SELECT id, address, state, created_at, changed_at, next_at, tries, problem FROM alert_letter"

/**
 * sotong_alert_letter_claim:
 * @db: the connection of a write job
 * @error: return location
 *
 * Takes the next letter whose time has come, for this process alone. What becomes of it is told with
 * sotong_alert_letter_sent() or sotong_alert_letter_not_sent().
 *
 * Returns: (transfer full) (nullable): the letter; %NULL without @error if none is due
 */
SotongAlertLetter *
sotong_alert_letter_claim (SotongDb  *db,
                           GError   **error)
{
  const SotongOwner *owner = sotong_owner_get_self ();
  g_autoptr(SotongAlertLetter) letter = NULL;
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (!settle_dead (db, error))
    return NULL;
  stmt = sotong_db_query (db, error, LETTERS " WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at, id LIMIT 1", "i", sotong_db_now (db));
  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    letter = read_letter (stmt);
  if (local != NULL)
    g_propagate_error (error, local);
  if (letter == NULL)
    return NULL;
  letter->events = sotong_alert_list_of_letter (db, letter->id, error);
  if (letter->events == NULL
      || !sotong_db_exec (db, error, "UPDATE alert_letter SET state = 'sending', tries = tries + 1, changed_at = $1, machine = $2, boot = $3,"
                          " process = $4, process_start = $5 WHERE id = $6", "ittiii", sotong_db_now (db), owner->machine, owner->boot,
                          owner->process, owner->process_start, letter->id))
    return NULL;
  letter->tries++;
  return g_steal_pointer (&letter);
}

/**
 * sotong_alert_letter_sent:
 * @db: the connection of a write job
 * @letter: one that was claimed
 * @error: return location
 *
 * The server took it: the log of alerts names the address among those who were told.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_letter_sent (SotongDb                 *db,
                          const SotongAlertLetter  *letter,
                          GError                  **error)
{
  return sotong_db_exec (db, error, "UPDATE alert_letter SET state = 'sent', changed_at = $1, problem = '' WHERE id = $2", "ii", sotong_db_now (db),
                         letter->id)
         && sotong_db_exec (db, error, "UPDATE alert_event SET told = told || ', ' || $1 WHERE id IN"
                            " (SELECT event_id FROM alert_letter_event WHERE letter_id = $2)", "ti", letter->address, letter->id);
}

/**
 * sotong_alert_letter_not_sent:
 * @db: the connection of a write job
 * @letter: one that was claimed
 * @again_at: when to try again, or `SOTONG_NONE` to give it up
 * @unknown: whether it may have arrived
 * @problem: a sentence
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_alert_letter_not_sent (SotongDb                 *db,
                              const SotongAlertLetter  *letter,
                              gint64                    again_at,
                              gboolean                  unknown,
                              const char               *problem,
                              GError                  **error)
{
  const char *state = unknown ? "unknown" : again_at == SOTONG_NONE ? "failed" : "waiting";

  return sotong_db_exec (db, error, "UPDATE alert_letter SET state = $1, changed_at = $2, next_at = $3, problem = $4 WHERE id = $5", "tiiti", state,
                         sotong_db_now (db), again_at == SOTONG_NONE ? letter->next_at : again_at, problem, letter->id);
}

/**
 * sotong_alert_letter_list:
 * @db: a connection
 * @limit: how many at most
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongAlertLetter): the letters, the newest first
 */
GPtrArray *
sotong_alert_letter_list (SotongDb  *db,
                          int        limit,
                          GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_letter_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, LETTERS " ORDER BY id DESC LIMIT $1", "i", (gint64) limit);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, read_letter (stmt));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
