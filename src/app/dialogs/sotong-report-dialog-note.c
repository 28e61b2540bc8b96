/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-dialog-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "store/sotong-report-note.h"

/* The implications of an opinion report: what the office writes itself, kept with the period. */

typedef struct {
  SotongRange  period;
  gint64       topic_id;
  char        *text;  /* (owned) (nullable) */
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->text);
  g_free (note);
}

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Note *note = data;

  return sotong_report_note_get (db, "opinion", note->period, note->topic_id, error);
}

static gpointer
write_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Note *note = data;

  return sotong_report_note_set (db, "opinion", note->period, note->topic_id, note->text, error) ? data : NULL;
}

typedef struct {
  SotongForm         *form;    /* (unowned): the fields go with it */
  SotongReportDialog *dialog;  /* (weak) (nullable) */
  SotongContext      *context; /* (owned) */
  GtkWidget          *text;
  GtkWidget          *tasks;
  Note                note;    /* which; no text */
} Fields;

static void
fields_free (gpointer  data,
             GClosure *closure)
{
  Fields *fields = data;

  g_clear_weak_pointer (&fields->dialog);
  g_object_unref (fields->context);
  g_free (fields);
}

static void
accepted_cb (Fields *fields)
{
  Note *note = g_memdup2 (&fields->note, sizeof fields->note);
  g_autofree char *said = NULL, *tasks = NULL;

  said = sotong_form_dup_lines (fields->text);
  tasks = sotong_form_dup_lines (fields->tasks);
  note->text = sotong_report_note_join (said, tasks);
  sotong_form_write (fields->form, sotong_context_get_store (fields->context), write_job, note, note_free, NULL);
}

/* The form has gone: the report is made again with what was written. */
static gboolean
closed_cb (Fields *fields)
{
  if (fields->dialog != NULL && fields->dialog->context != NULL && gtk_widget_get_mapped (GTK_WIDGET (fields->dialog)))
    sotong_report_dialog_read_again (fields->dialog);
  return FALSE;
}

/* What is typed outlives a killed program. */
static void
watch (const Fields *fields)
{
  static const char *const keys[] = { "text", "tasks", NULL };
  GtkWidget *const rows[] = { fields->text, fields->tasks };
  g_autofree char *which = g_strdup_printf ("implications:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, fields->note.period.start,
                                            fields->note.period.end, fields->note.topic_id);

  sotong_form_journal_watch (fields->form, sotong_context_get_store (fields->context), which, rows, keys, NULL);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SotongReportDialog) self = sotong_dialog_from_weak (user_data);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = sotong_store_read_finish (SOTONG_STORE (object), result, &error), *said = NULL, *tasks = NULL;
  Fields *fields;

  if (self == NULL)
    return;
  if (text == NULL)
    {
      sotong_report_dialog_say (self, error->message, TRUE);
      return;
    }
  fields = g_new0 (Fields, 1);
  if (!sotong_time_parse_period (sotong_report_dialog_get_period (self), sotong_context_get_zone (self->context), &fields->note.period, NULL))
    {
      g_free (fields);
      return;
    }
  fields->note.topic_id = sotong_report_dialog_get_topic (self);
  fields->context = g_object_ref (self->context);
  g_set_weak_pointer (&fields->dialog, self);
  fields->form = sotong_form_new (GTK_WINDOW (self), _("Implications"), _("_Save"));
  if (self->closed_at > 0)
    sotong_form_add_group (fields->form, NULL,
                           _("This report is closed, and keeps the implications that it had then. What you write here is kept, and stands in the report once "
                             "its figures were opened and closed again."));
  sotong_report_note_split (text, &said, &tasks);
  fields->text = sotong_form_add_text (fields->form, _("Implications and measures, a paragraph a line"), g_strchomp (said));
  fields->tasks = sotong_form_add_text (fields->form, _("What is to be done, a line each: task | who | by when | state"), g_strchomp (tasks));
  g_signal_connect_data (fields->form, "accepted", G_CALLBACK (accepted_cb), fields, fields_free, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (fields->form, "unmap", G_CALLBACK (closed_cb), fields);
  watch (fields);
  gtk_window_set_default_size (GTK_WINDOW (fields->form), 560, 420);
  gtk_window_present (GTK_WINDOW (fields->form));
}

/* Asks for the implications of the period that is shown. */
void
sotong_report_dialog_note (SotongReportDialog *self)
{
  Note note = { .topic_id = sotong_report_dialog_get_topic (self) };

  if (sotong_time_parse_period (sotong_report_dialog_get_period (self), sotong_context_get_zone (self->context), &note.period, NULL))
    sotong_store_read_async (sotong_context_get_store (self->context), read_job, g_memdup2 (&note, sizeof note), note_free, g_free, NULL, read_cb,
                             sotong_dialog_to_weak (self));
}
