/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-search-private.h"

/* How the sites that are searched differ; what they have in common is in sotong-search-page.c. */

static const SotongSearchSite naver = {
  .name = "naver", .key = SOTONG_SEARCH_KEY_PAIR, .key_names = { "X-Naver-Client-Id", "X-Naver-Client-Secret" },
  .query = "query", .fixed = "display=100&sort=date", .paging = SOTONG_SEARCH_BY_START, .page = "start", .total = "total", .page_items = 100,
  .max_pages = 10, /* start goes to 1000, however large the total is */
};

static const SotongSearchSite naver_hub = {
  .name = "naver-hub", .key = SOTONG_SEARCH_KEY_PAIR, .key_names = { "X-NCP-APIGW-API-KEY-ID", "X-NCP-APIGW-API-KEY" },
  .query = "query", .fixed = "display=100&sort=date", .paging = SOTONG_SEARCH_BY_START, .page = "start", .total = "total", .page_items = 100,
  .max_pages = 10,
};

static const SotongSearchSite kakao = {
  .name = "kakao", .key = SOTONG_SEARCH_KEY_PREFIX, .key_names = { "KakaoAK" },
  .query = "query", .fixed = "sort=recency&size=50", .paging = SOTONG_SEARCH_BY_PAGE, .page = "page", .end = "meta.is_end",
  .page_items = 50, .max_pages = 20,
};

static const SotongSearchSite mastodon = {
  .name = "mastodon", .key = SOTONG_SEARCH_KEY_BEARER, .query = "q", .fixed = "type=statuses&limit=40", .paging = SOTONG_SEARCH_BY_OFFSET,
  .page = "offset", .page_items = 40, .max_pages = 10,
};

static const SotongSearchSite mastodon_tag = {
  .name = "mastodon", .key = SOTONG_SEARCH_KEY_BEARER, .fixed = "limit=40", .paging = SOTONG_SEARCH_BY_LINK, .page_items = 40, .max_pages = 25,
};

static const SotongSearchSite bluesky = {
  .name = "bluesky", .key = SOTONG_SEARCH_KEY_BEARER, .query = "q", .fixed = "sort=latest&limit=100", .paging = SOTONG_SEARCH_BY_TOKEN,
  .page = "cursor", .next = "cursor", .since = "since", .page_items = 100, .max_pages = 10, .prepare = sotong_search_prepare_bluesky,
  .renew = sotong_search_renew_bluesky,
};

static const SotongSearchSite x = {
  .name = "x", .key = SOTONG_SEARCH_KEY_BEARER, .query = "query",
  .fixed = "sort_order=recency&tweet.fields=created_at,public_metrics,lang,author_id,entities&expansions=author_id&user.fields=username,name",
  .paging = SOTONG_SEARCH_BY_TOKEN, .page = "next_token", .next = "meta.next_token", .mark = "since_id", .page_items = 100, .max_pages = 3,
  .price = 5, .days = 7,
};

static const SotongSearchSite wordpress = {
  .name = "wordpress", .key = SOTONG_SEARCH_KEY_BASIC,
  .fixed = "per_page=100&orderby=date_gmt&order=desc&_fields=id,post,parent,author_name,date_gmt,content,link",
  .paging = SOTONG_SEARCH_BY_PAGE, .page = "page", .n_pages = "X-WP-TotalPages", .page_items = 100, .max_pages = 10,
  .prepare = sotong_search_prepare_wordpress, .make_url = sotong_search_make_wordpress_url,
};

#define NAVER_BLOG .items = "items", .id = "link", .url = "link", .title = "title", .text = "description", .author = "bloggername", \
                   .date = "postdate", .marks = SOTONG_SEARCH_BOLD
#define NAVER_NEWS .items = "items", .id = "link", .url = "originallink", .other_url = "link", .title = "title", .text = "description", \
                   .date = "pubDate", .marks = SOTONG_SEARCH_BOLD
#define NAVER_CAFE .items = "items", .id = "link", .url = "link", .title = "title", .text = "description", .author = "cafename", \
                   .marks = SOTONG_SEARCH_BOLD
#define KAKAO_TEXT .items = "documents", .id = "url", .url = "url", .title = "title", .text = "contents", .date = "datetime", \
                   .midnight_is_day = TRUE, .marks = SOTONG_SEARCH_BOLD
#define MASTODON   .id = "id", .url = "url", .text = "content", .author = "account.acct", .reach = "account.followers_count", .date = "created_at", \
                   .reply_to = "in_reply_to_id", .marks = SOTONG_SEARCH_HTML

static const SotongSearchKind kinds[] = {
  { .kind = "naver-blog", .site = &naver, .path = "/v1/search/blog.json", NAVER_BLOG },
  { .kind = "naver-news", .site = &naver, .path = "/v1/search/news.json", NAVER_NEWS },
  { .kind = "naver-cafe", .site = &naver, .path = "/v1/search/cafearticle.json", NAVER_CAFE },
  { .kind = "naver-hub-blog", .site = &naver_hub, .path = "/search/v1/blog", NAVER_BLOG },
  { .kind = "naver-hub-news", .site = &naver_hub, .path = "/search/v1/news", NAVER_NEWS },
  { .kind = "naver-hub-cafe", .site = &naver_hub, .path = "/search/v1/cafearticle", NAVER_CAFE },
  { .kind = "kakao-web", .site = &kakao, .path = "/v2/search/web", KAKAO_TEXT },
  { .kind = "kakao-blog", .site = &kakao, .path = "/v2/search/blog", KAKAO_TEXT, .author = "blogname" },
  { .kind = "kakao-cafe", .site = &kakao, .path = "/v2/search/cafe", KAKAO_TEXT, .author = "cafename" },
  { .kind = "kakao-video", .site = &kakao, .path = "/v2/search/vclip", .items = "documents", .id = "url", .url = "url", .title = "title",
    .author = "author", .date = "datetime", .midnight_is_day = TRUE, .marks = SOTONG_SEARCH_BOLD },
  { .kind = "mastodon", .site = &mastodon, .path = "/api/v2/search", .items = "statuses", MASTODON },
  { .kind = "bluesky", .site = &bluesky, .path = "/xrpc/app.bsky.feed.searchPosts", .items = "posts", .id = "uri", .url = "", .text = "record.text",
    .author = "author.handle", .date = "record.createdAt", .reply_to = "record.reply.parent.uri", .finish = sotong_search_finish_bluesky },
  { .kind = "x", .reach = "public_metrics.impression_count", .site = &x, .path = "/2/tweets/search/recent", .items = "data", .id = "id", .url = "", .text = "text", .date = "created_at",
    .marks = SOTONG_SEARCH_ESCAPED, .finish = sotong_search_finish_x },
  { .kind = "wordpress", .site = &wordpress, .path = "wp/v2/comments", .items = "", .id = "id", .url = "link", .text = "content.rendered",
    .author = "author_name", .date = "date_gmt", .reply_to = "post", .marks = SOTONG_SEARCH_HTML, .utc = TRUE, .finish = sotong_search_finish_wordpress },
};

static const SotongSearchKind tag = {
  .kind = "mastodon", .site = &mastodon_tag, .path = "/api/v1/timelines/tag/%s", .items = "", MASTODON,
};

/*< private >
 * sotong_search_find_kind:
 * @kind: a kind of source that is searched
 * @words: (nullable): for what; on Mastodon a word behind a "#" is a hashtag, which every server knows
 *
 * Returns: how it is asked
 */
const SotongSearchKind *
sotong_search_find_kind (const char *kind,
                         const char *words)
{
  if (g_str_equal (kind, "mastodon") && words != NULL && words[0] == '#')
    return &tag;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return &kinds[i];
  g_return_val_if_reached (NULL);
}
