/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-mastodon-private.h"
#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-token.h"
#include "util/sotong-json.h"

/*
 * sotong_mastodon_begin:
 * @call: a call, all zeroes
 * @platform: the connector
 * @account: for whom, with a secret
 * @method: the HTTP method
 * @route: "/api/v1/statuses", with a query if it has one
 */
void
sotong_mastodon_begin (SotongCall          *call,
                       SotongPlatform      *platform,
                       const SotongAccount *account,
                       const char          *method,
                       const char          *route)
{
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);
  g_autofree char *base = sotong_account_dup_base (account);
  g_autofree char *url = g_strconcat (base, route, NULL);

  sotong_call_begin (call, platform, account, method, url);
  sotong_http_request_set_bearer (call->request, token->access_token != NULL ? token->access_token : "");
}

/*
 * sotong_mastodon_parse_time:
 * @text: (nullable): a time as Mastodon writes it, ISO 8601 with parts of a second
 *
 * Returns: seconds since 1970 UTC; 0 if it cannot be read
 */
gint64
sotong_mastodon_parse_time (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/*
 * sotong_mastodon_format:
 * @time: seconds since 1970 UTC
 *
 * Returns: (transfer full): the time as Mastodon takes it
 */
char *
sotong_mastodon_format (gint64 time)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.000Z");
}

/*
 * sotong_mastodon_fail:
 * @call: a call that did not bring the documented success
 * @changes: whether it could change something on the server
 *
 * The words of an error follow the server's language, so the status alone decides. A server that is asked too
 * often names the end of the wait in a header of its own, and no Retry-After.
 *
 * Returns: (transfer full): what to say
 */
SotongReply *
sotong_mastodon_fail (SotongCall *call,
                      gboolean    changes)
{
  g_autofree char *reason = sotong_json_dup_string (call->body, "error");
  SotongReply *reply = sotong_call_fail_because (call, reason, changes);
  gint64 reset;

  if (changes && reason != NULL && sotong_call_has_status (call, 403)) /* a scope that is missing, or an account that is disabled */
    sotong_reply_shut_out (reply);
  if (reply->outcome != SOTONG_OUTCOME_WAIT || reply->http_status != 429 || reply->retry_at != 0)
    return reply;
  reset = sotong_mastodon_parse_time (sotong_http_response_get_header (call->response, "X-RateLimit-Reset"));
  if (reset > 0)
    reply->retry_at = sotong_call_from_server_time (call, reset);
  return reply;
}

/*
 * sotong_mastodon_read_post:
 * @call: a call that was answered
 * @object: (nullable): a Status or a ScheduledStatus of it
 *
 * Returns: (transfer full) (nullable): OK with its id; %NULL if it is neither
 */
SotongReply *
sotong_mastodon_read_post (SotongCall *call,
                           JsonObject *object)
{
  g_autofree char *id = sotong_json_dup_id (object, "id");
  g_autofree char *scheduled_at = sotong_json_dup_string (object, "scheduled_at");
  SotongReply *reply;

  if (id == NULL)
    return NULL;
  reply = sotong_call_succeed (call);
  if (scheduled_at != NULL)
    {
      reply->remote_id = g_strconcat (SOTONG_MASTODON_SCHEDULED, id, NULL);
      reply->remote_state = g_strdup ("scheduled");
      return reply;
    }
  reply->remote_id = g_steal_pointer (&id);
  reply->remote_url = sotong_json_dup_string (object, "url");
  reply->remote_state = g_strdup ("published");
  return reply;
}
