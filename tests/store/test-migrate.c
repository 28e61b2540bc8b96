/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/sotong-migrate-private.h"

static const char * const steps[] = {
  "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO a (name) VALUES ('하나');",
  "ALTER TABLE a ADD COLUMN size INTEGER NOT NULL DEFAULT 0; CREATE TABLE b (id INTEGER PRIMARY KEY, a_id BIGINT REFERENCES a (id));",
  "INSERT INTO b (a_id) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT 1 FROM n;"
  " UPDATE a SET size = (SELECT count(*) FROM b);",
};

typedef struct {
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->dir = g_dir_make_tmp ("sotong-XXXXXX", NULL);
  f->path = g_build_filename (f->dir, "made-up.db", NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  store_fixture_remove_dir (f->dir);
  g_free (f->path);
  g_free (f->dir);
}

static SotongDb *
open_db (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  SotongDb *db = sotong_db_open (f->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (sotong_db_script (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", &error));
  return db;
}

static gint64
get_int (SotongDb   *db,
         const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = -1;

  sotong_db_get_int (db, &value, &error, sql, "");
  g_assert_no_error (error);
  return value;
}

static void
test_each_version (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  SotongDb *db = open_db (f);

  for (int n = 1; n <= (int) G_N_ELEMENTS (steps); n++)
    {
      g_assert_true (sotong_migrate_run (db, steps, n, &error));
      g_assert_no_error (error);
      g_assert_cmpint (get_int (db, "PRAGMA user_version"), ==, n);
      g_assert_true (sotong_migrate_run (db, steps, n, &error)); /* again: nothing to do */
    }
  g_assert_cmpint (get_int (db, "SELECT size FROM a"), ==, 30000);
  g_assert_false (sotong_migrate_run (db, steps, 1, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NEWER);
  sotong_db_close (db);
}

static void
test_all_at_once (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  SotongDb *db = open_db (f);

  g_assert_true (sotong_migrate_run (db, steps, 3, &error));
  g_assert_cmpint (get_int (db, "SELECT size FROM a"), ==, 30000);
  sotong_db_close (db);
}

static void
test_broken_step (Fixture       *f,
                  gconstpointer  data)
{
  const char *broken[] = { steps[0], steps[1], "INSERT INTO b (a_id) VALUES (1); INSERT INTO nothing VALUES (1);" };
  g_autoptr(GError) error = NULL;
  SotongDb *db = open_db (f);

  g_assert_true (sotong_migrate_run (db, steps, 1, &error));
  g_assert_false (sotong_migrate_run (db, (const char * const *) broken, 3, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (get_int (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM sqlite_master WHERE name = 'b'"), ==, 0);
  sotong_db_close (db);
}

/* A program that dies in the middle leaves the old version or the new one. */
static void
test_killed (Fixture       *f,
             gconstpointer  data)
{
  SotongDb *db = open_db (f);
  g_autoptr(GError) error = NULL;
  int n_old = 0;

  g_assert_true (sotong_migrate_run (db, steps, 1, &error));
  sotong_db_close (db);
  for (int i = 0; i < 30; i++)
    {
      pid_t pid = fork ();
      gint64 version;

      if (pid == 0)
        {
          db = sotong_db_open (f->path, SQLITE_OPEN_READWRITE, NULL);
          if (db != NULL)
            sotong_migrate_run (db, steps, 3, NULL);
          _exit (0);
        }
      g_usleep ((gulong) g_test_rand_int_range (0, 90000));
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      db = open_db (f);
      version = get_int (db, "PRAGMA user_version");
      g_assert_true (version == 1 || version == 3);
      g_assert_cmpint (get_int (db, "SELECT count(*) FROM sqlite_master WHERE name = 'b'"), ==, version == 3 ? 1 : 0);
      if (version == 3)
        g_assert_cmpint (get_int (db, "SELECT size FROM a"), ==, 30000);
      n_old += version == 1;
      if (version == 3)
        g_assert_true (sotong_db_script (db, "DROP TABLE b; DROP TABLE a; PRAGMA user_version = 0;", NULL)
                       && sotong_migrate_run (db, steps, 1, NULL));
      sotong_db_close (db);
    }
  g_test_message ("%d of 30 were killed before the end", n_old);
}

/* The program's own steps: what a new workspace has, a migrated one has. */
static void
test_newest (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  SotongDb *db = open_db (f);

  g_assert_true (sotong_migrate_to_newest (db, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_int (db, "PRAGMA user_version"), ==, sotong_migrate_n_steps ());
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM sqlite_master WHERE name IN ('attempt', 'copy', 'mention', 'mention_search')"), ==, 4);
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  sotong_db_close (db);
}

#define ADD(path, function) g_test_add ("/store/migrate/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("each-version", test_each_version);
  ADD ("all-at-once", test_all_at_once);
  ADD ("broken-step", test_broken_step);
  ADD ("killed", test_killed);
  ADD ("newest", test_newest);
  return g_test_run ();
}
