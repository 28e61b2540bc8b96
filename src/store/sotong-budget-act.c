/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget-act.h"
#include "store/sotong-budget-close.h"
#include "store/sotong-budget-private.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* What a person does to the ledger: each is one step of undo, with its reason. */

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* The line's name, as the history calls what was done. */
static char *
line_name (SotongDb *db,
           gint64    line_id)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, NULL, "SELECT name FROM budget_line WHERE id = $1", "i", line_id);

  return stmt != NULL && sotong_stmt_next (stmt, NULL) ? sotong_stmt_dup (stmt, 0) : g_strdup ("");
}

static char *
describe (SotongDb *db,
          gint64    line_id,
          gint64    amount)
{
  g_autofree char *name = line_name (db, line_id);
  g_autofree char *won = sotong_won_format (amount);

  /* Translators: a budget line and an amount, for the history */
  return g_strdup_printf (_("%s, %s won"), name, won);
}

static gboolean
begin (SotongDb    *db,
       const char  *action,
       const char  *kind,
       gint64       line_id,
       gint64       amount,
       const char  *reason,
       GError     **error)
{
  g_autofree char *text = describe (db, line_id, amount);

  if (!sotong_change_begin (db, action, kind, 0, text, error))
    return FALSE;
  if (!sotong_text_is_blank (reason))
    sotong_change_set_reason (db, reason);
  return TRUE;
}

static gboolean
refuse_without_reason (const char  *reason,
                       GError     **error)
{
  if (!sotong_text_is_blank (reason))
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Say why: a change of the ledger’s past needs a reason."));
  return FALSE;
}

/* ---- executing ---- */

/**
 * sotong_budget_check_come:
 * @day: a day as people write it
 * @now: seconds since 1970 UTC
 * @zone: the office's
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the day comes after today
 *
 * What a person enters as paid was paid: a day that has not come is a slip. What an extract says, and what a contract is dated, is
 * told by sotong_ledger_count_ahead() instead. Of what is no day nothing is said here. Any thread.
 *
 * Returns: %FALSE if the day has not come
 */
gboolean
sotong_budget_check_come (const char  *day,
                          gint64       now,
                          GTimeZone   *zone,
                          GError     **error)
{
  g_autofree char *office = day != NULL ? sotong_time_office_to_iso (day) : NULL;
  g_autofree char *iso = NULL, *today = sotong_time_format_date (now, zone);
  gint64 time;

  if (day == NULL || !sotong_time_parse (office != NULL ? office : day, zone, &time, NULL))
    return TRUE;
  iso = sotong_time_format_date (time, zone);
  if (strcmp (iso, today) <= 0)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("%s has not come yet: today is %s. Write the day on which the money was paid or came back."), iso, today);
  return FALSE;
}

static gboolean
check_come (SotongDb    *db,
            const char  *day,
            GError     **error)
{
  return sotong_budget_check_come (day, sotong_db_now (db), sotong_db_get_zone (db), error);
}

/* What a content says that it cost is what was paid for it: one thread from won to post. */
static gboolean
follow_cost (SotongDb  *db,
             gint64     content_id,
             gint64     line_id,
             GError   **error)
{
  return sotong_change_touch (db, "content", content_id, error)
         && sotong_db_exec (db, error, "UPDATE content SET cost_final = (SELECT sum(p.amount) FROM payment AS p WHERE p.content_id = $1"
                            " AND p.removed_at IS NULL), line_id = coalesce(line_id, $2), updated_at = $3, revision = revision + 1 WHERE id = $1",
                            "iii", content_id, line_id, sotong_db_now (db));
}

static gint64
pay_part (SotongDb               *db,
          const SotongExecution  *e,
          gint64                  content_id,
          gint64                  amount,
          GError                **error)
{
  SotongPayment payment = {
    .line_id = e->line_id, .content_id = content_id, .campaign_id = e->campaign_id > 0 ? e->campaign_id : SOTONG_NONE,
    .amount = amount, .paid_on = (char *) e->paid_on, .payee = (char *) e->payee, .payee_kind = (char *) e->payee_kind, .description = (char *) e->description,
    .document_number = (char *) e->document_number, .commitment_id = e->commitment_id, .correction = e->correction,
  };
  gint64 id;

  if (content_id != SOTONG_NONE && !sotong_budget_check_content (db, content_id, e->line_id, error))
    return 0;
  id = sotong_payment_draw (db, &payment, error);
  return id != 0 && (content_id == SOTONG_NONE || follow_cost (db, content_id, e->line_id, error)) ? id : 0;
}

/* Parts are more than nothing and come to the whole: else a won would be lost, or paid twice. */
static gboolean
check_parts (const SotongExecution  *e,
             GError                **error)
{
  g_autofree char *whole = sotong_won_format (e->amount), *divided = NULL, *difference = NULL;
  gint64 sum = 0, rest = 0;
  gboolean fits = TRUE;

  for (gsize i = 0; fits && i < e->n_contents; i++)
    fits = e->amounts[i] > 0 && sotong_won_add (sum, e->amounts[i], &sum);
  if (!fits || !sotong_won_subtract (e->amount, sum, &rest))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Each content needs an amount above nothing."));
      return FALSE;
    }
  if (rest == 0)
    return TRUE;
  divided = sotong_won_format (sum);
  difference = sotong_won_format (ABS (rest));
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               rest > 0 ? _("The contents’ amounts come to %s won of %s: %s won are not divided yet. Give them to a content.")
                        : _("The contents’ amounts come to %s won, and %s are paid: %s won are too many. Take them from a content."),
               divided, whole, difference);
  return FALSE;
}

/* A sum that is too much is refused as a whole, so that what is missing is missing of all of it. */
static gboolean
check_whole (SotongDb               *db,
             const SotongExecution  *e,
             GError                **error)
{
  gint64 amount = e->amount, left = 0;
  g_autofree char *name = NULL, *missing = NULL;

  if (e->n_contents < 2)
    return TRUE;
  if (e->amounts == NULL && amount < (gint64) e->n_contents)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("The amount cannot be divided over so many contents: each needs a won at least."));
      return FALSE;
    }
  if (!sotong_db_get_int (db, &left, error, "SELECT l.amount + l.carried_in"
                          " + coalesce((SELECT sum(amount) FROM budget_change WHERE line_id = l.id AND removed_at IS NULL), 0)"
                          " - coalesce((SELECT sum(amount) FROM payment WHERE line_id = l.id AND removed_at IS NULL), 0)"
                          " - coalesce((SELECT sum(amount) FROM carry_over WHERE line_id = l.id AND removed_at IS NULL), 0)"
                          " FROM budget_line AS l WHERE l.id = $1", "i", e->line_id))
    return FALSE;
  if (amount <= left)
    return TRUE;
  name = line_name (db, e->line_id);
  missing = sotong_won_format (amount - left);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” has too little left: %s won are missing. Change the budget first, or use another line."), name, missing);
  return FALSE;
}

/**
 * sotong_budget_execute:
 * @db: the connection of a write job
 * @execution: what was paid, of which line, and what for
 * @error: return location; as for sotong_payment_draw(); `SOTONG_STORE_ERROR_INVALID` too when its day has not come, a content belongs
 *   to another line, or the contents' amounts do not come to the whole
 *
 * One step of undo. Over several contents the amount is divided as it says, or evenly, the won that are left over
 * going to the first; what a content cost becomes what was paid for it, and one without a line gets this one.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the payments' ids
 */
GArray *
sotong_budget_execute (SotongDb               *db,
                       const SotongExecution  *e,
                       GError                **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize n = MAX (e->n_contents, 1);
  gint64 share = e->amount / (gint64) n, rest = e->amount % (gint64) n;

  if (!check_come (db, e->paid_on, error) || (e->amounts != NULL && !check_parts (e, error)) || (e->correction && !refuse_without_reason (e->reason, error))
      || !begin (db, "budget.pay", "payment", e->line_id, e->amount, e->reason, error)
      || !check_whole (db, e, error))
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      gint64 amount = e->amounts != NULL && e->n_contents > 0 ? e->amounts[i] : share + ((gint64) i < rest ? 1 : 0);
      gint64 id = pay_part (db, e, e->n_contents > 0 ? e->content_ids[i] : SOTONG_NONE, amount, error);

      if (id == 0)
        return NULL;
      g_array_append_val (ids, id);
    }
  sotong_change_set_subject (db, g_array_index (ids, gint64, 0), NULL);
  return g_steal_pointer (&ids);
}

/**
 * sotong_budget_pay_back:
 * @db: the connection of a write job
 * @payment_id: a payment
 * @amount: won that came back; 0 for what is left of it
 * @day: YYYY-MM-DD, today or before
 * @reason: why; needed
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`, `SOTONG_STORE_ERROR_INVALID`
 *
 * Notes money that came back (반납) as an entry of its own, less than nothing: the payment stays.
 *
 * Returns: the entry's id, or 0 with @error set
 */
gint64
sotong_budget_pay_back (SotongDb    *db,
                        gint64       payment_id,
                        gint64       amount,
                        const char  *day,
                        const char  *reason,
                        GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT p.line_id, p.commitment_id, p.content_id, p.campaign_id, p.payee, p.amount"
                                                " + coalesce((SELECT sum(k.amount) FROM payment AS k WHERE k.cancels_id = p.id AND k.removed_at IS NULL), 0),"
                                                " y.closed_at IS NOT NULL, p.payee_kind FROM payment AS p JOIN budget_line AS l ON l.id = p.line_id"
                                                " JOIN programme AS g ON g.id = l.programme_id JOIN fiscal_year AS y ON y.year = g.year"
                                                " WHERE p.id = $1 AND p.removed_at IS NULL AND p.cancels_id IS NULL", "i", payment_id);
  SotongPayment payment = { 0 };
  g_autofree char *payee = NULL, *kind = NULL;
  gint64 left, id;
  GError *local = NULL;

  if (stmt == NULL || !refuse_without_reason (reason, error) || !check_come (db, day, error))
    return 0;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                             SOTONG_SAY (_("There is no such payment. “sotongctl budget show --payments” lists them."),
                                         _("There is no such payment any more. Choose one of the line’s payments in the ledger.")));
      return 0;
    }
  payment.line_id = sotong_stmt_int (stmt, 0);
  payment.commitment_id = sotong_stmt_int (stmt, 1);
  payment.content_id = sotong_stmt_int (stmt, 2);
  payment.campaign_id = sotong_stmt_int (stmt, 3);
  payment.payee = payee = sotong_stmt_dup (stmt, 4);
  left = sotong_stmt_int (stmt, 5);
  payment.correction = sotong_stmt_int (stmt, 6) == 1;
  payment.payee_kind = kind = sotong_stmt_dup (stmt, 7);
  g_clear_pointer (&stmt, sotong_stmt_reset);
  payment.cancels_id = payment_id;
  payment.description = (char *) reason;
  payment.paid_on = (char *) day;
  amount = amount == 0 ? left : amount;
  if (amount <= 0 || amount > left)
    {
      g_autofree char *won = sotong_won_format (left), *wanted = sotong_won_format (amount);

      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("%s won cannot come back: %s won are left of the payment. Check the amount and the payment’s number."), wanted, won);
      return 0;
    }
  payment.amount = -amount;
  if (!begin (db, "budget.pay-back", "payment", payment.line_id, amount, reason, error))
    return 0;
  id = sotong_payment_insert (db, &payment, error);
  if (id == 0 || (payment.content_id != SOTONG_NONE && !follow_cost (db, payment.content_id, payment.line_id, error)))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/* ---- committing ---- */

/**
 * sotong_budget_commit:
 * @db: the connection of a write job
 * @commitment: what a contract binds
 * @reason: (nullable): why; needed for a correction
 * @error: return location; as for sotong_commitment_insert()
 *
 * One step of undo.
 *
 * Returns: the commitment's id, or 0 with @error set
 */
gint64
sotong_budget_commit (SotongDb                *db,
                      const SotongCommitment  *commitment,
                      const char              *reason,
                      GError                 **error)
{
  gint64 id;

  if (commitment->amount < 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A commitment is more than nothing. Cancel one to take it back."));
      return 0;
    }
  if ((commitment->correction && !refuse_without_reason (reason, error))
      || !begin (db, "budget.commit", "commitment", commitment->line_id, commitment->amount, reason, error))
    return 0;
  id = sotong_commitment_insert (db, commitment, error);
  if (id != 0)
    sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_budget_commit_cancel:
 * @db: the connection of a write job
 * @commitment_id: a commitment
 * @amount: won that are not needed any more; 0 for all that is not paid
 * @day: YYYY-MM-DD
 * @reason: why; needed
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when more would be cancelled than is unpaid, or what goes over to the next
 *   year by accident rests on it
 *
 * Takes a commitment back, in whole or in part, as an entry of its own: it stays in the history.
 *
 * Returns: the entry's id, or 0 with @error set
 */
gint64
sotong_budget_commit_cancel (SotongDb    *db,
                             gint64       commitment_id,
                             gint64       amount,
                             const char  *day,
                             const char  *reason,
                             GError     **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT c.line_id, c.counterparty, c.document_number, c.payee_kind, c.amount"
                                                " + coalesce((SELECT sum(k.amount) FROM commitment AS k WHERE k.cancels_id = c.id AND k.removed_at IS NULL), 0)"
                                                " - coalesce((SELECT sum(p.amount) FROM payment AS p WHERE p.commitment_id = c.id AND p.removed_at IS NULL), 0),"
                                                " y.closed_at IS NOT NULL FROM commitment AS c JOIN budget_line AS l ON l.id = c.line_id"
                                                " JOIN programme AS g ON g.id = l.programme_id JOIN fiscal_year AS y ON y.year = g.year"
                                                " WHERE c.id = $1 AND c.removed_at IS NULL AND c.cancels_id IS NULL", "i", commitment_id);
  SotongCommitment entry = { .committed_on = day, .description = reason, .cancels_id = commitment_id };
  g_autofree char *who = NULL, *document = NULL, *kind = NULL, *won = NULL;
  gint64 unpaid, id;
  GError *local = NULL;

  if (stmt == NULL || !refuse_without_reason (reason, error))
    return 0;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                             SOTONG_SAY (_("There is no such commitment. “sotongctl budget show --commitments” lists them."),
                                         _("There is no such commitment any more. Choose one of the line’s commitments in the ledger.")));
      return 0;
    }
  entry.line_id = sotong_stmt_int (stmt, 0);
  entry.counterparty = who = sotong_stmt_dup (stmt, 1);
  entry.document_number = document = sotong_stmt_dup (stmt, 2);
  entry.payee_kind = kind = sotong_stmt_dup (stmt, 3);
  unpaid = sotong_stmt_int (stmt, 4);
  entry.correction = sotong_stmt_int (stmt, 5) == 1;
  g_clear_pointer (&stmt, sotong_stmt_reset);
  amount = amount == 0 ? unpaid : amount;
  if (amount <= 0 || amount > unpaid)
    {
      won = sotong_won_format (unpaid);
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Only what is not paid can be cancelled, which is %s won."), won);
      return 0;
    }
  entry.amount = -amount;
  if (!begin (db, "budget.commit-cancel", "commitment", entry.line_id, amount, reason, error))
    return 0;
  id = sotong_commitment_insert (db, &entry, error);
  if (id == 0 || !sotong_carry_over_check_accident (db, entry.line_id, error))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/* ---- changing and carrying over ---- */

/* A transfer stays within its programme. */
static gboolean
check_transfer (SotongDb  *db,
                gint64     from,
                gint64     to,
                GError   **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM budget_line AS a JOIN budget_line AS b ON b.programme_id = a.programme_id"
                          " WHERE a.id = $1 AND b.id = $2 AND a.id != b.id", "ii", from, to))
    return FALSE;
  if (n == 0)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A transfer goes from one line to another of the same year."));
  return n > 0;
}

/**
 * sotong_budget_change_add:
 * @db: the connection of a write job
 * @change: what a supplementary budget or a transfer moves; it needs a reason
 * @to_line_id: of a transfer the line that gets what @change takes; else 0
 * @error: return location; as for sotong_budget_change_insert()
 *
 * One step of undo, a transfer too. What the line had before is kept with the change.
 *
 * Returns: the id of the change, the one that takes, or 0 with @error set
 */
gint64
sotong_budget_change_add (SotongDb                  *db,
                          const SotongBudgetChange  *change,
                          gint64                     to_line_id,
                          GError                   **error)
{
  SotongBudgetChange other = *change;
  gint64 id, other_id;

  if (!refuse_without_reason (change->reason, error) || (to_line_id != 0 && !check_transfer (db, change->line_id, to_line_id, error))
      || !begin (db, "budget.change", "budget_change", change->line_id, change->amount, change->reason, error))
    return 0;
  id = sotong_budget_change_insert (db, change, error);
  if (id == 0)
    return 0;
  sotong_change_set_subject (db, id, NULL);
  if (to_line_id == 0)
    return id;
  other.line_id = to_line_id;
  other.amount = -change->amount;
  other.pair_id = id;
  other_id = sotong_budget_change_insert (db, &other, error);
  return other_id != 0 && sotong_db_exec (db, error, "UPDATE budget_change SET pair_id = $1 WHERE id = $2", "ii", other_id, id) ? id : 0;
}

/**
 * sotong_budget_carry:
 * @db: the connection of a write job
 * @line_id: a line
 * @kind: "approved" (명시) or "accident" (사고)
 * @amount: won
 * @document_number: (nullable): what decided it
 * @reason: why; needed
 * @error: return location; as for sotong_carry_over_insert()
 *
 * One step of undo. The next year gets it when the line's year is closed.
 *
 * Returns: the carry-over's id, or 0 with @error set
 */
gint64
sotong_budget_carry (SotongDb    *db,
                     gint64       line_id,
                     const char  *kind,
                     gint64       amount,
                     const char  *document_number,
                     const char  *reason,
                     GError     **error)
{
  gint64 id;

  if (!refuse_without_reason (reason, error) || !begin (db, "budget.carry", "carry_over", line_id, amount, reason, error))
    return 0;
  id = sotong_carry_over_insert (db, line_id, kind, amount, reason, error);
  if (id == 0 || !sotong_db_exec (db, error, "UPDATE carry_over SET document_number = $1 WHERE id = $2", "ti", or_empty (document_number), id))
    return 0;
  sotong_change_set_subject (db, id, NULL);
  return id;
}

/**
 * sotong_budget_carry_remove:
 * @db: the connection of a write job
 * @id: a carry-over that the next year has not got
 * @reason: (nullable): why
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_budget_carry_remove (SotongDb    *db,
                            gint64       id,
                            const char  *reason,
                            GError     **error)
{
  gint64 n = 0;

  if (!sotong_db_get_int (db, &n, error, "SELECT count(*) FROM carry_over WHERE id = $1 AND removed_at IS NULL AND carried_to IS NULL", "i", id))
    return FALSE;
  if (n == 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such carry-over, or the next year has it already."));
      return FALSE;
    }
  if (!sotong_change_begin (db, "budget.carry-remove", "carry_over", id, "", error))
    return FALSE;
  if (!sotong_text_is_blank (reason))
    sotong_change_set_reason (db, reason);
  return sotong_change_touch (db, "carry_over", id, error)
         && sotong_db_exec (db, error, "UPDATE carry_over SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id);
}

/* The acts of closing, and what stands in closed books, keep the name under which the books were closed. */
static gboolean
refuse_closed_name (SotongDb               *db,
                    const SotongProgramme  *programme,
                    GError                **error)
{
  gint64 closed = sotong_budget_closed_at (db, programme->year, error);

  if (closed > 0)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The year %d is closed: its budget keeps the name “%s”."), programme->year,
                 programme->name);
  return closed == 0;
}

/**
 * sotong_programme_rename:
 * @db: the connection of a write job
 * @year: a fiscal year, or 0 for the newest
 * @name: what its budget is called from now on; at most 200 characters of it
 * @reason: (nullable): why
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the name is blank or the year is closed; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * One step of undo; none if it is called so.
 *
 * Returns: the programme's id, or 0 with @error set
 */
gint64
sotong_programme_rename (SotongDb    *db,
                         int          year,
                         const char  *name,
                         const char  *reason,
                         GError     **error)
{
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, year, error);
  g_autofree char *line = sotong_text_single_line (name, 200);

  if (programme == NULL || !refuse_closed_name (db, programme, error))
    return 0;
  if (sotong_text_is_blank (line))
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The budget of %d needs a name: enter one."), programme->year);
      return 0;
    }
  if (g_str_equal (line, programme->name))
    return programme->id;
  if (!sotong_change_begin (db, "budget.rename", "programme", programme->id, line, error))
    return 0;
  if (!sotong_text_is_blank (reason))
    sotong_change_set_reason (db, reason);
  return sotong_change_touch (db, "programme", programme->id, error)
         && sotong_db_exec (db, error, "UPDATE programme SET name = $1 WHERE id = $2", "ti", line, programme->id) ? programme->id : 0;
}

/* What belongs to a line, of which nobody may lose track; %FALSE if there is something. */
static gboolean
refuse_used_line (SotongDb    *db,
                  gint64       id,
                  const char  *name,
                  GError     **error)
{
  gint64 entries = 0, lines = 0, named = 0;

  if (!sotong_db_get_int (db, &entries, error, "SELECT (SELECT count(*) FROM payment WHERE line_id = $1 AND removed_at IS NULL)"
                          " + (SELECT count(*) FROM commitment WHERE line_id = $1 AND removed_at IS NULL)"
                          " + (SELECT count(*) FROM budget_change WHERE line_id = $1 AND removed_at IS NULL)"
                          " + (SELECT count(*) FROM carry_over WHERE (line_id = $1 OR carried_to = $1) AND removed_at IS NULL)", "i", id)
      || !sotong_db_get_int (db, &lines, error, "SELECT count(*) FROM budget_line WHERE parent_id = $1 AND removed_at IS NULL", "i", id)
      || !sotong_db_get_int (db, &named, error, "SELECT (SELECT count(*) FROM content WHERE line_id = $1 AND removed_at IS NULL)"
                             " + (SELECT count(*) FROM deliverable_target WHERE line_id = $1 AND removed_at IS NULL)"
                             " + (SELECT count(*) FROM campaign_line AS l JOIN campaign AS c ON c.id = l.campaign_id"
                             " WHERE l.line_id = $1 AND c.removed_at IS NULL)", "i", id))
    return FALSE;
  if (entries == 0 && lines == 0 && named == 0)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” was not removed, since something belongs to it: %d payments, commitments, changes or carry-overs, %d lines below it, %d contents, campaigns or "
                 "promises that name it. What was paid stays in the ledger; give the others another line first."), name, (int) entries, (int) lines, (int) named);
  return FALSE;
}

/**
 * sotong_budget_line_remove:
 * @db: the connection of a write job
 * @id: a line
 * @reason: why; needed
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when something was done with it, something names it, lines stand below it, its
 *   year is closed or no reason is given; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * The totals of its year go with it. One step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_budget_line_remove (SotongDb    *db,
                           gint64       id,
                           const char  *reason,
                           GError     **error)
{
  g_autofree char *name = line_name (db, id);
  g_autoptr(SotongBudgetSums) sums = NULL;
  gint64 year = 0, programme_id = 0, closed;

  if (!refuse_without_reason (reason, error)
      || !sotong_db_get_int (db, &year, error, "SELECT coalesce((SELECT p.year FROM budget_line AS l JOIN programme AS p ON p.id = l.programme_id"
                             " WHERE l.id = $1 AND l.removed_at IS NULL), 0)", "i", id))
    return FALSE;
  if (year == 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                           SOTONG_SAY (_("There is no such budget line. “sotongctl budget show” lists them."),
                                       _("There is no such budget line any more. Choose one in the ledger.")));
      return FALSE;
    }
  if ((closed = sotong_budget_closed_at (db, (int) year, error)) < 0)
    return FALSE;
  if (closed > 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("The year %d is closed, and “%s” belongs to it: it stays."), (int) year, name);
      return FALSE;
    }
  if (!refuse_used_line (db, id, name, error)
      || !sotong_db_get_int (db, &programme_id, error, "SELECT programme_id FROM budget_line WHERE id = $1", "i", id)
      || (sums = sotong_budget_sums_new (db, programme_id, error)) == NULL || !sotong_change_begin (db, "budget.line-remove", "budget_line", id, name, error))
    return FALSE;
  sotong_change_set_reason (db, reason);
  return sotong_change_touch (db, "budget_line", id, error)
         && sotong_db_exec (db, error, "UPDATE budget_line SET removed_at = $1 WHERE id = $2", "ii", sotong_db_now (db), id)
         && sotong_budget_totals_follow (db, programme_id, sums, error);
}
