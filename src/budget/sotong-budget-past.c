/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "budget/sotong-budget-past.h"
#include "util/sotong-won.h"

/**
 * sotong_budget_format_money:
 * @won: an amount
 *
 * Returns: (transfer full): in thousands where nothing is lost, as budget books write it, else in won; with its unit
 */
char *
sotong_budget_format_money (gint64 won)
{
  g_autofree char *amount = NULL;

  if (won % 1000 != 0)
    {
      amount = sotong_won_format (won);
      return g_strdup_printf (_("%s won"), amount);
    }
  amount = sotong_won_format_thousand (won);
  return g_strdup_printf (_("%s thousand won"), amount);
}

/**
 * sotong_budget_format_beside:
 * @won: an amount
 * @other: what it is compared with
 *
 * Returns: (transfer full): as sotong_budget_format_money(), in won where @other is: two amounts side by side have one unit
 */
char *
sotong_budget_format_beside (gint64 won,
                             gint64 other)
{
  g_autofree char *amount = NULL;

  if (other % 1000 == 0)
    return sotong_budget_format_money (won);
  amount = sotong_won_format (won);
  return g_strdup_printf (_("%s won"), amount);
}

/**
 * sotong_budget_total_differs:
 * @programme: a programme that sotong_programme_complete() has seen
 * @total: one of its totals
 *
 * Returns: whether it is printed of a past year whose ledger holds something else
 */
gboolean
sotong_budget_total_differs (const SotongProgramme   *programme,
                             const SotongBudgetTotal *total)
{
  return total->year != programme->year && total->ledger != SOTONG_NONE && total->ledger != total->amount;
}

/**
 * sotong_budget_total_describe:
 * @programme: a programme
 * @total: one of its totals that differs from the ledger
 *
 * Returns: (transfer full): a sentence that says by how much
 */
char *
sotong_budget_total_describe (const SotongProgramme   *programme,
                              const SotongBudgetTotal *total)
{
  const char *name = C_("report", "Total");
  g_autofree char *printed = sotong_budget_format_money (total->amount), *ledger = sotong_budget_format_money (total->ledger), *difference = NULL;
  gint64 missing;

  for (guint i = 0; i < programme->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (programme->accounts, i);

      if (account->id == total->account_id)
        name = account->name;
    }
  difference = sotong_budget_format_money (sotong_won_subtract (total->ledger, total->amount, &missing) ? missing : G_MAXINT64);
  /* Translators: a year, a budget account or “Total”, three amounts with their unit */
  return g_strdup_printf (_("%d, “%s”: the statement prints %s, and the ledger of that year holds %s; the difference is %s. The figure is left as it was printed."),
                          total->year, name, printed, ledger, difference);
}
