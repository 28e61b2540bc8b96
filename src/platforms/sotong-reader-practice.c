/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-feed-date.h"
#include "platforms/sotong-reader-practice.h"
#include "platforms/sotong-reader-private.h"
#include "util/sotong-json.h"

#define PAGE_ITEMS   100
#define RETRY_BROKEN 3600

/**
 * SotongReaderPractice:
 *
 * Reads the mentions of the practice platform, page after page from where the
 * last fetch ended.
 */
struct _SotongReaderPractice
{
  SotongReader parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongReaderPractice, sotong_reader_practice, SOTONG_TYPE_READER)

static char *
make_page_url (const SotongFetchRequest *request,
               const char               *cursor,
               guint                     limit)
{
  GString *url = g_string_new (request->url);

  while (url->len > 0 && url->str[url->len - 1] == '/')
    g_string_truncate (url, url->len - 1);
  g_string_append_printf (url, "/api/v1/mentions?limit=%u", limit);
  if (cursor != NULL)
    {
      g_string_append (url, "&cursor=");
      g_string_append_uri_escaped (url, cursor, NULL, FALSE);
    }
  return g_string_free (url, FALSE);
}

static SotongHttpResponse *
get_page (SotongReader              *reader,
          const SotongFetchRequest  *request,
          const char                *cursor,
          guint                      limit,
          GCancellable              *cancellable,
          GError                   **error)
{
  g_autofree char *url = make_page_url (request, cursor, limit);
  g_autoptr(SotongHttpRequest) http_request = sotong_http_request_new ("GET", url);

  sotong_http_request_set_header (http_request, "Accept", "application/json");
  if (request->secret != NULL)
    sotong_http_request_set_bearer (http_request, request->secret);
  sotong_http_request_set_max_bytes (http_request, request->max_bytes);
  sotong_http_request_set_deadline (http_request, request->deadline * 1000);
  return sotong_http_send (sotong_reader_get_http (reader), http_request, cancellable, error);
}

static void
add_item (SotongFetchReply         *reply,
          const SotongFetchRequest *request,
          JsonObject               *mention)
{
  g_autoptr(SotongItem) item = sotong_item_new ();
  g_autofree char *date = sotong_json_dup_string (mention, "published_at");

  item->external_id = sotong_json_dup_id (mention, "id");
  item->url = sotong_json_dup_string (mention, "url");
  item->author = sotong_json_dup_string (mention, "author");
  item->title = sotong_json_dup_string (mention, "title");
  item->text = sotong_json_dup_string (mention, "text");
  item->reply_to = sotong_json_dup_id (mention, "in_reply_to");
  if (item->text == NULL && item->title == NULL)
    return;
  item->precision = sotong_feed_date_settle (date, request->zone, request->now, &item->published_at);
  sotong_item_complete (item, "practice");
  g_ptr_array_add (reply->items, g_steal_pointer (&item));
}

/* Adds the items of one page; %FALSE if it is no page. */
static gboolean
read_page (SotongFetchReply         *reply,
           const SotongFetchRequest *request,
           SotongHttpResponse       *response,
           char                    **out_cursor,
           gboolean                 *out_more)
{
  g_autoptr(JsonObject) page = sotong_json_parse_object (response->body, NULL);
  JsonArray *mentions = page != NULL ? sotong_json_get_array (page, "mentions") : NULL;

  if (mentions == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (mentions); i++)
    {
      JsonObject *mention = sotong_json_array_get_object (mentions, i);

      if (mention != NULL)
        add_item (reply, request, mention);
    }
  *out_cursor = sotong_json_dup_string (page, "next_cursor");
  *out_more = sotong_json_get_boolean (page, "has_more", FALSE);
  return TRUE;
}

/* What came before a failure is kept, and the next fetch goes on behind it. */
static SotongFetchReply *
fail_with (SotongFetchReply *reply,
           SotongFetchReply *failure)
{
  g_ptr_array_unref (failure->items);
  failure->items = g_ptr_array_ref (reply->items);
  g_free (failure->cursor);
  failure->cursor = g_strdup (reply->cursor);
  sotong_fetch_reply_free (reply);
  return failure;
}

static SotongFetchReply *
new_unreadable (const SotongFetchRequest *request)
{
  SotongFetchReply *reply = sotong_fetch_reply_new (SOTONG_FETCH_FAILED);
  g_autofree char *host = sotong_reader_dup_host (request->url);

  reply->http_status = SOUP_STATUS_OK;
  reply->retry_at = request->now + RETRY_BROKEN;
  reply->message = g_strdup_printf (_("%s answered with something that is no page of mentions. It is tried again later; check that the address is that of the practice platform."), host);
  return reply;
}

static void
find_covered (SotongFetchReply         *reply,
              const SotongFetchRequest *request)
{
  reply->covered_to = request->now;
  reply->covered_from = request->since > 0 ? MIN (request->since, request->now) : request->now;
  for (guint i = 0; i < reply->items->len; i++)
    reply->covered_from = MIN (reply->covered_from, ((SotongItem *) reply->items->pdata[i])->published_at);
}

/* So many at once that the rest must wait: nothing is covered before it has come, too. */
static void
put_off_rest (SotongFetchReply         *reply,
              const SotongFetchRequest *request)
{
  g_autofree char *host = sotong_reader_dup_host (request->url);
  guint n = reply->items->len;

  reply->retry_at = request->now;
  reply->message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                 "%s has more than %u mention waiting. The next fetch goes on from there.",
                                                 "%s has more than %u mentions waiting. The next fetch goes on from there.",
                                                 n), host, n);
}

/*
 * The platform has begun anew and does not know the place where the last fetch
 * ended: so does the fetch, and what comes again is recognised by its keys.
 */
static gboolean
is_forgotten (const SotongFetchReply   *reply,
              SotongHttpResponse       *response)
{
  return response->status == SOUP_STATUS_BAD_REQUEST && reply->cursor != NULL && reply->items->len == 0;
}

static SotongFetchReply *
sotong_reader_practice_fetch (SotongReader             *reader,
                              const SotongFetchRequest *request,
                              GCancellable             *cancellable)
{
  SotongFetchReply *reply = sotong_fetch_reply_new (SOTONG_FETCH_OK);
  gboolean more = TRUE;

  reply->cursor = g_strdup (request->cursor);
  while (more && reply->items->len < request->max_items)
    {
      guint limit = MIN (PAGE_ITEMS, request->max_items - reply->items->len);
      guint before = reply->items->len;
      g_autoptr(SotongHttpResponse) response = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *cursor = NULL;

      response = get_page (reader, request, reply->cursor, limit, cancellable, &error);
      if (response == NULL)
        return fail_with (reply, sotong_fetch_reply_new_error (request, error));
      if (is_forgotten (reply, response))
        {
          g_clear_pointer (&reply->cursor, g_free);
          continue;
        }
      if (response->status != SOUP_STATUS_OK)
        return fail_with (reply, sotong_fetch_reply_new_status (request, response));
      if (!read_page (reply, request, response, &cursor, &more))
        return fail_with (reply, new_unreadable (request));
      reply->http_status = response->status;
      /* A page that leads to itself or brings nothing would be asked for without end. */
      if (cursor == NULL || g_strcmp0 (cursor, reply->cursor) == 0 || reply->items->len == before)
        more = FALSE;
      if (cursor != NULL)
        {
          g_free (reply->cursor);
          reply->cursor = g_steal_pointer (&cursor);
        }
    }
  if (reply->items->len == 0)
    reply->outcome = SOTONG_FETCH_UNCHANGED;
  if (more)
    put_off_rest (reply, request);
  else
    find_covered (reply, request);
  return reply;
}

static void
sotong_reader_practice_class_init (SotongReaderPracticeClass *klass)
{
  SOTONG_READER_CLASS (klass)->fetch = sotong_reader_practice_fetch;
}

static void
sotong_reader_practice_init (SotongReaderPractice *self)
{
}
