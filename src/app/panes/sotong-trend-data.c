/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-trend-data.h"
#include "chart/sotong-mark-layer.h"
#include "chart/sotong-trend-chart.h"
#include "report/sotong-chart-load.h"
#include "store/sotong-campaign.h"
#include "store/sotong-rollup.h"
#include "store/sotong-topic.h"

#define DAY ((gint64) 86400)

/**
 * sotong_span_get_range:
 * @span: what a person chose
 * @now: the workspace's time
 * @zone: the office's zone
 * @out_range: (out): whole days, today included
 *
 * Returns: %FALSE for `SOTONG_SPAN_ALL`, which has no ends
 */
gboolean
sotong_span_get_range (SotongSpan   span,
                       gint64       now,
                       GTimeZone   *zone,
                       SotongRange *out_range)
{
  gint64 today = sotong_time_bucket_start (now, SOTONG_BUCKET_DAY, zone);
  int year, month, day;

  g_return_val_if_fail (out_range != NULL, FALSE);

  sotong_time_to_civil (now, zone, &year, &month, &day, NULL, NULL, NULL);
  out_range->end = sotong_time_bucket_next (today, SOTONG_BUCKET_DAY, zone);
  switch (span)
    {
    case SOTONG_SPAN_YEAR_BACK:
      out_range->start = sotong_time_from_civil (year - 1, month, MIN (day, sotong_time_days_in_month (year - 1, month)), 0, 0, 0, zone);
      return TRUE;
    case SOTONG_SPAN_THIS_YEAR:
      out_range->start = sotong_time_from_civil (year, 1, 1, 0, 0, 0, zone);
      return TRUE;
    case SOTONG_SPAN_QUARTER:
      out_range->start = sotong_time_bucket_start (today - 90 * DAY, SOTONG_BUCKET_DAY, zone);
      return TRUE;
    case SOTONG_SPAN_FOUR_WEEKS:
      out_range->start = sotong_time_bucket_start (today - 27 * DAY, SOTONG_BUCKET_DAY, zone);
      return TRUE;
    case SOTONG_SPAN_WEEK:
      out_range->start = sotong_time_bucket_start (today - 6 * DAY, SOTONG_BUCKET_DAY, zone);
      return TRUE;
    case SOTONG_SPAN_ALL:
    case SOTONG_N_SPANS:
    default:
      return FALSE;
    }
}

/**
 * sotong_span_fit_bucket:
 * @range: a stretch of time
 *
 * Returns: a bucket of which a screen can show as many as fit into @range
 */
SotongBucket
sotong_span_fit_bucket (const SotongRange *range)
{
  gint64 days = (range->end - range->start) / DAY;

  if (days <= 3)
    return SOTONG_BUCKET_HOUR;
  if (days <= 400)
    return SOTONG_BUCKET_DAY;
  return days <= 1500 ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_MONTH;
}

void
sotong_trend_answer_free (SotongTrendAnswer *answer)
{
  g_clear_pointer (&answer->points, g_array_unref);
  g_clear_pointer (&answer->topics, g_ptr_array_unref);
  g_clear_pointer (&answer->campaigns, g_ptr_array_unref);
  g_clear_pointer (&answer->notes, sotong_chart_model_free);
  g_clear_pointer (&answer->events, sotong_chart_model_free);
  g_clear_pointer (&answer->posts, sotong_chart_model_free);
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
  answer->points = sotong_rollup_read (db, question->topic_id, 0, range, answer->bucket, error);
  return answer->points != NULL;
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
  return sotong_chart_load_marks (db, answer->range, question->topic_id, SOTONG_CHART_NOTES, answer->notes, error)
         && sotong_chart_load_marks (db, answer->range, question->topic_id, SOTONG_CHART_EVENTS, answer->events, error)
         && sotong_chart_load_marks (db, answer->range, question->topic_id, SOTONG_CHART_POSTS, answer->posts, error);
}

/**
 * sotong_trend_answer_mark:
 * @answer: what was read
 * @marks: what else is shown beside the officer's notes
 * @chart: a chart that was just made of @answer
 */
void
sotong_trend_answer_mark (const SotongTrendAnswer *answer,
                          SotongTrendMarks         marks,
                          SotongChart             *chart)
{
  g_autoptr(SotongLayer) layer = sotong_mark_layer_new ();

  sotong_chart_model_fill_marks (answer->notes, SOTONG_MARK_LAYER (layer));
  if (marks & SOTONG_TREND_EVENTS)
    sotong_chart_model_fill_marks (answer->events, SOTONG_MARK_LAYER (layer));
  if (marks & SOTONG_TREND_POSTS)
    sotong_chart_model_fill_marks (answer->posts, SOTONG_MARK_LAYER (layer));
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
  if (answer->campaigns == NULL || !read_points (db, question, answer, error) || !read_marks (db, question, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static void
add_campaigns (const SotongTrendAnswer *answer,
               SotongChart             *chart,
               gint64                   only,
               GTimeZone               *zone)
{
  g_autoptr(SotongLayer) layer = sotong_mark_layer_new ();

  for (guint i = 0; i < answer->campaigns->len; i++)
    {
      const SotongCampaign *campaign = g_ptr_array_index (answer->campaigns, i);
      SotongRange range;

      if ((only == 0 || campaign->id == only)
          && sotong_time_parse_range (campaign->starts_on, campaign->ends_on, zone, &range, NULL)
          && range.start < answer->range.end && range.end > answer->range.start)
        sotong_mark_layer_add_band (SOTONG_MARK_LAYER (layer), (double) range.start, (double) range.end, campaign->name);
    }
  sotong_chart_add_layer (chart, layer);
}

/**
 * sotong_trend_answer_draw:
 * @answer: what was read
 * @sentiment: bars of the sentiment rather than the line of the total
 * @bands: with which campaigns
 * @campaign: the one that is chosen, or 0
 * @zone: the office's zone
 *
 * Returns: (transfer full): a chart, which may still be given a subtitle and a foot
 */
SotongChart *
sotong_trend_answer_draw (const SotongTrendAnswer *answer,
                          gboolean                 sentiment,
                          SotongTrendBands         bands,
                          gint64                   campaign,
                          GTimeZone               *zone)
{
  const SotongTrendPoint *points;
  SotongChart *chart;

  g_return_val_if_fail (answer != NULL, NULL);

  points = (const SotongTrendPoint *) (gpointer) answer->points->data;
  chart = sentiment ? sotong_sentiment_chart_new (points, answer->points->len, answer->bucket, zone)
                    : sotong_trend_chart_new (points, answer->points->len, answer->bucket, zone);
  if (bands == SOTONG_TREND_ALL_BANDS || (bands == SOTONG_TREND_ONE_BAND && campaign != 0))
    add_campaigns (answer, chart, bands == SOTONG_TREND_ONE_BAND ? campaign : 0, zone);
  return chart;
}
