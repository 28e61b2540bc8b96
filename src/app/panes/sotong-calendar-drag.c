/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-input-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-ghost.h"
#include "app/panes/sotong-calendar-text.h"

/* Moving contents to another time with the pointer; with the Ctrl key a copy goes there. The
 * toolkit's drag does the rest; held at an edge, it turns the page. */

#define EDGE_MS 700

static GdkContentProvider *
prepare_cb (GtkDragSource       *source,
            double               x,
            double               y,
            SotongCalendarInput *self)
{
  SotongCalendarItem *item = sotong_calendar_view_pick (self->view, x, y, NULL);

  if (item == NULL)
    return NULL;
  sotong_calendar_model_take_hold (self->model, item);
  return gdk_content_provider_new_typed (SOTONG_TYPE_CALENDAR_ITEM, item);
}

static void
begin_cb (GtkDragSource       *source,
          GdkDrag             *drag,
          SotongCalendarInput *self)
{
  g_autoptr(GdkPaintable) picture = sotong_calendar_view_paint (self->view, self->model->dragged);

  sotong_calendar_ghost_begin (drag, picture);
}

static void
leave_edge (SotongCalendarInput *self)
{
  g_clear_handle_id (&self->edge_id, g_source_remove);
  self->edge = 0;
}

static void
end_cb (GtkDragSource       *source,
        GdkDrag             *drag,
        gboolean             delete_data,
        SotongCalendarInput *self)
{
  leave_edge (self);
  sotong_calendar_model_take_hold (self->model, NULL);
  sotong_calendar_view_set_target (self->view, FALSE, 0, SOTONG_CALENDAR_SAME_TIME);
}

/* Nothing more comes of what is held. */
void
sotong_calendar_input_stop_drag (SotongCalendarInput *self)
{
  leave_edge (self);
}

static gboolean
edge_cb (gpointer user_data)
{
  SotongCalendarInput *self = user_data;

  sotong_calendar_model_page (self->model, self->edge, FALSE);
  return G_SOURCE_CONTINUE;
}

static void
update_edge (SotongCalendarInput *self,
             double               x,
             double               y)
{
  int edge = sotong_calendar_view_get_edge (self->view, x, y);

  if (edge == self->edge)
    return;
  leave_edge (self);
  self->edge = edge;
  if (edge != 0)
    self->edge_id = g_timeout_add (EDGE_MS, edge_cb, self);
}

/* What the ghost says: the new date and time, or why not. */
static char *
ghost_text (SotongCalendarInput *self,
            SotongCalendarItem  *item,
            gint64               day,
            int                  minute,
            gboolean             copy)
{
  g_autofree char *date = sotong_calendar_text_day_short (day), *text = NULL;
  g_autofree char *time = sotong_calendar_text_time (sotong_calendar_model_time_at (self->model, item, day, minute), self->model->zone);
  g_autoptr(GPtrArray) items = sotong_calendar_model_get_with (self->model, item);

  /* Translators: where a copy of a content would go: 1 a date, 2 a time. */
  text = g_strdup_printf (copy ? _("Copy: %1$s %2$s") : "%1$s %2$s", date, time);
  if (items->len < 2)
    return g_steal_pointer (&text);
  /* Translators: 1 a date and a time, 2 how many contents go along. */
  return g_strdup_printf (ngettext ("%1$s, and %2$u more", "%1$s, and %2$u more", items->len - 1), text, items->len - 1);
}

static void
say_place (SotongCalendarInput *self,
           GdkDrag             *drag,
           SotongCalendarItem  *item,
           gint64               day,
           int                  minute,
           gboolean             copy)
{
  const char *why = sotong_calendar_model_why_not (self->model, item, day, minute, copy);
  g_autofree char *text = why != NULL ? g_strdup (why) : ghost_text (self, item, day, minute, copy);
  g_autofree char *warning = why == NULL ? sotong_calendar_model_warn (self->model, item, day, minute, copy) : NULL;
  g_autofree char *both = warning != NULL ? g_strconcat (text, "\n⚠ ", warning, NULL) : NULL;

  sotong_calendar_ghost_say (drag, both != NULL ? both : text, why != NULL ? "error" : warning != NULL ? "warning" : NULL);
  sotong_calendar_view_set_target (self->view, why == NULL, day, minute);
}

/**
 * sotong_calendar_input_hold:
 * @self: an input
 * @item: what is held over the view
 * @x: where
 * @y: where
 * @copy: whether a copy would go there
 *
 * Shows where @item would go.
 */
void
sotong_calendar_input_hold (SotongCalendarInput *self,
                            SotongCalendarItem  *item,
                            double               x,
                            double               y,
                            gboolean             copy)
{
  gint64 day;
  int minute;

  update_edge (self, x, y);
  if (sotong_calendar_view_get_place (self->view, x, y, &day, &minute))
    sotong_calendar_view_set_target (self->view, sotong_calendar_model_why_not (self->model, item, day, minute, copy) == NULL,
                                     day, minute);
}

/* With the Ctrl key the toolkit leaves copying as the only thing to do. */
static gboolean
is_copy (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  return drop != NULL && (gdk_drop_get_actions (drop) & GDK_ACTION_MOVE) == 0;
}

/* (nullable): what is being dragged, when it is something of the calendar. */
static SotongCalendarItem *
held_item (SotongCalendarInput *self,
           GtkDropTarget       *target)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (value != NULL && G_VALUE_HOLDS (value, SOTONG_TYPE_CALENDAR_ITEM))
    return g_value_get_object (value);
  return self->model->dragged;
}

static GdkDragAction
motion_cb (GtkDropTarget       *target,
           double               x,
           double               y,
           SotongCalendarInput *self)
{
  SotongCalendarItem *item = held_item (self, target);
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  gboolean copy = is_copy (target);
  gint64 day;
  int minute;

  update_edge (self, x, y);
  if (item == NULL || !sotong_calendar_view_get_place (self->view, x, y, &day, &minute))
    {
      sotong_calendar_view_set_target (self->view, FALSE, 0, SOTONG_CALENDAR_SAME_TIME);
      return 0;
    }
  say_place (self, drop != NULL ? gdk_drop_get_drag (drop) : NULL, item, day, minute, copy);
  return copy ? GDK_ACTION_COPY : GDK_ACTION_MOVE;
}

/* The bar for scrolling lies over the side where the page turns: while something is held over the view, it is not in the way. */
static void
let_through (SotongCalendarInput *self,
             gboolean             through)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_SCROLLED_WINDOW);

  if (scrolled != NULL)
    gtk_widget_set_can_target (gtk_scrolled_window_get_vscrollbar (GTK_SCROLLED_WINDOW (scrolled)), !through);
}

static GdkDragAction
enter_cb (GtkDropTarget       *target,
          double               x,
          double               y,
          SotongCalendarInput *self)
{
  let_through (self, TRUE);
  return motion_cb (target, x, y, self);
}

static void
leave_cb (SotongCalendarInput *self)
{
  leave_edge (self);
  let_through (self, FALSE);
  sotong_calendar_view_set_target (self->view, FALSE, 0, SOTONG_CALENDAR_SAME_TIME);
}

/**
 * sotong_calendar_input_drop:
 * @self: an input
 * @item: what is let go over the view; what is selected with it goes along
 * @x: where
 * @y: where
 * @copy: whether a copy goes there
 *
 * Asks for what a drop means, or says why it cannot be. The cursor goes along, so that the next key means what was dropped.
 */
void
sotong_calendar_input_drop (SotongCalendarInput *self,
                            SotongCalendarItem  *item,
                            double               x,
                            double               y,
                            gboolean             copy)
{
  gint64 day;
  int minute;

  leave_cb (self);
  if (!sotong_calendar_view_get_place (self->view, x, y, &day, &minute))
    return;
  self->ranging = FALSE;
  self->model->cursor = day;
  if (minute != SOTONG_CALENDAR_SAME_TIME)
    self->model->minute = minute;
  self->model->pressed = TRUE;
  sotong_calendar_view_focus_cursor (self->view);
  self->model->pressed = FALSE;
  sotong_calendar_model_place (self->model, item, day, minute, copy);
}

static gboolean
drop_cb (GtkDropTarget       *target,
         const GValue        *value,
         double               x,
         double               y,
         SotongCalendarInput *self)
{
  g_autoptr(SotongCalendarItem) item = g_value_dup_object (value);

  if (item == NULL)
    return FALSE;
  sotong_calendar_input_drop (self, item, x, y, is_copy (target));
  return TRUE;
}

/* Lets contents be dragged from the view and dropped on it. */
void
sotong_calendar_input_add_drag (SotongCalendarInput *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (SOTONG_TYPE_CALENDAR_ITEM, GDK_ACTION_MOVE | GDK_ACTION_COPY);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (source));

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (target));
}
