/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "store/sotong-workspace.h"

/* Jobs that share one commit: each fails alone, and none is answered before what it wrote can be read by others. */

#define N_JOBS 40

/* Holds the writer until all that is to be shared stands in its queue. */
typedef struct {
  GMutex   mutex;
  GCond    cond;
  gboolean open;
} Gate;

typedef struct {
  StoreFixture *f;
  int           index;
  gboolean      fails;
  int           order;      /* as it ran */
  gboolean      seen;       /* another connection saw its row when it was answered */
} Task;

static int n_ran;
static int n_answered;

static gpointer
gate_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return data;
}

static gpointer
task_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Task *task = data;
  g_autofree char *name = g_strdup_printf ("shared-%d", task->index);

  task->order = n_ran++;
  if (!sotong_workspace_set (db, name, "1", error))
    return NULL;
  if (!task->fails)
    return data;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, "not this one");
  return NULL;
}

static void
task_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Task *task = user_data;
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM workspace WHERE name = 'shared-%d'", task->index);
  g_autoptr(GError) error = NULL;

  if (task->fails)
    {
      g_assert_null (sotong_store_write_finish (SOTONG_STORE (object), result, &error));
      g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
    }
  else
    {
      g_assert_nonnull (sotong_store_write_finish (SOTONG_STORE (object), result, &error));
      g_assert_no_error (error);
    }
  task->seen = store_fixture_sql_int (task->f, sql) == 1;
  n_answered++;
}

static void
queue (StoreFixture     *f,
       Task             *tasks,
       SotongWriteFlags  other)
{
  for (int i = 0; i < N_JOBS; i++)
    {
      tasks[i] = (Task) { f, i, i % 7 == 3, -1, FALSE };
      /* Every tenth has a transaction of its own; the order stays. */
      sotong_store_write_async (f->store, i % 10 == 9 ? other : SOTONG_WRITE_SHARED, task_job, &tasks[i], NULL, NULL, NULL, task_cb, &tasks[i]);
    }
}

static void
test_shared (StoreFixture  *f,
             gconstpointer  data)
{
  Gate gate = { .open = FALSE };
  Task tasks[N_JOBS];

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  n_ran = n_answered = 0;
  sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, gate_job, &gate, NULL, NULL, NULL, NULL, NULL);
  queue (f, tasks, (SotongWriteFlags) GPOINTER_TO_INT (data));
  g_mutex_lock (&gate.mutex);
  gate.open = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  while (n_answered < N_JOBS)
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < N_JOBS; i++)
    {
      g_assert_cmpint (tasks[i].order, ==, i);
      g_assert_true (tasks[i].seen == !tasks[i].fails);
    }
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM workspace WHERE name LIKE 'shared-%'"), ==, N_JOBS - 6);
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

/* A person's steps of undo are each job's own also where the commit is not. */
static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();

  channel->name = g_strdup (data);
  channel->platform = g_strdup ("practice");
  channel->url = g_strdup ("http://127.0.0.1:1");
  return sotong_channel_add (db, channel, error) != 0 ? data : NULL;
}

static void
test_change (StoreFixture  *f,
             gconstpointer  data)
{
  gint64 before = store_fixture_sql_int (f, "SELECT count(*) FROM change");
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_SHARED, add_job, (gpointer) "하나", NULL, &error));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_SHARED, add_job, (gpointer) "둘", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM change"), ==, before + 2);
}

static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  /* What a full disk does: the whole transaction is gone. */
  sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FULL, "full");
  return NULL;
}

typedef struct {
  gboolean answered;
  GError  *error;
} Ended;

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Ended *ended = user_data;

  sotong_store_write_finish (SOTONG_STORE (object), result, &ended->error);
  ended->answered = TRUE;
}

/* Those that were in the transaction say so, and the next are written as if nothing had been. */
static void
test_transaction_lost (StoreFixture  *f,
                       gconstpointer  data)
{
  Gate gate = { .open = FALSE };
  Task tasks[3] = { { f, 100, FALSE, -1, FALSE }, { f, 101, FALSE, -1, FALSE }, { f, 102, FALSE, -1, FALSE } };
  Ended ended[4] = { { FALSE, NULL } };

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, gate_job, &gate, NULL, NULL, NULL, NULL, NULL);
  sotong_store_write_async (f->store, SOTONG_WRITE_SHARED, task_job, &tasks[0], NULL, NULL, NULL, ended_cb, &ended[0]);
  sotong_store_write_async (f->store, SOTONG_WRITE_SHARED, end_job, NULL, NULL, NULL, NULL, ended_cb, &ended[1]);
  sotong_store_write_async (f->store, SOTONG_WRITE_SHARED, task_job, &tasks[1], NULL, NULL, NULL, ended_cb, &ended[2]);
  sotong_store_write_async (f->store, SOTONG_WRITE_SHARED, task_job, &tasks[2], NULL, NULL, NULL, ended_cb, &ended[3]);
  g_mutex_lock (&gate.mutex);
  gate.open = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  while (!ended[3].answered)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (ended[0].error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FULL);
  g_assert_error (ended[1].error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FULL);
  g_assert_no_error (ended[2].error);
  g_assert_no_error (ended[3].error);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM workspace WHERE name = 'shared-100'"), ==, 0);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM workspace WHERE name IN ('shared-101', 'shared-102')"), ==, 2);
  g_clear_error (&ended[0].error);
  g_clear_error (&ended[1].error);
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

static void
test_cancelled_before (StoreFixture  *f,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Task task = { f, 200, FALSE, -1, FALSE };

  g_cancellable_cancel (cancellable);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_SHARED, task_job, &task, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM workspace WHERE name = 'shared-200'"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function, data) \
  g_test_add ("/store/shared/" path, StoreFixture, GINT_TO_POINTER ((int) (data)), store_fixture_set_up, function, store_fixture_tear_down)
  ADD ("one-commit", test_shared, SOTONG_WRITE_SHARED);
  ADD ("beside-others", test_shared, SOTONG_WRITE_DEFAULT);
  ADD ("beside-bulk", test_shared, SOTONG_WRITE_BULK);
  ADD ("change", test_change, 0);
  ADD ("transaction-lost", test_transaction_lost, 0);
  ADD ("cancelled", test_cancelled_before, 0);
  return g_test_run ();
}
