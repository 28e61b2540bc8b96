/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-promise-bar.h"
#include "app/panes/sotong-promise-contents.h"
#include "app/panes/sotong-promise-row.h"
#include "panes-data.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-db-private.h"
#include "store/sotong-deliverable.h"
#include "util/sotong-i18n.h"

#define DAY G_GINT64_CONSTANT (86400)

/* ---- what is shown ---- */

static gpointer
set_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  SotongDeliverable target = { .type = (char *) "blog-post", .campaign_id = SOTONG_NONE, .line_id = SOTONG_NONE,
                               .quantity = GPOINTER_TO_INT (data), .unit = (char *) "posts" };

  return GSIZE_TO_POINTER ((gsize) sotong_deliverable_set (db, 2016, &target, "Blog post", error));
}

static gint64
set_promise (PanesFixture *f,
             int           quantity)
{
  g_autoptr(GError) error = NULL;
  gpointer id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, set_job, GINT_TO_POINTER (quantity), NULL, &error);

  g_assert_no_error (error);
  return (gint64) GPOINTER_TO_SIZE (id);
}

static gpointer
channel_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_new ();

  channel->name = g_strdup ("블로그");
  channel->platform = g_strdup ("naver-blog");
  channel->url = g_strdup ("https://blog.example/city");
  return GSIZE_TO_POINTER ((gsize) sotong_channel_add (db, channel, error));
}

typedef struct {
  gint64      channel;
  SotongState state;
  gint64      at;
} Wanted;

static gpointer
content_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Wanted *wanted = data;
  g_autoptr(SotongContent) content = sotong_content_new ();
  SotongCopy *copy = sotong_copy_new (wanted->channel);

  content->title = g_strdup ("가을 소식");
  content->type = g_strdup ("blog-post");
  content->body = g_strdup ("글");
  content->planned_at = wanted->at;
  copy->state = wanted->state;
  copy->publish_at = wanted->at;
  if (wanted->state == SOTONG_STATE_PUBLISHED)
    copy->published_at = wanted->at;
  g_ptr_array_add (content->copies, copy);
  return GSIZE_TO_POINTER ((gsize) sotong_content_add (db, content, error));
}

static gint64
add_content (PanesFixture *f,
             gint64        channel,
             SotongState   state,
             gint64        at)
{
  Wanted wanted = { channel, state, at };
  g_autoptr(GError) error = NULL;
  gpointer id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, content_job, &wanted, NULL, &error);

  g_assert_no_error (error);
  return (gint64) GPOINTER_TO_SIZE (id);
}

static gint64
add_channel (PanesFixture *f)
{
  g_autoptr(GError) error = NULL;
  gpointer id = sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, channel_job, NULL, NULL, &error);

  g_assert_no_error (error);
  return (gint64) GPOINTER_TO_SIZE (id);
}

static GtkListBox *
list_of (GtkWidget *pane)
{
  return GTK_LIST_BOX (find_widget (pane, "GtkListBox"));
}

static SotongPromiseRow *
first_row (GtkWidget *pane)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list_of (pane), 0);

  return row != NULL ? SOTONG_PROMISE_ROW (row) : NULL;
}

static const SotongBullet *
bullet_of (GtkWidget *pane)
{
  return sotong_promise_bar_get (SOTONG_PROMISE_BAR (find_widget (pane, "SotongPromiseBar")));
}

static void
undo (PanesFixture *f,
      const char   *action)
{
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), action));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), action, NULL);
}

static GtkWidget *
find_toplevel (GType type)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

/* ---- tests ---- */

/* A content that is drafted, scheduled, published or taken back moves the bar with nothing else done. */
static void
test_moves (PanesFixture  *f,
            gconstpointer  data)
{
  gint64 channel = add_channel (f);
  SotongPromiseRow *row;
  GtkWidget *pane;

  set_promise (f, 10);
  pane = panes_show (f, "promise");
  panes_wait_until (panes_find_text (pane, "0 / 10 posts") != NULL);
  row = first_row (pane);
  g_assert_cmpfloat (bullet_of (pane)->target, ==, 10);
  g_assert_cmpfloat (bullet_of (pane)->pace, ==, 7); /* 10 × 288 ÷ 366 = 7.9 */
  add_content (f, channel, SOTONG_STATE_DRAFT, PANES_NOW + 5 * DAY);
  panes_wait_until (bullet_of (pane)->parts[SOTONG_BULLET_DRAFT] == 1);
  add_content (f, channel, SOTONG_STATE_SCHEDULED, PANES_NOW + 6 * DAY);
  panes_wait_until (bullet_of (pane)->parts[SOTONG_BULLET_SCHEDULED] == 1);
  undo (f, "undo");
  panes_wait_until (bullet_of (pane)->parts[SOTONG_BULLET_SCHEDULED] == 0);
  add_content (f, channel, SOTONG_STATE_PUBLISHED, PANES_NOW - DAY);
  panes_wait_until (panes_find_text (pane, "1 / 10 posts") != NULL);
  g_assert_cmpfloat (bullet_of (pane)->parts[SOTONG_BULLET_DONE], ==, 1);
  set_promise (f, 1);
  panes_wait_until (bullet_of (pane)->target == 1);
  g_assert_true (row == first_row (pane)); /* and keeps the focus */
}

static void
test_accessible (PanesFixture  *f,
                 gconstpointer  data)
{
  gint64 channel = add_channel (f);
  GtkWidget *pane;
  int width;
  g_autofree char *tooltip = NULL;

  set_promise (f, 1);
  add_content (f, channel, SOTONG_STATE_SCHEDULED, PANES_NOW + 6 * DAY);
  pane = panes_show (f, "promise");
  panes_wait_until (panes_find_text (pane, "0 / 1 posts") != NULL);
  g_assert_nonnull (panes_find_text (pane, "On track: 2016-10-20 as scheduled"));
  gtk_test_accessible_assert_property (first_row (pane), GTK_ACCESSIBLE_PROPERTY_LABEL, "Blog post");
  gtk_test_accessible_assert_property (first_row (pane), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "0 / 1 posts done, 1 scheduled, 0 in draft. As scheduled it is met on 2016-10-20. On the even pace of 0.");
  g_object_get (first_row (pane), "tooltip-text", &tooltip, NULL);
  g_assert_nonnull (strstr (tooltip, "As scheduled"));
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 300);
}

/* An empty workspace teaches how to begin, and the form sets the first promise. */
static void
test_first (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "promise"), *form, *row;

  panes_wait_until (find_widget (pane, "AdwStatusPage") != NULL && gtk_widget_get_mapped (find_widget (pane, "AdwStatusPage")));
  panes_click (gtk_widget_get_ancestor (panes_find_text (find_widget (pane, "AdwStatusPage"), "Set a Promise…"), GTK_TYPE_BUTTON));
  panes_wait_until ((form = find_toplevel (SOTONG_TYPE_FORM)) != NULL);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  row = find_widget (form, "AdwEntryRow");
  gtk_editable_set_text (GTK_EDITABLE (row), "many");
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (form)));
  g_assert_nonnull (panes_find_text (form, "1,000,000"));
  gtk_editable_set_text (GTK_EDITABLE (row), " 500 ");
  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (form)));
  panes_wait_until (form == NULL);
  panes_wait_until (panes_find_text (pane, "0 / 500 posts") != NULL);
  undo (f, "undo");
  panes_wait_until (gtk_widget_get_mapped (find_widget (pane, "AdwStatusPage")));
}

static void
test_change_and_remove (PanesFixture  *f,
                        gconstpointer  data)
{
  GtkWidget *pane, *form;

  set_promise (f, 40);
  pane = panes_show (f, "promise");
  panes_wait_until (panes_find_text (pane, "0 / 40 posts") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (first_row (pane)), "promise.edit", NULL);
  panes_wait_until ((form = find_toplevel (SOTONG_TYPE_FORM)) != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_widget (form, "AdwEntryRow"))), ==, "40");
  gtk_editable_set_text (GTK_EDITABLE (find_widget (form, "AdwEntryRow")), "45");
  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (form)));
  panes_wait_until (form == NULL);
  panes_wait_until (panes_find_text (pane, "0 / 45 posts") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (first_row (pane)), "promise.remove", NULL);
  panes_wait_until (first_row (pane) == NULL);
  undo (f, "undo");
  panes_wait_until (first_row (pane) != NULL && panes_find_text (pane, "0 / 45 posts") != NULL);
  undo (f, "undo");
  panes_wait_until (panes_find_text (pane, "0 / 40 posts") != NULL);
}

/* Enter on a row lists the contents behind it; Enter on one of these opens it. */
static void
test_contents (PanesFixture  *f,
               gconstpointer  data)
{
  gint64 channel = add_channel (f), draft;
  GtkWidget *pane, *window;
  g_autoptr(SotongTable) table = NULL;
  GtkDropDown *choice;
  GListModel *model;

  set_promise (f, 10);
  for (int i = 0; i < 3; i++)
    add_content (f, channel, SOTONG_STATE_PUBLISHED, PANES_NOW - i * DAY);
  draft = add_content (f, channel, SOTONG_STATE_DRAFT, PANES_NOW + DAY);
  pane = panes_show (f, "promise");
  panes_wait_until (panes_find_text (pane, "3 / 10 posts") != NULL);
  g_signal_emit_by_name (list_of (pane), "row-activated", first_row (pane));
  panes_wait_until ((window = find_toplevel (SOTONG_TYPE_PROMISE_CONTENTS)) != NULL);
  model = sotong_promise_contents_get_model (SOTONG_PROMISE_CONTENTS (window));
  panes_wait_until (g_list_model_get_n_items (model) == 4);
  wait_for_frames (window, 2);
  g_assert_cmpuint (count_unnamed (window), ==, 0);
  g_assert_nonnull (panes_find_text (window, "2016-10-15"));
  table = sotong_promise_contents_make_table (SOTONG_PROMISE_CONTENTS (window));
  g_assert_cmpuint (sotong_table_get_n_rows (table), ==, 5);
  g_assert_cmpuint (sotong_table_get_n_columns (table), ==, 8);
  g_assert_cmpstr (((SotongCell *) g_ptr_array_index (sotong_table_get_row (table, 4)->cells, 2))->text, ==, "2016-10-15");
  gtk_widget_activate_action (window, "promise.copy", NULL);
  g_assert_nonnull (panes_find_text (window, "The table was copied"));
  choice = GTK_DROP_DOWN (find_widget (window, "GtkDropDown"));
  gtk_drop_down_set_selected (choice, 3);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  sotong_promise_contents_open (SOTONG_PROMISE_CONTENTS (window), 0);
  panes_wait_until (window == NULL);
  g_assert_cmpint (sotong_context_get_content (f->context), ==, draft);
}

static gpointer
last_year_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  SotongDeliverable target = { .type = (char *) "blog-post", .campaign_id = SOTONG_NONE, .line_id = SOTONG_NONE,
                               .quantity = 7, .unit = (char *) "posts" };

  return GSIZE_TO_POINTER ((gsize) sotong_deliverable_set (db, 2015, &target, "Blog post", error));
}

/* Two years side by side: a copy keeps the year that was chosen in it, and so does the layout. */
static void
test_copy (PanesFixture  *f,
           gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  g_autoptr(GVariant) layout = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *pane, *copy;

  set_promise (f, 10);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, last_year_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "promise");
  panes_wait_until (panes_find_text (pane, "0 / 10 posts") != NULL);
  copy = GTK_WIDGET (sotong_workbench_copy_pane (bench, "promise"));
  panes_wait_until (panes_find_text (copy, "0 / 10 posts") != NULL);
  g_assert_cmpuint (count_unnamed (copy), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (copy, "GtkDropDown")), 1);
  panes_wait_until (panes_find_text (copy, "0 / 7 posts") != NULL);
  sotong_workbench_show_pane (bench, "promise");
  panes_wait_until (panes_find_text (pane, "0 / 10 posts") != NULL);
  layout = sotong_workbench_save_layout (bench);
  sotong_workbench_reset_layout (bench);
  g_assert_true (sotong_workbench_restore_layout (bench, layout, 0, 0));
  sotong_workbench_show_pane (bench, "promise#2");
  copy = GTK_WIDGET (sotong_workbench_get_pane (bench, "promise#2"));
  panes_wait_until (panes_find_text (copy, "0 / 7 posts") != NULL);
}

static gpointer
script_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_script (db, data, error) ? data : NULL;
}

/* While promises are read the pane says so; why they cannot be read stands in their place with a way to try again. */
static void
test_waiting_and_failed (PanesFixture  *f,
                         gconstpointer  data)
{
  GtkWidget *pane, *again, *spinner;

  set_promise (f, 10);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, script_job, (gpointer) "ALTER TABLE deliverable_target RENAME TO lost", NULL, NULL));
  pane = panes_show (f, "promise");
  panes_wait_until (panes_find_text (pane, "The promises could not be read") != NULL);
  spinner = find_widget (pane, "GtkSpinner");
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, script_job, (gpointer) "ALTER TABLE lost RENAME TO deliverable_target", NULL, NULL));
  again = gtk_widget_get_ancestor (panes_find_text (pane, "Try Again"), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_grab_focus (again));
  panes_click (again);
  g_assert_nonnull (panes_find_text (pane, "The promises are being read…"));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  panes_wait_until (panes_find_text (pane, "0 / 10 posts") != NULL);
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window.window)), pane));
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
  ADD ("/app/promise/waiting-and-failed", test_waiting_and_failed);
  ADD ("/app/promise/moves", test_moves);
  ADD ("/app/promise/accessible", test_accessible);
  ADD ("/app/promise/first", test_first);
  ADD ("/app/promise/change-and-remove", test_change_and_remove);
  ADD ("/app/promise/contents", test_contents);
  ADD ("/app/promise/copy", test_copy);
  return g_test_run ();
}
