/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_AREA_LAYER (sotong_area_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongAreaLayer, sotong_area_layer, SOTONG, AREA_LAYER, SotongLayer)

SotongLayer *sotong_area_layer_new (gboolean percent) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
