/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-container-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"
#include "util/sotong-text.h"

#define TRIAL_MS         1000  /* under a set clock: somebody tries the program out */
#define FIND_TRIES       3
#define FIND_MS          3000  /* what is published takes a moment to stand in the list */
#define PUBLISH_TRIES    3
#define REASON_MAX_CHARS 200

typedef enum {
  STATE_IN_PROGRESS,
  STATE_FINISHED,
  STATE_PUBLISHED,
  STATE_ERROR,
  STATE_EXPIRED,  /* after 24 hours, or there is no such container any more */
} State;

static const char * const state_names[] = { "IN_PROGRESS", "FINISHED", "PUBLISHED", "ERROR", "EXPIRED" };

/*< private >
 * sotong_container_check_media:
 * @graph: an open API
 * @post: a post whose files the platform is to fetch by itself
 *
 * Returns: (transfer full) (nullable): %NULL, or that a file has no address for that; nothing was sent
 */
SotongReply *
sotong_container_check_media (SotongGraph      *graph,
                              const SotongPost *post)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      g_autofree char *message = NULL;

      /* A server on trial, on this machine, may have its files here too. */
      if (media->public_url != NULL && (g_str_has_prefix (media->public_url, "https://")
                                        || (sotong_http_url_is_local (graph->base)
                                            && sotong_http_url_is_local (media->public_url))))
        continue;
      message = g_strdup_printf (_("“%s” gets files only from a public https address, and “%s” has none, so nothing was sent. "
                                   "Choose in the channel’s settings the WordPress channel whose library its pictures go to, "
                                   "then publish again."),
                                 graph->account->name, media->file_name);
      return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
    }
  return NULL;
}

/*< private >
 * sotong_container_create:
 * @graph: an open API
 * @edge: "media"
 * @fields: what it is made of
 * @cancellable: (nullable): to stop the call
 * @out_id: (out) (transfer full) (nullable): the container
 *
 * Returns: (transfer full) (nullable): %NULL, or why there is none; nobody sees a container
 */
SotongReply *
sotong_container_create (SotongGraph   *graph,
                         const char    *edge,
                         GPtrArray     *fields,
                         GCancellable  *cancellable,
                         char         **out_id)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (graph->account->user, edge);

  sotong_graph_post (graph, &call, path, fields, cancellable);
  *out_id = sotong_graph_dup_id (&call);
  return *out_id != NULL ? NULL : sotong_graph_fail (graph, &call, FALSE);
}

/* How far a container is; %NULL with @out_state set, or why this cannot be told. */
static SotongReply *
ask (SotongGraph                *graph,
     const SotongContainerKind  *kind,
     const char                 *id,
     GCancellable               *cancellable,
     State                      *out_state,
     char                      **out_reason)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (id, NULL);
  g_autofree char *names = g_strconcat (kind->state_member, ",", kind->reason_member, NULL);
  g_autofree char *name = NULL;

  sotong_graph_get_fields (graph, &call, path, names, cancellable);
  if (sotong_graph_is_absent (&call))
    {
      *out_state = STATE_EXPIRED;
      return NULL;
    }
  name = sotong_graph_is_well (&call) ? sotong_json_dup_string (call.body, kind->state_member) : NULL;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (name, state_names[i]))
      {
        *out_state = (State) i;
        if (out_reason != NULL)
          *out_reason = sotong_json_dup_string (call.body, kind->reason_member);
        return NULL;
      }
  return sotong_graph_fail (graph, &call, FALSE);
}

static guint
get_interval (SotongGraph               *graph,
              const SotongContainerKind *kind)
{
  SotongHttp *http = sotong_platform_get_http (graph->platform);

  return sotong_clock_is_set (sotong_http_get_clock (http)) ? MIN (TRIAL_MS, kind->interval_ms) : kind->interval_ms;
}

static SotongReply *
reply_stopped (SotongGraph *graph)
{
  g_autofree char *message = NULL;
  SotongReply *reply;

  message = g_strdup_printf (_("Stopped while “%s” was preparing the post. Nobody sees it there yet."), graph->account->name);
  reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);
  reply->cancelled = TRUE;
  return reply;
}

static SotongReply *
pause_for (SotongGraph  *graph,
           guint         ms,
           GCancellable *cancellable)
{
  return sotong_http_wait (sotong_platform_get_http (graph->platform), ms, cancellable, NULL) ? NULL : reply_stopped (graph);
}

static SotongReply *
reply_not_ready (SotongGraph               *graph,
                 const SotongContainerKind *kind)
{
  g_autofree char *message = NULL;
  SotongReply *reply;

  message = g_strdup_printf (_("“%s” is still preparing the pictures or the video. The post will go out when it has finished."),
                             graph->account->name);
  reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);
  reply->sent = TRUE;
  reply->http_status = 200;
  reply->retry_at = sotong_call_get_now (graph->platform) + kind->interval_ms / 1000;
  return reply;
}

/* What the platform could not make anything of. */
static SotongReply *
reply_bad_file (SotongGraph *graph,
                const char  *reason)
{
  g_autofree char *clean = sotong_text_clean (reason != NULL ? reason : "", -1, 4 * REASON_MAX_CHARS);
  g_autofree char *line = sotong_text_single_line (clean, REASON_MAX_CHARS);
  g_autofree char *message = NULL;
  SotongReply *reply;

  message = g_strdup_printf (_("“%s” could not make a post of the files; nothing is out. It says: “%s”. Change the files and "
                               "publish again."),
                             graph->account->name, line[0] != '\0' ? line : "ERROR");
  reply = sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}

/* Asks until the container is no longer worked on. */
static SotongReply *
wait_for (SotongGraph                *graph,
          const SotongContainerKind  *kind,
          const char                 *id,
          GCancellable               *cancellable,
          State                      *out_state,
          char                      **out_reason)
{
  for (guint n = 0;; n++)
    {
      SotongReply *reply = ask (graph, kind, id, cancellable, out_state, out_reason);

      if (reply != NULL || *out_state != STATE_IN_PROGRESS)
        return reply;
      g_clear_pointer (out_reason, g_free);
      if (n == kind->max_waits)
        return reply_not_ready (graph, kind);
      reply = pause_for (graph, get_interval (graph, kind), cancellable);
      if (reply != NULL)
        return reply;
    }
}

/*< private >
 * sotong_container_wait:
 * @graph: an open API
 * @kind: how the site publishes
 * @id: a container that was made just now
 * @cancellable: (nullable): to stop waiting
 *
 * Returns: (transfer full) (nullable): %NULL when it is ready, or why it is not
 */
SotongReply *
sotong_container_wait (SotongGraph               *graph,
                       const SotongContainerKind *kind,
                       const char                *id,
                       GCancellable              *cancellable)
{
  g_autofree char *reason = NULL;
  State state = STATE_FINISHED;
  SotongReply *reply = wait_for (graph, kind, id, cancellable, &state, &reason);

  if (reply != NULL)
    return reply;
  return state == STATE_FINISHED || state == STATE_PUBLISHED ? NULL : reply_bad_file (graph, reason);
}

static void
find_url (SotongGraph               *graph,
          const SotongContainerKind *kind,
          SotongReply               *reply)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (reply->remote_id, NULL);

  sotong_graph_get_fields (graph, &call, path, kind->url_member, NULL);
  if (sotong_graph_is_well (&call))
    reply->remote_url = sotong_json_dup_string (call.body, kind->url_member);
}

/* Among the account's posts; what answers another one may stand in a list of its own. */
static SotongLookUp
find_in_lists (SotongGraph                *graph,
               const SotongContainerKind  *kind,
               const SotongPost           *post,
               GCancellable               *cancellable,
               SotongReply               **out_reply)
{
  SotongLookUp found = sotong_graph_find (graph, kind->list, post, cancellable, out_reply);

  if (found != SOTONG_LOOK_UP_ABSENT || post->reply_to == NULL || kind->replies == NULL)
    return found;
  g_clear_pointer (out_reply, sotong_reply_free);
  return sotong_graph_find (graph, kind->replies, post, cancellable, out_reply);
}

/* The container is published, so the post is out; which one it is says the list. */
static SotongLookUp
find_published (SotongGraph                *graph,
                const SotongContainerKind  *kind,
                const SotongPost           *post,
                GCancellable               *cancellable,
                SotongReply               **out_reply)
{
  SotongLookUp found = SOTONG_LOOK_UP_ABSENT;
  g_autofree char *message = NULL;

  graph->is_out = TRUE;
  for (guint n = 0; n < FIND_TRIES && found == SOTONG_LOOK_UP_ABSENT; n++)
    {
      if (n > 0 && !sotong_http_wait (sotong_platform_get_http (graph->platform), FIND_MS, cancellable, NULL))
        break;
      g_clear_pointer (out_reply, sotong_reply_free);
      found = find_in_lists (graph, kind, post, cancellable, out_reply);
    }
  if (found != SOTONG_LOOK_UP_ABSENT)
    return found;
  g_clear_pointer (out_reply, sotong_reply_free);
  message = g_strdup_printf (_("“%s” says that the post is out, but does not list it yet, so its address is not known. It is "
                               "looked up again at the next publishing."),
                             graph->account->name);
  *out_reply = sotong_reply_new (SOTONG_OUTCOME_UNKNOWN, message);
  (*out_reply)->sent = TRUE;
  (*out_reply)->http_status = 200;
  return SOTONG_LOOK_UP_CANNOT_TELL;
}

/*< private >
 * sotong_container_look_up:
 * @graph: an open API
 * @kind: how the site publishes
 * @post: what may be out
 * @cancellable: (nullable): to stop the calls
 * @out_reply: (out) (transfer full): the post when found, else why not
 *
 * Asks the container that an earlier attempt left, if one is known, then the account's own posts.
 *
 * Returns: whether the post is out
 */
SotongLookUp
sotong_container_look_up (SotongGraph                *graph,
                          const SotongContainerKind  *kind,
                          const SotongPost           *post,
                          GCancellable               *cancellable,
                          SotongReply               **out_reply)
{
  State state = STATE_EXPIRED;

  if (post->step_id != NULL)
    {
      *out_reply = ask (graph, kind, post->step_id, cancellable, &state, NULL);
      if (*out_reply != NULL)
        return SOTONG_LOOK_UP_CANNOT_TELL;
      if (state == STATE_PUBLISHED)
        return find_published (graph, kind, post, cancellable, out_reply);
    }
  if (state == STATE_FINISHED || state == STATE_IN_PROGRESS) /* not published, and it can be only once */
    {
      *out_reply = sotong_reply_new_absent (graph->account, 200);
      return SOTONG_LOOK_UP_ABSENT;
    }
  return find_in_lists (graph, kind, post, cancellable, out_reply);
}

/* Makes the container and writes it down before anything else is done with it. */
static SotongReply *
make_container (SotongGraph                *graph,
                const SotongContainerKind  *kind,
                const SotongPost           *post,
                SotongPlatformStepFunc      step,
                gpointer                    step_data,
                GCancellable               *cancellable,
                char                      **out_id)
{
  SotongReply *reply = kind->make (graph, post, cancellable, out_id);

  if (reply == NULL && step != NULL && !step (SOTONG_PLATFORM_STEP_POST, *out_id, NULL, step_data))
    reply = sotong_reply_new_not_stored (graph->account);
  return reply;
}

/* Brings a container to where it can be published: the one of an earlier attempt, or a new one. @out_published: it is
 * out already. */
static SotongReply *
get_ready (SotongGraph                *graph,
           const SotongContainerKind  *kind,
           const SotongPost           *post,
           SotongPlatformStepFunc      step,
           gpointer                    step_data,
           GCancellable               *cancellable,
           char                      **id,
           gboolean                   *out_published)
{
  g_autofree char *reason = NULL;
  State state = STATE_EXPIRED;
  SotongReply *reply = NULL;

  *out_published = FALSE;
  if (*id != NULL)
    reply = wait_for (graph, kind, *id, cancellable, &state, &reason);
  if (reply == NULL && (state == STATE_EXPIRED || state == STATE_ERROR))
    {
      g_clear_pointer (id, g_free); /* neither can be published any more, and was not: else it would say so */
      g_clear_pointer (&reason, g_free);
      state = STATE_FINISHED;
      reply = make_container (graph, kind, post, step, step_data, cancellable, id);
      if (reply == NULL && post->media->len > 0) /* one of text is ready at once */
        reply = wait_for (graph, kind, *id, cancellable, &state, &reason);
      if (reply == NULL && (state == STATE_ERROR || state == STATE_EXPIRED))
        reply = reply_bad_file (graph, reason);
    }
  *out_published = state == STATE_PUBLISHED;
  return reply;
}

typedef enum {
  PUBLISH_ENDED,     /* well or not: there is a reply */
  PUBLISH_NOT_YET,   /* the container is not ready after all */
  PUBLISH_GONE,      /* the container has expired */
} Publishing;

/* Publishes a container. What is on its way cannot be called back, so nothing stops this. */
static Publishing
publish_once (SotongGraph                *graph,
              const SotongContainerKind  *kind,
              const char                 *id,
              SotongReply               **out_reply)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
  g_autofree char *path = sotong_graph_make_path (graph->account->user, kind->publish_edge);
  g_autofree char *post_id = NULL;
  SotongGraphError error;

  sotong_graph_fields_add (fields, "creation_id", id);
  sotong_graph_post (graph, &call, path, fields, NULL);
  post_id = sotong_graph_dup_id (&call);
  if (post_id != NULL)
    {
      *out_reply = sotong_graph_new_ok (&call, post_id, NULL, "published");
      find_url (graph, kind, *out_reply);
      return PUBLISH_ENDED;
    }
  *out_reply = sotong_graph_fail (graph, &call, TRUE);
  sotong_graph_read_error (&call, &error);
  if (!error.there)
    return PUBLISH_ENDED;
  if (error.code == 9007 || error.subcode == 2207027 || error.subcode == 4279009
      || (error.code == 24 && error.subcode != 2207006))
    return PUBLISH_NOT_YET;
  if (error.subcode == 2207006 || error.subcode == 2207008 || error.subcode == 2207020)
    return PUBLISH_GONE;
  return PUBLISH_ENDED;
}

static SotongReply *
reply_found (SotongGraph               *graph,
             const SotongContainerKind *kind,
             const SotongPost          *post)
{
  SotongReply *reply = NULL;

  if (find_published (graph, kind, post, NULL, &reply) == SOTONG_LOOK_UP_CANNOT_TELL)
    reply->outcome = SOTONG_OUTCOME_UNKNOWN;
  return reply;
}

/* The answer was lost: the container itself may say at once that it is out. */
static SotongReply *
settle_unknown (SotongGraph               *graph,
                const SotongContainerKind *kind,
                const SotongPost          *post,
                const char                *id,
                SotongReply               *first)
{
  g_autoptr(SotongReply) reply = first;
  g_autoptr(SotongReply) unclear = NULL;
  State state = STATE_IN_PROGRESS;

  unclear = ask (graph, kind, id, NULL, &state, NULL);
  return unclear == NULL && state == STATE_PUBLISHED ? reply_found (graph, kind, post) : g_steal_pointer (&reply);
}

/*< private >
 * sotong_container_publish:
 * @graph: an open API
 * @kind: how the site publishes
 * @post: what to publish
 * @step: (nullable): told of the container
 * @step_data: its data
 * @cancellable: (nullable): stops until the container is published
 *
 * As [method@Sotong.Platform.publish], after the look-up of a repeated post.
 *
 * Returns: (transfer full): what came of it
 */
SotongReply *
sotong_container_publish (SotongGraph               *graph,
                          const SotongContainerKind *kind,
                          const SotongPost          *post,
                          SotongPlatformStepFunc     step,
                          gpointer                   step_data,
                          GCancellable              *cancellable)
{
  g_autofree char *id = g_strdup (post->step_id);
  SotongReply *reply = NULL;
  gboolean published;

  for (guint n = 0; n < PUBLISH_TRIES; n++)
    {
      SotongReply *waiting;
      State state = STATE_EXPIRED;
      Publishing how;

      g_clear_pointer (&reply, sotong_reply_free);
      reply = get_ready (graph, kind, post, step, step_data, cancellable, &id, &published);
      if (reply != NULL)
        return reply;
      if (published)
        return reply_found (graph, kind, post);
      how = publish_once (graph, kind, id, &reply);
      if (how == PUBLISH_ENDED)
        break;
      if (how == PUBLISH_GONE)
        {
          waiting = ask (graph, kind, id, NULL, &state, NULL);
          if (waiting == NULL && state != STATE_PUBLISHED)
            {
              g_clear_pointer (&id, g_free);
              continue;
            }
          sotong_reply_free (reply);
          if (waiting == NULL) /* an earlier call has published it after all */
            return reply_found (graph, kind, post);
          waiting->outcome = SOTONG_OUTCOME_UNKNOWN;
          return waiting;
        }
      sotong_reply_free (reply);
      reply = reply_not_ready (graph, kind);
      if (n + 1 == PUBLISH_TRIES)
        break;
      waiting = pause_for (graph, get_interval (graph, kind), cancellable);
      if (waiting != NULL)
        {
          sotong_reply_free (reply);
          return waiting;
        }
    }
  return reply->outcome == SOTONG_OUTCOME_UNKNOWN && id != NULL ? settle_unknown (graph, kind, post, id, reply) : reply;
}
