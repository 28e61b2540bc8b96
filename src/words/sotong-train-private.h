/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-judge-private.h"
#include "words/sotong-train.h"

G_BEGIN_DECLS
/* Weights under training, before they are rounded to bytes. */
typedef struct {
  float   *weights;  /* (owned) */
  guint32  size;
  double   bias;
} SotongWeights;

/* A sample, what it counts and what it should come out as: 1 or 0. */
typedef struct {
  const SotongSample *sample;  /* (unowned) */
  float               weight;
  guint8              wanted;
} SotongExample;

/* How a table is fitted. */
typedef struct {
  int    n_epochs;
  float  rate;     /* of AdaGrad */
  float  bayes;    /* how much of the naive Bayes log ratio is blended in */
  gboolean turns;  /* a negation turns round what it is about: it is good or bad, not a notice or an opinion */
} SotongRegression;

void     sotong_weights_fit    (SotongWeights          *weights,
                                GArray                 *examples,
                                const SotongRegression *how);
void     sotong_weights_round  (const SotongWeights    *weights,
                                gint8                  *out,
                                float                  *out_scale);
void     sotong_weights_clear  (SotongWeights          *weights);

/* What the last step learns from: clues of a text that the tables have not seen, its class and its weight. */
typedef struct {
  float  clues[SOTONG_N_CLUES];
  float  weight;
  guint8 class;
} SotongClued;

void     sotong_clues_fit      (GArray                 *clued,
                                float                   out[SOTONG_N_CLASSES][SOTONG_N_CLUES]);
G_END_DECLS
