/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-pane-private.h"

#include "app/panes/sotong-calendar-agenda.h"
#include "app/panes/sotong-calendar-head.h"
#include "app/panes/sotong-calendar-year.h"

/* The ways to show days, and how one is chosen. All but the month are made when they are first
 * asked for. */

#define FIRST_HOUR 8   /* seen at first */

static const char *const kind_names[SOTONG_CALENDAR_N_KINDS] = { "month", "week", "day", "agenda", "year" };

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static gboolean
scroll_cb (gpointer user_data)
{
  gtk_adjustment_set_value (user_data, gtk_adjustment_get_upper (user_data) / 24 * FIRST_HOUR - 10);
  return G_SOURCE_REMOVE;
}

/* The working day comes into sight as soon as it is known how high all is; not at once, for that
 * is in the middle of a layout. */
static void
adjustment_changed_cb (GtkAdjustment *adjustment)
{
  if (gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    return;
  g_signal_handlers_disconnect_by_func (adjustment, adjustment_changed_cb, NULL);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, scroll_cb, g_object_ref (adjustment), g_object_unref);
}

static void
ensure_hours (SotongCalendarPane *self)
{
  GtkWidget *box, *head, *scroller;

  if (self->hours != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->hours = sotong_calendar_hours_new (self->model);
  scroller = scrolled (self->hours);
  /* A day's column is higher than what is seen: brought into sight whole when it gets the focus, the
   * hour on which a person presses would run away under the pointer. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))), FALSE);
  head = sotong_calendar_head_new (self->model);
  gtk_box_append (GTK_BOX (box), head);
  sotong_calendar_head_listen (SOTONG_CALENDAR_HEAD (head), box);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_stack_add_named (self->views, box, "hours");
  g_signal_connect (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), "changed",
                    G_CALLBACK (adjustment_changed_cb), NULL);
}

static void
ensure_agenda (SotongCalendarPane *self)
{
  if (self->agenda != NULL)
    return;
  self->agenda = sotong_calendar_agenda_new (self->model);
  gtk_stack_add_named (self->views, scrolled (self->agenda), "agenda");
}

static void
ensure_year (SotongCalendarPane *self)
{
  if (self->year != NULL)
    return;
  self->year = sotong_calendar_year_new (self->model);
  gtk_stack_add_named (self->views, scrolled (self->year), "year"); /* where there is no room for twelve rows, December must not be lost */
}

static SotongCalendarView *
current_view (SotongCalendarPane *self)
{
  switch (self->model->span.kind)
    {
    case SOTONG_CALENDAR_KIND_WEEK:
    case SOTONG_CALENDAR_KIND_DAY:
      return SOTONG_CALENDAR_VIEW (self->hours);
    case SOTONG_CALENDAR_KIND_AGENDA:
      return SOTONG_CALENDAR_VIEW (self->agenda);
    case SOTONG_CALENDAR_KIND_YEAR:
      return SOTONG_CALENDAR_VIEW (self->year);
    case SOTONG_CALENDAR_KIND_MONTH:
    case SOTONG_CALENDAR_N_KINDS:
    default:
      return SOTONG_CALENDAR_VIEW (self->grid);
    }
}

/* Brings the view of the model's days to the front. The focus goes along when it was in the view
 * before. */
void
sotong_calendar_pane_show_view (SotongCalendarPane *self)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->views);
  gboolean focus = before != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->views)) != NULL;
  const char *name = "month";

  switch (self->model->span.kind)
    {
    case SOTONG_CALENDAR_KIND_WEEK:
    case SOTONG_CALENDAR_KIND_DAY:
      ensure_hours (self);
      name = "hours";
      break;
    case SOTONG_CALENDAR_KIND_AGENDA:
      ensure_agenda (self);
      name = "agenda";
      break;
    case SOTONG_CALENDAR_KIND_YEAR:
      ensure_year (self);
      name = "year";
      break;
    case SOTONG_CALENDAR_KIND_MONTH:
    case SOTONG_CALENDAR_N_KINDS:
    default:
      break;
    }
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), name) == 0)
    return;
  gtk_stack_set_visible_child_name (self->views, name);
  if (focus)
    sotong_calendar_view_focus_cursor (current_view (self));
}

/* Opens the entry on a day again, with what had been typed. */
void
sotong_calendar_pane_type_again (SotongCalendarPane *self,
                                 gint64              day,
                                 int                 minute,
                                 const char         *title)
{
  if (current_view (self) == SOTONG_CALENDAR_VIEW (self->hours))
    sotong_calendar_input_quick_add (sotong_calendar_hours_get_input (SOTONG_CALENDAR_HOURS (self->hours)), day, minute, title);
  else if (current_view (self) == SOTONG_CALENDAR_VIEW (self->grid))
    sotong_calendar_grid_quick_add (self->grid, day, title);
}

/* ---- choosing one ---- */

static void
view_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (user_data);
  const char *name = g_variant_get_string (parameter, NULL);

  for (int i = 0; i < SOTONG_CALENDAR_N_KINDS; i++)
    if (g_str_equal (name, kind_names[i]))
      sotong_calendar_model_set_kind (self->model, (SotongCalendarKind) i);
}

static void
changed_cb (SotongCalendarPane *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "view");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (kind_names[self->model->span.kind]));
}

/* Adds the commands that choose a view. */
void
sotong_calendar_pane_add_views (SotongCalendarPane *self)
{
  g_autoptr(GSimpleAction) view = g_simple_action_new_stateful ("view", G_VARIANT_TYPE_STRING, g_variant_new_string ("month"));

  self->actions = g_simple_action_group_new ();
  g_signal_connect_object (view, "activate", G_CALLBACK (view_action), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (view));
  sotong_calendar_pane_add_own (self);
  sotong_pane_add_actions (SOTONG_PANE (self), "calendar", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* A layout keeps which view it is, and what narrows it. */
void
sotong_calendar_pane_save (SotongPane   *pane,
                           GVariantDict *state)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (pane);

  g_variant_dict_insert (state, "view", "s", kind_names[sotong_pane_get_attached (pane) ? self->model->span.kind : self->first_kind]);
  sotong_calendar_pane_save_filters (self, state);
}

void
sotong_calendar_pane_load (SotongPane   *pane,
                           GVariantDict *state)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (pane);
  const char *name;

  sotong_calendar_pane_load_filters (self, state);
  if (!g_variant_dict_lookup (state, "view", "&s", &name))
    name = kind_names[self->first_kind];
  for (int i = 0; i < SOTONG_CALENDAR_N_KINDS; i++)
    if (g_str_equal (name, kind_names[i]))
      self->first_kind = (SotongCalendarKind) i;
  if (!sotong_pane_get_attached (pane))
    return;
  sotong_calendar_model_set_kind (self->model, self->first_kind);
  sotong_calendar_pane_take_selection (self);
  sotong_calendar_pane_read (self);
}

/* The day that is chosen. */
gboolean
sotong_calendar_pane_take_focus (SotongPane *pane)
{
  sotong_calendar_view_focus_cursor (current_view (SOTONG_CALENDAR_PANE (pane)));
  return gtk_widget_get_focus_child (GTK_WIDGET (SOTONG_CALENDAR_PANE (pane)->views)) != NULL;
}

/* Alt+1 to Alt+5: the month, week, day, list or year. */
gboolean
sotong_calendar_pane_choose_view (SotongPane *pane,
                                  int         number)
{
  SotongCalendarPane *self = SOTONG_CALENDAR_PANE (pane);

  if (number < 1 || number > SOTONG_CALENDAR_N_KINDS)
    return FALSE;
  sotong_calendar_model_set_kind (self->model, (SotongCalendarKind) (number - 1));
  sotong_calendar_view_focus_cursor (current_view (self));
  return TRUE;
}
