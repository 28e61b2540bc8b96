/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-practice-server-private.h"
#include "util/sotong-net-why.h"

#define MAX_BODY (6 * 1024 * 1024)

/**
 * SotongPracticeServer:
 *
 * A platform to practise on: an HTTP server on 127.0.0.1 with a thread and a main context of
 * its own, so that the window's main loop never waits for it. It takes posts from whoever has
 * the token, shows them on pages that are marked as practice, lets made citizens answer, counts
 * all it receives, and does wrong on demand what real platforms do wrong.
 */
G_DEFINE_FINAL_TYPE (SotongPracticeServer, sotong_practice_server, G_TYPE_OBJECT)

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
  g_free (self->refresh_token);
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
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *a = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->token, -1);
  g_autofree char *b = g_compute_checksum_for_string (G_CHECKSUM_SHA256, given, -1);
  guint difference = 0;

  for (gsize i = 0; a[i] != '\0' && b[i] != '\0'; i++)
    difference |= (guint) (a[i] ^ b[i]);
  return difference == 0;
}

void
sotong_practice_server_take_answer (SoupServerMessage    *message,
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
    sotong_practice_server_take_answer (message, sotong_practice_answer_error (403, "foreign_origin", "This is not a call from this machine."));
  else if (g_str_has_prefix (path, SOTONG_PRACTICE_API) &&
           (authorization == NULL || !g_str_has_prefix (authorization, "Bearer ") ||
            !token_is_right (self, authorization + strlen ("Bearer "))))
    {
      sotong_practice_server_take_answer (message, sotong_practice_answer_error (401, "unauthorized", "The token is missing or wrong."));
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "WWW-Authenticate", "Bearer");
    }
  else if (soup_message_headers_get_content_length (headers) > MAX_BODY)
    sotong_practice_server_take_answer (message, answer_too_large ());
  else
    refused = FALSE;
  if (refused)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
    }
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
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
    sotong_practice_server_take_answer (message, answer_too_large ());
  else if (sotong_practice_server_take_fault (self, soup_server_message_get_method (message), path, &fault))
    sotong_practice_server_apply_fault (self, &fault, message, path, query, body);
  else
    sotong_practice_server_take_answer (message, sotong_practice_server_route (self, message, path, query, body));
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
  g_autofree char *why = NULL;
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
  why = sotong_port_why (cause);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
               _("The practice platform cannot use port %u of this machine: %s. Choose another port."), port, why);
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
