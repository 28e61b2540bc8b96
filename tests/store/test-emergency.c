/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "store/sotong-emergency.h"
#include "store/sotong-hold.h"

#define LATER G_GINT64_CONSTANT (4102444800) /* 2100-01-01 */

static gpointer
start_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 detected = *(gint64 *) data;
  gint64 id = sotong_emergency_start (db, "fire", "Fire", detected != 0 ? detected : SOTONG_NONE, 0, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
attach_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_emergency_begin_content (db, "Fire", error) && sotong_emergency_set_content (db, *(gint64 *) data, error) ? data : NULL;
}

static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_emergency_begin_end (db, error) != 0 && sotong_hold_end (db, error) ? db : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return data == NULL ? sotong_change_undo (db, error) : sotong_change_redo (db, error);
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_emergency_get (db, 0, error);
}

static void
step (StoreFixture *f,
      gboolean      redo)
{
  g_autoptr(SotongChangeInfo) info = store_fixture_write (f, undo_job, redo ? f : NULL);

  g_assert_nonnull (info);
}

static void
refuse (StoreFixture   *f,
        SotongStoreJob  job,
        gpointer        data,
        int             code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, data, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, code);
}

/* It holds what is scheduled, and one step takes both back. */
static void
test_start (StoreFixture  *f,
            gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "a"), now = 0, future = LATER;
  g_autofree gint64 *id = NULL;

  store_fixture_add_content (f, channel, "b", SOTONG_STATE_SCHEDULED, LATER);
  refuse (f, start_job, &future, SOTONG_STORE_ERROR_INVALID);
  refuse (f, get_job, NULL, SOTONG_STORE_ERROR_NOT_FOUND);
  id = store_fixture_write (f, start_job, &now);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE state = 'held'"), ==, 1);
  refuse (f, start_job, &now, SOTONG_STORE_ERROR_EXISTS);
  step (f, FALSE);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE state = 'scheduled'"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM emergency WHERE removed_at IS NULL"), ==, 0);
  step (f, TRUE);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM emergency WHERE removed_at IS NULL"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE state = 'held'"), ==, 1);
}

/* The stopwatch tells of the first channel and of the last. */
static void
test_stopwatch (StoreFixture  *f,
                gconstpointer  data)
{
  gint64 a = store_fixture_add_channel (f, "a"), b = store_fixture_add_channel (f, "b");
  gint64 detected = 1000, content = store_fixture_add_content (f, a, "Fire", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO copy (content_id, channel_id, client_key, state) VALUES (%d, %d, 'k', 'draft')", (int) content, (int) b);
  g_autofree gint64 *id = store_fixture_write (f, start_job, &detected);
  g_autoptr(SotongEmergency) none = NULL;
  g_autoptr(SotongEmergency) first = NULL;
  g_autoptr(SotongEmergency) all = NULL;

  store_fixture_sql (f, sql);
  none = store_fixture_write (f, get_job, NULL);
  g_assert_cmpint (none->detected_at, ==, 1000);
  g_assert_true (none->composed_at == SOTONG_NONE && none->first_out_at == SOTONG_NONE);
  store_fixture_write (f, attach_job, &content);
  store_fixture_sql (f, "UPDATE copy SET state = 'published', published_at = 1100 WHERE client_key <> 'k'");
  first = store_fixture_write (f, get_job, NULL);
  g_assert_cmpint (first->first_out_at, ==, 1100);
  g_assert_true (first->all_out_at == SOTONG_NONE && first->composed_at != SOTONG_NONE);
  g_assert_cmpint (first->n_copies, ==, 2);
  g_assert_cmpint (first->n_out, ==, 1);
  store_fixture_sql (f, "UPDATE copy SET state = 'published', published_at = 1160 WHERE client_key = 'k'");
  all = store_fixture_write (f, get_job, NULL);
  g_assert_cmpint (all->first_out_at, ==, 1100);
  g_assert_cmpint (all->all_out_at, ==, 1160);
  /* What is out keeps the emergency from being taken back or composed anew. */
  refuse (f, undo_job, NULL, SOTONG_STORE_ERROR_LEFT_HOUSE);
  refuse (f, attach_job, &content, SOTONG_STORE_ERROR_LEFT_HOUSE);
}

static void
test_end (StoreFixture  *f,
          gconstpointer  data)
{
  gint64 now = 0;
  g_autofree gint64 *id = NULL, *next = NULL;

  refuse (f, end_job, NULL, SOTONG_STORE_ERROR_INVALID);
  id = store_fixture_write (f, start_job, &now);
  store_fixture_write (f, end_job, NULL);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM emergency WHERE ended_at IS NULL"), ==, 0);
  step (f, FALSE);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM emergency WHERE ended_at IS NULL"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM hold WHERE ended_at IS NULL"), ==, 1);
  step (f, TRUE);
  next = store_fixture_write (f, start_job, &now);
  g_assert_cmpint (*next, !=, *id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/emergency/start", StoreFixture, NULL, store_fixture_set_up, test_start, store_fixture_tear_down);
  g_test_add ("/emergency/stopwatch", StoreFixture, NULL, store_fixture_set_up, test_stopwatch, store_fixture_tear_down);
  g_test_add ("/emergency/end", StoreFixture, NULL, store_fixture_set_up, test_end, store_fixture_tear_down);
  return g_test_run ();
}
