/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_WATERFALL_LAYER (sotong_waterfall_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongWaterfallLayer, sotong_waterfall_layer, SOTONG, WATERFALL_LAYER, SotongLayer)

SotongLayer *sotong_waterfall_layer_new (void) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
