/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <gio/gio.h>

#include "platforms/sotong-ghost-private.h"
#include "platforms/sotong-secrets.h"
#include "relay.h"
#include "util/sotong-json.h"

/* The connector against a Ghost that runs: tests/servers/ghost.sh starts one and prints the variables
 * that this reads. */
typedef struct {
  SotongClock    *clock;
  SotongHttp     *http;
  SotongPlatform *platform;
  SotongAccount  *account;
  SotongPost     *post;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *key = NULL;

  f->clock = sotong_clock_new_system ();
  f->http = sotong_http_new (f->clock);
  f->platform = sotong_platform_new ("ghost", f->http);
  f->account = sotong_account_new ("블로그", "ghost", g_getenv ("SOTONG_TEST_GHOST_URL"), NULL, NULL,
                                   g_getenv ("SOTONG_TEST_GHOST_KEY"));
  key = sotong_post_make_key (sotong_clock_now (f->clock));
  f->post = sotong_post_new (key, "가을 축제 <안내> & \"소식\"", "첫 문단입니다. https://seoul.go.kr/news?a=1&b=2 에서 보세요.\n"
                             "<script>alert(1)</script>\n\n둘째 문단, https://seoul.go.kr에서.");
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
}

static SotongReply *
publish (Fixture *f)
{
  return sotong_platform_publish (f->platform, f->account, f->post, NULL, NULL, NULL);
}

static JsonNode *
ask (Fixture    *f,
     const char *route)
{
  g_autofree char *url = g_strconcat (f->account->url, "/ghost/api/admin/", route, NULL);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(SotongHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  char *token = sotong_ghost_make_jwt (f->account->secret, g_get_real_time () / G_USEC_PER_SEC);
  char *value = g_strconcat ("Ghost ", token, NULL);
  JsonNode *root;

  sotong_http_request_set_secret_header (request, "Authorization", value);
  sotong_secrets_free (token);
  sotong_secrets_free (value);
  response = sotong_http_send (f->http, request, NULL, &error);
  g_assert_no_error (error);
  root = sotong_json_parse (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body), &error);
  g_assert_no_error (error);
  return root;
}

static guint
count_posts (Fixture *f)
{
  g_autoptr(JsonNode) root = ask (f, "posts/?limit=100&fields=id,slug");
  JsonArray *list = sotong_json_get_array (json_node_get_object (root), "posts");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *slug = sotong_json_dup_string (sotong_json_array_get_object (list, i), "slug");

      n += g_str_has_prefix (slug, f->post->client_key);
    }
  return n;
}

static char *
get_html (Fixture    *f,
          const char *id)
{
  g_autofree char *route = g_strconcat ("posts/", id, "/?formats=html", NULL);
  g_autoptr(JsonNode) root = ask (f, route);

  return sotong_json_dup_string (sotong_json_array_get_object (sotong_json_get_array (json_node_get_object (root), "posts"),
                                                               0), "html");
}

static void
test_check (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *id = sotong_ghost_dup_key_id (f->account);
  g_autofree char *forged = g_strconcat (id, ":00ff", NULL);
  g_autoptr(SotongAccount) wrong = sotong_account_new ("블로그", "ghost", f->account->url, NULL, NULL, forged);
  g_autoptr(SotongAccount) other = sotong_account_new ("블로그", "ghost", f->account->url, NULL, NULL,
                                                       "6b075f6d41891654f8a34100:00ff");
  g_autoptr(SotongReply) reply = sotong_platform_check (f->platform, f->account, NULL);
  g_autoptr(SotongReply) refused = sotong_platform_check (f->platform, wrong, NULL);
  g_autoptr(SotongReply) unknown = sotong_platform_check (f->platform, other, NULL);
  g_autoptr(SotongReply) sent = sotong_platform_publish (f->platform, wrong, f->post, NULL, NULL, NULL);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->account_name, !=, "");
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (unknown->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpuint (count_posts (f), ==, 0);
}

static void
test_create_update_remove (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr(SotongReply) before = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) twice = NULL;
  g_autoptr(SotongReply) updated = NULL;
  g_autoptr(SotongReply) removed = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autofree char *html = NULL;
  g_autofree char *changed = NULL;

  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &before), ==, SOTONG_LOOK_UP_ABSENT);
  reply = publish (f);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "published");
  g_assert_nonnull (strstr (reply->remote_url, f->post->client_key));
  html = get_html (f, reply->remote_id);
  g_assert_nonnull (strstr (html, "<a href=\"https://seoul.go.kr/news?a=1&amp;b=2\">"));
  g_assert_nonnull (strstr (html, "<a href=\"https://seoul.go.kr\">https://seoul.go.kr</a>에서."));
  g_assert_null (strstr (html, "<script>"));
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, reply->remote_id);
  twice = publish (f);
  g_assert_cmpstr (twice->remote_id, ==, reply->remote_id);
  g_assert_cmpuint (count_posts (f), ==, 1);

  g_free (f->post->text);
  f->post->text = g_strdup ("고친 글입니다.");
  updated = sotong_platform_update (f->platform, f->account, reply->remote_id, f->post, NULL);
  g_assert_cmpint (updated->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (updated->remote_state, ==, "published");
  changed = get_html (f, reply->remote_id);
  g_assert_cmpstr (changed, ==, "<p>고친 글입니다.</p>");

  removed = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
  again = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (count_posts (f), ==, 0);
}

/* Its members are counted; a post that was not mailed has no figures, and one that is gone does no harm. */
static void
test_metrics (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) reply = publish (f);
  const char * const ids[] = { reply->remote_id, "65f0c1a2b3c4d5e6f7a8b9ff", NULL };
  g_autoptr(SotongReply) told = sotong_platform_metrics (f->platform, f->account, ids, metrics, NULL);
  g_autoptr(SotongReply) removed = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);

  g_assert_cmpstr (told->message, ==, "");
  g_assert_cmpint (told->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (metrics->len, ==, 1);
  g_assert_cmpstr (((SotongMetric *) g_ptr_array_index (metrics, 0))->name, ==, SOTONG_METRIC_FOLLOWERS);
  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
}

static void
test_schedule (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) moved = NULL;
  g_autoptr(SotongReply) removed = NULL;

  f->post->schedule_on_platform = TRUE;
  f->post->publish_at = sotong_clock_now (f->clock) + 24 * 3600;
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "scheduled");
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_state, ==, "scheduled");
  f->post->publish_at += 3600;
  moved = sotong_platform_update (f->platform, f->account, reply->remote_id, f->post, NULL);
  g_assert_cmpint (moved->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (moved->remote_state, ==, "scheduled");
  removed = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
}

static void
test_media (Fixture       *f,
            gconstpointer  data)
{
  static const char png_base64[] = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC";
  gsize length;
  guchar *png = g_base64_decode (png_base64, &length);
  g_autoptr(GBytes) bytes = g_bytes_new_take (png, length);
  g_autoptr(GBytes) text = g_bytes_new_static ("no picture", 10);
  g_autoptr(SotongReply) wrong = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autofree char *html = NULL;

  sotong_post_take_media (f->post, sotong_media_new ("거짓.png", "image/png", text, ""));
  wrong = publish (f);
  g_test_message ("a file that lies: %s", wrong->message);
  g_assert_cmpint (wrong->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_nonnull (strstr (wrong->message, "거짓.png"));
  g_ptr_array_set_size (f->post->media, 0);
  sotong_post_take_media (f->post, sotong_media_new ("가을 사진.png", "image/png", bytes, "붉은 \"단풍\""));
  sotong_post_take_media (f->post, sotong_media_new ("밤.mp4", "video/mp4", text, "축제의 밤"));
  reply = publish (f);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  html = get_html (f, reply->remote_id);
  g_test_message ("%s", html);
  g_assert_nonnull (strstr (html, "/content/images/"));
  g_assert_nonnull (strstr (html, "alt=\"붉은 &quot;단풍&quot;\""));
  g_assert_nonnull (strstr (html, "<video controls"));
  g_assert_nonnull (strstr (html, "/content/media/"));
}

/* An answer is lost, of one call or the other: there is one post all the same, and its id is known. */
static void
test_lost (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GUri) uri = g_uri_parse (f->account->url, G_URI_FLAGS_NONE, NULL);
  Relay relay = { .upstream = (guint16) g_uri_get_port (uri) };
  g_autoptr(SotongAccount) account = NULL;
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autofree char *url = NULL;

  relay_start (&relay, data);
  url = g_strdup_printf ("http://127.0.0.1:%u", relay.port);
  account = sotong_account_new ("블로그", "ghost", url, NULL, NULL, f->account->secret);
  lost = sotong_platform_publish (f->platform, account, f->post, NULL, NULL, NULL);
  g_test_message ("%s: %s", (const char *) data, lost->message);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (g_atomic_int_get (&relay.n_swallow), <=, 0);
  g_assert_cmpint (sotong_platform_look_up (f->platform, account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, lost->remote_id);
  f->post->repeated = TRUE;
  again = sotong_platform_publish (f->platform, account, f->post, NULL, NULL, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_id, ==, lost->remote_id);
  g_assert_cmpuint (count_posts (f), ==, 1);
  relay_stop (&relay);
}

#define ADD(name, func, data) g_test_add ("/platforms/ghost-real/" name, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("SOTONG_TEST_GHOST_URL") == NULL)
    return 77;
  ADD ("check", test_check, NULL);
  ADD ("create-update-remove", test_create_update_remove, NULL);
  ADD ("metrics", test_metrics, NULL);
  ADD ("schedule", test_schedule, NULL);
  ADD ("media", test_media, NULL);
  ADD ("lost-draft", test_lost, "POST /ghost/api/admin/posts/?");
  ADD ("lost-reply", test_lost, "PUT /ghost/api/admin/posts/");
  return g_test_run ();
}
