/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-secrets.h"
#include "platforms/sotong-sign-in.h"
#include "platforms/sotong-token.h"
#include "stand-in.h"

/* Signing in through the browser, against an authorisation server that holds its callers to RFC 6749 and 7636. */

#define CODE "code-30-seconds"

typedef struct {
  StandIn       *server;
  SotongClock   *clock;
  SotongHttp    *http;
  SotongAccount *account;
  SotongSignIn  *sign_in;
  GHashTable    *asked;       /* (nullable): the query of the page that was opened */
  guint          n_exchanged;
  guint          refusal;     /* the status with which the token endpoint answers instead; 0: none */
  const char    *refused;     /* and its body */
} Fixture;

static char *
challenge_of (const char *verifier)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;
  char *text;

  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

static void
exchange (Fixture           *f,
          StandIn           *server,
          SoupServerMessage *message)
{
  g_autoptr(GHashTable) form = stand_in_read_form (server, message);
  const char *verifier = g_hash_table_lookup (form, "code_verifier");
  g_autofree char *challenge = verifier != NULL ? challenge_of (verifier) : NULL;

  if (form == NULL)
    return;
  if (f->refusal != 0)
    stand_in_answer (server, message, f->refusal, f->refused);
  else if (g_strcmp0 (g_hash_table_lookup (form, "grant_type"), "authorization_code") != 0)
    stand_in_violate (server, "grant_type");
  else if (g_strcmp0 (g_hash_table_lookup (form, "redirect_uri"), g_hash_table_lookup (f->asked, "redirect_uri")) != 0)
    stand_in_violate (server, "redirect_uri is not the one of the page");
  else if (g_strcmp0 (g_hash_table_lookup (form, "client_id"), g_hash_table_lookup (f->asked, "client_id")) != 0)
    stand_in_violate (server, "client_id");
  else if (verifier == NULL || strlen (verifier) < 43 || strlen (verifier) > 128)
    stand_in_violate (server, "code_verifier has 43 to 128 letters");
  else if (g_strcmp0 (g_hash_table_lookup (form, "code"), CODE) != 0 || f->n_exchanged > 0
           || g_strcmp0 (challenge, g_hash_table_lookup (f->asked, "code_challenge")) != 0)
    stand_in_answer (server, message, 400, "{\"error\":\"invalid_grant\"}");
  else
    {
      f->n_exchanged++;
      stand_in_answer (server, message, 200, "{\"token_type\":\"bearer\",\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\",\"expires_in\":7200}");
    }
}

static void
answer_cb (StandIn           *server,
           SoupServerMessage *message,
           const char        *method,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *f = user_data;

  if (g_str_equal (method, "POST") && g_str_equal (path, "/api/v1/apps"))
    {
      g_autoptr(GHashTable) form = stand_in_read_form (server, message);

      if (form == NULL || g_hash_table_lookup (form, "client_name") == NULL || g_hash_table_lookup (form, "scopes") == NULL
          || !g_str_has_prefix (g_hash_table_lookup (form, "redirect_uris"), "http://127.0.0.1:"))
        stand_in_violate (server, "an app needs a name, scopes and an address on this machine");
      else
        stand_in_answer (server, message, 200, "{\"id\":\"1\",\"name\":\"Sotong\",\"client_id\":\"app-1\",\"client_secret\":\"app-secret\"}");
    }
  else if (g_str_equal (method, "POST") && (g_str_equal (path, "/2/oauth2/token") || g_str_equal (path, "/oauth/token") || g_str_equal (path, "/token")))
    exchange (f, server, message);
  else
    stand_in_violate (server, "%s %s", method, path);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  const char *platform = data != NULL ? data : "x";

  f->server = stand_in_new (answer_cb, f);
  f->clock = sotong_clock_new_system ();
  f->http = sotong_http_new (f->clock);
  f->account = sotong_account_new ("시청", platform, f->server->url, "", "", "{\"client_id\":\"city-app\"}");
}

static void
set_up_x (Fixture       *f,
          gconstpointer  data)
{
  set_up (f, NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  stand_in_check (f->server);
  g_clear_pointer (&f->sign_in, sotong_sign_in_free);
  g_clear_pointer (&f->asked, g_hash_table_unref);
  sotong_account_free (f->account);
  g_assert_finalize_object (f->http);
  g_assert_finalize_object (f->clock);
  stand_in_free (f->server);
}

/* Without the settings of the desktop, which are hidden from tests. */
static GSocketClient *
new_client (void)
{
  GSocketClient *client = g_socket_client_new ();

  g_socket_client_set_enable_proxy (client, FALSE);
  return client;
}

/* What a person's browser is sent to. */
static void
open_page (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  const char *url;

  f->sign_in = sotong_sign_in_begin (f->http, f->account, 0, NULL, &error);
  g_assert_no_error (error);
  url = sotong_sign_in_get_url (f->sign_in);
  g_assert_true (g_str_has_prefix (url, f->server->url));
  f->asked = soup_form_decode (strchr (url, '?') + 1);
}

typedef struct {
  char  *url;
  guint  status;
} Visit;

/* The browser comes back, after a connection that it had opened in advance and a request for an icon. */
static gpointer
visit_thread (gpointer data)
{
  Visit *visit = data;
  g_autoptr(SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, "timeout", 10, NULL);
  g_autoptr(GUri) uri = g_uri_parse (visit->url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *icon = g_strdup_printf ("http://127.0.0.1:%d/favicon.ico", g_uri_get_port (uri));
  g_autoptr(GSocketClient) client = new_client ();
  g_autoptr(GSocketConnection) early = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);
  g_autoptr(SoupMessage) first = soup_message_new ("GET", icon);
  g_autoptr(SoupMessage) message = soup_message_new ("GET", visit->url);
  g_autoptr(GBytes) none = NULL;
  g_autoptr(GBytes) page = NULL;

  g_io_stream_close (G_IO_STREAM (early), NULL, NULL);
  none = soup_session_send_and_read (session, first, NULL, NULL);
  page = soup_session_send_and_read (session, message, NULL, NULL);
  visit->status = soup_message_get_status (message);
  return NULL;
}

static char *
come_back (Fixture     *f,
           const char  *query,
           GError     **error)
{
  Visit visit = { g_strconcat (g_hash_table_lookup (f->asked, "redirect_uri"), "?", query, NULL) };
  GThread *thread = g_thread_new ("browser", visit_thread, &visit);
  g_autofree char *user = NULL;
  char *secret = sotong_sign_in_finish (f->sign_in, 20, NULL, &user, error);

  g_thread_join (thread);
  g_assert_cmpuint (visit.status, ==, 200);
  g_free (visit.url);
  return secret;
}

static char *
make_answer (Fixture    *f,
             const char *state)
{
  return g_strdup_printf ("code=" CODE "&state=%s", state != NULL ? state : (const char *) g_hash_table_lookup (f->asked, "state"));
}

static void
test_sign_in (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongToken) token = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;
  char *secret;

  open_page (f);
  g_assert_cmpstr (g_hash_table_lookup (f->asked, "response_type"), ==, "code");
  g_assert_cmpstr (g_hash_table_lookup (f->asked, "code_challenge_method"), ==, "S256");
  g_assert_cmpuint (strlen (g_hash_table_lookup (f->asked, "code_challenge")), ==, 43);
  g_assert_cmpuint (strlen (g_hash_table_lookup (f->asked, "state")), >=, 43);
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (f->asked, "redirect_uri"), "http://127.0.0.1:"));
  query = make_answer (f, NULL);
  secret = come_back (f, query, &error);
  g_assert_no_error (error);
  token = sotong_token_parse (secret);
  sotong_secrets_free (secret);
  g_assert_cmpstr (token->access_token, ==, "access-1");
  g_assert_cmpstr (token->refresh_token, ==, "refresh-1");
  g_assert_cmpstr (token->client_id, ==, g_hash_table_lookup (f->asked, "client_id"));
  g_assert_cmpint (token->expires_at, >, g_get_real_time () / G_USEC_PER_SEC + 7000);
  g_assert_cmpuint (f->n_exchanged, ==, 1);
}

static void
test_wrong_state (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;

  open_page (f);
  query = make_answer (f, "another");
  g_assert_null (come_back (f, query, &error));
  g_assert_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_FORGED);
  g_assert_cmpuint (f->server->requests->len, ==, 0);
}

static void
test_denied (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;

  open_page (f);
  query = g_strdup_printf ("error=access_denied&state=%s", (const char *) g_hash_table_lookup (f->asked, "state"));
  g_assert_null (come_back (f, query, &error));
  g_assert_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_DENIED);
  g_assert_cmpuint (f->server->requests->len, ==, 0);
}

static void
test_timeout (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *user = NULL;

  open_page (f);
  g_assert_null (sotong_sign_in_finish (f->sign_in, 1, NULL, &user, &error));
  g_assert_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_TIMEOUT);
}

static void
test_cancelled (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *user = NULL;

  open_page (f);
  g_cancellable_cancel (cancellable);
  g_assert_null (sotong_sign_in_finish (f->sign_in, 20, cancellable, &user, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The page was opened with another challenge: the server refuses the exchange. */
static void
test_wrong_verifier (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;

  open_page (f);
  g_hash_table_replace (f->asked, g_strdup ("code_challenge"), (gpointer) "another"); /* its values are not freed */
  query = make_answer (f, NULL);
  g_assert_null (come_back (f, query, &error));
  g_assert_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "serves once and for a short time"));
}

/* What a platform says, and what a person is told to do then. */
typedef struct {
  const char *query;    /* (nullable): what the browser brings back instead of a permission; with the right state */
  guint       status;   /* or what the token endpoint answers */
  const char *body;
  const char *told;     /* a part of the sentence */
} Trouble;

static const Trouble troubles[] = {
  { "error=access_denied", 0, NULL, "allow it" },
  { "error=invalid_scope&error_description=nope", 0, NULL, "tweet.write" },
  { "error=unauthorized_client", 0, NULL, "may not sign anybody in" },
  { "error=temporarily_unavailable", 0, NULL, "Begin again in some minutes" },
  { "error=server_error", 0, NULL, "Begin again in some minutes" },
  { "error=unsupported_response_type", 0, NULL, "Make a token on its own pages" },
  { "error=invalid_request&error_description=Value+passed+for+the+redirect+uri+did+not+match", 0, NULL, "http://127.0.0.1:" },
  { "error=new_word&error_description=a+reason%07", 0, NULL, "new_word: a reason" },
  { "nothing=1", 0, NULL, "did not say why" },
  { NULL, 401, "{\"error\":\"invalid_client\"}", "by this id and secret" },
  { NULL, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"expired\"}", "30 seconds" },
  { NULL, 400, "{\"error\":\"expired_token\"}", "30 seconds" },
  { NULL, 400, "{\"error\":\"invalid_request\",\"error_description\":\"Value passed for the authorization code was invalid.\"}", "30 seconds" },
  { NULL, 400, "{\"error\":\"redirect_uri_mismatch\"}", "Register just this address" },
  { NULL, 400, "{\"error\":\"slow_down\"}", "Begin again in some minutes" },
  { NULL, 503, "{}", "Begin again in some minutes" },
  { NULL, 429, "{}", "Begin again in some minutes" },
  { NULL, 200, "{\"token_type\":\"bearer\"}", "did not say why" },
};

static void
test_trouble (Fixture       *f,
              gconstpointer  data)
{
  const Trouble *trouble = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;

  f->refusal = trouble->status;
  f->refused = trouble->body;
  open_page (f);
  if (trouble->query != NULL)
    query = g_strdup_printf ("%s&state=%s", trouble->query, (const char *) g_hash_table_lookup (f->asked, "state"));
  else
    query = make_answer (f, NULL);
  g_assert_null (come_back (f, query, &error));
  g_assert_true (error->domain == SOTONG_SIGN_IN_ERROR);
  g_assert_nonnull (strstr (error->message, "시청"));
  g_assert_nonnull (strstr (error->message, trouble->told));
  g_assert_null (strchr (error->message, '\a'));
}

/* The network went away while the browser was open. */
static void
test_network_gone (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;

  open_page (f);
  stand_in_fail (f->server, STAND_IN_DROP_BEFORE, "POST /2/oauth2/token");
  query = make_answer (f, NULL);
  g_assert_null (come_back (f, query, &error));
  g_assert_nonnull (strstr (error->message, "was not reached"));
}

/* One visit is taken: who comes later finds nobody. */
static void
test_second_visit (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketClient) client = new_client ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *query = NULL;
  char *secret;

  open_page (f);
  query = make_answer (f, NULL);
  secret = come_back (f, query, &error);
  g_assert_nonnull (secret);
  sotong_secrets_free (secret);
  uri = g_uri_parse (g_hash_table_lookup (f->asked, "redirect_uri"), G_URI_FLAGS_NONE, NULL);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, &error);
  g_assert_null (connection);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_broken_answer (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;

  open_page (f);
  stand_in_fail (f->server, STAND_IN_HTML, "POST /2/oauth2/token");
  query = make_answer (f, NULL);
  g_assert_null (come_back (f, query, &error));
  g_assert_nonnull (error);
}

static void
test_no_app (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongAccount) account = sotong_account_new ("시청", "x", f->server->url, "", "", "");
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_sign_in_begin (f->http, account, 0, NULL, &error));
  g_assert_error (error, SOTONG_SIGN_IN_ERROR, SOTONG_SIGN_IN_ERROR_NO_APP);
}

/* No OAuth: an application password comes back, and whose it is. */
static void
test_wordpress (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) back = NULL;
  g_autofree char *query = NULL;
  g_autofree char *user = NULL;
  const char *success;
  char *secret;
  Visit visit;
  GThread *thread;

  open_page (f);
  success = g_hash_table_lookup (f->asked, "success_url");
  back = soup_form_decode (strchr (success, '?') + 1);
  visit = (Visit) { g_strconcat (success, "&site_url=x&user_login=officer&password=abcd%20efgh", NULL) };
  thread = g_thread_new ("browser", visit_thread, &visit);
  secret = sotong_sign_in_finish (f->sign_in, 20, NULL, &user, &error);
  g_thread_join (thread);
  g_free (visit.url);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "abcd efgh");
  g_assert_cmpstr (user, ==, "officer");
  sotong_secrets_free (secret);
}

static void
test_offered (void)
{
  g_assert_true (sotong_sign_in_is_offered ("mastodon"));
  g_assert_true (sotong_sign_in_is_offered ("youtube"));
  g_assert_false (sotong_sign_in_is_offered ("facebook"));
  g_assert_false (sotong_sign_in_is_offered ("threads"));
  g_assert_false (sotong_sign_in_is_offered (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, data, func) g_test_add ("/platforms/sign-in/" path, Fixture, data, set_up, func, tear_down)
  ADD ("x", "x", test_sign_in);
  ADD ("youtube", "youtube", test_sign_in);
  ADD ("mastodon", "mastodon", test_sign_in);
  ADD ("wordpress", "wordpress", test_wordpress);
  ADD ("wrong-state", NULL, test_wrong_state);
  ADD ("denied", NULL, test_denied);
  ADD ("timeout", NULL, test_timeout);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("wrong-verifier", NULL, test_wrong_verifier);
  ADD ("second-visit", NULL, test_second_visit);
  ADD ("broken-answer", NULL, test_broken_answer);
  ADD ("no-app", NULL, test_no_app);
  ADD ("network-gone", NULL, test_network_gone);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/platforms/sign-in/trouble/%u", i);

      g_test_add (path, Fixture, &troubles[i], set_up_x, test_trouble, tear_down);
    }
  g_test_add_func ("/platforms/sign-in/offered", test_offered);
  return g_test_run ();
}
