/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "publish-fixture.h"
#include "store/sotong-channel.h"
#include "store/sotong-copy-part.h"
#include "store/sotong-late.h"

#define N_CHANNELS 3
#define N_POSTS    8 /* a channel */
#define N_PARTS    3 /* of each post of the last channel, which goes out as a thread */
#define LIMIT      30 /* letters of a post there */
#define N_KILLS    50 /* unless SOTONG_CRASH_KILLS names another number; thousands take a while */

static const char * const stages[] = { "claimed", "answered", "noted", "looked-up", "never" };

/* What a server does wrong without being killed. */
static const SotongPracticeFaultKind faults[] = {
  SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, SOTONG_PRACTICE_FAULT_LATE,
  SOTONG_PRACTICE_FAULT_HALF, SOTONG_PRACTICE_FAULT_RESET, SOTONG_PRACTICE_FAULT_EMPTY, SOTONG_PRACTICE_FAULT_TWICE,
};

typedef struct {
  PublishFixture  base;
  gint64          contents[N_CHANNELS * N_POSTS];
  guint           n_contents;
  guint           n_posts;     /* all posts of them */
} CrashFixture;

static const char long_text[] = "첫째 글은 스물 몇 자쯤 되는 글입니다 하나. 둘째 글도 스물 몇 자쯤 되는 글입니다 둘. 셋째 글은 짧습니다.";

static gpointer
thread_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  SotongContent *content = data;
  SotongCopy *copy = g_ptr_array_index (content->copies, 0);

  return sotong_channel_set_text_limit (db, copy->channel_id, LIMIT, error) && sotong_content_save (db, content, error) ? data : NULL;
}

/* The time here is the real one, and among faults it may pass slowly: nothing is to be too late for that. */
static gpointer
patient_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_late_set_grace (db, 24 * 60 * 60, error) ? data : NULL;
}

static void
make_thread (CrashFixture *f,
             gint64        id)
{
  g_autoptr(SotongContent) content = publish_fixture_get_content (&f->base, id);

  g_free (content->body);
  content->body = g_strdup (long_text);
  ((SotongCopy *) g_ptr_array_index (content->copies, 0))->thread = TRUE;
  g_assert_nonnull (sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, thread_job, content, NULL, NULL));
}

/* How many posts the content has on the server; none is there twice. */
static guint
count_there (CrashFixture     *f,
             const SotongCopy *copy)
{
  guint n = 0;

  for (guint part = 1; part <= (copy->thread ? N_PARTS : 1); part++)
    {
      g_autofree char *key = sotong_copy_part_make_key (copy->client_key, part);
      guint there = sotong_practice_server_count_key (f->base.server, key);

      g_assert_cmpuint (there, <=, 1);
      g_assert_true (there == 0 || n == part - 1); /* no answer without what it answers */
      n += there;
    }
  return n;
}

static void
set_up (CrashFixture  *f,
        gconstpointer  data)
{
  publish_fixture_set_up (&f->base, NULL);
  g_assert_nonnull (sotong_store_write (f->base.store, SOTONG_WRITE_DEFAULT, patient_job, f, NULL, NULL));
  for (int c = 0; c < N_CHANNELS; c++)
    {
      g_autofree char *name = g_strdup_printf ("통로 %d", c);
      gint64 channel = publish_fixture_add_channel (&f->base, name, "practice", f->base.url, PUBLISH_TOKEN);

      for (int i = 0; i < N_POSTS; i++)
        {
          g_autofree char *title = g_strdup_printf ("글 %d-%d", c, i);

          f->contents[f->n_contents++] = publish_fixture_add_post (&f->base, channel, title, SOTONG_STATE_SCHEDULED,
                                                                   publish_fixture_now () - 30 + i);
          f->n_posts += c == N_CHANNELS - 1 ? N_PARTS : 1;
          if (c == N_CHANNELS - 1)
            make_thread (f, f->contents[f->n_contents - 1]);
        }
    }
}

static void
tear_down (CrashFixture  *f,
           gconstpointer  data)
{
  publish_fixture_tear_down (&f->base, NULL);
}

static GPid
start (CrashFixture *f,
       const char   *stage)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "publish", "publish-child", NULL);
  const char *argv[] = { program, f->base.path, PUBLISH_TOKEN, stage, NULL };
  g_autoptr(GError) error = NULL;
  GPid pid = 0;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

/* The exit status, or -1 when it was killed. */
static int
wait_for (GPid pid)
{
  int status = 0;

  while (waitpid (pid, &status, 0) < 0)
    ;
  g_spawn_close_pid (pid);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

/* Nothing lost, nothing doubled: what the server has is what the workspace says. */
static void
assert_whole (CrashFixture *f)
{
  for (guint i = 0; i < f->n_contents; i++)
    {
      g_autoptr(SotongContent) content = publish_fixture_get_content (&f->base, f->contents[i]);
      SotongCopy *copy = g_ptr_array_index (content->copies, 0);

      g_assert_cmpint (copy->state, ==, SOTONG_STATE_PUBLISHED);
      g_assert_nonnull (copy->remote_id);
      g_assert_cmpuint (count_there (f, copy), ==, copy->thread ? N_PARTS : 1);
    }
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, f->n_posts);
}

/* After a kill the workspace never says less than it knows, and never that a post is out that is not. */
static void
assert_honest (CrashFixture *f)
{
  for (guint i = 0; i < f->n_contents; i++)
    {
      g_autoptr(SotongContent) content = publish_fixture_get_content (&f->base, f->contents[i]);
      SotongCopy *copy = g_ptr_array_index (content->copies, 0);
      guint n = count_there (f, copy);

      if (copy->state == SOTONG_STATE_PUBLISHED)
        g_assert_cmpuint (n, ==, copy->thread ? N_PARTS : 1);
      else if (n > 0 && !copy->thread)
        g_assert_true (copy->state == SOTONG_STATE_PUBLISHING || copy->state == SOTONG_STATE_UNKNOWN);
    }
}

static void
test_killed_at (CrashFixture  *f,
                gconstpointer  stage)
{
  for (int i = 0; i < 3; i++)
    {
      g_assert_cmpint (wait_for (start (f, stage)), ==, -1);
      assert_honest (f);
    }
  g_assert_cmpint (wait_for (start (f, "never")), ==, 0);
  assert_whole (f);
}

/* A post is on the server, and its answer on the way. */
static void
test_killed_after_sending (CrashFixture  *f,
                           gconstpointer  data)
{
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_LATE, N_CHANNELS, 0, -1, 2000, NULL };
  GPid pid;

  sotong_practice_server_add_fault (f->base.server, &fault);
  pid = start (f, "never");
  while (publish_fixture_count_posts (&f->base) == 0)
    g_usleep (2000);
  kill (pid, SIGKILL);
  g_assert_cmpint (wait_for (pid), ==, -1);
  assert_honest (f);
  g_assert_cmpint (wait_for (start (f, "never")), ==, 0);
  assert_whole (f);
}

static int
count_kills (void)
{
  const char *text = g_getenv ("SOTONG_CRASH_KILLS");
  gint64 n;

  return text != NULL && g_ascii_string_to_signed (text, 10, 1, 1000000, &n, NULL) ? (int) n : N_KILLS;
}

static void
begin_anew (CrashFixture *f)
{
  tear_down (f, NULL);
  memset (f, 0, sizeof *f);
  set_up (f, NULL);
}

/* How long a whole run takes on this machine now, in microseconds: kills are spread over it, or most would find a program that
 * has only begun to start. The workspace is a new one afterwards. */
static gint32
measure_run (CrashFixture *f)
{
  gint64 start_time = g_get_monotonic_time ();

  g_assert_cmpint (wait_for (start (f, "never")), ==, 0);
  assert_whole (f);
  begin_anew (f);
  return (gint32) CLAMP (g_get_monotonic_time () - start_time, 20000, 3000000);
}

static void
test_killed_anywhere (CrashFixture  *f,
                      gconstpointer  data)
{
  gint32 length = measure_run (f);
  int n_killed = 0;

  for (int i = 0; i < N_KILLS; i++)
    {
      GPid pid = start (f, "never");

      g_usleep ((gulong) g_test_rand_int_range (0, length));
      kill (pid, SIGKILL);
      n_killed += wait_for (pid) == -1 ? 1 : 0;
      assert_honest (f);
      /* New work, so that there is something to be killed at. */
      if (publish_fixture_count_posts (&f->base) + 2 >= f->n_posts)
        {
          g_assert_cmpint (wait_for (start (f, "never")), ==, 0);
          assert_whole (f);
          begin_anew (f);
        }
    }
  g_test_message ("%d of %d were killed", n_killed, N_KILLS);
  g_assert_cmpint (wait_for (start (f, "never")), ==, 0);
  assert_whole (f);
}

/* Whatever the servers do by then, a few runs by a program that nobody kills bring all to an end. */
static void
end_well (CrashFixture *f)
{
  for (int i = 0; i < 50; i++)
    {
      if (wait_for (start (f, "never")) == 0 && publish_fixture_count_posts (&f->base) == f->n_posts)
        break;
      assert_honest (f);
    }
  assert_whole (f);
}

/* Killed at a marked point or anywhere, while the server drops, answers late, by half or twice. */
static void
test_killed_among_faults (CrashFixture  *f,
                          gconstpointer  data)
{
  int n_kills = count_kills (), n_killed = 0, n_rounds = 0;
  gint32 length = measure_run (f);

  for (int i = 0; i < n_kills; i++)
    {
      SotongPracticeFault fault = { faults[g_test_rand_int_range (0, G_N_ELEMENTS (faults))], 1, 0, -1, 60, NULL };
      const char *stage = stages[g_test_rand_int_range (0, G_N_ELEMENTS (stages))];
      GPid pid;

      if (g_test_rand_int_range (0, 2) == 0)
        sotong_practice_server_add_fault (f->base.server, &fault);
      if (g_test_rand_int_range (0, 6) == 0)
        {
          fault.path = "look-up";
          sotong_practice_server_add_fault (f->base.server, &fault);
        }
      pid = start (f, stage);
      g_usleep ((gulong) g_test_rand_int_range (0, length));
      kill (pid, SIGKILL);
      n_killed += wait_for (pid) == -1 ? 1 : 0;
      assert_honest (f);
      if (publish_fixture_count_posts (&f->base) + 4 >= f->n_posts)
        {
          end_well (f);
          n_rounds++;
          begin_anew (f);
        }
    }
  end_well (f);
  g_test_message ("%d of %d were killed, over %d workspaces of %u posts", n_killed, n_kills, n_rounds + 1, f->n_posts);
}

/* ---- what waits on its platform is moved ---- */

static GPid
start_move (CrashFixture *f,
            const char   *stage,
            gint64        content,
            gint64        time)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "publish", "publish-child", NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, content);
  g_autofree char *when = g_strdup_printf ("%" G_GINT64_FORMAT, time);
  const char *argv[] = { program, f->base.path, PUBLISH_TOKEN, stage, id, when, NULL };
  g_autoptr(GError) error = NULL;
  GPid pid = 0;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

static gint64
get_time (CrashFixture *f,
          gint64        id)
{
  g_autoptr(SotongContent) content = publish_fixture_get_content (&f->base, id);

  return ((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at;
}

/* The copy keeps its time until the platform's answer is noted, and moving it once more brings both to the same. */
static void
test_killed_moving (CrashFixture  *f,
                    gconstpointer  stage)
{
  gint64 before = publish_fixture_now () + 3600, after = before + 1800;
  gint64 content;

  f->base.channel = publish_fixture_add_channel (&f->base, "예약", "practice", f->base.url, PUBLISH_TOKEN);
  content = publish_fixture_add_post (&f->base, f->base.channel, "기다리는 글", SOTONG_STATE_SCHEDULED, before);
  publish_fixture_run_sql (&f->base, "UPDATE copy SET on_platform = 1 WHERE channel_id = (SELECT max(id) FROM channel)");
  g_assert_cmpint (wait_for (start (f, "never")), ==, 0);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpint (wait_for (start_move (f, stage, content, after)), ==, -1);
  g_assert_cmpint (get_time (f, content), ==, g_str_equal (stage, "noted") ? after : before);
  g_assert_cmpint (wait_for (start_move (f, "never", content, after + 60)), ==, 0);
  g_assert_cmpint (get_time (f, content), ==, after + 60);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, f->n_posts + 1);
  /* The look-up finds it there at that time, and at no other. */
  g_assert_cmpint (wait_for (start (f, "never")), ==, 0);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_SCHEDULED);
}

static void
test_two_at_once (CrashFixture  *f,
                  gconstpointer  data)
{
  GPid first = start (f, "never");
  GPid second = start (f, "never");

  g_assert_cmpint (wait_for (first), ==, 0);
  g_assert_cmpint (wait_for (second), ==, 0);
  assert_whole (f);
}

#define ADD(path, data, function) g_test_add ("/publish/crash/" path, CrashFixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("before-sending", "claimed", test_killed_at);
  ADD ("before-noting", "answered", test_killed_at);
  ADD ("after-noting", "noted", test_killed_at);
  ADD ("after-sending", NULL, test_killed_after_sending);
  ADD ("anywhere", NULL, test_killed_anywhere);
  ADD ("among-faults", NULL, test_killed_among_faults);
  ADD ("moving/before-sending", "claimed", test_killed_moving);
  ADD ("moving/before-noting", "answered", test_killed_moving);
  ADD ("moving/after-noting", "noted", test_killed_moving);
  ADD ("two-at-once", NULL, test_two_at_once);
  return g_test_run ();
}
