/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "budget/sotong-budget-check.h"
#include "demo/sotong-demo-mentions.h"
#include "demo/sotong-demo-plan.h"
#include "demo/sotong-demo.h"
#include "store/sotong-approval.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-channel-slot.h"
#include "store/sotong-channel.h"
#include "store/sotong-check.h"
#include "store/sotong-content.h"
#include "store/sotong-mention.h"
#include "store/sotong-outbox-act.h"
#include "store/sotong-post-figure.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"

typedef struct {
  char        *dir;
  char        *path;
  SotongStore *store;
} Fixture;

static Fixture demo; /* made once: the tests only read it */

static void
open_demo (void)
{
  g_autoptr(GError) error = NULL;

  demo.dir = g_dir_make_tmp ("sotong-XXXXXX", &error);
  g_assert_no_error (error);
  demo.path = g_build_filename (demo.dir, "demo.sotong", NULL);
  g_assert_true (sotong_demo_create (demo.path, NULL, &error));
  g_assert_no_error (error);
  demo.store = sotong_store_open (demo.path, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
close_demo (void)
{
  sotong_store_close (demo.store);
  g_assert_finalize_object (demo.store);
  g_unlink (demo.path);
  g_rmdir (demo.dir);
  g_free (demo.path);
  g_free (demo.dir);
}

static void
read_with (SotongStoreJob job)
{
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_read (demo.store, job, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_clock (void)
{
  g_assert_true (sotong_store_is_demo (demo.store));
  g_assert_true (sotong_clock_is_set (sotong_store_get_clock (demo.store)));
  g_assert_cmpint (sotong_clock_now (sotong_store_get_clock (demo.store)), ==, SOTONG_DEMO_NOW);
}

static gpointer
check_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GPtrArray) findings = sotong_findings_new ();
  guint n_notes = 0;

  if (!sotong_check_rows (db, findings, error) || !sotong_check_search (db, findings, error)
      || !sotong_budget_check (db, 2016, findings, error))
    return NULL;
  for (guint i = 0; i < findings->len; i++)
    {
      const SotongFinding *finding = g_ptr_array_index (findings, i);

      if (!finding->is_note)
        g_error ("%s: %s", finding->kind, finding->message);
      n_notes++;
    }
  g_assert_cmpuint (n_notes, ==, 1); /* the printed total of 2014, which its parts do not reach */
  return db;
}

static void
test_check (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (sotong_store_write (demo.store, SOTONG_WRITE_DEFAULT, check_job, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* What is in review waits for somebody who is not its drafter; what was returned says why, and what is to be decided on. */
/* What is approved and not out yet was decided before, by somebody else than who drafted it. */
static void
check_approved (SotongDb    *db,
                const char  *state,
                GError     **error)
{
  g_autoptr(GPtrArray) standing = sotong_outbox_list_state (db, state, error);

  g_assert_nonnull (standing);
  g_assert_cmpuint (standing->len, >, 0);
  for (guint i = 0; i < standing->len; i++)
    {
      const SotongStanding *copy = g_ptr_array_index (standing, i);
      g_autoptr(GPtrArray) rounds = sotong_approval_rounds (db, copy->content_id, error);
      const SotongApprovalRound *round = g_ptr_array_index (rounds, 0);
      const SotongApprovalStep *last = g_ptr_array_index (round->steps, round->steps->len - 1);
      SotongSeal seal;

      g_assert_cmpstr (round->outcome, ==, "approved");
      g_assert_cmpint (round->closed_at, <, SOTONG_DEMO_NOW);
      g_assert_cmpint (last->at, ==, round->closed_at);
      g_assert_cmpint (last->person_id, !=, round->drafter_id);
      g_assert_true (sotong_seal_check (db, copy->copy_id, &seal, error));
      g_assert_cmpint (seal, ==, SOTONG_SEAL_WHOLE);
    }
}

static gpointer
approval_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GPtrArray) box = sotong_approval_box (db, 0, error);
  g_autoptr(GPtrArray) in_review = sotong_outbox_list_state (db, "in_review", error);
  g_autoptr(GPtrArray) returned = sotong_outbox_list_state (db, "returned", error);
  guint n_steps[2] = { 0, 0 };

  g_assert_nonnull (box);
  g_assert_nonnull (in_review);
  g_assert_nonnull (returned);
  g_assert_cmpuint (box->len, >, 8);
  g_assert_cmpuint (returned->len, >, 0);
  for (guint i = 0; i < box->len; i++)
    {
      const SotongApprovalItem *item = g_ptr_array_index (box, i);
      gboolean same = FALSE;

      g_assert_cmpint (item->person_id, !=, item->drafter_id);
      g_assert_cmpint (item->submitted_at, <, SOTONG_DEMO_NOW);
      g_assert_true (sotong_approval_is_as_submitted (db, item->content_id, item->round, &same, error));
      g_assert_true (same);
      n_steps[item->step == SOTONG_STEP_REVIEW ? 0 : 1]++;
    }
  g_assert_cmpuint (n_steps[0], >, 2);
  g_assert_cmpuint (n_steps[1], >, 2);
  for (guint i = 0; i < in_review->len; i++)
    {
      g_autoptr(GPtrArray) rounds = sotong_approval_rounds (db, ((SotongStanding *) g_ptr_array_index (in_review, i))->content_id, error);

      g_assert_cmpuint (rounds->len, ==, 1);
      g_assert_null (((SotongApprovalRound *) g_ptr_array_index (rounds, 0))->outcome);
    }
  for (guint i = 0; i < returned->len; i++)
    {
      g_autoptr(GPtrArray) rounds = sotong_approval_rounds (db, ((SotongStanding *) g_ptr_array_index (returned, i))->content_id, error);
      const SotongApprovalRound *round = g_ptr_array_index (rounds, 0);

      g_assert_cmpstr (round->outcome, ==, "returned");
      g_assert_cmpint (*((SotongApprovalStep *) g_ptr_array_index (round->steps, 1))->reason, !=, '\0');
      g_assert_cmpint (round->closed_at, <, SOTONG_DEMO_NOW);
    }
  check_approved (db, "scheduled", error);
  check_approved (db, "approved", error);
  check_approved (db, "missed", error);
  g_assert_cmpint (sotong_approval_count_unsealed (db, error), ==, 0);
  return db;
}

static void
test_approval (void)
{
  read_with (approval_job);
}

/* Whatever is put on a made channel's next free slot finds one, on a day of the office. */
static gpointer
slots_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error);
  guint n = 0;

  g_assert_nonnull (channels);
  for (guint i = 0; i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);
      g_autoptr(GPtrArray) slots = sotong_channel_slot_list (db, channel->id, error);

      g_assert_nonnull (slots);
      n += slots->len;
      if (g_str_equal (channel->name, "서울마니아"))
        {
          const SotongSlot *slot = g_ptr_array_index (slots, 0);

          g_assert_cmpint (slot->days, ==, 0x1f);
          g_assert_cmpint (slot->minute, ==, 10 * 60);
          g_assert_true (slot->skip_holidays);
        }
    }
  g_assert_cmpuint (n, ==, 8);
  return db;
}

static void
test_slots (void)
{
  read_with (slots_job);
}

static gpointer
programme_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  SotongRange year = { G_GINT64_CONSTANT (1451574000), SOTONG_DEMO_NOW };
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, 2016, error);
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(SotongDemoPlan) plan = sotong_demo_plan_new (SOTONG_DEMO_SEED);
  gint64 total = 0, executed = 0;

  g_assert_nonnull (programme);
  g_assert_false (programme->made);
  g_assert_cmpuint (programme->settlements->len, ==, 3);
  g_assert_cmpuint (programme->totals->len, ==, 9);
  lines = sotong_budget_lines (db, programme->id, year, error);
  g_assert_nonnull (lines);
  g_assert_cmpuint (lines->len, ==, 14);
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);

      if (line->is_heading)
        continue;
      total += line->amount;
      executed += line->executed;
      g_assert_cmpint (line->executed, <=, line->amount);
    }
  g_assert_cmpint (total, ==, 418000000);
  g_assert_cmpint (executed, ==, sotong_demo_plan_sum_paid (plan, NULL));
  return db;
}

static void
test_programme (void)
{
  read_with (programme_job);
}

static gpointer
promises_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GPtrArray) list = sotong_deliverable_list (db, 2016, SOTONG_DEMO_NOW, error);
  g_autoptr(SotongDemoPlan) plan = sotong_demo_plan_new (SOTONG_DEMO_SEED);
  const SotongDemoProgramme *programme = sotong_demo_programme_get ();

  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, ==, programme->n_targets);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongDeliverable *d = g_ptr_array_index (list, i);
      const SotongDemoTarget *target = &programme->targets[i];

      g_assert_cmpstr (d->type, ==, sotong_demo_type_get_name (target->type));
      g_assert_cmpint (d->quantity, ==, target->promised);
      g_assert_cmpint (d->done, ==, sotong_demo_plan_count (plan, target->type, TRUE));
      g_assert_cmpint (d->done + d->scheduled + d->draft, ==, target->promised);
      g_assert_cmpint (d->executed, ==, sotong_demo_plan_sum_paid (plan, target->line));
    }
  return db;
}

static void
test_promises (void)
{
  read_with (promises_job);
}

static gpointer
mentions_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);
  g_autoptr(GPtrArray) list = NULL;
  gint64 n = 0;

  g_assert_true (sotong_mention_count (db, query, &n, error));
  g_assert_cmpint (n, ==, SOTONG_DEMO_N_MENTIONS);
  g_assert_cmpuint (topics->len, >=, 24);
  for (guint i = 0; i < topics->len; i++)
    g_assert_cmpint (((SotongTopic *) g_ptr_array_index (topics, i))->n_mentions, >, 500);
  for (guint i = 0; i < sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (sources, i);

      g_assert_true (source->made);
      g_assert_false (sotong_source_is_due (source, SOTONG_DEMO_NOW)); /* nothing is ever asked at its address */
      g_assert_cmpstr (source->last_outcome, ==, "ok");
    }
  query->limit = 50;
  list = sotong_mention_list (db, query, error);
  for (guint i = 0; i < list->len; i++)
    {
      const SotongMention *mention = g_ptr_array_index (list, i);

      g_assert_true (mention->made);
      g_assert_cmpstr (mention->sentiment_source, ==, "demo");
    }
  query->words = g_strdup ("흙탕물");
  query->limit = 0;
  g_assert_true (sotong_mention_count (db, query, &n, error));
  g_assert_cmpint (n, >, 200);
  return db;
}

static void
test_mentions (void)
{
  read_with (mentions_job);
}

/* Each crisis is the loudest day of its topic. */
static gpointer
crises_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(SotongDemoMentions) mentions = sotong_demo_mentions_new (SOTONG_DEMO_SEED);
  SotongRange range = { SOTONG_DEMO_START, SOTONG_DEMO_NOW };

  for (gsize e = 0; e < mentions->n_events; e++)
    {
      gint64 topic = sotong_topic_find (db, mentions->events[e].topic, error);
      g_autoptr(GArray) days = sotong_rollup_read (db, topic, 0, range, SOTONG_BUCKET_DAY, error);
      gint64 best = 0, loudest = 0;

      g_assert_nonnull (days);
      for (guint i = 0; i < days->len; i++)
        {
          const SotongTrendPoint *point = &g_array_index (days, SotongTrendPoint, i);

          if (point->total > best)
            {
              best = point->total;
              loudest = point->start;
            }
        }
      g_assert_cmpint (loudest, <=, mentions->events[e].onset);
      g_assert_cmpint (loudest + 86400, >, mentions->events[e].onset);
      g_assert_cmpint (best, >, 300);
    }
  return db;
}

static void
test_crises (void)
{
  read_with (crises_job);
}

static gpointer
plan_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongEntryQuery due = { .range = { 0, SOTONG_DEMO_NOW + 1 }, .state = SOTONG_STATE_SCHEDULED };
  g_autoptr(GPtrArray) entries = sotong_content_entries (db, &due, error);
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error);
  g_autoptr(GPtrArray) groups = sotong_channel_group_list (db, error);
  g_autoptr(GPtrArray) campaigns = sotong_campaign_list (db, error);
  g_autoptr(SotongContent) content = NULL;

  g_assert_cmpuint (channels->len, ==, 20);
  g_assert_cmpuint (groups->len, ==, 4);
  g_assert_cmpuint (campaigns->len, ==, 17);
  g_assert_cmpuint (entries->len, ==, 1);
  content = sotong_content_get (db, ((SotongEntry *) g_ptr_array_index (entries, 0))->content_id, error);
  g_assert_nonnull (content);
  g_assert_true (content->made);
  g_assert_cmpuint (content->copies->len, ==, 1);
  g_assert_cmpstr (((SotongCopy *) g_ptr_array_index (content->copies, 0))->platform, ==, "practice");
  return db;
}

static void
test_plan (void)
{
  read_with (plan_job);
}

/* Posts of a programme's platforms have figures once a day has passed; of a blog that no program reads, none. */
static gpointer
figures_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongRange range = { 0, SOTONG_DEMO_NOW - 2 * 86400 };
  g_autoptr(SotongChannel) facebook = sotong_channel_find (db, "서울시 페이스북", error);
  g_autoptr(SotongChannel) blog = sotong_channel_find (db, "서울나들이", error);
  g_autoptr(GPtrArray) posts = sotong_post_figure_list (db, range, facebook->id, 0, error);
  g_autoptr(GPtrArray) by_hand = sotong_post_figure_list (db, range, blog->id, 0, error);

  g_assert_cmpuint (posts->len, >, 300);
  for (guint i = 0; i < posts->len; i++)
    {
      const SotongPostFigure *post = g_ptr_array_index (posts, i);

      g_assert_cmpint (post->values[SOTONG_POST_VIEWS], >, post->values[SOTONG_POST_REACTIONS]);
      g_assert_cmpint (post->values[SOTONG_POST_REACTIONS], >, post->values[SOTONG_POST_COMMENTS]);
      g_assert_cmpint (post->values[SOTONG_POST_CLICKS], ==, SOTONG_NONE);
    }
  for (guint i = 0; i < by_hand->len; i++)
    g_assert_cmpint (((const SotongPostFigure *) g_ptr_array_index (by_hand, i))->values[SOTONG_POST_VIEWS], ==, SOTONG_NONE);
  return db;
}

static void
test_figures (void)
{
  read_with (figures_job);
}

static gpointer
history_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GPtrArray) list = sotong_change_list (db, NULL, 0, 10, error);

  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, ==, 0); /* nobody did any of it: there is nothing to undo */
  return db;
}

static void
test_history (void)
{
  read_with (history_job);
}

static void
test_exists (void)
{
  g_autofree char *path = g_build_filename (demo.dir, "other.sotong", NULL);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (sotong_demo_create (path, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "mine");
  g_unlink (path);
}

static void
test_cancelled (void)
{
  g_autofree char *path = g_build_filename (demo.dir, "cancelled.sotong", NULL);
  g_autofree char *missing = g_build_filename (demo.dir, "nowhere", "a.sotong", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (sotong_demo_create (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_false (sotong_demo_create (missing, NULL, &error));
  g_assert_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND);
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sotong_demo_create_finish (result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (user_data);
}

static void
test_async (void)
{
  g_autofree char *path = g_build_filename (demo.dir, "async.sotong", NULL);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  sotong_demo_create_async (path, NULL, created_cb, loop);
  g_main_loop_run (loop);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  open_demo ();
  g_test_add_func ("/demo/fill/clock", test_clock);
  g_test_add_func ("/demo/fill/check", test_check);
  g_test_add_func ("/demo/fill/approval", test_approval);
  g_test_add_func ("/demo/fill/slots", test_slots);
  g_test_add_func ("/demo/fill/programme", test_programme);
  g_test_add_func ("/demo/fill/promises", test_promises);
  g_test_add_func ("/demo/fill/mentions", test_mentions);
  g_test_add_func ("/demo/fill/crises", test_crises);
  g_test_add_func ("/demo/fill/plan", test_plan);
  g_test_add_func ("/demo/fill/history", test_history);
  g_test_add_func ("/demo/fill/figures", test_figures);
  g_test_add_func ("/demo/fill/exists", test_exists);
  g_test_add_func ("/demo/fill/cancelled", test_cancelled);
  g_test_add_func ("/demo/fill/async", test_async);
  result = g_test_run ();
  close_demo ();
  return result;
}
