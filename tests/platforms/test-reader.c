/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "platforms/sotong-practice-server.h"
#include "platforms/sotong-reader.h"
#include "util/sotong-time.h"

#define NOW G_GINT64_CONSTANT (1476406800) /* 2016-10-14 10:00 in Seoul */
#define RSS_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>시청</title>"
#define RSS_ITEM "<item><title>축제</title><link>/post/1</link><pubDate>Thu, 13 Oct 2016 09:00:00 +0900</pubDate></item>"
#define RSS RSS_HEAD RSS_ITEM "</channel></rss>"

typedef struct {
  SoupServer   *server;
  GMainContext *context;
  GMainLoop    *loop;
  GThread      *thread;
  char         *base;
  GMutex        lock;
  guint         n_requests;
  SotongReader *reader;
  SotongHttp   *http;
  GTimeZone    *zone;
} Fixture;

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static void
redirect (SoupServerMessage *message,
          guint              status,
          const char        *location)
{
  soup_server_message_set_status (message, status, NULL);
  set_header (message, "Location", location);
}

static void
answer_conditional (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  set_header (message, "ETag", "W/\"5801-abc\"");
  set_header (message, "Last-Modified", "Thu, 13 Oct 2016 00:00:01 GMT");
  if (g_strcmp0 (soup_message_headers_get_one (headers, "If-None-Match"), "W/\"5801-abc\"") == 0
      && g_strcmp0 (soup_message_headers_get_one (headers, "If-Modified-Since"), "Thu, 13 Oct 2016 00:00:01 GMT") == 0)
    soup_server_message_set_status (message, 304, NULL);
  else
    answer (message, 200, "application/rss+xml", RSS);
}

static void
answer_gzip (SoupServerMessage *message,
             gsize              n_bytes)
{
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, compressor);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *blanks = g_malloc (65536);

  memset (blanks, ' ', 65536);
  for (gsize n = 0; n < n_bytes; n += 65536)
    g_output_stream_write_all (stream, blanks, 65536, NULL, NULL, NULL);
  g_output_stream_write_all (stream, RSS, strlen (RSS), NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  set_header (message, "Content-Encoding", "gzip");
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), "application/rss+xml", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

/* A body that never ends, a piece at a time. */
static void
wrote_chunk_cb (SoupServerMessage *message,
                gpointer           user_data)
{
  static char piece[65536];

  memset (piece, ' ', sizeof piece);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, piece, sizeof piece);
  soup_server_message_unpause (message);
}

static void
answer_endless (SoupServerMessage *message)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), NULL);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, RSS_HEAD, strlen (RSS_HEAD));
}

static void
hang_up (SoupServerMessage *message)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

/* What begins well and then comes to nothing. */
static void
hang_up_in_body (SoupServerMessage *message)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 100000\r\n\r\n" RSS_HEAD RSS_ITEM;
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), head, strlen (head), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
answer_mentions (SoupServerMessage *message,
                 const char        *mode,
                 GHashTable        *query)
{
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  const char *cursor = query != NULL ? g_hash_table_lookup (query, "cursor") : NULL;
  int start = cursor != NULL ? atoi (cursor) : 0;
  int limit = query != NULL && g_hash_table_lookup (query, "limit") != NULL ? atoi (g_hash_table_lookup (query, "limit")) : 10;
  g_autoptr(GString) body = g_string_new ("{\"mentions\":[");
  int end = MIN (start + limit, 250);

  if (g_strcmp0 (authorization, "Bearer token-1") != 0)
    {
      answer (message, 401, "application/json", "{}");
      return;
    }
  if (start >= 100 && g_str_equal (mode, "half"))
    {
      answer (message, 503, "text/plain", "busy");
      return;
    }
  for (int i = start; i < end; i++)
    g_string_append_printf (body, "%s{\"id\":\"m%d\",\"author\":\"시민%d\",\"published_at\":\"2016-10-13T%02d:00:00+09:00\","
                            "\"url\":\"http://b.example/m/%d\",\"text\":\"글 %d\"}", i > start ? "," : "", i, i % 7, i % 24, i, i);
  g_string_append_printf (body, "],\"next_cursor\":\"%d\",\"has_more\":%s}", g_str_equal (mode, "loop") ? start : end,
                          end < 250 || g_str_equal (mode, "loop") ? "true" : "false");
  answer (message, 200, "application/json", body->str);
}

static void
server_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *f = user_data;

  g_mutex_lock (&f->lock);
  f->n_requests++;
  g_mutex_unlock (&f->lock);
  if (g_str_equal (path, "/rss"))
    answer_conditional (message);
  else if (g_str_equal (path, "/moved"))
    redirect (message, 301, "/rss");
  else if (g_str_equal (path, "/found"))
    redirect (message, 302, "/rss");
  else if (g_str_equal (path, "/loop"))
    redirect (message, 302, "/loop");
  else if (g_str_equal (path, "/moved-to-page"))
    redirect (message, 301, "/page");
  else if (g_str_equal (path, "/page"))
    answer (message, 200, "text/html", "<!doctype html><html><head><link rel=alternate type=application/rss+xml href='/rss'></head></html>");
  else if (g_str_equal (path, "/empty"))
    answer (message, 200, "application/rss+xml", "");
  else if (g_str_equal (path, "/wrong-type"))
    answer (message, 200, "image/png", RSS);
  else if (g_str_equal (path, "/cut"))
    {
      set_header (message, "ETag", "\"cut\"");
      answer (message, 200, "text/xml", RSS_HEAD RSS_ITEM "\n<item><title>둘");
    }
  else if (g_str_equal (path, "/cached"))
    {
      set_header (message, "Cache-Control", "public, max-age=3600");
      answer (message, 200, "text/xml", RSS);
    }
  else if (g_str_equal (path, "/gzip"))
    answer_gzip (message, 100000);
  else if (g_str_equal (path, "/gzip-bomb"))
    answer_gzip (message, 200 * 1024 * 1024);
  else if (g_str_equal (path, "/endless"))
    answer_endless (message);
  else if (g_str_equal (path, "/hang-up"))
    hang_up (message);
  else if (g_str_equal (path, "/hang-up-in-body"))
    hang_up_in_body (message);
  else if (g_str_equal (path, "/hang"))
    soup_server_message_pause (message);
  else if (g_str_has_prefix (path, "/status/"))
    {
      answer (message, (guint) atoi (path + strlen ("/status/")), "text/plain", "no");
      if (query != NULL && g_hash_table_lookup (query, "retry") != NULL)
        set_header (message, "Retry-After", g_hash_table_lookup (query, "retry"));
    }
  else if (g_str_equal (path, "/all/api/v1/mentions") || g_str_equal (path, "/half/api/v1/mentions") || g_str_equal (path, "/loop/api/v1/mentions"))
    {
      g_autofree char *mode = g_strndup (path + 1, 4);

      answer_mentions (message, mode, query);
    }
  else if (g_str_equal (path, "/html/api/v1/mentions"))
    answer (message, 200, "text/html", "<html></html>");
  else
    answer (message, 404, "text/plain", "Not Found");
}

static gpointer
serve (gpointer data)
{
  Fixture *f = data;

  g_main_context_push_thread_default (f->context);
  g_main_loop_run (f->loop);
  g_main_context_pop_thread_default (f->context);
  return NULL;
}

static void
set_up (Fixture       *f,
        gconstpointer  kind)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  GSList *uris;

  g_mutex_init (&f->lock);
  f->context = g_main_context_new ();
  f->loop = g_main_loop_new (f->context, FALSE);
  g_main_context_push_thread_default (f->context);
  f->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (f->server, NULL, server_cb, f, NULL);
  soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (f->context);
  uris = soup_server_get_uris (f->server);
  f->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  f->thread = g_thread_new ("server", serve, f);
  f->http = sotong_http_new (clock);
  f->reader = sotong_reader_new (kind, f->http);
  f->zone = sotong_time_zone_new ("Asia/Seoul", NULL);
  g_assert_nonnull (f->reader);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* From within the loop: the thread may not have come to run it yet. */
static void
stop_serving (Fixture *f)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, f->loop, NULL);
  g_source_attach (source, f->context);
  g_thread_join (f->thread);
}

static void
tear_down (Fixture       *f,
           gconstpointer  kind)
{
  g_assert_finalize_object (f->reader);
  g_assert_finalize_object (f->http);
  stop_serving (f);
  g_main_context_push_thread_default (f->context);
  soup_server_disconnect (f->server);
  g_object_unref (f->server);
  while (g_main_context_iteration (f->context, FALSE))
    ;
  g_main_context_pop_thread_default (f->context);
  g_main_loop_unref (f->loop);
  g_main_context_unref (f->context);
  g_time_zone_unref (f->zone);
  g_free (f->base);
  g_mutex_clear (&f->lock);
}

static SotongFetchReply *
fetch_with (Fixture            *f,
            const char         *path,
            SotongFetchRequest  request)
{
  g_autofree char *url = g_strconcat (f->base, path, NULL);

  request.url = url;
  request.now = NOW;
  request.zone = f->zone;
  return sotong_reader_fetch (f->reader, &request, NULL);
}

static SotongFetchReply *
fetch (Fixture    *f,
       const char *path)
{
  return fetch_with (f, path, (SotongFetchRequest) { 0 });
}

static void
check_outcome (const SotongFetchReply *reply,
               SotongFetchOutcome      outcome,
               guint                   status,
               const char             *part)
{
  g_assert_cmpstr (sotong_fetch_outcome_to_name (reply->outcome), ==, sotong_fetch_outcome_to_name (outcome));
  g_assert_cmpuint (reply->http_status, ==, status);
  if (part == NULL)
    g_assert_cmpstr (reply->message, ==, NULL);
  else if (reply->message == NULL || strstr (reply->message, part) == NULL)
    g_error ("“%s” is not in “%s”", part, reply->message);
}

static void
test_conditional (Fixture       *f,
                  gconstpointer  kind)
{
  g_autoptr(SotongFetchReply) first = fetch (f, "/rss");
  g_autoptr(SotongFetchReply) second = NULL;
  const SotongItem *item;

  check_outcome (first, SOTONG_FETCH_OK, 200, NULL);
  g_assert_cmpuint (first->items->len, ==, 1);
  item = first->items->pdata[0];
  g_assert_true (g_str_has_suffix (item->url, "/post/1"));
  g_assert_true (g_str_has_prefix (item->canonical_key, "url:127.0.0.1:"));
  g_assert_cmpstr (first->etag, ==, "W/\"5801-abc\"");
  g_assert_cmpstr (first->last_modified, ==, "Thu, 13 Oct 2016 00:00:01 GMT");
  g_assert_null (first->moved_to);
  g_assert_cmpint (first->next_after, ==, 600);
  g_assert_cmpint (first->covered_from, ==, item->published_at);
  g_assert_cmpint (first->covered_to, ==, NOW);

  second = fetch_with (f, "/rss", (SotongFetchRequest) { .etag = first->etag, .last_modified = first->last_modified, .since = NOW - 3600 });
  check_outcome (second, SOTONG_FETCH_UNCHANGED, 304, NULL);
  g_assert_cmpuint (second->items->len, ==, 0);
  g_assert_cmpstr (second->etag, ==, first->etag);
  g_assert_cmpint (second->covered_from, ==, NOW - 3600);
  g_assert_cmpint (second->covered_to, ==, NOW);
}

static void
test_redirects (Fixture       *f,
                gconstpointer  kind)
{
  g_autoptr(SotongFetchReply) moved = fetch (f, "/moved");
  g_autoptr(SotongFetchReply) found = fetch (f, "/found");
  g_autoptr(SotongFetchReply) loop = fetch (f, "/loop");
  g_autoptr(SotongFetchReply) page = fetch (f, "/moved-to-page");
  g_autofree char *expected = g_strconcat (f->base, "/rss", NULL);

  check_outcome (moved, SOTONG_FETCH_OK, 200, NULL);
  g_assert_cmpstr (moved->moved_to, ==, expected);
  check_outcome (found, SOTONG_FETCH_OK, 200, NULL);
  g_assert_null (found->moved_to);
  check_outcome (loop, SOTONG_FETCH_FAILED, 0, "without end");
  check_outcome (page, SOTONG_FETCH_FAILED, 200, expected);
  g_assert_null (page->moved_to);
}

static void
test_statuses (Fixture       *f,
               gconstpointer  kind)
{
  static const struct {
    const char         *path;
    SotongFetchOutcome  outcome;
    guint               status;
    gint64              retry_after;  /* seconds; 0: never by itself */
    const char         *part;
  } cases[] = {
    { "/status/410", SOTONG_FETCH_REFUSED, 410, 0, "gone for good" },
    { "/status/401", SOTONG_FETCH_REFUSED, 401, 0, "has no secret" },
    { "/status/403", SOTONG_FETCH_REFUSED, 403, 0, "does not let" },
    { "/status/403?retry=90", SOTONG_FETCH_WAIT, 403, 90, "403" },
    { "/status/404", SOTONG_FETCH_FAILED, 404, 21600, "404" },
    { "/status/429?retry=7200", SOTONG_FETCH_WAIT, 429, 7200, "too often" },
    { "/status/429", SOTONG_FETCH_WAIT, 429, 600, "too often" },
    { "/status/503?retry=120", SOTONG_FETCH_WAIT, 503, 120, "503" },
    { "/status/503?retry=soon", SOTONG_FETCH_WAIT, 503, 600, "503" },
    { "/status/500", SOTONG_FETCH_WAIT, 500, 600, "500" },
    { "/status/418", SOTONG_FETCH_FAILED, 418, 3600, "418" },
    { "/status/204", SOTONG_FETCH_FAILED, 204, 3600, "204" },
    { "/empty", SOTONG_FETCH_FAILED, 200, 3600, "nothing at all" },
    { "/page", SOTONG_FETCH_FAILED, 200, 3600, "web page" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongFetchReply) reply = fetch (f, cases[i].path);

      check_outcome (reply, cases[i].outcome, cases[i].status, cases[i].part);
      g_assert_cmpint (reply->retry_at, ==, cases[i].retry_after == 0 ? 0 : NOW + cases[i].retry_after);
      g_assert_cmpuint (reply->items->len, ==, 0);
      g_assert_cmpint (reply->covered_to, ==, 0);
      g_assert_nonnull (strstr (reply->message, "127.0.0.1"));
    }
}

static void
test_bodies (Fixture       *f,
             gconstpointer  kind)
{
  g_autoptr(SotongFetchReply) wrong_type = fetch (f, "/wrong-type");
  g_autoptr(SotongFetchReply) cut = fetch (f, "/cut");
  g_autoptr(SotongFetchReply) cached = fetch (f, "/cached");
  g_autoptr(SotongFetchReply) gzip = fetch (f, "/gzip");

  check_outcome (wrong_type, SOTONG_FETCH_OK, 200, NULL);
  check_outcome (cut, SOTONG_FETCH_OK, 200, "1 item was read; the feed is cut at line 3");
  g_assert_cmpuint (cut->items->len, ==, 1);
  g_assert_null (cut->etag);
  g_assert_cmpint (cut->covered_to, ==, 0);
  g_assert_cmpint (cached->next_after, ==, 3600);
  check_outcome (gzip, SOTONG_FETCH_OK, 200, NULL);
  g_assert_cmpuint (gzip->items->len, ==, 1);
}

static void
test_too_large (Fixture       *f,
                gconstpointer  kind)
{
  g_autoptr(SotongFetchReply) bomb = fetch (f, "/gzip-bomb");
  g_autoptr(SotongFetchReply) endless = fetch (f, "/endless");

  check_outcome (bomb, SOTONG_FETCH_FAILED, 0, "larger");
  check_outcome (endless, SOTONG_FETCH_FAILED, 0, "larger");
}

static void
test_broken_connections (Fixture       *f,
                         gconstpointer  kind)
{
  g_autoptr(SotongFetchReply) hung_up = fetch (f, "/hang-up");
  g_autoptr(SotongFetchReply) half = fetch (f, "/hang-up-in-body");
  g_autoptr(SotongFetchReply) silent = fetch_with (f, "/hang", (SotongFetchRequest) { .deadline = 1 });
  g_autoptr(SotongFetchReply) nobody = NULL;
  SotongFetchRequest request = { .url = "http://127.0.0.1:1/rss", .now = NOW, .zone = f->zone };

  nobody = sotong_reader_fetch (f->reader, &request, NULL);
  check_outcome (hung_up, SOTONG_FETCH_WAIT, 0, "broke");
  check_outcome (half, SOTONG_FETCH_WAIT, 0, "broke");
  check_outcome (silent, SOTONG_FETCH_WAIT, 0, "in time");
  check_outcome (nobody, SOTONG_FETCH_WAIT, 0, "cannot be reached");
  g_assert_cmpint (nobody->retry_at, ==, NOW + 600);
}

static void
test_refused_addresses (Fixture       *f,
                        gconstpointer  kind)
{
  SotongFetchRequest request = { .now = NOW, .zone = f->zone };
  g_autoptr(SotongFetchReply) file = NULL, insecure = NULL;

  request.url = "file:///etc/passwd";
  file = sotong_reader_fetch (f->reader, &request, NULL);
  check_outcome (file, SOTONG_FETCH_REFUSED, 0, "https://");
  request.url = "http://b.example/rss";
  request.secret = "user:password-9";
  insecure = sotong_reader_fetch (f->reader, &request, NULL);
  g_assert_cmpint (insecure->outcome, ==, SOTONG_FETCH_REFUSED);
  g_assert_null (strstr (insecure->message, "password-9"));
}

static void
test_cancelled (Fixture       *f,
                gconstpointer  kind)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *url = g_strconcat (f->base, "/rss", NULL);
  SotongFetchRequest request = { .url = url, .now = NOW, .zone = f->zone };
  g_autoptr(SotongFetchReply) reply = NULL;

  g_cancellable_cancel (cancellable);
  reply = sotong_reader_fetch (f->reader, &request, cancellable);
  check_outcome (reply, SOTONG_FETCH_WAIT, 0, "stopped");
  g_assert_cmpint (reply->retry_at, ==, 0);
}

static void
test_practice_pages (Fixture       *f,
                     gconstpointer  kind)
{
  g_autoptr(SotongFetchReply) all = fetch_with (f, "/all/", (SotongFetchRequest) { .secret = "token-1", .since = NOW - 60 });
  g_autoptr(SotongFetchReply) none = NULL, some = NULL, rest = NULL;
  const SotongItem *item;

  check_outcome (all, SOTONG_FETCH_OK, 200, NULL);
  g_assert_cmpuint (all->items->len, ==, 250);
  g_assert_cmpstr (all->cursor, ==, "250");
  g_assert_cmpuint (f->n_requests, ==, 3);
  item = all->items->pdata[249];
  g_assert_cmpstr (item->external_id, ==, "m249");
  g_assert_cmpstr (item->text, ==, "글 249");
  g_assert_cmpstr (item->canonical_key, ==, "url:b.example/m/249");
  g_assert_cmpint (item->precision, ==, SOTONG_ITEM_EXACT);
  g_assert_cmpint (all->covered_to, ==, NOW);

  none = fetch_with (f, "/all", (SotongFetchRequest) { .secret = "token-1", .cursor = all->cursor });
  check_outcome (none, SOTONG_FETCH_UNCHANGED, 200, NULL);
  g_assert_cmpstr (none->cursor, ==, "250");

  some = fetch_with (f, "/all", (SotongFetchRequest) { .secret = "token-1", .max_items = 130 });
  check_outcome (some, SOTONG_FETCH_OK, 200, "more than 130 mentions");
  g_assert_cmpuint (some->items->len, ==, 130);
  g_assert_cmpint (some->covered_to, ==, 0);
  rest = fetch_with (f, "/all", (SotongFetchRequest) { .secret = "token-1", .cursor = some->cursor });
  g_assert_cmpuint (rest->items->len, ==, 120);
}

static void
test_practice_failures (Fixture       *f,
                        gconstpointer  kind)
{
  g_autoptr(SotongFetchReply) no_token = fetch (f, "/all");
  g_autoptr(SotongFetchReply) wrong_token = fetch_with (f, "/all", (SotongFetchRequest) { .secret = "token-2" });
  g_autoptr(SotongFetchReply) half = fetch_with (f, "/half", (SotongFetchRequest) { .secret = "token-1" });
  g_autoptr(SotongFetchReply) loop = fetch_with (f, "/loop", (SotongFetchRequest) { .secret = "token-1", .cursor = "10" });
  g_autoptr(SotongFetchReply) html = fetch_with (f, "/html", (SotongFetchRequest) { .secret = "token-1" });

  check_outcome (no_token, SOTONG_FETCH_REFUSED, 401, "has no secret");
  check_outcome (wrong_token, SOTONG_FETCH_REFUSED, 401, "does not accept");
  g_assert_null (strstr (wrong_token->message, "token-2"));
  check_outcome (half, SOTONG_FETCH_WAIT, 503, "503");
  g_assert_cmpuint (half->items->len, ==, 100);
  g_assert_cmpstr (half->cursor, ==, "100");
  check_outcome (loop, SOTONG_FETCH_OK, 200, NULL);
  g_assert_cmpuint (loop->items->len, ==, 100);
  check_outcome (html, SOTONG_FETCH_FAILED, 200, "no page of mentions");
}

/* The platform that is built in, and the same begun anew, which knows no cursor of before. */
static void
test_practice_server (Fixture       *f,
                      gconstpointer  kind)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  g_autoptr(SotongPracticeServer) server = sotong_practice_server_new ("token-3", clock);
  g_autoptr(SotongFetchReply) first = NULL, second = NULL, anew = NULL;
  g_autoptr(GError) error = NULL;
  SotongFetchRequest request = { .secret = "token-3", .now = NOW, .zone = f->zone };
  SotongItem *item;

  request.url = sotong_practice_server_start (server, 0, &error);
  g_assert_no_error (error);
  first = sotong_reader_fetch (f->reader, &request, NULL);
  check_outcome (first, SOTONG_FETCH_OK, 200, NULL);
  g_assert_cmpuint (first->items->len, >, 100);
  item = first->items->pdata[0];
  g_assert_nonnull (item->text);
  g_assert_nonnull (item->author);
  g_assert_cmpint (item->precision, ==, SOTONG_ITEM_EXACT);
  g_assert_true (g_str_has_prefix (item->canonical_key, "url:127.0.0.1:"));

  request.cursor = first->cursor;
  second = sotong_reader_fetch (f->reader, &request, NULL);
  check_outcome (second, SOTONG_FETCH_UNCHANGED, 200, NULL);
  g_assert_cmpstr (second->cursor, ==, first->cursor);

  request.cursor = "999999";
  anew = sotong_reader_fetch (f->reader, &request, NULL);
  check_outcome (anew, SOTONG_FETCH_OK, 200, NULL);
  g_assert_cmpuint (anew->items->len, ==, first->items->len);
  g_assert_cmpstr (anew->cursor, ==, first->cursor);
  sotong_practice_server_stop (server);
}

static void
test_kinds (void)
{
  const char * const *kinds = sotong_reader_list_kinds ();
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(SotongHttp) http = sotong_http_new (clock);

  g_assert_true (g_strv_contains (kinds, "feed"));
  g_assert_true (g_strv_contains (kinds, "practice"));
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(SotongReader) reader = sotong_reader_new (kinds[i], http);

      g_assert_nonnull (reader);
      g_assert_true (sotong_reader_needs_secret (kinds[i]) == ((sotong_reader_get_needs (kinds[i]) & SOTONG_READER_TAKES_SECRET) == 0));
    }
  g_assert_null (sotong_reader_new ("pigeon", http));
  g_assert_true (sotong_reader_needs_secret ("practice"));
  g_assert_false (sotong_reader_needs_secret ("feed"));
}

#define ADD(path, kind, test) g_test_add (path, Fixture, kind, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/platforms/reader/kinds", test_kinds);
  ADD ("/platforms/reader/conditional", "feed", test_conditional);
  ADD ("/platforms/reader/redirects", "feed", test_redirects);
  ADD ("/platforms/reader/statuses", "feed", test_statuses);
  ADD ("/platforms/reader/bodies", "feed", test_bodies);
  ADD ("/platforms/reader/too-large", "feed", test_too_large);
  ADD ("/platforms/reader/broken-connections", "feed", test_broken_connections);
  ADD ("/platforms/reader/refused-addresses", "feed", test_refused_addresses);
  ADD ("/platforms/reader/cancelled", "feed", test_cancelled);
  ADD ("/platforms/reader/practice-pages", "practice", test_practice_pages);
  ADD ("/platforms/reader/practice-failures", "practice", test_practice_failures);
  ADD ("/platforms/reader/practice-server", "practice", test_practice_server);
  return g_test_run ();
}
