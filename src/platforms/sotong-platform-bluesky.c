/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-platform-bluesky.h"
#include "platforms/sotong-bluesky-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define UPLOAD_MS  (10 * 60 * 1000)
#define ASK_AT_ONCE 25  /* posts that one question may name */

/**
 * SotongPlatformBluesky:
 *
 * An account on Bluesky, by its data server and an app password. Calls are made in a session, whose tokens
 * stand in the account's secret: where there is none, or it is over, the answer is RENEW, and refreshing makes one.
 * A post's record key is made from its own key, so the server takes no second one, and a lost one is asked for
 * by that key.
 */
struct _SotongPlatformBluesky
{
  SotongPlatform  parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongPlatformBluesky, sotong_platform_bluesky, SOTONG_TYPE_PLATFORM)

/* A session that is good for calls. */
typedef struct {
  SotongToken *token;  /* (owned) */
  char        *repo;   /* (owned): whose: a DID or a handle */
} Session;

static void
session_clear (Session *session)
{
  g_clear_pointer (&session->token, sotong_token_free);
  g_clear_pointer (&session->repo, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Session, session_clear)

static SotongReply *
reply_session_over (const SotongAccount *account)
{
  g_autofree char *message = g_strdup_printf (_("The session of “%s” on Bluesky has to be renewed first. Nothing was sent."),
                                              account->name);

  return sotong_reply_new (SOTONG_OUTCOME_RENEW, message);
}

/* A name for mail signs in, but the server knows the account by another. */
static SotongReply *
ask_who (SotongPlatform      *platform,
         const SotongAccount *account,
         Session             *session,
         GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };

  sotong_bluesky_begin (&call, platform, account, "GET", "com.atproto.server.getSession", session->token->access_token);
  sotong_call_run (&call, cancellable);
  if (sotong_call_has_status (&call, 200))
    session->repo = sotong_json_dup_string (call.body, "did");
  return session->repo != NULL ? NULL : sotong_bluesky_fail (&call, FALSE);
}

/* NULL if @session can be used, else why not. */
static SotongReply *
open_session (SotongPlatform      *platform,
              const SotongAccount *account,
              Session             *session,
              GCancellable        *cancellable)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (account->secret[0] == '\0')
    return sotong_reply_new_no_secret (account);
  session->token = sotong_bluesky_read_secret (account);
  if (session->token->access_token == NULL || session->token->access_token[0] == '\0'
      || sotong_token_is_over (session->token, now))
    return reply_session_over (account);
  session->repo = sotong_bluesky_dup_repo (account, session->token);
  return session->repo != NULL ? NULL : ask_who (platform, account, session, cancellable);
}

static SotongReply *
sotong_platform_bluesky_check (SotongPlatform      *platform,
                               const SotongAccount *account,
                               GCancellable        *cancellable)
{
  g_auto(Session) session = { 0 };
  g_auto(SotongCall) call = { 0 };
  g_autofree char *did = NULL;
  g_autofree char *message = NULL;
  SotongReply *reply = open_session (platform, account, &session, cancellable);

  if (reply != NULL)
    return reply;
  sotong_bluesky_begin (&call, platform, account, "GET", "com.atproto.server.getSession", session.token->access_token);
  sotong_call_run (&call, cancellable);
  did = sotong_json_dup_string (call.body, "did");
  if (!sotong_call_has_status (&call, 200) || did == NULL)
    return sotong_bluesky_fail (&call, FALSE);
  if (!sotong_json_get_boolean (call.body, "active", TRUE))
    message = g_strdup_printf (_("The account of “%s” is switched off on Bluesky. Sign in there on its own page and see why."),
                               account->name);
  reply = sotong_reply_new (message != NULL ? SOTONG_OUTCOME_REFUSED : SOTONG_OUTCOME_OK, message);
  reply->sent = TRUE;
  reply->http_status = 200;
  reply->remote_id = g_steal_pointer (&did);
  reply->account_name = sotong_json_dup_string (call.body, "handle");
  reply->names = g_strdupv ((char *[]) { reply->account_name != NULL ? reply->account_name : reply->remote_id, reply->remote_id, NULL });
  return reply;
}

/* A stored file in a line: its name there, type and size. */
static char *
read_blob (SotongCall *call)
{
  JsonObject *blob = sotong_json_get_object (call->body, "blob");
  g_autofree char *cid = sotong_json_dup_string (sotong_json_get_object (blob, "ref"), "$link");
  g_autofree char *type = sotong_json_dup_string (blob, "mimeType");
  gint64 size = 0;

  if (cid == NULL || type == NULL || strchr (cid, ' ') != NULL || !sotong_json_get_int64 (blob, "size", &size))
    return NULL;
  return g_strdup_printf ("%s %s %" G_GINT64_FORMAT, cid, type, size);
}

/* Puts up the files that are not there; with @anew all of them: what no post refers to is soon thrown away. */
static SotongReply *
put_media (SotongPlatform         *platform,
           const SotongAccount    *account,
           const Session          *session,
           const SotongPost       *post,
           gboolean                anew,
           SotongPlatformStepFunc  step,
           gpointer                step_data,
           GCancellable           *cancellable,
           GPtrArray              *blobs)
{
  g_ptr_array_set_size (blobs, 0);
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      g_auto(SotongCall) call = { 0 };
      g_autofree char *blob = NULL;
      SotongReply *reply;

      if (media->remote_id != NULL && !anew)
        {
          g_ptr_array_add (blobs, g_strdup (media->remote_id));
          continue;
        }
      sotong_bluesky_begin (&call, platform, account, "POST", "com.atproto.repo.uploadBlob", session->token->access_token);
      sotong_http_request_set_body (call.request, media->media_type, media->bytes);
      sotong_http_request_set_deadline (call.request, UPLOAD_MS);
      sotong_call_run (&call, cancellable);
      blob = sotong_call_has_status (&call, 200) ? read_blob (&call) : NULL;
      if (blob == NULL)
        {
          reply = sotong_bluesky_fail (&call, FALSE);  /* a file alone is no post */
          sotong_reply_name_file (reply, account, media);
          return reply;
        }
      if (step != NULL && !step (i, blob, NULL, step_data))
        return sotong_reply_new_not_stored (account);
      g_ptr_array_add (blobs, g_steal_pointer (&blob));
    }
  return NULL;
}

/* The two parts of "at://REPO/app.bsky.feed.post/KEY"; FALSE if it is none. */
static gboolean
split_uri (const char  *uri,
           char       **out_repo,
           char       **out_key)
{
  g_auto(GStrv) words = g_str_has_prefix (uri, "at://") ? g_strsplit (uri + 5, "/", 3) : NULL;

  if (words == NULL || g_strv_length (words) != 3 || !g_str_equal (words[1], SOTONG_BLUESKY_POST) || words[0][0] == '\0'
      || words[2][0] == '\0')
    return FALSE;
  *out_repo = g_strdup (words[0]);
  *out_key = g_strdup (words[2]);
  return TRUE;
}

/* Asks for one record, which on most servers anybody may; @call then has the answer. */
static void
ask_record (SotongCall          *call,
            SotongPlatform      *platform,
            const SotongAccount *account,
            const char          *repo,
            const char          *key,
            GCancellable        *cancellable)
{
  g_autofree char *escaped_repo = g_uri_escape_string (repo, NULL, FALSE);
  g_autofree char *escaped_key = g_uri_escape_string (key, NULL, FALSE);
  g_autofree char *route = g_strdup_printf ("com.atproto.repo.getRecord?repo=%s&collection=" SOTONG_BLUESKY_POST "&rkey=%s",
                                            escaped_repo, escaped_key);
  g_autoptr(SotongToken) token = sotong_bluesky_read_secret (account);

  sotong_bluesky_begin (call, platform, account, "GET", route, NULL);
  sotong_call_run (call, cancellable);
  if (!sotong_call_has_status (call, 401) || token->access_token == NULL
      || sotong_token_is_over (token, g_get_real_time () / G_USEC_PER_SEC))
    return;
  sotong_call_clear (call); /* a server that lets only its own in */
  *call = (SotongCall) { 0 };
  sotong_bluesky_begin (call, platform, account, "GET", route, token->access_token);
  sotong_call_run (call, cancellable);
}

/* OK if the answer names our post, else NULL. */
static SotongReply *
read_post (SotongCall          *call,
           const SotongAccount *account,
           const char          *key)
{
  g_autofree char *uri = sotong_json_dup_string (call->body, "uri");
  g_autofree char *repo = NULL;
  g_autofree char *same = NULL;
  const char *handle = account->user[0] == '@' ? account->user + 1 : account->user;
  SotongReply *reply;

  if (!sotong_call_has_status (call, 200) || uri == NULL || !split_uri (uri, &repo, &same) || !g_str_equal (same, key))
    return NULL;
  if (handle[0] == '\0' || strchr (handle, '@') != NULL)
    handle = repo;
  reply = sotong_call_succeed (call);
  reply->remote_id = g_steal_pointer (&uri);
  reply->remote_url = g_strdup_printf ("https://bsky.app/profile/%s/post/%s", handle, key);
  reply->remote_state = g_strdup ("published");
  return reply;
}

static SotongLookUp
look (SotongPlatform       *platform,
      const SotongAccount  *account,
      const char           *repo,
      const char           *key,
      GCancellable         *cancellable,
      SotongReply         **out_reply)
{
  g_auto(SotongCall) call = { 0 };

  ask_record (&call, platform, account, repo, key, cancellable);
  *out_reply = read_post (&call, account, key);
  if (*out_reply != NULL)
    return SOTONG_LOOK_UP_FOUND;
  if (sotong_bluesky_has_error (&call, "RecordNotFound"))
    {
      *out_reply = sotong_reply_new_absent (account, call.response->status);
      return SOTONG_LOOK_UP_ABSENT;
    }
  *out_reply = sotong_bluesky_fail (&call, FALSE);
  return SOTONG_LOOK_UP_CANNOT_TELL;
}

/* What an answer refers to: the post that it answers, and the one that all began with. */
static SotongReply *
read_parent (SotongPlatform      *platform,
             const SotongAccount *account,
             const char          *uri,
             GCancellable        *cancellable,
             SotongBlueskyParts  *parts)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *repo = NULL;
  g_autofree char *key = NULL;
  g_autofree char *message = NULL;
  JsonObject *root;

  if (split_uri (uri, &repo, &key))
    {
      ask_record (&call, platform, account, repo, key, cancellable);
      parts->parent_uri = sotong_json_dup_string (call.body, "uri");
      parts->parent_cid = sotong_json_dup_string (call.body, "cid");
      /* An answer that was cut off does not say that it is gone. */
      if ((!sotong_call_has_status (&call, 200) || parts->parent_uri == NULL || parts->parent_cid == NULL)
          && !sotong_bluesky_has_error (&call, "RecordNotFound"))
        return sotong_bluesky_fail (&call, FALSE);
    }
  if (parts->parent_uri == NULL || parts->parent_cid == NULL)
    {
      message = g_strdup_printf (_("The post that this one answers is not on “%s” any more, so it was not sent. Publish it by "
                                   "itself."), account->name);
      return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
    }
  root = sotong_json_get_object (sotong_json_get_object (sotong_json_get_object (call.body, "value"), "reply"), "root");
  parts->root_uri = sotong_json_dup_string (root, "uri");
  parts->root_cid = sotong_json_dup_string (root, "cid");
  if (parts->root_uri != NULL && parts->root_cid != NULL)
    return NULL;
  g_free (parts->root_uri);
  g_free (parts->root_cid);
  parts->root_uri = g_strdup (parts->parent_uri);
  parts->root_cid = g_strdup (parts->parent_cid);
  return NULL;
}

/* A record key that is taken is answered by a plain 500: whether the post is there says the server itself. */
static SotongReply *
create_record (SotongPlatform           *platform,
               const SotongAccount      *account,
               const Session            *session,
               const SotongPost         *post,
               const SotongBlueskyParts *parts,
               GCancellable             *cancellable,
               gboolean                 *out_lost_file)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *key = sotong_bluesky_make_key (post->client_key);
  g_autoptr(GBytes) body = sotong_bluesky_build_post (post, parts, session->repo, key);
  g_autoptr(SotongReply) reply = NULL;
  SotongReply *there = NULL;
  SotongLookUp found;

  sotong_bluesky_begin (&call, platform, account, "POST", "com.atproto.repo.createRecord", session->token->access_token);
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  *out_lost_file = sotong_bluesky_has_error (&call, "BlobNotFound");
  reply = read_post (&call, account, key);
  if (reply == NULL)
    reply = sotong_bluesky_fail (&call, TRUE);
  if (reply->outcome != SOTONG_OUTCOME_UNKNOWN || call.response == NULL)
    return g_steal_pointer (&reply);
  found = look (platform, account, session->repo, key, cancellable, &there);
  if (found == SOTONG_LOOK_UP_FOUND)
    return there;
  sotong_reply_free (there);
  return g_steal_pointer (&reply);
}

static SotongReply *
check_kinds (const SotongAccount *account,
             const SotongPost    *post)
{
  guint n_films = 0;
  g_autofree char *message = NULL;

  for (guint i = 0; i < post->media->len; i++)
    n_films += g_str_has_prefix (((const SotongMedia *) g_ptr_array_index (post->media, i))->media_type, "video/");
  if (n_films == 0 || post->media->len == 1)
    return NULL;
  message = g_strdup_printf (_("“%s” takes either pictures or one video with a post. Remove the rest and publish again."),
                             account->name);
  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

static SotongReply *
sotong_platform_bluesky_publish (SotongPlatform         *platform,
                                 const SotongAccount    *account,
                                 const SotongPost       *post,
                                 SotongPlatformStepFunc  step,
                                 gpointer                step_data,
                                 GCancellable           *cancellable)
{
  gint64 now = sotong_call_get_now (platform);
  g_auto(Session) session = { 0 };
  g_auto(SotongBlueskyParts) parts = { now, g_ptr_array_new_with_free_func (g_free), NULL, NULL, NULL, NULL, NULL };
  SotongReply *reply = open_session (platform, account, &session, cancellable);

  if (reply == NULL)
    reply = check_kinds (account, post);
  if (reply != NULL)
    return reply;
  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply),
                                                     &reply))
    return reply;
  if (post->schedule_on_platform && post->publish_at > now)
    return sotong_reply_new_too_near (account, post->publish_at);
  if (post->reply_to != NULL)
    reply = read_parent (platform, account, post->reply_to, cancellable, &parts);
  if (reply == NULL)
    reply = sotong_bluesky_resolve_mentions (platform, account, session.token->access_token, post->text, &parts, cancellable);
  for (guint i = 0; i < 2 && reply == NULL; i++)
    {
      gboolean lost_file = FALSE;

      reply = put_media (platform, account, &session, post, i > 0, step, step_data, cancellable, parts.blobs);
      if (reply != NULL)
        return reply;
      reply = create_record (platform, account, &session, post, &parts, cancellable, &lost_file);
      if (lost_file && i == 0)
        g_clear_pointer (&reply, sotong_reply_free);
    }
  return reply;
}

static SotongLookUp
sotong_platform_bluesky_look_up (SotongPlatform       *platform,
                                 const SotongAccount  *account,
                                 const SotongPost     *post,
                                 GCancellable         *cancellable,
                                 SotongReply         **out_reply)
{
  g_autoptr(SotongToken) token = sotong_bluesky_read_secret (account);
  g_autofree char *key = sotong_bluesky_make_key (post->client_key);
  g_auto(Session) session = { 0 };

  session.repo = sotong_bluesky_dup_repo (account, token);
  if (session.repo == NULL)
    *out_reply = open_session (platform, account, &session, cancellable);
  if (session.repo == NULL)
    return SOTONG_LOOK_UP_CANNOT_TELL;
  return look (platform, account, session.repo, key, cancellable, out_reply);
}

static SotongReply *
sotong_platform_bluesky_remove (SotongPlatform      *platform,
                                const SotongAccount *account,
                                const char          *remote_id,
                                GCancellable        *cancellable)
{
  g_auto(Session) session = { 0 };
  g_auto(SotongCall) call = { 0 };
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;
  g_autofree char *repo = NULL;
  g_autofree char *key = NULL;
  SotongReply *reply = open_session (platform, account, &session, cancellable);

  if (reply != NULL)
    return reply;
  if (!split_uri (remote_id, &repo, &key))
    return sotong_reply_new (SOTONG_OUTCOME_REFUSED, _("This is not the id of a post on Bluesky, so nothing was removed."));
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "repo", repo);
  sotong_json_add_string (builder, "collection", SOTONG_BLUESKY_POST);
  sotong_json_add_string (builder, "rkey", key);
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  sotong_bluesky_begin (&call, platform, account, "POST", "com.atproto.repo.deleteRecord", session.token->access_token);
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  if (sotong_call_has_status (&call, 200) && call.body != NULL)
    return sotong_reply_new_gone (remote_id, 200);
  return sotong_bluesky_fail (&call, TRUE);
}

static void
add_figure (GPtrArray  *metrics,
            const char *remote_id,
            const char *name,
            JsonObject *object,
            const char *member)
{
  gint64 value;

  if (sotong_json_get_int64 (object, member, &value) && value >= 0)
    sotong_metric_add (metrics, remote_id, name, value);
}

static void
read_figures (JsonObject *post,
              GPtrArray  *metrics)
{
  g_autofree char *uri = sotong_json_dup_string (post, "uri");
  gint64 reposts = 0, quotes = 0;
  gboolean reposted = sotong_json_get_int64 (post, "repostCount", &reposts);
  gboolean quoted = sotong_json_get_int64 (post, "quoteCount", &quotes);

  if (uri == NULL)
    return;
  add_figure (metrics, uri, SOTONG_METRIC_REACTIONS, post, "likeCount");
  add_figure (metrics, uri, SOTONG_METRIC_COMMENTS, post, "replyCount");
  add_figure (metrics, uri, SOTONG_METRIC_SAVES, post, "bookmarkCount");
  if (reposted || quoted)
    sotong_metric_add (metrics, uri, SOTONG_METRIC_SHARES, MAX (reposts, 0) + MAX (quotes, 0));
}

/* Posts that are gone are left out of the answer. */
static SotongReply *
read_posts (SotongPlatform      *platform,
            const SotongAccount *account,
            const Session       *session,
            const char * const  *ids,
            guint                n,
            GPtrArray           *metrics,
            GCancellable        *cancellable)
{
  g_autoptr(GString) route = g_string_new ("app.bsky.feed.getPosts");
  g_auto(SotongCall) call = { 0 };
  JsonArray *posts;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *escaped = g_uri_escape_string (ids[i], NULL, FALSE);

      g_string_append_printf (route, "%suris=%s", i == 0 ? "?" : "&", escaped);
    }
  sotong_bluesky_begin (&call, platform, account, "GET", route->str, session->token->access_token);
  sotong_call_run (&call, cancellable);
  posts = sotong_json_get_array (call.body, "posts");
  if (!sotong_call_has_status (&call, 200) || posts == NULL)
    return sotong_bluesky_fail (&call, FALSE);
  for (guint i = 0; i < json_array_get_length (posts); i++)
    read_figures (sotong_json_array_get_object (posts, i), metrics);
  return NULL;
}

static SotongReply *
read_profile (SotongPlatform      *platform,
              const SotongAccount *account,
              const Session       *session,
              GPtrArray           *metrics,
              GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *escaped = g_uri_escape_string (session->repo, NULL, FALSE);
  g_autofree char *route = g_strconcat ("app.bsky.actor.getProfile?actor=", escaped, NULL);
  g_autofree char *did = NULL;

  sotong_bluesky_begin (&call, platform, account, "GET", route, session->token->access_token);
  sotong_call_run (&call, cancellable);
  did = sotong_json_dup_string (call.body, "did");
  if (!sotong_call_has_status (&call, 200) || did == NULL)
    return sotong_bluesky_fail (&call, FALSE);
  add_figure (metrics, NULL, SOTONG_METRIC_FOLLOWERS, call.body, "followersCount");
  add_figure (metrics, NULL, SOTONG_METRIC_POSTS, call.body, "postsCount");
  return NULL;
}

static SotongReply *
sotong_platform_bluesky_metrics (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char * const  *remote_ids,
                                 GPtrArray           *metrics,
                                 GCancellable        *cancellable)
{
  guint n = remote_ids != NULL ? g_strv_length ((char **) remote_ids) : 0;
  g_auto(Session) session = { 0 };
  SotongReply *reply = open_session (platform, account, &session, cancellable);

  if (reply == NULL)
    reply = read_profile (platform, account, &session, metrics, cancellable);
  for (guint i = 0; i < n && reply == NULL; i += ASK_AT_ONCE)
    reply = read_posts (platform, account, &session, remote_ids + i, MIN (n - i, ASK_AT_ONCE), metrics, cancellable);
  if (reply != NULL)
    return reply;
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}

static void
sotong_platform_bluesky_class_init (SotongPlatformBlueskyClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  platform_class->check = sotong_platform_bluesky_check;
  platform_class->publish = sotong_platform_bluesky_publish;
  platform_class->look_up = sotong_platform_bluesky_look_up;
  platform_class->remove = sotong_platform_bluesky_remove;
  platform_class->refresh = sotong_bluesky_refresh;
  platform_class->metrics = sotong_platform_bluesky_metrics;
}

static void
sotong_platform_bluesky_init (SotongPlatformBluesky *self)
{
}
