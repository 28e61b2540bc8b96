/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-columns.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-ledger-item.h"
#include "app/panes/sotong-ledger-payee.h"
#include "app/panes/sotong-ledger-payment-item.h"
#include "app/sotong-text-columns.h"
#include "app/sotong-tooltip.h"
#include "util/sotong-won.h"

/* The tooltip is for the pointer; a screen reader gets it as well. */
static void
set_tooltip (GtkLabel   *label,
             const char *tooltip)
{
  sotong_tooltip_set (GTK_WIDGET (label), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip != NULL ? tooltip : "", -1);
}

static void
show_ledger (GtkLabel *label,
             gpointer  item,
             int       column)
{
  g_autofree char *text = sotong_ledger_item_text (item, column);
  g_autofree char *tooltip = sotong_ledger_item_tooltip (item, column);
  gboolean strong = sotong_ledger_item_get_kind (item) != SOTONG_LEDGER_ITEM_LINE;

  gtk_label_set_text (label, text);
  set_tooltip (label, tooltip);
  if (strong)
    gtk_widget_add_css_class (GTK_WIDGET (label), "strong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "strong");
  if (column == SOTONG_LEDGER_REMAINING && sotong_ledger_item_get_money (item)->remaining < 0)
    gtk_widget_add_css_class (GTK_WIDGET (label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "error");
}

/**
 * sotong_ledger_columns_add:
 * @view: a list of [class@Sotong.LedgerItem]
 *
 * Gives it the columns of the office's ledger, in the office's order and words.
 */
void
sotong_ledger_columns_add (GtkColumnView *view)
{
  static const SotongTextColumn columns[SOTONG_LEDGER_N_COLUMNS] = {
    [SOTONG_LEDGER_NAME] = { N_("Account and item"), SOTONG_TEXT_COLUMN_REST },
    [SOTONG_LEDGER_FORMULA] = { N_("Basis"), 124 },
    [SOTONG_LEDGER_AVAILABLE] = { N_("Available budget"), 70, TRUE },
    [SOTONG_LEDGER_COMMITTED] = { N_("Committed"), 74, TRUE },
    [SOTONG_LEDGER_EXECUTED] = { N_("Executed"), 70, TRUE },
    [SOTONG_LEDGER_UNSPENT] = { N_("Not executed"), 70, TRUE },
    [SOTONG_LEDGER_CARRIED_OUT] = { N_("Carried out"), 70, TRUE },
    [SOTONG_LEDGER_REMAINING] = { N_("Remaining"), 70, TRUE },
    [SOTONG_LEDGER_RATE] = { N_("Rate"), 52, TRUE },
  };

  sotong_text_columns_add (view, columns, SOTONG_LEDGER_N_COLUMNS, show_ledger);
}

/* By its title: where it stands a person may have changed. */
static void
set_visible (GtkColumnView *view,
             const char    *title,
             gboolean       visible)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column), title))
        gtk_column_view_column_set_visible (column, visible);
    }
}

/**
 * sotong_ledger_columns_show_carried_out:
 * @view: what sotong_ledger_columns_add() gave its columns
 * @visible: whether the year carries anything over
 *
 * What is carried over is taken off what remains, so it stands between what is not executed and that; without it they are the same. The
 * figures come before the basis of calculation where there is no room for both: that is told with the name. To be called before the rows
 * are there, which are named by what stands in them.
 */
void
sotong_ledger_columns_show_carried_out (GtkColumnView *view,
                                        gboolean       visible)
{
  set_visible (view, _("Carried out"), visible);
  set_visible (view, _("Basis"), !visible);
}

static void
show_payment (GtkLabel *label,
              gpointer  item,
              int       column)
{
  const SotongPayment *payment = sotong_ledger_payment_item_get (item);
  g_autofree char *text = NULL, *tooltip = NULL;

  switch (column)
    {
    case 0:
      text = g_strdup (payment->paid_on);
      break;
    case 1:
      text = g_strdup (payment->description);
      tooltip = *payment->document_number != '\0' ? g_strdup_printf (_("Document %s"), payment->document_number) : NULL;
      break;
    case 2:
      text = g_strdup (*payment->content != '\0' ? payment->content : payment->payee);
      tooltip = sotong_ledger_payee_describe (payment);
      break;
    default:
      text = sotong_won_format (payment->amount);
    }
  gtk_label_set_text (label, text);
  set_tooltip (label, tooltip);
}

/**
 * sotong_ledger_columns_add_payments:
 * @view: a list of [class@Sotong.LedgerPaymentItem]
 *
 * Gives it the columns of a line's payments, which are told to the won.
 */
void
sotong_ledger_columns_add_payments (GtkColumnView *view)
{
  static const SotongTextColumn columns[] = {
    { N_("Paid on"), 92 },
    { N_("What for"), SOTONG_TEXT_COLUMN_REST },
    { N_("Content or payee"), 190 },
    { N_("Amount (won)"), 100, TRUE },
  };

  sotong_text_columns_add (view, columns, G_N_ELEMENTS (columns), show_payment);
}
