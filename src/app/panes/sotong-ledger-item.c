/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-ledger-item.h"
#include "report/sotong-report-money.h"
#include "util/sotong-won.h"

/**
 * SotongLedgerItem:
 *
 * A row of the ledger as it is shown: a line, a heading, or a sum.
 */
struct _SotongLedgerItem
{
  GObject               parent_instance;
  SotongLedgerItemKind  kind;
  gint64                id;
  char                 *name;     /* (owned) */
  char                 *formula;  /* (owned) */
  int                   depth;
  SotongLedgerMoney     money;    /* to the won */
  SotongLedgerMoney     shown;    /* the thousands of it that are shown */
};

G_DEFINE_FINAL_TYPE (SotongLedgerItem, sotong_ledger_item, G_TYPE_OBJECT)

static void
sotong_ledger_item_finalize (GObject *object)
{
  SotongLedgerItem *self = SOTONG_LEDGER_ITEM (object);

  g_free (self->name);
  g_free (self->formula);
  G_OBJECT_CLASS (sotong_ledger_item_parent_class)->finalize (object);
}

static void
sotong_ledger_item_class_init (SotongLedgerItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_ledger_item_finalize;
}

static void
sotong_ledger_item_init (SotongLedgerItem *self)
{
}

SotongLedgerItem *
sotong_ledger_item_new (SotongLedgerItemKind     kind,
                        gint64                   id,
                        const char              *name,
                        const char              *formula,
                        int                      depth,
                        const SotongLedgerMoney *money)
{
  SotongLedgerItem *self = g_object_new (SOTONG_TYPE_LEDGER_ITEM, NULL);

  self->kind = kind;
  self->id = id;
  self->name = g_strdup (name);
  self->formula = g_strdup (formula);
  self->depth = depth;
  self->money = self->shown = *money;
  return self;
}

/* Adds a row of which other thousands are shown than are left when what is below them is cut. */
static void
add_item (GPtrArray               *items,
          SotongLedgerItem        *item,
          const SotongLedgerMoney *shown)
{
  item->shown = *shown;
  g_ptr_array_add (items, item);
}

static void
add_lines (const SotongLedger      *ledger,
           const SotongReportMoney *money,
           gint64                   account,
           GPtrArray               *items)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);

      SotongLedgerMoney shown;

      if (row->account_id != account)
        continue;
      shown = sotong_report_money_shown (money, ledger, i);
      add_item (items, sotong_ledger_item_new (row->is_heading ? SOTONG_LEDGER_ITEM_HEADING : SOTONG_LEDGER_ITEM_LINE, row->id, row->name, row->formula,
                                               row->depth, &row->money), &shown);
    }
}

/**
 * sotong_ledger_item_list:
 * @ledger: a year's ledger
 *
 * The sum of all, then each account's sum with its lines in the document's order. The thousands that are shown add up, as they do in the
 * reports; tooltips tell the won.
 *
 * Returns: (transfer full) (element-type SotongLedgerItem): the rows
 */
GPtrArray *
sotong_ledger_item_list (const SotongLedger *ledger)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(SotongReportMoney) money = sotong_report_money_new (ledger, NULL);

  add_item (items, sotong_ledger_item_new (SOTONG_LEDGER_ITEM_TOTAL, 0, _("Total"), "", 0, &ledger->total), &money->shown);
  for (guint i = 0; i < ledger->accounts->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->accounts, i);
      const SotongReportAccount *account = sotong_report_money_find (money, row->id);

      add_item (items, sotong_ledger_item_new (SOTONG_LEDGER_ITEM_ACCOUNT, row->id, row->name, "", 0, &row->money),
                account != NULL ? &account->shown : &row->money);
      add_lines (ledger, money, row->id, items);
    }
  return items;
}

SotongLedgerItemKind
sotong_ledger_item_get_kind (SotongLedgerItem *self)
{
  g_return_val_if_fail (SOTONG_IS_LEDGER_ITEM (self), SOTONG_LEDGER_ITEM_LINE);
  return self->kind;
}

gint64
sotong_ledger_item_get_id (SotongLedgerItem *self)
{
  g_return_val_if_fail (SOTONG_IS_LEDGER_ITEM (self), 0);
  return self->id;
}

const char *
sotong_ledger_item_get_name (SotongLedgerItem *self)
{
  g_return_val_if_fail (SOTONG_IS_LEDGER_ITEM (self), NULL);
  return self->name;
}

const SotongLedgerMoney *
sotong_ledger_item_get_money (SotongLedgerItem *self)
{
  g_return_val_if_fail (SOTONG_IS_LEDGER_ITEM (self), NULL);
  return &self->money;
}

/* The marks that the document has: ○ above, - below, ㆍ below that. */
static char *
indented_name (SotongLedgerItem *self)
{
  switch (self->kind)
    {
    case SOTONG_LEDGER_ITEM_HEADING:
    case SOTONG_LEDGER_ITEM_LINE:
      return g_strdup_printf (self->depth > 1 ? "          ㆍ %s" : self->depth > 0 ? "      - %s" : "  ○ %s", self->name);
    case SOTONG_LEDGER_ITEM_TOTAL:
    case SOTONG_LEDGER_ITEM_ACCOUNT:
    default:
      return g_strdup (self->name);
    }
}

static gint64
amount_of (const SotongLedgerMoney *money,
           int                      column)
{
  switch (column)
    {
    case SOTONG_LEDGER_AVAILABLE:
      return money->available;
    case SOTONG_LEDGER_COMMITTED:
      return money->committed;
    case SOTONG_LEDGER_EXECUTED:
      return money->executed;
    case SOTONG_LEDGER_UNSPENT:
      return money->unspent;
    case SOTONG_LEDGER_CARRIED_OUT:
      return money->carried_out;
    case SOTONG_LEDGER_REMAINING:
      return money->remaining;
    default:
      return SOTONG_NONE;
    }
}

/**
 * sotong_ledger_item_text:
 * @self: a row
 * @column: where
 *
 * Returns: (transfer full): what stands there; amounts in thousands of won
 */
char *
sotong_ledger_item_text (SotongLedgerItem *self,
                         int               column)
{
  g_return_val_if_fail (SOTONG_IS_LEDGER_ITEM (self), NULL);

  switch (column)
    {
    case SOTONG_LEDGER_NAME:
      return indented_name (self);
    case SOTONG_LEDGER_FORMULA:
      return g_strdup (self->formula);
    case SOTONG_LEDGER_RATE:
      return self->shown.rate != SOTONG_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT "%%", self->shown.rate) : g_strdup ("-");
    default:
      return sotong_won_format_thousand (amount_of (&self->shown, column));
    }
}

/**
 * sotong_ledger_item_tooltip:
 * @self: a row
 * @column: where
 *
 * Returns: (transfer full) (nullable): the whole text, or the amount to the won
 */
char *
sotong_ledger_item_tooltip (SotongLedgerItem *self,
                            int               column)
{
  g_autofree char *won = NULL, *carried = NULL;

  g_return_val_if_fail (SOTONG_IS_LEDGER_ITEM (self), NULL);

  if (column == SOTONG_LEDGER_NAME)
    return *self->formula != '\0' ? g_strdup_printf ("%s\n%s", self->name, self->formula) : g_strdup (self->name);
  if (column == SOTONG_LEDGER_FORMULA)
    return *self->formula != '\0' ? g_strdup (self->formula) : NULL;
  if (column == SOTONG_LEDGER_RATE)
    return g_strdup (_("Executed of the current budget, in whole percent, cut"));
  won = sotong_won_format (amount_of (&self->money, column));
  if (column == SOTONG_LEDGER_UNSPENT)
    return g_strdup_printf (_("%s won: the available budget less what was executed, as it is disclosed each month"), won);
  if (column != SOTONG_LEDGER_REMAINING)
    return g_strdup_printf (_("%s won"), won);
  carried = sotong_won_format (self->money.carried_out);
  return g_strdup_printf (_("%s won, as the settlement counts it: %s won more are carried to the next year"), won, carried);
}
