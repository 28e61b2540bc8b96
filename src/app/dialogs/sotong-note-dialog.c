/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-note-dialog.h"
#include "store/sotong-chart-note.h"

typedef struct {
  SotongPane *pane;     /* (unowned): the form goes before it */
  GtkWidget  *title;
  GtkWidget  *from;
  GtkWidget  *to;
  GtkWidget  *topic;    /* (nullable): the check */
  gint64      topic_id;
} Fields;

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_chart_note_add (db, data, error) != 0 ? data : NULL;
}

static void
accepted_cb (SotongForm *form,
             SotongPane *pane)
{
  const Fields *fields = g_object_get_data (G_OBJECT (form), "fields");
  SotongContext *context = sotong_pane_get_context (pane);
  g_autofree char *from = sotong_form_dup_day (fields->from), *to = sotong_form_dup_day (fields->to);
  SotongChartNote *note;
  SotongRange range;
  g_autoptr(GError) error = NULL;

  if (context == NULL || sotong_context_get_store (context) == NULL)
    return;
  if (!sotong_time_parse_range (from, *to != '\0' ? to : from, sotong_context_get_zone (context), &range, &error))
    {
      sotong_form_fail (form, error->message);
      return;
    }
  note = g_new0 (SotongChartNote, 1);
  note->title = g_strdup (sotong_form_get_text (fields->title));
  note->at = range.start;
  note->ends_at = *to != '\0' ? range.end : SOTONG_NONE;
  if (fields->topic != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (fields->topic)))
    note->topic_id = fields->topic_id;
  sotong_form_write (form, sotong_context_get_store (context), add_job, note, (GDestroyNotify) sotong_chart_note_free, NULL);
}

/* What is typed outlives a killed program. */
static void
watch (SotongForm   *form,
       const Fields *fields,
       SotongStore  *store)
{
  const char *const keys[] = { "title", "=from", "to", fields->topic != NULL ? "topic" : NULL, NULL };
  GtkWidget *const rows[] = { fields->title, fields->from, fields->to, fields->topic };

  g_autofree char *which = g_strdup_printf ("chart-note:%" G_GINT64_FORMAT, fields->topic_id);

  if (store != NULL)
    sotong_form_journal_watch (form, store, which, rows, keys, NULL);
}

/**
 * sotong_note_dialog_present:
 * @pane: the pane that shows the chart
 * @at: the day that is offered
 *
 * Asks for a few words that shall stand in every chart at that day.
 *
 * Returns: (transfer none): the form
 */
SotongForm *
sotong_note_dialog_present (SotongPane *pane,
                            gint64      at)
{
  SotongContext *context = sotong_pane_get_context (pane);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  g_autofree char *day = sotong_time_format_date (at, sotong_context_get_zone (context));
  Fields *fields = g_new0 (Fields, 1);
  SotongForm *form = sotong_form_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Add Note"), _("_Add"));

  fields->pane = pane;
  fields->topic_id = sotong_context_get_topic (context);
  sotong_form_add_group (form, NULL, _("The note stands in every chart of that time, in the window and in pictures."));
  fields->title = sotong_form_add_entry (form, C_("on a chart", "Note"), NULL);
  fields->from = sotong_form_add_entry (form, _("Day"), day);
  fields->to = sotong_form_add_entry (form, _("Last day (may be empty)"), NULL);
  if (fields->topic_id != 0)
    fields->topic = sotong_form_add_check (form, _("Only with this topic"), NULL, FALSE);
  g_object_set_data_full (G_OBJECT (form), "fields", fields, g_free);
  g_signal_connect_object (form, "accepted", G_CALLBACK (accepted_cb), pane, 0);
  watch (form, fields, sotong_context_get_store (context));
  gtk_window_present (GTK_WINDOW (form));
  return form;
}
