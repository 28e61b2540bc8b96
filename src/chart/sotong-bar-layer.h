/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_BAR_LAYER (sotong_bar_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongBarLayer, sotong_bar_layer, SOTONG, BAR_LAYER, SotongLayer)

typedef enum {
  SOTONG_BARS_STACKED,  /* in the order in which they were added, the first at the bottom */
  SOTONG_BARS_PERCENT,  /* the same, as parts of a hundred */
  SOTONG_BARS_GROUPED,  /* beside each other */
} SotongBarMode;

SotongLayer *sotong_bar_layer_new (SotongBarMode mode) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
