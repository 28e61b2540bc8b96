/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "store/sotong-type.h"

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_type_add (db, data, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_type_remove (db, data, error) ? data : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return data != NULL ? sotong_change_redo (db, error) : sotong_change_undo (db, error);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_type_list (db, FALSE, error);
}

/* The name of the last type; there are seven built-in ones before the office's own. */
static char *
last (StoreFixture *f,
      guint        *out_n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_read (f->store, list_job, NULL, NULL, &error);

  g_assert_no_error (error);
  *out_n = list->len;
  return g_strdup (((const SotongType *) g_ptr_array_index (list, list->len - 1))->id);
}

static void
check_last (StoreFixture *f,
            guint         n,
            const char   *name)
{
  guint found;
  g_autofree char *text = last (f, &found);

  g_assert_cmpuint (found, ==, n);
  g_assert_cmpstr (text, ==, name);
}

static void
refuse (StoreFixture     *f,
        SotongStoreJob    job,
        const char       *name,
        SotongStoreError  code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, (gpointer) name, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, (int) code);
}

static void
test_own (StoreFixture  *f,
          gconstpointer  data)
{
  check_last (f, 7, "report");
  store_fixture_write (f, add_job, (gpointer) " 카드뉴스 ");
  check_last (f, 8, "카드뉴스");
  store_fixture_write (f, add_job, (gpointer) "영상");
  check_last (f, 9, "영상");
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
  check_last (f, 8, "카드뉴스");
  sotong_change_info_free (store_fixture_write (f, undo_job, f));
  check_last (f, 9, "영상");
  store_fixture_write (f, remove_job, (gpointer) "영상");
  check_last (f, 8, "카드뉴스");
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
  check_last (f, 9, "영상");
}

/* One that was removed comes back in its place. */
static void
test_again (StoreFixture  *f,
            gconstpointer  data)
{
  store_fixture_write (f, add_job, (gpointer) "카드뉴스");
  store_fixture_write (f, add_job, (gpointer) "영상");
  store_fixture_write (f, remove_job, (gpointer) "카드뉴스");
  store_fixture_write (f, add_job, (gpointer) "카드뉴스");
  check_last (f, 9, "영상");
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
  check_last (f, 8, "영상");
}

static void
test_refused (StoreFixture  *f,
              gconstpointer  data)
{
  g_autofree char *longest = g_strnfill (SOTONG_TYPE_MAX_CHARS + 1, 'a');

  refuse (f, add_job, " ", SOTONG_STORE_ERROR_INVALID);
  refuse (f, add_job, longest, SOTONG_STORE_ERROR_INVALID);
  refuse (f, add_job, "sns", SOTONG_STORE_ERROR_EXISTS);
  refuse (f, remove_job, "sns", SOTONG_STORE_ERROR_INVALID);
  refuse (f, remove_job, "영상", SOTONG_STORE_ERROR_NOT_FOUND);
  check_last (f, 7, "report");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/type/own", StoreFixture, NULL, store_fixture_set_up, test_own, store_fixture_tear_down);
  g_test_add ("/store/type/again", StoreFixture, NULL, store_fixture_set_up, test_again, store_fixture_tear_down);
  g_test_add ("/store/type/refused", StoreFixture, NULL, store_fixture_set_up, test_refused, store_fixture_tear_down);
  return g_test_run ();
}
