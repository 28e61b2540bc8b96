/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-axis-text.h"

G_BEGIN_DECLS
typedef struct {
  gint64  time;   /* where the tick stands */
  gint64  until;  /* the label is centred between @time and this */
  char   *label;  /* (owned) (nullable) */
  gboolean dated; /* the label says the year or the day too, which nothing else says */
} SotongTimeTick;

/* Which labels of an axis, in order, from fine to coarse. */
typedef struct {
  GArray *ticks;    /* (element-type SotongTimeTick) */
  GArray *context;  /* (element-type SotongTimeTick): the day or year that the ticks leave out */
} SotongTimeTicks;

typedef double (*SotongMeasureFunc) (const char *text,
                                     gpointer    user_data);

SotongTimeTicks *sotong_time_ticks_new  (gint64             start,
                                         gint64             end,
                                         SotongBucket       bucket,
                                         GTimeZone         *zone,
                                         SotongLanguage     language,
                                         double             width,
                                         double             gap,
                                         SotongMeasureFunc  measure,
                                         gpointer           user_data) G_GNUC_WARN_UNUSED_RESULT;
SotongTimeTicks *sotong_time_ticks_new_dated (gint64        start,
                                         gint64             end,
                                         SotongBucket       bucket,
                                         GTimeZone         *zone,
                                         SotongLanguage     language,
                                         double             width,
                                         double             gap,
                                         SotongMeasureFunc  measure,
                                         gpointer           user_data) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_time_ticks_free (SotongTimeTicks   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTimeTicks, sotong_time_ticks_free)
G_END_DECLS
