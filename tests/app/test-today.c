/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  g_test_add ("/app/today/counts", PlanFixture, NULL, plan_fixture_set_up, test_counts, plan_fixture_tear_down);
  return g_test_run ();
}
