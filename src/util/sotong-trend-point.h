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
G_END_DECLS
