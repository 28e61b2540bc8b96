/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "monitor/sotong-opinion.h"
#include "words/sotong-judge.h"

#define PART 4000 /* mentions a transaction: others may write between two */

struct _SotongOpinion
{
  SotongModel *model;  /* (unowned): the program's */
  SotongJudge *judge;  /* (owned) */
};

/**
 * sotong_opinion_new:
 * @error: (nullable): return location; of `SOTONG_WORDS_ERROR`
 *
 * Returns: (transfer full) (nullable): %NULL if the program's model cannot be used
 */
SotongOpinion *
sotong_opinion_new (GError **error)
{
  SotongModel *model = sotong_model_get_default (error);
  SotongOpinion *opinion;

  if (model == NULL)
    return NULL;
  opinion = g_new0 (SotongOpinion, 1);
  opinion->model = model;
  opinion->judge = sotong_judge_new (model);
  return opinion;
}

void
sotong_opinion_free (SotongOpinion *opinion)
{
  if (opinion == NULL)
    return;
  sotong_judge_free (opinion->judge);
  g_free (opinion);
}

static SotongSentiment
sentiment_of (SotongTone tone)
{
  switch (tone)
    {
    case SOTONG_TONE_NEGATIVE:
      return SOTONG_SENTIMENT_NEGATIVE;
    case SOTONG_TONE_NEUTRAL:
      return SOTONG_SENTIMENT_NEUTRAL;
    case SOTONG_TONE_POSITIVE:
      return SOTONG_SENTIMENT_POSITIVE;
    case SOTONG_TONE_UNCERTAIN:
    default:
      return SOTONG_SENTIMENT_UNCERTAIN;
    }
}

/**
 * sotong_opinion_judge:
 * @opinion: whose
 * @text: a mention's text
 * @guess: (out): what it thinks of it
 */
void
sotong_opinion_judge (SotongOpinion *opinion,
                      const char    *text,
                      SotongGuess   *guess)
{
  SotongJudgement judgement;

  sotong_judge_text (opinion->judge, text, strlen (text), &judgement);
  guess->value = sentiment_of (judgement.tone);
  memcpy (guess->p, judgement.p, sizeof guess->p);
  guess->model = sotong_model_get_version (opinion->model);
}

/* ---- all that lags behind ---- */

typedef struct {
  SotongOpinion  *opinion;
  SotongGuessRun *run;
  gint64          all;
  gboolean        more;
} Apply;

static void
judge_cb (const char  *text,
          SotongGuess *guess,
          gpointer     user_data)
{
  sotong_opinion_judge (((Apply *) user_data)->opinion, text, guess);
}

static gpointer
count_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Apply *apply = data;

  return sotong_guess_count (db, &apply->all, error) ? apply : NULL;
}

static gpointer
apply_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Apply *apply = data;
  SotongGuessRun run = *apply->run;

  if (!sotong_guess_some (db, &run, PART, sotong_model_get_version (apply->opinion->model), judge_cb, apply, &apply->more, error))
    return NULL;
  *apply->run = run;
  return apply;
}

/**
 * sotong_opinion_apply:
 * @store: a workspace
 * @run: (out): what was done, as far as it came
 * @progress: (nullable): called after each part
 * @user_data: for @progress
 * @cancellable: (nullable): stops between two parts; what was judged stays judged
 * @error: return location
 *
 * Judges all mentions that nobody has judged, or only an older model. A person's word always stays in force. Blocks.
 *
 * Returns: %TRUE if it came to the end
 */
gboolean
sotong_opinion_apply (SotongStore            *store,
                      SotongGuessRun         *run,
                      SotongOpinionProgress   progress,
                      gpointer                user_data,
                      GCancellable           *cancellable,
                      GError                **error)
{
  g_autoptr(SotongOpinion) opinion = sotong_opinion_new (error);
  Apply apply = { opinion, run, 0, TRUE };

  *run = (SotongGuessRun) { 0 };
  if (opinion == NULL || sotong_store_read (store, count_job, &apply, cancellable, error) == NULL)
    return FALSE;
  while (apply.more)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || sotong_store_write (store, SOTONG_WRITE_BULK, apply_job, &apply, NULL, error) == NULL)
        return FALSE;
      if (progress != NULL)
        progress (MIN (run->n_seen, apply.all), apply.all, user_data);
    }
  return TRUE;
}
