/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-content-owner.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change-private.h"
#include "store/sotong-content-private.h"
#include "store/sotong-content.h"

/**
 * sotong_content_set_owner:
 * @db: the connection of a write job
 * @content_id: a content
 * @person_id: the person in charge of it, or `SOTONG_NONE`
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo, or part of the open change.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_content_set_owner (SotongDb  *db,
                          gint64     content_id,
                          gint64     person_id,
                          GError   **error)
{
  g_autoptr(SotongContent) content = db->change == NULL ? sotong_content_get (db, content_id, error) : NULL;

  return (db->change != NULL || (content != NULL && sotong_change_begin (db, "content.edit", "content", content_id, content->title, error)))
         && sotong_change_touch (db, "content", content_id, error)
         && sotong_db_exec (db, error, "UPDATE content SET owner_id = $1 WHERE id = $2", "ii", person_id, content_id);
}

/**
 * sotong_content_get_owner:
 * @db: a connection
 * @content_id: a content
 * @out_person_id: (out): the person in charge of it, or `SOTONG_NONE`
 * @out_name: (out) (transfer full) (nullable): the name
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_content_get_owner (SotongDb  *db,
                          gint64     content_id,
                          gint64    *out_person_id,
                          char     **out_name,
                          GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT owner_id, person.name FROM content JOIN person ON person.id = owner_id"
                                                " WHERE content.id = $1", "i", content_id);
  GError *local = NULL;

  *out_person_id = SOTONG_NONE;
  *out_name = NULL;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      *out_person_id = sotong_stmt_int (stmt, 0);
      *out_name = sotong_stmt_dup (stmt, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_content_set_final_cost:
 * @db: the connection of a write job
 * @content_id: a content
 * @won: what it cost in the end, in won, VAT included; or `SOTONG_NONE`
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID`, also when the ledger paid something else
 *
 * One step of undo; none where it is the cost already. What is written of the content meanwhile can still be saved.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_content_set_final_cost (SotongDb  *db,
                               gint64     content_id,
                               gint64     won,
                               GError   **error)
{
  g_autoptr(SotongContent) before = sotong_content_get (db, content_id, error);
  SotongContent after;

  if (before == NULL)
    return FALSE;
  if (before->cost_final == won)
    return TRUE;
  after = *before;
  after.cost_final = won;
  return sotong_content_check_form (&after, error) && sotong_content_check_money (db, before, &after, error)
         && sotong_change_begin (db, "content.edit", "content", content_id, before->title, error)
         && sotong_change_touch (db, "content", content_id, error)
         && sotong_db_exec (db, error, "UPDATE content SET cost_final = $1, updated_at = $2 WHERE id = $3", "iii", won, sotong_db_now (db), content_id);
}
