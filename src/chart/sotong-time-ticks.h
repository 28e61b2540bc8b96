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

/* A stretch of an office's time, and what may be written along it. */
typedef struct {
  gint64             start;      /* first second */
  gint64             end;        /* second after the last */
  SotongBucket       bucket;     /* what is counted; ticks are never closer than that */
  GTimeZone         *zone;       /* (unowned): days, weeks (from Monday), months and years begin as its clocks say */
  SotongLanguage     language;   /* of the labels */
  double             width;
  double             gap;        /* least distance of two labels */
  SotongMeasureFunc  measure;    /* width of a text, in the unit of @width */
  gpointer           user_data;  /* for @measure */
  gboolean           dated;      /* there is no second line for years and days */
} SotongTimeAxis;

SotongTimeTicks *sotong_time_ticks_new  (const SotongTimeAxis *axis) G_GNUC_WARN_UNUSED_RESULT;
void             sotong_time_ticks_free (SotongTimeTicks      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTimeTicks, sotong_time_ticks_free)
G_END_DECLS
