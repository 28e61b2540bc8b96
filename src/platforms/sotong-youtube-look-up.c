/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-platform-youtube-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define SLACK_S   (30 * 60)  /* so far the clock here may be wrong */
#define MAX_PAGES 3

/* What is looked for among the channel's uploads, and what came of it. */
typedef struct {
  const SotongPost *post;
  gint64            since;  /* seconds since 1970 UTC; what is older cannot be it */
  SotongReply      *found;  /* (owned) (nullable) */
  gboolean          doubt;  /* an older film of nobody we know has the same words */
  gboolean          past;   /* the list has come to films that are older */
} Search;

/* The same but for white space at its ends and the kind of line ends. */
static gboolean
is_same_text (const char *ours,
              const char *theirs)
{
  g_auto(GStrv) lines = g_strsplit (theirs, "\r\n", -1);
  g_autofree char *joined = g_strjoinv ("\n", lines);
  g_autofree char *a = g_utf8_normalize (ours, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *b = g_utf8_normalize (joined, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return a != NULL && b != NULL && g_str_equal (g_strstrip (a), g_strstrip (b));
}

/* (nullable): which of the post's texts the film has; its title goes with its present one alone. */
static const char *
find_words (const SotongPost *post,
            const char       *title,
            const char       *text)
{
  if (is_same_text (post->title, title) && is_same_text (post->text, text))
    return post->text;
  for (guint i = 0; post->earlier_texts != NULL && post->earlier_texts[i] != NULL; i++)
    if (is_same_text (post->earlier_texts[i], text))
      return post->earlier_texts[i];
  return NULL;
}

static void
compare (Search     *search,
         SotongCall *call,
         JsonObject *item)
{
  JsonObject *snippet = sotong_json_get_object (item, "snippet");
  g_autofree char *id = sotong_json_dup_string (sotong_json_get_object (snippet, "resourceId"), "videoId");
  g_autofree char *title = sotong_json_dup_string (snippet, "title");
  g_autofree char *text = sotong_json_dup_string (snippet, "description");
  g_autofree char *at = sotong_json_dup_string (snippet, "publishedAt");
  g_autoptr(GDateTime) time = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;
  gboolean older = time != NULL && g_date_time_to_unix (time) < search->since;
  const char *words;

  search->past = search->past || older;
  if (id == NULL || title == NULL || search->found != NULL)
    return;
  words = find_words (search->post, title, text != NULL ? text : "");
  if (words == NULL || sotong_post_is_other (search->post, id))
    return;
  if (older)
    {
      search->doubt = TRUE;
      return;
    }
  json_object_set_string_member (item, "id", id); /* a list's item has an id of its own */
  search->found = sotong_youtube_read_video (call, item, search->post);
  if (search->found != NULL)
    sotong_post_note_words (search->post, words);
}

static SotongReply *
find_uploads (SotongPlatform       *platform,
              const SotongAccount  *account,
              GCancellable         *cancellable,
              char                **out_list)
{
  g_auto(SotongCall) call = { 0 };
  JsonArray *items;
  JsonObject *details;

  sotong_youtube_begin (&call, platform, account, "GET", "/youtube/v3/channels?part=snippet,contentDetails&mine=true");
  sotong_call_run (&call, cancellable);
  items = sotong_json_get_array (call.body, "items");
  if (!sotong_call_has_status (&call, 200) || items == NULL || json_array_get_length (items) == 0)
    return sotong_youtube_fail (&call, FALSE);
  details = sotong_json_get_object (sotong_json_array_get_object (items, 0), "contentDetails");
  *out_list = sotong_json_dup_string (sotong_json_get_object (details, "relatedPlaylists"), "uploads");
  return *out_list != NULL ? NULL : sotong_youtube_fail (&call, FALSE);
}

static SotongReply *
read_page (Search               *search,
           SotongPlatform       *platform,
           const SotongAccount  *account,
           const char           *list,
           GCancellable         *cancellable,
           char                **next)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *escaped = g_uri_escape_string (list, NULL, FALSE);
  g_autofree char *token = *next != NULL ? g_uri_escape_string (*next, NULL, FALSE) : NULL;
  g_autofree char *path = g_strdup_printf ("/youtube/v3/playlistItems?part=snippet,status&maxResults=50&playlistId=%s%s%s", escaped,
                                           token != NULL ? "&pageToken=" : "", token != NULL ? token : "");
  JsonArray *items;

  sotong_youtube_begin (&call, platform, account, "GET", path);
  sotong_call_run (&call, cancellable);
  g_clear_pointer (next, g_free);
  if (sotong_call_has_status (&call, 404)) /* a channel without a film has no list yet */
    return NULL;
  items = sotong_json_get_array (call.body, "items");
  if (!sotong_call_has_status (&call, 200) || items == NULL)
    return sotong_youtube_fail (&call, FALSE);
  for (guint i = 0; i < json_array_get_length (items); i++)
    compare (search, &call, sotong_json_array_get_object (items, i));
  *next = sotong_json_dup_string (call.body, "nextPageToken");
  return NULL;
}

/* Under a set clock the films' times may be those of either clock. */
static gint64
find_since (SotongPlatform   *platform,
            const SotongPost *post)
{
  gint64 real = post->first_sent_at > 0 ? post->first_sent_at : g_get_real_time () / G_USEC_PER_SEC;

  return MIN (real, sotong_call_get_now (platform)) - SLACK_S;
}

static SotongLookUp
look_in_uploads (SotongPlatform       *platform,
                 const SotongAccount  *account,
                 const SotongPost     *post,
                 GCancellable         *cancellable,
                 SotongReply         **out_reply)
{
  Search search = { post, find_since (platform, post) };
  g_autofree char *list = NULL;
  g_autofree char *next = NULL;
  guint n = 0;

  *out_reply = find_uploads (platform, account, cancellable, &list);
  for (n = 0; *out_reply == NULL && n < MAX_PAGES && search.found == NULL && !search.past && (n == 0 || next != NULL); n++)
    *out_reply = read_page (&search, platform, account, list, cancellable, &next);
  if (*out_reply != NULL)
    {
      sotong_reply_free (search.found);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  *out_reply = search.found;
  if (search.found != NULL)
    return SOTONG_LOOK_UP_FOUND;
  if (!search.doubt && (next == NULL || search.past))
    {
      *out_reply = sotong_reply_new_absent (account, 200);
      return SOTONG_LOOK_UP_ABSENT;
    }
  *out_reply = sotong_reply_new_doubt (account);
  return SOTONG_LOOK_UP_CANNOT_TELL;
}

/*< private >
 * sotong_youtube_look_up:
 *
 * Asks the session that the film went up in; if it is gone, or none is known, looks among the uploads.
 */
SotongLookUp
sotong_youtube_look_up (SotongPlatform       *platform,
                        const SotongAccount  *account,
                        const SotongPost     *post,
                        GCancellable         *cancellable,
                        SotongReply         **out_reply)
{
  gint64 offset, time;
  g_autofree char *session = sotong_youtube_dup_session (account, post, &time);
  gboolean gone = TRUE;

  if (session != NULL && post->media->len > 0)
    {
      *out_reply = sotong_youtube_ask_session (platform, account, post, session, &offset, &gone);
      if (*out_reply != NULL && (*out_reply)->outcome == SOTONG_OUTCOME_OK)
        return SOTONG_LOOK_UP_FOUND;
      if (*out_reply == NULL) /* it waits for more: there is no film */
        {
          *out_reply = sotong_reply_new_absent (account, 308);
          return SOTONG_LOOK_UP_ABSENT;
        }
      if (!gone)
        return SOTONG_LOOK_UP_CANNOT_TELL;
      g_clear_pointer (out_reply, sotong_reply_free);
    }
  return look_in_uploads (platform, account, post, cancellable, out_reply);
}
