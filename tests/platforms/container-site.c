/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "container-site.h"
#include "util/sotong-json.h"

const SiteWords site_instagram = {
  "instagram", "media", "media_publish", "status_code", "status", "caption", "content_publishing_limit", "ig_refresh_token",
  "image_url video_url media_type caption alt_text is_carousel_item children", FALSE, 60000,
};
const SiteWords site_threads = {
  "threads", "threads", "threads_publish", "status", "error_message", "text", "threads_publishing_limit", "th_refresh_token",
  "image_url video_url media_type text alt_text is_carousel_item children reply_to_id", TRUE, 30000,
};

static void
answer_error (StandIn           *server,
              SoupServerMessage *message,
              int                code,
              int                subcode,
              const char        *words)
{
  g_autofree char *json = NULL;

  json = g_strdup_printf ("{\"error\":{\"message\":\"%s\",\"type\":\"OAuthException\",\"code\":%d,\"error_subcode\":%d,"
                          "\"is_transient\":false,\"fbtrace_id\":\"AbC1\"}}", words, code, subcode);

  stand_in_answer (server, message, 400, json);
}

char *
site_request (const Site *site,
              const char *method,
              const char *edge)
{
  return g_strdup_printf ("%s /" SITE_USER "/%s", method, edge);
}

SitePost *
site_add_post (Site       *site,
               const char *id,
               const char *text)
{
  SitePost *post = &site->posts[site->n_posts++];

  post->id = id != NULL ? g_strdup (id) : g_strdup_printf ("18%u", 100 + site->n_posts);
  post->text = g_strdup (text);
  return post;
}

guint
site_count (Site *site)
{
  guint n = 0;

  for (guint i = 0; i < site->n_posts; i++)
    n += site->posts[i].gone ? 0 : 1;
  return n;
}

static SiteContainer *
find_container (Site       *site,
                const char *id)
{
  for (guint i = 0; i < site->n_containers; i++)
    if (g_strcmp0 (site->containers[i].id, id) == 0)
      return &site->containers[i];
  return NULL;
}

static SitePost *
find_post (Site       *site,
           const char *id)
{
  for (guint i = 0; i < site->n_posts; i++)
    if (!site->posts[i].gone && g_strcmp0 (site->posts[i].id, id) == 0)
      return &site->posts[i];
  return NULL;
}

static void
check_type (StandIn             *server,
            const SiteWords     *words,
            const SiteContainer *made)
{
  gboolean picture = made->url != NULL && g_str_has_suffix (made->url, ".jpg");
  const char *type = made->type;

  if (made->url != NULL && !g_str_has_prefix (made->url, "https://"))
    stand_in_violate (server, "a file is fetched over https only");
  if (made->children != NULL && (g_strcmp0 (type, "CAROUSEL") != 0 || made->child || made->url != NULL))
    stand_in_violate (server, "children belong to a carousel");
  if (made->children != NULL)
    return;
  if (made->url == NULL && (!words->types_all || g_strcmp0 (type, "TEXT") != 0 || made->child))
    stand_in_violate (server, "a container of nothing");
  else if (picture && g_strcmp0 (type, words->types_all ? "IMAGE" : NULL) != 0)
    stand_in_violate (server, "a picture is called %s", type);
  else if (made->url != NULL && !picture && g_strcmp0 (type, words->types_all || made->child ? "VIDEO" : "REELS") != 0)
    stand_in_violate (server, "a video is called %s", type);
}

static void
check_children (StandIn    *server,
                Site       *site,
                const char *children)
{
  g_auto(GStrv) ids = g_strsplit (children, ",", -1);

  if (g_strv_length (ids) < 2)
    stand_in_violate (server, "a carousel has two items at least");
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const SiteContainer *child = find_container (site, ids[i]);

      if (child == NULL || !child->child || child->slow > 0)
        stand_in_violate (server, "%s is no ready item of a carousel", ids[i]);
    }
}

static void
make (StandIn           *server,
      SoupServerMessage *message,
      Site              *site,
      GHashTable        *form)
{
  g_auto(GStrv) known = g_strsplit (site->words->fields, " ", -1);
  SiteContainer *made = &site->containers[site->n_containers];
  g_autofree char *json = NULL;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains ((const char * const *) known, name))
      stand_in_violate (server, "unknown field %s", (const char *) name);
  if (!stand_in_keeps (server))
    {
      stand_in_answer (server, message, 200, "{}");
      return;
    }
  site->n_containers++;
  made->id = g_strdup_printf ("17%u", 900 + site->n_containers);
  made->text = g_strdup (g_hash_table_lookup (form, site->words->text));
  made->type = g_strdup (g_hash_table_lookup (form, "media_type"));
  made->url = g_strdup (g_hash_table_lookup (form, "image_url"));
  if (made->url == NULL)
    made->url = g_strdup (g_hash_table_lookup (form, "video_url"));
  made->alt = g_strdup (g_hash_table_lookup (form, "alt_text"));
  made->children = g_strdup (g_hash_table_lookup (form, "children"));
  made->child = g_strcmp0 (g_hash_table_lookup (form, "is_carousel_item"), "true") == 0;
  made->reply_to = g_strdup (g_hash_table_lookup (form, "reply_to_id"));
  if (made->reply_to != NULL && find_post (site, made->reply_to) == NULL)
    stand_in_violate (server, "there is no post %s to answer", made->reply_to);
  made->slow = site->slow;
  made->state = site->next_state != NULL && !made->child ? site->next_state : "FINISHED";
  if (made->child == (made->text != NULL))
    stand_in_violate (server, "the text belongs to the post, not to an item");
  check_type (server, site->words, made);
  if (made->children != NULL)
    check_children (server, site, made->children);
  json = g_strdup_printf ("{\"id\":\"%s\"}", made->id);
  stand_in_answer (server, message, 200, json);
}

static void
publish (StandIn           *server,
         SoupServerMessage *message,
         Site              *site,
         GHashTable        *form)
{
  SiteContainer *container = find_container (site, g_hash_table_lookup (form, "creation_id"));
  g_autofree char *json = NULL;
  SitePost *post;

  if (g_hash_table_size (form) != 1)
    stand_in_violate (server, "a container is published by creation_id alone");
  if (container != NULL && site->straggler)
    {
      container->state = "PUBLISHED";
      site_add_post (site, NULL, container->text);
    }
  if (container == NULL || site->straggler)
    answer_error (server, message, 24, 2207006, "The media could not be found");
  else if (container->slow > 0 || site->refuse_ready > 0)
    {
      site->refuse_ready -= site->refuse_ready > 0 ? 1 : 0;
      answer_error (server, message, 9007, 2207027, "Media ID is not available");
    }
  else if (g_str_equal (container->state, "PUBLISHED"))
    answer_error (server, message, -1, 2207001, "This container was published already");
  else if (!g_str_equal (container->state, "FINISHED"))
    answer_error (server, message, 100, 2207008, "The container has expired");
  else if (!stand_in_keeps (server))
    stand_in_answer (server, message, 200, "{}");
  else
    {
      container->state = "PUBLISHED";
      post = site_add_post (site, NULL, container->text);
      post->reply_to = g_strdup (container->reply_to);
      json = g_strdup_printf ("{\"id\":\"%s\"}", post->id);
      stand_in_answer (server, message, 200, json);
    }
}

static char *
describe (Site           *site,
          const SitePost *post)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *time = graph_now_iso (post->age);
  g_autofree char *url = g_strdup_printf ("https://www.%s.example/p/%s", site->words->platform, post->id);
  g_autoptr(GBytes) bytes = NULL;

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", post->id);
  sotong_json_add_string (builder, site->words->text, post->text);
  sotong_json_add_string (builder, "timestamp", time);
  sotong_json_add_string (builder, "permalink", url);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
list (StandIn           *server,
      SoupServerMessage *message,
      Site              *site,
      gboolean           answers,
      GHashTable        *query)
{
  g_autoptr(GString) out = g_string_new ("{\"data\":[");
  g_autofree char *fields = g_strdup_printf ("id,%s,timestamp,permalink", site->words->text);

  if (g_strcmp0 (g_hash_table_lookup (query, "fields"), fields) != 0)
    stand_in_violate (server, "a list without fields holds nothing to compare");
  for (guint i = site->n_posts; i-- > 0;)
    {
      g_autofree char *json = describe (site, &site->posts[i]);

      if (!site->posts[i].gone && !site->late_list && (site->posts[i].reply_to != NULL) == answers)
        g_string_append_printf (out, "%s%s", g_str_has_suffix (out->str, "[") ? "" : ",", json);
    }
  site->late_list = FALSE;
  g_string_append (out, "],\"paging\":{\"cursors\":{\"before\":\"x\",\"after\":\"y\"}}}");
  stand_in_answer (server, message, 200, out->str);
}

static void
answer_container (StandIn           *server,
                  SoupServerMessage *message,
                  Site              *site,
                  SiteContainer     *container,
                  GHashTable        *query)
{
  g_autofree char *fields = g_strdup_printf ("%s,%s", site->words->state, site->words->reason);
  const char *state = container->slow > 0 ? "IN_PROGRESS" : container->state;
  g_autofree char *json = NULL;

  if (g_strcmp0 (g_hash_table_lookup (query, "fields"), fields) != 0)
    stand_in_violate (server, "a container is asked for its state");
  container->slow -= container->slow > 0 ? 1 : 0;
  json = g_strdup_printf ("{\"id\":\"%s\",\"%s\":\"%s\",\"%s\":\"%s\"}", container->id, site->words->state, state,
                          site->words->reason,
                          g_str_equal (state, "ERROR") ? "Error: the video codec is not supported" : state);
  stand_in_answer (server, message, 200, json);
}

static void
answer_post (StandIn           *server,
             SoupServerMessage *message,
             Site              *site,
             SitePost          *post)
{
  g_autofree char *json = NULL;

  if (g_str_equal (soup_server_message_get_method (message), "DELETE"))
    {
      post->gone = stand_in_keeps (server);
      stand_in_answer (server, message, 200, "{\"success\":true}");
      return;
    }
  json = describe (site, post);
  stand_in_answer (server, message, 200, json);
}

static void
answer_insights (StandIn           *server,
                 SoupServerMessage *message,
                 Site              *site,
                 GHashTable        *query)
{
  const char *metric = g_hash_table_lookup (query, "metric");
  g_auto(GStrv) names = g_strsplit (metric != NULL ? metric : "", ",", -1);
  g_autoptr(GString) out = g_string_new ("{\"data\":[");

  if (names[0] == NULL || strstr (metric, "impressions") != NULL || strstr (metric, "plays") != NULL)
    stand_in_violate (server, "%s is gone", metric);
  if (site->no_insights && (names[1] != NULL || g_str_equal (metric, "shares")))
    {
      answer_error (server, message, 100, 0, "(#100) metric[0] must be one of the following values");
      return;
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal (names[i], "reach"))  /* an empty set instead of 0 */
      g_string_append_printf (out, "%s{\"name\":\"%s\",\"period\":\"lifetime\",\"%s\":%s{\"value\":%u}%s}", i > 0 ? "," : "",
                              names[i],
                              i % 2 == 0 ? "values" : "total_value", i % 2 == 0 ? "[" : "", 10 + i, i % 2 == 0 ? "]" : "");
  g_string_append (out, "]}");
  stand_in_answer (server, message, 200, out->str);
}

/* Whether the span is one of the three days before today, of one day each. */
static gint64
find_day (StandIn    *server,
          GHashTable *query)
{
  gint64 since = g_ascii_strtoll (g_hash_table_lookup (query, "since"), NULL, 10);
  gint64 back = (GRAPH_DAY_TODAY - since) / GRAPH_DAY_S;

  if (since % GRAPH_DAY_S != GRAPH_DAY_TODAY % GRAPH_DAY_S || back < 1 || back > 3)
    stand_in_violate (server, "a total is asked for of a day that is over");
  return back;
}

/* Figures of the account: some told day by day, the others only for a span. */
static void
answer_days (StandIn           *server,
             SoupServerMessage *message,
             Site              *site,
             GHashTable        *query)
{
  static const char * const instagram_totals[] = { "views", "likes", "comments", "replies", "shares", "saves", "total_interactions", NULL };
  static const char * const threads_totals[] = { "likes", "replies", "reposts", "quotes", "clicks", NULL };
  gboolean threads = site->words == &site_threads;
  const char *metric = g_hash_table_lookup (query, "metric");
  g_auto(GStrv) names = g_strsplit (metric != NULL ? metric : "", ",", -1);
  g_autoptr(GString) out = g_string_new ("{\"data\":[");
  gint64 back;

  if (site->no_right)
    {
      answer_error (server, message, 10, 0, "(#10) Application does not have permission for this action");
      return;
    }
  if (g_str_equal (metric, threads ? "views" : "reach"))
    {
      graph_check_days (server, query, threads ? "" : "period=day", GRAPH_DAY_TODAY - 7 * GRAPH_DAY_S, GRAPH_DAY_TODAY);
      g_string_append_printf (out, "{\"name\":\"%s\",\"period\":\"day\",\"values\":[{\"value\":31,\"end_time\":\"2026-11-18T08:00:00+0000\"},"
                              "{\"value\":32,\"end_time\":\"2026-11-19T08:00:00+0000\"}]}]}", metric);
      stand_in_answer (server, message, 200, out->str);
      return;
    }
  back = find_day (server, query);
  graph_check_days (server, query, threads ? "" : "period=day metric_type=total_value", GRAPH_DAY_TODAY - back * GRAPH_DAY_S,
                    GRAPH_DAY_TODAY - (back - 1) * GRAPH_DAY_S - 1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_strv_contains (threads ? threads_totals : instagram_totals, names[i]))
        stand_in_violate (server, "%s is no total of an account", names[i]);
      if (site->no_insights && g_str_equal (names[i], "likes"))
        {
          answer_error (server, message, 100, 0, "(#100) metric[0] must be one of the following values");
          return;
        }
      if (!(back == 2 && g_str_equal (names[i], "replies")))
        g_string_append_printf (out, "%s{\"name\":\"%s\",\"period\":\"day\",\"total_value\":{\"value\":%d}}", out->str[out->len - 1] == '}' ? "," : "", names[i],
                                (int) (100 * back + i));
    }
  g_string_append (out, "]}");
  stand_in_answer (server, message, 200, out->str);
}

static gboolean
let_in (StandIn           *server,
        SoupServerMessage *message,
        Site              *site,
        GHashTable        *query)
{
  const char *header = stand_in_get_header (message, "Authorization");

  if (g_hash_table_contains (query, "access_token"))
    stand_in_violate (server, "the token stands in the address");
  if (header == NULL || !g_str_has_prefix (header, "Bearer "))
    stand_in_violate (server, "no bearer token");
  else if (g_str_equal (header + 7, site->token))
    return TRUE;
  answer_error (server, message, 190, 463, "Error validating access token: Session has expired");
  return FALSE;
}

static void
handle_own (StandIn           *server,
            SoupServerMessage *message,
            const char        *method,
            const char        *edge,
            GHashTable        *query,
            Site              *site)
{
  gboolean get = g_str_equal (method, "GET");
  g_autoptr(GHashTable) form = get ? NULL : stand_in_read_form (server, message);

  if (!get && g_str_equal (edge, site->words->make))
    make (server, message, site, form);
  else if (!get && g_str_equal (edge, site->words->publish))
    publish (server, message, site, form);
  else if (get && g_str_equal (edge, site->words->make))
    list (server, message, site, FALSE, query);
  else if (get && site->words == &site_threads && g_str_equal (edge, "replies"))
    list (server, message, site, TRUE, query);
  else if (get && g_str_equal (edge, site->words->limit))
    stand_in_answer (server, message, 200, "{\"data\":[{\"quota_usage\":3,\"config\":{\"quota_total\":50,"
                                           "\"quota_duration\":86400}}]}");
  else if (get && g_str_equal (edge, site->words == &site_threads ? "threads_insights" : "insights")
           && g_strcmp0 (g_hash_table_lookup (query, "metric"), "followers_count") != 0)
    answer_days (server, message, site, query);
  else if (get && g_str_equal (edge, "threads_insights"))
    stand_in_answer (server, message, 200, "{\"data\":[{\"name\":\"followers_count\",\"period\":\"day\","
                                           "\"total_value\":{\"value\":777}}]}");
  else
    stand_in_violate (server, "%s of the edge %s is no part of the API", method, edge);
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
  g_autofree char *id = g_strndup (path + 1, strcspn (path + 1, "/"));
  SiteContainer *container = find_container (site, id);
  SitePost *post = find_post (site, id);

  if (!let_in (server, message, site, query))
    return;
  if (get && g_str_equal (path, "/refresh_access_token"))
    {
      if (g_strcmp0 (g_hash_table_lookup (query, "grant_type"), site->words->grant) != 0)
        stand_in_violate (server, "a renewal is asked for by %s", site->words->grant);
      stand_in_answer (server, message, 200, "{\"access_token\":\"token-of-city-2\",\"token_type\":\"bearer\","
                                             "\"expires_in\":5183944}");
    }
  else if (get && g_str_equal (path, "/me"))
    stand_in_answer (server, message, 200, site->other ? "{\"id\":\"2000\",\"username\":\"mayor\"}" : "{\"id\":\"" SITE_USER "\",\"username\":\"cityhall\"}");
  else if (site->other && g_str_has_prefix (path, "/" SITE_USER))
    answer_error (server, message, 100, 33, "Unsupported get request. Object with ID '" SITE_USER "' does not exist");
  else if (get && g_str_equal (path, "/" SITE_USER))
    stand_in_answer (server, message, 200,
                     "{\"id\":\"" SITE_USER "\",\"username\":\"cityhall\",\"followers_count\":777,\"media_count\":42}");
  else if (g_str_has_prefix (path, "/" SITE_USER "/"))
    handle_own (server, message, method, path + strlen ("/" SITE_USER "/"), query, site);
  else if (get && g_str_has_suffix (path, "/insights"))
    answer_insights (server, message, site, query);
  else if (container != NULL && get)
    answer_container (server, message, site, container, query);
  else if (post != NULL)
    answer_post (server, message, site, post);
  else
    answer_error (server, message, 100, 33, "Unsupported request. Object with that ID does not exist");
}

void
site_set_up (SiteFixture   *f,
             gconstpointer  words)
{
  f->site.words = words;
  f->site.token = SITE_TOKEN;
  graph_fixture_set_up (&f->graph, f->site.words->platform, SITE_USER, SITE_TOKEN, SITE_TEXT, handle, &f->site);
}

void
site_tear_down (SiteFixture   *f,
                gconstpointer  words)
{
  graph_fixture_tear_down (&f->graph);
  for (guint i = 0; i < f->site.n_containers; i++)
    {
      SiteContainer *container = &f->site.containers[i];

      g_free (container->id);
      g_free (container->text);
      g_free (container->reply_to);
      g_free (container->type);
      g_free (container->url);
      g_free (container->alt);
      g_free (container->children);
    }
  for (guint i = 0; i < f->site.n_posts; i++)
    {
      g_free (f->site.posts[i].id);
      g_free (f->site.posts[i].text);
      g_free (f->site.posts[i].reply_to);
    }
}
