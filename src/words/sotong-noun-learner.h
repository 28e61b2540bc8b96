/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-nouns.h"

G_BEGIN_DECLS
/* Learns from texts which words that the list does not have are nouns. For one thread. */
typedef struct _SotongNounLearner SotongNounLearner;

SotongNounLearner *sotong_noun_learner_new  (const SotongNouns  *nouns) G_GNUC_WARN_UNUSED_RESULT;
void               sotong_noun_learner_free (SotongNounLearner  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongNounLearner, sotong_noun_learner_free)

void               sotong_noun_learner_add  (SotongNounLearner  *self,
                                             const char         *text,
                                             gsize               length);
GPtrArray         *sotong_noun_learner_list (SotongNounLearner  *self,
                                             guint               most) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
