/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "budget/sotong-budget-check.h"
#include "budget/sotong-budget-past.h"
#include "budget/sotong-formula.h"
#include "budget/sotong-ledger.h"
#include "store/sotong-budget-act.h"
#include "util/sotong-won.h"

/* ---- what was printed ---- */

static void
check_settlement (const SotongSettlement *s,
                  GPtrArray              *findings)
{
  gint64 available, remaining;

  if (!sotong_won_add (s->original, s->carried_in, &available) || !sotong_won_add (available, s->changed, &available)
      || available != s->available)
    {
      g_autofree char *has = sotong_budget_format_money (s->available);

      sotong_findings_take (findings, "settlement", FALSE,
                            g_strdup_printf (_("Settlement of %d: the current budget of %s is not original budget + carried in + changes."), s->year, has));
    }
  if (!sotong_won_subtract (s->available, s->executed, &remaining) || !sotong_won_subtract (remaining, s->carried_out, &remaining)
      || remaining != s->remaining)
    {
      g_autofree char *has = sotong_budget_format_money (s->remaining);

      sotong_findings_take (findings, "settlement", FALSE,
                            g_strdup_printf (_("Settlement of %d: the remaining %s is not current budget − executed − carried out."), s->year, has));
    }
}

/* What one year hands on, the next one must have got. */
static void
check_carry_over (const SotongSettlement *s,
                  const SotongSettlement *next,
                  GPtrArray              *findings)
{
  g_autofree char *out = NULL, *in = NULL;

  if (next->year != s->year + 1 || next->carried_in == s->carried_out)
    return;
  out = sotong_budget_format_money (s->carried_out);
  in = sotong_budget_format_money (next->carried_in);
  sotong_findings_take (findings, "settlement", TRUE,
                        g_strdup_printf (_("%d carried %s out, and %d carried %s in."), s->year, out, next->year, in));
}

static const SotongBudgetTotal *
find_total (const SotongProgramme *programme,
            gint64                 account_id,
            int                    year)
{
  for (guint i = 0; i < programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);

      if (total->account_id == account_id && total->year == year)
        return total;
    }
  return NULL;
}

/* A total of a past year is data of its own: what its parts do not reach is told, and not mended. */
static void
check_past_total (const SotongProgramme   *programme,
                  const SotongBudgetTotal *whole,
                  GPtrArray               *findings)
{
  g_autofree char *printed = NULL, *sum = NULL, *difference = NULL;
  gint64 parts = 0, missing;
  guint n = 0;

  for (guint i = 0; i < programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);

      if (total->year != whole->year || total->account_id == SOTONG_NONE)
        continue;
      if (!sotong_won_add (parts, total->amount, &parts))
        return;
      n++;
    }
  if (n == 0 || parts == whole->amount || !sotong_won_subtract (whole->amount, parts, &missing))
    return;
  printed = sotong_budget_format_money (whole->amount);
  sum = sotong_budget_format_money (parts);
  difference = sotong_budget_format_money (missing);
  sotong_findings_take (findings, "total", TRUE,
                        g_strdup_printf (_("%d: the parts listed add up to %s, and the total as printed is %s; %s are not shown. The total is left as it was printed."),
                                         whole->year, sum, printed, difference));
}

static void
check_settled_total (const SotongProgramme  *programme,
                     const SotongSettlement *s,
                     GPtrArray              *findings)
{
  const SotongBudgetTotal *total = find_total (programme, SOTONG_NONE, s->year);
  g_autofree char *printed = NULL, *settled = NULL;

  if (total == NULL || total->amount == s->original)
    return;
  printed = sotong_budget_format_money (total->amount);
  settled = sotong_budget_format_money (s->original);
  sotong_findings_take (findings, "settlement", TRUE,
                        g_strdup_printf (_("%d: the budget as printed is %s, and the settlement begins with %s."), s->year, printed, settled));
}

/* Two years' statements may tell of one past year: that is said once. */
static void
take_once (GPtrArray *findings,
           guint      first)
{
  for (guint i = findings->len; i > first; i--)
    for (guint k = 0; k < first; k++)
      if (g_str_equal (((const SotongFinding *) g_ptr_array_index (findings, i - 1))->message, ((const SotongFinding *) g_ptr_array_index (findings, k))->message))
        {
          g_ptr_array_remove_index (findings, i - 1);
          break;
        }
}

static void
check_printed (const SotongProgramme *programme,
               GPtrArray             *findings)
{
  guint first = findings->len;

  for (guint i = 0; i < programme->settlements->len; i++)
    {
      const SotongSettlement *s = &g_array_index (programme->settlements, SotongSettlement, i);

      check_settlement (s, findings);
      check_settled_total (programme, s, findings);
      if (i + 1 < programme->settlements->len)
        check_carry_over (s, &g_array_index (programme->settlements, SotongSettlement, i + 1), findings);
    }
  for (guint i = 0; i < programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);

      if (total->account_id == SOTONG_NONE && total->year != programme->year)
        check_past_total (programme, total, findings);
      if (sotong_budget_total_differs (programme, total))
        sotong_findings_take (findings, "total", TRUE, sotong_budget_total_describe (programme, total));
    }
  take_once (findings, first);
}

/* ---- the year's own lines ---- */

/**
 * sotong_budget_check_basis:
 * @name: a budget line
 * @basis: (nullable): its basis of calculation, as offices write it
 * @amount: won
 * @out_is_note: (out) (optional): nothing is wrong with the line, as with a basis that is no arithmetic
 *
 * Returns: (transfer full) (nullable): what @basis comes to where that is not @amount, or why it cannot be computed; %NULL where all is well
 */
char *
sotong_budget_check_basis (const char *name,
                           const char *basis,
                           gint64      amount,
                           gboolean   *out_is_note)
{
  g_autoptr(SotongFormula) formula = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *says = NULL, *has = NULL;

  if (out_is_note != NULL)
    *out_is_note = FALSE;
  if (basis == NULL || *basis == '\0')
    return NULL;
  formula = sotong_formula_parse (basis, &error);
  if (formula == NULL)
    {
      if (out_is_note != NULL)
        *out_is_note = g_error_matches (error, SOTONG_FORMULA_ERROR, SOTONG_FORMULA_ERROR_SYNTAX);
      return g_strdup_printf (_("The basis of calculation of “%s” cannot be computed. %s"), name, error->message);
    }
  if (formula->amount == amount)
    return NULL;
  says = sotong_budget_format_beside (formula->amount, amount);
  has = sotong_budget_format_beside (amount, formula->amount);
  return g_strdup_printf (_("“%s” is %s, and its basis of calculation %s comes to %s."), name, has, basis, says);
}

static void
check_formula (const SotongLedgerRow *row,
               GPtrArray             *findings)
{
  gboolean is_note;
  g_autofree char *text = sotong_budget_check_basis (row->name, row->formula, row->amount, &is_note);

  if (text != NULL)
    sotong_findings_take (findings, "formula", is_note, g_steal_pointer (&text));
}

static void
check_heading (const SotongLedgerRow *row,
               GPtrArray             *findings)
{
  g_autofree char *has = NULL, *parts = NULL;

  if (!row->is_heading || row->amount == row->money.original)
    return;
  has = sotong_budget_format_beside (row->amount, row->money.original);
  parts = sotong_budget_format_beside (row->money.original, row->amount);
  sotong_findings_take (findings, "heading", FALSE, g_strdup_printf (_("“%s” says %s, and its lines add up to %s."), row->name, has, parts));
}

/* By how much @amount is over @limit. */
static char *
format_excess (gint64 amount,
               gint64 limit)
{
  gint64 difference;

  return sotong_budget_format_money (sotong_won_subtract (amount, limit, &difference) ? difference : G_MAXINT64);
}

static void
check_spending (const SotongLedgerRow *row,
                GPtrArray             *findings)
{
  const SotongLedgerMoney *money = &row->money;

  if (row->is_heading)
    return;
  if (money->executed > money->available)
    {
      g_autofree char *excess = format_excess (money->executed, money->available);

      sotong_findings_take (findings, "spending", FALSE, g_strdup_printf (_("“%s” is overspent: %s more were paid than it has."), row->name, excess));
    }
  else if (money->remaining < 0)
    {
      g_autofree char *excess = format_excess (money->carried_out, money->unspent);

      sotong_findings_take (findings, "spending", FALSE,
                            g_strdup_printf (_("“%s” carries %s more over to the next year than it has left."), row->name, excess));
    }
  if (money->committed - money->direct > money->available) /* the sum of the two */
    {
      g_autofree char *excess = format_excess (money->committed - money->direct, money->available);

      sotong_findings_take (findings, "spending", FALSE, g_strdup_printf (_("“%s” has %s more committed than it has."), row->name, excess));
    }
}

/* What goes over by accident needs its contracts until the year is closed. */
static gboolean
check_accidents (SotongDb           *db,
                 const SotongLedger *ledger,
                 GPtrArray          *findings,
                 GError            **error)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);
      g_autoptr(GError) local = NULL;

      if (row->is_heading || row->money.carried_out == 0 || sotong_carry_over_check_accident (db, row->id, &local))
        continue;
      if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      sotong_findings_take (findings, "spending", FALSE, g_strdup (local->message));
    }
  return TRUE;
}

/* The total that is printed for the programme's own year, against its lines. */
static void
check_total (const SotongProgramme *programme,
             gint64                 account_id,
             const char            *name,
             gint64                 sum,
             GPtrArray             *findings)
{
  const SotongBudgetTotal *total = find_total (programme, account_id, programme->year);
  g_autofree char *printed = NULL, *lines = NULL;

  if (total == NULL || total->amount == sum)
    return;
  printed = sotong_budget_format_beside (total->amount, sum);
  lines = sotong_budget_format_beside (sum, total->amount);
  sotong_findings_take (findings, "total", FALSE,
                        g_strdup_printf (_("%d, “%s”: the total is %s, and its lines add up to %s."), programme->year, name, printed, lines));
}

static void
check_ledger (const SotongLedger *ledger,
              GPtrArray          *findings)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);

      check_heading (row, findings);
      check_formula (row, findings);
      check_spending (row, findings);
    }
  for (guint i = 0; i < ledger->accounts->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->accounts, i);

      check_total (ledger->programme, row->id, row->name, row->money.original, findings);
    }
  check_total (ledger->programme, SOTONG_NONE, ledger->programme->name, ledger->total.original, findings);
}

/* ---- money and contents ---- */

/* @paid: for the content in all. Two lines may share what it cost. */
static void
check_content (const SotongContentCost *cost,
               gint64                   paid,
               GPtrArray               *findings)
{
  g_autofree char *says = NULL, *sum = NULL;

  if (cost->removed)
    sotong_findings_take (findings, "payment", TRUE, g_strdup_printf (_("“%s” was paid for and has been removed."), cost->title));
  if (cost->cost_final == SOTONG_NONE || cost->cost_final == paid)
    return;
  says = sotong_budget_format_money (cost->cost_final);
  sum = sotong_budget_format_money (paid);
  sotong_findings_take (findings, "payment", FALSE,
                        g_strdup_printf (_("“%s” (%" PRId64 ") cost %s, and %s were paid for it."), cost->title, cost->content_id, says, sum));
}

static void
check_line_of_content (const SotongContentCost *cost,
                       GPtrArray               *findings)
{
  if (cost->line_id == SOTONG_NONE || cost->line_id == cost->payment_line_id || cost->paid == 0)
    return;
  sotong_findings_take (findings, "payment", FALSE,
                        g_strdup_printf (_("“%s” (%" PRId64 ") names another budget line than the one that paid for it."),
                                         cost->title, cost->content_id));
}

static gboolean
check_contents (SotongDb               *db,
                const SotongProgramme  *programme,
                GPtrArray              *findings,
                GError                **error)
{
  g_autoptr(GPtrArray) costs = sotong_content_costs (db, programme->id, error);
  gint64 paid = 0;

  if (costs == NULL)
    return FALSE;
  for (guint i = 0; i < costs->len; i++)
    {
      const SotongContentCost *cost = g_ptr_array_index (costs, i);
      const SotongContentCost *next = i + 1 < costs->len ? g_ptr_array_index (costs, i + 1) : NULL;

      check_line_of_content (cost, findings);
      if (!sotong_won_add (paid, cost->paid, &paid))
        paid = G_MAXINT64;
      if (next != NULL && next->content_id == cost->content_id)
        continue;
      check_content (cost, paid, findings);
      paid = 0;
    }
  return TRUE;
}

/* A year that is told in advance, or a day that was mistyped: what it says of “so far” is not so. */
static gboolean
check_ahead (SotongDb               *db,
             const SotongProgramme  *programme,
             GPtrArray              *findings,
             GError                **error)
{
  g_autofree char *first = NULL;
  gint64 n;

  if (!sotong_ledger_count_ahead (db, programme->id, &first, &n, error))
    return FALSE;
  if (n > 0)
    sotong_findings_take (findings, "day", TRUE,
                          g_strdup_printf (ngettext ("%1$d: %2$d entry is dated after today, on %3$s, and counts already.",
                                                     "%1$d: %2$d entries are dated after today, the first on %3$s, and count already.", (gulong) n),
                                           programme->year, (int) n, first));
  return TRUE;
}

static gboolean
check_year (SotongDb   *db,
            int         year,
            GPtrArray  *findings,
            GError    **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(GError) local = NULL;
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, year, any, &local);
  g_autoptr(SotongProgramme) programme = NULL;

  if (ledger != NULL)
    {
      check_printed (ledger->programme, findings);
      check_ledger (ledger, findings);
      return check_accidents (db, ledger, findings, error) && check_contents (db, ledger->programme, findings, error) && check_ahead (db, ledger->programme, findings, error);
    }
  if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  sotong_findings_take (findings, "spending", FALSE, g_strdup (local->message));
  programme = sotong_programme_get (db, year, error);
  if (programme == NULL)
    return FALSE;
  check_printed (programme, findings);
  return TRUE;
}

/**
 * sotong_budget_check:
 * @db: a connection
 * @year: a fiscal year, or 0 for all; for a year without a budget of its own, that of the statement which tells of it is checked
 * @findings: (element-type SotongFinding): what does not hold is added
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when nothing is known of @year
 *
 * Holds every figure of the budget against the others: settlements against their identities,
 * headings and totals against their lines, amounts against their basis of calculation, what was
 * paid and committed against what there is, and what contents cost against what was paid for them.
 * Nothing is mended. What cannot be right is a finding; a total of a past year that its listed
 * parts do not reach, and what is dated after today, is a note.
 *
 * Returns: %TRUE if the check could be made
 */
gboolean
sotong_budget_check (SotongDb   *db,
                     int         year,
                     GPtrArray  *findings,
                     GError    **error)
{
  g_autoptr(GArray) years = sotong_programme_years (db, error);
  g_autoptr(SotongLedger) past = NULL;

  if (years == NULL)
    return FALSE;
  for (guint i = 0; i < years->len; i++)
    {
      if (year == 0 || year == g_array_index (years, int, i))
        {
          if (!check_year (db, g_array_index (years, int, i), findings, error))
            return FALSE;
          if (year != 0)
            return TRUE;
        }
    }
  if (year == 0)
    return TRUE;
  past = sotong_ledger_read_past (db, year, error);
  return past != NULL && check_year (db, past->programme->year, findings, error);
}
