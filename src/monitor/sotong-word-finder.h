/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* Finds the nouns of texts, one at a time: for one thread. */
typedef struct _SotongWordFinder SotongWordFinder;

typedef void (*SotongWordProgress) (gint64   left,
                                    gpointer user_data);

SotongWordFinder *sotong_word_finder_new  (GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void              sotong_word_finder_free (SotongWordFinder   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongWordFinder, sotong_word_finder_free)

gboolean          sotong_word_finder_load (SotongWordFinder  *self,
                                           SotongDb          *db,
                                           GError           **error);
const char       *sotong_word_finder_find (const char         *text,
                                           gpointer            self);
gboolean          sotong_words_settle     (SotongStore        *store,
                                           SotongWordProgress  progress,
                                           gpointer            user_data,
                                           GCancellable       *cancellable,
                                           GError            **error);
gboolean          sotong_words_learn      (SotongStore        *store,
                                           gboolean            only_due,
                                           GPtrArray         **out_words,
                                           GCancellable       *cancellable,
                                           GError            **error);
G_END_DECLS
