/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* The stretches of time that a person chooses from. Those of the calendar (month, quarter, year) end with today. */
typedef enum {
  SOTONG_SPAN_ALL,         /* all there is */
  SOTONG_SPAN_TODAY,
  SOTONG_SPAN_WEEK,        /* seven days */
  SOTONG_SPAN_FOUR_WEEKS,
  SOTONG_SPAN_MONTH,
  SOTONG_SPAN_QUARTER,
  SOTONG_SPAN_YEAR,        /* the fiscal year, which in Korea is the calendar's */
  SOTONG_SPAN_YEAR_BACK,   /* twelve months */
  SOTONG_SPAN_OWN,         /* two days that a person gave */
  SOTONG_N_SPANS,
} SotongSpan;

/* What a stretch of time is compared with. */
typedef enum {
  SOTONG_COMPARE_NONE,
  SOTONG_COMPARE_PREVIOUS,   /* the time of the same length before */
  SOTONG_COMPARE_LAST_YEAR,  /* the same days a year before */
  SOTONG_N_COMPARES,
} SotongCompare;

const char  *sotong_span_get_name       (SotongSpan          span);
gboolean     sotong_span_from_name      (const char         *name,
                                         SotongSpan         *out_span);
gboolean     sotong_span_get_range      (SotongSpan          span,
                                         gint64              now,
                                         GTimeZone          *zone,
                                         SotongRange        *out_range);
gboolean     sotong_span_shift          (SotongSpan          span,
                                         const SotongRange  *range,
                                         int                 steps,
                                         gint64              now,
                                         GTimeZone          *zone,
                                         SotongRange        *out_range);
SotongBucket sotong_span_fit_bucket     (const SotongRange  *range);
const char  *sotong_compare_get_name    (SotongCompare       compare);
gboolean     sotong_compare_from_name   (const char         *name,
                                         SotongCompare      *out_compare);
gboolean     sotong_compare_get_start   (SotongCompare       compare,
                                         gint64              start,
                                         SotongBucket        bucket,
                                         guint               n_buckets,
                                         GTimeZone          *zone,
                                         gint64             *out_start);
SotongRange  sotong_compare_get_range   (SotongCompare       compare,
                                         const SotongRange  *range,
                                         GTimeZone          *zone);
G_END_DECLS
