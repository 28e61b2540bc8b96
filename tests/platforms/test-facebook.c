/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "graph-fixture.h"
#include "platforms/sotong-graph-private.h"
#include "platforms/sotong-token.h"
#include "util/sotong-json.h"

#define PAGE      "1000"
#define TOKEN     "token-of-page"
#define TEXT      "내일은 시민의 날입니다.\n모두 오세요. https://city.example/day"
#define MAX_POSTS 32

/* A post, a picture or a video of the Page. */
typedef struct {
  char     *id;
  char     *text;
  char     *alt;
  gint64    later;      /* when it is to go out; 0: it is out */
  gint64    age;        /* seconds */
  gboolean  picture;    /* unpublished, to be attached */
  gboolean  video;
  gboolean  gone;
  guint     n_pictures;
} Post;

/* Facebook as its documents have it. */
typedef struct {
  Post         posts[MAX_POSTS];
  guint        n_posts;
  char        *link;           /* of the last post */
  const char  *token;          /* what is let in */
  const char  *proof_secret;   /* the app demands appsecret_proof */
  gboolean     no_views;       /* a figure that it has given up */
  gboolean     no_insights;    /* the token has no read_insights */
  const char  *me;             /* (nullable): whose the token is; NULL: the Page's */
  const char  *pages;          /* (nullable): where a person works; NULL: the token is no person's */
} Site;

typedef struct {
  GraphFixture graph;
  Site         site;
} Fixture;

static void
answer_error (StandIn           *server,
              SoupServerMessage *message,
              int                code,
              int                subcode,
              const char        *words)
{
  g_autofree char *json = NULL;

  json = g_strdup_printf ("{\"error\":{\"message\":\"(#%d) %s\",\"type\":\"OAuthException\",\"code\":%d,"
                          "\"error_subcode\":%d,\"is_transient\":false,\"fbtrace_id\":\"AbC1\"}}", code, words, code, subcode);

  stand_in_answer (server, message, 400, json);
}

static Post *
add_post (Site       *site,
          const char *id,
          const char *text)
{
  Post *post = &site->posts[site->n_posts++];

  post->id = id != NULL ? g_strdup (id) : g_strdup_printf (PAGE "_%u", 2000 + site->n_posts);
  post->text = g_strdup (text);
  return post;
}

static Post *
find_post (Site       *site,
           const char *id)
{
  for (guint i = 0; i < site->n_posts; i++)
    if (g_strcmp0 (site->posts[i].id, id) == 0 && !site->posts[i].gone)
      return &site->posts[i];
  return NULL;
}

/* How many citizens see, or will see. */
static guint
count_posts (Site *site)
{
  guint n = 0;

  for (guint i = 0; i < site->n_posts; i++)
    n += !site->posts[i].picture && !site->posts[i].gone ? 1 : 0;
  return n;
}

static gboolean
let_in (StandIn           *server,
        SoupServerMessage *message,
        Site              *site,
        GHashTable        *query,
        GHashTable        *form)
{
  const char *header = stand_in_get_header (message, "Authorization");
  GHashTable *fields = g_str_equal (soup_server_message_get_method (message), "POST") ? form : query;
  g_autofree char *proof = NULL;
  g_autofree char *words = NULL;

  if (g_hash_table_contains (query, "access_token"))
    stand_in_violate (server, "the token stands in the address");
  if (header == NULL || !g_str_has_prefix (header, "Bearer "))
    stand_in_violate (server, "no bearer token");
  else if (g_str_equal (header + 7, site->token))
    {
      if (site->proof_secret == NULL)
        return TRUE;
      proof = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) site->proof_secret, strlen (site->proof_secret),
                                         site->token, -1);
      if (g_strcmp0 (fields != NULL ? g_hash_table_lookup (fields, "appsecret_proof") : NULL, proof) == 0)
        return TRUE;
      stand_in_violate (server, "appsecret_proof is missing or wrong");
    }
  words = g_strconcat ("Malformed access token ", header != NULL ? header + 7 : "", NULL); /* so Facebook quotes it */
  answer_error (server, message, 190, 463, words);
  return FALSE;
}

static void
check_fields (StandIn    *server,
              GHashTable *form,
              const char *known)
{
  g_auto(GStrv) names = g_strsplit (known, " ", -1);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains ((const char * const *) names, name) && !g_str_has_prefix (name, "attached_media[")
        && !g_str_equal (name, "appsecret_proof"))
      stand_in_violate (server, "unknown field %s", (const char *) name);
}

/* The time of a post that is not to go out yet; -1: it is not taken. */
static gint64
read_later (StandIn    *server,
            const char *published,
            const char *time)
{
  gint64 at = time != NULL ? g_ascii_strtoll (time, NULL, 10) : 0;

  if ((time != NULL) != (g_strcmp0 (published, "false") == 0))
    stand_in_violate (server, "published=false and scheduled_publish_time belong together");
  if (time != NULL && (at < GRAPH_NOW + 600 || at > GRAPH_NOW + 30 * 86400))
    return -1;
  return at;
}

static gboolean
attach (StandIn    *server,
        Site       *site,
        GHashTable *form,
        guint      *out_n)
{
  *out_n = 0;
  for (guint i = 0;; i++)
    {
      g_autofree char *name = g_strdup_printf ("attached_media[%u]", i);
      const char *value = g_hash_table_lookup (form, name);
      g_autoptr(GBytes) bytes = value != NULL ? g_bytes_new_static (value, strlen (value)) : NULL;
      g_autoptr(JsonObject) object = bytes != NULL ? sotong_json_parse_object (bytes, NULL) : NULL;
      g_autofree char *id = sotong_json_dup_string (object, "media_fbid");
      const Post *picture = find_post (site, id);

      if (value == NULL)
        return TRUE;
      if (id == NULL)
        stand_in_violate (server, "attached_media is no object with media_fbid");
      if (picture == NULL || !picture->picture)
        return FALSE;
      (*out_n)++;
    }
}

static void
post_feed (StandIn           *server,
           SoupServerMessage *message,
           Site              *site,
           GHashTable        *form)
{
  const char *text = g_hash_table_lookup (form, "message");
  const char *time = g_hash_table_lookup (form, "scheduled_publish_time");
  gint64 later = read_later (server, g_hash_table_lookup (form, "published"), time);
  g_autofree char *json = NULL;
  guint n_pictures;

  check_fields (server, form, "message link published scheduled_publish_time");
  if (text == NULL)
    stand_in_violate (server, "a post without a message");
  if (later < 0)
    {
      answer_error (server, message, 100, 0, "The specified scheduled publish time is invalid.");
      return;
    }
  if (!attach (server, site, form, &n_pictures))
    {
      answer_error (server, message, 100, 0, "Invalid parameter: the photo does not exist");
      return;
    }
  g_free (site->link);
  site->link = g_strdup (g_hash_table_lookup (form, "link"));
  if (stand_in_keeps (server))
    {
      Post *post = add_post (site, NULL, text);

      post->later = later;
      post->n_pictures = n_pictures;
      json = g_strdup_printf ("{\"id\":\"%s\"}", post->id);
    }
  stand_in_answer (server, message, 200, json != NULL ? json : "{}");
}

static const char *
get_part (GHashTable *parts,
          const char *name,
          char      **text)
{
  GBytes *bytes = g_hash_table_lookup (parts, name);

  g_clear_pointer (text, g_free);
  *text = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
  return *text;
}

static void
post_file (StandIn           *server,
           SoupServerMessage *message,
           Site              *site,
           GHashTable        *query,
           gboolean           video)
{
  g_autoptr(GHashTable) parts = stand_in_read_parts (server, message);
  g_autofree char *text = NULL;
  g_autofree char *time = NULL;
  g_autofree char *id = NULL;
  g_autofree char *json = NULL;
  Post *post;

  if (get_part (parts, "source", &text) == NULL || get_part (parts, "source/filename", &text) == NULL)
    stand_in_violate (server, "no file called source");
  if (g_strcmp0 (get_part (parts, "source/type", &text), video ? "video/mp4" : "image/png") != 0)
    stand_in_violate (server, "the file has no type");
  if (!video && g_strcmp0 (get_part (parts, "published", &text), "false") != 0)
    stand_in_violate (server, "a picture to be attached is not published");
  if (!stand_in_keeps (server))
    {
      stand_in_answer (server, message, 200, "{}");
      return;
    }
  id = g_strdup_printf ("%u", 500 + site->n_posts);
  post = add_post (site, id, get_part (parts, "description", &text));
  post->picture = !video;
  post->video = video;
  post->alt = g_strdup (get_part (parts, "alt_text_custom", &text));
  get_part (parts, "scheduled_publish_time", &time);
  if (video)
    post->later = read_later (server, get_part (parts, "published", &text), time);
  json = g_strdup_printf ("{\"id\":\"%s\"}", post->id);
  stand_in_answer (server, message, 200, json);
}

static char *
describe (const Post *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *time = graph_now_iso (post->age);
  g_autofree char *url = g_strdup_printf (post->video ? "/" PAGE "/videos/%s/" : "https://www.facebook.com/%s", post->id);
  g_autoptr(GBytes) bytes = NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", post->id);
  if (post->text != NULL && post->text[0] != '\0')
    sotong_json_add_string (builder, post->video ? "description" : "message", post->text);
  sotong_json_add_string (builder, "created_time", time);
  sotong_json_add_string (builder, "permalink_url", url);
  if (post->later > 0)
    sotong_json_add_int (builder, "scheduled_publish_time", post->later);
  sotong_json_add_boolean (builder, post->video ? "published" : "is_published", post->later == 0);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The newest first, so many a page. */
static void
answer_list (StandIn           *server,
             SoupServerMessage *message,
             Site              *site,
             GHashTable        *query,
             gboolean           video,
             gboolean           later)
{
  const char *limit = g_hash_table_lookup (query, "limit");
  const char *after = g_hash_table_lookup (query, "after");
  guint from = after != NULL ? (guint) g_ascii_strtoull (after, NULL, 10) : 0;
  guint n = 0, max = limit != NULL ? (guint) g_ascii_strtoull (limit, NULL, 10) : 25;
  g_autoptr(GString) out = g_string_new ("{\"data\":[");

  if (g_hash_table_lookup (query, "fields") == NULL)
    stand_in_violate (server, "a list without fields holds nothing to compare");
  for (guint i = site->n_posts; i-- > 0;)
    {
      const Post *post = &site->posts[i];
      g_autofree char *json = describe (post);

      if (post->picture || post->gone || post->video != video || (!video && (post->later > 0) != later))
        continue;
      if (n >= from && n < from + max)
        g_string_append_printf (out, "%s%s", n > from ? "," : "", json);
      n++;
    }
  g_string_append (out, "],\"paging\":{\"cursors\":{\"before\":\"x\"");
  g_string_append_printf (out, ",\"after\":\"%u\"}", from + max);
  if (n > from + max)
    g_string_append (out, ",\"next\":\"https://graph.facebook.com/next\"");
  g_string_append (out, "}}");
  stand_in_answer (server, message, 200, out->str);
}

static void
answer_exchange (StandIn           *server,
                 SoupServerMessage *message,
                 GHashTable        *query)
{
  if (g_strcmp0 (g_hash_table_lookup (query, "grant_type"), "fb_exchange_token") != 0
      || g_strcmp0 (g_hash_table_lookup (query, "client_id"), "77") != 0
      || g_strcmp0 (g_hash_table_lookup (query, "client_secret"), "app-secret") != 0)
    stand_in_violate (server, "an exchange needs grant_type, client_id and client_secret");
  if (g_strcmp0 (g_hash_table_lookup (query, "fb_exchange_token"), "token-of-person") == 0)
    stand_in_answer (server, message, 200, "{\"access_token\":\"token-of-person-2\",\"token_type\":\"bearer\","
                                           "\"expires_in\":5183944}");
  else
    answer_error (server, message, 190, 460, "The session was invalidated");
}

static void
answer_figures (StandIn           *server,
                SoupServerMessage *message,
                Site              *site,
                GHashTable        *query)
{
  const char *metric = g_hash_table_lookup (query, "metric");
  g_autofree char *json = NULL;

  if (metric == NULL || strchr (metric, ',') != NULL)
    stand_in_violate (server, "one bad name fails the whole call: ask one by one");
  if (g_str_equal (metric, "post_media_view") && site->no_views)
    {
      answer_error (server, message, 100, 0, "The value must be a valid insights metric");
      return;
    }
  if (g_str_equal (metric, "post_media_view") || g_str_equal (metric, "post_clicks"))
    json = g_strdup_printf ("{\"data\":[{\"name\":\"%s\",\"period\":\"lifetime\",\"values\":[{\"value\":%d}]}]}", metric,
                            g_str_equal (metric, "post_clicks") ? 7 : 120);
  else if (g_str_equal (metric, "post_total_media_view_unique"))
    json = g_strdup ("{\"data\":[]}");
  else
    stand_in_violate (server, "%s is no figure that Facebook still has", metric);
  stand_in_answer (server, message, 200, json != NULL ? json : "{\"data\":[]}");
}

/* Figures of the Page by days, as …/docs/graph-api/reference/insights has them: a value bears the moment at which its day ends. */
static void
answer_days (StandIn           *server,
             SoupServerMessage *message,
             Site              *site,
             GHashTable        *query)
{
  static const char * const alive[] = { "page_media_view", "page_total_media_view_unique", "page_post_engagements", "page_views_total",
                                        "page_total_actions", "page_daily_follows_unique", "page_daily_unfollows_unique", NULL };
  const char *metric = g_hash_table_lookup (query, "metric");
  g_autofree char *json = NULL;

  if (g_strcmp0 (metric, "page_follows") == 0) /* how many follow it by now */
    {
      stand_in_answer (server, message, 200, "{\"data\":[{\"name\":\"page_follows\",\"period\":\"day\",\"values\":[{\"value\":12340},{\"value\":12346}]}]}");
      return;
    }
  graph_check_days (server, query, "period=day", GRAPH_DAY_TODAY - 7 * GRAPH_DAY_S, GRAPH_DAY_TODAY);
  if (metric == NULL || !g_strv_contains (alive, metric))
    stand_in_violate (server, "%s is no figure that Facebook still has of a Page", metric);
  if (site->no_insights)
    answer_error (server, message, 200, 0, "Requires read_insights permission");
  else if (g_str_equal (metric, "page_total_actions") && site->no_views)
    answer_error (server, message, 100, 0, "The value must be a valid insights metric");
  else if (g_str_equal (metric, "page_total_media_view_unique"))
    stand_in_answer (server, message, 200, "{\"data\":[]}");
  else
    {
      json = g_strdup_printf ("{\"data\":[{\"name\":\"%s\",\"period\":\"day\",\"values\":[{\"value\":%u,\"end_time\":\"2026-11-18T08:00:00+0000\"},"
                              "{\"value\":{\"like\":3},\"end_time\":\"2026-11-17T08:00:00+0000\"},{\"value\":0,\"end_time\":\"2026-11-19T08:00:00+0000\"},"
                              "{\"value\":5,\"end_time\":\"2026-11-20T08:00:00+0000\"},{\"value\":6}],\"title\":\"x\",\"id\":\"" PAGE "/insights/x/day\"}],"
                              "\"paging\":{}}", metric, (guint) strlen (metric));
      stand_in_answer (server, message, 200, json);
    }
}

static void
answer_node (StandIn           *server,
             SoupServerMessage *message,
             Site              *site,
             Post              *post,
             GHashTable        *query,
             GHashTable        *form)
{
  const char *method = soup_server_message_get_method (message);
  const char *fields = g_hash_table_lookup (query, "fields");
  g_autofree char *json = NULL;

  if (post == NULL)
    answer_error (server, message, 100, 33, "Object does not exist");
  else if (g_str_equal (method, "DELETE"))
    {
      post->gone = stand_in_keeps (server);
      stand_in_answer (server, message, 200, "{\"success\":true}");
    }
  else if (g_str_equal (method, "POST"))
    {
      check_fields (server, form, post->video ? "description" : "message published scheduled_publish_time");
      g_free (post->text);
      post->text = g_strdup (g_hash_table_lookup (form, post->video ? "description" : "message"));
      stand_in_answer (server, message, 200, "{\"success\":true}");
    }
  else if (fields != NULL && strstr (fields, "summary") != NULL)
    stand_in_answer (server, message, 200, "{\"id\":\"x\",\"reactions\":{\"data\":[],\"summary\":{\"total_count\":31}},"
                                           "\"comments\":{\"data\":[],\"summary\":{\"total_count\":5}},"
                                           "\"shares\":{\"count\":3}}");
  else
    {
      json = describe (post);
      stand_in_answer (server, message, 200, json);
    }
}

static void
answer_page (StandIn           *server,
             SoupServerMessage *message,
             GHashTable        *query)
{
  const char *fields = g_hash_table_lookup (query, "fields");

  if (g_strcmp0 (fields, "id,name") == 0)
    stand_in_answer (server, message, 200, "{\"id\":\"" PAGE "\",\"name\":\"시청 소식\"}");
  else if (g_strcmp0 (fields, "followers_count") == 0)
    stand_in_answer (server, message, 200, "{\"followers_count\":12345,\"id\":\"" PAGE "\"}");
  else
    stand_in_violate (server, "the Page is asked for %s", fields);
}

/* A Page has no list of Pages. */
static void
answer_pages (StandIn           *server,
              SoupServerMessage *message,
              Site              *site,
              GHashTable        *query)
{
  if (g_strcmp0 (g_hash_table_lookup (query, "fields"), "id,name") != 0 || g_strcmp0 (g_hash_table_lookup (query, "limit"), "100") != 0)
    stand_in_violate (server, "the Pages are asked for by id and name");
  if (site->pages != NULL)
    stand_in_answer (server, message, 200, site->pages);
  else
    answer_error (server, message, 100, 0, "Tried accessing nonexisting field (accounts) on node type (Page)");
}

static void
handle (StandIn           *server,
        SoupServerMessage *message,
        const char        *method,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  Site *site = user_data;
  gboolean get = g_str_equal (method, "GET");
  gboolean post = g_str_equal (method, "POST");
  gboolean multipart = post && g_str_has_prefix (stand_in_get_header (message, "Content-Type"), "multipart/");
  g_autoptr(GHashTable) form = post && !multipart ? stand_in_read_form (server, message) : NULL;

  if (get && g_str_equal (path, "/oauth/access_token"))
    answer_exchange (server, message, query);
  else if (get && g_str_equal (path, "/me/accounts") && site->me != NULL)
    answer_pages (server, message, site, query);
  else if (get && g_str_equal (path, "/me/accounts"))
    stand_in_answer (server, message, 200, "{\"data\":[{\"id\":\"999\",\"access_token\":\"token-of-other\"},"
                                           "{\"id\":\"" PAGE "\",\"name\":\"시청 소식\",\"access_token\":\"token-of-page-2\"}]}");
  else if (!multipart && !let_in (server, message, site, query, form))
    ;
  else if (get && g_str_equal (path, "/me"))
    stand_in_answer (server, message, 200, site->me != NULL ? site->me : "{\"id\":\"" PAGE "\",\"name\":\"시청 소식\"}");
  else if (get && g_str_equal (path, "/" PAGE))
    answer_page (server, message, query);
  else if (get && g_str_equal (path, "/" PAGE "/insights"))
    answer_days (server, message, site, query);
  else if (post && g_str_equal (path, "/" PAGE "/feed"))
    post_feed (server, message, site, form);
  else if (multipart && g_str_equal (path, "/" PAGE "/photos"))
    post_file (server, message, site, query, FALSE);
  else if (multipart && g_str_equal (path, "/" PAGE "/videos"))
    post_file (server, message, site, query, TRUE);
  else if (get && g_str_equal (path, "/" PAGE "/published_posts"))
    answer_list (server, message, site, query, FALSE, FALSE);
  else if (get && g_str_equal (path, "/" PAGE "/scheduled_posts"))
    answer_list (server, message, site, query, FALSE, TRUE);
  else if (get && g_str_equal (path, "/" PAGE "/videos"))
    answer_list (server, message, site, query, TRUE, FALSE);
  else if (get && g_str_has_suffix (path, "/insights"))
    answer_figures (server, message, site, query);
  else if (strchr (path + 1, '/') == NULL)
    answer_node (server, message, site, find_post (site, path + 1), query, form);
  else
    stand_in_violate (server, "%s %s is no part of the API", method, path);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->site.token = TOKEN;
  graph_fixture_set_up (&f->graph, "facebook", PAGE, TOKEN, TEXT, handle, &f->site);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  graph_fixture_tear_down (&f->graph);
  g_free (f->site.link);
  for (guint i = 0; i < f->site.n_posts; i++)
    {
      g_free (f->site.posts[i].id);
      g_free (f->site.posts[i].text);
      g_free (f->site.posts[i].alt);
    }
}

static void
test_check (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = sotong_platform_check (f->graph.platform, f->graph.account, NULL);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->account_name, ==, "시청 소식");
  g_assert_cmpstr (reply->remote_id, ==, PAGE);
  g_assert_cmpuint (f->site.n_posts, ==, 0);
  f->site.token = "token-of-another";
  graph_fixture_says (sotong_platform_check (f->graph.platform, f->graph.account, NULL), SOTONG_OUTCOME_RENEW, 400);
  graph_fixture_set_secret (&f->graph, "");
  graph_fixture_says (sotong_platform_check (f->graph.platform, f->graph.account, NULL), SOTONG_OUTCOME_RENEW, 0);
}

static void
assert_whose (Fixture       *f,
              SotongOutcome  outcome,
              const char    *number,
              const char    *name)
{
  g_autoptr(SotongReply) reply = sotong_platform_check (f->graph.platform, f->graph.account, NULL);

  g_assert_cmpint (reply->outcome, ==, outcome);
  if (number == NULL)
    g_assert_null (reply->names);
  else
    g_assert_true (g_strv_equal ((const char * const *) reply->names, (const char * const[]) { number, name, NULL }));
}

/* The Page itself is seen with anybody's token: whose it is says whether it may be used for the Page. */
static void
test_check_whose (Fixture       *f,
                  gconstpointer  data)
{
  assert_whose (f, SOTONG_OUTCOME_OK, PAGE, "시청 소식");
  f->site.me = "{\"id\":\"999\",\"name\":\"구청 소식\"}"; /* another Page */
  assert_whose (f, SOTONG_OUTCOME_REFUSED, "999", "구청 소식");
  f->site.pages = "{\"data\":[{\"id\":\"999\",\"name\":\"구청 소식\"}],\"paging\":{\"cursors\":{\"after\":\"x\"}}}"; /* a person of another Page */
  f->site.me = "{\"id\":\"77\",\"name\":\"김주무관\"}";
  assert_whose (f, SOTONG_OUTCOME_REFUSED, "77", "김주무관");
  f->site.pages = "{\"data\":[{\"id\":\"999\"}],\"paging\":{\"next\":\"https://graph.facebook.com/more\"}}"; /* it may be one of those not listed yet */
  assert_whose (f, SOTONG_OUTCOME_OK, NULL, NULL);
  f->site.pages = "{\"data\":[{\"id\":\"999\"},{\"id\":\"" PAGE "\"}]}"; /* who works on it */
  assert_whose (f, SOTONG_OUTCOME_OK, PAGE, "시청 소식");
  stand_in_fail_status (f->graph.server, "GET /me", 503, NULL, "{}");
  assert_whose (f, SOTONG_OUTCOME_OK, NULL, NULL);
}

/* A number that nobody has, or that the token may not see, is told so that the settings are looked at. */
static void
test_check_unknown_number (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  stand_in_fail_status (f->graph.server, "GET /" PAGE, 400, NULL,
                        "{\"error\":{\"message\":\"Unsupported get request. Object with ID '1' does not exist\",\"code\":100,\"error_subcode\":33,"
                        "\"type\":\"GraphMethodException\"}}");
  reply = sotong_platform_check (f->graph.platform, f->graph.account, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (reply->message, "nothing under the number"));
  g_assert_nonnull (strstr (reply->message, "100/33"));
}

static void
test_text (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(SotongReply) reply = graph_fixture_publish (&f->graph);

  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_id, ==, f->site.posts[0].id);
  g_assert_cmpstr (reply->remote_url, ==, "https://www.facebook.com/" PAGE "_2001");
  g_assert_cmpstr (reply->remote_state, ==, "published");
  g_assert_cmpstr (f->site.posts[0].text, ==, TEXT);
  g_assert_cmpstr (f->site.link, ==, "https://city.example/day");
  g_assert_cmpuint (f->graph.steps->len, ==, 0);
}

/* A page of which no preview can be made does not hold up the post. */
static void
test_text_bad_link (Fixture       *f,
                    gconstpointer  data)
{
  stand_in_fail_status (f->graph.server, "POST /" PAGE "/feed", 400, NULL,
                        "{\"error\":{\"message\":\"(#1609005) Error Posting Link\",\"code\":1609005,"
                        "\"type\":\"OAuthException\"}}");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
  g_assert_null (f->site.link);
}

static void
test_proof (Fixture       *f,
            gconstpointer  data)
{
  f->site.proof_secret = "app-secret";
  graph_fixture_set_secret (&f->graph, "{\"client_id\":\"77\",\"client_secret\":\"app-secret\",\"access_token\":\"" TOKEN "\"}");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
}

static void
test_picture (Fixture       *f,
              gconstpointer  data)
{
  graph_fixture_add_media (&f->graph, "a.png", "image/png", NULL);
  graph_fixture_add_media (&f->graph, "b.png", "image/png", NULL);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
  g_assert_cmpuint (f->site.posts[2].n_pictures, ==, 2);
  g_assert_cmpstr (f->site.posts[0].alt, ==, "시청 앞 광장");
  g_assert_cmpuint (f->graph.steps->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (f->graph.steps, 0), ==, "0=500");
  g_assert_null (f->site.link);
}

/* Between the pictures and the post the program dies: they are not sent again. */
static void
test_picture_goes_on (Fixture       *f,
                      gconstpointer  data)
{
  graph_fixture_add_media (&f->graph, "a.png", "image/png", NULL);
  stand_in_fail (f->graph.server, STAND_IN_DROP_BEFORE, "POST /" PAGE "/feed");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 0);
  graph_fixture_begin_again (&f->graph, 60);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (stand_in_count (f->graph.server, "POST /" PAGE "/photos"), ==, 1);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
}

/* A day later they are not there any more. */
static void
test_picture_is_old (Fixture       *f,
                     gconstpointer  data)
{
  graph_fixture_add_media (&f->graph, "a.png", "image/png", NULL);
  ((SotongMedia *) g_ptr_array_index (f->graph.post->media, 0))->remote_id = g_strdup ("33");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (stand_in_count (f->graph.server, "POST /" PAGE "/photos"), ==, 1);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
}

static void
test_picture_not_stored (Fixture       *f,
                         gconstpointer  data)
{
  graph_fixture_add_media (&f->graph, "a.png", "image/png", NULL);
  f->graph.step_fails = TRUE;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_WAIT, 0);
  g_assert_cmpuint (count_posts (&f->site), ==, 0);
}

static void
test_video (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  SotongReply *found;

  graph_fixture_add_media (&f->graph, "a.mp4", "video/mp4", NULL);
  reply = graph_fixture_publish (&f->graph);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_url, ==, "https://www.facebook.com/" PAGE "/videos/500/");
  g_assert_cmpstr (f->site.posts[0].text, ==, TEXT);
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, "500");
  sotong_reply_free (found);
}

static void
test_video_lost (Fixture       *f,
                 gconstpointer  data)
{
  graph_fixture_add_media (&f->graph, "a.mp4", "video/mp4", NULL);
  stand_in_fail (f->graph.server, STAND_IN_DROP_AFTER, "POST /" PAGE "/videos");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 0);
  graph_fixture_begin_again (&f->graph, 60);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
}

static void
test_schedule (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  SotongReply *found;

  f->graph.post->schedule_on_platform = TRUE;
  f->graph.post->publish_at = GRAPH_NOW + 3600;
  reply = graph_fixture_publish (&f->graph);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "scheduled");
  g_assert_cmpint (f->site.posts[0].later, ==, GRAPH_NOW + 3600);
  g_assert_cmpstr (g_ptr_array_index (f->graph.steps, 0), ==, "post=" PAGE "_2001");

  /* By its words while its id is not known, by its id even after somebody has changed the words there. */
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_state, ==, "scheduled");
  g_clear_pointer (&found, sotong_reply_free);
  graph_fixture_begin_again (&f->graph, 3700);
  g_free (f->site.posts[0].text);
  f->site.posts[0].text = g_strdup ("다른 글");
  f->site.posts[0].later = 0;
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_state, ==, "published");
  g_assert_cmpstr (found->remote_url, ==, "https://www.facebook.com/" PAGE "_2001");
  g_clear_pointer (&found, sotong_reply_free);
  f->site.posts[0].gone = TRUE;
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_ABSENT);
  sotong_reply_free (found);
}

/* The same words for two days, and both answers lost: each is found as itself. */
static void
test_schedule_days (Fixture       *f,
                    gconstpointer  data)
{
  SotongReply *found;

  f->graph.post->schedule_on_platform = TRUE;
  f->graph.post->publish_at = GRAPH_NOW + 86400;
  stand_in_fail (f->graph.server, STAND_IN_DROP_AFTER, "POST /" PAGE "/feed");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 0);
  graph_fixture_begin_again (&f->graph, 60);
  f->graph.post->publish_at = GRAPH_NOW + 2 * 86400;
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_ABSENT);
  g_clear_pointer (&found, sotong_reply_free);
  f->graph.post->publish_at = GRAPH_NOW + 86400;
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_state, ==, "scheduled");
  sotong_reply_free (found);
}

static void
test_schedule_range (Fixture       *f,
                     gconstpointer  data)
{
  static const gint64 bad[] = { 60, 9 * 60, 31 * 86400 };

  f->graph.post->schedule_on_platform = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      f->graph.post->publish_at = GRAPH_NOW + bad[i];
      graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_WAIT, 0);
    }
  g_assert_cmpuint (f->graph.server->requests->len, ==, 0);
  f->graph.post->publish_at = GRAPH_NOW + 29 * 86400;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
}

static void
test_edit (Fixture       *f,
           gconstpointer  data)
{
  SotongReply *reply;

  add_post (&f->site, PAGE "_7", "오타");
  reply = sotong_platform_update (f->graph.platform, f->graph.account, PAGE "_7", f->graph.post, NULL);
  g_assert_cmpstr (reply->remote_url, ==, "https://www.facebook.com/" PAGE "_7");
  graph_fixture_says (reply, SOTONG_OUTCOME_OK, 200);
  g_assert_cmpstr (f->site.posts[0].text, ==, TEXT);
  graph_fixture_says (sotong_platform_update (f->graph.platform, f->graph.account, PAGE "_8", f->graph.post, NULL),
                      SOTONG_OUTCOME_REFUSED, 400);
}

static void
test_delete (Fixture       *f,
             gconstpointer  data)
{
  add_post (&f->site, PAGE "_7", "하나");
  for (guint i = 0; i < 2; i++)
    {
      SotongReply *reply = graph_fixture_remove (&f->graph, PAGE "_7");

      g_assert_cmpstr (reply->remote_state, ==, "removed");
      graph_fixture_says (reply, SOTONG_OUTCOME_OK, i == 0 ? 200 : 400);
    }
  g_assert_cmpuint (count_posts (&f->site), ==, 0);
}

/* "Does not exist" of a post that can be read means that it may not be deleted. */
static void
test_delete_forbidden (Fixture       *f,
                       gconstpointer  data)
{
  add_post (&f->site, PAGE "_7", "하나");
  stand_in_fail_status (f->graph.server, "DELETE /" PAGE "_7", 400, NULL,
                        "{\"error\":{\"message\":\"Unsupported delete request\",\"code\":100,\"error_subcode\":33}}");
  graph_fixture_says (graph_fixture_remove (&f->graph, PAGE "_7"), SOTONG_OUTCOME_REFUSED, 400);
}

static void
test_metrics (Fixture       *f,
              gconstpointer  data)
{
  const char * const ids[] = { PAGE "_7", PAGE "_8", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);

  add_post (&f->site, PAGE "_7", "하나");
  graph_fixture_says (graph_fixture_metrics (&f->graph, ids, metrics), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpint (graph_metric (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, 12345);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_REACTIONS), ==, 31);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_COMMENTS), ==, 5);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_SHARES), ==, 3);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_VIEWS), ==, 120);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_CLICKS), ==, 7);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_REACH), ==, -1); /* empty is no 0 */
  g_assert_cmpint (graph_metric (metrics, ids[1], SOTONG_METRIC_REACTIONS), ==, -1);
}

static void
test_metrics_gap (Fixture       *f,
                  gconstpointer  data)
{
  const char * const ids[] = { PAGE "_7", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);

  f->site.no_views = TRUE;
  add_post (&f->site, PAGE "_7", "하나");
  graph_fixture_says (graph_fixture_metrics (&f->graph, ids, metrics), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_VIEWS), ==, -1);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_CLICKS), ==, 7);

  g_ptr_array_set_size (metrics, 0);
  stand_in_fail_status (f->graph.server, "GET /" PAGE "_7/insights", 400, NULL,
                        "{\"error\":{\"message\":\"(#32) Page request limit reached\",\"code\":32}}");
  graph_fixture_says (graph_fixture_metrics (&f->graph, ids, metrics), SOTONG_OUTCOME_WAIT, 400);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_REACTIONS), ==, 31); /* what was read before stays */
}

/* One field that Facebook has given up is no reason to know nothing of the posts. */
static void
test_metrics_field (Fixture       *f,
                    gconstpointer  data)
{
  const char * const ids[] = { PAGE "_7", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);

  add_post (&f->site, PAGE "_7", "하나");
  stand_in_fail_status (f->graph.server, "GET /" PAGE, 400, NULL,
                        "{\"error\":{\"message\":\"(#100) Tried accessing nonexisting field (followers_count)\",\"code\":100}}");
  graph_fixture_says (graph_fixture_metrics (&f->graph, ids, metrics), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpint (graph_metric (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, 12346); /* the newest of the Page's figures */
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_REACTIONS), ==, 31);

  stand_in_fail_status (f->graph.server, "GET /" PAGE, 400, NULL, "{\"error\":{\"message\":\"no such object\",\"code\":100,\"error_subcode\":33}}");
  g_ptr_array_set_size (metrics, 0);
  graph_fixture_says (graph_fixture_metrics (&f->graph, ids, metrics), SOTONG_OUTCOME_REFUSED, 400);
}

/* What happened on the whole Page: of days that are over, and no day is made up. */
static void
test_metrics_days (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) reply = graph_fixture_days (&f->graph, metrics);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-17", SOTONG_METRIC_DAY_VIEWS), ==, strlen ("page_media_view"));
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-18", SOTONG_METRIC_DAY_VIEWS), ==, 0); /* it says so */
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-16", SOTONG_METRIC_DAY_VIEWS), ==, -1); /* no number */
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-19", SOTONG_METRIC_DAY_VIEWS), ==, -1); /* not over yet */
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-17", SOTONG_METRIC_DAY_REACH), ==, -1); /* empty is no 0 */
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-17", SOTONG_METRIC_DAY_FOLLOWS), ==, strlen ("page_daily_follows_unique"));
  g_assert_cmpuint (metrics->len, ==, 6 * 2);
}

/* A figure that Facebook has given up, then a right that is not there, then a limit: gaps, a sentence, and a failure that is tried again. */
static void
test_metrics_days_gap (Fixture       *f,
                       gconstpointer  data)
{
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) gone = NULL, forbidden = NULL, html = NULL;

  f->site.no_views = TRUE;
  gone = graph_fixture_days (&f->graph, metrics);
  g_assert_cmpint (gone->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-17", SOTONG_METRIC_DAY_CLICKS), ==, -1);
  g_assert_cmpuint (metrics->len, ==, 5 * 2);

  g_ptr_array_set_size (metrics, 0);
  f->site.no_insights = TRUE;
  forbidden = graph_fixture_days (&f->graph, metrics);
  g_assert_cmpint (forbidden->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_nonnull (strstr (forbidden->message, "시청"));
  g_assert_nonnull (strstr (forbidden->message, "read_insights"));
  g_assert_cmpuint (metrics->len, ==, 0);
  g_assert_cmpuint (stand_in_count (f->graph.server, "GET /" PAGE "/insights"), ==, 7 + 1); /* it is not asked for the others */

  f->site.no_insights = FALSE;
  stand_in_fail_status (f->graph.server, "GET /" PAGE "/insights", 400, NULL,
                        "{\"error\":{\"message\":\"(#32) Page request limit reached\",\"code\":32}}");
  graph_fixture_says (graph_fixture_days (&f->graph, metrics), SOTONG_OUTCOME_WAIT, 400);
  g_assert_cmpuint (metrics->len, ==, 0);
  stand_in_fail (f->graph.server, STAND_IN_HTML, "GET /" PAGE "/insights");
  html = graph_fixture_days (&f->graph, metrics);
  g_assert_cmpint (html->outcome, !=, SOTONG_OUTCOME_OK);
}

static void
test_refresh (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *secret = NULL;
  g_autoptr(SotongToken) token = NULL;

  graph_fixture_set_secret (&f->graph, "{\"client_id\":\"77\",\"client_secret\":\"app-secret\",\"access_token\":\"token-of-old\","
                                       "\"refresh_token\":\"token-of-person\"}");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_RENEW, 400);
  graph_fixture_says (sotong_platform_refresh (f->graph.platform, f->graph.account, NULL, &secret), SOTONG_OUTCOME_OK, 200);
  token = sotong_token_parse (secret);
  g_assert_cmpstr (token->access_token, ==, "token-of-page-2");
  g_assert_cmpstr (token->refresh_token, ==, "token-of-person-2");
  g_assert_cmpstr (token->client_secret, ==, "app-secret");
  f->site.token = "token-of-page-2";
  graph_fixture_set_secret (&f->graph, secret);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
}

/* What cannot be renewed says so and asks nobody. */
static void
test_refresh_not (Fixture       *f,
                  gconstpointer  data)
{
  char *secret = NULL;

  graph_fixture_says (sotong_platform_refresh (f->graph.platform, f->graph.account, NULL, &secret), SOTONG_OUTCOME_RENEW, 0);
  g_assert_null (secret);
  g_assert_cmpuint (f->graph.server->requests->len, ==, 0);
  graph_fixture_set_secret (&f->graph, "{\"client_id\":\"77\",\"client_secret\":\"app-secret\","
                                       "\"access_token\":\"token-of-nobody\"}");
  graph_fixture_says (sotong_platform_refresh (f->graph.platform, f->graph.account, NULL, &secret), SOTONG_OUTCOME_RENEW, 0);
  g_assert_null (secret);
}

/* From 80 in a hundred of what Meta allows on the account goes slower, though all is well; figures then wait for posts. */
static void
test_rate_limit_near (Fixture       *f,
                      gconstpointer  data)
{
  static const struct {
    const char *header;
    gint64      pause;
  } cases[] = {
    { "X-App-Usage: {\"call_count\":79,\"total_time\":12,\"total_cputime\":79}", 0 },
    { "X-App-Usage: {\"call_count\":10,\"total_time\":12,\"total_cputime\":80}", 60 },
    { "X-Business-Use-Case-Usage: {\"1000\":[{\"type\":\"pages\",\"call_count\":3,\"total_time\":93,\"estimated_time_to_regain_access\":0}]}", 5 * 60 },
    { "X-Business-Use-Case-Usage: {\"1000\":[{\"type\":\"pages\",\"call_count\":100,\"estimated_time_to_regain_access\":25}]}", 25 * 60 },
  };
  const char * const ids[] = { PAGE "_7", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) slow = NULL, days = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongReply) reply = NULL;

      stand_in_fail_status (f->graph.server, "POST /" PAGE "/feed", 200, cases[i].header, "{\"id\":\"" PAGE "_2001\"}");
      reply = graph_fixture_publish (&f->graph);
      g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
      g_assert_cmpint (reply->slow_until, ==, cases[i].pause != 0 ? GRAPH_NOW + cases[i].pause : 0);
      g_assert_cmpint (reply->retry_at, ==, 0);
    }
  add_post (&f->site, PAGE "_7", "하나");
  slow = graph_fixture_metrics (&f->graph, ids, metrics);
  g_assert_cmpint (slow->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (slow->retry_at, ==, GRAPH_NOW + 25 * 60);
  g_assert_cmpint (graph_metric (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, 12345); /* what was read before stays */
  g_assert_cmpuint (stand_in_count (f->graph.server, "GET /" PAGE "_7"), ==, 0);
  days = sotong_platform_days (f->graph.platform, f->graph.account, metrics, NULL);
  g_assert_cmpint (days->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpuint (stand_in_count (f->graph.server, "GET /" PAGE "/insights"), ==, 0);
}

static void
test_rate_limit (Fixture       *f,
                 gconstpointer  data)
{
  static const struct {
    const char *headers;
    const char *code;
    gint64      wait;
  } cases[] = {
    { "X-Business-Use-Case-Usage: {\"1000\":[{\"type\":\"pages\",\"call_count\":100,\"estimated_time_to_regain_access\":7}]}",
      "32", 7 * 60 },
    { "X-Business-Use-Case-Usage: {\"1\":[{\"type\":\"a\",\"estimated_time_to_regain_access\":3}],"
      "\"1000\":[{\"type\":\"pages\",\"estimated_time_to_regain_access\":40}]}", "80001", 40 * 60 },
    { "X-App-Usage: {\"call_count\":103,\"total_time\":25,\"total_cputime\":25}", "4", 15 * 60 },
    { "Retry-After: 30", "613", 30 },
    { "X-App-Usage: nonsense", "17", 0 },
    { "", "341", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error\":{\"message\":\"limit\",\"code\":%s,\"is_transient\":true}}",
                                               cases[i].code);
      SotongReply *reply;

      stand_in_fail_status (f->graph.server, "POST /" PAGE "/feed", i % 2 == 0 ? 400 : 403, cases[i].headers, body);
      reply = graph_fixture_publish (&f->graph);
      g_assert_cmpint (reply->retry_at, ==, cases[i].wait != 0 ? GRAPH_NOW + cases[i].wait : 0);
      graph_fixture_says (reply, SOTONG_OUTCOME_WAIT, i % 2 == 0 ? 400 : 403);
    }
  g_assert_cmpuint (count_posts (&f->site), ==, 0);
}

static void
test_lost_reply (Fixture       *f,
                 gconstpointer  data)
{
  static const StandInFault faults[] = { STAND_IN_DROP_AFTER, STAND_IN_EMPTY, STAND_IN_CUT, STAND_IN_DROP_BEFORE };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *text = g_strdup_printf ("소식 %u", i);
      gboolean dropped = faults[i] == STAND_IN_DROP_AFTER || faults[i] == STAND_IN_DROP_BEFORE;

      g_free (f->graph.post->text);
      f->graph.post->text = g_strdup (text);
      f->graph.post->repeated = FALSE;
      stand_in_fail (f->graph.server, faults[i], "POST /" PAGE "/feed");
      graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, dropped ? 0 : 200);
      graph_fixture_begin_again (&f->graph, 20);
      graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
      g_assert_cmpuint (count_posts (&f->site), ==, i + 1);
    }
}

/* 200 with an error inside, 200 without an id, and a fault of Facebook's own: nobody knows. */
static void
test_lost_reply_unclear (Fixture       *f,
                         gconstpointer  data)
{
  static const struct {
    guint       status;
    const char *body;
  } cases[] = {
    { 200, "{\"success\":true}" }, { 200, "{\"id\":{}}" }, { 200, "[]" },
    { 200, "{\"id\":\"1\",\"error\":{\"message\":\"x\",\"code\":2,\"is_transient\":true}}" },
    { 500, "{\"error\":{\"message\":\"An unknown error occurred\",\"code\":1}}" }, { 500, "oops" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      stand_in_fail_status (f->graph.server, "POST /" PAGE "/feed", cases[i].status, NULL, cases[i].body);
      graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, cases[i].status);
    }
  stand_in_fail_status (f->graph.server, "GET /" PAGE "/published_posts", 200, NULL, "{\"paging\":{}}");
  graph_fixture_begin_again (&f->graph, 20);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 200);
  g_assert_cmpuint (stand_in_count (f->graph.server, "POST /" PAGE "/feed"), ==, G_N_ELEMENTS (cases));
}

/* The same words of another day, or of another copy of ours, are another post; a page full of younger ones is no end. */
static void
test_duplicate (Fixture       *f,
                gconstpointer  data)
{
  static const char * const known[] = { PAGE "_12", NULL };
  SotongReply *found;

  add_post (&f->site, PAGE "_11", TEXT)->age = 2 * 86400;
  add_post (&f->site, PAGE "_12", TEXT);
  f->graph.post->known_ids = g_strdupv ((char **) known);
  graph_fixture_begin_again (&f->graph, 300);
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_ABSENT);
  g_clear_pointer (&found, sotong_reply_free);

  add_post (&f->site, PAGE "_13", "  내일은  시민의 날입니다. 모두 오세요. https://city.example/day\n")->age = 250;
  for (guint i = 0; i < 12; i++)
    add_post (&f->site, NULL, "다른 소식");
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, PAGE "_13");
  sotong_reply_free (found);
}

/* The clock here was nine hours ahead when the post was sent, and was set right since. */
static void
test_duplicate_clock (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();

  graph_fixture_set_clock (&f->graph, clock);
  add_post (&f->site, PAGE "_11", TEXT)->age = 3600;
  graph_fixture_begin_again (&f->graph, -8 * 3600);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  graph_fixture_begin_again (&f->graph, 60); /* later, nobody can tell: it is not sent again */
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 200);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
}

/* Facebook itself says that it has this post. */
static void
test_duplicate_refused (Fixture       *f,
                        gconstpointer  data)
{
  static const char body[] = "{\"error\":{\"message\":\"(#506) Duplicate status message\",\"code\":506}}";

  stand_in_fail_status (f->graph.server, "POST /" PAGE "/feed", 400, NULL, body);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_REFUSED, 400);
  graph_fixture_begin_again (&f->graph, 300);
  stand_in_fail_status (f->graph.server, "POST /" PAGE "/feed", 400, NULL, body);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 400);
  f->graph.post->repeated = FALSE;
  add_post (&f->site, PAGE "_14", TEXT);
  stand_in_fail_status (f->graph.server, "POST /" PAGE "/feed", 400, NULL, body);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
}

static void
test_refused (Fixture       *f,
              gconstpointer  data)
{
  static const char * const bodies[] = {
    "{\"error\":{\"message\":\"(#200) The permission pages_manage_posts is not granted\",\"code\":200}}",
    "{\"error\":{\"message\":\"(#10) Application does not have permission\",\"code\":10}}",
    "{\"error\":{\"message\":\"Blocked\",\"code\":368,\"error_user_msg\":\"이 게시물은 규정에 어긋납니다.\"}}",
    "{\"error\":{\"message\":\"(#100) bad\",\"code\":100,\"error_subcode\":1404102}}",
    "{\"error\":{\"message\":\"(#100) bad\",\"code\":100,\"fbtrace_id\":\"A1\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      SotongReply *reply;

      stand_in_fail_status (f->graph.server, "POST /" PAGE "/feed", 400, NULL, bodies[i]);
      reply = graph_fixture_publish (&f->graph);
      if (i == 0)
        g_assert_nonnull (strstr (reply->message, "pages_manage_posts"));
      if (i == 2)
        g_assert_nonnull (strstr (reply->message, "규정에"));
      g_assert_cmpint (reply->shut_out, ==, i < 3); /* the account, not the post */
      graph_fixture_says (reply, SOTONG_OUTCOME_REFUSED, 400);
    }
  g_assert_cmpuint (count_posts (&f->site), ==, 0);
}

static void
test_html (Fixture       *f,
           gconstpointer  data)
{
  stand_in_fail (f->graph.server, STAND_IN_HTML, "POST /" PAGE "/feed");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 200);
  graph_fixture_begin_again (&f->graph, 20);
  stand_in_fail (f->graph.server, STAND_IN_HTML, "GET /" PAGE "/published_posts");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 200);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (count_posts (&f->site), ==, 1);
  stand_in_fail (f->graph.server, STAND_IN_HTML, "GET /" PAGE);
  graph_fixture_says (sotong_platform_check (f->graph.platform, f->graph.account, NULL), SOTONG_OUTCOME_WAIT, 200);
}

static void
test_redirect (Fixture       *f,
               gconstpointer  data)
{
  SotongReply *reply;

  stand_in_fail (f->graph.server, STAND_IN_REDIRECT, "POST /" PAGE "/feed");
  reply = graph_fixture_publish (&f->graph);
  g_assert_nonnull (strstr (reply->message, "elsewhere.example"));
  graph_fixture_says (reply, SOTONG_OUTCOME_UNKNOWN, 302);
  g_assert_cmpuint (count_posts (&f->site), ==, 0);
  g_assert_cmpuint (f->graph.server->requests->len, ==, 1);
}

/* Without a version the platform would take the oldest one that it still has. */
static void
test_base (void)
{
  static const char * const bases[][2] = {
    { "", "https://own/v9.9" }, { "https://www.facebook.com/city", "https://own/v9.9" }, { "https://threads.net/@city", "https://own/v9.9" },
    { "https://graph.facebook.com", "https://own/v9.9" }, { "https://graph.instagram.com/", "https://own/v9.9" },
    { "https://graph.threads.net", "https://own/v9.9" }, { "https://graph.facebook.com/v24.0", "https://graph.facebook.com/v24.0" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080/v9.9" }, { "http://127.0.0.1:8080/graph", "http://127.0.0.1:8080/graph" },
    { "https://graph.facebook.com.example.org", "https://graph.facebook.com.example.org/v9.9" }, { "no address", "no address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autofree char *base = sotong_graph_choose_base (bases[i][0], "https://own/v9.9");

      g_assert_cmpstr (base, ==, bases[i][1]);
    }
  /* Of a source, whose account's number was taken off its end. */
  g_assert_cmpstr (sotong_graph_own_base ("facebook", "https://graph.facebook.com"), ==, "https://graph.facebook.com/v25.0");
  g_assert_cmpstr (sotong_graph_own_base ("instagram", "https://graph.facebook.com"), ==, "https://graph.facebook.com/v25.0");
  g_assert_cmpstr (sotong_graph_own_base ("instagram", "https://graph.instagram.com"), ==, "https://graph.instagram.com/v25.0");
  g_assert_cmpstr (sotong_graph_own_base ("threads", "https://graph.threads.net"), ==, "https://graph.threads.net/v1.0");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/platforms/facebook/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/graph/base", test_base);
  ADD ("check", test_check);
  ADD ("check/unknown-number", test_check_unknown_number);
  ADD ("check/whose", test_check_whose);
  ADD ("publish-text", test_text);
  ADD ("publish-text/bad-link", test_text_bad_link);
  ADD ("publish-text/proof", test_proof);
  ADD ("picture", test_picture);
  ADD ("picture/goes-on", test_picture_goes_on);
  ADD ("picture/old", test_picture_is_old);
  ADD ("picture/not-stored", test_picture_not_stored);
  ADD ("video", test_video);
  ADD ("video/lost", test_video_lost);
  ADD ("schedule", test_schedule);
  ADD ("schedule/days", test_schedule_days);
  ADD ("schedule/range", test_schedule_range);
  ADD ("edit", test_edit);
  ADD ("delete", test_delete);
  ADD ("delete/forbidden", test_delete_forbidden);
  ADD ("metrics", test_metrics);
  ADD ("metrics/gap", test_metrics_gap);
  ADD ("metrics/field", test_metrics_field);
  ADD ("metrics/days", test_metrics_days);
  ADD ("metrics/days/gap", test_metrics_days_gap);
  ADD ("refresh", test_refresh);
  ADD ("refresh/not", test_refresh_not);
  ADD ("rate-limit", test_rate_limit);
  ADD ("rate-limit/near", test_rate_limit_near);
  ADD ("lost-reply", test_lost_reply);
  ADD ("lost-reply/unclear", test_lost_reply_unclear);
  ADD ("duplicate", test_duplicate);
  ADD ("duplicate/clock", test_duplicate_clock);
  ADD ("duplicate/refused", test_duplicate_refused);
  ADD ("refused", test_refused);
  ADD ("html", test_html);
  ADD ("redirect", test_redirect);
#undef ADD
  return g_test_run ();
}
