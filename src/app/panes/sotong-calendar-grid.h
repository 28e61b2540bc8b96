/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-calendar-model.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_GRID (sotong_calendar_grid_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarGrid, sotong_calendar_grid, SOTONG, CALENDAR_GRID, GtkWidget)

void                sotong_calendar_grid_set_model      (SotongCalendarGrid   *self,
                                                         SotongCalendarModel  *model);
const SotongMonth  *sotong_calendar_grid_get_month      (SotongCalendarGrid   *self);
gint64              sotong_calendar_grid_get_cursor     (SotongCalendarGrid   *self);
void                sotong_calendar_grid_show_day       (SotongCalendarGrid   *self,
                                                         gint64                day,
                                                         gboolean              focus);
SotongCalendarData *sotong_calendar_grid_get_data       (SotongCalendarGrid   *self);
void                sotong_calendar_grid_select         (SotongCalendarGrid   *self,
                                                         SotongCalendarItem   *item);
void                sotong_calendar_grid_quick_add      (SotongCalendarGrid   *self,
                                                         gint64                day,
                                                         const char           *text);
gboolean            sotong_calendar_grid_can_drop       (SotongCalendarGrid   *self,
                                                         SotongCalendarItem   *item,
                                                         gint64                day);
G_END_DECLS
