/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-add-dialogs.h"
#include "app/dialogs/sotong-channel-account.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form-keyring.h"
#include "app/dialogs/sotong-form.h"
#include "platforms/sotong-capabilities.h"
#include "platforms/sotong-http.h"
#include "platforms/sotong-sign-in.h"
#include "publish/sotong-channel-sign-in.h"
#include "store/sotong-channel.h"
#include "store/sotong-topic.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

#define MAX_ROWS 6

/* A form that adds one thing, and where its values go. */
typedef struct {
  SotongForm    *form;           /* (unowned): the dialog goes with it */
  SotongContext *context;        /* (owned) */
  GtkWidget     *rows[MAX_ROWS]; /* (unowned) */
  GPtrArray     *platforms;      /* (owned) (nullable) (element-type SotongCapabilities): those offered */
} Dialog;

/* What is saved: plain copies for the store's thread. */
typedef struct {
  GStrv values; /* of the rows, in their order */
} Values;

static void
values_free (Values *values)
{
  g_strfreev (values->values);
  g_free (values);
}

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->context);
  g_clear_pointer (&dialog->platforms, g_ptr_array_unref);
  g_free (dialog);
}

static Dialog *
dialog_new (GtkWindow     *parent,
            SotongContext *context,
            const char    *title)
{
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->form = sotong_form_new (parent, title, _("_Add"));
  dialog->context = g_object_ref (context);
  return dialog;
}

static void
dialog_present (Dialog    *dialog,
                GCallback  accepted)
{
  g_signal_connect_data (dialog->form, "accepted", accepted, dialog, dialog_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog->form));
}

static char *
value_of (GtkWidget *row)
{
  if (ADW_IS_COMBO_ROW (row))
    return g_strdup_printf ("%u", adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
  return sotong_text_clean (sotong_form_get_text (row), -1, 4000);
}

static Values *
values_of (const Dialog *dialog,
           int           n_rows)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  Values *values = g_new0 (Values, 1);

  for (int i = 0; i < n_rows && dialog->rows[i] != NULL; i++)
    {
      g_autofree char *value = value_of (dialog->rows[i]);

      g_strv_builder_add (builder, g_strstrip (value));
    }
  values->values = g_strv_builder_end (builder);
  return values;
}

static void
save (Dialog         *dialog,
      SotongStoreJob  job)
{
  sotong_form_write (dialog->form, sotong_context_get_store (dialog->context), job, values_of (dialog, MAX_ROWS), (GDestroyNotify) values_free,
                     g_free);
}

static gpointer
id_or_null (gint64 id)
{
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

/* ---- topic ---- */

static gpointer
topic_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Values *v = data;
  g_autoptr(SotongTopic) topic = sotong_topic_new ();

  topic->name = g_strdup (v->values[0]);
  topic->any_words = sotong_topic_words_from_text (v->values[1]);
  topic->all_words = sotong_topic_words_from_text (v->values[2]);
  topic->not_words = sotong_topic_words_from_text (v->values[3]);
  return id_or_null (sotong_topic_add (db, topic, error));
}

static void
topic_accepted_cb (Dialog *dialog)
{
  if (sotong_text_is_blank (sotong_form_get_text (dialog->rows[1])) && sotong_text_is_blank (sotong_form_get_text (dialog->rows[2])))
    sotong_form_fail (dialog->form, _("A topic is found by words. Type at least one word into the second or third row."));
  else
    save (dialog, topic_job);
}

/**
 * sotong_add_topic_present:
 * @parent: the window
 * @context: its context, with a workspace
 *
 * Asks for a topic and adds it; its mentions are found among those collected. What is typed outlives a killed program.
 */
void
sotong_add_topic_present (GtkWindow     *parent,
                          SotongContext *context)
{
  static const char *const keys[] = { "name", "any", "all", "not", NULL };
  Dialog *dialog = dialog_new (parent, context, _("Add Topic"));

  sotong_form_add_group (dialog->form, NULL, _("Blanks or commas separate words; a phrase stands in double quotes. Parts of words are found too."));
  dialog->rows[0] = sotong_form_add_entry (dialog->form, _("Name"), NULL);
  dialog->rows[1] = sotong_form_add_entry (dialog->form, _("One of these words"), NULL);
  dialog->rows[2] = sotong_form_add_entry (dialog->form, _("All of these words"), NULL);
  dialog->rows[3] = sotong_form_add_entry (dialog->form, _("None of these words"), NULL);
  sotong_form_journal_watch (dialog->form, sotong_context_get_store (context), "topic:0", dialog->rows, keys, NULL);
  dialog_present (dialog, G_CALLBACK (topic_accepted_cb));
}

/* ---- channel ---- */

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return id_or_null (sotong_channel_add (db, data, error));
}

/* What the keyring is told once the channel has its number. */
typedef struct {
  SotongForm    *form;    /* (owned) */
  SotongContext *context; /* (owned) */
  char          *name;
  char          *secret;
  GCancellable  *asking;  /* (owned): cancelled when the form is closed */
  GCancellable  *waiting; /* (owned): for the keyring */
  gint64         id;
  gboolean       asks;    /* its platform can be asked about the account */
} Keep;

static void
keep_free (Keep *keep)
{
  g_object_unref (keep->form);
  g_object_unref (keep->context);
  g_free (keep->name);
  sotong_secrets_free (keep->secret);
  g_object_unref (keep->asking);
  g_object_unref (keep->waiting);
  g_free (keep);
}

static void
secret_kept_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Keep *keep = user_data;
  g_autoptr(GError) error = NULL;

  if (!sotong_secrets_store_finish (SOTONG_SECRETS (object), result, &error) && g_cancellable_is_cancelled (keep->waiting))
    sotong_form_stay (keep->form, _("The channel was added without its password, because the keyring was not waited for. Close this window, and type the "
                                    "password with “Edit…” in the channel’s menu when the keyring is open."));
  else if (error != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("The channel was added, but its password could not be kept: %s Close this window, mend that, remove the channel and add it again."),
                                               error->message);

      sotong_form_stay (keep->form, text);
    }
  else
    {
      if (keep->asks)
        sotong_channel_account_check (gtk_window_get_transient_for (GTK_WINDOW (keep->form)), keep->context, keep->id, keep->name, TRUE);
      sotong_form_done (keep->form);
    }
  keep_free (keep);
}

static void
channel_saved_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Keep *keep = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *key = NULL;

  if (id == NULL || keep->secret[0] == '\0')
    {
      if (id == NULL)
        sotong_form_fail (keep->form, error->message);
      else
        sotong_form_done (keep->form);
      keep_free (keep);
      return;
    }
  keep->id = *id;
  key = g_strdup_printf ("%" G_GINT64_FORMAT, *id);
  sotong_form_journal_saved (GTK_WINDOW (keep->form));
  sotong_form_keyring_wait (keep->form, keep->waiting);
  sotong_secrets_store_async (sotong_context_get_secrets (keep->context), sotong_store_get_uuid (SOTONG_STORE (object)),
                              SOTONG_SECRETS_CHANNEL, key, keep->name, keep->secret, keep->waiting, secret_kept_cb, keep);
}

static void
add_channel (Keep          *keep,
             SotongChannel *channel)
{
  sotong_form_set_busy (keep->form, TRUE);
  sotong_store_write_async (sotong_context_get_store (keep->context), SOTONG_WRITE_DEFAULT, channel_job, channel, (GDestroyNotify) sotong_channel_free,
                            g_free, NULL, channel_saved_cb, keep);
}

/* Whose account it is was asked; who stopped that, or closed the form meanwhile, adds nothing. */
static void
compared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Keep *keep = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChannel) channel = sotong_channel_compare_secret_finish (SOTONG_STORE (object), result, &error);
  gboolean stopped = g_cancellable_is_cancelled (keep->asking);

  if (channel != NULL && !stopped)
    {
      sotong_form_clear_problem (keep->form);
      add_channel (keep, g_steal_pointer (&channel));
      return;
    }
  if (stopped)
    sotong_form_stopped (keep->form);
  else
    sotong_form_fail (keep->form, error->message);
  keep_free (keep);
}

static const char *
check_channel (const Dialog             *dialog,
               const SotongCapabilities *platform)
{
  const char *url = sotong_form_get_text (dialog->rows[2]);

  if (sotong_text_is_blank (sotong_form_get_text (dialog->rows[1])))
    return _("The channel needs a name.");
  if (!platform->can_publish)
    return NULL;
  if (platform->needs_url && !sotong_url_is_web (url))
    return _("Type the address of the site: it begins with https://.");
  if (platform->needs_user && sotong_text_is_blank (sotong_form_get_text (dialog->rows[3])))
    return _("Type the account with which the office publishes there.");
  if (!sotong_text_is_blank (url) && !sotong_http_url_may_carry_secret (url))
    return _("Over http:// a password could be read by others on the way. Use the https:// address.");
  return NULL;
}

static void
channel_accepted_cb (Dialog *dialog)
{
  const SotongCapabilities *platform = g_ptr_array_index (dialog->platforms, adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->rows[0])));
  const char *wrong = check_channel (dialog, platform);
  g_autoptr(SotongChannel) channel = NULL;
  Values *values;
  Keep *keep;

  if (wrong != NULL)
    {
      sotong_form_fail (dialog->form, wrong);
      return;
    }
  keep = g_new0 (Keep, 1);
  keep->form = g_object_ref (dialog->form);
  keep->context = g_object_ref (dialog->context);
  keep->name = g_strdup (sotong_form_get_text (dialog->rows[1]));
  keep->secret = g_strdup (sotong_form_get_text (dialog->rows[4]));
  keep->asks = platform->can_publish;
  keep->asking = g_cancellable_new ();
  keep->waiting = g_cancellable_new ();
  g_signal_connect_object (dialog->form, "destroy", G_CALLBACK (g_cancellable_cancel), keep->asking, G_CONNECT_SWAPPED);
  values = values_of (dialog, 4); /* the fifth is the password, which is no value for the workspace */
  channel = sotong_channel_new ();
  channel->platform = g_strdup (platform->name);
  channel->name = g_strdup (values->values[1]);
  channel->url = g_strdup (values->values[2]);
  channel->user = g_strdup (values->values[3]);
  values_free (values);
  if (keep->secret[0] == '\0')
    {
      add_channel (keep, g_steal_pointer (&channel));
      return;
    }
  sotong_form_begin_work (dialog->form, _("Asking whose account it is…"), keep->asking);
  sotong_channel_compare_secret_async (sotong_context_get_store (dialog->context), sotong_context_get_secrets (dialog->context), channel, keep->secret,
                                       keep->asking, compared_cb, keep);
}

/* Where what the program signs in with is made, in the words of the platform's own pages. */
static const struct { const char *platform; const char *hint; } hints[] = {
  { "wordpress", N_("For WordPress make an application password in the profile of the account.") },
  { "ghost", N_("For Ghost add a custom integration in the settings of the site and type its Admin API key.") },
  { "mastodon", N_("For Mastodon add an application under Development in the settings of the account and type its access token.") },
  { "bluesky", N_("For Bluesky make an app password in the settings of the account. The address stays empty.") },
};

static void
show_hint (Dialog                   *dialog,
           const SotongCapabilities *platform)
{
  GtkWidget *group = gtk_widget_get_ancestor (dialog->rows[0], ADW_TYPE_PREFERENCES_GROUP);
  g_autoptr(GString) text = g_string_new (NULL);

  if (platform->can_publish)
    g_string_append (text, _("The password or token is kept by the desktop’s keyring, never in the workspace."));
  else
    g_string_append (text, _("The platform lets no program in: its posts are published by hand."));
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if (g_str_equal (hints[i].platform, platform->name))
      g_string_append_printf (text, " %s", _(hints[i].hint));
  if (sotong_sign_in_is_offered (platform->name))
    g_string_append_printf (text, " %s", _("Or leave the last row empty and sign in through the browser later, with “Edit…” in the channel’s menu."));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), text->str);
}

static void
platform_changed_cb (Dialog *dialog)
{
  const SotongCapabilities *platform = g_ptr_array_index (dialog->platforms, adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->rows[0])));

  show_hint (dialog, platform);
  gtk_widget_set_visible (dialog->rows[2], platform->can_publish);
  gtk_widget_set_visible (dialog->rows[3], platform->can_publish && platform->needs_user);
  gtk_widget_set_visible (dialog->rows[4], platform->can_publish);
}

/* Those that the program can publish on, and those that are posted on by hand. */
static GtkWidget *
add_platforms (Dialog *dialog)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) titles = NULL;
  guint n = 0;
  const SotongCapabilities * const *all = sotong_capabilities_list (&n);
  guint selected = 0;

  dialog->platforms = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      if (!all[i]->can_publish && !all[i]->by_hand)
        continue;
      if (g_str_equal (all[i]->name, "wordpress"))
        selected = dialog->platforms->len;
      g_ptr_array_add (dialog->platforms, (gpointer) all[i]);
      g_strv_builder_add (builder, sotong_capabilities_get_title (all[i]));
    }
  titles = g_strv_builder_end (builder);
  return sotong_form_add_choice (dialog->form, _("Platform"), (const char * const *) titles, selected);
}

/**
 * sotong_add_channel_present:
 * @parent: the window
 * @context: its context, with a workspace
 *
 * Asks for a channel and adds it; its password goes to the keyring and nowhere else. What else is typed outlives a killed
 * program.
 */
void
sotong_add_channel_present (GtkWindow     *parent,
                            SotongContext *context)
{
  static const char *const keys[] = { "platform", "name", "address", "account", NULL }; /* the password is the keyring's alone */
  Dialog *dialog = dialog_new (parent, context, _("Add Channel"));

  dialog->rows[0] = add_platforms (dialog);
  dialog->rows[1] = sotong_form_add_entry (dialog->form, _("Name"), NULL);
  dialog->rows[2] = sotong_form_add_entry (dialog->form, _("Address of the site"), NULL);
  dialog->rows[3] = sotong_form_add_entry (dialog->form, _("Account"), NULL);
  dialog->rows[4] = sotong_form_add_password (dialog->form, _("Application password or token"));
  g_signal_connect_swapped (dialog->rows[0], "notify::selected", G_CALLBACK (platform_changed_cb), dialog);
  platform_changed_cb (dialog);
  sotong_form_journal_watch (dialog->form, sotong_context_get_store (context), "channel:0", dialog->rows, keys, NULL);
  dialog_present (dialog, G_CALLBACK (channel_accepted_cb));
}
