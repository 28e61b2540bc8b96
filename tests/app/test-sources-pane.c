/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-row-trend.h"
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

/* ---- four weeks of a source and of a topic, as lists show them ---- */

typedef struct {
  gint64          topic;
  SotongRowTrend *source; /* (owned) */
  SotongRowTrend *about;  /* (owned): of the topic */
  SotongRowTrend *never;  /* (owned): of a source that was never read */
} Trends;

static gpointer
trends_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Trends *trends = data;
  g_autoptr(GPtrArray) sources = sotong_source_list (db, error);

  g_assert_nonnull (sources);
  trends->source = sotong_row_trend_read (db, 0, ((const SotongSource *) g_ptr_array_index (sources, 0))->id, error);
  trends->about = sotong_row_trend_read (db, trends->topic, 0, error);
  trends->never = sotong_row_trend_read (db, 0, 4711, error);
  return trends->source != NULL && trends->about != NULL && trends->never != NULL ? data : NULL;
}

/* Of twenty days twelve mentions a day, a third of them about the topic; the days before are gaps, and today is not counted. */
static void
test_trends (PanesFixture  *f,
             gconstpointer  data)
{
  Trends trends = { .topic = panes_add_topic (f->store, "미세먼지") };
  g_autoptr(GError) error = NULL;

  panes_add_mentions (f->store, 240, 7200);
  sotong_store_read (f->store, trends_job, &trends, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < SOTONG_ROW_TREND_DAYS; i++)
    {
      g_assert_true (isnan (trends.source->days[i]) == (i < 8));
      g_assert_true (isnan (trends.about->days[i]) == (i < 8));
      g_assert_true (i <= 8 || (trends.source->days[i] == 12 && trends.about->days[i] == 4));
      g_assert_true (isnan (trends.never->days[i]));
    }
  g_assert_true (g_str_has_prefix (trends.source->sentence, "Last 4 weeks up to yesterday: 23"));
  g_assert_nonnull (strstr (trends.source->sentence, " The last 7 days: 84, the 7 days before: 84. No data for 8 days."));
  g_assert_nonnull (strstr (trends.about->sentence, " The last 7 days: 28, the 7 days before: 28."));
  g_assert_cmpstr (trends.never->sentence, ==, "Last 4 weeks up to yesterday: nothing was collected.");
  g_assert_true (sotong_row_trend_same (trends.source, trends.source));
  g_assert_false (sotong_row_trend_same (trends.source, trends.about));
  g_assert_false (sotong_row_trend_same (trends.source, NULL));
  sotong_row_trend_free (trends.source);
  sotong_row_trend_free (trends.about);
  sotong_row_trend_free (trends.never);
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
  ADD ("/app/sources/trends", test_trends);
  return g_test_run ();
}
