/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/panes/sotong-calendar-grid.h"
#include "app/panes/sotong-calendar-pane-private.h"
#include "app/panes/sotong-editor-copy-private.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "app/sotong-today-strip.h"
#include "plan-fixture.h"
#include "plan/sotong-month.h"
#include "publish/sotong-publish-result.h"
#include "store/sotong-figure.h"
#include "store/sotong-today.h"

static SotongTodayStrip *
strip (PlanFixture *f)
{
  return SOTONG_TODAY_STRIP (find_widget (GTK_WIDGET (f->window.window), "SotongTodayStrip"));
}

static gboolean
is_read (PlanFixture *f)
{
  return !sotong_today_strip_is_reading (strip (f));
}

/* The button of a kind, in the order they are shown. */
static GtkMenuButton *
button (PlanFixture *f,
        int          index)
{
  GtkWidget *child = gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (strip (f))));

  while (index-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return GTK_MENU_BUTTON (child);
}

static GtkListBox *
open_list (PlanFixture *f,
           int          index)
{
  gtk_menu_button_popup (button (f, index));
  wait_for_frames (GTK_WIDGET (f->window.window), 2);
  return GTK_LIST_BOX (find_widget (GTK_WIDGET (gtk_menu_button_get_popover (button (f, index))), "GtkListBox"));
}

/* The numbers are those of the workspace, and a failed post opens in the editor. */
static void
test_counts (PlanFixture   *f,
             gconstpointer  data)
{
  GtkListBox *list;

  plan_fixture_wait (f, is_read);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (button (f, 0))));
  g_assert_true (g_str_has_prefix (gtk_menu_button_get_label (button (f, 0)), "Published today: "));
  g_assert_true (g_str_has_prefix (gtk_menu_button_get_label (button (f, 1)), "Failed: "));
  g_assert_cmpstr (gtk_menu_button_get_label (button (f, 1)), !=, "Failed: 0");
  gtk_test_accessible_assert_property (button (f, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_menu_button_get_label (button (f, 1)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (button (f, 1)), "error"));
  g_assert_cmpstr (gtk_menu_button_get_label (button (f, SOTONG_TODAY_WAITING)), ==, "Waiting for approval: 0");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button (f, SOTONG_TODAY_UNSENT)))); /* shown only where there are any */
  g_assert_cmpstr (gtk_menu_button_get_label (button (f, SOTONG_TODAY_SIGN_IN)), ==, "Accounts not let in: 1");
  list = open_list (f, 1);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (sotong_context_get_content (sotong_window_get_context (f->window.window)), >, 0);
  list = open_list (f, SOTONG_TODAY_SIGN_IN);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (sotong_context_get_channel (sotong_window_get_context (f->window.window)), ==, f->channels[2]);
}

static gpointer
figures_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  gboolean news;

  return sotong_figure_note_message (db, *(gint64 *) data, "통계를 볼 권한이 없습니다.", &news, error) ? data : NULL;
}

static gboolean
shows_figures (PlanFixture *f)
{
  return is_read (f) && gtk_widget_get_visible (GTK_WIDGET (button (f, SOTONG_TODAY_FIGURES)));
}

/* An account whose figures cannot be read stands there with why, and its row shows the channel; nothing is shown where all is well. */
static void
test_figures (PlanFixture   *f,
              gconstpointer  data)
{
  GtkListBox *list;

  plan_fixture_wait (f, is_read);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button (f, SOTONG_TODAY_FIGURES))));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, figures_job, &f->channels[0], NULL, NULL));
  plan_fixture_wait (f, shows_figures);
  g_assert_cmpstr (gtk_menu_button_get_label (button (f, SOTONG_TODAY_FIGURES)), ==, "Figures not read: 1");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (button (f, SOTONG_TODAY_FIGURES)), "warning"));
  list = open_list (f, SOTONG_TODAY_FIGURES);
  g_assert_nonnull (find_label_with (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)), "통계를 볼 권한이 없습니다."));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (sotong_context_get_channel (sotong_window_get_context (f->window.window)), ==, f->channels[0]);
}

static SotongEditorPage *
page (PlanFixture *f)
{
  GtkWidget *pane = GTK_WIDGET (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "content"));

  return sotong_editor_pane_get_page (SOTONG_EDITOR_PANE (pane));
}

static gboolean
is_at_failure (PlanFixture *f)
{
  return page (f) != NULL && page (f)->data != NULL && !sotong_editor_page_is_busy (page (f)) && page (f)->wanted_channel == 0;
}

/* Which channel failed, why and what to do is what is seen first, whether the content was open already or not. */
static void
assert_failure_seen (PlanFixture *f,
                     gint64       channel)
{
  SotongEditorCopy *row = sotong_editor_page_get_copy (page (f), channel);
  GtkWidget *failure = GTK_WIDGET (row->failure);
  double top, bottom;

  g_assert_true (gtk_widget_get_mapped (failure));
  g_assert_cmpstr (gtk_label_get_text (row->failure), !=, "");
  g_assert_true (gtk_widget_has_focus (failure));
  g_assert_false (gtk_label_get_selection_bounds (row->failure, NULL, NULL));
  wait_for_frames (GTK_WIDGET (f->window.window), 2);
  g_assert_true (gtk_widget_translate_coordinates (failure, GTK_WIDGET (page (f)->scrolled), 0, 0, NULL, &top));
  bottom = top + gtk_widget_get_height (failure);
  g_assert_cmpfloat (top, >=, 0);
  g_assert_cmpfloat (bottom, <=, gtk_widget_get_height (GTK_WIDGET (page (f)->scrolled)));
}

static void
test_failed (PlanFixture   *f,
             gconstpointer  data)
{
  SotongContext *context = sotong_window_get_context (f->window.window);
  SotongEditorCopy *row = NULL;

  plan_fixture_wait (f, is_read);
  for (int round = 0; round < 2; round++)
    {
      GtkListBox *list = open_list (f, 1);

      g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
      plan_fixture_pane (f, "content");
      plan_fixture_wait (f, is_at_failure);
      for (guint i = 0; i < PLAN_N_CHANNELS && row == NULL; i++)
        {
          row = sotong_editor_page_get_copy (page (f), f->channels[i]);
          if (!gtk_widget_get_visible (GTK_WIDGET (row->failure)))
            row = NULL;
        }
      g_assert_nonnull (row);
      assert_failure_seen (f, sotong_editor_copy_get_channel (row));
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (page (f)->scrolled), 0); /* the person went elsewhere */
      sotong_editor_page_focus (page (f));
    }
  /* Without a channel it is written on. */
  sotong_context_open_content (context, sotong_context_get_content (context));
  wait_for_frames (GTK_WIDGET (f->window.window), 2);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (page (f)->text)));
}

/* ---- from the calendar ---- */

static gpointer
failed_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const SotongEntryQuery query = { .state = SOTONG_STATE_FAILED };

  return sotong_content_entries (db, &query, error);
}

static SotongCalendarPane *
calendar (PlanFixture *f)
{
  return SOTONG_CALENDAR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "calendar"));
}

static gboolean
has_calendar (PlanFixture *f)
{
  return !sotong_calendar_pane_is_busy (calendar (f)) && sotong_calendar_grid_get_data (sotong_calendar_pane_get_grid (calendar (f))) != NULL;
}

/* What failed opens at its channel's row from the calendar too. */
static void
test_failed_in_calendar (PlanFixture   *f,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) entries = sotong_store_read (f->store, failed_job, NULL, NULL, NULL);
  const SotongEntry *entry = g_ptr_array_index (entries, 0);
  SotongCalendarItem *item = NULL;
  GPtrArray *items;

  plan_fixture_pane (f, "calendar");
  plan_fixture_wait (f, has_calendar);
  items = sotong_calendar_model_get_items (calendar (f)->model, sotong_month_day_of_time (entry->at, sotong_context_get_zone (f->context)));
  for (guint i = 0; i < items->len && item == NULL; i++)
    {
      item = g_ptr_array_index (items, i);
      if (item->content_id != entry->content_id || item->state != SOTONG_STATE_FAILED)
        item = NULL;
    }
  g_assert_nonnull (item);
  g_assert_cmpint (item->trouble, ==, entry->channel_id);
  sotong_calendar_model_open (calendar (f)->model, item);
  plan_fixture_pane (f, "content");
  plan_fixture_wait (f, is_at_failure);
  assert_failure_seen (f, entry->channel_id);
}

/* ---- what can be done about it ---- */

static gboolean
is_in_state (PlanFixture *f,
             SotongState  state)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->scheduled);
  SotongEditorCopy *row = sotong_editor_page_get_copy (page (f), f->channels[0]);

  return !sotong_editor_page_is_busy (page (f)) && plan_fixture_copy_on (content, f->channels[0])->state == state
         && row->copy->state == state;
}

static gboolean
has_failed (PlanFixture *f)
{
  return is_in_state (f, SOTONG_STATE_FAILED);
}

static gboolean
is_out (PlanFixture *f)
{
  return is_in_state (f, SOTONG_STATE_PUBLISHED);
}

static void
make_unknown (PlanFixture          *f,
              SotongPracticeServer *server)
{
  const SotongPracticeFault fault = { SOTONG_PRACTICE_FAULT_DROP_BEFORE_STORE, 1, 0, -1, 300, NULL };
  SotongPublisher *publisher = sotong_context_get_publisher (f->context);
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->scheduled);
  g_autoptr(GPtrArray) results = NULL;
  g_autoptr(GError) error = NULL;

  sotong_publisher_set_patience (publisher, 5, 0);
  sotong_practice_server_add_fault (server, &fault);
  results = sotong_publisher_publish_content (publisher, f->scheduled, plan_fixture_copy_on (content, f->channels[0])->id,
                                              SOTONG_PUBLISH_DEFAULT, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((SotongPublishResult *) g_ptr_array_index (results, 0))->state, ==, SOTONG_PUBLISH_UNKNOWN);
}

/* First the platform is asked, by one press; what is not there can then be sent, to that channel alone. */
static void
test_next_step (PlanFixture   *f,
                gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) server = plan_fixture_serve (f);
  g_autoptr(SotongContent) after = NULL;
  SotongPracticeCounts counts;
  SotongEditorCopy *row;
  AdwMessageDialog *dialog;

  make_unknown (f, server);
  sotong_context_open_copy (f->context, f->scheduled, f->channels[0]);
  plan_fixture_pane (f, "content");
  plan_fixture_wait (f, is_at_failure);
  row = sotong_editor_page_get_copy (page (f), f->channels[0]);
  g_assert_true (gtk_widget_get_mapped (row->look_button));
  g_assert_false (gtk_widget_get_visible (row->again_button));
  g_assert_nonnull (strstr (gtk_label_get_text (row->failure), gtk_button_get_label (GTK_BUTTON (row->look_button))));

  g_signal_emit_by_name (row->look_button, "clicked");
  plan_fixture_wait (f, has_failed);
  sotong_practice_server_get_counts (server, &counts);
  g_assert_cmpuint (counts.posts, ==, 0);
  g_assert_false (gtk_widget_get_visible (row->look_button));
  g_assert_true (gtk_widget_get_mapped (row->again_button));

  g_signal_emit_by_name (row->again_button, "clicked");
  dialog = ADW_MESSAGE_DIALOG (find_shown_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "“연습 블로그”."));
  adw_message_dialog_response (dialog, "publish");
  gtk_window_destroy (GTK_WINDOW (dialog));
  plan_fixture_wait (f, is_out);
  after = plan_fixture_content (f, f->scheduled);
  g_assert_cmpint (plan_fixture_copy_on (after, f->channels[1])->state, ==, SOTONG_STATE_SCHEDULED);
  sotong_practice_server_get_counts (server, &counts);
  g_assert_cmpuint (counts.posts, ==, 1);
  g_assert_false (gtk_widget_get_visible (row->next_step));
  sotong_practice_server_stop (server);
}

/* A person who looked says what became of it, and nothing is sent for that. */
static void
test_answered (PlanFixture   *f,
               gconstpointer  published)
{
  g_autoptr(SotongPracticeServer) server = plan_fixture_serve (f);
  SotongPracticeCounts counts;
  SotongEditorCopy *row;

  make_unknown (f, server);
  sotong_context_open_copy (f->context, f->scheduled, f->channels[0]);
  plan_fixture_pane (f, "content");
  plan_fixture_wait (f, is_at_failure);
  row = sotong_editor_page_get_copy (page (f), f->channels[0]);
  g_assert_true (gtk_widget_get_mapped (row->what_became));
  gtk_editable_set_text (GTK_EDITABLE (row->url_entry), "https://example.org/2016/10/answered");
  g_signal_emit_by_name (published != NULL ? row->there_button : row->not_there_button, "clicked");
  plan_fixture_wait (f, published != NULL ? is_out : has_failed);
  if (published != NULL)
    {
      g_autoptr(SotongContent) after = plan_fixture_content (f, f->scheduled);

      g_assert_cmpstr (plan_fixture_copy_on (after, f->channels[0])->remote_url, ==, "https://example.org/2016/10/answered");
    }
  sotong_practice_server_get_counts (server, &counts);
  g_assert_cmpuint (counts.posts, ==, 0);
  sotong_practice_server_stop (server);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  g_test_add ("/app/today/counts", PlanFixture, NULL, plan_fixture_set_up, test_counts, plan_fixture_tear_down);
  g_test_add ("/app/today/figures", PlanFixture, NULL, plan_fixture_set_up, test_figures, plan_fixture_tear_down);
  g_test_add ("/app/today/failed", PlanFixture, NULL, plan_fixture_set_up, test_failed, plan_fixture_tear_down);
  g_test_add ("/app/today/failed-in-calendar", PlanFixture, NULL, plan_fixture_set_up, test_failed_in_calendar, plan_fixture_tear_down);
  g_test_add ("/app/today/next-step", PlanFixture, NULL, plan_fixture_set_up, test_next_step, plan_fixture_tear_down);
  g_test_add ("/app/today/answered-published", PlanFixture, "published", plan_fixture_set_up, test_answered, plan_fixture_tear_down);
  g_test_add ("/app/today/answered-not-published", PlanFixture, NULL, plan_fixture_set_up, test_answered, plan_fixture_tear_down);
  return g_test_run ();
}
