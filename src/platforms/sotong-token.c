/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-secrets.h"
#include "platforms/sotong-token.h"
#include "util/sotong-json.h"

/**
 * sotong_token_new:
 *
 * Returns: (transfer full): a secret without parts
 */
SotongToken *
sotong_token_new (void)
{
  return g_new0 (SotongToken, 1);
}

/**
 * sotong_token_parse:
 * @secret: a secret as the Secret Service keeps it
 *
 * Returns: (transfer full): its parts; what is no JSON object is @access_token alone
 */
SotongToken *
sotong_token_parse (const char *secret)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonObject) object = NULL;
  SotongToken *self = sotong_token_new ();

  g_return_val_if_fail (secret != NULL, self);
  if (secret[0] == '{')
    {
      bytes = g_bytes_new_static (secret, strlen (secret));
      object = sotong_json_parse_object (bytes, NULL);
    }
  if (object == NULL)
    {
      self->access_token = g_strdup (secret);
      return self;
    }
  self->client_id = sotong_json_dup_id (object, "client_id");
  self->client_secret = sotong_json_dup_string (object, "client_secret");
  self->access_token = sotong_json_dup_string (object, "access_token");
  self->refresh_token = sotong_json_dup_string (object, "refresh_token");
  self->account_id = sotong_json_dup_id (object, "account_id");
  self->password = sotong_json_dup_string (object, "password");
  sotong_json_get_int64 (object, "expires_at", &self->expires_at);
  return self;
}

static void
add_part (JsonBuilder *builder,
          const char  *member,
          const char  *value)
{
  if (value != NULL)
    sotong_json_add_string (builder, member, value);
}

/**
 * sotong_token_to_secret:
 * @self: a secret's parts
 *
 * Returns: (transfer full): one JSON object, for sotong_secrets_free()
 */
char *
sotong_token_to_secret (const SotongToken *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) bytes = NULL;

  json_builder_begin_object (builder);
  add_part (builder, "client_id", self->client_id);
  add_part (builder, "client_secret", self->client_secret);
  add_part (builder, "access_token", self->access_token);
  add_part (builder, "refresh_token", self->refresh_token);
  add_part (builder, "account_id", self->account_id);
  add_part (builder, "password", self->password);
  if (self->expires_at > 0)
    sotong_json_add_int (builder, "expires_at", self->expires_at);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/**
 * sotong_token_is_over:
 * @self: a secret's parts
 * @now: seconds since 1970 UTC, by the machine's own clock
 *
 * Returns: whether the access token has ended, or ends so soon that it is better renewed first
 */
gboolean
sotong_token_is_over (const SotongToken *self,
                      gint64             now)
{
  return self->expires_at > 0 && now >= self->expires_at - SOTONG_TOKEN_EARLY_S;
}

/* What is so short is no secret, and would be found in many a word. */
static gboolean
is_in (const char *part,
       const char *text)
{
  return part != NULL && strlen (part) >= 6 && strstr (text, part) != NULL;
}

/**
 * sotong_token_is_quoted:
 * @secret: a secret as the Secret Service keeps it
 * @text: what somebody says
 *
 * Sites say of a key that they do not take what it was: such words may be neither shown nor kept.
 *
 * Returns: whether a part of @secret stands in @text
 */
gboolean
sotong_token_is_quoted (const char *secret,
                        const char *text)
{
  g_autoptr(SotongToken) token = sotong_token_parse (secret);

  return is_in (token->access_token, text) || is_in (token->refresh_token, text) || is_in (token->client_secret, text)
         || is_in (token->password, text);
}

/**
 * sotong_token_set:
 * @field: (inout) (nullable): one of the parts
 * @value: (nullable): what it is from now on
 *
 * The old value is wiped.
 */
void
sotong_token_set (char       **field,
                  const char  *value)
{
  char *copy = g_strdup (value);

  sotong_secrets_free (*field);
  *field = copy;
}

/**
 * sotong_token_free:
 * @self: (transfer full) (nullable): a secret's parts; they are wiped
 */
void
sotong_token_free (SotongToken *self)
{
  if (self == NULL)
    return;
  g_free (self->client_id);
  g_free (self->account_id);
  sotong_secrets_free (self->client_secret);
  sotong_secrets_free (self->access_token);
  sotong_secrets_free (self->refresh_token);
  sotong_secrets_free (self->password);
  g_free (self);
}
