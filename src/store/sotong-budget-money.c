/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget-private.h"
#include "store/sotong-budget.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-time-office.h"
#include "util/sotong-won.h"

/* What moves on a line: changes of the budget, commitments, payments, carry-overs. */

void
sotong_payment_free (SotongPayment *payment)
{
  if (payment == NULL)
    return;
  g_free (payment->paid_on);
  g_free (payment->payee);
  g_free (payment->description);
  g_free (payment->document_number);
  g_free (payment->content);
  g_free (payment);
}

void
sotong_content_cost_free (SotongContentCost *cost)
{
  if (cost == NULL)
    return;
  g_free (cost->title);
  g_free (cost);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* The office's days of a range, both inclusive; a range of zeros is any time. */
void
sotong_budget_days (SotongDb     *db,
                    SotongRange   range,
                    char        **out_from,
                    char        **out_to)
{
  gboolean any = range.start == 0 && range.end == 0;

  *out_from = any ? g_strdup ("") : sotong_time_format_date (range.start, sotong_db_get_zone (db));
  *out_to = any ? g_strdup ("9999-12-31") : sotong_time_format_date (range.end - 1, sotong_db_get_zone (db));
}

/* A line's money, each sum apart: together they need not fit 64 bits. */
typedef struct {
  char  *name;         /* (owned) */
  gint64 available;
  gint64 committed;
  gint64 executed;
  gint64 carried_out;
  gint64 remaining;    /* neither paid nor carried over */
} LineMoney;

#define SUM_OF(table) \
  "coalesce((SELECT sum(t.amount) FROM " table " AS t WHERE t.line_id = l.id AND t.removed_at IS NULL), 0)"

static gboolean
balance (LineMoney  *money,
         gint64      amount,
         gint64      carried_in,
         gint64      changed,
         GError    **error)
{
  if (sotong_won_add (amount, carried_in, &money->available) && sotong_won_add (money->available, changed, &money->available)
      && sotong_won_subtract (money->available, money->executed, &money->remaining)
      && sotong_won_subtract (money->remaining, money->carried_out, &money->remaining))
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The money of “%s” comes to more than a ledger can hold. Look for a digit too many."), money->name);
  return FALSE;
}

static gboolean
read_money (SotongDb   *db,
            gint64      line_id,
            LineMoney  *money,
            GError    **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT l.name, l.amount, l.carried_in, " SUM_OF ("budget_change") ", " SUM_OF ("commitment") ", "
                          SUM_OF ("payment") ", " SUM_OF ("carry_over") ","
                          " (SELECT count(*) FROM budget_line AS k WHERE k.parent_id = l.id AND k.removed_at IS NULL)"
                          " FROM budget_line AS l WHERE l.id = $1 AND l.removed_at IS NULL", "i", line_id);
  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                             _("There is no such budget line. “sotongctl budget show” lists them."));
      return FALSE;
    }
  money->name = sotong_stmt_dup (stmt, 0);
  money->committed = sotong_stmt_int (stmt, 4);
  money->executed = sotong_stmt_int (stmt, 5);
  money->carried_out = sotong_stmt_int (stmt, 6);
  if (sotong_stmt_int (stmt, 7) == 0)
    return balance (money, sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3), error);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” is a heading: money moves on lines. Choose one of the heading's lines."), money->name);
  return FALSE;
}

static void
line_money_clear (LineMoney *money)
{
  g_free (money->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LineMoney, line_money_clear)

/* @amount of @left: refused, with what is missing, if it is more. */
static gboolean
check_enough (const LineMoney  *money,
              gint64            amount,
              gint64            left,
              GError          **error)
{
  g_autofree char *missing = NULL;
  gint64 difference;

  if (amount <= left)
    return TRUE;
  if (!sotong_won_subtract (amount, left, &difference))
    difference = G_MAXINT64;
  missing = sotong_won_format (difference);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” has too little left: %s won are missing. Change the budget first, or use another line."), money->name, missing);
  return FALSE;
}

/* The day as the ledger writes it, YYYY-MM-DD. */
static char *
check_day (SotongDb    *db,
           const char  *text,
           gint64       amount,
           GError     **error)
{
  g_autofree char *office = text != NULL ? sotong_time_office_to_iso (text) : NULL;
  gint64 time;

  if (amount == 0 || amount == SOTONG_NONE)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("An entry of the ledger needs an amount."));
      return NULL;
    }
  if (text == NULL || !sotong_time_parse (office != NULL ? office : text, sotong_db_get_zone (db), &time, NULL))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("“%s” is not a day. Write it as 2016-02-01."), or_empty (text));
      return NULL;
    }
  return sotong_time_format_date (time, sotong_db_get_zone (db));
}

/**
 * sotong_payment_insert:
 * @db: the connection of a write job
 * @payment: money that was paid; less than nothing where it came back
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the line has too little left, is a
 *   heading, or the payment has no day or amount; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Adds a payment to the change that is open, or to none.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_payment_insert (SotongDb             *db,
                       const SotongPayment  *payment,
                       GError              **error)
{
  g_auto(LineMoney) money = { NULL };
  g_autofree char *day = check_day (db, payment->paid_on, payment->amount, error);
  gint64 id;

  if (day == NULL || !read_money (db, payment->line_id, &money, error) || !check_enough (&money, payment->amount, money.remaining, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO payment (line_id, content_id, campaign_id, amount, paid_on, payee, description, document_number, made)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "iiiitttti", payment->line_id, payment->content_id, payment->campaign_id,
                         payment->amount, day, or_empty (payment->payee), or_empty (payment->description),
                         or_empty (payment->document_number), (gint64) payment->made);
  return id != 0 && sotong_change_added (db, "payment", id, error) ? id : 0;
}

/* The line's oldest commitment of which so much is still to be paid; SOTONG_NONE if there is none. */
static gboolean
find_commitment (SotongDb             *db,
                 const SotongPayment  *payment,
                 gint64               *out_id,
                 GError              **error)
{
  GError *local = NULL;

  *out_id = SOTONG_NONE;
  if (sotong_db_get_int (db, out_id, &local, "SELECT c.id FROM commitment AS c WHERE c.line_id = $1 AND c.removed_at IS NULL"
                         " AND c.amount - coalesce((SELECT sum(p.amount) FROM payment AS p WHERE p.commitment_id = c.id AND p.removed_at IS NULL), 0) >= $2"
                         " ORDER BY c.committed_on, c.id LIMIT 1", "ii", payment->line_id, payment->amount)
      || local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * sotong_payment_add:
 * @db: the connection of a write job
 * @payment: money that was paid
 * @error: return location; as for sotong_payment_insert()
 *
 * As sotong_payment_insert(), as one step of undo. It is paid from the line's oldest commitment
 * that has so much left, or without one.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_payment_add (SotongDb             *db,
                    const SotongPayment  *payment,
                    GError              **error)
{
  gint64 id, commitment;

  if (!sotong_change_begin (db, "budget.pay", "payment", 0, or_empty (payment->description), error)
      || !find_commitment (db, payment, &commitment, error))
    return 0;
  id = sotong_payment_insert (db, payment, error);
  if (id == 0
      || (commitment != SOTONG_NONE
          && !sotong_db_exec (db, error, "UPDATE payment SET commitment_id = $1 WHERE id = $2", "ii", commitment, id)))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_commitment_insert:
 * @db: the connection of a write job
 * @commitment: what was bound by a contract or an order
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when more would be bound than the line has
 *
 * Adds a commitment (원인행위) to the change that is open, or to none.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_commitment_insert (SotongDb                *db,
                          const SotongCommitment  *commitment,
                          GError                 **error)
{
  g_auto(LineMoney) money = { NULL };
  g_autofree char *day = check_day (db, commitment->committed_on, commitment->amount, error);
  gint64 left, id;

  if (day == NULL || !read_money (db, commitment->line_id, &money, error))
    return 0;
  if (!sotong_won_subtract (money.available, money.committed, &left) || !sotong_won_subtract (left, money.carried_out, &left))
    left = G_MININT64;
  if (!check_enough (&money, commitment->amount, left, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO commitment (line_id, amount, committed_on, counterparty, description, document_number, made)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7)", "iitttti", commitment->line_id, commitment->amount, day,
                         or_empty (commitment->counterparty), or_empty (commitment->description), or_empty (commitment->document_number),
                         (gint64) commitment->made);
  return id != 0 && sotong_change_added (db, "commitment", id, error) ? id : 0;
}

/**
 * sotong_budget_change_insert:
 * @db: the connection of a write job
 * @change: what a supplementary budget or a transfer adds to a line, or takes from it
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when more would be taken than is left
 *
 * Adds a change of the budget (예산변경) to the change that is open, or to none. The line's
 * original amount stays as it is.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_change_insert (SotongDb                  *db,
                             const SotongBudgetChange  *change,
                             GError                   **error)
{
  g_auto(LineMoney) money = { NULL };
  g_autofree char *day = check_day (db, change->decided_on, change->amount, error);
  gint64 id, sum;

  if (day == NULL || !read_money (db, change->line_id, &money, error))
    return 0;
  if (!sotong_won_add (money.available, change->amount, &sum))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The money of “%s” comes to more than a ledger can hold. Look for a digit too many."), money.name);
      return 0;
    }
  if (change->amount < 0 && !check_enough (&money, -change->amount, money.remaining, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO budget_change (line_id, kind, amount, decided_on, document_number, reason) VALUES ($1, $2, $3, $4, $5, $6)",
                         "itittt", change->line_id, change->kind, change->amount, day, or_empty (change->document_number), or_empty (change->reason));
  return id != 0 && sotong_change_added (db, "budget_change", id, error) ? id : 0;
}

/**
 * sotong_carry_over_insert:
 * @db: the connection of a write job
 * @line_id: a line
 * @kind: "approved" (명시) or "accident" (사고)
 * @amount: won, more than nothing
 * @reason: (nullable): why
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the line has too little left
 *
 * Adds what is carried over to the next year (차년이월) to the change that is open, or to none.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_carry_over_insert (SotongDb    *db,
                          gint64       line_id,
                          const char  *kind,
                          gint64       amount,
                          const char  *reason,
                          GError     **error)
{
  g_auto(LineMoney) money = { NULL };
  gint64 id;

  if (amount <= 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("An entry of the ledger needs an amount."));
      return 0;
    }
  if (!read_money (db, line_id, &money, error) || !check_enough (&money, amount, money.remaining, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO carry_over (line_id, kind, amount, reason) VALUES ($1, $2, $3, $4)", "itit",
                         line_id, kind, amount, or_empty (reason));
  return id != 0 && sotong_change_added (db, "carry_over", id, error) ? id : 0;
}

/**
 * sotong_payment_list:
 * @db: a connection
 * @line_id: a line, or 0 for all
 * @range: days; both 0 for any
 * @limit: at most so many, or 0
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongPayment): newest first
 */
GPtrArray *
sotong_payment_list (SotongDb     *db,
                     gint64        line_id,
                     SotongRange   range,
                     int           limit,
                     GError      **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_payment_free);
  g_autofree char *from = NULL, *to = NULL;
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  sotong_budget_days (db, range, &from, &to);
  stmt = sotong_db_query (db, error, "SELECT p.id, p.line_id, p.content_id, p.campaign_id, p.amount, p.paid_on, p.payee, p.description,"
                          " p.document_number, coalesce(c.title, ''), p.made FROM payment AS p LEFT JOIN content AS c ON c.id = p.content_id"
                          " WHERE p.removed_at IS NULL AND ($1 = 0 OR p.line_id = $1) AND p.paid_on >= $2 AND p.paid_on <= $3"
                          " ORDER BY p.paid_on DESC, p.id DESC LIMIT $4", "itti", line_id, from, to, (gint64) (limit > 0 ? limit : -1));
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongPayment *payment = g_new0 (SotongPayment, 1);

      payment->id = sotong_stmt_int (stmt, 0);
      payment->line_id = sotong_stmt_int (stmt, 1);
      payment->content_id = sotong_stmt_int (stmt, 2);
      payment->campaign_id = sotong_stmt_int (stmt, 3);
      payment->amount = sotong_stmt_int (stmt, 4);
      payment->paid_on = sotong_stmt_dup (stmt, 5);
      payment->payee = sotong_stmt_dup (stmt, 6);
      payment->description = sotong_stmt_dup (stmt, 7);
      payment->document_number = sotong_stmt_dup (stmt, 8);
      payment->content = sotong_stmt_dup (stmt, 9);
      payment->made = sotong_stmt_int (stmt, 10) == 1;
      g_ptr_array_add (list, payment);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * sotong_content_costs:
 * @db: a connection
 * @programme_id: a programme
 * @error: return location
 *
 * What was paid for each content, to hold against what the content itself says.
 *
 * Returns: (transfer full) (nullable) (element-type SotongContentCost): a row for each content and
 *   line that pays for it, those of a content together
 */
GPtrArray *
sotong_content_costs (SotongDb  *db,
                      gint64     programme_id,
                      GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_content_cost_free);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT p.content_id, c.title, c.line_id, p.line_id, c.cost_final, sum(p.amount), c.removed_at IS NOT NULL"
                          " FROM payment AS p JOIN budget_line AS l ON l.id = p.line_id JOIN content AS c ON c.id = p.content_id"
                          " WHERE l.programme_id = $1 AND p.removed_at IS NULL GROUP BY p.content_id, p.line_id ORDER BY p.content_id, p.line_id",
                          "i", programme_id);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongContentCost *cost = g_new0 (SotongContentCost, 1);

      cost->content_id = sotong_stmt_int (stmt, 0);
      cost->title = sotong_stmt_dup (stmt, 1);
      cost->line_id = sotong_stmt_int (stmt, 2);
      cost->payment_line_id = sotong_stmt_int (stmt, 3);
      cost->cost_final = sotong_stmt_int (stmt, 4);
      cost->paid = sotong_stmt_int (stmt, 5);
      cost->removed = sotong_stmt_int (stmt, 6) == 1;
      g_ptr_array_add (list, cost);
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}
