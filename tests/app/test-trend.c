/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>

#include "app/panes/sotong-trend-data.h"
#include "app/sotong-chart-export.h"
#include "app/sotong-chart-table.h"
#include "app/sotong-chart-view-private.h"
#include "chart/sotong-chart-model.h"
#include "chart/sotong-trend-chart.h"
#include "panes-data.h"
#include "store/sotong-mention.h"
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

static void
test_spans (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  SotongRange range;

  g_assert_false (sotong_span_get_range (SOTONG_SPAN_ALL, PANES_NOW, zone, &range));
  g_assert_true (sotong_span_get_range (SOTONG_SPAN_FOUR_WEEKS, PANES_NOW, zone, &range));
  g_assert_cmpint (range.end - range.start, ==, 28 * DAY);
  g_assert_cmpint (range.end, ==, sotong_time_from_civil (2016, 10, 15, 0, 0, 0, zone));
  g_assert_true (sotong_span_get_range (SOTONG_SPAN_YEAR, PANES_NOW, zone, &range));
  g_assert_cmpint (range.start, ==, sotong_time_from_civil (2016, 1, 1, 0, 0, 0, zone));
  /* A year back from a leap day is a day that exists. */
  g_assert_true (sotong_span_get_range (SOTONG_SPAN_YEAR_BACK, sotong_time_from_civil (2016, 2, 29, 9, 0, 0, zone), zone, &range));
  g_assert_cmpint (range.start, ==, sotong_time_from_civil (2015, 2, 28, 0, 0, 0, zone));

  range = (SotongRange) { 0, 2 * DAY };
  g_assert_cmpint (sotong_span_fit_bucket (&range), ==, SOTONG_BUCKET_HOUR);
  range.end = 366 * DAY;
  g_assert_cmpint (sotong_span_fit_bucket (&range), ==, SOTONG_BUCKET_DAY);
  range.end = 3 * 365 * DAY;
  g_assert_cmpint (sotong_span_fit_bucket (&range), ==, SOTONG_BUCKET_WEEK);
  range.end = (gint64) 100 * 365 * DAY;
  g_assert_cmpint (sotong_span_fit_bucket (&range), ==, SOTONG_BUCKET_MONTH);
}

static void
test_empty (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "trend");

  panes_wait_until (find_widget (pane, "AdwStatusPage") != NULL && gtk_widget_get_mapped (find_widget (pane, "AdwStatusPage")));
  g_assert_cmpuint (n_points (pane), ==, 0);
}

static void
test_chart (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane;
  SotongChartView *view;
  SotongRange range;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  view = view_of (pane);
  g_assert_cmpuint (n_points (pane), ==, 26); /* 600 hours before 9 o'clock */
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_IMG);

  /* Keys walk the points; what is heard changes with them. */
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, -1);
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_End));
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 25);
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Right));
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 25);
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Left));
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 24);
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Home));
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 0);
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Right));
  wait_for_frames (pane, 2);

  /* Enter asks for that day's mentions, and leaves the charts' range alone. */
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Return));
  g_assert_true (sotong_context_get_shown (f->context, &range));
  g_assert_cmpint (range.end - range.start, ==, DAY);
  g_assert_false (sotong_context_get_range (f->context, NULL));
  panes_wait_until (sotong_workbench_get_pane_shown (sotong_window_get_workbench (f->window.window), "mentions"));
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Escape));
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, -1);
}

static void
move_pointer (SotongChartView *view,
              double           x,
              double           y)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "motion", x, y);
    }
}

/* A pointer that rests does not take the cursor back from the keys when something moves under it. */
static void
test_resting (PanesFixture  *f,
              gconstpointer  data)
{
  SotongChartView *view;
  GtkWidget *pane;
  double x, y;
  int pointed;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  view = view_of (pane);
  panes_wait_until (sotong_chart_view_is_drawn (view));
  wait_for_frames (pane, 2);
  x = gtk_widget_get_width (GTK_WIDGET (view)) / 2;
  y = gtk_widget_get_height (GTK_WIDGET (view)) / 2;
  move_pointer (view, x, y);
  pointed = sotong_chart_view_get_cursor (view);
  g_assert_cmpint (pointed, >, 0);
  panes_press (GTK_WIDGET (view), GDK_KEY_Home);
  move_pointer (view, x, y);
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 0);
  move_pointer (view, x + 1, y);
  g_assert_cmpint (ABS (sotong_chart_view_get_cursor (view) - pointed), <=, 1);
}

/* Keys zoom both charts and go back; two points are compared; a series is hidden and stays in the table. */
static void
test_zoom (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane;
  SotongChartView *view;
  double start, end, first, last;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  view = view_of (pane);
  sotong_chart_get_visible_range (sotong_chart_view_get_chart (view), &first, &last);
  panes_press (GTK_WIDGET (view), GDK_KEY_End);
  panes_press (GTK_WIDGET (view), GDK_KEY_plus);
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_true (start > first && end <= last && end - start < (last - first) * 0.7);
  panes_press (GTK_WIDGET (view), GDK_KEY_Home); /* the view follows the cursor */
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_cmpfloat (start, ==, first);
  for (guint i = 0; i < 30; i++)
    panes_press (GTK_WIDGET (view), GDK_KEY_plus);
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_cmpfloat_with_epsilon (end - start, 2 * DAY, DAY / 2.0); /* never less than two points */
  panes_press (GTK_WIDGET (view), GDK_KEY_Escape);
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_true (start != start && end != end);

  panes_press (GTK_WIDGET (view), GDK_KEY_Home);
  panes_press (GTK_WIDGET (view), GDK_KEY_Right);
  panes_press (GTK_WIDGET (view), GDK_KEY_p);
  panes_press (GTK_WIDGET (view), GDK_KEY_End);
  panes_press (GTK_WIDGET (view), GDK_KEY_p);
  wait_for_frames (pane, 3);
  panes_press (GTK_WIDGET (view), GDK_KEY_Escape); /* the comparison goes first, then the cursor */
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 25);
  panes_press (GTK_WIDGET (view), GDK_KEY_Escape);
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, -1);
}

/* The lower chart, of the sentiment. */
static SotongChartView *
find_sentiment (GtkWidget *pane)
{
  return SOTONG_CHART_VIEW (gtk_widget_get_next_sibling (GTK_WIDGET (view_of (pane))));
}

/* The item of an open menu. */
static GtkWidget *
find_item (GtkWidget  *widget,
           const char *label)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "text") != NULL)
    {
      g_autofree char *text = NULL;

      g_object_get (widget, "text", &text, NULL);
      if (g_strcmp0 (text, label) == 0)
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_item (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
choose_series (SotongChartView *view,
               const char      *name)
{
  GtkWidget *item = find_item (GTK_WIDGET (view), name);

  g_assert_nonnull (item);
  g_assert_true (gtk_widget_activate (item));
}

/* Two lines; in the order of roles, which is that of the legend. */
static SotongChart *
make_lines (const char *first,
            const char *second)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_LINE);
  g_autoptr(GError) error = NULL;
  SotongChart *chart;

  model->slots = sotong_slots_new_numbers (3);
  sotong_chart_model_add (model, first, SOTONG_ROLE_FIRST, g_memdup2 ((double[]) { 3, 4, 5 }, 3 * sizeof (double)), 3);
  sotong_chart_model_add (model, second, SOTONG_ROLE_SECOND, g_memdup2 ((double[]) { 1, 2, 3 }, 3 * sizeof (double)), 3);
  chart = sotong_chart_model_make (model, &error);
  g_assert_no_error (error);
  return chart;
}

/* A menu that is open while the chart changes does what it says, and what is hidden stays so where its place is another. */
static void
test_hide_named (PanesFixture  *f,
                 gconstpointer  data)
{
  g_autoptr(SotongChart) before = make_lines ("Blogs", "News"), after = make_lines ("News", "Boards");
  SotongChartView *view = SOTONG_CHART_VIEW (sotong_chart_view_new ());
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  sotong_chart_view_set_chart (view, before);
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Menu));
  sotong_chart_view_set_chart (view, after);
  choose_series (view, "Blogs");
  g_assert_cmpuint (sotong_chart_get_hidden (sotong_chart_view_get_chart (view)), ==, 0);
  choose_series (view, "News");
  g_assert_cmpuint (sotong_chart_get_hidden (sotong_chart_view_get_chart (view)), ==, 1u << SOTONG_ROLE_FIRST);
  sotong_chart_view_set_chart (view, before);
  g_assert_cmpuint (sotong_chart_get_hidden (sotong_chart_view_get_chart (view)), ==, 1u << SOTONG_ROLE_SECOND);
  choose_series (view, "News");
  g_assert_cmpuint (sotong_chart_get_hidden (sotong_chart_view_get_chart (view)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const char *
description_of (GtkWidget *widget)
{
  static char *text = NULL;

  g_free (text);
  text = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
  return text != NULL ? text : "";
}

/* Escape lets go of what is being chosen by dragging, and of nothing else; a day that is not over says so where it is compared. */
static void
test_dragging (PanesFixture  *f,
               gconstpointer  data)
{
  GtkWidget *pane;
  SotongChartView *view;
  double start, end;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  view = view_of (pane);
  panes_press (GTK_WIDGET (view), GDK_KEY_Home);
  view->drag_from = 200;
  view->drag_to = 300;
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Escape));
  g_assert_true (isnan (view->drag_from) && isnan (view->drag_to));
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 0);
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_true (isnan (start));

  panes_press (GTK_WIDGET (view), GDK_KEY_p);
  panes_press (GTK_WIDGET (view), GDK_KEY_End);
  panes_press (GTK_WIDGET (view), GDK_KEY_p);
  g_assert_true (sotong_slots_get_flags (sotong_chart_get_slots (sotong_chart_view_get_chart (view)), n_points (pane) - 1) & SOTONG_SLOT_PARTIAL);
  g_assert_nonnull (strstr (description_of (GTK_WIDGET (view)), "(not complete yet), "));
}

/* What is hidden in the legend is hidden when its layout comes back, also in a copy that is made anew. */
static void
test_hide_kept (PanesFixture  *f,
                gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  g_autoptr(GVariant) layout = NULL;
  const char *const panes[] = { "trend", "sentiment" };
  guint32 hidden[2];

  panes_add_mentions (f->store, 600, 3600);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *pane = panes_show (f, panes[i]);
      SotongChartView *view;

      panes_wait_until (n_points (pane) > 0);
      view = i == 0 ? find_sentiment (pane) : view_of (pane);
      g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_1));
      hidden[i] = sotong_chart_get_hidden (sotong_chart_view_get_chart (view));
      g_assert_cmpuint (hidden[i], !=, 0);
    }
  layout = sotong_workbench_save_layout (bench);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *pane = panes_show (f, panes[i]);

      sotong_chart_view_set_hidden (i == 0 ? find_sentiment (pane) : view_of (pane), NULL);
    }
  g_assert_true (sotong_workbench_restore_layout (bench, layout, 0, 0));
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *pane = panes_show (f, panes[i]);

      panes_wait_until (n_points (pane) > 0);
      g_assert_cmpuint (sotong_chart_get_hidden (sotong_chart_view_get_chart (i == 0 ? find_sentiment (pane) : view_of (pane))), ==, hidden[i]);
    }
}

/* A key hides what the legend names, in its order; the menu says what is shown, and so does the description. */
static void
test_hide (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane;
  SotongChartView *view;
  g_autofree char *table = NULL, *hidden = NULL;
  g_autoptr(GPtrArray) keys = NULL;
  guint32 first;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  view = find_sentiment (pane);
  keys = sotong_chart_list_keys (sotong_chart_view_get_chart (view));
  g_assert_cmpuint (keys->len, >, 1);
  first = 1u << sotong_series_get_role (g_ptr_array_index (keys, 0));
  table = sotong_chart_to_table (sotong_chart_view_get_chart (view));
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_1));
  g_assert_cmpuint (sotong_chart_get_hidden (sotong_chart_view_get_chart (view)), ==, first);
  hidden = sotong_chart_to_table (sotong_chart_view_get_chart (view));
  g_assert_cmpstr (table, ==, hidden);
  g_assert_true (panes_press (GTK_WIDGET (view), GDK_KEY_Menu));
  choose_series (view, sotong_series_get_name (g_ptr_array_index (keys, 1)));
  g_assert_cmpuint (sotong_chart_get_hidden (sotong_chart_view_get_chart (view)), ==,
                    first | 1u << sotong_series_get_role (g_ptr_array_index (keys, 1)));
  choose_series (view, sotong_series_get_name (g_ptr_array_index (keys, 0)));
  choose_series (view, sotong_series_get_name (g_ptr_array_index (keys, 1)));
  g_assert_cmpuint (sotong_chart_get_hidden (sotong_chart_view_get_chart (view)), ==, 0);
  g_assert_false (panes_press (GTK_WIDGET (view), GDK_KEY_9));
}

static GtkGesture *
pinch_of (SotongChartView *view)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_ZOOM (controller))
        return GTK_GESTURE (controller); /* the widget keeps it */
    }
  return NULL;
}

/* Two fingers: what is between them stays between them, while they part and when they wander; together again all is as before. */
static void
test_pinch (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane;
  SotongChartView *view;
  SotongRect plot;
  double first, last, start, end, x, at;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  view = view_of (pane);
  panes_wait_until (sotong_chart_view_is_drawn (view));
  sotong_chart_get_visible_range (sotong_chart_view_get_chart (view), &first, &last);
  sotong_chart_get_plot_rect (sotong_chart_view_get_chart (view), view->drawn_width, view->drawn_height, &view->theme, &plot);

  /* Three quarters of the way along. */
  x = plot.x + plot.width * 0.75;
  at = first + (last - first) * 0.75;
  sotong_chart_view_begin_pinch (view, x);
  for (guint i = 1; i <= 4; i++)
    {
      sotong_chart_view_pinch (view, x, 1 + i * 0.25);
      sotong_chart_view_get_zoom (view, &start, &end);
      g_assert_cmpfloat_with_epsilon (end - start, (last - first) / (1 + i * 0.25), DAY / 24.0);
      g_assert_cmpfloat_with_epsilon ((at - start) / (end - start), 0.75, 0.01);
    }
  sotong_chart_view_pinch (view, x - plot.width * 0.25, 2);
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_cmpfloat_with_epsilon ((at - start) / (end - start), 0.5, 0.02);
  sotong_chart_view_pinch (view, x, 1);
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_true (start != start && end != end);

  /* As the gesture says it: where it does not know where the fingers are they are in the middle. */
  g_signal_emit_by_name (pinch_of (view), "begin", NULL);
  g_signal_emit_by_name (pinch_of (view), "scale-changed", 2.0);
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_cmpfloat_with_epsilon (end - start, (last - first) / 2, DAY / 24.0);
  g_signal_emit_by_name (pinch_of (view), "scale-changed", 0.5);
  sotong_chart_view_get_zoom (view, &start, &end);
  g_assert_true (start != start && end != end);
  g_signal_emit_by_name (pinch_of (view), "scale-changed", 0.0); /* no pad says so, but nothing is divided by it */
}

static gboolean
is_other_table (GtkWidget  *pane,
                const char *before)
{
  g_autofree char *now = sotong_chart_to_table (sotong_chart_view_get_chart (view_of (pane)));

  return !g_str_equal (now, before);
}

static void
test_follow (PanesFixture  *f,
             gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  g_autofree char *before = NULL;
  GtkWidget *pane;
  SotongRange range;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  before = sotong_chart_to_table (sotong_chart_view_get_chart (view_of (pane)));

  /* Another pane chooses a topic: fewer mentions, the same days. */
  sotong_context_set_topic (f->context, topic);
  panes_wait_until (is_other_table (pane, before));
  g_assert_nonnull (panes_find_text (pane, "미세먼지"));

  g_assert_true (sotong_span_get_range (SOTONG_SPAN_FOUR_WEEKS, PANES_NOW, zone, &range));
  sotong_context_set_range (f->context, &range);
  panes_wait_until (n_points (pane) == 28);

  /* What is written later is drawn. */
  sotong_context_set_range (f->context, NULL);
  sotong_context_set_topic (f->context, 0);
  panes_wait_until (n_points (pane) == 26);
}

static gpointer
label_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) list = NULL;
  gint64 id;

  query->limit = 1;
  list = sotong_mention_list (db, query, error);
  g_assert_cmpuint (list->len, ==, 1);
  id = ((const SotongMention *) g_ptr_array_index (list, 0))->id;
  return sotong_mention_label (db, id, SOTONG_SENTIMENT_POSITIVE, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
test_label (PanesFixture  *f,
            gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;
  gboolean changed = FALSE;

  panes_add_mentions (f->store, 100, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  before = sotong_chart_to_table (sotong_chart_view_get_chart (view_of (pane)));
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, label_job, NULL, NULL, &error);
  g_assert_no_error (error);
  while (!changed)
    {
      g_autofree char *now = NULL;

      g_main_context_iteration (NULL, TRUE);
      now = sotong_chart_to_table (sotong_chart_view_get_chart (view_of (pane)));
      changed = !g_str_equal (now, before);
    }
}

static void
test_save (PanesFixture  *f,
           gconstpointer  data)
{
  static const char *const names[] = { "a.png", "b.svg", "c.pdf" };
  g_autofree char *plain = g_build_filename (f->directory, "추이", NULL);
  g_autofree char *with_ending = g_strconcat (plain, ".png", NULL);
  SotongChart *chart;
  GtkWidget *pane;

  panes_add_mentions (f->store, 100, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  chart = sotong_chart_view_get_chart (view_of (pane));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->directory, names[i], NULL);

      sotong_chart_export_to (SOTONG_PANE (pane), chart, path);
      panes_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
      panes_spin (50);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  sotong_chart_export_to (SOTONG_PANE (pane), chart, plain);
  panes_wait_until (g_file_test (with_ending, G_FILE_TEST_EXISTS));
  panes_spin (50);
  g_unlink (with_ending);

  /* What leaves is what is in view, and says so; what was hidden stays hidden. */
  {
    g_autoptr(SotongChart) whole = sotong_chart_view_dup_export (view_of (pane)), part = NULL;
    double start, end, seen_start, seen_end;

    g_assert_null (strstr (sotong_chart_get_subtitle (whole), "in view"));
    panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_End);
    panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_plus);
    panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_1);
    part = sotong_chart_view_dup_export (view_of (pane));
    g_assert_nonnull (strstr (sotong_chart_get_subtitle (part), "in view"));
    sotong_chart_get_visible_range (part, &start, &end);
    sotong_chart_get_visible_range (sotong_chart_view_get_chart (view_of (pane)), &seen_start, &seen_end);
    g_assert_true (start == seen_start && end == seen_end);
    sotong_chart_get_visible_range (whole, &seen_start, &seen_end);
    g_assert_cmpfloat (start, >, seen_start);
    g_assert_cmpuint (sotong_chart_get_hidden (part), !=, 0);
  }

  /* Where nothing can be written the window says so. */
  sotong_chart_export_to (SOTONG_PANE (pane), chart, "/nowhere/at/all.png");
  panes_wait_until (gtk_info_bar_get_revealed (GTK_INFO_BAR (find_widget (GTK_WIDGET (f->window.window), "GtkInfoBar"))));
}

static void
check_name (const char *name,
            int         suggested,
            int         chosen,
            const char *expected)
{
  g_autofree char *found = sotong_chart_export_name (name, suggested, chosen);

  g_assert_cmpstr (found, ==, expected);
}

/* An ending that was typed says the format; one that was only suggested gives way to what was chosen from the list. */
static void
test_names (void)
{
  check_name ("추이.png", 0, -1, "추이.png");
  check_name ("추이.png", 0, 1, "추이.svg");
  check_name ("추이.svg", 1, 3, "추이.csv");
  check_name ("추이.PDF", 0, 0, "추이.PDF");
  check_name ("추이.pdf", 0, 3, "추이.pdf");
  check_name ("추이", 0, 2, "추이.pdf");
  check_name ("추이", 1, -1, "추이.svg");
  check_name ("2016.10", 0, 0, "2016.10.png");
}

static char *
title_of (GListModel *columns,
          guint       nth)
{
  g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, nth);

  return g_strdup (gtk_column_view_column_get_title (column));
}

/* The table in the window has the days of another time beside its own, and loses them with the comparison. */
static void
test_table_compared (PanesFixture  *f,
                     gconstpointer  data)
{
  SotongTrendPoint points[3] = { { .total = 5 }, { .total = 6 }, { .total = 7 } }, before[3];
  g_autoptr(GtkWidget) table = g_object_ref_sink (sotong_chart_table_new ());
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (find_widget (table, "GtkColumnView")));

  for (guint i = 0; i < 3; i++)
    {
      points[i].start = sotong_time_from_civil (2016, 10, 10 + (int) i, 0, 0, 0, sotong_store_get_zone (f->store));
      before[i] = points[i];
      before[i].start = sotong_time_from_civil (2015, 10, 10 + (int) i, 0, 0, 0, sotong_store_get_zone (f->store));
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(SotongChart) chart = sotong_trend_chart_new (points, 3, SOTONG_BUCKET_DAY, sotong_store_get_zone (f->store));
      guint n;

      if (i == 0)
        sotong_trend_chart_compare (chart, before, 3, 3, "Last year");
      sotong_chart_table_set_chart (SOTONG_CHART_TABLE (table), chart);
      n = g_list_model_get_n_items (columns);
      g_assert_cmpuint (n, ==, i == 0 ? 9 : 7);
      if (i == 0)
        {
          g_autofree char *day = title_of (columns, 1), *figure = title_of (columns, n - 1);
          g_autoptr(GPtrArray) figures = sotong_chart_list_figures (chart);
          g_autofree char *other = sotong_chart_name_other (chart, g_ptr_array_index (figures, figures->len - 1), 1);

          g_assert_cmpstr (day, ==, "Last year: start");
          g_assert_cmpstr (figure, ==, "Last year");
          g_assert_cmpstr (other, ==, "Sun 11 Oct 2015");
        }
    }
}

static gboolean
shows_table (GtkWidget *pane)
{
  GtkWidget *table = find_widget (pane, "SotongChartTable");

  return table != NULL && gtk_widget_get_mapped (table);
}

/* What every chart pane can do: its figures as a table below, and of how many mentions it is. */
static void
test_like_others (PanesFixture  *f,
                  gconstpointer  data)
{
  g_autoptr(SotongTrendAnswer) answer = NULL;
  SotongTrendQuestion question = { .bucket = -1 };
  g_autoptr(GVariantDict) state = g_variant_dict_new (NULL);
  g_autoptr(GError) error = NULL;
  gboolean kept = FALSE;
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  g_assert_false (shows_table (pane));
  gtk_widget_activate_action (pane, "trend.table", NULL);
  panes_wait_until (shows_table (pane));
  g_assert_nonnull (panes_find_text (pane, "Total"));
  SOTONG_PANE_GET_CLASS (pane)->save (SOTONG_PANE (pane), state);
  g_assert_true (g_variant_dict_lookup (state, "table", "b", &kept) && kept);
  gtk_widget_activate_action (pane, "trend.table", NULL);
  panes_wait_until (!shows_table (pane));

  answer = sotong_store_read (f->store, sotong_trend_answer_job, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->feet[0], ==, "n = 600 mentions");
  g_assert_cmpstr (answer->feet[1], ==, "n = 600 mentions · agreement with people not checked yet");
  g_clear_pointer (&answer, sotong_trend_answer_free);

  question.compare = SOTONG_COMPARE_PREVIOUS; /* there is no time before all of it: that is said, and not drawn as zero */
  answer = sotong_store_read (f->store, sotong_trend_answer_job, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (answer->before);
  g_assert_cmpstr (answer->feet[0], ==, "n = 600 mentions · nothing was collected in the time it is compared with");
  g_assert_true (answer->misses_other); /* which is said below the lower chart too, where only that has a foot */
  g_assert_cmpint (answer->other.end, ==, answer->range.start);
  g_assert_cmpstr (answer->feet[1], ==, "n = 600 mentions · agreement with people not checked yet");
  question.has_range = TRUE;
  question.range = answer->range;
  question.range.start = question.range.end - 7 * 86400;
  g_clear_pointer (&answer, sotong_trend_answer_free);

  answer = sotong_store_read (f->store, sotong_trend_answer_job, &question, NULL, &error); /* a week, and the week before it */
  g_assert_no_error (error);
  g_assert_cmpuint (answer->before->len, ==, answer->points->len);
  g_assert_cmpint (g_array_index (answer->before, SotongTrendPoint, 0).start, ==, question.range.start - 7 * 86400);
  g_assert_cmpint (g_array_index (answer->before, SotongTrendPoint, 1).total, ==, 24);
  g_assert_cmpstr (answer->change, ==, "the time before 154 (+0%)"); /* ten hours of the last day, as of today */
  g_assert_nonnull (strstr (answer->feet[0], answer->change));
}

/* An ending that was added overwrites nothing: a file chooser asked about the name without it. */
static void
test_added_ending (PanesFixture  *f,
                   gconstpointer  data)
{
  g_autofree char *bare = g_build_filename (f->directory, "언급", NULL), *path = g_strconcat (bare, ".png", NULL), *text = NULL;
  GtkWidget *pane;

  panes_add_mentions (f->store, 100, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  g_assert_true (g_file_set_contents (path, "kept", -1, NULL));
  sotong_chart_export_to (SOTONG_PANE (pane), sotong_chart_view_get_chart (view_of (pane)), bare);
  panes_wait_until (gtk_info_bar_get_revealed (GTK_INFO_BAR (find_widget (GTK_WIDGET (f->window.window), "GtkInfoBar"))));
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window), "언급.png"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "kept");
  g_unlink (path);
}

static void
test_narrow (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *pane;
  int width;

  panes_add_mentions (f->store, 100, 3600);
  pane = panes_show (f, "trend");
  panes_wait_until (n_points (pane) > 0);
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 300);
}

static void
check_suggested (SotongChart *chart,
                 const char  *title,
                 const char  *subtitle,
                 const char  *expected)
{
  g_autofree char *name = NULL;

  sotong_chart_set_title (chart, title);
  sotong_chart_set_subtitle (chart, subtitle);
  name = sotong_chart_export_suggest (chart);
  g_assert_cmpstr (name, ==, expected);
}

/* A file is called by what it shows, of what and when, whatever the name of the topic holds. */
static void
test_suggested (void)
{
  g_autoptr(SotongSlots) slots = sotong_slots_new_numbers (0);
  g_autoptr(SotongChart) chart = sotong_chart_new (slots);
  g_autofree char *long_text = g_strnfill (400, 'x'), *limited = g_strdup_printf ("a %.238s", long_text), *name = NULL;
  g_autoptr(GString) korean = g_string_new (NULL);

  check_suggested (chart, "일별 언급량", "전체 언급, 2016-10-08부터 2016-10-14까지", "일별 언급량 전체 언급, 2016-10-08부터 2016-10-14까지");
  check_suggested (chart, "일별 언급량", "버스/지하철: \"지연\"?", "일별 언급량 버스-지하철- -지연--");
  check_suggested (chart, "../x", NULL, "-.-x");
  check_suggested (chart, NULL, NULL, "Chart");
  for (guint i = 0; i < 200; i++)
    g_string_append (korean, "가");
  check_suggested (chart, "a", long_text, limited);
  sotong_chart_set_title (chart, korean->str);
  name = sotong_chart_export_suggest (chart);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), <=, 240);
}

static SotongChart *
make_footed (void)
{
  static const SotongTrendPoint points[] = { { .start = 1475247600, .total = 4 }, { .start = 1475334000, .total = 9 }, { .start = 1475420400, .total = 2 } };
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Asia/Seoul");
  SotongChart *chart = sotong_trend_chart_new (points, G_N_ELEMENTS (points), SOTONG_BUCKET_DAY, zone);

  sotong_chart_set_foot (chart, "n = 15 mentions");
  return chart;
}

static gboolean
has_node (GskRenderNode     *node,
          GskRenderNodeType  type)
{
  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      if (has_node (gsk_container_node_get_child (node, i), type))
        return TRUE;
  return gsk_render_node_get_node_type (node) == type;
}

/* Where GTK draws without a graphics card the picture is handed on as it is, not as a texture, and is there to the last corner. */
static void
check_snapshot (GtkWidget *view)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (view), height = gtk_widget_get_height (view);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (view)->snapshot (view, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (gtk_widget_get_native (view))))
    {
      g_assert_true (has_node (node, GSK_CAIRO_NODE));
      g_assert_false (has_node (node, GSK_TEXTURE_NODE));
    }
  gsk_render_node_draw (node, cr);
  cairo_surface_flush (surface);
  g_assert_cmphex (((const guint32 *) (gpointer) (cairo_image_surface_get_data (surface) + cairo_image_surface_get_stride (surface) * (height - 1)))[width - 1] >> 24, ==, 0xff);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gboolean
has_mark (SotongChartView *view)
{
  return view->foot_mark != NULL && gtk_widget_get_mapped (view->foot_mark);
}

/* Where a chart is too low for its foot a mark in the corner has it, which keys reach; in a high chart there is none. */
static void
test_foot (void)
{
  GtkWidget *window = gtk_window_new (), *view = sotong_chart_view_new ();
  SotongChartView *chart_view = SOTONG_CHART_VIEW (view);
  g_autoptr(SotongChart) chart = make_footed ();

  sotong_chart_view_set_chart (chart_view, chart);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 120);
  gtk_window_present (GTK_WINDOW (window));
  panes_wait_until (has_mark (chart_view));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (chart_view->foot_text)), ==, "n = 15 mentions");
  gtk_widget_grab_focus (view);
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), chart_view->foot_mark));
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (window))));
  panes_wait_until (gtk_widget_get_mapped (chart_view->foot_text));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (chart_view->foot_mark));
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 500);
  panes_wait_until (!has_mark (chart_view));
  check_snapshot (view);
  sotong_chart_view_set_chart (chart_view, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
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
  g_test_add_func ("/app/trend/spans", test_spans);
  ADD ("/app/trend/empty", test_empty);
  ADD ("/app/trend/chart", test_chart);
  ADD ("/app/trend/zoom", test_zoom);
  ADD ("/app/trend/hide", test_hide);
  ADD ("/app/trend/hide-named", test_hide_named);
  ADD ("/app/trend/hide-kept", test_hide_kept);
  ADD ("/app/trend/dragging", test_dragging);
  ADD ("/app/trend/resting", test_resting);
  ADD ("/app/trend/pinch", test_pinch);
  ADD ("/app/trend/follow", test_follow);
  ADD ("/app/trend/label", test_label);
  ADD ("/app/trend/save", test_save);
  g_test_add_func ("/app/trend/names", test_names);
  g_test_add_func ("/app/trend/suggested", test_suggested);
  g_test_add_func ("/app/trend/foot", test_foot);
  ADD ("/app/trend/like-others", test_like_others);
  ADD ("/app/trend/added-ending", test_added_ending);
  ADD ("/app/trend/narrow", test_narrow);
  ADD ("/app/trend/table-compared", test_table_compared);
  return g_test_run ();
}
