/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-budget.h"
#include "store/sotong-change-private.h"
#include "store/sotong-db-private.h"
#include "util/sotong-won.h"

/* The totals that are printed for a programme's own year: they go with its lines. Those of past years are data of their own. */

/**
 * sotong_budget_sums:
 * @db: a connection
 * @programme_id: a programme
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when sums do not fit 64 bits
 *
 * Returns: (transfer full) (nullable) (element-type gint64 gint64): what the lines of each account add up to, headings not counted
 */
GHashTable *
sotong_budget_sums (SotongDb  *db,
                    gint64     programme_id,
                    GError   **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) lines = sotong_budget_lines (db, programme_id, any, error);
  g_autoptr(GHashTable) sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);
      gint64 *sum = g_hash_table_lookup (sums, &line->account_id);

      if (line->is_heading)
        continue;
      if (sum == NULL)
        {
          sum = g_new0 (gint64, 1);
          g_hash_table_insert (sums, g_memdup2 (&line->account_id, sizeof line->account_id), sum);
        }
      if (!sotong_won_add (*sum, line->amount, sum))
        {
          g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       _("The lines below “%s” add up to more than a ledger can hold. Look for a digit too many."), line->account);
          return NULL;
        }
    }
  return lines != NULL ? g_steal_pointer (&sums) : NULL;
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

/**
 * sotong_budget_totals_follow:
 * @db: the connection of a write job, in a step of undo
 * @programme_id: a programme
 * @before: what its lines added up to before they were changed, from sotong_budget_sums()
 * @error: return location; `SOTONG_STORE_ERROR_INVALID` when a total does not fit 64 bits
 *
 * The totals that are printed for the programme's own year become more or less by as much as its lines did. What was
 * different between them before stays different, and is found by a check as before.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_budget_totals_follow (SotongDb    *db,
                             gint64       programme_id,
                             GHashTable  *before,
                             GError     **error)
{
  g_autoptr(GHashTable) after = sotong_budget_sums (db, programme_id, error);
  g_autoptr(SotongStmt) stmt = NULL;
  g_autoptr(GArray) totals = g_array_new (FALSE, FALSE, 3 * sizeof (gint64));
  GError *local = NULL;

  if (after == NULL)
    return FALSE;
  stmt = sotong_db_query (db, error, "SELECT t.id, t.account_id, t.amount FROM budget_total AS t JOIN programme AS p ON p.id = t.programme_id"
                          " WHERE p.id = $1 AND t.year = p.year ORDER BY t.id", "i", programme_id);
  while (stmt != NULL && sotong_stmt_next (stmt, &local))
    {
      gint64 row[3] = { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2) };

      g_array_append_val (totals, row);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  if (stmt == NULL || local != NULL)
    return FALSE;
  for (guint i = 0; i < totals->len; i++)
    {
      const gint64 *row = (const gint64 *) (gpointer) totals->data + 3 * i;
      gint64 more = 0, amount = 0;

      if (!sotong_won_subtract (sum_of (after, row[1]), sum_of (before, row[1]), &more) || !sotong_won_add (row[2], more, &amount))
        {
          g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                               _("The lines of the budget add up to more than a ledger can hold. Look for a digit too many."));
          return FALSE;
        }
      if (more != 0
          && (!sotong_change_touch (db, "budget_total", row[0], error)
              || !sotong_db_exec (db, error, "UPDATE budget_total SET amount = $1 WHERE id = $2", "ii", amount, row[0])))
        return FALSE;
    }
  return TRUE;
}
