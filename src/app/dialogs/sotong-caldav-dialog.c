/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-caldav-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form-keyring.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-task-commands.h"
#include "platforms/sotong-http.h"

/* The form that asks where the calendar is published. The collection is remembered by the
 * workspace, its password by the desktop's keyring; an empty password is the kept one. */

#define MOST_CHARS 2000 /* of an address */

typedef struct {
  SotongForm    *form;     /* (unowned): the dialog goes with it */
  SotongWindow  *window;   /* (weak) (nullable) */
  SotongContext *context;  /* (owned) */
  GtkWidget     *url_row;
  GtkWidget     *user_row;
  GtkWidget     *password_row;
  GtkWidget     *follow_check;
} Dialog;

/* What was accepted, until it is kept. */
typedef struct {
  SotongForm    *form;     /* (owned) */
  SotongWindow  *window;   /* (weak) (nullable) */
  SotongContext *context;  /* (owned) */
  char          *url;      /* (owned) */
  char          *user;     /* (owned) */
  char          *password; /* (owned): "" for the kept one */
  gboolean       follows;
  GCancellable  *waiting;  /* (owned): for the keyring */
} Accepted;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_clear_weak_pointer (&dialog->window);
  g_object_unref (dialog->context);
  g_free (dialog);
}

static void
accepted_free (Accepted *a)
{
  g_clear_weak_pointer (&a->window);
  g_object_unref (a->form);
  g_object_unref (a->context);
  g_free (a->url);
  g_free (a->user);
  sotong_secrets_free (a->password);
  g_object_unref (a->waiting);
  g_free (a);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Accepted, accepted_free)

static const char *
get_workspace (const Accepted *a)
{
  return sotong_store_get_uuid (sotong_context_get_store (a->context));
}

/* ---- remembering, once the password is known ---- */

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_calendar_target_save (db, data, error) ? data : NULL;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Accepted) a = user_data;
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (error != NULL)
    {
      sotong_form_fail (a->form, error->message);
      return;
    }
  if (a->window != NULL && sotong_window_get_context (a->window) == a->context)
    sotong_task_publish_calendar_to (a->window, a->url, a->user, a->password);
  sotong_form_done (a->form);
}

static void
remember (Accepted *a)
{
  sotong_form_clear_problem (a->form);
  sotong_form_set_busy (a->form, TRUE);
  sotong_store_write_async (sotong_context_get_store (a->context), SOTONG_WRITE_DEFAULT, save_job,
                            sotong_calendar_target_new (a->url, a->user, a->follows), (GDestroyNotify) sotong_calendar_target_free, NULL, NULL, saved_cb, a);
}

/* ---- the password: first, so that what is remembered can be used, and nothing is when the keyring is not waited for ---- */

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Accepted) a = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_secrets_store_finish (SOTONG_SECRETS (object), result, &error))
    remember (g_steal_pointer (&a));
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
  char *secret = sotong_secrets_lookup_finish (SOTONG_SECRETS (object), result, &error);

  if (secret == NULL)
    {
      sotong_form_keyring_fail (a->form, a->waiting, error != NULL ? error->message : _("No password is kept for this calendar. Type it."));
      return;
    }
  sotong_secrets_free (a->password);
  a->password = secret;
  remember (g_steal_pointer (&a));
}

static void
ask_keyring (Accepted *a)
{
  SotongSecrets *secrets = sotong_context_get_secrets (a->context);

  sotong_form_keyring_wait (a->form, a->waiting);
  if (a->password[0] != '\0')
    sotong_secrets_store_async (secrets, get_workspace (a), SOTONG_SECRETS_CALENDAR, SOTONG_CALENDAR_TARGET_ID, a->url, a->password, a->waiting, kept_cb, a);
  else
    sotong_secrets_lookup_async (secrets, get_workspace (a), SOTONG_SECRETS_CALENDAR, SOTONG_CALENDAR_TARGET_ID, a->url, a->waiting, found_cb, a);
}

static void
accepted_cb (Dialog *dialog)
{
  g_autofree char *url = sotong_form_dup_line (dialog->url_row, MOST_CHARS), *user = sotong_form_dup_line (dialog->user_row, MOST_CHARS);
  g_autoptr(GError) error = NULL;
  Accepted *a;

  if (!sotong_calendar_target_check (url, &error))
    {
      sotong_form_fail (dialog->form, error->message);
      return;
    }
  if (!sotong_http_url_may_carry_secret (url))
    {
      sotong_form_fail (dialog->form, _("Over http:// a password could be read by others on the way. Use the https:// address."));
      return;
    }
  if (*user == '\0')
    {
      sotong_form_fail (dialog->form, _("Type the account that may write into the calendar."));
      return;
    }
  a = g_new0 (Accepted, 1);
  a->form = g_object_ref (dialog->form);
  a->context = g_object_ref (dialog->context);
  g_set_weak_pointer (&a->window, dialog->window);
  a->url = g_steal_pointer (&url);
  a->user = g_steal_pointer (&user);
  a->password = g_strdup (sotong_form_get_text (dialog->password_row));
  a->follows = gtk_check_button_get_active (GTK_CHECK_BUTTON (dialog->follow_check));
  a->waiting = g_cancellable_new ();
  ask_keyring (a);
}

/* What is typed outlives a killed program, but for the password: that is the keyring's alone. */
static void
watch (const Dialog *dialog)
{
  static const char *const keys[] = { "address", "account", "follows", NULL };
  GtkWidget *const rows[] = { dialog->url_row, dialog->user_row, dialog->follow_check };

  sotong_form_journal_watch (dialog->form, sotong_context_get_store (dialog->context), "caldav", rows, keys, NULL);
}

/**
 * sotong_caldav_dialog_present:
 * @window: a window with a workspace
 * @target: the remembered collection; its address is empty if there is none
 *
 * Asks for a CalDAV collection and publishes the calendar there. What is typed outlives a killed program.
 */
void
sotong_caldav_dialog_present (SotongWindow               *window,
                              const SotongCalendarTarget *target)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  gboolean known = target->url[0] != '\0';

  dialog->form = sotong_form_new (GTK_WINDOW (window), _("Publish the Calendar"), _("_Publish"));
  dialog->context = g_object_ref (sotong_window_get_context (window));
  g_set_weak_pointer (&dialog->window, window);
  sotong_form_add_group (dialog->form, NULL, _("A CalDAV calendar shows the campaigns and the posts that have a time: what is new or changed here is sent, what was deleted "
                                               "here is deleted there, and entries of others are left alone. The password is kept by the desktop’s keyring."));
  dialog->url_row = sotong_form_add_entry (dialog->form, _("Address of the calendar (https://…)"), target->url);
  dialog->user_row = sotong_form_add_entry (dialog->form, _("Account"), target->user);
  dialog->password_row = sotong_form_add_password (dialog->form, known ? _("Password (empty: the one that is kept)") : _("Password"));
  dialog->follow_check = sotong_form_add_check (dialog->form, _("Send changes by themselves"), _("While Sotong is open, a few seconds after each change"), target->follows);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  watch (dialog);
  gtk_window_present (GTK_WINDOW (dialog->form));
}
