/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store-fixture.h"
#include "store/sotong-migrate-private.h"

static void
assert_refused (const char *path,
                int         code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = sotong_store_open (path, NULL, NULL, &error);

  g_assert_null (store);
  g_assert_error (error, SOTONG_STORE_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

/* Refused with @code, and left to the byte as it was, without a file beside it. */
static void
assert_refused_untouched (const char *path,
                          int         code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  gsize before_length, after_length;

  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  assert_refused (path, code);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
test_create (StoreFixture  *f,
             gconstpointer  data)
{
  struct stat info;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) again = NULL;
  g_autofree char *uuid = g_strdup (sotong_store_get_uuid (f->store));

  g_assert_cmpint (stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (store_fixture_sql_int (f, "PRAGMA application_id"), ==, SOTONG_APPLICATION_ID);
  g_assert_cmpint (store_fixture_sql_int (f, "PRAGMA user_version"), ==, sotong_migrate_n_steps ());
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "PRAGMA trusted_schema"), ==, 0);

  again = sotong_store_create (f->path, NULL, NULL, &error);
  g_assert_null (again);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);

  store_fixture_add_content (f, 0, "남는 글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  store_fixture_reopen (f, NULL);
  g_assert_cmpstr (sotong_store_get_uuid (f->store), ==, uuid);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content"), ==, 1);
}

/* Other programs see that the workspace is open, whatever became of SQLite's locks; two of one program see each other. */
static void
test_presence (StoreFixture  *f,
               gconstpointer  data)
{
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  g_autoptr(SotongStore) other = sotong_store_open (f->path, NULL, NULL, NULL);
  int fd = open (log, O_RDONLY | O_CLOEXEC);

  g_assert_nonnull (other);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, -1);
  sotong_store_close (other);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, -1);
  store_fixture_close (f);
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  close (fd);
}

/* What a file chooser does with all files of a folder: SQLite's locks on them are lost. */
static void
look_into (const char *path)
{
  static const char * const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file = g_strconcat (path, ends[i], NULL);
      int fd = open (file, O_RDONLY | O_CLOEXEC);

      g_assert_cmpint (fd, >=, 0);
      close (fd);
    }
}

static gpointer
rename_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE content SET title = $1", "t", (const char *) data) ? db : NULL;
}

/* Another's program takes itself for the last and deletes the log: nothing is written where nobody finds it, nor over what it wrote. */
static void
test_log_deleted (StoreFixture  *f,
                  gconstpointer  data)
{
  const char *argv[] = { "sqlite3", f->path, "UPDATE content SET title = '다른 프로그램'", NULL };
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  g_autoptr(GError) error = NULL;
  int status;

  store_fixture_add_content (f, 0, "처음", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, rename_job, (gpointer) "고침", NULL, &error));
  look_into (f->path);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, rename_job, (gpointer) "잃을 글", NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_GONE);
  g_clear_error (&error);
  store_fixture_reopen (f, NULL);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT title = '다른 프로그램' FROM content"), ==, 1);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, rename_job, (gpointer) "다시", NULL, &error));
}

static void
test_create_nowhere (StoreFixture  *f,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->dir, "no", "such", "city.sotong", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_create (path, NULL, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static void
test_refused (StoreFixture  *f,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->dir, "other", NULL);
  g_autofree char *noise = g_malloc0 (8192);
  sqlite3 *handle = NULL;

  assert_refused (path, SOTONG_STORE_ERROR_NOT_FOUND);
  g_file_set_contents (path, "", 0, NULL);
  assert_refused_untouched (path, SOTONG_STORE_ERROR_NOT_OURS);
  g_file_set_contents (path, "안녕하세요, 나는 글입니다.\n", -1, NULL);
  assert_refused_untouched (path, SOTONG_STORE_ERROR_NOT_OURS);
  memset (noise, 0xa5, 8192);
  g_file_set_contents (path, noise, 8192, NULL);
  assert_refused_untouched (path, SOTONG_STORE_ERROR_NOT_OURS);
  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE t (a); INSERT INTO t VALUES (1)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  assert_refused_untouched (path, SOTONG_STORE_ERROR_NOT_OURS);
  assert_refused (f->dir, SOTONG_STORE_ERROR_NOT_OURS);
}

static void
test_newer (StoreFixture  *f,
            gconstpointer  data)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", sotong_migrate_n_steps () + 1);
  sqlite3 *handle = NULL;

  store_fixture_close (f);
  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  assert_refused_untouched (f->path, SOTONG_STORE_ERROR_NEWER);
}

static void
test_truncated (StoreFixture  *f,
                gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  store_fixture_close (f);
  g_assert_true (g_file_get_contents (f->path, &bytes, &length, NULL));
  g_file_set_contents (f->path, bytes, (gssize) length / 2, NULL);
  assert_refused_untouched (f->path, SOTONG_STORE_ERROR_DAMAGED);
  g_file_set_contents (f->path, bytes, 50, NULL);
  assert_refused_untouched (f->path, SOTONG_STORE_ERROR_NOT_OURS);
}

/* Of the right length with rubbish in it: whatever is touched says so and nothing crashes. */
static void
test_damaged (StoreFixture  *f,
              gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = NULL;
  gsize length;

  store_fixture_close (f);
  g_assert_true (g_file_get_contents (f->path, &bytes, &length, NULL));
  memset (bytes + 100, 0xee, length - 100);
  g_file_set_contents (f->path, bytes, (gssize) length, NULL);
  store = sotong_store_open (f->path, NULL, NULL, &error);
  g_assert_null (store);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_DAMAGED);
}

/* Only the page of the settings is rubbish: what is read first fails, and is told once. */
static void
test_damaged_settings (StoreFixture  *f,
                       gconstpointer  data)
{
  gint64 page = store_fixture_sql_int (f, "SELECT rootpage FROM sqlite_schema WHERE name = 'workspace'");
  g_autofree char *bytes = NULL;
  gsize length;

  store_fixture_close (f);
  g_assert_true (g_file_get_contents (f->path, &bytes, &length, NULL));
  g_assert_cmpuint ((gsize) page * 4096, <=, length);
  memset (bytes + (page - 1) * 4096, 0xee, 4096);
  g_file_set_contents (f->path, bytes, (gssize) length, NULL);
  assert_refused (f->path, SOTONG_STORE_ERROR_DAMAGED);
}

/* Without its own name no secret of a workspace can be found. */
static void
test_nameless (StoreFixture  *f,
               gconstpointer  data)
{
  store_fixture_sql (f, "DELETE FROM workspace WHERE name = 'uuid'");
  store_fixture_close (f);
  assert_refused (f->path, SOTONG_STORE_ERROR_DAMAGED);
}

static void
test_read_only (StoreFixture  *f,
                gconstpointer  data)
{
  store_fixture_close (f);
  g_chmod (f->path, 0400);
  assert_refused_untouched (f->path, SOTONG_STORE_ERROR_READ_ONLY);
  g_chmod (f->path, 0600);
  g_chmod (f->dir, 0500);
  assert_refused (f->path, SOTONG_STORE_ERROR_READ_ONLY);
  g_chmod (f->dir, 0700);
  store_fixture_reopen (f, NULL);
}

static gpointer
insert_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_exec (db, error, "INSERT INTO agency (name) VALUES ($1)", "t", (const char *) data) ? data : NULL;
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 n = 0;

  return sotong_db_get_int (db, &n, error, "SELECT count(*) FROM agency", "") ? GINT_TO_POINTER ((int) n + 1) : NULL;
}

static void
assert_gone (StoreFixture *f)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, insert_job, (gpointer) "기관", NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_GONE);
  g_clear_error (&error);
  g_assert_null (sotong_store_read (f->store, count_job, NULL, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_GONE);
}

static void
test_deleted_while_open (StoreFixture  *f,
                         gconstpointer  data)
{
  g_unlink (f->path);
  assert_gone (f);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
test_replaced_while_open (StoreFixture  *f,
                          gconstpointer  data)
{
  g_autofree char *other = g_build_filename (f->dir, "other.sotong", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;
  g_autoptr(GError) error = NULL;
  SotongStore *store = sotong_store_create (other, NULL, NULL, &error);

  g_assert_no_error (error);
  sotong_store_close (store);
  g_object_unref (store);
  g_assert_true (g_file_get_contents (other, &before, &before_length, NULL));
  g_assert_cmpint (g_rename (other, f->path), ==, 0);
  assert_gone (f);
  g_assert_true (g_file_get_contents (f->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static gpointer
insert_much_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  if (insert_job (db, (gpointer) "먼저", cancellable, error) == NULL)
    return NULL;
  return sotong_db_script (db, "INSERT INTO agency (name) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
                           " SELECT 'agency ' || i || hex (zeroblob (40)) FROM n", error) ? data : NULL;
}

static void
test_disk_full (StoreFixture  *f,
                gconstpointer  data)
{
  struct rlimit old, limit;
  struct stat info;
  g_autoptr(GError) error = NULL;
  static int token;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (stat (f->path, &info), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = (rlim_t) info.st_size + 2000000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, insert_much_job, &token, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "city.sotong"));

  /* Nothing half written, and there is room again. */
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM agency"), ==, 0);
  store_fixture_write (f, insert_job, (gpointer) "기관");
  store_fixture_reopen (f, NULL);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM agency"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
}

static gpointer
insert_and_fail_job (SotongDb      *db,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  if (insert_job (db, (gpointer) "반쪽", cancellable, error) == NULL)
    return NULL;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, "no");
  return NULL;
}

static void
test_rolled_back (StoreFixture  *f,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, insert_and_fail_job, NULL, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM agency"), ==, 0);
  g_clear_error (&error);
  /* A rule of the workspace that is broken is an error too. */
  store_fixture_write (f, insert_job, (gpointer) "기관");
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, insert_job, (gpointer) "기관", NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
}

static gpointer
long_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 n = 0;

  g_atomic_int_set ((int *) data, 1);
  if (!sotong_db_get_int (db, &n, error, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max (i) FROM n", ""))
    return NULL;
  return data;
}

static gpointer
cancel_thread (gpointer data)
{
  gpointer *both = data;

  while (g_atomic_int_get ((int *) both[0]) == 0)
    g_usleep (1000);
  g_cancellable_cancel (both[1]);
  return NULL;
}

static void
test_cancelled (StoreFixture  *f,
                gconstpointer  write)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  int started = 0;
  gpointer both[2] = { &started, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_thread, both);
  gpointer result;

  if (GPOINTER_TO_INT (write))
    result = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, long_job, &started, cancellable, &error);
  else
    result = sotong_store_read (f->store, long_job, &started, cancellable, &error);
  g_thread_join (thread);
  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_fixture_write (f, insert_job, (gpointer) "기관"); /* and all goes on */
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM agency"), ==, 1);
}

typedef struct {
  GMainLoop *loop;
  guint      areas;
  guint      wanted;
} Watch;

static void
changed_cb (SotongStore *store,
            guint        areas,
            gpointer     user_data)
{
  Watch *watch = user_data;

  watch->areas |= areas;
  if ((watch->areas & watch->wanted) == watch->wanted)
    g_main_loop_quit (watch->loop);
}

static gboolean
write_other_cb (gpointer user_data)
{
  StoreFixture *other = user_data;

  store_fixture_write (other, insert_job, (gpointer) "다른 창");
  return G_SOURCE_REMOVE;
}

/* Two windows on one file. */
static void
test_two_stores (StoreFixture  *f,
                 gconstpointer  data)
{
  StoreFixture other = { f->dir, f->path, NULL };
  Watch watch = { g_main_loop_new (NULL, FALSE), 0, SOTONG_AREA_SETTINGS };
  g_autoptr(GError) error = NULL;

  other.store = sotong_store_open (f->path, NULL, NULL, &error);
  g_assert_no_error (error);
  sotong_store_watch (f->store);
  g_signal_connect (f->store, "changed", G_CALLBACK (changed_cb), &watch);

  store_fixture_write (f, insert_job, (gpointer) "이 창");
  g_main_loop_run (watch.loop);
  g_assert_cmpuint (watch.areas, ==, SOTONG_AREA_SETTINGS);

  watch.areas = 0;
  watch.wanted = SOTONG_AREA_ALL;
  g_timeout_add (1200, write_other_cb, &other); /* after the first look at the file */
  g_main_loop_run (watch.loop);
  g_assert_cmpuint (watch.areas, ==, SOTONG_AREA_ALL);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM agency"), ==, 2);
  g_assert_cmpint (store_fixture_sql_int (&other, "SELECT count(*) FROM agency"), ==, 2);
  store_fixture_close (&other);
  g_main_loop_unref (watch.loop);
}

static gpointer
write_many_thread (gpointer data)
{
  StoreFixture *f = data;

  for (int i = 0; i < 100; i++)
    store_fixture_sql (f, "INSERT INTO workspace (name, value) VALUES ('n', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1");
  return NULL;
}

static void
test_two_writers (StoreFixture  *f,
                  gconstpointer  data)
{
  StoreFixture other = { f->dir, f->path, NULL };
  g_autoptr(GError) error = NULL;
  GThread *thread;

  other.store = sotong_store_open (f->path, NULL, NULL, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("writer", write_many_thread, &other);
  write_many_thread (f);
  g_thread_join (thread);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT CAST (value AS INTEGER) FROM workspace WHERE name = 'n'"), ==, 200);
  store_fixture_close (&other);
}

static void
async_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GMainLoop *loop = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = sotong_store_write_finish (SOTONG_STORE (object), result, &error);

  g_assert_cmpstr (name, ==, "기관");
  g_assert_no_error (error);
  g_main_loop_quit (loop);
}

static void
test_async (StoreFixture  *f,
            gconstpointer  data)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, insert_job, g_strdup ("기관"), NULL, g_free, NULL, async_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM agency"), ==, 1);
}

static void
count_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree char *name = sotong_store_write_finish (SOTONG_STORE (object), result, NULL);
  GString *names = user_data;

  g_string_append (names, name);
}

/* All five have ended before the window looks: it is told of one a turn, in their order, and draws between them. */
static void
test_one_answer_a_turn (StoreFixture  *f,
                        gconstpointer  data)
{
  static const char *const names[] = { "a", "b", "c", "d", "e" };
  g_autoptr(GString) told = g_string_new (NULL);

  sotong_store_watch (f->store);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, insert_job, g_strdup (names[i]), NULL, g_free, NULL, count_cb, told);
  store_fixture_write (f, insert_job, (gpointer) "last");
  while (told->len < G_N_ELEMENTS (names))
    {
      gsize before = told->len;

      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (told->len, <=, before + 1);
    }
  g_assert_cmpstr (told->str, ==, "abcde");
}

/* Who is answered runs a loop of its own for a while, as a window that prints does. */
static void
loop_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  count_cb (object, result, user_data);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_answer_within_an_answer (StoreFixture  *f,
                              gconstpointer  data)
{
  g_autoptr(GString) told = g_string_new (NULL);

  sotong_store_watch (f->store);
  for (int round = 0; round < 3; round++)
    {
      sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, insert_job, g_strdup_printf ("%c", (int) ("ace"[round])), NULL, g_free, NULL, loop_cb, told);
      sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, insert_job, g_strdup_printf ("%c", (int) ("bdf"[round])), NULL, g_free, NULL, loop_cb, told);
      while (told->len < 2 * (gsize) (round + 1))
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpstr (told->str, ==, "abcdef");
}

static void
test_closed (StoreFixture  *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sotong_store_close (f->store);
  sotong_store_close (f->store);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, insert_job, (gpointer) "기관", NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_GONE);
}

/* Holds the writer until it is told to go on. */
typedef struct {
  GMutex   mutex;
  GCond    cond;
  gboolean began, go;
  gint     written; /* (atomic) */
} Slow;

static gpointer
slow_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Slow *slow = data;

  g_mutex_lock (&slow->mutex);
  slow->began = TRUE;
  g_cond_broadcast (&slow->cond);
  while (!slow->go)
    g_cond_wait (&slow->cond, &slow->mutex);
  g_mutex_unlock (&slow->mutex);
  if (insert_job (db, (gpointer) "느린 기관", cancellable, error) == NULL)
    return NULL;
  g_atomic_int_set (&slow->written, 1);
  return g_strdup ("written");
}

static gpointer
close_thread (gpointer store)
{
  sotong_store_close (store);
  return NULL;
}

static gpointer
release_thread (gpointer data)
{
  Slow *slow = data;

  g_usleep (50000); /* so that both are in the middle of closing */
  g_mutex_lock (&slow->mutex);
  slow->go = TRUE;
  g_cond_broadcast (&slow->cond);
  g_mutex_unlock (&slow->mutex);
  return NULL;
}

/* A window lets a thread close what it had open; whoever closes it as well waits for the writes under way, too. */
static void
test_closed_by_two (StoreFixture  *f,
                    gconstpointer  data)
{
  Slow slow = { .began = FALSE };
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) told = g_string_new (NULL);
  GThread *closer, *releaser;

  g_mutex_init (&slow.mutex);
  g_cond_init (&slow.cond);
  sotong_store_write_async (f->store, SOTONG_WRITE_DEFAULT, slow_job, &slow, NULL, g_free, NULL, count_cb, told);
  g_mutex_lock (&slow.mutex);
  while (!slow.began)
    g_cond_wait (&slow.cond, &slow.mutex);
  g_mutex_unlock (&slow.mutex);
  closer = g_thread_new ("closer", close_thread, f->store);
  do /* until the closer takes no more jobs */
    sotong_store_read (f->store, count_job, NULL, NULL, &error);
  while (error == NULL);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_GONE);
  releaser = g_thread_new ("releaser", release_thread, &slow);
  sotong_store_close (f->store);
  g_assert_cmpint (g_atomic_int_get (&slow.written), ==, 1);
  g_thread_join (releaser);
  g_thread_join (closer);
  while (told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (told->str, ==, "written");
  g_mutex_clear (&slow.mutex);
  g_cond_clear (&slow.cond);
}

#define ADD(path, function) g_test_add ("/store/" path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("create", test_create);
  ADD ("presence", test_presence);
  ADD ("log-deleted", test_log_deleted);
  ADD ("create-nowhere", test_create_nowhere);
  ADD ("refused", test_refused);
  ADD ("newer", test_newer);
  ADD ("truncated", test_truncated);
  ADD ("damaged", test_damaged);
  ADD ("damaged-settings", test_damaged_settings);
  ADD ("nameless", test_nameless);
  ADD ("read-only", test_read_only);
  ADD ("deleted-while-open", test_deleted_while_open);
  ADD ("replaced-while-open", test_replaced_while_open);
  ADD ("disk-full", test_disk_full);
  ADD ("rolled-back", test_rolled_back);
  g_test_add ("/store/cancelled/read", StoreFixture, GINT_TO_POINTER (0), store_fixture_set_up, test_cancelled, store_fixture_tear_down);
  g_test_add ("/store/cancelled/write", StoreFixture, GINT_TO_POINTER (1), store_fixture_set_up, test_cancelled, store_fixture_tear_down);
  ADD ("two-stores", test_two_stores);
  ADD ("two-writers", test_two_writers);
  ADD ("async", test_async);
  ADD ("one-answer-a-turn", test_one_answer_a_turn);
  ADD ("answer-within-an-answer", test_answer_within_an_answer);
  ADD ("closed", test_closed);
  ADD ("closed-by-two", test_closed_by_two);
  return g_test_run ();
}
