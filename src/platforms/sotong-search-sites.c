/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "platforms/sotong-bluesky-private.h"
#include "platforms/sotong-http-address-private.h"
#include "platforms/sotong-search-private.h"
#include "platforms/sotong-secrets.h"
#include "platforms/sotong-wordpress-root.h"
#include "util/sotong-json-path.h"
#include "util/sotong-json.h"

#define SESSION_EARLY_S 300

/* What a site needs that no table says. */

/*< private >
 * sotong_search_take_reply:
 * @self: a fetch
 * @said: how a connector says that a call of the same site went wrong; its sentence is taken
 */
void
sotong_search_take_reply (SotongSearch *self,
                          SotongReply  *said)
{
  SotongFetchReply *reply = self->reply;

  reply->http_status = said->http_status;
  reply->outcome = said->outcome == SOTONG_OUTCOME_WAIT ? SOTONG_FETCH_WAIT : SOTONG_FETCH_REFUSED;
  if (reply->outcome == SOTONG_FETCH_WAIT && !said->cancelled)
    reply->retry_at = MAX (said->retry_at, self->request->now + SOTONG_READER_MIN_INTERVAL);
  g_free (reply->message);
  reply->message = g_steal_pointer (&said->message);
}

/* ---- Bluesky ---- */

/* A session lasts two hours, and a server lets few be begun: those of this program are kept, in memory only. */
typedef struct {
  char   *token;
  char   *server;      /* (nullable): that has the account, and is asked */
  gint64  expires_at;
} Session;

static GMutex sessions_mutex;
static GHashTable *sessions; /* (owned) (element-type utf8 Session): by address, account and a digest of the password */

static void
session_free (gpointer data)
{
  Session *session = data;

  sotong_secrets_free (session->token);
  g_free (session->server);
  g_free (session);
}

static char *
dup_session (const char  *name,
             char       **out_server)
{
  char *token = NULL;

  g_mutex_lock (&sessions_mutex);
  if (sessions != NULL)
    {
      Session *session = g_hash_table_lookup (sessions, name);

      if (session != NULL && session->expires_at > g_get_real_time () / G_USEC_PER_SEC + SESSION_EARLY_S)
        {
          token = g_strdup (session->token);
          *out_server = g_strdup (session->server);
        }
    }
  g_mutex_unlock (&sessions_mutex);
  return token;
}

static void
keep_session (const char        *name,
              const SotongToken *token,
              const char        *server)
{
  Session *session = g_new0 (Session, 1);

  session->token = g_strdup (token->access_token);
  session->server = g_strdup (server);
  session->expires_at = token->expires_at;
  g_mutex_lock (&sessions_mutex);
  if (sessions == NULL)
    sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, session_free);
  g_hash_table_insert (sessions, g_strdup (name), session);
  g_mutex_unlock (&sessions_mutex);
}

/* @token: of that session; one that another fetch has begun since is kept */
static void
forget_session (const char *name,
                const char *token)
{
  g_mutex_lock (&sessions_mutex);
  if (sessions != NULL)
    {
      Session *session = g_hash_table_lookup (sessions, name);

      if (session != NULL && g_strcmp0 (session->token, token) == 0)
        g_hash_table_remove (sessions, name);
    }
  g_mutex_unlock (&sessions_mutex);
}

static char *
name_session (const SotongSearch *self,
              const char         *password)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, password, -1);

  return g_strconcat (self->home != NULL ? self->home : self->base, "\n", self->user, "\n", digest, NULL);
}

/* A session's tokens alone can be looked through until they end; they are never renewed here, for
 * that would use up the channel's own. */
static char *
begin_session (SotongSearch  *self,
               const char    *name,
               char         **out_server)
{
  g_autoptr(SotongPlatform) platform = sotong_platform_new ("bluesky", sotong_reader_get_http (self->reader));
  g_autofree char *host = sotong_reader_dup_host (self->request->url);
  g_autoptr(SotongAccount) account = sotong_account_new (host, "bluesky", self->base, self->user, NULL, self->key);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongToken) token = NULL;
  char *secret = NULL;

  reply = sotong_bluesky_refresh (platform, account, self->cancellable, &secret);
  if (reply->outcome != SOTONG_OUTCOME_OK)
    {
      sotong_search_take_reply (self, reply);
      return NULL;
    }
  token = sotong_token_parse (secret);
  sotong_secrets_free (secret);
  keep_session (name, token, reply->remote_url);
  *out_server = g_steal_pointer (&reply->remote_url);
  return g_strdup (token->access_token);
}

/* Nobody outside has an account on this machine, or in a network of the office's own. */
static gboolean
leads_inside (const char *from,
              const char *to)
{
  g_autoptr(GUri) here = sotong_http_parse_url (from, NULL);
  g_autoptr(GUri) there = sotong_http_parse_url (to, NULL);

  return here == NULL || there == NULL || (sotong_http_uri_is_private (there) && !sotong_http_uri_is_private (here));
}

/* Who signs in may be told which server has the account; what is asked is asked there. */
static void
move_to_server (SotongSearch *self,
                const char   *server)
{
  gsize n = server != NULL ? strlen (server) : 0;

  while (n > 0 && server[n - 1] == '/')
    n--;
  if (n == 0 || (strncmp (self->base, server, n) == 0 && self->base[n] == '\0') || leads_inside (self->base, server))
    return;
  self->home = g_steal_pointer (&self->base);
  self->base = g_strndup (server, n);
}

static void
move_home (SotongSearch *self)
{
  if (self->home == NULL)
    return;
  g_free (self->base);
  self->base = g_steal_pointer (&self->home);
}

gboolean
sotong_search_prepare_bluesky (SotongSearch *self)
{
  g_autofree char *name = name_session (self, self->key);
  g_autofree char *server = NULL;
  char *token;

  if (self->user[0] == '\0' || self->key[0] == '\0')
    {
      sotong_search_refuse (self, _("Bluesky is searched with an account: give its name and an app password, as NAME:PASSWORD; it is not asked before."));
      return FALSE;
    }
  token = dup_session (name, &server);
  self->is_kept = token != NULL;
  if (token == NULL)
    token = begin_session (self, name, &server);
  if (token == NULL)
    return FALSE;
  sotong_secrets_free (self->password);
  self->password = self->key;
  self->key = token;
  move_to_server (self, server);
  return TRUE;
}

/* As if the fetch began. */
static void
start_again (SotongSearch *self)
{
  self->key_refused = self->cut = FALSE;
  self->from = 0;
  self->reply->outcome = SOTONG_FETCH_OK;
  self->reply->retry_at = 0;
  g_clear_pointer (&self->reply->message, g_free);
  g_ptr_array_set_size (self->reply->items, 0);
}

/*< private >
 * sotong_search_renew_bluesky:
 * @self: a fetch whose key was refused, or that no server answered
 *
 * The server that was named when the session began may be out of reach from here, as one inside another network: then the source's own is asked.
 * A session that was kept may be over before its time, as where the clock here was put right or the server ended it: that says nothing of the
 * password. A new one is begun, once, and the fetch is as if it began.
 *
 * Returns: whether it is to be read once more
 */
gboolean
sotong_search_renew_bluesky (SotongSearch *self)
{
  g_autofree char *name = NULL;

  if (!self->key_refused && self->home != NULL)
    {
      move_home (self);
      start_again (self);
      return TRUE;
    }
  if (!self->key_refused || !self->is_kept || self->password == NULL)
    return FALSE;
  name = name_session (self, self->password);
  move_home (self);
  forget_session (name, self->key);
  sotong_secrets_free (self->key);
  self->key = g_steal_pointer (&self->password);
  start_again (self);
  return sotong_search_prepare_bluesky (self);
}

/* "at://did:plc:abc/app.bsky.feed.post/3lbxyz" is at a page named after the account. */
void
sotong_search_finish_bluesky (JsonNode   *page,
                              JsonNode   *node,
                              SotongItem *item)
{
  const char *key = item->external_id != NULL ? strrchr (item->external_id, '/') : NULL;
  g_autofree char *handle = sotong_json_dup_path (node, "author.handle");
  g_autofree char *did = sotong_json_dup_path (node, "author.did");
  g_autofree char *shown = sotong_json_dup_path (node, "author.displayName");

  if (key != NULL && (did != NULL || handle != NULL))
    {
      g_free (item->url);
      item->url = g_strconcat ("https://bsky.app/profile/", did != NULL ? did : handle, "/post/", key + 1, NULL);
    }
  if (shown != NULL && shown[0] != '\0' && handle != NULL)
    {
      g_free (item->author);
      item->author = g_strdup_printf ("%s (@%s)", shown, handle);
    }
}

/* ---- X ---- */

void
sotong_search_finish_x (JsonNode   *page,
                        JsonNode   *node,
                        SotongItem *item)
{
  g_autofree char *author = sotong_json_dup_path (node, "author_id");
  JsonArray *users = sotong_json_get_path_array (page, "includes.users");
  g_autofree char *user = NULL;

  for (guint i = 0; author != NULL && users != NULL && i < json_array_get_length (users); i++)
    {
      JsonObject *object = sotong_json_array_get_object (users, i);
      g_autofree char *id = sotong_json_dup_id (object, "id");
      g_autofree char *name = sotong_json_dup_string (object, "name");

      if (g_strcmp0 (id, author) != 0)
        continue;
      user = sotong_json_dup_string (object, "username");
      g_free (item->author);
      item->author = name != NULL && user != NULL ? g_strdup_printf ("%s (@%s)", name, user) : g_strdup (user);
      break;
    }
  g_free (item->url);
  item->url = item->external_id != NULL ? g_strconcat ("https://x.com/", user != NULL ? user : "i", "/status/", item->external_id, NULL) : NULL;
}

/*< private >
 * sotong_search_probe_x:
 * @self: a fetch
 * @words: a search
 *
 * Asks how many posts of the last seven days there are, which costs as much as reading one, and says what it would cost
 * to read them. Blocks.
 *
 * Returns: %FALSE if no answer came, which the reply says
 */
gboolean
sotong_search_probe_x (SotongSearch *self,
                       const char   *words)
{
  static const gint64 costs[SOTONG_READER_N_QUOTAS] = { 5 };
  g_autoptr(GString) query = g_string_new ("granularity=day");
  g_auto(SotongSearchAnswer) answer = { 0 };
  g_autoptr(SotongHttpRequest) request = NULL;
  g_autofree char *url = NULL;
  g_autofree char *total = NULL;
  gint64 n;

  self->at_least = 0;
  sotong_search_append (query, "query", words);
  url = sotong_search_make_url (self, "/2/tweets/counts/recent", query->str);
  request = sotong_search_new_request (self, "GET", url);
  if (!sotong_search_ask (self, request, costs, &answer))
    return FALSE;
  total = sotong_json_dup_path (answer.root, "meta.total_tweet_count");
  if (total == NULL)
    total = sotong_json_dup_path (answer.root, "meta.total_post_count");
  if (total == NULL && sotong_json_find_path (answer.root, "meta") == NULL)
    {
      sotong_search_fail (self, &answer);
      return FALSE;
    }
  n = total != NULL ? g_ascii_strtoll (total, NULL, 10) : 0;
  g_free (self->reply->message);
  self->reply->message = g_strdup_printf (_("In the last seven days there were %" PRId64 " posts; to read them all costs about $%.3f. This question cost $0.005."),
                                          n, (double) n * self->site->price / 1000.0);
  return TRUE;
}

/* ---- WordPress ---- */

/* The API is where the site says; one that does not say it has it at the usual place. */
gboolean
sotong_search_prepare_wordpress (SotongSearch *self)
{
  g_autoptr(SotongPlatform) platform = sotong_platform_new ("wordpress", sotong_reader_get_http (self->reader));
  g_autofree char *host = sotong_reader_dup_host (self->request->url);
  g_autoptr(SotongAccount) account = sotong_account_new (host, "wordpress", self->base, self->user, NULL, self->key);
  g_autoptr(SotongReply) reply = NULL;
  char *root = sotong_wordpress_find_root (platform, account, self->cancellable, &reply);

  if (root == NULL && reply != NULL && (reply->outcome == SOTONG_OUTCOME_WAIT || reply->cancelled))
    {
      sotong_search_take_reply (self, reply);
      return FALSE;
    }
  if (root == NULL)
    root = g_strconcat (self->base, "/wp-json/", NULL);
  g_free (self->base);
  self->base = root;
  return TRUE;
}

char *
sotong_search_make_wordpress_url (SotongSearch *self,
                                  const char   *path,
                                  const char   *query)
{
  return sotong_wordpress_make_url (self->base, path, query);
}

/* The address of a comment is its post's but for the fragment, which an address as a key has not. */
void
sotong_search_finish_wordpress (JsonNode   *page,
                                JsonNode   *node,
                                SotongItem *item)
{
  g_auto(GStrv) parts = g_strsplit (item->url != NULL ? item->url : "", "#", 2);

  if (parts[0] == NULL || parts[0][0] == '\0' || item->external_id == NULL)
    return;
  g_free (item->url);
  item->url = g_strconcat (parts[0], strchr (parts[0], '?') != NULL ? "&" : "?", "replytocom=", item->external_id, "#comment-",
                           item->external_id, NULL);
}
