/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/sotong-budget-past.h"
#include "store/sotong-db-private.h"
#include "util/sotong-won.h"

#define N_PAST 2    /* years that stand beside a budget's own */
#define N_SETTLED 4 /* years back in which the last three settlements are looked for */

/* What a statement says of past years is its own. What it does not say is taken from where it is known. */

static SotongBudgetTotal *
find_total (SotongProgramme *programme,
            gint64           account_id,
            int              year)
{
  for (guint i = 0; i < programme->totals->len; i++)
    {
      SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);

      if (total->account_id == account_id && total->year == year)
        return total;
    }
  return NULL;
}

static gboolean
has_total (const SotongProgramme *programme,
           int                    year)
{
  for (guint i = 0; i < programme->totals->len; i++)
    if (g_array_index (programme->totals, SotongBudgetTotal, i).year == year)
      return TRUE;
  return FALSE;
}

/* The account of this year that is meant by one of another year; one that this year has no more is added at the end. */
static gint64
match_account (SotongProgramme *programme,
               gint64           id,
               const char      *code,
               const char      *name)
{
  SotongBudgetAccount *account;

  for (guint i = 0; i < programme->accounts->len; i++)
    {
      account = g_ptr_array_index (programme->accounts, i);
      if (account->id == id || (*code != '\0' && g_str_equal (account->code, code)))
        return account->id;
    }
  for (guint i = 0; i < programme->accounts->len; i++)
    {
      account = g_ptr_array_index (programme->accounts, i);
      if (g_str_equal (account->name, name) && (*code == '\0' || *account->code == '\0'))
        return account->id;
    }
  return sotong_programme_add_account (programme, id, code, name);
}

static void
put_total (SotongProgramme *programme,
           gint64           account_id,
           int              year,
           gint64           amount,
           gint64           ledger)
{
  SotongBudgetTotal total = { account_id, year, amount, ledger };

  g_array_append_val (programme->totals, total);
}

/* One figure of a year's own ledger: beside the printed one, or in its place if @fill. */
static void
take_ledger (SotongProgramme *programme,
             gint64           account_id,
             int              year,
             gint64           amount,
             gboolean         fill)
{
  SotongBudgetTotal *printed = find_total (programme, account_id, year);

  if (printed == NULL && fill)
    {
      put_total (programme, account_id, year, amount, amount);
      return;
    }
  if (printed == NULL)
    return;
  if (fill && !sotong_won_add (printed->amount, amount, &printed->amount)) /* two accounts of one name */
    printed->amount = G_MAXINT64;
  if (printed->ledger == SOTONG_NONE)
    printed->ledger = amount;
  else if (!sotong_won_add (printed->ledger, amount, &printed->ledger))
    printed->ledger = G_MAXINT64;
}

/* What the lines of @year add up to, by account; lines that only got what was carried over are no budget of that year. Where the statement prints nothing of the year they fill it: an account without a line had nought. */
static gboolean
add_ledger_year (SotongDb         *db,
                 SotongProgramme  *programme,
                 int               year,
                 GError          **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT a.id, a.code, a.name, l.amount FROM budget_line AS l"
                                                " JOIN budget_account AS a ON a.id = l.account_id"
                                                " WHERE l.removed_at IS NULL AND (l.amount <> 0 OR l.carried_in = 0) AND l.programme_id = (SELECT id FROM programme WHERE year = $1"
                                                "  AND removed_at IS NULL ORDER BY id LIMIT 1)"
                                                " AND NOT EXISTS (SELECT 1 FROM budget_line AS k WHERE k.parent_id = l.id AND k.removed_at IS NULL)"
                                                " ORDER BY a.position, l.position", "i", (gint64) year);
  gboolean fill = !has_total (programme, year), any = FALSE;
  gint64 whole = 0;
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 account, amount = sotong_stmt_int (stmt, 3);
      g_autofree char *code = sotong_stmt_dup (stmt, 1), *name = sotong_stmt_dup (stmt, 2);

      any = TRUE;
      account = match_account (programme, sotong_stmt_int (stmt, 0), code, name);
      take_ledger (programme, account, year, amount, fill);
      if (!sotong_won_add (whole, amount, &whole))
        whole = G_MAXINT64;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!any)
    return TRUE;
  take_ledger (programme, SOTONG_NONE, year, whole, fill);
  for (guint i = 0; fill && i < programme->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (programme->accounts, i);

      if (find_total (programme, account->id, year) == NULL)
        put_total (programme, account->id, year, 0, 0);
    }
  return TRUE;
}

/* What the newest other statement prints of @year, for a year that has no lines of its own. */
static gboolean
add_printed_year (SotongDb         *db,
                  SotongProgramme  *programme,
                  int               year,
                  GError          **error)
{
  g_autoptr(SotongStmt) stmt = NULL;
  GError *local = NULL;

  if (has_total (programme, year))
    return TRUE;
  stmt = sotong_db_query (db, error, "SELECT t.account_id, coalesce(a.code, ''), coalesce(a.name, ''), t.amount FROM budget_total AS t"
                          " LEFT JOIN budget_account AS a ON a.id = t.account_id WHERE t.year = $1 AND t.programme_id = (SELECT p.id FROM programme AS p"
                          " WHERE p.removed_at IS NULL AND p.id <> $2 AND EXISTS (SELECT 1 FROM budget_total AS o WHERE o.programme_id = p.id AND o.year = $1)"
                          " ORDER BY p.year DESC, p.id LIMIT 1) ORDER BY t.id", "ii", (gint64) year, programme->id);
  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      gint64 id = sotong_stmt_int (stmt, 0);
      g_autofree char *code = sotong_stmt_dup (stmt, 1), *name = sotong_stmt_dup (stmt, 2);

      put_total (programme, id == SOTONG_NONE ? SOTONG_NONE : match_account (programme, id, code, name), year, sotong_stmt_int (stmt, 3), SOTONG_NONE);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static int
compare_years (gconstpointer a,
               gconstpointer b)
{
  return ((const SotongSettlement *) a)->year - ((const SotongSettlement *) b)->year;
}

static gboolean
has_settlement (const SotongProgramme *programme,
                int                    year)
{
  for (guint i = 0; i < programme->settlements->len; i++)
    if (g_array_index (programme->settlements, SotongSettlement, i).year == year)
      return TRUE;
  return FALSE;
}

/* Years that were closed, or that another statement tells of: a year's own programme before others, the newest first. */
static gboolean
add_settlements (SotongDb         *db,
                 SotongProgramme  *programme,
                 GError          **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT s.year, s.original, s.carried_in, s.changed, s.available, s.executed, s.carried_out, s.remaining"
                                                " FROM settlement AS s JOIN programme AS p ON p.id = s.programme_id WHERE p.removed_at IS NULL"
                                                " AND s.year BETWEEN $1 AND $2 ORDER BY s.year, p.year <> s.year, p.year DESC, p.id", "ii",
                                                (gint64) programme->year - N_SETTLED, (gint64) programme->year - 1);
  GError *local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sotong_stmt_next (stmt, &local))
    {
      SotongSettlement s = {
        (int) sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_int (stmt, 3),
        sotong_stmt_int (stmt, 4), sotong_stmt_int (stmt, 5), sotong_stmt_int (stmt, 6), sotong_stmt_int (stmt, 7)
      };

      if (!has_settlement (programme, s.year))
        g_array_append_val (programme->settlements, s);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_array_sort (programme->settlements, compare_years);
  return TRUE;
}

/**
 * sotong_programme_complete:
 * @db: a connection
 * @programme: a programme as it was read
 * @error: return location
 *
 * Adds what @programme's own statement does not say of the two years before it and of past settlements: the totals
 * from the lines of the ledger that holds the year, else from what another year's statement prints of it; settlements
 * of years that were closed, or that another statement prints. What the statement prints itself stays; where the year
 * has a ledger too, the total's @ledger says what that holds. Accounts that only a past year had follow the
 * programme's own. Runs SQL, so call it from a store job.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_programme_complete (SotongDb         *db,
                           SotongProgramme  *programme,
                           GError          **error)
{
  for (int year = programme->year - 1; year >= programme->year - N_PAST; year--)
    if (!add_ledger_year (db, programme, year, error) || !add_printed_year (db, programme, year, error))
      return FALSE;
  return add_settlements (db, programme, error);
}
