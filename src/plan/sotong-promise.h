/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-deliverable.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_VERDICT_UNKNOWN,   /* cannot be said: too little has gone out yet */
  SOTONG_VERDICT_NOT_BEGUN,
  SOTONG_VERDICT_ON_TRACK,  /* will be met in time */
  SOTONG_VERDICT_LATE,      /* will not be met in time */
  SOTONG_VERDICT_MET,
  SOTONG_VERDICT_MISSED,    /* the time is over */
} SotongVerdict;

/**
 * SotongPromise:
 * @promised: how many
 * @done: how many are out
 * @scheduled: how many have their time
 * @draft: how many are being worked at
 * @pace: how many would be out by the end of today, if they went out evenly; rounded down
 * @verdict: what is to be expected
 * @by_plan: whether @projected_day comes from the times in the calendar, not from the recent rate
 * @projected_day: the day on which the promise is met or will be, in days since 1970-01-01, or `SOTONG_NONE`
 * @first_day: of the time it was promised for
 * @last_day: likewise, inclusive
 * @missing: how many are or will be missing at the end of @last_day; 0 unless late or missed
 * @per_week: how many a week would have to go out from tomorrow on to meet it in time; 0 unless late
 *
 * How a promise stands on a day. sotong_promise_init() says how each figure is made.
 */
typedef struct {
  gint64        promised;
  gint64        done;
  gint64        scheduled;
  gint64        draft;
  gint64        pace;
  SotongVerdict verdict;
  gboolean      by_plan;
  gint64        projected_day;
  gint64        first_day;
  gint64        last_day;
  gint64        missing;
  gint64        per_week;
} SotongPromise;

void        sotong_promise_init             (SotongPromise           *self,
                                             const SotongDeliverable *target,
                                             gint64                   now,
                                             GTimeZone               *zone);
char       *sotong_promise_describe         (const SotongPromise     *self) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_promise_describe_briefly (const SotongPromise     *self) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_promise_describe_pace    (const SotongPromise     *self) G_GNUC_WARN_UNUSED_RESULT;
char       *sotong_promise_name             (const SotongDeliverable *target) G_GNUC_WARN_UNUSED_RESULT;
const char *sotong_verdict_get_name         (SotongVerdict            verdict);
const char *sotong_verdict_get_label        (SotongVerdict            verdict);
G_END_DECLS
