/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-privacy-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/sotong-task-mentions.h"
#include "app/sotong-toast.h"
#include "store/sotong-source.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* Days a source may be told to keep what it brought; the first is for ever. */
static const int spans[] = { 0, 30, 90, 180, 365, 730, 1095 };

/* The window and what is in it. */
typedef struct {
  AdwPreferencesWindow *window;    /* (unowned): it goes with this */
  SotongWindow         *main;      /* (unowned): the window is its child */
  SotongContext        *context;   /* (owned) */
  AdwPreferencesGroup  *sources;   /* (unowned) */
  GtkWidget            *author;    /* (unowned) */
} Dialog;

static void
dialog_free (Dialog *self)
{
  g_object_unref (self->context);
  g_free (self);
}

/* ---- how long sources keep what they brought ---- */

typedef struct {
  gint64 id;
  gint64 days;  /* or SOTONG_NONE */
} Keep;

static gpointer
keep_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Keep *keep = data;
  g_autoptr(SotongSource) source = sotong_source_get (db, keep->id, error);
  SotongPurge purge;
  gint64 n = 0;

  if (source == NULL)
    return NULL;
  source->retention_days = keep->days;
  if (!sotong_source_edit (db, source, error))
    return NULL;
  purge = (SotongPurge) { keep->id, NULL, SOTONG_NONE };
  return sotong_purge_count (db, &purge, &n, error) ? g_memdup2 (&n, sizeof n) : NULL;
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AdwPreferencesWindow) window = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;

  g_autofree gint64 *n = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *number = NULL, *text = NULL;

  if (window != NULL && error != NULL)
    sotong_dialog_show_problem (window, error);
  if (window == NULL || n == NULL || *n == 0)
    return;
  number = sotong_number_group (*n);
  text = g_strdup_printf (ngettext ("From tomorrow on %s mention that is older is purged for good; until then this can be taken back",
                                    "From tomorrow on %s mentions that are older are purged for good; until then this can be taken back", (gulong) *n), number);
  adw_preferences_window_add_toast (window, sotong_toast_new (text));
}

static void
span_cb (GtkWidget  *row,
         GParamSpec *pspec,
         Dialog     *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "id");
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  Keep keep = { *id, SOTONG_NONE };

  if (selected >= G_N_ELEMENTS (spans)) /* as it is: another number of days */
    return;
  if (spans[selected] > 0)
    keep.days = spans[selected];
  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, keep_job, g_memdup2 (&keep, sizeof keep), g_free, g_free,
                            NULL, kept_cb, sotong_dialog_to_weak (self->window));
}

static char *
describe_days (gint64 days)
{
  if (days == SOTONG_NONE || days == 0)
    return g_strdup (_("For ever"));
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}

static GtkWidget *
make_row (Dialog             *self,
          const SotongSource *source)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  g_autofree char *number = sotong_number_group (source->n_mentions);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%s mention", "%s mentions", (gulong) source->n_mentions), number);
  GtkWidget *row = adw_combo_row_new ();
  guint selected = source->retention_days == SOTONG_NONE ? 0 : G_N_ELEMENTS (spans);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), source->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      gtk_string_list_take (choices, describe_days (spans[i]));
      if (spans[i] > 0 && source->retention_days == spans[i])
        selected = i;
    }
  if (selected == G_N_ELEMENTS (spans))
    gtk_string_list_take (choices, describe_days (source->retention_days));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&source->id, sizeof source->id), g_free);
  g_signal_connect (row, "notify::selected", G_CALLBACK (span_cb), self);
  return row;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_source_list (db, error);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AdwPreferencesWindow) window = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  Dialog *self = window != NULL ? g_object_get_data (G_OBJECT (window), "dialog") : NULL;

  if (self == NULL)
    return;
  if (sources == NULL)
    sotong_dialog_show_problem (window, error);
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    adw_preferences_group_add (self->sources, make_row (self, g_ptr_array_index (sources, i)));
}

/* ---- acts ---- */

static void
purge_clicked_cb (Dialog *self)
{
  const SotongPurge purge = { 0, NULL, SOTONG_NONE };

  sotong_task_purge (self->main, GTK_WINDOW (self->window), &purge);
}

/* (nullable): whose mentions; says what is missing. */
static const char *
get_author (Dialog *self)
{
  const char *author = gtk_editable_get_text (GTK_EDITABLE (self->author));

  if (!sotong_text_is_blank (author))
    return author;
  gtk_widget_grab_focus (self->author);
  gtk_widget_error_bell (self->author);
  return NULL;
}

static void
export_clicked_cb (Dialog *self)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();

  query->author = g_strdup (get_author (self));
  if (query->author == NULL)
    return;
  sotong_task_export_mentions (self->main, query, TRUE);
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
delete_clicked_cb (Dialog *self)
{
  SotongPurge purge = { 0, get_author (self), SOTONG_NONE };

  if (purge.author != NULL)
    sotong_task_purge (self->main, GTK_WINDOW (self->window), &purge);
}

/* ---- building ---- */

static void
add_button (Dialog              *self,
            AdwPreferencesGroup *group,
            const char          *title,
            const char          *subtitle,
            const char          *label,
            GCallback            callback)
{
  GtkWidget *row = sotong_dialog_new_row (title, subtitle), *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
}

static void
add_screen (Dialog             *self,
            AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = sotong_dialog_add_group (page, _("On the Screen"), NULL);
  GtkWidget *row = sotong_dialog_new_row (_("Hide authors"), _("Of who wrote a mention only the first letter is shown and nothing in the address, as in exported files"));
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  g_object_bind_property (sotong_window_get_settings (self->main), "hide-authors", toggle, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Hide authors"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
}

static void
build (Dialog     *self,
       const char *author)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group;

  add_screen (self, page);
  self->sources = sotong_dialog_add_group (page, _("How Long Mentions Are Kept"),
                             _("After this time text, author and address of a source’s mentions are purged by themselves, once a day, from the day after it was set; "
                               "the counts stay. It cannot be undone."));
  group = sotong_dialog_add_group (page, NULL, NULL);
  add_button (self, group, _("What is older than that"), _("It is counted, and you are asked before"), _("_Purge…"), G_CALLBACK (purge_clicked_cb));
  group = sotong_dialog_add_group (page, _("One Author"), _("Who asks what is kept of them gets it as a file, and may have it deleted."));
  self->author = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->author), _("Name, as it stands with the mentions"));
  gtk_editable_set_text (GTK_EDITABLE (self->author), author != NULL ? author : "");
  adw_preferences_group_add (group, self->author);
  add_button (self, group, _("All that this author wrote"), _("As a table, with the name"), _("_Export…"), G_CALLBACK (export_clicked_cb));
  add_button (self, group, _("Delete all that this author wrote"), _("It is counted, and you are asked before"), _("_Delete…"),
              G_CALLBACK (delete_clicked_cb));
  adw_preferences_window_add (self->window, page);
}

/**
 * sotong_privacy_dialog_present:
 * @window: a window with a workspace
 * @author: (nullable): about whom it is
 *
 * What is done about the personal data in mentions: hiding, keeping, purging, and what is kept of one author.
 */
void
sotong_privacy_dialog_present (SotongWindow *window,
                               const char   *author)
{
  Dialog *self = g_new0 (Dialog, 1);

  self->window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", window, "modal", TRUE, "destroy-with-parent", TRUE,
                               "search-enabled", FALSE, "default-width", 640, "default-height", 640, "title", _("Personal Data"), NULL);
  self->main = window;
  self->context = g_object_ref (sotong_window_get_context (window));
  g_object_set_data_full (G_OBJECT (self->window), "dialog", self, (GDestroyNotify) dialog_free);
  build (self, author);
  sotong_store_read_async (sotong_context_get_store (self->context), list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, listed_cb,
                           sotong_dialog_to_weak (self->window));
  gtk_window_present (GTK_WINDOW (self->window));
}
