/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-sign-in-row.h"

#include <glib/gi18n.h>

#include "app/sotong-browser.h"
#include "platforms/sotong-sign-in.h"
#include "publish/sotong-channel-sign-in.h"

/**
 * SotongSignInRow:
 *
 * A row that signs a channel in through the browser: its button begins, and while the browser is waited for, stops.
 */
struct _SotongSignInRow
{
  AdwActionRow  parent_instance;
  GtkSpinner   *spinner;
  GtkButton    *again;        /* opens the page once more */
  GtkButton    *button;
  GCancellable *cancellable;  /* (owned) (nullable): of what is under way */
  char         *url;          /* (owned) (nullable): of the page */
};

G_DEFINE_FINAL_TYPE (SotongSignInRow, sotong_sign_in_row, ADW_TYPE_ACTION_ROW)

enum {
  SIGNAL_WANTED,
  SIGNAL_ENDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
show_state (SotongSignInRow *self)
{
  gboolean waits = self->cancellable != NULL;

  gtk_spinner_set_spinning (self->spinner, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), waits);
  gtk_widget_set_visible (GTK_WIDGET (self->again), self->url != NULL);
  gtk_button_set_label (self->button, waits ? _("_Cancel") : _("_Sign In…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->url != NULL ? _("Allow Sotong on the page that the browser shows. It is waited for five minutes.")
                               : waits ? _("The platform is asked for its page…") : _("The settings are saved first, then the browser shows the platform’s page."));
}

/* A desktop without a browser: the address is given to the person. */
static void
no_browser_cb (const char *sentence,
               gpointer    user_data)
{
  SotongSignInRow *self = user_data;

  if (self->url != NULL && self->cancellable != NULL) /* it is waited for still */
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sentence);
}

static void
show_page (SotongSignInRow *self)
{
  sotong_browser_open_full (GTK_WIDGET (self), self->url, no_browser_cb, g_object_ref (self), g_object_unref);
}

static void
page_cb (const char *url,
         gpointer    user_data)
{
  SotongSignInRow *self = user_data;

  self->url = g_strdup (url);
  show_state (self);
  show_page (self);
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(SotongSignInRow) self = user_data;
  g_autoptr(GError) error = NULL;
  const char *message = NULL;

  if (!sotong_channel_sign_in_finish (SOTONG_STORE (object), result, &error))
    message = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? ""
              : g_error_matches (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_NO_APP)
              ? _("One signs in there through the city’s own app on the platform, and the app is not known yet. Type its id, then sign in.")
              : error->message;
  g_clear_pointer (&self->url, g_free);
  if (self->cancellable == NULL) /* the row is gone */
    return;
  g_clear_object (&self->cancellable);
  show_state (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, message);
}

static void
clicked_cb (SotongSignInRow *self)
{
  /* The last syllable may still be in the input method: the entry gets it when it loses the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    g_signal_emit (self, signals[SIGNAL_WANTED], 0);
}

static void
again_cb (SotongSignInRow *self)
{
  if (self->url != NULL)
    show_page (self);
}

static void
sotong_sign_in_row_dispose (GObject *object)
{
  SotongSignInRow *self = SOTONG_SIGN_IN_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (sotong_sign_in_row_parent_class)->dispose (object);
}

static void
sotong_sign_in_row_finalize (GObject *object)
{
  g_free (SOTONG_SIGN_IN_ROW (object)->url);
  G_OBJECT_CLASS (sotong_sign_in_row_parent_class)->finalize (object);
}

static void
sotong_sign_in_row_class_init (SotongSignInRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_sign_in_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_sign_in_row_finalize;
  /**
   * SotongSignInRow::wanted:
   *
   * A person wants to sign in: save what was typed and call sotong_sign_in_row_begin().
   */
  signals[SIGNAL_WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * SotongSignInRow::ended:
   * @message: (nullable): why the channel is not signed in, empty if it was cancelled; %NULL if it is
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sotong_sign_in_row_init (SotongSignInRow *self)
{
  const char *again = _("Open the page again");

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 4);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Waiting for the browser"), -1);
  self->again = GTK_BUTTON (gtk_button_new_from_icon_name ("web-browser-symbolic"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->again), again);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->again), GTK_ACCESSIBLE_PROPERTY_LABEL, again, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->again), "flat");
  self->button = GTK_BUTTON (gtk_button_new_with_mnemonic (""));
  gtk_widget_set_valign (GTK_WIDGET (self->again), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (again_cb), self);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->again));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  show_state (self);
}

GtkWidget *
sotong_sign_in_row_new (void)
{
  return g_object_new (SOTONG_TYPE_SIGN_IN_ROW, "title", _("Sign in through the browser"), NULL);
}

/**
 * sotong_sign_in_row_begin:
 * @self: the row, with nothing under way
 * @context: of the workspace
 * @channel_id: a channel whose platform is signed in to through the browser
 * @client_id: the city's own app there; empty for the one that is known
 * @client_secret: its secret, or empty
 * @port: the port that was registered for the app, or 0 for any
 *
 * Opens the platform's page in the browser and waits for what it brings. “ended” tells how it went, unless the row
 * has gone away, which stops it.
 */
void
sotong_sign_in_row_begin (SotongSignInRow *self,
                          SotongContext   *context,
                          gint64           channel_id,
                          const char      *client_id,
                          const char      *client_secret,
                          guint            port)
{
  g_return_if_fail (SOTONG_IS_SIGN_IN_ROW (self) && self->cancellable == NULL);

  self->cancellable = g_cancellable_new ();
  show_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  sotong_channel_sign_in_async (sotong_context_get_store (context), sotong_context_get_secrets (context), channel_id,
                                client_id[0] != '\0' ? client_id : NULL, client_secret[0] != '\0' ? client_secret : NULL, port,
                                page_cb, self, self->cancellable, signed_in_cb, g_object_ref (self));
}
