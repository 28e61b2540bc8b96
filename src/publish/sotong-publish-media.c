/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-publisher-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-public-media.h"

/*
 * Some platforms fetch pictures themselves and so want each at a public address. It is put there before the post is
 * sent: into the library of another channel of the office, once for each file, or below an address where the office
 * keeps its files.
 */

typedef struct {
  gint64      channel_id;
  const char *sha256;
  const char *remote_id;
  const char *url;
} MediaData;

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  MediaData *job = data;

  return sotong_public_media_find (db, job->channel_id, job->sha256, error);
}

static gpointer
put_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  MediaData *job = data;

  return sotong_public_media_put (db, job->channel_id, job->sha256, job->remote_id, job->url, error) ? data : NULL;
}

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_channel_get (db, *(gint64 *) data, error);
}

static SotongReply *
store_call (SotongPlatform      *platform,
            const SotongAccount *account,
            gpointer             data,
            GCancellable        *cancellable)
{
  return sotong_platform_store_media (platform, account, data, cancellable);
}

/* What a library's trouble means for the post: nothing of it was sent. It is no trouble of the post's own account. */
static SotongReply *
fail (SotongOutcome  outcome,
      const char    *library,
      const char    *why)
{
  g_autofree char *message = g_strdup_printf (_("The pictures could not be put on “%s”, where the platform fetches them, so the post was not sent. %s"), library, why);

  return sotong_reply_new (outcome == SOTONG_OUTCOME_REFUSED ? SOTONG_OUTCOME_REFUSED : SOTONG_OUTCOME_WAIT, message);
}

static SotongReply *
put_in_library (SotongPublishLane      *lane,
                const SotongChannel    *library,
                SotongPublishSession  **session,
                const char             *sha256,
                SotongMedia            *media,
                GCancellable           *cancellable)
{
  SotongStore *store = lane->run->store;
  MediaData job = { library->id, sha256 };
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  media->public_url = sotong_store_read (store, find_job, &job, cancellable, &error);
  if (error != NULL) /* it may be there: nothing goes up twice */
    return fail (SOTONG_OUTCOME_WAIT, library->name, error->message);
  if (media->public_url != NULL)
    return NULL;
  if (*session == NULL)
    *session = sotong_publish_session_open (store, lane->run->secrets, library, lane->run->idle_s, cancellable, &error);
  if (*session == NULL)
    return fail (SOTONG_OUTCOME_WAIT, library->name, error->message);
  reply = sotong_publish_session_call (*session, store_call, media, cancellable);
  if (reply->outcome != SOTONG_OUTCOME_OK || reply->remote_url == NULL)
    return fail (reply->outcome, library->name, reply->message);
  job.remote_id = reply->remote_id;
  job.url = reply->remote_url;
  media->public_url = g_strdup (reply->remote_url);
  if (sotong_store_write (store, SOTONG_WRITE_DEFAULT, put_job, &job, NULL, &error) == NULL)
    return fail (SOTONG_OUTCOME_WAIT, library->name, error->message);
  return NULL;
}

/* Below the office's own address the file lies under its name; the office puts it there. */
static char *
make_address (const char        *prefix,
              const SotongMedia *media)
{
  g_autofree char *name = g_uri_escape_string (media->file_name, NULL, FALSE);

  return g_strconcat (prefix, g_str_has_suffix (prefix, "/") ? "" : "/", name, NULL);
}

static SotongReply *
look_at_address (SotongPublishLane *lane,
                 SotongMedia       *media,
                 GCancellable      *cancellable)
{
  g_autofree char *url = make_address (lane->channel->media_url, media);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("HEAD", url);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHttpResponse) response = sotong_http_send (sotong_platform_get_http (lane->session->platform), request, cancellable, &error);
  g_autofree char *why = NULL;

  if (response != NULL && response->status == 200)
    {
      media->public_url = g_steal_pointer (&url);
      return NULL;
    }
  why = response != NULL ? g_strdup_printf (_("There is nothing at %s (HTTP %u). Put the file there and publish again."), url, response->status) : g_strdup (error->message);
  return fail (response != NULL ? SOTONG_OUTCOME_REFUSED : SOTONG_OUTCOME_WAIT, lane->channel->media_url, why);
}

/*
 * sotong_publish_host_media:
 * @lane: the channel
 * @claim: what was claimed
 * @post: the same as the platform gets it; its files get their public addresses
 * @cancellable: (nullable): a cancellable
 *
 * Does nothing where the platform takes files themselves, or where nothing was chosen: the platform's connector then
 * says what is missing. Blocks.
 *
 * Returns: (transfer full) (nullable): why the post cannot be sent; %NULL when it can
 */
SotongReply *
sotong_publish_host_media (SotongPublishLane *lane,
                           const SotongClaim *claim,
                           SotongPost        *post,
                           GCancellable      *cancellable)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);
  g_autoptr(SotongPublishSession) session = NULL;
  g_autoptr(SotongChannel) library = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id = lane->channel->media_channel_id;

  if (can == NULL || !can->media_public_url || post->media->len == 0)
    return NULL;
  if (id != SOTONG_NONE)
    library = sotong_store_read (lane->run->store, channel_job, &id, cancellable, &error);
  if (error != NULL && !g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    return fail (SOTONG_OUTCOME_WAIT, lane->channel->name, error->message);
  for (guint i = 0; i < post->media->len && i < claim->media->len; i++)
    {
      SotongMedia *media = g_ptr_array_index (post->media, i);
      const SotongClaimMedia *from = g_ptr_array_index (claim->media, i);
      SotongReply *reply = NULL;

      if (media->public_url != NULL)
        continue;
      if (library != NULL)
        reply = put_in_library (lane, library, &session, from->sha256, media, cancellable);
      else if (lane->channel->media_url != NULL && lane->channel->media_url[0] != '\0')
        reply = look_at_address (lane, media, cancellable);
      if (reply != NULL)
        return reply;
    }
  return NULL;
}
