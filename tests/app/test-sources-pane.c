/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-trend-reader.h"
#include "app/sotong-text-row.h"
#include "panes-data.h"
#include "store/sotong-relative.h"
#include "store/sotong-source.h"
#include "util/sotong-i18n.h"

static GtkWidget *
find_form (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SOTONG_IS_FORM (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static gpointer
trend_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongSource) source = sotong_source_new ();
  gint64 id;

  source->name = g_strdup ("검색 추이");
  source->kind = g_strdup ("naver-trend");
  source->url = g_strdup ("https://openapi.example.org/trend");
  source->settings = g_strdup ("{\"query\":[\"미세먼지\",\"황사\"],\"user\":\"office\"}");
  id = sotong_source_add (db, source, error);
  return id != 0 && sotong_relative_add (db, id, "미세먼지", "2016-10-01", 40.5, error)
         && sotong_relative_add (db, id, "미세먼지", "2016-10-02", 100, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static GtkWidget *
show_sources (PanesFixture *f)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;

  panes_add_mentions (f->store, 10, 3600);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, trend_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "collection");
  panes_wait_until (panes_text_row (pane, 1) != NULL);
  return pane;
}

static void
test_list (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane = show_sources (f);

  g_assert_true (panes_row_says (pane, 0, 0, "시민 게시판"));
  g_assert_true (panes_row_says (pane, 0, 2, "10"));
  g_assert_true (panes_row_says (pane, 0, 3, "Done"));
  g_assert_true (panes_row_says (pane, 0, 5, "10"));
  g_assert_true (panes_row_says (pane, 1, 1, "Never"));
  g_assert_true (panes_row_says (pane, 1, 4, "Due"));
  panes_wait_until (find_widget (pane, "SotongSparkline") != NULL); /* the four weeks come after the rows */
  g_assert_cmpuint (count_unnamed (pane), ==, 0);

  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (pane), 2));
  panes_wait_until (panes_row_says (pane, 0, 2, "2016-10-02"));
  g_assert_true (panes_row_says (pane, 0, 3, "100.0"));
  g_assert_true (panes_row_says (pane, 1, 3, "40.5"));
}

static gpointer
settings_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  gint64 id = sotong_source_find (db, "검색 추이 2", error);
  g_autoptr(SotongSource) source = id != 0 ? sotong_source_get (db, id, error) : NULL;

  return source != NULL ? g_strdup_printf ("%s %d %d", source->settings, (int) source->interval_s, source->enabled) : NULL;
}

/* What the form does not ask for stays; its words, its interval and whether it is read are changed in one step of undo. */
static void
test_edit (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane = show_sources (f), *form, *name;
  g_autoptr(GError) error = NULL;
  g_autofree char *settings = NULL;

  g_signal_emit_by_name (find_widget (pane, "GtkColumnView"), "activate", 1);
  panes_wait_until (find_form () != NULL);
  form = find_form ();
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  name = find_widget (form, "AdwEntryRow");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "검색 추이");
  gtk_editable_set_text (GTK_EDITABLE (name), "검색 추이 2");
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (form)));
  panes_wait_until (find_form () == NULL);
  panes_wait_until (panes_row_says (pane, 1, 0, "검색 추이 2"));
  settings = sotong_store_read (f->store, settings_job, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (settings, "미세먼지"));
  g_assert_nonnull (strstr (settings, "황사"));
  g_assert_nonnull (strstr (settings, "office"));
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (panes_row_says (pane, 1, 0, "검색 추이"));
}

/* ---- sources that do not answer ---- */

static gpointer
silent_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  static const char * const names[] = { "구청", "동네", "시청" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(SotongSource) source = sotong_source_new ();

      source->name = g_strdup (names[i]);
      source->kind = g_strdup ("feed");
      source->url = g_strdup ("http://127.0.0.1:1/rss.xml");
      if (sotong_source_add (db, source, error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

/* Where nobody answers no number of new mentions is told: one that did not and why, and how many others. */
static void
test_silent (PanesFixture  *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, silent_job, NULL, NULL, &error);
  g_assert_no_error (error);
  sotong_window_set_context (f->window.window, f->context, "2016");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "fetch", NULL);
  panes_wait_until (find_label_with (GTK_WIDGET (f->window.window), "“구청” did not answer: 127.0.0.1 cannot be reached: no server answers there. "
                                     "It is tried again later by itself. Nor did 2 more sources; the sources’ pane says why.") != NULL);
  g_assert_null (find_label_with (GTK_WIDGET (f->window.window), "new mention"));
}

static gpointer
mute_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(SotongSource) source = sotong_source_new ();

      source->name = g_strdup_printf ("말 없는 곳 %u", i + 1);
      source->kind = g_strdup ("feed");
      source->url = g_strdup_printf ("http://127.0.0.1:%u/%u.xml", *(guint16 *) data, i);
      if (sotong_source_add (db, source, error) == 0)
        return NULL;
    }
  return data;
}

/* Who stops a fetch is not told that the sources did not answer. */
static void
test_stopped (PanesFixture  *f,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(SotongTask) task = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error); /* nobody takes a call there */

  g_assert_no_error (error);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, mute_job, &port, NULL, &error);
  g_assert_no_error (error);
  sotong_window_set_context (f->window.window, f->context, "2016");
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "fetch", NULL);
  panes_wait_until ((task = g_list_model_get_item (sotong_context_get_tasks (f->context), 0)) != NULL);
  panes_wait_until (strstr (sotong_task_get_detail (task), "말 없는 곳") != NULL);
  sotong_task_cancel (task);
  panes_wait_until (sotong_task_is_over (task));
  g_assert_cmpint (sotong_task_get_state (task), ==, SOTONG_TASK_CANCELLED);
  g_assert_cmpstr (sotong_task_get_detail (task), ==, "The fetch was stopped. It can be started again at any time.");
  g_assert_null (find_label_with (GTK_WIDGET (f->window.window), "did not answer"));
}

/* ---- four weeks of a source and of a topic, as lists show them ---- */

static gpointer
trends_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_row_trends_read (db, error);
}

/* Of twenty days twelve mentions a day, a third of them about the topic; the days before are gaps, and today is not counted. */
static void
test_trends (PanesFixture  *f,
             gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  g_autoptr(SotongRowTrends) trends = NULL;
  g_autoptr(GError) error = NULL;
  SotongRowTrend *source, *about;

  panes_add_mentions (f->store, 240, 7200);
  trends = sotong_store_read (f->store, trends_job, NULL, NULL, &error);
  g_assert_no_error (error);
  source = sotong_row_trends_source (trends, 1);
  about = sotong_row_trends_topic (trends, topic);
  for (int i = 0; i < SOTONG_ROW_TREND_DAYS; i++)
    {
      g_assert_true (isnan (source->days[i]) == (i < 8));
      g_assert_true (isnan (about->days[i]) == (i < 8));
      g_assert_true (i <= 8 || (source->days[i] == 12 && about->days[i] == 4));
    }
  g_assert_null (sotong_row_trends_source (trends, 4711));
  g_assert_true (g_str_has_prefix (source->sentence, "Last 4 weeks up to yesterday: 23"));
  g_assert_nonnull (strstr (source->sentence, " The last 7 days: 84, the 7 days before: 84. No data for 8 days."));
  g_assert_nonnull (strstr (about->sentence, " The last 7 days: 28, the 7 days before: 28."));
  g_assert_true (sotong_row_trend_same (source, source));
  g_assert_false (sotong_row_trend_same (source, about));
  g_assert_false (sotong_row_trend_same (source, NULL));
}

/* Four weeks with the same each day but where a letter says otherwise: a gap, or a day that was collected in part. */
static SotongRowTrend *
make_trend (const char *days)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (SotongTrendPoint));

  for (int i = 0; i < SOTONG_ROW_TREND_DAYS; i++)
    {
      SotongTrendPoint point = { .start = 1472688000 + i * 86400, .gap = days[i] == '_', .partial = days[i] != '#' };

      point.total = days[i] == '#' ? 12 : days[i] == '_' ? 0 : 4;
      g_array_append_val (points, point);
    }
  return sotong_row_trend_new (points, zone);
}

/* Days that were collected in part are told, and no week that has one is held against another. */
static void
test_partial (PanesFixture  *f,
              gconstpointer  data)
{
  g_autoptr(SotongRowTrend) whole = make_trend ("############################");
  g_autoptr(SotongRowTrend) early = make_trend ("__##/#######################");
  g_autoptr(SotongRowTrend) last = make_trend ("##########################//");
  g_autoptr(SotongRowTrend) before = make_trend ("##############/#############");
  g_autoptr(SotongRowTrend) none = make_trend ("____________________________");

  g_assert_true (g_str_has_suffix (whole->sentence, " The last 7 days: 84, the 7 days before: 84."));
  g_assert_true (g_str_has_suffix (early->sentence, " The last 7 days: 84, the 7 days before: 84. No data for 2 days. 1 day is not complete."));
  g_assert_null (strstr (last->sentence, "The last 7 days"));
  g_assert_true (g_str_has_suffix (last->sentence, " 2 days are not complete."));
  g_assert_null (strstr (before->sentence, "The last 7 days"));
  g_assert_true (g_str_has_suffix (before->sentence, " 1 day is not complete."));
  g_assert_cmpstr (none->sentence, ==, "Last 4 weeks up to yesterday: nothing was collected.");
}

static void
count_cb (SotongTrendReader *reader,
          guint             *n)
{
  *n += 1;
}

/* What changes while they are read does not break that off: they are read once more. So they are with the next day, and with nothing else. */
static void
test_reader (PanesFixture  *f,
             gconstpointer  data)
{
  g_autoptr(SotongTrendReader) reader = sotong_trend_reader_new ();
  guint n = 0;

  g_signal_connect (reader, "changed", G_CALLBACK (count_cb), &n);
  sotong_trend_reader_set_context (reader, f->context);
  for (int i = 0; i < 5; i++)
    g_signal_emit_by_name (f->store, "changed", SOTONG_AREA_MENTIONS);
  panes_wait_until (n == 1);
  g_assert_nonnull (sotong_trend_reader_get_trends (reader));
  panes_wait_until (n == 2);
  g_signal_emit_by_name (f->store, "changed", SOTONG_AREA_PLAN | SOTONG_AREA_OUTBOX);
  sotong_trend_reader_look (reader, PANES_NOW + 60);
  panes_spin (2500);
  g_assert_cmpuint (n, ==, 2);
  sotong_trend_reader_look (reader, PANES_NOW + 86400);
  panes_wait_until (n == 3);
  sotong_trend_reader_read (reader);
  sotong_trend_reader_set_context (reader, NULL);
  g_assert_null (sotong_trend_reader_get_trends (reader));
  panes_spin (300);
  g_assert_cmpuint (n, ==, 3);
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
  ADD ("/app/sources/list", test_list);
  ADD ("/app/sources/edit", test_edit);
  ADD ("/app/sources/silent", test_silent);
  ADD ("/app/sources/stopped", test_stopped);
  ADD ("/app/sources/trends", test_trends);
  ADD ("/app/sources/partial", test_partial);
  ADD ("/app/sources/reader", test_reader);
  return g_test_run ();
}
