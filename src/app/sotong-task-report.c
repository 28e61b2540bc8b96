/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "app/sotong-task-commands.h"
#include "report/sotong-hwpx.h"
#include "report/sotong-pdf.h"
#include "report/sotong-report-load.h"
#include "report/sotong-report-promise.h"
#include "report/sotong-table-csv.h"

/* What a summary can be written as: a whole document, or one of its tables. */
typedef struct {
  const char        *name;       /* (translatable) */
  const char        *extension;
  SotongReportWriter writer;     /* (nullable): of a whole document */
  const char        *table;      /* (nullable): of a data file */
} Form;

static const Form budget_forms[] = {
  { N_("Hangul document (HWPX)"), "hwpx", sotong_hwpx_write, NULL },
  { N_("PDF document"), "pdf", sotong_pdf_write, NULL },
  { N_("CSV: totals"), "csv", NULL, "totals" },
  { N_("CSV: basis of calculation"), "csv", NULL, "basis" },
  { N_("CSV: settlement"), "csv", NULL, "settlement" },
  { N_("CSV: execution"), "csv", NULL, "execution" },
  { N_("CSV: schedule"), "csv", NULL, "schedule" },
  { N_("CSV: results"), "csv", NULL, "results" },
  { NULL, NULL, NULL, NULL }
};
static const Form performance_forms[] = {
  { N_("Hangul document (HWPX)"), "hwpx", sotong_hwpx_write, NULL },
  { N_("PDF document"), "pdf", sotong_pdf_write, NULL },
  { N_("CSV: promised quantities"), "csv", NULL, "deliverables" },
  { N_("CSV: channels"), "csv", NULL, "channels" },
  { N_("CSV: mentions per day"), "csv", NULL, "daily" },
  { N_("CSV: gaps"), "csv", NULL, "gaps" },
  { NULL, NULL, NULL, NULL }
};
static const Form promise_forms[] = {
  { N_("Hangul document (HWPX)"), "hwpx", sotong_hwpx_write, NULL },
  { N_("PDF document"), "pdf", sotong_pdf_write, NULL },
  { N_("CSV: promised quantities"), "csv", NULL, "promise" },
  { NULL, NULL, NULL, NULL }
};

static const struct {
  const char *title;  /* of the question */
  const char *file;   /* as the file and the task are called */
  const Form *forms;
} kinds[] = {
  { N_("Budget Summary"), N_("Budget summary"), budget_forms },
  { N_("Performance Summary"), N_("Performance summary"), performance_forms },
  { N_("Promises"), N_("Promises"), promise_forms },
};

/* ---- writing ---- */

typedef struct {
  SotongTaskReport kind;
  SotongRange  period;
  gint64       topic_id;
} ReportData;

typedef struct {
  SotongTaskCall *call;      /* (owned) */
  char           *path;      /* (owned) */
  SotongReportWriter writer; /* (nullable): of a whole document */
  char           *table;     /* (owned) (nullable): of a data file */
  SotongDocument *document;  /* (owned) (nullable) */
} Report;

static void
end_report (Report       *report,
            const GError *error)
{
  g_autofree char *name = g_filename_display_basename (report->path);
  g_autofree char *text = g_strdup_printf (_("“%s” was written."), name);

  sotong_task_call_end (report->call, error == NULL ? text : NULL, error);
  g_clear_object (&report->document);
  g_free (report->path);
  g_free (report->table);
  g_free (report);
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const ReportData *what = data;
  g_autoptr(SotongReportPerformance) performance = NULL;
  g_autoptr(SotongReportBudget) budget = NULL;
  int year;

  switch (what->kind)
    {
    case SOTONG_TASK_REPORT_BUDGET:
      budget = sotong_report_load_budget (db, what->period, error);
      return budget != NULL ? sotong_report_budget_build (budget) : NULL;
    case SOTONG_TASK_REPORT_PERFORMANCE:
      performance = sotong_report_load_performance (db, what->period, what->topic_id, error);
      return performance != NULL ? sotong_report_performance_build (performance) : NULL;
    case SOTONG_TASK_REPORT_PROMISE:
      sotong_time_to_civil (what->period.start, sotong_db_get_zone (db), &year, NULL, NULL, NULL, NULL, NULL);
      return sotong_report_promise (db, year, error);
    default:
      g_assert_not_reached ();
    }
}

static void
progress_cb (double   fraction,
             gpointer user_data)
{
  Report *report = user_data;

  sotong_task_set_fraction (report->call->task, fraction);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  sotong_report_file_write_finish (SOTONG_DOCUMENT (object), result, &error);
  end_report (user_data, error);
}

static void
csv_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  const Report *report = task_data;
  g_autoptr(GFile) file = g_file_new_for_path (report->path);
  GError *error = NULL;

  if (sotong_document_find_table (report->document, report->table) == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             _("The period has nothing for this table, so no file was written. Choose another period."));
  else if (sotong_table_csv_write (report->document, report->table, file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
csv_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  end_report (user_data, error);
}

static void
write_report (Report *report)
{
  GCancellable *cancellable = sotong_task_get_cancellable (report->call->task);
  g_autoptr(GFile) file = g_file_new_for_path (report->path);
  g_autoptr(GTask) task = NULL;

  if (report->writer != NULL)
    {
      sotong_report_file_write_async (report->document, report->writer, file, progress_cb, report, cancellable, written_cb, report);
      return;
    }
  task = g_task_new (report->document, cancellable, csv_cb, report);
  g_task_set_task_data (task, report, NULL);
  g_task_run_in_thread (task, csv_thread);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Report *report = user_data;
  g_autoptr(GError) error = NULL;

  report->document = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  if (report->document != NULL)
    write_report (report);
  else
    end_report (report, error);
}

/**
 * sotong_task_report_to:
 * @window: a window with a workspace
 * @kind: which summary
 * @period: what it is about; of promises the year in which it begins
 * @writer: (nullable): writes a whole document; %NULL for a CSV file
 * @table: (nullable): for a CSV file, which table
 * @path: where to
 *
 * Writes a summary. An older file of the same name stays until the new one is whole.
 */
void
sotong_task_report_to (SotongWindow     *window,
                       SotongTaskReport  kind,
                       SotongRange       period,
                       SotongReportWriter writer,
                       const char       *table,
                       const char       *path)
{
  Report *report = g_new0 (Report, 1);
  ReportData *what = g_new0 (ReportData, 1);

  report->call = sotong_task_call_new (window, _(kinds[kind].file));
  report->path = g_strdup (path);
  report->writer = writer;
  report->table = g_strdup (table);
  what->kind = kind;
  what->period = period;
  what->topic_id = sotong_context_get_topic (report->call->context);
  sotong_store_read_async (sotong_context_get_store (report->call->context), load_job, what, g_free, g_object_unref,
                           sotong_task_get_cancellable (report->call->task), loaded_cb, report);
}

/* ---- asking ---- */

typedef struct {
  SotongWindow *window;      /* (weak) (nullable) */
  SotongTaskReport kind;
  GStrv         periods;     /* (owned): as 2016 or 2016-02 */
  GtkWidget    *period_row;
  GtkWidget    *format_row;
  const Form   *form;        /* chosen */
  SotongRange   period;      /* chosen */
  char         *period_name; /* (owned) (nullable) */
} Question;

static void
question_free (Question *question)
{
  g_clear_weak_pointer (&question->window);
  g_strfreev (question->periods);
  g_free (question->period_name);
  g_free (question);
}

/* This year and last year whole, then the months of this year that have begun, the latest first; promises are a year's. */
static GStrv
list_periods (SotongContext    *context,
              SotongTaskReport  kind)
{
  g_autoptr(GStrvBuilder) periods = g_strv_builder_new ();
  int year, month;

  sotong_time_to_civil (sotong_context_now (context), sotong_context_get_zone (context), &year, &month, NULL, NULL, NULL, NULL);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = g_strdup_printf ("%04d", year - i);

      g_strv_builder_add (periods, text);
    }
  for (int i = kind != SOTONG_TASK_REPORT_PROMISE ? month : 0; i >= 1; i--)
    {
      g_autofree char *text = g_strdup_printf ("%04d-%02d", year, i);

      g_strv_builder_add (periods, text);
    }
  return g_strv_builder_end (periods);
}

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                SotongWindow    *window)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), "question");
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && sotong_window_get_context (window) != NULL)
    sotong_task_report_to (window, question->kind, question->period, question->form->writer, question->form->table, path);
  g_object_unref (dialog);
}

static void
ask_file (Question *question)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save Summary"), GTK_WINDOW (question->window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _("_Save"), _("_Cancel"));
  const Form *form = question->form;
  g_autofree char *name = g_strdup_printf ("%s %s%s%s.%s", _(kinds[question->kind].file), question->period_name,
                                           form->table != NULL ? " " : "", form->table != NULL ? form->table : "", form->extension);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "question", question, (GDestroyNotify) question_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), question->window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
accepted_cb (SotongForm *form,
             gpointer    user_data)
{
  Question *question = g_object_get_data (G_OBJECT (form), "question");
  SotongContext *context = question->window != NULL ? sotong_window_get_context (question->window) : NULL;

  if (context == NULL)
    return;
  question->period_name = g_strdup (question->periods[adw_combo_row_get_selected (ADW_COMBO_ROW (question->period_row))]);
  question->form = &kinds[question->kind].forms[adw_combo_row_get_selected (ADW_COMBO_ROW (question->format_row))];
  if (!sotong_time_parse_period (question->period_name, sotong_context_get_zone (context), &question->period, NULL))
    return;
  g_object_steal_data (G_OBJECT (form), "question");
  ask_file (question);
  gtk_window_destroy (GTK_WINDOW (form));
}

static GtkWidget *
add_formats (SotongForm       *form,
             SotongTaskReport  kind)
{
  const Form *forms = kinds[kind].forms;
  const char *choices[G_N_ELEMENTS (budget_forms)] = { NULL }; /* which are the most */

  for (guint i = 0; forms[i].name != NULL; i++)
    choices[i] = _(forms[i].name);
  return sotong_form_add_choice (form, _("Write as"), choices, 0);
}

/**
 * sotong_task_report:
 * @window: a window with a workspace
 * @kind: which summary
 *
 * Asks for a period, a form and a file, and writes a summary.
 */
void
sotong_task_report (SotongWindow     *window,
                    SotongTaskReport  kind)
{
  SotongContext *context = sotong_window_get_context (window);
  SotongForm *form;
  Question *question;

  g_return_if_fail (context != NULL);
  form = sotong_form_new (GTK_WINDOW (window), _(kinds[kind].title), _("C_ontinue"));
  question = g_new0 (Question, 1);
  question->kind = kind;
  question->periods = list_periods (context, kind);
  g_set_weak_pointer (&question->window, window);
  g_object_set_data_full (G_OBJECT (form), "question", question, (GDestroyNotify) question_free);
  question->period_row = sotong_form_add_choice (form, _("Period"), (const char * const *) question->periods, 0);
  question->format_row = add_formats (form, kind);
  g_signal_connect (form, "accepted", G_CALLBACK (accepted_cb), NULL);
  gtk_window_present (GTK_WINDOW (form));
}
