/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "words/sotong-exact-private.h"
#include "words/sotong-grams.h"
#include "words/sotong-spans.h"
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

/* The features of a text: where each stands in the table, and what it counts. */
typedef struct {
  SotongNorm  norm;
  SotongGrams grams;
  SotongSpans spans;
  guint32    *places;  /* (owned) */
  float      *values;  /* (owned): 1, or less than 0 for what a negation turns round */
  guint       n;
  guint       room;
  guint32     size;    /* of the table */
  gboolean    turns;
} Features;

static void
features_clear (Features *self)
{
  sotong_norm_clear (&self->norm);
  sotong_grams_clear (&self->grams);
  sotong_spans_clear (&self->spans);
  g_clear_pointer (&self->places, g_free);
  g_clear_pointer (&self->values, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Features, features_clear)

static void
make_room (Features *self,
           guint     n)
{
  if (self->room >= n)
    return;
  self->room = n + n / 2;
  self->places = g_renew (guint32, self->places, self->room);
  self->values = g_renew (float, self->values, self->room);
}

/* The n-grams of a word that is turned round stand there a second time, as features of their own. */
static void
turn_word (Features         *self,
           const SotongSpan *span)
{
  guint end = self->grams.first[MIN (span->end + 1, self->norm.n)];

  for (guint i = self->grams.first[span->first]; i < end; i++)
    {
      self->values[i] = -1.0f / SOTONG_GRAMS_TURNED_SHARE;
      self->places[self->n] = sotong_grams_place (sotong_grams_turned (self->grams.hashes[i]), self->size);
      self->values[self->n++] = 1;
    }
}

static void
take_features (Features            *self,
               const SotongExample *example)
{
  sotong_norm_set (&self->norm, example->sample->text, example->sample->length);
  sotong_grams_set (&self->grams, &self->norm);
  make_room (self, 2 * self->grams.n);
  self->n = self->grams.n;
  for (guint i = 0; i < self->n; i++)
    {
      self->places[i] = sotong_grams_place (self->grams.hashes[i], self->size);
      self->values[i] = 1;
    }
  if (!self->turns)
    return;
  sotong_spans_set (&self->spans, &self->norm);
  for (guint i = 0; i < self->spans.n; i++)
    {
      if (self->spans.spans[i].turned)
        turn_word (self, &self->spans.spans[i]);
    }
}

static double
score_of (const SotongWeights *weights,
          const Features      *features)
{
  double sum = 0;

  for (guint i = 0; i < features->n; i++)
    sum += (double) features->values[i] * (double) weights->weights[features->places[i]];
  return features->n > 0 ? sum / sqrt (features->n) + weights->bias : weights->bias;
}

/* One walk over the examples of logistic regression by AdaGrad (Duchi, Hazan and Singer, 2011). */
static void
walk (SotongWeights          *weights,
      float                  *squares,
      double                 *bias_square,
      GArray                 *examples,
      const SotongRegression *how,
      Features               *features)
{
  for (guint e = 0; e < examples->len; e++)
    {
      const SotongExample *example = &g_array_index (examples, SotongExample, e);
      double slope;
      float step;

      take_features (features, example);
      slope = (sotong_exact_logistic (score_of (weights, features)) - example->wanted) * (double) example->weight;
      step = (float) (slope / sqrt (MAX (features->n, 1)));
      for (guint i = 0; i < features->n; i++)
        {
          guint32 k = features->places[i];
          float part = step * features->values[i];

          squares[k] += part * part;
          weights->weights[k] -= how->rate * part / sqrtf (squares[k] + 1e-4f);
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
             Features      *features)
{
  g_autofree float *for_it = g_new0 (float, weights->size), *against = g_new0 (float, weights->size);
  double n_for = 0, n_against = 0;

  for (guint e = 0; e < examples->len; e++)
    {
      const SotongExample *example = &g_array_index (examples, SotongExample, e);
      float *counts = example->wanted ? for_it : against, *others = example->wanted ? against : for_it;

      take_features (features, example);
      for (guint i = 0; i < features->n; i++) /* what is turned round was said of the opposite */
        (features->values[i] > 0 ? counts : others)[features->places[i]] += example->weight * fabsf (features->values[i]);
      *(example->wanted ? &n_for : &n_against) += (double) example->weight * features->n;
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
             Features      *features)
{
  g_autoptr(GArray) scores = g_array_sized_new (FALSE, FALSE, sizeof (double), examples->len);
  double wanted = 0, all = 0, bias = weights->bias;

  for (guint e = 0; e < examples->len; e++)
    {
      const SotongExample *example = &g_array_index (examples, SotongExample, e);
      double score;

      take_features (features, example);
      score = score_of (weights, features) - bias;
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
  g_auto(Features) features = { .size = weights->size, .turns = how->turns };
  double bias_square = 0;
  guint64 state = SEED;

  weights->weights = g_new0 (float, weights->size);
  weights->bias = 0;
  for (int epoch = 0; epoch < how->n_epochs; epoch++)
    {
      shuffle (examples, &state);
      walk (weights, squares, &bias_square, examples, how, &features);
    }
  if (how->bayes > 0)
    {
      blend_bayes (weights, examples, how->bayes, &features);
      settle_bias (weights, examples, &features);
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
