/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-facebook-private.h"
#include "platforms/sotong-graph-private.h"
#include "platforms/sotong-secrets.h"
#include "util/sotong-json.h"

/* What concerns a Page's account: its token and its figures. */

/* The Page's own token, from that of the person who works on it. Unless it is known to be a person's, the token
 * may be the Page's already: then there is none, and no failure. */
static SotongReply *
find_page_token (SotongGraph   *graph,
                 const char    *user_token,
                 GCancellable  *cancellable,
                 char         **out_token)
{
  g_auto(SotongGraph) person = { graph->platform, graph->account };
  g_auto(SotongCall) call = { 0 };
  JsonArray *data;

  person.base = g_strdup (graph->base);
  person.token = sotong_token_new ();
  sotong_token_set (&person.token->access_token, user_token);
  person.proof = sotong_graph_make_proof (graph->token->client_secret, user_token);
  sotong_graph_get_fields (&person, &call, "me/accounts", "id,name,access_token,tasks", cancellable);
  data = sotong_graph_is_well (&call) ? sotong_json_get_array (call.body, "data") : NULL;
  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      JsonObject *page = sotong_json_array_get_object (data, i);
      g_autofree char *id = sotong_json_dup_id (page, "id");

      if (g_strcmp0 (id, graph->account->user) == 0)
        *out_token = sotong_json_dup_string (page, "access_token");
    }
  if (*out_token != NULL || graph->token->refresh_token == NULL)
    return NULL;
  return data != NULL ? sotong_graph_new_expired (graph) : sotong_graph_fail (graph, &call, FALSE);
}

/*< private >
 * sotong_facebook_refresh:
 *
 * As [method@Sotong.Platform.refresh]. A person's token is made to last 60 days; a Page's that is got with it lasts
 * until somebody takes it back.
 */
SotongReply *
sotong_facebook_refresh (SotongPlatform       *platform,
                         const SotongAccount  *account,
                         GCancellable         *cancellable,
                         char                **out_secret)
{
  g_auto(SotongGraph) graph = { 0 };
  g_autoptr(GPtrArray) query = sotong_graph_fields_new ();
  SotongReply *reply = sotong_graph_open (&graph, platform, account, SOTONG_FACEBOOK_BASE, FALSE);
  SotongToken *token = graph.token;
  gint64 expires_at = 0;
  char *person = NULL, *page = NULL;

  if (reply != NULL)
    return reply;
  if (token->client_id == NULL || token->client_secret == NULL)
    return sotong_graph_new_expired (&graph);
  sotong_graph_fields_add (query, "grant_type", "fb_exchange_token");
  sotong_graph_fields_add (query, "client_id", token->client_id);
  sotong_graph_fields_add (query, "client_secret", token->client_secret);
  sotong_graph_fields_add (query, "fb_exchange_token", token->refresh_token != NULL ? token->refresh_token : token->access_token);
  reply = sotong_graph_exchange (&graph, "oauth/access_token", query, cancellable, &person, &expires_at);
  if (reply != NULL)
    {
      if (reply->outcome != SOTONG_OUTCOME_REFUSED && reply->outcome != SOTONG_OUTCOME_RENEW)
        return reply;
      sotong_reply_free (reply);
      return sotong_graph_new_expired (&graph);
    }
  reply = find_page_token (&graph, person, cancellable, &page);
  if (reply != NULL)
    {
      sotong_secrets_free (person);
      return reply;
    }
  sotong_token_set (&token->access_token, page != NULL ? page : person);
  if (page != NULL)
    sotong_token_set (&token->refresh_token, person);
  token->expires_at = page != NULL ? 0 : expires_at;
  sotong_secrets_free (page);
  sotong_secrets_free (person);
  *out_secret = sotong_token_to_secret (token);
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  reply->expires_at = token->expires_at;
  return reply;
}

/* Asked for one by one: a name that Facebook has given up fails the whole call. */
static SotongReply *
read_insights (SotongGraph  *graph,
               const char   *id,
               GPtrArray    *metrics,
               GCancellable *cancellable)
{
  static const SotongGraphFigure post[] = {
    { "post_media_view", SOTONG_METRIC_VIEWS }, { "post_total_media_view_unique", SOTONG_METRIC_REACH },
    { "post_clicks", SOTONG_METRIC_CLICKS }, { NULL, NULL },
  };
  static const SotongGraphFigure video[] = { { "total_video_views", SOTONG_METRIC_VIEWS }, { NULL, NULL } };
  gboolean is_post = strchr (id, '_') != NULL;

  return sotong_graph_read_figures (graph, id, is_post ? "insights" : "video_insights", is_post ? post : video, FALSE, metrics,
                                    cancellable);
}

static void
add_count (GPtrArray  *metrics,
           const char *id,
           const char *name,
           JsonObject *object,
           const char *member)
{
  gint64 n = 0;

  if (sotong_json_get_int64 (object, member, &n))
    sotong_metric_add (metrics, id, name, n);
}

static SotongReply *
read_post_metrics (SotongGraph  *graph,
                   const char   *id,
                   GPtrArray    *metrics,
                   GCancellable *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (id, NULL);
  gboolean is_post = strchr (id, '_') != NULL;
  const char *reactions = is_post ? "reactions" : "likes";
  SotongReply *slow = sotong_graph_new_slow (graph);

  if (slow != NULL)
    return slow;
  sotong_graph_get_fields (graph, &call, path,
                           is_post ? "reactions.summary(total_count),comments.summary(total_count),shares"
                                   : "likes.summary(total_count),comments.summary(total_count)", cancellable);
  if (!sotong_graph_is_well (&call))
    return sotong_graph_is_absent (&call) ? NULL : sotong_graph_fail (graph, &call, FALSE);
  add_count (metrics, id, SOTONG_METRIC_REACTIONS,
             sotong_json_get_object (sotong_json_get_object (call.body, reactions), "summary"), "total_count");
  add_count (metrics, id, SOTONG_METRIC_COMMENTS,
             sotong_json_get_object (sotong_json_get_object (call.body, "comments"), "summary"), "total_count");
  if (is_post && !json_object_has_member (call.body, "shares"))
    sotong_metric_add (metrics, id, SOTONG_METRIC_SHARES, 0); /* so it says none */
  add_count (metrics, id, SOTONG_METRIC_SHARES, sotong_json_get_object (call.body, "shares"), "count");
  return read_insights (graph, id, metrics, cancellable);
}

/* Facebook keeps giving up fields: one that is not known there is asked for among the Page's figures, and if it is none there a gap. */
static SotongReply *
read_followers (SotongGraph   *graph,
                GPtrArray     *metrics,
                GCancellable  *cancellable)
{
  static const SotongGraphFigure follows[] = { { "page_follows", SOTONG_METRIC_FOLLOWERS }, { NULL, NULL } };
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (graph->account->user, NULL);
  SotongGraphError error;

  sotong_graph_get_fields (graph, &call, path, "followers_count", cancellable);
  sotong_graph_read_error (&call, &error);
  if (sotong_graph_is_well (&call))
    add_count (metrics, NULL, SOTONG_METRIC_FOLLOWERS, call.body, "followers_count");
  else if (error.there && error.code == 100 && !sotong_graph_is_absent (&call))
    return sotong_graph_read_figures (graph, graph->account->user, "insights", follows, FALSE, metrics, cancellable);
  else
    return sotong_graph_fail (graph, &call, FALSE);
  return NULL;
}

/*< private >
 * sotong_facebook_metrics:
 *
 * As [method@Sotong.Platform.metrics].
 */
SotongReply *
sotong_facebook_metrics (SotongPlatform      *platform,
                         const SotongAccount *account,
                         const char * const  *remote_ids,
                         GPtrArray           *metrics,
                         GCancellable        *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = sotong_graph_open (&graph, platform, account, SOTONG_FACEBOOK_BASE, TRUE);

  if (reply == NULL)
    reply = read_followers (&graph, metrics, cancellable);
  for (guint i = 0; remote_ids != NULL && remote_ids[i] != NULL && reply == NULL; i++)
    reply = read_post_metrics (&graph, remote_ids[i], metrics, cancellable);
  if (reply != NULL)
    return reply;
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}

/*< private >
 * sotong_facebook_days:
 *
 * As sotong_platform_days(). Facebook keeps giving up figures of Pages; these were left in the middle of 2026.
 */
SotongReply *
sotong_facebook_days (SotongPlatform      *platform,
                      const SotongAccount *account,
                      GPtrArray           *metrics,
                      GCancellable        *cancellable)
{
  static const SotongGraphFigure series[] = {
    { "page_media_view", SOTONG_METRIC_DAY_VIEWS }, { "page_total_media_view_unique", SOTONG_METRIC_DAY_REACH },
    { "page_post_engagements", SOTONG_METRIC_DAY_ENGAGEMENTS }, { "page_views_total", SOTONG_METRIC_DAY_PAGE_VIEWS },
    { "page_total_actions", SOTONG_METRIC_DAY_CLICKS }, { "page_daily_follows_unique", SOTONG_METRIC_DAY_FOLLOWS },
    { "page_daily_unfollows_unique", SOTONG_METRIC_DAY_UNFOLLOWS }, { NULL, NULL },
  };
  static const SotongGraphDays what = { "insights", series, NULL, TRUE, FALSE, 0 };
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = sotong_graph_open (&graph, platform, account, SOTONG_FACEBOOK_BASE, TRUE);

  return reply != NULL ? reply : sotong_graph_read_days (&graph, &what, metrics, cancellable);
}
