/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "connector.h"
#include "platforms/sotong-bluesky-private.h"
#include "platforms/sotong-secrets.h"
#include "util/sotong-json.h"

#define OTHER_DID "did:plc:seoul3x7q2mzt4ce"
#define RESOLVE   "/xrpc/com.atproto.identity.resolveHandle"
#define MAX_ROWS 64
#define DID      "did:plc:mw2afurft73jpothduo6ak3i"
#define PASSWORD "abcd-efgh-secret-pass"
#define XRPC     "/xrpc/"
#define CREATE   "POST /xrpc/com.atproto.repo.createRecord"

typedef struct {
  char       *key;
  JsonObject *record;  /* (owned) */
  gboolean    gone;
} Record;

/* A data server by the atproto lexicons: what a caller does otherwise is a violation. */
typedef struct {
  Connector  base;
  Record     records[MAX_ROWS];
  guint      n_records;
  gboolean   closed;   /* records too are shown only to who has signed in */
  guint      n_blobs;
  guint      n_forgotten;   /* of the blobs, from the first */
  guint      session;       /* the number that the good tokens have; 0: none was made */
  gboolean   over;          /* the access token has ended */
  gboolean   refresh_over;  /* the refresh token too */
  guint      n_sessions;    /* made with the password */
} Server;

static void
answer_error (Server            *s,
              SoupServerMessage *message,
              guint              status,
              const char        *name,
              const char        *words)
{
  g_autofree char *json = g_strdup_printf ("{\"error\":\"%s\",\"message\":\"%s\"}", name, words);

  stand_in_answer (s->base.stand, message, status, json);
}

/* A token as the servers give it; @kind is "access" or "refresh". */
static char *
make_token (const char *kind,
            guint       number)
{
  g_autofree char *claims = g_strdup_printf ("{\"scope\":\"com.atproto.%s\",\"jti\":\"%u\",\"sub\":\"" DID "\",\"iat\":1000,\"exp\":%u}",
                                             kind, number, g_str_equal (kind, "access") ? 8200 : 7777000);
  g_autofree char *base64 = g_base64_encode ((const guchar *) claims, strlen (claims));
  g_auto(GStrv) parts = g_strsplit (base64, "=", 2);

  return g_strconcat ("eyJhbGciOiJIUzI1NiJ9.", parts[0], ".secret", NULL);
}

static gboolean
has_token (SoupServerMessage *message,
           const char        *kind,
           guint              number)
{
  g_autofree char *token = make_token (kind, number);
  g_autofree char *wanted = g_strconcat ("Bearer ", token, NULL);

  return number > 0 && g_strcmp0 (stand_in_get_header (message, "Authorization"), wanted) == 0;
}

static void
answer_session (Server            *s,
                SoupServerMessage *message)
{
  g_autofree char *access = NULL;
  g_autofree char *refresh = NULL;
  g_autofree char *json = NULL;

  if (stand_in_keeps (s->base.stand))
    {
      s->session++;
      s->over = FALSE;
      s->refresh_over = FALSE;
    }
  access = make_token ("access", s->session);
  refresh = make_token ("refresh", s->session);
  json = g_strdup_printf ("{\"did\":\"" DID "\",\"handle\":\"city.example\",\"accessJwt\":\"%s\",\"refreshJwt\":\"%s\"}",
                          access, refresh);
  stand_in_answer (s->base.stand, message, 200, json);
}

static void
create_session (Server            *s,
                SoupServerMessage *message)
{
  g_autoptr(JsonObject) body = stand_in_read_json (s->base.stand, message);
  g_autofree char *identifier = sotong_json_dup_string (body, "identifier");
  g_autofree char *password = sotong_json_dup_string (body, "password");

  if (stand_in_get_header (message, "Authorization") != NULL || json_object_get_size (body) != 2)
    stand_in_violate (s->base.stand, "a session is made with a name and a password, and no token");
  if (g_strcmp0 (identifier, "city.example") != 0 || g_strcmp0 (password, PASSWORD) != 0)
    {
      answer_error (s, message, 401, "AuthenticationRequired", "Invalid identifier or password");
      return;
    }
  s->n_sessions++;
  answer_session (s, message);
}

static void
refresh_session (Server            *s,
                 SoupServerMessage *message)
{
  if (soup_server_message_get_request_body (message)->length > 0)
    stand_in_violate (s->base.stand, "refreshSession has no body");
  if (!has_token (message, "refresh", s->session) || s->refresh_over)
    answer_error (s, message, 400, "ExpiredToken", "Token has been revoked");
  else
    answer_session (s, message);
}

/* Whether the call is signed; else it is answered. */
static gboolean
admit (Server            *s,
       SoupServerMessage *message)
{
  if (stand_in_get_header (message, "Authorization") == NULL)
    answer_error (s, message, 401, "AuthMissing", "Authentication Required");
  else if (!has_token (message, "access", s->session))
    answer_error (s, message, 400, "InvalidToken", "Token could not be verified");
  else if (s->over)
    answer_error (s, message, 400, "ExpiredToken", "Token has expired");
  else
    return TRUE;
  return FALSE;
}

/* Every facet must lie on what it says, in bytes, and none on another. */
static void
check_facets (Server     *s,
              JsonObject *record)
{
  g_autofree char *text = sotong_json_dup_string (record, "text");
  JsonArray *facets = sotong_json_get_array (record, "facets");
  gint64 last = 0;

  for (guint i = 0; facets != NULL && i < json_array_get_length (facets); i++)
    {
      JsonObject *facet = sotong_json_array_get_object (facets, i);
      JsonObject *feature = sotong_json_array_get_object (sotong_json_get_array (facet, "features"), 0);
      g_autofree char *uri = sotong_json_dup_string (feature, "uri");
      g_autofree char *tag = sotong_json_dup_string (feature, "tag");
      g_autofree char *did = sotong_json_dup_string (feature, "did");
      g_autofree char *type = sotong_json_dup_string (feature, "$type");
      const char *named = did != NULL && g_str_equal (did, OTHER_DID) ? "@Seoul.bsky.social" : "@";
      g_autofree char *wanted = tag != NULL ? g_strconcat ("#", tag, NULL) : g_strdup (did != NULL ? named : uri);
      const char *kind = tag != NULL ? "tag" : did != NULL ? "mention" : "link";
      gint64 start = -1, end = -1;

      if (type == NULL || !g_str_has_prefix (type, "app.bsky.richtext.facet#") || !g_str_has_suffix (type, kind))
        stand_in_violate (s->base.stand, "facet %u is called %s", i, type);

      sotong_json_get_int64 (sotong_json_get_object (facet, "index"), "byteStart", &start);
      sotong_json_get_int64 (sotong_json_get_object (facet, "index"), "byteEnd", &end);
      if (wanted == NULL || start < last || end <= start || end > (gint64) strlen (text)
          || strlen (wanted) != (gsize) (end - start) || strncmp (text + start, wanted, (gsize) (end - start)) != 0)
        stand_in_violate (s->base.stand, "facet %u does not lie on “%s”", i, wanted);
      last = end;
    }
}

/* Whether the blob is there; else the call is answered. */
static gboolean
check_blob (Server            *s,
            SoupServerMessage *message,
            JsonObject        *blob)
{
  g_autofree char *type = sotong_json_dup_string (blob, "$type");
  g_autofree char *cid = sotong_json_dup_string (sotong_json_get_object (blob, "ref"), "$link");
  g_autofree char *media = sotong_json_dup_string (blob, "mimeType");
  gint64 size = 0;
  guint number = cid != NULL && g_str_has_prefix (cid, "bafk") ? (guint) g_ascii_strtoull (cid + 4, NULL, 10) : 0;

  if (g_strcmp0 (type, "blob") != 0 || media == NULL || !sotong_json_get_int64 (blob, "size", &size) || size != 29)
    stand_in_violate (s->base.stand, "this is no blob");
  if (number > s->n_forgotten && number <= s->n_blobs)
    return TRUE;
  answer_error (s, message, 400, "BlobNotFound", "Could not find blob");
  return FALSE;
}

static gboolean
check_embed (Server            *s,
             SoupServerMessage *message,
             JsonObject        *embed)
{
  g_autofree char *type = sotong_json_dup_string (embed, "$type");
  JsonArray *images = sotong_json_get_array (embed, "images");

  if (g_strcmp0 (type, "app.bsky.embed.video") == 0)
    return check_blob (s, message, sotong_json_get_object (embed, "video"));
  if (g_strcmp0 (type, "app.bsky.embed.images") != 0 || images == NULL || json_array_get_length (images) > 4)
    stand_in_violate (s->base.stand, "what is embedded is neither a film nor pictures");
  for (guint i = 0; images != NULL && i < json_array_get_length (images); i++)
    {
      JsonObject *image = sotong_json_array_get_object (images, i);
      JsonObject *ratio = sotong_json_get_object (image, "aspectRatio");
      g_autofree char *alt = sotong_json_dup_string (image, "alt");
      gint64 width = 0;

      if (alt == NULL)
        stand_in_violate (s->base.stand, "a picture without alt");
      if (!sotong_json_get_int64 (ratio, "width", &width) || width != 3)
        stand_in_violate (s->base.stand, "the picture is 3 wide");
      if (!check_blob (s, message, sotong_json_get_object (image, "image")))
        return FALSE;
    }
  return TRUE;
}

static Record *
find_record (Server     *s,
             const char *key)
{
  for (guint i = 0; i < s->n_records; i++)
    if (!s->records[i].gone && g_strcmp0 (s->records[i].key, key) == 0)
      return &s->records[i];
  return NULL;
}

static void
answer_record (Server            *s,
               SoupServerMessage *message,
               const char        *key,
               JsonObject        *value)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  json_node_set_object (node, value);
  text = json_to_string (node, FALSE);
  json = g_strdup_printf ("{\"uri\":\"at://" DID "/app.bsky.feed.post/%s\",\"cid\":\"bafy%s\",\"value\":%s}", key, key, text);
  stand_in_answer (s->base.stand, message, 200, json);
}

static void
create_record (Server            *s,
               SoupServerMessage *message)
{
  g_autoptr(JsonObject) body = stand_in_read_json (s->base.stand, message);
  JsonObject *record = sotong_json_get_object (body, "record");
  g_autofree char *repo = sotong_json_dup_string (body, "repo");
  g_autofree char *key = sotong_json_dup_string (body, "rkey");
  g_autofree char *type = sotong_json_dup_string (record, "$type");
  g_autofree char *text = sotong_json_dup_string (record, "text");
  g_autofree char *created = sotong_json_dup_string (record, "createdAt");
  g_autoptr(GDateTime) time = created != NULL ? g_date_time_new_from_iso8601 (created, NULL) : NULL;
  JsonObject *embed = sotong_json_get_object (record, "embed");

  if (g_strcmp0 (repo, DID) != 0 || key == NULL || !g_regex_match_simple ("^[2-7a-j][2-7a-z]{12}$", key, 0, 0))
    stand_in_violate (s->base.stand, "repo or rkey is wrong: %s", key);
  if (g_strcmp0 (type, "app.bsky.feed.post") != 0 || text == NULL || time == NULL
      || sotong_json_get_array (record, "langs") == NULL)
    stand_in_violate (s->base.stand, "the record is no post");
  check_facets (s, record);
  if (embed != NULL && !check_embed (s, message, embed))
    return;
  if (find_record (s, key) != NULL)
    {
      answer_error (s, message, 500, "InternalServerError", "Internal Server Error");
      return;
    }
  if (stand_in_keeps (s->base.stand))
    {
      s->records[s->n_records] = (Record) { g_strdup (key), json_object_ref (record), FALSE };
      g_assert_cmpuint (++s->n_records, <, MAX_ROWS);
    }
  answer_record (s, message, key, record);
}

static void
get_record (Server            *s,
            SoupServerMessage *message,
            GHashTable        *query)
{
  const char *repo = g_hash_table_lookup (query, "repo");
  const char *key = g_hash_table_lookup (query, "rkey");
  Record *record = find_record (s, key);

  if ((g_strcmp0 (repo, DID) != 0 && g_strcmp0 (repo, "city.example") != 0)
      || g_strcmp0 (g_hash_table_lookup (query, "collection"), SOTONG_BLUESKY_POST) != 0)
    stand_in_violate (s->base.stand, "getRecord without repo or collection");
  if (record == NULL)
    answer_error (s, message, 400, "RecordNotFound", "Could not locate record");
  else
    answer_record (s, message, record->key, record->record);
}

/* Who a handle belongs to, as com.atproto.identity.resolveHandle has it. */
static void
resolve_handle (Server            *s,
                SoupServerMessage *message,
                GHashTable        *query)
{
  const char *handle = g_hash_table_lookup (query, "handle");

  if (handle == NULL || g_hash_table_size (query) != 1 || strpbrk (handle, "@ /") != NULL)
    stand_in_violate (s->base.stand, "a handle is asked for without its @, and nothing else");
  if (g_strcmp0 (handle, "seoul.bsky.social") == 0)
    stand_in_answer (s->base.stand, message, 200, "{\"did\":\"" OTHER_DID "\"}");
  else
    answer_error (s, message, 400, "InvalidRequest", "Unable to resolve handle");
}

static void
delete_record (Server            *s,
               SoupServerMessage *message)
{
  g_autoptr(JsonObject) body = stand_in_read_json (s->base.stand, message);
  g_autofree char *key = sotong_json_dup_string (body, "rkey");
  Record *record = find_record (s, key);

  if (record != NULL)
    record->gone = stand_in_keeps (s->base.stand);
  stand_in_answer (s->base.stand, message, 200, "{}");
}

static void
upload_blob (Server            *s,
             SoupServerMessage *message)
{
  const char *type = stand_in_get_header (message, "Content-Type");
  goffset size = soup_server_message_get_request_body (message)->length;
  g_autofree char *json = NULL;

  if (type == NULL || strchr (type, '/') == NULL || g_str_has_prefix (type, "multipart/"))
    stand_in_violate (s->base.stand, "a blob is its bytes and their type");
  s->n_blobs += stand_in_keeps (s->base.stand) ? 1 : 0;
  json = g_strdup_printf ("{\"blob\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"bafk%u\"},\"mimeType\":\"%s\",\"size\":%d}}",
                          s->n_blobs, type, (int) size);
  stand_in_answer (s->base.stand, message, 200, json);
}

/* One parameter for each post, at most 25; those that are gone are left out. */
static void
get_posts (Server            *s,
           SoupServerMessage *message)
{
  g_autofree char *query = g_uri_unescape_string (g_uri_get_query (soup_server_message_get_uri (message)), NULL);
  g_auto(GStrv) words = g_strsplit (query, "&", -1);
  g_autoptr(GString) json = g_string_new ("{\"posts\":[");
  guint n = 0;

  if (g_strv_length (words) > 25)
    stand_in_violate (s->base.stand, "getPosts names at most 25");
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_str_has_prefix (words[i], "uris=at://"))
      stand_in_violate (s->base.stand, "%s", words[i]);
    else if (find_record (s, strrchr (words[i], '/') + 1) != NULL)
      g_string_append_printf (json, "%s{\"uri\":\"%s\",\"likeCount\":3,\"repostCount\":2,\"quoteCount\":4,\"replyCount\":1}",
                              n++ > 0 ? "," : "", words[i] + 5);
  g_string_append (json, "]}");
  stand_in_answer (s->base.stand, message, 200, json->str);
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

  if (g_str_equal (request, "POST /xrpc/com.atproto.server.createSession"))
    create_session (s, message);
  else if (g_str_equal (request, "POST /xrpc/com.atproto.server.refreshSession"))
    refresh_session (s, message);
  else if (g_str_equal (request, "GET /xrpc/com.atproto.repo.getRecord") && (!s->closed || admit (s, message)))
    get_record (s, message, query);
  else if (g_str_equal (request, "GET /xrpc/com.atproto.repo.getRecord"))
    return;
  else if (!admit (s, message))
    return;
  else if (g_str_equal (request, "GET " RESOLVE))
    resolve_handle (s, message, query);
  else if (g_str_equal (request, "GET /xrpc/com.atproto.server.getSession"))
    stand_in_answer (stand, message, 200, "{\"did\":\"" DID "\",\"handle\":\"city.example\",\"active\":true}");
  else if (g_str_equal (request, CREATE))
    create_record (s, message);
  else if (g_str_equal (request, "POST /xrpc/com.atproto.repo.deleteRecord"))
    delete_record (s, message);
  else if (g_str_equal (request, "POST /xrpc/com.atproto.repo.uploadBlob"))
    upload_blob (s, message);
  else if (g_str_equal (request, "GET /xrpc/app.bsky.feed.getPosts"))
    get_posts (s, message);
  else if (g_str_equal (request, "GET /xrpc/app.bsky.actor.getProfile"))
    stand_in_answer (stand, message, 200,
                     "{\"did\":\"" DID "\",\"handle\":\"city.example\",\"followersCount\":1234,\"postsCount\":56}");
  else
    {
      stand_in_violate (stand, "there is no %s", request);
      answer_error (s, message, 501, "MethodNotImplemented", "no");
    }
}

static guint
count (gpointer user_data)
{
  Server *s = user_data;
  guint n = 0;

  for (guint i = 0; i < s->n_records; i++)
    n += !s->records[i].gone;
  return n;
}

static void
set_secret (Server *s,
            char   *secret)
{
  sotong_secrets_free (s->base.account->secret);
  s->base.account->secret = secret;
}

static void
set_up_signed_out (Server        *s,
                   gconstpointer  data)
{
  connector_set_up (&s->base, "bluesky", "city.example", PASSWORD, server_cb, s);
}

static void
set_up (Server        *s,
        gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  char *secret = NULL;

  set_up_signed_out (s, data);
  reply = sotong_platform_refresh (s->base.platform, s->base.account, NULL, &secret);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  set_secret (s, secret);
}

static void
tear_down (Server        *s,
           gconstpointer  data)
{
  connector_tear_down (&s->base);
  for (guint i = 0; i < s->n_records; i++)
    {
      g_free (s->records[i].key);
      json_object_unref (s->records[i].record);
    }
}

static void
set_text (Server     *s,
          const char *text)
{
  g_free (s->base.post->text);
  s->base.post->text = g_strdup (text);
}

static char *
describe_facet (JsonObject *record,
                guint       index)
{
  JsonObject *facet = sotong_json_array_get_object (sotong_json_get_array (record, "facets"), index);
  JsonObject *feature = sotong_json_array_get_object (sotong_json_get_array (facet, "features"), 0);
  g_autofree char *uri = sotong_json_dup_string (feature, "uri");
  g_autofree char *tag = sotong_json_dup_string (feature, "tag");
  g_autofree char *did = sotong_json_dup_string (feature, "did");
  gint64 start = -1, end = -1;

  sotong_json_get_int64 (sotong_json_get_object (facet, "index"), "byteStart", &start);
  sotong_json_get_int64 (sotong_json_get_object (facet, "index"), "byteEnd", &end);
  return g_strdup_printf ("%d-%d %s", (int) start, (int) end, uri != NULL ? uri : tag != NULL ? tag : did);
}

/* A name is a link when it leads to somebody; one that does not, or that cannot be looked up now, is text, and the post goes out. */
static void
test_mentions (Server        *s,
               gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL, busy = NULL, over = NULL;
  g_autofree char *mention = NULL, *tag = NULL;

  set_text (s, "함께 @Seoul.bsky.social #서울 @nobody.example 에게 mail@seoul.go.kr, @이름 @bare (@Seoul.bsky.social)");
  reply = connector_publish (&s->base);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  mention = describe_facet (s->records[0].record, 0);
  tag = describe_facet (s->records[0].record, 1);
  g_assert_cmpstr (mention, ==, "7-25 " OTHER_DID);
  g_assert_cmpstr (tag, ==, "26-33 서울");
  g_assert_cmpuint (json_array_get_length (sotong_json_get_array (s->records[0].record, "facets")), ==, 3);
  g_assert_cmpuint (stand_in_count (s->base.stand, "GET " RESOLVE), ==, 2); /* each once */

  connector_renew (&s->base, "@seoul.bsky.social 안녕하세요");
  stand_in_fail_status (s->base.stand, "GET " RESOLVE, 502, "", "<html>bad gateway</html>");
  busy = connector_publish (&s->base);
  g_assert_cmpint (busy->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (json_array_get_length (sotong_json_get_array (s->records[1].record, "facets")), ==, 0);

  connector_renew (&s->base, "@seoul.bsky.social 다시");
  stand_in_fail_status (s->base.stand, "GET " RESOLVE, 400, "", "{\"error\":\"ExpiredToken\",\"message\":\"Token has expired\"}");
  over = connector_publish (&s->base);
  g_assert_cmpint (over->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpuint (s->n_records, ==, 2); /* it goes out whole once the sign-in is renewed */
}

static void
test_publish (Server        *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_autoptr(SotongReply) reply = NULL;
  g_autofree char *link = NULL, *tag = NULL, *text = NULL, *created = NULL, *url = NULL;

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (check->account_name, ==, "city.example");
  g_assert_cmpstr (check->remote_id, ==, DID);
  set_text (s, "🚇 지하철 https://seoul.go.kr #서울 소식");
  reply = connector_publish (&s->base);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  url = g_strconcat ("https://bsky.app/profile/city.example/post/", s->records[0].key, NULL);
  g_assert_cmpstr (reply->remote_url, ==, url);
  g_assert_true (g_str_has_prefix (reply->remote_id, "at://" DID "/app.bsky.feed.post/"));
  text = sotong_json_dup_string (s->records[0].record, "text");
  created = sotong_json_dup_string (s->records[0].record, "createdAt");
  g_assert_cmpstr (text, ==, s->base.post->text);
  g_assert_cmpstr (created, ==, "2016-10-14T01:00:00.000Z");
  link = describe_facet (s->records[0].record, 0);
  tag = describe_facet (s->records[0].record, 1);
  g_assert_cmpstr (link, ==, "15-34 https://seoul.go.kr");
  g_assert_cmpstr (tag, ==, "35-42 서울");
}

static const struct { const char *text; guint n; const char *last; } facets[] = {
  { "없음", 0, NULL },
  { "#2026 은 태그가 아니고 a#b 도 아니다", 0, NULL },
  { "끝 #서울시.", 1, "4-14 서울시" },
  { "#하나#둘 (#셋)", 2, "13-17 셋" },
  { "https://a.kr/#b https://c.kr/d?e=#f, 끝", 2, "16-35 https://c.kr/d?e=#f" },
  { "https://seoul.go.kr에서", 1, "0-19 https://seoul.go.kr" },
};

static void
test_facets (Server        *s,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (facets); i++)
    {
      g_autoptr(SotongReply) reply = NULL;
      g_autofree char *last = NULL;

      connector_renew (&s->base, facets[i].text);
      reply = connector_publish (&s->base);
      g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
      g_assert_cmpuint (json_array_get_length (sotong_json_get_array (s->records[i].record, "facets")), ==, facets[i].n);
      if (facets[i].n == 0)
        continue;
      last = describe_facet (s->records[i].record, facets[i].n - 1);
      g_assert_cmpstr (last, ==, facets[i].last);
    }
}

static void
test_picture (Server        *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) forgotten = NULL;
  g_autoptr(SotongReply) refused = NULL;
  SotongMedia *media;

  connector_add_file (&s->base, "가을.png", "image/png", "붉은 \"단풍\"");
  connector_add_file (&s->base, "둘째.png", "image/png", "");
  reply = connector_publish (&s->base);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (s->base.steps->str, ==, "0=bafk1 image/png 29 1=bafk2 image/png 29 ");

  /* A picture that is there is not put up again, unless the server has thrown it away. */
  connector_renew (&s->base, "둘째 글");
  connector_add_file (&s->base, "가을.png", "image/png", "단풍");
  media = g_ptr_array_index (s->base.post->media, 0);
  media->remote_id = g_strdup ("bafk1 image/png 29");
  s->n_forgotten = 2;
  forgotten = connector_publish (&s->base);
  g_assert_cmpint (forgotten->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->n_blobs, ==, 3);
  g_assert_cmpuint (stand_in_count (s->base.stand, CREATE), ==, 3);
  connector_renew (&s->base, "셋째 글");
  connector_add_file (&s->base, "큰.png", "image/png", "");
  stand_in_fail_status (s->base.stand, "POST /xrpc/com.atproto.repo.uploadBlob", 413, "",
                        "{\"error\":\"PayloadTooLarge\",\"message\":\"too large\"}");
  refused = connector_publish (&s->base);
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (refused->message, "큰.png"));
}

static void
test_video (Server        *s,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) mixed = NULL;
  g_autofree char *alt = NULL;

  connector_add_file (&s->base, "축제.mp4", "video/mp4", "축제의 밤");
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  alt = sotong_json_dup_string (sotong_json_get_object (s->records[0].record, "embed"), "alt");
  g_assert_cmpstr (alt, ==, "축제의 밤");
  connector_renew (&s->base, "섞인 글");
  connector_add_file (&s->base, "축제.mp4", "video/mp4", "");
  connector_add_file (&s->base, "가을.png", "image/png", "");
  mixed = connector_publish (&s->base);
  g_assert_cmpint (mixed->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_false (mixed->sent);
}

static void
test_reply (Server        *s,
            gconstpointer  data)
{
  g_autoptr(SotongReply) first = connector_publish (&s->base);
  g_autoptr(SotongReply) second = NULL;
  g_autoptr(SotongReply) third = NULL;
  g_autoptr(SotongReply) nowhere = NULL;
  g_autofree char *root = NULL, *parent = NULL, *cid = NULL;
  JsonObject *reply;

  connector_renew (&s->base, "이어지는 글");
  s->base.post->reply_to = g_strdup (first->remote_id);
  second = connector_publish (&s->base);
  g_assert_cmpint (second->outcome, ==, SOTONG_OUTCOME_OK);
  connector_renew (&s->base, "또 이어지는 글");
  s->base.post->reply_to = g_strdup (second->remote_id);
  third = connector_publish (&s->base);
  g_assert_cmpint (third->outcome, ==, SOTONG_OUTCOME_OK);
  reply = sotong_json_get_object (s->records[2].record, "reply");
  root = sotong_json_dup_string (sotong_json_get_object (reply, "root"), "uri");
  parent = sotong_json_dup_string (sotong_json_get_object (reply, "parent"), "uri");
  cid = sotong_json_dup_string (sotong_json_get_object (reply, "parent"), "cid");
  g_assert_cmpstr (root, ==, first->remote_id);
  g_assert_cmpstr (parent, ==, second->remote_id);
  g_assert_true (g_str_has_prefix (cid, "bafy"));
  connector_renew (&s->base, "없는 글에 다는 글");
  s->base.post->reply_to = g_strdup ("at://" DID "/app.bsky.feed.post/3lbxyz2222222");
  nowhere = connector_publish (&s->base);
  g_assert_cmpint (nowhere->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (s->n_records, ==, 3);
}

/* The server keeps no times: a post for later is the program's own business. */
static void
test_later (Server        *s,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) edit = NULL;

  s->base.post->schedule_on_platform = TRUE;
  s->base.post->publish_at = CONNECTOR_NOW + 3600;
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (reply->retry_at, ==, CONNECTOR_NOW + 3600);
  g_assert_cmpuint (s->n_records, ==, 0);
  edit = sotong_platform_update (s->base.platform, s->base.account, "at://x", s->base.post, NULL);
  g_assert_cmpint (edit->outcome, ==, SOTONG_OUTCOME_REFUSED);
}

static void
test_delete (Server        *s,
             gconstpointer  data)
{
  g_autoptr(SotongReply) reply = connector_publish (&s->base);
  g_autoptr(SotongReply) removed = sotong_platform_remove (s->base.platform, s->base.account, reply->remote_id, NULL);
  g_autoptr(SotongReply) again = sotong_platform_remove (s->base.platform, s->base.account, reply->remote_id, NULL);
  g_autoptr(SotongReply) other = sotong_platform_remove (s->base.platform, s->base.account, "123", NULL);

  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (other->outcome, ==, SOTONG_OUTCOME_REFUSED);
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
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) sent = connector_publish (&s->base);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) ids = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) broken = NULL;

  for (guint i = 0; i < 30; i++)
    g_strv_builder_add (builder, "at://" DID "/app.bsky.feed.post/3lbxyz2222222");
  g_strv_builder_add (builder, sent->remote_id);
  ids = g_strv_builder_end (builder);
  reply = sotong_platform_metrics (s->base.platform, s->base.account, (const char * const *) ids, metrics, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (stand_in_count (s->base.stand, "GET /xrpc/app.bsky.feed.getPosts"), ==, 2);
  g_assert_cmpint (get_figure (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, 1234);
  g_assert_cmpint (get_figure (metrics, NULL, SOTONG_METRIC_POSTS), ==, 56);
  g_assert_cmpint (get_figure (metrics, sent->remote_id, SOTONG_METRIC_REACTIONS), ==, 3);
  g_assert_cmpint (get_figure (metrics, sent->remote_id, SOTONG_METRIC_SHARES), ==, 6);
  g_assert_cmpint (get_figure (metrics, sent->remote_id, SOTONG_METRIC_COMMENTS), ==, 1);
  g_assert_cmpint (get_figure (metrics, sent->remote_id, SOTONG_METRIC_SAVES), ==, -1);
  g_assert_cmpuint (metrics->len, ==, 5);
  stand_in_fail (s->base.stand, STAND_IN_CUT, "GET /xrpc/app.bsky.feed.getPosts");
  broken = sotong_platform_metrics (s->base.platform, s->base.account, (const char * const *) ids, metrics, NULL);
  g_assert_cmpint (broken->outcome, ==, SOTONG_OUTCOME_WAIT);
}

/* From an app password to a session, from that to the next, and back to the password when it is over. */
static void
test_refresh (Server        *s,
              gconstpointer  data)
{
  g_autoptr(SotongReply) before = connector_publish (&s->base);
  g_autoptr(SotongReply) check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_autoptr(SotongReply) made = NULL;
  g_autoptr(SotongReply) over = NULL;
  g_autoptr(SotongReply) renewed = NULL;
  g_autoptr(SotongReply) sent = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autoptr(SotongToken) token = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  char *secret = NULL;

  g_assert_cmpint (before->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_false (before->sent);
  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_RENEW);
  made = sotong_platform_refresh (s->base.platform, s->base.account, NULL, &secret);
  g_assert_cmpint (made->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (made->expires_at, >=, now + 7200);
  g_assert_cmpint (made->expires_at, <=, now + 7260);
  token = sotong_token_parse (secret);
  g_assert_cmpstr (token->password, ==, PASSWORD);
  g_assert_cmpstr (token->account_id, ==, DID);
  set_secret (s, secret);

  s->over = TRUE;
  over = connector_publish (&s->base);
  g_assert_cmpint (over->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpuint (over->http_status, ==, 400);
  renewed = sotong_platform_refresh (s->base.platform, s->base.account, NULL, &secret);
  g_assert_cmpint (renewed->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->n_sessions, ==, 1);
  set_secret (s, secret);
  sent = connector_publish (&s->base);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->n_records, ==, 1);

  s->refresh_over = TRUE;
  again = sotong_platform_refresh (s->base.platform, s->base.account, NULL, &secret);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (s->n_sessions, ==, 2);
  set_secret (s, secret);
}

static void
test_refresh_trouble (Server        *s,
                      gconstpointer  data)
{
  g_autoptr(SotongAccount) wrong = sotong_account_new ("서울 소식", "bluesky", s->base.stand->url, "city.example", NULL,
                                                       "secret-wrong");
  g_autoptr(SotongAccount) only = sotong_account_new ("서울 소식", "bluesky", s->base.stand->url, "city.example", NULL,
                                                      "{\"refresh_token\":\"old\"}");
  g_autoptr(SotongAccount) none = sotong_account_new ("서울 소식", "bluesky", s->base.stand->url, "city.example", NULL, "");
  g_autoptr(SotongAccount) plain = sotong_account_new ("서울 소식", "bluesky", "http://pds.example", "city.example", NULL, PASSWORD);
  g_autoptr(SotongReply) reply = NULL, person = NULL, nothing = NULL, busy = NULL, page = NULL, factor = NULL, insecure = NULL;
  char *secret = NULL;

  reply = sotong_platform_refresh (s->base.platform, wrong, NULL, &secret);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_null (strstr (reply->message, "secret-wrong"));
  person = sotong_platform_refresh (s->base.platform, only, NULL, &secret);
  g_assert_cmpint (person->outcome, ==, SOTONG_OUTCOME_RENEW);
  nothing = sotong_platform_refresh (s->base.platform, none, NULL, &secret);
  g_assert_cmpint (nothing->outcome, ==, SOTONG_OUTCOME_RENEW);
  insecure = sotong_platform_refresh (s->base.platform, plain, NULL, &secret);
  g_assert_cmpint (insecure->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_false (insecure->sent);
  stand_in_fail_status (s->base.stand, "POST /xrpc/com.atproto.server.createSession", 429, "Retry-After: 60\n",
                        "{\"error\":\"RateLimitExceeded\",\"message\":\"Rate Limit Exceeded\"}");
  busy = sotong_platform_refresh (s->base.platform, s->base.account, NULL, &secret);
  g_assert_cmpint (busy->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (busy->retry_at, ==, CONNECTOR_NOW + 60);
  stand_in_fail (s->base.stand, STAND_IN_HTML, "POST /xrpc/com.atproto.server.createSession");
  page = sotong_platform_refresh (s->base.platform, s->base.account, NULL, &secret);
  g_assert_cmpint (page->outcome, ==, SOTONG_OUTCOME_WAIT);
  stand_in_fail_status (s->base.stand, "POST /xrpc/com.atproto.server.createSession", 401, "",
                        "{\"error\":\"AuthFactorTokenRequired\",\"message\":\"A sign in code has been sent\"}");
  factor = sotong_platform_refresh (s->base.platform, s->base.account, NULL, &secret);
  g_assert_cmpint (factor->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_null (secret);
}

static void
test_rate_limit (Server        *s,
                 gconstpointer  data)
{
  g_autofree char *headers = g_strdup_printf ("RateLimit-Limit: 5000\nRateLimit-Remaining: 0\nRateLimit-Policy: "
                                              "5000;w=3600\nRateLimit-Reset: %" G_GINT64_FORMAT "\n",
                                              g_get_real_time () / G_USEC_PER_SEC + 290);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) again = NULL;

  stand_in_fail_status (s->base.stand, CREATE, 429, headers,
                        "{\"error\":\"RateLimitExceeded\",\"message\":\"Rate Limit Exceeded\"}");
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (reply->retry_at, >=, CONNECTOR_NOW + 280);
  g_assert_cmpint (reply->retry_at, <=, CONNECTOR_NOW + 291);
  again = connector_publish (&s->base);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
}

static void
test_lost_reply (Server        *s,
                 gconstpointer  data)
{
  connector_lose (&s->base, CREATE, "{\"cid\":\"bafy\"}", count, s);
}

/* The server itself takes no second one of a key; a 500 is looked into at once. */
static void
test_duplicate (Server        *s,
                gconstpointer  data)
{
  g_autoptr(SotongReply) first = connector_publish (&s->base);
  g_autoptr(SotongReply) second = connector_publish (&s->base);
  g_autoptr(SotongReply) third = connector_again (&s->base);

  g_assert_cmpint (second->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (second->remote_id, ==, first->remote_id);
  g_assert_cmpstr (third->remote_id, ==, first->remote_id);
  g_assert_cmpuint (s->n_records, ==, 1);
}

/* When nobody can look, nothing is sent. */
static void
test_look_up (Server        *s,
              gconstpointer  data)
{
  const char *look = "GET /xrpc/com.atproto.repo.getRecord";
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) other = NULL;
  g_autoptr(SotongReply) after = NULL;

  stand_in_fail_status (s->base.stand, look, 502, "", "<html></html>");
  reply = connector_again (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  stand_in_fail_status (s->base.stand, look, 400, "", "{\"error\":\"InvalidRequest\",\"message\":\"Could not find repo\"}");
  other = connector_again (&s->base);
  g_assert_cmpint (other->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (s->n_records, ==, 0);
  stand_in_fail (s->base.stand, STAND_IN_EMPTY, CREATE);
  after = connector_again (&s->base);
  g_assert_cmpint (after->outcome, ==, SOTONG_OUTCOME_OK);
}

/* Some servers let only who has signed in look. */
static void
test_look_up_closed (Server        *s,
                     gconstpointer  data)
{
  g_autoptr(SotongReply) sent = NULL;
  g_autoptr(SotongReply) found = NULL;

  s->closed = TRUE;
  sent = connector_publish (&s->base);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (sotong_platform_look_up (s->base.platform, s->base.account, s->base.post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, sent->remote_id);
}

/* 140 families are 140 letters of 300, and 3,500 bytes of 3,000: nothing is sent, and it is the bytes that are named. */
static void
refuse_bytes (Server *s)
{
  guint n = stand_in_count (s->base.stand, CREATE);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(SotongReply) reply = NULL;

  for (int i = 0; i < 140; i++)
    g_string_append (text, "👨‍👩‍👧‍👦");
  g_free (s->base.post->text);
  s->base.post->text = g_strdup (text->str);
  reply = connector_publish (&s->base);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (reply->message, "3500 of at most 3000"));
  g_assert_cmpuint (stand_in_count (s->base.stand, CREATE), ==, n);
}

static void
test_refused (Server        *s,
              gconstpointer  data)
{
  connector_refuse (&s->base, CREATE, 400, "{\"error\":\"InvalidRequest\",\"message\":\"Invalid record: text is too long\"}",
                    SOTONG_OUTCOME_REFUSED, "too long");
  connector_refuse (&s->base, CREATE, 403, "{\"error\":\"AccountTakedown\",\"message\":\"Account has been taken down\"}",
                    SOTONG_OUTCOME_REFUSED, "taken down");
  connector_refuse (&s->base, CREATE, 401, "{\"error\":\"AuthMissing\",\"message\":\"Authentication Required\"}",
                    SOTONG_OUTCOME_RENEW, NULL);
  connector_refuse (&s->base, CREATE, 400, "{\"error\":\"ExpiredToken\",\"message\":\"Token has expired\"}",
                    SOTONG_OUTCOME_RENEW, NULL);
  connector_refuse (&s->base, CREATE, 503, "{\"error\":\"UpstreamFailure\"}", SOTONG_OUTCOME_WAIT, "UpstreamFailure");
  connector_refuse (&s->base, CREATE, 500, "{\"error\":\"InternalServerError\",\"message\":\"Internal Server Error\"}",
                    SOTONG_OUTCOME_UNKNOWN, NULL);
  refuse_bytes (s);
  g_assert_cmpuint (s->n_records, ==, 0);
}

static void
test_html (Server        *s,
           gconstpointer  data)
{
  g_autoptr(SotongReply) check = NULL;

  connector_turn_away (&s->base, STAND_IN_HTML, CREATE, SOTONG_OUTCOME_UNKNOWN, count, s);
  stand_in_fail (s->base.stand, STAND_IN_HTML, "GET /xrpc/com.atproto.server.getSession");
  check = sotong_platform_check (s->base.platform, s->base.account, NULL);
  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_WAIT);
}

static void
test_redirect (Server        *s,
               gconstpointer  data)
{
  connector_turn_away (&s->base, STAND_IN_REDIRECT, CREATE, SOTONG_OUTCOME_UNKNOWN, count, s);
}

/* Record keys: valid, always the same, of the key's day, and all different. */
static void
test_key (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *once = sotong_bluesky_make_key ("20161014-abcdefghjk");
  g_autofree char *twice = sotong_bluesky_make_key ("20161014-abcdefghjk");
  g_autofree char *before = sotong_bluesky_make_key ("20161013-abcdefghjk");
  g_autofree char *after = sotong_bluesky_make_key ("20161015-abcdefghjk");
  g_autofree char *odd = sotong_bluesky_make_key ("99999999-x");
  g_autofree char *word = sotong_bluesky_make_key ("x");

  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpstr (before, <, once);
  g_assert_cmpstr (once, <, after);
  g_assert_true (g_regex_match_simple ("^[2-7a-j][2-7a-z]{12}$", odd, 0, 0));
  g_assert_true (g_regex_match_simple ("^[2-7a-j][2-7a-z]{12}$", word, 0, 0));
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *client_key = g_strdup_printf ("20161014-%u", i);

      g_assert_true (g_hash_table_add (seen, sotong_bluesky_make_key (client_key)));
    }
}

#define ADD(name, func) g_test_add ("/platforms/bluesky/" name, Server, NULL, set_up, func, tear_down)
#define ADD_OUT(name, func) g_test_add ("/platforms/bluesky/" name, Server, NULL, set_up_signed_out, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("publish-text", test_publish);
  ADD ("publish-text/mentions", test_mentions);
  ADD ("publish-text/facets", test_facets);
  ADD ("publish-text/later", test_later);
  ADD ("picture", test_picture);
  ADD ("video", test_video);
  ADD ("reply", test_reply);
  ADD ("delete", test_delete);
  ADD ("metrics", test_metrics);
  ADD_OUT ("refresh", test_refresh);
  ADD_OUT ("refresh/trouble", test_refresh_trouble);
  ADD ("rate-limit", test_rate_limit);
  ADD ("lost-reply", test_lost_reply);
  ADD ("lost-reply/cannot-look", test_look_up);
  ADD ("lost-reply/cannot-look/closed", test_look_up_closed);
  ADD ("duplicate", test_duplicate);
  g_test_add_func ("/platforms/bluesky/duplicate/key", test_key);
  ADD ("refused", test_refused);
  ADD ("html", test_html);
  ADD ("redirect", test_redirect);
  return g_test_run ();
}
