/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-word.h"

G_BEGIN_DECLS
gint64   sotong_word_day         (gint64        time);
gint64   sotong_word_day_start   (gint64        day);

gboolean sotong_word_begin       (SotongDb     *db,
                                  GError      **error);
gboolean sotong_word_write       (SotongDb     *db,
                                  gint64        mention_id,
                                  const char   *words,
                                  GError      **error);
gboolean sotong_word_lack        (SotongDb     *db,
                                  gint64        mention_id,
                                  GError      **error);
gboolean sotong_word_forget      (SotongDb     *db,
                                  gint64        mention_id,
                                  GError      **error);
gboolean sotong_word_mark_mention (SotongDb    *db,
                                  gint64        mention_id,
                                  GError      **error);
gboolean sotong_word_drop_unused (SotongDb     *db,
                                  GError      **error);
gboolean sotong_word_mark_stale  (SotongDb     *db,
                                  gint64        topic_id,
                                  gint64        day,
                                  GError      **error);
gboolean sotong_word_mark_topic  (SotongDb     *db,
                                  gint64        topic_id,
                                  GError      **error);
void     sotong_word_cache_free  (SotongWordCache *cache);
G_END_DECLS
