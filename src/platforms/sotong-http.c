/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "platforms/sotong-http-address-private.h"
#include "platforms/sotong-http-trust.h"
#include "platforms/sotong-http.h"

#define MAX_REDIRECTS 5
#define CHUNK_BYTES   (64 * 1024)

/**
 * SotongHttp:
 *
 * HTTP for one worker: blocking calls with an end, a size and a way to stop them. Calls of
 * several threads are made one after another. Cookies are never kept, a certificate that is
 * wrong is never accepted, no secret travels over plain http but to this machine, and nothing
 * but a GET without a secret ever uses an old connection, so that libsoup cannot send it again
 * by itself when such a connection turns out to be dead.
 */
struct _SotongHttp
{
  GObject             parent_instance;
  SotongClock        *clock;      /* (owned) (not nullable) */
  GMutex              mutex;      /* held during a call */
  GMainContext       *context;    /* (owned): where the calls run */
  SoupSession        *sessions[2];/* (owned) (nullable): through the desktop's proxy; and without, for this machine */
  guint               idle_s;     /* without a byte, then the call fails */
  SotongHttpWaitFunc  wait_func;  /* (nullable) */
  gpointer            wait_data;
};

/* One exchange on the wire. */
typedef struct {
  SotongHttpRequest *request;      /* (unowned) */
  SoupMessage       *message;      /* (owned) */
  GInputStream      *stream;       /* (owned) (nullable) */
  GCancellable      *inner;        /* (owned): the caller's, the deadline and the size in one */
  GByteArray        *body;         /* (owned) */
  GError            *error;        /* (owned) (nullable) */
  gboolean           by_proxy;     /* the connection that was opened last is to a proxy */
  gboolean           started;      /* the request itself was sent, not only what was asked of a proxy */
  gboolean           done;
  gboolean           late;
  gboolean           too_large;
  GUri              *outside;      /* (unowned) (nullable): the server outside that sent on to this one, which may not be inside then */
  gboolean           turned_in;    /* it is, so nothing was sent there */
  GTlsCertificateFlags distrust;   /* what is wrong with the server's certificate */
} Exchange;

G_DEFINE_FINAL_TYPE (SotongHttp, sotong_http, G_TYPE_OBJECT)
G_DEFINE_QUARK (sotong-http-error-quark, sotong_http_error)

static void
sotong_http_finalize (GObject *object)
{
  SotongHttp *self = SOTONG_HTTP (object);

  g_main_context_push_thread_default (self->context);
  for (guint i = 0; i < G_N_ELEMENTS (self->sessions); i++)
    {
      if (self->sessions[i] != NULL)
        soup_session_abort (self->sessions[i]);
      g_clear_object (&self->sessions[i]);
    }
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_object_unref (self->clock);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (sotong_http_parent_class)->finalize (object);
}

static void
sotong_http_class_init (SotongHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_http_finalize;
}

static void
sotong_http_init (SotongHttp *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_new ();
  self->idle_s = SOTONG_HTTP_IDLE_S;
}

/**
 * sotong_http_new:
 * @clock: the clock that waiting times are told by
 *
 * Returns: (transfer full): a way to the network for one worker
 */
SotongHttp *
sotong_http_new (SotongClock *clock)
{
  SotongHttp *self;

  g_return_val_if_fail (SOTONG_IS_CLOCK (clock), NULL);

  self = g_object_new (SOTONG_TYPE_HTTP, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * sotong_http_get_clock:
 * @self: a way to the network
 *
 * Returns: (transfer none): its clock
 */
SotongClock *
sotong_http_get_clock (SotongHttp *self)
{
  g_return_val_if_fail (SOTONG_IS_HTTP (self), NULL);
  return self->clock;
}

/**
 * sotong_http_set_idle:
 * @self: a way to the network
 * @seconds: how long a server may keep silent in the middle of a call
 */
void
sotong_http_set_idle (SotongHttp *self,
                      guint       seconds)
{
  g_return_if_fail (SOTONG_IS_HTTP (self));

  self->idle_s = seconds;
  for (guint i = 0; i < G_N_ELEMENTS (self->sessions); i++)
    if (self->sessions[i] != NULL)
      soup_session_set_timeout (self->sessions[i], seconds);
}

/* Signing in is the connector's work: libsoup shall neither ask nor remember. */
static SoupSession *
get_session (SotongHttp *self,
             gboolean    local)
{
  SoupSession **session = &self->sessions[local];

  if (*session != NULL)
    return *session;
  *session = soup_session_new_with_options ("timeout", self->idle_s,
                                            "idle-timeout", 30,
                                            "user-agent", "Sotong/" SOTONG_VERSION,
                                            NULL);
  if (local)
    soup_session_set_proxy_resolver (*session, NULL);
  soup_session_remove_feature_by_type (*session, SOUP_TYPE_AUTH_MANAGER);
  return *session;
}

static void
starting_cb (SoupMessage *message,
             Exchange    *exchange)
{
  exchange->started = TRUE;
  exchange->request->sent = TRUE;
}

/* Behind a proxy where a connection leads is the proxy's to know. */
static gboolean
is_inside (GSocketAddress *address)
{
  return address != NULL && G_IS_INET_SOCKET_ADDRESS (address) && !G_IS_PROXY_ADDRESS (address)
         && sotong_http_address_is_private (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* A name says nothing of where it leads: what it was resolved to does, before the connection is opened. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  Exchange           *exchange)
{
  g_autoptr(GSocketAddress) address = NULL;

  if (event != G_SOCKET_CLIENT_CONNECTING || !G_IS_SOCKET_CONNECTION (connection))
    return;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  exchange->by_proxy = G_IS_PROXY_ADDRESS (address);
  if (exchange->outside == NULL || !is_inside (address))
    return;
  exchange->turned_in = TRUE;
  g_cancellable_cancel (exchange->inner);
}

static void
finish_exchange (Exchange *exchange,
                 GError   *error)
{
  exchange->done = TRUE;
  if (exchange->error == NULL)
    exchange->error = error;
  else
    g_clear_error (&error);
}

static void read_more (Exchange *exchange);

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Exchange *exchange = user_data;
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;
  gsize n = 0;
  const guchar *data;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  if (bytes == NULL)
    {
      finish_exchange (exchange, error);
      return;
    }
  data = g_bytes_get_data (bytes, &n);
  if (n == 0)
    {
      finish_exchange (exchange, NULL);
      return;
    }
  if (n > exchange->request->max_bytes - exchange->body->len)
    {
      exchange->too_large = TRUE;
      finish_exchange (exchange, NULL);
      return;
    }
  g_byte_array_append (exchange->body, data, (guint) n);
  read_more (exchange);
}

static void
read_more (Exchange *exchange)
{
  g_input_stream_read_bytes_async (exchange->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, exchange->inner,
                                   read_cb, exchange);
}

static void
send_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Exchange *exchange = user_data;
  GError *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (exchange->stream == NULL)
    finish_exchange (exchange, error);
  else
    read_more (exchange);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->late = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
is_plain (SotongHttpRequest *request,
          gboolean           with_secrets)
{
  return (g_str_equal (request->method, "GET") || g_str_equal (request->method, "HEAD")) &&
         !(with_secrets && sotong_http_request_has_secret (request));
}

static SoupMessage *
make_message (SotongHttpRequest *request,
              GUri              *uri,
              gboolean           with_secrets)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (!is_plain (request, with_secrets))
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  for (guint i = 0; i < request->headers->len; i++)
    {
      const SotongHttpHeader *header = g_ptr_array_index (request->headers, i);

      if (with_secrets || !header->secret)
        soup_message_headers_replace (headers, header->name, header->value);
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->media_type, request->body);
  return message;
}

/* Runs until the exchange is over; the caller's thread iterates the context that it runs in. */
static void
run_exchange (SotongHttp   *self,
              SoupSession  *session,
              Exchange     *exchange,
              gint64        end_time,
              GCancellable *cancellable)
{
  gint64 left_ms = MAX ((end_time - g_get_monotonic_time ()) / 1000, 0);
  g_autoptr(GSource) deadline = g_timeout_source_new ((guint) left_ms);
  gulong handler = 0;

  g_source_set_callback (deadline, deadline_cb, exchange, NULL);
  g_source_attach (deadline, self->context);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), g_object_ref (exchange->inner),
                                     g_object_unref);
  soup_session_send_async (session, exchange->message, G_PRIORITY_DEFAULT, exchange->inner, send_cb, exchange);
  while (!exchange->done)
    g_main_context_iteration (self->context, TRUE);
  g_cancellable_disconnect (cancellable, handler);
  g_source_destroy (deadline);
  if (exchange->too_large || exchange->error != NULL)
    soup_session_abort (session);
  g_clear_object (&exchange->stream);
  while (g_main_context_iteration (self->context, FALSE))
    ;
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  faults,
                       gpointer              user_data)
{
  Exchange *exchange = user_data;

  exchange->distrust = faults;
  return FALSE; /* never */
}

/* (transfer full): why no connection came about. The library's own words say once more that there is none, with what and to whom. */
static char *
why_unreachable (const Exchange *exchange)
{
  const GError *cause = exchange->error;
  gboolean refused = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  gboolean no_way = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE);

  if (exchange->by_proxy && (refused || no_way))
    return g_strdup (_("the proxy of this network does not answer (check the proxy in the network settings of the desktop)"));
  if (cause->domain == G_RESOLVER_ERROR)
    return g_strdup (_("nobody knows this name (check the address and the network)"));
  if (refused)
    return g_strdup (_("no server answers there (check the address)"));
  if (no_way)
    return g_strdup (_("no network leads there (check the network)"));
  return g_strdup (cause->message);
}

/* Turns what went wrong into one of our codes and a sentence that names the server alone:
 * paths and queries may hold secrets. */
static void
propagate_failure (Exchange      *exchange,
                   GUri          *uri,
                   GCancellable  *cancellable,
                   GError       **error)
{
  const GError *cause = exchange->error;

  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The call was stopped."));
  else if (exchange->turned_in)
    sotong_http_refuse_target (exchange->outside, error);
  else if (exchange->too_large)
    g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_TOO_LARGE,
                 _("The answer of %s is larger than this program takes."), g_uri_get_host (uri));
  else if (exchange->late || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_TIMED_OUT,
                 _("%s did not answer in time."), g_uri_get_host (uri));
  else if (cause->domain == G_TLS_ERROR)
    {
      g_autofree char *sentence = sotong_http_describe_distrust (g_uri_get_host (uri), exchange->distrust, cause->message);

      g_set_error_literal (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_TLS, sentence);
    }
  else if (!exchange->request->sent)
    {
      g_autofree char *why = why_unreachable (exchange);

      g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_UNREACHABLE, _("%s cannot be reached: %s."), g_uri_get_host (uri), why);
    }
  else
    g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_BROKEN,
                 _("The connection to %s broke before the whole answer was there."), g_uri_get_host (uri));
}

/* A proxy that wants to know who asks, or lets nobody through, is not the server: nothing has reached that. */
static gboolean
is_from_proxy (const Exchange *exchange)
{
  return !exchange->started || soup_message_get_status (exchange->message) == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED;
}

static void
propagate_proxy (Exchange  *exchange,
                 GUri      *uri,
                 GError   **error)
{
  guint status = soup_message_get_status (exchange->message);

  exchange->request->sent = FALSE;
  if (status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_UNREACHABLE,
                 _("%s cannot be reached: the proxy of this network wants a name and a password (status 407). Enter them in the network settings of the desktop, or ask whoever runs the network."),
                 g_uri_get_host (uri));
  else
    g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_UNREACHABLE,
                 _("%s cannot be reached: the proxy of this network does not let the connection through (status %u). Check the proxy in the network settings of the desktop, or ask whoever runs the network."),
                 g_uri_get_host (uri), status);
}

static SotongHttpResponse *
take_response (Exchange *exchange,
               GUri     *uri)
{
  SotongHttpResponse *response = g_new0 (SotongHttpResponse, 1);

  response->status = soup_message_get_status (exchange->message);
  response->headers = soup_message_headers_ref (soup_message_get_response_headers (exchange->message));
  response->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  response->url = g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO);
  return response;
}

/* @outside: (nullable): the server outside that sent on to @uri; @out_inside: whether the answer came from this machine or the office's network. */
static SotongHttpResponse *
exchange_once (SotongHttp         *self,
               SotongHttpRequest  *request,
               GUri               *uri,
               GUri               *outside,
               gboolean            with_secrets,
               gint64              end_time,
               gboolean           *out_inside,
               GCancellable       *cancellable,
               GError            **error)
{
  SoupSession *session = get_session (self, sotong_http_uri_is_local (uri));
  Exchange exchange = { .request = request, .outside = outside };
  SotongHttpResponse *response = NULL;

  exchange.message = make_message (request, uri, with_secrets);
  if (outside != NULL) /* an old one was opened without asking where it leads */
    soup_message_add_flags (exchange.message, SOUP_MESSAGE_NEW_CONNECTION);
  exchange.inner = g_cancellable_new ();
  exchange.body = g_byte_array_new ();
  g_signal_connect (exchange.message, "starting", G_CALLBACK (starting_cb), &exchange);
  g_signal_connect (exchange.message, "network-event", G_CALLBACK (network_event_cb), &exchange);
  g_signal_connect (exchange.message, "accept-certificate", G_CALLBACK (accept_certificate_cb), &exchange);
  run_exchange (self, session, &exchange, end_time, cancellable);

  if (exchange.error == NULL && !exchange.too_large && soup_message_get_status (exchange.message) == SOUP_STATUS_NONE)
    exchange.error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "no status");
  if (exchange.error != NULL || exchange.too_large)
    propagate_failure (&exchange, uri, cancellable, error);
  else if (is_from_proxy (&exchange))
    propagate_proxy (&exchange, uri, error);
  else
    response = take_response (&exchange, uri);
  *out_inside = sotong_http_uri_is_private (uri) || is_inside (soup_message_get_remote_address (exchange.message));

  g_signal_handlers_disconnect_by_data (exchange.message, &exchange);
  g_clear_pointer (&exchange.body, g_byte_array_unref);
  g_clear_error (&exchange.error);
  g_object_unref (exchange.message);
  g_object_unref (exchange.inner);
  return response;
}

static SotongHttpResponse *
follow (SotongHttp         *self,
        SotongHttpRequest  *request,
        GUri               *origin,
        GCancellable       *cancellable,
        GError            **error)
{
  gint64 end_time = g_get_monotonic_time () + (gint64) request->deadline_ms * 1000;
  g_autoptr(GUri) uri = g_uri_ref (origin);
  g_autofree char *permanent = NULL;
  gboolean moved = TRUE;          /* every step so far was for good */
  gboolean with_secrets = TRUE;   /* once away from home they stay behind, even if led back */
  g_autoptr(GUri) outside = NULL; /* who sent us on from outside */

  for (guint n = 0; n <= MAX_REDIRECTS; n++)
    {
      g_autoptr(SotongHttpResponse) response = NULL;
      g_autoptr(GUri) target = NULL;
      GError *failure = NULL;
      gboolean inside = FALSE;

      with_secrets = with_secrets && sotong_http_same_origin (uri, origin);
      response = exchange_once (self, request, uri, outside, with_secrets, end_time, &inside, cancellable, error);
      if (response == NULL)
        return NULL;
      if (request->follow && sotong_http_is_redirect (response))
        target = sotong_http_find_target (response, uri, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      if (target == NULL)
        {
          response->permanent_url = g_steal_pointer (&permanent);
          return g_steal_pointer (&response);
        }
      moved = moved && (response->status == 301 || response->status == 308);
      if (moved)
        {
          g_free (permanent);
          permanent = g_uri_to_string_partial (target, G_URI_HIDE_USERINFO);
        }
      g_clear_pointer (&outside, g_uri_unref);
      if (inside || g_ascii_strcasecmp (g_uri_get_host (target), g_uri_get_host (origin)) == 0) /* where a person wanted to go, perhaps past the proxy now */
        g_uri_unref (uri);
      else
        outside = uri;
      uri = g_steal_pointer (&target);
    }
  g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_REDIRECT,
                 _("%s sends on from one address to the next without end."), g_uri_get_host (origin));
  return NULL;
}

/**
 * sotong_http_send:
 * @self: a way to the network
 * @request: what to send
 * @cancellable: (nullable): to stop the call from any thread
 * @error: return location; a `SOTONG_HTTP_ERROR`, or `G_IO_ERROR_CANCELLED`
 *
 * Makes a call and waits for the whole answer. Every status is an answer, also 404 and 500; an
 * error means that there is none, and [method@Sotong.HttpRequest.was_sent] says whether the
 * server may have received the request. Nothing is ever sent twice, but a GET without a secret
 * when an old connection turns out to be dead.
 *
 * Returns: (transfer full) (nullable): the answer
 */
SotongHttpResponse *
sotong_http_send (SotongHttp         *self,
                  SotongHttpRequest  *request,
                  GCancellable       *cancellable,
                  GError            **error)
{
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GUri) bare = NULL;
  SotongHttpResponse *response;

  g_return_val_if_fail (SOTONG_IS_HTTP (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  request->sent = FALSE;
  uri = sotong_http_parse_url (request->url, error);
  if (uri == NULL)
    return NULL;
  bare = sotong_http_take_userinfo (request, uri);
  if (sotong_http_request_has_secret (request) && !sotong_http_uri_may_carry_secret (bare))
    {
      g_set_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_INSECURE,
                   _("The password for %s is not sent, because the address begins with http://, which others can read. "
                     "Use its https:// address."), g_uri_get_host (bare));
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  g_mutex_lock (&self->mutex);
  g_main_context_push_thread_default (self->context);
  response = follow (self, request, bare, cancellable, error);
  g_main_context_pop_thread_default (self->context);
  g_mutex_unlock (&self->mutex);
  return response;
}

/**
 * sotong_http_set_wait_func:
 * @self: a way to the network
 * @func: (nullable): what waits in place of the real time
 * @user_data: its data
 */
void
sotong_http_set_wait_func (SotongHttp         *self,
                           SotongHttpWaitFunc  func,
                           gpointer            user_data)
{
  g_return_if_fail (SOTONG_IS_HTTP (self));

  self->wait_func = func;
  self->wait_data = user_data;
}

static gboolean
wait_real (guint          ms,
           GCancellable  *cancellable,
           GError       **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) ms * 1000;
  GPollFD fd;
  gboolean pollable = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fd);

  for (gint64 left = (gint64) ms; left > 0; left = (end - g_get_monotonic_time () + 999) / 1000)
    if (g_poll (&fd, pollable ? 1 : 0, (int) MIN (left, G_MAXINT)) > 0)
      break;
  if (pollable)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * sotong_http_wait:
 * @self: a way to the network
 * @ms: how long
 * @cancellable: (nullable): to end the waiting
 * @error: return location; `G_IO_ERROR_CANCELLED`
 *
 * Waits between two calls. Tests and set clocks replace it.
 *
 * Returns: %FALSE if cancelled
 */
gboolean
sotong_http_wait (SotongHttp    *self,
                  guint          ms,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_return_val_if_fail (SOTONG_IS_HTTP (self), FALSE);

  if (self->wait_func != NULL)
    return self->wait_func (ms, cancellable, self->wait_data, error);
  return wait_real (ms, cancellable, error);
}

/**
 * sotong_http_error_add_next:
 * @error: (nullable): why a call has no whole answer, as sotong_http_send() says it
 * @next: a sentence: what is left as it was, and what can be done
 *
 * Puts @next behind what happened, which only who calls knows. A call that was stopped needs none.
 */
void
sotong_http_error_add_next (GError     *error,
                            const char *next)
{
  g_autofree char *what = NULL;

  if (error == NULL || error->domain != SOTONG_HTTP_ERROR)
    return;
  what = error->message;
  error->message = g_strconcat (what, " ", next, NULL);
}
