/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish-fixture.h"
#include "store/sotong-publish-run.h"
#include "util/sotong-machine.h"

/* A run with many posts does not wait for the disk with each. When the machine stops, what it wrote last may be lost, and
 * nothing goes out twice all the same. */

#define N_POSTS 24

static void
set_up (PublishFixture *f,
        gconstpointer   data)
{
  publish_fixture_set_up (f, NULL);
  for (guint i = 0; i < N_POSTS; i++)
    {
      g_autofree char *title = g_strdup_printf ("글 %u", i);

      publish_fixture_add_post (f, f->channel, title, SOTONG_STATE_SCHEDULED, publish_fixture_now () - 30);
    }
}

static guint
run (PublishFixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < results->len; i++)
    n += ((SotongPublishResult *) g_ptr_array_index (results, i))->state == SOTONG_PUBLISH_PUBLISHED ? 1 : 0;
  return n;
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_publish_run_count (db, data, error) ? data : NULL;
}

static gint64
count_runs (PublishFixture *f)
{
  gint64 n = -1;

  g_assert_nonnull (sotong_store_read (f->store, count_job, &n, NULL, NULL));
  return n;
}

/* As the file is after the power failed: what the run wrote is gone, the run itself is not. */
static void
lose_power (PublishFixture *f,
            const char     *boot)
{
  const SotongOwner *self = sotong_owner_get_self ();
  g_autofree char *insert = g_strdup_printf ("INSERT INTO publish_run (machine, boot, process, process_start, started_at, channels)"
                                             " VALUES ('%s', '%s', 1, 1, %" G_GINT64_FORMAT ", '%" G_GINT64_FORMAT "')",
                                             self->machine, boot, g_get_real_time () / G_USEC_PER_SEC - 5, f->channel);

  g_assert_true (publish_fixture_run_sql (f, "DELETE FROM attempt_outcome"));
  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET state = 'scheduled', remote_id = NULL, remote_url = NULL, published_at = NULL"));
  g_assert_true (publish_fixture_run_sql (f, "DELETE FROM attempt"));
  g_assert_true (publish_fixture_run_sql (f, insert));
}

static guint
count_doubles (PublishFixture *f)
{
  SotongPracticeCounts counts;

  sotong_practice_server_get_counts (f->server, &counts);
  return counts.doubles;
}

static void
test_whole (PublishFixture *f,
            gconstpointer   data)
{
  g_assert_cmpuint (run (f), ==, N_POSTS);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, N_POSTS);
  g_assert_cmpint (count_runs (f), ==, 0);
}

/* All of it is looked up and found; nothing is sent, not even to be refused. */
static void
test_lost (PublishFixture *f,
           gconstpointer   data)
{
  g_assert_cmpuint (run (f), ==, N_POSTS);
  lose_power (f, "another start of this machine");
  g_assert_cmpint (count_runs (f), ==, 1);
  g_assert_cmpuint (run (f), ==, N_POSTS);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, N_POSTS);
  g_assert_cmpuint (count_doubles (f), ==, 0);
  g_assert_cmpint (count_runs (f), ==, 0);
}

/* Only half of it had arrived: the rest goes out, once. */
static void
test_half (PublishFixture *f,
           gconstpointer   data)
{
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_STATUS, N_POSTS, 400, -1, 0, NULL };

  sotong_practice_server_add_fault (f->server, &fault);
  g_assert_cmpuint (run (f), ==, 0);
  lose_power (f, "another start of this machine");
  g_assert_cmpuint (run (f), ==, N_POSTS);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, N_POSTS);
}

#define ADD(path, function) g_test_add ("/publish/cut-off/" path, PublishFixture, NULL, set_up, function, publish_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("whole", test_whole);
  ADD ("lost", test_lost);
  ADD ("half", test_half);
  return g_test_run ();
}
