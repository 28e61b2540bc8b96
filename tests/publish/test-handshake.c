/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "publish-fixture.h"
#include "publish/sotong-publish-rounds.h"
#include "store/sotong-budget-close.h"
#include "store/sotong-change.h"

static void
add_fault (PublishFixture          *f,
           SotongPracticeFaultKind  kind,
           guint                    times,
           guint                    status,
           const char              *path)
{
  SotongPracticeFault fault = { kind, times, status, -1, 300, path };

  sotong_practice_server_add_fault (f->server, &fault);
}

static void
assert_settled (PublishFixture *f,
                gint64          content,
                guint           n_posts)
{
  g_autoptr(SotongContent) read = publish_fixture_get_content (f, content);
  SotongCopy *copy = g_ptr_array_index (read->copies, 0);

  g_assert_cmpint (copy->state, ==, SOTONG_STATE_PUBLISHED);
  g_assert_nonnull (copy->remote_id);
  g_assert_nonnull (copy->remote_url);
  g_assert_cmpint (copy->published_at, !=, SOTONG_NONE);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, n_posts);
  g_assert_cmpuint (sotong_practice_server_count_key (f->server, copy->client_key), ==, 1);
}

static void
assert_wait (PublishFixture *f,
             gint64          first,
             gint64          second)
{
  g_assert_cmpint (publish_fixture_get_state (f, first), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpint (publish_fixture_get_state (f, second), ==, SOTONG_STATE_SCHEDULED);
}

static SotongPublishState
get_state_of (GPtrArray *results,
              guint      i)
{
  return ((SotongPublishResult *) g_ptr_array_index (results, i))->state;
}

static void
test_published_once (PublishFixture *f,
                     gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "가을 축제");
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpint (result->content_id, ==, content);
  g_assert_nonnull (result->remote_url);
  assert_settled (f, content, 1);

  again = publish_fixture_run_due (f, 0);
  g_clear_pointer (&again, g_ptr_array_unref);
  again = sotong_publisher_publish_content (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpint (get_state_of (again, 0), ==, SOTONG_PUBLISH_ELSEWHERE);
  assert_settled (f, content, 1);
}

/* The platform has it, but the answer does not arrive: found at once by looking. */
static void
test_lost_answer (PublishFixture *f,
                  gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "잃은 답");
  g_autoptr(SotongPublishResult) result = NULL;

  add_fault (f, (SotongPracticeFaultKind) GPOINTER_TO_INT (data), 1, 0, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

/* As before, and the look-up fails too: unknown, until a later run can look. */
static void
test_lost_answer_and_look (PublishFixture *f,
                           gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "잃은 답");
  g_autoptr(SotongPublishResult) result = NULL;

  add_fault (f, (SotongPracticeFaultKind) GPOINTER_TO_INT (data), 1, 0, NULL);
  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS, 2, 500, "look-up");
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_clear_pointer (&result, sotong_publish_result_free);

  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT); /* cannot tell yet */
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_clear_pointer (&result, sotong_publish_result_free);

  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

/* The platform did nothing, and we cannot know: one attempt in this run, one more in the next. */
static void
test_nothing_done (PublishFixture *f,
                   gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "사라진 글");
  g_autoptr(SotongPublishResult) result = NULL;

  add_fault (f, (SotongPracticeFaultKind) GPOINTER_TO_INT (data), 1, 0, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_assert_cmpstr (result->message, !=, "");
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
  g_clear_pointer (&result, sotong_publish_result_free);

  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

/* A picture that the workspace has lost is not left away: nothing is sent, and the sentence names it. */
static void
test_lost_file (PublishFixture *f,
                gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "사진 없는 글");
  g_autoptr(SotongPublishResult) result = NULL;

  publish_fixture_attach (f, content, "photo.jpg", "jpeg", 4);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE blob SET data = x'00'"));
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_SKIPPED);
  g_assert_nonnull (strstr (result->message, "photo.jpg"));
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

/* Asked only to look: what is not there is said to have failed, and nothing is sent before a person says so. */
static void
test_only_look (PublishFixture *f,
                gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "살펴만 본 글");
  g_autoptr(SotongPublishResult) result = NULL;

  add_fault (f, SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_clear_pointer (&result, sotong_publish_result_free);

  result = publish_fixture_run_one (f, SOTONG_PUBLISH_LOOK);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_REFUSED);
  g_assert_cmpstr (result->message, !=, "");
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_FAILED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

/* And what is there is published, with its address. */
static void
test_look_finds (PublishFixture *f,
                 gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "살펴서 찾은 글");
  g_autoptr(SotongPublishResult) result = NULL;

  add_fault (f, SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, 1, 0, NULL);
  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS, 1, 500, "look-up");
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_clear_pointer (&result, sotong_publish_result_free);

  result = publish_fixture_run_one (f, SOTONG_PUBLISH_LOOK);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

/* While the workspace cannot be asked what was sent before. */
static void
hide_words (PublishFixture *f)
{
  g_assert_true (publish_fixture_run_sql (f, "ALTER TABLE attempt RENAME COLUMN body TO body_gone"));
}

static void
show_words (PublishFixture *f)
{
  g_assert_true (publish_fixture_run_sql (f, "ALTER TABLE attempt RENAME COLUMN body_gone TO body"));
}

static void
unread_cb (const SotongPublishProgress *progress,
           gpointer                     user_data)
{
  if (progress->stage == SOTONG_STAGE_CLAIMED)
    hide_words (user_data);
  else if (progress->stage == SOTONG_STAGE_ANSWERED || progress->stage == SOTONG_STAGE_LOOKED_UP)
    show_words (user_data);
}

static void
assert_unread (PublishFixture *f,
               gint64          content,
               GPtrArray      *results)
{
  SotongPublishResult *result;

  g_assert_cmpuint (results->len, ==, 1);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_assert_nonnull (strstr (result->message, "What was sent before could not be read"));
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

/* What was sent before cannot be read: then not finding it says nothing, neither in a look nor in a sending that begins with one. */
static void
test_unread (PublishFixture *f,
             gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "앞의 글을 못 읽음");
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(GPtrArray) looked = NULL;
  g_autoptr(GPtrArray) sent = NULL;
  g_autoptr(GError) error = NULL;

  add_fault (f, SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_clear_pointer (&result, sotong_publish_result_free);
  hide_words (f);
  looked = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, unread_cb, f, NULL, &error);
  g_assert_no_error (error);
  assert_unread (f, content, looked);

  result = publish_fixture_run_one (f, SOTONG_PUBLISH_LOOK);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_FAILED);
  g_clear_pointer (&result, sotong_publish_result_free);
  sent = sotong_publisher_publish_content (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, unread_cb, f, NULL, &error);
  g_assert_no_error (error);
  assert_unread (f, content, sent);

  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

static guint
run_round (SotongPublishRounds  *rounds,
           char                **message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) news = sotong_publish_rounds_run (rounds, SOTONG_PUBLISH_DEFAULT, NULL, &error);

  g_assert_no_error (error);
  g_free (*message);
  *message = news->len > 0 ? g_strdup (((SotongPublishResult *) g_ptr_array_index (news, 0))->message) : NULL;
  return news->len;
}

/* Rounds by the clock look for it ever more rarely, and at last a person is asked, once. */
static void
test_rounds_look (PublishFixture *f,
                  gconstpointer   data)
{
  g_autoptr(SotongPublishRounds) rounds = sotong_publish_rounds_new (f->store, f->publisher);
  g_autofree char *message = NULL;
  gint64 content = publish_fixture_add_due (f, "찾아도 없는 글");

  sotong_publish_rounds_set_pause (rounds, 0);
  add_fault (f, SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, NULL);
  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS, 2, 500, "look-up");
  add_fault (f, SOTONG_PRACTICE_FAULT_HTML, 9, 200, "look-up");
  g_assert_cmpuint (run_round (rounds, &message), ==, 1);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_assert_cmpuint (run_round (rounds, &message), ==, 1); /* looked for: the server is in trouble */
  g_assert_cmpuint (run_round (rounds, &message), ==, 0); /* left alone: nothing was said, and nothing asked */
  g_assert_true (publish_fixture_run_sql (f, "INSERT INTO attempt (copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body)"
                                          " SELECT copy_id, kind, started_at, machine, boot, process, process_start, lease_until, client_key, title, body FROM attempt"
                                          " JOIN (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9)) WHERE kind = 'look-up'"));
  g_assert_true (publish_fixture_run_sql (f, "INSERT INTO attempt_outcome (attempt_id, at, outcome, http_status) SELECT id, 1, 'unknown', 200"
                                          " FROM attempt WHERE id NOT IN (SELECT attempt_id FROM attempt_outcome)"));
  g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET lease_until = lease_until - 90000"));
  g_assert_cmpuint (run_round (rounds, &message), ==, 1);
  g_assert_nonnull (strstr (message, "not looked for by itself any more"));
  g_assert_cmpuint (run_round (rounds, &message), ==, 0);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
}

/* A redirect is no yes: it is not followed, and what is then not there was refused. */
static void
test_redirect (PublishFixture *f,
               gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "돌려보냄");
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  add_fault (f, SOTONG_PRACTICE_FAULT_REDIRECT, 1, 0, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_REFUSED);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_FAILED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);

  /* Failed is not repeated by itself, but when a person asks. */
  results = publish_fixture_run_due (f, 0);
  g_clear_pointer (&results, g_ptr_array_unref);
  results = sotong_publisher_publish_content (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_settled (f, content, 1);
}

/* What stands before the site sends the answer elsewhere although the site has done it: the post is looked for at once,
 * and found. */
static void
test_redirect_after_store (PublishFixture *f,
                           gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "돌려보낸 글");
  g_autoptr(SotongPublishResult) result = NULL;

  add_fault (f, SOTONG_PRACTICE_FAULT_REDIRECT_AFTER_STORE, 1, 0, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

/* Where the look-up is sent elsewhere too, nobody knows yet: it is neither failed nor sent again. */
static void
test_redirect_everywhere (PublishFixture *f,
                          gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "돌려보낸 글");
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(SotongPublishResult) again = NULL;

  add_fault (f, SOTONG_PRACTICE_FAULT_REDIRECT_AFTER_STORE, 1, 0, NULL);
  add_fault (f, SOTONG_PRACTICE_FAULT_REDIRECT, 1, 0, "look-up");
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_assert_nonnull (strstr (result->message, "redirect"));
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);

  again = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (again->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

static void
test_wait (PublishFixture *f,
           gconstpointer   data)
{
  guint status = GPOINTER_TO_UINT (data);
  gint64 first = publish_fixture_add_due (f, "첫째");
  gint64 second = publish_fixture_add_post (f, f->channel, "둘째", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 30);
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_STATUS, 1, status, 3600, 0, NULL };
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GPtrArray) channels = NULL;
  g_autoptr(GError) error = NULL;
  SotongPracticeCounts counts;

  sotong_practice_server_add_fault (f->server, &fault);
  results = publish_fixture_run_due (f, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (get_state_of (results, i), ==, SOTONG_PUBLISH_WAITING);
  assert_wait (f, first, second);

  /* A restart does not hammer. */
  sotong_practice_server_get_counts (f->server, &counts);
  g_clear_pointer (&results, g_ptr_array_unref);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_cmpint (get_state_of (results, 0), ==, SOTONG_PUBLISH_WAITING);
  g_assert_cmpstr (((SotongPublishResult *) g_ptr_array_index (results, 0))->message, !=, "");
  {
    guint before = counts.requests;

    sotong_practice_server_get_counts (f->server, &counts);
    g_assert_cmpuint (counts.requests, ==, before);
  }

  g_assert_true (publish_fixture_run_sql (f, "UPDATE channel_state SET wait_until = NULL"));
  g_clear_pointer (&results, g_ptr_array_unref);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  assert_settled (f, first, 2);
  assert_settled (f, second, 2);
}

static void
test_sign_in (PublishFixture *f,
              gconstpointer   data)
{
  gint64 channel = publish_fixture_add_channel (f, "틀린 열쇠", "practice", f->url, "wrong");
  gint64 first = publish_fixture_add_post (f, channel, "첫째", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 60);
  gint64 second = publish_fixture_add_post (f, channel, "둘째", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 30);
  g_autoptr(GPtrArray) results = NULL;

  results = publish_fixture_run_due (f, 2);
  g_assert_cmpint (get_state_of (results, 0), ==, SOTONG_PUBLISH_SIGN_IN);
  /* Nothing is wrong with the posts: all keep waiting, and only the first was tried. */
  assert_wait (f, first, second);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

static void
test_no_secret (PublishFixture *f,
                gconstpointer   data)
{
  gint64 channel = publish_fixture_add_channel (f, "열쇠 없음", "practice", f->url, NULL);
  gint64 content = publish_fixture_add_post (f, channel, "글", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 60);
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  SotongPracticeCounts counts;

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_SKIPPED);
  g_assert_nonnull (strstr (result->message, "열쇠 없음"));
  g_assert_cmpint (result->attempt_id, ==, 0);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
  sotong_practice_server_get_counts (f->server, &counts);
  g_assert_cmpuint (counts.requests, ==, 0);
}

static void
test_nobody_there (PublishFixture *f,
                   gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "글");
  g_autoptr(SotongPublishResult) result = NULL;

  sotong_practice_server_stop (f->server);
  for (int i = 0; i < 3; i++) /* however often: it is known that nothing was sent */
    {
      g_clear_pointer (&result, sotong_publish_result_free);
      result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
      g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_WAITING);
      g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
    }
}

static gpointer
list_attempts_job (SotongDb      *db,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  return sotong_attempt_list (db, *(gint64 *) data, 100, error);
}

static void
test_log (PublishFixture *f,
          gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "글");
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(GPtrArray) log = NULL;
  g_autoptr(GError) error = NULL;
  SotongAttempt *attempt;

  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS, 1, 413, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_REFUSED);
  log = sotong_store_read (f->store, list_attempts_job, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (log->len, ==, 1);
  attempt = g_ptr_array_index (log, 0);
  g_assert_cmpstr (attempt->outcome, ==, "refused");
  g_assert_cmpuint (attempt->http_status, ==, 413);
  g_assert_cmpstr (attempt->channel, ==, "연습");
  g_assert_cmpstr (attempt->message, ==, result->message);
  g_assert_cmpint (attempt->id, ==, result->attempt_id);
}

static void
test_other_machine (PublishFixture *f,
                    gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "글");
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *command = NULL;

  /* As in a copy of the file that another computer made. */
  sql = g_strdup ("INSERT INTO machine (id, name, last_seen) VALUES ('other', 'city-hall-2', 0);"
                  "UPDATE workspace SET value = 'other' WHERE name = 'publisher';");
  g_assert_true (publish_fixture_run_sql (f, sql));
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_null (results);
  g_assert_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_MACHINE);
  g_assert_nonnull (strstr (error->message, "city-hall-2"));
  g_clear_error (&error);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);

  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_TAKE_OVER, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_settled (f, content, 1);
}

static void
reopen_with_clock (PublishFixture *f,
                   SotongClock    *clock)
{
  g_autoptr(GError) error = NULL;

  g_assert_finalize_object (f->publisher);
  sotong_store_close (f->store);
  g_assert_finalize_object (f->store);
  f->store = sotong_store_open (f->path, clock, NULL, &error);
  g_assert_no_error (error);
  f->publisher = sotong_publisher_new (f->store, f->secrets);
  sotong_publisher_set_patience (f->publisher, 1, 0);
}

static gpointer
copy_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_budget_backup (db, data, error) ? data : NULL;
}

/* The computer that the file was copied from has sent what was due: who takes over looks first. */
static void
test_other_machine_sent (PublishFixture *f,
                         gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "글");
  g_autofree char *copy = g_strconcat (f->path, ".copy.sotong", NULL);
  g_autoptr(SotongClock) clock = g_object_ref (sotong_store_get_clock (f->store));
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_read (f->store, copy_job, copy, NULL, &error));
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);

  g_free (f->path);
  f->path = g_steal_pointer (&copy);
  reopen_with_clock (f, clock);
  g_assert_true (publish_fixture_run_sql (f, "INSERT INTO machine (id, name, last_seen) VALUES ('other', 'city-hall-2', 0);"
                                             "UPDATE workspace SET value = 'other' WHERE name = 'publisher';"));
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_TAKE_OVER, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_settled (f, content, 1);
}

static void
test_set_clock (PublishFixture *f,
                gconstpointer   data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (1476406800); /* 2016-10-14 10:00 in Seoul */
  gint64 real = publish_fixture_add_channel (f, "시청 블로그", "practice", "https://blog.example", PUBLISH_TOKEN);
  gint64 practice = publish_fixture_add_post (f, f->channel, "연습 글", SOTONG_STATE_SCHEDULED, 1476406800 - 60);
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(SotongChannel) channel = sotong_channel_new ();

  reopen_with_clock (f, clock);
  channel->platform = g_strdup ("wordpress");
  channel->url = g_strdup ("https://blog.example");
  g_assert_true (sotong_publish_is_real (channel));
  g_free (channel->url);
  channel->url = g_strdup ("http://127.0.0.1:8080");
  g_assert_false (sotong_publish_is_real (channel));
  g_assert_cmpint (real, >, 0);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE channel SET platform = 'wordpress' WHERE name = '시청 블로그'"));
  publish_fixture_add_post (f, real, "진짜 글", SOTONG_STATE_SCHEDULED, 1476406800 - 60);

  results = publish_fixture_run_due (f, 2);
  assert_settled (f, practice, 1);
  for (guint i = 0; i < 2; i++)
    {
      SotongPublishResult *result = g_ptr_array_index (results, i);

      if (g_str_equal (result->channel, "시청 블로그"))
        {
          g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_SKIPPED);
          g_assert_nonnull (strstr (result->message, "2016-10-14"));
        }
    }
}

static gpointer
move_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_content_move (db, *(gint64 *) data, 0, publish_fixture_now () + 7200, error) ? data : NULL;
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_content_remove (db, *(gint64 *) data, error) ? data : NULL;
}

static void
test_handed_over (PublishFixture *f,
                  gconstpointer   data)
{
  gint64 later = publish_fixture_now () + 3600;
  gint64 content = publish_fixture_add_post (f, f->channel, "내일 글", SOTONG_STATE_SCHEDULED, later);
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(SotongContent) read = NULL;
  g_autoptr(SotongClock) tomorrow = sotong_clock_new_set (later + 60);
  g_autoptr(GError) error = NULL;

  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_cmpuint (results->len, ==, 0); /* not due, and kept here */
  g_clear_pointer (&results, g_ptr_array_unref);

  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1"));
  results = publish_fixture_run_due (f, 1);
  g_assert_cmpint (get_state_of (results, 0), ==, SOTONG_PUBLISH_HANDED_OVER);
  read = publish_fixture_get_content (f, content);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (read->copies, 0))->state, ==, SOTONG_STATE_SCHEDULED);
  g_assert_nonnull (((SotongCopy *) g_ptr_array_index (read->copies, 0))->remote_id);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
  g_clear_pointer (&results, g_ptr_array_unref);

  /* The platform would not hear of a change: none is made here. */
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, move_job, &content, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE);
  g_clear_error (&error);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_job, &content, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE);
  g_clear_error (&error);

  /* When its time has come it is looked at, not sent. */
  reopen_with_clock (f, tomorrow);
  results = publish_fixture_run_due (f, 1);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

static guint
count_looks (PublishFixture *f)
{
  SotongPracticeCounts counts;

  sotong_practice_server_get_counts (f->server, &counts);
  return counts.requests;
}

/* A site that does not bring it out at its time is asked ever more rarely, and a person is told once. */
static void
test_waits_there (PublishFixture *f,
                  gconstpointer   data)
{
  gint64 later = publish_fixture_now () + 3600;
  gint64 content = publish_fixture_add_post (f, f->channel, "내일 글", SOTONG_STATE_SCHEDULED, later);
  g_autoptr(SotongClock) tomorrow = sotong_clock_new_set (later + 60);
  g_autoptr(SotongPublishResult) handed = NULL;
  g_autoptr(SotongPublishRounds) rounds = NULL;
  g_autofree char *message = NULL;
  guint n;

  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1"));
  handed = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (handed->state, ==, SOTONG_PUBLISH_HANDED_OVER);
  reopen_with_clock (f, tomorrow); /* the site's own clock has not come so far */
  rounds = sotong_publish_rounds_new (f->store, f->publisher);
  sotong_publish_rounds_set_pause (rounds, 0);
  g_assert_cmpuint (run_round (rounds, &message), ==, 1);
  g_assert_cmpstr (message, ==, "");
  n = count_looks (f);
  g_assert_cmpuint (run_round (rounds, &message), ==, 0);
  g_assert_cmpuint (count_looks (f), ==, n); /* nobody was asked */
  g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET lease_until = lease_until - 61"));
  g_assert_cmpuint (run_round (rounds, &message), ==, 0);
  g_assert_cmpuint (count_looks (f), ==, n + 1);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET lease_until = lease_until - 61"));
  g_assert_cmpuint (run_round (rounds, &message), ==, 0);
  g_assert_cmpuint (count_looks (f), ==, n + 1); /* it is two minutes now */
  for (int i = 0; i < 7; i++)
    {
      g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET lease_until = lease_until - 3601"));
      g_assert_cmpuint (run_round (rounds, &message), ==, 0);
    }
  g_assert_cmpuint (count_looks (f), ==, n + 8);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET lease_until = lease_until - 3601"));
  g_assert_cmpuint (run_round (rounds, &message), ==, 1);
  g_assert_nonnull (strstr (message, "has it waiting still"));
  g_clear_object (&rounds); /* the next day, in another program */
  rounds = sotong_publish_rounds_new (f->store, f->publisher);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET lease_until = lease_until - 3601"));
  g_assert_cmpuint (run_round (rounds, &message), ==, 0);
  g_assert_cmpuint (count_looks (f), ==, n + 9);
  g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET lease_until = lease_until - 24 * 3600"));
  g_assert_cmpuint (run_round (rounds, &message), ==, 0);
  g_assert_cmpuint (count_looks (f), ==, n + 10);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

/* The answer to what was to wait there for its time is lost, and it had not arrived: it is handed over once more, and does not go
 * out before its time. */
static void
test_hand_over_lost (PublishFixture *f,
                     gconstpointer   data)
{
  gint64 content = publish_fixture_add_post (f, f->channel, "내일 글", SOTONG_STATE_SCHEDULED, publish_fixture_now () + 3600);
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(SotongContent) read = NULL;
  SotongCopy *copy;

  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1"));
  add_fault (f, SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_clear_pointer (&result, sotong_publish_result_free);

  /* Long after: it is not late, for its time is still to come. */
  g_assert_true (publish_fixture_run_sql (f, "UPDATE attempt SET started_at = started_at - 1800"));
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_HANDED_OVER);
  read = publish_fixture_get_content (f, content);
  copy = g_ptr_array_index (read->copies, 0);
  g_assert_cmpint (copy->state, ==, SOTONG_STATE_SCHEDULED);
  g_assert_nonnull (copy->remote_id);
  g_assert_cmpint (copy->published_at, ==, SOTONG_NONE);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

static gpointer
move_copy_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, *(gint64 *) data, error);
  const SotongCopy *copy = content != NULL ? g_ptr_array_index (content->copies, 0) : NULL;

  return copy != NULL && sotong_content_move (db, content->id, copy->id, publish_fixture_now () + 7200, error) ? data : NULL;
}

static void
assert_stays (PublishFixture *f,
              gint64          content)
{
  SotongStoreJob jobs[] = { move_copy_job, remove_job };

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, jobs[i], &content, NULL, &error));
      g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE);
    }
}

static void
assert_unknown (PublishFixture *f,
                gint64          content,
                const char     *words)
{
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_assert_nonnull (strstr (result->message, words));
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  assert_stays (f, content);
}

/* A gateway gave up on a post that has arrived, and cannot be asked either: nobody moves or deletes it before it is found. */
static void
test_gateway (PublishFixture *f,
              gconstpointer   data)
{
  guint status = GPOINTER_TO_UINT (data);
  gint64 content = publish_fixture_add_due (f, "늦은 답");
  g_autoptr(SotongPublishResult) result = NULL;

  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS_AFTER_STORE, 1, status, NULL);
  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS, 2, status, "look-up");
  assert_unknown (f, content, "leaves open");
  assert_unknown (f, content, "not sent again");
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

/* It had not arrived: it goes out by itself at the next publishing. That a look straight after did not find it says nothing yet. */
static void
test_gateway_absent (PublishFixture *f,
                     gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "늦은 답");
  g_autoptr(SotongPublishResult) result = NULL;

  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS, 1, 504, NULL);
  assert_unknown (f, content, "leaves open");
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
}

/* Likewise with one that was to wait there for its time. Found, it cannot be moved or deleted as any that waits there. */
static void
test_gateway_handed_over (PublishFixture *f,
                          gconstpointer   data)
{
  gint64 content = publish_fixture_add_post (f, f->channel, "내일 글", SOTONG_STATE_SCHEDULED, publish_fixture_now () + 3600);
  g_autoptr(SotongPublishResult) result = NULL;

  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1"));
  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS_AFTER_STORE, 1, 504, NULL);
  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS, 1, 504, "look-up");
  assert_unknown (f, content, "leaves open");
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_HANDED_OVER);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
  assert_stays (f, content);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

/* A channel keeps its order: what is due behind a post whose answer was lost waits until that is found, or sent again. */
static void
test_order (PublishFixture *f,
            gconstpointer   data)
{
  gint64 posts[3];
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("차례 %d", i);

      posts[i] = publish_fixture_add_post (f, f->channel, title, SOTONG_STATE_SCHEDULED, publish_fixture_now () - 90 + 30 * i);
    }
  add_fault (f, SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, NULL);
  add_fault (f, SOTONG_PRACTICE_FAULT_STATUS, 2, 500, "look-up");
  for (int run = 0; run < 2; run++) /* the answer is lost; then the platform cannot be asked */
    {
      g_clear_pointer (&results, g_ptr_array_unref);
      results = publish_fixture_run_due (f, 3);
      g_assert_cmpint (get_state_of (results, 0), ==, SOTONG_PUBLISH_UNKNOWN);
      for (guint i = 1; i < 3; i++)
        {
          g_assert_cmpint (get_state_of (results, i), ==, SOTONG_PUBLISH_WAITING);
          g_assert_nonnull (strstr (((SotongPublishResult *) g_ptr_array_index (results, i))->message, "goes out after it"));
        }
      assert_wait (f, posts[1], posts[2]);
    }
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
  g_clear_pointer (&results, g_ptr_array_unref);
  results = publish_fixture_run_due (f, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (get_state_of (results, i), ==, SOTONG_PUBLISH_PUBLISHED);
      assert_settled (f, posts[i], 3);
    }
}

/* What waited there may for a moment be in neither of the platform's lists: that is no failure. Later it is one. */
static void
test_emerging (PublishFixture *f,
               gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "막 나가는 글");
  g_autoptr(SotongPublishResult) result = NULL;

  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1, remote_id = '77'"));
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_WAITING);
  g_assert_cmpstr (result->message, !=, "");
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
  g_clear_pointer (&result, sotong_publish_result_free);

  g_assert_true (publish_fixture_run_sql (f, "UPDATE copy SET publish_at = publish_at - 600"));
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_REFUSED);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_FAILED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

static void
test_media (PublishFixture *f,
            gconstpointer   data)
{
  static const guint8 png[] = {
    0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
    0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x63, 0, 0, 0, 2, 0, 1, 0xe5, 0x27, 0xde, 0xfc,
    0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
  };
  gint64 content = publish_fixture_add_due (f, "그림 글");
  g_autoptr(SotongPublishResult) result = NULL;
  SotongPracticeCounts counts;

  publish_fixture_attach (f, content, "a.png", png, sizeof png);
  publish_fixture_attach (f, content, "b.png", png, sizeof png - 4);
  add_fault (f, SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, NULL);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_clear_pointer (&result, sotong_publish_result_free);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_settled (f, content, 1);
  sotong_practice_server_get_counts (f->server, &counts);
  g_assert_cmpuint (counts.media, ==, 2); /* the second attempt used what was there */
}

static void
test_cancelled (PublishFixture *f,
                gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "글");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, cancellable, &error);
  g_assert_null (results);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
}

static void
cancel_at_claim_cb (const SotongPublishProgress *progress,
                    gpointer                     user_data)
{
  if (progress->stage == SOTONG_STAGE_CLAIMED)
    g_cancellable_cancel (user_data);
}

/* Stopped between claim and call: nothing is sent, the post stands as it stood. */
static void
test_cancelled_before_sending (PublishFixture *f,
                               gconstpointer   data)
{
  gint64 first = publish_fixture_add_due (f, "첫째");
  gint64 second = publish_fixture_add_post (f, f->channel, "둘째", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 30);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, cancel_at_claim_cb, cancellable, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_cmpint (get_state_of (results, 0), ==, SOTONG_PUBLISH_CANCELLED);
  assert_wait (f, first, second);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_change_undo (db, error);
}

static void
test_left_house (PublishFixture *f,
                 gconstpointer   data)
{
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(GError) error = NULL;

  publish_fixture_add_due (f, "글");
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_null (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, NULL, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_LEFT_HOUSE);
}

static void
fill_disk_cb (const SotongPublishProgress *progress,
              gpointer                     user_data)
{
  const struct rlimit *limit = user_data;

  if (progress->stage == SOTONG_STAGE_ANSWERED)
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, limit), ==, 0);
}

/* The post is out and the disk is full: it is found again when there is room. */
static void
test_disk_full (PublishFixture *f,
                gconstpointer   data)
{
  gint64 content = publish_fixture_add_due (f, "글");
  struct rlimit old, full;
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;
  SotongPublishResult *result;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  full = old;
  full.rlim_cur = 1;
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, fill_disk_cb, &full, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_no_error (error);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_assert_nonnull (strstr (result->message, f->url)); /* where it is, all the same */
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_PUBLISHING);

  g_assert_cmpint (sotong_publish_recover (f->store, NULL, &error), ==, 1);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_UNKNOWN);
  g_clear_pointer (&results, g_ptr_array_unref);
  results = sotong_publisher_publish_due (f->publisher, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_settled (f, content, 1);
}

typedef struct {
  GMainLoop *loop;
  GPtrArray *results;
  guint      n_stages;
  GThread   *thread;
} AsyncRun;

static void
async_progress_cb (const SotongPublishProgress *progress,
                   gpointer                     user_data)
{
  AsyncRun *run = user_data;

  g_assert_true (g_thread_self () == run->thread);
  run->n_stages++;
}

static void
async_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  AsyncRun *run = user_data;
  g_autoptr(GError) error = NULL;

  run->results = sotong_publisher_publish_finish (SOTONG_PUBLISHER (object), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (run->loop);
}

static void
test_async (PublishFixture *f,
            gconstpointer   data)
{
  gint64 content = publish_fixture_add_post (f, f->channel, "글", SOTONG_STATE_DRAFT, SOTONG_NONE);
  AsyncRun run = { g_main_loop_new (NULL, FALSE), NULL, 0, g_thread_self () };

  sotong_publisher_publish_async (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, async_progress_cb, &run, NULL, async_done_cb, &run);
  g_main_loop_run (run.loop);
  g_assert_cmpuint (run.results->len, ==, 1);
  g_assert_cmpuint (run.n_stages, ==, 3);
  assert_settled (f, content, 1);
  g_ptr_array_unref (run.results);
  g_main_loop_unref (run.loop);
  while (g_atomic_int_get ((int *) &G_OBJECT (f->publisher)->ref_count) > 1)
    g_usleep (1000); /* the task's thread lets go of it after it has answered */
}

static void
test_many_channels (PublishFixture *f,
                    gconstpointer   data)
{
  g_autoptr(GPtrArray) results = NULL;

  for (int c = 0; c < 5; c++)
    {
      g_autofree char *name = g_strdup_printf ("통로 %d", c);
      gint64 channel = publish_fixture_add_channel (f, name, "practice", f->url, PUBLISH_TOKEN);

      for (int i = 0; i < 6; i++)
        publish_fixture_add_post (f, channel, "글", SOTONG_STATE_SCHEDULED, publish_fixture_now () - 60 + i);
    }
  results = publish_fixture_run_due (f, 30);
  for (guint i = 0; i < results->len; i++)
    g_assert_cmpint (get_state_of (results, i), ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 30);
}

#define ADD(path, function) \
  g_test_add ("/publish/" path, PublishFixture, NULL, publish_fixture_set_up, function, publish_fixture_tear_down)
#define ADD_FAULT(path, fault, function) \
  g_test_add ("/publish/" path, PublishFixture, GINT_TO_POINTER (fault), publish_fixture_set_up, function, publish_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("published-once", test_published_once);
  ADD_FAULT ("drop-after-store", SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, test_lost_answer);
  ADD_FAULT ("late", SOTONG_PRACTICE_FAULT_LATE, test_lost_answer);
  ADD_FAULT ("empty", SOTONG_PRACTICE_FAULT_EMPTY, test_lost_answer);
  ADD_FAULT ("half", SOTONG_PRACTICE_FAULT_HALF, test_lost_answer);
  ADD_FAULT ("reset", SOTONG_PRACTICE_FAULT_RESET, test_lost_answer);
  ADD_FAULT ("twice", SOTONG_PRACTICE_FAULT_TWICE, test_lost_answer);
  ADD_FAULT ("drop-after-store-and-no-look-up", SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, test_lost_answer_and_look);
  ADD_FAULT ("empty-and-no-look-up", SOTONG_PRACTICE_FAULT_EMPTY, test_lost_answer_and_look);
  ADD_FAULT ("hang", SOTONG_PRACTICE_FAULT_HANG, test_nothing_done);
  ADD_FAULT ("drop-before-store", SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, test_nothing_done);
  ADD_FAULT ("html", SOTONG_PRACTICE_FAULT_HTML, test_nothing_done);
  ADD ("lost-file", test_lost_file);
  ADD ("only-look", test_only_look);
  ADD ("look-finds", test_look_finds);
  ADD ("unread", test_unread);
  ADD ("rounds-look", test_rounds_look);
  ADD ("redirect", test_redirect);
  ADD ("redirect-after-store", test_redirect_after_store);
  ADD_FAULT ("gateway/408", 408, test_gateway);
  ADD_FAULT ("gateway/502", 502, test_gateway);
  ADD_FAULT ("gateway/504", 504, test_gateway);
  ADD ("gateway/absent", test_gateway_absent);
  ADD ("gateway/handed-over", test_gateway_handed_over);
  ADD ("order", test_order);
  ADD ("redirect-everywhere", test_redirect_everywhere);
  ADD_FAULT ("too-many", 429, test_wait);
  ADD_FAULT ("unavailable", 503, test_wait);
  ADD ("sign-in", test_sign_in);
  ADD ("no-secret", test_no_secret);
  ADD ("nobody-there", test_nobody_there);
  ADD ("log", test_log);
  ADD ("other-machine", test_other_machine);
  ADD ("other-machine/sent", test_other_machine_sent);
  ADD ("set-clock", test_set_clock);
  ADD ("handed-over", test_handed_over);
  ADD ("handed-over/lost", test_hand_over_lost);
  ADD ("handed-over/waits", test_waits_there);
  ADD ("handed-over/emerging", test_emerging);
  ADD ("media", test_media);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-before-sending", test_cancelled_before_sending);
  ADD ("left-house", test_left_house);
  ADD ("disk-full", test_disk_full);
  ADD ("async", test_async);
  ADD ("many-channels", test_many_channels);
  return g_test_run ();
}
