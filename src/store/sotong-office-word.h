/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-rollup.h"

G_BEGIN_DECLS
/* A word that the office knows better than the program. */
typedef struct {
  gint64           id;
  char            *text;       /* (owned) */
  SotongSentiment  sentiment;  /* what a text that holds it says; none: the word is left out of keywords */
} SotongOfficeWord;

void       sotong_office_word_free   (SotongOfficeWord  *word);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongOfficeWord, sotong_office_word_free)

GPtrArray *sotong_office_word_list   (SotongDb          *db,
                                      gboolean           stops,
                                      GError           **error);
gint64     sotong_office_word_add    (SotongDb          *db,
                                      const char        *text,
                                      SotongSentiment    sentiment,
                                      GError           **error);
gboolean   sotong_office_word_remove (SotongDb          *db,
                                      const char        *text,
                                      gboolean           stop,
                                      GError           **error);
G_END_DECLS
