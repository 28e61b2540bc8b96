/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_THRESHOLD_LAYER (sotong_threshold_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongThresholdLayer, sotong_threshold_layer, SOTONG, THRESHOLD_LAYER, SotongLayer)

SotongLayer *sotong_threshold_layer_new (double      value,
                                         const char *label) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
