/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
#define SOTONG_SKETCH_DIGESTS 16
#define SOTONG_SKETCH_PIECE   6   /* letters */
#define SOTONG_SKETCH_BANDS   4   /* the smallest digests, which lead to candidates */
#define SOTONG_SKETCH_SHORT   14  /* letters; with fewer, two people say the same by chance */

/* What tells copies of one article from other texts. Of a short text the digests are of all of it: two with its author, one with its hour. */
typedef struct {
  guint32 digests[SOTONG_SKETCH_DIGESTS]; /* rising */
  guint   n;
  guint   n_letters;
  guint32 hour;       /* of a short text the digest with its hour; 0: there is none */
  guint32 flood;      /* likewise without the words behind its last Hangul letter, which a flood may have made up; 0: there are none */
  guint32 stem;       /* the piece that ends with the first letter of the last word; 0: there is none */
  gunichar stem_letters[SOTONG_SKETCH_PIECE];
  guint32 body;       /* likewise without a last word of few syllables that may be any word; 0: there is none, or it is most of the text */
} SotongSketch;

void     sotong_sketch_make     (SotongSketch       *sketch,
                                 const char         *text,
                                 const char         *author,
                                 gint64              published_at);
guint64  sotong_sketch_mark     (const SotongSketch *sketch);
gboolean sotong_sketch_is_alike (const SotongSketch *a,
                                 const SotongSketch *b);
gboolean sotong_sketch_is_open  (const SotongSketch *a,
                                 const SotongSketch *b);
gboolean sotong_sketch_is_said  (const SotongSketch *a,
                                 const char         *text);
gboolean sotong_sketch_is_same  (const SotongSketch *a,
                                 const SotongSketch *b);

/*
 * sotong_sketch_may_be:
 * @a: the mark of a sketch
 * @b: of another
 *
 * Two sketches that are alike share ten digests, which lie on seven bits or more but once in ten thousand times; nearly all
 * others share fewer bits. It is asked for some hundred candidates a text, so it stands here and takes no turns.
 *
 * Returns: %FALSE if the sketches need not be compared
 */
static inline gboolean
sotong_sketch_may_be (guint64 a,
                      guint64 b)
{
  guint64 both = a & b;

  both &= both - 1;
  both &= both - 1;
  both &= both - 1;
  both &= both - 1;
  both &= both - 1;
  both &= both - 1;
  return both != 0;
}
G_END_DECLS
