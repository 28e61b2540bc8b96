/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean sotong_word_days (SotongDb            *db,
                           gint64               topic_id,
                           const char * const  *words,
                           guint                n_words,
                           const gint64        *starts,
                           guint                n_days,
                           gboolean             once,
                           gint64              *out_counts,
                           GError             **error);
G_END_DECLS
