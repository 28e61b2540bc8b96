/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-by-hand.h"
#include "stand-in.h"

static const struct {
  const char *platform;
  const char *user;
  const char *url;
  const char *kept;  /* (nullable): refused */
} addresses[] = {
  { "naver-blog", NULL, "https://blog.naver.com/seoul/223100000001", "https://blog.naver.com/seoul/223100000001" },
  { "naver-blog", NULL, "  http://m.blog.naver.com/seoul/223100000001?fromRss=true ", "https://blog.naver.com/seoul/223100000001" },
  { "naver-blog", "Seoul", "blog.naver.com/seoul/223100000001/", "https://blog.naver.com/seoul/223100000001" },
  { "naver-blog", NULL, "https://blog.naver.com/PostView.naver?blogId=seoul&logNo=223100000001&redirect=Dlog", "https://blog.naver.com/seoul/223100000001" },
  { "naver-blog", NULL, "https://m.blog.naver.com/PostView.nhn?blogId=seoul&logNo=223100000001", "https://blog.naver.com/seoul/223100000001" },
  { "naver-blog", NULL, "https://blog.naver.com/seoul?Redirect=Log&logNo=223100000001", "https://blog.naver.com/seoul/223100000001" },
  { "naver-blog", "seoul", "https://naver.me/FxAbC9dE", "https://naver.me/FxAbC9dE" },
  { "naver-blog", NULL, " http://NAVER.me/FxAbC9dE/?from=share ", "https://naver.me/FxAbC9dE" },
  { "naver-blog", NULL, "naver.me/5abcD", "https://naver.me/5abcD" },
  { "naver-blog", NULL, "https://naver.me/", NULL },
  { "naver-blog", NULL, "https://naver.me/abc", NULL },
  { "naver-blog", NULL, "https://naver.me/FxAbC9dE/more", NULL },
  { "naver-blog", NULL, "https://naver.me/Fx%2FbC9dE", NULL },
  { "naver-blog", NULL, "https://naver.me/abcdefghijklmnopq", NULL },
  { "naver-blog", NULL, "https://naver.me.evil.example/FxAbC9dE", NULL },
  { "naver-blog", NULL, "https://map.naver.me/FxAbC9dE", NULL },
  { "kakaostory", NULL, "https://naver.me/FxAbC9dE", NULL },
  { "naver-blog", NULL, "https://blog.naver.com/seoul", NULL },
  { "naver-blog", NULL, "https://blog.naver.com/seoul/notice", NULL },
  { "naver-blog", NULL, "https://blog.naver.com.evil.example/seoul/223100000001", NULL },
  { "naver-blog", NULL, "https://cafe.naver.com/seoul/223100000001", NULL },
  { "naver-blog", "busan", "https://blog.naver.com/seoul/223100000001", NULL },
  { "naver-blog", NULL, "javascript://blog.naver.com/seoul/1", NULL },
  { "naver-blog", NULL, "", NULL },
  { "kakaostory", NULL, "https://story.kakao.com/ch/seoul/AbCdEfGhIjK/app", NULL },
  { "kakaostory", NULL, "https://story.kakao.com/ch/seoul/AbCdEfGhIjK?ref=1", "https://story.kakao.com/ch/seoul/AbCdEfGhIjK" },
  { "kakaostory", NULL, "https://story.kakao.com/_a1b2c3/AbCdEfGhIjK", "https://story.kakao.com/_a1b2c3/AbCdEfGhIjK" },
  { "kakaostory", NULL, "https://story.kakao.com/ch", NULL },
  { "kakao-channel", NULL, "http://pf.kakao.com/_AbCdE/100000001", "https://pf.kakao.com/_AbCdE/100000001" },
  { "kakao-channel", NULL, "https://pf.kakao.com/_AbCdE", NULL },
  { "kakao-channel", NULL, "https://pf.kakao.com/_AbCdE/posts", NULL },
  { "x", NULL, "https://anything.example/1", "https://anything.example/1" },
};

static void
test_form (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *kept = sotong_by_hand_normalize (addresses[i].platform, "", addresses[i].user, addresses[i].url, &error);

      g_assert_cmpstr (kept, ==, addresses[i].kept);
      if (addresses[i].kept == NULL)
        g_assert_error (error, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_FORM);
      else
        g_assert_no_error (error);
    }
}

static void
test_page (void)
{
  g_autofree char *naver = sotong_by_hand_dup_page ("naver-blog", "", "seoul");
  g_autofree char *own = sotong_by_hand_dup_page ("kakao-channel", "https://center-pf.kakao.com/_AbCdE", "");
  g_autofree char *none = sotong_by_hand_dup_page ("x", NULL, NULL);

  g_assert_cmpstr (naver, ==, "https://blog.naver.com/seoul?Redirect=Write");
  g_assert_cmpstr (own, ==, "https://center-pf.kakao.com/_AbCdE");
  g_assert_null (none);
}

static void
answer_cb (StandIn           *self,
           SoupServerMessage *message,
           const char        *method,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  stand_in_answer (self, message, g_str_equal (path, "/seoul/1") ? 200 : 404, "{}");
}

static void
test_ask (void)
{
  g_autoptr(StandIn) server = stand_in_new (answer_cb, NULL);
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(SotongHttp) http = sotong_http_new (clock);
  g_autofree char *there = g_strconcat (server->url, "/seoul/1", NULL);
  g_autofree char *gone = g_strconcat (server->url, "/seoul/2", NULL);
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) none = NULL;

  /* A channel that was pointed at this machine: its pages are its own. */
  kept = sotong_by_hand_normalize ("naver-blog", server->url, NULL, there, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, there);
  g_assert_true (sotong_by_hand_ask (http, there, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (sotong_by_hand_ask (http, gone, NULL, &error));
  g_assert_error (error, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_NO_PAGE);
  g_assert_nonnull (strstr (error->message, "404"));
  g_assert_false (sotong_by_hand_ask (http, "http://127.0.0.1:1/x", NULL, &none));
  g_assert_error (none, SOTONG_BY_HAND_ERROR, SOTONG_BY_HAND_ERROR_NO_PAGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platforms/by-hand/form", test_form);
  g_test_add_func ("/platforms/by-hand/page", test_page);
  g_test_add_func ("/platforms/by-hand/ask", test_ask);
  return g_test_run ();
}
