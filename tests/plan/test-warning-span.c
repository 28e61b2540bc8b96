/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "plan/sotong-warning-span.h"
#include "store/store-fixture.h"

#define DAY (G_GINT64_CONSTANT (86400))
#define START (DAY * 100000)  /* far in the future: all may be planned */
#define TEXT "시민 여러분, 이번 주말 한강공원에서 가을 축제가 열립니다. 가족과 함께 오셔서 공연과 먹거리를 즐기시기 바랍니다."

static gpointer
warnings_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_span_warnings_new (db, *(SotongRange *) data, cancellable, error);
}

static SotongSpanWarnings *
read_span (StoreFixture *f,
           gint64        first_day,
           gint64        n_days)
{
  SotongRange range = { START + first_day * DAY, START + (first_day + n_days) * DAY };

  return store_fixture_write (f, warnings_job, &range);
}

static gint64
add (StoreFixture *f,
     gint64        channel,
     const char   *title,
     const char   *body,
     gint64        at)
{
  gint64 id = store_fixture_add_content (f, channel, title, SOTONG_STATE_SCHEDULED, at);
  g_autofree char *sql = g_strdup_printf ("UPDATE content SET body = '%s' WHERE id = %" G_GINT64_FORMAT, body, id);

  store_fixture_sql (f, sql);
  return id;
}

static gboolean
has (GHashTable *table,
     gint64      id)
{
  return g_hash_table_contains (table, &id);
}

/* Two on one channel within half an hour stand in each other's way; half an hour apart, on another
 * channel, or gone out already they do not. */
static void
test_clash (StoreFixture  *f,
            gconstpointer  data)
{
  gint64 blog = store_fixture_add_channel (f, "블로그"), other = store_fixture_add_channel (f, "페이스북");
  gint64 a = add (f, blog, "하나", "", START), b = add (f, blog, "둘", "", START + 29 * 60);
  gint64 c = add (f, blog, "셋", "", START + 59 * 60), d = add (f, other, "넷", "", START);
  g_autoptr(SotongSpanWarnings) warnings = read_span (f, 0, 1);
  g_autoptr(SotongSpanWarnings) later = read_span (f, 1, 30);
  g_autoptr(SotongSpanWarnings) after = NULL;

  g_assert_true (has (warnings->clashes, store_fixture_copy_of (f, a)));
  g_assert_true (has (warnings->clashes, store_fixture_copy_of (f, b)));
  g_assert_false (has (warnings->clashes, store_fixture_copy_of (f, c)));
  g_assert_false (has (warnings->clashes, store_fixture_copy_of (f, d)));
  g_assert_cmpuint (g_hash_table_size (later->clashes), ==, 0);
  store_fixture_sql (f, "UPDATE copy SET state = 'published' WHERE id = (SELECT min (id) FROM copy)");
  after = read_span (f, 0, 1);
  g_assert_false (has (after->clashes, store_fixture_copy_of (f, a)));
  g_assert_true (has (after->clashes, store_fixture_copy_of (f, b)));
}

/* Texts are alike within a fortnight, also over the edge of what is shown. */
static void
test_similar (StoreFixture  *f,
              gconstpointer  data)
{
  gint64 blog = store_fixture_add_channel (f, "블로그");
  gint64 a = add (f, blog, "가을 축제", TEXT, START), b = add (f, blog, "가을 축제 안내", TEXT " 문의 120", START + 10 * DAY);
  gint64 c = add (f, blog, "다른 소식", "미세먼지가 심한 날에는 마스크를 쓰고 바깥 활동을 줄여 주십시오. 창문을 닫아 주십시오.", START + 11 * DAY);
  gint64 d = add (f, blog, "한 달 뒤", TEXT, START + 40 * DAY);
  g_autoptr(SotongSpanWarnings) warnings = read_span (f, 5, 20), far = read_span (f, 35, 10);

  g_assert_true (has (warnings->similar, b));
  g_assert_false (has (warnings->similar, a)); /* it stands before what was asked for */
  g_assert_false (has (warnings->similar, c));
  g_assert_false (has (far->similar, d));
}

/* A year's flood of other posts hides nothing: two that are alike are found among 3,000. */
static void
test_many (StoreFixture  *f,
           gconstpointer  data)
{
  gint64 blog = store_fixture_add_channel (f, "블로그"), a, b;
  g_autoptr(SotongSpanWarnings) warnings = NULL;
  static const char fill[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
    " INSERT INTO content (id, uuid, title, type_id, body, created_at, updated_at)"
    " SELECT 1000 + i, 'many-' || i, '글', 'sns', (SELECT group_concat (char (44032 + ((random () + i * 0) & 8191)), '')"
    " FROM (WITH RECURSIVE m (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM m WHERE k < 60) SELECT k FROM m)), 1, 1 FROM n;"
    "INSERT INTO copy (content_id, channel_id, state, publish_at, client_key)"
    " SELECT id, (SELECT min (id) FROM channel), 'scheduled', 8640000000 + (id - 1000) * 300, 'many-' || id FROM content WHERE id > 1000";

  store_fixture_sql (f, fill);
  a = add (f, blog, "가을 축제", TEXT, START + 60);
  b = add (f, blog, "가을 축제 다시", TEXT " 그리고 " TEXT, START + 9 * DAY);
  warnings = read_span (f, 0, 10);
  g_assert_true (has (warnings->similar, a));
  g_assert_true (has (warnings->similar, b));
  g_assert_cmpuint (g_hash_table_size (warnings->similar), ==, 2);
}

/* A joint content of which something is to go out: without a contributor, without a consent, without rights. Who was taken off the
 * list since counts as before. */
static void
test_joint (StoreFixture  *f,
            gconstpointer  data)
{
  gint64 blog = store_fixture_add_channel (f, "블로그"), ids[6];
  g_autoptr(SotongSpanWarnings) warnings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = add (f, blog, "골목 산책", "", START + i * 3600);
  store_fixture_sql (f, "INSERT INTO contributor (id, pen_name, consent, rights, removed_at) VALUES (1, '동의 없음', ' ', '출처 표시', NULL),"
                     " (2, '권리 없음', '동의서', '', NULL), (3, '모두 있음', '동의서', '출처 표시', 1)");
  store_fixture_sql (f, "UPDATE content SET type_id = 'joint'");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE content SET contributor_id = nullif (%u, 0) WHERE id = %" G_GINT64_FORMAT, i, ids[i]);

      store_fixture_sql (f, sql);
    }
  store_fixture_sql (f, "UPDATE copy SET state = 'published' WHERE content_id = (SELECT max (id) FROM content)");
  store_fixture_sql (f, "UPDATE content SET type_id = 'sns' WHERE id = (SELECT max (id) - 1 FROM content)");
  warnings = read_span (f, 0, 1);
  g_assert_cmpuint (g_hash_table_size (warnings->joint), ==, 3);
  g_assert_nonnull (strstr (g_hash_table_lookup (warnings->joint, &ids[0]), "No contributor is named"));
  g_assert_nonnull (strstr (g_hash_table_lookup (warnings->joint, &ids[1]), "No consent of the contributor “동의 없음”"));
  g_assert_nonnull (strstr (g_hash_table_lookup (warnings->joint, &ids[2]), "pictures of the contributor “권리 없음” is not noted"));
  g_assert_false (has (warnings->joint, ids[3]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/plan/warning-span/clash", StoreFixture, NULL, store_fixture_set_up, test_clash, store_fixture_tear_down);
  g_test_add ("/plan/warning-span/joint", StoreFixture, NULL, store_fixture_set_up, test_joint, store_fixture_tear_down);
  g_test_add ("/plan/warning-span/similar", StoreFixture, NULL, store_fixture_set_up, test_similar, store_fixture_tear_down);
  g_test_add ("/plan/warning-span/many", StoreFixture, NULL, store_fixture_set_up, test_many, store_fixture_tear_down);
  return g_test_run ();
}
