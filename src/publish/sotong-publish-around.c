/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/sotong-publish-around.h"

#include <glib/gi18n-lib.h>

#define KEY_S (30 * 60) /* so long a platform with keys surely knows one again: it does for an hour, and the clock here may be set meanwhile */

/* The looks before and after a sending: whether what an earlier attempt, or this one, perhaps left there is there. */

/* Of a platform's own "not ready" nothing is looked for; before an office's own site a page may say so that is none of the site's. */
static gboolean
may_hide_a_post (SotongPublishLane *lane,
                 const SotongReply *reply)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);

  if (reply->outcome == SOTONG_OUTCOME_WAIT)
    return reply->unsure || (reply->by_page && reply->http_status == 503 && can != NULL && can->needs_url);
  return reply->outcome == SOTONG_OUTCOME_UNKNOWN || reply->by_page;
}

/* What a page refused, which something before the platform may have sent, was perhaps passed on all the same: only a look there would have told. */
static gboolean
is_page_in_doubt (SotongPublishLane *lane,
                  const SotongReply *reply,
                  SotongLookUp       look)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);

  return reply->outcome == SOTONG_OUTCOME_REFUSED && reply->by_page && look == SOTONG_LOOK_UP_CANNOT_TELL && can != NULL
         && can->idempotency != SOTONG_IDEMPOTENCY_NONE;
}

/* It was asked and did not tell, for a reason that is the same tomorrow: the account may not look there, or what is there leaves it open. An answer
 * that cannot be read may be that of the network; only who has looked themselves does not wait for another. */
static gboolean
will_never_tell (const SotongReply *reply,
                 gboolean           denied)
{
  if (reply->outcome == SOTONG_OUTCOME_WAIT)
    return denied && reply->http_status / 100 == 2;
  return reply->outcome == SOTONG_OUTCOME_REFUSED || reply->http_status != 0;
}

/* For an hour such a platform makes no second post of one key: what may be there can be sent once more, though nobody can look. What was to wait there
 * for its time is another kind of post to it, and no longer the same when the time has come. */
static gboolean
key_holds (SotongPublishLane *lane,
           gboolean           on_platform,
           gint64             first_sent_at)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);
  gint64 age = first_sent_at > 0 ? g_get_real_time () / G_USEC_PER_SEC - first_sent_at : 0;

  return can != NULL && can->idempotency == SOTONG_IDEMPOTENCY_KEY && !on_platform && age >= 0 && age < KEY_S;
}

/* What may yet appear there is neither moved nor deleted here, nor sent again, before it has been looked up. A page that put it off is no
 * proof either, where nobody is let look. */
static SotongReply *
leave_open (SotongPublishLane *lane,
            const SotongPost  *post,
            SotongReply       *reply,
            SotongLookUp       look,
            const SotongReply *found)
{
  gboolean shut = look == SOTONG_LOOK_UP_CANNOT_TELL && found != NULL && will_never_tell (found, FALSE)
                  && !(found->outcome == SOTONG_OUTCOME_REFUSED && key_holds (lane, post->schedule_on_platform, post->first_sent_at));

  if (!(reply->outcome == SOTONG_OUTCOME_WAIT && (reply->unsure || shut)) && !is_page_in_doubt (lane, reply, look))
    return reply;
  g_free (reply->message);
  reply->outcome = SOTONG_OUTCOME_UNKNOWN;
  reply->shut_out = FALSE;
  reply->message = g_strdup_printf (_("“%s” answered in a way that leaves open whether the post is there (status %u), and a look there did not tell. It is looked up "
                                      "before anything is sent again."), lane->channel->name, reply->http_status);
  return reply;
}

/* It sent us elsewhere, and the post is not there: its address is not the right one. Before a person sends it again it is
 * looked up once more. */
static SotongReply *
refuse_moved (SotongPublishLane *lane,
              SotongReply       *reply)
{
  g_free (reply->message);
  reply->outcome = SOTONG_OUTCOME_REFUSED;
  reply->message = g_strdup_printf (_("“%s” answered with a redirect to %s (status %u), and the post is not there. If that is its new "
                                      "address, enter it in the channel’s settings, then publish again."),
                                    lane->channel->name, reply->moved_to, reply->http_status);
  return reply;
}

static SotongReply *
reply_found (SotongReply *found,
             const char  *message)
{
  found->outcome = SOTONG_OUTCOME_OK;
  if (found->message[0] == '\0')
    {
      g_free (found->message);
      found->message = g_strdup (message);
    }
  return found;
}

/* What stands before a site, a cache or a gateway, says "not ready" of one that took the post and was slow to say so; then the post is there. Nobody
 * has looked since. Only where a post has its own place from the beginning is a second one impossible. */
static gboolean
may_be_put_off (const SotongClaim        *claim,
                const SotongCapabilities *can)
{
  return claim->put_off && !claim->denied && (can->needs_url || can->idempotency != SOTONG_IDEMPOTENCY_KEY);
}

/* What was passed on behind a "not ready" may still be at work there: for how long an absence is not sure. A person who has looked was not in a
 * hurry, and a platform that refuses a second post of one key needs no waiting. */
static gint64
left_to_settle_ms (SotongPublishLane        *lane,
                   const SotongClaim        *claim,
                   const SotongCapabilities *can)
{
  gint64 settle_ms = lane->run->settle_s * G_GINT64_CONSTANT (1000);

  if (claim->put_off_at == 0 || claim->denied || can->idempotency == SOTONG_IDEMPOTENCY_KEY)
    return 0;
  return CLAMP (claim->put_off_at * 1000 + settle_ms - g_get_real_time () / 1000, 0, settle_ms);
}

static SotongLookUp
look_settled (SotongPublishLane         *lane,
              const SotongClaim         *claim,
              const SotongCapabilities  *can,
              const SotongPost          *post,
              SotongReply              **out_reply)
{
  GCancellable *cancellable = lane->run->cancellable;
  gint64 left_ms = left_to_settle_ms (lane, claim, can);
  SotongLookUp look = sotong_publish_session_look_up (lane->session, post, cancellable, out_reply);

  if (look != SOTONG_LOOK_UP_ABSENT || left_ms == 0)
    return look;
  g_clear_pointer (out_reply, sotong_reply_free);
  if (sotong_http_wait (sotong_platform_get_http (lane->session->platform), (guint) left_ms, cancellable, NULL))
    return sotong_publish_session_look_up (lane->session, post, cancellable, out_reply);
  *out_reply = sotong_reply_new (SOTONG_OUTCOME_WAIT, _("Stopped before anything was sent."));
  (*out_reply)->cancelled = TRUE;
  return SOTONG_LOOK_UP_CANNOT_TELL;
}

/* The last answer proves nothing, and nobody but a person can look: what may be there is never sent again by itself. */
static SotongReply *
ask_person (SotongPublishLane *lane,
            const SotongReply *look)
{
  g_autofree char *message = NULL;
  SotongReply *reply;

  if (look != NULL)
    message = g_strdup_printf (_("“%s” was not ready the last time (status 503), which is no proof that the post is not there, and a look there did not tell (status %u). "
                                 "Nothing was sent this time. Look there yourself, then say here whether it is published."), lane->channel->name, look->http_status);
  else
    message = g_strdup_printf (_("“%s” was not ready the last time (status 503), which is no proof that the post is not there, and no program can look there. "
                                 "Nothing was sent this time. Look there yourself, then say here whether it is published."), lane->channel->name);
  reply = sotong_reply_new (SOTONG_OUTCOME_UNKNOWN, message);
  reply->http_status = look != NULL ? look->http_status : 0;
  return reply;
}

/*
 * sotong_publish_look_before:
 * @lane: the channel
 * @claim: what is about to be sent
 * @post: the same as the platform gets it
 *
 * As long as nobody can look now, it is not ready. Where nobody can ever look, only the word of a person who has looked is taken. Blocks.
 *
 * Returns: (transfer full) (nullable): what ends the attempt before anything is sent
 */
SotongReply *
sotong_publish_look_before (SotongPublishLane *lane,
                            const SotongClaim *claim,
                            SotongPost        *post)
{
  const SotongCapabilities *can = sotong_capabilities_get (lane->channel->platform);
  g_autoptr(SotongReply) reply = NULL;
  gboolean denied = post->repeated && claim->denied;
  SotongLookUp look;

  if (can == NULL || !(denied || may_be_put_off (claim, can)))
    return NULL;
  if (can->idempotency == SOTONG_IDEMPOTENCY_NONE)
    return denied || post->repeated ? NULL : ask_person (lane, NULL);
  look = look_settled (lane, claim, can, post, &reply);
  if (look == SOTONG_LOOK_UP_FOUND)
    return reply_found (g_steal_pointer (&reply), _("An earlier attempt had arrived after all; the post was looked up and found."));
  if (look == SOTONG_LOOK_UP_CANNOT_TELL && will_never_tell (reply, denied))
    {
      if (!denied)
        return reply->outcome == SOTONG_OUTCOME_REFUSED && key_holds (lane, claim->on_platform, claim->first_sent_at) ? NULL : ask_person (lane, reply);
      post->repeated = FALSE;
      return NULL;
    }
  if (look == SOTONG_LOOK_UP_ABSENT)
    {
      post->repeated = TRUE; /* what is begun there is taken up */
      return NULL;
    }
  if (reply->outcome != SOTONG_OUTCOME_RENEW)
    reply->outcome = SOTONG_OUTCOME_WAIT;
  return g_steal_pointer (&reply);
}

/*
 * sotong_publish_look_after:
 * @lane: the channel
 * @post: what was sent
 * @first: (transfer full): what the platform answered
 *
 * Where the answer was lost one look may find the post at once. Finding nothing says nothing yet: what was sent may still be at work there. Blocks.
 *
 * Returns: (transfer full): the answer, or what the look has found
 */
SotongReply *
sotong_publish_look_after (SotongPublishLane *lane,
                           const SotongPost  *post,
                           SotongReply       *first)
{
  g_autoptr(SotongReply) reply = first;
  g_autoptr(SotongReply) found = NULL;
  SotongLookUp look;

  if (!may_hide_a_post (lane, reply))
    return g_steal_pointer (&reply);
  look = sotong_publish_session_look_up (lane->session, post, NULL, &found);
  if (look == SOTONG_LOOK_UP_ABSENT && reply->moved_to != NULL)
    return refuse_moved (lane, g_steal_pointer (&reply));
  if (look != SOTONG_LOOK_UP_FOUND || found == NULL)
    return leave_open (lane, post, g_steal_pointer (&reply), look, found);
  return reply_found (g_steal_pointer (&found), _("The answer was lost; the post was looked up and found."));
}
