/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-column.h"
#include "app/panes/sotong-calendar-input.h"
#include "app/sotong-type-scale.h"

G_BEGIN_DECLS
#define SOTONG_CALENDAR_GUTTER(widget) sotong_type_scaled (GTK_WIDGET (widget), 40)  /* pixels: where the hours are written */

#define SOTONG_TYPE_CALENDAR_HOURS (sotong_calendar_hours_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarHours, sotong_calendar_hours, SOTONG, CALENDAR_HOURS, GtkWidget)

GtkWidget            *sotong_calendar_hours_new        (SotongCalendarModel *model) G_GNUC_WARN_UNUSED_RESULT;
SotongCalendarInput  *sotong_calendar_hours_get_input  (SotongCalendarHours *self);
SotongCalendarColumn *sotong_calendar_hours_get_column (SotongCalendarHours *self,
                                                        gint64               day);
G_END_DECLS
