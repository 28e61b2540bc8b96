/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-won.h"

/* The headings and the totals that are printed for a programme's own year: they go with its lines. Those of past years are data of their own. */

struct _SotongBudgetSums
{
  GHashTable *accounts;  /* (owned) (element-type gint64 gint64) what the lines of an account add up to, headings not counted */
  GHashTable *headings;  /* (owned) (element-type gint64 gint64) by how much a heading is more than its lines */
};

void
sotong_budget_sums_free (SotongBudgetSums *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->accounts);
  g_hash_table_unref (self->headings);
  g_free (self);
}

static gint64 *
lookup (GHashTable *table,
        gint64      id)
{
  gint64 *value = g_hash_table_lookup (table, &id);

  if (value != NULL)
    return value;
  value = g_new0 (gint64, 1);
  g_hash_table_insert (table, g_memdup2 (&id, sizeof id), value);
  return value;
}

static SotongBudgetSums *
add_up (GPtrArray  *lines,
        GError    **error)
{
  g_autoptr(SotongBudgetSums) self = g_new0 (SotongBudgetSums, 1);

  self->accounts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->headings = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);
      gint64 *sum = lookup (line->is_heading ? self->headings : self->accounts, line->is_heading ? line->id : line->account_id);

      if (line->is_heading ? sotong_won_subtract (line->amount, line->parts, sum) : sotong_won_add (*sum, line->amount, sum))
        continue;
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The lines below “%s” add up to more than a ledger can hold. Look for a digit too many."), line->account);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * sotong_budget_sums_new:
 * @db: a connection
 * @programme_id: a programme
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when sums do not fit 64 bits
 *
 * Returns: (transfer full) (nullable): what the lines of a programme add up to
 */
SotongBudgetSums *
sotong_budget_sums_new (SotongDb  *db,
                        gint64     programme_id,
                        GError   **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) lines = sotong_budget_lines (db, programme_id, any, error);

  return lines != NULL ? add_up (lines, error) : NULL;
}

static gint64
sum_of (GHashTable *sums,
        gint64      account_id)
{
  const gint64 *sum = g_hash_table_lookup (sums, &account_id);
  GHashTableIter iter;
  gpointer value;
  gint64 all = 0;

  if (account_id != SOTONG_NONE)
    return sum != NULL ? *sum : 0;
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!sotong_won_add (all, *(gint64 *) value, &all))
      return G_MAXINT64;
  return all;
}

static gboolean
refuse_too_large (GError **error)
{
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       _("The lines of the budget add up to more than a ledger can hold. Look for a digit too many."));
  return FALSE;
}

/* A heading stays as much more than its lines as it was. */
static gboolean
headings_follow (SotongDb                *db,
                 GPtrArray               *lines,
                 const SotongBudgetSums  *before,
                 GError                 **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);
      const gint64 *gap = line->is_heading ? g_hash_table_lookup (before->headings, &line->id) : NULL;
      gint64 amount = line->amount;

      if (gap != NULL && !sotong_won_add (line->parts, *gap, &amount))
        return refuse_too_large (error);
      if (amount != line->amount
          && (!sotong_change_touch (db, "budget_line", line->id, error)
              || !sotong_db_exec (db, error, "UPDATE budget_line SET amount = $1 WHERE id = $2", "ii", amount, line->id)))
        return FALSE;
    }
  return TRUE;
}

/* (element-type gint64[3]) number, account and amount of each total of the programme's own year. */
static GArray *
read_totals (SotongDb  *db,
             gint64     programme_id,
             GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT t.id, t.account_id, t.amount FROM budget_total AS t JOIN programme AS p"
                                                " ON p.id = t.programme_id WHERE p.id = $1 AND t.year = p.year ORDER BY t.id", "i", programme_id);
  g_autoptr(GArray) totals = g_array_new (FALSE, FALSE, 3 * sizeof (gint64));
  GError *local = NULL;

  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      gint64 row[3] = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) };

      g_array_append_val (totals, row);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return stmt != NULL && local == NULL ? g_steal_pointer (&totals) : NULL;
}

/**
 * sotong_budget_totals_follow:
 * @db: the connection of a write job, in a step of undo
 * @programme_id: a programme
 * @before: what its lines added up to before they were changed
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when a total does not fit 64 bits
 *
 * The headings and the totals that are printed for the programme's own year become more or less by as much as the lines did.
 * What was different between them before stays different, and is found by a check as before.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_budget_totals_follow (SotongDb                *db,
                             gint64                   programme_id,
                             const SotongBudgetSums  *before,
                             GError                 **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) lines = sotong_budget_lines (db, programme_id, any, error);
  g_autoptr(SotongBudgetSums) after = lines != NULL ? add_up (lines, error) : NULL;
  g_autoptr(GArray) totals = after != NULL ? read_totals (db, programme_id, error) : NULL;

  if (totals == NULL || !headings_follow (db, lines, before, error))
    return FALSE;
  for (guint i = 0; i < totals->len; i++)
    {
      const gint64 *row = (const gint64 *) (gpointer) totals->data + 3 * i;
      gint64 more = 0, amount = 0;

      if (!sotong_won_subtract (sum_of (after->accounts, row[1]), sum_of (before->accounts, row[1]), &more) || !sotong_won_add (row[2], more, &amount))
        return refuse_too_large (error);
      if (more != 0
          && (!sotong_change_touch (db, "budget_total", row[0], error)
              || !sotong_db_exec (db, error, "UPDATE budget_total SET amount = $1 WHERE id = $2", "ii", amount, row[0])))
        return FALSE;
    }
  return TRUE;
}
