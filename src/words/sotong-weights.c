/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "words/sotong-exact-private.h"
#include "words/sotong-grams.h"
#include "words/sotong-train-private.h"

#define SEED G_GUINT64_CONSTANT (0x2016101410000000)
#define BIAS_ROUNDS 20

/* Knuth's MMIX generator: the same numbers on every machine. */
static guint32
next_random (guint64 *state)
{
  *state = *state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint32) (*state >> 33);
}

static void
shuffle (GArray  *examples,
         guint64 *state)
{
  for (guint i = examples->len; i > 1; i--)
    {
      guint k = next_random (state) % i;
      SotongExample swap = g_array_index (examples, SotongExample, i - 1);

      g_array_index (examples, SotongExample, i - 1) = g_array_index (examples, SotongExample, k);
      g_array_index (examples, SotongExample, k) = swap;
    }
}

static void
take_grams (const SotongExample *example,
            SotongNorm          *norm,
            SotongGrams         *grams,
            guint32              size)
{
  sotong_norm_set (norm, example->sample->text, example->sample->length);
  sotong_grams_set (grams, norm);
  for (guint i = 0; i < grams->n; i++)
    grams->hashes[i] = sotong_grams_place (grams->hashes[i], size);
}

static double
score_of (const SotongWeights *weights,
          const SotongGrams   *grams)
{
  double sum = 0;

  for (guint i = 0; i < grams->n; i++)
    sum += weights->weights[grams->hashes[i]];
  return grams->n > 0 ? sum / sqrt (grams->n) + weights->bias : weights->bias;
}

/* One walk over the examples of logistic regression by AdaGrad (Duchi, Hazan and Singer, 2011). */
static void
walk (SotongWeights          *weights,
      float                  *squares,
      double                 *bias_square,
      GArray                 *examples,
      const SotongRegression *how,
      SotongNorm             *norm,
      SotongGrams            *grams)
{
  for (guint e = 0; e < examples->len; e++)
    {
      const SotongExample *example = &g_array_index (examples, SotongExample, e);
      double slope;
      float step;

      take_grams (example, norm, grams, weights->size);
      slope = (sotong_exact_logistic (score_of (weights, grams)) - example->wanted) * (double) example->weight;
      step = (float) (slope / sqrt (MAX (grams->n, 1)));
      for (guint i = 0; i < grams->n; i++)
        {
          guint32 k = grams->hashes[i];

          squares[k] += step * step;
          weights->weights[k] -= how->rate * step / sqrtf (squares[k] + 1e-4f);
        }
      *bias_square += slope * slope;
      weights->bias -= 0.1 * (double) how->rate * slope / sqrt (*bias_square + 1);
    }
}

/* Adds the naive Bayes log ratio of each place: what many texts say of a rare word carries over to other kinds of
 * texts better than what the regression made of it. */
static void
blend_bayes (SotongWeights *weights,
             GArray        *examples,
             float          share,
             SotongNorm    *norm,
             SotongGrams   *grams)
{
  g_autofree float *for_it = g_new0 (float, weights->size), *against = g_new0 (float, weights->size);
  double n_for = 0, n_against = 0;

  for (guint e = 0; e < examples->len; e++)
    {
      const SotongExample *example = &g_array_index (examples, SotongExample, e);
      float *counts = example->wanted ? for_it : against;

      take_grams (example, norm, grams, weights->size);
      for (guint i = 0; i < grams->n; i++)
        counts[grams->hashes[i]] += example->weight;
      *(example->wanted ? &n_for : &n_against) += (double) example->weight * grams->n;
    }
  n_for += 0.3 * weights->size;
  n_against += 0.3 * weights->size;
  for (guint32 k = 0; k < weights->size; k++)
    {
      if (for_it[k] > 0 || against[k] > 0)
        weights->weights[k] += share * (float) sotong_exact_log (((double) for_it[k] + 1) * n_against / (((double) against[k] + 1) * n_for));
    }
}

/* Moves the bias until as many examples come out positive as are. */
static void
settle_bias (SotongWeights *weights,
             GArray        *examples,
             SotongNorm    *norm,
             SotongGrams   *grams)
{
  g_autoptr(GArray) scores = g_array_sized_new (FALSE, FALSE, sizeof (double), examples->len);
  double wanted = 0, all = 0, bias = weights->bias;

  for (guint e = 0; e < examples->len; e++)
    {
      const SotongExample *example = &g_array_index (examples, SotongExample, e);
      double score;

      take_grams (example, norm, grams, weights->size);
      score = score_of (weights, grams) - bias;
      g_array_append_val (scores, score);
      all += (double) example->weight;
      wanted += example->wanted ? (double) example->weight : 0;
    }
  for (int round = 0; round < BIAS_ROUNDS; round++)
    {
      double found = 0;

      for (guint e = 0; e < examples->len; e++)
        {
          if (g_array_index (scores, double, e) + bias > 0)
            found += (double) g_array_index (examples, SotongExample, e).weight;
        }
      bias -= (found - wanted) / all;
    }
  weights->bias = bias;
}

/* Fits the table of weights. The order is shuffled, always in the same way. */
void
sotong_weights_fit (SotongWeights          *weights,
                    GArray                 *examples,
                    const SotongRegression *how)
{
  g_autofree float *squares = g_new0 (float, weights->size);
  g_auto(SotongNorm) norm = { NULL };
  g_auto(SotongGrams) grams = { NULL };
  double bias_square = 0;
  guint64 state = SEED;

  weights->weights = g_new0 (float, weights->size);
  weights->bias = 0;
  for (int epoch = 0; epoch < how->n_epochs; epoch++)
    {
      shuffle (examples, &state);
      walk (weights, squares, &bias_square, examples, how, &norm, &grams);
    }
  if (how->bayes > 0)
    {
      blend_bayes (weights, examples, how->bayes, &norm, &grams);
      settle_bias (weights, examples, &norm, &grams);
    }
}

/* Rounds to bytes. The few weights far from the rest are cut, so that the many keep their differences. */
void
sotong_weights_round (const SotongWeights *weights,
                      gint8               *out,
                      float               *out_scale)
{
  double square = 0, highest = 0, cut;
  guint n = 0;

  for (guint32 k = 0; k < weights->size; k++)
    {
      double w = (double) weights->weights[k];

      n += w != 0;
      square += w * w;
      highest = MAX (highest, fabs (w));
    }
  cut = n > 0 ? MIN (highest, 8 * sqrt (square / n)) : 1;
  *out_scale = (float) (cut / 127);
  for (guint32 k = 0; k < weights->size; k++)
    {
      double w = (double) weights->weights[k] / (double) *out_scale;

      out[k] = (gint8) CLAMP ((int) (w < 0 ? w - 0.5 : w + 0.5), -127, 127);
    }
}

void
sotong_weights_clear (SotongWeights *weights)
{
  g_clear_pointer (&weights->weights, g_free);
}
