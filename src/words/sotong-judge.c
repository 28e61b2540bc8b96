/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "words/sotong-exact-private.h"
#include "words/sotong-grams.h"
#include "words/sotong-judge-private.h"
#include "words/sotong-norm.h"
#include "words/sotong-spans.h"

#define LONGEST_DECIDING 40 /* characters of a word that are shown */

/* A word of the text at hand, and what its n-grams weigh in the tables' own units. */
typedef struct {
  SotongSpan span;
  gint64 polar;   /* 64 bits: a line of some million words that all say the same is beyond 32 */
  gint64 object;
  guint n_grams;  /* of @polar: those that are turned round count twice */
} Word;

struct _SotongJudge
{
  SotongModel *model;   /* (owned) */
  const SotongLesson *lesson; /* (unowned) (nullable) */
  SotongNorm   norm;
  SotongGrams  grams;
  SotongSpans  spans;
  Word        *words;   /* (owned): one a span */
  guint        n_words;
  guint        room;
};

/**
 * sotong_judge_new:
 * @model: the weights
 *
 * Returns: (transfer full): a judge
 */
SotongJudge *
sotong_judge_new (SotongModel *model)
{
  SotongJudge *judge = g_new0 (SotongJudge, 1);

  judge->model = sotong_model_ref (model);
  sotong_norm_init (&judge->norm);
  sotong_grams_init (&judge->grams);
  sotong_grams_fetch (&judge->grams, model->groups, model->n_groups, SOTONG_MODEL_GROUP);
  sotong_spans_init (&judge->spans);
  return judge;
}

void
sotong_judge_free (SotongJudge *judge)
{
  if (judge == NULL)
    return;
  sotong_model_unref (judge->model);
  sotong_norm_clear (&judge->norm);
  sotong_grams_clear (&judge->grams);
  sotong_spans_clear (&judge->spans);
  g_free (judge->words);
  g_free (judge);
}

/**
 * sotong_judge_set_lesson:
 * @judge: a judge
 * @lesson: (nullable): what it takes into account from now on beside its model; must live as long
 */
void
sotong_judge_set_lesson (SotongJudge        *judge,
                         const SotongLesson *lesson)
{
  judge->lesson = lesson;
}

/* (transfer none): of the text that was judged last, until the next. */
const SotongGrams *
sotong_judge_get_grams (SotongJudge *judge)
{
  return &judge->grams;
}

const char *
sotong_tone_get_name (SotongTone tone)
{
  static const char * const names[] = { "negative", "neutral", "positive", "uncertain" };

  g_return_val_if_fail ((guint) tone < G_N_ELEMENTS (names), names[3]);
  return names[tone];
}

/* A word that a negation turns round. */
static void
turn_word (SotongJudge *judge,
           Word        *word,
           guint        from,
           guint        to)
{
  word->polar = -word->polar / SOTONG_GRAMS_TURNED_SHARE;
  for (guint k = from; k < to; k++)
    {
      guint fine;
      const gint8 *group = sotong_model_group (judge->model, sotong_grams_turned (judge->grams.hashes[k]), &fine);

      word->polar += group[fine];
    }
  word->n_grams += to - from;
}

/* Weighs each word. An n-gram belongs to the word that it ends in or right behind. */
static void
weigh_words (SotongJudge *judge)
{
  const SotongNorm *norm = &judge->norm;
  const SotongGrams *grams = &judge->grams;

  if (judge->room < norm->n)
    {
      judge->room = norm->n + norm->n / 2 + 64;
      g_free (judge->words);
      judge->words = g_new (Word, judge->room);
    }
  for (guint i = 0; i < judge->spans.n; i++)
    {
      const SotongSpan *span = &judge->spans.spans[i];
      guint from = grams->first[span->first], to = grams->first[MIN (span->end + 1, norm->n)];
      Word word = { *span, 0, 0, to - from };

      for (guint k = from; k < to; k++)
        {
          guint fine;
          const gint8 *group = sotong_model_group (judge->model, grams->hashes[k], &fine);

          word.polar += group[fine];
          word.object += group[SOTONG_MODEL_FINE];
        }
      if (span->turned)
        turn_word (judge, &word, from, to);
      judge->words[i] = word;
    }
  judge->n_words = judge->spans.n;
}

static float
table_score (const SotongTable *table,
             gint64             sum,
             guint              n)
{
  return n > 0 ? table->scale * (float) sum / sqrtf ((float) n) + table->bias : table->bias;
}

/* 1 if the text asks: by a question mark, or by how it ends: -나요, -까요, -가요, -니까. */
static gboolean
asks (const SotongJudge *judge)
{
  const SotongNorm *norm = &judge->norm;
  guint at;
  guint32 last, before;

  for (guint i = 1; i < norm->n; i++)
    {
      if (norm->chars[i] == '?')
        return TRUE;
    }
  if (judge->n_words == 0)
    return FALSE;
  last = sotong_span_last_letter (&judge->words[judge->n_words - 1].span, norm, &at);
  before = at > 0 ? norm->chars[at - 1] : 0;
  return last == 0xae4c || ((last == 0xc694 || last == 0xc5ec) && (before == 0xb098 || before == 0xae4c || before == 0xac00));
}

/* The lowest and the highest of the clauses' scores; they are one where nothing turns round. */
static guint
weigh_clauses (const SotongJudge *judge,
               float             *out_low,
               float             *out_high)
{
  const SotongTable *polar = &judge->model->polar;
  gint64 sum = 0;
  guint n_grams = 0, n_turns = 0;

  *out_low = G_MAXFLOAT;
  *out_high = -G_MAXFLOAT;
  for (guint i = 0; i < judge->n_words; i++)
    {
      const Word *word = &judge->words[i];
      gboolean turn = i + 1 < judge->n_words && sotong_span_turns_round (&word->span, &judge->norm);

      sum += word->polar;
      n_grams += word->n_grams;
      if (turn || i + 1 == judge->n_words)
        {
          float score = table_score (polar, sum, n_grams);

          *out_low = MIN (*out_low, score);
          *out_high = MAX (*out_high, score);
          sum = 0;
          n_grams = 0;
          n_turns += turn;
        }
    }
  return n_turns;
}

/*
 * What the last step looks at: how good or bad the text sounds and how strongly, how much like a notice, whether it asks,
 * whether its clauses turn round against one another and how far they are apart, and how long it is.
 */
static void
take_clues (SotongJudge *judge,
            float        clues[SOTONG_N_CLUES])
{
  gint64 polar = 0, object = 0;
  guint n_polar = 0;
  float low, high, score, matter, mixed;
  gboolean question = asks (judge);
  guint n_turns;

  for (guint i = 0; i < judge->n_words; i++)
    {
      polar += judge->words[i].polar;
      object += judge->words[i].object;
      n_polar += judge->words[i].n_grams;
    }
  score = table_score (&judge->model->polar, polar, n_polar);
  matter = table_score (&judge->model->object, object, judge->grams.n);
  n_turns = weigh_clauses (judge, &low, &high);
  mixed = n_turns > 0 && low < 0 && high > 0 ? MIN (-low, high) : 0;
  score = CLAMP (score, -12, 12);
  matter = CLAMP (matter, -12, 12);
  clues[0] = 1;
  clues[1] = score;
  clues[2] = fabsf (score);
  clues[3] = matter;
  clues[4] = question;
  clues[5] = question ? score : 0;
  clues[6] = n_turns > 0;
  clues[7] = MIN (mixed, 6);
  clues[8] = n_turns > 0 ? fabsf (score) : 0;
  clues[9] = matter > 0 ? score : 0;
  clues[10] = score * score / 8;
  clues[11] = question ? matter : 0;
  clues[12] = MIN (sqrtf ((float) judge->n_words), 8);
  clues[13] = n_turns > 0 ? matter : 0;
}

static void
read_text (SotongJudge *judge,
           const char  *text,
           gsize        length,
           float        clues[SOTONG_N_CLUES])
{
  sotong_norm_set (&judge->norm, text, length);
  sotong_grams_set (&judge->grams, &judge->norm);
  sotong_spans_set (&judge->spans, &judge->norm);
  weigh_words (judge);
  take_clues (judge, clues);
}

/* For the trainer, which fits the last step's weights to them. */
void
sotong_judge_get_clues (SotongJudge *judge,
                        const char  *text,
                        gsize        length,
                        float        clues[SOTONG_N_CLUES])
{
  read_text (judge, text, length, clues);
}

/* The probabilities of the three classes: their weighed clues, as a softmax. */
guint
sotong_judge_weigh_clues (const float weights[SOTONG_N_CLASSES][SOTONG_N_CLUES],
                          const float clues[SOTONG_N_CLUES],
                          float       p[SOTONG_N_CLASSES])
{
  double sums[SOTONG_N_CLASSES], highest, total = 0;
  guint best = 0;

  for (guint k = 0; k < SOTONG_N_CLASSES; k++)
    {
      sums[k] = 0;
      for (guint i = 0; i < SOTONG_N_CLUES; i++)
        sums[k] += (double) weights[k][i] * (double) clues[i];
      if (sums[k] > sums[best])
        best = k;
    }
  highest = sums[best];
  for (guint k = 0; k < SOTONG_N_CLASSES; k++)
    {
      sums[k] = k == best ? 1.0 : sotong_exact_exp (sums[k] - highest);
      total += sums[k];
    }
  for (guint k = 0; k < SOTONG_N_CLASSES; k++)
    p[k] = (float) (sums[k] / total);
  return best;
}

/* How much a word speaks for what was decided. */
static float
speaks_for (const SotongModel *model,
            const Word        *word,
            SotongTone         tone)
{
  float polar = model->polar.scale * (float) word->polar;

  switch (tone)
    {
    case SOTONG_TONE_NEGATIVE:
      return -polar;
    case SOTONG_TONE_POSITIVE:
      return polar;
    case SOTONG_TONE_NEUTRAL:
    case SOTONG_TONE_UNCERTAIN:
    default:
      return model->object.scale * (float) word->object;
    }
}

/* Where a word stands in the text, without the signs around it. */
static SotongDeciding
place_of (const SotongNorm *norm,
          const Word       *word)
{
  guint first = word->span.first, end = word->span.end;
  SotongDeciding place;

  while (end > first + 1 && norm->chars[end - 1] < 0x80 && !g_ascii_isalnum ((char) norm->chars[end - 1]))
    end--;
  while (first + 1 < end && norm->chars[first] < 0x80 && !g_ascii_isalnum ((char) norm->chars[first]))
    first++;
  end = MIN (end, first + LONGEST_DECIDING);
  place.start = norm->at[first];
  place.length = norm->at[end] - norm->at[first];
  return place;
}

static void
find_deciding (const SotongJudge *judge,
               SotongJudgement   *out)
{
  float best[SOTONG_MOST_DECIDING];
  guint at[SOTONG_MOST_DECIDING], n = 0;

  for (guint i = 0; i < judge->n_words; i++)
    {
      float weight = speaks_for (judge->model, &judge->words[i], out->forced);
      guint k = n;

      if (weight <= 0 || (n == SOTONG_MOST_DECIDING && weight <= best[n - 1]))
        continue;
      if (n < SOTONG_MOST_DECIDING)
        n++;
      else
        k--;
      for (; k > 0 && weight > best[k - 1]; k--)
        {
          best[k] = best[k - 1];
          at[k] = at[k - 1];
        }
      best[k] = weight;
      at[k] = i;
    }
  out->n_deciding = n;
  for (guint k = 0; k < n; k++)
    out->deciding[k] = place_of (&judge->norm, &judge->words[at[k]]);
}

/**
 * sotong_judge_text:
 * @judge: a judge
 * @text: UTF-8; other bytes count as blanks
 * @length: of @text in bytes
 * @judgement: (out): what it thinks of the text
 */
void
sotong_judge_text (SotongJudge     *judge,
                   const char      *text,
                   gsize            length,
                   SotongJudgement *judgement)
{
  float clues[SOTONG_N_CLUES];
  guint best;

  read_text (judge, text, length, clues);
  if (judge->n_words == 0) /* of nothing there is nothing to think */
    {
      *judgement = (SotongJudgement) { SOTONG_TONE_UNCERTAIN, SOTONG_TONE_NEUTRAL, { 0.3333f, 0.3334f, 0.3333f }, 0, { { 0 } } };
      return;
    }
  best = sotong_judge_weigh_clues (judge->model->clues, clues, judgement->p);
  if (judge->lesson != NULL)
    best = sotong_lesson_shift (judge->lesson, &judge->grams, judgement->p);
  judgement->forced = (SotongTone) best;
  judgement->tone = judgement->p[best] >= judge->model->sure ? judgement->forced : SOTONG_TONE_UNCERTAIN;
  find_deciding (judge, judgement);
}
