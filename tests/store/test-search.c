/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mention-fixture.h"
#include "util/sotong-random.h"
#include "util/sotong-text.h"

#define N_TEXTS 600

/* Few characters, so that what is looked for is often found, also where it nearly stands. */
static const char * const alphabet[] = {
  "가", "나", "다", "힣", "쉼", "터", " ", " ", "a", "B", "b", "7", "0", ".", "-", "\"", "'", "😀", "\n", "漢", "é", "É", "Я", "я", "Ａ", "ａ", "%", "_", "*"
};

static GPtrArray *texts; /* (element-type utf8): by their number */
static gint64 ids[N_TEXTS];

static char *
random_text (GRand *rand,
             int    n)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append (out, alphabet[g_rand_int_range (rand, 0, G_N_ELEMENTS (alphabet))]);
  return g_string_free (out, FALSE);
}

static void
fill (Fixture  *f,
      SotongDb *db)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  texts = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *raw = random_text (rand, g_rand_int_range (rand, 1, 30));
      g_autofree char *key = g_strdup_printf ("id:%d", i);
      char *text = sotong_text_clean (raw, -1, 10000);

      g_ptr_array_add (texts, text);
      /* Newest and oldest in no order, and some in one second. */
      ids[i] = fixture_add (db, f->source, SOTONG_NONE, key, NOW - g_rand_int_range (rand, 0, 500), text, NULL);
    }
}

static gboolean
holds (const char *text,
       const char *word)
{
  g_autofree char *folded_text = sotong_text_fold (text);
  g_autofree char *folded_word = sotong_text_fold (word);

  return strstr (folded_text, folded_word) != NULL;
}

/* What a scan of all texts finds, with blanks between words as the query has them. */
static gboolean
holds_all (const char *text,
           const char *query)
{
  g_autofree char *lines = sotong_topic_words_from_text (query);
  g_auto(GStrv) words = g_strsplit (lines, "\n", -1);

  if (words[0] == NULL)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!holds (text, words[i]))
        return FALSE;
    }
  return TRUE;
}

static int
newest_first (gconstpointer a,
              gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x > y ? -1 : x < y;
}

/* The newest few, of all and from one of them on: a list that is asked for page by page. */
static void
compare_pages (SotongDb     *db,
               const char   *words,
               const GArray *expected)
{
  static const int limits[] = { 1, 7, 50 };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    for (guint start = 0; start < 3; start++)
      {
        g_autoptr(SotongMentionQuery) q = sotong_mention_query_new ();
        g_autoptr(GPtrArray) found = NULL;
        g_autoptr(GError) error = NULL;
        guint first = start == 0 ? 0 : expected->len / 3 + start;

        if (first > 0 && first >= expected->len)
          continue;
        q->words = g_strdup (words);
        q->limit = limits[i];
        if (start == 1)
          q->at_id = g_array_index (expected, gint64, first);
        if (start == 2)
          q->before_id = g_array_index (expected, gint64, first - 1);
        found = sotong_mention_list (db, q, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (found->len, ==, MIN (expected->len - first, (guint) q->limit));
        for (guint j = 0; j < found->len; j++)
          g_assert_cmpint (((SotongMention *) g_ptr_array_index (found, j))->id, ==, g_array_index (expected, gint64, first + j));
      }
}

static void
compare_with_scan (SotongDb   *db,
                   const char *query)
{
  g_autoptr(SotongMentionQuery) q = sotong_mention_query_new ();
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GArray) expected = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;
  gint64 n = -1;

  for (int i = 0; i < N_TEXTS; i++)
    {
      if (holds_all (g_ptr_array_index (texts, i), query))
        g_array_append_val (expected, ids[i]);
    }
  g_array_sort (expected, newest_first);
  q->words = g_strdup (query);
  found = sotong_mention_list (db, q, &error);
  g_assert_no_error (error);
  if (found->len != expected->len)
    g_test_message ("“%s”: %u found, %u expected", query, found->len, expected->len);
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpint (((SotongMention *) g_ptr_array_index (found, i))->id, ==, g_array_index (expected, gint64, i));
  g_assert_true (sotong_mention_count (db, q, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, expected->len);
  compare_pages (db, query, expected);
}

/* A list of the newest with one syllable reads texts where the syllable is frequent, and asks the index where it is not: both have to
 * find the same, whatever else is asked for. */
static void
ask_one_syllable (Fixture  *f,
                  SotongDb *db)
{
  g_autoptr(GArray) rare = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) often = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) both = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongMentionQuery) ranged = sotong_mention_query_new ();
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 3000; i++)
    {
      gboolean is_rare = i % 97 == 5, is_often = i % 5 < 2;
      g_autofree char *text = g_strdup_printf ("%s글%d%s", is_often ? "쉼터 " : "", i, is_rare ? " 힣" : "");
      g_autofree char *key = g_strdup_printf ("id:%d", i);
      gint64 id = fixture_add (db, f->source, SOTONG_NONE, key, NOW - i, text, NULL);

      if (is_rare)
        g_array_append_val (rare, id);
      if (is_often)
        g_array_append_val (often, id);
      if (is_rare && is_often)
        g_array_append_val (both, id);
    }
  compare_pages (db, "힣", rare);
  compare_pages (db, "쉼", often);
  compare_pages (db, "힣 쉼", both);
  ranged->words = g_strdup ("쉼");
  ranged->limit = 3;
  ranged->range = (SotongRange) { NOW - 2900, NOW - 2800 };
  found = sotong_mention_list (db, ranged, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpint (((SotongMention *) g_ptr_array_index (found, 0))->published_at, ==, NOW - 2801);
  g_assert_cmpint (((SotongMention *) g_ptr_array_index (found, 1))->published_at, ==, NOW - 2805);
}

static void
test_one_syllable (Fixture       *f,
                   gconstpointer  data)
{
  fixture_write (f, ask_one_syllable);
}

static void
ask_all (Fixture  *f,
         SotongDb *db)
{
  static const char * const fixed[] = {
    "가", "나다", "가나다", "쉼터", "a", "B", "ab", "AB", "7", "70", "😀", "가😀", "\"가 나\"", "\"나 다\" a", "가-나", "-", ".", "é", "É", "Я", "яя",
    "ａ", "Ａa", "없는말", "'", "%", "_", "*", "가*", "NOT", "가 나 다 a b 7 0 쉼 터", "가. 나. 다. 터. 쉼. a. b. 7.", "", " ", "\"", "가\"나", "힣힣", "漢", "漢가"
  };
  static const int lengths[] = { 1, 2, 3, 5 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  fill (f, db);
  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    compare_with_scan (db, fixed[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      for (int j = 0; j < 150; j++)
        {
          g_autofree char *word = random_text (rand, lengths[i]);
          const char *text = g_ptr_array_index (texts, (guint) g_rand_int_range (rand, 0, N_TEXTS));
          glong n = g_utf8_strlen (text, -1);
          glong start = g_rand_int_range (rand, 0, (gint32) n);
          g_autofree char *part = g_utf8_substring (text, start, MIN (start + lengths[i], n));

          compare_with_scan (db, word);
          compare_with_scan (db, part);
        }
    }
  fixture_check (db);
  g_ptr_array_unref (texts);
}

static void
test_substrings (Fixture       *f,
                 gconstpointer  data)
{
  fixture_write (f, ask_all);
}

static guint
n_found (SotongDb   *db,
         const char *words)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  query->words = g_strdup (words);
  found = sotong_mention_list (db, query, &error);
  g_assert_no_error (error);
  return found->len;
}

static void
ask_decomposed (Fixture  *f,
                SotongDb *db)
{
  g_autofree char *nfd_text = g_utf8_normalize ("무더위쉼터에서 만나요", -1, G_NORMALIZE_NFD);
  g_autofree char *clean = sotong_text_clean (nfd_text, -1, 1000);
  g_autofree char *nfd_word = g_utf8_normalize ("위쉼", -1, G_NORMALIZE_NFD);

  g_assert_cmpstr (clean, ==, "무더위쉼터에서 만나요");
  fixture_add (db, f->source, SOTONG_NONE, "id:1", NOW, clean, NULL);
  g_assert_cmpuint (n_found (db, nfd_word), ==, 1);
  g_assert_cmpuint (n_found (db, "위쉼"), ==, 1);
  g_assert_cmpuint (n_found (db, "쉼"), ==, 1);
  g_assert_cmpuint (n_found (db, "서만"), ==, 0);
  g_assert_cmpuint (n_found (db, "\"서 만\""), ==, 1);
}

static void
test_decomposed (Fixture       *f,
                 gconstpointer  data)
{
  fixture_write (f, ask_decomposed);
}

static void
take_out (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  gint64 id = fixture_add (db, f->source, SOTONG_NONE, "id:1", NOW, "광장 축제", NULL);

  fixture_add (db, f->source, SOTONG_NONE, "id:2", NOW - 5, "광장 소음", NULL);
  fixture_check (db);
  g_assert_true (sotong_search_remove (db, id, "광장 축제", &error));
  g_assert_no_error (error);
  g_assert_true (sotong_search_check (db, findings, &error));
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (sotong_search_add (db, id, "광장 축제", &error));
  g_assert_cmpuint (n_found (db, "광장"), ==, 2);
}

/* An index that does not agree with the texts is found. */
static void
test_damage (Fixture       *f,
             gconstpointer  data)
{
  fixture_write (f, take_out);
}

static void
ask_long (Fixture  *f,
          SotongDb *db)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(SotongMention) mention = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  while (text->len < 1024 * 1024)
    g_string_append (text, "가나다라마바사아자차카타파하");
  g_string_append (text, "끝말");
  id = fixture_add (db, f->source, SOTONG_NONE, "id:long", NOW, text->str, NULL);
  mention = sotong_mention_get (db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mention->text, ==, text->str);
  g_assert_cmpuint (n_found (db, "하끝말"), ==, 1);
  g_assert_cmpuint (n_found (db, "말끝"), ==, 0);
  fixture_check (db);
}

static void
test_long (Fixture       *f,
           gconstpointer  data)
{
  fixture_write (f, ask_long);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/search/substrings", Fixture, NULL, fixture_set_up, test_substrings, fixture_tear_down);
  g_test_add ("/store/search/one-syllable", Fixture, NULL, fixture_set_up, test_one_syllable, fixture_tear_down);
  g_test_add ("/store/search/decomposed", Fixture, NULL, fixture_set_up, test_decomposed, fixture_tear_down);
  g_test_add ("/store/search/damage", Fixture, NULL, fixture_set_up, test_damage, fixture_tear_down);
  g_test_add ("/store/search/long", Fixture, NULL, fixture_set_up, test_long, fixture_tear_down);
  return g_test_run ();
}
