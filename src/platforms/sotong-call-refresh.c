/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-call-refresh-private.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-secrets.h"
#include "util/sotong-json.h"

/*< private >
 * sotong_call_dup_base:
 * @account: an account
 * @own: the platform's own address, without a slash at its end
 *
 * Returns: (transfer full): what all addresses begin with: the channel's address if it has one, else @own
 */
char *
sotong_call_dup_base (const SotongAccount *account,
                      const char          *own)
{
  g_autofree char *base = sotong_account_dup_base (account);

  return base[0] != '\0' ? g_steal_pointer (&base) : g_strdup (own);
}

static void
append_pair (GString    *form,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", name, escaped);
  explicit_bzero (escaped, strlen (escaped));
}

/* @error: (nullable): OAuth's own word for why */
static SotongReply *
reply_sign_in (const SotongAccount *account,
               const char          *error)
{
  g_autofree char *message = NULL;

  if (g_strcmp0 (error, "invalid_client") == 0 || g_strcmp0 (error, "unauthorized_client") == 0)
    message = g_strdup_printf (_("The sign-in of “%s” could not be renewed: its platform does not know the city’s app by its id and secret any more. Compare "
                                 "them with the platform’s developer page, type them anew in the channel’s settings and sign in again."), account->name);
  else
    message = g_strdup_printf (_("The sign-in of “%s” is over and cannot be renewed by itself. Sign in again in the channel’s settings."),
                               account->name);
  return sotong_reply_new (SOTONG_OUTCOME_RENEW, message);
}

/* OAuth's own words for a sign-in that only a person can renew (RFC 6749, 5.2). */
static gboolean
is_over (const char *error)
{
  static const char * const over[] = { "invalid_grant", "invalid_client", "unauthorized_client", "invalid_request", NULL };

  return error != NULL && g_strv_contains (over, error);
}

static SotongReply *
take_tokens (SotongCall   *call,
             SotongToken  *token,
             char        **out_secret)
{
  char *access = sotong_json_dup_string (call->body, "access_token");
  char *next = sotong_json_dup_string (call->body, "refresh_token");
  gint64 seconds = 0;
  SotongReply *reply;

  sotong_token_set (&token->access_token, access);
  if (next != NULL && next[0] != '\0') /* where the old one stays none is told */
    sotong_token_set (&token->refresh_token, next);
  sotong_secrets_free (access);
  sotong_secrets_free (next);
  token->expires_at = 0;
  if (sotong_json_get_int64 (call->body, "expires_in", &seconds) && seconds > 0 && seconds < 400 * 24 * 3600)
    token->expires_at = g_get_real_time () / G_USEC_PER_SEC + seconds;
  *out_secret = sotong_token_to_secret (token);
  reply = sotong_call_succeed (call);
  reply->expires_at = token->expires_at;
  return reply;
}

/*< private >
 * sotong_call_refresh:
 * @platform: who calls
 * @account: an account whose secret has a refresh token
 * @url: the platform's token endpoint
 * @basic: whether an app with a secret of its own names itself by Basic; else both stand in the form
 * @cancellable: (nullable): to stop it
 * @out_secret: (out) (transfer full) (nullable): the secret from now on
 *
 * Renews an access token by OAuth 2 (RFC 6749, section 6). Blocks.
 *
 * Returns: (transfer full): as sotong_platform_refresh()
 */
SotongReply *
sotong_call_refresh (SotongPlatform       *platform,
                     const SotongAccount  *account,
                     const char           *url,
                     gboolean              basic,
                     GCancellable         *cancellable,
                     char                **out_secret)
{
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);
  g_auto(SotongCall) call = { 0 };
  g_autoptr(GBytes) body = NULL;
  g_autofree char *error = NULL;
  g_autofree char *access = NULL;
  g_autoptr(GString) form = g_string_new (NULL);
  SotongReply *reply;

  basic = basic && token->client_secret != NULL && token->client_id != NULL;
  if (token->refresh_token == NULL || token->refresh_token[0] == '\0' || (!basic && token->client_id == NULL))
    return reply_sign_in (account, NULL);
  append_pair (form, "grant_type", "refresh_token");
  append_pair (form, "refresh_token", token->refresh_token);
  append_pair (form, "client_id", token->client_id);
  append_pair (form, "client_secret", basic ? NULL : token->client_secret);
  body = g_bytes_new (form->str, form->len);
  explicit_bzero (form->str, form->len);
  sotong_call_begin (&call, platform, account, "POST", url);
  sotong_http_request_set_body (call.request, "application/x-www-form-urlencoded", body);
  if (basic)
    sotong_http_request_set_basic (call.request, token->client_id, token->client_secret);
  if (!sotong_http_url_may_carry_secret (url)) /* the form holds secrets of which the request knows nothing */
    return sotong_reply_new (SOTONG_OUTCOME_REFUSED, _("The channel’s address begins with http://, over which its password could be read on the way. "
                                                       "Use the address with https://; http is for this machine alone."));
  sotong_call_run (&call, cancellable);
  access = sotong_json_dup_string (call.body, "access_token");
  if (sotong_call_has_status (&call, 200) && access != NULL && access[0] != '\0')
    {
      explicit_bzero (access, strlen (access));
      return take_tokens (&call, token, out_secret);
    }
  error = sotong_json_dup_string (call.body, "error");
  if ((sotong_call_has_status (&call, 400) || sotong_call_has_status (&call, 401)) && is_over (error))
    {
      reply = reply_sign_in (account, error);
      reply->sent = TRUE;
      reply->http_status = call.response->status;
      return reply;
    }
  return sotong_call_fail_because (&call, NULL, FALSE);
}
