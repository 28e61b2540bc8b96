/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-platform-youtube-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define PIECE_BYTES (8 * 1024 * 1024)  /* a multiple of 256 KiB, as Google asks */
#define UPLOAD_MS   (10 * 60 * 1000)
#define MAX_FORGOTTEN 5  /* sessions in a row that YouTube forgot before the film was whole */

/* Uploading in a session (developers.google.com/youtube/v3/guides/using_resumable_upload_protocol). */

static GBytes *
build_video (SotongPlatform   *platform,
             const SotongPost *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "snippet");
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "title", post->title);
  sotong_json_add_string (builder, "description", post->text);
  sotong_json_add_string (builder, "categoryId", "22");
  json_builder_end_object (builder);
  sotong_youtube_add_status (builder, platform, post);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

/* Who may see the film, and from when, is said when its session is opened, and so stands with its address, and with how many sessions
 * before it were forgotten, if any: "https://… 1480294800 2". */
static char *
make_step (const char *session,
           gint64      time,
           gint64      n_forgotten)
{
  if (n_forgotten == 0)
    return g_strdup_printf ("%s %" G_GINT64_FORMAT, session, time);
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, session, time, n_forgotten);
}

static gint64
read_n_forgotten (const SotongPost *post)
{
  g_auto(GStrv) words = post->step_id != NULL ? g_strsplit (post->step_id, " ", 4) : NULL;
  gint64 n = 0;

  if (words == NULL || g_strv_length (words) != 3 || !g_ascii_string_to_signed (words[2], 10, 0, MAX_FORGOTTEN, &n, NULL))
    return 0;
  return n;
}

/*< private >
 * sotong_youtube_dup_session:
 * @out_time: (out): the time that the film gets in it, seconds since 1970 UTC; 0: at once; negative: not known
 *
 * Returns: (transfer full) (nullable): the address of the session that an earlier attempt opened
 */
char *
sotong_youtube_dup_session (const SotongAccount *account,
                            const SotongPost    *post,
                            gint64              *out_time)
{
  g_auto(GStrv) words = post->step_id != NULL ? g_strsplit (post->step_id, " ", 3) : NULL;
  guint n = words != NULL ? g_strv_length (words) : 0;

  *out_time = -1;
  if (n > 1 && !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, out_time, NULL))
    *out_time = -1;
  return n > 0 && sotong_youtube_is_session (account, words[0]) ? g_strdup (words[0]) : NULL;
}

static SotongReply *
reply_wrong_session (SotongCall *call)
{
  g_autofree char *message = g_strdup_printf (_("“%s” named no place of its own where the film should go, so it was not sent. Check the channel’s address and the network."),
                                              call->account->name);
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);

  reply->sent = TRUE;
  reply->http_status = call->response->status;
  return reply;
}

/* A session makes no film yet. */
static SotongReply *
open_session (SotongPlatform       *platform,
              const SotongAccount  *account,
              const SotongPost     *post,
              GCancellable         *cancellable,
              char                **out_session)
{
  const SotongMedia *media = g_ptr_array_index (post->media, 0);
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GBytes) body = build_video (platform, post);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (media->bytes));
  const char *location;

  sotong_youtube_begin (&call, platform, account, "POST", "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status");
  sotong_call_set_json (&call, body);
  sotong_http_request_set_header (call.request, "X-Upload-Content-Type", media->media_type);
  sotong_http_request_set_header (call.request, "X-Upload-Content-Length", length);
  sotong_call_run (&call, cancellable);
  location = call.response != NULL ? sotong_http_response_get_header (call.response, "Location") : NULL;
  if (!sotong_call_has_status (&call, 200))
    return sotong_youtube_fail (&call, FALSE);
  if (location == NULL && g_bytes_get_size (call.response->body) > 0)
    return sotong_call_fail_because (&call, NULL, FALSE); /* a page of somebody else's */
  if (location == NULL || !sotong_youtube_is_session (account, location))
    return reply_wrong_session (&call);
  *out_session = g_strdup (location);
  return NULL;
}

/* "bytes=0-524287": so much is there. */
static gint64
read_range (SotongCall *call,
            gint64      size)
{
  const char *range = sotong_http_response_get_header (call->response, "Range");
  const char *dash = range != NULL ? strchr (range, '-') : NULL;
  gint64 last = -1;

  if (dash == NULL || !g_ascii_string_to_signed (dash + 1, 10, 0, size - 1, &last, NULL))
    return 0;
  return last + 1;
}

/*< private >
 * sotong_youtube_ask_session:
 * @session: the session's address
 * @out_offset: (out): how many bytes of the film are there
 * @out_gone: (out): whether there is no such session any more
 *
 * Asks a session how far it is.
 *
 * Returns: (transfer full) (nullable): OK with the film, if it is whole; %NULL if it goes on at @out_offset; else
 *   why it is not known
 */
SotongReply *
sotong_youtube_ask_session (SotongPlatform      *platform,
                            const SotongAccount *account,
                            const SotongPost    *post,
                            const char          *session,
                            gint64              *out_offset,
                            gboolean            *out_gone)
{
  const SotongMedia *media = g_ptr_array_index (post->media, 0);
  gint64 size = (gint64) g_bytes_get_size (media->bytes);
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autofree char *range = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, size);
  SotongReply *reply = NULL;

  *out_gone = FALSE;
  sotong_youtube_begin_at (&call, platform, account, "PUT", session);
  sotong_http_request_set_body (call.request, media->media_type, nothing);
  sotong_http_request_set_header (call.request, "Content-Range", range);
  sotong_call_run (&call, NULL);
  if (sotong_call_has_status (&call, 308))
    {
      *out_offset = read_range (&call, size);
      return NULL;
    }
  if (sotong_call_has_status (&call, 200) || sotong_call_has_status (&call, 201))
    reply = sotong_youtube_read_video (&call, call.body, post);
  *out_gone = sotong_call_has_status (&call, 404) || sotong_call_has_status (&call, 410);
  return reply != NULL ? reply : sotong_youtube_fail (&call, FALSE);
}

/* A session that kept nothing of a piece waits for it still, and one that is not known any more makes no film of what it has: both go on at the
 * next attempt, which asks first. Only what a session made of its last piece before it was forgotten nobody can tell. */
static SotongReply *
fail_piece (SotongCall *call,
            gboolean    last)
{
  guint status = call->response != NULL ? call->response->status : 0;
  SotongReply *reply;

  if (status == 308 || status == 404 || status == 410)
    {
      call->response->came_as = status;
      call->response->status = last && status != 308 ? 500 : 503;
    }
  reply = sotong_youtube_fail (call, last);
  reply->http_status = status;
  if (!last && reply->outcome == SOTONG_OUTCOME_UNKNOWN)
    reply->outcome = SOTONG_OUTCOME_WAIT;
  return reply;
}

/* Sends one piece. NULL: it is there, and more is wanted from @offset on. With the last piece the film is made. */
static SotongReply *
send_piece (SotongPlatform      *platform,
            const SotongAccount *account,
            const SotongPost    *post,
            const char          *session,
            GCancellable        *cancellable,
            gint64              *offset)
{
  const SotongMedia *media = g_ptr_array_index (post->media, 0);
  gint64 size = (gint64) g_bytes_get_size (media->bytes);
  gint64 n = MIN (PIECE_BYTES, size - *offset);
  gboolean last = *offset + n == size;
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GBytes) piece = g_bytes_new_from_bytes (media->bytes, (gsize) *offset, (gsize) n);
  g_autofree char *range = g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, *offset, *offset + n - 1, size);
  SotongReply *reply = NULL;
  gint64 there;

  sotong_youtube_begin_at (&call, platform, account, "PUT", session);
  sotong_http_request_set_body (call.request, media->media_type, piece);
  sotong_http_request_set_header (call.request, "Content-Range", range);
  sotong_http_request_set_deadline (call.request, UPLOAD_MS);
  sotong_call_run (&call, last ? NULL : cancellable); /* what makes the film is not called back */
  if (sotong_call_has_status (&call, 308) && (there = read_range (&call, size)) > *offset)
    {
      *offset = there;
      return NULL;
    }
  if (sotong_call_has_status (&call, 200) || sotong_call_has_status (&call, 201))
    reply = sotong_youtube_read_video (&call, call.body, post);
  return reply != NULL ? reply : fail_piece (&call, last);
}

/* The last answer was lost: the session knows whether the film is there. */
static SotongReply *
ask_after (SotongPlatform      *platform,
           const SotongAccount *account,
           const SotongPost    *post,
           const char          *session,
           SotongReply         *first)
{
  g_autoptr(SotongReply) reply = first;
  g_autoptr(SotongReply) found = NULL;
  gint64 offset;
  gboolean gone;

  if (reply->outcome != SOTONG_OUTCOME_UNKNOWN && !(reply->outcome == SOTONG_OUTCOME_WAIT && reply->http_status >= 500))
    return g_steal_pointer (&reply);
  found = sotong_youtube_ask_session (platform, account, post, session, &offset, &gone);
  return found != NULL && found->outcome == SOTONG_OUTCOME_OK ? g_steal_pointer (&found) : g_steal_pointer (&reply);
}

static gboolean
note_session (const char             *session,
              gint64                  time,
              gint64                  n_forgotten,
              SotongPlatformStepFunc  step,
              gpointer                step_data)
{
  g_autofree char *noted = make_step (session, time, n_forgotten);

  return step == NULL || step (SOTONG_PLATFORM_STEP_POST, noted, NULL, step_data);
}

/* A film that is never whole is sent up in vain, and what is due behind it waits: from here on it is a person's, whose next try counts anew. */
static SotongReply *
give_up (const SotongAccount    *account,
         const char             *session,
         gint64                  time,
         guint                   http_status,
         SotongPlatformStepFunc  step,
         gpointer                step_data)
{
  g_autofree char *message = NULL;
  SotongReply *reply;

  if (!note_session (session, time, 0, step, step_data))
    return sotong_reply_new_not_stored (account);
  message = g_strdup_printf (_("“%s” dropped the upload of the film %d times before the film was whole (status %u), so the film is not there, and it is not sent "
                               "again by itself. Publish it again later, or with a smaller file."),
                             account->name, MAX_FORGOTTEN, http_status);
  reply = sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
  reply->http_status = http_status;
  return reply;
}

/*< private >
 * sotong_youtube_upload:
 *
 * Sends the film, or what of it an earlier attempt did not.
 */
SotongReply *
sotong_youtube_upload (SotongPlatform         *platform,
                       const SotongAccount    *account,
                       const SotongPost       *post,
                       SotongPlatformStepFunc  step,
                       gpointer                step_data,
                       GCancellable           *cancellable)
{
  gint64 offset = 0, time, wanted = sotong_youtube_get_time (platform, post), n_forgotten = read_n_forgotten (post);
  g_autofree char *session = sotong_youtube_dup_session (account, post, &time);
  gboolean gone = FALSE;
  SotongReply *reply = NULL;

  if (session != NULL)
    {
      reply = sotong_youtube_ask_session (platform, account, post, session, &offset, &gone);
      if (reply != NULL && !gone)
        return sotong_youtube_keep_time (platform, account, post, reply, cancellable);
      if (gone && ++n_forgotten >= MAX_FORGOTTEN)
        {
          g_autoptr(SotongReply) last = g_steal_pointer (&reply);

          return give_up (account, session, wanted, last->http_status, step, step_data);
        }
      g_clear_pointer (&reply, sotong_reply_free);
      /* What is not whole makes no film: with another time it goes up anew. */
      if (gone || time != wanted)
        g_clear_pointer (&session, g_free);
    }
  if (session == NULL)
    {
      offset = 0;
      reply = open_session (platform, account, post, cancellable, &session);
      if (reply == NULL && !note_session (session, wanted, n_forgotten, step, step_data))
        reply = sotong_reply_new_not_stored (account);
    }
  if (reply != NULL)
    return reply;
  while (reply == NULL)
    reply = send_piece (platform, account, post, session, cancellable, &offset);
  return ask_after (platform, account, post, session, reply);
}
