/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-platform-ghost.h"
#include "platforms/sotong-ghost-private.h"
#include "platforms/sotong-post-html.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"
#include "util/sotong-text.h"

#define NEAR_S    60
#define UPLOAD_MS (10 * 60 * 1000)
#define TITLE_MAX 255

/**
 * SotongPlatformGhost:
 *
 * A Ghost site, by its Admin API and a custom integration's key. The post's key becomes its slug, by which a lost
 * one is found again. Ghost gives a second post of one slug another slug, and what a slow server was sent
 * may arrive long after it was looked for: so a post is made as a draft, which nobody sees, and then published by
 * its id, which can be said twice. It is never sent to members by mail: that would need a newsletter's name.
 */
struct _SotongPlatformGhost
{
  SotongPlatform  parent_instance;
  gint64          skew;  /* seconds by which the site's clock is ahead of this machine's */
};

G_DEFINE_FINAL_TYPE (SotongPlatformGhost, sotong_platform_ghost, SOTONG_TYPE_PLATFORM)

static void
run (SotongCall   *call,
     GCancellable *cancellable)
{
  sotong_ghost_run (call, &SOTONG_PLATFORM_GHOST (call->platform)->skew, cancellable);
}

/* NULL if the account's key is one. */
static SotongReply *
check_key (const SotongAccount *account)
{
  g_autofree char *message = NULL;

  if (account->secret[0] == '\0')
    return sotong_reply_new_no_secret (account);
  if (sotong_ghost_has_key (account))
    return NULL;
  message = g_strdup_printf (_("What is stored for “%s” is no Admin API key of Ghost, so nothing was sent. Copy the key of a "
                               "custom integration "
                               "(an id, a colon and letters and digits) into the channel’s settings."), account->name);
  return sotong_reply_new (SOTONG_OUTCOME_RENEW, message);
}

static SotongReply *
sotong_platform_ghost_check (SotongPlatform      *platform,
                             const SotongAccount *account,
                             GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_auto(SotongCall) site = { 0 };
  SotongReply *reply = check_key (account);

  if (reply != NULL)
    return reply;
  sotong_ghost_begin (&call, platform, account, "GET", "posts/?limit=1&fields=id");
  run (&call, cancellable);
  if (!sotong_call_has_status (&call, 200) || sotong_json_get_array (call.body, "posts") == NULL)
    return sotong_ghost_fail (&call, FALSE);
  sotong_ghost_begin (&site, platform, account, "GET", "site/");
  run (&site, cancellable);
  reply = sotong_call_succeed (&call);
  reply->remote_id = sotong_ghost_dup_key_id (account);
  reply->account_name = sotong_json_dup_string (sotong_json_get_object (site.body, "site"), "title");
  return reply;
}

static SotongReply *
upload (SotongPlatform       *platform,
        const SotongAccount  *account,
        const SotongMedia    *media,
        const char           *ref,
        GCancellable         *cancellable,
        char                **out_url)
{
  g_auto(SotongCall) call = { 0 };
  gboolean film = g_str_has_prefix (media->media_type, "video/");
  g_autofree char *name = g_strconcat (ref, ".", sotong_post_html_get_extension (media->media_type), NULL);
  SoupMultipart *parts = soup_multipart_new ("multipart/form-data");
  SotongReply *reply;

  soup_multipart_append_form_file (parts, "file", name, media->media_type, media->bytes);
  if (!film)
    soup_multipart_append_form_string (parts, "purpose", "image");
  soup_multipart_append_form_string (parts, "ref", ref);
  sotong_ghost_begin (&call, platform, account, "POST", film ? "media/upload/" : "images/upload/");
  sotong_call_set_multipart (&call, parts);
  sotong_http_request_set_deadline (call.request, UPLOAD_MS);
  run (&call, cancellable);
  if (sotong_call_has_status (&call, 201))
    *out_url = sotong_json_dup_string (sotong_ghost_get_first (&call, film ? "media" : "images"), "url");
  if (*out_url != NULL)
    return NULL;
  reply = sotong_ghost_fail (&call, FALSE);  /* a file alone is no post */
  sotong_reply_name_file (reply, account, media);
  return reply;
}

static SotongReply *
put_media (SotongPlatform         *platform,
           const SotongAccount    *account,
           const SotongPost       *post,
           SotongPlatformStepFunc  step,
           gpointer                step_data,
           GCancellable           *cancellable,
           GString                *content)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      g_autofree char *ref = g_strdup_printf ("%s-%u", post->client_key, i + 1);
      g_autofree char *url = g_strdup (media->remote_url);
      SotongReply *reply = NULL;

      if (url == NULL)
        {
          reply = upload (platform, account, media, ref, cancellable, &url);
          if (reply == NULL && step != NULL && !step (i, ref, url, step_data))
            reply = sotong_reply_new_not_stored (account);
        }
      if (reply != NULL)
        return reply;
      sotong_ghost_append_figure (content, media, url);
    }
  return NULL;
}

/* What a post is sent for. */
typedef enum {
  SEND_DRAFT,    /* it is made */
  SEND_PUBLISH,  /* the draft goes out, now or at its time */
  SEND_UPDATE,   /* what is out is corrected; its state stays */
  SEND_MOVE,     /* the same, of one that waits: its time too */
} Sending;

/* There is no post without a title. */
static char *
dup_title (const SotongPost *post)
{
  if (!sotong_text_is_blank (post->title))
    return g_strdup (post->title);
  return sotong_text_is_blank (post->text) ? g_strdup (_("Untitled")) : sotong_text_single_line (post->text, TITLE_MAX);
}

static GBytes *
build_post (SotongPlatform   *platform,
            const SotongPost *post,
            const char       *content,
            const char       *updated_at,
            Sending           sending)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (MAX (post->publish_at, 0));
  g_autofree char *at = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");
  g_autofree char *title = dup_title (post);
  gboolean waits = post->schedule_on_platform && post->publish_at > sotong_call_get_now (platform);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "posts");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "title", title);
  sotong_json_add_string (builder, "html", content);
  if (updated_at != NULL)
    sotong_json_add_string (builder, "updated_at", updated_at);
  if (sending == SEND_DRAFT)
    {
      sotong_json_add_string (builder, "status", "draft");
      sotong_json_add_string (builder, "slug", post->client_key);
    }
  else if (waits && (sending == SEND_PUBLISH || sending == SEND_MOVE))
    {
      sotong_json_add_string (builder, "status", "scheduled");
      sotong_json_add_string (builder, "published_at", at);
    }
  else if (sending == SEND_PUBLISH)
    sotong_json_add_string (builder, "status", "published");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return sotong_json_end (builder);
}

static char *
make_route (const char *remote_id,
            const char *query)
{
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);

  return g_strconcat ("posts/", escaped, "/", query, NULL);
}

/* Asks for the post with the key; @call then has the answer. */
static void
ask_by_key (SotongCall          *call,
            SotongPlatform      *platform,
            const SotongAccount *account,
            const SotongPost    *post,
            GCancellable        *cancellable)
{
  g_autofree char *route = g_strconcat ("posts/slug/", post->client_key, "/?formats=html", NULL);

  sotong_ghost_begin (call, platform, account, "GET", route);
  run (call, cancellable);
}

static void
ask_by_id (SotongCall          *call,
           SotongPlatform      *platform,
           const SotongAccount *account,
           const char          *id,
           GCancellable        *cancellable)
{
  g_autofree char *route = make_route (id, "?formats=html");

  sotong_ghost_begin (call, platform, account, "GET", route);
  run (call, cancellable);
}

static gboolean
is_draft (const SotongReply *reply)
{
  return g_strcmp0 (reply->remote_state, "draft") == 0;
}

/* The post of an answer if it has our key; else NULL. */
static SotongReply *
read_own (SotongCall       *call,
          const SotongPost *post)
{
  g_autofree char *slug = sotong_json_dup_string (sotong_ghost_get_first (call, "posts"), "slug");

  return sotong_call_has_status (call, 200) && g_strcmp0 (slug, post->client_key) == 0 ? sotong_ghost_read_post (call) : NULL;
}

static char *
dup_updated_at (SotongCall *call)
{
  return sotong_json_dup_string (sotong_ghost_get_first (call, "posts"), "updated_at");
}

/* A draft that has come to nothing is taken away, as far as that can be helped. */
static void
drop_draft (SotongPlatform      *platform,
            const SotongAccount *account,
            const char          *id)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = make_route (id, "");

  sotong_ghost_begin (&call, platform, account, "DELETE", route);
  run (&call, NULL);
}

/* The draft of the post that an earlier attempt left, with its id and version; or, if that one is out, the reply
 * that says so. NULL and no id: there is none. */
static SotongReply *
find_draft (SotongPlatform       *platform,
            const SotongAccount  *account,
            const SotongPost     *post,
            GCancellable         *cancellable,
            char                **out_id,
            char                **out_updated_at)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(SotongReply) own = NULL;

  ask_by_key (&call, platform, account, post, cancellable);
  own = read_own (&call, post);
  if (own == NULL)
    return NULL;
  if (!is_draft (own))
    return g_steal_pointer (&own);
  *out_id = g_strdup (own->remote_id);
  *out_updated_at = dup_updated_at (&call);
  return NULL;
}

/* Makes the draft, or finds the one that is there. Returns NULL with its id and version; else how the publishing ends. */
static SotongReply *
make_draft (SotongPlatform       *platform,
            const SotongAccount  *account,
            const SotongPost     *post,
            const char           *content,
            GCancellable         *cancellable,
            char                **out_id,
            char                **out_updated_at)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GBytes) body = build_post (platform, post, content, NULL, SEND_DRAFT);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) out = NULL;
  g_autofree char *slug = NULL;

  sotong_ghost_begin (&call, platform, account, "POST", "posts/?source=html");
  sotong_call_set_json (&call, body);
  run (&call, cancellable);
  reply = sotong_call_has_status (&call, 201) ? sotong_ghost_read_post (&call) : NULL;
  slug = sotong_json_dup_string (sotong_ghost_get_first (&call, "posts"), "slug");
  if (reply != NULL && g_strcmp0 (slug, post->client_key) == 0)
    {
      *out_id = g_strdup (reply->remote_id);
      *out_updated_at = dup_updated_at (&call);
      return NULL;
    }
  if (reply == NULL)
    reply = sotong_ghost_fail (&call, TRUE);
  else
    drop_draft (platform, account, reply->remote_id);  /* another one has the key already */
  if (reply->outcome != SOTONG_OUTCOME_OK && reply->outcome != SOTONG_OUTCOME_UNKNOWN)
    return g_steal_pointer (&reply);
  out = find_draft (platform, account, post, cancellable, out_id, out_updated_at);
  if (out != NULL || *out_id != NULL)
    return g_steal_pointer (&out);
  reply->outcome = SOTONG_OUTCOME_UNKNOWN;
  return g_steal_pointer (&reply);
}

static gboolean
is_collision (SotongCall *call)
{
  g_autofree char *code = sotong_json_dup_string (sotong_ghost_get_first (call, "errors"), "code");

  return sotong_call_has_status (call, 409) || g_strcmp0 (code, "UPDATE_COLLISION") == 0;
}

/* With the text once more: the draft may be that of an earlier attempt. When the connection breaks, the request may
 * have been sent twice, and then the second is said to collide with the first: the post itself tells. */
static SotongReply *
publish_draft (SotongPlatform      *platform,
               const SotongAccount *account,
               const SotongPost    *post,
               const char          *content,
               const char          *id,
               const char          *first_version,
               GCancellable        *cancellable)
{
  g_autofree char *route = make_route (id, "?source=html");
  g_autofree char *version = g_strdup (first_version);
  g_autoptr(SotongReply) failed = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_auto(SotongCall) call = { 0 };
      g_auto(SotongCall) look = { 0 };
      g_autoptr(GBytes) body = build_post (platform, post, content, version, SEND_PUBLISH);
      g_autoptr(SotongReply) reply = NULL;
      gboolean collided;

      sotong_ghost_begin (&call, platform, account, "PUT", route);
      sotong_call_set_json (&call, body);
      run (&call, cancellable);
      reply = sotong_call_has_status (&call, 200) ? sotong_ghost_read_post (&call) : NULL;
      if (reply != NULL)
        return g_steal_pointer (&reply);
      collided = is_collision (&call);
      g_clear_pointer (&failed, sotong_reply_free);
      failed = sotong_ghost_fail (&call, TRUE);
      if (failed->outcome != SOTONG_OUTCOME_UNKNOWN && !collided)
        break;
      ask_by_id (&look, platform, account, id, cancellable);
      reply = sotong_call_has_status (&look, 200) ? sotong_ghost_read_post (&look) : NULL;
      if (reply != NULL && !is_draft (reply))
        return g_steal_pointer (&reply);
      failed->outcome = SOTONG_OUTCOME_UNKNOWN;  /* what it collided with may have been ourselves */
      if (reply == NULL || !collided)
        break;
      g_free (version);
      version = dup_updated_at (&look);
    }
  return g_steal_pointer (&failed);
}

static SotongReply *
sotong_platform_ghost_publish (SotongPlatform         *platform,
                               const SotongAccount    *account,
                               const SotongPost       *post,
                               SotongPlatformStepFunc  step,
                               gpointer                step_data,
                               GCancellable           *cancellable)
{
  gint64 now = sotong_call_get_now (platform);
  g_autofree char *html = sotong_post_html_from_text (post->text);
  g_autoptr(GString) content = g_string_new (html);
  g_autofree char *id = NULL;
  g_autofree char *version = NULL;
  SotongReply *reply = check_key (account);

  if (reply != NULL)
    return reply;
  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply),
                                                     &reply))
    return reply;
  if (post->schedule_on_platform && post->publish_at > now && post->publish_at - now < NEAR_S)
    return sotong_reply_new_too_near (account, post->publish_at);
  reply = put_media (platform, account, post, step, step_data, cancellable, content);
  if (reply == NULL && post->repeated)
    reply = find_draft (platform, account, post, cancellable, &id, &version);
  if (reply == NULL && id == NULL)
    reply = make_draft (platform, account, post, content->str, cancellable, &id, &version);
  if (reply != NULL)
    return reply;
  reply = publish_draft (platform, account, post, content->str, id, version, cancellable);
  if (reply->outcome == SOTONG_OUTCOME_REFUSED)
    drop_draft (platform, account, id);
  return reply;
}

static SotongLookUp
sotong_platform_ghost_look_up (SotongPlatform       *platform,
                               const SotongAccount  *account,
                               const SotongPost     *post,
                               GCancellable         *cancellable,
                               SotongReply         **out_reply)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(SotongReply) own = NULL;

  *out_reply = check_key (account);
  if (*out_reply != NULL)
    return SOTONG_LOOK_UP_CANNOT_TELL;
  ask_by_key (&call, platform, account, post, cancellable);
  own = read_own (&call, post);
  if (own != NULL && !is_draft (own))
    {
      *out_reply = g_steal_pointer (&own);
      return SOTONG_LOOK_UP_FOUND;
    }
  if (own != NULL || sotong_ghost_is_absent (&call)) /* a draft has not gone out: publishing takes it up */
    {
      *out_reply = sotong_reply_new_absent (account, call.response->status);
      return SOTONG_LOOK_UP_ABSENT;
    }
  *out_reply = sotong_ghost_fail (&call, FALSE);
  return SOTONG_LOOK_UP_CANNOT_TELL;
}

/* Whether what the site has now is what was to be put there. */
static gboolean
says_already (SotongCall       *call,
              const SotongPost *post)
{
  JsonObject *object = sotong_ghost_get_first (call, "posts");
  g_autofree char *html = sotong_json_dup_string (object, "html");
  g_autofree char *title = sotong_json_dup_string (object, "title");
  g_autofree char *wanted = dup_title (post);

  return html != NULL && title != NULL && sotong_post_text_is_same (title, wanted) && sotong_post_html_says (html, post->text);
}

static SotongReply *
reply_collision (const SotongAccount *account)
{
  g_autofree char *message = g_strdup_printf (_("Somebody was changing this post on “%s” at the same time, so the correction "
                                                "was not made. "
                                                "Look at it there, then correct it again."), account->name);
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);

  reply->sent = TRUE;
  reply->http_status = 409;
  return reply;
}

static SotongReply *
put_correction (SotongPlatform      *platform,
                const SotongAccount *account,
                const char          *remote_id,
                const SotongPost    *post,
                GBytes              *body,
                GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_auto(SotongCall) after = { 0 };
  g_autofree char *route = make_route (remote_id, "?source=html");
  g_autoptr(SotongReply) failed = NULL;
  SotongReply *reply = NULL;

  sotong_ghost_begin (&call, platform, account, "PUT", route);
  sotong_call_set_json (&call, body);
  run (&call, cancellable);
  reply = sotong_call_has_status (&call, 200) ? sotong_ghost_read_post (&call) : NULL;
  if (reply != NULL)
    return reply;
  failed = sotong_ghost_fail (&call, TRUE);
  if (failed->outcome != SOTONG_OUTCOME_UNKNOWN && !is_collision (&call))
    return g_steal_pointer (&failed);
  ask_by_id (&after, platform, account, remote_id, cancellable);
  if (sotong_call_has_status (&after, 200) && says_already (&after, post) && (reply = sotong_ghost_read_post (&after)) != NULL)
    return reply;
  return is_collision (&call) ? reply_collision (account) : g_steal_pointer (&failed);
}

static SotongReply *
sotong_platform_ghost_update (SotongPlatform      *platform,
                              const SotongAccount *account,
                              const char          *remote_id,
                              const SotongPost    *post,
                              GCancellable        *cancellable)
{
  g_auto(SotongCall) now = { 0 };
  g_autofree char *html = sotong_post_html_from_text (post->text);
  g_autoptr(GString) content = g_string_new (html);
  g_autoptr(GBytes) body = NULL;
  g_autofree char *version = NULL;
  g_autoptr(SotongReply) there = NULL;
  SotongReply *reply = check_key (account);

  if (reply == NULL)
    reply = put_media (platform, account, post, NULL, NULL, cancellable, content);
  if (reply != NULL)
    return reply;
  ask_by_id (&now, platform, account, remote_id, cancellable);
  there = sotong_call_has_status (&now, 200) ? sotong_ghost_read_post (&now) : NULL;
  version = dup_updated_at (&now);
  if (there == NULL || version == NULL)
    return sotong_ghost_fail (&now, FALSE);
  body = build_post (platform, post, content->str, version,
                     g_strcmp0 (there->remote_state, "scheduled") == 0 ? SEND_MOVE : SEND_UPDATE);
  return put_correction (platform, account, remote_id, post, body, cancellable);
}

static SotongReply *
sotong_platform_ghost_remove (SotongPlatform      *platform,
                              const SotongAccount *account,
                              const char          *remote_id,
                              GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = make_route (remote_id, "");
  SotongReply *reply = check_key (account);

  if (reply != NULL)
    return reply;
  sotong_ghost_begin (&call, platform, account, "DELETE", route);
  run (&call, cancellable);
  if (sotong_call_has_status (&call, 204) || sotong_ghost_is_absent (&call))
    return sotong_reply_new_gone (remote_id, call.response->status);
  return sotong_ghost_fail (&call, TRUE);
}

static SotongReply *
sotong_platform_ghost_store_media (SotongPlatform      *platform,
                                   const SotongAccount *account,
                                   const SotongMedia   *media,
                                   GCancellable        *cancellable)
{
  g_autofree char *ref = sotong_post_make_key (sotong_call_get_now (platform));
  g_autofree char *url = NULL;
  SotongReply *reply = check_key (account);

  if (reply == NULL)
    reply = upload (platform, account, media, ref, cancellable, &url);
  if (reply != NULL)
    return reply;
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 201;
  reply->remote_id = g_steal_pointer (&ref);
  reply->remote_url = g_steal_pointer (&url);
  return reply;
}

/* Ghost counts how many it mailed a post to, and nothing of what did not go out as mail. */
static SotongReply *
ask_mail (SotongPlatform      *platform,
          const SotongAccount *account,
          const char          *remote_id,
          GPtrArray           *metrics,
          GCancellable        *cancellable)
{
  static const struct { const char *member, *name; } counts[] = {
    { "email_count", SOTONG_METRIC_MAILED }, { "delivered_count", SOTONG_METRIC_DELIVERED }, { "opened_count", SOTONG_METRIC_OPENED },
  };
  g_auto(SotongCall) call = { 0 };
  g_autofree char *route = make_route (remote_id, "?include=email");
  JsonObject *post;
  gint64 n = 0;

  sotong_ghost_begin (&call, platform, account, "GET", route);
  run (&call, cancellable);
  post = sotong_call_has_status (&call, 200) ? sotong_ghost_get_first (&call, "posts") : NULL;
  if (post == NULL)
    return sotong_ghost_is_absent (&call) ? NULL : sotong_ghost_fail (&call, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (sotong_json_get_int64 (sotong_json_get_object (post, "email"), counts[i].member, &n))
      sotong_metric_add (metrics, remote_id, counts[i].name, n);
  return NULL;
}

/* How many are members: only their number is read, of a page of one. A key that may not see them is told of, and no failure. */
static SotongReply *
ask_members (SotongPlatform      *platform,
             const SotongAccount *account,
             GPtrArray           *metrics,
             GCancellable        *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *words = NULL;
  SotongReply *reply;
  gint64 n = 0;

  sotong_ghost_begin (&call, platform, account, "GET", "members/?limit=1");
  run (&call, cancellable);
  if (sotong_call_has_status (&call, 200)
      && sotong_json_get_int64 (sotong_json_get_object (sotong_json_get_object (call.body, "meta"), "pagination"), "total", &n))
    {
      sotong_metric_add (metrics, NULL, SOTONG_METRIC_FOLLOWERS, n);
      return sotong_call_succeed (&call);
    }
  reply = sotong_ghost_fail (&call, FALSE);
  if (reply->outcome != SOTONG_OUTCOME_REFUSED || reply->by_page)
    return reply;
  words = g_strdup_printf (_("The figures of the posts on “%s” were read, but not how many members it has: %s"), account->name, reply->message);
  sotong_reply_free (reply);
  reply = sotong_call_succeed (&call);
  g_free (reply->message);
  reply->message = g_steal_pointer (&words);
  return reply;
}

static SotongReply *
sotong_platform_ghost_metrics (SotongPlatform      *platform,
                               const SotongAccount *account,
                               const char * const  *remote_ids,
                               GPtrArray           *metrics,
                               GCancellable        *cancellable)
{
  SotongReply *reply = check_key (account);

  for (guint i = 0; remote_ids != NULL && remote_ids[i] != NULL && reply == NULL; i++)
    reply = ask_mail (platform, account, remote_ids[i], metrics, cancellable);
  return reply != NULL ? reply : ask_members (platform, account, metrics, cancellable);
}

static void
sotong_platform_ghost_class_init (SotongPlatformGhostClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  platform_class->check = sotong_platform_ghost_check;
  platform_class->publish = sotong_platform_ghost_publish;
  platform_class->look_up = sotong_platform_ghost_look_up;
  platform_class->update = sotong_platform_ghost_update;
  platform_class->remove = sotong_platform_ghost_remove;
  platform_class->metrics = sotong_platform_ghost_metrics;
  platform_class->store_media = sotong_platform_ghost_store_media;
}

static void
sotong_platform_ghost_init (SotongPlatformGhost *self)
{
}
