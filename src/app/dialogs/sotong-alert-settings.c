/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-alert-settings.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form-keyring.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-entry-fill.h"
#include "monitor/sotong-alert-send.h"
#include "store/sotong-alert-stage.h"
#include "util/sotong-text.h"

/* How alerts are mailed, and what their stages are called. The password is in the keyring alone: the form cannot show it, and an
 * empty one stands for the kept one. */

#define MOST_CHARS 400 /* of what is typed into a line */

static const char * const securities[] = { "starttls", "tls", "none" };
static const char * const usual_ports[G_N_ELEMENTS (securities)] = { "587", "465", "25" };

typedef struct {
  SotongForm    *form;       /* (unowned): it goes with this */
  SotongContext *context;    /* (owned) */
  GCancellable  *testing;    /* (owned) (nullable): a test letter is on its way */
  GtkWidget     *host;
  GtkWidget     *port;
  GtkWidget     *security;
  GtkWidget     *login;
  GtkWidget     *password;
  GtkWidget     *sender;
  GtkWidget     *recipients;
  GtkWidget     *least;
  GtkWidget     *test;
  GtkWidget     *test_button;
} Dialog;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_cancellable_cancel (dialog->testing);
  g_clear_object (&dialog->testing);
  g_object_unref (dialog->context);
  g_free (dialog);
}

/* ---- reading the form ---- */

/* One a line, without the empty ones. */
static char *
read_recipients (const Dialog *dialog)
{
  g_autofree char *lines = sotong_form_dup_lines (dialog->recipients);
  g_auto(GStrv) parts = g_strsplit_set (lines, "\n,; ", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (kept, parts[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("\n", (char **) kept->pdata);
}

/* (transfer full) (nullable): what is typed; what cannot be so is said. */
static SotongAlertMail *
read_mail (const Dialog *dialog)
{
  g_autoptr(SotongAlertMail) mail = g_new0 (SotongAlertMail, 1);
  g_autofree char *port = sotong_form_dup_line (dialog->port, MOST_CHARS);
  guint64 number = 0; /* what is no such number is refused, with the sentence that says which are */
  g_autoptr(GError) error = NULL;

  g_ascii_string_to_unsigned (port, 10, 1, 65535, &number, NULL);
  mail->host = sotong_form_dup_line (dialog->host, MOST_CHARS);
  mail->port = (int) number;
  mail->security = g_strdup (securities[adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->security)) % G_N_ELEMENTS (securities)]);
  mail->login = sotong_form_dup_line (dialog->login, MOST_CHARS);
  mail->sender = sotong_form_dup_line (dialog->sender, MOST_CHARS);
  mail->recipients = read_recipients (dialog);
  mail->least = (SotongAlertStage) (adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->least)) + SOTONG_STAGE_ATTENTION);
  if (sotong_alert_mail_check (mail, &error))
    return g_steal_pointer (&mail);
  sotong_form_fail (dialog->form, error->message);
  return NULL;
}

static const char *
get_workspace (SotongContext *context)
{
  return sotong_store_get_uuid (sotong_context_get_store (context));
}

/* ---- saving: the password first, so that what is kept can be used ---- */

typedef struct {
  SotongForm      *form;     /* (owned) */
  SotongContext   *context;  /* (owned) */
  SotongAlertMail *mail;     /* (owned) */
  GCancellable    *waiting;  /* (owned): for the keyring */
} Accepted;

static void
accepted_free (Accepted *a)
{
  g_object_unref (a->form);
  g_object_unref (a->context);
  g_clear_pointer (&a->mail, sotong_alert_mail_free);
  g_object_unref (a->waiting);
  g_free (a);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Accepted, accepted_free)

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_alert_mail_set (db, data, error) ? data : NULL;
}

static void
write_mail (Accepted *a)
{
  sotong_form_clear_problem (a->form);
  sotong_form_write (a->form, sotong_context_get_store (a->context), set_job, g_steal_pointer (&a->mail), (GDestroyNotify) sotong_alert_mail_free, NULL);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Accepted) a = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_secrets_store_finish (SOTONG_SECRETS (object), result, &error))
    write_mail (a);
  else
    sotong_form_keyring_fail (a->form, a->waiting, error->message);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Accepted) a = user_data;
  g_autoptr(GError) error = NULL;
  char *password = sotong_secrets_lookup_finish (SOTONG_SECRETS (object), result, &error);

  if (password != NULL)
    write_mail (a);
  else
    sotong_form_keyring_fail (a->form, a->waiting, error != NULL ? error->message : _("No password is kept for this account. Type it, or leave the account empty."));
  sotong_secrets_free (password);
}

static void
accepted_cb (Dialog *dialog)
{
  SotongAlertMail *mail = read_mail (dialog);
  const char *password = sotong_form_get_text (dialog->password);
  SotongSecrets *secrets = sotong_context_get_secrets (dialog->context);
  Accepted *a;

  if (mail == NULL)
    return;
  a = g_new0 (Accepted, 1);
  *a = (Accepted) { g_object_ref (dialog->form), g_object_ref (dialog->context), mail, g_cancellable_new () };
  if (mail->host[0] == '\0' || mail->login[0] == '\0')
    {
      write_mail (a);
      accepted_free (a);
      return;
    }
  sotong_form_keyring_wait (dialog->form, a->waiting);
  if (password[0] != '\0')
    sotong_secrets_store_async (secrets, get_workspace (a->context), SOTONG_SECRETS_MAIL, SOTONG_ALERT_MAIL_ID, mail->host, password, a->waiting, kept_cb, a);
  else
    sotong_secrets_lookup_async (secrets, get_workspace (a->context), SOTONG_SECRETS_MAIL, SOTONG_ALERT_MAIL_ID, mail->host, a->waiting, found_cb, a);
}

/* ---- a test letter ---- */

typedef struct {
  SotongStore     *store;    /* (owned) */
  SotongSecrets   *secrets;  /* (owned) */
  SotongAlertMail *mail;     /* (owned) */
  char            *password; /* (owned): "" for the kept one */
} Test;

static void
test_free (Test *test)
{
  g_object_unref (test->store);
  g_object_unref (test->secrets);
  sotong_alert_mail_free (test->mail);
  sotong_secrets_free (test->password);
  g_free (test);
}

/* A password that is typed and not saved is tried without going into the keyring. */
static void
test_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Test *test = task_data;
  g_autoptr(SotongSecrets) typed = test->password[0] != '\0' ? sotong_secrets_new_memory () : NULL;
  g_auto(GStrv) addresses = g_strsplit (test->mail->recipients, "\n", -1);
  GError *error = NULL;

  if (typed == NULL || sotong_secrets_store (typed, sotong_store_get_uuid (test->store), SOTONG_SECRETS_MAIL, SOTONG_ALERT_MAIL_ID, test->mail->host,
                                             test->password, cancellable, &error))
    for (guint i = 0; error == NULL && addresses[i] != NULL; i++)
      sotong_alert_send_test (test->store, typed != NULL ? typed : test->secrets, test->mail, addresses[i], cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) g_strv_length (addresses));
}

static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Dialog *dialog = user_data;
  g_autoptr(GError) error = NULL;
  gssize n = g_task_propagate_int (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the form is gone */
  if (error == NULL)
    text = g_strdup_printf (ngettext ("The server took the letter to %d address.", "The server took the letters to %d addresses.", (gulong) n), (int) n);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (dialog->test), error != NULL ? error->message : text);
  gtk_widget_set_sensitive (dialog->test_button, TRUE);
}

static void
test_clicked_cb (Dialog *dialog)
{
  g_autoptr(SotongAlertMail) mail = NULL;
  g_autoptr(GTask) task = NULL;
  Test *test;

  sotong_form_clear_problem (dialog->form);
  mail = read_mail (dialog);
  if (mail == NULL)
    return;
  if (mail->host[0] == '\0')
    {
      sotong_form_fail (dialog->form, _("Give the name of the mail server, as in mail.city.example, and a port from 1 to 65535."));
      return;
    }
  test = g_new0 (Test, 1);
  *test = (Test) { g_object_ref (sotong_context_get_store (dialog->context)), g_object_ref (sotong_context_get_secrets (dialog->context)),
                   g_steal_pointer (&mail), g_strdup (sotong_form_get_text (dialog->password)) };
  g_clear_object (&dialog->testing);
  dialog->testing = g_cancellable_new ();
  gtk_widget_set_sensitive (dialog->test_button, FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (dialog->test), _("The letter is on its way…"));
  task = g_task_new (NULL, dialog->testing, tested_cb, dialog);
  g_task_set_task_data (task, test, (GDestroyNotify) test_free);
  g_task_run_in_thread (task, test_thread);
}

/* ---- building ---- */

/* The port goes with the encryption, unless it is one of the office's own. */
static void
security_changed_cb (Dialog *dialog)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->security));
  const char *port = sotong_form_get_text (dialog->port);
  gboolean usual = sotong_text_is_blank (port);

  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    usual = usual || g_str_equal (port, usual_ports[i]);
  if (usual && selected < G_N_ELEMENTS (usual_ports))
    sotong_entry_fill (GTK_EDITABLE (dialog->port), usual_ports[selected]);
}

static void
add_server (Dialog                *dialog,
            const SotongAlertMail *mail)
{
  const char *labels[] = { _("STARTTLS (port 587)"), _("TLS (port 465)"), _("None"), NULL };
  g_autofree char *port = g_strdup_printf ("%d", mail->port);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    if (g_str_equal (securities[i], mail->security))
      selected = i;
  sotong_form_add_group (dialog->form, NULL, _("What the rules find is mailed; what they find in quiet hours or while snoozed, when that is over. Without a server nothing is mailed. The password is kept "
                                               "by the desktop’s keyring."));
  dialog->host = sotong_form_add_entry (dialog->form, _("Mail server, as in mail.city.example"), mail->host);
  dialog->port = sotong_form_add_entry (dialog->form, _("Port"), port);
  dialog->security = sotong_form_add_choice (dialog->form, _("Encryption"), labels, selected);
  g_signal_connect_swapped (dialog->security, "notify::selected", G_CALLBACK (security_changed_cb), dialog);
  dialog->login = sotong_form_add_entry (dialog->form, _("Account, if the server asks for one"), mail->login);
  dialog->password = sotong_form_add_password (dialog->form, mail->login[0] != '\0' ? _("Password (empty: the one that is kept)") : _("Password"));
  dialog->sender = sotong_form_add_entry (dialog->form, _("Sender’s address"), mail->sender);
}

static void
add_letters (Dialog                *dialog,
             const SotongAlertMail *mail)
{
  const char *stages[] = { sotong_alert_stage_get_label (SOTONG_STAGE_ATTENTION), sotong_alert_stage_get_label (SOTONG_STAGE_CAUTION),
                           sotong_alert_stage_get_label (SOTONG_STAGE_ALERT), sotong_alert_stage_get_label (SOTONG_STAGE_SERIOUS), NULL };
  int least = CLAMP ((int) mail->least, SOTONG_STAGE_ATTENTION, SOTONG_STAGE_SERIOUS);

  sotong_form_add_group (dialog->form, NULL, NULL);
  dialog->recipients = sotong_form_add_text (dialog->form, _("Who is told: addresses, one a line"), mail->recipients);
  dialog->least = sotong_form_add_choice (dialog->form, _("From this stage on"), stages, (guint) (least - SOTONG_STAGE_ATTENTION));
  sotong_form_add_group (dialog->form, NULL, NULL);
  dialog->test = sotong_dialog_new_row (_("Test letter"), _("To all of these addresses, with what stands here; nothing is saved."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (dialog->test), 0);
  dialog->test_button = gtk_button_new_with_mnemonic (_("Send a _Test"));
  gtk_widget_set_valign (dialog->test_button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (dialog->test_button, "clicked", G_CALLBACK (test_clicked_cb), dialog);
  adw_action_row_add_suffix (ADW_ACTION_ROW (dialog->test), dialog->test_button);
  sotong_form_add_row (dialog->form, dialog->test);
}

/* What is typed outlives a killed program, but for the password. The port comes behind the encryption, which may change it,
 * and with it though it is the one that was kept. */
static void
watch (const Dialog *dialog)
{
  static const char *const keys[] = { "host", "security", "=port", "login", "sender", "recipients", "least", NULL };
  GtkWidget *const rows[] = { dialog->host, dialog->security, dialog->port, dialog->login, dialog->sender, dialog->recipients, dialog->least };

  sotong_form_journal_watch (dialog->form, sotong_context_get_store (dialog->context), "alert-mail", rows, keys, NULL);
}

/* ---- it is read first ---- */

typedef struct {
  SotongWindow  *window;   /* (weak) (nullable) */
  SotongContext *context;  /* (owned) */
} Opening;

static Opening *
opening_new (SotongWindow *window)
{
  Opening *opening = g_new0 (Opening, 1);

  g_set_weak_pointer (&opening->window, window);
  opening->context = g_object_ref (sotong_window_get_context (window));
  return opening;
}

static void
opening_free (Opening *opening)
{
  g_clear_weak_pointer (&opening->window);
  g_object_unref (opening->context);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_alert_stage_load (db, error) ? sotong_alert_mail_get (db, error) : NULL;
}

static void
got_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongAlertMail) mail = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  Dialog *dialog;

  if (opening->window != NULL && mail == NULL)
    sotong_window_toast (opening->window, error->message, FALSE);
  if (opening->window != NULL && mail != NULL)
    {
      dialog = g_new0 (Dialog, 1);
      dialog->context = g_object_ref (opening->context);
      dialog->form = sotong_form_new (GTK_WINDOW (opening->window), _("Alerts by Mail"), _("_Save"));
      gtk_window_set_default_size (GTK_WINDOW (dialog->form), 560, 640);
      add_server (dialog, mail);
      add_letters (dialog, mail);
      g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
      watch (dialog);
      gtk_window_present (GTK_WINDOW (dialog->form));
    }
}

/**
 * sotong_alert_mail_form_present:
 * @window: a window with a workspace
 *
 * Asks how alerts are mailed: the server, whom, and from which stage on; a test letter can be sent before it is saved. What is typed outlives a
 * killed program, but for the password.
 */
void
sotong_alert_mail_form_present (SotongWindow *window)
{
  Opening *opening = opening_new (window);

  sotong_store_read_async (sotong_context_get_store (opening->context), get_job, NULL, NULL, (GDestroyNotify) sotong_alert_mail_free, NULL, got_cb, opening);
}

/* ---- what the stages are called ---- */

typedef struct {
  SotongForm    *form;     /* (unowned): it goes with this */
  SotongContext *context;  /* (owned) */
  GtkWidget     *names[SOTONG_ALERT_STAGES];
} Names;

static void
names_free (gpointer  data,
            GClosure *closure)
{
  g_object_unref (((Names *) data)->context);
  g_free (data);
}

/* @data: four names; all of them empty for the usual ones. */
static gpointer
name_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const char * const *names = data;
  gboolean usual = TRUE;

  for (guint i = 0; i < SOTONG_ALERT_STAGES; i++)
    usual = usual && sotong_text_is_blank (names[i]);
  return sotong_alert_stage_name (db, usual ? NULL : names, error) ? data : NULL;
}

static void
names_accepted_cb (Names *self)
{
  char **names = g_new0 (char *, SOTONG_ALERT_STAGES + 1);

  for (guint i = 0; i < SOTONG_ALERT_STAGES; i++)
    names[i] = sotong_form_dup_line (self->names[i], MOST_CHARS);
  sotong_form_write (self->form, sotong_context_get_store (self->context), name_job, names, (GDestroyNotify) g_strfreev, NULL);
}

static void
present_names (SotongWindow  *window,
               SotongContext *context)
{
  Names *self = g_new0 (Names, 1);
  static const char *const keys[] = { "first", "second", "third", "fourth", NULL };
  const char *titles[SOTONG_ALERT_STAGES] = { _("First stage"), _("Second stage"), _("Third stage"), _("Fourth stage, the highest") };

  self->context = g_object_ref (context);
  self->form = sotong_form_new (GTK_WINDOW (window), _("Names of the Stages"), _("_Save"));
  sotong_form_add_group (self->form, NULL, _("As they stand in the window, in notifications and in letters. If all four are empty, the usual names are taken again."));
  for (guint i = 0; i < SOTONG_ALERT_STAGES; i++)
    self->names[i] = sotong_form_add_entry (self->form, titles[i], sotong_alert_stage_get_label ((SotongAlertStage) (SOTONG_STAGE_ATTENTION + (int) i)));
  g_signal_connect_data (self->form, "accepted", G_CALLBACK (names_accepted_cb), self, names_free, G_CONNECT_SWAPPED);
  sotong_form_journal_watch (self->form, sotong_context_get_store (context), "alert-names", self->names, keys, NULL);
  gtk_window_present (GTK_WINDOW (self->form));
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_alert_stage_load (db, error) ? data : NULL;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(GError) error = NULL;

  sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  if (opening->window != NULL && error != NULL)
    sotong_window_toast (opening->window, error->message, FALSE);
  else if (opening->window != NULL)
    present_names (opening->window, opening->context);
}

/**
 * sotong_alert_names_form_present:
 * @window: a window with a workspace
 *
 * Asks what the office calls the four stages of alerts.
 */
void
sotong_alert_names_form_present (SotongWindow *window)
{
  Opening *opening = opening_new (window);

  sotong_store_read_async (sotong_context_get_store (opening->context), load_job, opening, NULL, NULL, NULL, loaded_cb, opening);
}
