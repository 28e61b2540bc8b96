/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>
#include <sys/stat.h>

#include "store/sotong-change-private.h"
#include "store/sotong-hour-counts-private.h"
#include "store/sotong-likeness-private.h"
#include "store/sotong-presence-private.h"
#include "store/sotong-store-private.h"
#include "store/sotong-turn-private.h"

#define MAX_READERS 3
#define MAX_GROUP   64 /* jobs that share a commit */
#define TRIM_EVERY  500 /* such jobs; then the pages that they left behind are given back */

/* A job on its way: either a task waits for it, or a thread does. */
typedef struct {
  SotongStore      *store;       /* (owned) */
  SotongStoreJob    job;
  gpointer          data;
  GDestroyNotify    data_free;
  GDestroyNotify    result_free;
  SotongWriteFlags  flags;
  GCancellable     *cancellable; /* (owned) (nullable) */
  GTask            *task;        /* (owned) (nullable) */
  gpointer          result;
  GError           *error;       /* (owned) (nullable) */
  GMutex            mutex;
  GCond             cond;
  gboolean          done;
} Job;

static Job *
job_new (SotongStore      *self,
         SotongStoreJob    job,
         gpointer          data,
         GCancellable     *cancellable)
{
  Job *j = g_new0 (Job, 1);

  j->store = g_object_ref (self);
  j->job = job;
  j->data = data;
  g_set_object (&j->cancellable, cancellable);
  g_mutex_init (&j->mutex);
  g_cond_init (&j->cond);
  return j;
}

static void
job_free (Job *j)
{
  if (j->data_free != NULL)
    j->data_free (j->data);
  g_mutex_clear (&j->mutex);
  g_cond_clear (&j->cond);
  g_clear_object (&j->cancellable);
  g_clear_object (&j->task);
  g_clear_error (&j->error);
  g_object_unref (j->store); /* never the last: the store's owner closes it first */
  g_free (j);
}

static void
answer (Job *j)
{
  if (j->error != NULL)
    g_task_return_error (j->task, g_steal_pointer (&j->error));
  else
    g_task_return_pointer (j->task, j->result, j->result_free);
  if (g_task_get_source_tag (j->task) == sotong_store_read_async)
    g_atomic_int_add (&j->store->reading, -1);
  job_free (j);
}

static gboolean
answer_cb (gpointer user_data)
{
  SotongStore *self = SOTONG_STORE (user_data);
  gboolean more;
  Job *j;

  g_mutex_lock (&self->answering);
  j = g_queue_pop_head (&self->answers);
  more = !g_queue_is_empty (&self->answers);
  g_mutex_unlock (&self->answering);
  /* Who was answered may have run a loop of its own, as printing does: this source was asked again there and found nothing. */
  if (j == NULL)
    return G_SOURCE_REMOVE;
  answer (j);
  return more;
}

/* A window that asks many things at once gets the answers one a turn: each fills a pane, and all of them in one turn,
 * as sources of their own would come, make it stand still. */
static void
queue_answer (SotongStore *self,
              Job         *j)
{
  gboolean first;

  g_mutex_lock (&self->answering);
  first = g_queue_is_empty (&self->answers);
  g_queue_push_tail (&self->answers, j);
  g_mutex_unlock (&self->answering);
  if (first)
    {
      g_autoptr(GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, answer_cb, g_object_ref (self), g_object_unref);
      g_source_set_can_recurse (source, TRUE); /* who is answered may wait for another answer */
      g_source_attach (source, self->watcher);
    }
}

static void
job_finish (Job *j)
{
  if (j->task == NULL)
    {
      g_mutex_lock (&j->mutex);
      j->done = TRUE;
      g_cond_signal (&j->cond);
      g_mutex_unlock (&j->mutex);
    }
  else if (j->store->watcher != NULL && g_task_get_context (j->task) == j->store->watcher)
    queue_answer (j->store, j);
  else
    answer (j);
}

/* The file or its log may have been replaced or deleted under us: then nothing may be written
 * into what nobody will ever open again. */
static gboolean
check_file (SotongStore  *self,
            GError      **error)
{
  struct stat info;
  gboolean stays = stat (self->path, &info) == 0 && info.st_dev == self->device && info.st_ino == self->inode;
  g_autofree char *name = NULL;

  if (stays && !sotong_presence_is_lost (self->presence))
    return TRUE;
  name = g_filename_display_name (self->path);
  if (stays)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_GONE,
                 _("Another program than Sotong handled “%s” while it was open, so nothing more is written from here. Close it and open it again: "
                   "what was saved before is in it."), name);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_GONE,
                 _("“%s” was moved, replaced or deleted while it was open. Nothing more is written to it. Put the file back, or close it and open the right one."),
                 name);
  return FALSE;
}

static gpointer
run_read (SotongStore *self,
          SotongDb    *db,
          Job         *j)
{
  gpointer result = NULL;

  if (!check_file (self, &j->error)
      || g_cancellable_set_error_if_cancelled (j->cancellable, &j->error))
    return NULL;
  db->cancellable = j->cancellable;
  /* One snapshot for all that the job reads. */
  if (sotong_db_script (db, "BEGIN", &j->error))
    {
      result = j->job (db, j->data, j->cancellable, &j->error);
      sotong_db_script (db, "ROLLBACK", NULL);
    }
  db->cancellable = NULL;
  return result;
}

/* (nullable): the next in the queue, if it may share a commit with @first. The order of writes is kept. */
static Job *
next_shared (SotongStore *self,
             const Job   *first)
{
  Job *j;

  g_mutex_lock (&self->writes_mutex);
  j = g_queue_peek_head (&self->writes);
  if (j != NULL && j->flags == first->flags)
    g_queue_pop_head (&self->writes);
  else
    j = NULL;
  g_mutex_unlock (&self->writes_mutex);
  return j;
}

/* What a job recorded for undo belongs to it, and ends before its transaction does. */
static gboolean
end_change (SotongDb  *db,
            GError   **error)
{
  if (db->change != NULL && !sotong_change_end (db, error))
    return FALSE;
  sotong_change_end_together (db);
  /* What is done is done: a late cancel must not undo half of it. */
  db->cancellable = NULL;
  return TRUE;
}

static void
drop_change (SotongDb *db)
{
  sotong_change_drop (db);
  sotong_change_end_together (db);
}

static void
drop_result (Job *j)
{
  if (j->result != NULL && j->result_free != NULL)
    j->result_free (j->result);
  j->result = NULL;
  if (j->error == NULL)
    g_set_error_literal (&j->error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FAILED, _("The change could not be saved."));
}

static gboolean
begin (SotongStore       *self,
       SotongDb          *db,
       SotongWriteFlags   flags,
       GError           **error)
{
  gboolean begun;

  if ((flags & SOTONG_WRITE_BULK) != 0)
    sotong_turn_give (db->turn);
  begun = check_file (self, error)
          && sotong_db_script (db, (flags & (SOTONG_WRITE_BULK | SOTONG_WRITE_SOFT)) != 0 ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL", error)
          && sotong_db_script (db, "BEGIN IMMEDIATE", error);
  sotong_turn_end_wait (db->turn);
  return begun;
}

static void
run_write (SotongStore *self,
           SotongDb    *db,
           Job         *j)
{
  if (g_cancellable_set_error_if_cancelled (j->cancellable, &j->error) || !begin (self, db, j->flags, &j->error))
    return;
  db->cancellable = j->cancellable;
  db->touched = 0;
  j->result = j->job (db, j->data, j->cancellable, &j->error);
  if (j->result != NULL && (!end_change (db, &j->error) || !sotong_db_script (db, "COMMIT", &j->error)))
    drop_result (j);
  db->cancellable = NULL;
  if (j->result == NULL)
    {
      drop_change (db);
      sotong_db_script (db, "ROLLBACK", NULL);
      drop_result (j);
      return;
    }
  sotong_store_note_changed (self, db->touched);
}

/* One of those that share a commit. It is not called off in the middle: SQLite would take back the others as well. */
static void
run_shared (SotongDb *db,
            Job      *j)
{
  if (g_cancellable_set_error_if_cancelled (j->cancellable, &j->error)
      || !sotong_db_script (db, "SAVEPOINT job", &j->error))
    return;
  db->touched = 0;
  j->result = j->job (db, j->data, j->cancellable, &j->error);
  if (j->result != NULL && (!end_change (db, &j->error) || !sotong_db_script (db, "RELEASE job", &j->error)))
    drop_result (j);
  if (j->result != NULL)
    return;
  drop_change (db);
  sotong_db_script (db, "ROLLBACK TO job; RELEASE job", NULL);
  g_clear_pointer (&db->likeness, sotong_likeness_cache_free); /* SQLite tells of whole transactions alone */
  drop_result (j);
}

/* @first, and those that wait and may share its commit. Nobody is answered before all of it is on the disk. */
static void
run_group (SotongStore *self,
           SotongDb    *db,
           Job         *first)
{
  g_autoptr(GPtrArray) group = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  guint touched = 0;
  gboolean begun = begin (self, db, first->flags, &error), done;

  for (Job *j = first; j != NULL; j = begun && group->len < MAX_GROUP ? next_shared (self, first) : NULL)
    {
      g_ptr_array_add (group, j);
      if (!begun)
        break;
      run_shared (db, j);
      touched |= j->result != NULL ? db->touched : 0;
      /* A full disk ends the whole transaction: what the others wrote is gone. */
      if (sqlite3_get_autocommit (db->handle))
        {
          begun = FALSE;
          error = g_error_copy (j->error);
        }
    }
  done = begun && sotong_db_script (db, "COMMIT", &error);
  self->n_shared += group->len;
  if (self->n_shared >= TRIM_EVERY)
    {
      sqlite3_db_release_memory (db->handle);
      self->n_shared = 0;
    }
  if (begun && !done)
    sotong_db_script (db, "ROLLBACK", NULL);
  if (done)
    sotong_store_note_changed (self, touched);
  for (guint i = 0; i < group->len; i++)
    {
      Job *j = g_ptr_array_index (group, i);

      if (!done && j->error == NULL)
        {
          j->error = g_error_copy (error);
          drop_result (j);
        }
      job_finish (j);
    }
}

/* A call for each job that was queued; one that shared another's commit is done already. */
static void
write_thread_cb (gpointer data,
                 gpointer user_data)
{
  SotongStore *self = user_data;
  Job *j;

  g_mutex_lock (&self->writes_mutex);
  j = g_queue_pop_head (&self->writes);
  g_mutex_unlock (&self->writes_mutex);
  if (j == NULL)
    return;
  if ((j->flags & SOTONG_WRITE_SHARED) != 0)
    {
      run_group (self, self->writer, j);
      return;
    }
  if ((j->flags & SOTONG_WRITE_PEEK) != 0)
    j->result = j->job (self->writer, j->data, j->cancellable, &j->error);
  else if ((j->flags & SOTONG_WRITE_READ) != 0)
    j->result = run_read (self, self->writer, j);
  else
    run_write (self, self->writer, j);
  sotong_turn_end_wait (self->writer->turn); /* of a job that began its transactions itself */
  job_finish (j);
}

static void
read_thread_cb (gpointer data,
                gpointer user_data)
{
  Job *j = data;
  SotongStore *self = j->store;
  SotongDb *db = g_async_queue_try_pop (self->idle);

  /* Never open what took the file's place. */
  if (db == NULL && check_file (self, &j->error))
    {
      db = sotong_db_open (self->path, SQLITE_OPEN_READWRITE, &j->error);
      if (db != NULL)
        {
          sotong_store_adopt (self, db);
          sotong_db_script (db, "PRAGMA query_only = ON; PRAGMA cache_size = -16000", NULL);
          db->hours = sotong_hour_cache_new ();
        }
    }
  if (db != NULL)
    {
      j->result = run_read (self, db, j);
      g_async_queue_push (self->idle, db);
    }
  job_finish (j);
}

/* From now on jobs are taken. */
void
sotong_store_start_jobs (SotongStore *self)
{
  self->write_pool = g_thread_pool_new (write_thread_cb, self, 1, FALSE, NULL);
  self->read_pool = g_thread_pool_new (read_thread_cb, NULL, MAX_READERS, FALSE, NULL);
}

/* Whether a write waits behind the one that runs, here or in another program. From a job of the writer. */
gboolean
sotong_store_has_writes (SotongStore *self)
{
  gboolean waits;

  g_mutex_lock (&self->writes_mutex);
  waits = !g_queue_is_empty (&self->writes);
  g_mutex_unlock (&self->writes_mutex);
  return waits || sotong_turn_is_wanted (self->writer->turn);
}

/* Answers a job that came too late. */
static void
refuse (Job *j)
{
  g_set_error_literal (&j->error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_GONE, _("The workspace is closed."));
  job_finish (j);
}

/* Jobs stand in a queue of our own, so that one may look who waits behind it; the pool gets a token for each. */
static void
push_write (SotongStore *self,
            Job         *j)
{
  gboolean open;

  g_mutex_lock (&self->writes_mutex);
  open = self->write_pool != NULL;
  if (open)
    {
      g_queue_push_tail (&self->writes, j);
      g_thread_pool_push (self->write_pool, self, NULL);
    }
  g_mutex_unlock (&self->writes_mutex);
  if (!open)
    refuse (j);
}

static void
push_read (SotongStore *self,
           Job         *j)
{
  gboolean open;

  if (self->alone)
    {
      j->flags = SOTONG_WRITE_READ;
      push_write (self, j);
      return;
    }
  g_mutex_lock (&self->writes_mutex);
  open = self->read_pool != NULL;
  if (open)
    g_thread_pool_push (self->read_pool, j, NULL);
  g_mutex_unlock (&self->writes_mutex);
  if (!open)
    refuse (j);
}

/* Whether jobs are taken and none of the writer's waits. */
gboolean
sotong_store_is_idle (SotongStore *self)
{
  gboolean idle;

  g_mutex_lock (&self->writes_mutex);
  idle = self->write_pool != NULL && g_thread_pool_unprocessed (self->write_pool) == 0;
  g_mutex_unlock (&self->writes_mutex);
  return idle;
}

/* Takes no more jobs and waits for those that were taken. */
void
sotong_store_end_jobs (SotongStore *self)
{
  GThreadPool *writers, *readers;

  g_mutex_lock (&self->writes_mutex);
  writers = g_steal_pointer (&self->write_pool);
  readers = g_steal_pointer (&self->read_pool);
  g_mutex_unlock (&self->writes_mutex);
  if (writers != NULL)
    g_thread_pool_free (writers, FALSE, TRUE);
  if (readers != NULL)
    g_thread_pool_free (readers, FALSE, TRUE);
}

static gpointer
wait_for (Job     *j,
          GError **error)
{
  gpointer result;

  g_mutex_lock (&j->mutex);
  while (!j->done)
    g_cond_wait (&j->cond, &j->mutex);
  g_mutex_unlock (&j->mutex);
  result = j->result;
  if (j->error != NULL)
    g_propagate_error (error, g_steal_pointer (&j->error));
  job_free (j);
  return result;
}

/**
 * sotong_store_read:
 * @self: a store
 * @job: what to do
 * @data: for @job
 * @cancellable: (nullable): stops a long query within a few milliseconds
 * @error: return location
 *
 * Runs a job that only reads and waits for it: for sotongctl and worker threads.
 * All that the job reads is of one moment.
 *
 * Returns: (transfer full) (nullable): the job's result
 */
gpointer
sotong_store_read (SotongStore     *self,
                   SotongStoreJob   job,
                   gpointer         data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  Job *j;

  g_return_val_if_fail (SOTONG_IS_STORE (self), NULL);

  j = job_new (self, job, data, cancellable);
  push_read (self, j);
  return wait_for (j, error);
}

/**
 * sotong_store_read_async:
 * @self: a store
 * @job: what to do
 * @data: (transfer full): for @job; plain copies, never a widget
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_store_read(), without waiting.
 */
void
sotong_store_read_async (SotongStore         *self,
                         SotongStoreJob       job,
                         gpointer             data,
                         GDestroyNotify       data_free,
                         GDestroyNotify       result_free,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Job *j;

  g_return_if_fail (SOTONG_IS_STORE (self));

  j = job_new (self, job, data, cancellable);
  j->data_free = data_free;
  j->result_free = result_free;
  j->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (j->task, sotong_store_read_async);
  g_atomic_int_inc (&self->reading);
  push_read (self, j);
}

gpointer
sotong_store_read_finish (SotongStore   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_store_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
trim_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  sqlite3_db_release_memory (db->handle);
  return data;
}

/**
 * sotong_store_trim:
 * @self: a store
 *
 * Gives back the pages of the file that are kept in memory, after work that went over much of it and will not come
 * back to it. Waits for the writer: for worker threads.
 */
void
sotong_store_trim (SotongStore *self)
{
  GQueue readers = G_QUEUE_INIT;
  SotongDb *db;

  g_return_if_fail (SOTONG_IS_STORE (self));
  sotong_store_write (self, SOTONG_WRITE_PEEK, trim_job, self, NULL, NULL);
  while ((db = g_async_queue_try_pop (self->idle)) != NULL)
    {
      trim_job (db, self, NULL, NULL);
      g_queue_push_tail (&readers, db);
    }
  while ((db = g_queue_pop_head (&readers)) != NULL)
    g_async_queue_push (self->idle, db);
#ifdef __GLIBC__
  malloc_trim (0); /* else the C library keeps what was given back */
#endif
}

/**
 * sotong_store_write:
 * @self: a store
 * @flags: how to write
 * @job: what to do; its transaction is committed when it returns a result
 * @data: for @job
 * @cancellable: (nullable): a cancellable; rolls back
 * @error: return location
 *
 * Runs a job that writes and waits for it: for sotongctl and worker threads.
 * When it returns, the change is on the disk.
 *
 * Returns: (transfer full) (nullable): the job's result
 */
gpointer
sotong_store_write (SotongStore       *self,
                    SotongWriteFlags   flags,
                    SotongStoreJob     job,
                    gpointer           data,
                    GCancellable      *cancellable,
                    GError           **error)
{
  Job *j;

  g_return_val_if_fail (SOTONG_IS_STORE (self), NULL);

  j = job_new (self, job, data, cancellable);
  j->flags = flags;
  push_write (self, j);
  return wait_for (j, error);
}

/**
 * sotong_store_write_async:
 * @self: a store
 * @flags: how to write
 * @job: what to do
 * @data: (transfer full): for @job; plain copies, never a widget
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As sotong_store_write(), without waiting.
 */
void
sotong_store_write_async (SotongStore         *self,
                          SotongWriteFlags     flags,
                          SotongStoreJob       job,
                          gpointer             data,
                          GDestroyNotify       data_free,
                          GDestroyNotify       result_free,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Job *j;

  g_return_if_fail (SOTONG_IS_STORE (self));

  j = job_new (self, job, data, cancellable);
  j->flags = flags;
  j->data_free = data_free;
  j->result_free = result_free;
  j->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (j->task, sotong_store_write_async);
  g_task_set_check_cancellable (j->task, FALSE); /* what was committed is not called cancelled */
  push_write (self, j);
}

gpointer
sotong_store_write_finish (SotongStore   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sotong_store_write_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
