/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-telegram-private.h"
#include "util/sotong-json.h"

/*< private >
 * sotong_telegram_dup_token:
 * @account: an account
 *
 * Returns: (transfer full): the bot's token, the secret itself or a part of it, to be wiped; "" if there is none
 */
char *
sotong_telegram_dup_token (const SotongAccount *account)
{
  g_autoptr(SotongToken) token = sotong_token_parse (account->secret);

  return g_strstrip (g_strdup (token->access_token != NULL ? token->access_token : ""));
}

/*< private >
 * sotong_telegram_is_well:
 * @call: a call that was made
 *
 * Returns: whether Telegram says that it did it
 */
gboolean
sotong_telegram_is_well (SotongCall *call)
{
  return sotong_call_has_status (call, 200) && sotong_json_get_boolean (call->body, "ok", FALSE);
}

/*< private >
 * sotong_telegram_reply:
 * @call: a call that was answered
 * @outcome: what came of it
 * @message: (transfer full) (nullable): a sentence for the person
 *
 * Returns: (transfer full): the reply, with the answer's status
 */
SotongReply *
sotong_telegram_reply (SotongCall    *call,
                       SotongOutcome  outcome,
                       char          *message)
{
  SotongReply *reply = sotong_reply_new (outcome, message);

  g_free (message);
  reply->sent = TRUE;
  reply->http_status = call->response != NULL ? call->response->status : 0;
  return reply;
}

static SotongReply *
reply_busy (SotongCall *call,
            JsonObject *parameters)
{
  gint64 now = sotong_call_get_now (call->platform), seconds = 0;
  SotongReply *reply;

  reply = sotong_telegram_reply (call, SOTONG_OUTCOME_WAIT,
                                 g_strdup_printf (_("Telegram takes no more messages for “%s” for the moment (status 429). It will be tried again."),
                                                  call->account->name));
  if (sotong_json_get_int64 (parameters, "retry_after", &seconds))
    reply->retry_at = now + CLAMP (seconds, 1, 7 * 24 * 3600);
  else
    reply->retry_at = sotong_http_response_get_retry_after (call->response, now);
  return reply;
}

/* Whether Telegram itself says no, with a code. Anything else that is no success may be of somebody on the way, who has
 * perhaps passed the call on: https://core.telegram.org/bots/api#making-requests. */
static gboolean
is_told (SotongCall *call,
         gint64     *out_code)
{
  *out_code = 0;
  return call->body != NULL && json_object_has_member (call->body, "ok") && !sotong_json_get_boolean (call->body, "ok", TRUE)
         && sotong_json_get_int64 (call->body, "error_code", out_code) && *out_code >= 400 && *out_code < 600;
}

/* Whether the call may have been done although this answer is none of success. Of what is not ready only a change is simply made
 * once more; of a post sotong_telegram_ask_person() decides. */
static gboolean
leaves_open (SotongCall *call,
             gboolean    told)
{
  guint status = call->response->status;

  if (status == 429 || status == 503)
    return FALSE;
  return !told || status >= 500;
}

static SotongReply *
reply_open (SotongCall *call)
{
  return sotong_telegram_reply (call, SOTONG_OUTCOME_UNKNOWN,
                                g_strdup_printf (_("An answer came that leaves open whether this was done on “%s” (status %u), and a bot cannot look there. "
                                                   "Look at the channel yourself; if it was not done, do it again."),
                                                 call->account->name, call->response->status));
}

/*< private >
 * sotong_telegram_fail:
 * @call: a call that did not bring the documented success
 * @changes: whether it could make or change a message
 *
 * Telegram's own codes come in the body, whatever the status says.
 *
 * Returns: (transfer full): what Telegram's answer says to do; for a change that may have been made, UNKNOWN
 */
SotongReply *
sotong_telegram_fail (SotongCall *call,
                      gboolean    changes)
{
  JsonObject *parameters = sotong_json_get_object (call->body, "parameters");
  g_autofree char *reason = sotong_json_dup_string (call->body, "description");
  g_autofree char *token = sotong_telegram_dup_token (call->account);
  const char *name = call->account->name;
  gint64 code = 0, chat = 0;
  gboolean told = is_told (call, &code);

  if (reason != NULL && strstr (reason, token) != NULL)
    g_clear_pointer (&reason, g_free);
  if (call->response == NULL)
    return sotong_call_fail_because (call, NULL, changes);
  if (told)
    call->response->status = code == 404 ? 401 : (guint) code; /* 404: no such bot */
  if (changes && leaves_open (call, told))
    return reply_open (call);
  if (sotong_call_has_status (call, 429))
    return reply_busy (call, parameters);
  if (told && sotong_json_get_int64 (parameters, "migrate_to_chat_id", &chat))
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, chat);

      return sotong_telegram_reply (call, SOTONG_OUTCOME_REFUSED,
                                    g_strdup_printf (_("The chat of “%s” has a new number on Telegram: %s. Nothing was sent. Enter this number as the channel’s user."),
                                                     name, number));
    }
  if (told && sotong_call_has_status (call, 403))
    return sotong_reply_shut_out (sotong_telegram_reply (call, SOTONG_OUTCOME_REFUSED,
                                                         g_strdup_printf (_("The bot of “%s” may not write there (%s). Make it an administrator of the channel with the right to post."),
                                                                          name, reason != NULL ? reason : "403")));
  return sotong_call_fail_because (call, reason, changes);
}

/*< private >
 * sotong_telegram_ask_person:
 * @account: the account
 * @reply: (transfer full): what came of a post
 *
 * Nobody can look on a channel: of what may be there a person is asked, in words that do not promise otherwise.
 *
 * Returns: (transfer full): @reply
 */
SotongReply *
sotong_telegram_ask_person (const SotongAccount *account,
                            SotongReply         *reply)
{
  /* What says that Telegram is not ready may be anybody's on the way, who has passed the post on. Only a limit (429) is reached before that. */
  gboolean put_off = reply->outcome == SOTONG_OUTCOME_WAIT && reply->http_status >= 500;

  if (reply->outcome != SOTONG_OUTCOME_UNKNOWN && !put_off)
    return reply;
  reply->outcome = SOTONG_OUTCOME_UNKNOWN;
  g_free (reply->message);
  if (put_off)
    reply->message = g_strdup_printf (_("“%s” may have this post: an answer came that does not say (status %u), and a bot cannot read there. "
                                        "Look at the channel yourself, then say here whether it is published; it is not sent again by itself."),
                                      account->name, reply->http_status);
  else
    reply->message = g_strdup_printf (_("“%s” may have this post, but Telegram’s answer did not arrive, and a bot cannot read there. "
                                        "Look at the channel yourself, then say here whether it is published; it is not sent again by itself."),
                                      account->name);
  return reply;
}

/* The public address; a channel without a name has one for its members. */
static char *
make_url (JsonObject *chat,
          gint64      message_id)
{
  g_autofree char *user = sotong_json_dup_string (chat, "username");
  gint64 id = 0;
  g_autofree char *number = NULL;

  if (user != NULL && user[0] != '\0')
    return g_strdup_printf ("https://t.me/%s/%" G_GINT64_FORMAT, user, message_id);
  if (!sotong_json_get_int64 (chat, "id", &id))
    return NULL;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  return g_str_has_prefix (number, "-100") ? g_strdup_printf ("https://t.me/c/%s/%" G_GINT64_FORMAT, number + 4, message_id) : NULL;
}

static SotongReply *
reply_queued (SotongCall *call)
{
  return sotong_telegram_reply (call, SOTONG_OUTCOME_UNKNOWN,
                                g_strdup_printf (_("Telegram has taken the post for “%s” and sends it by itself when it is ready, but has not told its address. "
                                                   "Look at the channel later, then say here that it is published."), call->account->name));
}

/*< private >
 * sotong_telegram_read_messages:
 * @call: a call that was done
 *
 * Returns: (transfer full) (nullable): OK if the answer has every message's number; a group's answer is a list. %NULL
 *   if it is no answer.
 */
SotongReply *
sotong_telegram_read_messages (SotongCall *call)
{
  JsonNode *result = call->body != NULL ? json_object_get_member (call->body, "result") : NULL;
  gboolean many = result != NULL && JSON_NODE_HOLDS_ARRAY (result);
  JsonArray *list = many ? json_node_get_array (result) : NULL;
  guint n = many ? json_array_get_length (list) : 1;
  g_autoptr(GString) ids = g_string_new (NULL);
  g_autofree char *url = NULL;
  SotongReply *reply;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *message = many ? sotong_json_array_get_object (list, i) : sotong_json_get_object (call->body, "result");
      gint64 id = -1;

      if (!sotong_json_get_int64 (message, "message_id", &id) || id < 0)
        return NULL;
      if (id == 0)
        return reply_queued (call);
      if (i == 0)
        url = make_url (sotong_json_get_object (message, "chat"), id);
      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", id);
    }
  if (n == 0)
    return NULL;
  reply = sotong_telegram_reply (call, SOTONG_OUTCOME_OK, NULL);
  reply->remote_id = g_strdup (ids->str);
  reply->remote_url = g_steal_pointer (&url);
  return reply;
}
