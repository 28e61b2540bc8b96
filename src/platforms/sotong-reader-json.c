/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-reader-json.h"
#include "platforms/sotong-search-private.h"
#include "util/sotong-json-path.h"
#include "util/sotong-json.h"
#include "util/sotong-url.h"

#define MAX_PAGES 10

/**
 * SotongReaderJson:
 *
 * Reads any list of things in JSON. Where what stands is told by the source's settings, or guessed from the names that
 * such lists have, those of JSON Feed among them.
 */
struct _SotongReaderJson
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderJson, sotong_reader_json, SOTONG_TYPE_READER)

static const SotongSearchSite bearer = { .name = "json", .key = SOTONG_SEARCH_KEY_BEARER, .fixed = "" };
static const SotongSearchSite basic = { .name = "json", .key = SOTONG_SEARCH_KEY_BASIC, .fixed = "" };

/* Where things may stand, the likeliest first. */
static const struct {
  const char *field;
  const char *paths[12];
} guesses[] = {
  { "items", { "items", "data", "results", "posts", "articles", "documents", "list", "entries", "data.items", "data.list", "response.body.items" } },
  { "id", { "id", "guid", "_id", "no", "seq", "external_id" } },
  { "url", { "url", "link", "href", "permalink", "external_url" } },
  { "title", { "title", "subject", "headline", "name" } },
  { "text", { "content_text", "text", "content_html", "content", "body", "description", "summary", "message" } },
  { "author", { "author.name", "authors.0.name", "author", "writer", "user.name", "user.username", "username", "nickname" } },
  { "date", { "date_published", "published_at", "pubDate", "published", "created_at", "createdAt", "datetime", "date", "regDate", "timestamp" } },
  { "reach", { "reach", "view_count", "viewCount", "views", "hits", "hit", "readCount" } },
  { "next", { "next_url", "next", "links.next", "paging.next" } },
};

#define MOST_LOOKED 50 /* items in which a field is looked for: not all of them have all fields */

/* Whether a path leads to something in the answer, or (@items) in one of its items. */
static gboolean
leads (JsonNode   *node,
       JsonArray  *items,
       const char *path,
       gboolean    list)
{
  if (list)
    return sotong_json_get_path_array (node, path) != NULL;
  for (guint i = 0; i < (items != NULL ? MIN (json_array_get_length (items), MOST_LOOKED) : 1); i++)
    {
      g_autofree char *text = sotong_json_dup_path (items != NULL ? json_array_get_element (items, i) : node, path);

      if (text != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A path as the settings say, else the first guess that leads to something. */
static char *
find_path (SotongSearch *self,
           const char   *field,
           JsonNode     *node,
           JsonArray    *items,
           gboolean      list)
{
  char *path = sotong_json_dup_string (sotong_json_get_object (self->request->settings, "map"), field);

  if (path != NULL)
    return path;
  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    for (guint j = 0; g_str_equal (guesses[i].field, field) && j < G_N_ELEMENTS (guesses[i].paths) && guesses[i].paths[j] != NULL; j++)
      {
        if (leads (node, items, guesses[i].paths[j], list))
          return g_strdup (guesses[i].paths[j]);
      }
  return NULL;
}

static void
kind_clear (SotongSearchKind *kind)
{
  g_free ((char *) kind->id);
  g_free ((char *) kind->url);
  g_free ((char *) kind->title);
  g_free ((char *) kind->text);
  g_free ((char *) kind->author);
  g_free ((char *) kind->date);
  g_free ((char *) kind->reach);
  g_free ((char *) kind->id_space);
}

/* The items of one page; @out_new is how many had not come yet. %FALSE if it is no such list. @out_missing: (transfer full): what of the settings'
 * fields is not there. */
static gboolean
read_page (SotongSearch       *self,
           SotongSearchAnswer *answer,
           GHashTable         *seen,
           guint              *out_new,
           char              **out_missing)
{
  g_autofree char *list = JSON_NODE_HOLDS_ARRAY (answer->root) ? g_strdup ("") : find_path (self, "items", answer->root, NULL, TRUE);
  JsonArray *items = sotong_json_get_path_array (answer->root, list);
  SotongSearchKind kind = { .kind = "json", .site = self->site, .marks = SOTONG_SEARCH_HTML, .epoch = TRUE };
  guint before = self->reply->items->len;

  if (items == NULL)
    {
      *out_missing = g_strdup (list != NULL && JSON_NODE_HOLDS_OBJECT (answer->root) ? list : "");
      return FALSE;
    }
  kind.id = find_path (self, "id", answer->root, items, FALSE);
  kind.url = find_path (self, "url", answer->root, items, FALSE);
  kind.title = find_path (self, "title", answer->root, items, FALSE);
  kind.text = find_path (self, "text", answer->root, items, FALSE);
  kind.author = find_path (self, "author", answer->root, items, FALSE);
  kind.date = find_path (self, "date", answer->root, items, FALSE);
  kind.reach = find_path (self, "reach", answer->root, items, FALSE);
  kind.id_space = g_strconcat ("json:", self->base, NULL); /* ids are those of this one list */
  *out_new = sotong_search_add_items (self, &kind, answer->root, items, seen);
  *out_missing = sotong_search_dup_missing (&kind, items);
  kind_clear (&kind);
  if (json_array_get_length (items) > 0 && g_hash_table_size (seen) == 0)
    return FALSE; /* nothing is known of any of them */
  return *out_new == 0 || self->reply->items->len > before || self->cut;
}

/* The next page's address; a key goes to no other server. */
static char *
find_next (SotongSearch       *self,
           SotongSearchAnswer *answer)
{
  g_autofree char *path = find_path (self, "next", answer->root, NULL, FALSE);
  g_autofree char *next = path != NULL ? sotong_json_dup_path (answer->root, path) : NULL;
  g_autofree char *url = next != NULL && next[0] != '\0' ? sotong_url_resolve (self->request->url, next) : NULL;

  return url != NULL && sotong_search_may_follow (self, url) ? g_steal_pointer (&url) : NULL;
}

static SotongHttpRequest *
make_request (SotongSearch *self,
              const char   *url,
              gboolean      first)
{
  SotongHttpRequest *request = sotong_search_new_request (self, "GET", url);

  if (first && self->request->etag != NULL)
    sotong_http_request_set_header (request, "If-None-Match", self->request->etag);
  if (first && self->request->last_modified != NULL)
    sotong_http_request_set_header (request, "If-Modified-Since", self->request->last_modified);
  if (self->key[0] == '\0')
    sotong_http_request_follow_redirects (request);
  return request;
}

static void
take_validators (SotongSearch       *self,
                 SotongHttpResponse *response)
{
  self->reply->etag = g_strdup (sotong_http_response_get_header (response, "ETag"));
  self->reply->last_modified = g_strdup (sotong_http_response_get_header (response, "Last-Modified"));
}

static void
keep_unchanged (SotongSearch *self)
{
  SotongFetchReply *reply = self->reply;

  reply->outcome = SOTONG_FETCH_OK; /* without items it will be called unchanged */
  reply->retry_at = 0;
  g_clear_pointer (&reply->message, g_free);
  reply->etag = g_strdup (self->request->etag);
  reply->last_modified = g_strdup (self->request->last_modified);
}

static void
read_all (SotongSearch *self)
{
  static const gint64 costs[SOTONG_READER_N_QUOTAS] = { 0 };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *url = g_strdup (self->request->url);

  for (guint i = 0; url != NULL && i < MAX_PAGES; i++)
    {
      g_autoptr(SotongHttpRequest) request = make_request (self, url, i == 0);
      g_auto(SotongSearchAnswer) answer = { 0 };
      g_autofree char *missing = NULL;
      guint n_new = 0;

      if (!sotong_search_ask (self, request, costs, &answer))
        {
          if (answer.response != NULL && answer.response->status == SOUP_STATUS_NOT_MODIFIED)
            keep_unchanged (self);
          return;
        }
      if (!read_page (self, &answer, seen, &n_new, &missing))
        {
          sotong_search_fail_missing (self, &answer, missing);
          return;
        }
      if (n_new > 1)
        sotong_search_note_missing (self, missing);
      if (i == 0)
        {
          take_validators (self, answer.response);
          sotong_fetch_reply_set_interval (self->reply, answer.response, 0);
        }
      g_free (url);
      url = n_new > 0 && !self->cut && !self->request->probe ? find_next (self, &answer) : NULL;
    }
  self->cut = self->cut || url != NULL;
}

static SotongFetchReply *
sotong_reader_json_fetch (SotongReader             *reader,
                          const SotongFetchRequest *request,
                          GCancellable             *cancellable)
{
  gboolean pair = request->secret != NULL && strchr (request->secret, ':') != NULL;
  SotongSearch self = { 0 };

  sotong_search_begin (&self, reader, request, pair ? &basic : &bearer, cancellable);
  read_all (&self);
  sotong_search_settle_covered (&self, self.reply->next_after);
  return sotong_search_end (&self);
}

static void
sotong_reader_json_class_init (SotongReaderJsonClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_json_fetch;
}

static void
sotong_reader_json_init (SotongReaderJson *self)
{
}
