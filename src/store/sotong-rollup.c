/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-hour-counts-private.h"
#include "store/sotong-rollup-private.h"
#include "store/sotong-word-private.h"

#define HOUR_SECONDS 3600
#define LONG_AGO_HOURS (10 * 366 * 24)
#define SOON_HOURS 48

static gint64
hour_of (gint64 time)
{
  gint64 hour = time / HOUR_SECONDS;

  return time % HOUR_SECONDS < 0 ? hour - 1 : hour;
}

static const char * const sentiment_names[SOTONG_N_SENTIMENTS] = {
  "unlabelled", "negative", "neutral", "positive", "uncertain"
};

/**
 * sotong_sentiment_get_name:
 * @sentiment: a sentiment
 *
 * Returns: the name that files and the command line use
 */
const char *
sotong_sentiment_get_name (SotongSentiment sentiment)
{
  g_return_val_if_fail (sentiment < SOTONG_N_SENTIMENTS, sentiment_names[0]);
  return sentiment_names[sentiment];
}

/**
 * sotong_sentiment_from_name:
 * @name: negative, neutral, positive, uncertain or unlabelled
 * @out_sentiment: (out): the sentiment
 *
 * Returns: %TRUE if @name is one of them
 */
gboolean
sotong_sentiment_from_name (const char      *name,
                            SotongSentiment *out_sentiment)
{
  for (int i = 0; i < SOTONG_N_SENTIMENTS; i++)
    {
      if (g_str_equal (sentiment_names[i], name))
        {
          *out_sentiment = (SotongSentiment) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* ---- writing ---- */

typedef struct {
  gint64 topic_id;
  gint64 hour;
  gint64 source_id;
  gint64 sentiment;
  gint64 n;
} Cell;

struct _SotongRollupBatch
{
  GHashTable *cells; /* (owned): Cell -> itself */
};

static guint
cell_hash (gconstpointer key)
{
  const Cell *cell = key;
  guint64 h = (guint64) cell->hour * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  h ^= (guint64) cell->topic_id * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);
  h ^= (guint64) cell->source_id * G_GUINT64_CONSTANT (0x165667b19e3779f9) + (guint64) cell->sentiment;
  return (guint) (h ^ h >> 32);
}

static gboolean
cell_equal (gconstpointer a,
            gconstpointer b)
{
  const Cell *x = a, *y = b;

  return x->hour == y->hour && x->topic_id == y->topic_id && x->source_id == y->source_id && x->sentiment == y->sentiment;
}

SotongRollupBatch *
sotong_rollup_batch_new (void)
{
  SotongRollupBatch *batch = g_new0 (SotongRollupBatch, 1);

  batch->cells = g_hash_table_new_full (cell_hash, cell_equal, g_free, NULL);
  return batch;
}

void
sotong_rollup_batch_free (SotongRollupBatch *batch)
{
  if (batch == NULL)
    return;
  g_hash_table_unref (batch->cells);
  g_free (batch);
}

static void
add_to (GHashTable *cells,
        const Cell *key,
        gint64      n)
{
  Cell *cell = g_hash_table_lookup (cells, key);

  if (cell == NULL)
    {
      cell = g_memdup2 (key, sizeof *key);
      g_hash_table_add (cells, cell);
    }
  cell->n += n;
}

void
sotong_rollup_batch_add (SotongRollupBatch *batch,
                         gint64             topic_id,
                         gint64             published_at,
                         gint64             source_id,
                         int                sentiment,
                         gint64             n)
{
  const Cell key = { topic_id, hour_of (published_at), source_id, sentiment, 0 };

  add_to (batch->cells, &key, n);
}

static gboolean
write_hour (SotongDb    *db,
            const Cell  *cell,
            GError     **error)
{
  return cell->n == 0
         || sotong_db_exec (db, error, "INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n) VALUES ($1, $2, $3, $4, $5)"
                            " ON CONFLICT (topic_id, hour, source_id, sentiment) DO UPDATE SET n = rollup_hour.n + excluded.n",
                            "iiiii", cell->topic_id, cell->hour, cell->source_id, cell->sentiment, cell->n);
}

/* The sums over all hours, which a list of topics or sources shows: a year has thousands of hours. */
static gboolean
write_total (SotongDb    *db,
             const Cell  *cell,
             GError     **error)
{
  return cell->n == 0
         || sotong_db_exec (db, error, "INSERT INTO rollup_total (topic_id, source_id, sentiment, n) VALUES ($1, $2, $3, $4)"
                            " ON CONFLICT (topic_id, source_id, sentiment) DO UPDATE SET n = rollup_total.n + excluded.n",
                            "iiii", cell->topic_id, cell->source_id, cell->sentiment, cell->n);
}

static gboolean
write_cell (SotongDb    *db,
            const Cell  *cell,
            GError     **error)
{
  return write_hour (db, cell, error) && write_total (db, cell, error)
         && sotong_word_mark_stale (db, cell->topic_id, sotong_word_day (cell->hour * HOUR_SECONDS), error);
}

/* The words of these days are to be counted anew. */
static gboolean
mark_days (SotongDb    *db,
           GHashTable  *cells,
           GError     **error)
{
  g_autoptr(GHashTable) days = g_hash_table_new_full (cell_hash, cell_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, cells);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const Cell *cell = value;
      const Cell day = { cell->topic_id, sotong_word_day (cell->hour * HOUR_SECONDS), 0, 0, 0 };

      if (g_hash_table_contains (days, &day))
        continue;
      add_to (days, &day, 1);
      if (!sotong_word_mark_stale (db, day.topic_id, day.hour, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sotong_rollup_batch_write (SotongRollupBatch  *batch,
                           SotongDb           *db,
                           GError            **error)
{
  g_autoptr(GHashTable) totals = g_hash_table_new_full (cell_hash, cell_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value;

  if (!mark_days (db, batch->cells, error))
    return FALSE;
  g_hash_table_iter_init (&iter, batch->cells);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const Cell *cell = value;
      const Cell total = { cell->topic_id, 0, cell->source_id, cell->sentiment, 0 };

      add_to (totals, &total, cell->n);
      if (!write_hour (db, cell, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, totals);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      if (!write_total (db, value, error))
        return FALSE;
    }
  g_hash_table_remove_all (batch->cells);
  return TRUE;
}

/* Adds (1) or takes off (-1) one mention from the counts of a topic. */
gboolean
sotong_rollup_add_mention (SotongDb  *db,
                           gint64     topic_id,
                           gint64     mention_id,
                           int        sign,
                           GError   **error)
{
  Cell cell = { topic_id, 0, 0, 0, sign };
  g_autoptr(SotongStmt) stmt = NULL;

  db->touched |= 1 << 6; /* topic_hit and the counts have no rowid: SQLite does not report them */
  stmt = sotong_db_query (db, error, "SELECT published_at, source_id, sentiment FROM mention WHERE id = $1", "i", mention_id);
  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  cell.hour = hour_of (sotong_stmt_int (stmt, 0));
  cell.source_id = sotong_stmt_int (stmt, 1);
  cell.sentiment = sotong_stmt_int (stmt, 2);
  return write_cell (db, &cell, error);
}

/* Moves a mention from one sentiment to another in all counts that hold it. */
gboolean
sotong_rollup_relabel (SotongDb  *db,
                       gint64     mention_id,
                       int        from,
                       int        to,
                       GError   **error)
{
  g_autoptr(GArray) topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  gint64 all = 0, hour, source_id;

  if (from == to)
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT mention.published_at, mention.source_id, topic_hit.topic_id FROM mention"
                          " LEFT JOIN topic_hit ON topic_hit.mention_id = mention.id AND topic_hit.removed = 0"
                          " WHERE mention.id = $1", "i", mention_id);
  if (stmt == NULL || !sotong_stmt_next (stmt, error))
    return FALSE;
  hour = hour_of (sotong_stmt_int (stmt, 0));
  source_id = sotong_stmt_int (stmt, 1);
  g_array_append_val (topics, all);
  do
    {
      gint64 topic = sotong_stmt_int (stmt, 2);

      if (topic != SOTONG_NONE)
        g_array_append_val (topics, topic);
    }
  while (sotong_stmt_next (stmt, &local));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < topics->len; i++)
    {
      Cell minus = { g_array_index (topics, gint64, i), hour, source_id, from, -1 };
      Cell plus = { g_array_index (topics, gint64, i), hour, source_id, to, 1 };

      if (!write_cell (db, &minus, error) || !write_cell (db, &plus, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rebuild_hours (SotongDb  *db,
               gint64     topic_id,
               GError   **error)
{
  if (topic_id == 0)
    return sotong_db_exec (db, error, "INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n)"
                           " SELECT 0, (published_at - ((published_at % 3600) + 3600) % 3600) / 3600, source_id, sentiment, count(*)"
                           " FROM mention GROUP BY 2, 3, 4", "");
  return sotong_db_exec (db, error, "INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n)"
                         " SELECT $1, (m.published_at - ((m.published_at % 3600) + 3600) % 3600) / 3600, m.source_id, m.sentiment, count(*)"
                         " FROM topic_hit AS h JOIN mention AS m ON m.id = h.mention_id"
                         " WHERE h.topic_id = $1 AND h.removed = 0 GROUP BY 2, 3, 4", "i", topic_id);
}

/* Counts a topic anew from its rows; topic 0 is all mentions. */
gboolean
sotong_rollup_rebuild (SotongDb  *db,
                       gint64     topic_id,
                       GError   **error)
{
  return sotong_word_mark_topic (db, topic_id, error)
         && sotong_db_exec (db, error, "DELETE FROM rollup_hour WHERE topic_id = $1", "i", topic_id)
         && sotong_db_exec (db, error, "DELETE FROM rollup_total WHERE topic_id = $1", "i", topic_id)
         && rebuild_hours (db, topic_id, error)
         && sotong_word_mark_topic (db, topic_id, error)
         && sotong_db_exec (db, error, "INSERT INTO rollup_total (topic_id, source_id, sentiment, n)"
                            " SELECT topic_id, source_id, sentiment, sum(n) FROM rollup_hour WHERE topic_id = $1 GROUP BY 1, 2, 3", "i", topic_id);
}

/* ---- reading ---- */

/* A point for each bucket of the range, without counts. */
GArray *
sotong_rollup_points (SotongRange   range,
                      SotongBucket  bucket,
                      GTimeZone    *zone)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (SotongTrendPoint));

  for (gint64 start = sotong_time_bucket_start (range.start, bucket, zone); start < range.end;
       start = sotong_time_bucket_next (start, bucket, zone))
    {
      SotongTrendPoint point = { .start = start };

      g_array_append_val (points, point);
    }
  return points;
}

void
sotong_rollup_add_count (SotongTrendPoint *point,
                         gint64            sentiment,
                         gint64            n)
{
  point->total += n;
  switch ((SotongSentiment) sentiment)
    {
    case SOTONG_SENTIMENT_NEGATIVE:
      point->negative += n;
      break;
    case SOTONG_SENTIMENT_NEUTRAL:
      point->neutral += n;
      break;
    case SOTONG_SENTIMENT_POSITIVE:
      point->positive += n;
      break;
    case SOTONG_SENTIMENT_UNCERTAIN:
      point->uncertain += n;
      break;
    case SOTONG_SENTIMENT_NONE:
    case SOTONG_N_SENTIMENTS:
    default:
      point->unlabelled += n;
      break;
    }
}

static void
mark_gaps (GArray               *points,
           const SotongCoverage *coverage,
           SotongRange           range,
           SotongBucket          bucket,
           gint64                now,
           GTimeZone            *zone)
{
  guint at = 0;

  for (guint i = 0; i < points->len; i++)
    {
      SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i);
      gint64 end = sotong_time_bucket_next (point->start, bucket, zone);
      gint64 until = MIN (end, now);
      gint64 covered = until > point->start ? sotong_coverage_seconds (coverage, &at, point->start, until) : 0;

      point->gap = covered == 0 && point->total == 0; /* what is still to come, too */
      point->coming = point->gap && point->start >= now;
      point->partial = end > now || point->start < range.start || end > range.end
                       || (!point->gap && covered < until - point->start);
    }
}

/* The point of @time: *@at moves on with the times. */
SotongTrendPoint *
sotong_rollup_find_point (GArray *points,
                          guint  *at,
                          gint64  time)
{
  while (*at + 1 < points->len && g_array_index (points, SotongTrendPoint, *at + 1).start <= time)
    (*at)++;
  return *at < points->len ? &g_array_index (points, SotongTrendPoint, *at) : NULL;
}

/* Where one of the sources was not read the count is not complete, whatever the others brought. */
static void
mark_missing (GArray    *points,
              GPtrArray *missing)
{
  for (guint i = 0; i < missing->len; i++)
    {
      const SotongMissing *one = g_ptr_array_index (missing, i);
      guint at = 0;

      if (one->kind != SOTONG_MISSING_RUN) /* one that came later leaves no gap before */
        continue;
      sotong_rollup_find_point (points, &at, one->range.start);
      for (; at < points->len && g_array_index (points, SotongTrendPoint, at).start < one->range.end; at++)
        if (!g_array_index (points, SotongTrendPoint, at).gap)
          g_array_index (points, SotongTrendPoint, at).partial = TRUE;
    }
}

/* What of the points was read. */
void
sotong_rollup_mark (GArray               *points,
                    const SotongCoverage *coverage,
                    SotongRange           range,
                    SotongBucket          bucket,
                    gint64                now,
                    GTimeZone            *zone)
{
  mark_gaps (points, coverage, range, bucket, now, zone);
  mark_missing (points, coverage->missing);
}

static gboolean
add_all (SotongDb     *db,
         gint64        topic_id,
         SotongRange   range,
         GArray       *points,
         GError      **error)
{
  gint64 end = hour_of (range.end + HOUR_SECONDS - 1);
  g_autoptr(GArray) counts = sotong_hour_counts (db, topic_id, hour_of (range.start), end, error);
  guint at = 0;

  if (counts == NULL)
    return FALSE;
  for (guint i = sotong_hour_counts_find (counts, hour_of (range.start)); i < counts->len; i++)
    {
      const SotongHourCount *count = &g_array_index (counts, SotongHourCount, i);
      SotongTrendPoint *point = sotong_rollup_find_point (points, &at, count->hour * HOUR_SECONDS);

      if (count->hour >= end)
        break;
      for (int sentiment = 0; point != NULL && sentiment < SOTONG_N_SENTIMENTS; sentiment++)
        sotong_rollup_add_count (point, sentiment, count->n[sentiment]);
    }
  return TRUE;
}

static gboolean
add_source (SotongDb     *db,
            gint64        topic_id,
            gint64        source_id,
            SotongRange   range,
            GArray       *points,
            GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;
  guint at = 0;

  stmt = sotong_db_query (db, error, "SELECT hour, sentiment, n FROM rollup_hour WHERE topic_id = $1 AND hour >= $2 AND hour < $3"
                          " AND source_id = $4 ORDER BY hour", "iiii",
                          topic_id, hour_of (range.start), hour_of (range.end + HOUR_SECONDS - 1), source_id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongTrendPoint *point = sotong_rollup_find_point (points, &at, sotong_stmt_int (stmt, 0) * HOUR_SECONDS);

      if (point != NULL)
        sotong_rollup_add_count (point, sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * sotong_rollup_read_covered:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @source_id: a source, or 0 for all
 * @range: the time; the first bucket and the last are counted only as far as they lie in it
 * @bucket: the office's hours, days, weeks or months
 * @out_missing: (out) (optional) (element-type SotongMissing): what was not read of which source
 * @error: return location
 *
 * Sums the hourly counts. A bucket is a gap if no run covered any of it, as of what is still to
 * come, and partial if it is not over yet, does not lie wholly in @range, or some of it was not
 * covered, be it of one source alone: its count is then a lower bound.
 *
 * Returns: (transfer full) (nullable) (element-type SotongTrendPoint): a point a bucket, empty ones too
 */
GArray *
sotong_rollup_read_covered (SotongDb      *db,
                            gint64         topic_id,
                            gint64         source_id,
                            SotongRange    range,
                            SotongBucket   bucket,
                            GPtrArray    **out_missing,
                            GError       **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autoptr(GArray) points = sotong_rollup_points (range, bucket, zone);
  g_autoptr(SotongCoverage) coverage = NULL;

  if (source_id == 0 ? !add_all (db, topic_id, range, points, error) : !add_source (db, topic_id, source_id, range, points, error))
    return NULL;
  coverage = sotong_coverage_read (db, topic_id, source_id, range, error);
  if (coverage == NULL)
    return NULL;
  sotong_rollup_mark (points, coverage, range, bucket, sotong_db_now (db), zone);
  if (out_missing != NULL)
    *out_missing = g_ptr_array_ref (coverage->missing);
  return g_steal_pointer (&points);
}

/**
 * sotong_rollup_read:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @source_id: a source, or 0 for all
 * @range: the time
 * @bucket: the office's hours, days, weeks or months
 * @error: return location
 *
 * As sotong_rollup_read_covered(), where nobody asks what was not read.
 *
 * Returns: (transfer full) (nullable) (element-type SotongTrendPoint): a point a bucket, empty ones too
 */
GArray *
sotong_rollup_read (SotongDb      *db,
                    gint64         topic_id,
                    gint64         source_id,
                    SotongRange    range,
                    SotongBucket   bucket,
                    GError       **error)
{
  return sotong_rollup_read_covered (db, topic_id, source_id, range, bucket, NULL, error);
}

#define EXTENT_ALL "SELECT hour FROM rollup_hour WHERE topic_id = $1 AND n > 0"
#define EXTENT_NEAR EXTENT_ALL " AND hour BETWEEN $2 AND $3"

/**
 * sotong_rollup_extent:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @out_range: (out): from the first hour with a mention to the end of the last
 * @error: return location
 *
 * What one looks at when nobody says which time. Mentions dated more than ten years ago or
 * after tomorrow, by mistake mostly, do not stretch it, unless there are no others.
 *
 * Returns: %FALSE if there is none, with @error unset
 */
gboolean
sotong_rollup_extent (SotongDb     *db,
                      gint64        topic_id,
                      SotongRange  *out_range,
                      GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  gint64 now = hour_of (sotong_db_now (db));

  /* Four seeks: of a topic of a million mentions there are a hundred thousand rows. */
  stmt = sotong_db_query (db, error, "SELECT coalesce ((" EXTENT_NEAR " ORDER BY hour LIMIT 1), (" EXTENT_ALL " ORDER BY hour LIMIT 1)),"
                          " coalesce ((" EXTENT_NEAR " ORDER BY hour DESC LIMIT 1), (" EXTENT_ALL " ORDER BY hour DESC LIMIT 1))",
                          "iii", topic_id, now - LONG_AGO_HOURS, now + SOON_HOURS);
  if (stmt == NULL || !sotong_stmt_next (stmt, error) || sotong_stmt_int (stmt, 0) == SOTONG_NONE)
    return FALSE;
  out_range->start = sotong_stmt_int (stmt, 0) * HOUR_SECONDS;
  out_range->end = (sotong_stmt_int (stmt, 1) + 1) * HOUR_SECONDS;
  return TRUE;
}

/**
 * sotong_rollup_is_known:
 * @db: a connection
 * @topic_id: a topic, or 0 for all mentions
 * @range: a time
 * @out_known: (out): whether anything was collected of any part of it, if only that nobody said anything
 * @error: return location
 *
 * What nothing is known of cannot be compared with: not even as zero.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_rollup_is_known (SotongDb     *db,
                        gint64        topic_id,
                        SotongRange   range,
                        gboolean     *out_known,
                        GError      **error)
{
  g_autoptr(GArray) years = sotong_rollup_read (db, topic_id, 0, range, SOTONG_BUCKET_YEAR, error);

  *out_known = FALSE;
  for (guint i = 0; years != NULL && i < years->len; i++)
    *out_known |= !g_array_index (years, SotongTrendPoint, i).gap;
  return years != NULL;
}

/**
 * sotong_rollup_check:
 * @db: a connection
 * @findings: (element-type utf8): a sentence is added for each thing that is wrong
 * @error: return location
 *
 * Counts the rows anew and compares them with the counts that are kept.
 *
 * Returns: %TRUE if the check could be made
 */
gboolean
sotong_rollup_check (SotongDb   *db,
                     GPtrArray  *findings,
                     GError    **error)
{
  gint64 n = 0, n_totals = 0;

  if (!sotong_db_get_int (db, &n, error,
                          "WITH fresh AS ("
                          " SELECT 0 AS topic_id, (published_at - ((published_at % 3600) + 3600) % 3600) / 3600 AS hour, source_id, sentiment, count(*) AS n"
                          " FROM mention GROUP BY 2, 3, 4"
                          " UNION ALL SELECT h.topic_id, (m.published_at - ((m.published_at % 3600) + 3600) % 3600) / 3600, m.source_id, m.sentiment, count(*)"
                          " FROM topic_hit AS h JOIN mention AS m ON m.id = h.mention_id WHERE h.removed = 0 GROUP BY 1, 2, 3, 4),"
                          " kept AS (SELECT topic_id, hour, source_id, sentiment, n FROM rollup_hour WHERE n <> 0)"
                          " SELECT (SELECT count(*) FROM (SELECT * FROM fresh EXCEPT SELECT * FROM kept))"
                          " + (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM fresh))", ""))
    return FALSE;
  if (n > 0)
    {
      g_ptr_array_add (findings, g_strdup_printf (ngettext ("%d hourly count differs from the mentions that it counts.",
                                                            "%d hourly counts differ from the mentions that they count.", (gulong) n), (int) n));
      return TRUE; /* of wrong hours there is no right sum */
    }
  if (!sotong_db_get_int (db, &n_totals, error,
                          "WITH fresh AS (SELECT topic_id, source_id, sentiment, sum(n) AS n FROM rollup_hour GROUP BY 1, 2, 3 HAVING sum(n) <> 0),"
                          " kept AS (SELECT topic_id, source_id, sentiment, n FROM rollup_total WHERE n <> 0)"
                          " SELECT (SELECT count(*) FROM (SELECT * FROM fresh EXCEPT SELECT * FROM kept))"
                          " + (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM fresh))", ""))
    return FALSE;
  if (n_totals > 0)
    g_ptr_array_add (findings, g_strdup_printf (ngettext ("%d total of mentions differs from the hours that it sums up.",
                                                          "%d totals of mentions differ from the hours that they sum up.", (gulong) n_totals), (int) n_totals));
  return TRUE;
}
