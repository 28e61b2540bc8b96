/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish-fixture.h"
#include "store/sotong-correction.h"

/* A correction is claimed and noted like a post; one whose owner died leaves the copy as it was. */

static gint64
publish_one (PublishFixture *f)
{
  gint64 content = publish_fixture_add_due (f, "가을 축제");
  g_autoptr(SotongPublishResult) result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);

  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  return content;
}

static gint64
get_copy_id (PublishFixture *f,
             gint64          id)
{
  g_autoptr(SotongContent) content = publish_fixture_get_content (f, id);

  return ((SotongCopy *) g_ptr_array_index (content->copies, 0))->id;
}

static GPtrArray *
correct (PublishFixture *f,
         gint64          content)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *results = sotong_publisher_correct (f->publisher, content, 0, SOTONG_PUBLISH_DEFAULT, NULL, &error);

  g_assert_no_error (error);
  return results;
}

static SotongPublishState
state_of (GPtrArray *results)
{
  g_assert_cmpuint (results->len, ==, 1);
  return ((SotongPublishResult *) g_ptr_array_index (results, 0))->state;
}

static void
test_correct (PublishFixture *f,
              gconstpointer   data)
{
  gint64 content = publish_one (f);
  g_autoptr(GPtrArray) none = correct (f, content);
  g_autoptr(GPtrArray) results = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  publish_fixture_change_text (f, content, "장소를 바로잡습니다.");
  results = correct (f, content);
  g_assert_cmpint (state_of (results), ==, SOTONG_PUBLISH_CORRECTED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_PUBLISHED);
}

static gpointer
claim_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_correction_claim (db, *(gint64 *) data, SOTONG_CORRECT_UPDATE, TRUE, error);
}

/* Two windows at once: one gets it. A dead one's claim is given back, and the copy is still published. */
static void
test_claim (PublishFixture *f,
            gconstpointer   data)
{
  gint64 content = publish_one (f);
  gint64 copy = get_copy_id (f, content);
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongClaim) claim = NULL;
  g_autoptr(SotongClaim) second = NULL;
  g_autoptr(GPtrArray) results = NULL;

  publish_fixture_change_text (f, content, "장소를 바로잡습니다.");
  claim = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, claim_job, &copy, NULL, &error);
  g_assert_no_error (error);
  second = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, claim_job, &copy, NULL, &error);
  g_assert_null (second);
  g_assert_error (error, SOTONG_ATTEMPT_ERROR, SOTONG_ATTEMPT_ERROR_TAKEN);
  g_clear_error (&error);

  /* Nobody in this process works on it: it counts as abandoned. */
  results = correct (f, content);
  g_assert_cmpint (state_of (results), ==, SOTONG_PUBLISH_CORRECTED);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_PUBLISHED);
}

static void
test_withdraw (PublishFixture *f,
               gconstpointer   data)
{
  gint64 content = publish_one (f);
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(SotongContent) read = NULL;
  g_autoptr(GError) error = NULL;

  results = sotong_publisher_withdraw (f->publisher, content, SOTONG_PUBLISH_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (results), ==, SOTONG_PUBLISH_WITHDRAWN);
  read = publish_fixture_get_content (f, content);
  g_assert_cmpint (((SotongCopy *) g_ptr_array_index (read->copies, 0))->withdrawn_at, !=, SOTONG_NONE);
  again = sotong_publisher_withdraw (f->publisher, content, SOTONG_PUBLISH_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 0);
}

static const guint8 png[] = {
  0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde,
};

static gpointer
outs_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_correction_list (db, *(gint64 *) data, error);
}

static GPtrArray *
list_outs (PublishFixture *f,
           gint64          content)
{
  return sotong_store_read (f->store, outs_job, &content, NULL, NULL);
}

/* A picture that came later goes into the correction; after it both have the same. */
static void
test_pictures (PublishFixture *f,
               gconstpointer   data)
{
  gint64 content = publish_one (f);
  g_autoptr(GPtrArray) same = list_outs (f, content);
  g_autoptr(GPtrArray) other = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autofree char *kept = NULL;
  SotongPracticeCounts counts;
  const SotongOut *out;

  g_assert_false (((SotongOut *) g_ptr_array_index (same, 0))->differs);
  publish_fixture_attach (f, content, "a.png", png, sizeof png);
  other = list_outs (f, content);
  out = g_ptr_array_index (other, 0);
  g_assert_true (out->files_differ);
  g_assert_false (out->words_differ);
  g_assert_true (sotong_publisher_would_correct (out));
  g_assert_null (kept = sotong_publisher_describe_kept (other));
  results = correct (f, content);
  g_assert_cmpint (state_of (results), ==, SOTONG_PUBLISH_CORRECTED);
  sotong_practice_server_get_counts (f->server, &counts);
  g_assert_cmpuint (counts.media, ==, 1);
  again = list_outs (f, content);
  g_assert_false (((SotongOut *) g_ptr_array_index (again, 0))->differs);
}

/* Where the platform takes no other pictures that is said before, the words are sent alone, and the pictures stay different. */
static void
test_pictures_kept (PublishFixture *f,
                    gconstpointer   data)
{
  gint64 content = publish_one (f);
  g_autoptr(GPtrArray) outs = NULL;
  g_autoptr(GPtrArray) results = NULL;
  g_autofree char *kept = NULL;

  publish_fixture_run_sql (f, "UPDATE channel SET platform = 'facebook', user_name = '1000'");
  publish_fixture_attach (f, content, "a.png", png, sizeof png);
  outs = list_outs (f, content);
  g_assert_false (sotong_publisher_would_correct (g_ptr_array_index (outs, 0)));
  kept = sotong_publisher_describe_kept (outs);
  g_assert_nonnull (kept);
  results = correct (f, content);
  g_assert_cmpint (state_of (results), ==, SOTONG_PUBLISH_SKIPPED);
}

static gpointer
claim_words_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_correction_claim (db, *(gint64 *) data, SOTONG_CORRECT_UPDATE, FALSE, error);
}

/* A picture is changed between an attempt whose answer is lost and the look that finds it: what is out has the old one, also after a
 * correction that leaves the pictures there alone. */
static void
test_pictures_between (PublishFixture *f,
                       gconstpointer   data)
{
  SotongPracticeFault lost = { SOTONG_PRACTICE_FAULT_DROP_AFTER_STORE, 1, 0, -1, 300, NULL }, blind = { SOTONG_PRACTICE_FAULT_STATUS, 1, 500, -1, 300, "look-up" };
  gint64 content = publish_fixture_add_due (f, "가을 축제"), copy = get_copy_id (f, content);
  g_autoptr(SotongPublishResult) result = NULL;
  g_autoptr(GPtrArray) found = NULL, kept = NULL;
  g_autoptr(SotongClaim) claim = NULL;
  g_autoptr(GError) error = NULL;

  publish_fixture_attach (f, content, "a.png", png, sizeof png);
  sotong_practice_server_add_fault (f->server, &lost);
  sotong_practice_server_add_fault (f->server, &blind);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_UNKNOWN);
  g_clear_pointer (&result, sotong_publish_result_free);
  publish_fixture_attach (f, content, "b.png", png, sizeof png - 1);
  result = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (result->state, ==, SOTONG_PUBLISH_PUBLISHED);
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 1);
  found = list_outs (f, content);
  g_assert_true (((SotongOut *) g_ptr_array_index (found, 0))->files_differ);
  g_assert_false (((SotongOut *) g_ptr_array_index (found, 0))->words_differ);
  claim = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, claim_words_job, &copy, NULL, &error);
  g_assert_no_error (error);
  kept = list_outs (f, content);
  g_assert_true (((SotongOut *) g_ptr_array_index (kept, 0))->files_differ);
}

/* What waits on the platform says there what it says here, and is taken back before it goes out. */
static void
test_waiting (PublishFixture *f,
              gconstpointer   data)
{
  gint64 content = publish_fixture_add_post (f, f->channel, "겨울 축제", SOTONG_STATE_SCHEDULED, publish_fixture_now () + 3600);
  g_autoptr(SotongPublishResult) handed = NULL;
  g_autoptr(GPtrArray) corrected = NULL;
  g_autoptr(GPtrArray) withdrawn = NULL;
  g_autoptr(SotongContent) read = NULL;
  g_autoptr(GError) error = NULL;
  SotongCopy *copy;

  publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1");
  handed = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (handed->state, ==, SOTONG_PUBLISH_HANDED_OVER);
  publish_fixture_change_text (f, content, "날짜를 바로잡습니다.");
  corrected = correct (f, content);
  g_assert_cmpint (state_of (corrected), ==, SOTONG_PUBLISH_CORRECTED);
  g_assert_cmpint (publish_fixture_get_state (f, content), ==, SOTONG_STATE_SCHEDULED);
  withdrawn = sotong_publisher_withdraw (f->publisher, content, SOTONG_PUBLISH_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (withdrawn), ==, SOTONG_PUBLISH_WITHDRAWN);
  read = publish_fixture_get_content (f, content);
  copy = g_ptr_array_index (read->copies, 0);
  g_assert_cmpint (copy->state, ==, SOTONG_STATE_DRAFT);
  g_assert_null (copy->remote_id);
  g_assert_cmpint (copy->withdrawn_at, ==, SOTONG_NONE);
}

static SotongContent *
read_waiting (PublishFixture *f,
              gint64          content,
              gboolean        there)
{
  SotongContent *read = publish_fixture_get_content (f, content);
  const SotongCopy *copy = g_ptr_array_index (read->copies, 0);

  g_assert_cmpint (copy->state, ==, SOTONG_STATE_SCHEDULED);
  g_assert_true (copy->on_platform);
  g_assert_true ((copy->remote_id != NULL) == there);
  return read;
}

static gpointer
take_back_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  SotongAttemptEnd end = { .outcome = "ok", .http_status = 200, .message = "taken back", .state = "scheduled" };
  g_autoptr(SotongClaim) claim = sotong_correction_claim_move (db, *(gint64 *) data, publish_fixture_now () + 9000, error);

  return claim != NULL && sotong_correction_finish (db, claim, SOTONG_CORRECT_MOVE, &end, error) ? data : NULL;
}

/* A platform that cannot change what waits there has given it back: it waits here, for its new time, and is handed over anew as another post. */
static void
test_taken_back (PublishFixture *f,
                 gconstpointer   data)
{
  gint64 content = publish_fixture_add_post (f, f->channel, "겨울 축제", SOTONG_STATE_SCHEDULED, publish_fixture_now () + 3600);
  gint64 copy = get_copy_id (f, content);
  g_autoptr(SotongPublishResult) handed = NULL;
  g_autoptr(SotongPublishResult) again = NULL;
  g_autoptr(SotongContent) first = NULL;
  g_autoptr(SotongContent) back = NULL;
  g_autoptr(SotongContent) anew = NULL;
  g_autoptr(GError) error = NULL;

  publish_fixture_run_sql (f, "UPDATE copy SET on_platform = 1");
  handed = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (handed->state, ==, SOTONG_PUBLISH_HANDED_OVER);
  first = read_waiting (f, content, TRUE);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, take_back_job, &copy, NULL, &error));
  g_assert_no_error (error);
  back = read_waiting (f, content, FALSE);
#define COPY(content) ((const SotongCopy *) g_ptr_array_index ((content)->copies, 0))
  g_assert_cmpint (COPY (back)->publish_at, >, COPY (first)->publish_at);
  g_assert_cmpstr (COPY (back)->client_key, !=, COPY (first)->client_key);
  again = publish_fixture_run_one (f, SOTONG_PUBLISH_DEFAULT);
  g_assert_cmpint (again->state, ==, SOTONG_PUBLISH_HANDED_OVER);
  anew = read_waiting (f, content, TRUE);
  g_assert_cmpstr (COPY (anew)->remote_id, !=, COPY (first)->remote_id);
#undef COPY
  g_assert_cmpuint (publish_fixture_count_posts (f), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, PublishFixture, NULL, publish_fixture_set_up, func, publish_fixture_tear_down)
  ADD ("/publish/correct/correct", test_correct);
  ADD ("/publish/correct/claim", test_claim);
  ADD ("/publish/correct/withdraw", test_withdraw);
  ADD ("/publish/correct/waiting", test_waiting);
  ADD ("/publish/correct/taken-back", test_taken_back);
  ADD ("/publish/correct/pictures", test_pictures);
  ADD ("/publish/correct/pictures/kept", test_pictures_kept);
  ADD ("/publish/correct/pictures/between", test_pictures_between);
#undef ADD
  return g_test_run ();
}
