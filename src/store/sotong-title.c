/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-title.h"

#include "store/sotong-db-private.h"

void
sotong_title_free (SotongTitle *title)
{
  if (title == NULL)
    return;
  g_free (title->title);
  g_free (title);
}

/**
 * sotong_title_list:
 * @db: a connection
 * @error: return location
 *
 * Without texts, copies and files, so that tens of thousands are a matter of milliseconds.
 *
 * Returns: (transfer full) (nullable) (element-type SotongTitle): all contents, the one that was changed last first
 */
GPtrArray *
sotong_title_list (SotongDb  *db,
                   GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_title_free);
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT id, title, planned_at FROM content WHERE removed_at IS NULL"
                                                " ORDER BY updated_at DESC, id DESC", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongTitle *title = g_new0 (SotongTitle, 1);

      title->id = sotong_stmt_int (stmt, 0);
      title->title = sotong_stmt_dup (stmt, 1);
      title->at = sotong_stmt_int (stmt, 2);
      g_ptr_array_add (list, title);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
