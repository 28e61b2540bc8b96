/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-inspector-pane.h"
#include "app/sotong-sparkline.h"
#include "plan-fixture.h"
#include "store/sotong-topic.h"
#include "util/sotong-i18n.h"

/* The list row with a text, below a widget. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_row (child, text);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static GtkWidget *
wait_for_row (PlanFixture *f,
              const char  *text)
{
  GtkWidget *pane = GTK_WIDGET (plan_fixture_pane (f, "navigator")), *row;

  while ((row = find_row (pane, text)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return row;
}

static SotongInspectorPane *
inspector (PlanFixture *f)
{
  return SOTONG_INSPECTOR_PANE (plan_fixture_pane (f, "inspector"));
}

static gboolean
is_shown (PlanFixture *f)
{
  return !sotong_inspector_pane_is_busy (inspector (f));
}

static void
test_lists (PlanFixture   *f,
            gconstpointer  data)
{
  g_assert_nonnull (wait_for_row (f, "서울 빛초롱 축제"));
  g_assert_nonnull (wait_for_row (f, "서울시 페이스북"));
  g_assert_nonnull (wait_for_row (f, "미세먼지"));
  g_assert_nonnull (wait_for_row (f, "시민 게시판"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (plan_fixture_pane (f, "navigator"))), ==, 0);
}

static GtkWidget *
find_sparkline (GtkWidget *widget)
{
  if (SOTONG_IS_SPARKLINE (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_sparkline (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Topics and sources have their four weeks beside them, told in a sentence too, and that nothing was collected. */
static void
test_trends (PlanFixture   *f,
             gconstpointer  data)
{
  static const char *const names[] = { "미세먼지", "시민 게시판" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *row = wait_for_row (f, names[i]), *line;

      while ((line = find_sparkline (row)) == NULL) /* the lists do not wait for them, and the row stays */
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (wait_for_row (f, names[i]) == row);
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (line)), ==, GTK_ACCESSIBLE_ROLE_IMG);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, "최근 4주(어제까지): 수집된 자료가 없습니다.");
    }
  g_assert_null (find_sparkline (wait_for_row (f, "서울 빛초롱 축제")));
}

/* What is chosen on the left narrows the others and is shown on the right. */
static void
test_select (PlanFixture   *f,
             gconstpointer  data)
{
  GtkWidget *row = wait_for_row (f, "서울 빛초롱 축제");

  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "");
  gtk_widget_activate (row);
  g_assert_cmpint (sotong_context_get_campaign (f->context), ==, f->campaigns[0]);
  plan_fixture_wait (f, is_shown);
  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "서울 빛초롱 축제");
  gtk_widget_activate (row);
  g_assert_cmpint (sotong_context_get_campaign (f->context), ==, 0);
  plan_fixture_wait (f, is_shown);
  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "");
}

static void
test_inspect (PlanFixture   *f,
              gconstpointer  data)
{
  sotong_context_set_content (f->context, f->published);
  plan_fixture_wait (f, is_shown);
  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "개막식 현장 사진");
  wait_for_frames (GTK_WIDGET (f->window.window), 2);
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (inspector (f))), ==, 0);
  sotong_context_set_channel (f->context, f->channels[2]);
  plan_fixture_wait (f, is_shown);
  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "서울시 페이스북");
  /* What was looked at before is forgotten without a trace. */
  sotong_context_set_content (f->context, 0);
  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "서울시 페이스북");
  sotong_context_set_channel (f->context, 0);
  plan_fixture_wait (f, is_shown);
  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "");
  /* No such mention: nothing is shown, and nobody is bothered. */
  sotong_context_set_mention (f->context, 12345);
  plan_fixture_wait (f, is_shown);
  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "");
}

static gboolean
is_editing (PlanFixture *f)
{
  return find_shown_window (SOTONG_TYPE_FORM) != NULL;
}

/* A topic's words, among them those that exclude, are edited where they are read. */
static void
test_edit_topic (PlanFixture   *f,
                 gconstpointer  data)
{
  GtkWidget *row = wait_for_row (f, "미세먼지"), *edit;

  gtk_widget_activate (row);
  plan_fixture_wait (f, is_shown);
  g_assert_cmpstr (sotong_inspector_pane_get_title (inspector (f)), ==, "미세먼지");
  edit = find_labelled_button (GTK_WIDGET (inspector (f)), "편집…");
  g_assert_true (gtk_widget_get_visible (edit));
  g_signal_emit_by_name (edit, "clicked");
  plan_fixture_wait (f, is_editing);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled_row (find_shown_window (SOTONG_TYPE_FORM), "이름"))), ==, "미세먼지");
  gtk_window_close (GTK_WINDOW (find_shown_window (SOTONG_TYPE_FORM)));
}

static gpointer
add_topic_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(SotongTopic) topic = sotong_topic_new ();

  topic->name = g_strdup (data);
  topic->any_words = g_strdup (data);
  return sotong_topic_add (db, topic, error) > 0 ? db : NULL;
}

/* Rows of what did not change stay: with the focus and the place to which it was scrolled. */
static void
test_unchanged (PlanFixture   *f,
                gconstpointer  data)
{
  GtkWidget *campaign = wait_for_row (f, "서울 빛초롱 축제");
  g_autoptr(GError) error = NULL;

  gtk_widget_grab_focus (campaign);
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_topic_job, (gpointer) "폭설", NULL, &error));
  g_assert_no_error (error);
  wait_for_row (f, "폭설");
  g_assert_true (wait_for_row (f, "서울 빛초롱 축제") == campaign);
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (campaign)) == campaign);
}

#define ADD(path, function) \
  g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, function, plan_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/navigator/lists", test_lists);
  ADD ("/app/navigator/trends", test_trends);
  ADD ("/app/navigator/select", test_select);
  ADD ("/app/navigator/inspect", test_inspect);
  ADD ("/app/navigator/edit-topic", test_edit_topic);
  ADD ("/app/navigator/unchanged", test_unchanged);
  return g_test_run ();
}
