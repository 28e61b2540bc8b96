/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-graph-private.h"
#include "util/sotong-json.h"
#include "util/sotong-text.h"

#define REASON_MAX_CHARS 240
#define DAY_FULL_S       (60 * 60)  /* likewise of the posts of a day */
#define RULES_PAGES      1404102    /* what one post says is against the rules */
#define RULES_ABUSE      1346003

/* What a code of the API asks for. */
typedef enum {
  MEANS_REFUSED,
  MEANS_PERMISSION,
  MEANS_POLICY,     /* an account or a post that the platform has blocked */
  MEANS_FETCH,      /* the platform could not get the file at its public address */
  MEANS_SIGN_IN,
  MEANS_WAIT,
  MEANS_TEMPORARY,  /* of a change nobody knows whether it was made */
  MEANS_ABSENT,     /* nothing has the number that was asked for, or the token may not see it */
} Meaning;

/* Subcodes say more than codes, so they are looked for first; developers.facebook.com/docs/graph-api/guides/error-handling
 * and …/instagram-platform/instagram-graph-api/reference/error-codes. */
static const struct {
  gint64  subcode;
  Meaning meaning;
} subcodes[] = {
  { 1390008, MEANS_WAIT }, { 2207042, MEANS_WAIT },
  { 1363047, MEANS_TEMPORARY }, { 1609010, MEANS_TEMPORARY },
  { 2207001, MEANS_TEMPORARY }, { 2207032, MEANS_TEMPORARY }, { 2207053, MEANS_TEMPORARY }, { 2207082, MEANS_TEMPORARY },
  { 2207003, MEANS_FETCH }, { 2207052, MEANS_FETCH },
  { 2207050, MEANS_POLICY }, { 2207051, MEANS_POLICY }, { 4279013, MEANS_POLICY }, { RULES_ABUSE, MEANS_POLICY },
  { RULES_PAGES, MEANS_POLICY },
  { 1404078, MEANS_PERMISSION },
};

static Meaning
find_meaning (const SotongGraphError *error,
              guint                   status)
{
  gint64 code = error->code;

  for (guint i = 0; i < G_N_ELEMENTS (subcodes); i++)
    if (error->subcode == subcodes[i].subcode)
      return subcodes[i].meaning;
  if (code == 190 || code == 102 || code == 2500 || (code == 0 && status == 401))
    return MEANS_SIGN_IN;
  if (code == 4 || code == 17 || code == 32 || code == 341 || code == 613 || (code >= 80000 && code <= 80014) || status == 429)
    return MEANS_WAIT;
  if (code == 1 || code == 2 || error->transient || status >= 500)
    return MEANS_TEMPORARY;
  if (code == 3 || code == 10 || (code >= 200 && code <= 299))
    return MEANS_PERMISSION;
  return code == 368 ? MEANS_POLICY : MEANS_REFUSED;
}

/*< private >
 * sotong_graph_read_error:
 * @call: a call that was made
 * @out_error: (out): the API's error in its answer
 */
void
sotong_graph_read_error (const SotongCall *call,
                         SotongGraphError *out_error)
{
  JsonObject *object = sotong_json_get_object (call->body, "error");

  *out_error = (SotongGraphError) { object != NULL, 0, 0, FALSE };
  sotong_json_get_int64 (object, "code", &out_error->code);
  sotong_json_get_int64 (object, "error_subcode", &out_error->subcode);
  out_error->transient = sotong_json_get_boolean (object, "is_transient", FALSE);
}

/*< private >
 * sotong_graph_is_well:
 * @call: a call that was made
 *
 * Returns: whether the answer is JSON with the documented status and without an error, which may come with a 200 too
 */
gboolean
sotong_graph_is_well (const SotongCall *call)
{
  return sotong_call_has_status (call, 200) && call->body != NULL && !json_object_has_member (call->body, "error");
}

/*< private >
 * sotong_graph_dup_id:
 * @call: a call that was made
 *
 * Returns: (transfer full) (nullable): the id in an answer of success
 */
char *
sotong_graph_dup_id (const SotongCall *call)
{
  return sotong_graph_is_well (call) ? sotong_json_dup_id (call->body, "id") : NULL;
}

/*< private >
 * sotong_graph_is_absent:
 * @call: a call that was made
 *
 * Returns: whether the API says that there is no such object
 */
gboolean
sotong_graph_is_absent (const SotongCall *call)
{
  SotongGraphError error;

  sotong_graph_read_error (call, &error);
  return error.there && ((error.code == 100 && error.subcode == 33) || error.code == 803 || error.subcode == 2207006);
}

static gint64
find_retry_at (SotongGraph            *self,
               const SotongCall       *call,
               const SotongGraphError *error)
{
  gint64 now = sotong_call_get_now (self->platform);
  gint64 minutes = 0;
  gint64 percent = sotong_graph_get_usage (call, &minutes);
  gint64 at = sotong_http_response_get_retry_after (call->response, now);

  if (minutes > 0)
    at = MAX (at, now + minutes * 60);
  if (at == 0 && error->subcode == 2207042)
    at = now + DAY_FULL_S;
  if (at == 0 && percent >= 100)
    at = now + SOTONG_GRAPH_FULL_S;
  return at;
}

/* An error's words may quote the token that it is about. */
static gboolean
holds_secret (const SotongGraph *self,
              const char        *text)
{
  const char *secrets[] = { self->token->access_token, self->token->client_secret, self->token->refresh_token, self->proof };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (secrets[i] != NULL && secrets[i][0] != '\0' && strstr (text, secrets[i]) != NULL)
      return TRUE;
  return FALSE;
}

static char *
quote (SotongGraph            *self,
       JsonObject             *object,
       const SotongGraphError *error)
{
  g_autofree char *for_people = sotong_json_dup_string (object, "error_user_msg");
  g_autofree char *message = sotong_json_dup_string (object, "message");
  g_autofree char *trace = sotong_json_dup_string (object, "fbtrace_id");
  g_autoptr(GString) mark = g_string_new (NULL);
  const char *words = for_people != NULL && for_people[0] != '\0' ? for_people : message;
  g_autofree char *clean = sotong_text_clean (words != NULL && !holds_secret (self, words) ? words : "", -1,
                                              4 * REASON_MAX_CHARS);
  g_autofree char *line = sotong_text_single_line (clean, REASON_MAX_CHARS);

  g_string_append_printf (mark, "%" G_GINT64_FORMAT, error->code);
  if (error->subcode != 0)
    g_string_append_printf (mark, "/%" G_GINT64_FORMAT, error->subcode);
  if (trace != NULL && g_str_is_ascii (trace) && strlen (trace) <= 40 && strpbrk (trace, "\r\n\t ") == NULL)
    g_string_append_printf (mark, ", %s", trace);
  if (line[0] == '\0')
    return g_strdup_printf (_(" Its code: %s."), mark->str);
  return g_strdup_printf (_(" It says: “%s” (%s)."), line, mark->str);
}

static char *
describe_sign_in (const char *name,
                  const char *words,
                  gint64      subcode)
{
  switch (subcode)
    {
    case 460:
      return g_strdup_printf (_("“%s” did not accept the sign-in, because the password was changed.%s Get a new access token "
                                "and enter it in the channel’s settings."),
                              name, words);
    case 459:
    case 464:
      return g_strdup_printf (_("“%s” wants its account confirmed.%s Sign in on its own page, do what it asks, then test the "
                                "channel."),
                              name, words);
    case 458:
    case 492:
      return g_strdup_printf (_("The right to publish on “%s” was taken away.%s Ask its administrator for a role, then enter a "
                                "new access token in the channel’s settings."),
                              name, words);
    default:
      return g_strdup_printf (_("“%s” did not accept the sign-in, which is over.%s Enter a new access token in the channel’s "
                                "settings."),
                              name, words);
    }
}

static char *
describe (const char             *name,
          const char             *words,
          Meaning                 meaning,
          const SotongGraphError *error,
          gboolean                changes)
{
  switch (meaning)
    {
    case MEANS_SIGN_IN:
      return describe_sign_in (name, words, error->subcode);
    case MEANS_PERMISSION:
      return g_strdup_printf (_("“%s” did not permit this.%s Let the app have the permission that it names, or ask the "
                                "account’s administrator for it."),
                              name, words);
    case MEANS_POLICY:
      return g_strdup_printf (_("“%s” has blocked this.%s Send nothing more there before somebody has looked at the account on "
                                "its own page."),
                              name, words);
    case MEANS_FETCH:
      return g_strdup_printf (_("“%s” could not get the file at its public address.%s Check that everybody can open it without "
                                "signing in, then publish again."),
                              name, words);
    case MEANS_WAIT:
      return g_strdup_printf (_("“%s” takes nothing more for now, because it was asked too often.%s It will be tried again."),
                              name, words);
    case MEANS_TEMPORARY:
      if (changes)
        return g_strdup_printf (_("“%s” had a fault while this was under way.%s It will be looked up there before anything is "
                                  "sent again."),
                                name, words);
      return g_strdup_printf (_("“%s” has a fault of its own at the moment.%s It will be tried again."), name, words);
    case MEANS_ABSENT:
      return g_strdup_printf (_("“%s” has nothing under the number that was asked for, or the token may not see it.%s Check the account’s number in the "
                                "settings, and that the token is one for this account."), name, words);
    case MEANS_REFUSED:
    default:
      return g_strdup_printf (_("“%s” refused this.%s Change what it objects to and try again."), name, words);
    }
}

static SotongOutcome
outcome_of (Meaning  meaning,
            gboolean changes)
{
  switch (meaning)
    {
    case MEANS_SIGN_IN:
      return SOTONG_OUTCOME_RENEW;
    case MEANS_WAIT:
      return SOTONG_OUTCOME_WAIT;
    case MEANS_TEMPORARY:
      return changes ? SOTONG_OUTCOME_UNKNOWN : SOTONG_OUTCOME_WAIT;
    case MEANS_PERMISSION:
    case MEANS_POLICY:
    case MEANS_FETCH:
    case MEANS_ABSENT:
    case MEANS_REFUSED:
    default:
      return SOTONG_OUTCOME_REFUSED;
    }
}

/* The account is blocked or lacks a right: no other post of it would fare better. */
static gboolean
is_of_account (Meaning                 meaning,
               const SotongGraphError *error)
{
  return meaning == MEANS_PERMISSION || (meaning == MEANS_POLICY && error->subcode != RULES_PAGES && error->subcode != RULES_ABUSE);
}

/*< private >
 * sotong_graph_fail:
 * @self: an open API
 * @call: a call that did not bring the documented success
 * @changes: whether it could make or change a post
 *
 * Returns: (transfer full): what the API's error says to do, or, where there is none, the answer's status
 */
SotongReply *
sotong_graph_fail (SotongGraph *self,
                   SotongCall  *call,
                   gboolean     changes)
{
  SotongGraphError error;
  SotongReply *reply;
  Meaning meaning;
  g_autofree char *words = NULL;

  sotong_graph_read_error (call, &error);
  if (!error.there)
    {
      reply = sotong_call_fail (call, changes);
      if (reply->outcome == SOTONG_OUTCOME_WAIT && call->response != NULL)
        reply->retry_at = find_retry_at (self, call, &error);
      return reply;
    }
  meaning = find_meaning (&error, call->response->status);
  if (meaning == MEANS_REFUSED && !changes && sotong_graph_is_absent (call))
    meaning = MEANS_ABSENT;
  words = quote (self, sotong_json_get_object (call->body, "error"), &error);
  reply = sotong_reply_new (outcome_of (meaning, changes), NULL);
  g_free (reply->message);
  reply->message = describe (call->account->name, words, meaning, &error, changes);
  reply->shut_out = is_of_account (meaning, &error);
  reply->sent = TRUE;
  reply->http_status = call->response->status;
  if (reply->outcome == SOTONG_OUTCOME_WAIT)
    reply->retry_at = find_retry_at (self, call, &error);
  return reply;
}

/*< private >
 * sotong_graph_new_ok:
 * @call: a call that was answered well
 * @remote_id: the post
 * @remote_url: (nullable): its address
 * @state: what it is there
 *
 * Returns: (transfer full): OK
 */
SotongReply *
sotong_graph_new_ok (const SotongCall *call,
                     const char       *remote_id,
                     const char       *remote_url,
                     const char       *state)
{
  SotongReply *reply = sotong_call_succeed (call);

  reply->remote_id = g_strdup (remote_id);
  reply->remote_url = g_strdup (remote_url);
  reply->remote_state = g_strdup (state);
  return reply;
}
