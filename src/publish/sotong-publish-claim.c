/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "publish/sotong-publisher-private.h"

#define BUSY_POLL_MS     100
#define BUSY_RECOVER_MS  2000
#define BUSY_PATIENCE_MS 90000

/* The first step of the handshake: taking a copy for this process. */

/* How what the channel's thread writes is written. */
SotongWriteFlags
sotong_publish_flags (const SotongPublishLane *lane)
{
  return SOTONG_WRITE_SHARED | (lane->soft && lane->run->soft_id != 0 ? SOTONG_WRITE_SOFT : 0);
}

/* Whether a post that was for @publish_at may have gone out from the other machine, before this one took over, and can be looked for. */
gboolean
sotong_publish_may_be_of_other (SotongPublishLane *lane,
                                gint64             publish_at)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);

  return lane->run->taken_over_at != SOTONG_NONE && publish_at != SOTONG_NONE && publish_at <= lane->run->taken_over_at
         && can != NULL && can->idempotency != SOTONG_IDEMPOTENCY_NONE;
}

/* What the other machine sent just before it was taken over may not be among the posts there yet, in whatever run it is looked for: how long
 * that is to be waited for. */
gint64
sotong_publish_left_to_settle_ms (SotongPublishLane *lane,
                                  const SotongDue   *due)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);
  gint64 settle_ms = lane->run->settle_s * G_GINT64_CONSTANT (1000);

  if (lane->run->taken_over_real == SOTONG_NONE || !sotong_publish_may_be_of_other (lane, due->publish_at)
      || can->idempotency == SOTONG_IDEMPOTENCY_KEY)
    return 0;
  return CLAMP (lane->run->taken_over_real * 1000 + settle_ms - g_get_real_time () / 1000, 0, settle_ms);
}

typedef struct {
  SotongPublishLane *lane;
  const char      *uuid;
  gint64           copy_id;
  SotongClaimKind  kind;
  gint64           after_attempt;
  gint64           attempt_id;
} ClaimData;

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  ClaimData *job = data;
  SotongClaim *claim = sotong_attempt_claim_split (db, job->copy_id, job->kind, job->after_attempt, sotong_publish_split,
                                                   job->lane->channel, error);

  if (claim != NULL)
    {
      job->attempt_id = claim->attempt_id;
      sotong_publish_active_add (job->uuid, claim->attempt_id); /* before anybody can see the claim */
    }
  return claim;
}

static SotongClaim *
claim_once (SotongPublishLane  *lane,
            ClaimData          *job,
            GError            **error)
{
  SotongClaim *claim;

  job->attempt_id = 0;
  claim = sotong_store_write (lane->run->store, sotong_publish_flags (lane), claim_job, job, lane->run->cancellable, error);
  if (claim == NULL && job->attempt_id != 0)
    sotong_publish_active_remove (job->uuid, job->attempt_id);
  return claim;
}

/*
 * sotong_publish_claim:
 * @lane: the channel
 * @due: a copy
 * @kind: why it is to be sent
 * @after_attempt: as for sotong_attempt_claim()
 * @error: return location; as for sotong_attempt_claim()
 *
 * What has to settle there is waited for before: the claim sees what was put on hold, moved or has become late meanwhile.
 * Another program at work on the same channel is waited for, unless it dies meanwhile: the order of a channel is kept.
 * Blocks.
 */
SotongClaim *
sotong_publish_claim (SotongPublishLane  *lane,
                      const SotongDue    *due,
                      SotongClaimKind     kind,
                      gint64              after_attempt,
                      GError            **error)
{
  ClaimData job = { lane, sotong_store_get_uuid (lane->run->store), due->copy_id, kind, after_attempt };
  SotongHttp *http = sotong_platform_get_http (lane->session->platform);
  gint64 left_ms = sotong_publish_left_to_settle_ms (lane, due);

  if (left_ms > 0 && !sotong_http_wait (http, (guint) left_ms, lane->run->cancellable, error))
    return NULL;
  for (int waited = 0;; waited += BUSY_POLL_MS)
    {
      g_autoptr(GError) local = NULL;
      SotongClaim *claim = claim_once (lane, &job, &local);

      if (claim != NULL)
        return claim;
      if (!g_error_matches (local, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_CHANNEL_BUSY) || waited >= BUSY_PATIENCE_MS)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if ((waited + BUSY_POLL_MS) % BUSY_RECOVER_MS == 0
          && sotong_publish_recover (lane->run->store, lane->run->cancellable, error) < 0)
        return NULL;
      if (!sotong_http_wait (http, BUSY_POLL_MS, lane->run->cancellable, error))
        return NULL;
    }
}

/* What became of a copy that was not claimed. */
SotongPublishResult *
sotong_publish_result_for_error (SotongPublishLane *lane,
                                 const GError      *error)
{
  SotongPublishState state = SOTONG_PUBLISH_SKIPPED;

  if (g_error_matches (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_TAKEN)
      || g_error_matches (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_CHANGED))
    state = SOTONG_PUBLISH_ELSEWHERE;
  else if (g_error_matches (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_WAITING))
    state = SOTONG_PUBLISH_WAITING;
  else if (g_error_matches (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_LATE))
    state = SOTONG_PUBLISH_MISSED;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    state = SOTONG_PUBLISH_CANCELLED;
  if (state == SOTONG_PUBLISH_WAITING)
    {
      lane->stop_state = state;
      g_free (lane->stopped);
      lane->stopped = g_strdup (error->message);
    }
  return sotong_publish_result_new (state, state == SOTONG_PUBLISH_CANCELLED ? _("Stopped before anything was sent.") : error->message);
}
