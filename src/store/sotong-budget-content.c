/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/sotong-budget-act.h"
#include "store/sotong-budget-private.h"
#include "store/sotong-content-private.h"
#include "util/sotong-i18n.h"
#include "util/sotong-won.h"

/*
 * One thread from won to post: what a content costs stands on one line of the budget, and is what was paid for it. A content whose
 * cost two lines shared would tell a unit cost for each that is none.
 */

/* What was paid for a content, and by which line. */
typedef struct {
  gint64 line_id;  /* or SOTONG_NONE: nothing was */
  gint64 paid;     /* won, by all lines */
} Paid;

static gboolean
read_paid (SotongDb  *db,
           gint64     content_id,
           Paid      *paid,
           GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT p.line_id, sum(p.amount) FROM payment AS p WHERE p.content_id = $1 AND p.removed_at IS NULL"
                                                " GROUP BY p.line_id HAVING sum(p.amount) != 0", "i", content_id);
  GError *local = NULL;

  *paid = (Paid) { SOTONG_NONE, 0 };
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      paid->line_id = sotong_stmt_int (stmt, 0);
      if (!sotong_won_add (paid->paid, sotong_stmt_int (stmt, 1), &paid->paid))
        paid->paid = G_MAXINT64;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static char *
line_name (SotongDb *db,
           gint64    line_id)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, NULL, "SELECT name FROM budget_line WHERE id = $1", "i", line_id);

  return stmt != NULL && sotong_stmt_next (stmt, NULL) ? sotong_stmt_dup (stmt, 0) : g_strdup ("");
}

/*
 * sotong_budget_check_content:
 * @db: a connection
 * @content_id: what is to be paid for
 * @line_id: the line that would pay
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`; `SOTONG_STORE_ERROR_INVALID` when the content belongs to another line
 *
 * A content that names no line and for which no other line paid may be paid from any.
 *
 * Returns: %TRUE if the line may pay for it
 */
gboolean
sotong_budget_check_content (SotongDb  *db,
                             gint64     content_id,
                             gint64     line_id,
                             GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT title, line_id FROM content WHERE id = $1 AND removed_at IS NULL", "i", content_id);
  g_autofree char *title = NULL, *own = NULL, *other = NULL;
  GError *local = NULL;
  gint64 line;
  Paid paid;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                     SOTONG_SAY (_("There is no content %" PRId64 " that it could be paid for. “sotongctl content list” lists them."),
                                 _("There is no content %" PRId64 " any more that it could be paid for. Choose one from the calendar.")), content_id);
      return FALSE;
    }
  title = sotong_stmt_dup (stmt, 0);
  line = sotong_stmt_int (stmt, 1);
  if (line == SOTONG_NONE)
    {
      if (!read_paid (db, content_id, &paid, error))
        return FALSE;
      line = paid.line_id;
    }
  if (line == SOTONG_NONE || line == line_id)
    return TRUE;
  own = line_name (db, line);
  other = line_name (db, line_id);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” (%" PRId64 ") belongs to the budget line “%s” and cannot be paid from “%s”. Pay it from its own line, or give the content the other line first."),
               title, content_id, own, other);
  return FALSE;
}

/*
 * sotong_content_check_money:
 * @db: a connection
 * @before: a content as it is
 * @after: as it is to be
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * Returns: %FALSE when its line would be another than the one that paid for it, or its cost another than what was paid
 */
gboolean
sotong_content_check_money (SotongDb             *db,
                            const SotongContent  *before,
                            const SotongContent  *after,
                            GError              **error)
{
  gboolean moves = after->line_id != before->line_id && after->line_id != SOTONG_NONE;
  gboolean costs = after->cost_final != before->cost_final;
  g_autofree char *own = NULL, *other = NULL, *won = NULL;
  Paid paid;

  if (!moves && !costs)
    return TRUE;
  if (!read_paid (db, before->id, &paid, error))
    return FALSE;
  if (paid.line_id == SOTONG_NONE)
    return TRUE;
  if (moves && paid.line_id != after->line_id)
    {
      own = line_name (db, paid.line_id);
      other = line_name (db, after->line_id);
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” was paid from the budget line “%s” and cannot name “%s”. Take the payment back in the ledger first."), before->title, own, other);
      return FALSE;
    }
  if (!costs || after->cost_final == paid.paid)
    return TRUE;
  won = sotong_won_format (paid.paid);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("What “%s” cost is what was paid for it, %s won. Record a payment in the ledger, or take one back, instead of writing another cost."),
               before->title, won);
  return FALSE;
}

void
sotong_payable_free (SotongPayable *payable)
{
  if (payable == NULL)
    return;
  g_free (payable->title);
  g_free (payable);
}

/**
 * sotong_payable_list:
 * @db: a connection
 * @line_id: a budget line
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongPayable): the contents that the line may pay for, those that it has not paid
 *   for yet first, its own before those without a line, the newest first
 */
GPtrArray *
sotong_payable_list (SotongDb  *db,
                     gint64     line_id,
                     int        limit,
                     GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_payable_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT c.id, c.title, coalesce(p.paid, 0) FROM content AS c"
                          " LEFT JOIN (SELECT content_id, line_id, sum(amount) AS paid FROM payment WHERE removed_at IS NULL AND content_id IS NOT NULL"
                          " GROUP BY content_id, line_id HAVING sum(amount) != 0) AS p ON p.content_id = c.id"
                          " WHERE c.removed_at IS NULL AND (c.line_id = $1 OR (c.line_id IS NULL AND (p.line_id IS NULL OR p.line_id = $1)))"
                          " ORDER BY coalesce(p.paid, 0) != 0, c.line_id IS NULL, c.planned_at DESC, c.id DESC LIMIT $2", "ii", line_id, (gint64) limit);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongPayable *payable = g_new0 (SotongPayable, 1);

      payable->content_id = sotong_stmt_int (stmt, 0);
      payable->title = sotong_stmt_dup (stmt, 1);
      payable->paid = sotong_stmt_int (stmt, 2);
      g_ptr_array_add (list, payable);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
