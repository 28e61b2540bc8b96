/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-facebook-private.h"
#include "platforms/sotong-graph-private.h"
#include "platforms/sotong-platform-facebook.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"
#include "util/sotong-link-marks.h"
#include "util/sotong-url.h"

#define SITE       "https://www.facebook.com/"
#define PHOTO_MS   (10 * 60 * 1000)
#define VIDEO_MS   (60 * 60 * 1000)
#define DUPLICATE  506
#define BAD_LINK   1609005

/**
 * SotongPlatformFacebook:
 *
 * A Page of Facebook, by the Graph API and a Page's token; the account's user is the Page's id. Pictures
 * are stored unpublished first, each a step, and then attached to the post. Facebook has no keys against
 * doubles: what was perhaps sent is looked for among the Page's published and scheduled posts, by its words
 * and its time, or by its id once that is known.
 */
struct _SotongPlatformFacebook
{
  SotongPlatform parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongPlatformFacebook, sotong_platform_facebook, SOTONG_TYPE_PLATFORM)

static const SotongGraphList published_posts = {
  "published_posts", "id,message,created_time,permalink_url", "message", "created_time", "permalink_url", "published", TRUE, NULL,
};
static const SotongGraphList scheduled_posts = {
  "scheduled_posts", "id,message,created_time,scheduled_publish_time", "message", "created_time", NULL, "scheduled", FALSE,
  "scheduled_publish_time",
};
static const SotongGraphList videos = {
  "videos", "id,description,created_time,permalink_url,published", "description", "created_time", "permalink_url", "published",
  TRUE, NULL,
};

static SotongReply *
sotong_platform_facebook_check (SotongPlatform      *platform,
                                const SotongAccount *account,
                                GCancellable        *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (account->user, NULL);
  g_autofree char *id = NULL;
  SotongReply *reply = sotong_graph_open (&graph, platform, account, SOTONG_FACEBOOK_BASE, TRUE);

  if (reply != NULL)
    return reply;
  sotong_graph_get_fields (&graph, &call, path, "id,name", cancellable);
  id = sotong_graph_dup_id (&call);
  if (id == NULL)
    reply = sotong_graph_fail (&graph, &call, FALSE);
  else
    {
      reply = sotong_graph_new_ok (&call, id, NULL, NULL);
      reply->account_name = sotong_json_dup_string (call.body, "name");
      reply->expires_at = graph.token->expires_at;
    }
  return sotong_graph_hold_against (&graph, reply, "name", TRUE, cancellable); /* a Page is seen with others' tokens too */
}

/* Addresses of videos come without the site. */
static void
take_url (SotongReply *reply,
          char        *url)
{
  g_autofree char *given = url;

  g_clear_pointer (&reply->remote_url, g_free);
  if (given != NULL)
    reply->remote_url = sotong_url_is_web (given) ? g_steal_pointer (&given) : sotong_url_resolve (SITE, given);
}

/* A post is out without it too: no address is no failure. */
static void
find_url (SotongGraph *graph,
          SotongReply *reply)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = sotong_graph_make_path (reply->remote_id, NULL);

  sotong_graph_get_fields (graph, &call, path, "permalink_url", NULL);
  if (sotong_graph_is_well (&call))
    take_url (reply, sotong_json_dup_string (call.body, "permalink_url"));
}

static gboolean
is_video (const SotongPost *post)
{
  return post->media->len == 1 && g_str_has_prefix (((SotongMedia *) g_ptr_array_index (post->media, 0))->media_type, "video/");
}

/* What the person sees of the post for the first address in it. */
static char *
dup_link (const SotongPost *post)
{
  const char *end;
  const char *start = sotong_link_scan (post->text, &end);

  if (post->media->len > 0 || start == NULL)
    return NULL;
  return g_strndup (start, (gsize) (end - start));
}

static void
add_time (GPtrArray        *fields,
          const SotongPost *post)
{
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, post->publish_at);

  sotong_graph_fields_add (fields, "published", "false");
  sotong_graph_fields_add (fields, "scheduled_publish_time", time);
}

static gboolean
is_for_later (SotongGraph      *graph,
              const SotongPost *post)
{
  return post->schedule_on_platform && post->publish_at > sotong_call_get_now (graph->platform);
}

/* A time that Facebook would not keep, from 10 minutes to 30 days on (the reference says 75, the guide 30): the program
 * must do it itself. */
static SotongReply *
refuse_time (SotongGraph      *graph,
             const SotongPost *post)
{
  const SotongCapabilities *can = sotong_capabilities_get ("facebook");
  gint64 left = post->publish_at - sotong_call_get_now (graph->platform);
  g_autofree char *message = NULL;
  SotongReply *reply;

  if (!post->schedule_on_platform || left <= 0 || (left >= can->schedule_min_s && left <= can->schedule_max_s))
    return NULL;
  message = g_strdup_printf (_("“%s” keeps only times between 10 minutes and 30 days from now. The post will be sent when it is "
                               "due."),
                             graph->account->name);
  reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, message);
  reply->retry_at = left < can->schedule_min_s ? post->publish_at : post->publish_at - can->schedule_max_s;
  return reply;
}

static SotongReply *
upload_photo (SotongGraph       *graph,
              const SotongPost  *post,
              const SotongMedia *media,
              GCancellable      *cancellable,
              char             **out_id)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
  g_autofree char *path = sotong_graph_make_path (graph->account->user, "photos");

  sotong_graph_fields_add (fields, "published", "false");
  sotong_graph_fields_add (fields, "temporary", is_for_later (graph, post) ? "true" : NULL);
  sotong_graph_fields_add (fields, "alt_text_custom", media->alt_text[0] != '\0' ? media->alt_text : NULL);
  sotong_graph_post_file (graph, &call, path, fields, media, PHOTO_MS, cancellable);
  *out_id = sotong_graph_dup_id (&call);
  return *out_id != NULL ? NULL : sotong_graph_fail (graph, &call, FALSE);  /* an unpublished picture is no post */
}

static void
attach (GPtrArray  *fields,
        guint       index,
        const char *id)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) json = NULL;
  g_autofree char *name = g_strdup_printf ("attached_media[%u]", index);
  g_autofree char *value = NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "media_fbid", id);
  json_builder_end_object (builder);
  json = sotong_json_end (builder);
  value = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  sotong_graph_fields_add (fields, name, value);
}

/* Stores what is not yet there and attaches all of it. */
static SotongReply *
put_photos (SotongGraph            *graph,
            const SotongPost       *post,
            gboolean                anew,
            SotongPlatformStepFunc  step,
            gpointer                step_data,
            GCancellable           *cancellable,
            GPtrArray              *fields)
{
  for (guint i = 0; i < post->media->len; i++)
    {
      const SotongMedia *media = g_ptr_array_index (post->media, i);
      g_autofree char *id = anew ? NULL : g_strdup (media->remote_id);
      SotongReply *reply = NULL;

      if (id == NULL)
        {
          reply = upload_photo (graph, post, media, cancellable, &id);
          if (reply == NULL && step != NULL && !step (i, id, NULL, step_data))
            reply = sotong_reply_new_not_stored (graph->account);
        }
      if (reply != NULL)
        return reply;
      attach (fields, i, id);
    }
  return NULL;
}

/* Which error an answer holds; a code may also come as a subcode. */
static gboolean
has_code (const SotongCall *call,
          gint64            code)
{
  SotongGraphError error;

  sotong_graph_read_error (call, &error);
  return error.there && (error.code == code || error.subcode == code);
}

static SotongReply *
read_new_post (SotongGraph            *graph,
               SotongCall             *call,
               const SotongPost       *post,
               SotongPlatformStepFunc  step,
               gpointer                step_data)
{
  gboolean later = is_for_later (graph, post);
  g_autofree char *id = sotong_graph_dup_id (call);
  SotongReply *reply;

  if (id == NULL)
    return sotong_graph_fail (graph, call, TRUE);
  reply = sotong_graph_new_ok (call, id, NULL, later ? "scheduled" : "published");
  if (later && step != NULL)
    step (SOTONG_PLATFORM_STEP_POST, id, NULL, step_data); /* by which it is found until it is out; its words find it too */
  else if (!later)
    find_url (graph, reply);
  return reply;
}

/* Facebook says that it has this very post. */
static SotongReply *
settle_duplicate (SotongGraph      *graph,
                  SotongCall       *call,
                  const SotongPost *post)
{
  g_autoptr(SotongReply) refused = sotong_graph_fail (graph, call, TRUE);
  SotongReply *found = NULL;

  switch (sotong_platform_look_up (graph->platform, graph->account, post, NULL, &found))
    {
    case SOTONG_LOOK_UP_FOUND:
      return found;
    case SOTONG_LOOK_UP_CANNOT_TELL:
      found->outcome = SOTONG_OUTCOME_UNKNOWN;
      return found;
    case SOTONG_LOOK_UP_ABSENT:
    default:
      sotong_reply_free (found);
      if (post->repeated)
        refused->outcome = SOTONG_OUTCOME_UNKNOWN;
      return g_steal_pointer (&refused);
    }
}

static SotongReply *
send_feed_post (SotongGraph            *graph,
                const SotongPost       *post,
                gboolean                anew,
                gboolean                with_link,
                SotongPlatformStepFunc  step,
                gpointer                step_data,
                GCancellable           *cancellable,
                gboolean               *out_bad_link,
                gboolean               *out_bad_media)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
  g_autofree char *path = sotong_graph_make_path (graph->account->user, "feed");
  g_autofree char *link = with_link ? dup_link (post) : NULL;
  SotongReply *reply;

  sotong_graph_fields_add (fields, "message", post->text);
  sotong_graph_fields_add (fields, "link", link);
  if (is_for_later (graph, post))
    add_time (fields, post);
  reply = put_photos (graph, post, anew, step, step_data, cancellable, fields);
  if (reply != NULL)
    return reply;
  sotong_graph_post (graph, &call, path, fields, NULL); /* cannot be called back */
  *out_bad_link = link != NULL && has_code (&call, BAD_LINK);
  *out_bad_media = post->media->len > 0 && has_code (&call, 100);
  if (has_code (&call, DUPLICATE))
    return settle_duplicate (graph, &call, post);
  return read_new_post (graph, &call, post, step, step_data);
}

static gboolean
has_old_photos (const SotongPost *post)
{
  for (guint i = 0; i < post->media->len; i++)
    if (((SotongMedia *) g_ptr_array_index (post->media, i))->remote_id != NULL)
      return TRUE;
  return FALSE;
}

/* What was refused for the sake of a preview or of pictures that are gone again was surely not made. */
static SotongReply *
send_feed (SotongGraph            *graph,
           const SotongPost       *post,
           SotongPlatformStepFunc  step,
           gpointer                step_data,
           GCancellable           *cancellable)
{
  gboolean bad_link = FALSE, bad_media = FALSE;
  SotongReply *reply = send_feed_post (graph, post, FALSE, TRUE, step, step_data, cancellable, &bad_link, &bad_media);

  if (reply->outcome != SOTONG_OUTCOME_REFUSED)
    return reply;
  if (bad_link)
    {
      sotong_reply_free (reply);
      reply = send_feed_post (graph, post, FALSE, FALSE, step, step_data, cancellable, &bad_link, &bad_media);
    }
  else if (bad_media && has_old_photos (post)) /* unpublished ones live for a day */
    {
      sotong_reply_free (reply);
      reply = send_feed_post (graph, post, TRUE, TRUE, step, step_data, cancellable, &bad_link, &bad_media);
    }
  return reply;
}

static SotongReply *
send_video (SotongGraph            *graph,
            const SotongPost       *post,
            SotongPlatformStepFunc  step,
            gpointer                step_data,
            GCancellable           *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
  g_autofree char *path = sotong_graph_make_path (graph->account->user, "videos");

  sotong_graph_fields_add (fields, "description", post->text);
  sotong_graph_fields_add (fields, "title", post->title[0] != '\0' ? post->title : NULL);
  if (is_for_later (graph, post))
    add_time (fields, post);
  sotong_graph_post_file (graph, &call, path, fields, g_ptr_array_index (post->media, 0), VIDEO_MS, cancellable);
  if (has_code (&call, DUPLICATE))
    return settle_duplicate (graph, &call, post);
  return read_new_post (graph, &call, post, step, step_data);
}

static SotongReply *
sotong_platform_facebook_publish (SotongPlatform         *platform,
                                  const SotongAccount    *account,
                                  const SotongPost       *post,
                                  SotongPlatformStepFunc  step,
                                  gpointer                step_data,
                                  GCancellable           *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = sotong_graph_open (&graph, platform, account, SOTONG_FACEBOOK_BASE, TRUE);

  if (reply != NULL)
    return reply;
  if (post->repeated && sotong_reply_settle_look_up (sotong_platform_look_up (platform, account, post, cancellable, &reply),
                                                     &reply))
    return reply;
  reply = refuse_time (&graph, post);
  if (reply != NULL)
    return reply;
  if (is_video (post))
    return send_video (&graph, post, step, step_data, cancellable);
  return send_feed (&graph, post, step, step_data, cancellable);
}

/* By its id; ABSENT if that is gone or was never known. */
static SotongLookUp
look_up_by_id (SotongGraph       *graph,
               const SotongPost  *post,
               GCancellable      *cancellable,
               SotongReply      **out_reply)
{
  g_auto(SotongCall) call = { 0 };
  g_autofree char *path = post->step_id != NULL ? sotong_graph_make_path (post->step_id, NULL) : NULL;
  g_autofree char *id = NULL;
  const char *flag = is_video (post) ? "published" : "is_published";
  g_autofree char *names = g_strconcat ("id,permalink_url,", flag, NULL);

  if (path == NULL)
    return SOTONG_LOOK_UP_ABSENT;
  sotong_graph_get_fields (graph, &call, path, names, cancellable);
  id = sotong_graph_dup_id (&call);
  if (id == NULL && sotong_graph_is_absent (&call))
    return SOTONG_LOOK_UP_ABSENT;
  if (id == NULL)
    {
      *out_reply = sotong_graph_fail (graph, &call, FALSE);
      return SOTONG_LOOK_UP_CANNOT_TELL;
    }
  *out_reply = sotong_graph_new_ok (&call, id, NULL, sotong_json_get_boolean (call.body, flag, TRUE) ? "published" : "scheduled");
  take_url (*out_reply, sotong_json_dup_string (call.body, "permalink_url"));
  return SOTONG_LOOK_UP_FOUND;
}

static SotongLookUp
sotong_platform_facebook_look_up (SotongPlatform       *platform,
                                  const SotongAccount  *account,
                                  const SotongPost     *post,
                                  GCancellable         *cancellable,
                                  SotongReply         **out_reply)
{
  g_auto(SotongGraph) graph = { 0 };
  const SotongGraphList *lists[] = { is_video (post) ? &videos : NULL, &published_posts, &scheduled_posts };
  SotongLookUp found;

  *out_reply = sotong_graph_open (&graph, platform, account, SOTONG_FACEBOOK_BASE, TRUE);
  if (*out_reply != NULL)
    return SOTONG_LOOK_UP_CANNOT_TELL;
  found = look_up_by_id (&graph, post, cancellable, out_reply);
  for (guint i = 0; found == SOTONG_LOOK_UP_ABSENT && i < G_N_ELEMENTS (lists); i++)
    if (lists[i] != NULL)
      {
        g_clear_pointer (out_reply, sotong_reply_free);
        found = sotong_graph_find (&graph, lists[i], post, cancellable, out_reply);
        if (found == SOTONG_LOOK_UP_FOUND)
          take_url (*out_reply, g_steal_pointer (&(*out_reply)->remote_url));
      }
  return found;
}

static SotongReply *
sotong_platform_facebook_update (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *remote_id,
                                 const SotongPost    *post,
                                 GCancellable        *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GPtrArray) fields = sotong_graph_fields_new ();
  g_autofree char *path = sotong_graph_make_path (remote_id, NULL);
  SotongReply *reply = sotong_graph_open (&graph, platform, account, SOTONG_FACEBOOK_BASE, TRUE);

  if (reply == NULL)
    reply = refuse_time (&graph, post);
  if (reply != NULL)
    return reply;
  sotong_graph_fields_add (fields, is_video (post) ? "description" : "message", post->text);
  if (is_for_later (&graph, post))
    add_time (fields, post);
  sotong_graph_post (&graph, &call, path, fields, cancellable);
  if (!sotong_graph_is_well (&call) || !sotong_json_get_boolean (call.body, "success", FALSE))
    return sotong_graph_fail (&graph, &call, TRUE);
  reply = sotong_graph_new_ok (&call, remote_id, NULL, is_for_later (&graph, post) ? "scheduled" : "published");
  if (!is_for_later (&graph, post))
    find_url (&graph, reply);
  return reply;
}

static SotongReply *
sotong_platform_facebook_remove (SotongPlatform      *platform,
                                 const SotongAccount *account,
                                 const char          *remote_id,
                                 GCancellable        *cancellable)
{
  g_auto(SotongGraph) graph = { 0 };
  SotongReply *reply = sotong_graph_open (&graph, platform, account, SOTONG_FACEBOOK_BASE, TRUE);

  return reply != NULL ? reply : sotong_graph_remove (&graph, remote_id, cancellable);
}

static void
sotong_platform_facebook_class_init (SotongPlatformFacebookClass *klass)
{
  SotongPlatformClass *platform_class = SOTONG_PLATFORM_CLASS (klass);

  platform_class->check = sotong_platform_facebook_check;
  platform_class->publish = sotong_platform_facebook_publish;
  platform_class->look_up = sotong_platform_facebook_look_up;
  platform_class->update = sotong_platform_facebook_update;
  platform_class->remove = sotong_platform_facebook_remove;
  platform_class->refresh = sotong_facebook_refresh;
  platform_class->metrics = sotong_facebook_metrics;
  platform_class->days = sotong_facebook_days;
}

static void
sotong_platform_facebook_init (SotongPlatformFacebook *self)
{
}
