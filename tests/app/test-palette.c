/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/dialogs/sotong-palette.h"
#include "app/panes/sotong-calendar-day.h"
#include "app/panes/sotong-promise-contents.h"
#include "fake-im.h"
#include "plan-fixture.h"
#include "store/sotong-deliverable.h"
#include "store/sotong-saved-search.h"
#include "util/sotong-i18n.h"

static SotongPalette *palette;

static gboolean
is_ready (PlanFixture *f)
{
  return !sotong_palette_is_busy (palette);
}

static void
look_for (PlanFixture *f,
          const char  *typed)
{
  sotong_palette_type (palette, typed);
  plan_fixture_wait (f, is_ready);
}

static void
open_palette (PlanFixture *f,
              const char  *typed)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "palette", NULL);
  palette = SOTONG_PALETTE (find_shown_window (SOTONG_TYPE_PALETTE));
  g_assert_nonnull (palette);
  look_for (f, typed);
}

/* Where @title stands, or -1. */
static int
row_of (const char *title)
{
  for (guint i = 0; sotong_palette_get_row (palette, i) != NULL; i++)
    if (g_str_equal (sotong_palette_get_row (palette, i), title))
      return (int) i;
  return -1;
}

static void
choose (const char *title)
{
  int row = row_of (title);

  g_assert_cmpint (row, >=, 0);
  sotong_palette_move (palette, row);
  sotong_palette_enter (palette);
  g_assert_null (find_shown_window (SOTONG_TYPE_PALETTE));
}

/* By consonants, by a part, and mixed; what fits nothing leaves the palette open. */
static void
test_find (PlanFixture   *f,
           gconstpointer  data)
{
  open_palette (f, "ㅅㅇㅂㅊㄹ");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "서울 빛초롱 축제");
  g_assert_null (sotong_palette_get_row (palette, 1));
  look_for (f, "청ㄴ수ㄷ");
  g_assert_cmpint (row_of ("청년수당"), >=, 0);
  g_assert_cmpint (row_of ("청년수당 신청 안내"), >, row_of ("청년수당")); /* topics before contents */
  look_for (f, "mentions"); /* who types all of a pane's name wants the pane */
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "Mentions");
  look_for (f, "fetch");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "Fetch Mentions Now");
  /* By another word for it, behind what has that word in its name. */
  look_for (f, "kpi");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "Indicators…");
  look_for (f, "handover");
  g_assert_cmpint (row_of ("History…"), >=, 0);
  g_assert_cmpint (row_of ("People and Lines…"), >=, 0);
  look_for (f, "weekly rep");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "Opinion Analysis…");
  look_for (f, "watch level");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "Alerts");
  look_for (f, "export mentions"); /* its own command is there once the pane has the focus */
  g_assert_cmpint (row_of ("Mentions"), >=, 0);
  look_for (f, "csv");
  g_assert_cmpint (row_of ("Export Contents…"), >=, 0);
  g_assert_cmpint (row_of ("Import Contents…"), >=, 0);
  look_for (f, "xlsx");
  g_assert_cmpint (row_of ("Export Contents…"), >=, 0);
  look_for (f, "waterfall");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "Budget Pace");
  look_for (f, "chart");
  g_assert_cmpint (row_of ("Trend"), >, row_of ("Show the chart twice"));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (palette), "GtkSearchEntry")), "alerts");
  sotong_palette_enter (palette); /* what is shown is still of the word before */
  g_assert_true (find_shown_window (SOTONG_TYPE_PALETTE) == GTK_WIDGET (palette));
  look_for (f, "아무도없는이름");
  g_assert_null (sotong_palette_get_row (palette, 0));
  sotong_palette_move (palette, 1);
  sotong_palette_enter (palette);
  g_assert_true (find_shown_window (SOTONG_TYPE_PALETTE) == GTK_WIDGET (palette));
  look_for (f, "");
  g_assert_cmpint (count_unnamed (GTK_WIDGET (palette)), ==, 0);
  /* Panes are gone to, not switched off; the palette is not offered in itself. */
  look_for (f, "Find Anything…");
  g_assert_null (sotong_palette_get_row (palette, 0));
  gtk_window_close (GTK_WINDOW (palette));
}

/* The keyboard goes on with the days, not with the calendar's buttons. */
static gboolean
is_on_day (PlanFixture *f)
{
  return SOTONG_IS_CALENDAR_DAY (gtk_window_get_focus (GTK_WINDOW (f->window.window)));
}

static void
test_do (PlanFixture   *f,
         gconstpointer  data)
{
  SotongWorkbench *workbench = sotong_window_get_workbench (f->window.window);

  open_palette (f, "ㄱㅇ ㄷㅅ");
  choose ("가을 독서 주간");
  g_assert_cmpint (sotong_context_get_campaign (f->context), ==, f->campaigns[1]);
  plan_fixture_wait (f, is_on_day);
  open_palette (f, "따릉");
  choose ("따릉이");
  g_assert_cmpint (sotong_context_get_topic (f->context), !=, 0);
  open_palette (f, "promise meter");
  choose ("Promise Meter");
  g_assert_true (sotong_workbench_get_pane_shown (workbench, "promise"));
  open_palette (f, "hide the pane");
  choose ("Hide the pane");
  g_assert_false (sotong_workbench_get_pane_shown (workbench, "promise"));
  open_palette (f, "빛초롱 축제 개막");
  choose ("빛초롱 축제 개막 안내");
  g_assert_cmpint (sotong_context_get_content (f->context), !=, 0);
}

/* What was used last stands first among those that fit as well, also in another window's palette. */
static void
test_used (PlanFixture   *f,
           gconstpointer  data)
{
  open_palette (f, "");
  g_assert_cmpint (row_of ("Refresh"), !=, 0);
  look_for (f, "refresh");
  choose ("Refresh");
  open_palette (f, "");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "Refresh");
  look_for (f, "미세");
  choose ("미세먼지 줄이기");
  open_palette (f, "");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "미세먼지 줄이기");
  g_assert_cmpstr (sotong_palette_get_row (palette, 1), ==, "Refresh");
  gtk_window_close (GTK_WINDOW (palette));
}

/* Whatever the window can do without being told of what stands in it, can be done from here. */
static void
test_all (PlanFixture   *f,
          gconstpointer  data)
{
  /* What stands there in another way: panes are entries, layouts have their names. */
  static const char *const others[] = { "palette", "go-to-pane", "layout-number", "layout-undo", NULL };
  g_auto(GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (f->window.window));
  guint n_missing = 0;

  open_palette (f, "");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *detailed = g_strconcat ("win.", names[i], NULL);

      if (g_strv_contains (others, names[i]) || g_str_has_prefix (names[i], "pane-")
          || !g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), names[i]))
        continue;
      if (!sotong_palette_has_action (palette, detailed))
        {
          g_test_message ("%s is not in the palette", detailed);
          n_missing++;
        }
    }
  g_assert_cmpuint (n_missing, ==, 0);
  gtk_window_close (GTK_WINDOW (palette));
}

/* Layouts by their names, what the pane in front offers in its menus, and copies of panes. */
static void
test_more (PlanFixture   *f,
           gconstpointer  data)
{
  SotongWorkbench *workbench = sotong_window_get_workbench (f->window.window);
  g_autofree char *chosen = NULL;
  g_autoptr(GVariant) state = NULL;
  const char *bucket = NULL;

  open_palette (f, "situation room");
  choose ("Situation Room");
  chosen = sotong_workbench_dup_chosen (workbench);
  g_assert_cmpstr (chosen, ==, "situation-room");
  while (sotong_workbench_is_building (workbench))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (sotong_workbench_copy_pane (workbench, "trend"));
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  sotong_pane_take_focus (sotong_workbench_show_pane (workbench, "trend"));
  open_palette (f, "by week");
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "By Week");
  choose ("By Week");
  state = sotong_pane_save_state (sotong_workbench_get_pane (workbench, "trend"));
  g_variant_lookup (state, "bucket", "&s", &bucket);
  g_assert_cmpstr (bucket, ==, "week");
  open_palette (f, "trend 2");
  choose ("Trend 2");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (sotong_workbench_get_pane (workbench, "trend#2"))));
}

static gboolean
has_no_mentions (PlanFixture *f)
{
  return !sotong_pane_is_enabled (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "mentions"), "mentions.export");
}

/* What a pane cannot do now is not offered, as it is grey in the pane's menu. */
static void
test_disabled (PlanFixture   *f,
               gconstpointer  data)
{
  SotongWorkbench *workbench = sotong_window_get_workbench (f->window.window);

  sotong_pane_take_focus (sotong_workbench_show_pane (workbench, "mentions"));
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  plan_fixture_wait (f, has_no_mentions);
  g_assert_true (sotong_pane_is_enabled (sotong_workbench_get_pane (workbench, "mentions"), "mentions.once"));
  g_assert_false (sotong_pane_is_enabled (sotong_workbench_get_pane (workbench, "mentions"), "mentions.nothing-such"));
  open_palette (f, "Show Copies Once");
  g_assert_cmpint (row_of ("Show Copies Once"), >=, 0);
  look_for (f, "Export These Mentions");
  g_assert_cmpint (row_of ("Export These Mentions…"), <, 0);
  gtk_window_close (GTK_WINDOW (palette));
}

static gpointer
keep_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongSavedSearch searches[] = {
    { .name = (char *) "미세먼지 불만", .words = (char *) "먼지", .topic = (char *) "미세먼지", .source = (char *) "시민 게시판",
      .sentiment = (char *) "negative", .author = (char *) "시민", .from = (char *) "2016-10-01", .to = (char *) "2016-10-09" },
    { .name = (char *) "없는 주제", .topic = (char *) "없어진 주제" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    if (sotong_saved_search_add (db, &searches[i], error) == 0)
      return NULL;
  return db;
}

static gboolean
search_shown (PlanFixture *f)
{
  return sotong_context_get_search (f->context, NULL) != NULL;
}

static gboolean
error_shown (PlanFixture *f)
{
  return find_label_with (GTK_WIDGET (f->window.window), "없어진 주제") != NULL;
}

static void
test_search (PlanFixture   *f,
             gconstpointer  data)
{
  GtkWidget *entry, *chip, *pane;
  const SotongMentionQuery *query;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, keep_job, NULL, NULL, NULL));
  open_palette (f, "ㅁㅅㅁㅈ ㅂㅁ");
  choose ("미세먼지 불만");
  plan_fixture_wait (f, search_shown);
  sotong_context_get_search (f->context, &query);
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, query->topic_id);
  g_assert_cmpint (query->source_id, !=, 0);
  g_assert_cmpint (query->range.end - query->range.start, ==, 9 * 86400);
  pane = GTK_WIDGET (plan_fixture_pane (f, "mentions"));
  entry = find_widget (pane, "GtkSearchEntry");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "먼지");
  chip = find_widget (pane, "SotongSearchChip");
  g_assert_true (gtk_widget_get_visible (chip));
  g_assert_nonnull (find_label_with (chip, "미세먼지 불만"));

  /* A click ends it, and so does a day that is clicked in a chart. */
  g_signal_emit_by_name (chip, "clicked");
  g_assert_null (sotong_context_get_search (f->context, NULL));
  g_assert_false (gtk_widget_get_visible (chip));

  /* A search whose topic is gone says so. */
  open_palette (f, "없는 주제");
  choose ("없는 주제");
  plan_fixture_wait (f, error_shown);
  g_assert_null (sotong_context_get_search (f->context, NULL));
}

static gpointer
promise_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongDeliverable target = { .type = (char *) "blog-post", .campaign_id = SOTONG_NONE, .line_id = SOTONG_NONE,
                               .quantity = GPOINTER_TO_INT (data), .unit = (char *) "posts" };

  return GSIZE_TO_POINTER ((gsize) sotong_deliverable_set (db, 2016, &target, "Blog post", error));
}

static gboolean
promise_shown (PlanFixture *f)
{
  return find_shown_window (SOTONG_TYPE_PROMISE_CONTENTS) != NULL;
}

/* What was promised is found by its kind and its quantity, and shows what stands behind its figures. */
static void
test_promise (PlanFixture   *f,
              gconstpointer  data)
{
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, promise_job, GINT_TO_POINTER (500), NULL, NULL));
  open_palette (f, "blog post 500");
  g_assert_true (g_str_has_prefix (sotong_palette_get_row (palette, 0), "Blog post 500"));
  sotong_palette_enter (palette);
  plan_fixture_wait (f, promise_shown);
  gtk_window_destroy (GTK_WINDOW (find_shown_window (SOTONG_TYPE_PROMISE_CONTENTS)));
}

static gboolean
is_closed (PlanFixture *f)
{
  return find_shown_window (SOTONG_TYPE_PALETTE) == NULL;
}

/* The cursor is in the palette's entry. */
static gboolean
is_writing (PlanFixture *f)
{
  return fake_im_is_focused ();
}

/* The last syllable is with the input method until Enter: it is looked for before, and Enter is not pressed twice for it. */
static void
test_composed (PlanFixture   *f,
               gconstpointer  data)
{
  open_palette (f, "");
  plan_fixture_wait (f, is_writing);
  fake_im_commit ("따");
  fake_im_compose ("ㄹ");
  plan_fixture_wait (f, is_ready);
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "따릉이");
  fake_im_compose ("르");
  plan_fixture_wait (f, is_ready);
  g_assert_cmpstr (sotong_palette_get_row (palette, 0), ==, "따릉이");
  fake_im_compose ("름");
  plan_fixture_wait (f, is_ready);
  g_assert_null (sotong_palette_get_row (palette, 0));
  fake_im_compose ("릉");
  fake_im_commit ("릉");
  sotong_palette_enter (palette);
  g_assert_false (is_closed (f));
  plan_fixture_wait (f, is_closed);
  g_assert_cmpint (sotong_context_get_topic (f->context), !=, 0);

  /* Who types on after Enter wants something else. */
  open_palette (f, "");
  plan_fixture_wait (f, is_writing);
  fake_im_commit ("따");
  sotong_palette_enter (palette);
  fake_im_commit ("르");
  fake_im_compose ("ㅇ");
  plan_fixture_wait (f, is_ready);
  g_assert_false (is_closed (f));
  gtk_window_close (GTK_WINDOW (palette)); /* with a syllable half written */
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  fake_im_install ();
  gtk_init ();
  fake_im_choose ();
  g_test_add ("/palette/find", PlanFixture, NULL, plan_fixture_set_up, test_find, plan_fixture_tear_down);
  g_test_add ("/palette/do", PlanFixture, NULL, plan_fixture_set_up, test_do, plan_fixture_tear_down);
  g_test_add ("/palette/promise", PlanFixture, NULL, plan_fixture_set_up, test_promise, plan_fixture_tear_down);
  g_test_add ("/palette/used", PlanFixture, NULL, plan_fixture_set_up, test_used, plan_fixture_tear_down);
  g_test_add ("/palette/all", PlanFixture, NULL, plan_fixture_set_up, test_all, plan_fixture_tear_down);
  g_test_add ("/palette/more", PlanFixture, NULL, plan_fixture_set_up, test_more, plan_fixture_tear_down);
  g_test_add ("/palette/disabled", PlanFixture, NULL, plan_fixture_set_up, test_disabled, plan_fixture_tear_down);
  g_test_add ("/palette/search", PlanFixture, NULL, plan_fixture_set_up, test_search, plan_fixture_tear_down);
  g_test_add ("/palette/composed", PlanFixture, NULL, plan_fixture_set_up, test_composed, plan_fixture_tear_down);
  return g_test_run ();
}
