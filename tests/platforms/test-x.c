/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-platform-x-private.h"
#include "platforms/sotong-token.h"
#include "stand-in.h"
#include "util/sotong-json.h"

#define NOW       G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */
#define SECRET    "{\"client_id\":\"app1\",\"access_token\":\"acc-7f3a\",\"refresh_token\":\"ref-1\"}"
#define TOKEN     "acc-7f3a"
#define FIRST_ID  G_GINT64_CONSTANT (1859000000000000001)
#define FILM      (4 * 1024 * 1024 + 17)

/* One post on the account. */
typedef struct {
  gint64  id;
  char   *text;      /* as X gives it back */
  char   *entities;  /* JSON */
  char   *reply_to;
  char   *media;
  gint64  at;
} Tweet;

/* X as its documents have it. */
typedef struct {
  StandIn        *server;
  GPtrArray      *tweets;     /* (element-type Tweet), the oldest first */
  gsize           film_bytes;
  guint           n_media;
  guint           n_segments;
  guint           n_asked;    /* STATUS, before the film is ready */
  char           *alt;
  guint           n_refreshed;
  gboolean        pages;      /* two posts a page */
  SotongClock    *clock;
  SotongHttp     *http;
  SotongPlatform *platform;
  SotongAccount  *account;
  SotongPost     *post;
  GString        *waits;
} Fixture;

static void
tweet_free (Tweet *tweet)
{
  g_free (tweet->text);
  g_free (tweet->entities);
  g_free (tweet->reply_to);
  g_free (tweet->media);
  g_free (tweet);
}

/* As X gives a text back: escaped, a link by one of its own. */
static Tweet *
add_tweet (Fixture    *f,
           const char *text,
           gint64      at)
{
  Tweet *tweet = g_new0 (Tweet, 1);
  g_auto(GStrv) amps = g_strsplit (text, "&", -1);
  g_autofree char *escaped = g_strjoinv ("&amp;", amps);
  g_auto(GStrv) links = g_strsplit (escaped, "https://seoul.go.kr/a", -1);

  tweet->id = FIRST_ID + f->tweets->len;
  tweet->text = g_strjoinv ("https://t.co/abc", links);
  tweet->entities = g_strdup ("{\"urls\":[{\"start\":1,\"end\":24,\"url\":\"https://t.co/abc\",\"expanded_url\":\"https://seoul.go.kr/a\","
                              "\"display_url\":\"seoul.go.kr/a\"},{\"url\":\"https://t.co/pic\",\"media_key\":\"3_1\","
                              "\"expanded_url\":\"https://x.com/city/status/1/photo/1\"}]}");
  tweet->at = at;
  g_ptr_array_add (f->tweets, tweet);
  return tweet;
}

static void
answer_problem (Fixture           *f,
                SoupServerMessage *message,
                guint              status,
                const char        *detail)
{
  g_autofree char *json = g_strdup_printf ("{\"title\":\"No\",\"detail\":\"%s\",\"type\":\"about:blank\",\"status\":%u}", detail, status);

  stand_in_answer (f->server, message, status, json);
}

static void
check_members (Fixture    *f,
               JsonObject *object)
{
  static const char * const known[] = { "text", "media", "reply", NULL };
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      stand_in_violate (f->server, "an unknown member “%s” of a post", (char *) l->data);
}

static void
create (Fixture           *f,
        SoupServerMessage *message)
{
  g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
  g_autofree char *text = sotong_json_dup_string (object, "text");
  JsonArray *media = sotong_json_get_array (sotong_json_get_object (object, "media"), "media_ids");
  g_autoptr(GString) ids = g_string_new (NULL);
  g_autofree char *json = NULL;
  Tweet *tweet;

  check_members (f, object);
  if (text == NULL && media == NULL)
    stand_in_violate (f->server, "a post without text and media");
  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    g_string_append_printf (ids, "%s ", json_array_get_string_element (media, i));
  if (!stand_in_keeps (f->server))
    {
      stand_in_answer (f->server, message, 201, "");
      return;
    }
  tweet = add_tweet (f, text != NULL ? text : "", g_get_real_time () / G_USEC_PER_SEC);
  tweet->media = g_strdup (ids->str);
  tweet->reply_to = sotong_json_dup_string (sotong_json_get_object (object, "reply"), "in_reply_to_tweet_id");
  if (ids->len > 0)
    {
      g_autofree char *old = tweet->text;

      tweet->text = g_strconcat (old, " https://t.co/pic", NULL);
    }
  json = g_strdup_printf ("{\"data\":{\"id\":\"%" G_GINT64_FORMAT "\",\"text\":\"…\"}}", tweet->id);
  stand_in_answer (f->server, message, 201, json);
}

static void
list (Fixture           *f,
      SoupServerMessage *message,
      GHashTable        *query)
{
  const char *token = g_hash_table_lookup (query, "pagination_token");
  const char *n = g_hash_table_lookup (query, "max_results");
  guint from = token != NULL ? (guint) atoi (token) : 0, size = f->pages ? 2 : 20, shown = 0;
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *json = NULL;

  if (n == NULL || atoi (n) < 5 || atoi (n) > 100)
    stand_in_violate (f->server, "max_results must be 5 to 100");
  if (g_strcmp0 (g_hash_table_lookup (query, "tweet.fields"), "created_at,entities") != 0)
    stand_in_violate (f->server, "a look-up needs the times and the links");
  json_builder_begin_object (builder);
  if (f->tweets->len > from)
    {
      json_builder_set_member_name (builder, "data");
      json_builder_begin_array (builder);
      for (guint i = from; i < f->tweets->len && shown < size; i++, shown++)
        {
          Tweet *tweet = g_ptr_array_index (f->tweets, f->tweets->len - 1 - i);
          g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (tweet->at);
          g_autofree char *at = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");
          g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, tweet->id);

          json_builder_begin_object (builder);
          sotong_json_add_string (builder, "id", id);
          sotong_json_add_string (builder, "text", tweet->text);
          sotong_json_add_string (builder, "created_at", at);
          json_builder_set_member_name (builder, "entities");
          json_builder_add_value (builder, json_from_string (tweet->entities, NULL));
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_set_member_name (builder, "meta");
  json_builder_begin_object (builder);
  sotong_json_add_int (builder, "result_count", shown);
  if (from + shown < f->tweets->len)
    {
      g_autofree char *next = g_strdup_printf ("%u", from + shown);

      sotong_json_add_string (builder, "next_token", next);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  stand_in_answer (f->server, message, 200, json);
}

static gboolean
part_is (GHashTable *parts,
         const char *name,
         const char *value)
{
  GBytes *part = g_hash_table_lookup (parts, name);
  gsize n = 0;
  const char *data = part != NULL ? g_bytes_get_data (part, &n) : NULL;

  return data != NULL && n == strlen (value) && memcmp (data, value, n) == 0;
}

static void
upload (Fixture           *f,
        SoupServerMessage *message)
{
  g_autoptr(GHashTable) parts = stand_in_read_parts (f->server, message);
  g_autofree char *json = NULL;

  if (!part_is (parts, "media_category", "tweet_image"))
    stand_in_violate (f->server, "a picture is a tweet_image");
  if (!part_is (parts, "media", "png") || !part_is (parts, "media/type", "image/png"))
    stand_in_violate (f->server, "a picture needs its bytes and its type");
  if (stand_in_keeps (f->server))
    f->n_media++;
  json = g_strdup_printf ("{\"data\":{\"id\":\"7%u\",\"media_key\":\"3_7\",\"size\":3,\"expires_after_secs\":86400}}", f->n_media);
  stand_in_answer (f->server, message, 200, json);
}

static void
describe (Fixture           *f,
          SoupServerMessage *message)
{
  g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
  JsonObject *metadata = sotong_json_get_object (object, "metadata");
  g_autofree char *id = sotong_json_dup_string (object, "id");

  g_free (f->alt);
  f->alt = sotong_json_dup_string (sotong_json_get_object (metadata, "alt_text"), "text");
  if (id == NULL || f->alt == NULL)
    stand_in_violate (f->server, "a description needs the medium and a text");
  stand_in_answer (f->server, message, 200, "{\"data\":{\"id\":\"71\"}}");
}

static void
handle_film (Fixture           *f,
             SoupServerMessage *message,
             const char        *step)
{
  if (g_str_equal (step, "initialize"))
    {
      g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
      g_autofree char *type = sotong_json_dup_string (object, "media_type");
      g_autofree char *category = sotong_json_dup_string (object, "media_category");
      gint64 total = 0;

      if (!sotong_json_get_int64 (object, "total_bytes", &total) || total != FILM || g_strcmp0 (type, "video/mp4") != 0
          || g_strcmp0 (category, "tweet_video") != 0)
        stand_in_violate (f->server, "a film begins with its size, type and use");
      f->film_bytes = f->n_segments = 0;
      stand_in_answer (f->server, message, 200, "{\"data\":{\"id\":\"900\",\"media_key\":\"7_900\",\"expires_after_secs\":86400}}");
    }
  else if (g_str_equal (step, "900/append"))
    {
      g_autoptr(GHashTable) parts = stand_in_read_parts (f->server, message);
      g_autofree char *index = g_strdup_printf ("%u", f->n_segments);
      GBytes *media = g_hash_table_lookup (parts, "media");

      if (!part_is (parts, "segment_index", index) || media == NULL)
        stand_in_violate (f->server, "segments come in order, each with its bytes");
      f->film_bytes += media != NULL ? g_bytes_get_size (media) : 0;
      f->n_segments++;
      stand_in_answer (f->server, message, 200, "{\"data\":{\"expires_at\":1859}}");
    }
  else if (g_str_equal (step, "900/finalize"))
    {
      if (f->film_bytes != FILM)
        stand_in_violate (f->server, "a film ends when all of it is there");
      stand_in_answer (f->server, message, 200, "{\"data\":{\"id\":\"900\",\"expires_after_secs\":86400,"
                       "\"processing_info\":{\"state\":\"pending\",\"check_after_secs\":3}}}");
    }
  else
    stand_in_violate (f->server, "no such step of a film: %s", step);
}

static void
tell_film (Fixture           *f,
           SoupServerMessage *message,
           GHashTable        *query)
{
  if (g_strcmp0 (g_hash_table_lookup (query, "command"), "STATUS") != 0 || g_strcmp0 (g_hash_table_lookup (query, "media_id"), "900") != 0)
    stand_in_violate (f->server, "a film is asked for by command=STATUS and media_id");
  f->n_asked++;
  stand_in_answer (f->server, message, 200, f->n_asked % 3 != 0
                   ? "{\"data\":{\"id\":\"900\",\"processing_info\":{\"state\":\"in_progress\",\"check_after_secs\":7,\"progress_percent\":40}}}"
                   : "{\"data\":{\"id\":\"900\",\"processing_info\":{\"state\":\"succeeded\"}}}");
}

static void
refresh (Fixture           *f,
         SoupServerMessage *message)
{
  g_autoptr(GHashTable) form = stand_in_read_form (f->server, message);
  g_autofree char *expected = g_strdup_printf ("ref-%u", f->n_refreshed + 1);
  g_autofree char *json = NULL;

  if (stand_in_get_header (message, "Authorization") != NULL || g_strcmp0 (g_hash_table_lookup (form, "client_id"), "app1") != 0)
    stand_in_violate (f->server, "an app without a secret names itself in the form");
  if (g_strcmp0 (g_hash_table_lookup (form, "grant_type"), "refresh_token") != 0)
    stand_in_violate (f->server, "grant_type");
  if (g_strcmp0 (g_hash_table_lookup (form, "refresh_token"), expected) != 0)
    {
      stand_in_answer (f->server, message, 400, "{\"error\":\"invalid_request\",\"error_description\":\"Value passed for the token was invalid.\"}");
      return;
    }
  f->n_refreshed++;
  json = g_strdup_printf ("{\"token_type\":\"bearer\",\"expires_in\":7200,\"access_token\":\"acc-new\",\"refresh_token\":\"ref-%u\",\"scope\":\"x\"}",
                          f->n_refreshed + 1);
  stand_in_answer (f->server, message, 200, json);
}

static void
tell_figures (Fixture           *f,
              SoupServerMessage *message,
              GHashTable        *query)
{
  const char *fields = g_hash_table_lookup (query, "tweet.fields");

  if (g_hash_table_lookup (query, "ids") == NULL || fields == NULL || !g_str_has_prefix (fields, "public_metrics"))
    stand_in_violate (f->server, "figures are asked for by ids and tweet.fields");
  if (strstr (fields, "non_public") != NULL) /* the second post is older than 30 days */
    stand_in_answer (f->server, message, 200,
                     "{\"data\":[{\"id\":\"1859000000000000001\",\"text\":\"x\",\"public_metrics\":{\"retweet_count\":2,\"reply_count\":3,\"like_count\":4,"
                     "\"quote_count\":1,\"bookmark_count\":5,\"impression_count\":250},\"non_public_metrics\":{\"url_link_clicks\":9}}],"
                     "\"errors\":[{\"title\":\"Field Authorization Error\",\"detail\":\"older than 30 days\"}]}");
  else
    {
      if (strstr (g_hash_table_lookup (query, "ids"), "0001") != NULL)
        stand_in_violate (f->server, "what is known is paid for twice");
      stand_in_answer (f->server, message, 200, "{\"data\":[{\"id\":\"1859000000000000002\",\"text\":\"x\",\"public_metrics\":{\"repost_count\":7}}]}");
    }
}

static void
handle_cb (StandIn           *server,
           SoupServerMessage *message,
           const char        *method,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *f = user_data;
  gboolean get = g_str_equal (method, "GET"), post = g_str_equal (method, "POST");

  if (f->server == NULL)
    f->server = server;
  if (g_str_equal (path, "/2/oauth2/token") && post)
    {
      refresh (f, message);
      return;
    }
  if (g_strcmp0 (stand_in_get_header (message, "Authorization"), "Bearer " TOKEN) != 0)
    {
      answer_problem (f, message, 401, "Unauthorized");
      return;
    }
  if (g_str_equal (path, "/2/users/me") && get)
    stand_in_answer (server, message, 200, g_hash_table_lookup (query, "user.fields") != NULL
                     ? "{\"data\":{\"id\":\"2244994945\",\"username\":\"city\",\"name\":\"시청\",\"public_metrics\":{\"followers_count\":81,\"tweet_count\":12}}}"
                     : "{\"data\":{\"id\":\"2244994945\",\"username\":\"city\",\"name\":\"시청\"}}");
  else if (g_str_equal (path, "/2/tweets") && post)
    create (f, message);
  else if (g_str_equal (path, "/2/tweets") && get)
    tell_figures (f, message, query);
  else if (g_str_equal (path, "/2/users/2244994945/tweets") && get)
    list (f, message, query);
  else if (g_str_equal (path, "/2/tweets/1859000000000000001") && g_str_equal (method, "DELETE"))
    stand_in_answer (server, message, 200, "{\"data\":{\"deleted\":true}}");
  else if (g_str_equal (path, "/2/media/upload") && post)
    upload (f, message);
  else if (g_str_equal (path, "/2/media/upload") && get)
    tell_film (f, message, query);
  else if (g_str_equal (path, "/2/media/metadata") && post)
    describe (f, message);
  else if (g_str_has_prefix (path, "/2/media/upload/") && post)
    handle_film (f, message, path + strlen ("/2/media/upload/"));
  else
    stand_in_violate (server, "%s %s is not of this API", method, path);
}

static gboolean
wait_cb (guint          ms,
         GCancellable  *cancellable,
         gpointer       user_data,
         GError       **error)
{
  g_string_append_printf (user_data, "%u ", ms);
  return TRUE;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->tweets = g_ptr_array_new_with_free_func ((GDestroyNotify) tweet_free);
  f->server = stand_in_new (handle_cb, f);
  f->clock = sotong_clock_new_set (NOW);
  f->http = sotong_http_new (f->clock);
  f->waits = g_string_new (NULL);
  sotong_http_set_idle (f->http, 2);
  sotong_http_set_wait_func (f->http, wait_cb, f->waits);
  f->platform = sotong_platform_new ("x", f->http);
  f->account = sotong_account_new ("시청 X", "x", f->server->url, NULL, NULL, SECRET);
  f->post = sotong_post_new ("20161014-abcdefgh", NULL, "첫 줄 & 둘\nhttps://seoul.go.kr/a 안내");
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
  stand_in_check (f->server);
  stand_in_free (f->server);
  g_ptr_array_unref (f->tweets);
  g_free (f->alt);
  g_string_free (f->waits, TRUE);
}

static gboolean
step_cb (guint       index,
         const char *remote_id,
         const char *remote_url,
         gpointer    user_data)
{
  g_string_append_printf (user_data, "%u=%s ", index, remote_id);
  return TRUE;
}

static SotongReply *
publish (Fixture *f)
{
  SotongReply *reply = sotong_platform_publish (f->platform, f->account, f->post, NULL, NULL, NULL);

  g_assert_null (strstr (reply->message, TOKEN));
  return reply;
}

static SotongReply *
publish_again (Fixture *f)
{
  f->post->repeated = TRUE;
  f->post->first_sent_at = g_get_real_time () / G_USEC_PER_SEC;
  return publish (f);
}

static void
test_publish_text (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(SotongReply) check = sotong_platform_check (f->platform, f->account, NULL);
  g_autoptr(SotongReply) reply = publish (f);

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (check->account_name, ==, "city");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_id, ==, "1859000000000000001");
  g_assert_cmpstr (reply->remote_url, ==, "https://x.com/city/status/1859000000000000001");
  g_assert_nonnull (strstr (reply->message, "0.20")); /* a link costs more */
  g_assert_cmpuint (f->tweets->len, ==, 1);
}

/* X makes a link of a bare name too, and bills it. */
static void
test_bill (Fixture       *f,
           gconstpointer  data)
{
  static const struct { const char *text, *price; } posts[] = {
    { "자세한 내용은 seoul.go.kr 에서", "0.20" }, { "https://seoul.go.kr에서", "0.20" }, { "3.5kg, 09:30~", "0.015" }, { "주소는 ://", "0.015" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr(SotongReply) reply = NULL;

      g_free (f->post->text);
      f->post->text = g_strdup (posts[i].text);
      reply = publish (f);
      g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
      g_assert_nonnull (strstr (reply->message, posts[i].price));
    }
}

static void
test_too_long (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 141; i++)
    g_string_append (text, "가");
  g_free (f->post->text);
  f->post->text = g_strdup (text->str);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (f->server->requests->len, ==, 0);
}

static void
test_picture (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("png", 3);
  g_autoptr(GString) steps = g_string_new (NULL);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;
  SotongMedia *second;

  sotong_post_take_media (f->post, sotong_media_new ("가을.png", "image/png", bytes, "붉은 단풍"));
  sotong_post_take_media (f->post, sotong_media_new ("b.png", "image/png", bytes, ""));
  reply = sotong_platform_publish (f->platform, f->account, f->post, step_cb, steps, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (steps->str, ==, "0=71@1476493200 1=72@1476493200 ");
  g_assert_cmpstr (((Tweet *) g_ptr_array_index (f->tweets, 0))->media, ==, "71 72 ");
  g_assert_cmpstr (f->alt, ==, "붉은 단풍");

  /* What is there is used again, what X has forgotten is put there anew. */
  second = g_ptr_array_index (f->post->media, 0);
  second->remote_id = g_strdup ("71@1476493200");
  second = g_ptr_array_index (f->post->media, 1);
  second->remote_id = g_strdup ("72@1476406800");
  again = publish (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (((Tweet *) g_ptr_array_index (f->tweets, 1))->media, ==, "71 73 ");
}

static void
test_video (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *film = g_malloc0 (FILM);
  g_autoptr(GBytes) bytes = g_bytes_new (film, FILM);
  g_autoptr(GString) steps = g_string_new (NULL);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;
  SotongMedia *media = sotong_media_new ("축제.mp4", "video/mp4", bytes, "");

  sotong_post_take_media (f->post, media);
  reply = sotong_platform_publish (f->platform, f->account, f->post, step_cb, steps, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (f->n_segments, ==, 2);
  g_assert_cmpstr (steps->str, ==, "0=900@1476493200 ");
  g_assert_cmpstr (f->waits->str, ==, "7000 7000 ");
  g_assert_cmpstr (((Tweet *) g_ptr_array_index (f->tweets, 0))->media, ==, "900 ");

  /* A restart after the film went up goes on by asking whether it is ready. */
  media->remote_id = g_strdup ("900@1476493200");
  again = publish (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (stand_in_count (f->server, "POST /2/media/upload/initialize"), ==, 1);
}

/* X forgot it: it goes up anew. X cannot use it: a person must. */
static void
test_video_forgotten (Fixture       *f,
                      gconstpointer  data)
{
  g_autofree char *film = g_malloc0 (FILM);
  g_autoptr(GBytes) bytes = g_bytes_new (film, FILM);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) failed = NULL;
  SotongMedia *media = sotong_media_new ("축제.mp4", "video/mp4", bytes, "");

  sotong_post_take_media (f->post, media);
  media->remote_id = g_strdup ("900");
  stand_in_fail_status (f->server, "GET /2/media/upload", 404, NULL, "{\"title\":\"Not Found Error\",\"detail\":\"no\"}");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (stand_in_count (f->server, "POST /2/media/upload/initialize"), ==, 1);
  stand_in_fail_status (f->server, "GET /2/media/upload", 200, NULL,
                        "{\"data\":{\"id\":\"900\",\"processing_info\":{\"state\":\"failed\",\"error\":{\"message\":\"UnsupportedMedia\"}}}}");
  failed = publish (f);
  g_assert_cmpint (failed->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (failed->message, "축제.mp4"));
  g_assert_cmpuint (f->tweets->len, ==, 1);
}

static void
test_reply (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  f->post->reply_to = g_strdup ("1858000000000000001");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (((Tweet *) g_ptr_array_index (f->tweets, 0))->reply_to, ==, "1858000000000000001");
}

static void
test_delete (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongReply) reply = sotong_platform_remove (f->platform, f->account, "1859000000000000001", NULL);
  g_autoptr(SotongReply) page = NULL;
  g_autoptr(SotongReply) gone = NULL;

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  stand_in_fail_status (f->server, "DELETE /2/tweets/1859000000000000001", 404, "Content-Type: text/html", "<html><body>No such page</body></html>");
  page = sotong_platform_remove (f->platform, f->account, "1859000000000000001", NULL);
  g_assert_cmpint (page->outcome, ==, SOTONG_OUTCOME_REFUSED); /* somebody on the way says nothing of the post */
  stand_in_fail_status (f->server, "DELETE /2/tweets/1859000000000000001", 404, NULL, "{\"title\":\"Not Found Error\",\"detail\":\"no\"}");
  gone = sotong_platform_remove (f->platform, f->account, "1859000000000000001", NULL);
  g_assert_cmpint (gone->outcome, ==, SOTONG_OUTCOME_OK);
}

static gint64
find_metric (GPtrArray  *metrics,
             const char *id,
             const char *name)
{
  for (guint i = 0; i < metrics->len; i++)
    {
      SotongMetric *metric = g_ptr_array_index (metrics, i);

      if (g_strcmp0 (metric->remote_id, id) == 0 && g_str_equal (metric->name, name))
        return metric->value;
    }
  return -1;
}

static void
test_metrics (Fixture       *f,
              gconstpointer  data)
{
  static const char * const ids[] = { "1859000000000000001", "1859000000000000002", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) reply = sotong_platform_metrics (f->platform, f->account, ids, metrics, NULL);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (find_metric (metrics, ids[0], SOTONG_METRIC_VIEWS), ==, 250);
  g_assert_cmpint (find_metric (metrics, ids[0], SOTONG_METRIC_SHARES), ==, 3);
  g_assert_cmpint (find_metric (metrics, ids[0], SOTONG_METRIC_CLICKS), ==, 9);
  g_assert_cmpint (find_metric (metrics, ids[1], SOTONG_METRIC_SHARES), ==, 7);
  g_assert_cmpint (find_metric (metrics, ids[1], SOTONG_METRIC_VIEWS), ==, -1); /* not told is not 0 */
  g_assert_cmpint (find_metric (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, 81);
}

static void
test_refresh (Fixture       *f,
              gconstpointer  data)
{
  char *secret = NULL, *none = NULL;
  g_autoptr(SotongToken) token = NULL;
  g_autoptr(SotongReply) reply = sotong_platform_refresh (f->platform, f->account, NULL, &secret);
  g_autoptr(SotongReply) used = sotong_platform_refresh (f->platform, f->account, NULL, &none);
  g_autoptr(SotongAccount) plain = sotong_account_new ("시청 X", "x", f->server->url, NULL, NULL, TOKEN);
  g_autoptr(SotongReply) cannot = sotong_platform_refresh (f->platform, plain, NULL, &none);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  token = sotong_token_parse (secret);
  g_assert_cmpstr (token->access_token, ==, "acc-new");
  g_assert_cmpstr (token->refresh_token, ==, "ref-2");
  g_assert_cmpstr (token->client_id, ==, "app1");
  g_assert_cmpint (token->expires_at, ==, reply->expires_at);
  g_assert_cmpint (used->outcome, ==, SOTONG_OUTCOME_RENEW); /* a refresh token works once */
  g_assert_cmpint (cannot->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_null (none);
  g_assert_null (strstr (used->message, "ref-1"));
  g_free (secret);
}

static void
test_rate_limit (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) server = NULL;
  g_autoptr(SotongReply) credits = NULL;
  g_autofree char *headers = g_strdup_printf ("x-rate-limit-reset: %" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + 600);

  stand_in_fail_status (f->server, "POST /2/tweets", 429, "x-rate-limit-reset: 1476407100",
                        "{\"title\":\"Too Many Requests\",\"detail\":\"Too Many Requests\",\"type\":\"about:blank\",\"status\":429}");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (reply->retry_at, ==, NOW + 301);
  /* X's clock is another than ours: its own date tells how far off the time is. */
  stand_in_fail_status (f->server, "POST /2/tweets", 429, headers, "{\"title\":\"Too Many Requests\"}");
  server = publish (f);
  g_assert_cmpint (server->retry_at, >=, NOW + 590);
  g_assert_cmpint (server->retry_at, <=, NOW + 602);
  stand_in_fail_status (f->server, "POST /2/tweets", 402, NULL, "{\"title\":\"CreditsDepleted\"}");
  credits = publish (f);
  g_assert_cmpint (credits->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (credits->retry_at, ==, NOW + 3600);
  g_assert_cmpuint (f->tweets->len, ==, 0);
}

typedef struct {
  const char   *name;
  StandInFault  fault;
  guint         kept;
} Lost;

static const Lost lost[] = {
  { "lost-reply", STAND_IN_DROP_AFTER, 1 },
  { "lost-reply/before", STAND_IN_DROP_BEFORE, 0 },
  { "lost-reply/empty", STAND_IN_EMPTY, 1 },
  { "lost-reply/cut", STAND_IN_CUT, 1 },
  { "html", STAND_IN_HTML, 0 },
};

/* Whatever was lost: looked for, and one post in the end. */
static void
test_lost (Fixture       *f,
           gconstpointer  data)
{
  const Lost *l = data;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) look_up = NULL;
  g_autoptr(SotongReply) again = NULL;

  stand_in_fail (f->server, l->fault, "POST /2/tweets");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (f->tweets->len, ==, l->kept);
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &look_up), ==,
                   l->kept == 1 ? SOTONG_LOOK_UP_FOUND : SOTONG_LOOK_UP_ABSENT);
  again = publish_again (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_url, ==, "https://x.com/city/status/1859000000000000001");
  g_assert_cmpuint (f->tweets->len, ==, 1);
}

static void
test_no_id (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  stand_in_fail_status (f->server, "POST /2/tweets", 201, NULL, "{\"data\":{\"text\":\"x\"},\"errors\":[{\"detail\":\"partial\"}]}");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
}

/* Other posts with the same words: known ones are others, an old one leaves it open, and pages are turned. */
static void
test_look_up (Fixture       *f,
              gconstpointer  data)
{
  const char *known[] = { "1859000000000000001", NULL };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(SotongReply) other = NULL;
  g_autoptr(SotongReply) paged = NULL;
  g_autoptr(SotongReply) old = NULL;

  f->pages = TRUE;
  f->post->first_sent_at = now;
  add_tweet (f, f->post->text, now)->media = g_strdup ("");
  f->post->known_ids = g_strdupv ((char **) known);
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &other), ==, SOTONG_LOOK_UP_ABSENT);
  add_tweet (f, f->post->text, now)->media = g_strdup ("");
  add_tweet (f, "다른 글", now)->media = g_strdup ("");
  add_tweet (f, "또 다른 글", now)->media = g_strdup ("");
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &paged), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (paged->remote_id, ==, "1859000000000000002");
  ((Tweet *) g_ptr_array_index (f->tweets, 1))->at = NOW - 7200;
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &old), ==, SOTONG_LOOK_UP_CANNOT_TELL);
}

/* Refused as a duplicate: ours, if it came up just now; somebody else's, if it did not. */
static void
test_duplicate (Fixture       *f,
                gconstpointer  data)
{
  const char *problem = "{\"detail\":\"You are not allowed to create a Tweet with duplicate content.\",\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403}";
  g_autoptr(SotongReply) theirs = NULL;
  g_autoptr(SotongReply) first = NULL;
  g_autoptr(SotongReply) ours = NULL;

  stand_in_fail_status (f->server, "POST /2/tweets", 403, NULL, problem);
  theirs = publish (f);
  g_assert_cmpint (theirs->outcome, ==, SOTONG_OUTCOME_REFUSED);
  stand_in_fail (f->server, STAND_IN_DROP_AFTER, "POST /2/tweets");
  first = publish (f);
  g_assert_cmpint (first->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  stand_in_fail_status (f->server, "POST /2/tweets", 403, NULL, problem);
  ours = publish (f);
  g_assert_cmpint (ours->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (ours->remote_id, ==, "1859000000000000001");
  g_assert_cmpuint (f->tweets->len, ==, 1);
}

/* The list is behind: X refuses the words because it has them, from an attempt whose answer was lost. That is no refusal of the post. */
static void
test_duplicate_unlisted (Fixture       *f,
                         gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  f->post->repeated = TRUE;
  f->post->first_sent_at = g_get_real_time () / G_USEC_PER_SEC - 20;
  stand_in_fail_status (f->server, "POST /2/tweets", 403, NULL,
                        "{\"detail\":\"You are not allowed to create a Tweet with duplicate content.\",\"type\":\"about:blank\",\"status\":403}");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_nonnull (strstr (reply->message, "시청 X"));
}

/* An earlier post with the same words is not this one; words from before an edit are. */
static void
test_duplicate_words (Fixture       *f,
                      gconstpointer  data)
{
  const char *known[] = { "1859000000000000001", NULL };
  g_autofree char *earlier = g_strdup (f->post->text);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(SotongReply) refused = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autofree char *found_text = NULL;

  add_tweet (f, f->post->text, now - 60)->media = g_strdup ("");
  f->post->known_ids = g_strdupv ((char **) known);
  stand_in_fail_status (f->server, "POST /2/tweets", 403, NULL,
                        "{\"detail\":\"You are not allowed to create a Tweet with duplicate content.\",\"type\":\"about:blank\",\"status\":403}");
  refused = publish (f);
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_REFUSED);

  g_clear_pointer (&f->post->known_ids, g_strfreev);
  f->post->repeated = TRUE;
  f->post->first_sent_at = now - 60;
  f->post->found_text = &found_text;
  f->post->earlier_texts = g_strsplit (earlier, "\1", -1);
  g_free (f->post->text);
  f->post->text = g_strdup ("고친 글");
  found = publish (f);
  g_assert_cmpint (found->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (found->remote_id, ==, "1859000000000000001");
  g_assert_cmpstr (found_text, ==, earlier);
  g_assert_cmpuint (f->tweets->len, ==, 1);
}

static void
test_refused (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongAccount) wrong = sotong_account_new ("시청 X", "x", f->server->url, NULL, NULL, "wrong");
  g_autoptr(SotongAccount) none = sotong_account_new ("시청 X", "x", f->server->url, NULL, NULL, "{}");
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) sign_in = sotong_platform_publish (f->platform, wrong, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) empty = sotong_platform_publish (f->platform, none, f->post, NULL, NULL, NULL);

  g_assert_cmpint (sign_in->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (empty->outcome, ==, SOTONG_OUTCOME_RENEW);
  stand_in_fail_status (f->server, "POST /2/tweets", 403, NULL, "{\"title\":\"Client Forbidden\",\"detail\":\"App not enrolled\",\"type\":\"https://api.x.com/2/problems/client-forbidden\"}");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (reply->message, "App not enrolled"));
  g_assert_true (reply->shut_out);
  g_assert_cmpuint (f->tweets->len, ==, 0);
}

static void
test_redirect (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  stand_in_fail (f->server, STAND_IN_REDIRECT, "POST /2/tweets");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_nonnull (strstr (reply->message, "elsewhere.example"));
}

static void
test_fold (void)
{
  g_autoptr(JsonNode) node = json_from_string ("{\"urls\":[{\"url\":\"https://t.co/a\",\"expanded_url\":\"http://seoul.go.kr\"},"
                                               "{\"url\":\"https://t.co/b\",\"expanded_url\":\"https://x.com/city/status/9/photo/1\"}]}", NULL);
  g_autofree char *theirs = sotong_x_fold_text ("축제 &lt;안내&gt; &amp; https://t.co/a 가요\nhttps://t.co/b", json_node_get_object (node));
  g_autofree char *ours = sotong_x_fold_text ("축제 <안내> & seoul.go.kr/  가요\n", NULL);
  g_autofree char *bare = sotong_x_fold_text ("&amp; https://seoul.go.kr/", NULL);

  g_assert_cmpstr (theirs, ==, ours);
  g_assert_cmpstr (bare, ==, "&amp; seoul.go.kr");
}

#define ADD(name, func) g_test_add ("/platforms/x/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("publish-text", test_publish_text);
  ADD ("publish-text/bill", test_bill);
  ADD ("publish-text/too-long", test_too_long);
  ADD ("picture", test_picture);
  ADD ("video", test_video);
  ADD ("video/forgotten", test_video_forgotten);
  ADD ("reply", test_reply);
  ADD ("delete", test_delete);
  ADD ("metrics", test_metrics);
  ADD ("refresh", test_refresh);
  ADD ("rate-limit", test_rate_limit);
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/x/", lost[i].name, NULL);

      g_test_add (path, Fixture, &lost[i], set_up, test_lost, tear_down);
    }
  ADD ("lost-reply/no-id", test_no_id);
  ADD ("lost-reply/look-up", test_look_up);
  ADD ("duplicate", test_duplicate);
  ADD ("duplicate/unlisted", test_duplicate_unlisted);
  ADD ("duplicate/words", test_duplicate_words);
  ADD ("refused", test_refused);
  ADD ("redirect", test_redirect);
  g_test_add_func ("/platforms/x/fold", test_fold);
  return g_test_run ();
}
