/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-hwpx.h"
#include "report/sotong-pdf.h"
#include "report/sotong-report-file.h"
#include "report/sotong-report-xlsx.h"

typedef struct {
  SotongReportWriter  writer;
  GFile              *file;      /* (owned) */
  SotongPagesProgress progress;  /* (nullable) */
  gpointer            data;
  GMainContext       *context;   /* (owned) where @progress is called */
} Job;

typedef struct {
  SotongPagesProgress progress;
  gpointer            data;
  double              fraction;
} Tick;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_main_context_unref (job->context);
  g_free (job);
}

static gboolean
tick_cb (gpointer data)
{
  Tick *tick = data;

  tick->progress (tick->fraction, tick->data);
  return G_SOURCE_REMOVE;
}

static void
job_progress_cb (double   fraction,
                 gpointer data)
{
  Job *job = data;
  Tick tick = { job->progress, job->data, fraction };

  g_main_context_invoke_full (job->context, G_PRIORITY_DEFAULT, tick_cb,
                              g_memdup2 (&tick, sizeof tick), g_free);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr(GError) error = NULL;

  if (job->writer (source, job->file, job->progress != NULL ? job_progress_cb : NULL, job, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sotong_report_file_read_name:
 * @path: a file's name
 * @out_writer: (out) (nullable): what writes a whole document of the kind that the name ends in, ".hwpx",
 *   ".pdf" or ".xlsx"; %NULL for ".csv", which holds one table
 *
 * Returns: whether the name ends in one of these
 */
gboolean
sotong_report_file_read_name (const char         *path,
                              SotongReportWriter *out_writer)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  *out_writer = g_str_has_suffix (lower, ".hwpx") ? sotong_hwpx_write : g_str_has_suffix (lower, ".pdf") ? sotong_pdf_write
                : g_str_has_suffix (lower, ".xlsx") ? sotong_report_xlsx_write : NULL;
  return *out_writer != NULL || g_str_has_suffix (lower, ".csv");
}

/**
 * sotong_report_file_write_async:
 * @document: a document that nobody changes meanwhile
 * @writer: how it becomes a file
 * @file: a local file
 * @progress: (nullable) (scope async): told in the thread that calls this
 * @progress_data: for @progress
 * @cancellable: (nullable): asked between blocks and pages
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does what @writer does, in a thread of its own.
 */
void
sotong_report_file_write_async (SotongDocument       *document,
                                SotongReportWriter    writer,
                                GFile                *file,
                                SotongPagesProgress   progress,
                                gpointer              progress_data,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (SOTONG_IS_DOCUMENT (document));
  g_return_if_fail (writer != NULL && G_IS_FILE (file));

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, sotong_report_file_write_async);
  job = g_new0 (Job, 1);
  job->writer = writer;
  job->file = g_object_ref (file);
  job->progress = progress;
  job->data = progress_data;
  job->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_thread);
}

gboolean
sotong_report_file_write_finish (SotongDocument  *document,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_report_file_write_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
