/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-won.h"

static void
text_free (SotongProgrammeText *text)
{
  g_free (text->part);
  g_free (text->label);
  g_free (text->body);
  g_free (text);
}

static void
step_free (SotongProgrammeStep *step)
{
  g_free (step->name);
  g_free (step->starts_on);
  g_free (step->ends_on);
  g_free (step->detail);
  g_free (step);
}

static void
result_free (SotongProgrammeResult *result)
{
  g_free (result->body);
  g_free (result);
}

static void
account_free (SotongBudgetAccount *account)
{
  g_free (account->code);
  g_free (account->name);
  g_free (account);
}

SotongProgramme *
sotong_programme_new (void)
{
  SotongProgramme *programme = g_new0 (SotongProgramme, 1);

  programme->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) text_free);
  programme->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  programme->results = g_ptr_array_new_with_free_func ((GDestroyNotify) result_free);
  programme->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) account_free);
  programme->totals = g_array_new (FALSE, FALSE, sizeof (SotongBudgetTotal));
  programme->settlements = g_array_new (FALSE, FALSE, sizeof (SotongSettlement));
  return programme;
}

void
sotong_programme_free (SotongProgramme *programme)
{
  if (programme == NULL)
    return;
  g_free (programme->name);
  g_free (programme->body);
  g_free (programme->bureau);
  g_free (programme->department);
  g_free (programme->kind);
  g_free (programme->starts_on);
  g_free (programme->ends_on);
  g_ptr_array_unref (programme->texts);
  g_ptr_array_unref (programme->steps);
  g_ptr_array_unref (programme->results);
  g_ptr_array_unref (programme->accounts);
  g_array_unref (programme->totals);
  g_array_unref (programme->settlements);
  g_free (programme);
}

void
sotong_programme_add_text (SotongProgramme *programme,
                           const char      *part,
                           const char      *label,
                           const char      *body)
{
  SotongProgrammeText *text = g_new0 (SotongProgrammeText, 1);

  text->part = g_strdup (part);
  text->label = g_strdup (label != NULL ? label : "");
  text->body = g_strdup (body);
  g_ptr_array_add (programme->texts, text);
}

void
sotong_programme_add_step (SotongProgramme *programme,
                           const char      *name,
                           const char      *starts_on,
                           const char      *ends_on,
                           gint64           amount,
                           const char      *detail)
{
  SotongProgrammeStep *step = g_new0 (SotongProgrammeStep, 1);

  step->name = g_strdup (name);
  step->starts_on = g_strdup (starts_on);
  step->ends_on = g_strdup (ends_on);
  step->amount = amount;
  step->detail = g_strdup (detail != NULL ? detail : "");
  g_ptr_array_add (programme->steps, step);
}

void
sotong_programme_add_result (SotongProgramme *programme,
                             int              year,
                             const char      *body)
{
  SotongProgrammeResult *result = g_new0 (SotongProgrammeResult, 1);

  result->year = year;
  result->body = g_strdup (body);
  g_ptr_array_add (programme->results, result);
}

SotongBudgetLine *
sotong_budget_line_new (void)
{
  SotongBudgetLine *line = g_new0 (SotongBudgetLine, 1);

  line->parent_id = line->unit_price = line->quantity = SOTONG_NONE;
  line->times = 1;
  return line;
}

void
sotong_budget_line_free (SotongBudgetLine *line)
{
  if (line == NULL)
    return;
  g_free (line->account);
  g_free (line->name);
  g_free (line->formula);
  g_free (line->unit);
  g_free (line);
}

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

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* ---- writing ---- */

static gboolean
insert_parts (SotongDb               *db,
              gint64                  id,
              const SotongProgramme  *programme,
              GError                **error)
{
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (!sotong_db_exec (db, error, "INSERT INTO programme_text (programme_id, part, position, label, body) VALUES ($1, $2, $3, $4, $5)",
                           "ititt", id, text->part, (gint64) i, text->label, text->body))
        return FALSE;
    }
  for (guint i = 0; i < programme->steps->len; i++)
    {
      const SotongProgrammeStep *step = g_ptr_array_index (programme->steps, i);

      if (!sotong_db_exec (db, error, "INSERT INTO programme_step (programme_id, position, name, starts_on, ends_on, amount, detail)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7)", "iitttit", id, (gint64) i, step->name, step->starts_on, step->ends_on,
                           step->amount, step->detail))
        return FALSE;
    }
  for (guint i = 0; i < programme->results->len; i++)
    {
      const SotongProgrammeResult *result = g_ptr_array_index (programme->results, i);

      if (!sotong_db_exec (db, error, "INSERT INTO programme_result (programme_id, year, body) VALUES ($1, $2, $3)", "iit", id,
                           (gint64) result->year, result->body))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_programme_insert:
 * @db: the connection of a write job
 * @programme: a programme with its texts, steps and results; accounts, totals and
 *   settlements are added one by one
 * @error: return location
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_programme_insert (SotongDb               *db,
                         const SotongProgramme  *programme,
                         GError                **error)
{
  gint64 id;

  if (!sotong_db_exec (db, error, "INSERT INTO fiscal_year (year, starts_on, ends_on) VALUES ($1, $2, $3) ON CONFLICT (year) DO NOTHING", "itt",
                       (gint64) programme->year, programme->starts_on, programme->ends_on))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO programme (year, name, body, bureau, department, kind, starts_on, ends_on, made)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "ittttttti", (gint64) programme->year,
                         programme->name, or_empty (programme->body), or_empty (programme->bureau), or_empty (programme->department),
                         or_empty (programme->kind), programme->starts_on, programme->ends_on, (gint64) programme->made);
  if (id == 0 || !sotong_change_added (db, "programme", id, error) || !insert_parts (db, id, programme, error))
    return 0;
  return id;
}

gint64
sotong_budget_account_insert (SotongDb    *db,
                              gint64       programme_id,
                              const char  *code,
                              const char  *name,
                              GError     **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO budget_account (programme_id, code, name, position)"
                                " VALUES ($1, $2, $3, (SELECT count(*) FROM budget_account WHERE programme_id = $1))", "itt", programme_id,
                                or_empty (code), name);

  return id != 0 && sotong_change_added (db, "budget_account", id, error) ? id : 0;
}

gboolean
sotong_budget_total_insert (SotongDb                 *db,
                            gint64                    programme_id,
                            const SotongBudgetTotal  *total,
                            GError                  **error)
{
  return sotong_db_exec (db, error, "INSERT INTO budget_total (programme_id, account_id, year, amount) VALUES ($1, $2, $3, $4)", "iiii",
                         programme_id, total->account_id, (gint64) total->year, total->amount);
}

/**
 * sotong_settlement_insert:
 * @db: the connection of a write job
 * @programme_id: a programme
 * @settlement: a year's figures
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when they break an identity
 *
 * 예산현액 = 당초예산 + 전년이월 + 예산변경, and 집행잔액 = 예산현액 - 집행액 - 차년이월.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_settlement_insert (SotongDb                *db,
                          gint64                   programme_id,
                          const SotongSettlement  *s,
                          GError                 **error)
{
  gint64 available, remaining;

  if (!sotong_won_add (s->original, s->carried_in, &available) || !sotong_won_add (available, s->changed, &available)
      || !sotong_won_add (s->available, -s->executed, &remaining) || !sotong_won_add (remaining, -s->carried_out, &remaining)
      || available != s->available || remaining != s->remaining)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The settlement of %d does not balance: what is available must be original + carried in + changes, and what remains must be available − executed − carried out."),
                   s->year);
      return FALSE;
    }
  return sotong_db_exec (db, error, "INSERT INTO settlement (programme_id, year, original, carried_in, changed, available, executed, carried_out, remaining)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "iiiiiiiii", programme_id, (gint64) s->year, s->original, s->carried_in,
                         s->changed, s->available, s->executed, s->carried_out, s->remaining);
}

gint64
sotong_budget_line_insert (SotongDb                *db,
                           const SotongBudgetLine  *line,
                           GError                 **error)
{
  gint64 id = sotong_db_insert (db, error, "INSERT INTO budget_line (programme_id, account_id, parent_id, position, name, amount, formula, unit_price,"
                                " quantity, unit, times, carried_in, made) VALUES ($1, $2, $3,"
                                " (SELECT count(*) FROM budget_line WHERE programme_id = $1), $4, $5, $6, $7, $8, $9, $10, $11, $12)", "iiititiitiii",
                                line->programme_id, line->account_id, line->parent_id, line->name, line->amount, or_empty (line->formula),
                                line->unit_price, line->quantity, or_empty (line->unit), line->times, line->carried_in, (gint64) line->made);

  return id != 0 && sotong_change_added (db, "budget_line", id, error) ? id : 0;
}

/* What may still be paid from a line. */
static gboolean
line_remaining (SotongDb  *db,
                gint64     line_id,
                gint64    *out_remaining,
                GError   **error)
{
  return sotong_db_get_int (db, out_remaining, error,
                            "SELECT l.amount + l.carried_in"
                            " + coalesce((SELECT sum(amount) FROM budget_change WHERE line_id = l.id AND removed_at IS NULL), 0)"
                            " - coalesce((SELECT sum(amount) FROM payment WHERE line_id = l.id AND removed_at IS NULL), 0)"
                            " - coalesce((SELECT sum(amount) FROM carry_over WHERE line_id = l.id AND removed_at IS NULL), 0)"
                            " FROM budget_line AS l WHERE l.id = $1 AND l.removed_at IS NULL", "i", line_id);
}

static gboolean
check_payment (SotongDb             *db,
               const SotongPayment  *payment,
               GError              **error)
{
  gint64 remaining = 0, children = 0;
  g_autofree char *missing = NULL;

  if (!line_remaining (db, payment->line_id, &remaining, error)
      || !sotong_db_get_int (db, &children, error, "SELECT count(*) FROM budget_line WHERE parent_id = $1 AND removed_at IS NULL", "i", payment->line_id))
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such budget line."));
      return FALSE;
    }
  if (children > 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                           _("Money is paid from a line, not from a heading. Choose one of the heading's lines."));
      return FALSE;
    }
  if (payment->amount <= remaining)
    return TRUE;
  missing = sotong_won_format (payment->amount - remaining);
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The line has too little left: %s won are missing. Change the budget first, or pay from another line."), missing);
  return FALSE;
}

/**
 * sotong_payment_insert:
 * @db: the connection of a write job
 * @payment: money that was paid
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when the line has too little left
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
  gint64 id;

  if (!check_payment (db, payment, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO payment (line_id, content_id, campaign_id, amount, paid_on, payee, description, document_number, made)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "iiiitttti", payment->line_id, payment->content_id, payment->campaign_id,
                         payment->amount, payment->paid_on, or_empty (payment->payee), or_empty (payment->description),
                         or_empty (payment->document_number), (gint64) payment->made);
  return id != 0 && sotong_change_added (db, "payment", id, error) ? id : 0;
}

/**
 * sotong_payment_add:
 * @db: the connection of a write job
 * @payment: money that was paid
 * @error: return location; as for sotong_payment_insert()
 *
 * As sotong_payment_insert(), as one step of undo.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_payment_add (SotongDb             *db,
                    const SotongPayment  *payment,
                    GError              **error)
{
  gint64 id;

  if (!sotong_change_begin (db, "budget.pay", "payment", 0, payment->description, error))
    return 0;
  id = sotong_payment_insert (db, payment, error);
  if (id != 0)
    sotong_change_set_subject (db, id, NULL);
  return id;
}

/* ---- reading ---- */

/* Calls @add for each row; the end of every reader below. */
static gboolean
for_each (SotongStmt       *stmt,
          void            (*add) (SotongProgramme *programme, SotongStmt *stmt),
          SotongProgramme  *programme,
          GError          **error)
{
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    add (programme, stmt);
  sotong_stmt_reset (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
add_text (SotongProgramme *programme,
          SotongStmt      *stmt)
{
  sotong_programme_add_text (programme, sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2));
}

static void
add_step (SotongProgramme *programme,
          SotongStmt      *stmt)
{
  sotong_programme_add_step (programme, sotong_stmt_text (stmt, 0), sotong_stmt_text (stmt, 1), sotong_stmt_text (stmt, 2),
                             sotong_stmt_int (stmt, 3), sotong_stmt_text (stmt, 4));
}

static void
add_result (SotongProgramme *programme,
            SotongStmt      *stmt)
{
  sotong_programme_add_result (programme, (int) sotong_stmt_int (stmt, 0), sotong_stmt_text (stmt, 1));
}

static void
add_account (SotongProgramme *programme,
             SotongStmt      *stmt)
{
  SotongBudgetAccount *account = g_new0 (SotongBudgetAccount, 1);

  account->id = sotong_stmt_int (stmt, 0);
  account->code = sotong_stmt_dup (stmt, 1);
  account->name = sotong_stmt_dup (stmt, 2);
  g_ptr_array_add (programme->accounts, account);
}

static void
add_total (SotongProgramme *programme,
           SotongStmt      *stmt)
{
  SotongBudgetTotal total = { sotong_stmt_int (stmt, 0), (int) sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) };

  g_array_append_val (programme->totals, total);
}

static void
add_settlement (SotongProgramme *programme,
                SotongStmt      *stmt)
{
  SotongSettlement s = {
    (int) sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3),
    sotong_stmt_int (stmt, 4), sotong_stmt_int (stmt, 5), sotong_stmt_int (stmt, 6), sotong_stmt_int (stmt, 7)
  };

  g_array_append_val (programme->settlements, s);
}

static gboolean
read_parts (SotongDb         *db,
            SotongProgramme  *p,
            GError          **error)
{
  return for_each (sotong_db_query (db, error, "SELECT part, label, body FROM programme_text WHERE programme_id = $1 ORDER BY position", "i", p->id),
                   add_text, p, error)
         && for_each (sotong_db_query (db, error, "SELECT name, starts_on, ends_on, amount, detail FROM programme_step"
                                       " WHERE programme_id = $1 ORDER BY position", "i", p->id), add_step, p, error)
         && for_each (sotong_db_query (db, error, "SELECT year, body FROM programme_result WHERE programme_id = $1 ORDER BY year", "i", p->id),
                      add_result, p, error)
         && for_each (sotong_db_query (db, error, "SELECT id, code, name FROM budget_account WHERE programme_id = $1 AND removed_at IS NULL"
                                       " ORDER BY position", "i", p->id), add_account, p, error)
         && for_each (sotong_db_query (db, error, "SELECT account_id, year, amount FROM budget_total WHERE programme_id = $1 ORDER BY year, id", "i", p->id),
                      add_total, p, error)
         && for_each (sotong_db_query (db, error, "SELECT year, original, carried_in, changed, available, executed, carried_out, remaining"
                                       " FROM settlement WHERE programme_id = $1 ORDER BY year", "i", p->id), add_settlement, p, error);
}

/**
 * sotong_programme_get:
 * @db: a connection
 * @year: a fiscal year, or 0 for the newest
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: (transfer full) (nullable): the year's programme
 */
SotongProgramme *
sotong_programme_get (SotongDb  *db,
                      int        year,
                      GError   **error)
{
  g_autoptr(SotongProgramme) p = sotong_programme_new ();
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT id, year, name, body, bureau, department, kind, starts_on, ends_on, made FROM programme"
                          " WHERE removed_at IS NULL AND ($1 = 0 OR year = $1) ORDER BY year DESC, id LIMIT 1", "i", (gint64) year);
  if (stmt == NULL)
    return NULL;
  if (!sotong_stmt_next (stmt, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else if (year != 0)
        g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("The workspace has no budget for the year %d."), year);
      else
        g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("The workspace has no budget yet."));
      return NULL;
    }
  p->id = sotong_stmt_int (stmt, 0);
  p->year = (int) sotong_stmt_int (stmt, 1);
  p->name = sotong_stmt_dup (stmt, 2);
  p->body = sotong_stmt_dup (stmt, 3);
  p->bureau = sotong_stmt_dup (stmt, 4);
  p->department = sotong_stmt_dup (stmt, 5);
  p->kind = sotong_stmt_dup (stmt, 6);
  p->starts_on = sotong_stmt_dup (stmt, 7);
  p->ends_on = sotong_stmt_dup (stmt, 8);
  p->made = sotong_stmt_int (stmt, 9) == 1;
  return read_parts (db, p, error) ? g_steal_pointer (&p) : NULL;
}

/**
 * sotong_programme_years:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type int): the years that have a programme, newest first
 */
GArray *
sotong_programme_years (SotongDb  *db,
                        GError   **error)
{
  g_autoptr(GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT DISTINCT year FROM programme WHERE removed_at IS NULL ORDER BY year DESC", "");
  GError *local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      int year = (int) sotong_stmt_int (stmt, 0);

      g_array_append_val (years, year);
    }
  if (local == NULL)
    return g_steal_pointer (&years);
  g_propagate_error (error, local);
  return NULL;
}

#define SUM_OF(table, condition) \
  "coalesce((SELECT sum(t.amount) FROM " table " AS t WHERE t.line_id = l.id AND t.removed_at IS NULL" condition "), 0)"

static SotongBudgetLine *
line_from (SotongStmt *stmt)
{
  SotongBudgetLine *line = sotong_budget_line_new ();

  line->id = sotong_stmt_int (stmt, 0);
  line->programme_id = sotong_stmt_int (stmt, 1);
  line->account_id = sotong_stmt_int (stmt, 2);
  line->parent_id = sotong_stmt_int (stmt, 3);
  line->account = sotong_stmt_dup (stmt, 4);
  line->name = sotong_stmt_dup (stmt, 5);
  line->amount = sotong_stmt_int (stmt, 6);
  line->formula = sotong_stmt_dup (stmt, 7);
  line->unit_price = sotong_stmt_int (stmt, 8);
  line->quantity = sotong_stmt_int (stmt, 9);
  line->unit = sotong_stmt_dup (stmt, 10);
  line->times = sotong_stmt_int (stmt, 11);
  line->carried_in = sotong_stmt_int (stmt, 12);
  line->made = sotong_stmt_int (stmt, 13) == 1;
  line->changed = sotong_stmt_int (stmt, 14);
  line->committed = sotong_stmt_int (stmt, 15);
  line->executed = sotong_stmt_int (stmt, 16);
  line->executed_in_range = sotong_stmt_int (stmt, 17);
  line->carried_out = sotong_stmt_int (stmt, 18);
  return line;
}

/* Headings get the sums of their lines' money; the amounts stay as printed. */
static void
complete_tree (GPtrArray *lines)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      SotongBudgetLine *line = g_ptr_array_index (lines, i);
      SotongBudgetLine *parent = line->parent_id != SOTONG_NONE ? g_hash_table_lookup (by_id, &line->parent_id) : NULL;

      g_hash_table_insert (by_id, &line->id, line);
      if (parent != NULL)
        {
          line->depth = parent->depth + 1;
          parent->is_heading = TRUE;
        }
    }
  for (guint i = lines->len; i-- > 0;)
    {
      SotongBudgetLine *line = g_ptr_array_index (lines, i);
      SotongBudgetLine *parent = line->parent_id != SOTONG_NONE ? g_hash_table_lookup (by_id, &line->parent_id) : NULL;

      if (parent == NULL)
        continue;
      parent->carried_in += line->carried_in;
      parent->changed += line->changed;
      parent->committed += line->committed;
      parent->executed += line->executed;
      parent->executed_in_range += line->executed_in_range;
      parent->carried_out += line->carried_out;
    }
}

/**
 * sotong_budget_lines:
 * @db: a connection
 * @programme_id: a programme
 * @range: the time asked for; what was committed and paid is counted to its end
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type SotongBudgetLine): the lines in the
 *   document's order, headings before their lines
 */
GPtrArray *
sotong_budget_lines (SotongDb     *db,
                     gint64        programme_id,
                     SotongRange   range,
                     GError      **error)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_budget_line_free);
  GTimeZone *zone = sotong_db_get_zone (db);
  g_autofree char *from = sotong_time_format_date (range.start, zone);
  g_autofree char *to = sotong_time_format_date (range.end - 1, zone);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  stmt = sotong_db_query (db, error, "SELECT l.id, l.programme_id, l.account_id, l.parent_id, a.name, l.name, l.amount, l.formula, l.unit_price,"
                          " l.quantity, l.unit, l.times, l.carried_in, l.made, "
                          SUM_OF ("budget_change", " AND t.decided_on <= $3") ", "
                          SUM_OF ("commitment", " AND t.committed_on <= $3") ", "
                          SUM_OF ("payment", " AND t.paid_on <= $3") ", "
                          SUM_OF ("payment", " AND t.paid_on >= $2 AND t.paid_on <= $3") ", "
                          SUM_OF ("carry_over", "")
                          " FROM budget_line AS l JOIN budget_account AS a ON a.id = l.account_id"
                          " WHERE l.programme_id = $1 AND l.removed_at IS NULL ORDER BY l.position, l.id", "itt", programme_id, from, to);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    g_ptr_array_add (lines, line_from (stmt));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  complete_tree (lines);
  return g_steal_pointer (&lines);
}

/**
 * sotong_budget_line_find:
 * @db: a connection
 * @name: a line's name, or its number
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_line_find (SotongDb    *db,
                         const char  *name,
                         GError     **error)
{
  gint64 id = 0;
  GError *local = NULL;

  if (sotong_db_get_int (db, &id, &local, "SELECT id FROM budget_line WHERE (name = $1 OR cast(id AS TEXT) = $1) AND removed_at IS NULL"
                         " ORDER BY id DESC LIMIT 1", "t", name))
    return id;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no budget line “%s”. “sotongctl budget show” lists them."), name);
  return 0;
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
  GTimeZone *zone = sotong_db_get_zone (db);
  gboolean any = range.start == 0 && range.end == 0;
  g_autofree char *from = any ? g_strdup ("") : sotong_time_format_date (range.start, zone);
  g_autofree char *to = any ? g_strdup ("9999-12-31") : sotong_time_format_date (range.end - 1, zone);
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

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
