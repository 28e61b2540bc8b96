/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "stand-in.h"
#include "util/sotong-json.h"

static void
respond (SoupServerMessage *message,
         guint              status,
         const char        *type,
         const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
drop (SoupServerMessage *message)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
set_headers (StandIn           *self,
             SoupServerMessage *message)
{
  g_auto(GStrv) lines = g_strsplit (self->fault_headers != NULL ? self->fault_headers : "", "\n", -1);

  for (char **p = lines; *p != NULL; p++)
    {
      char *colon = strstr (*p, ": ");

      if (colon == NULL)
        continue;
      *colon = '\0';
      soup_message_headers_replace (soup_server_message_get_response_headers (message), *p, colon + 2);
    }
}

/* What is answered instead of the answer; FALSE: the answer itself. */
static gboolean
answer_with_fault (StandIn           *self,
                   SoupServerMessage *message)
{
  switch (self->answering)
    {
    case STAND_IN_DROP_BEFORE:
    case STAND_IN_DROP_AFTER:
      drop (message);
      return TRUE;
    case STAND_IN_HTML:
    case STAND_IN_HTML_AFTER:
      respond (message, 200, "text/html", "<html><body>Please sign in to this network.</body></html>");
      return TRUE;
    case STAND_IN_EMPTY:
      respond (message, 200, "application/json", "");
      return TRUE;
    case STAND_IN_REDIRECT:
    case STAND_IN_REDIRECT_AFTER:
      soup_server_message_set_redirect (message, 302, "https://elsewhere.example/login");
      return TRUE;
    case STAND_IN_STATUS:
      respond (message, self->fault_status, self->fault_body[0] == '{' ? "application/json" : "text/html", self->fault_body);
      set_headers (self, message);
      return TRUE;
    case STAND_IN_WELL:
    case STAND_IN_CUT:
    default:
      return FALSE;
    }
}

/* Whether what the request asks for is done at all. */
gboolean
stand_in_keeps (StandIn *self)
{
  return self->answering == STAND_IN_WELL || self->answering == STAND_IN_DROP_AFTER || self->answering == STAND_IN_EMPTY
         || self->answering == STAND_IN_CUT || self->answering == STAND_IN_REDIRECT_AFTER || self->answering == STAND_IN_HTML_AFTER;
}

/* Answers with JSON, or as the fault of this request says. */
void
stand_in_answer (StandIn           *self,
                 SoupServerMessage *message,
                 guint              status,
                 const char        *json)
{
  g_autofree char *cut = NULL;

  if (answer_with_fault (self, message))
    return;
  if (self->answering == STAND_IN_CUT)
    cut = g_strndup (json, strlen (json) * 2 / 3);
  respond (message, status, "application/json; charset=utf-8", cut != NULL ? cut : json);
}

void
stand_in_violate (StandIn    *self,
                  const char *format,
                  ...)
{
  va_list args;

  if (self->violation != NULL)
    return;
  va_start (args, format);
  self->violation = g_strdup_vprintf (format, args);
  va_end (args);
}

const char *
stand_in_get_header (SoupServerMessage *message,
                     const char        *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

static const char *
get_type (SoupServerMessage  *message,
          GHashTable        **out_params)
{
  return soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), out_params);
}

/* The body as an object; (transfer full), never NULL. */
JsonObject *
stand_in_read_json (StandIn           *self,
                    SoupServerMessage *message)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  JsonObject *object = sotong_json_parse_object (body, NULL);

  if (g_strcmp0 (get_type (message, NULL), "application/json") != 0)
    stand_in_violate (self, "%s: the body is not called application/json", soup_server_message_get_method (message));
  if (object == NULL)
    stand_in_violate (self, "the body is no JSON object");
  return object != NULL ? object : json_object_new ();
}

/* The body as fields of a form; (transfer full), never NULL. */
GHashTable *
stand_in_read_form (StandIn           *self,
                    SoupServerMessage *message)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL) != NULL ? g_bytes_get_data (body, NULL) : "", g_bytes_get_size (body));

  if (g_strcmp0 (get_type (message, NULL), "application/x-www-form-urlencoded") != 0)
    stand_in_violate (self, "the body is not called application/x-www-form-urlencoded");
  return soup_form_decode (text);
}

/* The parts of a multipart form: name to bytes; of a file also "NAME/type" and "NAME/filename", as text in bytes.
 * (transfer full), never NULL. */
GHashTable *
stand_in_read_parts (StandIn           *self,
                     SoupServerMessage *message)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr(SoupMultipart) multipart = NULL;

  multipart = soup_multipart_new_from_message (soup_server_message_get_request_headers (message), body);
  if (multipart == NULL || g_strcmp0 (get_type (message, NULL), "multipart/form-data") != 0)
    stand_in_violate (self, "the body is no multipart/form-data");
  for (int i = 0; multipart != NULL && i < soup_multipart_get_length (multipart); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *part;
      g_autofree char *kind = NULL;
      g_autoptr(GHashTable) params = NULL;
      const char *name;

      soup_multipart_get_part (multipart, i, &headers, &part);
      if (!soup_message_headers_get_content_disposition (headers, &kind, &params) || (name = g_hash_table_lookup (params, "name")) == NULL)
        {
          stand_in_violate (self, "a part without a name");
          continue;
        }
      g_hash_table_insert (parts, g_strdup (name), g_bytes_ref (part));
      if (soup_message_headers_get_content_type (headers, NULL) != NULL)
        {
          const char *type = soup_message_headers_get_content_type (headers, NULL);

          g_hash_table_insert (parts, g_strconcat (name, "/type", NULL), g_bytes_new (type, strlen (type)));
        }
      if (g_hash_table_lookup (params, "filename") != NULL)
        {
          const char *file = g_hash_table_lookup (params, "filename");

          g_hash_table_insert (parts, g_strconcat (name, "/filename", NULL), g_bytes_new (file, strlen (file)));
        }
    }
  return parts;
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  StandIn *self = user_data;
  const char *method = soup_server_message_get_method (message);
  char *request;
  g_autoptr(GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

  g_mutex_lock (&self->mutex);
  if (self->version != NULL && g_str_has_prefix (path, self->version) && path[strlen (self->version)] == '/')
    path += strlen (self->version);
  else if (self->version != NULL)
    stand_in_violate (self, "a call without the version %s: %s", self->version, path);
  request = g_strconcat (method, " ", path, NULL);
  g_ptr_array_add (self->requests, request);
  self->answering = STAND_IN_WELL;
  if (self->fault_request != NULL && g_str_equal (self->fault_request, request))
    {
      self->answering = self->fault;
      g_clear_pointer (&self->fault_request, g_free);
    }
  self->func (self, message, method, path, query != NULL ? query : none, self->user_data);
  g_mutex_unlock (&self->mutex);
}

static gpointer
run (gpointer data)
{
  StandIn *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_socket_service_stop (self->service);
  g_clear_object (&self->service);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* libsoup's own listener leaves a socket behind for each connection. */
static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  StandIn *self = user_data;
  g_autoptr(GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  soup_server_accept_iostream (self->server, G_IO_STREAM (connection), local, remote, NULL);
  return TRUE;
}

StandIn *
stand_in_new (StandInFunc func,
              gpointer    user_data)
{
  StandIn *self = g_new0 (StandIn, 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) bound = NULL;

  g_mutex_init (&self->mutex);
  self->func = func;
  self->user_data = user_data;
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  self->service = g_socket_service_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("stand-in", run, self);
  return self;
}

/* Ends the test if somebody broke the contract. */
void
stand_in_check (StandIn *self)
{
  g_mutex_lock (&self->mutex);
  g_assert_cmpstr (self->violation, ==, NULL);
  g_mutex_unlock (&self->mutex);
}

/* How often "METHOD /path" was asked for. */
guint
stand_in_count (StandIn    *self,
                const char *request)
{
  guint n = 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->requests->len; i++)
    n += g_str_equal (g_ptr_array_index (self->requests, i), request) ? 1 : 0;
  g_mutex_unlock (&self->mutex);
  return n;
}

/* The next "METHOD /path" goes wrong so. */
void
stand_in_fail (StandIn      *self,
               StandInFault  fault,
               const char   *request)
{
  g_mutex_lock (&self->mutex);
  self->fault = fault;
  g_free (self->fault_request);
  self->fault_request = g_strdup (request);
  g_mutex_unlock (&self->mutex);
}

/* The next "METHOD /path" is answered by @status, headers "Name: value\n…" and @body. */
void
stand_in_fail_status (StandIn    *self,
                      const char *request,
                      guint       status,
                      const char *headers,
                      const char *body)
{
  g_mutex_lock (&self->mutex);
  self->fault_status = status;
  g_free (self->fault_headers);
  self->fault_headers = g_strdup (headers);
  g_free (self->fault_body);
  self->fault_body = g_strdup (body);
  g_mutex_unlock (&self->mutex);
  stand_in_fail (self, STAND_IN_STATUS, request);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
stand_in_free (StandIn *self)
{
  g_autoptr(GSource) source = NULL;

  if (self == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->requests);
  g_free (self->url);
  g_free (self->violation);
  g_free (self->fault_request);
  g_free (self->fault_body);
  g_free (self->fault_headers);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
