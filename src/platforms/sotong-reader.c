/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-reader-facebook.h"
#include "platforms/sotong-reader-feed.h"
#include "platforms/sotong-reader-instagram.h"
#include "platforms/sotong-reader-practice.h"
#include "platforms/sotong-reader-private.h"
#include "platforms/sotong-reader-threads.h"

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
} SotongReaderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SotongReader, sotong_reader, G_TYPE_OBJECT)

static const struct {
  const char *kind;
  GType     (*get_type) (void);
  gboolean    needs_secret;
} kinds[] = {
  { "feed", sotong_reader_feed_get_type, FALSE },
  { "practice", sotong_reader_practice_get_type, TRUE },
  { "facebook", sotong_reader_facebook_get_type, TRUE },
  { "instagram", sotong_reader_instagram_get_type, TRUE },
  { "threads", sotong_reader_threads_get_type, TRUE },
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

/**
 * sotong_reader_needs_secret:
 * @kind: a kind of source
 *
 * Returns: %TRUE if a source of this kind cannot be read without a secret
 */
gboolean
sotong_reader_needs_secret (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kind, kinds[i].kind) == 0)
        return kinds[i].needs_secret;
    }
  return FALSE;
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
 * sotong_fetch_reply_free:
 * @self: (nullable) (transfer full): a reply
 */
void
sotong_fetch_reply_free (SotongFetchReply *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
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
