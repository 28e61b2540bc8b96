/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-grams.h"

#include <string.h>

/* The bit of three bytes, of which a Korean syllable is made: twelve from the middle of a product (Knuth's
 * multiplicative hash), for which the bytes of neighbours in the table of Hangul are far from each other. */
static inline guint
bit_of (const char *at)
{
  const guchar *p = (const guchar *) at;
  guint32 three = (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];

  return (three * 2654435761u) >> 20 & (SOTONG_GRAMS_BITS - 1);
}

/**
 * sotong_grams_mark:
 * @word: what will be looked for in many texts
 *
 * Returns: by what sotong_grams_may_hold() knows it: the bits of its first and its last three bytes
 */
guint32
sotong_grams_mark (const char *word)
{
  gsize length = strlen (word);

  return length < 3 ? SOTONG_GRAMS_ANYWHERE : bit_of (word) | bit_of (word + length - 3) << 16;
}

/**
 * sotong_grams_read:
 * @self: whatever was in it is gone
 * @text: a text
 * @length: its length in bytes
 *
 * Notes what stands in @text, in about a nanosecond a byte.
 */
void
sotong_grams_read (SotongGrams *self,
                   const char  *text,
                   gsize        length)
{
  memset (self, 0, sizeof *self);
  for (gsize i = 0; i + 3 <= length; i++)
    {
      guint bit = bit_of (text + i);

      self->bits[bit / 64] |= G_GUINT64_CONSTANT (1) << bit % 64;
    }
}
