/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* How many mentions hold a word, and what they say; those that are uncertain or unlabelled are only in @n. */
typedef struct {
  guint32 n;
  guint32 negative;
  guint32 neutral;
  guint32 positive;
} SotongWordCell;

/* Counts of words by their ids. */
typedef struct {
  SotongWordCell *cells;    /* (owned): one a word */
  guint32         n_cells;
  guint32        *used;     /* (owned): ids of the words that some mention holds, in any order */
  guint32         n_used;
  guint32         room;     /* for @used */
  gint64          n_texts;  /* mentions, those without words too */
} SotongWordTally;

void     sotong_word_tally_init    (SotongWordTally *self,
                                    guint32          n_cells);
void     sotong_word_tally_clear   (SotongWordTally *self);
void     sotong_word_tally_empty   (SotongWordTally *self);
gboolean sotong_word_tally_text    (SotongWordTally *self,
                                    const guint8    *words,
                                    gsize            length,
                                    int              sentiment);
gboolean sotong_word_tally_add     (SotongWordTally *self,
                                    const guint8    *counts,
                                    gsize            length);
void     sotong_word_tally_take    (SotongWordTally       *self,
                                    const SotongWordTally *other);
void     sotong_word_tally_encode  (SotongWordTally *self,
                                    GByteArray      *out);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongWordTally, sotong_word_tally_clear)

void     sotong_word_code_ids      (guint32         *ids,
                                    guint            n,
                                    GByteArray      *out);
gboolean sotong_word_code_next     (const guint8   **at,
                                    const guint8    *end,
                                    guint32         *out);
G_END_DECLS
