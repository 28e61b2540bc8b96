/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "budget/sotong-budget-check.h"
#include "budget/sotong-formula.h"
#include "exchange/sotong-ledger-import-private.h"
#include "store/sotong-budget-run.h"
#include "store/sotong-change.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* The lines of a budget: accounts, "○" headings with their "-" lines, bases of calculation, amounts. */

static gint64
find_programme (SotongLedgerImport  *self,
                SotongDb            *db,
                const char          *file,
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
  fresh->name = g_strdup (self->programme != NULL ? self->programme : file);
  fresh->starts_on = g_strdup_printf ("%04d-01-01", self->year);
  fresh->ends_on = g_strdup_printf ("%04d-12-31", self->year);
  return sotong_programme_insert (db, fresh, error);
}

/* The account of that name, or 0. */
static gint64
known_account (const SotongProgramme *programme,
               const char            *name)
{
  for (guint i = 0; i < programme->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (programme->accounts, i);

      if (g_str_equal (account->name, name))
        return account->id;
    }
  return 0;
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
  gint64 id;

  if (programme == NULL)
    return 0;
  id = known_account (programme, name);
  return id != 0 ? id : sotong_budget_account_insert (db, programme_id, code, name, error);
}

static const SotongBudgetLine *
find_known (GPtrArray  *lines,
            gint64      account_id,
            const char *name)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);

      if (line->account_id == account_id && g_str_equal (line->name, name))
        return line;
    }
  return NULL;
}

/* "사무관리비(201-01)" and "201-01 사무관리비" name an account and its code in one cell; a column of codes says it better. */
static char *
read_account (const char  *cell,
              const char  *column,
              char       **out_code)
{
  g_autoptr(GRegex) pattern = g_regex_new ("^(?:(\\d{3}-\\d{2})\\s+(\\S.*)|(.*\\S)\\s*\\((\\d{3}-\\d{2})\\))$", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *before = NULL, *after = NULL;

  if (!g_regex_match (pattern, cell, 0, &match))
    {
      *out_code = g_strdup (column);
      return g_strdup (cell);
    }
  before = g_match_info_fetch (match, 1);
  after = g_match_info_fetch (match, 4);
  *out_code = g_strdup (*column != '\0' ? column : *before != '\0' ? before : after);
  return g_match_info_fetch (match, *before != '\0' ? 2 : 3);
}

/* "○ name" is a heading, "- name" stands below it. */
static const char *
read_name (const char *cell,
           gboolean   *out_heading,
           gboolean   *out_below)
{
  *out_heading = g_str_has_prefix (cell, "○");
  *out_below = *cell == '-';
  if (*out_heading)
    cell += strlen ("○");
  else if (*out_below)
    cell++;
  while (*cell == ' ')
    cell++;
  return cell;
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

typedef struct {
  gint64  programme_id;
  gint64  account_id;
  gint64  heading_id;  /* or SOTONG_NONE */
  char   *account;     /* (owned) of the rows before: a cell that spans rows is filled once */
  GArray *headings;    /* (owned) (element-type Heading) that the ledger has */
} Place;

/* A heading of the file that the ledger has: what it comes to is known when its lines are. */
typedef struct {
  const SotongGridRow *row;     /* (unowned) */
  gint64               id;
  gint64               before;  /* in the ledger */
  gint64               amount;  /* in the file */
} Heading;

static void
remember_heading (Place                  *place,
                  const SotongGridRow    *row,
                  const SotongBudgetLine *old,
                  gint64                  amount)
{
  Heading heading = { row, old->id, old->amount, amount };

  g_array_append_val (place->headings, heading);
}

static void
report_amount (SotongLedgerImport  *self,
               const SotongGridRow *row)
{
  sotong_ledger_import_problem (self, row, SOTONG_SAY (_("the ledger has the line with another amount. Enter the difference with “sotongctl budget change”."),
                                                       _("the ledger has the line with another amount. Enter the difference with “Change Budget”.")));
}

/* What a line of a budget needs; %FALSE with the problem noted if the row has not all of it. */
static gboolean
read_amount (SotongLedgerImport         *self,
             const SotongGridRow        *row,
             const SotongLedgerMapping  *mapping,
             const char                 *account,
             const char                 *name,
             gint64                     *out_won)
{
  if (account == NULL || *account == '\0')
    sotong_ledger_import_problem (self, row, _("its account is missing: neither this row nor one above names it."));
  else if (*name == '\0')
    sotong_ledger_import_problem (self, row, _("the budget line has no name."));
  else if (!sotong_ledger_cell_won (mapping, row, SOTONG_LEDGER_BUDGET, out_won))
    sotong_ledger_import_refuse_cell (self, row, mapping, SOTONG_LEDGER_BUDGET);
  else if (*out_won < 0)
    sotong_ledger_import_problem (self, row, _("a budget line is not below nothing. Enter what was taken off it as a change of the budget."));
  else
    return TRUE;
  return FALSE;
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

/* The sum at a budget's end, and the nameless rows above its first line, are none of its lines. */
static gboolean
is_left_out (const SotongLedgerImport *self,
             const char               *name)
{
  return g_str_equal (name, "계") || (*name == '\0' && self->n_added + self->n_known == 0);
}

/* The totals go with the lines that came. The file may say of a heading what it was or what it is now, and nothing else. */
static gboolean
settle (SotongLedgerImport      *self,
        SotongDb                *db,
        const Place             *place,
        const SotongBudgetSums  *before,
        GError                 **error)
{
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) lines = NULL;

  if (!sotong_budget_totals_follow (db, place->programme_id, before, error))
    return FALSE;
  lines = sotong_budget_lines (db, place->programme_id, any, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const SotongBudgetLine *line = g_ptr_array_index (lines, i);

      for (guint k = 0; k < place->headings->len; k++)
        {
          const Heading *heading = &g_array_index (place->headings, Heading, k);

          if (heading->id == line->id && heading->amount != heading->before && heading->amount != line->amount)
            report_amount (self, heading->row);
        }
    }
  return lines != NULL;
}

static gboolean
take_row (SotongLedgerImport         *self,
          SotongDb                   *db,
          GPtrArray                  *known,
          const SotongGridRow        *row,
          const SotongLedgerMapping  *mapping,
          Place                      *place,
          GError                    **error)
{
  g_autofree char *code = NULL;
  g_autofree char *account = read_account (sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_ACCOUNT]),
                                           sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_CODE]), &code);
  g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();
  const SotongBudgetLine *old;
  gboolean heading, below;
  const char *name = read_name (sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_LINE]), &heading, &below);
  gint64 id;

  if (*account != '\0' && g_strcmp0 (account, place->account) != 0)
    {
      g_free (place->account);
      place->account = g_strdup (account);
      place->heading_id = SOTONG_NONE;
      place->account_id = find_account (db, place->programme_id, self->year, code, account, error);
      if (place->account_id == 0)
        return FALSE;
    }
  if (!read_amount (self, row, mapping, place->account, name, &line->amount))
    return TRUE;
  old = find_known (known, place->account_id, name);
  if (old != NULL)
    {
      place->heading_id = heading ? old->id : place->heading_id;
      self->n_known++;
      if (old->is_heading)
        remember_heading (place, row, old, line->amount);
      else if (old->amount != line->amount)
        report_amount (self, row);
      return TRUE;
    }
  line->programme_id = place->programme_id;
  line->account_id = place->account_id;
  line->parent_id = below ? place->heading_id : SOTONG_NONE;
  line->name = g_strdup (name);
  line->formula = g_strdup (sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_FORMULA]));
  read_basis (line);
  id = sotong_budget_line_insert (db, line, error);
  if (id == 0)
    return FALSE;
  place->heading_id = heading ? id : place->heading_id;
  self->n_added++;
  return TRUE;
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
static gboolean
preview (SotongLedgerImport         *self,
         SotongDb                   *db,
         const SotongGrid           *grid,
         const SotongLedgerMapping  *mapping,
         GError                    **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, self->year, &local);
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) lines = programme != NULL ? sotong_budget_lines (db, programme->id, any, error) : NULL;
  g_autofree char *account = g_strdup ("");

  if (programme == NULL && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (programme != NULL && lines == NULL)
    return FALSE;
  for (guint i = mapping->first; i < grid->rows->len; i++)
    {
      const SotongGridRow *row = g_ptr_array_index (grid->rows, i);
      const char *cell = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_LINE]);
      g_autofree char *code = NULL;
      g_autofree char *of_row = read_account (sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_ACCOUNT]), "", &code);
      const SotongBudgetLine *old = NULL;
      gboolean heading, below;
      gint64 won;

      if (is_left_out (self, cell))
        continue;
      if (*of_row != '\0')
        {
          g_free (account);
          account = g_steal_pointer (&of_row);
        }
      cell = read_name (cell, &heading, &below);
      if (!read_amount (self, row, mapping, account, cell, &won))
        continue;
      if (lines != NULL)
        old = find_known (lines, known_account (programme, account), cell);
      if (old == NULL)
        {
          self->n_added++;
          note_basis (self, row, cell, sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_FORMULA]), won);
        }
      else
        self->n_known++;
      show_row (self, row, account, cell, won, old != NULL);
      if (old != NULL && !old->is_heading && old->amount != won)
        report_amount (self, row);
    }
  return TRUE;
}

/* Adds the lines that the year has not, and the year where it is new. */
static gboolean
write_lines (SotongLedgerImport         *self,
             SotongDb                   *db,
             const SotongGrid           *grid,
             const SotongLedgerMapping  *mapping,
             GError                    **error)
{
  Place place = { 0, 0, SOTONG_NONE, NULL, NULL };
  g_autoptr(GPtrArray) known = NULL;
  g_autoptr(SotongBudgetSums) sums = NULL;
  SotongRange any = { 0, 0 };
  gboolean done;

  self->n_added = self->n_known = 0;
  if (!sotong_change_begin (db, "budget.import", "fiscal_year", self->year, grid->name, error))
    return FALSE;
  place.programme_id = find_programme (self, db, grid->name, error);
  known = place.programme_id != 0 ? sotong_budget_lines (db, place.programme_id, any, error) : NULL;
  sums = known != NULL ? sotong_budget_sums_new (db, place.programme_id, error) : NULL;
  done = sums != NULL;
  place.headings = g_array_new (FALSE, FALSE, sizeof (Heading));
  for (guint i = mapping->first; done && i < grid->rows->len; i++)
    {
      const SotongGridRow *row = g_ptr_array_index (grid->rows, i);
      const char *name = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_LINE]);

      done = is_left_out (self, name) || take_row (self, db, known, row, mapping, &place, error);
    }
  done = done && settle (self, db, &place, sums, error);
  g_free (place.account);
  g_array_unref (place.headings);
  return done;
}

typedef struct {
  SotongLedgerImport        *self;
  const SotongGrid          *grid;
  const SotongLedgerMapping *mapping;
} Attempt;

static gboolean
try_lines (SotongDb  *db,
           gpointer   data,
           GError   **error)
{
  const Attempt *attempt = data;

  return write_lines (attempt->self, db, attempt->grid, attempt->mapping, error);
}

/* What an import would be refused for is a problem of the preview. */
static gboolean
try_budget (SotongLedgerImport         *self,
            SotongDb                   *db,
            const SotongGrid           *grid,
            const SotongLedgerMapping  *mapping,
            GError                    **error)
{
  Attempt attempt = { self, grid, mapping };
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
  if (self->year == 0)
    {
      g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("Say of which year the budget is, with --year."));
      return FALSE;
    }
  if (!preview (self, db, grid, mapping, error))
    return FALSE;
  if (self->problems->len > 0 || (self->preview && !self->tries))
    return TRUE;
  if (self->preview)
    return try_budget (self, db, grid, mapping, error);
  if (!write_lines (self, db, grid, mapping, error))
    return FALSE;
  if (self->problems->len == 0)
    return TRUE;
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_FORMAT, _("Nothing was imported. %s"), (const char *) g_ptr_array_index (self->problems, 0));
  return FALSE;
}
