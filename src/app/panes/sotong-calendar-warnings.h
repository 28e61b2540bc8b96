/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-data.h"

G_BEGIN_DECLS
/* What is to be looked at on the days that a calendar shows. */
typedef struct _SotongCalendarWarnings SotongCalendarWarnings;

typedef void (*SotongCalendarWarningsFunc) (gpointer user_data);

SotongCalendarWarnings *sotong_calendar_warnings_new        (SotongCalendarWarningsFunc  func,
                                                             gpointer                    user_data) G_GNUC_WARN_UNUSED_RESULT;
void                    sotong_calendar_warnings_free       (SotongCalendarWarnings     *self);
void                    sotong_calendar_warnings_expire     (SotongCalendarWarnings     *self);
void                    sotong_calendar_warnings_forget     (SotongCalendarWarnings     *self);
void                    sotong_calendar_warnings_read       (SotongCalendarWarnings     *self,
                                                             SotongStore                *store,
                                                             const SotongCalendarSpan   *span);
gboolean                sotong_calendar_warnings_flag       (SotongCalendarWarnings     *self,
                                                             SotongCalendarData         *data);
gboolean                sotong_calendar_warnings_is_reading (SotongCalendarWarnings     *self);
G_END_DECLS
