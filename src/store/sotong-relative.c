/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-relative.h"

/* Relative series are kept apart from counts: a person who sees 100 must not take it for a hundred. */

void
sotong_relative_free (SotongRelative *relative)
{
  if (relative == NULL)
    return;
  g_free (relative->name);
  g_free (relative->day);
  g_free (relative);
}

/**
 * sotong_relative_clear:
 * @db: the connection of a write job
 * @source_id: a source
 * @error: return location
 *
 * Takes away the series of the answer before: two answers cannot be joined.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_relative_clear (SotongDb  *db,
                       gint64     source_id,
                       GError   **error)
{
  return sotong_db_exec (db, error, "DELETE FROM relative_point WHERE source_id = $1", "i", source_id);
}

/**
 * sotong_relative_add:
 * @db: the connection of a write job
 * @source_id: a source
 * @name: of the words
 * @day: YYYY-MM-DD
 * @ratio: 0 to 100
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_relative_add (SotongDb    *db,
                     gint64       source_id,
                     const char  *name,
                     const char  *day,
                     double       ratio,
                     GError     **error)
{
  return sotong_db_exec (db, error, "INSERT INTO relative_point (source_id, name, day, ratio, fetched_at) VALUES ($1, $2, $3, $4, $5)"
                         " ON CONFLICT (source_id, name, day) DO UPDATE SET ratio = excluded.ratio", "ittdi",
                         source_id, name, day, ratio, sotong_db_now (db));
}

/**
 * sotong_relative_list:
 * @db: a connection
 * @source_id: a source
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongRelative): the series by name and day
 */
GPtrArray *
sotong_relative_list (SotongDb  *db,
                      gint64     source_id,
                      GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_relative_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT name, day, ratio, fetched_at FROM relative_point WHERE source_id = $1 ORDER BY name, day",
                                                "i", source_id);
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongRelative *relative = g_new0 (SotongRelative, 1);

      relative->name = sotong_stmt_dup (stmt, 0);
      relative->day = sotong_stmt_dup (stmt, 1);
      relative->ratio = sotong_stmt_double (stmt, 2);
      relative->fetched_at = sotong_stmt_int (stmt, 3);
      g_ptr_array_add (list, relative);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
