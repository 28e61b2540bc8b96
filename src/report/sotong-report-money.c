/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-money.h"
#include "report/sotong-report-parts-private.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-won.h"

/*
 * 단수조정: reports print thousands. What is given is cut, and single lines are a thousand higher where the lines would not come to the
 * total; what follows from it is made of what is printed. So the budget summary, the settlement and the disclosed list say one figure.
 */

/* The columns that are given; the others follow from them, in print too. */
static const gsize given[] = {
  G_STRUCT_OFFSET (SotongLedgerMoney, original), G_STRUCT_OFFSET (SotongLedgerMoney, carried_in), G_STRUCT_OFFSET (SotongLedgerMoney, changed),
  G_STRUCT_OFFSET (SotongLedgerMoney, committed), G_STRUCT_OFFSET (SotongLedgerMoney, executed), G_STRUCT_OFFSET (SotongLedgerMoney, carried_out),
  G_STRUCT_OFFSET (SotongLedgerMoney, executed_in_range),
};

#define WON(money, offset) G_STRUCT_MEMBER (gint64, money, offset)

/* What a closed line was when it was closed, or what it is now. */
SotongLedgerMoney
sotong_report_money_of (GArray                *closed,
                        const SotongLedgerRow *row)
{
  SotongLedgerMoney money = row->money;

  for (guint i = 0; closed != NULL && i < closed->len; i++)
    {
      const SotongClosedLine *line = &g_array_index (closed, SotongClosedLine, i);

      if (line->line_id != row->id)
        continue;
      money.original = line->original;
      money.carried_in = line->carried_in;
      money.changed = line->changed;
      money.committed = line->committed;
      money.executed = money.executed_in_range = line->executed;
      money.carried_out = line->carried_out;
      sotong_ledger_money_finish (&money);
    }
  return money;
}

static gboolean
add_money (SotongLedgerMoney       *sum,
           const SotongLedgerMoney *m)
{
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (!sotong_won_add (WON (sum, given[i]), WON (m, given[i]), &WON (sum, given[i])))
      return FALSE;
  return sotong_ledger_money_finish (sum);
}

/* Whether a thousand more may be shown as spent of the line: what is left of it does not fall below nought for it. */
static gboolean
has_room (const SotongReportLine *line,
          gsize                   column)
{
  return (column != G_STRUCT_OFFSET (SotongLedgerMoney, executed) && column != G_STRUCT_OFFSET (SotongLedgerMoney, carried_out))
         || line->shown.remaining >= 1000;
}

/* The line of which most was cut towards nought in @column, those with room before others. */
static SotongReportLine *
find_most_cut (GArray *lines,
               gsize   column,
               int     sign)
{
  SotongReportLine *best = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      SotongReportLine *line = &g_array_index (lines, SotongReportLine, i);
      gint64 cut = sign * (WON (&line->money, column) % 1000);
      gboolean better = best == NULL || has_room (line, column) > has_room (best, column)
                        || (has_room (line, column) == has_room (best, column) && cut > sign * (WON (&best->money, column) % 1000));

      if (cut > 0 && !line->raised && better)
        best = line;
    }
  return best;
}

/* The thousands of the lines come to those of the total, a thousand more where most of it was cut. */
static void
settle_column (GArray             *lines,
               SotongLedgerMoney  *total,
               gsize               column)
{
  gint64 left = WON (total, column) / 1000;
  int sign;
  SotongReportLine *line;

  for (guint i = 0; i < lines->len; i++)
    {
      line = &g_array_index (lines, SotongReportLine, i);
      line->raised = FALSE;
      left -= WON (&line->shown, column) / 1000;
    }
  sign = left < 0 ? -1 : 1;
  for (; left != 0 && (line = find_most_cut (lines, column, sign)) != NULL; left -= sign)
    {
      line->raised = TRUE;
      WON (&line->shown, column) += sign * 1000;
      sotong_ledger_money_finish (&line->shown);
    }
}

/* Whole thousands of it, towards nought; what there is none of stays none. */
gint64
sotong_report_cut (gint64 won)
{
  return won == SOTONG_REPORT_BLANK ? won : won - won % 1000;
}

/* What is printed of @money if nothing is settled: whole thousands, and what follows from them. */
static SotongLedgerMoney
cut_money (const SotongLedgerMoney *money)
{
  SotongLedgerMoney shown = *money;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    WON (&shown, given[i]) = sotong_report_cut (WON (&shown, given[i]));
  sotong_ledger_money_finish (&shown);
  return shown;
}

static gboolean
is_whole (const SotongLedgerMoney *money)
{
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (WON (money, given[i]) % 1000 != 0)
      return FALSE;
  return TRUE;
}

static void
add_accounts (SotongReportMoney *self)
{
  SotongReportAccount *account = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const SotongReportLine *line = &g_array_index (self->lines, SotongReportLine, i);

      if (i == 0 || line->row->account_id != g_array_index (self->lines, SotongReportLine, i - 1).row->account_id)
        {
          SotongReportAccount next = { line->row->account, line->row->account_id, i, 0, { 0 } };

          g_array_append_val (self->accounts, next);
          account = &g_array_index (self->accounts, SotongReportAccount, self->accounts->len - 1);
        }
      account->n++;
      add_money (&account->shown, &line->shown);
    }
}

/* The heading that a row stands below; %NULL if it stands below none. */
static const SotongLedgerRow *
heading_of (const SotongLedger *ledger,
            guint               at)
{
  const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, at);

  for (guint i = at; i > 0; i--)
    {
      const SotongLedgerRow *above = g_ptr_array_index (ledger->rows, i - 1);

      if (above->depth < row->depth)
        return above;
    }
  return NULL;
}

static char *
make_label (const SotongLedger *ledger,
            guint               at)
{
  const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, at), *heading = heading_of (ledger, at);

  for (guint i = 0; heading != NULL && i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *other = g_ptr_array_index (ledger->rows, i);

      if (other != row && !other->is_heading && other->account_id == row->account_id && g_str_equal (other->name, row->name))
        return g_strdup_printf ("%s(%s)", row->name, heading->name);
    }
  return g_strdup (row->name);
}

static void
line_clear (gpointer data)
{
  g_free (((SotongReportLine *) data)->label);
}

/**
 * sotong_report_money_new:
 * @ledger: a year's ledger, which must outlive the result
 * @closed: (nullable) (element-type SotongClosedLine): its lines as they were frozen
 *
 * Lines alone, no headings, so that a sheet's sums are those of its rows.
 *
 * Returns: (transfer full): the year's money as it is printed
 */
SotongReportMoney *
sotong_report_money_new (const SotongLedger *ledger,
                         GArray             *closed)
{
  SotongReportMoney *self = g_new0 (SotongReportMoney, 1);

  self->lines = g_array_new (FALSE, TRUE, sizeof (SotongReportLine));
  self->accounts = g_array_new (FALSE, TRUE, sizeof (SotongReportAccount));
  g_array_set_clear_func (self->lines, line_clear);
  self->whole = TRUE;
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);
      SotongReportLine line = { row, sotong_report_money_of (closed, row), { 0 }, FALSE, NULL };

      if (row->is_heading)
        continue;
      line.shown = cut_money (&line.money);
      line.label = make_label (ledger, i);
      self->whole = self->whole && is_whole (&line.money);
      add_money (&self->total, &line.money);
      g_array_append_val (self->lines, line);
    }
  for (guint i = 0; !self->whole && i < G_N_ELEMENTS (given); i++)
    settle_column (self->lines, &self->total, given[i]);
  self->shown = cut_money (&self->total);
  add_accounts (self);
  return self;
}

void
sotong_report_money_free (SotongReportMoney *self)
{
  g_array_unref (self->lines);
  g_array_unref (self->accounts);
  g_free (self);
}

/* (nullable): an account, if it has lines. */
const SotongReportAccount *
sotong_report_money_find (const SotongReportMoney *self,
                          gint64                   account_id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (g_array_index (self->accounts, SotongReportAccount, i).id == account_id)
      return &g_array_index (self->accounts, SotongReportAccount, i);
  return NULL;
}

/**
 * sotong_report_line_has_row:
 * @line: a line of an account
 * @n_lines: how many the account has, at least 1
 *
 * A budget document prints each account, a level of the classification, and below it what it is calculated from: in bold
 * with one line as with many. A single line with the account's own name says nothing that the account does not.
 *
 * Returns: whether the line stands below its account in a row of its own
 */
gboolean
sotong_report_line_has_row (const SotongLedgerRow *line,
                            guint                  n_lines)
{
  return n_lines > 1 || !g_str_equal (line->name, line->account);
}

/**
 * sotong_report_money_shown:
 * @self: a year's money
 * @ledger: that it was made of
 * @row: which of the ledger's rows
 *
 * Returns: what is printed of the row in whole thousands: of a heading what is printed of the lines below it
 */
SotongLedgerMoney
sotong_report_money_shown (const SotongReportMoney *self,
                           const SotongLedger      *ledger,
                           guint                    row)
{
  const SotongLedgerRow *head = g_ptr_array_index (ledger->rows, row);
  SotongLedgerMoney sum = { 0 };

  for (guint i = row, at = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *line = g_ptr_array_index (ledger->rows, i);

      if (i > row && (line->depth <= head->depth || line->account_id != head->account_id))
        break;
      while (!line->is_heading && g_array_index (self->lines, SotongReportLine, at).row != line)
        at++;
      if (!line->is_heading)
        add_money (&sum, &g_array_index (self->lines, SotongReportLine, at).shown);
    }
  sotong_ledger_money_finish (&sum);
  return sum;
}
