/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-corpus.h"
#include "words/sotong-model.h"

G_BEGIN_DECLS
/* How well texts were judged that the weights had not seen. */
typedef struct {
  guint n_polar;       /* of labels negative and positive */
  guint n_polar_right; /* the likelier of the two is the label */
  guint n;             /* of three labels; mixed counts as neutral */
  guint n_right;
  guint confusion[3][3]; /* label, verdict; negative, neutral, positive */
} SotongScores;

void         sotong_scores_add      (SotongScores        *scores,
                                     SotongLabel          label,
                                     const float          p[3]);
double       sotong_scores_polar    (const SotongScores  *scores);
double       sotong_scores_accuracy (const SotongScores  *scores);
double       sotong_scores_macro_f1 (const SotongScores  *scores);

/* Told of each fold: which of how many is done. */
typedef void (*SotongTrainProgress) (guint    done,
                                     guint    all,
                                     gpointer user_data);

typedef struct {
  SotongScores        reviews;   /* (out): held back in the folds */
  SotongScores        comments;  /* (out) */
  SotongScores        civic;     /* (out) */
  guint32             n_groups;  /* of weights; 0: as shipped */
  SotongTrainProgress progress;  /* (nullable) */
  gpointer            user_data;
} SotongTraining;

SotongModel *sotong_train (const SotongCorpus  *corpus,
                           SotongTraining      *training,
                           GCancellable        *cancellable,
                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
