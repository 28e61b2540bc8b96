/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-input-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-list.h"

/**
 * SotongCalendarInput:
 *
 * What all views of a calendar do with the pointer, and the list of a day. Keys are in
 * `sotong-calendar-keys.c`, commands in `sotong-calendar-menu.c`, drags in `sotong-calendar-drag.c`, the entry in which a title is
 * typed in `sotong-calendar-quick.c`.
 */
G_DEFINE_FINAL_TYPE (SotongCalendarInput, sotong_calendar_input, G_TYPE_OBJECT)

static void
sotong_calendar_input_dispose (GObject *object)
{
  sotong_calendar_input_close (SOTONG_CALENDAR_INPUT (object));
  G_OBJECT_CLASS (sotong_calendar_input_parent_class)->dispose (object);
}

static void
sotong_calendar_input_class_init (SotongCalendarInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_calendar_input_dispose;
}

static void
sotong_calendar_input_init (SotongCalendarInput *self)
{
}

/**
 * sotong_calendar_input_close:
 * @self: an input
 *
 * Takes its widgets out of the view, which is going away.
 */
void
sotong_calendar_input_close (SotongCalendarInput *self)
{
  sotong_calendar_input_stop_drag (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  /* The actions know this input, which goes away with the view. */
  if (self->acts != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (self->view), "chosen", NULL);
  g_clear_object (&self->acts);
  g_clear_object (&self->preedit);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
}

/* ---- the list of a day ---- */

static void
list_open_cb (SotongCalendarInput *self,
              SotongCalendarItem  *item)
{
  sotong_calendar_model_open (self->model, item);
}

static void
list_remove_cb (SotongCalendarInput *self,
                SotongCalendarItem  *item)
{
  sotong_calendar_model_remove (self->model, item);
}

/* What was taken back, or done elsewhere, is in the list at once. */
static void
list_changed_cb (SotongCalendarList  *list,
                 SotongCalendarModel *model)
{
  sotong_calendar_list_show (list, sotong_calendar_model_get_items (model, sotong_calendar_list_get_day (list)));
}

static void
list_closed_cb (SotongCalendarInput *self)
{
  sotong_calendar_model_go (self->model, self->model->cursor, TRUE);
}

/**
 * sotong_calendar_input_list_day:
 * @self: an input
 * @day: a day that is shown, counted from 1970-01-01
 *
 * Opens the list of all contents of the day.
 */
void
sotong_calendar_input_list_day (SotongCalendarInput *self,
                                gint64               day)
{
  GPtrArray *items = sotong_calendar_model_get_items (self->model, day);
  graphene_rect_t box;
  GdkRectangle place;

  if (items == NULL || !sotong_calendar_view_get_box (self->view, day, SOTONG_CALENDAR_SAME_TIME, &box))
    return;
  self->model->cursor = day;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = sotong_calendar_list_new (day, items, self->model->zone);
  g_signal_connect_swapped (self->popover, "open", G_CALLBACK (list_open_cb), self);
  g_signal_connect_swapped (self->popover, "remove", G_CALLBACK (list_remove_cb), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (list_closed_cb), self);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (list_changed_cb), self->popover, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->view));
  place = (GdkRectangle) { (int) box.origin.x, (int) box.origin.y, (int) box.size.width, (int) box.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/**
 * sotong_calendar_input_allocate:
 * @self: an input
 * @width: of the view
 * @height: of the view
 *
 * Gives its widgets their places; called by the view when it does so with its own.
 */
void
sotong_calendar_input_allocate (SotongCalendarInput *self,
                                int                  width,
                                int                  height)
{
  graphene_rect_t box;
  GtkAllocation place;
  int minimum, wide;

  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
  if (!gtk_widget_get_visible (self->entry)
      || !sotong_calendar_view_get_box (self->view, self->quick_day, self->quick_minute, &box))
    return;
  gtk_widget_measure (self->entry, GTK_ORIENTATION_HORIZONTAL, -1, &wide, NULL, NULL, NULL);
  wide = MIN (MAX (MAX ((int) box.size.width, 190), wide), width);
  gtk_widget_measure (self->entry, GTK_ORIENTATION_VERTICAL, wide, &minimum, NULL, NULL, NULL);
  place.width = wide;
  place.height = minimum;
  place.x = CLAMP ((int) box.origin.x, 0, width - wide);
  place.y = CLAMP ((int) box.origin.y, 0, MAX (height - minimum, 0));
  gtk_widget_size_allocate (self->entry, &place, -1);
}

/* ---- clicks ---- */

static void
choose (SotongCalendarInput *self,
        SotongCalendarItem  *item,
        GdkModifierType      state)
{
  self->ranging = FALSE;
  if (item != NULL && state & GDK_CONTROL_MASK)
    sotong_calendar_model_toggle (self->model, item);
  else if (item != NULL && state & GDK_SHIFT_MASK)
    sotong_calendar_model_extend (self->model, item);
  else if (item == NULL || !sotong_calendar_model_is_selected (self->model, item))
    sotong_calendar_model_select (self->model, item);
}

static gboolean
is_on_entry (SotongCalendarInput *self,
             double               x,
             double               y)
{
  GtkWidget *at = gtk_widget_get_visible (self->entry) ? gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT) : NULL;

  return at != NULL && (at == self->entry || gtk_widget_is_ancestor (at, self->entry));
}

static void
pressed_cb (GtkGestureClick     *gesture,
            int                  n_press,
            double               x,
            double               y,
            SotongCalendarInput *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  SotongCalendarItem *item;
  gboolean more = FALSE;
  gint64 day;
  int minute;

  if (!sotong_calendar_view_get_place (self->view, x, y, &day, &minute) || is_on_entry (self, x, y))
    return;
  item = sotong_calendar_view_pick (self->view, x, y, &more);
  self->model->cursor = day;
  if (minute != SOTONG_CALENDAR_SAME_TIME)
    self->model->minute = minute;
  self->model->pressed = TRUE;
  choose (self, item, state);
  sotong_calendar_view_focus_cursor (self->view);
  self->model->pressed = FALSE;
  if (item != NULL && n_press == 2)
    sotong_calendar_model_open (self->model, item);
  else if (more && n_press == 1)
    sotong_calendar_input_list_day (self, day);
  else if (n_press == 2 && self->model->span.kind == SOTONG_CALENDAR_KIND_YEAR)
    sotong_calendar_model_set_kind (self->model, SOTONG_CALENDAR_KIND_DAY);
  else if (item == NULL && !more && n_press == 2)
    sotong_calendar_input_quick_add (self, day, minute, NULL);
}

/* One of several that are selected was only held, and not dragged: it alone is meant. */
static void
released_cb (GtkGestureClick     *gesture,
             int                  n_press,
             double               x,
             double               y,
             SotongCalendarInput *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  SotongCalendarItem *item = sotong_calendar_view_pick (self->view, x, y, NULL);

  if (n_press == 1 && item != NULL && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) && self->model->selection->len > 1)
    sotong_calendar_model_select (self->model, item);
}

/**
 * sotong_calendar_input_new:
 * @view: (transfer none): a view, which keeps what is returned and closes it when it goes
 *
 * Gives a view its keys, clicks and drags.
 *
 * Returns: (transfer full): the input
 */
SotongCalendarInput *
sotong_calendar_input_new (SotongCalendarView *view)
{
  SotongCalendarInput *self = g_object_new (SOTONG_TYPE_CALENDAR_INPUT, NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = view;
  self->model = sotong_calendar_view_get_model (view);
  sotong_calendar_input_add_quick (self);
  sotong_calendar_input_add_keys (self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  sotong_calendar_input_add_drag (self);
  sotong_calendar_input_add_menu (self);
  return self;
}
