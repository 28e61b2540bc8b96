/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-hand-dialog.h"
#include "plan-fixture.h"
#include "store/sotong-approval.h"
#include "store/sotong-channel.h"
#include "store/sotong-db-private.h"
#include "store/sotong-restricted.h"
#include "util/sotong-i18n.h"

static SotongHandDialog *dialog;
static guint wanted;
static gint64 content_id;

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  SotongChannel channel = { .name = (char *) "네이버 <블로그>", .platform = (char *) "naver-blog", .user = (char *) "seoul", .agency_id = SOTONG_NONE };
  g_autoptr(SotongContent) content = sotong_content_new ();
  gint64 id = sotong_channel_add (db, &channel, error);
  SotongCopy *copy = sotong_copy_new (id);

  if (id == 0 || !sotong_db_exec (db, error, "UPDATE copy SET state = 'draft' WHERE state IN ('failed', 'missed', 'scheduled')", ""))
    return NULL;
  content->title = g_strdup ("가을 <축제> & 안내");
  content->body = g_strdup ("첫 줄\n둘째 줄 <b>");
  content->type = g_strdup ("blog-post");
  content->planned_at = copy->publish_at = plan_time (10, 14, 9);
  copy->state = SOTONG_STATE_SCHEDULED;
  g_ptr_array_add (content->copies, copy);
  content_id = sotong_content_add (db, content, error);
  return content_id != 0 ? db : NULL;
}

static gboolean
shows_wanted (PlanFixture *f)
{
  return sotong_hand_dialog_get_n (dialog) == wanted;
}

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *words)
{
  const char *text = NULL;

  if (GTK_IS_BUTTON (widget))
    text = gtk_button_get_label (GTK_BUTTON (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    text = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && g_strcmp0 (text, words) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click (const char *label)
{
  g_signal_emit_by_name (find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, label), "clicked");
}

static SotongCopy *
dup_copy (PlanFixture *f)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, content_id);

  return g_ptr_array_steal_index (content->copies, 0);
}

static gboolean
is_saved (PlanFixture *f)
{
  g_autofree char *path = g_build_filename (f->directory, "post", "text.txt", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What is due stands there, is copied and saved, and its address is noted; the note can be undone. */
static void
test_note (PlanFixture   *f,
           gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (f->directory, "post", NULL);
  g_autofree char *path = g_build_filename (folder, "title.txt", NULL);
  g_autofree char *title = NULL;
  g_autoptr(SotongCopy) before = NULL;
  g_autoptr(SotongCopy) after = NULL;
  GtkWidget *entry;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, NULL, NULL, NULL));
  dialog = sotong_hand_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  wanted = 1;
  plan_fixture_wait (f, shows_wanted);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "Text"))), ==, "첫 줄\n둘째 줄 <b>");
  click ("Copy Title");
  click ("Copy Text");
  before = dup_copy (f);
  sotong_hand_dialog_save_to (dialog, before->id, folder);
  plan_fixture_wait (f, is_saved);
  g_assert_true (g_file_get_contents (path, &title, NULL, NULL));
  g_assert_cmpstr (title, ==, "가을 <축제> & 안내");

  /* An address of something else is not taken, and what was typed stays. */
  entry = find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "Public address of the post");
  gtk_editable_set_text (GTK_EDITABLE (entry), "https://blog.naver.com/busan/1");
  click ("Check");
  click ("Note as Published");
  gtk_editable_set_text (GTK_EDITABLE (entry), "m.blog.naver.com/seoul/223100000001");
  click ("Note as Published");
  wanted = 0;
  plan_fixture_wait (f, shows_wanted);
  after = dup_copy (f);
  g_assert_cmpint (after->state, ==, SOTONG_STATE_PUBLISHED_BY_HAND);
  g_assert_cmpstr (after->remote_url, ==, "https://blog.naver.com/seoul/223100000001");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  wanted = 1;
  plan_fixture_wait (f, shows_wanted);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gpointer
approval_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_approval_set_on (db, TRUE, error) ? db : NULL;
}

static gboolean
says_why_not (PlanFixture *f)
{
  return find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "May not be posted yet") != NULL;
}

/* Where approval is on, nothing helps to post what was not approved: it says so instead. */
static void
test_why_not (PlanFixture   *f,
              gconstpointer  data)
{
  g_autoptr(SotongCopy) copy = NULL;
  GtkWidget *row, *entry;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, NULL, NULL, NULL));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, approval_job, NULL, NULL, NULL));
  dialog = sotong_hand_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  plan_fixture_wait (f, says_why_not);
  row = find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "May not be posted yet");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "not been approved"));
  g_assert_nonnull (find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "Text"));
  g_assert_null (find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Copy Text"));
  g_assert_null (find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Open Page"));
  /* Not even as if it had been. */
  entry = find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "Public address of the post");
  gtk_editable_set_text (GTK_EDITABLE (entry), "https://blog.naver.com/seoul/223100000001");
  click ("Note as Published");
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, approval_job, NULL, NULL, NULL)); /* comes after it */
  copy = dup_copy (f);
  g_assert_cmpint (copy->state, ==, SOTONG_STATE_SCHEDULED);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gpointer
mourning_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  SotongRestrictedPeriod mourning = { .kind = SOTONG_RESTRICTED_MOURNING, .name = (char *) "애도", .starts_on = (char *) "2016-10-14",
                                      .ends_on = (char *) "2016-10-14", .legal_ground = (char *) "국무회의", .all = TRUE };

  return sotong_restricted_save (db, &mourning, error) != 0 ? db : NULL;
}

/* What was posted before a restriction came is out: that can be noted all the same. */
static void
test_posted_before (PlanFixture   *f,
                    gconstpointer  data)
{
  g_autoptr(SotongCopy) copy = NULL;
  GtkWidget *entry;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, NULL, NULL, NULL));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, mourning_job, NULL, NULL, NULL));
  dialog = sotong_hand_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  plan_fixture_wait (f, says_why_not);
  entry = find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "Public address of the post");
  g_assert_true (gtk_widget_get_sensitive (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "https://blog.naver.com/seoul/223100000001");
  click ("Note as Published");
  wanted = 0;
  plan_fixture_wait (f, shows_wanted);
  copy = dup_copy (f);
  g_assert_cmpint (copy->state, ==, SOTONG_STATE_PUBLISHED_BY_HAND);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hand/note", PlanFixture, NULL, plan_fixture_set_up, test_note, plan_fixture_tear_down);
  g_test_add ("/hand/posted-before", PlanFixture, NULL, plan_fixture_set_up, test_posted_before, plan_fixture_tear_down);
  g_test_add ("/hand/why-not", PlanFixture, NULL, plan_fixture_set_up, test_why_not, plan_fixture_tear_down);
  return g_test_run ();
}
