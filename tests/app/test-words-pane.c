/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-office-lists.h"
#include "app/panes/sotong-mention-model.h"
#include "app/panes/sotong-word-item.h"
#include "app/sotong-chart-view.h"
#include "app/sotong-row-name.h"
#include "monitor/sotong-word-finder.h"
#include "fake-im.h"
#include "panes-data.h"
#include "store/sotong-office-word.h"
#include "util/sotong-i18n.h"

static GtkColumnView *
table_of (GtkWidget *pane)
{
  return GTK_COLUMN_VIEW (find_widget (pane, "GtkColumnView"));
}

static GtkSingleSelection *
rows_of (GtkWidget *pane)
{
  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (table_of (pane)));
}

static guint
n_rows (GtkWidget *pane)
{
  return rows_of (pane) != NULL ? g_list_model_get_n_items (G_LIST_MODEL (rows_of (pane))) : 0;
}

/* Where a word stands in the table; -1 if it does not. */
static int
find_word (GtkWidget  *pane,
           const char *words)
{
  for (guint i = 0; i < n_rows (pane); i++)
    {
      g_autoptr(SotongWordItem) item = g_list_model_get_item (G_LIST_MODEL (rows_of (pane)), i);

      if (g_str_equal (sotong_word_item_get_keyword (item)->words, words))
        return (int) i;
    }
  return -1;
}

static SotongSentiment
said_of (GtkWidget  *pane,
         const char *words)
{
  g_autoptr(SotongWordItem) item = g_list_model_get_item (G_LIST_MODEL (rows_of (pane)), (guint) find_word (pane, words));

  return sotong_word_item_get_said (item);
}

static void
add_words (PanesFixture *f,
           guint         n_mentions)
{
  g_autoptr(GError) error = NULL;

  panes_add_mentions (f->store, n_mentions, 3600);
  sotong_words_settle (f->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
show_words (PanesFixture *f,
            const char   *word,
            guint         n_mentions)
{
  GtkWidget *pane;

  add_words (f, n_mentions);
  pane = panes_show (f, "words");
  panes_wait_until (find_word (pane, word) >= 0);
  return pane;
}

static void
choose (GtkWidget  *pane,
        const char *word)
{
  gtk_single_selection_set_selected (rows_of (pane), (guint) find_word (pane, word));
}

static void
undo (PanesFixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
}

static void
redo (PanesFixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "redo", NULL);
}

static void
test_empty (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "words");

  panes_wait_until (find_widget (pane, "AdwStatusPage") != NULL && gtk_widget_get_mapped (find_widget (pane, "AdwStatusPage")));
  g_assert_cmpuint (n_rows (pane), ==, 0);
  g_assert_nonnull (panes_find_text (pane, "No mentions yet"));
}

static SotongRowTrend *
trend_of (GtkWidget  *pane,
          const char *words)
{
  g_autoptr(SotongWordItem) item = g_list_model_get_item (G_LIST_MODEL (rows_of (pane)), (guint) find_word (pane, words));

  return sotong_word_item_get_trend (item);
}

static int
height_of (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

/* Before an audience a picture of the size of a word grows with the words. */
static void
check_growth (PanesFixture *f,
              GtkWidget    *pane)
{
  GtkWidget *bench = GTK_WIDGET (sotong_window_get_workbench (f->window.window));
  int height = height_of (find_widget (pane, "SotongSparkline"));

  gtk_widget_add_css_class (bench, "type-200");
  panes_wait_until (height_of (find_widget (pane, "SotongSparkline")) == 2 * height);
  gtk_widget_remove_css_class (bench, "type-200");
  panes_wait_until (height_of (find_widget (pane, "SotongSparkline")) == height);
}

/* Each word has its four weeks, which come after it and are told. */
static void
test_trends (PanesFixture  *f,
             gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  SotongRowTrend *trend;
  GtkWidget *pane;

  sotong_context_set_topic (f->context, topic);
  pane = show_words (f, "마스크", 300);
  panes_wait_until (trend_of (pane, "마스크") != NULL);
  trend = trend_of (pane, "마스크");
  g_assert_true (g_str_has_prefix (trend->sentence, "“마스크” in the 4 weeks up to "));
  g_assert_cmpfloat (trend->days[SOTONG_ROW_TREND_DAYS - 1], ==, 8); /* of 24 hours each third is about the topic */
  panes_wait_until (find_widget (pane, "SotongSparkline") != NULL);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (find_widget (pane, "SotongSparkline")), GTK_ACCESSIBLE_ROLE_IMG);
  check_growth (f, pane);
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
}

/* The table holds the topic's words, a key leads to their mentions of the period. */
static void
test_table (PanesFixture  *f,
            gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  GtkWidget *pane, *mentions, *entry;
  g_autofree char *count = NULL, *weight = NULL;
  g_autoptr(SotongWordItem) item = NULL;
  SotongRange range;

  sotong_context_set_topic (f->context, topic);
  pane = show_words (f, "마스크", 300);
  g_assert_cmpint (find_word (pane, "축제"), ==, -1);
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_widget (pane, "SotongChartView")), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       panel_widget_get_title (PANEL_WIDGET (pane)));
  item = g_list_model_get_item (G_LIST_MODEL (rows_of (pane)), (guint) find_word (pane, "마스크"));
  g_assert_cmpint (sotong_word_item_get_keyword (item)->n, ==, 52); /* of 154 hours since a week ago */
  count = sotong_word_item_dup_text (item, SOTONG_WORD_MENTIONS);
  g_assert_nonnull (panes_find_text (pane, count));
  weight = sotong_word_item_dup_text (item, SOTONG_WORD_WEIGHT);
  g_assert_cmpfloat (g_ascii_strtod (weight, NULL), >, 0);
  g_assert_nonnull (panes_find_text (pane, weight));
  g_assert_true (sotong_word_item_is_compared (item));

  choose (pane, "마스크");
  panes_press (GTK_WIDGET (table_of (pane)), GDK_KEY_Return);
  g_signal_emit_by_name (table_of (pane), "activate", (guint) find_word (pane, "마스크"));
  g_assert_true (sotong_context_get_shown (f->context, &range));
  g_assert_cmpint (range.end - range.start, ==, 7 * 86400);
  g_assert_cmpstr (sotong_context_get_shown_words (f->context, NULL), ==, "마스크");
  panes_wait_until (sotong_workbench_get_pane_shown (sotong_window_get_workbench (f->window.window), "mentions"));
  mentions = panes_show (f, "mentions");
  entry = find_widget (mentions, "GtkSearchEntry");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "마스크");
  panes_wait_until (panes_find_text (mentions, "52 mentions") != NULL); /* those that were counted */

  /* A day that is clicked in the chart is shown whole again. */
  sotong_context_show_mentions (f->context, &range);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

/* Each word of the cloud is where a click finds it. */
static void
test_cloud (PanesFixture  *f,
            gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  GtkWidget *pane;
  SotongChartView *cloud;
  graphene_rect_t rect;

  sotong_context_set_topic (f->context, topic);
  pane = show_words (f, "마스크", 300);
  cloud = SOTONG_CHART_VIEW (find_widget (pane, "SotongChartView"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (cloud), GTK_ACCESSIBLE_ROLE_IMG);
  panes_wait_until (sotong_chart_view_locate (cloud, (guint) find_word (pane, "마스크"), &rect));
  g_assert_false (sotong_chart_view_click (cloud, -5, -5));
  g_assert_true (sotong_chart_view_click (cloud, rect.origin.x + rect.size.width / 2, rect.origin.y + rect.size.height / 2));
  g_assert_cmpstr (sotong_context_get_shown_words (f->context, NULL), ==, "마스크");
  g_assert_cmpint (gtk_single_selection_get_selected (rows_of (pane)), ==, find_word (pane, "마스크"));
}

/* A key leaves a word out, another says what it means; both are undone and done again. */
static void
test_say (PanesFixture  *f,
          gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  GtkWidget *pane, *table;

  sotong_context_set_topic (f->context, topic);
  pane = show_words (f, "마스크", 300);
  table = GTK_WIDGET (table_of (pane));
  choose (pane, "마스크");
  g_assert_true (panes_press (table, GDK_KEY_1));
  panes_wait_until (said_of (pane, "마스크") == SOTONG_SENTIMENT_NEGATIVE);
  g_assert_cmpint (gtk_single_selection_get_selected (rows_of (pane)), ==, find_word (pane, "마스크"));
  g_assert_true (panes_press (table, GDK_KEY_3));
  panes_wait_until (said_of (pane, "마스크") == SOTONG_SENTIMENT_POSITIVE);
  g_assert_true (panes_press (table, GDK_KEY_0));
  panes_wait_until (said_of (pane, "마스크") == SOTONG_SENTIMENT_NONE);
  undo (f);
  panes_wait_until (said_of (pane, "마스크") == SOTONG_SENTIMENT_POSITIVE);

  g_assert_true (panes_press (table, GDK_KEY_s));
  panes_wait_until (find_word (pane, "마스크") < 0);
  undo (f);
  panes_wait_until (find_word (pane, "마스크") >= 0);
  redo (f);
  panes_wait_until (find_word (pane, "마스크") < 0);
}

/* The commands come up at the word, by the keys for it, as in the other tables. */
static void
test_menu (PanesFixture  *f,
           gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  GtkWidget *pane, *menu = NULL;

  sotong_context_set_topic (f->context, topic);
  pane = show_words (f, "마스크", 300);
  choose (pane, "마스크");
  g_assert_true (panes_press (GTK_WIDGET (table_of (pane)), GDK_KEY_Menu));
  for (GtkWidget *child = gtk_widget_get_first_child (panel_widget_get_child (PANEL_WIDGET (pane))); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child) && gtk_widget_get_visible (child))
      menu = child;
  g_assert_nonnull (menu);
  g_assert_true (gtk_widget_activate_action (menu, "words.stop", NULL));
  panes_wait_until (find_word (pane, "마스크") < 0);
  gtk_popover_popdown (GTK_POPOVER (menu));
  undo (f);
  panes_wait_until (find_word (pane, "마스크") >= 0);
}

/* The list of the office's words: what a key left out comes back; what is added counts. */
static void
test_list (PanesFixture  *f,
           gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  GtkWidget *pane, *button;
  SotongListDialog *dialog;

  sotong_context_set_topic (f->context, topic);
  pane = show_words (f, "마스크", 300);
  choose (pane, "마스크");
  g_assert_true (panes_press (GTK_WIDGET (table_of (pane)), GDK_KEY_Delete));
  panes_wait_until (find_word (pane, "마스크") < 0);
  dialog = sotong_words_dialog_new (f->window.window);
  gtk_window_present (GTK_WINDOW (dialog));
  panes_wait_until (sotong_list_dialog_get_row (dialog, 0) != NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (sotong_list_dialog_get_row (dialog, 0))), ==, "마스크");
  button = find_widget (sotong_list_dialog_get_row (dialog, 0), "GtkButton");
  g_signal_emit_by_name (button, "clicked");
  panes_wait_until (find_word (pane, "마스크") >= 0 && sotong_list_dialog_get_row (dialog, 0) == NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What is new is a pane of its own and needs no topic, here of a week before which nothing was said; no word of it is left
 * out by a key, for it is no word. */
static void
test_issues (PanesFixture  *f,
             gconstpointer  data)
{
  g_autoptr(SotongWordItem) item = NULL;
  g_autofree char *change = NULL;
  GtkWidget *pane;
  guint n;

  add_words (f, 150);
  pane = panes_show (f, "issues");
  panes_wait_until (n_rows (pane) > 0);
  g_assert_false (gtk_widget_get_visible (find_widget (pane, "SotongChartView")));
  n = n_rows (pane);
  item = g_list_model_get_item (G_LIST_MODEL (rows_of (pane)), 0);
  change = sotong_word_item_dup_text (item, SOTONG_WORD_CHANGE);
  g_assert_cmpstr (change, ==, "–"); /* where nobody listened before, nothing can be called new */
  gtk_single_selection_set_selected (rows_of (pane), 0);
  panes_press (GTK_WIDGET (table_of (pane)), GDK_KEY_s);
  panes_spin (400);
  g_assert_cmpuint (n_rows (pane), ==, n);
}

/* An issue of several words leads to the mentions of any of them: as many as it says. */
static void
test_issue_mentions (PanesFixture  *f,
                     gconstpointer  data)
{
  g_autoptr(SotongWordItem) item = NULL;
  g_autofree char *shown = NULL;
  GtkWidget *pane, *entry;
  const SotongKeyword *issue = NULL;
  guint at;

  add_words (f, 150);
  pane = panes_show (f, "issues");
  panes_wait_until (n_rows (pane) > 0);
  for (at = 0; issue == NULL || strstr (issue->words, ", ") == NULL; at++)
    {
      g_assert_cmpuint (at, <, n_rows (pane));
      g_clear_object (&item);
      item = g_list_model_get_item (G_LIST_MODEL (rows_of (pane)), at);
      issue = sotong_word_item_get_keyword (item);
    }
  gtk_single_selection_set_selected (rows_of (pane), at - 1);
  g_signal_emit_by_name (table_of (pane), "activate", at - 1);
  pane = panes_show (f, "mentions");
  entry = find_widget (pane, "GtkSearchEntry");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, issue->words);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (entry), ==, "Mentions that were counted for any of these words");
  shown = g_strdup_printf ("%d mentions", (int) issue->n);
  panes_wait_until (panes_find_text (pane, shown) != NULL);

  /* What is typed is searched for as ever. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "축제 없는말");
  panes_wait_until (panes_find_text (pane, "Nothing found") != NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (entry), ==, "Words are joined by “and”; a phrase stands in double quotes");
}

/* The fixture's mentions of fine dust are one text with another number each: counted once they are too few to say anything. */
static void
test_once (PanesFixture  *f,
           gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  g_autoptr(GVariant) kept = NULL;
  gboolean once = FALSE;
  GtkWidget *pane;

  sotong_context_set_topic (f->context, topic);
  pane = show_words (f, "마스크", 300);
  gtk_widget_activate_action (pane, "words.once", NULL);
  panes_wait_until (find_word (pane, "마스크") < 0);
  kept = sotong_pane_save_state (SOTONG_PANE (pane));
  g_assert_true (g_variant_lookup (kept, "once", "b", &once));
  g_assert_true (once);
  gtk_widget_activate_action (pane, "words.once", NULL);
  panes_wait_until (find_word (pane, "마스크") >= 0);
  sotong_pane_load_state (SOTONG_PANE (pane), kept); /* as a layout that was kept so */
  g_signal_emit_by_name (f->store, "changed", SOTONG_AREA_MENTIONS);
  panes_wait_until (find_word (pane, "마스크") < 0);
}

/* A copy has a topic of its own, which is on its tab; the first follows the window. */
static void
test_copies (PanesFixture  *f,
             gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "미세먼지");
  GtkWidget *pane = show_words (f, "축제", 150), *copy;

  copy = panes_show (f, "words#2");
  panes_wait_until (find_word (copy, "축제") >= 0);
  gtk_widget_activate_action (copy, "own.topic", NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (copy, "GtkDropDown")), 1);
  panes_wait_until (find_word (copy, "마스크") >= 0 && find_word (copy, "축제") < 0);
  g_assert_nonnull (strstr (panel_widget_get_title (PANEL_WIDGET (copy)), "미세먼지"));
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, 0);
  g_assert_cmpint (find_word (pane, "축제"), >=, 0);
  gtk_single_selection_set_selected (rows_of (copy), (guint) find_word (copy, "마스크"));
  g_signal_emit_by_name (table_of (copy), "activate", (guint) find_word (copy, "마스크"));
  g_assert_cmpint (sotong_context_get_topic (f->context), ==, topic);
}

static void
test_narrow (PanesFixture  *f,
             gconstpointer  data)
{
  GtkWidget *pane = show_words (f, "축제", 150);
  int width;

  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 300);
}

static gboolean
has_chosen_focus (GtkWidget *list)
{
  GtkWidget *row = gtk_widget_get_focus_child (list);

  return row != NULL && (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0;
}

/* Alone in the window, and moved elsewhere, the table starts where it did, with the focus in the row it was in. */
static void
test_maximize (PanesFixture  *f,
               gconstpointer  data)
{
  GtkWidget *pane = show_words (f, "마스크", 300), *list = gtk_widget_get_last_child (GTK_WIDGET (table_of (pane)));
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table_of (pane)));

  panes_wait_until (gtk_widget_get_first_child (list) != NULL && gtk_widget_get_mapped (gtk_widget_get_first_child (list)));
  gtk_single_selection_set_selected (rows_of (pane), 0);
  wait_for_frames (GTK_WIDGET (f->window.window), 2);
  sotong_row_focus (list);
  g_assert_true (has_chosen_focus (list));
  for (int i = 0; i < 2; i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "maximize-pane", NULL);
      wait_for_frames (GTK_WIDGET (f->window.window), 3);
      g_assert_cmpuint (gtk_single_selection_get_selected (rows_of (pane)), ==, 0);
      g_assert_cmpfloat (gtk_adjustment_get_value (scroll), ==, 0);
      g_assert_true (has_chosen_focus (list));
    }
  g_assert_true (sotong_workbench_move_pane (sotong_window_get_workbench (f->window.window), "words", SOTONG_PLACE_BOTTOM));
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll), ==, 0);
  g_assert_true (has_chosen_focus (list));
}

/* It has the focus, with what is selected from @start to the cursor at @end. */
static void
assert_caret (GtkWidget *text,
              int        start,
              int        end)
{
  int selected_start = end, selected_end = end;

  wait_for_frames (text, 3);
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (text)) == text);
  g_assert_cmpint (gtk_editable_get_selection_bounds (GTK_EDITABLE (text), &selected_start, &selected_end), ==, start != end);
  if (start == end)
    g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (text)), ==, end);
  else
    g_assert_true (selected_start == start && selected_end == end);
}

/* The last entry of the pane, which is not where the focus goes when somebody goes to the pane. */
static GtkWidget *
last_text (GtkWidget *widget)
{
  if (GTK_IS_TEXT (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL; child = gtk_widget_get_prev_sibling (child))
    {
      GtkWidget *found = last_text (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
maximize (PanesFixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "maximize-pane", NULL);
}

/* Who types goes on typing where the pane stands then: nothing more is selected, or the next key would replace it all, and a syllable
 * that is being composed is neither lost nor doubled. */
static void
test_typing (PanesFixture  *f,
             gconstpointer  data)
{
  const char *places[] = { "end", "end", "bottom", "center" }; /* where it is already nothing moves */
  GtkWidget *pane = panes_show (f, "mentions"), *text;

  wait_for_frames (pane, 3);
  text = last_text (pane);
  gtk_editable_set_text (GTK_EDITABLE (text), "미세먼지");
  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  gtk_editable_set_position (GTK_EDITABLE (text), 1);
  assert_caret (text, 1, 1);
  for (int i = 0; i < 2; i++)
    {
      maximize (f);
      assert_caret (text, 1, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "move-pane", g_variant_new_string (places[i]));
      assert_caret (text, 1, 1);
    }
  fake_im_compose ("ㅎ");
  maximize (f);
  assert_caret (text, 1, 1);
  fake_im_commit ("한");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "미한세먼지");
  maximize (f);
  assert_caret (text, 2, 2);
  gtk_editable_select_region (GTK_EDITABLE (text), 3, 5);
  maximize (f);
  assert_caret (text, 3, 5);
}

/* The button of a frame takes the focus; it goes back where it was in the pane. */
static void
test_typing_button (PanesFixture  *f,
                    gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "mentions"), *text, *frame;

  wait_for_frames (pane, 3);
  text = last_text (pane);
  gtk_editable_set_text (GTK_EDITABLE (text), "미세먼지");
  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  gtk_editable_set_position (GTK_EDITABLE (text), 2);
  for (int i = 0; i < 2; i++)
    {
      frame = gtk_widget_get_ancestor (pane, PANEL_TYPE_FRAME);
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (panel_frame_get_header (PANEL_FRAME (frame))), GTK_DIR_TAB_FORWARD));
      maximize (f);
      assert_caret (text, 2, 2);
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
  fake_im_install ();
  gtk_init ();
  fake_im_choose ();
  ADD ("/app/words-pane/empty", test_empty);
  ADD ("/app/words-pane/table", test_table);
  ADD ("/app/words-pane/trends", test_trends);
  ADD ("/app/words-pane/cloud", test_cloud);
  ADD ("/app/words-pane/say", test_say);
  ADD ("/app/words-pane/menu", test_menu);
  ADD ("/app/words-pane/list", test_list);
  ADD ("/app/words-pane/once", test_once);
  ADD ("/app/words-pane/issues", test_issues);
  ADD ("/app/words-pane/issue-mentions", test_issue_mentions);
  ADD ("/app/words-pane/copies", test_copies);
  ADD ("/app/words-pane/narrow", test_narrow);
  ADD ("/app/words-pane/maximize", test_maximize);
  ADD ("/app/words-pane/typing", test_typing);
  ADD ("/app/words-pane/typing-button", test_typing_button);
  return g_test_run ();
}
