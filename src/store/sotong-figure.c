/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-figure.h"
#include "store/sotong-quota.h"
#include "util/sotong-time.h"

#define DAY_S G_GINT64_CONSTANT (86400)

/*
 * A platform tells what stands there now, so there is one figure for each day, the last that was read on it. A day on
 * which nothing could be read is a gap: no row, or one without a value, and never a nought. What a person types in
 * stands apart, and before what a program read.
 */

void
sotong_figure_free (SotongFigure *figure)
{
  if (figure == NULL)
    return;
  g_free (figure->channel);
  g_free (figure->title);
  g_free (figure->day);
  g_free (figure->metric);
  g_free (figure->source);
  g_free (figure);
}

void
sotong_figure_post_free (SotongFigurePost *post)
{
  if (post == NULL)
    return;
  g_free (post->remote_id);
  g_free (post);
}

static char *
day_of (SotongDb *db,
        gint64    time)
{
  g_autofree char *iso = sotong_time_format_iso (time, sotong_db_get_zone (db));

  return g_strndup (iso, 10);
}

/**
 * sotong_figure_today:
 * @db: a connection
 *
 * Returns: (transfer full): the office's day, YYYY-MM-DD
 */
char *
sotong_figure_today (SotongDb *db)
{
  return day_of (db, sotong_db_now (db));
}

/**
 * sotong_figure_put:
 * @db: the connection of a write job
 * @channel_id: a channel
 * @copy_id: one of its posts, or 0 for the account itself
 * @metric: what is counted
 * @value: how much in all; at least 0
 * @error: return location
 *
 * Notes what a platform told just now, as today's figure. No person's act, so not a step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_put (SotongDb    *db,
                   gint64       channel_id,
                   gint64       copy_id,
                   const char  *metric,
                   gint64       value,
                   GError     **error)
{
  g_autofree char *day = sotong_figure_today (db);

  if (copy_id == 0)
    return sotong_figure_put_day (db, channel_id, day, metric, value, error);
  return sotong_db_exec (db, error, "INSERT INTO copy_metric (copy_id, day, metric, value, captured_at) VALUES ($1, $2, $3, $4, $5)"
                         " ON CONFLICT (copy_id, day, metric) DO UPDATE SET value = excluded.value, captured_at = excluded.captured_at",
                         "ittii", copy_id, day, metric, value, sotong_db_now (db));
}

/**
 * sotong_figure_put_day:
 * @db: the connection of a write job
 * @channel_id: a channel
 * @day: of which day, YYYY-MM-DD
 * @metric: what is counted
 * @value: how much; at least 0
 * @error: return location
 *
 * Notes what a platform told just now of its account, as the figure of a day. What was told of that day before is replaced.
 * No person's act, so not a step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_put_day (SotongDb    *db,
                       gint64       channel_id,
                       const char  *day,
                       const char  *metric,
                       gint64       value,
                       GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO channel_metric (channel_id, day, metric, value, captured_at, source)"
                         " VALUES ($1, $2, $3, $4, $5, 'platform') ON CONFLICT (channel_id, day, metric)"
                         " DO UPDATE SET value = excluded.value, captured_at = excluded.captured_at, source = excluded.source",
                         "ittii", channel_id, day, metric, value, sotong_db_now (db));
}

/* What is of one day alone begins so. */
#define OF_A_DAY "substr (metric, 1, 4) = 'day-'"

#define GAP_SQL(which) \
  "INSERT INTO channel_metric (channel_id, day, metric, value, captured_at, source)" \
  " SELECT DISTINCT channel_id, $2, metric, NULL, $3, 'platform' FROM channel_metric WHERE channel_id = $1 AND " which \
  " ON CONFLICT (channel_id, day, metric) DO NOTHING"

/**
 * sotong_figure_note_gap:
 * @db: the connection of a write job
 * @channel_id: a channel whose figures could not be read
 * @error: return location
 *
 * Notes for each figure that the channel has had, but those of one day alone, that it was asked for today and not obtained. One
 * that was read earlier today stays.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_note_gap (SotongDb  *db,
                        gint64     channel_id,
                        GError   **error)
{
  g_autofree char *day = sotong_figure_today (db);

  return sotong_db_exec (db, error, GAP_SQL ("NOT " OF_A_DAY), "iti", channel_id, day, sotong_db_now (db));
}

/**
 * sotong_figure_note_day_gap:
 * @db: the connection of a write job
 * @channel_id: a channel of which it could not be read what happened on a day
 * @day: the last day that is over where the platform counts, YYYY-MM-DD
 * @error: return location
 *
 * As sotong_figure_note_gap(), for the figures that are of one day alone. Should the platform tell them later, they take the gap's place.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_note_day_gap (SotongDb    *db,
                            gint64       channel_id,
                            const char  *day,
                            GError     **error)
{
  return sotong_db_exec (db, error, GAP_SQL (OF_A_DAY), "iti", channel_id, day, sotong_db_now (db));
}

/**
 * sotong_figure_note_message:
 * @db: the connection of a write job
 * @channel_id: a channel whose figures were asked for just now
 * @message: why some could not be read, as for a right that is missing; empty when all could
 * @out_news: (out): whether that was not known before, by whatever program
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_note_message (SotongDb    *db,
                            gint64       channel_id,
                            const char  *message,
                            gboolean    *out_news,
                            GError     **error)
{
  g_autofree char *kept = sotong_attempt_untell (message);
  gint64 n = 0;

  *out_news = FALSE;
  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM channel_state WHERE channel_id = $1 AND figures_message = $2", "it", channel_id, kept))
    return FALSE;
  *out_news = n == 0 && kept[0] != '\0';
  return n > 0 || sotong_db_exec (db, error, "INSERT INTO channel_state (channel_id, figures_message) VALUES ($1, $2) ON CONFLICT (channel_id)"
                                  " DO UPDATE SET figures_message = excluded.figures_message", "it", channel_id, kept);
}

/* Under this a whole reading is counted by its day: what was read does not tell, for some platforms tell nothing of the account. */
static char *
make_scope (gint64 channel_id)
{
  return g_strdup_printf ("figures/%" G_GINT64_FORMAT, channel_id);
}

/**
 * sotong_figure_note_whole:
 * @db: the connection of a write job
 * @channel_id: a channel of which, and of all its posts, all figures were read just now that its platform has
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_note_whole (SotongDb  *db,
                          gint64     channel_id,
                          GError   **error)
{
  g_autofree char *day = sotong_figure_today (db);
  g_autofree char *scope = make_scope (channel_id);

  return sotong_quota_raise (db, scope, day, 1, error);
}

static char *
make_wait_scope (gint64 channel_id)
{
  return g_strdup_printf ("figures-wait/%" G_GINT64_FORMAT, channel_id);
}

/**
 * sotong_figure_note_wait:
 * @db: the connection of a write job
 * @channel_id: a channel whose platform had no time for a question
 * @until: when it is to be asked again, seconds since 1970 UTC; a time that is past is no pause, and more than a day is not believed
 * @error: return location
 *
 * Until then no figures of it are due, and no round looks for what is of unknown outcome. Posts do not wait for that: platforms count them by
 * themselves.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_note_wait (SotongDb  *db,
                         gint64     channel_id,
                         gint64     until,
                         GError   **error)
{
  g_autofree char *scope = make_wait_scope (channel_id);
  gint64 now = sotong_db_now (db);

  return until <= now /* what a clock that was set back noted is not believed, and gives way */
         || sotong_db_exec (db, error, "INSERT INTO quota_use (scope, period, used) VALUES ($1, '', $2) ON CONFLICT (scope, period) DO UPDATE SET used ="
                            " CASE WHEN quota_use.used > $3 OR quota_use.used < excluded.used THEN excluded.used ELSE quota_use.used END", "tii", scope,
                            MIN (until, now + DAY_S), now + DAY_S);
}

/**
 * sotong_figure_waits:
 * @db: a connection
 * @channel_id: a channel
 * @out_waits: (out): whether its platform is not to be asked now for what can wait, as sotong_figure_note_wait() noted
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_waits (SotongDb  *db,
                     gint64     channel_id,
                     gboolean  *out_waits,
                     GError   **error)
{
  g_autofree char *scope = make_wait_scope (channel_id);
  gint64 until = 0, now = sotong_db_now (db);

  if (!sotong_quota_get (db, scope, "", &until, error))
    return FALSE;
  *out_waits = until > now && until <= now + DAY_S; /* farther ahead it was noted by a clock that was set back since */
  return TRUE;
}

/**
 * sotong_figure_is_due:
 * @db: a connection
 * @channel_id: a channel
 * @out_due: (out): whether the figures of the channel and its posts were not read whole today, and it may be asked for them now
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_is_due (SotongDb  *db,
                      gint64     channel_id,
                      gboolean  *out_due,
                      GError   **error)
{
  g_autofree char *day = sotong_figure_today (db);
  g_autofree char *scope = make_scope (channel_id);
  gboolean waits = FALSE;
  gint64 n = 0;

  if (!sotong_quota_get (db, scope, day, &n, error) || !sotong_figure_waits (db, channel_id, &waits, error))
    return FALSE;
  *out_due = n == 0 && !waits;
  return TRUE;
}

/**
 * sotong_figure_list_posts:
 * @db: a connection
 * @channel_id: a channel
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongFigurePost): its posts whose figures are to be asked for
 *   today, newest first
 */
GPtrArray *
sotong_figure_list_posts (SotongDb  *db,
                          gint64     channel_id,
                          GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_figure_post_free);
  gint64 now = sotong_db_now (db);
  g_autofree char *week = day_of (db, now - 6 * DAY_S);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, remote_id FROM copy WHERE channel_id = $1 AND state = 'published' AND remote_id <> ''"
                          " AND withdrawn_at IS NULL AND removed_at IS NULL AND published_at >= $2 AND (published_at >= $3"
                          " OR NOT EXISTS (SELECT 1 FROM copy_metric WHERE copy_id = copy.id AND day >= $4)) ORDER BY published_at DESC, id DESC",
                          "iiit", channel_id, now - SOTONG_FIGURE_OLDEST_DAYS * DAY_S, now - SOTONG_FIGURE_RECENT_DAYS * DAY_S, week);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongFigurePost *post = g_new0 (SotongFigurePost, 1);

      post->copy_id = sotong_stmt_int (stmt, 0);
      post->remote_id = sotong_stmt_dup (stmt, 1);
      g_ptr_array_add (list, post);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* What was typed in comes before what was read for the same day. */
#define LIST_SQL \
  "SELECT f.channel_id, f.copy_id, f.day, f.metric, f.value, f.captured_at, f.source, channel.name, content.id, content.title FROM (" \
  "SELECT channel_id, 0 AS copy_id, day, metric, value, captured_at, source, 1 AS rank FROM channel_metric" \
  " UNION ALL SELECT copy.channel_id, copy_id, day, metric, value, captured_at, 'platform', 1 FROM copy_metric JOIN copy ON copy.id = copy_id" \
  " UNION ALL SELECT channel_id, coalesce (copy_id, 0), day, metric, value, captured_at, source, 0 FROM metric_entry WHERE removed_at IS NULL" \
  ") AS f JOIN channel ON channel.id = f.channel_id LEFT JOIN copy ON copy.id = f.copy_id LEFT JOIN content ON content.id = copy.content_id" \
  " WHERE ($1 = 0 OR f.channel_id = $1) AND ($2 = 0 OR content.id = $2) AND f.day >= $3 AND f.day <= $4" \
  " ORDER BY f.day, channel.position, channel.id, f.copy_id, f.metric, f.rank"

static SotongFigure *
figure_from (SotongStmt *stmt)
{
  SotongFigure *figure = g_new0 (SotongFigure, 1);
  gint64 content_id = sotong_stmt_int (stmt, 8);

  figure->channel_id = sotong_stmt_int (stmt, 0);
  figure->copy_id = sotong_stmt_int (stmt, 1);
  figure->day = sotong_stmt_dup (stmt, 2);
  figure->metric = sotong_stmt_dup (stmt, 3);
  figure->value = sotong_stmt_int (stmt, 4);
  figure->captured_at = sotong_stmt_int (stmt, 5);
  figure->source = sotong_stmt_dup (stmt, 6);
  figure->channel = sotong_stmt_dup (stmt, 7);
  figure->content_id = content_id != SOTONG_NONE ? content_id : 0;
  figure->title = sotong_stmt_dup (stmt, 9);
  return figure;
}

static gboolean
is_same (const SotongFigure *a,
         const SotongFigure *b)
{
  return a->channel_id == b->channel_id && a->copy_id == b->copy_id && g_str_equal (a->day, b->day) && g_str_equal (a->metric, b->metric);
}

/**
 * sotong_figure_list:
 * @db: a connection
 * @query: which
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongFigure): by day, channel, post and name; one for each
 */
GPtrArray *
sotong_figure_list (SotongDb                 *db,
                    const SotongFigureQuery  *query,
                    GError                  **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_figure_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, LIST_SQL, "iitt", query->channel_id, query->content_id, query->from != NULL ? query->from : "",
                          query->to != NULL ? query->to : "9999");
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongFigure *figure = figure_from (stmt);

      if (list->len > 0 && is_same (g_ptr_array_index (list, list->len - 1), figure))
        sotong_figure_free (figure);
      else
        g_ptr_array_add (list, figure);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_figure_before:
 * @db: a connection
 * @copy_id: a post
 * @metric: as "views"
 * @day: a day, YYYY-MM-DD
 * @out_value: (out): what the post had at last before that day, or %SOTONG_NONE
 * @error: return location
 *
 * Returns: %FALSE if the workspace could not be read
 */
gboolean
sotong_figure_before (SotongDb    *db,
                      gint64       copy_id,
                      const char  *metric,
                      const char  *day,
                      gint64      *out_value,
                      GError     **error)
{
  GError *local = NULL;

  *out_value = SOTONG_NONE;
  if (sotong_db_get_int (db, out_value, &local,
                         "SELECT value FROM (SELECT day, value, 1 AS rank FROM copy_metric WHERE copy_id = $1 AND metric = $2 AND day < $3"
                         " AND value IS NOT NULL UNION ALL SELECT day, value, 0 FROM metric_entry WHERE copy_id = $1 AND metric = $2 AND day < $3"
                         " AND removed_at IS NULL) ORDER BY day DESC, rank LIMIT 1", "itt", copy_id, metric, day)
      || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
find_entry (SotongDb            *db,
            const SotongFigure  *figure,
            gint64              *out_id,
            GError             **error)
{
  GError *local = NULL;

  *out_id = 0;
  if (sotong_db_get_int (db, out_id, &local, "SELECT id FROM metric_entry WHERE channel_id = $1 AND coalesce (copy_id, 0) = $2 AND day = $3"
                         " AND metric = $4 AND removed_at IS NULL", "iitt", figure->channel_id, figure->copy_id, figure->day, figure->metric)
      || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_figure_enter:
 * @db: the connection of a write job
 * @figure: channel, post or none, day, name, value and source; with %SOTONG_NONE for a value what was typed in is taken away
 * @error: return location
 *
 * A person types in a figure, as of a platform that tells a program nothing. One step of undo, or part of the open change.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_figure_enter (SotongDb            *db,
                     const SotongFigure  *figure,
                     GError             **error)
{
  gint64 id;

  if ((db->change == NULL && !sotong_change_begin (db, "metric.enter", "channel", figure->channel_id, figure->channel, error))
      || !find_entry (db, figure, &id, error))
    return FALSE;
  if (id != 0 && !sotong_change_touch (db, "metric_entry", id, error))
    return FALSE;
  if (figure->value == SOTONG_NONE)
    return id == 0 || sotong_db_exec (db, error, "UPDATE metric_entry SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
  if (id != 0)
    return sotong_db_exec (db, error, "UPDATE metric_entry SET value = $1, captured_at = $2, source = $3 WHERE id = $4", "iiti",
                           figure->value, sotong_db_now (db), figure->source, id);
  id = sotong_db_insert (db, error, "INSERT INTO metric_entry (channel_id, copy_id, day, metric, value, captured_at, source)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7)", "iittiit", figure->channel_id,
                         figure->copy_id != 0 ? figure->copy_id : SOTONG_NONE, figure->day, figure->metric, figure->value,
                         sotong_db_now (db), figure->source);
  return id != 0 && sotong_change_added (db, "metric_entry", id, error);
}
