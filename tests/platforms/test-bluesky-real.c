/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <gio/gio.h>

#include "platforms/sotong-bluesky-private.h"
#include "platforms/sotong-secrets.h"
#include "relay.h"
#include "util/sotong-json.h"

/* The connector against a data server that runs: tests/servers/bluesky.sh starts one and prints the variables
 * that this reads. */
typedef struct {
  SotongClock    *clock;
  SotongHttp     *http;
  SotongPlatform *platform;
  SotongAccount  *account;
  SotongPost     *post;
} Fixture;

static char *session;  /* one for all tests: signing in is counted */

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *key = NULL;

  f->clock = sotong_clock_new_system ();
  f->http = sotong_http_new (f->clock);
  f->platform = sotong_platform_new ("bluesky", f->http);
  f->account = sotong_account_new ("소식", "bluesky", g_getenv ("SOTONG_TEST_BLUESKY_URL"),
                                   g_getenv ("SOTONG_TEST_BLUESKY_USER"), NULL,
                                   session != NULL ? session : g_getenv ("SOTONG_TEST_BLUESKY_PASSWORD"));
  if (session == NULL)
    {
      g_autoptr(SotongReply) reply = sotong_platform_refresh (f->platform, f->account, NULL, &session);

      g_assert_cmpstr (reply->message, ==, "");
      g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
      sotong_secrets_free (f->account->secret);
      f->account->secret = g_strdup (session);
    }
  key = sotong_post_make_key (sotong_clock_now (f->clock));
  f->post = sotong_post_new (key, "", "🚇 지하철 https://seoul.go.kr/news?a=1&b=2 에서 보세요.\n\n#서울 #소식");
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

static guint
count_posts (Fixture *f)
{
  g_autofree char *url = g_strdup_printf ("%s/xrpc/com.atproto.repo.listRecords?repo=%s&collection=app.bsky.feed.post&limit=100", f->account->url, f->account->user);
  g_autofree char *key = sotong_bluesky_make_key (f->post->client_key);
  g_autoptr(SotongHttpRequest) request = sotong_http_request_new ("GET", url);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongHttpResponse) response = sotong_http_send (f->http, request, NULL, &error);
  g_autoptr(JsonObject) root = NULL;
  JsonArray *records;
  guint n = 0;

  g_assert_no_error (error);
  root = sotong_json_parse_object (response->body, &error);
  g_assert_no_error (error);
  records = sotong_json_get_array (root, "records");
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      g_autofree char *uri = sotong_json_dup_string (sotong_json_array_get_object (records, i), "uri");

      n += g_str_has_suffix (uri, key);
    }
  return n;
}

static void
test_session (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(SotongAccount) wrong = sotong_account_new ("소식", "bluesky", f->account->url, f->account->user, NULL,
                                                       "aaaa-bbbb-cccc-dddd");
  g_autoptr(SotongReply) check = sotong_platform_check (f->platform, f->account, NULL);
  g_autoptr(SotongReply) renewed = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autoptr(SotongReply) refused = NULL;
  char *secret = NULL;
  char *none = NULL;

  g_assert_cmpint (check->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (check->account_name, ==, f->account->user);
  renewed = sotong_platform_refresh (f->platform, f->account, NULL, &secret);
  g_assert_cmpint (renewed->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (renewed->expires_at, >, sotong_clock_now (f->clock) + 3600);
  g_assert_cmpstr (secret, !=, session);
  sotong_secrets_free (session);
  session = g_strdup (secret);
  sotong_secrets_free (f->account->secret);
  f->account->secret = secret;
  again = sotong_platform_check (f->platform, f->account, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
  refused = sotong_platform_refresh (f->platform, wrong, NULL, &none);
  g_assert_cmpint (refused->outcome, ==, SOTONG_OUTCOME_RENEW);
  g_assert_null (none);
}

static void
test_create_remove (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr(SotongReply) before = NULL;
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) found = NULL;
  g_autoptr(SotongReply) twice = NULL;
  g_autoptr(SotongReply) answer = NULL;
  g_autoptr(SotongReply) removed = NULL;
  g_autoptr(SotongReply) again = NULL;
  g_autofree char *key = NULL;

  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &before), ==, SOTONG_LOOK_UP_ABSENT);
  reply = publish (f);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (sotong_platform_look_up (f->platform, f->account, f->post, NULL, &found), ==, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, reply->remote_id);
  twice = publish (f);  /* the server says 500 */
  g_assert_cmpint (twice->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (twice->remote_id, ==, reply->remote_id);
  g_assert_cmpuint (count_posts (f), ==, 1);

  key = g_steal_pointer (&f->post->client_key);
  f->post->client_key = sotong_post_make_key (sotong_clock_now (f->clock));
  f->post->reply_to = g_strdup (reply->remote_id);
  answer = publish (f);
  g_assert_cmpstr (answer->message, ==, "");
  g_assert_cmpint (answer->outcome, ==, SOTONG_OUTCOME_OK);

  removed = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (removed->outcome, ==, SOTONG_OUTCOME_OK);
  again = sotong_platform_remove (f->platform, f->account, reply->remote_id, NULL);
  g_assert_cmpint (again->outcome, ==, SOTONG_OUTCOME_OK);
}

static void
test_media (Fixture       *f,
            gconstpointer  data)
{
  static const char png_base64[] = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC";
  static const char mp4[] = "\0\0\0\030ftypmp42\0\0\0\0mp42isom\0\0\0\010free";
  gsize length;
  guchar *png = g_base64_decode (png_base64, &length);
  g_autoptr(GBytes) bytes = g_bytes_new_take (png, length);
  g_autoptr(GBytes) film = g_bytes_new_static (mp4, sizeof mp4 - 1);
  g_autoptr(SotongReply) reply = NULL;
  g_autoptr(SotongReply) gone = NULL;
  g_autoptr(SotongReply) moving = NULL;
  SotongMedia *media;

  sotong_post_take_media (f->post, sotong_media_new ("가을.png", "image/png", bytes, "붉은 \"단풍\""));
  reply = publish (f);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);

  /* A file that was put up once and is not there any more is put up again. */
  g_free (f->post->client_key);
  f->post->client_key = sotong_post_make_key (sotong_clock_now (f->clock));
  media = g_ptr_array_index (f->post->media, 0);
  media->remote_id = g_strdup ("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku image/png 70");
  gone = publish (f);
  g_assert_cmpstr (gone->message, ==, "");
  g_assert_cmpint (gone->outcome, ==, SOTONG_OUTCOME_OK);

  g_ptr_array_set_size (f->post->media, 0);
  g_free (f->post->client_key);
  f->post->client_key = sotong_post_make_key (sotong_clock_now (f->clock));
  sotong_post_take_media (f->post, sotong_media_new ("밤.mp4", "video/mp4", film, "축제의 밤"));
  moving = publish (f);
  g_assert_cmpstr (moving->message, ==, "");
  g_assert_cmpint (moving->outcome, ==, SOTONG_OUTCOME_OK);
}

/* The answer is lost: the post is found again and never made twice. */
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

  relay_start (&relay, "POST /xrpc/com.atproto.repo.createRecord");
  url = g_strdup_printf ("http://127.0.0.1:%u", relay.port);
  account = sotong_account_new ("소식", "bluesky", url, f->account->user, NULL, f->account->secret);
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

/* Figures come from another server, which may not be there. */
static void
test_metrics (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) sent = NULL;
  g_autoptr(SotongReply) reply = NULL;
  const char *ids[] = { NULL, NULL };

  if (g_getenv ("SOTONG_TEST_BLUESKY_FIGURES") == NULL)
    {
      g_test_skip ("no server for figures is named");
      return;
    }
  sent = publish (f);
  g_usleep (3 * G_USEC_PER_SEC);  /* until that server has read the post */
  ids[0] = sent->remote_id;
  reply = sotong_platform_metrics (f->platform, f->account, ids, metrics, NULL);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  for (guint i = 0; i < metrics->len; i++)
    g_test_message ("%s %s %d", ((SotongMetric *) g_ptr_array_index (metrics, i))->remote_id,
                    ((SotongMetric *) g_ptr_array_index (metrics, i))->name,
                    (int) ((SotongMetric *) g_ptr_array_index (metrics, i))->value);
  g_assert_cmpuint (metrics->len, >=, 5);
}

#define ADD(name, func) g_test_add ("/platforms/bluesky-real/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("SOTONG_TEST_BLUESKY_URL") == NULL)
    return 77;
  ADD ("session", test_session);
  ADD ("create-remove", test_create_remove);
  ADD ("media", test_media);
  ADD ("lost-reply", test_lost_reply);
  ADD ("metrics", test_metrics);
  result = g_test_run ();
  sotong_secrets_free (session);
  return result;
}
