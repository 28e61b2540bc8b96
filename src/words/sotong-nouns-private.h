/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-nouns.h"

G_BEGIN_DECLS
/* What the list says of a word. */
typedef enum {
  SOTONG_WORD_UNKNOWN,
  SOTONG_WORD_NOUN,
  SOTONG_WORD_ADJECTIVE, /* the root of one with -하다 */
  SOTONG_WORD_NONE,      /* an adverb or a word that says nothing by itself */
} SotongWordKind;

SotongWordKind sotong_nouns_look_up (const SotongNouns *nouns,
                                     const guint32     *chars,
                                     guint              n);

/* How many of the @n syllables of a word are its noun; 0 if it has none. */
guint          sotong_stem_word     (const SotongNouns *nouns,
                                     const guint32     *chars,
                                     guint              n);
G_END_DECLS
