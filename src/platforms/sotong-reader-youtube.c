/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-reader-youtube.h"
#include "platforms/sotong-search-private.h"
#include "util/sotong-json.h"

#define INTERVAL_S   3600
#define CHANNEL      "channel:"  /* before the id of the office's own channel, instead of words */
#define VIDEOS       "\tvideos"  /* the member of the cursor with the videos whose comments are read */
#define MAX_VIDEOS   50
#define WATCH        "https://www.youtube.com/watch?v="

/**
 * SotongReaderYoutube:
 *
 * Searches videos, and reads what is said under those found of late. Of a search a day has few, of comments many.
 */
struct _SotongReaderYoutube
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderYoutube, sotong_reader_youtube, SOTONG_TYPE_READER)

#define SITE .name = "youtube", .key = SOTONG_SEARCH_KEY_QUERY, .key_names = { "key" }, .paging = SOTONG_SEARCH_BY_TOKEN, \
             .page = "pageToken", .next = "nextPageToken"

static const SotongSearchSite search_site = {
  SITE, .query = "q", .fixed = "part=snippet&type=video&order=date&regionCode=KR&relevanceLanguage=ko&maxResults=50",
  .since = "publishedAfter", .page_items = 50, .max_pages = 2,
};
static const SotongSearchSite comments_site = {
  SITE, .query = "videoId", .fixed = "part=snippet,replies&order=time&maxResults=100&textFormat=plainText", .page_items = 100, .max_pages = 5,
};
static const SotongSearchSite channel_site = {
  SITE, .query = "allThreadsRelatedToChannelId", .fixed = "part=snippet,replies&order=time&maxResults=100&textFormat=plainText",
  .page_items = 100, .max_pages = 10,
};

static void
finish_video (JsonNode   *page,
              JsonNode   *node,
              SotongItem *item)
{
  g_free (item->url);
  item->url = item->external_id != NULL ? g_strconcat (WATCH, item->external_id, NULL) : NULL;
}

static void
finish_comment (JsonNode   *page,
                JsonNode   *node,
                SotongItem *item)
{
  g_free (item->url);
  item->url = item->reply_to != NULL && item->external_id != NULL ? g_strconcat (WATCH, item->reply_to, "&lc=", item->external_id, NULL) : NULL;
}

static const SotongSearchKind videos = {
  .kind = "youtube", .site = &search_site, .path = "/youtube/v3/search", .items = "items", .id = "id.videoId", .url = "",
  .title = "snippet.title", .text = "snippet.description", .author = "snippet.channelTitle", .date = "snippet.publishedAt",
  .marks = SOTONG_SEARCH_BOLD, .finish = finish_video,
};
static const SotongSearchKind answers = {
  .kind = "youtube", .site = &comments_site, .path = "", .items = "", .id = "id", .url = "", .text = "snippet.textDisplay",
  .author = "snippet.authorDisplayName", .date = "snippet.publishedAt", .reply_to = "snippet.videoId", .finish = finish_comment,
};
#define COMMENTS .kind = "youtube", .path = "/youtube/v3/commentThreads", .items = "items", .id = "snippet.topLevelComment.id", .url = "", \
                 .text = "snippet.topLevelComment.snippet.textDisplay", .author = "snippet.topLevelComment.snippet.authorDisplayName", \
                 .date = "snippet.topLevelComment.snippet.publishedAt", .reply_to = "snippet.videoId", .answers = "replies.comments", \
                 .answer_kind = &answers, .finish = finish_comment
static const SotongSearchKind comments = { .site = &comments_site, COMMENTS };
static const SotongSearchKind channel_comments = { .site = &channel_site, COMMENTS };

/* The videos found now come before those found earlier; of all only so many are asked about. */
static GPtrArray *
list_videos (SotongSearch *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *before = sotong_json_dup_string (self->known, VIDEOS);
  g_auto(GStrv) old = g_strsplit (before != NULL ? before : "", " ", -1);

  for (guint i = 0; i < self->reply->items->len && list->len < MAX_VIDEOS; i++)
    {
      const SotongItem *item = g_ptr_array_index (self->reply->items, i);

      if (item->reply_to != NULL || item->external_id == NULL || g_hash_table_contains (known, item->external_id))
        continue;
      g_ptr_array_add (list, g_strdup (item->external_id));
      g_hash_table_add (known, g_ptr_array_index (list, list->len - 1));
    }
  for (guint i = 0; old[i] != NULL && list->len < MAX_VIDEOS; i++)
    if (old[i][0] != '\0' && !g_hash_table_contains (known, old[i]))
      {
        g_ptr_array_add (list, g_strdup (old[i]));
        g_hash_table_add (known, g_ptr_array_index (list, list->len - 1));
      }
  return list;
}

static void
read_comments (SotongSearch *self)
{
  static const gint64 costs[SOTONG_READER_N_QUOTAS] = { 0, 1 };
  g_autoptr(GPtrArray) list = list_videos (self);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (list, i));
  if (list->len > 0)
    json_object_set_string_member (self->newest, VIDEOS, names->str);
  self->site = &comments_site;
  for (guint i = 0; i < list->len; i++)
    {
      const char *video = g_ptr_array_index (list, i);
      g_autofree char *url = g_strconcat (WATCH, video, NULL);

      if (!sotong_search_run_thread (self, &comments, video, url, "&lc=", costs))
        return;
    }
}

static gboolean
read_channel (SotongSearch *self,
              const char   *channel)
{
  static const gint64 costs[SOTONG_READER_N_QUOTAS] = { 0, 1 };

  self->site = &channel_site;
  return sotong_search_run (self, &channel_comments, channel, costs);
}

static void
read_all (SotongSearch *self)
{
  static const gint64 costs[SOTONG_READER_N_QUOTAS] = { 1, 0 };
  gboolean searched = FALSE;

  for (guint i = 0; self->request->queries[i] != NULL; i++)
    {
      const char *words = self->request->queries[i];
      gboolean own = g_str_has_prefix (words, CHANNEL);

      searched = searched || !own;
      self->site = &search_site;
      if (!(own ? read_channel (self, words + strlen (CHANNEL)) : sotong_search_run (self, &videos, words, costs)) || self->request->probe)
        return;
    }
  if (searched)
    read_comments (self);
}

static SotongFetchReply *
sotong_reader_youtube_fetch (SotongReader             *reader,
                             const SotongFetchRequest *request,
                             GCancellable             *cancellable)
{
  SotongSearch self = { 0 };

  sotong_search_begin (&self, reader, request, &search_site, cancellable);
  if (request->queries == NULL || request->queries[0] == NULL)
    sotong_search_refuse (&self, _("There is nothing to search for. Give the source words of its own, or add a topic with words."));
  else if (!sotong_http_url_may_carry_secret (self.base))
    sotong_search_refuse (&self, _("The key of this source would stand in an address without https, for all to read on the way. Correct the address; it is not asked before."));
  else
    read_all (&self);
  sotong_search_settle_covered (&self, INTERVAL_S);
  return sotong_search_end (&self);
}

static void
sotong_reader_youtube_class_init (SotongReaderYoutubeClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_youtube_fetch;
}

static void
sotong_reader_youtube_init (SotongReaderYoutube *self)
{
}
