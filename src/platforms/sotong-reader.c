/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-reader-facebook.h"
#include "platforms/sotong-reader-feed.h"
#include "platforms/sotong-reader-ghost.h"
#include "platforms/sotong-reader-instagram.h"
#include "platforms/sotong-reader-json.h"
#include "platforms/sotong-reader-naver-trend.h"
#include "platforms/sotong-reader-practice.h"
#include "platforms/sotong-reader-private.h"
#include "platforms/sotong-reader-search.h"
#include "platforms/sotong-reader-threads.h"
#include "platforms/sotong-reader-youtube.h"
#include "platforms/sotong-search-private.h"
#include "util/sotong-time.h"

#define MAX_INTERVAL   (24 * 3600)  /* whatever a source asks for, it is looked at once a day */
#define RETRY_FAILED   (3600)       /* after an answer that cannot be read */
#define RETRY_MISSING  (6 * 3600)   /* after "not found", which may be a mistake of the site */

/**
 * SotongReader:
 *
 * Reads one kind of source. What a source says, and what goes wrong, is made
 * into a [struct@Sotong.FetchReply] by which the caller needs no knowledge of
 * the kind.
 */
typedef struct {
  SotongHttp *http;  /* (owned) (not nullable) */
  const char *kind;
} SotongReaderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SotongReader, sotong_reader, G_TYPE_OBJECT)

#define NAVER      { { "naver", SOTONG_QUOTA_DAY_SEOUL, 25000 } }
#define NAVER_HUB  { { "naver-hub", SOTONG_QUOTA_DAY_SEOUL, 25000 } }
#define KAKAO(one) { { "kakao", SOTONG_QUOTA_DAY_SEOUL, 50000 }, { one, SOTONG_QUOTA_DAY_SEOUL, 30000 } }
#define SEARCHES   (SOTONG_READER_NEEDS_SECRET | SOTONG_READER_NEEDS_WORDS)
#define NAVER_HOME     "https://openapi.naver.com"
#define NAVER_HUB_HOME "https://naverapihub.apigw.ntruss.com"
#define KAKAO_HOME     "https://dapi.kakao.com"

static const struct {
  const char        *kind;
  GType            (*get_type) (void);
  SotongReaderNeeds  needs;
  const char        *home;  /* (nullable): the site's one address */
  SotongReaderQuota  quotas[SOTONG_READER_N_QUOTAS];
} kinds[] = {
  { "feed", sotong_reader_feed_get_type, SOTONG_READER_TAKES_SECRET },
  { "json", sotong_reader_json_get_type, SOTONG_READER_TAKES_SECRET },
  { "naver-blog", sotong_reader_search_get_type, SEARCHES, NAVER_HOME, NAVER },
  { "naver-news", sotong_reader_search_get_type, SEARCHES, NAVER_HOME, NAVER },
  { "naver-cafe", sotong_reader_search_get_type, SEARCHES, NAVER_HOME, NAVER },
  { "naver-hub-blog", sotong_reader_search_get_type, SEARCHES, NAVER_HUB_HOME, NAVER_HUB },
  { "naver-hub-news", sotong_reader_search_get_type, SEARCHES, NAVER_HUB_HOME, NAVER_HUB },
  { "naver-hub-cafe", sotong_reader_search_get_type, SEARCHES, NAVER_HUB_HOME, NAVER_HUB },
  { "naver-trend", sotong_reader_naver_trend_get_type, SEARCHES | SOTONG_READER_IS_RELATIVE, NAVER_HOME,
    { { "naver-trend", SOTONG_QUOTA_DAY_SEOUL, 1000 } } },
  { "kakao-web", sotong_reader_search_get_type, SEARCHES, KAKAO_HOME, KAKAO ("kakao-web") },
  { "kakao-blog", sotong_reader_search_get_type, SEARCHES, KAKAO_HOME, KAKAO ("kakao-blog") },
  { "kakao-cafe", sotong_reader_search_get_type, SEARCHES, KAKAO_HOME, KAKAO ("kakao-cafe") },
  { "kakao-video", sotong_reader_search_get_type, SEARCHES, KAKAO_HOME, KAKAO ("kakao-video") },
  { "youtube", sotong_reader_youtube_get_type, SEARCHES, "https://www.googleapis.com",
    { { "youtube-search", SOTONG_QUOTA_DAY_PACIFIC, 100 }, { "youtube", SOTONG_QUOTA_DAY_PACIFIC, 10000, 300 } } },
  { "x", sotong_reader_search_get_type, SEARCHES | SOTONG_READER_IS_PRICED, "https://api.x.com",
    { { "x", SOTONG_QUOTA_MONTH_UTC, 0 } } },
  { "mastodon", sotong_reader_search_get_type, SOTONG_READER_TAKES_SECRET | SOTONG_READER_NEEDS_WORDS },
  { "bluesky", sotong_reader_search_get_type, SEARCHES, "https://bsky.social" },
  { "facebook", sotong_reader_facebook_get_type, SOTONG_READER_NEEDS_SECRET },
  { "instagram", sotong_reader_instagram_get_type, SOTONG_READER_NEEDS_SECRET },
  { "threads", sotong_reader_threads_get_type, SOTONG_READER_NEEDS_SECRET },
  { "wordpress", sotong_reader_search_get_type, SOTONG_READER_TAKES_SECRET },
  { "ghost", sotong_reader_ghost_get_type, SOTONG_READER_NEEDS_SECRET },
  { "practice", sotong_reader_practice_get_type, SOTONG_READER_NEEDS_SECRET },
};

static void
sotong_reader_dispose (GObject *object)
{
  SotongReaderPrivate *priv = sotong_reader_get_instance_private (SOTONG_READER (object));

  g_clear_object (&priv->http);
  G_OBJECT_CLASS (sotong_reader_parent_class)->dispose (object);
}

static void
sotong_reader_class_init (SotongReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_reader_dispose;
}

static void
sotong_reader_init (SotongReader *self)
{
}

/**
 * sotong_reader_new:
 * @kind: the kind of a source, see sotong_reader_list_kinds()
 * @http: the way to the network
 *
 * Returns: (transfer full) (nullable): a reader, or %NULL if there is no such kind
 */
SotongReader *
sotong_reader_new (const char *kind,
                   SotongHttp *http)
{
  g_return_val_if_fail (SOTONG_IS_HTTP (http), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      SotongReader *self;
      SotongReaderPrivate *priv;

      if (g_strcmp0 (kind, kinds[i].kind) != 0)
        continue;
      self = g_object_new (kinds[i].get_type (), NULL);
      priv = sotong_reader_get_instance_private (self);
      priv->http = g_object_ref (http);
      priv->kind = kinds[i].kind;
      return self;
    }
  return NULL;
}

/**
 * sotong_reader_list_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): the kinds of sources that can be read
 */
const char * const *
sotong_reader_list_kinds (void)
{
  static const char *names[G_N_ELEMENTS (kinds) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    names[i] = kinds[i].kind;
  return names;
}

static int
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i].kind) == 0)
      return (int) i;
  return -1;
}

/**
 * sotong_reader_needs_secret:
 * @kind: a kind of source
 *
 * Returns: %TRUE if a source of this kind cannot be read without a secret
 */
gboolean
sotong_reader_needs_secret (const char *kind)
{
  return (sotong_reader_get_needs (kind) & SOTONG_READER_NEEDS_SECRET) != 0;
}

/**
 * sotong_reader_get_needs:
 * @kind: a kind of source
 *
 * Returns: what a source of this kind needs or may have; nothing for a kind that is not known
 */
SotongReaderNeeds
sotong_reader_get_needs (const char *kind)
{
  int i = find_kind (kind);

  return i >= 0 ? kinds[i].needs : 0;
}

/**
 * sotong_reader_get_home:
 * @kind: a kind of source
 *
 * Returns: (nullable): the base address of the site, where there is only one
 */
const char *
sotong_reader_get_home (const char *kind)
{
  int i = find_kind (kind);

  return i >= 0 ? kinds[i].home : NULL;
}

/**
 * sotong_reader_get_quotas:
 * @kind: a kind of source that is known
 *
 * Returns: (transfer none): %SOTONG_READER_N_QUOTAS quotas, of which those without a scope are none
 */
const SotongReaderQuota *
sotong_reader_get_quotas (const char *kind)
{
  static const SotongReaderQuota none[SOTONG_READER_N_QUOTAS] = { { NULL } };
  int i = find_kind (kind);

  return i >= 0 ? kinds[i].quotas : none;
}

/**
 * sotong_reader_to_budget:
 * @dollars: US dollars a month, as a person types them
 *
 * Returns: the thousandths of a US dollar that they are, as quotas count; 0 when there are none
 */
gint64
sotong_reader_to_budget (double dollars)
{
  return dollars > 0 ? (gint64) (MIN (dollars, 1e6) * 1000.0 + 0.5) : 0;
}

/**
 * sotong_reader_check_budget:
 * @kind: a kind of source
 * @dollars: US dollars that a source of it is to spend a month
 *
 * Returns: (nullable): what is wrong with the budget: one that pays for no request would be waited for in vain
 */
const char *
sotong_reader_check_budget (const char *kind,
                            double      dollars)
{
  if ((sotong_reader_get_needs (kind) & SOTONG_READER_IS_PRICED) == 0
      || sotong_reader_to_budget (dollars) >= (gint64) sotong_search_find_kind (kind, NULL)->site->price * SOTONG_SEARCH_MIN_PRICED)
    return NULL;
  return _("One request there reads ten posts at least and costs $0.05, so a smaller budget would never read anything. Let the source spend $0.05 a month or more.");
}

/**
 * sotong_reader_find_period:
 * @quota: a quota
 * @now: seconds since 1970 UTC
 * @out_name: (out) (transfer full): the period that @now is in, "2016-10-14" or "2016-10"
 * @out_end: (out): when it ends, seconds since 1970 UTC
 */
void
sotong_reader_find_period (const SotongReaderQuota  *quota,
                           gint64                    now,
                           char                    **out_name,
                           gint64                   *out_end)
{
  static const char * const zones[] = { "Asia/Seoul", "America/Los_Angeles", "UTC" };
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (zones[quota->period]);
  SotongBucket bucket = quota->period == SOTONG_QUOTA_MONTH_UTC ? SOTONG_BUCKET_MONTH : SOTONG_BUCKET_DAY;
  gint64 start;

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  start = sotong_time_bucket_start (now, bucket, zone);
  *out_name = sotong_time_format_date (start, zone);
  if (bucket == SOTONG_BUCKET_MONTH)
    (*out_name)[MIN (strlen (*out_name), 7)] = '\0';
  *out_end = sotong_time_bucket_next (start, bucket, zone);
}

/**
 * sotong_reader_get_kind:
 * @self: a reader
 *
 * Returns: the kind of sources that it reads
 */
const char *
sotong_reader_get_kind (SotongReader *self)
{
  SotongReaderPrivate *priv = sotong_reader_get_instance_private (self);

  return priv->kind;
}

/**
 * sotong_reader_get_http:
 * @self: a reader
 *
 * Returns: (transfer none): its way to the network
 */
SotongHttp *
sotong_reader_get_http (SotongReader *self)
{
  SotongReaderPrivate *priv = sotong_reader_get_instance_private (self);

  return priv->http;
}

/**
 * sotong_reader_fetch:
 * @self: a reader
 * @request: what to fetch
 * @cancellable: (nullable): stops it; the reply is then %SOTONG_FETCH_WAIT
 *   without a time
 *
 * Reads a source once. Blocks, so call it from a worker thread.
 *
 * Returns: (transfer full): what came of it
 */
SotongFetchReply *
sotong_reader_fetch (SotongReader             *self,
                     const SotongFetchRequest *request,
                     GCancellable             *cancellable)
{
  SotongFetchRequest filled;

  g_return_val_if_fail (SOTONG_IS_READER (self), NULL);
  g_return_val_if_fail (request != NULL && request->url != NULL && request->zone != NULL, NULL);

  filled = *request;
  if (filled.max_items == 0)
    filled.max_items = SOTONG_READER_MAX_ITEMS;
  if (filled.max_bytes == 0)
    filled.max_bytes = SOTONG_READER_MAX_BYTES;
  if (filled.deadline == 0)
    filled.deadline = SOTONG_READER_DEADLINE;
  return SOTONG_READER_GET_CLASS (self)->fetch (self, &filled, cancellable);
}

/**
 * sotong_fetch_reply_new:
 * @outcome: how a fetch ended
 *
 * Returns: (transfer full): a reply without items
 */
SotongFetchReply *
sotong_fetch_reply_new (SotongFetchOutcome outcome)
{
  SotongFetchReply *self = g_new0 (SotongFetchReply, 1);

  self->outcome = outcome;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_item_free);
  self->next_after = SOTONG_READER_MIN_INTERVAL;
  return self;
}

/**
 * sotong_relative_point_free:
 * @self: (nullable) (transfer full): a point
 */
void
sotong_relative_point_free (SotongRelativePoint *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->day);
  g_free (self);
}

/**
 * sotong_fetch_reply_free:
 * @self: (nullable) (transfer full): a reply
 */
void
sotong_fetch_reply_free (SotongFetchReply *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->cursor);
  g_free (self->moved_to);
  g_free (self->message);
  g_free (self);
}

/**
 * sotong_fetch_outcome_to_name:
 * @outcome: how a fetch ended
 *
 * Returns: "ok", "unchanged", "wait", "refused" or "failed"
 */
const char *
sotong_fetch_outcome_to_name (SotongFetchOutcome outcome)
{
  static const char * const names[] = { "ok", "unchanged", "wait", "refused", "failed" };

  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (names), "failed");
  return names[outcome];
}

/* The name of a source's server: what may be said of an address, which can hold secrets. */
char *
sotong_reader_dup_host (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : _("The source"));
}

static SotongFetchOutcome
outcome_of_error (const GError *error)
{
  if (error->domain != SOTONG_HTTP_ERROR)
    return SOTONG_FETCH_WAIT;
  switch ((SotongHttpError) error->code)
    {
    case SOTONG_HTTP_ERROR_INVALID_URL:
    case SOTONG_HTTP_ERROR_INSECURE:
      return SOTONG_FETCH_REFUSED;
    case SOTONG_HTTP_ERROR_TLS:
    case SOTONG_HTTP_ERROR_TOO_LARGE:
    case SOTONG_HTTP_ERROR_REDIRECT:
      return SOTONG_FETCH_FAILED;
    case SOTONG_HTTP_ERROR_UNREACHABLE:
    case SOTONG_HTTP_ERROR_TIMED_OUT:
    case SOTONG_HTTP_ERROR_BROKEN:
    default:
      return SOTONG_FETCH_WAIT;
    }
}

static const char *
describe_next_step (SotongFetchOutcome outcome)
{
  switch (outcome)
    {
    case SOTONG_FETCH_REFUSED:
      return _("Correct the source; it is not asked again before.");
    case SOTONG_FETCH_FAILED:
      return _("It is tried again later; check the address of the source.");
    case SOTONG_FETCH_WAIT:
    case SOTONG_FETCH_OK:
    case SOTONG_FETCH_UNCHANGED:
    default:
      return _("It is tried again later by itself.");
    }
}

/* The reply when no whole answer came. */
SotongFetchReply *
sotong_fetch_reply_new_error (const SotongFetchRequest *request,
                              const GError             *error)
{
  SotongFetchReply *self = sotong_fetch_reply_new (outcome_of_error (error));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->message = g_strdup (_("The fetch was stopped. It can be started again at any time."));
      return self;
    }
  if (self->outcome == SOTONG_FETCH_WAIT)
    self->retry_at = request->now + SOTONG_READER_MIN_INTERVAL;
  else if (self->outcome == SOTONG_FETCH_FAILED)
    self->retry_at = request->now + RETRY_FAILED;
  self->message = g_strdup_printf ("%s %s", error->message, describe_next_step (self->outcome));
  return self;
}

static SotongFetchReply *
new_wait (const SotongFetchRequest *request,
          SotongHttpResponse       *response,
          const char               *host)
{
  SotongFetchReply *self = sotong_fetch_reply_new (SOTONG_FETCH_WAIT);
  gint64 retry_at = sotong_http_response_get_retry_after (response, request->now);

  self->retry_at = retry_at != 0 ? retry_at : request->now + SOTONG_READER_MIN_INTERVAL;
  if (response->status == 429)
    self->message = g_strdup_printf (_("%s is asked too often (429). It is tried again when the site allows it."), host);
  else
    self->message = g_strdup_printf (_("%s cannot answer at the moment (%u). It is tried again later by itself."),
                                     host, response->status);
  return self;
}

static gboolean
is_passing (guint status)
{
  return status == 429 || status == SOUP_STATUS_REQUEST_TIMEOUT || status == 425 || status >= 500;
}

/* The reply to an answer whose status is not a success. */
SotongFetchReply *
sotong_fetch_reply_new_status (const SotongFetchRequest *request,
                               SotongHttpResponse       *response)
{
  g_autofree char *host = sotong_reader_dup_host (request->url);
  guint status = response->status;
  SotongFetchReply *self;

  if (is_passing (status)
      || (status == SOUP_STATUS_FORBIDDEN && sotong_http_response_get_retry_after (response, request->now) != 0))
    self = new_wait (request, response, host);
  else if (status == SOUP_STATUS_NOT_FOUND)
    {
      self = sotong_fetch_reply_new (SOTONG_FETCH_FAILED);
      self->retry_at = request->now + RETRY_MISSING;
      self->message = g_strdup_printf (_("%s has nothing at this address (404). It is tried again later; check the address of the source."), host);
    }
  else if (status == SOUP_STATUS_GONE)
    {
      self = sotong_fetch_reply_new (SOTONG_FETCH_REFUSED);
      self->message = g_strdup_printf (_("%s says that this source is gone for good (410). It is not asked again; remove it, or give its new address."), host);
    }
  else if (status == SOUP_STATUS_UNAUTHORIZED)
    {
      self = sotong_fetch_reply_new (SOTONG_FETCH_REFUSED);
      self->message = g_strdup_printf (request->secret != NULL
                                       ? _("%s does not accept the secret of this source (401). Enter it again; the source is not asked before.")
                                       : _("%s wants a sign-in (401) and this source has no secret. Enter it; the source is not asked before."), host);
    }
  else if (status == SOUP_STATUS_FORBIDDEN)
    {
      self = sotong_fetch_reply_new (SOTONG_FETCH_REFUSED);
      self->message = g_strdup_printf (_("%s does not let this program read the source (403). Ask the operator of the site; the source is not asked before you try it again."), host);
    }
  else
    {
      self = sotong_fetch_reply_new (SOTONG_FETCH_FAILED);
      self->retry_at = request->now + RETRY_FAILED;
      self->message = g_strdup_printf (_("%s answered with an unexpected status (%u). It is tried again later; check the address of the source."), host, status);
    }
  self->http_status = status;
  return self;
}

static gint64
read_max_age (SotongHttpResponse *response)
{
  const char *value = sotong_http_response_get_header (response, "Cache-Control");
  g_autoptr(GHashTable) parameters = NULL;
  const char *age;

  if (value == NULL)
    return 0;
  parameters = soup_header_parse_param_list (value);
  age = g_hash_table_lookup (parameters, "max-age");
  return age != NULL ? g_ascii_strtoll (age, NULL, 10) : 0;
}

/* When the next fetch makes sense: @ttl is what the contents say, in seconds. */
void
sotong_fetch_reply_set_interval (SotongFetchReply   *self,
                                 SotongHttpResponse *response,
                                 gint64              ttl)
{
  self->next_after = CLAMP (MAX (ttl, read_max_age (response)), SOTONG_READER_MIN_INTERVAL, MAX_INTERVAL);
}
