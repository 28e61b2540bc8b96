/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-facebook-private.h"
#include "platforms/sotong-graph-private.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-secrets.h"
#include "util/sotong-json.h"

#define MIN_AGE_S (24 * 60 * 60)       /* a younger token is not renewed */
#define LIFE_S    (60 * 24 * 60 * 60)  /* of a token when it is new */

/* A name and a value of a form or query. */
typedef struct {
  char *name;
  char *value;
} Field;

static void
field_free (Field *field)
{
  g_free (field->name);
  sotong_secrets_free (field->value); /* it may be one */
  g_free (field);
}

/* People know the page by the address that they read it at; the API is elsewhere. Of the API's own address they may leave out the
 * version: the platform would take the oldest one that it still has. */
static gboolean
is_our_choice (const char *base)
{
  static const char * const apis[] = { "graph.facebook.com", "graph.instagram.com", "graph.threads.net", "graph.threads.com", NULL };
  static const char * const hosts[] = {
    "facebook.com", "www.facebook.com", "m.facebook.com", "instagram.com", "www.instagram.com",
    "threads.net", "www.threads.net", "threads.com", "www.threads.com", NULL,
  };
  g_autoptr(GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && (g_strv_contains (hosts, host) || (g_strv_contains (apis, host) && strlen (g_uri_get_path (uri)) <= 1));
}

/*< private >
 * sotong_graph_own_base:
 * @kind: "facebook", "instagram" or "threads"
 * @url: an address of it; Instagram is asked through Facebook where it says so
 *
 * Returns: the API's address with the version that is known here
 */
const char *
sotong_graph_own_base (const char *kind,
                       const char *url)
{
  if (g_str_equal (kind, "threads"))
    return SOTONG_THREADS_BASE;
  return g_str_equal (kind, "facebook") || strstr (url, "graph.facebook.com") != NULL ? SOTONG_FACEBOOK_BASE : SOTONG_INSTAGRAM_BASE;
}

/* Another server that does the platform's part, with nothing behind its name: it is called as the platform is. */
static gboolean
is_bare (const char *base)
{
  g_autoptr(GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && strlen (g_uri_get_path (uri)) <= 1;
}

/*< private >
 * sotong_graph_choose_base:
 * @base: the address of a channel, without a slash at its end; may be empty
 * @own_base: the API's address, its version included
 *
 * Returns: (transfer full): where its calls go, with a version in any case: @base where it says so with one, or with another path
 */
char *
sotong_graph_choose_base (const char *base,
                          const char *own_base)
{
  const char *version = strrchr (own_base, '/');

  if (base[0] == '\0' || is_our_choice (base))
    return g_strdup (own_base);
  return is_bare (base) && version != NULL ? g_strconcat (base, version, NULL) : g_strdup (base);
}

/*< private >
 * sotong_graph_make_proof:
 * @client_secret: (nullable): the app's secret
 * @token: an access token
 *
 * Returns: (transfer full) (nullable): appsecret_proof, which some apps demand
 */
char *
sotong_graph_make_proof (const char *client_secret,
                         const char *token)
{
  if (client_secret == NULL || client_secret[0] == '\0')
    return NULL;
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) client_secret, strlen (client_secret), token, -1);
}

/*< private >
 * sotong_graph_open:
 * @self: all zeroes
 * @platform: who calls
 * @account: for whom
 * @own_base: the API's address, for channels that name none of their own
 * @with_proof: whether the platform takes appsecret_proof
 *
 * Returns: (transfer full) (nullable): %NULL, or why no call can be made
 */
SotongReply *
sotong_graph_open (SotongGraph         *self,
                   SotongPlatform      *platform,
                   const SotongAccount *account,
                   const char          *own_base,
                   gboolean             with_proof)
{
  g_autofree char *base = sotong_account_dup_base (account);

  self->platform = platform;
  self->account = account;
  self->token = sotong_token_parse (account->secret);
  self->base = sotong_graph_choose_base (base, own_base);
  if (self->token->access_token == NULL || self->token->access_token[0] == '\0' || account->user[0] == '\0')
    return sotong_reply_new_no_secret (account);
  if (with_proof)
    self->proof = sotong_graph_make_proof (self->token->client_secret, self->token->access_token);
  return NULL;
}

/*< private >
 * sotong_graph_clear:
 * @self: what was opened, or all zeroes
 */
void
sotong_graph_clear (SotongGraph *self)
{
  g_clear_pointer (&self->token, sotong_token_free);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->proof, g_free);
}

/*< private >
 * sotong_graph_make_path:
 * @id: an object's id
 * @edge: (nullable): what of it
 *
 * Returns: (transfer full): "ID" or "ID/EDGE", safe in an address
 */
char *
sotong_graph_make_path (const char *id,
                        const char *edge)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return edge != NULL ? g_strconcat (escaped, "/", edge, NULL) : g_steal_pointer (&escaped);
}

/*< private >
 * sotong_graph_fields_new:
 *
 * Returns: (transfer full): no fields yet
 */
GPtrArray *
sotong_graph_fields_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
}

/*< private >
 * sotong_graph_fields_add:
 * @fields: fields
 * @name: a name
 * @value: (nullable): its value; %NULL adds nothing
 */
void
sotong_graph_fields_add (GPtrArray  *fields,
                         const char *name,
                         const char *value)
{
  Field *field;

  if (value == NULL)
    return;
  field = g_new0 (Field, 1);
  field->name = g_strdup (name);
  field->value = g_strdup (value);
  g_ptr_array_add (fields, field);
}

static char *
encode (GPtrArray *fields)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = g_ptr_array_index (fields, i);
      g_autofree char *name = g_uri_escape_string (field->name, NULL, FALSE);
      g_autofree char *value = g_uri_escape_string (field->value, NULL, FALSE);

      g_string_append_printf (out, "%s%s=%s", out->len > 0 ? "&" : "", name, value);
    }
  return g_string_free (out, FALSE);
}

/* The token goes into the header: an address may be written down on the way. */
static void
begin (SotongGraph *self,
       SotongCall  *call,
       const char  *method,
       const char  *path,
       GPtrArray   *query)
{
  g_autoptr(GPtrArray) none = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *url = NULL;

  if (query == NULL)
    query = none = sotong_graph_fields_new ();
  if (!g_str_equal (method, "POST"))
    sotong_graph_fields_add (query, "appsecret_proof", self->proof);
  encoded = encode (query);
  url = g_strconcat (self->base, "/", path, encoded[0] != '\0' ? "?" : "", encoded, NULL);
  sotong_call_begin (call, self->platform, self->account, method, url);
  sotong_http_request_set_bearer (call->request, self->token->access_token);
}

static void
run (SotongGraph  *self,
     SotongCall   *call,
     GCancellable *cancellable)
{
  sotong_call_run (call, cancellable);
  sotong_graph_note_usage (self, call);
}

/*< private >
 * sotong_graph_get:
 * @self: an open API
 * @call: a call, all zeroes
 * @path: of what
 * @fields: (nullable): the query
 * @cancellable: (nullable): to stop it
 */
void
sotong_graph_get (SotongGraph  *self,
                  SotongCall   *call,
                  const char   *path,
                  GPtrArray    *fields,
                  GCancellable *cancellable)
{
  begin (self, call, "GET", path, fields);
  run (self, call, cancellable);
}

/*< private >
 * sotong_graph_get_fields:
 * @self: an open API
 * @call: a call, all zeroes
 * @path: of what
 * @names: which members of it
 * @cancellable: (nullable): to stop it
 */
void
sotong_graph_get_fields (SotongGraph  *self,
                         SotongCall   *call,
                         const char   *path,
                         const char   *names,
                         GCancellable *cancellable)
{
  g_autoptr(GPtrArray) query = sotong_graph_fields_new ();

  sotong_graph_fields_add (query, "fields", names);
  sotong_graph_get (self, call, path, query, cancellable);
}

/*< private >
 * sotong_graph_post:
 * @self: an open API
 * @call: a call, all zeroes
 * @path: to what
 * @fields: the form
 * @cancellable: (nullable): to stop it
 */
void
sotong_graph_post (SotongGraph  *self,
                   SotongCall   *call,
                   const char   *path,
                   GPtrArray    *fields,
                   GCancellable *cancellable)
{
  g_autoptr(GBytes) body = NULL;
  char *text;

  sotong_graph_fields_add (fields, "appsecret_proof", self->proof);
  text = encode (fields);
  body = g_bytes_new_take (text, strlen (text));
  begin (self, call, "POST", path, NULL);
  sotong_http_request_set_body (call->request, "application/x-www-form-urlencoded", body);
  run (self, call, cancellable);
}

/*< private >
 * sotong_graph_post_file:
 * @self: an open API
 * @call: a call, all zeroes
 * @path: to what
 * @fields: the form
 * @media: the file, sent as "source"
 * @deadline_ms: how long it may take
 * @cancellable: (nullable): to stop it
 */
void
sotong_graph_post_file (SotongGraph       *self,
                        SotongCall        *call,
                        const char        *path,
                        GPtrArray         *fields,
                        const SotongMedia *media,
                        guint              deadline_ms,
                        GCancellable      *cancellable)
{
  SoupMultipart *multipart = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  const char *kind = strchr (media->media_type, '/');
  g_autofree char *name = g_strconcat ("file.", kind != NULL ? kind + 1 : "bin", NULL); /* the office's own need not travel */

  sotong_graph_fields_add (fields, "appsecret_proof", self->proof);
  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = g_ptr_array_index (fields, i);

      soup_multipart_append_form_string (multipart, field->name, field->value);
    }
  soup_multipart_append_form_file (multipart, "source", name, media->media_type, media->bytes);
  begin (self, call, "POST", path, NULL);
  sotong_call_set_multipart (call, multipart);
  sotong_http_request_set_deadline (call->request, deadline_ms);
  run (self, call, cancellable);
}

/*< private >
 * sotong_graph_remove:
 * @self: an open API
 * @remote_id: a post
 * @cancellable: (nullable): to stop the call
 *
 * Returns: (transfer full): OK if it is gone, or why not
 */
SotongReply *
sotong_graph_remove (SotongGraph  *self,
                     const char   *remote_id,
                     GCancellable *cancellable)
{
  g_auto(SotongCall) call = { 0 };
  g_auto(SotongCall) probe = { 0 };
  g_autofree char *path = sotong_graph_make_path (remote_id, NULL);

  begin (self, &call, "DELETE", path, NULL);
  run (self, &call, cancellable);
  if (sotong_graph_is_well (&call) && sotong_json_get_boolean (call.body, "success", FALSE))
    return sotong_reply_new_gone (remote_id, call.response->status);
  /* "Does not exist" is also said of what may not be touched: only what cannot even be read is gone. */
  if (sotong_graph_is_absent (&call))
    {
      sotong_graph_get_fields (self, &probe, path, "id", cancellable);
      if (sotong_graph_is_absent (&probe))
        return sotong_reply_new_gone (remote_id, call.response->status);
    }
  return sotong_graph_fail (self, &call, TRUE);
}

/*< private >
 * sotong_graph_new_expired:
 * @self: an open API
 *
 * Returns: (transfer full): RENEW: a person must sign in
 */
SotongReply *
sotong_graph_new_expired (SotongGraph *self)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf (_("The sign-in of “%s” is over and cannot be renewed by itself. Get a new access token on Meta’s "
                               "page for developers and enter it in the channel’s settings."), self->account->name);
  return sotong_reply_new (SOTONG_OUTCOME_RENEW, message);
}

/*< private >
 * sotong_graph_exchange:
 * @self: an open API
 * @path: where tokens are exchanged
 * @fields: the query
 * @cancellable: (nullable): to stop the call
 * @out_token: (out) (transfer full) (nullable): the new token, for sotong_secrets_free()
 * @out_expires_at: (out): when it ends, seconds since 1970 UTC; 0: not told
 *
 * Returns: (transfer full) (nullable): %NULL, or why there is none
 */
SotongReply *
sotong_graph_exchange (SotongGraph   *self,
                       const char    *path,
                       GPtrArray     *fields,
                       GCancellable  *cancellable,
                       char         **out_token,
                       gint64        *out_expires_at)
{
  g_auto(SotongCall) call = { 0 };
  gint64 life = 0;

  *out_expires_at = 0;
  sotong_graph_get (self, &call, path, fields, cancellable);
  *out_token = sotong_graph_is_well (&call) ? sotong_json_dup_string (call.body, "access_token") : NULL;
  if (*out_token == NULL || (*out_token)[0] == '\0')
    {
      g_clear_pointer (out_token, sotong_secrets_free);
      return sotong_graph_fail (self, &call, FALSE);
    }
  if (sotong_json_get_int64 (call.body, "expires_in", &life) && life > 0)
    *out_expires_at = g_get_real_time () / G_USEC_PER_SEC + life;
  return NULL;
}

/* One so young is asked for only when it was not accepted, and then nothing but a new one helps. */
static SotongReply *
refuse_young (SotongGraph *self,
              gint64       now)
{
  g_autofree char *message = NULL;

  if (self->token->expires_at == 0 || now - (self->token->expires_at - LIFE_S) >= MIN_AGE_S)
    return NULL;
  message = g_strdup_printf (_("The sign-in of “%s” is less than a day old, and its platform renews only older ones. If it is "
                               "not accepted, get a new access token on Meta’s page for developers and enter it in the channel’s settings."),
                             self->account->name);
  return sotong_reply_new (SOTONG_OUTCOME_RENEW, message);
}

/*< private >
 * sotong_graph_renew:
 * @self: an open API
 * @grant_type: "ig_refresh_token" or "th_refresh_token"
 * @cancellable: (nullable): to stop the call
 * @out_secret: (out) (transfer full) (nullable): the account's secret from now on
 *
 * Renews a token of 60 days: it must be a day old, and not over.
 *
 * Returns: (transfer full): OK with expires_at, or why not
 */
SotongReply *
sotong_graph_renew (SotongGraph   *self,
                    const char    *grant_type,
                    GCancellable  *cancellable,
                    char         **out_secret)
{
  g_autoptr(GPtrArray) query = sotong_graph_fields_new ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  SotongReply *reply = NULL;
  char *token = NULL;

  if (self->token->expires_at > 0 && now >= self->token->expires_at)
    return sotong_graph_new_expired (self);
  reply = refuse_young (self, now);
  if (reply != NULL)
    return reply;
  sotong_graph_fields_add (query, "grant_type", grant_type);
  reply = sotong_graph_exchange (self, "refresh_access_token", query, cancellable, &token, &self->token->expires_at);
  if (reply != NULL)
    {
      if (reply->outcome != SOTONG_OUTCOME_REFUSED && reply->outcome != SOTONG_OUTCOME_RENEW)
        return reply;
      sotong_reply_free (reply);
      return sotong_graph_new_expired (self);
    }
  sotong_token_set (&self->token->access_token, token);
  sotong_secrets_free (token);
  *out_secret = sotong_token_to_secret (self->token);
  reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);
  reply->sent = TRUE;
  reply->http_status = 200;
  reply->expires_at = self->token->expires_at;
  return reply;
}
