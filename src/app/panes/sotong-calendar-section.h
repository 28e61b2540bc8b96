/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "app/panes/sotong-calendar-model.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_SECTION (sotong_calendar_section_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarSection, sotong_calendar_section, SOTONG, CALENDAR_SECTION, GtkWidget)

GtkWidget          *sotong_calendar_section_new        (SotongCalendarModel    *model,
                                                        gint64                  day) G_GNUC_WARN_UNUSED_RESULT;
gint64              sotong_calendar_section_get_day    (SotongCalendarSection  *self);
void                sotong_calendar_section_set_target (SotongCalendarSection  *self,
                                                        gboolean                target);
SotongCalendarItem *sotong_calendar_section_pick       (SotongCalendarSection  *self,
                                                        double                  y);
int                 sotong_calendar_section_y_of       (SotongCalendarSection  *self,
                                                        SotongCalendarItem     *item);
G_END_DECLS
