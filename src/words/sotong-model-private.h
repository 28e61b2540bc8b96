/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "words/sotong-model.h"

G_BEGIN_DECLS
/* What the last step looks at; sotong-judge.c says what each is. */
#define SOTONG_N_CLUES 14
#define SOTONG_N_CLASSES 3 /* negative, neutral, positive */

/* An n-gram weighs seven times as finely for good and bad as for notices and questions: seven weights stand beside the one that
 * the same n-grams share, so that both are in one line of the processor's cache. */
#define SOTONG_MODEL_FINE 7
#define SOTONG_MODEL_GROUP (SOTONG_MODEL_FINE + 1)

/* A table of weights: each times @scale, and what is added to a text's sum. */
typedef struct {
  float scale;
  float bias;
} SotongTable;

struct _SotongModel
{
  gatomicrefcount  n_refs;
  GBytes          *bytes;    /* (owned): of the whole file */
  const gint8     *groups;   /* (unowned): part of the bytes: seven weights of @polar, one of @object, and so on */
  guint32          n_groups;
  SotongTable      polar;    /* below 0 speaks for negative, above for positive */
  SotongTable      object;   /* above 0 speaks for a notice or a question, below for an opinion */
  float            clues[SOTONG_N_CLASSES][SOTONG_N_CLUES];
  float            sure;     /* a verdict's probability from which on it is no longer uncertain */
  char            *about;    /* (owned): what it was trained with, a line each */
  char            *version;  /* (owned) */
};

/* What a model is made of; the weights are copied. */
typedef struct {
  const gint8 *polar;        /* (array): seven a group */
  const gint8 *object;       /* (array): one a group */
  guint32      n_groups;
  float        polar_scale, polar_bias;
  float        object_scale, object_bias;
  float        clues[SOTONG_N_CLASSES][SOTONG_N_CLUES];
  float        sure;
  const char  *about;
} SotongModelParts;

/* The place of the n-gram's group, and in @out_fine which of its seven it is: as sotong_grams_place() has it for both tables. */
static inline const gint8 *
sotong_model_group (const SotongModel *model,
                    guint32            hash,
                    guint             *out_fine)
{
  guint64 at = (guint64) hash * model->n_groups;

  *out_fine = (guint) (((at & G_MAXUINT32) * SOTONG_MODEL_FINE) >> 32);
  return model->groups + (at >> 32) * SOTONG_MODEL_GROUP;
}

SotongModel *sotong_model_new_from_parts (const SotongModelParts *parts) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
