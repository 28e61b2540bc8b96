/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-post-address.h"

/* Which addresses tell the platform's own id of a post, and which only look as if they did. */

static const struct {
  const char *platform;
  const char *base;
  const char *user;
  const char *handle;
  const char *url;
  guint       n_files;
  const char *id;        /* (nullable) */
} addresses[] = {
  { "mastodon", "https://m.example", "", "", "https://m.example/@city/113511234567890001", 0, "113511234567890001" },
  { "mastodon", "https://m.example", "", "@city@m.example", "https://M.example/@City/1/", 2, "1" },
  { "mastodon", "https://m.example", "", "@city", "https://m.example/@other/1", 0, NULL },
  { "mastodon", "https://m.example", "", "", "https://m.example/@other@elsewhere.example/1", 0, NULL },
  { "mastodon", "https://m.example", "", "", "https://m.example.evil.example/@city/1", 0, NULL },
  { "mastodon", "https://m.example", "", "", "https://m.example:8443/@city/1", 0, NULL },
  { "mastodon", "https://m.example", "", "", "https://m.example/@city/1/embed", 0, NULL },
  { "mastodon", "https://m.example", "", "", "https://m.example/@city/1x", 0, NULL },
  { "bluesky", "", "city.bsky.social", "", "https://bsky.app/profile/city.bsky.social/post/3kabc", 0, "at://city.bsky.social/app.bsky.feed.post/3kabc" },
  { "bluesky", "", "@city.bsky.social", "", "https://bsky.app/profile/other.bsky.social/post/3kabc", 0, NULL },
  { "bluesky", "", "", "", "https://bsky.app/profile/city.bsky.social/post/3kabc", 0, NULL },
  { "bluesky", "", "city.bsky.social", "", "https://bsky.app/profile/city.bsky.social/feed/3kabc", 0, NULL },
  { "x", "", "", "city", "https://x.com/city/status/1850000000000000001?s=20", 0, "1850000000000000001" },
  { "x", "", "", "", "https://twitter.com/i/status/18/photo/1", 1, "18" },
  { "x", "", "", "@city", "https://x.com/other/status/18", 0, NULL },
  { "x", "", "", "", "https://x.com/city/status/", 0, NULL },
  { "youtube", "", "", "", "https://www.youtube.com/watch?list=a&v=dQw4w9WgXcQ", 1, "dQw4w9WgXcQ" },
  { "youtube", "", "", "", "https://youtu.be/dQw4w9WgXcQ?si=x", 1, "dQw4w9WgXcQ" },
  { "youtube", "", "", "", "https://m.youtube.com/shorts/dQw4w9WgXcQ", 1, "dQw4w9WgXcQ" },
  { "youtube", "", "", "", "https://www.youtube.com/@city", 1, NULL },
  { "youtube", "", "", "", "https://www.youtube.com/watch?v=a%2Fb", 1, NULL },
  { "telegram", "", "@city_news", "", "https://t.me/city_news/41", 1, "41" },
  { "telegram", "", "@city_news", "", "https://t.me/s/City_news/41", 0, "41" },
  { "telegram", "", "city_news", "", "https://t.me/city_news/41", 0, "41" },
  { "telegram", "", "-1001234", "", "https://t.me/-1001234/41", 0, NULL },
  { "telegram", "", "@city_news", "", "https://t.me/city_news/41", 2, NULL }, /* an album is known by all of its numbers */
  { "telegram", "", "@city_news", "", "https://t.me/other_news/41", 0, NULL },
  { "telegram", "", "-1001234", "", "https://t.me/c/1234/41", 0, NULL },
  { "wordpress", "https://news.example/ko", "editor", "", "https://news.example/?p=17", 0, "17" },
  { "wordpress", "https://news.example", "editor", "", "https://news.example/2016/10/autumn/", 0, NULL },
  { "wordpress", "https://news.example", "editor", "", "https://other.example/?p=17", 0, NULL },
  { "wordpress", "https://news.example", "editor", "", "https://news.example/?page_id=17", 0, NULL },
  { "practice", "http://127.0.0.1:8000", "", "", "http://127.0.0.1:8000/posts/18a492bf", 0, "18a492bf" },
  { "practice", "http://127.0.0.1:8000", "", "", "http://127.0.0.1:8001/posts/18a492bf", 0, NULL },
  { "instagram", "", "", "", "https://www.instagram.com/p/AbC/", 1, NULL },
  { "naver-blog", "", "seoul", "", "https://blog.naver.com/seoul/223100000001", 0, NULL },
  { "x", "", "", "", "no address", 0, NULL },
  { "x", "", "", "", "javascript://x.com/i/status/1", 0, NULL },
};

static void
test_id (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(SotongAccount) account = sotong_account_new ("채널", addresses[i].platform, addresses[i].base, addresses[i].user, addresses[i].handle, "");
      g_autofree char *id = sotong_post_address_dup_id (account, addresses[i].url, addresses[i].n_files);

      if (g_strcmp0 (id, addresses[i].id) != 0)
        g_test_message ("%s", addresses[i].url);
      g_assert_cmpstr (id, ==, addresses[i].id);
    }
}

static void
test_slug (void)
{
  static const struct {
    const char *platform;
    const char *base;
    const char *url;
    const char *slug;
  } pages[] = {
    { "wordpress", "https://blog.example", "https://blog.example/2016/10/autumn-news/", "autumn-news" },
    { "wordpress", "https://blog.example/city", "https://blog.example/city/Autumn", "autumn" },
    { "wordpress", "https://blog.example", "https://blog.example/가을", "%ea%b0%80%ec%9d%84" },
    { "wordpress", "https://blog.example", "https://blog.example/%EA%B0%80%ec%9d%84/?utm=1", "%ea%b0%80%ec%9d%84" },
    { "wordpress", "https://blog.example", "https://blog.example/?p=12", NULL },
    { "wordpress", "https://blog.example", "https://other.example/autumn/", NULL },
    { "wordpress", "https://blog.example", "https://blog.example/a+b/", "a%2bb" },
    { "wordpress", "https://blog.example", "https://blog.example/a.php", NULL },
    { "ghost", "https://news.example", "https://news.example/gaeul/", "gaeul" },
    { "mastodon", "https://m.example", "https://m.example/@a/1", NULL },
    { "ghost", "https://news.example", "no address", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(SotongAccount) account = sotong_account_new ("채널", pages[i].platform, pages[i].base, "", "", "");
      g_autofree char *slug = sotong_post_address_dup_slug (account, pages[i].url);

      g_assert_cmpstr (slug, ==, pages[i].slug);
    }
}

static void
test_same (void)
{
  g_assert_true (sotong_post_address_is_same ("https://a.example/x/y/", "http://A.example/x/y"));
  g_assert_true (sotong_post_address_is_same ("https://a.example/%EA%B0%80/", "https://a.example/가"));
  g_assert_false (sotong_post_address_is_same ("https://a.example/x/y/", "https://a.example/x/"));
  g_assert_false (sotong_post_address_is_same ("https://a.example/x/", "https://b.example/x/"));
  g_assert_false (sotong_post_address_is_same ("https://a.example/x/", "https://a.example:8443/x/"));
  g_assert_false (sotong_post_address_is_same (NULL, "https://a.example/x/"));
  g_assert_false (sotong_post_address_is_same ("https://a.example/x/", "no address"));
}

/* A right address is never refused, in whatever form it was copied; what is surely another platform's is. */
static void
test_fits (void)
{
  static const struct {
    const char *platform;
    const char *base;
    const char *url;
    gboolean    fits;
  } pages[] = {
    { "facebook", "", "https://m.facebook.com/city/posts/1", TRUE },
    { "facebook", "", "https://fb.me/e/abc", TRUE },
    { "facebook", "https://graph.facebook.com/v24.0", "http://www.facebook.com/1/posts/2", TRUE },
    { "facebook", "", "https://facebook.com.example/1", FALSE },
    { "instagram", "", "https://instagr.am/p/abc", TRUE },
    { "threads", "", "https://www.threads.net/@city/post/a", TRUE },
    { "threads", "", "https://www.threads.com/@city/post/a", TRUE },
    { "x", "", "https://twitter.com/city/status/1", TRUE },
    { "x", "", "https://mobile.x.com/city/status/1", TRUE },
    { "x", "", "https://netflix.com/1", FALSE },
    { "youtube", "", "https://youtu.be/abcdefghijk", TRUE },
    { "youtube", "", "https://m.youtube.com/watch?v=abcdefghijk", TRUE },
    { "telegram", "http://127.0.0.1:8081", "https://t.me/s/city/1", TRUE },
    { "telegram", "http://127.0.0.1:8081", "https://blog.naver.com/city/1", FALSE },
    { "bluesky", "https://pds.city.go.kr", "https://bsky.app/profile/city.go.kr/post/a", TRUE },
    { "wordpress", "https://www.city.go.kr", "http://city.go.kr:80/1", TRUE },
    { "wordpress", "https://blog.city.go.kr/news", "https://WWW.City.go.kr/1", TRUE },
    { "wordpress", "https://www.city.go.kr", "https://www.town.go.kr/1", FALSE },
    { "wordpress", "https://www.서울.한국", "https://xn--2i4bq6h.xn--3e0b707e/1", TRUE },
    { "wordpress", "https://www.서울.한국", "https://서울.한국/1", TRUE },
    { "wordpress", "https://xn--2i4bq6h.xn--3e0b707e", "https://blog.서울.한국/1", TRUE },
    { "wordpress", "https://서울.한국", "https://부산.한국/1", FALSE },
    { "wordpress", "http://10.1.2.3:8080", "https://www.city.go.kr/1", TRUE },
    { "wordpress", "http://cms/", "https://www.city.go.kr/1", TRUE },
    { "wordpress", "http://cms.city.internal", "https://www.city.go.kr/1", TRUE },
    { "ghost", "https://city.ghost.io", "https://news.city.go.kr/autumn/", TRUE },
    { "mastodon", "https://social.city.go.kr", "https://social.city.go.kr/@city/1", TRUE },
    { "mastodon", "https://social.city.go.kr", "no address", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(SotongAccount) account = sotong_account_new ("채널", pages[i].platform, pages[i].base, "", "", "");

      g_test_message ("%s %s %s", pages[i].platform, pages[i].base, pages[i].url);
      g_assert_cmpint (sotong_post_address_fits (account, pages[i].url), ==, pages[i].fits);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/post-address/id", test_id);
  g_test_add_func ("/post-address/slug", test_slug);
  g_test_add_func ("/post-address/same", test_same);
  g_test_add_func ("/post-address/fits", test_fits);
  return g_test_run ();
}
