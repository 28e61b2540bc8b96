/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content-series.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-content-copy.h"
#include "store/sotong-content.h"

/*
 * A content that comes back is a row for each occurrence, with its own copies, texts, times and
 * states, from the day the series is made: what is due is what stands in the calendar, and one
 * that was missed is missed by itself. "series_at" is the date an occurrence was planned for; it
 * stays when that one is moved, and says what follows what.
 */

void
sotong_series_free (SotongSeries *series)
{
  if (series == NULL)
    return;
  g_free (series->rule);
  g_free (series);
}

static gboolean
join (SotongDb  *db,
      gint64     content_id,
      gint64     series_id,
      gint64     at,
      GError   **error)
{
  return sotong_change_touch (db, "content", content_id, error)
         && sotong_db_exec (db, error, "UPDATE content SET series_id = $1, series_at = $2 WHERE id = $3", "iii", series_id, at, content_id);
}

static gboolean
check_single (SotongDb             *db,
              const SotongContent  *content,
              GError              **error)
{
  g_autoptr(SotongSeries) series = sotong_content_series_get (db, content->id, error);

  if (series == NULL || series->id == 0)
    return series != NULL;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_EXISTS,
               _("“%s” belongs to a series already. Change or delete its following ones instead."), content->title);
  return FALSE;
}

/**
 * sotong_content_series_make:
 * @db: the connection of a write job
 * @content_id: a content, which becomes the first of the series
 * @rule: as sotong_recurrence_format() writes it
 * @times: (element-type gint64): when its occurrences go out, the content's own first
 * @until_day: (nullable): the last day that the person named, YYYY-MM-DD
 * @error: return location; `SOTONG_STORE_ERROR_EXISTS` when it is part of a series,
 *   `SOTONG_STORE_ERROR_INVALID` with fewer than two occurrences
 *
 * Makes a content for each later time, as a copy of the first. What lies in the past is not made.
 * One step of undo, or part of the open change.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the contents, the first one first
 */
GArray *
sotong_content_series_make (SotongDb    *db,
                            gint64       content_id,
                            const char  *rule,
                            GArray      *times,
                            const char  *until_day,
                            GError     **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, content_id, error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 series;

  if (content == NULL || !check_single (db, content, error))
    return NULL;
  if (times->len < 2)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("It would come only once. Choose a later last day, or more times."));
      return NULL;
    }
  if (db->change == NULL && !sotong_change_begin (db, "content.repeat", "content", content_id, content->title, error))
    return NULL;
  series = sotong_db_insert (db, error, "INSERT INTO content_series (rule, starts_at, until_day, times) VALUES ($1, $2, $3, $4)", "titi", rule,
                             g_array_index (times, gint64, 0), until_day, until_day != NULL ? SOTONG_NONE : (gint64) times->len);
  if (series == 0 || !sotong_change_added (db, "content_series", series, error)
      || !join (db, content_id, series, g_array_index (times, gint64, 0), error))
    return NULL;
  g_array_append_val (ids, content_id);
  for (guint i = 1; i < times->len; i++)
    {
      gint64 time = g_array_index (times, gint64, i), id;

      if (time < sotong_db_now (db))
        continue;
      id = sotong_content_duplicate (db, content_id, time, error);
      if (id == 0 || !join (db, id, series, time, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/**
 * sotong_content_series_get:
 * @db: a connection
 * @content_id: a content
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its series, with id 0 when it belongs to none
 */
SotongSeries *
sotong_content_series_get (SotongDb  *db,
                           gint64     content_id,
                           GError   **error)
{
  g_autoptr(SotongSeries) series = g_new0 (SotongSeries, 1);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT s.id, s.rule, c.series_at, (SELECT count(*) FROM content AS f WHERE f.series_id = s.id"
                          " AND f.series_at > c.series_at AND f.removed_at IS NULL) FROM content AS c"
                          " JOIN content_series AS s ON s.id = c.series_id WHERE c.id = $1 AND s.removed_at IS NULL", "i", content_id);
  if (stmt == NULL)
    return NULL;
  series->at = SOTONG_NONE;
  if (sotong_stmt_next (stmt, &local))
    {
      series->id = sotong_stmt_int (stmt, 0);
      series->rule = sotong_stmt_dup (stmt, 1);
      series->at = sotong_stmt_int (stmt, 2);
      series->n_following = (int) sotong_stmt_int (stmt, 3);
    }
  if (local == NULL)
    return g_steal_pointer (&series);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_content_series_following:
 * @db: a connection
 * @content_id: a content
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when it belongs to no series
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the content and the later ones of its
 *   series, by the dates they were planned for
 */
GArray *
sotong_content_series_following (SotongDb  *db,
                                 gint64     content_id,
                                 GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, content_id, error);
  g_autoptr(SotongSeries) series = content != NULL ? sotong_content_series_get (db, content_id, error) : NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (series == NULL)
    return NULL;
  if (series->id == 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” belongs to no series: nothing follows it. Leave that out, and it is changed by itself."), content->title);
      return NULL;
    }
  stmt = sotong_db_query (db, error, "SELECT id FROM content WHERE series_id = $1 AND series_at >= $2 AND removed_at IS NULL ORDER BY series_at, id",
                          "ii", series->id, series->at);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}
