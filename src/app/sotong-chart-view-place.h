/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gdk/gdk.h>

#include "chart/sotong-chart.h"

G_BEGIN_DECLS
/**
 * SotongWords:
 * @picture: what the words are laid over
 * @background: of it
 * @scale: pixels of it in one of the view
 * @width: of the view
 * @height: likewise
 * @plot: where the figures are
 * @read_out: where the read-out would be without a comparison; of no width without one
 * @pins: x of the points that are compared, NAN where there is none
 * @padding: between a text and the left and right of its box; half of it above and below
 *
 * What is to be known to place a comparison. All lengths are pixels of the view.
 */
typedef struct {
  GdkTexture        *picture;
  const SotongColor *background;
  double             scale;
  double             width;
  double             height;
  SotongRect         plot;
  SotongRect         read_out;
  double             pins[2];
  double             padding;
} SotongWords;

PangoLayout *sotong_words_place (const SotongWords *words,
                                 PangoLayout       *whole,
                                 PangoLayout       *brief,
                                 SotongRect        *out_comparison,
                                 SotongRect        *out_read_out);
G_END_DECLS
