/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "platforms/sotong-pace.h"
#include "platforms/sotong-platform.h"
#include "util/sotong-json.h"

#define NOW       G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */
#define SIGN_IN   "Basic ZWRpdG9yOmFiY2QgZWZnaA=="  /* editor:abcd efgh */
#define MAX_POSTS 16

/* How the site tells where its API is. */
typedef enum {
  HOME_HEADER,       /* Link header */
  HOME_HTML,         /* link element with entities, plain links */
  HOME_SILENT,       /* neither; /wp-json/ answers */
  HOME_PLAIN,        /* neither; only ?rest_route=/ answers */
  HOME_OTHER_HOST,   /* names a server elsewhere */
  HOME_NO_WORDPRESS,
} Home;

/* What goes wrong with the next post. */
typedef enum {
  FAULT_NONE,
  FAULT_DROP_BEFORE,
  FAULT_DROP_AFTER,
  FAULT_WARNING,       /* PHP's words before the JSON */
  FAULT_HTML,
  FAULT_EMPTY,
  FAULT_CUT,           /* JSON that ends in the middle, with a length that fits */
  FAULT_NO_ID,
  FAULT_REDIRECT,
  FAULT_STATUS,
} Fault;

typedef struct {
  guint  id;
  char  *slug;
  char  *state;
  char  *title;
  char  *content;
  char  *date;
} Post;

/* A WordPress as its documentation has it. What a caller does otherwise is a violation, kept for the
 * end of the test. */
typedef struct {
  SoupServer     *server;
  GSocketService *service;
  GMainContext   *context;
  GMainLoop      *loop;
  GThread        *thread;
  char         *url;
  Home          home;
  Fault         fault;
  gboolean      fault_late;     /* not when the draft is made, when it is published */
  guint         fault_status;
  const char   *fault_body;
  const char   *retry_after;
  Post          posts[MAX_POSTS];
  guint         n_posts;
  guint         n_media;
  guint         n_sent;         /* posts received, stored or not */
  char         *violation;
  char         *media_text;     /* the last description of a picture */
  gboolean      no_totals;      /* X-WP-Total does not arrive */
} Site;

typedef struct {
  Site            site;
  SotongClock    *clock;
  SotongHttp     *http;
  SotongPlatform *platform;
  SotongAccount  *account;
  SotongPost     *post;
} Fixture;

static void
violate (Site       *site,
         const char *what)
{
  if (site->violation == NULL)
    site->violation = g_strdup (what);
}

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
respond_error (SoupServerMessage *message,
               guint              status,
               const char        *code)
{
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\",\"message\":\"No: %s.\",\"data\":{\"status\":%u}}", code, code, status);

  respond (message, status, "application/json; charset=UTF-8", body);
}

static char *
describe (Site       *site,
          const Post *post)
{
  return g_strdup_printf ("{\"id\":%u,\"slug\":\"%s\",\"status\":\"%s\",\"link\":\"%s/?p=%u\",\"date_gmt\":\"%s\",\"author\":3}",
                          post->id, post->slug, post->state, site->url, post->id, post->date);
}

static void
drop (SoupServerMessage *message)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
is_signed_in (SoupServerMessage *message)
{
  return g_strcmp0 (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization"), SIGN_IN) == 0;
}

static JsonObject *
read_json (Site              *site,
           SoupServerMessage *message)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *type = soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);
  JsonObject *object = sotong_json_parse_object (body, NULL);

  if (g_strcmp0 (type, "application/json") != 0)
    violate (site, "JSON is not called JSON");
  if (object == NULL)
    violate (site, "the body is no JSON object");
  return object != NULL ? object : json_object_new ();
}

static void
check_members (Site       *site,
               JsonObject *object)
{
  static const char * const known[] = { "title", "content", "status", "date_gmt", "slug", "featured_media" };
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        found = found || g_str_equal (known[i], l->data);
      if (!found)
        violate (site, "an unknown member");
    }
}

/* WordPress lets drafts have the same slug, and gives what goes out one of its own. */
static void
make_unique (Site *site,
             Post *post)
{
  for (guint i = 0; i < site->n_posts; i++)
    if (&site->posts[i] != post && g_str_equal (site->posts[i].slug, post->slug))
      {
        g_autofree char *old = g_steal_pointer (&post->slug);

        post->slug = g_strconcat (old, "-2", NULL);
        return;
      }
}

/* WordPress decides by the date what becomes of a status. */
static void
store (Site       *site,
       Post       *post,
       JsonObject *object)
{
  g_autofree char *state = sotong_json_dup_string (object, "status");
  g_autofree char *date = sotong_json_dup_string (object, "date_gmt");
  g_autofree char *zoned = date != NULL ? g_strconcat (date, "Z", NULL) : NULL;
  g_autoptr(GDateTime) time = zoned != NULL ? g_date_time_new_from_iso8601 (zoned, NULL) : NULL;
  gboolean later = time != NULL && g_date_time_to_unix (time) >= NOW + 60;

  if (date != NULL && (time == NULL || strlen (date) != 19))
    violate (site, "date_gmt is no time without zone");
  if (g_strcmp0 (state, "future") == 0 && date == NULL)
    violate (site, "future without a date");
  if (state != NULL)
    {
      g_free (post->state);
      post->state = g_strdup (g_str_equal (state, "draft") ? "draft" : later ? "future" : "publish");
      if (!g_str_equal (state, "draft"))
        make_unique (site, post);
    }
  g_free (post->title);
  post->title = sotong_json_dup_string (object, "title");
  g_free (post->content);
  post->content = sotong_json_dup_string (object, "content");
  g_free (post->date);
  post->date = g_strdup (date != NULL ? date : "2016-10-14T01:00:00");
}

static Post *
add_post (Site       *site,
          JsonObject *object)
{
  Post *post = &site->posts[site->n_posts++];
  g_autofree char *slug = sotong_json_dup_string (object, "slug");

  post->id = 800 + site->n_posts;
  post->slug = g_strdup (slug != NULL ? slug : "none");
  store (site, post, object);
  return post;
}

static void
respond_with_fault (Site              *site,
                    SoupServerMessage *message,
                    Fault              fault,
                    guint              status,
                    const char        *json)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *text = NULL;

  switch (fault)
    {
    case FAULT_NONE:
      respond (message, status, "application/json; charset=UTF-8", json);
      break;
    case FAULT_WARNING:
      text = g_strconcat ("<br />\n<b>Warning</b>: Undefined array key [0] in {plugin} on line 3<br />\n", json, NULL);
      respond (message, status, "application/json; charset=UTF-8", text);
      break;
    case FAULT_HTML:
      respond (message, 200, "text/html", "<html><body>Please sign in.</body></html>");
      break;
    case FAULT_EMPTY:
      respond (message, 200, "application/json", "");
      break;
    case FAULT_CUT:
      text = g_strdup_printf ("{\"meta\":[{\"id\":5}],%.*s", (int) strlen (json) - 5, json + 1);
      respond (message, status, "application/json", text);
      break;
    case FAULT_NO_ID:
      respond (message, status, "application/json", "{\"status\":\"publish\"}");
      break;
    case FAULT_REDIRECT:
      soup_server_message_set_redirect (message, 302, "https://www.blog.example/wp-login.php");
      break;
    case FAULT_STATUS:
      respond (message, site->fault_status, site->fault_body[0] == '{' ? "application/json" : "text/html", site->fault_body);
      if (site->retry_after != NULL)
        soup_message_headers_replace (headers, "Retry-After", site->retry_after);
      break;
    case FAULT_DROP_BEFORE:
    case FAULT_DROP_AFTER:
    default:
      drop (message);
    }
}

static gboolean
stores (Fault fault)
{
  return fault != FAULT_DROP_BEFORE && fault != FAULT_HTML && fault != FAULT_REDIRECT && fault != FAULT_STATUS;
}

static void
create (Site              *site,
        SoupServerMessage *message)
{
  g_autoptr(JsonObject) object = read_json (site, message);
  g_autofree char *state = sotong_json_dup_string (object, "status");
  g_autofree char *json = NULL;
  Fault fault = site->fault_late ? FAULT_NONE : site->fault;

  site->n_sent++;
  if (!site->fault_late)
    site->fault = FAULT_NONE;
  check_members (site, object);
  if (!json_object_has_member (object, "slug") || !json_object_has_member (object, "title") || state == NULL)
    violate (site, "a new post needs slug, title and status");
  if (g_strcmp0 (state, "draft") != 0)
    violate (site, "a post is made as a draft: a second one would else be seen");
  if (!is_signed_in (message))
    {
      respond_error (message, 401, "rest_cannot_create");
      return;
    }
  if (stores (fault))
    json = describe (site, add_post (site, object));
  respond_with_fault (site, message, fault, 201, json);
}

static void
list (Site              *site,
      SoupServerMessage *message,
      GHashTable        *query)
{
  const char *slug = g_hash_table_lookup (query, "slug");
  g_auto(GStrv) slugs = g_strsplit (slug != NULL ? slug : "", ",", -1);
  g_autoptr(GString) out = g_string_new ("[");

  if (g_strcmp0 (g_hash_table_lookup (query, "status"), "publish,future,draft,pending,private,trash") != 0)
    violate (site, "a look-up must ask for every state");
  if (g_strcmp0 (g_hash_table_lookup (query, "context"), "edit") != 0)
    violate (site, "a look-up must ask for context=edit");
  if (!is_signed_in (message))
    {
      respond (message, 400, "application/json",
               "{\"code\":\"rest_invalid_param\",\"message\":\"Invalid parameter(s): status\",\"data\":{\"status\":400,\"details\":"
               "{\"status\":{\"code\":\"rest_forbidden_status\",\"data\":{\"status\":401}}}}}");
      return;
    }
  for (guint i = 0; i < site->n_posts; i++)
    if (g_strv_contains ((const char * const *) slugs, site->posts[i].slug) && !g_str_equal (site->posts[i].state, "gone"))
      {
        g_autofree char *json = describe (site, &site->posts[i]);

        if (out->len > 1)
          g_string_append_c (out, ',');
        g_string_append (out, json);
      }
  g_string_append_c (out, ']');
  respond (message, 200, "application/json; charset=UTF-8", out->str);
}

static void
upload (Site              *site,
        SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *disposition = soup_message_headers_get_one (headers, "Content-Disposition");
  g_autofree char *json = NULL;

  if (disposition == NULL || !g_str_has_prefix (disposition, "attachment; filename=\"") || !g_str_is_ascii (disposition))
    violate (site, "a picture needs a Content-Disposition in ASCII");
  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "image/png") != 0 &&
      g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "video/mp4") != 0)
    violate (site, "a picture needs its type");
  if (site->fault == FAULT_STATUS)
    {
      site->fault = FAULT_NONE;
      respond_with_fault (site, message, FAULT_STATUS, 0, NULL);
      return;
    }
  site->n_media++;
  json = g_strdup_printf ("{\"id\":%u,\"source_url\":\"%s/a%u.png\"}", 50 + site->n_media, site->url, site->n_media);
  respond (message, 201, "application/json", json);
}

/* WordPress gives its slug free for another post. */
static void
bin (Post *post)
{
  g_autofree char *old = g_steal_pointer (&post->slug);

  post->slug = g_strconcat (old, "__trashed", NULL);
  g_free (post->state);
  post->state = g_strdup ("trash");
}

static void
change (Site              *site,
        SoupServerMessage *message,
        const char        *method,
        GHashTable        *query,
        guint              id)
{
  Fault fault = FAULT_NONE;
  g_autofree char *json = NULL;

  for (guint i = 0; i < site->n_posts; i++)
    if (site->posts[i].id == id)
      {
        if (g_str_equal (method, "DELETE") && g_str_equal (site->posts[i].state, "trash"))
          {
            respond_error (message, 410, "rest_already_trashed");
            return;
          }
        if (g_str_equal (method, "POST"))
          {
            g_autoptr(JsonObject) object = read_json (site, message);

            fault = site->fault;
            site->fault = FAULT_NONE;
            check_members (site, object);
            if (stores (fault))
              store (site, &site->posts[i], object);
          }
        else if (query != NULL && g_strcmp0 (g_hash_table_lookup (query, "force"), "true") == 0)
          {
            g_free (site->posts[i].state);
            site->posts[i].state = g_strdup ("gone");
          }
        else
          bin (&site->posts[i]);
        json = describe (site, &site->posts[i]);
        respond_with_fault (site, message, fault, 200, json);
        return;
      }
  respond_error (message, 404, "rest_post_invalid_id");
}

static void
describe_picture (Site              *site,
                  SoupServerMessage *message,
                  guint              id)
{
  g_autoptr(JsonObject) object = read_json (site, message);
  g_autofree char *json = g_strdup_printf ("{\"id\":%u}", id);

  g_free (site->media_text);
  site->media_text = sotong_json_dup_string (object, "alt_text");
  respond (message, 200, "application/json", json);
}

/* A post has as many comments as its number says; of a post that is not there nobody is told anything. */
static void
count_comments (Site              *site,
                SoupServerMessage *message,
                GHashTable        *query)
{
  const char *id = g_hash_table_lookup (query, "post");
  const char *per_page = g_hash_table_lookup (query, "per_page");

  if (!is_signed_in (message) || id == NULL || g_strcmp0 (per_page, "100") != 0)
    violate (site, "comments are asked for post by post, signed in");
  if (g_strcmp0 (id, "404") == 0)
    {
      respond_error (message, 403, "rest_cannot_read_post");
      return;
    }
  if (!site->no_totals)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "X-WP-Total", "250");
  respond (message, 200, "application/json", "[{\"id\":1},{\"id\":2}]");
}

static void
route (Site              *site,
       SoupServerMessage *message,
       const char        *path,
       GHashTable        *query)
{
  const char *method = soup_server_message_get_method (message);
  gboolean get = g_str_equal (method, "GET");
  gboolean post = g_str_equal (method, "POST");
  guint id = 0;

  if (get && g_str_equal (path, "/"))
    respond (message, 200, "application/json", "{\"name\":\"Blog\",\"namespaces\":[\"oembed/1.0\",\"wp/v2\"]}");
  else if (g_str_equal (path, "/wp/v2/users/me") && get && !is_signed_in (message))
    respond_error (message, 401, "rest_not_logged_in");
  else if (g_str_equal (path, "/wp/v2/users/me") && get)
    respond (message, 200, "application/json", "{\"id\":2,\"name\":\"편집자\",\"capabilities\":{\"publish_posts\":true}}");
  else if (g_str_equal (path, "/wp/v2/posts") && post)
    create (site, message);
  else if (g_str_equal (path, "/wp/v2/posts") && get)
    list (site, message, query);
  else if (g_str_equal (path, "/wp/v2/comments") && get)
    count_comments (site, message, query);
  else if (g_str_equal (path, "/wp/v2/media") && post)
    upload (site, message);
  else if (g_str_equal (path, "/wp/v2/media") && get)
    respond (message, 200, "application/json", "[]");
  else if (g_str_has_prefix (path, "/wp/v2/media/") && post && (id = (guint) atoi (path + 13)) > 0)
    describe_picture (site, message, id);
  else if (g_str_has_prefix (path, "/wp/v2/posts/") && (post || g_str_equal (method, "DELETE")))
    change (site, message, method, query, (guint) atoi (path + 13));
  else
    {
      violate (site, path);
      respond_error (message, 404, "rest_no_route");
    }
}

static void
respond_home (Site              *site,
              SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *link = g_strdup_printf ("<%s/wp-json/>; rel=\"https://api.w.org/\"", site->url);
  g_autofree char *html = g_strdup_printf ("<html><head><link rel='stylesheet' href='x'>"
                                           "<link rel=\"https://api.w.org/\" href=\"%s/?rest_route&#061;/\" /></head></html>", site->url);

  if (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization") != NULL)
    violate (site, "the front page was sent the password");
  if (site->home == HOME_HEADER)
    soup_message_headers_append (headers, "Link", "<https://fonts.example/>; rel=preconnect");
  if (site->home == HOME_HEADER)
    soup_message_headers_append (headers, "Link", link);
  if (site->home == HOME_OTHER_HOST)
    soup_message_headers_append (headers, "Link", "<https://evil.example/wp-json/>; rel=\"https://api.w.org/\"");
  respond (message, 200, "text/html", site->home == HOME_HTML ? html : "<html></html>");
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Site *site = user_data;
  const char *rest = query != NULL ? g_hash_table_lookup (query, "rest_route") : NULL;
  g_autoptr(GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean pretty = site->home == HOME_HEADER || site->home == HOME_SILENT;

  if (query == NULL)
    query = none;
  if (rest != NULL && site->home != HOME_NO_WORDPRESS)
    route (site, message, rest, query);
  else if (g_str_has_prefix (path, "/wp-json/") && pretty)
    route (site, message, path + strlen ("/wp-json"), query);
  else if (g_str_equal (path, "/"))
    respond_home (site, message);
  else
    respond (message, 404, "text/html", "<html>Not found</html>");
}

static gpointer
run (gpointer data)
{
  Site *site = data;

  g_main_context_push_thread_default (site->context);
  g_main_loop_run (site->loop);
  g_socket_service_stop (site->service);
  g_clear_object (&site->service);
  soup_server_disconnect (site->server);
  g_clear_object (&site->server);
  while (g_main_context_iteration (site->context, FALSE))
    ;
  g_main_context_pop_thread_default (site->context);
  return NULL;
}

/* libsoup's own listener leaves a socket behind for each connection. */
static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  Site *site = user_data;
  g_autoptr(GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  soup_server_accept_iostream (site->server, G_IO_STREAM (connection), local, remote, NULL);
  return TRUE;
}

static void
site_start (Site *site)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) bound = NULL;

  site->context = g_main_context_new ();
  g_main_context_push_thread_default (site->context);
  site->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (site->server, NULL, handle_cb, site, NULL);
  site->service = g_socket_service_new ();
  g_signal_connect (site->service, "incoming", G_CALLBACK (incoming_cb), site);
  g_socket_listener_add_address (G_SOCKET_LISTENER (site->service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (site->context);
  site->url = g_strdup_printf ("http://127.0.0.1:%d", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  site->loop = g_main_loop_new (site->context, FALSE);
  site->thread = g_thread_new ("site", run, site);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
site_stop (Site *site)
{
  GSource *source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, site->loop, NULL);
  g_source_attach (source, site->context);
  g_source_unref (source);
  g_thread_join (site->thread);
  g_main_loop_unref (site->loop);
  g_main_context_unref (site->context);
  for (guint i = 0; i < site->n_posts; i++)
    {
      g_free (site->posts[i].slug);
      g_free (site->posts[i].state);
      g_free (site->posts[i].title);
      g_free (site->posts[i].content);
      g_free (site->posts[i].date);
    }
  g_free (site->url);
  g_free (site->media_text);
  g_assert_cmpstr (site->violation, ==, NULL);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  site_start (&f->site);
  f->clock = sotong_clock_new_set (NOW);
  f->http = sotong_http_new (f->clock);
  sotong_http_set_idle (f->http, 2);
  f->platform = sotong_platform_new ("wordpress", f->http);
  f->account = sotong_account_new ("서울 블로그", "wordpress", f->site.url, "editor", NULL, "abcd efgh");
  f->post = sotong_post_new ("20161014-abcdefgh", "제목 <b> & 안내", "첫 줄 <b>\n둘째 줄 & 끝\n\n(https://seoul.go.kr/a?b=1&c=2), \"https://x.kr\" 끝.");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sotong_post_free (f->post);
  sotong_account_free (f->account);
  g_assert_finalize_object (f->platform);
  g_assert_finalize_object (f->http);
  g_assert_finalize_object (f->clock);
  site_stop (&f->site);
}

static SotongReply *
publish (Fixture *f)
{
  return sotong_platform_publish (f->platform, f->account, f->post, NULL, NULL, NULL);
}

static const struct { const char *name; Home home; SotongOutcome outcome; } homes[] = {
  { "header", HOME_HEADER, SOTONG_OUTCOME_OK },
  { "html", HOME_HTML, SOTONG_OUTCOME_OK },
  { "silent", HOME_SILENT, SOTONG_OUTCOME_OK },
  { "plain", HOME_PLAIN, SOTONG_OUTCOME_OK },
  { "other-host", HOME_OTHER_HOST, SOTONG_OUTCOME_REFUSED },
  { "no-wordpress", HOME_NO_WORDPRESS, SOTONG_OUTCOME_REFUSED },
};

static void
test_root (Fixture       *f,
           gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(SotongReply) check = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;

  f->site.home = homes[i].home;
  check = sotong_platform_check (f->platform, f->account, NULL);
  g_assert_cmpint (check->outcome, ==, homes[i].outcome);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, homes[i].outcome);
  g_assert_cmpuint (f->site.n_posts, ==, homes[i].outcome == SOTONG_OUTCOME_OK);
  if (homes[i].outcome != SOTONG_OUTCOME_OK)
    return;
  g_assert_cmpstr (check->account_name, ==, "편집자");
  g_assert_cmpstr (reply->remote_id, ==, "801");
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
}

static void
test_content (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongReply) reply = publish (f);

  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpstr (reply->remote_state, ==, "publish");
  g_assert_cmpstr (f->site.posts[0].slug, ==, "20161014-abcdefgh");
  g_assert_cmpstr (f->site.posts[0].title, ==, "제목 &lt;b&gt; &amp; 안내");
  g_assert_cmpstr (f->site.posts[0].content, ==,
                   "<p>첫 줄 &lt;b&gt;<br>\n둘째 줄 &amp; 끝</p>\n"
                   "<p>(<a href=\"https://seoul.go.kr/a?b=1&amp;c=2\">https://seoul.go.kr/a?b=1&amp;c=2</a>), "
                   "&quot;<a href=\"https://x.kr\">https://x.kr</a>&quot; 끝.</p>");
}

static void
test_schedule (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(SotongReply) near = NULL;
  g_autoptr(SotongReply) later = NULL;
  g_autoptr(SotongReply) past = NULL;
  g_autoptr(SotongReply) moved = NULL;

  f->post->schedule_on_platform = TRUE;
  f->post->publish_at = NOW + 45;
  near = publish (f);
  g_assert_cmpint (near->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (near->retry_at, ==, NOW + 45);
  g_assert_cmpuint (f->site.n_sent, ==, 0);
  f->post->publish_at = NOW + 3600;
  later = publish (f);
  g_assert_cmpstr (later->remote_state, ==, "future");
  g_assert_cmpstr (f->site.posts[0].date, ==, "2016-10-14T02:00:00");
  f->post->publish_at = NOW + 7200;
  moved = sotong_platform_update (f->platform, f->account, later->remote_id, f->post, NULL);
  g_assert_cmpint (moved->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (f->site.posts[0].date, ==, "2016-10-14T03:00:00");
  f->post->publish_at = NOW - 60;
  f->post->client_key[9] = 'z';
  past = publish (f);
  g_assert_cmpstr (past->remote_state, ==, "publish");
}

static void
test_sign_in (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongAccount) wrong = sotong_account_new ("서울 블로그", "wordpress", f->site.url, "editor", NULL, "wrong");
  g_autoptr(SotongAccount) nobody = sotong_account_new ("서울 블로그", "wordpress", f->site.url, NULL, NULL, "wrong");
  g_autoptr(SotongAccount) plain = sotong_account_new ("서울 블로그", "wordpress", "http://blog.example", "editor", NULL, "abcd");
  g_autoptr(SotongReply) check = sotong_platform_check (f->platform, wrong, NULL);
  g_autoptr(SotongReply) sent = sotong_platform_publish (f->platform, wrong, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) without = sotong_platform_publish (f->platform, nobody, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) insecure = sotong_platform_publish (f->platform, plain, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) look_up = NULL;

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (without->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (insecure->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_false (insecure->sent);
  g_assert_cmpint (sotong_platform_look_up (f->platform, wrong, f->post, NULL, &look_up), ==, SOTONG_LOOK_UP_CANNOT_TELL);
  g_assert_cmpint (look_up->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpuint (look_up->http_status, ==, 400);
}

typedef struct {
  const char    *name;
  Fault          fault;
  guint          status;
  const char    *body;
  const char    *retry_after;
  SotongOutcome  outcome;
  gint64         retry_at;
  guint          stored;
} Case;

static const Case cases[] = {
  { "drop-before", FAULT_DROP_BEFORE, 0, "", NULL, SOTONG_OUTCOME_UNKNOWN, 0, 0 },
  { "drop-after", FAULT_DROP_AFTER, 0, "", NULL, SOTONG_OUTCOME_UNKNOWN, 0, 1 },
  { "warning-before-json", FAULT_WARNING, 0, "", NULL, SOTONG_OUTCOME_OK, 0, 1 },
  { "html", FAULT_HTML, 0, "", NULL, SOTONG_OUTCOME_UNKNOWN, 0, 0 },
  { "empty-200", FAULT_EMPTY, 0, "", NULL, SOTONG_OUTCOME_UNKNOWN, 0, 1 },
  { "cut-json", FAULT_CUT, 0, "", NULL, SOTONG_OUTCOME_UNKNOWN, 0, 1 },
  { "no-id", FAULT_NO_ID, 0, "", NULL, SOTONG_OUTCOME_UNKNOWN, 0, 1 },
  { "redirect", FAULT_REDIRECT, 0, "", NULL, SOTONG_OUTCOME_UNKNOWN, 0, 0 },
  { "429", FAULT_STATUS, 429, "<html>slow</html>", "30", SOTONG_OUTCOME_WAIT, NOW + 30, 0 },
  { "503-date", FAULT_STATUS, 503, "<html>later</html>", "Thu, 01 Jan 1970 00:00:00 GMT", SOTONG_OUTCOME_WAIT, NOW, 0 },
  { "503", FAULT_STATUS, 503, "<html>later</html>", NULL, SOTONG_OUTCOME_WAIT, 0, 0 },
  { "403-firewall", FAULT_STATUS, 403, "<html>Blocked</html>", NULL, SOTONG_OUTCOME_REFUSED, 0, 0 },
  { "403-rights", FAULT_STATUS, 403, "{\"code\":\"rest_cannot_publish\",\"message\":\"no\",\"data\":{\"status\":403}}", NULL, SOTONG_OUTCOME_REFUSED, 0, 0 },
  { "403-password", FAULT_STATUS, 403, "{\"code\":\"incorrect_password\",\"message\":\"no\",\"data\":{\"status\":403}}", NULL, SOTONG_OUTCOME_RENEW, 0, 0 },
  { "400", FAULT_STATUS, 400, "{\"code\":\"empty_content\",\"message\":\"no\",\"data\":{\"status\":400}}", NULL, SOTONG_OUTCOME_REFUSED, 0, 0 },
  { "404-route", FAULT_STATUS, 404, "{\"code\":\"rest_no_route\",\"message\":\"no\",\"data\":{\"status\":404}}", NULL, SOTONG_OUTCOME_REFUSED, 0, 0 },
  { "500-html", FAULT_STATUS, 500, "<html>There has been a critical error</html>", NULL, SOTONG_OUTCOME_UNKNOWN, 0, 0 },
  { "500-database", FAULT_STATUS, 500, "{\"code\":\"db_insert_error\",\"message\":\"no\",\"data\":{\"status\":500}}", NULL, SOTONG_OUTCOME_WAIT, 0, 0 },
};

/* After whatever went wrong, when the draft was made or when it was published, asking first and
 * sending again gives one post. */
static void
check_case (Fixture    *f,
            const Case *c,
            gboolean    late)
{
  /* A draft whose answer was lost is found at once, and goes out. */
  gboolean out = c->stored == 1;
  gboolean binned = late && c->outcome == SOTONG_OUTCOME_REFUSED; /* its draft is taken away again */
  SotongOutcome outcome = out && !late ? SOTONG_OUTCOME_OK : c->outcome;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) look_up = NULL;
  g_autoptr(SotongReply) again = NULL;

  f->site.fault = c->fault;
  f->site.fault_late = late;
  f->site.fault_status = c->status;
  f->site.fault_body = c->body;
  f->site.retry_after = c->retry_after;
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, outcome);
  g_assert_cmpint (reply->retry_at, ==, c->retry_at);
  g_assert_cmpint (reply->shut_out, ==, c->body != NULL && strstr (c->body, "rest_cannot_publish") != NULL);
  g_assert_cmpuint (f->site.n_posts, ==, late ? 1 : c->stored);
  if (f->site.n_posts == 1)
    g_assert_cmpstr (f->site.posts[0].state, ==, out ? "publish" : binned ? "gone" : "draft");
  if (outcome != SOTONG_OUTCOME_OK)
    g_assert_nonnull (strstr (reply->message, "서울 블로그"));
  g_assert_null (strstr (reply->message, "abcd"));

  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &look_up), ==,
                   out ? SOTONG_LOOK_UP_FOUND : SOTONG_LOOK_UP_ABSENT);
  f->post->repeated = TRUE;
  again = publish (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_id, ==, binned ? "802" : "801");
  g_assert_cmpuint (f->site.n_posts, ==, binned ? 2 : 1);
  g_assert_cmpstr (f->site.posts[binned].state, ==, "publish");
  g_assert_cmpuint (f->site.n_sent, ==, late ? f->site.n_posts : 2 - c->stored);
}

static void
test_case (Fixture       *f,
           gconstpointer  data)
{
  check_case (f, data, FALSE);
}

static void
test_case_late (Fixture       *f,
                gconstpointer  data)
{
  check_case (f, data, TRUE);
}

/* What a slow server was sent arrives after it was looked for in vain and sent again: what
 * citizens see is one post, and the other is a draft. */
static void
test_straggler (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(JsonObject) straggler = json_object_new ();
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) reply = NULL;

  f->site.fault = FAULT_DROP_BEFORE;
  lost = publish (f);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  f->post->repeated = TRUE;
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  json_object_set_string_member (straggler, "slug", f->post->client_key);
  json_object_set_string_member (straggler, "status", "draft");
  add_post (&f->site, straggler);
  g_assert_cmpstr (f->site.posts[0].state, ==, "publish");
  g_assert_cmpstr (f->site.posts[1].state, ==, "draft");
}

/* A second post under one key is told of. */
static void
test_double (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongReply) first = publish (f);
  g_autoptr(SotongReply) second = publish (f);

  g_assert_cmpint (first->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (second->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_nonnull (strstr (second->message, "20161014-abcdefgh-2"));
}

static gboolean
store_step (guint       index,
            const char *remote_id,
            const char *remote_url,
            gpointer    user_data)
{
  g_string_append_printf (user_data, "%u=%s ", index, remote_id);
  return TRUE;
}

/* Into the library alone: what other platforms fetch from there. */
static void
test_store_media (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("png", 3);
  g_autoptr(SotongMedia) media = sotong_media_new ("가을.png", "image/png", bytes, "단풍");
  g_autoptr(SotongReply) refused = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autofree char *url = g_strconcat (f->site.url, "/a1.png", NULL);

  f->site.fault = FAULT_STATUS;
  f->site.fault_status = 401;
  f->site.fault_body = "{\"code\":\"rest_cannot_create\",\"message\":\"no\",\"data\":{\"status\":401}}";
  refused = sotong_platform_store_media (f->platform, f->account, media, NULL);
  g_assert_cmpint (refused->outcome, !=, SOTONG_OUTCOME_OK);
  reply = sotong_platform_store_media (f->platform, f->account, media, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_id, ==, "51");
  g_assert_cmpstr (reply->remote_url, ==, url);
  g_assert_cmpstr (f->site.media_text, ==, "단풍");
  g_assert_cmpuint (f->site.n_sent, ==, 0);
}

static void
test_media (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("png", 3);
  g_autoptr(GString) steps = g_string_new (NULL);
  g_autoptr(SotongReply) refused = NULL;
  g_autoptr(SotongReply) reply = NULL;

  sotong_post_take_media (f->post, sotong_media_new ("가을.png", "image/png", bytes, "붉은 \"단풍\""));
  f->site.fault = FAULT_STATUS;
  f->site.fault_status = 500;
  f->site.fault_body = "{\"code\":\"rest_upload_sideload_error\",\"message\":\"no\",\"data\":{\"status\":500}}";
  refused = publish (f);
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (refused->http_status, ==, 500);
  g_assert_cmpuint (f->site.n_sent, ==, 0);

  sotong_post_take_media (f->post, sotong_media_new ("b.png", "image/png", bytes, ""));
  reply = sotong_platform_publish (f->platform, f->account, f->post, store_step, steps, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (steps->str, ==, "0=51 1=52 ");
  g_assert_cmpuint (f->site.n_media, ==, 2);
  g_assert_cmpstr (f->site.media_text, ==, "");
  g_assert_nonnull (strstr (f->site.posts[0].content, "alt=\"붉은 &quot;단풍&quot;\" class=\"wp-image-51\""));
  g_assert_nonnull (strstr (f->site.posts[0].content, "/a2.png\""));
}

static void
test_video (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("mp4", 3);
  g_autoptr(SotongReply) reply = NULL;

  sotong_post_take_media (f->post, sotong_media_new ("축제.mp4", "video/mp4", bytes, "축제의 밤"));
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (f->site.n_media, ==, 1);
  g_assert_cmpstr (f->site.media_text, ==, "축제의 밤");
  g_assert_nonnull (strstr (f->site.posts[0].content, "<figure class=\"wp-block-video\"><video controls src="));
}

/* Comments alone: WordPress counts no visits. A post that is gone is passed over. */
/* A call a second, whatever the calls before it waited for; what is on this machine is not spared. */
static void
test_pace (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(SotongReply) reply = sotong_platform_check (f->platform, f->account, NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL), *out = NULL;
  g_autofree char *site = g_strdup_printf ("https://blog-%08x.example", g_random_int ()); /* of no run before */
  g_autofree char *page = g_strconcat (site, "/page", NULL), *other = g_strconcat (site, ".kr", NULL);
  char *argv[] = { self, (char *) "--take-turn", site, NULL };
  int status;

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (sotong_pace_take_turn (site, 5000000, 1000), ==, 0);
  g_assert_cmpuint (sotong_pace_take_turn (page, 5200000, 1000), ==, 800);
  g_assert_cmpuint (sotong_pace_take_turn (other, 5200000, 1000), ==, 0);
  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (out, ==, "1800"); /* of another program */
  g_assert_cmpuint (sotong_pace_take_turn (site, 7000001, 1000), ==, 1000);
  g_assert_cmpuint (sotong_pace_take_turn (site, 20000000, 1000), ==, 0);
  g_assert_cmpuint (sotong_pace_take_turn (site, 20000001, 1000), ==, 1000);
  g_assert_cmpuint (sotong_pace_take_turn (site, -G_GINT64_CONSTANT (900000000), 1000), ==, 0); /* the machine was started anew */
}

static void
test_metrics (Fixture       *f,
              gconstpointer  data)
{
  static const char * const ids[] = { "7", "404", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) reply = sotong_platform_metrics (f->platform, f->account, ids, metrics, NULL);
  g_autoptr(SotongReply) again = NULL;
  const SotongMetric *metric;

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (metrics->len, ==, 1);
  metric = g_ptr_array_index (metrics, 0);
  g_assert_cmpstr (metric->name, ==, SOTONG_METRIC_COMMENTS);
  g_assert_cmpint (metric->value, ==, 250);
  f->site.no_totals = TRUE; /* something on the way has dropped the header */
  again = sotong_platform_metrics (f->platform, f->account, ids, metrics, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  metric = g_ptr_array_index (metrics, 1);
  g_assert_cmpint (metric->value, ==, 2);
}

static void
test_change_and_remove (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr(SotongReply) reply = publish (f);
  g_autoptr(SotongReply) updated = NULL;
  g_autoptr(SotongReply) missing = NULL;
  g_autoptr(SotongReply) removed = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autoptr(SotongReply) gone = NULL;

  g_free (f->post->text);
  f->post->text = g_strdup ("고침");
  updated = sotong_platform_update (f->platform, f->account, reply->remote_id, f->post, NULL);
  g_assert_cmpint (updated->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (f->site.posts[0].content, ==, "<p>고침</p>");
  g_assert_cmpstr (f->site.posts[0].state, ==, "publish");
  missing = sotong_platform_update (f->platform, f->account, "999", f->post, NULL);
  g_assert_cmpint (missing->outcome, ==, SOTONG_OUTCOME_REFUSED);
  removed = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpstr (removed->remote_state, ==, "trash");
  again = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  gone = sotong_platform_remove (f->platform, f->account, "999", NULL);
  g_assert_cmpint (gone->outcome, ==, SOTONG_OUTCOME_OK);
}

/* An editor of the site has put it into the bin before its lost answer was looked up: it is told, and not sent again before the bin is
 * emptied, or it is out once more. */
static void
test_binned (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongReply) reply = publish (f);
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autoptr(SotongReply) anew = NULL;

  bin (&f->site.posts[0]);
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, reply->remote_id);
  g_assert_cmpstr (found->remote_state, ==, "trash");
  g_assert_nonnull (strstr (found->message, "in the bin of “서울 블로그”"));
  f->post->repeated = TRUE;
  again = publish (f);
  g_assert_cmpstr (again->remote_state, ==, "trash");
  g_assert_cmpuint (f->site.n_sent, ==, 1);
  g_assert_cmpuint (f->site.n_posts, ==, 1);
  g_free (f->site.posts[0].state);
  f->site.posts[0].state = g_strdup ("gone");
  anew = publish (f);
  g_assert_cmpstr (anew->remote_state, ==, "publish");
  g_assert_cmpuint (f->site.n_posts, ==, 2);
}

#define ADD(name, func) g_test_add ("/platforms/wordpress/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--take-turn"))
    {
      printf ("%u", sotong_pace_take_turn (argv[2], 5200000, 1000));
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/wordpress/root/", homes[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_root, tear_down);
    }
  ADD ("content", test_content);
  ADD ("schedule", test_schedule);
  ADD ("sign-in", test_sign_in);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/wordpress/case/", cases[i].name, NULL);

      g_autofree char *late = g_strconcat ("/platforms/wordpress/case-late/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
      g_test_add (late, Fixture, &cases[i], set_up, test_case_late, tear_down);
    }
  ADD ("double", test_double);
  ADD ("straggler", test_straggler);
  ADD ("media", test_media);
  ADD ("store-media", test_store_media);
  ADD ("video", test_video);
  ADD ("change-and-remove", test_change_and_remove);
  ADD ("binned", test_binned);
  ADD ("metrics", test_metrics);
  ADD ("rate-limit/pace", test_pace);
  return g_test_run ();
}
