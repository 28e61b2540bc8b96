/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "publish-fixture.h"
#include "publish/sotong-publish-rounds.h"
#include "store/sotong-channel.h"
#include "platforms/stand-in.h"

/* What is learned of an account when it is asked, and how long it is left alone after it had no time: both outlive the program. */

#define DAY  86400
#define YEAR (366 * DAY)
#define POST "POST /api/v1/posts"

typedef struct {
  PublishFixture  base;
  StandIn        *busy;         /* (owned): what stands in the platform's place and has no time for posts */
  const char     *retry_after;  /* (nullable) */
  const char     *date;         /* (nullable): of the server's clock */
} AccountFixture;

static void
answer_busy (StandIn           *self,
             SoupServerMessage *message,
             const char        *method,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  const AccountFixture *f = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  stand_in_answer (self, message, 429, "{\"error\":\"too_many\",\"message\":\"Not so fast.\"}");
  if (f->retry_after != NULL)
    soup_message_headers_replace (headers, "Retry-After", f->retry_after);
  if (f->date != NULL)
    soup_message_headers_replace (headers, "Date", f->date);
}

static void
set_up (AccountFixture *f,
        gconstpointer   data)
{
  publish_fixture_set_up (&f->base, NULL);
  f->busy = stand_in_new (answer_busy, f);
}

static void
tear_down (AccountFixture *f,
           gconstpointer   data)
{
  stand_in_check (f->busy);
  stand_in_free (f->busy);
  publish_fixture_tear_down (&f->base, data);
}

/* The channel's address, without the rest of what an edit by a person does. */
static void
move (AccountFixture *f,
      gboolean        to_busy)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE channel SET url = '%s'", to_busy ? f->busy->url : f->base.url);

  g_assert_true (publish_fixture_run_sql (&f->base, sql));
}

static void
reopen (PublishFixture *f)
{
  g_autoptr(GError) error = NULL;

  g_assert_finalize_object (f->publisher);
  sotong_store_close (f->store);
  g_assert_finalize_object (f->store);
  f->store = sotong_store_open (f->path, NULL, NULL, &error);
  g_assert_no_error (error);
  f->publisher = sotong_publisher_new (f->store, f->secrets);
  sotong_publisher_set_patience (f->publisher, 1, 0);
}

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_channel_get (db, *(gint64 *) data, error);
}

static SotongChannel *
get_channel (PublishFixture *f)
{
  SotongChannel *channel = sotong_store_read (f->store, channel_job, &f->channel, NULL, NULL);

  g_assert_nonnull (channel);
  return channel;
}

/* How long nothing is sent after the last answer; 0: nothing is waited for. */
static gint64
get_wait (PublishFixture *f)
{
  g_autoptr(SotongChannel) channel = get_channel (f);

  return channel->wait_until != SOTONG_NONE ? channel->wait_until - channel->checked_at : 0;
}

static void
let_time_pass (PublishFixture *f,
               gint64          seconds)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE channel_state SET wait_until = wait_until - %1$d, checked_at = checked_at - %1$d", (int) seconds);

  g_assert_true (publish_fixture_run_sql (f, sql));
}

/* A program that has just been started, and its first round. Returns: how it went with the last post of which there is news, or -1. */
static int
run_fresh (PublishFixture *f)
{
  g_autoptr(SotongPublishRounds) rounds = NULL;
  g_autoptr(GPtrArray) news = NULL;
  g_autoptr(GError) error = NULL;

  reopen (f);
  rounds = sotong_publish_rounds_new (f->store, f->publisher);
  news = sotong_publish_rounds_run (rounds, SOTONG_PUBLISH_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  return news->len > 0 ? (int) ((SotongPublishResult *) g_ptr_array_index (news, news->len - 1))->state : -1;
}

/* A person who does not want to wait. (transfer full) */
static char *
publish_now (PublishFixture *f,
             gint64          content)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_publish_content (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (((SotongPublishResult *) g_ptr_array_index (results, 0))->message);
}

static SotongOutcome
check (PublishFixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongReply) reply = sotong_publisher_check_channel (f->publisher, f->channel, NULL, &error);

  g_assert_no_error (error);
  return reply->outcome;
}

/* The same, because a person wants to know, who is told what there is to know still. */
static SotongOutcome
test (PublishFixture *f,
      const char     *told)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongReply) reply = sotong_publisher_test_channel (f->publisher, f->channel, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (told[0] != '\0' ? strstr (reply->message, told) != NULL : reply->message[0] == '\0');
  return reply->outcome;
}

static void
assert_health (PublishFixture *f,
               const char     *health)
{
  g_autoptr(SotongChannel) channel = get_channel (f);

  g_assert_cmpstr (channel->health, ==, health);
  if (!g_str_equal (health, "ok"))
    g_assert_cmpstr (channel->message, !=, "");
}

/* A program that has just been started does what is done once a day. Returns: how many calls that made. */
static guint
do_daily (PublishFixture *f)
{
  SotongPracticeCounts before, after;

  reopen (f);
  sotong_practice_server_get_counts (f->server, &before);
  g_ptr_array_unref (sotong_publisher_do_daily (f->publisher, NULL));
  sotong_practice_server_get_counts (f->server, &after);
  return after.requests - before.requests;
}

/* What the window and the command say beside the channel. */
static void
assert_described (PublishFixture *f,
                  const char     *words)
{
  g_autoptr(SotongChannel) channel = get_channel (f);
  g_autofree char *text = sotong_publish_describe_health (channel, sotong_clock_now (sotong_store_get_clock (f->store)), sotong_store_get_zone (f->store));

  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, words));
}

/* ---- pauses ---- */

static const struct {
  const char *name, *retry_after, *date;
  gint64 least, most;  /* seconds */
} pauses[] = {
  { "seconds", "600", NULL, 600, 600 },
  { "date", "Fri, 14 Oct 2016 01:10:00 GMT", "Fri, 14 Oct 2016 01:00:00 GMT", 600, 600 },
  { "date-of-rfc850", "Friday, 14-Oct-16 01:10:00 GMT", "Fri Oct 14 01:00:00 2016", 600, 600 },
  { "day-alone", "Fri, 14 Oct 2016", "Fri, 14 Oct 2016 01:00:00 GMT", 10, 12 },
  { "past", "Fri, 14 Oct 2016 00:00:00 GMT", "Fri, 14 Oct 2016 01:00:00 GMT", 10, 12 },
  { "nought", "0", NULL, 10, 12 },
  { "words", "in a while", NULL, 10, 12 },
  { "negative", "-600", NULL, 10, 12 },
  { "fraction", "600.5", NULL, 10, 12 },
  { "seconds-and-more", "600; 700", NULL, 10, 12 },
  { "none", NULL, NULL, 10, 12 },
  { "enormous", "99999999999999999999999", NULL, YEAR, YEAR },
  { "enormous-date", "Fri, 31 Dec 9999 23:59:59 GMT", NULL, YEAR, YEAR },
};

/* Whatever the answer says of when: the post stays scheduled, no start of a program and no person sends it before, and then it goes out once. */
static void
test_pause (AccountFixture *f,
            gconstpointer   data)
{
  guint i = GPOINTER_TO_UINT (data);
  gint64 content = publish_fixture_add_due (&f->base, "기다릴 글");
  g_autofree char *told = NULL;

  f->retry_after = pauses[i].retry_after;
  f->date = pauses[i].date;
  move (f, TRUE);
  g_assert_cmpint (run_fresh (&f->base), ==, SOTONG_PUBLISH_WAITING);
  g_assert_cmpint (get_wait (&f->base) + 5, >=, pauses[i].least); /* a slow machine has used up some of it */
  g_assert_cmpint (get_wait (&f->base), <=, pauses[i].most);
  assert_health (&f->base, "wait");
  for (int start = 0; start < 3; start++)
    run_fresh (&f->base);
  told = publish_now (&f->base, content);
  g_assert_nonnull (strstr (told, "wait"));
  g_assert_cmpuint (stand_in_count (f->busy, POST), ==, 1);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_SCHEDULED);

  let_time_pass (&f->base, pauses[i].most + 1);
  move (f, FALSE);
  g_assert_cmpint (run_fresh (&f->base), ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 1);
  g_assert_cmpint (get_wait (&f->base), ==, 0);
}

/* A platform that names no time is asked ever more rarely, over any number of starts. */
static void
test_backing_off (AccountFixture *f,
                  gconstpointer   data)
{
  gint64 before = 0;

  publish_fixture_add_due (&f->base, "기다릴 글");
  move (f, TRUE);
  for (int i = 0; i < 12; i++)
    {
      gint64 wait;

      run_fresh (&f->base);
      wait = get_wait (&f->base);
      g_assert_cmpint (wait, >=, MIN (10 << i, 3600));
      g_assert_cmpint (wait, <=, 3600 * 5 / 4);
      g_assert_cmpint (wait, >, MIN (before, 3599));
      g_assert_cmpuint (stand_in_count (f->busy, POST), ==, (guint) i + 1);
      before = wait;
      let_time_pass (&f->base, wait + 1);
    }
}

/* That it answers a question is no leave to post: the pause goes on, and a person's test does not shorten it. */
static void
test_asked_meanwhile (AccountFixture *f,
                      gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (&f->base, "기다릴 글");
  g_autofree char *told = NULL;

  f->retry_after = "600";
  move (f, TRUE);
  run_fresh (&f->base);
  move (f, FALSE);
  g_assert_cmpint (check (&f->base), ==, SOTONG_OUTCOME_OK);
  g_assert_cmpint (test (&f->base, "asked for peace until"), ==, SOTONG_OUTCOME_OK);
  assert_health (&f->base, "wait");
  g_assert_cmpint (get_wait (&f->base), >=, 599);
  told = publish_now (&f->base, content);
  g_assert_nonnull (strstr (told, "not asked again before"));
  run_fresh (&f->base);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 0);
  let_time_pass (&f->base, 601);
  g_assert_cmpint (check (&f->base), ==, SOTONG_OUTCOME_OK);
  assert_health (&f->base, "ok");
  run_fresh (&f->base);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 1);
}

/* A pause that cannot be meant does not hold an account for a year: it is said what to do, and a person's test that is answered ends it. Nothing
 * else does. */
static void
test_never_ending (AccountFixture *f,
                   gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (&f->base, "기다릴 글");
  g_autofree char *told = NULL, *sent = NULL;

  f->retry_after = "999999999";
  move (f, TRUE);
  run_fresh (&f->base);
  told = publish_now (&f->base, content);
  g_assert_nonnull (strstr (told, "Test the channel"));
  g_assert_cmpint (test (&f->base, "status 429"), ==, SOTONG_OUTCOME_WAIT); /* it has no time for that either */
  g_assert_cmpint (get_wait (&f->base), >, DAY);
  run_fresh (&f->base);
  g_assert_cmpuint (stand_in_count (f->busy, POST), ==, 1);
  move (f, FALSE);
  g_assert_cmpint (check (&f->base), ==, SOTONG_OUTCOME_OK);
  assert_health (&f->base, "wait");
  g_assert_cmpint (get_wait (&f->base), >, DAY);
  assert_described (&f->base, "Test the channel");
  g_assert_cmpint (test (&f->base, ""), ==, SOTONG_OUTCOME_OK);
  assert_health (&f->base, "ok");
  g_assert_cmpint (get_wait (&f->base), ==, 0);
  sent = publish_now (&f->base, content);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 1);
}

/* A platform that wants days of peace has them: it is asked each day how the account is, and answers well, and no post is tried before the end. */
static void
test_days (AccountFixture *f,
           gconstpointer   data)
{
  gint64 content;

  f->retry_after = "259200";
  publish_fixture_add_due (&f->base, "기다릴 글");
  move (f, TRUE);
  g_assert_cmpint (run_fresh (&f->base), ==, SOTONG_PUBLISH_WAITING);
  move (f, FALSE);
  for (int day = 1; day <= 2; day++)
    {
      let_time_pass (&f->base, DAY + 60);
      g_assert_cmpuint (do_daily (&f->base), ==, 1); /* no figures */
      assert_health (&f->base, "wait");
      publish_fixture_add_due (&f->base, "나중 글");
      run_fresh (&f->base);
      g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 0);
      g_assert_cmpuint (do_daily (&f->base), ==, 0);
    }
  let_time_pass (&f->base, DAY);
  content = publish_fixture_add_due (&f->base, "이제 글");
  run_fresh (&f->base);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_PUBLISHED);
}

/* A pause that was noted by a clock which was a day ahead, and was set back since, ends at no time that is known. */
static void
test_clock_back (AccountFixture *f,
                 gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (&f->base, "기다릴 글");

  f->retry_after = "600";
  move (f, TRUE);
  run_fresh (&f->base);
  let_time_pass (&f->base, -DAY);
  g_assert_cmpint (run_fresh (&f->base), ==, SOTONG_PUBLISH_WAITING); /* asked, and told anew by the clock that goes now */
  g_assert_cmpuint (stand_in_count (f->busy, POST), ==, 2);
  g_assert_cmpint (get_wait (&f->base), ==, 600);
  run_fresh (&f->base);
  g_assert_cmpuint (stand_in_count (f->busy, POST), ==, 2);
  let_time_pass (&f->base, 601);
  move (f, FALSE);
  run_fresh (&f->base);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 1);
}

/* A check tells it first: the account was let in by the clock that goes now, and nothing of the other clock's pause is left. */
static void
test_clock_back_checked (AccountFixture *f,
                         gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (&f->base, "기다릴 글");

  f->retry_after = "600";
  move (f, TRUE);
  run_fresh (&f->base);
  let_time_pass (&f->base, -DAY / 4);
  move (f, FALSE);
  g_assert_cmpint (check (&f->base), ==, SOTONG_OUTCOME_OK);
  assert_health (&f->base, "ok");
  g_assert_cmpint (get_wait (&f->base), ==, 0);
  run_fresh (&f->base);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 1);
}

/* An account that only rests between two posts is no account that wants to be waited for, when it cannot be asked meanwhile. */
static void
test_resting_checked (AccountFixture *f,
                      gconstpointer   data)
{
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, 0, 0, "me" };

  g_assert_cmpint (check (&f->base), ==, SOTONG_OUTCOME_OK);
  g_assert_true (publish_fixture_run_sql (&f->base, "UPDATE channel_state SET wait_until = checked_at + 900"));
  sotong_practice_server_add_fault (f->base.server, &fault);
  g_assert_cmpint (check (&f->base), ==, SOTONG_OUTCOME_WAIT);
  assert_health (&f->base, "ok");
  g_assert_cmpint (get_wait (&f->base), >, 0);
}

/* ---- checks ---- */

static const struct {
  const char               *name;
  SotongPracticeFaultKind   kind;
  guint                     status;
  SotongOutcome             outcome;
  const char               *health;
} answers[] = {
  { "signed-out", SOTONG_PRACTICE_FAULT_STATUS, 401, SOTONG_OUTCOME_RENEW, "sign-in" },
  { "no-right", SOTONG_PRACTICE_FAULT_STATUS, 403, SOTONG_OUTCOME_REFUSED, "refused" },
  { "too-often", SOTONG_PRACTICE_FAULT_STATUS, 429, SOTONG_OUTCOME_WAIT, "wait" },
  { "broken", SOTONG_PRACTICE_FAULT_STATUS, 503, SOTONG_OUTCOME_WAIT, "wait" },
  { "page", SOTONG_PRACTICE_FAULT_HTML, 200, SOTONG_OUTCOME_WAIT, "wait" },
  { "half", SOTONG_PRACTICE_FAULT_HALF, 200, SOTONG_OUTCOME_WAIT, "wait" },
  { "empty", SOTONG_PRACTICE_FAULT_EMPTY, 200, SOTONG_OUTCOME_WAIT, "wait" },
  { "gone", SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 0, SOTONG_OUTCOME_WAIT, "wait" },
};

/* What was learned is there after a start, keeps no post back that could go out, and ends with the next good answer. */
static void
test_check (AccountFixture *f,
            gconstpointer   data)
{
  guint i = GPOINTER_TO_UINT (data);
  SotongPracticeFault fault = { answers[i].kind, 1, answers[i].status, 3600, 0, "me" };
  g_autoptr(SotongChannel) before = NULL;
  g_autoptr(SotongChannel) after = NULL;

  g_assert_cmpint (check (&f->base), ==, SOTONG_OUTCOME_OK);
  before = get_channel (&f->base);
  sotong_practice_server_add_fault (f->base.server, &fault);
  g_assert_cmpint (check (&f->base), ==, answers[i].outcome);
  reopen (&f->base);
  assert_health (&f->base, answers[i].health);
  after = get_channel (&f->base);
  g_assert_cmpint (after->good_at, ==, before->good_at);
  g_assert_cmpint (after->wait_until, ==, SOTONG_NONE);
  publish_fixture_add_due (&f->base, "나갈 글");
  run_fresh (&f->base);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 1);
  g_assert_cmpint (check (&f->base), ==, SOTONG_OUTCOME_OK);
  assert_health (&f->base, "ok");
}

static void
pass_pause (PublishFixture *f)
{
  g_assert_true (publish_fixture_run_sql (f, "UPDATE quota_use SET used = used - 3601 WHERE scope LIKE 'figures-wait/%'"));
}

/* Who is asked too often is not asked for what can wait, by no start of a program: the figures behind the check, and those behind themselves. */
static void
test_asked_too_often (AccountFixture *f,
                      gconstpointer   data)
{
  SotongPracticeFault checked = { SOTONG_PRACTICE_FAULT_STATUS, 1, 429, 3600, 0, "me" };
  SotongPracticeFault figures = { SOTONG_PRACTICE_FAULT_STATUS, 1, 429, 3600, 0, "metrics" };

  sotong_practice_server_add_fault (f->base.server, &checked);
  sotong_practice_server_add_fault (f->base.server, &figures);
  g_assert_cmpuint (do_daily (&f->base), ==, 1);
  for (int start = 0; start < 3; start++)
    g_assert_cmpuint (do_daily (&f->base), ==, 0);
  publish_fixture_add_due (&f->base, "나갈 글");
  run_fresh (&f->base);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 1);
  pass_pause (&f->base);
  g_assert_cmpuint (do_daily (&f->base), ==, 1); /* the figures, which are refused */
  g_assert_cmpuint (do_daily (&f->base), ==, 0);
  pass_pause (&f->base);
  g_assert_cmpuint (do_daily (&f->base), >=, 1);
  g_assert_cmpuint (do_daily (&f->base), ==, 0); /* all were read */
}

/* What is of unknown outcome is not looked for before the time that the platform named when it was looked for, by no start of a program; a
 * person who wants to know is not kept from asking. */
static void
test_looked_too_often (AccountFixture *f,
                       gconstpointer   data)
{
  SotongPracticeFault lost = { SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, 0, 0, NULL };
  SotongPracticeFault looked = { SOTONG_PRACTICE_FAULT_STATUS, 1, 429, 3600, 0, "look-up" };
  gint64 content = publish_fixture_add_due (&f->base, "나갔을지 모를 글");
  SotongPracticeCounts before, after;

  sotong_practice_server_add_fault (f->base.server, &lost);
  run_fresh (&f->base);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_UNKNOWN);
  sotong_practice_server_add_fault (f->base.server, &looked);
  run_fresh (&f->base);
  sotong_practice_server_get_counts (f->base.server, &before);
  g_assert_true (publish_fixture_run_sql (&f->base, "UPDATE attempt SET lease_until = lease_until - 600"));
  for (int start = 0; start < 3; start++)
    run_fresh (&f->base);
  sotong_practice_server_get_counts (f->base.server, &after);
  g_assert_cmpuint (after.requests, ==, before.requests);
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_UNKNOWN);
  if (data != NULL)
    g_free (publish_now (&f->base, content));
  else
    {
      pass_pause (&f->base);
      run_fresh (&f->base);
    }
  g_assert_cmpint (publish_fixture_get_state (&f->base, content), ==, SOTONG_STATE_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (&f->base), ==, 1);
}

/* Nobody has signed in to it yet: it is known as such, and not taken for one whose keyring is closed. */
static void
test_never_signed_in (AccountFixture *f,
                      gconstpointer   data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) told = NULL;
  SotongMetricsResult *result;

  f->base.channel = publish_fixture_add_channel (&f->base, "새 계정", "practice", f->base.url, NULL);
  told = sotong_publisher_do_daily (f->base.publisher, NULL);
  g_assert_cmpuint (told->len, ==, 1);
  result = g_ptr_array_index (told, 0);
  g_assert_cmpstr (result->channel, ==, "새 계정");
  g_assert_nonnull (strstr (result->message, "figures of “새 계정”"));
  assert_health (&f->base, "sign-in");
  g_assert_null (sotong_publisher_check_channel (f->base.publisher, f->base.channel, NULL, &error));
  g_assert_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_NO_SECRET);
}

#define ADD(path, data, function) g_test_add ("/publish/account/" path, AccountFixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/account/pause/", pauses[i].name, NULL);

      g_test_add (path, AccountFixture, GUINT_TO_POINTER (i), set_up, test_pause, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/account/check/", answers[i].name, NULL);

      g_test_add (path, AccountFixture, GUINT_TO_POINTER (i), set_up, test_check, tear_down);
    }
  ADD ("backing-off", NULL, test_backing_off);
  ADD ("asked-meanwhile", NULL, test_asked_meanwhile);
  ADD ("never-ending", NULL, test_never_ending);
  ADD ("days", NULL, test_days);
  ADD ("clock-back", NULL, test_clock_back);
  ADD ("clock-back-checked", NULL, test_clock_back_checked);
  ADD ("resting-checked", NULL, test_resting_checked);
  ADD ("asked-too-often", NULL, test_asked_too_often);
  ADD ("looked-too-often", NULL, test_looked_too_often);
  ADD ("looked-too-often/asked", "", test_looked_too_often);
  ADD ("never-signed-in", NULL, test_never_signed_in);
  return g_test_run ();
}
