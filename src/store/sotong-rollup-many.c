/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-rollup-many.h"
#include "store/sotong-rollup-private.h"

#define HOUR_SECONDS 3600

typedef struct {
  GPtrArray    *list;    /* (owned) (element-type SotongRollupOne) */
  GHashTable   *places;  /* (owned): a topic's or a source's id -> its SotongRollupOne, of those that are read just now */
  SotongRange   range;
  SotongBucket  bucket;
  GTimeZone    *zone;
} Many;

static void
one_free (gpointer data)
{
  SotongRollupOne *one = data;

  g_array_unref (one->points);
  g_free (one);
}

static void
many_clear (Many *many)
{
  g_clear_pointer (&many->list, g_ptr_array_unref);
  g_clear_pointer (&many->places, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Many, many_clear)

/* The lines of a table without counts, as those whom nobody mentioned stay. */
static gboolean
add_lines (SotongDb    *db,
           const char  *ids,
           gboolean     topics,
           Many        *many,
           GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, ids, "");
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  g_hash_table_remove_all (many->places);
  while (sotong_stmt_next (stmt, &local))
    {
      SotongRollupOne *one = g_new0 (SotongRollupOne, 1);
      gint64 id = sotong_stmt_int (stmt, 0);

      *(topics ? &one->topic_id : &one->source_id) = id;
      one->points = sotong_rollup_points (many->range, many->bucket, many->zone);
      g_ptr_array_add (many->list, one);
      g_hash_table_insert (many->places, topics ? &one->topic_id : &one->source_id, one);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* @hours: an id, the hour, the sentiment and the count, in such an order that the hours of each id go up */
static gboolean
add_hours (SotongDb    *db,
           const char  *hours,
           Many        *many,
           GError     **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 last = 0, last_hour = 0;
  SotongRollupOne *one = NULL;
  GError *local = NULL;
  guint at = 0;

  stmt = sotong_db_query (db, error, hours, "ii", many->range.start / HOUR_SECONDS, (many->range.end + HOUR_SECONDS - 1) / HOUR_SECONDS);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0), hour = sotong_stmt_int (stmt, 1);
      SotongTrendPoint *point;

      if (id != last)
        one = g_hash_table_lookup (many->places, &id);
      if (hour < last_hour)
        at = 0;
      last = id;
      last_hour = hour;
      point = one != NULL ? sotong_rollup_find_point (one->points, &at, hour * HOUR_SECONDS) : NULL;
      if (point != NULL)
        sotong_rollup_add_count (point, sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * sotong_rollup_read_many:
 * @db: a connection, in a job of the store
 * @range: the time, after 1970
 * @bucket: the office's hours, days, weeks or months
 * @error: return location
 *
 * What sotong_rollup_read() says of each topic and of each source that is listed and brings mentions. It looks once at the runs and at the hours of each,
 * and keeps nothing of what charts read often from giving way.
 *
 * Returns: (transfer full) (nullable) (element-type SotongRollupOne): the topics, then the sources
 */
GPtrArray *
sotong_rollup_read_many (SotongDb      *db,
                         SotongRange    range,
                         SotongBucket   bucket,
                         GError       **error)
{
  g_auto(Many) many = { g_ptr_array_new_with_free_func (one_free), g_hash_table_new (g_int64_hash, g_int64_equal), range, bucket,
                        sotong_db_get_zone (db) };
  g_autoptr(SotongRuns) runs = sotong_runs_read (db, range, error);

  if (runs == NULL
      || !add_lines (db, "SELECT id FROM topic WHERE removed_at IS NULL ORDER BY id", TRUE, &many, error)
      || !add_hours (db, "SELECT t.id, r.hour, r.sentiment, r.n FROM topic AS t CROSS JOIN rollup_hour AS r"
                     " WHERE t.removed_at IS NULL AND r.topic_id = t.id AND r.hour >= $1 AND r.hour < $2", &many, error)
      || !add_lines (db, "SELECT id FROM source WHERE removed_at IS NULL AND kind <> 'naver-trend' ORDER BY id", FALSE, &many, error)
      || !add_hours (db, "SELECT source_id, hour, sentiment, n FROM rollup_hour WHERE topic_id = 0 AND hour >= $1 AND hour < $2", &many, error))
    return NULL;
  for (guint i = 0; i < many.list->len; i++)
    {
      const SotongRollupOne *one = g_ptr_array_index (many.list, i);
      g_autoptr(SotongCoverage) coverage = sotong_coverage_of (runs, one->topic_id, one->source_id);

      sotong_rollup_mark (one->points, coverage, range, bucket, sotong_db_now (db), many.zone);
    }
  return g_steal_pointer (&many.list);
}
