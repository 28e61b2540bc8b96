/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"
#include "app/panes/sotong-calendar-grid.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_CALENDAR_PANE (sotong_calendar_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongCalendarPane, sotong_calendar_pane, SOTONG, CALENDAR_PANE, SotongPane)

SotongCalendarGrid *sotong_calendar_pane_get_grid (SotongCalendarPane *self);
SotongCalendarModel *sotong_calendar_pane_get_model (SotongCalendarPane *self);
gboolean            sotong_calendar_pane_is_busy  (SotongCalendarPane *self);
void                sotong_calendar_pane_get_shown (SotongCalendarPane *self,
                                                    SotongEntryQuery   *out_query);
void      sotong_calendar_pane_submit (SotongCalendarPane *self);
void      sotong_calendar_pane_write_new (SotongCalendarPane *self);
G_END_DECLS
