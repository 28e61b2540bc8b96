/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-grid-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-list.h"
#include "util/sotong-text.h"

/* Keys, clicks, and the entry that opens on a day when something is typed there. */

static void
emit_item (SotongCalendarGrid       *self,
           SotongCalendarGridSignal  which,
           SotongCalendarItem       *item)
{
  g_autoptr(SotongCalendarItem) held = g_object_ref (item);

  g_signal_emit (self, sotong_calendar_grid_signals[which], 0, held);
}

static void
emit_move (SotongCalendarGrid *self,
           gint64              day)
{
  g_autoptr(SotongCalendarItem) item = NULL;

  if (self->selected == NULL)
    return;
  item = g_object_ref (self->selected);
  g_signal_emit (self, sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_MOVE], 0, item, day);
}

/* ---- quick add ---- */

static void
end_quick_add (SotongCalendarGrid *self,
               gboolean            focus)
{
  gtk_widget_set_visible (self->entry, FALSE);
  if (focus)
    sotong_calendar_grid_show_day (self, self->quick_day, TRUE);
}

/* Called when the input method has put its last syllable into the entry. */
static void
quick_settled_cb (gpointer user_data)
{
  SotongCalendarGrid *self = SOTONG_CALENDAR_GRID (user_data);
  g_autofree char *text = NULL;

  if (!gtk_widget_get_visible (self->entry))
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  end_quick_add (self, TRUE);
  if (!sotong_text_is_blank (text))
    g_signal_emit (self, sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_ADD], 0, self->quick_day, text);
}

static void
quick_activate_cb (SotongCalendarGrid *self)
{
  sotong_editor_preedit_settle (self->preedit, quick_settled_cb, self);
}

static gboolean
quick_key_cb (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              SotongCalendarGrid    *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  end_quick_add (self, TRUE);
  return GDK_EVENT_STOP;
}

/* A click elsewhere keeps what was typed: it becomes a draft, which can be undone. Another
 * window does not. */
static void
quick_leave_cb (SotongCalendarGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!gtk_widget_get_visible (self->entry) || !GTK_IS_WINDOW (root) || !gtk_window_is_active (GTK_WINDOW (root)))
    return;
  if (sotong_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->entry)))
      && !sotong_editor_preedit_is_open (self->preedit))
    end_quick_add (self, FALSE);
  else
    sotong_editor_preedit_settle (self->preedit, quick_settled_cb, self);
}

static void
make_entry (SotongCalendarGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_add_css_class (self->entry, "quick-add");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Title of a draft"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Title of a new draft on this day"), -1);
  gtk_widget_set_visible (self->entry, FALSE);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->preedit = sotong_editor_preedit_new (self->entry);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (quick_activate_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (quick_key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (quick_leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
}

/**
 * sotong_calendar_grid_quick_add:
 * @self: the grid
 * @day: a day that is shown, counted from 1970-01-01
 * @text: (nullable): what stands in the entry at first
 *
 * Opens the entry on a day.
 */
void
sotong_calendar_grid_quick_add (SotongCalendarGrid *self,
                                gint64              day,
                                const char         *text)
{
  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));

  if (sotong_calendar_grid_find_day (self, day) == NULL)
    return;
  self->quick_day = day;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  gtk_widget_set_visible (self->entry, TRUE);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* ---- the list of a day ---- */

static void
list_open_cb (SotongCalendarGrid *self,
              SotongCalendarItem *item)
{
  emit_item (self, SOTONG_CALENDAR_GRID_OPEN, item);
}

static void
list_remove_cb (SotongCalendarGrid *self,
                SotongCalendarItem *item)
{
  emit_item (self, SOTONG_CALENDAR_GRID_REMOVE, item);
}

static void
list_closed_cb (SotongCalendarGrid *self)
{
  sotong_calendar_grid_show_day (self, self->cursor, TRUE);
}

/**
 * sotong_calendar_grid_list_day:
 * @self: the grid
 * @day: a day that is shown, counted from 1970-01-01
 *
 * Opens the list of all its contents.
 */
void
sotong_calendar_grid_list_day (SotongCalendarGrid *self,
                               gint64              day)
{
  SotongCalendarDay *widget;
  graphene_rect_t box;
  GdkRectangle place;

  g_return_if_fail (SOTONG_IS_CALENDAR_GRID (self));

  widget = sotong_calendar_grid_find_day (self, day);
  if (widget == NULL || sotong_calendar_day_get_items (widget) == NULL
      || !gtk_widget_compute_bounds (GTK_WIDGET (widget), GTK_WIDGET (self), &box))
    return;
  self->cursor = day;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = sotong_calendar_list_new (day, sotong_calendar_day_get_items (widget), self->zone);
  g_signal_connect_swapped (self->popover, "open", G_CALLBACK (list_open_cb), self);
  g_signal_connect_swapped (self->popover, "remove", G_CALLBACK (list_remove_cb), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (list_closed_cb), self);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  place = (GdkRectangle) { (int) box.origin.x, (int) box.origin.y, (int) box.size.width, (int) box.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* ---- keys ---- */

/* Enter: the selected content, or the only one; of several a list; of none a new one. */
static void
activate_cursor (SotongCalendarGrid *self)
{
  SotongCalendarDay *day = sotong_calendar_grid_find_day (self, self->cursor);
  GPtrArray *items = day != NULL ? sotong_calendar_day_get_items (day) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (g_ptr_array_index (items, i) == self->selected)
      {
        emit_item (self, SOTONG_CALENDAR_GRID_OPEN, self->selected);
        return;
      }
  if (items == NULL || items->len == 0)
    sotong_calendar_grid_quick_add (self, self->cursor, NULL);
  else if (items->len == 1)
    emit_item (self, SOTONG_CALENDAR_GRID_OPEN, g_ptr_array_index (items, 0));
  else
    sotong_calendar_grid_list_day (self, self->cursor);
}

/* Ctrl+Down and Ctrl+Up walk the contents of the day. */
static void
select_step (SotongCalendarGrid *self,
             int                 step)
{
  SotongCalendarDay *day = sotong_calendar_grid_find_day (self, self->cursor);
  GPtrArray *items = day != NULL ? sotong_calendar_day_get_items (day) : NULL;
  int index = step > 0 ? -1 : 0;

  if (items == NULL || items->len == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    if (g_ptr_array_index (items, i) == self->selected)
      index = (int) i;
  index = (index + step + (int) items->len) % (int) items->len;
  sotong_calendar_grid_select (self, g_ptr_array_index (items, (guint) index));
}

static void
remove_selected (SotongCalendarGrid *self)
{
  SotongCalendarDay *day = sotong_calendar_grid_find_day (self, self->cursor);
  GPtrArray *items = day != NULL ? sotong_calendar_day_get_items (day) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (g_ptr_array_index (items, i) == self->selected)
      {
        emit_item (self, SOTONG_CALENDAR_GRID_REMOVE, self->selected);
        return;
      }
  if (items != NULL && items->len == 1)
    emit_item (self, SOTONG_CALENDAR_GRID_REMOVE, g_ptr_array_index (items, 0));
  else if (items != NULL && items->len > 1)
    sotong_calendar_grid_list_day (self, self->cursor);
}

/* Days to go for an arrow key; 0 for another key. */
static int
arrow_days (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left:
      return -1;
    case GDK_KEY_Right: case GDK_KEY_KP_Right:
      return 1;
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      return -7;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      return 7;
    default:
      return 0;
    }
}

static gboolean
arrow_key (SotongCalendarGrid *self,
           int                 days,
           GdkModifierType     state)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0, shift = (state & GDK_SHIFT_MASK) != 0;

  if (alt && shift)
    emit_move (self, self->cursor + days);
  else if (alt && ABS (days) == 1)
    sotong_calendar_grid_show_day (self, sotong_month_step_day (self->cursor, days), TRUE);
  else if (state & GDK_CONTROL_MASK && ABS (days) == 7)
    select_step (self, days > 0 ? 1 : -1);
  else if (!alt && !(state & GDK_CONTROL_MASK))
    sotong_calendar_grid_show_day (self, self->cursor + days, TRUE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
control_key (SotongCalendarGrid *self,
             guint               keyval)
{
  if (keyval == GDK_KEY_t || keyval == GDK_KEY_T)
    sotong_calendar_grid_show_day (self, self->today, TRUE);
  else if (keyval == GDK_KEY_n || keyval == GDK_KEY_N)
    g_signal_emit (self, sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_NEW], 0, self->cursor);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* What is typed opens the entry and goes there as it is: with an input method it is the
 * beginning of a syllable, not a letter. */
static gboolean
type_key (SotongCalendarGrid    *self,
          GtkEventControllerKey *controller,
          guint                  keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);

  if (letter <= ' ' || letter == 0x7f)
    return GDK_EVENT_PROPAGATE;
  sotong_calendar_grid_quick_add (self, self->cursor, NULL);
  gtk_event_controller_key_forward (controller, GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        SotongCalendarGrid    *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if (!SOTONG_IS_CALENDAR_DAY (focus))
    return GDK_EVENT_PROPAGATE;
  self->cursor = sotong_calendar_day_get_day (SOTONG_CALENDAR_DAY (focus));
  if (arrow_days (keyval) != 0)
    return arrow_key (self, arrow_days (keyval), state);
  if (state & GDK_CONTROL_MASK)
    return control_key (self, keyval);
  if (state & (GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Home: case GDK_KEY_KP_Home:
      sotong_calendar_grid_show_day (self, self->today, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up:
      sotong_calendar_grid_show_day (self, sotong_month_step_day (self->cursor, -1), TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down:
      sotong_calendar_grid_show_day (self, sotong_month_step_day (self->cursor, 1), TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_ISO_Enter:
      activate_cursor (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete: case GDK_KEY_KP_Delete:
      remove_selected (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      sotong_calendar_grid_select (self, NULL);
      return GDK_EVENT_STOP;
    default:
      return type_key (self, controller, keyval);
    }
}

/* ---- clicks ---- */

static void
pressed_cb (GtkGestureClick    *gesture,
            int                 n_press,
            double              x,
            double              y,
            SotongCalendarGrid *self)
{
  SotongCalendarDay *day = sotong_calendar_grid_day_at (self, x, y);
  SotongCalendarItem *item;
  gboolean more = FALSE;
  double day_y;

  if (day == NULL || (gtk_widget_get_visible (self->entry) && gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT) != GTK_WIDGET (day)))
    return;
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (day), x, y, NULL, &day_y);
  item = sotong_calendar_day_pick (day, day_y, &more);
  self->cursor = sotong_calendar_day_get_day (day);
  gtk_widget_grab_focus (GTK_WIDGET (day));
  sotong_calendar_grid_select (self, item);
  if (item != NULL && n_press == 2)
    emit_item (self, SOTONG_CALENDAR_GRID_OPEN, item);
  else if (more && n_press == 1)
    sotong_calendar_grid_list_day (self, self->cursor);
  else if (item == NULL && !more && n_press == 2)
    sotong_calendar_grid_quick_add (self, self->cursor, NULL);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           SotongCalendarGrid       *self)
{
  if (dy == 0)
    return GDK_EVENT_PROPAGATE;
  sotong_calendar_grid_show_day (self, sotong_month_step_day (self->cursor, dy > 0 ? 1 : -1), FALSE);
  return GDK_EVENT_STOP;
}

/* Gives the grid its controllers and its entry. */
void
sotong_calendar_grid_add_input (SotongCalendarGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL
                                                                | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *click = gtk_gesture_click_new ();

  make_entry (self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
