/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-report-money.h"
#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-statement.h"
#include "report/sotong-table-formula.h"
#include "store/sotong-budget-act.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-won.h"

/* 결산: a year's money by line, what changed and what was carried over; of a closed year the figures as they were frozen,
 * and what was corrected since. */

#define MONEY_COLUMNS \
  { "당초예산", "당초예산_천원", 16, SOTONG_ALIGN_RIGHT }, { "전년이월", "전년이월_천원", 15, SOTONG_ALIGN_RIGHT }, \
  { "예산변경", "예산변경_천원", 15, SOTONG_ALIGN_RIGHT }, { "예산현액", "예산현액_천원", 16, SOTONG_ALIGN_RIGHT }, { "원인행위", "원인행위_천원", 16, SOTONG_ALIGN_RIGHT }, \
  { "집행액", "집행액_천원", 15, SOTONG_ALIGN_RIGHT }, { "차년이월", "차년이월_천원", 15, SOTONG_ALIGN_RIGHT }, { "집행잔액", "집행잔액_천원", 15, SOTONG_ALIGN_RIGHT }, \
  { "집행률\n(%)", "집행률_퍼센트", 11, SOTONG_ALIGN_RIGHT }

static const SotongPaperColumn money_columns[] = { { "과목·항목", "항목", 36, SOTONG_ALIGN_LEFT }, MONEY_COLUMNS };
static const SotongPaperColumn data_columns[] = { { "과목", "과목", 36, SOTONG_ALIGN_LEFT }, { "항목", "항목", 36, SOTONG_ALIGN_LEFT }, MONEY_COLUMNS };

/* The thousands that are printed, and what a sheet makes of them; the figures begin in the column @b. */
static void
add_money (SotongTable             *table,
           const SotongLedgerMoney *shown,
           char                     b,
           gboolean                 bold)
{
  gint64 amounts[] = { shown->original, shown->carried_in, shown->changed, shown->available, shown->committed, shown->executed, shown->carried_out,
                       shown->remaining };
  g_autofree char *available = g_strdup_printf ("%c+%c+%c", b, b + 1, b + 2), *remaining = g_strdup_printf ("%c-%c-%c", b + 3, b + 5, b + 6);
  const char whole[] = { b + 3, '\0' };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      sotong_report_add_thousand (table, amounts[i]);
      sotong_table_set_bold (table, bold);
      if (i == 3)
        sotong_table_follow_terms (table, available);
      if (i == 7)
        sotong_table_follow_terms (table, remaining);
    }
  sotong_report_add_percent (table, shown->executed, shown->available);
  sotong_table_follow_rate (table, b + 5, whole);
  sotong_table_set_bold (table, bold);
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

/* The year, its accounts and their lines, each row's label in one cell or in two. The data has each line, whatever the page leaves out. */
static SotongTable *
make_lines (const SotongReportMoney *money,
            gboolean                 data)
{
  SotongTable *table = data ? sotong_paper_table ("lines", SOTONG_PAPER_THOUSAND, data_columns, G_N_ELEMENTS (data_columns))
                            : sotong_paper_table ("lines", SOTONG_PAPER_THOUSAND, money_columns, G_N_ELEMENTS (money_columns));
  char b = data ? 'C' : 'B';
  const char sums[] = { b, b + 1, b + 2, b + 4, b + 5, b + 6, '\0' };
  g_autoptr(GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint));

  sotong_table_begin_row (table, SOTONG_ROW_TOTAL);
  sotong_table_add_text (table, "계");
  sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  if (data)
    sotong_table_add_blank (table);
  add_money (table, &money->shown, b, TRUE);
  for (guint i = 0; i < money->accounts->len; i++)
    {
      const SotongReportAccount *account = &g_array_index (money->accounts, SotongReportAccount, i);
      guint head = sotong_table_get_n_rows (table);
      g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
      gboolean named = sotong_report_line_has_row (g_array_index (money->lines, SotongReportLine, account->first).row, account->n);

      sotong_table_begin_row (table, data || named ? SOTONG_ROW_GROUP : 0);
      sotong_table_add_text (table, account->name);
      sotong_table_set_bold (table, TRUE);
      if (data)
        sotong_table_add_text (table, "소계");
      add_money (table, &account->shown, b, TRUE);
      for (guint k = 0; k < account->n && (data || named); k++)
        {
          const SotongReportLine *line = &g_array_index (money->lines, SotongReportLine, account->first + k);
          g_autofree char *label = g_strdup_printf ("  - %s", line->label);
          guint row = sotong_table_get_n_rows (table);

          sotong_table_begin_row (table, 0);
          sotong_table_add_text (table, data ? account->name : label);
          if (data)
            sotong_table_add_text (table, line->label);
          add_money (table, &line->shown, b, FALSE);
          g_array_append_val (rows, row);
        }
      sotong_table_follow_rows (table, head, sums, (const guint *) (gpointer) rows->data, rows->len);
      g_array_append_val (heads, head);
    }
  sotong_table_follow_rows (table, sotong_table_get_n_heads (table), sums, (const guint *) (gpointer) heads->data, heads->len);
  return table;
}

static void
add_lines (SotongDocument          *document,
           const SotongReportMoney *money)
{
  g_autoptr(SotongTable) table = make_lines (money, FALSE), data = make_lines (money, TRUE);

  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  sotong_table_set_made_data (data, sotong_document_get_made_data (document));
  sotong_document_add_table (document, table);
  sotong_document_add_data_table (document, data);
  add_remaining (document, &money->total, &money->shown, money->whole);
}

/* The name of a line, which tells it from another of its name. */
static const char *
label_of (const SotongReportMoney *money,
          const SotongLedgerEntry *entry)
{
  for (guint i = 0; i < money->lines->len; i++)
    {
      const SotongReportLine *line = &g_array_index (money->lines, SotongReportLine, i);

      if (line->row->id == entry->line_id)
        return line->label;
    }
  return entry->line;
}

/* What was corrected after the closing is no part of the figures that were closed. */
static void
leave_corrections_out (GPtrArray *changes)
{
  for (guint i = changes->len; i > 0; i--)
    if (((const SotongLedgerEntry *) g_ptr_array_index (changes, i - 1))->correction)
      g_ptr_array_remove_index (changes, i - 1);
}

static void
add_changes (SotongDocument          *document,
             const SotongReportMoney *money,
             GPtrArray               *changes)
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
      sotong_table_add_text (table, label_of (money, e));
      sotong_table_add_text (table, g_str_equal (e->kind, "transfer") ? "전용" : "추경");
      sotong_report_add_thousand (table, e->before);
      sotong_report_add_thousand (table, sotong_report_sum (sotong_report_cut (e->before), sotong_report_cut (e->amount))); /* as printed */
      sotong_report_add_thousand (table, e->amount);
      sotong_table_follow_terms (table, "E-D");
      sotong_table_add_text (table, g_strstrip (text));
    }
  sotong_paper_add (document, table);
}

/* Of a part of the year: what the whole year carries over is settled at its end, and is none of the part's figures. Returns how much. */
static gint64
leave_carried_out (SotongLedger *ledger)
{
  gint64 sum = 0;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);

      if (!row->is_heading)
        sum = sotong_report_sum (sum, row->money.carried_out);
      row->money.carried_out = 0;
      row->money.remaining = row->money.unspent;
    }
  return sum;
}

/* Of a part of the year nothing is carried over; what is entered for its end is said. */
static void
tell_carried (SotongDocument *document,
              gint64          left_out)
{
  g_autofree char *won = sotong_won_format (left_out);

  sotong_document_add_heading (document, 1, "차년이월");
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "차년이월은 회계연도 말에 확정되므로 위 수치에 넣지 아니함");
  if (left_out != 0)
    sotong_paper_format (document, SOTONG_MARK_NOTE, "현재 등록된 회계연도 전체의 차년이월 : %s원", won);
}

static void
add_carried (SotongDocument          *document,
             const SotongReportMoney *money,
             GPtrArray               *carried)
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
      sotong_table_add_text (table, label_of (money, e));
      sotong_table_add_text (table, g_str_equal (e->kind, "accident") ? "사고이월" : "명시이월");
      sotong_report_add_thousand (table, e->amount);
      sotong_table_add_text (table, e->text);
    }
  sotong_paper_add (document, table);
}

/* (nullable): a line of the year. */
static const char *
name_of (const SotongLedger *ledger,
         gint64              line_id)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    if (((const SotongLedgerRow *) g_ptr_array_index (ledger->rows, i))->id == line_id)
      return ((const SotongLedgerRow *) g_ptr_array_index (ledger->rows, i))->name;
  return NULL;
}

/* Returns whether the figure is another than when the year was closed, which is then said. */
static gboolean
add_correction (SotongDocument *document,
                const char     *label,
                const char     *what,
                gint64          closed,
                gint64          now)
{
  g_autofree char *before = sotong_won_format (closed), *after = sotong_won_format (now), *change = sotong_won_format (sotong_report_difference (now, closed));

  if (now != closed)
    sotong_paper_format (document, SOTONG_MARK_CIRCLE, "%s: %s 마감 %s원, 정정 후 %s원 (정정 %s원)", label, what, before, after, change);
  return now != closed;
}

/* What the ledger says now, whatever day it was entered for, against what was frozen: a correction is told as one. */
static void
add_corrections (SotongDocument          *document,
                 const SotongReportMoney *frozen,
                 const SotongLedger      *now)
{
  guint n = 0;

  sotong_document_add_heading (document, 1, "마감 후 정정");
  for (guint i = 0; i < frozen->lines->len; i++)
    {
      const SotongReportLine *line = &g_array_index (frozen->lines, SotongReportLine, i);

      for (guint k = 0; k < now->rows->len; k++)
        {
          const SotongLedgerRow *row = g_ptr_array_index (now->rows, k);

          if (row->id != line->row->id)
            continue;
          n += add_correction (document, line->label, "예산현액", line->money.available, row->money.available);
          n += add_correction (document, line->label, "원인행위액", line->money.committed, row->money.committed);
          n += add_correction (document, line->label, "집행액", line->money.executed, row->money.executed);
        }
    }
  if (n == 0)
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "없음: 마감 당시의 수치와 같음");
}

/* A booking that came after the year's closing, of a day in the part that is reported. */
static void
add_included (SotongDocument *document,
              guint          *n,
              const char     *day,
              const char     *what,
              const char     *line,
              gint64          amount,
              const char     *text)
{
  g_autofree char *won = sotong_won_format (amount);

  if ((*n)++ == 0)
    sotong_document_add_heading (document, 1, "위 수치에 포함된 마감 후 정정");
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "%s %s: %s %s원%s%s", day, line, what, won, *text != '\0' ? ", " : "", text);
}

/* Of a part of a year that is closed: which of its bookings came after the closing. Each is told with its day and its reason. */
static gboolean
add_corrections_of_part (SotongDocument      *document,
                         SotongDb            *db,
                         const SotongLedger  *ledger,
                         GPtrArray           *changes,
                         SotongRange          until,
                         GError             **error)
{
  g_autofree char *end = sotong_time_format_date (until.end - 1, sotong_db_get_zone (db));
  g_autoptr(GPtrArray) payments = sotong_payment_list (db, 0, until, 0, error);
  g_autoptr(GPtrArray) commitments = payments != NULL ? sotong_commitment_list (db, ledger->programme->id, error) : NULL;
  guint n = 0;

  for (guint i = 0; commitments != NULL && i < changes->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (changes, i);

      if (e->correction)
        add_included (document, &n, e->day, "예산변경", e->line, e->amount, e->text);
    }
  for (guint i = 0; commitments != NULL && i < commitments->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (commitments, i);

      if (e->correction && strcmp (e->day, end) <= 0)
        add_included (document, &n, e->day, "원인행위", e->line, e->amount, e->text);
    }
  for (guint i = 0; commitments != NULL && i < payments->len; i++)
    {
      const SotongPayment *p = g_ptr_array_index (payments, i);
      const char *line = p->correction ? name_of (ledger, p->line_id) : NULL;

      if (line != NULL)
        add_included (document, &n, p->paid_on, "집행", line, p->amount, p->description);
    }
  return commitments != NULL;
}

static void
add_state (SotongDocument *document,
           gint64          closed_at,
           gboolean        whole,
           GTimeZone      *zone)
{
  g_autofree char *day = closed_at > 0 ? sotong_report_format_date (closed_at, zone) : NULL;

  if (!whole)
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "기간 말까지의 수치로, 확정된 결산이 아님");
  else if (day != NULL)
    sotong_paper_format (document, SOTONG_MARK_CIRCLE, "%s 마감한 수치이며, 이후의 변동은 정정으로 따로 표시함", day);
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "마감 전의 수치로 확정된 결산이 아님");
}

/* The years that were settled; a part of a year does not stand beside the whole of it. */
static void
add_past (SotongDocument        *document,
          const SotongProgramme *programme,
          gboolean               whole)
{
  sotong_document_add_heading (document, 1, "최근 3년 결산현황");
  sotong_paper_settlements (document, programme, whole ? programme->year : programme->year - 1);
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

/* Whether a period reaches to the end of a fiscal year, which is the calendar's. */
static gboolean
is_whole_year (SotongDb    *db,
               SotongRange  period,
               int          year)
{
  g_autofree char *text = g_strdup_printf ("%04d", year);
  SotongRange all;

  return !sotong_time_parse_period (text, sotong_db_get_zone (db), &all, NULL) || period.end >= all.end;
}

/**
 * sotong_report_settlement_make:
 * @db: a connection
 * @period: a fiscal year, or the part of it to whose end is counted: without what is carried over, which the year's end settles, and
 *   with what was booked after the closing marked
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
  SotongRange any = { 0, 0 }, until = { 0, period.end };
  SotongReportHead head = { 0 };
  g_autoptr(SotongReportMoney) money = NULL;
  g_autoptr(SotongLedger) now = NULL;
  g_autoptr(GArray) closed = NULL;
  g_autoptr(GPtrArray) changes = NULL, carried = NULL;
  g_autofree char *title = NULL;
  SotongDocument *document;
  gboolean whole, ready;
  gint64 closed_at, left_out = 0;

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
  whole = is_whole_year (db, period, ledger->programme->year);
  closed = closed_at > 0 && whole ? sotong_closed_lines (db, ledger->programme->id, error) : NULL;
  now = closed != NULL ? sotong_ledger_read (db, ledger->programme->year, any, error) : NULL;
  ready = closed_at == 0 || (closed_at > 0 && (!whole || now != NULL));
  changes = ready ? sotong_budget_change_list (db, ledger->programme->id, until, error) : NULL;
  carried = changes != NULL ? sotong_carry_over_list (db, ledger->programme->id, error) : NULL;
  if (carried == NULL)
    {
      sotong_report_head_clear (&head);
      return NULL;
    }
  if (!whole)
    left_out = leave_carried_out (ledger);
  money = sotong_report_money_new (ledger, closed);
  if (closed != NULL)
    leave_corrections_out (changes);
  title = g_strdup_printf (whole ? "%d년도 결산 보고" : "%d년도 기간 결산 보고", ledger->programme->year);
  document = sotong_paper_begin (&head, title, TRUE);
  sotong_document_add_title (document, title);
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "사업명 : %s", ledger->programme->name);
  add_state (document, closed_at, whole, head.zone);
  sotong_document_add_heading (document, 1, "항목별 결산");
  add_lines (document, money);
  add_changes (document, money, changes);
  if (whole)
    add_carried (document, money, carried);
  else
    tell_carried (document, left_out);
  if (now != NULL)
    add_corrections (document, money, now);
  if (!whole && closed_at > 0 && !add_corrections_of_part (document, db, ledger, changes, until, error))
    g_clear_object (&document);
  else
    add_past (document, ledger->programme, whole);
  sotong_report_head_clear (&head);
  return document;
}
