/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-statement.h"
#include "store/sotong-budget-act.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-won.h"

/* 결산: a year's money by line, what changed and what was carried over; of a closed year the figures as they were frozen,
 * and what was corrected since. */

static const SotongPaperColumn money_columns[] = {
  { "항목", "항목", 36, SOTONG_ALIGN_LEFT }, { "당초예산", "당초예산_천원", 16, SOTONG_ALIGN_RIGHT }, { "전년이월", "전년이월_천원", 15, SOTONG_ALIGN_RIGHT },
  { "예산변경", "예산변경_천원", 15, SOTONG_ALIGN_RIGHT }, { "예산현액", "예산현액_천원", 16, SOTONG_ALIGN_RIGHT }, { "원인행위", "원인행위_천원", 16, SOTONG_ALIGN_RIGHT },
  { "집행액", "집행액_천원", 15, SOTONG_ALIGN_RIGHT }, { "차년이월", "차년이월_천원", 15, SOTONG_ALIGN_RIGHT }, { "집행잔액", "집행잔액_천원", 15, SOTONG_ALIGN_RIGHT },
  { "집행률\n(%)", "집행률_퍼센트", 11, SOTONG_ALIGN_RIGHT },
};

/* What a closed line was when it was closed, or what it is now. */
static SotongLedgerMoney
money_of (GArray                *closed,
          const SotongLedgerRow *row)
{
  SotongLedgerMoney money = row->money;

  for (guint i = 0; i < closed->len; i++)
    {
      const SotongClosedLine *line = &g_array_index (closed, SotongClosedLine, i);

      if (line->line_id != row->id)
        continue;
      money.original = line->original;
      money.carried_in = line->carried_in;
      money.changed = line->changed;
      money.committed = line->committed;
      money.executed = line->executed;
      money.carried_out = line->carried_out;
      sotong_ledger_money_finish (&money);
    }
  return money;
}

static gboolean
sum_money (SotongLedgerMoney       *sum,
           const SotongLedgerMoney *m)
{
  return sotong_won_add (sum->original, m->original, &sum->original) && sotong_won_add (sum->carried_in, m->carried_in, &sum->carried_in)
         && sotong_won_add (sum->changed, m->changed, &sum->changed) && sotong_won_add (sum->committed, m->committed, &sum->committed)
         && sotong_won_add (sum->executed, m->executed, &sum->executed) && sotong_won_add (sum->carried_out, m->carried_out, &sum->carried_out)
         && sotong_ledger_money_finish (sum);
}

/* ---- thousands that add up ---- */

/* A line's money to the won, and the thousands of it that are printed. */
typedef struct {
  const char        *name;
  SotongLedgerMoney  money;
  SotongLedgerMoney  shown;
  gboolean           raised;  /* in the column that is being settled */
} Line;

/* The columns that are given; the others follow from them, in print too. */
static const gsize given[] = {
  G_STRUCT_OFFSET (SotongLedgerMoney, original), G_STRUCT_OFFSET (SotongLedgerMoney, carried_in), G_STRUCT_OFFSET (SotongLedgerMoney, changed),
  G_STRUCT_OFFSET (SotongLedgerMoney, committed), G_STRUCT_OFFSET (SotongLedgerMoney, executed), G_STRUCT_OFFSET (SotongLedgerMoney, carried_out),
};

#define WON(money, offset) G_STRUCT_MEMBER (gint64, money, offset)

/* Whether a thousand more may be shown as spent of the line: what is left of it does not fall below nought for it. */
static gboolean
has_room (const Line *line,
          gsize       column)
{
  return (column != G_STRUCT_OFFSET (SotongLedgerMoney, executed) && column != G_STRUCT_OFFSET (SotongLedgerMoney, carried_out))
         || line->shown.remaining >= 1000;
}

/* The line of which most was cut towards nought in @column, those with room before others. */
static Line *
find_most_cut (GArray *lines,
               gsize   column,
               int     sign)
{
  Line *best = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);
      gint64 cut = sign * (WON (&line->money, column) % 1000);
      gboolean better = best == NULL || has_room (line, column) > has_room (best, column)
                        || (has_room (line, column) == has_room (best, column) && cut > sign * (WON (&best->money, column) % 1000));

      if (cut > 0 && !line->raised && better)
        best = line;
    }
  return best;
}

/* 단수조정: the thousands of the lines come to those of the total, a thousand more where most of it was cut. */
static void
settle_column (GArray             *lines,
               SotongLedgerMoney  *total,
               gsize               column)
{
  gint64 left = WON (total, column) / 1000;
  int sign;
  Line *line;

  for (guint i = 0; i < lines->len; i++)
    {
      line = &g_array_index (lines, Line, i);
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

static gint64
cut (gint64 won)
{
  return won == SOTONG_REPORT_BLANK ? won : won - won % 1000;
}

/* What is printed of @money if nothing is settled: whole thousands, and what follows from them. */
static SotongLedgerMoney
cut_money (const SotongLedgerMoney *money)
{
  SotongLedgerMoney shown = *money;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    WON (&shown, given[i]) = cut (WON (&shown, given[i]));
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

/* Lines alone, no headings, so that the sheet's sums are those of its rows. */
static GArray *
list_lines (const SotongLedger *ledger,
            GArray             *closed,
            SotongLedgerMoney  *total,
            gboolean           *out_whole)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));

  *out_whole = TRUE;
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);
      Line line = { row->name, money_of (closed, row), { 0 }, FALSE };

      if (row->is_heading)
        continue;
      line.shown = cut_money (&line.money);
      *out_whole = *out_whole && is_whole (&line.money);
      sum_money (total, &line.money);
      g_array_append_val (lines, line);
    }
  for (guint i = 0; !*out_whole && i < G_N_ELEMENTS (given); i++)
    settle_column (lines, total, given[i]);
  return lines;
}

/* @shown: the thousands that are printed, of which the sheet's formulas make the same; @m: to the won. */
static void
add_money (SotongTable             *table,
           const char              *label,
           const SotongLedgerMoney *m,
           const SotongLedgerMoney *shown,
           gboolean                 sum)
{
  gint64 amounts[] = { shown->original, shown->carried_in, shown->changed, shown->available, shown->committed, shown->executed, shown->carried_out,
                       shown->remaining };
  static const char * const columns = "BCDEFGHI";

  sotong_table_begin_row (table, sum ? SOTONG_ROW_TOTAL : 0);
  sotong_table_add_text (table, label);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *formula = sum ? g_strdup_printf ("=SUM(%c{r+1}:%c{end})", columns[i], columns[i]) : NULL;

      sotong_report_add_thousand (table, amounts[i]);
      if (formula != NULL)
        sotong_table_set_formula (table, formula);
      else if (i == 3)
        sotong_table_set_formula (table, "=B{r}+C{r}+D{r}");
      else if (i == 7)
        sotong_table_set_formula (table, "=E{r}-G{r}-H{r}");
    }
  sotong_report_add_percent (table, m->executed, m->available);
}

static void
add_remaining (SotongDocument          *document,
               const SotongLedgerMoney *total,
               const SotongLedgerMoney *shown,
               gboolean                 whole)
{
  g_autofree char *settled = sotong_paper_thousand (shown->remaining), *disclosed = sotong_paper_thousand (shown->unspent),
                  *available = sotong_won_format (total->available), *executed = sotong_won_format (total->executed),
                  *carried = sotong_won_format (total->carried_out), *remaining = sotong_won_format (total->remaining);

  sotong_paper_format (document, SOTONG_MARK_NOTE, "집행잔액(결산) = 예산현액 - 집행액 - 차년이월 : %s천원", settled);
  sotong_paper_format (document, SOTONG_MARK_NOTE, "미집행액(월별 공개) = 예산현액 - 집행액 : %s천원", disclosed);
  if (!whole)
    {
      sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "천원 미만은 버리되 항목의 합이 계와 같도록 단수를 조정하였으며, 예산현액과 집행잔액은 표시된 금액으로 계산함");
      sotong_paper_format (document, SOTONG_MARK_NOTE, "원 단위의 계 : 예산현액 %s원, 집행액 %s원, 차년이월 %s원, 집행잔액 %s원", available, executed, carried, remaining);
    }
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "집행률은 예산현액에 대한 비율이며 소수점 이하는 버림");
}

static void
add_lines (SotongDocument     *document,
           const SotongLedger *ledger,
           GArray             *closed)
{
  SotongTable *table = sotong_paper_table ("lines", SOTONG_PAPER_THOUSAND, money_columns, G_N_ELEMENTS (money_columns));
  SotongLedgerMoney total = { 0 }, shown;
  gboolean whole;
  g_autoptr(GArray) lines = list_lines (ledger, closed, &total, &whole);

  shown = cut_money (&total);
  add_money (table, "계", &total, &shown, TRUE);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      add_money (table, line->name, &line->money, &line->shown, FALSE);
    }
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  sotong_paper_add (document, table);
  add_remaining (document, &total, &shown, whole);
}

static void
add_changes (SotongDocument *document,
             GPtrArray      *changes)
{
  static const SotongPaperColumn columns[] = {
    { "일자", "일자", 23, SOTONG_ALIGN_CENTER }, { "항목", "항목", 39, SOTONG_ALIGN_LEFT }, { "종류", "종류", 14, SOTONG_ALIGN_CENTER },
    { "기정", "기정_천원", 18, SOTONG_ALIGN_RIGHT }, { "경정", "경정_천원", 18, SOTONG_ALIGN_RIGHT }, { "증△감", "증감_천원", 18, SOTONG_ALIGN_RIGHT },
    { "문서번호·사유", "문서번호_사유", 40, SOTONG_ALIGN_LEFT },
  };
  SotongTable *table;

  sotong_document_add_heading (document, 1, "예산변경");
  if (changes->len == 0)
    {
      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "해당 없음");
      return;
    }
  table = sotong_paper_table ("changes", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < changes->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (changes, i);
      g_autofree char *text = g_strdup_printf ("%s %s", e->document_number, e->text);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, e->day);
      sotong_table_add_text (table, e->line);
      sotong_table_add_text (table, g_str_equal (e->kind, "transfer") ? "전용" : "추경");
      sotong_report_add_thousand (table, e->before);
      sotong_report_add_thousand (table, sotong_report_sum (cut (e->before), cut (e->amount))); /* as printed */
      sotong_report_add_thousand (table, e->amount);
      sotong_table_add_text (table, g_strstrip (text));
    }
  sotong_paper_add (document, table);
}

static void
add_carried (SotongDocument *document,
             GPtrArray      *carried)
{
  static const SotongPaperColumn columns[] = {
    { "항목", "항목", 62, SOTONG_ALIGN_LEFT }, { "구분", "구분", 22, SOTONG_ALIGN_CENTER }, { "금액", "금액_천원", 26, SOTONG_ALIGN_RIGHT },
    { "사유", "사유", 60, SOTONG_ALIGN_LEFT },
  };
  SotongTable *table;

  sotong_document_add_heading (document, 1, "차년이월");
  if (carried->len == 0)
    {
      sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "해당 없음");
      return;
    }
  table = sotong_paper_table ("carried", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < carried->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (carried, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, e->line);
      sotong_table_add_text (table, g_str_equal (e->kind, "accident") ? "사고이월" : "명시이월");
      sotong_report_add_thousand (table, e->amount);
      sotong_table_add_text (table, e->text);
    }
  sotong_paper_add (document, table);
}

/* What the ledger says now against what was frozen: a correction is told as one. */
static void
add_corrections (SotongDocument     *document,
                 const SotongLedger *ledger,
                 GArray             *closed)
{
  guint n = 0;

  if (closed->len == 0)
    return;
  sotong_document_add_heading (document, 1, "마감 후 정정");
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);
      SotongLedgerMoney frozen = money_of (closed, row);
      g_autofree char *before = sotong_won_format (frozen.executed), *after = sotong_won_format (row->money.executed),
                      *change = sotong_won_format (row->money.executed - frozen.executed);

      if (row->is_heading || (frozen.executed == row->money.executed && frozen.available == row->money.available && frozen.committed == row->money.committed))
        continue;
      n++;
      sotong_paper_format (document, SOTONG_MARK_CIRCLE, "%s: 집행액 마감 %s원, 정정 후 %s원 (정정 %s원)", row->name, before, after, change);
    }
  if (n == 0)
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "없음: 마감 당시의 수치와 같음");
}

static void
add_state (SotongDocument *document,
           gint64          closed_at,
           GTimeZone      *zone)
{
  g_autofree char *day = closed_at > 0 ? sotong_report_format_date (closed_at, zone) : NULL;

  if (day != NULL)
    sotong_paper_format (document, SOTONG_MARK_CIRCLE, "%s 마감한 수치이며, 이후의 변동은 정정으로 따로 표시함", day);
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "마감 전의 수치로 확정된 결산이 아님");
}

/* The newest programme whose statement tells how @year was settled. */
static SotongProgramme *
find_recorded (SotongDb  *db,
               int        year,
               GError   **error)
{
  g_autoptr(GArray) years = sotong_programme_years (db, error);

  for (guint i = 0; years != NULL && i < years->len; i++)
    {
      g_autoptr(SotongProgramme) programme = sotong_programme_get (db, g_array_index (years, int, i), error);

      if (programme == NULL)
        return NULL;
      for (guint k = 0; k < programme->settlements->len; k++)
        if (g_array_index (programme->settlements, SotongSettlement, k).year == year)
          return g_steal_pointer (&programme);
    }
  return NULL;
}

/* A past year without a ledger here: its settlement as a later year's statement prints it. %NULL without an error if none does. */
static SotongDocument *
make_recorded (SotongDb     *db,
               SotongRange   period,
               GError      **error)
{
  int year = sotong_report_load_year (db, period);
  g_autoptr(GDateTime) end = g_date_time_new (sotong_db_get_zone (db), year + 1, 1, 1, 0, 0, 0);
  g_autoptr(SotongProgramme) programme = NULL;
  SotongReportHead head = { 0 };
  g_autofree char *title = NULL;
  SotongDocument *document;

  if (end == NULL || period.end < g_date_time_to_unix (end)) /* of a part of the year nothing is recorded */
    return NULL;
  programme = find_recorded (db, year, error);
  if (programme == NULL || !sotong_report_load_head (db, period, programme, &head, error))
    return NULL;
  title = g_strdup_printf ("%d년도 결산 보고", year);
  document = sotong_paper_begin (&head, title, TRUE);
  sotong_document_add_title (document, title);
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "%d년 예산서에 기재된 수치이며, 항목별 집행 자료는 작업 공간에 없음", programme->year);
  sotong_document_add_heading (document, 1, "최근 3년 결산현황");
  sotong_paper_settlements (document, programme, year);
  sotong_report_head_clear (&head);
  return document;
}

/**
 * sotong_report_settlement_make:
 * @db: a connection
 * @period: a fiscal year, or the part of it to whose end is counted
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the year has no budget, and no statement tells how it was settled
 *
 * Makes the settlement of a year; of a past one without a ledger, what a later year's statement tells of it. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the document
 */
SotongDocument *
sotong_report_settlement_make (SotongDb     *db,
                               SotongRange   period,
                               GError      **error)
{
  GError *local = NULL;
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, sotong_report_load_year (db, period), period, &local);
  SotongRange any = { 0, 0 };
  SotongReportHead head = { 0 };
  g_autoptr(GArray) closed = NULL;
  g_autoptr(GPtrArray) changes = NULL, carried = NULL;
  g_autofree char *title = NULL;
  SotongDocument *document;
  gint64 closed_at;

  if (ledger == NULL)
    {
      GError *trouble = NULL;

      document = g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND) ? make_recorded (db, period, &trouble) : NULL;
      if (trouble != NULL)
        {
          g_error_free (local);
          local = trouble;
        }
      if (document == NULL)
        g_propagate_error (error, local);
      else
        g_error_free (local);
      return document;
    }
  if (!sotong_report_load_head (db, period, ledger->programme, &head, error))
    return NULL;
  closed_at = sotong_budget_closed_at (db, ledger->programme->year, error);
  closed = closed_at >= 0 ? sotong_closed_lines (db, ledger->programme->id, error) : NULL;
  changes = closed != NULL ? sotong_budget_change_list (db, ledger->programme->id, any, error) : NULL;
  carried = changes != NULL ? sotong_carry_over_list (db, ledger->programme->id, error) : NULL;
  if (carried == NULL)
    {
      sotong_report_head_clear (&head);
      return NULL;
    }
  title = g_strdup_printf ("%d년도 결산 보고", ledger->programme->year);
  document = sotong_paper_begin (&head, title, TRUE);
  sotong_document_add_title (document, title);
  add_state (document, closed_at, head.zone);
  sotong_document_add_heading (document, 1, "항목별 결산");
  add_lines (document, ledger, closed);
  add_changes (document, changes);
  add_carried (document, carried);
  add_corrections (document, ledger, closed);
  sotong_document_add_heading (document, 1, "최근 3년 결산현황");
  sotong_paper_settlements (document, ledger->programme, ledger->programme->year);
  sotong_report_head_clear (&head);
  return document;
}
