/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-url-bare.h"

static void
check (const char *url,
       const char *expected)
{
  g_autofree char *bare = sotong_url_bare (url);

  g_assert_cmpstr (bare, ==, expected);
}

static void
test_host (void)
{
  check ("https://desk:secret@forum.example/1", "https://forum.example/1");
  check ("https://a@b@forum.example", "https://forum.example");
  check ("https://forum.example/1?at=a@b", "https://forum.example/1?at=a@b");
  check ("https://forum.example:8443/글/1", "https://forum.example:8443/글/1");
  check ("HTTP://forum.example", "HTTP://forum.example");
}

static void
test_query (void)
{
  check ("https://f.example/1?token=abc", "https://f.example/1");
  check ("https://f.example/1?no=7&access_token=abc&page=2", "https://f.example/1?no=7&page=2");
  check ("https://f.example/1?Access-Token=abc&no=7", "https://f.example/1?no=7");
  check ("https://f.example/1?acces%73_token=abc", "https://f.example/1");
  check ("https://f.example/1?no=7;apiKey=abc;page=2", "https://f.example/1?no=7;page=2");
  check ("https://f.example/1?PHPSESSID=abc&X-Amz-Signature=1f&X-Amz-Credential=a%2Fb", "https://f.example/1");
  check ("https://f.example/1?client_secret=s&pwd=p&no=7#c3", "https://f.example/1?no=7#c3");
  check ("https://f.example/1?x=eyJhbGciOi.eyJzdWIi.c2ln", "https://f.example/1");
  check ("https://f.example/1?&&token=a&", "https://f.example/1");
}

/* What leads to the text stays, byte for byte. */
static void
test_kept (void)
{
  check ("https://cafe.naver.com/ArticleRead.nhn?clubid=10050146&articleid=7&commentFocus=true",
         "https://cafe.naver.com/ArticleRead.nhn?clubid=10050146&articleid=7&commentFocus=true");
  check ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgzDE8v3pZ0xYkq1abcDEF4AaABAg", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgzDE8v3pZ0xYkq1abcDEF4AaABAg");
  check ("https://f.example/?q=%EC%84%9C%EC%9A%B8+token&b", "https://f.example/?q=%EC%84%9C%EC%9A%B8+token&b");
  check ("https://f.example/?token=&no=1", "https://f.example/?token=&no=1");
  check ("https://f.example/a;b=1/c?x=https%3A%2F%2Fe.example%2F%3Fno%3D1", "https://f.example/a;b=1/c?x=https%3A%2F%2Fe.example%2F%3Fno%3D1");
  check ("https://f.example/?", "https://f.example/");
}

/* Names that say two things. */
static void
test_doubtful (void)
{
  check ("https://news.example/read?sid=102&aid=1", "https://news.example/read?sid=102&aid=1");
  check ("https://f.example/?sid=a8f3c1&aid=1", "https://f.example/?aid=1");
  check ("https://f.example/?sid=12345678", "https://f.example/");
  check ("https://f.example/?code=notice&key=subject", "https://f.example/?code=notice&key=subject");
  check ("https://f.example/?code=0a9f8e7d6c5b4a39281&key=AIzaSyD-0123456789abcdef", "https://f.example/");
}

static void
test_elsewhere (void)
{
  check ("https://f.example/a;jsessionid=1F2E/b;v=1?no=7", "https://f.example/a/b;v=1?no=7");
  check ("https://f.example/#access_token=abc&no=7", "https://f.example/#no=7");
  check ("https://f.example/#access_token=abc", "https://f.example/");
  check ("https://f.example/#!/board?no=7&token=abc", "https://f.example/#!/board?no=7");
  check ("https://f.example/in?to=https%3A%2F%2Fu%3Ap%40e.example%2F%3Ftoken%3Dabc%26no%3D1", "https://f.example/in?to=https%3A%2F%2Fe.example%2F%3Fno%3D1");
}

static void
test_none (void)
{
  check (NULL, NULL);
  check ("", NULL);
  check ("javascript:alert(1)", NULL);
  check ("forum.example/1?token=abc", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/url-bare/host", test_host);
  g_test_add_func ("/util/url-bare/query", test_query);
  g_test_add_func ("/util/url-bare/kept", test_kept);
  g_test_add_func ("/util/url-bare/doubtful", test_doubtful);
  g_test_add_func ("/util/url-bare/elsewhere", test_elsewhere);
  g_test_add_func ("/util/url-bare/none", test_none);
  return g_test_run ();
}
