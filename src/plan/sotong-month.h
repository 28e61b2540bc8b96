/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "util/sotong-time.h"

G_BEGIN_DECLS
#define SOTONG_MONTH_WEEKS 6
#define SOTONG_MONTH_CELLS (7 * SOTONG_MONTH_WEEKS)

/**
 * SotongMonth:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @first: the day of the first cell, a Monday; days are counted from 1970-01-01, as by
 *   sotong_time_days_from_civil()
 *
 * A month as a calendar shows it: six weeks from Monday, of which the month is a part.
 */
typedef struct {
  int    year;
  int    month;
  gint64 first;
} SotongMonth;

void     sotong_month_init         (SotongMonth       *self,
                                    int                year,
                                    int                month);
void     sotong_month_init_for_day (SotongMonth       *self,
                                    gint64             day);
gboolean sotong_month_step         (SotongMonth       *self,
                                    int                months);
int      sotong_month_cell_of_day  (const SotongMonth *self,
                                    gint64             day);
gboolean sotong_month_has_day      (const SotongMonth *self,
                                    gint64             day);
void     sotong_month_get_range    (const SotongMonth *self,
                                    GTimeZone         *zone,
                                    SotongRange       *out_range);

gint64   sotong_month_day_of_time  (gint64             time,
                                    GTimeZone         *zone);
gint64   sotong_month_day_start    (gint64             day,
                                    GTimeZone         *zone);
gint64   sotong_month_time_on_day  (gint64             time,
                                    gint64             day,
                                    GTimeZone         *zone);
gint64   sotong_month_second_of_day (gint64           time,
                                     GTimeZone         *zone);
gint64   sotong_month_step_day     (gint64             day,
                                    int                months);
gboolean sotong_month_parse_day    (const char        *text,
                                    gint64            *out_day);
char    *sotong_month_format_day   (gint64             day) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
