/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
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

/* A disk of which all but the first page of a file cannot be read, once it breaks. */
static struct {
  sqlite3_vfs        vfs;
  sqlite3_vfs       *real;
  sqlite3_io_methods methods;
  int              (*read) (sqlite3_file *file, void *data, int length, sqlite3_int64 offset);
  gboolean           broken;
  guint              n_failed;
} disk;

static int
read_from_disk (sqlite3_file  *file,
                void          *data,
                int            length,
                sqlite3_int64  offset)
{
  if (!disk.broken || offset == 0 || length < 512)
    return disk.read (file, data, length, offset);
  disk.n_failed++;
  return SQLITE_IOERR_READ;
}

static int
open_on_disk (sqlite3_vfs  *vfs,
              const char   *name,
              sqlite3_file *file,
              int           flags,
              int          *out_flags)
{
  int rc = disk.real->xOpen (disk.real, name, file, flags, out_flags);

  if (rc != SQLITE_OK || (flags & SQLITE_OPEN_MAIN_DB) == 0)
    return rc;
  disk.methods = *file->pMethods;
  disk.read = file->pMethods->xRead;
  disk.methods.xRead = read_from_disk;
  file->pMethods = &disk.methods;
  return rc;
}

static void
set_up_disk (Fixture       *f,
             gconstpointer  data)
{
  set_up (f, data);
  disk.real = sqlite3_vfs_find (NULL);
  disk.vfs = *disk.real;
  disk.vfs.zName = "failing-disk";
  disk.vfs.xOpen = open_on_disk;
  disk.broken = FALSE;
  disk.n_failed = 0;
  g_assert_cmpint (sqlite3_vfs_register (&disk.vfs, 1), ==, SQLITE_OK);
}

static void
tear_down_disk (Fixture       *f,
                gconstpointer  data)
{
  g_assert_cmpint (sqlite3_vfs_unregister (&disk.vfs), ==, SQLITE_OK);
  g_assert_true (sqlite3_vfs_find (NULL) == disk.real);
  tear_down (f, data);
}

/* What cannot be read is not called damaged: nobody is to open a backup for a disk that fails for a moment. */
static void
test_failing_disk (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  SotongDb *db = open_db (f);

  g_assert_true (sotong_migrate_run (db, steps, 1, &error));
  sotong_db_close (db);
  db = open_db (f);
  disk.broken = TRUE;
  g_assert_false (sotong_migrate_run (db, steps, G_N_ELEMENTS (steps), &error));
  g_assert_cmpuint (disk.n_failed, >, 0);
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "made-up.db"));
  g_assert_null (strstr (error->message, "damaged"));
  g_clear_error (&error);
  disk.broken = FALSE;
  g_assert_cmpint (get_int (db, "PRAGMA user_version"), ==, 1);
  g_assert_true (sotong_migrate_run (db, steps, G_N_ELEMENTS (steps), &error)); /* it can be read again */
  g_assert_no_error (error);
  g_assert_cmpint (get_int (db, "SELECT size FROM a"), ==, 30000);
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

static void
unpack (const char *name,
        const char *path)
{
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autoptr(GFile) from = g_file_new_for_path (packed);
  g_autoptr(GFile) to = g_file_new_for_path (path);
  g_autoptr(GZlibDecompressor) zip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr(GFileInputStream) in = NULL;
  g_autoptr(GInputStream) text = NULL;
  g_autoptr(GFileOutputStream) out = NULL;
  g_autoptr(GError) error = NULL;

  in = g_file_read (from, NULL, &error);
  g_assert_no_error (error);
  text = g_converter_input_stream_new (G_INPUT_STREAM (in), G_CONVERTER (zip));
  out = g_file_replace (to, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), text, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

/* Acts of the time before on rows that have more columns now. */
static gpointer
undo_more_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  for (int i = 0; i < 8; i++)
    {
      g_autoptr(SotongChangeInfo) info = i < 4 ? sotong_change_undo (db, error) : sotong_change_redo (db, error);

      if (info == NULL)
        return NULL;
    }
  return data;
}

static void
check_unpacked (const char *path)
{
  g_autoptr(GError) error = NULL;
  SotongDb *db = sotong_db_open (path, SQLITE_OPEN_READWRITE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (get_int (db, "PRAGMA user_version"), ==, sotong_migrate_n_steps ());
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM content WHERE title IN ('한파 대비', '초안')"), ==, 2);
  g_assert_cmpint (get_int (db, "SELECT cost_planned FROM content WHERE title = '한파 대비'"), ==, 150000);
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM copy WHERE state = 'scheduled' AND publish_at = 1796173200"), ==, 1);
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM mention"), ==, 2);
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM sentiment_sample WHERE machine_value IS NULL"), ==, 0);
  g_assert_cmpint (get_int (db, "SELECT (SELECT count(*) FROM payment WHERE payee_kind <> '') + (SELECT count(*) FROM commitment WHERE payee_kind <> '')"
                                 " + (SELECT count(*) FROM kpi WHERE group_id IS NOT NULL)"), ==, 0);
  g_assert_cmpint (get_int (db, "SELECT count(*) FROM mention_search WHERE mention_search MATCH '\"한파\"'"), ==, 1);
  sotong_db_close (db);
}

/* Workspaces as earlier versions left them open with all that was in them, their undo too. */
static void
test_earlier_versions (Fixture       *f,
                       gconstpointer  data)
{
  for (int version = 1; version < sotong_migrate_n_steps (); version++)
    {
      g_autofree char *name = g_strdup_printf ("workspace-%d.sotong.gz", version);
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongClock) clock = sotong_clock_new_system ();
      SotongStore *store;
      SotongChangeInfo *undone;

      unpack (name, f->path);
      store = sotong_store_open (f->path, clock, NULL, &error);
      g_assert_no_error (error);
      undone = sotong_store_write (store, SOTONG_WRITE_DEFAULT, undo_job, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (undone->action, ==, "source.add");
      sotong_change_info_free (undone);
      g_assert_nonnull (sotong_store_write (store, SOTONG_WRITE_DEFAULT, undo_more_job, store, NULL, &error));
      g_assert_no_error (error);
      sotong_store_close (store);
      g_assert_finalize_object (store);
      check_unpacked (f->path);
    }
}

/* The program's own steps, killed in the middle: the workspace opens all the same. */
static void
test_earlier_killed (Fixture       *f,
                     gconstpointer  data)
{
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("workspace-%d.sotong.gz", 1 + i % (sotong_migrate_n_steps () - 1));
      SotongDb *db;
      pid_t pid;

      unpack (name, f->path);
      pid = fork ();
      if (pid == 0)
        {
          db = sotong_db_open (f->path, SQLITE_OPEN_READWRITE, NULL);
          if (db != NULL)
            sotong_migrate_to_newest (db, NULL);
          _exit (0);
        }
      g_usleep ((gulong) g_test_rand_int_range (0, 30000));
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      db = open_db (f);
      g_assert_true (sotong_migrate_to_newest (db, NULL));
      sotong_db_close (db);
      check_unpacked (f->path);
    }
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
  g_test_add ("/store/migrate/failing-disk", Fixture, NULL, set_up_disk, test_failing_disk, tear_down_disk);
  ADD ("killed", test_killed);
  ADD ("newest", test_newest);
  ADD ("earlier-versions", test_earlier_versions);
  ADD ("earlier-killed", test_earlier_killed);
  return g_test_run ();
}
