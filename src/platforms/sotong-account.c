/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-account.h"

G_DEFINE_BOXED_TYPE (SotongAccount, sotong_account, sotong_account_copy, sotong_account_free)

static char *
dup_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/**
 * sotong_account_new:
 * @name: the channel's name in the office
 * @platform: the platform's name
 * @url: (nullable): the base address
 * @user: (nullable): the login
 * @handle: (nullable): the public name
 * @secret: (nullable): the secret, as the Secret Service gave it
 *
 * Returns: (transfer full): an account
 */
SotongAccount *
sotong_account_new (const char *name,
                    const char *platform,
                    const char *url,
                    const char *user,
                    const char *handle,
                    const char *secret)
{
  SotongAccount *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (platform != NULL, NULL);

  self = g_new0 (SotongAccount, 1);
  self->name = g_strdup (name);
  self->platform = g_strdup (platform);
  self->url = dup_or_empty (url);
  self->user = dup_or_empty (user);
  self->handle = dup_or_empty (handle);
  self->secret = dup_or_empty (secret);
  return self;
}

/**
 * sotong_account_copy:
 * @self: an account
 *
 * Returns: (transfer full): a copy, with a copy of the secret
 */
SotongAccount *
sotong_account_copy (const SotongAccount *self)
{
  SotongAccount *copy = sotong_account_new (self->name, self->platform, self->url, self->user, self->handle, self->secret);

  copy->text_limit = self->text_limit;
  return copy;
}

/**
 * sotong_account_free:
 * @self: (transfer full) (nullable): an account
 *
 * Frees @self and overwrites the secret before its memory is given back.
 */
void
sotong_account_free (SotongAccount *self)
{
  if (self == NULL)
    return;
  explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->name);
  g_free (self->platform);
  g_free (self->url);
  g_free (self->user);
  g_free (self->handle);
  g_free (self);
}

/**
 * sotong_account_dup_base:
 * @self: an account
 *
 * Returns: (transfer full): the base address without blanks around it and without slashes at its end
 */
char *
sotong_account_dup_base (const SotongAccount *self)
{
  char *base = g_strstrip (g_strdup (self->url));
  gsize n = strlen (base);

  while (n > 0 && base[n - 1] == '/')
    base[--n] = '\0';
  return base;
}
