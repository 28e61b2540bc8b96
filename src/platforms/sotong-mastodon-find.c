/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-mastodon-private.h"
#include "platforms/sotong-post-html.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define PAGE      40
#define MAX_PAGES 10
#define MINUTES_S 600  /* by which a server may be early or late with a post that waited there */
#define DOUBT_S   (12 * 60 * 60)  /* by which the clock here may have been wrong when a post was sent */
#define KEY_S     (55 * 60)       /* so long the server itself keeps a key from being used twice */

/* A post is known again by its words, its files and its time: the server keeps no key. */

static gboolean
has_as_many_files (JsonObject       *object,
                   const SotongPost *post)
{
  JsonArray *media = sotong_json_get_array (object, "media_attachments");

  return (media != NULL ? json_array_get_length (media) : 0) == post->media->len;
}

static gboolean
is_same (const char *ours,
         const char *theirs)
{
  return sotong_post_html_says (theirs, ours);
}

/* (nullable): which of the post's texts it has, if it is that post. A boost of somebody's post is none of ours. */
static const char *
find_words (JsonObject                 *object,
            const SotongMastodonSearch *search)
{
  const char *words;
  g_autofree char *id = sotong_json_dup_id (object, "id");
  g_autofree char *content = sotong_json_dup_string (object, "content");

  if (id == NULL || content == NULL || sotong_json_get_object (object, "reblog") != NULL || g_hash_table_contains (search->others, id)
      || (!search->post->files_changed && !has_as_many_files (object, search->post)))
    return NULL;
  words = sotong_post_find_words (search->post, is_same, content);
  return words != NULL && !sotong_post_is_other (search->post, id) ? words : NULL;
}

/* Since when it may be there, by the server's clock. */
static gint64
find_begin (SotongCall                 *call,
            const SotongMastodonSearch *search)
{
  gint64 server_now = sotong_call_get_server_now (call);
  gint64 skew = server_now > 0 ? server_now - g_get_real_time () / G_USEC_PER_SEC : 0;
  gint64 begin = search->sent_at + skew - search->tolerance;

  if (search->post->schedule_on_platform && search->post->publish_at > 0)
    begin = MAX (begin, search->post->publish_at - MINUTES_S);
  return begin;
}

typedef enum {
  PAGE_FOUND,
  PAGE_OVER,   /* the rest is older */
  PAGE_MORE,
  PAGE_BROKEN,
  PAGE_DOUBT,  /* likewise, and one of them may be it if a clock was wrong */
} PageEnd;

static SotongReply *
read_found (SotongCall                 *call,
            JsonObject                 *object,
            const SotongMastodonSearch *search,
            const char                 *words)
{
  SotongReply *reply = words != NULL ? sotong_mastodon_read_post (call, object) : NULL;

  if (reply != NULL)
    sotong_post_note_words (search->post, words);
  return reply;
}

/* Whether the server may have forgotten the key, so that sending once more would make a second post. */
static gboolean
is_beyond_key (const SotongMastodonSearch *search)
{
  gint64 age = g_get_real_time () / G_USEC_PER_SEC - search->post->first_sent_at;

  return search->post->first_sent_at > 0 && (age < 0 || age > KEY_S);
}

/* The rest of a page, which is older than what is looked for. */
static PageEnd
search_older (JsonArray                  *list,
              guint                       from,
              gint64                      begin,
              const SotongMastodonSearch *search)
{
  for (guint i = from; is_beyond_key (search) && i < json_array_get_length (list); i++)
    {
      JsonObject *object = sotong_json_array_get_object (list, i);
      g_autofree char *created = sotong_json_dup_string (object, "created_at");

      if (sotong_mastodon_parse_time (created) >= begin - DOUBT_S && find_words (object, search) != NULL)
        return PAGE_DOUBT;
    }
  return PAGE_OVER;
}

static PageEnd
search_page (SotongCall                  *call,
             const SotongMastodonSearch  *search,
             SotongReply                **out_reply,
             char                       **last_id)
{
  JsonArray *list = json_node_get_array (call->root);
  guint n = json_array_get_length (list);
  gint64 begin = find_begin (call, search);
  SotongClock *clock = sotong_http_get_clock (sotong_platform_get_http (call->platform));
  gint64 set_now = sotong_clock_is_set (clock) ? sotong_clock_now (clock) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = sotong_json_array_get_object (list, i);
      g_autofree char *created = sotong_json_dup_string (object, "created_at");
      gint64 at = sotong_mastodon_parse_time (created);

      g_free (*last_id);
      *last_id = sotong_json_dup_id (object, "id");
      if (at == 0 || *last_id == NULL)
        return PAGE_BROKEN;
      if (at < begin && (set_now == 0 || at < set_now - SOTONG_CALL_SET_SLACK_S))
        return set_now == 0 ? search_older (list, i, begin, search) : PAGE_OVER;
      if (at < begin && at > set_now + MINUTES_S)
        continue;
      *out_reply = read_found (call, object, search, find_words (object, search));
      if (*out_reply != NULL)
        return PAGE_FOUND;
    }
  return n == 0 ? PAGE_OVER : PAGE_MORE;
}

static SotongLookUp
find_published (SotongPlatform              *platform,
                const SotongAccount         *account,
                const SotongMastodonSearch  *search,
                GCancellable                *cancellable,
                SotongReply                **out_reply)
{
  g_autofree char *escaped = g_uri_escape_string (search->account_id, NULL, FALSE);
  g_autofree char *max_id = NULL;

  for (guint page = 0; page < MAX_PAGES; page++)
    {
      g_auto(SotongCall) call = { 0 };
      g_autofree char *max = max_id != NULL ? g_uri_escape_string (max_id, NULL, FALSE) : NULL;
      g_autofree char *route = g_strdup_printf ("/api/v1/accounts/%s/statuses?limit=%d%s%s", escaped, PAGE,
                                                max != NULL ? "&max_id=" : "", max != NULL ? max : "");
      PageEnd end = PAGE_BROKEN;

      sotong_mastodon_begin (&call, platform, account, "GET", route);
      sotong_call_run (&call, cancellable);
      if (sotong_call_has_status (&call, 200) && call.root != NULL && JSON_NODE_HOLDS_ARRAY (call.root))
        end = search_page (&call, search, out_reply, &max_id);
      if (end == PAGE_FOUND)
        return SOTONG_LOOK_UP_FOUND;
      if (end == PAGE_OVER)
        return SOTONG_LOOK_UP_ABSENT;
      if (end == PAGE_DOUBT)
        {
          *out_reply = sotong_reply_new_doubt (account);
          return SOTONG_LOOK_UP_CANNOT_TELL;
        }
      if (end == PAGE_BROKEN || page + 1 == MAX_PAGES)
        {
          *out_reply = sotong_mastodon_fail (&call, FALSE);
          return SOTONG_LOOK_UP_CANNOT_TELL;
        }
    }
  return SOTONG_LOOK_UP_CANNOT_TELL;
}

static const char *
find_waiting_words (JsonObject                 *object,
                    const SotongMastodonSearch *search)
{
  JsonObject *params = sotong_json_get_object (object, "params");
  g_autofree char *id = sotong_json_dup_id (object, "id");
  g_autofree char *text = sotong_json_dup_string (params, "text");
  g_autofree char *at = sotong_json_dup_string (object, "scheduled_at");
  g_autofree char *full = g_strconcat (SOTONG_MASTODON_SCHEDULED, id, NULL);
  const SotongPost *post = search->post;
  const char *words = text != NULL ? sotong_post_find_words (post, sotong_post_text_is_same, text) : NULL;

  if (id == NULL || words == NULL || (!post->files_changed && !has_as_many_files (object, post)) || g_hash_table_contains (search->others, full)
      || sotong_post_is_other (post, full))
    return NULL;
  if (post->schedule_on_platform && post->publish_at > 0 && ABS (sotong_mastodon_parse_time (at) - post->publish_at) >= 60)
    return NULL;
  return words;
}

static SotongLookUp
find_scheduled (SotongPlatform              *platform,
                const SotongAccount         *account,
                const SotongMastodonSearch  *search,
                GCancellable                *cancellable,
                SotongReply                **out_reply)
{
  g_auto(SotongCall) call = { 0 };
  JsonArray *list;

  sotong_mastodon_begin (&call, platform, account, "GET", "/api/v1/scheduled_statuses?limit=40");
  sotong_call_run (&call, cancellable);
  if (!sotong_call_has_status (&call, 200) || call.root == NULL || !JSON_NODE_HOLDS_ARRAY (call.root))
    {
      *out_reply = sotong_mastodon_fail (&call, FALSE);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  list = json_node_get_array (call.root);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = sotong_json_array_get_object (list, i);

      *out_reply = read_found (&call, object, search, find_waiting_words (object, search));
      if (*out_reply != NULL)
        return SOTONG_LOOK_UP_FOUND;
    }
  *out_reply = sotong_reply_new_absent (account, 200);
  return SOTONG_LOOK_UP_ABSENT;
}

/*
 * sotong_mastodon_find:
 * @platform: the connector
 * @account: the account
 * @search: what to look for
 * @cancellable: (nullable): to stop it
 * @out_reply: (out) (transfer full): the post, or why not
 *
 * Looks for a post among those that are out and those that wait. The server does not tell which post came of one
 * that waited, so that too is found by its words. Blocks.
 *
 * Returns: whether it is there
 */
SotongLookUp
sotong_mastodon_find (SotongPlatform              *platform,
                      const SotongAccount         *account,
                      const SotongMastodonSearch  *search,
                      GCancellable                *cancellable,
                      SotongReply                **out_reply)
{
  SotongLookUp found = find_published (platform, account, search, cancellable, out_reply);

  return found == SOTONG_LOOK_UP_ABSENT ? find_scheduled (platform, account, search, cancellable, out_reply) : found;
}
