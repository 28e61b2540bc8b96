/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "platforms/sotong-practice-box.h"
#include "platforms/sotong-practice-server.h"
#include "util/sotong-json.h"

#define API            "/api/v1/"
#define MAX_BODY       (6 * 1024 * 1024)
#define LATE_MS        1500
#define MAX_TIMES      1000000

/**
 * SotongPracticeServer:
 *
 * A platform to practise on: an HTTP server on 127.0.0.1 with a thread and a main context of
 * its own, so that the window's main loop never waits for it. It takes posts from whoever has
 * the token, shows them on pages that are marked as practice, lets made citizens answer, counts
 * all it receives, and does wrong on demand what real platforms do wrong.
 */
struct _SotongPracticeServer
{
  GObject            parent_instance;
  char              *token;    /* (owned) (not nullable) */
  GMutex             mutex;    /* for @box and @faults */
  SotongPracticeBox *box;      /* (owned) */
  GArray            *faults;   /* (element-type SotongPracticeFault), the first for a path comes first */
  GThread           *thread;   /* (owned) (nullable) */
  GMainContext      *context;  /* (owned) (nullable): the thread's */
  GMainLoop         *loop;     /* (owned) (nullable): the thread's */
  SoupServer        *server;   /* (owned) (nullable): the thread's */
  GSocketService    *service;  /* (owned) (nullable): the thread's; takes the connections for @server */
  char              *url;      /* (owned) (nullable): without a slash at its end */
  guint              port;
};

G_DEFINE_FINAL_TYPE (SotongPracticeServer, sotong_practice_server, G_TYPE_OBJECT)

/* In the order of SotongPracticeFaultKind. */
static const char * const fault_names[] = {
  "status", "hang", "drop-before-store", "drop-after-store", "late", "html", "redirect", "empty", "half", "reset",
};
static const char * const fault_paths[] = { "posts", "media", "me", "look-up", "mentions" };

static void
sotong_practice_server_dispose (GObject *object)
{
  sotong_practice_server_stop (SOTONG_PRACTICE_SERVER (object));
  G_OBJECT_CLASS (sotong_practice_server_parent_class)->dispose (object);
}

static void
sotong_practice_server_finalize (GObject *object)
{
  SotongPracticeServer *self = SOTONG_PRACTICE_SERVER (object);

  explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_array_unref (self->faults);
  sotong_practice_box_free (self->box);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (sotong_practice_server_parent_class)->finalize (object);
}

static void
sotong_practice_server_class_init (SotongPracticeServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sotong_practice_server_dispose;
  object_class->finalize = sotong_practice_server_finalize;
}

static void
sotong_practice_server_init (SotongPracticeServer *self)
{
  g_mutex_init (&self->mutex);
  self->faults = g_array_new (FALSE, TRUE, sizeof (SotongPracticeFault));
}

/**
 * sotong_practice_server_new:
 * @token: what callers must show; at least one letter
 * @clock: the platform's clock
 *
 * Returns: (transfer full): a platform that is not yet running
 */
SotongPracticeServer *
sotong_practice_server_new (const char  *token,
                            SotongClock *clock)
{
  SotongPracticeServer *self;

  g_return_val_if_fail (token != NULL && token[0] != '\0', NULL);
  g_return_val_if_fail (SOTONG_IS_CLOCK (clock), NULL);

  self = g_object_new (SOTONG_TYPE_PRACTICE_SERVER, NULL);
  self->token = g_strdup (token);
  self->box = sotong_practice_box_new (clock);
  return self;
}

/**
 * sotong_practice_server_make_token:
 *
 * Returns: (transfer full): a random token
 */
char *
sotong_practice_server_make_token (void)
{
  g_autofree char *a = g_uuid_string_random ();
  g_autofree char *b = g_uuid_string_random ();
  g_autofree char *pair = g_strconcat (a, b, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, pair, -1);
}

/* Takes as long for a token that is nearly right as for one that is not: digests are compared, whole. */
static gboolean
token_is_right (SotongPracticeServer *self,
                const char           *given)
{
  g_autofree char *a = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->token, -1);
  g_autofree char *b = g_compute_checksum_for_string (G_CHECKSUM_SHA256, given, -1);
  guint difference = 0;

  for (gsize i = 0; a[i] != '\0' && b[i] != '\0'; i++)
    difference |= (guint) (a[i] ^ b[i]);
  return difference == 0;
}

static void
take_answer (SoupServerMessage    *message,
             SotongPracticeAnswer  answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer.body, &length);

  soup_server_message_set_status (message, answer.status, NULL);
  soup_server_message_set_response (message, answer.media_type, SOUP_MEMORY_COPY, data, length);
  g_bytes_unref (answer.body);
}

/* A page of the web may reach this machine's ports through a visitor's browser: such calls bring
 * an Origin, or a Host name of their own. */
static gboolean
is_own_call (SotongPracticeServer *self,
             SoupMessageHeaders   *headers)
{
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  g_autofree char *by_number = g_strdup_printf ("127.0.0.1:%u", self->port);
  g_autofree char *by_name = g_strdup_printf ("localhost:%u", self->port);

  if (g_strcmp0 (host, by_number) != 0 && g_strcmp0 (host, by_name) != 0)
    return FALSE;
  return origin == NULL || g_str_equal (origin, self->url);
}

/* A body of unknown length: what is too much is not kept, and refused when it has ended. */
static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  gsize total = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), "received")) + g_bytes_get_size (chunk);

  g_object_set_data (G_OBJECT (message), "received", GSIZE_TO_POINTER (total));
  if (total > MAX_BODY)
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

static SotongPracticeAnswer
answer_too_large (void)
{
  return sotong_practice_answer_error (413, "too_large", "The body is too large.");
}

static gboolean
is_too_large (SoupServerMessage *message)
{
  return GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), "received")) > MAX_BODY;
}

/* Runs when the headers are there, so that nobody unknown can fill the memory with a body. */
static void
early_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  SotongPracticeServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  gboolean refused = TRUE;

  if (!is_own_call (self, headers))
    take_answer (message, sotong_practice_answer_error (403, "foreign_origin", "This is not a call from this machine."));
  else if (g_str_has_prefix (path, API) &&
           (authorization == NULL || !g_str_has_prefix (authorization, "Bearer ") ||
            !token_is_right (self, authorization + strlen ("Bearer "))))
    {
      take_answer (message, sotong_practice_answer_error (401, "unauthorized", "The token is missing or wrong."));
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "WWW-Authenticate", "Bearer");
    }
  else if (soup_message_headers_get_content_length (headers) > MAX_BODY)
    take_answer (message, answer_too_large ());
  else
    refused = FALSE;
  if (refused)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
    }
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
}

static const char *
lookup (GHashTable *query,
        const char *name)
{
  return query != NULL ? g_hash_table_lookup (query, name) : NULL;
}

static gboolean
read_fault (JsonObject          *in,
            SotongPracticeFault *fault)
{
  g_autofree char *kind = sotong_json_dup_string (in, "kind");
  g_autofree char *path = sotong_json_dup_string (in, "path");
  gint64 value = 0;

  *fault = (SotongPracticeFault) { .times = 1, .status = 503, .retry_after_s = -1, .delay_ms = LATE_MS, .path = "posts" };
  for (guint i = 0; i <= G_N_ELEMENTS (fault_names); i++)
    if (i == G_N_ELEMENTS (fault_names))
      return FALSE;
    else if (g_strcmp0 (kind, fault_names[i]) == 0)
      {
        fault->kind = (SotongPracticeFaultKind) i;
        break;
      }
  for (guint i = 0; path != NULL && i <= G_N_ELEMENTS (fault_paths); i++)
    if (i == G_N_ELEMENTS (fault_paths))
      return FALSE;
    else if (g_str_equal (path, fault_paths[i]))
      {
        fault->path = fault_paths[i];
        break;
      }
  if (sotong_json_get_int64 (in, "times", &value))
    fault->times = (guint) CLAMP (value, 0, MAX_TIMES);
  if (sotong_json_get_int64 (in, "status", &value))
    fault->status = (guint) CLAMP (value, 200, 599);
  if (sotong_json_get_int64 (in, "retry_after", &value))
    fault->retry_after_s = (int) CLAMP (value, 0, G_MAXINT);
  if (sotong_json_get_int64 (in, "delay_ms", &value))
    fault->delay_ms = (guint) CLAMP (value, 0, 600000);
  return TRUE;
}

static SotongPracticeAnswer
add_fault_from_json (SotongPracticeServer *self,
                     GBytes               *body)
{
  g_autoptr(JsonObject) in = sotong_json_parse_object (body, NULL);
  g_autoptr(JsonBuilder) builder = NULL;
  SotongPracticeFault fault;

  if (in == NULL || !read_fault (in, &fault))
    return sotong_practice_answer_error (400, "invalid_fault", "“kind” or “path” is not one of those that there are.");
  g_array_append_val (self->faults, fault);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "kind", fault_names[fault.kind]);
  sotong_json_add_string (builder, "path", fault.path);
  sotong_json_add_int (builder, "times", fault.times);
  json_builder_end_object (builder);
  return (SotongPracticeAnswer) { 201, "application/json", sotong_json_end (builder) };
}

static SotongPracticeAnswer
answer_wrong_method (void)
{
  return sotong_practice_answer_error (405, "wrong_method", "This address does not take this method.");
}

static SotongPracticeAnswer
route_post (SotongPracticeServer *self,
            const char           *method,
            const char           *id,
            GBytes               *body)
{
  if (g_str_equal (method, "GET"))
    return sotong_practice_box_get_post (self->box, self->url, id);
  if (g_str_equal (method, "PUT"))
    return sotong_practice_box_update_post (self->box, self->url, id, body);
  if (g_str_equal (method, "DELETE"))
    return sotong_practice_box_remove_post (self->box, self->url, id);
  return answer_wrong_method ();
}

/* What a call asks for is done here, with the mutex held. */
static SotongPracticeAnswer
route (SotongPracticeServer *self,
       SoupServerMessage    *message,
       const char           *path,
       GHashTable           *query,
       GBytes               *body)
{
  const char *method = soup_server_message_get_method (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gboolean get = g_str_equal (method, "GET");
  gboolean post = g_str_equal (method, "POST");

  if (get && g_str_has_prefix (path, "/posts/"))
    return sotong_practice_box_show_post (self->box, self->url, path + strlen ("/posts/"));
  if (get && g_str_has_prefix (path, "/mentions/"))
    return sotong_practice_box_show_mention (self->box, path + strlen ("/mentions/"));
  if (get && g_str_has_prefix (path, "/media/"))
    return sotong_practice_box_show_media (self->box, path + strlen ("/media/"));
  if (!g_str_has_prefix (path, API))
    return sotong_practice_answer_error (404, "no_such_address", "There is nothing at this address.");
  path += strlen (API);
  if (g_str_equal (path, "me"))
    return get ? sotong_practice_box_me (self->box) : answer_wrong_method ();
  if (g_str_equal (path, "stats"))
    return get ? sotong_practice_box_get_stats (self->box) : answer_wrong_method ();
  if (g_str_equal (path, "mentions"))
    return get ? sotong_practice_box_list_mentions (self->box, self->url, lookup (query, "cursor"), lookup (query, "limit"))
               : answer_wrong_method ();
  if (g_str_equal (path, "faults"))
    return post ? add_fault_from_json (self, body) : answer_wrong_method ();
  if (g_str_equal (path, "media"))
    return post ? sotong_practice_box_add_media (self->box, self->url, soup_message_headers_get_content_type (headers, NULL), body)
                : answer_wrong_method ();
  if (g_str_equal (path, "posts") && get)
    return sotong_practice_box_find_posts (self->box, self->url, lookup (query, "client_key"));
  if (g_str_equal (path, "posts"))
    return post ? sotong_practice_box_add_post (self->box, self->url, body,
                                                soup_message_headers_get_one (headers, "X-Practice-Allow-Double") != NULL)
                : answer_wrong_method ();
  if (g_str_has_prefix (path, "posts/"))
    return route_post (self, method, path + strlen ("posts/"), body);
  return sotong_practice_answer_error (404, "no_such_address", "There is nothing at this address.");
}

/* The name by which faults know a call, or NULL. */
static const char *
name_call (const char *method,
           const char *path)
{
  if (!g_str_has_prefix (path, API))
    return NULL;
  path += strlen (API);
  if (g_str_equal (path, "posts"))
    return g_str_equal (method, "POST") ? "posts" : "look-up";
  for (guint i = 0; i < G_N_ELEMENTS (fault_paths); i++)
    if (g_str_equal (path, fault_paths[i]))
      return fault_paths[i];
  return NULL;
}

static gboolean
take_fault (SotongPracticeServer *self,
            const char           *call,
            SotongPracticeFault  *out_fault)
{
  for (guint i = 0; call != NULL && i < self->faults->len; i++)
    {
      SotongPracticeFault *fault = &g_array_index (self->faults, SotongPracticeFault, i);

      if (fault->times == 0 || !g_str_equal (fault->path, call))
        continue;
      fault->times--;
      *out_fault = *fault;
      return TRUE;
    }
  return FALSE;
}

/* Takes the connection out of the server's hands, sends @data as it is, and ends it. */
static void
end_connection (SoupServerMessage *message,
                const char        *data,
                gsize              length,
                gboolean           reset)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);
  struct linger linger = { 1, 0 };

  if (stream == NULL)
    return;
  if (length > 0)
    g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, length, NULL, NULL, NULL);
  if (reset && G_IS_SOCKET_CONNECTION (stream))
    {
      GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));

      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    }
  g_io_stream_close (stream, NULL, NULL);
}

static void
end_in_the_middle (SoupServerMessage    *message,
                   SotongPracticeAnswer *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  g_autofree char *raw = g_strdup_printf ("HTTP/1.1 %u OK\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
                                          "\r\n\r\n%.*s", answer->status, length, (int) (length / 2), data);

  end_connection (message, raw, strlen (raw), FALSE);
}

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static void
answer_late (SotongPracticeServer *self,
             SoupServerMessage    *message,
             guint                 delay_ms)
{
  GSource *source = g_timeout_source_new (delay_ms);

  soup_server_message_pause (message);
  g_source_set_callback (source, unpause_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

static void
apply_empty (SoupServerMessage *message,
             guint              status)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "", 0);
}

static void
apply_status (SoupServerMessage         *message,
              const SotongPracticeFault *fault)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *seconds = g_strdup_printf ("%d", fault->retry_after_s);

  take_answer (message, sotong_practice_answer_error (fault->status, "fault", "This fault was asked for."));
  if (fault->retry_after_s >= 0)
    soup_message_headers_replace (headers, "Retry-After", seconds);
}

/* Does what is asked, or not, and answers as the fault says. */
static void
apply_fault (SotongPracticeServer      *self,
             const SotongPracticeFault *fault,
             SoupServerMessage         *message,
             const char                *path,
             GHashTable                *query,
             GBytes                    *body)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to this network.</body></html>\n";
  SotongPracticeAnswer answer = { 0 };

  switch (fault->kind)
    {
    case SOTONG_PRACTICE_FAULT_STATUS:
      apply_status (message, fault);
      break;
    case SOTONG_PRACTICE_FAULT_HANG:
      soup_server_message_pause (message);
      break;
    case SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE:
      end_connection (message, NULL, 0, FALSE);
      break;
    case SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE:
      answer = route (self, message, path, query, body);
      end_connection (message, NULL, 0, FALSE);
      break;
    case SOTONG_PRACTICE_FAULT_LATE:
      take_answer (message, route (self, message, path, query, body));
      answer_late (self, message, fault->delay_ms);
      break;
    case SOTONG_PRACTICE_FAULT_HTML:
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_STATIC, page, strlen (page));
      break;
    case SOTONG_PRACTICE_FAULT_REDIRECT:
      soup_server_message_set_redirect (message, 302, "/elsewhere");
      break;
    case SOTONG_PRACTICE_FAULT_EMPTY:
      answer = route (self, message, path, query, body);
      apply_empty (message, answer.status);
      break;
    case SOTONG_PRACTICE_FAULT_HALF:
      answer = route (self, message, path, query, body);
      end_in_the_middle (message, &answer);
      break;
    case SOTONG_PRACTICE_FAULT_RESET:
      answer = route (self, message, path, query, body);
      end_connection (message, NULL, 0, TRUE);
      break;
    default:
      g_assert_not_reached ();
    }
  g_clear_pointer (&answer.body, g_bytes_unref);
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  SotongPracticeServer *self = user_data;
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SotongPracticeFault fault;

  sotong_practice_box_get_counts (self->box)->requests++;
  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (is_too_large (message))
    take_answer (message, answer_too_large ());
  else if (take_fault (self, name_call (soup_server_message_get_method (message), path), &fault))
    apply_fault (self, &fault, message, path, query, body);
  else
    take_answer (message, route (self, message, path, query, body));
}

static gpointer
run_thread (gpointer user_data)
{
  SotongPracticeServer *self = user_data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* Connections are taken here and handed over: libsoup 3.2's own listener leaves a socket behind for each. */
static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  SotongPracticeServer *self = user_data;
  g_autoptr(GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  if (local != NULL && remote != NULL)
    soup_server_accept_iostream (self->server, G_IO_STREAM (connection), local, remote, NULL);
  return TRUE;
}

static gboolean
bind_local (SotongPracticeServer  *self,
            guint                  port,
            GError               **error)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr(GSocketAddress) bound = NULL;

  self->service = g_socket_service_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &bound, error))
    return FALSE;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return TRUE;
}

/* The server is made before its thread starts: nothing runs until then, and a taken port is known at once. */
static gboolean
listen_local (SotongPracticeServer  *self,
              guint                  port,
              GError               **error)
{
  g_autoptr(GError) cause = NULL;
  gboolean listening;

  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("server-header", "Sotong-Practice", NULL);
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  listening = bind_local (self, port, &cause);
  g_main_context_pop_thread_default (self->context);
  if (listening)
    return TRUE;
  g_clear_object (&self->service);
  g_clear_object (&self->server);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
               _("The practice platform cannot use port %u of this machine: %s. Choose another port."), port, cause->message);
  return FALSE;
}

/**
 * sotong_practice_server_start:
 * @self: a platform
 * @port: a port of this machine; 0 for any that is free
 * @error: return location; `G_IO_ERROR_ADDRESS_IN_USE`
 *
 * Lets the platform run, in a thread of its own. What it received before a stop is still there.
 *
 * Returns: (transfer none) (nullable): its address, "http://127.0.0.1:PORT"
 */
const char *
sotong_practice_server_start (SotongPracticeServer  *self,
                              guint                  port,
                              GError               **error)
{
  g_return_val_if_fail (SOTONG_IS_PRACTICE_SERVER (self), NULL);
  g_return_val_if_fail (port <= G_MAXUINT16, NULL);

  if (self->thread != NULL)
    return self->url;
  if (!listen_local (self, port, error))
    return NULL;
  g_free (self->url);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("practice", run_thread, self);
  return self->url;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * sotong_practice_server_stop:
 * @self: a platform
 *
 * Ends the platform and waits for its thread. Calls under way break.
 */
void
sotong_practice_server_stop (SotongPracticeServer *self)
{
  GSource *source;

  g_return_if_fail (SOTONG_IS_PRACTICE_SERVER (self));

  if (self->thread == NULL)
    return;
  /* A source waits until the loop runs; invoking could find a loop that has not begun. */
  source = g_idle_source_new ();
  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_source_unref (source);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->url, g_free);
}

/**
 * sotong_practice_server_get_url:
 * @self: a platform
 *
 * Returns: (transfer none) (nullable): its address while it runs
 */
const char *
sotong_practice_server_get_url (SotongPracticeServer *self)
{
  g_return_val_if_fail (SOTONG_IS_PRACTICE_SERVER (self), NULL);
  return self->url;
}

/**
 * sotong_practice_server_get_counts:
 * @self: a platform
 * @out_counts: (out caller-allocates): what it has received; from any thread
 */
void
sotong_practice_server_get_counts (SotongPracticeServer *self,
                                   SotongPracticeCounts *out_counts)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (SOTONG_IS_PRACTICE_SERVER (self));

  locker = g_mutex_locker_new (&self->mutex);
  *out_counts = *sotong_practice_box_get_counts (self->box);
}

/**
 * sotong_practice_server_count_key:
 * @self: a platform
 * @client_key: a key
 *
 * Returns: how often a post came under it; from any thread
 */
guint
sotong_practice_server_count_key (SotongPracticeServer *self,
                                  const char           *client_key)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (SOTONG_IS_PRACTICE_SERVER (self), 0);

  locker = g_mutex_locker_new (&self->mutex);
  return sotong_practice_box_count_key (self->box, client_key);
}

/**
 * sotong_practice_server_add_fault:
 * @self: a platform
 * @fault: what shall go wrong; zero `times` and `delay_ms` and no `path` take the usual values
 *
 * From any thread.
 */
void
sotong_practice_server_add_fault (SotongPracticeServer      *self,
                                  const SotongPracticeFault *fault)
{
  g_autoptr(GMutexLocker) locker = NULL;
  SotongPracticeFault copy = *fault;

  g_return_if_fail (SOTONG_IS_PRACTICE_SERVER (self));

  copy.path = g_intern_string (fault->path != NULL ? fault->path : "posts");
  copy.times = MAX (fault->times, 1);
  copy.delay_ms = fault->delay_ms > 0 ? fault->delay_ms : LATE_MS;
  locker = g_mutex_locker_new (&self->mutex);
  g_array_append_val (self->faults, copy);
}

/**
 * sotong_practice_server_set_allow_doubles:
 * @self: a platform
 * @allow: whether a key that has come before makes another post, as on platforms that know no keys
 *
 * From any thread.
 */
void
sotong_practice_server_set_allow_doubles (SotongPracticeServer *self,
                                          gboolean              allow)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (SOTONG_IS_PRACTICE_SERVER (self));

  locker = g_mutex_locker_new (&self->mutex);
  sotong_practice_box_set_allow_doubles (self->box, allow);
}
