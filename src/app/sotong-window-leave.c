/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-window-private.h"

#include <glib/gi18n.h>

#include "app/sotong-service.h"

#define AHEAD_S   (24 * 3600) /* what is due within this is asked about before the window closes */
#define INHIBIT_S 3600        /* and within this the desktop is asked not to sleep or log out */
#define LOOK_S    60

/* What is due soon keeps the program, and asks the desktop to stay awake. */

static void
keep_publishing (SotongWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  sotong_window_save (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (application != NULL)
    sotong_service_announce (G_APPLICATION (application));
}

static void
response_cb (SotongWindow *self,
             const char   *response)
{
  if (g_str_equal (response, "keep"))
    keep_publishing (self);
  else if (g_str_equal (response, "close"))
    {
      self->leaving = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

/* As the demo's: nothing goes out by itself. */
static gboolean
is_clock_set (SotongWindow *self)
{
  return self->context != NULL && sotong_clock_is_set (sotong_context_get_clock (self->context));
}

/* Whether the window may close now; else it has been asked what is to be. */
gboolean
sotong_window_may_leave (SotongWindow *self)
{
  guint n = sotong_outbox_bar_get_n_ahead (self->outbox_bar, AHEAD_S);
  gboolean set = is_clock_set (self);
  g_autofree char *heading = NULL;
  GtkWidget *dialog;

  if (self->leaving || n == 0 || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return TRUE;
  heading = g_strdup_printf (ngettext ("%u post is due within a day", "%u posts are due within a day", n), n);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading,
                                   set ? _("The clock of this workspace stands still, so nothing goes out by itself here. In a workspace with a running clock nothing "
                                           "goes out while Sotong is closed, and what is too late is missed; Sotong then offers to go on publishing without a window.")
                                   : _("Nothing goes out while Sotong is closed, and what is too late is missed. Sotong can go on publishing without a window."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "close", _("C_lose"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  if (!set)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Go On Publishing"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
    }
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

static void
update_inhibit (SotongWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  gboolean wanted = !is_clock_set (self) && sotong_outbox_bar_get_n_ahead (self->outbox_bar, INHIBIT_S) > 0;

  if (application == NULL || wanted == (self->inhibit_cookie != 0))
    return;
  if (!wanted)
    {
      gtk_application_uninhibit (application, self->inhibit_cookie);
      self->inhibit_cookie = 0;
      return;
    }
  self->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_LOGOUT | GTK_APPLICATION_INHIBIT_SUSPEND,
                                                  _("Posts are due within an hour."));
}

static gboolean
look_cb (gpointer user_data)
{
  update_inhibit (user_data);
  return G_SOURCE_CONTINUE;
}

void
sotong_window_watch_outbox (SotongWindow *self)
{
  g_signal_connect_object (self->outbox_bar, "changed", G_CALLBACK (update_inhibit), self, G_CONNECT_SWAPPED);
  self->look_id = g_timeout_add_seconds (LOOK_S, look_cb, self);
}

void
sotong_window_unwatch_outbox (SotongWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->inhibit_cookie != 0 && application != NULL)
    gtk_application_uninhibit (application, self->inhibit_cookie);
  self->inhibit_cookie = 0;
}
