/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "words/sotong-train-private.h"

#define N_GROUPS 523264u /* with the head just within 4 MiB */
#define N_FOLDS 4
#define REVIEWS_PARTS 20  /* a fold holds back one of so many film reviews: there are enough */
#define REVIEWS_SHARE 4   /* as opinions, one of so many reviews is enough as well */
#define SURE 0.55f
#define FAINT 1e-6f        /* is scored but teaches nothing */

/* What a text counts in the tables, by where it comes from: few of the kind that matters weigh more than many films. */
static const float polar_weights[] = {
  [SOTONG_ORIGIN_REVIEWS] = 1, [SOTONG_ORIGIN_PRAISE] = 1, [SOTONG_ORIGIN_COMMENTS] = 4, [SOTONG_ORIGIN_TALK] = 0, [SOTONG_ORIGIN_CIVIC] = 6,
};
static const float notice_weights[] = {
  [SOTONG_ORIGIN_REVIEWS] = 0, [SOTONG_ORIGIN_PRAISE] = 0, [SOTONG_ORIGIN_COMMENTS] = 3, [SOTONG_ORIGIN_TALK] = 0.3f, [SOTONG_ORIGIN_CIVIC] = 15,
};
static const float opinion_weights[] = {
  [SOTONG_ORIGIN_REVIEWS] = 0.3f, [SOTONG_ORIGIN_PRAISE] = 0, [SOTONG_ORIGIN_COMMENTS] = 1, [SOTONG_ORIGIN_TALK] = 0, [SOTONG_ORIGIN_CIVIC] = 15,
};
static const SotongRegression how_polar = { .n_epochs = 8, .rate = 0.2f, .bayes = 0.2f, .turns = TRUE };
static const SotongRegression how_object = { .n_epochs = 4, .rate = 0.3f, .bayes = 0.4f };

static gboolean
is_of_films (const SotongSample *sample)
{
  return sample->origin == SOTONG_ORIGIN_REVIEWS || sample->origin == SOTONG_ORIGIN_PRAISE;
}

/* Whether fold @fold holds the sample back. Fold N_FOLDS holds back none. */
static gboolean
is_held_back (const SotongSample *sample,
              guint               fold)
{
  if (fold == N_FOLDS || sample->origin == SOTONG_ORIGIN_PRAISE)
    return FALSE;
  if (sample->origin == SOTONG_ORIGIN_REVIEWS)
    return sample->hash % REVIEWS_PARTS == fold;
  return sample->hash % N_FOLDS == fold;
}

/* Good reviews of films count less, so that all together count what the bad ones do: of films more is good than of a city. */
static void
balance_reviews (GArray *examples)
{
  guint n_good = 0, n_bad = 0;

  for (guint i = 0; i < examples->len; i++)
    {
      const SotongExample *example = &g_array_index (examples, SotongExample, i);

      if (is_of_films (example->sample))
        *(example->wanted ? &n_good : &n_bad) += 1;
    }
  for (guint i = 0; n_good > n_bad && i < examples->len; i++)
    {
      SotongExample *example = &g_array_index (examples, SotongExample, i);

      if (example->wanted && is_of_films (example->sample))
        example->weight *= (float) n_bad / (float) n_good;
    }
}

/* The examples of good and bad. */
static GArray *
polar_examples (const SotongCorpus *corpus,
                guint               fold)
{
  GArray *examples = g_array_new (FALSE, FALSE, sizeof (SotongExample));

  for (guint i = 0; i < corpus->samples->len; i++)
    {
      const SotongSample *sample = &g_array_index (corpus->samples, SotongSample, i);
      SotongExample example = { sample, polar_weights[sample->origin], sample->label == SOTONG_LABEL_POSITIVE };

      if (sample->label <= SOTONG_LABEL_POSITIVE && example.weight > 0 && !is_held_back (sample, fold))
        g_array_append_val (examples, example);
    }
  balance_reviews (examples);
  return examples;
}

/* The examples of what is said without an opinion, and of what is not. */
static GArray *
object_examples (const SotongCorpus *corpus,
                 guint               fold)
{
  GArray *examples = g_array_new (FALSE, FALSE, sizeof (SotongExample));

  for (guint i = 0; i < corpus->samples->len; i++)
    {
      const SotongSample *sample = &g_array_index (corpus->samples, SotongSample, i);
      gboolean wanted = sample->label == SOTONG_LABEL_NEUTRAL;
      SotongExample example = { sample, wanted ? notice_weights[sample->origin] : opinion_weights[sample->origin], wanted };

      if (sample->origin == SOTONG_ORIGIN_REVIEWS && sample->hash / 64 % REVIEWS_SHARE != 0)
        continue;
      if (example.weight > 0 && !is_held_back (sample, fold))
        g_array_append_val (examples, example);
    }
  return examples;
}

static SotongModel *
fit_tables (const SotongCorpus   *corpus,
            const SotongTraining *training,
            guint                 fold,
            const char           *about,
            float                 clues[SOTONG_N_CLASSES][SOTONG_N_CLUES])
{
  g_autoptr(GArray) polar_set = polar_examples (corpus, fold), object_set = object_examples (corpus, fold);
  guint32 n_groups = training->n_groups > 0 ? training->n_groups : N_GROUPS;
  SotongWeights polar = { NULL, n_groups * SOTONG_MODEL_FINE, 0 };
  SotongWeights object = { NULL, n_groups, 0 };
  g_autofree gint8 *polar_bytes = g_new (gint8, polar.size), *object_bytes = g_new (gint8, object.size);
  SotongModelParts parts = { polar_bytes, object_bytes, n_groups, .sure = SURE, .about = about };

  sotong_weights_fit (&polar, polar_set, &how_polar);
  sotong_weights_fit (&object, object_set, &how_object);
  sotong_weights_round (&polar, polar_bytes, &parts.polar_scale);
  sotong_weights_round (&object, object_bytes, &parts.object_scale);
  parts.polar_bias = (float) polar.bias;
  parts.object_bias = (float) object.bias;
  memcpy (parts.clues, clues, sizeof parts.clues);
  sotong_weights_clear (&polar);
  sotong_weights_clear (&object);
  return sotong_model_new_from_parts (&parts);
}

static guint8
class_of (SotongLabel label)
{
  switch (label)
    {
    case SOTONG_LABEL_NEGATIVE:
      return SOTONG_TONE_NEGATIVE;
    case SOTONG_LABEL_POSITIVE:
      return SOTONG_TONE_POSITIVE;
    case SOTONG_LABEL_NEUTRAL:
    case SOTONG_LABEL_MIXED:
    default:
      return SOTONG_TONE_NEUTRAL;
    }
}

/* What a text counts in the last step. */
static float
clue_weight (const SotongSample *sample)
{
  switch (sample->origin)
    {
    case SOTONG_ORIGIN_CIVIC:
      return 1;
    case SOTONG_ORIGIN_COMMENTS:
      return sample->label == SOTONG_LABEL_MIXED ? FAINT : 0.05f;
    case SOTONG_ORIGIN_REVIEWS:
      return 0.004f;
    case SOTONG_ORIGIN_PRAISE:
    case SOTONG_ORIGIN_TALK:
    default:
      return FAINT;
    }
}

/* The clues of what the fold held back. */
static void
add_clues (const SotongCorpus *corpus,
           SotongModel        *model,
           guint               fold,
           GArray             *clued,
           GArray             *samples)
{
  g_autoptr(SotongJudge) judge = sotong_judge_new (model);

  for (guint i = 0; i < corpus->samples->len; i++)
    {
      const SotongSample *sample = &g_array_index (corpus->samples, SotongSample, i);
      SotongClued one = { .weight = clue_weight (sample), .class = class_of (sample->label) };

      if (!is_held_back (sample, fold) || sample->origin == SOTONG_ORIGIN_TALK) /* none of the praise is */
        continue;
      sotong_judge_get_clues (judge, sample->text, sample->length, one.clues);
      g_array_append_val (clued, one);
      g_array_append_val (samples, sample);
    }
}

/* Scores the held-back texts by the last step's weights. */
static void
score_folds (GArray         *clued,
             GArray         *samples,
             float           clues[SOTONG_N_CLASSES][SOTONG_N_CLUES],
             SotongTraining *training)
{
  for (guint e = 0; e < clued->len; e++)
    {
      const SotongClued *one = &g_array_index (clued, SotongClued, e);
      const SotongSample *sample = g_array_index (samples, const SotongSample *, e);
      SotongScores *scores = sample->origin == SOTONG_ORIGIN_REVIEWS ? &training->reviews
                             : sample->origin == SOTONG_ORIGIN_COMMENTS ? &training->comments : &training->civic;
      float p[SOTONG_N_CLASSES];

      sotong_judge_weigh_clues (clues, one->clues, p);
      sotong_scores_add (scores, sample->label, p);
    }
}

/**
 * sotong_train:
 * @corpus: texts
 * @training: (inout): what is wanted; takes how well held-back texts were judged
 * @cancellable: (nullable): stops between the folds
 * @error: return location
 *
 * Trains four times with a quarter of the texts held back (of the film reviews a twentieth, of those that are only good none): how the last step has to weigh
 * its clues is learnt from texts that the tables have not seen. Then once with all. The same texts give the same
 * bytes on every machine that reckons as IEEE 754 says. Takes two or three minutes; for a worker thread.
 *
 * Returns: (transfer full) (nullable): the model
 */
SotongModel *
sotong_train (const SotongCorpus  *corpus,
              SotongTraining      *training,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr(GArray) clued = g_array_new (FALSE, FALSE, sizeof (SotongClued));
  g_autoptr(GArray) kept = NULL;
  g_autoptr(GArray) samples = g_array_new (FALSE, FALSE, sizeof (SotongSample *));
  float clues[SOTONG_N_CLASSES][SOTONG_N_CLUES] = { { 0 } };

  for (guint fold = 0; fold < N_FOLDS; fold++)
    {
      g_autoptr(SotongModel) model = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      model = fit_tables (corpus, training, fold, "", clues);
      add_clues (corpus, model, fold, clued, samples);
      if (training->progress != NULL)
        training->progress (fold + 1, N_FOLDS + 1, training->user_data);
    }
  kept = g_array_copy (clued);
  sotong_clues_fit (clued, clues);
  score_folds (kept, samples, clues, training);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return fit_tables (corpus, training, N_FOLDS, corpus->about->str, clues);
}
