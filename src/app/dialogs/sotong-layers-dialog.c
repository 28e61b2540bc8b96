/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-layers-dialog.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-toast.h"
#include "exchange/sotong-layer-refresh.h"
#include "util/sotong-won.h"

/**
 * SotongLayersDialog:
 *
 * The layers of events beside the contents: those of files, and those of addresses that are
 * looked at again. What is done takes effect at once and can be undone.
 */
struct _SotongLayersDialog
{
  AdwPreferencesWindow  parent_instance;
  SotongContext        *context;   /* (owned) (nullable) */
  GCancellable         *closing;   /* (owned): the dialog goes away */
  GCancellable         *reading;   /* (owned) (nullable): the newest question for the list */
  AdwPreferencesGroup  *busy;      /* (unowned): what is being read */
  GPtrArray            *works;     /* (owned) (element-type GCancellable): of what is being read */
  AdwPreferencesGroup  *group;     /* (unowned) */
  GPtrArray            *rows;      /* (owned) (element-type GtkWidget, unowned) */
  GtkWidget            *empty;     /* (unowned) (nullable): says that there is none */
  gulong                changed_id;
};

G_DEFINE_FINAL_TYPE (SotongLayersDialog, sotong_layers_dialog, ADW_TYPE_PREFERENCES_WINDOW)

/* ---- reading a layer, which may take a while ---- */

typedef struct {
  SotongStore *store;    /* (owned) */
  gint64       id;       /* 0: a new one */
  char        *name;     /* (owned) (nullable) */
  char        *address;  /* (owned) (nullable) */
  gint64       every;    /* minutes */
  GtkWidget   *row;      /* (unowned) (nullable): while the dialog is there */
  SotongForm  *form;     /* (weak) (nullable): in which the address was typed; it says how it goes in the place of a row */
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->store);
  g_free (work->name);
  g_free (work->address);
  g_free (work);
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Work *work = task_data;
  g_autoptr(SotongHttp) http = sotong_http_new (sotong_store_get_clock (work->store));
  GError *error = NULL;
  SotongLayerRefresh *refresh = work->id != 0 ? sotong_layer_refresh (work->store, http, work->id, cancellable, &error)
                                              : sotong_layer_add (work->store, http, work->name, work->address, work->every, cancellable, &error);

  if (refresh != NULL)
    g_task_return_pointer (task, refresh, (GDestroyNotify) sotong_layer_refresh_free);
  else
    g_task_return_error (task, error);
}

/* (transfer full): what came of it, for a person */
static char *
describe (const SotongLayerRefresh *refresh,
          const GError             *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("Stopped. Nothing of the calendar was taken."));
  if (refresh == NULL)
    return g_strdup (error->message);
  if (refresh->notes->len > 0)
    return g_strdup (g_ptr_array_index (refresh->notes, 0));
  return g_strdup_printf (_("Read: %d new, %d changed, %d gone."), (int) refresh->counts.n_added, (int) refresh->counts.n_changed,
                          (int) refresh->counts.n_removed);
}

/* The form goes once the calendar was taken: till then its address can be mended. Who stopped it has no problem. */
static void
end_form (SotongForm   *form,
          const GError *error,
          const char   *text)
{
  if (error == NULL)
    {
      sotong_form_set_busy (form, FALSE);
      sotong_form_done (form);
      return;
    }
  sotong_form_fail (form, text);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sotong_form_tell (form, text);
}

static void
worked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongLayersDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongLayerRefresh) refresh = g_task_propagate_pointer (G_TASK (result), &error);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autofree char *text = describe (refresh, error);

  if (work->form != NULL)
    end_form (work->form, error, text);
  g_clear_weak_pointer (&work->form); /* here, and not in a thread */
  if (g_cancellable_is_cancelled (self->closing))
    return;
  if (work->row != NULL)
    {
      adw_preferences_group_remove (self->busy, work->row);
      g_ptr_array_remove (self->works, g_task_get_cancellable (G_TASK (result)));
      gtk_widget_set_visible (GTK_WIDGET (self->busy), self->works->len > 0);
    }
  if (work->row != NULL || refresh != NULL) /* else the form says it */
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), text);
}

/* A calendar of many years takes a while: it is seen that it is being read, and it can be stopped. */
static GtkWidget *
add_busy_row (SotongLayersDialog *self,
              const char         *name,
              GCancellable       *cancellable)
{
  GtkWidget *row = adw_action_row_new (), *spinner = gtk_spinner_new (), *stop = gtk_button_new_with_label (_("Stop"));
  g_autofree char *title = g_strdup_printf (_("Reading “%s”…"), name);
  g_autofree char *label = g_strdup_printf (_("Stop reading “%s”"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (stop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (stop, GTK_ALIGN_CENTER);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (g_cancellable_cancel), cancellable, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), stop);
  adw_preferences_group_add (self->busy, row);
  gtk_widget_set_visible (GTK_WIDGET (self->busy), TRUE);
  return row;
}

/* It is seen in @form, (nullable), or in a row of its own. */
static void
begin_work (SotongLayersDialog *self,
            SotongForm         *form,
            gint64              id,
            const char         *name,
            const char         *address,
            gint64              every)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, worked_cb, g_object_ref (self)); /* no widget is let go of in a thread */
  Work *work = g_new0 (Work, 1);
  const char *shown;

  work->store = g_object_ref (sotong_context_get_store (self->context));
  work->id = id;
  work->name = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
  work->address = g_strdup (address);
  work->every = every;
  shown = work->name != NULL ? work->name : address;
  if (form != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("Reading “%s”… “Cancel” stops it, and what you typed stays."), shown);

      g_set_weak_pointer (&work->form, form);
      sotong_form_begin_work (form, text, cancellable);
    }
  else
    {
      g_ptr_array_add (self->works, g_object_ref (cancellable));
      work->row = add_busy_row (self, shown, cancellable);
    }
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_set_check_cancellable (task, FALSE); /* what was taken before somebody stopped it is taken */
  g_task_run_in_thread (task, work_thread);
}

/* ---- removing ---- */

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_event_layer_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SotongLayersDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  if (error != NULL && !g_cancellable_is_cancelled (self->closing))
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error->message);
}

static void
remove_cb (GtkWidget          *button,
           SotongLayersDialog *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  sotong_store_write_async (sotong_context_get_store (self->context), SOTONG_WRITE_DEFAULT, remove_job, g_memdup2 (id, sizeof *id), g_free, NULL,
                            NULL, removed_cb, g_object_ref (self));
}

static void
refresh_cb (GtkWidget          *button,
            SotongLayersDialog *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  begin_work (self, NULL, *id, g_object_get_data (G_OBJECT (button), "name"), NULL, 0);
}

/* ---- the list ---- */

static GtkWidget *
new_button (SotongLayersDialog     *self,
            const SotongEventLayer *layer,
            const char             *label,
            const char             *format,
            GCallback               callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", format, layer->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&layer->id, sizeof layer->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (layer->name), g_free);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
add_row (SotongLayersDialog     *self,
         const SotongEventLayer *layer)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *number = sotong_number_group (layer->n_events);
  g_autofree char *events = g_strdup_printf (ngettext ("%s event", "%s events", (gulong) layer->n_events), number);
  gboolean own = g_str_equal (layer->kind, "own");
  g_autofree char *subtitle = g_strdup_printf ("%s · %s%s%s", events, own ? _("Typed here") : layer->address,
                                               layer->message[0] != '\0' ? "\n" : "", layer->message);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), layer->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (!own)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button (self, layer, _("Read Again"), _("Read Again"), G_CALLBACK (refresh_cb)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button (self, layer, _("Remove"), _("Remove"), G_CALLBACK (remove_cb)));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_layers (SotongLayersDialog *self,
             GPtrArray          *layers)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (self->empty != NULL)
    adw_preferences_group_remove (self->group, self->empty);
  self->empty = NULL;
  for (guint i = 0; i < layers->len; i++)
    add_row (self, g_ptr_array_index (layers, i));
  if (layers->len > 0)
    return;
  self->empty = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->empty), _("There is none yet. Add a calendar by its address, or a file."));
  adw_preferences_group_add (self->group, self->empty);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_event_layer_list (db, error);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SotongLayersDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) layers = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (self->closing) || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  if (layers != NULL)
    show_layers (self, layers);
  else
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (self), error->message);
}

static void
read_layers (SotongLayersDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (self->context), list_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->reading, listed_cb,
                           g_object_ref (self));
}

static void
changed_cb (SotongStore        *store,
            guint               areas,
            SotongLayersDialog *self)
{
  if (areas & SOTONG_AREA_PLAN)
    read_layers (self);
}

/* ---- adding ---- */

static const gint64 intervals[] = { 15, 60, 360, 1440 }; /* minutes, in the order of their names */

static void
accepted_cb (SotongForm         *form,
             SotongLayersDialog *self)
{
  const char *address = sotong_form_get_text (g_object_get_data (G_OBJECT (form), "address"));
  const char *name = sotong_form_get_text (g_object_get_data (G_OBJECT (form), "name"));
  guint selected = adw_combo_row_get_selected (g_object_get_data (G_OBJECT (form), "every"));

  if (*address == '\0')
    {
      sotong_form_fail (form, _("Write the calendar's address, as in https://calendar.example.org/events.ics, or the path of a file."));
      return;
    }
  begin_work (self, form, 0, name, address, intervals[MIN (selected, G_N_ELEMENTS (intervals) - 1)]);
}

static void
watch (SotongLayersDialog *self,
       SotongForm         *form)
{
  static const char *const keys[] = { "address", "name", "every", NULL };
  GtkWidget *rows[G_N_ELEMENTS (keys) - 1];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = g_object_get_data (G_OBJECT (form), keys[i]);
  sotong_form_journal_watch (form, sotong_context_get_store (self->context), "layer", rows, keys, NULL);
}

static void
add_cb (SotongLayersDialog *self)
{
  SotongForm *form = sotong_form_new (GTK_WINDOW (self), _("Add Event Layer"), _("_Add"));
  const char *names[] = { _("Every quarter of an hour"), _("Every hour"), _("Every six hours"), _("Every day"), NULL };

  sotong_form_add_group (form, NULL, _("Events of a web address are read again by themselves while Sotong is open. They stand quietly beside the contents."));
  g_object_set_data (G_OBJECT (form), "address", sotong_form_add_file (form, _("Address or file (.ics)"), _("Choose a Calendar"), _("Calendars (iCalendar)"),
                                                                           (const char *[]) { "*.ics", "*.ICS", "*.ical", NULL }));
  g_object_set_data (G_OBJECT (form), "name", sotong_form_add_entry (form, _("Name, if another than its own"), ""));
  g_object_set_data (G_OBJECT (form), "every", sotong_form_add_choice (form, _("Look at a web address"), names, 1));
  watch (self, form);
  g_signal_connect_object (form, "accepted", G_CALLBACK (accepted_cb), self, 0);
  gtk_window_present (GTK_WINDOW (form));
}

/* Reads a calendar and adds it; a web address is looked at again every so many minutes, 0 for the usual. */
void
sotong_layers_dialog_add (SotongLayersDialog *self,
                          const char         *name,
                          const char         *address,
                          gint64              every)
{
  g_return_if_fail (SOTONG_IS_LAYERS_DIALOG (self));
  begin_work (self, NULL, 0, name, address, every);
}

guint
sotong_layers_dialog_get_n (SotongLayersDialog *self)
{
  g_return_val_if_fail (SOTONG_IS_LAYERS_DIALOG (self), 0);
  return self->rows->len;
}

/* ---- the class ---- */

static void
stop_all (SotongLayersDialog *self)
{
  g_cancellable_cancel (self->closing);
  for (guint i = 0; i < self->works->len; i++)
    g_cancellable_cancel (g_ptr_array_index (self->works, i));
}

static gboolean
close_request_cb (SotongLayersDialog *self)
{
  stop_all (self);
  return FALSE;
}

static void
sotong_layers_dialog_dispose (GObject *object)
{
  SotongLayersDialog *self = SOTONG_LAYERS_DIALOG (object);

  stop_all (self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->changed_id != 0)
    g_signal_handler_disconnect (sotong_context_get_store (self->context), self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sotong_layers_dialog_parent_class)->dispose (object);
}

static void
sotong_layers_dialog_finalize (GObject *object)
{
  SotongLayersDialog *self = SOTONG_LAYERS_DIALOG (object);

  g_object_unref (self->closing);
  g_ptr_array_unref (self->works);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (sotong_layers_dialog_parent_class)->finalize (object);
}

static void
sotong_layers_dialog_class_init (SotongLayersDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_layers_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_layers_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sotong_layers_dialog_init (SotongLayersDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add…"));

  self->closing = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->works = g_ptr_array_new_with_free_func (g_object_unref);
  self->busy = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->busy), FALSE);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->busy);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Event Layers"));
  adw_preferences_group_set_description (self->group, _("Events of others beside the contents of the calendar."));
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  adw_preferences_group_set_header_suffix (self->group, add);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("Event Layers"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 480);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

/**
 * sotong_layers_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog that shows its layers of events
 */
SotongLayersDialog *
sotong_layers_dialog_new (SotongWindow *window)
{
  SotongLayersDialog *self = g_object_new (SOTONG_TYPE_LAYERS_DIALOG, "transient-for", window, NULL);

  self->context = g_object_ref (sotong_window_get_context (window));
  self->changed_id = g_signal_connect (sotong_context_get_store (self->context), "changed", G_CALLBACK (changed_cb), self);
  read_layers (self);
  return self;
}
