/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "relay.h"

static gboolean
replace_port (GByteArray *data,
              guint       from,
              guint       to)
{
  g_autofree char *a = g_strdup_printf ("127.0.0.1:%u", from);
  g_autofree char *b = g_strdup_printf ("127.0.0.1:%u", to);
  gsize n = strlen (a);

  g_assert_cmpuint (n, ==, strlen (b));
  for (gsize i = 0; i + n <= data->len; i++)
    if (memcmp (data->data + i, a, n) == 0)
      memcpy (data->data + i, b, n);
  return TRUE;
}

static void
read_request (GInputStream *in,
              GByteArray   *request)
{
  gsize wanted = G_MAXSIZE;
  guchar buffer[4096];
  gssize n;

  while (request->len < wanted && (n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      g_autofree char *text = NULL;
      const char *end;
      const char *length;

      g_byte_array_append (request, buffer, (guint) n);
      text = g_strndup ((const char *) request->data, request->len);
      end = strstr (text, "\r\n\r\n");
      if (end == NULL)
        continue;
      length = strstr (text, "Content-Length: ");
      wanted = (gsize) (end - text) + 4 + (length != NULL && length < end ? (gsize) g_ascii_strtoull (length + 16, NULL, 10) : 0);
    }
}

/* Whether an answer has come to its end, on a connection that may stay open. */
static gboolean
is_whole (const GByteArray *answer)
{
  g_autofree char *text = g_strndup (answer->data != NULL ? (const char *) answer->data : "", answer->len);
  const char *end = strstr (text, "\r\n\r\n");
  const char *length = strstr (text, "\r\nContent-Length: ");

  if (end == NULL)
    return FALSE;
  if (g_str_has_prefix (text, "HTTP/1.1 204"))
    return TRUE;
  if (length != NULL && length < end)
    return answer->len >= (gsize) (end - text) + 4 + (gsize) g_ascii_strtoull (length + 18, NULL, 10);
  /* The last chunk is in the body: a header may end in a nought as well. */
  return answer->len >= (gsize) (end - text) + 4 + 5 && memcmp (answer->data + answer->len - 5, "0\r\n\r\n", 5) == 0;
}

static void
relay_one (Relay             *relay,
           GSocketConnection *client)
{
  g_autoptr(GSocketClient) connector = g_socket_client_new ();
  g_autoptr(GSocketConnection) upstream = g_socket_client_connect_to_host (connector, "127.0.0.1", relay->upstream, NULL, NULL);
  g_autoptr(GByteArray) request = g_byte_array_new ();
  g_autoptr(GByteArray) answer = g_byte_array_new ();
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (upstream));
  guchar buffer[4096];
  gboolean swallow;
  gssize n;

  read_request (g_io_stream_get_input_stream (G_IO_STREAM (client)), request);
  if (request->len == 0)
    return;
  swallow = g_str_has_prefix ((const char *) request->data, relay->swallow) &&
            g_atomic_int_add (&relay->n_swallow, -1) > 0;
  replace_port (request, relay->port, relay->upstream);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (upstream)), request->data, request->len, NULL, NULL, NULL);
  while (!is_whole (answer) && (n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (answer, buffer, (guint) n);
  replace_port (answer, relay->upstream, relay->port);
  if (!swallow)
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (client)), answer->data, answer->len, NULL, NULL, NULL);
}

static gpointer
relay_thread (gpointer data)
{
  Relay *relay = data;
  GSocketConnection *client;

  while ((client = g_socket_listener_accept (relay->listener, NULL, relay->stop, NULL)) != NULL)
    {
      relay_one (relay, client);
      g_io_stream_close (G_IO_STREAM (client), NULL, NULL);
      g_object_unref (client);
    }
  return NULL;
}

void
relay_start (Relay      *relay,
             const char *swallow)
{
  relay->swallow = swallow;
  relay->n_swallow = 1;
  relay->listener = g_socket_listener_new ();
  relay->stop = g_cancellable_new ();
  do
    relay->port = g_socket_listener_add_any_inet_port (relay->listener, NULL, NULL);
  while (relay->port < 10000);
  relay->thread = g_thread_new ("relay", relay_thread, relay);
}

void
relay_stop (Relay *relay)
{
  g_cancellable_cancel (relay->stop);
  g_thread_join (relay->thread);
  g_object_unref (relay->listener);
  g_object_unref (relay->stop);
}
