/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-form.h"
#include "app/sotong-text-row.h"
#include "panes-data.h"
#include "store/sotong-case.h"
#include "store/sotong-mention.h"
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

/* Two cases, the second of which is soon due and then late. */
static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr(SotongMentionQuery) query = sotong_mention_query_new ();
  g_autoptr(GPtrArray) mentions = sotong_mention_list (db, query, error);

  for (guint i = 0; mentions != NULL && i < 2; i++)
    {
      const SotongMention *mention = g_ptr_array_index (mentions, i);
      SotongCase input = { .mention_id = mention->id, .kind = (char *) "answer", .department = (char *) (i == 0 ? "교통과" : "공원과"),
                           .due_at = PANES_NOW + (i == 0 ? 7 * 86400 : 3600) };

      if (sotong_case_add (db, &input, error) == 0)
        return NULL;
    }
  return mentions != NULL ? GINT_TO_POINTER (TRUE) : NULL;
}

static GtkWidget *
show_cases (PanesFixture *f)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;

  panes_add_mentions (f->store, 10, 3600);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, add_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "cases");
  panes_wait_until (panes_text_row (pane, 1) != NULL);
  return pane;
}

/* The one that is due first stands first, and stands out. */
static void
test_list (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane = show_cases (f);

  g_assert_true (panes_row_says (pane, 0, 2, "공원과"));
  g_assert_true (panes_row_says (pane, 0, 1, "Open"));
  g_assert_true (panes_row_says (pane, 0, 3, "2016-10-14 11:00"));
  g_assert_cmpint (sotong_text_row_get_tone (panes_text_row (pane, 0)), ==, SOTONG_TONE_WARNING);
  g_assert_cmpint (sotong_text_row_get_tone (panes_text_row (pane, 1)), ==, SOTONG_TONE_PLAIN);
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  panes_wait_until (panes_find_text (pane, "공원과") != NULL);
  /* The line below all panes reminds of it. */
  panes_wait_until (panes_find_text (GTK_WIDGET (f->window.window), "Cases due or overdue: 1") != NULL);
}

/* A key closes the chosen case with its answer; undo opens it. The months count it. */
static void
test_close (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane = show_cases (f);
  GtkWidget *table = find_widget (pane, "GtkColumnView"), *form;

  g_assert_true (panes_press (table, GDK_KEY_a));
  form = find_form ();
  g_assert_nonnull (form);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (form, "AdwEntryRow")), "https://city.example.org/answer/1");
  g_assert_cmpuint (count_unnamed (form), ==, 0);
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (form)));
  panes_wait_until (find_form () == NULL);
  panes_wait_until (panes_row_says (pane, 1, 1, "Answered"));
  g_assert_cmpint (sotong_text_row_get_tone (panes_text_row (pane, 1)), ==, SOTONG_TONE_DONE);
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (panes_row_says (pane, 1, 1, "Open"));
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "redo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "redo", NULL);
  panes_wait_until (panes_row_says (pane, 1, 1, "Answered"));

  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (pane), 2));
  panes_wait_until (panes_row_says (pane, 0, 1, "All departments"));
  g_assert_true (panes_row_says (pane, 0, 0, "2016-10"));
  g_assert_true (panes_row_says (pane, 0, 2, "2"));
  panes_wait_until (panes_row_says (pane, 0, 5, "50.0 %"));
  g_assert_true (panes_row_says (pane, 0, 6, "0 hours"));
}

/* What a person says of it can be said anew; what is wrong is not taken. */
static void
test_edit (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane = show_cases (f), *form, *department;

  g_signal_emit_by_name (find_widget (pane, "GtkColumnView"), "activate", 1);
  form = find_form ();
  g_assert_nonnull (form);
  department = find_widget (form, "AdwEntryRow");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (department)), ==, "교통과");
  gtk_editable_set_text (GTK_EDITABLE (department), " ");
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (form)));
  g_assert_true (find_form () == form);
  gtk_editable_set_text (GTK_EDITABLE (department), "도로과");
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (form)));
  panes_wait_until (find_form () == NULL);
  panes_wait_until (panes_row_says (pane, 1, 2, "도로과"));
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
  panes_wait_until (panes_row_says (pane, 1, 2, "교통과"));
}

static GtkDropDown *
filter_of (GtkWidget *pane)
{
  return GTK_DROP_DOWN (gtk_widget_get_next_sibling (find_widget (pane, "GtkDropDown")));
}

/* Beside all cases a copy has those that are over, and a third the months: each says on its tab what it is, and comes back with the layout. */
static void
test_copies (PanesFixture  *f,
             gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  GtkWidget *pane = show_cases (f), *open, *months;
  g_autoptr(GVariant) layout = NULL;

  open = GTK_WIDGET (sotong_workbench_copy_pane (bench, "cases"));
  panes_wait_until (panes_row_says (open, 0, 2, "공원과"));
  months = GTK_WIDGET (sotong_workbench_copy_pane (bench, "cases"));
  panes_wait_until (panes_row_says (months, 0, 2, "공원과"));
  g_assert_cmpstr (panel_widget_get_title (PANEL_WIDGET (open)), ==, "Cases 2");
  gtk_drop_down_set_selected (filter_of (open), 3);
  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (months), 2));
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (open)), "Cases 2: Answered"));
  panes_wait_until (panes_row_says (months, 0, 0, "2016-10"));
  panes_wait_until (panes_text_row (open, 0) == NULL);
  g_assert_true (panes_row_says (pane, 0, 2, "공원과"));
  g_assert_cmpuint (count_unnamed (open), ==, 0);

  layout = sotong_workbench_save_layout (bench);
  sotong_workbench_reset_layout (bench);
  g_assert_null (sotong_workbench_get_pane (bench, "cases#2"));
  g_assert_true (sotong_workbench_restore_layout (bench, layout, 0, 0));
  sotong_workbench_show_pane (bench, "cases#2");
  open = GTK_WIDGET (sotong_workbench_get_pane (bench, "cases#2"));
  panes_wait_until (g_str_equal (panel_widget_get_title (PANEL_WIDGET (open)), "Cases 2: Answered"));
  sotong_workbench_show_pane (bench, "cases#3");
  months = GTK_WIDGET (sotong_workbench_get_pane (bench, "cases#3"));
  panes_wait_until (panes_row_says (months, 0, 0, "2016-10"));
  g_assert_cmpuint (gtk_drop_down_get_selected (filter_of (open)), ==, 3);
  g_assert_cmpstr (panel_widget_get_title (PANEL_WIDGET (months)), ==, "Cases 3: Answers by Month");
}

/* A table and a filter that another version had. */
static void
test_copy_elsewhere (PanesFixture  *f,
                     gconstpointer  data)
{
  GtkWidget *copy;
  g_autoptr(GVariant) made = NULL;
  GVariantDict state;

  show_cases (f);
  copy = GTK_WIDGET (sotong_workbench_copy_pane (sotong_window_get_workbench (f->window.window), "cases"));
  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "table", "u", 9);
  g_variant_dict_insert (&state, "filter", "u", 99);
  made = g_variant_ref_sink (g_variant_dict_end (&state));
  sotong_pane_load_state (SOTONG_PANE (copy), made);
  panes_wait_until (panes_row_says (copy, 0, 2, "공원과"));
  g_assert_cmpuint (gtk_drop_down_get_selected (filter_of (copy)), ==, 0);
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
  ADD ("/app/cases/list", test_list);
  ADD ("/app/cases/close", test_close);
  ADD ("/app/cases/edit", test_edit);
  ADD ("/app/cases/copies", test_copies);
  ADD ("/app/cases/copy-elsewhere", test_copy_elsewhere);
  return g_test_run ();
}
