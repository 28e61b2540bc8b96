/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "budget/sotong-ledger.h"
#include "exchange/sotong-ledger-rows-private.h"
#include "exchange/sotong-ledger-status-private.h"
#include "exchange/sotong-ledger-unit-private.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* Sums of lines and accounts without days, as finance systems print them of a year: held against the ledger's own, figure by figure. */

static const struct {
  const char *pattern; /* what heads it, without blanks and units */
  const char *id;
  const char *label;
} figures[SOTONG_LEDGER_N_FIGURES] = {
  { "^(?:당초|본)예산(?:액)?$", "original", N_("Original") },
  { "^예산(?:액)?$", "budget", N_("Budget") },
  { "^전년도?이월(?:예산)?(?:액|금)?$", "carried_in", N_("Carried in") },
  { "^예산현액$", "available", N_("Available budget") },
  { "^(?:지출)?원인행위(?:누계)?(?:액|금액)?(?:누계)?$", "committed", N_("Committed") },
  { "^(?:지출|집행|결산)(?:누계)?(?:액|금액)?(?:누계)?$", "executed", N_("Executed") },
  { "^(?:차년도?|다음연도|익년도?)이월(?:액|금)?$", "carried_out", N_("Carried out") },
  { "^(?:집행잔액|불용액)$", "remaining", N_("Remaining") },
};

/* A month's own: “지출액(당월)”. */
static gboolean
is_of_part (const char *heading)
{
  return g_regex_match_simple ("당월|금월|전월|전일|금일|당일|금회|당분기", heading, 0, 0);
}

/* The first column that is headed so; what is summed up goes before what does not say whether it is. */
static int
find_column (GStrv       headings,
             const char *pattern)
{
  int found = -1;

  for (guint i = 0; headings[i] != NULL; i++)
    {
      g_autofree char *folded = sotong_ledger_unit_cut (headings[i]);

      if (is_of_part (headings[i]) || !g_regex_match_simple (pattern, folded, 0, 0))
        continue;
      if (strstr (headings[i], "누계") != NULL)
        return (int) i;
      found = found < 0 ? (int) i : found;
    }
  return found;
}

/**
 * sotong_ledger_figure_get_label:
 * @what: of a #SotongLedgerSum or a #SotongLedgerDifference
 *
 * Returns: what it is called, translated
 */
const char *
sotong_ledger_figure_get_label (const char *what)
{
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    if (g_str_equal (figures[i].id, what))
      return _(figures[i].label);
  return what;
}

/*
 * sotong_ledger_status_find:
 * @self: (out): which column has which figure
 * @mapping: the columns of a file
 * @headings: their headings
 *
 * Returns: whether the file has sums: lines or accounts with figures, and no days
 */
gboolean
sotong_ledger_status_find (SotongLedgerStatus        *self,
                           const SotongLedgerMapping *mapping,
                           GStrv                      headings)
{
  gboolean found = FALSE;

  for (gsize f = 0; f < G_N_ELEMENTS (figures); f++)
    {
      int mapped = f == SOTONG_LEDGER_EXECUTED ? mapping->columns[SOTONG_LEDGER_AMOUNT] : f == SOTONG_LEDGER_SET ? mapping->columns[SOTONG_LEDGER_BUDGET] : -1;

      self->columns[f] = find_column (headings, figures[f].pattern);
      if (self->columns[f] < 0 && mapped >= 0 && !is_of_part (headings[mapped]))
        self->columns[f] = mapped;
    }
  if (self->columns[SOTONG_LEDGER_SET] == self->columns[SOTONG_LEDGER_ORIGINAL])
    self->columns[SOTONG_LEDGER_SET] = -1;
  if (self->columns[SOTONG_LEDGER_EXECUTED] == self->columns[SOTONG_LEDGER_COMMITTED])
    self->columns[SOTONG_LEDGER_EXECUTED] = -1;
  for (gsize f = 0; f < G_N_ELEMENTS (figures); f++)
    found = found || self->columns[f] >= 0;
  return found && mapping->columns[SOTONG_LEDGER_DATE] < 0 && (mapping->columns[SOTONG_LEDGER_LINE] >= 0 || mapping->columns[SOTONG_LEDGER_ACCOUNT] >= 0);
}

/* ---- what a row is of ---- */

typedef struct {
  SotongLedgerStatus        *status;
  SotongLedgerImport        *import;
  SotongDb                  *db;
  const SotongLedgerMapping *mapping;
  SotongLedger              *ledger;   /* (owned) */
  GHashTable                *seen;     /* (owned) (element-type SotongLedgerRow): lines, headings and accounts that the file has */
  char                      *account;  /* (owned): of the rows before: a cell that spans rows is filled once */
  char                      *code;     /* (owned) */
  GHashTable                *split;    /* (owned) (element-type int64): accounts of which it has lines */
} Comparison;

static SotongLedgerRow *
find_row (GPtrArray *rows,
          gint64     id)
{
  for (guint i = 0; i < rows->len; i++)
    if (((SotongLedgerRow *) g_ptr_array_index (rows, i))->id == id)
      return g_ptr_array_index (rows, i);
  return NULL;
}

static gboolean
is_one_name (const char *a,
             const char *b)
{
  g_autofree char *left = sotong_text_close_up (a), *right = sotong_text_close_up (b);

  return *left != '\0' && g_str_equal (left, right);
}

/* "201-01" and "20101". */
static gboolean
is_one_code (const char *a,
             const char *b)
{
  g_autofree char *left = g_strdelimit (g_strdup (a), "-", ' '), *right = g_strdelimit (g_strdup (b), "-", ' ');

  return is_one_name (left, right);
}

/* The sum of an account, by its name or its code; or %NULL. */
static SotongLedgerRow *
find_account (const Comparison *self,
              const char       *name,
              const char       *code)
{
  for (guint i = 0; i < self->ledger->programme->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (self->ledger->programme->accounts, i);

      if (*code != '\0' && *account->code != '\0' ? is_one_code (account->code, code) : is_one_name (account->name, name))
        return find_row (self->ledger->accounts, account->id);
    }
  return NULL;
}

static SotongLedgerRow *
find_account_named (const Comparison *self,
                    const char       *cell)
{
  g_autofree char *code = NULL;
  g_autofree char *name = sotong_ledger_read_account (cell, "", &code);

  return find_account (self, name, code);
}

/* A line or a heading; an account where its name stands for a line. %NULL where the ledger has none, or with @error set where several could be
 * meant. */
static SotongLedgerRow *
find_line (const Comparison  *self,
           const char        *name,
           GError           **error)
{
  GError *local = NULL;
  gint64 id = sotong_budget_line_find_of (self->db, name, self->account, self->code, self->ledger->programme->year, &local);
  SotongLedgerRow *row = id != 0 ? find_row (self->ledger->rows, id) : find_account_named (self, name);

  if (row == NULL && g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_CONFLICT))
    {
      g_clear_error (&local);
      id = sotong_budget_line_find_of (self->db, name, NULL, NULL, self->ledger->programme->year, &local);
      row = id != 0 ? find_row (self->ledger->rows, id) : NULL;
    }
  if (row != NULL || local == NULL || g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    g_clear_error (&local);
  else
    g_propagate_error (error, local);
  return row;
}

static void
take_account (Comparison          *self,
              const SotongGridRow *row)
{
  const char *cell = sotong_grid_row_cell (row, self->mapping->columns[SOTONG_LEDGER_ACCOUNT]), *code = sotong_grid_row_cell (row, self->mapping->columns[SOTONG_LEDGER_CODE]);

  if (*cell == '\0' && *code == '\0')
    return;
  g_free (self->account);
  g_free (self->code);
  self->account = sotong_ledger_read_account (cell, code, &self->code);
}

/* ---- its figures ---- */

/* What remains is less what is carried over, or as monthly disclosure has it, which does not tell of that. */
static gint64
get_figure (const SotongLedgerStatus *self,
            const SotongLedgerMoney  *money,
            SotongLedgerFigure        figure,
            gint64                    in_file)
{
  gint64 set;

  switch (figure)
    {
    case SOTONG_LEDGER_ORIGINAL:
      return money->original;
    case SOTONG_LEDGER_SET:
      return in_file == money->original || !sotong_won_add (money->original, money->changed, &set) ? money->original : set;
    case SOTONG_LEDGER_CARRIED_IN:
      return money->carried_in;
    case SOTONG_LEDGER_AVAILABLE:
      return money->available;
    case SOTONG_LEDGER_COMMITTED:
      return money->committed;
    case SOTONG_LEDGER_EXECUTED:
      return money->executed;
    case SOTONG_LEDGER_CARRIED_OUT:
      return money->carried_out;
    case SOTONG_LEDGER_REMAINING:
    case SOTONG_LEDGER_N_FIGURES:
    default:
      return self->columns[SOTONG_LEDGER_CARRIED_OUT] < 0 && in_file == money->unspent ? in_file : money->remaining;
    }
}

/* @line: (nullable): of the ledger; @money: (nullable): what it has of the row */
static gboolean
compare_figure (Comparison               *self,
                const SotongGridRow      *row,
                const char               *name,
                gint64                    line_id,
                const SotongLedgerMoney  *money,
                SotongLedgerFigure        figure,
                gint64                    in_file,
                GError                  **error)
{
  gint64 in_ledger = money != NULL ? get_figure (self->status, money, figure, in_file) : 0, difference;

  if (!sotong_won_subtract (in_file, in_ledger, &difference)) /* which is shown */
    {
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("The money of “%s” comes to more than a ledger can hold. Look for a digit too many."), name);
      return FALSE;
    }
  sotong_ledger_import_add_sum (self->import, row != NULL ? row->line : 0, line_id, name, figures[figure].id, in_file, in_ledger);
  if (difference != 0)
    sotong_ledger_import_add_difference (self->import, row == NULL ? "ledger" : money == NULL ? "file" : "amount", row != NULL ? row->line : 0, name,
                                         figures[figure].id, row != NULL ? in_file : SOTONG_NONE, money != NULL ? in_ledger : SOTONG_NONE);
  return TRUE;
}

static gboolean
compare_figures (Comparison               *self,
                 const SotongGridRow      *row,
                 const char               *name,
                 gint64                    line_id,
                 const SotongLedgerMoney  *money,
                 GError                  **error)
{
  for (int f = 0; f < SOTONG_LEDGER_N_FIGURES; f++)
    {
      const char *cell = sotong_grid_row_cell (row, self->status->columns[f]);
      gint64 won;

      if (*cell == '\0')
        continue;
      if (!sotong_won_parse_cell (cell, self->status->units[f], &won))
        {
          g_autofree char *shown = sotong_text_single_line (cell, 60);
          g_autofree char *head = sotong_text_single_line (self->import->headings[self->status->columns[f]], 60);
          /* Translators: 1 what a column is headed with, 2 what is in its cell */
          g_autofree char *text = g_strdup_printf (_("“%2$s” in the column “%1$s” is not a whole amount of won. Write it in figures, as 1,500,000."), head, shown);

          sotong_ledger_import_problem (self->import, row, text);
        }
      else if (!compare_figure (self, row, name, line_id, money, (SotongLedgerFigure) f, won, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- rows ---- */

static gboolean
compare_account (Comparison           *self,
                 const SotongGridRow  *row,
                 GError              **error)
{
  SotongLedgerRow *found = find_account (self, self->account, self->code);

  if (found != NULL)
    g_hash_table_add (self->seen, found);
  return compare_figures (self, row, found != NULL ? found->name : self->account, SOTONG_NONE, found != NULL ? &found->money : NULL, error);
}

static gboolean
compare_line (Comparison           *self,
              const SotongGridRow  *row,
              const char           *name,
              GError              **error)
{
  g_autofree char *shown = sotong_text_single_line (name, 500);
  GError *local = NULL;
  SotongLedgerRow *found = find_line (self, name, &local);
  gboolean account = found != NULL && g_ptr_array_find (self->ledger->accounts, found, NULL);

  if (local != NULL)
    {
      sotong_ledger_import_problem (self->import, row, local->message);
      g_error_free (local);
      return TRUE;
    }
  if (found != NULL)
    g_hash_table_add (self->seen, found);
  if (found != NULL && !account)
    g_hash_table_add (self->split, &found->account_id);
  return compare_figures (self, row, found != NULL ? found->name : shown, found != NULL && !account ? found->id : SOTONG_NONE, found != NULL ? &found->money : NULL, error);
}

/* What a sum is of, as its cell says: “사무관리비 소계”. (transfer full) */
static char *
dup_of_sum (const Comparison    *self,
            const SotongGridRow *row,
            SotongLedgerRole     role)
{
  const char *cell = sotong_ledger_skip_mark (sotong_grid_row_cell (row, self->mapping->columns[role]), NULL);
  g_autoptr(GRegex) pattern = g_regex_new ("\\s*(?:[소합총]\\s*)?계$", 0, 0, NULL);

  return g_regex_replace_literal (pattern, cell, -1, 0, "", 0, NULL);
}

/* The sum of an account, a heading or a line that the row itself names; %FALSE with @out_done untouched if it names none. */
static gboolean
compare_sum (Comparison           *self,
             const SotongGridRow  *row,
             gboolean             *out_done,
             GError              **error)
{
  g_autofree char *account = dup_of_sum (self, row, SOTONG_LEDGER_ACCOUNT), *line = dup_of_sum (self, row, SOTONG_LEDGER_LINE);
  gboolean names_line = *line != '\0', of_line = names_line && find_account_named (self, line) == NULL;
  char *code;

  if (!of_line && find_account_named (self, names_line ? line : account) != NULL)
    {
      g_free (self->account);
      self->account = sotong_ledger_read_account (names_line ? line : account, "", &code);
      g_free (self->code);
      self->code = code;
      *out_done = compare_account (self, row, error);
      return TRUE;
    }
  if (!of_line || find_line (self, line, NULL) == NULL)
    return FALSE;
  *out_done = compare_line (self, row, line, error);
  return TRUE;
}

static gboolean
says_part (const SotongGridRow *row)
{
  for (guint i = 0; row->cells[i] != NULL; i++)
    {
      g_autofree char *closed = sotong_text_close_up (row->cells[i]);

      if (g_str_has_suffix (closed, "소계"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
compare_row (Comparison           *self,
             const SotongGridRow  *row,
             GError              **error)
{
  const char *name = sotong_ledger_skip_mark (sotong_grid_row_cell (row, self->mapping->columns[SOTONG_LEDGER_LINE]), NULL);
  const SotongProgramme *programme = self->ledger->programme;
  const char *account = sotong_grid_row_cell (row, self->mapping->columns[SOTONG_LEDGER_ACCOUNT]);
  gboolean told, sum = sotong_ledger_find_sum (row, self->mapping, &told), of_account, done;
  gboolean total = sum && !says_part (row);

  if (sotong_ledger_import_refuse_unit (self->import, row))
    return TRUE;
  if (sum && compare_sum (self, row, &done, error))
    return done;
  if (*name == '\0' && is_one_name (account, programme->name) && find_account_named (self, account) == NULL)
    return compare_figures (self, row, programme->name, SOTONG_NONE, &self->ledger->total, error);
  if (!sum)
    take_account (self, row);
  of_account = *self->account != '\0' || *self->code != '\0';
  if (total || (!sum && !of_account && is_one_name (name, programme->name)
                && (self->mapping->columns[SOTONG_LEDGER_ACCOUNT] >= 0 || sotong_budget_line_find_in (self->db, name, programme->year, NULL) == 0)))
    return compare_figures (self, row, programme->name, SOTONG_NONE, &self->ledger->total, error);
  if (of_account && (sum || *name == '\0' || is_one_name (name, programme->name)))
    return compare_account (self, row, error);
  if (*name != '\0')
    return compare_line (self, row, name, error);
  sotong_ledger_import_problem (self->import, row, _("no cell says of which budget line it is. Where cells are merged over several rows, write the line in each of them."));
  return TRUE;
}

/* ---- what the file has not ---- */

/* Whether the file has the line, a heading that it stands under, or its account without any of its lines. */
static gboolean
is_seen (const Comparison *self,
         guint             at)
{
  const SotongLedgerRow *row = g_ptr_array_index (self->ledger->rows, at);
  int depth = row->depth;

  if (g_hash_table_contains (self->seen, find_row (self->ledger->accounts, row->account_id)) && !g_hash_table_contains (self->split, &row->account_id))
    return TRUE;
  for (guint i = at + 1; i-- > 0;)
    {
      const SotongLedgerRow *above = g_ptr_array_index (self->ledger->rows, i);

      if (i != at && above->depth >= depth)
        continue;
      depth = above->depth;
      if (g_hash_table_contains (self->seen, above))
        return TRUE;
      if (depth == 0)
        break;
    }
  return FALSE;
}

static gboolean
list_missing (Comparison  *self,
              GError     **error)
{
  for (guint i = 0; g_hash_table_size (self->seen) > 0 && i < self->ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (self->ledger->rows, i);

      if (row->is_heading || is_seen (self, i))
        continue;
      for (int f = 0; f < SOTONG_LEDGER_N_FIGURES; f++)
        if (self->status->columns[f] >= 0 && get_figure (self->status, &row->money, (SotongLedgerFigure) f, 0) != 0
            && !compare_figure (self, NULL, row->name, row->id, &row->money, (SotongLedgerFigure) f, 0, error))
          return FALSE;
    }
  return TRUE;
}

/* The ledger of the year, until the day that the sheet's title says, if it is of that year; a title may say the year as well. */
static SotongLedger *
read_ledger (SotongLedgerImport         *import,
             SotongDb                   *db,
             const SotongGrid           *grid,
             const SotongLedgerMapping  *mapping,
             GError                    **error)
{
  SotongRange range = { 0, 0 };
  g_autofree char *said = sotong_ledger_until_read (grid, mapping->head, 0);
  g_autoptr(SotongLedger) ledger = import->year == 0 && said != NULL ? sotong_ledger_read (db, atoi (said), range, NULL) : NULL;
  g_autofree char *day = NULL;

  if (ledger == NULL)
    ledger = sotong_ledger_read (db, import->year, range, error);
  day = ledger != NULL ? sotong_ledger_until_read (grid, mapping->head, ledger->programme->year) : NULL;
  if (day == NULL || atoi (day) != ledger->programme->year || !sotong_time_parse (day, sotong_db_get_zone (db), &range.start, NULL))
    return g_steal_pointer (&ledger);
  range.end = sotong_time_bucket_next (range.start, SOTONG_BUCKET_DAY, sotong_db_get_zone (db));
  import->last_day = g_steal_pointer (&day);
  return sotong_ledger_read (db, ledger->programme->year, range, error);
}

/*
 * sotong_ledger_status_compare:
 * @self: which column has which figure
 * @import: a reconciliation, which gets what differs
 * @db: a connection
 * @grid: the file
 * @mapping: its columns
 * @error: return location
 *
 * Holds the sums of lines, headings and accounts, and that of all, against those of the year's ledger, or what it had on the day that the
 * sheet's title says. A line of the ledger that the file has
 * neither by itself nor in a sum is a difference.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_ledger_status_compare (SotongLedgerStatus         *self,
                              SotongLedgerImport         *import,
                              SotongDb                   *db,
                              const SotongGrid           *grid,
                              const SotongLedgerMapping  *mapping,
                              GError                    **error)
{
  g_autoptr(SotongLedger) ledger = read_ledger (import, db, grid, mapping, error);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL), split = g_hash_table_new (g_int64_hash, g_int64_equal);
  Comparison comparison = { self, import, db, mapping, ledger, seen, g_strdup (""), g_strdup (""), split };
  gboolean done = ledger != NULL;

  for (int f = 0; done && f < SOTONG_LEDGER_N_FIGURES; f++)
    done = self->columns[f] < 0 || (self->units[f] = sotong_ledger_mapping_unit_of (mapping, grid, import->headings, self->columns[f], error)) != 0;
  for (guint i = mapping->first; done && i < grid->rows->len; i++)
    done = compare_row (&comparison, g_ptr_array_index (grid->rows, i), error);
  done = done && list_missing (&comparison, error);
  if (done)
    import->year = ledger->programme->year;
  g_free (comparison.account);
  g_free (comparison.code);
  return done;
}
