/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-grid-private.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"

/* Moving a content to another day with the pointer. The toolkit's drag does the rest: Escape
 * ends it, and a day that says no is not dropped on. */

static void
set_target (SotongCalendarGrid *self,
            SotongCalendarDay  *day)
{
  if (self->target == day)
    return;
  if (self->target != NULL)
    sotong_calendar_day_set_target (self->target, FALSE);
  self->target = day;
  if (day != NULL)
    sotong_calendar_day_set_target (day, TRUE);
}

static GdkContentProvider *
prepare_cb (GtkDragSource      *source,
            double              x,
            double              y,
            SotongCalendarGrid *self)
{
  SotongCalendarDay *day = sotong_calendar_grid_day_at (self, x, y);
  SotongCalendarItem *item;
  double day_y;

  if (day == NULL)
    return NULL;
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (day), x, y, NULL, &day_y);
  item = sotong_calendar_day_pick (day, day_y, NULL);
  if (item == NULL)
    return NULL;
  if (!sotong_calendar_item_can_move (item))
    {
      g_signal_emit (self, sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_REFUSED], 0,
                     _("This post has gone out, or may have: it cannot be moved."));
      return NULL;
    }
  g_set_object (&self->dragged, item);
  return gdk_content_provider_new_typed (SOTONG_TYPE_CALENDAR_ITEM, item);
}

/* The ghost: the chip, and under it where it would go. */
static void
begin_cb (GtkDragSource      *source,
          GdkDrag            *drag,
          SotongCalendarGrid *self)
{
  g_autoptr(GdkPaintable) picture = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image;

  picture = sotong_calendar_day_paint (self->days[0], self->dragged);
  image = gtk_picture_new_for_paintable (picture);
  gtk_picture_set_can_shrink (GTK_PICTURE (image), FALSE);
  self->ghost_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (box, "calendar-ghost");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), self->ghost_label);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), box);
  gdk_drag_set_hotspot (drag, -6, -6);
}

static void
end_cb (GtkDragSource      *source,
        GdkDrag            *drag,
        gboolean            delete_data,
        SotongCalendarGrid *self)
{
  self->ghost_label = NULL;
  g_clear_object (&self->dragged);
  set_target (self, NULL);
}

static void
update_ghost (SotongCalendarGrid *self,
              SotongCalendarItem *item,
              gint64              day)
{
  g_autofree char *date = NULL, *time = NULL, *text = NULL;

  if (self->ghost_label == NULL)
    return;
  date = sotong_calendar_text_day_short (day);
  time = item->at != SOTONG_NONE ? sotong_calendar_text_time (item->at, self->zone) : g_strdup ("");
  if (day < self->today)
    /* Translators: %s is a date. */
    text = g_strdup_printf (_("%s — past"), date);
  else
    text = g_strdup_printf ("%s %s", date, time);
  gtk_label_set_text (GTK_LABEL (self->ghost_label), text);
}

/* (nullable): what is being dragged, when it is something of the calendar. */
static SotongCalendarItem *
held_item (SotongCalendarGrid *self,
           GtkDropTarget      *target)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (value != NULL && G_VALUE_HOLDS (value, SOTONG_TYPE_CALENDAR_ITEM))
    return g_value_get_object (value);
  return self->dragged;
}

static GdkDragAction
motion_cb (GtkDropTarget      *target,
           double              x,
           double              y,
           SotongCalendarGrid *self)
{
  SotongCalendarDay *day = sotong_calendar_grid_day_at (self, x, y);
  SotongCalendarItem *item = held_item (self, target);

  if (day != NULL && item != NULL)
    {
      update_ghost (self, item, sotong_calendar_day_get_day (day));
      if (!sotong_calendar_grid_can_drop (self, item, sotong_calendar_day_get_day (day)))
        day = NULL;
    }
  set_target (self, day);
  return day != NULL ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (SotongCalendarGrid *self)
{
  set_target (self, NULL);
}

static gboolean
drop_cb (GtkDropTarget      *target,
         const GValue       *value,
         double              x,
         double              y,
         SotongCalendarGrid *self)
{
  SotongCalendarDay *day = sotong_calendar_grid_day_at (self, x, y);
  g_autoptr(SotongCalendarItem) item = g_value_dup_object (value);

  set_target (self, NULL);
  if (day == NULL || item == NULL)
    return FALSE;
  g_signal_emit (self, sotong_calendar_grid_signals[SOTONG_CALENDAR_GRID_MOVE], 0, item,
                 sotong_calendar_day_get_day (day));
  return TRUE;
}

/* Lets contents be dragged from the grid and dropped on it. */
void
sotong_calendar_grid_add_drag (SotongCalendarGrid *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (SOTONG_TYPE_CALENDAR_ITEM, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
