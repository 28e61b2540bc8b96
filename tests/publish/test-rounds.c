/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "publish-fixture.h"
#include "publish/sotong-publish-rounds.h"
#include "store/sotong-channel.h"
#include "store/sotong-figure.h"

/* ---- reads that fail ---- */

/* The count of looks fails from the moment on at which a look was noted, as with a disk that cannot be read just then. */
static struct {
  int broken;  /* atomic: whether it is to fail */
  int noted;   /* atomic: whether a look was noted since */
  int n_failed; /* atomic */
  int lists;    /* atomic: 2: the list of the corrections can be read once more; 1: no more; 0: as often as one likes */
} disk;

/* The look before a round finds what there is to do; what it is for the round itself cannot be read. */
static gboolean
is_list_that_fails (const char *sql)
{
  if (!g_str_has_prefix (sql, "SELECT t.id, channel.id, y.id, a.started_at") || g_atomic_int_get (&disk.lists) == 0)
    return FALSE;
  return !g_atomic_int_compare_and_exchange (&disk.lists, 2, 1);
}

static int
trace_cb (unsigned  kind,
          void     *user_data,
          void     *statement,
          void     *text)
{
  const char *sql = text;

  if (is_list_that_fails (sql))
    sqlite3_interrupt (user_data);
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
  g_atomic_int_set (&disk.lists, 0);
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

/* A correction for which the platform has no time, and whose pause is over. */
static void
leave_correction (PublishFixture *f,
                  gint64          id)
{
  SotongPracticeFault busy = { SOTONG_PRACTICE_FAULT_STATUS, 1, 503, -1, 0, "change" };
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  publish_fixture_change_text (f, id, "장소를 바로잡습니다.");
  sotong_practice_server_add_fault (f->server, &busy);
  results = sotong_publisher_correct (f->publisher, id, 0, SOTONG_PUBLISH_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (results, 0))->state, ==, SOTONG_PUBLISH_WAITING);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET started_at = started_at - 90"));
  g_assert_true (publish_fixture_run_sql (f, "UPDATE channel_state SET wait_until = NULL"));
}

/* What is to be sent once more cannot be read: the round tells it, once, sends what it can, and comes again. */
static void
test_corrections (PublishFixture *f,
                  gconstpointer   data)
{
  g_autoptr(SotongPublishRounds) rounds = NULL;
  g_autoptr(SotongPublishResult) of_run = NULL;
  g_autoptr(GPtrArray) news = NULL;
  g_autoptr(GError) error = NULL;
  gint64 content = publish_fixture_add_due (f, "가을 축제"), other;

  reopen (f, NULL);
  rounds = make_rounds (f);
  assert_said (rounds, SOTONG_PUBLISH_PUBLISHED, "");
  leave_correction (f, content);
  g_atomic_int_set (&disk.lists, 2);
  of_run = say (rounds, 1);
  g_assert_cmpint (of_run->state, ==, SOTONG_PUBLISH_WAITING);
  g_assert_cmpint (of_run->copy_id, ==, 0);
  g_assert_nonnull (strstr (of_run->message, "could not be read"));
  g_atomic_int_set (&disk.lists, 2);
  other = publish_fixture_add_due (f, "다른 글");
  assert_said (rounds, SOTONG_PUBLISH_PUBLISHED, ""); /* the same trouble is not told anew, and holds up nothing */
  g_assert_cmpint (publish_fixture_get_state (f, other), ==, SOTONG_STATE_PUBLISHED);
  g_atomic_int_set (&disk.lists, 1);
  news = sotong_publish_rounds_run (rounds, SOTONG_PUBLISH_DEFAULT, NULL, &error);
  g_assert_null (news);
  g_assert_nonnull (error);
  g_atomic_int_set (&disk.lists, 0);
  assert_said (rounds, SOTONG_PUBLISH_CORRECTED, "");
  assert_silent (rounds);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 2);
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

/* ---- an account that is not let in ---- */

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_channel_get (db, *(gint64 *) data, error);
}

/* How long the account rests after its last try; 0: it does not. */
static gint64
get_rest (PublishFixture *f)
{
  g_autoptr(SotongChannel) channel = sotong_store_read (f->store, channel_job, &f->channel, NULL, NULL);

  g_assert_nonnull (channel);
  return channel->wait_until != SOTONG_NONE ? channel->wait_until - channel->checked_at : 0;
}

/* As the file has it: what was tried on any channel. */
static int
count_tries (PublishFixture *f)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int n;

  g_assert_cmpint (sqlite3_open_v2 (f->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count(*) FROM attempt WHERE kind = 'publish'", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return n;
}

static void
set_token (PublishFixture *f,
           const char     *token)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, f->channel);
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_secrets_store (f->secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, id, "채널", token, NULL, &error));
  g_assert_no_error (error);
}

static void
end_rest (PublishFixture *f,
          gint64          seconds)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE channel_state SET wait_until = wait_until - %1$d, checked_at = checked_at - %1$d", (int) seconds);

  g_assert_true (publish_fixture_run_sql (f, sql));
}

/* A token that was withdrawn is not shown again and again: each time after a longer rest, for each post together; a person is not kept from
 * trying, and the account goes on as soon as it is tested and well. */
static void
test_rest (PublishFixture *f,
           gconstpointer   data)
{
  g_autoptr(SotongPublishRounds) rounds = make_rounds (f);
  g_autoptr(SotongPublishRounds) others = NULL;
  g_autoptr(SotongReply) reply = NULL;
  gint64 first = publish_fixture_add_due (f, "첫째"), second;

  set_token (f, "withdrawn");
  assert_said (rounds, SOTONG_PUBLISH_SIGN_IN, "");
  for (int i = 0; i < 5; i++)
    assert_silent (rounds);
  g_assert_cmpint (count_tries (f), ==, 1);
  g_assert_cmpint (get_rest (f), ==, 300);

  end_rest (f, 301);
  assert_silent (rounds); /* tried, and the same cause */
  assert_silent (rounds);
  g_assert_cmpint (count_tries (f), ==, 2);
  g_assert_cmpint (get_rest (f), ==, 600);
  second = publish_fixture_add_due (f, "둘째");
  assert_said (rounds, SOTONG_PUBLISH_SIGN_IN, ""); /* of the second nobody knows yet */
  others = make_rounds (f); /* another program, or this one after a restart */
  sotong_publish_result_free (say (others, 2));
  g_assert_cmpint (count_tries (f), ==, 2);
  g_assert_cmpint (publish_fixture_get_state (f, first), ==, SOTONG_STATE_SCHEDULED);

  g_ptr_array_unref (publish_fixture_run_due (f, 2)); /* a person */
  g_assert_cmpint (count_tries (f), ==, 3);
  set_token (f, PUBLISH_TOKEN);
  reply = sotong_publisher_check_channel (f->publisher, f->channel, NULL, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (get_rest (f), ==, 0);
  sotong_publish_result_free (say (rounds, 2));
  g_assert_cmpint (publish_fixture_get_state (f, first), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpint (publish_fixture_get_state (f, second), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 2);
}

/* ---- figures ---- */

static gpointer
today_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_figure_today (db);
}

/* What a program does that has just been started. Returns: how many calls it made. */
static guint
do_daily_telling (PublishFixture  *f,
                  char           **out_told)
{
  g_autoptr(GPtrArray) told = NULL;
  g_autoptr(SotongPublisher) publisher = sotong_publisher_new (f->store, f->secrets);
  SotongPracticeCounts before, after;

  sotong_practice_server_get_counts (f->server, &before);
  told = sotong_publisher_do_daily (publisher, NULL);
  if (out_told != NULL)
    *out_told = told->len > 0 ? g_strdup (((SotongMetricsResult *) g_ptr_array_index (told, 0))->message) : NULL;
  sotong_practice_server_get_counts (f->server, &after);
  return after.requests - before.requests;
}

static guint
do_daily (PublishFixture *f)
{
  return do_daily_telling (f, NULL);
}

/* Why figures are missing is told once for each cause, by whatever program, and stands with the channel for as long as it is so. */
static void
test_figures_told (PublishFixture *f,
                   gconstpointer   data)
{
  SotongPracticeFault refused = { SOTONG_PRACTICE_FAULT_STATUS, 2, 403, -1, 0, "metrics" }, busy = { SOTONG_PRACTICE_FAULT_STATUS, 1, 503, -1, 0, "metrics" };
  g_autoptr(SotongChannel) channel = NULL;
  g_autoptr(SotongChannel) later = NULL;
  g_autofree char *told = NULL, *again = NULL, *pause = NULL, *well = NULL, *anew = NULL;

  sotong_practice_server_add_fault (f->server, &refused);
  do_daily_telling (f, &told);
  g_assert_nonnull (told);
  do_daily_telling (f, &again);
  g_assert_null (again);
  sotong_practice_server_add_fault (f->server, &busy);
  do_daily_telling (f, &pause); /* it is tried again, and that the right is missing stays known */
  g_assert_null (pause);
  channel = sotong_store_read (f->store, channel_job, &f->channel, NULL, NULL);
  g_assert_cmpstr (channel->figures_message, ==, told);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE channel_state SET wait_until = NULL"));
  do_daily_telling (f, &well);
  g_assert_null (well);
  later = sotong_store_read (f->store, channel_job, &f->channel, NULL, NULL);
  g_assert_cmpstr (later->figures_message, ==, "");
  g_assert_true (publish_fixture_run_sql (f, "DELETE FROM quota_use"));
  sotong_practice_server_add_fault (f->server, &refused);
  do_daily_telling (f, &anew);
  g_assert_cmpstr (anew, ==, told);
}

static void
assert_account (PublishFixture *f,
                const char     *health,
                gboolean        figures)
{
  g_autoptr(SotongChannel) channel = sotong_store_read (f->store, channel_job, &f->channel, NULL, NULL);

  g_assert_cmpstr (channel->health, ==, health);
  g_assert_cmpint (channel->figures_message[0] != '\0', ==, figures);
}

/* That a sign-in is over is known of the account as soon as its figures cannot be read for it, not when a post is due; a right that only figures
 * need is no matter of the account. */
static void
test_figures_signed_out (PublishFixture *f,
                         gconstpointer   data)
{
  SotongPracticeFault refused = { SOTONG_PRACTICE_FAULT_STATUS, 2, 401, -1, 0, "metrics" };
  g_autofree char *told = NULL;
  g_autoptr(SotongReply) reply = NULL;

  do_daily (f);
  assert_account (f, "ok", FALSE);
  g_assert_true (publish_fixture_run_sql (f, "DELETE FROM quota_use"));
  sotong_practice_server_add_fault (f->server, &refused);
  do_daily (f);
  assert_account (f, "ok", TRUE);
  do_daily (f);
  set_token (f, "withdrawn");
  do_daily_telling (f, &told);
  g_assert_nonnull (told);
  assert_account (f, "sign-in", TRUE);
  set_token (f, PUBLISH_TOKEN);
  reply = sotong_publisher_check_channel (f->publisher, f->channel, NULL, NULL);
  g_assert_cmpint (reply->outcome, ==, SOTONG_OUTCOME_OK);
  assert_account (f, "ok", FALSE);
}

static void
clear_token (PublishFixture *f)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, f->channel);

  g_assert_true (sotong_secrets_clear (f->secrets, sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL, id, "채널", NULL, NULL));
}

/* What has no password here cannot be read here. The account was let in, perhaps for another person, and is left as it is known. */
static void
test_figures_no_token (PublishFixture *f,
                       gconstpointer   data)
{
  g_autofree char *told = NULL, *again = NULL;

  do_daily (f);
  g_assert_true (publish_fixture_run_sql (f, "DELETE FROM quota_use"));
  clear_token (f);
  do_daily_telling (f, &told);
  g_assert_nonnull (strstr (told, "no password or token is known here"));
  assert_account (f, "ok", TRUE);
  do_daily_telling (f, &again);
  g_assert_null (again);
  set_token (f, PUBLISH_TOKEN);
  do_daily (f);
  assert_account (f, "ok", FALSE);
}

/* What is known of the account tells nothing of its posts: a platform that failed half way is asked again, one that
 * was read whole is not, though it told nothing of the account. */
static void
test_figures (PublishFixture *f,
              gconstpointer   data)
{
  SotongPracticeFault busy = { SOTONG_PRACTICE_FAULT_STATUS, 1, 503, -1, 0, "metrics" };
  g_autofree char *today = sotong_store_read (f->store, today_job, NULL, NULL, NULL);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO channel_metric (channel_id, day, metric, value, captured_at, source)"
                                          " VALUES (%d, '%s', 'followers', 12, 1, 'platform')", (int) f->channel, today);

  g_assert_true (publish_fixture_run_sql (f, sql));
  sotong_practice_server_add_fault (f->server, &busy);
  g_assert_cmpuint (do_daily (f), >=, 1);
  g_assert_cmpuint (do_daily (f), ==, 1);
  g_assert_cmpuint (do_daily (f), ==, 0);
  g_assert_true (publish_fixture_run_sql (f, "DELETE FROM channel_metric"));
  g_assert_cmpuint (do_daily (f), ==, 0);
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
  ADD ("unread/corrections", test_corrections);
  ADD ("order", test_order);
  ADD ("waiting", test_waiting);
  ADD ("network", test_network);
  ADD ("rest", test_rest);
  ADD ("figures", test_figures);
  ADD ("figures/told", test_figures_told);
  ADD ("figures/signed-out", test_figures_signed_out);
  ADD ("figures/no-token", test_figures_no_token);
  return g_test_run ();
}
