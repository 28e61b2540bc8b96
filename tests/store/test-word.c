/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mention-fixture.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-word-code-private.h"
#include "store/sotong-word-days.h"

/* The words of texts, found once and counted by day. */

#define DAY G_GINT64_CONSTANT (86400)
#define MIDNIGHT (NOW - 10 * 3600) /* in Korea */

static gint64 topic_id;

/* ---- as bytes ---- */

static void
test_code (void)
{
  g_auto(SotongWordTally) tally = { NULL };
  g_auto(SotongWordTally) back = { NULL };
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint32 ids[] = { 5, 90000, 5, 1, 300 };

  sotong_word_code_ids (ids, G_N_ELEMENTS (ids), bytes);
  sotong_word_tally_init (&tally, 100000);
  for (int i = 0; i < 1000; i++)
    g_assert_true (sotong_word_tally_text (&tally, bytes->data, bytes->len, i % SOTONG_N_SENTIMENTS));
  g_assert_true (sotong_word_tally_text (&tally, (const guint8 *) "\x07", 1, SOTONG_SENTIMENT_POSITIVE));
  g_assert_true (sotong_word_tally_text (&tally, NULL, 0, SOTONG_SENTIMENT_NEGATIVE));
  g_assert_cmpuint (tally.n_used, ==, 5);
  sotong_word_tally_encode (&tally, bytes);
  sotong_word_tally_init (&back, 100000);
  g_assert_true (sotong_word_tally_add (&back, bytes->data, bytes->len));
  g_assert_true (sotong_word_tally_add (&back, bytes->data, bytes->len));
  g_assert_cmpint (back.n_texts, ==, 2004);
  g_assert_cmpuint (back.cells[90000].n, ==, 2000);
  g_assert_cmpuint (back.cells[90000].negative, ==, 400);
  g_assert_cmpuint (back.cells[7].n, ==, 2);
  g_assert_cmpuint (back.cells[7].positive, ==, 2);
  for (guint n = 1; n < bytes->len; n++) /* cut anywhere, it is read to its end or refused */
    sotong_word_tally_add (&back, bytes->data, n);
  g_assert_false (sotong_word_tally_add (&back, (const guint8 *) "\x01\xff\xff\xff\xff\xff\xff", 7));
}

/* ---- counts ---- */

static gint64
add (SotongDb        *db,
     Fixture         *f,
     const char      *key,
     gint64           at,
     const char      *text,
     const char      *words,
     SotongSentiment  sentiment)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, f->source, SOTONG_NONE, &error);
  SotongGuess guess = { sentiment, { 0, 0, 0 }, "1" };
  SotongMentionInput input = { .external_id = key, .canonical_key = key, .published_at = at, .first_seen = NOW, .url = "", .text = text,
                               .words = words, .guess = &guess, .copy_id = SOTONG_NONE };
  gboolean is_new = FALSE;
  gint64 id = 0;

  g_assert_no_error (error);
  g_assert_true (sotong_mention_writer_add (writer, &input, &is_new, &id, &error));
  g_assert_true (sotong_mention_writer_finish (writer, &error));
  g_assert_no_error (error);
  return id;
}

static double
score_n (const SotongWordUse  *use,
         const SotongWordSums *sums,
         gpointer              user_data)
{
  return (double) use->n;
}

static gboolean
keep_all (const SotongWordUse *use,
          gpointer             user_data)
{
  return TRUE;
}

/* "word n rest before negative positive;" of each. */
static char *
rank (SotongDb     *db,
      gint64        topic,
      SotongRange   range)
{
  const SotongWordAsk ask = { topic, range, { 0, 0 }, 10, FALSE };
  SotongWordSums sums;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_word_rank (db, &ask, score_n, keep_all, NULL, &sums, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongWordUse *use = g_ptr_array_index (list, i);

      g_string_append_printf (out, "%s %d %d %d %d %d;", use->text, (int) use->n, (int) use->n_rest, (int) use->n_before, (int) use->negative,
                              (int) use->positive);
    }
  g_string_append_printf (out, "%d %d %d", (int) sums.n_topic, (int) sums.n_rest, (int) sums.n_before);
  return g_string_free (out, FALSE);
}

static void
assert_rank (SotongDb    *db,
             gint64       topic,
             SotongRange  range,
             const char  *wanted)
{
  g_autofree char *found = rank (db, topic, range);

  g_assert_cmpstr (found, ==, wanted);
}

static int
settle (SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gboolean more = TRUE;
  int n = 0;

  for (; more; n++)
    {
      g_assert_true (sotong_word_count_some (db, 10, &more, &error));
      g_assert_no_error (error);
    }
  fixture_check (db);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM word_stale"), ==, 0);
  return n;
}

static const SotongRange today = { MIDNIGHT, MIDNIGHT + DAY };

static void
collect (Fixture  *f,
         SotongDb *db)
{
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autoptr(GError) error = NULL;

  topic->name = g_strdup ("버스");
  topic->any_words = g_strdup ("버스");
  topic_id = sotong_topic_add (db, topic, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);
      gint64 at = i % 4 == 3 ? MIDNIGHT - 1 : MIDNIGHT + i * 60;

      add (db, f, key, at, i % 2 == 0 ? "버스 배차" : "공원 배차", i % 2 == 0 ? "버스\n배차\n버스" : "공원\n배차",
           i % 3 == 0 ? SOTONG_SENTIMENT_NEGATIVE : SOTONG_SENTIMENT_POSITIVE);
    }
  /* The last second of a day and the first of the next stand apart, counted or not. */
  assert_rank (db, topic_id, today, "버스 6 0 0 2 4;배차 6 3 0 2 4;6 3 0");
  assert_rank (db, 0, today, "배차 9 0 3 3 6;버스 6 0 0 2 4;공원 3 0 3 1 2;9 0 3");
  g_assert_cmpint (settle (db), >=, 1);
  assert_rank (db, topic_id, today, "버스 6 0 0 2 4;배차 6 3 0 2 4;6 3 0");
  assert_rank (db, 0, today, "배차 9 0 3 3 6;버스 6 0 0 2 4;공원 3 0 3 1 2;9 0 3");
  /* Parts of days are counted from their mentions. */
  assert_rank (db, 0, (SotongRange) { MIDNIGHT, MIDNIGHT + 61 }, "배차 2 0 3 1 1;버스 1 0 0 1 0;공원 1 0 3 0 1;2 0 3");
}

/* Three words, one of which nobody said, on two days and the next. */
static void
assert_days (SotongDb     *db,
             gint64        topic,
             const gint64  wanted[9])
{
  static const char *const words[] = { "배차", "공원", "아무도" };
  const gint64 starts[] = { MIDNIGHT - DAY, MIDNIGHT, MIDNIGHT + DAY, MIDNIGHT + 2 * DAY };
  g_autoptr(GError) error = NULL;
  gint64 counts[9];

  g_assert_true (sotong_word_days (db, topic, words, 3, starts, 3, FALSE, counts, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (counts, sizeof counts, wanted, sizeof counts);
}

/* Of each day by itself, whether it was counted or waits. */
static void
count_days (Fixture  *f,
            SotongDb *db)
{
  const gint64 all[] = { 3, 9, 0, 3, 3, 0, 0, 0, 0 }, about[] = { 0, 6, 0, 0, 0, 0, 0, 0, 0 }, none[9] = { 0 };

  assert_days (db, 0, all);
  assert_days (db, topic_id, about);
  assert_days (db, 4711, none);
  g_assert_true (sotong_db_exec (db, NULL, "INSERT INTO word_stale (topic_id, day) SELECT topic_id, block FROM word_count WHERE level = 0", ""));
  assert_days (db, 0, all);
  assert_days (db, topic_id, about);
  settle (db);
}

/* Every act that changes what is counted makes its day wait. */
static void
act (Fixture  *f,
     SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gint64 id = fixture_int (db, "SELECT id FROM mention WHERE canonical_key = 'id:0'");

  g_assert_true (sotong_mention_label (db, id, SOTONG_SENTIMENT_POSITIVE, &error));
  g_assert_no_error (error);
  assert_rank (db, topic_id, today, "버스 6 0 0 1 5;배차 6 3 0 1 5;6 3 0");
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM word_stale"), ==, 2);
  settle (db);
  assert_rank (db, topic_id, today, "버스 6 0 0 1 5;배차 6 3 0 1 5;6 3 0");
}

static void
take_back (Fixture  *f,
           SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongChangeInfo) info = sotong_change_undo (db, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (info->action, ==, "mention.label");
  assert_rank (db, topic_id, today, "버스 6 0 0 2 4;배차 6 3 0 2 4;6 3 0");
  settle (db);
  assert_rank (db, topic_id, today, "버스 6 0 0 2 4;배차 6 3 0 2 4;6 3 0");
}

static void
take_out (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gint64 id = fixture_int (db, "SELECT id FROM mention WHERE canonical_key = 'id:2'");

  g_assert_true (sotong_mention_take_out (db, id, topic_id, &error));
  g_assert_no_error (error);
  assert_rank (db, topic_id, today, "버스 5 1 0 2 3;배차 5 4 0 2 3;5 4 0");
  settle (db);
  assert_rank (db, topic_id, today, "버스 5 1 0 2 3;배차 5 4 0 2 3;5 4 0");
}

static void
edit_topic (Fixture  *f,
            SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, &error);
  SotongTopic *topic = g_ptr_array_index (topics, 0);

  g_free (topic->any_words);
  topic->any_words = g_strdup ("공원");
  g_assert_true (sotong_topic_edit (db, topic, &error));
  g_assert_no_error (error);
  assert_rank (db, topic_id, today, "배차 3 6 3 1 2;공원 3 0 3 1 2;3 6 3");
  settle (db);
  assert_rank (db, topic_id, today, "배차 3 6 3 1 2;공원 3 0 3 1 2;3 6 3");
}

static void
test_acts (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, collect);
  fixture_write (f, count_days);
  fixture_write (f, act);
  fixture_write (f, take_back);
  fixture_write (f, take_out);
  fixture_write (f, edit_topic);
}

/* ---- copies of one text ---- */

/* "word n weight;" of each, and the sums. */
static void
assert_weights (SotongDb    *db,
                gint64       topic,
                SotongRange  range,
                gboolean     once,
                const char  *wanted)
{
  const SotongWordAsk ask = { topic, range, { 0, 0 }, 10, once };
  SotongWordSums sums;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = sotong_word_rank (db, &ask, score_n, keep_all, NULL, &sums, &error);
  g_autoptr(GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongWordUse *use = g_ptr_array_index (list, i);

      g_string_append_printf (out, "%s %d %d;", use->text, (int) use->n, (int) use->weight);
    }
  g_string_append_printf (out, "%d %d", (int) sums.n_topic, (int) sums.weight_topic);
  g_assert_cmpstr (out->str, ==, wanted);
}

static void
assert_all_weights (SotongDb *db)
{
  const SotongRange two_days = { MIDNIGHT - DAY, MIDNIGHT + DAY };

  /* What came after the first, which is of the day before, weighs as the next to the fiftieth, and the hundredth. */
  assert_weights (db, 0, today, FALSE, "광고 117 50;공원 3 3;120 53");
  assert_weights (db, 0, today, TRUE, "공원 3 3;광고 1 1;4 4");
  /* Three are of the day before. Over both days one stands for all. */
  assert_weights (db, 0, two_days, FALSE, "광고 120 53;공원 3 3;123 56");
  assert_weights (db, 0, two_days, TRUE, "공원 3 3;광고 1 1;4 4");
  /* A part of a day has its own copies. */
  assert_weights (db, 0, (SotongRange) { MIDNIGHT, MIDNIGHT + 3 }, FALSE, "광고 3 3;3 3");
  assert_weights (db, 0, (SotongRange) { MIDNIGHT, MIDNIGHT + 3 }, TRUE, "광고 1 1;1 1");
}

/* Of each day by itself, as its own copies are counted. */
static void
assert_days_once (SotongDb *db,
                  gint64    topic,
                  gint64    first,
                  gint64    second)
{
  static const char *const words[] = { "공원", "광고", "아무도" };
  const gint64 starts[] = { MIDNIGHT - 2 * DAY, MIDNIGHT - DAY, MIDNIGHT, MIDNIGHT + DAY, MIDNIGHT + 2 * DAY };
  const gint64 wanted[] = { 0, 0, topic == 0 ? 3 : 0, 0, 0, first, second, 0, 0, 0, 0, 0 };
  g_autoptr(GError) error = NULL;
  gint64 counts[12];

  g_assert_true (sotong_word_days (db, topic, words, 3, starts, 4, TRUE, counts, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpint (counts[i], ==, wanted[i]);
}

static void
count_walked_cb (const guint32 *ids,
                 guint          n,
                 int            sentiment,
                 gpointer       user_data)
{
  ++*(int *) user_data;
}

static int
count_walked (SotongDb *db,
              gint64    topic,
              gboolean  once)
{
  g_autoptr(GError) error = NULL;
  int n = 0;

  g_assert_true (sotong_word_walk (db, topic, today, once, count_walked_cb, &n, &error));
  g_assert_no_error (error);
  return n;
}

static void
collect_copies (Fixture  *f,
                SotongDb *db)
{
  static const char *const own[] = { "시민공원 벤치가 낡아서 앉을 수가 없습니다", "저녁에 산책하기 참 좋은 동네 공원이네요", "공원 화장실 청소를 자주 해 주세요 부탁합니다" };
  g_autoptr(SotongTopic) topic = sotong_topic_new ();
  g_autoptr(GError) error = NULL;

  topic->name = g_strdup ("광고");
  topic->any_words = g_strdup ("회원");
  topic_id = sotong_topic_add (db, topic, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 120; i++)
    {
      g_autofree char *key = g_strdup_printf ("copy:%d", i);

      add (db, f, key, i < 3 ? MIDNIGHT - DAY + i : MIDNIGHT + i - 3, "지금 가입하시면 회원 모두에게 선물을 드립니다", "광고", SOTONG_SENTIMENT_POSITIVE);
    }
  for (int i = 0; i < 3; i++)
    add (db, f, own[i], MIDNIGHT + 100 + i, own[i], "공원", SOTONG_SENTIMENT_NEUTRAL);
  assert_all_weights (db);
  settle (db);
  assert_all_weights (db);
  assert_days_once (db, 0, 1, 1);
  assert_days_once (db, topic_id, 1, 1);
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM word_count WHERE level >= 8"), >, 0);
  g_assert_cmpint (count_walked (db, 0, FALSE), ==, 120);
  g_assert_cmpint (count_walked (db, 0, TRUE), ==, 4);
}

/* Where the first is not of the topic the next stands for all; where it is gone, too. */
static void
lose_first (Fixture  *f,
            SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM mention WHERE canonical_key = 'copy:%d'", i);

      g_assert_true (sotong_mention_take_out (db, fixture_int (db, sql), topic_id, &error));
      g_assert_no_error (error);
    }
  assert_weights (db, topic_id, today, TRUE, "광고 1 1;1 1");
  assert_weights (db, topic_id, today, FALSE, "광고 116 50;116 50");
  g_assert_cmpint (count_walked (db, topic_id, TRUE), ==, 1);
  assert_days_once (db, topic_id, 0, 1);
  assert_days_once (db, 0, 1, 1);
  settle (db);
  assert_weights (db, topic_id, today, FALSE, "광고 116 50;116 50");
  assert_weights (db, 0, today, TRUE, "공원 3 3;광고 1 1;4 4");
}

/* A workspace whose counts an older version of the program kept. */
static void
weigh_later (Fixture  *f,
             SotongDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM word_count WHERE level >= 8", ""));
  g_assert_true (sotong_db_exec (db, &error, "DELETE FROM word_state WHERE name = 'copies'", ""));
  fixture_check (db);
  assert_weights (db, 0, today, FALSE, "광고 117 117;공원 3 3;120 120");
  settle (db);
  assert_weights (db, 0, today, FALSE, "광고 117 50;공원 3 3;120 53");
}

static void
test_copies (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, collect_copies);
  fixture_write (f, lose_first);
  fixture_write (f, weigh_later);
}

/* ---- many days ---- */

static void
collect_years (Fixture  *f,
               SotongDb *db)
{
  for (int i = 0; i < 1200; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);

      add (db, f, key, MIDNIGHT - i * DAY + 100, "글", i % 7 == 0 ? "축제" : "공사", SOTONG_SENTIMENT_NEUTRAL);
    }
  g_assert_cmpint (settle (db), >, 5);
  g_assert_cmpint (fixture_int (db, "SELECT count(DISTINCT level) FROM word_count"), ==, 4);
  assert_rank (db, 0, (SotongRange) { MIDNIGHT - 599 * DAY, MIDNIGHT + DAY }, "공사 514 0 514 0 0;축제 86 0 86 0 0;600 0 600");
  for (int i = 0; i < 1200; i += 37) /* stretches of all lengths, from everywhere */
    {
      SotongRange range = { MIDNIGHT - i * DAY, MIDNIGHT - (i / 2) * DAY };
      g_autofree char *found = rank (db, 0, range);
      g_autofree char *wanted = NULL;
      int fest = 0;

      for (int k = i / 2 + 1; k <= i; k++)
        fest += k % 7 == 0;
      wanted = g_strdup_printf ("공사 %d 0", i - i / 2 - fest);
      g_assert_true (i == 0 || g_str_has_prefix (found, wanted));
    }
}

static void
test_years (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, collect_years);
}

/* ---- mentions from before there were words ---- */

static const char *
find_words (const char *text,
            gpointer    user_data)
{
  (*(int *) user_data)++;
  return strstr (text, "버스") != NULL ? "버스" : "";
}

static void
fill (Fixture  *f,
      SotongDb *db)
{
  g_autoptr(GError) error = NULL;
  gboolean more = TRUE;
  int n_asked = 0, n_parts = 0;

  for (int i = 0; i < 9; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:%d", i);

      add (db, f, key, MIDNIGHT + i, i % 3 == 0 ? "버스" : "글", i == 3 ? "버스" : NULL, SOTONG_SENTIMENT_NEGATIVE);
    }
  settle (db);
  assert_rank (db, 0, today, "버스 1 0 0 1 0;1 0 0");
  for (; more; n_parts++)
    {
      g_assert_true (sotong_word_fill_some (db, 4, find_words, &n_asked, &more, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (n_parts, ==, 3);
  g_assert_cmpint (n_asked, ==, 8);
  assert_rank (db, 0, today, "버스 3 0 0 3 0;9 0 0");
  settle (db);
  assert_rank (db, 0, today, "버스 3 0 0 3 0;9 0 0");
  g_assert_true (sotong_word_fill_some (db, 4, find_words, &n_asked, &more, &error));
  g_assert_false (more);
  g_assert_cmpint (n_asked, ==, 8);
}

static void
test_fill (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, fill);
}

/* ---- ids of words ---- */

static gpointer
fail_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  add (db, data, "id:fails", MIDNIGHT, "글", "사라질", SOTONG_SENTIMENT_NEUTRAL);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no");
  return NULL;
}

static void
add_after (Fixture  *f,
           SotongDb *db)
{
  add (db, f, "id:after", MIDNIGHT, "글", "남을\n사라질", SOTONG_SENTIMENT_NEUTRAL);
  assert_rank (db, 0, today, "남을 1 0 0 0 0;사라질 1 0 0 0 0;1 0 0");
  g_assert_cmpint (fixture_int (db, "SELECT count(*) FROM word"), ==, 2);
}

/* A word that a transaction added which was taken back has no id that stays in mind. */
static void
test_taken_back (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, fail_job, f, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  fixture_write (f, add_after);
}

/* ---- the check ---- */

static void
damage (Fixture  *f,
        SotongDb *db)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  add (db, f, "id:1", MIDNIGHT, "글", "버스", SOTONG_SENTIMENT_NEUTRAL);
  settle (db);
  g_assert_true (sotong_db_exec (db, &error, "UPDATE word_count SET counts = X'020105020000'", ""));
  g_assert_true (sotong_word_check (db, findings, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (sotong_db_exec (db, &error, "UPDATE word_count SET counts = X'02FF'", ""));
  g_assert_false (sotong_word_check (db, findings, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_DAMAGED);
}

static void
test_check (Fixture       *f,
            gconstpointer  data)
{
  fixture_write (f, damage);
}

/* ---- the mentions behind a word ---- */

static gint64
count (SotongDb    *db,
       const char  *words,
       const char  *noun,
       SotongRange  range,
       gboolean     once)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n = -1;

  query->words = g_strdup (words);
  query->nouns = g_strdup (noun);
  query->range = range;
  query->once = once;
  g_assert_true (sotong_mention_count (db, query, &n, &error));
  g_assert_no_error (error);
  list = sotong_mention_list (db, query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->len, ==, n);
  return n;
}

/* What a word is counted in is what a click on it shows: not all that holds its letters. */
static void
behind (Fixture  *f,
        SotongDb *db)
{
  add (db, f, "id:1", MIDNIGHT, "버스 노선", "버스\n노선", SOTONG_SENTIMENT_NEUTRAL);
  add (db, f, "id:2", MIDNIGHT + 60, "새 버스 노선", "버스\n노선", SOTONG_SENTIMENT_NEUTRAL);
  add (db, f, "id:3", MIDNIGHT + 120, "버스킹 공연", "버스킹\n공연", SOTONG_SENTIMENT_NEUTRAL);
  add (db, f, "id:4", MIDNIGHT - 60, "버스 막차", "버스\n막차", SOTONG_SENTIMENT_NEUTRAL);
  assert_rank (db, 0, today, "버스 2 0 1 0 0;노선 2 0 0 0 0;버스킹 1 0 0 0 0;공연 1 0 0 0 0;3 0 1");
  g_assert_cmpint (count (db, "버스", NULL, today, FALSE), ==, 3);
  g_assert_cmpint (count (db, "버스", "버스", today, FALSE), ==, 2);
  g_assert_cmpint (count (db, NULL, "버스", today, FALSE), ==, 2);
  g_assert_cmpint (count (db, NULL, "버스", today, TRUE), ==, 2);
  g_assert_cmpint (count (db, "버스", "버스킹", today, FALSE), ==, 1);
  g_assert_cmpint (count (db, NULL, "버스", (SotongRange) { 0, 0 }, FALSE), ==, 3);
  g_assert_cmpint (count (db, NULL, "지하철", today, FALSE), ==, 0);
  g_assert_cmpint (count (db, NULL, "", today, FALSE), ==, 0);
  g_assert_cmpint (count (db, NULL, "버스, 공연", today, FALSE), ==, 3); /* any of them, as an issue counts */
  g_assert_cmpint (count (db, NULL, "공연, 버스킹", today, FALSE), ==, 1);
  g_assert_cmpint (count (db, NULL, "공연, 지하철", today, TRUE), ==, 1);
  g_assert_cmpint (count (db, "새", "공연, 노선", today, FALSE), ==, 1);
}

static void
test_behind (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, behind);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/word/code", test_code);
  g_test_add ("/store/word/acts", Fixture, NULL, fixture_set_up, test_acts, fixture_tear_down);
  g_test_add ("/store/word/years", Fixture, NULL, fixture_set_up, test_years, fixture_tear_down);
  g_test_add ("/store/word/copies", Fixture, NULL, fixture_set_up, test_copies, fixture_tear_down);
  g_test_add ("/store/word/fill", Fixture, NULL, fixture_set_up, test_fill, fixture_tear_down);
  g_test_add ("/store/word/taken-back", Fixture, NULL, fixture_set_up, test_taken_back, fixture_tear_down);
  g_test_add ("/store/word/behind", Fixture, NULL, fixture_set_up, test_behind, fixture_tear_down);
  g_test_add ("/store/word/check", Fixture, NULL, fixture_set_up, test_check, fixture_tear_down);
  return g_test_run ();
}
