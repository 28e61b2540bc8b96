/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-guess.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* Judges mentions with the program's model; for one thread. */
typedef struct _SotongOpinion SotongOpinion;

SotongOpinion  *sotong_opinion_new   (GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        sotong_opinion_load  (SotongOpinion       *opinion,
                                      SotongDb            *db,
                                      GError             **error);
void            sotong_opinion_free  (SotongOpinion       *opinion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongOpinion, sotong_opinion_free)

void            sotong_opinion_judge (SotongOpinion       *opinion,
                                      const char          *text,
                                      SotongGuess         *guess);

/* Told after each part: how many mentions of how many have been looked at. */
typedef void  (*SotongOpinionProgress) (gint64   done,
                                        gint64   all,
                                        gpointer user_data);

gboolean        sotong_opinion_apply (SotongStore            *store,
                                      SotongGuessRun         *run,
                                      SotongOpinionProgress   progress,
                                      gpointer                user_data,
                                      GCancellable           *cancellable,
                                      GError                **error);
G_END_DECLS
