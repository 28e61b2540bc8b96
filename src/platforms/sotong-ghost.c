/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-ghost-private.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-secrets.h"
#include "util/sotong-html.h"
#include "util/sotong-json.h"

#define TOKEN_S    300  /* Ghost takes no longer ones */
#define MAX_SKEW_S 30   /* by which clocks may differ before it matters */

/*
 * sotong_ghost_has_key:
 * @account: an account
 *
 * Returns: whether its secret is an Admin API key: an id, a colon and bytes as hexadecimal digits
 */
gboolean
sotong_ghost_has_key (const SotongAccount *account)
{
  const char *colon = strchr (account->secret, ':');
  gsize n = colon != NULL ? strlen (colon + 1) : 0;

  if (colon == NULL || colon == account->secret || n < 2 || n % 2 != 0)
    return FALSE;
  for (const char *p = account->secret; p < colon; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;
  for (const char *p = colon + 1; *p != '\0'; p++)
    if (!g_ascii_isxdigit (*p))
      return FALSE;
  return TRUE;
}

/*
 * sotong_ghost_dup_key_id:
 * @account: an account with a key
 *
 * Returns: (transfer full): the part of the key that is no secret
 */
char *
sotong_ghost_dup_key_id (const SotongAccount *account)
{
  return g_strndup (account->secret, strcspn (account->secret, ":"));
}

/* base64url without the signs that fill up. */
static char *
encode (const void *data,
        gsize       length)
{
  char *text = g_base64_encode (data, length);

  for (char *p = text; *p != '\0'; p++)
    if (*p == '+')
      *p = '-';
    else if (*p == '/')
      *p = '_';
    else if (*p == '=')
      *p = '\0';
  return text;
}

static void
sign (const char *hex,
      const char *text,
      guint8     *digest,
      gsize      *length)
{
  gsize n = strlen (hex) / 2;
  guchar *key = g_malloc (n + 1);
  GHmac *hmac;

  for (gsize i = 0; i < n; i++)
    key[i] = (guchar) (g_ascii_xdigit_value (hex[2 * i]) * 16 + g_ascii_xdigit_value (hex[2 * i + 1]));
  hmac = g_hmac_new (G_CHECKSUM_SHA256, key, n);
  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  g_hmac_get_digest (hmac, digest, length);
  g_hmac_unref (hmac);
  explicit_bzero (key, n);
  g_free (key);
}

/*
 * sotong_ghost_make_jwt:
 * @key: an Admin API key
 * @now: the time by the server's clock, seconds since 1970 UTC
 *
 * Returns: (transfer full): a token for one call, a secret: for sotong_secrets_free()
 */
char *
sotong_ghost_make_jwt (const char *key,
                       gint64      now)
{
  gsize n_id = strcspn (key, ":");
  g_autofree char *head = g_strdup_printf ("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"%.*s\"}", (int) n_id, key);
  g_autofree char *claims = g_strdup_printf ("{\"iat\":%" G_GINT64_FORMAT ",\"exp\":%" G_GINT64_FORMAT ",\"aud\":\"/admin/\"}",
                                             now, now + TOKEN_S);
  g_autofree char *head64 = encode (head, strlen (head));
  g_autofree char *claims64 = encode (claims, strlen (claims));
  g_autofree char *signed_part = g_strconcat (head64, ".", claims64, NULL);
  g_autofree char *signature = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  sign (key[n_id] == ':' ? key + n_id + 1 : "", signed_part, digest, &length);
  signature = encode (digest, length);
  return g_strconcat (signed_part, ".", signature, NULL);
}

/* People copy the address of the page they work on: "https://city.kr/ghost/#/posts". */
static char *
dup_root (const SotongAccount *account)
{
  char *base = sotong_account_dup_base (account);
  const char *host = strstr (base, "://");
  char *at = host != NULL ? strstr (host + 3, "/ghost") : NULL;

  if (at != NULL && (at[6] == '\0' || at[6] == '/'))
    *at = '\0';
  return base;
}

/*
 * sotong_ghost_begin:
 * @call: a call, all zeroes
 * @platform: the connector
 * @account: for whom, with a key
 * @method: the HTTP method
 * @route: what comes behind "/ghost/api/admin/"
 */
void
sotong_ghost_begin (SotongCall          *call,
                    SotongPlatform      *platform,
                    const SotongAccount *account,
                    const char          *method,
                    const char          *route)
{
  g_autofree char *root = dup_root (account);
  g_autofree char *url = g_strconcat (root, "/ghost/api/admin/", route, NULL);

  sotong_call_begin (call, platform, account, method, url);
  sotong_http_request_set_header (call->request, "Accept-Version", "v5.0");
}

static void
run_once (SotongCall   *call,
          gint64        server_now,
          GCancellable *cancellable)
{
  char *token = sotong_ghost_make_jwt (call->account->secret, server_now);
  char *value = g_strconcat ("Ghost ", token, NULL);

  sotong_http_request_set_secret_header (call->request, "Authorization", value);
  sotong_secrets_free (token);
  sotong_secrets_free (value);
  sotong_call_run (call, cancellable);
}

/*
 * sotong_ghost_run:
 * @call: a call
 * @skew: (inout): by how many seconds the server's clock is ahead of this machine's, as far as is known
 * @cancellable: (nullable): to stop it
 *
 * Makes the call, with a token of its own. A token is good for five minutes, by the server's clock: where the
 * clocks differ, the server turns the call away, says what its time is, and the call is made once more with that.
 * It is the machine's own clock that counts here, not the workspace's. Blocks.
 */
void
sotong_ghost_run (SotongCall   *call,
                  gint64       *skew,
                  GCancellable *cancellable)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 server_now;

  run_once (call, now + *skew, cancellable);
  server_now = sotong_call_get_server_now (call);
  if (!sotong_call_has_status (call, 401) || server_now == 0 || ABS (server_now - now - *skew) <= MAX_SKEW_S)
    return;
  *skew = server_now - now;
  g_clear_pointer (&call->response, sotong_http_response_free);
  g_clear_pointer (&call->root, json_node_unref);
  call->body = NULL;
  run_once (call, server_now, cancellable);
}

/*
 * sotong_ghost_get_first:
 * @call: a call that was made
 * @member: "posts": what the answer is wrapped in
 *
 * Returns: (transfer none) (nullable): the first object of the wrapper
 */
JsonObject *
sotong_ghost_get_first (const SotongCall *call,
                        const char       *member)
{
  JsonArray *list = sotong_json_get_array (call->body, member);

  return list != NULL && json_array_get_length (list) > 0 ? sotong_json_array_get_object (list, 0) : NULL;
}

static char *
find_reason (JsonObject *error)
{
  g_autofree char *message = sotong_json_dup_string (error, "message");
  g_autofree char *context = sotong_json_dup_string (error, "context");

  if (message == NULL || context == NULL || g_str_equal (message, context))
    return g_strdup (message != NULL ? message : context);
  return g_strconcat (context, " (", message, ")", NULL);  /* what is wrong stands in the context */
}

/*
 * sotong_ghost_fail:
 * @call: a call that did not bring the documented success
 * @changes: whether it could change something on the site
 *
 * Returns: (transfer full): what to say
 */
SotongReply *
sotong_ghost_fail (SotongCall *call,
                   gboolean    changes)
{
  JsonObject *error = sotong_ghost_get_first (call, "errors");
  g_autofree char *reason = find_reason (error);
  g_autofree char *code = sotong_json_dup_string (error, "code");
  g_autofree char *type = sotong_json_dup_string (error, "type");
  g_autofree char *old_type = sotong_json_dup_string (error, "errorType");
  guint status = call->response != NULL ? call->response->status : 0;
  SotongReply *reply;

  if (status == 400 && g_strcmp0 (code, "INVALID_JWT") == 0)
    call->response->status = 401;
  reply = sotong_call_fail_because (call, reason, changes);
  reply->http_status = status;
  if (status == 403 && (g_strcmp0 (type, "NoPermissionError") == 0 || g_strcmp0 (old_type, "NoPermissionError") == 0))
    sotong_reply_shut_out (reply);
  return reply;
}

/*
 * sotong_ghost_is_absent:
 * @call: a call that was made
 *
 * Returns: whether Ghost itself says that there is no such post; a 404 of something before it proves nothing
 */
gboolean
sotong_ghost_is_absent (const SotongCall *call)
{
  JsonObject *error = sotong_ghost_get_first (call, "errors");
  g_autofree char *type = sotong_json_dup_string (error, "type");
  g_autofree char *old_type = sotong_json_dup_string (error, "errorType");

  return sotong_call_has_status (call, 404)
         && (g_strcmp0 (type, "NotFoundError") == 0 || g_strcmp0 (old_type, "NotFoundError") == 0);
}

/*
 * sotong_ghost_read_post:
 * @call: a call that was answered
 *
 * Returns: (transfer full) (nullable): OK if the answer is a post
 */
SotongReply *
sotong_ghost_read_post (SotongCall *call)
{
  JsonObject *post = sotong_ghost_get_first (call, "posts");
  g_autofree char *id = sotong_json_dup_id (post, "id");
  g_autofree char *state = sotong_json_dup_string (post, "status");
  SotongReply *reply;

  if (id == NULL || state == NULL)
    return NULL;
  reply = sotong_call_succeed (call);
  reply->remote_id = g_steal_pointer (&id);
  reply->remote_url = sotong_json_dup_string (post, "url");
  reply->remote_state = g_steal_pointer (&state);
  return reply;
}

/*
 * sotong_ghost_append_figure:
 * @out: a post's HTML
 * @media: a picture or film
 * @url: its address on the site
 *
 * Ghost's editor takes pictures for pictures, a film's element only as a piece of HTML.
 */
void
sotong_ghost_append_figure (GString           *out,
                            const SotongMedia *media,
                            const char        *url)
{
  g_autofree char *alt = sotong_html_escape (media->alt_text);
  g_autofree char *src = sotong_html_escape (url);

  if (g_str_has_prefix (media->media_type, "video/"))
    g_string_append_printf (out, "\n<!--kg-card-begin: html-->\n<figure class=\"kg-card\"><video controls src=\"%s\" "
                                 "aria-label=\"%s\" style=\"width:100%%\">"
                            "</video></figure>\n<!--kg-card-end: html-->", src, alt);
  else
    g_string_append_printf (out, "\n<figure class=\"kg-card kg-image-card\"><img src=\"%s\" alt=\"%s\" "
                                 "class=\"kg-image\"></figure>", src, alt);
}
