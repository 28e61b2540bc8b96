/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-publisher-private.h"
#include "store/sotong-figure.h"
#include "store/sotong-hold.h"
#include "store/sotong-late.h"

#define BEHIND_S   (30 * 60) /* so long the posts behind one of unknown outcome wait for a platform that cannot be asked */
#define EMERGING_S (10 * 60) /* so long what waited on a platform may take from its place there to where it is out */

/* What may be on the platform is looked for there before anything is sent. */

typedef struct {
  SotongClaim *claim;
  gint64       settled_at;
  gboolean     late;        /* too late to be sent again by itself */
  gboolean     on_hold;     /* nothing goes out by itself */
  SotongLooked looked;      /* what became of the look */
} Known;

static void
known_free (Known *known)
{
  sotong_claim_free (known->claim);
  g_free (known->looked.twice);
  g_free (known);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Known, known_free)

static gpointer
read_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Known) known = g_new0 (Known, 1);

  known->claim = sotong_attempt_read (db, *(gint64 *) data, error);
  if (known->claim == NULL || !sotong_attempt_settled_at (db, known->claim->attempt_id, &known->settled_at, error))
    return NULL;
  return g_steal_pointer (&known);
}

/* Asked once the look is over: it took its time, in which the machine may have slept. */
static gpointer
after_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Known *known = data;

  return sotong_late_is_late (db, known->claim->copy_id, &known->late, error) && sotong_hold_is_on (db, &known->on_hold, error) ? data : NULL;
}

typedef struct {
  const SotongClaim *claim;
  SotongAttemptEnd   end;
  SotongLooked      *looked;     /* (unowned) */
  gint64             ask_at;     /* 0, or when the platform wants to be asked again */
} NoteData;

static gpointer
note_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  NoteData *job = data;
  SotongLearnt learnt = { SOTONG_LEARNT_BY_LOOK, job->end.health, job->end.message, job->end.wait_until };

  if (!sotong_channel_learn (db, job->claim->channel_id, &learnt, error) || !sotong_figure_note_wait (db, job->claim->channel_id, job->ask_at, error))
    return NULL;
  g_clear_pointer (&job->looked->twice, g_free); /* of a first try */
  return sotong_attempt_note_look_up (db, job->claim, &job->end, job->looked, error) ? data : NULL;
}

/* An absence is sure only when what was sent had time to arrive, unless the platform itself
 * refuses a second post of one key. */
static gint64
left_to_settle_ms (SotongPublishLane *lane,
                   const Known       *known)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);
  gint64 until = known->settled_at + lane->run->settle_s;

  if (known->settled_at == 0 || (can != NULL && can->idempotency == SOTONG_IDEMPOTENCY_KEY))
    return 0;
  return CLAMP (until * 1000 - g_get_real_time () / 1000, 0, (gint64) lane->run->settle_s * 1000);
}

/* What waited there and is in the bin waits no more: as it is told of what is not there at all, and what a person sends then is a new one. */
static gboolean
is_taken_off (const Known       *known,
              SotongLookUp       found,
              const SotongReply *reply)
{
  return found == SOTONG_LOOK_UP_FOUND && g_strcmp0 (reply->remote_state, "trash") == 0 && g_str_equal (known->claim->from_state, "scheduled");
}

static SotongLookUp
look (SotongPublishLane    *lane,
      const Known          *known,
      SotongPublishOrigin  *origin,
      SotongReply         **out_reply)
{
  g_autoptr(SotongPost) post = sotong_publish_make_post (origin, lane->channel->platform);
  GCancellable *cancellable = lane->run->cancellable;
  gint64 left_ms = left_to_settle_ms (lane, known);
  SotongLookUp found;

  if (known->claim->unsent)
    {
      *out_reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, NULL);
      return SOTONG_LOOK_UP_ABSENT;
    }
  post->schedule_on_platform = known->claim->on_platform;
  if (known->claim->on_platform && known->claim->publish_at > 0) /* the same words may wait there for other days */
    post->publish_at = known->claim->publish_at;
  found = sotong_publish_session_look_up (lane->session, post, cancellable, out_reply);
  if (found != SOTONG_LOOK_UP_ABSENT || left_ms == 0)
    return found;
  if (!sotong_http_wait (sotong_platform_get_http (lane->session->platform), (guint) left_ms, cancellable, NULL))
    return SOTONG_LOOK_UP_CANNOT_TELL;
  g_clear_pointer (out_reply, sotong_reply_free);
  return sotong_publish_session_look_up (lane->session, post, cancellable, out_reply);
}

/* The post was found, and more of its thread follows: by itself only while it may. */
static void
fill_rest (SotongPublishLane *lane,
           const Known       *known,
           SotongAttemptEnd  *end)
{
  end->state = known->claim->from_state;
  if ((lane->run->flags & SOTONG_PUBLISH_LOOK) != 0)
    {
      end->state = "failed";
      end->message = _("The post was looked up and found. The rest of its thread is not sent yet: publish it now, or delete what is out.");
      return;
    }
  if (lane->run->asked)
    return;
  if (known->on_hold)
    {
      end->state = "held";
      end->message = _("The post was looked up and found. Everything is on hold, so the rest of its thread was not sent.");
    }
  else if (known->late)
    {
      end->state = "missed";
      end->message = _("The post was looked up and found. Its time is past, so the rest of its thread was not sent by itself: "
                       "publish it now, or delete what is out.");
    }
}

/* What waited there may for a moment be neither among what waits nor among what is out. */
static gboolean
is_emerging (SotongPublishLane *lane,
             const SotongClaim *claim)
{
  gint64 now = sotong_clock_now (sotong_store_get_clock (lane->run->store));

  return claim->publish_at != SOTONG_NONE && claim->publish_at <= now && now - claim->publish_at < EMERGING_S;
}

/* It was to wait there for its time, which is still to come. */
static gboolean
was_for_later (SotongPublishLane *lane,
               const SotongClaim *claim)
{
  return !lane->run->asked && claim->on_platform && claim->publish_at != SOTONG_NONE
         && claim->publish_at > sotong_clock_now (sotong_store_get_clock (lane->run->store));
}

/* What becomes of a copy that is surely not on the platform. */
static void
fill_absent (SotongPublishLane *lane,
             const Known       *known,
             SotongAttemptEnd  *end)
{
  end->outcome = "not-sent";
  end->message = _("The post was looked up and is not on the platform.");
  if (g_str_equal (known->claim->from_state, "scheduled") && is_emerging (lane, known->claim))
    {
      end->outcome = "unknown";
      end->message = _("The time of the post has just come: it waits on the platform no more, and is not out there yet. It is looked up again.");
    }
  else if (g_str_equal (known->claim->from_state, "scheduled"))
    {
      end->state = "failed";
      end->message = _("The post was waiting on the platform and is not there any more: somebody removed it there.");
    }
  else if ((lane->run->flags & SOTONG_PUBLISH_LOOK) != 0)
    {
      end->state = "failed";
      end->message = _("The post was looked up and is not on the platform.");
    }
  else if (!lane->run->asked && known->on_hold)
    {
      end->state = "held";
      end->message = _("The post was looked up and is not on the platform. Everything is on hold, so it was not sent again.");
    }
  else if (was_for_later (lane, known->claim))
    {
      end->state = "scheduled";
      end->message = _("The post was looked up and does not wait on the platform: it had not arrived. It goes out at its time.");
    }
  else if (!lane->run->asked && known->late)
    {
      end->state = "missed";
      end->message = _("The post was looked up and is not on the platform. Its time is past, so it was not sent again by itself: "
                       "publish it now, give it the next free slot, or drop it.");
    }
}

static void
fill_end (SotongPublishLane *lane,
          const Known       *known,
          SotongLookUp       found,
          gboolean           edited,
          const SotongReply *reply,
          SotongAttemptEnd  *end)
{
  const SotongClaim *claim = known->claim;

  end->http_status = reply->http_status;
  end->duration_ms = (g_get_monotonic_time () - lane->sent_at) / 1000;
  end->publish_at = SOTONG_NONE;
  end->wait_until = reply->slow_until > sotong_clock_now (sotong_store_get_clock (lane->run->store)) ? reply->slow_until : SOTONG_NONE;
  end->message = reply->message;
  end->state = claim->from_state;
  switch (found)
    {
    case SOTONG_LOOK_UP_FOUND:
      end->outcome = "ok";
      end->state = sotong_publish_state_of (reply, claim);
      end->remote_id = reply->remote_id;
      end->remote_url = reply->remote_url;
      end->health = "ok";
      end->message = edited ? reply->message : "";
      if (sotong_claim_has_more (claim))
        fill_rest (lane, known, end);
      break;
    case SOTONG_LOOK_UP_ABSENT:
      fill_absent (lane, known, end);
      break;
    case SOTONG_LOOK_UP_CANNOT_TELL:
    default:
      end->outcome = "unknown";
      end->health = reply->outcome == SOTONG_OUTCOME_RENEW ? "sign-in" : NULL;
    }
}

/* The platform can only not be asked just now. One that was asked and cannot tell leaves it to a person, and that must not hold up the rest. */
static gboolean
is_away (const Known       *known,
         const SotongReply *reply)
{
  gint64 age = g_get_real_time () / G_USEC_PER_SEC - known->settled_at;

  return age >= 0 && age < BEHIND_S
         && (reply->http_status == 0 || reply->http_status == 408 || reply->http_status == 429 || reply->http_status >= 500);
}

static SotongPublishResult *
result_elsewhere (void)
{
  return sotong_publish_result_new (SOTONG_PUBLISH_ELSEWHERE, _("It was changed meanwhile."));
}

/* It is out there, and another one was noted meanwhile. What it costs was noted with that. */
static SotongPublishResult *
result_twice (const Known       *known,
              const SotongReply *reply)
{
  SotongPublishResult *result = sotong_publish_result_new (SOTONG_PUBLISH_PUBLISHED, known->looked.twice);

  result->twice = TRUE;
  result->http_status = reply->http_status;
  result->remote_url = g_strdup (reply->remote_url);
  return result;
}

static SotongPublishResult *
result_cannot_tell (SotongPublishLane *lane,
                    const Known       *known,
                    const SotongReply *reply)
{
  const SotongClaim *claim = known->claim;
  g_autofree char *message = NULL;

  if (reply->cancelled)
    return sotong_publish_result_new (SOTONG_PUBLISH_CANCELLED, _("Stopped before anything was sent."));
  if (reply->outcome == SOTONG_OUTCOME_RENEW)
    {
      lane->stop_state = SOTONG_PUBLISH_SIGN_IN;
      g_free (lane->stopped);
      lane->stopped = g_strdup (reply->message);
    }
  if (known->looked.late)
    return result_elsewhere ();
  if (g_str_equal (claim->from_state, "scheduled"))
    return sotong_publish_result_new (SOTONG_PUBLISH_WAITING, reply->message);
  if (reply->outcome != SOTONG_OUTCOME_RENEW && is_away (known, reply))
    sotong_publish_stop_behind (lane);
  message = g_strdup_printf (_("Whether the post is on “%s” could not be found out, so it was not sent again. %s "
                               "Look there yourself, then say here whether it is published."), lane->channel->name, reply->message);
  return sotong_publish_result_new (SOTONG_PUBLISH_UNKNOWN, message);
}

static SotongPublishResult *
result_of (SotongPublishLane      *lane,
           const Known            *known,
           SotongLookUp            found,
           const SotongReply      *reply,
           const SotongAttemptEnd *end)
{
  const SotongClaim *claim = known->claim;
  SotongPublishResult *result;

  if (known->looked.open) /* whoever has it in hand has not got through with it either */
    sotong_publish_stop_behind (lane);
  if (found == SOTONG_LOOK_UP_CANNOT_TELL)
    return result_cannot_tell (lane, known, reply);
  if (known->looked.twice != NULL)
    return result_twice (known, reply);
  if (known->looked.late)
    return result_elsewhere ();
  if (g_str_equal (end->state, "published"))
    result = sotong_publish_result_new (SOTONG_PUBLISH_PUBLISHED, end->message);
  else if (found == SOTONG_LOOK_UP_ABSENT && g_str_equal (end->state, "scheduled"))
    result = sotong_publish_result_new (SOTONG_PUBLISH_WAITING, end->message);
  else if (g_str_equal (end->state, "scheduled"))
    result = sotong_publish_result_new (SOTONG_PUBLISH_HANDED_OVER, "");
  else if (g_str_equal (end->state, "missed"))
    result = sotong_publish_result_new (SOTONG_PUBLISH_MISSED, end->message);
  else if (g_str_equal (end->state, "held"))
    result = sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, end->message);
  else
    result = sotong_publish_result_new (SOTONG_PUBLISH_REFUSED, end->message);
  result->http_status = reply->http_status;
  result->remote_url = g_strdup (reply->remote_url);
  if (result->state == SOTONG_PUBLISH_PUBLISHED)
    {
      result->cost_planned = claim->cost_planned;
      result->line_id = claim->line_id;
    }
  return result;
}

/* Where a platform lets nobody look, nothing was asked: the log would grow by the same line at every run, until a person
 * has said what became of the post. */
static gboolean
was_never_asked (SotongPublishLane *lane,
                 SotongLookUp       found,
                 const SotongReply *reply)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);

  return found == SOTONG_LOOK_UP_CANNOT_TELL && !reply->sent && reply->http_status == 0 && can != NULL
         && can->idempotency == SOTONG_IDEMPOTENCY_NONE;
}

/*
 * sotong_publish_look_up:
 * @lane: the channel
 * @due: a copy of unknown outcome, or one that waits on the platform
 *
 * Looks for the copy on its platform. What is surely not there, although it was to be
 * published, is sent again: this is a new run, at a person's or a command's request. A run that only looks
 * sends nothing; what is not there has failed then, and waits for a person. Blocks.
 */
SotongPublishResult *
sotong_publish_look_up (SotongPublishLane *lane,
                        const SotongDue   *due)
{
  gint64 copy_id = due->copy_id;
  g_autoptr(GError) error = NULL;
  g_autoptr(Known) known = sotong_store_read (lane->run->store, read_job, &copy_id, lane->run->cancellable, &error);
  g_autoptr(SotongReply) reply = NULL;
  g_auto(SotongPublishOrigin) origin = { .store = lane->run->store };
  NoteData job = { NULL };
  SotongPublishResult *result;
  SotongLookUp found;
  char *hidden;

  if (known == NULL)
    return sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, error->message);
  if (!g_str_equal (known->claim->from_state, due->state))
    return result_elsewhere ();
  job.claim = known->claim;
  job.looked = &known->looked;
  lane->sent_at = g_get_monotonic_time ();
  origin.claim = known->claim;
  found = look (lane, known, &origin, &reply);
  sotong_publish_report (lane, SOTONG_STAGE_LOOKED_UP, due);
  if (sotong_store_read (lane->run->store, after_job, known, NULL, &error) == NULL)
    return sotong_publish_result_new (SOTONG_PUBLISH_UNKNOWN, error->message);
  if (reply == NULL)
    reply = sotong_reply_new (SOTONG_OUTCOME_UNKNOWN, NULL);
  if (is_taken_off (known, found, reply))
    found = SOTONG_LOOK_UP_ABSENT;
  if (found == SOTONG_LOOK_UP_FOUND)
    reply->outcome = SOTONG_OUTCOME_OK;
  sotong_publish_describe_found (&origin, reply);
  fill_end (lane, known, found, origin.found_text != NULL, reply, &job.end);
  job.end.found_text = origin.found_text;
  if (reply->outcome == SOTONG_OUTCOME_WAIT && !sotong_clock_is_set (sotong_store_get_clock (lane->run->store))) /* one that stands still would never end it */
    job.ask_at = reply->retry_at;
  hidden = found == SOTONG_LOOK_UP_FOUND ? sotong_publish_describe_hidden (lane, reply) : NULL;
  if (hidden != NULL)
    {
      g_free (reply->message);
      job.end.message = reply->message = hidden;
    }
  if (known->claim->part > 0 && job.end.message == reply->message)
    {
      sotong_publish_describe_part (known->claim, reply);
      job.end.message = reply->message;
    }
  if (!reply->cancelled && !was_never_asked (lane, found, reply)
      && sotong_store_write (lane->run->store, SOTONG_WRITE_SHARED, note_job, &job, NULL, &error) == NULL)
    return sotong_publish_result_new (SOTONG_PUBLISH_UNKNOWN, error->message);
  if (!known->looked.late && g_str_equal (job.end.state, "unknown")
      && (found == SOTONG_LOOK_UP_ABSENT || (found == SOTONG_LOOK_UP_FOUND && sotong_claim_has_more (known->claim))))
    return sotong_publish_send (lane, due, SOTONG_CLAIM_AGAIN, known->claim->attempt_id);
  if (!known->looked.late && found == SOTONG_LOOK_UP_ABSENT && g_str_equal (known->claim->from_state, "unknown") && g_str_equal (job.end.state, "scheduled")
      && sotong_publish_may_wait_there (lane, due))
    return sotong_publish_send (lane, due, SOTONG_CLAIM_HAND_OVER, 0);
  result = result_of (lane, known, found, reply, &job.end);
  result->attempt_id = known->looked.attempt_id;
  result->edited = origin.found_text != NULL && !result->twice;
  return result;
}
