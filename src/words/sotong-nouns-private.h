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
  SOTONG_WORD_BOTH,      /* a noun, and the root of an adjective */
} SotongWordKind;

/* 안전 is a noun, and in 안전한 the root of an adjective. */
static inline gboolean
sotong_word_is_noun (SotongWordKind kind)
{
  return kind == SOTONG_WORD_NOUN || kind == SOTONG_WORD_BOTH;
}

static inline gboolean
sotong_word_is_root (SotongWordKind kind)
{
  return kind == SOTONG_WORD_ADJECTIVE || kind == SOTONG_WORD_BOTH;
}

SotongWordKind sotong_nouns_look_up (const SotongNouns *nouns,
                                     const guint32     *chars,
                                     guint              n);

/* How many of the @n syllables of a word are its noun; 0 if it has none. */
guint          sotong_stem_word     (const SotongNouns *nouns,
                                     const guint32     *chars,
                                     guint              n);

typedef enum {
  SOTONG_STEMMED_KNOWN,   /* the list says what the word is */
  SOTONG_STEMMED_MARKED,  /* an unknown word before an ending that only nouns have */
  SOTONG_STEMMED_OPEN,    /* anything else */
} SotongStemmed;

/* An unknown word with what stands behind it. */
typedef struct {
  guint    n;       /* its syllables */
  guint    ending;  /* a number, the same for endings that are no two signs of a noun */
  gboolean living;  /* what comes behind persons, animals and offices: 에게, 한테 */
  gboolean place;   /* 에서 */
} SotongUnknown;

/* What a word of @n syllables tells about words that are not in the list. @out: for `SOTONG_STEMMED_MARKED` */
SotongStemmed  sotong_stem_unknown  (const SotongNouns *nouns,
                                     const guint32     *chars,
                                     guint              n,
                                     SotongUnknown     *out);

/* Whether an unknown word is several that were written together, such as 우리집 and 정문앞, or a number. */
gboolean       sotong_stem_is_phrase (const SotongNouns *nouns,
                                      const guint32     *chars,
                                      guint              n);
G_END_DECLS
