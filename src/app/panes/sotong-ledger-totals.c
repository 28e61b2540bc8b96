/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-totals.h"

#include <glib/gi18n.h>

#include "util/sotong-won.h"

static void
put (GtkGrid    *grid,
     const char *text,
     int         column,
     int         row,
     gboolean    number,
     gboolean    strong)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  if (strong)
    gtk_widget_add_css_class (label, "strong");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

/* Where an account stands in the grid: the whole first, then the accounts. */
static int
row_of (const SotongProgramme *programme,
        gint64                 account_id)
{
  for (guint i = 0; i < programme->accounts->len; i++)
    if (((const SotongBudgetAccount *) g_ptr_array_index (programme->accounts, i))->id == account_id)
      return (int) i + 2;
  return 1;
}

/* The year's own column is what its lines add up to where no total is printed of it. */
static void
show_own_totals (GtkGrid                 *grid,
                 const SotongLedger      *ledger,
                 const SotongReportMoney *money)
{
  const SotongProgramme *programme = ledger->programme;

  for (guint i = 0; i < programme->totals->len; i++)
    if (g_array_index (programme->totals, SotongBudgetTotal, i).year == programme->year)
      return;
  if (!sotong_ledger_has_budget (ledger))
    return;
  for (guint i = 0; i <= ledger->accounts->len; i++)
    {
      const SotongLedgerRow *row = i > 0 ? g_ptr_array_index (ledger->accounts, i - 1) : NULL;
      const SotongReportAccount *account = row != NULL ? sotong_report_money_find (money, row->id) : NULL;
      const SotongLedgerMoney *shown = row == NULL ? &money->shown : account != NULL ? &account->shown : &row->money;
      g_autofree char *amount = sotong_won_format_thousand (shown->original);

      put (grid, amount, 3, (int) i + 1, TRUE, row == NULL);
    }
}

/**
 * sotong_ledger_totals_show:
 * @grid: a grid, which is filled anew
 * @ledger: a year's ledger
 * @money: it as reports print it
 *
 * Shows the totals that were printed of this year and of the two before, by account, in thousand won.
 */
void
sotong_ledger_totals_show (GtkGrid                 *grid,
                           const SotongLedger      *ledger,
                           const SotongReportMoney *money)
{
  const SotongProgramme *programme = ledger->programme;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  put (grid, _("Budget account"), 0, 0, FALSE, TRUE);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", programme->year - 2 + i);

      put (grid, year, 1 + i, 0, TRUE, TRUE);
    }
  put (grid, _("Total"), 0, 1, FALSE, TRUE);
  for (guint i = 0; i < programme->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (programme->accounts, i);

      put (grid, account->name, 0, (int) i + 2, FALSE, FALSE);
    }
  for (guint i = 0; i < programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);
      g_autofree char *amount = sotong_won_format_thousand (total->amount);
      int column = total->year - programme->year + 3;

      if (column >= 1 && column <= 3)
        put (grid, amount, column, row_of (programme, total->account_id), TRUE, total->account_id == SOTONG_NONE);
    }
  show_own_totals (grid, ledger, money);
}
