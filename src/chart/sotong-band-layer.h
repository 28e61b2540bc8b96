/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_BAND_LAYER (sotong_band_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongBandLayer, sotong_band_layer, SOTONG, BAND_LAYER, SotongLayer)

SotongLayer *sotong_band_layer_new (SotongSeries *low,
                                    SotongSeries *high) G_GNUC_WARN_UNUSED_RESULT;
void         sotong_band_compute   (const double *values,
                                    gsize         n_values,
                                    guint         window,
                                    double        k,
                                    double       *mean,
                                    double       *low,
                                    double       *high);
G_END_DECLS
