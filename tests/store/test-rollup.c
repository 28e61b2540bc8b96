/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mention-fixture.h"
#include "store/sotong-rollup-compared.h"
#include "store/sotong-rollup-many.h"

static gint64
sum (SotongDb    *db,
     gint64       topic,
     SotongRange  range,
     SotongBucket bucket,
     guint       *out_n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) points = sotong_rollup_read (db, topic, 0, range, bucket, &error);
  gint64 total = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < points->len; i++)
    total += g_array_index (points, SotongTrendPoint, i).total;
  if (out_n != NULL)
    *out_n = points->len;
  return total;
}

static gint64
add_topic (SotongDb   *db,
           const char *name,
           const char *any)
{
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autoptr(GError) error = NULL;
  gint64 id;

  topic->name = g_strdup (name);
  topic->any_words = g_strdup (any);
  id = sotong_topic_add (db, topic, &error);
  g_assert_no_error (error);
  return id;
}

/* ---- every act keeps the counts ---- */

static gint64 topic_id, mention_id, run_id;

/* What is looked at when nobody says which time: a date that cannot be does not stretch it. */
static void
check_extent (SotongDb *db)
{
  SotongRange near, odd;
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_rollup_extent (db, 0, &near, &error));
  g_assert_true (sotong_db_exec (db, &error, "INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n) VALUES (0, -613000, 1, 0, 1), (0, 70389525, 1, 0, 1)", ""));
  g_assert_true (sotong_rollup_extent (db, 0, &odd, &error));
  g_assert_cmpint (odd.start, ==, near.start);
  g_assert_cmpint (odd.end, ==, near.end);
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM rollup_hour WHERE hour IN (-613000, 70389525)", ""));
  g_assert_no_error (error);
}

static void
collect (Fixture  *f,
         SotongDb *db)
{
  topic_id = add_topic (db, "축제", "축제");
  for (int i = 0; i < 50; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);

      mention_id = fixture_add (db, f->source, SOTONG_NONE, key, NOW - i * 1000, i % 3 == 0 ? "가을 축제" : "소음", NULL);
    }
  mention_id = fixture_add (db, f->source, SOTONG_NONE, "id:x", NOW - 1, "축제 불꽃", NULL);
  check_extent (db);
  fixture_check (db);
  g_assert_cmpint (fixture_int (db, "SELECT sum(n) FROM rollup_hour WHERE topic_id = 0"), ==, 51);
  g_assert_cmpint (fixture_int (db, "SELECT sum(n) FROM rollup_hour WHERE topic_id <> 0"), ==, 18);
}

static void
label_negative (Fixture  *f,
                SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_mention_label (db, mention_id, SOTONG_SENTIMENT_NEGATIVE, &error));
  g_assert_no_error (error);
}

static void
label_positive (Fixture  *f,
                SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_mention_label (db, mention_id, SOTONG_SENTIMENT_POSITIVE, &error));
  g_assert_no_error (error);
}

static void
label_none (Fixture  *f,
            SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_mention_label (db, mention_id, SOTONG_SENTIMENT_NONE, &error));
  g_assert_no_error (error);
}

static void
take_out (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_mention_take_out (db, mention_id, topic_id, &error));
  g_assert_no_error (error);
}

static void
undo (Fixture  *f,
      SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = sotong_change_undo (db, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
}

static void
redo (Fixture  *f,
      SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = sotong_change_redo (db, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
}

static gint64 wanted_negative, wanted_positive, wanted_topic;

static void
check_now (Fixture  *f,
           SotongDb *db)
{
  fixture_check (db);
  g_assert_cmpint (fixture_int (db, "SELECT coalesce(sum(n), 0) FROM rollup_hour WHERE topic_id = 0 AND sentiment = 1"), ==, wanted_negative);
  g_assert_cmpint (fixture_int (db, "SELECT coalesce(sum(n), 0) FROM rollup_hour WHERE topic_id = 0 AND sentiment = 3"), ==, wanted_positive);
  g_assert_cmpint (fixture_int (db, "SELECT coalesce(sum(n), 0) FROM rollup_hour WHERE topic_id <> 0"), ==, wanted_topic);
  g_assert_cmpint (fixture_int (db, "SELECT sum(n) FROM rollup_hour WHERE topic_id = 0"), ==, 51);
}

static void
act (Fixture     *f,
     FixtureFunc  func,
     gint64       negative,
     gint64       positive,
     gint64       topic)
{
  fixture_write (f, func);
  wanted_negative = negative;
  wanted_positive = positive;
  wanted_topic = topic;
  fixture_write (f, check_now);
}

static void
test_acts (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, collect);
  act (f, label_negative, 1, 0, 18);
  act (f, label_positive, 0, 1, 18);
  act (f, undo, 1, 0, 18);
  act (f, undo, 0, 0, 18);
  act (f, redo, 1, 0, 18);
  act (f, redo, 0, 1, 18);
  act (f, take_out, 0, 1, 17);
  act (f, undo, 0, 1, 18);
  act (f, redo, 0, 1, 17);
  act (f, label_none, 0, 0, 17);
  act (f, undo, 0, 1, 17);
}

/* ---- a run that is taken back ---- */

static gint64 other_source, whole_topic;

static void
import_part (Fixture  *f,
             SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  other_source = fixture_add_source (db, "second");
  run_id = sotong_source_run_begin (db, f->source, "import", &error);
  g_assert_no_error (error);
  whole_topic = add_topic (db, "all of the first", "쓰이지 않는 말");
  g_assert_true (sotong_topic_add_source (db, whole_topic, f->source, &error));
  g_assert_no_error (error);
  add_topic (db, "축제", "축제");
  fixture_add (db, other_source, SOTONG_NONE, "id:known", NOW - 7200, "축제 안내", NULL);
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);

      fixture_add (db, f->source, run_id, key, NOW - i * 500, "축제 소음", NULL);
    }
  fixture_add (db, f->source, run_id, "id:known", NOW - 7200, "축제 안내", NULL);      /* seen by both */
  fixture_add (db, f->source, run_id, "id:shared", NOW - 100, "함께 본 글", NULL);
  fixture_add (db, other_source, SOTONG_NONE, "id:shared", NOW - 100, "함께 본 글", NULL); /* first by the import */
  fixture_check (db);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 32);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM topic_hit"), ==, 32 + 31);
}

static void
take_back (Fixture  *f,
           SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gboolean more = TRUE;

  while (more)
    {
      g_assert_true (sotong_mention_remove_run (db, run_id, 10, &more, &error));
      g_assert_no_error (error);
      fixture_check (db);
    }
  sotong_source_run_release (run_id);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention"), ==, 2);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM sighting"), ==, 2);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM topic_hit"), ==, 1);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM mention JOIN source ON source.id = mention.source_id WHERE source.name = 'second'"), ==, 2);
  g_assert_cmpint (fixture_int (db, "SELECT coalesce(sum(n), 0) FROM rollup_hour WHERE source_id IN (SELECT id FROM source WHERE name = 'first')"), ==, 0);
}

static void
test_take_back (Fixture       *f,
                gconstpointer  data)
{
  fixture_write (f, import_part);
  fixture_write (f, take_back);
}

/* ---- reading ---- */

static void
read_days (Fixture  *f,
           SotongDb *db)
{
  SotongRange october = { NOW - 13 * 86400 - 36000, NOW + 14 * 3600 }; /* 1 to 14 October, office days */
  SotongRange part = { NOW - 5400, NOW };
  guint n;

  fixture_add (db, f->source, SOTONG_NONE, "id:1", NOW - 36000, "자정", NULL);      /* 14 October 00:00:00 */
  fixture_add (db, f->source, SOTONG_NONE, "id:2", NOW - 36001, "어제", NULL);      /* 13 October 23:59:59 */
  fixture_add (db, f->source, SOTONG_NONE, "id:3", NOW - 3600, "아침", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:4", G_GINT64_CONSTANT (-2208988800), "1900", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:5", G_GINT64_CONSTANT (253402300799), "9999", NULL);
  fixture_check (db);
  g_assert_cmpint (sum (db, 0, october, SOTONG_BUCKET_DAY, &n), ==, 3);
  g_assert_cmpuint (n, ==, 14);
  g_assert_cmpint (sum (db, 0, october, SOTONG_BUCKET_HOUR, &n), ==, 3);
  g_assert_cmpuint (n, ==, 14 * 24);
  g_assert_cmpint (sum (db, 0, october, SOTONG_BUCKET_WEEK, &n), ==, 3);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (sum (db, 0, october, SOTONG_BUCKET_MONTH, &n), ==, 3);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (sum (db, 0, part, SOTONG_BUCKET_DAY, &n), ==, 1);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_days (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, read_days);
}

static void
add_run (SotongDb *db,
         gint64    source,
         gint64    from,
         gint64    to)
{
  g_autoptr(SotongSourceRun) run = sotong_source_run_new ();
  g_autoptr(GError) error = NULL;

  run->id = sotong_source_run_begin (db, source, "fetch", &error);
  g_assert_no_error (error);
  run->source_id = source;
  run->outcome = g_strdup ("ok");
  run->covered_from = from;
  run->covered_to = to;
  g_assert_true (sotong_source_run_end (db, run, NULL, &error));
  sotong_source_run_release (run->id);
}

static void
read_gaps (Fixture  *f,
           SotongDb *db)
{
  SotongRange range = { NOW - 36000 - 4 * 86400, NOW - 36000 + 2 * 86400 }; /* 10 to 15 October */
  g_autoptr(GArray) points = NULL;
  g_autoptr(GError) error = NULL;

  add_run (db, f->source, range.start + 86400, range.start + 2 * 86400 + 3600); /* the 11th, and an hour of the 12th */
  points = sotong_rollup_read (db, 0, 0, range, SOTONG_BUCKET_DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (points->len, ==, 6);
  g_assert_true (g_array_index (points, SotongTrendPoint, 0).gap);
  g_assert_false (g_array_index (points, SotongTrendPoint, 1).gap);
  g_assert_false (g_array_index (points, SotongTrendPoint, 1).partial);
  g_assert_false (g_array_index (points, SotongTrendPoint, 2).gap);
  g_assert_true (g_array_index (points, SotongTrendPoint, 2).partial);
  g_assert_true (g_array_index (points, SotongTrendPoint, 3).gap);
  g_assert_true (g_array_index (points, SotongTrendPoint, 4).gap);
  g_assert_false (g_array_index (points, SotongTrendPoint, 4).coming);
  g_assert_true (g_array_index (points, SotongTrendPoint, 5).gap); /* still to come */
  g_assert_true (g_array_index (points, SotongTrendPoint, 5).coming);
  g_assert_true (g_array_index (points, SotongTrendPoint, 5).partial);
}

static void
test_gaps (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, read_gaps);
}

static gint64
total_beside (SotongDb      *db,
              SotongCompare  compare,
              SotongRange    range,
              SotongBucket   bucket,
              guint          nth,
              gint64        *out_start)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) points = sotong_rollup_read (db, 0, 0, range, bucket, &error), others = NULL;
  SotongRange other;

  g_assert_no_error (error);
  others = sotong_rollup_read_compared (db, 0, 0, compare, points, bucket, range, &other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, points->len);
  g_assert_cmpint (other.end, <=, points->len > 0 ? g_array_index (points, SotongTrendPoint, points->len - 1).start : 0);
  *out_start = g_array_index (others, SotongTrendPoint, nth).start;
  return g_array_index (others, SotongTrendPoint, nth).total;
}

/* A day is compared with the day of its date, past a 29 February too; a week with a whole week, a part of a month with a part. */
static void
read_compared (Fixture  *f,
               SotongDb *db)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 first = sotong_time_from_civil (2015, 3, 1, 0, 0, 0, zone), start;
  SotongRange winter = { sotong_time_from_civil (2016, 2, 15, 0, 0, 0, zone), sotong_time_from_civil (2016, 3, 16, 0, 0, 0, zone) };
  SotongRange weeks = { sotong_time_from_civil (2016, 2, 15, 0, 0, 0, zone), sotong_time_from_civil (2016, 3, 14, 0, 0, 0, zone) };
  SotongRange leap = { sotong_time_from_civil (2016, 2, 29, 0, 0, 0, zone), sotong_time_from_civil (2016, 3, 1, 0, 0, 0, zone) };

  fixture_add (db, f->source, SOTONG_NONE, "id:1", first + 10, "삼일절", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:2", first + 86400 * 15, "3월 16일", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:3", first - 86400 * 12 + 10, "2월 17일", NULL);
  g_assert_cmpint (total_beside (db, SOTONG_COMPARE_LAST_YEAR, winter, SOTONG_BUCKET_DAY, 15, &start), ==, 1);
  g_assert_cmpint (start, ==, first);
  g_assert_cmpint (total_beside (db, SOTONG_COMPARE_LAST_YEAR, winter, SOTONG_BUCKET_DAY, 14, &start), ==, 0); /* 29 February */
  g_assert_cmpint (start, ==, SOTONG_NONE);
  g_assert_cmpint (total_beside (db, SOTONG_COMPARE_LAST_YEAR, winter, SOTONG_BUCKET_MONTH, 1, &start), ==, 1); /* to the 15th, as is shown */
  g_assert_cmpint (start, ==, first);
  g_assert_cmpint (total_beside (db, SOTONG_COMPARE_LAST_YEAR, weeks, SOTONG_BUCKET_WEEK, 0, &start), ==, 1); /* 16 to 22 February 2015 */
  g_assert_cmpint (start, ==, first - 13 * 86400);
  g_assert_cmpint (total_beside (db, SOTONG_COMPARE_PREVIOUS, winter, SOTONG_BUCKET_DAY, 0, &start), ==, 0);
  g_assert_cmpint (start, ==, winter.start - 30 * 86400);
  g_assert_cmpint (total_beside (db, SOTONG_COMPARE_LAST_YEAR, leap, SOTONG_BUCKET_DAY, 0, &start), ==, 0);
  g_assert_cmpint (start, ==, SOTONG_NONE);
}

static void
test_compared (Fixture       *f,
               gconstpointer  data)
{
  fixture_write (f, read_compared);
}

/* “second 2-4, third before 0-3” in days of @range, a comma after each. */
static char *
name_missing (GPtrArray   *missing,
              SotongRange  range)
{
  static const char *const kinds[] = { "", " before", " never", " off" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    {
      const SotongMissing *one = g_ptr_array_index (missing, i);

      g_string_append_printf (text, "%s%s%s %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, i > 0 ? ", " : "", one->source, kinds[one->kind],
                              (one->range.start - range.start) / 86400, (one->range.end - range.start) / 86400);
    }
  return g_string_free (text, FALSE);
}

static void
assert_parts (SotongDb    *db,
              gint64       topic,
              SotongRange  range,
              const char  *parts,
              const char  *missing_names)
{
  g_autoptr(GPtrArray) missing = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) points = sotong_rollup_read_covered (db, topic, 0, range, SOTONG_BUCKET_DAY, &missing, &error);
  g_autofree char *names = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < points->len; i++)
    g_string_append_c (text, g_array_index (points, SotongTrendPoint, i).gap ? '_' : g_array_index (points, SotongTrendPoint, i).partial ? '/' : '#');
  names = name_missing (missing, range);
  g_assert_cmpstr (text->str, ==, parts);
  g_assert_cmpstr (names, ==, missing_names);
}

/* A day without one of its sources is not whole, and it is known without which. */
static void
read_parts (Fixture  *f,
            SotongDb *db)
{
  SotongRange range = { NOW - 36000 - 10 * 86400, NOW - 36000 }; /* 4 to 13 October */
  gint64 day = range.start, late = fixture_add_source (db, "late"), second = fixture_add_source (db, "second");
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autoptr(GError) error = NULL;
  gint64 id;

  topic->name = g_strdup ("따릉이");
  topic->any_words = g_strdup ("따릉이");
  id = sotong_topic_add (db, topic, &error);
  g_assert_no_error (error);
  add_run (db, f->source, day - 86400, day + 7 * 86400);
  add_run (db, f->source, day + 8 * 86400, NOW);
  add_run (db, second, day + 4 * 86400, NOW);
  add_run (db, second, day - 86400, day + 2 * 86400); /* not in order of time */
  add_run (db, late, day + 3 * 86400, NOW);
  fixture_add_source (db, "never");
  assert_parts (db, id, range, "##//###/##", "first 7-8, late before 0-3, second 2-4, never never 0-10");
  /* The topic does without it. */
  g_assert_true (sotong_topic_set_source (db, id, second, FALSE, &error));
  assert_parts (db, id, range, "#######/##", "first 7-8, late before 0-3, never never 0-10");
  assert_parts (db, 0, range, "##//###/##", "first 7-8, late before 0-3, second 2-4, never never 0-10");
  /* Nobody expects more of one that is switched off. */
  g_assert_true (sotong_db_exec (db, &error, "UPDATE source SET enabled = 0 WHERE id = $1", "i", second));
  g_assert_true (sotong_db_exec (db, &error, "UPDATE fetch_run SET covered_to = $1 WHERE source_id = $2 AND covered_to = $3", "iii",
                                 day + 6 * 86400, second, NOW));
  assert_parts (db, 0, range, "##//###/##", "first 7-8, late before 0-3, second 2-4, second off 6-10, never never 0-10");
}

static void
test_parts (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, read_parts);
}

static gboolean
same_points (GArray *a,
             GArray *b)
{
  for (guint i = 0; i < a->len && i < b->len; i++)
    {
      const SotongTrendPoint *one = &g_array_index (a, SotongTrendPoint, i), *two = &g_array_index (b, SotongTrendPoint, i);

      if (one->start != two->start || one->total != two->total || one->unlabelled != two->unlabelled || one->gap != two->gap
          || one->coming != two->coming || one->partial != two->partial)
        return FALSE;
    }
  return a->len == b->len;
}

/* All topics and sources at once say what each of them says; a run that is older than the range is left out by its index. */
static void
read_many (Fixture  *f,
           SotongDb *db)
{
  gint64 day = NOW - 36000 - 10 * 86400, second = fixture_add_source (db, "second"), topics[2];
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  SotongRange range = { day, day + 10 * 86400 };
  gint64 total = 0;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr(SotongTopic) topic = sotong_topic_new ();

      topic->name = g_strdup (i == 0 ? "따릉이" : "축제");
      topic->any_words = g_strdup (topic->name);
      topics[i] = sotong_topic_add (db, topic, &error);
      g_assert_no_error (error);
    }
  g_assert_true (sotong_topic_set_source (db, topics[0], second, FALSE, &error));
  fixture_add (db, f->source, SOTONG_NONE, "id:1", day + 3600, "따릉이 하나", NULL);
  fixture_add (db, second, SOTONG_NONE, "id:2", day + 5 * 86400, "축제 하나", NULL);
  fixture_add (db, f->source, SOTONG_NONE, "id:3", day + 5 * 86400 + 1, "축제와 따릉이", NULL);
  add_run (db, f->source, day - 86400, day + 7 * 86400);
  add_run (db, f->source, day + 8 * 86400, NOW);
  add_run (db, second, day + 4 * 86400, NOW);
  fixture_add_source (db, "never");
  list = sotong_rollup_read_many (db, range, SOTONG_BUCKET_DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 5);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongRollupOne *one = g_ptr_array_index (list, i);
      g_autoptr(GArray) alone = sotong_rollup_read (db, one->topic_id, one->source_id, range, SOTONG_BUCKET_DAY, &error);

      g_assert_no_error (error);
      g_assert_true ((one->topic_id != 0) == (i < 2));
      g_assert_true (same_points (one->points, alone));
      for (guint j = 0; j < alone->len; j++)
        total += g_array_index (alone, SotongTrendPoint, j).total;
    }
  g_assert_cmpint (total, ==, 7); /* four of topics, three of sources */
}

static void
test_many (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, read_many);
}

/* The next run of a source is not late yet; an hour that nobody read is. */
static void
read_late (Fixture  *f,
           SotongDb *db)
{
  SotongRange range = { NOW - 36000 - 2 * 86400, NOW + 86400 };
  gint64 second = fixture_add_source (db, "second");

  add_run (db, f->source, range.start, NOW - 5000);
  add_run (db, second, range.start, NOW - 5000);
  assert_parts (db, 0, range, "##/_", "");
  add_run (db, f->source, NOW - 5000, NOW + 10);
  g_assert_true (sotong_db_exec (db, NULL, "UPDATE fetch_run SET covered_to = covered_to - 86400 WHERE source_id = $1", "i", second));
  assert_parts (db, 0, range, "#//_", "second 1-2");
}

static void
test_late (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, read_late);
}

static void
damage (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  fixture_add (db, f->source, SOTONG_NONE, "id:1", NOW, "하나", NULL);
  g_assert_true (sotong_rollup_check (db, findings, &error));
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_true (sotong_db_exec (db, &error, "UPDATE rollup_hour SET n = n + 1", ""));
  g_assert_true (sotong_rollup_check (db, findings, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (sotong_rollup_rebuild (db, 0, &error));
  fixture_check (db);
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM rollup_hour", ""));
  g_assert_true (sotong_rollup_check (db, findings, &error));
  g_assert_cmpuint (findings->len, ==, 2);
}

static void
test_damage (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, damage);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/rollup/acts", Fixture, NULL, fixture_set_up, test_acts, fixture_tear_down);
  g_test_add ("/store/rollup/take-back", Fixture, NULL, fixture_set_up, test_take_back, fixture_tear_down);
  g_test_add ("/store/rollup/days", Fixture, NULL, fixture_set_up, test_days, fixture_tear_down);
  g_test_add ("/store/rollup/gaps", Fixture, NULL, fixture_set_up, test_gaps, fixture_tear_down);
  g_test_add ("/store/rollup/compared", Fixture, NULL, fixture_set_up, test_compared, fixture_tear_down);
  g_test_add ("/store/rollup/parts", Fixture, NULL, fixture_set_up, test_parts, fixture_tear_down);
  g_test_add ("/store/rollup/many", Fixture, NULL, fixture_set_up, test_many, fixture_tear_down);
  g_test_add ("/store/rollup/late", Fixture, NULL, fixture_set_up, test_late, fixture_tear_down);
  g_test_add ("/store/rollup/damage", Fixture, NULL, fixture_set_up, test_damage, fixture_tear_down);
  return g_test_run ();
}
