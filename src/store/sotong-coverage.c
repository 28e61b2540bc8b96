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
  gboolean  listed;    /* it was not removed */
  gboolean  import;
  gboolean  enabled;
  gboolean  ever;      /* a run covered something, at whatever time */
  gboolean  before;    /* a run covered the beginning, or something before it */
} Source;

/* A topic does without a source. */
typedef struct {
  gint64 topic_id;
  gint64 source_id;
} Off;

struct _SotongRuns
{
  SotongRange  range;
  gint64       now;
  GPtrArray   *sources; /* (owned) (element-type Source) */
  GArray      *off;     /* (owned) (element-type Off) */
};

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
sotong_runs_free (SotongRuns *self)
{
  g_ptr_array_unref (self->sources);
  g_array_unref (self->off);
  g_free (self);
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

/* The values of a search trend are no counts. */
static GPtrArray *
read_sources (SotongDb     *db,
              gint64        source_id,
              SotongRange   range,
              GError      **error)
{
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func (source_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT s.id, s.name, s.interval_s, s.kind = 'import', s.enabled, s.removed_at IS NULL,"
                          " EXISTS" COVERED "), EXISTS" COVERED " AND r.covered_from <= $1)"
                          " FROM source AS s WHERE s.kind <> 'naver-trend' AND ($2 = 0 OR s.id = $2) ORDER BY s.id", "ii", range.start, source_id);
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
      source->ever = sotong_stmt_int (stmt, 6) != 0;
      source->before = sotong_stmt_int (stmt, 7) != 0;
      source->spans = g_array_new (FALSE, FALSE, sizeof (SotongRange));
      g_ptr_array_add (sources, source);
    }
  if (local == NULL)
    return g_steal_pointer (&sources);
  g_propagate_error (error, local);
  return NULL;
}

/* Which topics do without which sources: few. */
static GArray *
read_off (SotongDb  *db,
          gint64     topic_id,
          GError   **error)
{
  g_autoptr(GArray) off = g_array_new (FALSE, FALSE, sizeof (Off));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT topic_id, source_id FROM topic_source WHERE mode = 'off' AND ($1 = 0 OR topic_id = $1)", "i", topic_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      Off one = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1) };

      g_array_append_val (off, one);
    }
  if (local == NULL)
    return g_steal_pointer (&off);
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

/* What a run covered is over when it begins, or while an import is read: older runs need no look. */
#define OLDEST_S (2 * 24 * 3600)
#define MANY_S (92 * 24 * 3600)

#define OF_RANGE " AND started_at >= $1 AND covered_from IS NOT NULL AND covered_to > $2 AND covered_from < $3"

/* Each source's runs by their index; of more than a quarter of a year it would take four times as long as to go through all. */
static SotongStmt *
query_runs (SotongDb     *db,
            gint64        source_id,
            SotongRange   range,
            GError      **error)
{
  if (source_id != 0)
    return sotong_db_query (db, error, "SELECT source_id, covered_from, covered_to FROM fetch_run WHERE source_id = $4" OF_RANGE, "iiii",
                            range.start - OLDEST_S, range.start, range.end, source_id);
  return sotong_db_query (db, error, range.start >= sotong_db_now (db) - MANY_S
                          ? "SELECT r.source_id, covered_from, covered_to FROM source AS s CROSS JOIN fetch_run AS r WHERE r.source_id = s.id" OF_RANGE
                          : "SELECT source_id, covered_from, covered_to FROM fetch_run WHERE TRUE" OF_RANGE, "iii",
                          range.start - OLDEST_S, range.start, range.end);
}

static gboolean
read_runs (SotongDb     *db,
           gint64        source_id,
           SotongRange   range,
           GPtrArray    *sources,
           GError      **error)
{
  g_autoptr(SotongStmt) stmt = query_runs (db, source_id, range, error);
  Source *source = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);
      SotongRange span = { sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) };

      if (source == NULL || source->id != id)
        source = find_source (sources, id);
      if (source != NULL && span.end > span.start)
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

      any_read = any_read || (source->listed && !source->import);
    }
  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = g_ptr_array_index (sources, i);

      if (source->listed && !(any_read && source->import))
        add_source (source, range, now, list);
    }
}

/* ---- both ---- */

static SotongRuns *
read_all (SotongDb     *db,
          gint64        topic_id,
          gint64        source_id,
          SotongRange   range,
          GError      **error)
{
  g_autoptr(GPtrArray) sources = read_sources (db, source_id, range, error);
  g_autoptr(GArray) off = sources != NULL ? read_off (db, topic_id, error) : NULL;
  SotongRuns *self;

  if (off == NULL || !read_runs (db, source_id, range, sources, error))
    return NULL;
  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = g_ptr_array_index (sources, i);
      g_autoptr(GArray) unsorted = source->spans;

      source->spans = join_spans (unsorted);
    }
  self = g_new0 (SotongRuns, 1);
  self->range = range;
  self->now = sotong_db_now (db);
  self->sources = g_steal_pointer (&sources);
  self->off = g_steal_pointer (&off);
  return self;
}

/**
 * sotong_runs_read:
 * @db: a connection
 * @range: the time
 * @error: return location
 *
 * Looks at the runs once for as many topics and sources as one likes. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): what sotong_coverage_of() takes
 */
SotongRuns *
sotong_runs_read (SotongDb     *db,
                  SotongRange   range,
                  GError      **error)
{
  return read_all (db, 0, 0, range, error);
}

static gboolean
does_without (const SotongRuns *runs,
              gint64            topic_id,
              gint64            source_id)
{
  for (guint i = 0; topic_id != 0 && i < runs->off->len; i++)
    {
      const Off *off = &g_array_index (runs->off, Off, i);

      if (off->topic_id == topic_id && off->source_id == source_id)
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_coverage_of:
 * @runs: the runs of a stretch of time
 * @topic_id: a topic, whose sources are meant, or 0 for all
 * @source_id: a source, or 0 for all
 *
 * As sotong_coverage_read(), of what was read already.
 *
 * Returns: (transfer full): what was covered
 */
SotongCoverage *
sotong_coverage_of (const SotongRuns *runs,
                    gint64            topic_id,
                    gint64            source_id)
{
  g_autoptr(GPtrArray) sources = g_ptr_array_new ();
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (SotongRange));
  SotongCoverage *self = g_new0 (SotongCoverage, 1);

  for (guint i = 0; i < runs->sources->len; i++)
    {
      Source *source = g_ptr_array_index (runs->sources, i);

      if ((source_id != 0 && source->id != source_id) || does_without (runs, topic_id, source->id))
        continue;
      g_ptr_array_add (sources, source);
      g_array_append_vals (spans, source->spans->data, source->spans->len);
    }
  self->spans = join_spans (spans);
  self->missing = g_ptr_array_new_with_free_func (missing_free);
  add_sources (sources, runs->range, runs->now, self->missing);
  return self;
}

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
  g_autoptr(SotongRuns) runs = read_all (db, topic_id, source_id, range, error);

  return runs != NULL ? sotong_coverage_of (runs, topic_id, source_id) : NULL;
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
