/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-coverage.h"
#include "store/sotong-db-private.h"

#define SHORTEST_S 3600 /* seconds; mentions are counted by the hour */

/* A source and the times that its runs covered. */
typedef struct {
  gint64    id;
  char     *name;      /* (owned) */
  GArray   *spans;     /* (owned) (element-type SotongRange) */
  gint64    interval_s;
  gboolean  counts;    /* it brings mentions, of this topic too */
  gboolean  listed;    /* it was not removed */
  gboolean  import;
  gboolean  enabled;
  gboolean  ever;      /* a run covered something, at whatever time */
  gboolean  before;    /* a run covered the beginning, or something before it */
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_free (source->name);
  g_array_unref (source->spans);
  g_free (source);
}

static void
missing_free (gpointer data)
{
  SotongMissing *missing = data;

  g_free (missing->source);
  g_free (missing);
}

void
sotong_coverage_free (SotongCoverage *self)
{
  g_array_unref (self->spans);
  g_ptr_array_unref (self->missing);
  g_free (self);
}

/* ---- reading ---- */

#define COVERED " (SELECT 1 FROM fetch_run AS r WHERE r.source_id = s.id AND r.covered_to > r.covered_from"

static GPtrArray *
read_sources (SotongDb     *db,
              gint64        topic_id,
              gint64        source_id,
              SotongRange   range,
              GError      **error)
{
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func (source_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT s.id, s.name, s.interval_s, s.kind = 'import', s.enabled, s.removed_at IS NULL, s.kind <> 'naver-trend' AND NOT EXISTS"
                          " (SELECT 1 FROM topic_source AS t WHERE t.topic_id = $1 AND t.source_id = s.id AND t.mode = 'off'),"
                          " EXISTS" COVERED "), EXISTS" COVERED " AND r.covered_from <= $2)"
                          " FROM source AS s WHERE $3 = 0 OR s.id = $3 ORDER BY s.id", "iii", topic_id, range.start, source_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      Source *source = g_new0 (Source, 1);

      source->id = sotong_stmt_int (stmt, 0);
      source->name = sotong_stmt_dup (stmt, 1);
      source->interval_s = sotong_stmt_int (stmt, 2);
      source->import = sotong_stmt_int (stmt, 3) != 0;
      source->enabled = sotong_stmt_int (stmt, 4) != 0;
      source->listed = sotong_stmt_int (stmt, 5) != 0;
      source->counts = sotong_stmt_int (stmt, 6) != 0;
      source->ever = sotong_stmt_int (stmt, 7) != 0;
      source->before = sotong_stmt_int (stmt, 8) != 0;
      source->spans = g_array_new (FALSE, FALSE, sizeof (SotongRange));
      g_ptr_array_add (sources, source);
    }
  if (local == NULL)
    return g_steal_pointer (&sources);
  g_propagate_error (error, local);
  return NULL;
}

static Source *
find_source (GPtrArray *sources,
             gint64     id)
{
  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = g_ptr_array_index (sources, i);

      if (source->id == id)
        return source;
    }
  return NULL;
}

/* Runs come mostly in order and go on where the one before ended: there are few spans, however many runs. */
static void
add_span (GArray      *spans,
          SotongRange  span)
{
  SotongRange *last = spans->len > 0 ? &g_array_index (spans, SotongRange, spans->len - 1) : NULL;

  if (last != NULL && span.start >= last->start && span.start <= last->end)
    last->end = MAX (last->end, span.end);
  else
    g_array_append_val (spans, span);
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const SotongRange *x = a, *y = b;

  return (x->start > y->start) - (x->start < y->start);
}

static GArray *
join_spans (GArray *spans)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (SotongRange));

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    add_span (joined, g_array_index (spans, SotongRange, i));
  return joined;
}

/* One look at the runs for all sources. */
static gboolean
read_runs (SotongDb     *db,
           gint64        source_id,
           SotongRange   range,
           GPtrArray    *sources,
           GError      **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT source_id, covered_from, covered_to FROM fetch_run"
                          " WHERE covered_from IS NOT NULL AND covered_to > $1 AND covered_from < $2 AND ($3 = 0 OR source_id = $3)",
                          "iii", range.start, range.end, source_id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      Source *source = find_source (sources, sotong_stmt_int (stmt, 0));
      SotongRange span = { sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) };

      if (source != NULL && source->counts && span.end > span.start)
        add_span (source->spans, span);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- what is missing ---- */

static void
add_missing (GPtrArray         *list,
             const Source      *source,
             gint64             from,
             gint64             to,
             SotongMissingKind  kind)
{
  SotongMissing *missing;

  if (to - from < SHORTEST_S)
    return;
  missing = g_new0 (SotongMissing, 1);
  missing->source_id = source->id;
  missing->source = g_strdup (source->name);
  missing->range = (SotongRange) { from, to };
  missing->kind = kind;
  g_ptr_array_add (list, missing);
}

static SotongMissingKind
last_kind (const Source *source,
           gboolean      any)
{
  if (!source->ever)
    return SOTONG_MISSING_NEVER;
  if (!any && !source->before)
    return SOTONG_MISSING_BEFORE;
  return source->enabled ? SOTONG_MISSING_RUN : SOTONG_MISSING_OFF;
}

/* What no run of the source covered, to now; the next run of one that is read now and then is not late yet. */
static void
add_source (const Source *source,
            SotongRange   range,
            gint64        now,
            GPtrArray    *list)
{
  gint64 end = MIN (range.end, now), at = range.start;

  for (guint i = 0; i < source->spans->len && at < end; i++)
    {
      SotongRange span = g_array_index (source->spans, SotongRange, i);

      add_missing (list, source, at, MIN (span.start, end), i == 0 && !source->before ? SOTONG_MISSING_BEFORE : SOTONG_MISSING_RUN);
      at = MAX (at, span.end);
    }
  if (source->spans->len == 0 || now - at > 2 * source->interval_s)
    add_missing (list, source, at, end, last_kind (source, source->spans->len > 0));
}

/* An import is what it is; only where there is nothing else does it leave gaps. */
static void
add_sources (GPtrArray   *sources,
             SotongRange  range,
             gint64       now,
             GPtrArray   *list)
{
  gboolean any_read = FALSE;

  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = g_ptr_array_index (sources, i);

      any_read = any_read || (source->counts && source->listed && !source->import);
    }
  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = g_ptr_array_index (sources, i);

      if (source->counts && source->listed && !(any_read && source->import))
        add_source (source, range, now, list);
    }
}

/* ---- both ---- */

/**
 * sotong_coverage_read:
 * @db: a connection
 * @topic_id: a topic, whose sources are meant, or 0 for all
 * @source_id: a source, or 0 for all
 * @range: the time
 * @error: return location
 *
 * Which of the time was read, and what of which source was not, as far as it is over. A source whose next run is not late
 * yet misses nothing. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): what was covered
 */
SotongCoverage *
sotong_coverage_read (SotongDb     *db,
                      gint64        topic_id,
                      gint64        source_id,
                      SotongRange   range,
                      GError      **error)
{
  g_autoptr(GPtrArray) sources = read_sources (db, topic_id, source_id, range, error);
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (SotongRange));
  SotongCoverage *self;

  if (sources == NULL || !read_runs (db, source_id, range, sources, error))
    return NULL;
  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = g_ptr_array_index (sources, i);
      g_autoptr(GArray) unsorted = source->spans;

      source->spans = join_spans (unsorted);
      g_array_append_vals (spans, source->spans->data, source->spans->len);
    }
  self = g_new0 (SotongCoverage, 1);
  self->spans = join_spans (spans);
  self->missing = g_ptr_array_new_with_free_func (missing_free);
  add_sources (sources, range, sotong_db_now (db), self->missing);
  return self;
}

/**
 * sotong_coverage_seconds:
 * @self: what was covered
 * @at: (inout): 0 at first; moves on with the stretches
 * @from: when a stretch begins; not before the one asked for last
 * @to: when it ends
 *
 * Returns: how many seconds of the stretch any run covered
 */
gint64
sotong_coverage_seconds (const SotongCoverage *self,
                         guint                *at,
                         gint64                from,
                         gint64                to)
{
  gint64 sum = 0;

  while (*at < self->spans->len && g_array_index (self->spans, SotongRange, *at).end <= from)
    (*at)++;
  for (guint i = *at; i < self->spans->len && g_array_index (self->spans, SotongRange, i).start < to; i++)
    sum += MIN (g_array_index (self->spans, SotongRange, i).end, to) - MAX (g_array_index (self->spans, SotongRange, i).start, from);
  return sum;
}
