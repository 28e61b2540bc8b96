/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-agenda.h"
#include "app/panes/sotong-calendar-grid-private.h"
#include "app/panes/sotong-calendar-hours.h"
#include "app/panes/sotong-calendar-input-private.h"
#include "app/panes/sotong-calendar-pane-private.h"
#include "app/panes/sotong-calendar-year.h"
#include "plan-fixture.h"
#include "plan/sotong-day-shift.h"
#include "store/sotong-change.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-person.h"
#include "util/sotong-i18n.h"

#include <glib/gstdio.h>
#include <string.h>

static SotongCalendarPane *
calendar (PlanFixture *f)
{
  return SOTONG_CALENDAR_PANE (sotong_workbench_get_pane (sotong_window_get_workbench (f->window.window), "calendar"));
}

static gboolean
is_idle (PlanFixture *f)
{
  return !sotong_calendar_pane_is_busy (calendar (f)) && sotong_calendar_pane_get_model (calendar (f))->data != NULL;
}

static gint64
day (int month,
     int day_of_month)
{
  return sotong_time_days_from_civil (2016, month, day_of_month);
}

static SotongCalendarModel *
show (PlanFixture        *f,
      SotongCalendarKind  kind)
{
  SotongCalendarModel *model;

  plan_fixture_pane (f, "calendar");
  plan_fixture_wait (f, is_idle);
  model = sotong_calendar_pane_get_model (calendar (f));
  sotong_calendar_model_set_kind (model, kind);
  plan_fixture_wait (f, is_idle);
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  return model;
}

/* The item of a content on a day, or NULL. */
static SotongCalendarItem *
find_item (SotongCalendarModel *model,
           gint64               on,
           gint64               content)
{
  GPtrArray *items = sotong_calendar_model_get_items (model, on);

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (((SotongCalendarItem *) g_ptr_array_index (items, i))->content_id == content)
      return g_ptr_array_index (items, i);
  return NULL;
}

static void
press (GtkWidget       *widget,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
}

/* Alt and a key, by the shortcuts of a widget; whether it was taken. */
static gboolean
shortcut (GtkWidget *widget,
          guint      keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr(GtkShortcut) found = g_list_model_get_item (shortcuts, j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (found);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == GDK_ALT_MASK)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (found), GTK_SHORTCUT_ACTION_EXCLUSIVE, widget, NULL);
        }
    }
  return FALSE;
}

static gint64
time_of (PlanFixture *f,
         gint64       id)
{
  g_autoptr(SotongContent) content = plan_fixture_content (f, id);

  return content->copies->len > 0 ? ((SotongCopy *) g_ptr_array_index (content->copies, 0))->publish_at : content->planned_at;
}

static void
undo (PlanFixture *f)
{
  while (!g_action_group_get_action_enabled (G_ACTION_GROUP (f->window.window), "undo"))
    g_main_context_iteration (NULL, TRUE);
  g_action_group_activate_action (G_ACTION_GROUP (f->window.window), "undo", NULL);
}

static gboolean
scheduled_is_back (PlanFixture *f)
{
  return time_of (f, f->scheduled) == plan_time (10, 18, 10);
}

static void
assert_named (GtkWidget *widget)
{
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

static gboolean
has_a_copy (PlanFixture *f)
{
  GPtrArray *items = sotong_calendar_model_get_items (calendar (f)->model, day (10, 21));

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const SotongCalendarItem *item = g_ptr_array_index (items, i);

      if (item->content_id != f->scheduled && item->at == plan_time (10, 21, 10) && item->copies->len == 3)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_no_copy (PlanFixture *f)
{
  return !sotong_calendar_pane_is_busy (calendar (f)) && !has_a_copy (f);
}

/* Ctrl+C and Ctrl+V do what Ctrl and a drag do: a step of undo, at the hour of the original, and not into the past. */
static void
test_paste (PlanFixture   *f,
            gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  GtkWidget *grid = GTK_WIDGET (sotong_calendar_pane_get_grid (calendar (f)));
  guint before = plan_fixture_n_changes (f);
  GPtrArray *items;

  sotong_calendar_model_go (model, day (10, 18), TRUE);
  press (grid, GDK_KEY_v, GDK_CONTROL_MASK); /* nothing is kept yet */
  items = sotong_calendar_model_get_items (model, day (10, 18));
  for (guint i = 0; i < items->len; i++)
    if (((SotongCalendarItem *) g_ptr_array_index (items, i))->content_id == f->scheduled)
      sotong_calendar_model_select (model, g_ptr_array_index (items, i));
  press (grid, GDK_KEY_c, GDK_CONTROL_MASK);
  sotong_calendar_model_select (model, NULL);
  press (grid, GDK_KEY_c, GDK_CONTROL_MASK); /* with nothing selected what was kept stays */
  sotong_calendar_model_go (model, day (10, 13), TRUE);
  press (grid, GDK_KEY_v, GDK_CONTROL_MASK); /* past */
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before);
  sotong_calendar_model_go (model, day (10, 21), TRUE);
  press (grid, GDK_KEY_v, GDK_CONTROL_MASK);
  plan_fixture_wait (f, has_a_copy);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  g_assert_true (scheduled_is_back (f)); /* the original stands where it stood */
  undo (f);
  plan_fixture_wait (f, has_no_copy);
}

/* ---- the views ---- */

static void
test_week (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_WEEK);
  SotongCalendarHours *hours = SOTONG_CALENDAR_HOURS (calendar (f)->hours);

  g_assert_cmpint (model->span.first, ==, day (10, 10));
  g_assert_cmpint (model->span.n_days, ==, 7);
  g_assert_cmpstr (gtk_label_get_text (calendar (f)->title), ==, "2016-10-10 – 10-16");
  for (gint64 on = day (10, 10); on <= day (10, 16); on++)
    assert_named (GTK_WIDGET (sotong_calendar_hours_get_column (hours, on)));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (calendar (f))), ==, 0);

  sotong_calendar_model_go (model, day (10, 14), TRUE);
  model->minute = 10 * 60;
  press (GTK_WIDGET (hours), GDK_KEY_Down, 0);
  g_assert_cmpint (model->minute, ==, 10 * 60 + 30);
  model->minute = 2 * 60;
  press (GTK_WIDGET (hours), GDK_KEY_Down, GDK_CONTROL_MASK); /* to a content, which is in sight then */
  g_assert_nonnull (sotong_calendar_model_get_selected (model));
  g_assert_cmpint (model->minute, ==, sotong_day_shift_minute_of (sotong_calendar_model_get_selected (model)->at, model->zone));
  press (GTK_WIDGET (hours), GDK_KEY_Right, 0);
  g_assert_cmpint (model->cursor, ==, day (10, 15));
  press (GTK_WIDGET (hours), GDK_KEY_Page_Down, 0);
  g_assert_cmpint (model->cursor, ==, day (10, 22));
  g_assert_cmpint (model->span.first, ==, day (10, 17));
  plan_fixture_wait (f, is_idle);
  g_assert_nonnull (find_item (model, day (10, 18), f->scheduled));
  press (GTK_WIDGET (hours), GDK_KEY_Home, 0);
  g_assert_cmpint (model->cursor, ==, day (10, 14));
  plan_fixture_wait (f, is_idle);
}

static void
test_day (PlanFixture   *f,
          gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_DAY);

  sotong_calendar_model_go (model, day (10, 18), TRUE);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpint (model->span.n_days, ==, 1);
  g_assert_nonnull (find_item (model, day (10, 18), f->scheduled));
  assert_named (GTK_WIDGET (sotong_calendar_hours_get_column (SOTONG_CALENDAR_HOURS (calendar (f)->hours), day (10, 18))));
  press (calendar (f)->hours, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpint (model->cursor, ==, day (10, 19));
  plan_fixture_wait (f, is_idle);
  /* The pane knows these keys as well, for where the focus is on one of its buttons, but leaves them to an entry. */
  gtk_widget_grab_focus (GTK_WIDGET (calendar (f)->filter_button));
  g_assert_true (shortcut (GTK_WIDGET (calendar (f)), GDK_KEY_Left));
  g_assert_cmpint (model->cursor, ==, day (10, 18));
  gtk_widget_grab_focus (GTK_WIDGET (calendar (f)->search_entry));
  g_assert_false (shortcut (GTK_WIDGET (calendar (f)), GDK_KEY_Left));
  g_assert_cmpint (model->cursor, ==, day (10, 18));
  plan_fixture_wait (f, is_idle);
}

static void
test_agenda (PlanFixture   *f,
             gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_AGENDA);
  SotongCalendarAgenda *agenda = SOTONG_CALENDAR_AGENDA (calendar (f)->agenda);
  SotongCalendarItem *first, *second;

  g_assert_cmpint (model->span.first, ==, day (10, 1));
  g_assert_cmpint (model->span.n_days, ==, 31);
  assert_named (GTK_WIDGET (sotong_calendar_agenda_get_section (agenda, day (10, 18))));
  g_assert_cmpuint (count_unnamed (GTK_WIDGET (calendar (f))), ==, 0);
  sotong_calendar_model_go (model, day (10, 18), TRUE);
  press (GTK_WIDGET (agenda), GDK_KEY_Down, 0);
  first = sotong_calendar_model_get_selected (model);
  g_assert_nonnull (first);
  press (GTK_WIDGET (agenda), GDK_KEY_Down, GDK_SHIFT_MASK);
  second = sotong_calendar_model_get_selected (model);
  g_assert_true (first != second && second->at >= first->at);
  g_assert_cmpuint (model->selection->len, ==, 2);
  press (GTK_WIDGET (agenda), GDK_KEY_Up, 0);
  g_assert_true (sotong_calendar_model_get_selected (model) == first);
  g_assert_cmpuint (model->selection->len, ==, 1);
  press (GTK_WIDGET (agenda), GDK_KEY_Page_Down, 0);
  g_assert_cmpint (model->span.first, ==, day (11, 1));
  plan_fixture_wait (f, is_idle);
}

static gboolean
agenda_menu_is_open (PlanFixture *f)
{
  GtkWidget *menu = find_widget (calendar (f)->agenda, "GtkPopoverMenu");

  return is_idle (f) && menu != NULL && gtk_widget_get_mapped (menu) && gtk_widget_get_height (menu) > 0;
}

#define MARGIN 3000 /* pixels */

/* A menu far down in the list opens where it was asked for, and the list stays there. */
static void
test_agenda_menu (PlanFixture   *f,
                  gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_AGENDA);
  GtkWidget *agenda = calendar (f)->agenda;
  GtkWidget *scrolled = gtk_widget_get_ancestor (agenda, GTK_TYPE_SCROLLED_WINDOW), *viewport = gtk_widget_get_ancestor (agenda, GTK_TYPE_VIEWPORT);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  GtkWidget *section;
  double value, y;

  gtk_widget_set_margin_top (agenda, MARGIN); /* as a full month before */
  plan_fixture_wait (f, is_idle);
  sotong_calendar_model_go (model, day (10, 18), TRUE);
  press (agenda, GDK_KEY_Down, 0);
  while (gtk_adjustment_get_upper (place) < MARGIN)
    g_main_context_iteration (NULL, TRUE);
  section = GTK_WIDGET (sotong_calendar_agenda_get_section (SOTONG_CALENDAR_AGENDA (agenda), day (10, 18)));
  g_assert_true (gtk_widget_translate_coordinates (section, agenda, 0, 0, NULL, &y));
  gtk_adjustment_set_value (place, MARGIN + y - 50);
  plan_fixture_wait (f, is_idle);
  value = gtk_adjustment_get_value (place);
  g_assert_cmpfloat (value, >, 1000);
  press (agenda, GDK_KEY_Menu, 0);
  plan_fixture_wait (f, agenda_menu_is_open);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), >, value - 500);
  g_assert_false (gtk_viewport_get_scroll_to_focus (GTK_VIEWPORT (viewport)));
  gtk_popover_popdown (GTK_POPOVER (find_widget (agenda, "GtkPopoverMenu")));
  plan_fixture_wait (f, is_idle);
  g_assert_true (gtk_viewport_get_scroll_to_focus (GTK_VIEWPORT (viewport)));
}

static void
test_year (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  guint in_month = 0;

  for (gint64 on = day (10, 1); on <= day (10, 31); on++)
    in_month += sotong_calendar_model_get_items (model, on)->len;
  show (f, SOTONG_CALENDAR_KIND_YEAR);
  g_assert_cmpint (model->span.first, ==, day (1, 1));
  g_assert_cmpint (model->span.n_days, ==, 366);
  for (gint64 on = day (10, 1); on <= day (10, 31); on++)
    in_month -= model->data->counts[on - model->span.first];
  g_assert_cmpuint (in_month, ==, 0);
  for (gint64 on = day (1, 1); on <= day (12, 31); on++)
    assert_named (sotong_calendar_year_get_cell (SOTONG_CALENDAR_YEAR (calendar (f)->year), on));
  sotong_calendar_model_go (model, day (10, 31), TRUE);
  press (calendar (f)->year, GDK_KEY_Down, 0);
  g_assert_cmpint (model->cursor, ==, day (11, 30));
  press (calendar (f)->year, GDK_KEY_Return, 0);
  g_assert_cmpint (model->span.kind, ==, SOTONG_CALENDAR_KIND_DAY);
  g_assert_cmpint (model->span.first, ==, day (11, 30));
  plan_fixture_wait (f, is_idle);
}

/* Alt+2 chooses the week while the calendar has the focus, and the mentions when it has not. */
static void
test_numbers (PlanFixture   *f,
              gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  GActionGroup *window = G_ACTION_GROUP (f->window.window);

  sotong_calendar_model_go (model, day (10, 14), TRUE);
  g_action_group_activate_action (window, "go-to-pane", g_variant_new_string ("mentions"));
  g_assert_cmpint (model->span.kind, ==, SOTONG_CALENDAR_KIND_WEEK);
  g_action_group_activate_action (window, "go-to-pane", g_variant_new_string ("content"));
  g_assert_cmpint (model->span.kind, ==, SOTONG_CALENDAR_KIND_YEAR);
  g_action_group_activate_action (window, "go-to-pane", g_variant_new_string ("calendar"));
  g_assert_cmpint (model->span.kind, ==, SOTONG_CALENDAR_KIND_MONTH);
  plan_fixture_wait (f, is_idle);
  gtk_window_set_focus (GTK_WINDOW (f->window.window), NULL);
  g_action_group_activate_action (window, "go-to-pane", g_variant_new_string ("mentions"));
  g_assert_cmpint (model->span.kind, ==, SOTONG_CALENDAR_KIND_MONTH);
  /* From elsewhere the focus comes to the day that is chosen, not to the first button: the arrows walk at once. */
  g_action_group_activate_action (window, "go-to-pane", g_variant_new_string ("calendar"));
  g_assert_true (SOTONG_IS_CALENDAR_DAY (gtk_window_get_focus (GTK_WINDOW (f->window.window))));
}

static gboolean
run_shortcut (GtkWidget  *widget,
              const char *trigger)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *text = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (text, trigger))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }
  return FALSE;
}

static void
test_jump (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  SotongCalendarPane *pane = calendar (f);

  gtk_editable_set_text (GTK_EDITABLE (pane->jump_entry), "어느 날");
  g_signal_emit_by_name (pane->jump_entry, "activate");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pane->jump_problem)));
  g_assert_cmpint (model->cursor, ==, day (10, 14));
  gtk_editable_set_text (GTK_EDITABLE (pane->jump_entry), "12/25");
  g_signal_emit_by_name (pane->jump_entry, "activate");
  g_assert_cmpint (model->cursor, ==, day (12, 25));
  plan_fixture_wait (f, is_idle);

  /* Ctrl+T leads back wherever in the pane the focus is, and so do the arrows from there on. */
  gtk_widget_grab_focus (GTK_WIDGET (pane->title_button));
  g_assert_true (run_shortcut (GTK_WIDGET (pane), "<Control>t"));
  g_assert_cmpint (model->cursor, ==, model->today);
  plan_fixture_wait (f, is_idle);
  g_assert_true (SOTONG_IS_CALENDAR_DAY (gtk_window_get_focus (GTK_WINDOW (f->window.window))));
}

/* ---- what is done in them ---- */

/* A point of the week, in the middle of a quarter of an hour. */
static void
get_point (PlanFixture *f,
           gint64       on,
           int          minute,
           double      *x,
           double      *y)
{
  graphene_rect_t box;

  g_assert_true (sotong_calendar_view_get_box (SOTONG_CALENDAR_VIEW (calendar (f)->hours), on, minute, &box));
  *x = box.origin.x + box.size.width / 2;
  *y = box.origin.y + 2;
}

/* Dropped in the week, a content goes to that day and hour, all its copies in one step. */
static void
test_drop_hour (PlanFixture   *f,
                gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_WEEK);
  SotongCalendarInput *input;
  guint before;
  double x, y;

  sotong_calendar_model_go (model, day (10, 18), TRUE);
  plan_fixture_wait (f, is_idle);
  input = sotong_calendar_hours_get_input (SOTONG_CALENDAR_HOURS (calendar (f)->hours));
  before = plan_fixture_n_changes (f);
  get_point (f, day (10, 20), 14 * 60 + 45, &x, &y);
  sotong_calendar_input_drop (input, find_item (model, day (10, 18), f->scheduled), x, y, FALSE);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpint (time_of (f, f->scheduled), ==, plan_time (10, 20, 14) + 45 * 60);
  g_assert_cmpint (model->cursor, ==, day (10, 20)); /* the next key means what was dropped */
  g_assert_cmpint (model->minute, ==, 14 * 60 + 45);
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  undo (f);
  plan_fixture_wait (f, scheduled_is_back);
}

/* With Ctrl a copy goes there, and the content stays; what is out can be copied, but not moved. */
static void
test_copy (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  SotongCalendarItem *item = find_item (model, day (10, 18), f->scheduled);
  SotongCalendarItem *out = find_item (model, day (10, 13), f->published);
  guint before = plan_fixture_n_changes (f), n;

  n = sotong_calendar_model_get_items (model, day (10, 26))->len;
  sotong_calendar_model_place (model, item, day (10, 26), SOTONG_CALENDAR_SAME_TIME, TRUE);
  plan_fixture_wait (f, is_idle);
  g_assert_true (scheduled_is_back (f));
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  g_assert_cmpuint (sotong_calendar_model_get_items (model, day (10, 26))->len, ==, n + 1);
  out = find_item (model, day (10, 13), f->published);
  g_assert_nonnull (sotong_calendar_model_why_not (model, out, day (10, 27), SOTONG_CALENDAR_SAME_TIME, FALSE));
  g_assert_null (sotong_calendar_model_why_not (model, out, day (10, 27), SOTONG_CALENDAR_SAME_TIME, TRUE));
  undo (f);
  while (sotong_calendar_model_get_items (model, day (10, 26)) == NULL
         || sotong_calendar_model_get_items (model, day (10, 26))->len != n)
    g_main_context_iteration (NULL, TRUE);
}

static gpointer
two_times_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const PlanFixture *f = data;
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->title = g_strdup ("두 번 나가는 글");
  content->type = g_strdup ("sns");
  content->body = g_strdup ("본문");
  for (guint i = 0; i < 2; i++)
    {
      SotongCopy *copy = sotong_copy_new (f->channels[i]);

      copy->state = SOTONG_STATE_SCHEDULED;
      copy->publish_at = plan_time (11, 5, 10 + (int) i * 3);
      g_ptr_array_add (content->copies, copy);
    }
  return sotong_content_add (db, content, error) != 0 ? data : NULL;
}

/* A content that stands there at two times is still one content: its copy is made once, with both. */
static void
test_copy_two_times (PlanFixture   *f,
                     gconstpointer  data)
{
  SotongCalendarModel *model;
  GPtrArray *items;
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, two_times_job, f, NULL, &error);
  g_assert_no_error (error);
  model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  items = sotong_calendar_model_get_items (model, day (11, 5));
  g_assert_cmpuint (items->len, ==, 2);
  sotong_calendar_model_select (model, g_ptr_array_index (items, 0));
  sotong_calendar_model_toggle (model, g_ptr_array_index (items, 1));
  sotong_calendar_model_place (model, g_ptr_array_index (items, 1), day (11, 6), SOTONG_CALENDAR_SAME_TIME, TRUE);
  plan_fixture_wait (f, is_idle);
  items = sotong_calendar_model_get_items (model, day (11, 6));
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (((SotongCalendarItem *) g_ptr_array_index (items, 0))->at, ==, plan_time (11, 6, 10));
  g_assert_cmpint (((SotongCalendarItem *) g_ptr_array_index (items, 1))->at, ==, plan_time (11, 6, 13));
}

static void
refused_cb (SotongCalendarModel *model,
            const char          *why,
            char               **said)
{
  g_free (*said);
  *said = g_strdup (why);
}

/* Several go together, each as far as the others, in one step of undo; if one cannot, none does. */
static void
test_several (PlanFixture   *f,
              gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  guint before = plan_fixture_n_changes (f);
  g_autofree char *said = NULL;

  g_signal_connect (model, "refused", G_CALLBACK (refused_cb), &said);
  sotong_calendar_model_select (model, find_item (model, day (10, 20), f->draft));
  sotong_calendar_model_toggle (model, find_item (model, day (10, 18), f->scheduled));
  g_assert_cmpuint (model->selection->len, ==, 2);
  sotong_calendar_model_go (model, day (10, 18), TRUE);
  press (GTK_WIDGET (calendar (f)->grid), GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpint (time_of (f, f->scheduled), ==, plan_time (10, 19, 10));
  g_assert_cmpint (time_of (f, f->draft), ==, plan_time (10, 21, 10));
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, before + 1);
  g_assert_cmpuint (model->selection->len, ==, 2);

  /* The earlier of the two would come to lie in the past. */
  sotong_calendar_model_place (model, find_item (model, day (10, 21), f->draft), day (10, 15), SOTONG_CALENDAR_SAME_TIME, FALSE);
  g_assert_nonnull (said);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpint (time_of (f, f->draft), ==, plan_time (10, 21, 10));
  undo (f);
  plan_fixture_wait (f, scheduled_is_back);
  g_assert_cmpint (time_of (f, f->draft), ==, plan_time (10, 20, 10));
}

static void
test_select_days (PlanFixture   *f,
                  gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  GtkWidget *grid = GTK_WIDGET (calendar (f)->grid);
  guint n = 0;

  for (gint64 on = day (10, 18); on <= day (10, 20); on++)
    n += sotong_calendar_model_get_items (model, on)->len;
  sotong_calendar_model_go (model, day (10, 18), TRUE);
  press (grid, GDK_KEY_Right, GDK_SHIFT_MASK);
  press (grid, GDK_KEY_Shift_L, 0); /* let go, and pressed again: the same range goes on */
  press (grid, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpuint (model->selection->len, ==, n);
  press (grid, GDK_KEY_Left, GDK_SHIFT_MASK);
  press (grid, GDK_KEY_Left, GDK_SHIFT_MASK);
  g_assert_cmpuint (model->selection->len, ==, sotong_calendar_model_get_items (model, day (10, 18))->len);
  press (grid, GDK_KEY_Escape, 0);
  g_assert_cmpuint (model->selection->len, ==, 0);
  press (grid, GDK_KEY_space, 0);
  g_assert_cmpuint (model->selection->len, ==, sotong_calendar_model_get_items (model, day (10, 18))->len);
  press (grid, GDK_KEY_space, 0);
  g_assert_cmpuint (model->selection->len, ==, 0);
}

/* What has no date is dropped on an hour. */
static void
test_drop_undated (PlanFixture   *f,
                   gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_WEEK);
  SotongCalendarInput *input = sotong_calendar_hours_get_input (SOTONG_CALENDAR_HOURS (calendar (f)->hours));
  g_autoptr(SotongCalendarItem) item = NULL;
  double x, y;

  for (guint i = 0; i < model->data->undated->len && item == NULL; i++)
    if (((SotongCalendarItem *) g_ptr_array_index (model->data->undated, i))->content_id == f->undated)
      item = g_object_ref (g_ptr_array_index (model->data->undated, i));
  g_assert_nonnull (item);
  get_point (f, day (10, 15), 16 * 60, &x, &y);
  sotong_calendar_input_drop (input, item, x, y, FALSE);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpint (time_of (f, f->undated), ==, plan_time (10, 15, 16));
}

/* Held at the edge, the next page comes; what is held can be dropped there. */
static void
test_edge (PlanFixture   *f,
           gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  SotongCalendarGrid *grid = calendar (f)->grid;
  g_autoptr(SotongCalendarItem) item = g_object_ref (find_item (model, day (10, 18), f->scheduled));
  graphene_rect_t box;
  int width = gtk_widget_get_width (GTK_WIDGET (grid)), height = gtk_widget_get_height (GTK_WIDGET (grid));

  sotong_calendar_model_take_hold (model, item);
  sotong_calendar_input_hold (grid->input, item, width - 3, height / 2, FALSE);
  while (grid->month.month == 10)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (grid->month.month, ==, 11);
  sotong_calendar_input_hold (grid->input, item, width / 2, height / 2, FALSE);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpint (grid->month.month, ==, 11);
  g_assert_true (sotong_calendar_view_get_box (SOTONG_CALENDAR_VIEW (grid), day (11, 23), SOTONG_CALENDAR_SAME_TIME, &box));
  sotong_calendar_input_drop (grid->input, item, box.origin.x + 20, box.origin.y + 5, FALSE);
  sotong_calendar_model_take_hold (model, NULL);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpint (time_of (f, f->scheduled), ==, plan_time (11, 23, 10));
}

static GtkDropTarget *
find_target (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkDropTarget *target = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && target == NULL; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      target = GTK_IS_DROP_TARGET (controller) ? GTK_DROP_TARGET (controller) : NULL;
    }
  g_assert_nonnull (target);
  return target;
}

/* The bar for scrolling lies over the side of a week where the page turns: what is held goes through it. */
static void
test_edge_bar (PlanFixture   *f,
               gconstpointer  data)
{
  GtkWidget *hours;
  GtkScrolledWindow *scrolled;
  GtkDropTarget *target;
  GdkDragAction action = 0;

  show (f, SOTONG_CALENDAR_KIND_WEEK);
  hours = calendar (f)->hours;
  scrolled = GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (hours, GTK_TYPE_SCROLLED_WINDOW));
  target = find_target (hours);
  g_signal_emit_by_name (target, "enter", 100.0, 100.0, &action);
  g_assert_false (gtk_widget_get_can_target (gtk_scrolled_window_get_vscrollbar (scrolled)));
  g_signal_emit_by_name (target, "leave");
  g_assert_true (gtk_widget_get_can_target (gtk_scrolled_window_get_vscrollbar (scrolled)));
}

static gboolean
list_is_there (PlanFixture *f)
{
  GtkWidget *popover = calendar (f)->grid->input->popover;

  return is_idle (f) && popover != NULL && gtk_widget_get_mapped (popover) && gtk_widget_get_height (popover) > 0;
}

/* The list of a day is as high as its rows: nothing empty stands below the last one. */
static void
test_list_height (PlanFixture   *f,
                  gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  GtkWidget *scrolled, *row;
  graphene_rect_t bounds;

  g_assert_cmpuint (sotong_calendar_model_get_items (model, day (10, 18))->len, >, 1);
  sotong_calendar_input_list_day (calendar (f)->grid->input, day (10, 18));
  plan_fixture_wait (f, list_is_there);
  scrolled = gtk_widget_get_last_child (gtk_popover_get_child (GTK_POPOVER (calendar (f)->grid->input->popover)));
  row = gtk_widget_get_last_child (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled)));
  g_assert_true (gtk_widget_compute_bounds (row, scrolled, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >, bounds.size.height / 2);
  g_assert_cmpfloat_with_epsilon (bounds.origin.y + bounds.size.height, gtk_widget_get_height (scrolled), 6);
}

/* ---- what has no room ---- */

static gpointer
crowd_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  for (int i = 0; i < 9; i++)
    {
      g_autoptr(SotongContent) content = sotong_content_new ();

      content->title = g_strdup_printf ("붐비는 날의 소식 %d", i);
      content->type = g_strdup ("sns");
      content->planned_at = plan_time (10, 19, i < 5 ? 9 : 15);
      if (sotong_content_add (db, content, error) == 0)
        return NULL;
    }
  return db;
}

static gboolean
is_crowded (PlanFixture *f)
{
  GPtrArray *items = is_idle (f) ? sotong_calendar_model_get_items (sotong_calendar_pane_get_model (calendar (f)), day (10, 19)) : NULL;

  return items != NULL && items->len == 9;
}

static gboolean
hours_list_is_open (PlanFixture *f)
{
  SotongCalendarInput *input = sotong_calendar_hours_get_input (SOTONG_CALENDAR_HOURS (calendar (f)->hours));

  return input->popover != NULL && gtk_widget_get_mapped (input->popover);
}

/* Where “+N” stands that has the focus: its hour, or -1 when it is not in sight. */
static double
hour_of_focus (PlanFixture *f,
               GtkWidget   *column)
{
  GtkWidget *more = gtk_window_get_focus (GTK_WINDOW (f->window.window));
  GtkWidget *scrolled = gtk_widget_get_ancestor (column, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t in_column, in_sight;

  g_assert_true (gtk_widget_get_parent (more) == column);
  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_ROLE_BUTTON));
  g_assert_true (gtk_widget_compute_bounds (more, column, &in_column));
  wait_for_frames (column, 3);
  g_assert_true (gtk_widget_compute_bounds (more, scrolled, &in_sight));
  if (in_sight.origin.y < 0 || in_sight.origin.y + in_sight.size.height > gtk_widget_get_height (scrolled))
    return -1;
  return in_column.origin.y / SOTONG_CALENDAR_HOUR_HEIGHT (column);
}

/* In a week, too, “+N” is the next stop of the Tab key behind its day: the one that comes next for the cursor. */
static void
test_hours_more (PlanFixture   *f,
                 gconstpointer  data)
{
  SotongCalendarModel *model;
  GtkWidget *hours, *column;
  g_autofree char *wrong = NULL;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, crowd_job, NULL, NULL, NULL));
  model = show (f, SOTONG_CALENDAR_KIND_WEEK);
  model->minute = 8 * 60;
  sotong_calendar_model_go (model, day (10, 19), TRUE);
  plan_fixture_wait (f, is_crowded);
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  hours = calendar (f)->hours;
  column = GTK_WIDGET (sotong_calendar_hours_get_column (SOTONG_CALENDAR_HOURS (hours), day (10, 19)));
  g_assert_true (gtk_widget_has_focus (column));
  g_assert_true (gtk_widget_child_focus (hours, GTK_DIR_TAB_FORWARD));
  g_assert_cmpfloat_with_epsilon (hour_of_focus (f, column), 9, 0.5);
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (gtk_window_get_focus (GTK_WINDOW (f->window.window))),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  g_assert_nonnull (strstr (wrong, "콘텐츠 9건 모두 보기"));
  g_assert_false (gtk_widget_child_focus (hours, GTK_DIR_TAB_FORWARD)); /* and the next one leads out */
  g_assert_true (gtk_widget_child_focus (hours, GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_has_focus (column));
  model->minute = 14 * 60;
  g_assert_true (gtk_widget_child_focus (hours, GTK_DIR_TAB_FORWARD));
  g_assert_cmpfloat_with_epsilon (hour_of_focus (f, column), 15, 0.5);
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (f->window.window))));
  plan_fixture_wait (f, hours_list_is_open);
}

/* Where all have a place there is no “+N” to walk to. */
static void
test_hours_no_more (PlanFixture   *f,
                    gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_DAY);

  sotong_calendar_model_go (model, day (10, 20), TRUE);
  plan_fixture_wait (f, is_idle);
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  g_assert_false (gtk_widget_child_focus (calendar (f)->hours, GTK_DIR_TAB_FORWARD));
}

static guint
n_listed (PlanFixture *f)
{
  GtkWidget *view = find_widget (calendar (f)->grid->input->popover, "GtkListView");

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))));
}

static gboolean
nine_are_listed (PlanFixture *f)
{
  return is_idle (f) && n_listed (f) == 9;
}

static gboolean
eight_are_listed (PlanFixture *f)
{
  return is_idle (f) && n_listed (f) == 8;
}

static gboolean
list_is_closed (PlanFixture *f)
{
  return is_idle (f) && !gtk_widget_get_mapped (calendar (f)->grid->input->popover);
}

/* A row has it: the keys go on where they were. */
static gboolean
has_list_focus (PlanFixture *f)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window.window)), *view = find_widget (calendar (f)->grid->input->popover, "GtkListView");

  return focus != NULL && focus != view && gtk_widget_is_ancestor (focus, view);
}

/* The row that the keys act on: the ring is around it, and it says @title. */
static gboolean
has_list_ring (PlanFixture *f,
               const char  *title)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window.window));

  return has_list_focus (f) && (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_FOCUS_VISIBLE) != 0 && find_label_with (focus, title) != NULL;
}

/* Down the list, as by the arrow keys. */
static void
go_to_row (PlanFixture *f,
           guint        position)
{
  GtkWidget *view = find_widget (calendar (f)->grid->input->popover, "GtkListView");

  gtk_window_set_focus_visible (GTK_WINDOW (f->window.window), TRUE);
  gtk_widget_activate_action (view, "list.select-item", "(ubb)", position, FALSE, FALSE);
  gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);
  for (guint i = 0; i < position; i++)
    gtk_widget_child_focus (view, GTK_DIR_DOWN);
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       id,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_content_remove (db, *(gint64 *) id, error) ? db : NULL;
}

static gpointer
undo_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(SotongChangeInfo) info = sotong_change_undo (db, error);

  return info != NULL ? db : NULL;
}

/* The list of a day follows what is done while it is open, as by an undo. */
static void
test_list_follows (PlanFixture   *f,
                   gconstpointer  data)
{
  SotongCalendarModel *model;
  g_autofree char *title = NULL;
  gint64 id;

  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, crowd_job, NULL, NULL, NULL));
  model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  plan_fixture_wait (f, is_crowded);
  id = ((SotongCalendarItem *) g_ptr_array_index (sotong_calendar_model_get_items (model, day (10, 19)), 3))->content_id;
  sotong_calendar_input_list_day (calendar (f)->grid->input, day (10, 19));
  plan_fixture_wait (f, list_is_there);
  g_assert_cmpuint (n_listed (f), ==, 9);
  g_assert_true (has_list_focus (f));
  title = g_strdup (((SotongCalendarItem *) g_ptr_array_index (sotong_calendar_model_get_items (model, day (10, 19)), 5))->title);
  go_to_row (f, 5);
  g_assert_true (has_list_ring (f, title));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, remove_job, &id, NULL, NULL));
  plan_fixture_wait (f, eight_are_listed);
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  g_assert_true (has_list_ring (f, title));
  g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, NULL, NULL, NULL));
  plan_fixture_wait (f, nine_are_listed);
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
  g_assert_true (list_is_there (f));
  g_assert_true (has_list_ring (f, title));
  for (int i = 0; i < 9; i++)
    g_assert_nonnull (sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, undo_job, NULL, NULL, NULL));
  plan_fixture_wait (f, list_is_closed);
  gtk_window_set_focus_visible (GTK_WINDOW (f->window.window), FALSE); /* GTK takes it back by itself, some seconds later */
}

static gboolean
typed_is_there (PlanFixture *f)
{
  g_autoptr(GPtrArray) entries = plan_fixture_entries (f, "세 시의 소식");

  return entries->len == 1 && ((SotongEntry *) g_ptr_array_index (entries, 0))->at == plan_time (10, 15, 15);
}

static void
count_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       n)
{
  (*(guint *) n)++;
}

static void
test_quick_add_hour (PlanFixture   *f,
                     gconstpointer  data)
{
  SotongCalendarInput *input;
  GtkWidget *entry;
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) undo = g_simple_action_new ("undo", NULL);
  guint n_undone = 0;

  g_signal_connect (undo, "activate", G_CALLBACK (count_cb), &n_undone);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (undo));
  gtk_widget_insert_action_group (GTK_WIDGET (calendar (f)), "win", G_ACTION_GROUP (actions));
  show (f, SOTONG_CALENDAR_KIND_WEEK);
  input = sotong_calendar_hours_get_input (SOTONG_CALENDAR_HOURS (calendar (f)->hours));
  entry = sotong_calendar_input_get_entry (input);
  sotong_calendar_input_quick_add (input, day (10, 15), 15 * 60, NULL);
  g_assert_true (gtk_widget_get_visible (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "세 시의 소식");
  g_signal_emit_by_name (entry, "activate");
  plan_fixture_wait (f, typed_is_there);
  plan_fixture_wait (f, is_idle);

  /* Opened again it has nothing of its own to take back: Ctrl+Z is the window's. */
  sotong_calendar_input_quick_add (input, day (10, 15), 16 * 60, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "네 시");
  press (entry, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (n_undone, ==, 0);
  press (entry, GDK_KEY_Escape, 0);
  sotong_calendar_input_quick_add (input, day (10, 15), 16 * 60, NULL);
  press (entry, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (n_undone, ==, 1);
  g_assert_false (gtk_widget_get_visible (entry));
  plan_fixture_wait (f, is_idle);
  gtk_widget_insert_action_group (GTK_WIDGET (calendar (f)), "win", NULL);
}

static gpointer
put_in_charge_job (SotongDb      *db,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  PlanFixture *f = data;
  const SotongPerson person = { .name = (char *) "김소통", .role = (char *) "주무관", .deputy_id = SOTONG_NONE };
  gint64 id = sotong_person_add (db, &person, error);

  return GINT_TO_POINTER (id != 0 && sotong_content_set_owner (db, f->draft, id, error));
}

/* What somebody is in charge of, in the month and in the year. */
static void
test_person (PlanFixture   *f,
             gconstpointer  data)
{
  SotongCalendarModel *model;
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, put_in_charge_job, f, NULL, &error);
  g_assert_no_error (error);
  model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  g_assert_cmpuint (model->data->n_items, >, 1);
  g_assert_cmpuint (calendar (f)->person_ids->len, >=, 1);
  gtk_drop_down_set_selected (calendar (f)->person_filter, calendar (f)->person_ids->len);
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (model->data->n_items, ==, 1);
  g_assert_nonnull (find_item (model, day (10, 20), f->draft));
  g_assert_true (gtk_widget_get_visible (calendar (f)->clear_button));
  show (f, SOTONG_CALENDAR_KIND_YEAR);
  g_assert_cmpuint (model->data->n_items, ==, 1);
  sotong_calendar_pane_clear_filters (calendar (f));
  plan_fixture_wait (f, is_idle);
  g_assert_cmpuint (model->data->n_items, >, 1);
}

/* The campaign as the workspace has it now. */
static char *
days_of (PlanFixture *f,
         gint64       id)
{
  SotongCalendarData *data = sotong_calendar_pane_get_model (calendar (f))->data;

  for (guint i = 0; data != NULL && i < data->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (data->campaigns, i);

      if (campaign->id == id)
        return g_strdup_printf ("%s/%s", campaign->starts_on, campaign->ends_on);
    }
  return NULL;
}

static gboolean
has_days (PlanFixture *f,
          const char  *expected)
{
  g_autofree char *days = days_of (f, f->campaigns[0]);

  return g_strcmp0 (days, expected) == 0;
}

static const SotongCampaign *
first_campaign (SotongCalendarModel *model,
                gint64               id)
{
  for (guint i = 0; i < model->data->campaigns->len; i++)
    if (((SotongCampaign *) g_ptr_array_index (model->data->campaigns, i))->id == id)
      return g_ptr_array_index (model->data->campaigns, i);
  return NULL;
}

/* The end of a band is dragged or moved with keys, in one step of undo; let go with Escape, nothing
 * has happened. */
static void
test_resize (PlanFixture   *f,
             gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  SotongCalendarGrid *grid = calendar (f)->grid;
  const SotongCampaign *campaign = first_campaign (model, f->campaigns[0]), *held;
  g_autofree char *before = days_of (f, f->campaigns[0]), *longer = NULL, *longest = NULL;
  guint n_changes = plan_fixture_n_changes (f);
  graphene_rect_t box;
  gboolean start = TRUE;
  gint64 last;

  g_assert_true (sotong_month_parse_day (campaign->ends_on, &last));
  longer = g_strdup_printf ("%s/%s", campaign->starts_on, "2016-11-02");
  longest = g_strdup_printf ("%s/%s", campaign->starts_on, "2016-11-03");
  sotong_calendar_grid_hold_end (grid, campaign, FALSE, day (11, 2));
  press (GTK_WIDGET (grid), GDK_KEY_Escape, 0);
  g_assert_cmpint (grid->hold.campaign_id, ==, 0);
  plan_fixture_wait (f, is_idle);
  g_assert_true (has_days (f, before));
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n_changes);

  campaign = first_campaign (model, f->campaigns[0]);
  sotong_calendar_grid_hold_end (grid, campaign, FALSE, day (11, 2));
  sotong_calendar_grid_end_hold (grid, TRUE);
  plan_fixture_wait (f, is_idle);
  g_assert_true (has_days (f, longer));
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n_changes + 1);

  /* There is its end, and it can be taken hold of. */
  wait_for_frames (GTK_WIDGET (f->window.window), 2);
  g_assert_true (sotong_calendar_view_get_box (SOTONG_CALENDAR_VIEW (grid), day (11, 2), SOTONG_CALENDAR_SAME_TIME, &box));
  g_assert_true (sotong_calendar_grid_is_on_end (grid, box.origin.x + box.size.width - 5, box.origin.y - 12, &start, &held));
  g_assert_false (start);
  g_assert_cmpint (held->id, ==, f->campaigns[0]);

  sotong_calendar_model_go (model, day (11, 2), TRUE);
  plan_fixture_wait (f, is_idle);
  press (GTK_WIDGET (grid), GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  plan_fixture_wait (f, is_idle);
  g_assert_true (has_days (f, longest));
  g_assert_cmpint (model->cursor, ==, day (11, 3));
  undo (f);
  while (!has_days (f, longer))
    g_main_context_iteration (NULL, TRUE);
}

/* What is shown is printed, a page of A4 at least. */
static void
test_print (PlanFixture   *f,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->directory, "calendar.pdf", NULL);
  g_autofree char *start = NULL;
  gsize length;

  for (int kind = 0; kind < SOTONG_CALENDAR_N_KINDS; kind++)
    {
      show (f, (SotongCalendarKind) kind);
      sotong_calendar_pane_print_to (calendar (f), path);
      plan_fixture_wait (f, is_idle);
      g_clear_pointer (&start, g_free);
      g_assert_true (g_file_get_contents (path, &start, &length, NULL));
      g_assert_true (g_str_has_prefix (start, "%PDF-"));
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static gboolean
is_filtered (PlanFixture *f)
{
  return gtk_widget_get_visible (calendar (f)->clear_button) && is_idle (f);
}

/* In a window of 1280 pixels every view leaves the panes beside it what the layout gives them, 230 and 340. */
static void
test_widths (PlanFixture   *f,
             gconstpointer  data)
{
  for (int kind = 0; kind < 2 * SOTONG_CALENDAR_N_KINDS; kind++)
    {
      int width, toolbar;
      GtkWidget *parts;

      if (kind == SOTONG_CALENDAR_N_KINDS) /* and with the button that takes back what was searched for */
        gtk_editable_set_text (GTK_EDITABLE (calendar (f)->search_entry), "무엇");
      show (f, (SotongCalendarKind) (kind % SOTONG_CALENDAR_N_KINDS));
      plan_fixture_wait (f, kind < SOTONG_CALENDAR_N_KINDS ? is_idle : is_filtered);
      gtk_widget_measure (GTK_WIDGET (calendar (f)), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_assert_cmpint (width, <=, 690);
      parts = gtk_widget_get_ancestor (calendar (f)->clear_button, GTK_TYPE_BOX);
      gtk_widget_measure (parts, GTK_ORIENTATION_HORIZONTAL, -1, &toolbar, NULL, NULL, NULL);
      g_assert_cmpint (toolbar, <=, 690);
    }
}

/* ---- a page that is filled over several frames ---- */

/* Sixty contents on every day of October. */
static gpointer
flood_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  for (int i = 0; i < 31 * 60; i++)
    {
      g_autoptr(SotongContent) content = sotong_content_new ();

      content->title = g_strdup_printf ("가을 소식과 안내 %d", i);
      content->type = g_strdup ("sns");
      content->planned_at = plan_time (10, 1 + i % 31, 8 + i / 31 % 12);
      if (sotong_content_add (db, content, error) == 0)
        return NULL;
    }
  return db;
}

static guint
count_texts (GskRenderNode *node)
{
  guint n = gsk_render_node_get_node_type (node) == GSK_TEXT_NODE;

  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        n += count_texts (gsk_container_node_get_child (node, i));
      break;
    case GSK_TRANSFORM_NODE:
      return count_texts (gsk_transform_node_get_child (node));
    case GSK_CLIP_NODE:
      return count_texts (gsk_clip_node_get_child (node));
    case GSK_ROUNDED_CLIP_NODE:
      return count_texts (gsk_rounded_clip_node_get_child (node));
    case GSK_OPACITY_NODE:
      return count_texts (gsk_opacity_node_get_child (node));
    case GSK_DEBUG_NODE:
      return count_texts (gsk_debug_node_get_child (node));
    default:
      break;
    }
  return n;
}

/* How many texts of a widget are on the screen. */
static guint
count_drawn (GtkWidget *widget)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  guint n = 0;

  gdk_paintable_snapshot (picture, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    {
      n = count_texts (node);
      gsk_render_node_unref (node);
    }
  return n;
}

/* Every day of October has its number and a chip at least. */
static gboolean
is_month_drawn (PlanFixture *f)
{
  for (gint64 on = day (10, 1); is_idle (f) && on <= day (10, 31); on++)
    if (count_drawn (GTK_WIDGET (sotong_calendar_grid_find_day (calendar (f)->grid, on))) < 3)
      return FALSE;
  return is_idle (f);
}

static gboolean
is_week_drawn (PlanFixture *f)
{
  for (gint64 on = day (10, 10); is_idle (f) && on <= day (10, 16); on++)
    if (count_drawn (GTK_WIDGET (sotong_calendar_hours_get_column (SOTONG_CALENDAR_HOURS (calendar (f)->hours), on))) < 12)
      return FALSE;
  return is_idle (f);
}

/* More texts than a frame has time to lay out all come, in the month and in the hours; and they stay when the same is read again. */
static void
test_fills (PlanFixture   *f,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  show (f, SOTONG_CALENDAR_KIND_MONTH);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, flood_job, NULL, NULL, &error);
  g_assert_no_error (error);
  sotong_calendar_pane_read (calendar (f));
  plan_fixture_wait (f, is_month_drawn);
  sotong_calendar_pane_read (calendar (f));
  plan_fixture_wait (f, is_idle);
  wait_for_frames (GTK_WIDGET (f->window.window), 1);
  g_assert_true (is_month_drawn (f));
  show (f, SOTONG_CALENDAR_KIND_WEEK);
  plan_fixture_wait (f, is_week_drawn);
}

#define ADD(path, function) \
  g_test_add (path, PlanFixture, NULL, plan_fixture_set_up, function, plan_fixture_tear_down)

/* Above the hours of a week, Ctrl+Shift+Right takes the end of the campaign along that ends on the day of the cursor. */
static void
test_resize_week (PlanFixture   *f,
                  gconstpointer  data)
{
  SotongCalendarModel *model = show (f, SOTONG_CALENDAR_KIND_MONTH);
  const SotongCampaign *campaign = first_campaign (model, f->campaigns[0]);
  g_autofree char *longer = NULL, *next = NULL;
  guint n_changes = plan_fixture_n_changes (f);
  gint64 last;

  g_assert_true (sotong_month_parse_day (campaign->ends_on, &last));
  next = sotong_month_format_day (last + 1);
  longer = g_strdup_printf ("%s/%s", campaign->starts_on, next);
  sotong_calendar_model_go (model, last, TRUE);
  model = show (f, SOTONG_CALENDAR_KIND_WEEK);
  gtk_widget_grab_focus (GTK_WIDGET (sotong_calendar_hours_get_column (SOTONG_CALENDAR_HOURS (calendar (f)->hours), last)));
  press (calendar (f)->hours, GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  plan_fixture_wait (f, is_idle);
  g_assert_true (has_days (f, longer));
  g_assert_cmpuint (plan_fixture_n_changes (f), ==, n_changes + 1);
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("ko");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  ADD ("/app/calendar-views/paste", test_paste);
  ADD ("/app/calendar-views/week", test_week);
  ADD ("/app/calendar-views/day", test_day);
  ADD ("/app/calendar-views/hours-more", test_hours_more);
  ADD ("/app/calendar-views/hours-no-more", test_hours_no_more);
  ADD ("/app/calendar-views/list-follows", test_list_follows);
  ADD ("/app/calendar-views/agenda", test_agenda);
  ADD ("/app/calendar-views/agenda/menu", test_agenda_menu);
  ADD ("/app/calendar-views/year", test_year);
  ADD ("/app/calendar-views/numbers", test_numbers);
  ADD ("/app/calendar-views/jump", test_jump);
  ADD ("/app/calendar-views/drop-hour", test_drop_hour);
  ADD ("/app/calendar-views/drop-undated", test_drop_undated);
  ADD ("/app/calendar-views/copy", test_copy);
  ADD ("/app/calendar-views/copy-two-times", test_copy_two_times);
  ADD ("/app/calendar-views/several", test_several);
  ADD ("/app/calendar-views/select-days", test_select_days);
  ADD ("/app/calendar-views/edge", test_edge);
  ADD ("/app/calendar-views/edge-bar", test_edge_bar);
  ADD ("/app/calendar-views/list-height", test_list_height);
  ADD ("/app/calendar-views/person", test_person);
  ADD ("/app/calendar-views/resize", test_resize);
  ADD ("/app/calendar-views/resize-week", test_resize_week);
  ADD ("/app/calendar-views/print", test_print);
  ADD ("/app/calendar-views/widths", test_widths);
  ADD ("/app/calendar-views/fills", test_fills);
  ADD ("/app/calendar-views/quick-add-hour", test_quick_add_hour);
  return g_test_run ();
}
