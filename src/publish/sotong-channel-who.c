/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-sign-in.h"
#include "platforms/sotong-token.h"
#include "publish/sotong-channel-sign-in.h"
#include "publish/sotong-publisher-private.h"
#include "store/sotong-channel.h"

#define IDLE_S 10

/*
 * Who has signed in. A browser is often signed in already, as somebody's own account; a post on the wrong account is in the
 * newspaper. So whose account it is is asked with what the browser brought before that is kept, and with what was typed or pasted alike.
 */

/* How a secret came: that says what the person is told to do. */
typedef enum {
  BY_BROWSER,
  BY_TYPING,
  WITH_NEW,    /* typed for a channel that is still to be added */
} Way;

typedef struct {
  SotongStore         *store;
  SotongSecrets       *secrets;
  const SotongChannel *channel;
  Way                  way;
  GCancellable        *cancellable;
} Who;

/* The part of a name in which platforms tell accounts apart, for comparing. */
static char *
fold_name (const char *name)
{
  return g_utf8_casefold (name[0] == '@' ? name + 1 : name, -1);
}

static gboolean
is_among (const char          *name,
          const char * const  *names)
{
  g_autofree char *ours = fold_name (name);

  for (; names != NULL && *names != NULL; names++)
    {
      g_autofree char *theirs = fold_name (*names);

      if (g_str_equal (ours, theirs))
        return TRUE;
    }
  return FALSE;
}

/* A mail address is no name of an account there, but on WordPress; on Mastodon a name may have its server behind it. */
static gboolean
is_name (const Who  *self,
         const char *name)
{
  const char *at = name != NULL && name[0] != '\0' ? strchr (name + 1, '@') : NULL;
  const char *url = self->channel->url != NULL ? self->channel->url : "";

  if (name == NULL || name[0] == '\0')
    return FALSE;
  return at == NULL || g_str_equal (self->channel->platform, "wordpress") || (g_str_equal (self->channel->platform, "mastodon") && strstr (url, at + 1) != NULL);
}

static SotongReply *
ask (const Who  *self,
     const char *user,
     const char *secret)
{
  g_autoptr(SotongAccount) account = sotong_account_new (self->channel->name, self->channel->platform, self->channel->url, user,
                                                         self->channel->handle, secret);
  g_autoptr(SotongPlatform) platform = sotong_publish_open_platform (self->store, self->channel, IDLE_S);

  return platform != NULL ? sotong_platform_check (platform, account, self->cancellable) : NULL;
}

/* Who was signed in until now, where the channel's settings do not say whose it is; %NULL in @out_name if that is not known either. */
static gboolean
ask_before (const Who  *self,
            char      **out_name,
            GError    **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, self->channel->id);
  g_autoptr(GError) local = NULL;
  char *secret = sotong_secrets_lookup (self->secrets, sotong_store_get_uuid (self->store), SOTONG_SECRETS_CHANNEL, key, self->channel->name,
                                        self->cancellable, &local);
  g_autoptr(SotongToken) token = secret != NULL ? sotong_token_parse (secret) : NULL;
  g_autoptr(SotongReply) reply = token != NULL && token->access_token != NULL ? ask (self, self->channel->user, secret) : NULL;

  sotong_secrets_free (secret);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *out_name = reply != NULL && reply->names != NULL ? g_strdup (reply->names[0]) : NULL;
  return TRUE;
}

static gboolean
refuse_other (const Who   *self,
              const char  *ours,
              const char  *theirs,
              GError     **error)
{
  const char *name = self->channel->name;

  switch (self->way)
    {
    case BY_TYPING:
      g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_OTHER,
                   _("“%1$s” is the account “%2$s”, and what was entered belongs to “%3$s”. It was not taken, and what was kept before stays. Copy the token while signed in "
                     "as “%2$s”; if “%3$s” is the right one, enter it as the account in the channel’s settings first."), name, ours, theirs);
      break;
    case WITH_NEW:
      g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_OTHER,
                   _("“%1$s” is to be the account “%2$s”, and what was entered belongs to “%3$s”, so nothing was added. Enter the token of “%2$s”, or “%3$s” as the account."),
                   name, ours, theirs);
      break;
    case BY_BROWSER:
    default:
      g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_OTHER,
                   _("“%1$s” is the account “%2$s”, and the browser has signed in “%3$s”. It was not taken, and the sign-in before is kept. Sign out on the "
                     "platform’s page and begin again as “%2$s”; if “%3$s” is the right one, enter it as the account in the channel’s settings first."),
                   name, ours, theirs);
    }
  return FALSE;
}

static gboolean
refuse_unasked (const Who          *self,
                const char         *ours,
                const SotongReply  *reply,
                GError            **error)
{
  const char *message = reply != NULL ? reply->message : "";

  if (self->way == BY_BROWSER)
    g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_OTHER,
                 _("Whether it is the account “%2$s” of “%1$s” that has signed in could not be asked, so it was not taken, and the sign-in before is kept: %3$s "
                   "Begin again."), self->channel->name, ours, message);
  else
    g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_OTHER,
                 _("Whether what was entered belongs to the account “%2$s” of “%1$s” could not be asked, so it was not taken, and what was kept before stays: %3$s "
                   "Enter it again later."), self->channel->name, ours, message);
  return FALSE;
}

/* A platform that says no to a token, or does not tell whose it is, is no wrong account; one that could not be asked might hide one, but
 * where a password goes with the account's name. */
static gboolean
is_taken_unasked (const Who         *self,
                  const SotongReply *reply)
{
  static const char * const by_name[] = { "bluesky", "wordpress", NULL };

  if (self->way == BY_BROWSER)
    return FALSE;
  return self->way == WITH_NEW || g_strv_contains (by_name, self->channel->platform) || reply == NULL || (reply->outcome != SOTONG_OUTCOME_WAIT && reply->outcome != SOTONG_OUTCOME_UNKNOWN);
}

/* As who reads it knows it: a number with the name that goes with it. */
static char *
describe_theirs (const char * const *names,
                 const char         *user)
{
  if (names == NULL || names[0] == NULL)
    return g_strdup (user);
  if (names[1] != NULL && strspn (names[0], "0123456789") == strlen (names[0]))
    return g_strdup_printf ("%s (%s)", names[1], names[0]);
  return g_strdup (names[0]);
}

/* What the settings say is compared; where they say nothing, who was signed in until now. */
static gboolean
is_right (const Who          *self,
          const SotongReply  *reply,
          const char         *user,
          GError            **error)
{
  const char *said[] = { self->channel->user, self->channel->handle };
  const char * const *names = reply != NULL ? (const char * const *) reply->names : NULL;
  g_autofree char *theirs = describe_theirs (names, user);
  g_autofree char *before = NULL;
  const char *ours = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      if (!is_name (self, said[i]) || (i == 1 && said[i][0] != '@')) /* a public name may be any words */
        continue;
      if (is_among (said[i], names) || (user != NULL && is_among (said[i], (const char *[]) { user, NULL })))
        return TRUE;
      ours = ours != NULL ? ours : said[i];
    }
  if (ours == NULL && self->way != WITH_NEW && !ask_before (self, &before, error))
    return FALSE;
  ours = ours != NULL ? ours : before;
  if (ours == NULL || is_among (ours, names) || (theirs == NULL && is_taken_unasked (self, reply)))
    return TRUE;
  return theirs != NULL ? refuse_other (self, ours, theirs, error) : refuse_unasked (self, ours, reply, error);
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_edit (db, data, error) ? data : NULL;
}

/* The account's name is kept where none is: the next sign-in is held against it. */
static gboolean
learn_user (const Who     *self,
            SotongChannel *channel,
            const char    *user,
            GError       **error)
{
  gboolean known = channel->user != NULL && channel->user[0] != '\0';

  if (user == NULL || user[0] == '\0' || (known && g_strcmp0 (user, channel->user) == 0))
    return TRUE;
  g_free (channel->user);
  channel->user = g_strdup (user);
  return sotong_store_write (self->store, SOTONG_WRITE_DEFAULT, edit_job, channel, NULL, error) != NULL;
}

/**
 * sotong_channel_sign_in_take:
 * @store: a workspace
 * @secrets: where its secrets are
 * @channel: the channel; its account is filled in where it named none
 * @secret: what the browser brought
 * @user: (nullable): as whom, where the platform tells that with it
 * @cancellable: (nullable): to stop asking
 * @error: return location; `SOTONG_SIGN_IN_ERROR_OTHER` with a sentence that names both accounts; or a code of %SOTONG_SECRETS_ERROR
 *
 * Asks the platform whose account it is and compares that with the channel's: the account and the public name in its settings, or who was
 * signed in until now. Only the right one is kept. Blocks.
 *
 * Returns: %TRUE if the channel is signed in; else it is as it was
 */
gboolean
sotong_channel_sign_in_take (SotongStore    *store,
                             SotongSecrets  *secrets,
                             SotongChannel  *channel,
                             const char     *secret,
                             const char     *user,
                             GCancellable   *cancellable,
                             GError        **error)
{
  const Who self = { store, secrets, channel, BY_BROWSER, cancellable };
  g_autoptr(SotongReply) reply = ask (&self, user != NULL ? user : channel->user, secret);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, channel->id);
  gboolean unnamed = channel->user == NULL || channel->user[0] == '\0';

  if (!is_right (&self, reply, user, error)
      || !sotong_secrets_store (secrets, sotong_store_get_uuid (store), SOTONG_SECRETS_CHANNEL, key, channel->name, secret, cancellable, error))
    return FALSE;
  if (user == NULL && unnamed && reply != NULL && reply->names != NULL)
    user = reply->names[0];
  return learn_user (&self, channel, user, error);
}

/* Where the platform tells whose a token is. Telegram tells the bot's name, which is nobody's: what counts is whether it may post in the channel. */
static gboolean
tells_account (const char *platform)
{
  static const char * const platforms[] = { "bluesky", "facebook", "instagram", "mastodon", "threads", "wordpress", "x", "youtube", NULL };

  return g_strv_contains (platforms, platform);
}

/*< private >
 * sotong_publish_describe_other:
 * @channel: a channel
 * @reply: what its platform answered when the account was asked
 *
 * A sign-in may be another account's all the same: of before accounts were compared, or of before the account in the settings was changed.
 * Nothing is said where the settings name no account or the platform does not tell; the name that the platform shows is right too.
 *
 * Returns: (transfer full) (nullable): that it is another account, a sentence; %NULL if it is the right one
 */
char *
sotong_publish_describe_other (const SotongChannel *channel,
                               const SotongReply   *reply)
{
  const Who self = { .channel = channel };
  const char * const *names = (const char * const *) reply->names;
  const char *shown[] = { reply->account_name, NULL };

  if (reply->outcome != SOTONG_OUTCOME_OK || names == NULL || names[0] == NULL || !tells_account (channel->platform) || !is_name (&self, channel->user)
      || is_among (channel->user, names) || is_among (channel->user, shown))
    return NULL;
  return g_strdup_printf (_("“%1$s” is the account “%2$s” in its settings, and the sign-in that is kept belongs to “%3$s”: what is published there appears under “%3$s”. "
                            "Sign in as “%2$s”, or correct the account in the channel’s settings."), channel->name, channel->user, names[0]);
}

/**
 * sotong_channel_describe_place:
 * @channel: a channel
 *
 * Two channels may be accounts of one platform: they are told apart by more than the names that the office gave them.
 *
 * Returns: (transfer full): the platform and, where one is known, the account there: “Mastodon · @city”
 */
char *
sotong_channel_describe_place (const SotongChannel *channel)
{
  const SotongCapabilities *can = sotong_capabilities_get (channel->platform);
  const char *platform = can != NULL ? sotong_capabilities_get_title (can) : channel->platform;
  const char *account = channel->handle != NULL && channel->handle[0] == '@' ? channel->handle : channel->user;

  return account != NULL && account[0] != '\0' ? g_strdup_printf ("%s · %s", platform, account) : g_strdup (platform);
}

/**
 * sotong_channel_compare_secret:
 * @store: a workspace
 * @secrets: where its secrets are
 * @channel: a channel as it shall be, or one that is still to be added (its id is 0); its account is filled in where it named none
 * @secret: what was typed or pasted for it
 * @cancellable: (nullable): to stop asking
 * @error: return location; `SOTONG_SIGN_IN_ERROR_OTHER` with a sentence that names both accounts; or a code of %SOTONG_SECRETS_ERROR
 *
 * Asks the platform whose account a secret is and compares that with the channel's, as [func@Sotong.channel_sign_in_take] does. Where a
 * platform cannot tell, or does not take the secret at all, it is right: what is wrong with it is found when the account is asked. Keeps
 * and writes nothing. Blocks.
 *
 * Returns: %TRUE if the secret may be kept
 */
gboolean
sotong_channel_compare_secret (SotongStore    *store,
                               SotongSecrets  *secrets,
                               SotongChannel  *channel,
                               const char     *secret,
                               GCancellable   *cancellable,
                               GError        **error)
{
  const Who self = { store, secrets, channel, channel->id != 0 ? BY_TYPING : WITH_NEW, cancellable };
  g_autoptr(SotongReply) reply = NULL;

  if (!tells_account (channel->platform))
    return TRUE;
  reply = ask (&self, channel->user, secret);
  if (!is_right (&self, reply, NULL, error))
    return FALSE;
  if ((channel->user == NULL || channel->user[0] == '\0') && reply != NULL && reply->names != NULL)
    {
      g_free (channel->user);
      channel->user = g_strdup (reply->names[0]);
    }
  return TRUE;
}

typedef struct {
  SotongSecrets *secrets;  /* (owned) */
  SotongChannel *channel;  /* (owned) */
  char          *secret;   /* (owned) */
} Compared;

static void
compared_free (Compared *self)
{
  g_object_unref (self->secrets);
  g_clear_pointer (&self->channel, sotong_channel_free);
  sotong_secrets_free (self->secret);
  g_free (self);
}

static void
compare_cb (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Compared *self = task_data;
  GError *error = NULL;

  if (sotong_channel_compare_secret (source, self->secrets, self->channel, self->secret, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&self->channel), (GDestroyNotify) sotong_channel_free);
  else
    g_task_return_error (task, error);
}

/**
 * sotong_channel_compare_secret_async:
 * @store: a workspace
 * @secrets: where its secrets are
 * @channel: a channel as it shall be; is copied
 * @secret: what was typed for it; is copied
 * @cancellable: (nullable): to stop asking
 * @callback: called in this main context
 * @user_data: for @callback
 *
 * [func@Sotong.channel_compare_secret] in a thread.
 */
void
sotong_channel_compare_secret_async (SotongStore         *store,
                                     SotongSecrets       *secrets,
                                     const SotongChannel *channel,
                                     const char          *secret,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);
  Compared *self = g_new0 (Compared, 1);

  self->secrets = g_object_ref (secrets);
  self->channel = sotong_channel_copy (channel);
  self->secret = g_strdup (secret);
  g_task_set_source_tag (task, sotong_channel_compare_secret_async);
  g_task_set_task_data (task, self, (GDestroyNotify) compared_free);
  g_task_run_in_thread (task, compare_cb);
}

/**
 * sotong_channel_compare_secret_finish:
 * @store: the workspace
 * @result: from the callback
 * @error: return location, as of [func@Sotong.channel_compare_secret]
 *
 * Returns: (transfer full) (nullable): the channel, with its account filled in; %NULL if the secret is another account's
 */
SotongChannel *
sotong_channel_compare_secret_finish (SotongStore   *store,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
