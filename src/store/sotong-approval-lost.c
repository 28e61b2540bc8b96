/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-approval-lost.h"
#include "store/sotong-db-private.h"

void
sotong_approval_lost_free (SotongApprovalLost *lost)
{
  if (lost == NULL)
    return;
  g_free (lost->title);
  g_free (lost->channels);
  g_free (lost);
}

/**
 * sotong_approval_lost_mark:
 * @db: a connection
 * @error: return location
 *
 * Returns: a place in the history, for sotong_approval_lost_list(); -1 with @error set
 */
gint64
sotong_approval_lost_mark (SotongDb  *db,
                           GError   **error)
{
  gint64 id = 0;

  return sotong_db_get_int (db, &id, error, "SELECT coalesce (max (id), 0) FROM change", "") ? id : -1;
}

/**
 * sotong_approval_lost_list:
 * @db: a connection
 * @mark: where in the history to begin
 * @error: return location
 *
 * What changes since @mark brought back from review or approval, as their rows tell. The acts of
 * approving themselves, and what was undone, are no such changes.
 *
 * Returns: (transfer full) (nullable) (element-type SotongApprovalLost): the contents, each once
 */
GPtrArray *
sotong_approval_lost_list (SotongDb  *db,
                           gint64     mark,
                           GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_approval_lost_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT content.id, content.title, group_concat (DISTINCT channel.name) FROM change"
                          " JOIN change_row AS r ON r.change_id = change.id AND r.table_name = 'copy' AND r.row_before IS NOT NULL AND r.row_after IS NOT NULL"
                          " JOIN copy ON copy.id = json_extract (r.row_key, '$.id') JOIN content ON content.id = copy.content_id"
                          " JOIN channel ON channel.id = copy.channel_id"
                          " WHERE change.id > $1 AND change.action NOT LIKE 'approval.%' AND change.action NOT IN ('undo', 'redo')"
                          " AND json_extract (r.row_after, '$.state') = 'draft' AND json_extract (r.row_after, '$.removed_at') IS NULL"
                          " AND (json_extract (r.row_before, '$.state') = 'in_review' OR (json_extract (r.row_before, '$.seal') IS NOT NULL"
                          " AND json_extract (r.row_before, '$.state') IN ('approved', 'scheduled', 'missed', 'failed', 'held')))"
                          " GROUP BY content.id ORDER BY content.id", "i", mark);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongApprovalLost *lost = g_new0 (SotongApprovalLost, 1);

      lost->content_id = sotong_stmt_int (stmt, 0);
      lost->title = sotong_stmt_dup (stmt, 1);
      lost->channels = sotong_stmt_dup (stmt, 2);
      g_ptr_array_add (list, lost);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
