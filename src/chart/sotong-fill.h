/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-plot.h"

G_BEGIN_DECLS
void     sotong_fill_path   (cairo_t           *cr,
                             const SotongPaint *paint);
void     sotong_fill_hatch  (cairo_t           *cr,
                             SotongFill         fill,
                             const SotongColor *color,
                             double             distance);
gboolean sotong_fill_snaps  (cairo_t           *cr);
double   sotong_fill_snap   (cairo_t           *cr,
                             double             x);
G_END_DECLS
