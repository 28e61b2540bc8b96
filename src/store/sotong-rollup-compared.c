/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts of another time beside those of one. */
#include "config.h"

#include "store/sotong-rollup-compared.h"

/* Where each of @points has its own of the other time; SOTONG_NONE where that has none. Returns: the time from the first to the last */
static SotongRange
find_starts (SotongCompare  compare,
             GArray        *points,
             SotongBucket   bucket,
             GTimeZone     *zone,
             gint64        *starts)
{
  SotongRange range = { G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < points->len; i++)
    {
      if (!sotong_compare_get_start (compare, g_array_index (points, SotongTrendPoint, i).start, bucket, points->len, zone, &starts[i]))
        {
          starts[i] = SOTONG_NONE;
          continue;
        }
      range.start = MIN (range.start, starts[i]);
      range.end = MAX (range.end, sotong_time_bucket_next (starts[i], bucket, zone));
    }
  return range;
}

/* Where the first and the last of @points are counted in part, so is what they are compared with. */
static void
clip (GArray       *points,
      const gint64 *starts,
      SotongRange   within,
      SotongBucket  bucket,
      GTimeZone    *zone,
      SotongRange  *range)
{
  gint64 first = g_array_index (points, SotongTrendPoint, 0).start, last = g_array_index (points, SotongTrendPoint, points->len - 1).start;

  if (within.start > first && starts[0] != SOTONG_NONE)
    range->start = MIN (starts[0] + (within.start - first), range->end - 1);
  if (within.end < sotong_time_bucket_next (last, bucket, zone) && within.end > last && starts[points->len - 1] != SOTONG_NONE)
    range->end = CLAMP (starts[points->len - 1] + (within.end - last), range->start + 1, range->end);
}

/**
 * sotong_rollup_read_compared:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @source_id: a source, or 0 for all
 * @compare: with what; not `SOTONG_COMPARE_NONE`
 * @points: (element-type SotongTrendPoint): of sotong_rollup_read(), at least one
 * @bucket: their length
 * @within: the time that @points were read of
 * @out_range: (out): the other time
 * @error: return location
 *
 * The same of another time, each beside what it is compared with: a day of last year beside the day of the same date, also past a 29 February,
 * which is a gap without a start then.
 *
 * Returns: (transfer full) (nullable) (element-type SotongTrendPoint): as many as @points
 */
GArray *
sotong_rollup_read_compared (SotongDb       *db,
                             gint64          topic_id,
                             gint64          source_id,
                             SotongCompare   compare,
                             GArray         *points,
                             SotongBucket    bucket,
                             SotongRange     within,
                             SotongRange    *out_range,
                             GError        **error)
{
  g_autofree gint64 *starts = NULL;
  g_autoptr(GArray) others = NULL, out = NULL;
  guint at = 0;

  g_return_val_if_fail (points != NULL && points->len > 0, NULL);
  g_return_val_if_fail (out_range != NULL, NULL);

  starts = g_new (gint64, points->len);
  *out_range = find_starts (compare, points, bucket, sotong_db_get_zone (db), starts);
  if (out_range->start > out_range->end) /* of 29 February alone */
    *out_range = sotong_compare_get_range (compare, &(SotongRange) { g_array_index (points, SotongTrendPoint, 0).start,
                                                                    g_array_index (points, SotongTrendPoint, 0).start + 86400 }, sotong_db_get_zone (db));
  else
    clip (points, starts, within, bucket, sotong_db_get_zone (db), out_range);
  others = sotong_rollup_read (db, topic_id, source_id, *out_range, bucket, error);
  if (others == NULL)
    return NULL;
  out = g_array_new (FALSE, TRUE, sizeof (SotongTrendPoint));
  for (guint i = 0; i < points->len; i++)
    {
      SotongTrendPoint none = { .start = SOTONG_NONE, .gap = TRUE };

      while (starts[i] != SOTONG_NONE && at < others->len && g_array_index (others, SotongTrendPoint, at).start < starts[i])
        at++;
      if (starts[i] != SOTONG_NONE && at < others->len && g_array_index (others, SotongTrendPoint, at).start == starts[i])
        g_array_append_val (out, g_array_index (others, SotongTrendPoint, at));
      else
        g_array_append_val (out, none);
    }
  return g_steal_pointer (&out);
}
