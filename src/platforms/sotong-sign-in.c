/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#include "platforms/sotong-loopback.h"
#include "platforms/sotong-secrets.h"
#include "platforms/sotong-sign-in.h"
#include "platforms/sotong-token.h"
#include "util/sotong-json.h"
#include "util/sotong-text.h"

#define SAID_MAX 200

G_DEFINE_QUARK (sotong-sign-in-error-quark, sotong_sign_in_error)

/* How a platform wants it. Paths stand below the channel's address when it has one. */
typedef struct {
  const char *platform;
  const char *authorize;       /* the platform's own address of its page */
  const char *authorize_path;
  const char *token;
  const char *token_path;
  const char *scope;
  const char *more;            /* (nullable): added to the page's address */
  gboolean    registers;       /* the program registers itself as an app, each time */
  gboolean    basic;           /* an app with a secret of its own names itself by Basic */
  gboolean    page_of_site;    /* WordPress: no OAuth, an application password comes back */
} Way;

static const Way ways[] = {
  { "mastodon", NULL, "/oauth/authorize", NULL, "/oauth/token",
    "read:accounts read:statuses read:search write:statuses write:media", NULL, TRUE, FALSE, FALSE },
  { "x", "https://x.com/i/oauth2/authorize", "/i/oauth2/authorize", "https://api.x.com/2/oauth2/token", "/2/oauth2/token",
    "tweet.read tweet.write users.read media.write offline.access", NULL, FALSE, TRUE, FALSE },
  { "youtube", "https://accounts.google.com/o/oauth2/v2/auth", "/o/oauth2/v2/auth", "https://oauth2.googleapis.com/token", "/token",
    "https://www.googleapis.com/auth/youtube.upload https://www.googleapis.com/auth/youtube.readonly"
    " https://www.googleapis.com/auth/youtube.force-ssl https://www.googleapis.com/auth/yt-analytics.readonly",
    "&access_type=offline&prompt=consent", FALSE, FALSE, FALSE },
  { "wordpress", NULL, "/wp-admin/authorize-application.php", NULL, NULL, NULL, NULL, FALSE, FALSE, TRUE },
};

struct _SotongSignIn
{
  const Way      *way;
  SotongHttp     *http;      /* (owned) */
  char           *name;      /* (owned): the channel's, for sentences */
  char           *base;      /* (owned): of the channel, may be empty */
  SotongLoopback *loopback;  /* (owned) */
  SotongToken    *token;     /* (owned): the app, then the tokens */
  char           *state;     /* (owned): random */
  char           *verifier;  /* (owned): random; only its digest is shown before the exchange */
  char           *url;       /* (owned) */
};

static const Way *
find_way (const char *platform)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (g_strcmp0 (ways[i].platform, platform) == 0)
        return &ways[i];
    }
  return NULL;
}

/**
 * sotong_sign_in_is_offered:
 * @platform: a platform's name
 *
 * Returns: whether one signs in there through the browser; elsewhere a token is pasted
 */
gboolean
sotong_sign_in_is_offered (const char *platform)
{
  return find_way (platform) != NULL;
}

/* ---- random words, digests ---- */

static char *
to_base64url (const guchar *data,
              gsize         length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

static char *
make_random (void)
{
  guchar bytes[32];

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    g_error ("no random numbers");
  return to_base64url (bytes, sizeof bytes);
}

/* RFC 7636, 4.2: S256. */
static char *
make_challenge (const char *verifier)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);
  return to_base64url (digest, length);
}

/* Takes as long for a state that is nearly right as for one that is not: digests are compared, whole. */
static gboolean
is_same (const char *a,
         const char *b)
{
  g_autofree char *x = g_compute_checksum_for_string (G_CHECKSUM_SHA256, a, -1);
  g_autofree char *y = g_compute_checksum_for_string (G_CHECKSUM_SHA256, b != NULL ? b : "", -1);
  guint difference = 0;

  for (gsize i = 0; x[i] != '\0' && y[i] != '\0'; i++)
    difference |= (guint) (x[i] ^ y[i]);
  return difference == 0;
}

/* ---- what can go wrong ---- */

/* What the platform's page and its token endpoint say (RFC 6749, 4.1.2.1 and 5.2; RFC 8628, 3.5), each with what to do about it.
 * %1$s is the channel, %2$s where the browser comes back to, %3$s the rights that are asked for. */
static const struct {
  const char      *name;
  SotongSignInError code;
  const char      *sentence;
} failures[] = {
  { "access_denied", SOTONG_SIGN_IN_ERROR_DENIED,
    N_("“%1$s” was not signed in: access was denied on the platform’s page. Begin again and allow it.") },
  { "invalid_client", SOTONG_SIGN_IN_ERROR_FAILED,
    N_("“%1$s” was not signed in: its platform does not know the city’s app by this id and secret. Compare them with the platform’s developer page, "
       "type them anew, then begin again.") },
  { "unauthorized_client", SOTONG_SIGN_IN_ERROR_FAILED,
    N_("“%1$s” was not signed in: the city’s app may not sign anybody in through the browser. Allow it that on the platform’s developer page "
       "(OAuth 2.0, authorization code, native app), then begin again.") },
  { "invalid_scope", SOTONG_SIGN_IN_ERROR_FAILED,
    N_("“%1$s” was not signed in: the city’s app has not all the rights that are asked for. Give it these on the platform’s developer page, then begin "
       "again: %3$s") },
  { "invalid_grant", SOTONG_SIGN_IN_ERROR_FAILED,
    N_("“%1$s” was not signed in: what the browser brought was no longer good when it was used. It serves once and for a short time, on X for 30 seconds. "
       "Begin again.") },
  { "redirect_uri_mismatch", SOTONG_SIGN_IN_ERROR_FAILED,
    N_("“%1$s” was not signed in: its platform does not let the browser come back to %2$s. Register just this address for the city’s app on the platform’s "
       "developer page, and enter its port here; then begin again.") },
  { "temporarily_unavailable", SOTONG_SIGN_IN_ERROR_FAILED,
    N_("“%1$s” was not signed in: its platform is too busy, or has trouble of its own. Begin again in some minutes.") },
  { "unsupported_response_type", SOTONG_SIGN_IN_ERROR_FAILED,
    N_("“%1$s” was not signed in: its server offers no sign-in through the browser. Make a token on its own pages and enter it as the password.") },
};

/* Other words for the same. */
static const struct {
  const char *word;
  const char *name;
} same_words[] = {
  { "server_error", "temporarily_unavailable" },
  { "slow_down", "temporarily_unavailable" },
  { "expired_token", "invalid_grant" },
  { "invalid_redirect_uri", "redirect_uri_mismatch" },
  { "unsupported_grant_type", "unsupported_response_type" },
  { "deleted_client", "invalid_client" },
};

/* X has one word for many things, and says which in its description. */
static const char *
find_name (const char *word,
           const char *description)
{
  const char *vague = g_strcmp0 (word, "invalid_request") == 0 && description != NULL ? description : "";

  if (strstr (vague, "redirect") != NULL)
    return "redirect_uri_mismatch";
  if (strstr (vague, "authorization code") != NULL)
    return "invalid_grant";
  for (gsize i = 0; i < G_N_ELEMENTS (same_words); i++)
    if (g_strcmp0 (same_words[i].word, word) == 0)
      return same_words[i].name;
  return word;
}

static char *
fill_sentence (SotongSignIn *self,
               const char   *sentence)
{
  g_autoptr(GString) text = g_string_new (sentence); /* not every sentence has all: printf () takes no gaps */

  g_string_replace (text, "%3$s", self->way->scope != NULL ? self->way->scope : "", 1);
  g_string_replace (text, "%2$s", sotong_loopback_get_url (self->loopback), 1);
  g_string_replace (text, "%1$s", self->name, 1);
  return g_strdup (text->str);
}

/* @word: (nullable): OAuth's word for what went wrong; @description: (nullable): what the platform says beside it. */
static gboolean
fail_with (SotongSignIn  *self,
           const char    *word,
           const char    *description,
           GError       **error)
{
  const char *name = find_name (word, description);
  g_autofree char *said = g_strconcat (word != NULL ? word : "", description != NULL ? ": " : "", description, NULL);
  g_autofree char *clean = sotong_text_clean (said, -1, SAID_MAX);

  g_clear_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_strcmp0 (failures[i].name, name) == 0)
      {
        g_autofree char *message = fill_sentence (self, _(failures[i].sentence));

        g_set_error_literal (error, SOTONG_SIGN_IN_ERROR, (int) failures[i].code, message);
        return FALSE;
      }
  if (clean[0] == '\0')
    g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_FAILED,
                 _("“%s” could not be signed in: its platform gave no token, and did not say why. Begin again."), self->name);
  else
    g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_FAILED,
                 _("“%s” could not be signed in: its platform gave no token and says “%s”. Look at the city’s app on its developer page, then begin again."),
                 self->name, clean);
  return FALSE;
}

/* An answer without a token. */
static gboolean
fail_for (SotongSignIn  *self,
          guint          status,
          JsonObject    *answer,
          GError       **error)
{
  g_autofree char *word = sotong_json_dup_string (answer, "error");
  g_autofree char *description = sotong_json_dup_string (answer, "error_description");

  if (word == NULL && (status == 429 || status >= 500))
    return fail_with (self, "temporarily_unavailable", NULL, error);
  if (word == NULL && status == 401)
    return fail_with (self, "invalid_client", NULL, error);
  if (answer != NULL)
    return fail_with (self, word, description, error);
  g_clear_error (error);
  g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_FAILED,
               _("“%s” could not be signed in: no token came but a web page, such as that of a network that one has to sign in to first. "
                 "Open any page in the browser, sign in to the network if it asks, then begin again."), self->name);
  return FALSE;
}

/* ---- calls ---- */

static void
append_pair (GString    *form,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = value != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;

  if (escaped != NULL)
    g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", name, escaped);
}

static char *
make_address (SotongSignIn *self,
              const char   *own,
              const char   *path)
{
  return self->base[0] != '\0' || own == NULL ? g_strconcat (self->base, path, NULL) : g_strdup (own);
}

/* Sends a form; the answer's object if it is one, whatever its status. */
static JsonObject *
send_form (SotongSignIn  *self,
           const char    *url,
           GString       *form,
           gboolean       basic,
           guint         *out_status,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("POST", url);
  g_autoptr(GBytes) body = g_bytes_new (form->str, form->len);
  g_autoptr(SotongHttpResponse) response = NULL;
  g_autoptr(GError) local = NULL;

  if (!sotong_http_url_may_carry_secret (url))
    {
      g_set_error_literal (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_FAILED,
                           _("The channel’s address begins with http://, over which its password could be read on the way. "
                             "Use the address with https://; http is for this machine alone."));
      return NULL;
    }
  sotong_http_request_set_body (request, "application/x-www-form-urlencoded", body);
  if (basic)
    sotong_http_request_set_basic (request, self->token->client_id, self->token->client_secret);
  response = sotong_http_send (self->http, request, cancellable, &local);
  if (response == NULL)
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_FAILED, _("“%s” could not be signed in, since its platform was not reached: %s When the network is "
                                                                               "there, begin again."), self->name, local->message);
      return NULL;
    }
  *out_status = response->status;
  return sotong_json_parse_object (response->body, error);
}

/* docs.joinmastodon.org/methods/apps: anybody may. */
static gboolean
register_app (SotongSignIn  *self,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *url = g_strconcat (self->base, "/api/v1/apps", NULL);
  g_autoptr(GString) form = g_string_new (NULL);
  g_autoptr(JsonObject) answer = NULL;
  guint status = 0;

  append_pair (form, "client_name", "Sotong");
  append_pair (form, "redirect_uris", sotong_loopback_get_url (self->loopback));
  append_pair (form, "scopes", self->way->scope);
  answer = send_form (self, url, form, FALSE, &status, cancellable, error);
  if (answer == NULL && status == 0)
    return FALSE;
  g_free (self->token->client_id);
  self->token->client_id = sotong_json_dup_id (answer, "client_id");
  sotong_secrets_free (self->token->client_secret);
  self->token->client_secret = sotong_json_dup_string (answer, "client_secret");
  return (status == 200 && self->token->client_id != NULL && self->token->client_secret != NULL) || fail_for (self, status, answer, error);
}

static char *
make_page_of_site (SotongSignIn *self)
{
  g_autofree char *back = g_strdup_printf ("%s?state=%s", sotong_loopback_get_url (self->loopback), self->state);
  g_autofree char *no = g_strconcat (back, "&error=access_denied", NULL);
  g_autoptr(GString) query = g_string_new (NULL);

  append_pair (query, "app_name", "Sotong");
  append_pair (query, "success_url", back);
  append_pair (query, "reject_url", no);
  return g_strconcat (self->base, self->way->authorize_path, "?", query->str, NULL);
}

static char *
make_page (SotongSignIn *self)
{
  g_autofree char *challenge = make_challenge (self->verifier);
  g_autofree char *address = make_address (self, self->way->authorize, self->way->authorize_path);
  g_autoptr(GString) query = g_string_new (NULL);

  append_pair (query, "response_type", "code");
  append_pair (query, "client_id", self->token->client_id);
  append_pair (query, "redirect_uri", sotong_loopback_get_url (self->loopback));
  append_pair (query, "scope", self->way->scope);
  append_pair (query, "state", self->state);
  append_pair (query, "code_challenge", challenge);
  append_pair (query, "code_challenge_method", "S256");
  return g_strconcat (address, "?", query->str, self->way->more, NULL);
}

/**
 * sotong_sign_in_begin:
 * @http: the caller's way to the network
 * @account: the channel's account; its secret may name the city's app (client_id, client_secret)
 * @port: the port that was registered for the app, or 0 for any
 * @cancellable: (nullable): to stop it
 * @error: return location; a code of %SOTONG_SIGN_IN_ERROR
 *
 * Begins to listen on this machine, and makes the address that a person opens in a browser. Blocks where the program
 * has to be registered first.
 *
 * Returns: (transfer full) (nullable): a sign-in under way
 */
SotongSignIn *
sotong_sign_in_begin (SotongHttp           *http,
                      const SotongAccount  *account,
                      guint                 port,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr(SotongSignIn) self = g_new0 (SotongSignIn, 1);

  self->way = find_way (account->platform);
  g_return_val_if_fail (self->way != NULL, NULL);
  self->http = g_object_ref (http);
  self->name = g_strdup (account->name);
  self->base = sotong_account_dup_base (account);
  self->token = account->secret[0] == '{' ? sotong_token_parse (account->secret) : sotong_token_new ();
  self->state = make_random ();
  self->verifier = make_random ();
  self->loopback = sotong_loopback_new (port, error);
  if (self->loopback == NULL || (self->way->registers && !register_app (self, cancellable, error)))
    return NULL;
  if (!self->way->page_of_site && self->token->client_id == NULL)
    {
      g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_NO_APP,
                   _("“%s” is signed in through the city’s own app on its platform, and the app is not known yet. Give its id as the secret: "
                     "{\"client_id\": \"…\", \"client_secret\": \"…\"}."), account->name);
      return NULL;
    }
  self->url = self->way->page_of_site ? make_page_of_site (self) : make_page (self);
  return g_steal_pointer (&self);
}

/**
 * sotong_sign_in_get_url:
 * @self: a sign-in
 *
 * Returns: (transfer none): what a person opens in a browser
 */
const char *
sotong_sign_in_get_url (SotongSignIn *self)
{
  return self->url;
}

static char *
exchange (SotongSignIn  *self,
          const char    *code,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *url = make_address (self, self->way->token, self->way->token_path);
  gboolean basic = self->way->basic && self->token->client_secret != NULL;
  g_autoptr(GString) form = g_string_new (NULL);
  g_autoptr(JsonObject) answer = NULL;
  g_autofree char *access = NULL, *refresh = NULL;
  gint64 seconds = 0;
  guint status = 0;

  append_pair (form, "grant_type", "authorization_code");
  append_pair (form, "code", code);
  append_pair (form, "redirect_uri", sotong_loopback_get_url (self->loopback));
  append_pair (form, "code_verifier", self->verifier);
  append_pair (form, "client_id", self->token->client_id);
  append_pair (form, "client_secret", basic ? NULL : self->token->client_secret);
  answer = send_form (self, url, form, basic, &status, cancellable, error);
  explicit_bzero (form->str, form->len);
  if (answer == NULL && status == 0)
    return NULL;
  access = sotong_json_dup_string (answer, "access_token");
  refresh = sotong_json_dup_string (answer, "refresh_token");
  if (status != 200 || access == NULL || access[0] == '\0')
    {
      fail_for (self, status, answer, error);
      return NULL;
    }
  sotong_token_set (&self->token->access_token, access);
  sotong_token_set (&self->token->refresh_token, refresh);
  self->token->expires_at = sotong_json_get_int64 (answer, "expires_in", &seconds) && seconds > 0 ? g_get_real_time () / G_USEC_PER_SEC + seconds : 0;
  explicit_bzero (access, strlen (access));
  return sotong_token_to_secret (self->token);
}

static char *
take_visit (SotongSignIn  *self,
            GHashTable    *query,
            GCancellable  *cancellable,
            char         **out_user,
            GError       **error)
{
  const char *why = g_hash_table_lookup (query, "error");
  const char *code = g_hash_table_lookup (query, self->way->page_of_site ? "password" : "code");

  if (!is_same (self->state, g_hash_table_lookup (query, "state")))
    {
      g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_FORGED,
                   _("What the browser brought back does not belong to this sign-in of “%s”, so it was not used. Begin again."), self->name);
      return NULL;
    }
  if (why != NULL || code == NULL || code[0] == '\0')
    {
      fail_with (self, why, g_hash_table_lookup (query, "error_description"), error);
      return NULL;
    }
  if (!self->way->page_of_site)
    return exchange (self, code, cancellable, error);
  *out_user = g_strdup (g_hash_table_lookup (query, "user_login"));
  return g_strdup (code);
}

/**
 * sotong_sign_in_finish:
 * @self: a sign-in
 * @timeout_s: for how long the browser is waited for
 * @cancellable: (nullable): to stop it
 * @out_user: (out) (transfer full) (nullable): the account's name there, where the platform tells it
 * @error: return location; a code of %SOTONG_SIGN_IN_ERROR, or `G_IO_ERROR_CANCELLED`
 *
 * Waits for the browser, once, and gets what it brought exchanged for tokens. Blocks.
 *
 * Returns: (transfer full) (nullable): the account's secret from now on, for sotong_secrets_free()
 */
char *
sotong_sign_in_finish (SotongSignIn  *self,
                       guint          timeout_s,
                       GCancellable  *cancellable,
                       char         **out_user,
                       GError       **error)
{
  g_autoptr(GHashTable) query = NULL;
  g_autoptr(GError) local = NULL;
  char *secret;

  *out_user = NULL;
  query = sotong_loopback_wait (self->loopback, timeout_s, cancellable, &local);
  if (query == NULL)
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        g_set_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_TIMEOUT,
                     _("“%s” was not signed in: nobody came back from the platform’s page in time. Begin again."), self->name);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  secret = take_visit (self, query, cancellable, out_user, error);
  sotong_loopback_answer (self->loopback, secret != NULL);
  return secret;
}

/**
 * sotong_sign_in_free:
 * @self: (transfer full) (nullable): a sign-in; its secrets are wiped
 */
void
sotong_sign_in_free (SotongSignIn *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->http);
  g_clear_pointer (&self->loopback, sotong_loopback_free);
  g_clear_pointer (&self->token, sotong_token_free);
  sotong_secrets_free (self->verifier);
  g_free (self->state);
  g_free (self->name);
  g_free (self->base);
  g_free (self->url);
  g_free (self);
}
