/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/sotong-judge.h"
#include "words/sotong-train.h"

/**
 * sotong_scores_add:
 * @scores: counts so far
 * @label: what a text is
 * @p: what a judge thinks: negative, neutral, positive
 *
 * Counts one text. Mixed counts as neutral.
 */
void
sotong_scores_add (SotongScores *scores,
                   SotongLabel   label,
                   const float   p[3])
{
  guint wanted = label == SOTONG_LABEL_NEGATIVE ? SOTONG_TONE_NEGATIVE
                 : label == SOTONG_LABEL_POSITIVE ? SOTONG_TONE_POSITIVE : SOTONG_TONE_NEUTRAL;
  guint found = SOTONG_TONE_NEGATIVE;

  for (guint k = 1; k < 3; k++)
    {
      if (p[k] > p[found])
        found = k;
    }
  scores->n++;
  scores->n_right += found == wanted;
  scores->confusion[wanted][found]++;
  if (wanted == SOTONG_TONE_NEUTRAL)
    return;
  scores->n_polar++;
  scores->n_polar_right += (p[SOTONG_TONE_POSITIVE] > p[SOTONG_TONE_NEGATIVE]) == (wanted == SOTONG_TONE_POSITIVE);
}

/* Shares of 1; 0 where nothing was counted. */
double
sotong_scores_polar (const SotongScores *scores)
{
  return scores->n_polar > 0 ? (double) scores->n_polar_right / scores->n_polar : 0;
}

double
sotong_scores_accuracy (const SotongScores *scores)
{
  return scores->n > 0 ? (double) scores->n_right / scores->n : 0;
}

/**
 * sotong_scores_macro_f1:
 * @scores: counts
 *
 * Returns: the mean over the classes that occur of the harmonic mean of precision and recall
 */
double
sotong_scores_macro_f1 (const SotongScores *scores)
{
  double sum = 0;
  guint n = 0;

  for (guint k = 0; k < 3; k++)
    {
      guint row = 0, column = 0;

      for (guint i = 0; i < 3; i++)
        {
          row += scores->confusion[k][i];
          column += scores->confusion[i][k];
        }
      if (row == 0)
        continue;
      n++;
      sum += 2.0 * scores->confusion[k][k] / (row + column);
    }
  return n > 0 ? sum / n : 0;
}
