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

void     sotong_grams_read (SotongGrams       *self,
                            const char        *text,
                            gsize              length);
gboolean sotong_grams_find (const SotongGrams *self,
                            const char        *text,
                            const char        *word);
G_END_DECLS
