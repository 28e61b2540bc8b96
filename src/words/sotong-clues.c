/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "words/sotong-exact-private.h"
#include "words/sotong-train-private.h"

#define N_STEPS 1500
#define RATE 0.5
#define MOMENTUM 0.9
#define DECAY 0.002 /* towards no weight at all */

typedef double Weights[SOTONG_N_CLASSES][SOTONG_N_CLUES];

/* The slope of the mean log loss. */
static void
slope_of (GArray        *clued,
          const Weights  weights,
          double         total,
          Weights        slope)
{
  memset (slope, 0, sizeof (Weights));
  for (guint e = 0; e < clued->len; e++)
    {
      const SotongClued *one = &g_array_index (clued, SotongClued, e);
      double p[SOTONG_N_CLASSES], highest = -G_MAXDOUBLE, sum = 0;

      for (int k = 0; k < SOTONG_N_CLASSES; k++)
        {
          p[k] = 0;
          for (int i = 0; i < SOTONG_N_CLUES; i++)
            p[k] += weights[k][i] * (double) one->clues[i];
          highest = MAX (highest, p[k]);
        }
      for (int k = 0; k < SOTONG_N_CLASSES; k++)
        sum += p[k] = sotong_exact_exp (p[k] - highest);
      for (int k = 0; k < SOTONG_N_CLASSES; k++)
        {
          double off = (p[k] / sum - (k == one->class)) * (double) one->weight / total;

          for (int i = 0; i < SOTONG_N_CLUES; i++)
            slope[k][i] += off * (double) one->clues[i];
        }
    }
}

/* How wide each clue spreads, so that one pace suits all. */
static void
widths_of (GArray *clued,
           double  widths[SOTONG_N_CLUES])
{
  for (int i = 0; i < SOTONG_N_CLUES; i++)
    {
      double square = 0;

      for (guint e = 0; e < clued->len; e++)
        {
          double x = (double) g_array_index (clued, SotongClued, e).clues[i];

          square += x * x;
        }
      widths[i] = sqrt (square / MAX (clued->len, 1)) + 1e-6;
    }
}

/* Multinomial logistic regression of a class on the clues, by gradient descent over all of them. */
void
sotong_clues_fit (GArray *clued,
                  float   out[SOTONG_N_CLASSES][SOTONG_N_CLUES])
{
  Weights weights = { { 0 } }, speed = { { 0 } }, slope;
  double widths[SOTONG_N_CLUES], total = 0;

  widths_of (clued, widths);
  for (guint e = 0; e < clued->len; e++)
    {
      SotongClued *one = &g_array_index (clued, SotongClued, e);

      total += (double) one->weight;
      for (int i = 0; i < SOTONG_N_CLUES; i++)
        one->clues[i] = (float) ((double) one->clues[i] / widths[i]);
    }
  for (int step = 0; step < N_STEPS; step++)
    {
      slope_of (clued, weights, total, slope);
      for (int k = 0; k < SOTONG_N_CLASSES; k++)
        {
          for (int i = 0; i < SOTONG_N_CLUES; i++)
            {
              speed[k][i] = MOMENTUM * speed[k][i] - RATE * (slope[k][i] + DECAY * weights[k][i]);
              weights[k][i] += speed[k][i];
            }
        }
    }
  for (int k = 0; k < SOTONG_N_CLASSES; k++)
    {
      for (int i = 0; i < SOTONG_N_CLUES; i++)
        out[k][i] = (float) (weights[k][i] / widths[i]);
    }
}
