/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-ghost-private.h"
#include "platforms/sotong-reader-ghost.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-search-private.h"
#include "util/sotong-json.h"

#define INTERVAL_S 1800
#define POSTS      "posts/?limit=25&order=published_at%20desc&filter=status%3Apublished&fields=id%2Curl"

/**
 * SotongReaderGhost:
 *
 * Reads what members say under the newest posts of a Ghost site. The posts come with the key of an integration; comments are
 * read as any visitor reads them, for an integration may not.
 */
struct _SotongReaderGhost
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderGhost, sotong_reader_ghost, SOTONG_TYPE_READER)

static const SotongSearchSite site = {
  .name = "ghost", .key = SOTONG_SEARCH_KEY_BEARER, .fixed = "limit=100&order=created_at%20desc", .paging = SOTONG_SEARCH_BY_TOKEN,
  .page = "page", .next = "meta.pagination.next", .page_items = 100, .max_pages = 5,
};

#define COMMENT .kind = "ghost", .site = &site, .id = "id", .url = "", .text = "html", .author = "member.name", .date = "created_at", \
                .marks = SOTONG_SEARCH_HTML
static const SotongSearchKind answers = { COMMENT, .path = "", .items = "" };
static const SotongSearchKind comments = {
  COMMENT, .path = "/members/api/comments/post/%s/", .items = "comments", .answers = "replies", .answer_kind = &answers,
};

static void
read_posts (SotongSearch *self,
            JsonArray    *posts)
{
  static const gint64 costs[SOTONG_READER_N_QUOTAS] = { 0 };

  for (guint i = 0; i < json_array_get_length (posts); i++)
    {
      JsonObject *post = sotong_json_array_get_object (posts, i);
      g_autofree char *id = sotong_json_dup_id (post, "id");
      g_autofree char *url = sotong_json_dup_string (post, "url");

      if (id != NULL && (!sotong_search_run_thread (self, &comments, id, url, "?comment=", costs) || self->request->probe))
        return;
    }
}

static void
read_site (SotongSearch  *self,
           SotongAccount *account)
{
  g_autoptr(SotongPlatform) platform = sotong_platform_new ("ghost", sotong_reader_get_http (self->reader));
  g_auto(SotongCall) call = { 0 };
  gint64 skew = 0;
  JsonArray *posts;

  sotong_ghost_begin (&call, platform, account, "GET", POSTS);
  sotong_ghost_run (&call, &skew, self->cancellable);
  posts = sotong_call_has_status (&call, 200) ? sotong_json_get_array (call.body, "posts") : NULL;
  if (posts == NULL)
    {
      g_autoptr(SotongReply) said = sotong_ghost_fail (&call, FALSE);

      sotong_search_take_reply (self, said);
      return;
    }
  self->reply->http_status = 200;
  g_clear_pointer (&self->key, g_free); /* the key is for the posts alone */
  self->key = g_strdup ("");
  read_posts (self, posts);
}

static SotongFetchReply *
sotong_reader_ghost_fetch (SotongReader             *reader,
                           const SotongFetchRequest *request,
                           GCancellable             *cancellable)
{
  g_autofree char *host = sotong_reader_dup_host (request->url);
  g_autoptr(SotongAccount) account = sotong_account_new (host, "ghost", request->url, NULL, NULL, request->secret);
  SotongSearch self = { 0 };

  sotong_search_begin (&self, reader, request, &site, cancellable);
  if (sotong_ghost_has_key (account))
    read_site (&self, account);
  else
    {
      g_autoptr(SotongReply) said = sotong_reply_new_no_secret (account);

      sotong_search_take_reply (&self, said);
    }
  sotong_search_settle_covered (&self, INTERVAL_S);
  return sotong_search_end (&self);
}

static void
sotong_reader_ghost_class_init (SotongReaderGhostClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_ghost_fetch;
}

static void
sotong_reader_ghost_init (SotongReaderGhost *self)
{
}
