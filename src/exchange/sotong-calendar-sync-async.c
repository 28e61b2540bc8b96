/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/sotong-calendar-sync.h"
#include "platforms/sotong-secrets.h"

#define TOLD_EVERY (G_USEC_PER_SEC / 10) /* microseconds: a person cannot read faster */

typedef struct {
  SotongStore            *store;          /* (owned) */
  char                   *url;            /* (owned) */
  char                   *user;           /* (owned) */
  char                   *password;       /* (owned) */
  GMainContext           *context;        /* (owned): the caller's */
  SotongCalendarSyncFunc  progress;       /* (nullable) */
  gpointer                progress_data;
  gint64                  told_at;        /* monotonic, microseconds */
  GTask                  *task;           /* (unowned): lives while the thread does */
} Work;

typedef struct {
  GTask *task;   /* (owned) */
  guint  n_done;
  guint  n_all;
} Stage;

static void
work_free (Work *work)
{
  g_object_unref (work->store);
  g_free (work->url);
  g_free (work->user);
  sotong_secrets_free (work->password);
  g_main_context_unref (work->context);
  g_free (work);
}

static void
stage_free (Stage *stage)
{
  g_object_unref (stage->task);
  g_free (stage);
}

static gboolean
stage_cb (gpointer user_data)
{
  Stage *stage = user_data;
  Work *work = g_task_get_task_data (stage->task);

  if (!g_task_get_completed (stage->task))
    work->progress (stage->n_done, stage->n_all, work->progress_data);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint    n_done,
             guint    n_all,
             gpointer user_data)
{
  Work *work = user_data;
  gint64 now = g_get_monotonic_time ();
  g_autoptr(GSource) source = NULL;
  Stage *stage;

  if (n_done < n_all && now - work->told_at < TOLD_EVERY)
    return;
  work->told_at = now;
  stage = g_new0 (Stage, 1);
  stage->task = g_object_ref (work->task);
  stage->n_done = n_done;
  stage->n_all = n_all;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, stage_cb, stage, (GDestroyNotify) stage_free);
  g_source_attach (source, work->context);
}

static void
sync_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr(SotongHttp) http = sotong_http_new (sotong_store_get_clock (work->store)); /* a session is for one thread */
  g_autoptr(SotongCaldav) caldav = sotong_caldav_new (http, work->url, work->user, work->password);
  GError *error = NULL;
  SotongCalendarSync *report = sotong_calendar_sync_run (work->store, caldav, work->progress != NULL ? progress_cb : NULL, work,
                                                         cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) sotong_calendar_sync_free);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_calendar_sync_async:
 * @store: a workspace
 * @url: a collection's address
 * @user: an account that may write into it
 * @password: its password
 * @progress: (nullable) (scope notified): told how far it is, in the caller's main context, until @callback is called
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it; what was sent until then is remembered
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_calendar_sync_run(), in a thread.
 */
void
sotong_calendar_sync_async (SotongStore             *store,
                            const char              *url,
                            const char              *user,
                            const char              *password,
                            SotongCalendarSyncFunc   progress,
                            gpointer                 progress_data,
                            GCancellable            *cancellable,
                            GAsyncReadyCallback      callback,
                            gpointer                 user_data)
{
  g_autoptr(GTask) task = NULL;
  Work *work;

  g_return_if_fail (SOTONG_IS_STORE (store));
  g_return_if_fail (url != NULL && user != NULL && password != NULL);
  task = g_task_new (store, cancellable, callback, user_data);
  work = g_new0 (Work, 1);
  work->store = g_object_ref (store);
  work->url = g_strdup (url);
  work->user = g_strdup (user);
  work->password = g_strdup (password);
  work->context = g_main_context_ref_thread_default ();
  work->progress = progress;
  work->progress_data = progress_data;
  work->task = task;
  g_task_set_source_tag (task, sotong_calendar_sync_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, sync_thread);
}

/**
 * sotong_calendar_sync_finish:
 * @store: the workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): how it went
 */
SotongCalendarSync *
sotong_calendar_sync_finish (SotongStore   *store,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_calendar_sync_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
