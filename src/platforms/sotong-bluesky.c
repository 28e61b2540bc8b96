/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-bluesky-private.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-secrets.h"
#include "util/sotong-json.h"
#include "util/sotong-url.h"

#define ENTRY       "https://bsky.social"
#define MAX_TOKEN_S (400 * 24 * 60 * 60)

/*
 * sotong_bluesky_begin:
 * @call: a call, all zeroes
 * @platform: the connector
 * @account: for whom
 * @method: the HTTP method
 * @route: the method's name, with a query if it has one: "com.atproto.server.getSession"
 * @token: (nullable): what to sign it with; %NULL for what anybody may ask
 */
void
sotong_bluesky_begin (SotongCall          *call,
                      SotongPlatform      *platform,
                      const SotongAccount *account,
                      const char          *method,
                      const char          *route,
                      const char          *token)
{
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *url = g_strconcat (base[0] != '\0' ? base : ENTRY, "/xrpc/", route, NULL);

  sotong_call_begin (call, platform, account, method, url);
  if (token != NULL)
    sotong_http_request_set_bearer (call->request, token);
}

/*
 * sotong_bluesky_has_error:
 * @call: a call that was made
 * @name: an error's name
 *
 * Returns: whether it was answered with that error
 */
gboolean
sotong_bluesky_has_error (const SotongCall *call,
                          const char       *name)
{
  g_autofree char *error = sotong_json_dup_string (call->body, "error");

  return call->response != NULL && call->response->status >= 400 && g_strcmp0 (error, name) == 0;
}

/*
 * sotong_bluesky_fail:
 * @call: a call that did not bring the documented success
 * @changes: whether it could change something
 *
 * A token that is over comes as 400. The end of a wait is told in seconds since 1970, by the server's clock.
 *
 * Returns: (transfer full): what to say
 */
SotongReply *
sotong_bluesky_fail (SotongCall *call,
                     gboolean    changes)
{
  g_autofree char *message = sotong_json_dup_string (call->body, "message");
  g_autofree char *error = sotong_json_dup_string (call->body, "error");
  guint status = call->response != NULL ? call->response->status : 0;
  const char *reset;
  SotongReply *reply;

  if (sotong_bluesky_has_error (call, "ExpiredToken") || sotong_bluesky_has_error (call, "InvalidToken"))
    call->response->status = 401;
  reply = sotong_call_fail_because (call, message != NULL && message[0] != '\0' ? message : error, changes);
  reply->http_status = status;
  if (sotong_bluesky_has_error (call, "AccountTakedown") || sotong_bluesky_has_error (call, "AccountSuspended")
      || sotong_bluesky_has_error (call, "AccountDeactivated"))
    sotong_reply_shut_out (reply);
  if (reply->outcome != SOTONG_OUTCOME_WAIT || status != 429 || reply->retry_at != 0)
    return reply;
  reset = sotong_http_response_get_header (call->response, "RateLimit-Reset");
  if (reset != NULL && g_ascii_isdigit (reset[0]))
    reply->retry_at = sotong_call_from_server_time (call, g_ascii_strtoll (reset, NULL, 10));
  return reply;
}

/*
 * sotong_bluesky_read_secret:
 * @account: an account
 *
 * Returns: (transfer full): its parts; a secret of one part is an app password
 */
SotongToken *
sotong_bluesky_read_secret (const SotongAccount *account)
{
  SotongToken *token = sotong_token_parse (account->secret);

  if (account->secret[0] == '{')
    return token;
  sotong_token_set (&token->password, account->secret);
  sotong_token_set (&token->access_token, NULL);
  return token;
}

/* The claims of a token, which are not secret in themselves; NULL if it is of another kind. */
static JsonObject *
read_claims (const char *jwt)
{
  g_auto(GStrv) parts = g_strsplit (jwt != NULL ? jwt : "", ".", -1);
  g_autoptr(GString) padded = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guchar *data;
  gsize length;

  if (g_strv_length (parts) != 3)
    return NULL;
  padded = g_string_new (parts[1]);
  for (gsize i = 0; i < padded->len; i++)
    padded->str[i] = padded->str[i] == '-' ? '+' : padded->str[i] == '_' ? '/' : padded->str[i];
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  data = g_base64_decode (padded->str, &length);
  bytes = g_bytes_new_take (data, length);
  return sotong_json_parse_object (bytes, NULL);
}

/*
 * sotong_bluesky_find_end:
 * @jwt: (nullable): a token that has just been given
 *
 * Returns: when it ends by this machine's clock, seconds since 1970 UTC; 0 if it does not say
 */
gint64
sotong_bluesky_find_end (const char *jwt)
{
  g_autoptr(JsonObject) claims = read_claims (jwt);
  gint64 issued = 0, expires = 0;

  if (claims == NULL || !sotong_json_get_int64 (claims, "iat", &issued) || !sotong_json_get_int64 (claims, "exp", &expires))
    return 0;
  if (expires <= issued || expires - issued > MAX_TOKEN_S)
    return 0;
  return g_get_real_time () / G_USEC_PER_SEC + expires - issued;  /* the server's clock may be another */
}

/*
 * sotong_bluesky_dup_repo:
 * @account: an account
 * @token: its secret's parts
 *
 * Returns: (transfer full) (nullable): by what the server knows the account, its DID if that is known and else its handle; %NULL
 *   if only an address for mail is known
 */
char *
sotong_bluesky_dup_repo (const SotongAccount *account,
                         const SotongToken   *token)
{
  g_autoptr(JsonObject) claims = read_claims (token->access_token);
  g_autofree char *subject = sotong_json_dup_string (claims, "sub");
  const char *user = account->user[0] == '@' ? account->user + 1 : account->user;

  if (token->account_id != NULL && g_str_has_prefix (token->account_id, "did:"))
    return g_strdup (token->account_id);
  if (subject != NULL && g_str_has_prefix (subject, "did:"))
    return g_steal_pointer (&subject);
  return strchr (user, '@') == NULL && user[0] != '\0' ? g_strdup (user) : NULL;
}

/* The name of a server and nothing else, as it stands in such a document; a token goes nowhere over plain http. */
static gboolean
is_server (const char *url)
{
  g_autoptr(GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && sotong_url_is_web (url) && sotong_http_url_may_carry_secret (url) && g_uri_get_userinfo (uri) == NULL
         && (g_uri_get_path (uri)[0] == '\0' || g_str_equal (g_uri_get_path (uri), "/")) && g_uri_get_query (uri) == NULL
         && g_uri_get_fragment (uri) == NULL;
}

/* (transfer full) (nullable): the server that has the account, which whoever signs in may be told elsewhere */
static char *
dup_server (const SotongCall *call)
{
  JsonArray *services = sotong_json_get_array (sotong_json_get_object (call->body, "didDoc"), "service");

  for (guint i = 0; services != NULL && i < json_array_get_length (services); i++)
    {
      JsonObject *service = sotong_json_array_get_object (services, i);
      g_autofree char *type = sotong_json_dup_string (service, "type");
      g_autofree char *url = sotong_json_dup_string (service, "serviceEndpoint");

      if (g_strcmp0 (type, "AtprotoPersonalDataServer") == 0 && is_server (url))
        return g_steal_pointer (&url);
    }
  return NULL;
}

/* Takes a session's tokens over from an answer. */
static SotongReply *
take_session (SotongCall   *call,
              SotongToken  *token,
              char        **out_secret)
{
  char *access = sotong_json_dup_string (call->body, "accessJwt");
  char *next = sotong_json_dup_string (call->body, "refreshJwt");
  g_autofree char *did = sotong_json_dup_string (call->body, "did");
  SotongReply *reply = NULL;

  if (sotong_call_has_status (call, 200) && access != NULL && next != NULL && did != NULL)
    {
      sotong_token_set (&token->access_token, access);
      sotong_token_set (&token->refresh_token, next);
      sotong_token_set (&token->account_id, did);
      token->expires_at = sotong_bluesky_find_end (access);
      *out_secret = sotong_token_to_secret (token);
      reply = sotong_call_succeed (call);
      reply->remote_id = g_strdup (did);
      reply->remote_url = dup_server (call);
      reply->account_name = sotong_json_dup_string (call->body, "handle");
      reply->expires_at = token->expires_at;
    }
  sotong_secrets_free (access);
  sotong_secrets_free (next);
  return reply;
}

static SotongReply *
create_session (SotongPlatform       *platform,
                const SotongAccount  *account,
                SotongToken          *token,
                GCancellable         *cancellable,
                char                **out_secret)
{
  g_auto(SotongCall) call = { 0 };
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) body = NULL;
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *message = NULL;
  SotongReply *reply;

  /* The body holds a secret of which the request knows nothing. */
  if (base[0] != '\0' && !sotong_http_url_may_carry_secret (base))
    return sotong_reply_new (SOTONG_OUTCOME_REFUSED,
                             _("The channel’s address begins with http://, over which its password could be read on the way. "
                                                       "Use the address with https://; http is for this machine alone."));
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "identifier", account->user[0] == '@' ? account->user + 1 : account->user);
  sotong_json_add_string (builder, "password", token->password);
  json_builder_end_object (builder);
  body = sotong_json_end (builder);
  sotong_bluesky_begin (&call, platform, account, "POST", "com.atproto.server.createSession", NULL);
  sotong_call_set_json (&call, body);
  sotong_call_run (&call, cancellable);
  reply = take_session (&call, token, out_secret);
  if (reply != NULL)
    return reply;
  if (!sotong_bluesky_has_error (&call, "AuthFactorTokenRequired"))
    return sotong_bluesky_fail (&call, FALSE);
  message = g_strdup_printf (_("Bluesky asks for a code by mail for “%s”, because this is the account’s own password. "
                               "Make an app password there and enter that in the channel’s settings."), account->name);
  reply = sotong_reply_new (SOTONG_OUTCOME_RENEW, message);
  reply->sent = TRUE;
  reply->http_status = call.response->status;
  return reply;
}

/*
 * sotong_bluesky_refresh:
 * @platform: the connector
 * @account: the account
 * @cancellable: (nullable): to stop it
 * @out_secret: (out) (transfer full) (nullable): the secret from now on
 *
 * Renews the session; where that cannot be done, begins a new one with the app password. A refresh token is good for
 * once, but for a short while it still answers, so what was lost on the way can be asked for again. Blocks.
 *
 * Returns: (transfer full): as sotong_platform_refresh()
 */
SotongReply *
sotong_bluesky_refresh (SotongPlatform       *platform,
                        const SotongAccount  *account,
                        GCancellable         *cancellable,
                        char                **out_secret)
{
  g_autoptr(SotongToken) token = sotong_bluesky_read_secret (account);
  g_auto(SotongCall) call = { 0 };
  gboolean has_password = token->password != NULL && token->password[0] != '\0';
  g_autoptr(SotongReply) reply = NULL;

  if (token->refresh_token == NULL || token->refresh_token[0] == '\0')
    return has_password ? create_session (platform, account, token, cancellable, out_secret)
                        : sotong_reply_new_no_secret (account);
  sotong_bluesky_begin (&call, platform, account, "POST", "com.atproto.server.refreshSession", token->refresh_token);
  sotong_call_run (&call, cancellable);
  reply = take_session (&call, token, out_secret);
  if (reply == NULL)
    reply = sotong_bluesky_fail (&call, FALSE);
  if (reply->outcome == SOTONG_OUTCOME_RENEW && has_password)
    return create_session (platform, account, token, cancellable, out_secret);
  return g_steal_pointer (&reply);
}
