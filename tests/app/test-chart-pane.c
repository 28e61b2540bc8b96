/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/sotong-chart-private.h"
#include "config.h"

#include "app/panes/sotong-chart-pane-data.h"
#include "app/sotong-chart-ink.h"
#include "app/sotong-chart-table.h"
#include "app/sotong-chart-view-private.h"
#include "app/sotong-pane-registry.h"
#include <adwaita.h>

#include "panes-data.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"

static SotongChartView *
view_of (GtkWidget *pane)
{
  GtkWidget *view = find_widget (pane, "SotongChartView");

  return view != NULL ? SOTONG_CHART_VIEW (view) : NULL;
}

static gsize
n_slots (GtkWidget *pane)
{
  SotongChart *chart = view_of (pane) != NULL ? sotong_chart_view_get_chart (view_of (pane)) : NULL;

  return chart != NULL ? sotong_slots_get_length (sotong_chart_get_slots (chart)) : 0;
}

static char *
table_of (GtkWidget *pane)
{
  return sotong_chart_to_table (sotong_chart_view_get_chart (view_of (pane)));
}

static gpointer
sql_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_db_script (db, data, error) ? data : NULL;
}

static void
sql (PanesFixture *f,
     const char   *text)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, sql_job, (gpointer) text, NULL, &error);
  g_assert_no_error (error);
}

/* Who cannot see it is told what it is, what it shows, and of each point that the keys walk to. */
static void
check_accessible (GtkWidget *pane)
{
  SotongChartView *view = view_of (pane);
  SotongChart *chart = sotong_chart_view_get_chart (view);
  g_autofree char *whole = sotong_chart_describe (chart), *first = sotong_chart_describe_point (chart, 0), *last = NULL;

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, sotong_chart_get_title (chart));
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, -1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, whole);
  panes_press (GTK_WIDGET (view), GDK_KEY_Home);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, first);
  panes_press (GTK_WIDGET (view), GDK_KEY_End);
  last = sotong_chart_describe_point (chart, sotong_slots_get_length (sotong_chart_get_slots (chart)) - 1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, last);
  sotong_chart_view_set_cursor (view, -1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, whole);
}

/* Each kind of pane and a copy of it. */
static void
test_accessible (PanesFixture  *f,
                 gconstpointer  data)
{
  static const char *const ids[] = { "trend", "sentiment", "sources", "heat", "pace" };
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);

  panes_add_mentions (f->store, 600, 3600);
  panes_add_budget (f->store);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GtkWidget *pane = panes_show (f, ids[i]), *copy;

      panes_wait_until (n_slots (pane) > 0);
      check_accessible (pane);
      copy = GTK_WIDGET (sotong_workbench_copy_pane (bench, ids[i]));
      panes_wait_until (n_slots (copy) > 0);
      check_accessible (copy);
      g_assert_cmpuint (count_unnamed (copy), ==, 0);
    }
}

/* All of them are empty without data, and say so; each widget has a name. */
static void
test_empty (PanesFixture  *f,
            gconstpointer  data)
{
  static const char *const ids[] = { "sentiment", "sources", "heat", "posts", "effect", "pace", "searches" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GtkWidget *pane = panes_show (f, ids[i]), *page;

      panes_wait_until ((page = find_widget (pane, "AdwStatusPage")) != NULL && gtk_widget_get_mapped (page));
      g_assert_cmpuint (count_unnamed (pane), ==, 0);
      g_assert_cmpint (strlen (adw_status_page_get_title (ADW_STATUS_PAGE (page))), >, 0);
    }
}

/* Each view is another chart of the same mentions; a click leads to those of its days. */
static void
test_sentiment (PanesFixture  *f,
                gconstpointer  data)
{
  GtkWidget *pane;
  SotongRange range;
  g_autofree char *first = NULL, *second = NULL, *compared = NULL;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "sentiment");
  panes_wait_until (n_slots (pane) == 26);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view_of (pane)), GTK_ACCESSIBLE_ROLE_IMG);
  first = table_of (pane);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Home);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_p);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_End);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_p);
  compared = sotong_chart_view_compare (view_of (pane));
  g_assert_nonnull (strstr (compared, "Positive")); /* both sides where nothing stands for all of them */
  g_assert_nonnull (strstr (compared, "Negative"));
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Escape);
  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (pane), 2));
  g_assert_false (sotong_pane_choose_view (SOTONG_PANE (pane), 5));
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (second);
      second = table_of (pane);
    }
  while (g_str_equal (first, second));
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_End);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Return);
  g_assert_true (sotong_context_get_shown (f->context, &range));
  g_assert_cmpint (range.end - range.start, ==, 86400);
}

static void
test_sources (PanesFixture  *f,
              gconstpointer  data)
{
  const SotongMentionQuery *query = NULL;
  g_autofree char *table = NULL;
  GtkWidget *pane;

  panes_add_mentions (f->store, 60, 3600);
  pane = panes_show (f, "sources");
  panes_wait_until (n_slots (pane) == 1);
  table = table_of (pane);
  g_assert_nonnull (strstr (table, "시민 게시판\t60"));
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Home);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Return);
  g_assert_nonnull (sotong_context_get_search (f->context, &query));
  g_assert_cmpint (query->source_id, >, 0);
}

static gboolean
foot_has (GtkWidget  *pane,
          const char *words)
{
  SotongChart *chart = sotong_chart_view_get_chart (view_of (pane));

  return chart != NULL && chart->foot != NULL && strstr (chart->foot, words) != NULL;
}

/* Small multiples have the time before as a second line, and two of their days are compared: difference, ratio, days. */
static void
test_compare (PanesFixture  *f,
              gconstpointer  data)
{
  SotongPeriod *period = sotong_context_get_period (f->context);
  g_autofree char *table = NULL, *compared = NULL;
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "sources");
  sotong_period_set_span (period, SOTONG_SPAN_WEEK, PANES_NOW, sotong_context_get_zone (f->context));
  sotong_period_set_compare (period, SOTONG_COMPARE_PREVIOUS);
  sotong_pane_choose_view (SOTONG_PANE (pane), 2);
  panes_wait_until (n_slots (pane) == 7);
  table = table_of (pane);
  g_assert_nonnull (strstr (table, "시민 게시판 (The time before)"));
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_End);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_p);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Home);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_p);
  compared = sotong_chart_view_compare (view_of (pane));
  g_assert_nonnull (strstr (compared, "6 days"));
  g_assert_nonnull (strstr (compared, "시민 게시판 24 → "));
  g_assert_nonnull (strstr (compared, ", × 0."));
}

/* Where nothing was collected in the other time the foot says so, in the ranking, the multiples, and then and now. */
static void
test_compare_missing (PanesFixture  *f,
                      gconstpointer  data)
{
  static const char *const words = "nothing was collected in the time it is compared with";
  static const char *const sentence = "There is no last year to compare with: nothing was collected from 2015-10-08 to 2015-10-14.";
  SotongPeriod *period = sotong_context_get_period (f->context);
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "sources");
  panes_wait_until (n_slots (pane) > 0);
  sotong_period_set_compare (period, SOTONG_COMPARE_PREVIOUS);
  sotong_period_set_span (period, SOTONG_SPAN_WEEK, PANES_NOW, sotong_context_get_zone (f->context));
  panes_wait_until (foot_has (pane, "compared with the time of the same length before"));
  g_assert_null (panes_find_text (pane, sentence));
  sotong_period_set_compare (period, SOTONG_COMPARE_LAST_YEAR);
  panes_wait_until (panes_find_text (pane, sentence) != NULL); /* a foot may have no room */
  for (int view = 1; view <= 3; view++)
    {
      sotong_pane_choose_view (SOTONG_PANE (pane), view);
      panes_wait_until (foot_has (pane, words));
    }
}

/* Of a time that is known in part the foot says how much of it is. */
static void
test_compare_part (PanesFixture  *f,
                   gconstpointer  data)
{
  GTimeZone *zone = sotong_context_get_zone (f->context);
  SotongPeriod *period = sotong_context_get_period (f->context);
  gint64 end = sotong_time_bucket_start (PANES_NOW, SOTONG_BUCKET_DAY, zone);
  SotongRange range = { end - 20 * 86400, end };
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600); /* 25 days: five of the twenty before */
  pane = panes_show (f, "sources");
  panes_wait_until (n_slots (pane) > 0);
  sotong_period_set_range (period, &range);
  sotong_period_set_compare (period, SOTONG_COMPARE_PREVIOUS);
  panes_wait_until (foot_has (pane, " of 20 days were collected"));
  g_assert_true (foot_has (pane, "compared with the time of the same length before, of which "));
}

/* Hours are compared in hours. */
static void
test_compare_hours (PanesFixture  *f,
                    gconstpointer  data)
{
  g_autofree char *compared = NULL;
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  sotong_period_set_span (sotong_context_get_period (f->context), SOTONG_SPAN_TODAY, PANES_NOW, sotong_context_get_zone (f->context));
  panes_wait_until (n_slots (pane) == 24);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Home);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_p);
  for (guint i = 0; i < 3; i++)
    panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Right);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_p);
  compared = sotong_chart_view_compare (view_of (pane));
  g_assert_cmpstr (compared, ==, "Fri 14 Oct, 00:00 to Fri 14 Oct, 03:00, 3 hours: Total 1 (the same), Negative 1 → 0 (-1, × 0.00)");
}

static gint64
day_at (SotongChartView *view,
        int              index)
{
  return (gint64) sotong_slots_get_start (sotong_chart_get_slots (sotong_chart_view_get_chart (view)), (gsize) index);
}

/* A point that is kept, and the cursor, stay on their day when another range comes, also one of as many days; else they are let go of. */
static void
test_keep_points (PanesFixture  *f,
                  gconstpointer  data)
{
  SotongPeriod *period = sotong_context_get_period (f->context);
  GTimeZone *zone = sotong_context_get_zone (f->context);
  SotongRange range = { sotong_time_from_civil (2016, 10, 1, 0, 0, 0, zone), sotong_time_from_civil (2016, 10, 11, 0, 0, 0, zone) };
  SotongChartView *view;
  GtkWidget *pane;
  gint64 day;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "trend");
  sotong_period_set_range (period, &range);
  panes_wait_until (n_slots (pane) == 10);
  view = view_of (pane);
  panes_press (GTK_WIDGET (view), GDK_KEY_End);
  day = day_at (view, 9);
  g_assert_cmpint (day, ==, sotong_time_from_civil (2016, 10, 10, 0, 0, 0, zone));

  /* The range changes, and the point is kept before the new figures are there. */
  sotong_period_set_span (period, SOTONG_SPAN_ALL, PANES_NOW, zone);
  panes_press (GTK_WIDGET (view), GDK_KEY_p);
  panes_wait_until (n_slots (pane) == 26);
  g_assert_cmpint (view->pins[0], >=, 0);
  g_assert_cmpint (day_at (view, view->pins[0]), ==, day);
  g_assert_cmpint (day_at (view, sotong_chart_view_get_cursor (view)), ==, day);

  /* As many days, three later: not the same places. */
  sotong_period_set_range (period, &range);
  panes_wait_until (n_slots (pane) == 10);
  range.start += 3 * 86400;
  range.end += 3 * 86400;
  sotong_period_set_range (period, &range);
  panes_wait_until (day_at (view, 0) == range.start);
  g_assert_cmpint (view->pins[0], ==, 6);
  g_assert_cmpint (day_at (view, view->pins[0]), ==, day);

  /* A range without that day. */
  range.end = range.start;
  range.start -= 10 * 86400;
  sotong_period_set_range (period, &range);
  panes_wait_until (day_at (view, 0) == range.start);
  g_assert_cmpint (view->pins[0], ==, -1);
  g_assert_nonnull (find_label_with (GTK_WIDGET (f->window.window), "kept for comparing"));
}

/* The boxes that are laid over a picture, by their shadows. */
static void
find_boxes (GskRenderNode *node,
            GArray        *boxes)
{
  if (gsk_render_node_get_node_type (node) == GSK_OUTSET_SHADOW_NODE)
    g_array_append_val (boxes, gsk_outset_shadow_node_get_outline (node)->bounds);
  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      find_boxes (gsk_container_node_get_child (node, i), boxes);
}

static void
check_boxes (SotongChartView *view,
             int              width,
             int              height)
{
  g_autoptr(GArray) boxes = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height), *comparison, *read_out;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  gtk_widget_size_allocate (GTK_WIDGET (view), &(GtkAllocation) { 0, 0, width, height }, -1);
  sotong_chart_view_append_cursor (view, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  find_boxes (node, boxes);
  g_assert_cmpuint (boxes->len, ==, 2);
  comparison = &g_array_index (boxes, graphene_rect_t, 0);
  read_out = &g_array_index (boxes, graphene_rect_t, 1);
  g_assert_true (graphene_rect_contains_rect (&whole, comparison));
  g_assert_true (graphene_rect_contains_rect (&whole, read_out));
  g_assert_false (graphene_rect_intersection (comparison, read_out, NULL));
}

/* The comparison stands where nothing is drawn: neither over a bar nor over a point that is compared. */
static void
test_free_place (PanesFixture  *f,
                 gconstpointer  data)
{
  g_autoptr(GArray) boxes = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  const graphene_rect_t *box;
  SotongRect plot, hidden;
  SotongChartView *view;
  GtkWidget *pane;
  int width, height;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "sentiment");
  panes_wait_until (n_slots (pane) > 20);
  view = view_of (pane);
  panes_wait_until (sotong_chart_view_is_drawn (view));
  width = gtk_widget_get_width (GTK_WIDGET (view));
  height = gtk_widget_get_height (GTK_WIDGET (view));
  sotong_chart_view_lead (view, 0);
  sotong_chart_view_pin (view);
  sotong_chart_view_lead (view, (int) n_slots (pane) - 2);
  sotong_chart_view_pin (view);
  sotong_chart_view_append_cursor (view, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  find_boxes (node, boxes);
  g_assert_cmpuint (boxes->len, ==, 2);
  box = &g_array_index (boxes, graphene_rect_t, 0);
  sotong_chart_get_plot_rect (view->shown, width, height, &view->theme, &plot);
  hidden = (SotongRect) { box->origin.x, MAX (box->origin.y, plot.y), box->size.width, box->origin.y + box->size.height - MAX (box->origin.y, plot.y) };
  g_assert_cmpuint (sotong_chart_ink_count (view->picture, &view->theme.background, 1, &hidden), ==, 0);
  g_assert_cmpuint (sotong_chart_ink_count (view->picture, &view->theme.background, 1, &plot), >, 100);
  g_assert_cmpuint (sotong_chart_ink_count (view->picture, &view->theme.background, 1, &(SotongRect) { -50, -50, 40, 4000 }), ==, 0);
}

/* In a low pane as in a high one, what is compared and what is read out stand side by side or one below the other. */
static void
test_low (PanesFixture  *f,
          gconstpointer  data)
{
  static const int heights[] = { 150, 200, 500 };
  SotongChartView *view;
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "sentiment");
  panes_wait_until (n_slots (pane) > 20);
  view = view_of (pane);
  panes_wait_until (sotong_chart_view_is_drawn (view));
  for (int second = 2; second < (int) n_slots (pane); second += 5)
    {
      sotong_chart_view_lead (view, 0);
      sotong_chart_view_pin (view);
      sotong_chart_view_lead (view, second);
      sotong_chart_view_pin (view);
      for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
        check_boxes (view, 600, heights[i]);
    }
}

/* What can be done with any chart: its menu, its table and picture on the clipboard, two names compared, a file. */
static void
test_menu (PanesFixture  *f,
           gconstpointer  data)
{
  GdkClipboard *clipboard;
  GtkWidget *pane, *menu;
  SotongChartView *view;

  panes_add_mentions (f->store, 60, 3600);
  pane = panes_show (f, "sources");
  panes_wait_until (n_slots (pane) == 1);
  view = view_of (pane);
  panes_wait_until (sotong_chart_view_is_drawn (view));
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  gtk_widget_activate_action (GTK_WIDGET (view), "chart.copy-table", NULL);
  g_assert_true (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING));
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html")); /* for Hangul */
  gtk_widget_activate_action (pane, "picture.copy-picture", NULL);
  panes_wait_until (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
  panes_press (GTK_WIDGET (view), GDK_KEY_Home);
  panes_press (GTK_WIDGET (view), GDK_KEY_Menu);
  menu = find_widget (GTK_WIDGET (view), "GtkPopoverMenu");
  g_assert_true (gtk_widget_get_visible (menu));
  /* The menu goes, the pointer is beside the point by then: the command is still for the point. */
  gtk_popover_popdown (GTK_POPOVER (menu));
  sotong_chart_view_lead (view, -1);
  gtk_widget_activate_action (GTK_WIDGET (view), "chart.pin", NULL);
  g_assert_cmpint (view->pins[0], ==, 0);
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 0);
  panes_press (GTK_WIDGET (view), GDK_KEY_Escape);
  panes_wait_until (view->menu_at < 0);
  /* Nothing to zoom into where there is no time. */
  panes_press (GTK_WIDGET (view), GDK_KEY_plus);
  wait_for_frames (pane, 2);
  panes_press (GTK_WIDGET (view), GDK_KEY_p);
  wait_for_frames (pane, 2);
  panes_press (GTK_WIDGET (view), GDK_KEY_Escape);
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, 0);
  panes_press (GTK_WIDGET (view), GDK_KEY_Escape);
  g_assert_cmpint (sotong_chart_view_get_cursor (view), ==, -1);
}

/* Keys walk the grid down as well as along, and a cell leads to what was said in that hour of every week. */
static void
test_heat (PanesFixture  *f,
           gconstpointer  data)
{
  const SotongMentionQuery *query = NULL;
  const SotongSavedSearch *search;
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  pane = panes_show (f, "heat");
  panes_wait_until (n_slots (pane) == 168);
  panes_wait_until (sotong_chart_view_is_drawn (view_of (pane)));
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Home);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Down);
  g_assert_cmpint (sotong_chart_view_get_cursor (view_of (pane)), ==, 24);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Up);
  g_assert_cmpint (sotong_chart_view_get_cursor (view_of (pane)), ==, 0);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Return);
  search = sotong_context_get_search (f->context, &query);
  g_assert_nonnull (search);
  g_assert_cmpstr (search->name, ==, "Mon 00:00");
  g_assert_cmpint (query->week_hour, ==, 1);
  panes_wait_until (sotong_workbench_get_pane_shown (sotong_window_get_workbench (f->window.window), "mentions"));
}

static void
test_posts (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane, *table;
  g_autofree char *text = NULL;

  sql (f, "INSERT INTO channel (id, name, platform) VALUES (1, '블로그', 'practice');"
       "INSERT INTO content (id, uuid, title, type_id, created_at, updated_at) VALUES (7, 'a', '첫 글', 'sns', 1, 1), (8, 'b', '둘째 글', 'sns', 1, 1);"
       "INSERT INTO copy (id, content_id, channel_id, state, client_key, published_at) VALUES"
       " (1, 7, 1, 'published', 'a', 1476000000), (2, 8, 1, 'published', 'b', 1476100000);"
       "INSERT INTO copy_metric (copy_id, day, metric, value, captured_at) VALUES (1, '2016-10-12', 'views', 250, 1), (2, '2016-10-12', 'views', 900, 1)");
  pane = panes_show (f, "posts");
  panes_wait_until (n_slots (pane) == 2);
  check_accessible (pane);
  text = table_of (pane);
  g_assert_nonnull (strstr (text, "둘째 글 (블로그, 2016-10-10)\t900"));
  table = find_widget (pane, "SotongChartTable");
  g_assert_true (gtk_widget_get_visible (table)); /* the table belongs to it */
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Home);
  panes_press (GTK_WIDGET (view_of (pane)), GDK_KEY_Return);
  g_assert_cmpint (sotong_context_get_content (f->context), ==, 8);
}

/* Who goes to a pane that is not made yet is in it once it is: the numbers choose among its views, and not another pane. */
static void
test_go_to (PanesFixture  *f,
            gconstpointer  data)
{
  GActionGroup *window = G_ACTION_GROUP (f->window.window);
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  GtkWidget *pane, *focus;

  panes_add_budget (f->store);
  panes_show (f, "calendar");
  g_action_group_activate_action (window, "go-to-pane", g_variant_new_string ("pace"));
  pane = GTK_WIDGET (sotong_workbench_get_pane (bench, "pace"));
  panes_wait_until (n_slots (pane) == 12);
  focus = gtk_window_get_focus (GTK_WINDOW (f->window.window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, pane));
  g_action_group_activate_action (window, "go-to-pane", g_variant_new_string ("mentions")); /* Alt+2 */
  panes_wait_until (n_slots (pane) == 7);
  g_assert_true (gtk_widget_get_mapped (pane));

  g_action_group_change_action_state (window, "pane-heat", g_variant_new_boolean (TRUE));
  pane = GTK_WIDGET (sotong_workbench_get_pane (bench, "heat"));
  g_assert_true (sotong_workbench_get_focused (bench) == SOTONG_PANE (pane)); /* what is copied or moved now */
  panes_wait_until (sotong_pane_get_attached (SOTONG_PANE (pane)));
  panes_wait_until ((focus = gtk_window_get_focus (GTK_WINDOW (f->window.window))) != NULL && gtk_widget_is_ancestor (focus, pane));
}

/* Who goes to a pane has the arrow keys in what it is for, not on the first of its buttons. */
static void
test_work (PanesFixture  *f,
           gconstpointer  data)
{
  static const struct {
    const char *id;
    const char *type;
  } cases[] = {
    { "trend", "SotongChartView" }, { "sentiment", "SotongChartView" }, { "heat", "SotongChartView" }, { "pace", "SotongChartView" },
    { "mentions", "GtkListView" }, { "budget", "GtkColumnView" }, { "calendar", "SotongCalendarView" },
  };
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  GtkWindow *window = GTK_WINDOW (f->window.window);

  panes_add_mentions (f->store, 600, 3600);
  panes_add_budget (f->store);
  panes_show (f, "approval");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++) /* when it is made, and when it is there */
    {
      GType type = g_type_from_name (cases[i % G_N_ELEMENTS (cases)].type);
      GtkWidget *pane, *focus;

      sotong_workbench_go_to (bench, cases[i % G_N_ELEMENTS (cases)].id);
      pane = GTK_WIDGET (sotong_workbench_get_pane (bench, cases[i % G_N_ELEMENTS (cases)].id));
      panes_wait_until ((focus = gtk_window_get_focus (window)) != NULL && gtk_widget_is_ancestor (focus, pane)
                        && gtk_widget_get_ancestor (focus, type) != NULL);
    }
  panes_press (gtk_window_get_focus (window), GDK_KEY_Right);
  sotong_workbench_go_to (bench, "trend");
  panes_press (gtk_window_get_focus (window), GDK_KEY_End);
  g_assert_cmpint (sotong_chart_view_get_cursor (SOTONG_CHART_VIEW (gtk_window_get_focus (window))), >, 0);
  sotong_workbench_focus_next (bench, FALSE);
  sotong_workbench_focus_next (bench, TRUE);
  g_assert_true (SOTONG_IS_CHART_VIEW (gtk_window_get_focus (window)));
  for (guint i = 0; i < 2; i++) /* alone, and with all others again */
    {
      g_action_group_activate_action (G_ACTION_GROUP (window), "maximize-pane", NULL);
      wait_for_frames (GTK_WIDGET (window), 3);
      panes_wait_until (SOTONG_IS_CHART_VIEW (gtk_window_get_focus (window)));
    }
}

/* Who has gone elsewhere before it is filled stays there. */
static void
test_work_late (PanesFixture  *f,
                gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  GtkWindow *window = GTK_WINDOW (f->window.window);
  GtkWidget *pane, *drop;

  pane = panes_show (f, "trend");
  sotong_workbench_go_to (bench, "trend");
  drop = find_widget (pane, "GtkDropDown");
  g_assert_true (gtk_window_get_focus (window) != NULL && gtk_widget_is_ancestor (gtk_window_get_focus (window), drop));
  sotong_pane_take_focus (SOTONG_PANE (panes_show (f, "navigator")));
  panes_add_mentions (f->store, 60, 3600);
  panes_wait_until (gtk_widget_get_mapped (find_widget (pane, "SotongChartView")));
  g_assert_false (SOTONG_IS_CHART_VIEW (gtk_window_get_focus (window)));
}

static void
test_effect (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *pane;

  panes_add_mentions (f->store, 600, 3600);
  sql (f, "INSERT INTO campaign (id, name, starts_on, ends_on) VALUES (3, '가을 축제', '2016-10-01', '2016-10-05')");
  pane = panes_show (f, "effect");
  panes_wait_until (n_slots (pane) == 15); /* five days before, five, and five after */
  check_accessible (pane);
  g_assert_nonnull (find_label_with (pane, "As many days are compared"));
  panes_spin (20);
}

static void
test_pace (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane;
  g_autofree char *table = NULL;

  panes_add_budget (f->store);
  pane = panes_show (f, "pace");
  panes_wait_until (n_slots (pane) == 12);
  table = table_of (pane);
  g_assert_nonnull (strstr (table, "Even pace"));
}

/* A copy has its own view, kept with the layout; its tab says of which topic it is. */
static void
test_copy (PanesFixture  *f,
           gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  g_autoptr(GVariant) layout = NULL;
  GtkWidget *copy;

  panes_add_mentions (f->store, 600, 3600);
  sotong_context_set_topic (f->context, topic);
  panes_show (f, "sentiment");
  copy = GTK_WIDGET (sotong_workbench_copy_pane (bench, "sentiment"));
  panes_wait_until (n_slots (copy) > 20);
  gtk_widget_activate_action (copy, "own.topic", NULL);
  sotong_pane_choose_view (SOTONG_PANE (copy), 3);
  panes_wait_until (strstr (panel_widget_get_title (PANEL_WIDGET (copy)), "미세먼지") != NULL);
  layout = sotong_workbench_save_layout (bench);
  sotong_workbench_reset_layout (bench);
  sotong_context_set_topic (f->context, 0);
  g_assert_true (sotong_workbench_restore_layout (bench, layout, 0, 0));
  copy = GTK_WIDGET (sotong_workbench_get_pane (bench, "sentiment#2"));
  panes_wait_until (n_slots (copy) > 20);
  panes_wait_until (strstr (panel_widget_get_title (PANEL_WIDGET (copy)), "미세먼지") != NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (find_widget (copy, "GtkDropDown"))), ==, 1);
}

/* Relative figures as lines of their own, a day without one as a gap, and it is said that they are no counts. */
static void
test_searches (PanesFixture  *f,
               gconstpointer  data)
{
  g_autofree char *table = NULL, *described = NULL;
  GtkWidget *pane;

  sql (f, "INSERT INTO source (id, name, kind, url, interval_s, enabled) VALUES (7, '네이버', 'naver-trend', '', 86400, 1);"
       "INSERT INTO relative_point (source_id, name, day, ratio, fetched_at) VALUES (7, '미세먼지', '2016-10-10', 100, 0),"
       " (7, '미세먼지', '2016-10-13', 41.5, 0), (7, '축제', '2016-10-11', 12, 0);"
       "INSERT INTO chart_mark (at, title, kind) VALUES (1476198000, '대설 대응 발표', 'note')");
  pane = panes_show (f, "searches");
  panes_wait_until (n_slots (pane) == 4);
  check_accessible (pane);
  table = table_of (pane);
  g_assert_nonnull (strstr (table, "네이버 · 미세먼지"));
  g_assert_nonnull (strstr (table, "41.5"));
  described = sotong_chart_describe (sotong_chart_view_get_chart (view_of (pane)));
  g_assert_nonnull (strstr (described, "largest = 100"));
  /* No sum of parts of 100: the highest, and the last that came. */
  g_assert_nonnull (strstr (described, "네이버 · 미세먼지, at most 100 on Mon 10 Oct, last 41.5 on Thu 13 Oct; "));
  g_assert_nonnull (strstr (described, "네이버 · 축제, always 12, last 12 on Tue 11 Oct."));
  g_assert_null (strstr (described, "141.5"));
  g_assert_nonnull (strstr (described, "There is no data for 1 day: Wed 12 Oct."));
  g_assert_nonnull (strstr (described, "대설 대응 발표"));
}

static gboolean
title_says (GtkWidget  *pane,
            const char *text)
{
  return strstr (panel_widget_get_title (PANEL_WIDGET (pane)), text) != NULL;
}

/* Two campaigns side by side: one copy keeps its own while the window goes on to another, and has it again with its layout. */
static void
test_own_campaign (PanesFixture  *f,
                   gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  g_autoptr(GVariant) layout = NULL;
  GtkWidget *pane, *copy;

  panes_add_mentions (f->store, 600, 3600);
  sql (f, "INSERT INTO campaign (id, name, starts_on, ends_on) VALUES (3, '가을 축제', '2016-10-01', '2016-10-05'),"
       " (4, '걷기', '2016-09-25', '2016-09-27')");
  pane = panes_show (f, "effect");
  panes_wait_until (n_slots (pane) == 15);
  copy = GTK_WIDGET (sotong_workbench_copy_pane (bench, "effect"));
  panes_wait_until (n_slots (copy) == 15);
  gtk_widget_activate_action (copy, "picture.own-campaign", NULL);
  panes_wait_until (title_says (copy, ": 가을 축제"));
  sotong_context_set_campaign (f->context, 4);
  panes_wait_until (n_slots (pane) == 9);
  panes_spin (50);
  g_assert_cmpuint (n_slots (copy), ==, 15);
  g_assert_false (title_says (pane, ":"));

  layout = sotong_workbench_save_layout (bench);
  sotong_workbench_reset_layout (bench);
  g_assert_true (sotong_workbench_restore_layout (bench, layout, 0, 0));
  sotong_workbench_show_pane (bench, "effect#2");
  copy = GTK_WIDGET (sotong_workbench_get_pane (bench, "effect#2"));
  panes_wait_until (n_slots (copy) == 15);
  panes_wait_until (title_says (copy, ": 가을 축제"));
  gtk_widget_activate_action (copy, "picture.own-campaign", NULL);
  panes_wait_until (n_slots (copy) == 9);
  panes_wait_until (!title_says (copy, ":"));
}

/* Posts of one campaign beside those of all; of a campaign that is gone all are left. */
static void
test_posts_of_campaign (PanesFixture  *f,
                        gconstpointer  data)
{
  GtkWidget *pane, *copy;
  GtkDropDown *drop;

  sql (f, "INSERT INTO channel (id, name, platform) VALUES (1, '블로그', 'practice');"
       "INSERT INTO campaign (id, name, starts_on, ends_on) VALUES (3, '가을 축제', '2016-10-01', '2016-10-05');"
       "INSERT INTO content (id, uuid, title, type_id, campaign_id, created_at, updated_at) VALUES"
       " (7, 'a', '첫 글', 'sns', 3, 1, 1), (8, 'b', '둘째 글', 'sns', NULL, 1, 1);"
       "INSERT INTO copy (id, content_id, channel_id, state, client_key, published_at) VALUES"
       " (1, 7, 1, 'published', 'a', 1476000000), (2, 8, 1, 'published', 'b', 1476100000);"
       "INSERT INTO copy_metric (copy_id, day, metric, value, captured_at) VALUES (1, '2016-10-12', 'views', 250, 1), (2, '2016-10-12', 'views', 900, 1)");
  pane = panes_show (f, "posts");
  panes_wait_until (n_slots (pane) == 2);
  copy = GTK_WIDGET (sotong_workbench_copy_pane (sotong_window_get_workbench (f->window.window), "posts"));
  panes_wait_until (n_slots (copy) == 2);
  drop = GTK_DROP_DOWN (find_widget (copy, "GtkDropDown"));
  gtk_drop_down_set_selected (drop, 1);
  panes_wait_until (n_slots (copy) == 1);
  gtk_widget_activate_action (copy, "picture.own-campaign", NULL);
  panes_wait_until (title_says (copy, ": 가을 축제"));
  g_assert_cmpuint (n_slots (pane), ==, 2);
  sotong_context_set_campaign (f->context, 3);
  panes_wait_until (n_slots (pane) == 1);
  gtk_drop_down_set_selected (drop, 0);
  panes_wait_until (n_slots (copy) == 2);
  panes_wait_until (title_says (copy, ": All campaigns"));
  gtk_drop_down_set_selected (drop, 1);
  panes_wait_until (n_slots (copy) == 1);
  sql (f, "UPDATE campaign SET removed_at = 1 WHERE id = 3");
  sotong_pane_refresh (SOTONG_PANE (copy));
  panes_wait_until (n_slots (copy) == 2);
}

static gboolean
is_named (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
         || (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)) != NULL);
}

/* What opens or does something is never called by its type alone. */
static void
check_named (GtkWidget  *widget,
             const char *pane)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_BUTTON (widget))
    {
      const char *tooltip = gtk_widget_get_tooltip_text (widget);

      if (!is_named (widget))
        g_error ("A %s of the pane “%s” has no name (%s).", G_OBJECT_TYPE_NAME (widget), pane, tooltip != NULL ? tooltip : "nor a tooltip");
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_named (child, pane);
}

static void
test_named (PanesFixture  *f,
            gconstpointer  data)
{
  guint n;
  const SotongPaneInfo *panes = sotong_pane_registry_get (&n);

  panes_add_mentions (f->store, 60, 3600);
  panes_add_budget (f->store);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *pane = panes_show (f, panes[i].id);

      wait_for_frames (pane, 2);
      check_named (pane, panes[i].id);
    }
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
  ADD ("/app/chart-pane/empty", test_empty);
  ADD ("/app/chart-pane/accessible", test_accessible);
  ADD ("/app/chart-pane/sentiment", test_sentiment);
  ADD ("/app/chart-pane/sources", test_sources);
  ADD ("/app/chart-pane/compare", test_compare);
  ADD ("/app/chart-pane/compare-missing", test_compare_missing);
  ADD ("/app/chart-pane/compare-part", test_compare_part);
  ADD ("/app/chart-pane/compare-hours", test_compare_hours);
  ADD ("/app/chart-pane/keep-points", test_keep_points);
  ADD ("/app/chart-pane/low", test_low);
  ADD ("/app/chart-pane/free-place", test_free_place);
  ADD ("/app/chart-pane/menu", test_menu);
  ADD ("/app/chart-pane/heat", test_heat);
  ADD ("/app/chart-pane/posts", test_posts);
  ADD ("/app/chart-pane/go-to", test_go_to);
  ADD ("/app/panes/work", test_work);
  ADD ("/app/panes/work-late", test_work_late);
  ADD ("/app/chart-pane/effect", test_effect);
  ADD ("/app/chart-pane/pace", test_pace);
  ADD ("/app/chart-pane/searches", test_searches);
  ADD ("/app/chart-pane/copy", test_copy);
  ADD ("/app/panes/named", test_named);
  ADD ("/app/chart-pane/own-campaign", test_own_campaign);
  ADD ("/app/chart-pane/posts-of-campaign", test_posts_of_campaign);
  return g_test_run ();
}
