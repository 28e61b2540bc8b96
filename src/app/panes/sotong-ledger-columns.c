/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-columns.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-ledger-item.h"
#include "app/panes/sotong-ledger-payment-item.h"
#include "app/sotong-tooltip.h"
#include "util/sotong-won.h"

/* What a column shows of a row. */
typedef void (*ShowFunc) (GtkLabel *label,
                          gpointer  item,
                          int       column);

typedef struct {
  ShowFunc show;
  int      column;
  gboolean number;
  gboolean expand;
} Cell;

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          const Cell               *cell)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), cell->number ? 1 : 0);
  if (cell->number)
    gtk_widget_add_css_class (label, "numeric");
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         const Cell               *cell)
{
  cell->show (GTK_LABEL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), cell->column);
}

static void
cell_free (gpointer  data,
           GClosure *closure)
{
  g_free (data);
}

static void
add_column (GtkColumnView *view,
            const char    *title,
            const Cell    *cell,
            int            width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cell *own = g_memdup2 (cell, sizeof *cell);
  g_autoptr(GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), own);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), own, cell_free, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, cell->expand);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (view, column);
}

/* GtkColumnView has no property for it: the titles of numbers stand above them, on the right. */
static void
align_title (GtkWidget *title,
             gboolean   number)
{
  GtkWidget *box = gtk_widget_get_first_child (title);
  GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;

  if (!number || !GTK_IS_LABEL (label))
    return;
  gtk_widget_set_halign (box, GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
}

static void
align_titles (GtkColumnView *view,
              int            first_number,
              int            n_columns)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));

  for (int i = 0; title != NULL && i < n_columns; i++, title = gtk_widget_get_next_sibling (title))
    align_title (title, i >= first_number);
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
  sotong_tooltip_set (GTK_WIDGET (label), tooltip);
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
  static const struct {
    const char *title;
    int         width;
  } columns[SOTONG_LEDGER_N_COLUMNS] = {
    [SOTONG_LEDGER_NAME] = { N_("Account and item"), -1 },
    [SOTONG_LEDGER_FORMULA] = { N_("Basis"), 132 },
    [SOTONG_LEDGER_AVAILABLE] = { N_("Available budget"), 74 },
    [SOTONG_LEDGER_COMMITTED] = { N_("Committed"), 80 },
    [SOTONG_LEDGER_EXECUTED] = { N_("Executed"), 74 },
    [SOTONG_LEDGER_REMAINING] = { N_("Remaining"), 80 },
    [SOTONG_LEDGER_RATE] = { N_("Rate"), 56 },
  };

  for (int i = 0; i < SOTONG_LEDGER_N_COLUMNS; i++)
    {
      Cell cell = { show_ledger, i, i >= SOTONG_LEDGER_AVAILABLE, i == SOTONG_LEDGER_NAME };

      add_column (view, _(columns[i].title), &cell, columns[i].width);
    }
  align_titles (view, SOTONG_LEDGER_AVAILABLE, SOTONG_LEDGER_N_COLUMNS);
}

static void
show_payment (GtkLabel *label,
              gpointer  item,
              int       column)
{
  const SotongPayment *payment = sotong_ledger_payment_item_get (item);
  g_autofree char *text = NULL, *tooltip = NULL, *won = NULL;

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
      break;
    default:
      text = sotong_won_format_thousand (payment->amount);
      won = sotong_won_format (payment->amount);
      tooltip = g_strdup_printf (_("%s won"), won);
    }
  gtk_label_set_text (label, text);
  sotong_tooltip_set (GTK_WIDGET (label), tooltip);
}

/**
 * sotong_ledger_columns_add_payments:
 * @view: a list of [class@Sotong.LedgerPaymentItem]
 *
 * Gives it the columns of a line's payments.
 */
void
sotong_ledger_columns_add_payments (GtkColumnView *view)
{
  static const struct {
    const char *title;
    int         width;
  } columns[] = {
    { N_("Paid on"), 92 },
    { N_("What for"), -1 },
    { N_("Content or payee"), 190 },
    { N_("Amount"), 76 },
  };

  for (int i = 0; i < (int) G_N_ELEMENTS (columns); i++)
    {
      Cell cell = { show_payment, i, i == 3, i == 1 };

      add_column (view, _(columns[i].title), &cell, columns[i].width);
    }
  align_titles (view, 3, G_N_ELEMENTS (columns));
}
