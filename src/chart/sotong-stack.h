/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
/* What layers that pile up their series have in common. */
double sotong_stack_value  (SotongLayer      *layer,
                            const SotongPlot *plot,
                            guint             nth,
                            gsize             index,
                            gboolean          percent);
double *sotong_stack_heights (SotongLayer      *layer,
                              const SotongPlot *plot,
                              gsize             from,
                              gsize             to,
                              gboolean          percent) G_GNUC_WARN_UNUSED_RESULT;
void   sotong_stack_ends   (SotongLayer      *layer,
                            const SotongPlot *plot,
                            gsize             index,
                            gboolean          percent,
                            double           *out_up,
                            double           *out_down);
void   sotong_stack_bounds (SotongLayer      *layer,
                            const SotongPlot *plot,
                            gboolean          percent,
                            double           *out_min,
                            double           *out_max);
G_END_DECLS
