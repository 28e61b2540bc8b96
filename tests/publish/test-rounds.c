/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "publish-fixture.h"
#include "publish/sotong-publish-rounds.h"

/* ---- reads that fail ---- */

/* The count of looks fails from the moment on at which a look was noted, as with a disk that cannot be read just then. */
static struct {
  int broken;  /* atomic: whether it is to fail */
  int noted;   /* atomic: whether a look was noted since */
  int n_failed; /* atomic */
} disk;

static int
trace_cb (unsigned  kind,
          void     *user_data,
          void     *statement,
          void     *text)
{
  const char *sql = text;

  if (!g_atomic_int_get (&disk.broken))
    return 0;
  if (g_str_has_prefix (sql, "INSERT INTO attempt_outcome"))
    g_atomic_int_set (&disk.noted, TRUE);
  else if (g_atomic_int_get (&disk.noted) && g_str_has_prefix (sql, "SELECT count (CASE WHEN kind = 'look-up'"))
    {
      g_atomic_int_inc (&disk.n_failed);
      sqlite3_interrupt (user_data);
    }
  return 0;
}

static int
extend (sqlite3                     *db,
        const char                 **problem,
        const sqlite3_api_routines  *routines)
{
  return sqlite3_trace_v2 (db, SQLITE_TRACE_STMT, trace_cb, db);
}

static void
reopen (PublishFixture *f,
        SotongClock    *clock)
{
  g_autoptr(GError) error = NULL;

  g_assert_finalize_object (f->publisher);
  sotong_store_close (f->store);
  g_assert_finalize_object (f->store);
  g_assert_cmpint (sqlite3_auto_extension ((void (*) (void)) extend), ==, SQLITE_OK);
  f->store = sotong_store_open (f->path, clock, NULL, &error);
  g_assert_no_error (error);
  f->publisher = sotong_publisher_new (f->store, f->secrets);
  sotong_publisher_set_patience (f->publisher, 1, 0);
}

static void
break_disk (gboolean broken)
{
  g_atomic_int_set (&disk.noted, FALSE);
  g_atomic_int_set (&disk.broken, broken);
}

static void
tear_down (PublishFixture *f,
           gconstpointer   data)
{
  break_disk (FALSE);
  g_atomic_int_set (&disk.n_failed, 0);
  sqlite3_cancel_auto_extension ((void (*) (void)) extend);
  publish_fixture_tear_down (f, data);
}

static SotongPublishRounds *
make_rounds (PublishFixture *f)
{
  SotongPublishRounds *rounds = sotong_publish_rounds_new (f->store, f->publisher);

  sotong_publish_rounds_set_pause (rounds, 0);
  return rounds;
}

/* A round, which says @n things. Returns: the first. */
static SotongPublishResult *
say (SotongPublishRounds *rounds,
     guint                n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) news = sotong_publish_rounds_run (rounds, SOTONG_PUBLISH_DEFAULT, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (news->len, ==, n);
  return n > 0 ? sotong_publish_result_copy (g_ptr_array_index (news, 0)) : NULL;
}

static void
assert_said (SotongPublishRounds *rounds,
             SotongPublishState   state,
             const char          *words)
{
  g_autoptr(SotongPublishResult) first = say (rounds, 1);

  g_assert_cmpint (first->state, ==, state);
  if (strstr (first->message, words) == NULL)
    g_error ("“%s” does not say “%s”", first->message, words);
}

static void
assert_silent (SotongPublishRounds *rounds)
{
  g_assert_null (say (rounds, 0));
}

static void
let_time_pass (PublishFixture *f,
               int             seconds)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE attempt SET lease_until = lease_until - %d", seconds);

  g_assert_true (publish_fixture_run_sql (f, sql));
}

/* A platform that can only not be asked keeps the order of its channel: what is due behind a post of unknown outcome waits for the next look. */
static void
test_order (PublishFixture *f,
            gconstpointer   data)
{
  SotongPracticeFault lost = { SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, -1, 300, NULL };
  SotongPracticeFault trouble = { SOTONG_PRACTICE_FAULT_STATUS, 2, 500, -1, 300, "look-up" };
  g_autoptr(SotongPublishRounds) rounds = make_rounds (f);
  g_autoptr(SotongPublishResult) first = NULL;
  g_autoptr(SotongPublishResult) last = NULL;

  publish_fixture_add_due (f, "먼저");
  publish_fixture_add_due (f, "다음");
  sotong_practice_server_add_fault (f->server, &lost);
  sotong_practice_server_add_fault (f->server, &trouble);
  first = say (rounds, 2);
  g_assert_cmpint (first->state, ==, SOTONG_PUBLISH_UNKNOWN);
  assert_said (rounds, SOTONG_PUBLISH_UNKNOWN, "could not be found out");
  assert_silent (rounds); /* a moment after that look there is none, and nothing goes out */
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
  let_time_pass (f, 300);
  last = say (rounds, 2);
  g_assert_cmpint (last->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 2);
}

/* It was looked for for the last time, and just then the workspace cannot be read: whether a person is to be asked is read again. */
static void
test_unknown (PublishFixture *f,
              gconstpointer   data)
{
  SotongPracticeFault lost = { SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, -1, 300, NULL };
  SotongPracticeFault page = { SOTONG_PRACTICE_FAULT_HTML, 20, 200, -1, 300, "look-up" };
  gint64 content = publish_fixture_add_due (f, "찾아도 없는 글");
  g_autoptr(SotongPublishRounds) rounds = NULL;

  reopen (f, NULL);
  rounds = make_rounds (f);
  sotong_practice_server_add_fault (f->server, &lost);
  sotong_practice_server_add_fault (f->server, &page);
  assert_said (rounds, SOTONG_PUBLISH_UNKNOWN, "");
  assert_said (rounds, SOTONG_PUBLISH_UNKNOWN, "could not be found out");
  for (int i = 0; i < 8; i++)
    {
      let_time_pass (f, 90000);
      assert_silent (rounds);
    }
  let_time_pass (f, 90000);
  break_disk (TRUE);
  assert_silent (rounds); /* what it says was said; that it is a person's turn could not be read */
  g_assert_cmpint (g_atomic_int_get (&disk.n_failed), >, 0);
  break_disk (FALSE);
  assert_said (rounds, SOTONG_PUBLISH_UNKNOWN, "not looked for by itself any more");
  assert_silent (rounds);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

/* The same with what waits on its platform although its time is past. */
static void
test_waits_there (PublishFixture *f,
                  gconstpointer   data)
{
  gint64 later = publish_fixture_now () + 24 * 3600;
  gint64 content = publish_fixture_add_post (f, f->channel, "내일 글", SOTONG_STATE_SCHEDULED, later);
  g_autoptr(SotongClock) tomorrow = sotong_clock_new_set (later + 60);
  g_autoptr(SotongPublishResult) handed = NULL;
  g_autoptr(SotongPublishRounds) rounds = NULL;

  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1"));
  handed = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (handed->state, ==, SOTONG_PUBLISH_HANDED_OVER);
  reopen (f, tomorrow); /* the site's own clock has not come so far */
  rounds = make_rounds (f);
  assert_said (rounds, SOTONG_PUBLISH_HANDED_OVER, "");
  for (int i = 0; i < 8; i++)
    {
      let_time_pass (f, 3601);
      assert_silent (rounds);
    }
  let_time_pass (f, 3601);
  break_disk (TRUE);
  assert_silent (rounds);
  g_assert_cmpint (g_atomic_int_get (&disk.n_failed), >, 0);
  break_disk (FALSE);
  assert_said (rounds, SOTONG_PUBLISH_HANDED_OVER, "has it waiting still");
  assert_silent (rounds);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

/* What is due cannot be read: that is an error that is told, and no quiet round. */
static void
test_list (PublishFixture *f,
           gconstpointer   data)
{
  g_autoptr(SotongPublishRounds) rounds = make_rounds (f);
  g_autoptr(GPtrArray) news = NULL;
  g_autoptr(GError) error = NULL;
  gint64 content = publish_fixture_add_due (f, "못 읽는 동안");

  g_assert_true (publish_fixture_run_sql (f, "ALTER TABLE copy RENAME COLUMN on_platform TO gone"));
  news = sotong_publish_rounds_run (rounds, SOTONG_PUBLISH_DEFAULT, NULL, &error);
  g_assert_null (news);
  g_assert_nonnull (error);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
  g_assert_true (publish_fixture_run_sql (f, "ALTER TABLE copy RENAME COLUMN gone TO on_platform"));
  assert_said (rounds, SOTONG_PUBLISH_PUBLISHED, "");
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

/* ---- waiting ---- */

static void
end_wait (PublishFixture *f)
{
  g_assert_true (publish_fixture_run_sql (f, "UPDATE channel_state SET wait_until = NULL"));
}

/* A platform that has no time is one cause however often it says so, and for however long; another status is another. */
static void
test_waiting (PublishFixture *f,
              gconstpointer   data)
{
  SotongPracticeFault busy = { SOTONG_PRACTICE_FAULT_STATUS, 2, 429, 3600, 0, NULL };
  SotongPracticeFault down = { SOTONG_PRACTICE_FAULT_STATUS, 1, 503, 3600, 0, NULL };
  g_autoptr(SotongPublishRounds) rounds = make_rounds (f);
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  publish_fixture_add_due (f, "기다리는 글");
  sotong_practice_server_add_fault (f->server, &busy);
  assert_said (rounds, SOTONG_PUBLISH_WAITING, "");
  assert_silent (rounds); /* it is not asked before that time */
  end_wait (f);
  assert_silent (rounds); /* asked, and told another time */
  results = publish_fixture_run_due (f, 1);
  g_assert_true (g_regex_match_simple ("not asked again before [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}: it wants",
                                       ((SotongPublishResult *) g_ptr_array_index (results, 0))->message, 0, 0));
  end_wait (f);
  sotong_practice_server_add_fault (f->server, &down);
  assert_said (rounds, SOTONG_PUBLISH_WAITING, "");
  assert_silent (rounds);
  end_wait (f);
  assert_said (rounds, SOTONG_PUBLISH_PUBLISHED, "");
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

/* Without a network it is said once, and again after that has been back. */
static void
test_network (PublishFixture *f,
              gconstpointer   data)
{
  g_autoptr(SotongPublishRounds) rounds = make_rounds (f);
  g_autofree char *back = g_strdup_printf ("UPDATE channel SET url = '%s'", f->url);
  SotongPracticeFault busy = { SOTONG_PRACTICE_FAULT_STATUS, 1, 429, 3600, 0, NULL };

  publish_fixture_add_due (f, "망이 끊긴 글");
  g_assert_true (publish_fixture_run_sql (f, "UPDATE channel SET url = 'http://127.0.0.1:1'"));
  assert_said (rounds, SOTONG_PUBLISH_WAITING, "");
  for (int i = 0; i < 3; i++)
    assert_silent (rounds);
  sotong_practice_server_add_fault (f->server, &busy);
  g_assert_true (publish_fixture_run_sql (f, back));
  assert_said (rounds, SOTONG_PUBLISH_WAITING, ""); /* now it is the platform */
  end_wait (f);
  assert_said (rounds, SOTONG_PUBLISH_PUBLISHED, "");
  assert_silent (rounds);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

#define ADD(path, function) g_test_add ("/publish/rounds/" path, PublishFixture, NULL, publish_fixture_set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("unread/unknown", test_unknown);
  ADD ("unread/waits-there", test_waits_there);
  ADD ("unread/list", test_list);
  ADD ("order", test_order);
  ADD ("waiting", test_waiting);
  ADD ("network", test_network);
  return g_test_run ();
}
