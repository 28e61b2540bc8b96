/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-input.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_YEAR (sotong_calendar_year_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarYear, sotong_calendar_year, SOTONG, CALENDAR_YEAR, GtkWidget)

GtkWidget *sotong_calendar_year_new      (SotongCalendarModel *model) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *sotong_calendar_year_get_cell (SotongCalendarYear  *self,
                                          gint64               day);
G_END_DECLS
