/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "monitor/sotong-import.h"

/* An import on its way in a worker thread; its progress comes back to the caller's. */
typedef struct {
  char                 *path;           /* (owned) */
  gint64                source_id;
  char                 *new_source;     /* (owned) (nullable) */
  SotongImportProgress  progress;       /* (nullable) */
  gpointer              progress_data;
} ImportData;

/* A progress that waits for the caller's main loop. */
typedef struct {
  GTask *task;  /* (owned): keeps the data, and says when it is too late */
  int    checked;
  int    written;
} Told;

static void
import_data_free (ImportData *data)
{
  g_free (data->path);
  g_free (data->new_source);
  g_free (data);
}

static void
told_free (gpointer user_data)
{
  Told *told = user_data;

  g_object_unref (told->task);
  g_free (told);
}

static gboolean
told_cb (gpointer user_data)
{
  Told *told = user_data;
  ImportData *data = g_task_get_task_data (told->task);

  if (!g_task_get_completed (told->task))
    data->progress (told->checked, told->written, data->progress_data);
  return G_SOURCE_REMOVE;
}

static void
tell_caller (int      checked,
             int      written,
             gpointer user_data)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  Told *told = g_new0 (Told, 1);

  told->task = g_object_ref (user_data);
  told->checked = checked;
  told->written = written;
  g_source_set_callback (source, told_cb, told, told_free);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_attach (source, g_task_get_context (told->task));
}

static void
import_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  ImportData *data = task_data;
  GError *error = NULL;
  SotongImportReport *report;

  report = sotong_import_run (source_object, data->path, data->source_id, data->new_source, data->progress != NULL ? tell_caller : NULL,
                              task, cancellable, &error);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) sotong_import_report_free);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_import_run_async:
 * @store: a workspace
 * @path: a file
 * @source_id: where the mentions count as coming from, or 0
 * @new_source: (nullable): with 0, the name of the source to be made
 * @progress: (nullable): called in the caller's main context, until @callback is
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_import_run(), in a thread.
 */
void
sotong_import_run_async (SotongStore          *store,
                         const char           *path,
                         gint64                source_id,
                         const char           *new_source,
                         SotongImportProgress  progress,
                         gpointer              progress_data,
                         GCancellable         *cancellable,
                         GAsyncReadyCallback   callback,
                         gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  ImportData *data;

  g_return_if_fail (SOTONG_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, user_data);
  data = g_new0 (ImportData, 1);
  data->path = g_strdup (path);
  data->source_id = source_id;
  data->new_source = g_strdup (new_source);
  data->progress = progress;
  data->progress_data = progress_data;
  g_task_set_source_tag (task, sotong_import_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what was written to the end is not called cancelled */
  g_task_set_task_data (task, data, (GDestroyNotify) import_data_free);
  g_task_run_in_thread (task, import_thread);
}

SotongImportReport *
sotong_import_run_finish (SotongStore   *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_import_run_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
recover_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *sentences = sotong_import_recover (source_object, cancellable, &error);

  if (sentences != NULL)
    g_task_return_pointer (task, sentences, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_import_recover_async:
 * @store: a workspace
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_import_recover(), in a thread.
 */
void
sotong_import_recover_async (SotongStore         *store,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SOTONG_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, sotong_import_recover_async);
  g_task_run_in_thread (task, recover_thread);
}

GPtrArray *
sotong_import_recover_finish (SotongStore   *store,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_import_recover_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
