/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-input.h"
#include "app/panes/sotong-calendar-section.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_AGENDA (sotong_calendar_agenda_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarAgenda, sotong_calendar_agenda, SOTONG, CALENDAR_AGENDA, GtkWidget)

GtkWidget             *sotong_calendar_agenda_new         (SotongCalendarModel  *model) G_GNUC_WARN_UNUSED_RESULT;
SotongCalendarSection *sotong_calendar_agenda_get_section (SotongCalendarAgenda *self,
                                                           gint64                day);
G_END_DECLS
