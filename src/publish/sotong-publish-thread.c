/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-publish-thread.h"
#include "publish/sotong-publisher-private.h"
#include "store/sotong-copy-part.h"

/* Long texts as threads: how they are cut, and how one that is out is corrected or withdrawn, post by post. */

/*
 * sotong_publish_split:
 * @text: what a copy says
 * @channel: a #SotongChannel
 *
 * Returns: (transfer full) (nullable): the posts that it takes there; %NULL when one is enough
 */
char **
sotong_publish_split (const char *text,
                      gpointer    channel)
{
  const SotongChannel *self = channel;
  const SotongCapabilities *can = sotong_capabilities_get (self->platform);

  return can != NULL ? sotong_capabilities_split (can, self->text_limit, text) : NULL;
}

static void
set_message (SotongReply *reply,
             char        *message)
{
  g_free (reply->message);
  reply->message = message;
}

/* Which post of a thread the answer is about, and what is out already. */
void
sotong_publish_describe_part (const SotongClaim *claim,
                              SotongReply       *reply)
{
  const char *url = claim->first_url != NULL ? claim->first_url : "";

  if (claim->part == 0)
    return;
  if (reply->outcome == SOTONG_OUTCOME_OK || claim->part == 1)
    set_message (reply, g_strdup_printf (_("Post %1$u of the %2$u of its thread. %3$s"), claim->part, claim->n_parts, reply->message));
  else
    set_message (reply, g_strdup_printf (_("Post %1$u of the %2$u of its thread. %3$s Those before it are out and are not sent again: %4$s"),
                                         claim->part, claim->n_parts, reply->message, url));
  g_strchomp (reply->message);
}

/* ---- correcting and withdrawing ---- */

typedef struct {
  SotongStore          *store;
  SotongPublishSession *session;
  const SotongClaim    *claim;      /* the whole */
  GPtrArray            *parts;      /* (element-type SotongCopyPart): those that are out or were armed */
  guint                 n_out;
  GCancellable         *cancellable;
  SotongPublishOrigin   origin;
} Thread;

static void
thread_clear (Thread *self)
{
  sotong_publish_origin_clear (&self->origin);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Thread, thread_clear)

typedef struct {
  gint64      copy_id;
  guint       part;
  const char *body;        /* (nullable) */
  const char *client_key;  /* (nullable): to arm it */
  const char *remote_id;   /* (nullable): it is out */
  const char *remote_url;  /* (nullable) */
} PartData;

static gpointer
part_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  PartData *job = data;

  if (job->client_key != NULL)
    return sotong_copy_part_arm (db, job->copy_id, job->part, job->body, job->client_key, error) ? data : NULL;
  if (job->remote_id != NULL)
    return sotong_copy_part_set_out (db, job->copy_id, job->part, job->body, job->remote_id, job->remote_url, error) ? data : NULL;
  return sotong_copy_part_forget (db, job->copy_id, job->part, error) ? data : NULL;
}

/* (nullable): %NULL when it was noted; else what to say: nothing more is sent before it is. */
static SotongReply *
note (Thread   *self,
      PartData *job)
{
  g_autoptr(GError) error = NULL;

  job->copy_id = self->claim->copy_id;
  if (sotong_store_write (self->store, SOTONG_WRITE_SHARED, part_job, job, NULL, &error) != NULL)
    return NULL;
  return sotong_reply_new (SOTONG_OUTCOME_UNKNOWN, error->message);
}

static const SotongCopyPart *
get_part (Thread *self,
          guint   index)
{
  return index < self->parts->len ? g_ptr_array_index (self->parts, index) : NULL;
}

typedef struct {
  enum { CALL_UPDATE, CALL_REMOVE, CALL_PUBLISH } what;
  const char *remote_id;
  SotongPost *post;
} CallData;

static SotongReply *
part_call (SotongPlatform      *platform,
           const SotongAccount *account,
           gpointer             data,
           GCancellable        *cancellable)
{
  CallData *call = data;

  switch (call->what)
    {
    case CALL_UPDATE:
      return sotong_platform_update (platform, account, call->remote_id, call->post, cancellable);
    case CALL_REMOVE:
      return sotong_platform_remove (platform, account, call->remote_id, cancellable);
    case CALL_PUBLISH:
    default:
      return sotong_platform_publish (platform, account, call->post, NULL, NULL, cancellable);
    }
}

/* What has no answer is done once more: a second change does no harm, and a second post begins with a look-up. */
static SotongReply *
call_patiently (Thread   *self,
                CallData *call)
{
  SotongReply *reply = sotong_publish_session_call (self->session, part_call, call, self->cancellable);

  if (reply->outcome != SOTONG_OUTCOME_UNKNOWN || g_cancellable_is_cancelled (self->cancellable))
    return reply;
  sotong_reply_free (reply);
  if (call->what == CALL_PUBLISH)
    call->post->repeated = TRUE;
  return sotong_publish_session_call (self->session, part_call, call, self->cancellable);
}

/* A post of the thread as the platform gets it: only the first has files. */
static SotongPost *
make_part (Thread     *self,
           guint       index,
           const char *text)
{
  SotongPost *post = sotong_publish_make_post (&self->origin, self->session->account->platform);

  g_clear_pointer (&post->earlier_texts, g_strfreev); /* those of the whole */
  post->files_changed = FALSE;
  post->found_text = NULL;
  g_clear_pointer (&self->origin.cannot_tell, g_free);
  g_free (post->text);
  post->text = g_strdup (text);
  g_free (post->client_key);
  post->client_key = sotong_copy_part_make_key (self->claim->client_key, index + 1);
  post->repeated = FALSE;
  if (index > 0)
    {
      g_ptr_array_set_size (post->media, 0);
      g_clear_pointer (&post->step_id, g_free);
      post->reply_to = g_strdup (get_part (self, index - 1)->remote_id);
    }
  return post;
}

static SotongReply *
change_part (Thread     *self,
             guint       index,
             const char *text)
{
  const SotongCopyPart *part = get_part (self, index);
  g_autoptr(SotongPost) post = make_part (self, index, text);
  CallData call = { CALL_UPDATE, part->remote_id, post };
  g_autoptr(SotongReply) reply = call_patiently (self, &call);
  PartData job = { .part = index + 1, .body = text, .remote_id = part->remote_id };

  return reply->outcome == SOTONG_OUTCOME_OK ? note (self, &job) : g_steal_pointer (&reply);
}

/* The new text is longer: one more post, armed before it is sent and noted when it is there. */
static SotongReply *
add_part (Thread     *self,
          guint       index,
          const char *text)
{
  g_autoptr(SotongPost) post = make_part (self, index, text);
  PartData armed = { .part = index + 1, .body = text, .client_key = post->client_key };
  PartData out = { .part = index + 1 };
  CallData call = { CALL_PUBLISH, NULL, post };
  g_autoptr(SotongReply) reply = NULL;
  SotongCopyPart *part;

  post->repeated = get_part (self, index) != NULL; /* an earlier correction may have sent it */
  reply = note (self, &armed);
  if (reply != NULL)
    return g_steal_pointer (&reply);
  reply = call_patiently (self, &call);
  if (reply->outcome != SOTONG_OUTCOME_OK)
    return g_steal_pointer (&reply);
  if (index < self->parts->len)
    g_ptr_array_remove_index (self->parts, index);
  part = g_new0 (SotongCopyPart, 1);
  part->part = index + 1;
  part->body = g_strdup (text);
  part->remote_id = g_strdup (reply->remote_id);
  g_ptr_array_insert (self->parts, (int) index, part);
  out.remote_id = reply->remote_id;
  out.remote_url = reply->remote_url;
  return note (self, &out);
}

static SotongReply *
remove_part (Thread *self,
             guint   index)
{
  const SotongCopyPart *part = get_part (self, index);
  CallData call = { CALL_REMOVE, part->remote_id, NULL };
  g_autoptr(SotongReply) reply = call_patiently (self, &call);
  PartData job = { .part = index + 1 };

  return reply->outcome == SOTONG_OUTCOME_OK ? note (self, &job) : g_steal_pointer (&reply);
}

/* An earlier correction may have sent one more post and not have lived to hear of it: whether it is there, with the words it
 * had then, is found out before anything is changed. %NULL when that is known now. */
static SotongReply *
settle_armed (Thread *self)
{
  SotongCopyPart *armed = self->n_out < self->parts->len ? g_ptr_array_index (self->parts, self->n_out) : NULL;
  g_autoptr(SotongPost) post = NULL;
  g_autoptr(SotongReply) reply = NULL;
  PartData out = { .part = self->n_out + 1 };
  SotongLookUp found;

  if (armed == NULL || self->n_out == 0)
    return NULL;
  post = make_part (self, self->n_out, armed->body);
  post->repeated = TRUE;
  found = sotong_publish_session_look_up (self->session, post, self->cancellable, &reply);
  if (found == SOTONG_LOOK_UP_ABSENT)
    return NULL;
  if (found != SOTONG_LOOK_UP_FOUND || reply == NULL || reply->remote_id == NULL)
    {
      if (reply == NULL || reply->outcome == SOTONG_OUTCOME_OK)
        return sotong_reply_new (SOTONG_OUTCOME_UNKNOWN, reply != NULL ? reply->message : NULL);
      return g_steal_pointer (&reply);
    }
  armed->remote_id = g_strdup (reply->remote_id);
  armed->remote_url = g_strdup (reply->remote_url);
  self->n_out++;
  out.remote_id = armed->remote_id;
  out.remote_url = armed->remote_url;
  return note (self, &out);
}

/* It stopped at a post: those before it, in the order they were done, are as they shall be. */
static SotongReply *
say_where (SotongReply *reply,
           guint        index,
           guint        n)
{
  set_message (reply, g_strdup_printf (_("Post %1$u of the %2$u of its thread. %3$s"), index + 1, n, reply->message));
  return reply;
}

static SotongReply *
reply_done (Thread *self)
{
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  const SotongCopyPart *first = get_part (self, 0);

  reply->sent = TRUE;
  reply->http_status = 200;
  reply->remote_id = first != NULL ? g_strdup (first->remote_id) : NULL;
  reply->remote_url = first != NULL ? g_strdup (first->remote_url) : NULL;
  return reply;
}

/* Takes the posts off from the last one down to @from. */
static SotongReply *
remove_from (Thread *self,
             guint   from)
{
  PartData rest = { .part = self->n_out + 1 };
  SotongReply *reply = NULL;

  for (guint i = self->n_out; i > from && reply == NULL; i--)
    {
      reply = remove_part (self, i - 1);
      if (reply != NULL)
        say_where (reply, i - 1, self->n_out);
    }
  return reply != NULL || from >= self->n_out ? reply : note (self, &rest);
}

/*
 * sotong_publish_thread_correct:
 * @store: the workspace
 * @session: an open account
 * @claim: the whole of a copy that is out as a thread
 * @parts: (element-type SotongCopyPart): its posts; brought up to date
 * @files_too: whether other files go with it than were sent
 * @cancellable: (nullable): a cancellable
 *
 * Makes the thread say what the copy says: posts that differ are changed, missing ones are added, surplus ones are taken
 * off. May be done again after any failure. Blocks.
 *
 * Returns: (transfer full): OK with the first post's address, or why not all of it
 */
SotongReply *
sotong_publish_thread_correct (SotongStore          *store,
                               SotongPublishSession *session,
                               const SotongClaim    *claim,
                               GPtrArray            *parts,
                               gboolean              files_too,
                               GCancellable         *cancellable)
{
  g_auto(Thread) self = { store, session, claim, parts, sotong_copy_part_count_out (parts), cancellable, { store, claim, NULL, NULL } };
  const SotongCapabilities *can = sotong_capabilities_get (session->account->platform);
  g_auto(GStrv) texts = can != NULL ? sotong_capabilities_split (can, session->account->text_limit, claim->body) : NULL;
  const char *one[] = { claim->body, NULL };
  const char * const *all = texts != NULL ? (const char * const *) texts : one;
  guint n = texts != NULL ? g_strv_length (texts) : 1;
  SotongReply *reply = NULL;

  if (n > SOTONG_THREAD_MAX)
    {
      g_autofree char *message = g_strdup_printf (_("The text would take a thread of %u posts, and more than %d are not sent. Shorten it, then publish it again."),
                                                  n, SOTONG_THREAD_MAX);

      return sotong_reply_new (SOTONG_OUTCOME_REFUSED, message);
    }
  reply = settle_armed (&self);
  if (reply != NULL)
    return say_where (reply, self.n_out, self.n_out + 1);
  for (guint i = 0; i < n && reply == NULL; i++)
    {
      const SotongCopyPart *part = get_part (&self, i);

      if (part == NULL || part->remote_id == NULL)
        reply = add_part (&self, i, all[i]);
      else if (!g_str_equal (part->body, all[i]) || (i == 0 && files_too))
        reply = change_part (&self, i, all[i]);
      if (reply != NULL)
        return say_where (reply, i, n);
    }
  reply = remove_from (&self, n);
  return reply != NULL ? reply : reply_done (&self);
}

/*
 * sotong_publish_thread_withdraw:
 * @store: the workspace
 * @session: an open account
 * @claim: the whole of a copy that is out as a thread, all of it or its beginning
 * @parts: (element-type SotongCopyPart): its posts
 * @cancellable: (nullable): a cancellable
 *
 * Takes all posts of the thread off, the last one first, so that no answer is left without what it answers. Blocks.
 *
 * Returns: (transfer full): OK, or why not all of it
 */
SotongReply *
sotong_publish_thread_withdraw (SotongStore          *store,
                                SotongPublishSession *session,
                                const SotongClaim    *claim,
                                GPtrArray            *parts,
                                GCancellable         *cancellable)
{
  g_auto(Thread) self = { store, session, claim, parts, sotong_copy_part_count_out (parts), cancellable, { store, claim, NULL, NULL } };
  SotongReply *reply = settle_armed (&self);

  if (reply != NULL)
    return say_where (reply, self.n_out, self.n_out + 1);
  reply = remove_from (&self, 0);
  return reply != NULL ? reply : reply_done (&self);
}
