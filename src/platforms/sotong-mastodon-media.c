/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-mastodon-private.h"
#include "platforms/sotong-post-html.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define UPLOAD_MS     (10 * 60 * 1000)
#define POLL_FIRST_MS 1000
#define POLL_MAX_MS   5000
#define MAX_POLLS     130  /* about ten minutes */

/* What a server says of a file that it was sent. */
typedef enum {
  FILE_READY,
  FILE_BUSY,
  FILE_GONE,
  FILE_FAILED,
} FileState;

static SotongReply *
upload (SotongPlatform       *platform,
        const SotongAccount  *account,
        const SotongPost     *post,
        guint                 index,
        GCancellable         *cancellable,
        char                **out_id,
        char                **out_url)
{
  const SotongMedia *media = g_ptr_array_index (post->media, index);
  g_auto(SotongCall) call = { 0 };
  g_autofree char *name = g_strdup_printf ("%s-%u.%s", post->client_key, index + 1,
                                           sotong_post_html_get_extension (media->media_type));
  SoupMultipart *parts = soup_multipart_new ("multipart/form-data");
  SotongReply *reply;

  if (media->alt_text[0] != '\0')
    soup_multipart_append_form_string (parts, "description", media->alt_text);
  soup_multipart_append_form_file (parts, "file", name, media->media_type, media->bytes);
  sotong_mastodon_begin (&call, platform, account, "POST", "/api/v2/media");
  sotong_call_set_multipart (&call, parts);
  sotong_http_request_set_deadline (call.request, UPLOAD_MS);
  sotong_call_run (&call, cancellable);
  if (sotong_call_has_status (&call, 200) || sotong_call_has_status (&call, 202))
    *out_id = sotong_json_dup_id (call.body, "id");
  if (*out_id != NULL)
    {
      *out_url = sotong_json_dup_string (call.body, "url");
      return NULL;
    }
  reply = sotong_mastodon_fail (&call, FALSE);  /* a file alone is no post */
  sotong_reply_name_file (reply, account, media);
  return reply;
}

/* Asks once for the file's state; *@out_reply says why not when FILE_FAILED. */
static FileState
ask (SotongPlatform       *platform,
     const SotongAccount  *account,
     const SotongMedia    *media,
     const char           *id,
     GCancellable         *cancellable,
     SotongReply         **out_reply)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *route = g_strconcat ("/api/v1/media/", escaped, NULL);
  g_autofree char *same = NULL;

  sotong_mastodon_begin (&call, platform, account, "GET", route);
  sotong_call_run (&call, cancellable);
  same = sotong_json_dup_id (call.body, "id");
  if (sotong_call_has_status (&call, 206))
    return FILE_BUSY;
  if (sotong_call_has_status (&call, 404) || sotong_call_has_status (&call, 410))
    return FILE_GONE;
  if (sotong_call_has_status (&call, 200) && g_strcmp0 (same, id) == 0)
    return FILE_READY;
  *out_reply = sotong_mastodon_fail (&call, FALSE);
  sotong_reply_name_file (*out_reply, account, media);
  return FILE_FAILED;
}

static SotongReply *
reply_too_long (const SotongAccount *account,
                const SotongMedia   *media)
{
  g_autofree char *message = g_strdup_printf (_("“%s” has been at work on the file “%s” for ten minutes, so the post was not "
                                                "sent. It will be tried again."),
                                              account->name, media->file_name);

  return sotong_reply_new (SOTONG_OUTCOME_WAIT, message);
}

/* Until the server has made of the file what it needs: a post with it would be refused before. */
static SotongReply *
wait_until_ready (SotongPlatform      *platform,
                  const SotongAccount *account,
                  const SotongMedia   *media,
                  const char          *id,
                  GCancellable        *cancellable,
                  gboolean            *out_gone)
{
  SotongHttp *http = sotong_platform_get_http (platform);
  SotongReply *reply = NULL;

  *out_gone = FALSE;
  for (guint i = 0; i < MAX_POLLS; i++)
    {
      g_autoptr(GError) error = NULL;

      switch (ask (platform, account, media, id, cancellable, &reply))
        {
        case FILE_READY:
          return NULL;
        case FILE_GONE:
          *out_gone = TRUE;
          return NULL;
        case FILE_FAILED:
          return reply;
        case FILE_BUSY:
        default:
          break;
        }
      if (!sotong_http_wait (http, MIN (POLL_FIRST_MS + i * 250, POLL_MAX_MS), cancellable, &error))
        return sotong_reply_new_stopped (account);
    }
  return reply_too_long (account, media);
}

static SotongReply *
reply_lost_file (const SotongAccount *account,
                 const SotongMedia   *media)
{
  g_autofree char *message = g_strdup_printf (_("“%s” took the file “%s” and then did not have it any more, so the post was "
                                                "not sent. It will be tried again."),
                                              account->name, media->file_name);

  return sotong_reply_new (SOTONG_OUTCOME_WAIT, message);
}

static SotongReply *
put_medium (SotongPlatform         *platform,
            const SotongAccount    *account,
            const SotongPost       *post,
            guint                   index,
            SotongPlatformStepFunc  step,
            gpointer                step_data,
            GCancellable           *cancellable,
            char                  **out_id)
{
  const SotongMedia *media = g_ptr_array_index (post->media, index);
  g_autofree char *id = g_strdup (media->remote_id);
  g_autofree char *url = NULL;
  SotongReply *reply = NULL;
  gboolean gone = id == NULL;

  if (id != NULL)
    reply = wait_until_ready (platform, account, media, id, cancellable, &gone);
  if (reply != NULL)
    return reply;
  if (gone)
    {
      g_clear_pointer (&id, g_free);
      reply = upload (platform, account, post, index, cancellable, &id, &url);
      if (reply == NULL && step != NULL && !step (index, id, url, step_data))
        reply = sotong_reply_new_not_stored (account);
      gone = FALSE;
      if (reply == NULL && url == NULL)
        reply = wait_until_ready (platform, account, media, id, cancellable, &gone);
      if (reply == NULL && gone)
        reply = reply_lost_file (account, media);
    }
  *out_id = g_steal_pointer (&id);
  return reply;
}

/*
 * sotong_mastodon_put_media:
 * @platform: the connector
 * @account: the account
 * @post: whose media are to be on the server
 * @attached: (nullable) (element-type utf8): ids that a post has already, and which cannot be asked for
 * @step: (nullable): told of each file that is there
 * @step_data: its data
 * @cancellable: (nullable): to stop it
 * @ids: (element-type utf8): gets the ids, in order
 *
 * Puts up what is not there yet and waits until the server is done with it. Blocks.
 *
 * Returns: (transfer full) (nullable): %NULL when all are ready, else why not
 */
SotongReply *
sotong_mastodon_put_media (SotongPlatform         *platform,
                           const SotongAccount    *account,
                           const SotongPost       *post,
                           GHashTable             *attached,
                           SotongPlatformStepFunc  step,
                           gpointer                step_data,
                           GCancellable           *cancellable,
                           GPtrArray              *ids)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      char *id = NULL;
      SotongReply *reply = NULL;

      if (attached != NULL && media->remote_id != NULL && g_hash_table_contains (attached, media->remote_id))
        id = g_strdup (media->remote_id);
      else
        reply = put_medium (platform, account, post, i, step, step_data, cancellable, &id);
      if (reply != NULL)
        {
          g_free (id);
          return reply;
        }
      g_ptr_array_add (ids, id);
    }
  return NULL;
}
