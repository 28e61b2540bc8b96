/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-trend-data.h"
#include "chart/sotong-mark-layer.h"
#include "chart/sotong-trend-chart.h"
#include "report/sotong-chart-load.h"
#include "store/sotong-alert.h"
#include "store/sotong-campaign.h"
#include "store/sotong-rollup-compared.h"
#include "store/sotong-topic.h"

#define MOST_LIMITS 100 /* slots over which the threshold of alerts is drawn: over a year it would hide the counts */

void
sotong_trend_answer_free (SotongTrendAnswer *answer)
{
  g_clear_pointer (&answer->points, g_array_unref);
  g_clear_pointer (&answer->before, g_array_unref);
  g_clear_pointer (&answer->missing, g_ptr_array_unref);
  g_clear_pointer (&answer->limit, g_array_unref);
  g_clear_pointer (&answer->corrected, g_array_unref);
  g_clear_pointer (&answer->topics, g_ptr_array_unref);
  g_clear_pointer (&answer->campaigns, g_ptr_array_unref);
  g_clear_pointer (&answer->notes, sotong_chart_model_free);
  g_clear_pointer (&answer->events, sotong_chart_model_free);
  g_clear_pointer (&answer->posts, sotong_chart_model_free);
  g_clear_pointer (&answer->alerts, sotong_chart_model_free);
  for (guint i = 0; i < G_N_ELEMENTS (answer->feet); i++)
    g_free (answer->feet[i]);
  g_free (answer->change);
  g_free (answer);
}

/* Whole buckets: the first bar of a chart is not lower than it was. */
static gboolean
read_points (SotongDb                   *db,
             const SotongTrendQuestion  *question,
             SotongTrendAnswer          *answer,
             GError                    **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  SotongRange range = question->range;
  g_autoptr(GError) extent_error = NULL;

  if (!question->has_range && !sotong_rollup_extent (db, question->topic_id, &range, &extent_error))
    {
      if (extent_error == NULL)
        {
          answer->points = g_array_new (FALSE, FALSE, sizeof (SotongTrendPoint));
          return TRUE;
        }
      g_propagate_error (error, g_steal_pointer (&extent_error));
      return FALSE;
    }
  answer->bucket = question->bucket >= 0 ? (SotongBucket) question->bucket : sotong_span_fit_bucket (&range);
  range.start = sotong_time_bucket_start (range.start, answer->bucket, zone);
  range.end = sotong_time_bucket_next (sotong_time_bucket_start (range.end - 1, answer->bucket, zone), answer->bucket, zone);
  answer->range = range;
  answer->points = sotong_rollup_read_covered (db, question->topic_id, 0, range, answer->bucket, &answer->missing, error);
  if (answer->points == NULL || question->compare == SOTONG_COMPARE_NONE)
    return answer->points != NULL;
  answer->compare = question->compare;
  answer->before = sotong_rollup_read_compared (db, question->topic_id, 0, question->compare, answer->points, answer->bucket, range, &answer->other, error);
  return answer->before != NULL;
}

/* (transfer none) (nullable): the rule that looks whether there is more of the topic than usual. */
static const SotongAlertRule *
find_rule (GPtrArray *rules,
           gint64     topic_id)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const SotongAlertRule *rule = g_ptr_array_index (rules, i);

      if (rule->kind == SOTONG_ALERT_VOLUME && (rule->topic_id == topic_id || rule->topic_id == SOTONG_NONE))
        return rule;
    }
  return NULL;
}

/* Of hours and days; of weeks and months nothing is told. */
static gboolean
read_limit (SotongDb           *db,
            gint64              topic_id,
            SotongTrendAnswer  *answer,
            GError            **error)
{
  g_autoptr(GPtrArray) rules = NULL;
  g_autofree gint64 *starts = NULL;
  const SotongAlertRule *rule;

  if (answer->points->len == 0 || answer->points->len > MOST_LIMITS || (answer->bucket != SOTONG_BUCKET_HOUR && answer->bucket != SOTONG_BUCKET_DAY))
    return TRUE;
  rules = sotong_alert_rule_list (db, error);
  if (rules == NULL)
    return FALSE;
  rule = find_rule (rules, topic_id);
  if (rule == NULL)
    return TRUE;
  starts = g_new (gint64, answer->points->len);
  for (guint i = 0; i < answer->points->len; i++)
    starts[i] = g_array_index (answer->points, SotongTrendPoint, i).start;
  answer->sigma = rule->sigma;
  answer->limit = sotong_alert_thresholds (db, rule, topic_id, starts, answer->points->len, answer->bucket == SOTONG_BUCKET_HOUR ? 1 : 24, error);
  return answer->limit != NULL;
}

static gboolean
read_marks (SotongDb                   *db,
            const SotongTrendQuestion  *question,
            SotongTrendAnswer          *answer,
            GError                    **error)
{
  answer->notes = sotong_chart_model_new (SOTONG_CHART_LINE);
  answer->events = sotong_chart_model_new (SOTONG_CHART_LINE);
  answer->posts = sotong_chart_model_new (SOTONG_CHART_LINE);
  answer->alerts = sotong_chart_model_new (SOTONG_CHART_LINE);
  return sotong_chart_load_marks (db, answer->range, question->topic_id, SOTONG_CHART_NOTES, answer->notes, error)
         && sotong_chart_load_marks (db, answer->range, question->topic_id, SOTONG_CHART_EVENTS, answer->events, error)
         && sotong_chart_load_marks (db, answer->range, question->topic_id, SOTONG_CHART_POSTS, answer->posts, error)
         && sotong_chart_load_marks (db, answer->range, question->topic_id, SOTONG_CHART_ALERTS, answer->alerts, error);
}

/* Whether a comparison was asked for, and nothing at all is known of that time: there is no line to draw then. */
static gboolean
misses_other (const SotongTrendQuestion *question,
              const SotongTrendAnswer   *answer)
{
  if (question->compare == SOTONG_COMPARE_NONE)
    return FALSE;
  for (guint i = 0; answer->before != NULL && i < answer->before->len; i++)
    if (!g_array_index (answer->before, SotongTrendPoint, i).gap)
      return FALSE;
  return TRUE;
}

/* “n = 957 · last year 420 (+128%)”. */
static gboolean
say_change (SotongDb                   *db,
            const SotongTrendQuestion  *question,
            SotongTrendAnswer          *answer,
            GError                    **error)
{
  g_autofree char *sample = g_steal_pointer (&answer->feet[0]);

  answer->change = sotong_chart_load_say_change (db, question->topic_id, answer->compare, answer->points, answer->before, answer->other, answer->bucket, error);
  if (answer->change == NULL)
    return FALSE;
  answer->feet[0] = g_strdup_printf ("%s · %s", sample, answer->change);
  return TRUE;
}

/* What must stand below a chart that leaves the program, and does where there is room. */
static gboolean
read_feet (SotongDb                   *db,
           const SotongTrendQuestion  *question,
           SotongTrendAnswer          *answer,
           GError                    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (answer->feet) && answer->points->len > 0; i++)
    {
      answer->feet[i] = sotong_chart_load_say_sample (db, answer->points, answer->range.end, i == 1, error);
      if (answer->feet[i] == NULL)
        return FALSE;
    }
  if (answer->points->len > 0)
    {
      answer->corrected = sotong_chart_load_corrected (db, question->topic_id, answer->range, &answer->feet[1], error);
      if (answer->corrected == NULL)
        return FALSE;
    }
  if (answer->points->len > 0 && misses_other (question, answer))
    {
      g_autofree char *sample = g_steal_pointer (&answer->feet[0]);

      answer->misses_other = TRUE;
      g_clear_pointer (&answer->before, g_array_unref);
      answer->feet[0] = g_strdup_printf ("%s · %s", sample, _("nothing was collected in the time it is compared with"));
    }
  return answer->before == NULL || say_change (db, question, answer, error);
}

static void
add_campaigns (const SotongTrendAnswer *answer,
               SotongMarkLayer         *layer,
               gint64                   only,
               GTimeZone               *zone)
{
  for (guint i = 0; i < answer->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (answer->campaigns, i);
      SotongRange range;

      if ((only == 0 || campaign->id == only)
          && sotong_time_parse_range (campaign->starts_on, campaign->ends_on, zone, &range, NULL)
          && range.start < answer->range.end && range.end > answer->range.start)
        sotong_mark_layer_add_band (layer, (double) range.start, (double) range.end, campaign->name);
    }
}

/**
 * sotong_trend_answer_mark:
 * @answer: what was read
 * @marks: what else is shown beside the officer's notes
 * @bands: with which campaigns
 * @campaign: the one that is chosen, or 0
 * @zone: the office's zone
 * @chart: a chart that was just made of @answer
 */
void
sotong_trend_answer_mark (const SotongTrendAnswer *answer,
                          SotongTrendMarks         marks,
                          SotongTrendBands         bands,
                          gint64                   campaign,
                          GTimeZone               *zone,
                          SotongChart             *chart)
{
  g_autoptr(SotongLayer) layer = sotong_mark_layer_new ();

  sotong_chart_model_fill_marks (answer->notes, SOTONG_MARK_LAYER (layer));
  if (marks & SOTONG_TREND_EVENTS)
    sotong_chart_model_fill_marks (answer->events, SOTONG_MARK_LAYER (layer));
  if (marks & SOTONG_TREND_POSTS)
    sotong_chart_model_fill_marks (answer->posts, SOTONG_MARK_LAYER (layer));
  if (marks & SOTONG_TREND_ALERTS)
    sotong_chart_model_fill_marks (answer->alerts, SOTONG_MARK_LAYER (layer));
  if (bands == SOTONG_TREND_ALL_BANDS || (bands == SOTONG_TREND_ONE_BAND && campaign != 0))
    add_campaigns (answer, SOTONG_MARK_LAYER (layer), bands == SOTONG_TREND_ONE_BAND ? campaign : 0, zone);
  sotong_chart_add_layer (chart, layer);
}

/* A job of the store: what a trend pane shows. */
gpointer
sotong_trend_answer_job (SotongDb      *db,
                         gpointer       question,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr(SotongTrendAnswer) answer = g_new0 (SotongTrendAnswer, 1);

  answer->topics = sotong_topic_list (db, error);
  if (answer->topics == NULL)
    return NULL;
  answer->campaigns = sotong_campaign_list (db, error);
  if (answer->campaigns == NULL || !read_points (db, question, answer, error)
      || !read_limit (db, ((const SotongTrendQuestion *) question)->topic_id, answer, error) || !read_marks (db, question, answer, error)
      || !read_feet (db, question, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

/**
 * sotong_trend_answer_draw:
 * @answer: what was read
 * @sentiment: bars of the sentiment rather than the line of the total
 * @zone: the office's zone
 *
 * Returns: (transfer full): a chart, which may still be given a subtitle and a foot
 */
SotongChart *
sotong_trend_answer_draw (const SotongTrendAnswer *answer,
                          gboolean                 sentiment,
                          GTimeZone               *zone)
{
  const SotongTrendPoint *points;
  SotongChart *chart;

  g_return_val_if_fail (answer != NULL, NULL);

  points = (const SotongTrendPoint *) (gpointer) answer->points->data;
  chart = sentiment ? sotong_sentiment_chart_new (points, answer->points->len, answer->bucket, zone)
                    : sotong_trend_chart_new (points, answer->points->len, answer->bucket, zone);
  sotong_chart_load_missing (sotong_chart_get_slots (chart), answer->missing);
  if (sentiment && answer->corrected != NULL)
    sotong_chart_load_correct (sotong_chart_get_slots (chart), answer->corrected);
  if (!sentiment && answer->before != NULL)
    sotong_trend_chart_compare (chart, (const SotongTrendPoint *) (gpointer) answer->before->data, answer->before->len, answer->points->len,
                                answer->compare == SOTONG_COMPARE_LAST_YEAR ? _("Last year") : _("The time before"));
  if (!sentiment && answer->limit != NULL && answer->limit->len == answer->points->len)
    {
      /* Translators: a line in a chart: the mean and so many standard deviations above it */
      g_autofree char *name = g_strdup_printf (_("Alert threshold: mean + %.1f deviations"), answer->sigma);

      sotong_trend_chart_limit (chart, (const double *) (gpointer) answer->limit->data, answer->limit->len, name);
    }
  return chart;
}

/**
 * sotong_trend_answer_foot:
 * @answer: what was read
 * @sentiment: which of its charts
 * @chart: the chart
 *
 * Returns: (transfer full) (nullable): what must stand below it: of how many mentions it is, and what was not read
 */
char *
sotong_trend_answer_foot (const SotongTrendAnswer *answer,
                          gboolean                 sentiment,
                          SotongChart             *chart)
{
  g_autofree char *gaps = sotong_chart_describe_gaps (chart);

  return sotong_chart_load_join (gaps, answer->feet[sentiment]);
}
