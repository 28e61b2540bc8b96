/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-ledger-match-private.h"
#include "exchange/sotong-ledger-moved-private.h"
#include "exchange/sotong-ledger-rows-private.h"
#include "exchange/sotong-ledger-said-private.h"
#include "exchange/sotong-ledger-status-private.h"
#include "exchange/sotong-ledger-unit-private.h"
#include "store/sotong-budget-run.h"
#include "store/sotong-change.h"
#include "store/sotong-payee.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

#define N_TOLD 20 /* lines of a file that are named */

static void
row_free (SotongLedgerImportRow *row)
{
  g_free (row->line);
  g_free (row->day);
  g_free (row->payee);
  g_free (row->description);
  g_free (row->document);
  g_free (row->account);
  g_free (row);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLedgerImportRow, row_free)

static void
difference_free (SotongLedgerDifference *d)
{
  g_free (d->kind);
  g_free (d->line);
  g_free (d->day);
  g_free (d->document);
  g_free (d);
}

static void
sum_free (SotongLedgerSum *sum)
{
  g_free (sum->line);
  g_free (sum);
}

void
sotong_ledger_import_clear (SotongLedgerImport *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->doubts, g_ptr_array_unref); /* lent by the problems */
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_clear_pointer (&self->sums, g_ptr_array_unref);
  g_clear_pointer (&self->headings, g_strfreev);
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->called, g_free);
  g_clear_pointer (&self->first_day, g_free);
  g_clear_pointer (&self->last_day, g_free);
}

void
sotong_ledger_import_problem (SotongLedgerImport   *self,
                              const SotongGridRow  *row,
                              const char           *message)
{
  /* Translators: the line of a file, and what is wrong with it */
  g_ptr_array_add (self->problems, g_strdup_printf (_("Line %d: %s"), (int) row->line, message));
}

/* Says that a unit stands where it holds for nothing; %FALSE if the row is none. */
gboolean
sotong_ledger_import_refuse_unit (SotongLedgerImport   *self,
                                  const SotongGridRow  *row)
{
  const char *unit = sotong_ledger_unit_below (row);
  g_autofree char *text = NULL;

  if (unit == NULL)
    return FALSE;
  /* Translators: what stands below a sheet's rows, as "(단위 : 천원)" */
  text = g_strdup_printf (_("“%s” says in what the amounts are, but stands below them. Move it above the columns."), unit);
  sotong_ledger_import_problem (self, row, text);
  return TRUE;
}

/* What the column of a role is headed with, to be shown. */
static char *
dup_heading (const SotongLedgerImport   *self,
             const SotongLedgerMapping  *mapping,
             SotongLedgerRole            role)
{
  int column = mapping->columns[role];

  return sotong_text_single_line (column >= 0 && (guint) column < g_strv_length (self->headings) ? self->headings[column] : "", 60);
}

/* Says that it is not known in what a row's amount is; %FALSE if it is. */
static gboolean
refuse_row_unit (SotongLedgerImport         *self,
                 const SotongGridRow        *row,
                 const SotongLedgerMapping  *mapping,
                 SotongLedgerRole            role)
{
  g_autofree char *head = dup_heading (self, mapping, SOTONG_LEDGER_UNIT), *amount = dup_heading (self, mapping, role);
  g_autofree char *cell = sotong_text_single_line (sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_UNIT]), 60), *text = NULL;
  gint64 unit;

  switch (sotong_ledger_cell_unit (mapping, row, role, &unit))
    {
    case SOTONG_LEDGER_UNIT_MISSING:
      text = sotong_ledger_said_refuse_empty (head);
      break;
    case SOTONG_LEDGER_UNIT_UNKNOWN:
      text = sotong_ledger_said_refuse_cell (head, cell);
      break;
    case SOTONG_LEDGER_UNIT_DIFFERS:
      text = sotong_ledger_said_refuse_both (amount, cell);
      break;
    case SOTONG_LEDGER_UNIT_KNOWN:
    default:
      return FALSE;
    }
  sotong_ledger_import_problem (self, row, text);
  return TRUE;
}

/* Says which cell cannot be read: its column by its heading, and what is in it. */
void
sotong_ledger_import_refuse_cell (SotongLedgerImport         *self,
                                  const SotongGridRow        *row,
                                  const SotongLedgerMapping  *mapping,
                                  SotongLedgerRole            role)
{
  int column = mapping->columns[role];
  gboolean day = role == SOTONG_LEDGER_DATE;
  gboolean amount = role == SOTONG_LEDGER_AMOUNT || role == SOTONG_LEDGER_BUDGET;
  g_autofree char *head = dup_heading (self, mapping, role);
  g_autofree char *cell = sotong_text_single_line (sotong_grid_row_cell (row, column), 60);
  g_autofree char *text = NULL;
  gint64 won;

  if (amount && (sotong_won_parse_cell (cell, 1, &won) || sotong_won_parse_cell (cell, 1000000, &won)) && refuse_row_unit (self, row, mapping, role))
    return;

  if (role == SOTONG_LEDGER_PAYEE_KIND)
    /* Translators: 1 what a column is headed with, 2 what is in its cell; the words are what such a cell may say */
    text = g_strdup_printf (_("“%2$s” in the column “%1$s” does not say what the payee is. Write 개인, 업체 or 공공, or leave it empty."), head, cell);
  else if (*cell == '\0' && day)
    text = g_strdup_printf (_("the column “%s” is empty. Write a day in it, as 2016-02-01."), head);
  else if (*cell == '\0')
    text = g_strdup_printf (_("the column “%s” is empty. Write an amount of won in it."), head);
  else if (!day && sotong_ledger_cell_won (mapping, row, role, &won)) /* which is none */
    text = g_strdup_printf (_("the column “%s” has no won in it, so there is nothing to record. Take the row out of the file."), head);
  else if (day)
    /* Translators: 1 what a column is headed with, 2 what is in its cell */
    text = g_strdup_printf (_("“%2$s” in the column “%1$s” is not a day. Write it as 2016-02-01."), head, cell);
  else
    /* Translators: 1 what a column is headed with, 2 what is in its cell */
    text = g_strdup_printf (_("“%2$s” in the column “%1$s” is not a whole amount of won. Write it in figures, as 1,500,000."), head, cell);
  sotong_ledger_import_problem (self, row, text);
}

/* ---- reading ---- */

/* A day as people write it, or as a workbook counts it. */
static char *
read_day (SotongDb         *db,
          const SotongGrid *grid,
          const char       *text)
{
  g_autofree char *office = sotong_time_office_to_iso (text);
  gint64 time;
  char *end = NULL;
  double serial = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0' && serial > 20000 && serial < 80000)
    {
      GDate date;
      char day[16];

      sotong_grid_set_date (&date, (guint) serial, grid->from_1904);
      g_snprintf (day, sizeof day, "%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
      return g_strdup (day);
    }
  if (strlen (text) == 8 && strspn (text, "0123456789") == 8)
    {
      g_free (office);
      office = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);
    }
  if (!sotong_time_parse (office != NULL ? office : text, sotong_db_get_zone (db), &time, NULL))
    return NULL;
  return sotong_time_format_date (time, sotong_db_get_zone (db));
}

/* The line of a name, in the account that the row says. Where the account's cell names the line itself, a line of that name may stand
 * in any; an account with one line alone names that line. */
static gint64
find_line (const SotongLedgerImport   *self,
           SotongDb                   *db,
           const SotongGridRow        *from,
           const SotongLedgerMapping  *mapping,
           const char                 *line,
           const char                 *day,
           GError                    **error)
{
  const char *cell = sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_ACCOUNT]);
  g_autofree char *code = NULL;
  g_autofree char *account = sotong_ledger_read_account (cell, sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_CODE]), &code);
  int year = self->year != 0 ? self->year : atoi (day);
  GError *local = NULL;
  gint64 id = sotong_budget_line_find_paid (db, line, account, code, year, &local);

  if (line == cell && g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT))
    {
      g_clear_error (&local);
      id = sotong_budget_line_find_of (db, line, NULL, NULL, year, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return id;
}

/* Finds the row's line; of two of one name that of its account. One that the ledger has not is nothing to be imported; to be held
 * against the ledger it is a difference as others are, and one of several is compared with all of them. */
static gboolean
check_row (SotongLedgerImport         *self,
           SotongDb                   *db,
           const SotongGridRow        *from,
           const SotongLedgerMapping  *mapping,
           const char                 *line,
           SotongLedgerImportRow      *row)
{
  g_autoptr(GError) error = NULL;

  row->line_id = find_line (self, db, from, mapping, line, row->day, &error);
  if (row->line_id != 0 || (self->reconciling && g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND)))
    return TRUE;
  sotong_ledger_import_problem (self, from, error->message);
  row->unclear = g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID);
  if (!self->reconciling || !(row->unclear || g_error_matches (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT)))
    return FALSE;
  g_ptr_array_add (self->doubts, g_ptr_array_index (self->problems, self->problems->len - 1));
  return TRUE;
}

static SotongLedgerImportRow *
read_row (SotongLedgerImport         *self,
          SotongDb                   *db,
          const SotongGrid           *grid,
          const SotongGridRow        *from,
          const SotongLedgerMapping  *mapping)
{
  g_autoptr(SotongLedgerImportRow) row = g_new0 (SotongLedgerImportRow, 1);
  const char *line = sotong_ledger_skip_mark (sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_LINE]), NULL);

  if (sotong_ledger_import_refuse_unit (self, from))
    return NULL;
  if (*line == '\0')
    line = sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_ACCOUNT]);
  if (*line == '\0')
    {
      sotong_ledger_import_problem (self, from, _("no cell says of which budget line it is. Where cells are merged over several rows, write the line in each of them."));
      return NULL;
    }
  row->line_number = from->line;
  row->day = read_day (db, grid, sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_DATE]));
  if (row->day == NULL)
    {
      sotong_ledger_import_refuse_cell (self, from, mapping, SOTONG_LEDGER_DATE);
      return NULL;
    }
  if (!sotong_ledger_moved_read (self, from, mapping, &row->amount, &row->commitment, &row->turned))
    return NULL;
  row->line = sotong_text_single_line (line, 500);
  row->payee = sotong_text_single_line (sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_PAYEE]), 500);
  if (!sotong_payee_kind_read (sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_PAYEE_KIND]), &row->payee_kind))
    {
      sotong_ledger_import_refuse_cell (self, from, mapping, SOTONG_LEDGER_PAYEE_KIND);
      return NULL;
    }
  if (!check_row (self, db, from, mapping, line, row))
    return NULL;
  row->description = sotong_text_single_line (sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_DESCRIPTION]), 2000);
  row->document = sotong_text_single_line (sotong_grid_row_cell (from, mapping->columns[SOTONG_LEDGER_DOCUMENT]), 500);
  return g_steal_pointer (&row);
}

/* Lines of the file of which one thing is to be told. */
typedef struct {
  GString *text;  /* (owned): "7, 12" */
  guint    n;
} Told;

static void
told_clear (Told *told)
{
  g_string_free (told->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Told, told_clear)

static void
told_add (Told    *told,
          guint64  line)
{
  if (told->n < N_TOLD)
    g_string_append_printf (told->text, "%s%d", told->n > 0 ? ", " : "", (int) line);
  else if (told->n == N_TOLD)
    g_string_append (told->text, ", …");
  told->n++;
}

/* Says what was left out or taken otherwise than it stands there. */
static void
note_rows (SotongLedgerImport *self,
           const Told         *sums,
           const Told         *bound,
           const Told         *turned)
{
  if (sums->n > 0)
    /* Translators: the lines of a file, "7, 12" */
    g_ptr_array_add (self->notes, g_strdup_printf (ngettext ("Line %s says that it is the sum of others and was left out.",
                                                             "Lines %s say that they are the sums of others and were left out.", sums->n), sums->text->str));
  if (bound->n > 0)
    /* Translators: the lines of a file, "7, 12" */
    g_ptr_array_add (self->notes, g_strdup_printf (ngettext ("Line %s has a commitment and no payment and was left out.",
                                                             "Lines %s have commitments and no payments and were left out.", bound->n), bound->text->str));
  if (turned->n > 0)
    /* Translators: the lines of a file, "7, 12" */
    g_ptr_array_add (self->notes, g_strdup_printf (ngettext ("Line %s says that its money came back and was taken as less than nothing.",
                                                             "Lines %s say that their money came back and were taken as less than nothing.", turned->n), turned->text->str));
}

/* Says which columns of commitments stand unread beside those of the payments. */
static void
note_bound (SotongLedgerImport        *self,
            const SotongLedgerMapping *mapping)
{
  g_autofree char *head = NULL;

  if (mapping->bound < 0 || (guint) mapping->bound >= g_strv_length (self->headings))
    return;
  head = sotong_text_single_line (self->headings[mapping->bound], 60);
  g_ptr_array_add (self->notes, g_strdup_printf (SOTONG_SAY (_("What was paid was read, and the column “%s” was not. To take the commitments name their columns with --map amount= and date=."),
                                                             _("What was paid was read, and the column “%s” was not. To take the commitments choose their columns below.")), head));
}

/* Why cells may seem to be empty. */
static void
note_uncomputed (SotongLedgerImport *self,
                 const SotongGrid   *grid)
{
  if (self->problems->len > 0 && grid->n_uncomputed > 0)
    g_ptr_array_add (self->notes, g_strdup_printf (ngettext ("%u cell has a formula and no value, as programs write it that do not compute. Open the file in a spreadsheet and save it there.",
                                                             "%u cells have formulas and no values, as programs write them that do not compute. Open the file in a spreadsheet and save it there.",
                                                             grid->n_uncomputed), grid->n_uncomputed));
}

static gboolean
read_rows (SotongLedgerImport         *self,
           SotongDb                   *db,
           const SotongGrid           *grid,
           const SotongLedgerMapping  *mapping,
           GCancellable               *cancellable,
           GError                    **error)
{
  g_auto(Told) sums = { g_string_new (NULL), 0 }, bound = { g_string_new (NULL), 0 }, turned = { g_string_new (NULL), 0 };

  note_bound (self, mapping);
  for (guint i = mapping->first; i < grid->rows->len; i++)
    {
      const SotongGridRow *from = g_ptr_array_index (grid->rows, i);
      gboolean told, is_sum = sotong_ledger_find_sum (from, mapping, &told), is_bound = !is_sum && sotong_ledger_moved_is_bound (from, mapping);
      SotongLedgerImportRow *row = is_sum || is_bound ? NULL : read_row (self, db, grid, from, mapping);

      if (is_sum && told)
        told_add (&sums, from->line);
      if (is_bound)
        told_add (&bound, from->line);
      if (row != NULL && row->turned)
        told_add (&turned, from->line);
      if (row != NULL)
        g_ptr_array_add (self->rows, row);
      if ((i & 0xff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  note_rows (self, &sums, &bound, &turned);
  note_uncomputed (self, grid);
  return TRUE;
}

/* ---- what the ledger has ---- */

static void
take (GPtrArray  *entries,
      gint64      id,
      gint64      line_id,
      const char *line,
      const char *day,
      gint64      amount,
      const char *document,
      gboolean    commitment)
{
  SotongLedgerMatch *entry = g_new0 (SotongLedgerMatch, 1);

  entry->id = id;
  entry->line_id = line_id;
  entry->line = g_strdup (line);
  entry->day = g_strdup (day);
  entry->amount = amount;
  entry->document = g_strdup (document);
  entry->commitment = commitment;
  g_ptr_array_add (entries, entry);
}

static const char *
name_of (GPtrArray *lines,
         gint64     id)
{
  for (guint i = 0; i < lines->len; i++)
    if (((const SotongBudgetLine *) g_ptr_array_index (lines, i))->id == id)
      return ((const SotongBudgetLine *) g_ptr_array_index (lines, i))->name;
  return NULL;
}

/* Says which rows are added that the ledger may have: the same line, day and amount, and a document of only one of them. To be called after
 * those that are known. */
static void
note_alike (SotongLedgerImport *self,
            GPtrArray          *entries)
{
  g_autoptr(GPtrArray) added = g_ptr_array_new ();
  g_auto(Told) alike = { g_string_new (NULL), 0 };

  for (guint i = 0; i < self->rows->len; i++)
    if (!((SotongLedgerImportRow *) g_ptr_array_index (self->rows, i))->known)
      g_ptr_array_add (added, g_ptr_array_index (self->rows, i));
  if (sotong_ledger_match_without_documents (entries, added) == 0)
    return;
  for (guint i = 0; i < added->len; i++)
    {
      SotongLedgerImportRow *row = g_ptr_array_index (added, i);

      if (row->known)
        told_add (&alike, row->line_number);
      row->known = FALSE;
    }
  /* Translators: the lines of a file, "7, 12" */
  g_ptr_array_add (self->notes, g_strdup_printf (ngettext ("Line %s has the budget line, the day and the amount of an entry in the ledger, and only one of the two has a document number. If they are the same, it counts twice: take the line out of the file, or undo the import.",
                                                           "Lines %s have the budget line, the day and the amount of entries in the ledger, and only one of each two has a document number. If they are the same, they count twice: take the lines out of the file, or undo the import.",
                                                           alike.n), alike.text->str));
}

/* All that was paid and committed of the years that have a budget. */
static GPtrArray *
read_ledger (SotongDb  *db,
             GError   **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_ledger_match_free);
  g_autoptr(GArray) years = sotong_programme_years (db, error);
  SotongRange any = { 0, 0 };
  g_autoptr(GPtrArray) payments = years != NULL ? sotong_payment_list (db, 0, any, 0, error) : NULL;

  if (payments == NULL)
    return NULL;
  for (guint y = 0; y < years->len; y++)
    {
      g_autoptr(SotongProgramme) programme = sotong_programme_get (db, g_array_index (years, int, y), error);
      g_autoptr(GPtrArray) lines = programme != NULL ? sotong_budget_lines (db, programme->id, any, error) : NULL;
      g_autoptr(GPtrArray) commitments = lines != NULL ? sotong_commitment_list (db, programme->id, error) : NULL;

      if (commitments == NULL)
        return NULL;
      for (guint i = 0; i < commitments->len; i++)
        {
          const SotongLedgerEntry *c = g_ptr_array_index (commitments, i);

          take (entries, c->id, c->line_id, c->line, c->day, c->amount, c->document_number, TRUE);
        }
      for (guint i = 0; i < payments->len; i++)
        {
          const SotongPayment *p = g_ptr_array_index (payments, i);
          const char *line = name_of (lines, p->line_id);

          if (line != NULL)
            take (entries, p->id, p->line_id, line, p->paid_on, p->amount, p->document_number, FALSE);
        }
    }
  return g_steal_pointer (&entries);
}

/* ---- importing ---- */

static gint64
add_row (SotongBudgetRun              *run,
         const SotongLedgerImportRow  *row,
         GError                      **error)
{
  SotongCommitment commitment = { row->line_id, row->amount, row->day, row->payee, row->description, row->document, FALSE, .payee_kind = row->payee_kind };
  SotongPayment payment = {
    .line_id = row->line_id, .content_id = SOTONG_NONE, .campaign_id = SOTONG_NONE, .amount = row->amount, .paid_on = row->day,
    .payee = row->payee, .payee_kind = (char *) row->payee_kind, .description = row->description, .document_number = row->document,
  };

  return row->commitment ? sotong_budget_run_commit (run, &commitment, error) : sotong_budget_run_pay (run, &payment, error);
}

/* What ends an import, a preview that tries it tells of each row. Takes @problem. */
static gboolean
refuse_row (SotongLedgerImport     *self,
            SotongLedgerImportRow  *row,
            GError                 *problem,
            GError                **error)
{
  if (self->tries && (g_error_matches (problem, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID)
                      || g_error_matches (problem, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND)))
    {
      /* Translators: the line of a file, and what is wrong with it */
      g_ptr_array_add (self->problems, g_strdup_printf (_("Line %d: %s"), (int) row->line_number, problem->message));
      row->refused = TRUE;
      g_error_free (problem);
      return TRUE;
    }
  g_propagate_prefixed_error (error, problem, _("Nothing was imported. Line %d: "), (int) row->line_number);
  return FALSE;
}

/* Adds it, or says why not. */
static gboolean
take_row (SotongLedgerImport     *self,
          SotongBudgetRun        *run,
          SotongLedgerImportRow  *row,
          GError                **error)
{
  GError *local = NULL;

  if (add_row (run, row, &local) == 0)
    return refuse_row (self, row, local, error);
  self->n_added++;
  return TRUE;
}

static gboolean
take_rows (SotongLedgerImport  *self,
           SotongBudgetRun     *run,
           GPtrArray           *rows,
           GError             **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!take_row (self, run, g_ptr_array_index (rows, i), error))
      return FALSE;
  g_ptr_array_set_size (rows, 0);
  return TRUE;
}

/* What was paid, and then what came back, in whatever order they stand; but what came back may have been needed before to pay from. */
static gboolean
take_payments (SotongLedgerImport  *self,
               SotongBudgetRun     *run,
               GError             **error)
{
  g_autoptr(GPtrArray) back = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      SotongLedgerImportRow *row = g_ptr_array_index (self->rows, i);

      if (row->known || row->commitment)
        continue;
      if (row->amount < 0)
        g_ptr_array_add (back, row);
      else if (back->len > 0 && add_row (run, row, NULL) != 0)
        self->n_added++;
      else if (!take_rows (self, run, back, error) || !take_row (self, run, row, error))
        return FALSE;
    }
  return take_rows (self, run, back, error);
}

static gboolean
write_rows (SotongLedgerImport  *self,
            SotongDb            *db,
            const char          *name,
            GError             **error)
{
  g_autoptr(SotongBudgetRun) run = sotong_budget_run_new (db);
  g_autoptr(GHashTable) checked = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!sotong_change_begin (db, "budget.import", "fiscal_year", self->year, name, error))
    return FALSE;
  if (!sotong_text_is_blank (self->reason))
    sotong_change_set_reason (db, self->reason);
  for (guint i = 0; i < self->rows->len; i++) /* what is paid may be bound in the same file */
    {
      SotongLedgerImportRow *row = g_ptr_array_index (self->rows, i);

      if (!row->known && row->commitment && !take_row (self, run, row, error))
        return FALSE;
    }
  if (!take_payments (self, run, error))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++) /* in the end: what came back may stand before what was paid */
    {
      SotongLedgerImportRow *row = g_ptr_array_index (self->rows, i);
      GError *local = NULL;

      if (!row->known && !row->refused && row->amount < 0 && g_hash_table_add (checked, &row->line_id)
          && !sotong_budget_check_returned (db, row->line_id, &local))
        {
          if (!refuse_row (self, row, local, error))
            return FALSE;
          self->n_added--; /* it was taken before */
        }
    }
  return TRUE;
}

static gboolean
try_rows (SotongDb  *db,
          gpointer   data,
          GError   **error)
{
  SotongLedgerImport *self = data;

  return write_rows (self, db, "", error);
}

/* What the columns are: as a person says, or as such a file was read before, or as their headings say. */
static gboolean
read_mapping (SotongLedgerImport   *self,
              SotongDb             *db,
              const SotongGrid     *grid,
              SotongLedgerMapping  *mapping,
              GError              **error)
{
  g_autofree char *kept = NULL;
  gboolean understood;

  for (guint i = 0; i < SOTONG_LEDGER_N_ROLES; i++)
    self->taken[i] = -1;
  self->headings = sotong_ledger_mapping_headings (grid);
  if (self->mapping == NULL && !sotong_ledger_mapping_recall (db, self->headings, &kept, error))
    return FALSE;
  understood = sotong_ledger_mapping_read (mapping, grid, self->mapping != NULL ? self->mapping : kept, self->budget, &self->columns, error);
  self->budget = self->budget || (understood && mapping->columns[SOTONG_LEDGER_DATE] < 0);
  if (understood && *mapping->unit != '\0')
    g_ptr_array_add (self->notes, sotong_ledger_said_note (mapping->unit));
  memcpy (self->taken, mapping->columns, sizeof self->taken);
  return understood;
}

static gboolean
begin (SotongLedgerImport   *self,
       SotongDb             *db,
       SotongGrid          **out_grid,
       SotongLedgerMapping  *mapping,
       GCancellable         *cancellable,
       GError              **error)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->doubts = g_ptr_array_new ();
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);
  self->sums = g_ptr_array_new_with_free_func ((GDestroyNotify) sum_free);
  *out_grid = sotong_grid_read (self->path, cancellable, error);
  if (*out_grid != NULL && (*out_grid)->n_hidden > 0)
    g_ptr_array_add (self->notes, g_strdup_printf (ngettext ("%u row that the workbook hides was read like the others. Take it out of the file if it is not meant.",
                                                             "%u rows that the workbook hides were read like the others. Take them out of the file if they are not meant.",
                                                             (*out_grid)->n_hidden), (*out_grid)->n_hidden));
  return *out_grid != NULL && read_mapping (self, db, *out_grid, mapping, error);
}

/* What a person said of the columns holds for the next file with these headings. */
static gboolean
keep_mapping (SotongLedgerImport  *self,
              SotongDb            *db,
              GError             **error)
{
  return self->preview || sotong_text_is_blank (self->mapping) || sotong_ledger_mapping_keep (db, self->headings, self->mapping, error);
}

/**
 * sotong_ledger_import_job:
 * @db: the connection of a write job; of a read job for a preview that tries nothing
 * @data: a #SotongLedgerImport
 * @cancellable: (nullable): stops it
 * @error: return location; a `SOTONG_SHEET_ERROR`, a `SOTONG_CSV_ERROR` or a `SOTONG_STORE_ERROR`
 *
 * Takes an extract of a ledger, all or nothing, as one step of undo: executions and commitments, or the lines of
 * a budget. What the ledger has (same line, day, amount and document) is not added again. What a person said of the columns
 * is remembered for the next file with the same headings.
 *
 * Returns: (nullable): @data; with problems in it nothing was written
 */
gpointer
sotong_ledger_import_job (SotongDb      *db,
                          gpointer       data,
                          GCancellable  *cancellable,
                          GError       **error)
{
  SotongLedgerImport *self = data;
  g_autoptr(SotongGrid) grid = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  SotongLedgerMapping mapping;

  if (!begin (self, db, &grid, &mapping, cancellable, error))
    return NULL;
  if (self->budget && !sotong_ledger_import_budget (self, db, grid, &mapping, error))
    return NULL;
  if (self->budget)
    {
      note_uncomputed (self, grid);
      return self->problems->len > 0 || keep_mapping (self, db, error) ? data : NULL;
    }
  if (!read_rows (self, db, grid, &mapping, cancellable, error))
    return NULL;
  entries = read_ledger (db, error);
  if (entries == NULL)
    return NULL;
  self->n_known = sotong_ledger_match_same (entries, self->rows);
  note_alike (self, entries);
  if (self->preview && self->tries)
    return sotong_budget_try (db, try_rows, self, error) ? data : NULL;
  if (self->preview)
    self->n_added = self->rows->len - self->n_known; /* would be */
  if (self->preview || self->problems->len > 0 || self->n_known == self->rows->len)
    return data;
  return write_rows (self, db, grid->name, error) && keep_mapping (self, db, error) ? data : NULL;
}

/* ---- reconciling ---- */

static void
add_difference (SotongLedgerImport           *self,
                const char                   *kind,
                const SotongLedgerImportRow  *row,
                const SotongLedgerMatch      *entry)
{
  SotongLedgerDifference *d = g_new0 (SotongLedgerDifference, 1);

  d->kind = g_strdup (kind);
  d->line_number = row != NULL ? row->line_number : 0;
  d->entry_id = entry != NULL ? entry->id : SOTONG_NONE;
  d->line = g_strdup (row != NULL ? row->line : entry->line);
  d->day = g_strdup (row != NULL ? row->day : entry->day);
  d->document = g_strdup (row != NULL ? row->document : entry->document);
  d->in_file = row != NULL ? row->amount : SOTONG_NONE;
  d->in_ledger = entry != NULL ? entry->amount : SOTONG_NONE;
  g_ptr_array_add (self->differences, d);
}

/* What the file or the ledger has of a figure, on the whole. */
void
sotong_ledger_import_add_difference (SotongLedgerImport *self,
                                     const char         *kind,
                                     guint64             line_number,
                                     const char         *line,
                                     const char         *what,
                                     gint64              in_file,
                                     gint64              in_ledger)
{
  SotongLedgerDifference *d = g_new0 (SotongLedgerDifference, 1);

  d->kind = g_strdup (kind);
  d->line_number = line_number;
  d->entry_id = SOTONG_NONE;
  d->line = g_strdup (line);
  d->day = g_strdup ("");
  d->document = g_strdup ("");
  d->in_file = in_file;
  d->in_ledger = in_ledger;
  d->what = what;
  g_ptr_array_add (self->differences, d);
}

void
sotong_ledger_import_add_sum (SotongLedgerImport *self,
                              guint64             line_number,
                              gint64              line_id,
                              const char         *line,
                              const char         *what,
                              gint64              in_file,
                              gint64              in_ledger)
{
  SotongLedgerSum *sum = g_new0 (SotongLedgerSum, 1);

  sum->what = what;
  sum->line_number = line_number;
  sum->line_id = line_id;
  sum->line = g_strdup (line);
  sum->in_file = in_file;
  sum->in_ledger = in_ledger;
  g_ptr_array_add (self->sums, sum);
}

/* The names that rows have of which it is not clear which line they mean: money of such lines is compared by the name. */
static GHashTable *
unclear_names (GPtrArray *rows)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const SotongLedgerImportRow *row = g_ptr_array_index (rows, i);

      if (row->unclear)
        g_hash_table_add (names, row->line);
    }
  return g_steal_pointer (&names);
}

/* Lines that the ledger has not, or that cannot be told from others, are told apart by their names. */
static SotongLedgerSum *
sum_of (SotongLedgerImport *self,
        GHashTable         *found,
        gint64              line_id,
        const char         *line)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "\t%s", line_id, line_id == SOTONG_NONE ? line : "");
  SotongLedgerSum *sum = g_hash_table_lookup (found, key);

  if (sum != NULL)
    return sum;
  sum = g_new0 (SotongLedgerSum, 1);
  sum->line_id = line_id;
  sum->line = g_strdup (line);
  g_ptr_array_add (self->sums, sum);
  g_hash_table_insert (found, g_steal_pointer (&key), sum);
  return sum;
}

static gboolean
refuse_size (const char  *name,
             GError     **error)
{
  g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
               _("The money of “%s” comes to more than a ledger can hold. Look for a digit too many."), name);
  return FALSE;
}

/* Which days the extract is of, and what the ledger has on them, taken out of @entries: what is of another day is none of the extract's. */
static GPtrArray *
take_days (SotongLedgerImport *self,
           GPtrArray          *entries)
{
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_ledger_match_free);
  const char *from = NULL, *to = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const SotongLedgerImportRow *row = g_ptr_array_index (self->rows, i);

      from = from == NULL || strcmp (row->day, from) < 0 ? row->day : from;
      to = to == NULL || strcmp (row->day, to) > 0 ? row->day : to;
    }
  self->first_day = g_strdup (from);
  self->last_day = g_strdup (to);
  for (guint i = 0; i < entries->len; i++)
    {
      const SotongLedgerMatch *entry = g_ptr_array_index (entries, i);

      if (from != NULL && strcmp (entry->day, from) >= 0 && strcmp (entry->day, to) <= 0)
        g_ptr_array_add (kept, g_steal_pointer (&entries->pdata[i]));
    }
  return g_steal_pointer (&kept);
}

/**
 * sotong_ledger_import_describe_days:
 * @self: a reconciliation
 *
 * Returns: (transfer full): which days the extract is of, if it has any, and that the ledger is counted over the same ones, translated
 */
char *
sotong_ledger_import_describe_days (const SotongLedgerImport *self)
{
  if (self->sums_only && self->last_day != NULL)
    /* Translators: a day, as 2016-09-30 */
    return g_strdup_printf (_("The file has sums as of %s: they were held against what the ledger has until that day."), self->last_day);
  if (self->sums_only)
    return g_strdup_printf (_("The file has sums and no days: they were held against all that the ledger of %d has."), self->year);
  if (self->first_day == NULL)
    return g_strdup (_("No row of the extract has a day that could be read, so nothing was compared."));
  if (g_str_equal (self->first_day, self->last_day))
    /* Translators: a day, as 2016-10-14 */
    return g_strdup_printf (_("Extract of %s; the ledger is counted on the same day."), self->first_day);
  /* Translators: two days, as 2016-10-14 */
  return g_strdup_printf (_("Extract of %1$s to %2$s; the ledger is counted over the same days."), self->first_day, self->last_day);
}

static gboolean
compare (SotongLedgerImport  *self,
         GPtrArray           *entries,
         GError             **error)
{
  g_autoptr(SotongLedgerNear) near = sotong_ledger_near_new (entries);
  g_autoptr(GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) unclear = unclear_names (self->rows);
  gboolean payments = FALSE, commitments = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const SotongLedgerImportRow *row = g_ptr_array_index (self->rows, i);
      SotongLedgerSum *sum = sum_of (self, sums, row->line_id != 0 && !g_hash_table_contains (unclear, row->line) ? row->line_id : SOTONG_NONE, row->line);

      payments = payments || !row->commitment;
      commitments = commitments || row->commitment;
      if (!row->commitment && !sotong_won_add (sum->in_file, row->amount, &sum->in_file))
        return refuse_size (row->line, error);
      if (!row->known)
        {
          const SotongLedgerMatch *entry = sotong_ledger_near_take (near, row);

          add_difference (self, entry != NULL ? "amount" : "file", row, entry);
        }
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const SotongLedgerMatch *entry = g_ptr_array_index (entries, i);

      if (!(entry->commitment ? commitments : payments))
        continue;
      if (!entry->commitment)
        {
          SotongLedgerSum *sum = sum_of (self, sums, g_hash_table_contains (unclear, entry->line) ? SOTONG_NONE : entry->line_id, entry->line);

          if (!sotong_won_add (sum->in_ledger, entry->amount, &sum->in_ledger))
            return refuse_size (entry->line, error);
        }
      if (!entry->matched)
        add_difference (self, "ledger", NULL, entry);
    }
  for (guint i = 0; i < self->sums->len; i++)
    {
      const SotongLedgerSum *sum = g_ptr_array_index (self->sums, i);
      gint64 difference;

      if (!sotong_won_subtract (sum->in_file, sum->in_ledger, &difference)) /* which is shown */
        return refuse_size (sum->line, error);
    }
  return TRUE;
}

/* What sheets have that give sums and no days is compared with the ledger's own; %FALSE if the file is none of them. */
static gboolean
compare_sums (SotongLedgerImport         *self,
              SotongDb                   *db,
              const SotongGrid           *grid,
              const SotongLedgerMapping  *mapping,
              gboolean                   *out_is,
              GError                    **error)
{
  SotongLedgerStatus status;

  *out_is = sotong_ledger_status_find (&status, mapping, self->headings);
  if (!*out_is)
    return FALSE;
  self->sums_only = TRUE;
  return sotong_ledger_status_compare (&status, self, db, grid, mapping, error);
}

/**
 * sotong_ledger_reconcile_job:
 * @db: a connection
 * @data: a #SotongLedgerImport
 * @cancellable: (nullable): stops it
 * @error: return location; as for sotong_ledger_import_job()
 *
 * Holds an extract against the ledger, between the first and the last day of the extract, and lists what differs:
 * what only one of them has, a line that the ledger has not among it, and what has another amount. A row whose name several lines have
 * is a problem, which names them, and is compared with what all of them have. A file with sums of lines or accounts and no days is held
 * against the year's, figure by figure. Nothing is changed.
 *
 * Returns: (nullable): @data
 */
gpointer
sotong_ledger_reconcile_job (SotongDb      *db,
                             gpointer       data,
                             GCancellable  *cancellable,
                             GError       **error)
{
  SotongLedgerImport *self = data;
  g_autoptr(SotongGrid) grid = NULL;
  g_autoptr(GPtrArray) ledger = NULL, entries = NULL;
  SotongLedgerMapping mapping = { .lacks = FALSE };
  GError *local = NULL;
  gboolean understood, is_sums = FALSE;

  self->reconciling = TRUE;
  understood = begin (self, db, &grid, &mapping, cancellable, &local);
  if ((understood || mapping.lacks) && compare_sums (self, db, grid, &mapping, &is_sums, error))
    {
      g_clear_error (&local);
      return data;
    }
  if (is_sums)
    {
      g_clear_error (&local);
      return NULL;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  if (!understood || !read_rows (self, db, grid, &mapping, cancellable, error))
    return NULL;
  ledger = read_ledger (db, error);
  if (ledger == NULL)
    return NULL;
  entries = take_days (self, ledger);
  self->n_known = sotong_ledger_match_same (entries, self->rows);
  self->n_known += sotong_ledger_match_without_documents (entries, self->rows);
  self->n_known += sotong_ledger_match_unclear (entries, self->rows);
  return compare (self, entries, error) ? data : NULL;
}
