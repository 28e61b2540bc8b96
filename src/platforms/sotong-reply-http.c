/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-reply-private.h"
#include "platforms/sotong-token.h"
#include "util/sotong-charset.h"
#include "util/sotong-html.h"
#include "util/sotong-text.h"

#define REASON_MAX_CHARS 200
#define PAGE_MAX_BYTES   (64 * 1024)  /* of a page that is looked through for what it says */

static SotongReply *
take_message (SotongOutcome  outcome,
              char          *message)
{
  SotongReply *reply = sotong_reply_new (outcome, NULL);

  g_free (reply->message);
  reply->message = message;
  return reply;
}

/*< private >
 * sotong_reply_new_no_secret:
 * @account: an account without a secret
 *
 * Returns: (transfer full): RENEW
 */
SotongReply *
sotong_reply_new_no_secret (const SotongAccount *account)
{
  return take_message (SOTONG_OUTCOME_RENEW,
                       g_strdup_printf (_("No password is stored for “%s”, so nothing was sent. Enter it in the channel’s settings."),
                                        account->name));
}

/*< private >
 * sotong_reply_new_sign_in_over:
 * @account: an account whose sign-in has ended and cannot be renewed without a person
 *
 * Returns: (transfer full): RENEW
 */
SotongReply *
sotong_reply_new_sign_in_over (const SotongAccount *account)
{
  return take_message (SOTONG_OUTCOME_RENEW,
                       g_strdup_printf (_("The sign-in of “%s” is over and could not be renewed, so nothing was sent. Sign in again in the channel’s settings."),
                                        account->name));
}

/*< private >
 * sotong_reply_new_not_stored:
 * @account: the account
 *
 * Returns: (transfer full): WAIT, because a step's id could not be written down
 */
SotongReply *
sotong_reply_new_not_stored (const SotongAccount *account)
{
  return take_message (SOTONG_OUTCOME_WAIT,
                       g_strdup_printf (_("A picture is on “%s”, but this could not be written into the workspace, "
                                          "so the post was not sent. Make room on the disk and try again."), account->name));
}

/*< private >
 * sotong_reply_shut_out:
 * @self: (transfer full): a refusal for what the account is or may do
 *
 * Notes that any other post of the account would meet the same. Of any other outcome it says nothing.
 *
 * Returns: (transfer full): @self
 */
SotongReply *
sotong_reply_shut_out (SotongReply *self)
{
  self->shut_out = self->outcome == SOTONG_OUTCOME_REFUSED;
  return self;
}

/*< private >
 * sotong_reply_new_absent:
 * @account: the account
 * @status: the HTTP status that said so
 *
 * Returns: (transfer full): WAIT: the post is not there, sending it makes no second one
 */
SotongReply *
sotong_reply_new_absent (const SotongAccount *account,
                         guint                status)
{
  SotongReply *reply = take_message (SOTONG_OUTCOME_WAIT,
                                     g_strdup_printf (_("The post is not on “%s”. It can be sent again."), account->name));

  reply->sent = TRUE;
  reply->http_status = status;
  return reply;
}

/*< private >
 * sotong_reply_new_gone:
 * @remote_id: a post's id
 * @status: the HTTP status that said so
 *
 * Returns: (transfer full): OK: what was to be removed is not there
 */
SotongReply *
sotong_reply_new_gone (const char *remote_id,
                       guint       status)
{
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);

  reply->sent = TRUE;
  reply->http_status = status;
  reply->remote_id = g_strdup (remote_id);
  reply->remote_state = g_strdup ("removed");
  return reply;
}

/*< private >
 * sotong_reply_new_doubt:
 * @account: the account
 *
 * Returns: (transfer full): UNKNOWN: a post with the same words is there that nobody knows, and it is too old to be taken for the one
 *   looked for as long as all clocks are right
 */
SotongReply *
sotong_reply_new_doubt (const SotongAccount *account)
{
  SotongReply *reply = take_message (SOTONG_OUTCOME_UNKNOWN,
                                     g_strdup_printf (_("“%s” has an older post with the same words, so whether this one arrived cannot be told."),
                                                      account->name));

  reply->sent = TRUE;
  reply->http_status = 200;
  return reply;
}

/*< private >
 * sotong_reply_settle_look_up:
 * @found: what a look-up before sending found
 * @reply: (inout): its reply
 *
 * Returns: whether @reply ends the publishing: the post is there, or nobody can tell, and then the
 *   outcome is UNKNOWN as before. %FALSE, with @reply freed, if the post may be sent.
 */
gboolean
sotong_reply_settle_look_up (SotongLookUp   found,
                             SotongReply  **reply)
{
  switch (found)
    {
    case SOTONG_LOOK_UP_ABSENT:
      g_clear_pointer (reply, sotong_reply_free);
      return FALSE;
    case SOTONG_LOOK_UP_CANNOT_TELL:
      (*reply)->outcome = SOTONG_OUTCOME_UNKNOWN;
      return TRUE;
    case SOTONG_LOOK_UP_FOUND:
    default:
      return TRUE;
    }
}

static SotongReply *
reply_for_cancelled (const SotongAccount *account,
                     gboolean             unsure)
{
  SotongReply *reply;

  if (unsure)
    reply = take_message (SOTONG_OUTCOME_UNKNOWN,
                          g_strdup_printf (_("The call to “%s” was stopped while it was under way. "
                                             "It will be looked up there before anything is sent again."), account->name));
  else
    reply = take_message (SOTONG_OUTCOME_WAIT,
                          g_strdup_printf (_("The call to “%s” was stopped before anything was changed there."), account->name));
  reply->cancelled = TRUE;
  return reply;
}

/*< private >
 * sotong_reply_new_stopped:
 * @account: the account
 *
 * Returns: (transfer full): WAIT: the person stopped it between two calls
 */
SotongReply *
sotong_reply_new_stopped (const SotongAccount *account)
{
  return reply_for_cancelled (account, FALSE);
}

/*< private >
 * sotong_reply_new_too_near:
 * @account: the account
 * @publish_at: when the post is due, seconds since 1970 UTC
 *
 * Returns: (transfer full): WAIT: the platform would not keep the time, so the program must
 */
SotongReply *
sotong_reply_new_too_near (const SotongAccount *account,
                           gint64               publish_at)
{
  SotongReply *reply = take_message (SOTONG_OUTCOME_WAIT,
                                     g_strdup_printf (_("“%s” cannot keep this time itself. The post will be sent when it is due."), account->name));

  reply->retry_at = publish_at;
  return reply;
}

/*< private >
 * sotong_reply_name_file:
 * @self: why a file could not be put on the platform
 * @account: the account
 * @media: the file
 *
 * Says in the message which file it was.
 */
void
sotong_reply_name_file (SotongReply         *self,
                        const SotongAccount *account,
                        const SotongMedia   *media)
{
  char *message = g_strdup_printf (_("The file “%s” could not be put on “%s”, so the post was not sent. %s"),
                                   media->file_name, account->name, self->message);

  g_free (self->message);
  self->message = message;
}

/*< private >
 * sotong_reply_new_for_error:
 * @account: the account
 * @request: the call that failed
 * @error: why
 * @changes: whether the call could change something on the platform
 *
 * Returns: (transfer full): UNKNOWN if the change may have been made; else WAIT, or REFUSED if the
 *   account's address cannot be used at all
 */
SotongReply *
sotong_reply_new_for_error (const SotongAccount *account,
                            SotongHttpRequest   *request,
                            const GError        *error,
                            gboolean             changes)
{
  gboolean sent = sotong_http_request_was_sent (request);
  gboolean unsure = changes && sent;
  SotongReply *reply;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reply = reply_for_cancelled (account, unsure);
  else if (unsure)
    reply = take_message (SOTONG_OUTCOME_UNKNOWN,
                          g_strdup_printf (_("“%s” may have received this, but its answer did not arrive: %s "
                                             "It will be looked up there before anything is sent again."),
                                           account->name, error->message));
  else if (g_error_matches (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_INSECURE) ||
           g_error_matches (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_INVALID_URL))
    reply = take_message (SOTONG_OUTCOME_REFUSED,
                          g_strdup_printf (_("Nothing was sent to “%s”: %s"), account->name, error->message));
  else
    reply = take_message (SOTONG_OUTCOME_WAIT,
                          g_strdup_printf (_("Nothing was changed on “%s”: %s It will be tried again."),
                                           account->name, error->message));
  reply->sent = sent;
  return reply;
}

static SotongOutcome
outcome_for_status (guint    status,
                    gboolean changes)
{
  if (status == 401)
    return SOTONG_OUTCOME_RENEW;
  if (status == 408 || status == 425 || status == 429 || (status >= 502 && status <= 504))
    return SOTONG_OUTCOME_WAIT;
  if (status >= 500 || status < 300)
    return changes ? SOTONG_OUTCOME_UNKNOWN : SOTONG_OUTCOME_WAIT;
  if (status < 400 && changes) /* many a site does what it is asked and then sends a browser elsewhere */
    return SOTONG_OUTCOME_UNKNOWN;
  return SOTONG_OUTCOME_REFUSED;
}

/* Nobody waited for the platform's own answer any longer: it may still do what it was asked, as with an answer that was lost. */
static gboolean
is_from_gateway (guint status)
{
  return status == 408 || status == 502 || status == 504;
}

/* The platform's own words, made one short line. */
static char *
quote_reason (const SotongAccount *account,
              const char          *reason)
{
  g_autofree char *clean = NULL;
  g_autofree char *line = NULL;

  if (reason == NULL || sotong_token_is_quoted (account->secret, reason))
    return g_strdup ("");
  clean = sotong_text_clean (reason, -1, 4 * REASON_MAX_CHARS);
  line = sotong_text_single_line (clean, REASON_MAX_CHARS);
  return line[0] != '\0' ? g_strdup_printf (_(" It says: “%s”."), line) : g_strdup ("");
}

/* Where a redirect leads, without what its query may hold. */
static char *
dup_target (SotongHttpResponse *response)
{
  const char *location = sotong_http_response_get_header (response, "Location");
  g_autoptr(GUri) uri = location != NULL ? g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *clean = NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL)
    return g_strdup_printf ("%s://%s", g_uri_get_scheme (uri), g_uri_get_host (uri));
  path = g_strndup (location != NULL ? location : "", location != NULL ? strcspn (location, "?#") : 0);
  clean = sotong_text_clean (path, -1, REASON_MAX_CHARS);
  return clean[0] != '\0' ? sotong_text_single_line (clean, REASON_MAX_CHARS) : g_strdup ("?");
}

static char *
describe_redirect (const SotongAccount *account,
                   SotongHttpResponse  *response)
{
  const char *location = sotong_http_response_get_header (response, "Location");
  g_autoptr(GUri) uri = location != NULL ? g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup_printf (_("“%s” answered with a redirect (status %u) instead of doing what was asked. "
                              "Correct the channel’s address."), account->name, response->status);
  return g_strdup_printf (_("“%s” answered with a redirect to %s://%s (status %u) instead of doing what was asked. "
                            "If that is its new address, enter it in the channel’s settings."),
                          account->name, g_uri_get_scheme (uri), g_uri_get_host (uri), response->status);
}

static gboolean
is_page (SotongHttpResponse *response)
{
  g_autofree char *type = sotong_http_response_get_media_type (response, NULL);

  return g_str_equal (type, "text/html") || g_str_equal (type, "application/xhtml+xml");
}

/* (nullable): what stands between the marks of the page's title; its end is not asked for. */
static char *
find_title (const char *page)
{
  g_autofree char *lower = g_ascii_strdown (page, -1); /* letters outside of ASCII keep their places */
  const char *start = strstr (lower, "<title");
  const char *inner = start != NULL ? strchr (start, '>') : NULL;
  const char *end = inner != NULL ? strstr (inner, "</title") : NULL;

  return end != NULL ? sotong_html_to_text (page + (inner + 1 - lower), end - inner - 1) : NULL;
}

/* (nullable): what a page says, in a line: its title, or where it has none its first words. They are anybody's, and only text from here on. */
static char *
dup_page_words (SotongHttpResponse *response)
{
  g_autofree char *charset = NULL;
  g_autofree char *type = sotong_http_response_get_media_type (response, &charset);
  g_autofree char *page = NULL, *words = NULL;
  gsize length;
  const char *data = g_bytes_get_data (response->body, &length);

  if (!is_page (response) || length == 0)
    return NULL;
  page = sotong_charset_decode_any (data, MIN (length, PAGE_MAX_BYTES), charset, NULL);
  words = page != NULL ? find_title (page) : NULL;
  if (page != NULL && (words == NULL || sotong_text_is_blank (words)))
    {
      g_free (words);
      words = sotong_html_to_text (page, -1);
    }
  return words != NULL && !sotong_text_is_blank (words) ? g_steal_pointer (&words) : NULL;
}

/* What was sent is too much in one go, or something before the site does not let us through: there is another thing to do than to change the post. */
static char *
describe_refused (const SotongAccount *account,
                  SotongHttpResponse  *response,
                  guint                said,
                  const char          *quote)
{
  if (response->status >= 300 && response->status < 400)
    return describe_redirect (account, response);
  if (response->status == 413)
    return g_strdup_printf (_("“%s” refused this as too large (status %u).%s Make its pictures and films smaller or use fewer of them, or have the limit of the site "
                              "raised, and try again."), account->name, said, quote);
  if (response->status == 403 && is_page (response))
    return g_strdup_printf (_("“%s” refused this with a web page (status %u).%s Perhaps a firewall before the site did: have whoever runs the site let Sotong through, "
                              "and try again."), account->name, said, quote);
  return g_strdup_printf (_("“%s” refused this (status %u).%s Change what it objects to and try again."), account->name, said, quote);
}

/*< private >
 * sotong_reply_new_for_status:
 * @account: the account
 * @response: an answer whose status is not the documented success
 * @now: seconds since 1970 UTC
 * @reason: (nullable): the platform's own words
 * @changes: whether the call could change something on the platform
 *
 * Returns: (transfer full): what the status means where the platform's contract says nothing else
 */
SotongReply *
sotong_reply_new_for_status (const SotongAccount *account,
                             SotongHttpResponse  *response,
                             gint64               now,
                             const char          *reason,
                             gboolean             changes)
{
  SotongOutcome outcome = outcome_for_status (response->status, changes);
  g_autofree char *words = reason == NULL || sotong_text_is_blank (reason) ? dup_page_words (response) : NULL;
  g_autofree char *quote = quote_reason (account, words != NULL ? words : reason);
  SotongReply *reply = sotong_reply_new (outcome, NULL);
  const char *name = account->name;
  guint said = response->came_as != 0 ? response->came_as : response->status;

  g_clear_pointer (&reply->message, g_free);
  switch (outcome)
    {
    case SOTONG_OUTCOME_RENEW:
      reply->message = g_strdup_printf (_("“%s” did not accept the sign-in.%s Enter its password or token again in the channel’s settings."),
                                        name, quote);
      break;
    case SOTONG_OUTCOME_WAIT:
      reply->message = g_strdup_printf (_("“%s” is not ready (status %u).%s It will be tried again."), name, said, quote);
      break;
    case SOTONG_OUTCOME_UNKNOWN:
      if (response->status < 400 && response->status >= 300)
        {
          reply->moved_to = dup_target (response);
          reply->message = g_strdup_printf (_("“%s” answered with a redirect to %s (status %u), which leaves open whether this was done. "
                                              "It will be looked up there before anything is sent again."),
                                            name, reply->moved_to, said);
          break;
        }
      reply->message = g_strdup_printf (_("“%s” gave an answer that leaves open whether this was done (status %u).%s "
                                          "It will be looked up there before anything is sent again."),
                                        name, said, quote);
      break;
    case SOTONG_OUTCOME_REFUSED:
    case SOTONG_OUTCOME_OK:
    default:
      reply->message = describe_refused (account, response, said, quote);
    }
  reply->sent = TRUE;
  reply->unsure = changes && outcome == SOTONG_OUTCOME_WAIT && is_from_gateway (response->status);
  reply->by_page = changes && (outcome == SOTONG_OUTCOME_REFUSED || outcome == SOTONG_OUTCOME_WAIT) && is_page (response);
  reply->http_status = response->status;
  if (outcome == SOTONG_OUTCOME_WAIT)
    reply->retry_at = sotong_http_response_get_retry_after (response, now);
  return reply;
}

/*< private >
 * sotong_reply_new_for_body:
 * @account: the account
 * @response: an answer with a status of success and a body that is not what the contract says
 * @changes: whether the call could change something on the platform
 *
 * Returns: (transfer full): UNKNOWN for a change, else WAIT: the same words would come from a sign-in
 *   page of the network as from a broken site
 */
SotongReply *
sotong_reply_new_for_body (const SotongAccount *account,
                           SotongHttpResponse  *response,
                           gboolean             changes)
{
  g_autofree char *type = sotong_http_response_get_media_type (response, NULL);
  const char *what;
  SotongReply *reply;

  if (g_bytes_get_size (response->body) == 0)
    what = _("an empty answer");
  else if (g_str_equal (type, "text/html"))
    what = _("a web page instead of data (perhaps a sign-in page of this network)");
  else
    what = _("an answer that cannot be read");
  if (changes)
    reply = take_message (SOTONG_OUTCOME_UNKNOWN,
                          g_strdup_printf (_("“%s” sent %s, which leaves open whether this was done. "
                                             "It will be looked up there before anything is sent again."), account->name, what));
  else
    reply = take_message (SOTONG_OUTCOME_WAIT,
                          g_strdup_printf (_("“%s” sent %s. Check the channel’s address and the network; it will be tried again."),
                                           account->name, what));
  reply->sent = TRUE;
  reply->http_status = response->status;
  return reply;
}
