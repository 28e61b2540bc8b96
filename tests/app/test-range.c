/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-chart-view.h"
#include "app/sotong-range-bar.h"
#include "panes-data.h"
#include "util/sotong-i18n.h"

#define DAY 86400

static SotongChartView *
view_of (GtkWidget *pane)
{
  return SOTONG_CHART_VIEW (find_widget (pane, "SotongChartView"));
}

static guint
n_points (GtkWidget *pane)
{
  SotongChart *chart = sotong_chart_view_get_chart (view_of (pane));

  return chart != NULL ? (guint) sotong_slots_get_length (sotong_chart_get_slots (chart)) : 0;
}

static SotongWorkbench *
bench (PanesFixture *f)
{
  return sotong_window_get_workbench (f->window.window);
}

/* The bar comes with the first pane that heeds it and goes with the last; what is chosen there is chosen for all. */
static void
test_bar (PanesFixture  *f,
          gconstpointer  data)
{
  GtkWidget *pane, *bar, *button;
  SotongRange range;

  panes_add_mentions (f->store, 600, 3600);
  g_assert_null (find_widget (GTK_WIDGET (f->window.window), "SotongRangeBar"));
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) == 26);
  bar = find_widget (GTK_WIDGET (f->window.window), "SotongRangeBar");
  g_assert_nonnull (bar);
  g_assert_cmpuint (count_unnamed (bar), ==, 0);
  button = find_labelled_button (bar, "7 days");
  g_assert_nonnull (button);
  gtk_widget_activate (button);
  panes_wait_until (n_points (pane) == 7);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_assert_true (sotong_context_get_range (f->context, &range));
  g_assert_cmpint (range.end - range.start, ==, 7 * DAY);

  g_assert_true (gtk_widget_activate_action (bar, "range.step", "i", -1));
  g_assert_true (sotong_context_get_range (f->context, &range));
  g_assert_cmpint (range.end, ==, sotong_time_from_civil (2016, 10, 8, 0, 0, 0, sotong_context_get_zone (f->context)));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "range", g_variant_new_string ("all"));
  panes_wait_until (n_points (pane) == 26);
  panes_show (f, "calendar");
  panes_wait_until (find_widget (GTK_WIDGET (f->window.window), "SotongRangeBar") == NULL);
}

/* What it is compared with is a second line over the same days. */
static void
test_compare (PanesFixture  *f,
              gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL;
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "range", g_variant_new_string ("7d"));
  panes_wait_until (n_points (pane) == 7);
  before = sotong_chart_to_table (sotong_chart_view_get_chart (view_of (pane)));
  g_assert_null (strstr (before, "The time before"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "compare", g_variant_new_string ("previous"));
  while (after == NULL || strstr (after, "The time before") == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (after);
      after = sotong_chart_to_table (sotong_chart_view_get_chart (view_of (pane)));
    }
  g_assert_nonnull (strstr (after, "\t24\t")); /* a day of the week before */
}

/* A copy has a topic and a range of its own; both are kept with the layout. */
static void
test_copy (PanesFixture  *f,
           gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  g_autoptr(GVariant) layout = NULL, reset = NULL;
  GtkWidget *pane, *copy;
  double start, end;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) == 26);
  copy = GTK_WIDGET (sotong_workbench_copy_pane (bench (f), "trend"));
  g_assert_cmpstr (panel_widget_get_id (PANEL_WIDGET (copy)), ==, "trend#2");
  g_assert_true (sotong_workbench_move_pane (bench (f), "trend#2", SOTONG_PLACE_COLUMN_AFTER));
  panes_wait_until (n_points (copy) == 26);
  g_assert_null (sotong_workbench_copy_pane (bench (f), "navigator"));

  /* Linked panes have one cursor and one range in view. */
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Home);
  g_assert_cmpint (sotong_chart_view_get_cursor (view_of (copy)), ==, 0);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_plus);
  sotong_chart_view_get_zoom (view_of (copy), &start, &end);
  g_assert_true (start == start && end - start < 20 * DAY);
  panes_press (GTK_WIDGET (view_of (copy)), GDK_KEY_0);
  sotong_chart_view_get_zoom (view_of (pane), &start, &end);
  g_assert_true (start != start);

  /* On its own it does not follow. */
  gtk_widget_activate_action (copy, "own.range", NULL);
  gtk_widget_activate_action (copy, "own.topic", NULL);
  g_assert_nonnull (find_widget (copy, "SotongRangeBar"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "range", g_variant_new_string ("7d"));
  sotong_context_set_topic (f->context, topic);
  panes_wait_until (n_points (pane) == 7);
  g_assert_cmpuint (n_points (copy), ==, 26);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Home);
  g_assert_cmpint (sotong_chart_view_get_cursor (view_of (copy)), ==, -1);

  layout = sotong_workbench_save_layout (bench (f));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "range", g_variant_new_string ("4w"));
  sotong_workbench_reset_layout (bench (f));
  g_assert_null (sotong_workbench_get_pane (bench (f), "trend#2"));
  g_assert_true (sotong_workbench_restore_layout (bench (f), layout, 0, 0));
  copy = GTK_WIDGET (sotong_workbench_get_pane (bench (f), "trend#2"));
  g_assert_nonnull (copy);
  panes_wait_until (n_points (copy) == 26);
  panes_wait_until (n_points (pane) == 7);
  sotong_workbench_hide_pane (bench (f), "trend#2");
  g_assert_null (sotong_workbench_get_pane (bench (f), "trend#2"));
}

static gboolean
bar_shown (PanesFixture *f)
{
  gboolean shown;

  g_object_get (f->context, "period-shown", &shown, NULL);
  return shown;
}

/* A pane that is set free keeps its range when the window's moves, also in the next start; the window's bar is there for those
 * that follow it. */
static void
test_free (PanesFixture  *f,
           gconstpointer  data)
{
  g_autoptr(GVariant) layout = NULL;
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "range", g_variant_new_string ("7d"));
  panes_wait_until (n_points (pane) == 7);
  g_assert_true (bar_shown (f));
  gtk_widget_activate_action (pane, "own.range", NULL);
  g_assert_false (bar_shown (f)); /* nobody would follow it */
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "range", g_variant_new_string ("4w"));
  g_assert_cmpuint (n_points (pane), ==, 7);

  layout = sotong_workbench_save_layout (bench (f));
  sotong_workbench_reset_layout (bench (f));
  g_assert_true (sotong_workbench_restore_layout (bench (f), layout, 0, 0));
  pane = GTK_WIDGET (sotong_workbench_get_pane (bench (f), "trend"));
  panes_wait_until (n_points (pane) == 7);
  g_assert_false (bar_shown (f));
  gtk_widget_activate_action (pane, "own.range", NULL); /* it follows again, and there is something to follow */
  panes_wait_until (bar_shown (f));
  g_assert_null (find_widget (pane, "SotongRangeBar"));
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
  ADD ("/app/range/bar", test_bar);
  ADD ("/app/range/compare", test_compare);
  ADD ("/app/range/copy", test_copy);
  ADD ("/app/range/free", test_free);
  return g_test_run ();
}
