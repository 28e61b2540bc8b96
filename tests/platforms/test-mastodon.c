/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "connector.h"
#include "util/sotong-json.h"

#define MAX_ROWS 64

typedef struct {
  guint     id;
  char     *key;
  char     *text;
  char     *media;       /* ids, each followed by a blank */
  gint64    at;          /* when it was made; of one that waits, when it is due */
  gboolean  waits;
  gboolean  gone;
  guint     reply_to;
} Status;

typedef struct {
  guint     id;
  char     *description;
  guint     n_busy;      /* so often it is not ready yet */
  gboolean  broken;
  gboolean  attached;
} File;

/* A Mastodon server by docs.joinmastodon.org: what a caller does otherwise is a violation. */
typedef struct {
  Connector  base;
  Status     statuses[MAX_ROWS];
  guint      n_statuses;
  File       files[MAX_ROWS];
  guint      n_files;
  guint      n_busy;       /* of the next file */
  gboolean   broken;       /* the next file */
  gboolean   keyless;      /* an hour has passed: keys are forgotten */
  gint64     age;          /* how long ago the next post was made */
  gint64     max_letters;
} Server;

static void
answer_error (Server            *s,
              SoupServerMessage *message,
              guint              status,
              const char        *words)
{
  g_autofree char *json = g_strdup_printf ("{\"error\":\"%s\"}", words);

  stand_in_answer (s->base.stand, message, status, json);
}

static char *
make_json (JsonBuilder *builder)
{
  g_autoptr(GBytes) bytes = sotong_json_end (builder);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* As Mastodon shows a plain text: the ends of addresses hidden, hashtags links. */
static char *
render (const char *text)
{
  g_autoptr(GString) out = g_string_new ("<p>");
  g_autoptr(GRegex) link = g_regex_new ("(https?://)([^ \n]{1,20})([^ \n]*)", 0, 0, NULL);
  g_autoptr(GRegex) tag = g_regex_new ("#(\\w+)", 0, 0, NULL);
  g_autoptr(GRegex) mention = g_regex_new ("@(\\w+)@[a-z.]+", 0, 0, NULL);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *linked = g_regex_replace (link, escaped, -1, 0,
                                             "<a href=\"\\0\" rel=\"nofollow\"><span class=\"invisible\">\\1</span>"
                                             "<span class=\"ellipsis\">\\2</span><span class=\"invisible\">\\3</span></a>", 0, NULL);
  g_autofree char *tagged = g_regex_replace (tag, linked, -1, 0,
                                             "<a href=\"https://m.example/tags/x\" class=\"mention hashtag\">#<span>\\1</span></a>", 0, NULL);
  g_autofree char *all = g_regex_replace (mention, tagged, -1, 0,
                                          "<span class=\"h-card\"><a href=\"https://m.example/x\" class=\"u-url mention\">@<span>\\1</span></a></span>", 0, NULL);
  g_auto(GStrv) paragraphs = g_strsplit (all, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_auto(GStrv) lines = g_strsplit (paragraphs[i], "\n", -1);
      g_autofree char *joined = g_strjoinv ("<br />", lines);

      g_string_append_printf (out, "%s%s", i > 0 ? "</p><p>" : "", joined);
    }
  g_string_append (out, "</p>");
  return g_strdup (out->str);
}

static char *
format_time (gint64 at)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (at);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.123Z");
}

static void
add_status (Server       *s,
            JsonBuilder  *builder,
            const Status *status)
{
  g_autofree char *id = g_strdup_printf ("%u", status->id);
  g_autofree char *at = format_time (status->at);
  g_autofree char *content = render (status->text);
  g_autofree char *url = g_strdup_printf ("https://m.example/@city/%u", status->id);
  g_auto(GStrv) ids = g_strsplit (status->media, " ", -1);

  json_builder_begin_object (builder);
  sotong_json_add_string (builder, "id", id);
  if (status->waits)
    {
      sotong_json_add_string (builder, "scheduled_at", at);
      json_builder_set_member_name (builder, "params");
      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "text", status->text);
      sotong_json_add_string (builder, "visibility", "public");
      json_builder_end_object (builder);
    }
  else
    {
      sotong_json_add_string (builder, "created_at", at);
      sotong_json_add_string (builder, "content", content);
      sotong_json_add_string (builder, "url", url);
      sotong_json_add_int (builder, "replies_count", 1);
      sotong_json_add_int (builder, "reblogs_count", 2);
      sotong_json_add_int (builder, "favourites_count", 3);
      sotong_json_add_int (builder, "quotes_count", 4);
    }
  json_builder_set_member_name (builder, "media_attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; ids[i] != NULL && ids[i][0] != '\0'; i++)
    {
      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "id", ids[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
answer_status (Server            *s,
               SoupServerMessage *message,
               const Status      *status)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *json = NULL;

  add_status (s, builder, status);
  json = make_json (builder);
  stand_in_answer (s->base.stand, message, 200, json);
}

static Status *
find_status (Server     *s,
             const char *id,
             gboolean    waits)
{
  for (guint i = 0; i < s->n_statuses; i++)
    if ((guint) g_ascii_strtoull (id, NULL, 10) == s->statuses[i].id && !s->statuses[i].gone && s->statuses[i].waits == waits)
      return &s->statuses[i];
  return NULL;
}

static File *
find_file (Server     *s,
           const char *id)
{
  for (guint i = 0; i < s->n_files; i++)
    if ((guint) g_ascii_strtoull (id, NULL, 10) == s->files[i].id)
      return &s->files[i];
  return NULL;
}

/* The ids of a body's media_ids; NULL if the server would refuse one. */
static char *
read_media_ids (Server       *s,
                JsonObject   *body,
                const Status *of)
{
  JsonArray *list = sotong_json_get_array (body, "media_ids");
  GString *ids = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *id = sotong_json_array_dup_string (list, i);
      g_autofree char *word = g_strconcat (id, " ", NULL);
      File *file = id != NULL ? find_file (s, id) : NULL;
      gboolean own = of != NULL && strstr (of->media, word) != NULL;

      if (file == NULL || file->n_busy > 0 || file->broken || (file->attached && !own))
        return g_string_free (ids, TRUE);
      g_string_append (ids, word);
    }
  return g_string_free (ids, FALSE);
}

static void
check_members (Server     *s,
               JsonObject *body,
               const char *allowed)
{
  g_autoptr(GList) members = json_object_get_members (body);

  for (GList *l = members; l != NULL; l = l->next)
    if (strstr (allowed, l->data) == NULL)
      stand_in_violate (s->base.stand, "there is no parameter “%s”", (const char *) l->data);
}

static void
attach (Server     *s,
        const char *media)
{
  g_auto(GStrv) ids = g_strsplit (media, " ", -1);

  for (guint i = 0; ids[i] != NULL && ids[i][0] != '\0'; i++)
    find_file (s, ids[i])->attached = TRUE;
}

static void
post_status (Server            *s,
             SoupServerMessage *message)
{
  g_autoptr(JsonObject) body = stand_in_read_json (s->base.stand, message);
  g_autofree char *text = sotong_json_dup_string (body, "status");
  g_autofree char *visibility = sotong_json_dup_string (body, "visibility");
  g_autofree char *language = sotong_json_dup_string (body, "language");
  g_autofree char *scheduled = sotong_json_dup_string (body, "scheduled_at");
  g_autofree char *media = read_media_ids (s, body, NULL);
  const char *key = stand_in_get_header (message, "Idempotency-Key");
  g_autofree char *reply_to = sotong_json_dup_string (body, "in_reply_to_id");
  g_autoptr(GDateTime) at = scheduled != NULL ? g_date_time_new_from_iso8601 (scheduled, NULL) : NULL;
  Status *status;

  check_members (s, body, "status media_ids visibility language scheduled_at in_reply_to_id");
  if (key == NULL || g_strcmp0 (visibility, "public") != 0 || g_strcmp0 (language, "ko") != 0)
    stand_in_violate (s->base.stand, "no key, or not public, or not in Korean");
  if (scheduled != NULL && at == NULL)
    stand_in_violate (s->base.stand, "scheduled_at has no zone");
  for (guint i = 0; i < s->n_statuses && !s->keyless; i++)
    if (g_strcmp0 (s->statuses[i].key, key) == 0)
      {
        answer_status (s, message, &s->statuses[i]);
        return;
      }
  if (media == NULL || ((text == NULL || text[0] == '\0') && media[0] == '\0'))
    {
      answer_error (s, message, 422, "Validation failed: Cannot attach files that have not finished processing");
      return;
    }
  if (at != NULL && g_date_time_to_unix (at) < CONNECTOR_NOW + 300)
    {
      answer_error (s, message, 422, "Validation failed: Scheduled at must be in the future");
      return;
    }
  if (reply_to != NULL && find_status (s, reply_to, FALSE) == NULL)
    {
      answer_error (s, message, 404, "The post you are trying to reply to does not appear to exist.");
      return;
    }
  status = &s->statuses[s->n_statuses];
  *status = (Status) { s->n_statuses + 101, g_strdup (key), g_strdup (text != NULL ? text : ""), g_steal_pointer (&media),
                       at != NULL ? g_date_time_to_unix (at) : g_get_real_time () / G_USEC_PER_SEC - s->age, at != NULL, FALSE,
                       reply_to != NULL ? (guint) g_ascii_strtoull (reply_to, NULL, 10) : 0 };
  if (stand_in_keeps (s->base.stand))
    {
      g_assert_cmpuint (++s->n_statuses, <, MAX_ROWS);
      attach (s, status->media);
    }
  answer_status (s, message, status);
  if (!stand_in_keeps (s->base.stand))
    {
      g_free (status->key);
      g_free (status->text);
      g_free (status->media);
    }
}

static void
put_status (Server            *s,
            SoupServerMessage *message,
            Status            *status)
{
  g_autoptr(JsonObject) body = stand_in_read_json (s->base.stand, message);
  JsonArray *attributes = sotong_json_get_array (body, "media_attributes");
  char *media;

  if (status->waits)
    {
      g_autofree char *scheduled = sotong_json_dup_string (body, "scheduled_at");
      g_autoptr(GDateTime) at = g_date_time_new_from_iso8601 (scheduled, NULL);

      check_members (s, body, "scheduled_at");
      status->at = g_date_time_to_unix (at);
      answer_status (s, message, status);
      return;
    }
  check_members (s, body, "status language media_ids media_attributes spoiler_text sensitive");
  media = read_media_ids (s, body, status);
  if (media == NULL)
    {
      answer_error (s, message, 422, "Validation failed");
      return;
    }
  if (stand_in_keeps (s->base.stand))
    {
      g_free (status->text);
      status->text = sotong_json_dup_string (body, "status");
      g_free (status->media);
      status->media = media;
      attach (s, media);
      for (guint i = 0; attributes != NULL && i < json_array_get_length (attributes); i++)
        {
          g_autofree char *id = sotong_json_dup_string (sotong_json_array_get_object (attributes, i), "id");
          File *file = find_file (s, id);

          g_free (file->description);
          file->description = sotong_json_dup_string (sotong_json_array_get_object (attributes, i), "description");
        }
    }
  else
    g_free (media);
  answer_status (s, message, status);
}

static void
post_media (Server            *s,
            SoupServerMessage *message)
{
  g_autoptr(GHashTable) parts = stand_in_read_parts (s->base.stand, message);
  GBytes *type = g_hash_table_lookup (parts, "file/type");
  GBytes *description = g_hash_table_lookup (parts, "description");
  File *file = &s->files[s->n_files];
  g_autofree char *json = NULL;

  if (g_hash_table_lookup (parts, "file") == NULL || type == NULL || g_hash_table_lookup (parts, "file/filename") == NULL)
    stand_in_violate (s->base.stand, "a medium without a file, its type or its name");
  *file = (File) { s->n_files + 11, NULL, s->n_busy, s->broken, FALSE };
  file->description = description != NULL ? g_strndup (g_bytes_get_data (description, NULL),
                                                       g_bytes_get_size (description)) : g_strdup ("");
  if (s->n_busy > 0 || s->broken)
    json = g_strdup_printf ("{\"id\":\"%u\",\"type\":\"image\",\"url\":null}", file->id);
  else
    json = g_strdup_printf ("{\"id\":\"%u\",\"type\":\"image\",\"url\":\"https://m.example/f/%u.png\"}", file->id, file->id);
  if (stand_in_keeps (s->base.stand))
    s->n_files++;
  else
    g_clear_pointer (&file->description, g_free);
  stand_in_answer (s->base.stand, message, s->n_busy > 0 || s->broken ? 202 : 200, json);
}

static void
get_media (Server            *s,
           SoupServerMessage *message,
           const char        *id)
{
  File *file = find_file (s, id);
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"type\":\"image\",\"url\":%s}", id,
                                           file != NULL && file->n_busy > 0 ? "null" : "\"https://m.example/f.png\"");

  if (file == NULL || file->attached)
    answer_error (s, message, 404, "Record not found");
  else if (file->broken)
    answer_error (s, message, 422, "Error processing thumbnail");
  else if (file->n_busy > 0)
    {
      file->n_busy--;
      stand_in_answer (s->base.stand, message, 206, json);
    }
  else
    stand_in_answer (s->base.stand, message, 200, json);
}

/* The account's posts, the newest first, or those that wait. */
static void
list (Server            *s,
      SoupServerMessage *message,
      GHashTable        *query,
      gboolean           waits)
{
  const char *max_id = g_hash_table_lookup (query, "max_id");
  const char *limit_text = g_hash_table_lookup (query, "limit");
  guint limit = limit_text != NULL ? (guint) g_ascii_strtoull (limit_text, NULL, 10) : 20;
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autofree char *json = NULL;
  guint n = 0;

  if (limit == 0 || limit > 40)
    stand_in_violate (s->base.stand, "limit is 1 to 40");
  json_builder_begin_array (builder);
  for (guint i = s->n_statuses; i-- > 0 && n < limit;)
    if (!s->statuses[i].gone && s->statuses[i].waits == waits
        && (max_id == NULL || s->statuses[i].id < g_ascii_strtoull (max_id, NULL, 10)))
      {
        add_status (s, builder, &s->statuses[i]);
        n++;
      }
  json_builder_end_array (builder);
  json = make_json (builder);
  stand_in_answer (s->base.stand, message, 200, json);
}

static void
one (Server            *s,
     SoupServerMessage *message,
     const char        *method,
     const char        *id,
     gboolean           waits)
{
  Status *status = find_status (s, id, waits);

  if (status == NULL)
    answer_error (s, message, 404, "Record not found");
  else if (g_str_equal (method, "GET"))
    answer_status (s, message, status);
  else if (g_str_equal (method, "PUT"))
    put_status (s, message, status);
  else if (g_str_equal (method, "DELETE"))
    {
      status->gone = stand_in_keeps (s->base.stand);
      if (waits)
        stand_in_answer (s->base.stand, message, 200, "{}");
      else
        answer_status (s, message, status);
    }
  else
    stand_in_violate (s->base.stand, "%s of a post", method);
}

static void
server_cb (StandIn           *stand,
           SoupServerMessage *message,
           const char        *method,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Server *s = user_data;
  g_autofree char *request = g_strconcat (method, " ", path, NULL);
  g_autofree char *instance = g_strdup_printf ("{\"configuration\":{\"statuses\":{\"max_characters\":%" G_GINT64_FORMAT
                                               ",\"max_media_attachments\":4,\"characters_reserved_per_url\":23}}}", s->max_letters);

  if (g_str_equal (request, "GET /api/v2/instance"))
    stand_in_answer (stand, message, 200, instance);
  else if (g_strcmp0 (stand_in_get_header (message, "Authorization"), "Bearer secret-token") != 0)
    answer_error (s, message, 401, "The access token is invalid");
  else if (g_str_equal (request, "GET /api/v1/accounts/verify_credentials"))
    stand_in_answer (stand, message, 200,
                     "{\"id\":\"1\",\"acct\":\"city\",\"display_name\":\"서울시\",\"followers_count\":1234,\"statuses_count\":56}");
  else if (g_str_equal (request, "GET /api/v1/accounts/1/statuses"))
    list (s, message, query, FALSE);
  else if (g_str_equal (request, "GET /api/v1/scheduled_statuses"))
    list (s, message, query, TRUE);
  else if (g_str_equal (request, "POST /api/v2/media"))
    post_media (s, message);
  else if (g_str_has_prefix (request, "GET /api/v1/media/"))
    get_media (s, message, path + strlen ("/api/v1/media/"));
  else if (g_str_equal (request, "POST /api/v1/statuses"))
    post_status (s, message);
  else if (g_str_has_prefix (path, "/api/v1/statuses/"))
    one (s, message, method, path + strlen ("/api/v1/statuses/"), FALSE);
  else if (g_str_has_prefix (path, "/api/v1/scheduled_statuses/"))
    one (s, message, method, path + strlen ("/api/v1/scheduled_statuses/"), TRUE);
  else
    {
      stand_in_violate (stand, "there is no %s", request);
      answer_error (s, message, 404, "Not found");
    }
}

static guint
count (gpointer user_data)
{
  Server *s = user_data;
  guint n = 0;

  for (guint i = 0; i < s->n_statuses; i++)
    n += !s->statuses[i].gone;
  return n;
}

static void
set_up (Server        *s,
        gconstpointer  data)
{
  s->max_letters = 500;
  connector_set_up (&s->base, "mastodon", NULL, "secret-token", server_cb, s);
}

static void
tear_down (Server        *s,
           gconstpointer  data)
{
  connector_tear_down (&s->base);
  for (guint i = 0; i < s->n_statuses; i++)
    {
      g_free (s->statuses[i].key);
      g_free (s->statuses[i].text);
      g_free (s->statuses[i].media);
    }
  for (guint i = 0; i < s->n_files; i++)
    g_free (s->files[i].description);
}

static void
set_text (Server     *s,
          const char *text)
{
  g_free (s->base.post->text);
  s->base.post->text = g_strdup (text);
}

static void
test_publish (Server        *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_autoptr(SotongReply) reply = connector_publish (&s->base);

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (check->account_name, ==, "서울시");
  g_assert_cmpstr (check->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpstr (reply->remote_id, ==, "101");
  g_assert_cmpstr (reply->remote_url, ==, "https://m.example/@city/101");
  g_assert_cmpstr (s->statuses[0].text, ==, s->base.post->text);
  g_assert_cmpstr (s->statuses[0].key, ==, s->base.post->client_key);
}

/* A server's own, smaller limits are told before they cost a post. */
static void
test_limits (Server        *s,
             gconstpointer  data)
{
  g_autoptr(SotongReply) check = NULL;

  s->max_letters = 300;
  check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_nonnull (strstr (check->message, "300"));
  g_assert_cmpint (check->text_limit, ==, 300);
}

/* A server may take more than others: what it says counts, and what it says beyond reason does not. */
static void
test_more_letters (Server        *s,
                   gconstpointer  data)
{
  g_autofree char *text = g_strnfill (900, 'a');
  g_autoptr(SotongReply) check = NULL, odd = NULL, refused = NULL, taken = NULL, too_long = NULL;

  s->max_letters = 1000;
  check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_assert_cmpstr (check->message, ==, "");
  g_assert_cmpint (check->text_limit, ==, 1000);
  s->max_letters = G_MAXINT64;
  odd = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_assert_cmpint (odd->text_limit, ==, 0);
  g_free (s->base.post->text);
  s->base.post->text = g_strdup (text);
  refused = connector_publish (&s->base);
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_REFUSED);
  s->base.account->text_limit = 1000;
  taken = connector_publish (&s->base);
  g_assert_cmpint (taken->outcome, ==, SOTONG_OUTCOME_OK);
  s->base.account->text_limit = 899;
  too_long = connector_publish (&s->base);
  g_assert_cmpint (too_long->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (too_long->message, "899"));
  g_assert_cmpuint (s->n_statuses, ==, 1);
}

static void
test_picture (Server        *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;
  SotongMedia *media;

  connector_add_file (&s->base, "가을.png", "image/png", "붉은 \"단풍\"");
  connector_add_file (&s->base, "둘째.png", "image/png", "");
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (s->base.steps->str, ==, "0=11 1=12 ");
  g_assert_cmpstr (s->files[0].description, ==, "붉은 \"단풍\"");
  g_assert_cmpstr (s->statuses[0].media, ==, "11 12 ");
  g_assert_cmpuint (s->base.n_waits, ==, 0);

  /* After a restart a picture that is there is not put up again; one that the server has dropped is. */
  connector_renew (&s->base, "둘째 글");
  connector_add_file (&s->base, "가을.png", "image/png", "단풍");
  connector_add_file (&s->base, "둘째.png", "image/png", "");
  s->files[s->n_files++] = (File) { 77, g_strdup (""), 0, FALSE, FALSE };
  media = g_ptr_array_index (s->base.post->media, 0);
  media->remote_id = g_strdup ("77");
  media = g_ptr_array_index (s->base.post->media, 1);
  media->remote_id = g_strdup ("999");
  again = connector_again (&s->base);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (s->statuses[1].media, ==, "77 14 ");
}

static void
test_video (Server        *s,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  connector_add_file (&s->base, "축제.mp4", "video/mp4", "축제의 밤");
  s->n_busy = 3;
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->base.n_waits, ==, 3);
  g_assert_cmpstr (s->statuses[0].media, ==, "11 ");
}

/* What the server cannot make anything of is told by its name; the person can stop the waiting; nothing is posted. */
static void
test_video_trouble (Server        *s,
                    gconstpointer  data)
{
  g_autoptr(SotongReply) broken = NULL;
  g_autoptr(SotongReply) stopped = NULL;
  g_autoptr(SotongReply) slow = NULL;

  connector_add_file (&s->base, "축제.mp4", "video/mp4", "");
  s->broken = TRUE;
  broken = connector_publish (&s->base);
  g_assert_cmpint (broken->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (broken->message, "축제.mp4"));
  s->broken = FALSE;
  s->n_busy = 1000;
  slow = connector_publish (&s->base);
  g_assert_cmpint (slow->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_nonnull (strstr (slow->message, "축제.mp4"));
  s->base.stop_at = s->base.n_waits + 2;
  stopped = connector_publish (&s->base);
  g_assert_cmpint (stopped->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_true (stopped->cancelled);
  g_assert_cmpuint (s->n_statuses, ==, 0);
}

static void
test_reply (Server        *s,
            gconstpointer  data)
{
  g_autoptr(SotongReply) first = connector_publish (&s->base);
  g_autoptr(SotongReply) second = NULL;
  g_autoptr(SotongReply) nowhere = NULL;

  connector_renew (&s->base, "이어지는 글");
  s->base.post->reply_to = g_strdup (first->remote_id);
  second = connector_publish (&s->base);
  g_assert_cmpint (second->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->statuses[1].reply_to, ==, 101);
  connector_renew (&s->base, "없는 글에 다는 글");
  s->base.post->reply_to = g_strdup ("999");
  nowhere = connector_publish (&s->base);
  g_assert_cmpint (nowhere->outcome, ==, SOTONG_OUTCOME_REFUSED);
}

static void
test_schedule (Server        *s,
               gconstpointer  data)
{
  g_autoptr(SotongReply) near = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) moved = NULL;
  g_autoptr(SotongReply) changed = NULL;
  g_autoptr(SotongReply) out = NULL;
  g_autoptr(SotongReply) late = NULL;
  const char *id = "scheduled:101";

  s->base.post->schedule_on_platform = TRUE;
  s->base.post->publish_at = CONNECTOR_NOW + 200;
  near = connector_publish (&s->base);
  g_assert_cmpint (near->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (near->retry_at, ==, CONNECTOR_NOW + 200);
  g_assert_cmpuint (stand_in_count (s->base.stand, "POST /api/v1/statuses"), ==, 0);
  s->base.post->publish_at = CONNECTOR_NOW + 3600;
  reply = connector_publish (&s->base);
  g_assert_cmpstr (reply->remote_state, ==, "scheduled");
  g_assert_cmpstr (reply->remote_id, ==, id);
  g_assert_null (reply->remote_url);
  g_assert_cmpint (s->statuses[0].at, ==, CONNECTOR_NOW + 3600);
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &found), ==,
                   SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_state, ==, "scheduled");

  s->base.post->publish_at = CONNECTOR_NOW + 7200;
  moved = sotong_platform_update (s->base.platform, s->base.account, id, s->base.post, NULL);
  g_assert_cmpint (moved->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (s->statuses[0].at, ==, CONNECTOR_NOW + 7200);
  set_text (s, "다른 글");
  changed = sotong_platform_update (s->base.platform, s->base.account, id, s->base.post, NULL);
  g_assert_cmpint (changed->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (changed->remote_state, ==, SOTONG_REPLY_TAKEN_BACK);
  g_assert_true (s->statuses[0].gone);
  set_text (s, s->statuses[0].text);

  /* Its time has come: it is a post of another number. */
  s->statuses[1] = (Status) { 555, NULL, g_strdup (s->base.post->text), g_strdup (""), g_get_real_time () / G_USEC_PER_SEC,
                              FALSE, FALSE };
  s->n_statuses = 2;
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &out), ==,
                   SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (out->remote_id, ==, "555");
  g_assert_cmpstr (out->remote_url, ==, "https://m.example/@city/555");
  g_assert_cmpstr (out->remote_state, ==, "published");
  late = sotong_platform_remove (s->base.platform, s->base.account, id, NULL);
  g_assert_cmpint (late->outcome, ==, SOTONG_OUTCOME_REFUSED);
}

#define WAITING "/api/v1/scheduled_statuses/101"

/* Hands a post over, and edits it here. */
static void
hand_over (Server *s)
{
  g_autoptr(SotongReply) reply = NULL;

  s->base.post->schedule_on_platform = TRUE;
  s->base.post->publish_at = CONNECTOR_NOW + 3600;
  reply = connector_publish (&s->base);
  g_assert_cmpstr (reply->remote_id, ==, "scheduled:101");
  set_text (s, "바로잡은 글");
}

static SotongReply *
edit_waiting (Server *s)
{
  return sotong_platform_update (s->base.platform, s->base.account, "scheduled:101", s->base.post, NULL);
}

/* The answer to what takes it back is lost, after it was done or before: asked once more, it is known. */
static void
test_edit_waiting (Server        *s,
                   gconstpointer  data)
{
  StandInFault fault = (StandInFault) GPOINTER_TO_INT (data);
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) again = NULL;

  hand_over (s);
  stand_in_fail (s->base.stand, fault, "DELETE " WAITING);
  lost = edit_waiting (s);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  again = edit_waiting (s);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_state, ==, SOTONG_REPLY_TAKEN_BACK);
  g_assert_true (s->statuses[0].gone);
  g_assert_cmpuint (stand_in_count (s->base.stand, "POST /api/v1/statuses"), ==, 1); /* it is not this that sends it anew */
}

/* What is gone may be out: by itself, or because its time has come while it was to be taken back. */
static void
test_edit_waiting_out (Server        *s,
                       gconstpointer  data)
{
  g_autoptr(SotongReply) between = NULL;
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autoptr(SotongReply) gone = NULL;

  hand_over (s);
  stand_in_fail_status (s->base.stand, "DELETE " WAITING, 404, "", "{\"error\":\"Record not found\"}");
  between = edit_waiting (s);
  g_assert_cmpint (between->outcome, ==, SOTONG_OUTCOME_REFUSED);
  s->statuses[0].at = CONNECTOR_NOW + 30;
  stand_in_fail (s->base.stand, STAND_IN_DROP_AFTER, "DELETE " WAITING);
  lost = edit_waiting (s);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  again = edit_waiting (s);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (again->message, "has gone out"));
  g_object_unref (s->base.platform);
  s->base.platform = sotong_platform_new ("mastodon", s->base.http); /* another run of the program */
  gone = edit_waiting (s);
  g_assert_cmpint (gone->outcome, ==, SOTONG_OUTCOME_REFUSED);
}

static void
test_edit_waiting_files (Server        *s,
                         gconstpointer  data)
{
  g_autoptr(SotongReply) same = NULL;
  g_autoptr(SotongReply) other = NULL;

  hand_over (s);
  set_text (s, s->statuses[0].text);
  s->base.post->files_changed = TRUE; /* once, and changed back */
  same = edit_waiting (s);
  g_assert_cmpstr (same->remote_state, ==, "scheduled");
  connector_add_file (&s->base, "축제.png", "image/png", "무대");
  other = edit_waiting (s);
  g_assert_cmpstr (other->remote_state, ==, SOTONG_REPLY_TAKEN_BACK);
}

static void
test_edit (Server        *s,
           gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) edited = NULL;
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) missing = NULL;
  SotongMedia *media;

  connector_add_file (&s->base, "가을.png", "image/png", "단풍");
  reply = connector_publish (&s->base);
  media = g_ptr_array_index (s->base.post->media, 0);
  media->remote_id = g_strdup ("11");
  g_free (media->alt_text);
  media->alt_text = g_strdup ("은행나무");
  connector_add_file (&s->base, "새.png", "image/png", "새 그림");
  set_text (s, "고친 글");
  edited = sotong_platform_update (s->base.platform, s->base.account, reply->remote_id, s->base.post, NULL);
  g_assert_cmpint (edited->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (edited->remote_id, ==, "101");
  g_assert_cmpstr (s->statuses[0].text, ==, "고친 글");
  g_assert_cmpstr (s->statuses[0].media, ==, "11 12 ");
  g_assert_cmpstr (s->files[0].description, ==, "은행나무");
  stand_in_fail (s->base.stand, STAND_IN_DROP_AFTER, "PUT /api/v1/statuses/101");
  g_ptr_array_set_size (s->base.post->media, 1);
  lost = sotong_platform_update (s->base.platform, s->base.account, reply->remote_id, s->base.post, NULL);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  missing = sotong_platform_update (s->base.platform, s->base.account, "999", s->base.post, NULL);
  g_assert_cmpint (missing->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (s->n_statuses, ==, 1);
}

static void
test_delete (Server        *s,
             gconstpointer  data)
{
  g_autoptr(SotongReply) reply = connector_publish (&s->base);
  g_autoptr(SotongReply) removed = sotong_platform_remove (s->base.platform, s->base.account, reply->remote_id, NULL);
  g_autoptr(SotongReply) again = sotong_platform_remove (s->base.platform, s->base.account, reply->remote_id, NULL);
  g_autoptr(SotongReply) waiting = NULL;
  g_autoptr(SotongReply) dropped = NULL;

  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (count (s), ==, 0);
  connector_renew (&s->base, "기다리는 글");
  s->base.post->schedule_on_platform = TRUE;
  s->base.post->publish_at = CONNECTOR_NOW + 3600;
  waiting = connector_publish (&s->base);
  dropped = sotong_platform_remove (s->base.platform, s->base.account, waiting->remote_id, NULL);
  g_assert_cmpint (dropped->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (count (s), ==, 0);
}

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

static void
test_metrics (Server        *s,
              gconstpointer  data)
{
  static const char * const ids[] = { "999", "101", "scheduled:5", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) sent = connector_publish (&s->base);
  g_autoptr(SotongReply) reply = sotong_platform_metrics (s->base.platform, s->base.account, ids, metrics, NULL);
  g_autoptr(SotongReply) busy = NULL;

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (get_figure (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, 1234);
  g_assert_cmpint (get_figure (metrics, NULL, SOTONG_METRIC_POSTS), ==, 56);
  g_assert_cmpint (get_figure (metrics, "101", SOTONG_METRIC_REACTIONS), ==, 3);
  g_assert_cmpint (get_figure (metrics, "101", SOTONG_METRIC_COMMENTS), ==, 1);
  g_assert_cmpint (get_figure (metrics, "101", SOTONG_METRIC_SHARES), ==, 6);
  g_assert_cmpint (get_figure (metrics, "101", SOTONG_METRIC_VIEWS), ==, -1);
  g_assert_cmpuint (metrics->len, ==, 5);
  stand_in_fail_status (s->base.stand, "GET /api/v1/statuses/101", 503, "", "<html></html>");
  busy = sotong_platform_metrics (s->base.platform, s->base.account, ids, metrics, NULL);
  g_assert_cmpint (busy->outcome, ==, SOTONG_OUTCOME_WAIT);
}

/* Mastodon names the end of the wait in words, by its own clock. */
static void
test_rate_limit (Server        *s,
                 gconstpointer  data)
{
  g_autoptr(GDateTime) reset = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + 290);
  g_autofree char *headers = g_date_time_format (reset, "X-RateLimit-Limit: 300\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: "
                                                        "%Y-%m-%dT%H:%M:%S.123456Z\n");
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) after = NULL;
  g_autoptr(SotongReply) again = NULL;

  stand_in_fail_status (s->base.stand, "POST /api/v1/statuses", 429, headers, "{\"error\":\"Too many requests\"}");
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (reply->retry_at, >=, CONNECTOR_NOW + 280);
  g_assert_cmpint (reply->retry_at, <=, CONNECTOR_NOW + 291);
  stand_in_fail_status (s->base.stand, "POST /api/v1/statuses", 429, "Retry-After: 40\n", "{\"error\":\"Too many requests\"}");
  after = connector_publish (&s->base);
  g_assert_cmpint (after->retry_at, ==, CONNECTOR_NOW + 40);
  again = connector_publish (&s->base);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->n_statuses, ==, 1);
}

static void
test_lost_reply (Server        *s,
                 gconstpointer  data)
{
  connector_lose (&s->base, "POST /api/v1/statuses", "{\"ok\":true}", count, s);
}

/* More than an hour later the server knows no key any more: the post is known by its words and its time, and not
 * taken for another with the same words. */
static void
test_lost_reply_old (Server        *s,
                     gconstpointer  data)
{
  static char known[] = "101";
  static char *known_ids[] = { known, NULL };
  g_autoptr(SotongReply) before = NULL;
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) again = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  s->age = 2 * 3600;
  before = connector_publish (&s->base);                /* the same words, two hours ago, known */
  g_free (s->base.post->client_key);
  s->base.post->client_key = g_strdup ("20161014-another");
  s->age = 2 * 3600 - 30;
  stand_in_fail (s->base.stand, STAND_IN_DROP_AFTER, "POST /api/v1/statuses");
  lost = connector_publish (&s->base);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  for (guint i = 0; i < 45; i++)                        /* and many since */
    {
      s->statuses[s->n_statuses] = (Status) { s->n_statuses + 101, NULL, g_strdup ("다른 글"), g_strdup (""), now - 60, FALSE,
                                              FALSE };
      s->n_statuses++;
    }
  s->keyless = TRUE;
  g_assert_finalize_object (s->base.platform);
  s->base.platform = sotong_platform_new ("mastodon", s->base.http);
  s->base.post->repeated = TRUE;
  s->base.post->first_sent_at = now - 2 * 3600 + 30;
  s->base.post->known_ids = g_strdupv (known_ids);
  again = connector_publish (&s->base);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_id, ==, "102");
  g_assert_cmpuint (stand_in_count (s->base.stand, "POST /api/v1/statuses"), ==, 2);
}

/* The key alone makes a second sending harmless, and a post that says the same but is older is not this one. */
static void
test_duplicate (Server        *s,
                gconstpointer  data)
{
  g_autoptr(SotongReply) first = connector_publish (&s->base);
  g_autoptr(SotongReply) second = connector_publish (&s->base);
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) other = NULL;

  g_assert_cmpstr (second->remote_id, ==, first->remote_id);
  g_assert_cmpuint (s->n_statuses, ==, 1);
  s->statuses[0].at -= 24 * 3600;
  g_free (s->base.post->client_key);
  s->base.post->client_key = g_strdup ("20161014-another");
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &found), ==,
                   SOTONG_LOOK_UP_ABSENT);
  other = connector_again (&s->base);
  g_assert_cmpint (other->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->n_statuses, ==, 2);
}

/* The clock here was nine hours ahead when the post was sent, and was set right since; the server has forgotten the key. */
static void
test_duplicate_clock (Server        *s,
                      gconstpointer  data)
{
  g_autoptr(SotongReply) sent = connector_publish (&s->base);
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  g_autoptr(SotongReply) again = NULL;
  g_autoptr(SotongReply) doubt = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  s->keyless = TRUE;
  s->statuses[0].at = now - 2 * 3600;
  g_assert_finalize_object (s->base.platform);
  g_assert_finalize_object (s->base.http);
  s->base.http = sotong_http_new (clock);
  s->base.platform = sotong_platform_new ("mastodon", s->base.http);
  s->base.post->repeated = TRUE;
  s->base.post->first_sent_at = now + 7 * 3600;
  again = connector_publish (&s->base);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_id, ==, sent->remote_id);
  s->base.post->first_sent_at = now - 3600; /* ten hours later: nobody can tell, and it is not sent again */
  s->statuses[0].at = now - 10 * 3600;
  doubt = connector_publish (&s->base);
  g_assert_cmpint (doubt->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (stand_in_count (s->base.stand, "POST /api/v1/statuses"), ==, 1);
}

/* A server on trial may follow the workspace's clock, which was moved on by an hour between the two runs. */
static void
test_set_clock (Server        *s,
                gconstpointer  data)
{
  g_autoptr(SotongReply) reply = connector_publish (&s->base);
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) none = NULL;

  s->statuses[0].at = CONNECTOR_NOW - 3600;
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, reply->remote_id);
  s->statuses[0].at = CONNECTOR_NOW - 3 * 24 * 3600;
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &none), ==, SOTONG_LOOK_UP_ABSENT);
}

/* What an account calls itself is of any length and may hold anything. */
static void
test_long_name (Server        *s,
                gconstpointer  data)
{
  g_autofree char *long_name = g_strnfill (100000, 'a');
  g_autofree char *body = g_strdup_printf ("{\"id\":\"1\",\"acct\":\"city\",\"display_name\":\"시청\\n\\u0007%s\"}", long_name);
  g_autoptr(SotongReply) reply = NULL;

  stand_in_fail_status (s->base.stand, "GET /api/v1/accounts/verify_credentials", 200, "", body);
  reply = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_true (g_str_has_prefix (reply->account_name, "시청 "));
  g_assert_cmpint (g_utf8_strlen (reply->account_name, -1), <, 250);
  g_assert_cmpstr (reply->names[0], ==, "city");
}

static void
test_refused (Server        *s,
              gconstpointer  data)
{
  const char *post = "POST /api/v1/statuses";
  g_autoptr(SotongAccount) wrong = sotong_account_new ("서울 소식", "mastodon", s->base.stand->url, NULL, NULL, "secret-other");
  g_autoptr(SotongAccount) none = sotong_account_new ("서울 소식", "mastodon", s->base.stand->url, NULL, NULL, "");
  g_autoptr(SotongReply) check = sotong_platform_check (s->base.platform, wrong, NULL);
  g_autoptr(SotongReply) sent = sotong_platform_publish (s->base.platform, wrong, s->base.post, NULL, NULL, NULL);
  g_autoptr(SotongReply) without = sotong_platform_publish (s->base.platform, none, s->base.post, NULL, NULL, NULL);
  g_autoptr(SotongReply) quoted = NULL;
  g_autoptr(SotongReply) picture = NULL;

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (without->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_false (without->sent);
  g_assert_false (sotong_platform_can_refresh (s->base.platform));
  connector_refuse (&s->base, post, 422, "{\"error\":\"Validation failed: Text limit\"}", SOTONG_OUTCOME_REFUSED, "Text limit");
  connector_refuse (&s->base, post, 403, "{\"error\":\"This action is outside the authorized scopes\"}",
                    SOTONG_OUTCOME_REFUSED, "scopes");
  connector_refuse (&s->base, post, 401, "{\"error\":\"The access token was revoked\"}", SOTONG_OUTCOME_RENEW, "revoked");
  connector_refuse (&s->base, post, 503, "{\"error\":\"Service unavailable\"}", SOTONG_OUTCOME_WAIT, NULL);
  connector_refuse (&s->base, post, 500, "<html></html>", SOTONG_OUTCOME_UNKNOWN, NULL);
  stand_in_fail_status (s->base.stand, "GET /api/v1/accounts/verify_credentials", 401, "", "{\"error\":\"The token secret-token is not known\"}");
  quoted = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_assert_cmpint (quoted->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_null (strstr (quoted->message, "secret-token"));
  connector_renew (&s->base, "그림");
  connector_add_file (&s->base, "큰.png", "image/png", "");
  stand_in_fail_status (s->base.stand, "POST /api/v2/media", 422, "", "{\"error\":\"Validation failed: File too big\"}");
  picture = connector_publish (&s->base);
  g_assert_cmpint (picture->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (picture->message, "큰.png"));
  g_assert_nonnull (strstr (picture->message, "too big"));
  g_assert_cmpuint (s->n_statuses, ==, 0);
}

static void
test_html (Server        *s,
           gconstpointer  data)
{
  g_autoptr(SotongReply) check = NULL;

  connector_turn_away (&s->base, STAND_IN_HTML, "POST /api/v1/statuses", SOTONG_OUTCOME_UNKNOWN, count, s);
  stand_in_fail (s->base.stand, STAND_IN_HTML, "GET /api/v1/accounts/verify_credentials");
  check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_WAIT);
}

static void
test_redirect (Server        *s,
               gconstpointer  data)
{
  connector_turn_away (&s->base, STAND_IN_REDIRECT, "POST /api/v1/statuses", SOTONG_OUTCOME_UNKNOWN, count, s);
}

/* When nobody can look, nothing is sent. */
static void
test_look_up (Server        *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) cut = NULL;

  stand_in_fail_status (s->base.stand, "GET /api/v1/accounts/1/statuses", 503, "", "<html></html>");
  reply = connector_again (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  stand_in_fail (s->base.stand, STAND_IN_CUT, "GET /api/v1/scheduled_statuses");
  cut = connector_again (&s->base);
  g_assert_cmpint (cut->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (stand_in_count (s->base.stand, "POST /api/v1/statuses"), ==, 0);
}

/* A mention loses its server where the post is shown. */
static void
test_mention (Server        *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;

  set_text (s, "고맙습니다 @busan@city.example, @daegu@city.example #서울");
  reply = connector_publish (&s->base);
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &found), ==,
                   SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, reply->remote_id);
}

#define ADD(name, func) g_test_add ("/platforms/mastodon/" name, Server, NULL, set_up, func, tear_down)
#define ADD_FAULT(name, fault, func) g_test_add ("/platforms/mastodon/" name, Server, GINT_TO_POINTER (fault), set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("publish-text", test_publish);
  ADD ("publish-text/limits", test_limits);
  ADD ("publish-text/more-letters", test_more_letters);
  ADD ("picture", test_picture);
  ADD ("video", test_video);
  ADD ("video/trouble", test_video_trouble);
  ADD ("reply", test_reply);
  ADD ("schedule", test_schedule);
  ADD ("edit", test_edit);
  ADD_FAULT ("edit/waiting/before", STAND_IN_DROP_BEFORE, test_edit_waiting);
  ADD_FAULT ("edit/waiting/after", STAND_IN_DROP_AFTER, test_edit_waiting);
  ADD_FAULT ("edit/waiting/cut", STAND_IN_CUT, test_edit_waiting);
  ADD ("edit/waiting/out", test_edit_waiting_out);
  ADD ("edit/waiting/files", test_edit_waiting_files);
  ADD ("delete", test_delete);
  ADD ("metrics", test_metrics);
  ADD ("rate-limit", test_rate_limit);
  ADD ("lost-reply", test_lost_reply);
  ADD ("lost-reply/old", test_lost_reply_old);
  ADD ("lost-reply/mention", test_mention);
  ADD ("lost-reply/cannot-look", test_look_up);
  ADD ("lost-reply/set-clock", test_set_clock);
  ADD ("duplicate", test_duplicate);
  ADD ("duplicate/clock", test_duplicate_clock);
  ADD ("refused", test_refused);
  ADD ("long-name", test_long_name);
  ADD ("html", test_html);
  ADD ("redirect", test_redirect);
  return g_test_run ();
}
