/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "platforms/sotong-http.h"

/* Where redirects lead by name: the names are resolved here, and one server is the proxy of the network, the web behind it, and what stands in the
 * office's own network. Names that begin with "web" are asked through the proxy, those that begin with "in" are not; "web.half.example" is only at its usual port. */

#define NAMES_RESOLVED "inside.city.example", "intranet.city.example", "web.half.example"

/* ---- names ---- */

#define TEST_TYPE_NAMES (test_names_get_type ())
G_DECLARE_FINAL_TYPE (TestNames, test_names, TEST, NAMES, GResolver)

struct _TestNames
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestNames, test_names, G_TYPE_RESOLVER)

static GList *
resolve (const char                *name,
         GResolverNameLookupFlags   flags,
         GError                   **error)
{
  static const char * const names[] = { NAMES_RESOLVED, NULL };

  if (g_strv_contains (names, name) && (flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY) == 0)
    return g_list_prepend (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));
  g_set_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name: %s", name);
  return NULL;
}

static void
free_addresses (gpointer addresses)
{
  g_resolver_free_addresses (addresses);
}

static GList *
test_names_lookup (GResolver                 *resolver,
                   const char                *name,
                   GResolverNameLookupFlags   flags,
                   GCancellable              *cancellable,
                   GError                   **error)
{
  return resolve (name, flags, error);
}

static void
test_names_lookup_async (GResolver                *resolver,
                         const char               *name,
                         GResolverNameLookupFlags  flags,
                         GCancellable             *cancellable,
                         GAsyncReadyCallback       callback,
                         gpointer                  user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GError *error = NULL;
  GList *addresses = resolve (name, flags, &error);

  if (addresses != NULL)
    g_task_return_pointer (task, addresses, free_addresses);
  else
    g_task_return_error (task, error);
}

static GList *
test_names_lookup_finish (GResolver     *resolver,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_names_class_init (TestNamesClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags = test_names_lookup;
  resolver_class->lookup_by_name_with_flags_async = test_names_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = test_names_lookup_finish;
}

static void
test_names_init (TestNames *self)
{
}

/* ---- the server ---- */

typedef struct {
  GSocketListener *listener;
  GCancellable    *stop;
  GThread         *thread;
  guint16          port;
  int              n_inside;   /* (atomic): requests that came to the office's own network */
  SotongClock     *clock;
  SotongHttp      *http;
} Fixture;

typedef struct {
  Fixture           *fixture;
  GSocketConnection *connection;  /* (owned) */
} Guest;

static void
answer (Fixture       *f,
        const char    *target,
        GOutputStream *out)
{
  g_autofree char *text = NULL;
  const char *to = strstr (target, "?to=");

  if (!g_str_has_prefix (target, "http://web"))
    g_atomic_int_inc (&f->n_inside);
  if (to != NULL)
    text = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", to + 4);
  else
    text = g_strdup ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

static gpointer
serve (gpointer data)
{
  g_autofree Guest *guest = data;
  g_autoptr(GIOStream) connection = G_IO_STREAM (guest->connection);
  g_autoptr(GDataInputStream) in = g_data_input_stream_new (g_io_stream_get_input_stream (connection));
  g_autofree char *target = NULL;
  char *line;

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while ((line = g_data_input_stream_read_line (in, NULL, guest->fixture->stop, NULL)) != NULL)
    {
      g_autofree char *owned = line;

      if (g_str_has_prefix (line, "GET "))
        {
          g_auto(GStrv) words = g_strsplit (line, " ", 3);

          g_free (target);
          target = g_strdup (words[1]);
        }
      else if (line[0] == '\0' && target != NULL)
        answer (guest->fixture, target, g_io_stream_get_output_stream (connection));
    }
  return NULL;
}

static gpointer
run (gpointer data)
{
  Fixture *f = data;
  g_autoptr(GPtrArray) threads = g_ptr_array_new ();
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (f->listener, NULL, f->stop, NULL)) != NULL)
    {
      Guest *guest = g_new (Guest, 1);

      *guest = (Guest) { f, connection };
      g_ptr_array_add (threads, g_thread_new ("guest", serve, guest));
    }
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  return NULL;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *proxy = NULL;
  g_autofree char *direct = NULL;

  f->listener = g_socket_listener_new ();
  f->port = g_socket_listener_add_any_inet_port (f->listener, NULL, NULL);
  f->stop = g_cancellable_new ();
  f->thread = g_thread_new ("server", run, f);
  proxy = g_strdup_printf ("http://127.0.0.1:%u", f->port);
  g_setenv ("http_proxy", proxy, TRUE);
  direct = g_strdup_printf ("inside.city.example,intranet.city.example,web.half.example:%u", f->port);
  g_setenv ("no_proxy", direct, TRUE);
  f->clock = sotong_clock_new_system ();
  f->http = sotong_http_new (f->clock);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_object_unref (f->http);
  g_object_unref (f->clock);
  g_cancellable_cancel (f->stop);
  g_thread_join (f->thread);
  g_socket_listener_close (f->listener);
  g_object_unref (f->listener);
  g_object_unref (f->stop);
}

/* ---- tests ---- */

/* Whether this machine's libraries ask the environment for a proxy. */
static gboolean
has_proxy (void)
{
  g_auto(GStrv) proxies = g_proxy_resolver_lookup (g_proxy_resolver_get_default (), "http://web.example/", NULL, NULL);

  return proxies != NULL && g_str_has_prefix (proxies[0], "http://127.0.0.1");
}

static SotongHttpResponse *
ask (Fixture     *f,
     const char  *from,
     const char  *to,
     GError     **error)
{
  g_autofree char *here = strncmp (from, "web", 3) == 0 ? g_strdup (from) : g_strdup_printf ("%s:%u", from, f->port);
  g_autofree char *there = to == NULL || strncmp (to, "web", 3) == 0 ? g_strdup (to) : g_strdup_printf ("%s:%u", to, f->port);
  g_autofree char *url = there != NULL ? g_strdup_printf ("http://%s/?to=http://%s/reboot", here, there) : g_strdup_printf ("http://%s/", here);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);

  sotong_http_request_follow_redirects (request);
  return sotong_http_send (f->http, request, NULL, error);
}

/* A page of the web leads nowhere into the office's network, by whatever name, also where a connection to there is open. */
static void
test_inwards (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongHttpResponse) own = NULL;
  g_autoptr(SotongHttpResponse) sent = NULL;
  g_autoptr(SotongHttpResponse) sent_again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;

  if (!has_proxy ())
    {
      g_test_skip ("no proxy is asked for here");
      return;
    }
  sent = ask (f, "web.city.example", "inside.city.example", &error);
  g_assert_null (sent);
  g_assert_error (error, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_REDIRECT);
  g_assert_nonnull (strstr (error->message, "web.city.example"));
  g_assert_cmpint (g_atomic_int_get (&f->n_inside), ==, 0);
  own = ask (f, "inside.city.example", NULL, NULL);
  g_assert_nonnull (own);
  sent_again = ask (f, "web.city.example", "inside.city.example", &again);
  g_assert_error (again, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_REDIRECT);
  g_assert_cmpint (g_atomic_int_get (&f->n_inside), ==, 1);
}

/* What a person entered may be inside, and lead on there: as the office's site does, whose name means an address inside the office. */
static void
test_within (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHttpResponse) own = ask (f, "inside.city.example", "intranet.city.example", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (own->status, ==, 200);
  g_assert_cmpint (g_atomic_int_get (&f->n_inside), ==, 2);
}

/* The proxy is inside; what is behind it is not. */
static void
test_behind_proxy (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHttpResponse) response = NULL;

  if (!has_proxy ())
    {
      g_test_skip ("no proxy is asked for here");
      return;
    }
  response = ask (f, "web.city.example", "web2.city.example", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpint (g_atomic_int_get (&f->n_inside), ==, 0);
}

/* A site of the office is inside by its name, and only its plain address is asked for through the proxy: it may lead on to itself, and nobody
 * else may lead there. */
static void
test_half_behind_proxy (Fixture       *f,
                        gconstpointer  data)
{
  g_autofree char *url = g_strdup_printf ("http://web.half.example/?to=http://web.half.example:%u/reboot", f->port);
  g_autofree char *other_url = g_strdup_printf ("http://web.city.example/?to=http://web.half.example:%u/reboot", f->port);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(SotongHttpRequest) other = sotong_http_request_new ("GET", other_url);
  g_autoptr(SotongHttpResponse) response = NULL;
  g_autoptr(SotongHttpResponse) refused = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) why = NULL;

  if (!has_proxy ())
    {
      g_test_skip ("no proxy is asked for here");
      return;
    }
  sotong_http_request_follow_redirects (request);
  sotong_http_request_follow_redirects (other);
  response = sotong_http_send (f->http, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpint (g_atomic_int_get (&f->n_inside), ==, 1);
  refused = sotong_http_send (f->http, other, NULL, &why);
  g_assert_error (why, SOTONG_HTTP_ERROR, SOTONG_HTTP_ERROR_REDIRECT);
  g_assert_cmpint (g_atomic_int_get (&f->n_inside), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GResolver) names = NULL;

  g_test_init (&argc, &argv, NULL);
  names = g_object_new (TEST_TYPE_NAMES, NULL);
  g_resolver_set_default (names);
  g_test_add ("/platforms/redirect/inwards", Fixture, NULL, set_up, test_inwards, tear_down);
  g_test_add ("/platforms/redirect/within", Fixture, NULL, set_up, test_within, tear_down);
  g_test_add ("/platforms/redirect/behind-proxy", Fixture, NULL, set_up, test_behind_proxy, tear_down);
  g_test_add ("/platforms/redirect/half-behind-proxy", Fixture, NULL, set_up, test_half_behind_proxy, tear_down);
  return g_test_run ();
}
