/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-list-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/sotong-toast.h"

/**
 * SotongListDialog:
 *
 * A window with a list of things of the office that are added, edited and removed. What is done
 * takes effect at once and can be undone; the list follows.
 */
struct _SotongListDialog
{
  AdwPreferencesWindow        parent_instance;
  const SotongListDialogInfo *info;
  SotongContext              *context;   /* (owned) (nullable) */
  GCancellable               *reading;   /* (owned) (nullable): the newest question for the list */
  AdwPreferencesGroup        *words;     /* (unowned): what the things are for */
  AdwPreferencesGroup        *group;     /* (unowned) */
  GPtrArray                  *rows;      /* (owned) (element-type GtkWidget, unowned) */
  GtkWidget                  *said;      /* (unowned) (nullable): a row in place of the list: it is being read, could not be, or is empty */
  gboolean                    filled;    /* it was read once */
  gulong                      changed_id;
};

G_DEFINE_FINAL_TYPE (SotongListDialog, sotong_list_dialog, ADW_TYPE_PREFERENCES_WINDOW)

/* ---- the list ---- */

static void read_items (SotongListDialog *self);

/* The number of the row that has the focus; -1 if none has. */
static int
find_focused (SotongListDialog *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;
  guint index = 0;

  return row != NULL && g_ptr_array_find (self->rows, row, &index) ? (int) index : -1;
}

/* Whether the focus is where a row says something in place of the list. */
static gboolean
said_has_focus (SotongListDialog *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && self->said != NULL && (focus == self->said || gtk_widget_is_ancestor (focus, self->said));
}

/* Puts a row in place of the list; none for %NULL. Who was in the one before, as on its button, is in this one: @part of it, or all of it. */
static void
say_instead (SotongListDialog *self,
             GtkWidget        *row,
             GtkWidget        *part)
{
  gboolean had_focus = said_has_focus (self);

  if (self->said != NULL)
    adw_preferences_group_remove (self->group, self->said);
  self->said = row;
  if (row == NULL)
    return;
  adw_preferences_group_add (self->group, row);
  if (had_focus)
    gtk_widget_grab_focus (part != NULL ? part : row);
}

/* What is read for the first time is seen to be read: an empty list would say that there is none. */
static void
say_reading (SotongListDialog *self)
{
  GtkWidget *row = sotong_dialog_new_row (_("The list is being read…"), "");
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The list is being read…"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), spinner);
  say_instead (self, row, NULL);
}

static void
say_failed (SotongListDialog *self,
            const char       *message)
{
  GtkWidget *row = sotong_dialog_new_row (_("The list could not be read"), message);
  GtkWidget *again = gtk_button_new_with_label (_("Try Again"));

  gtk_widget_set_valign (again, GTK_ALIGN_CENTER);
  g_signal_connect_object (again, "clicked", G_CALLBACK (read_items), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), again);
  say_instead (self, row, again);
}

static void
show_items (SotongListDialog *self,
            GPtrArray        *items)
{
  int focused = said_has_focus (self) ? 0 : find_focused (self);

  sotong_dialog_clear_rows (self->group, self->rows);
  say_instead (self, items->len == 0 ? sotong_dialog_new_row (_(self->info->empty), "") : NULL, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      GtkWidget *row = self->info->make_row (self, g_ptr_array_index (items, i));

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
  if (focused >= 0 && items->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, MIN ((guint) focused, items->len - 1)));
  else if (focused >= 0)
    gtk_widget_grab_focus (self->said);
  self->filled = TRUE;
}

/* Rows that stand there stay when they could not be read again: what went wrong is said over them. */
static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongListDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self == NULL || self->context == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  if (items != NULL)
    show_items (self, items);
  else if (self->filled)
    sotong_list_dialog_say (self, error->message);
  else
    say_failed (self, error->message);
}

static void
read_items (SotongListDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  if (!self->filled)
    say_reading (self);
  sotong_store_read_async (sotong_context_get_store (self->context), self->info->list, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->reading,
                           listed_cb, sotong_dialog_to_weak (self));
}

static void
changed_cb (SotongStore      *store,
            guint             areas,
            SotongListDialog *self)
{
  if (areas & self->info->areas)
    read_items (self);
}

static void
add_cb (SotongListDialog *self)
{
  self->info->add (self);
}

/* ---- the class ---- */

static void
sotong_list_dialog_dispose (GObject *object)
{
  SotongListDialog *self = SOTONG_LIST_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sotong_list_dialog_parent_class)->dispose (object);
}

static void
sotong_list_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (SOTONG_LIST_DIALOG (object)->rows);
  G_OBJECT_CLASS (sotong_list_dialog_parent_class)->finalize (object);
}

static void
sotong_list_dialog_class_init (SotongListDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_list_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_list_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_list_dialog_init (SotongListDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add…"));

  self->rows = g_ptr_array_new ();
  /* A group of their own: beside a button a long description does not wrap in every width. */
  self->words = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->words);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  adw_preferences_group_set_header_suffix (self->group, add);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 520);
}

/**
 * sotong_list_dialog_new:
 * @window: a window with a workspace
 * @info: what is listed; static
 *
 * Returns: (transfer full): a dialog that fills by itself
 */
SotongListDialog *
sotong_list_dialog_new (SotongWindow               *window,
                        const SotongListDialogInfo *info)
{
  SotongListDialog *self = g_object_new (SOTONG_TYPE_LIST_DIALOG, "transient-for", window, NULL);

  self->info = info;
  if (info->add == NULL)
    adw_preferences_group_set_header_suffix (self->group, NULL);
  self->context = g_object_ref (sotong_window_get_context (window));
  gtk_window_set_title (GTK_WINDOW (self), _(info->title));
  adw_preferences_group_set_description (self->words, _(info->description));
  self->changed_id = g_signal_connect (sotong_context_get_store (self->context), "changed", G_CALLBACK (changed_cb), self);
  read_items (self);
  return self;
}

SotongContext *
sotong_list_dialog_get_context (SotongListDialog *self)
{
  g_return_val_if_fail (SOTONG_IS_LIST_DIALOG (self), NULL);
  return self->context;
}

/* (nullable): the row of that number, counted from 0. */
GtkWidget *
sotong_list_dialog_get_row (SotongListDialog *self,
                            guint             n)
{
  g_return_val_if_fail (SOTONG_IS_LIST_DIALOG (self), NULL);
  return n < self->rows->len ? g_ptr_array_index (self->rows, n) : NULL;
}

void
sotong_list_dialog_say (SotongListDialog *self,
                        const char       *text)
{
  sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), text);
}

/* What is read for a form, and who shows it. */
typedef struct {
  gpointer         dialog;       /* (owned): weak, as sotong_dialog_to_weak() has it */
  GDestroyNotify   result_free;
  void           (*present) (SotongListDialog *self,
                             gpointer          result);
} Reading;

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr(SotongListDialog) self = sotong_dialog_from_weak (reading->dialog);
  g_autoptr(GError) error = NULL;
  gpointer read = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (self == NULL && read != NULL)
    reading->result_free (read);
  else if (read != NULL)
    reading->present (self, read);
  else if (self != NULL)
    sotong_list_dialog_say (self, error->message);
}

/**
 * sotong_list_dialog_read:
 * @self: the dialog
 * @job: reads what a form offers
 * @data: (transfer full) (nullable): for @job
 * @data_free: (nullable): frees @data
 * @result_free: frees what is read
 * @present: shows it, and takes it; not called when the dialog is gone
 *
 * What goes wrong is said in the dialog.
 */
void
sotong_list_dialog_read (SotongListDialog *self,
                         SotongStoreJob    job,
                         gpointer          data,
                         GDestroyNotify    data_free,
                         GDestroyNotify    result_free,
                         void            (*present) (SotongListDialog *self,
                                                     gpointer          result))
{
  Reading *reading = g_new0 (Reading, 1);

  reading->dialog = sotong_dialog_to_weak (self);
  reading->result_free = result_free;
  reading->present = present;
  sotong_store_read_async (sotong_context_get_store (self->context), job, data, data_free, result_free, NULL, read_cb, reading);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongListDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (error != NULL && self != NULL)
    sotong_list_dialog_say (self, error->message);
}

/**
 * sotong_list_dialog_write:
 * @self: the dialog
 * @job: a change; it returns @data on success
 * @data: (transfer full) (nullable): for @job
 * @data_free: (nullable): frees @data
 *
 * Writes; what goes wrong is said in the dialog.
 */
void
sotong_list_dialog_write (SotongListDialog *self,
                          SotongStoreJob    job,
                          gpointer          data,
                          GDestroyNotify    data_free)
{
  g_return_if_fail (SOTONG_IS_LIST_DIALOG (self));

  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, job, data, data_free, NULL, NULL, written_cb,
                            sotong_dialog_to_weak (self));
}

/**
 * sotong_list_dialog_new_button:
 * @self: the dialog
 * @icon: its icon
 * @label: what it does, and to what
 * @id: of the thing; see sotong_list_dialog_get_id()
 * @callback: called with the button and @self
 *
 * Returns: (transfer floating): a button for the end of a row
 */
GtkWidget *
sotong_list_dialog_new_button (SotongListDialog *self,
                               const char       *icon,
                               const char       *label,
                               gint64            id,
                               GCallback         callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

gint64
sotong_list_dialog_get_id (GtkWidget *button)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (button), "id");
}
