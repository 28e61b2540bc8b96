/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pointer, wheel, fingers and keys of a chart on the screen. */
#include "config.h"

#include <math.h>

#include "app/sotong-chart-view-private.h"

#define PAGE_STEPS 7
#define WHEEL_STEP 0.8     /* of the view that is left after a notch */
#define KEY_STEP 0.6
#define LEAST_DRAG 8.0     /* pixels that are no slip of the hand */

/* What a person sees as the whole width. */
static void
get_view (SotongChartView *self,
          double          *start,
          double          *end)
{
  sotong_chart_get_visible_range (self->chart, start, end);
}

/* By the picture that is there: where the plot lies in it is known, and changes little with what is in view. */
static double
time_at (SotongChartView *self,
         double           x)
{
  SotongRect plot;
  double start, end;

  if (self->shown != NULL)
    {
      sotong_chart_get_plot_rect (self->shown, self->drawn_width, self->drawn_height, &self->theme, &plot);
      get_view (self, &start, &end);
      return start + CLAMP ((x - plot.x) / MAX (1, plot.width), 0, 1) * (end - start);
    }
  return sotong_chart_value_at_x (self->chart, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                                  &self->theme, x);
}

/* What is at @around stays where it is. */
static void
zoom_around (SotongChartView *self,
             double           around,
             double           factor)
{
  double start, end;

  if (!sotong_chart_view_can_zoom (self))
    return;
  get_view (self, &start, &end);
  sotong_chart_view_set_zoom (self, around - (around - start) * factor, around + (end - around) * factor);
}

static double
middle_of_view (SotongChartView *self)
{
  double start, end;

  if (self->cursor >= 0)
    return sotong_slots_get_middle (sotong_chart_get_slots (self->chart), (gsize) self->cursor);
  get_view (self, &start, &end);
  return (start + end) / 2;
}

/* ---- pointer ---- */

static void
motion_cb (SotongChartView *self,
           double           x,
           double           y)
{
  gsize index;

  if (x == self->pointer && y == self->pointer_y) /* told anew because something around it has changed: keys may have moved the cursor */
    return;
  self->pointer = x;
  self->pointer_y = y;
  if (self->chart == NULL)
    return;
  /* The whole height counts, not the plot's alone: the pointer need not be exact. */
  if (sotong_chart_view_pick (self, x, y, &index))
    sotong_chart_view_lead (self, (int) index);
  else
    sotong_chart_view_lead (self, -1);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), sotong_chart_view_is_free (self) && self->cursor >= 0 ? "pointer" : NULL);
}

static void
leave_cb (SotongChartView *self)
{
  self->pointer_y = NAN;
  if (self->menu != NULL && gtk_widget_get_visible (self->menu)) /* its commands are for the point that it was opened on */
    return;
  sotong_chart_view_lead (self, -1);
}

/* A name in the legend hides its series, or shows it again. */
static gboolean
click_legend (SotongChartView *self,
              double           x,
              double           y)
{
  SotongRole role;

  if (self->chart == NULL
      || !sotong_chart_pick_legend (self->chart, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                                    &self->theme, x, y, &role))
    return FALSE;
  sotong_chart_view_toggle_role (self, role);
  return TRUE;
}

static gboolean
clicked_cb (gpointer user_data)
{
  SotongChartView *self = user_data;

  self->click_id = 0;
  sotong_chart_view_activate (self);
  return G_SOURCE_REMOVE;
}

/* What a click brings to the front may cover the chart: where a second click means something it is waited for. */
static void
wait_for_second_click (SotongChartView *self)
{
  int ms;

  if (isnan (self->start))
    {
      sotong_chart_view_activate (self);
      return;
    }
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &ms, NULL);
  self->click_id = g_timeout_add ((guint) MAX (ms, 0), clicked_cb, self);
}

/* One click asks for the mentions, with Ctrl it keeps the point, with Shift it notes something there; a second click shows all of the time again. */
static void
released_cb (SotongChartView *self,
             int              n_press,
             double           x,
             double           y,
             GtkGesture      *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  g_clear_handle_id (&self->click_id, g_source_remove);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (click_legend (self, x, y))
    return;
  if (n_press == 2 && sotong_chart_view_can_zoom (self))
    {
      sotong_chart_view_set_zoom (self, NAN, NAN);
      return;
    }
  motion_cb (self, x, y);
  if (state & GDK_CONTROL_MASK)
    sotong_chart_view_pin (self);
  else if (state & GDK_SHIFT_MASK)
    sotong_chart_view_note (self);
  else if (n_press == 1)
    wait_for_second_click (self);
}

static void
drag_begin_cb (SotongChartView *self,
               double           x,
               double           y)
{
  self->drag_from = sotong_chart_view_can_zoom (self) ? x : NAN;
}

static void
drag_update_cb (SotongChartView *self,
                double           dx,
                double           dy,
                GtkGesture      *gesture)
{
  if (isnan (self->drag_from) || (isnan (self->drag_to) && fabs (dx) < LEAST_DRAG))
    return;
  if (isnan (self->drag_to)) /* no click comes of it */
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag_to = self->drag_from + dx;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (SotongChartView *self,
             double           dx,
             double           dy)
{
  double from = self->drag_from, to = self->drag_to;

  self->drag_from = self->drag_to = NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!isnan (to) && fabs (to - from) >= LEAST_DRAG && self->chart != NULL)
    sotong_chart_view_set_zoom (self, time_at (self, MIN (from, to)), time_at (self, MAX (from, to)));
}

static void
drag_cancel_cb (SotongChartView *self)
{
  self->drag_from = self->drag_to = NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
scroll_cb (SotongChartView *self,
           double           dx,
           double           dy)
{
  double start, end;

  if (!sotong_chart_view_can_zoom (self))
    return GDK_EVENT_PROPAGATE;
  if (dy != 0)
    zoom_around (self, time_at (self, self->pointer), pow (WHEEL_STEP, -dy));
  else if (dx != 0 && !isnan (self->start))
    {
      get_view (self, &start, &end);
      sotong_chart_view_set_zoom (self, start + (end - start) * dx * 0.1, end + (end - start) * dx * 0.1);
    }
  return GDK_EVENT_STOP;
}

/* Two fingers came down around @x. */
void
sotong_chart_view_begin_pinch (SotongChartView *self,
                               double           x)
{
  double start, end;

  self->pinch_span = 0;
  if (!sotong_chart_view_can_zoom (self))
    return;
  get_view (self, &start, &end);
  self->pinch_at = time_at (self, x);
  self->pinch_share = (self->pinch_at - start) / (end - start);
  self->pinch_x = x;
  self->pinch_span = end - start;
}

/* They are @scale times as far apart as at first, around @x: what was between them stays there, also when they wander. */
void
sotong_chart_view_pinch (SotongChartView *self,
                         double           x,
                         double           scale)
{
  double span = self->pinch_span / scale, share = self->pinch_share;
  SotongRect plot;

  if (!(self->pinch_span > 0) || !(scale > 0) || !sotong_chart_view_can_zoom (self))
    return;
  if (self->shown != NULL)
    {
      sotong_chart_get_plot_rect (self->shown, self->drawn_width, self->drawn_height, &self->theme, &plot);
      share += (x - self->pinch_x) / MAX (1, plot.width);
    }
  sotong_chart_view_set_zoom (self, self->pinch_at - span * share, self->pinch_at + span * (1 - share));
}

/* Between the fingers; a touchpad that does not say where they are means the middle. */
static double
pinch_center (SotongChartView *self,
              GtkGesture      *gesture)
{
  double x, y;

  if (gtk_gesture_is_active (gesture) && gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    return x;
  return gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
}

/* The first of the two fingers does not drag any more. */
static void
pinch_begin_cb (SotongChartView  *self,
                GdkEventSequence *sequence,
                GtkGesture       *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  sotong_chart_view_begin_pinch (self, pinch_center (self, gesture));
}

static void
pinch_cb (SotongChartView *self,
          double           scale,
          GtkGesture      *gesture)
{
  sotong_chart_view_pinch (self, pinch_center (self, gesture), scale);
}

/* ---- keys ---- */

static gboolean
move_cursor (SotongChartView *self,
             int              to)
{
  int n = sotong_chart_view_n_slots (self);

  if (n > 0)
    sotong_chart_view_lead (self, CLAMP (to, 0, n - 1));
  return GDK_EVENT_STOP;
}

/* The newest step is taken back first: what is being chosen by dragging, the comparison, the zoom, the cursor. */
static gboolean
escape (SotongChartView *self)
{
  if (!isnan (self->drag_to))
    {
      drag_cancel_cb (self);
      return GDK_EVENT_STOP;
    }
  if (sotong_chart_view_unpin (self))
    return GDK_EVENT_STOP;
  if (!isnan (self->start))
    {
      sotong_chart_view_set_zoom (self, NAN, NAN);
      return GDK_EVENT_STOP;
    }
  if (self->cursor < 0)
    return GDK_EVENT_PROPAGATE;
  sotong_chart_view_lead (self, -1);
  return GDK_EVENT_STOP;
}

/* In a grid, a list or a cloud: to what stands above or below. */
static gboolean
move_across (SotongChartView *self,
             int              direction)
{
  graphene_rect_t rect;
  gsize index;
  double x, y, step;

  if (!sotong_chart_view_is_free (self))
    return GDK_EVENT_PROPAGATE;
  if (self->cursor < 0)
    return move_cursor (self, 0);
  if (!sotong_chart_view_locate (self, (guint) self->cursor, &rect))
    return GDK_EVENT_STOP;
  x = rect.origin.x + rect.size.width / 2;
  y = rect.origin.y + rect.size.height / 2;
  step = MAX (3, rect.size.height / 2);
  for (y += direction * step; y > 0 && y < gtk_widget_get_height (GTK_WIDGET (self)); y += direction * step)
    if (sotong_chart_view_pick (self, x, y, &index) && (int) index != self->cursor)
      return move_cursor (self, (int) index);
  return GDK_EVENT_STOP;
}

static gboolean
change_view (SotongChartView *self,
             guint            keyval)
{
  if (self->base == NULL || sotong_chart_view_n_slots (self) == 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_around (self, middle_of_view (self), KEY_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_around (self, middle_of_view (self), 1 / KEY_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      sotong_chart_view_set_zoom (self, NAN, NAN);
      return GDK_EVENT_STOP;
    case GDK_KEY_n:
    case GDK_KEY_N:
      sotong_chart_view_note (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_p:
    case GDK_KEY_P:
      sotong_chart_view_pin (self);
      return GDK_EVENT_STOP;
    default:
      if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
        return sotong_chart_view_toggle_series (self, keyval - GDK_KEY_1);
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
show_menu (SotongChartView *self)
{
  graphene_rect_t rect;

  if (self->cursor >= 0 && sotong_chart_view_locate (self, (guint) self->cursor, &rect))
    sotong_chart_view_show_menu (self, rect.origin.x + rect.size.width / 2, rect.origin.y + rect.size.height / 2);
  else
    sotong_chart_view_show_menu (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (SotongChartView *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  int at = self->cursor;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Menu:
      return show_menu (self);
    case GDK_KEY_F10:
      return modifiers & GDK_SHIFT_MASK ? show_menu (self) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Up:
      return move_across (self, -1);
    case GDK_KEY_Down:
      return move_across (self, 1);
    case GDK_KEY_Left:
      return move_cursor (self, at < 0 ? sotong_chart_view_n_slots (self) - 1 : at - 1);
    case GDK_KEY_Right:
      return move_cursor (self, at < 0 ? 0 : at + 1);
    case GDK_KEY_Page_Up:
      return move_cursor (self, at < 0 ? sotong_chart_view_n_slots (self) - 1 : at - PAGE_STEPS);
    case GDK_KEY_Page_Down:
      return move_cursor (self, at < 0 ? 0 : at + PAGE_STEPS);
    case GDK_KEY_Home:
      return move_cursor (self, 0);
    case GDK_KEY_End:
      return move_cursor (self, sotong_chart_view_n_slots (self) - 1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      sotong_chart_view_activate (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      return escape (self);
    default:
      return change_view (self, keyval);
    }
}

static void
menu_pressed_cb (SotongChartView *self,
                 int              n_press,
                 double           x,
                 double           y)
{
  motion_cb (self, x, y);
  sotong_chart_view_show_menu (self, x, y);
}

static void
add_gestures (SotongChartView *self)
{
  GtkGesture *second = gtk_gesture_click_new ();
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (second), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (second, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (second));
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

void
sotong_chart_view_add_controllers (SotongChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  add_gestures (self);
}
