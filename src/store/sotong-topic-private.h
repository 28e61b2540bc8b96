/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db-private.h"
#include "store/sotong-topic.h"

G_BEGIN_DECLS
/* All topics at once, ready to be asked about many texts. */
typedef struct _SotongTopicMatcher SotongTopicMatcher;

SotongTopicMatcher *sotong_topic_matcher_new   (SotongDb            *db,
                                                GError             **error);
void                sotong_topic_matcher_free  (SotongTopicMatcher  *matcher);
void                sotong_topic_matcher_match (SotongTopicMatcher  *matcher,
                                                gint64               source_id,
                                                const char          *text,
                                                GArray              *topic_ids);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTopicMatcher, sotong_topic_matcher_free)

gboolean            sotong_topic_rebuild       (SotongDb            *db,
                                                gint64               id,
                                                GError             **error);
G_END_DECLS
