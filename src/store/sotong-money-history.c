/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-db-private.h"
#include "store/sotong-money-history.h"

/* What an auditor asks of the history: who moved how much, when and why. */

/* Of a line of the budget what was carried in as well: at a year's end that is what moves. */
#define AMOUNT(row) "CASE WHEN json_extract (" row ", '$.removed_at') IS NULL" \
                    " THEN COALESCE (json_extract (" row ", '$.amount') + COALESCE (json_extract (" row ", '$.carried_in'), 0), json_extract (" row ", '$.cost_final'), json_extract (" row ", '$.spend')," \
                    " json_extract (" row ", '$.executed')) END"
#define EITHER(member) "COALESCE (json_extract (r.row_after, '$." member "'), json_extract (r.row_before, '$." member "'))"
#define MONEY "'payment', 'commitment', 'budget_change', 'carry_over', 'budget_line', 'budget_total', 'settlement', 'closed_line', 'content', 'advertisement'"

/* The rows of an act that hold money, in their order; an act without any is one row. */
#define SQL "SELECT c.id, c.at, c.actor, COALESCE ((SELECT p.name FROM person p WHERE p.login = c.actor AND p.removed_at IS NULL LIMIT 1), '')," \
            " c.action, c.subject, c.reason, c.undo_state, COALESCE (r.table_name, '')," \
            " COALESCE (" EITHER ("id") ", " EITHER ("line_id") ", " EITHER ("content_id") ")," \
            " COALESCE ((SELECT l.name FROM budget_line l WHERE l.id = COALESCE (" EITHER ("line_id") "," \
            " CASE WHEN r.table_name = 'budget_line' THEN " EITHER ("id") " END)), '')," \
            " COALESCE (" EITHER ("document_number") ", ''), " AMOUNT ("r.row_before") ", " AMOUNT ("r.row_after") \
            " FROM change c LEFT JOIN change_row r ON r.change_id = c.id AND r.table_name IN (" MONEY ")" \
            " AND (" AMOUNT ("r.row_before") ") IS NOT (" AMOUNT ("r.row_after") ")" \
            " WHERE c.at >= $1 AND c.at < $2 AND ($3 = 0 OR r.change_id IS NOT NULL) ORDER BY c.id, r.seq"

/**
 * sotong_money_history_each:
 * @db: a connection
 * @range: when; an end of 0 is no end
 * @only_money: leave out what moved no won
 * @func: (scope call): gets each row, oldest first; what it points at lives until it returns
 * @data: for @func
 * @cancellable: (nullable): asked now and then
 * @error: return location
 *
 * Goes through the history without holding it. Runs SQL, so call it from a store job.
 *
 * Returns: %TRUE if all of it was gone through
 */
gboolean
sotong_money_history_each (SotongDb             *db,
                           SotongRange           range,
                           gboolean              only_money,
                           SotongMoneyMoveFunc   func,
                           gpointer              data,
                           GCancellable         *cancellable,
                           GError              **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, SQL, "iii", range.start, range.end > 0 ? range.end : G_MAXINT64, (gint64) only_money);
  GError *local = NULL;
  guint n = 0;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongMoneyMove move = {
        .change_id = sotong_stmt_int (stmt, 0), .at = sotong_stmt_int (stmt, 1), .actor = sotong_stmt_text (stmt, 2), .person = sotong_stmt_text (stmt, 3),
        .action = sotong_stmt_text (stmt, 4), .subject = sotong_stmt_text (stmt, 5), .reason = sotong_stmt_text (stmt, 6),
        .state = sotong_stmt_text (stmt, 7), .table = sotong_stmt_text (stmt, 8), .row_id = sotong_stmt_int (stmt, 9), .line = sotong_stmt_text (stmt, 10),
        .document = sotong_stmt_text (stmt, 11), .before = sotong_stmt_int (stmt, 12), .after = sotong_stmt_int (stmt, 13),
      };

      if ((++n & 0xff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!func (&move, data, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
