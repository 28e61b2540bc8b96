/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-figures-data.h"
#include "app/dialogs/sotong-figures-dialog.h"
#include "app/dialogs/sotong-form.h"
#include "app/sotong-chart-view.h"
#include "plan-fixture.h"
#include "platforms/sotong-metric.h"
#include "store/sotong-figure.h"
#include "util/sotong-i18n.h"

static GtkWidget *
find_dialog (void)
{
  return find_shown_window (SOTONG_TYPE_FIGURES_DIALOG);
}

static gboolean
tells (const char *text)
{
  return find_label_with (find_dialog (), text) != NULL;
}

typedef struct {
  gint64 channel_id;
  gint64 copy_id;
} Whose;

/* On the 11th somebody typed in; the 12th and 13th nobody did, and the platform gave nothing; today it did. */
static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Whose *whose = data;
  SotongFigure typed = { .channel_id = whose->channel_id, .copy_id = whose->copy_id, .channel = (char *) "", .day = (char *) "2016-10-11",
                         .metric = (char *) SOTONG_METRIC_VIEWS, .value = 1200, .source = (char *) "김주무" };

  return sotong_figure_enter (db, &typed, error) && sotong_figure_put (db, whose->channel_id, whose->copy_id, SOTONG_METRIC_VIEWS, 1500, error)
         && sotong_figure_put (db, whose->channel_id, whose->copy_id, SOTONG_METRIC_REACTIONS, 37, error) ? data : NULL;
}

static void
fill (PlanFixture *f,
      gint64       channel_id,
      gint64       copy_id)
{
  Whose whose = { channel_id, copy_id };
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, fill_job, &whose, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
shows_table (PlanFixture *f)
{
  return find_dialog () != NULL && tells ("2016-10-11");
}

static gboolean
shows_none (PlanFixture *f)
{
  return find_dialog () != NULL && tells ("There are no figures");
}

static void
assert_table (void)
{
  g_assert_true (tells ("1,200"));
  g_assert_true (tells ("1,500"));
  g_assert_true (tells ("37"));
  g_assert_true (tells ("2016-10-12"));
  g_assert_true (tells ("not read: a gap"));
  g_assert_true (tells ("—"));
  g_assert_true (tells ("typed in"));
  g_assert_true (tells ("10-14 10:00")); /* when it was read */
  g_assert_false (tells ("Followers"));  /* a column of nothing is none */
  g_assert_false (tells ("2016-10-10")); /* before the first figure there is no gap */
}

/* The account's figures day by day, another channel's, and none. */
static void
test_channel (PlanFixture   *f,
              gconstpointer  data)
{
  GtkWidget *line;

  fill (f, f->channels[0], 0);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "figures", NULL);
  plan_fixture_wait (f, shows_table);
  g_assert_cmpuint (count_unnamed (find_dialog ()), ==, 0);
  assert_table ();
  line = find_widget (find_dialog (), "SotongChartView");
  g_assert_true (gtk_widget_get_visible (line)); /* 1,200 and 1,500, with a gap between them */
  g_assert_cmpint ((int) sotong_slots_get_length (sotong_chart_get_slots (sotong_chart_view_get_chart (SOTONG_CHART_VIEW (line)))), ==, 4);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (find_dialog (), "GtkDropDown")), 1);
  plan_fixture_wait (f, shows_none);
  fill (f, f->channels[1], 0); /* what comes meanwhile is shown at once */
  plan_fixture_wait (f, shows_table);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

/* A published post's, for each channel that it is out on. */
static void
test_post (PlanFixture   *f,
           gconstpointer  data)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, f->published);
  const SotongCopy *copy = g_ptr_array_index (content->copies, 0);
  SotongPane *inspector = plan_fixture_pane (f, "inspector");
  GtkWidget *button = find_labelled_button (GTK_WIDGET (inspector), "Figures…");

  fill (f, copy->channel_id, copy->id);
  sotong_context_set_content (f->context, f->published);
  while (!gtk_widget_get_mapped (button))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (button, "clicked");
  plan_fixture_wait (f, shows_table);
  assert_table ();
  g_assert_true (tells ("개막식 현장 사진"));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (find_widget (find_dialog (), "GtkDropDown")))), ==, 2);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

static gboolean
has_fetched (PlanFixture *f)
{
  return tells ("kept for today");
}

static gboolean
can_fetch (PlanFixture *f)
{
  return gtk_widget_is_sensitive (find_labelled_button (find_dialog (), "_Fetch Now"));
}

static gboolean
has_not_fetched (PlanFixture *f)
{
  return !tells ("kept for today") && !tells ("is being asked") && can_fetch (f);
}

/* Asked from the window: what comes is kept with its time, and what does not come is said. */
static void
test_fetch (PlanFixture   *f,
            gconstpointer  data)
{
  g_autoptr(SotongPracticeServer) server = plan_fixture_serve (f);

  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "figures", NULL);
  plan_fixture_wait (f, shows_none);
  plan_fixture_wait (f, can_fetch);
  g_signal_emit_by_name (find_labelled_button (find_dialog (), "_Fetch Now"), "clicked");
  g_assert_false (can_fetch (f));
  plan_fixture_wait (f, has_fetched);
  while (!tells ("Followers"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (tells ("2016-10-14"));
  sotong_practice_server_stop (server);
  plan_fixture_wait (f, can_fetch);
  g_signal_emit_by_name (find_labelled_button (find_dialog (), "_Fetch Now"), "clicked");
  plan_fixture_wait (f, has_not_fetched);
  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (find_widget (find_dialog (), "GtkInfoBar"))));
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
may_enter (PlanFixture *f)
{
  return find_dialog () != NULL && gtk_widget_is_sensitive (find_labelled_button (find_dialog (), "_Type In…"));
}

static gboolean
shows_entered (PlanFixture *f)
{
  return tells ("98,765") && tells ("typed in");
}

static gboolean
shows_nothing_entered (PlanFixture *f)
{
  return !tells ("98,765");
}

/* What no program is told a person types in: said what is wrong with it, kept, shown, and undone. */
static void
test_type_in (PlanFixture   *f,
              gconstpointer  data)
{
  GtkWidget *form, *number;

  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "figures", NULL);
  plan_fixture_wait (f, may_enter);
  g_signal_emit_by_name (find_labelled_button (find_dialog (), "_Type In…"), "clicked");
  form = find_shown_window (SOTONG_TYPE_FORM);
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  number = find_row (form, "Number");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (form, "Day"))), ==, "2016-10-14");
  gtk_editable_set_text (GTK_EDITABLE (number), "many");
  g_signal_emit_by_name (form, "accepted");
  g_assert_nonnull (find_label_with (form, "whole number"));
  gtk_editable_set_text (GTK_EDITABLE (number), "98,765");
  g_signal_emit_by_name (form, "accepted");
  plan_fixture_wait (f, shows_entered);
  g_assert_true (tells ("Followers")); /* the first that suits the platform */
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  plan_fixture_wait (f, shows_nothing_entered);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "redo", NULL);
  plan_fixture_wait (f, shows_entered);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

static gboolean
suits (const char *metric,
       const char *platform,
       gboolean    of_post)
{
  for (guint i = 0; i < SOTONG_FIGURES_N_METRICS; i++)
    if (g_str_equal (sotong_figures_metric_name (i), metric))
      return sotong_figures_metric_suits (i, platform, of_post);
  g_error ("%s is no figure", metric);
}

static void
test_suits (void)
{
  g_assert_true (suits (SOTONG_METRIC_VISITORS, "wordpress", FALSE));
  g_assert_true (suits (SOTONG_METRIC_VISITORS, "naver-blog", FALSE));
  g_assert_false (suits (SOTONG_METRIC_VISITORS, "naver-blog", TRUE));
  g_assert_false (suits (SOTONG_METRIC_VISITORS, "kakaostory", FALSE));
  g_assert_true (suits (SOTONG_METRIC_FOLLOWERS, "kakaostory", FALSE));
  g_assert_false (suits (SOTONG_METRIC_FOLLOWERS, "kakaostory", TRUE));
  g_assert_true (suits (SOTONG_METRIC_VIEWS, "naver-blog", TRUE));
  g_assert_false (suits (SOTONG_METRIC_REACH, "ghost", TRUE));
  g_assert_true (suits (SOTONG_METRIC_REACH, "instagram", TRUE));
  g_assert_true (suits (SOTONG_METRIC_DAY_REACH, "instagram", FALSE));
  g_assert_false (suits (SOTONG_METRIC_DAY_REACH, "instagram", TRUE));
  g_assert_false (suits (SOTONG_METRIC_DAY_REACH, "naver-blog", FALSE));
  g_assert_true (suits (SOTONG_METRIC_DAY_VIEWS, "naver-blog", FALSE));
  g_assert_true (suits (SOTONG_METRIC_OPENED, "ghost", TRUE));
  g_assert_false (suits (SOTONG_METRIC_OPENED, "ghost", FALSE));
  g_assert_false (suits (SOTONG_METRIC_OPENED, "instagram", TRUE));
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  g_test_add ("/app/figures/channel", PlanFixture, NULL, plan_fixture_set_up, test_channel, plan_fixture_tear_down);
  g_test_add ("/app/figures/post", PlanFixture, NULL, plan_fixture_set_up, test_post, plan_fixture_tear_down);
  g_test_add ("/app/figures/fetch", PlanFixture, NULL, plan_fixture_set_up, test_fetch, plan_fixture_tear_down);
  g_test_add ("/app/figures/type-in", PlanFixture, NULL, plan_fixture_set_up, test_type_in, plan_fixture_tear_down);
  g_test_add_func ("/app/figures/suits", test_suits);
  return g_test_run ();
}
