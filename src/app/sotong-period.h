/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

#include "util/sotong-span.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_PERIOD (sotong_period_get_type ())
G_DECLARE_FINAL_TYPE (SotongPeriod, sotong_period, SOTONG, PERIOD, GObject)

SotongPeriod  *sotong_period_new         (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sotong_period_get_range   (SotongPeriod      *self,
                                          SotongRange       *out_range);
void           sotong_period_set_range   (SotongPeriod      *self,
                                          const SotongRange *range);
SotongSpan     sotong_period_get_span    (SotongPeriod      *self);
void           sotong_period_set_span    (SotongPeriod      *self,
                                          SotongSpan         span,
                                          gint64             now,
                                          GTimeZone         *zone);
void           sotong_period_step        (SotongPeriod      *self,
                                          int                steps,
                                          gint64             now,
                                          GTimeZone         *zone);
SotongCompare  sotong_period_get_compare (SotongPeriod      *self);
void           sotong_period_set_compare (SotongPeriod      *self,
                                          SotongCompare      compare);
double         sotong_period_get_cursor  (SotongPeriod      *self);
void           sotong_period_set_cursor  (SotongPeriod      *self,
                                          double             cursor);
void           sotong_period_get_zoom    (SotongPeriod      *self,
                                          double            *out_start,
                                          double            *out_end);
void           sotong_period_set_zoom    (SotongPeriod      *self,
                                          double             start,
                                          double             end);
GVariant      *sotong_period_save        (SotongPeriod      *self);
void           sotong_period_restore     (SotongPeriod      *self,
                                          GVariant          *state,
                                          gint64             now,
                                          GTimeZone         *zone);
G_END_DECLS
