/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SLOPE_LAYER (sotong_slope_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongSlopeLayer, sotong_slope_layer, SOTONG, SLOPE_LAYER, SotongLayer)

SotongLayer *sotong_slope_layer_new (void) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
