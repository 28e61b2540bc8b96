/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-count.h"
#include "util/sotong-link-marks.h"

#define MARKS "utm_source=x&utm_medium=social&utm_campaign=autumn"

static SotongMarkedText *
mark (const char *text)
{
  SotongLinkMarks marks = { (char *) "seoul.go.kr, Festival.example", (char *) "x", (char *) "social", (char *) "autumn" };

  return sotong_link_marks_apply (&marks, text);
}

static void
test_marks (void)
{
  static const struct { const char *text, *marked; } cases[] = {
    { "", "" },
    { "링크 없음", "링크 없음" },
    { "https://seoul.go.kr", "https://seoul.go.kr?" MARKS },
    { "https://seoul.go.kr/", "https://seoul.go.kr/?" MARKS },
    { "http://WWW.Seoul.go.kr/a?b=1#top 안내", "http://WWW.Seoul.go.kr/a?b=1&" MARKS "#top 안내" },
    { "(https://seoul.go.kr/a). 끝", "(https://seoul.go.kr/a?" MARKS "). 끝" },
    { "https://seoul.go.kr/a_(b) 끝", "https://seoul.go.kr/a_(b)?" MARKS " 끝" },
    { "https://festival.example/x, https://seoul.go.kr!", "https://festival.example/x?" MARKS ", https://seoul.go.kr?" MARKS "!" },
    /* not chosen: another domain, one that only ends alike, a name before the host */
    { "https://naver.example/ https://notseoul.go.kr/", "https://naver.example/ https://notseoul.go.kr/" },
    { "https://seoul.go.kr@evil.example/", "https://seoul.go.kr@evil.example/" },
    /* never twice, and never in the place of the writer's own */
    { "https://seoul.go.kr/?utm_source=poster", "https://seoul.go.kr/?utm_source=poster" },
    { "https://seoul.go.kr/?a=1&utm_medium=x", "https://seoul.go.kr/?a=1&utm_medium=x" },
    /* where it ends every network decides for itself */
    { "https://seoul.go.kr/축제", "https://seoul.go.kr/축제" },
    { "https://seoul.go.kr에서", "https://seoul.go.kr에서" },
    { "xhttps://seoul.go.kr", "xhttps://seoul.go.kr" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongMarkedText) marked = mark (cases[i].text);
      g_autoptr(SotongMarkedText) again = NULL;

      g_assert_cmpstr (marked->text, ==, cases[i].marked);
      again = mark (marked->text);
      g_assert_cmpstr (again->text, ==, marked->text);
    }
}

static void
test_values (void)
{
  SotongLinkMarks marks = { (char *) "a.example", (char *) "페이스북 1", (char *) "social&x", NULL }, none = { NULL };
  g_autoptr(SotongMarkedText) marked = sotong_link_marks_apply (&marks, "https://a.example/");
  g_autoptr(SotongMarkedText) clean = sotong_link_marks_apply (&none, "https://a.example/");
  g_autoptr(SotongMarkedText) glued = sotong_link_marks_apply (&marks, "https://a.example에서");

  g_assert_cmpstr (marked->text, ==, "https://a.example/?utm_source=%ED%8E%98%EC%9D%B4%EC%8A%A4%EB%B6%81%201&utm_medium=social%26x");
  g_assert_cmpuint (marked->n_marked, ==, 1);
  g_assert_cmpstr (clean->text, ==, "https://a.example/");
  g_assert_cmpuint (glued->n_glued, ==, 1);
}

/* What overflows in the text that is sent is shown in the text that was written. */
static void
test_unmap (void)
{
  static const char text[] = "https://seoul.go.kr/a 가나 https://seoul.go.kr/b 다";
  g_autoptr(SotongMarkedText) marked = mark (text);
  const char *last = strstr (marked->text, "다"), *middle = strstr (marked->text, "가");

  g_assert_cmpint (sotong_marked_text_unmap (marked, -1), ==, -1);
  g_assert_cmpint (sotong_marked_text_unmap (marked, 0), ==, 0);
  g_assert_cmpint (sotong_marked_text_unmap (marked, last - marked->text), ==, strstr (text, "다") - text);
  g_assert_cmpint (sotong_marked_text_unmap (marked, middle - marked->text), ==, strstr (text, "가") - text);
  /* inside a mark: right behind the link */
  g_assert_cmpint (sotong_marked_text_unmap (marked, strstr (marked->text, "utm_medium") - marked->text), ==, strstr (text, " 가") - text);
}

/* A link weighs 23 on X, marked or not; on Bluesky every letter of the marks counts. */
static void
test_counted (void)
{
  g_autoptr(SotongMarkedText) marked = mark ("축제 https://seoul.go.kr/a");
  SotongCount x, bluesky;

  sotong_count (SOTONG_COUNT_X, marked->text, 280, &x);
  sotong_count (SOTONG_COUNT_BLUESKY, marked->text, 300, &bluesky);
  g_assert_cmpuint (x.used, ==, 5 + 23);
  g_assert_cmpuint (bluesky.used, ==, 3 + strlen ("https://seoul.go.kr/a?" MARKS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/util/link-marks/marks", test_marks);
  g_test_add_func ("/util/link-marks/values", test_values);
  g_test_add_func ("/util/link-marks/unmap", test_unmap);
  g_test_add_func ("/util/link-marks/counted", test_counted);
  return g_test_run ();
}
