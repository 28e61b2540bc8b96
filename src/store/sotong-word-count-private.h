/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-word-code-private.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
#define SOTONG_WORD_LEVELS 4 /* of kept counts: 1, 8, 64 and 512 days */
#define SOTONG_WORD_SHIFT 3
#define SOTONG_WORD_SURPLUS 8 /* added to a level: of those copies that do not stand for their text */

gboolean sotong_word_tally_open     (SotongDb         *db,
                                     SotongWordTally  *tally,
                                     GError          **error);
gboolean sotong_word_count_mentions (SotongDb         *db,
                                     gint64            topic_id,
                                     SotongRange       range,
                                     SotongWordTally  *tally,
                                     SotongWordTally  *surplus,
                                     GError          **error);
gboolean sotong_word_count_range    (SotongDb         *db,
                                     gint64            topic_id,
                                     SotongRange       range,
                                     SotongWordTally  *tally,
                                     SotongWordTally  *surplus,
                                     GError          **error);
gboolean sotong_word_count_repeats  (SotongDb         *db,
                                     gint64            topic_id,
                                     SotongRange       range,
                                     SotongWordTally  *tally,
                                     GError          **error);

/* Told the words of a mention that another of its day stands for. */
typedef void (*SotongWordRepeat) (const guint8 *words, gsize length, guint day, gpointer user_data);

gboolean sotong_word_walk_repeats   (SotongDb         *db,
                                     gint64            topic_id,
                                     const gint64     *starts,
                                     guint             n_days,
                                     SotongWordRepeat  repeat,
                                     gpointer          user_data,
                                     GError          **error);
gboolean sotong_word_are_copies_weighed (SotongDb     *db,
                                     gboolean         *out_weighed,
                                     GError          **error);
gboolean sotong_word_weigh_copies   (SotongDb         *db,
                                     GError          **error);
GHashTable *sotong_word_copies_new  (void);
gboolean sotong_word_copies_stands  (GHashTable       *copies,
                                     gint64            first,
                                     gint64            day);
G_END_DECLS
