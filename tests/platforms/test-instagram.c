/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "container-site.h"

/* Instagram has no posts of text alone. */
static void
test_text (SiteFixture   *f,
           gconstpointer  data)
{
  graph_fixture_says (graph_fixture_publish (&f->graph), SOTONG_OUTCOME_REFUSED, 0);
  g_assert_cmpuint (f->graph.server->requests->len, ==, 0);
  g_assert_true (sotong_capabilities_get ("instagram")->needs_media);
}

/* Only by way of Facebook may a program delete. */
static void
test_delete (SiteFixture   *f,
             gconstpointer  data)
{
  site_add_post (&f->site, "11", SITE_TEXT);
  graph_fixture_says (graph_fixture_remove (&f->graph, "11"), SOTONG_OUTCOME_REFUSED, 0);
  f->site.token = "EAAtoken-of-page";
  graph_fixture_set_secret (&f->graph, f->site.token);
  graph_fixture_says (graph_fixture_remove (&f->graph, "11"), SOTONG_OUTCOME_OK, 200);
  graph_fixture_says (graph_fixture_remove (&f->graph, "11"), SOTONG_OUTCOME_OK, 400);
  g_assert_cmpuint (site_count (&f->site), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  site_add_tests (&site_instagram);
  g_test_add ("/platforms/instagram/publish-text", SiteFixture, &site_instagram, site_set_up, test_text, site_tear_down);
  g_test_add ("/platforms/instagram/delete", SiteFixture, &site_instagram, site_set_up, test_delete, site_tear_down);
  return g_test_run ();
}
