/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/sotong-task-commands.h"
#include "panes-data.h"
#include "publish/sotong-practice-setup.h"
#include "report/sotong-hwpx.h"
#include "report/sotong-pdf.h"
#include "store/sotong-content.h"
#include "store/sotong-mention.h"
#include "store/sotong-source.h"
#include "util/sotong-i18n.h"

static SotongTask *
newest_task (PanesFixture *f)
{
  g_autoptr(SotongTask) task = g_list_model_get_item (sotong_context_get_tasks (f->context), 0);

  return task; /* the list keeps it */
}

static void
test_task (void)
{
  g_autoptr(SotongTask) task = sotong_task_new ("가져오기");
  g_autoptr(SotongTask) stopped = sotong_task_new ("게시");
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no");

  g_assert_cmpfloat (sotong_task_get_fraction (task), ==, SOTONG_TASK_UNKNOWN);
  sotong_task_set_fraction (task, 1.5);
  g_assert_cmpfloat (sotong_task_get_fraction (task), ==, 1);
  sotong_task_done (task, "10건");
  g_assert_true (sotong_task_is_over (task));
  sotong_task_set_detail (task, "뒤늦은 말");
  g_assert_cmpstr (sotong_task_get_detail (task), ==, "10건");
  sotong_task_cancel (task);
  g_assert_cmpint (sotong_task_get_state (task), ==, SOTONG_TASK_DONE);

  sotong_task_cancel (stopped);
  g_assert_true (g_cancellable_is_cancelled (sotong_task_get_cancellable (stopped)));
  g_assert_cmpint (sotong_task_get_state (stopped), ==, SOTONG_TASK_CANCELLING);
  g_assert_false (sotong_task_is_over (stopped));
  sotong_task_end (stopped, NULL, cancelled);
  g_assert_cmpint (sotong_task_get_state (stopped), ==, SOTONG_TASK_CANCELLED);
}

/* A window stays open for weeks: what is over goes in the end, what still runs does not. */
static void
test_many (PanesFixture  *f,
           gconstpointer  data)
{
  GListModel *tasks = sotong_context_get_tasks (f->context);
  g_autoptr(SotongTask) running = sotong_task_new ("Running");
  g_autoptr(SotongTask) first = NULL;
  g_autoptr(SotongTask) last = NULL;

  sotong_context_add_task (f->context, running);
  for (int i = 0; i < 150; i++)
    {
      g_autofree char *title = g_strdup_printf ("Task %d", i);
      g_autoptr(SotongTask) task = sotong_task_new (title);

      sotong_task_done (task, "Done.");
      sotong_context_add_task (f->context, task);
    }
  g_assert_cmpuint (g_list_model_get_n_items (tasks), ==, 100);
  first = g_list_model_get_item (tasks, 0);
  last = g_list_model_get_item (tasks, 99);
  g_assert_cmpstr (sotong_task_get_title (first), ==, "Task 149");
  g_assert_true (last == running);
  sotong_task_done (running, "Done.");
}

static void
test_rows (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "activity");
  g_autoptr(SotongTask) task = sotong_task_new ("Reading");

  panes_wait_until (panes_find_text (pane, "appear here") != NULL);
  sotong_context_add_task (f->context, task);
  panes_wait_until (panes_find_text (pane, "Reading") != NULL);
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  sotong_task_set_detail (task, "page 3");
  g_assert_nonnull (panes_find_text (pane, "page 3"));
  sotong_context_clear_tasks (f->context); /* it still runs */
  g_assert_nonnull (panes_find_text (pane, "Reading"));
  sotong_task_fail (task, "The server answered 500.");
  g_assert_nonnull (panes_find_text (pane, "answered 500"));
  g_assert_nonnull (panes_find_text (pane, "Failed"));
  sotong_context_clear_tasks (f->context);
  panes_wait_until (panes_find_text (pane, "Reading") == NULL);
}

static gpointer
count_sources_job (SotongDb      *db,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  GError *local = NULL;
  gint64 id = sotong_source_find (db, data, &local);

  g_clear_error (&local);
  return GINT_TO_POINTER (id != 0 ? 2 : 1);
}

static int
count_sources (PanesFixture *f,
               const char   *name)
{
  return GPOINTER_TO_INT (sotong_store_read (f->store, count_sources_job, (gpointer) name, NULL, NULL)) - 1;
}

static void
test_import (PanesFixture  *f,
             gconstpointer  data)
{
  g_autofree char *good = g_build_filename (f->directory, "good.jsonl", NULL);
  g_autofree char *bad = g_build_filename (f->directory, "bad.jsonl", NULL);
  GtkWidget *pane;

  g_assert_true (g_file_set_contents (good, "{\"external_id\":\"a\",\"author\":\"시민\",\"published_at\":\"2016-10-01T10:00:00+09:00\",\"text\":\"반가워요\"}\n", -1, NULL));
  g_assert_true (g_file_set_contents (bad, "{\"external_id\":\"b\",\"published_at\":\"언젠가\",\"text\":\"?\"}\n", -1, NULL));
  panes_add_mentions (f->store, 3, 60); /* makes source 1 */
  pane = panes_show (f, "activity");
  sotong_task_import_file (f->window.window, good, 1, NULL);
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_DONE);
  panes_wait_until (panes_find_text (pane, "Imported") != NULL);

  sotong_task_import_file (f->window.window, bad, 1, NULL);
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_FAILED);
  g_assert_nonnull (strstr (sotong_task_get_detail (newest_task (f)), "Nothing was imported"));

  sotong_task_import_file (f->window.window, bad, 0, "새 광장");
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_FAILED);
  g_assert_cmpint (count_sources (f, "새 광장"), ==, 0);
  sotong_task_import_file (f->window.window, good, 0, "새 광장");
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_DONE);
  g_assert_cmpint (count_sources (f, "새 광장"), ==, 1);
  g_unlink (good);
  g_unlink (bad);
}

static gboolean
write_many (const char *path,
            int         n)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "{\"external_id\":\"%d\",\"published_at\":\"2016-10-14\",\"text\":\"말 %d\"}\n", i, i);
  return g_file_set_contents (path, text->str, -1, NULL);
}

static gpointer
count_mentions_job (SotongDb      *db,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  gint64 n = 0;

  return sotong_mention_count (db, query, &n, error) ? GSIZE_TO_POINTER ((gsize) n + 1) : NULL;
}

static int
count_mentions (PanesFixture *f)
{
  return (int) GPOINTER_TO_SIZE (sotong_store_read (f->store, count_mentions_job, NULL, NULL, NULL)) - 1;
}

/* Undoing a large import has a line with which it can be stopped; the next opening finishes it. */
static void
test_undo_import (PanesFixture  *f,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->directory, "many.jsonl", NULL);
  GListModel *tasks = sotong_context_get_tasks (f->context);
  GtkWidget *pane;
  guint n_tasks;

  g_assert_true (write_many (path, 11000));
  pane = panes_show (f, "activity");
  sotong_task_import_file (f->window.window, path, 0, "광장");
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (count_mentions (f), ==, 11000);
  n_tasks = g_list_model_get_n_items (tasks);
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (g_list_model_get_n_items (tasks) > n_tasks);
  g_assert_nonnull (panes_find_text (pane, "11,000 mentions"));
  sotong_task_cancel (newest_task (f));
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  if (sotong_task_get_state (newest_task (f)) == SOTONG_TASK_CANCELLED) /* it may have ended before */
    {
      g_assert_nonnull (strstr (sotong_task_get_detail (newest_task (f)), "next opened"));
      g_assert_cmpint (count_mentions (f), >, 0);
      sotong_task_recover (f->window.window);
      panes_wait_until (g_list_model_get_n_items (tasks) == n_tasks + 2);
      panes_wait_until (sotong_task_is_over (newest_task (f)));
      g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_DONE);
    }
  g_assert_cmpint (count_mentions (f), ==, 0);
  g_unlink (path);
}

typedef struct {
  gint64 channel;
} Post;

static gpointer
post_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Post *post = data;
  g_autoptr(SotongContent) content = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (post->channel);

  content->title = g_strdup ("축제 안내");
  content->type = g_strdup ("sns");
  content->body = g_strdup ("토요일 저녁 한강에서 만나요.");
  copy->state = SOTONG_STATE_SCHEDULED;
  copy->publish_at = sotong_db_now (db) - 60;
  g_ptr_array_add (content->copies, copy);
  return sotong_content_add (db, content, error) > 0 ? GINT_TO_POINTER (TRUE) : NULL;
}

static gpointer
practice_channel_job (SotongDb      *db,
                      gpointer       data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(GPtrArray) channels = sotong_channel_list (db, error);

  g_assert_nonnull (channels);
  for (guint i = 0; i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);

      if (g_str_equal (channel->platform, "practice"))
        return g_memdup2 (&channel->id, sizeof channel->id);
    }
  g_assert_not_reached ();
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* From the platform's start to the post that is out and the mentions that are there. */
static void
test_practice (PanesFixture  *f,
               gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (f->window.window);
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *channel = NULL;
  SotongTask *practice;
  GtkWidget *pane;
  Post post;

  sotong_context_set_secrets (f->context, secrets);
  pane = panes_show (f, "activity");
  g_assert_true (g_action_group_get_action_enabled (actions, "practice"));
  g_action_group_change_action_state (actions, "practice", g_variant_new_boolean (TRUE));
  panes_wait_until (sotong_task_get_fraction (newest_task (f)) == SOTONG_TASK_STANDING);
  practice = newest_task (f);
  g_assert_nonnull (strstr (sotong_task_get_detail (practice), "http://127.0.0.1:"));

  channel = sotong_store_read (f->store, practice_channel_job, NULL, NULL, &error);
  g_assert_no_error (error);
  post.channel = *channel;
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, post_job, &post, NULL, &error);
  g_assert_no_error (error);

  /* It asks before, and names what goes out. */
  g_action_group_activate_action (actions, "publish-due", NULL);
  panes_wait_until (find_dialog () != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ())), "축제 안내"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "publish");
  panes_wait_until (newest_task (f) != practice && sotong_task_is_over (newest_task (f)));
  g_assert_cmpstr (sotong_task_get_detail (newest_task (f)), ==, "1 post is out.");
  panes_wait_until (panes_find_text (pane, "축제 안내") != NULL);

  g_action_group_activate_action (actions, "fetch", NULL);
  panes_wait_until (g_list_model_get_n_items (sotong_context_get_tasks (f->context)) == 3 && sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_DONE);

  g_action_group_change_action_state (actions, "practice", g_variant_new_boolean (FALSE));
  panes_wait_until (sotong_task_is_over (practice));
  g_assert_nonnull (strstr (sotong_task_get_detail (practice), "1 post"));
  {
    g_autoptr(GVariant) state = g_action_group_get_action_state (actions, "practice");

    g_assert_false (g_variant_get_boolean (state));
  }
}

/* A window that is closed stops what is under way. */
static void
test_close (PanesFixture  *f,
            gconstpointer  data)
{
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();
  g_autoptr(SotongTask) task = NULL;

  sotong_context_set_secrets (f->context, secrets);
  panes_show (f, "activity");
  sotong_task_practice (f->window.window, TRUE);
  task = g_object_ref (newest_task (f));
  sotong_window_set_context (f->window.window, NULL, NULL);
  panes_wait_until (sotong_task_is_over (task));
}

static void
test_nothing (PanesFixture  *f,
              gconstpointer  data)
{
  panes_show (f, "activity");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "publish-due", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "fetch", NULL);
  panes_spin (100);
  g_assert_null (find_dialog ());
  g_assert_cmpuint (g_list_model_get_n_items (sotong_context_get_tasks (f->context)), ==, 0);
}

static void
test_report (PanesFixture  *f,
             gconstpointer  data)
{
  g_autofree char *pdf = g_build_filename (f->directory, "요약.pdf", NULL);
  g_autofree char *csv = g_build_filename (f->directory, "총괄.csv", NULL);
  g_autofree char *hwpx = g_build_filename (f->directory, "요약.hwpx", NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  SotongRange year;

  panes_add_budget (f->store);
  panes_show (f, "activity");
  g_assert_true (sotong_time_parse_period ("2016", zone, &year, NULL));
  sotong_task_report_to (f->window.window, SOTONG_TASK_REPORT_BUDGET, year, 0, NULL, sotong_pdf_write, NULL, pdf);
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_DONE);
  g_assert_cmpint (g_unlink (pdf), ==, 0);
  sotong_task_report_to (f->window.window, SOTONG_TASK_REPORT_BUDGET, year, 0, NULL, NULL, "totals", csv);
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_DONE);
  g_assert_cmpint (g_unlink (csv), ==, 0);
  sotong_task_report_to (f->window.window, SOTONG_TASK_REPORT_BUDGET, year, 0, NULL, sotong_hwpx_write, NULL, hwpx);
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_DONE);
  g_assert_cmpint (g_unlink (hwpx), ==, 0);
  sotong_task_report_to (f->window.window, SOTONG_TASK_REPORT_PERFORMANCE, year, 0, NULL, sotong_pdf_write, NULL, "/nowhere/at/all.pdf");
  panes_wait_until (sotong_task_is_over (newest_task (f)));
  g_assert_cmpint (sotong_task_get_state (newest_task (f)), ==, SOTONG_TASK_FAILED);
}

#define ADD(path, function) \
  g_test_add (path, PanesFixture, NULL, panes_set_up, function, panes_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  g_test_add_func ("/app/activity/task", test_task);
  ADD ("/app/activity/rows", test_rows);
  ADD ("/app/activity/many", test_many);
  ADD ("/app/activity/import", test_import);
  ADD ("/app/activity/undo-import", test_undo_import);
  ADD ("/app/activity/practice", test_practice);
  ADD ("/app/activity/close", test_close);
  ADD ("/app/activity/nothing", test_nothing);
  ADD ("/app/activity/report", test_report);
  return g_test_run ();
}
