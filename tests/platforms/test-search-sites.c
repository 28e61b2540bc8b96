/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-site.h"
#include "util/sotong-json.h"

/* ---- YouTube ---- */

#define VIDEO(id, time) "{\"id\":{\"kind\":\"youtube#video\",\"videoId\":\"" id "\"},\"snippet\":{\"publishedAt\":\"" time "\"," \
                        "\"title\":\"서울&#39;s 축제\",\"description\":\"밤\",\"channelTitle\":\"시민 TV\"}}"
#define COMMENT(id, text) "{\"id\":\"" id "\",\"snippet\":{\"textDisplay\":\"" text "\",\"authorDisplayName\":\"김시민\"," \
                          "\"publishedAt\":\"2016-10-13T02:00:00Z\",\"videoId\":\"v1\"}}"
#define SEARCH "part=snippet&type=video&order=date&regionCode=KR&relevanceLanguage=ko&maxResults=50&q=축제&key=api-key"
#define THREADS "part=snippet,replies&order=time&maxResults=100&textFormat=plainText&key=api-key&videoId="

static const SearchPage youtube_pages[] = {
  { "/youtube/v3/search", SEARCH, 0, NULL, "{\"items\":[" VIDEO ("v1", "2016-10-13T01:00:00Z") "],\"nextPageToken\":\"p2\",\"pageInfo\":{}}" },
  { "/youtube/v3/search", SEARCH "&pageToken=p2", 0, NULL, "{\"items\":[" VIDEO ("v2", "2016-10-12T01:00:00Z") "],\"nextPageToken\":\"p2\"}" },
  { "/youtube/v3/commentThreads", THREADS "v1", 0, NULL, "{\"items\":[{\"id\":\"c1\",\"snippet\":{\"videoId\":\"v1\",\"topLevelComment\":"
    COMMENT ("c1", "좋아요") "},\"replies\":{\"comments\":[" COMMENT ("c1.r1", "저도요") "]}}]}" },
  { "/youtube/v3/commentThreads", THREADS "v2", 403, NULL, "{\"error\":{\"code\":403,\"message\":\"x\",\"errors\":[{\"domain\":\"youtube.commentThread\","
    "\"reason\":\"commentsDisabled\"}]}}" },
  { NULL }
};
static const SearchSite youtube = { "youtube", "api-key", { NULL }, { "축제" }, NULL, youtube_pages };

static void
test_youtube (SearchFixture *f,
              gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);

  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK); /* nobody may comment on the second: that is no failure */
  g_assert_cmpuint (reply->items->len, ==, 4);
  g_assert_cmpstr (search_item (reply, 0)->title, ==, "서울's 축제");
  g_assert_cmpstr (search_item (reply, 0)->url, ==, "https://www.youtube.com/watch?v=v1");
  g_assert_cmpstr (search_item (reply, 2)->text, ==, "저도요");
  g_assert_cmpstr (search_item (reply, 2)->reply_to, ==, "v1");
  g_assert_cmpstr (search_item (reply, 3)->text, ==, "좋아요");
  g_assert_cmpstr (search_item (reply, 3)->url, ==, "https://www.youtube.com/watch?v=v1&lc=c1");
  g_assert_cmpstr (search_item (reply, 2)->canonical_key, !=, search_item (reply, 3)->canonical_key);
  g_assert_cmpint (reply->used[0], ==, 2);
  g_assert_cmpint (reply->used[1], ==, 2);
}

static void
test_youtube_quota (SearchFixture *f,
                    gconstpointer  site)
{
  g_autoptr(SotongFetchReply) gone = NULL;
  g_autoptr(SotongFetchReply) key = NULL;

  stand_in_fail_status (f->server, "GET /youtube/v3/search", 403, NULL,
                        "{\"error\":{\"code\":403,\"message\":\"quota\",\"errors\":[{\"domain\":\"youtube.quota\",\"reason\":\"quotaExceeded\"}]}}");
  gone = search_fetch (f);
  g_assert_cmpint (gone->outcome, ==, SOTONG_FETCH_WAIT);
  g_assert_true (gone->exhausted[0]);
  g_assert_cmpint (gone->retry_at, ==, SEARCH_NOW + 6 * 3600); /* midnight of the Pacific is 16:00 in Seoul */
  stand_in_fail_status (f->server, "GET /youtube/v3/search", 400, NULL,
                        "{\"error\":{\"code\":400,\"message\":\"API key not valid\",\"errors\":[{\"reason\":\"badRequest\"}],\"status\":\"INVALID_ARGUMENT\"}}");
  key = search_fetch (f);
  g_assert_cmpint (key->outcome, ==, SOTONG_FETCH_REFUSED);
  g_assert_null (strstr (key->message, "api-key"));
}

/* ---- Bluesky ---- */

#define LOGIN "{\"did\":\"did:plc:city\",\"handle\":\"city.example\",\"accessJwt\":\"a.eyJpYXQiOjEsImV4cCI6NzIwMX0.b\",\"refreshJwt\":\"r.e.f\"}"

typedef struct {
  SearchFixture search;
  guint         n_logins;
} Bluesky;

static void
handle_bluesky (StandIn           *server,
                SoupServerMessage *message,
                const char        *method,
                const char        *path,
                GHashTable        *query,
                gpointer           user_data)
{
  Bluesky *f = user_data;

  if (g_str_equal (path, "/xrpc/com.atproto.server.createSession"))
    {
      g_autoptr(JsonObject) body = stand_in_read_json (server, message);
      g_autofree char *user = sotong_json_dup_string (body, "identifier");
      g_autofree char *password = sotong_json_dup_string (body, "password");

      f->n_logins++;
      if (!g_str_equal (method, "POST") || g_strcmp0 (user, "city.example") != 0)
        stand_in_violate (server, "a session is begun by POST, with the account's name");
      if (g_strcmp0 (password, "abcd-efgh") == 0)
        stand_in_answer (server, message, 200, LOGIN);
      else
        stand_in_answer (server, message, 401, "{\"error\":\"AuthenticationRequired\",\"message\":\"Invalid identifier or password\"}");
      return;
    }
  if (!g_str_equal (method, "GET") || !g_str_equal (path, "/xrpc/app.bsky.feed.searchPosts"))
    stand_in_violate (server, "there is no %s %s", method, path);
  if (g_strcmp0 (stand_in_get_header (message, "Authorization"), "Bearer a.eyJpYXQiOjEsImV4cCI6NzIwMX0.b") != 0)
    stand_in_violate (server, "search is for those who are signed in");
  if (g_strcmp0 (g_hash_table_lookup (query, "q"), "축제") != 0 || g_strcmp0 (g_hash_table_lookup (query, "sort"), "latest") != 0
      || g_strcmp0 (g_hash_table_lookup (query, "limit"), "100") != 0)
    stand_in_violate (server, "q, sort and limit are wrong");
  if (g_hash_table_lookup (query, "cursor") == NULL)
    stand_in_answer (server, message, 200, "{\"posts\":[],\"cursor\":\"25\"}"); /* empty, and yet not the end */
  else
    stand_in_answer (server, message, 200, "{\"posts\":[{\"uri\":\"at://did:plc:abc/app.bsky.feed.post/3lbxyz\",\"cid\":\"b\",\"author\":{\"did\":\"did:plc:abc\","
                     "\"handle\":\"a.example\",\"displayName\":\"시민\"},\"record\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"축제 \\ud83d\\ude00\","
                     "\"createdAt\":\"2016-10-13T01:02:03.000Z\",\"reply\":{\"parent\":{\"uri\":\"at://x\"}}}},"
                     "{\"uri\":\"at://did:plc:abc/app.bsky.feed.post/3lbxyy\",\"author\":{\"did\":\"did:plc:abc\"},\"record\":{}}]}");
}

static const SearchSite bluesky = { "bluesky", "city.example:abcd-efgh", { NULL }, { "축제" }, NULL, NULL };

static void
test_bluesky (void)
{
  Bluesky f = { { NULL } };
  g_autoptr(SotongFetchReply) reply = NULL;
  g_autoptr(SotongFetchReply) again = NULL;
  g_autoptr(SotongFetchReply) over = NULL;
  g_autoptr(SotongFetchReply) wrong = NULL;
  g_autoptr(SotongFetchReply) nobody = NULL;

  search_set_up (&f.search, &bluesky);
  f.search.server->func = handle_bluesky;
  f.search.server->user_data = &f;
  reply = search_fetch (&f.search);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 1); /* one has no text */
  g_assert_cmpstr (search_item (reply, 0)->url, ==, "https://bsky.app/profile/did:plc:abc/post/3lbxyz");
  g_assert_cmpstr (search_item (reply, 0)->text, ==, "축제 😀");
  g_assert_cmpstr (search_item (reply, 0)->author, ==, "시민 (@a.example)");
  g_assert_cmpstr (search_item (reply, 0)->reply_to, ==, "at://x");
  again = search_fetch (&f.search);
  g_assert_cmpuint (f.n_logins, ==, 1); /* few sessions may be begun */
  stand_in_fail_status (f.search.server, "GET /xrpc/app.bsky.feed.searchPosts", 400, NULL, "{\"error\":\"ExpiredToken\",\"message\":\"Token has expired\"}");
  over = search_fetch (&f.search); /* before its time: the password is right all the same */
  g_assert_cmpint (over->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (over->items->len, ==, 1);
  g_assert_null (over->message);
  g_assert_cmpuint (f.n_logins, ==, 2);
  wrong = search_fetch_with (&f.search, "city.example:wrong");
  g_assert_cmpint (wrong->outcome, ==, SOTONG_FETCH_REFUSED);
  nobody = search_fetch_with (&f.search, "no-name");
  g_assert_cmpint (nobody->outcome, ==, SOTONG_FETCH_REFUSED);
  search_tear_down (&f.search, &bluesky);
}

/* ---- Mastodon ---- */

#define STATUS(id) "{\"id\":\"" id "\",\"created_at\":\"2016-10-13T01:02:03.456Z\",\"content\":\"<p>안내<br>둘째 " \
                   "<a href=\\\"https://seoul.go.kr\\\"><span class=\\\"invisible\\\">https://</span><span>seoul.go.kr</span></a></p>\"," \
                   "\"url\":\"https://m.example/@a/" id "\",\"in_reply_to_id\":null,\"account\":{\"id\":\"1\",\"acct\":\"a@m.example\"}}"

static const SearchPage mastodon_pages[] = {
  { "/api/v1/timelines/tag/서울", "limit=40", 0, "Link: <$URL/api/v1/timelines/tag/%EC%84%9C%EC%9A%B8?limit=40&max_id=11>; rel=\"next\", <$URL/x>; rel=\"prev\"",
    "[" STATUS ("12") "," STATUS ("11") "]" },
  { "/api/v1/timelines/tag/서울", "limit=40&max_id=11", 0, NULL, "[" STATUS ("113511234567890123") "]" },
  { "/api/v2/search", "type=statuses&limit=40&q=축제", 0, NULL, "{\"accounts\":[],\"statuses\":[" STATUS ("13") "],\"hashtags\":[]}" },
  { "/api/v2/search", "type=statuses&limit=40&q=축제&offset=1", 0, NULL, "{\"accounts\":[],\"statuses\":[" STATUS ("14") "],\"hashtags\":[]}" },
  { "/api/v2/search", "type=statuses&limit=40&q=축제&offset=2", 0, NULL, "{\"accounts\":[],\"statuses\":[],\"hashtags\":[]}" },
  { NULL }
};
static const SearchSite mastodon = { "mastodon", "token", { "Authorization", "Bearer token" }, { "#서울", "축제" }, NULL, mastodon_pages };

static void
test_mastodon (SearchFixture *f,
               gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);
  g_autoptr(SotongFetchReply) limited = NULL;

  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 5); /* one of them behind a page that was not full */
  g_assert_cmpstr (search_item (reply, 0)->text, ==, "안내\n둘째 https://seoul.go.kr");
  g_assert_cmpstr (search_item (reply, 0)->author, ==, "a@m.example");
  g_assert_cmpstr (search_item (reply, 2)->external_id, ==, "113511234567890123");
  stand_in_fail_status (f->server, "GET /api/v1/timelines/tag/서울", 429, "X-RateLimit-Reset: 2016-10-14T01:20:00.123456Z", "{\"error\":\"Too many requests\"}");
  limited = search_fetch (f);
  g_assert_cmpint (limited->outcome, ==, SOTONG_FETCH_WAIT);
  g_assert_cmpint (limited->retry_at, ==, SEARCH_NOW + 1200);
}

/* ---- X ---- */

#define X_FIXED "sort_order=recency&tweet.fields=created_at,public_metrics,lang,author_id,entities&expansions=author_id&user.fields=username,name&query=축제"

static const SearchPage x_pages[] = {
  { "/2/tweets/search/recent", X_FIXED "&max_results=100", 0, NULL,
    "{\"data\":[{\"id\":\"1859000000000000001\",\"text\":\"지하철\",\"created_at\":\"2016-10-13T01:02:03.000Z\",\"author_id\":\"2244994945\"},"
    "{\"id\":\"1859000000000000000\",\"text\":\"버스\",\"created_at\":\"2016-10-13T01:02:02.000Z\",\"author_id\":\"1\"}],"
    "\"includes\":{\"users\":[{\"id\":\"2244994945\",\"username\":\"city\",\"name\":\"시민\"}]},\"errors\":[{\"title\":\"Not Found Error\"}],"
    "\"meta\":{\"newest_id\":\"1859000000000000001\",\"result_count\":2}}" },
  { "/2/tweets/search/recent", X_FIXED "&max_results=100&since_id=1859000000000000001", 0, NULL, "{\"meta\":{\"result_count\":0}}" },
  { "/2/tweets/search/recent", X_FIXED "&max_results=12", 0, NULL, "{\"meta\":{\"result_count\":0}}" },
  { "/2/tweets/counts/recent", "granularity=day&query=축제", 0, NULL, "{\"data\":[],\"meta\":{\"total_tweet_count\":1234}}" },
  { NULL }
};
static const SearchSite x = { "x", "bearer", { "Authorization", "Bearer bearer" }, { "축제" }, NULL, x_pages };

static void
test_x (SearchFixture *f,
        gconstpointer  site)
{
  g_autoptr(SotongFetchReply) first = NULL;
  g_autoptr(SotongFetchReply) second = NULL;

  f->left[0] = 1500;
  first = search_fetch (f);
  g_assert_cmpint (first->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (first->items->len, ==, 2);
  g_assert_cmpstr (search_item (first, 0)->url, ==, "https://x.com/city/status/1859000000000000001");
  g_assert_cmpstr (search_item (first, 0)->author, ==, "시민 (@city)");
  g_assert_cmpint (first->used[0], ==, 10); /* two posts, half a cent each */
  second = search_fetch (f); /* only what is newer, for each post costs */
  g_assert_cmpint (second->outcome, ==, SOTONG_FETCH_UNCHANGED);
  g_assert_cmpint (second->used[0], ==, 0);
}

static void
test_x_money (SearchFixture *f,
              gconstpointer  site)
{
  g_autoptr(SotongFetchReply) few = NULL;
  g_autoptr(SotongFetchReply) none = NULL;
  g_autoptr(SotongFetchReply) broke = NULL;
  g_autoptr(SotongFetchReply) probe = NULL;

  f->left[0] = 60; /* twelve posts */
  few = search_fetch (f);
  g_assert_cmpint (few->outcome, ==, SOTONG_FETCH_UNCHANGED);
  f->left[0] = 49; /* less than the ten that a search may bring at least */
  none = search_fetch (f);
  g_assert_cmpint (none->outcome, ==, SOTONG_FETCH_WAIT);
  g_assert_cmpint (none->retry_at, ==, 1477958400); /* 1 November 2016 UTC */
  g_assert_cmpuint (f->server->requests->len, ==, 1);
  f->left[0] = 1500;
  stand_in_fail_status (f->server, "GET /2/tweets/search/recent", 402, NULL, "{\"title\":\"CreditsDepleted\",\"detail\":\"no credits\",\"type\":\"about:blank\"}");
  broke = search_fetch (f);
  g_assert_cmpint (broke->outcome, ==, SOTONG_FETCH_REFUSED);
  f->probe = TRUE;
  probe = search_fetch (f);
  g_assert_cmpint (probe->used[0], ==, 5);
  g_assert_nonnull (strstr (probe->message, "1234"));
  g_assert_nonnull (strstr (probe->message, "$6.170"));
}

#define X_OLD "{\"errors\":[{\"parameters\":{\"since_id\":[\"1500000000000000001\"]},\"message\":\"'since_id' must be a tweet id created after " \
              "[2016-10-07T01:00Z].\"}],\"title\":\"Invalid Request\",\"detail\":\"One or more parameters to your request was invalid.\"," \
              "\"type\":\"https://api.x.com/2/problems/invalid-request\"}"

static const SearchPage x_old_pages[] = {
  { "/2/tweets/search/recent", X_FIXED "&max_results=100&since_id=1500000000000000001", 400, NULL, X_OLD },
  { "/2/tweets/search/recent", X_FIXED "&max_results=100", 0, NULL, "{\"meta\":{\"result_count\":0}}" },
  { NULL }
};
static const SearchSite x_old = { "x", "bearer", { "Authorization", "Bearer bearer" }, { "축제" }, NULL, x_old_pages };

/* Nobody has written these words for a week: the newest post that is known is older than what X still shows. */
static void
test_x_old (SearchFixture *f,
            gconstpointer  site)
{
  g_autoptr(SotongFetchReply) first = NULL;
  g_autoptr(SotongFetchReply) second = NULL;

  f->left[0] = 1500;
  f->cursor = g_strdup ("{\"축제\":\"1500000000000000001\"}");
  f->since = SEARCH_NOW - 20 * 86400;
  first = search_fetch (f);
  g_assert_cmpint (first->outcome, ==, SOTONG_FETCH_UNCHANGED);
  g_assert_null (first->message);
  g_assert_cmpint (first->retry_at, ==, 0);
  g_assert_cmpint (first->covered_from, ==, SEARCH_NOW - 7 * 86400); /* what is older it does not show any more */
  g_assert_cmpuint (f->server->requests->len, ==, 2);
  second = search_fetch (f);
  g_assert_cmpint (second->outcome, ==, SOTONG_FETCH_UNCHANGED);
  g_assert_cmpuint (f->server->requests->len, ==, 3);
}

/* ---- WordPress, Ghost ---- */

#define WP_COMMENTS "per_page=100&orderby=date_gmt&order=desc&_fields=id,post,parent,author_name,date_gmt,content,link"
#define WP_QUERY    WP_COMMENTS "&page=1"

static const SearchPage wordpress_pages[] = {
  { "/", "", 0, "Link: <$URL/wp-json/>; rel=\"https://api.w.org/\"", "{}" },
  { "/wp-json/wp/v2/comments", WP_QUERY, 0, NULL, "[{\"id\":12,\"post\":812,\"parent\":0,\"author_name\":\"김시민\",\"date_gmt\":\"2016-10-13T01:00:00\","
    "\"content\":{\"rendered\":\"<p>고맙습니다 &amp; 안녕</p>\"},\"link\":\"https://b.example/p/#comment-12\"},"
    "{\"id\":11,\"post\":812,\"parent\":0,\"author_name\":\"\",\"date_gmt\":\"2016-10-13T00:00:00\",\"content\":{\"rendered\":\"<p>네</p>\"},"
    "\"link\":\"https://b.example/p/#comment-11\"}]" },
  { NULL }
};
static const SearchSite wordpress = { "wordpress", NULL, { NULL }, { NULL }, NULL, wordpress_pages };

static void
test_wordpress (SearchFixture *f,
                gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);

  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 2);
  g_assert_cmpstr (search_item (reply, 0)->text, ==, "고맙습니다 & 안녕");
  g_assert_cmpstr (search_item (reply, 0)->reply_to, ==, "812");
  g_assert_cmpint (search_item (reply, 0)->published_at, ==, SEARCH_NOW - 24 * 3600);
  g_assert_cmpint (search_item (reply, 0)->precision, ==, SOTONG_ITEM_EXACT);
  g_assert_cmpstr (search_item (reply, 0)->canonical_key, !=, search_item (reply, 1)->canonical_key);
}

/* A page that is just full: what comes behind it is an error to WordPress, and none of the fetch. */
static void
test_wordpress_full (void)
{
  g_autoptr(GString) body = g_string_new ("[");
  SearchPage pages[] = {
    { "/", "", 0, "Link: <$URL/wp-json/>; rel=\"https://api.w.org/\"", "{}" },
    { "/wp-json/wp/v2/comments", WP_QUERY, 0, NULL, NULL },
    { "/wp-json/wp/v2/comments", WP_COMMENTS "&page=2", 400, NULL,
      "{\"code\":\"rest_post_invalid_page_number\",\"message\":\"no such page\",\"data\":{\"status\":400}}" },
    { NULL }
  };
  SearchSite site = { "wordpress", NULL, { NULL }, { NULL }, NULL, pages };
  SearchFixture f = { NULL };
  g_autoptr(SotongFetchReply) reply = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (body, "%s{\"id\":%u,\"post\":812,\"author_name\":\"김시민\",\"date_gmt\":\"2016-10-13T01:00:00\","
                            "\"content\":{\"rendered\":\"<p>네</p>\"},\"link\":\"https://b.example/p/#comment-%u\"}", i > 0 ? "," : "", i + 1, i + 1);
  g_string_append_c (body, ']');
  pages[1].body = body->str;
  search_set_up (&f, &site);
  reply = search_fetch (&f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 100);
  g_assert_cmpuint (reply->http_status, ==, 200); /* none of the page that there is not */
  g_assert_null (reply->message);
  g_assert_cmpint (reply->retry_at, ==, 0);
  search_tear_down (&f, &site);
}

static const SearchPage ghost_pages[] = {
  { "/ghost/api/admin/posts/", "limit=25&order=published_at desc&filter=status:published&fields=id,url", 0, NULL,
    "{\"posts\":[{\"id\":\"65f0c1a2b3c4d5e6f7a8b9c0\",\"url\":\"https://g.example/p/\"}]}" },
  { "/members/api/comments/post/65f0c1a2b3c4d5e6f7a8b9c0/", "limit=100&order=created_at desc", 0, NULL,
    "{\"comments\":[{\"id\":\"c1\",\"html\":\"<p>좋아요</p>\",\"created_at\":\"2016-10-13T01:00:00.000Z\",\"member\":{\"name\":\"김시민\"},"
    "\"replies\":[{\"id\":\"c2\",\"html\":\"<p>저도</p>\",\"created_at\":\"2016-10-13T02:00:00.000Z\",\"member\":{\"name\":\"이시민\"}}]}],"
    "\"meta\":{\"pagination\":{\"page\":1,\"next\":null}}}" },
  { NULL }
};
static const SearchSite ghost = { "ghost", "abc123:00ff", { NULL }, { NULL }, NULL, ghost_pages };

static void
test_ghost (SearchFixture *f,
            gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);
  g_autoptr(SotongFetchReply) refused = NULL;

  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 2);
  g_assert_cmpstr (search_item (reply, 1)->text, ==, "좋아요");
  g_assert_cmpstr (search_item (reply, 1)->author, ==, "김시민");
  g_assert_cmpstr (search_item (reply, 0)->reply_to, ==, "65f0c1a2b3c4d5e6f7a8b9c0");
  g_assert_cmpstr (search_item (reply, 0)->url, ==, "https://g.example/p/?comment=c2");
  refused = search_fetch_with (f, "no key");
  g_assert_cmpint (refused->outcome, ==, SOTONG_FETCH_REFUSED);
}

/* ---- any JSON ---- */

static const SearchPage json_pages[] = {
  { "/", "", 0, "ETag: \"1\"", "{\"answer\":{\"rows\":[{\"seq\":9007199254740993,\"what\":\"제목\",\"said\":{\"by\":\"김시민\",\"how\":\"<p>버스가 늦어요</p>\"},"
    "\"when\":\"20161013\",\"href\":\"/board/1\"},{\"seq\":1,\"what\":null}]},\"more\":\"/page/2\"}" },
  { "/page/2", "", 0, NULL, "{\"answer\":{\"rows\":[{\"seq\":3,\"what\":\"셋\",\"href\":\"https://other.example/3\",\"when\":\"2016-10-12T10:00:00+09:00\"}]},\"more\":\"/page/2\"}" },
  { NULL }
};
static const SearchSite json = {
  "json", NULL, { NULL }, { NULL },
  "{\"map\":{\"items\":\"answer.rows\",\"id\":\"seq\",\"title\":\"what\",\"text\":\"said.how\",\"author\":\"said.by\",\"date\":\"when\",\"url\":\"href\",\"next\":\"more\"}}",
  json_pages,
};

static void
test_json (SearchFixture *f,
           gconstpointer  site)
{
  g_autoptr(SotongFetchReply) reply = search_fetch (f);
  const SotongItem *item = search_item (reply, 0);

  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 2);
  g_assert_cmpstr (item->external_id, ==, "9007199254740993"); /* beyond what a double keeps */
  g_assert_cmpstr (item->title, ==, "제목");
  g_assert_cmpstr (item->text, ==, "버스가 늦어요");
  g_assert_cmpstr (item->author, ==, "김시민");
  g_assert_true (g_str_has_suffix (item->url, "/board/1"));
  g_assert_cmpint (item->precision, ==, SOTONG_ITEM_DAY_ONLY);
  g_assert_cmpstr (reply->etag, ==, "\"1\"");
}

/* What the settings name and the answer has not is told by its name: the list, all that something is known by, and one field. */
static void
test_json_renamed (SearchFixture *f,
                   gconstpointer  site)
{
  static const struct {
    const char        *body;
    const char        *named;
    SotongFetchOutcome outcome;
  } cases[] = {
    { "{\"answer\":{\"lines\":[]}}", "“answer.rows”", SOTONG_FETCH_FAILED },
    { "{\"answer\":{\"rows\":[{\"x\":1},{\"x\":2}]}}", "“what, said.how, when, seq, href”", SOTONG_FETCH_FAILED },
    { "{\"answer\":{\"rows\":[{\"seq\":1,\"what\":\"가\",\"said\":{\"how\":\"글\"},\"href\":\"/1\"},{\"seq\":2,\"what\":\"나\",\"href\":\"/2\"}]}}", "“when”",
      SOTONG_FETCH_OK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongFetchReply) reply = NULL;

      stand_in_fail_status (f->server, "GET /", 200, NULL, cases[i].body);
      reply = search_fetch (f);
      g_assert_cmpint (reply->outcome, ==, cases[i].outcome);
      g_assert_nonnull (reply->message);
      g_assert_nonnull (strstr (reply->message, cases[i].named));
    }
}

static const SearchPage json_feed_pages[] = {
  { "/", "", 0, NULL, "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{\"id\":\"a\",\"url\":\"https://b.example/1\",\"title\":\"하나\","
    "\"content_html\":\"<p>글</p>\",\"date_published\":\"2016-10-13T10:00:00+09:00\",\"authors\":[{\"name\":\"김시민\"}]}]}" },
  { NULL }
};
static const SearchSite json_feed = { "json", NULL, { NULL }, { NULL }, NULL, json_feed_pages };

static void
test_json_feed (SearchFixture *f,
                gconstpointer  site)
{
  static const char * const wrong[] = { "{\"a\":1}", "3", "{\"items\":[{\"x\":1},{\"x\":2}]}", "<html>", "" };
  g_autoptr(SotongFetchReply) reply = search_fetch (f);

  g_assert_cmpuint (reply->items->len, ==, 1);
  g_assert_cmpstr (search_item (reply, 0)->author, ==, "김시민");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(SotongFetchReply) failed = NULL;

      stand_in_fail_status (f->server, "GET /", 200, NULL, wrong[i]);
      failed = search_fetch (f);
      g_assert_cmpint (failed->outcome, ==, SOTONG_FETCH_FAILED);
    }
}

/* ---- odd items, whatever the site ---- */

/* How a site shows a page: $ID, $TEXT and $DATE stand for what is odd. */
typedef struct {
  const SearchSite *site;
  const char       *path;
  const char       *head;
  const char       *item;
  const char       *tail;
  const char       *renamed;  /* what an item's text is called */
  StandInFunc       handle;   /* (nullable): what answers the other calls, if not the site's pages */
} OddPage;

static void
odd_set_up (Bluesky       *f,
            const OddPage *page)
{
  search_set_up (&f->search, page->site);
  f->search.left[0] = 1500;
  if (page->handle == NULL)
    return;
  f->search.server->func = page->handle;
  f->search.server->user_data = f;
}

static char *
make_odd (const OddPage *page,
          const char    *id,
          const char    *text,
          const char    *date)
{
  g_autoptr(GString) item = g_string_new (page->item);

  g_string_replace (item, "$ID", id, 0);
  g_string_replace (item, "$TEXT", text, 0);
  g_string_replace (item, "$DATE", date, 0);
  return g_string_free (g_steal_pointer (&item), FALSE);
}

/* Dates of six wrong forms, ids that a double would take for one, the same item twice, one without a text, one with a NUL and half a character,
 * and what is no item. */
static void
test_odd (gconstpointer data)
{
  static const char * const dates[] = { "2016-13-45T00:00:00Z", "yesterday", "0", "31/12/2016 25:61", "9999-12-31T23:59:59Z", "" };
  const OddPage *page = data;
  g_autofree char *request = g_strconcat ("GET ", page->path, NULL);
  g_autoptr(GString) body = g_string_new (page->head);
  g_autoptr(SotongFetchReply) reply = NULL;
  Bluesky f = { { NULL } };
  guint n = 0, n_broken = 0;

  odd_set_up (&f, page);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, G_GINT64_CONSTANT (9007199254740992) + i);
      g_autofree char *item = make_odd (page, id, "말", dates[i]);

      g_string_append_printf (body, "%s,%s,", item, item);
    }
  {
    g_autofree char *silent = make_odd (page, "7", "", "2016-10-13T01:00:00Z");
    g_autofree char *broken = make_odd (page, "8", "앞\\u0000뒤 \\ud800 \\ud83d\\ude00", "2016-10-13T01:00:00Z");

    g_string_append_printf (body, "%s,%s,null,3%s", silent, broken, page->tail);
  }
  stand_in_fail_status (f.search.server, request, 200, NULL, body->str);
  reply = search_fetch (&f.search);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  for (guint i = 0; i < reply->items->len; i++)
    {
      const SotongItem *item = search_item (reply, i);

      g_assert_false (g_str_has_suffix (item->external_id, "/7") || g_str_equal (item->external_id, "7"));
      g_assert_true (g_utf8_validate (item->text, -1, NULL));
      n_broken += g_str_has_prefix (item->text, "앞") && g_str_has_suffix (item->text, "😀");
      if (g_strcmp0 (item->text, "말") != 0)
        continue;
      n++;
      g_assert_cmpint (item->precision, ==, SOTONG_ITEM_FIRST_SEEN);
      g_assert_cmpint (item->published_at, ==, SEARCH_NOW);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (dates));
  g_assert_cmpuint (n_broken, ==, 1);
  search_tear_down (&f.search, page->site);
}

/* A field that is called something else now is named. */
static void
test_renamed (gconstpointer data)
{
  const OddPage *page = data;
  g_autofree char *request = g_strconcat ("GET ", page->path, NULL), *one = make_odd (page, "1", "말", "2016-10-13T01:00:00Z");
  g_autofree char *two = make_odd (page, "2", "말", "2016-10-13T01:00:00Z");
  g_autoptr(GString) body = g_string_new (page->head);
  g_autofree char *old = g_strdup_printf ("\"%s\":", page->renamed);
  g_autoptr(SotongFetchReply) reply = NULL;
  Bluesky f = { { NULL } };

  odd_set_up (&f, page);
  g_string_append_printf (body, "%s,%s%s", one, two, page->tail);
  g_string_replace (body, old, "\"renamed\":", 0);
  stand_in_fail_status (f.search.server, request, 200, NULL, body->str);
  reply = search_fetch (&f.search);
  g_assert_nonnull (reply->message);
  g_assert_nonnull (strstr (reply->message, page->renamed));
  search_tear_down (&f.search, page->site);
}

static const OddPage odd_pages[] = {
  { &mastodon, "/api/v1/timelines/tag/서울", "[", "{\"id\":\"$ID\",\"content\":\"$TEXT\",\"created_at\":\"$DATE\",\"url\":\"https://m.example/@a/$ID\"}", "]",
    "content" },
  { &x, "/2/tweets/search/recent", "{\"data\":[", "{\"id\":\"$ID\",\"text\":\"$TEXT\",\"created_at\":\"$DATE\",\"author_id\":\"1\"}", "],\"meta\":{\"result_count\":1}}",
    "text" },
  { &wordpress, "/wp-json/wp/v2/comments", "[", "{\"id\":$ID,\"post\":1,\"date_gmt\":\"$DATE\",\"content\":{\"rendered\":\"$TEXT\"},"
    "\"link\":\"https://b.example/p/#comment-$ID\"}", "]", "content" },
  { &json_feed, "/", "{\"items\":[", "{\"id\":$ID,\"content_text\":\"$TEXT\",\"date_published\":\"$DATE\"}", "]}", "id" },
  { &bluesky, "/xrpc/app.bsky.feed.searchPosts", "{\"posts\":[", "{\"uri\":\"at://did:plc:abc/app.bsky.feed.post/$ID\",\"author\":{\"did\":\"did:plc:abc\"},"
    "\"record\":{\"text\":\"$TEXT\",\"createdAt\":\"$DATE\"}}", "]}", "text", handle_bluesky },
  { &ghost, "/members/api/comments/post/65f0c1a2b3c4d5e6f7a8b9c0/", "{\"comments\":[", "{\"id\":\"$ID\",\"html\":\"$TEXT\",\"created_at\":\"$DATE\"}", "]}", "html" },
  { &youtube, "/youtube/v3/commentThreads", "{\"items\":[", "{\"id\":\"$ID\",\"snippet\":{\"videoId\":\"v1\",\"topLevelComment\":{\"id\":\"$ID\","
    "\"snippet\":{\"textDisplay\":\"$TEXT\",\"publishedAt\":\"$DATE\"}}}}", "]}", "textDisplay" },
};

/* ---- Naver's search trend ---- */

static void
handle_trend (StandIn           *server,
              SoupServerMessage *message,
              const char        *method,
              const char        *path,
              GHashTable        *query,
              gpointer           user_data)
{
  g_autoptr(JsonObject) body = stand_in_read_json (server, message);
  JsonArray *groups = sotong_json_get_array (body, "keywordGroups");
  g_autofree char *unit = sotong_json_dup_string (body, "timeUnit");
  g_autofree char *start = sotong_json_dup_string (body, "startDate");
  g_autofree char *end = sotong_json_dup_string (body, "endDate");
  JsonObject *first = groups != NULL ? sotong_json_array_get_object (groups, 0) : NULL;
  g_autofree char *name = sotong_json_dup_string (first, "groupName");

  if (!g_str_equal (method, "POST") || !g_str_equal (path, "/v1/datalab/search") || g_hash_table_size (query) != 0)
    stand_in_violate (server, "there is no %s %s", method, path);
  if (g_strcmp0 (stand_in_get_header (message, "X-Naver-Client-Id"), "id") != 0 || g_strcmp0 (stand_in_get_header (message, "X-Naver-Client-Secret"), "secret") != 0)
    stand_in_violate (server, "the key is wrong");
  if (g_strcmp0 (unit, "date") != 0 || g_strcmp0 (start, "2016-01-01") != 0 || g_strcmp0 (end, "2016-10-14") != 0)
    stand_in_violate (server, "asked for %s from %s to %s", unit, start, end);
  if (g_strcmp0 (name, "따릉이") != 0 || json_array_get_length (groups) != 2
      || json_array_get_length (sotong_json_get_array (first, "keywords")) != 2)
    stand_in_violate (server, "the groups are wrong");
  stand_in_answer (server, message, 200, "{\"startDate\":\"2016-01-01\",\"endDate\":\"2016-10-14\",\"timeUnit\":\"date\",\"results\":[{\"title\":\"따릉이\","
                   "\"keywords\":[\"따릉이\",\"자전거\"],\"data\":[{\"period\":\"2016-10-12\",\"ratio\":47.0},{\"period\":\"2016-10-13\",\"ratio\":\"100\"},"
                   "{\"period\":\"2016-10-14\",\"ratio\":null}]},{\"title\":\"축제\",\"keywords\":[\"축제\"],\"data\":[]}]}");
}

static void
test_trend (void)
{
  static const SearchSite site = { "naver-trend", "id:secret", { NULL }, { "따릉이=따릉이,자전거", "축제" }, NULL, NULL };
  SearchFixture f = { NULL };
  g_autoptr(SotongFetchReply) reply = NULL;
  const SotongRelativePoint *point;

  search_set_up (&f, &site);
  f.server->func = handle_trend;
  reply = search_fetch (&f);
  g_assert_cmpuint (reply->items->len, ==, 0);
  g_assert_nonnull (reply->points);
  g_assert_cmpuint (reply->points->len, ==, 2);
  point = g_ptr_array_index (reply->points, 1);
  g_assert_cmpstr (point->name, ==, "따릉이");
  g_assert_cmpstr (point->day, ==, "2016-10-13");
  g_assert_cmpfloat (point->ratio, ==, 100.0);
  g_assert_cmpint (reply->used[0], ==, 1);
  g_assert_cmpint (reply->next_after, ==, 24 * 3600);
  search_tear_down (&f, &site);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, site, func) g_test_add ("/platforms/search-sites/" path, SearchFixture, &site, search_set_up, func, search_tear_down)
  ADD ("youtube", youtube, test_youtube);
  ADD ("youtube-quota", youtube, test_youtube_quota);
  ADD ("mastodon", mastodon, test_mastodon);
  ADD ("x", x, test_x);
  ADD ("x-money", x, test_x_money);
  ADD ("x-old", x_old, test_x_old);
  ADD ("wordpress", wordpress, test_wordpress);
  ADD ("ghost", ghost, test_ghost);
  ADD ("json", json, test_json);
  ADD ("json-renamed", json, test_json_renamed);
  ADD ("json-feed", json_feed, test_json_feed);
#undef ADD
  g_test_add_func ("/platforms/search-sites/bluesky", test_bluesky);
  g_test_add_func ("/platforms/search-sites/wordpress-full", test_wordpress_full);
  g_test_add_func ("/platforms/search-sites/trend", test_trend);
  for (guint i = 0; i < G_N_ELEMENTS (odd_pages); i++)
    {
      g_autofree char *odd = g_strdup_printf ("/platforms/search-sites/%s/odd", odd_pages[i].site->kind);
      g_autofree char *renamed = g_strdup_printf ("/platforms/search-sites/%s/renamed", odd_pages[i].site->kind);

      g_test_add_data_func (odd, &odd_pages[i], test_odd);
      if (odd_pages[i].site != &json_feed)
        g_test_add_data_func (renamed, &odd_pages[i], test_renamed);
    }
  return g_test_run ();
}
