/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-split.h"

/* Every part fits, and nothing of the text but blanks at the borders is lost. */
static void
assert_whole (SotongCountKind   kind,
              const char       *text,
              gsize             limit,
              char            **parts)
{
  g_autofree char *joined = g_strjoinv ("", parts);
  const char *a = text, *b = joined;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      SotongCount count;

      sotong_count (kind, parts[i], limit, &count);
      g_assert_cmpint (count.overflow_at, <, 0);
      g_assert_cmpuint (strlen (parts[i]), >, 0);
      g_assert_false (g_unichar_isspace (g_utf8_get_char (parts[i])));
    }
  while (*a != '\0' || *b != '\0')
    {
      if (*a != '\0' && g_unichar_isspace (g_utf8_get_char (a)))
        a = g_utf8_next_char (a);
      else if (*b != '\0' && g_unichar_isspace (g_utf8_get_char (b)))
        b = g_utf8_next_char (b);
      else
        {
          g_assert_cmpuint (g_utf8_get_char (a), ==, g_utf8_get_char (b));
          a = g_utf8_next_char (a);
          b = g_utf8_next_char (b);
        }
    }
}

static void
test_short (void)
{
  g_auto(GStrv) parts = sotong_split (SOTONG_COUNT_X, " 한 줄이면 된다. \n", 280);
  g_auto(GStrv) empty = sotong_split (SOTONG_COUNT_X, "", 280);

  g_assert_cmpuint (g_strv_length (parts), ==, 1);
  g_assert_cmpstr (parts[0], ==, " 한 줄이면 된다. \n"); /* one post is sent as it is */
  g_assert_cmpuint (g_strv_length (empty), ==, 1);
}

static void
test_borders (void)
{
  g_auto(GStrv) sentences = sotong_split (SOTONG_COUNT_CODE_POINTS, "첫째 문장입니다. “둘째 문장입니다.” 셋째 문장은 조금 더 깁니다.", 24);
  g_auto(GStrv) words = sotong_split (SOTONG_COUNT_CODE_POINTS, "하나 둘 셋 넷 다섯 여섯 일곱 여덟", 8);
  g_auto(GStrv) paragraphs = sotong_split (SOTONG_COUNT_CODE_POINTS, "앞 문단. 끝.\n\n뒤 문단 하나. 뒤 문단 둘.", 16);

  g_assert_cmpstr (sentences[0], ==, "첫째 문장입니다. “둘째 문장입니다.”");
  g_assert_cmpstr (sentences[1], ==, "셋째 문장은 조금 더 깁니다.");
  g_assert_null (sentences[2]);
  g_assert_cmpstr (words[0], ==, "하나 둘 셋 넷");
  g_assert_cmpstr (words[1], ==, "다섯 여섯 일곱");
  g_assert_cmpstr (paragraphs[0], ==, "앞 문단. 끝.");
  g_assert_cmpstr (paragraphs[1], ==, "뒤 문단 하나. 뒤 문단 둘.");
}

/* A link is moved to the next part as a whole; a word longer than a post is cut between letters. */
static void
test_never_cut (void)
{
  g_autofree char *long_word = g_strnfill (700, 'a');
  g_autofree char *link = g_strconcat ("알림은 여기에서 보실 수 있습니다 https://www.seoul.go.kr/news/a/very/long/path", NULL);
  g_auto(GStrv) cut = sotong_split (SOTONG_COUNT_BLUESKY, long_word, 300);
  g_auto(GStrv) linked = sotong_split (SOTONG_COUNT_MASTODON, link, 30);
  g_auto(GStrv) family = sotong_split (SOTONG_COUNT_THREADS, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 60);

  g_assert_cmpuint (g_strv_length (cut), ==, 3);
  assert_whole (SOTONG_COUNT_BLUESKY, long_word, 300, cut);
  g_assert_cmpstr (linked[1], ==, "https://www.seoul.go.kr/news/a/very/long/path");
  g_assert_cmpuint (g_strv_length (family), ==, 2);
  g_assert_cmpstr (family[1], ==, "👨‍👩‍👧‍👦");
}

static void
test_all_counters (void)
{
  static const struct { SotongCountKind kind; gsize limit; } rules[] = {
    { SOTONG_COUNT_X, 280 }, { SOTONG_COUNT_MASTODON, 500 }, { SOTONG_COUNT_BLUESKY, 300 }, { SOTONG_COUNT_THREADS, 500 },
    { SOTONG_COUNT_CODE_POINTS, 100 },
  };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "%u번째 알림입니다 🚇 https://seoul.go.kr/news/%u 을 보세요!%s", i, i * i, i % 7 == 0 ? "\n\n" : " ");
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_auto(GStrv) parts = sotong_split (rules[i].kind, text->str, rules[i].limit);

      g_assert_cmpuint (g_strv_length (parts), >, 1);
      assert_whole (rules[i].kind, text->str, rules[i].limit, parts);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/split/short", test_short);
  g_test_add_func ("/util/split/borders", test_borders);
  g_test_add_func ("/util/split/never-cut", test_never_cut);
  g_test_add_func ("/util/split/all-counters", test_all_counters);
  return g_test_run ();
}
