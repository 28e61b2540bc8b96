/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "publish-fixture.h"
#include "store/sotong-channel.h"
#include "store/sotong-copy-part.h"
#include "store/sotong-correction.h"
#include "store/sotong-undo.h"

/* A long text as a chain of replies: each post goes out once, whatever happens to the others. */

#define LIMIT 36 /* letters of a post, as the channel's server has told */

static const char text[] = "첫째 글입니다. 이 글은 서른 자가 조금 넘습니다 하나. 둘째 글입니다. 이 글도 서른 자가 조금 넘습니다 둘. "
                           "셋째 글입니다. 이 글도 서른 자가 조금 넘습니다 셋. 넷째 글입니다. 짧습니다.";

static gpointer
limit_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_channel_set_text_limit (db, *(gint64 *) data, LIMIT, error) ? data : NULL;
}

static void
set_text (PublishFixture *f,
          gint64          id,
          const char     *body)
{
  g_autoptr(SotongContent) content = publish_fixture_get_content (f, id);
  SotongCopy *copy = g_ptr_array_index (content->copies, 0);

  g_free (content->body);
  content->body = g_strdup (body);
  if (sotong_state_can_move (copy->state))
    copy->thread = TRUE;
  publish_fixture_save_content (f, content);
}

static void
set_limit (PublishFixture *f)
{
  gint64 channel = f->channel;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, limit_job, &channel, NULL, NULL));
}

static gint64
add_long (PublishFixture *f,
          const char     *body)
{
  gint64 content = publish_fixture_add_due (f, "긴 글");

  set_limit (f);
  set_text (f, content, body);
  return content;
}

static gpointer
parts_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_copy_part_list (db, *(gint64 *) data, error);
}

static SotongCopy *
get_copy (SotongContent *content)
{
  return g_ptr_array_index (content->copies, 0);
}

/* Every post of the thread is on the server once, and the workspace knows each one's id. */
static void
assert_parts (PublishFixture *f,
              gint64          id,
              guint           n)
{
  g_autoptr(SotongContent) content = publish_fixture_get_content (f, id);
  gint64 copy = get_copy (content)->id;
  g_autoptr(GPtrArray) parts = sotong_store_read (f->store, parts_job, &copy, NULL, NULL);

  g_assert_cmpuint (sotong_copy_part_count_out (parts), ==, n);
  for (guint i = 0; i < n; i++)
    {
      SotongCopyPart *part = g_ptr_array_index (parts, i);

      g_assert_cmpuint (sotong_practice_server_count_key (f->server, part->client_key), ==, 1);
      g_assert_nonnull (part->remote_id);
    }
  if (n > 0 && get_copy (content)->state == SOTONG_STATE_PUBLISHED)
    g_assert_cmpstr (get_copy (content)->remote_id, ==, ((SotongCopyPart *) g_ptr_array_index (parts, 0))->remote_id);
}

static void
fault_at (PublishFixture          *f,
          SotongPracticeFaultKind  kind,
          guint                    status,
          guint                    times)
{
  SotongPracticeFault fault = { kind, times, status, -1, 0, NULL };

  sotong_practice_server_add_fault (f->server, &fault);
}

static void
test_whole (PublishFixture *f,
            gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_PUBLISHED);
  assert_parts (f, content, 4);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 4);
}

/* A text that fits is one post, and leaves no parts. */
static void
test_short (PublishFixture *f,
            gconstpointer   data)
{
  gint64 content = add_long (f, "짧은 글입니다.");
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_parts (f, content, 0);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
}

/* A thread of which the third post has no answer is looked up and gone on with, in the same run. */
static void
test_lost_answer (PublishFixture *f,
                  gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongPublishResult) result = NULL;

  fault_at (f, SOTONG_PRACTICE_FAULT_LATE, 0, 2);
  fault_at (f, SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, 0, 1);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_parts (f, content, 4);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 4);
}

/* The third post is busy: the first two stay, and only the rest goes at the next run. */
static void
test_go_on (PublishFixture *f,
            gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongPublishResult) first = NULL;
  g_autoptr(SotongPublishResult) second = NULL;
  g_autoptr(GPtrArray) results = NULL;

  fault_at (f, SOTONG_PRACTICE_FAULT_LATE, 0, 2);
  fault_at (f, SOTONG_PRACTICE_FAULT_STATUS, 400, 1);
  first = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (first->state, ==, SOTONG_PUBLISH_REFUSED);
  g_assert_nonnull (strstr (first->message, "3"));
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_FAILED);
  assert_parts (f, content, 2);

  results = sotong_publisher_publish_content (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, NULL);
  second = g_ptr_array_steal_index (results, 0);
  g_assert_cmpint (second->state, ==, SOTONG_PUBLISH_PUBLISHED);
  assert_parts (f, content, 4);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 4);
}

/* What was changed in the middle does not go on from other words; it can be withdrawn, and then is a draft. */
static void
test_changed_between (PublishFixture *f,
                      gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongPublishResult) first = NULL;
  g_autoptr(GPtrArray) second = NULL;
  g_autoptr(GPtrArray) gone = NULL;

  fault_at (f, SOTONG_PRACTICE_FAULT_LATE, 0, 2);
  fault_at (f, SOTONG_PRACTICE_FAULT_STATUS, 400, 1);
  first = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (first->state, ==, SOTONG_PUBLISH_REFUSED);
  set_text (f, content, "아주 다른 글입니다. 그래서 이어질 수가 없습니다. 서른 자를 조금 넘습니다.");
  second = sotong_publisher_publish_content (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, NULL);
  g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (second, 0))->state, ==, SOTONG_PUBLISH_SKIPPED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 2);

  gone = sotong_publisher_withdraw (f->publisher, content, SOTONG_PUBLISH_DEFAULT, NULL, NULL);
  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (gone, 0))->state, ==, SOTONG_PUBLISH_WITHDRAWN);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_DRAFT);
  assert_parts (f, content, 0);
}

static SotongPublishState
correct (PublishFixture *f,
         gint64          content)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) results = sotong_publisher_correct (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 1);
  return ((SotongPublishResult *) g_ptr_array_index (results, 0))->state;
}

/* A correction changes the posts that differ, adds those that are missing, and takes off what is too many. */
static void
test_correct (PublishFixture *f,
              gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_autofree char *longer = g_strconcat (text, " 다섯째 글입니다. 뒤에 덧붙인 말이라 글이 하나 더 듭니다.", NULL);
  g_autoptr(GPtrArray) none = NULL;

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  set_text (f, content, longer);
  g_assert_cmpint (correct (f, content), ==, SOTONG_PUBLISH_CORRECTED);
  assert_parts (f, content, 5);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 5);

  set_text (f, content, "첫째 글입니다. 이 글은 서른 자가 조금 넘습니다 하나. 둘째 글입니다. 이것이 끝입니다.");
  g_assert_cmpint (correct (f, content), ==, SOTONG_PUBLISH_CORRECTED);
  assert_parts (f, content, 2);
  none = sotong_publisher_correct (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/* A correction whose added post has no answer is sent again without a second post. */
static void
test_correct_lost (PublishFixture *f,
                   gconstpointer   data)
{
  gint64 content = add_long (f, "짧은 글입니다.");
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  set_text (f, content, "짧은 글입니다. 그런데 나중에 길어져서 한 글에는 다 들어가지 않습니다.");
  fault_at (f, SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, 0, 1);
  g_assert_cmpint (correct (f, content), ==, SOTONG_PUBLISH_CORRECTED);
  assert_parts (f, content, 2);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 2);
}

static void
test_withdraw (PublishFixture *f,
               gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_STATUS, 1, 500, -1, 0, "change" };
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GPtrArray) second = NULL;
  g_autoptr(SotongContent) read = NULL;

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  sotong_practice_server_add_fault (f->server, &fault);
  first = sotong_publisher_withdraw (f->publisher, content, SOTONG_PUBLISH_DEFAULT, NULL, NULL);
  second = sotong_publisher_withdraw (f->publisher, content, SOTONG_PUBLISH_DEFAULT, NULL, NULL);
  read = publish_fixture_get_content (f, content);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpint (get_copy (read)->withdrawn_at, !=, SOTONG_NONE);
  assert_parts (f, content, 0);
}

static gpointer
attempts_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_attempt_list (db, *(gint64 *) data, 100, error);
}

/* The log tells of each post of the thread, with its words and which it is. */
static void
test_log (PublishFixture *f,
          gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_autoptr(GPtrArray) log = sotong_store_read (f->store, attempts_job, &content, NULL, NULL);

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (log->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      SotongAttempt *attempt = g_ptr_array_index (log, i);

      g_assert_cmpuint (attempt->part, ==, 4 - i);
      g_assert_cmpuint (attempt->n_parts, ==, 4);
      g_assert_cmpstr (attempt->outcome, ==, "ok");
    }
}

static gpointer
there_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_attempt_settle (db, *(gint64 *) data, TRUE, NULL, NULL, error) ? data : NULL;
}

/* Nobody can tell of the third post, and a person says it is there: the log says that the rest was not sent. */
static void
test_settled (PublishFixture *f,
              gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(SotongContent) stored = NULL;
  g_autoptr(GPtrArray) log = NULL;
  g_autoptr(GError) error = NULL;

  fault_at (f, SOTONG_PRACTICE_FAULT_LATE, 0, 1);
  fault_at (f, SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, 0, 1);
  fault_at (f, SOTONG_PRACTICE_FAULT_STATUS, 500, G_MAXUINT);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  stored = publish_fixture_get_content (f, content);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, there_job, &get_copy (stored)->id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_PUBLISHED);
  log = sotong_store_read (f->store, attempts_job, &content, NULL, NULL);
  g_assert_cmpstr (((SotongAttempt *) g_ptr_array_index (log, 0))->kind, ==, "settle");
  g_assert_nonnull (strstr (((SotongAttempt *) g_ptr_array_index (log, 0))->message, "1 post of its thread"));
}

/* The switch is a change like any other. */
static void
test_undo (PublishFixture *f,
           gconstpointer   data)
{
  gint64 content = add_long (f, text);
  g_autoptr(SotongContent) on = publish_fixture_get_content (f, content);
  g_autoptr(SotongContent) off = NULL;
  g_autoptr(SotongChangeInfo) info = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (get_copy (on)->thread);
  info = sotong_store_undo (f->store, FALSE, NULL, &error);
  g_assert_no_error (error);
  off = publish_fixture_get_content (f, content);
  g_assert_false (get_copy (off)->thread);
}

static void
test_flood (PublishFixture *f,
            gconstpointer   data)
{
  g_autoptr(GString) flood = g_string_new (NULL);
  g_autoptr(SotongPublishResult) result = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (flood, "이 문장은 서른 자를 조금 넘도록 늘어뜨린 문장입니다. ");
  add_long (f, flood->str);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_SKIPPED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 0);
}

#define ADD(path, function) g_test_add ("/publish/thread/" path, PublishFixture, NULL, publish_fixture_set_up, function, publish_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("whole", test_whole);
  ADD ("short", test_short);
  ADD ("lost-answer", test_lost_answer);
  ADD ("go-on", test_go_on);
  ADD ("changed-between", test_changed_between);
  ADD ("correct", test_correct);
  ADD ("correct-lost", test_correct_lost);
  ADD ("withdraw", test_withdraw);
  ADD ("log", test_log);
  ADD ("settled", test_settled);
  ADD ("undo", test_undo);
  ADD ("flood", test_flood);
  return g_test_run ();
}
