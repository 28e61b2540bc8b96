/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "store-fixture.h"
#include "store/sotong-budget-close.h"
#include "store/sotong-store-make.h"
#include "store/sotong-topic.h"

/* A workspace that is to be made, and what happens while it is. */
typedef struct {
  char *dir;
  char *path;
  char *part;
  void (*meanwhile) (gpointer making);
} Making;

static void
set_up (Making        *making,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  making->dir = g_dir_make_tmp ("sotong-make-XXXXXX", &error);
  g_assert_no_error (error);
  making->path = g_build_filename (making->dir, "한 해.sotong", NULL);
  making->part = g_strconcat (making->path, ".part", NULL);
}

static guint
count_files (Making *making)
{
  g_autoptr(GDir) dir = g_dir_open (making->dir, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Making        *making,
           gconstpointer  data)
{
  store_fixture_remove_dir (making->dir);
  g_free (making->dir);
  g_free (making->path);
  g_free (making->part);
}

static gpointer
topic_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongTopic) topic = sotong_topic_new ();

  topic->name = g_strdup ("제설");
  topic->any_words = g_strdup ("제설");
  return sotong_topic_add (db, topic, error) > 0 ? db : NULL;
}

static gboolean
fill (SotongStore   *store,
      gpointer       user_data,
      GCancellable  *cancellable,
      GError       **error)
{
  Making *making = user_data;

  g_assert_false (g_file_test (making->path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (making->part, G_FILE_TEST_EXISTS));
  if (making->meanwhile != NULL)
    making->meanwhile (making);
  return sotong_store_write (store, SOTONG_WRITE_BULK, topic_job, NULL, cancellable, error) != NULL
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
assert_made (Making *making)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = NULL;

  making->meanwhile = NULL;
  g_assert_true (sotong_store_make (making->path, NULL, fill, making, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (making), ==, 1);
  store = sotong_store_open (making->path, NULL, NULL, &error);
  g_assert_no_error (error);
  sotong_store_close (store);
}

static void
test_whole (Making        *making,
            gconstpointer  data)
{
  assert_made (making);
}

static void
test_cancelled (Making        *making,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (sotong_store_make (making->path, NULL, fill, making, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (making), ==, 0);
  assert_made (making);
}

/* Another program makes the same: the second is told so, and the first is not disturbed. */
static void
make_too (gpointer data)
{
  Making *making = data;
  g_autoptr(GError) error = NULL;

  making->meanwhile = NULL;
  g_assert_false (sotong_store_make (making->path, NULL, fill, making, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "한 해.sotong”"));
}

static void
test_two (Making        *making,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  making->meanwhile = make_too;
  g_assert_true (sotong_store_make (making->path, NULL, fill, making, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (making), ==, 1);
}

static void
put_file (gpointer data)
{
  Making *making = data;

  g_assert_true (g_file_set_contents (making->path, "mine", -1, NULL));
}

static void
test_not_replaced (Making        *making,
                   gconstpointer  data)
{
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  making->meanwhile = put_file;
  g_assert_false (sotong_store_make (making->path, NULL, fill, making, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
  g_assert_cmpuint (count_files (making), ==, 1);
  g_clear_error (&error);
  g_assert_false (sotong_store_make (making->path, NULL, fill, making, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (making->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "mine");
}

static void
die (gpointer making)
{
  raise (SIGKILL);
}

/* A kill leaves nothing at the workspace's place, and the next making takes away what it left beside it. */
static void
test_killed (Making        *making,
             gconstpointer  data)
{
  if (g_test_subprocess ())
    {
      making->meanwhile = die;
      store_fixture_remove_dir (making->dir); /* it works in the other's, and takes nothing away when it is killed */
      g_free (making->path);
      g_free (making->part);
      making->path = g_strdup (g_getenv ("SOTONG_TEST_MAKE"));
      making->part = g_strconcat (making->path, ".part", NULL);
      sotong_store_make (making->path, NULL, fill, making, NULL, NULL);
      g_assert_not_reached ();
    }
  g_setenv ("SOTONG_TEST_MAKE", making->path, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_assert_false (g_file_test (making->path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (making->part, G_FILE_TEST_EXISTS));
  assert_made (making);
}

static gpointer
backup_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_budget_backup (db, data, error) ? data : NULL;
}

/* What a kill left of a backup is not at its place, and the next one takes it away. */
static void
test_backup (Making        *making,
             gconstpointer  data)
{
  g_autofree char *copy = g_build_filename (making->dir, "백업.sotong", NULL);
  g_autofree char *part = g_strconcat (copy, ".part", NULL);
  g_autofree char *log = g_strconcat (part, "-journal", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongStore) store = sotong_store_create (making->path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (part, "half of it", -1, NULL));
  g_assert_true (g_file_set_contents (log, "half of it", -1, NULL));
  g_assert_nonnull (sotong_store_read (store, backup_job, copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (sotong_store_read (store, backup_job, copy, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  sotong_store_close (store);
  g_clear_object (&store);
  g_assert_cmpuint (count_files (making), ==, 2);
  g_clear_error (&error);
  store = sotong_store_open (copy, NULL, NULL, &error);
  g_assert_no_error (error);
  sotong_store_close (store);
}

#define ADD(path, function) g_test_add (path, Making, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/make/whole", test_whole);
  ADD ("/store/make/cancelled", test_cancelled);
  ADD ("/store/make/two", test_two);
  ADD ("/store/make/not-replaced", test_not_replaced);
  ADD ("/store/make/killed", test_killed);
  ADD ("/store/make/backup", test_backup);
  return g_test_run ();
}
