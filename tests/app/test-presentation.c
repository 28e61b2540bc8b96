/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-form.h"
#include "app/sotong-chart-picture.h"
#include "app/sotong-presentation.h"
#include "app/sotong-window-private.h"
#include "app/sotong-workbench-private.h"
#include "util/sotong-i18n.h"
#include "window-fixture.h"

static SotongWorkbench *
bench (WindowFixture *f)
{
  return sotong_window_get_workbench (f->window);
}

static void
act (WindowFixture *f,
     const char    *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), name, NULL);
}

static void
open_all (WindowFixture *f)
{
  window_fixture_open (f);
  while (sotong_workbench_is_building (bench (f)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window), 2);
}

/* The pane that is shown alone, or NULL. */
static const char *
alone (WindowFixture *f)
{
  g_auto(GStrv) seen = NULL;

  if (!sotong_workbench_is_maximized (bench (f)))
    return NULL;
  wait_for_frames (GTK_WIDGET (f->window), 2);
  seen = sotong_workbench_list_seen (bench (f));
  g_assert_cmpuint (g_strv_length (seen), ==, 1);
  return g_intern_string (seen[0]);
}

/* Where the panes stand as it is saved. */
static char *
places (WindowFixture *f)
{
  g_autoptr(GVariant) layout = NULL, panes = NULL;

  while (sotong_workbench_is_building (bench (f)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (GTK_WIDGET (f->window), 2);
  layout = sotong_workbench_save_layout (bench (f));
  panes = g_variant_lookup_value (layout, "panes", NULL);
  return g_variant_print (panes, TRUE);
}

static void
plan (WindowFixture *f,
      guint          seconds,
      guint          type_size,
      const char    *ids)
{
  g_autoptr(SotongPresentationPlan) chosen = g_new0 (SotongPresentationPlan, 1);

  chosen->panes = g_strsplit (ids, " ", -1);
  chosen->seconds = seconds;
  chosen->type_size = type_size;
  sotong_presentation_plan_write (f->settings, chosen);
}

/* As if @key had been pressed in the window. */
static gboolean
press (WindowFixture *f,
       guint          key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->window));

  gboolean stopped = FALSE;

  for (guint i = g_list_model_get_n_items (controllers); i > 0 && !stopped; i--)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0u, 0, &stopped);
    }
  return stopped;
}

static void
test_present (WindowFixture *f,
              gconstpointer  data)
{
  g_autofree char *before = NULL, *during = NULL, *after = NULL;
  GtkWidget *bar, *header;

  open_all (f);
  before = places (f);
  header = find_widget (GTK_WIDGET (f->window), "AdwHeaderBar");
  plan (f, 30, 150, "trend from-2031 calendar mentions");
  act (f, "presentation");
  g_assert_cmpstr (alone (f), ==, "trend");
  g_assert_nonnull (f->window->presentation);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (bench (f)), "type-150"));
  wait_for_frames (GTK_WIDGET (f->window), 3);
  g_assert_false (gtk_widget_get_mapped (header));
  g_assert_true (f->window->range_bar == NULL || !gtk_widget_get_mapped (f->window->range_bar));
  bar = sotong_presentation_get_bar (f->window->presentation);
  g_assert_true (gtk_widget_get_mapped (bar));
  g_assert_nonnull (find_label_with (bar, "1 of 3"));
  g_assert_nonnull (find_labelled_button (bar, "_End Presentation"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (f->window)), ==, 0);
  g_assert_true (sotong_presentation_is_running (f->window->presentation));
  during = places (f);
  g_assert_cmpstr (during, ==, before);

  /* Round and round, over what this version does not have. */
  g_assert_true (press (f, GDK_KEY_Page_Down));
  g_assert_cmpstr (alone (f), ==, "calendar");
  g_assert_nonnull (find_label_with (bar, "2 of 3"));
  g_assert_true (press (f, GDK_KEY_Right));   /* the focus is not in a pane */
  g_assert_cmpstr (alone (f), ==, "mentions");
  g_assert_true (press (f, GDK_KEY_Page_Down));
  g_assert_cmpstr (alone (f), ==, "trend");
  g_assert_true (press (f, GDK_KEY_Page_Up));
  g_assert_cmpstr (alone (f), ==, "mentions");

  /* A pane that has the focus has its own keys. */
  sotong_pane_take_focus (sotong_workbench_get_pane (bench (f), "mentions"));
  g_assert_false (press (f, GDK_KEY_Right));
  g_assert_cmpstr (alone (f), ==, "mentions");

  g_assert_true (press (f, GDK_KEY_Pause));
  g_assert_false (sotong_presentation_is_running (f->window->presentation));
  g_assert_nonnull (find_label_with (bar, "paused"));
  sotong_presentation_turn (f->window->presentation, 1);
  g_assert_false (sotong_presentation_is_running (f->window->presentation));
  g_assert_true (press (f, GDK_KEY_Pause));
  g_assert_true (sotong_presentation_is_running (f->window->presentation));

  g_assert_true (press (f, GDK_KEY_Escape));
  g_assert_null (f->window->presentation);
  g_assert_null (alone (f));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (bench (f)), "type-150"));
  wait_for_frames (GTK_WIDGET (f->window), 3);
  g_assert_true (gtk_widget_get_mapped (header));
  after = places (f);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (press (f, GDK_KEY_Escape));
}

/* A chart's letters grow with the others. */
static void
test_type (WindowFixture *f,
           gconstpointer  data)
{
  SotongChartTheme usual, large;
  GtkWidget *view;

  open_all (f);
  plan (f, 0, 200, "trend");
  view = GTK_WIDGET (sotong_workbench_show_pane (bench (f), "trend"));
  wait_for_frames (GTK_WIDGET (f->window), 2);
  sotong_chart_picture_get_theme (view, &usual);
  act (f, "presentation");
  wait_for_frames (GTK_WIDGET (f->window), 3);
  sotong_chart_picture_get_theme (view, &large);
  g_assert_cmpfloat_with_epsilon (large.font_size, 2 * usual.font_size, 0.01);
  /* One pane, by hand: nothing turns, and there is nothing to pause. */
  g_assert_false (sotong_presentation_is_running (f->window->presentation));
  g_assert_true (press (f, GDK_KEY_Page_Down));
  g_assert_cmpstr (alone (f), ==, "trend");
  act (f, "presentation");
  g_assert_null (f->window->presentation);
}

/* What ends it besides its keys: another pane is asked for, the workspace is closed. */
static void
test_ends (WindowFixture *f,
           gconstpointer  data)
{
  open_all (f);
  plan (f, 20, 125, "calendar trend");
  act (f, "presentation");
  g_assert_nonnull (f->window->presentation);
  sotong_workbench_show_pane (bench (f), "content");
  g_assert_null (f->window->presentation);
  wait_for_frames (GTK_WIDGET (f->window), 2);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (sotong_workbench_get_pane (bench (f), "content"))));

  act (f, "presentation");
  g_assert_nonnull (f->window->presentation);
  sotong_window_set_context (f->window, NULL, NULL);
  g_assert_null (f->window->presentation);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "presentation"));
}

/* What is chosen is remembered; without a choice it is what is seen. */
static void
test_choose (WindowFixture *f,
             gconstpointer  data)
{
  g_autoptr(SotongPresentationPlan) chosen = NULL;
  GtkWidget *form, *row;

  open_all (f);
  act (f, "presentation");
  g_assert_cmpstr (alone (f), ==, "calendar");
  act (f, "presentation-setup");
  g_assert_null (f->window->presentation);
  form = find_shown_window (SOTONG_TYPE_FORM);
  g_assert_nonnull (form);
  wait_for_frames (form, 2);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  row = find_titled_row (form, "Each pane stays");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 4);
  row = find_titled_row (form, "Size of the type");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  row = find_titled_row (form, "Calendar");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (row, "GtkCheckButton")), FALSE);
  g_signal_emit_by_name (form, "accepted");
  g_assert_nonnull (find_label_with (form, "Nothing would be shown"));
  row = find_titled_row (form, "Trend");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (row, "GtkCheckButton")), TRUE);
  g_signal_emit_by_name (form, "accepted");
  g_assert_null (find_shown_window (SOTONG_TYPE_FORM));
  g_assert_cmpstr (alone (f), ==, "trend");
  chosen = sotong_presentation_plan_read (f->settings);
  g_assert_cmpuint (chosen->seconds, ==, 60);
  g_assert_cmpuint (chosen->type_size, ==, 125);
  g_assert_cmpuint (g_strv_length (chosen->panes), ==, 1);
}

/* Numbers that a hand wrote into the file are those of a first start. */
static void
test_settings (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "present.ini", NULL);
  g_autoptr(SotongSettings) settings = NULL;
  g_autoptr(SotongPresentationPlan) chosen = NULL;

  g_mkdir_with_parents (g_get_user_config_dir (), 0700);
  g_assert_true (g_file_set_contents (path, "[Presentation]\nseconds=-5\ntype-size=9000\n", -1, NULL));
  settings = sotong_settings_new (path);
  chosen = sotong_presentation_plan_read (settings);
  g_assert_cmpuint (chosen->seconds, ==, 20);
  g_assert_cmpuint (chosen->type_size, ==, 150);
  g_assert_cmpuint (g_strv_length (chosen->panes), ==, 0);
}

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, window_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/presentation/present", test_present);
  ADD ("/app/presentation/type", test_type);
  ADD ("/app/presentation/ends", test_ends);
  ADD ("/app/presentation/choose", test_choose);
  g_test_add_func ("/app/presentation/settings", test_settings);
  return g_test_run ();
}
