/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget-private.h"
#include "store/sotong-budget.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-payee.h"
#include "util/sotong-i18n.h"
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
  g_free (payment->payee_kind);
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

#define SUM_WHERE(table, condition) \
  "coalesce((SELECT sum(t.amount) FROM " table " AS t WHERE t.line_id = l.id AND t.removed_at IS NULL" condition "), 0)"
#define SUM_OF(table) SUM_WHERE (table, "")

static gboolean
refuse_too_large (const SotongLineMoney  *money,
                  GError                **error)
{
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The money of “%s” comes to more than a ledger can hold. Look for a digit too many."), money->name);
  return FALSE;
}

/* What is left, by what was committed, paid and carried over. */
static gboolean
settle (SotongLineMoney  *money,
        GError          **error)
{
  if (sotong_won_subtract (money->available, money->executed, &money->remaining)
      && sotong_won_subtract (money->remaining, money->carried_out, &money->remaining)
      && sotong_won_subtract (money->available, money->committed, &money->free)
      && sotong_won_subtract (money->free, money->direct, &money->free)
      && sotong_won_subtract (money->free, money->carried_out, &money->free))
    return TRUE;
  return refuse_too_large (money, error);
}

static gboolean
balance (SotongLineMoney  *money,
         gint64            amount,
         gint64            carried_in,
         gint64            changed,
         GError          **error)
{
  if (sotong_won_add (amount, carried_in, &money->available) && sotong_won_add (money->available, changed, &money->available))
    return settle (money, error);
  return refuse_too_large (money, error);
}

/* What a line has, and its year; refused for a heading. */
gboolean
sotong_line_money_read (SotongDb         *db,
                        gint64            line_id,
                        SotongLineMoney  *money,
                        GError          **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT l.name, l.amount, l.carried_in, " SUM_OF ("budget_change") ", " SUM_OF ("commitment") ", "
                          SUM_OF ("payment") ", " SUM_OF ("carry_over") ","
                          " (SELECT count(*) FROM budget_line AS k WHERE k.parent_id = l.id AND k.removed_at IS NULL), "
                          SUM_WHERE ("payment", " AND t.commitment_id IS NULL") ", y.year, y.closed_at IS NOT NULL, y.starts_on, y.ends_on"
                          " FROM budget_line AS l JOIN programme AS p ON p.id = l.programme_id JOIN fiscal_year AS y ON y.year = p.year"
                          " WHERE l.id = $1 AND l.removed_at IS NULL", "i", line_id);
  if (stmt == NULL)
    return FALSE;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                             SOTONG_SAY (_("There is no such budget line. “sotongctl budget show” lists them."),
                                         _("There is no such budget line any more. Choose one in the ledger.")));
      return FALSE;
    }
  money->name = sotong_stmt_dup (stmt, 0);
  money->committed = sotong_stmt_int (stmt, 4);
  money->executed = sotong_stmt_int (stmt, 5);
  money->carried_out = sotong_stmt_int (stmt, 6);
  money->direct = sotong_stmt_int (stmt, 8);
  money->year = sotong_stmt_int (stmt, 9);
  money->closed = sotong_stmt_int (stmt, 10) == 1;
  money->starts_on = sotong_stmt_dup (stmt, 11);
  money->ends_on = sotong_stmt_dup (stmt, 12);
  if (sotong_stmt_int (stmt, 7) == 0)
    return balance (money, sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3), error);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” is a heading: money moves on lines. Choose one of the heading's lines."), money->name);
  return FALSE;
}

void
sotong_line_money_clear (SotongLineMoney *money)
{
  g_free (money->name);
  g_free (money->starts_on);
  g_free (money->ends_on);
}

/* A closed year changes by corrections alone, which say that they are. */
static gboolean
check_open (const SotongLineMoney  *money,
            gboolean          correction,
            GError          **error)
{
  if (!money->closed || correction)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The year %d is closed, and “%s” belongs to it. Enter it in the open year, or as a correction with its reason."),
               (int) money->year, money->name);
  return FALSE;
}

/* What a line's year paid, bound and changed stands in that year, and so do its reports; a correction may come later. Of a year that is
 * open nothing is a correction, whatever it is called. */
static gboolean
check_year (const SotongLineMoney  *money,
            const char       *day,
            gboolean          correction,
            GError          **error)
{
  if (!check_open (money, correction, error))
    return FALSE;
  if (money->closed || (strcmp (day, money->starts_on) >= 0 && strcmp (day, money->ends_on) <= 0))
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("%s is not in the fiscal year %d, to which “%s” belongs. Choose a day of that year, or a line of the day’s year."),
               day, (int) money->year, money->name);
  return FALSE;
}

/* @amount of @left: refused, with what is missing, if it is more. What remains may be more than @left, which the ledger shows: then it
 * is said that commitments bind it. */
static gboolean
check_enough (const SotongLineMoney  *money,
              gint64            amount,
              gint64            left,
              GError          **error)
{
  g_autofree char *missing = NULL, *remaining = NULL, *unbound = NULL;
  gint64 difference;

  if (amount <= left)
    return TRUE;
  if (!sotong_won_subtract (amount, left, &difference))
    difference = G_MAXINT64;
  missing = sotong_won_format (difference);
  remaining = sotong_won_format (money->remaining);
  unbound = sotong_won_format (MAX (left, 0));
  if (left < money->remaining)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 /* Translators: 1 a line of the budget; 2, 3, 4 won */
                 _("“%1$s” has too little that is free: %2$s won are missing. %3$s won remain, and commitments that are not paid yet leave %4$s won of them free. "
                   "Cancel what is not needed, change the budget first, or use another line."), money->name, missing, remaining, unbound);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                 _("“%s” has too little left: %s won are missing. Change the budget first, or use another line."), money->name, missing);
  return FALSE;
}

/* A cut of a budget, or what a transfer takes: to change the budget first, as for what is paid, would be no way out of it. */
static gboolean
check_cut (const SotongLineMoney  *money,
           gint64                  amount,
           GError                **error)
{
  gint64 left = MIN (money->remaining, money->free), difference;
  g_autofree char *missing = NULL, *remaining = NULL, *unbound = NULL;

  if (amount <= left)
    return TRUE;
  if (!sotong_won_subtract (amount, left, &difference))
    difference = G_MAXINT64;
  missing = sotong_won_format (difference);
  remaining = sotong_won_format (money->remaining);
  unbound = sotong_won_format (MAX (left, 0));
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               /* Translators: 1 a line of the budget; 2, 3, 4 won */
               _("“%1$s” cannot be cut by so much: %2$s won are missing. %3$s won remain, of which commitments leave %4$s won free. "
                 "Take no more than that, or cancel commitments that are not needed."), money->name, missing, remaining, unbound);
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
 * sotong_payment_write:
 * @db: the connection of a write job
 * @payment: as for sotong_payment_insert()
 * @money: what its line has, which goes down by it
 * @error: return location; as for sotong_payment_insert()
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_payment_write (SotongDb             *db,
                      const SotongPayment  *payment,
                      SotongLineMoney      *money,
                      GError              **error)
{
  g_autofree char *day = check_day (db, payment->paid_on, payment->amount, error);
  gint64 commitment = payment->commitment_id > 0 ? payment->commitment_id : SOTONG_NONE;
  gint64 cancels = payment->cancels_id > 0 ? payment->cancels_id : SOTONG_NONE;
  gint64 id;

  if (day == NULL || !sotong_payee_kind_check (payment->payee_kind, error) || !check_year (money, day, payment->correction, error)
      || !check_enough (money, payment->amount, money->remaining, error))
    return 0;
  if (!sotong_won_add (money->executed, payment->amount, &money->executed)
      || (commitment == SOTONG_NONE && !sotong_won_add (money->direct, payment->amount, &money->direct)))
    return refuse_too_large (money, error);
  if (!settle (money, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO payment (line_id, content_id, campaign_id, amount, paid_on, payee, description, document_number, made,"
                         " commitment_id, cancels_id, correction, payee_kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)", "iiiittttiiiit",
                         payment->line_id, payment->content_id, payment->campaign_id, payment->amount, day, or_empty (payment->payee),
                         or_empty (payment->description), or_empty (payment->document_number), (gint64) payment->made, commitment, cancels,
                         (gint64) (payment->correction && money->closed), or_empty (payment->payee_kind));
  return id != 0 && sotong_change_added (db, "payment", id, error) ? id : 0;
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
  g_auto(SotongLineMoney) money = { NULL };

  return sotong_line_money_read (db, payment->line_id, &money, error) ? sotong_payment_write (db, payment, &money, error) : 0;
}

/* What is still to be paid of a commitment: what was taken back of it is not. */
#define UNPAID \
  "(c.amount + coalesce((SELECT sum(k.amount) FROM commitment AS k WHERE k.cancels_id = c.id AND k.removed_at IS NULL), 0)" \
  " - coalesce((SELECT sum(p.amount) FROM payment AS p WHERE p.commitment_id = c.id AND p.removed_at IS NULL), 0))"

/* The commitment that is named: of the line, with so much still to be paid. */
gboolean
sotong_payment_check_commitment (SotongDb             *db,
                                 const SotongPayment  *payment,
                                 GError              **error)
{
  g_autofree char *missing = NULL;
  gint64 unpaid = 0, difference = 0;
  GError *local = NULL;

  if (!sotong_db_get_int (db, &unpaid, &local, "SELECT " UNPAID " FROM commitment AS c WHERE c.id = $1 AND c.line_id = $2 AND c.removed_at IS NULL"
                          " AND c.cancels_id IS NULL", "ii", payment->commitment_id, payment->line_id))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                             SOTONG_SAY (_("The line has no such commitment. “sotongctl budget show --commitments” lists them."),
                                         _("The line has no such commitment any more. Choose one of its commitments in the ledger.")));
      return FALSE;
    }
  if (payment->amount <= unpaid)
    return TRUE;
  if (!sotong_won_subtract (payment->amount, unpaid, &difference))
    difference = G_MAXINT64;
  missing = sotong_won_format (difference);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The commitment has too little left to be paid: %s won are missing. Commit more first, or pay it without the commitment."), missing);
  return FALSE;
}

/* What is bound by contracts cannot be paid to somebody else. */
gboolean
sotong_line_money_check_free (const SotongLineMoney  *money,
                              gint64                  amount,
                              GError                **error)
{
  g_autofree char *won = NULL, *bound = NULL;

  if (!check_enough (money, amount, money->remaining, error))
    return FALSE;
  if (amount <= money->free)
    return TRUE;
  won = sotong_won_format (MAX (money->free, 0));
  bound = sotong_won_format (amount - MAX (money->free, 0));
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("Only %s won of “%s” are not bound by commitments: %s won are missing. Name the commitment that it is paid from, or cancel what is not needed."),
               won, money->name, bound);
  return FALSE;
}

/**
 * sotong_commitment_write:
 * @db: the connection of a write job
 * @commitment: as for sotong_commitment_insert()
 * @money: what its line has, of which it binds a part
 * @error: return location; as for sotong_commitment_insert()
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_commitment_write (SotongDb                *db,
                         const SotongCommitment  *commitment,
                         SotongLineMoney         *money,
                         GError                 **error)
{
  g_autofree char *day = check_day (db, commitment->committed_on, commitment->amount, error);
  gint64 id;

  if (day == NULL || !sotong_payee_kind_check (commitment->payee_kind, error) || !check_year (money, day, commitment->correction, error)
      || (commitment->amount > 0 && !check_enough (money, commitment->amount, money->free, error))) /* what is taken back binds less */
    return 0;
  if (!sotong_won_add (money->committed, commitment->amount, &money->committed))
    return refuse_too_large (money, error);
  if (!settle (money, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO commitment (line_id, amount, committed_on, counterparty, description, document_number, made,"
                         " cancels_id, correction, payee_kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", "iittttiiit", commitment->line_id,
                         commitment->amount, day, or_empty (commitment->counterparty), or_empty (commitment->description),
                         or_empty (commitment->document_number), (gint64) commitment->made,
                         commitment->cancels_id > 0 ? commitment->cancels_id : SOTONG_NONE, (gint64) (commitment->correction && money->closed),
                         or_empty (commitment->payee_kind));
  return id != 0 && sotong_change_added (db, "commitment", id, error) ? id : 0;
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
  g_auto(SotongLineMoney) money = { NULL };

  return sotong_line_money_read (db, commitment->line_id, &money, error) ? sotong_commitment_write (db, commitment, &money, error) : 0;
}

/**
 * sotong_budget_change_insert:
 * @db: the connection of a write job
 * @change: what a supplementary budget or a transfer adds to a line, or takes from it
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when more would be taken than is left, or its day is not in the line's year
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
  g_auto(SotongLineMoney) money = { NULL };
  g_autofree char *day = check_day (db, change->decided_on, change->amount, error);
  gint64 id, sum;

  if (day == NULL || !sotong_line_money_read (db, change->line_id, &money, error) || !check_year (&money, day, change->correction, error))
    return 0;
  if (!sotong_won_add (money.available, change->amount, &sum))
    return refuse_too_large (&money, error);
  if (change->amount < 0 && !check_cut (&money, -change->amount, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO budget_change (line_id, kind, amount, decided_on, document_number, reason, before_amount, pair_id, correction)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "ititttiii", change->line_id, change->kind, change->amount, day,
                         or_empty (change->document_number), or_empty (change->reason), money.available,
                         change->pair_id > 0 ? change->pair_id : SOTONG_NONE, (gint64) (change->correction && money.closed));
  return id != 0 && sotong_change_added (db, "budget_change", id, error) ? id : 0;
}

/* Whether a reason names a ground on which the law lets money go over that no commitment binds: costs that go with one, what was put out
 * to tender, compensation for losses, ordinary costs. */
static gboolean
names_ground (const char *reason)
{
  static const char * const grounds[] = { "부대경비", "입찰공고", "손실보상", "경상경비" };
  g_auto(GStrv) words = g_strsplit (or_empty (reason), " ", -1);
  g_autofree char *text = g_strjoinv ("", words);

  for (gsize i = 0; i < G_N_ELEMENTS (grounds); i++)
    if (strstr (text, grounds[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* What of a line goes over by accident (사고이월) because it is bound by contracts: no other ground is named, and the next year has it not yet. */
static gboolean
sum_accidents (SotongDb  *db,
               gint64     line_id,
               gint64    *out_sum,
               GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT amount, reason FROM carry_over WHERE line_id = $1 AND kind = 'accident'"
                                                " AND removed_at IS NULL AND carried_to IS NULL", "i", line_id);
  GError *local = NULL;

  *out_sum = 0;
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      g_autofree char *reason = sotong_stmt_dup (stmt, 1);

      if (!names_ground (reason) && !sotong_won_add (*out_sum, sotong_stmt_int (stmt, 0), out_sum))
        *out_sum = G_MAXINT64;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL;
}

/* What contracts bind of a line and is not paid. */
static gboolean
get_unpaid (const SotongLineMoney  *money,
            gint64                 *out_unpaid,
            GError                **error)
{
  return (sotong_won_add (money->committed, money->direct, out_unpaid) && sotong_won_subtract (*out_unpaid, money->executed, out_unpaid))
         || refuse_too_large (money, error);
}

/* What goes over by accident was committed in its year and is not paid, unless there is another ground for it: Local Finance Act,
 * Article 50 (2). */
static gboolean
check_accident (SotongDb               *db,
                gint64                  line_id,
                const SotongLineMoney  *money,
                gint64                  amount,
                GError                **error)
{
  g_autofree char *won = NULL, *missing = NULL;
  gint64 gone, unpaid, difference = G_MAXINT64;

  if (!sum_accidents (db, line_id, &gone, error) || !get_unpaid (money, &unpaid, error))
    return FALSE;
  if (!sotong_won_subtract (unpaid, gone, &unpaid))
    return refuse_too_large (money, error);
  if (amount <= unpaid)
    return TRUE;
  unpaid = MAX (unpaid, 0);
  if (!sotong_won_subtract (amount, unpaid, &difference))
    difference = G_MAXINT64;
  won = sotong_won_format (unpaid);
  missing = sotong_won_format (difference);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("Of “%s” %s won are committed and not paid, which can go over by accident (사고이월): %s won are missing. Commit them first, carry them"
                 " over as approved (명시이월), or name another ground of the law in the reason: 부대경비, 입찰공고, 손실보상 or 경상경비."),
               money->name, won, missing);
  return FALSE;
}

/**
 * sotong_carry_over_check_accident:
 * @db: a connection
 * @line_id: a line, no heading
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when more goes over by accident than is committed and not paid, and no
 *   other ground is named for it; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Holds what was entered to go over by accident (사고이월) against the contracts as they are now. What the next year has got is
 * looked at no more. Runs SQL, so call it from a store job.
 *
 * Returns: %TRUE if it still holds
 */
gboolean
sotong_carry_over_check_accident (SotongDb  *db,
                                  gint64     line_id,
                                  GError   **error)
{
  g_auto(SotongLineMoney) money = { NULL };
  g_autofree char *over = NULL, *bound = NULL;
  gint64 gone, unpaid;

  if (!sum_accidents (db, line_id, &gone, error))
    return FALSE;
  if (gone == 0)
    return TRUE;
  if (!sotong_line_money_read (db, line_id, &money, error) || !get_unpaid (&money, &unpaid, error))
    return FALSE;
  if (gone <= unpaid)
    return TRUE;
  over = sotong_won_format (gone);
  bound = sotong_won_format (MAX (unpaid, 0));
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("Of “%s” %s won go over by accident (사고이월), and %s won would be committed and not paid. Take the carry-over back first, and enter what"
                 " still goes over: as approved (명시이월), or with another ground of the law in its reason."), money.name, over, bound);
  return FALSE;
}

/**
 * sotong_carry_over_insert:
 * @db: the connection of a write job
 * @line_id: a line
 * @kind: "approved" (명시) or "accident" (사고)
 * @amount: won, more than nothing
 * @reason: (nullable): why
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the line has too little left, or too little that is committed and not paid
 *   for what goes over by accident, unless @reason names another ground of the law
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
  g_auto(SotongLineMoney) money = { NULL };
  gint64 id;

  if (amount <= 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("An entry of the ledger needs an amount."));
      return 0;
    }
  if (!sotong_line_money_read (db, line_id, &money, error) || !check_open (&money, FALSE, error) || !check_enough (&money, amount, money.remaining, error)
      || (g_str_equal (kind, "accident") && !names_ground (reason) && !check_accident (db, line_id, &money, amount, error)))
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
                          " p.document_number, coalesce(c.title, ''), p.made, p.commitment_id, p.cancels_id, p.correction, p.payee_kind FROM payment AS p LEFT JOIN content AS c ON c.id = p.content_id"
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
      payment->commitment_id = sotong_stmt_int (stmt, 11);
      payment->cancels_id = sotong_stmt_int (stmt, 12);
      payment->correction = sotong_stmt_int (stmt, 13) == 1;
      payment->payee_kind = sotong_stmt_dup (stmt, 14);
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
                          " WHERE l.programme_id = $1 AND p.removed_at IS NULL AND p.content_id IS NOT NULL" /* the index of contents */
                          " GROUP BY p.content_id, p.line_id ORDER BY p.content_id, p.line_id",
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
