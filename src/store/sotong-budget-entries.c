/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget-act.h"
#include "store/sotong-budget-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-won.h"

/* The ledger's lists, and the target that its pace is held against. */

void
sotong_ledger_entry_free (SotongLedgerEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->line);
  g_free (entry->kind);
  g_free (entry->day);
  g_free (entry->who);
  g_free (entry->who_kind);
  g_free (entry->text);
  g_free (entry->document_number);
  g_free (entry);
}

/* Columns: id, line_id, name, kind, amount, before, day, who, text, document number, cancels, correction, and of a commitment what its
 * counterparty is. */
static GPtrArray *
read_entries (SotongStmt  *query,
              GError     **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_ledger_entry_free);
  g_autoptr(SotongStmt) stmt = query;
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongLedgerEntry *entry = g_new0 (SotongLedgerEntry, 1);

      entry->id = sotong_stmt_int (stmt, 0);
      entry->line_id = sotong_stmt_int (stmt, 1);
      entry->line = sotong_stmt_dup (stmt, 2);
      entry->kind = sotong_stmt_dup (stmt, 3);
      entry->amount = sotong_stmt_int (stmt, 4);
      entry->before = sotong_stmt_int (stmt, 5);
      entry->day = sotong_stmt_dup (stmt, 6);
      entry->who = sotong_stmt_dup (stmt, 7);
      entry->text = sotong_stmt_dup (stmt, 8);
      entry->document_number = sotong_stmt_dup (stmt, 9);
      entry->cancels_id = sotong_stmt_int (stmt, 10);
      entry->correction = sotong_stmt_int (stmt, 11) == 1;
      entry->who_kind = sotong_stmt_dup (stmt, 12);
      g_ptr_array_add (list, entry);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_commitment_list:
 * @db: a connection
 * @programme_id: a programme
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongLedgerEntry): by day, cancellations among them; what of
 *   one is not paid is its `before`
 */
GPtrArray *
sotong_commitment_list (SotongDb  *db,
                        gint64     programme_id,
                        GError   **error)
{
  return read_entries (sotong_db_query (db, error, "SELECT c.id, c.line_id, l.name, '', c.amount, CASE WHEN c.cancels_id IS NULL THEN c.amount + coalesce(k.back, 0)"
                                        " - coalesce((SELECT sum(p.amount) FROM payment AS p WHERE p.commitment_id = c.id AND p.removed_at IS NULL), 0)"
                                        " END, c.committed_on, c.counterparty, c.description, c.document_number, c.cancels_id, c.correction, c.payee_kind"
                                        " FROM commitment AS c JOIN budget_line AS l ON l.id = c.line_id LEFT JOIN (SELECT cancels_id, sum(amount) AS back"
                                        "  FROM commitment WHERE cancels_id IS NOT NULL AND removed_at IS NULL GROUP BY cancels_id) AS k ON k.cancels_id = c.id"
                                        " WHERE l.programme_id = $1 AND c.removed_at IS NULL ORDER BY c.committed_on, c.id", "i", programme_id), error);
}

/**
 * sotong_budget_change_list:
 * @db: a connection
 * @programme_id: a programme
 * @range: the time in which they were decided; both 0 for any
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongLedgerEntry): by day; what the line had before (기정) is
 *   its `before`
 */
GPtrArray *
sotong_budget_change_list (SotongDb     *db,
                           gint64        programme_id,
                           SotongRange   range,
                           GError      **error)
{
  g_autofree char *from = NULL, *to = NULL;

  sotong_budget_days (db, range, &from, &to);
  return read_entries (sotong_db_query (db, error, "SELECT c.id, c.line_id, l.name, c.kind, c.amount, coalesce(c.before_amount, l.amount + l.carried_in"
                                        " + coalesce((SELECT sum(e.amount) FROM budget_change AS e WHERE e.line_id = c.line_id AND e.id < c.id"
                                        " AND e.removed_at IS NULL), 0)), c.decided_on, '', c.reason, c.document_number, c.pair_id, c.correction, ''"
                                        " FROM budget_change AS c JOIN budget_line AS l ON l.id = c.line_id WHERE l.programme_id = $1 AND c.removed_at IS NULL"
                                        " AND c.decided_on >= $2 AND c.decided_on <= $3 ORDER BY c.decided_on, c.id", "itt", programme_id, from, to), error);
}

/**
 * sotong_carry_over_list:
 * @db: a connection
 * @programme_id: a programme
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongLedgerEntry): in the order of the lines
 */
GPtrArray *
sotong_carry_over_list (SotongDb  *db,
                        gint64     programme_id,
                        GError   **error)
{
  return read_entries (sotong_db_query (db, error, "SELECT c.id, c.line_id, l.name, c.kind, c.amount, NULL, '', '', c.reason, c.document_number,"
                                        " c.carried_to, 0, '' FROM carry_over AS c JOIN budget_line AS l ON l.id = c.line_id"
                                        " WHERE l.programme_id = $1 AND c.removed_at IS NULL ORDER BY l.position, c.id", "i", programme_id), error);
}

/**
 * sotong_budget_target_get:
 * @db: a connection
 * @year: a fiscal year
 * @out_day: (out) (transfer full): the day by which so much is to be executed
 * @error: return location
 *
 * The half-year's target for fast execution; unless the office sets its own it is 58 % by 30 June, as the city had it in 2018.
 *
 * Returns: percent of the budget; -1 with @error set
 */
gint64
sotong_budget_target_get (SotongDb  *db,
                          int        year,
                          char     **out_day,
                          GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT day, percent FROM budget_target WHERE year = $1 AND removed_at IS NULL ORDER BY id DESC LIMIT 1",
                                                "i", (gint64) year);
  GError *local = NULL;

  if (stmt == NULL)
    return -1;
  if (sotong_stmt_next (stmt, &local))
    {
      *out_day = sotong_stmt_dup (stmt, 0);
      return sotong_stmt_int (stmt, 1);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return -1;
    }
  *out_day = g_strdup_printf ("%04d-06-30", year);
  return 58;
}

/**
 * sotong_budget_target_set:
 * @db: the connection of a write job
 * @year: a fiscal year
 * @day: YYYY-MM-DD, within the year
 * @percent: 1 to 100
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`
 *
 * One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_budget_target_set (SotongDb    *db,
                          int          year,
                          const char  *day,
                          gint64       percent,
                          GError     **error)
{
  g_autofree char *text = g_strdup_printf ("%s: %d %%", day, (int) percent);
  gint64 id = 0;
  GError *local = NULL;

  if (percent < 1 || percent > 100 || atoi (day) != year)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A target is 1 to 100 percent of the budget by a day of its year."));
      return FALSE;
    }
  if (!sotong_change_begin (db, "budget.target", "budget_target", 0, text, error))
    return FALSE;
  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM budget_target WHERE year = $1 AND removed_at IS NULL ORDER BY id DESC LIMIT 1", "i", (gint64) year))
    return sotong_change_touch (db, "budget_target", id, error)
           && sotong_db_exec (db, error, "UPDATE budget_target SET day = $1, percent = $2 WHERE id = $3", "tii", day, percent, id);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  id = sotong_db_insert (db, error, "INSERT INTO budget_target (year, day, percent) VALUES ($1, $2, $3)", "iti", (gint64) year, day, percent);
  return id != 0 && sotong_change_added (db, "budget_target", id, error);
}

/**
 * sotong_budget_check_returned:
 * @db: a connection
 * @line_id: a budget line
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when more came back than was paid, or was cancelled than committed
 *
 * Returns: %TRUE if what was paid of the line, and what is committed, is not below nothing
 */
gboolean
sotong_budget_check_returned (SotongDb  *db,
                              gint64     line_id,
                              GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT l.name, coalesce((SELECT sum(p.amount) FROM payment AS p WHERE p.line_id = l.id AND p.removed_at IS NULL), 0),"
                                                " coalesce((SELECT sum(c.amount) FROM commitment AS c WHERE c.line_id = l.id AND c.removed_at IS NULL), 0)"
                                                " FROM budget_line AS l WHERE l.id = $1", "i", line_id);
  gint64 least;
  g_autofree char *too_much = NULL;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  least = MIN (sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2));
  if (least >= 0)
    return TRUE;
  too_much = sotong_won_format (-MAX (least, -G_MAXINT64));
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("More cannot come back to “%s” than went out: %s won are too much."),
               sotong_stmt_text (stmt, 0), too_much);
  return FALSE;
}

/**
 * sotong_payment_days:
 * @db: a connection
 * @programme_id: a programme
 * @line_id: a line, a heading (which has no payments), or 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongPaymentDay): what was paid a day, by day
 */
GArray *
sotong_payment_days (SotongDb  *db,
                     gint64     programme_id,
                     gint64     line_id,
                     GError   **error)
{
  g_autoptr(GArray) days = g_array_new (FALSE, TRUE, sizeof (SotongPaymentDay));
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  /* Each line's days first, as the index has them; the days of all lines are few. */
  stmt = sotong_db_query (db, error, "SELECT d.day, sum(d.amount), sum(d.n) FROM (SELECT p.paid_on AS day, sum(p.amount) AS amount, count(*) AS n"
                          " FROM payment AS p WHERE p.line_id IN (SELECT l.id FROM budget_line AS l WHERE l.programme_id = $1"
                          " AND ($2 = 0 OR l.id = $2 OR l.parent_id = $2)) AND p.removed_at IS NULL GROUP BY p.line_id, p.paid_on) AS d"
                          " GROUP BY d.day ORDER BY d.day", "ii", programme_id, line_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongPaymentDay day = { .amount = sotong_stmt_int (stmt, 1), .n = sotong_stmt_int (stmt, 2) };

      g_strlcpy (day.day, sotong_stmt_text (stmt, 0), sizeof day.day);
      g_array_append_val (days, day);
    }
  if (local == NULL)
    return g_steal_pointer (&days);
  g_propagate_error (error, local);
  return NULL;
}

void
sotong_unit_cost_free (SotongUnitCost *cost)
{
  if (cost == NULL)
    return;
  g_free (cost->line);
  g_free (cost->unit);
  g_free (cost);
}

#define PAID_FOR(what, condition) \
  "(SELECT " what " FROM payment AS p WHERE p.line_id = l.id AND p.removed_at IS NULL AND p.paid_on >= $2 AND p.paid_on <= $3" condition ")"
#define FOR_CAMPAIGN " AND p.content_id IS NULL AND p.campaign_id IS NOT NULL"
/* The latest count of each copy's views: of the contents that the line paid for, and of those of the campaigns that it paid for as a whole. */
#define VIEWS \
  "(SELECT coalesce(sum(v.value), 0) FROM (SELECT m.copy_id, max(m.value) AS value FROM copy_metric AS m JOIN copy AS y ON y.id = m.copy_id" \
  " WHERE m.metric = 'views' AND m.day <= $3 AND y.content_id IN (SELECT c.id FROM content AS c WHERE c.id IN " PAID_FOR ("p.content_id", "") \
  " OR c.campaign_id IN " PAID_FOR ("p.campaign_id", FOR_CAMPAIGN) ") GROUP BY m.copy_id) AS v)"

/**
 * sotong_unit_cost_list:
 * @db: a connection
 * @programme_id: a programme
 * @range: when it was paid; posts and their views count to its end; both 0 for any time
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongUnitCost): a row for each line that is no heading, in the
 *   document's order
 */
GPtrArray *
sotong_unit_cost_list (SotongDb     *db,
                       gint64        programme_id,
                       SotongRange   range,
                       GError      **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_unit_cost_free);
  g_autofree char *from = NULL, *to = NULL;
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  sotong_budget_days (db, range, &from, &to);
  stmt = sotong_db_query (db, error, "SELECT l.id, l.name, l.unit_price, l.quantity, l.unit, "
                          PAID_FOR ("count(DISTINCT p.content_id)", "") " + " PAID_FOR ("count(DISTINCT p.campaign_id)", FOR_CAMPAIGN) ", "
                          "(SELECT count(*) FROM content AS c WHERE c.line_id = l.id AND c.removed_at IS NULL AND EXISTS (SELECT 1 FROM copy AS y"
                          " WHERE y.content_id = c.id AND y.removed_at IS NULL AND y.state IN ('published', 'published_by_hand') AND y.withdrawn_at IS NULL AND ($4 = 0 OR y.published_at < $4))), "
                          PAID_FOR ("coalesce(sum(p.amount), 0)", " AND (p.content_id IS NOT NULL OR p.campaign_id IS NOT NULL)") ", "
                          PAID_FOR ("coalesce(sum(p.amount), 0)", " AND p.content_id IS NULL AND p.campaign_id IS NULL") ", " VIEWS ", "
                          PAID_FOR ("coalesce(sum(p.amount), 0)", FOR_CAMPAIGN)
                          " FROM budget_line AS l WHERE l.programme_id = $1 AND l.removed_at IS NULL"
                          " AND NOT EXISTS (SELECT 1 FROM budget_line AS k WHERE k.parent_id = l.id AND k.removed_at IS NULL)"
                          " ORDER BY l.position, l.id", "itti", programme_id, from, to, range.end);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongUnitCost *cost = g_new0 (SotongUnitCost, 1);

      cost->line_id = sotong_stmt_int (stmt, 0);
      cost->line = sotong_stmt_dup (stmt, 1);
      cost->planned = sotong_stmt_int (stmt, 2);
      cost->quantity = sotong_stmt_int (stmt, 3);
      cost->unit = sotong_stmt_dup (stmt, 4);
      cost->n_paid = sotong_stmt_int (stmt, 5);
      cost->n_published = sotong_stmt_int (stmt, 6);
      cost->named = sotong_stmt_int (stmt, 7);
      cost->unnamed = sotong_stmt_int (stmt, 8);
      cost->views = sotong_stmt_int (stmt, 9);
      cost->campaigns = sotong_stmt_int (stmt, 10);
      g_ptr_array_add (list, cost);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/* The days on which something of the ledger is dated. */
#define DAYS_OF(table, day) \
  "SELECT t." day " AS day FROM " table " AS t JOIN budget_line AS l ON l.id = t.line_id WHERE l.programme_id = $1 AND t.removed_at IS NULL AND t." day " > $2"

/**
 * sotong_ledger_count_ahead:
 * @db: a connection
 * @programme_id: a programme
 * @out_first: (out) (transfer full): the first of their days, YYYY-MM-DD; "" if there is none
 * @out_n: (out): how many payments, commitments and changes are dated after the workspace's today
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_ledger_count_ahead (SotongDb   *db,
                           gint64      programme_id,
                           char      **out_first,
                           gint64     *out_n,
                           GError    **error)
{
  g_autofree char *today = sotong_time_format_date (sotong_db_now (db), sotong_db_get_zone (db));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT count(*), coalesce(min(day), '') FROM ("
                                                DAYS_OF ("payment", "paid_on") " UNION ALL " DAYS_OF ("commitment", "committed_on")
                                                " UNION ALL " DAYS_OF ("budget_change", "decided_on") ")", "it", programme_id, today);
  GError *local = NULL;

  *out_n = 0;
  *out_first = NULL;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    {
      *out_n = sotong_stmt_int (stmt, 0);
      *out_first = sotong_stmt_dup (stmt, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
