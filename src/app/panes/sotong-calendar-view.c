/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-calendar-view.h"

G_DEFINE_INTERFACE (SotongCalendarView, sotong_calendar_view, GTK_TYPE_WIDGET)

static void
sotong_calendar_view_default_init (SotongCalendarViewInterface *iface)
{
}

SotongCalendarModel *
sotong_calendar_view_get_model (SotongCalendarView *self)
{
  return SOTONG_CALENDAR_VIEW_GET_IFACE (self)->get_model (self);
}

SotongCalendarItem *
sotong_calendar_view_pick (SotongCalendarView *self,
                           double              x,
                           double              y,
                           gboolean           *out_more)
{
  if (out_more != NULL)
    *out_more = FALSE;
  return SOTONG_CALENDAR_VIEW_GET_IFACE (self)->pick (self, x, y, out_more);
}

gboolean
sotong_calendar_view_get_place (SotongCalendarView *self,
                                double              x,
                                double              y,
                                gint64             *out_day,
                                int                *out_minute)
{
  *out_minute = SOTONG_CALENDAR_SAME_TIME;
  return SOTONG_CALENDAR_VIEW_GET_IFACE (self)->get_place (self, x, y, out_day, out_minute);
}

gboolean
sotong_calendar_view_get_box (SotongCalendarView *self,
                              gint64              day,
                              int                 minute,
                              graphene_rect_t    *out_box)
{
  return SOTONG_CALENDAR_VIEW_GET_IFACE (self)->get_box (self, day, minute, out_box);
}

void
sotong_calendar_view_set_target (SotongCalendarView *self,
                                 gboolean            on,
                                 gint64              day,
                                 int                 minute)
{
  SOTONG_CALENDAR_VIEW_GET_IFACE (self)->set_target (self, on, day, minute);
}

int
sotong_calendar_view_get_edge (SotongCalendarView *self,
                               double              x,
                               double              y)
{
  return SOTONG_CALENDAR_VIEW_GET_IFACE (self)->get_edge (self, x, y);
}

void
sotong_calendar_view_step (SotongCalendarView *self,
                           int                 dx,
                           int                 dy,
                           gint64             *day,
                           int                *minute)
{
  SOTONG_CALENDAR_VIEW_GET_IFACE (self)->step (self, dx, dy, day, minute);
}

GdkPaintable *
sotong_calendar_view_paint (SotongCalendarView *self,
                            SotongCalendarItem *item)
{
  return SOTONG_CALENDAR_VIEW_GET_IFACE (self)->paint (self, item);
}

void
sotong_calendar_view_focus_cursor (SotongCalendarView *self)
{
  SOTONG_CALENDAR_VIEW_GET_IFACE (self)->focus_cursor (self);
}
