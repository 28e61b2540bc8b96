/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "chart/sotong-layer.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_LINE_LAYER (sotong_line_layer_get_type ())
G_DECLARE_FINAL_TYPE (SotongLineLayer, sotong_line_layer, SOTONG, LINE_LAYER, SotongLayer)

typedef enum {
  SOTONG_LINE_PLAIN      = 0,
  SOTONG_LINE_AREA       = 1 << 0,  /* tinted down to zero */
  SOTONG_LINE_LABEL_PEAK = 1 << 1,  /* the highest point is named */
  SOTONG_LINE_STEP       = 1 << 2,  /* level over each slot, as what holds until it is changed */
  SOTONG_LINE_BARE       = 1 << 4,  /* no marks at its points */
  SOTONG_LINE_LABEL_LAST = 1 << 3,  /* the last value is written behind the line */
} SotongLineFlags;

SotongLayer     *sotong_line_layer_new          (SotongLineFlags   flags) G_GNUC_WARN_UNUSED_RESULT;
SotongLineFlags  sotong_line_layer_get_flags    (SotongLineLayer  *self);
gboolean         sotong_line_layer_get_peak_box (SotongLineLayer  *self,
                                                 const SotongPlot *plot,
                                                 SotongRect       *out_box);
G_END_DECLS
