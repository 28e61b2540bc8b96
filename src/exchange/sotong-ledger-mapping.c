/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/sotong-ledger-import-private.h"
#include "exchange/sotong-ledger-moved-private.h"
#include "exchange/sotong-ledger-said-private.h"
#include "exchange/sotong-ledger-unit-private.h"
#include "store/sotong-content-sheet.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

#define HEAD_ROWS 10 /* an extract may have a title and blank lines above its headings */

/* The headings that finance systems and offices use, without blanks and units. */
static const struct {
  const char      *heading;
  SotongLedgerRole role;
} known[] = {
  { "line", SOTONG_LEDGER_LINE }, { "산출근거명", SOTONG_LEDGER_LINE }, { "세부산출내역", SOTONG_LEDGER_LINE }, { "산출내역", SOTONG_LEDGER_LINE },
  { "세부내역", SOTONG_LEDGER_LINE }, { "예산항목", SOTONG_LEDGER_LINE }, { "예산과목", SOTONG_LEDGER_LINE }, { "항목", SOTONG_LEDGER_LINE },
  { "예산라인", SOTONG_LEDGER_LINE },
  { "date", SOTONG_LEDGER_DATE }, { "paid_on", SOTONG_LEDGER_DATE }, { "일자", SOTONG_LEDGER_DATE }, { "지출일", SOTONG_LEDGER_DATE }, { "지출일자", SOTONG_LEDGER_DATE },
  { "day", SOTONG_LEDGER_DATE }, { "지급일", SOTONG_LEDGER_DATE }, { "지급일자", SOTONG_LEDGER_DATE }, { "결의일자", SOTONG_LEDGER_DATE },
  { "원인행위일", SOTONG_LEDGER_DATE }, { "계약일", SOTONG_LEDGER_DATE }, { "계약일자", SOTONG_LEDGER_DATE },
  { "집행일", SOTONG_LEDGER_DATE }, { "집행일자", SOTONG_LEDGER_DATE }, { "원인행위일자", SOTONG_LEDGER_DATE }, { "날짜", SOTONG_LEDGER_DATE },
  { "amount", SOTONG_LEDGER_AMOUNT }, { "금액", SOTONG_LEDGER_AMOUNT }, { "지출액", SOTONG_LEDGER_AMOUNT }, { "지출금액", SOTONG_LEDGER_AMOUNT },
  { "집행액", SOTONG_LEDGER_AMOUNT }, { "집행금액", SOTONG_LEDGER_AMOUNT }, { "원인행위액", SOTONG_LEDGER_AMOUNT },
  { "원인행위금액", SOTONG_LEDGER_AMOUNT }, { "지급액", SOTONG_LEDGER_AMOUNT }, { "지급금액", SOTONG_LEDGER_AMOUNT }, { "계약금액", SOTONG_LEDGER_AMOUNT },
  { "kind", SOTONG_LEDGER_KIND }, { "구분", SOTONG_LEDGER_KIND }, { "종류", SOTONG_LEDGER_KIND },
  { "payee", SOTONG_LEDGER_PAYEE }, { "counterparty", SOTONG_LEDGER_PAYEE }, { "거래처", SOTONG_LEDGER_PAYEE }, { "채주", SOTONG_LEDGER_PAYEE },
  { "지급처", SOTONG_LEDGER_PAYEE }, { "계약상대자", SOTONG_LEDGER_PAYEE },
  { "payee_kind", SOTONG_LEDGER_PAYEE_KIND }, { "지급처구분", SOTONG_LEDGER_PAYEE_KIND }, { "거래처구분", SOTONG_LEDGER_PAYEE_KIND }, { "채주구분", SOTONG_LEDGER_PAYEE_KIND },
  { "업체", SOTONG_LEDGER_PAYEE }, { "업체명", SOTONG_LEDGER_PAYEE },
  { "description", SOTONG_LEDGER_DESCRIPTION }, { "적요", SOTONG_LEDGER_DESCRIPTION }, { "내용", SOTONG_LEDGER_DESCRIPTION }, { "건명", SOTONG_LEDGER_DESCRIPTION },
  { "document", SOTONG_LEDGER_DOCUMENT }, { "document_number", SOTONG_LEDGER_DOCUMENT }, { "문서번호", SOTONG_LEDGER_DOCUMENT },
  { "결의번호", SOTONG_LEDGER_DOCUMENT }, { "지출결의번호", SOTONG_LEDGER_DOCUMENT },
  { "account", SOTONG_LEDGER_ACCOUNT }, { "과목", SOTONG_LEDGER_ACCOUNT }, { "과목구분", SOTONG_LEDGER_ACCOUNT }, { "통계목", SOTONG_LEDGER_ACCOUNT },
  { "통계목명", SOTONG_LEDGER_ACCOUNT },
  { "code", SOTONG_LEDGER_CODE }, { "통계목코드", SOTONG_LEDGER_CODE }, { "과목코드", SOTONG_LEDGER_CODE },
  { "formula", SOTONG_LEDGER_FORMULA }, { "산출근거", SOTONG_LEDGER_FORMULA }, { "산출식", SOTONG_LEDGER_FORMULA }, { "산출근거식", SOTONG_LEDGER_FORMULA }, { "산출기초", SOTONG_LEDGER_FORMULA },
  { "budget", SOTONG_LEDGER_BUDGET }, { "예산액", SOTONG_LEDGER_BUDGET }, { "당초예산", SOTONG_LEDGER_BUDGET }, { "예산", SOTONG_LEDGER_BUDGET },
};

/* Those that stand back behind these where a file has both: “지급일자” before “지출결의일자”. */
static const struct {
  const char      *heading;
  SotongLedgerRole role;
} others[] = {
  { "과목·항목", SOTONG_LEDGER_LINE }, { "과목및산출내역", SOTONG_LEDGER_LINE },
  { "결의일", SOTONG_LEDGER_DATE }, { "지출결의일", SOTONG_LEDGER_DATE }, { "지출결의일자", SOTONG_LEDGER_DATE }, { "지급명령일", SOTONG_LEDGER_DATE },
  { "지급명령일자", SOTONG_LEDGER_DATE }, { "지출일시", SOTONG_LEDGER_DATE }, { "지급일시", SOTONG_LEDGER_DATE }, { "이체일", SOTONG_LEDGER_DATE },
  { "이체일자", SOTONG_LEDGER_DATE }, { "회계일자", SOTONG_LEDGER_DATE }, { "거래일자", SOTONG_LEDGER_DATE }, { "처리일자", SOTONG_LEDGER_DATE },
  { "지출원인행위일", SOTONG_LEDGER_DATE }, { "지출원인행위일자", SOTONG_LEDGER_DATE },
  { "지출결의액", SOTONG_LEDGER_AMOUNT }, { "지출결의금액", SOTONG_LEDGER_AMOUNT }, { "결의금액", SOTONG_LEDGER_AMOUNT }, { "지급명령액", SOTONG_LEDGER_AMOUNT },
  { "지급명령금액", SOTONG_LEDGER_AMOUNT }, { "결제금액", SOTONG_LEDGER_AMOUNT }, { "이체금액", SOTONG_LEDGER_AMOUNT }, { "사용금액", SOTONG_LEDGER_AMOUNT },
  { "지출원인행위액", SOTONG_LEDGER_AMOUNT }, { "지출원인행위금액", SOTONG_LEDGER_AMOUNT }, { "계약액", SOTONG_LEDGER_AMOUNT },
  { "채주명", SOTONG_LEDGER_PAYEE }, { "거래처명", SOTONG_LEDGER_PAYEE }, { "지급처명", SOTONG_LEDGER_PAYEE }, { "채주성명", SOTONG_LEDGER_PAYEE },
  { "상호", SOTONG_LEDGER_PAYEE }, { "상호명", SOTONG_LEDGER_PAYEE }, { "공급자", SOTONG_LEDGER_PAYEE }, { "공급업체", SOTONG_LEDGER_PAYEE },
  { "계약업체", SOTONG_LEDGER_PAYEE },
  { "지출건명", SOTONG_LEDGER_DESCRIPTION }, { "계약명", SOTONG_LEDGER_DESCRIPTION }, { "계약건명", SOTONG_LEDGER_DESCRIPTION },
  { "결의서번호", SOTONG_LEDGER_DOCUMENT }, { "지출결의서번호", SOTONG_LEDGER_DOCUMENT }, { "지급명령번호", SOTONG_LEDGER_DOCUMENT },
  { "지출번호", SOTONG_LEDGER_DOCUMENT }, { "전표번호", SOTONG_LEDGER_DOCUMENT }, { "원인행위번호", SOTONG_LEDGER_DOCUMENT },
  { "지출원인행위번호", SOTONG_LEDGER_DOCUMENT }, { "계약번호", SOTONG_LEDGER_DOCUMENT },
  { "과목명", SOTONG_LEDGER_ACCOUNT },
};

/* What heads the budget line where no column says so more clearly: a programme's own name may stand under these too. */
static const char * const line_perhaps[] = { "사업명", "사업", "세부사업", "내역사업", "내역사업명", "budgetline", "budget_line", "name" };

static const char * const role_names[] = { "line", "date", "amount", "kind", "payee", "payee_kind", "description", "document", "account", "code", "formula", "budget", "unit" };

/* "지출액 (천원)" and "지출액_천원" are 지출액, in thousands; 0 where it does not say in what. */
static char *
fold (const char *heading,
      gint64     *out_unit)
{
  *out_unit = sotong_ledger_unit_of_heading (heading);
  return sotong_ledger_unit_cut (heading);
}

/* Of several columns that could be one the lowest rank is: what was paid goes before what was bound, and its own day before any. */
enum { RANK_KNOWN, RANK_OTHER, RANK_ENTRY, RANK_BOUND, N_RANKS };

static int
role_of_rank (const char *folded,
              int        *out_rank)
{
  *out_rank = RANK_KNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].heading, folded))
      return (int) known[i].role;
  *out_rank = RANK_OTHER;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i].heading, folded))
      return (int) others[i].role;
  return -1;
}

static int
role_of (const char *heading,
         gint64     *out_unit)
{
  g_autofree char *folded = fold (heading, out_unit);
  int rank;

  return role_of_rank (folded, &rank);
}

static gboolean
is_line_perhaps (const char *heading)
{
  gint64 unit;
  g_autofree char *folded = fold (heading, &unit);

  for (gsize i = 0; i < G_N_ELEMENTS (line_perhaps); i++)
    if (g_str_equal (line_perhaps[i], folded))
      return TRUE;
  return FALSE;
}

/* Whether a cell is a heading of a column, as far as such are known. */
gboolean
sotong_ledger_mapping_is_heading (const char *text)
{
  gint64 unit;

  return (role_of (text, &unit) >= 0 || is_line_perhaps (text)) && !sotong_ledger_said_is_of_several (text);
}

/* How many of a row's cells are headings that are known, and how many say anything. */
static guint
count_headings (const SotongGridRow *row,
                guint               *out_filled)
{
  guint known_ones = 0;

  *out_filled = 0;
  for (guint i = 0; row->cells[i] != NULL; i++)
    {
      *out_filled += *row->cells[i] != '\0';
      known_ones += sotong_ledger_mapping_is_heading (row->cells[i]);
    }
  return known_ones;
}

/* The row with the most headings that are known; where none is, the first with the most cells: a title above has one. */
static guint
find_headings (const SotongGrid *grid)
{
  guint best = 0, at = 0, fullest = 0, first = 0;

  for (guint r = 0; r < MIN (grid->rows->len, HEAD_ROWS); r++)
    {
      guint filled, n = count_headings (g_ptr_array_index (grid->rows, r), &filled);

      if (n > best)
        {
          best = n;
          at = r;
        }
      if (filled > fullest)
        {
          fullest = filled;
          first = r;
        }
    }
  return best > 0 ? at : first;
}

/* An amount, a number with decimals, or a day. */
static gboolean
is_figure (const char *cell)
{
  gint64 won;

  return sotong_won_parse_cell (cell, 1, &won) || g_regex_match_simple ("^[△▲(+-]*\\d[\\d,]*\\.\\d+\\)?$", cell, 0, 0)
         || g_regex_match_simple ("^\\d{2,4}\\s*[-./년]\\s*\\d{1,2}\\s*[-./월]\\s*\\d{1,2}", cell, 0, 0);
}

/* Headings alone: nothing in it is a figure. */
static gboolean
is_of_headings (const SotongGridRow *row)
{
  guint filled;

  for (guint i = 0; row->cells[i] != NULL; i++)
    if (*row->cells[i] != '\0' && is_figure (row->cells[i]))
      return FALSE;
  return count_headings (row, &filled) > 0;
}

/* Units alone, as a row has them that stands below the headings: "(천원)", "(단위 : 천원)". */
static gboolean
is_of_units (const SotongGridRow *row)
{
  for (guint i = 0; row->cells[i] != NULL; i++)
    if (*row->cells[i] != '\0' && sotong_ledger_unit_alone (row->cells[i]) == 0 && !sotong_ledger_unit_is_remark (row->cells[i]))
      return FALSE;
  return TRUE; /* a row says something */
}

/* Heads the lines or the days. */
static gboolean
heads_rows (const char *heading)
{
  gint64 unit;
  int role = role_of (heading, &unit);

  return role == SOTONG_LEDGER_LINE || role == SOTONG_LEDGER_DATE || is_line_perhaps (heading);
}

/* Whether a row below headings has what they head: a line or a day, where a heading of both rows' height leaves a blank. */
static gboolean
has_what_is_headed (const SotongGridRow *upper,
                    const SotongGridRow *lower)
{
  gboolean has = FALSE;

  for (guint i = 0; lower->cells[i] != NULL; i++)
    {
      if (heads_rows (lower->cells[i]))
        return FALSE;
      has = has || (*lower->cells[i] != '\0' && heads_rows (sotong_grid_row_cell (upper, (int) i)) && !sotong_ledger_mapping_is_heading (lower->cells[i]));
    }
  return has;
}

/* Whether the headings of @row go on in the next one, as where cells are merged: “지출” stands above “지출일자” and “지출액”. */
static gboolean
goes_on (const SotongGrid *grid,
         guint             row)
{
  const SotongGridRow *upper, *lower;

  if (row + 1 >= grid->rows->len)
    return FALSE;
  upper = g_ptr_array_index (grid->rows, row);
  lower = g_ptr_array_index (grid->rows, row + 1);
  return lower->line == upper->line + 1 && is_of_headings (upper)
         && (is_of_units (lower) || (is_of_headings (lower) && !has_what_is_headed (upper, lower)));
}

static char *
with_unit (const char *heading,
           gint64      unit)
{
  const char *name = sotong_ledger_unit_name (unit);

  return name != NULL ? g_strdup_printf ("%s(%s)", heading, name) : g_strdup (heading);
}

/* The heading of a column in two rows: the lower one, with the unit of what it stands below; the upper one where there is no lower, or
 * only a unit. */
static char *
join (const SotongGrid *grid,
      guint             upper,
      int               column)
{
  const SotongGridRow *above = g_ptr_array_index (grid->rows, upper);
  const char *cell = sotong_grid_row_cell (g_ptr_array_index (grid->rows, upper + 1), column), *head = sotong_grid_row_cell (above, column);
  gint64 unit;
  int role = role_of (cell, &unit);

  if (*cell == '\0')
    return g_strdup (head);
  if (sotong_ledger_unit_alone (cell) != 0)
    return with_unit (head, sotong_ledger_unit_alone (cell));
  if (sotong_ledger_unit_is_remark (cell))
    return g_strdup (*head != '\0' ? head : cell);
  while (*head == '\0' && column > 0)
    head = sotong_grid_row_cell (above, --column);
  return unit == 0 && (role < 0 || role == SOTONG_LEDGER_AMOUNT || role == SOTONG_LEDGER_BUDGET) ? with_unit (cell, sotong_ledger_unit_of_heading (head)) : g_strdup (cell);
}

/* The headings of a file, in one row or in two; @out_from and @out_to are the rows that they stand in. */
static GStrv
read_headings (const SotongGrid *grid,
               guint            *out_from,
               guint            *out_to)
{
  guint at = find_headings (grid), n = 0;
  GPtrArray *headings = g_ptr_array_new ();

  *out_from = at > 0 && goes_on (grid, at - 1) ? at - 1 : at;
  *out_to = *out_from == at && goes_on (grid, at) ? at + 1 : at;
  for (guint r = *out_from; r <= *out_to; r++)
    n = MAX (n, g_strv_length (((const SotongGridRow *) g_ptr_array_index (grid->rows, r))->cells));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (headings, *out_to > *out_from ? join (grid, *out_from, (int) i)
                                                   : g_strdup (sotong_grid_row_cell (g_ptr_array_index (grid->rows, *out_from), (int) i)));
  g_ptr_array_add (headings, NULL);
  return (GStrv) g_ptr_array_free (headings, FALSE);
}

/* The first column of each role that is not known by a column of a lower rank. */
static void
take_headings (SotongLedgerMapping *self,
               GStrv                headings,
               int                  rank)
{
  for (guint i = 0; headings[i] != NULL; i++)
    {
      gint64 unit;
      g_autofree char *folded = fold (headings[i], &unit);
      int its, role = role_of_rank (folded, &its);

      if (sotong_ledger_moved_binds (folded) && (role == SOTONG_LEDGER_DATE || role == SOTONG_LEDGER_AMOUNT || role == SOTONG_LEDGER_DOCUMENT))
        its = RANK_BOUND;
      else if (sotong_ledger_moved_is_entry (folded))
        its = RANK_ENTRY;
      if (role < 0 || self->columns[role] >= 0 || its != rank)
        continue;
      self->columns[role] = (int) i;
      self->units[role] = unit;
    }
}

/* What other columns say of how the money moved. */
static void
find_moves (SotongLedgerMapping *self,
            GStrv                headings)
{
  int amount = self->columns[SOTONG_LEDGER_AMOUNT], day = self->columns[SOTONG_LEDGER_DATE];
  gint64 unit;
  g_autofree char *amounts = amount >= 0 ? fold (headings[amount], &unit) : g_strdup (""), *days = day >= 0 ? fold (headings[day], &unit) : g_strdup ("");

  self->commitments = strstr (amounts, "원인행위") != NULL || (sotong_ledger_moved_binds (amounts) && !sotong_ledger_moved_pays (days))
                      || (sotong_ledger_moved_binds (days) && !sotong_ledger_moved_pays (amounts));
  self->neutral = !sotong_ledger_moved_binds (amounts) && !sotong_ledger_moved_pays (amounts);
  for (guint i = 0; day >= 0 && amount >= 0 && headings[i] != NULL; i++)
    {
      g_autofree char *folded = fold (headings[i], &unit);

      if (!self->commitments && self->bound < 0 && (int) i != amount && role_of (headings[i], &unit) == SOTONG_LEDGER_AMOUNT && sotong_ledger_moved_binds (folded))
        self->bound = (int) i;
      if (self->state < 0 && sotong_ledger_moved_is_state (folded))
        {
          self->state = (int) i;
          self->asks_void = g_str_has_prefix (folded, "취소");
        }
      if (self->back < 0 && (int) i != amount && sotong_ledger_moved_is_back (folded))
        {
          self->back = (int) i;
          self->back_unit = unit;
        }
    }
}

static gboolean
set_column (SotongLedgerMapping  *self,
            GStrv                 headings,
            const char           *word,
            GError              **error)
{
  g_auto(GStrv) parts = g_strsplit (word, "=", 2);
  guint role, n = g_strv_length (headings);
  gint64 number;

  for (role = 0; parts[0] != NULL && role < SOTONG_LEDGER_N_ROLES && !g_str_equal (role_names[role], g_strstrip (parts[0])); role++)
    ;
  if (parts[0] == NULL || parts[1] == NULL || role == SOTONG_LEDGER_N_ROLES)
    {
      g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING,
                   _("“%s” says no column. Write it as “amount=4” or “date=지출일자”; a column can be line, date, amount, kind, payee, payee_kind, description, document, account, code, formula, budget or unit."), word);
      return FALSE;
    }
  g_strstrip (parts[1]);
  self->columns[role] = -1;
  self->units[role] = 0;
  if (*parts[1] == '\0') /* none, though one has its name */
    return TRUE;
  if (g_ascii_string_to_signed (parts[1], 10, 1, n, &number, NULL))
    self->columns[role] = (int) number - 1;
  for (guint i = 0; self->columns[role] < 0 && i < n; i++)
    if (g_str_equal (headings[i], parts[1]))
      self->columns[role] = (int) i;
  if (self->columns[role] >= 0)
    {
      g_autofree char *folded = fold (headings[self->columns[role]], &self->units[role]);

      return TRUE;
    }
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING, _("The file has no column “%s”."), parts[1]);
  return FALSE;
}

/* Whether what a person says of the columns says anything of this role. */
static gboolean
says_role (GStrv       said,
           const char *role)
{
  for (guint i = 0; said[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (said[i], "=", 2);

      if (parts[0] != NULL && g_str_equal (g_strstrip (parts[0]), role))
        return TRUE;
    }
  return FALSE;
}

static char *
describe (const SotongLedgerMapping *self,
          GStrv                      headings)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < SOTONG_LEDGER_N_ROLES; i++)
    if (self->columns[i] >= 0)
      g_string_append_printf (out, "%s%s=%s", out->len > 0 ? "," : "", role_names[i], headings[self->columns[i]]);
  return g_string_free (out, FALSE);
}

/* The columns of money that moved say nothing of a budget; one that is headed as an amount only is its amounts. */
static void
leave_movements_out (SotongLedgerMapping *self)
{
  static const SotongLedgerRole none[] = { SOTONG_LEDGER_DATE, SOTONG_LEDGER_AMOUNT, SOTONG_LEDGER_KIND, SOTONG_LEDGER_PAYEE,
                                           SOTONG_LEDGER_DESCRIPTION, SOTONG_LEDGER_DOCUMENT };

  if (self->columns[SOTONG_LEDGER_BUDGET] < 0)
    {
      self->columns[SOTONG_LEDGER_BUDGET] = self->columns[SOTONG_LEDGER_AMOUNT];
      self->units[SOTONG_LEDGER_BUDGET] = self->units[SOTONG_LEDGER_AMOUNT];
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    self->columns[none[i]] = -1;
}

/* ---- units ---- */

/* The amounts that are read of such a file. */
static SotongLedgerRole
role_of_amounts (const SotongLedgerMapping *self)
{
  return self->columns[SOTONG_LEDGER_DATE] >= 0 ? SOTONG_LEDGER_AMOUNT : SOTONG_LEDGER_BUDGET;
}

/* Whether the rows' own cells of a column name units of money. */
static gboolean
has_units (const SotongLedgerMapping *self,
           const SotongGrid          *grid,
           int                        column)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal); /* few words in many rows */

  for (guint r = self->first; r < grid->rows->len; r++)
    {
      const char *cell = sotong_grid_row_cell (g_ptr_array_index (grid->rows, r), column);

      if (g_hash_table_add (seen, (gpointer) cell) && sotong_ledger_said_is_money (cell))
        return TRUE;
    }
  return FALSE;
}

/* The column that says in what each row's amount is: the one right behind the amounts, else the only one. A “단위” of pieces and times is
 * none. %FALSE with @error set where several could be it. */
static gboolean
find_units (SotongLedgerMapping  *self,
            const SotongGrid     *grid,
            GStrv                 headings,
            GError              **error)
{
  int amounts = self->columns[role_of_amounts (self)];
  guint n = 0;

  for (guint i = 0; headings[i] != NULL; i++)
    if (sotong_ledger_said_heads_units (headings[i]) && has_units (self, grid, (int) i))
      {
        self->columns[SOTONG_LEDGER_UNIT] = (int) i;
        n++;
        if (amounts >= 0 && (int) i == amounts + 1)
          return TRUE;
      }
  if (n <= 1)
    return TRUE;
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING,
               SOTONG_SAY (_("More than one column of “%s” says in what amounts are. Say with --map unit=NUMBER which one holds for the amounts that are read."),
                           _("More than one column of “%s” says in what amounts are. Choose below which one holds for the amounts that are read.")), grid->name);
  return FALSE;
}

/* What stands above the headings and beside them, from the headings up. */
static SotongLedgerSaid *
listen (const SotongLedgerMapping *self,
        const SotongGrid          *grid)
{
  SotongLedgerSaid *said = sotong_ledger_said_new ();

  for (guint r = self->first; r-- > 0;)
    sotong_ledger_said_add_row (said, (const char * const *) ((const SotongGridRow *) g_ptr_array_index (grid->rows, r))->cells, r >= self->head, r);
  return said;
}

static gboolean
refuse_unit (GError **error,
             char    *text)
{
  g_set_error_literal (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING, text);
  g_free (text);
  return FALSE;
}

/* Whether another table's figures stand between the headings and the row that says a unit, or in it. */
static gboolean
is_apart (const SotongLedgerMapping *self,
          const SotongGrid          *grid,
          guint                      row)
{
  for (guint r = row; r < self->head; r++)
    if (sotong_ledger_said_has_money ((const char * const *) ((const SotongGridRow *) g_ptr_array_index (grid->rows, r))->cells))
      return TRUE;
  return FALSE;
}

/* Amounts whose heading does not say in what they count are in the unit that stands above, the lowest of several, else in won. Where
 * figures stand between, the unit may be theirs alone, where it is of other columns it says nothing of these, and a file's name may be
 * another's: %FALSE with @error set. With a column of units each row is looked at by itself. */
static gboolean
settle_units (SotongLedgerMapping  *self,
              const SotongGrid     *grid,
              GStrv                 headings,
              GError              **error)
{
  g_autoptr(SotongLedgerSaid) said = listen (self, grid);
  SotongLedgerRole role = role_of_amounts (self);
  int column = self->columns[role];
  const char *heading = column >= 0 ? headings[column] : "", *cell = "";
  gboolean by_row = self->columns[SOTONG_LEDGER_UNIT] >= 0;
  SotongLedgerSaidAnswer answer;
  gint64 unit = 0;
  guint at = 0;

  self->headed = self->units[role];
  answer = sotong_ledger_said_of (said, heading, column, &unit, &cell, &at);
  if (answer == SOTONG_LEDGER_SAID_UNIT && by_row && is_apart (self, grid, at))
    answer = SOTONG_LEDGER_SAID_NOTHING;
  self->said = self->headed != 0 || answer == SOTONG_LEDGER_SAID_UNIT;
  for (guint i = 0; i < SOTONG_LEDGER_N_ROLES; i++)
    if (self->units[i] == 0)
      self->units[i] = i == role && answer == SOTONG_LEDGER_SAID_UNIT ? unit : 1;
  if (column < 0 || self->headed != 0)
    return TRUE;
  if (sotong_ledger_said_heading_is_unknown (heading))
    return refuse_unit (error, sotong_ledger_said_refuse_heading (heading));
  if (answer == SOTONG_LEDGER_SAID_UNIT && unit > 1)
    {
      g_autofree char *shown = sotong_text_single_line (cell, 40);

      g_strlcpy (self->unit, shown, sizeof self->unit);
    }
  if (by_row)
    return TRUE;
  if (answer == SOTONG_LEDGER_SAID_UNCLEAR)
    return refuse_unit (error, sotong_ledger_said_refuse_above (cell, heading));
  if (answer == SOTONG_LEDGER_SAID_NOTHING)
    return sotong_ledger_unit_of_name (grid->name) <= 1 || refuse_unit (error, sotong_ledger_said_refuse_name (grid->name));
  return unit == 1 || !is_apart (self, grid, at) || refuse_unit (error, sotong_ledger_said_refuse_apart (self->unit));
}

/*
 * sotong_ledger_mapping_unit_of:
 * @self: the columns of a file
 * @grid: the file
 * @headings: what its columns are headed with
 * @column: one of amounts, from 0
 * @error: return location; `SOTONG_SHEET_ERROR_MAPPING`
 *
 * Returns: what a number there counts, in won, as its heading or what stands above the columns says; 0 with @error set where that is not clear
 */
gint64
sotong_ledger_mapping_unit_of (const SotongLedgerMapping  *self,
                               const SotongGrid           *grid,
                               GStrv                       headings,
                               int                         column,
                               GError                    **error)
{
  g_autoptr(SotongLedgerSaid) said = listen (self, grid);
  const char *heading = headings[column], *cell = "";
  gint64 unit = sotong_ledger_unit_of_heading (heading);
  SotongLedgerSaidAnswer answer;
  guint at = 0;

  if (unit != 0)
    return unit;
  answer = sotong_ledger_said_of (said, heading, column, &unit, &cell, &at);
  if (sotong_ledger_said_heading_is_unknown (heading))
    refuse_unit (error, sotong_ledger_said_refuse_heading (heading));
  else if (answer == SOTONG_LEDGER_SAID_UNCLEAR)
    refuse_unit (error, sotong_ledger_said_refuse_above (cell, heading));
  else if (answer == SOTONG_LEDGER_SAID_UNIT && unit != 1 && is_apart (self, grid, at))
    refuse_unit (error, sotong_ledger_said_refuse_apart (cell));
  else if (answer == SOTONG_LEDGER_SAID_NOTHING && sotong_ledger_unit_of_name (grid->name) > 1)
    refuse_unit (error, sotong_ledger_said_refuse_name (grid->name));
  else
    return answer == SOTONG_LEDGER_SAID_UNIT ? unit : 1;
  return 0;
}

static void
refuse_budget (const SotongGrid  *grid,
               const char        *found,
               GError           **error)
{
  g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING,
               _("The columns of “%s” were not understood: a budget needs one for its lines and one for their amounts. Choose them below. Found: %s"),
               grid->name, found);
}

/* Money that moved may name its account alone, where the account has one line; the lines of a budget have names. */
static gboolean
has_what_it_needs (const SotongLedgerMapping *self)
{
  if (self->columns[SOTONG_LEDGER_DATE] >= 0 && self->columns[SOTONG_LEDGER_AMOUNT] >= 0)
    return self->columns[SOTONG_LEDGER_LINE] >= 0 || self->columns[SOTONG_LEDGER_ACCOUNT] >= 0;
  return self->columns[SOTONG_LEDGER_LINE] >= 0 && self->columns[SOTONG_LEDGER_BUDGET] >= 0;
}

/* The headings of a file, as the workspace knows a file of their kind again. */
static char *
digest_of (GStrv headings)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) "ledger", sizeof "ledger");
  for (guint i = 0; headings[i] != NULL; i++)
    {
      g_autofree char *folded = sotong_text_fold (headings[i]);

      g_checksum_update (sum, (const guchar *) folded, (gssize) strlen (folded) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/*
 * sotong_ledger_mapping_recall:
 * @db: a connection
 * @headings: those of a file
 * @out_words: (out) (transfer full) (nullable): what a person said the last time that such a file was imported
 * @error: return location
 *
 * Returns: %TRUE unless the workspace could not be read
 */
gboolean
sotong_ledger_mapping_recall (SotongDb  *db,
                              GStrv      headings,
                              char     **out_words,
                              GError   **error)
{
  g_autofree char *digest = digest_of (headings);
  GError *local = NULL;

  *out_words = sotong_content_recall_mapping (db, digest, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Remembers what a person said of the columns for the next file with these headings; needs a write job. */
gboolean
sotong_ledger_mapping_keep (SotongDb    *db,
                            GStrv        headings,
                            const char  *words,
                            GError     **error)
{
  g_autofree char *digest = digest_of (headings);

  return sotong_content_keep_mapping (db, digest, words, error);
}

/* The name that a role has in words of columns. */
const char *
sotong_ledger_role_get_name (SotongLedgerRole role)
{
  g_return_val_if_fail (role < SOTONG_LEDGER_N_ROLES, NULL);
  return role_names[role];
}

/* What a role is called where a person chooses its column. */
const char *
sotong_ledger_role_get_label (SotongLedgerRole role)
{
  static const char * const labels[] = {
    N_("Budget line"), N_("Date"), N_("Amount"), N_("Kind"), N_("Payee"), N_("What the payee is"), N_("What for"), N_("Document number"), N_("Budget account"),
    N_("Account code"), N_("Basis of calculation"), N_("Budget"), N_("Unit of the amount"),
  };

  g_return_val_if_fail (role < SOTONG_LEDGER_N_ROLES, NULL);
  return _(labels[role]);
}

/* The headings of a file, above what is imported; of two rows of them each column's own. (transfer full) */
GStrv
sotong_ledger_mapping_headings (const SotongGrid *grid)
{
  guint from, to;

  return read_headings (grid, &from, &to);
}

/*
 * sotong_ledger_mapping_read:
 * @self: (out): what each column is
 * @grid: a file
 * @words: (nullable): what a person says of it, "date=3,amount=지출액,kind="; a role without a column has none
 * @budget: the file is a budget: its days, if it has any, are not looked at
 * @out_described: (out) (transfer full): the columns that were found, to be shown
 * @error: return location; `SOTONG_SHEET_ERROR_MAPPING`
 *
 * Returns: %TRUE if the file has what an import needs
 */
gboolean
sotong_ledger_mapping_read (SotongLedgerMapping  *self,
                            const SotongGrid     *grid,
                            const char           *words,
                            gboolean              budget,
                            char                **out_described,
                            GError              **error)
{
  guint to;
  g_auto(GStrv) headings = read_headings (grid, &self->head, &to);
  g_auto(GStrv) said = g_strsplit (words != NULL ? words : "", ",", -1);

  for (guint i = 0; i < SOTONG_LEDGER_N_ROLES; i++)
    {
      self->columns[i] = -1;
      self->units[i] = 0;
    }
  self->first = to + 1;
  self->headed = 0;
  self->commitments = self->neutral = self->lacks = FALSE;
  self->bound = self->state = self->back = -1;
  self->said = FALSE;
  *self->unit = '\0';
  for (int rank = 0; rank < N_RANKS; rank++)
    take_headings (self, headings, rank);
  for (guint i = 0; self->columns[SOTONG_LEDGER_LINE] < 0 && headings[i] != NULL; i++)
    if (is_line_perhaps (headings[i]))
      self->columns[SOTONG_LEDGER_LINE] = (int) i;
  for (guint i = 0; said[i] != NULL; i++)
    if (!sotong_text_is_blank (said[i]) && !set_column (self, headings, said[i], error))
      return FALSE;
  if (budget)
    leave_movements_out (self);
  find_moves (self, headings);
  if (!says_role (said, "unit") && !find_units (self, grid, headings, error))
    return FALSE;
  *out_described = describe (self, headings);
  if (!settle_units (self, grid, headings, error))
    return FALSE;
  if (has_what_it_needs (self))
    return TRUE;
  self->lacks = TRUE;
  if (budget)
    refuse_budget (grid, **out_described != '\0' ? *out_described : "-", error);
  else
    g_set_error (error, SOTONG_SHEET_ERROR, SOTONG_SHEET_ERROR_MAPPING,
                 SOTONG_SAY (_("“%s” was not understood: it needs columns for the budget line, the day and the amount, or for the line and its budget. Head them “예산과목”, “집행일자” and “집행액”, or “예산과목” and “예산액”, save the file and choose it again. Found: %s"),
                             _("The columns of “%s” were not understood: it needs one for the budget line, the day and the amount, or for the line and its budget. Choose them below. Found: %s")),
                 grid->name, **out_described != '\0' ? *out_described : "-");
  return FALSE;
}

/* What a number without a unit of its own counts in a row. */
SotongLedgerUnitState
sotong_ledger_cell_unit (const SotongLedgerMapping *mapping,
                         const SotongGridRow       *row,
                         SotongLedgerRole           role,
                         gint64                    *out_won)
{
  const char *cell = sotong_grid_row_cell (row, mapping->columns[SOTONG_LEDGER_UNIT]);

  *out_won = mapping->units[role];
  if (mapping->columns[SOTONG_LEDGER_UNIT] < 0)
    return SOTONG_LEDGER_UNIT_KNOWN;
  if (*cell == '\0')
    return mapping->said ? SOTONG_LEDGER_UNIT_KNOWN : SOTONG_LEDGER_UNIT_MISSING;
  *out_won = sotong_ledger_unit_alone (cell);
  if (*out_won == 0)
    return SOTONG_LEDGER_UNIT_UNKNOWN;
  return mapping->headed == 0 || mapping->headed == *out_won ? SOTONG_LEDGER_UNIT_KNOWN : SOTONG_LEDGER_UNIT_DIFFERS;
}

/* An amount of a row in won; one that names its own unit is in it. */
gboolean
sotong_ledger_cell_won (const SotongLedgerMapping *mapping,
                        const SotongGridRow       *row,
                        SotongLedgerRole           role,
                        gint64                    *out_won)
{
  const char *cell = sotong_grid_row_cell (row, mapping->columns[role]);
  gint64 unit;

  if (sotong_ledger_cell_unit (mapping, row, role, &unit) != SOTONG_LEDGER_UNIT_KNOWN && strstr (cell, "원") == NULL)
    return FALSE;
  return sotong_won_parse_cell (cell, MAX (unit, 1), out_won);
}
