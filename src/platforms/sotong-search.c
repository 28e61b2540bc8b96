/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-feed-date.h"
#include "platforms/sotong-http-address-private.h"
#include "platforms/sotong-search-private.h"
#include "platforms/sotong-secrets.h"
#include "util/sotong-json.h"

#define LONG_INTERVAL_S 3600
#define DAY_S           G_GINT64_CONSTANT (86400)
#define MAX_MARKS       200   /* places kept to go on from */

/* What every reader that asks an API for JSON does: the key, the quota, the call. */

/* "USER:KEY", the parts of the channel that has the same account, or a key alone. */
static void
split_secret (SotongSearch *self)
{
  const char *secret = self->request->secret != NULL ? self->request->secret : "";
  const char *colon = strrchr (secret, ':'); /* the name may have some, as "did:plc:…" */
  g_autofree char *user = sotong_json_dup_string (self->request->settings, "user");

  if (secret[0] == '{')
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (secret, strlen (secret));
      g_autoptr(JsonObject) parts = sotong_json_parse_object (bytes, NULL);
      static const char * const users[] = { "user", "account_id", "client_id", "id" };
      static const char * const keys[] = { "password", "key", "access_token", "client_secret", "secret" };

      for (guint i = 0; self->user == NULL && i < G_N_ELEMENTS (users); i++)
        self->user = sotong_json_dup_id (parts, users[i]);
      for (guint i = 0; self->key == NULL && i < G_N_ELEMENTS (keys); i++)
        self->key = sotong_json_dup_string (parts, keys[i]);
    }
  else if (user == NULL && colon != NULL && self->site->key != SOTONG_SEARCH_KEY_PREFIX && self->site->key != SOTONG_SEARCH_KEY_QUERY)
    {
      self->user = g_strndup (secret, (gsize) (colon - secret));
      self->key = g_strdup (colon + 1);
    }
  if (self->user == NULL)
    self->user = g_strdup (user != NULL ? user : "");
  if (self->key == NULL)
    self->key = g_strdup (secret[0] != '{' ? secret : "");
}

static JsonObject *
read_cursor (const char *cursor)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (cursor != NULL ? cursor : "", cursor != NULL ? strlen (cursor) : 0);
  JsonObject *object = sotong_json_parse_object (bytes, NULL);

  return object != NULL ? object : json_object_new ();
}

/*< private >
 * sotong_search_begin:
 * @self: a fetch, all zeroes
 * @reader: whose
 * @request: what to fetch
 * @site: how the site is asked
 * @cancellable: (nullable): stops it
 *
 * Makes the fetch ready; sotong_search_end() gives its reply.
 */
void
sotong_search_begin (SotongSearch             *self,
                     SotongReader             *reader,
                     const SotongFetchRequest *request,
                     const SotongSearchSite   *site,
                     GCancellable             *cancellable)
{
  gsize n;

  self->reader = reader;
  self->request = request;
  self->site = site;
  self->cancellable = cancellable;
  self->reply = sotong_fetch_reply_new (SOTONG_FETCH_OK);
  self->base = g_strdup (request->url);
  n = strlen (self->base);
  while (n > 0 && self->base[n - 1] == '/')
    self->base[--n] = '\0';
  split_secret (self);
  self->known = read_cursor (request->cursor);
  self->newest = json_object_new ();
}

/* What was known of searches that did not come to their end is still the place to go on from. */
static void
write_cursor (SotongSearch *self)
{
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autoptr(GList) members = json_object_get_members (self->known);

  for (GList *l = members; l != NULL && json_object_get_size (self->newest) < MAX_MARKS; l = l->next)
    if (!json_object_has_member (self->newest, l->data))
      json_object_set_member (self->newest, l->data, json_node_copy (json_object_get_member (self->known, l->data)));
  if (json_object_get_size (self->newest) == 0)
    return;
  json_node_init_object (node, self->newest);
  self->reply->cursor = json_to_string (node, FALSE);
}

/*< private >
 * sotong_search_end:
 * @self: a fetch
 *
 * Returns: (transfer full): its reply
 */
SotongFetchReply *
sotong_search_end (SotongSearch *self)
{
  write_cursor (self);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->home, g_free);
  g_clear_pointer (&self->user, g_free);
  if (self->key != NULL)
    memset (self->key, 0, strlen (self->key));
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->password, sotong_secrets_free);
  g_clear_pointer (&self->known, json_object_unref);
  g_clear_pointer (&self->newest, json_object_unref);
  return g_steal_pointer (&self->reply);
}

/*< private >
 * sotong_search_refuse:
 * @self: a fetch
 * @message: why nothing is asked
 */
void
sotong_search_refuse (SotongSearch *self,
                      const char   *message)
{
  self->reply->outcome = SOTONG_FETCH_REFUSED;
  self->reply->retry_at = 0;
  g_free (self->reply->message);
  self->reply->message = g_strdup (message);
}

/*< private >
 * sotong_search_append:
 * @query: parameters so far
 * @name: another's name
 * @value: and its value, not escaped
 */
void
sotong_search_append (GString    *query,
                      const char *name,
                      const char *value)
{
  g_string_append_printf (query, "%s%s=", query->len > 0 ? "&" : "", name);
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

/* People copy an address with some of the path in it: what the base ends with is not said twice. */
static gsize
find_overlap (const char *base,
              const char *path)
{
  for (gsize n = strlen (path); n > 1; n--)
    {
      g_autofree char *head = path[n] == '/' || path[n] == '\0' ? g_strndup (path, n) : NULL;

      if (head != NULL && g_str_has_suffix (base, head))
        return n;
    }
  return 0;
}

/*< private >
 * sotong_search_make_url:
 * @self: a fetch
 * @path: of what is asked for, beginning with a slash
 * @query: parameters, escaped
 *
 * Returns: (transfer full): the address
 */
char *
sotong_search_make_url (SotongSearch *self,
                        const char   *path,
                        const char   *query)
{
  const char *rest = path + find_overlap (self->base, path);

  if (self->site->make_url != NULL)
    return self->site->make_url (self, path, query);
  return g_strconcat (self->base, rest, query[0] != '\0' ? "?" : "", query, NULL);
}

/*< private >
 * sotong_search_may_follow:
 * @self: a fetch
 * @url: where a site says that the next page is
 *
 * A key goes to no other server, nor to another one of the same machine; without a key the same machine will do. What is not read then is said.
 *
 * Returns: whether it may be asked for
 */
gboolean
sotong_search_may_follow (SotongSearch *self,
                          const char   *url)
{
  g_autoptr(GUri) here = sotong_http_parse_url (self->request->url, NULL);
  g_autoptr(GUri) there = sotong_http_parse_url (url, NULL);

  if (here != NULL && there != NULL
      && (sotong_http_same_origin (here, there)
          || (self->key[0] == '\0' && g_ascii_strcasecmp (g_uri_get_host (here), g_uri_get_host (there)) == 0)))
    return TRUE;
  self->cut = TRUE;
  if (self->reply->message == NULL)
    self->reply->message = g_strdup (_("The next page is said to be on another server, which this source does not ask. What stands there was left out."));
  return FALSE;
}

static void
sign (SotongSearch      *self,
      SotongHttpRequest *request)
{
  g_autofree char *value = NULL;

  if (self->key[0] == '\0')
    return;
  switch (self->site->key)
    {
    case SOTONG_SEARCH_KEY_PAIR:
      sotong_http_request_set_secret_header (request, self->site->key_names[0], self->user);
      sotong_http_request_set_secret_header (request, self->site->key_names[1], self->key);
      break;
    case SOTONG_SEARCH_KEY_PREFIX:
      value = g_strconcat (self->site->key_names[0], " ", self->key, NULL);
      sotong_http_request_set_secret_header (request, "Authorization", value);
      break;
    case SOTONG_SEARCH_KEY_BASIC:
      sotong_http_request_set_basic (request, self->user, self->key);
      break;
    case SOTONG_SEARCH_KEY_BEARER:
      sotong_http_request_set_bearer (request, self->key);
      break;
    case SOTONG_SEARCH_KEY_QUERY:
    default:
      break;
    }
}

/*< private >
 * sotong_search_new_request:
 * @self: a fetch
 * @method: the HTTP method
 * @url: where to
 *
 * Returns: (transfer full): a call with the source's key and limits
 */
SotongHttpRequest *
sotong_search_new_request (SotongSearch *self,
                           const char   *method,
                           const char   *url)
{
  SotongHttpRequest *request = sotong_http_request_new (method, url);

  sotong_http_request_set_header (request, "Accept", "application/json");
  sign (self, request);
  sotong_http_request_set_max_bytes (request, self->request->max_bytes);
  sotong_http_request_set_deadline (request, self->request->deadline * 1000);
  return request;
}

/* The quota that does not allow the call, or -1. */
static int
find_used_up (SotongSearch *self,
              const gint64 *costs)
{
  for (guint i = 0; i < SOTONG_READER_N_QUOTAS; i++)
    {
      gint64 need = costs[i] + (i == 0 ? self->at_least : 0);

      if (need > 0 && self->reply->used[i] + need > self->request->left[i])
        return (int) i;
    }
  return -1;
}

/* One fetch may use so much of a quota and no more. Of what was not read nothing is known yet, so no time is covered. */
static void
stop_for_share (SotongSearch *self)
{
  self->cut = TRUE;
  self->from = 0;
  g_free (self->reply->message);
  self->reply->message = g_strdup (_("This is more than one fetch reads. The rest is read with the next one."));
}

/* The sentence when nothing may be asked any more, and when it goes on. */
static void
stop_for_quota (SotongSearch *self,
                const gint64 *costs)
{
  const SotongReaderQuota *quotas = sotong_reader_get_quotas (sotong_reader_get_kind (self->reader));
  SotongFetchReply *reply = self->reply;
  int which = find_used_up (self, costs);
  g_autofree char *name = NULL;

  if (which >= 0 && self->request->is_share[which])
    {
      stop_for_share (self);
      return;
    }
  if (which >= 0 && quotas[which].scope != NULL)
    sotong_reader_find_period (&quotas[which], self->request->now, &name, &reply->retry_at);
  g_free (reply->message);
  if (self->site != NULL && self->site->price > 0)
    reply->message = g_strdup (_("What is left of this month’s budget does not pay for the ten posts that are read at least. It goes on with a larger budget, or "
                                 "when the next month begins."));
  else
    reply->message = g_strdup (_("What may be asked in this time is used up. The rest is read when the next day or month begins."));
  self->cut = TRUE;
  reply->outcome = SOTONG_FETCH_WAIT;
}

/*< private >
 * sotong_search_ask:
 * @self: a fetch
 * @request: the call
 * @costs: (array fixed-size=2): what it takes of each quota
 * @answer: (out): what came, all zeroes before
 *
 * Makes one call. Every call counts, also one that fails. Blocks.
 *
 * Returns: whether it was answered with JSON and a status of success; else the reply says why
 */
gboolean
sotong_search_ask (SotongSearch       *self,
                   SotongHttpRequest  *request,
                   const gint64       *costs,
                   SotongSearchAnswer *answer)
{
  g_autoptr(GError) error = NULL;
  const char *data;
  gsize length;

  if (find_used_up (self, costs) >= 0)
    {
      stop_for_quota (self, costs);
      return FALSE;
    }
  answer->response = sotong_http_send (sotong_reader_get_http (self->reader), request, self->cancellable, &error);
  for (guint i = 0; sotong_http_request_was_sent (request) && i < SOTONG_READER_N_QUOTAS; i++)
    self->reply->used[i] += costs[i];
  if (answer->response == NULL)
    {
      sotong_search_fail_error (self, error);
      return FALSE;
    }
  self->reply->http_status = answer->response->status;
  data = g_bytes_get_data (answer->response->body, &length);
  answer->root = sotong_json_parse (data, length, NULL);
  if (answer->response->status >= 200 && answer->response->status < 300 && answer->root != NULL)
    return TRUE;
  sotong_search_fail (self, answer);
  return FALSE;
}

void
sotong_search_answer_clear (SotongSearchAnswer *answer)
{
  g_clear_pointer (&answer->root, json_node_unref);
  g_clear_pointer (&answer->response, sotong_http_response_free);
}

/*< private >
 * sotong_search_settle_covered:
 * @self: a fetch that has come to its end
 * @interval: seconds until the next one makes sense
 */
void
sotong_search_settle_covered (SotongSearch *self,
                              gint64        interval)
{
  const SotongFetchRequest *request = self->request;
  SotongFetchReply *reply = self->reply;

  reply->next_after = interval > 0 ? interval : LONG_INTERVAL_S;
  if (reply->outcome != SOTONG_FETCH_OK)
    return;
  if (reply->items->len == 0 && reply->points == NULL)
    reply->outcome = SOTONG_FETCH_UNCHANGED;
  if (reply->message == NULL)
    reply->message = sotong_feed_date_tell_odd (reply->items);
  if (self->cut && self->from == 0)
    return;
  reply->covered_to = request->now;
  if (self->from > 0)
    reply->covered_from = MIN (self->from, request->now);
  else
    reply->covered_from = request->since > 0 ? MIN (request->since, request->now) : request->now;
  if (self->site->days > 0)
    reply->covered_from = MAX (reply->covered_from, request->now - self->site->days * DAY_S);
  for (guint i = 0; self->from == 0 && i < reply->items->len; i++)
    {
      const SotongItem *item = g_ptr_array_index (reply->items, i);

      if (request->since == 0 && item->precision != SOTONG_ITEM_FIRST_SEEN)
        reply->covered_from = MIN (reply->covered_from, item->published_at);
    }
}
