/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "budget/sotong-budget-check.h"
#include "budget/sotong-formula.h"
#include "exchange/sotong-ledger-rows-private.h"
#include "exchange/sotong-ledger-title-private.h"
#include "store/sotong-budget-run.h"
#include "store/sotong-change.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* The lines of a budget go into the year that they are of. */

/* What the budget of a year that has none yet is called: as a person says, or as the sheet is headed, or by its year. */
static void
name_programme (SotongLedgerImport         *self,
                const SotongGrid           *grid,
                const SotongLedgerMapping  *mapping)
{
  gboolean said = !sotong_text_is_blank (self->programme);

  self->called = said ? sotong_text_single_line (self->programme, SOTONG_LEDGER_LONGEST_NAME) : sotong_ledger_title (grid, mapping);
  if (self->called == NULL)
    self->called = g_strdup_printf (_("Budget of %d"), self->year);
  if (said)
    return;
  g_ptr_array_add (self->notes, g_strdup_printf (SOTONG_SAY (_("The budget of %d is called “%s”. Another name can be given with --programme."),
                                                             _("The budget of %d is called “%s”.")), self->year, self->called));
}

static gint64
find_programme (SotongLedgerImport  *self,
                SotongDb            *db,
                GError             **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(SotongProgramme) known = sotong_programme_get (db, self->year, &local);
  g_autoptr(SotongProgramme) fresh = NULL;

  if (known != NULL)
    return known->id;
  if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  fresh = sotong_programme_new ();
  fresh->year = self->year;
  fresh->name = g_strdup (self->called);
  fresh->starts_on = g_strdup_printf ("%04d-01-01", self->year);
  fresh->ends_on = g_strdup_printf ("%04d-12-31", self->year);
  return sotong_programme_insert (db, fresh, error);
}

static gint64
find_account (SotongDb    *db,
              gint64       programme_id,
              int          year,
              const char  *code,
              const char  *name,
              GError     **error)
{
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, year, error);

  if (programme == NULL)
    return 0;
  for (guint i = 0; i < programme->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (programme->accounts, i);

      if (g_str_equal (account->name, name))
        return account->id;
    }
  return sotong_budget_account_insert (db, programme_id, code, name, error);
}

/* Price, quantity and times, where the basis of calculation can be read; what it comes to is compared by “budget check”. */
static void
read_basis (SotongBudgetLine *line)
{
  g_autoptr(SotongFormula) formula = *line->formula != '\0' ? sotong_formula_parse (line->formula, NULL) : NULL;

  if (formula == NULL)
    return;
  line->unit_price = formula->unit_price;
  line->quantity = 1;
  line->times = 1;
  for (guint i = 0; i < formula->factors->len; i++)
    {
      const SotongFactor *factor = g_ptr_array_index (formula->factors, i);

      if (i == 0)
        {
          line->quantity = factor->quantity;
          g_free (line->unit);
          line->unit = g_strdup (factor->unit);
        }
      else if (!sotong_won_multiply (line->times, factor->quantity, &line->times))
        line->times = 1;
    }
}

static void
report_amount (SotongLedgerImport  *self,
               const SotongGridRow *row)
{
  sotong_ledger_import_problem (self, row, SOTONG_SAY (_("the ledger has the line with another amount. Enter the difference with “sotongctl budget change”."),
                                                       _("the ledger has the line with another amount. Enter the difference with “Change Budget”.")));
}

/* The amount stands as the file has it; that its basis comes to something else is said before. */
static void
note_basis (SotongLedgerImport  *self,
            const SotongGridRow *row,
            const char          *name,
            const char          *basis,
            gint64               amount)
{
  g_autofree char *text = sotong_budget_check_basis (name, basis, amount, NULL);

  if (text != NULL)
    /* Translators: the line of a file, and what is wrong with it */
    g_ptr_array_add (self->notes, g_strdup_printf (_("Line %d: %s"), (int) row->line, text));
}

/* The totals go with the lines that came. The file may say of a heading what it was or what it is now, and nothing else. */
static gboolean
settle (SotongLedgerImport      *self,
        SotongDb                *db,
        gint64                   programme_id,
        GPtrArray               *lines,
        const SotongBudgetSums  *before,
        GError                 **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) now = NULL;

  if (!sotong_budget_totals_follow (db, programme_id, before, error))
    return FALSE;
  now = sotong_budget_lines (db, programme_id, any, error);
  for (guint i = 0; now != NULL && i < now->len; i++)
    {
      const SotongBudgetLine *heading = g_ptr_array_index (now, i);

      for (guint k = 0; heading->is_heading && k < lines->len; k++)
        {
          const SotongLedgerLine *line = g_ptr_array_index (lines, k);

          if (line->old != NULL && line->old->is_heading && line->old->id == heading->id && line->amount != line->old->amount
              && line->amount != heading->amount)
            report_amount (self, line->row);
        }
    }
  return now != NULL;
}

static gboolean
write_line (SotongDb          *db,
            gint64             programme_id,
            gint64             account_id,
            GPtrArray         *lines,
            SotongLedgerLine  *from,
            GError           **error)
{
  g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();

  line->programme_id = programme_id;
  line->account_id = account_id;
  line->parent_id = from->above >= 0 ? ((const SotongLedgerLine *) g_ptr_array_index (lines, from->above))->id : SOTONG_NONE;
  line->name = g_strdup (from->name);
  line->formula = g_strdup (from->formula);
  line->amount = from->amount;
  read_basis (line);
  from->id = sotong_budget_line_insert (db, line, error);
  return from->id != 0;
}

/* A line of the file as it would come. */
static void
show_row (SotongLedgerImport  *self,
          const SotongGridRow *from,
          const char          *account,
          const char          *name,
          gint64               amount,
          gboolean             known)
{
  SotongLedgerImportRow *row = g_new0 (SotongLedgerImportRow, 1);

  row->line_number = from->line;
  row->account = sotong_text_single_line (account, 500);
  row->line = sotong_text_single_line (name, 500);
  row->amount = amount;
  row->day = g_strdup ("");
  row->payee = g_strdup ("");
  row->description = g_strdup ("");
  row->document = g_strdup ("");
  row->known = known;
  g_ptr_array_add (self->rows, row);
}

/* What an import would add and what the year has, as far as a reader's connection can tell. */
static void
show_lines (SotongLedgerImport  *self,
            GPtrArray           *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongLedgerLine *line = g_ptr_array_index (lines, i);

      if (line->old == NULL)
        {
          self->n_added++;
          note_basis (self, line->row, line->name, line->formula, line->amount);
        }
      else
        self->n_known++;
      show_row (self, line->row, line->account, line->name, line->amount, line->old != NULL);
      if (line->old != NULL && !line->old->is_heading && line->old->amount != line->amount)
        report_amount (self, line->row);
    }
}

/* Adds the lines that the year has not, and the year where it is new. */
static gboolean
write_lines (SotongLedgerImport  *self,
             SotongDb            *db,
             const char          *file,
             GPtrArray           *lines,
             GError             **error)
{
  g_autoptr(SotongBudgetSums) sums = NULL;
  gint64 programme_id, account_id = 0;

  self->n_added = self->n_known = 0;
  if (!sotong_change_begin (db, "budget.import", "fiscal_year", self->year, file, error))
    return FALSE;
  programme_id = find_programme (self, db, error);
  sums = programme_id != 0 ? sotong_budget_sums_new (db, programme_id, error) : NULL;
  if (sums == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      SotongLedgerLine *line = g_ptr_array_index (lines, i);
      const SotongLedgerLine *before = i > 0 ? g_ptr_array_index (lines, i - 1) : NULL;

      if ((before == NULL || !g_str_equal (line->account, before->account))
          && (account_id = find_account (db, programme_id, self->year, line->code, line->account, error)) == 0)
        return FALSE;
      if (line->old != NULL)
        {
          line->id = line->old->id;
          self->n_known++;
        }
      else if (write_line (db, programme_id, account_id, lines, line, error))
        self->n_added++;
      else
        return FALSE;
    }
  return settle (self, db, programme_id, lines, sums, error);
}

typedef struct {
  SotongLedgerImport *self;
  const char         *file;
  GPtrArray          *lines;
} Attempt;

static gboolean
try_lines (SotongDb  *db,
           gpointer   data,
           GError   **error)
{
  const Attempt *attempt = data;

  return write_lines (attempt->self, db, attempt->file, attempt->lines, error);
}

/* What an import would be refused for is a problem of the preview. */
static gboolean
try_budget (SotongLedgerImport  *self,
            SotongDb            *db,
            const char          *file,
            GPtrArray           *lines,
            GError             **error)
{
  Attempt attempt = { self, file, lines };
  GError *local = NULL;

  if (sotong_budget_try (db, try_lines, &attempt, &local))
    return TRUE;
  if (g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID) || g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_ptr_array_add (self->problems, g_strdup (local->message));
      g_error_free (local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

/* The lines that the year has, none of a year that is new; %NULL with @error set when they cannot be read. */
static GPtrArray *
read_known (SotongDb  *db,
            int        year,
            gboolean  *out_new,
            GError   **error)
{
  GError *local = NULL;
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, year, &local);
  SotongRange any = { 0, 0 };

  *out_new = programme == NULL;
  if (programme != NULL)
    return sotong_budget_lines (db, programme->id, any, error);
  if (!g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_error_free (local);
  return g_ptr_array_new ();
}

/*
 * sotong_ledger_import_budget:
 * @self: an import of which the file has no days
 * @db: the connection of a write job
 * @grid: the file
 * @mapping: its columns
 * @error: return location
 *
 * Looks at all lines, and adds those that the year has not, and the year where it is new. A problem leaves nothing behind. A
 * preview lists the lines, counts what would be added and what is known, and adds nothing.
 *
 * Returns: %FALSE with @error set when nothing was written because of it
 */
gboolean
sotong_ledger_import_budget (SotongLedgerImport         *self,
                             SotongDb                   *db,
                             const SotongGrid           *grid,
                             const SotongLedgerMapping  *mapping,
                             GError                    **error)
{
  g_autoptr(GPtrArray) known = NULL, lines = NULL;
  gboolean is_new;

  if (self->year == 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Say of which year the budget is, with --year."));
      return FALSE;
    }
  known = read_known (db, self->year, &is_new, error);
  if (known == NULL)
    return FALSE;
  if (is_new)
    name_programme (self, grid, mapping);
  lines = sotong_ledger_lines_read (self, grid, mapping);
  sotong_ledger_lines_match (lines, known);
  show_lines (self, lines);
  if (self->problems->len > 0 || (self->preview && !self->tries))
    return TRUE;
  if (self->preview)
    return try_budget (self, db, grid->name, lines, error);
  if (!write_lines (self, db, grid->name, lines, error))
    return FALSE;
  if (self->problems->len == 0)
    return TRUE;
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT, _("Nothing was imported. %s"), (const char *) g_ptr_array_index (self->problems, 0));
  return FALSE;
}
