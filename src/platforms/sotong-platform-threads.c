/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-container-private.h"
#include "platforms/sotong-platform-threads.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

/**
 * SotongPlatformThreads:
 *
 * A profile of Threads, by its API and a token of 60 days; the account's user is its id. As on Instagram a post is a
 * container first, which can be published once, and files are fetched from their public addresses. The API could
 * publish a text in one step, but then nothing but its words would tell whether it is out.
 */
struct _SotongPlatformThreads
{
  SotongPlatform parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongPlatformThreads, sotong_platform_threads, SOTONG_TYPE_PLATFORM)

static SotongReply *make_container (SotongGraph       *graph,
                                    const SotongPost  *post,
                                    GCancellable      *cancellable,
                                    char             **out_id);

static const SotongGraphList own_threads = {
  "threads", "id,text,timestamp,permalink", "text", "timestamp", "permalink", "published", TRUE, NULL,
};

static const SotongGraphList own_replies = {
  "replies", "id,text,timestamp,permalink", "text", "timestamp", "permalink", "published", TRUE, NULL,
};

/* About 30 seconds for the first time, no more than 5 minutes in all: developers.facebook.com/docs/threads/troubleshooting. */
static const SotongContainerKind kind = {
  .state_member = "status", .reason_member = "error_message", .publish_edge = "threads_publish", .url_member = "permalink",
  .list = &own_threads, .replies = &own_replies, .interval_ms = 30 * 1000, .max_waits = 10, .make = make_container,
};

static SotongReply *
open_graph (SotongGraph         *graph,
            SotongPlatform      *platform,
            const SotongAccount *account)
{
  return sotong_graph_open (graph, platform, account, SOTONG_THREADS_BASE, FALSE);
}

static SotongReply *
sotong_platform_threads_check (SotongPlatform      *platform,
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
  reply = sotong_graph_read_quota (&graph, "threads_publishing_limit", cancellable, &left);
  if (reply != NULL)
    return reply;
  reply = sotong_graph_new_ok (&call, id, NULL, NULL);
  reply->account_name = sotong_json_dup_string (call.body, "username");
  sotong_graph_name_account (reply, account->user, reply->account_name);
  reply->expires_at = graph.token->expires_at;
  reply->quota_left = left;
  return reply;
}

static void
add_file (GPtrArray         *fields,
          const SotongMedia *media)
{
  gboolean video = g_str_has_prefix (media->media_type, "video/");

  sotong_graph_fields_add (fields, "media_type", video ? "VIDEO" : "IMAGE");
  sotong_graph_fields_add (fields, video ? "video_url" : "image_url", media->public_url);
  sotong_graph_fields_add (fields, "alt_text", media->alt_text[0] != '\0' ? media->alt_text : NULL);
}

/* The containers of a carousel's items, "ID,ID". */
static SotongReply *
make_children (SotongGraph      *graph,
               const SotongPost *post,
               GCancellable     *cancellable,
               GString          *children)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
      g_autofree char *id = NULL;
      SotongReply *reply;

      add_file (fields, g_ptr_array_index (post->media, i));
      sotong_graph_fields_add (fields, "is_carousel_item", "true");
      reply = sotong_container_create (graph, "threads", fields, cancellable, &id);
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
  g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
  g_autoptr(GString) children = g_string_new (NULL);
  SotongReply *reply;

  if (post->media->len == 0)
    sotong_graph_fields_add (fields, "media_type", "TEXT");
  else if (post->media->len == 1)
    add_file (fields, g_ptr_array_index (post->media, 0));
  else
    {
      reply = make_children (graph, post, cancellable, children);
      if (reply != NULL)
        return reply;
      sotong_graph_fields_add (fields, "media_type", "CAROUSEL");
      sotong_graph_fields_add (fields, "children", children->str);
    }
  sotong_graph_fields_add (fields, "text", post->text);
  sotong_graph_fields_add (fields, "reply_to_id", post->reply_to);
  return sotong_container_create (graph, "threads", fields, cancellable, out_id);
}

static SotongReply *
sotong_platform_threads_publish (SotongPlatform         *platform,
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
  reply = sotong_container_check_media (&graph, post);
  return reply != NULL ? reply : sotong_container_publish (&graph, &kind, post, step, step_data, cancellable);
}

static SotongLookUp
sotong_platform_threads_look_up (SotongPlatform       *platform,
                                 const SotongAccount  *account,
                                 const SotongPost     *post,
                                 GCancellable         *cancellable,
                                 SotongReply         **out_reply)
{
  g_auto(SotongGraph) graph = { 0 };

  *out_reply = open_graph (&graph, platform, account);
  return *out_reply != NULL ? SOTONG_LOOK_UP_CANNOT_TELL : sotong_container_look_up (&graph, &kind, post, cancellable, out_reply);
}

static SotongReply *
sotong_platform_threads_remove (SotongPlatform      *platform,
                                const SotongAccount *account,
                                const char          *remote_id,
                                GCancellable        *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = open_graph (&graph, platform, account);

  return reply != NULL ? reply : sotong_graph_remove (&graph, remote_id, cancellable);
}

static SotongReply *
sotong_platform_threads_refresh (SotongPlatform       *platform,
                                 const SotongAccount  *account,
                                 GCancellable         *cancellable,
                                 char                **out_secret)
{
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = open_graph (&graph, platform, account);

  return reply != NULL ? reply : sotong_graph_renew (&graph, "th_refresh_token", cancellable, out_secret);
}

static SotongReply *
sotong_platform_threads_metrics (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char * const  *remote_ids,
                                 GPtrArray           *metrics,
                                 GCancellable        *cancellable)
{
  static const SotongGraphFigure own[] = { { "followers_count", SOTONG_METRIC_FOLLOWERS }, { NULL, NULL } };
  static const SotongGraphFigure figures[] = {
    { "views", SOTONG_METRIC_VIEWS }, { "likes", SOTONG_METRIC_REACTIONS }, { "replies", SOTONG_METRIC_COMMENTS },
    { "reposts", SOTONG_METRIC_SHARES }, { "quotes", SOTONG_METRIC_SHARES }, { "shares", SOTONG_METRIC_SHARES }, { NULL, NULL },
  };
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = open_graph (&graph, platform, account);

  if (reply != NULL)
    return reply;
  reply = sotong_graph_read_figures (&graph, account->user, "threads_insights", own, TRUE, metrics, cancellable);
  for (guint i = 0; remote_ids != NULL && remote_ids[i] != NULL && reply == NULL; i++)
    reply = sotong_graph_read_figures (&graph, remote_ids[i], "insights", figures, TRUE, metrics, cancellable);
  if (reply != NULL)
    return reply;
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}

/* Threads tells nothing of the time before 13 April 2024. */
static SotongReply *
sotong_platform_threads_days (SotongPlatform      *platform,
                              const SotongAccount *account,
                              GPtrArray           *metrics,
                              GCancellable        *cancellable)
{
  static const SotongGraphFigure series[] = { { "views", SOTONG_METRIC_DAY_VIEWS }, { NULL, NULL } };
  static const SotongGraphFigure totals[] = {
    { "likes", SOTONG_METRIC_DAY_REACTIONS }, { "replies", SOTONG_METRIC_DAY_COMMENTS }, { "reposts", SOTONG_METRIC_DAY_SHARES },
    { "quotes", SOTONG_METRIC_DAY_SHARES }, { "clicks", SOTONG_METRIC_DAY_CLICKS }, { NULL, NULL },
  };
  static const SotongGraphDays what = { "threads_insights", series, totals, FALSE, FALSE, G_GINT64_CONSTANT (1712991600) };
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = open_graph (&graph, platform, account);

  return reply != NULL ? reply : sotong_graph_read_days (&graph, &what, metrics, cancellable);
}

static void
sotong_platform_threads_class_init (SotongPlatformThreadsClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  platform_class->check = sotong_platform_threads_check;
  platform_class->publish = sotong_platform_threads_publish;
  platform_class->look_up = sotong_platform_threads_look_up;
  platform_class->remove = sotong_platform_threads_remove;
  platform_class->refresh = sotong_platform_threads_refresh;
  platform_class->metrics = sotong_platform_threads_metrics;
  platform_class->days = sotong_platform_threads_days;
}

static void
sotong_platform_threads_init (SotongPlatformThreads *self)
{
}
