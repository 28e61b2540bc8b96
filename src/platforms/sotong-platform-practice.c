/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "platforms/sotong-platform-practice.h"
#include "platforms/sotong-call-private.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-secrets.h"
#include "platforms/sotong-token.h"
#include "util/sotong-json.h"
#include "util/sotong-time.h"

/**
 * SotongPlatformPractice:
 *
 * The practice platform, seen from outside: over HTTP, like any other.
 */
struct _SotongPlatformPractice
{
  SotongPlatform parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongPlatformPractice, sotong_platform_practice, SOTONG_TYPE_PLATFORM)

static void
begin (SotongCall          *call,
       SotongPlatform      *platform,
       const SotongAccount *account,
       const char          *method,
       const char          *path)
{
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *url = g_strconcat (base, "/api/v1/", path, NULL);

  sotong_call_begin (call, platform, account, method, url);
  if (account->secret[0] == '{')
    {
      g_autoptr(SotongToken) token = sotong_token_parse (account->secret);

      sotong_http_request_set_bearer (call->request, token->access_token != NULL ? token->access_token : "");
    }
  else
    sotong_http_request_set_bearer (call->request, account->secret);
}

/* OK if @post has all that makes it one, else NULL. */
static SotongReply *
read_post (SotongCall *call,
           JsonObject *post)
{
  g_autofree char *id = sotong_json_dup_id (post, "id");
  SotongReply *reply;

  if (id == NULL)
    return NULL;
  reply = sotong_call_succeed (call);
  reply->remote_id = g_steal_pointer (&id);
  reply->remote_url = sotong_json_dup_string (post, "url");
  reply->remote_state = sotong_json_dup_string (post, "state");
  return reply;
}

static SotongReply *
sotong_platform_practice_check (SotongPlatform      *platform,
                                const SotongAccount *account,
                                GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *id = NULL;
  SotongReply *reply;

  if (account->secret[0] == '\0')
    return sotong_reply_new_no_secret (account);
  begin (&call, platform, account, "GET", "me");
  sotong_call_run (&call, cancellable);
  id = sotong_json_dup_id (call.body, "id");
  if (!sotong_call_has_status (&call, 200) || id == NULL)
    return sotong_call_fail (&call, FALSE);
  reply = sotong_call_succeed (&call);
  reply->remote_id = g_steal_pointer (&id);
  reply->account_name = sotong_json_dup_string (call.body, "name");
  return reply;
}

static GBytes *
build_post (const SotongPost *post,
            GPtrArray        *media_ids)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *publish = NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "client_key", post->client_key);
  sotong_json_add_string (builder, "title", post->title);
  sotong_json_add_string (builder, "text", post->text);
  if (post->reply_to != NULL)
    sotong_json_add_string (builder, "in_reply_to", post->reply_to);
  if (post->schedule_on_platform && post->publish_at > 0)
    {
      publish = sotong_time_format_iso (post->publish_at, utc);
      sotong_json_add_string (builder, "publish_at", publish);
    }
  json_builder_set_member_name (builder, "media");
  json_builder_begin_array (builder);
  for (guint i = 0; i < media_ids->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (media_ids, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

/* Stores one picture; its id goes to @media_ids. A picture alone is no post: whatever happens to
 * this call, the post has not been sent. */
static SotongReply *
send_medium (SotongPlatform      *platform,
             const SotongAccount *account,
             const SotongMedia   *media,
             GCancellable        *cancellable,
             char               **out_id,
             char               **out_url)
{
  g_auto(SotongCall) call = { 0 };

  begin (&call, platform, account, "POST", "media");
  sotong_http_request_set_body (call.request, media->media_type, media->bytes);
  sotong_call_run (&call, cancellable);
  *out_id = sotong_json_dup_id (call.body, "id");
  *out_url = sotong_json_dup_string (call.body, "url");
  if (sotong_call_has_status (&call, 201) && *out_id != NULL)
    return NULL;
  return sotong_call_fail (&call, FALSE);
}

static SotongReply *
send_media (SotongPlatform         *platform,
            const SotongAccount    *account,
            const SotongPost       *post,
            SotongPlatformStepFunc  step,
            gpointer                step_data,
            GCancellable           *cancellable,
            GPtrArray              *media_ids)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      g_autofree char *id = g_strdup (media->remote_id);
      g_autofree char *url = NULL;
      SotongReply *reply;

      if (id == NULL)
        {
          reply = send_medium (platform, account, media, cancellable, &id, &url);
          if (reply != NULL)
            return reply;
          if (step != NULL && !step (i, id, url, step_data))
            return sotong_reply_new_not_stored (account);
        }
      g_ptr_array_add (media_ids, g_steal_pointer (&id));
    }
  return NULL;
}

static SotongReply *
sotong_platform_practice_publish (SotongPlatform         *platform,
                                  const SotongAccount    *account,
                                  const SotongPost       *post,
                                  SotongPlatformStepFunc  step,
                                  gpointer                step_data,
                                  GCancellable           *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GPtrArray) media_ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) body = NULL;
  SotongReply *reply = NULL;

  if (account->secret[0] == '\0')
    return sotong_reply_new_no_secret (account);
  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply), &reply))
    return reply;
  reply = send_media (platform, account, post, step, step_data, cancellable, media_ids);
  if (reply != NULL)
    return reply;

  body = build_post (post, media_ids);
  begin (&call, platform, account, "POST", "posts");
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  /* 409 names the post that has the key: an earlier send arrived after all. */
  if (sotong_call_has_status (&call, 201) || sotong_call_has_status (&call, 409))
    reply = read_post (&call, call.body);
  return reply != NULL ? reply : sotong_call_fail (&call, TRUE);
}

static SotongLookUp
sotong_platform_practice_look_up (SotongPlatform       *platform,
                                  const SotongAccount  *account,
                                  const SotongPost     *post,
                                  GCancellable         *cancellable,
                                  SotongReply         **out_reply)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = g_strconcat ("posts?client_key=", post->client_key, NULL);
  JsonArray *posts;

  if (account->secret[0] == '\0')
    {
      *out_reply = sotong_reply_new_no_secret (account);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  begin (&call, platform, account, "GET", path);
  sotong_call_run (&call, cancellable);
  posts = sotong_json_get_array (call.body, "posts");
  if (!sotong_call_has_status (&call, 200) || posts == NULL)
    {
      *out_reply = sotong_call_fail (&call, FALSE);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  for (guint i = 0; i < json_array_get_length (posts); i++)
    {
      JsonObject *found = sotong_json_array_get_object (posts, i);
      g_autofree char *key = sotong_json_dup_string (found, "client_key");

      if (g_strcmp0 (key, post->client_key) == 0 && (*out_reply = read_post (&call, found)) != NULL)
        return SOTONG_LOOK_UP_FOUND;
    }
  *out_reply = sotong_reply_new_absent (account, call.response->status);
  return SOTONG_LOOK_UP_ABSENT;
}

static char *
make_post_path (const char *remote_id)
{
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);

  return g_strconcat ("posts/", escaped, NULL);
}

static SotongReply *
sotong_platform_practice_update (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *remote_id,
                                 const SotongPost    *post,
                                 GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = make_post_path (remote_id);
  g_autoptr(GPtrArray) media_ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) body = NULL;
  SotongReply *reply = NULL;

  if (account->secret[0] == '\0')
    return sotong_reply_new_no_secret (account);
  reply = send_media (platform, account, post, NULL, NULL, cancellable, media_ids);
  if (reply != NULL)
    return reply;
  body = build_post (post, media_ids);
  begin (&call, platform, account, "PUT", path);
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  if (sotong_call_has_status (&call, 200))
    reply = read_post (&call, call.body);
  return reply != NULL ? reply : sotong_call_fail (&call, TRUE);
}

static SotongReply *
sotong_platform_practice_remove (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *remote_id,
                                 GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = make_post_path (remote_id);
  g_autofree char *code = NULL;
  SotongReply *reply = NULL;

  if (account->secret[0] == '\0')
    return sotong_reply_new_no_secret (account);
  begin (&call, platform, account, "DELETE", path);
  sotong_call_run (&call, cancellable);
  code = sotong_json_dup_string (call.body, "error");
  if (sotong_call_has_status (&call, 200))
    reply = read_post (&call, call.body);
  else if (sotong_call_has_status (&call, 404) && g_strcmp0 (code, "no_such_post") == 0)
    reply = sotong_reply_new_gone (remote_id, 404);
  return reply != NULL ? reply : sotong_call_fail (&call, TRUE);
}

static GBytes *
make_renewal (const SotongToken *token)
{
  char *form = soup_form_encode ("grant_type", "refresh_token", "refresh_token", token->refresh_token, NULL);

  return g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) sotong_secrets_free, form);
}

static SotongReply *
sotong_platform_practice_refresh (SotongPlatform       *platform,
                                  const SotongAccount  *account,
                                  GCancellable         *cancellable,
                                  char                **out_secret)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *url = g_strconcat (base, "/oauth/token", NULL);
  g_autofree char *access = NULL;
  g_autofree char *refresh = NULL;
  g_autoptr(GBytes) body = NULL;
  gint64 expires_in = 0;
  SotongReply *reply;

  if (token->refresh_token == NULL)
    return sotong_reply_new_sign_in_over (account);
  body = make_renewal (token);
  sotong_call_begin (&call, platform, account, "POST", url);
  sotong_http_request_set_body (call.request, "application/x-www-form-urlencoded", body);
  sotong_call_run (&call, cancellable);
  access = sotong_json_dup_string (call.body, "access_token");
  refresh = sotong_json_dup_string (call.body, "refresh_token");
  if (sotong_call_has_status (&call, 400))
    {
      reply = sotong_reply_new_sign_in_over (account);
      reply->sent = TRUE;
      reply->http_status = 400;
      return reply;
    }
  if (!sotong_call_has_status (&call, 200) || access == NULL)
    return sotong_call_fail (&call, TRUE);
  sotong_token_set (&token->access_token, access);
  if (refresh != NULL)
    sotong_token_set (&token->refresh_token, refresh);
  token->expires_at = sotong_json_get_int64 (call.body, "expires_in", &expires_in) && expires_in > 0
                      ? g_get_real_time () / G_USEC_PER_SEC + expires_in : 0;
  *out_secret = sotong_token_to_secret (token);
  reply = sotong_call_succeed (&call);
  reply->expires_at = token->expires_at;
  return reply;
}

static void
read_figures (JsonObject *object,
              const char *remote_id,
              GPtrArray  *metrics)
{
  static const char * const names[] = { SOTONG_METRIC_FOLLOWERS, SOTONG_METRIC_VIEWS, SOTONG_METRIC_REACTIONS,
                                        SOTONG_METRIC_COMMENTS, SOTONG_METRIC_SHARES };
  gint64 value;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (sotong_json_get_int64 (object, names[i], &value))
        sotong_metric_add (metrics, remote_id, names[i], value);
    }
  if (remote_id == NULL && sotong_json_get_int64 (object, "posts_count", &value))
    sotong_metric_add (metrics, NULL, SOTONG_METRIC_POSTS, value);
}

static SotongReply *
sotong_platform_practice_metrics (SotongPlatform      *platform,
                                  const SotongAccount *account,
                                  const char * const  *remote_ids,
                                  GPtrArray           *metrics,
                                  GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *ids = remote_ids != NULL ? g_strjoinv (",", (char **) remote_ids) : g_strdup ("");
  g_autofree char *escaped = g_uri_escape_string (ids, NULL, FALSE);
  g_autofree char *path = g_strconcat ("metrics?ids=", escaped, NULL);
  JsonArray *posts;

  if (account->secret[0] == '\0')
    return sotong_reply_new_no_secret (account);
  begin (&call, platform, account, "GET", path);
  sotong_call_run (&call, cancellable);
  posts = sotong_json_get_array (call.body, "posts");
  if (!sotong_call_has_status (&call, 200) || posts == NULL)
    return sotong_call_fail (&call, FALSE);
  read_figures (call.body, NULL, metrics);
  for (guint i = 0; i < json_array_get_length (posts); i++)
    {
      JsonObject *post = sotong_json_array_get_object (posts, i);
      g_autofree char *id = sotong_json_dup_id (post, "id");

      if (id != NULL)
        read_figures (post, id, metrics);
    }
  return sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
}

static void
sotong_platform_practice_class_init (SotongPlatformPracticeClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  platform_class->check = sotong_platform_practice_check;
  platform_class->publish = sotong_platform_practice_publish;
  platform_class->look_up = sotong_platform_practice_look_up;
  platform_class->update = sotong_platform_practice_update;
  platform_class->remove = sotong_platform_practice_remove;
  platform_class->refresh = sotong_platform_practice_refresh;
  platform_class->metrics = sotong_platform_practice_metrics;
}

static void
sotong_platform_practice_init (SotongPlatformPractice *self)
{
}
