/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-model.h"

G_BEGIN_DECLS
/* What the last step looks at; sotong-judge.c says what each is. */
#define SOTONG_N_CLUES 14
#define SOTONG_N_CLASSES 3 /* negative, neutral, positive */

/* A table of weights: each times @scale, and what is added to a text's sum. */
typedef struct {
  const gint8 *weights;  /* (unowned): part of the model's bytes */
  guint32      size;
  float        scale;
  float        bias;
} SotongTable;

struct _SotongModel
{
  gatomicrefcount  n_refs;
  GBytes          *bytes;    /* (owned): of the whole file */
  SotongTable      polar;    /* below 0 speaks for negative, above for positive */
  SotongTable      object;   /* above 0 speaks for a notice or a question, below for an opinion */
  float            clues[SOTONG_N_CLASSES][SOTONG_N_CLUES];
  float            sure;     /* a verdict's probability from which on it is no longer uncertain */
  char            *about;    /* (owned): what it was trained with, a line each */
  char            *version;  /* (owned) */
};

/* What a model is made of; the weights are copied. */
typedef struct {
  const gint8 *polar;
  const gint8 *object;
  guint32      polar_size;
  guint32      object_size;
  float        polar_scale, polar_bias;
  float        object_scale, object_bias;
  float        clues[SOTONG_N_CLASSES][SOTONG_N_CLUES];
  float        sure;
  const char  *about;
} SotongModelParts;

SotongModel *sotong_model_new_from_parts (const SotongModelParts *parts) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
