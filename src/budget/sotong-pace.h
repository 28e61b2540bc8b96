/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "budget/sotong-ledger.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_PACE_AHEAD,     /* more is executed than the target's line asks for today, or as much */
  SOTONG_PACE_BEHIND,
  SOTONG_PACE_REACHED,   /* the target's amount is executed */
  SOTONG_PACE_MISSED,    /* its day is over and it is not */
} SotongPaceVerdict;

/* The end of a month, or today. */
typedef struct {
  char   day[12];    /* YYYY-MM-DD */
  gint64 target;     /* won by the target's line: straight to its day, and from there to the year's end */
  gint64 even;       /* won if every day took as much as the other */
  gint64 actual;     /* won executed; SOTONG_NONE of days to come */
  gint64 forecast;   /* won expected, of days to come; else SOTONG_NONE */
} SotongPacePoint;

/* How a year's budget is executed in time. All amounts are whole won, 예산현액 the whole. */
typedef struct {
  int      year;
  char    *today;            /* (owned) YYYY-MM-DD; the year's end when it is over */
  char    *target_day;       /* (owned) */
  gint64   target_percent;
  gint64   target_amount;    /* won to be executed by @target_day */
  gint64   available;
  gint64   executed;
  gint64   target_today;     /* by the target's line */
  gint64   even_today;
  gint64   forecast;         /* at the year's end; SOTONG_NONE where nothing tells */
  gint64   forecast_low;
  gint64   forecast_high;
  gint64   needed;           /* won still to be executed by @target_day */
  gint64   days_left;        /* to @target_day */
  gint64   typical;          /* won of a usual payment: the mean; 0 if there is none */
  gint64   n_needed;         /* payments of that size that reach the target; SOTONG_NONE if there is no usual one */
  SotongPaceVerdict verdict;
  GArray  *points;           /* (owned) (element-type SotongPacePoint) */
} SotongPace;

SotongPace *sotong_pace_read        (SotongDb          *db,
                                     int                year,
                                     gint64             line_id,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
SotongPace *sotong_pace_read_until  (SotongDb          *db,
                                     int                year,
                                     gint64             line_id,
                                     gint64             until,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_pace_free        (SotongPace        *self);
const char *sotong_pace_verdict_id  (SotongPaceVerdict  verdict);
char       *sotong_pace_describe    (const SotongPace  *self) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPace, sotong_pace_free)
G_END_DECLS
