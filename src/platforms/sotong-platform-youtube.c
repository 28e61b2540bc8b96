/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-call-refresh-private.h"
#include "platforms/sotong-platform-youtube-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define BASE        "https://www.googleapis.com"
#define TOKEN_URL   "https://oauth2.googleapis.com/token"
#define TITLE_LIMIT 100
#define TEXT_BYTES  5000

/**
 * SotongPlatformYoutube:
 *
 * A channel on YouTube. The post is a film: it goes up in a session whose address is noted before the first byte
 * is sent, so that what was broken off is gone on with, and what arrived is known by asking the session. Only when
 * the session is gone is the film looked for among the channel's uploads.
 */
struct _SotongPlatformYoutube
{
  SotongPlatform parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongPlatformYoutube, sotong_platform_youtube, SOTONG_TYPE_PLATFORM)

/*< private >
 * sotong_youtube_begin_at:
 * @url: where to; the account's token goes with it
 */
void
sotong_youtube_begin_at (SotongCall          *call,
                         SotongPlatform      *platform,
                         const SotongAccount *account,
                         const char          *method,
                         const char          *url)
{
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);

  sotong_call_begin (call, platform, account, method, url);
  sotong_http_request_set_bearer (call->request, token->access_token != NULL ? token->access_token : "");
}

/*< private >
 * sotong_youtube_begin:
 * @path: below the base address, with its query
 */
void
sotong_youtube_begin (SotongCall          *call,
                      SotongPlatform      *platform,
                      const SotongAccount *account,
                      const char          *method,
                      const char          *path)
{
  g_autofree char *base = sotong_call_dup_base (account, BASE);
  g_autofree char *url = g_strconcat (base, path, NULL);

  sotong_youtube_begin_at (call, platform, account, method, url);
}

/*< private >
 * sotong_youtube_check_secret:
 *
 * Returns: (transfer full) (nullable): why the account cannot be asked anything
 */
SotongReply *
sotong_youtube_check_secret (const SotongAccount *account)
{
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);

  return token->access_token == NULL || token->access_token[0] == '\0' ? sotong_reply_new_no_secret (account) : NULL;
}

/* Where a film may be sent: below the channel's own address, else on Google's. */
gboolean
sotong_youtube_is_session (const SotongAccount *account,
                           const char          *url)
{
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *below = g_strconcat (base, "/", NULL);
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (base[0] != '\0')
    return g_str_has_prefix (url, below);
  return uri != NULL && g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 && g_uri_get_host (uri) != NULL
         && g_str_has_suffix (g_uri_get_host (uri), ".googleapis.com");
}

static SotongReply *
reply_with (SotongCall    *call,
            SotongOutcome  outcome,
            gint64         retry_at,
            char          *message)
{
  SotongReply *reply = sotong_reply_new (outcome, message);

  g_free (message);
  reply->sent = TRUE;
  reply->http_status = call->response->status;
  reply->retry_at = retry_at;
  return reply;
}

static gboolean
is_one_of (const char *reason,
           const char *a,
           const char *b,
           const char *c)
{
  return g_strcmp0 (reason, a) == 0 || (b != NULL && g_strcmp0 (reason, b) == 0) || (c != NULL && g_strcmp0 (reason, c) == 0);
}

/*< private >
 * sotong_youtube_fail:
 * @changes: whether the call could make a film public
 *
 * Returns: (transfer full): what Google's own reasons say beyond the status
 */
SotongReply *
sotong_youtube_fail (SotongCall *call,
                     gboolean    changes)
{
  JsonObject *error = sotong_json_get_object (call->body, "error");
  JsonArray *errors = sotong_json_get_array (error, "errors");
  g_autofree char *reason = errors != NULL && json_array_get_length (errors) > 0
                            ? sotong_json_dup_string (sotong_json_array_get_object (errors, 0), "reason") : NULL;
  g_autofree char *words = sotong_json_dup_string (error, "message");
  gint64 now = sotong_call_get_now (call->platform);
  const char *name = call->account->name;
  SotongReply *reply;

  if (reason == NULL || call->response == NULL)
    return sotong_call_fail_because (call, words, changes);
  if (is_one_of (reason, "quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"))
    return reply_with (call, SOTONG_OUTCOME_WAIT, sotong_metric_day_start (now, -1),
                       g_strdup_printf (_("Today’s calls of “%s” to YouTube are used up. They are counted anew from midnight in California; it will be tried again then."), name));
  if (is_one_of (reason, "uploadLimitExceeded", NULL, NULL))
    return reply_with (call, SOTONG_OUTCOME_WAIT, sotong_metric_day_start (now, -1),
                       g_strdup_printf (_("YouTube takes no more films on “%s” today. It will be tried again tomorrow."), name));
  if (is_one_of (reason, "rateLimitExceeded", "userRateLimitExceeded", NULL))
    return reply_with (call, SOTONG_OUTCOME_WAIT, sotong_http_response_get_retry_after (call->response, now),
                       g_strdup_printf (_("YouTube takes no more calls of “%s” for the moment. It will be tried again."), name));
  if (is_one_of (reason, "youtubeSignupRequired", "channelNotFound", NULL))
    return sotong_reply_shut_out (reply_with (call, SOTONG_OUTCOME_REFUSED, 0,
                                              g_strdup_printf (_("The Google account of “%s” has no YouTube channel. Make one on YouTube, or sign in with another account."), name)));
  reply = sotong_call_fail_because (call, words, changes);
  return is_one_of (reason, "insufficientPermissions", "accountClosed", "accountSuspended") ? sotong_reply_shut_out (reply) : reply;
}

static gboolean
is_scheduled (SotongPlatform   *platform,
              const SotongPost *post)
{
  return post->schedule_on_platform && post->publish_at > sotong_call_get_now (platform);
}

/*< private >
 * sotong_youtube_get_time:
 *
 * Returns: when YouTube is to bring the film out, seconds since 1970 UTC; 0: at once
 */
gint64
sotong_youtube_get_time (SotongPlatform   *platform,
                         const SotongPost *post)
{
  return is_scheduled (platform, post) ? post->publish_at : 0;
}

/*< private >
 * sotong_youtube_add_status:
 *
 * Adds who may see the film, and from when.
 */
void
sotong_youtube_add_status (JsonBuilder      *builder,
                           SotongPlatform   *platform,
                           const SotongPost *post)
{
  gboolean later = is_scheduled (platform, post);

  json_builder_set_member_name (builder, "status");
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "privacyStatus", later ? "private" : "public");
  if (later)
    {
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (post->publish_at);
      g_autofree char *at = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

      sotong_json_add_string (builder, "publishAt", at);
    }
  sotong_json_add_boolean (builder, "selfDeclaredMadeForKids", FALSE);
  json_builder_end_object (builder);
}

/*< private >
 * sotong_youtube_read_video:
 * @call: what was answered
 * @video: (nullable): a film in it
 * @post: (nullable): what it should be
 *
 * Returns: (transfer full) (nullable): OK, or %NULL if @video is none. A film that YouTube has locked away is
 *   told of.
 */
SotongReply *
sotong_youtube_read_video (SotongCall       *call,
                           JsonObject       *video,
                           const SotongPost *post)
{
  JsonObject *status = sotong_json_get_object (video, "status");
  g_autofree char *id = sotong_json_dup_string (video, "id");
  g_autofree char *privacy = sotong_json_dup_string (status, "privacyStatus");
  g_autofree char *at = sotong_json_dup_string (status, "publishAt");
  SotongReply *reply;

  if (id == NULL || id[0] == '\0')
    return NULL;
  reply = reply_with (call, SOTONG_OUTCOME_OK, 0, NULL);
  reply->remote_id = g_strdup (id);
  reply->remote_url = g_strconcat ("https://www.youtube.com/watch?v=", id, NULL);
  if (g_strcmp0 (privacy, "private") != 0)
    reply->remote_state = g_strdup (privacy);
  else if (at != NULL || (post != NULL && is_scheduled (call->platform, post)))
    reply->remote_state = g_strdup ("scheduled");
  else if (post != NULL)
    {
      reply->remote_state = g_strdup ("private");
      g_free (reply->message);
      reply->message = g_strdup_printf (_("YouTube has the film of “%s” but has locked it as private: it does so with all uploads of a Google project that it has not audited. "
                                          "Make it public in YouTube Studio, and ask Google to audit the project."), call->account->name);
    }
  return reply;
}

static SotongReply *
sotong_platform_youtube_check (SotongPlatform      *platform,
                               const SotongAccount *account,
                               GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  SotongReply *reply = sotong_youtube_check_secret (account);
  JsonArray *items;
  JsonObject *channel;
  g_autofree char *id = NULL, *handle = NULL;

  if (reply != NULL)
    return reply;
  sotong_youtube_begin (&call, platform, account, "GET", "/youtube/v3/channels?part=snippet,contentDetails&mine=true");
  sotong_call_run (&call, cancellable);
  items = sotong_json_get_array (call.body, "items");
  if (!sotong_call_has_status (&call, 200) || call.body == NULL)
    return sotong_youtube_fail (&call, FALSE);
  if (items == NULL || json_array_get_length (items) == 0)
    return reply_with (&call, SOTONG_OUTCOME_REFUSED, 0,
                       g_strdup_printf (_("The Google account of “%s” has no YouTube channel. Make one on YouTube, or sign in with another account."), account->name));
  channel = sotong_json_array_get_object (items, 0);
  id = sotong_json_dup_string (channel, "id");
  if (id == NULL)
    return sotong_youtube_fail (&call, FALSE);
  reply = reply_with (&call, SOTONG_OUTCOME_OK, 0, NULL);
  reply->remote_id = g_steal_pointer (&id);
  reply->account_name = sotong_json_dup_string (sotong_json_get_object (channel, "snippet"), "title");
  handle = sotong_json_dup_string (sotong_json_get_object (channel, "snippet"), "customUrl");
  reply->names = g_strdupv ((char *[]) { reply->remote_id, handle, NULL });
  return reply;
}

/* What YouTube would refuse after all of the film has gone up. */
static SotongReply *
refuse_words (const SotongAccount *account,
              const SotongPost    *post)
{
  g_autofree char *message = NULL;

  if (post->title[0] == '\0')
    message = g_strdup_printf (_("A film on “%s” needs a title. Give the content one and publish again."), account->name);
  else if (g_utf8_strlen (post->title, -1) > TITLE_LIMIT)
    message = g_strdup_printf (_("The title for “%s” is too long: %u of at most %u. Shorten it and publish again."), account->name,
                               (guint) g_utf8_strlen (post->title, -1), TITLE_LIMIT);
  else if (strpbrk (post->title, "<>") != NULL || strpbrk (post->text, "<>") != NULL)
    message = g_strdup_printf (_("“%s” takes neither < nor > in a title or text. Write them otherwise and publish again."), account->name);
  else if (strlen (post->text) > TEXT_BYTES)
    message = g_strdup_printf (_("The text for “%s” is too long: %u of at most %u. Shorten it and publish again."), account->name,
                               (guint) strlen (post->text), TEXT_BYTES);
  return message != NULL ? sotong_reply_new (SOTONG_OUTCOME_REFUSED, message) : NULL;
}

static SotongReply *
sotong_platform_youtube_refuse (SotongPlatform      *platform,
                                const SotongAccount *account,
                                const SotongPost    *post)
{
  SotongReply *reply = refuse_words (account, post);
  g_autofree char *message = NULL;

  if (reply != NULL || post->media->len > 0)
    return reply;
  message = g_strdup_printf (_("A post on “%s” is a film. Attach one (MP4) and publish again."), account->name);
  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

static SotongReply *
sotong_platform_youtube_publish (SotongPlatform         *platform,
                                 const SotongAccount    *account,
                                 const SotongPost       *post,
                                 SotongPlatformStepFunc  step,
                                 gpointer                step_data,
                                 GCancellable           *cancellable)
{
  SotongReply *reply = sotong_youtube_check_secret (account);

  if (reply == NULL)
    reply = sotong_platform_youtube_refuse (platform, account, post);
  if (reply != NULL)
    return reply;
  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply), &reply))
    return sotong_youtube_keep_time (platform, account, post, reply, cancellable);
  return sotong_youtube_upload (platform, account, post, step, step_data, cancellable);
}

/* The film as it is: what is not sent with a change is lost there. */
static SotongReply *
get_video (SotongCall           *call,
           SotongPlatform       *platform,
           const SotongAccount  *account,
           const char           *id,
           GCancellable         *cancellable,
           JsonObject          **out_video)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/youtube/v3/videos?part=snippet,status&id=", escaped, NULL);
  JsonArray *items;

  sotong_youtube_begin (call, platform, account, "GET", path);
  sotong_call_run (call, cancellable);
  items = sotong_json_get_array (call->body, "items");
  if (!sotong_call_has_status (call, 200) || items == NULL)
    return sotong_youtube_fail (call, FALSE);
  *out_video = json_array_get_length (items) > 0 ? sotong_json_array_get_object (items, 0) : NULL;
  if (*out_video != NULL)
    return NULL;
  return reply_with (call, SOTONG_OUTCOME_REFUSED, 0, g_strdup_printf (_("The film is not on “%s” any more."), account->name));
}

static void
copy_members (JsonBuilder        *builder,
              JsonObject         *object,
              const char * const *names)
{
  for (guint i = 0; object != NULL && names[i] != NULL; i++)
    if (json_object_has_member (object, names[i]))
      {
        json_builder_set_member_name (builder, names[i]);
        json_builder_add_value (builder, json_node_copy (json_object_get_member (object, names[i])));
      }
}

static GBytes *
build_update (SotongPlatform   *platform,
              JsonObject       *video,
              const char       *id,
              const SotongPost *post)
{
  static const char * const snippet[] = { "categoryId", "tags", "defaultLanguage", NULL };
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", id);
  json_builder_set_member_name (builder, "snippet");
  json_builder_begin_object (builder);
  copy_members (builder, sotong_json_get_object (video, "snippet"), snippet);
  sotong_json_add_string (builder, "title", post->title);
  sotong_json_add_string (builder, "description", post->text);
  json_builder_end_object (builder);
  if (is_scheduled (platform, post))
    sotong_youtube_add_status (builder, platform, post);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

/* Sends @body, of the parts that @path names; @post is what the film is to be, if it is said when it comes out. */
static SotongReply *
put_video (SotongPlatform      *platform,
           const SotongAccount *account,
           const char          *path,
           GBytes              *body,
           const SotongPost    *post,
           gboolean             changes,
           GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  SotongReply *reply = NULL;

  sotong_youtube_begin (&call, platform, account, "PUT", path);
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  if (sotong_call_has_status (&call, 200))
    reply = sotong_youtube_read_video (&call, call.body, post);
  return reply != NULL ? reply : sotong_youtube_fail (&call, changes);
}

static SotongReply *
sotong_platform_youtube_update (SotongPlatform      *platform,
                                const SotongAccount *account,
                                const char          *remote_id,
                                const SotongPost    *post,
                                GCancellable        *cancellable)
{
  g_auto(SotongCall) now = { 0 };
  g_autoptr(GBytes) body = NULL;
  JsonObject *video = NULL;
  SotongReply *reply = sotong_youtube_check_secret (account);

  if (reply == NULL)
    reply = refuse_words (account, post);
  if (reply == NULL)
    reply = get_video (&now, platform, account, remote_id, cancellable, &video);
  if (reply != NULL)
    return reply;
  body = build_update (platform, video, remote_id, post);
  return put_video (platform, account,
                    is_scheduled (platform, post) ? "/youtube/v3/videos?part=snippet,status" : "/youtube/v3/videos?part=snippet", body,
                    NULL, TRUE, cancellable);
}

static gint64
read_time (JsonObject *video)
{
  g_autofree char *at = sotong_json_dup_string (sotong_json_get_object (video, "status"), "publishAt");
  g_autoptr(GDateTime) time = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static GBytes *
build_status (SotongPlatform   *platform,
              const char       *id,
              const SotongPost *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", id);
  sotong_youtube_add_status (builder, platform, post);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

/* Says there when the film is to come out. That may be said twice: without an answer it is tried again. */
static SotongReply *
set_time (SotongPlatform      *platform,
          const SotongAccount *account,
          const char          *id,
          const SotongPost    *post,
          GCancellable        *cancellable)
{
  g_autoptr(GBytes) body = build_status (platform, id, post);

  return put_video (platform, account, "/youtube/v3/videos?part=status", body, post, FALSE, cancellable);
}

/*< private >
 * sotong_youtube_keep_time:
 * @post: what was to go out
 * @reply: (transfer full): what was found of it
 *
 * A film that went up in a session opened for another time has that time; it is given its present one. One that is out for all to
 * see stays so.
 *
 * Returns: (transfer full): @reply, or what came of the change
 */
SotongReply *
sotong_youtube_keep_time (SotongPlatform      *platform,
                          const SotongAccount *account,
                          const SotongPost    *post,
                          SotongReply         *reply,
                          GCancellable        *cancellable)
{
  g_autoptr(SotongReply) found = reply;
  g_auto(SotongCall) now = { 0 };
  g_autofree char *session = NULL;
  JsonObject *video = NULL;
  SotongReply *failed;
  gint64 time;

  session = sotong_youtube_dup_session (account, post, &time);
  if (found->outcome != SOTONG_OUTCOME_OK || session == NULL || time == sotong_youtube_get_time (platform, post)
      || g_strcmp0 (found->remote_state, "public") == 0)
    return g_steal_pointer (&found);
  failed = get_video (&now, platform, account, found->remote_id, cancellable, &video);
  if (failed != NULL)
    return failed;
  if (read_time (video) == sotong_youtube_get_time (platform, post))
    return g_steal_pointer (&found);
  return set_time (platform, account, found->remote_id, post, cancellable);
}

static SotongReply *
sotong_platform_youtube_remove (SotongPlatform      *platform,
                                const SotongAccount *account,
                                const char          *remote_id,
                                GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/youtube/v3/videos?id=", escaped, NULL);
  SotongReply *reply = sotong_youtube_check_secret (account);

  if (reply != NULL)
    return reply;
  sotong_youtube_begin (&call, platform, account, "DELETE", path);
  sotong_call_run (&call, cancellable);
  if (sotong_call_has_status (&call, 204) || (sotong_call_has_status (&call, 404) && call.body != NULL)) /* no page of somebody on the way */
    return sotong_reply_new_gone (remote_id, call.response->status);
  return sotong_youtube_fail (&call, TRUE);
}

static SotongReply *
sotong_platform_youtube_refresh (SotongPlatform       *platform,
                                 const SotongAccount  *account,
                                 GCancellable         *cancellable,
                                 char                **out_secret)
{
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *url = base[0] != '\0' ? g_strconcat (base, "/token", NULL) : g_strdup (TOKEN_URL);

  return sotong_call_refresh (platform, account, url, FALSE, cancellable, out_secret);
}

static void
sotong_platform_youtube_class_init (SotongPlatformYoutubeClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  platform_class->check = sotong_platform_youtube_check;
  platform_class->refuse = sotong_platform_youtube_refuse;
  platform_class->publish = sotong_platform_youtube_publish;
  platform_class->look_up = sotong_youtube_look_up;
  platform_class->update = sotong_platform_youtube_update;
  platform_class->remove = sotong_platform_youtube_remove;
  platform_class->refresh = sotong_platform_youtube_refresh;
  platform_class->metrics = sotong_youtube_metrics;
  platform_class->days = sotong_youtube_days;
}

static void
sotong_platform_youtube_init (SotongPlatformYoutube *self)
{
}
