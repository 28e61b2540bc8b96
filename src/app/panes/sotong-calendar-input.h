/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-view.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_INPUT (sotong_calendar_input_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarInput, sotong_calendar_input, SOTONG, CALENDAR_INPUT, GObject)

SotongCalendarInput *sotong_calendar_input_new       (SotongCalendarView   *view) G_GNUC_WARN_UNUSED_RESULT;
void                 sotong_calendar_input_close     (SotongCalendarInput  *self);
void                 sotong_calendar_input_allocate  (SotongCalendarInput  *self,
                                                      int                   width,
                                                      int                   height);
GtkWidget           *sotong_calendar_input_get_entry (SotongCalendarInput  *self);
void                 sotong_calendar_input_quick_add (SotongCalendarInput  *self,
                                                      gint64                day,
                                                      int                   minute,
                                                      const char           *text);
void                 sotong_calendar_input_list_day  (SotongCalendarInput  *self,
                                                      gint64                day);
void                 sotong_calendar_input_drop      (SotongCalendarInput  *self,
                                                      SotongCalendarItem   *item,
                                                      double                x,
                                                      double                y,
                                                      gboolean              copy);
void                 sotong_calendar_input_hold      (SotongCalendarInput  *self,
                                                      SotongCalendarItem   *item,
                                                      double                x,
                                                      double                y,
                                                      gboolean              copy);
G_END_DECLS
