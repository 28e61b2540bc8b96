/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-form.h"
#include "app/panes/sotong-table-pane.h"
#include "app/sotong-alert-notice.h"
#include "app/sotong-row-name.h"
#include "app/sotong-window-private.h"
#include "panes-data.h"
#include "store/sotong-alert-edit.h"
#include "store/sotong-db-private.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"
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

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type (const char *row,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (find_form (), row)), text);
}

static void
accept_form (void)
{
  panes_click (gtk_window_get_default_widget (GTK_WINDOW (find_form ())));
}

static void
act (PanesFixture *f,
     const char   *name)
{
  panes_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), name));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), name, NULL);
}

static gboolean
says_undo (PanesFixture *f)
{
  AdwToast *toast = SOTONG_WINDOW (f->window.window)->toast;

  return toast != NULL && adw_toast_get_button_label (toast) != NULL;
}

/* A rule is added with a form that tries it first, turned off by a key, and taken back. */
static void
test_rules (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane, *table;

  panes_add_mentions (f->store, 200, 3600);
  pane = panes_show (f, "alerts");
  panes_wait_until (panes_find_text (pane, "No alerts") != NULL);
  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (pane), 2));
  panes_wait_until (panes_row_says (pane, 0, 0, "More than usual"));
  g_assert_cmpuint (count_unnamed (pane), ==, 0);
  table = find_widget (pane, "GtkColumnView");
  g_assert_true (panes_press (table, GDK_KEY_Insert));
  panes_wait_until (find_form () != NULL);
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  g_assert_false (gtk_widget_get_focus_on_click (gtk_window_get_default_widget (GTK_WINDOW (find_form ())))); /* a refusal goes back to the entry */
  g_assert_false (gtk_widget_get_mapped (find_label_with (find_form (), "Words, one a line"))); /* nor an empty row for them */
  type ("Name", "부정 여론");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (find_form (), "Kind")), SOTONG_ALERT_NEGATIVE);
  g_assert_false (gtk_widget_get_visible (find_row (find_form (), "Deviations")));
  type ("Percent", "1");
  type ("Quiet hours", "eleven");
  accept_form ();
  g_assert_nonnull (find_form ());
  type ("Quiet hours", "22:00-7:00");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (find_form (), "Topic")), GTK_INVALID_LIST_POSITION); /* as one that was removed meanwhile */
  accept_form ();
  g_assert_nonnull (find_label_with (find_form (), "What you meant is not there any more"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (find_form (), "Topic")), 0);
  g_signal_emit_by_name (find_row (find_form (), "What it would"), "activate");
  panes_click (find_widget (find_row (find_form (), "What it would"), "GtkButton"));
  panes_wait_until (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (find_form (), "What it would"))), "In 28 days"));
  accept_form ();
  panes_wait_until (find_form () == NULL);
  panes_wait_until (panes_row_says (pane, 0, 0, "부정 여론"));
  g_assert_true (panes_row_says (pane, 0, 5, "22:00-07:00"));
  g_assert_true (panes_row_says (pane, 0, 1, "On"));

  g_assert_true (panes_press (table, GDK_KEY_s));
  panes_wait_until (panes_row_says (pane, 0, 1, "Off"));
  g_assert_true (panes_press (table, GDK_KEY_s));
  panes_wait_until (panes_row_says (pane, 0, 1, "On"));
  g_assert_true (panes_press (table, GDK_KEY_z));
  panes_wait_until (panes_row_says (pane, 0, 1, "Snoozed until 2016-10-15 10:00"));
  panes_wait_until (says_undo (f));
  g_assert_true (panes_press (table, GDK_KEY_z)); /* which is no step of undo, and says so by offering none */
  panes_wait_until (!says_undo (f));
  act (f, "undo");
  panes_wait_until (panes_row_says (pane, 0, 1, "On"));
  g_assert_true (panes_press (table, GDK_KEY_Delete));
  panes_wait_until (panes_find_text (pane, "No rules") != NULL);
  act (f, "undo");
  panes_wait_until (panes_row_says (pane, 0, 0, "부정 여론"));
}

static void
add_rule (GtkWidget  *table,
          const char *name)
{
  g_assert_true (panes_press (table, GDK_KEY_Insert));
  panes_wait_until (find_form () != NULL);
  type ("Name", name);
  accept_form ();
  panes_wait_until (find_form () == NULL);
}

/* Whether the focus, from which the arrow keys go on, is on the row that is selected, the one at @position. */
static gboolean
is_focused (PanesFixture *f,
            GtkWidget    *table,
            guint         position)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window.window));

  return gtk_selection_model_is_selected (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)), position) && focus != NULL
         && gtk_widget_is_ancestor (focus, table) && (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0;
}

/* The rule that a key changed is the one that the next key is given to, first or last of the list. */
static void
test_chosen_rule (PanesFixture  *f,
                  gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "alerts"), *table;
  GtkSelectionModel *model;

  panes_wait_until (panes_find_text (pane, "No alerts") != NULL);
  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (pane), 2));
  panes_wait_until (panes_row_says (pane, 0, 0, "More than usual"));
  table = find_widget (pane, "GtkColumnView");
  add_rule (table, "가");
  panes_wait_until (panes_row_says (pane, 0, 0, "가"));
  add_rule (table, "나");
  panes_wait_until (panes_row_says (pane, 0, 0, "나") || panes_row_says (pane, 1, 0, "나"));
  model = gtk_column_view_get_model (GTK_COLUMN_VIEW (table));
  for (guint i = 0; i < 2; i++)
    {
      gtk_selection_model_select_item (model, i, TRUE);
      sotong_row_focus (gtk_widget_get_last_child (table));
      g_assert_true (is_focused (f, table, i));
      g_assert_true (panes_press (table, GDK_KEY_s));
      panes_wait_until (panes_row_says (pane, i, 1, "Off"));
      g_assert_true (is_focused (f, table, i));
      g_assert_true (panes_press (table, GDK_KEY_s));
      panes_wait_until (panes_row_says (pane, i, 1, "On"));
      g_assert_true (is_focused (f, table, i));
      g_assert_true (panes_row_says (pane, 1 - i, 1, "On"));
    }
}

/* A rule of topic @data, which is removed then. */
static gpointer
lone_rule_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();

  rule->name = g_strdup ("물");
  rule->topic_id = *(const gint64 *) data;
  return sotong_alert_rule_add (db, rule, error) != 0 && sotong_topic_remove (db, rule->topic_id, error) ? db : NULL;
}

/* The rule of a topic that was removed looks at nothing, which is said; saved again it does not look at every topic unasked. */
static void
test_rule_of_removed_topic (PanesFixture  *f,
                            gconstpointer  data)
{
  gint64 topic = panes_add_topic (f->store, "수돗물");
  GtkWidget *pane = panes_show (f, "alerts"), *row;
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, lone_rule_job, &topic, NULL, &error);
  g_assert_no_error (error);
  panes_wait_until (panes_find_text (pane, "No alerts") != NULL);
  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (pane), 2));
  panes_wait_until (panes_row_says (pane, 0, 3, "A topic that was removed: nothing is looked at"));
  g_signal_emit_by_name (find_widget (pane, "GtkColumnView"), "activate", 0);
  panes_wait_until (find_form () != NULL);
  row = find_row (find_form (), "Topic");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, GTK_INVALID_LIST_POSITION);
  accept_form ();
  g_assert_nonnull (find_label_with (find_form (), "What you meant is not there any more"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  accept_form ();
  panes_wait_until (find_form () == NULL);
  panes_wait_until (panes_row_says (pane, 0, 3, "All mentions"));
}

/* The menu that is open at a row of a table. */
static GtkWidget *
find_open_menu (GtkWidget *pane)
{
  for (GtkWidget *child = gtk_widget_get_first_child (panel_widget_get_child (PANEL_WIDGET (pane))); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child) && gtk_widget_get_visible (child))
      return child;
  return NULL;
}

/* Presses the second button over a row of a table. */
static void
press_second (GtkWidget *table,
              GtkWidget *row)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (table);
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (row, table, 8, gtk_widget_get_height (row) / 2, &x, &y));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
        g_signal_emit_by_name (controller, "pressed", 1, x, y);
    }
}

/* The commands come up at the row, by the keys for it or the second button, which chooses the row; the keyboard goes on in the table. */
static void
test_menu (PanesFixture  *f,
           gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "alerts"), *table, *list;
  GtkSelectionModel *model;

  panes_wait_until (panes_find_text (pane, "No alerts") != NULL);
  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (pane), 2));
  panes_wait_until (panes_row_says (pane, 0, 0, "More than usual"));
  table = find_widget (pane, "GtkColumnView");
  list = gtk_widget_get_last_child (table);
  model = gtk_column_view_get_model (GTK_COLUMN_VIEW (table));
  add_rule (table, "가");
  panes_wait_until (panes_row_says (pane, 0, 0, "가"));
  add_rule (table, "나");
  panes_wait_until (panes_row_says (pane, 1, 0, "나"));
  wait_for_frames (pane, 3);
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_true (panes_press (table, GDK_KEY_Menu));
  g_assert_true (gtk_widget_activate_action (find_open_menu (pane), "alerts.switch", NULL));
  panes_wait_until (panes_row_says (pane, 0, 1, "Off"));
  gtk_popover_popdown (GTK_POPOVER (find_open_menu (pane)));
  panes_wait_until (is_focused (f, table, 0));
  press_second (table, gtk_widget_get_last_child (list));
  g_assert_true (gtk_selection_model_is_selected (model, 1));
  g_assert_true (gtk_widget_activate_action (find_open_menu (pane), "alerts.switch", NULL));
  panes_wait_until (panes_row_says (pane, 1, 1, "Off"));
  gtk_popover_popdown (GTK_POPOVER (find_open_menu (pane)));
  panes_wait_until (is_focused (f, table, 1));
  g_assert_null (find_open_menu (pane));
}

/* Sixty in half an hour of today. */
static gpointer
crowd_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(SotongSource) source = sotong_source_new ();
  g_autoptr(SotongMentionWriter) writer = NULL;

  source->name = g_strdup ("광장");
  source->kind = g_strdup ("import");
  writer = sotong_mention_writer_new (db, sotong_source_add (db, source, error), SOTONG_NONE, error);
  for (int i = 0; writer != NULL && i < 60; i++)
    {
      g_autofree char *key = g_strdup_printf ("id:crowd:%d", i);
      SotongMentionInput input = { .external_id = key, .canonical_key = key, .published_at = PANES_NOW - 2 * 3600 + i * 30, .first_seen = PANES_NOW,
                                   .text = "물이 넘쳐요", .copy_id = SOTONG_NONE };
      gboolean is_new;

      if (!sotong_mention_writer_add (writer, &input, &is_new, NULL, error))
        return NULL;
    }
  return writer != NULL && sotong_mention_writer_finish (writer, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

/* An alert leads to the mentions of its hour; what the rules would have found is there without a log. */
static void
test_show (PanesFixture  *f,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;
  SotongRange range;

  panes_add_mentions (f->store, 1000, 3600); /* one an hour */
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, crowd_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "alerts");
  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (pane), 3));
  panes_wait_until (panes_row_says (pane, 0, 2, "All mentions"));
  g_signal_emit_by_name (find_widget (pane, "GtkColumnView"), "activate", 0);
  panes_wait_until (sotong_context_get_shown (f->context, &range));
  g_assert_cmpint (range.end - range.start, ==, 3600);
  g_assert_cmpint (range.start, <=, PANES_NOW - 3600);
}

/* ---- notices ---- */

static void
add_event (GPtrArray        *events,
           gint64            rule_id,
           gint64            topic_id,
           SotongAlertStage  stage,
           const char       *reason,
           const char       *told)
{
  SotongAlertEvent *event = g_new0 (SotongAlertEvent, 1);

  event->id = events->len + 1;
  event->rule_id = rule_id;
  event->topic_id = topic_id;
  event->rule = g_strdup_printf ("rule %d", (int) rule_id);
  event->topic = g_strdup ("");
  event->stage = stage;
  event->reason = g_strdup (reason);
  event->told = g_strdup (told);
  g_ptr_array_add (events, event);
}

/* After a quiet night a cause is told of once, with how many they were, by the worst of them. */
static void
test_notices (PanesFixture  *f,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_event_free);
  g_autoptr(GPtrArray) notices = NULL;
  const SotongAlertNotice *notice;

  add_event (events, 1, 0, SOTONG_STAGE_ATTENTION, "two o’clock", "me");
  add_event (events, 1, 0, SOTONG_STAGE_SERIOUS, "three o’clock", "me");
  add_event (events, 1, 7, SOTONG_STAGE_ATTENTION, "another topic", "me");
  add_event (events, 1, 0, SOTONG_STAGE_CAUTION, "four o’clock", "me");
  add_event (events, 2, 0, SOTONG_STAGE_ATTENTION, "first", "me");
  add_event (events, 2, 0, SOTONG_STAGE_ATTENTION, "second", "me");
  add_event (events, 2, 0, SOTONG_STAGE_SERIOUS, "at night", "quiet");
  notices = sotong_alert_notices (events, "me");
  g_assert_cmpuint (notices->len, ==, 3);
  notice = g_ptr_array_index (notices, 0);
  g_assert_cmpint (notice->event->id, ==, 2);
  g_assert_cmpuint (notice->n, ==, 3);
  g_assert_cmpstr (notice->title, ==, "Serious: rule 1");
  g_assert_cmpstr (notice->body, ==, "three o’clock\nThe same rule raised 2 more alerts.");
  notice = g_ptr_array_index (notices, 1);
  g_assert_cmpstr (notice->body, ==, "another topic");
  notice = g_ptr_array_index (notices, 2);
  g_assert_cmpstr (notice->body, ==, "second\nThe same rule raised 1 more alert.");
}

/* A person sets the stage; the log says why and who was told. */
static void
test_stage (PanesFixture  *f,
            gconstpointer  data)
{
  GtkWidget *pane = panes_show (f, "alerts");

  panes_wait_until (panes_find_text (pane, "No alerts") != NULL);
  gtk_widget_activate_action (pane, "alerts.stage", NULL);
  panes_wait_until (find_form () != NULL);
  g_assert_cmpuint (count_unnamed (find_form ()), ==, 0);
  accept_form (); /* without a reason */
  panes_spin (200);
  g_assert_nonnull (find_form ());
  type ("Reason", "기자 문의");
  type ("Who was told", "대변인");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (find_form (), "Topic")), GTK_INVALID_LIST_POSITION); /* as one that was removed meanwhile */
  accept_form ();
  g_assert_nonnull (find_label_with (find_form (), "What you meant is not there any more"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (find_form (), "Topic")), 0);
  accept_form ();
  panes_wait_until (find_form () == NULL);
  panes_wait_until (panes_row_says (pane, 0, 1, "Caution"));
  g_assert_true (panes_row_says (pane, 0, 0, "2016-10-14 10:00"));
  g_assert_true (panes_row_says (pane, 0, 3, "기자 문의"));
  g_assert_true (panes_row_says (pane, 0, 4, "대변인"));
  act (f, "undo");
  panes_wait_until (panes_find_text (pane, "No alerts") != NULL);
  act (f, "redo");
  panes_wait_until (panes_row_says (pane, 0, 1, "Caution"));
}

static gpointer
over_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_alert_set_stage (db, 0, SOTONG_STAGE_NONE, "상황 종료", NULL, error) != 0 ? db : NULL;
}

/* After the end of one situation the form proposes no second end. */
static void
test_stage_after_end (PanesFixture  *f,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *pane = panes_show (f, "alerts");

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, over_job, NULL, NULL, &error);
  g_assert_no_error (error);
  panes_wait_until (panes_row_says (pane, 0, 1, "Over"));
  gtk_widget_activate_action (pane, "alerts.stage", NULL);
  panes_wait_until (find_form () != NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_row (find_form (), "Stage"))), ==, SOTONG_STAGE_CAUTION);
  gtk_window_close (GTK_WINDOW (find_form ()));
  panes_wait_until (find_form () == NULL);
}

#define MANY 60

static gpointer
stages_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  for (int i = 0; i < MANY; i++)
    if (sotong_alert_set_stage (db, 0, i % 2 == 0 ? SOTONG_STAGE_CAUTION : SOTONG_STAGE_NONE, "연습", NULL, error) == 0)
      return NULL;
  return db;
}

static GtkAdjustment *
adjustment_of (GtkWidget *pane)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_widget (pane, "GtkColumnView")));
}

static void
set_stage (const char *reason)
{
  panes_wait_until (find_form () != NULL);
  type ("Reason", reason);
  accept_form ();
  panes_wait_until (find_form () == NULL);
}

/* The stage that a person sets is seen and chosen, wherever the log stood. */
static void
test_stage_is_seen (PanesFixture  *f,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *pane;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, stages_job, NULL, NULL, &error);
  g_assert_no_error (error);
  pane = panes_show (f, "alerts");
  panes_wait_until (panes_find_text (pane, "60 rows") != NULL);
  wait_for_frames (pane, 3);
  gtk_widget_activate_action (pane, "alerts.stage", NULL);
  set_stage ("처음");
  panes_wait_until (panes_row_says (pane, 0, 3, "처음"));
  wait_for_frames (pane, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment_of (pane)), <, 1);
  g_assert_cmpstr (sotong_text_row_get_cell (sotong_table_pane_get_selected (SOTONG_TABLE_PANE (pane)), 3), ==, "처음");

  gtk_widget_activate_action (gtk_widget_get_last_child (find_widget (pane, "GtkColumnView")), "list.scroll-to-item", "u", MANY);
  panes_wait_until (gtk_adjustment_get_value (adjustment_of (pane)) > 100);
  gtk_widget_activate_action (pane, "alerts.stage", NULL);
  set_stage ("다음");
  panes_wait_until (panes_find_text (pane, "62 rows") != NULL);
  panes_wait_until (gtk_adjustment_get_value (adjustment_of (pane)) < 1);
  g_assert_cmpstr (sotong_text_row_get_cell (sotong_table_pane_get_selected (SOTONG_TABLE_PANE (pane)), 3), ==, "다음");
}

/* What was found and what would have been found, side by side. */
static void
test_copy (PanesFixture  *f,
           gconstpointer  data)
{
  SotongWorkbench *bench = sotong_window_get_workbench (f->window.window);
  GtkWidget *pane, *copy;

  panes_add_mentions (f->store, 200, 3600);
  pane = panes_show (f, "alerts");
  panes_wait_until (panes_find_text (pane, "No alerts") != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "go-to-pane", g_variant_new_string ("alerts"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "copy-pane", NULL);
  copy = GTK_WIDGET (sotong_workbench_get_pane (bench, "alerts#2"));
  g_assert_nonnull (copy);
  g_assert_true (sotong_workbench_get_focused (bench) == SOTONG_PANE (copy)); /* what is done next is done with the copy */
  panes_wait_until (panes_find_text (copy, "No alerts") != NULL);
  g_assert_true (sotong_pane_choose_view (SOTONG_PANE (copy), 2));
  panes_wait_until (panes_row_says (copy, 0, 0, "More than usual"));
  g_assert_cmpstr (panel_widget_get_title (PANEL_WIDGET (copy)), ==, "Alerts 2: Rules");
  g_assert_null (panes_text_row (pane, 0));
  sotong_workbench_hide_pane (bench, "alerts#2");
  g_assert_null (sotong_workbench_get_pane (bench, "alerts#2"));
}

/* ---- what the window tells of them ---- */

static gboolean
is_revealed (PanesFixture *f)
{
  return gtk_info_bar_get_revealed (GTK_INFO_BAR (find_widget (GTK_WIDGET (SOTONG_WINDOW (f->window.window)->alert_bar), "GtkInfoBar")));
}

static gboolean
says (PanesFixture *f,
      const char   *text)
{
  return is_revealed (f) && panes_find_text (GTK_WIDGET (SOTONG_WINDOW (f->window.window)->alert_bar), text) != NULL;
}

static GtkWidget *
button_of (PanesFixture *f)
{
  return find_widget (GTK_WIDGET (SOTONG_WINDOW (f->window.window)->alert_bar), "GtkButton");
}

static void
write_now (PanesFixture   *f,
           SotongStoreJob  job,
           gpointer        data)
{
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, job, data, NULL, &error);
  g_assert_no_error (error);
}

/* With the pane of alerts, and what is told by now is known. */
static GtkWidget *
open_alerts (PanesFixture *f)
{
  GtkWidget *pane = panes_show (f, "alerts");

  panes_wait_until (panes_find_text (pane, "No alerts") != NULL);
  panes_wait_until (sotong_alert_bar_get_ready (SOTONG_WINDOW (f->window.window)->alert_bar));
  return pane;
}

/* As another program does that goes on without a window. */
static gpointer
raise_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GPtrArray) raised = sotong_alert_raise (db, "daemon", error);

  return raised != NULL ? db : NULL;
}

static gpointer
rule_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongAlertRule) rule = sotong_alert_rule_new ();

  rule->name = g_strdup (data);
  rule->words = g_strdup (data);
  rule->kind = SOTONG_ALERT_WORD;
  rule->topic_id = 0;
  return sotong_alert_rule_add (db, rule, error) != 0 ? db : NULL;
}

/* The rule @data, so that nobody is told. */
static gpointer
silence_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  gint64 until = g_str_equal (data, "on") ? SOTONG_NONE : PANES_NOW + 86400;

  return sotong_alert_rule_snooze (db, sotong_alert_rule_find (db, "물이", error), until, error) ? db : NULL;
}

static gpointer
forget_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE alert_event SET reason = ''", "") ? db : NULL;
}

/* What a look of the window's own finds stands above the panes, named for whoever cannot see it, and leads to what was said. It is told once. */
static void
test_bar (PanesFixture  *f,
          gconstpointer  data)
{
  SotongRange range;

  panes_add_mentions (f->store, 1000, 3600);
  write_now (f, crowd_job, NULL);
  open_alerts (f);
  g_assert_false (is_revealed (f));
  sotong_background_set_delay (SOTONG_WINDOW (f->window.window)->background, 20);
  panes_wait_until (says (f, "More than usual"));
  g_assert_true (says (f, "All mentions"));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (SOTONG_WINDOW (f->window.window)->alert_bar)), ==, 0);
  g_assert_true (panes_find_text (button_of (f), "Show _Mentions") != NULL || panes_find_text (button_of (f), "Show Mentions") != NULL);
  panes_click (button_of (f));
  panes_wait_until (sotong_context_get_shown (f->context, &range));
  g_assert_cmpint (range.end - range.start, ==, 3600);
  panes_wait_until (sotong_workbench_get_pane (sotong_window_get_workbench (SOTONG_WINDOW (f->window.window)), "mentions") != NULL);
  g_assert_false (is_revealed (f));
  panes_spin (300); /* the looks go on */
  g_assert_false (is_revealed (f));
}

/* Two causes are one line, which leads to the list; what a person sets by hand is no news to anybody. */
static void
test_bar_several (PanesFixture  *f,
                  gconstpointer  data)
{
  GtkWidget *pane = open_alerts (f);

  write_now (f, over_job, NULL);
  panes_wait_until (panes_row_says (pane, 0, 1, "Over"));
  panes_spin (200);
  g_assert_false (is_revealed (f));
  write_now (f, rule_job, (gpointer) "물이");
  write_now (f, raise_job, NULL); /* the first look of a rule */
  write_now (f, crowd_job, NULL);
  write_now (f, raise_job, NULL);
  panes_wait_until (is_revealed (f));
  g_assert_true (says (f, "물이"));
  write_now (f, rule_job, (gpointer) "넘쳐요");
  write_now (f, raise_job, NULL);
  panes_wait_until (says (f, "alerts were raised"));
  g_assert_true (says (f, "물이"));
  g_assert_true (says (f, "넘쳐요"));
  panes_click (button_of (f));
  g_assert_false (is_revealed (f));
  g_assert_nonnull (sotong_workbench_get_pane (sotong_window_get_workbench (SOTONG_WINDOW (f->window.window)), "alerts"));
}

/* Of what nobody is to be told the window says nothing, until it is told; what is purged meanwhile goes from it. */
static void
test_bar_quiet (PanesFixture  *f,
                gconstpointer  data)
{
  open_alerts (f);
  write_now (f, rule_job, (gpointer) "물이");
  write_now (f, raise_job, NULL);
  write_now (f, silence_job, (gpointer) "off");
  write_now (f, crowd_job, NULL);
  write_now (f, raise_job, NULL);
  panes_spin (300);
  g_assert_false (is_revealed (f));
  write_now (f, silence_job, (gpointer) "on");
  write_now (f, raise_job, NULL);
  panes_wait_until (says (f, "물이"));
  write_now (f, forget_job, NULL);
  panes_wait_until (!is_revealed (f));
}

static gpointer
late_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_db_exec (db, error, "UPDATE alert_event SET told = 'daemon', found_at = found_at - 3600", "") ? db : NULL;
}

/* What another program told an hour ago, while this computer slept, was told then. */
static void
test_bar_late (PanesFixture  *f,
               gconstpointer  data)
{
  open_alerts (f);
  write_now (f, rule_job, (gpointer) "물이");
  write_now (f, raise_job, NULL);
  write_now (f, silence_job, (gpointer) "off");
  write_now (f, crowd_job, NULL);
  write_now (f, raise_job, NULL);
  write_now (f, late_job, NULL);
  panes_wait_until (says (f, "Found at 2016-10-14 09:00."));
  g_assert_false (says (f, "nobody was to be told"));
}

/* Whoever writes all the time, as an import by another program, does not keep it from being read. */
static void
test_bar_busy (PanesFixture  *f,
               gconstpointer  data)
{
  SotongWindow *window = SOTONG_WINDOW (f->window.window);

  open_alerts (f);
  sotong_alert_bar_set_context (window->alert_bar, NULL);
  sotong_alert_bar_set_context (window->alert_bar, f->context);
  for (guint i = 0; i < 3000 && !sotong_alert_bar_get_ready (window->alert_bar); i++)
    {
      g_signal_emit_by_name (f->store, "changed", (guint) SOTONG_AREA_WATCH);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_true (sotong_alert_bar_get_ready (window->alert_bar));
}

/* What was told before the workspace was opened is in the log alone. */
static void
test_bar_opened (PanesFixture  *f,
                 gconstpointer  data)
{
  SotongWindow *window = SOTONG_WINDOW (f->window.window);

  open_alerts (f);
  write_now (f, rule_job, (gpointer) "물이");
  write_now (f, raise_job, NULL);
  sotong_alert_bar_set_context (window->alert_bar, NULL);
  write_now (f, crowd_job, NULL);
  write_now (f, raise_job, NULL);
  sotong_alert_bar_set_context (window->alert_bar, f->context);
  panes_wait_until (sotong_alert_bar_get_ready (window->alert_bar));
  panes_spin (100);
  g_assert_false (is_revealed (f));
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
  ADD ("/app/alerts/rules", test_rules);
  ADD ("/app/alerts/chosen-rule", test_chosen_rule);
  ADD ("/app/alerts/removed-topic", test_rule_of_removed_topic);
  ADD ("/app/alerts/menu", test_menu);
  ADD ("/app/alerts/show", test_show);
  ADD ("/app/alerts/notices", test_notices);
  ADD ("/app/alerts/bar", test_bar);
  ADD ("/app/alerts/bar-several", test_bar_several);
  ADD ("/app/alerts/bar-quiet", test_bar_quiet);
  ADD ("/app/alerts/bar-late", test_bar_late);
  ADD ("/app/alerts/bar-busy", test_bar_busy);
  ADD ("/app/alerts/bar-opened", test_bar_opened);
  ADD ("/app/alerts/stage", test_stage);
  ADD ("/app/alerts/stage-after-end", test_stage_after_end);
  ADD ("/app/alerts/stage-is-seen", test_stage_is_seen);
  ADD ("/app/alerts/copy", test_copy);
  return g_test_run ();
}
