/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publisher-private.h"

/* The window's side: the blocking calls in a thread, progress in the caller's main context. */

typedef struct {
  gint64                     content_id;
  gint64                     copy_id;
  gint64                     channel_id;
  SotongPublishFlags         flags;
  SotongPublishProgressFunc  progress;
  gpointer                   progress_data;
  GMainContext              *context;  /* (owned) */
  GTask                     *task;     /* (unowned) */
} AsyncData;

static void
async_data_free (AsyncData *data)
{
  g_main_context_unref (data->context);
  g_free (data);
}

static GTask *
task_new (gpointer             self,
          gpointer             tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data,
          AsyncData          **out_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  AsyncData *data = g_new0 (AsyncData, 1);

  data->context = g_main_context_ref_thread_default ();
  data->task = task;
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE); /* what has gone out is not called cancelled */
  g_task_set_task_data (task, data, (GDestroyNotify) async_data_free);
  *out_data = data;
  return task;
}

/* One stage on its way to the window. */
typedef struct {
  GTask                 *task;      /* (owned): keeps its data alive */
  SotongPublishProgress  progress;
  char                  *title;     /* (owned) */
  char                  *channel;   /* (owned) */
} Stage;

static void
stage_free (Stage *stage)
{
  g_object_unref (stage->task);
  g_free (stage->title);
  g_free (stage->channel);
  g_free (stage);
}

static gboolean
stage_cb (gpointer user_data)
{
  Stage *stage = user_data;
  AsyncData *data = g_task_get_task_data (stage->task);

  data->progress (&stage->progress, data->progress_data);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (const SotongPublishProgress *progress,
             gpointer                     user_data)
{
  AsyncData *data = user_data;
  Stage *stage = g_new0 (Stage, 1);
  g_autoptr(GSource) source = g_idle_source_new ();

  stage->task = g_object_ref (data->task);
  stage->progress = *progress;
  stage->progress.title = stage->title = g_strdup (progress->title);
  stage->progress.channel = stage->channel = g_strdup (progress->channel);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, stage_cb, stage, (GDestroyNotify) stage_free);
  g_source_attach (source, data->context);
}

static void
publish_thread_cb (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  AsyncData *data = task_data;
  SotongPublishProgressFunc progress = data->progress != NULL ? progress_cb : NULL;
  GError *error = NULL;
  GPtrArray *results;

  if (data->content_id != 0)
    results = sotong_publisher_publish_content (source, data->content_id, data->copy_id, data->flags, progress, data, cancellable, &error);
  else
    results = sotong_publisher_publish_due (source, data->flags, progress, data, cancellable, &error);
  if (results != NULL)
    g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_publisher_publish_async:
 * @self: a publisher
 * @content_id: a content to publish now, or 0 for all that is due
 * @copy_id: one of its copies, or 0 for all
 * @flags: what a person agreed to
 * @progress: (nullable) (scope notified): told of each stage
 * @progress_data: its data; must live until @callback is called
 * @cancellable: (nullable): stops before the next post is sent
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_publisher_publish_due() or sotong_publisher_publish_content(), in a thread.
 */
void
sotong_publisher_publish_async (SotongPublisher            *self,
                                gint64                      content_id,
                                gint64                      copy_id,
                                SotongPublishFlags          flags,
                                SotongPublishProgressFunc   progress,
                                gpointer                    progress_data,
                                GCancellable               *cancellable,
                                GAsyncReadyCallback         callback,
                                gpointer                    user_data)
{
  g_autoptr(GTask) task = NULL;
  AsyncData *data;

  g_return_if_fail (SOTONG_IS_PUBLISHER (self));
  task = task_new (self, sotong_publisher_publish_async, cancellable, callback, user_data, &data);
  data->content_id = content_id;
  data->copy_id = copy_id;
  data->flags = flags;
  data->progress = progress;
  data->progress_data = progress_data;
  g_task_run_in_thread (task, publish_thread_cb);
}

/**
 * sotong_publisher_publish_finish:
 * @self: a publisher
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what became of each copy
 */
GPtrArray *
sotong_publisher_publish_finish (SotongPublisher  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_publisher_publish_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
recover_thread_cb (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GError *error = NULL;
  int n = sotong_publish_recover (source, cancellable, &error);

  if (n >= 0)
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_publish_recover_async:
 * @store: a workspace
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_publish_recover(), in a thread.
 */
void
sotong_publish_recover_async (SotongStore         *store,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AsyncData *data;

  g_return_if_fail (SOTONG_IS_STORE (store));
  task = task_new (store, sotong_publish_recover_async, cancellable, callback, user_data, &data);
  g_task_run_in_thread (task, recover_thread_cb);
}

int
sotong_publish_recover_finish (SotongStore   *store,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_publish_recover_async), -1);
  return (int) g_task_propagate_int (G_TASK (result), error);
}

static void
test_thread_cb (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  AsyncData *data = task_data;
  GError *error = NULL;
  SotongReply *reply = sotong_publisher_test_channel (source, data->channel_id, cancellable, &error);

  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) sotong_reply_free);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_publisher_test_channel_async:
 * @self: a publisher
 * @channel_id: a channel
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_publisher_test_channel(), in a thread.
 */
void
sotong_publisher_test_channel_async (SotongPublisher     *self,
                                     gint64               channel_id,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  AsyncData *data;

  g_return_if_fail (SOTONG_IS_PUBLISHER (self));
  task = task_new (self, sotong_publisher_test_channel_async, cancellable, callback, user_data, &data);
  data->channel_id = channel_id;
  g_task_run_in_thread (task, test_thread_cb);
}

SotongReply *
sotong_publisher_test_channel_finish (SotongPublisher  *self,
                                      GAsyncResult     *result,
                                      GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_publisher_test_channel_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
