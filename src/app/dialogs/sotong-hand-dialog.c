/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-hand-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/sotong-browser.h"
#include "app/sotong-toast.h"
#include "platforms/sotong-by-hand.h"
#include "publish/sotong-publish-hand.h"

#define AHEAD_S    (24 * 3600)  /* what comes within a day can be prepared */
#define TEXT_LINES 8

/**
 * SotongHandDialog:
 *
 * What a person has to post themselves, because its platform lets no program in: each with its text and files to
 * copy and to save, the page to post it on, and the address to bring back. What is noted can be undone.
 */
struct _SotongHandDialog
{
  AdwPreferencesWindow  parent_instance;
  SotongContext        *context;   /* (owned) (nullable) */
  GCancellable         *closing;   /* (owned): of all that is under way */
  GCancellable         *reading;   /* (owned) (nullable): the newest question for the list */
  AdwPreferencesPage   *page;      /* (unowned) */
  GPtrArray            *groups;    /* (owned) (element-type AdwPreferencesGroup, unowned) */
  GPtrArray            *items;     /* (owned) (element-type Item): one for each post */
  GtkFileChooserNative *chooser;   /* (owned) (nullable) */
  gulong                changed_id;
};

G_DEFINE_FINAL_TYPE (SotongHandDialog, sotong_hand_dialog, ADW_TYPE_PREFERENCES_WINDOW)

/* A post and the entry for its address. */
typedef struct {
  SotongHandDialog *self;   /* (unowned) */
  SotongHandPost   *post;   /* (owned) */
  GtkEditable      *entry;  /* (unowned) */
} Item;

static void
item_free (Item *item)
{
  sotong_hand_post_free (item->post);
  g_free (item);
}

/* ---- what is done with a post ---- */

static void
copy_title_cb (GtkWidget *button,
               Item      *item)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), item->post->title);
  sotong_toast_show_in (ADW_PREFERENCES_WINDOW (item->self), _("The title is copied."));
}

static void
copy_text_cb (GtkWidget *button,
              Item      *item)
{
  g_autofree char *text = sotong_publish_hand_text (item->post);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  sotong_toast_show_in (ADW_PREFERENCES_WINDOW (item->self), _("The text is copied."));
}

static void
open_page_cb (GtkWidget *button,
              Item      *item)
{
  g_autofree char *page = sotong_publish_hand_page (item->post);

  if (page != NULL)
    sotong_browser_open (button, page);
}

typedef struct {
  gint64  copy_id;
  char   *text;  /* (owned): a folder, or an address */
  int     n;
} Act;

static Act *
act_new (gint64      copy_id,
         const char *text)
{
  Act *act = g_new0 (Act, 1);

  act->copy_id = copy_id;
  act->text = g_strdup (text);
  return act;
}

static void
act_free (Act *act)
{
  g_free (act->text);
  g_free (act);
}

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Act *act = data;
  int n = sotong_publish_hand_save (db, act->copy_id, act->text, error);

  return n >= 0 ? g_strdup_printf (ngettext ("%d file saved in “%s”.", "%d files saved in “%s”.", (gulong) n), n, act->text) : NULL;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongHandDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (!g_cancellable_is_cancelled (self->closing))
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), text != NULL ? text : error->message);
}

/**
 * sotong_hand_dialog_save_to:
 * @self: a dialog
 * @copy_id: a copy
 * @folder: where to
 *
 * Saves title, text and pictures of a post into a folder.
 */
void
sotong_hand_dialog_save_to (SotongHandDialog *self,
                            gint64            copy_id,
                            const char       *folder)
{
  g_return_if_fail (SOTONG_IS_HAND_DIALOG (self));
  sotong_store_read_async (sotong_context_get_store (self->context), save_job, act_new (copy_id, folder), (GDestroyNotify) act_free, g_free,
                           self->closing, saved_cb, g_object_ref (self));
}

static void
chosen_cb (GtkFileChooserNative *chooser,
           int                   response,
           SotongHandDialog     *self)
{
  const gint64 *copy_id = g_object_get_data (G_OBJECT (chooser), "copy");
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *uri = path != NULL ? g_file_get_uri (file) : NULL;

  if (path != NULL)
    {
      sotong_hand_dialog_save_to (self, *copy_id, path);
      gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
    }
  g_clear_object (&self->chooser);
}

static void
save_cb (GtkWidget *button,
         Item      *item)
{
  SotongHandDialog *self = item->self;

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Save Text and Files"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Save Here"), NULL);
  g_object_set_data_full (G_OBJECT (self->chooser), "copy", g_memdup2 (&item->post->copy_id, sizeof (gint64)), g_free);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gpointer
note_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Act *act = data;

  return sotong_publish_hand_note (db, act->copy_id, act->text, error) ? data : NULL;
}

static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongHandDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (!g_cancellable_is_cancelled (self->closing))
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error != NULL ? error->message : _("Noted as published by hand. Undo takes the note back."));
}

static void
note_cb (GtkWidget *widget,
         Item      *item)
{
  sotong_store_write_async (sotong_context_get_store (item->self->context), SOTONG_WRITE_DEFAULT, note_job,
                            act_new (item->post->copy_id, gtk_editable_get_text (item->entry)), (GDestroyNotify) act_free, NULL, NULL, noted_cb,
                            g_object_ref (item->self));
}

/* ---- whether it answers ---- */

typedef struct {
  SotongClock *clock;  /* (owned) */
  char        *url;    /* (owned) */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->clock);
  g_free (question->url);
  g_free (question);
}

static void
ask_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  const Question *question = task_data;
  g_autoptr(SotongHttp) http = sotong_http_new (question->clock);
  GError *error = NULL;

  if (sotong_by_hand_ask (http, question->url, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongHandDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!g_cancellable_is_cancelled (self->closing))
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error != NULL ? error->message : _("A page answers at this address."));
}

static void
ask_cb (GtkWidget *button,
        Item      *item)
{
  SotongHandPost *post = item->post;
  g_autoptr(GError) error = NULL;
  g_autoptr(GTask) task = NULL;
  g_autofree char *url = sotong_by_hand_normalize (post->platform, post->url, post->user, gtk_editable_get_text (item->entry), &error);
  Question *question;

  if (url == NULL)
    {
      sotong_toast_show_in (ADW_PREFERENCES_WINDOW (item->self), error->message);
      return;
    }
  question = g_new0 (Question, 1);
  question->clock = g_object_ref (sotong_context_get_clock (item->self->context));
  question->url = g_steal_pointer (&url);
  task = g_task_new (NULL, item->self->closing, asked_cb, g_object_ref (item->self)); /* no widget is let go of in a thread */
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, ask_thread);
}

/* ---- the list ---- */

static GtkWidget *
new_button (Item       *item,
            const char *label,
            GCallback   callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s, %s", label, item->post->title, item->post->channel);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", callback, item);
  return button;
}

static void
add_row (Item                *item,
         AdwPreferencesGroup *group,
         const char          *title,
         const char          *text,
         const char          *label,
         GCallback            callback)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), TEXT_LINES);
  if (item->post->why_not == NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button (item, label, callback));
  adw_preferences_group_add (group, row);
}

static void
add_address_row (Item                *item,
                 AdwPreferencesGroup *group,
                 const char          *typed)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *note = new_button (item, _("Note as Published"), G_CALLBACK (note_cb));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Public address of the post"));
  item->entry = GTK_EDITABLE (row);
  gtk_editable_set_text (item->entry, typed != NULL ? typed : "");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), new_button (item, _("Check"), G_CALLBACK (ask_cb)));
  gtk_widget_add_css_class (note, "suggested-action");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), note);
  g_signal_connect (row, "entry-activated", G_CALLBACK (note_cb), item);
  adw_preferences_group_add (group, row);
}

/* What is not approved, or lacks its ground, is there to be read; nothing helps to post it. Where it was posted before that came up it can still be noted. */
static void
add_why_not (AdwPreferencesGroup *group,
             const char          *why_not)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("May not be posted yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why_not);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "dialog-warning-symbolic");
  adw_preferences_group_add (group, row);
}

static char *
describe_time (SotongHandDialog     *self,
               const SotongHandPost *post)
{
  g_autoptr(GDateTime) utc = post->publish_at != SOTONG_NONE ? g_date_time_new_from_unix_utc (post->publish_at) : NULL;
  g_autoptr(GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, sotong_context_get_zone (self->context)) : NULL;

  return time != NULL ? g_date_time_format (time, _("%Y-%m-%d %H:%M")) : g_strdup (_("without a time"));
}

static void
add_post (SotongHandDialog *self,
          SotongHandPost   *post,
          const char       *typed)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  Item *item = g_new0 (Item, 1);
  g_autofree char *time = describe_time (self, post);
  g_autofree char *about = g_strdup_printf ("%s · %s", post->channel, time);
  g_autofree char *text = sotong_publish_hand_text (post);
  g_autofree char *files = g_strjoinv (", ", post->files);
  g_autofree char *page = sotong_publish_hand_page (post);

  item->self = self;
  item->post = post;
  g_ptr_array_add (self->items, item);
  sotong_dialog_set_words (group, post->title, about);
  if (post->why_not != NULL)
    add_why_not (group, post->why_not);
  if (sotong_publish_hand_titled (post))
    add_row (item, group, _("Title"), post->title, _("Copy Title"), G_CALLBACK (copy_title_cb));
  add_row (item, group, _("Text"), text, _("Copy Text"), G_CALLBACK (copy_text_cb));
  add_row (item, group, _("Files"), post->files[0] != NULL ? files : _("None"), _("Save…"), G_CALLBACK (save_cb));
  if (page != NULL)
    add_row (item, group, _("Page to post on"), page, _("Open Page"), G_CALLBACK (open_page_cb));
  add_address_row (item, group, typed);
  adw_preferences_page_add (self->page, group);
  g_ptr_array_add (self->groups, group);
}

/* What somebody is typing outlasts that the list is read anew. */
static GHashTable *
keep_typed (SotongHandDialog *self)
{
  GHashTable *typed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      g_hash_table_insert (typed, g_memdup2 (&item->post->copy_id, sizeof (gint64)), g_strdup (gtk_editable_get_text (item->entry)));
    }
  return typed;
}

static void
show_posts (SotongHandDialog *self,
            GPtrArray        *posts)
{
  g_autoptr(GHashTable) typed = keep_typed (self);

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  g_ptr_array_set_size (self->items, 0);
  g_ptr_array_set_free_func (posts, NULL); /* each goes to its item */
  for (guint i = 0; i < posts->len; i++)
    {
      SotongHandPost *post = g_ptr_array_index (posts, i);

      add_post (self, post, g_hash_table_lookup (typed, &post->copy_id));
    }
  if (posts->len == 0)
    {
      AdwPreferencesGroup *none = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_set_title (none, _("Nothing to Post by Hand"));
      adw_preferences_group_set_description (none, _("Posts for Naver Blog, KakaoStory and KakaoTalk Channel stand here a day before their time."));
      adw_preferences_page_add (self->page, none);
      g_ptr_array_add (self->groups, none);
    }
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_publish_hand_list (db, sotong_db_now (db) + AHEAD_S, error);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongHandDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) posts = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (self->closing) || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  if (posts != NULL)
    show_posts (self, posts);
  else
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error->message);
}

static void
read_posts (SotongHandDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->reading,
                           listed_cb, g_object_ref (self));
}

static void
changed_cb (SotongStore      *store,
            guint             areas,
            SotongHandDialog *self)
{
  if (areas & SOTONG_AREA_PLAN)
    read_posts (self);
}

/**
 * sotong_hand_dialog_get_n:
 * @self: a dialog
 *
 * Returns: how many posts it shows
 */
guint
sotong_hand_dialog_get_n (SotongHandDialog *self)
{
  g_return_val_if_fail (SOTONG_IS_HAND_DIALOG (self), 0);
  return self->items->len;
}

/* ---- the class ---- */

static gboolean
close_request_cb (SotongHandDialog *self)
{
  g_cancellable_cancel (self->closing);
  return FALSE;
}

static void
sotong_hand_dialog_dispose (GObject *object)
{
  SotongHandDialog *self = SOTONG_HAND_DIALOG (object);

  g_cancellable_cancel (self->closing);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->chooser);
  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sotong_hand_dialog_parent_class)->dispose (object);
}

static void
sotong_hand_dialog_finalize (GObject *object)
{
  SotongHandDialog *self = SOTONG_HAND_DIALOG (object);

  g_object_unref (self->closing);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (sotong_hand_dialog_parent_class)->finalize (object);
}

static void
sotong_hand_dialog_class_init (SotongHandDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_hand_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_hand_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_hand_dialog_init (SotongHandDialog *self)
{
  self->closing = g_cancellable_new ();
  self->groups = g_ptr_array_new ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), self->page);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("Posts by Hand"));
  gtk_window_set_default_size (GTK_WINDOW (self), 680, 560);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

/**
 * sotong_hand_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog of what is to be posted by hand; the browser can be used beside it
 */
SotongHandDialog *
sotong_hand_dialog_new (SotongWindow *window)
{
  SotongHandDialog *self = g_object_new (SOTONG_TYPE_HAND_DIALOG, "transient-for", window, NULL);

  self->context = g_object_ref (sotong_window_get_context (window));
  self->changed_id = g_signal_connect (sotong_context_get_store (self->context), "changed", G_CALLBACK (changed_cb), self);
  read_posts (self);
  return self;
}
