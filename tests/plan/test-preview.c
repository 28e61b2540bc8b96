/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "plan/sotong-preview.h"

static char *
span_text (const SotongPreview *preview,
           guint                index,
           SotongSpanKind       kind)
{
  const SotongSpan *span = &g_array_index (preview->spans, SotongSpan, index);

  g_assert_cmpint (span->kind, ==, kind);
  return g_strndup (preview->text + span->start, span->end - span->start);
}

static void
test_cut (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(SotongPreview) instagram = NULL, lines = NULL, mastodon = NULL, family = NULL;

  for (int i = 0; i < 126; i++)
    g_string_append (text, "가");
  instagram = sotong_preview_new ("instagram", "제목", text->str);
  g_assert_true (instagram->is_cut);
  g_assert_cmpint (g_utf8_strlen (instagram->text, -1), ==, 125);
  g_assert_cmpstr (instagram->more, ==, "더 보기");
  g_assert_null (instagram->title);                       /* a post there has none */
  mastodon = sotong_preview_new ("mastodon", "제목", text->str);
  g_assert_false (mastodon->is_cut);
  lines = sotong_preview_new ("facebook", "", "1\n2\n3\n4\n5\n6\n7");
  g_assert_true (lines->is_cut);
  g_assert_cmpstr (lines->text, ==, "1\n2\n3\n4\n5\n6");
  /* never within a letter */
  g_string_truncate (text, 124 * strlen ("가"));
  g_string_append (text, "👨‍👩‍👧‍👦끝");
  family = sotong_preview_new ("instagram", "", text->str);
  g_assert_true (g_str_has_suffix (family->text, "👨‍👩‍👧‍👦"));
  g_assert_true (g_utf8_validate (family->text, -1, NULL));
}

static void
test_spans (void)
{
  static const char text[] = "<b>축제</b> https://www.seoul.go.kr/news/very/long/path?x=1#top #서울_축제 @city@a.example a#b # @";
  g_autoptr(SotongPreview) x = sotong_preview_new ("x", "", text), blog = sotong_preview_new ("naver-blog", "제목", text);
  g_autofree char *link = span_text (x, 0, SOTONG_SPAN_LINK), *whole = span_text (blog, 0, SOTONG_SPAN_LINK);
  g_autofree char *tag = span_text (x, 1, SOTONG_SPAN_HASHTAG), *mention = span_text (x, 2, SOTONG_SPAN_MENTION);

  g_assert_cmpstr (link, ==, "seoul.go.kr/news/very/long/p…");
  g_assert_cmpstr (whole, ==, "https://www.seoul.go.kr/news/very/long/path?x=1#top");
  g_assert_cmpstr (tag, ==, "#서울_축제");
  g_assert_cmpstr (mention, ==, "@city@a.example");
  g_assert_cmpuint (x->spans->len, ==, 3);
  g_assert_true (g_str_has_prefix (x->text, "<b>축제</b> ")); /* text, never markup */
  g_assert_cmpstr (blog->title, ==, "제목");
}

/* A post without a text shows its title where a post has none of its own; nothing is an ordinary input. */
static void
test_empty (void)
{
  static const char * const platforms[] = { "practice", "wordpress", "ghost", "mastodon", "bluesky", "facebook", "instagram", "threads", "x",
                                            "youtube", "telegram", "naver-blog", "kakaostory", "kakao-channel", "unknown" };
  g_autoptr(SotongPreview) x = sotong_preview_new ("x", "제목만", " ");

  g_assert_cmpstr (x->text, ==, "제목만");
  for (gsize i = 0; i < G_N_ELEMENTS (platforms); i++)
    {
      g_autoptr(SotongPreview) empty = sotong_preview_new (platforms[i], "", "");

      g_assert_cmpstr (empty->text, ==, "");
      g_assert_false (empty->is_cut);
      g_assert_cmpuint (empty->spans->len, ==, 0);
      g_assert_cmpuint (empty->max_pictures, >, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/plan/preview/cut", test_cut);
  g_test_add_func ("/plan/preview/spans", test_spans);
  g_test_add_func ("/plan/preview/empty", test_empty);
  return g_test_run ();
}
