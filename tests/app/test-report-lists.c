/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-list-dialog.h"
#include "app/dialogs/sotong-report-dialog.h"
#include "plan-fixture.h"
#include "store/sotong-kpi.h"
#include "store/sotong-report-form.h"
#include "store/sotong-report-schedule.h"
#include "util/sotong-i18n.h"

/* The lists around the reports: indicators, templates, and reports that are made by themselves. */

static GtkWidget *list;
static const char *wanted;

static gboolean
has_text (PlanFixture *f)
{
  return find_label_with (list, wanted) != NULL;
}

static gboolean
has_form (PlanFixture *f)
{
  return find_shown_window (SOTONG_TYPE_FORM) != NULL;
}

static gboolean
no_form (PlanFixture *f)
{
  return !has_form (f);
}

static void
wait_text (PlanFixture *f,
           const char  *text)
{
  wanted = text;
  plan_fixture_wait (f, has_text);
}

static void
open_list (PlanFixture *f,
           const char  *action,
           const char  *text)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), action, NULL);
  list = GTK_WIDGET (find_shown_window (SOTONG_TYPE_LIST_DIALOG));
  g_assert_nonnull (list);
  wait_text (f, text);
  g_assert_cmpuint (count_unnamed (list), ==, 0);
}

static GtkWidget *
form (void)
{
  return GTK_WIDGET (find_shown_window (SOTONG_TYPE_FORM));
}

static void
type_into (const char *title,
           const char *text)
{
  GtkWidget *row = find_titled_row (form (), title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
accept_form (void)
{
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (form ())), "clicked");
}

/* An indicator with its target and a value that somebody said; a value without a source is refused. */
static void
test_indicators (PlanFixture   *f,
                 gconstpointer  data)
{
  open_list (f, "indicators", "There is none.");
  g_signal_emit_by_name (find_labelled_button (list, "_Add…"), "clicked");
  plan_fixture_wait (f, has_form);
  g_assert_cmpuint (count_unnamed (form ()), ==, 0);
  type_into ("Name", "월평균 방문자");
  type_into ("How it is measured", "방문자 합계 / 12");
  type_into ("Unit", "명");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled_row (form (), "Computed from")), 2);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_titled_row (form (), "Channels that count"))), ==, 0); /* all of them */
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled_row (form (), "Channels that count")), 1);
  type_into ("Target of a year", "2016=130,000");
  type_into ("Value of a year or month", "2015=121,500.5");
  accept_form ();
  g_assert_nonnull (find_label_with (form (), "needs its source"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled_row (form (), "Channels that count")), GTK_INVALID_LIST_POSITION); /* as one that was removed meanwhile */
  accept_form ();
  g_assert_nonnull (find_label_with (form (), "What you meant is not there any more"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled_row (form (), "Channels that count")), 1);
  type_into ("Who says so", "2015년 백서");
  accept_form ();
  /* A label and its value never stand on two lines. */
  wait_text (f, "Target\302\2402016\302\240130,000");
  plan_fixture_wait (f, no_form);
  g_assert_nonnull (find_label_with (list, "월평균 방문자 (명)"));
  g_assert_nonnull (find_label_with (list, "2015\302\240121,500.5"));
  g_assert_nonnull (find_label_with (list, "방문자 합계 / 12"));
  g_assert_nonnull (find_label_with (list, "Channels: "));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  wait_text (f, "There is none.");
  gtk_window_destroy (GTK_WINDOW (list));
}

/* When a report is made is checked before it is kept; the list says when it comes next. */
static void
test_schedules (PlanFixture   *f,
                gconstpointer  data)
{
  AdwComboRow *period_row;

  open_list (f, "report-schedules", "There is none.");
  g_signal_emit_by_name (find_labelled_button (list, "_Add…"), "clicked");
  plan_fixture_wait (f, has_form);
  g_assert_cmpuint (count_unnamed (form ()), ==, 0);
  /* A white paper is of a year, and only years are offered. */
  period_row = ADW_COMBO_ROW (find_titled_row (form (), "About"));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (period_row)), ==, 5);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled_row (form (), "Report")), SOTONG_TASK_REPORT_WHITEPAPER);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (period_row)), ==, 2);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_titled_row (form (), "Report")), SOTONG_TASK_REPORT_OPINION);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (period_row)), ==, 5);
  type_into ("Time of day", "25:00");
  accept_form ();
  g_assert_nonnull (find_label_with (form (), "no such time of day"));
  type_into ("Time of day", "08:00");
  type_into ("Folder", "보고서");
  accept_form ();
  g_assert_nonnull (find_label_with (form (), "whole path"));
  type_into ("Folder", f->directory);
  accept_form ();
  wait_text (f, "Every Monday at 08:00");
  plan_fixture_wait (f, no_form);
  g_assert_nonnull (find_label_with (list, "Next: 2016-10-17 08:00"));
  gtk_window_destroy (GTK_WINDOW (list));
}

/* Every kind has a row, and none can be added. */
static void
test_templates (PlanFixture   *f,
                gconstpointer  data)
{
  open_list (f, "report-templates", "White paper");
  g_assert_nonnull (find_label_with (list, "All reports that have none of their own"));
  g_assert_null (find_labelled_button (list, "_Add…"));
  gtk_window_destroy (GTK_WINDOW (list));
}

/* A logo is chosen beside the words; what is no picture is refused, and the one that is kept can be taken away. */
static void
test_logo (PlanFixture   *f,
           gconstpointer  data)
{
  g_autofree char *none = g_build_filename (f->directory, "none.png", NULL), *path = g_build_filename (f->directory, "로고.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 20);

  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_true (g_file_set_contents (none, "no picture", -1, NULL));
  open_list (f, "report-templates", "White paper");
  g_signal_emit_by_name (find_widget (find_titled_row (list, "White paper"), "GtkButton"), "clicked");
  plan_fixture_wait (f, has_form);
  g_assert_cmpuint (count_unnamed (form ()), ==, 0);
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (form ())))); /* one begins with the words */
  type_into ("Logo (a PNG picture)", none);
  accept_form ();
  for (int i = 0; i < 200 && find_label_with (form (), "PNG") == NULL; i++)
    g_main_context_iteration (NULL, TRUE);
  type_into ("Logo (a PNG picture)", path);
  accept_form ();
  plan_fixture_wait (f, no_form);
  wait_text (f, "The office's own form");
  g_signal_emit_by_name (find_widget (find_titled_row (list, "White paper"), "GtkButton"), "clicked");
  plan_fixture_wait (f, has_form);
  g_assert_nonnull (find_titled_row (form (), "Another logo (a PNG picture)"));
  g_assert_nonnull (find_titled_row (form (), "Without a logo"));
  gtk_window_destroy (GTK_WINDOW (form ()));
  gtk_window_destroy (GTK_WINDOW (list));
}

/* (nullable): the field below the label that begins so. */
static GtkWidget *
find_text_view (GtkWidget  *root,
                const char *label)
{
  GtkWidget *found = find_label_with (root, label);

  return found != NULL ? gtk_widget_get_next_sibling (found) : NULL;
}

static void
assert_text (GtkWidget  *root,
             const char *label,
             const char *expected)
{
  g_autofree char *text = sotong_form_dup_lines (find_text_view (root, label));

  g_assert_cmpstr (text, ==, expected);
}

/* What the office writes itself stays with the period, and stands in the report. */
static void
test_implications (PlanFixture   *f,
                   gconstpointer  data)
{
  SotongReportDialog *dialog = sotong_report_dialog_present (f->window.window, SOTONG_TASK_REPORT_OPINION);
  GtkTextBuffer *buffer;
  int i;

  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "_Implications…"), "clicked");
  plan_fixture_wait (f, has_form);
  g_assert_cmpuint (count_unnamed (form ()), ==, 0);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_text_view (form (), "What is to be done")));
  gtk_text_buffer_set_text (buffer, "안내문 보완 | 교통과\n\n현장 점검", -1);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_text_view (form (), "Implications and measures")));
  gtk_text_buffer_set_text (buffer, "버스 배차를 살핌", -1);
  accept_form ();
  plan_fixture_wait (f, no_form);
  for (i = 0; i < 1000 && sotong_report_dialog_is_busy (dialog); i++)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (dialog), "_Implications…"), "clicked");
  plan_fixture_wait (f, has_form);
  assert_text (form (), "Implications and measures", "버스 배차를 살핌");
  assert_text (form (), "What is to be done", "안내문 보완 | 교통과\n현장 점검 |");
  gtk_window_destroy (GTK_WINDOW (form ()));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report-lists/logo", PlanFixture, NULL, plan_fixture_set_up, test_logo, plan_fixture_tear_down);
  g_test_add ("/report-lists/indicators", PlanFixture, NULL, plan_fixture_set_up, test_indicators, plan_fixture_tear_down);
  g_test_add ("/report-lists/schedules", PlanFixture, NULL, plan_fixture_set_up, test_schedules, plan_fixture_tear_down);
  g_test_add ("/report-lists/templates", PlanFixture, NULL, plan_fixture_set_up, test_templates, plan_fixture_tear_down);
  g_test_add ("/report-lists/implications", PlanFixture, NULL, plan_fixture_set_up, test_implications, plan_fixture_tear_down);
  return g_test_run ();
}
