/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-parts-private.h"

/* What was done, and what of it can be taken back or done again. */

static SotongChangeInfo *
info_from (SotongStmt *stmt)
{
  SotongChangeInfo *info = g_new0 (SotongChangeInfo, 1);

  info->id = sotong_stmt_int (stmt, 0);
  info->at = sotong_stmt_int (stmt, 1);
  info->actor = sotong_stmt_dup (stmt, 2);
  info->action = sotong_stmt_dup (stmt, 3);
  info->subject_kind = sotong_stmt_dup (stmt, 4);
  info->subject_id = sotong_stmt_int (stmt, 5);
  info->subject = sotong_stmt_dup (stmt, 6);
  info->reason = sotong_stmt_dup (stmt, 7);
  info->undo_state = sotong_stmt_dup (stmt, 8);
  info->undo_of = sotong_stmt_int (stmt, 9);
  info->n_rows = (int) sotong_stmt_int (stmt, 10);
  info->act_id = sotong_stmt_int (stmt, 11);
  return info;
}

#define SELECT_INFO "SELECT id, at, actor, action, subject_kind, subject_id, subject, reason, undo_state, undo_of," \
                    " (SELECT count(*) FROM change_row WHERE change_id = change.id), act_id FROM change "

/* A decision in an approval is taken back by the account that made it, and by no other. */
#define OF_ONE_S_OWN " AND (action NOT LIKE 'approval.%' OR actor = $1) "

/* How many records of the same act go the same way with it. */
static gboolean
count_more (SotongDb          *db,
            SotongChangeInfo  *info,
            GError           **error)
{
  gint64 n = 1;

  if (info->act_id != SOTONG_NONE
      && !sotong_db_get_int (db, &n, error, "SELECT count(*) FROM change WHERE act_id = $1 AND undo_state = $2", "it", info->act_id, info->undo_state))
    return FALSE;
  info->n_more = (int) n - 1;
  return TRUE;
}

static SotongChangeInfo *
peek (SotongDb    *db,
      const char  *sql,
      const char  *nothing,
      GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, sql, "t", db->actor);
  g_autoptr(SotongChangeInfo) info = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOTHING, nothing);
      return NULL;
    }
  info = info_from (stmt);
  return count_more (db, info, error) ? g_steal_pointer (&info) : NULL;
}

/**
 * sotong_change_peek_undo:
 * @db: a connection
 * @error: return location; `SOTONG_STORE_ERROR_NOTHING`
 *
 * Returns: (transfer full) (nullable): the act that would be undone next
 */
SotongChangeInfo *
sotong_change_peek_undo (SotongDb  *db,
                         GError   **error)
{
  return peek (db, SELECT_INFO "WHERE undo_state = 'done'" OF_ONE_S_OWN "ORDER BY id DESC LIMIT 1", _("There is nothing to undo."), error);
}

/**
 * sotong_change_peek_redo:
 * @db: a connection
 * @error: return location; `SOTONG_STORE_ERROR_NOTHING`
 *
 * Returns: (transfer full) (nullable): the act that would be redone next
 */
SotongChangeInfo *
sotong_change_peek_redo (SotongDb  *db,
                         GError   **error)
{
  return peek (db, SELECT_INFO "WHERE undo_state = 'undone'" OF_ONE_S_OWN "ORDER BY id LIMIT 1", _("There is nothing to redo."), error);
}

/**
 * sotong_change_pass_over:
 * @db: the connection of a write job
 * @id: a record that was to be undone or redone
 * @redo: whether it was to be redone
 * @error: return location
 *
 * Leaves it as it is for good: it stays in the history and is not offered again. The other records of the
 * same act are still offered.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_change_pass_over (SotongDb  *db,
                         gint64     id,
                         gboolean   redo,
                         GError   **error)
{
  return sotong_db_exec (db, error, "UPDATE change SET undo_state = $1 WHERE id = $2", "ti", redo ? "dropped" : "none", id);
}

/* An act on several contents is named after the first of them, and concerns each. */
#define INDEXED "table_name IN ('content', 'copy')" /* as the index on the rows' keys says it */
#define OF_CONTENT \
  "SELECT change_id FROM change_row WHERE table_name = 'content' AND row_key = '{\"id\":' || $2 || '}' AND " INDEXED \
  " UNION SELECT change_id FROM change_row WHERE table_name = 'copy' AND " INDEXED \
  " AND row_key IN (SELECT '{\"id\":' || id || '}' FROM copy WHERE content_id = $2)"

/**
 * sotong_change_list:
 * @db: a connection
 * @subject_kind: (nullable): only what concerns one thing; of a content also what was done to several at once
 * @subject_id: which one
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongChangeInfo): the history, newest first
 */
GPtrArray *
sotong_change_list (SotongDb    *db,
                    const char  *subject_kind,
                    gint64       subject_id,
                    int          limit,
                    GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_change_info_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (g_strcmp0 (subject_kind, "content") == 0)
    stmt = sotong_db_query (db, error, SELECT_INFO "WHERE (subject_kind = $1 AND subject_id = $2) OR id IN (" OF_CONTENT ") ORDER BY id DESC LIMIT $3",
                            "tii", subject_kind, subject_id, (gint64) limit);
  else if (subject_kind != NULL)
    stmt = sotong_db_query (db, error, SELECT_INFO "WHERE subject_kind = $1 AND subject_id = $2 ORDER BY id DESC LIMIT $3",
                            "tii", subject_kind, subject_id, (gint64) limit);
  else
    stmt = sotong_db_query (db, error, SELECT_INFO "ORDER BY id DESC LIMIT $1", "i", (gint64) limit);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (list, info_from (stmt));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&list);
}
