/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-channel.h"
#include "store/sotong-figure.h"
#include "store/sotong-today.h"

#define DAY 86400

static gpointer
now_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 now = sotong_db_now (db);

  return g_memdup2 (&now, sizeof now);
}

static gpointer
today_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_today_read (db, *(SotongRange *) data, error);
}

static SotongToday *
read_today (StoreFixture *f,
            gint64        now)
{
  SotongRange day = { now - 10 * 3600, now + 14 * 3600 };
  g_autoptr(GError) error = NULL;
  SotongToday *today = sotong_store_read (f->store, today_job, &day, NULL, &error);

  g_assert_no_error (error);
  return today;
}

static void
assert_one (SotongToday     *today,
            SotongTodayKind  kind,
            const char      *title)
{
  g_assert_cmpuint (today->items[kind]->len, ==, 1);
  g_assert_cmpstr (((SotongTodayItem *) g_ptr_array_index (today->items[kind], 0))->title, ==, title);
}

static void
test_empty (StoreFixture  *f,
            gconstpointer  data)
{
  g_autofree gint64 *now = sotong_store_read (f->store, now_job, NULL, NULL, NULL);
  g_autoptr(SotongToday) today = read_today (f, *now);

  for (int i = 0; i < SOTONG_TODAY_N_KINDS; i++)
    g_assert_cmpuint (today->items[i]->len, ==, 0);
}

/* What failed counts on whatever day it was; what went out only on its own; what is overdue is due. */
static void
test_copies (StoreFixture  *f,
             gconstpointer  data)
{
  g_autofree gint64 *now = sotong_store_read (f->store, now_job, NULL, NULL, NULL);
  gint64 channel = store_fixture_add_channel (f, "블로그");
  g_autoptr(SotongToday) today = NULL;
  const SotongTodayItem *failed;
  g_autofree char *failure = NULL;
  gint64 id;

  store_fixture_add_content (f, channel, "어제 나간 글", SOTONG_STATE_PUBLISHED, *now - DAY);
  store_fixture_add_content (f, channel, "오늘 나간 글", SOTONG_STATE_PUBLISHED, *now - 3600);
  store_fixture_add_content (f, channel, "오늘 내린 글", SOTONG_STATE_PUBLISHED, *now - 7200);
  store_fixture_sql (f, "UPDATE copy SET published_at = publish_at WHERE state = 'published'");
  store_fixture_sql (f, "UPDATE copy SET withdrawn_at = publish_at WHERE content_id = (SELECT id FROM content WHERE title = '오늘 내린 글')");
  id = store_fixture_add_content (f, channel, "실패한 글", SOTONG_STATE_FAILED, *now - 30 * DAY);
  failure = g_strdup_printf ("INSERT INTO attempt (id, copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body)"
                             " SELECT k, id, 'publish', k, 'm', 'b', 1, 1, 1, 'k', '', '' FROM copy, (SELECT 1 AS k UNION SELECT 2) WHERE content_id = %" G_GINT64_FORMAT ";"
                             "INSERT INTO attempt_outcome (attempt_id, at, outcome, message) VALUES (1, 1, 'not-sent', '첫 까닭'), (2, 2, 'refused', '둘째 까닭')", id);
  store_fixture_sql (f, failure);
  store_fixture_add_content (f, channel, "곧 나갈 글", SOTONG_STATE_SCHEDULED, *now + 6600);
  store_fixture_add_content (f, channel, "나중 글", SOTONG_STATE_SCHEDULED, *now + 9000);
  today = read_today (f, *now);
  assert_one (today, SOTONG_TODAY_PUBLISHED, "오늘 나간 글");
  assert_one (today, SOTONG_TODAY_FAILED, "실패한 글");
  failed = g_ptr_array_index (today->items[SOTONG_TODAY_FAILED], 0);
  g_assert_cmpstr (failed->note, ==, "둘째 까닭");
  g_assert_cmpstr (failed->channel, ==, "블로그");
  assert_one (today, SOTONG_TODAY_DUE, "곧 나갈 글");
  g_assert_cmpuint (today->items[SOTONG_TODAY_WAITING]->len, ==, 0);
}

#define ATTEMPT \
  "INSERT INTO attempt (id, copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body)" \
  " SELECT %d, id, '%s', %d, 'm', 'b', 1, 1, 1, 'k', '나간 글', '%s' FROM copy;" \
  "INSERT INTO attempt_outcome (attempt_id, at, outcome, message) VALUES (%d, 1, '%s', '')"

/* A correction that did not arrive is open work until it did, or is not wanted any more. */
static void
test_unsent (StoreFixture  *f,
             gconstpointer  data)
{
  g_autofree gint64 *now = sotong_store_read (f->store, now_job, NULL, NULL, NULL);
  gint64 channel = store_fixture_add_channel (f, "블로그");
  g_autoptr(SotongToday) today = NULL, undone = NULL, sent = NULL;
  g_autofree char *published = g_strdup_printf (ATTEMPT, 1, "publish", 1, "전의 말", 1, "ok");
  g_autofree char *corrected = g_strdup_printf (ATTEMPT, 2, "update", 2, "고친 말", 2, "wait");
  g_autofree char *again = g_strdup_printf (ATTEMPT, 3, "update", 3, "고친 말", 3, "ok");

  store_fixture_add_content (f, channel, "나간 글", SOTONG_STATE_PUBLISHED, *now - DAY);
  store_fixture_sql (f, "UPDATE copy SET published_at = publish_at, remote_id = 'r', body = '고친 말'");
  store_fixture_sql (f, published);
  store_fixture_sql (f, corrected);
  today = read_today (f, *now);
  assert_one (today, SOTONG_TODAY_UNSENT, "나간 글");
  g_assert_cmpint (((SotongTodayItem *) g_ptr_array_index (today->items[SOTONG_TODAY_UNSENT], 0))->channel_id, ==, channel);
  store_fixture_sql (f, "UPDATE copy SET body = '전의 말'");
  undone = read_today (f, *now);
  g_assert_cmpuint (undone->items[SOTONG_TODAY_UNSENT]->len, ==, 0);
  store_fixture_sql (f, "UPDATE copy SET body = '고친 말'");
  store_fixture_sql (f, again);
  sent = read_today (f, *now);
  g_assert_cmpuint (sent->items[SOTONG_TODAY_UNSENT]->len, ==, 0);
}

static gpointer
health_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongLearnt learnt = { SOTONG_LEARNT_BY_CHECK, "sign-in", "로그인이 끝났습니다.", SOTONG_NONE };

  return sotong_channel_learn (db, *(gint64 *) data, &learnt, error) ? data : NULL;
}

static gpointer
refused_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongLearnt learnt = { SOTONG_LEARNT_BY_CHECK, "refused", "권한이 없습니다.", SOTONG_NONE };

  return sotong_channel_learn (db, *(gint64 *) data, &learnt, error) ? data : NULL;
}

static gpointer
figures_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  gboolean news;

  return sotong_figure_note_message (db, *(gint64 *) data, "통계를 볼 권한이 없습니다.", &news, error) ? data : NULL;
}

static gpointer
well_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongLearnt learnt = { SOTONG_LEARNT_BY_CHECK, "ok", "", SOTONG_NONE };

  return sotong_channel_learn (db, *(gint64 *) data, &learnt, error) ? data : NULL;
}

static void
test_sign_in (StoreFixture  *f,
              gconstpointer  data)
{
  g_autofree gint64 *now = sotong_store_read (f->store, now_job, NULL, NULL, NULL);
  gint64 channel = store_fixture_add_channel (f, "페이스북");
  g_autoptr(SotongToday) today = NULL;
  const SotongTodayItem *item;

  store_fixture_add_channel (f, "블로그");
  store_fixture_write (f, health_job, &channel);
  today = read_today (f, *now);
  g_assert_cmpuint (today->items[SOTONG_TODAY_SIGN_IN]->len, ==, 1);
  item = g_ptr_array_index (today->items[SOTONG_TODAY_SIGN_IN], 0);
  g_assert_cmpint (item->channel_id, ==, channel);
  g_assert_cmpstr (item->channel, ==, "페이스북");
  g_assert_cmpstr (item->note, ==, "로그인이 끝났습니다.");
  store_fixture_write (f, refused_job, &channel); /* nor one that may not publish */
  sotong_today_free (g_steal_pointer (&today));
  today = read_today (f, *now);
  g_assert_cmpuint (today->items[SOTONG_TODAY_SIGN_IN]->len, ==, 1);
  item = g_ptr_array_index (today->items[SOTONG_TODAY_SIGN_IN], 0);
  g_assert_cmpstr (item->note, ==, "권한이 없습니다.");
}

/* Why figures could not be read, for as long as the account is let in: else that is what is to be mended first. */
static void
test_figures (StoreFixture  *f,
              gconstpointer  data)
{
  g_autofree gint64 *now = sotong_store_read (f->store, now_job, NULL, NULL, NULL);
  gint64 channel = store_fixture_add_channel (f, "페이스북");
  g_autoptr(SotongToday) open = NULL, shut = NULL, again = NULL;
  const SotongTodayItem *item;

  store_fixture_add_channel (f, "블로그");
  store_fixture_write (f, figures_job, &channel);
  open = read_today (f, *now);
  g_assert_cmpuint (open->items[SOTONG_TODAY_SIGN_IN]->len, ==, 0);
  g_assert_cmpuint (open->items[SOTONG_TODAY_FIGURES]->len, ==, 1);
  item = g_ptr_array_index (open->items[SOTONG_TODAY_FIGURES], 0);
  g_assert_cmpint (item->channel_id, ==, channel);
  g_assert_cmpstr (item->note, ==, "통계를 볼 권한이 없습니다.");
  store_fixture_write (f, health_job, &channel);
  shut = read_today (f, *now);
  g_assert_cmpuint (shut->items[SOTONG_TODAY_SIGN_IN]->len, ==, 1);
  g_assert_cmpuint (shut->items[SOTONG_TODAY_FIGURES]->len, ==, 0);
  store_fixture_write (f, well_job, &channel); /* signed in again: what becomes of the figures is looked at anew */
  again = read_today (f, *now);
  g_assert_cmpuint (again->items[SOTONG_TODAY_SIGN_IN]->len, ==, 0);
  g_assert_cmpuint (again->items[SOTONG_TODAY_FIGURES]->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/today/empty", StoreFixture, NULL, store_fixture_set_up, test_empty, store_fixture_tear_down);
  g_test_add ("/store/today/copies", StoreFixture, NULL, store_fixture_set_up, test_copies, store_fixture_tear_down);
  g_test_add ("/store/today/unsent", StoreFixture, NULL, store_fixture_set_up, test_unsent, store_fixture_tear_down);
  g_test_add ("/store/today/sign-in", StoreFixture, NULL, store_fixture_set_up, test_sign_in, store_fixture_tear_down);
  g_test_add ("/store/today/figures", StoreFixture, NULL, store_fixture_set_up, test_figures, store_fixture_tear_down);
  return g_test_run ();
}
