/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-publish-around.h"
#include "publish/sotong-publish-remember.h"
#include "store/sotong-attempt-past.h"
#include "store/sotong-hold.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define BACKOFF_FIRST_S  10
#define BACKOFF_MAX_S    3600
#define REST_FIRST_S     (5 * 60)

/*
 * The handshake: the claim with the exact text is on the disk; it is sent, once; outcome,
 * state and the platform's id are noted in one transaction. What was perhaps sent is never
 * sent again before it has been looked up.
 */

/* Before an office's own site there may stand what answers in its name, with a page of its own or another address,
 * although the site has done what it was asked: there a refusal is no proof, and a look costs little. Another address is no
 * platform's own refusal either. */
static gboolean
may_be_behind (const SotongClaim        *claim,
               const SotongCapabilities *can)
{
  return claim->turned_away && can != NULL && (can->needs_url || claim->redirected) && can->idempotency != SOTONG_IDEMPOTENCY_NONE;
}

typedef struct {
  const SotongClaim *claim;
  const char        *id;
  gboolean           other;
} OtherData;

static gpointer
other_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  OtherData *job = data;

  return sotong_attempt_is_other (db, job->claim, job->id, &job->other, error) ? data : NULL;
}

/* A look-up that does not know what was sent before may overlook it: then not finding it says nothing. */
static void
note_unread (SotongPublishOrigin *origin,
             const GError        *error)
{
  if (error == NULL || origin->cannot_tell != NULL)
    return;
  origin->cannot_tell = g_strdup_printf (_("What was sent before could not be read from the workspace (%s), so whether the post is there cannot be told. "
                                           "Nothing is sent before it can be looked up."), error->message);
}

/* What cannot be found out is no reason to take a post for this one, nor for saying that this one is not there. */
static gboolean
is_other_cb (const char *id,
             gpointer    user_data)
{
  SotongPublishOrigin *origin = user_data;
  OtherData job = { origin->claim, id, FALSE };
  g_autoptr(GError) error = NULL;

  if (sotong_store_read (origin->store, other_job, &job, NULL, &error) != NULL)
    return job.other;
  note_unread (origin, error);
  return TRUE;
}

static gpointer
earlier_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_attempt_list_earlier_texts (db, data, error);
}

typedef struct {
  const SotongClaim *claim;
  gboolean           other;
} FilesData;

static gpointer
files_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  FilesData *job = data;

  return sotong_attempt_had_other_files (db, job->claim, &job->other, error) ? data : NULL;
}

/* What an earlier attempt may have left there under other words, or with other files. */
static void
read_earlier (SotongPublishOrigin *origin,
              SotongPost          *post)
{
  FilesData files = { origin->claim, FALSE };
  g_autoptr(GError) error = NULL;

  post->earlier_texts = sotong_store_read (origin->store, earlier_job, (gpointer) origin->claim, NULL, &error);
  if (post->earlier_texts != NULL && origin->claim->part <= 1)
    sotong_store_read (origin->store, files_job, &files, NULL, &error);
  post->files_changed = files.other;
  note_unread (origin, error);
}

void
sotong_publish_origin_clear (SotongPublishOrigin *self)
{
  g_clear_pointer (&self->found_text, g_free);
  g_clear_pointer (&self->cannot_tell, g_free);
}

/* The post as the platform gets it. @origin outlives it. */
SotongPost *
sotong_publish_make_post (SotongPublishOrigin *origin,
                          const char          *platform)
{
  const SotongClaim *claim = origin->claim;
  const SotongCapabilities *can = sotong_capabilities_get (platform);
  gboolean titled = can == NULL || can->has_title;
  const char *text = !titled && sotong_text_is_blank (claim->body) ? claim->title : claim->body;
  SotongPost *post = sotong_post_new (claim->client_key, titled ? claim->title : "", text);

  /* Where nothing can be looked up a person's word is the last: else it could never be sent again. */
  post->repeated = (claim->repeated && !(claim->denied && can != NULL && can->idempotency == SOTONG_IDEMPOTENCY_NONE))
                   || may_be_behind (claim, can);
  post->first_sent_at = claim->first_sent_at;
  post->step_id = g_strdup (claim->step_id);
  post->known_ids = g_strdupv (claim->known_ids);
  post->is_other = is_other_cb;
  post->other_data = origin;
  post->found_text = &origin->found_text;
  post->cannot_tell = &origin->cannot_tell;
  if (claim->repeated || claim->turned_away || claim->put_off)
    read_earlier (origin, post);
  post->reply_to = g_strdup (claim->reply_to);
  for (guint i = 0; i < claim->media->len; i++)
    {
      const SotongClaimMedia *from = g_ptr_array_index (claim->media, i);
      SotongMedia *to = sotong_media_new (from->file_name, from->media_type, from->bytes, from->alt_text);

      to->remote_id = g_strdup (from->remote_id);
      to->remote_url = g_strdup (from->remote_url);
      sotong_post_take_media (post, to);
    }
  return post;
}

/* What the call needs while files go up one after another. */
typedef struct {
  SotongPublishLane *lane;
  const SotongClaim *claim;
  GCancellable      *inner;   /* (owned): the person's, until the post itself is sent */
  gulong             handler;
  guint              n_left;  /* files not on the platform yet */
  gboolean           held;    /* all was put on hold meanwhile, and nobody asked for this one */
  SotongPost        *post;    /* what is on the platform already is noted in it */
} Sending;

typedef struct {
  const SotongClaim *claim;
  const char        *sha256;  /* (nullable): %NULL for the post itself */
  const char        *remote_id;
  const char        *remote_url;
} StepData;

static gpointer
step_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  StepData *step = data;

  if (step->sha256 == NULL)
    return sotong_attempt_store_post_step (db, step->claim, step->remote_id, error) ? data : NULL;
  return sotong_attempt_store_step (db, step->claim->copy_id, step->sha256, step->remote_id, step->remote_url, error) ? data : NULL;
}

/* A post that is on its way cannot be called back: from here on cancelling has no effect. */
static void
close_cancelling (Sending *sending)
{
  g_cancellable_disconnect (sending->lane->run->cancellable, sending->handler);
  sending->handler = 0;
}

/* A second call with a renewed sign-in goes on from there. */
static void
note_step (SotongPost *post,
           guint       index,
           const char *remote_id,
           const char *remote_url)
{
  SotongMedia *media = index < post->media->len ? g_ptr_array_index (post->media, index) : NULL;

  if (media != NULL && media->remote_id == NULL)
    {
      media->remote_id = g_strdup (remote_id);
      media->remote_url = g_strdup (remote_url);
    }
  else if (index == SOTONG_PLATFORM_STEP_POST && post->step_id == NULL)
    post->step_id = g_strdup (remote_id);
}

static gpointer
held_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_hold_is_on (db, data, error) ? data : NULL;
}

/* Files take their time, and while they go up nothing is out: whoever puts everything on hold then is heard. */
static gboolean
is_held (SotongPublishLane *lane)
{
  gboolean on = FALSE;

  return !lane->run->asked && sotong_store_read (lane->run->store, held_job, &on, NULL, NULL) != NULL && on;
}

static gboolean
step_cb (guint       index,
         const char *remote_id,
         const char *remote_url,
         gpointer    user_data)
{
  Sending *sending = user_data;
  StepData step = { sending->claim, NULL, remote_id, remote_url };

  if (index != SOTONG_PLATFORM_STEP_POST)
    {
      if (index >= sending->claim->media->len)
        return FALSE;
      step.sha256 = ((SotongClaimMedia *) g_ptr_array_index (sending->claim->media, index))->sha256;
    }
  if (sotong_store_write (sending->lane->run->store, SOTONG_WRITE_SHARED, step_job, &step, NULL, NULL) == NULL)
    return FALSE;
  note_step (sending->post, index, remote_id, remote_url);
  if (index != SOTONG_PLATFORM_STEP_POST && is_held (sending->lane))
    {
      sending->held = TRUE;
      g_cancellable_cancel (sending->inner);
    }
  if (index != SOTONG_PLATFORM_STEP_POST && sending->n_left > 0 && --sending->n_left == 0 && !g_cancellable_is_cancelled (sending->inner))
    close_cancelling (sending);
  return TRUE;
}

static void
cancel_inner_cb (GCancellable *cancellable,
                 GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

/* The first or, with a renewed sign-in, the second time: files that went up the first time count as there. */
static SotongReply *
publish_call (SotongPlatform      *platform,
              const SotongAccount *account,
              gpointer             data,
              GCancellable        *cancellable)
{
  Sending *sending = data;

  return sotong_platform_publish (platform, account, sending->post, step_cb, sending, cancellable);
}

static SotongReply *
reply_held (SotongReply *stopped)
{
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, _("Everything was put on hold while its files were going up, so it was not sent."));

  sotong_reply_free (stopped);
  reply->cancelled = TRUE;
  return reply;
}

static SotongReply *
send_post (SotongPublishLane *lane,
           const SotongClaim *claim,
           SotongPost        *post)
{
  GCancellable *outer = lane->run->cancellable;
  g_autoptr(GCancellable) inner = g_cancellable_new ();
  Sending sending = { .lane = lane, .claim = claim, .inner = inner, .post = post };
  SotongReply *reply;

  for (guint i = 0; i < post->media->len; i++)
    sending.n_left += ((SotongMedia *) g_ptr_array_index (post->media, i))->remote_id == NULL ? 1 : 0;
  if (claim->part <= 1 && g_cancellable_is_cancelled (outer))
    {
      reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, _("Stopped before anything was sent."));
      reply->cancelled = TRUE;
      return reply;
    }
  reply = sotong_publish_host_media (lane, claim, post, outer);
  if (reply != NULL)
    return reply;
  if (post->media->len > 0 && is_held (lane))
    return reply_held (NULL);
  if (outer != NULL && sending.n_left > 0)
    sending.handler = g_cancellable_connect (outer, G_CALLBACK (cancel_inner_cb), g_object_ref (inner), g_object_unref);
  reply = sotong_publish_session_call (lane->session, publish_call, &sending, inner);
  close_cancelling (&sending);
  return sending.held && reply->cancelled && reply->outcome == SOTONG_OUTCOME_WAIT ? reply_held (reply) : reply;
}

static gboolean
is_waiting_there (const SotongReply *reply)
{
  return g_strcmp0 (reply->remote_state, "future") == 0 || g_strcmp0 (reply->remote_state, "scheduled") == 0;
}

static gboolean
is_hidden (const SotongReply *reply)
{
  static const char * const hidden[] = { "draft", "pending", "private", "auto-draft", "trash", NULL };

  return reply->remote_state != NULL && g_strv_contains (hidden, reply->remote_state);
}

/* Nothing is wrong with the post: whatever the account sends meets the same until a person has seen to it. */
static gboolean
is_shut_out (const SotongReply *reply)
{
  return reply->outcome == SOTONG_OUTCOME_RENEW || (reply->outcome == SOTONG_OUTCOME_REFUSED && reply->shut_out);
}

/* The copy's state after an answer. */
const char *
sotong_publish_state_of (const SotongReply *reply,
                         const SotongClaim *claim)
{
  if (is_shut_out (reply)) /* it goes out once the account may publish again, or is missed */
    return g_str_equal (claim->from_state, "scheduled") ? "scheduled" : "failed";
  switch (reply->outcome)
    {
    case SOTONG_OUTCOME_OK:
      return is_waiting_there (reply) ? "scheduled" : is_hidden (reply) ? "failed" : "published";
    case SOTONG_OUTCOME_WAIT:
      return reply->cancelled ? claim->from_state : "scheduled";
    case SOTONG_OUTCOME_UNKNOWN:
      return "unknown";
    case SOTONG_OUTCOME_RENEW:
    case SOTONG_OUTCOME_REFUSED:
    default:
      return "failed";
    }
}

/* (nullable): what is to be said of a post that is there but that nobody can see. */
char *
sotong_publish_describe_hidden (SotongPublishLane *lane,
                                const SotongReply *reply)
{
  if (reply->outcome != SOTONG_OUTCOME_OK || !is_hidden (reply))
    return NULL;
  if ((g_str_equal (reply->remote_state, "private") || g_str_equal (reply->remote_state, "trash")) && reply->message[0] != '\0') /* the connector knows why */
    return g_strdup (reply->message);
  return g_strdup_printf (_("The post is on “%s”, but nobody can see it (its state there is “%s”), perhaps because the account may not publish. "
                            "Publish it there; then publish it here once more, which only looks it up."),
                          lane->channel->name, reply->remote_state);
}

static gint64
find_wait_until (SotongPublishLane *lane,
                 const SotongClaim *claim,
                 const SotongReply *reply)
{
  SotongClock *clock = sotong_store_get_clock (lane->run->store);
  gint64 now = sotong_clock_now (clock);
  gint64 wait = BACKOFF_FIRST_S << MIN (claim->n_waits, 9);

  if (is_shut_out (reply)) /* a clock that stands still would never end it */
    return sotong_clock_is_set (clock) ? SOTONG_NONE : now + REST_FIRST_S;
  if (reply->outcome != SOTONG_OUTCOME_WAIT && reply->slow_until > now) /* it is answered, and the next one comes after a pause */
    return reply->slow_until;
  if (reply->outcome != SOTONG_OUTCOME_WAIT || reply->cancelled || reply->http_status == 0)
    return SOTONG_NONE;
  if (reply->retry_at > now)
    return reply->retry_at;
  if (sotong_clock_is_set (clock)) /* it stands still: the wait would never end */
    return SOTONG_NONE;
  wait = MIN (wait, BACKOFF_MAX_S);
  return now + wait + g_random_int_range (0, (gint32) (wait / 4) + 1);
}

/* How it goes on where the account itself was refused. */
static void
describe_shut_out (SotongPublishLane *lane,
                   const SotongClaim *claim,
                   SotongReply       *reply)
{
  g_autofree char *why = NULL;

  if (reply->outcome != SOTONG_OUTCOME_REFUSED || !g_str_equal (sotong_publish_state_of (reply, claim), "scheduled"))
    return;
  why = g_steal_pointer (&reply->message);
  reply->message = g_strdup_printf (_("%1$s Nothing more is sent to “%2$s”, and what is due there stays scheduled. When the account may publish again, test the "
                                      "channel: what is due then goes out, and for what was missed meanwhile you choose."), why, lane->channel->name);
}

/* It is out as it was sent before it was edited. */
void
sotong_publish_describe_found (SotongPublishOrigin *origin,
                               SotongReply         *reply)
{
  if (reply->outcome != SOTONG_OUTCOME_OK)
    g_clear_pointer (&origin->found_text, g_free);
  if (origin->found_text == NULL || is_hidden (reply))
    return;
  g_free (reply->message);
  reply->message = g_strdup (g_strcmp0 (origin->found_text, origin->claim->body) == 0
                             ? _("An earlier attempt had arrived after all: the post stands there with the files it had before it was edited, as far as is known. "
                                 "Look there; if it is to have the present ones, delete it there and publish it anew.")
                             : _("An earlier attempt had arrived after all: the post stands there with the words it had before it was edited. "
                                 "Send it as a correction if it is to change there too."));
}

typedef struct {
  const SotongClaim *claim;
  SotongAttemptEnd   end;
  gboolean           late;
  const char        *uuid;
  gint64             next_copy;  /* to be claimed as well; 0: none */
  SotongClaimKind    next_kind;
  SotongClaim       *next;       /* (owned) (nullable) */
  SotongPublishLane *lane;
  SotongClaim       *more;       /* (owned) (nullable): the next post of the same thread */
  char              *stopped;    /* (owned) (nullable): why the rest of the thread does not go */
} FinishData;

static gpointer
finish_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  FinishData *job = data;

  if (!sotong_attempt_finish (db, job->claim, &job->end, &job->late, error))
    return NULL;
  if (sotong_claim_has_more (job->claim) && !job->late && g_str_equal (job->end.outcome, "ok"))
    {
      job->more = sotong_attempt_go_on (db, job->claim, sotong_publish_split, job->lane->channel, &job->stopped, error);
      if (job->more != NULL)
        sotong_publish_active_add (job->uuid, job->more->attempt_id);
      return job->more != NULL || job->stopped != NULL ? data : NULL;
    }
  if (job->next_copy != 0
      && (job->next = sotong_attempt_claim_next (db, job->next_copy, job->next_kind, sotong_publish_split, job->lane->channel)) != NULL)
    sotong_publish_active_add (job->uuid, job->next->attempt_id); /* before anybody can see the claim */
  return data;
}

/* Only after an answer that leaves the channel open, and what may have to settle there has. */
static gboolean
may_go_on (SotongPublishLane *lane,
           const SotongReply *reply)
{
  return lane->next != NULL && (reply->outcome == SOTONG_OUTCOME_OK || reply->outcome == SOTONG_OUTCOME_REFUSED) && !is_shut_out (reply)
         && sotong_publish_left_to_settle_ms (lane, lane->next) == 0 && !g_cancellable_is_cancelled (lane->run->cancellable);
}

static const char *
health_of (const SotongReply *reply)
{
  switch (reply->outcome)
    {
    case SOTONG_OUTCOME_OK:
      return "ok";
    case SOTONG_OUTCOME_WAIT: /* a network that is gone says nothing of the account */
      return reply->http_status != 0 ? "wait" : NULL;
    case SOTONG_OUTCOME_RENEW:
      return "sign-in";
    case SOTONG_OUTCOME_REFUSED:
      return reply->shut_out ? "refused" : NULL;
    case SOTONG_OUTCOME_UNKNOWN:
    default:
      return NULL;
    }
}

static void
fill_end (SotongPublishLane *lane,
          const SotongClaim *claim,
          SotongClaimKind    kind,
          const SotongReply *reply,
          gboolean           unsent,
          SotongAttemptEnd  *end)
{
  gint64 now = sotong_clock_now (sotong_store_get_clock (lane->run->store));

  end->outcome = reply->cancelled && reply->outcome == SOTONG_OUTCOME_WAIT ? "not-sent" : sotong_outcome_get_name (reply->outcome);
  end->http_status = unsent && reply->outcome == SOTONG_OUTCOME_WAIT ? 0 : reply->http_status; /* what was not sent did not arrive */
  end->duration_ms = (g_get_monotonic_time () - lane->sent_at) / 1000;
  end->message = reply->message;
  end->state = sotong_publish_state_of (reply, claim);
  end->publish_at = SOTONG_NONE;
  /* What a person wanted out now and has to wait goes out as soon as it can. */
  if (reply->outcome == SOTONG_OUTCOME_WAIT && !reply->cancelled && kind != SOTONG_CLAIM_HAND_OVER
      && (claim->publish_at == SOTONG_NONE || (claim->publish_at > now && kind == SOTONG_CLAIM_ASKED)))
    end->publish_at = now;
  end->remote_id = reply->outcome == SOTONG_OUTCOME_OK ? reply->remote_id : NULL;
  end->remote_url = reply->outcome == SOTONG_OUTCOME_OK ? reply->remote_url : NULL;
  end->wait_until = find_wait_until (lane, claim, reply);
  end->health = health_of (reply);
}

static SotongPublishState
result_state_of (const SotongReply *reply)
{
  switch (reply->outcome)
    {
    case SOTONG_OUTCOME_OK:
      return is_waiting_there (reply) ? SOTONG_PUBLISH_HANDED_OVER : is_hidden (reply) ? SOTONG_PUBLISH_REFUSED : SOTONG_PUBLISH_PUBLISHED;
    case SOTONG_OUTCOME_WAIT:
      return reply->cancelled ? SOTONG_PUBLISH_CANCELLED : SOTONG_PUBLISH_WAITING;
    case SOTONG_OUTCOME_RENEW:
      return SOTONG_PUBLISH_SIGN_IN;
    case SOTONG_OUTCOME_REFUSED:
      return SOTONG_PUBLISH_REFUSED;
    case SOTONG_OUTCOME_UNKNOWN:
    default:
      return SOTONG_PUBLISH_UNKNOWN;
    }
}

static SotongPublishResult *
make_result (SotongPublishLane *lane,
             const SotongClaim *claim,
             const SotongReply *reply,
             gboolean           late)
{
  g_autofree char *note = NULL;
  SotongPublishResult *result;

  if (late && reply->outcome == SOTONG_OUTCOME_OK)
    note = g_strdup_printf (_("The answer of “%s” came so late that the post had been given up. It is out%s%s; look there whether it is out twice."),
                            lane->channel->name, reply->remote_url != NULL ? ": " : "", reply->remote_url != NULL ? reply->remote_url : "");
  result = sotong_publish_result_new (result_state_of (reply), note != NULL ? note : reply->message);
  result->twice = note != NULL && result->state == SOTONG_PUBLISH_PUBLISHED;
  result->attempt_id = claim->attempt_id;
  result->http_status = reply->http_status;
  result->remote_url = g_strdup (claim->first_url != NULL ? claim->first_url : reply->remote_url);
  if (result->state == SOTONG_PUBLISH_PUBLISHED)
    {
      result->cost_planned = claim->cost_planned;
      result->line_id = claim->line_id;
    }
  if (result->state == SOTONG_PUBLISH_WAITING || is_shut_out (reply))
    {
      result->shut_out = is_shut_out (reply);
      lane->stop_state = result->state;
      g_free (lane->stopped);
      lane->stopped = g_strdup (reply->message);
    }
  if (result->state == SOTONG_PUBLISH_UNKNOWN)
    sotong_publish_stop_behind (lane);
  return result;
}

/* It was sent, and what came of it could not be noted: the next run finds the open claim and looks. */
static SotongPublishResult *
result_not_noted (const SotongClaim *claim,
                  const SotongReply *reply,
                  const GError      *error)
{
  g_autofree char *message = NULL;
  SotongPublishResult *result;

  if (reply->remote_url != NULL)
    message = g_strdup_printf (_("The post is out (%s), but this could not be noted: %s It is looked up at the next publishing."),
                               reply->remote_url, error->message);
  else
    message = g_strdup_printf (_("What became of the post could not be noted: %s It is looked up at the next publishing."), error->message);
  result = sotong_publish_result_new (SOTONG_PUBLISH_UNKNOWN, message);
  result->attempt_id = claim->attempt_id;
  result->http_status = reply->http_status;
  result->remote_url = g_strdup (reply->remote_url);
  return result;
}

static void
forget_next (FinishData *job)
{
  SotongClaim *claim = job->next != NULL ? job->next : job->more;

  if (claim != NULL)
    sotong_publish_active_remove (job->uuid, claim->attempt_id);
  g_clear_pointer (&job->next, sotong_claim_free);
  g_clear_pointer (&job->more, sotong_claim_free);
}

/* @out_more: the next post of the same thread, claimed; there is no result before it is out. */
static SotongPublishResult *
note_answer (SotongPublishLane    *lane,
             SotongPublishOrigin  *origin,
             SotongClaimKind       kind,
             SotongReply          *reply,
             SotongClaim         **out_more)
{
  const SotongClaim *claim = origin->claim;
  FinishData job = { .claim = claim, .lane = lane };
  g_autoptr(GError) error = NULL;
  char *hidden = sotong_publish_describe_hidden (lane, reply);
  SotongPublishResult *result;

  if (hidden != NULL)
    {
      g_free (reply->message);
      reply->message = hidden;
    }
  describe_shut_out (lane, claim, reply);
  sotong_publish_describe_found (origin, reply);
  sotong_publish_describe_part (claim, reply);
  fill_end (lane, claim, kind, reply, origin->unsent, &job.end);
  job.end.found_text = origin->found_text;
  job.uuid = sotong_store_get_uuid (lane->run->store);
  job.next_copy = may_go_on (lane, reply) ? lane->next->copy_id : 0;
  job.next_kind = lane->run->asked ? SOTONG_CLAIM_ASKED : SOTONG_CLAIM_DUE;
  if (sotong_store_write (lane->run->store, sotong_publish_flags (lane), finish_job, &job, NULL, &error) == NULL)
    {
      forget_next (&job);
      return result_not_noted (claim, reply, error);
    }
  lane->claimed = job.next;
  *out_more = job.more;
  if (job.more != NULL)
    return NULL;
  if (job.stopped != NULL)
    {
      result = sotong_publish_result_new (SOTONG_PUBLISH_REFUSED, job.stopped);
      g_free (job.stopped);
      result->attempt_id = claim->attempt_id;
      return result;
    }
  result = make_result (lane, claim, reply, job.late);
  result->edited = origin->found_text != NULL && !result->twice;
  return result;
}

/* What was due before this machine took over may have gone out from the other one, whose workspace knows of it and this one not: see
 * sotong_take_over(). Of a thread every post may. Where nothing can be looked up the person who took over has said that it is to go. */
static void
look_first (SotongPublishLane *lane,
            const SotongClaim *claim,
            SotongPost        *post)
{
  if (post->repeated || !sotong_publish_may_be_of_other (lane, claim->publish_at))
    return;
  post->repeated = TRUE;
  post->first_sent_at = claim->publish_at;
}

/* One post: a whole copy, or a part of its thread. %NULL with @out_more set when more of the thread follows. */
static SotongPublishResult *
send_claim (SotongPublishLane  *lane,
            const SotongDue    *due,
            SotongClaimKind     kind,
            const SotongClaim  *claim,
            SotongClaim       **out_more)
{
  g_auto(SotongPublishOrigin) origin = { .store = lane->run->store, .claim = claim };
  g_autoptr(SotongPost) post = NULL;
  g_autoptr(SotongReply) reply = NULL;
  SotongPublishResult *result;

  sotong_publish_report (lane, SOTONG_STAGE_CLAIMED, due);
  post = sotong_publish_make_post (&origin, lane->channel->platform);
  if (kind == SOTONG_CLAIM_HAND_OVER)
    {
      post->schedule_on_platform = TRUE;
      post->publish_at = claim->publish_at;
    }
  look_first (lane, claim, post);
  lane->sent_at = g_get_monotonic_time ();
  reply = sotong_publish_remember (lane, claim);
  if (reply == NULL)
    reply = sotong_publish_look_before (lane, claim, post);
  origin.unsent = reply != NULL;
  if (reply == NULL)
    reply = sotong_publish_look_after (lane, post, send_post (lane, claim, post));
  sotong_publish_report (lane, SOTONG_STAGE_ANSWERED, due);
  result = note_answer (lane, &origin, kind, reply, out_more);
  sotong_publish_active_remove (sotong_store_get_uuid (lane->run->store), claim->attempt_id);
  sotong_publish_report (lane, SOTONG_STAGE_NOTED, due);
  return result;
}

/*
 * sotong_publish_send:
 * @lane: the channel
 * @due: a copy
 * @kind: why it is sent
 * @after_attempt: for %SOTONG_CLAIM_AGAIN, the attempt that was looked up
 *
 * One attempt: claim, send, note; of a thread, one for each of its posts, until one does not work. What has begun
 * is not stopped half way by a person's cancelling. Blocks.
 */
SotongPublishResult *
sotong_publish_send (SotongPublishLane *lane,
                     const SotongDue   *due,
                     SotongClaimKind    kind,
                     gint64             after_attempt)
{
  g_autoptr(GError) error = NULL;
  SotongClaim *claim = lane->claimed != NULL ? g_steal_pointer (&lane->claimed)
                                             : sotong_publish_claim (lane, due, kind, after_attempt, &error);

  if (claim == NULL)
    return sotong_publish_result_for_error (lane, error);
  for (;;)
    {
      SotongClaim *more = NULL;
      SotongPublishResult *result = send_claim (lane, due, kind, claim, &more);

      sotong_claim_free (claim);
      if (result != NULL)
        return result;
      claim = more;
    }
}
