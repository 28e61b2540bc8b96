/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "util/sotong-address-mask.h"

/* An address, who wrote there, and what is shown of it. */
static const struct {
  const char *url;
  const char *author;
  const char *shown;
} cases[] = {
  { "https://x.com/citykim/status/1", "citykim", "https://x.com/○○/status/1" },
  { "https://x.com/citykim/status/1?s=20", "김시민", "https://x.com/○○/status/1?s=20" }, /* the handle is not the name that is shown */
  { "https://mobile.twitter.com/CityKim/status/1", "@citykim", "https://mobile.twitter.com/○○/status/1" },
  { "https://x.com/i/status/1", "김시민", "https://x.com/i/status/1" },
  { "https://bsky.app/profile/kim.bsky.social/post/3k", "kim.bsky.social", "https://bsky.app/profile/○○/post/3k" },
  { "https://bsky.app/profile/did:plc:abc/post/3k", "김시민", "https://bsky.app/profile/○○/post/3k" },
  { "https://mastodon.example/@kim/112", "kim", "https://mastodon.example/○○/112" },
  { "https://mastodon.example/%40kim%40other.example/112", "kim@other.example", "https://mastodon.example/○○/112" },
  { "https://mastodon.example/users/kim/statuses/112", "@kim@mastodon.example", "https://mastodon.example/users/○○/statuses/112" },
  { "https://blog.naver.com/seoulkim/123", "김시민", "https://blog.naver.com/○○/123" },
  { "https://m.blog.naver.com/seoulkim/123", "김시민", "https://m.blog.naver.com/○○/123" },
  { "https://blog.naver.com/PostView.naver?blogId=seoulkim&logNo=123", "김시민", "https://blog.naver.com/PostView.naver?blogId=○○&logNo=123" },
  { "https://seoulkim.tistory.com/12", "김시민", "https://○○.tistory.com/12" },
  { "https://brunch.co.kr/@seoulkim/7", "김시민", "https://brunch.co.kr/○○/7" },
  { "https://www.youtube.com/channel/UCabc", "김시민", "https://www.youtube.com/channel/○○" },
  { "https://www.youtube.com/@seoulkim", "김시민", "https://www.youtube.com/○○" },
  { "https://www.youtube.com/c/seoulkim", "김시민", "https://www.youtube.com/c/○○" },
  { "https://www.youtube.com/watch?v=abc&lc=Ugx", "김시민", "https://www.youtube.com/watch?v=abc&lc=Ugx" },
  { "https://www.instagram.com/p/AbC/", "김시민", "https://www.instagram.com/p/AbC/" },
  { "https://www.instagram.com/seoulkim/reel/AbC/", "김시민", "https://www.instagram.com/○○/reel/AbC/" },
  { "https://www.threads.net/@seoulkim/post/AbC", "김시민", "https://www.threads.net/○○/post/AbC" },
  { "https://www.facebook.com/seoul.kim/posts/12", "김시민", "https://www.facebook.com/○○/posts/12" },
  { "https://www.facebook.com/permalink.php?story_fbid=1&id=2", "김시민", "https://www.facebook.com/permalink.php?story_fbid=1&id=○○" },
  { "https://board.example/%EA%B9%80%EC%8B%9C%EB%AF%BC/9", "김시민", "https://board.example/○○/9" },
  { "https://board.example/view?writer=%EA%B9%80%EC%8B%9C%EB%AF%BC&no=9#김시민", "김시민", "https://board.example/view?writer=○○&no=9" },
  { "https://kim.example.org/post/9", "Kim", "https://○○.example.org/post/9" },
  { "https://citykim@news.example/5", "", "https://news.example/5" },
  { "https://cafe.naver.com/mapo/123", "김시민", "https://cafe.naver.com/mapo/123" },
  { "https://news.example/politics/5#c-1", "이슬", "https://news.example/politics/5#c-1" },
  { "https://news.example/5", NULL, "https://news.example/5" },
  { "https://news.example", "x", "https://news.example" },
  { "at://did:plc:abc/app.bsky.feed.post/3k", "kim", "" },
  { "", "kim", "" },
  { NULL, "kim", "" },
};

static void
test_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = sotong_address_mask (cases[i].url, cases[i].author), *again = sotong_address_mask (shown, cases[i].author);

      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_cmpint (sotong_address_is_masked (shown), ==, strstr (shown, "○") != NULL);
      g_assert_cmpstr (again, ==, shown);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/address-mask/forms", test_forms);
  return g_test_run ();
}
