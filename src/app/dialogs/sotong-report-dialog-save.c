/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-report-dialog-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-report-print.h"
#include "app/sotong-table-copy.h"
#include "report/sotong-report-file.h"
#include "util/sotong-text.h"

#define MAX_ABOUT 40 /* letters of a topic or a campaign in the name of a file */

/* ---- saving ---- */

static void
task_cb (SotongReportDialog *self)
{
  double fraction = sotong_task_get_fraction (self->task);

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  else
    gtk_progress_bar_pulse (self->progress);
  if (self->letter != NULL && sotong_task_get_state (self->task) == SOTONG_TASK_DONE)
    sotong_report_dialog_mail_written (self);
  else if (sotong_task_is_over (self->task))
    sotong_report_dialog_say (self, sotong_task_get_detail (self->task), sotong_task_get_state (self->task) == SOTONG_TASK_FAILED);
  sotong_report_dialog_update (self);
}

/**
 * sotong_report_dialog_save_to:
 * @self: a dialog that shows a report
 * @path: where to; its ending says the format, and if it says none, what is chosen does
 *
 * Writes the report; how far it is shows in the dialog and in the activity pane.
 */
void
sotong_report_dialog_save_to (SotongReportDialog *self,
                              const char         *path)
{
  SotongReportWriter writer = NULL;
  g_autofree char *as = g_strconcat ("x.", sotong_report_format_extension (sotong_report_dialog_get_chosen (self->format_row)), NULL);
  const char *table;
  SotongRange period;

  if (self->window == NULL || sotong_window_get_context (self->window) != self->context
      || !sotong_time_parse_period (sotong_report_dialog_get_period (self), sotong_context_get_zone (self->context), &period, NULL))
    return;
  if (!sotong_report_file_read_name (path, &writer))
    sotong_report_file_read_name (as, &writer);
  table = writer == NULL ? sotong_report_dialog_get_table (self) : NULL;
  if (writer == NULL && table == NULL)
    return;
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_data (self->task, self);
  g_clear_object (&self->task);
  self->task = g_object_ref (sotong_task_report_to (self->window, sotong_report_dialog_get_kind (self), period, sotong_report_dialog_get_topic (self),
                                                    sotong_report_dialog_get_campaign (self), writer, table, path));
  g_signal_connect_object (self->task, "notify", G_CALLBACK (task_cb), self, G_CONNECT_SWAPPED);
  sotong_report_dialog_say (self, NULL, FALSE);
  sotong_report_dialog_update (self);
}

void
sotong_report_dialog_stop (SotongReportDialog *self)
{
  if (self->task != NULL)
    sotong_task_cancel (self->task);
}

/* A name without an ending has that of the chosen format; the file chooser asked about the name without it, so nothing is replaced. (nullable): %NULL with the
 * reason shown */
static char *
complete_path (SotongReportDialog *self,
               const char         *path)
{
  SotongReportWriter writer;
  g_autofree char *whole = NULL, *name = NULL, *text = NULL;

  if (sotong_report_file_read_name (path, &writer))
    return g_strdup (path);
  whole = g_strconcat (path, ".", sotong_report_format_extension (sotong_report_dialog_get_chosen (self->format_row)), NULL);
  if (!g_file_test (whole, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&whole);
  name = g_filename_display_basename (whole);
  text = g_strdup_printf (_("There is a file “%s” already. To replace it, choose that name itself; else take another one."), name);
  sotong_report_dialog_say (self, text, TRUE);
  return NULL;
}

static void
file_cb (GtkNativeDialog    *dialog,
         int                 response,
         SotongReportDialog *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *whole = path != NULL ? complete_path (self, path) : NULL;

  g_clear_pointer (&self->letter, g_free);
  if (whole != NULL)
    sotong_report_dialog_save_to (self, whole);
  g_object_unref (dialog);
}

/* (transfer full): what a file of the report is called, without its ending: which it is, its period, and the topic or the campaign that was chosen, so that no
 * two are called the same. */
char *
sotong_report_dialog_name_file (SotongReportDialog *self)
{
  GtkWidget *row = sotong_report_dialog_get_topic (self) != 0 ? self->topic_row : sotong_report_dialog_get_campaign (self) != NULL ? self->campaign_row : NULL;
  gpointer chosen = row != NULL ? adw_combo_row_get_selected_item (ADW_COMBO_ROW (row)) : NULL;
  g_autofree char *period = sotong_report_period_file (sotong_report_dialog_get_period (self), sotong_context_get_zone (self->context));
  g_autofree char *about = chosen != NULL ? sotong_text_single_line (gtk_string_object_get_string (chosen), MAX_ABOUT) : g_strdup ("");
  char *name = g_strdup_printf ("%s %s%s%s", sotong_task_report_name (sotong_report_dialog_get_kind (self)), period, *about != '\0' ? " " : "", about);

  return g_strdelimit (name, "/\\:*?\"<>|", '_'); /* as other systems read them too */
}

void
sotong_report_dialog_save (SotongReportDialog *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save Report"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  const char *extension = sotong_report_format_extension (sotong_report_dialog_get_chosen (self->format_row)), *table = sotong_report_dialog_get_table (self);
  gboolean one = g_str_equal (extension, "csv") && table != NULL;
  g_autofree char *report = sotong_report_dialog_name_file (self);
  g_autofree char *name = g_strdup_printf ("%s%s%s.%s", report, one ? " " : "", one ? sotong_report_table_label (table) : "", extension);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- printing and copying ---- */

/**
 * sotong_report_dialog_print_to:
 * @self: a dialog that shows a report
 * @path: (nullable): a PDF to print to; %NULL to ask for a printer
 */
void
sotong_report_dialog_print_to (SotongReportDialog *self,
                               const char         *path)
{
  g_autoptr(GError) error = NULL;

  if (self->preview != NULL && self->n_pages > 0
      && !sotong_report_print (self->preview, self->n_pages, sotong_document_get_landscape (self->document), sotong_document_get_title (self->document),
                               GTK_WINDOW (self), path, &error))
    sotong_report_dialog_say (self, error->message, TRUE);
}

void
sotong_report_dialog_print (SotongReportDialog *self)
{
  sotong_report_dialog_print_to (self, NULL);
}

void
sotong_report_dialog_copy (SotongReportDialog *self)
{
  const char *id = sotong_report_dialog_get_table (self);
  SotongTable *table = id != NULL ? sotong_document_find_table (self->document, id) : NULL;
  g_autofree char *text = NULL;

  if (table == NULL)
    return;
  sotong_table_copy (table, GTK_WIDGET (self));
  text = g_strdup_printf (_("“%s” was copied. Paste it in Hangul or in a spreadsheet."), sotong_report_table_label (id));
  sotong_report_dialog_say (self, text, FALSE);
}
