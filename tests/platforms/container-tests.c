/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "container-site.h"
#include "platforms/sotong-token.h"

/* What is to hold of Instagram and of Threads alike. */

static void
add_picture (SiteFixture *f)
{
  graph_fixture_add_media (&f->graph, "a.jpg", "image/jpeg", SITE_PICTURE);
}

static void
fail (SiteFixture  *f,
      StandInFault  fault,
      const char   *method,
      const char   *edge)
{
  g_autofree char *request = site_request (&f->site, method, edge);

  stand_in_fail (f->graph.server, fault, request);
}

static void
fail_status (SiteFixture *f,
             const char  *edge,
             guint        status,
             const char  *headers,
             const char  *body)
{
  g_autofree char *request = site_request (&f->site, "POST", edge);

  stand_in_fail_status (f->graph.server, request, status, headers, body);
}

static guint
count (SiteFixture *f,
       const char  *edge)
{
  g_autofree char *request = site_request (&f->site, "POST", edge);

  return stand_in_count (f->graph.server, request);
}

static void
test_check (SiteFixture   *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) reply = sotong_platform_check (f->graph.platform, f->graph.account, NULL);

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->account_name, ==, "cityhall");
  g_assert_cmpint (reply->quota_left, ==, 47);
  fail (f, STAND_IN_HTML, "GET", f->site.words->limit);
  g_clear_pointer (&reply, sotong_reply_free);
  reply = sotong_platform_check (f->graph.platform, f->graph.account, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (reply->quota_left, ==, -1);
  f->site.token = "token-of-another";
  graph_fixture_says (sotong_platform_check (f->graph.platform, f->graph.account, NULL), SOTONG_OUTCOME_RENEW, 400);
  g_assert_cmpuint (f->site.n_containers + f->site.n_posts, ==, 0);
}

/* Whose the token is, is told by name and number, so that what was entered can be held against the settings. */
static void
test_check_whose (SiteFixture   *f,
                  gconstpointer  data)
{
  g_autoptr(SotongReply) ours = sotong_platform_check (f->graph.platform, f->graph.account, NULL);
  g_autoptr(SotongReply) theirs = NULL;

  g_assert_true (g_strv_equal ((const char * const *) ours->names, (const char * const[]) { SITE_USER, "cityhall", NULL }));
  f->site.other = TRUE;
  theirs = sotong_platform_check (f->graph.platform, f->graph.account, NULL);
  g_assert_cmpint (theirs->outcome, ==, SOTONG_OUTCOME_REFUSED);
  g_assert_true (g_strv_equal ((const char * const *) theirs->names, (const char * const[]) { "2000", "mayor", NULL }));
  g_assert_nonnull (strstr (theirs->message, "“mayor” (2000)"));
  g_assert_nonnull (strstr (theirs->message, SITE_USER));
}

static void
test_picture (SiteFixture   *f,
              gconstpointer  data)
{
  g_autoptr(SotongReply) reply = NULL;
  g_autofree char *url = NULL;

  add_picture (f);
  reply = graph_fixture_publish (&f->graph);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_id, ==, f->site.posts[0].id);
  url = g_strdup_printf ("https://www.%s.example/p/%s", f->site.words->platform, f->site.posts[0].id);
  g_assert_cmpstr (reply->remote_url, ==, url);
  g_assert_cmpstr (f->site.posts[0].text, ==, SITE_TEXT);
  g_assert_cmpstr (f->site.containers[0].url, ==, SITE_PICTURE);
  g_assert_cmpstr (f->site.containers[0].alt, ==, "시청 앞 광장");
  g_assert_cmpuint (f->graph.steps->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (f->graph.steps, 0), ==, "post=17901");
  g_assert_cmpuint (f->graph.n_waits, ==, 0);
}

/* Nothing is sent of what cannot be fetched. */
static void
test_picture_not_public (SiteFixture   *f,
                         gconstpointer  data)
{
  static const char * const urls[] = { NULL, "http://city.example/a.jpg", "file:///a.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      SotongReply *reply;

      g_ptr_array_set_size (f->graph.post->media, 0);
      graph_fixture_add_media (&f->graph, "a.jpg", "image/jpeg", urls[i]);
      reply = graph_fixture_publish (&f->graph);
      g_assert_nonnull (strstr (reply->message, "WordPress"));
      graph_fixture_says (reply, SOTONG_OUTCOME_REFUSED, 0);
    }
  g_assert_cmpuint (f->graph.server->requests->len, ==, 0);
}

static void
test_picture_many (SiteFixture   *f,
                   gconstpointer  data)
{
  add_picture (f);
  graph_fixture_add_media (&f->graph, "b.mp4", "video/mp4", SITE_VIDEO);
  add_picture (f);
  f->site.slow = 1;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
  g_assert_cmpuint (f->site.n_containers, ==, 4);
  g_assert_cmpstr (f->site.containers[3].children, ==, "17901,17902,17903");
  g_assert_cmpuint (f->graph.steps->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (f->graph.steps, 0), ==, "post=17904");
  g_assert_cmpuint (f->graph.n_waits, ==, 4);
}

static void
test_picture_not_stored (SiteFixture   *f,
                         gconstpointer  data)
{
  add_picture (f);
  f->graph.step_fails = TRUE;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_WAIT, 0);
  g_assert_cmpuint (count (f, f->site.words->publish), ==, 0);
}

static void
test_video (SiteFixture   *f,
            gconstpointer  data)
{
  graph_fixture_add_media (&f->graph, "a.mp4", "video/mp4", SITE_VIDEO);
  f->site.slow = 3;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
  g_assert_cmpstr (f->site.containers[0].url, ==, SITE_VIDEO);
  g_assert_cmpuint (f->graph.n_waits, ==, 3);
}

/* The documented interval, unless the clock is set: then somebody tries the program out. */
static void
test_video_interval (SiteFixture   *f,
                     gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();

  graph_fixture_set_clock (&f->graph, clock);
  graph_fixture_add_media (&f->graph, "a.mp4", "video/mp4", SITE_VIDEO);
  f->site.slow = 2;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (f->graph.waited_ms, ==, 2 * f->site.words->interval_ms);
}

/* What takes too long goes on at the next attempt, with the same container. */
static void
test_video_slow (SiteFixture   *f,
                 gconstpointer  data)
{
  graph_fixture_add_media (&f->graph, "a.mp4", "video/mp4", SITE_VIDEO);
  f->site.slow = 12;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_WAIT, 200);
  g_assert_cmpuint (count (f, f->site.words->publish), ==, 0);
  graph_fixture_begin_again (&f->graph, 600);
  while (site_count (&f->site) == 0)
    sotong_reply_free (graph_fixture_publish (&f->graph));
  g_assert_cmpuint (f->site.n_containers, ==, 1);
  g_assert_cmpuint (count (f, f->site.words->publish), ==, 1);
}

static void
test_video_bad (SiteFixture   *f,
                gconstpointer  data)
{
  SotongReply *reply;

  graph_fixture_add_media (&f->graph, "a.mp4", "video/mp4", SITE_VIDEO);
  f->site.next_state = "ERROR";
  reply = graph_fixture_publish (&f->graph);
  g_assert_nonnull (strstr (reply->message, "codec"));
  graph_fixture_says (reply, SOTONG_OUTCOME_REFUSED, 200);
  /* Published again after the file was changed there: a new container. */
  f->site.next_state = NULL;
  graph_fixture_begin_again (&f->graph, 60);
  f->graph.post->repeated = FALSE;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (f->site.n_containers, ==, 2);
}

static void
test_schedule (SiteFixture   *f,
               gconstpointer  data)
{
  const SotongCapabilities *can = sotong_capabilities_get (f->site.words->platform);

  g_assert_false (can->can_schedule); /* so the program itself keeps the time */
  g_assert_true (can->can_publish && can->media_public_url);
}

static void
test_edit (SiteFixture   *f,
           gconstpointer  data)
{
  graph_fixture_says (sotong_platform_update (f->graph.platform, f->graph.account, "1", f->graph.post, NULL),
                      SOTONG_OUTCOME_REFUSED, 0);
  g_assert_cmpuint (f->graph.server->requests->len, ==, 0);
}

static void
test_refresh (SiteFixture   *f,
              gconstpointer  data)
{
  g_autoptr(SotongToken) token = NULL;
  char *secret = NULL;
  SotongReply *reply = sotong_platform_refresh (f->graph.platform, f->graph.account, NULL, &secret);

  g_assert_cmpint (reply->expires_at, >, g_get_real_time () / G_USEC_PER_SEC + 59 * 86400);
  graph_fixture_says (reply, SOTONG_OUTCOME_OK, 200);
  token = sotong_token_parse (secret);
  g_assert_cmpstr (token->access_token, ==, "token-of-city-2");
  g_assert_cmpint (token->expires_at, >, 0);

  /* It is less than a day old now: the platform is not asked. */
  f->site.token = "token-of-city-2";
  graph_fixture_set_secret (&f->graph, secret);
  g_free (secret);
  graph_fixture_says (sotong_platform_refresh (f->graph.platform, f->graph.account, NULL, &secret), SOTONG_OUTCOME_RENEW, 0);
  g_assert_null (secret);
  g_assert_cmpuint (f->graph.server->requests->len, ==, 1);
}

static void
test_refresh_over (SiteFixture   *f,
                   gconstpointer  data)
{
  char *secret = NULL;

  graph_fixture_set_secret (&f->graph, "{\"access_token\":\"token-of-city\",\"expires_at\":1476000000}");
  graph_fixture_says (sotong_platform_refresh (f->graph.platform, f->graph.account, NULL, &secret), SOTONG_OUTCOME_RENEW, 0);
  g_assert_cmpuint (f->graph.server->requests->len, ==, 0);
  f->site.token = "token-of-another";
  add_picture (f);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_RENEW, 400);
  graph_fixture_set_secret (&f->graph, "token-of-city");
  graph_fixture_says (sotong_platform_refresh (f->graph.platform, f->graph.account, NULL, &secret), SOTONG_OUTCOME_RENEW, 0);
  g_assert_null (secret);
}

static void
test_rate_limit (SiteFixture   *f,
                 gconstpointer  data)
{
  static const char header[] = "X-Business-Use-Case-Usage: {\"1789\":[{\"type\":\"x\",\"call_count\":100,"
                               "\"estimated_time_to_regain_access\":9}]}";
  SotongReply *reply;

  add_picture (f);
  fail_status (f, f->site.words->make, 400, header, "{\"error\":{\"message\":\"limit\",\"code\":80002}}");
  reply = graph_fixture_publish (&f->graph);
  g_assert_cmpint (reply->retry_at, ==, GRAPH_NOW + 9 * 60);
  graph_fixture_says (reply, SOTONG_OUTCOME_WAIT, 400);
  fail_status (f, f->site.words->publish, 403, NULL, "{\"error\":{\"message\":\"daily limit\",\"code\":9,"
                                                     "\"error_subcode\":2207042}}");
  reply = graph_fixture_publish (&f->graph);
  g_assert_cmpint (reply->retry_at, ==, GRAPH_NOW + 3600);
  graph_fixture_says (reply, SOTONG_OUTCOME_WAIT, 403);
  /* The container is there already. */
  graph_fixture_begin_again (&f->graph, 60);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (f->site.n_containers, ==, 1);
}

/* The container says at once whether it went out. */
static void
test_lost_reply (SiteFixture   *f,
                 gconstpointer  data)
{
  static const StandInFault faults[] = { STAND_IN_DROP_AFTER, STAND_IN_EMPTY, STAND_IN_CUT };

  add_picture (f);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      SotongReply *reply;
      const char *known[] = { i > 0 ? f->site.posts[i - 1].id : "0", i > 1 ? f->site.posts[i - 2].id : "0", NULL };

      g_strfreev (f->graph.post->known_ids);
      f->graph.post->known_ids = g_strdupv ((char **) known);
      f->site.late_list = i == 0;
      fail (f, faults[i], "POST", f->site.words->publish);
      reply = graph_fixture_publish (&f->graph);
      g_assert_cmpstr (reply->remote_id, ==, f->site.posts[i].id);
      graph_fixture_says (reply, SOTONG_OUTCOME_OK, 200);
      g_assert_cmpuint (site_count (&f->site), ==, i + 1);
    }
}

/* The call did not arrive, or the program died: the same container is published, once. */
static void
test_lost_reply_before (SiteFixture   *f,
                        gconstpointer  data)
{
  add_picture (f);
  fail (f, STAND_IN_DROP_BEFORE, "POST", f->site.words->publish);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 0);
  graph_fixture_begin_again (&f->graph, 60);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200); /* that answer too may be lost */
  g_assert_cmpuint (f->site.n_containers, ==, 1);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
}

/* A container that is lost is made again; nobody sees one. */
static void
test_lost_reply_container (SiteFixture   *f,
                           gconstpointer  data)
{
  add_picture (f);
  fail (f, STAND_IN_DROP_AFTER, "POST", f->site.words->make);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_WAIT, 0);
  fail_status (f, f->site.words->make, 200, NULL, "{\"success\":true}");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_WAIT, 200);
  fail_status (f, f->site.words->make, 200, NULL, "{\"id\":\"1\",\"error\":{\"message\":\"x\",\"code\":2}}");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_WAIT, 200);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
}

static void
test_lost_reply_unclear (SiteFixture   *f,
                         gconstpointer  data)
{
  static const struct {
    guint       status;
    const char *body;
  } cases[] = {
    { 200, "{\"success\":true}" }, { 200, "{\"id\":\"5\",\"error\":{\"message\":\"x\",\"code\":1}}" },
    { 500, "{\"error\":{\"message\":\"An unknown error occurred\",\"code\":1,\"is_transient\":true}}" }, { 500, "oops" },
  };

  add_picture (f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fail_status (f, f->site.words->publish, cases[i].status, NULL, cases[i].body);
      graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, cases[i].status);
    }
  g_assert_cmpuint (site_count (&f->site), ==, 0);
}

/* It is out, but not listed: nobody sends it again. */
static void
test_duplicate (SiteFixture   *f,
                gconstpointer  data)
{
  SotongReply *found;

  add_picture (f);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  graph_fixture_begin_again (&f->graph, 60);
  f->site.posts[0].gone = TRUE;
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_CANNOT_TELL);
  sotong_reply_free (found);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 200);
  g_assert_cmpuint (count (f, f->site.words->publish), ==, 1);
}

/* Without a container only words and time tell: the same words of yesterday, or of another copy, are another post. */
static void
test_duplicate_words (SiteFixture   *f,
                      gconstpointer  data)
{
  static const char * const known[] = { "12", NULL };
  SotongReply *found;

  site_add_post (&f->site, "11", SITE_TEXT)->age = 86400;
  site_add_post (&f->site, "12", SITE_TEXT);
  f->graph.post->known_ids = g_strdupv ((char **) known);
  graph_fixture_begin_again (&f->graph, 300);
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_ABSENT);
  g_clear_pointer (&found, sotong_reply_free);
  site_add_post (&f->site, "13", SITE_TEXT "\n")->age = 200;
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_FOUND);
  g_assert_cmpstr (found->remote_id, ==, "13");
  sotong_reply_free (found);
}

/* Containers live for a day; one that says that it is not ready is asked once more. */
static void
test_duplicate_expired (SiteFixture   *f,
                        gconstpointer  data)
{
  add_picture (f);
  fail (f, STAND_IN_DROP_BEFORE, "POST", f->site.words->publish);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 0);
  f->site.containers[0].state = "EXPIRED";
  f->site.refuse_ready = 1;
  graph_fixture_begin_again (&f->graph, 100);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (f->site.n_containers, ==, 2);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
}

/* The lost call arrives while it is made once more: what the platform then does not find is no reason for a second post. */
static void
test_duplicate_straggler (SiteFixture   *f,
                          gconstpointer  data)
{
  add_picture (f);
  fail (f, STAND_IN_DROP_BEFORE, "POST", f->site.words->publish);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 0);
  graph_fixture_begin_again (&f->graph, 100);
  f->site.straggler = TRUE;
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (f->site.n_containers, ==, 1);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
}

/* The clock here was nine hours ahead when the post was sent, and was set right since. */
static void
test_duplicate_clock (SiteFixture   *f,
                      gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_system ();
  SotongReply *found;

  graph_fixture_set_clock (&f->graph, clock);
  site_add_post (&f->site, "11", SITE_TEXT)->age = 3600;
  graph_fixture_begin_again (&f->graph, -8 * 3600);
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_FOUND);
  g_clear_pointer (&found, sotong_reply_free);
  graph_fixture_begin_again (&f->graph, 60); /* an hour later by the clock that is right: nobody can tell, and nobody sends it again */
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_CANNOT_TELL);
  g_clear_pointer (&found, sotong_reply_free);
  f->site.posts[0].age = 14 * 3600;
  found = graph_fixture_look_up (&f->graph, SOTONG_LOOK_UP_ABSENT);
  sotong_reply_free (found);
}

static void
test_refused (SiteFixture   *f,
              gconstpointer  data)
{
  static const char * const bodies[] = {
    "{\"error\":{\"message\":\"Application does not have permission for this action\",\"code\":10,\"error_subcode\":2207050}}",
    "{\"error\":{\"message\":\"blocked\",\"code\":4,\"error_subcode\":2207051,\"error_user_msg\":\"스팸으로 보입니다.\"}}",
    "{\"error\":{\"message\":\"Only photo or video can be accepted\",\"code\":9004,\"error_subcode\":2207052}}",
    "{\"error\":{\"message\":\"The image format is not supported\",\"code\":36001,\"error_subcode\":2207005}}",
  };

  add_picture (f);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      fail_status (f, f->site.words->make, 400, NULL, bodies[i]);
      graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_REFUSED, 400);
    }
  g_assert_cmpuint (site_count (&f->site), ==, 0);
}

static void
test_html (SiteFixture   *f,
           gconstpointer  data)
{
  add_picture (f);
  fail (f, STAND_IN_HTML, "POST", f->site.words->make);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_WAIT, 200);
  fail (f, STAND_IN_HTML, "POST", f->site.words->publish);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_UNKNOWN, 200);
  graph_fixture_begin_again (&f->graph, 20);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
}

static void
test_redirect (SiteFixture   *f,
               gconstpointer  data)
{
  add_picture (f);
  fail (f, STAND_IN_REDIRECT, "POST", f->site.words->make);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_REFUSED, 302);
  g_assert_cmpuint (site_count (&f->site), ==, 0);
  /* The container says whether it went out all the same. */
  fail (f, STAND_IN_REDIRECT_AFTER, "POST", f->site.words->publish);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
}

static void
test_metrics (SiteFixture   *f,
              gconstpointer  data)
{
  const char * const ids[] = { "18101", NULL };
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  gboolean instagram = f->site.words == &site_instagram;

  graph_fixture_says (graph_fixture_metrics (&f->graph, ids, metrics), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpint (graph_metric (metrics, NULL, SOTONG_METRIC_FOLLOWERS), ==, 777);
  g_assert_cmpint (graph_metric (metrics, NULL, SOTONG_METRIC_POSTS), ==, instagram ? 42 : -1);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_VIEWS), ==, 10);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_REACH), ==, -1); /* an empty set is no 0 */
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_REACTIONS), ==, instagram ? 12 : 11);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_COMMENTS), ==, instagram ? 13 : 12);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_SHARES), ==, instagram ? 14 : 13 + 14 + 15);

  /* One name that is not known there fails them all, so each is asked for by itself. */
  g_ptr_array_set_size (metrics, 0);
  f->site.no_insights = TRUE;
  graph_fixture_says (graph_fixture_metrics (&f->graph, ids, metrics), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_VIEWS), ==, 10);
  g_assert_cmpint (graph_metric (metrics, ids[0], SOTONG_METRIC_SHARES), ==, instagram ? -1 : 20);
}

/* What happened on the whole account, of each of the days before today; where nothing is told there is a gap. */
static void
test_metrics_days (SiteFixture   *f,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  g_autoptr(SotongReply) reply = graph_fixture_days (&f->graph, metrics);
  gboolean instagram = f->site.words == &site_instagram;

  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-17", instagram ? SOTONG_METRIC_DAY_REACH : SOTONG_METRIC_DAY_VIEWS), ==, 31);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-18", instagram ? SOTONG_METRIC_DAY_REACH : SOTONG_METRIC_DAY_VIEWS), ==, 32);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-16", SOTONG_METRIC_DAY_REACH), ==, -1);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-18", SOTONG_METRIC_DAY_REACTIONS), ==, instagram ? 101 : 100);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-18", SOTONG_METRIC_DAY_COMMENTS), ==, instagram ? 102 + 103 : 101);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-17", SOTONG_METRIC_DAY_COMMENTS), ==, instagram ? 202 : -1);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-16", SOTONG_METRIC_DAY_SHARES), ==, instagram ? 304 : 302 + 303);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-19", SOTONG_METRIC_DAY_REACTIONS), ==, -1); /* not over yet */
}

/* One figure that is not given does not take the others away; a right that is missing is told; before there was anything, nothing is asked. */
static void
test_metrics_days_gap (SiteFixture   *f,
                       gconstpointer  data)
{
  g_autoptr(GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_metric_free);
  gboolean instagram = f->site.words == &site_instagram;
  g_autofree char *request = site_request (&f->site, "GET", instagram ? "insights" : "threads_insights");
  g_autoptr(SotongReply) some = NULL, forbidden = NULL, old = NULL;
  g_autoptr(SotongClock) clock = sotong_clock_new_set (GRAPH_NOW);

  f->site.no_insights = TRUE;
  some = graph_fixture_days (&f->graph, metrics);
  g_assert_cmpstr (some->message, ==, "");
  g_assert_cmpint (some->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-18", SOTONG_METRIC_DAY_REACTIONS), ==, -1);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-18", SOTONG_METRIC_DAY_SHARES), ==, instagram ? 100 : 200);
  g_assert_cmpint (graph_metric_day (metrics, "2026-11-17", SOTONG_METRIC_DAY_SHARES), >, 0);
  g_assert_cmpuint (stand_in_count (f->graph.server, request), ==, 1 + 1 + (instagram ? 7 : 5) + 1 + 1); /* known on the other days */

  g_ptr_array_set_size (metrics, 0);
  f->site.no_insights = FALSE;
  f->site.no_right = TRUE;
  forbidden = graph_fixture_days (&f->graph, metrics);
  g_assert_cmpint (forbidden->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_nonnull (strstr (forbidden->message, "시청"));
  g_assert_cmpuint (metrics->len, ==, 0);
  f->site.no_right = FALSE;
  stand_in_fail_status (f->graph.server, request, 400, NULL, "{\"error\":{\"message\":\"(#4) Application request limit reached\",\"code\":4}}");
  graph_fixture_says (graph_fixture_days (&f->graph, metrics), SOTONG_OUTCOME_WAIT, 400);
  g_assert_cmpuint (metrics->len, ==, 0);
  if (instagram)
    return;
  graph_fixture_set_clock (&f->graph, clock);
  old = sotong_platform_days (f->graph.platform, f->graph.account, metrics, NULL);
  g_assert_cmpint (old->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpuint (metrics->len, ==, 0);
}

void
site_add_tests (const SiteWords *words)
{
  static const struct {
    const char *name;
    void      (*func) (SiteFixture *, gconstpointer);
  } tests[] = {
    { "check", test_check },
    { "check/whose", test_check_whose },
    { "picture", test_picture },
    { "picture/not-public", test_picture_not_public },
    { "picture/many", test_picture_many },
    { "picture/not-stored", test_picture_not_stored },
    { "video", test_video },
    { "video/interval", test_video_interval },
    { "video/slow", test_video_slow },
    { "video/bad", test_video_bad },
    { "schedule", test_schedule },
    { "edit", test_edit },
    { "refresh", test_refresh },
    { "refresh/over", test_refresh_over },
    { "rate-limit", test_rate_limit },
    { "lost-reply", test_lost_reply },
    { "lost-reply/before", test_lost_reply_before },
    { "lost-reply/container", test_lost_reply_container },
    { "lost-reply/unclear", test_lost_reply_unclear },
    { "duplicate", test_duplicate },
    { "duplicate/words", test_duplicate_words },
    { "duplicate/expired", test_duplicate_expired },
    { "duplicate/straggler", test_duplicate_straggler },
    { "duplicate/clock", test_duplicate_clock },
    { "refused", test_refused },
    { "html", test_html },
    { "redirect", test_redirect },
    { "metrics", test_metrics },
    { "metrics/days", test_metrics_days },
    { "metrics/days/gap", test_metrics_days_gap },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/platforms/%s/%s", words->platform, tests[i].name);

      g_test_add (path, SiteFixture, words, site_set_up, tests[i].func, site_tear_down);
    }
}
