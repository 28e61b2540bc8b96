/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-calendar-model.h"
#include "app/sotong-type-scale.h"

G_BEGIN_DECLS
#define SOTONG_CALENDAR_HOUR_HEIGHT(widget) sotong_type_scaled (GTK_WIDGET (widget), 44)  /* pixels */

#define SOTONG_TYPE_CALENDAR_COLUMN (sotong_calendar_column_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarColumn, sotong_calendar_column, SOTONG, CALENDAR_COLUMN, GtkWidget)

GtkWidget          *sotong_calendar_column_new        (SotongCalendarModel   *model) G_GNUC_WARN_UNUSED_RESULT;
gint64              sotong_calendar_column_get_day    (SotongCalendarColumn  *self);
void                sotong_calendar_column_set_day    (SotongCalendarColumn  *self,
                                                       gint64                 day);
void                sotong_calendar_column_set_target (SotongCalendarColumn  *self,
                                                       int                    minute);
void                sotong_calendar_column_name       (SotongCalendarColumn  *self);
SotongCalendarItem *sotong_calendar_column_pick       (SotongCalendarColumn  *self,
                                                       double                 x,
                                                       double                 y,
                                                       gboolean              *out_more);
int                 sotong_calendar_column_get_more   (SotongCalendarColumn  *self);
gboolean            sotong_calendar_column_walk       (SotongCalendarColumn  *self,
                                                       GtkDirectionType       direction);
G_END_DECLS
