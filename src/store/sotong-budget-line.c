/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/sotong-budget-private.h"
#include "store/sotong-budget.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

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

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* An account and a heading of the same programme. */
static gboolean
check_line (SotongDb                *db,
            const SotongBudgetLine  *line,
            GError                 **error)
{
  gint64 account = 0, parent = 1, closed = 0;

  if (sotong_text_is_blank (line->name))
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("A budget line needs a name."));
      return FALSE;
    }
  if (!sotong_db_get_int (db, &account, error, "SELECT count(*) FROM budget_account WHERE id = $1 AND programme_id = $2 AND removed_at IS NULL",
                          "ii", line->account_id, line->programme_id)
      || (line->parent_id != SOTONG_NONE
          && !sotong_db_get_int (db, &parent, error, "SELECT count(*) FROM budget_line WHERE id = $1 AND programme_id = $2 AND removed_at IS NULL",
                                 "ii", line->parent_id, line->programme_id))
      || !sotong_db_get_int (db, &closed, error, "SELECT coalesce((SELECT y.year FROM programme AS p JOIN fiscal_year AS y ON y.year = p.year"
                             " WHERE p.id = $1 AND y.closed_at IS NOT NULL), 0)", "i", line->programme_id))
    return FALSE;
  if (closed > 0)
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The year %d is closed: “%s” cannot be added to its budget. Add it to an open year."), (int) closed, line->name);
      return FALSE;
    }
  if (account > 0 && parent > 0)
    return TRUE;
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("“%s” was not added: its account and its heading must be of the same programme."), line->name);
  return FALSE;
}

/**
 * sotong_budget_line_insert:
 * @db: the connection of a write job
 * @line: a line; its place is after those that are there
 * @error: return location; `SOTONG_STORE_ERROR_INVALID`, of a closed year too
 *
 * Returns: its id, or 0 with @error set
 */
gint64
sotong_budget_line_insert (SotongDb                *db,
                           const SotongBudgetLine  *line,
                           GError                 **error)
{
  gint64 id;

  if (!check_line (db, line, error))
    return 0;
  id = sotong_db_insert (db, error, "INSERT INTO budget_line (programme_id, account_id, parent_id, position, name, amount, formula, unit_price,"
                         " quantity, unit, times, carried_in, made) VALUES ($1, $2, $3,"
                         " (SELECT count(*) FROM budget_line WHERE programme_id = $1), $4, $5, $6, $7, $8, $9, $10, $11, $12)", "iiititiitiii",
                         line->programme_id, line->account_id, line->parent_id, line->name, line->amount, or_empty (line->formula),
                         line->unit_price, line->quantity, or_empty (line->unit), line->times, line->carried_in, (gint64) line->made);
  return id != 0 && sotong_change_added (db, "budget_line", id, error) ? id : 0;
}

#define SUM_OF(table, condition) \
  "coalesce((SELECT sum(t.amount) FROM " table " AS t WHERE t.line_id = l.id AND t.removed_at IS NULL" condition "), 0)"

/* What was paid of a line, in one walk over the index that holds all that is asked for. A ledger of many payments spends its
 * time here, so the sums are one function of ours, and a day is only looked at where days were asked for. */
#define PAID(in_range, days) \
  "(SELECT sotong_paid (t.amount, t.commitment_id, " in_range ") FROM payment AS t WHERE t.line_id = l.id AND t.removed_at IS NULL" days ")"

#define SELECT_LINES(paid) \
  "SELECT l.id, l.programme_id, l.account_id, l.parent_id, a.name, l.name, l.amount, l.formula, l.unit_price," \
  " l.quantity, l.unit, l.times, l.carried_in, l.made, " \
  SUM_OF ("budget_change", " AND t.decided_on <= $3") ", " \
  SUM_OF ("commitment", " AND t.committed_on <= $3") ", " SUM_OF ("carry_over", "") ", " paid \
  " FROM budget_line AS l JOIN budget_account AS a ON a.id = l.account_id" \
  " WHERE l.programme_id = $1 AND l.removed_at IS NULL AND $2 <= $3 ORDER BY l.position, l.id"

typedef struct {
  gint64 executed;
  gint64 in_range;  /* of these, within the time asked for */
  gint64 direct;    /* of these, without a commitment: committed by being paid */
} Paid;

typedef struct {
  Paid     sums;
  gboolean too_large;
} PaidSums;

static void
paid_step (sqlite3_context  *context,
           int               n_values,
           sqlite3_value   **values)
{
  PaidSums *all = sqlite3_aggregate_context (context, sizeof *all);
  gint64 amount = sqlite3_value_int64 (values[0]);

  if (all == NULL)
    {
      sqlite3_result_error_nomem (context);
      return;
    }
  all->too_large |= !sotong_won_add (all->sums.executed, amount, &all->sums.executed);
  if (sqlite3_value_type (values[1]) == SQLITE_NULL)
    all->too_large |= !sotong_won_add (all->sums.direct, amount, &all->sums.direct);
  if (sqlite3_value_int (values[2]) != 0)
    all->too_large |= !sotong_won_add (all->sums.in_range, amount, &all->sums.in_range);
}

static void
paid_final (sqlite3_context *context)
{
  const PaidSums *all = sqlite3_aggregate_context (context, 0);

  if (all != NULL && all->too_large)
    sqlite3_result_error (context, "integer overflow", -1); /* as sum() says it */
  else if (all != NULL)
    sqlite3_result_blob (context, &all->sums, sizeof all->sums, SQLITE_TRANSIENT);
}

/*
 * sotong_budget_register:
 * @handle: a connection
 *
 * Adds sotong_paid (amount, commitment, whether in the range): the sums of a line's payments, for sotong_budget_lines() alone.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_budget_register (sqlite3 *handle)
{
  return sqlite3_create_function_v2 (handle, "sotong_paid", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, NULL, paid_step, paid_final,
                                     NULL) == SQLITE_OK;
}

static void
set_too_large (const char  *name,
               GError     **error)
{
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The lines below “%s” add up to more than a ledger can hold. Look for a digit too many."), name);
}

static SotongBudgetLine *
line_from (SotongStmt  *stmt,
           GError     **error)
{
  g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();
  Paid paid = { 0 };

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
  line->carried_out = sotong_stmt_int (stmt, 16);
  if (sqlite3_column_bytes (stmt->stmt, 17) == sizeof paid)
    memcpy (&paid, sqlite3_column_blob (stmt->stmt, 17), sizeof paid);
  line->executed = paid.executed;
  line->executed_in_range = paid.in_range;
  line->direct = paid.direct;
  if (sotong_won_add (line->committed, paid.direct, &line->committed))
    return g_steal_pointer (&line);
  set_too_large (line->name, error);
  return NULL;
}

#define MAX_DEPTH 32

static SotongBudgetLine *
parent_of (GHashTable             *by_id,
           const SotongBudgetLine *line)
{
  return line->parent_id != SOTONG_NONE ? g_hash_table_lookup (by_id, &line->parent_id) : NULL;
}

static gboolean
add_to_heading (SotongBudgetLine        *heading,
                const SotongBudgetLine  *line)
{
  return sotong_won_add (heading->carried_in, line->carried_in, &heading->carried_in)
         && sotong_won_add (heading->changed, line->changed, &heading->changed)
         && sotong_won_add (heading->committed, line->committed, &heading->committed)
         && sotong_won_add (heading->direct, line->direct, &heading->direct)
         && sotong_won_add (heading->executed, line->executed, &heading->executed)
         && sotong_won_add (heading->executed_in_range, line->executed_in_range, &heading->executed_in_range)
         && sotong_won_add (heading->carried_out, line->carried_out, &heading->carried_out)
         && (line->is_heading || sotong_won_add (heading->parts, line->amount, &heading->parts));
}

/* Headings get the sums of their lines' money, @own being what each line has itself; their
 * amounts stay as printed. */
static gboolean
add_up (GPtrArray   *lines,
        GHashTable  *by_id,
        GError     **error)
{
  g_autofree SotongBudgetLine *own = g_new (SotongBudgetLine, lines->len + 1);

  for (guint i = 0; i < lines->len; i++)
    own[i] = *(SotongBudgetLine *) g_ptr_array_index (lines, i);
  for (guint i = 0; i < lines->len; i++)
    {
      SotongBudgetLine *heading = g_ptr_array_index (lines, i);

      for (int depth = 0; (heading = parent_of (by_id, heading)) != NULL && depth < MAX_DEPTH; depth++)
        {
          if (add_to_heading (heading, &own[i]))
            continue;
          set_too_large (heading->name, error);
          return FALSE;
        }
    }
  return TRUE;
}

typedef struct {
  GPtrArray  *lines;   /* (unowned) (element-type SotongBudgetLine): in the order in which they came */
  GHashTable *by_id;   /* (unowned) */
  GHashTable *placed;  /* (unowned) (element-type SotongBudgetLine) */
  GPtrArray  *ordered; /* (unowned) (element-type SotongBudgetLine, unowned) */
} Order;

/* The heading that a line is listed below: one of its own account. */
static const SotongBudgetLine *
heading_above (const Order            *order,
               const SotongBudgetLine *line)
{
  const SotongBudgetLine *parent = parent_of (order->by_id, line);

  return parent != NULL && parent->account_id == line->account_id ? parent : NULL;
}

/* Puts a line, and what stands below it. */
static void
place (Order            *order,
       SotongBudgetLine *line,
       int               depth)
{
  if (depth > MAX_DEPTH || !g_hash_table_add (order->placed, line))
    return;
  g_ptr_array_add (order->ordered, line);
  for (guint i = 0; line->is_heading && i < order->lines->len; i++)
    if (heading_above (order, g_ptr_array_index (order->lines, i)) == line)
      place (order, g_ptr_array_index (order->lines, i), depth + 1);
}

/* A line that came later stands with those of its heading, and with those of its account: whoever adds rows up goes by that. */
static void
put_in_order (GPtrArray  *lines,
              GHashTable *by_id)
{
  g_autoptr(GHashTable) placed = g_hash_table_new (NULL, NULL), accounts = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GPtrArray) ordered = g_ptr_array_sized_new (lines->len);
  Order order = { lines, by_id, placed, ordered };

  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *first = g_ptr_array_index (lines, i);

      for (guint k = i; !g_hash_table_contains (accounts, &first->account_id) && k < lines->len; k++)
        {
          SotongBudgetLine *line = g_ptr_array_index (lines, k);

          if (line->account_id == first->account_id && heading_above (&order, line) == NULL)
            place (&order, line, 0);
        }
      g_hash_table_add (accounts, (gpointer) &first->account_id);
    }
  for (guint i = 0; i < lines->len; i++) /* what would stand below itself */
    place (&order, g_ptr_array_index (lines, i), 0);
  for (guint i = 0; i < lines->len; i++)
    lines->pdata[i] = ordered->pdata[i];
}

static gboolean
complete_tree (GPtrArray  *lines,
               GError    **error)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      SotongBudgetLine *line = g_ptr_array_index (lines, i);

      g_hash_table_insert (by_id, &line->id, line);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      SotongBudgetLine *line = g_ptr_array_index (lines, i);
      SotongBudgetLine *parent = parent_of (by_id, line);

      if (parent != NULL)
        parent->is_heading = TRUE;
      for (; parent != NULL && line->depth < MAX_DEPTH; parent = parent_of (by_id, parent))
        line->depth++;
    }
  for (guint i = 0; i < lines->len; i++)
    {
      SotongBudgetLine *line = g_ptr_array_index (lines, i);

      line->parts = line->is_heading ? 0 : line->amount;
    }
  put_in_order (lines, by_id);
  return add_up (lines, by_id, error);
}

/**
 * sotong_budget_lines:
 * @db: a connection
 * @programme_id: a programme
 * @range: the time asked for; what was changed, committed and paid is counted to its end.
 *   Both 0: all that is recorded
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when sums do not fit 64 bits
 *
 * Returns: (transfer full) (nullable) (element-type SotongBudgetLine): the lines in the
 *   document's order, those of an account together, headings before their lines
 */
GPtrArray *
sotong_budget_lines (SotongDb     *db,
                     gint64        programme_id,
                     SotongRange   range,
                     GError      **error)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_budget_line_free);
  g_autofree char *from = NULL, *to = NULL;
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  sotong_budget_days (db, range, &from, &to);
  stmt = sotong_db_query (db, error, *from == '\0' ? SELECT_LINES (PAID ("1", ""))
                                                  : SELECT_LINES (PAID ("t.paid_on >= $2", " AND t.paid_on <= $3")), "itt", programme_id, from, to);
  if (stmt == NULL)
    return NULL;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongBudgetLine *line = line_from (stmt, error);

      if (line == NULL)
        return NULL;
      g_ptr_array_add (lines, line);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return complete_tree (lines, error) ? g_steal_pointer (&lines) : NULL;
}

/**
 * sotong_budget_line_get_name:
 * @db: a connection
 * @id: a line, or `SOTONG_NONE`
 * @out_name: (out) (transfer full) (nullable): what it is called; %NULL when there is no such line
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_budget_line_get_name (SotongDb  *db,
                             gint64     id,
                             char     **out_name,
                             GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT name FROM budget_line WHERE id = $1", "i", id);
  GError *local = NULL;

  *out_name = NULL;
  if (stmt == NULL)
    return FALSE;
  if (sotong_stmt_next (stmt, &local))
    *out_name = sotong_stmt_dup (stmt, 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
