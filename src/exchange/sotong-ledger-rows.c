/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "budget/sotong-budget-past.h"
#include "exchange/sotong-ledger-rows-private.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* The rows of a budget's sheet: accounts, "○" headings with their "-" lines, sums that are none of the lines. */

/* ---- marks and sums ---- */

#define N_LEVELS 4

/* The marks of office documents, from the outermost in. Many write the letter ㅇ for the circle, and any stroke for the dash. */
static const struct {
  const char *mark;
  int         level;
} marks[] = {
  { "□", 0 }, { "■", 0 }, { "○", 1 }, { "ㅇ", 1 }, { "〇", 1 }, { "◯", 1 }, { "●", 1 }, { "◦", 1 }, { "o ", 1 },
  { "-", 2 }, { "–", 2 }, { "—", 2 }, { "―", 2 }, { "−", 2 }, { "－", 2 }, { "‐", 2 }, { "ㆍ", 3 }, { "·", 3 }, { "∙", 3 }, { "•", 3 },
};

/**
 * sotong_ledger_skip_mark:
 * @name: what a sheet calls a line
 * @out_level: (out) (optional): 0 "□", 1 "○" or no mark, 2 "-", 3 "ㆍ"
 *
 * Returns: (transfer none): the name behind its mark and the blanks that follow it
 */
const char *
sotong_ledger_skip_mark (const char *name,
                         int        *out_level)
{
  int level = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (name, marks[i].mark))
      {
        level = marks[i].level;
        name += strlen (marks[i].mark);
        while (*name == ' ')
          name++;
        break;
      }
  if (out_level != NULL)
    *out_level = level;
  return name;
}

typedef enum {
  NO_SUM,
  SUM_OF_PART, /* 소계 */
  SUM_OF_ALL,
} Sum;

static Sum
sum_said (const char *cell)
{
  g_autofree char *name = sotong_text_close_up (cell);

  if (g_str_equal (name, "소계"))
    return SUM_OF_PART;
  return g_str_equal (name, "계") || g_str_equal (name, "합계") || g_str_equal (name, "총계") ? SUM_OF_ALL : NO_SUM;
}

static Sum
sum_of (const SotongGridRow        *row,
        const SotongLedgerMapping  *mapping)
{
  const char *cell = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_LINE]);

  return sum_said (*cell != '\0' ? cell : sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_ACCOUNT]));
}

/* "합 계", "누계", and with what it is of before it: "10월 소계"; in a @text of names and words only a time is, as "원고료 합계" may be paid. */
static gboolean
ends_as_sum (const char *cell,
             gboolean    text)
{
  g_autofree char *name = NULL;

  if (!g_str_has_suffix (cell, "계"))
    return FALSE;
  name = sotong_text_close_up (cell);
  return sum_said (cell) != NO_SUM
         || g_regex_match_simple (text ? "^(?:\\d{2,4}년도?)?(?:\\d{1,2}월|\\d분기|[상하]반기)?(?:소계|합계|총계|월계|누계)$" : "(?:소계|합계|총계|월계|누계)$", name, 0, 0);
}

/* Whether a cell says so, other than as a payment's may; of a @whole one, of a line and a day, no word of its payee or of what it was for. */
static gboolean
has_sum (const SotongGridRow        *row,
         const SotongLedgerMapping  *mapping,
         gboolean                    whole)
{
  for (int i = 0; row->cells[i] != NULL; i++)
    {
      gboolean text = i == mapping->columns[SOTONG_LEDGER_PAYEE] || i == mapping->columns[SOTONG_LEDGER_DESCRIPTION]
                      || i == mapping->columns[SOTONG_LEDGER_DOCUMENT];

      if (!(whole && text) && ends_as_sum (row->cells[i], text || whole))
        return TRUE;
    }
  return FALSE;
}

/**
 * sotong_ledger_find_sum:
 * @row: of an extract
 * @mapping: its columns
 * @out_told: (out): whether it is one by what another cell than that of its line says, which a person ought to be told
 *
 * Returns: whether the row is the sum of others, as sheets have at their beginning, at their end, and between: its line is called so,
 *   or any cell says so, which of a row that is of a line and a day is more than its payee or its words
 */
gboolean
sotong_ledger_find_sum (const SotongGridRow        *row,
                        const SotongLedgerMapping  *mapping,
                        gboolean                   *out_told)
{
  const char *day = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_DATE]);
  gboolean named = *sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_LINE]) != '\0'
                   || *sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_ACCOUNT]) != '\0';

  *out_told = sum_of (row, mapping) == NO_SUM;
  return !*out_told || has_sum (row, mapping, named && *day != '\0' && !ends_as_sum (day, FALSE));
}

/* "사무관리비(201-01)" and "201-01 사무관리비" name an account and its code in one cell; a column of codes says it better. */
char *
sotong_ledger_read_account (const char  *cell,
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

/* ---- lines ---- */

static void
line_free (SotongLedgerLine *line)
{
  g_free (line->account);
  g_free (line->code);
  g_free (line);
}

/* A sum of the sheet: told when it is another than that of the lines. */
typedef struct {
  const SotongGridRow *row;
  char                *account;  /* (owned) (nullable): of which; %NULL: of all */
  char                *name;     /* (owned): what the sheet calls it */
  gint64               amount;
} Printed;

static void
printed_clear (gpointer data)
{
  Printed *printed = data;

  g_free (printed->account);
  g_free (printed->name);
}

typedef enum {
  UNDECIDED,
  A_LINE,
  SUM_OF_ACCOUNT, /* its lines stand elsewhere */
  SUM_OF_SHEET,   /* as one that names its programme first has it */
  REFUSED,
} What;

/* A row that names an account and no line, and has no line of it below: a line by itself, or the sum of others. */
typedef struct {
  const SotongGridRow *row;
  char                *account;    /* (owned) */
  char                *code;       /* (owned) */
  gint64               amount;
  gboolean             has_amount;
  gboolean             leads;      /* no line stands above it */
  What                 what;
} Nameless;

static void
nameless_clear (gpointer data)
{
  Nameless *nameless = data;

  g_free (nameless->account);
  g_free (nameless->code);
}

typedef struct {
  SotongLedgerImport        *import;
  const SotongGrid          *grid;
  const SotongLedgerMapping *mapping;
  GPtrArray                 *lines;    /* (owned) (element-type SotongLedgerLine) */
  GArray                    *printed;  /* (owned) (element-type Printed) */
  char                      *account;  /* (owned) (nullable): of the rows before: a cell that spans rows is filled once */
  char                      *code;     /* (owned) (nullable) */
  GArray                    *nameless; /* (owned) (element-type Nameless) */
  gboolean                   decided;  /* what each of them is */
  int                        last[N_LEVELS]; /* the newest line of each level, or -1 */
} Reader;

static void
forget_levels (Reader *reader,
               int     from)
{
  for (int level = from; level < N_LEVELS; level++)
    reader->last[level] = -1;
}

/* The line of a level above that this one stands below. A mark alone does not put an "○" below a line without one. */
static int
find_above (const Reader *reader,
            int           level)
{
  for (int above = level - 1; above >= 0; above--)
    if (reader->last[above] >= 0)
      return reader->last[above];
  return -1;
}

static void
add_printed (Reader              *reader,
             const SotongGridRow *row,
             const char          *account,
             const char          *name)
{
  Printed printed = { row, g_strdup (account), g_strdup (name), 0 };

  if (sotong_ledger_cell_won (reader->mapping, row, SOTONG_LEDGER_BUDGET, &printed.amount))
    g_array_append_val (reader->printed, printed);
  else
    printed_clear (&printed);
}

/* Takes the account that a row names. Returns whether it is another than before. */
static gboolean
take_account (Reader              *reader,
              const SotongGridRow *row)
{
  g_autofree char *code = NULL;
  g_autofree char *account = sotong_ledger_read_account (sotong_grid_row_cell (row, reader->mapping->columns[SOTONG_LEDGER_ACCOUNT]),
                                                         sotong_grid_row_cell (row, reader->mapping->columns[SOTONG_LEDGER_CODE]), &code);

  if (*account == '\0' || g_strcmp0 (account, reader->account) == 0)
    return FALSE;
  g_free (reader->account);
  g_free (reader->code);
  reader->account = g_steal_pointer (&account);
  reader->code = g_steal_pointer (&code);
  forget_levels (reader, 0);
  return TRUE;
}

/* Whether the next row is a line of the account: then a nameless row that names the account is its sum. */
static gboolean
line_follows (const Reader *reader,
              guint         at)
{
  const SotongGridRow *next = at + 1 < reader->grid->rows->len ? g_ptr_array_index (reader->grid->rows, at + 1) : NULL;
  g_autofree char *code = NULL, *account = NULL;

  if (next == NULL || *sotong_grid_row_cell (next, reader->mapping->columns[SOTONG_LEDGER_LINE]) == '\0' || sum_of (next, reader->mapping) != NO_SUM)
    return FALSE;
  account = sotong_ledger_read_account (sotong_grid_row_cell (next, reader->mapping->columns[SOTONG_LEDGER_ACCOUNT]), "", &code);
  return *account == '\0' || g_strcmp0 (account, reader->account) == 0;
}

/* What a line of a budget needs; %FALSE with the problem noted if the row has not all of it. */
static gboolean
read_amount (const Reader        *reader,
             const SotongGridRow *row,
             const char          *name,
             gint64              *out_won)
{
  if (reader->account == NULL)
    sotong_ledger_import_problem (reader->import, row, _("its account is missing: neither this row nor one above names it."));
  else if (*name == '\0')
    sotong_ledger_import_problem (reader->import, row, _("the budget line has no name."));
  else if (!sotong_ledger_cell_won (reader->mapping, row, SOTONG_LEDGER_BUDGET, out_won))
    sotong_ledger_import_refuse_cell (reader->import, row, reader->mapping, SOTONG_LEDGER_BUDGET);
  else if (*out_won < 0)
    sotong_ledger_import_problem (reader->import, row, _("a budget line is not below nothing. Enter what was taken off it as a change of the budget."));
  else
    return TRUE;
  return FALSE;
}

/* A row that names neither line nor account, and says in another cell that it is a sum: "계" below the programme. */
static gboolean
is_sum_elsewhere (const SotongGridRow        *row,
                  const SotongLedgerMapping  *mapping)
{
  return *sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_LINE]) == '\0' && *sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_ACCOUNT]) == '\0'
         && has_sum (row, mapping, FALSE);
}

/* Of all, and of no part of it. */
static gboolean
is_of_all (const SotongGridRow        *row,
           const SotongLedgerMapping  *mapping)
{
  for (guint i = 0; row->cells[i] != NULL; i++)
    if (sum_said (row->cells[i]) == SUM_OF_ALL)
      return TRUE;
  return sum_of (row, mapping) == SUM_OF_ALL;
}

/* "사무관리비 | 소계" and "사무관리비 | 계" are the sum of that account, and the rows below it are its lines. */
static void
take_sum (Reader              *reader,
          const SotongGridRow *row)
{
  const char *account = sotong_grid_row_cell (row, reader->mapping->columns[SOTONG_LEDGER_ACCOUNT]);

  if (*account != '\0' && sum_said (account) == NO_SUM)
    {
      take_account (reader, row);
      add_printed (reader, row, reader->account, reader->account);
    }
  else if (is_of_all (row, reader->mapping))
    add_printed (reader, row, NULL, "계");
}

static void
take_line (Reader              *reader,
           const SotongGridRow *row,
           const char          *name,
           int                  level)
{
  SotongLedgerLine *line;
  gint64 amount;

  if (!read_amount (reader, row, name, &amount))
    return;
  line = g_new0 (SotongLedgerLine, 1);
  line->row = row;
  line->account = g_strdup (reader->account);
  line->code = g_strdup (reader->code);
  line->name = name != reader->account ? name : line->account;
  line->formula = sotong_grid_row_cell (row, reader->mapping->columns[SOTONG_LEDGER_FORMULA]);
  line->amount = amount;
  line->above = find_above (reader, level);
  if (line->above >= 0)
    ((SotongLedgerLine *) g_ptr_array_index (reader->lines, line->above))->is_heading = TRUE;
  forget_levels (reader, level);
  reader->last[level] = (int) reader->lines->len;
  g_ptr_array_add (reader->lines, line);
}

static Nameless *
find_nameless (const Reader        *reader,
               const SotongGridRow *row)
{
  for (guint i = 0; i < reader->nameless->len; i++)
    if (g_array_index (reader->nameless, Nameless, i).row == row)
      return &g_array_index (reader->nameless, Nameless, i);
  return NULL;
}

/* "201-01" and "20101": of an account. "201" is of several. */
static gboolean
has_code (const Nameless *nameless)
{
  return g_regex_match_simple ("^\\d{3}-?\\d{2}$", nameless->code, 0, 0);
}

/* Keeps it, to be decided once all rows are known. One that heads the sheet and has no amount says nothing. */
static void
keep_nameless (Reader              *reader,
               const SotongGridRow *row)
{
  Nameless nameless = { row, g_strdup (reader->account), g_strdup (reader->code), 0, FALSE, reader->lines->len == 0, UNDECIDED };

  nameless.has_amount = sotong_ledger_cell_won (reader->mapping, row, SOTONG_LEDGER_BUDGET, &nameless.amount) && nameless.amount >= 0;
  for (guint i = 0; i < reader->nameless->len; i++)
    if (has_code (&g_array_index (reader->nameless, Nameless, i)))
      nameless.leads = FALSE;
  if (nameless.has_amount || !nameless.leads)
    g_array_append_val (reader->nameless, nameless);
  else
    nameless_clear (&nameless);
}

static void
refuse_nameless (Reader              *reader,
                 const SotongGridRow *row)
{
  g_autofree char *name = sotong_text_single_line (reader->account, 60);
  /* Translators: an account of a budget */
  g_autofree char *text = g_strdup_printf (_("the account “%s” has no lines. Write the name of a line beside it, or its code, as 201-01, if it is one itself; "
                                             "or take the row out if it is the sum of others."), name);

  sotong_ledger_import_problem (reader->import, row, text);
}

/* A row that names no line. */
static void
take_nameless (Reader   *reader,
               guint     at,
               gboolean  begins)
{
  const SotongGridRow *row = g_ptr_array_index (reader->grid->rows, at);
  const Nameless *nameless = find_nameless (reader, row);
  gint64 amount;

  if (begins && line_follows (reader, at))
    add_printed (reader, row, reader->account, reader->account);
  else if (!begins && reader->lines->len > 0)
    read_amount (reader, row, "", &amount); /* which refuses it */
  else if (!begins && *sotong_grid_row_cell (row, reader->mapping->columns[SOTONG_LEDGER_BUDGET]) != '\0'
           && !sotong_ledger_cell_won (reader->mapping, row, SOTONG_LEDGER_BUDGET, &amount))
    sotong_ledger_import_refuse_cell (reader->import, row, reader->mapping, SOTONG_LEDGER_BUDGET);
  else if (begins && !reader->decided)
    keep_nameless (reader, row);
  else if (nameless != NULL && nameless->what == A_LINE)
    take_line (reader, row, reader->account, 1);
  else if (nameless != NULL && nameless->what == REFUSED)
    refuse_nameless (reader, row);
  else if (nameless != NULL)
    add_printed (reader, row, nameless->what == SUM_OF_ACCOUNT ? reader->account : NULL, reader->account);
}

static void
take_row (Reader *reader,
          guint   at)
{
  const SotongGridRow *row = g_ptr_array_index (reader->grid->rows, at);
  gboolean begins;
  int level;
  const char *name = sotong_ledger_skip_mark (sotong_grid_row_cell (row, reader->mapping->columns[SOTONG_LEDGER_LINE]), &level);

  if (sum_of (row, reader->mapping) != NO_SUM || is_sum_elsewhere (row, reader->mapping))
    {
      take_sum (reader, row);
      return;
    }
  if (sotong_ledger_import_refuse_unit (reader->import, row))
    return;
  begins = take_account (reader, row);
  if (*name == '\0')
    take_nameless (reader, at, begins);
  else
    take_line (reader, row, name, level);
}

/* ---- what the sheet's own sums say ---- */

static void
note (SotongLedgerImport   *self,
      const SotongGridRow  *row,
      const char           *text)
{
  /* Translators: the line of a file, and what is wrong with it */
  g_ptr_array_add (self->notes, g_strdup_printf (_("Line %d: %s"), (int) row->line, text));
}

/* Of all, of an account, or of what stands below a heading; each won once. */
static gboolean
add_up (GPtrArray  *lines,
        const char *account,
        int         above,
        gint64     *out_sum)
{
  *out_sum = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const SotongLedgerLine *line = g_ptr_array_index (lines, i);

      if (above >= 0 ? line->above != above : line->is_heading || (account != NULL && !g_str_equal (line->account, account)))
        continue;
      if (!sotong_won_add (*out_sum, line->amount, out_sum))
        return FALSE;
    }
  return TRUE;
}

/* Says so where the lines of an account, of a heading, or all of them, come to another amount than the sheet has; see add_up(). */
static void
note_sum (Reader              *reader,
          const SotongGridRow *row,
          const char          *name,
          gint64               amount,
          const char          *account,
          int                  above)
{
  g_autofree char *has = NULL, *parts = NULL, *text = NULL;
  gint64 sum;

  if (!add_up (reader->lines, account, above, &sum) || sum == amount)
    return;
  has = sotong_budget_format_beside (amount, sum);
  parts = sotong_budget_format_beside (sum, amount);
  text = g_strdup_printf (_("“%s” says %s, and its lines add up to %s."), name, has, parts);
  note (reader->import, row, text);
}

static void
note_sums (Reader *reader)
{
  for (guint i = 0; i < reader->lines->len; i++)
    {
      const SotongLedgerLine *line = g_ptr_array_index (reader->lines, i);

      if (line->is_heading)
        note_sum (reader, line->row, line->name, line->amount, NULL, (int) i);
    }
  for (guint i = 0; i < reader->printed->len; i++)
    {
      const Printed *printed = &g_array_index (reader->printed, Printed, i);

      note_sum (reader, printed->row, printed->name, printed->amount, printed->account, -1);
    }
}

/* ---- rows that name an account alone ---- */

static gboolean
has_line (const Reader   *reader,
          const Nameless *nameless)
{
  g_autofree char *name = sotong_text_close_up (nameless->account);

  for (guint i = 0; i < reader->lines->len; i++)
    {
      const SotongLedgerLine *line = g_ptr_array_index (reader->lines, i);
      g_autofree char *other = sotong_text_close_up (line->account);

      if (g_str_equal (other, name))
        return TRUE;
    }
  return FALSE;
}

/* What the sheet comes to if those of the undecided rows that come after the first @skip are lines. */
static gboolean
add_up_with (const Reader *reader,
             guint         skip,
             guint        *out_n,
             gint64       *out_sum)
{
  *out_n = 0;
  if (!add_up (reader->lines, NULL, -1, out_sum))
    return FALSE;
  for (guint i = 0; i < reader->nameless->len; i++)
    {
      const Nameless *nameless = &g_array_index (reader->nameless, Nameless, i);

      if (!nameless->has_amount || (nameless->what != A_LINE && (nameless->what != UNDECIDED || (*out_n)++ < skip)))
        continue;
      if (!sotong_won_add (*out_sum, nameless->amount, out_sum))
        return FALSE;
    }
  return TRUE;
}

/* Whether the sheet prints this sum of all in a row that says so. */
static gboolean
is_total (const Reader *reader,
          gint64        sum)
{
  for (guint i = 0; i < reader->printed->len; i++)
    {
      const Printed *printed = &g_array_index (reader->printed, Printed, i);

      if (printed->account == NULL && printed->amount == sum)
        return TRUE;
    }
  return FALSE;
}

static Nameless *
first_undecided (const Reader *reader)
{
  for (guint i = 0; i < reader->nameless->len; i++)
    if (g_array_index (reader->nameless, Nameless, i).what == UNDECIDED && g_array_index (reader->nameless, Nameless, i).has_amount)
      return &g_array_index (reader->nameless, Nameless, i);
  return NULL;
}

/* Lines as the sheet's sums say: all of them; or all but the first, which may be the sum itself. */
static void
decide_by_totals (Reader *reader)
{
  const Nameless *first = first_undecided (reader);

  for (guint skip = 0; skip <= 1; skip++)
    {
      guint n, k = 0;
      gint64 sum;

      if (!add_up_with (reader, skip, &n, &sum) || n <= skip || !(is_total (reader, sum) || (skip == 1 && first->amount == sum)))
        continue;
      for (guint i = 0; i < reader->nameless->len; i++)
        {
          Nameless *nameless = &g_array_index (reader->nameless, Nameless, i);

          if (nameless->what == UNDECIDED && nameless->has_amount && k++ >= skip)
            nameless->what = A_LINE;
        }
      return;
    }
}

/* A line is what something says is one: its code, the sum of all, or that there is no other row. No won comes twice because a sum is
 * taken for a line: what nothing is said of is a sum where no line stands above it, and is refused elsewhere. */
static void
decide_nameless (Reader *reader)
{
  gint64 sum = 0;
  gboolean complete = add_up (reader->lines, NULL, -1, &sum) && is_total (reader, sum), lines = reader->lines->len > 0;
  guint n_undecided = 0;

  for (guint i = 0; i < reader->nameless->len; i++)
    {
      Nameless *nameless = &g_array_index (reader->nameless, Nameless, i);

      if (nameless->leads && has_line (reader, nameless))
        nameless->what = SUM_OF_ACCOUNT;
      else if (nameless->has_amount && !complete && has_code (nameless) && !has_line (reader, nameless))
        nameless->what = A_LINE;
    }
  decide_by_totals (reader);
  for (guint i = 0; i < reader->nameless->len; i++)
    {
      const Nameless *nameless = &g_array_index (reader->nameless, Nameless, i);

      lines = lines || nameless->what == A_LINE;
      n_undecided += nameless->what == UNDECIDED;
    }
  for (guint i = 0; i < reader->nameless->len; i++)
    {
      Nameless *nameless = &g_array_index (reader->nameless, Nameless, i);

      if (nameless->what == UNDECIDED)
        nameless->what = lines ? (nameless->leads ? SUM_OF_SHEET : REFUSED) : n_undecided == 1 && nameless->has_amount ? A_LINE : REFUSED;
    }
  reader->decided = TRUE;
}

static void
note_nameless (const Reader *reader)
{
  for (guint i = 0; i < reader->nameless->len; i++)
    {
      const Nameless *nameless = &g_array_index (reader->nameless, Nameless, i);
      g_autofree char *won = sotong_won_format (nameless->amount);
      /* Translators: 1 an account of a budget, 2 won */
      g_autofree char *text = g_strdup_printf (_("“%1$s” has no lines of its own and was taken as a line of %2$s won."), nameless->account, won);

      if (nameless->what == A_LINE)
        note (reader->import, nameless->row, text);
    }
}

static void
read_rows (Reader *reader)
{
  g_ptr_array_set_size (reader->lines, 0);
  g_array_set_size (reader->printed, 0);
  g_clear_pointer (&reader->account, g_free);
  g_clear_pointer (&reader->code, g_free);
  forget_levels (reader, 0);
  for (guint i = reader->mapping->first; i < reader->grid->rows->len; i++)
    take_row (reader, i);
}

/**
 * sotong_ledger_lines_read:
 * @self: an import: what cannot be taken is a problem of it, and what does not add up is noted
 * @grid: the file; it must outlive the result
 * @mapping: its columns
 *
 * Sums are none of the lines: rows that say so, and a row without a name that begins an account. One that has no lines of its own is a
 * line, and has the account's name, where its code or the sheet's sums say so, which is noted.
 *
 * Returns: (transfer full) (element-type SotongLedgerLine): the lines of a budget, headings before those below them
 */
GPtrArray *
sotong_ledger_lines_read (SotongLedgerImport        *self,
                          const SotongGrid          *grid,
                          const SotongLedgerMapping *mapping)
{
  Reader reader = { self, grid, mapping };
  guint n_problems = self->problems->len;

  reader.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  reader.printed = g_array_new (FALSE, FALSE, sizeof (Printed));
  g_array_set_clear_func (reader.printed, printed_clear);
  reader.nameless = g_array_new (FALSE, FALSE, sizeof (Nameless));
  g_array_set_clear_func (reader.nameless, nameless_clear);
  read_rows (&reader);
  if (reader.nameless->len > 0)
    {
      decide_nameless (&reader);
      g_ptr_array_set_size (self->problems, (int) n_problems);
      read_rows (&reader);
    }
  if (self->problems->len == 0)
    {
      note_nameless (&reader);
      note_sums (&reader);
    }
  g_array_unref (reader.printed);
  g_array_unref (reader.nameless);
  g_free (reader.account);
  g_free (reader.code);
  return reader.lines;
}

/* ---- what the year has ---- */

static const char *
heading_of (GPtrArray              *known,
            const SotongBudgetLine *line)
{
  for (guint i = 0; line->parent_id != SOTONG_NONE && i < known->len; i++)
    if (((const SotongBudgetLine *) g_ptr_array_index (known, i))->id == line->parent_id)
      return ((const SotongBudgetLine *) g_ptr_array_index (known, i))->name;
  return "";
}

static gboolean
is_named (const SotongBudgetLine *old,
          const SotongLedgerLine *line)
{
  return g_str_equal (old->account, line->account) && g_str_equal (old->name, line->name);
}

/* The line that is the same and stands below a heading of the same name; with @anywhere the only one of that name in its account. */
static const SotongBudgetLine *
find_old (GPtrArray              *lines,
          GPtrArray              *known,
          GHashTable             *taken,
          const SotongLedgerLine *line,
          gboolean                anywhere)
{
  const char *heading = line->above >= 0 ? ((const SotongLedgerLine *) g_ptr_array_index (lines, line->above))->name : "";
  const SotongBudgetLine *found = NULL;

  for (guint i = 0; i < known->len; i++)
    {
      const SotongBudgetLine *old = g_ptr_array_index (known, i);

      if (!is_named (old, line) || (!anywhere && !g_str_equal (heading_of (known, old), heading)))
        continue;
      if (found != NULL && anywhere)
        return NULL;
      if (anywhere || !g_hash_table_contains (taken, old))
        found = old;
      if (found != NULL && !anywhere)
        break;
    }
  return found != NULL && !g_hash_table_contains (taken, found) ? found : NULL;
}

/**
 * sotong_ledger_lines_match:
 * @lines: (element-type SotongLedgerLine): of a file
 * @known: (element-type SotongBudgetLine): of the year; they must outlive @lines
 *
 * Finds which line of the year each of the file is: that of its account, its name and its heading's name, each for one of the file's
 * alone, and then, of a name that the account has once, that one wherever it stands.
 */
void
sotong_ledger_lines_match (GPtrArray *lines,
                           GPtrArray *known)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (int anywhere = FALSE; anywhere <= TRUE; anywhere++)
    for (guint i = 0; i < lines->len; i++)
      {
        SotongLedgerLine *line = g_ptr_array_index (lines, i);

        if (line->old != NULL)
          continue;
        line->old = find_old (lines, known, taken, line, anywhere);
        if (line->old != NULL)
          g_hash_table_add (taken, (gpointer) line->old);
      }
}
