/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-input-private.h"

#include "plan/sotong-day-shift.h"

/* The keys that all views of a calendar know. */

/* The minute where something typed or opened goes, in a view of hours. */
static int
cursor_minute (SotongCalendarInput *self)
{
  SotongCalendarKind kind = self->model->span.kind;

  return kind == SOTONG_CALENDAR_KIND_WEEK || kind == SOTONG_CALENDAR_KIND_DAY ? self->model->minute : SOTONG_CALENDAR_SAME_TIME;
}

/* (nullable): what is selected, when it is of the cursor's day. */
static SotongCalendarItem *
selected_here (SotongCalendarInput *self,
               GPtrArray           *items)
{
  SotongCalendarItem *selected = sotong_calendar_model_get_selected (self->model);

  return selected != NULL && items != NULL && g_ptr_array_find (items, selected, NULL) ? selected : NULL;
}

/* Enter: the selected content, or the only one; of several a list; of none a new one. */
static void
activate_cursor (SotongCalendarInput *self)
{
  GPtrArray *items = sotong_calendar_model_get_items (self->model, self->model->cursor);
  SotongCalendarItem *selected = selected_here (self, items);

  if (self->model->span.kind == SOTONG_CALENDAR_KIND_YEAR)
    sotong_calendar_model_set_kind (self->model, SOTONG_CALENDAR_KIND_DAY);
  else if (selected != NULL)
    sotong_calendar_model_open (self->model, selected);
  else if (cursor_minute (self) != SOTONG_CALENDAR_SAME_TIME || items == NULL || items->len == 0)
    sotong_calendar_input_quick_add (self, self->model->cursor, cursor_minute (self), NULL);
  else if (items->len == 1)
    sotong_calendar_model_open (self->model, g_ptr_array_index (items, 0));
  else
    sotong_calendar_input_list_day (self, self->model->cursor);
}

/* Ctrl+Down and Ctrl+Up walk the contents of the day; with Shift they add to what is selected. */
static void
select_step (SotongCalendarInput *self,
             int                  step,
             gboolean             add)
{
  GPtrArray *items = sotong_calendar_model_get_items (self->model, self->model->cursor);
  SotongCalendarItem *selected = selected_here (self, items), *next;
  guint index = 0;

  if (items == NULL || items->len == 0)
    return;
  if (selected != NULL && g_ptr_array_find (items, selected, &index))
    index = (index + items->len + (guint) (step + (int) items->len)) % items->len;
  else
    index = step > 0 ? 0 : items->len - 1;
  next = g_ptr_array_index (items, index);
  if (!add || selected == NULL)
    sotong_calendar_model_select (self->model, next);
  else if (!sotong_calendar_model_is_selected (self->model, next))
    sotong_calendar_model_toggle (self->model, next);
  if (next->at != SOTONG_NONE && cursor_minute (self) != SOTONG_CALENDAR_SAME_TIME)
    self->model->minute = sotong_day_shift_minute_of (next->at, self->model->zone);
  sotong_calendar_model_go (self->model, self->model->cursor, TRUE); /* where it is seen */
}

/* Space: all contents of the day are selected too, or, if they all are, no longer. */
static void
toggle_day (SotongCalendarInput *self)
{
  GPtrArray *items = sotong_calendar_model_get_items (self->model, self->model->cursor);
  gboolean all = TRUE;

  for (guint i = 0; items != NULL && i < items->len; i++)
    all = all && sotong_calendar_model_is_selected (self->model, g_ptr_array_index (items, i));
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (all || !sotong_calendar_model_is_selected (self->model, g_ptr_array_index (items, i)))
      sotong_calendar_model_toggle (self->model, g_ptr_array_index (items, i));
}

static void
remove_selected (SotongCalendarInput *self)
{
  GPtrArray *items = sotong_calendar_model_get_items (self->model, self->model->cursor);
  SotongCalendarItem *selected = selected_here (self, items);

  if (selected != NULL)
    sotong_calendar_model_remove (self->model, selected);
  else if (items != NULL && items->len == 1)
    sotong_calendar_model_remove (self->model, g_ptr_array_index (items, 0));
  else if (items != NULL && items->len > 1)
    sotong_calendar_input_list_day (self, self->model->cursor);
}

static gboolean
arrow_of (guint  keyval,
          int   *dx,
          int   *dy)
{
  *dx = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left ? -1 : keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right ? 1 : 0;
  *dy = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : 0;
  return *dx != 0 || *dy != 0;
}

/* Alt+Shift+arrow: what is selected goes where the arrow leads: days, or in a view of hours up
 * and down a quarter of an hour. */
void
sotong_calendar_input_shift (SotongCalendarInput *self,
                             int                  dx,
                             int                  dy)
{
  g_autoptr(SotongCalendarItem) item = NULL;
  SotongDayShift shift = { 0 };
  gint64 time;

  if (self->model->selection->len == 0)
    return;
  item = g_object_ref (sotong_calendar_model_get_selected (self->model));
  if (item->at == SOTONG_NONE)
    return;
  if (dy != 0 && cursor_minute (self) != SOTONG_CALENDAR_SAME_TIME)
    shift.minutes = 15 * dy;
  else
    shift.days = dx + (self->model->span.kind == SOTONG_CALENDAR_KIND_MONTH ? 7 : 1) * dy;
  time = sotong_day_shift_apply (&shift, item->at, self->model->zone);
  sotong_calendar_model_place (self->model, item, sotong_month_day_of_time (time, self->model->zone),
                               shift.minutes != 0 ? sotong_day_shift_minute_of (time, self->model->zone)
                               : SOTONG_CALENDAR_SAME_TIME, FALSE);
}

/* In the list, up and down walk from content to content, over the days. */
static void
walk_list (SotongCalendarInput *self,
           int                  step,
           gboolean             add)
{
  SotongCalendarItem *selected = sotong_calendar_model_get_selected (self->model), *next = NULL;
  gboolean found = selected == NULL;

  for (int i = 0; i < self->model->span.n_days && self->model->data != NULL && next == NULL; i++)
    {
      gint64 day = self->model->span.first + (step > 0 ? i : self->model->span.n_days - 1 - i);
      GPtrArray *items = sotong_calendar_model_get_items (self->model, day);

      /* With nothing selected the walk begins at the cursor. */
      if (selected == NULL && (step > 0 ? day < self->model->cursor : day > self->model->cursor))
        continue;
      for (guint j = 0; j < items->len && next == NULL; j++)
        {
          SotongCalendarItem *item = g_ptr_array_index (items, step > 0 ? j : items->len - 1 - j);

          next = found ? item : NULL;
          found = found || item == selected;
        }
    }
  if (next == NULL)
    return;
  if (add && !sotong_calendar_model_is_selected (self->model, next))
    sotong_calendar_model_toggle (self->model, next);
  else
    sotong_calendar_model_select (self->model, next);
  sotong_calendar_model_go (self->model, sotong_month_day_of_time (next->at, self->model->zone), TRUE);
}

static gboolean
arrow_key (SotongCalendarInput *self,
           int                  dx,
           int                  dy,
           GdkModifierType      state)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0, shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  gint64 day = self->model->cursor;
  int minute = self->model->minute;

  if (alt && shift)
    {
      sotong_calendar_input_shift (self, dx, dy);
      return GDK_EVENT_STOP;
    }
  if (alt && dx != 0)
    {
      sotong_calendar_model_page (self->model, dx, TRUE);
      return GDK_EVENT_STOP;
    }
  if (control && dy != 0)
    {
      select_step (self, dy, shift);
      return GDK_EVENT_STOP;
    }
  if (control && !alt) /* it would lead out of the calendar */
    return GDK_EVENT_STOP;
  if (alt)
    return GDK_EVENT_PROPAGATE;
  if (dy != 0 && self->model->span.kind == SOTONG_CALENDAR_KIND_AGENDA)
    {
      walk_list (self, dy, shift);
      return GDK_EVENT_STOP;
    }
  sotong_calendar_view_step (self->view, dx, dy, &day, &minute);
  if (!self->ranging)
    self->range_from = self->model->cursor;
  self->ranging = shift;
  self->model->minute = minute;
  sotong_calendar_model_go (self->model, day, TRUE);
  if (shift)
    sotong_calendar_model_select_days (self->model, self->range_from, day);
  return GDK_EVENT_STOP;
}

static gboolean
control_key (SotongCalendarInput *self,
             guint                keyval)
{
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_t:
      sotong_calendar_model_go (self->model, self->model->today, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_n:
      sotong_calendar_model_write_new (self->model, self->model->cursor, cursor_minute (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_c:
      sotong_calendar_model_copy (self->model);
      return GDK_EVENT_STOP;
    case GDK_KEY_v:
      sotong_calendar_model_paste (self->model, self->model->cursor, cursor_minute (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_a:
      sotong_calendar_model_select_days (self->model, self->model->span.first,
                                         self->model->span.first + self->model->span.n_days - 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
plain_key (SotongCalendarInput   *self,
           GtkEventControllerKey *controller,
           guint                  keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);

  switch (keyval)
    {
    case GDK_KEY_Home: case GDK_KEY_KP_Home:
      sotong_calendar_model_go (self->model, self->model->today, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up:
      sotong_calendar_model_page (self->model, -1, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down:
      sotong_calendar_model_page (self->model, 1, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_ISO_Enter:
      activate_cursor (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_space: case GDK_KEY_KP_Space:
      toggle_day (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete: case GDK_KEY_KP_Delete:
      remove_selected (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      sotong_calendar_model_select (self->model, NULL);
      return GDK_EVENT_STOP;
    default:
      if (letter <= ' ' || letter == 0x7f)
        return GDK_EVENT_PROPAGATE;
      sotong_calendar_input_type (self, controller);
      return GDK_EVENT_STOP;
    }
}

/* Shift, Control and the like by themselves: a range that Shift+arrow began goes on when Shift is pressed again. */
static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_ISO_Level3_Shift;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        SotongCalendarInput   *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  int dx, dy;

  if (focus == NULL || focus == self->entry || focus == self->popover || is_modifier (keyval))
    return GDK_EVENT_PROPAGATE;
  if (arrow_of (keyval, &dx, &dy) && dx != 0 && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    {
      sotong_calendar_move_end (self->model, dx);
      return GDK_EVENT_STOP;
    }
  if (arrow_of (keyval, &dx, &dy))
    return arrow_key (self, dx, dy, state);
  if (!(state & GDK_SHIFT_MASK))
    self->ranging = FALSE;
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      sotong_calendar_input_open_menu (self);
      return GDK_EVENT_STOP;
    }
  if (state & GDK_CONTROL_MASK)
    return control_key (self, keyval);
  if (state & (GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  return plain_key (self, controller, keyval);
}

/* Gives the view its keys. */
void
sotong_calendar_input_add_keys (SotongCalendarInput *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}
