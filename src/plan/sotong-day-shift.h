/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-month.h"

G_BEGIN_DECLS
/* Where something without a time is put on a day. */
#define SOTONG_DAY_DEFAULT_MINUTE (10 * 60)

/* How far something goes: whole days of the office, and minutes on its clock. Where the clock
 * is put forward or back on the way, the hour of the day stays, not the number of seconds. */
typedef struct {
  gint64 days;
  int    minutes;
} SotongDayShift;

void   sotong_day_shift_between   (SotongDayShift       *self,
                                   gint64                from,
                                   gint64                to,
                                   GTimeZone            *zone);
gint64 sotong_day_shift_apply     (const SotongDayShift *self,
                                   gint64                time,
                                   GTimeZone            *zone);
gint64 sotong_day_shift_minute    (gint64                day,
                                   int                   minute,
                                   GTimeZone            *zone);
int    sotong_day_shift_minute_of (gint64                time,
                                   GTimeZone            *zone);
gint64 sotong_day_shift_default   (gint64                day,
                                   gint64                now,
                                   GTimeZone            *zone);
G_END_DECLS
