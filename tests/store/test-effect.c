/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "store-fixture.h"
#include "store/sotong-campaign.h"
#include "store/sotong-effect.h"
#include "store/sotong-post-figure.h"
#include "store/sotong-rollup-source.h"

#define NOW G_GINT64_CONSTANT (1476406800) /* 2016-10-14T10:00+09:00 */

static void
set_up (StoreFixture  *f,
        gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);

  store_fixture_set_up (f, data);
  store_fixture_reopen (f, clock);
}

/* Every day from 1 September on @before, from 20 September on @during, from 25 September on @after mentions at noon,
 * and a run over all but 27 September. */
static void
add_days (StoreFixture *f,
          int           before,
          int           during,
          int           after)
{
  g_autofree char *counts = NULL;

  counts = g_strdup_printf ("INSERT INTO source (id, name, kind) VALUES (1, '게시판', 'import');"
                            "INSERT INTO fetch_run (source_id, kind, started_at, covered_from, covered_to, outcome) VALUES"
                            " (1, 'fetch', 1474902000, 1472655600, 1474902000, 'ok'), (1, 'fetch', 1476406800, 1474988400, 1476406800, 'ok');"
                            "WITH RECURSIVE d (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM d WHERE i < 42)"
                            " INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n)"
                            " SELECT 0, (1472655600 + i * 86400) / 3600 + 12, 1, CASE WHEN i BETWEEN 19 AND 23 THEN 3 ELSE 1 END,"
                            " CASE WHEN i < 19 THEN %d WHEN i < 24 THEN %d ELSE %d END FROM d WHERE i <> 26", before, during, after);
  store_fixture_sql (f, counts);
}

static gpointer
campaign_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  SotongCampaign campaign = { .name = (char *) "가을 축제", .starts_on = (char *) "2016-09-20", .ends_on = (char *) "2016-09-24" };

  *(gint64 *) data = sotong_campaign_add (db, &campaign, error);
  return data;
}

static gpointer
effect_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_effect_read (db, *(gint64 *) data, 0, error);
}

/* Five days each: what was said, what is not known, and what a day had of those that are. */
static void
test_parts (StoreFixture  *f,
            gconstpointer  data)
{
  g_autoptr(SotongEffect) effect = NULL;
  gint64 id = 0;

  add_days (f, 10, 40, 20);
  store_fixture_write (f, campaign_job, &id);
  effect = store_fixture_write (f, effect_job, &id);
  g_assert_cmpstr (effect->name, ==, "가을 축제");
  g_assert_cmpint (effect->ranges[SOTONG_EFFECT_BEFORE].end, ==, effect->ranges[SOTONG_EFFECT_DURING].start);
  g_assert_cmpint (effect->ranges[SOTONG_EFFECT_AFTER].start, ==, effect->ranges[SOTONG_EFFECT_DURING].end);
  g_assert_cmpint (effect->sums[SOTONG_EFFECT_BEFORE].total, ==, 50);
  g_assert_cmpint (effect->sums[SOTONG_EFFECT_DURING].positive, ==, 200);
  g_assert_cmpint (effect->sums[SOTONG_EFFECT_AFTER].total, ==, 80);
  g_assert_cmpint (effect->n_gaps[SOTONG_EFFECT_AFTER], ==, 1);
  g_assert_cmpint (effect->n_known[SOTONG_EFFECT_AFTER], ==, 4);
  g_assert_cmpfloat (sotong_effect_rate (effect, SOTONG_EFFECT_AFTER), ==, 20);
  g_assert_false (effect->few);
  g_assert_false (effect->unfinished);
}

/* Of few mentions a change says nothing; days to come are no gaps. */
static void
test_few (StoreFixture  *f,
          gconstpointer  data)
{
  g_autoptr(SotongEffect) effect = NULL;
  gint64 id = 0;

  add_days (f, 3, 40, 20);
  store_fixture_write (f, campaign_job, &id);
  store_fixture_sql (f, "UPDATE campaign SET starts_on = '2016-10-08', ends_on = '2016-10-14'");
  effect = store_fixture_write (f, effect_job, &id);
  g_assert_true (effect->unfinished);
  g_assert_true (effect->few);
  g_assert_cmpint (effect->n_gaps[SOTONG_EFFECT_AFTER], ==, 0);
  g_assert_cmpint (effect->n_known[SOTONG_EFFECT_AFTER], ==, 0);
  g_assert_true (isnan (sotong_effect_rate (effect, SOTONG_EFFECT_AFTER)));
}

static gpointer
missing_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GError) local = NULL;

  g_assert_null (sotong_effect_read (db, 4711, 0, &local));
  g_assert_error (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  return data;
}

static void
test_missing (StoreFixture  *f,
              gconstpointer  data)
{
  store_fixture_write (f, missing_job, f);
}

static gpointer
sources_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const SotongRange *range = data;

  return sotong_rollup_sources (db, 0, *range, error);
}

/* What each source brought, and whether anything is known of it then. */
static void
test_sources (StoreFixture  *f,
              gconstpointer  data)
{
  SotongRange five = { 1472655600, 1472655600 + 5 * 86400 }, gap = { 1474902000, 1474902000 + 86400 };
  g_autoptr(GArray) sums = NULL, none = NULL;
  const SotongSourceSum *sum;

  add_days (f, 10, 40, 20);
  store_fixture_sql (f, "INSERT INTO source (id, name, kind) VALUES (2, '뉴스', 'import');"
                     "INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n) VALUES (0, 1472655600 / 3600 + 1, 2, 1, 7), (0, 1472655600 / 3600 + 1, 2, 3, 4)");
  sums = store_fixture_write (f, sources_job, &five);
  g_assert_cmpuint (sums->len, ==, 2);
  for (guint i = 0; i < sums->len; i++)
    {
      sum = &g_array_index (sums, SotongSourceSum, i);
      g_assert_cmpint (sum->total, ==, sum->source_id == 1 ? 50 : 11);
      g_assert_cmpint (sum->known, ==, sum->source_id == 1);
    }
  none = store_fixture_write (f, sources_job, &gap);
  g_assert_cmpuint (none->len, ==, 0);
}

typedef struct {
  gint64 channel;
  gint64 campaign;
  gint64 from;
} Asked;

static gpointer
posts_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Asked *asked = data;
  SotongRange range = { asked->from, NOW };

  return sotong_post_figure_list (db, range, asked->channel, asked->campaign, error);
}

static GPtrArray *
list (StoreFixture *f,
      gint64        channel,
      gint64        campaign,
      gint64        from)
{
  Asked asked = { channel, campaign, from };

  return store_fixture_write (f, posts_job, &asked);
}

/* The newest of each figure counts; what was typed in comes before what was read the same day. */
static void
test_posts (StoreFixture  *f,
            gconstpointer  data)
{
  gint64 blog = store_fixture_add_channel (f, "블로그"), feed = store_fixture_add_channel (f, "페이스북");
  gint64 a = store_fixture_add_content (f, blog, "첫 글", SOTONG_STATE_DRAFT, NOW), b = store_fixture_add_content (f, feed, "둘째 글", SOTONG_STATE_DRAFT, NOW);
  gint64 first = store_fixture_copy_of (f, a), second = store_fixture_copy_of (f, b);
  g_autoptr(GPtrArray) all = NULL, one = NULL, none = NULL;
  g_autofree char *sql = NULL;
  const SotongPostFigure *post;

  store_fixture_add_content (f, blog, "아직", SOTONG_STATE_DRAFT, NOW); /* has not gone out */
  sql = g_strdup_printf ("UPDATE copy SET state = 'published', published_at = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT ";"
                         "UPDATE copy SET state = 'published_by_hand', published_at = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT ";"
                         "INSERT INTO copy_metric (copy_id, day, metric, value, captured_at) VALUES"
                         " (%" G_GINT64_FORMAT ", '2016-10-02', 'views', 300, 1), (%" G_GINT64_FORMAT ", '2016-10-01', 'views', 100, 1),"
                         " (%" G_GINT64_FORMAT ", '2016-10-03', 'views', NULL, 1), (%" G_GINT64_FORMAT ", '2016-10-02', 'reactions', 7, 1);"
                         "INSERT INTO metric_entry (channel_id, copy_id, day, metric, value, captured_at) VALUES (%" G_GINT64_FORMAT
                         ", %" G_GINT64_FORMAT ", '2016-10-02', 'reactions', 9, 1)",
                         NOW - 86400, first, NOW - 2 * 86400, second, first, first, first, first, blog, first);
  store_fixture_sql (f, sql);
  all = list (f, 0, 0, 0);
  g_assert_cmpuint (all->len, ==, 2);
  post = g_ptr_array_index (all, 0);
  g_assert_cmpint (post->content_id, ==, a);
  g_assert_cmpstr (post->title, ==, "첫 글");
  g_assert_cmpstr (post->channel, ==, "블로그");
  g_assert_cmpint (post->values[SOTONG_POST_VIEWS], ==, 300);
  g_assert_cmpint (post->values[SOTONG_POST_REACTIONS], ==, 9);
  g_assert_cmpint (post->values[SOTONG_POST_CLICKS], ==, SOTONG_NONE);
  post = g_ptr_array_index (all, 1);
  g_assert_cmpint (post->values[SOTONG_POST_VIEWS], ==, SOTONG_NONE);
  one = list (f, feed, 0, 0);
  g_assert_cmpuint (one->len, ==, 1);
  none = list (f, 0, 4711, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

#define ADD(path, function) g_test_add (path, StoreFixture, NULL, set_up, function, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/store/effect/parts", test_parts);
  ADD ("/store/effect/few", test_few);
  ADD ("/store/effect/missing", test_missing);
  ADD ("/store/effect/posts", test_posts);
  ADD ("/store/effect/sources", test_sources);
  return g_test_run ();
}
