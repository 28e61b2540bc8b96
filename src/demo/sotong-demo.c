/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/sotong-demo-fill-private.h"
#include "demo/sotong-demo.h"
#include "monitor/sotong-word-finder.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-store-make.h"
#include "store/sotong-workspace.h"

#define DEMO_NOW_TEXT "2016-10-14T10:00:00+09:00"

static gboolean
mark (SotongDb  *db,
      GError   **error)
{
  return sotong_workspace_set (db, "demo", "1", error)
         && sotong_workspace_set (db, "now", DEMO_NOW_TEXT, error);
}

static gboolean
fill_years (SotongDemoFill  *fill,
            GError         **error)
{
  return mark (fill->db, error)
         && sotong_demo_fill_programme (fill, error)
         && sotong_demo_fill_plan (fill, error)
         && sotong_demo_fill_indicators (fill, error);
}

static gboolean
fill_voices (SotongDemoFill  *fill,
             GError         **error)
{
  fill->mentions = sotong_demo_ready_get_mentions (fill->ready);
  return sotong_mention_expect_many (fill->db, TRUE, error)
         && sotong_demo_fill_mentions (fill, error)
         && sotong_mention_expect_many (fill->db, FALSE, error)
         && sotong_demo_fill_samples (fill, error)
         && sotong_demo_fill_watch (fill, error)
         && sotong_demo_fill_approval (fill, error);
}

/* The mentions are made while the plan is written, and what follows from their texts while they are. */
static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongDemoReady) ready = sotong_demo_ready_start (SOTONG_DEMO_SEED);
  g_autoptr(SotongDemoPlan) plan = sotong_demo_plan_new (SOTONG_DEMO_SEED);
  SotongDemoFill fill = { .db = db, .cancellable = cancellable, .plan = plan, .ready = ready };
  gboolean done;

  fill.programme = sotong_demo_programme_get ();
  fill.contributors = g_hash_table_new (g_str_hash, g_str_equal);
  done = fill_years (&fill, error) && fill_voices (&fill, error);
  g_hash_table_unref (fill.contributors);
  g_free (fill.content_ids);
  return done ? db : NULL;
}

/**
 * sotong_demo_fill:
 * @store: a new workspace, without anything in it
 * @cancellable: (nullable): a cancellable
 * @error: return location; as for [method@Sotong.Store.write]
 *
 * Fills the workspace with the programme of 2016 and a made year on top of it, in
 * one transaction. The demo's own clock and mark are in force when the workspace
 * is opened the next time. Blocks for a second or two.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_demo_fill (SotongStore   *store,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_return_val_if_fail (SOTONG_IS_STORE (store), FALSE);

  return sotong_store_write (store, SOTONG_WRITE_BULK, fill_job, NULL, cancellable, error) != NULL;
}

static gboolean
fill_store (SotongStore   *store,
            gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  if (!sotong_demo_fill (store, cancellable, error))
    return FALSE;
  sotong_words_settle (store, NULL, NULL, cancellable, NULL); /* what is left is done when the workspace is open */
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * sotong_demo_create:
 * @path: where to make the workspace; nothing may be there
 * @cancellable: (nullable): a cancellable
 * @error: return location; as for sotong_store_make()
 *
 * Makes the demo workspace, and closes it: open it as any other. Nothing stands at @path before it is whole; when it fails,
 * nothing is left behind. Blocks for a second or two: for sotongctl and threads.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_demo_create (const char    *path,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (SOTONG_DEMO_NOW);

  g_return_val_if_fail (path != NULL, FALSE);

  return sotong_store_make (path, clock, fill_store, NULL, cancellable, error);
}

static void
create_thread_cb (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (sotong_demo_create (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_demo_create_async:
 * @path: where to make the workspace
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_demo_create(), in a thread.
 */
void
sotong_demo_create_async (const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, sotong_demo_create_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, create_thread_cb);
}

gboolean
sotong_demo_create_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_demo_create_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
