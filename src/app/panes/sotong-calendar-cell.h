/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_CELL (sotong_calendar_cell_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarCell, sotong_calendar_cell, SOTONG, CALENDAR_CELL, GtkWidget)
G_END_DECLS
