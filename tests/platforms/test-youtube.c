/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "platforms/sotong-platform.h"
#include "platforms/sotong-token.h"
#include "stand-in.h"
#include "util/sotong-json.h"

#define NOW      G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */
#define SECRET   "{\"client_id\":\"app1.apps\",\"client_secret\":\"shh\",\"access_token\":\"ya29-7f3a\",\"refresh_token\":\"1//ref\"}"
#define TOKEN    "ya29-7f3a"
#define PIECE    (8 * 1024 * 1024)
#define FILM     (PIECE + 300 * 1024)
#define OPEN     "POST /upload/youtube/v3/videos"
#define SESSION  "PUT /upload/session/s1"

/* YouTube as its documents have it. */
typedef struct {
  StandIn        *server;
  gint64          film;        /* its size */
  gint64          there;       /* bytes of the film in the session */
  guint           n_sessions;
  gboolean        gone;        /* the session is not known any more */
  gboolean        forgets;     /* no session is known once it is open */
  gboolean        locks;       /* films of this project are private */
  char           *title;       /* of the film in the session */
  char           *text;
  char           *publish_at;
  char           *privacy;
  guint           n_films;
  char           *updated;     /* what the last update sent */
  gint64          at;          /* when the film came up */
  SotongClock    *clock;
  SotongHttp     *http;
  SotongPlatform *platform;
  SotongAccount  *account;
  SotongPost     *post;
} Fixture;

static void
answer_error (Fixture           *f,
              SoupServerMessage *message,
              guint              code,
              const char        *reason)
{
  g_autofree char *json = g_strdup_printf ("{\"error\":{\"code\":%u,\"message\":\"No: %s.\",\"errors\":[{\"domain\":\"youtube\",\"reason\":\"%s\","
                                           "\"message\":\"No: %s.\"}]}}", code, reason, reason, reason);

  stand_in_answer (f->server, message, code, json);
}

static void
open_session (Fixture           *f,
              SoupServerMessage *message,
              GHashTable        *query)
{
  g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
  JsonObject *snippet = sotong_json_get_object (object, "snippet");
  JsonObject *status = sotong_json_get_object (object, "status");
  g_autofree char *length = g_strdup_printf ("%" G_GINT64_FORMAT, f->film);
  g_autofree char *location = g_strconcat (f->server->url, "/upload/session/s1?upload_id=xyz", NULL);

  if (g_strcmp0 (g_hash_table_lookup (query, "uploadType"), "resumable") != 0 || g_strcmp0 (g_hash_table_lookup (query, "part"), "snippet,status") != 0)
    stand_in_violate (f->server, "a session is opened by uploadType=resumable and part=snippet,status");
  if (g_strcmp0 (stand_in_get_header (message, "X-Upload-Content-Type"), "video/mp4") != 0
      || g_strcmp0 (stand_in_get_header (message, "X-Upload-Content-Length"), length) != 0)
    stand_in_violate (f->server, "a session is told the film's type and length");
  g_free (f->title);
  f->title = sotong_json_dup_string (snippet, "title");
  g_free (f->text);
  f->text = sotong_json_dup_string (snippet, "description");
  g_free (f->privacy);
  f->privacy = sotong_json_dup_string (status, "privacyStatus");
  g_free (f->publish_at);
  f->publish_at = sotong_json_dup_string (status, "publishAt");
  if (f->title == NULL || f->text == NULL || f->privacy == NULL || (f->publish_at != NULL && !g_str_equal (f->privacy, "private")))
    stand_in_violate (f->server, "a film needs title, description and who may see it; one with a time is private");
  f->there = 0;
  f->gone = f->forgets;
  f->n_sessions++;
  if (stand_in_keeps (f->server))
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", location);
  stand_in_answer (f->server, message, 200, "");
}

static char *
describe (Fixture *f)
{
  return g_strdup_printf ("{\"kind\":\"youtube#video\",\"id\":\"dQw4w9WgXc%u\",\"status\":{\"uploadStatus\":\"uploaded\",\"privacyStatus\":\"%s\"%s%s%s}}",
                          f->n_films, f->locks ? "private" : f->privacy, f->publish_at != NULL ? ",\"publishAt\":\"" : "",
                          f->publish_at != NULL ? f->publish_at : "", f->publish_at != NULL ? "\"" : "");
}

static void
answer_more (Fixture           *f,
             SoupServerMessage *message)
{
  g_autofree char *range = g_strdup_printf ("bytes=0-%" G_GINT64_FORMAT, f->there - 1);

  if (f->there > 0)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Range", range);
  stand_in_answer (f->server, message, 308, "");
}

static void
receive (Fixture           *f,
         SoupServerMessage *message,
         GHashTable        *query)
{
  const char *range = stand_in_get_header (message, "Content-Range");
  gsize length = (gsize) soup_server_message_get_request_body (message)->length;
  g_autofree char *whole = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, f->film);
  g_autofree char *json = NULL;
  long long first = -1, last = -1, total = -1;

  if (g_strcmp0 (g_hash_table_lookup (query, "upload_id"), "xyz") != 0)
    stand_in_violate (f->server, "the session's address is used as it was given");
  if (f->gone)
    {
      stand_in_answer (f->server, message, 404, "");
      return;
    }
  if (range != NULL && g_str_equal (range, whole))
    {
      if (length != 0)
        stand_in_violate (f->server, "a question has no body");
      if (f->there < f->film)
        {
          answer_more (f, message);
          return;
        }
    }
  else
    {
      if (range == NULL || sscanf (range, "bytes %lld-%lld/%lld", &first, &last, &total) != 3 || total != f->film || first != f->there
          || (gint64) length != last - first + 1 || (last + 1 < f->film && length % (256 * 1024) != 0))
        stand_in_violate (f->server, "pieces follow each other, in multiples of 256 KiB: %s, %" G_GSIZE_FORMAT " bytes", range, length);
      if (stand_in_keeps (f->server))
        f->there = last + 1;
      if (f->there < f->film)
        {
          answer_more (f, message);
          return;
        }
      if (stand_in_keeps (f->server))
        {
          f->n_films++;
          f->at = g_get_real_time () / G_USEC_PER_SEC;
        }
    }
  json = describe (f);
  stand_in_answer (f->server, message, 200, json);
}

static void
list_uploads (Fixture           *f,
              SoupServerMessage *message,
              GHashTable        *query)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (f->at);
  g_autofree char *at = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *id = g_strdup_printf ("dQw4w9WgXc%u", f->n_films);
  g_autofree char *json = NULL;

  if (g_strcmp0 (g_hash_table_lookup (query, "playlistId"), "UU1") != 0 || g_strcmp0 (g_hash_table_lookup (query, "part"), "snippet,status") != 0)
    stand_in_violate (f->server, "the uploads are the channel's own list");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  if (f->n_films > 0)
    {
      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "id", "an-item-of-a-list");
      json_builder_set_member_name (builder, "snippet");
      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "publishedAt", at);
      sotong_json_add_string (builder, "title", f->title);
      sotong_json_add_string (builder, "description", f->text);
      json_builder_set_member_name (builder, "resourceId");
      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "videoId", id);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      json_builder_set_member_name (builder, "status");
      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "privacyStatus", "public");
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  bytes = sotong_json_end (builder);
  json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  stand_in_answer (f->server, message, 200, json);
}

static char *
wrap (const char *item)
{
  return g_strdup_printf ("{\"items\":[%s]}", item);
}

static void
tell_videos (Fixture           *f,
             SoupServerMessage *message,
             GHashTable        *query)
{
  const char *part = g_hash_table_lookup (query, "part");
  g_autofree char *film = f->n_films > 0 ? describe (f) : NULL;
  g_autofree char *films = wrap (film != NULL ? film : "");

  if (g_hash_table_lookup (query, "id") == NULL)
    stand_in_violate (f->server, "films are asked for by id");
  if (g_strcmp0 (part, "statistics") == 0)
    stand_in_answer (f->server, message, 200, "{\"items\":[{\"id\":\"v1\",\"statistics\":{\"viewCount\":\"1234\",\"commentCount\":\"5\"}}]}");
  else if (g_strcmp0 (g_hash_table_lookup (query, "id"), "v1") == 0)
    stand_in_answer (f->server, message, 200, "{\"items\":[{\"id\":\"v1\",\"snippet\":{\"title\":\"x\",\"description\":\"y\",\"categoryId\":\"25\",\"tags\":[\"축제\"],"
                     "\"publishedAt\":\"2016-10-01T00:00:00Z\"},\"status\":{\"privacyStatus\":\"public\"}}]}");
  else
    stand_in_answer (f->server, message, 200, films);
}

/* Who may see the film, and from when, alone: YouTube brings out what has no time any more. */
static void
update_status (Fixture           *f,
               SoupServerMessage *message)
{
  g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
  JsonObject *status = sotong_json_get_object (object, "status");
  g_autofree char *json = NULL;

  if (json_object_has_member (object, "snippet") || sotong_json_get_object (object, "status") == NULL)
    stand_in_violate (f->server, "the parts that are sent are those that are named");
  if (g_strcmp0 (f->privacy, "private") != 0)
    stand_in_violate (f->server, "a film that was out gets no time any more");
  g_free (f->privacy);
  f->privacy = sotong_json_dup_string (status, "privacyStatus");
  g_free (f->publish_at);
  f->publish_at = sotong_json_dup_string (status, "publishAt");
  json = describe (f);
  stand_in_answer (f->server, message, 200, json);
}

static void
update (Fixture           *f,
        SoupServerMessage *message)
{
  g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
  JsonObject *snippet = sotong_json_get_object (object, "snippet");
  g_autofree char *category = sotong_json_dup_string (snippet, "categoryId");

  if (g_strcmp0 (category, "25") != 0 || sotong_json_get_array (snippet, "tags") == NULL)
    stand_in_violate (f->server, "what is left out of an update is lost");
  if (json_object_has_member (snippet, "publishedAt"))
    stand_in_violate (f->server, "an update sends only what may be changed");
  g_free (f->updated);
  f->updated = sotong_json_dup_string (snippet, "description");
  stand_in_answer (f->server, message, 200, "{\"id\":\"v1\",\"status\":{\"privacyStatus\":\"public\"}}");
}

static void
refresh (Fixture           *f,
         SoupServerMessage *message)
{
  g_autoptr(GHashTable) form = stand_in_read_form (f->server, message);

  if (stand_in_get_header (message, "Authorization") != NULL || g_strcmp0 (g_hash_table_lookup (form, "client_secret"), "shh") != 0
      || g_strcmp0 (g_hash_table_lookup (form, "client_id"), "app1.apps") != 0
      || g_strcmp0 (g_hash_table_lookup (form, "grant_type"), "refresh_token") != 0)
    stand_in_violate (f->server, "Google's app names itself in the form");
  if (g_strcmp0 (g_hash_table_lookup (form, "refresh_token"), "1//ref") == 0)
    stand_in_answer (f->server, message, 200, "{\"access_token\":\"ya29-new\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
  else
    stand_in_answer (f->server, message, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}");
}

static void
tell_channel (Fixture           *f,
              SoupServerMessage *message,
              GHashTable        *query)
{
  if (g_strcmp0 (g_hash_table_lookup (query, "mine"), "true") != 0)
    stand_in_violate (f->server, "the account's own channel is asked for by mine=true");
  stand_in_answer (f->server, message, 200, g_strcmp0 (g_hash_table_lookup (query, "part"), "statistics") == 0
                   ? "{\"items\":[{\"id\":\"UC1\",\"statistics\":{\"subscriberCount\":\"8100\",\"hiddenSubscriberCount\":false,\"videoCount\":\"12\",\"viewCount\":\"345678\"}}]}"
                   : "{\"items\":[{\"id\":\"UC1\",\"snippet\":{\"title\":\"시청 TV\"},\"contentDetails\":{\"relatedPlaylists\":{\"uploads\":\"UU1\"}}}]}");
}

/* YouTube Analytics, as …/youtube/analytics/reference/reports/query has it; its columns stand in an order of its own. */
static void
tell_days (Fixture           *f,
           SoupServerMessage *message,
           GHashTable        *query)
{
  static const char * const fields[][2] = {
    { "ids", "channel==MINE" }, { "startDate", "2016-09-29" }, { "endDate", "2016-10-12" }, { "dimensions", "day" }, { "sort", "day" },
    { "metrics", "views,estimatedMinutesWatched,subscribersGained,subscribersLost,likes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (g_hash_table_lookup (query, fields[i][0]), fields[i][1]) != 0)
      stand_in_violate (f->server, "%s is %s, not %s", fields[i][0], (char *) g_hash_table_lookup (query, fields[i][0]), fields[i][1]);
  if (g_hash_table_size (query) != G_N_ELEMENTS (fields))
    stand_in_violate (f->server, "a report is asked for with other fields");
  stand_in_answer (f->server, message, 200,
                   "{\"columnHeaders\":[{\"name\":\"likes\",\"columnType\":\"METRIC\",\"dataType\":\"INTEGER\"},"
                   "{\"name\":\"day\",\"columnType\":\"DIMENSION\",\"dataType\":\"STRING\"},{\"name\":\"views\"},{\"name\":\"estimatedMinutesWatched\"},"
                   "{\"name\":\"subscribersGained\"},{\"name\":\"subscribersLost\"}],"
                   "\"rows\":[[3,\"2016-10-09\",120,45,2,0],[null,\"2016-10-10\",0,\"x\",1]]}");
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
  g_autofree char *request = g_strconcat (method, " ", path, NULL);

  f->server = server;
  if (g_str_equal (request, "POST /token"))
    {
      refresh (f, message);
      return;
    }
  if (g_strcmp0 (stand_in_get_header (message, "Authorization"), "Bearer " TOKEN) != 0)
    {
      answer_error (f, message, 401, "authError");
      return;
    }
  if (g_str_equal (request, OPEN))
    open_session (f, message, query);
  else if (g_str_equal (request, SESSION))
    receive (f, message, query);
  else if (g_str_equal (request, "GET /youtube/v3/channels"))
    tell_channel (f, message, query);
  else if (g_str_equal (request, "GET /v2/reports"))
    tell_days (f, message, query);
  else if (g_str_equal (request, "GET /youtube/v3/playlistItems"))
    list_uploads (f, message, query);
  else if (g_str_equal (request, "GET /youtube/v3/videos"))
    tell_videos (f, message, query);
  else if (g_str_equal (request, "PUT /youtube/v3/videos") && g_strcmp0 (g_hash_table_lookup (query, "part"), "status") == 0)
    update_status (f, message);
  else if (g_str_equal (request, "PUT /youtube/v3/videos"))
    update (f, message);
  else if (g_str_equal (request, "DELETE /youtube/v3/videos"))
    {
      if (g_strcmp0 (g_hash_table_lookup (query, "id"), "v1") == 0)
        stand_in_answer (server, message, 204, "");
      else
        answer_error (f, message, 404, "videoNotFound");
    }
  else
    stand_in_violate (server, "%s is not of this API", request);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (FILM), FILM);

  f->film = FILM;
  f->server = stand_in_new (handle_cb, f);
  f->clock = sotong_clock_new_set (NOW);
  f->http = sotong_http_new (f->clock);
  sotong_http_set_idle (f->http, 2);
  f->platform = sotong_platform_new ("youtube", f->http);
  f->account = sotong_account_new ("시청 유튜브", "youtube", f->server->url, NULL, NULL, SECRET);
  f->post = sotong_post_new ("20161014-abcdefgh", "가을 축제", "첫 줄 & 안내\nhttps://seoul.go.kr");
  sotong_post_take_media (f->post, sotong_media_new ("축제.mp4", "video/mp4", bytes, ""));
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
  g_free (f->title);
  g_free (f->text);
  g_free (f->privacy);
  g_free (f->publish_at);
  g_free (f->updated);
}

/* As the workspace does it: the session's address is there for the next attempt. */
static gboolean
step_cb (guint       index,
         const char *remote_id,
         const char *remote_url,
         gpointer    user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (index, ==, SOTONG_PLATFORM_STEP_POST);
  g_free (f->post->step_id);
  f->post->step_id = g_strdup (remote_id);
  return TRUE;
}

static SotongReply *
publish (Fixture *f)
{
  g_autoptr(SotongPost) post = sotong_post_copy (f->post);
  SotongReply *reply = sotong_platform_publish (f->platform, f->account, post, step_cb, f, NULL);

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
test_video (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) check = sotong_platform_check (f->platform, f->account, NULL);
  g_autoptr(SotongReply) reply = publish (f);

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (check->account_name, ==, "시청 TV");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_id, ==, "dQw4w9WgXc1");
  g_assert_cmpstr (reply->remote_url, ==, "https://www.youtube.com/watch?v=dQw4w9WgXc1");
  g_assert_cmpstr (reply->remote_state, ==, "public");
  g_assert_cmpstr (f->title, ==, "가을 축제");
  g_assert_cmpuint (stand_in_count (f->server, SESSION), ==, 2);
}

/* Broken off in the middle: gone on with where it stopped, in the same session. */
static void
test_resumed (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongReply) again = NULL;

  f->post->step_id = g_strconcat (f->server->url, "/upload/session/s1?upload_id=xyz 0", NULL);
  f->there = PIECE;
  f->privacy = g_strdup ("public");
  again = publish_again (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (f->n_sessions, ==, 0);
  g_assert_cmpuint (f->n_films, ==, 1);
}

/* A piece that is lost on its way makes no film. */
static void
test_piece_lost (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) again = NULL;

  stand_in_fail (f->server, STAND_IN_DROP_BEFORE, SESSION);
  lost = publish (f);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpuint (f->n_films, ==, 0);
  again = publish_again (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (f->n_sessions, ==, 1);
  g_assert_cmpuint (f->n_films, ==, 1);
}

typedef struct {
  const char    *name;
  guint          status;
  gint64         size;     /* of the film: one piece, or more */
  SotongOutcome  outcome;
} Unkept;

static const Unkept unkept[] = {
  { "video/piece-not-kept", 308, FILM, SOTONG_OUTCOME_WAIT },
  { "video/last-piece-not-kept", 308, 1000, SOTONG_OUTCOME_WAIT },
  { "video/forgotten-meanwhile", 404, FILM, SOTONG_OUTCOME_WAIT },
  { "video/forgotten-at-last", 410, 1000, SOTONG_OUTCOME_UNKNOWN },
};

/* A session that keeps nothing of a piece, or is forgotten while it goes up: nothing was refused, and it goes on by itself. */
static void
test_unkept (Fixture       *f,
             gconstpointer  data)
{
  const Unkept *u = data;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 ((gsize) u->size), (gsize) u->size);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;

  g_ptr_array_set_size (f->post->media, 0);
  sotong_post_take_media (f->post, sotong_media_new ("축제.mp4", "video/mp4", bytes, ""));
  f->film = u->size;
  stand_in_fail_status (f->server, SESSION, u->status, NULL, "");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, u->outcome);
  g_assert_cmpuint (reply->http_status, ==, u->status);
  f->gone = u->status != 308;
  again = publish_again (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (f->n_films, ==, 1);
  g_assert_cmpuint (f->n_sessions, ==, u->status == 308 ? 1 : 2);
}

static const gint64 film_sizes[] = { FILM, 1000 };

/* Sessions that are forgotten again and again have an end; a person's next try counts anew. */
static void
test_forgotten_again (Fixture       *f,
                      gconstpointer  data)
{
  const gint64 *size = data;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 ((gsize) *size), (gsize) *size);
  g_autoptr(SotongReply) more = NULL;
  g_autoptr(SotongReply) whole = NULL;

  g_ptr_array_set_size (f->post->media, 0);
  sotong_post_take_media (f->post, sotong_media_new ("축제.mp4", "video/mp4", bytes, ""));
  f->film = *size;
  f->forgets = TRUE;
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(SotongReply) reply = i == 0 ? publish (f) : publish_again (f);

      g_assert_cmpint (reply->outcome, ==, *size > PIECE ? SOTONG_OUTCOME_WAIT : SOTONG_OUTCOME_UNKNOWN);
      g_assert_cmpuint (f->n_sessions, ==, i + 1);
    }
  more = publish_again (f);
  g_assert_cmpint (more->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (more->message, "dropped the upload of the film 5 times"));
  g_assert_cmpuint (f->n_sessions, ==, 5);
  f->forgets = FALSE;
  whole = publish_again (f);
  g_assert_cmpint (whole->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (f->n_sessions, ==, 6);
  g_assert_cmpuint (f->n_films, ==, 1);
}

static void
test_session_gone (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(SotongReply) fresh = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) again = NULL;

  f->gone = TRUE;
  f->post->step_id = g_strconcat (f->server->url, "/upload/session/s1?upload_id=xyz", NULL);
  fresh = publish_again (f);
  g_assert_cmpint (fresh->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (f->n_sessions, ==, 1);
  /* The film is there and its session is not: the uploads have it. */
  f->gone = TRUE;
  found = publish_again (f);
  g_assert_cmpint (found->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (found->remote_id, ==, "dQw4w9WgXc1");
  g_assert_cmpuint (f->n_films, ==, 1);
  /* An older one with the same words leaves it open. */
  f->at = NOW - 7200;
  again = publish_again (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (f->n_films, ==, 1);
}

/* Nothing goes where YouTube has no business. */
static void
test_session_elsewhere (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  stand_in_fail_status (f->server, OPEN, 200, "Location: https://evil.example/upload?x=1", "");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_null (f->post->step_id);
}

static void
test_locked (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  f->locks = TRUE;
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "private");
  g_assert_nonnull (strstr (reply->message, "audit"));
}

static void
test_schedule (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  f->post->schedule_on_platform = TRUE;
  f->post->publish_at = NOW + 3600;
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "scheduled");
  g_assert_cmpstr (f->publish_at, ==, "2016-10-14T02:00:00Z");
  g_assert_cmpstr (f->privacy, ==, "private");
}

#define AT   (NOW + 3600)
#define LATER (NOW + 9 * 24 * 3600)

/* @at: 0 for at once. */
static void
set_time (Fixture *f,
          gint64   at)
{
  f->post->schedule_on_platform = at > 0;
  f->post->publish_at = at;
}

static void
assert_time (Fixture    *f,
             const char *privacy,
             const char *at)
{
  g_assert_cmpstr (f->privacy, ==, privacy);
  g_assert_cmpstr (f->publish_at, ==, at);
  g_assert_cmpuint (f->n_films, ==, 1);
}

typedef struct {
  const char *name;
  gint64      first;     /* what the session was opened for */
  gint64      then;
  const char *privacy;
  const char *at;
  guint       n;         /* sessions that were opened; of a whole film, changes of its time that were answered */
} Moved;

static const Moved moved[] = {
  { "schedule/broken/same", AT, AT, "private", "2016-10-14T02:00:00Z", 1 },
  { "schedule/broken/moved", AT, LATER, "private", "2016-10-23T01:00:00Z", 2 },
  { "schedule/broken/now", AT, 0, "public", NULL, 2 },
  { "schedule/broken/was-due", 0, LATER, "private", "2016-10-23T01:00:00Z", 2 },
};

/* An upload broken off in the middle: the film gets the time that the post has by now, not that for which its session was opened. */
static void
test_moved (Fixture       *f,
            gconstpointer  data)
{
  const Moved *m = data;
  g_autoptr(SotongReply) broken = NULL;
  g_autoptr(SotongReply) again = NULL;

  set_time (f, m->first);
  stand_in_fail_status (f->server, SESSION, 503, "", "{\"error\":{\"code\":503,\"message\":\"busy\",\"errors\":[{\"reason\":\"backendError\"}]}}");
  broken = publish (f);
  g_assert_cmpint (broken->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpuint (f->n_films, ==, 0);
  set_time (f, m->then);
  again = publish (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_state, ==, m->then > 0 ? "scheduled" : "public");
  assert_time (f, m->privacy, m->at);
  g_assert_cmpuint (f->n_sessions, ==, m->n);
}

static const Moved whole[] = {
  { "schedule/whole/same", AT, AT, "private", "2016-10-14T02:00:00Z", 0 },
  { "schedule/whole/moved", AT, LATER, "private", "2016-10-23T01:00:00Z", 1 },
  { "schedule/whole/now", AT, 0, "public", NULL, 1 },
  { "schedule/whole/is-out", 0, LATER, "public", NULL, 0 },
};

/* The film was whole, and only the answer was lost: it is given its present time there, unless all can see it already. */
static void
test_whole (Fixture       *f,
            gconstpointer  data)
{
  const Moved *m = data;
  g_autoptr(SotongReply) first = NULL;
  g_autoptr(SotongReply) broken = NULL;
  g_autoptr(SotongReply) again = NULL;

  set_time (f, m->first);
  first = publish (f);
  g_assert_cmpint (first->outcome, ==, SOTONG_OUTCOME_OK);
  set_time (f, m->then);
  if (m->n > 0)
    {
      stand_in_fail (f->server, STAND_IN_DROP_BEFORE, "PUT /youtube/v3/videos");
      broken = publish (f);
      g_assert_cmpint (broken->outcome, ==, SOTONG_OUTCOME_WAIT); /* it is not noted as done */
    }
  again = publish_again (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_id, ==, first->remote_id);
  g_assert_cmpstr (again->remote_state, ==, m->at != NULL ? "scheduled" : "public");
  assert_time (f, m->privacy, m->at);
  g_assert_cmpuint (stand_in_count (f->server, "PUT /youtube/v3/videos"), ==, m->n);
}

/* A session of which it is not known for when it was opened is not gone on with. */
static void
test_old_session (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  f->post->step_id = g_strconcat (f->server->url, "/upload/session/s1?upload_id=xyz", NULL);
  f->there = PIECE;
  f->privacy = g_strdup ("public");
  set_time (f, AT);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  assert_time (f, "private", "2016-10-14T02:00:00Z");
}

static void
test_edit (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(SotongReply) reply = sotong_platform_update (f->platform, f->account, "v1", f->post, NULL);
  g_autoptr(SotongReply) missing = sotong_platform_update (f->platform, f->account, "v2", f->post, NULL);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (f->updated, ==, f->post->text);
  g_assert_cmpint (missing->outcome, ==, SOTONG_OUTCOME_REFUSED);
}

static void
test_delete (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongReply) reply = sotong_platform_remove (f->platform, f->account, "v1", NULL);
  g_autoptr(SotongReply) gone = sotong_platform_remove (f->platform, f->account, "v2", NULL);
  g_autoptr(SotongReply) page = NULL;

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (gone->outcome, ==, SOTONG_OUTCOME_OK);
  stand_in_fail_status (f->server, "DELETE /youtube/v3/videos", 404, "Content-Type: text/html", "<html><body>No such page</body></html>");
  page = sotong_platform_remove (f->platform, f->account, "v1", NULL);
  g_assert_cmpint (page->outcome, ==, SOTONG_OUTCOME_REFUSED); /* somebody on the way says nothing of the film */
}

static void
test_metrics (Fixture       *f,
              gconstpointer  data)
{
  static const char * const ids[] = { "v1", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) reply = sotong_platform_metrics (f->platform, f->account, ids, metrics, NULL);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < metrics->len; i++)
    {
      const SotongMetric *metric = g_ptr_array_index (metrics, i);

      g_string_append_printf (out, "%s %s %d; ", metric->remote_id != NULL ? metric->remote_id : "-", metric->name, (int) metric->value);
    }
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (out->str, ==, "v1 views 1234; v1 comments 5; - followers 8100; - posts 12; - views 345678; "); /* likes are hidden, not 0 */
}

static void
test_metrics_days (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) reply = sotong_platform_days (f->platform, f->account, metrics, NULL);
  g_autoptr(SotongReply) forbidden = NULL, empty = NULL, full = NULL;
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < metrics->len; i++)
    {
      const SotongMetric *metric = g_ptr_array_index (metrics, i);

      g_string_append_printf (out, "%s %s %d; ", metric->day, metric->name, (int) metric->value);
    }
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (out->str, ==, "2016-10-09 day-reactions 3; 2016-10-09 day-views 120; 2016-10-09 day-minutes 45; 2016-10-09 day-follows 2; "
                                 "2016-10-09 day-unfollows 0; 2016-10-10 day-views 0; 2016-10-10 day-follows 1; ");

  g_ptr_array_set_size (metrics, 0);
  stand_in_fail_status (f->server, "GET /v2/reports", 403, NULL,
                        "{\"error\":{\"code\":403,\"message\":\"Insufficient Permission\",\"errors\":[{\"reason\":\"insufficientPermissions\"}]}}");
  forbidden = sotong_platform_days (f->platform, f->account, metrics, NULL);
  g_assert_cmpint (forbidden->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_nonnull (strstr (forbidden->message, "Insufficient Permission"));
  stand_in_fail_status (f->server, "GET /v2/reports", 200, NULL, "{\"columnHeaders\":[{\"name\":\"day\"},{\"name\":\"views\"}]}");
  empty = sotong_platform_days (f->platform, f->account, metrics, NULL);
  g_assert_cmpint (empty->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (empty->message, ==, "");
  stand_in_fail_status (f->server, "GET /v2/reports", 403, NULL, "{\"error\":{\"code\":403,\"message\":\"No quota.\",\"errors\":[{\"reason\":\"quotaExceeded\"}]}}");
  full = sotong_platform_days (f->platform, f->account, metrics, NULL);
  g_assert_cmpint (full->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpuint (metrics->len, ==, 0);
}

static void
test_refresh (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongAccount) revoked = sotong_account_new ("시청 유튜브", "youtube", f->server->url, NULL, NULL,
                                                         "{\"client_id\":\"app1.apps\",\"client_secret\":\"shh\",\"refresh_token\":\"old\"}");
  char *secret = NULL, *none = NULL;
  g_autoptr(SotongReply) reply = sotong_platform_refresh (f->platform, f->account, NULL, &secret);
  g_autoptr(SotongReply) over = sotong_platform_refresh (f->platform, revoked, NULL, &none);
  g_autoptr(SotongToken) token = NULL;

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  token = sotong_token_parse (secret);
  g_assert_cmpstr (token->access_token, ==, "ya29-new");
  g_assert_cmpstr (token->refresh_token, ==, "1//ref"); /* Google's stays */
  g_assert_cmpint (over->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_free (secret);
}

static void
test_rate_limit (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(SotongReply) quota = NULL;
  g_autoptr(SotongReply) rate = NULL;

  stand_in_fail_status (f->server, OPEN, 403, NULL, "{\"error\":{\"code\":403,\"message\":\"No quota.\",\"errors\":[{\"domain\":\"youtube.quota\",\"reason\":\"quotaExceeded\"}]}}");
  quota = publish (f);
  g_assert_cmpint (quota->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (quota->retry_at, ==, NOW + 6 * 3600); /* 16:00 in Seoul is midnight there, in summer */
  stand_in_fail_status (f->server, OPEN, 403, "Retry-After: 30", "{\"error\":{\"code\":403,\"message\":\"Slow.\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}]}}");
  rate = publish (f);
  g_assert_cmpint (rate->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (rate->retry_at, ==, NOW + 30);
}

typedef struct {
  const char   *name;
  StandInFault  fault;
  gboolean      kept;
} Lost;

static const Lost lost[] = {
  { "lost-reply", STAND_IN_DROP_AFTER, TRUE },
  { "lost-reply/before", STAND_IN_DROP_BEFORE, FALSE },
  { "lost-reply/empty", STAND_IN_EMPTY, TRUE },
  { "lost-reply/cut", STAND_IN_CUT, TRUE },
  { "html", STAND_IN_HTML, FALSE },
};

/* What came of the last piece was lost: the session is asked at once, and there is one film in the end. */
static void
test_lost (Fixture       *f,
           gconstpointer  data)
{
  const Lost *l = data;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (1000), 1000);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;

  g_ptr_array_set_size (f->post->media, 0);
  sotong_post_take_media (f->post, sotong_media_new ("짧은.mp4", "video/mp4", bytes, ""));
  f->film = 1000;
  stand_in_fail (f->server, l->fault, SESSION);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, l->kept ? SOTONG_OUTCOME_OK : SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (f->n_films, ==, l->kept);
  again = publish_again (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_id, ==, "dQw4w9WgXc1");
  g_assert_cmpuint (f->n_films, ==, 1);
  g_assert_cmpuint (f->n_sessions, ==, 1);
}

/* What is there already is found and not sent again. */
static void
test_duplicate (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(SotongReply) reply = publish (f);
  g_autoptr(SotongReply) again = publish_again (f);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_id, ==, reply->remote_id);
  g_assert_cmpuint (f->n_films, ==, 1);
}

static void
test_html (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;

  stand_in_fail (f->server, STAND_IN_HTML, OPEN);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_null (f->post->step_id);
  again = publish (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (f->n_films, ==, 1);
}

static void
test_refused (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongAccount) wrong = sotong_account_new ("시청 유튜브", "youtube", f->server->url, NULL, NULL, "wrong");
  g_autoptr(SotongReply) sign_in = sotong_platform_publish (f->platform, wrong, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) nobody = NULL;
  g_autoptr(SotongReply) marks = NULL;
  g_autoptr(SotongReply) untitled = NULL;
  guint n;

  g_assert_cmpint (sign_in->outcome, ==, SOTONG_OUTCOME_RENEW);
  stand_in_fail_status (f->server, OPEN, 400, NULL, "{\"error\":{\"code\":400,\"message\":\"Bad tags.\",\"errors\":[{\"reason\":\"invalidTags\"}]}}");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (reply->message, "Bad tags."));
  stand_in_fail_status (f->server, OPEN, 401, NULL, "{\"error\":{\"code\":401,\"message\":\"no\",\"errors\":[{\"reason\":\"youtubeSignupRequired\"}]}}");
  nobody = publish (f);
  g_assert_cmpint (nobody->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_true (nobody->shut_out);
  n = f->server->requests->len;
  g_free (f->post->title);
  f->post->title = g_strdup ("축제 <안내>");
  marks = publish (f);
  g_assert_cmpint (marks->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_free (f->post->title);
  f->post->title = g_strdup ("");
  untitled = publish (f);
  g_assert_cmpint (untitled->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (f->server->requests->len, ==, n);
}

static void
test_redirect (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  stand_in_fail (f->server, STAND_IN_REDIRECT, OPEN);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (f->n_films, ==, 0);
}

static void
add_moved (const Moved   *cases,
           guint          n,
           void         (*func) (Fixture *f, gconstpointer data))
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/youtube/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, func, tear_down);
    }
}

#define ADD(name, func) g_test_add ("/platforms/youtube/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("video", test_video);
  ADD ("video/resumed", test_resumed);
  ADD ("video/piece-lost", test_piece_lost);
  for (guint i = 0; i < G_N_ELEMENTS (unkept); i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/youtube/", unkept[i].name, NULL);

      g_test_add (path, Fixture, &unkept[i], set_up, test_unkept, tear_down);
    }
  g_test_add ("/platforms/youtube/video/forgotten-again", Fixture, &film_sizes[0], set_up, test_forgotten_again, tear_down);
  g_test_add ("/platforms/youtube/video/forgotten-again-at-last", Fixture, &film_sizes[1], set_up, test_forgotten_again, tear_down);
  ADD ("video/session-gone", test_session_gone);
  ADD ("video/session-elsewhere", test_session_elsewhere);
  ADD ("video/locked", test_locked);
  ADD ("schedule", test_schedule);
  add_moved (moved, G_N_ELEMENTS (moved), test_moved);
  add_moved (whole, G_N_ELEMENTS (whole), test_whole);
  ADD ("schedule/old-session", test_old_session);
  ADD ("edit", test_edit);
  ADD ("delete", test_delete);
  ADD ("metrics", test_metrics);
  ADD ("metrics/days", test_metrics_days);
  ADD ("refresh", test_refresh);
  ADD ("rate-limit", test_rate_limit);
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/youtube/", lost[i].name, NULL);

      g_test_add (path, Fixture, &lost[i], set_up, test_lost, tear_down);
    }
  ADD ("duplicate", test_duplicate);
  ADD ("html/session", test_html);
  ADD ("refused", test_refused);
  ADD ("redirect", test_redirect);
  return g_test_run ();
}
