/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-site.h"

/* ---- the six of Naver and the four of Kakao: pages as their documents show them ---- */

#define NAVER_QUERY "display=100&sort=date&query=서울 축제&start=1"
#define NAVER_TOP   "{\"lastBuildDate\":\"Fri, 14 Oct 2016 10:00:00 +0900\",\"total\":2,\"start\":1,\"display\":100,\"items\":"
#define BLOG_ITEMS  NAVER_TOP "[{\"title\":\"&quot;<b>서울</b>&quot; 축제 &amp; 안내\",\"link\":\"https://m.blog.naver.com/abc/2231\"," \
                    "\"description\":\"<b>서울</b> 밤 &lt;b&gt;굵게&lt;/b&gt; &amp;quot;\",\"bloggername\":\"시민\"," \
                    "\"bloggerlink\":\"blog.naver.com/abc\",\"postdate\":\"20161013\"}," \
                    "{\"title\":\"\",\"link\":\"https://blog.naver.com/abc/2230\",\"description\":\"\",\"postdate\":\"20161012\"}," \
                    "{\"title\":\"같은 글\",\"link\":\"https://blog.naver.com/PostView.naver?blogId=abc&logNo=2231\",\"postdate\":\"20161013\"}]}"
#define NEWS_ITEMS  NAVER_TOP "[{\"title\":\"<b>서울</b> 소식\",\"originallink\":\"https://paper.example/1\",\"link\":\"https://n.news.naver.com/1\"," \
                    "\"description\":\"본문\",\"pubDate\":\"Thu, 13 Oct 2016 07:50:00 +0900\"}," \
                    "{\"title\":\"둘째\",\"originallink\":\"\",\"link\":\"https://n.news.naver.com/2\",\"description\":\"\"," \
                    "\"pubDate\":\"Thu, 13 Oct 2016 07:40:00 +0900\"}]}"
#define CAFE_ITEMS  NAVER_TOP "[{\"title\":\"카페 <b>서울</b>\",\"link\":\"https://cafe.naver.com/x/1\",\"description\":\"글\"," \
                    "\"cafename\":\"엄마들\",\"cafeurl\":\"https://cafe.naver.com/x\"}]}"
#define KAKAO_QUERY "sort=recency&size=50&query=서울 축제&page=1"
#define KAKAO(fields) "{\"documents\":[{\"title\":\"<b>서울</b> 축제\",\"url\":\"http://abc.tistory.com/12\"," fields \
                      "\"datetime\":\"2016-10-13T00:00:00.000+09:00\"}],\"meta\":{\"total_count\":5000,\"pageable_count\":800,\"is_end\":true}}"

#define NAVER_SITE(name, the_kind, the_path, the_body) \
  static const SearchPage name##_pages[] = { { the_path, NAVER_QUERY, 0, NULL, the_body }, { NULL } }; \
  static const SearchSite name = { the_kind, "id-1:secret-1", { "X-Naver-Client-Id", "id-1", "X-Naver-Client-Secret", "secret-1" }, \
                                   { "서울 축제" }, NULL, name##_pages };
#define HUB_SITE(name, the_kind, the_path, the_body) \
  static const SearchPage name##_pages[] = { { the_path, NAVER_QUERY, 0, NULL, the_body }, { NULL } }; \
  static const SearchSite name = { the_kind, "id-1:secret-1", { "X-NCP-APIGW-API-KEY-ID", "id-1", "X-NCP-APIGW-API-KEY", "secret-1" }, \
                                   { "서울 축제" }, NULL, name##_pages };
#define KAKAO_SITE(name, the_kind, the_path, the_body) \
  static const SearchPage name##_pages[] = { { the_path, KAKAO_QUERY, 0, NULL, the_body }, { NULL } }; \
  static const SearchSite name = { the_kind, "rest-key", { "Authorization", "KakaoAK rest-key" }, { "서울 축제" }, NULL, name##_pages };

NAVER_SITE (naver_blog, "naver-blog", "/v1/search/blog.json", BLOG_ITEMS)
NAVER_SITE (naver_news, "naver-news", "/v1/search/news.json", NEWS_ITEMS)
NAVER_SITE (naver_cafe, "naver-cafe", "/v1/search/cafearticle.json", CAFE_ITEMS)
HUB_SITE (hub_blog, "naver-hub-blog", "/search/v1/blog", BLOG_ITEMS)
HUB_SITE (hub_news, "naver-hub-news", "/search/v1/news", NEWS_ITEMS)
HUB_SITE (hub_cafe, "naver-hub-cafe", "/search/v1/cafearticle", CAFE_ITEMS)
KAKAO_SITE (kakao_web, "kakao-web", "/v2/search/web", KAKAO ("\"contents\":\"글\","))
KAKAO_SITE (kakao_blog, "kakao-blog", "/v2/search/blog", KAKAO ("\"contents\":\"글\",\"blogname\":\"시민\",\"thumbnail\":\"\","))
KAKAO_SITE (kakao_cafe, "kakao-cafe", "/v2/search/cafe", KAKAO ("\"contents\":\"글\",\"cafename\":\"시민\",\"thumbnail\":\"\","))
KAKAO_SITE (kakao_video, "kakao-video", "/v2/search/vclip", KAKAO ("\"play_time\":12,\"thumbnail\":\"\",\"author\":\"시민\","))

static void
test_blog (SearchFixture *f,
           gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);
  const SotongItem *item;

  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 1); /* one has no words, one is the first at another address */
  item = search_item (reply, 0);
  g_assert_cmpstr (item->title, ==, "\"서울\" 축제 & 안내");
  g_assert_cmpstr (item->text, ==, "서울 밤 <b>굵게</b> &quot;");
  g_assert_cmpstr (item->author, ==, "시민");
  g_assert_cmpstr (item->canonical_key, ==, "url:blog.naver.com/abc/2231");
  g_assert_cmpint (item->precision, ==, SOTONG_ITEM_DAY_ONLY);
  g_assert_cmpint (item->published_at, ==, SEARCH_NOW - 34 * 3600);
  g_assert_cmpint (reply->used[0], ==, 1);
  g_assert_cmpint (reply->covered_to, ==, SEARCH_NOW);
  g_assert_nonnull (reply->cursor);
}

static void
test_news (SearchFixture *f,
           gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);

  g_assert_cmpuint (reply->items->len, ==, 2);
  g_assert_cmpstr (search_item (reply, 0)->canonical_key, ==, "url:paper.example/1");
  g_assert_cmpstr (search_item (reply, 1)->canonical_key, ==, "url:n.news.naver.com/2");
  g_assert_cmpint (search_item (reply, 0)->published_at, ==, SEARCH_NOW - 26 * 3600 - 600);
  g_assert_cmpint (search_item (reply, 0)->precision, ==, SOTONG_ITEM_EXACT);
}

static void
test_cafe (SearchFixture *f,
           gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);

  g_assert_cmpuint (reply->items->len, ==, 1);
  g_assert_cmpstr (search_item (reply, 0)->author, ==, "엄마들");
  g_assert_cmpint (search_item (reply, 0)->precision, ==, SOTONG_ITEM_FIRST_SEEN); /* it names no date */
  g_assert_cmpint (search_item (reply, 0)->published_at, ==, SEARCH_NOW);
}

static void
test_kakao (SearchFixture *f,
            gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);
  const SotongItem *item = search_item (reply, 0);

  g_assert_cmpstr (item->title, ==, "서울 축제");
  g_assert_cmpint (item->precision, ==, SOTONG_ITEM_DAY_ONLY); /* midnight is no time of writing */
  g_assert_cmpstr (item->author, ==, site == &kakao_web ? NULL : "시민");
  g_assert_cmpint (reply->used[0], ==, 1);
  g_assert_cmpint (reply->used[1], ==, 1);
}

/* The day is used up in the middle of a search: what comes behind that is not known, and is read from the beginning the next time. */
static void
test_used_up_between (void)
{
  static const SearchPage pages[] = {
    { "/v1/search/news.json", NAVER_QUERY, 0, NULL, "{\"total\":150,\"items\":[{\"title\":\"소식\",\"link\":\"https://n.news.naver.com/1\","
      "\"description\":\"본문\",\"pubDate\":\"Thu, 13 Oct 2016 07:50:00 +0900\"}]}" },
    { NULL }
  };
  SearchSite site = { "naver-news", "id-1:secret-1", { "X-Naver-Client-Id", "id-1" }, { "서울 축제" }, NULL, pages };
  SearchFixture f = { NULL };
  g_autoptr(SotongFetchReply) reply = NULL;

  search_set_up (&f, &site);
  f.left[0] = 1;
  reply = search_fetch (&f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_WAIT);
  g_assert_cmpuint (reply->items->len, ==, 1);
  g_assert_null (reply->cursor);
  g_assert_cmpint (reply->covered_to, ==, 0);
  search_tear_down (&f, &site);
}

/* ---- what goes wrong ---- */

typedef struct {
  const char        *kind;   /* the beginning of the kinds that say so */
  guint              status;
  const char        *headers;
  const char        *body;
  SotongFetchOutcome outcome;
  gint64             wait;   /* seconds from now; -1: until midnight in Seoul */
  gboolean           used_up;
} Trouble;

static const Trouble troubles[] = {
  { "naver-", 401, NULL, "{\"errorMessage\":\"NID AUTH Result Invalid (28)\",\"errorCode\":\"024\"}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "naver-b", 401, NULL, "{\"errorMessage\":\"Not Exist Client Secret (secret-1)\",\"errorCode\":\"024\"}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "naver-b", 403, NULL, "{\"errorMessage\":\"x\",\"errorCode\":\"999\"}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "naver-b", 400, NULL, "{\"errorMessage\":\"Incorrect query request\",\"errorCode\":\"SE01\"}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "naver-b", 429, NULL, "{\"errorMessage\":\"Query limit exceeded\",\"errorCode\":\"010\"}", SOTONG_FETCH_WAIT, -1, TRUE },
  { "naver-b", 429, NULL, "{\"errorMessage\":\"Rate limit exceeded\",\"errorCode\":\"012\"}", SOTONG_FETCH_WAIT, 600, FALSE },
  { "naver-b", 500, NULL, "{\"errorMessage\":\"System Error\",\"errorCode\":\"SE99\"}", SOTONG_FETCH_WAIT, 600, FALSE },
  { "naver-hub", 401, NULL, "{\"error\":{\"errorCode\":\"200\",\"message\":\"Authentication Failed\",\"details\":\"x\"}}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "naver-hub", 429, NULL, "{\"error\":{\"errorCode\":\"400\",\"message\":\"Quota Exceeded\"}}", SOTONG_FETCH_WAIT, -1, TRUE },
  { "naver-hub", 429, NULL, "{\"error\":{\"errorCode\":\"420\",\"message\":\"Rate Exceeded\"}}", SOTONG_FETCH_WAIT, 600, FALSE },
  { "naver-hub", 500, NULL, "{\"error\":{\"errorCode\":\"900\",\"message\":\"Unexpected Error\"}}", SOTONG_FETCH_WAIT, 600, FALSE },
  { "kakao", 400, NULL, "{\"errorType\":\"MissingParameter\",\"message\":\"query parameter required\"}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "kakao", 401, NULL, "{\"code\":-401,\"msg\":\"cannot find Authorization\"}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "kakao", 401, NULL, "{\"errorType\":\"AccessDeniedError\",\"message\":\"wrong appKey(rest-key) format\"}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "kakao", 400, NULL, "{\"code\":-10,\"msg\":\"API limit has been exceeded\"}", SOTONG_FETCH_WAIT, -1, TRUE },
  { "kakao", 400, NULL, "{\"code\":-9,\"msg\":\"deprecated\"}", SOTONG_FETCH_REFUSED, 0, FALSE },
  { "kakao", 400, NULL, "{\"code\":-603,\"msg\":\"timeout\"}", SOTONG_FETCH_WAIT, 600, FALSE },
  { "kakao", 503, NULL, "{\"code\":-9798,\"msg\":\"service in maintenance\"}", SOTONG_FETCH_WAIT, 600, FALSE },
  { "", 503, "Retry-After: 900", "busy", SOTONG_FETCH_WAIT, 900, FALSE },
  { "", 200, NULL, "<html>Please sign in</html>", SOTONG_FETCH_FAILED, 3600, FALSE },
  { "", 200, NULL, "{\"things\":[]}", SOTONG_FETCH_FAILED, 3600, FALSE },
  { "", 200, NULL, "[]", SOTONG_FETCH_FAILED, 3600, FALSE },
  { "", 404, NULL, "<html></html>", SOTONG_FETCH_FAILED, 6 * 3600, FALSE },
};

static void
test_troubles (SearchFixture *f,
               gconstpointer  data)
{
  const SearchSite *site = data;
  g_autofree char *request = g_strconcat ("GET ", site->pages[0].path, NULL);
  gint64 midnight = SEARCH_NOW + 14 * 3600;

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      const Trouble *t = &troubles[i];
      g_autoptr(SotongFetchReply) reply = NULL;

      if (!g_str_has_prefix (site->kind, t->kind)
          || (g_str_has_prefix (site->kind, "naver-hub") && g_str_equal (t->kind, "naver-") && t->status == 401))
        continue;
      stand_in_fail_status (f->server, request, t->status, t->headers, t->body);
      reply = search_fetch (f);
      g_test_message ("%s %u: %s", site->kind, i, reply->message);
      g_assert_cmpint (reply->outcome, ==, t->outcome);
      g_assert_cmpint (reply->retry_at, ==, t->wait < 0 ? midnight : t->wait > 0 ? SEARCH_NOW + t->wait : 0);
      g_assert_cmpint (reply->exhausted[0] || reply->exhausted[1], ==, t->used_up);
      g_assert_cmpint (reply->covered_to, ==, 0);
      g_assert_cmpint (reply->used[0], ==, 1); /* a call that fails counts */
      g_assert_nonnull (reply->message);
      g_assert_null (strstr (reply->message, "secret-1"));
      g_assert_null (strstr (reply->message, "rest-key"));
    }
}

/* Fields that are called something else now are no silence. */
static void
test_renamed (SearchFixture *f,
              gconstpointer  data)
{
  const SearchSite *site = data;
  g_autofree char *request = g_strconcat ("GET ", site->pages[0].path, NULL);
  g_autofree char *body = g_strdup_printf ("{\"%s\":[{\"subject\":\"a\",\"href\":\"https://a.example/1\"},{\"subject\":\"b\",\"href\":\"https://a.example/2\"}]}",
                                           g_str_has_prefix (site->kind, "kakao") ? "documents" : "items");
  g_autoptr(SotongFetchReply) reply = NULL;

  stand_in_fail_status (f->server, request, 200, NULL, body);
  reply = search_fetch (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_FAILED);
  g_assert_nonnull (strstr (reply->message, "has no “title, "));
  g_assert_nonnull (strstr (reply->message, g_str_has_prefix (site->kind, "kakao") ? "url" : "link"));
}

/* The list itself is called something else, or one field is: what came without it is kept, and which it is is said. */
static void
test_renamed_some (SearchFixture *f,
                   gconstpointer  data)
{
  const SearchSite *site = data;
  gboolean kakao = g_str_has_prefix (site->kind, "kakao");
  const char *key = kakao ? "url" : "link", *list = kakao ? "documents" : "items";
  const char *date = kakao ? "datetime" : g_str_has_suffix (site->kind, "news") ? "pubDate" : g_str_has_suffix (site->kind, "cafe") ? NULL : "postdate";
  g_autofree char *request = g_strconcat ("GET ", site->pages[0].path, NULL);
  g_autofree char *body = NULL;
  g_autoptr(SotongFetchReply) no_list = NULL, no_date = NULL;

  stand_in_fail_status (f->server, request, 200, NULL, "{\"results\":[]}");
  no_list = search_fetch (f);
  g_assert_cmpint (no_list->outcome, ==, SOTONG_FETCH_FAILED);
  g_assert_nonnull (strstr (no_list->message, list));
  body = g_strdup_printf ("{\"%s\":[{\"title\":\"하나\",\"contents\":\"a\",\"description\":\"a\",\"originallink\":\"\",\"%s\":\"https://a.example/1\"},"
                          "{\"title\":\"둘\",\"contents\":\"b\",\"description\":\"b\",\"originallink\":\"\",\"%s\":\"https://a.example/2\"}],"
                          "\"meta\":{\"is_end\":true}}", list, key, key);
  stand_in_fail_status (f->server, request, 200, NULL, body);
  no_date = search_fetch (f);
  g_assert_cmpint (no_date->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (no_date->items->len, ==, 2);
  g_assert_true (date == NULL ? no_date->message == NULL : strstr (no_date->message, date) != NULL);
}

/* Ids beyond what a double keeps, dates of six wrong forms and items without a text: what can be told apart is taken, each once, and no time is made up. */
static void
test_odd_items (SearchFixture *f,
                gconstpointer  data)
{
  static const char * const dates[] = { "2016-13-45", "어제", "0", "31/12/2016 25:61", "9999-12-31T23:59:59Z", "" };
  const SearchSite *site = data;
  gboolean kakao = g_str_has_prefix (site->kind, "kakao");
  g_autofree char *request = g_strconcat ("GET ", site->pages[0].path, NULL);
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(SotongFetchReply) reply = NULL;

  g_string_printf (body, "{\"%s\":[", kakao ? "documents" : "items");
  for (guint i = 0; i < 8; i++)
    {
      const char *date = dates[i % G_N_ELEMENTS (dates)], *words = i < 6 ? "말" : "";

      for (guint twice = 0; twice < 2; twice++)
        g_string_append_printf (body, "{\"title\":\"%s\",\"contents\":\"%s\",\"description\":\"%s\",\"originallink\":\"\",\"link\":\"https://a.example/%u\","
                                "\"url\":\"https://a.example/%u\",\"postdate\":\"%s\",\"pubDate\":\"%s\",\"datetime\":\"%s\"},", words, words, words, i, i,
                                date, date, date);
    }
  g_string_append (body, "{\"id\":9007199254740993},null,7],\"meta\":{\"is_end\":true}}");
  stand_in_fail_status (f->server, request, 200, NULL, body->str);
  reply = search_fetch (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpint (search_item (reply, i)->precision, ==, SOTONG_ITEM_FIRST_SEEN);
      g_assert_cmpint (search_item (reply, i)->published_at, ==, SEARCH_NOW);
    }
}

/* Nor is a single one that nothing tells apart from others. */
static void
test_renamed_one (SearchFixture *f,
                  gconstpointer  data)
{
  const SearchSite *site = data;
  g_autofree char *request = g_strconcat ("GET ", site->pages[0].path, NULL);
  g_autofree char *body = g_strdup_printf ("{\"%s\":[{\"subject\":\"a\",\"href\":\"https://a.example/1\"}]}",
                                           g_str_has_prefix (site->kind, "kakao") ? "documents" : "items");
  g_autoptr(SotongFetchReply) reply = NULL;

  stand_in_fail_status (f->server, request, 200, NULL, body);
  reply = search_fetch (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_FAILED);
}

/* Nothing is asked for when the day's quota is used up, and without a whole key. */
static void
test_limits (SearchFixture *f,
             gconstpointer  data)
{
  const SearchSite *site = data;
  g_autoptr(SotongFetchReply) reply = NULL;
  g_autoptr(SotongFetchReply) no_key = NULL;

  f->left[0] = 0;
  reply = search_fetch (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_WAIT);
  g_assert_cmpint (reply->retry_at, ==, SEARCH_NOW + 14 * 3600);
  g_assert_cmpint (reply->used[0], ==, 0);
  if (g_str_has_prefix (site->kind, "naver"))
    {
      no_key = search_fetch_with (f, "only-one-part");
      g_assert_cmpint (no_key->outcome, ==, SOTONG_FETCH_REFUSED);
    }
  g_assert_cmpuint (f->server->requests->len, ==, 0);
  g_assert_true (sotong_reader_needs_secret (site->kind));
  g_assert_nonnull (sotong_reader_get_home (site->kind));
}

/* ---- page after page ---- */

static char *
make_hundred (guint first)
{
  GString *out = g_string_new ("{\"total\":5000,\"items\":[");

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (out, "%s{\"title\":\"글 %u\",\"link\":\"https://blog.naver.com/abc/%u\",\"description\":\"말\",\"postdate\":\"20161013\"}",
                            i > 0 ? "," : "", first + i, 10000 - first - i);
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

/* Naver shows a thousand, however large its total is; the next fetch ends where this one began. */
static void
test_pages (void)
{
  SearchPage pages[11] = { { NULL } };
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  SearchSite site = naver_blog;
  SearchFixture f = { NULL };
  g_autoptr(SotongFetchReply) first = NULL;
  g_autoptr(SotongFetchReply) second = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("display=100&sort=date&query=서울 축제&start=%u", i * 100 + 1));
      g_ptr_array_add (texts, make_hundred (i * 100));
      pages[i] = (SearchPage) { "/v1/search/blog.json", g_ptr_array_index (texts, 2 * i), 0, NULL, g_ptr_array_index (texts, 2 * i + 1) };
    }
  site.pages = pages;
  search_set_up (&f, &site);
  first = search_fetch (&f);
  g_assert_cmpuint (first->items->len, ==, 1000);
  g_assert_cmpuint (f.server->requests->len, ==, 10);
  g_assert_cmpint (first->covered_from, ==, SEARCH_NOW - 34 * 3600); /* before the oldest something may be missing */
  f.since = SEARCH_NOW;
  second = search_fetch (&f);
  g_assert_cmpuint (f.server->requests->len, ==, 11);
  g_assert_cmpint (second->covered_from, ==, SEARCH_NOW);
  search_tear_down (&f, &site);
}

/* What came before the second page failed is kept, and nothing is covered. */
static void
test_half (void)
{
  SearchPage pages[3] = { { NULL } };
  g_autofree char *body = make_hundred (0);
  SearchSite site = naver_blog;
  SearchFixture f = { NULL };
  g_autoptr(SotongFetchReply) reply = NULL;

  pages[0] = (SearchPage) { "/v1/search/blog.json", NAVER_QUERY, 0, NULL, body };
  pages[1] = (SearchPage) { "/v1/search/blog.json", "display=100&sort=date&query=서울 축제&start=101", 429, NULL,
                            "{\"errorMessage\":\"Query limit exceeded\",\"errorCode\":\"010\"}" };
  site.pages = pages;
  search_set_up (&f, &site);
  reply = search_fetch (&f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_WAIT);
  g_assert_cmpuint (reply->items->len, ==, 100);
  g_assert_cmpint (reply->covered_to, ==, 0);
  g_assert_null (reply->cursor);
  search_tear_down (&f, &site);
}

int
main (int   argc,
      char *argv[])
{
  static const struct {
    const SearchSite *site;
    void            (*read) (SearchFixture *f, gconstpointer site);
  } sites[] = {
    { &naver_blog, test_blog }, { &naver_news, test_news }, { &naver_cafe, test_cafe },
    { &hub_blog, test_blog }, { &hub_news, test_news }, { &hub_cafe, test_cafe },
    { &kakao_web, test_kakao }, { &kakao_blog, test_kakao }, { &kakao_cafe, test_kakao }, { &kakao_video, test_kakao },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    {
#define ADD(name, func) \
      { \
        g_autofree char *path = g_strdup_printf ("/platforms/search/%s/" name, sites[i].site->kind); \
        g_test_add (path, SearchFixture, sites[i].site, search_set_up, func, search_tear_down); \
      }
      ADD ("read", sites[i].read)
      ADD ("troubles", test_troubles)
      ADD ("renamed-one", test_renamed_one)
      ADD ("renamed", test_renamed)
      ADD ("renamed-some", test_renamed_some)
      ADD ("odd-items", test_odd_items)
      ADD ("limits", test_limits)
#undef ADD
    }
  g_test_add_func ("/platforms/search/pages", test_pages);
  g_test_add_func ("/platforms/search/used-up-between", test_used_up_between);
  g_test_add_func ("/platforms/search/half", test_half);
  return g_test_run ();
}
