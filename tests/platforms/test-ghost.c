/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "connector.h"
#include "util/sotong-json.h"

#define MAX_ROWS 64
#define KEY_ID   "6b075f6d41891654f8a341b7"
#define KEY_HEX  "003ec80032f1f500d97c11b709a867151e071e04ebd590f9d9e569c1defba286"
#define POSTS    "/ghost/api/admin/posts/"

typedef struct {
  char     *id;
  char     *slug;
  char     *title;
  char     *html;
  char     *state;
  char     *published_at;
  guint     version;
  gboolean  gone;
} Article;

/* A Ghost site by docs.ghost.org/admin-api: what a caller does otherwise is a violation. */
typedef struct {
  Connector  base;
  Article    articles[MAX_ROWS];
  guint      n_articles;
  guint      n_files;
  gint64     ahead;       /* of the site's clock */
  guint      n_expired;   /* calls whose token was over */
  gboolean   collide;     /* somebody else changes the post before the next PUT */
} Site;

static void
answer_error (Site              *s,
              SoupServerMessage *message,
              guint              status,
              const char        *type,
              const char        *code,
              const char        *context)
{
  g_autofree char *json = g_strdup_printf ("{\"errors\":[{\"message\":\"No.\",\"context\":\"%s\",\"type\":\"%s\",\"details\":null,\"property\":null,"
                                           "\"help\":null,\"code\":\"%s\",\"id\":\"x\"}]}", context, type, code);

  stand_in_answer (s->base.stand, message, status, json);
}

static guchar *
decode (const char *text,
        gsize      *length)
{
  g_autoptr(GString) padded = g_string_new (text);

  for (gsize i = 0; i < padded->len; i++)
    padded->str[i] = padded->str[i] == '-' ? '+' : padded->str[i] == '_' ? '/' : padded->str[i];
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  return g_base64_decode (padded->str, length);
}

static JsonObject *
decode_object (Site       *s,
               const char *text)
{
  gsize length;
  guchar *data = decode (text, &length);
  g_autoptr(GBytes) bytes = g_bytes_new_take (data, length);
  JsonObject *object = sotong_json_parse_object (bytes, NULL);

  if (object == NULL)
    stand_in_violate (s->base.stand, "a token's part is no object");
  return object != NULL ? object : json_object_new ();
}

static gboolean
signature_fits (const char *head,
                const char *claims,
                const char *signature)
{
  g_autofree char *text = g_strconcat (head, ".", claims, NULL);
  guchar key[32];
  g_autofree char *hex = NULL;
  gsize length;
  g_autofree guchar *digest = decode (signature, &length);
  g_autoptr(GString) given = g_string_new (NULL);

  for (gsize i = 0; i < sizeof key; i++)
    key[i] = (guchar) (g_ascii_xdigit_value (KEY_HEX[2 * i]) * 16 + g_ascii_xdigit_value (KEY_HEX[2 * i + 1]));
  hex = g_compute_hmac_for_string (G_CHECKSUM_SHA256, key, sizeof key, text, -1);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (given, "%02x", digest[i]);
  return g_str_equal (hex, given->str);
}

/* Whether the call is signed as it must be; else it is answered. */
static gboolean
admit (Site              *s,
       SoupServerMessage *message)
{
  const char *header = stand_in_get_header (message, "Authorization");
  g_auto(GStrv) parts = g_strsplit (header != NULL && g_str_has_prefix (header, "Ghost ") ? header + 6 : "", ".", -1);
  g_autoptr(JsonObject) head = NULL;
  g_autoptr(JsonObject) claims = NULL;
  g_autofree char *algorithm = NULL, *kid = NULL, *audience = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC + s->ahead;
  gint64 issued = 0, expires = 0;

  if (g_strv_length (parts) != 3 || strpbrk (header + 6, "+/=") != NULL)
    {
      stand_in_violate (s->base.stand, "no token");
      return FALSE;
    }
  head = decode_object (s, parts[0]);
  claims = decode_object (s, parts[1]);
  algorithm = sotong_json_dup_string (head, "alg");
  kid = sotong_json_dup_string (head, "kid");
  audience = sotong_json_dup_string (claims, "aud");
  if (!sotong_json_get_int64 (claims, "iat", &issued) || !sotong_json_get_int64 (claims, "exp", &expires)
      || expires - issued > 300
      || g_strcmp0 (algorithm, "HS256") != 0 || g_strcmp0 (audience, "/admin/") != 0)
    stand_in_violate (s->base.stand, "the token's claims are wrong");
  if (g_strcmp0 (kid, KEY_ID) != 0)
    answer_error (s, message, 401, "UnauthorizedError", "UNKNOWN_ADMIN_API_KEY", "Unknown Admin API Key");
  else if (!signature_fits (parts[0], parts[1], parts[2]))
    answer_error (s, message, 400, "BadRequestError", "INVALID_JWT", "Invalid token: invalid signature");
  else if (expires < now || issued > now + 10)
    {
      s->n_expired++;
      answer_error (s, message, 401, "UnauthorizedError", "INVALID_JWT", "Invalid token: jwt expired");
    }
  else
    return TRUE;
  return FALSE;
}

static char *
format_version (guint version)
{
  return g_strdup_printf ("2016-10-14T01:%02u:%02u.000Z", version / 60, version % 60);
}

static void
answer_article (Site              *s,
                SoupServerMessage *message,
                guint              status,
                const Article     *article)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *version = format_version (article->version);
  g_autofree char *url = g_strdup_printf ("https://blog.example/%s/", article->slug);
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "posts");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", article->id);
  sotong_json_add_string (builder, "slug", article->slug);
  sotong_json_add_string (builder, "title", article->title);
  sotong_json_add_string (builder, "html", article->html);
  sotong_json_add_string (builder, "status", article->state);
  sotong_json_add_string (builder, "updated_at", version);
  sotong_json_add_string (builder, "url", url);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  stand_in_answer (s->base.stand, message, status, json);
}

static Article *
find_article (Site       *s,
              const char *id,
              const char *slug)
{
  for (guint i = 0; i < s->n_articles; i++)
    if (!s->articles[i].gone && (id == NULL || g_str_equal (s->articles[i].id, id))
        && (slug == NULL || g_str_equal (s->articles[i].slug, slug)))
      return &s->articles[i];
  return NULL;
}

static void
check_members (Site       *s,
               JsonObject *body,
               GHashTable *query)
{
  static const char * const known[] = { "title", "html", "status", "slug", "updated_at", "published_at", NULL };
  g_autoptr(GList) members = json_object_get_members (body);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      stand_in_violate (s->base.stand, "there is no member “%s”", (const char *) l->data);
  if (g_strcmp0 (g_hash_table_lookup (query, "source"), "html") != 0)
    stand_in_violate (s->base.stand, "HTML without source=html");
  if (g_hash_table_lookup (query, "newsletter") != NULL)
    stand_in_violate (s->base.stand, "the post goes out by mail");
}

static void
set_member (char       **field,
            JsonObject  *body,
            const char  *member)
{
  char *value = sotong_json_dup_string (body, member);

  if (value == NULL)
    return;
  g_free (*field);
  *field = value;
}

/* A time for a post that waits must lie ahead. */
static gboolean
time_is_right (JsonObject *body)
{
  g_autofree char *state = sotong_json_dup_string (body, "status");
  g_autofree char *at = sotong_json_dup_string (body, "published_at");
  g_autoptr(GDateTime) time = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;

  return g_strcmp0 (state, "scheduled") != 0 || (time != NULL && g_date_time_to_unix (time) > CONNECTOR_NOW);
}

static void
create (Site              *s,
        SoupServerMessage *message,
        GHashTable        *query)
{
  g_autoptr(JsonObject) wrapper = stand_in_read_json (s->base.stand, message);
  JsonObject *body = sotong_json_array_get_object (sotong_json_get_array (wrapper, "posts"), 0);
  Article article = { 0 };

  check_members (s, body, query);
  set_member (&article.slug, body, "slug");
  set_member (&article.title, body, "title");
  set_member (&article.html, body, "html");
  set_member (&article.state, body, "status");
  if (article.title == NULL || article.title[0] == '\0' || article.slug == NULL || article.state == NULL)
    stand_in_violate (s->base.stand, "a post without title, slug or status");
  if (find_article (s, NULL, article.slug) != NULL)
    {
      char *other = g_strconcat (article.slug, "-2", NULL);

      g_free (article.slug);
      article.slug = other;
    }
  article.id = g_strdup_printf ("65f0c1a2b3c4d5e6f7a8b9%02u", s->n_articles);
  article.version = 1;
  s->articles[s->n_articles] = article;
  answer_article (s, message, 201, &s->articles[s->n_articles]);
  if (stand_in_keeps (s->base.stand))
    g_assert_cmpuint (++s->n_articles, <, MAX_ROWS);
  else
    {
      g_free (article.id);
      g_free (article.slug);
      g_free (article.title);
      g_free (article.html);
      g_free (article.state);
    }
}

static void
change (Site              *s,
        SoupServerMessage *message,
        GHashTable        *query,
        Article           *article)
{
  g_autoptr(JsonObject) wrapper = stand_in_read_json (s->base.stand, message);
  JsonObject *body = sotong_json_array_get_object (sotong_json_get_array (wrapper, "posts"), 0);
  g_autofree char *given = sotong_json_dup_string (body, "updated_at");
  g_autofree char *version = NULL;

  check_members (s, body, query);
  if (s->collide)
    article->version++;
  s->collide = FALSE;
  version = format_version (article->version);
  if (given == NULL)
    answer_error (s, message, 422, "ValidationError", "", "updated_at is required");
  else if (!g_str_equal (given, version))
    answer_error (s, message, 409, "UpdateCollisionError", "UPDATE_COLLISION", "Someone else is editing this post.");
  else if (!time_is_right (body))
    answer_error (s, message, 422, "ValidationError", "", "Date must be at least -2 minutes in the future.");
  else
    {
      if (stand_in_keeps (s->base.stand))
        {
          set_member (&article->title, body, "title");
          set_member (&article->html, body, "html");
          set_member (&article->state, body, "status");
          set_member (&article->published_at, body, "published_at");
          article->version++;
        }
      answer_article (s, message, 200, article);
    }
}

static void
upload (Site              *s,
        SoupServerMessage *message,
        const char        *kind)
{
  g_autoptr(GHashTable) parts = stand_in_read_parts (s->base.stand, message);
  GBytes *ref = g_hash_table_lookup (parts, "ref");
  g_autofree char *json = NULL;

  if (g_hash_table_lookup (parts, "file") == NULL || g_hash_table_lookup (parts, "file/type") == NULL || ref == NULL)
    stand_in_violate (s->base.stand, "a file without its type or reference");
  s->n_files += stand_in_keeps (s->base.stand) ? 1 : 0;
  json = g_strdup_printf ("{\"%s\":[{\"url\":\"https://blog.example/content/%u.bin\",\"ref\":\"%.*s\"}]}", kind, s->n_files,
                          ref != NULL ? (int) g_bytes_get_size (ref) : 0, ref != NULL ? (const char *) g_bytes_get_data (ref, NULL) : "");
  stand_in_answer (s->base.stand, message, 201, json);
}

/* The first post went out as mail too, the others did not. */
static void
tell_mail (Site              *s,
           SoupServerMessage *message,
           GHashTable        *query,
           const Article     *article)
{
  g_autofree char *json = g_strdup_printf ("{\"posts\":[{\"id\":\"%s\",\"status\":\"published\",\"email\":%s}]}", article->id, article == &s->articles[0]
                                           ? "{\"email_count\":400,\"delivered_count\":398,\"opened_count\":0}" : "null");

  if (g_strcmp0 (g_hash_table_lookup (query, "include"), "email") != 0 || g_hash_table_size (query) != 1)
    stand_in_violate (s->base.stand, "what was mailed is asked for by include=email");
  stand_in_answer (s->base.stand, message, 200, json);
}

static void
one (Site              *s,
     SoupServerMessage *message,
     const char        *method,
     GHashTable        *query,
     const char        *rest)
{
  g_auto(GStrv) words = g_strsplit (rest, "/", -1);
  gboolean by_slug = g_str_equal (words[0], "slug");
  Article *article = by_slug ? find_article (s, NULL, words[1]) : find_article (s, words[0], NULL);

  if (rest[strlen (rest) - 1] != '/')
    stand_in_violate (s->base.stand, "the address does not end with a slash");
  if (article == NULL)
    answer_error (s, message, 404, "NotFoundError", "", "Post not found.");
  else if (g_str_equal (method, "GET") && g_hash_table_contains (query, "include"))
    tell_mail (s, message, query, article);
  else if (g_str_equal (method, "GET"))
    answer_article (s, message, 200, article);
  else if (by_slug)
    stand_in_violate (s->base.stand, "%s by slug", method);
  else if (g_str_equal (method, "PUT"))
    change (s, message, query, article);
  else if (g_str_equal (method, "DELETE"))
    {
      article->gone = stand_in_keeps (s->base.stand);
      stand_in_answer (s->base.stand, message, 204, "");
    }
  else
    stand_in_violate (s->base.stand, "%s of a post", method);
}

/* Only how many they are is for a program that publishes: one of them is the least that can be asked for. */
static void
tell_members (Site              *s,
              SoupServerMessage *message,
              GHashTable        *query)
{
  if (g_strcmp0 (g_hash_table_lookup (query, "limit"), "1") != 0 || g_hash_table_size (query) != 1)
    stand_in_violate (s->base.stand, "members are asked for by limit=1");
  stand_in_answer (s->base.stand, message, 200, "{\"members\":[{\"id\":\"m1\",\"email\":\"citizen@example.org\"}],\"meta\":{\"pagination\":{\"page\":1,\"limit\":1,"
                                                "\"pages\":412,\"total\":412,\"next\":2,\"prev\":null}}}");
}

static void
site_cb (StandIn           *stand,
         SoupServerMessage *message,
         const char        *method,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  Site *s = user_data;
  g_autofree char *request = g_strconcat (method, " ", path, NULL);
  g_autofree char *date = connector_http_date (s->ahead);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
  if (!g_regex_match_simple ("^v[0-9]+\\.[0-9]+$", stand_in_get_header (message, "Accept-Version") != NULL
                             ? stand_in_get_header (message, "Accept-Version") : "", 0, 0))
    stand_in_violate (stand, "no Accept-Version");
  if (!admit (s, message))
    return;
  if (g_str_equal (request, "GET /ghost/api/admin/site/"))
    stand_in_answer (stand, message, 200, "{\"site\":{\"title\":\"서울시 소통 블로그\",\"version\":\"5.0\"}}");
  else if (g_str_equal (request, "GET " POSTS))
    stand_in_answer (stand, message, 200, "{\"posts\":[],\"meta\":{\"pagination\":{\"page\":1}}}");
  else if (g_str_equal (request, "GET /ghost/api/admin/members/"))
    tell_members (s, message, query);
  else if (g_str_equal (request, "POST " POSTS))
    create (s, message, query);
  else if (g_str_equal (request, "POST /ghost/api/admin/images/upload/"))
    upload (s, message, "images");
  else if (g_str_equal (request, "POST /ghost/api/admin/media/upload/"))
    upload (s, message, "media");
  else if (g_str_has_prefix (path, POSTS))
    one (s, message, method, query, path + strlen (POSTS));
  else
    {
      stand_in_violate (stand, "there is no %s", request);
      answer_error (s, message, 404, "NotFoundError", "", "Resource not found");
    }
}

/* What citizens see or will see. */
static guint
count (gpointer user_data)
{
  Site *s = user_data;
  guint n = 0;

  for (guint i = 0; i < s->n_articles; i++)
    n += !s->articles[i].gone && !g_str_equal (s->articles[i].state, "draft");
  return n;
}

static guint
count_drafts (Site *s)
{
  guint n = 0;

  for (guint i = 0; i < s->n_articles; i++)
    n += !s->articles[i].gone && g_str_equal (s->articles[i].state, "draft");
  return n;
}

static void
set_up (Site          *s,
        gconstpointer  data)
{
  connector_set_up (&s->base, "ghost", NULL, KEY_ID ":" KEY_HEX, site_cb, s);
}

static void
tear_down (Site          *s,
           gconstpointer  data)
{
  connector_tear_down (&s->base);
  for (guint i = 0; i < s->n_articles; i++)
    {
      g_free (s->articles[i].id);
      g_free (s->articles[i].slug);
      g_free (s->articles[i].title);
      g_free (s->articles[i].html);
      g_free (s->articles[i].state);
      g_free (s->articles[i].published_at);
    }
}

static void
test_publish (Site          *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_autoptr(SotongReply) reply = connector_publish (&s->base);
  g_autoptr(SotongReply) untitled = NULL;
  g_autofree char *page = g_strconcat (s->base.stand->url, "/ghost/#/posts", NULL);
  g_autoptr(SotongAccount) pasted = sotong_account_new ("서울 소식", "ghost", page, NULL, NULL, KEY_ID ":" KEY_HEX);
  g_autoptr(SotongReply) again = sotong_platform_check (s->base.platform, pasted, NULL);

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (check->account_name, ==, "서울시 소통 블로그");
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "published");
  g_assert_cmpstr (reply->remote_url, ==, "https://blog.example/20161014-abcdefghjk/");
  g_assert_cmpstr (s->articles[0].title, ==, "가을 축제 <안내> & 소식");
  g_assert_cmpstr (s->articles[0].html, ==,
                   "<p>안녕하세요 &amp; &lt;시민&gt;<br>\n여러분.</p>\n"
                   "<p><a href=\"https://seoul.go.kr/news/very/long/path/of/it?x=1&amp;y=2\">https://seoul.go.kr/news/very/long/path/of/it?x=1&amp;y=2</a>"
                   " 에서 보세요. #서울 소식</p>");
  connector_renew (&s->base, "첫 줄이 제목\n둘째 줄");
  g_free (s->base.post->title);
  s->base.post->title = g_strdup ("");
  untitled = connector_publish (&s->base);
  g_assert_cmpint (untitled->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_true (g_str_has_prefix (s->articles[1].title, "첫 줄이 제목"));
}

/* A clock that is wrong by twenty minutes, here or there, costs one more call and no post. */
static void
test_clock (Site          *s,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  s->ahead = 20 * 60;
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->n_expired, ==, 1);
  g_assert_cmpuint (s->n_articles, ==, 1);
}

static void
test_picture (Site          *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) full = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) stored = NULL;
  SotongMedia *media;

  connector_add_file (&s->base, "가을.png", "image/png", "붉은 \"단풍\"");
  connector_add_file (&s->base, "둘째.png", "image/png", "");
  s->base.full = TRUE;
  full = connector_publish (&s->base);
  g_assert_cmpint (full->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpuint (s->n_articles, ==, 0);
  s->base.full = FALSE;
  media = g_ptr_array_index (s->base.post->media, 0);
  media->remote_id = g_strdup ("20161014-abcdefghjk-1");
  media->remote_url = g_strdup ("https://blog.example/content/1.bin");
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (s->base.steps->str, ==, "1=20161014-abcdefghjk-2 ");
  g_assert_nonnull (strstr (s->articles[0].html, "<img src=\"https://blog.example/content/1.bin\" alt=\"붉은 &quot;단풍&quot;\""));
  g_assert_nonnull (strstr (s->articles[0].html, "<img src=\"https://blog.example/content/2.bin\" alt=\"\""));
  stored = sotong_platform_store_media (s->base.platform, s->base.account, media, NULL);
  g_assert_cmpint (stored->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (stored->remote_url, ==, "https://blog.example/content/3.bin");
}

static void
test_video (Site          *s,
            gconstpointer  data)
{
  g_autoptr(SotongReply) refused = NULL;
  g_autoptr(SotongReply) reply = NULL;

  connector_add_file (&s->base, "축제.mp4", "video/mp4", "축제의 밤");
  stand_in_fail_status (s->base.stand, "POST /ghost/api/admin/media/upload/", 415, "",
                        "{\"errors\":[{\"message\":\"Unsupported\",\"context\":\"Please select a valid media file.\",\"type\":\"UnsupportedMediaTypeError\"}]}");
  refused = connector_publish (&s->base);
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (refused->message, "축제.mp4"));
  g_assert_nonnull (strstr (refused->message, "valid media file"));
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_nonnull (strstr (s->articles[0].html, "<!--kg-card-begin: html-->"));
  g_assert_nonnull (strstr (s->articles[0].html, "<video controls src=\"https://blog.example/content/1.bin\""));
}

static void
test_schedule (Site          *s,
               gconstpointer  data)
{
  g_autoptr(SotongReply) near = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) moved = NULL;
  g_autoptr(SotongReply) out = NULL;

  s->base.post->schedule_on_platform = TRUE;
  s->base.post->publish_at = CONNECTOR_NOW + 30;
  near = connector_publish (&s->base);
  g_assert_cmpint (near->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (near->retry_at, ==, CONNECTOR_NOW + 30);
  s->base.post->publish_at = CONNECTOR_NOW + 3600;
  reply = connector_publish (&s->base);
  g_assert_cmpstr (reply->remote_state, ==, "scheduled");
  g_assert_cmpstr (s->articles[0].published_at, ==, "2016-10-14T02:00:00.000Z");
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &found), ==,
                   SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_state, ==, "scheduled");
  s->base.post->publish_at = CONNECTOR_NOW + 7200;
  moved = sotong_platform_update (s->base.platform, s->base.account, reply->remote_id, s->base.post, NULL);
  g_assert_cmpint (moved->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (s->articles[0].published_at, ==, "2016-10-14T03:00:00.000Z");
  g_free (s->articles[0].state);
  s->articles[0].state = g_strdup ("published");
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &out), ==,
                   SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (out->remote_state, ==, "published");
  g_assert_cmpstr (out->remote_id, ==, reply->remote_id);
}

static void
test_edit (Site          *s,
           gconstpointer  data)
{
  g_autoptr(SotongReply) reply = connector_publish (&s->base);
  g_autofree char *put = g_strconcat ("PUT " POSTS, reply->remote_id, "/", NULL);
  g_autoptr(SotongReply) edited = NULL;
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) nothing = NULL;
  g_autoptr(SotongReply) collided = NULL;
  g_autoptr(SotongReply) missing = NULL;

  g_free (s->base.post->text);
  s->base.post->text = g_strdup ("고친 글");
  edited = sotong_platform_update (s->base.platform, s->base.account, reply->remote_id, s->base.post, NULL);
  g_assert_cmpint (edited->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (s->articles[0].html, ==, "<p>고친 글</p>");
  g_assert_cmpstr (s->articles[0].state, ==, "published");
  g_assert_cmpstr (s->articles[0].slug, ==, "20161014-abcdefghjk");
  /* The answer is lost: the post itself says whether the correction was made. */
  g_free (s->base.post->text);
  s->base.post->text = g_strdup ("다시 고친 글");
  stand_in_fail (s->base.stand, STAND_IN_DROP_AFTER, put);
  lost = sotong_platform_update (s->base.platform, s->base.account, reply->remote_id, s->base.post, NULL);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (s->articles[0].html, ==, "<p>다시 고친 글</p>");
  g_free (s->base.post->text);
  s->base.post->text = g_strdup ("세 번째로 고친 글");
  stand_in_fail (s->base.stand, STAND_IN_EMPTY, put);
  nothing = sotong_platform_update (s->base.platform, s->base.account, reply->remote_id, s->base.post, NULL);
  g_assert_cmpint (nothing->outcome, ==, SOTONG_OUTCOME_OK);
  /* Somebody else's work is not overwritten. */
  s->collide = TRUE;
  g_free (s->base.post->text);
  s->base.post->text = g_strdup ("부딪힌 글");
  collided = sotong_platform_update (s->base.platform, s->base.account, reply->remote_id, s->base.post, NULL);
  g_assert_cmpint (collided->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (collided->message, "서울 소식"));
  g_assert_cmpstr (s->articles[0].html, ==, "<p>세 번째로 고친 글</p>");
  missing = sotong_platform_update (s->base.platform, s->base.account, "65f0c1a2b3c4d5e6f7a8b999", s->base.post, NULL);
  g_assert_cmpint (missing->outcome, ==, SOTONG_OUTCOME_REFUSED);
}

static void
test_delete (Site          *s,
             gconstpointer  data)
{
  g_autoptr(SotongReply) reply = connector_publish (&s->base);
  g_autoptr(SotongReply) removed = sotong_platform_remove (s->base.platform, s->base.account, reply->remote_id, NULL);
  g_autoptr(SotongReply) again = sotong_platform_remove (s->base.platform, s->base.account, reply->remote_id, NULL);
  g_autofree char *request = g_strconcat ("DELETE " POSTS, reply->remote_id, "/", NULL);
  g_autoptr(SotongReply) proxy = NULL;

  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (count (s), ==, 0);
  stand_in_fail_status (s->base.stand, request, 404, "", "<html>no such page</html>");
  proxy = sotong_platform_remove (s->base.platform, s->base.account, reply->remote_id, NULL);
  g_assert_cmpint (proxy->outcome, ==, SOTONG_OUTCOME_REFUSED);
}

/* -1: it is not among them. */
static gint64
get_figure (GPtrArray  *metrics,
            const char *id,
            const char *name)
{
  for (guint i = 0; i < metrics->len; i++)
    {
      const SotongMetric *metric = g_ptr_array_index (metrics, i);

      if (g_strcmp0 (metric->remote_id, id) == 0 && g_str_equal (metric->name, name))
        return metric->value;
    }
  return -1;
}

/* Members and mail; of what was not mailed, and of a post that is gone, there is none, and no 0. */
static void
test_metrics (Site          *s,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) first = connector_publish (&s->base);
  g_autoptr(SotongReply) second = NULL, reply = NULL, forbidden = NULL, busy = NULL;
  const char *ids[] = { first->remote_id, NULL, "65f0c1a2b3c4d5e6f7a8b9ff", NULL };

  connector_renew (&s->base, "둘째 글");
  second = connector_publish (&s->base);
  ids[1] = second->remote_id;
  reply = sotong_platform_metrics (s->base.platform, s->base.account, ids, metrics, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (get_figure (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, 412);
  g_assert_cmpint (get_figure (metrics, ids[0], SOTONG_METRIC_MAILED), ==, 400);
  g_assert_cmpint (get_figure (metrics, ids[0], SOTONG_METRIC_DELIVERED), ==, 398);
  g_assert_cmpint (get_figure (metrics, ids[0], SOTONG_METRIC_OPENED), ==, 0); /* it says so */
  g_assert_cmpuint (metrics->len, ==, 4);

  g_ptr_array_set_size (metrics, 0);
  stand_in_fail_status (s->base.stand, "GET /ghost/api/admin/members/", 403, "",
                        "{\"errors\":[{\"message\":\"You do not have permission to browse members\",\"type\":\"NoPermissionError\"}]}");
  forbidden = sotong_platform_metrics (s->base.platform, s->base.account, ids, metrics, NULL);
  g_assert_cmpint (forbidden->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_nonnull (strstr (forbidden->message, "browse members"));
  g_assert_cmpint (get_figure (metrics, ids[0], SOTONG_METRIC_MAILED), ==, 400);
  g_assert_cmpint (get_figure (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, -1);
  stand_in_fail_status (s->base.stand, "GET /ghost/api/admin/members/", 503, "", "{\"errors\":[{\"message\":\"Starting\",\"type\":\"MaintenanceError\"}]}");
  busy = sotong_platform_metrics (s->base.platform, s->base.account, ids, metrics, NULL);
  g_assert_cmpint (busy->outcome, ==, SOTONG_OUTCOME_WAIT);
}

static void
test_rate_limit (Site          *s,
                 gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;

  stand_in_fail_status (s->base.stand, "POST " POSTS, 429, "Retry-After: 40\n", "<html>slow down</html>");
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (reply->retry_at, ==, CONNECTOR_NOW + 40);
  again = connector_publish (&s->base);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (count (s), ==, 1);
}

static void
test_lost_draft (Site          *s,
                 gconstpointer  data)
{
  connector_lose (&s->base, "POST " POSTS, "{\"posts\":[{}]}", count, s);
  g_assert_cmpuint (count_drafts (s), ==, 0);
}

/* The answer to publishing it is lost, in each way: the post is asked, and there is one. */
static void
test_lost_reply (Site          *s,
                 gconstpointer  data)
{
  static const StandInFault faults[] = { STAND_IN_DROP_BEFORE, STAND_IN_DROP_AFTER, STAND_IN_EMPTY, STAND_IN_CUT, STAND_IN_HTML };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *put = g_strdup_printf ("PUT " POSTS "65f0c1a2b3c4d5e6f7a8b9%02u/", i);
      gboolean kept = faults[i] != STAND_IN_DROP_BEFORE && faults[i] != STAND_IN_HTML;
      g_autoptr(SotongReply) lost = NULL;
      g_autoptr(SotongReply) found = NULL;
      g_autoptr(SotongReply) again = NULL;

      connector_renew (&s->base, "잃어버린 답");
      stand_in_fail (s->base.stand, faults[i], put);
      lost = connector_publish (&s->base);
      /* A PUT on a dead connection is sent again by the library itself. */
      g_assert_true (lost->outcome == SOTONG_OUTCOME_OK || !kept);
      g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &found), ==,
                       lost->outcome == SOTONG_OUTCOME_OK ? SOTONG_LOOK_UP_FOUND : SOTONG_LOOK_UP_ABSENT);
      again = connector_again (&s->base);
      g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
      g_assert_cmpuint (count (s), ==, i + 1);
      g_assert_cmpuint (s->n_articles, ==, i + 1);
    }
}

/* When nobody can look, nothing is sent. */
static void
test_look_up (Site          *s,
              gconstpointer  data)
{
  const char *look = "GET " POSTS "slug/20161014-abcdefghjk/";
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) proxy = NULL;

  stand_in_fail_status (s->base.stand, look, 503, "", "<html></html>");
  reply = connector_again (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  stand_in_fail_status (s->base.stand, look, 404, "", "<html></html>");
  proxy = connector_again (&s->base);
  g_assert_cmpint (proxy->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (s->n_articles, ==, 0);
}

/* The same key a second time, and a straggler: what is out is the answer, and no second post is seen. */
static void
test_duplicate (Site          *s,
                gconstpointer  data)
{
  g_autoptr(SotongReply) first = connector_publish (&s->base);
  g_autoptr(SotongReply) second = connector_publish (&s->base);
  g_autoptr(SotongReply) third = connector_again (&s->base);

  g_assert_cmpstr (second->remote_id, ==, first->remote_id);
  g_assert_cmpstr (third->remote_id, ==, first->remote_id);
  g_assert_cmpuint (count (s), ==, 1);
  g_assert_cmpuint (count_drafts (s), ==, 0);
}

static void
test_refused (Site          *s,
              gconstpointer  data)
{
  const char *post = "POST " POSTS;
  g_autoptr(SotongAccount) other = sotong_account_new ("서울 소식", "ghost", s->base.stand->url, NULL, NULL, "abcd:00ff");
  g_autoptr(SotongAccount) forged = sotong_account_new ("서울 소식", "ghost", s->base.stand->url, NULL, NULL, KEY_ID ":00ff");
  g_autoptr(SotongAccount) none = sotong_account_new ("서울 소식", "ghost", s->base.stand->url, NULL, NULL, "password");
  g_autoptr(SotongReply) unknown = sotong_platform_check (s->base.platform, other, NULL);
  g_autoptr(SotongReply) wrong = sotong_platform_publish (s->base.platform, forged, s->base.post, NULL, NULL, NULL);
  g_autoptr(SotongReply) without = sotong_platform_publish (s->base.platform, none, s->base.post, NULL, NULL, NULL);
  g_autoptr(SotongReply) late = NULL;

  g_assert_cmpint (unknown->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (wrong->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpuint (wrong->http_status, ==, 400);
  g_assert_cmpint (without->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_false (without->sent);
  g_assert_null (strstr (wrong->message, "00ff"));
  connector_refuse (&s->base, post, 422,
                    "{\"errors\":[{\"message\":\"Validation error\",\"context\":\"Title cannot be longer than 255\",\"type\":\"ValidationError\"}]}",
                    SOTONG_OUTCOME_REFUSED, "longer than 255");
  connector_refuse (&s->base, post, 403,
                    "{\"errors\":[{\"message\":\"You do not have permission\",\"errorType\":\"NoPermissionError\"}]}",
                    SOTONG_OUTCOME_REFUSED, "permission");
  connector_refuse (&s->base, post, 413, "<html>too large</html>", SOTONG_OUTCOME_REFUSED, NULL);
  connector_refuse (&s->base, post, 503, "{\"errors\":[{\"message\":\"Site is starting up\",\"type\":\"MaintenanceError\"}]}",
                    SOTONG_OUTCOME_WAIT, "starting");
  connector_refuse (&s->base, post, 500, "{\"errors\":[{\"message\":\"Error\",\"type\":\"InternalServerError\"}]}",
                    SOTONG_OUTCOME_UNKNOWN, NULL);
  /* What is refused when it is to be published leaves no draft behind. */
  connector_renew (&s->base, "늦은 거절");
  stand_in_fail_status (s->base.stand, "PUT " POSTS "65f0c1a2b3c4d5e6f7a8b900/", 422, "",
                        "{\"errors\":[{\"message\":\"No\",\"type\":\"ValidationError\"}]}");
  late = connector_publish (&s->base);
  g_assert_cmpint (late->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (count_drafts (s), ==, 0);
  g_assert_cmpuint (count (s), ==, 0);
}

static void
test_html (Site          *s,
           gconstpointer  data)
{
  g_autoptr(SotongReply) check = NULL;

  connector_turn_away (&s->base, STAND_IN_HTML, "POST " POSTS, SOTONG_OUTCOME_UNKNOWN, count, s);
  stand_in_fail (s->base.stand, STAND_IN_HTML, "GET " POSTS);
  check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_WAIT);
}

static void
test_redirect (Site          *s,
               gconstpointer  data)
{
  connector_turn_away (&s->base, STAND_IN_REDIRECT, "POST " POSTS, SOTONG_OUTCOME_UNKNOWN, count, s);
}

#define ADD(name, func) g_test_add ("/platforms/ghost/" name, Site, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("publish-text", test_publish);
  ADD ("publish-text/clock", test_clock);
  ADD ("picture", test_picture);
  ADD ("video", test_video);
  ADD ("schedule", test_schedule);
  ADD ("edit", test_edit);
  ADD ("delete", test_delete);
  ADD ("metrics", test_metrics);
  ADD ("rate-limit", test_rate_limit);
  ADD ("lost-reply", test_lost_reply);
  ADD ("lost-reply/draft", test_lost_draft);
  ADD ("lost-reply/cannot-look", test_look_up);
  ADD ("duplicate", test_duplicate);
  ADD ("refused", test_refused);
  ADD ("html", test_html);
  ADD ("redirect", test_redirect);
  return g_test_run ();
}
