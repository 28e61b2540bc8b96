/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* A scale. @step is the distance of its ticks, 0 when it has none; of a logarithmic one it is counted in powers of ten.
 * A plain value. */
typedef struct {
  double   min;
  double   max;
  double   step;
  gboolean logarithmic;  /* @min and @max are powers of ten then */
} SotongScale;

void   sotong_scale_init       (SotongScale       *scale,
                                double             min,
                                double             max);
void   sotong_scale_init_nice  (SotongScale       *scale,
                                double             min,
                                double             max,
                                guint              max_ticks,
                                gboolean           whole_numbers);
void   sotong_scale_init_loose (SotongScale       *scale,
                                double             min,
                                double             max,
                                guint              max_ticks);
void   sotong_scale_init_log   (SotongScale       *scale,
                                double             min,
                                double             max,
                                guint              max_ticks);
double sotong_scale_position   (const SotongScale *scale,
                                double             value);
double sotong_scale_value      (const SotongScale *scale,
                                double             position);
guint  sotong_scale_get_n_ticks (const SotongScale *scale);
double sotong_scale_get_tick   (const SotongScale *scale,
                                guint              nth);
G_END_DECLS
