/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-url-bare.h"

static void
check (const char *url,
       const char *expected)
{
  g_autofree char *bare = sotong_url_bare (url);

  g_assert_cmpstr (bare, ==, expected);
}

static void
check_kept (const char *url)
{
  check (url, url);
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

/* An archive has the address of what it keeps in its own path. */
static void
test_host_in_path (void)
{
  check ("https://web.archive.example/web/2016/https://desk:se%40cret@forum.example/1?token=a&no=2", "https://web.archive.example/web/2016/https://forum.example/1?no=2");
  check ("https://web.archive.example/web/2016/HTTP:/desk:secret@forum.example/a@b", "https://web.archive.example/web/2016/HTTP:/forum.example/a@b");
  check ("https://a.example/save:http://u@v@forum.example", "https://a.example/save:http://forum.example");
  check ("https://a.example/get/https%3A%2F%2Fu%3Ap%40f.example%2F1/x", "https://a.example/get/https%3A%2F%2Ff.example%2F1/x");
  check_kept ("https://web.archive.example/web/2016/https://forum.example/@city/1");
  check_kept ("https://f.example/http:/a/u:p@b");
  check_kept ("https://m.example/@city@other.example/1");
  check_kept ("https://a.example/get/https%3A%2F%2Ff.example%2F%ea%b0%80");
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
  check ("https://f.example/1?&&token=a&", "https://f.example/1?&&");
  check ("https://f.example/1?no=7&amp;token=abc", "https://f.example/1?no=7&amp");
  check ("https://f.example/1?no=7?token=abc&page=2", "https://f.example/1?no=7&page=2");
  check ("https://f.example/1?access_token%00=abc&tok%65n%=x", "https://f.example/1");
  check ("https://f.example/1?serviceKey=abc%2Bdef%3D%3D&no=7", "https://f.example/1?no=7");
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
  check_kept ("https://f.example/?");
  check_kept ("https://f.example/#");
  check_kept ("https://f.example/list.php?&no=1&&page=2&");
  check_kept ("https://www.city.example/board/view.do?bbsId=BBSMSTR_000000000123&nttId=20161014&no=123&page=2&utm_source=naver#none");
  check_kept ("https://f.example/bbs/board.php?bo_table=free&wr_id=12&sfl=wr_subject%7C%7Cwr_content&stx=%EB%AF%B8%EC%84%B8%EB%A8%BC%EC%A7%80");
  check_kept ("https://f.example/%EA%B2%8C%EC%8B%9C%ED%8C%90/1?q=%B9%CC%BC%BC&r=100%");
  check_kept ("https://[2001:db8::1]:8080/1?no=1#c3");
  check_kept ("https://f.example/#!/board?no=7?");
}

/* Names that say two things. */
static void
test_doubtful (void)
{
  check ("https://news.example/read?sid=102&aid=1", "https://news.example/read?sid=102&aid=1");
  check ("https://f.example/?sid=a8f3c1&aid=1", "https://f.example/?aid=1");
  check ("https://f.example/?sid=12345678", "https://f.example/");
  check ("https://f.example/?code=notice&key=subject", "https://f.example/?code=notice&key=subject");
  check_kept ("https://f.example/?code=%EA%B3%B5%EC%A7%80%EC%82%AC%ED%95%AD&key=%EC%A0%9C%EB%AA%A9%EA%B3%BC+%EB%82%B4%EC%9A%A9");
  check_kept ("https://f.example/?code=공지사항과알림&key=2016101409300012");
  check_kept ("https://f.example/?code=free_board_of_2016&key=title_and_contents");
  check ("https://f.example/?auth=2016101409300012&no=1", "https://f.example/?no=1");
  check ("https://f.example/?code=0a9f8e7d6c5b4a39281&key=AIzaSyD-0123456789abcdef", "https://f.example/");
}

static void
test_elsewhere (void)
{
  check ("https://f.example/a;jsessionid=1F2E/b;v=1?no=7", "https://f.example/a/b;v=1?no=7");
  check ("https://f.example/#access_token=abc&no=7", "https://f.example/#no=7");
  check ("https://f.example/#access_token=abc", "https://f.example/");
  check ("https://f.example/#!/board?no=7&token=abc", "https://f.example/#!/board?no=7");
  check ("https://f.example/#access_token=abc?no=7", "https://f.example/#no=7");
  check ("https://f.example/in?to=https%3A%2F%2Fu%3Ap%40e.example%2F%3Fq%3D100%%26token%3Dabc", "https://f.example/in?to=https%3A%2F%2Fe.example%2F%3Fq%3D100%25");
  check ("https://f.example/in?to=https://u:p@e.example/?token=abc&no=1", "https://f.example/in?to=https%3A%2F%2Fe.example%2F&no=1");
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

/* An address of the longest kind, as a page of a hundred thousand members, is read in one go. */
static void
test_long (void)
{
  g_autoptr(GString) url = g_string_new ("https://u:p@f.example/");
  g_autofree char *bare = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (url, i < 30000 ? "a;" : i == 30000 ? "?token=x" : i < 60000 ? "&b=%" : "%00");
  bare = sotong_url_bare (url->str);
  g_assert_true (g_str_has_prefix (bare, "https://f.example/a;a;"));
  g_assert_cmpuint (strlen (bare), ==, url->len - strlen ("u:p@") - strlen ("token=x&"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/url-bare/host", test_host);
  g_test_add_func ("/util/url-bare/host-in-path", test_host_in_path);
  g_test_add_func ("/util/url-bare/query", test_query);
  g_test_add_func ("/util/url-bare/kept", test_kept);
  g_test_add_func ("/util/url-bare/doubtful", test_doubtful);
  g_test_add_func ("/util/url-bare/elsewhere", test_elsewhere);
  g_test_add_func ("/util/url-bare/none", test_none);
  g_test_add_func ("/util/url-bare/long", test_long);
  return g_test_run ();
}
