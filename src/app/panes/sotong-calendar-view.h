/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-calendar-model.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_VIEW (sotong_calendar_view_get_type ())
G_DECLARE_INTERFACE (SotongCalendarView, sotong_calendar_view, SOTONG, CALENDAR_VIEW, GtkWidget)

/**
 * SotongCalendarViewInterface:
 * @get_model: what it shows
 * @pick: which content is at a point of the view; @out_more when “+N more” is there instead
 * @get_place: which day, and where hours are shown which minute of it, else
 *   %SOTONG_CALENDAR_SAME_TIME; %FALSE where there is none
 * @get_box: where a day, or a minute of it, is; %FALSE when it is not shown
 * @set_target: shows that something is held over a place, or, with @on %FALSE, over none
 * @get_edge: -1 or 1 at the edge where something held asks for the days before or after, else 0
 * @step: where an arrow key leads: changes @day and @minute of the cursor
 * @paint: (transfer full): a picture of a content, to be dragged along
 * @focus_cursor: puts the focus on the day of the cursor
 *
 * A way to show days, with the same keys, clicks and drags as the others.
 */
struct _SotongCalendarViewInterface
{
  GTypeInterface parent_interface;

  SotongCalendarModel *(*get_model)    (SotongCalendarView *self);
  SotongCalendarItem  *(*pick)         (SotongCalendarView *self,
                                        double              x,
                                        double              y,
                                        gboolean           *out_more);
  gboolean             (*get_place)    (SotongCalendarView *self,
                                        double              x,
                                        double              y,
                                        gint64             *out_day,
                                        int                *out_minute);
  gboolean             (*get_box)      (SotongCalendarView *self,
                                        gint64              day,
                                        int                 minute,
                                        graphene_rect_t    *out_box);
  void                 (*set_target)   (SotongCalendarView *self,
                                        gboolean            on,
                                        gint64              day,
                                        int                 minute);
  int                  (*get_edge)     (SotongCalendarView *self,
                                        double              x,
                                        double              y);
  void                 (*step)         (SotongCalendarView *self,
                                        int                 dx,
                                        int                 dy,
                                        gint64             *day,
                                        int                *minute);
  GdkPaintable        *(*paint)        (SotongCalendarView *self,
                                        SotongCalendarItem *item);
  void                 (*focus_cursor) (SotongCalendarView *self);
};

SotongCalendarModel *sotong_calendar_view_get_model    (SotongCalendarView *self);
SotongCalendarItem  *sotong_calendar_view_pick         (SotongCalendarView *self,
                                                        double              x,
                                                        double              y,
                                                        gboolean           *out_more);
gboolean             sotong_calendar_view_get_place    (SotongCalendarView *self,
                                                        double              x,
                                                        double              y,
                                                        gint64             *out_day,
                                                        int                *out_minute);
gboolean             sotong_calendar_view_get_box      (SotongCalendarView *self,
                                                        gint64              day,
                                                        int                 minute,
                                                        graphene_rect_t    *out_box);
void                 sotong_calendar_view_set_target   (SotongCalendarView *self,
                                                        gboolean            on,
                                                        gint64              day,
                                                        int                 minute);
int                  sotong_calendar_view_get_edge     (SotongCalendarView *self,
                                                        double              x,
                                                        double              y);
void                 sotong_calendar_view_step         (SotongCalendarView *self,
                                                        int                 dx,
                                                        int                 dy,
                                                        gint64             *day,
                                                        int                *minute);
GdkPaintable        *sotong_calendar_view_paint        (SotongCalendarView *self,
                                                        SotongCalendarItem *item) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_calendar_view_focus_cursor (SotongCalendarView *self);
G_END_DECLS
