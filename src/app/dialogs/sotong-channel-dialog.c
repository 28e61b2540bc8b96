/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-channel-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-channel-account.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-sign-in-row.h"
#include "platforms/sotong-capabilities.h"
#include "platforms/sotong-http.h"
#include "platforms/sotong-sign-in.h"
#include "publish/sotong-channel-sign-in.h"
#include "publish/sotong-publish-rules.h"
#include "store/sotong-channel.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

#define MAX_TEXT_BYTES 4000

/* The channel as it is, and the channels whose library takes pictures of others. */
typedef struct {
  gint64         id;
  SotongChannel *channel;    /* (owned) */
  GPtrArray     *libraries;  /* (owned) (element-type SotongChannel) */
  char          *health;     /* (owned) (nullable): how the account is, in a sentence */
} Offer;

static void
offer_free (Offer *offer)
{
  g_clear_pointer (&offer->channel, sotong_channel_free);
  g_clear_pointer (&offer->libraries, g_ptr_array_unref);
  g_free (offer->health);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

/* What is being changed. Counted: the form holds it, and so does what is under way. */
typedef struct {
  SotongForm               *form;       /* (owned) */
  SotongContext            *context;    /* (owned) */
  Offer                    *offer;      /* (owned) */
  const SotongCapabilities *can;        /* (nullable): a platform of a newer version */
  GtkWidget                *name;
  GtkWidget                *url;
  GtkWidget                *user;
  GtkWidget                *handle;
  GtkWidget                *secret;     /* (nullable): where a program may publish */
  GtkWidget                *through;    /* (nullable): where the platform fetches pictures */
  GtkWidget                *media_url;  /* (nullable): likewise */
  GtkWidget                *app_id;     /* (nullable): where one signs in through the city's own app */
  GtkWidget                *app_secret; /* (nullable): likewise */
  GtkWidget                *port;       /* (nullable): where the app has one */
  GtkWidget                *sign_in;    /* (nullable): where one signs in through the browser */
  gboolean                  signs_in;   /* what is saved is to be signed in */
  SotongChannel            *edited;     /* (owned) (nullable): while it is being saved */
  gboolean                  is_changed; /* something was saved */
  gboolean                  is_closed;
  GCancellable             *waiting;    /* (owned) (nullable): for the platform, then for the keyring */
} Dialog;

static void
dialog_clear (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->form);
  g_object_unref (dialog->context);
  offer_free (dialog->offer);
  g_clear_pointer (&dialog->edited, sotong_channel_free);
  g_clear_object (&dialog->waiting);
}

static void
dialog_unref (Dialog *dialog)
{
  g_rc_box_release_full (dialog, dialog_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dialog, dialog_unref)

static void
dialog_unref_closure (gpointer  data,
                      GClosure *closure)
{
  dialog_unref (data);
}

static void
closed_cb (Dialog *dialog)
{
  dialog->is_closed = TRUE;
}

static void
fail (Dialog     *dialog,
      const char *message)
{
  if (!dialog->is_closed)
    sotong_form_fail (dialog->form, message);
}

/* A new one each time, so that what was stopped can be tried again. */
static GCancellable *
wait_for (Dialog     *dialog,
          const char *message)
{
  g_clear_object (&dialog->waiting);
  dialog->waiting = g_cancellable_new ();
  sotong_form_begin_work (dialog->form, message, dialog->waiting);
  return dialog->waiting;
}

/* ---- what was typed ---- */

static void
take_text (char      **field,
           GtkWidget  *row)
{
  char *text = sotong_text_clean (sotong_form_get_text (row), -1, MAX_TEXT_BYTES);

  g_free (*field);
  *field = g_strstrip (text);
}

/* The last choice is an address, the first is nowhere; between them stand the libraries. */
static gboolean
is_address_chosen (Dialog *dialog)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->through)) == dialog->offer->libraries->len + 1;
}

static gboolean
take_media (Dialog         *dialog,
            SotongChannel  *channel,
            const char    **out_wrong)
{
  guint selected;

  if (dialog->through == NULL)
    return TRUE;
  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->through));
  channel->media_channel_id = SOTONG_NONE;
  g_clear_pointer (&channel->media_url, g_free);
  if (is_address_chosen (dialog))
    {
      take_text (&channel->media_url, dialog->media_url);
      *out_wrong = _("Type the address below which the pictures lie: it begins with https://.");
      return sotong_url_is_web (channel->media_url) && sotong_http_url_may_carry_secret (channel->media_url);
    }
  if (selected > 0 && selected <= dialog->offer->libraries->len)
    channel->media_channel_id = ((const SotongChannel *) g_ptr_array_index (dialog->offer->libraries, selected - 1))->id;
  return TRUE;
}

/* The channel as it shall be; %NULL when it cannot be like that, which has been said. */
static SotongChannel *
read_rows (Dialog *dialog)
{
  g_autoptr(SotongChannel) channel = sotong_channel_copy (dialog->offer->channel);
  g_autoptr(GError) error = NULL;
  const char *wrong = NULL;

  take_text (&channel->name, dialog->name);
  take_text (&channel->url, dialog->url);
  take_text (&channel->user, dialog->user);
  take_text (&channel->handle, dialog->handle);
  if (channel->name[0] == '\0')
    sotong_form_fail (dialog->form, _("The channel needs a name."));
  else if (!sotong_publish_check_settings (channel->platform, channel->url, channel->user, &error))
    sotong_form_fail (dialog->form, error->message);
  else if (!take_media (dialog, channel, &wrong))
    sotong_form_fail (dialog->form, wrong);
  else
    return g_steal_pointer (&channel);
  return NULL;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
is_same (const SotongChannel *a,
         const SotongChannel *b)
{
  return g_str_equal (a->name, b->name) && g_strcmp0 (a->url, b->url) == 0 && g_strcmp0 (a->user, b->user) == 0
         && g_strcmp0 (a->handle, b->handle) == 0 && a->media_channel_id == b->media_channel_id
         && g_str_equal (or_empty (a->media_url), or_empty (b->media_url));
}

/* ---- saving ---- */

static const char *
typed (GtkWidget *row)
{
  return row != NULL ? sotong_form_get_text (row) : "";
}

static void begin_sign_in (Dialog *dialog);

static void
end (Dialog *dialog)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (dialog->form));

  sotong_form_clear_problem (dialog->form);
  if (dialog->signs_in && !dialog->is_closed)
    {
      begin_sign_in (dialog);
      return;
    }
  if (dialog->is_changed && dialog->can != NULL && dialog->can->can_publish)
    sotong_channel_account_check (window, dialog->context, dialog->offer->channel->id, dialog->offer->channel->name, FALSE);
  if (!dialog->is_closed)
    sotong_form_done (dialog->form);
}

static void
secret_kept_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Dialog) dialog = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (sotong_secrets_store_finish (SOTONG_SECRETS (object), result, &error))
    {
      dialog->is_changed = TRUE;
      end (dialog);
      return;
    }
  if (g_cancellable_is_cancelled (dialog->waiting))
    {
      fail (dialog, _("The new password was not kept, because the keyring was not waited for. What else was changed is saved. Open the keyring, then save again."));
      return;
    }
  text = g_strdup_printf (_("The settings were saved, but the new password could not be kept: %s"), error->message);
  fail (dialog, text);
}

/* The settings are saved, or were not changed. */
static void
keep_secret (Dialog *dialog)
{
  const char *secret = dialog->secret != NULL && !dialog->is_closed ? sotong_form_get_text (dialog->secret) : "";
  SotongStore *store = sotong_context_get_store (dialog->context);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, dialog->offer->channel->id);

  if (secret[0] == '\0')
    end (dialog);
  else
    sotong_secrets_store_async (sotong_context_get_secrets (dialog->context), sotong_store_get_uuid (store), SOTONG_SECRETS_CHANNEL, key,
                                dialog->offer->channel->name, secret, wait_for (dialog, _("Waiting for the keyring…")), secret_kept_cb, g_rc_box_acquire (dialog));
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_edit (db, data, error) ? data : NULL;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Dialog) dialog = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_store_write_finish (SOTONG_STORE (object), result, &error) == NULL)
    {
      g_clear_pointer (&dialog->edited, sotong_channel_free);
      fail (dialog, error->message);
      return;
    }
  sotong_channel_free (dialog->offer->channel);
  dialog->offer->channel = g_steal_pointer (&dialog->edited);
  dialog->is_changed = TRUE;
  keep_secret (dialog);
}

static void
save_settings (Dialog        *dialog,
               SotongChannel *edited)
{
  if (is_same (edited, dialog->offer->channel))
    {
      sotong_channel_free (edited);
      keep_secret (dialog);
      return;
    }
  sotong_form_clear_problem (dialog->form);
  sotong_form_set_busy (dialog->form, TRUE); /* from here on it cannot be stopped */
  dialog->edited = edited; /* the job reads it; it stays until the callback */
  sotong_store_write_async (sotong_context_get_store (dialog->context), SOTONG_WRITE_DEFAULT, edit_job, edited, NULL, NULL, NULL, saved_cb,
                            g_rc_box_acquire (dialog));
}

/* A token of another account is not kept, nor is anything else then; a dialog that was closed meanwhile saves nothing. */
static void
compared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Dialog) dialog = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChannel) edited = sotong_channel_compare_secret_finish (SOTONG_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (dialog->waiting))
    sotong_form_stopped (dialog->form);
  else if (edited == NULL)
    fail (dialog, error->message);
  else if (!dialog->is_closed)
    save_settings (dialog, g_steal_pointer (&edited));
}

static void
save (Dialog   *dialog,
      gboolean  signs_in)
{
  g_autoptr(SotongChannel) edited = NULL;

  sotong_form_clear_problem (dialog->form);
  edited = read_rows (dialog);
  if (edited == NULL)
    return;
  dialog->signs_in = signs_in;
  if (typed (dialog->secret)[0] == '\0')
    save_settings (dialog, g_steal_pointer (&edited));
  else
    sotong_channel_compare_secret_async (sotong_context_get_store (dialog->context), sotong_context_get_secrets (dialog->context), edited,
                                         typed (dialog->secret), wait_for (dialog, _("Asking whose account it is…")), compared_cb, g_rc_box_acquire (dialog));
}

static void
accepted_cb (Dialog *dialog)
{
  save (dialog, FALSE);
}

/* ---- signing in ---- */

/* While the browser is waited for, nothing but that can be changed or stopped. */
static void
set_waiting (Dialog   *dialog,
             gboolean  waits)
{
  GtkWidget *rows[] = { dialog->name, dialog->url, dialog->user, dialog->handle, dialog->secret, dialog->through, dialog->media_url,
                        dialog->app_id, dialog->app_secret, dialog->port };

  sotong_form_set_busy (dialog->form, FALSE);
  gtk_widget_set_sensitive (gtk_window_get_default_widget (GTK_WINDOW (dialog->form)), !waits);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != NULL)
      gtk_widget_set_sensitive (rows[i], !waits);
}

static void
begin_sign_in (Dialog *dialog)
{
  guint64 port = 0;

  dialog->signs_in = FALSE;
  if (typed (dialog->port)[0] != '\0' && !g_ascii_string_to_unsigned (typed (dialog->port), 10, 1, 65535, &port, NULL))
    {
      sotong_form_fail (dialog->form, _("A port is a number from 1 to 65535: the one that the platform knows for the app."));
      return;
    }
  set_waiting (dialog, TRUE);
  sotong_sign_in_row_begin (SOTONG_SIGN_IN_ROW (dialog->sign_in), dialog->context, dialog->offer->channel->id, typed (dialog->app_id),
                            typed (dialog->app_secret), (guint) port);
}

static void
sign_in_wanted_cb (Dialog *dialog)
{
  save (dialog, TRUE);
}

static void
sign_in_ended_cb (Dialog     *dialog,
                  const char *message)
{
  set_waiting (dialog, FALSE);
  if (message == NULL)
    {
      dialog->is_changed = TRUE;
      end (dialog);
    }
  else if (message[0] != '\0')
    sotong_form_fail (dialog->form, message);
}

static void
add_sign_in (Dialog *dialog)
{
  const char *platform = dialog->offer->channel->platform;
  gboolean own_app = g_str_equal (platform, "x") || g_str_equal (platform, "youtube");

  if (!sotong_sign_in_is_offered (platform))
    return;
  sotong_form_add_group (dialog->form, _("Sign-In"), own_app ? _("One signs in there through the city’s own app on the platform.\nLeave its rows empty if it is known already.")
                         : NULL);
  if (own_app)
    {
      dialog->app_id = sotong_form_add_entry (dialog->form, _("Id of the app (client id)"), NULL);
      dialog->app_secret = sotong_form_add_password (dialog->form, _("Secret of the app, if it has one"));
    }
  if (g_str_equal (platform, "x"))
    dialog->port = sotong_form_add_entry (dialog->form, _("Port that was registered for the app"), NULL);
  dialog->sign_in = sotong_sign_in_row_new ();
  sotong_form_add_row (dialog->form, dialog->sign_in);
  g_signal_connect_swapped (dialog->sign_in, "wanted", G_CALLBACK (sign_in_wanted_cb), dialog);
  g_signal_connect_swapped (dialog->sign_in, "ended", G_CALLBACK (sign_in_ended_cb), dialog);
}

/* ---- the rows ---- */

static void
through_changed_cb (Dialog *dialog)
{
  gtk_widget_set_visible (dialog->media_url, is_address_chosen (dialog));
}

static void
add_media (Dialog *dialog)
{
  const Offer *offer = dialog->offer;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  guint chosen = sotong_text_is_blank (or_empty (offer->channel->media_url)) ? 0 : offer->libraries->len + 1;

  if (dialog->can == NULL || !dialog->can->media_public_url)
    return;
  g_ptr_array_add (names, (gpointer) _("Nowhere"));
  for (guint i = 0; i < offer->libraries->len; i++)
    {
      const SotongChannel *library = g_ptr_array_index (offer->libraries, i);

      g_ptr_array_add (names, library->name);
      if (library->id == offer->channel->media_channel_id)
        chosen = i + 1;
    }
  g_ptr_array_add (names, (gpointer) _("A public address"));
  g_ptr_array_add (names, NULL);
  sotong_form_add_group (dialog->form, _("Pictures"), _("The platform fetches pictures itself. They are first put into the library of a WordPress or Ghost "
                                                        "channel, or lie below a public address under their names."));
  dialog->through = sotong_form_add_choice (dialog->form, _("Pictures go through"), (const char * const *) names->pdata, chosen);
  dialog->media_url = sotong_form_add_entry (dialog->form, _("Public address"), offer->channel->media_url);
  g_signal_connect_swapped (dialog->through, "notify::selected", G_CALLBACK (through_changed_cb), dialog);
  through_changed_cb (dialog);
}

static void
add_settings (Dialog *dialog)
{
  const SotongChannel *channel = dialog->offer->channel;
  gboolean publishes = dialog->can != NULL && dialog->can->can_publish;
  const char *title = dialog->can != NULL ? sotong_capabilities_get_title (dialog->can) : channel->platform;

  sotong_form_add_group (dialog->form, title, dialog->offer->health);
  dialog->name = sotong_form_add_entry (dialog->form, _("Name"), channel->name);
  dialog->url = sotong_form_add_entry (dialog->form, _("Address"), channel->url);
  dialog->user = sotong_form_add_entry (dialog->form, _("Account"), channel->user);
  dialog->handle = sotong_form_add_entry (dialog->form, _("Public name"), channel->handle);
  if (!publishes)
    return;
  add_sign_in (dialog);
  sotong_form_add_group (dialog->form, _("Password"), _("The password or token is kept by the desktop’s keyring, never in the workspace. Leave the row empty to "
                                                        "keep the one that is there; an undo does not bring an old one back."));
  dialog->secret = sotong_form_add_password (dialog->form, _("New application password or token"));
}

/* What is typed outlives a killed program, but for secrets: they are the keyring's alone. */
static void
watch (const Dialog *dialog)
{
  const struct { const char *key; GtkWidget *row; } all[] = {
    { "name", dialog->name }, { "address", dialog->url }, { "account", dialog->user }, { "handle", dialog->handle },
    { "through", dialog->through }, { "media-address", dialog->media_url }, { "app", dialog->app_id }, { "port", dialog->port },
  };
  const char *keys[G_N_ELEMENTS (all) + 1] = { NULL };
  GtkWidget *rows[G_N_ELEMENTS (all)];
  g_autofree char *which = g_strdup_printf ("channel:%" G_GINT64_FORMAT, dialog->offer->channel->id);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].row != NULL)
      {
        keys[n] = all[i].key;
        rows[n++] = all[i].row;
      }
  sotong_form_journal_watch (dialog->form, sotong_context_get_store (dialog->context), which, rows, keys, NULL);
}

static void
present (SotongPane *pane,
         Offer      *offer)
{
  g_autoptr(Dialog) dialog = g_rc_box_new0 (Dialog);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane)));

  dialog->form = g_object_ref (sotong_form_new (window, _("Edit Channel"), _("_Save")));
  dialog->context = g_object_ref (sotong_pane_get_context (pane));
  dialog->offer = offer;
  dialog->can = sotong_capabilities_get (offer->channel->platform);
  add_settings (dialog);
  add_media (dialog);
  g_signal_connect_swapped (dialog->form, "destroy", G_CALLBACK (closed_cb), dialog);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), g_rc_box_acquire (dialog), dialog_unref_closure, G_CONNECT_SWAPPED);
  watch (dialog);
  gtk_window_set_default_size (GTK_WINDOW (dialog->form), 520, 620);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

/* ---- reading ---- */

/* What a person should know of the account before it hurts; else when it was last well, how long it lasts and what it takes yet. */
static char *
describe_health (SotongDb            *db,
                 const SotongChannel *channel)
{
  g_autofree char *trouble = sotong_publish_describe_health (channel, sotong_db_now (db), sotong_db_get_zone (db));
  g_autofree char *checked = NULL;
  GString *text;

  if (trouble != NULL || channel->checked_at == SOTONG_NONE)
    return g_steal_pointer (&trouble);
  checked = sotong_time_format_minute (channel->checked_at, sotong_db_get_zone (db));
  text = g_string_new (NULL);
  g_string_printf (text, _("The account was asked at %s."), checked);
  if (channel->expires_at != SOTONG_NONE)
    {
      gint64 days = (channel->expires_at - sotong_db_now (db)) / 86400;

      g_string_append_printf (text, ngettext (" Its sign-in ends in %d day.", " Its sign-in ends in %d days.", (gulong) days), (int) days);
    }
  if (channel->quota_left != SOTONG_NONE)
    g_string_append_printf (text, ngettext (" It takes %d more post for now.", " It takes %d more posts for now.", (gulong) channel->quota_left),
                            (int) channel->quota_left);
  return g_string_free (text, FALSE);
}

static gpointer
offer_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(Offer) offer = g_new0 (Offer, 1);
  g_autoptr(GPtrArray) all = sotong_channel_list (db, error);

  offer->id = *(const gint64 *) data;
  offer->libraries = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_channel_free);
  offer->channel = all != NULL ? sotong_channel_get (db, offer->id, error) : NULL;
  if (offer->channel == NULL)
    return NULL;
  offer->health = describe_health (db, offer->channel);
  for (guint i = 0; i < all->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (all, i);

      if (channel->id != offer->id && (g_str_equal (channel->platform, "wordpress") || g_str_equal (channel->platform, "ghost")))
        g_ptr_array_add (offer->libraries, sotong_channel_copy (channel));
    }
  return g_steal_pointer (&offer);
}

static void
offer_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongPane) pane = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Offer) offer = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (offer == NULL)
    sotong_pane_show_error (pane, _("The channel could not be read"), error);
  else if (sotong_pane_get_attached (pane) && gtk_widget_get_root (GTK_WIDGET (pane)) != NULL)
    present (pane, g_steal_pointer (&offer));
}

/**
 * sotong_channel_dialog_present:
 * @pane: the pane that asks
 * @channel_id: a channel
 *
 * Asks for a channel's settings and for a new secret, saves them as one step of undo, and asks the platform at
 * once whether the account may publish. Where the platform offers it one signs in through the browser there. What is typed
 * outlives a killed program, but for secrets.
 */
void
sotong_channel_dialog_present (SotongPane *pane,
                               gint64      channel_id)
{
  SotongContext *context = sotong_pane_get_context (pane);

  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  sotong_store_read_async (sotong_context_get_store (context), offer_job, g_memdup2 (&channel_id, sizeof channel_id), g_free,
                           (GDestroyNotify) offer_free, NULL, offer_cb, g_object_ref (pane));
}
