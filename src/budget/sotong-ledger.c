/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "budget/sotong-ledger.h"
#include "store/sotong-budget-past.h"
#include "util/sotong-won.h"

static void
row_free (SotongLedgerRow *row)
{
  g_free (row->account);
  g_free (row->name);
  g_free (row->formula);
  g_free (row);
}

/**
 * sotong_ledger_free:
 * @self: (nullable) (transfer full): a ledger
 */
void
sotong_ledger_free (SotongLedger *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->programme, sotong_programme_free);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->accounts);
  g_free (self);
}

/**
 * sotong_ledger_has_budget:
 * @self: a ledger
 *
 * Returns: whether the year has a budget of its own: not, while it only got what another year carried over
 */
gboolean
sotong_ledger_has_budget (const SotongLedger *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (self->rows, i);

      if (!row->is_heading && (row->money.original != 0 || row->money.carried_in == 0))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_ledger_money_finish:
 * @money: (inout): original, carried_in, changed, executed and carried_out are given
 *
 * Computes what follows from them: available, unspent, remaining and the rate.
 *
 * Returns: %FALSE if one of them does not fit 64 bits
 */
gboolean
sotong_ledger_money_finish (SotongLedgerMoney *money)
{
  if (!sotong_won_add (money->original, money->carried_in, &money->available)
      || !sotong_won_add (money->available, money->changed, &money->available)
      || !sotong_won_subtract (money->available, money->executed, &money->unspent)
      || !sotong_won_subtract (money->unspent, money->carried_out, &money->remaining))
    return FALSE;
  if (!sotong_won_percent (money->executed, money->available, &money->rate))
    money->rate = SOTONG_NONE;
  return TRUE;
}

static gboolean
add_money (SotongLedgerMoney       *sum,
           const SotongLedgerMoney *money)
{
  return sotong_won_add (sum->original, money->original, &sum->original)
         && sotong_won_add (sum->carried_in, money->carried_in, &sum->carried_in)
         && sotong_won_add (sum->changed, money->changed, &sum->changed)
         && sotong_won_add (sum->committed, money->committed, &sum->committed)
         && sotong_won_add (sum->direct, money->direct, &sum->direct)
         && sotong_won_add (sum->executed, money->executed, &sum->executed)
         && sotong_won_add (sum->executed_in_range, money->executed_in_range, &sum->executed_in_range)
         && sotong_won_add (sum->carried_out, money->carried_out, &sum->carried_out);
}

static gboolean
refuse_size (const char  *name,
             GError     **error)
{
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The money of “%s” comes to more than a ledger can hold. Look for a digit too many."), name);
  return FALSE;
}

static SotongLedgerRow *
row_from_line (const SotongBudgetLine *line)
{
  SotongLedgerRow *row = g_new0 (SotongLedgerRow, 1);

  row->id = line->id;
  row->account_id = line->account_id;
  row->account = g_strdup (line->account);
  row->name = g_strdup (line->name);
  row->formula = g_strdup (line->formula);
  row->amount = line->amount;
  row->depth = line->depth;
  row->is_heading = line->is_heading;
  row->made = line->made;
  row->money.original = line->parts;
  row->money.carried_in = line->carried_in;
  row->money.changed = line->changed;
  row->money.committed = line->committed;
  row->money.direct = line->direct;
  row->money.executed = line->executed;
  row->money.executed_in_range = line->executed_in_range;
  row->money.carried_out = line->carried_out;
  return row;
}

static SotongLedgerRow *
find_account (SotongLedger *self,
              gint64        id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      SotongLedgerRow *row = g_ptr_array_index (self->accounts, i);

      if (row->id == id)
        return row;
    }
  return NULL;
}

static void
add_accounts (SotongLedger *self)
{
  for (guint i = 0; i < self->programme->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (self->programme->accounts, i);
      SotongLedgerRow *row = g_new0 (SotongLedgerRow, 1);

      row->id = row->account_id = account->id;
      row->account = g_strdup (account->name);
      row->name = g_strdup (account->name);
      row->formula = g_strdup ("");
      row->is_heading = TRUE;
      g_ptr_array_add (self->accounts, row);
    }
}

/* A line counts for its own account once, whatever headings it stands under. */
static gboolean
add_line (SotongLedger            *self,
          const SotongBudgetLine  *line,
          GError                 **error)
{
  SotongLedgerRow *row = row_from_line (line);
  SotongLedgerRow *account = find_account (self, line->account_id);

  g_ptr_array_add (self->rows, row);
  if (!sotong_ledger_money_finish (&row->money))
    return refuse_size (row->name, error);
  if (row->is_heading)
    return TRUE;
  if (account != NULL && (!add_money (&account->money, &row->money) || !sotong_won_add (account->amount, row->amount, &account->amount)))
    return refuse_size (account->name, error);
  return add_money (&self->total, &row->money) || refuse_size (self->programme->name, error);
}

/* What was printed of a past year is all that is known: the rest is not nought, it is not told. */
static void
set_printed (SotongLedgerMoney *money,
             gint64             amount)
{
  money->original = money->available = amount;
  money->carried_in = money->changed = money->committed = money->direct = SOTONG_NONE;
  money->executed = money->executed_in_range = money->carried_out = SOTONG_NONE;
  money->unspent = money->remaining = money->rate = SOTONG_NONE;
}

static void
set_settled (SotongLedgerMoney      *money,
             const SotongSettlement *settlement)
{
  money->carried_in = settlement->carried_in;
  money->changed = settlement->changed;
  money->available = settlement->available;
  money->executed = settlement->executed;
  money->carried_out = settlement->carried_out;
  money->remaining = settlement->remaining;
  if (!sotong_won_subtract (money->available, money->executed, &money->unspent))
    money->unspent = SOTONG_NONE;
  if (!sotong_won_percent (money->executed, money->available, &money->rate))
    money->rate = SOTONG_NONE;
}

/* Puts the printed totals of @year into the sums; %FALSE if there are none. */
static gboolean
take_totals (SotongLedger *self,
             int           year)
{
  gboolean found = FALSE;

  set_printed (&self->total, SOTONG_NONE);
  for (guint i = 0; i < self->accounts->len; i++)
    set_printed (&((SotongLedgerRow *) g_ptr_array_index (self->accounts, i))->money, SOTONG_NONE);
  for (guint i = 0; i < self->programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (self->programme->totals, SotongBudgetTotal, i);
      SotongLedgerRow *row = total->account_id != SOTONG_NONE ? find_account (self, total->account_id) : NULL;

      if (total->year != year)
        continue;
      found = TRUE;
      if (row != NULL)
        set_printed (&row->money, row->amount = total->amount);
      else
        set_printed (&self->total, total->amount);
    }
  for (guint i = 0; i < self->programme->settlements->len; i++)
    {
      const SotongSettlement *settlement = &g_array_index (self->programme->settlements, SotongSettlement, i);

      if (settlement->year != year)
        continue;
      found = TRUE;
      if (self->total.original == SOTONG_NONE)
        set_printed (&self->total, settlement->original);
      set_settled (&self->total, settlement);
    }
  return found;
}

/**
 * sotong_ledger_read_past:
 * @db: a connection
 * @year: a fiscal year that has no budget of its own
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when nothing is known of it
 *
 * Reads what the newest statement that knows of an earlier year prints of it: its totals and its
 * settlement, without lines. What is not printed is %SOTONG_NONE. The parts need not add up to
 * the total. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the ledger; its programme is the one that tells of the year
 */
SotongLedger *
sotong_ledger_read_past (SotongDb  *db,
                         int        year,
                         GError   **error)
{
  g_autoptr(GArray) years = sotong_budget_years (db, error);

  if (years == NULL)
    return NULL;
  for (guint i = 0; i < years->len; i++)
    {
      g_autoptr(SotongLedger) self = g_new0 (SotongLedger, 1);

      self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
      self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
      self->programme = sotong_programme_get (db, g_array_index (years, int, i), error);
      if (self->programme == NULL)
        return NULL;
      add_accounts (self);
      if (take_totals (self, year))
        return g_steal_pointer (&self);
    }
  sotong_programme_refuse (db, year, error);
  return NULL;
}

/**
 * sotong_ledger_read:
 * @db: a connection
 * @year: a fiscal year, or 0 for the newest
 * @range: the time asked for; what was changed, committed and paid is counted to its end.
 *   Both 0: all that is recorded
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the year has no budget
 *
 * Reads a year's budget with what was done with it, and what is known of the years before it: see
 * sotong_programme_complete(). The programme's first accounts are those of @accounts, in their order; accounts
 * that only a past year had follow. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the ledger
 */
SotongLedger *
sotong_ledger_read (SotongDb     *db,
                    int           year,
                    SotongRange   range,
                    GError      **error)
{
  g_autoptr(SotongLedger) self = g_new0 (SotongLedger, 1);
  g_autoptr(GPtrArray) lines = NULL;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->programme = sotong_programme_get (db, year, error);
  if (self->programme == NULL)
    return NULL;
  lines = sotong_budget_lines (db, self->programme->id, range, error);
  if (lines == NULL)
    return NULL;
  add_accounts (self);
  if (!sotong_programme_complete (db, self->programme, error))
    return NULL;
  for (guint i = 0; i < lines->len; i++)
    {
      if (!add_line (self, g_ptr_array_index (lines, i), error))
        return NULL;
    }
  for (guint i = 0; i < self->accounts->len; i++)
    {
      SotongLedgerRow *row = g_ptr_array_index (self->accounts, i);

      if (!sotong_ledger_money_finish (&row->money))
        {
          refuse_size (row->name, error);
          return NULL;
        }
    }
  if (sotong_ledger_money_finish (&self->total))
    return g_steal_pointer (&self);
  refuse_size (self->programme->name, error);
  return NULL;
}
