/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes on the line of time: added, listed by time, removed, and every step taken back. */
#include "config.h"

#include "store-fixture.h"
#include "store/sotong-chart-note.h"
#include "store/sotong-undo.h"

#define DAY 86400

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static gpointer
redo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_redo (db, error);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  SotongChartNote *note = data;

  return (note->id = sotong_chart_note_add (db, note, error)) != 0 ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_chart_note_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_chart_note_list (db, data, 0, error);
}

static guint
count (StoreFixture      *f,
       const SotongRange *range)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_read (f->store, list_job, (gpointer) range, NULL, &error);

  g_assert_no_error (error);
  return list->len;
}

static gint64
add (StoreFixture *f,
     const char   *title,
     gint64        at,
     gint64        ends_at)
{
  SotongChartNote note = { .title = (char *) title, .at = at, .ends_at = ends_at };

  store_fixture_write (f, add_job, &note);
  return note.id;
}

static void
test_range (StoreFixture  *f,
            gconstpointer  data)
{
  SotongRange range = { 10 * DAY, 20 * DAY };

  add (f, "대설 대응 발표", 12 * DAY, SOTONG_NONE);
  add (f, "  캠페인  ", 5 * DAY, 11 * DAY);
  add (f, "before", 5 * DAY, 10 * DAY);
  add (f, "after", 20 * DAY, SOTONG_NONE);
  g_assert_cmpuint (count (f, &range), ==, 2);
  g_assert_cmpuint (count (f, NULL), ==, 4);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM chart_mark WHERE title = '캠페인'"), ==, 1);
}

static void
test_undo (StoreFixture  *f,
           gconstpointer  data)
{
  gint64 id = add (f, "note", DAY, SOTONG_NONE);

  store_fixture_write (f, remove_job, &id);
  g_assert_cmpuint (count (f, NULL), ==, 0);
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
  g_assert_cmpuint (count (f, NULL), ==, 1);
  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
  g_assert_cmpuint (count (f, NULL), ==, 0);
  sotong_change_info_free (store_fixture_write (f, redo_job, NULL));
  g_assert_cmpuint (count (f, NULL), ==, 1);
}

static void
test_refusals (StoreFixture  *f,
               gconstpointer  data)
{
  SotongChartNote blank = { .title = (char *) "  ", .at = DAY, .ends_at = SOTONG_NONE };
  SotongChartNote backwards = { .title = (char *) "note", .at = 2 * DAY, .ends_at = DAY };
  SotongChartNote *notes[] = { &blank, &backwards };
  gint64 nobody = 4711;
  g_autoptr(GError) missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, notes[i], NULL, &error));
      g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
    }
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_job, &nobody, NULL, &missing));
  g_assert_error (missing, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (count (f, NULL), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/chart-note/range", StoreFixture, NULL, store_fixture_set_up, test_range, store_fixture_tear_down);
  g_test_add ("/store/chart-note/undo", StoreFixture, NULL, store_fixture_set_up, test_undo, store_fixture_tear_down);
  g_test_add ("/store/chart-note/refusals", StoreFixture, NULL, store_fixture_set_up, test_refusals, store_fixture_tear_down);
  return g_test_run ();
}
