/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "platforms/sotong-token.h"
#include "publish/sotong-publish-session.h"
#include "publish/sotong-publisher-private.h"
#include "util/sotong-lock-file.h"

#define LOCK_POLL_MS     50
#define LOCK_PATIENCE_MS 90000

/*
 * All calls to a platform go through here. A sign-in that is over is renewed once, by one thread of one program
 * at a time, and what came of it is kept before it is used: what renews a sign-in serves once on some platforms, so
 * a program that is killed in between leaves an account that has to be signed in again, never one that works by luck.
 */

/**
 * sotong_publish_session_open:
 * @store: the workspace
 * @secrets: where secrets are
 * @channel: a channel
 * @idle_s: how long its server may keep silent, seconds
 * @cancellable: (nullable): a cancellable
 * @error: return location; as for sotong_publish_open_account(), and `SOTONG_PUBLISH_ERROR_NO_CONNECTOR`
 *
 * Blocks while the keyring is asked. Says nothing to the platform yet.
 *
 * Returns: (transfer full) (nullable): the account, ready for calls
 */
SotongPublishSession *
sotong_publish_session_open (SotongStore          *store,
                             SotongSecrets        *secrets,
                             const SotongChannel  *channel,
                             guint                 idle_s,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_autoptr(SotongAccount) account = sotong_publish_open_account (store, secrets, channel, cancellable, error);
  SotongPlatform *platform;
  SotongPublishSession *self;

  if (account == NULL)
    return NULL;
  platform = sotong_publish_open_platform (store, channel, idle_s);
  if (platform == NULL)
    {
      g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_NO_CONNECTOR,
                   _("“%s”: this version of Sotong cannot publish there by itself, so nothing was sent. Post it by hand, then note its address in Sotong."),
                   channel->name);
      return NULL;
    }
  self = g_new0 (SotongPublishSession, 1);
  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  self->channel_id = channel->id;
  self->account = g_steal_pointer (&account);
  self->platform = platform;
  return self;
}

/**
 * sotong_publish_session_free:
 * @self: (transfer full) (nullable): a session; its secret is wiped
 */
void
sotong_publish_session_free (SotongPublishSession *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  g_clear_object (&self->platform);
  sotong_account_free (self->account);
  g_free (self);
}

/* ---- one at a time ---- */

/* The account, not the channel: two channels may post with one. Where the login is not known the lock is
 * wider than it had to be. */
static int
open_lock (const SotongAccount *account)
{
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *key = g_strjoin ("\n", account->platform, base, account->user, NULL);

  return sotong_lock_file_open ("sign-in", key);
}

#define NO_LOCK   (-1)
#define NO_FOLDER (-2)

/* Held instead where there is no folder for a file: then only against this program's own threads. */
static GMutex no_folder;

/* A file lock: held by this thread against other threads and other programs, and given back by the kernel
 * when its holder dies. Returns NO_LOCK when it was not to be had. */
static int
take_lock (SotongPublishSession *self,
           GCancellable         *cancellable)
{
  SotongHttp *http = sotong_platform_get_http (self->platform);
  int fd = open_lock (self->account);

  if (fd < 0)
    {
      g_mutex_lock (&no_folder);
      return NO_FOLDER;
    }

  for (int waited = 0; flock (fd, LOCK_EX | LOCK_NB) != 0; waited += LOCK_POLL_MS)
    {
      if ((errno != EWOULDBLOCK && errno != EINTR) || waited >= LOCK_PATIENCE_MS
          || !sotong_http_wait (http, LOCK_POLL_MS, cancellable, NULL))
        {
          close (fd);
          return NO_LOCK;
        }
    }
  return fd;
}

/* ---- keeping what came of it ---- */

static char *
lookup (SotongPublishSession  *self,
        gint64                 channel_id,
        const char            *name,
        GError               **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, channel_id);

  return sotong_secrets_lookup (self->secrets, sotong_store_get_uuid (self->store), SOTONG_SECRETS_CHANNEL, id, name, NULL, error);
}

static gboolean
keep (SotongPublishSession  *self,
      gint64                 channel_id,
      const char            *name,
      const char            *secret,
      GError               **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, channel_id);

  return sotong_secrets_store (self->secrets, sotong_store_get_uuid (self->store), SOTONG_SECRETS_CHANNEL, id, name, secret, NULL, error);
}

static void
use_secret (SotongPublishSession *self,
            const char           *secret)
{
  SotongAccount *account = sotong_account_new (self->account->name, self->account->platform, self->account->url,
                                               self->account->user, self->account->handle, secret);

  account->text_limit = self->account->text_limit;
  sotong_account_free (self->account);
  self->account = account;
}

static gpointer
channels_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_channel_list (db, error);
}

/* Another channel that posts with the same sign-in would hold one that is used up. */
static void
share (SotongPublishSession *self,
       const char           *old,
       const char           *fresh)
{
  g_autoptr(GPtrArray) channels = sotong_store_read (self->store, channels_job, NULL, NULL, NULL);

  for (guint i = 0; channels != NULL && i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);
      char *secret;

      if (channel->id == self->channel_id || !g_str_equal (channel->platform, self->account->platform))
        continue;
      secret = lookup (self, channel->id, channel->name, NULL);
      if (g_strcmp0 (secret, old) == 0)
        keep (self, channel->id, channel->name, fresh, NULL);
      sotong_secrets_free (secret);
    }
}

typedef struct {
  gint64 channel_id;
  gint64 expires_at;
} ExpiryData;

static gpointer
expiry_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  ExpiryData *job = data;

  return sotong_channel_set_expiry (db, job->channel_id, job->expires_at, error) ? data : NULL;
}

static void
note_expiry (SotongPublishSession *self,
             const SotongReply    *reply,
             const char           *secret)
{
  g_autoptr(SotongToken) token = sotong_token_parse (secret);
  gint64 expires_at = reply->expires_at > 0 ? reply->expires_at : token->expires_at;
  ExpiryData job = { self->channel_id, SOTONG_NONE };

  /* A sign-in that renews itself needs nobody when its token ends. */
  if (token->refresh_token == NULL && expires_at > 0)
    job.expires_at = expires_at;
  sotong_store_write (self->store, SOTONG_WRITE_DEFAULT, expiry_job, &job, NULL, NULL);
}

/* ---- renewing ---- */

static SotongReply *
reply_with (SotongOutcome  outcome,
            const char    *format,
            const char    *name,
            const char    *why)
{
  g_autofree char *message = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (format, name, why);
#pragma GCC diagnostic pop
  return sotong_reply_new (outcome, message);
}

/* What a renewal that did not work means for the call that needed it: nothing of it was sent. */
static SotongReply *
settle_failed (SotongPublishSession *self,
               SotongReply          *reply)
{
  if (reply->outcome == SOTONG_OUTCOME_WAIT && reply->http_status == 0)
    return reply;
  if (reply->outcome == SOTONG_OUTCOME_OK || reply->outcome == SOTONG_OUTCOME_UNKNOWN)
    {
      sotong_reply_free (reply);
      return reply_with (SOTONG_OUTCOME_WAIT, _("The sign-in of “%s” was to be renewed, and no whole answer came%s. Nothing was sent. It is tried again at the next publishing."),
                         self->account->name, "");
    }
  if (reply->outcome == SOTONG_OUTCOME_REFUSED)
    reply->outcome = SOTONG_OUTCOME_RENEW;
  return reply;
}

/* With the lock held and the present secret read again. */
static SotongReply *
renew_now (SotongPublishSession *self)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *old = g_strdup (self->account->secret);
  char *fresh = NULL;

  /* Whether it can be kept is tried before what it is got with is used up. */
  if (!keep (self, self->channel_id, self->account->name, old, &error))
    return reply_with (SOTONG_OUTCOME_WAIT, _("The sign-in of “%s” must be renewed, but a new one could not be kept: %s Nothing was sent."),
                       self->account->name, error->message);
  /* It is not called back once it is on its way: its answer would be lost. */
  reply = sotong_platform_refresh (self->platform, self->account, NULL, &fresh);
  if (reply->outcome != SOTONG_OUTCOME_OK || fresh == NULL)
    {
      sotong_secrets_free (fresh);
      explicit_bzero (old, strlen (old));
      return settle_failed (self, g_steal_pointer (&reply));
    }
  if (!keep (self, self->channel_id, self->account->name, fresh, &error))
    {
      sotong_reply_free (g_steal_pointer (&reply));
      reply = reply_with (SOTONG_OUTCOME_RENEW, _("The sign-in of “%s” was renewed, but the new one could not be kept: %s Sign in again in the channel’s settings."),
                          self->account->name, error->message);
    }
  else
    {
      share (self, old, fresh);
      use_secret (self, fresh);
      note_expiry (self, reply, fresh);
    }
  explicit_bzero (old, strlen (old));
  sotong_secrets_free (fresh);
  return g_steal_pointer (&reply);
}

static SotongReply *
renew (SotongPublishSession *self,
       GCancellable         *cancellable)
{
  int lock = take_lock (self, cancellable);
  SotongReply *reply;
  char *secret;

  if (lock == NO_LOCK)
    return reply_with (SOTONG_OUTCOME_WAIT, _("The sign-in of “%s” is being renewed by another window or program%s. Nothing was sent; try again."),
                       self->account->name, "");
  secret = lookup (self, self->channel_id, self->account->name, NULL);
  if (secret != NULL && strcmp (secret, self->account->secret) != 0) /* it was renewed while we waited, or entered anew */
    {
      use_secret (self, secret);
      reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
    }
  else
    reply = renew_now (self);
  sotong_secrets_free (secret);
  if (lock == NO_FOLDER)
    g_mutex_unlock (&no_folder);
  else
    close (lock);
  return reply;
}

static gboolean
is_over (SotongPublishSession *self)
{
  g_autoptr(SotongToken) token = sotong_token_parse (self->account->secret);

  /* Tokens end by the machine's clock, also under a set one. */
  return sotong_token_is_over (token, g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * sotong_publish_session_call:
 * @self: a session
 * @call: what to call
 * @data: its data
 * @cancellable: (nullable): for @call
 *
 * Makes a call with a sign-in that holds: one that is over, or that the platform calls so, is renewed once and
 * the call made once more. Blocks.
 *
 * Returns: (transfer full): the call's answer; RENEW when a person has to sign in again; WAIT when the
 *   sign-in could not be renewed just now and nothing was sent
 */
SotongReply *
sotong_publish_session_call (SotongPublishSession *self,
                             SotongPublishCall     call,
                             gpointer              data,
                             GCancellable         *cancellable)
{
  gboolean can = sotong_platform_can_refresh (self->platform);
  gboolean renewed = can && is_over (self);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;

  if (renewed)
    {
      reply = renew (self, cancellable);
      if (reply->outcome != SOTONG_OUTCOME_OK)
        return g_steal_pointer (&reply);
      sotong_reply_free (g_steal_pointer (&reply));
    }
  reply = call (self->platform, self->account, data, cancellable);
  if (reply->outcome != SOTONG_OUTCOME_RENEW || renewed || !can)
    return g_steal_pointer (&reply);
  again = renew (self, cancellable);
  if (again->outcome == SOTONG_OUTCOME_RENEW && again->http_status == 0) /* nothing to renew it with: the first says more */
    return g_steal_pointer (&reply);
  if (again->outcome != SOTONG_OUTCOME_OK)
    return g_steal_pointer (&again);
  return call (self->platform, self->account, data, cancellable);
}

typedef struct {
  const SotongPost *post;
  SotongLookUp      found;
} LookUpData;

static SotongReply *
look_up_call (SotongPlatform      *platform,
              const SotongAccount *account,
              gpointer             data,
              GCancellable        *cancellable)
{
  LookUpData *look = data;
  SotongReply *reply = NULL;

  look->found = sotong_platform_look_up (platform, account, look->post, cancellable, &reply);
  return reply != NULL ? reply : sotong_reply_new (SOTONG_OUTCOME_UNKNOWN, NULL);
}

/**
 * sotong_publish_session_look_up:
 * @self: a session
 * @post: what may have been published
 * @cancellable: (nullable): a cancellable
 * @out_reply: (out) (transfer full): as for sotong_platform_look_up()
 *
 * As sotong_platform_look_up(), with a sign-in that holds. Blocks.
 *
 * Returns: whether it is there
 */
SotongLookUp
sotong_publish_session_look_up (SotongPublishSession  *self,
                                const SotongPost      *post,
                                GCancellable          *cancellable,
                                SotongReply          **out_reply)
{
  LookUpData look = { post, SOTONG_LOOK_UP_CANNOT_TELL };

  *out_reply = sotong_publish_session_call (self, look_up_call, &look, cancellable);
  return (*out_reply)->outcome == SOTONG_OUTCOME_RENEW ? SOTONG_LOOK_UP_CANNOT_TELL : look.found;
}
