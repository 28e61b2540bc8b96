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
  { "https://citykim.com/5", "citykim", "https://○○.com/5" },
  { "https://blog.citykim.com/5", "CityKim", "https://blog.○○.com/5" },
  { "https://citykim.github.io/5", "김시민", "https://○○.github.io/5" },
  { "https://x.com:443/citykim/status/1", "김시민", "https://x.com:443/○○/status/1" },
  { "https://x.com/#!/citykim/status/1", "김시민", "https://x.com/" },
  { "https://www.facebook.com/people/Kim/100012345", "김시민", "https://www.facebook.com/people/○○/○○" },
  { "https://www.youtube.com/watch?v=abc&ab_channel=SeoulKim", "김시민", "https://www.youtube.com/watch?v=abc&ab_channel=○○" },
  { "https://board.example/view?w=Seoul+Kim&no=9", "Seoul Kim", "https://board.example/view?w=○○&no=9" },
  { "https://www.reddit.com/u/seoulkim/", "김시민", "https://www.reddit.com/u/○○/" },
  { "https://www.linkedin.com/in/seoulkim", "김시민", "https://www.linkedin.com/in/○○" },
  { "https://news.example/stories/20161014001", "김시민", "https://news.example/stories/20161014001" },
  { "https://imnews.imbc.com/news/2016/article/1.html", "news", "https://imnews.imbc.com/○○/2016/article/1.html" },
  { "https://news.kbs.co.kr/newsview/1", "KBS", "https://news.○○.co.kr/newsview/1" },
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

/* A word in which an office leaves something out is no name that was hidden. */
static void
test_circles (void)
{
  g_assert_false (sotong_address_is_masked ("https://news.example/○○구-축제"));
  g_assert_false (sotong_address_is_masked ("https://news.example/김○○/5"));
  g_assert_true (sotong_address_is_masked ("https://news.example/○○구/○○/5"));
  g_assert_true (sotong_address_is_masked ("https://news.example/view?w=○○"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/address-mask/forms", test_forms);
  g_test_add_func ("/util/address-mask/circles", test_circles);
  return g_test_run ();
}
