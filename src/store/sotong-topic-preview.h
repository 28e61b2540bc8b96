/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-topic.h"

G_BEGIN_DECLS
/* What a change of a topic's words would do. */
typedef struct {
  gint64  n_now;      /* mentions that it has */
  gint64  n_after;    /* and would have */
  gint64  n_removed;  /* of those that it has, how many would go */
  gint64  n_added;    /* and how many would come */
  GArray *removed;    /* (owned) (element-type gint64): the newest of those that would go */
} SotongTopicPreview;

void                sotong_topic_preview_free (SotongTopicPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongTopicPreview, sotong_topic_preview_free)
SotongTopicPreview *sotong_topic_preview_read (SotongDb           *db,
                                               const SotongTopic  *changed,
                                               guint               n_shown,
                                               GError            **error);
G_END_DECLS
