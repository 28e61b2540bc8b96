/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-copy-private.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-pane.h"
#include "app/sotong-today-strip.h"
#include "plan-fixture.h"

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
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (button (f, 1)), "error"));
  g_assert_cmpstr (gtk_menu_button_get_label (button (f, 2)), ==, "Waiting for approval: 0");
  g_assert_cmpstr (gtk_menu_button_get_label (button (f, 4)), ==, "To sign in: 1");
  list = open_list (f, 1);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (sotong_context_get_content (sotong_window_get_context (f->window.window)), >, 0);
  list = open_list (f, 4);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (sotong_context_get_channel (sotong_window_get_context (f->window.window)), ==, f->channels[2]);
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  g_test_add ("/app/today/counts", PlanFixture, NULL, plan_fixture_set_up, test_counts, plan_fixture_tear_down);
  g_test_add ("/app/today/failed", PlanFixture, NULL, plan_fixture_set_up, test_failed, plan_fixture_tear_down);
  return g_test_run ();
}
