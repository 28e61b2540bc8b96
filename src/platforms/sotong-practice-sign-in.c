/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-practice-server-private.h"
#include "util/sotong-json.h"

/* A sign-in that ends and is renewed, as on platforms whose tokens are short-lived: what renews it serves once. */

/**
 * sotong_practice_server_set_refresh_token:
 * @self: a platform
 * @refresh_token: what a sign-in is renewed with, once
 *
 * From now on the platform's token can be renewed. From any thread.
 */
void
sotong_practice_server_set_refresh_token (SotongPracticeServer *self,
                                          const char           *refresh_token)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (SOTONG_IS_PRACTICE_SERVER (self));

  locker = g_mutex_locker_new (&self->mutex);
  g_free (self->refresh_token);
  self->refresh_token = g_strdup (refresh_token);
}

/**
 * sotong_practice_server_end_token:
 * @self: a platform
 *
 * The token that holds now does not hold any more. From any thread.
 */
void
sotong_practice_server_end_token (SotongPracticeServer *self)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (SOTONG_IS_PRACTICE_SERVER (self));

  locker = g_mutex_locker_new (&self->mutex);
  g_free (self->token);
  self->token = sotong_practice_server_make_token ();
}

/* POST /oauth/token with the form that RFC 6749, section 6 asks for. With the mutex held. */
SotongPracticeAnswer
sotong_practice_server_renew (SotongPracticeServer *self,
                              const char           *media_type,
                              GBytes               *body)
{
  g_autoptr(JsonBuilder) builder = NULL;
  g_autoptr(GHashTable) form = NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  const char *given;

  if (g_strcmp0 (media_type, "application/x-www-form-urlencoded") != 0)
    return sotong_practice_answer_error (400, "invalid_request", "A form was expected.");
  form = soup_form_decode (text);
  given = g_hash_table_lookup (form, "refresh_token");
  if (g_strcmp0 (g_hash_table_lookup (form, "grant_type"), "refresh_token") != 0 || given == NULL)
    return sotong_practice_answer_error (400, "invalid_request", "grant_type or refresh_token is missing.");
  if (g_strcmp0 (given, self->refresh_token) != 0)
    return sotong_practice_answer_error (400, "invalid_grant", "This has been used, or never was one.");
  g_free (self->token);
  g_free (self->refresh_token);
  self->token = sotong_practice_server_make_token ();
  self->refresh_token = sotong_practice_server_make_token ();
  sotong_practice_box_get_counts (self->box)->renewals++;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "token_type", "bearer");
  sotong_json_add_string (builder, "access_token", self->token);
  sotong_json_add_string (builder, "refresh_token", self->refresh_token);
  sotong_json_add_int (builder, "expires_in", 7200);
  json_builder_end_object (builder);
  return (SotongPracticeAnswer) { 200, "application/json; charset=utf-8", sotong_json_end (builder) };
}
