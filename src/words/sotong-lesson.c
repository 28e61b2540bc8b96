/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "words/sotong-exact-private.h"
#include "words/sotong-judge.h"
#include "words/sotong-lesson.h"
#include "words/sotong-norm.h"

/*
 * Multinomial logistic regression on hashed n-grams whose starting point is what the model says: it learns only what the office says
 * otherwise. The weights shrink towards nothing after each round, so that a few corrections change little but what is like them.
 */
#define PLACES 8192u
#define CLASSES 3u
#define ROUNDS 12
#define RATE 1.0
#define BIAS_RATE 0.02
#define SHRINK 0.97
#define LEAST_P 1e-4
#define MAGIC "SOTONGL1"

struct _SotongLesson
{
  float bias[CLASSES];
  float weights[CLASSES * PLACES];
};

/* A text made ready: its n-grams, and what the model says. */
typedef struct {
  guint32 *places;  /* (owned) */
  guint    n;
  guint    label;
  double   base[CLASSES]; /* logarithms */
} Example;

static void
example_clear (gpointer data)
{
  g_free (((Example *) data)->places);
}

void
sotong_lesson_free (SotongLesson *lesson)
{
  g_free (lesson);
}

static double
root_of (guint n)
{
  return n > 0 ? sotong_exact_exp (0.5 * sotong_exact_log ((double) n)) : 1;
}

/* The probabilities of an example with what has been learnt so far. */
static void
weigh (const SotongLesson *lesson,
       const Example      *example,
       double              scale,
       double              p[CLASSES])
{
  double sums[CLASSES], highest, total = 0;

  for (guint k = 0; k < CLASSES; k++)
    {
      double sum = 0;

      for (guint i = 0; i < example->n; i++)
        sum += (double) lesson->weights[k * PLACES + example->places[i]];
      sums[k] = example->base[k] + (double) lesson->bias[k] + sum * scale;
    }
  highest = MAX (MAX (sums[0], sums[1]), sums[2]);
  for (guint k = 0; k < CLASSES; k++)
    total += p[k] = sotong_exact_exp (sums[k] - highest);
  for (guint k = 0; k < CLASSES; k++)
    p[k] /= total;
}

static void
learn_one (SotongLesson  *lesson,
           const Example *example,
           double         rate)
{
  double scale = 1 / root_of (example->n), p[CLASSES];

  weigh (lesson, example, scale, p);
  for (guint k = 0; k < CLASSES; k++)
    {
      double step = rate * ((k == example->label ? 1.0 : 0.0) - p[k]);

      lesson->bias[k] += (float) (BIAS_RATE * step);
      for (guint i = 0; i < example->n; i++)
        lesson->weights[k * PLACES + example->places[i]] += (float) (step * scale);
    }
}

/* The same order each time, and another in each round. */
static void
mix_order (guint32 *order,
           guint    n,
           guint64  seed)
{
  for (guint i = n; i > 1; i--)
    {
      guint32 held = order[i - 1];
      guint j;

      seed = seed * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
      j = (guint) ((seed >> 33) % i);
      order[i - 1] = order[j];
      order[j] = held;
    }
}

static GArray *
make_ready (const SotongLessonText *texts,
            guint                   n,
            GError                **error)
{
  SotongModel *model = sotong_model_get_default (error);
  g_autoptr(SotongJudge) judge = model != NULL ? sotong_judge_new (model) : NULL;
  g_autoptr(GArray) list = g_array_sized_new (FALSE, TRUE, sizeof (Example), n);

  g_array_set_clear_func (list, example_clear);
  for (guint t = 0; judge != NULL && t < n; t++)
    {
      SotongJudgement judgement;
      Example example = { NULL };
      const SotongGrams *grams;

      sotong_judge_text (judge, texts[t].text, strlen (texts[t].text), &judgement);
      grams = sotong_judge_get_grams (judge);
      example.n = grams->n;
      example.label = texts[t].label;
      example.places = g_new (guint32, MAX (grams->n, 1));
      for (guint i = 0; i < grams->n; i++)
        example.places[i] = sotong_grams_place (grams->hashes[i], PLACES);
      for (guint k = 0; k < CLASSES; k++)
        example.base[k] = sotong_exact_log (MAX ((double) judgement.p[k], LEAST_P));
      g_array_append_val (list, example);
    }
  return judge != NULL ? g_steal_pointer (&list) : NULL;
}

/**
 * sotong_lesson_learn:
 * @texts: what persons said of which texts
 * @n: how many
 * @cancellable: (nullable): a cancellable
 * @error: return location; of `SOTONG_WORDS_ERROR`, or cancelled
 *
 * The same texts in the same order give the same lesson, bit for bit. Takes a second for some ten thousand texts: not for the main thread.
 *
 * Returns: (transfer full) (nullable): what is to be learnt from them
 */
SotongLesson *
sotong_lesson_learn (const SotongLessonText  *texts,
                     guint                    n,
                     GCancellable            *cancellable,
                     GError                 **error)
{
  g_autoptr(SotongLesson) lesson = g_new0 (SotongLesson, 1);
  g_autoptr(GArray) examples = make_ready (texts, n, error);
  g_autofree guint32 *order = g_new (guint32, MAX (n, 1));

  if (examples == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint round = 0; round < ROUNDS; round++)
    {
      mix_order (order, n, round + 1);
      for (guint i = 0; i < n; i++)
        learn_one (lesson, &g_array_index (examples, Example, order[i]), RATE / (1 + round));
      for (guint i = 0; i < CLASSES * PLACES; i++)
        lesson->weights[i] *= (float) SHRINK;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&lesson);
}

/**
 * sotong_lesson_shift:
 * @lesson: what was learnt
 * @grams: of a text
 * @p: (inout): what the model says: negative, neutral, positive
 *
 * Returns: the place of the likeliest
 */
guint
sotong_lesson_shift (const SotongLesson *lesson,
                     const SotongGrams  *grams,
                     float               p[3])
{
  double sums[CLASSES] = { 0 }, scale = 1 / root_of (grams->n), total = 0;
  guint best = 0;

  for (guint i = 0; i < grams->n; i++)
    {
      guint32 place = sotong_grams_place (grams->hashes[i], PLACES);

      for (guint k = 0; k < CLASSES; k++)
        sums[k] += (double) lesson->weights[k * PLACES + place];
    }
  for (guint k = 0; k < CLASSES; k++)
    total += sums[k] = MAX ((double) p[k], LEAST_P) * sotong_exact_exp (sums[k] * scale + (double) lesson->bias[k]);
  for (guint k = 0; k < CLASSES; k++)
    {
      p[k] = (float) (sums[k] / total);
      if (p[k] > p[best])
        best = k;
    }
  return best;
}

/* ---- kept ---- */

/**
 * sotong_lesson_to_bytes:
 * @lesson: a lesson
 *
 * Returns: (transfer full): what sotong_lesson_from_bytes() reads
 */
GBytes *
sotong_lesson_to_bytes (const SotongLesson *lesson)
{
  GByteArray *bytes = g_byte_array_new ();
  const float *values[] = { lesson->bias, lesson->weights };
  const gsize lengths[] = { CLASSES, CLASSES * PLACES };

  g_byte_array_append (bytes, (const guint8 *) MAGIC, 8);
  for (guint part = 0; part < 2; part++)
    {
      for (gsize i = 0; i < lengths[part]; i++)
        {
          guint32 word;

          memcpy (&word, &values[part][i], sizeof word);
          word = GUINT32_TO_LE (word);
          g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
        }
    }
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * sotong_lesson_from_bytes:
 * @data: what was kept
 * @length: of @data
 *
 * Returns: (transfer full) (nullable): the lesson; %NULL if it is none
 */
SotongLesson *
sotong_lesson_from_bytes (const guint8 *data,
                          gsize         length)
{
  SotongLesson *lesson;
  float *to;

  if (length != 8 + (CLASSES + CLASSES * PLACES) * sizeof (float) || memcmp (data, MAGIC, 8) != 0)
    return NULL;
  lesson = g_new0 (SotongLesson, 1);
  for (gsize i = 0; i < CLASSES + CLASSES * PLACES; i++)
    {
      guint32 word;

      memcpy (&word, data + 8 + i * sizeof word, sizeof word);
      word = GUINT32_FROM_LE (word);
      to = i < CLASSES ? &lesson->bias[i] : &lesson->weights[i - CLASSES];
      memcpy (to, &word, sizeof word);
      if (!(*to > -1000.0f && *to < 1000.0f))
        {
          g_free (lesson);
          return NULL;
        }
    }
  return lesson;
}
