/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/**
 * SotongTrendPoint:
 * @start: first second of the bucket, since 1970 UTC; points are in order and none is left out
 * @total: mentions in the bucket; the five figures below add up to it
 * @positive: mentions labelled positive
 * @neutral: mentions labelled neutral
 * @negative: mentions labelled negative
 * @uncertain: mentions on which the machine would not decide
 * @unlabelled: mentions nobody has labelled yet
 * @gap: no fetch run covered the bucket: the counts say nothing, not even zero
 * @coming: the bucket is still to come, and @gap too
 * @partial: the bucket is not over yet, or only part of it was covered
 *
 * What was counted in one hour, day, week or month.
 */
typedef struct {
  gint64   start;
  gint64   total;
  gint64   positive;
  gint64   neutral;
  gint64   negative;
  gint64   uncertain;
  gint64   unlabelled;
  gboolean gap;
  gboolean coming;
  gboolean partial;
} SotongTrendPoint;

/* The shares of what was judged positive, neutral or negative. */
typedef enum {
  SOTONG_SHARE_POSITIVE,
  SOTONG_SHARE_NEUTRAL,
  SOTONG_SHARE_NEGATIVE,
  SOTONG_N_SHARES,
} SotongShare;

gboolean sotong_trend_point_get_shares (const SotongTrendPoint *point,
                                        gint64                  tenths[SOTONG_N_SHARES]);
G_END_DECLS
