/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-word-code-private.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
#define SOTONG_WORD_LEVELS 4 /* of kept counts: 1, 8, 64 and 512 days */
#define SOTONG_WORD_SHIFT 3

gboolean sotong_word_tally_open     (SotongDb         *db,
                                     SotongWordTally  *tally,
                                     GError          **error);
gboolean sotong_word_count_mentions (SotongDb         *db,
                                     gint64            topic_id,
                                     SotongRange       range,
                                     SotongWordTally  *tally,
                                     GError          **error);
gboolean sotong_word_count_range    (SotongDb         *db,
                                     gint64            topic_id,
                                     SotongRange       range,
                                     SotongWordTally  *tally,
                                     GError          **error);
G_END_DECLS
