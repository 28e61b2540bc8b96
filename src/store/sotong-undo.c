/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-parts-private.h"
#include "store/sotong-correction.h"
#include "store/sotong-source-run.h"
#include "store/sotong-take-back.h"
#include "store/sotong-undo.h"

typedef struct {
  gboolean redo;
  gint64   refused;  /* (out): the record that cannot be taken back, or done again */
} Try;

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Try *try = data;

  SotongChangeInfo *info = sotong_change_try_undo (db, try->redo, &try->refused, error);

  if (info != NULL && g_strcmp0 (info->subject_kind, "content") == 0)
    info->remark = sotong_correction_describe_stale (db, info->subject_id);
  else if (info != NULL && sotong_change_info_is_run (info))
    info->remark = g_strdup (_("The import was undone. It cannot be redone, nor what was done to its mentions: import the file again."));
  return info;
}

static gpointer
pass_over_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const Try *try = data;

  return sotong_change_pass_over (db, try->refused, try->redo, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static gboolean
is_for_ever (const GError *error)
{
  return g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE)
         || g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT);
}

/* An import is taken back in many steps; the first, which says so, is done. */
static gboolean
take_back (SotongStore             *self,
           const SotongChangeInfo  *info,
           SotongTakeBackProgress   progress,
           gpointer                 progress_data,
           GCancellable            *cancellable,
           GError                 **error)
{
  GError *local = NULL;
  gboolean done = sotong_store_take_back_run (self, info->subject_id, "cancelled", _("It was undone."), progress, progress_data, cancellable,
                                              &local);

  sotong_source_run_release (info->subject_id);
  if (done)
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, local->domain, local->code,
                         _("Undoing the import was stopped. A part of it is still there, and is taken back when the workspace is next opened."));
  else
    g_set_error (error, local->domain, local->code,
                 _("The import could not be taken back to its end. The rest of it is taken back when the workspace is next opened. The reason: %s"),
                 local->message);
  g_error_free (local);
  return FALSE;
}

/**
 * sotong_store_undo_with_progress:
 * @self: a store
 * @redo: whether to redo
 * @progress: (nullable): called, in this thread, while a large import is taken back
 * @progress_data: for @progress
 * @cancellable: (nullable): stops a large import between two steps: the next start goes on
 * @error: return location; `SOTONG_STORE_ERROR_NOTHING`, `SOTONG_STORE_ERROR_LEFT_HOUSE`,
 *   `SOTONG_STORE_ERROR_CONFLICT`
 *
 * Takes back what a person did last, or does it again. A change that can never be taken
 * back, because its post has gone out or its rows were changed since, is refused once and
 * then passed over, so that the ones before it stay within reach. Blocks.
 *
 * Returns: (transfer full) (nullable): what was undone or redone
 */
SotongChangeInfo *
sotong_store_undo_with_progress (SotongStore             *self,
                                 gboolean                 redo,
                                 SotongTakeBackProgress   progress,
                                 gpointer                 progress_data,
                                 GCancellable            *cancellable,
                                 GError                 **error)
{
  GError *local = NULL;
  SotongChangeInfo *info;
  Try try = { redo, 0 };

  info = sotong_store_write (self, SOTONG_WRITE_DEFAULT, undo_job, &try, cancellable, &local);
  if (info != NULL && sotong_change_info_is_run (info) && !take_back (self, info, progress, progress_data, cancellable, error))
    g_clear_pointer (&info, sotong_change_info_free);
  else if (info != NULL)
    return info;
  if (local == NULL)
    return NULL;
  if (is_for_ever (local)
      && sotong_store_write (self, SOTONG_WRITE_DEFAULT, pass_over_job, &try, cancellable, NULL) != NULL)
    g_set_error (error, local->domain, local->code,
                 redo ? _("%s It will not be offered again.")
                      : _("%s It is passed over: the next time, the change before it is taken."), local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  g_clear_error (&local);
  return NULL;
}

/* As sotong_store_undo_with_progress(), without. */
SotongChangeInfo *
sotong_store_undo (SotongStore   *self,
                   gboolean       redo,
                   GCancellable  *cancellable,
                   GError       **error)
{
  return sotong_store_undo_with_progress (self, redo, NULL, NULL, cancellable, error);
}

typedef struct {
  gboolean                redo;
  SotongTakeBackProgress  progress;       /* (nullable): called in the caller's main context */
  gpointer                progress_data;
} UndoData;

/* A progress that waits for the caller's main loop. */
typedef struct {
  GTask  *task;  /* (owned): keeps the data, and says when it is too late */
  gint64  done;
  gint64  total;
} Told;

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
  const Told *told = user_data;
  const UndoData *data = g_task_get_task_data (told->task);

  if (!g_task_get_completed (told->task))
    data->progress (told->done, told->total, data->progress_data);
  return G_SOURCE_REMOVE;
}

static void
tell_caller (gint64   done,
             gint64   total,
             gpointer user_data)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  Told *told = g_new0 (Told, 1);

  told->task = g_object_ref (user_data);
  told->done = done;
  told->total = total;
  g_source_set_callback (source, told_cb, told, told_free);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_attach (source, g_task_get_context (told->task));
}

static void
undo_thread_cb (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const UndoData *data = task_data;
  GError *error = NULL;
  SotongChangeInfo *info;

  info = sotong_store_undo_with_progress (source, data->redo, data->progress != NULL ? tell_caller : NULL, task, cancellable, &error);
  if (info == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, info, (GDestroyNotify) sotong_change_info_free);
}

/**
 * sotong_store_undo_async:
 * @self: a store
 * @redo: whether to redo
 * @progress: (nullable): called in the caller's main context, until @callback is
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_store_undo_with_progress(), without waiting.
 */
void
sotong_store_undo_async (SotongStore            *self,
                         gboolean                redo,
                         SotongTakeBackProgress  progress,
                         gpointer                progress_data,
                         GCancellable           *cancellable,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  UndoData *data = g_new0 (UndoData, 1);

  data->redo = redo;
  data->progress = progress;
  data->progress_data = progress_data;
  g_task_set_source_tag (task, sotong_store_undo_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, g_free);
  g_task_run_in_thread (task, undo_thread_cb);
}

SotongChangeInfo *
sotong_store_undo_finish (SotongStore   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
