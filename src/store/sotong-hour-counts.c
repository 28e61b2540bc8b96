/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-hour-counts-private.h"

/* The hourly counts of a topic of a million mentions are a hundred thousand rows. Several charts, and the threshold in one of them,
 * are made of the same: a connection that only reads keeps what it read last, until anybody has written. */

#define MOST_KEPT 4
#define BEFORE_HOURS (28 * 24)   /* what is usual is found in the four weeks before; see sotong_alert_thresholds() */

typedef struct {
  gint64  topic_id;
  gint64  first;
  gint64  end;
  GArray *counts;  /* (owned) (element-type SotongHourCount) */
} Kept;

struct _SotongHourCache
{
  gint64  version;         /* SQLite's data_version, of which they are */
  Kept    kept[MOST_KEPT]; /* those without counts are free */
  guint   next;            /* which gives way to the next */
};

SotongHourCache *
sotong_hour_cache_new (void)
{
  return g_new0 (SotongHourCache, 1);
}

static void
forget (SotongHourCache *cache)
{
  for (guint i = 0; i < MOST_KEPT; i++)
    g_clear_pointer (&cache->kept[i].counts, g_array_unref);
}

void
sotong_hour_cache_free (SotongHourCache *cache)
{
  if (cache == NULL)
    return;
  forget (cache);
  g_free (cache);
}

static GArray *
read_counts (SotongDb  *db,
             gint64     topic_id,
             gint64     first,
             gint64     end,
             GError   **error)
{
  g_autoptr(GArray) counts = g_array_new (FALSE, FALSE, sizeof (SotongHourCount));
  g_autoptr(SotongStmt) stmt = NULL;
  SotongHourCount *last = NULL;
  GError *local = NULL;

  /* As they lie in the table, and added up here: to group them takes three times as long. */
  stmt = sotong_db_query (db, error, "SELECT hour, sentiment, n FROM rollup_hour WHERE topic_id = $1 AND hour >= $2 AND hour < $3 ORDER BY hour", "iii",
                          topic_id, first, end);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 hour = sotong_stmt_int (stmt, 0), sentiment = sotong_stmt_int (stmt, 1);

      if (last == NULL || last->hour != hour)
        {
          SotongHourCount count = { .hour = hour };

          g_array_append_val (counts, count);
          last = &g_array_index (counts, SotongHourCount, counts->len - 1);
        }
      last->n[sentiment >= 0 && sentiment < SOTONG_N_SENTIMENTS ? sentiment : SOTONG_SENTIMENT_NONE] += sotong_stmt_int (stmt, 2);
    }
  if (local == NULL)
    return g_steal_pointer (&counts);
  g_propagate_error (error, local);
  return NULL;
}

/*
 * sotong_hour_counts:
 * @db: a connection, in a job of the store
 * @topic_id: a topic, or 0 for all mentions
 * @first: the first hour, since 1970
 * @end: the hour after the last
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongHourCount): the hours that have counts, in order, and perhaps some outside of what
 *   was asked for, so begin with sotong_hour_counts_find(); not to be changed
 */
GArray *
sotong_hour_counts (SotongDb  *db,
                    gint64     topic_id,
                    gint64     first,
                    gint64     end,
                    GError   **error)
{
  SotongHourCache *cache = db->hours;
  gint64 version = 0;
  Kept *kept;

  if (cache == NULL)
    return read_counts (db, topic_id, first, end, error);
  if (!sotong_db_get_int (db, &version, error, "PRAGMA data_version", ""))
    return NULL;
  if (cache->version != version)
    forget (cache);
  cache->version = version;
  for (guint i = 0; i < MOST_KEPT; i++)
    if (cache->kept[i].counts != NULL && cache->kept[i].topic_id == topic_id && cache->kept[i].first <= first && cache->kept[i].end >= end)
      return g_array_ref (cache->kept[i].counts);
  kept = &cache->kept[cache->next];
  g_clear_pointer (&kept->counts, g_array_unref);
  *kept = (Kept) { topic_id, first - BEFORE_HOURS, end, NULL };
  kept->counts = read_counts (db, topic_id, kept->first, kept->end, error);
  if (kept->counts == NULL)
    return NULL;
  cache->next = (cache->next + 1) % MOST_KEPT;
  return g_array_ref (kept->counts);
}

/* Which of them is the first at @hour or after it; their number if there is none. */
guint
sotong_hour_counts_find (GArray *counts,
                         gint64  hour)
{
  guint low = 0, high = counts->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (counts, SotongHourCount, middle).hour < hour)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
