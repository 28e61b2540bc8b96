/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "store/sotong-contributor.h"
#include "store/sotong-event-layer.h"
#include "store/sotong-office.h"
#include "store/sotong-own-event.h"
#include "store/sotong-store-error.h"

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return data != NULL ? sotong_change_redo (db, error) : sotong_change_undo (db, error);
}

static void
undo (StoreFixture *f,
      gboolean      redo)
{
  sotong_change_info_free (store_fixture_write (f, undo_job, redo ? f : NULL));
}

/* ---- own events ---- */

static void
refuse (SotongDb       *db,
        SotongOwnEvent  event)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sotong_own_event_add (db, &event, &error), ==, 0);
  g_assert_nonnull (error);
}

static gpointer
refuse_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongOwnEvent lost = { .id = 4711, .title = (char *) "가", .from = (char *) "2016-10-20" };
  SotongEventLayer others = { .name = (char *) "남의 일정", .kind = (char *) "file", .address = (char *) "/x.ics" };
  GError *local = NULL;

  g_assert_cmpint (sotong_event_layer_add (db, &others, error), >, 0);
  refuse (db, (SotongOwnEvent) { .title = (char *) " ", .from = (char *) "2016-10-20" });
  refuse (db, (SotongOwnEvent) { .title = (char *) "가", .from = (char *) "" });
  refuse (db, (SotongOwnEvent) { .title = (char *) "가", .from = (char *) "2016-02-30" });
  refuse (db, (SotongOwnEvent) { .title = (char *) "가", .from = (char *) "2016-10-20", .to = (char *) "2016-10-19" });
  refuse (db, (SotongOwnEvent) { .title = (char *) "가", .from = (char *) "1800-10-20" });
  refuse (db, (SotongOwnEvent) { .title = (char *) "가", .from = (char *) "2016-10-20", .layer = (char *) "남의 일정" });
  g_assert_false (sotong_own_event_edit (db, &lost, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  return data;
}

static void
test_refused (StoreFixture  *f,
              gconstpointer  data)
{
  store_fixture_write (f, refuse_job, f);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 id = sotong_own_event_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_own_event_edit (db, data, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_own_event_remove (db, *(gint64 *) data, error) ? data : NULL;
}

#define N_EVENTS "SELECT count(*) FROM layer_event AS e JOIN event_layer AS l ON l.id = e.layer_id WHERE l.removed_at IS NULL"

/* Each act is one step of undo, the layer that an event brought goes with it. */
static void
test_events (StoreFixture  *f,
             gconstpointer  data)
{
  SotongOwnEvent event = { .title = (char *) "시민의 날", .from = (char *) "2016-10-20", .to = (char *) "2016-10-21" };
  g_autofree gint64 *id = store_fixture_write (f, add_job, &event);

  g_assert_cmpint (store_fixture_sql_int (f, N_EVENTS), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT ends_at - starts_at FROM layer_event"), ==, 2 * 86400);
  undo (f, FALSE);
  g_assert_cmpint (store_fixture_sql_int (f, N_EVENTS), ==, 0);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM event_layer WHERE removed_at IS NULL"), ==, 0);
  undo (f, TRUE);
  g_assert_cmpint (store_fixture_sql_int (f, N_EVENTS), ==, 1);
  event.id = *id;
  event.from = (char *) "2016-10-22 14:30";
  event.to = NULL;
  store_fixture_write (f, edit_job, &event);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT all_day FROM layer_event"), ==, 0);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT ends_at - starts_at FROM layer_event"), ==, 3600);
  store_fixture_write (f, remove_job, id);
  g_assert_cmpint (store_fixture_sql_int (f, N_EVENTS), ==, 0);
  undo (f, FALSE);
  undo (f, FALSE);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT all_day FROM layer_event"), ==, 1);
}

/* What the program notes when it looks at a layer keeps nobody from taking the layer back. */
static gpointer
note_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongEventLayer layer = { .id = 0, .name = (char *) "행사", .kind = (char *) "subscribed", .address = (char *) "https://example.org/a.ics",
                             .every_minutes = 15 };

  layer.id = sotong_event_layer_add (db, &layer, error);
  return layer.id != 0 ? g_memdup2 (&layer.id, sizeof layer.id) : NULL;
}

static void
test_noted (StoreFixture  *f,
            gconstpointer  data)
{
  g_free (store_fixture_write (f, note_job, NULL));
  store_fixture_sql (f, "UPDATE event_layer SET checked_at = 5, etag = 'x', message = 'no'");
  undo (f, FALSE);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM event_layer WHERE removed_at IS NULL"), ==, 0);
}

static void
test_due (void)
{
  SotongEventLayer layer = { .kind = (char *) "subscribed", .checked_at = SOTONG_NONE, .every_minutes = 15 };

  g_assert_true (sotong_event_layer_is_due (&layer, 1000));
  layer.checked_at = 1000;
  g_assert_false (sotong_event_layer_is_due (&layer, 1000 + 15 * 60 - 1));
  g_assert_true (sotong_event_layer_is_due (&layer, 1000 + 15 * 60));
  g_assert_true (sotong_event_layer_is_due (&layer, 999)); /* the clock was set back */
  layer.kind = (char *) "file";
  g_assert_false (sotong_event_layer_is_due (&layer, 1000000));
}

/* ---- the time zone ---- */

static gpointer
zone_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_office_set_zone (db, data, error) ? data : NULL;
}

static gpointer
wrong_zone_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  GError *local = NULL;

  g_assert_false (sotong_office_set_zone (db, "Asia/Nowhere", &local));
  g_assert_error (local, SOTONG_TIME_ERROR, SOTONG_TIME_ERROR_INVALID);
  g_clear_error (&local);
  return db;
}

static void
check_zone (StoreFixture *f,
            const char   *name)
{
  store_fixture_reopen (f, NULL);
  g_assert_cmpstr (g_time_zone_get_identifier (sotong_store_get_zone (f->store)), ==, name);
}

/* Moments stay, whole days stay on their day, and it is one step of undo. */
static void
test_zone (StoreFixture  *f,
           gconstpointer  data)
{
  SotongOwnEvent day = { .title = (char *) "하루", .from = (char *) "2016-10-20" };
  SotongOwnEvent hour = { .title = (char *) "한 시간", .from = (char *) "2016-10-20 10:00" };
  gint64 start;

  g_free (store_fixture_write (f, add_job, &day));
  g_free (store_fixture_write (f, add_job, &hour));
  start = store_fixture_sql_int (f, "SELECT starts_at FROM layer_event WHERE all_day = 0");
  store_fixture_write (f, wrong_zone_job, f);
  store_fixture_write (f, zone_job, (gpointer) "Asia/Seoul");
  store_fixture_write (f, zone_job, (gpointer) "Europe/Berlin");
  check_zone (f, "Europe/Berlin");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT starts_at FROM layer_event WHERE all_day = 0"), ==, start);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT starts_at FROM layer_event WHERE all_day = 1"), ==, start - 10 * 3600 + 7 * 3600);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM change WHERE action = 'office.zone'"), ==, 1);
  undo (f, FALSE);
  check_zone (f, "Asia/Seoul");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT starts_at FROM layer_event WHERE all_day = 1"), ==, start - 10 * 3600);
  undo (f, TRUE);
  check_zone (f, "Europe/Berlin");
}

/* ---- contributors ---- */

static gpointer
contributor_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  SotongContributor contributor = { .pen_name = (char *) "은행나무", .fee = 150000 };
  g_autoptr(SotongContent) content = sotong_content_new ();
  gint64 id = sotong_contributor_add (db, &contributor, error);

  content->title = g_strdup ("함께 쓴 글");
  content->type = g_strdup ("joint");
  content->contributor_id = id;
  content->proof_url = g_strdup ("https://citizen.example/1");
  return sotong_content_add (db, content, error) != 0 && sotong_contributor_remove (db, id, error) ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
contributions_job (SotongDb      *db,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  return sotong_contributor_list_contributions (db, *(gint64 *) data, error);
}

static gpointer
prove_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  SotongContributor contributor = { .pen_name = (char *) data, .fee = 150000 };
  g_autoptr(SotongContent) content = sotong_content_new ();
  g_autoptr(SotongContributor) read = NULL;

  content->title = g_strdup ("함께 쓴 글");
  content->type = g_strdup ("joint");
  content->contributor_id = sotong_contributor_add (db, &contributor, error);
  content->proof_url = g_strdup (data);
  if (sotong_content_add (db, content, error) == 0 || (read = sotong_contributor_get (db, content->contributor_id, error)) == NULL)
    return NULL;
  return GINT_TO_POINTER (read->n_proven + 1);
}

/* What older versions took as proof counts on where an address is in it. */
static void
test_proof (StoreFixture  *f,
            gconstpointer  data)
{
  static const char * const proofs[] = { "https://blog.example.org/7", "blog.naver.com/seoul/220", "HTTP://blog.example.org/7",
                                         "네이버 블로그 https://blog.example.org/7" };
  static const char * const others[] = { "주소 아님", "httpx://blog", "https://", "2016.10.14", "ftp://blog.example.org/7", "10월 게재" };

  for (guint i = 0; i < G_N_ELEMENTS (proofs); i++)
    g_assert_cmpint (GPOINTER_TO_INT (store_fixture_write (f, prove_job, (gpointer) proofs[i])), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (GPOINTER_TO_INT (store_fixture_write (f, prove_job, (gpointer) others[i])), ==, 1);
  g_assert_false (sotong_contribution_is_proof (NULL));
}

/* The contents of one who is removed keep the name. */
static void
test_contributor (StoreFixture  *f,
                  gconstpointer  data)
{
  g_autofree gint64 *id = store_fixture_write (f, contributor_job, NULL);
  g_autoptr(GPtrArray) list = store_fixture_write (f, contributions_job, id);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((SotongContribution *) g_ptr_array_index (list, 0))->proof_url, ==, "https://citizen.example/1");
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM contributor WHERE removed_at IS NULL"), ==, 0);
  undo (f, FALSE);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM contributor WHERE removed_at IS NULL"), ==, 1);
  undo (f, TRUE);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM contributor WHERE removed_at IS NULL"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/office/refused", StoreFixture, NULL, store_fixture_set_up, test_refused, store_fixture_tear_down);
  g_test_add ("/store/office/events", StoreFixture, NULL, store_fixture_set_up, test_events, store_fixture_tear_down);
  g_test_add ("/store/office/noted", StoreFixture, NULL, store_fixture_set_up, test_noted, store_fixture_tear_down);
  g_test_add_func ("/store/office/due", test_due);
  g_test_add ("/store/office/zone", StoreFixture, NULL, store_fixture_set_up, test_zone, store_fixture_tear_down);
  g_test_add ("/store/office/contributor", StoreFixture, NULL, store_fixture_set_up, test_contributor, store_fixture_tear_down);
  g_test_add ("/store/office/proof", StoreFixture, NULL, store_fixture_set_up, test_proof, store_fixture_tear_down);
  return g_test_run ();
}
