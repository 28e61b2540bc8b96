/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
#define SOTONG_GRAMS_BITS 4096

/* Which three bytes in a row stand in a text, and a few more that share their bit: most words that are not in the text
 * are told apart by it without reading the text again. */
typedef struct {
  guint64 bits[SOTONG_GRAMS_BITS / 64];
} SotongGrams;

#define SOTONG_GRAMS_ANYWHERE G_MAXUINT32 /* the mark of a word that is shorter than three bytes */

guint32 sotong_grams_mark (const char  *word);
void    sotong_grams_read (SotongGrams *self,
                           const char  *text,
                           gsize        length);

static inline gboolean
sotong_grams_holds (const SotongGrams *self,
                    guint              bit)
{
  return (self->bits[bit / 64] >> bit % 64 & 1) != 0;
}

/**
 * sotong_grams_may_hold:
 * @self: what sotong_grams_read() noted of a text
 * @mark: of a word, from sotong_grams_mark()
 *
 * Returns: %FALSE if the word does not stand in the text; else it may
 */
static inline gboolean
sotong_grams_may_hold (const SotongGrams *self,
                       guint32            mark)
{
  return mark == SOTONG_GRAMS_ANYWHERE || (sotong_grams_holds (self, mark & 0xffff) && sotong_grams_holds (self, mark >> 16));
}
G_END_DECLS
