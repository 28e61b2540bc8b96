/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/sotong-content-copy.h"
#include "store/sotong-content-shift.h"
#include "util/sotong-time.h"

#define LATER G_GINT64_CONSTANT (4102444800) /* 2100-01-01 */
#define DAY 86400

typedef struct {
  GPtrArray *picks;
  int        days;
  gint64     time;
  int        n;
} Act;

typedef struct {
  gint64 id;
  gint64 at;
} Copying;

static gpointer
shift_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Act *act = data;

  act->n = act->days != 0 ? sotong_content_shift (db, act->picks, act->days, error) : sotong_content_shift_to (db, act->picks, act->time, error);
  return act->n >= 0 ? act : NULL;
}

static gpointer
delete_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Act *act = data;

  act->n = sotong_content_delete (db, act->picks, error);
  return act->n >= 0 ? act : NULL;
}

static gpointer
copy_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Copying *copying = data;
  gint64 id = sotong_content_copy (db, copying->id, copying->at, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_content_get (db, *(gint64 *) data, error);
}

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

static SotongContent *
get (StoreFixture *f,
     gint64        id)
{
  return sotong_store_read (f->store, get_job, &id, NULL, NULL);
}

static GPtrArray *
picks_of (gint64 first,
          ...)
{
  GPtrArray *picks = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_pick_free);
  va_list args;

  va_start (args, first);
  for (gint64 id = first; id != 0; id = va_arg (args, gint64))
    g_ptr_array_add (picks, sotong_pick_new (id, 0));
  va_end (args);
  return picks;
}

static const SotongPick *
pick (GPtrArray *picks,
      guint      i)
{
  return g_ptr_array_index (picks, i);
}

static gint64
time_of (StoreFixture *f,
         gint64        id)
{
  g_autoptr(SotongContent) content = get (f, id);

  return content->copies->len > 0 ? ((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at : content->planned_at;
}

static guint
n_changes (StoreFixture *f)
{
  return (guint) store_fixture_sql_int (f, "SELECT count(*) FROM change");
}

static void
test_shift_several (StoreFixture  *f,
                    gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "서울마니아");
  gint64 a = store_fixture_add_content (f, channel, "가", SOTONG_STATE_SCHEDULED, LATER);
  gint64 b = store_fixture_add_content (f, channel, "나", SOTONG_STATE_DRAFT, LATER + 3600);
  gint64 out = store_fixture_add_content (f, channel, "다", SOTONG_STATE_PUBLISHED, LATER);
  g_autoptr(GPtrArray) picks = picks_of (a, b, out, (gint64) 4711, (gint64) 0);
  Act act = { picks, 1, 0, 0 };
  guint before = n_changes (f);

  store_fixture_write (f, shift_job, &act);
  g_assert_cmpint (act.n, ==, 2);
  g_assert_cmpint (time_of (f, a), ==, LATER + DAY);
  g_assert_cmpint (time_of (f, b), ==, LATER + 3600 + DAY);
  g_assert_cmpint (time_of (f, out), ==, LATER);
  g_assert_true (pick (picks, 0)->done);
  g_assert_null (pick (picks, 0)->problem);
  g_assert_false (pick (picks, 2)->done);
  g_assert_nonnull (strstr (pick (picks, 2)->problem, "서울마니아"));
  g_assert_nonnull (strstr (pick (picks, 3)->problem, "4711"));
  g_assert_cmpuint (n_changes (f), ==, before + 1);

  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
  g_assert_cmpint (time_of (f, a), ==, LATER);
  g_assert_cmpint (time_of (f, b), ==, LATER + 3600);
  sotong_change_info_free (store_fixture_write (f, redo_job, NULL));
  g_assert_cmpint (time_of (f, b), ==, LATER + 3600 + DAY);
}

static void
test_nothing_into_the_past (StoreFixture  *f,
                            gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 now = sotong_clock_now (sotong_store_get_clock (f->store));
  gint64 soon = store_fixture_add_content (f, channel, "곧", SOTONG_STATE_SCHEDULED, now + 3600);
  gint64 later = store_fixture_add_content (f, channel, "나중", SOTONG_STATE_SCHEDULED, now + 2 * DAY);
  g_autoptr(GPtrArray) picks = picks_of (soon, later, (gint64) 0);
  g_autoptr(GPtrArray) one = picks_of (soon, (gint64) 0);
  Act act = { picks, -1, 0, 0 };
  Act to = { one, 0, now - 1, 0 };

  store_fixture_write (f, shift_job, &act);
  g_assert_cmpint (act.n, ==, 1);
  g_assert_nonnull (pick (picks, 0)->problem);
  g_assert_cmpint (time_of (f, soon), ==, now + 3600);
  store_fixture_write (f, shift_job, &to);
  g_assert_cmpint (to.n, ==, 0);
  g_assert_cmpint (time_of (f, soon), ==, now + 3600);
}

/* A pick may be one copy, or the one on a channel; the others stay. */
static void
test_one_channel (StoreFixture  *f,
                  gconstpointer  data)
{
  gint64 first = store_fixture_add_channel (f, "블로그"), second = store_fixture_add_channel (f, "카카오");
  gint64 id = store_fixture_add_content (f, first, "가을", SOTONG_STATE_SCHEDULED, LATER);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO copy (content_id, channel_id, state, publish_at, client_key) VALUES (%" G_GINT64_FORMAT ", %"
                                          G_GINT64_FORMAT ", 'scheduled', %" G_GINT64_FORMAT ", 'k')", id, second, LATER);
  g_autoptr(GPtrArray) picks = picks_of (id, id, (gint64) 0);
  g_autoptr(SotongContent) content = NULL;
  Act act = { picks, 0, LATER + 7200, 0 };

  store_fixture_sql (f, sql);
  ((SotongPick *) g_ptr_array_index (picks, 0))->channel_id = second;
  ((SotongPick *) g_ptr_array_index (picks, 1))->channel_id = 99;
  store_fixture_write (f, shift_job, &act);
  g_assert_cmpint (act.n, ==, 1);
  g_assert_nonnull (pick (picks, 1)->problem);
  content = get (f, id);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at, ==, LATER);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (content->copies, 1))->publish_at, ==, LATER + 7200);
}

/* The wall clock stays, over a change of it: Berlin, 2036-03-30. */
static void
test_shift_keeps_the_hour (StoreFixture  *f,
                           gconstpointer  data)
{
  g_autoptr(GTimeZone) zone = sotong_time_zone_new ("Europe/Berlin", NULL);
  gint64 channel, id, before;
  g_autoptr(GPtrArray) picks = NULL;
  Act act = { NULL, 1, 0, 0 };

  store_fixture_sql (f, "UPDATE workspace SET value = 'Europe/Berlin' WHERE name = 'zone'");
  store_fixture_reopen (f, NULL);
  channel = store_fixture_add_channel (f, "블로그");
  before = sotong_time_from_civil (2036, 3, 29, 10, 0, 0, zone); /* the night after, the clock goes on by an hour */
  id = store_fixture_add_content (f, channel, "봄", SOTONG_STATE_SCHEDULED, before);
  act.picks = picks = picks_of (id, (gint64) 0);
  store_fixture_write (f, shift_job, &act);
  g_assert_cmpint (time_of (f, id), ==, before + 23 * 3600);
  g_assert_cmpint (time_of (f, id), ==, sotong_time_from_civil (2036, 3, 30, 10, 0, 0, zone));
}

static void
test_without_a_time (StoreFixture  *f,
                     gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, store_fixture_add_channel (f, "블로그"), "언젠가", SOTONG_STATE_DRAFT, SOTONG_NONE);
  g_autoptr(GPtrArray) picks = NULL;
  Act act = { NULL, 1, 0, 0 };

  store_fixture_sql (f, "UPDATE content SET planned_at = NULL");
  act.picks = picks = picks_of (id, (gint64) 0);
  store_fixture_write (f, shift_job, &act);
  g_assert_cmpint (act.n, ==, 0);
  g_assert_nonnull (pick (picks, 0)->problem);
  act.days = 0;
  act.time = LATER;
  store_fixture_write (f, shift_job, &act);
  g_assert_cmpint (act.n, ==, 1);
  g_assert_null (pick (picks, 0)->problem);
  g_assert_cmpint (time_of (f, id), ==, LATER);
}

static void
test_delete (StoreFixture  *f,
             gconstpointer  data)
{
  static const char *const stays[] = { "published", "published_by_hand", "publishing", "unknown" };
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 a = store_fixture_add_content (f, channel, "가", SOTONG_STATE_SCHEDULED, LATER);
  gint64 b = store_fixture_add_content (f, channel, "나", SOTONG_STATE_DRAFT, LATER);

  for (guint i = 0; i < G_N_ELEMENTS (stays); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE copy SET state = '%s' WHERE content_id = %" G_GINT64_FORMAT, stays[i], b);
      g_autoptr(GPtrArray) picks = picks_of (b, a, (gint64) 0);
      Act act = { picks, 0, 0, 0 };
      g_autoptr(SotongContent) gone = NULL, kept = NULL;

      store_fixture_sql (f, sql);
      store_fixture_write (f, delete_job, &act);
      g_assert_cmpint (act.n, ==, 1);
      g_assert_nonnull (strstr (pick (picks, 0)->problem, "record"));
      gone = get (f, a);
      kept = get (f, b);
      g_assert_null (gone);
      g_assert_cmpuint (kept->copies->len, ==, 1);
      sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
      g_clear_pointer (&gone, sotong_content_free);
      gone = get (f, a);
      g_assert_cmpuint (gone->copies->len, ==, 1);
    }
}

static void
test_copy (StoreFixture  *f,
           gconstpointer  data)
{
  gint64 channel = store_fixture_add_channel (f, "블로그");
  gint64 id = store_fixture_add_content (f, channel, "가을", SOTONG_STATE_PUBLISHED, LATER);
  Copying copying = { id, LATER + DAY };
  g_autofree gint64 *added = NULL;
  g_autoptr(SotongContent) content = NULL;
  const SotongCopy *copy;

  store_fixture_sql (f, "UPDATE content SET tags = '축제', notes = '비밀', cost_planned = 5, cost_final = 7, restriction_ground = '근거', uuid = 'u1'");
  store_fixture_sql (f, "UPDATE copy SET remote_id = 'r1', remote_url = 'https://x.example/1', title = '제 이름', seal = 's', published_at = 4102444800");
  store_fixture_sql (f, "INSERT INTO blob VALUES ('ab', 1, x'00')");
  store_fixture_sql (f, "INSERT INTO attachment (content_id, position, file_name, media_type, alt_text, sha256) SELECT id, 0, 'a.png', 'image/png',"
                     " '그림', 'ab' FROM content");
  added = store_fixture_write (f, copy_job, &copying);
  content = get (f, *added);
  g_assert_cmpstr (content->title, ==, "가을");
  g_assert_cmpstr (content->notes, ==, "비밀");
  g_assert_cmpint (content->cost_planned, ==, 5);
  g_assert_cmpint (content->cost_final, ==, SOTONG_NONE);
  g_assert_cmpint (content->planned_at, ==, LATER + DAY);
  copy = g_ptr_array_index (content->copies, 0);
  g_assert_cmpint (copy->publish_at, ==, LATER + DAY);
  g_assert_cmpint (copy->published_at, ==, SOTONG_NONE);
  g_assert_cmpint (copy->state, ==, SOTONG_STATE_SCHEDULED);
  g_assert_null (copy->remote_id);
  g_assert_null (copy->remote_url);
  g_assert_cmpstr (copy->title, ==, "제 이름");
  g_assert_cmpuint (content->attachments->len, ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(DISTINCT client_key) FROM copy"), ==, 2);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(DISTINCT uuid) FROM content"), ==, 2);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE seal IS NOT NULL"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE restriction_ground <> ''"), ==, 1);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE tags = '축제'"), ==, 2);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM blob"), ==, 1);

  sotong_change_info_free (store_fixture_write (f, undo_job, NULL));
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM content WHERE removed_at IS NULL"), ==, 1);
  sotong_change_info_free (store_fixture_write (f, redo_job, NULL));
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM copy WHERE removed_at IS NULL"), ==, 2);
}

static void
test_copy_without_a_time (StoreFixture  *f,
                          gconstpointer  data)
{
  gint64 id = store_fixture_add_content (f, store_fixture_add_channel (f, "블로그"), "가을", SOTONG_STATE_SCHEDULED, LATER);
  Copying copying = { id, SOTONG_NONE }, past = { id, 1 };
  g_autofree gint64 *added = store_fixture_write (f, copy_job, &copying);
  g_autoptr(SotongContent) content = get (f, *added);
  const SotongCopy *copy = g_ptr_array_index (content->copies, 0);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (content->planned_at, ==, SOTONG_NONE);
  g_assert_cmpint (copy->publish_at, ==, SOTONG_NONE);
  g_assert_cmpint (copy->state, ==, SOTONG_STATE_DRAFT);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, copy_job, &past, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store/content-shift/several", test_shift_several);
  ADD ("/store/content-shift/past", test_nothing_into_the_past);
  ADD ("/store/content-shift/one-channel", test_one_channel);
  ADD ("/store/content-shift/hour", test_shift_keeps_the_hour);
  ADD ("/store/content-shift/without-a-time", test_without_a_time);
  ADD ("/store/content-shift/delete", test_delete);
  ADD ("/store/content-shift/copy", test_copy);
  ADD ("/store/content-shift/copy-without-a-time", test_copy_without_a_time);
  return g_test_run ();
}
