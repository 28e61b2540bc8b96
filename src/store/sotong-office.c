/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-office.h"
#include "store/sotong-workspace.h"
#include "util/sotong-time.h"

/**
 * sotong_office_get_zone:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the name of the office's time zone, as Asia/Seoul
 */
char *
sotong_office_get_zone (SotongDb  *db,
                        GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT zone FROM office WHERE id = 1", "");
  g_autofree char *zone = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (sotong_stmt_next (stmt, &local))
    return sotong_stmt_dup (stmt, 0);
  if (local == NULL)
    zone = sotong_workspace_get (db, "zone", &local);
  if (local == NULL)
    return zone != NULL ? g_steal_pointer (&zone) : g_strdup ("Asia/Seoul");
  g_propagate_error (error, local);
  return NULL;
}

/* The same day and hour by the clocks of another zone. */
static gint64
move_clock (gint64     time,
            GTimeZone *from,
            GTimeZone *to)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, from, &year, &month, &day, &hour, &minute, &second);
  return sotong_time_from_civil (year, month, day, hour, minute, second, to);
}

/* An event of a whole day has no moment: it stays on its day. */
static gboolean
move_days (SotongDb   *db,
           GTimeZone  *from,
           GTimeZone  *to,
           GError    **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, starts_at, ends_at, repeats_until FROM layer_event WHERE all_day = 1", "");
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64[4]));
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 row[4];

      for (int i = 0; i < 4; i++)
        row[i] = sotong_stmt_int (stmt, i);
      g_array_append_val (rows, row);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const gint64 *row = &g_array_index (rows, gint64, 4 * i);
      gint64 until = row[3] != SOTONG_NONE ? move_clock (row[3], from, to) : SOTONG_NONE;

      if (!sotong_change_touch (db, "layer_event", row[0], error)
          || !sotong_db_exec (db, error, "UPDATE layer_event SET starts_at = $1, ends_at = $2, repeats_until = $3 WHERE id = $4", "iiii",
                              move_clock (row[1], from, to), move_clock (row[2], from, to), until, row[0]))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_office_set_zone:
 * @db: the connection of a write job
 * @zone: a name of the tz database, as Asia/Seoul
 * @error: return location; `SOTONG_TIME_ERROR_INVALID`
 *
 * Lets the office keep another time zone. What has a moment keeps it: posts go out when they would
 * have, and are shown by the new clocks. Days, weeks and months begin at the new midnights, so
 * counts by day follow. What is said in days keeps its days: campaigns, promises, holidays,
 * restricted periods, events of a whole day. Slots keep their hour, by the new clocks.
 *
 * One step of undo. Connections that are open keep the zone that they were opened with.
 *
 * Returns: %TRUE on success, also if the zone is that already
 */
gboolean
sotong_office_set_zone (SotongDb    *db,
                        const char  *zone,
                        GError     **error)
{
  g_autofree char *was = sotong_office_get_zone (db, error);
  g_autoptr(GTimeZone) to = was != NULL ? sotong_time_zone_new (zone, error) : NULL;
  g_autoptr(GTimeZone) from = NULL;

  if (to == NULL)
    return FALSE;
  if (g_str_equal (was, zone))
    return TRUE;
  from = sotong_time_zone_new (was, NULL);
  return sotong_change_begin (db, "office.zone", "workspace", 0, zone, error)
         && sotong_change_touch (db, "office", 1, error)
         && sotong_db_exec (db, error, "INSERT INTO office (id, zone) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET zone = excluded.zone", "t", zone)
         && (from == NULL || move_days (db, from, to, error));
}
