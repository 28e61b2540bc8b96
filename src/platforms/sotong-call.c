/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-call-private.h"
#include "platforms/sotong-reply-private.h"
#include "util/sotong-json.h"

#define MAX_ANSWER (4 * 1024 * 1024)
#define MAX_NOISE  (64 * 1024)  /* how much of other text may come before the JSON */
#define MAX_TRIES  32

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
  gint64 now = sotong_clock_now (sotong_http_get_clock (sotong_platform_get_http (self->platform)));

  if (self->response == NULL)
    return sotong_reply_new_for_error (self->account, self->request, self->error, changes);
  if (self->response->status >= 200 && self->response->status < 300)
    return sotong_reply_new_for_body (self->account, self->response, changes);
  return sotong_reply_new_for_status (self->account, self->response, now, reason, changes);
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
