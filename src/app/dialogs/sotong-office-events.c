/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "store/sotong-own-event.h"

/* The events that the office types itself: they stand beside the contents as those of other calendars do. */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_own_event_list (db, error);
}

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongOwnEvent *event = data;

  if (event->id != 0)
    return sotong_own_event_edit (db, event, error) ? data : NULL;
  return sotong_own_event_add (db, event, error) != 0 ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_own_event_remove (db, *(gint64 *) data, error) ? data : NULL;
}

/* ---- the form ---- */

typedef struct {
  SotongForm *form;    /* (unowned): the fields go with it */
  gint64      id;      /* 0: a new one */
  GtkWidget  *title;
  GtkWidget  *from;
  GtkWidget  *to;
  GtkWidget  *place;
  GtkWidget  *layer;
} Fields;

static void
accepted_cb (SotongForm       *form,
             SotongListDialog *dialog)
{
  const Fields *fields = g_object_get_data (G_OBJECT (form), "fields");
  SotongOwnEvent *event = g_new0 (SotongOwnEvent, 1);

  event->id = fields->id;
  event->title = g_strdup (sotong_form_get_text (fields->title));
  event->from = sotong_form_dup_day (fields->from);
  event->to = sotong_form_dup_day (fields->to);
  event->place = g_strdup (sotong_form_get_text (fields->place));
  event->layer = g_strdup (sotong_form_get_text (fields->layer));
  sotong_form_write (form, sotong_context_get_store (sotong_list_dialog_get_context (dialog)), save_job, event,
                     (GDestroyNotify) sotong_own_event_free, NULL);
}

static void
present_form (SotongListDialog     *dialog,
              const SotongOwnEvent *event)
{
  SotongContext *context = sotong_list_dialog_get_context (dialog);
  g_autofree char *today = sotong_time_format_date (sotong_context_now (context), sotong_context_get_zone (context));
  Fields *fields = g_new0 (Fields, 1);

  fields->form = sotong_form_new (GTK_WINDOW (dialog), event != NULL ? _("Edit Event") : _("Add Event"), event != NULL ? _("_Save") : _("_Add"));
  fields->id = event != NULL ? event->id : 0;
  sotong_form_add_group (fields->form, NULL, _("A day alone, as 2016-10-14, is the whole day; with a time, as 2016-10-14 10:00, the event begins and ends then."));
  fields->title = sotong_form_add_entry (fields->form, _("Title"), event != NULL ? event->title : NULL);
  fields->from = sotong_form_add_entry (fields->form, _("From"), event != NULL ? event->from : today);
  fields->to = sotong_form_add_entry (fields->form, _("To (may be empty)"), event != NULL ? event->to : NULL);
  fields->place = sotong_form_add_entry (fields->form, _("Place"), event != NULL ? event->place : NULL);
  fields->layer = sotong_form_add_entry (fields->form, _("Layer"), event != NULL ? event->layer : _("Own events"));
  g_object_set_data_full (G_OBJECT (fields->form), "fields", fields, g_free);
  g_signal_connect_object (fields->form, "accepted", G_CALLBACK (accepted_cb), dialog, 0);
  gtk_window_present (GTK_WINDOW (fields->form));
}

static void
add (SotongListDialog *dialog)
{
  present_form (dialog, NULL);
}

/* ---- rows ---- */

static void
edit_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  present_form (dialog, g_object_get_data (G_OBJECT (button), "event"));
}

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  gint64 id = sotong_list_dialog_get_id (button);

  sotong_list_dialog_write (dialog, remove_job, g_memdup2 (&id, sizeof id), g_free);
}

static SotongOwnEvent *
event_copy (const SotongOwnEvent *event)
{
  SotongOwnEvent *copy = g_memdup2 (event, sizeof *event);

  copy->layer = g_strdup (event->layer);
  copy->title = g_strdup (event->title);
  copy->place = g_strdup (event->place);
  copy->from = g_strdup (event->from);
  copy->to = g_strdup (event->to);
  return copy;
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const SotongOwnEvent *event = data;
  GtkWidget *row = adw_action_row_new (), *edit;
  g_autofree char *times = g_str_equal (event->from, event->to) ? g_strdup (event->from) : g_strdup_printf ("%s – %s", event->from, event->to);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s%s%s", times, event->layer, event->place[0] != '\0' ? " · " : "", event->place);
  g_autofree char *edit_label = g_strdup_printf (_("Edit %s"), event->title);
  g_autofree char *remove_label = g_strdup_printf (_("Remove %s"), event->title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), event->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  edit = sotong_list_dialog_new_button (dialog, "sotong-edit-symbolic", edit_label, event->id, G_CALLBACK (edit_cb));
  g_object_set_data_full (G_OBJECT (edit), "event", event_copy (event), (GDestroyNotify) sotong_own_event_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sotong_list_dialog_new_button (dialog, "sotong-remove-symbolic", remove_label, event->id,
                                                                                 G_CALLBACK (remove_cb)));
  return row;
}

static const SotongListDialogInfo info = {
  N_("Own Events"),
  N_("Events of the office, typed here. They stand quietly beside the contents of the calendar."),
  N_("There is none yet."),
  SOTONG_AREA_PLAN,
  list_job,
  make_row,
  add,
};

/**
 * sotong_events_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the events that the office typed
 */
SotongListDialog *
sotong_events_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
