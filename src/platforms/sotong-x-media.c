/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-call-refresh-private.h"
#include "platforms/sotong-platform-x-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define SEGMENT_BYTES  (4 * 1024 * 1024)
#define UPLOAD_MS      (10 * 60 * 1000)
#define MAX_WAIT_S     120    /* how long one attempt waits for X to work a film up */
#define FIRST_WAIT_S   5
#define EARLY_S        60     /* a medium that X forgets so soon is put there anew */

/*
 * Pictures go up in one call, moving pictures and films in segments. What is noted as a step is the medium's
 * number and until when X keeps it, "1859…@1790000000": a medium without a post shows nowhere, and one that X
 * has forgotten is put there again.
 */

static gboolean
is_film (const SotongMedia *media)
{
  return g_str_has_prefix (media->media_type, "video/");
}

static gboolean
is_in_segments (const SotongMedia *media)
{
  return is_film (media) || g_str_equal (media->media_type, "image/gif");
}

static const char *
get_category (const SotongMedia *media)
{
  return is_film (media) ? "tweet_video" : g_str_equal (media->media_type, "image/gif") ? "tweet_gif" : "tweet_image";
}

static char *
make_step (SotongCall *call,
           const char *id)
{
  gint64 seconds = 0;

  if (!sotong_json_get_int64 (sotong_json_get_object (call->body, "data"), "expires_after_secs", &seconds) || seconds <= 0)
    return g_strdup (id);
  return g_strdup_printf ("%s@%" G_GINT64_FORMAT, id, sotong_call_get_now (call->platform) + MIN (seconds, 366 * 24 * 3600));
}

/* (nullable): the number in a step, unless X has forgotten the medium. */
static char *
read_step (SotongPlatform *platform,
           const char     *step)
{
  g_auto(GStrv) parts = g_strsplit (step != NULL ? step : "", "@", 2);
  gint64 until = 0;

  if (parts[0] == NULL || parts[0][0] == '\0')
    return NULL;
  if (parts[1] != NULL && g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT64, &until, NULL)
      && until - EARLY_S <= sotong_call_get_now (platform))
    return NULL;
  return g_strdup (parts[0]);
}

static gboolean
has_success (SotongCall *call)
{
  return call->response != NULL && call->response->status >= 200 && call->response->status <= 204
         && sotong_json_get_array (call->body, "errors") == NULL;
}

static SotongReply *
put_picture (SotongPlatform       *platform,
             const SotongAccount  *account,
             const SotongMedia    *media,
             GCancellable         *cancellable,
             char                **out_id,
             char                **out_step)
{
  g_auto(SotongCall) call = { 0 };
  SoupMultipart *form = soup_multipart_new ("multipart/form-data");

  soup_multipart_append_form_string (form, "media_category", get_category (media));
  soup_multipart_append_form_file (form, "media", "media", media->media_type, media->bytes);
  sotong_x_begin (&call, platform, account, "POST", "/2/media/upload");
  sotong_call_set_multipart (&call, form);
  sotong_http_request_set_deadline (call.request, UPLOAD_MS);
  sotong_call_run (&call, cancellable);
  *out_id = sotong_x_dup_id (sotong_json_get_object (call.body, "data"));
  if (!has_success (&call) || *out_id == NULL)
    return sotong_x_fail (&call, FALSE); /* a picture alone is no post */
  *out_step = make_step (&call, *out_id);
  return NULL;
}

static SotongReply *
initialize (SotongPlatform       *platform,
            const SotongAccount  *account,
            const SotongMedia    *media,
            GCancellable         *cancellable,
            char                **out_id)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "media_type", media->media_type);
  sotong_json_add_int (builder, "total_bytes", (gint64) g_bytes_get_size (media->bytes));
  sotong_json_add_string (builder, "media_category", get_category (media));
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  sotong_x_begin (&call, platform, account, "POST", "/2/media/upload/initialize");
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  *out_id = sotong_x_dup_id (sotong_json_get_object (call.body, "data"));
  return has_success (&call) && *out_id != NULL ? NULL : sotong_x_fail (&call, FALSE);
}

static SotongReply *
append (SotongPlatform      *platform,
        const SotongAccount *account,
        const SotongMedia   *media,
        const char          *id,
        guint                index,
        GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = g_strdup_printf ("/2/media/upload/%s/append", id);
  g_autofree char *number = g_strdup_printf ("%u", index);
  SoupMultipart *form = soup_multipart_new ("multipart/form-data");
  gsize offset = (gsize) index * SEGMENT_BYTES;
  gsize n = MIN (SEGMENT_BYTES, g_bytes_get_size (media->bytes) - offset);
  g_autoptr(GBytes) segment = g_bytes_new_from_bytes (media->bytes, offset, n);

  soup_multipart_append_form_string (form, "segment_index", number);
  soup_multipart_append_form_file (form, "media", "media", "application/octet-stream", segment);
  sotong_x_begin (&call, platform, account, "POST", path);
  sotong_call_set_multipart (&call, form);
  sotong_http_request_set_deadline (call.request, UPLOAD_MS);
  sotong_call_run (&call, cancellable);
  return has_success (&call) ? NULL : sotong_x_fail (&call, FALSE);
}

static SotongReply *
finalize (SotongPlatform       *platform,
          const SotongAccount  *account,
          const char           *id,
          GCancellable         *cancellable,
          char                **out_step,
          gboolean             *out_pending)
{
  g_auto(SotongCall) call = { 0 };
  JsonObject *data;
  g_autofree char *path = g_strdup_printf ("/2/media/upload/%s/finalize", id);
  g_autofree char *same = NULL;

  sotong_x_begin (&call, platform, account, "POST", path);
  sotong_call_run (&call, cancellable);
  data = sotong_json_get_object (call.body, "data");
  same = sotong_x_dup_id (data);
  if (!has_success (&call) || g_strcmp0 (same, id) != 0)
    return sotong_x_fail (&call, FALSE);
  *out_pending = sotong_json_get_object (data, "processing_info") != NULL;
  *out_step = make_step (&call, id);
  return NULL;
}

static SotongReply *
put_in_segments (SotongPlatform       *platform,
                 const SotongAccount  *account,
                 const SotongMedia    *media,
                 GCancellable         *cancellable,
                 char                **out_id,
                 char                **out_step,
                 gboolean             *out_pending)
{
  gsize size = g_bytes_get_size (media->bytes);
  SotongReply *reply = initialize (platform, account, media, cancellable, out_id);

  for (guint i = 0; reply == NULL && (gsize) i * SEGMENT_BYTES < size; i++)
    reply = append (platform, account, media, *out_id, i, cancellable);
  return reply != NULL ? reply : finalize (platform, account, *out_id, cancellable, out_step, out_pending);
}

static SotongReply *
describe (SotongPlatform      *platform,
          const SotongAccount *account,
          const SotongMedia   *media,
          const char          *id,
          GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;

  if (media->alt_text[0] == '\0' || is_film (media))
    return NULL;
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", id);
  json_builder_set_member_name (builder, "metadata");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "alt_text");
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "text", media->alt_text);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  sotong_x_begin (&call, platform, account, "POST", "/2/media/metadata");
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  return has_success (&call) ? NULL : sotong_x_fail (&call, FALSE);
}

/* A film that X could not work up, or has forgotten: it is put there anew, or given up. */
static SotongReply *
reply_not_worked_up (const SotongAccount *account,
                     const SotongMedia   *media,
                     JsonObject          *info)
{
  g_autofree char *reason = sotong_json_dup_string (sotong_json_get_object (info, "error"), "message");
  g_autofree char *message = NULL;

  message = g_strdup_printf (_("“%s” could not use the film “%s”.%s%s Save it anew as MP4 (H.264, AAC) and attach it again."), account->name,
                             media->file_name, reason != NULL ? " " : "", reason != NULL ? reason : "");
  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

static SotongReply *
reply_still_at_work (SotongPlatform      *platform,
                     const SotongAccount *account,
                     const SotongMedia   *media,
                     gint64               seconds)
{
  g_autofree char *message = g_strdup_printf (_("“%s” is still working on the film “%s”. The post follows when it is ready."),
                                              account->name, media->file_name);
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);

  reply->sent = TRUE;
  reply->http_status = 200;
  reply->retry_at = sotong_call_get_now (platform) + seconds;
  return reply;
}

/* Waits until X has worked the medium up. @out_forgotten: it is not there any more. */
static SotongReply *
wait_for (SotongPlatform      *platform,
          const SotongAccount *account,
          const SotongMedia   *media,
          const char          *id,
          GCancellable        *cancellable,
          gboolean            *out_forgotten)
{
  g_autofree char *path = g_strdup_printf ("/2/media/upload?command=STATUS&media_id=%s", id);

  for (gint64 waited = 0;;)
    {
      g_auto(SotongCall) call = { 0 };
      g_autofree char *state = NULL;
      JsonObject *info;
      gint64 seconds = FIRST_WAIT_S;

      sotong_x_begin (&call, platform, account, "GET", path);
      sotong_call_run (&call, cancellable);
      *out_forgotten = sotong_call_has_status (&call, 404) || sotong_call_has_status (&call, 400);
      if (!sotong_call_has_status (&call, 200) || sotong_json_get_object (call.body, "data") == NULL)
        return sotong_x_fail (&call, FALSE);
      info = sotong_json_get_object (sotong_json_get_object (call.body, "data"), "processing_info");
      state = sotong_json_dup_string (info, "state");
      if (state == NULL || g_str_equal (state, "succeeded"))
        return NULL;
      if (g_str_equal (state, "failed"))
        return reply_not_worked_up (account, media, info);
      sotong_json_get_int64 (info, "check_after_secs", &seconds);
      seconds = CLAMP (seconds, 1, 600);
      waited += seconds;
      if (waited > MAX_WAIT_S
          || !sotong_http_wait (sotong_platform_get_http (platform), (guint) seconds * 1000, cancellable, NULL))
        {
          SotongReply *reply = reply_still_at_work (platform, account, media, seconds);

          reply->cancelled = g_cancellable_is_cancelled (cancellable);
          return reply;
        }
    }
}

static SotongReply *
put_one (SotongPlatform          *platform,
         const SotongAccount     *account,
         const SotongMedia       *media,
         guint                    index,
         SotongPlatformStepFunc   step,
         gpointer                 step_data,
         GCancellable            *cancellable,
         char                   **out_id,
         gboolean                *out_pending)
{
  g_autofree char *word = NULL;
  SotongReply *reply;

  if (is_in_segments (media))
    reply = put_in_segments (platform, account, media, cancellable, out_id, &word, out_pending);
  else
    reply = put_picture (platform, account, media, cancellable, out_id, &word);
  if (reply == NULL)
    reply = describe (platform, account, media, *out_id, cancellable);
  if (reply == NULL && step != NULL && !step (index, word, NULL, step_data))
    reply = sotong_reply_new_not_stored (account);
  return reply;
}

/*< private >
 * sotong_x_put_media:
 * @ids: (element-type utf8): gets the numbers, in the post's order
 *
 * Puts what is not yet there on X and waits until it can be used.
 *
 * Returns: (transfer full) (nullable): why not
 */
SotongReply *
sotong_x_put_media (SotongPlatform         *platform,
                    const SotongAccount    *account,
                    const SotongPost       *post,
                    SotongPlatformStepFunc  step,
                    gpointer                step_data,
                    GCancellable           *cancellable,
                    GPtrArray              *ids)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      char *id = read_step (platform, media->remote_id);
      gboolean known = id != NULL, pending = known && is_in_segments (media), forgotten = FALSE;
      SotongReply *reply = NULL;

      if (pending)
        reply = wait_for (platform, account, media, id, cancellable, &forgotten);
      if (forgotten)
        {
          g_clear_pointer (&reply, sotong_reply_free);
          g_clear_pointer (&id, g_free);
          known = pending = FALSE;
        }
      if (!known)
        {
          reply = put_one (platform, account, media, i, step, step_data, cancellable, &id, &pending);
          if (reply == NULL && pending)
            reply = wait_for (platform, account, media, id, cancellable, &forgotten);
        }
      if (reply != NULL)
        {
          g_free (id);
          return reply;
        }
      g_ptr_array_add (ids, id);
    }
  return NULL;
}
