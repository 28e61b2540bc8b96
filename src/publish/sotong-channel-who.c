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
 * newspaper. So whose account it is is asked with what the browser brought before that is kept.
 */

typedef struct {
  SotongStore         *store;
  SotongSecrets       *secrets;
  const SotongChannel *channel;
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
  g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_OTHER,
               _("“%1$s” is the account “%2$s”, and the browser has signed in “%3$s”. It was not taken, and the sign-in before is kept. Sign out on the "
                 "platform’s page and begin again as “%2$s”; if “%3$s” is the right one, enter it as the account in the channel’s settings first."),
               self->channel->name, ours, theirs);
  return FALSE;
}

static gboolean
refuse_unasked (const Who          *self,
                const char         *ours,
                const SotongReply  *reply,
                GError            **error)
{
  g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_OTHER,
               _("Whether it is the account “%2$s” of “%1$s” that has signed in could not be asked, so it was not taken, and the sign-in before is kept: %3$s "
                 "Begin again."), self->channel->name, ours, reply != NULL ? reply->message : "");
  return FALSE;
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
  const char *theirs = names != NULL && names[0] != NULL ? names[0] : user;
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
  if (ours == NULL && !ask_before (self, &before, error))
    return FALSE;
  ours = ours != NULL ? ours : before;
  if (ours == NULL || is_among (ours, names))
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
  const Who self = { store, secrets, channel, cancellable };
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
