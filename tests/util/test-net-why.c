/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-net-why.h"

/* What cannot be reached says why in our words; only of what is rare the system's stand there, quoted. */
static void
test_common (void)
{
  const struct {
    GQuark      domain;
    int         code;
    const char *why;
  } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "no server answers there" },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "it does not answer in time" },
    { G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, "there is no server of this name" },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "there is no server of this name" },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, "its name cannot be looked up now, perhaps because there is no network" },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "no way leads to it from this network" },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, "no way leads to it from this network" },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "the connection broke off" },
    { G_TLS_ERROR, G_TLS_ERROR_EOF, "the connection broke off" },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "its certificate cannot be trusted" },
    { G_TLS_ERROR, G_TLS_ERROR_MISC, "no way of encrypting could be agreed on; the system says “Errno 7”" },
    { G_IO_ERROR, G_IO_ERROR_FAILED, "the system says “Errno 7”" },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_INTERNAL, "the system says “Errno 7”" },
    { G_MARKUP_ERROR, G_IO_ERROR_TIMED_OUT, "the system says “Errno 7”" }, /* another kind of error with a number that is known */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (cases[i].domain, cases[i].code, "Errno 7");
      g_autofree char *why = sotong_net_why (error);

      g_assert_cmpstr (why, ==, cases[i].why);
    }
}

/* As the library really tells it: a port on which nobody listens any more, and one on which somebody does. */
static void
test_real (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GError) refused = NULL, taken = NULL;
  g_autoptr(GSocketListener) second = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &refused);
  g_autofree char *why_refused = NULL, *why_taken = NULL;

  g_assert_no_error (refused);
  g_assert_false (g_socket_listener_add_inet_port (second, port, NULL, &taken));
  why_taken = sotong_port_why (taken);
  g_assert_cmpstr (why_taken, ==, "another program uses that port");
  g_socket_listener_close (listener);
  g_socket_client_set_enable_proxy (client, FALSE);
  g_assert_null (g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &refused));
  why_refused = sotong_net_why (refused);
  g_assert_cmpstr (why_refused, ==, "no server answers there");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/net-why/common", test_common);
  g_test_add_func ("/util/net-why/real", test_real);
  return g_test_run ();
}
