/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "publish/sotong-publisher-private.h"
#include "store/sotong-channel.h"
#include "store/sotong-figure.h"
#include "util/sotong-time.h"

#define EXPIRY_WARNING_DAYS 7
#define QUOTA_WARNING       5
#define CHECK_AGE_S         (24 * 3600)

/* How an account is, asked before it hurts. */

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_channel_get (db, *(gint64 *) data, error);
}

SotongChannel *
sotong_publisher_get_channel (SotongPublisher  *self,
                              gint64            channel_id,
                              GCancellable     *cancellable,
                              GError          **error)
{
  return sotong_store_read (self->store, channel_job, &channel_id, cancellable, error);
}

typedef struct {
  gint64             channel_id;
  SotongLearntBy     by;
  const SotongReply *reply;
} HealthData;

static gpointer
health_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  static const char * const health[] = { "ok", "wait", "sign-in", "refused", "unknown" };
  HealthData *job = data;
  SotongLearnt learnt = { job->by, health[job->reply->outcome], job->reply->message, job->reply->slow_until };

  if (!sotong_channel_learn (db, job->channel_id, &learnt, error))
    return NULL;
  /* A question that came too often says nothing of posts; what else can wait waits with it. */
  if (job->reply->outcome == SOTONG_OUTCOME_WAIT && !sotong_figure_note_wait (db, job->channel_id, job->reply->retry_at, error))
    return NULL;
  if (job->reply->outcome != SOTONG_OUTCOME_OK)
    return data;
  if ((job->reply->expires_at > 0 && !sotong_channel_set_expiry (db, job->channel_id, job->reply->expires_at, error))
      || (job->reply->text_limit > 0 && !sotong_channel_set_text_limit (db, job->channel_id, job->reply->text_limit, error))
      || !sotong_channel_set_quota (db, job->channel_id, job->reply->quota_left >= 0 ? job->reply->quota_left : SOTONG_NONE, error))
    return NULL;
  return data;
}

static SotongReply *
check_call (SotongPlatform      *platform,
            const SotongAccount *account,
            gpointer             data,
            GCancellable        *cancellable)
{
  return sotong_platform_check (platform, account, cancellable);
}

/*
 * sotong_publisher_ask_health:
 * @self: a publisher
 * @channel: a channel
 * @session: its account, open
 * @by: who wants to know
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the platform says of the account, which is noted as the channel's health
 */
SotongReply *
sotong_publisher_ask_health (SotongPublisher       *self,
                             const SotongChannel   *channel,
                             SotongPublishSession  *session,
                             SotongLearntBy         by,
                             GCancellable          *cancellable,
                             GError               **error)
{
  g_autoptr(SotongReply) reply = sotong_publish_session_call (session, check_call, NULL, cancellable);
  g_autofree char *other = sotong_publish_describe_other (channel, reply);
  HealthData job = { channel->id, by, reply };

  if (other != NULL)
    {
      reply->outcome = SOTONG_OUTCOME_REFUSED;
      g_free (reply->message);
      reply->message = g_steal_pointer (&other);
    }
  if (!reply->cancelled && sotong_store_write (self->store, SOTONG_WRITE_DEFAULT, health_job, &job, NULL, error) == NULL)
    return NULL;
  return g_steal_pointer (&reply);
}

/* Nobody has signed in to it yet, and nothing goes out there before somebody does. One that was let in once is left to what it says when it is
 * asked: the workspace may be open for two people, and each has a keyring of their own. */
static void
note_no_sign_in (SotongPublisher     *self,
                 const SotongChannel *channel,
                 SotongLearntBy       by,
                 const GError        *error)
{
  g_autoptr(SotongReply) reply = NULL;
  HealthData job;

  if (!g_error_matches (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_NO_SECRET) || channel->good_at != SOTONG_NONE)
    return;
  reply = sotong_reply_new (SOTONG_OUTCOME_RENEW, error->message);
  job = (HealthData) { channel->id, by, reply };
  sotong_store_write (self->store, SOTONG_WRITE_DEFAULT, health_job, &job, NULL, NULL);
}

static SotongReply *
check_channel (SotongPublisher  *self,
               gint64            channel_id,
               SotongLearntBy    by,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(SotongPublishSession) session = NULL;
  GError *local = NULL;

  channel = sotong_publisher_get_channel (self, channel_id, cancellable, error);
  if (channel == NULL)
    return NULL;
  session = sotong_publish_session_open (self->store, self->secrets, channel, self->idle_s, cancellable, &local);
  if (session != NULL)
    return sotong_publisher_ask_health (self, channel, session, by, cancellable, error);
  note_no_sign_in (self, channel, by, local);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_publisher_check_channel:
 * @self: a publisher
 * @channel_id: a channel
 * @cancellable: (nullable): a cancellable
 * @error: return location; a code of %SOTONG_PUBLISH_ERROR when the platform need not be asked
 *
 * Asks the platform who the account is and whether it may publish, and notes the answer as
 * the channel's health. A sign-in that is over is renewed first, if it can be; that there never was one is noted too. What the platform asked
 * to be waited for is waited for all the same. Publishes nothing. Blocks.
 *
 * Returns: (transfer full) (nullable): the platform's answer
 */
SotongReply *
sotong_publisher_check_channel (SotongPublisher  *self,
                                gint64            channel_id,
                                GCancellable     *cancellable,
                                GError          **error)
{
  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  return check_channel (self, channel_id, SOTONG_LEARNT_BY_CHECK, cancellable, error);
}

/* An account that answers well may be waited for all the same, or have a sign-in that ends soon. */
static void
tell_rest (SotongPublisher *self,
           gint64           channel_id,
           SotongReply     *reply)
{
  g_autoptr(SotongChannel) channel = sotong_publisher_get_channel (self, channel_id, NULL, NULL);
  gint64 now = sotong_clock_now (sotong_store_get_clock (self->store));
  char *text = channel != NULL ? sotong_publish_describe_health (channel, now, sotong_store_get_zone (self->store)) : NULL;

  if (text == NULL)
    return;
  g_free (reply->message);
  reply->message = text;
}

/**
 * sotong_publisher_test_channel:
 * @self: a publisher
 * @channel_id: a channel
 * @cancellable: (nullable): a cancellable
 * @error: return location; as for sotong_publisher_check_channel()
 *
 * As sotong_publisher_check_channel(), at a person's request: an account that answers well is not waited for any more, where that would
 * be for more than %SOTONG_CHANNEL_LONG_WAIT_S. Blocks.
 *
 * Returns: (transfer full) (nullable): the platform's answer; where that is good, its message tells what there is to know of the account still
 */
SotongReply *
sotong_publisher_test_channel (SotongPublisher  *self,
                               gint64            channel_id,
                               GCancellable     *cancellable,
                               GError          **error)
{
  SotongReply *reply;

  g_return_val_if_fail (SOTONG_IS_PUBLISHER (self), NULL);
  reply = check_channel (self, channel_id, SOTONG_LEARNT_BY_PERSON, cancellable, error);
  if (reply != NULL && reply->outcome == SOTONG_OUTCOME_OK && reply->message[0] == '\0')
    tell_rest (self, channel_id, reply);
  return reply;
}

/**
 * sotong_publish_describe_health:
 * @channel: a channel
 * @now: seconds since 1970 UTC, of the workspace's clock
 * @zone: the office's
 *
 * Returns: (transfer full) (nullable): what needs a person's eye before it hurts, a sentence; %NULL if nothing
 *   that is known does
 */
char *
sotong_publish_describe_health (const SotongChannel *channel,
                                gint64               now,
                                GTimeZone           *zone)
{
  g_autofree char *when = NULL;

  if (g_str_equal (channel->health, "sign-in") || g_str_equal (channel->health, "refused"))
    return g_strdup (channel->message);
  if (channel->expires_at != SOTONG_NONE && channel->expires_at < now + EXPIRY_WARNING_DAYS * 86400)
    {
      when = sotong_time_format_minute (channel->expires_at, zone);
      if (channel->expires_at <= now)
        return g_strdup_printf (_("The sign-in of “%s” ended at %s. Sign in again before the next post is due."), channel->name, when);
      return g_strdup_printf (_("The sign-in of “%s” ends at %s. Sign in again before then."), channel->name, when);
    }
  if (channel->quota_left != SOTONG_NONE && channel->quota_left < QUOTA_WARNING)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "“%s” takes only %" PRId64 " more post for now. Later ones wait until the platform allows more.",
                                         "“%s” takes only %" PRId64 " more posts for now. Later ones wait until the platform allows more.",
                                         (gulong) channel->quota_left), channel->name, channel->quota_left);
  if (channel->wait_until != SOTONG_NONE && channel->wait_until > now)
    {
      when = sotong_time_format_minute (channel->wait_until + 59, zone);
      if (channel->wait_until > now + SOTONG_CHANNEL_LONG_WAIT_S)
        return g_strdup_printf (_("“%s” asked for peace until %s, which is long. Its posts wait until then. Test the channel: if it answers, they do not wait any more."),
                                channel->name, when);
      return g_strdup_printf (_("“%s” asked for peace until %s. Its posts wait until then."), channel->name, when);
    }
  return channel->figures_message != NULL && channel->figures_message[0] != '\0' ? g_strdup (channel->figures_message) : NULL;
}

/**
 * sotong_publish_health_is_old:
 * @channel: a channel
 * @now: seconds since 1970 UTC, of the workspace's clock
 *
 * Returns: whether it is time to ask again how the account is: once a day
 */
gboolean
sotong_publish_health_is_old (const SotongChannel *channel,
                              gint64               now)
{
  return channel->checked_at == SOTONG_NONE || now - channel->checked_at >= CHECK_AGE_S || channel->checked_at > now;
}
