/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of another time beside those of this one. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-axis-text.h"
#include "report/sotong-chart-load-private.h"
#include "store/sotong-rollup-compared.h"

/* What is not over yet is held against as much of the other time; of what is, all of @other counts. */
static gboolean
count_other (SotongDb                *db,
             gint64                   topic_id,
             SotongBucket             bucket,
             const SotongTrendPoint  *point,
             const SotongTrendPoint  *other,
             SotongRange              range,
             gint64                  *out_total,
             GError                 **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 now = sotong_db_now (db);
  SotongRange so_far = { MAX (range.start, other->start), MIN (other->start + (now - point->start), sotong_time_bucket_next (other->start, bucket, zone)) };
  g_autoptr(GArray) points = NULL;

  *out_total = other->total;
  if (now < point->start || now >= sotong_time_bucket_next (point->start, bucket, zone))
    return TRUE;
  *out_total = 0;
  if (so_far.start >= so_far.end)
    return TRUE;
  points = sotong_rollup_read (db, topic_id, 0, so_far, bucket, error);
  if (points == NULL)
    return FALSE;
  *out_total = g_array_index (points, SotongTrendPoint, 0).total;
  return TRUE;
}

/* Of longer buckets, which may be known in part: on how many days of the other time, as far as this one is over, anything was collected. */
static gboolean
count_days (SotongDb      *db,
            gint64         topic_id,
            GArray        *points,
            GArray        *others,
            SotongRange    range,
            SotongBucket   bucket,
            guint         *out_known,
            guint         *out_days,
            GError       **error)
{
  gint64 now = sotong_db_now (db), over = range.start;
  g_autoptr(GArray) days = NULL;

  *out_known = *out_days = 0;
  for (guint i = 0; i < points->len; i++)
    {
      gint64 start = g_array_index (others, SotongTrendPoint, i).start;

      if (start != SOTONG_NONE)
        over = MAX (over, MIN (start + (now - g_array_index (points, SotongTrendPoint, i).start), sotong_time_bucket_next (start, bucket, sotong_db_get_zone (db))));
    }
  range.end = MIN (range.end, over);
  if (range.end <= range.start)
    return TRUE;
  days = sotong_rollup_read (db, topic_id, 0, range, SOTONG_BUCKET_DAY, error);
  if (days == NULL)
    return FALSE;
  *out_days = days->len;
  for (guint i = 0; i < days->len; i++)
    *out_known += !g_array_index (days, SotongTrendPoint, i).gap;
  return TRUE;
}

/**
 * sotong_chart_load_say_change:
 * @db: a database, in a job of the store
 * @topic_id: of which mentions, or 0 for all
 * @compare: with what; not `SOTONG_COMPARE_NONE`
 * @points: (element-type SotongTrendPoint): what was counted
 * @others: (element-type SotongTrendPoint): of sotong_rollup_read_compared()
 * @range: what that says is the other time
 * @bucket: their length
 * @error: return location
 *
 * “last year 420 (+128%)”, of what is known on both sides. What is still to come, and 29 February in a year without, is not missed.
 *
 * Returns: (transfer full) (nullable): a part of a foot
 */
char *
sotong_chart_load_say_change (SotongDb       *db,
                              gint64          topic_id,
                              SotongCompare   compare,
                              GArray         *points,
                              GArray         *others,
                              SotongRange     range,
                              SotongBucket    bucket,
                              GError        **error)
{
  g_autofree char *before = NULL, *change = NULL, *text = NULL;
  gint64 now_sum = 0, sum = 0;
  guint n = 0, n_days = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i), *other = &g_array_index (others, SotongTrendPoint, i);
      gint64 total;

      n_days += other->start != SOTONG_NONE && point->start <= sotong_db_now (db) ? 1 : 0;
      if (point->gap || other->gap)
        continue;
      if (!count_other (db, topic_id, bucket, point, other, range, &total, error))
        return NULL;
      now_sum += point->total;
      sum += total;
      n++;
    }
  if (bucket != SOTONG_BUCKET_DAY && !count_days (db, topic_id, points, others, range, bucket, &n, &n_days, error))
    return NULL;
  before = sotong_axis_text_number ((double) sum);
  change = sum > 0 ? g_strdup_printf ("%+.0f%%", (double) (now_sum - sum) * 100 / (double) sum) : g_strdup ("–");
  text = g_strdup_printf (compare == SOTONG_COMPARE_LAST_YEAR ? _("last year %s (%s)") : _("the time before %s (%s)"), before, change);
  return sotong_chart_load_say_known (text, n, n_days);
}

static gboolean
is_known (GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    if (!g_array_index (points, SotongTrendPoint, i).gap)
      return TRUE;
  return FALSE;
}

/* A line of the other time can be laid beside one line. */
static gboolean
has_line_beside (SotongChartKind kind)
{
  return kind == SOTONG_CHART_LINE || kind == SOTONG_CHART_STEP || kind == SOTONG_CHART_AREA;
}

/* What is compared: in the foot what the change is; where one line is drawn the other time is one too, each slot beside its own. */
gboolean
sotong_chart_load_beside (SotongDb                   *db,
                          const SotongChartQuestion  *question,
                          SotongBucket                bucket,
                          SotongChartModel           *model,
                          GArray                     *points,
                          GError                    **error)
{
  SotongRange range, within = question->range;
  g_autoptr(GArray) others = NULL;
  double *values;
  gint64 *times;

  if (question->compare == SOTONG_COMPARE_NONE || points->len == 0)
    return TRUE;
  if (within.end >= sotong_db_now (db)) /* what is not over yet ends with its slot; the other time is over */
    within.end = sotong_time_bucket_next (g_array_index (points, SotongTrendPoint, points->len - 1).start, bucket, sotong_db_get_zone (db));
  others = sotong_rollup_read_compared (db, question->topic_id, 0, question->compare, points, bucket, within, &range, error);
  if (others == NULL)
    return FALSE;
  if (!is_known (others)) /* nothing is known, not even zero */
    {
      model->foot = g_strdup (_("nothing was collected in the time it is compared with"));
      return TRUE;
    }
  model->foot = sotong_chart_load_say_change (db, question->topic_id, question->compare, points, others, range, bucket, error);
  if (model->foot == NULL || !has_line_beside (question->kind))
    return model->foot != NULL;
  values = g_new (double, others->len + 1);
  times = g_new (gint64, others->len + 1);
  for (guint i = 0; i < others->len; i++)
    {
      const SotongTrendPoint *other = &g_array_index (others, SotongTrendPoint, i);

      values[i] = other->gap ? NAN : (double) other->total;
      times[i] = other->start == SOTONG_NONE ? G_MININT64 : other->start;
    }
  sotong_chart_model_add_beside (model, question->compare == SOTONG_COMPARE_LAST_YEAR ? _("Last year") : _("The time before"), values, others->len);
  sotong_series_take_times (g_ptr_array_index (model->beside, model->beside->len - 1), times);
  return TRUE;
}
