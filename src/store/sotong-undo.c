/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-source-run.h"
#include "store/sotong-take-back.h"
#include "store/sotong-undo.h"

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return GPOINTER_TO_INT (data) ? sotong_change_redo (db, error) : sotong_change_undo (db, error);
}

static gpointer
pass_over_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_change_pass_over (db, GPOINTER_TO_INT (data), error) ? GINT_TO_POINTER (TRUE) : NULL;
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
           GError                 **error)
{
  gboolean done = sotong_store_take_back_run (self, info->subject_id, "cancelled", _("It was undone."), error);

  sotong_source_run_release (info->subject_id);
  return done;
}

/**
 * sotong_store_undo:
 * @self: a store
 * @redo: whether to redo
 * @cancellable: (nullable): a cancellable
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
sotong_store_undo (SotongStore   *self,
                   gboolean       redo,
                   GCancellable  *cancellable,
                   GError       **error)
{
  GError *local = NULL;
  SotongChangeInfo *info;

  info = sotong_store_write (self, SOTONG_WRITE_DEFAULT, undo_job, GINT_TO_POINTER (redo), cancellable, &local);
  if (info != NULL && sotong_change_info_is_run (info) && !take_back (self, info, error))
    g_clear_pointer (&info, sotong_change_info_free);
  else if (info != NULL)
    return info;
  if (local == NULL)
    return NULL;
  if (is_for_ever (local)
      && sotong_store_write (self, SOTONG_WRITE_DEFAULT, pass_over_job, GINT_TO_POINTER (redo), cancellable, NULL) != NULL)
    g_set_error (error, local->domain, local->code, _("%s It is passed over: the next time, the change before it is taken."), local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  g_clear_error (&local);
  return NULL;
}

static void
undo_thread_cb (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  SotongChangeInfo *info = sotong_store_undo (source, GPOINTER_TO_INT (task_data), cancellable, &error);

  if (info == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, info, (GDestroyNotify) sotong_change_info_free);
}

/**
 * sotong_store_undo_async:
 * @self: a store
 * @redo: whether to redo
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_store_undo(), without waiting.
 */
void
sotong_store_undo_async (SotongStore         *self,
                         gboolean             redo,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sotong_store_undo_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GINT_TO_POINTER (redo), NULL);
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
