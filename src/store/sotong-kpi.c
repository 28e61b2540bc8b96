/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-kpi.h"
#include "store/sotong-rollup.h"
#include "store/sotong-sample.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"

/* Indicators, their yearly targets, and their values: typed in with a source, or computed from what was collected. */

static const char * const metrics[] = { "visitors", "followers", "growth", "engagement", "answers", "positive", "negative", "agreement", "published", NULL };

void
sotong_kpi_free (SotongKpi *kpi)
{
  if (kpi == NULL)
    return;
  g_free (kpi->name);
  g_free (kpi->definition);
  g_free (kpi->source);
  g_free (kpi->unit);
  g_free (kpi->metric);
  g_free (kpi->channel);
  g_free (kpi->group);
  g_free (kpi);
}

void
sotong_kpi_value_free (SotongKpiValue *value)
{
  if (value == NULL)
    return;
  g_free (value->source);
  g_free (value);
}

/* Whether the workspace computes it: visitors (a month, on the average), followers and their growth in percent, reactions to
 * posts by a hundred views, the share of questions that were answered, the shares of positive and negative mentions, how often
 * the machine agrees with the officer, posts that went out. */
gboolean
sotong_kpi_is_metric (const char *name)
{
  return g_strv_contains (metrics, name);
}

/* Whether it is computed of channels, so that it may be of some of them alone. */
gboolean
sotong_kpi_has_scope (const char *metric)
{
  static const char * const of_channels[] = { "visitors", "followers", "growth", "engagement", "published", NULL };

  return g_strv_contains (of_channels, metric);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Returns: (transfer full): their names, for a sentence */
char *
sotong_kpi_list_metrics (void)
{
  return g_strjoinv (", ", (char **) metrics);
}

/**
 * sotong_kpi_set:
 * @db: the connection of a write job
 * @kpi: an indicator; one of its name is changed, what is %NULL in it staying as it is, and the channels too unless it names some
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` without a name or with an unknown metric
 *
 * Part of the change that is open, else a step of undo of its own.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_kpi_set (SotongDb         *db,
                const SotongKpi  *kpi,
                GError          **error)
{
  g_autofree char *name = sotong_text_name (or_empty (kpi->name));
  gint64 id = 0, group = kpi->group_id > 0 ? kpi->group_id : SOTONG_NONE, channel = group == SOTONG_NONE && kpi->channel_id > 0 ? kpi->channel_id : SOTONG_NONE;
  gboolean scope = kpi->all_channels || group != SOTONG_NONE || channel != SOTONG_NONE;
  GError *local = NULL;

  if (sotong_text_is_blank (name))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("An indicator needs a name. Say what is measured."));
      return 0;
    }
  if (kpi->metric != NULL && *kpi->metric != '\0' && !sotong_kpi_is_metric (kpi->metric))
    {
      g_autofree char *known = sotong_kpi_list_metrics ();

      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("There is no metric “%s”. An indicator is computed from one of these: %s; or its values are typed in."),
                   kpi->metric, known);
      return 0;
    }
  if (!sotong_change_is_open (db) && !sotong_change_begin (db, "kpi.set", "kpi", 0, name, error))
    return 0;
  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM kpi WHERE name = $1 AND removed_at IS NULL ORDER BY id LIMIT 1", "t", name))
    return sotong_change_touch (db, "kpi", id, error)
           && sotong_db_exec (db, error, "UPDATE kpi SET definition = coalesce($1, definition), source = coalesce($2, source), unit = coalesce($3, unit),"
                              " metric = coalesce($4, metric), channel_id = CASE WHEN $5 = 1 THEN $6 ELSE channel_id END,"
                              " group_id = CASE WHEN $5 = 1 THEN $7 ELSE group_id END WHERE id = $8", "ttttiiii", kpi->definition, kpi->source,
                              kpi->unit, kpi->metric, (gint64) scope, channel, group, id) ? id : 0;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return 0;
    }
  id = sotong_db_insert (db, error, "INSERT INTO kpi (name, definition, source, unit, metric, channel_id, group_id, position) VALUES ($1, $2, $3, $4, $5, $6, $7,"
                         " (SELECT count(*) FROM kpi))", "tttttii", name, or_empty (kpi->definition), or_empty (kpi->source), or_empty (kpi->unit),
                         or_empty (kpi->metric), channel, group);
  return id != 0 && sotong_change_added (db, "kpi", id, error) ? id : 0;
}

static gboolean
put (SotongDb    *db,
     const char  *table,
     gint64       kpi_id,
     int          year,
     int          month,
     gint64       value,
     const char  *source,
     GError     **error)
{
  gboolean target = g_str_equal (table, "kpi_target");
  gint64 id = 0;
  GError *local = NULL;

  if (!sotong_change_is_open (db) && !sotong_change_begin (db, "kpi.set", "kpi", kpi_id, "", error))
    return FALSE;
  if (target ? sotong_db_get_int (db, &id, &local, "SELECT id FROM kpi_target WHERE kpi_id = $1 AND year = $2 AND removed_at IS NULL", "ii", kpi_id, (gint64) year)
             : sotong_db_get_int (db, &id, &local, "SELECT id FROM kpi_value WHERE kpi_id = $1 AND year = $2 AND month = $3 AND removed_at IS NULL", "iii", kpi_id,
                                  (gint64) year, (gint64) month))
    return sotong_change_touch (db, table, id, error)
           && (target ? sotong_db_exec (db, error, "UPDATE kpi_target SET value = $1 WHERE id = $2", "ii", value, id)
                      : sotong_db_exec (db, error, "UPDATE kpi_value SET value = $1, source = $2 WHERE id = $3", "iti", value, source, id));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  id = target ? sotong_db_insert (db, error, "INSERT INTO kpi_target (kpi_id, year, value) VALUES ($1, $2, $3)", "iii", kpi_id, (gint64) year, value)
              : sotong_db_insert (db, error, "INSERT INTO kpi_value (kpi_id, year, month, value, source) VALUES ($1, $2, $3, $4, $5)", "iiiit", kpi_id,
                                  (gint64) year, (gint64) month, value, source);
  return id != 0 && sotong_change_added (db, table, id, error);
}

/* What the indicator is to be in a year, in tenths. Part of the open change. */
gboolean
sotong_kpi_set_target (SotongDb  *db,
                       gint64     id,
                       int        year,
                       gint64     value,
                       GError   **error)
{
  return put (db, "kpi_target", id, year, 0, value, "", error);
}

/**
 * sotong_kpi_set_value:
 * @db: the connection of a write job
 * @id: an indicator
 * @value: what it was; without a source it has the indicator's, and one of them is needed
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * Part of the change that is open. A typed value goes before what would be computed.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_kpi_set_value (SotongDb              *db,
                      gint64                 id,
                      const SotongKpiValue  *value,
                      GError               **error)
{
  g_autoptr(SotongStmt) stmt = sotong_text_is_blank (value->source) ? sotong_db_query (db, error, "SELECT source FROM kpi WHERE id = $1", "i", id) : NULL;
  g_autofree char *source = NULL;
  GError *local = NULL;

  if (sotong_text_is_blank (value->source))
    {
      if (stmt == NULL)
        return FALSE;
      source = sotong_stmt_next (stmt, &local) ? sotong_stmt_dup (stmt, 0) : NULL;
      g_clear_pointer (&stmt, sotong_stmt_reset);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  else
    source = g_strdup (value->source);
  if (sotong_text_is_blank (source))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A value that is typed in needs a source: say who counted it."));
      return FALSE;
    }
  return put (db, "kpi_value", id, value->year, value->month, value->value, source, error);
}

/* One step of undo. */
gboolean
sotong_kpi_remove (SotongDb  *db,
                   gint64     id,
                   GError   **error)
{
  return sotong_change_begin (db, "kpi.remove", "kpi", id, "", error) && sotong_change_touch (db, "kpi", id, error)
         && sotong_db_exec (db, error, "UPDATE kpi SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/**
 * sotong_kpi_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongKpi): in their order
 */
GPtrArray *
sotong_kpi_list (SotongDb  *db,
                 GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_kpi_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT k.id, k.name, k.definition, k.source, k.unit, k.metric, k.channel_id, coalesce(c.name, ''),"
                                                " k.group_id, coalesce(g.name, '') FROM kpi AS k LEFT JOIN channel AS c ON c.id = k.channel_id"
                                                " LEFT JOIN channel_group AS g ON g.id = k.group_id WHERE k.removed_at IS NULL ORDER BY k.position, k.id", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongKpi *kpi = g_new0 (SotongKpi, 1);

      kpi->id = sotong_stmt_int (stmt, 0);
      kpi->name = sotong_stmt_dup (stmt, 1);
      kpi->definition = sotong_stmt_dup (stmt, 2);
      kpi->source = sotong_stmt_dup (stmt, 3);
      kpi->unit = sotong_stmt_dup (stmt, 4);
      kpi->metric = sotong_stmt_dup (stmt, 5);
      kpi->channel_id = sotong_stmt_int (stmt, 6);
      kpi->channel = sotong_stmt_dup (stmt, 7);
      kpi->group_id = sotong_stmt_int (stmt, 8);
      kpi->group = sotong_stmt_dup (stmt, 9);
      g_ptr_array_add (list, kpi);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

gint64
sotong_kpi_find (SotongDb    *db,
                 const char  *name,
                 GError     **error)
{
  gint64 id = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM kpi WHERE (name = $1 OR cast(id AS TEXT) = $1) AND removed_at IS NULL ORDER BY cast(id AS TEXT) = $1 DESC, id LIMIT 1",
                         "t", name))
    return id;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 SOTONG_SAY (_("There is no indicator “%s”. “sotongctl kpi show” lists them."),
                             _("There is no indicator “%s”. “Indicators” lists those there are.")), name);
  return 0;
}

/* In tenths; SOTONG_NONE where the year has no target. */
gboolean
sotong_kpi_get_target (SotongDb  *db,
                       gint64     id,
                       int        year,
                       gint64    *out_value,
                       GError   **error)
{
  GError *local = NULL;

  *out_value = SOTONG_NONE;
  if (sotong_db_get_int (db, out_value, &local, "SELECT value FROM kpi_target WHERE kpi_id = $1 AND year = $2 AND removed_at IS NULL", "ii", id, (gint64) year)
      || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- what is computed ---- */

static gint64
tenths (gint64 part,
        gint64 whole)
{
  return whole > 0 ? (gint64) (((__int128) part * 2000 / whole + (part < 0 ? -1 : 1)) / 2) : SOTONG_NONE;
}

static gboolean
shares (SotongDb    *db,
        SotongRange  range,
        gboolean     positive,
        gint64      *out,
        GError     **error)
{
  g_autoptr(GArray) points = sotong_rollup_read (db, 0, 0, range, SOTONG_BUCKET_MONTH, error);
  SotongTrendPoint sum = { 0 };
  gint64 shares[SOTONG_N_SHARES];

  if (points == NULL)
    return FALSE;
  for (guint i = 0; i < points->len; i++)
    {
      const SotongTrendPoint *p = &g_array_index (points, SotongTrendPoint, i);

      sum.positive += p->positive;
      sum.neutral += p->neutral;
      sum.negative += p->negative;
    }
  *out = sotong_trend_point_get_shares (&sum, shares) ? shares[positive ? SOTONG_SHARE_POSITIVE : SOTONG_SHARE_NEGATIVE] : SOTONG_NONE;
  return TRUE;
}

static gboolean
agreement (SotongDb     *db,
           SotongRange   range,
           gint64       *out,
           GError      **error)
{
  g_autoptr(GPtrArray) list = sotong_agreement_list (db, range, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SotongAgreement *a = g_ptr_array_index (list, i);

      if (a->source[0] == '\0')
        *out = tenths (a->n_agreed, a->n_judged);
    }
  return list != NULL;
}

/* Which channels count, by a parameter: 0 all of them, more a channel, less the group of that number without its sign. */
#define IN_SCOPE(column, parameter) \
  "(" parameter " = 0 OR " column " = " parameter " OR (" parameter " < 0 AND " column " IN (SELECT channel_id FROM channel_group_member WHERE group_id = -" parameter ")))"

/* What was read or typed in of an account, by day; what was typed in comes before what was read. */
#define KNOWN(metric) \
  "(SELECT channel_id, day, value FROM channel_metric AS r WHERE metric = '" metric "' AND value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM metric_entry AS t" \
  " WHERE t.channel_id = r.channel_id AND copy_id IS NULL AND t.day = r.day AND t.metric = '" metric "' AND removed_at IS NULL)" \
  " UNION ALL SELECT channel_id, day, value FROM metric_entry WHERE metric = '" metric "' AND copy_id IS NULL AND removed_at IS NULL)"

/* The last known count of followers before a day, of the channels that count. */
#define FOLLOWERS \
  "SELECT sum(v) FROM (SELECT m.value AS v, max(m.day) FROM " KNOWN ("followers") " AS m JOIN channel AS c ON c.id = m.channel_id" \
  " WHERE m.day < $1 AND " IN_SCOPE ("m.channel_id", "$2") " AND c.removed_at IS NULL GROUP BY m.channel_id)"

static gboolean
followers (SotongDb    *db,
           const char  *before,
           gint64       scope,
           gint64      *out,
           GError     **error)
{
  GError *local = NULL;

  *out = SOTONG_NONE;
  if (sotong_db_get_int (db, out, &local, FOLLOWERS, "ti", before, scope) || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What was counted a month, on the average over the months of which days are known: whole people, rounded. */
static gboolean
visitors (SotongDb    *db,
          const char  *from,
          const char  *before,
          gint64       scope,
          gint64      *out,
          GError     **error)
{
  gint64 sum = SOTONG_NONE, months = 0;

  if (!sotong_db_get_int (db, &sum, error, "SELECT sum(value) FROM " KNOWN ("visitors") " WHERE day >= $1 AND day < $2 AND " IN_SCOPE ("channel_id", "$3"),
                          "tti", from, before, scope)
      || !sotong_db_get_int (db, &months, error, "SELECT count(DISTINCT substr(day, 1, 7)) FROM " KNOWN ("visitors")
                             " WHERE day >= $1 AND day < $2 AND " IN_SCOPE ("channel_id", "$3"), "tti", from, before, scope))
    return FALSE;
  *out = sum == SOTONG_NONE || months == 0 ? SOTONG_NONE : (gint64) (((__int128) sum * 2 + months) / (2 * months)) * 10;
  return TRUE;
}

/* What each post got in the days from $1 to before $2: its newest count less the one before them; what was typed in comes after what was read that day. */
#define POSTS \
  "WITH f AS (SELECT copy_id, metric, day, value, 0 AS typed FROM copy_metric WHERE value IS NOT NULL" \
  " UNION ALL SELECT copy_id, metric, day, value, 1 FROM metric_entry WHERE copy_id IS NOT NULL AND value IS NOT NULL AND removed_at IS NULL)," \
  " r AS (SELECT f.*, row_number () OVER (PARTITION BY f.copy_id, metric, day < $1 ORDER BY day DESC, typed DESC) AS n FROM f" \
  " JOIN copy ON copy.id = f.copy_id AND " IN_SCOPE ("copy.channel_id", "$3") " WHERE day < $2)," \
  " d AS (SELECT a.copy_id, a.metric, a.value - coalesce (b.value, 0) AS v FROM r AS a LEFT JOIN r AS b ON b.copy_id = a.copy_id AND b.metric = a.metric" \
  " AND b.day < $1 AND b.n = 1 WHERE a.day >= $1 AND a.n = 1)," \
  " p AS (SELECT coalesce (max (CASE metric WHEN 'views' THEN v END), max (CASE metric WHEN 'reach' THEN v END)) AS seen," \
  " sum (CASE WHEN metric IN ('reactions', 'comments', 'shares') THEN v END) AS reactions FROM d GROUP BY copy_id)"

/* Reactions, comments and shares by views, or by reach where those are not known. */
static gboolean
engagement (SotongDb    *db,
            const char  *from,
            const char  *before,
            gint64       scope,
            gint64      *out,
            GError     **error)
{
  gint64 reactions = SOTONG_NONE, seen = SOTONG_NONE;

  if (!sotong_db_get_int (db, &reactions, error, POSTS " SELECT sum (reactions) FROM p", "tti", from, before, scope)
      || !sotong_db_get_int (db, &seen, error, POSTS " SELECT sum (seen) FROM p", "tti", from, before, scope))
    return FALSE;
  *out = reactions != SOTONG_NONE && seen != SOTONG_NONE ? tenths (reactions, seen) : SOTONG_NONE;
  return TRUE;
}

/* Of the questions that came in the answered ones. */
static gboolean
answers (SotongDb    *db,
         SotongRange  range,
         gint64      *out,
         GError     **error)
{
  gint64 n = 0, answered = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM citizen_case WHERE kind = 'answer' AND removed_at IS NULL AND opened_at >= $1 AND opened_at < $2", "ii",
                          range.start, range.end)
      || !sotong_db_get_int (db, &answered, error, "SELECT count(*) FROM citizen_case WHERE kind = 'answer' AND state = 'answered' AND removed_at IS NULL"
                             " AND opened_at >= $1 AND opened_at < $2", "ii", range.start, range.end))
    return FALSE;
  *out = tenths (answered, n);
  return TRUE;
}

/* Posts that are out; what was taken down is none. Before the first of all there is no figure: nobody kept count then, which is not nought. */
static gboolean
published (SotongDb    *db,
           SotongRange  range,
           gint64       scope,
           gint64      *out,
           GError     **error)
{
  gint64 n = 0, first = SOTONG_NONE;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM copy WHERE state IN ('published', 'published_by_hand') AND withdrawn_at IS NULL AND removed_at IS NULL AND published_at >= $1"
                          " AND published_at < $2 AND " IN_SCOPE ("channel_id", "$3"), "iii", range.start, range.end, scope)
      || !sotong_db_get_int (db, &first, error, "SELECT min(published_at) FROM copy WHERE state IN ('published', 'published_by_hand') AND removed_at IS NULL"
                             " AND " IN_SCOPE ("channel_id", "$1"), "i", scope))
    return FALSE;
  *out = first != SOTONG_NONE && first < range.end ? n * 10 : SOTONG_NONE;
  return TRUE;
}

static gboolean
compute (SotongDb         *db,
         const SotongKpi  *kpi,
         SotongRange       range,
         gint64           *out,
         GError          **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 now = sotong_db_now (db), channel = kpi->group_id > 0 ? -kpi->group_id : kpi->channel_id > 0 ? kpi->channel_id : 0, before = SOTONG_NONE, n;
  g_autofree char *from = sotong_time_format_date (range.start, zone), *to = NULL;

  *out = SOTONG_NONE;
  if (range.start > now)
    return TRUE;
  range.end = MIN (range.end, now + 86400);
  to = sotong_time_format_date (range.end, zone);
  if (g_str_equal (kpi->metric, "positive") || g_str_equal (kpi->metric, "negative"))
    return shares (db, range, g_str_equal (kpi->metric, "positive"), out, error);
  if (g_str_equal (kpi->metric, "agreement"))
    return agreement (db, range, out, error);
  if (g_str_equal (kpi->metric, "visitors"))
    return visitors (db, from, to, channel, out, error);
  if (g_str_equal (kpi->metric, "engagement"))
    return engagement (db, from, to, channel, out, error);
  if (g_str_equal (kpi->metric, "answers"))
    return answers (db, range, out, error);
  if (g_str_equal (kpi->metric, "published"))
    return published (db, range, channel, out, error);
  if (!followers (db, to, channel, out, error) || *out == SOTONG_NONE)
    return *out == SOTONG_NONE && (error == NULL || *error == NULL);
  if (g_str_equal (kpi->metric, "followers"))
    {
      *out *= 10;
      return TRUE;
    }
  n = *out;
  if (!followers (db, from, channel, &before, error))
    return FALSE;
  *out = before == SOTONG_NONE ? SOTONG_NONE : tenths (n - before, before);
  return TRUE;
}

/**
 * sotong_kpi_get_value:
 * @db: a connection
 * @kpi: an indicator
 * @year: a year
 * @month: 1 to 12, or 0 for the year
 * @out_value: (out): tenths, or SOTONG_NONE where nothing is known
 * @out_source: (out) (transfer full) (nullable): who typed it in; %NULL where it was computed, or nothing is known
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_kpi_get_value (SotongDb         *db,
                      const SotongKpi  *kpi,
                      int               year,
                      int               month,
                      gint64           *out_value,
                      char            **out_source,
                      GError          **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT value, source FROM kpi_value WHERE kpi_id = $1 AND year = $2 AND month = $3 AND removed_at IS NULL",
                                                "iii", kpi->id, (gint64) year, (gint64) month);
  g_autofree char *period = month > 0 ? g_strdup_printf ("%04d-%02d", year, month) : g_strdup_printf ("%04d", year);
  SotongRange range;
  GError *local = NULL;

  *out_value = SOTONG_NONE;
  *out_source = NULL;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      *out_value = sotong_stmt_int (stmt, 0);
      *out_source = sotong_stmt_dup (stmt, 1);
      return TRUE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_pointer (&stmt, sotong_stmt_reset);
  if (*kpi->metric == '\0' || !sotong_time_parse_period (period, sotong_db_get_zone (db), &range, NULL))
    return TRUE;
  return compute (db, kpi, range, out_value, error);
}

void
sotong_kpi_figures_clear (SotongKpiFigures *figures)
{
  g_clear_pointer (&figures->said_by, g_free);
}

static gboolean
get_past (SotongDb         *db,
          const SotongKpi  *kpi,
          int               year,
          int               month,
          gint64           *out,
          GError          **error)
{
  g_autofree char *source = NULL;

  return sotong_kpi_get_value (db, kpi, year, month, out, &source, error);
}

/* What the year had come to by the end of @month: what was typed in for the year, else what is computed until then. */
static gboolean
get_so_far (SotongDb         *db,
            const SotongKpi  *kpi,
            int               year,
            int               month,
            gint64           *out,
            GError          **error)
{
  g_autofree char *source = NULL, *whole = g_strdup_printf ("%04d", year), *part = g_strdup_printf ("%04d-%02d", year, month);
  GTimeZone *zone = sotong_db_get_zone (db);
  SotongRange range, until;

  if (!sotong_kpi_get_value (db, kpi, year, 0, out, &source, error))
    return FALSE;
  if (month == 0 || source != NULL || *kpi->metric == '\0' || !sotong_time_parse_period (whole, zone, &range, NULL)
      || !sotong_time_parse_period (part, zone, &until, NULL))
    return TRUE;
  range.end = until.end;
  return compute (db, kpi, range, out, error);
}

/**
 * sotong_kpi_get_figures:
 * @db: a connection
 * @kpi: an indicator
 * @year: a year
 * @month: a month of it, or 0: the whole of it
 * @figures: (out caller-allocates): for [func@Sotong.kpi_figures_clear]
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_kpi_get_figures (SotongDb          *db,
                        const SotongKpi   *kpi,
                        int                year,
                        int                month,
                        SotongKpiFigures  *figures,
                        GError           **error)
{
  *figures = (SotongKpiFigures) { 0 };
  return sotong_kpi_get_target (db, kpi->id, year, &figures->target, error)
         && sotong_kpi_get_value (db, kpi, year, month, &figures->value, &figures->said_by, error)
         && get_so_far (db, kpi, year, month, &figures->so_far, error)
         && get_past (db, kpi, year - 1, month, &figures->before, error) && get_past (db, kpi, year - 3, 0, &figures->past[0], error)
         && get_past (db, kpi, year - 2, 0, &figures->past[1], error) && get_past (db, kpi, year - 1, 0, &figures->past[2], error);
}

/* Digits with a decimal at most; noughts behind it say nothing more. */
static gboolean
is_in_tenths (const char *number)
{
  const char *point = strchr (number, '.');

  return strspn (number, "+-.0123456789 ") == strlen (number) && (point == NULL || strlen (point) <= 2 || strspn (point + 2, "0 ") == strlen (point + 2));
}

static gboolean
is_part (gint64 tenths)
{
  return tenths != SOTONG_NONE && tenths % 10 != 0;
}

/**
 * sotong_kpi_figures_have_tenths:
 * @kpi: an indicator
 * @figures: what is shown of it
 *
 * One indicator's figures are written alike: 29.0 beside 30.1, and shares always so.
 *
 * Returns: whether they are written with one decimal
 */
gboolean
sotong_kpi_figures_have_tenths (const SotongKpi        *kpi,
                                const SotongKpiFigures *figures)
{
  return strchr (kpi->unit, '%') != NULL || is_part (figures->target) || is_part (figures->value) || is_part (figures->so_far) || is_part (figures->before)
         || is_part (figures->past[0]) || is_part (figures->past[1]) || is_part (figures->past[2]);
}

/* Whether commas stand before three digits each: “61,5” may be meant for a decimal, and is no 615. */
static gboolean
has_whole_groups (const char *number)
{
  const char *p = number + strspn (number, "+- ");
  gsize run = strspn (p, "0123456789");

  if (p[run] != ',')
    return strchr (p, ',') == NULL;
  if (run == 0 || run > 3)
    return FALSE;
  for (p += run; *p == ','; p += 4)
    if (strspn (p + 1, "0123456789") != 3)
      return FALSE;
  return strchr (p, ',') == NULL;
}

/**
 * sotong_kpi_value_parse:
 * @text: "2016=130,000" or "2016-02=61.5": a tenth is the smallest that is kept, and a value that is finer is none; commas part thousands
 * @months: whether it may be of a month
 * @value: (out caller-allocates): gets the year, the month and the value
 *
 * Returns: %TRUE if it is one
 */
gboolean
sotong_kpi_value_parse (const char     *text,
                        gboolean        months,
                        SotongKpiValue *value)
{
  g_auto(GStrv) parts = g_strsplit (text, "=", 2);
  g_auto(GStrv) when = parts[0] != NULL ? g_strsplit (parts[0], "-", 2) : NULL;
  g_auto(GStrv) digits = parts[0] != NULL && parts[1] != NULL ? g_strsplit (parts[1], ",", -1) : NULL;
  g_autofree char *number = digits != NULL ? g_strjoinv ("", digits) : NULL;
  char *end = NULL;
  gint64 year, month = 0;
  double amount;

  if (number == NULL || *number == '\0' || !has_whole_groups (parts[1]) || when[0] == NULL || !g_ascii_string_to_signed (when[0], 10, 1, 9999, &year, NULL)
      || (when[1] != NULL && (!months || !g_ascii_string_to_signed (when[1], 10, 1, 12, &month, NULL))))
    return FALSE;
  amount = g_ascii_strtod (number, &end);
  if (*end != '\0' || !isfinite (amount) || fabs (amount) > 1e15 || !is_in_tenths (number))
    return FALSE;
  value->year = (int) year;
  value->month = (int) month;
  value->value = llround (amount * 10);
  return TRUE;
}
