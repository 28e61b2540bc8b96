/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-site.h"
#include "util/sotong-json.h"

/* Whether the parameters are those of the page, each once, and no others. */
static gboolean
has_query (GHashTable *query,
           const char *expected)
{
  g_auto(GStrv) parts = g_strsplit (expected, "&", -1);
  guint n = expected[0] != '\0' ? g_strv_length (parts) : 0;

  if (g_hash_table_size (query) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_auto(GStrv) pair = g_strsplit (parts[i], "=", 2);

      if (g_strcmp0 (g_hash_table_lookup (query, pair[0]), pair[1]) != 0)
        return FALSE;
    }
  return TRUE;
}

static char *
describe_query (GHashTable *query)
{
  GString *out = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_string_append_printf (out, "%s%s=%s", out->len > 0 ? "&" : "", (const char *) name, (const char *) value);
  return g_string_free (out, FALSE);
}

static void
add_headers (SoupServerMessage *message,
             const char        *headers,
             const char        *url)
{
  g_auto(GStrv) lines = g_strsplit (headers != NULL ? headers : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], ": ", 2);
      g_auto(GStrv) around = g_strsplit (pair[1], "$URL", -1);
      g_autofree char *value = g_strjoinv (url, around);

      soup_message_headers_append (soup_server_message_get_response_headers (message), pair[0], value);
    }
}

static void
check_call (StandIn           *server,
            SoupServerMessage *message,
            const SearchSite  *site,
            const char        *method,
            const char        *path)
{
  const char *agent = stand_in_get_header (message, "User-Agent");

  if (!g_str_equal (method, "GET"))
    stand_in_violate (server, "a search is a GET, not a %s", method);
  if (g_str_equal (path, "/") && g_str_equal (site->kind, "wordpress")) /* its front page is asked where the API is */
    return;
  if (agent == NULL || g_strcmp0 (stand_in_get_header (message, "Accept"), "application/json") != 0)
    stand_in_violate (server, "it is not said that JSON is wanted, or by whom");
  for (guint i = 0; i + 1 < G_N_ELEMENTS (site->headers) && site->headers[i] != NULL; i += 2)
    if (g_strcmp0 (stand_in_get_header (message, site->headers[i]), site->headers[i + 1]) != 0)
      stand_in_violate (server, "%s is “%s”", site->headers[i], stand_in_get_header (message, site->headers[i]));
}

static void
handle (StandIn           *server,
        SoupServerMessage *message,
        const char        *method,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  SearchFixture *f = user_data;
  g_autofree char *shown = describe_query (query);
  gboolean known = FALSE;

  check_call (server, message, f->site, method, path);
  for (const SearchPage *page = f->site->pages; page->path != NULL; page++)
    {
      g_auto(GStrv) around = NULL;
      g_autofree char *body = NULL;

      if (!g_str_equal (path, page->path))
        continue;
      known = TRUE;
      if (!has_query (query, page->query))
        continue;
      around = g_strsplit (page->body, "$URL", -1);
      body = g_strjoinv (server->url, around);
      add_headers (message, page->headers, server->url);
      stand_in_answer (server, message, page->status != 0 ? page->status : 200, body);
      return;
    }
  stand_in_violate (server, known ? "%s is asked for with %s" : "there is no %s (%s)", path, shown);
  stand_in_answer (server, message, 404, "{}");
}

void
search_set_up (SearchFixture *f,
               gconstpointer  site)
{
  f->site = site;
  f->server = stand_in_new (handle, f);
  f->clock = sotong_clock_new_set (SEARCH_NOW);
  f->http = sotong_http_new (f->clock);
  f->reader = sotong_reader_new (f->site->kind, f->http);
  g_assert_nonnull (f->reader);
  f->zone = g_time_zone_new_identifier ("Asia/Seoul");
  for (guint i = 0; i < SOTONG_READER_N_QUOTAS; i++)
    f->left[i] = SOTONG_READER_NO_LIMIT;
  if (f->site->settings != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (f->site->settings, strlen (f->site->settings));

      f->settings = sotong_json_parse_object (bytes, NULL);
      g_assert_nonnull (f->settings);
    }
}

void
search_tear_down (SearchFixture *f,
                  gconstpointer  site)
{
  stand_in_check (f->server);
  g_assert_finalize_object (f->reader);
  g_assert_finalize_object (f->http);
  g_object_unref (f->clock);
  g_time_zone_unref (f->zone);
  g_clear_pointer (&f->settings, json_object_unref);
  g_free (f->cursor);
  stand_in_free (f->server);
}

SotongFetchReply *
search_fetch_with (SearchFixture *f,
                   const char    *secret)
{
  SotongFetchRequest request = {
    .url = f->server->url, .secret = secret, .cursor = f->cursor, .since = f->since, .now = SEARCH_NOW, .zone = f->zone,
    .queries = f->site->queries, .settings = f->settings, .left = { f->left[0], f->left[1] }, .probe = f->probe,
  };
  SotongFetchReply *reply = sotong_reader_fetch (f->reader, &request, NULL);

  g_free (f->cursor);
  f->cursor = g_strdup (reply->cursor);
  return reply;
}

SotongFetchReply *
search_fetch (SearchFixture *f)
{
  return search_fetch_with (f, f->site->secret);
}

const SotongItem *
search_item (SotongFetchReply *reply,
             guint             i)
{
  g_assert_cmpuint (i, <, reply->items->len);
  return g_ptr_array_index (reply->items, i);
}
