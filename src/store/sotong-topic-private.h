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
                                                const char          *author,
                                                const char          *url,
                                                GArray              *topic_ids);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTopicMatcher, sotong_topic_matcher_free)

/* One topic, with its words as they are or as they would be. */
typedef struct _SotongTopicPattern SotongTopicPattern;

SotongTopicPattern *sotong_topic_pattern_new   (SotongDb            *db,
                                                const SotongTopic   *topic,
                                                GError             **error);
void                sotong_topic_pattern_free  (SotongTopicPattern  *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTopicPattern, sotong_topic_pattern_free)

/* Told of each mention that the pattern finds, by rising id. */
typedef gboolean  (*SotongTopicFoundFunc)      (SotongDb            *db,
                                                gint64               mention_id,
                                                gpointer             user_data,
                                                GError             **error);
gboolean            sotong_topic_pattern_walk  (SotongDb            *db,
                                                SotongTopicPattern  *pattern,
                                                SotongTopicFoundFunc func,
                                                gpointer             user_data,
                                                GError             **error);

gboolean            sotong_topic_rebuild       (SotongDb            *db,
                                                gint64               id,
                                                GError             **error);
G_END_DECLS
