/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-platform.h"
#include "stand-in.h"
#include "util/sotong-json.h"

#define NOW    G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */
#define TOKEN  "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
#define SEND   "POST /bot" TOKEN "/sendMessage"

/* Telegram's Bot API as its document has it. */
typedef struct {
  StandIn        *server;
  GPtrArray      *messages;  /* (element-type utf8): the text, or caption, of each */
  char           *photo;     /* what the last form held: "photo", "video", or the group's list */
  guint           n_files;
  const char     *member;    /* (nullable): what getChatMember answers; NULL: an administrator that may post */
  char           *reply_to;
  char           *edited;
  GString        *deleted;
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
              const char        *description)
{
  g_autofree char *json = g_strdup_printf ("{\"ok\":false,\"error_code\":%u,\"description\":\"%s\"}", code, description);

  stand_in_answer (f->server, message, code, json);
}

static char *
describe_message (Fixture *f)
{
  return g_strdup_printf ("{\"message_id\":%u,\"date\":1476406800,\"chat\":{\"id\":-1001234567890,\"title\":\"시청\",\"username\":\"city_news\","
                          "\"type\":\"channel\"}}", f->messages->len);
}

static void
answer_message (Fixture           *f,
                SoupServerMessage *message)
{
  g_autofree char *one = describe_message (f);
  g_autofree char *json = g_strdup_printf ("{\"ok\":true,\"result\":%s}", one);

  stand_in_answer (f->server, message, 200, json);
}

static void
check_chat (Fixture    *f,
            const char *chat)
{
  if (g_strcmp0 (chat, "@city_news") != 0)
    stand_in_violate (f->server, "chat_id must be the channel's: %s", chat);
}

static void
send_text (Fixture           *f,
           SoupServerMessage *message)
{
  g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
  g_autofree char *chat = sotong_json_dup_string (object, "chat_id");
  char *text = sotong_json_dup_string (object, "text");
  gint64 reply_to = 0;

  check_chat (f, chat);
  if (text == NULL || json_object_has_member (object, "parse_mode"))
    stand_in_violate (f->server, "a message is plain text");
  if (sotong_json_get_int64 (sotong_json_get_object (object, "reply_parameters"), "message_id", &reply_to))
    f->reply_to = g_strdup_printf ("%d", (int) reply_to);
  if (stand_in_keeps (f->server))
    g_ptr_array_add (f->messages, g_steal_pointer (&text));
  g_free (text);
  answer_message (f, message);
}

static char *
dup_part (GHashTable *parts,
          const char *name)
{
  GBytes *part = g_hash_table_lookup (parts, name);

  return part != NULL ? g_strndup (g_bytes_get_data (part, NULL), g_bytes_get_size (part)) : NULL;
}

static void
send_file (Fixture           *f,
           SoupServerMessage *message,
           const char        *part)
{
  g_autoptr(GHashTable) parts = stand_in_read_parts (f->server, message);
  g_autofree char *chat = dup_part (parts, "chat_id");
  g_autofree char *type_name = g_strconcat (part, "/type", NULL);
  g_autofree char *type = dup_part (parts, type_name);
  char *caption = dup_part (parts, "caption");

  check_chat (f, chat);
  if (g_hash_table_lookup (parts, part) == NULL || type == NULL)
    stand_in_violate (f->server, "the file must be called “%s” and have its type", part);
  g_free (f->photo);
  f->photo = g_strdup (part);
  if (stand_in_keeps (f->server))
    g_ptr_array_add (f->messages, caption != NULL ? g_steal_pointer (&caption) : g_strdup (""));
  g_free (caption);
  answer_message (f, message);
}

static void
send_group (Fixture           *f,
            SoupServerMessage *message)
{
  g_autoptr(GHashTable) parts = stand_in_read_parts (f->server, message);
  g_autofree char *chat = dup_part (parts, "chat_id");
  g_autofree char *media = dup_part (parts, "media");
  g_autoptr(JsonNode) node = media != NULL ? json_from_string (media, NULL) : NULL;
  g_autoptr(GString) result = g_string_new ("{\"ok\":true,\"result\":[");
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = list != NULL ? json_array_get_length (list) : 0;

  check_chat (f, chat);
  if (n < 2 || n > 10)
    stand_in_violate (f->server, "a group has 2 to 10 files");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *attached = sotong_json_dup_string (sotong_json_array_get_object (list, i), "media");
      char *caption = sotong_json_dup_string (sotong_json_array_get_object (list, i), "caption");
      g_autofree char *one = NULL;

      if (attached == NULL || !g_str_has_prefix (attached, "attach://") || g_hash_table_lookup (parts, attached + 9) == NULL)
        stand_in_violate (f->server, "a file of the group is not in the form");
      g_ptr_array_add (f->messages, caption != NULL ? caption : g_strdup (""));
      one = describe_message (f);
      g_string_append_printf (result, "%s%s", i > 0 ? "," : "", one);
    }
  g_string_append (result, "]}");
  f->n_files = n;
  g_free (f->photo);
  f->photo = g_strdup (media);
  stand_in_answer (f->server, message, 200, result->str);
}

static void
edit (Fixture           *f,
      SoupServerMessage *message,
      const char        *member)
{
  g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
  g_autofree char *chat = sotong_json_dup_string (object, "chat_id");
  gint64 id = 0;

  check_chat (f, chat);
  if (!sotong_json_get_int64 (object, "message_id", &id) || id != 1 || !json_object_has_member (object, member))
    stand_in_violate (f->server, "what is edited is named by its number");
  g_free (f->edited);
  f->edited = sotong_json_dup_string (object, member);
  stand_in_answer (f->server, message, 200,
                   "{\"ok\":true,\"result\":{\"message_id\":1,\"date\":1476406800,\"chat\":{\"id\":-1001234567890,\"username\":\"city_news\"}}}");
}

static void
delete (Fixture           *f,
        SoupServerMessage *message)
{
  g_autoptr(JsonObject) object = stand_in_read_json (f->server, message);
  gint64 id = 0;

  if (!sotong_json_get_int64 (object, "message_id", &id))
    stand_in_violate (f->server, "what is deleted is named by its number");
  g_string_append_printf (f->deleted, "%d ", (int) id);
  if (id == 404)
    answer_error (f, message, 400, "Bad Request: message to delete not found");
  else if (id == 48)
    answer_error (f, message, 400, "Bad Request: message can't be deleted");
  else
    stand_in_answer (f->server, message, 200, "{\"ok\":true,\"result\":true}");
}

static void
read_chat (Fixture           *f,
           SoupServerMessage *message,
           GHashTable        *query,
           const char        *json)
{
  check_chat (f, g_hash_table_lookup (query, "chat_id"));
  stand_in_answer (f->server, message, 200, json);
}

/* Of a public channel anybody reads the name; who belongs to it is known to its administrators alone. */
static void
read_member (Fixture           *f,
             SoupServerMessage *message,
             GHashTable        *query)
{
  check_chat (f, g_hash_table_lookup (query, "chat_id"));
  if (g_strcmp0 (g_hash_table_lookup (query, "user_id"), "110201543") != 0)
    stand_in_violate (f->server, "the bot asks about itself, by its number");
  if (f->member == NULL)
    stand_in_answer (f->server, message, 200, "{\"ok\":true,\"result\":{\"status\":\"administrator\",\"user\":{\"id\":110201543,\"is_bot\":true},"
                                              "\"can_be_edited\":false,\"can_post_messages\":true}}");
  else if (f->member[0] == '{')
    stand_in_answer (f->server, message, 200, f->member);
  else
    answer_error (f, message, g_str_equal (f->member, "Not Found") ? 404 : 400, f->member);
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
  gboolean get = g_str_equal (method, "GET");
  const char *name = g_str_has_prefix (path, "/bot" TOKEN "/") ? path + strlen ("/bot" TOKEN "/") : NULL;

  f->server = server;
  if (stand_in_get_header (message, "Authorization") != NULL)
    stand_in_violate (server, "the token is in the path, not in a header");
  if (name == NULL)
    answer_error (f, message, g_str_has_prefix (path, "/bot1:withdrawn/") ? 401 : 404, "Unauthorized");
  else if (get && g_str_equal (name, "getMe"))
    stand_in_answer (server, message, 200, "{\"ok\":true,\"result\":{\"id\":110201543,\"is_bot\":true,\"first_name\":\"소통\",\"username\":\"city_bot\"}}");
  else if (get && g_str_equal (name, "getChat"))
    read_chat (f, message, query, "{\"ok\":true,\"result\":{\"id\":-1001234567890,\"title\":\"시청 소식\",\"username\":\"city_news\",\"type\":\"channel\"}}");
  else if (get && g_str_equal (name, "getChatMember"))
    read_member (f, message, query);
  else if (get && g_str_equal (name, "getChatMemberCount"))
    read_chat (f, message, query, "{\"ok\":true,\"result\":4321}");
  else if (get)
    stand_in_violate (server, "%s is not read", name);
  else if (g_str_equal (name, "sendMessage"))
    send_text (f, message);
  else if (g_str_equal (name, "sendPhoto"))
    send_file (f, message, "photo");
  else if (g_str_equal (name, "sendVideo"))
    send_file (f, message, "video");
  else if (g_str_equal (name, "sendMediaGroup"))
    send_group (f, message);
  else if (g_str_equal (name, "editMessageText"))
    edit (f, message, "text");
  else if (g_str_equal (name, "editMessageCaption"))
    edit (f, message, "caption");
  else if (g_str_equal (name, "deleteMessage"))
    delete (f, message);
  else
    stand_in_violate (server, "%s is not of this API", name);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->messages = g_ptr_array_new_with_free_func (g_free);
  f->deleted = g_string_new (NULL);
  f->server = stand_in_new (handle_cb, f);
  f->clock = sotong_clock_new_set (NOW);
  f->http = sotong_http_new (f->clock);
  sotong_http_set_idle (f->http, 2);
  f->platform = sotong_platform_new ("telegram", f->http);
  f->account = sotong_account_new ("시청 텔레그램", "telegram", f->server->url, "city_news", NULL, TOKEN);
  f->post = sotong_post_new ("20161014-abcdefgh", NULL, "안내 <b> & 끝\nhttps://seoul.go.kr");
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
  g_ptr_array_unref (f->messages);
  g_string_free (f->deleted, TRUE);
  g_free (f->photo);
  g_free (f->reply_to);
  g_free (f->edited);
}

/* The token is in the address: it may be in no sentence. */
static SotongReply *
publish (Fixture *f)
{
  SotongReply *reply = sotong_platform_publish (f->platform, f->account, f->post, NULL, NULL, NULL);

  g_assert_null (strstr (reply->message, "AAHdqTcv"));
  g_assert_true (reply->remote_url == NULL || strstr (reply->remote_url, "AAHdqTcv") == NULL);
  return reply;
}

static void
add_file (Fixture    *f,
          const char *name,
          const char *type)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("file", 4);

  sotong_post_take_media (f->post, sotong_media_new (name, type, bytes, ""));
}

static void
test_publish_text (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr(SotongReply) check = sotong_platform_check (f->platform, f->account, NULL);
  g_autoptr(SotongReply) reply = publish (f);

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (check->account_name, ==, "시청 소식");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_id, ==, "1");
  g_assert_cmpstr (reply->remote_url, ==, "https://t.me/city_news/1");
  g_assert_cmpstr (g_ptr_array_index (f->messages, 0), ==, "안내 <b> & 끝\nhttps://seoul.go.kr");
}

/* A bot that may not post in the channel: its token is told apart before a post is due. */
static void
test_check_right (Fixture       *f,
                  gconstpointer  data)
{
  static const char * const members[] = {
    "Bad Request: member list is inaccessible",
    "{\"ok\":true,\"result\":{\"status\":\"left\",\"user\":{\"id\":110201543}}}",
    "{\"ok\":true,\"result\":{\"status\":\"administrator\",\"can_post_messages\":false,\"user\":{\"id\":110201543}}}",
  };
  static const char * const fit[] = {
    "{\"ok\":true,\"result\":{\"status\":\"creator\",\"user\":{\"id\":110201543}}}",
    "Not Found", /* a server between that does not know this question says nothing of the bot */
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(SotongReply) reply = NULL;

      f->member = members[i];
      reply = sotong_platform_check (f->platform, f->account, NULL);
      g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_REFUSED);
      g_assert_nonnull (strstr (reply->message, "“city_bot”"));
      g_assert_nonnull (strstr (reply->message, "@city_news"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (fit); i++)
    {
      g_autoptr(SotongReply) reply = NULL;

      f->member = fit[i];
      reply = sotong_platform_check (f->platform, f->account, NULL);
      g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
    }
}

static void
test_picture (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongReply) one = NULL;
  g_autoptr(SotongReply) group = NULL;

  add_file (f, "가을.png", "image/png");
  one = publish (f);
  g_assert_cmpint (one->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (f->photo, ==, "photo");
  g_assert_cmpstr (g_ptr_array_index (f->messages, 0), ==, f->post->text);
  add_file (f, "b.jpg", "image/jpeg");
  add_file (f, "c.mp4", "video/mp4");
  group = publish (f);
  g_assert_cmpint (group->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (group->remote_id, ==, "2,3,4");
  g_assert_cmpstr (group->remote_url, ==, "https://t.me/city_news/2");
  g_assert_cmpuint (f->n_files, ==, 3);
  g_assert_nonnull (strstr (f->photo, "\"type\":\"video\",\"media\":\"attach://file2\""));
  g_assert_cmpstr (g_ptr_array_index (f->messages, 2), ==, ""); /* the text stands below the first alone */
}

/* A text that is too long beside files is refused before anything is sent. */
static void
test_caption (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (1025, 'a');
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) alone = NULL;

  g_free (f->post->text);
  f->post->text = g_steal_pointer (&long_text);
  alone = publish (f);
  g_assert_cmpint (alone->outcome, ==, SOTONG_OUTCOME_OK);
  add_file (f, "가을.png", "image/png");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (reply->message, "1024"));
  g_assert_cmpuint (f->messages->len, ==, 1);
}

static void
test_video (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  add_file (f, "축제.mp4", "video/mp4");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (f->photo, ==, "video");
}

static void
test_reply (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  f->post->reply_to = g_strdup ("7");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (f->reply_to, ==, "7");
}

static void
test_edit (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(SotongReply) text = sotong_platform_update (f->platform, f->account, "1", f->post, NULL);
  g_autoptr(SotongReply) same = NULL;
  g_autoptr(SotongReply) caption = NULL;
  g_autoptr(SotongReply) unknown = sotong_platform_update (f->platform, f->account, "x", f->post, NULL);

  g_assert_cmpint (text->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (f->edited, ==, f->post->text);
  g_assert_cmpint (unknown->outcome, ==, SOTONG_OUTCOME_REFUSED);
  stand_in_fail_status (f->server, "POST /bot" TOKEN "/editMessageText", 400, NULL,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message is not modified\"}");
  same = sotong_platform_update (f->platform, f->account, "1", f->post, NULL);
  g_assert_cmpint (same->outcome, ==, SOTONG_OUTCOME_OK);
  add_file (f, "가을.png", "image/png");
  caption = sotong_platform_update (f->platform, f->account, "1,2", f->post, NULL);
  g_assert_cmpint (caption->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (caption->remote_id, ==, "1,2");
  g_assert_cmpuint (stand_in_count (f->server, "POST /bot" TOKEN "/editMessageCaption"), ==, 1);
}

static void
test_delete (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(SotongReply) group = sotong_platform_remove (f->platform, f->account, "1,2", NULL);
  g_autoptr(SotongReply) gone = sotong_platform_remove (f->platform, f->account, "404", NULL);
  g_autoptr(SotongReply) old = sotong_platform_remove (f->platform, f->account, "48", NULL);

  g_assert_cmpint (group->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (gone->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (old->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (old->message, "48"));
  g_assert_cmpstr (f->deleted->str, ==, "1 2 404 48 ");
}

static void
test_metrics (Fixture       *f,
              gconstpointer  data)
{
  static const char * const ids[] = { "1", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) reply = sotong_platform_metrics (f->platform, f->account, ids, metrics, NULL);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (metrics->len, ==, 1);
  g_assert_cmpstr (((SotongMetric *) g_ptr_array_index (metrics, 0))->name, ==, SOTONG_METRIC_FOLLOWERS);
  g_assert_cmpint (((SotongMetric *) g_ptr_array_index (metrics, 0))->value, ==, 4321);
}

static void
test_rate_limit (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;

  stand_in_fail_status (f->server, SEND, 429, NULL,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 35\",\"parameters\":{\"retry_after\":35}}");
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (reply->retry_at, ==, NOW + 35);
  g_assert_cmpuint (f->messages->len, ==, 0);
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
  { "html/after", STAND_IN_HTML_AFTER, 1 },
  { "redirect", STAND_IN_REDIRECT, 0 },
  { "redirect/after", STAND_IN_REDIRECT_AFTER, 1 },
};

/* Nobody can look: a person is asked, and it is never sent again by itself. */
static void
test_lost (Fixture       *f,
           gconstpointer  data)
{
  const Lost *l = data;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) look_up = NULL;
  g_autoptr(SotongReply) again = NULL;

  stand_in_fail (f->server, l->fault, SEND);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_nonnull (strstr (reply->message, "Look at the channel yourself"));
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &look_up), ==, SOTONG_LOOK_UP_CANNOT_TELL);
  f->post->repeated = TRUE;
  again = publish (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (f->messages->len, ==, l->kept);
  g_assert_cmpuint (stand_in_count (f->server, SEND), ==, 1);
}

typedef struct {
  const char    *name;
  guint          status;
  const char    *body;
  SotongOutcome  outcome;
  const char    *word;
} Answer;

static const Answer answers[] = {
  { "refused", 400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}", SOTONG_OUTCOME_REFUSED, "chat not found" },
  { "refused/kicked", 403, "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was kicked from the channel chat\"}", SOTONG_OUTCOME_REFUSED, "administrator" },
  { "refused/token", 401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}", SOTONG_OUTCOME_RENEW, "sign-in" },
  { "refused/in-200", 200, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: not enough rights\"}", SOTONG_OUTCOME_REFUSED, "rights" },
  { "refused/moved", 400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was upgraded\",\"parameters\":{\"migrate_to_chat_id\":-1009876}}", SOTONG_OUTCOME_REFUSED, "-1009876" },
  { "lost-reply/no-id", 200, "{\"ok\":true,\"result\":{\"date\":1}}", SOTONG_OUTCOME_UNKNOWN, "yourself" },
  { "lost-reply/queued", 200, "{\"ok\":true,\"result\":{\"message_id\":0,\"date\":1}}", SOTONG_OUTCOME_UNKNOWN, "has taken the post" },
  { "lost-reply/gateway-json", 502, "{\"ok\":false,\"error_code\":502,\"description\":\"Bad Gateway\"}", SOTONG_OUTCOME_UNKNOWN, "yourself" },
  { "lost-reply/firewall", 403, "<html>Blocked</html>", SOTONG_OUTCOME_UNKNOWN, "yourself" },
  { "lost-reply/no-code", 400, "{\"ok\":false}", SOTONG_OUTCOME_UNKNOWN, "yourself" },
  { "lost-reply/gateway", 502, "<html>Bad Gateway</html>", SOTONG_OUTCOME_UNKNOWN, "yourself" },
  { "lost-reply/busy", 503, "<html>Later</html>", SOTONG_OUTCOME_UNKNOWN, "yourself" },
  { "lost-reply/busy-json", 503, "{\"ok\":false,\"error_code\":503,\"description\":\"Service Unavailable\"}", SOTONG_OUTCOME_UNKNOWN, "yourself" },
  { "lost-reply/late", 504, "<html>Gateway Timeout</html>", SOTONG_OUTCOME_UNKNOWN, "yourself" },
};

static void
test_answer (Fixture       *f,
             gconstpointer  data)
{
  const Answer *a = data;
  g_autoptr(SotongReply) reply = NULL;

  stand_in_fail_status (f->server, SEND, a->status, NULL, a->body);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, a->outcome);
  g_assert_cmpint (reply->shut_out, ==, a->status == 403 && a->outcome == SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (reply->message, a->word));
}

/* A correction that somebody on the way answered may have been made as well. */
static void
test_edit_redirect (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr(SotongReply) edited = NULL;
  g_autoptr(SotongReply) deleted = NULL;

  stand_in_fail (f->server, STAND_IN_REDIRECT_AFTER, "POST /bot" TOKEN "/editMessageText");
  edited = sotong_platform_update (f->platform, f->account, "1", f->post, NULL);
  g_assert_cmpint (edited->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_nonnull (strstr (edited->message, "Look at the channel yourself"));
  stand_in_fail (f->server, STAND_IN_HTML_AFTER, "POST /bot" TOKEN "/deleteMessage");
  deleted = sotong_platform_remove (f->platform, f->account, "1", NULL);
  g_assert_cmpint (deleted->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
}

/* The token goes over https, or to this machine; without one nothing is sent; a wrong one needs a person. */
static void
test_token (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongAccount) plain = sotong_account_new ("텔레그램", "telegram", "http://telegram.example", "@city_news", NULL, TOKEN);
  g_autoptr(SotongAccount) none = sotong_account_new ("텔레그램", "telegram", f->server->url, "@city_news", NULL, "");
  g_autoptr(SotongAccount) wrong = sotong_account_new ("텔레그램", "telegram", f->server->url, "@city_news", NULL, "1:wrong");
  g_autoptr(SotongAccount) nowhere = sotong_account_new ("텔레그램", "telegram", "http://127.0.0.1:1", "@city_news", NULL, TOKEN);
  g_autoptr(SotongReply) insecure = sotong_platform_publish (f->platform, plain, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) empty = sotong_platform_publish (f->platform, none, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) refused = sotong_platform_publish (f->platform, wrong, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) unreachable = sotong_platform_publish (f->platform, nowhere, f->post, NULL, NULL, NULL);

  g_assert_cmpint (insecure->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_false (insecure->sent);
  g_assert_cmpint (empty->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (unreachable->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_null (strstr (unreachable->message, "AAHdqTcv"));
}

#define ADD(name, func) g_test_add ("/platforms/telegram/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("check-right", test_check_right);
  ADD ("publish-text", test_publish_text);
  ADD ("picture", test_picture);
  ADD ("picture/caption", test_caption);
  ADD ("video", test_video);
  ADD ("reply", test_reply);
  ADD ("edit", test_edit);
  ADD ("edit/redirect", test_edit_redirect);
  ADD ("delete", test_delete);
  ADD ("metrics", test_metrics);
  ADD ("rate-limit", test_rate_limit);
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/telegram/", lost[i].name, NULL);

      g_test_add (path, Fixture, &lost[i], set_up, test_lost, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/telegram/", answers[i].name, NULL);

      g_test_add (path, Fixture, &answers[i], set_up, test_answer, tear_down);
    }
  ADD ("token", test_token);
  return g_test_run ();
}
