/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "publish/sotong-publish-take-back.h"
#include "publish/sotong-publish-thread.h"
#include "publish/sotong-publisher-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-copy-part.h"
#include "store/sotong-correction.h"
#include "store/sotong-outbox-act.h"
#include "store/sotong-hold-there.h"
#include "store/sotong-unsent.h"
#include "util/sotong-i18n.h"
#include "util/sotong-time.h"

/* What stands on a platform is corrected there, or withdrawn; what waits there is moved. All may be done twice without harm: what has no
 * answer is done once more at once, and stays pending when that has none either. */

typedef struct {
  SotongPublisher    *publisher;
  SotongCorrectKind   kind;
  SotongPublishFlags  flags;
  gint64              channel_id; /* 0: all */
  gint64              time;       /* to move to */
  gboolean            take_back;  /* what waits there is withdrawn, and held here */
  gboolean            again;      /* the platform had no time for it when a person sent it: as it was then, and no other words */
  gint64              person_id;  /* who does it; 0: for whom the desktop account acts */
  GCancellable       *cancellable;
} Correcting;

#define LEAST_AHEAD_S 120 /* a platform that names no least time needs some too, and so does the call */

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_correction_list (db, *(gint64 *) data, error);
}

typedef struct {
  const char        *uuid;
  gint64             copy_id;
  SotongCorrectKind  kind;
  gint64             time;
  gint64             person_id;
  gboolean           take_back;
  gboolean           files_too;
  const SotongOut   *out;
  SotongChannel     *channel;
  GPtrArray         *parts;     /* (owned) (nullable): of a thread */
  gboolean           again;
  SotongUnsentTries  tries;     /* those before this one */
} ClaimData;

/* What went out as one post and has become too long for it grows into a thread. */
static gboolean
seed_thread (SotongDb           *db,
             ClaimData          *job,
             const SotongClaim  *claim,
             GError            **error)
{
  g_auto(GStrv) texts = NULL;

  if (job->parts->len > 0 || job->kind != SOTONG_CORRECT_UPDATE || !claim->thread || !g_str_equal (job->out->state, "published"))
    return TRUE;
  texts = sotong_publish_split (claim->body, job->channel);
  if (texts == NULL)
    return TRUE;
  if (!sotong_copy_part_arm (db, job->copy_id, 1, job->out->sent_body != NULL ? job->out->sent_body : "", claim->client_key, error)
      || !sotong_copy_part_set_out (db, job->copy_id, 1, NULL, job->out->remote_id, job->out->remote_url, error))
    return FALSE;
  g_ptr_array_unref (job->parts);
  job->parts = sotong_copy_part_list (db, job->copy_id, error);
  return job->parts != NULL;
}

/* What goes once more by itself was a person's to send, and is what they sent. */
static gboolean
check_same (SotongDb         *db,
            const ClaimData  *job,
            GError          **error)
{
  gboolean same = TRUE;

  if (job->kind == SOTONG_CORRECT_UPDATE && !sotong_unsent_is_same (db, job->copy_id, &same, error))
    return FALSE;
  if (!same)
    g_set_error_literal (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_CHANGED, _("It was changed meanwhile."));
  return same;
}

static gboolean
may_claim (SotongDb         *db,
           const ClaimData  *job,
           GError          **error)
{
  if (job->take_back)
    return sotong_hold_there_check (db, job->copy_id, error); /* a hold is anybody's */
  if (job->again)
    return check_same (db, job, error);
  return sotong_correction_may_touch (db, job->out->content_id, job->out->channel_id, job->person_id, error);
}

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  ClaimData *job = data;
  SotongClaim *claim;

  if (!may_claim (db, job, error) || !sotong_unsent_count_tries (db, job->copy_id, &job->tries, error))
    return NULL;
  claim = job->kind == SOTONG_CORRECT_MOVE ? sotong_correction_claim_move (db, job->copy_id, job->time, error)
                                           : sotong_correction_claim (db, job->copy_id, job->kind, job->files_too, error);
  job->parts = claim != NULL ? sotong_copy_part_list (db, job->copy_id, error) : NULL;
  if (claim != NULL && (job->parts == NULL || !seed_thread (db, job, claim, error)))
    g_clear_pointer (&claim, sotong_claim_free);
  if (claim != NULL)
    sotong_publish_active_add (job->uuid, claim->attempt_id); /* before anybody can see the claim */
  return claim;
}

typedef struct {
  const SotongClaim *claim;
  SotongCorrectKind  kind;
  gboolean           take_back;
  SotongAttemptEnd   end;
} FinishData;

static gpointer
finish_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  FinishData *job = data;

  if (!sotong_correction_finish (db, job->claim, job->kind, &job->end, error))
    return NULL;
  if (job->take_back && g_str_equal (job->end.outcome, "ok") && !sotong_hold_there_note (db, job->claim, error))
    return NULL;
  return data;
}

typedef struct {
  SotongCorrectKind  kind;
  const char        *remote_id;
  const SotongPost  *post;
  const SotongOut   *taken_back; /* (nullable) */
} CallData;

static SotongReply *
correct_call (SotongPlatform      *platform,
              const SotongAccount *account,
              gpointer             data,
              GCancellable        *cancellable)
{
  CallData *call = data;

  if (call->kind != SOTONG_CORRECT_REMOVE)
    return sotong_platform_update (platform, account, call->remote_id, call->post, cancellable);
  return sotong_platform_remove (platform, account, call->remote_id, cancellable);
}

static SotongPublishState
state_of (const SotongReply *reply,
          SotongCorrectKind  kind)
{
  switch (reply->outcome)
    {
    case SOTONG_OUTCOME_OK:
      return kind == SOTONG_CORRECT_REMOVE ? SOTONG_PUBLISH_WITHDRAWN : SOTONG_PUBLISH_CORRECTED;
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

static void
fill_end (const Correcting           *self,
          const SotongPublishSession *session,
          const SotongReply          *reply,
          gint64                      began,
          SotongAttemptEnd           *end)
{
  gint64 now = sotong_clock_now (sotong_store_get_clock (self->publisher->store));
  gboolean asks = reply->outcome == SOTONG_OUTCOME_WAIT && reply->retry_at > now;
  gint64 until = asks ? reply->retry_at : sotong_platform_get_slow_until (session->platform); /* of all calls, as those of a thread */

  end->wait_until = until > now ? until : SOTONG_NONE;
  end->outcome = reply->cancelled && reply->outcome == SOTONG_OUTCOME_WAIT ? "not-sent" : sotong_outcome_get_name (reply->outcome);
  end->http_status = reply->http_status;
  end->duration_ms = (g_get_monotonic_time () - began) / 1000;
  end->message = reply->message;
  end->state = g_strcmp0 (reply->remote_state, SOTONG_REPLY_TAKEN_BACK) == 0 ? "scheduled" : NULL;
  end->remote_url = reply->outcome == SOTONG_OUTCOME_OK ? reply->remote_url : NULL;
  end->health = reply->outcome == SOTONG_OUTCOME_OK ? "ok" : reply->outcome == SOTONG_OUTCOME_RENEW ? "sign-in" : asks ? "wait" : NULL;
}

/* What waited there and is not there any more may have gone out: then it must not go out once more. */
static void
doubt_gone (const SotongOut *out,
            SotongReply     *reply)
{
  if (out == NULL || reply->outcome != SOTONG_OUTCOME_OK || (reply->http_status != 404 && reply->http_status != 410))
    return;
  reply->outcome = SOTONG_OUTCOME_REFUSED;
  g_free (reply->message);
  reply->message = g_strdup_printf (_("The post does not wait on “%s” any more: it has gone out, or somebody removed it there. Nothing was changed here; look there."),
                                    out->channel);
}

static SotongReply *
call_patiently (SotongPublishSession *session,
                CallData             *call,
                GCancellable         *cancellable)
{
  SotongReply *reply = sotong_publish_session_call (session, correct_call, call, cancellable);

  doubt_gone (call->taken_back, reply);
  if ((reply->outcome != SOTONG_OUTCOME_UNKNOWN && !reply->unsure) || g_cancellable_is_cancelled (cancellable))
    return reply;
  sotong_reply_free (reply);
  return sotong_publish_session_call (session, correct_call, call, cancellable);
}

/* What the log and a person read of a time that the platform has taken. */
static void
describe_move (SotongPublisher *self,
               gint64           time,
               SotongReply     *reply)
{
  g_autofree char *when = sotong_time_format_minute (time, sotong_store_get_zone (self->store));

  if (reply->outcome != SOTONG_OUTCOME_OK || reply->message[0] != '\0')
    return;
  g_free (reply->message);
  reply->message = g_strdup_printf (_("It now waits there for %s."), when);
}

/* What a platform's answer promises of a post that is to go out holds for no correction: nothing sends it again by itself. */
static char *
describe_cause (const SotongOut   *out,
                const SotongReply *reply)
{
  const char *promise = _("It will be tried again.");
  gsize length = strlen (reply->message) - (g_str_has_suffix (reply->message, promise) ? strlen (promise) : 0);

  if (reply->outcome == SOTONG_OUTCOME_UNKNOWN)
    return g_strdup_printf (_("“%s” gave no answer that says whether it was done."), out->channel);
  if (reply->outcome == SOTONG_OUTCOME_WAIT && reply->http_status >= 400)
    return g_strdup_printf (_("“%s” could not do it now (status %u)."), out->channel, reply->http_status);
  return g_strchomp (g_strndup (reply->message, length));
}

/* How it stands there now. */
static const char *
describe_left (const Correcting *self,
               gboolean          unknown)
{
  if (self->take_back)
    return unknown ? _("Whether it still waits there is not known.") : _("It was not taken back: it waits there still.");
  if (self->kind == SOTONG_CORRECT_MOVE)
    return unknown ? _("Whether it was moved there is not known.") : _("It was not moved: it waits there for its old time.");
  if (self->kind == SOTONG_CORRECT_REMOVE)
    return unknown ? _("Whether it was taken down is not known.") : _("It was not taken down: it is still there.");
  return unknown ? _("Whether it was corrected is not known.") : _("It was not corrected: the old text is still there.");
}

/* When it is sent again by itself, or SOTONG_NONE: what a platform had no time for, as long as it is a post that is out. */
static gint64
find_next (const Correcting  *self,
           const SotongOut   *out,
           const ClaimData   *job,
           const GPtrArray   *parts,
           const SotongReply *reply)
{
  gint64 now = sotong_clock_now (sotong_store_get_clock (self->publisher->store));
  SotongUnsentTries tries = { job->tries.n + 1, job->tries.n > 0 ? job->tries.first_at : now, now };
  gint64 next = sotong_unsent_find_next (&tries);

  if (reply->outcome != SOTONG_OUTCOME_WAIT || reply->cancelled || self->take_back || self->kind == SOTONG_CORRECT_MOVE || parts->len > 0
      || !g_str_equal (out->state, "published") || next == SOTONG_NONE)
    return SOTONG_NONE;
  return MAX (next, reply->retry_at);
}

static char *
describe_again (const Correcting *self,
                const SotongOut  *out,
                gint64            next)
{
  g_autofree char *when = sotong_time_format_minute (next + 59, sotong_store_get_zone (self->publisher->store)); /* the minute in which it is over */
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, out->content_id);

  return sotong_i18n_is_command () ? g_strdup_printf (_("It is sent once more by itself with the first publishing from %s on; “sotongctl content %s %s” does it now, and twice does no harm."),
                                                      when, self->kind == SOTONG_CORRECT_REMOVE ? "delete" : "correct", number)
                                   : g_strdup_printf (_("It is sent once more by itself from %s on; doing it now does no harm."), when);
}

static char *
describe_next (const Correcting *self,
               const SotongOut  *out,
               gint64            next)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, out->content_id);

  if (next != SOTONG_NONE)
    return describe_again (self, out, next);
  if (self->take_back || self->kind == SOTONG_CORRECT_MOVE)
    return g_strdup (_("Nothing tries this again by itself: do it once more, which does no harm."));
  return sotong_i18n_is_command () ? g_strdup_printf (_("Nothing tries this again by itself: “sotongctl content %s %s” does, and twice does no harm."),
                                                      self->kind == SOTONG_CORRECT_REMOVE ? "delete" : "correct", number)
                                   : g_strdup (_("Nothing tries this again by itself: do it once more, which does no harm."));
}

static void
describe_unsent (const Correcting *self,
                 const SotongOut  *out,
                 gint64            next_at,
                 SotongReply      *reply)
{
  g_autofree char *cause = NULL, *next = NULL;

  if (reply->outcome == SOTONG_OUTCOME_OK || reply->outcome == SOTONG_OUTCOME_REFUSED || reply->cancelled)
    return;
  cause = describe_cause (out, reply);
  next = describe_next (self, out, next_at);
  g_free (reply->message);
  reply->message = g_strdup_printf ("%s %s %s", cause, describe_left (self, reply->outcome == SOTONG_OUTCOME_UNKNOWN), next);
}

static gboolean
takes_files (const SotongOut *out)
{
  const SotongCapabilities *can = sotong_capabilities_get (out->platform);

  return can != NULL && can->can_edit_media;
}

/**
 * sotong_publisher_set_marks:
 * @self: a publisher
 * @marks: (nullable): told of the marked points of each correction, withdrawal and move, in the thread that makes it
 * @marks_data: its data
 */
void
sotong_publisher_set_marks (SotongPublisher           *self,
                            SotongPublishProgressFunc  marks,
                            gpointer                   marks_data)
{
  g_return_if_fail (SOTONG_IS_PUBLISHER (self));
  self->marks = marks;
  self->marks_data = marks_data;
}

/**
 * sotong_publisher_would_correct:
 * @out: what stands on a platform
 *
 * Returns: whether a correction would change it there: other words, or other files where the platform takes them
 */
gboolean
sotong_publisher_would_correct (const SotongOut *out)
{
  return out->words_differ || (out->files_differ && takes_files (out));
}

/**
 * sotong_publisher_describe_kept:
 * @outs: (element-type SotongOut): where a content stands
 *
 * Returns: (transfer full) (nullable): a sentence, before a correction is sent, on which platforms the files stay what they are
 *   although they were changed here; %NULL if on none
 */
char *
sotong_publisher_describe_kept (GPtrArray *outs)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      if (out->files_differ && !takes_files (out))
        g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", out->channel);
    }
  if (names->len == 0)
    return NULL;
  return g_strdup_printf (_("The pictures and films that stand on %s stay as they are: no others are taken there for a post that is out."), names->str);
}

/* The words were sent, and the files could not be. */
static void
describe_files (const SotongOut *out,
                SotongReply     *reply)
{
  char *message;

  if (reply->outcome != SOTONG_OUTCOME_OK || !out->files_differ || takes_files (out))
    return;
  message = g_strdup_printf (_("%1$s The pictures and films that stand on “%2$s” stay as they are: its platform takes no others for a post that is out."),
                             reply->message, out->channel);
  g_free (reply->message);
  reply->message = g_strchug (message);
}

static void
mark (Correcting         *self,
      SotongPublishStage  stage,
      const SotongOut    *out)
{
  SotongPublishProgress progress = { stage, out->content_id, out->copy_id, out->title, out->channel };

  if (self->publisher->marks != NULL)
    self->publisher->marks (&progress, self->publisher->marks_data);
}

/* The claim is on the disk; it is sent; the outcome is noted. */
static SotongPublishResult *
send (Correcting           *self,
      SotongPublishSession *session,
      const SotongOut      *out,
      const SotongClaim    *claim,
      const ClaimData      *claimed,
      GPtrArray            *parts)
{
  FinishData job = { claim, self->kind, self->take_back, { NULL } };
  g_auto(SotongPublishOrigin) origin = { .store = self->publisher->store, .claim = claim };
  g_autoptr(SotongPost) post = sotong_publish_make_post (&origin, session->account->platform);
  CallData call = { self->kind, out->remote_id, post, self->take_back ? out : NULL };
  gint64 began = g_get_monotonic_time ();
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  SotongPublishResult *result;

  post->publish_at = g_str_equal (out->state, "scheduled") && claim->publish_at != SOTONG_NONE ? claim->publish_at : 0;
  post->schedule_on_platform = post->publish_at > 0;
  mark (self, SOTONG_STAGE_CLAIMED, out);
  if (parts->len == 0)
    reply = call_patiently (session, &call, self->cancellable);
  else if (self->kind == SOTONG_CORRECT_REMOVE)
    reply = sotong_publish_thread_withdraw (self->publisher->store, session, claim, parts, self->cancellable);
  else
    reply = sotong_publish_thread_correct (self->publisher->store, session, claim, parts, out->files_differ, self->cancellable);
  if (self->kind == SOTONG_CORRECT_UPDATE)
    describe_files (out, reply);
  if (self->kind == SOTONG_CORRECT_MOVE)
    describe_move (self->publisher, self->time, reply);
  describe_unsent (self, out, find_next (self, out, claimed, parts, reply), reply);
  mark (self, SOTONG_STAGE_ANSWERED, out);
  fill_end (self, session, reply, began, &job.end);
  if (sotong_store_write (self->publisher->store, SOTONG_WRITE_SHARED, finish_job, &job, NULL, &error) == NULL)
    result = sotong_publish_result_new (SOTONG_PUBLISH_UNKNOWN, error->message);
  else
    result = sotong_publish_result_new (state_of (reply, self->kind), reply->message);
  mark (self, SOTONG_STAGE_NOTED, out);
  result->attempt_id = claim->attempt_id;
  result->http_status = reply->http_status;
  result->remote_url = g_strdup (reply->remote_url != NULL ? reply->remote_url : out->remote_url);
  return result;
}

/* (nullable): why it has to be done on the platform's own page. */
static char *
why_by_hand (const SotongOut   *out,
             SotongCorrectKind  kind)
{
  const SotongCapabilities *can = sotong_capabilities_get (out->platform);
  gboolean offered = can != NULL && !can->by_hand && (kind == SOTONG_CORRECT_REMOVE ? can->can_delete : can->can_edit);
  const char *url = out->remote_url != NULL ? out->remote_url : "";

  if (offered && kind == SOTONG_CORRECT_UPDATE && !out->words_differ && !can->can_edit_media)
    return g_strdup_printf (_("Only pictures or films were changed, and “%s” takes no others for a post that is out. Delete it there and publish it anew, "
                              "or leave it as it is: %s"), out->channel, url);
  if (offered && out->remote_id != NULL && out->remote_id[0] != '\0' && !g_str_equal (out->state, "published_by_hand"))
    return NULL;
  if (kind == SOTONG_CORRECT_UPDATE && can != NULL && can->no_editing)
    return g_strdup_printf (_("“%s” lets nobody change a post that is out, not on its page either. Delete it there and publish it anew, or leave it as it is: %s"),
                            out->channel, url);
  if (kind == SOTONG_CORRECT_UPDATE)
    return g_strdup_printf (_("On “%s” it cannot be corrected from here. Correct it on its page: %s"), out->channel, url);
  return g_strdup_printf (SOTONG_SAY (_("On “%s” it cannot be deleted from here. Delete it on its page, then note that it is gone (sotongctl: --gone); its record stays. %s"),
                                      _("On “%s” it cannot be deleted from here. Delete it on its page; its record stays here. %s")), out->channel, url);
}

/* (nullable): why the platform does not keep the time. */
static char *
why_not_then (Correcting      *self,
              const SotongOut *out)
{
  const SotongCapabilities *can = sotong_capabilities_get (out->platform);
  gint64 ahead = self->time - sotong_clock_now (sotong_store_get_clock (self->publisher->store));
  gint64 least = MAX (can != NULL ? can->schedule_min_s : 0, LEAST_AHEAD_S);

  if (self->kind != SOTONG_CORRECT_MOVE)
    return NULL;
  if (ahead < least)
    return g_strdup_printf (_("“%s” keeps only times that are at least %d minutes from now. Nothing was moved there: choose a later one."),
                            out->channel, (int) ((least + 59) / 60));
  if (can != NULL && can->schedule_max_s > 0 && ahead > can->schedule_max_s)
    return g_strdup_printf (_("“%s” keeps only times within %d days from now. Nothing was moved there: choose an earlier one."), out->channel,
                            (int) (can->schedule_max_s / 86400));
  return NULL;
}

/* @error: (out): why nothing was sent, if that was no rule of the platform's */
static SotongPublishResult *
correct_one (Correcting       *self,
             const SotongOut  *out,
             GError          **error)
{
  const char *uuid = sotong_store_get_uuid (self->publisher->store);
  ClaimData job = { uuid, out->copy_id, self->kind, self->time, self->person_id, self->take_back, takes_files (out), out, NULL, NULL, self->again, { 0 } };
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(SotongPublishSession) session = NULL;
  g_autoptr(SotongClaim) claim = NULL;
  g_autoptr(GPtrArray) parts = NULL;
  g_autofree char *by_hand = why_by_hand (out, self->kind);
  g_autofree char *not_then = why_not_then (self, out);
  GError *local = NULL;
  SotongPublishResult *result;

  if (by_hand != NULL)
    return sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, by_hand);
  if (not_then != NULL)
    return sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, not_then);
  channel = sotong_publisher_get_channel (self->publisher, out->channel_id, self->cancellable, &local);
  if (channel != NULL && sotong_publish_check_clock (self->publisher->store, channel, self->flags, &local))
    session = sotong_publish_session_open (self->publisher->store, self->publisher->secrets, channel, self->publisher->idle_s,
                                           self->cancellable, &local);
  job.channel = channel;
  if (session != NULL)
    claim = sotong_store_write (self->publisher->store, SOTONG_WRITE_SHARED, claim_job, &job, self->cancellable, &local);
  parts = g_steal_pointer (&job.parts);
  if (claim == NULL)
    {
      result = sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, local->message);
      g_propagate_error (error, local);
      return result;
    }
  result = send (self, session, out, claim, &job, parts);
  sotong_publish_active_remove (uuid, claim->attempt_id);
  return result;
}

static gboolean
is_meant (const Correcting *self,
          const SotongOut  *out)
{
  if (self->kind == SOTONG_CORRECT_MOVE || self->take_back)
    return g_str_equal (out->state, "scheduled") && !out->begun && (self->channel_id == 0 || self->channel_id == out->channel_id);
  return self->kind != SOTONG_CORRECT_UPDATE || out->differs;
}

static void
describe_whose (SotongPublishResult *result,
                const SotongOut     *out)
{
  result->content_id = out->content_id;
  result->copy_id = out->copy_id;
  result->title = g_strdup (out->title);
  result->channel = g_strdup (out->channel);
}

static GPtrArray *
correct (Correcting  *correcting,
         gint64       content_id,
         GError     **error)
{
  SotongPublisher *self = correcting->publisher;
  GCancellable *cancellable = correcting->cancellable;
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  g_autoptr(GPtrArray) list = NULL;

  if (sotong_publish_recover (self->store, cancellable, error) < 0)
    return NULL;
  list = sotong_store_read (self->store, list_job, &content_id, cancellable, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (list, i);
      SotongPublishResult *result;

      if (!is_meant (correcting, out))
        continue;
      result = correct_one (correcting, out, NULL);
      describe_whose (result, out);
      g_ptr_array_add (results, result);
    }
  return list != NULL ? g_steal_pointer (&results) : NULL;
}

typedef struct {
  gint64 content_id;
  gint64 person_id;
} MayData;

static gpointer
may_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  MayData *job = data;

  return sotong_correction_may_send (db, job->content_id, job->person_id, error) ? data : NULL;
}

/**
 * sotong_publisher_correct:
 * @self: a publisher
 * @content_id: a content that is out
 * @person_id: who sends the correction, where approval is on; 0: for whom the desktop account acts
 * @flags: what a person agreed to
 * @cancellable: (nullable): stops before the next one is sent
 * @error: return location; `SOTONG_ATTEMPT_ERROR_NOT_ALLOWED` when another person has to send it
 *
 * Sends to each platform on which the content says something else than here what it says here. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what became of each such copy; empty when
 *   there is nothing to correct
 */
GPtrArray *
sotong_publisher_correct (SotongPublisher     *self,
                          gint64               content_id,
                          gint64               person_id,
                          SotongPublishFlags   flags,
                          GCancellable        *cancellable,
                          GError             **error)
{
  Correcting correcting = { .publisher = self, .kind = SOTONG_CORRECT_UPDATE, .flags = flags, .person_id = person_id, .cancellable = cancellable };
  MayData may = { content_id, person_id };

  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  if (sotong_store_read (self->store, may_job, &may, cancellable, error) == NULL)
    return NULL;
  return correct (&correcting, content_id, error);
}

/**
 * sotong_publisher_move_waiting:
 * @self: a publisher
 * @content_id: a content
 * @channel_id: only its copy on this channel; 0: all that wait on their platforms
 * @time: when they are to go out, seconds since 1970 UTC
 * @flags: what a person agreed to
 * @cancellable: (nullable): stops before the next one is sent
 * @error: return location; `SOTONG_ATTEMPT_ERROR_NOT_ALLOWED` where approval is on and another person has decided
 *
 * Gives what waits on its platform for its time another time there, with the words it has here. Each keeps its time until
 * its platform has taken the new one. Cannot be undone. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what became of each such copy; empty when none waits
 */
GPtrArray *
sotong_publisher_move_waiting (SotongPublisher     *self,
                               gint64               content_id,
                               gint64               channel_id,
                               gint64               time,
                               SotongPublishFlags   flags,
                               GCancellable        *cancellable,
                               GError             **error)
{
  Correcting correcting = { .publisher = self, .kind = SOTONG_CORRECT_MOVE, .flags = flags, .channel_id = channel_id, .time = time,
                            .cancellable = cancellable };
  MayData may = { content_id, 0 };

  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  if (sotong_store_read (self->store, may_job, &may, cancellable, error) == NULL)
    return NULL;
  return correct (&correcting, content_id, error);
}

/**
 * sotong_publisher_withdraw:
 * @self: a publisher
 * @content_id: a content that is out
 * @flags: what a person agreed to
 * @cancellable: (nullable): stops before the next one is sent
 * @error: return location
 *
 * Takes the content off each platform that lets a program do so, where the person may publish. What was out, when, and with which words stays in
 * the log. Cannot be undone. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what became of each copy that was out
 */
GPtrArray *
sotong_publisher_withdraw (SotongPublisher     *self,
                           gint64               content_id,
                           SotongPublishFlags   flags,
                           GCancellable        *cancellable,
                           GError             **error)
{
  Correcting correcting = { .publisher = self, .kind = SOTONG_CORRECT_REMOVE, .flags = flags, .cancellable = cancellable };

  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  return correct (&correcting, content_id, error);
}

static gpointer
list_again_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_unsent_list_again (db, error);
}

/* It is a sentence about the run, not about a post: those that went out stand beside it. */
static void
add_unread (const GError *error,
            GPtrArray    *results)
{
  SotongPublishResult *result = sotong_publish_result_new (SOTONG_PUBLISH_WAITING, NULL);

  g_free (result->message);
  result->message = g_strdup_printf (_("Which corrections and withdrawals are to be sent once more could not be read, so none was: %s The next publishing tries it again."),
                                     error->message);
  result->title = g_strdup (_("Corrections to be sent once more"));
  result->channel = g_strdup ("");
  g_ptr_array_add (results, result);
}

/* Nothing is said of what somebody else did meanwhile, or changed. */
static gboolean
is_quiet (const GError *error)
{
  return error != NULL && (error->domain == SOTONG_ATTEMPT_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

static void
send_again (Correcting          *self,
            const SotongUnsent  *unsent,
            GPtrArray           *results,
            GError             **error)
{
  gint64 content_id = unsent->content_id;
  g_autoptr(GPtrArray) outs = sotong_store_read (self->publisher->store, list_job, &content_id, self->cancellable, error);

  for (guint i = 0; outs != NULL && i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);
      g_autoptr(GError) why_not = NULL;
      SotongPublishResult *result;

      if (out->copy_id != unsent->copy_id || !is_meant (self, out))
        continue;
      result = correct_one (self, out, &why_not);
      describe_whose (result, out);
      if (is_quiet (why_not))
        sotong_publish_result_free (result);
      else
        g_ptr_array_add (results, result);
    }
}

/*
 * sotong_publish_correct_again:
 * @publisher: a publisher
 * @flags: what a person agreed to
 * @cancellable: (nullable): stops before the next one is sent
 * @results: (element-type SotongPublishResult): what became of each is added here
 *
 * Sends once more what persons sent as a correction or withdrawal and a platform had no time for, when its pause is over. What could not be read
 * is told, without a copy, and left for the next time. Blocks.
 */
void
sotong_publish_correct_again (SotongPublisher    *publisher,
                              SotongPublishFlags  flags,
                              GCancellable       *cancellable,
                              GPtrArray          *results)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) again = sotong_store_read (publisher->store, list_again_job, NULL, cancellable, &error);

  for (guint i = 0; again != NULL && i < again->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const SotongUnsent *unsent = g_ptr_array_index (again, i);
      Correcting correcting = { .publisher = publisher, .kind = unsent->removal ? SOTONG_CORRECT_REMOVE : SOTONG_CORRECT_UPDATE, .flags = flags,
                                .again = TRUE, .cancellable = cancellable };

      send_again (&correcting, unsent, results, error == NULL ? &error : NULL);
    }
  if (error != NULL && !g_cancellable_is_cancelled (cancellable))
    add_unread (error, results);
}

static gpointer
list_there_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_outbox_list_there (db, error);
}

/**
 * sotong_publish_take_back:
 * @publisher: a publisher
 * @flags: what a person agreed to
 * @cancellable: (nullable): stops before the next one is sent
 * @error: return location
 *
 * While everything is on hold: takes what waits for its time on its platform off it, so that it is held here like the rest. With the end of the
 * hold it is handed over anew, or goes out from here. Cannot be undone. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type SotongPublishResult): what became of each copy that waited there
 */
GPtrArray *
sotong_publish_take_back (SotongPublisher     *publisher,
                          SotongPublishFlags   flags,
                          GCancellable        *cancellable,
                          GError             **error)
{
  Correcting correcting = { .publisher = publisher, .kind = SOTONG_CORRECT_REMOVE, .flags = flags, .take_back = TRUE, .cancellable = cancellable };
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_publish_result_free);
  g_autoptr(GPtrArray) there = NULL;

  g_return_val_if_fail (SOTONG_IS_PUBLISHER (publisher), NULL);
  there = sotong_store_read (publisher->store, list_there_job, NULL, cancellable, error);
  for (guint i = 0; there != NULL && i < there->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const SotongStanding *standing = g_ptr_array_index (there, i);
      GPtrArray *each;

      correcting.channel_id = standing->channel_id;
      each = correct (&correcting, standing->content_id, error);
      if (each == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (results, each);
    }
  return there != NULL ? g_steal_pointer (&results) : NULL;
}
