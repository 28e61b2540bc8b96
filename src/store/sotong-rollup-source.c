/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-rollup-source.h"

#define HOUR_SECONDS 3600

static SotongSourceSum *
find_sum (GArray *sums,
          gint64  source_id)
{
  SotongSourceSum sum = { source_id, 0, FALSE };

  for (guint i = 0; i < sums->len; i++)
    if (g_array_index (sums, SotongSourceSum, i).source_id == source_id)
      return &g_array_index (sums, SotongSourceSum, i);
  g_array_append_val (sums, sum);
  return &g_array_index (sums, SotongSourceSum, sums->len - 1);
}

static gboolean
add_hours (SotongDb     *db,
           gint64        topic_id,
           SotongRange   range,
           GArray       *sums,
           GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  SotongSourceSum *sum = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT source_id, n FROM rollup_hour WHERE topic_id = $1 AND hour >= $2 AND hour < $3", "iii",
                          topic_id, range.start / HOUR_SECONDS, (range.end + HOUR_SECONDS - 1) / HOUR_SECONDS);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 source_id = sotong_stmt_int (stmt, 0);

      if (sum == NULL || sum->source_id != source_id) /* its sentiments lie beside each other */
        sum = find_sum (sums, source_id);
      sum->total += sotong_stmt_int (stmt, 1);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
add_covered (SotongDb     *db,
             SotongRange   range,
             GArray       *sums,
             GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT DISTINCT source_id FROM fetch_run WHERE covered_from IS NOT NULL AND covered_to > $1 AND covered_from < $2",
                          "ii", range.start, range.end);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    find_sum (sums, sotong_stmt_int (stmt, 0))->known = TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * sotong_rollup_sources:
 * @db: a connection, in a job of the store
 * @topic_id: a topic, or 0 for all mentions
 * @range: whole hours
 * @error: return location
 *
 * Looks at the hours once for all sources: to ask for each of them would look at all as often.
 *
 * Returns: (transfer full) (nullable) (element-type SotongSourceSum): sources that brought something, or were read
 */
GArray *
sotong_rollup_sources (SotongDb     *db,
                       gint64        topic_id,
                       SotongRange   range,
                       GError      **error)
{
  g_autoptr(GArray) sums = g_array_new (FALSE, FALSE, sizeof (SotongSourceSum));

  if (!add_hours (db, topic_id, range, sums, error) || !add_covered (db, range, sums, error))
    return NULL;
  return g_steal_pointer (&sums);
}
