/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
#define SOTONG_SKETCH_DIGESTS 16
#define SOTONG_SKETCH_BANDS   4   /* the smallest digests, which lead to candidates */

/* What tells copies of one article from other texts. */
typedef struct {
  guint32 digests[SOTONG_SKETCH_DIGESTS]; /* rising */
  guint   n;
  guint   n_letters;
} SotongSketch;

void     sotong_sketch_make     (SotongSketch       *sketch,
                                 const char         *text);
guint64  sotong_sketch_mark     (const SotongSketch *sketch);
gboolean sotong_sketch_may_be   (guint64             a,
                                 guint64             b);
gboolean sotong_sketch_is_alike (const SotongSketch *a,
                                 const SotongSketch *b);
G_END_DECLS
