/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-container-private.h"
#include "platforms/sotong-facebook-private.h"
#include "platforms/sotong-platform-instagram.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

/**
 * SotongPlatformInstagram:
 *
 * A professional account of Instagram, by either of the two ways in: a token of its own (graph.instagram.com), or
 * that of the Page that it belongs to (graph.facebook.com). The account's user is its id. Instagram fetches files
 * from their public addresses. A post is a container first, whose id is a step: a container can be published once,
 * so it is what keeps a post from going out twice.
 */
struct _SotongPlatformInstagram
{
  SotongPlatform parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongPlatformInstagram, sotong_platform_instagram, SOTONG_TYPE_PLATFORM)

static SotongReply *make_container (SotongGraph       *graph,
                                    const SotongPost  *post,
                                    GCancellable      *cancellable,
                                    char             **out_id);

static const SotongGraphList media_list = {
  "media", "id,caption,timestamp,permalink", "caption", "timestamp", "permalink", "published", TRUE, NULL,
};

/* Once a minute, for no more than 5 minutes: developers.facebook.com/docs/instagram-platform/content-publishing. */
static const SotongContainerKind kind = {
  .state_member = "status_code", .reason_member = "status", .publish_edge = "media_publish", .url_member = "permalink",
  .list = &media_list, .interval_ms = 60 * 1000, .max_waits = 5, .make = make_container,
};

/* Which of the two ways: the address says so, else how the token begins. */
static gboolean
is_by_facebook (const SotongAccount *account,
                const SotongToken   *token)
{
  if (strstr (account->url, "graph.facebook.com") != NULL || strstr (account->url, "graph.instagram.com") != NULL)
    return strstr (account->url, "graph.facebook.com") != NULL;
  return token->access_token != NULL && g_str_has_prefix (token->access_token, "EAA");
}

static SotongReply *
open_graph (SotongGraph         *graph,
            SotongPlatform      *platform,
            const SotongAccount *account)
{
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);
  gboolean facebook = is_by_facebook (account, token);

  return sotong_graph_open (graph, platform, account, facebook ? SOTONG_FACEBOOK_BASE : SOTONG_INSTAGRAM_BASE, facebook);
}

static SotongReply *
sotong_platform_instagram_check (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 GCancellable        *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (account->user, NULL);
  g_autofree char *id = NULL;
  SotongReply *reply = open_graph (&graph, platform, account);
  gint64 left;

  if (reply != NULL)
    return reply;
  sotong_graph_get_fields (&graph, &call, path, "id,username", cancellable);
  id = sotong_graph_dup_id (&call);
  if (id == NULL)
    return sotong_graph_hold_against (&graph, sotong_graph_fail (&graph, &call, FALSE), "username", FALSE, cancellable);
  reply = sotong_graph_read_quota (&graph, "content_publishing_limit", cancellable, &left);
  if (reply != NULL)
    return reply;
  reply = sotong_graph_new_ok (&call, id, NULL, NULL);
  reply->account_name = sotong_json_dup_string (call.body, "username");
  sotong_graph_name_account (reply, account->user, reply->account_name);
  reply->expires_at = graph.token->expires_at;
  reply->quota_left = left;
  return reply;
}

static gboolean
is_video (const SotongMedia *media)
{
  return g_str_has_prefix (media->media_type, "video/");
}

static void
add_file (GPtrArray         *fields,
          const SotongMedia *media)
{
  sotong_graph_fields_add (fields, is_video (media) ? "video_url" : "image_url", media->public_url);
  if (!is_video (media) && media->alt_text[0] != '\0')
    sotong_graph_fields_add (fields, "alt_text", media->alt_text);
}

/* The containers of a carousel's items, "ID,ID". */
static SotongReply *
make_children (SotongGraph       *graph,
               const SotongPost  *post,
               GCancellable      *cancellable,
               GString           *children)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
      g_autofree char *id = NULL;
      SotongReply *reply;

      add_file (fields, media);
      sotong_graph_fields_add (fields, "media_type", is_video (media) ? "VIDEO" : NULL);
      sotong_graph_fields_add (fields, "is_carousel_item", "true");
      reply = sotong_container_create (graph, "media", fields, cancellable, &id);
      if (reply == NULL)
        reply = sotong_container_wait (graph, &kind, id, cancellable);
      if (reply != NULL)
        return reply;
      g_string_append_printf (children, "%s%s", i > 0 ? "," : "", id);
    }
  return NULL;
}

static SotongReply *
make_container (SotongGraph       *graph,
                const SotongPost  *post,
                GCancellable      *cancellable,
                char             **out_id)
{
  const SotongMedia *first = g_ptr_array_index (post->media, 0);
  g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
  g_autoptr(GString) children = g_string_new (NULL);

  if (post->media->len > 1)
    {
      SotongReply *reply = make_children (graph, post, cancellable, children);

      if (reply != NULL)
        return reply;
      sotong_graph_fields_add (fields, "media_type", "CAROUSEL");
      sotong_graph_fields_add (fields, "children", children->str);
    }
  else
    {
      sotong_graph_fields_add (fields, "media_type", is_video (first) ? "REELS" : NULL);
      add_file (fields, first);
    }
  sotong_graph_fields_add (fields, "caption", post->text);
  return sotong_container_create (graph, "media", fields, cancellable, out_id);
}

static SotongReply *
refuse_no_media (SotongGraph      *graph,
                 const SotongPost *post)
{
  g_autofree char *message = NULL;

  if (post->media->len > 0)
    return sotong_container_check_media (graph, post);
  message = g_strdup_printf (_("“%s” has no posts of text alone, so nothing was sent. Add a picture or a video and publish "
                               "again."), graph->account->name);
  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

static SotongReply *
sotong_platform_instagram_refuse (SotongPlatform      *platform,
                                  const SotongAccount *account,
                                  const SotongPost    *post)
{
  SotongGraph graph = { .platform = platform, .account = account }; /* not open: nothing is asked */

  return post->media->len == 0 ? refuse_no_media (&graph, post) : NULL;
}

static SotongReply *
sotong_platform_instagram_publish (SotongPlatform         *platform,
                                   const SotongAccount    *account,
                                   const SotongPost       *post,
                                   SotongPlatformStepFunc  step,
                                   gpointer                step_data,
                                   GCancellable           *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = open_graph (&graph, platform, account);

  if (reply != NULL)
    return reply;
  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply),
                                                     &reply))
    return reply;
  reply = refuse_no_media (&graph, post);
  return reply != NULL ? reply : sotong_container_publish (&graph, &kind, post, step, step_data, cancellable);
}

static SotongLookUp
sotong_platform_instagram_look_up (SotongPlatform       *platform,
                                   const SotongAccount  *account,
                                   const SotongPost     *post,
                                   GCancellable         *cancellable,
                                   SotongReply         **out_reply)
{
  g_auto(SotongGraph) graph = { 0 };

  *out_reply = open_graph (&graph, platform, account);
  return *out_reply != NULL ? SOTONG_LOOK_UP_CANNOT_TELL : sotong_container_look_up (&graph, &kind, post, cancellable, out_reply);
}

/* By way of Facebook alone, with the permission instagram_manage_contents. */
static SotongReply *
sotong_platform_instagram_remove (SotongPlatform      *platform,
                                  const SotongAccount *account,
                                  const char          *remote_id,
                                  GCancellable        *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  g_autofree char *message = NULL;
  SotongReply *reply = open_graph (&graph, platform, account);

  if (reply != NULL)
    return reply;
  if (is_by_facebook (account, graph.token))
    return sotong_graph_remove (&graph, remote_id, cancellable);
  message = g_strdup_printf (_("Instagram lets a program delete posts only with a token of Facebook’s sign-in, which “%s” does "
                               "not have. Delete the post in Instagram itself."),
                             account->name);
  return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
}

static SotongReply *
sotong_platform_instagram_refresh (SotongPlatform       *platform,
                                   const SotongAccount  *account,
                                   GCancellable         *cancellable,
                                   char                **out_secret)
{
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = open_graph (&graph, platform, account);

  if (reply != NULL)
    return reply;
  if (is_by_facebook (account, graph.token))
    return sotong_facebook_refresh (platform, account, cancellable, out_secret);
  return sotong_graph_renew (&graph, "ig_refresh_token", cancellable, out_secret);
}

static SotongReply *
sotong_platform_instagram_metrics (SotongPlatform      *platform,
                                   const SotongAccount *account,
                                   const char * const  *remote_ids,
                                   GPtrArray           *metrics,
                                   GCancellable        *cancellable)
{
  static const SotongGraphFigure figures[] = {
    { "views", SOTONG_METRIC_VIEWS }, { "reach", SOTONG_METRIC_REACH }, { "likes", SOTONG_METRIC_REACTIONS },
    { "comments", SOTONG_METRIC_COMMENTS }, { "shares", SOTONG_METRIC_SHARES }, { "saved", SOTONG_METRIC_SAVES }, { NULL, NULL },
  };
  g_auto(SotongGraph) graph = { 0 };
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (account->user, NULL);
  SotongReply *reply = open_graph (&graph, platform, account);
  gint64 n = 0;

  if (reply != NULL)
    return reply;
  sotong_graph_get_fields (&graph, &call, path, "followers_count,media_count", cancellable);
  if (!sotong_graph_is_well (&call))
    return sotong_graph_fail (&graph, &call, FALSE);
  if (sotong_json_get_int64 (call.body, "followers_count", &n))
    sotong_metric_add (metrics, NULL, SOTONG_METRIC_FOLLOWERS, n);
  if (sotong_json_get_int64 (call.body, "media_count", &n))
    sotong_metric_add (metrics, NULL, SOTONG_METRIC_POSTS, n);
  for (guint i = 0; remote_ids != NULL && remote_ids[i] != NULL && reply == NULL; i++)
    reply = sotong_graph_read_figures (&graph, remote_ids[i], "insights", figures, TRUE, metrics, cancellable);
  return reply != NULL ? reply : sotong_graph_new_ok (&call, account->user, NULL, NULL);
}

static SotongReply *
sotong_platform_instagram_days (SotongPlatform      *platform,
                                const SotongAccount *account,
                                GPtrArray           *metrics,
                                GCancellable        *cancellable)
{
  static const SotongGraphFigure series[] = { { "reach", SOTONG_METRIC_DAY_REACH }, { NULL, NULL } };
  static const SotongGraphFigure totals[] = {
    { "views", SOTONG_METRIC_DAY_VIEWS }, { "likes", SOTONG_METRIC_DAY_REACTIONS }, { "comments", SOTONG_METRIC_DAY_COMMENTS },
    { "replies", SOTONG_METRIC_DAY_COMMENTS }, { "shares", SOTONG_METRIC_DAY_SHARES }, { "saves", SOTONG_METRIC_DAY_SAVES },
    { "total_interactions", SOTONG_METRIC_DAY_ENGAGEMENTS }, { NULL, NULL },
  };
  static const SotongGraphDays what = { "insights", series, totals, TRUE, TRUE, 0 };
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = open_graph (&graph, platform, account);

  return reply != NULL ? reply : sotong_graph_read_days (&graph, &what, metrics, cancellable);
}

static void
sotong_platform_instagram_class_init (SotongPlatformInstagramClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  platform_class->check = sotong_platform_instagram_check;
  platform_class->refuse = sotong_platform_instagram_refuse;
  platform_class->publish = sotong_platform_instagram_publish;
  platform_class->look_up = sotong_platform_instagram_look_up;
  platform_class->remove = sotong_platform_instagram_remove;
  platform_class->refresh = sotong_platform_instagram_refresh;
  platform_class->metrics = sotong_platform_instagram_metrics;
  platform_class->days = sotong_platform_instagram_days;
}

static void
sotong_platform_instagram_init (SotongPlatformInstagram *self)
{
}
