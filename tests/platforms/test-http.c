/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "platforms/sotong-http-address-private.h"
#include "platforms/sotong-http-trust.h"
#include "platforms/sotong-http.h"

/* A server that answers each path with the raw bytes it is told, and remembers what it was sent. */
typedef struct {
  GSocketListener *listener;
  GCancellable    *stop;
  GThread         *thread;
  guint16          port;
  GMutex           mutex;
  GString         *log;      /* all requests, one after another */
  int              n;        /* (atomic): connections that brought a request */
} Server;

typedef struct {
  SotongClock *clock;
  SotongHttp  *http;
  Server       a;
  Server       b;
  char        *base;
} Fixture;

#define GZIP_BOMB_BYTES (64 * 1024 * 1024)

static GBytes *
make_bomb (void)
{
  g_autoptr(GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) out = g_converter_output_stream_new (memory, G_CONVERTER (zip));
  static const char zeroes[1024 * 1024];

  for (guint i = 0; i < GZIP_BOMB_BYTES / sizeof zeroes; i++)
    g_output_stream_write_all (out, zeroes, sizeof zeroes, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
send_text (GOutputStream *out,
           const char    *text)
{
  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

static void
send_bomb (GOutputStream *out)
{
  g_autoptr(GBytes) bomb = make_bomb ();
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           g_bytes_get_size (bomb));

  send_text (out, head);
  g_output_stream_write_all (out, g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb), NULL, NULL, NULL);
}

/* A byte now and then: never silent for long, never done. */
static void
send_drip (Server        *server,
           GOutputStream *out)
{
  gboolean open = TRUE;

  send_text (out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
  while (open && !g_cancellable_is_cancelled (server->stop))
    {
      open = g_output_stream_write_all (out, "x", 1, NULL, NULL, NULL);
      g_usleep (50 * 1000);
    }
}

static void
reset (GSocketConnection *connection)
{
  struct linger linger = { 1, 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static void
answer (Server            *server,
        GSocketConnection *connection,
        const char        *path)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *text = NULL;
  guint other;

  if (g_str_equal (path, "/hello"))
    send_text (out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=EUC-KR\r\nETag: \"x\"\r\nSet-Cookie: a=b\r\nContent-Length: 5\r\n\r\nhello");
  else if (g_str_equal (path, "/404"))
    send_text (out, "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
  else if (g_str_equal (path, "/401"))
    send_text (out, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 2\r\n\r\nno");
  else if (g_str_equal (path, "/half"))
    send_text (out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  else if (g_str_equal (path, "/garbage"))
    send_text (out, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
  else if (g_str_equal (path, "/head-only"))
    send_text (out, "HTTP/1.1 200 OK\r\nContent-Le");
  else if (g_str_equal (path, "/bad-gzip"))
    send_text (out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnot gzip");
  else if (g_str_equal (path, "/bomb"))
    send_bomb (out);
  else if (g_str_equal (path, "/drip"))
    send_drip (server, out);
  else if (g_str_equal (path, "/silent"))
    g_usleep (2500 * 1000);
  else if (g_str_equal (path, "/reset"))
    reset (connection);
  else if (g_str_has_prefix (path, "/loop"))
    send_text (out, "HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n");
  else if (sscanf (path, "/to-port/%u", &other) == 1)
    {
      text = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%u/hello\r\nContent-Length: 0\r\n\r\n", other);
      send_text (out, text);
    }
  else if (g_str_equal (path, "/moved"))
    send_text (out, "HTTP/1.1 301 Moved\r\nLocation: /moved-2\r\nContent-Length: 0\r\n\r\n");
  else if (g_str_equal (path, "/moved-2"))
    send_text (out, "HTTP/1.1 308 Moved\r\nLocation: hello\r\nContent-Length: 0\r\n\r\n");
  else if (g_str_equal (path, "/found-then-moved"))
    send_text (out, "HTTP/1.1 302 Found\r\nLocation: /moved\r\nContent-Length: 0\r\n\r\n");
  else if (g_str_equal (path, "/to-file"))
    send_text (out, "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
  else
    send_text (out, "HTTP/1.1 204 No Content\r\n\r\n");
}

static void
serve_one (Server            *server,
           GSocketConnection *connection)
{
  g_autoptr(GString) request = g_string_new (NULL);
  g_autofree char *path = NULL;
  const char *blank;
  char buffer[8192];
  gssize n;

  while (strstr (request->str, "\r\n\r\n") == NULL)
    {
      n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL, NULL);
      if (n <= 0)
        return;
      g_string_append_len (request, buffer, n);
    }
  g_mutex_lock (&server->mutex);
  g_string_append_len (server->log, request->str, (gssize) request->len);
  g_mutex_unlock (&server->mutex);
  g_atomic_int_inc (&server->n);
  blank = strchr (request->str, ' ');
  path = g_strndup (blank + 1, strcspn (blank + 1, " "));
  answer (server, connection, path);
}

static gpointer
serve (gpointer data)
{
  Server *server = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (server->listener, NULL, server->stop, NULL)) != NULL)
    {
      serve_one (server, connection);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      g_object_unref (connection);
    }
  return NULL;
}

static void
server_start (Server *server)
{
  g_mutex_init (&server->mutex);
  server->log = g_string_new (NULL);
  server->stop = g_cancellable_new ();
  server->listener = g_socket_listener_new ();
  server->port = g_socket_listener_add_any_inet_port (server->listener, NULL, NULL);
  server->thread = g_thread_new ("server", serve, server);
}

static void
server_stop (Server *server)
{
  g_cancellable_cancel (server->stop);
  g_thread_join (server->thread);
  g_object_unref (server->listener);
  g_object_unref (server->stop);
  g_string_free (server->log, TRUE);
  g_mutex_clear (&server->mutex);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  server_start (&f->a);
  server_start (&f->b);
  f->clock = sotong_clock_new_set (1476406800);
  f->http = sotong_http_new (f->clock);
  f->base = g_strdup_printf ("http://127.0.0.1:%u", f->a.port);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_finalize_object (f->http);
  g_assert_finalize_object (f->clock);
  server_stop (&f->a);
  server_stop (&f->b);
  g_free (f->base);
}

static SotongHttpRequest *
make (Fixture    *f,
      const char *method,
      const char *path)
{
  g_autofree char *url = g_strconcat (f->base, path, NULL);

  return sotong_http_request_new (method, url);
}

static void
assert_fails (Fixture           *f,
              SotongHttpRequest *request,
              SotongHttpError    code,
              gboolean           sent)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHttpResponse) response = sotong_http_send (f->http, request, NULL, &error);

  g_assert_null (response);
  g_assert_error (error, SOTONG_HTTP_ERROR, (int) code);
  g_assert_cmpint (sotong_http_request_was_sent (request), ==, sent);
}

static SotongHttpResponse *
send_ok (Fixture           *f,
         SotongHttpRequest *request)
{
  g_autoptr(GError) error = NULL;
  SotongHttpResponse *response = sotong_http_send (f->http, request, NULL, &error);

  g_assert_no_error (error);
  return response;
}

static void
test_get (Fixture       *f,
          gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) request = make (f, "GET", "/hello");
  g_autoptr(SotongHttpResponse) response = send_ok (f, request);
  g_autofree char *charset = NULL;
  g_autofree char *type = sotong_http_response_get_media_type (response, &charset);
  g_autofree char *url = g_strconcat (f->base, "/hello", NULL);
  g_autoptr(SotongHttpRequest) second = make (f, "GET", "/404");
  g_autoptr(SotongHttpResponse) missing = send_ok (f, second);

  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body), "hello", 5);
  g_assert_cmpstr (type, ==, "text/plain");
  g_assert_cmpstr (charset, ==, "EUC-KR");
  g_assert_cmpstr (sotong_http_response_get_header (response, "etag"), ==, "\"x\"");
  g_assert_cmpstr (response->url, ==, url);
  g_assert_null (response->permanent_url);
  g_assert_cmpuint (missing->status, ==, 404);
  g_assert_nonnull (strstr (f->a.log->str, "User-Agent: Sotong/" SOTONG_VERSION "\r\n"));
  g_assert_null (strstr (f->a.log->str, "Cookie:"));
}

/* With the mistake that many make, the answer would be asked for again with the password. */
static void
test_401_is_an_answer (Fixture       *f,
                       gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) request = make (f, "POST", "/401");
  g_autoptr(SotongHttpResponse) response = NULL;

  sotong_http_request_set_basic (request, "user", "password");
  response = send_ok (f, request);
  g_assert_cmpuint (response->status, ==, 401);
  g_assert_cmpint (g_atomic_int_get (&f->a.n), ==, 1);
}

/* The whole sentence: the library's words would name the place once more. */
static void
assert_says (Fixture           *f,
             SotongHttpRequest *request,
             const char        *sentence)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHttpResponse) response = sotong_http_send (f->http, request, NULL, &error);

  g_assert_null (response);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_nothing_sent (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *closed_url = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_autoptr(SotongHttpRequest) closed = sotong_http_request_new ("POST", closed_url);
  g_autoptr(SotongHttpRequest) nowhere = sotong_http_request_new ("GET", "http://no-such-host.invalid/");
  g_autoptr(SotongHttpRequest) ftp = sotong_http_request_new ("GET", "ftp://127.0.0.1/");
  g_autoptr(SotongHttpRequest) words = sotong_http_request_new ("GET", "not an address");
  g_autoptr(SotongHttpRequest) no_host = sotong_http_request_new ("GET", "https:///path");
  g_autoptr(SotongHttpRequest) plain = sotong_http_request_new ("POST", "http://blog.example/api");
  g_autoptr(SotongHttpRequest) userinfo = sotong_http_request_new ("GET", "http://user:password@blog.example/feed");

  g_socket_listener_close (listener);
  assert_fails (f, closed, SOTONG_HTTP_ERROR_UNREACHABLE, FALSE);
  assert_says (f, closed, "127.0.0.1 cannot be reached: no server answers there.");
  assert_fails (f, nowhere, SOTONG_HTTP_ERROR_UNREACHABLE, FALSE);
  assert_fails (f, ftp, SOTONG_HTTP_ERROR_INVALID_URL, FALSE);
  assert_fails (f, words, SOTONG_HTTP_ERROR_INVALID_URL, FALSE);
  assert_fails (f, no_host, SOTONG_HTTP_ERROR_INVALID_URL, FALSE);
  sotong_http_request_set_bearer (plain, "secret");
  assert_fails (f, plain, SOTONG_HTTP_ERROR_INSECURE, FALSE);
  assert_fails (f, userinfo, SOTONG_HTTP_ERROR_INSECURE, FALSE);
}

static void
test_tls (Fixture       *f,
          gconstpointer  data)
{
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/hello", f->a.port);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHttpResponse) response = NULL;

  /* The server does not speak TLS: it waits for a line end that a handshake does not have. */
  sotong_http_request_set_deadline (request, 1000);
  response = sotong_http_send (f->http, request, NULL, &error);
  g_assert_null (response);
  g_assert_nonnull (error);
  g_assert_false (sotong_http_request_was_sent (request));
}

typedef struct {
  GSocketListener *listener;
  GTlsCertificate *certificate;
  gboolean         heard;       /* something was sent over the connection */
} Stranger;

/* Answers one connection with a certificate that nobody signed. */
static gpointer
stranger_thread (gpointer data)
{
  Stranger *stranger = data;
  g_autoptr(GSocketConnection) plain = g_socket_listener_accept (stranger->listener, NULL, NULL, NULL);
  g_autoptr(GIOStream) secure = NULL;
  char byte;

  secure = g_tls_server_connection_new (G_IO_STREAM (plain), stranger->certificate, NULL);
  stranger->heard = g_input_stream_read (g_io_stream_get_input_stream (secure), &byte, 1, NULL, NULL) == 1;
  g_io_stream_close (G_IO_STREAM (plain), NULL, NULL);
  return NULL;
}

/* Whoever answers for the site, without its certificate it is told nothing. */
static void
test_wrong_certificate (Fixture       *f,
                        gconstpointer  data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "nobodys-certificate.pem", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  Stranger stranger = { listener, certificate, FALSE };
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/", port);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("POST", url);
  g_autoptr(SotongHttpResponse) response = NULL;
  GThread *thread;

  g_assert_no_error (error);
  thread = g_thread_new ("stranger", stranger_thread, &stranger);
  sotong_http_request_set_bearer (request, "secret");
  response = sotong_http_send (f->http, request, NULL, &error);
  g_thread_join (thread);
  g_assert_null (response);
  g_assert_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, "does not trust")); /* and what to do about it */
  g_assert_null (strstr (error->message, "secret"));
  g_assert_false (sotong_http_request_was_sent (request));
  g_assert_false (stranger.heard);
}

/* What a person can do depends on what is wrong: a clock that is wrong makes every certificate look run out. */
static void
test_distrust (void)
{
  static const struct { GTlsCertificateFlags faults; const char *words; } told[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "sign in on its page" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_EXPIRED, "for another name" },
    { G_TLS_CERTIFICATE_EXPIRED, "clock" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, "clock" },
    { G_TLS_CERTIFICATE_REVOKED, "withdrawn" },
    { 0, "the system says “the library’s words”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr(GError) cause = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_MISC, "the library’s words");
      g_autofree char *sentence = sotong_http_describe_distrust ("seoul.go.kr", told[i].faults, cause);

      g_assert_nonnull (strstr (sentence, "seoul.go.kr"));
      g_assert_nonnull (strstr (sentence, told[i].words));
    }
}

static const struct { const char *path; SotongHttpError code; } broken[] = {
  { "/half", SOTONG_HTTP_ERROR_BROKEN },
  { "/head-only", SOTONG_HTTP_ERROR_BROKEN },
  { "/reset", SOTONG_HTTP_ERROR_BROKEN },
  { "/drip", SOTONG_HTTP_ERROR_TIMED_OUT },
  { "/bomb", SOTONG_HTTP_ERROR_TOO_LARGE },
  { "/silent", SOTONG_HTTP_ERROR_TIMED_OUT },
};

/* Whatever breaks after the request has gone out: it may have arrived, and it went out once. */
static void
test_broken (Fixture       *f,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(SotongHttpRequest) request = make (f, "POST", broken[i].path);
      g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
      int before = g_atomic_int_get (&f->a.n);

      g_test_message ("%s", broken[i].path);
      sotong_http_request_set_body (request, "application/json", body);
      sotong_http_request_set_bearer (request, "secret");
      sotong_http_request_set_deadline (request, broken[i].code == SOTONG_HTTP_ERROR_TIMED_OUT ? 1000 : 60000);
      sotong_http_request_set_max_bytes (request, 1024 * 1024);
      assert_fails (f, request, broken[i].code, TRUE);
      g_assert_cmpint (g_atomic_int_get (&f->a.n), ==, before + 1);
    }
}

/* A body that calls itself packed and is not comes as it is: what reads it finds out. */
static void
test_not_packed (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) request = make (f, "GET", "/bad-gzip");
  g_autoptr(SotongHttpResponse) response = send_ok (f, request);

  g_assert_cmpmem (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body), "not gzip", 8);
}

static void
test_idle (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) request = make (f, "GET", "/silent");
  gint64 start = g_get_monotonic_time ();

  sotong_http_set_idle (f->http, 1);
  assert_fails (f, request, SOTONG_HTTP_ERROR_TIMED_OUT, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_garbage (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) request = make (f, "GET", "/garbage");
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHttpResponse) response = sotong_http_send (f->http, request, NULL, &error);

  g_assert_null (response);
  g_assert_nonnull (error);
}

static void
test_redirect_is_an_answer (Fixture       *f,
                            gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) post = make (f, "POST", "/moved");
  g_autoptr(SotongHttpRequest) get = make (f, "GET", "/moved");
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr(SotongHttpResponse) posted = NULL;
  g_autoptr(SotongHttpResponse) got = NULL;

  sotong_http_request_set_body (post, "application/json", body);
  posted = send_ok (f, post);
  got = send_ok (f, get);
  g_assert_cmpuint (posted->status, ==, 301);
  g_assert_cmpuint (got->status, ==, 301);
  g_assert_cmpint (g_atomic_int_get (&f->a.n), ==, 2);
}

static void
test_redirect_followed (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) moved = make (f, "GET", "/moved");
  g_autoptr(SotongHttpRequest) found = make (f, "GET", "/found-then-moved");
  g_autoptr(SotongHttpRequest) loop = make (f, "GET", "/loop");
  g_autoptr(SotongHttpRequest) file = make (f, "GET", "/to-file");
  g_autoptr(SotongHttpResponse) at_new = NULL;
  g_autoptr(SotongHttpResponse) at_same = NULL;
  g_autofree char *url = g_strconcat (f->base, "/hello", NULL);
  int before;

  sotong_http_request_follow_redirects (moved);
  sotong_http_request_follow_redirects (found);
  sotong_http_request_follow_redirects (loop);
  sotong_http_request_follow_redirects (file);
  at_new = send_ok (f, moved);
  g_assert_cmpuint (at_new->status, ==, 200);
  g_assert_cmpstr (at_new->url, ==, url);
  g_assert_cmpstr (at_new->permanent_url, ==, url);
  at_same = send_ok (f, found);
  g_assert_cmpstr (at_same->url, ==, url);
  g_assert_null (at_same->permanent_url);
  before = g_atomic_int_get (&f->a.n);
  assert_fails (f, loop, SOTONG_HTTP_ERROR_REDIRECT, TRUE);
  g_assert_cmpint (g_atomic_int_get (&f->a.n), ==, before + 6);
  assert_fails (f, file, SOTONG_HTTP_ERROR_REDIRECT, TRUE);
}

/* A site outside leads nowhere into this machine or the office's network, however that is written; a site in it may. */
static void
test_redirect_inside (void)
{
  static const struct { const char *from, *to; gboolean may; } cases[] = {
    { "https://news.example/feed", "https://other.example/feed", TRUE },
    { "https://news.example/feed", "https://8.8.8.8/feed", TRUE },
    { "https://news.example/feed", "http://127.0.0.1:8080/", FALSE },
    { "https://news.example/feed", "http://localhost./", FALSE },
    { "https://news.example/feed", "http://127.1/", FALSE },
    { "https://news.example/feed", "http://2130706433/", FALSE },
    { "https://news.example/feed", "http://0.0.0.0/", FALSE },
    { "https://news.example/feed", "http://10.1.2.3/reboot", FALSE },
    { "https://news.example/feed", "http://172.16.0.1/", FALSE },
    { "https://news.example/feed", "http://172.32.0.1/", TRUE },
    { "https://news.example/feed", "http://192.168.0.1/", FALSE },
    { "https://news.example/feed", "http://169.254.169.254/latest", FALSE },
    { "https://news.example/feed", "http://[::1]/", FALSE },
    { "https://news.example/feed", "http://[::ffff:192.168.0.1]/", FALSE },
    { "https://news.example/feed", "http://[fd00::1]/", FALSE },
    { "https://news.example/feed", "http://[2001:db8::1]/", TRUE },
    { "https://news.example/feed", "http://[fe80::1%25eth0]/", FALSE },
    { "https://news.example/feed", "http://[::10.1.2.3]/", FALSE },
    { "https://news.example/feed", "http://[::ffff:0:10.1.2.3]/", FALSE },
    { "https://news.example/feed", "http://[64:ff9b::10.1.2.3]/", FALSE },
    { "https://news.example/feed", "http://[64:ff9b::808:808]/", TRUE },
    { "https://news.example/feed", "http://[64:ff9b:1::808:808]/", FALSE },
    { "https://news.example/feed", "http://[2002:c0a8:1::1]/", FALSE },
    { "https://news.example/feed", "http://[2002:808:808::1]/", TRUE },
    { "https://news.example/feed", "http://[2001:0:808:808:0:0:f5fe:fdfc]/", FALSE },
    { "https://news.example/feed", "http://[2001:0:a01:203:0:0:f7f7:f7f7]/", FALSE },
    { "https://news.example/feed", "http://[2001:0:808:808:0:0:f7f7:f7f7]/", TRUE },
    { "https://news.example/feed", "http://[2001:db8::5efe:a01:203]/", FALSE },
    { "https://news.example/feed", "http://100.64.0.1/", FALSE },
    { "https://news.example/feed", "http://100.128.0.1/", TRUE },
    { "https://news.example/feed", "http://router/", FALSE },
    { "https://news.example/feed", "http://wiki.Office.LAN/", FALSE },
    { "http://192.168.0.5/feed", "http://192.168.0.6/feed", TRUE },
    { "http://wordpress/", "http://10.1.2.3/", TRUE },
    { "http://wp.city.local/", "http://wordpress/", TRUE },
    { "http://127.0.0.1:1/feed", "http://127.0.0.1:2/feed", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      SotongHttpResponse response = { .status = 302, .headers = headers, .url = (char *) cases[i].from };
      g_autoptr(GUri) from = g_uri_parse (cases[i].from, SOUP_HTTP_URI_FLAGS, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GUri) to = NULL;

      soup_message_headers_replace (headers, "Location", cases[i].to);
      to = sotong_http_find_target (&response, from, &error);
      g_test_message ("%s to %s", cases[i].from, cases[i].to);
      g_assert_true (cases[i].may == (to != NULL));
      if (!cases[i].may)
        g_assert_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_REDIRECT);
    }
}

/* No secret header, whatever its name, follows a redirect to another server. */
static void
test_secrets_stay (Fixture       *f,
                   gconstpointer  data)
{
  g_autofree char *path = g_strdup_printf ("/to-port/%u", f->b.port);
  g_autoptr(SotongHttpRequest) request = make (f, "GET", path);
  g_autoptr(SotongHttpResponse) response = NULL;

  sotong_http_request_set_bearer (request, "token-1");
  sotong_http_request_set_secret_header (request, "X-Client-Secret", "token-2");
  sotong_http_request_set_header (request, "X-Plain", "seen");
  sotong_http_request_follow_redirects (request);
  response = send_ok (f, request);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_nonnull (strstr (f->a.log->str, "token-1"));
  g_assert_nonnull (strstr (f->a.log->str, "token-2"));
  g_assert_nonnull (strstr (f->b.log->str, "X-Plain: seen"));
  g_assert_null (strstr (f->b.log->str, "token-"));
}

static void
test_header_injection (Fixture       *f,
                       gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) request = make (f, "GET", "/hello");
  g_autoptr(SotongHttpResponse) response = NULL;

  sotong_http_request_set_header (request, "X-Name", "a\r\nX-Evil: b");
  response = send_ok (f, request);
  g_assert_null (strstr (f->a.log->str, "\r\nX-Evil"));
}

static void
test_userinfo (Fixture       *f,
               gconstpointer  data)
{
  g_autofree char *url = g_strdup_printf ("http://user:pass%%20word@127.0.0.1:%u/hello", f->a.port);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(SotongHttpResponse) response = send_ok (f, request);
  g_autofree char *encoded = g_base64_encode ((const guchar *) "user:pass word", 14);

  g_assert_nonnull (strstr (f->a.log->str, encoded));
  g_assert_null (strstr (response->url, "user"));
}

static void
test_korean_address (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) request = make (f, "GET", "/소식 하나?날=1");
  g_autoptr(SotongHttpResponse) response = send_ok (f, request);

  g_assert_cmpuint (response->status, ==, 204);
  g_assert_nonnull (strstr (f->a.log->str, "GET /%EC%86%8C%EC%8B%9D%20%ED%95%98%EB%82%98?%EB%82%A0=1 HTTP/1.1"));
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (150 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongHttpRequest) request = make (f, "GET", "/drip");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) waiting = NULL;
  g_autoptr(SotongHttpResponse) response = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  response = sotong_http_send (f->http, request, cancellable, &error);
  g_thread_join (thread);
  g_assert_null (response);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (sotong_http_wait (f->http, 60000, cancellable, &waiting));
  g_assert_error (waiting, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
count_wait (guint          ms,
            GCancellable  *cancellable,
            gpointer       user_data,
            GError       **error)
{
  *(guint *) user_data += ms;
  return TRUE;
}

static void
test_wait (Fixture       *f,
           gconstpointer  data)
{
  guint total = 0;

  g_assert_true (sotong_http_wait (f->http, 1, NULL, NULL));
  sotong_http_set_wait_func (f->http, count_wait, &total);
  g_assert_true (sotong_http_wait (f->http, 3600000, NULL, NULL));
  g_assert_cmpuint (total, ==, 3600000);
}

static gint64
retry (const char *value,
       const char *date)
{
  SotongHttpResponse response = { .headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE) };
  gint64 at;

  if (value != NULL)
    soup_message_headers_append (response.headers, "Retry-After", value);
  if (date != NULL)
    soup_message_headers_append (response.headers, "Date", date);
  at = sotong_http_response_get_retry_after (&response, 1000);
  soup_message_headers_unref (response.headers);
  return at;
}

static void
test_retry_after (void)
{
  g_assert_cmpint (retry (NULL, NULL), ==, 0);
  g_assert_cmpint (retry ("120", NULL), ==, 1120);
  g_assert_cmpint (retry (" 0 ", NULL), ==, 1000);
  g_assert_cmpint (retry ("soon", NULL), ==, 0);
  g_assert_cmpint (retry ("-5", NULL), ==, 0);
  g_assert_cmpint (retry ("1.5", NULL), ==, 0);
  g_assert_cmpint (retry ("Thu, 01 Jan 1970 00:17:40 GMT", NULL), ==, 1060);
  g_assert_cmpint (retry ("Thu, 01 Jan 1970 00:00:00 GMT", NULL), ==, 1000);
  /* Against the server's clock, whatever ours says. */
  g_assert_cmpint (retry ("Fri, 14 Oct 2016 01:00:30 GMT", "Fri, 14 Oct 2016 01:00:00 GMT"), ==, 1030);
  g_assert_cmpint (retry ("99999999999999999999", NULL), ==, 1000 + 366 * 24 * 60 * 60);
}

static void
test_local (void)
{
  g_assert_true (sotong_http_url_is_local ("http://127.0.0.1:8080/x"));
  g_assert_true (sotong_http_url_is_local ("http://127.9.9.9/"));
  g_assert_true (sotong_http_url_is_local ("http://[::1]/"));
  g_assert_true (sotong_http_url_is_local ("http://localhost/"));
  g_assert_false (sotong_http_url_is_local ("http://127.0.0.1.example/"));
  g_assert_false (sotong_http_url_is_local ("http://localhost.example/"));
  g_assert_false (sotong_http_url_is_local ("http://127.0.0.1@example.org/"));
  g_assert_false (sotong_http_url_is_local (NULL));
  g_assert_true (sotong_http_url_may_carry_secret ("https://blog.example"));
  g_assert_false (sotong_http_url_may_carry_secret ("http://blog.example"));
  g_assert_false (sotong_http_url_may_carry_secret ("//blog.example"));
}

#define ADD(name, func) g_test_add ("/platforms/http/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("get", test_get);
  ADD ("401-is-an-answer", test_401_is_an_answer);
  ADD ("nothing-sent", test_nothing_sent);
  ADD ("tls", test_tls);
  ADD ("wrong-certificate", test_wrong_certificate);
  g_test_add_func ("/http/distrust", test_distrust);
  ADD ("broken", test_broken);
  ADD ("not-packed", test_not_packed);
  ADD ("idle", test_idle);
  ADD ("garbage", test_garbage);
  ADD ("redirect-is-an-answer", test_redirect_is_an_answer);
  ADD ("redirect-followed", test_redirect_followed);
  g_test_add_func ("/platforms/http/redirect-inside", test_redirect_inside);
  ADD ("secrets-stay", test_secrets_stay);
  ADD ("header-injection", test_header_injection);
  ADD ("userinfo", test_userinfo);
  ADD ("korean-address", test_korean_address);
  ADD ("cancel", test_cancel);
  ADD ("wait", test_wait);
  g_test_add_func ("/platforms/http/retry-after", test_retry_after);
  g_test_add_func ("/platforms/http/local", test_local);
  return g_test_run ();
}
