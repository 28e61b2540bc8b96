/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "container-site.h"

static void
test_text (SiteFixture   *f,
           gconstpointer  data)
{
  g_autoptr(SotongReply) reply = graph_fixture_publish (&f->graph);

  g_assert_cmpstr (reply->message, ==, "");
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (reply->remote_url, ==, "https://www.threads.example/p/18101");
  g_assert_cmpstr (f->site.posts[0].text, ==, SITE_TEXT);
  g_assert_cmpstr (f->site.containers[0].type, ==, "TEXT");
  g_assert_cmpstr (g_ptr_array_index (f->graph.steps, 0), ==, "post=17901");
}

/* Letters count 1 each, emojis their bytes: 125 of four make 500. */
static void
test_text_length (SiteFixture   *f,
                  gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 125; i++)
    g_string_append (text, "🚇");
  g_free (f->graph.post->text);
  f->graph.post->text = g_strdup (text->str);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_string_append (text, "가");
  g_free (f->graph.post->text);
  f->graph.post->text = g_strdup (text->str);
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_REFUSED, 0);
  g_assert_cmpuint (site_count (&f->site), ==, 1);
}

/* "Media not found yet": it is published after a moment. */
static void
test_text_not_yet (SiteFixture   *f,
                   gconstpointer  data)
{
  stand_in_fail_status (f->graph.server, "POST /" SITE_USER "/threads_publish", 400, NULL,
                        "{\"error\":{\"message\":\"The requested resource does not exist\",\"code\":24,"
                        "\"error_subcode\":4279009}}");
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_OK, 200);
  g_assert_cmpuint (f->site.n_containers, ==, 1);
  g_assert_cmpuint (f->graph.n_waits, ==, 1);
}

/* The second post of a thread answers the first; one whose answer was lost is found among the answers. */
static void
test_reply (SiteFixture   *f,
            gconstpointer  data)
{
  g_autoptr(SotongReply) first = graph_fixture_publish (&f->graph);
  g_autoptr(SotongReply) second = NULL;
  SotongPost *post = f->graph.post;

  g_assert_cmpint (first->outcome, ==, SOTONG_OUTCOME_OK);
  g_free (post->text);
  post->text = g_strdup ("이어지는 둘째 글입니다.");
  post->reply_to = g_strdup (first->remote_id);
  g_clear_pointer (&post->step_id, g_free);
  stand_in_fail (f->graph.server, STAND_IN_DROP_AFTER, "POST /" SITE_USER "/threads_publish");
  second = graph_fixture_publish (&f->graph);
  g_assert_cmpint (second->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpstr (second->remote_id, ==, f->site.posts[1].id);
  g_assert_cmpstr (f->site.posts[1].reply_to, ==, first->remote_id);
  g_assert_cmpuint (site_count (&f->site), ==, 2);
}

static void
test_delete (SiteFixture   *f,
             gconstpointer  data)
{
  site_add_post (&f->site, "11", SITE_TEXT);
  graph_fixture_says (graph_fixture_remove (&f->graph, "11"), SOTONG_OUTCOME_OK, 200);
  graph_fixture_says (graph_fixture_remove (&f->graph, "11"), SOTONG_OUTCOME_OK, 400);
  g_assert_cmpuint (site_count (&f->site), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  site_add_tests (&site_threads);
  g_test_add ("/platforms/threads/publish-text", SiteFixture, &site_threads, site_set_up, test_text, site_tear_down);
  g_test_add ("/platforms/threads/publish-text/length", SiteFixture, &site_threads, site_set_up, test_text_length,
              site_tear_down);
  g_test_add ("/platforms/threads/publish-text/not-yet", SiteFixture, &site_threads, site_set_up, test_text_not_yet,
              site_tear_down);
  g_test_add ("/platforms/threads/reply", SiteFixture, &site_threads, site_set_up, test_reply, site_tear_down);
  g_test_add ("/platforms/threads/delete", SiteFixture, &site_threads, site_set_up, test_delete, site_tear_down);
  return g_test_run ();
}
