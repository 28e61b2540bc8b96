/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-call-private.h"
#include "platforms/sotong-http-date.h"
#include "platforms/sotong-pace.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define MAX_ANSWER (4 * 1024 * 1024)
#define MAX_NOISE  (64 * 1024)  /* how much of other text may come before the JSON */
#define MAX_TRIES  32
#define MAX_WAIT_S (366 * 24 * 60 * 60)  /* what a server may ask for before we stop believing it */

/*< private >
 * sotong_call_begin:
 * @self: a call, all zeroes
 * @platform: who calls
 * @account: for whom
 * @method: the HTTP method
 * @url: where to
 *
 * Makes the request; the secret is for the caller to add.
 */
void
sotong_call_begin (SotongCall          *self,
                   SotongPlatform      *platform,
                   const SotongAccount *account,
                   const char          *method,
                   const char          *url)
{
  self->platform = platform;
  self->account = account;
  self->request = sotong_http_request_new (method, url);
  sotong_http_request_set_header (self->request, "Accept", "application/json");
  sotong_http_request_set_header (self->request, "Cache-Control", "no-cache");
  sotong_http_request_set_max_bytes (self->request, MAX_ANSWER);
}

/*< private >
 * sotong_call_set_json:
 * @self: a call
 * @json: what to send
 */
void
sotong_call_set_json (SotongCall *self,
                      GBytes     *json)
{
  sotong_http_request_set_body (self->request, "application/json", json);
}

/*< private >
 * sotong_call_set_multipart:
 * @self: a call
 * @parts: (transfer full): what to send, a form with files
 */
void
sotong_call_set_multipart (SotongCall    *self,
                           SoupMultipart *parts)
{
  g_autoptr(SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr(GBytes) body = NULL;

  soup_multipart_to_message (parts, headers, &body);
  sotong_http_request_set_body (self->request, soup_message_headers_get_one (headers, "Content-Type"), body);
  soup_multipart_free (parts);
}

/* A server's warnings may come before the JSON, which then begins at some bracket. What begins with
 * a bracket and does not end well is broken: some inner part of it must not pass for the whole. */
static JsonNode *
parse_after_noise (const char *data,
                   gsize       length)
{
  guint tries = 0;
  gsize start = 0;

  while (start < length && (g_ascii_isspace (data[start]) || (guchar) data[start] >= 0x80))
    start++;
  if (start == length || data[start] == '{' || data[start] == '[')
    return NULL;
  for (gsize i = start; i < length && i < MAX_NOISE && tries < MAX_TRIES; i++)
    if (data[i] == '{' || data[i] == '[')
      {
        JsonNode *root = sotong_json_parse (data + i, length - i, NULL);

        if (root != NULL)
          return root;
        tries++;
      }
  return NULL;
}

/*< private >
 * sotong_call_run:
 * @self: a call
 * @cancellable: (nullable): to stop it
 *
 * Makes the call. Blocks. Then either @response or @error is set.
 */
void
sotong_call_run (SotongCall   *self,
                 GCancellable *cancellable)
{
  const char *data;
  gsize length;

  self->response = sotong_http_send (sotong_platform_get_http (self->platform), self->request, cancellable, &self->error);
  if (self->response == NULL)
    return;
  data = g_bytes_get_data (self->response->body, &length);
  self->root = sotong_json_parse (data, length, NULL);
  if (self->root == NULL)
    self->root = parse_after_noise (data, length);
  if (self->root != NULL && JSON_NODE_HOLDS_OBJECT (self->root))
    self->body = json_node_get_object (self->root);
}

/*< private >
 * sotong_call_run_paced:
 * @self: a call
 * @least_ms: how much time is to lie between the beginnings of two calls to the site
 * @cancellable: (nullable): to stop it
 *
 * As sotong_call_run(), after the others had theirs. A server on this machine is nobody else's and is not spared.
 */
void
sotong_call_run_paced (SotongCall   *self,
                       guint         least_ms,
                       GCancellable *cancellable)
{
  guint pause = sotong_http_url_is_local (self->account->url) ? 0 : sotong_pace_take_turn (self->account->url, g_get_monotonic_time (), least_ms);

  if (pause == 0 || sotong_http_wait (sotong_platform_get_http (self->platform), pause, cancellable, &self->error))
    sotong_call_run (self, cancellable);
}

/*< private >
 * sotong_call_has_status:
 * @self: a call that was made
 * @status: an HTTP status
 *
 * Returns: whether it was answered with @status
 */
gboolean
sotong_call_has_status (const SotongCall *self,
                        guint             status)
{
  return self->response != NULL && self->response->status == status;
}

/*< private >
 * sotong_call_succeed:
 * @self: a call that brought the documented success
 *
 * Returns: (transfer full): that it was sent, with the status of the answer
 */
SotongReply *
sotong_call_succeed (const SotongCall *self)
{
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);

  reply->sent = TRUE;
  reply->http_status = self->response->status;
  return reply;
}

/*< private >
 * sotong_call_fail:
 * @self: a call that did not bring the documented success
 * @changes: whether it could change something on the platform
 *
 * Returns: (transfer full): what to say; the platform's own words are those of the member "message"
 */
SotongReply *
sotong_call_fail (SotongCall *self,
                  gboolean    changes)
{
  g_autofree char *reason = sotong_json_dup_string (self->body, "message");

  return sotong_call_fail_because (self, reason, changes);
}

/*< private >
 * sotong_call_fail_because:
 * @self: a call that did not bring the documented success
 * @reason: (nullable): the platform's own words
 * @changes: whether it could change something on the platform
 *
 * Returns: (transfer full): what to say
 */
SotongReply *
sotong_call_fail_because (SotongCall *self,
                          const char *reason,
                          gboolean    changes)
{
  if (self->response == NULL)
    return sotong_reply_new_for_error (self->account, self->request, self->error, changes);
  if (self->response->status >= 200 && self->response->status < 300)
    return sotong_reply_new_for_body (self->account, self->response, changes);
  return sotong_reply_new_for_status (self->account, self->response, sotong_call_get_now (self->platform), reason, changes);
}

/*< private >
 * sotong_call_get_now:
 * @platform: a connector
 *
 * Returns: the workspace's time, seconds since 1970 UTC
 */
gint64
sotong_call_get_now (SotongPlatform *platform)
{
  return sotong_clock_now (sotong_http_get_clock (sotong_platform_get_http (platform)));
}

/*< private >
 * sotong_call_get_server_now:
 * @self: a call that was made
 *
 * Returns: when the server says it answered, seconds since 1970 UTC; 0 if it does not say
 */
gint64
sotong_call_get_server_now (const SotongCall *self)
{
  gint64 time = 0;

  if (self->response != NULL)
    sotong_http_date_parse (sotong_http_response_get_header (self->response, "Date"), &time);
  return time;
}

/*< private >
 * sotong_call_from_server_time:
 * @self: a call that was made
 * @then: a time by the server's clock, seconds since 1970 UTC
 *
 * Returns: @then by the workspace's clock, at least now: a wrong clock on either side does not matter
 */
gint64
sotong_call_from_server_time (const SotongCall *self,
                              gint64            then)
{
  gint64 now = sotong_call_get_now (self->platform);
  gint64 server_now = sotong_call_get_server_now (self);

  if (then <= 0)
    return now;
  return now + CLAMP (then - (server_now > 0 ? server_now : now), 0, MAX_WAIT_S);
}

/*< private >
 * sotong_call_clear:
 * @self: a call
 */
void
sotong_call_clear (SotongCall *self)
{
  g_clear_pointer (&self->request, sotong_http_request_free);
  g_clear_pointer (&self->response, sotong_http_response_free);
  g_clear_pointer (&self->root, json_node_unref);
  self->body = NULL;
  g_clear_error (&self->error);
}
