/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <gio/gio.h>

#include "platforms/sotong-platform.h"
#include "relay.h"
#include "util/sotong-json.h"

/* The connector against a WordPress that runs: tests/servers/wordpress.sh starts one and prints
 * the variables that this reads. */
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
  f->platform = sotong_platform_new ("wordpress", f->http);
  f->account = sotong_account_new ("블로그", "wordpress", g_getenv ("SOTONG_TEST_WORDPRESS_URL"),
                                   g_getenv ("SOTONG_TEST_WORDPRESS_USER"), NULL, g_getenv ("SOTONG_TEST_WORDPRESS_PASSWORD"));
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
     const char *path)
{
  g_autofree char *url = g_strconcat (f->account->url, path, NULL);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(SotongHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  JsonNode *root;

  sotong_http_request_set_basic (request, f->account->user, f->account->secret);
  response = sotong_http_send (f->http, request, NULL, &error);
  g_assert_no_error (error);
  root = sotong_json_parse (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body), &error);
  g_assert_no_error (error);
  return root;
}

static guint
count_posts (Fixture *f)
{
  const char *all = "/wp-json/wp/v2/posts?per_page=100&status=publish,future,draft,pending,private&context=edit";
  g_autoptr(JsonNode) root = ask (f, all);
  JsonArray *list = json_node_get_array (root);
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *slug = sotong_json_dup_string (sotong_json_array_get_object (list, i), "slug");

      n += g_str_has_prefix (slug, f->post->client_key);
    }
  return n;
}

static char *
get_content (Fixture    *f,
             const char *id)
{
  g_autofree char *path = g_strconcat ("/wp-json/wp/v2/posts/", id, "?context=edit", NULL);
  g_autoptr(JsonNode) root = ask (f, path);

  return sotong_json_dup_string (sotong_json_get_object (json_node_get_object (root), "content"), "raw");
}

static void
test_check (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = sotong_platform_check (f->platform, f->account, NULL);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->account_name, !=, "");
}

static void
test_wrong_password (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr(SotongAccount) wrong = sotong_account_new ("블로그", "wordpress", f->account->url, f->account->user, NULL, "aaaa bbbb cccc");
  g_autoptr(SotongReply) check = sotong_platform_check (f->platform, wrong, NULL);
  g_autoptr(SotongReply) sent = sotong_platform_publish (f->platform, wrong, f->post, NULL, NULL, NULL);
  g_autoptr(SotongReply) look_up = NULL;

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpint (sotong_platform_look_up (f->platform, wrong, f->post, NULL, &look_up), ==, SOTONG_LOOK_UP_CANNOT_TELL);
  g_assert_cmpint (look_up->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_cmpuint (count_posts (f), ==, 0);
}

/* Somebody who may write but not publish is told so before it matters. */
static void
test_limited_user (Fixture       *f,
                   gconstpointer  data)
{
  const char *user = g_getenv ("SOTONG_TEST_WORDPRESS_LIMITED_USER");
  g_autoptr(SotongAccount) limited = NULL;
  g_autoptr(SotongReply) check = NULL;
  g_autoptr(SotongReply) sent = NULL;

  if (user == NULL)
    {
      g_test_skip ("no such user is named");
      return;
    }
  limited = sotong_account_new ("블로그", "wordpress", f->account->url, user, NULL, g_getenv ("SOTONG_TEST_WORDPRESS_LIMITED_PASSWORD"));
  check = sotong_platform_check (f->platform, limited, NULL);
  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_REFUSED);
  sent = sotong_platform_publish (f->platform, limited, f->post, NULL, NULL, NULL);
  g_assert_cmpint (sent->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_cmpuint (sent->http_status, ==, 403);
  g_assert_cmpuint (count_posts (f), ==, 0);
}

static void
test_create_update_remove (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr(SotongReply) before = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) updated = NULL;
  g_autoptr(SotongReply) removed = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autofree char *content = NULL;
  g_autofree char *changed = NULL;

  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &before), ==, SOTONG_LOOK_UP_ABSENT);
  reply = publish (f);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "publish");
  g_assert_nonnull (strstr (reply->remote_url, f->post->client_key));
  content = get_content (f, reply->remote_id);
  g_assert_nonnull (strstr (content, "<a href=\"https://seoul.go.kr/news?a=1&amp;b=2\">"));
  g_assert_nonnull (strstr (content, "<a href=\"https://seoul.go.kr\">https://seoul.go.kr</a>에서."));
  g_assert_null (strstr (content, "<script>"));
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, reply->remote_id);

  g_free (f->post->text);
  f->post->text = g_strdup ("고친 글입니다.");
  updated = sotong_platform_update (f->platform, f->account, reply->remote_id, f->post, NULL);
  g_assert_cmpint (updated->outcome, ==, SOTONG_OUTCOME_OK);
  changed = get_content (f, reply->remote_id);
  g_assert_cmpstr (changed, ==, "<p>고친 글입니다.</p>");

  removed = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
  again = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (count_posts (f), ==, 0);
}

static void
test_schedule (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(SotongReply) near = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;
  gint64 now = sotong_clock_now (f->clock);

  f->post->schedule_on_platform = TRUE;
  f->post->publish_at = now + 30;
  near = publish (f);
  g_assert_cmpint (near->outcome, ==, SOTONG_OUTCOME_WAIT);
  g_assert_cmpint (near->retry_at, ==, now + 30);
  f->post->publish_at = now + 24 * 3600;
  reply = publish (f);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "future");
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_state, ==, "future");
}

static gboolean
store_step (guint       index,
            const char *remote_id,
            const char *remote_url,
            gpointer    user_data)
{
  g_ptr_array_add (user_data, g_strdup (remote_id));
  return TRUE;
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
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(SotongReply) wrong = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autofree char *content = NULL;

  sotong_post_take_media (f->post, sotong_media_new ("거짓.mp4", "video/mp4", text, ""));
  wrong = publish (f);
  g_test_message ("a file that lies: %s", wrong->message);
  g_assert_cmpint (wrong->outcome, !=, SOTONG_OUTCOME_UNKNOWN);
  g_ptr_array_set_size (f->post->media, 0);
  g_free (f->post->client_key);
  f->post->client_key = sotong_post_make_key (sotong_clock_now (f->clock));

  sotong_post_take_media (f->post, sotong_media_new ("가을 사진.png", "image/png", bytes, "붉은 \"단풍\""));
  reply = sotong_platform_publish (f->platform, f->account, f->post, store_step, ids, NULL);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (ids->len, ==, 1);
  content = get_content (f, reply->remote_id);
  g_assert_nonnull (strstr (content, "alt=\"붉은 &quot;단풍&quot;\""));
  g_assert_nonnull (strstr (content, "wp-content/uploads/"));
}

/* The answer to a new draft is lost: it is found at once and goes out. */
static void
test_lost_draft (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(GUri) uri = g_uri_parse (f->account->url, G_URI_FLAGS_NONE, NULL);
  Relay relay = { .upstream = (guint16) g_uri_get_port (uri) };
  g_autoptr(SotongAccount) account = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autofree char *url = NULL;

  if (relay.upstream < 10000)
    {
      g_test_skip ("the site's port has fewer than five digits");
      return;
    }
  relay_start (&relay, "POST /wp-json/wp/v2/posts ");
  url = g_strdup_printf ("http://127.0.0.1:%u", relay.port);
  account = sotong_account_new ("블로그", "wordpress", url, f->account->user, NULL, f->account->secret);
  reply = sotong_platform_publish (f->platform, account, f->post, NULL, NULL, NULL);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_state, ==, "publish");
  g_assert_cmpuint (count_posts (f), ==, 1);
  relay_stop (&relay);
}

/* The answer to publishing it is lost: the post is found again and never made twice. */
static void
test_lost_reply (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(GUri) uri = g_uri_parse (f->account->url, G_URI_FLAGS_NONE, NULL);
  Relay relay = { .upstream = (guint16) g_uri_get_port (uri) };
  g_autoptr(SotongAccount) account = NULL;
  g_autoptr(SotongReply) lost = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autofree char *url = NULL;

  if (relay.upstream < 10000)
    {
      g_test_skip ("the site's port has fewer than five digits");
      return;
    }
  relay_start (&relay, "POST /wp-json/wp/v2/posts/");
  url = g_strdup_printf ("http://127.0.0.1:%u", relay.port);
  account = sotong_account_new ("블로그", "wordpress", url, f->account->user, NULL, f->account->secret);

  lost = sotong_platform_publish (f->platform, account, f->post, NULL, NULL, NULL);
  g_assert_cmpint (lost->outcome, ==, SOTONG_OUTCOME_UNKNOWN);
  g_assert_cmpuint (count_posts (f), ==, 1);
  g_assert_cmpint (sotong_platform_look_up (f->platform, account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  f->post->repeated = TRUE;
  again = sotong_platform_publish (f->platform, account, f->post, NULL, NULL, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (again->remote_id, ==, found->remote_id);
  g_assert_cmpuint (count_posts (f), ==, 1);
  relay_stop (&relay);
}

/* The same site by its address without pretty links. */
static void
test_plain_links (Fixture       *f,
                  gconstpointer  data)
{
  g_autofree char *url = g_strconcat (f->account->url, "/?rest_route=", NULL);
  g_autoptr(SotongAccount) account = sotong_account_new ("블로그", "wordpress", url, f->account->user, NULL, f->account->secret);
  g_autoptr(SotongReply) check = sotong_platform_check (f->platform, account, NULL);
  g_autoptr(SotongReply) look_up = NULL;

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (sotong_platform_look_up (f->platform, account, f->post, NULL, &look_up), ==, SOTONG_LOOK_UP_ABSENT);
}

#define ADD(name, func) g_test_add ("/platforms/wordpress-real/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("SOTONG_TEST_WORDPRESS_URL") == NULL)
    return 77;
  ADD ("check", test_check);
  ADD ("wrong-password", test_wrong_password);
  ADD ("limited-user", test_limited_user);
  ADD ("create-update-remove", test_create_update_remove);
  ADD ("schedule", test_schedule);
  ADD ("media", test_media);
  ADD ("lost-draft", test_lost_draft);
  ADD ("lost-reply", test_lost_reply);
  ADD ("plain-links", test_plain_links);
  return g_test_run ();
}
