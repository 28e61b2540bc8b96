/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-feed.h"
#include "platforms/sotong-reader-feed.h"
#include "platforms/sotong-reader-private.h"

#define FEW_ITEMS    10    /* a feed this short shows all there is, not the newest of it */
#define RETRY_BROKEN 3600

/**
 * SotongReaderFeed:
 *
 * Reads RSS, Atom and RDF feeds: one conditional GET a fetch.
 */
struct _SotongReaderFeed
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderFeed, sotong_reader_feed, SOTONG_TYPE_READER)

static SotongHttpRequest *
make_request (const SotongFetchRequest *request)
{
  SotongHttpRequest *http_request = sotong_http_request_new ("GET", request->url);

  sotong_http_request_set_header (http_request, "Accept",
                                  "application/rss+xml, application/atom+xml, application/rdf+xml, "
                                  "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1");
  if (request->etag != NULL)
    sotong_http_request_set_header (http_request, "If-None-Match", request->etag);
  if (request->last_modified != NULL)
    sotong_http_request_set_header (http_request, "If-Modified-Since", request->last_modified);
  if (request->secret != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (request->secret, ":", 2);

      sotong_http_request_set_basic (http_request, parts[0] != NULL ? parts[0] : "",
                                     parts[0] != NULL && parts[1] != NULL ? parts[1] : "");
    }
  sotong_http_request_set_max_bytes (http_request, request->max_bytes);
  sotong_http_request_set_deadline (http_request, request->deadline * 1000);
  sotong_http_request_follow_redirects (http_request);
  return http_request;
}

static void
take_validators (SotongFetchReply         *reply,
                 const SotongFetchRequest *request,
                 SotongHttpResponse       *response)
{
  gboolean unchanged = reply->outcome == SOTONG_FETCH_UNCHANGED;
  const char *etag = sotong_http_response_get_header (response, "ETag");
  const char *last_modified = sotong_http_response_get_header (response, "Last-Modified");

  reply->etag = g_strdup (etag == NULL && unchanged ? request->etag : etag);
  reply->last_modified = g_strdup (last_modified == NULL && unchanged ? request->last_modified : last_modified);
}

/*
 * A feed shows its newest items. From the oldest of them to now nothing was
 * missed; what lies between the last fetch and the oldest item, if anything,
 * is a gap, unless the feed is so short that it shows all there is.
 */
static void
find_covered (SotongFetchReply         *reply,
              const SotongFetchRequest *request)
{
  gint64 oldest = G_MAXINT64;

  for (guint i = 0; i < reply->items->len; i++)
    {
      const SotongItem *item = reply->items->pdata[i];

      if (item->precision != SOTONG_ITEM_FIRST_SEEN)
        oldest = MIN (oldest, item->published_at);
    }
  reply->covered_to = request->now;
  if (oldest == G_MAXINT64)
    reply->covered_from = request->since > 0 ? MIN (request->since, request->now) : request->now;
  else if (request->since > 0 && reply->items->len < FEW_ITEMS)
    reply->covered_from = MIN (oldest, request->since);
  else
    reply->covered_from = oldest;
}

static SotongFetchReply *
new_unreadable (const SotongFetchRequest *request,
                const GError             *error)
{
  SotongFetchReply *reply = sotong_fetch_reply_new (SOTONG_FETCH_FAILED);
  g_autofree char *host = sotong_reader_dup_host (request->url);

  reply->retry_at = request->now + RETRY_BROKEN;
  reply->message = g_strdup_printf ("%s: %s", host, error->message);
  return reply;
}

/* (transfer full) (nullable): what is to be said of a feed that was read. */
static char *
describe (const SotongFetchRequest *request,
          const SotongFeed         *feed)
{
  g_autofree char *host = sotong_reader_dup_host (request->url), *sentence = NULL;

  if (feed->note != NULL)
    sentence = g_strdup (feed->note);
  else if (feed->missing != NULL)
    sentence = g_strdup_printf (_("The answer has no “%s”: the site may have changed what it sends. What came was taken without it."), feed->missing);
  return sentence != NULL ? g_strdup_printf ("%s: %s", host, sentence) : NULL;
}

static SotongFetchReply *
read_body (const SotongFetchRequest *request,
           SotongHttpResponse       *response)
{
  g_autofree char *charset = NULL;
  g_autofree char *media_type = sotong_http_response_get_media_type (response, &charset);
  SotongFeedContext context = { response->url, charset, request->zone, request->now, request->max_items };
  g_autoptr(SotongFeed) feed = NULL;
  g_autoptr(GError) error = NULL;
  SotongFetchReply *reply;
  gsize length;
  const char *data = g_bytes_get_data (response->body, &length);

  feed = sotong_feed_parse (data, length, &context, &error);
  if (feed == NULL)
    return new_unreadable (request, error);
  reply = sotong_fetch_reply_new (SOTONG_FETCH_OK);
  g_ptr_array_unref (reply->items);
  reply->items = g_ptr_array_ref (feed->items);
  reply->message = describe (request, feed);
  sotong_fetch_reply_set_interval (reply, response, feed->ttl);
  if (!feed->cut) /* a cut feed is asked for again without condition, and has covered nothing */
    {
      take_validators (reply, request, response);
      find_covered (reply, request);
    }
  return reply;
}

static SotongFetchReply *
new_unchanged (const SotongFetchRequest *request,
               SotongHttpResponse       *response)
{
  SotongFetchReply *reply = sotong_fetch_reply_new (SOTONG_FETCH_UNCHANGED);

  take_validators (reply, request, response);
  sotong_fetch_reply_set_interval (reply, response, 0);
  reply->covered_to = request->now;
  reply->covered_from = request->since > 0 ? MIN (request->since, request->now) : request->now;
  return reply;
}

static SotongFetchReply *
sotong_reader_feed_fetch (SotongReader             *reader,
                          const SotongFetchRequest *request,
                          GCancellable             *cancellable)
{
  g_autoptr(SotongHttpRequest) http_request = make_request (request);
  g_autoptr(SotongHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  SotongFetchReply *reply;

  response = sotong_http_send (sotong_reader_get_http (reader), http_request, cancellable, &error);
  if (response == NULL)
    return sotong_fetch_reply_new_error (request, error);
  if (response->status == SOUP_STATUS_OK)
    reply = read_body (request, response);
  else if (response->status == SOUP_STATUS_NOT_MODIFIED)
    reply = new_unchanged (request, response);
  else
    reply = sotong_fetch_reply_new_status (request, response);
  reply->http_status = response->status;
  if (reply->outcome == SOTONG_FETCH_OK || reply->outcome == SOTONG_FETCH_UNCHANGED)
    reply->moved_to = g_strdup (response->permanent_url);
  return reply;
}

static void
sotong_reader_feed_class_init (SotongReaderFeedClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_feed_fetch;
}

static void
sotong_reader_feed_init (SotongReaderFeed *self)
{
}
