/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-dialog-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "util/sotong-portal-email.h"

/* A report as a letter: its file is written beside the program's other files, and the desktop opens a letter with it. */

typedef struct {
  char *subject;  /* (owned) */
  char *body;     /* (owned) */
  char *path;     /* (owned) */
} Letter;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_free (letter->subject);
  g_free (letter->body);
  g_free (letter->path);
  g_free (letter);
}

static void
mail_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Letter *letter = task_data;
  GError *error = NULL;

  if (sotong_portal_compose_email (letter->subject, letter->body, letter->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
mailed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SotongReportDialog *self = SOTONG_REPORT_DIALOG (object);
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    sotong_report_dialog_say (self, _("The letter was opened in your mail program, with the report."), FALSE);
  else
    sotong_report_dialog_say (self, error->message, TRUE);
}

/* The file is there: it goes into a letter. */
void
sotong_report_dialog_mail_written (SotongReportDialog *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, mailed_cb, NULL);
  Letter *letter = g_new0 (Letter, 1);

  letter->path = g_steal_pointer (&self->letter);
  letter->subject = g_strdup (self->document != NULL ? sotong_document_get_title (self->document) : sotong_task_report_name (sotong_report_dialog_get_kind (self)));
  letter->body = g_strdup_printf (_("Please find the report “%s” with this letter."), letter->subject);
  g_task_set_task_data (task, letter, letter_free);
  g_task_run_in_thread (task, mail_thread);
}

/* Writes the report for a letter, in the chosen format. */
void
sotong_report_dialog_mail (SotongReportDialog *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "sotong", "letters", NULL);
  g_autofree char *report = sotong_report_dialog_name_file (self);
  g_autofree char *name = g_strconcat (report, ".", sotong_report_format_extension (sotong_report_dialog_get_chosen (self->format_row)), NULL);

  g_mkdir_with_parents (folder, 0700); /* what is wrong with it the writing says */
  g_free (self->letter);
  self->letter = g_build_filename (folder, name, NULL);
  sotong_report_dialog_save_to (self, self->letter);
}
