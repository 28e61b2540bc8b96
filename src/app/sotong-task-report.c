/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-task-commands.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-table-csv.h"

/* Each kind as the report layer calls it. */
static const char * const kinds[SOTONG_TASK_N_REPORTS] = {
  [SOTONG_TASK_REPORT_BUDGET] = "budget",
  [SOTONG_TASK_REPORT_PERFORMANCE] = "performance",
  [SOTONG_TASK_REPORT_PROMISE] = "promise",
  [SOTONG_TASK_REPORT_STATEMENT] = "budget-statement",
  [SOTONG_TASK_REPORT_SETTLEMENT] = "settlement",
  [SOTONG_TASK_REPORT_OPINION] = "opinion",
  [SOTONG_TASK_REPORT_CAMPAIGN] = "campaign",
  [SOTONG_TASK_REPORT_DISCLOSURE] = "disclosure",
  [SOTONG_TASK_REPORT_WHITEPAPER] = "whitepaper",
};

/* ---- writing ---- */

typedef struct {
  SotongTaskReport kind;
  SotongRange  period;
  gint64       topic_id;
  char        *campaign;  /* (owned) (nullable) */
} ReportData;

static void
report_data_free (gpointer data)
{
  ReportData *what = data;

  g_free (what->campaign);
  g_free (what);
}

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

  return sotong_report_kind_make (kinds[what->kind], db, what->period, what->topic_id, what->campaign, error);
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
 * @kind: which report
 * @period: what it is about; of promises the year in which it begins
 * @topic_id: of which topic, or 0
 * @campaign: (nullable): of results the campaign that is meant, by its name or number
 * @writer: (nullable): writes a whole document; %NULL for a CSV file
 * @table: (nullable): for a CSV file, which table
 * @path: where to
 *
 * Writes a report. An older file of the same name stays until the new one is whole.
 *
 * Returns: (transfer none): how far it is; the caller takes a reference to look at it after the main loop ran
 */
SotongTask *
sotong_task_report_to (SotongWindow     *window,
                       SotongTaskReport  kind,
                       SotongRange       period,
                       gint64            topic_id,
                       const char       *campaign,
                       SotongReportWriter writer,
                       const char       *table,
                       const char       *path)
{
  Report *report = g_new0 (Report, 1);
  ReportData *what = g_new0 (ReportData, 1);

  report->call = sotong_task_call_new (window, sotong_report_kind_name (kinds[kind]));
  report->path = g_strdup (path);
  report->writer = writer;
  report->table = g_strdup (table);
  what->kind = kind;
  what->period = period;
  what->topic_id = topic_id;
  what->campaign = g_strdup (campaign);
  sotong_store_read_async (sotong_context_get_store (report->call->context), load_job, what, report_data_free, g_object_unref,
                           sotong_task_get_cancellable (report->call->task), loaded_cb, report);
  return report->call->task;
}

/* As the report layer and sotongctl call it. */
const char *
sotong_task_report_id (SotongTaskReport kind)
{
  g_return_val_if_fail (kind < SOTONG_TASK_N_REPORTS, NULL);
  return kinds[kind];
}

/* As a person calls it. */
const char *
sotong_task_report_name (SotongTaskReport kind)
{
  g_return_val_if_fail (kind < SOTONG_TASK_N_REPORTS, NULL);
  return sotong_report_kind_name (kinds[kind]);
}
