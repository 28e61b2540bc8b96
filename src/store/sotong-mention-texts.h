/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "store/sotong-rollup.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* Told a mention's text. @in_topic: whether it belongs to the topic that was asked for. */
typedef void (*SotongMentionTextFunc) (gint64           id,
                                       const char      *text,
                                       SotongSentiment  sentiment,
                                       gboolean         in_topic,
                                       gpointer         user_data);

gboolean sotong_mention_texts (SotongDb               *db,
                               gint64                  topic_id,
                               SotongRange             range,
                               int                     part,
                               SotongMentionTextFunc   func,
                               gpointer                user_data,
                               GError                **error);
gboolean sotong_mention_texts_count (SotongDb         *db,
                               gint64                  topic_id,
                               SotongRange             range,
                               gint64                 *out_n,
                               GError                **error);
G_END_DECLS
