/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "monitor/sotong-opinion.h"
#include "store/sotong-office-word.h"
#include "store/sotong-taught.h"
#include "words/sotong-judge.h"

#define PART 4000 /* mentions a transaction: others may write between two */

struct _SotongOpinion
{
  SotongModel *model;  /* (unowned): the program's */
  SotongJudge *judge;  /* (owned) */
  SotongLesson *lesson; /* (owned) (nullable): what the office's corrections taught */
  GPtrArray   *overrides; /* (owned) (nullable) (element-type SotongOfficeWord): the longest first */
  const char  *version;   /* (unowned): interned: rows that wait to be written outlive the opinion */
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
  opinion->version = g_intern_string (sotong_model_get_version (model));
  return opinion;
}

/* What the office's corrections taught, where that is in use; another lesson makes another version. */
static gboolean
load_lesson (SotongOpinion  *opinion,
             SotongDb       *db,
             GString        *all,
             GError        **error)
{
  g_autoptr(SotongTaughtLesson) taught = NULL;
  gsize length = 0;
  const guint8 *data;

  if (!sotong_taught_get (db, FALSE, &taught, error))
    return FALSE;
  sotong_judge_set_lesson (opinion->judge, NULL);
  g_clear_pointer (&opinion->lesson, sotong_lesson_free);
  if (taught == NULL)
    return TRUE;
  data = g_bytes_get_data (taught->weights, &length);
  opinion->lesson = sotong_lesson_from_bytes (data, length);
  if (opinion->lesson == NULL) /* of another version of the program: the model alone judges */
    return TRUE;
  sotong_judge_set_lesson (opinion->judge, opinion->lesson);
  g_string_append_printf (all, "lesson %08x\n", g_bytes_hash (taught->weights));
  return TRUE;
}

/**
 * sotong_opinion_load:
 * @opinion: whose
 * @db: a connection
 * @error: return location
 *
 * Takes over the words whose sentiment the office says itself, and what its corrections taught. The version is another with each such list: what was judged with
 * another one is judged anew by sotong_opinion_apply().
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_opinion_load (SotongOpinion  *opinion,
                     SotongDb       *db,
                     GError        **error)
{
  g_autoptr(GPtrArray) list = sotong_office_word_list (db, FALSE, error);
  g_autoptr(GString) all = g_string_new (NULL);
  g_autofree char *version = NULL;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongOfficeWord *word = g_ptr_array_index (list, i);

      g_string_append_printf (all, "%d %s\n", (int) word->sentiment, word->text);
    }
  if (!load_lesson (opinion, db, all, error))
    return FALSE;
  version = all->len == 0 ? g_strdup (sotong_model_get_version (opinion->model))
                          : g_strdup_printf ("%s+%08x", sotong_model_get_version (opinion->model), g_str_hash (all->str));
  opinion->version = g_intern_string (version);
  g_clear_pointer (&opinion->overrides, g_ptr_array_unref);
  opinion->overrides = g_steal_pointer (&list);
  return TRUE;
}

void
sotong_opinion_free (SotongOpinion *opinion)
{
  if (opinion == NULL)
    return;
  sotong_judge_free (opinion->judge);
  sotong_lesson_free (opinion->lesson);
  g_clear_pointer (&opinion->overrides, g_ptr_array_unref);
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
  guess->model = opinion->version;
  for (guint i = 0; opinion->overrides != NULL && i < opinion->overrides->len; i++)
    {
      const SotongOfficeWord *word = g_ptr_array_index (opinion->overrides, i);

      if (strstr (text, word->text) == NULL)
        continue;
      guess->value = word->sentiment;
      for (int k = 0; k < 3; k++) /* negative, neutral, positive, as their probabilities */
        guess->p[k] = k + SOTONG_SENTIMENT_NEGATIVE == (int) word->sentiment ? 1 : 0;
      return;
    }
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

  return sotong_opinion_load (apply->opinion, db, error) && sotong_guess_count (db, &apply->all, error) ? apply : NULL;
}

static gpointer
apply_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Apply *apply = data;
  SotongGuessRun run = *apply->run;

  if (!sotong_guess_some (db, &run, PART, apply->opinion->version, judge_cb, apply, &apply->more, error))
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
