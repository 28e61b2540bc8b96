/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mention-fixture.h"
#include "store/sotong-guess.h"
#include "store/sotong-person.h"

static GPtrArray *
list (SotongDb           *db,
      SotongMentionQuery *query)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *found = sotong_mention_list (db, query, &error);

  g_assert_no_error (error);
  return found;
}

static guint
count (SotongDb           *db,
       SotongMentionQuery *query)
{
  g_autoptr(GPtrArray) found = list (db, query);
  g_autoptr(GError) error = NULL;
  gint64 n = -1;

  g_assert_true (sotong_mention_count (db, query, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, found->len);
  return found->len;
}

/* ---- once, whatever brings it ---- */

static void
add_twice (Fixture  *f,
           SotongDb *db)
{
  gint64 second = fixture_add_source (db, "second");
  gboolean is_new;
  gint64 id = fixture_add (db, f->source, SOTONG_NONE, "url:a", NOW, "글", &is_new);

  g_assert_true (is_new);
  g_assert_cmpint (fixture_add (db, f->source, SOTONG_NONE, "url:a", NOW, "글", &is_new), ==, id);
  g_assert_false (is_new);
  g_assert_cmpint (fixture_add (db, second, SOTONG_NONE, "url:a", NOW + 5, "글", &is_new), ==, id);
  g_assert_false (is_new);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 1);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM sighting"), ==, 2);
  fixture_check (db);
}

static void
move_address (Fixture  *f,
              SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);
  SotongMentionInput input = { .external_id = "7", .canonical_key = "url:old", .published_at = NOW, .first_seen = NOW, .text = "글", .copy_id = SOTONG_NONE };
  gboolean is_new;
  gint64 first, again;

  g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, &first, &error));
  input.canonical_key = "url:new";
  g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, &again, &error));
  g_assert_no_error (error);
  g_assert_false (is_new);
  g_assert_cmpint (again, ==, first);
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 2);
  fixture_check (db);
}

static void
test_once (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, add_twice);
  fixture_write (f, move_address);
}

/* What @source has of @author by the article's address; @shares is whether its ids tell one comment from another. */
static gint64
remark (SotongDb   *db,
        gint64      source,
        const char *external_id,
        const char *author,
        gint64      at,
        const char *text,
        gboolean    shares)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, source, SOTONG_NONE, &error);
  SotongMentionInput input = { .external_id = external_id, .canonical_key = "url:news.example/5", .author = author, .published_at = at, .first_seen = NOW,
                               .url = "https://news.example/5", .text = text, .copy_id = SOTONG_NONE, .shares_address = shares };
  gboolean is_new;
  gint64 id = 0;

  g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, &id, &error));
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  g_assert_no_error (error);
  return id;
}

static gint64
comment (SotongDb   *db,
         gint64      source,
         const char *external_id,
         const char *text,
         gboolean    shares)
{
  return remark (db, source, external_id, "", NOW, text, shares);
}

static void
comment_all (Fixture  *f,
             SotongDb *db)
{
  gint64 other = fixture_add_source (db, "other"), ids[3];

  for (int round = 0; round < 2; round++)
    {
      ids[0] = comment (db, f->source, "1", "버스가 안 와요", TRUE);
      ids[1] = comment (db, f->source, "2", "지하철은 와요", TRUE);
      ids[2] = comment (db, f->source, "3", "둘 다 타요", TRUE);
      g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 3);
    }
  g_assert_cmpint (ids[0], !=, ids[1]);
  g_assert_cmpint (ids[1], !=, ids[2]);
  g_assert_cmpint (comment (db, f->source, "4", "버스가 안 와요", TRUE), ==, ids[0]); /* the same words under another id */
  g_assert_cmpint (comment (db, other, "9", "버스가 안 와요", TRUE), ==, ids[0]);
  g_assert_cmpint (comment (db, other, "8", "지하철은 와요", TRUE), ==, ids[1]); /* what two sources bring is one */
  g_assert_cmpint (comment (db, f->source, "5", "다른 낱말로 찾은 같은 글", FALSE), ==, ids[0]);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 3);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM sighting"), ==, 7);
  fixture_check (db);
}

#define ARTICLE "시내버스 노선 개편안 발표\n시는 14일 시내버스 노선을 열두 개 줄이는 개편안을 발표했다. 주민 설명회는 다음 달에 연다."

/* An article that a source knows by its address, with part of its words. */
static gint64
article (SotongDb   *db,
         gint64      source,
         const char *text)
{
  return comment (db, source, "https://news.example/5", text, FALSE);
}

static void
comment_below (Fixture  *f,
               SotongDb *db)
{
  gint64 news = fixture_add_source (db, "news"), feed = fixture_add_source (db, "feed"), first, second, whole;

  whole = article (db, news, ARTICLE);
  first = comment (db, f->source, "c-1", "출근 시간에 버스가 안 와요", TRUE);
  second = comment (db, f->source, "c-2", "설명회는 어디서 하나요", TRUE);
  g_assert_cmpint (first, !=, whole);
  g_assert_cmpint (second, !=, whole);
  g_assert_cmpint (comment (db, f->source, "c-1", "출근 시간에 버스가 안 와요", TRUE), ==, first);
  g_assert_cmpint (comment (db, feed, "tag:5", "시내버스 노선 개편안 발표\n주민들은 반대한다", TRUE), ==, whole); /* by its title */
  g_assert_cmpint (comment (db, fixture_add_source (db, "search"), "n5", "시는 14일 시내버스 노선을 열두 개 줄이는 개편안을…", TRUE), ==, whole);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 3);
  fixture_check (db);
}

/* The comment comes before the article, which is the one that the address stands for from then on. */
static void
comment_before (Fixture  *f,
                SotongDb *db)
{
  gint64 news = fixture_add_source (db, "news"), more = fixture_add_source (db, "more"), first, whole;

  first = comment (db, f->source, "c-1", "출근 시간에 버스가 안 와요", TRUE);
  whole = article (db, news, ARTICLE);
  g_assert_cmpint (whole, !=, first);
  g_assert_cmpint (article (db, more, ARTICLE " 끝"), ==, whole);
  g_assert_cmpint (comment (db, f->source, "c-1", "출근 시간에 버스가 안 와요", TRUE), ==, first);
  g_assert_cmpint (comment (db, more, "c-1", "출근 시간에 버스가 안 와요", TRUE), ==, first); /* another source brings the comment, too */
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 2);
  g_assert_cmpint (fixture_int (db, "SELECT id FROM mention WHERE canonical_key = 'url:news.example/5'"), ==, whole);
  fixture_check (db);
}

#define QUOTED "서울시, ‘시내버스 노선 개편’ 확정…주민 반발\n서울시가 시내버스 노선 열두 개를 줄이는 개편안을 확정했다. 내년 삼월부터 시행한다."
#define PLAIN  "서울시, '시내버스 노선 개편' 확정...주민 반발\n주민들은 설명회 없이 정류장이 사라진다며 시청 앞에서 항의했고 시의회도 재검토를 요구했다..."
#define CUT    "서울시, '시내버스 노선 개편' 확정...\n시의회는 오는 목요일 임시회를 열어 예산과 조례를 함께 다루기로 했다."
#define EDITED "축제 기간 한강공원 주변 도로 통제한다\n오후 두 시부터 밤 열 시까지 차량 통행이 막힌다고 시 관계자는 밝혔다."

/* Its title has other marks, is cut, or was edited: one article. */
static void
bring_again (Fixture  *f,
             SotongDb *db)
{
  gint64 search = fixture_add_source (db, "search"), third = fixture_add_source (db, "third"), feed = fixture_add_source (db, "feed"), whole;

  whole = remark (db, f->source, "N-7", "기자", NOW, QUOTED, TRUE);
  g_assert_cmpint (remark (db, search, "https://news.example/5", "", NOW + 600, PLAIN, FALSE), ==, whole);
  g_assert_cmpint (remark (db, third, "https://news.example/5", "홍 기자", NOW, EDITED, FALSE), ==, whole);
  g_assert_cmpint (remark (db, feed, "tag:5", "홍 기자", NOW + 900, CUT, TRUE), ==, whole); /* other author and time, but the title */
  g_assert_cmpint (remark (db, feed, "tag:6", "홍 기자", NOW + 900, "그런데 보도가 사실이면 시장은 답하세요", TRUE), !=, whole);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 2);
  fixture_check (db);
}

/* Citizens say the same, and none of them is another. */
static void
say_alike (Fixture  *f,
           SotongDb *db)
{
  static const char * const texts[] = { "👍👍", "😡😡😡", "좋아요", "노선 개편을 멈추고 주민 의견부터 들으십시오", "안녕하십니까 시장님\n버스가 없습니다", "안녕하십니까 시장님\n설명회를 열어 주세요" };
  gint64 other = fixture_add_source (db, "other"), first = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *a = g_strdup_printf ("a-%u", i), *b = g_strdup_printf ("b-%u", i), *c = g_strdup_printf ("c-%u", i);
      gint64 id = remark (db, f->source, a, "박시민", NOW, texts[i], TRUE);

      g_assert_cmpint (remark (db, f->source, b, "이시민", NOW + 86400, texts[i], TRUE), !=, id);
      g_assert_cmpint (remark (db, other, c, "최시민", NOW + 90000, texts[i], TRUE), !=, id);
      if (i == 0)
        g_assert_cmpint (remark (db, other, a, "@박시민", NOW + 30, texts[i], TRUE), ==, id);
      first = i == 0 ? id : first;
    }
  g_assert_cmpint (remark (db, other, "d", "박시민", NOW, "👍👍", TRUE), ==, first);
  g_assert_cmpint (fixture_int (db, "SELECT count(DISTINCT canonical_key) FROM mention"), ==, fixture_int (db, "SELECT count(*) FROM mention"));
  fixture_check (db);
}

/* An export with authors has the comments without their ids: they are not brought twice. */
static void
bring_without_ids (Fixture  *f,
                   SotongDb *db)
{
  gint64 table = fixture_add_source (db, "table"), first, second;

  first = remark (db, f->source, "c-1", "박시민", NOW, "출근 시간에 버스가 안 와요", TRUE);
  second = remark (db, f->source, "c-2", "이시민", NOW + 60, "설명회는 어디서 하나요", TRUE);
  g_assert_cmpint (remark (db, table, "https://news.example/5", "이시민", NOW + 60, "설명회는 어디서 하나요", FALSE), ==, second);
  g_assert_cmpint (remark (db, table, "https://news.example/5", "박시민", NOW, "출근 시간에 버스가 안 와요", FALSE), !=, 0);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 2);
  g_assert_cmpint (fixture_int (db, "SELECT id FROM mention WHERE canonical_key = 'url:news.example/5'"), ==, first);
  fixture_check (db);
}

static void
test_article_again (Fixture       *f,
                    gconstpointer  data)
{
  fixture_write (f, bring_again);
}

static void
test_citizens_alike (Fixture       *f,
                     gconstpointer  data)
{
  fixture_write (f, say_alike);
}

static void
test_without_ids (Fixture       *f,
                  gconstpointer  data)
{
  fixture_write (f, bring_without_ids);
}

static void
test_below_article (Fixture       *f,
                    gconstpointer  data)
{
  fixture_write (f, comment_below);
}

static void
test_before_article (Fixture       *f,
                     gconstpointer  data)
{
  fixture_write (f, comment_before);
}

/* Comments come with the address of the article, and all of them are kept. */
static void
test_shared_address (Fixture       *f,
                     gconstpointer  data)
{
  fixture_write (f, comment_all);
}

/* ---- ids ---- */

static void
crowd (Fixture  *f,
       SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  gboolean is_new;

  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);
      SotongMentionInput input = { .external_id = key, .canonical_key = key, .published_at = NOW, .first_seen = NOW, .text = "한순간", .copy_id = SOTONG_NONE };

      g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, NULL, &error));
      g_assert_true (is_new);
    }
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  fixture_add (db, f->source, SOTONG_NONE, "id:later", NOW + 1, "다음", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:before", NOW - 1, "앞", NULL);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 3002);
  query->range = (SotongRange) { NOW, NOW + 1 };
  g_assert_cmpuint (count (db, query), ==, 3000);
  query->range = (SotongRange) { NOW + 1, NOW + 2 };
  g_assert_cmpuint (count (db, query), ==, 1);
  fixture_check (db);
}

static void
edges (Fixture  *f,
       SotongDb *db)
{
  static const gint64 times[] = {
    G_GINT64_CONSTANT (-2209021200), /* 1900-01-01T00:00+09:00 */
    G_GINT64_CONSTANT (-2208988800),
    -1, 0, 1, NOW,
    G_GINT64_CONSTANT (253402268399), /* 9999-12-31T23:59:59+09:00 */
    G_GINT64_CONSTANT (253402300799)
  };
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) all = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%u", (guint) i);

      fixture_add (db, f->source, SOTONG_NONE, key, times[i], "끝", NULL);
    }
  all = list (db, query);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (times));
  for (guint i = 0; i < all->len; i++)
    {
      const SotongMention *mention = g_ptr_array_index (all, i);

      g_assert_cmpint (mention->published_at, ==, times[G_N_ELEMENTS (times) - 1 - i]);
      g_assert_cmpint (mention->id, <, G_GINT64_CONSTANT (1) << 53);
    }
  query->range = (SotongRange) { times[0], times[0] + 1 };
  g_assert_cmpuint (count (db, query), ==, 1);
  query->range = (SotongRange) { times[7], times[7] + 1 };
  g_assert_cmpuint (count (db, query), ==, 1);
  query->range = (SotongRange) { times[0], times[7] + 1 };
  g_assert_cmpuint (count (db, query), ==, G_N_ELEMENTS (times));
  fixture_check (db);
}

static void
test_ids (Fixture       *f,
          gconstpointer  data)
{
  fixture_write (f, crowd);
}

static void
test_edges (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, edges);
}

/* ---- filters and pages ---- */

static gint64 topic_id, second_source;

static void
fill (Fixture  *f,
      SotongDb *db)
{
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autoptr(GError) error = NULL;

  topic->name = g_strdup ("축제");
  topic->any_words = g_strdup ("축제");
  topic_id = sotong_topic_add (db, topic, &error);
  second_source = fixture_add_source (db, "second");
  for (int i = 0; i < 240; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);
      gint64 id = fixture_add (db, i % 4 == 0 ? second_source : f->source, SOTONG_NONE, key, NOW - (i * 7919) % 10007,
                               i % 3 == 0 ? "축제 이야기" : "광장 이야기", NULL);

      if (i % 10 == 0)
        g_assert_true (sotong_mention_label (db, id, SOTONG_SENTIMENT_POSITIVE, &error));
    }
  g_assert_no_error (error);
}

static void
narrow (SotongMentionQuery *query,
        int                 how)
{
  query->topic_id = how & 1 ? topic_id : 0;
  query->source_id = how & 2 ? second_source : 0;
  query->sentiment = how & 4 ? SOTONG_SENTIMENT_POSITIVE : -1;
  query->range = how & 8 ? (SotongRange) { NOW - 5000, NOW - 100 } : (SotongRange) { 0, 0 };
  query->words = how & 16 ? g_strdup ("이야") : how & 32 ? g_strdup ("\"제 이\"") : NULL;
  query->author = how & 64 ? g_strdup ("시민") : NULL;
}

static gboolean
fits (const SotongMention      *m,
      const SotongMentionQuery *query)
{
  gboolean festival = g_str_has_prefix (m->text, "축제");

  return (query->topic_id == 0 || festival)
         && (query->source_id == 0 || g_str_equal (m->sources[0], "second"))
         && (query->sentiment < 0 || (int) m->sentiment == query->sentiment)
         && (query->range.end == 0 || (m->published_at >= query->range.start && m->published_at < query->range.end))
         && (query->words == NULL || query->words[0] != '"' || festival);
}

/* Every way to narrow the list gives what looking at each mention gives. */
static void
try_filters (Fixture  *f,
             SotongDb *db)
{
  g_autoptr(SotongMentionQuery) everything = sotong_mention_query_new ();
  g_autoptr(GPtrArray) all = NULL;

  fill (f, db);
  all = list (db, everything);
  g_assert_cmpuint (all->len, ==, 240);
  for (int how = 0; how < 128; how++)
    {
      g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
      g_autoptr(GPtrArray) found = NULL;
      guint n = 0;

      narrow (query, how);
      found = list (db, query);
      for (guint i = 0; i < all->len; i++)
        {
          const SotongMention *m = g_ptr_array_index (all, i);

          if (!fits (m, query))
            continue;
          g_assert_cmpuint (n, <, found->len);
          g_assert_cmpint (((SotongMention *) g_ptr_array_index (found, n))->id, ==, m->id);
          n++;
        }
      g_assert_cmpuint (n, ==, found->len);
      g_assert_cmpuint (count (db, query), ==, n);
    }
  fixture_check (db);
}

static void
walk_pages (SotongDb           *db,
            SotongMentionQuery *query,
            int                 size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionPages) pages = sotong_mention_find_pages (db, query, size, &error);
  g_autoptr(GPtrArray) whole = list (db, query);
  guint at = 0;

  g_assert_no_error (error);
  g_assert_cmpint (pages->n, ==, whole->len);
  g_assert_cmpuint (pages->first_ids->len, ==, (whole->len + (guint) size - 1) / (guint) size);
  for (guint p = 0; p < pages->first_ids->len; p++)
    {
      g_autoptr(SotongMentionQuery) one = sotong_mention_query_copy (query);
      g_autoptr(GPtrArray) page = NULL;

      one->at_id = g_array_index (pages->first_ids, gint64, p);
      one->limit = size;
      page = list (db, one);
      for (guint i = 0; i < page->len; i++, at++)
        g_assert_cmpint (((SotongMention *) g_ptr_array_index (page, i))->id, ==, ((SotongMention *) g_ptr_array_index (whole, at))->id);
    }
  g_assert_cmpuint (at, ==, whole->len);
}

static void
try_pages (Fixture  *f,
           SotongDb *db)
{
  fill (f, db);
  for (int how = 0; how < 64; how++)
    {
      g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();

      narrow (query, how);
      walk_pages (db, query, 7);
      walk_pages (db, query, 1000);
    }
}

static void
test_filters (Fixture       *f,
              gconstpointer  data)
{
  fixture_write (f, try_filters);
}

static gint64
count_hour (SotongDb *db,
            int       week_hour,
            gboolean  once)
{
  SotongMentionQuery query = { .sentiment = -1, .week_hour = week_hour, .once = once };
  g_autoptr(GError) error = NULL;
  gint64 n = -1;

  g_assert_true (sotong_mention_count (db, &query, &n, &error));
  g_assert_no_error (error);
  return n;
}

/* A mention every hour for three weeks: each hour of the office's week has three. */
static void
try_week_hours (Fixture  *f,
                SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) list = NULL;

  for (int i = 0; i < 3 * 168; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);

      fixture_add (db, f->source, SOTONG_NONE, key, NOW + i * 3600, "글", NULL);
    }
  for (int hour = 1; hour <= 168; hour += 23)
    g_assert_cmpint (count_hour (db, hour, FALSE), ==, 3);
  g_assert_cmpint (count_hour (db, 0, FALSE), ==, 3 * 168);
  g_assert_cmpint (count_hour (db, 168, TRUE), ==, 3);
  query->week_hour = 1 + 2 * 24 + 9; /* Wednesday, nine o'clock */
  list = sotong_mention_list (db, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpint (sotong_time_week_hour (((SotongMention *) g_ptr_array_index (list, i))->published_at, sotong_db_get_zone (db)), ==, 2 * 24 + 9);
}

static void
test_week_hours (Fixture       *f,
                 gconstpointer  data)
{
  fixture_write (f, try_week_hours);
}

static void
test_pages (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, try_pages);
}

static void
ask_nobody (Fixture  *f,
            SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_mention_get (db, 77, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (sotong_mention_label (db, 77, SOTONG_SENTIMENT_NEUTRAL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static void
test_nobody (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, ask_nobody);
}

/* ---- judged by a machine ---- */

static void
say_negative (const char  *text,
              SotongGuess *guess,
              gpointer     model)
{
  *guess = (SotongGuess) { SOTONG_SENTIMENT_NEGATIVE, { 0.8f, 0.1f, 0.1f }, model };
}

/* Stops in the middle, labels one by hand, goes on, and then another model comes. */
static void
judge_in_parts (Fixture  *f,
                SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  SotongGuessRun run = { 0 }, again = { 0 }, newer = { 0 };
  gboolean more = FALSE;
  gint64 first = 0;

  for (int i = 0; i < 10; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);
      gint64 id = fixture_add (db, f->source, SOTONG_NONE, key, NOW + i * 3000, "글", NULL);

      first = i == 0 ? id : first;
    }
  g_assert_true (sotong_guess_some (db, &run, 4, "1-a", say_negative, (gpointer) "1-a", &more, &error));
  g_assert_no_error (error);
  g_assert_true (more);
  g_assert_cmpint (run.n_changed, ==, 4);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention WHERE sentiment = 1 AND sentiment_source = 'machine'"), ==, 4);
  fixture_check (db);
  g_assert_true (sotong_mention_label (db, first, SOTONG_SENTIMENT_POSITIVE, &error));
  while (more)
    g_assert_true (sotong_guess_some (db, &run, 4, "1-a", say_negative, (gpointer) "1-a", &more, &error));
  g_assert_cmpint (run.n_seen, ==, 10);
  g_assert_cmpint (run.n_judged, ==, 10);
  g_assert_true (sotong_guess_some (db, &again, 100, "1-a", say_negative, (gpointer) "1-a", &more, &error));
  g_assert_false (more);
  g_assert_cmpint (again.n_judged, ==, 0);
  g_assert_true (sotong_guess_some (db, &newer, 100, "1-b", say_negative, (gpointer) "1-b", &more, &error));
  g_assert_cmpint (newer.n_judged, ==, 10);
  g_assert_cmpint (newer.n_changed, ==, 0);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention WHERE sentiment = 3 AND sentiment_source = 'person'"), ==, 1);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention_sentiment WHERE source = 'machine' AND model = '1-b'"), ==, 10);
  fixture_check (db);
  g_assert_true (sotong_mention_label (db, first, SOTONG_SENTIMENT_NONE, &error)); /* taken back: the machine's is in force */
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention WHERE sentiment = 1 AND sentiment_source = 'machine'"), ==, 10);
  fixture_check (db);
}

static void
test_judged (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, judge_in_parts);
}

/* ---- who said it ---- */

static gint64
add_person (SotongDb   *db,
            const char *name,
            const char *login)
{
  SotongPerson person = { .name = (char *) name, .role = (char *) "주무관", .login = (char *) login, .deputy_id = SOTONG_NONE };
  g_autoptr(GError) error = NULL;
  gint64 id = sotong_person_add (db, &person, &error);

  g_assert_no_error (error);
  return id;
}

static void
sign (Fixture  *f,
      SotongDb *db)
{
  const char *signer = "SELECT coalesce (person_id, -1) FROM mention_sentiment WHERE source = 'person'";
  gint64 mention = fixture_add (db, f->source, SOTONG_NONE, "url:signed", NOW, "글", NULL);
  gint64 officer;
  g_autoptr(GError) error = NULL;

  add_person (db, "다른 이", "somebody-else");
  g_assert_true (sotong_mention_label (db, mention, SOTONG_SENTIMENT_POSITIVE, &error));
  g_assert_cmpint (fixture_int (db, signer), ==, -1);
  officer = add_person (db, "김주무", g_get_user_name ());
  g_assert_true (sotong_mention_label (db, mention, SOTONG_SENTIMENT_NEGATIVE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_int (db, signer), ==, officer);
}

/* A correction names the person for whom the desktop account acts, and nobody where the list has no such account. */
static void
test_signed (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, sign);
}

static gint64 said;

static void
say (Fixture   *f,
     SotongDb  *db,
     gboolean   all,
     int        sentiment)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, said);
  g_assert_true (all ? sotong_mention_label_all (db, ids, sentiment, &error) : sotong_mention_label (db, said, sentiment, &error));
  g_assert_no_error (error);
}

static void
add_said (Fixture  *f,
          SotongDb *db)
{
  said = fixture_add (db, f->source, SOTONG_NONE, "url:again", NOW, "글", NULL);
}

static void
say_one (Fixture  *f,
         SotongDb *db)
{
  say (f, db, FALSE, SOTONG_SENTIMENT_POSITIVE);
}

static void
say_all (Fixture  *f,
         SotongDb *db)
{
  say (f, db, TRUE, SOTONG_SENTIMENT_POSITIVE);
}

static void
say_nothing (Fixture  *f,
             SotongDb *db)
{
  say (f, db, FALSE, SOTONG_SENTIMENT_NONE);
}

static void
count_steps (Fixture  *f,
             SotongDb *db)
{
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM change WHERE action = 'mention.label'"), ==, 2);
}

/* Who says the same twice has one step to undo, and so has who takes it back twice. */
static void
test_said_again (Fixture       *f,
                 gconstpointer  data)
{
  fixture_write (f, add_said);
  fixture_write (f, say_one);
  fixture_write (f, say_all);
  fixture_write (f, say_one);
  fixture_write (f, say_nothing);
  fixture_write (f, say_nothing);
  fixture_write (f, count_steps);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/mention/once", Fixture, NULL, fixture_set_up, test_once, fixture_tear_down);
  g_test_add ("/store/mention/article-again", Fixture, NULL, fixture_set_up, test_article_again, fixture_tear_down);
  g_test_add ("/store/mention/citizens-alike", Fixture, NULL, fixture_set_up, test_citizens_alike, fixture_tear_down);
  g_test_add ("/store/mention/without-ids", Fixture, NULL, fixture_set_up, test_without_ids, fixture_tear_down);
  g_test_add ("/store/mention/shared-address", Fixture, NULL, fixture_set_up, test_shared_address, fixture_tear_down);
  g_test_add ("/store/mention/below-article", Fixture, NULL, fixture_set_up, test_below_article, fixture_tear_down);
  g_test_add ("/store/mention/before-article", Fixture, NULL, fixture_set_up, test_before_article, fixture_tear_down);
  g_test_add ("/store/mention/ids", Fixture, NULL, fixture_set_up, test_ids, fixture_tear_down);
  g_test_add ("/store/mention/edges", Fixture, NULL, fixture_set_up, test_edges, fixture_tear_down);
  g_test_add ("/store/mention/filters", Fixture, NULL, fixture_set_up, test_filters, fixture_tear_down);
  g_test_add ("/store/mention/week-hours", Fixture, NULL, fixture_set_up, test_week_hours, fixture_tear_down);
  g_test_add ("/store/mention/pages", Fixture, NULL, fixture_set_up, test_pages, fixture_tear_down);
  g_test_add ("/store/mention/judged", Fixture, NULL, fixture_set_up, test_judged, fixture_tear_down);
  g_test_add ("/store/mention/nobody", Fixture, NULL, fixture_set_up, test_nobody, fixture_tear_down);
  g_test_add ("/store/mention/signed", Fixture, NULL, fixture_set_up, test_signed, fixture_tear_down);
  g_test_add ("/store/mention/said-again", Fixture, NULL, fixture_set_up, test_said_again, fixture_tear_down);
  return g_test_run ();
}
