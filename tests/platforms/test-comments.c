/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "stand-in.h"
#include "platforms/sotong-reader.h"

#define NOW   G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */
#define TOKEN "token-of-city"

/* What one site calls what, and what it answers. */
typedef struct {
  const char *kind;
  const char *posts;          /* the path of the list of posts */
  const char *posts_fields;
  const char *posts_json;
  const char *comments;       /* the path of the first post's comments */
  const char *comments_fields;
  const char *first;          /* two pages */
  const char *second;
} Words;

static const Words facebook = {
  "facebook", "/v25.0/1000/published_posts", "id,created_time,permalink_url,comments.summary(total_count)",
  "{\"data\":[{\"id\":\"1000_1\",\"created_time\":\"2016-10-13T01:02:03+0000\","
  "\"permalink_url\":\"https://www.facebook.com/1000/posts/1\","
  "\"comments\":{\"data\":[],\"summary\":{\"total_count\":4}}},{\"id\":\"1000_2\",\"comments\":{\"data\":[],"
  "\"summary\":{\"total_count\":0}}}]}",
  "/v25.0/1000_1/comments", "id,message,from,created_time,like_count,comment_count",
  "{\"data\":[{\"id\":\"1_11\",\"message\":\"버스가 늦어요\",\"from\":{\"name\":\"김시민\",\"id\":\"77\"},"
  "\"created_time\":\"2016-10-13T02:00:00+0000\"},"
  "{\"id\":\"1_12\",\"message\":\"\",\"created_time\":\"2016-10-13T02:10:00+0000\"},"
  "{\"id\":\"1_13\",\"message\":\"확인하겠습니다\",\"from\":{\"name\":\"시청\",\"id\":\"1000\"},"
  "\"created_time\":\"2016-10-13T02:20:00+0000\"}],"
  "\"paging\":{\"cursors\":{\"after\":\"p2\"},\"next\":\"https://graph.facebook.com/next\"}}",
  "{\"data\":[{\"id\":\"1_14\",\"message\":\"고맙습니다 \\ud83d\\ude00\",\"created_time\":\"2016-10-13T03:00:00+0000\"}],"
  "\"paging\":{\"cursors\":{\"after\":\"p3\"}}}",
};
static const Words instagram = {
  "instagram", "/v25.0/1000/media", "id,timestamp,permalink,comments_count",
  "{\"data\":[{\"id\":\"900\",\"permalink\":\"https://www.instagram.com/p/AbC/\",\"comments_count\":2},{\"id\":\"901\","
  "\"comments_count\":0}]}",
  "/v25.0/900/comments", "id,text,username,timestamp",
  "{\"data\":[{\"id\":\"11\",\"text\":\"버스가 늦어요\",\"username\":\"김시민\",\"timestamp\":\"2016-10-13T02:00:00+0000\"}],"
  "\"paging\":{\"cursors\":{\"after\":\"p2\"},\"next\":\"x\"}}",
  "{\"data\":[{\"id\":\"14\",\"text\":\"고맙습니다 \\ud83d\\ude00\",\"timestamp\":\"2016-10-13T03:00:00+0000\"}]}",
};
static const Words threads = {
  "threads", "/v1.0/1000/threads", "id,timestamp,permalink",
  "{\"data\":[{\"id\":\"900\",\"permalink\":\"https://www.threads.net/@city/post/AbC\"}]}",
  "/v1.0/900/conversation", "id,text,username,timestamp,permalink,is_reply_owned_by_me",
  "{\"data\":[{\"id\":\"11\",\"text\":\"버스가 늦어요\",\"username\":\"김시민\",\"timestamp\":\"2016-10-13T02:00:00+0000\","
  "\"permalink\":\"https://www.threads.net/@a/post/X1\"},"
  "{\"id\":\"13\",\"text\":\"확인하겠습니다\",\"username\":\"city\",\"timestamp\":\"2016-10-13T02:20:00+0000\","
  "\"is_reply_owned_by_me\":true}],"
  "\"paging\":{\"cursors\":{\"after\":\"p2\"},\"next\":\"x\"}}",
  "{\"data\":[{\"id\":\"14\",\"text\":\"고맙습니다 \\ud83d\\ude00\",\"timestamp\":\"2016-10-13T03:00:00+0000\","
  "\"permalink\":\"https://www.threads.net/@b/post/X2\"}]}",
};

typedef struct {
  const Words  *words;
  StandIn      *server;
  SotongClock  *clock;
  SotongHttp   *http;
  SotongReader *reader;
  GTimeZone    *zone;
  char         *url;
} Fixture;

static void
handle (StandIn           *server,
        SoupServerMessage *message,
        const char        *method,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  Fixture *f = user_data;
  const char *fields = g_hash_table_lookup (query, "fields");
  const char *after = g_hash_table_lookup (query, "after");

  if (!g_str_equal (method, "GET") || g_hash_table_contains (query, "access_token"))
    stand_in_violate (server, "comments are read, and the token stands in a header");
  if (g_strcmp0 (stand_in_get_header (message, "Authorization"), "Bearer " TOKEN) != 0)
    stand_in_answer (server, message, 400, "{\"error\":{\"message\":\"Session has expired\",\"code\":190,"
                                           "\"error_subcode\":463}}");
  else if (g_str_equal (path, f->words->posts))
    {
      if (g_strcmp0 (fields, f->words->posts_fields) != 0)
        stand_in_violate (server, "posts are asked for %s", fields);
      stand_in_answer (server, message, 200, f->words->posts_json);
    }
  else if (g_str_equal (path, f->words->comments))
    {
      if (g_strcmp0 (fields, f->words->comments_fields) != 0)
        stand_in_violate (server, "comments are asked for %s", fields);
      if (f->words == &facebook && g_strcmp0 (g_hash_table_lookup (query, "filter"), "stream") != 0)
        stand_in_violate (server, "without filter=stream answers to comments are missing");
      stand_in_answer (server, message, 200, g_strcmp0 (after, "p2") == 0 ? f->words->second : f->words->first);
    }
  else if (f->words == &threads && g_str_has_suffix (path, "/replies")) /* of a post that is gone */
    stand_in_answer (server, message, 400, "{\"error\":{\"message\":\"Object does not exist\",\"code\":100,\"error_subcode\":33}}");
  else
    stand_in_violate (server, "%s is not asked for: its post has no comments", path);
}

static void
set_up (Fixture       *f,
        gconstpointer  words)
{
  f->words = words;
  f->server = stand_in_new (handle, f);
  f->clock = sotong_clock_new_set (NOW);
  f->http = sotong_http_new (f->clock);
  f->reader = sotong_reader_new (f->words->kind, f->http);
  f->zone = g_time_zone_new_identifier ("Asia/Seoul");
  f->url = g_strconcat (f->server->url, f->words == &threads ? "/v1.0/1000/" : "/v25.0/1000", NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  words)
{
  stand_in_check (f->server);
  g_assert_finalize_object (f->reader);
  g_assert_finalize_object (f->http);
  g_object_unref (f->clock);
  g_time_zone_unref (f->zone);
  stand_in_free (f->server);
  g_free (f->url);
}

static SotongFetchReply *
fetch (Fixture    *f,
       const char *url,
       const char *secret,
       guint       max_items)
{
  SotongFetchRequest request = { .url = url, .secret = secret, .since = NOW - 7200, .now = NOW, .zone = f->zone,
                                 .max_items = max_items };

  return sotong_reader_fetch (f->reader, &request, NULL);
}

static void
fail_comments (Fixture    *f,
               guint       status,
               const char *headers,
               const char *body)
{
  g_autofree char *request = g_strconcat ("GET ", f->words->comments, NULL);

  stand_in_fail_status (f->server, request, status, headers, body);
}

static void
test_read (Fixture       *f,
           gconstpointer  words)
{
  g_autoptr(SotongFetchReply) reply = fetch (f, f->url, TOKEN, 0);
  const SotongItem *first, *second;

  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 2); /* one is empty, one is the office's own */
  first = g_ptr_array_index (reply->items, 0);
  second = g_ptr_array_index (reply->items, 1);
  g_assert_cmpstr (first->text, ==, "버스가 늦어요");
  g_assert_cmpstr (first->author, ==, "김시민");
  g_assert_cmpint (first->published_at, ==, NOW - 23 * 3600);
  g_assert_cmpint (first->precision, ==, SOTONG_ITEM_EXACT);
  g_assert_cmpstr (first->reply_to, ==, f->words == &facebook ? "1000_1" : "900");
  g_assert_nonnull (first->url);
  g_assert_cmpstr (first->url, !=, second->url);
  g_assert_cmpstr (first->canonical_key, !=, second->canonical_key);
  if (f->words == &facebook)
    g_assert_cmpstr (first->url, ==, "https://www.facebook.com/1000/posts/1?comment_id=11");
  if (f->words == &instagram)
    g_assert_cmpstr (first->url, ==, "https://www.instagram.com/p/AbC/c/11/");
  g_assert_cmpstr (second->text, ==, "고맙습니다 😀");
  g_assert_cmpint (reply->covered_from, ==, NOW - 7200);
  g_assert_cmpint (reply->covered_to, ==, NOW);
  g_assert_cmpint (reply->next_after, >=, SOTONG_READER_MIN_INTERVAL);
}

static void
test_errors (Fixture       *f,
             gconstpointer  words)
{
  static const struct {
    guint              status;
    const char        *headers;
    const char        *body;
    SotongFetchOutcome outcome;
    gint64             wait;
  } cases[] = {
    { 400, NULL, "{\"error\":{\"message\":\"x\",\"code\":190,\"error_subcode\":460}}", SOTONG_FETCH_REFUSED, 0 },
    { 403, NULL, "{\"error\":{\"message\":\"(#10) requires pages_read_user_content\",\"code\":10}}", SOTONG_FETCH_REFUSED, 0 },
    { 400, "X-Business-Use-Case-Usage: {\"1000\":[{\"estimated_time_to_regain_access\":12}]}",
      "{\"error\":{\"message\":\"limit\",\"code\":32}}", SOTONG_FETCH_WAIT, 720 },
    { 500, NULL, "{\"error\":{\"message\":\"x\",\"code\":2,\"is_transient\":true}}", SOTONG_FETCH_WAIT,
      SOTONG_READER_MIN_INTERVAL },
    { 503, "Retry-After: 90", "busy", SOTONG_FETCH_WAIT, 90 },
    { 200, NULL, "<html>Please sign in</html>", SOTONG_FETCH_FAILED, 3600 },
    { 200, NULL, "{\"paging\":{}}", SOTONG_FETCH_FAILED, 3600 },
    { 302, "Location: https://elsewhere.example/", "", SOTONG_FETCH_REFUSED, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongFetchReply) reply = NULL;

      fail_comments (f, cases[i].status, cases[i].headers, cases[i].body);
      reply = fetch (f, f->url, TOKEN, 0);
      g_test_message ("%u: %s", i, reply->message);
      g_assert_cmpint (reply->outcome, ==, cases[i].outcome);
      g_assert_cmpint (reply->retry_at, ==, cases[i].wait > 0 ? NOW + cases[i].wait : 0);
      g_assert_cmpint (reply->covered_to, ==, 0);
      g_assert_null (strstr (reply->message, TOKEN));
    }
}

/* A post that was deleted between the two calls is no failure; too many comments are a gap. */
static void
test_edges (Fixture       *f,
            gconstpointer  words)
{
  g_autoptr(SotongFetchReply) reply = NULL;

  fail_comments (f, 400, NULL, "{\"error\":{\"message\":\"Object does not exist\",\"code\":100,\"error_subcode\":33}}");
  reply = fetch (f, f->url, TOKEN, 0);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_UNCHANGED);
  g_assert_cmpint (reply->covered_to, ==, NOW);
  g_clear_pointer (&reply, sotong_fetch_reply_free);
  reply = fetch (f, f->url, TOKEN, 1);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  g_assert_cmpuint (reply->items->len, ==, 1);
  g_assert_cmpint (reply->covered_to, ==, 0);
  g_assert_nonnull (reply->message);
}

/* Words that are called something else now are no silence; ids beyond a double, odd dates, doubles and what has no words are taken as they are. */
static void
test_odd (Fixture       *f,
          gconstpointer  words)
{
  static const char * const dates[] = { "2016-13-45", "yesterday", "0", "31/12/2016 25:61", "9999-12-31T23:59:59+0000", "" };
  const char *text = f->words == &facebook ? "message" : "text", *time = f->words == &facebook ? "created_time" : "timestamp";
  g_autoptr(GString) renamed = g_string_new ("{\"data\":["), odd = g_string_new ("{\"data\":[null,3,{\"id\":\"5\"}");
  g_autoptr(SotongFetchReply) silent = NULL, reply = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_string_append_printf (renamed, "%s{\"id\":\"%u\",\"words\":\"말\"}", i > 0 ? "," : "", i);
      for (guint twice = 0; twice < 2; twice++)
        g_string_append_printf (odd, ",{\"id\":\"%" G_GINT64_FORMAT "\",\"%s\":\"말\",\"%s\":\"%s\"}", G_GINT64_CONSTANT (9007199254740992) + i, text, time, dates[i]);
    }
  g_string_append (renamed, "]}");
  g_string_append (odd, "]}");
  fail_comments (f, 200, NULL, renamed->str);
  silent = fetch (f, f->url, TOKEN, 0);
  g_assert_cmpint (silent->outcome, ==, SOTONG_FETCH_FAILED);
  g_assert_nonnull (strstr (silent->message, text));
  fail_comments (f, 200, NULL, odd->str);
  reply = fetch (f, f->url, TOKEN, 0);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
  for (guint i = 0; i < reply->items->len; i++)
    {
      const SotongItem *item = g_ptr_array_index (reply->items, i);

      if (!g_str_equal (item->text, "말"))
        continue;
      n++;
      g_assert_cmpint (item->precision, ==, SOTONG_ITEM_FIRST_SEEN);
      g_assert_cmpint (item->published_at, ==, NOW);
    }
  g_assert_cmpuint (n, ==, 2 * G_N_ELEMENTS (dates)); /* the workspace knows one by its id */
}

static void
test_settings (Fixture       *f,
               gconstpointer  words)
{
  static const char * const bad[] = {
    "https://graph.facebook.com/city", "https://graph.facebook.com/v25.0/city", "https://graph.facebook.com/v25.0/city/",
  };
  g_autoptr(SotongFetchReply) reply = NULL;

  g_assert_true (sotong_reader_needs_secret (f->words->kind));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(SotongFetchReply) refused = fetch (f, bad[i], TOKEN, 0);

      g_assert_cmpint (refused->outcome, ==, SOTONG_FETCH_REFUSED);
    }
  reply = fetch (f, f->url, "", 0);
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_REFUSED);
  g_clear_pointer (&reply, sotong_fetch_reply_free);
  g_assert_cmpuint (f->server->requests->len, ==, 0);
  reply = fetch (f, f->url, "{\"client_id\":\"1\",\"access_token\":\"" TOKEN "\"}", 0); /* the secret of the channel */
  g_assert_cmpint (reply->outcome, ==, SOTONG_FETCH_OK);
}

int
main (int   argc,
      char *argv[])
{
  static const Words * const sites[] = { &facebook, &instagram, &threads };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    {
#define ADD(name, func) \
      { \
        g_autofree char *path = g_strdup_printf ("/platforms/comments/%s/" name, sites[i]->kind); \
        g_test_add (path, Fixture, sites[i], set_up, func, tear_down); \
      }
      ADD ("read", test_read)
      ADD ("errors", test_errors)
      ADD ("edges", test_edges)
      ADD ("odd", test_odd)
      ADD ("settings", test_settings)
#undef ADD
    }
  return g_test_run ();
}
