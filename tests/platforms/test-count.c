/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-count.h"

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"
#define FLAG   "\U0001F1F0\U0001F1F7"
#define THUMB  "\U0001F44D\U0001F3FD"
#define KEYCAP "1\uFE0F\u20E3"
#define NFD    "\u1112\u1161\u11AB\u1100\u1173\u11AF"  /* 한글 */

#define NONE G_MAXSIZE  /* the table does not say */

/* @times × @text + @tail, by each rule. */
typedef struct {
  const char *name;
  const char *text;
  guint       times;
  const char *tail;
  gsize       code_points;
  gsize       bytes;
  gsize       graphemes;
  gsize       x;
  gsize       mastodon;
  gsize       threads;
} Row;

static const Row rows[] = {
  { "140-ga", "가", 140, "", 140, 420, 140, 280, 140, 140 },
  { "141-ga", "가", 141, "", 141, 423, 141, 282, 141, 141 },
  { "139-ga-ab", "가", 139, "ab", 141, 419, 141, 280, NONE, NONE },
  { "139-ga-abc", "가", 139, "abc", 142, 420, 142, 281, NONE, NONE },
  { "family", FAMILY, 1, "", 7, 25, 1, 2, 1, 25 },
  { "flag", FLAG, 1, "", 2, 8, 1, 2, 1, 8 },
  { "thumb", THUMB, 1, "", 2, 8, 1, 2, 1, 8 },
  { "keycap", KEYCAP, 1, "", 3, 7, 1, 2, 1, 7 },
  { "nfd", NFD, 1, "", 6, 18, 2, 4, 2, NONE },
  { "ellipsis", "…", 1, "", 1, 3, 1, 2, 1, 1 },
  { "middle-dot", "·", 1, "", 1, 2, 1, 1, 1, 1 },
  { "full-width", "！", 1, "", 1, 3, 1, 2, 1, 1 },
  { "ideographic-space", "\u3000", 1, "", 1, 3, 1, 2, 1, 1 },
  { "quotes", "“서울”", 1, "", 4, 12, 4, 6, 4, 4 },
  { "han", "\U00020BB7漢字", 1, "", 3, 10, 3, 6, 3, 3 },
  { "link", "서울 https://www.seoul.go.kr/news/very/long/path?x=1 안내", 1, "", 53, 61, 53, 33, 29, 53 },
  { "emoji-link-tag", "🚇 지하철 https://seoul.go.kr #서울 소식", 1, "", 32, 49, 32, 44, 36, 35 },
  { "140-families", FAMILY, 140, "", 980, 3500, 140, 280, 140, 3500 },
  { "20-families", FAMILY, 20, "", 140, 500, 20, 40, 20, 500 },
  { "12-families", FAMILY, 12, "", 84, 300, 12, 24, 12, 300 },
  { "compatibility-jamo", "ㅋㅋ", 1, "", 2, 6, 2, 4, 2, 2 },
  { "empty", "", 1, "", 0, 0, 0, 0, 0, 0 },
};

static char *
make_text (const Row *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->times; i++)
    g_string_append (text, row->text);
  g_string_append (text, row->tail);
  return g_string_free (text, FALSE);
}

static gsize
measure (SotongCountKind  kind,
         const char      *text)
{
  SotongCount count;

  sotong_count (kind, text, 0, &count);
  g_assert_cmpint (count.overflow_at, ==, -1);
  g_assert_cmpuint (count.used_bytes, ==, strlen (text));
  return count.used;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = make_text (row);

  g_assert_cmpuint (measure (SOTONG_COUNT_CODE_POINTS, text), ==, row->code_points);
  g_assert_cmpuint (measure (SOTONG_COUNT_INSTAGRAM, text), ==, row->code_points);
  g_assert_cmpuint (measure (SOTONG_COUNT_BYTES, text), ==, row->bytes);
  g_assert_cmpuint (measure (SOTONG_COUNT_GRAPHEMES, text), ==, row->graphemes);
  g_assert_cmpuint (measure (SOTONG_COUNT_BLUESKY, text), ==, row->graphemes);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, text), ==, row->x);
  if (row->mastodon != NONE)
    g_assert_cmpuint (measure (SOTONG_COUNT_MASTODON, text), ==, row->mastodon);
  if (row->threads != NONE)
    g_assert_cmpuint (measure (SOTONG_COUNT_THREADS, text), ==, row->threads);
}

static gssize
overflow (SotongCountKind  kind,
          const char      *text,
          gsize            limit)
{
  SotongCount count;

  sotong_count (kind, text, limit, &count);
  g_assert_cmpuint (count.limit, ==, limit);
  return count.overflow_at;
}

static void
test_overflow (void)
{
  g_autofree char *families = make_text (&rows[17]);
  g_autofree char *fits = make_text (&rows[0]);
  g_autofree char *too_long = make_text (&rows[1]);

  g_assert_cmpuint (sotong_count_get_default_limit (SOTONG_COUNT_X), ==, 280);
  g_assert_cmpint (overflow (SOTONG_COUNT_X, fits, 280), ==, -1);
  g_assert_cmpint (overflow (SOTONG_COUNT_X, too_long, 280), ==, 420);
  g_assert_cmpint (overflow (SOTONG_COUNT_X, families, 280), ==, -1);
  /* 140 graphemes fit, 3500 bytes do not: 120 families are 3000 bytes. */
  g_assert_cmpint (overflow (SOTONG_COUNT_BLUESKY, families, 300), ==, 3000);
  g_assert_cmpint (overflow (SOTONG_COUNT_THREADS, families, 500), ==, 500);
  /* The letter that does not fit is never split. */
  g_assert_cmpint (overflow (SOTONG_COUNT_THREADS, "ab" FAMILY, 10), ==, 2);
  g_assert_cmpint (overflow (SOTONG_COUNT_X, "ab " "https://seoul.go.kr/news", 10), ==, 3);
  g_assert_cmpint (overflow (SOTONG_COUNT_X, "a" NFD, 4), ==, 10);
  g_assert_cmpint (overflow (SOTONG_COUNT_UTF16, "a\U0001F600", 2), ==, 1);
  g_assert_cmpint (overflow (SOTONG_COUNT_BYTES, "가나", 5), ==, 3);
}

static void
test_x_links (void)
{
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "https://seoul.go.kr에서"), ==, 27);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "https://seoul.go.kr/축제"), ==, 23 + 4);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "seoul.go.kr"), ==, 23);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "서울seoul.go.kr에서"), ==, 4 + 23 + 4);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "3.5kg"), ==, 5);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "file.txt"), ==, 8);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "a@seoul.go.kr"), ==, 13);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "(https://seoul.go.kr/a_(b))."), ==, 1 + 23 + 2);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "https://seoul.go.kr/a, b"), ==, 23 + 3);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "https://seoul.go.kr:8080/?q=1&r=2#x!"), ==, 23 + 1);
  g_assert_cmpuint (measure (SOTONG_COUNT_X, "https://"), ==, 8);
}

/* A server's name in Hangul is a link where http:// or https:// says so; without it, its Latin part alone can be. */
static void
test_hangul_domains (void)
{
  static const struct { const char *text; gsize x, mastodon; } links[] = {
    { "https://한글.한국", 23, 23 },
    { "https://www.서울.한국/a?b=1", 23, 23 },
    { "http://서울시.kr 안내", 23 + 5, 23 + 3 },
    { "https://서울.한국에서", 23 + 4, 23 + 2 },
    { "https://서울.한국/안내", 23 + 4, 23 },
    { "https://도서관.닷컴.", 24, 24 },
    { "https://seoul.go.kr입니다.다음", 23 + 6 + 1 + 4, 23 + 3 + 1 + 2 },
    { "https://seoul.한국abc", 8 + 5 + 1 + 4 + 3, 8 + 5 + 1 + 2 + 3 },
    { "https://서울.없음", 8 + 4 + 1 + 4, 8 + 2 + 1 + 2 },
    { "https://서울", 8 + 4, 8 + 2 },
    { "서울.한국", 4 + 1 + 4, 5 },
    { "seoul.한국", 23, 8 },
    { "서울 seoul.한국에서", 4 + 1 + 23 + 4, 13 },
    { "값은 3.5한국", 4 + 1 + 3 + 4, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_test_message ("%s", links[i].text);
      g_assert_cmpuint (measure (SOTONG_COUNT_X, links[i].text), ==, links[i].x);
      g_assert_cmpuint (measure (SOTONG_COUNT_MASTODON, links[i].text), ==, links[i].mastodon);
    }
}

static void
test_mastodon (void)
{
  g_assert_cmpuint (measure (SOTONG_COUNT_MASTODON, "@seoul@mastodon.social 안녕"), ==, 6 + 3);
  g_assert_cmpuint (measure (SOTONG_COUNT_MASTODON, "@seoul 안녕"), ==, 9);
  g_assert_cmpuint (measure (SOTONG_COUNT_MASTODON, "seoul.go.kr"), ==, 11);
  g_assert_cmpuint (measure (SOTONG_COUNT_MASTODON, "https://seoul.go.kr/축제/안내?날=1 끝"), ==, 23 + 2);
  g_assert_cmpuint (measure (SOTONG_COUNT_MASTODON, "https://seoul.go.kr/축제."), ==, 24);
}

static void
test_others (void)
{
  SotongCount count;
  g_autofree char *long_text = g_strnfill (1000 * 1000, 'a');

  g_assert_cmpuint (measure (SOTONG_COUNT_UTF16, "가\U0001F600"), ==, 3);
  g_assert_cmpuint (measure (SOTONG_COUNT_THREADS, "가😀나"), ==, 6);
  g_assert_cmpuint (measure (SOTONG_COUNT_THREADS, "❤\uFE0F"), ==, 6);
  sotong_count (SOTONG_COUNT_INSTAGRAM, "#서울 #가을_축제, a#b #123 ＃하나 https://a.kr/#x #", 2200, &count);
  g_assert_cmpuint (count.n_hashtags, ==, 3);
  sotong_count (SOTONG_COUNT_X, long_text, 280, &count);
  g_assert_cmpuint (count.used, ==, 1000 * 1000);
  g_assert_cmpint (count.overflow_at, ==, 280);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/util/count/table/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/util/count/overflow", test_overflow);
  g_test_add_func ("/util/count/x-links", test_x_links);
  g_test_add_func ("/util/count/hangul-domains", test_hangul_domains);
  g_test_add_func ("/util/count/mastodon", test_mastodon);
  g_test_add_func ("/util/count/others", test_others);
  return g_test_run ();
}
