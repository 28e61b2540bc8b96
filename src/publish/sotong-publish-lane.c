/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-by-hand.h"
#include "publish/sotong-publisher-private.h"
#include "store/sotong-content.h"
#include "util/sotong-i18n.h"
#include "util/sotong-time.h"

/* The copies of one channel, one after another. */

void
sotong_publish_report (SotongPublishLane  *lane,
                       SotongPublishStage  stage,
                       const SotongDue    *due)
{
  SotongPublishRun *run = lane->run;
  SotongPublishProgress progress = { stage, due->content_id, due->copy_id, due->title, lane->channel->name };

  if (run->progress == NULL)
    return;
  g_mutex_lock (&run->mutex);
  progress.n_done = run->n_done;
  progress.n_all = run->n_all;
  g_mutex_unlock (&run->mutex);
  run->progress (&progress, run->progress_data);
}

/*
 * sotong_publish_open_account:
 * @store: the workspace
 * @secrets: where secrets are
 * @channel: a channel
 * @cancellable: (nullable): a cancellable
 * @error: return location; `SOTONG_PUBLISH_ERROR_NO_SECRET` when none is stored, `SOTONG_PUBLISH_ERROR_NO_KEYRING` when nobody can say,
 *   or a code of sotong_publish_check_channel()
 *
 * Blocks while the keyring is asked.
 */
SotongAccount *
sotong_publish_open_account (SotongStore          *store,
                             SotongSecrets        *secrets,
                             const SotongChannel  *channel,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, channel->id);
  GError *local = NULL;
  SotongAccount *account;
  char *secret;

  if (!sotong_publish_check_channel (channel, error))
    return NULL;
  secret = sotong_secrets_lookup (secrets, sotong_store_get_uuid (store), SOTONG_SECRETS_CHANNEL, id, channel->name,
                                  cancellable, &local);
  if (secret == NULL)
    {
      g_set_error (error, SOTONG_PUBLISH_ERROR, local != NULL ? SOTONG_PUBLISH_ERROR_NO_KEYRING : SOTONG_PUBLISH_ERROR_NO_SECRET,
                   _("No password or token is known for “%s”, so nothing was sent and its posts stay as they are. %s"), channel->name,
                   local != NULL ? local->message : _("Enter it in the channel’s settings, then publish again."));
      g_clear_error (&local);
      return NULL;
    }
  account = sotong_account_new (channel->name, channel->platform, channel->url, channel->user, channel->handle, secret);
  account->text_limit = MAX (channel->text_limit, 0);
  sotong_secrets_free (secret);
  return account;
}

SotongPlatform *
sotong_publish_open_platform (SotongStore         *store,
                              const SotongChannel *channel,
                              guint                idle_s)
{
  g_autoptr(SotongHttp) http = sotong_http_new (sotong_store_get_clock (store));

  sotong_http_set_idle (http, idle_s);
  return sotong_platform_new (channel->platform, http);
}

/* Under a set clock real channels are used only when a person said so. */
gboolean
sotong_publish_check_clock (SotongStore          *store,
                            const SotongChannel  *channel,
                            SotongPublishFlags    flags,
                            GError              **error)
{
  SotongClock *clock = sotong_store_get_clock (store);
  g_autofree char *now = NULL;

  if (!sotong_clock_is_set (clock) || (flags & SOTONG_PUBLISH_ALLOW_REAL) != 0 || !sotong_publish_is_real (channel))
    return TRUE;
  now = sotong_time_format_minute (sotong_clock_now (clock), sotong_store_get_zone (store));
  g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_REAL,
               SOTONG_SAY (_("“%s” is a real channel and the clock is set to %s, so nothing was sent. If the post is really to go out now, say so (sotongctl: --real)."),
                           _("“%s” is a real channel and the clock is set to %s, so nothing was sent. If the post is really to go out now, publish it from its page and confirm the question.")),
               channel->name, now);
  return FALSE;
}

static gboolean
open_lane (SotongPublishLane  *lane,
           GError            **error)
{
  SotongPublishRun *run = lane->run;

  if ((run->flags & SOTONG_PUBLISH_LOOK) == 0 && !sotong_publish_check_clock (run->store, lane->channel, run->flags, error))
    return FALSE;
  lane->session = sotong_publish_session_open (run->store, run->secrets, lane->channel, run->idle_s, run->cancellable, error);
  return lane->session != NULL;
}

/* An account that was not let in is left alone for a while by what publishes by the clock: asking again each minute helps nobody. It ends when
 * the account is tested and well, or its settings are changed. A person who publishes is not kept from trying. */
static gboolean
rest (SotongPublishLane *lane)
{
  const SotongChannel *channel = lane->channel;
  gboolean signs_in = g_str_equal (channel->health, "sign-in");

  if ((lane->run->flags & SOTONG_PUBLISH_ROUND) == 0 || !(signs_in || g_str_equal (channel->health, "refused"))
      || channel->wait_until == SOTONG_NONE || channel->wait_until <= sotong_clock_now (sotong_store_get_clock (lane->run->store)))
    return FALSE;
  lane->stopped = g_strdup (channel->message);
  lane->stop_state = signs_in ? SOTONG_PUBLISH_SIGN_IN : SOTONG_PUBLISH_REFUSED;
  return TRUE;
}

static gboolean
is_later (SotongPublishLane *lane,
          const SotongDue   *due)
{
  return due->publish_at != SOTONG_NONE && due->publish_at > sotong_clock_now (sotong_store_get_clock (lane->run->store));
}

/* Whether the platform keeps a time that is so near or so far. */
static gboolean
keeps_time (SotongPublishLane        *lane,
            const SotongCapabilities *can,
            const SotongDue          *due)
{
  gint64 left = due->publish_at - sotong_clock_now (sotong_store_get_clock (lane->run->store));

  return left >= can->schedule_min_s && (can->schedule_max_s == 0 || left <= can->schedule_max_s);
}

static gpointer
read_claim_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return sotong_attempt_read (db, *(gint64 *) data, error);
}

/* No platform keeps a chain of replies for later: it goes out from here at its time. */
static gboolean
is_long_thread (SotongPublishLane *lane,
                const SotongDue   *due)
{
  gint64 copy_id = due->copy_id;
  g_autoptr(SotongClaim) claim = due->thread ? sotong_store_read (lane->run->store, read_claim_job, &copy_id, NULL, NULL) : NULL;
  g_auto(GStrv) parts = claim != NULL ? sotong_publish_split (claim->body, lane->channel) : NULL;

  return parts != NULL || (due->thread && claim == NULL); /* what cannot be read is not handed over */
}

/* Whether it is to wait on the platform for its time, and can. Under a set clock nothing is left to wait on a platform, whose
 * clock is another. */
gboolean
sotong_publish_may_wait_there (SotongPublishLane *lane,
                               const SotongDue   *due)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);

  return due->on_platform && is_later (lane, due) && can != NULL && can->can_schedule && keeps_time (lane, can, due)
         && !sotong_clock_is_set (sotong_store_get_clock (lane->run->store)) && !is_long_thread (lane, due);
}

static gboolean
may_hand_over (SotongPublishLane *lane,
               const SotongDue   *due)
{
  return g_str_equal (due->state, "scheduled") && sotong_publish_may_wait_there (lane, due);
}

static gboolean
is_out (const SotongDue *due)
{
  return g_str_equal (due->state, "published") || g_str_equal (due->state, "published_by_hand");
}

/* Only meant to be handed over, and not due: no news when it cannot be. */
static gboolean
is_only_later (SotongPublishLane *lane,
               const SotongDue   *due)
{
  return !lane->run->asked && g_str_equal (due->state, "scheduled") && is_later (lane, due);
}

typedef struct {
  gint64           copy_id;
  SotongClaimKind  kind;
} MayClaim;

static gpointer
may_claim_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  MayClaim *job = data;

  return sotong_attempt_may_claim (db, job->copy_id, job->kind, error) ? data : NULL;
}

typedef struct {
  SotongPublishLane *lane;
  gint64             copy_id;
} Rehearsal;

static gpointer
rehearse_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Rehearsal *job = data;

  return sotong_attempt_read_split (db, job->copy_id, sotong_publish_split, job->lane->channel, error);
}

/* (nullable): what is refused before anything is sent. */
static SotongPublishResult *
rehearse_post (SotongPublishLane *lane,
               const SotongDue   *due)
{
  Rehearsal job = { lane, due->copy_id };
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongClaim) claim = sotong_store_read (lane->run->store, rehearse_job, &job, lane->run->cancellable, &error);
  g_auto(SotongPublishOrigin) origin = { .store = lane->run->store, .claim = claim };
  g_autoptr(SotongPost) post = NULL;
  g_autoptr(SotongReply) reply = NULL;

  if (claim == NULL)
    return sotong_publish_result_for_error (lane, error);
  post = sotong_publish_make_post (&origin, lane->channel->platform);
  reply = sotong_platform_refuse (lane->session->platform, lane->session->account, post);
  if (reply == NULL)
    return NULL;
  sotong_publish_describe_part (claim, reply);
  return sotong_publish_result_new (SOTONG_PUBLISH_REFUSED, reply->message);
}

/* What would be done, were it not a dry run. */
static SotongPublishResult *
rehearse (SotongPublishLane *lane,
          const SotongDue   *due,
          gboolean           look_up)
{
  MayClaim job = { due->copy_id, lane->run->asked ? SOTONG_CLAIM_ASKED : SOTONG_CLAIM_DUE };
  SotongPublishResult *refused;
  g_autoptr(GError) error = NULL;

  if (look_up)
    return sotong_publish_result_new (SOTONG_PUBLISH_PLANNED, _("It would be looked up on the platform before anything is sent."));
  if (may_hand_over (lane, due))
    job.kind = SOTONG_CLAIM_HAND_OVER;
  else if (is_only_later (lane, due))
    return NULL;
  if (sotong_store_read (lane->run->store, may_claim_job, &job, lane->run->cancellable, &error) == NULL)
    return sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, error->message);
  refused = rehearse_post (lane, due);
  return refused != NULL ? refused : sotong_publish_result_new (SOTONG_PUBLISH_PLANNED, _("It would be sent."));
}

static SotongPublishResult *
publish_one (SotongPublishLane *lane,
             const SotongDue   *due)
{
  gboolean there = g_str_equal (due->state, "scheduled") && due->remote_id != NULL && due->remote_id[0] != '\0';

  if ((lane->run->flags & SOTONG_PUBLISH_DRY) != 0)
    return rehearse (lane, due, g_str_equal (due->state, "unknown") || there);
  if (g_str_equal (due->state, "unknown") || there)
    return sotong_publish_look_up (lane, due);
  if ((lane->run->flags & SOTONG_PUBLISH_LOOK) != 0)
    return NULL;
  if (may_hand_over (lane, due))
    return sotong_publish_send (lane, due, SOTONG_CLAIM_HAND_OVER, 0);
  if (is_only_later (lane, due))
    return NULL;
  return sotong_publish_send (lane, due, lane->run->asked ? SOTONG_CLAIM_ASKED : SOTONG_CLAIM_DUE, 0);
}

typedef struct {
  gint64 copy_id;
  gint64 now;
} WhyNot;

/* Why nobody may post it now, as it stands; "" if they may. */
static gpointer
why_not_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const WhyNot *job = data;
  g_autoptr(GError) why = NULL;

  return g_strdup (sotong_attempt_may_post (db, job->copy_id, job->now, &why) ? "" : why->message);
}

/* (nullable): where no program is let in, what a person has to do. */
static SotongPublishResult *
leave_to_person (SotongPublishLane *lane,
                 const SotongDue   *due)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);
  g_autofree char *page = NULL;
  g_autofree char *message = NULL;
  g_autofree char *why_not = NULL;
  WhyNot job = { due->copy_id, sotong_clock_now (sotong_store_get_clock (lane->run->store)) };

  if (can == NULL || !can->by_hand)
    return NULL;
  why_not = sotong_store_read (lane->run->store, why_not_job, &job, NULL, NULL);
  if (why_not != NULL && why_not[0] != '\0')
    return sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, why_not);
  page = sotong_by_hand_dup_page (can->name, lane->channel->url, lane->channel->user);
  message = sotong_i18n_is_command ()
              ? g_strdup_printf (_("%s lets no program in. Post it there yourself (%s), then note its public address here (sotongctl: publish --by-hand %d --url URL)."),
                                 sotong_capabilities_get_title (can), page, (int) due->copy_id)
              : g_strdup_printf (_("%s lets no program in. Post it there yourself (%s): “Posts by Hand” prepares it and takes its public address."),
                                 sotong_capabilities_get_title (can), page);
  return sotong_publish_result_new (SOTONG_PUBLISH_BY_HAND, message);
}

/* Whether it is plainly to be sent, so that it can be claimed while the post before is noted. Where a claim that died
 * can be settled by nobody but a person, it is made only when its turn has come. */
static gboolean
is_plain (SotongPublishLane *lane,
          const SotongDue   *due)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);

  return can != NULL && can->idempotency != SOTONG_IDEMPOTENCY_NONE && (lane->run->flags & SOTONG_PUBLISH_DRY) == 0
         && g_str_equal (due->state, "scheduled") && (due->remote_id == NULL || due->remote_id[0] == '\0')
         && !may_hand_over (lane, due) && !is_only_later (lane, due);
}

/*
 * sotong_publish_stop_behind:
 * @lane: a channel with a post that is perhaps out
 *
 * Nothing goes out behind it before it has been looked up, so that the order of the channel is kept. Where nothing can be looked up
 * it is a person's to say, and the others do not wait for that.
 */
void
sotong_publish_stop_behind (SotongPublishLane *lane)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);

  if (can == NULL || can->idempotency == SOTONG_IDEMPOTENCY_NONE)
    return;
  lane->stop_state = SOTONG_PUBLISH_WAITING;
  g_free (lane->stopped);
  lane->stopped = g_strdup_printf (_("Whether the post before it is on “%s” is not known yet. That is looked up first; this one goes out after it."),
                                   lane->channel->name);
}

/* What was taken down is not asked for once more in silence: the sentence says when it was; "" of what is out still. */
static gpointer
withdrawn_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const SotongDue *due = data;
  g_autoptr(SotongCopy) copy = sotong_copy_get (db, due->copy_id, error);
  g_autoptr(GError) why = NULL;

  if (copy == NULL)
    return NULL;
  if (copy->withdrawn_at == SOTONG_NONE || sotong_attempt_may_claim (db, due->copy_id, SOTONG_CLAIM_ASKED, &why))
    return g_strdup ("");
  return g_strdup (why->message);
}

static SotongPublishResult *
tell_out (SotongPublishLane *lane,
          const SotongDue   *due)
{
  g_autofree char *withdrawn = sotong_store_read (lane->run->store, withdrawn_job, (gpointer) due, NULL, NULL);

  if (withdrawn != NULL && withdrawn[0] != '\0')
    return sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, withdrawn);
  return sotong_publish_result_new (SOTONG_PUBLISH_ELSEWHERE, _("It is published already."));
}

static SotongPublishResult *
result_for_stop (SotongPublishLane *lane)
{
  SotongPublishResult *result = sotong_publish_result_new (lane->stop_state, lane->stopped);

  result->shut_out = lane->stop_state == SOTONG_PUBLISH_REFUSED; /* what is refused for itself stops nothing */
  return result;
}

static SotongPublishResult *
visit (SotongPublishLane *lane,
       const SotongDue   *due,
       const GError      *closed)
{
  if (lane->claimed != NULL) /* it is this one, and a claim is never left open */
    return publish_one (lane, due);
  if (is_out (due))
    return tell_out (lane, due);
  if (g_cancellable_is_cancelled (lane->run->cancellable))
    return sotong_publish_result_new (SOTONG_PUBLISH_CANCELLED, _("Stopped before anything was sent."));
  if (closed != NULL)
    {
      SotongPublishResult *by_hand = is_only_later (lane, due) ? NULL : leave_to_person (lane, due);

      return by_hand != NULL || is_only_later (lane, due) ? by_hand : sotong_publish_result_new (SOTONG_PUBLISH_SKIPPED, closed->message);
    }
  if (lane->stopped != NULL)
    return is_only_later (lane, due) ? NULL : result_for_stop (lane);
  return publish_one (lane, due);
}

/*
 * sotong_publish_lane_run:
 * @lane: a channel and what is due there
 *
 * Fills the results. A platform that is busy, a sign-in that is over, or an account that may not publish ends the run of
 * its channel: the posts behind stay scheduled. Blocks; runs in a thread of its own.
 */
void
sotong_publish_lane_run (SotongPublishLane *lane)
{
  g_autoptr(GError) closed = NULL;

  if (!rest (lane))
    open_lane (lane, &closed);
  for (guint i = 0; i < lane->due->len; i++)
    {
      const SotongDue *due = g_ptr_array_index (lane->due, i);
      SotongPublishResult *result;

      lane->next = i + 1 < lane->due->len ? g_ptr_array_index (lane->due, i + 1) : NULL;
      if (lane->next != NULL && !is_plain (lane, lane->next))
        lane->next = NULL;
      result = visit (lane, due, closed);
      g_mutex_lock (&lane->run->mutex);
      lane->run->n_done++;
      g_mutex_unlock (&lane->run->mutex);
      if (result == NULL)
        continue;
      result->content_id = due->content_id;
      result->copy_id = due->copy_id;
      result->title = g_strdup (due->title);
      result->channel = g_strdup (lane->channel->name);
      g_ptr_array_add (lane->results, result);
    }
}
