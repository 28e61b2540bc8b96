/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "plan/sotong-similar.h"

G_BEGIN_DECLS
/* The shapes of many texts, in which those that may be alike are found without comparing each with each. */
typedef struct _SotongSimilarIndex SotongSimilarIndex;

SotongSimilarIndex *sotong_similar_index_new  (GPtrArray                *shapes) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_similar_index_free (SotongSimilarIndex       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSimilarIndex, sotong_similar_index_free)

void                sotong_similar_index_find (const SotongSimilarIndex *self,
                                               guint                     index,
                                               guint                     first,
                                               guint                     end,
                                               GArray                   *found);
G_END_DECLS
