/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/panes/sotong-calendar-data.h"

G_BEGIN_DECLS
const char *sotong_calendar_text_month         (int         month);
const char *sotong_calendar_text_weekday       (int         weekday);
const char *sotong_calendar_text_weekday_short (int         weekday);
char       *sotong_calendar_text_month_title   (int         year,
                                                int         month) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_calendar_text_span          (const SotongCalendarSpan *span,
                                                gint64      day) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_calendar_text_day           (gint64      day) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_calendar_text_day_short     (gint64      day) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_calendar_text_time          (gint64      time,
                                                GTimeZone  *zone) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_calendar_text_moment        (gint64      time,
                                                GTimeZone  *zone) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_calendar_text_restricted    (const char *names,
                                                guint       n) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
