/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/panes/sotong-word-item.h"
#include "app/panes/sotong-words-data.h"
#include "chart/sotong-chart-model.h"
#include "store/sotong-rollup.h"
#include "store/sotong-topic.h"
#include "store/sotong-word-days.h"

#define MOST_ROWS 100
#define MOST_CLOUD 60
#define DAY_SECONDS (24 * 60 * 60)

void
sotong_words_answer_free (SotongWordsAnswer *answer)
{
  g_clear_pointer (&answer->topics, g_ptr_array_unref);
  g_clear_pointer (&answer->items, g_ptr_array_unref);
  g_clear_object (&answer->cloud);
  g_free (answer);
}

/* What the office says about a word, of the longest override that is it. */
static SotongSentiment
find_said (GPtrArray  *overrides,
           const char *text)
{
  for (guint i = 0; i < overrides->len; i++)
    {
      const SotongOfficeWord *word = g_ptr_array_index (overrides, i);

      if (g_str_equal (word->text, text))
        return word->sentiment;
    }
  return SOTONG_SENTIMENT_NONE;
}

static gboolean
draw_cloud (SotongWordsAnswer  *answer,
            SotongCompare       compare,
            GError            **error)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_CLOUD);
  guint n = MIN (answer->items->len, MOST_CLOUD);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  double *now = g_new (double, n), *before = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      const SotongKeyword *word = sotong_word_item_get_keyword (g_ptr_array_index (answer->items, i));

      g_ptr_array_add (names, word->words);
      now[i] = (double) word->weight; /* a flood of one text leaves room for other words */
      before[i] = word->n_before > 0 ? (double) word->n_before : NAN;
    }
  model->slots = sotong_slots_new_names ((const char * const *) names->pdata, NULL, n);
  sotong_chart_model_add (model, _("Now"), SOTONG_ROLE_TOTAL, now, n);
  sotong_chart_model_add (model, compare == SOTONG_COMPARE_LAST_YEAR ? _("Last year") : C_("chart", "Before"), SOTONG_ROLE_NEUTRAL, before, n);
  answer->cloud = sotong_chart_model_make (model, error);
  return answer->cloud != NULL;
}

/* The time of the comparison, and whether anything was collected in it. */
static gboolean
find_compared (SotongDb                  *db,
               const SotongKeywordQuery  *query,
               SotongCompare              compare,
               SotongWordsAnswer         *answer,
               gboolean                  *out_compared,
               GError                   **error)
{
  gint64 length = query->range.end - query->range.start;

  answer->other = query->before.end != 0 ? query->before : (SotongRange) { query->range.start - length, query->range.start };
  if (!sotong_rollup_is_known (db, query->topic_id, answer->other, out_compared, error))
    return FALSE;
  answer->misses_other = compare != SOTONG_COMPARE_NONE && !*out_compared;
  return TRUE;
}

static gboolean
read_words (SotongDb                   *db,
            const SotongWordsQuestion  *question,
            SotongWordsAnswer          *answer,
            GCancellable               *cancellable,
            GError                    **error)
{
  SotongKeywordQuery query = { question->topic_id, answer->range, MOST_ROWS,
                               .before = sotong_compare_get_range (question->compare, &answer->range, sotong_db_get_zone (db)),
                               .once = question->once };
  g_autoptr(GPtrArray) overrides = sotong_office_word_list (db, FALSE, error);
  g_autoptr(GPtrArray) words = NULL;
  gboolean compared;

  if (overrides != NULL && find_compared (db, &query, question->compare, answer, &compared, error))
    words = question->issues ? sotong_issues_job (db, &query, cancellable, error) : sotong_keywords_job (db, &query, cancellable, error);
  if (words == NULL)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      SotongKeyword *word = g_steal_pointer (&g_ptr_array_index (words, i));

      g_ptr_array_add (answer->items, sotong_word_item_new_take (word, find_said (overrides, word->words), compared));
    }
  return question->issues || words->len == 0 || draw_cloud (answer, question->compare, error);
}

/* Where there is no word: whether nobody said anything yet. */
static gboolean
say_silent (SotongDb           *db,
            SotongWordsAnswer  *answer,
            GError            **error)
{
  SotongRange all;
  GError *local = NULL;

  answer->silent = answer->items->len == 0 && !sotong_rollup_extent (db, 0, &all, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* A job of the store: what a words pane shows. */
gpointer
sotong_words_answer_job (SotongDb      *db,
                         gpointer       question,
                         GCancellable  *cancellable,
                         GError       **error)
{
  const SotongWordsQuestion *asked = question;
  g_autoptr(SotongWordsAnswer) answer = g_new0 (SotongWordsAnswer, 1);
  g_autoptr(GError) extent_error = NULL;

  answer->range = asked->range;
  answer->items = g_ptr_array_new_with_free_func (g_object_unref);
  answer->topics = sotong_topic_list (db, error);
  if (answer->topics == NULL)
    return NULL;
  if (!asked->has_range && !sotong_rollup_extent (db, asked->topic_id, &answer->range, &extent_error))
    {
      if (extent_error == NULL)
        return say_silent (db, answer, error) ? g_steal_pointer (&answer) : NULL;
      g_propagate_error (error, g_steal_pointer (&extent_error));
      return NULL;
    }
  return read_words (db, asked, answer, cancellable, error) && say_silent (db, answer, error) ? g_steal_pointer (&answer) : NULL;
}

/* ---- four weeks of words ---- */

void
sotong_word_trends_free (SotongWordTrends *question)
{
  g_strfreev (question->words);
  g_free (question);
}

/* When the days begin, as the office counts them, and behind them when the last one ends. */
static void
find_days (SotongDb *db,
           gint64    end,
           gint64    starts[SOTONG_ROW_TREND_DAYS + 1])
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 today = sotong_time_bucket_start (sotong_db_now (db), SOTONG_BUCKET_DAY, zone);
  gint64 noon = sotong_time_bucket_start (MIN (end, today) - 1, SOTONG_BUCKET_DAY, zone) + DAY_SECONDS / 2;

  for (int i = 0; i <= SOTONG_ROW_TREND_DAYS; i++)
    starts[i] = sotong_time_bucket_start (noon + (i + 1 - SOTONG_ROW_TREND_DAYS) * (gint64) DAY_SECONDS, SOTONG_BUCKET_DAY, zone);
}

/* A job of the store with a #SotongWordTrends: (transfer full) (element-type SotongRowTrend): of each word, in their order. */
gpointer
sotong_word_trends_job (SotongDb      *db,
                        gpointer       question,
                        GCancellable  *cancellable,
                        GError       **error)
{
  const SotongWordTrends *asked = question;
  guint n = g_strv_length (asked->words);
  g_autofree gint64 *counts = g_new0 (gint64, (gsize) n * SOTONG_ROW_TREND_DAYS + 1);
  gint64 starts[SOTONG_ROW_TREND_DAYS + 1];
  g_autoptr(GPtrArray) trends = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_row_trend_unref);
  g_autoptr(GArray) points = NULL;

  find_days (db, asked->end, starts);
  points = sotong_rollup_read (db, asked->topic_id, 0, (SotongRange) { starts[0], starts[SOTONG_ROW_TREND_DAYS] }, SOTONG_BUCKET_DAY, error);
  if (points == NULL || !sotong_word_days (db, asked->topic_id, (const char * const *) asked->words, n, starts, SOTONG_ROW_TREND_DAYS, asked->once,
                                           counts, error))
    return NULL;
  for (guint word = 0; word < n; word++)
    {
      for (guint day = 0; day < SOTONG_ROW_TREND_DAYS; day++)
        g_array_index (points, SotongTrendPoint, day).total = counts[word * SOTONG_ROW_TREND_DAYS + day];
      g_ptr_array_add (trends, sotong_row_trend_new_word (points, asked->words[word], sotong_db_get_zone (db)));
    }
  return g_steal_pointer (&trends);
}

/* ---- acts ---- */

SotongWordAct *
sotong_word_act_new (SotongWordActKind  kind,
                     const char        *text,
                     SotongSentiment    sentiment)
{
  SotongWordAct *act = g_new0 (SotongWordAct, 1);

  *act = (SotongWordAct) { kind, g_strdup (text), sentiment };
  return act;
}

void
sotong_word_act_free (SotongWordAct *act)
{
  g_free (act->text);
  g_free (act);
}

/* A write job of the store: one step of undo. Returns @act on success. */
gpointer
sotong_word_act_job (SotongDb      *db,
                     gpointer       act,
                     GCancellable  *cancellable,
                     GError       **error)
{
  const SotongWordAct *said = act;

  switch (said->kind)
    {
    case SOTONG_WORD_ACT_STOP:
      return sotong_office_word_add (db, said->text, SOTONG_SENTIMENT_NONE, error) > 0 ? act : NULL;
    case SOTONG_WORD_ACT_SAY:
      return sotong_office_word_add (db, said->text, said->sentiment, error) > 0 ? act : NULL;
    case SOTONG_WORD_ACT_UNSTOP:
    case SOTONG_WORD_ACT_UNSAY:
    default:
      return sotong_office_word_remove (db, said->text, said->kind == SOTONG_WORD_ACT_UNSTOP, error) ? act : NULL;
    }
}
