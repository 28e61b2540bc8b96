/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "platforms/sotong-loopback.h"
#include "util/sotong-net-why.h"

#define PATH          "/callback"
#define MAX_HEAD      16384
#define HEAD_S        10
#define MAX_STRANGERS 50   /* connections that are no such visit: a browser's own, opened in advance */

struct _SotongLoopback
{
  GSocket           *socket;   /* (owned): listening; closed with the one visit */
  GSocketConnection *visitor;  /* (owned) (nullable): waits for its page */
  char              *url;      /* (owned) */
};

/**
 * sotong_loopback_new:
 * @port: a port of this machine, or 0 for any that is free
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a listener on 127.0.0.1 alone
 */
SotongLoopback *
sotong_loopback_new (guint    port,
                     GError **error)
{
  g_autoptr(SotongLoopback) self = g_new0 (SotongLoopback, 1);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GError) cause = NULL;

  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &cause);
  if (self->socket == NULL || !g_socket_bind (self->socket, address, TRUE, &cause) || !g_socket_listen (self->socket, &cause)
      || (bound = g_socket_get_local_address (self->socket, &cause)) == NULL)
    {
      g_autofree char *why = sotong_port_why (cause);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The browser could not be waited for on this machine: %s. Choose another port."), why);
      return NULL;
    }
  self->url = g_strdup_printf ("http://127.0.0.1:%u" PATH, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  return g_steal_pointer (&self);
}

/**
 * sotong_loopback_free:
 * @self: (transfer full) (nullable): a listener
 */
void
sotong_loopback_free (SotongLoopback *self)
{
  if (self == NULL)
    return;
  if (self->visitor != NULL)
    g_io_stream_close (G_IO_STREAM (self->visitor), NULL, NULL);
  g_clear_object (&self->visitor);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  g_free (self->url);
  g_free (self);
}

/**
 * sotong_loopback_get_url:
 * @self: a listener
 *
 * Returns: (transfer none): where the browser shall come back to
 */
const char *
sotong_loopback_get_url (SotongLoopback *self)
{
  return self->url;
}

/* Reads a request's head; its first line, or NULL. */
static char *
read_line (GSocketConnection *connection,
           GCancellable      *cancellable)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr(GString) head = g_string_new (NULL);
  char buffer[1024];

  g_socket_set_timeout (g_socket_connection_get_socket (connection), HEAD_S);
  while (head->len < MAX_HEAD && strstr (head->str, "\r\n\r\n") == NULL)
    {
      gssize n = g_input_stream_read (input, buffer, sizeof buffer, cancellable, NULL);

      if (n <= 0)
        return NULL;
      g_string_append_len (head, buffer, n);
    }
  return g_strndup (head->str, strcspn (head->str, "\r\n"));
}

/* (nullable): what the address of "GET /callback?… HTTP/1.1" has to say; %NULL if it is another visit. */
static GHashTable *
read_query (const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 3);
  const char *query;

  if (g_strv_length (words) != 3 || !g_str_equal (words[0], "GET") || !g_str_has_prefix (words[2], "HTTP/1."))
    return NULL;
  query = strchr (words[1], '?');
  if (query == NULL || (gsize) (query - words[1]) != strlen (PATH) || strncmp (words[1], PATH, strlen (PATH)) != 0)
    return NULL;
  return soup_form_decode (query + 1);
}

static void
send_page (GSocketConnection *connection,
           const char        *status,
           const char        *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *page = g_strdup_printf ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Sotong</title></head><body><p>%s</p></body></html>\n", escaped);
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n"
                                             "Content-Security-Policy: default-src 'none'\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\n"
                                             "Connection: close\r\n\r\n%s", status, strlen (page), page);

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

/**
 * sotong_loopback_wait:
 * @self: a listener
 * @timeout_s: for how long at most
 * @cancellable: (nullable): to stop it
 * @error: return location; `G_IO_ERROR_TIMED_OUT`, `G_IO_ERROR_CANCELLED`
 *
 * Waits for the browser and then listens no more: one visit is taken. It waits for its page until
 * sotong_loopback_answer(). Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): what it brought
 */
GHashTable *
sotong_loopback_wait (SotongLoopback  *self,
                      guint            timeout_s,
                      GCancellable    *cancellable,
                      GError         **error)
{
  gint64 until = g_get_monotonic_time () + (gint64) timeout_s * G_USEC_PER_SEC;

  for (int i = 0; i < MAX_STRANGERS; i++)
    {
      gint64 left = MAX (until - g_get_monotonic_time (), 1);
      g_autoptr(GSocket) socket = NULL;
      g_autoptr(GSocketConnection) connection = NULL;
      g_autofree char *line = NULL;
      GHashTable *query;

      if (!g_socket_condition_timed_wait (self->socket, G_IO_IN, left, cancellable, error))
        return NULL;
      socket = g_socket_accept (self->socket, cancellable, error);
      if (socket == NULL)
        return NULL;
      connection = g_socket_connection_factory_create_connection (socket);
      line = read_line (connection, cancellable);
      query = line != NULL ? read_query (line) : NULL;
      if (query != NULL)
        {
          g_socket_close (self->socket, NULL);
          self->visitor = g_steal_pointer (&connection);
          return query;
        }
      if (line != NULL)
        send_page (connection, "404 Not Found", "?");
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("Other programs came instead of the browser."));
  return NULL;
}

/**
 * sotong_loopback_answer:
 * @self: a listener that was visited
 * @well: whether the sign-in worked
 *
 * Shows the visitor a small page.
 */
void
sotong_loopback_answer (SotongLoopback *self,
                        gboolean        well)
{
  if (self->visitor == NULL)
    return;
  send_page (self->visitor, "200 OK", well ? _("This page has done its part. Sotong says whether it is signed in. You may close this page.")
             : _("The sign-in did not work. Sotong says why. You may close this page."));
  g_clear_object (&self->visitor);
}
