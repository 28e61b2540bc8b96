/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-url.h"

static void
check (const char *url,
       const char *expected)
{
  g_autofree char *normalized = sotong_url_normalize (url);

  g_assert_cmpstr (normalized, ==, expected);
}

static void
test_scheme_and_host (void)
{
  check ("http://Example.KR/a", "example.kr/a");
  check ("https://example.kr:443/a", "example.kr/a");
  check ("http://example.kr:80/a", "example.kr/a");
  check ("http://example.kr:8080/a", "example.kr:8080/a");
  check ("http://example.kr:/a", "example.kr/a");
  check ("//example.kr/a", "example.kr/a");
  check ("  http://example.kr/a \n", "example.kr/a");
  check ("http://user:word@example.kr./a", "example.kr/a");
  check ("http://[2001:DB8::1]:80/a", "[2001:db8::1]/a");
  check ("http://서울.한국/", "xn--2i4bq6h.xn--3e0b707e");
  check ("blog.naver.com/abc/1", "blog.naver.com/abc/1");
  check ("localhost.example:8080/x", "localhost.example:8080/x");
}

static void
test_not_web (void)
{
  check ("", NULL);
  check ("   ", NULL);
  check ("http://", NULL);
  check ("http:///path", NULL);
  check ("http://exa mple.kr/", NULL);
  check ("http://example.kr:99999/", NULL);
  check ("http://example.kr:8a/", NULL);
  check ("ftp://example.kr/", NULL);
  check ("javascript:alert(1)", NULL);
  check ("mailto:a@example.kr", NULL);
  check ("at://did:plc:abc/app.bsky.feed.post/1", NULL);
  check ("tag:example.org,2016:1", NULL);
  check ("post-1", NULL);
  check ("1.5", NULL);
}

static void
test_path (void)
{
  check ("http://e.kr", "e.kr");
  check ("http://e.kr/", "e.kr");
  check ("http://e.kr///", "e.kr");
  check ("http://e.kr/a/", "e.kr/a");
  check ("http://e.kr/a#part", "e.kr/a");
  check ("http://e.kr#part", "e.kr");
  check ("http://e.kr/a/./b/../c", "e.kr/a/c");
  check ("http://e.kr/../../a", "e.kr/a");
  check ("http://e.kr/%7Eme/%2e%2e/x", "e.kr/x");
  check ("http://e.kr/a%2fb", "e.kr/a%2Fb");
  check ("http://e.kr/a b", "e.kr/a%20b");
  check ("http://e.kr/100%", "e.kr/100%25");
  check ("http://e.kr/%zz", "e.kr/%25zz");
  check ("http://e.kr/%00", "e.kr/%00");
  check ("http://e.kr/..", "e.kr");
}

static void
test_hangul (void)
{
  check ("http://e.kr/%EC%84%9C%EC%9A%B8", "e.kr/서울");
  check ("http://e.kr/서울", "e.kr/서울");
  /* Decomposed, as a Mac writes it. */
  check ("http://e.kr/\xe1\x84\x89\xe1\x85\xa5\xe1\x84\x8b\xe1\x85\xae\xe1\x86\xaf", "e.kr/서울");
  check ("http://e.kr/%E1%84%89%E1%85%A5%E1%84%8B%E1%85%AE%E1%86%AF", "e.kr/서울");
  /* CP949 in an address: stays encoded, but is the same raw or not. */
  check ("http://e.kr/%bc%ad%bf%ef", "e.kr/%BC%AD%BF%EF");
  check ("http://e.kr/\xbc\xad\xbf\xef", "e.kr/%BC%AD%BF%EF");
  check ("http://e.kr/?q=%EC%84%9C%EC%9A%B8+%EC%B6%95%EC%A0%9C", "e.kr?q=서울+축제");
  check ("http://e.kr/?q=서울%20축제", "e.kr?q=서울+축제");
}

static void
test_query (void)
{
  check ("http://e.kr/a?b=2&a=1", "e.kr/a?a=1&b=2");
  check ("http://e.kr/?p=7", "e.kr?p=7");
  check ("http://e.kr?p=7", "e.kr?p=7");
  check ("http://e.kr/a?", "e.kr/a");
  check ("http://e.kr/a?&&", "e.kr/a");
  check ("http://e.kr/a?utm_source=x&UTM_Medium=y&id=3&fbclid=z&gclid=1", "e.kr/a?id=3");
  check ("http://e.kr/a?utm_source=x", "e.kr/a");
  check ("http://e.kr/a?gclidish=1", "e.kr/a?gclidish=1");
  check ("http://e.kr/a?x=%26&y=%3D", "e.kr/a?x=%26&y=%3D");
  check ("http://e.kr/a?a&a=", "e.kr/a?a&a=");
  check ("http://e.kr/a?b=2&a=1#f?c=3", "e.kr/a?a=1&b=2");
}

static void
test_many_parameters (void)
{
  g_autoptr(GString) forward = g_string_new ("http://e.kr/a?");
  g_autoptr(GString) backward = g_string_new ("http://e.kr/a?");
  g_autofree char *first = NULL, *second = NULL;

  for (int i = 0; i < 500; i++)
    {
      g_string_append_printf (forward, "k%03d=%d&", i, i);
      g_string_append_printf (backward, "k%03d=%d&", 499 - i, 499 - i);
    }
  first = sotong_url_normalize (forward->str);
  second = sotong_url_normalize (backward->str);
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "k499=499"));
}

static void
test_naver (void)
{
  check ("http://blog.naver.com/abc/2231", "blog.naver.com/abc/2231");
  check ("http://blog.naver.com/abc/2231?fromRss=true&trackingCode=rss", "blog.naver.com/abc/2231");
  check ("https://m.blog.naver.com/abc/2231?x=1", "blog.naver.com/abc/2231");
  check ("http://m.blog.naver.com/PostView.nhn?blogId=ABC&logNo=2231&x=1", "blog.naver.com/abc/2231");
  check ("https://m.blog.naver.com/PostView.naver?logNo=2231&blogId=abc", "blog.naver.com/abc/2231");
  check ("http://blog.naver.com/PostView.nhn?blogId=abc&logNo=2231&redirect=Dlog", "blog.naver.com/abc/2231");
  check ("http://blog.naver.com/abc?Redirect=Log&logNo=2231", "blog.naver.com/abc/2231");
  check ("http://abc.blog.me/2231", "blog.naver.com/abc/2231");
  check ("http://abc.blog.me/", "abc.blog.me");
  check ("http://blog.naver.com/PostView.nhn?blogId=abc", "blog.naver.com/PostView.nhn?blogId=abc");
  check ("http://blog.naver.com/abc/notes", "blog.naver.com/abc/notes");
  check ("http://myblog.naver.com/abc/2231?x=1", "myblog.naver.com/abc/2231?x=1");
}

static void
test_is_web_and_root (void)
{
  g_assert_true (sotong_url_is_web ("http://e.kr"));
  g_assert_true (sotong_url_is_web ("HTTPS://e.kr/서울?x=1"));
  g_assert_false (sotong_url_is_web (NULL));
  g_assert_false (sotong_url_is_web ("e.kr/a"));
  g_assert_false (sotong_url_is_web ("javascript:alert(1)"));
  g_assert_false (sotong_url_is_web ("http://e.kr/a\nb"));
  g_assert_true (sotong_url_is_root ("e.kr"));
  g_assert_true (sotong_url_is_root ("e.kr:81"));
  g_assert_false (sotong_url_is_root ("e.kr/a"));
  g_assert_false (sotong_url_is_root ("e.kr?p=1"));
}

static void
check_resolved (const char *base,
                const char *reference,
                const char *expected)
{
  g_autofree char *url = sotong_url_resolve (base, reference);

  g_assert_cmpstr (url, ==, expected);
}

static void
test_resolve (void)
{
  check_resolved ("http://e.kr/b/rss.xml", "/post/1", "http://e.kr/post/1");
  check_resolved ("http://e.kr/b/rss.xml", "post/1", "http://e.kr/b/post/1");
  check_resolved ("http://e.kr/b/rss.xml", "?p=1", "http://e.kr/b/rss.xml?p=1");
  check_resolved ("https://e.kr/b", "//f.kr/c", "https://f.kr/c");
  check_resolved ("https://e.kr/b", " http://f.kr/c\n", "http://f.kr/c");
  check_resolved ("http://e.kr/b/", "축제 안내", "http://e.kr/b/%EC%B6%95%EC%A0%9C%20%EC%95%88%EB%82%B4");
  check_resolved (NULL, "http://f.kr/c", "http://f.kr/c");
  check_resolved (NULL, "/c", NULL);
  check_resolved ("http://e.kr/", "", NULL);
  check_resolved ("http://e.kr/", "javascript:alert(1)", NULL);
  check_resolved ("not an address", "/c", NULL);
}

static void
test_any_bytes (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 2000; round++)
    {
      char bytes[80] = "http://e.kr/";
      g_autofree char *once = NULL;
      int n = g_rand_int_range (random, 1, 60);

      for (int i = 12; i < 12 + n; i++)
        bytes[i] = (char) g_rand_int_range (random, 1, 256);
      bytes[12 + n] = '\0';
      once = sotong_url_normalize (bytes);
      if (once != NULL)
        {
          g_autofree char *again = g_strconcat ("http://", once, NULL);
          g_autofree char *twice = sotong_url_normalize (again);

          g_assert_true (g_utf8_validate (once, -1, NULL));
          g_assert_cmpstr (once, ==, twice);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/url/scheme-and-host", test_scheme_and_host);
  g_test_add_func ("/util/url/not-web", test_not_web);
  g_test_add_func ("/util/url/path", test_path);
  g_test_add_func ("/util/url/hangul", test_hangul);
  g_test_add_func ("/util/url/query", test_query);
  g_test_add_func ("/util/url/many-parameters", test_many_parameters);
  g_test_add_func ("/util/url/naver", test_naver);
  g_test_add_func ("/util/url/is-web-and-root", test_is_web_and_root);
  g_test_add_func ("/util/url/resolve", test_resolve);
  g_test_add_func ("/util/url/any-bytes", test_any_bytes);
  return g_test_run ();
}
