/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "platforms/sotong-platform.h"
#include "platforms/sotong-practice-server.h"
#include "util/sotong-json.h"

#define TOKEN "practice-token-for-tests"
#define NOW   G_GINT64_CONSTANT (1476406800)  /* 2016-10-14 10:00 in Seoul */

typedef struct {
  SotongClock          *clock;
  SotongPracticeServer *server;
  SotongHttp           *http;
  SotongPlatform       *platform;
  SotongAccount        *account;
  SotongPost           *post;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  const char *url;

  f->clock = sotong_clock_new_set (NOW);
  f->server = sotong_practice_server_new (TOKEN, f->clock);
  url = sotong_practice_server_start (f->server, 0, &error);
  g_assert_no_error (error);
  f->http = sotong_http_new (f->clock);
  sotong_http_set_idle (f->http, 1);
  f->platform = sotong_platform_new ("practice", f->http);
  f->account = sotong_account_new ("연습", "practice", url, NULL, NULL, TOKEN);
  f->post = sotong_post_new ("20161014-abcdefgh", "가을 축제 <안내>", "토요일 10시 & 광장에서\n뵙겠습니다.");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sotong_post_free (f->post);
  sotong_account_free (f->account);
  g_assert_finalize_object (f->platform);
  g_assert_finalize_object (f->http);
  g_assert_finalize_object (f->server);
  g_assert_finalize_object (f->clock);
}

static SotongPracticeCounts
get_counts (Fixture *f)
{
  SotongPracticeCounts counts;

  sotong_practice_server_get_counts (f->server, &counts);
  return counts;
}

static SotongReply *
publish (Fixture *f)
{
  return sotong_platform_publish (f->platform, f->account, f->post, NULL, NULL, NULL);
}

static SotongHttpResponse *
get (Fixture    *f,
     const char *path,
     const char *token)
{
  g_autofree char *url = g_strconcat (f->account->url, path, NULL);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(GError) error = NULL;
  SotongHttpResponse *response;

  if (token != NULL)
    sotong_http_request_set_bearer (request, token);
  response = sotong_http_send (f->http, request, NULL, &error);
  g_assert_no_error (error);
  return response;
}

static void
test_check (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = sotong_platform_check (f->platform, f->account, NULL);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->account_name, ==, "연습 계정");
  g_assert_cmpuint (reply->http_status, ==, 200);
}

static void
test_wrong_token (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr(SotongAccount) wrong = sotong_account_new ("연습", "practice", f->account->url, NULL, NULL, "something else");
  g_autoptr(SotongAccount) none = sotong_account_new ("연습", "practice", f->account->url, NULL, NULL, NULL);
  g_autoptr(SotongReply) check = sotong_platform_check (f->platform, wrong, NULL);
  g_autoptr(SotongReply) sent = sotong_platform_publish (f->platform, wrong, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) without = sotong_platform_publish (f->platform, none, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) look_up = NULL;

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (without->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_false (without->sent);
  g_assert_null (strstr (sent->message, "something else"));
  g_assert_cmpint (sotong_platform_look_up (f->platform, wrong, f->post, NULL, &look_up), ==, SOTONG_LOOK_UP_CANNOT_TELL);
  g_assert_cmpuint (get_counts (f).received, ==, 0);
}

static void
test_publish (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongReply) reply = publish (f);
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongHttpResponse) page = NULL;
  g_autofree char *html = NULL;

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (reply->http_status, ==, 201);
  g_assert_cmpstr (reply->remote_state, ==, "published");
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, reply->remote_id);
  g_assert_cmpstr (found->remote_url, ==, reply->remote_url);
  g_assert_cmpuint (sotong_practice_server_count_key (f->server, f->post->client_key), ==, 1);

  page = get (f, reply->remote_url + strlen (f->account->url), NULL);
  g_assert_cmpuint (page->status, ==, 200);
  html = g_strndup (g_bytes_get_data (page->body, NULL), g_bytes_get_size (page->body));
  g_assert_nonnull (strstr (html, "<title>[연습] 가을 축제 &lt;안내&gt;</title>"));
  g_assert_nonnull (strstr (html, "10시 &amp; 광장"));
  g_assert_null (strstr (html, "<안내>"));
}

static void
test_schedule_update_remove (Fixture       *f,
                             gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) updated = NULL;
  g_autoptr(SotongReply) removed = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autoptr(SotongReply) missing = NULL;
  g_autoptr(SotongReply) look_up = NULL;

  f->post->publish_at = NOW + 3600;
  f->post->schedule_on_platform = TRUE;
  reply = publish (f);
  g_assert_cmpstr (reply->remote_state, ==, "scheduled");
  f->post->schedule_on_platform = FALSE;
  updated = sotong_platform_update (f->platform, f->account, reply->remote_id, f->post, NULL);
  g_assert_cmpint (updated->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (updated->remote_id, ==, reply->remote_id);
  g_assert_cmpstr (updated->remote_state, ==, "published");
  missing = sotong_platform_update (f->platform, f->account, "nothing", f->post, NULL);
  g_assert_cmpint (missing->outcome, ==, SOTONG_OUTCOME_REFUSED);
  removed = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
  again = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &look_up), ==, SOTONG_LOOK_UP_ABSENT);
}

static void
test_double_is_counted (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr(SotongReply) first = publish (f);
  g_autoptr(SotongReply) second = publish (f);
  g_autoptr(SotongReply) third = NULL;
  g_autoptr(SotongReply) asked = NULL;

  g_assert_cmpint (second->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (second->http_status, ==, 409);
  g_assert_cmpstr (second->remote_id, ==, first->remote_id);
  g_assert_cmpuint (get_counts (f).posts, ==, 1);
  g_assert_cmpuint (get_counts (f).doubles, ==, 1);
  g_assert_cmpuint (get_counts (f).received, ==, 2);

  sotong_practice_server_set_allow_doubles (f->server, TRUE);
  third = publish (f);
  g_assert_cmpuint (third->http_status, ==, 201);
  g_assert_cmpstr (third->remote_id, !=, first->remote_id);
  g_assert_cmpuint (get_counts (f).posts, ==, 2);
  g_assert_cmpuint (get_counts (f).doubles, ==, 2);

  f->post->repeated = TRUE;  /* asked first, so not sent */
  asked = publish (f);
  g_assert_cmpint (asked->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (get_counts (f).received, ==, 3);
}

typedef struct {
  const char              *name;
  SotongPracticeFaultKind  kind;
  guint                    status;
  SotongOutcome            outcome;
  guint                    stored;  /* posts on the platform afterwards */
} FaultCase;

static const FaultCase fault_cases[] = {
  { "400", SOTONG_PRACTICE_FAULT_STATUS, 400, SOTONG_OUTCOME_REFUSED, 0 },
  { "401", SOTONG_PRACTICE_FAULT_STATUS, 401, SOTONG_OUTCOME_RENEW, 0 },
  { "403", SOTONG_PRACTICE_FAULT_STATUS, 403, SOTONG_OUTCOME_REFUSED, 0 },
  { "404", SOTONG_PRACTICE_FAULT_STATUS, 404, SOTONG_OUTCOME_REFUSED, 0 },
  { "413", SOTONG_PRACTICE_FAULT_STATUS, 413, SOTONG_OUTCOME_REFUSED, 0 },
  { "429", SOTONG_PRACTICE_FAULT_STATUS, 429, SOTONG_OUTCOME_WAIT, 0 },
  { "500", SOTONG_PRACTICE_FAULT_STATUS, 500, SOTONG_OUTCOME_UNKNOWN, 0 },
  { "502", SOTONG_PRACTICE_FAULT_STATUS, 502, SOTONG_OUTCOME_WAIT, 0 },
  { "503", SOTONG_PRACTICE_FAULT_STATUS, 503, SOTONG_OUTCOME_WAIT, 0 },
  { "504", SOTONG_PRACTICE_FAULT_STATUS, 504, SOTONG_OUTCOME_WAIT, 0 },
  { "hang", SOTONG_PRACTICE_FAULT_HANG, 0, SOTONG_OUTCOME_UNKNOWN, 0 },
  { "drop-before-store", SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 0, SOTONG_OUTCOME_UNKNOWN, 0 },
  { "drop-after-store", SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, 0, SOTONG_OUTCOME_UNKNOWN, 1 },
  { "late", SOTONG_PRACTICE_FAULT_LATE, 0, SOTONG_OUTCOME_UNKNOWN, 1 },
  { "html", SOTONG_PRACTICE_FAULT_HTML, 0, SOTONG_OUTCOME_UNKNOWN, 0 },
  { "redirect", SOTONG_PRACTICE_FAULT_REDIRECT, 0, SOTONG_OUTCOME_UNKNOWN, 0 },
  { "redirect-after-store", SOTONG_PRACTICE_FAULT_REDIRECT_AFTER_STORE, 0, SOTONG_OUTCOME_UNKNOWN, 1 },
  { "empty", SOTONG_PRACTICE_FAULT_EMPTY, 0, SOTONG_OUTCOME_UNKNOWN, 1 },
  { "half", SOTONG_PRACTICE_FAULT_HALF, 0, SOTONG_OUTCOME_UNKNOWN, 1 },
  { "reset", SOTONG_PRACTICE_FAULT_RESET, 0, SOTONG_OUTCOME_UNKNOWN, 1 },
};

/* Whatever goes wrong, asking first and sending again leads to one post and never to two. */
static void
test_fault (Fixture       *f,
            gconstpointer  data)
{
  const FaultCase *c = data;
  SotongPracticeFault fault = { .kind = c->kind, .status = c->status, .retry_after_s = 120, .delay_ms = 3000 };
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) look_up = NULL;
  g_autoptr(SotongReply) again = NULL;
  SotongLookUp found;

  sotong_practice_server_set_allow_doubles (f->server, TRUE);
  sotong_practice_server_add_fault (f->server, &fault);
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, c->outcome);
  g_assert_true (reply->sent);
  g_assert_cmpstr (reply->message, !=, "");
  g_assert_nonnull (strstr (reply->message, "연습"));
  g_assert_cmpint (reply->retry_at, ==, c->outcome == SOTONG_OUTCOME_WAIT ? NOW + 120 : 0);
  g_assert_cmpuint (get_counts (f).posts, ==, c->stored);

  found = sotong_platform_look_up (f->platform, f->account, f->post, NULL, &look_up);
  g_assert_cmpint (found, ==, c->stored == 1 ? SOTONG_LOOK_UP_FOUND : SOTONG_LOOK_UP_ABSENT);
  f->post->repeated = TRUE;
  again = publish (f);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (get_counts (f).posts, ==, 1);
  g_assert_cmpuint (get_counts (f).doubles, ==, 0);
}

static void
test_look_up_fault (Fixture       *f,
                    gconstpointer  data)
{
  SotongPracticeFault fault = { .kind = SOTONG_PRACTICE_FAULT_STATUS, .status = 503, .retry_after_s = -1, .times = 2, .path = "look-up" };
  SotongPracticeFault html = { .kind = SOTONG_PRACTICE_FAULT_HTML, .path = "look-up" };
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) page = NULL;
  g_autoptr(SotongReply) sent = NULL;

  sotong_practice_server_add_fault (f->server, &fault);
  sotong_practice_server_add_fault (f->server, &html);
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &reply), ==, SOTONG_LOOK_UP_CANNOT_TELL);
  f->post->repeated = TRUE;
  sent = publish (f);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (get_counts (f).received, ==, 0);
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &page), ==, SOTONG_LOOK_UP_CANNOT_TELL);
}

static void
test_stopped (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) refused = NULL;

  g_cancellable_cancel (cancellable);
  reply = sotong_platform_publish (f->platform, f->account, f->post, NULL, NULL, cancellable);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_true (reply->cancelled);
  g_assert_false (reply->sent);

  sotong_practice_server_stop (f->server);
  refused = publish (f);
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_false (refused->sent);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_stopped_in_the_middle (Fixture       *f,
                            gconstpointer  data)
{
  SotongPracticeFault fault = { .kind = SOTONG_PRACTICE_FAULT_HANG };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SotongReply) reply = NULL;
  GThread *thread;

  sotong_practice_server_add_fault (f->server, &fault);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  reply = sotong_platform_publish (f->platform, f->account, f->post, NULL, NULL, cancellable);
  g_thread_join (thread);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_true (reply->cancelled);
  g_assert_true (reply->sent);
}

static gboolean
remember_step (guint       index,
               const char *remote_id,
               const char *remote_url,
               gpointer    user_data)
{
  GPtrArray *ids = user_data;

  g_assert_cmpuint (index, ==, ids->len);
  g_assert_nonnull (remote_url);
  g_ptr_array_add (ids, g_strdup (remote_id));
  return ids->len < 3;
}

static void
test_media (Fixture       *f,
            gconstpointer  data)
{
  SotongPracticeFault fault = { .kind = SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, .path = "media" };
  g_autoptr(GBytes) png = g_bytes_new_static ("\x89PNG fake", 9);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) unstored = NULL;

  sotong_post_take_media (f->post, sotong_media_new ("사진.png", "image/png", png, "단풍"));
  sotong_practice_server_add_fault (f->server, &fault);
  lost = sotong_platform_publish (f->platform, f->account, f->post, remember_step, ids, NULL);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_WAIT);  /* a lost picture is no lost post */
  g_assert_cmpuint (ids->len, ==, 0);

  sotong_post_take_media (f->post, sotong_media_new ("b.png", "image/png", png, ""));
  reply = sotong_platform_publish (f->platform, f->account, f->post, remember_step, ids, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpuint (get_counts (f).media, ==, 3);

  /* What is stored is not sent again; what cannot be written down stops the post. */
  for (guint i = 0; i < 2; i++)
    ((SotongMedia *) g_ptr_array_index (f->post->media, i))->remote_id = g_strdup (g_ptr_array_index (ids, i));
  sotong_post_take_media (f->post, sotong_media_new ("c.png", "image/png", png, ""));
  g_free (f->post->client_key);
  f->post->client_key = g_strdup ("another");
  unstored = sotong_platform_publish (f->platform, f->account, f->post, remember_step, ids, NULL);
  g_assert_cmpint (unstored->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpuint (get_counts (f).media, ==, 4);
  g_assert_cmpuint (get_counts (f).posts, ==, 1);
}

static void
test_limits (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *text = g_strnfill (5001, 'a');
  g_autoptr(SotongReply) too_long = NULL;
  g_autoptr(SotongReply) too_many = NULL;
  g_autoptr(SotongReply) wrong_type = NULL;

  g_free (f->post->text);
  f->post->text = g_steal_pointer (&text);
  too_long = publish (f);
  g_assert_cmpint (too_long->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (too_long->message, "5001"));
  f->post->text[10] = '\0';
  sotong_post_take_media (f->post, sotong_media_new ("list.xls", "application/vnd.ms-excel", bytes, ""));
  wrong_type = publish (f);
  g_assert_cmpint (wrong_type->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (wrong_type->message, "list.xls"));
  for (guint i = 0; i < 4; i++)
    sotong_post_take_media (f->post, sotong_media_new ("a.png", "image/png", bytes, ""));
  too_many = publish (f);
  g_assert_cmpint (too_many->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (get_counts (f).requests, ==, 0);
}

static JsonObject *
get_page (Fixture    *f,
          const char *cursor)
{
  g_autofree char *path = g_strconcat ("/api/v1/mentions?limit=60", cursor != NULL ? "&cursor=" : "", cursor, NULL);
  g_autoptr(SotongHttpResponse) response = get (f, path, TOKEN);
  g_autoptr(GError) error = NULL;
  JsonObject *page;

  g_assert_cmpuint (response->status, ==, 200);
  page = sotong_json_parse_object (response->body, &error);
  g_assert_no_error (error);
  return page;
}

static guint
read_all (Fixture     *f,
          char       **cursor,
          GHashTable  *ids,
          guint       *out_answers)
{
  gboolean more = TRUE;
  guint n = 0;

  *out_answers = 0;
  while (more)
    {
      g_autoptr(JsonObject) page = get_page (f, *cursor);
      JsonArray *mentions = sotong_json_get_array (page, "mentions");

      for (guint i = 0; i < json_array_get_length (mentions); i++, n++)
        {
          JsonObject *mention = sotong_json_array_get_object (mentions, i);
          g_autofree char *answers = sotong_json_dup_string (mention, "in_reply_to");

          g_assert_true (g_hash_table_add (ids, sotong_json_dup_id (mention, "id")));
          *out_answers += answers != NULL;
        }
      more = sotong_json_get_boolean (page, "has_more", FALSE);
      g_free (*cursor);
      *cursor = sotong_json_dup_string (page, "next_cursor");
    }
  return n;
}

static void
test_mentions (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongHttpResponse) bad = NULL;
  g_autoptr(SotongHttpResponse) page = NULL;
  guint answers;

  g_assert_cmpuint (read_all (f, &cursor, ids, &answers), ==, 200);
  g_assert_cmpuint (answers, ==, 0);
  g_assert_cmpuint (read_all (f, &cursor, ids, &answers), ==, 0);
  reply = publish (f);
  g_assert_cmpuint (read_all (f, &cursor, ids, &answers), ==, 3);
  g_assert_cmpuint (answers, ==, 3);
  bad = get (f, "/api/v1/mentions?cursor=99999", TOKEN);
  g_assert_cmpuint (bad->status, ==, 400);
  page = get (f, "/mentions/m000001", NULL);
  g_assert_cmpuint (page->status, ==, 200);
}

static guint
ask_raw (Fixture    *f,
         const char *host,
         const char *origin)
{
  g_autofree char *url = g_strconcat (f->account->url, "/api/v1/me", NULL);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(SotongHttpResponse) response = NULL;

  sotong_http_request_set_bearer (request, TOKEN);
  if (host != NULL)
    sotong_http_request_set_header (request, "Host", host);
  if (origin != NULL)
    sotong_http_request_set_header (request, "Origin", origin);
  response = sotong_http_send (f->http, request, NULL, NULL);
  return response != NULL ? response->status : 0;
}

static void
test_foreign_callers (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr(SotongHttpResponse) none = get (f, "/api/v1/stats", NULL);

  g_assert_cmpuint (none->status, ==, 401);
  g_assert_cmpuint (ask_raw (f, NULL, NULL), ==, 200);
  g_assert_cmpuint (ask_raw (f, "evil.example", NULL), ==, 403);
  g_assert_cmpuint (ask_raw (f, NULL, "https://evil.example"), ==, 403);
  g_assert_cmpuint (ask_raw (f, NULL, f->account->url), ==, 200);
}

static void
test_too_large (Fixture       *f,
                gconstpointer  data)
{
  g_autofree char *url = g_strconcat (f->account->url, "/api/v1/media", NULL);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("POST", url);
  g_autoptr(GBytes) body = g_bytes_new_take (g_malloc0 (7 * 1024 * 1024), 7 * 1024 * 1024);
  g_autoptr(SotongHttpResponse) response = NULL;

  sotong_http_request_set_bearer (request, TOKEN);
  sotong_http_request_set_body (request, "image/png", body);
  response = sotong_http_send (f->http, request, NULL, NULL);
  g_assert_true (response == NULL || response->status == 413);
  g_assert_cmpuint (get_counts (f).media, ==, 0);
}

static void
test_faults_over_http (Fixture       *f,
                       gconstpointer  data)
{
  static const char json[] = "{\"kind\":\"status\",\"status\":503,\"times\":2,\"retry_after\":7}";
  g_autofree char *url = g_strconcat (f->account->url, "/api/v1/faults", NULL);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("POST", url);
  g_autoptr(GBytes) body = g_bytes_new_static (json, strlen (json));
  g_autoptr(SotongHttpResponse) response = NULL;
  g_autoptr(SotongReply) first = NULL;
  g_autoptr(SotongReply) second = NULL;
  g_autoptr(SotongReply) third = NULL;

  sotong_http_request_set_bearer (request, TOKEN);
  sotong_http_request_set_body (request, "application/json", body);
  response = sotong_http_send (f->http, request, NULL, NULL);
  g_assert_cmpuint (response->status, ==, 201);
  first = publish (f);
  second = publish (f);
  third = publish (f);
  g_assert_cmpint (first->retry_at, ==, NOW + 7);
  g_assert_cmpint (second->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (third->outcome, ==, SOTONG_OUTCOME_OK);
}

static void
test_port (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) second = sotong_practice_server_new (TOKEN, f->clock);
  g_autoptr(GError) error = NULL;
  guint port = (guint) g_ascii_strtoull (strrchr (f->account->url, ':') + 1, NULL, 10);

  g_assert_null (sotong_practice_server_start (second, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_null (sotong_practice_server_get_url (second));
  sotong_practice_server_stop (f->server);
  g_clear_error (&error);
  g_assert_nonnull (sotong_practice_server_start (second, port, &error));
  g_assert_no_error (error);
}

static void
test_keys (void)
{
  g_autofree char *a = sotong_post_make_key (NOW);
  g_autofree char *b = sotong_post_make_key (NOW);

  g_assert_true (sotong_post_key_is_valid (a));
  g_assert_true (g_str_has_prefix (a, "20161014-"));
  g_assert_cmpstr (a, !=, b);
  g_assert_false (sotong_post_key_is_valid (""));
  g_assert_false (sotong_post_key_is_valid (NULL));
  g_assert_false (sotong_post_key_is_valid ("A"));
  g_assert_false (sotong_post_key_is_valid ("a--b"));
  g_assert_false (sotong_post_key_is_valid ("a/b"));
}

static void
test_table (void)
{
  guint n;
  const SotongCapabilities * const *all = sotong_capabilities_list (&n);
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  g_autoptr(SotongHttp) http = sotong_http_new (clock);

  g_assert_cmpuint (n, ==, 14);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SotongPlatform) platform = sotong_platform_new (all[i]->name, http);

      g_assert_true (sotong_capabilities_get (all[i]->name) == all[i]);
      g_assert_cmpint (platform != NULL, ==, all[i]->can_publish);
      g_assert_false (all[i]->can_publish && all[i]->by_hand);
    }
  g_assert_null (sotong_capabilities_get ("myspace"));
  g_assert_null (sotong_platform_new ("myspace", http));
  g_assert_true (sotong_capabilities_takes_type (sotong_capabilities_get ("instagram"), "image/jpeg"));
  g_assert_false (sotong_capabilities_takes_type (sotong_capabilities_get ("instagram"), "image/png"));
  g_assert_false (sotong_capabilities_takes_type (sotong_capabilities_get ("instagram"), "image/jp"));
}

#define ADD(name, func) g_test_add ("/platforms/practice/" name, Fixture, NULL, set_up, func, tear_down)

/* ---- a platform that answers with an address of its own choice ---- */

#define TYPE_LIAR (liar_get_type ())
G_DECLARE_FINAL_TYPE (Liar, liar, TEST, LIAR, SotongPlatform)
struct _Liar
{
  SotongPlatform  parent_instance;
  const char     *address;
};
G_DEFINE_FINAL_TYPE (Liar, liar, SOTONG_TYPE_PLATFORM)

static SotongReply *
liar_publish (SotongPlatform         *self,
              const SotongAccount    *account,
              const SotongPost       *post,
              SotongPlatformStepFunc  step,
              gpointer                step_data,
              GCancellable           *cancellable)
{
  SotongReply *reply = sotong_reply_new (SOTONG_OUTCOME_OK, NULL);

  reply->remote_id = g_strdup ("7");
  reply->remote_url = g_strdup (TEST_LIAR (self)->address);
  return reply;
}

static SotongLookUp
liar_look_up (SotongPlatform       *self,
              const SotongAccount  *account,
              const SotongPost     *post,
              GCancellable         *cancellable,
              SotongReply         **out_reply)
{
  *out_reply = liar_publish (self, account, post, NULL, NULL, cancellable);
  return SOTONG_LOOK_UP_FOUND;
}

static void
liar_class_init (LiarClass *klass)
{
  SOTONG_PLATFORM_CLASS (klass)->publish = liar_publish;
  SOTONG_PLATFORM_CLASS (klass)->look_up = liar_look_up;
}

static void
liar_init (Liar *self)
{
}

static void
test_address (Fixture       *f,
              gconstpointer  data)
{
  static const struct {
    const char *address;
    gboolean    kept;
  } cases[] = {
    { "https://blog.example/7", TRUE }, { "http://127.0.0.1:8080/7", TRUE }, { "javascript:alert(1)", FALSE }, { "JavaScript://a/%0aalert(1)", FALSE },
    { "data:text/html,x", FALSE }, { "file:///etc/passwd", FALSE }, { "/7", FALSE }, { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SotongPlatform) liar = g_object_new (TYPE_LIAR, "name", "practice", "http", f->http, NULL);
      g_autoptr(SotongReply) reply = NULL;
      g_autoptr(SotongReply) found = NULL;

      TEST_LIAR (liar)->address = cases[i].address;
      reply = sotong_platform_publish (liar, f->account, f->post, NULL, NULL, NULL);
      g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
      g_assert_cmpstr (reply->remote_url, ==, cases[i].kept ? cases[i].address : NULL);
      g_assert_cmpint (sotong_platform_look_up (liar, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
      g_assert_cmpstr (found->remote_url, ==, cases[i].kept ? cases[i].address : NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("check", test_check);
  ADD ("wrong-token", test_wrong_token);
  ADD ("publish", test_publish);
  ADD ("schedule-update-remove", test_schedule_update_remove);
  ADD ("double-is-counted", test_double_is_counted);
  for (guint i = 0; i < G_N_ELEMENTS (fault_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/platforms/practice/fault/", fault_cases[i].name, NULL);

      g_test_add (path, Fixture, &fault_cases[i], set_up, test_fault, tear_down);
    }
  ADD ("look-up-fault", test_look_up_fault);
  ADD ("stopped", test_stopped);
  ADD ("stopped-in-the-middle", test_stopped_in_the_middle);
  ADD ("media", test_media);
  ADD ("address", test_address);
  ADD ("limits", test_limits);
  ADD ("mentions", test_mentions);
  ADD ("foreign-callers", test_foreign_callers);
  ADD ("too-large", test_too_large);
  ADD ("faults-over-http", test_faults_over_http);
  ADD ("port", test_port);
  g_test_add_func ("/platforms/practice/keys", test_keys);
  g_test_add_func ("/platforms/practice/table", test_table);
  return g_test_run ();
}
