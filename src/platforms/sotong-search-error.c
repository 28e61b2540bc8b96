/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-search-private.h"
#include "platforms/sotong-token.h"
#include "util/sotong-json-path.h"
#include "util/sotong-json.h"

#define RETRY_BROKEN 3600
#define MAX_REASON   200

/* What a site's code means for us. */
typedef enum {
  MEANS_STATUS,  /* what its HTTP status says */
  MEANS_USED_UP, /* the quota of the day or month is gone */
  MEANS_SLOWER,  /* too fast, or a passing trouble */
  MEANS_KEY,     /* the key is wrong */
  MEANS_RIGHT,   /* the key is right, but may not do this */
  MEANS_WORDS,   /* the search is not taken */
  MEANS_ENDED,   /* there is no such service any more */
  MEANS_MONEY,   /* paid in advance, and nothing is left */
} Meaning;

static const struct {
  const char *site;
  guint       status;  /* 0: whatever it is */
  const char *code;    /* the site's own, "*" for any */
  Meaning     meaning;
} meanings[] = {
  { "naver", 403, "024", MEANS_RIGHT }, /* as of a wrong key, where the service is not ticked for the application */
  { "naver", 0, "024", MEANS_KEY },
  { "naver", 401, "*", MEANS_KEY },
  { "naver", 403, "*", MEANS_RIGHT },
  { "naver", 0, "010", MEANS_USED_UP },
  { "naver", 0, "012", MEANS_SLOWER },
  { "naver", 0, "SE01", MEANS_WORDS },
  { "naver", 0, "SE02", MEANS_WORDS },
  { "naver", 0, "SE03", MEANS_WORDS },
  { "naver", 0, "SE04", MEANS_WORDS },
  { "naver", 0, "SE06", MEANS_WORDS },
  { "naver", 0, "SE05", MEANS_ENDED },
  { "naver", 0, "SE99", MEANS_SLOWER },
  { "naver-hub", 0, "100", MEANS_WORDS },
  { "naver-hub", 0, "200", MEANS_KEY },
  { "naver-hub", 0, "210", MEANS_RIGHT },
  { "naver-hub", 0, "300", MEANS_ENDED },
  { "naver-hub", 429, "400", MEANS_USED_UP },
  { "naver-hub", 429, "410", MEANS_SLOWER },
  { "naver-hub", 429, "420", MEANS_SLOWER },
  { "kakao", 0, "-1", MEANS_SLOWER },
  { "kakao", 0, "-2", MEANS_WORDS },
  { "kakao", 0, "-3", MEANS_RIGHT },
  { "kakao", 0, "-5", MEANS_RIGHT },
  { "kakao", 0, "-7", MEANS_SLOWER },
  { "kakao", 0, "-9", MEANS_ENDED },
  { "kakao", 0, "-10", MEANS_USED_UP },
  { "kakao", 0, "-401", MEANS_KEY },
  { "kakao", 0, "-603", MEANS_SLOWER },
  { "kakao", 0, "-9798", MEANS_SLOWER },
  { "kakao", 401, "*", MEANS_KEY },
  { "kakao", 403, "*", MEANS_RIGHT },
  { "kakao", 429, "*", MEANS_USED_UP },
  { "kakao", 0, "MissingParameter", MEANS_WORDS },
  { "kakao", 0, "InvalidArgument", MEANS_WORDS },
  { "kakao", 0, "RequestThrottled", MEANS_USED_UP },
  { "kakao", 0, "AccessDeniedError", MEANS_KEY },
  { "youtube", 0, "quotaExceeded", MEANS_USED_UP },
  { "youtube", 0, "dailyLimitExceeded", MEANS_USED_UP },
  { "youtube", 0, "rateLimitExceeded", MEANS_SLOWER },
  { "youtube", 0, "userRateLimitExceeded", MEANS_SLOWER },
  { "youtube", 0, "keyInvalid", MEANS_KEY },
  { "youtube", 0, "badRequest", MEANS_KEY },
  { "youtube", 0, "accessNotConfigured", MEANS_RIGHT },
  { "youtube", 0, "forbidden", MEANS_RIGHT },
  { "youtube", 400, "*", MEANS_WORDS },
  { "x", 402, "*", MEANS_MONEY },
  { "x", 401, "*", MEANS_KEY },
  { "x", 0, "usage-capped", MEANS_USED_UP },
  { "x", 0, "client-forbidden", MEANS_RIGHT },
  { "x", 400, "*", MEANS_WORDS },
  { "mastodon", 401, "*", MEANS_KEY },
  { "mastodon", 403, "*", MEANS_RIGHT },
  { "mastodon", 410, "*", MEANS_ENDED },
  { "mastodon", 422, "*", MEANS_WORDS },
  { "bluesky", 0, "ExpiredToken", MEANS_KEY },
  { "bluesky", 0, "InvalidToken", MEANS_KEY },
  { "bluesky", 0, "AuthMissing", MEANS_KEY },
  { "bluesky", 0, "AuthenticationRequired", MEANS_KEY },
  { "bluesky", 0, "AuthFactorTokenRequired", MEANS_KEY },
  { "bluesky", 0, "UpstreamFailure", MEANS_SLOWER },
  { "bluesky", 0, "RateLimitExceeded", MEANS_SLOWER },
  { "bluesky", 400, "*", MEANS_WORDS },
  { "wordpress", 0, "rest_no_route", MEANS_ENDED },
  { "ghost", 0, "UnauthorizedError", MEANS_KEY },
  { "ghost", 403, "*", MEANS_RIGHT },
};

/* The last part of "https://api.x.com/2/problems/usage-capped". */
static char *
dup_last_part (char *code)
{
  g_autofree char *whole = code;
  const char *slash = whole != NULL ? strrchr (whole, '/') : NULL;

  return slash != NULL && slash[1] != '\0' ? g_strdup (slash + 1) : g_steal_pointer (&whole);
}

/* A code may be a negative number, which is no id. */
static char *
dup_code_at (JsonNode   *root,
             const char *path)
{
  JsonNode *node = sotong_json_find_path (root, path);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return sotong_json_dup_path (root, path);
}

/*< private >
 * sotong_search_dup_code:
 * @root: (nullable): an answer
 *
 * Returns: (transfer full): the site's own code in it, "" if there is none
 */
char *
sotong_search_dup_code (JsonNode *root)
{
  static const char * const paths[] = {
    "errorCode", "error.errorCode", "error.errors.0.reason", "errorType", "code", "error.status", "error", "type", "errors.0.type",
    "errors.0.errorType", "errors.0.code",
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *code = dup_last_part (dup_code_at (root, paths[i]));

      if (code != NULL && code[0] != '\0')
        return g_steal_pointer (&code);
    }
  return g_strdup ("");
}

static gboolean
is_quoted (const SotongSearch *self,
           const char         *reason)
{
  return sotong_token_is_quoted (self->key, reason) || (self->request->secret != NULL && sotong_token_is_quoted (self->request->secret, reason));
}

/* The site's own words, short and clean enough for a sentence of ours; none that hold the key, as Kakao's of one that it does not know. */
static char *
dup_reason (const SotongSearch *self,
            JsonNode           *root)
{
  static const char * const paths[] = {
    "errorMessage", "error.message", "message", "msg", "detail", "errors.0.context", "errors.0.message", "error_description", "title", "error",
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *reason = sotong_json_dup_path (root, paths[i]);
      g_autoptr(SotongItem) item = NULL;

      if (reason == NULL || reason[0] == '\0' || is_quoted (self, reason))
        continue;
      item = sotong_item_new ();
      item->title = g_utf8_substring (reason, 0, MIN (g_utf8_strlen (reason, -1), MAX_REASON));
      sotong_item_complete (item, "");
      return g_strdup (item->title != NULL ? item->title : "");
    }
  return g_strdup ("");
}

static Meaning
find_meaning (const char *site,
              guint       status,
              const char *code)
{
  for (guint any = 0; any < 2; any++)
    for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
      if (g_str_equal (meanings[i].site, site) && (meanings[i].status == 0 || meanings[i].status == status)
          && g_strcmp0 (meanings[i].code, any ? "*" : code) == 0)
        return meanings[i].meaning;
  return MEANS_STATUS;
}

static void
set_used_up (SotongSearch *self)
{
  const SotongReaderQuota *quotas = sotong_reader_get_quotas (sotong_reader_get_kind (self->reader));
  guint which = self->reply->used[0] > 0 || quotas[1].scope == NULL ? 0 : 1;

  if (quotas[0].scope != NULL && quotas[1].scope != NULL && g_str_equal (self->site->name, "kakao"))
    which = 1; /* of which kind of search it is, the site does not say: that of all goes on */
  self->reply->outcome = SOTONG_FETCH_WAIT;
  if (quotas[which].scope != NULL)
    {
      g_autofree char *period = NULL;

      self->reply->exhausted[which] = TRUE;
      sotong_reader_find_period (&quotas[which], self->request->now, &period, &self->reply->retry_at);
    }
  else
    self->reply->retry_at = self->request->now + RETRY_BROKEN;
}

/* When a server says in seconds since 1970, or as a date, until when to wait. */
static gint64
find_reset (const SotongFetchRequest *request,
            SotongHttpResponse       *response)
{
  static const char * const headers[] = { "x-rate-limit-reset", "RateLimit-Reset", "X-RateLimit-Reset" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const char *value = sotong_http_response_get_header (response, headers[i]);
      g_autoptr(GDateTime) time = value != NULL ? g_date_time_new_from_iso8601 (value, request->zone) : NULL;
      gint64 at = time != NULL ? g_date_time_to_unix (time) : value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;

      if (at > request->now)
        return MIN (at, request->now + 24 * 3600);
    }
  return 0;
}

/* Whatever the sentence, the site's own words follow it. */
static void
set_message (SotongSearch *self,
             const char   *sentence,
             const char   *code,
             const char   *reason)
{
  g_autofree char *host = sotong_reader_dup_host (self->request->url);
  const char *said = reason[0] != '\0' ? reason : code;

  g_free (self->reply->message);
  if (said[0] != '\0')
    self->reply->message = g_strdup_printf (_("%s: %s (The site says: “%s”.)"), host, sentence, said);
  else
    self->reply->message = g_strdup_printf ("%s: %s", host, sentence);
}

/* Takes over how a reply of the shared kind says it, without losing what has come. */
static void
take_over (SotongSearch     *self,
           SotongFetchReply *failure)
{
  self->reply->outcome = failure->outcome;
  self->reply->retry_at = failure->retry_at;
  g_free (self->reply->message);
  self->reply->message = g_steal_pointer (&failure->message);
  sotong_fetch_reply_free (failure);
}

static void
fail_unreadable (SotongSearch *self)
{
  self->reply->outcome = SOTONG_FETCH_FAILED;
  self->reply->retry_at = self->request->now + RETRY_BROKEN;
  set_message (self, _("The answer is not what this kind of source brings; the site may have changed it, or a sign-in page stands in between. "
                       "It is tried again later; check the address of the source."), "", "");
}

/*< private >
 * sotong_search_fail_error:
 * @self: a fetch
 * @error: why there is no answer
 */
void
sotong_search_fail_error (SotongSearch *self,
                          const GError *error)
{
  take_over (self, sotong_fetch_reply_new_error (self->request, error));
}

/*< private >
 * sotong_search_fail:
 * @self: a fetch
 * @answer: what came, which is no success or not what was asked for
 *
 * Says in the reply what it means and what to do next. What came before is kept.
 */
void
sotong_search_fail (SotongSearch       *self,
                    SotongSearchAnswer *answer)
{
  guint status = answer->response->status;
  g_autofree char *code = sotong_search_dup_code (answer->root);
  g_autofree char *reason = dup_reason (self, answer->root);
  Meaning meaning = status >= 200 && status < 300 && code[0] == '\0' ? MEANS_STATUS : find_meaning (self->site->name, status, code);

  if (meaning == MEANS_STATUS && status >= 200 && status < 300)
    {
      fail_unreadable (self);
      return;
    }
  take_over (self, sotong_fetch_reply_new_status (self->request, answer->response));
  if (self->reply->outcome == SOTONG_FETCH_WAIT && sotong_http_response_get_retry_after (answer->response, self->request->now) == 0)
    self->reply->retry_at = MAX (self->reply->retry_at, find_reset (self->request, answer->response));
  switch (meaning)
    {
    case MEANS_USED_UP:
      set_used_up (self);
      set_message (self, _("What may be asked in this time is used up. It goes on when the next day or month begins."), code, reason);
      break;
    case MEANS_SLOWER:
      if (self->reply->outcome != SOTONG_FETCH_WAIT)
        self->reply->retry_at = 0;
      self->reply->outcome = SOTONG_FETCH_WAIT;
      self->reply->retry_at = MAX (self->reply->retry_at, self->request->now + SOTONG_READER_MIN_INTERVAL);
      set_message (self, _("It cannot answer at the moment. It is tried again later by itself."), code, reason);
      break;
    case MEANS_KEY:
      self->key_refused = TRUE;
      sotong_search_refuse (self, NULL);
      set_message (self, _("The key of this source is not accepted. Enter it again; the source is not asked before."), code, reason);
      break;
    case MEANS_RIGHT:
      sotong_search_refuse (self, NULL);
      set_message (self, _("The key of this source may not do this. Have the service switched on for it at the provider; the source is not asked before."),
                   code, reason);
      break;
    case MEANS_WORDS:
      sotong_search_refuse (self, NULL);
      set_message (self, _("The search is not taken. Change the words of the source or of its topic; it is not asked before."), code, reason);
      break;
    case MEANS_ENDED:
      sotong_search_refuse (self, NULL);
      set_message (self, _("There is no such service there, or no more. Check the address and the kind of the source, or remove it."), code, reason);
      break;
    case MEANS_MONEY:
      sotong_search_refuse (self, NULL);
      set_message (self, _("The credits that were paid for are used up. Buy some, then try the source again; it is not asked before."), code, reason);
      break;
    case MEANS_STATUS:
    default:
      break;
    }
}

/*< private >
 * sotong_search_describe_missing:
 * @url: a source's address
 * @fields: what is not in its answer by the name by which this kind of source is read
 *
 * Returns: (transfer full): a sentence for people
 */
char *
sotong_search_describe_missing (const char *url,
                                const char *fields)
{
  g_autofree char *host = sotong_reader_dup_host (url);
  g_autofree char *sentence = NULL;

  /* Translators: names of fields in a site’s answer */
  sentence = g_strdup_printf (_("The answer has no “%s”: the site may have changed what it sends. It is tried again later; check the address of the source, "
                                "or look for a newer version of Sotong."), fields);
  return g_strdup_printf ("%s: %s", host, sentence);
}

/*< private >
 * sotong_search_fail_missing:
 * @self: a fetch
 * @answer: what came
 * @fields: what is not in it by the name by which this kind of source is read; "" if that is not known
 *
 * As sotong_search_fail(), and says what the site calls something else now.
 */
void
sotong_search_fail_missing (SotongSearch       *self,
                            SotongSearchAnswer *answer,
                            const char         *fields)
{
  sotong_search_fail (self, answer);
  if (self->reply->outcome != SOTONG_FETCH_FAILED || fields[0] == '\0' || answer->response->status >= 300)
    return;
  g_free (self->reply->message);
  self->reply->message = sotong_search_describe_missing (self->request->url, fields);
}

/*< private >
 * sotong_search_note_missing:
 * @self: a fetch that goes on
 * @fields: what none of several items has, or ""
 *
 * Says that mentions come without something that they always had.
 */
void
sotong_search_note_missing (SotongSearch *self,
                            const char   *fields)
{
  g_autofree char *sentence = NULL;

  if (fields[0] == '\0' || self->reply->message != NULL)
    return;
  /* Translators: names of fields in a site’s answer */
  sentence = g_strdup_printf (_("The answer has no “%s”: the site may have changed what it sends. What came was taken without it."), fields);
  set_message (self, sentence, "", "");
}

/*< private >
 * sotong_search_is_absent:
 * @answer: an answer that is no success
 *
 * Returns: whether it only says that the thing asked for is not there, or takes no comments
 */
gboolean
sotong_search_is_absent (const SotongSearchAnswer *answer)
{
  g_autofree char *code = NULL;

  if (answer->response == NULL)
    return FALSE;
  code = sotong_search_dup_code (answer->root);
  return answer->response->status == SOUP_STATUS_NOT_FOUND || g_str_equal (code, "commentsDisabled") || g_str_equal (code, "videoNotFound");
}
