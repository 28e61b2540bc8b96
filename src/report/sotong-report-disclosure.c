/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-report-money.h"
#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-report-public.h"
#include "report/sotong-table-formula.h"
#include "store/sotong-budget-act.h"
#include "store/sotong-budget-close.h"
#include "util/sotong-won.h"

/* The lists that are disclosed each month: how the budget is executed, what was paid of it, contracts. */

static void
add_money_row (SotongTable             *table,
               const char              *label,
               const SotongLedgerMoney *shown,
               SotongRowFlags           flags)
{
  sotong_table_begin_row (table, flags);
  sotong_table_add_text (table, label);
  if ((flags & SOTONG_ROW_TOTAL) != 0)
    sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  sotong_report_add_thousand (table, shown->available);
  sotong_report_add_thousand (table, shown->executed_in_range);
  sotong_report_add_thousand (table, shown->executed);
  sotong_report_add_percent (table, shown->executed, shown->available);
  sotong_table_follow_rate (table, 'D', "B");
  sotong_report_add_thousand (table, shown->unspent);
  sotong_table_follow_terms (table, "B-D");
}

static void
add_execution (SotongDocument     *document,
               const SotongLedger *ledger,
               gint64              closed_at,
               GTimeZone          *zone)
{
  static const SotongPaperColumn columns[] = {
    { "과목", "과목", 50, SOTONG_ALIGN_LEFT }, { "예산현액\n(A)", "예산현액_천원", 26, SOTONG_ALIGN_RIGHT }, { "기간 중\n지출액", "기간_지출액_천원", 26, SOTONG_ALIGN_RIGHT },
    { "지출액 누계\n(B)", "지출액_누계_천원", 26, SOTONG_ALIGN_RIGHT }, { "집행률\n(B/A, %)", "집행률_퍼센트", 18, SOTONG_ALIGN_RIGHT },
    { "미집행액\n(A-B)", "미집행액_천원", 24, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table ("execution", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  g_autoptr(SotongReportMoney) money = sotong_report_money_new (ledger, NULL);

  sotong_document_add_heading (document, 1, "예산 집행 현황");
  add_money_row (table, "계", &money->shown, SOTONG_ROW_TOTAL);
  for (guint i = 0; i < ledger->accounts->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->accounts, i);
      const SotongReportAccount *account = sotong_report_money_find (money, row->id);

      add_money_row (table, row->name, account != NULL ? &account->shown : &row->money, 0);
    }
  sotong_table_follow_below (table, sotong_table_get_n_heads (table), "BCD");
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  sotong_paper_add (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "미집행액은 예산현액 - 지출액 누계이며, 결산의 집행잔액(차년이월을 더 뺀 금액)과 다름");
  if (closed_at > 0)
    {
      g_autofree char *day = sotong_report_format_date (closed_at, zone);

      sotong_paper_format (document, SOTONG_MARK_NOTE, "%s 마감한 해로, 이후의 정정이 포함된 수치임(정정은 결산 보고에 따로 표시함)", day);
    }
  if (!money->whole)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "천원 미만은 버리되 과목의 합이 계와 같도록 단수를 조정하였으며, 미집행액은 표시된 금액으로 계산함");
}

static const SotongLedgerRow *
row_of (const SotongLedger *ledger,
        gint64              line_id)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    if (((const SotongLedgerRow *) g_ptr_array_index (ledger->rows, i))->id == line_id)
      return g_ptr_array_index (ledger->rows, i);
  return NULL;
}

/* How many rows follow and what they come to: @before columns stand before the amount, @after behind it. */
static void
add_sum (SotongTable *table,
         guint        n,
         gint64       sum,
         guint        before,
         guint        after)
{
  g_autofree char *count = g_strdup_printf ("%u건", n), *won = sotong_won_format (sum);

  sotong_table_begin_row (table, SOTONG_ROW_TOTAL);
  sotong_table_add_text (table, "계");
  sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  sotong_table_add_text (table, count);
  for (guint i = 2; i < before; i++)
    sotong_table_add_blank (table);
  if (sum == SOTONG_REPORT_BLANK)
    sotong_table_add_shown (table, "-");
  else
    sotong_table_add_number (table, sum, won);
  for (guint i = 0; i < after; i++)
    sotong_table_add_blank (table);
}

/* Whether a list has a payment: that of policy expenses, or the one of all others. */
static gboolean
is_listed (const SotongLedger  *ledger,
           const SotongPayment *payment,
           gboolean             policy)
{
  const SotongLedgerRow *row = row_of (ledger, payment->line_id);

  return row != NULL && (strstr (row->account, "업무추진비") != NULL) == policy;
}

/* 업무추진비, by payment; @policy chooses the accounts of that name, else the others. */
static void
add_payments (SotongDocument           *document,
              const SotongLedger       *ledger,
              GPtrArray                *payments,
              const SotongReportPublic *public,
              gboolean                  policy,
              guint                    *n_looks)
{
  static const SotongPaperColumn columns[] = {
    { "일자", "일자", 22, SOTONG_ALIGN_CENTER }, { "항목", "항목", 46, SOTONG_ALIGN_LEFT }, { "내용", "내용", 46, SOTONG_ALIGN_LEFT },
    { "지급처", "지급처", 30, SOTONG_ALIGN_LEFT }, { "금액", "금액_원", 26, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table (policy ? "policy" : "payments", "(단위 : 원)", columns, G_N_ELEMENTS (columns));
  gint64 sum = 0;
  guint n = 0;

  sotong_document_add_heading (document, 1, policy ? "업무추진비 사용 내역" : "지출 내역");
  for (guint i = 0; i < payments->len; i++)
    if (is_listed (ledger, g_ptr_array_index (payments, i), policy))
      {
        n++;
        sum = sotong_report_sum (sum, ((const SotongPayment *) g_ptr_array_index (payments, i))->amount);
      }
  add_sum (table, n, sum, 4, 0);
  for (guint i = payments->len; i > 0; i--)
    {
      const SotongPayment *p = g_ptr_array_index (payments, i - 1);
      const SotongLedgerRow *row = row_of (ledger, p->line_id);
      g_autofree char *payee = sotong_report_public_payee (public, p->payee), *won = sotong_won_format (p->amount);
      g_autofree char *what = sotong_report_public_text (public, *p->description != '\0' ? p->description : p->content);

      if (!is_listed (ledger, p, policy))
        continue;
      *n_looks += sotong_report_public_is_look (public, p->payee);
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, p->paid_on);
      sotong_table_add_text (table, row->name);
      sotong_table_add_text (table, what);
      sotong_table_add_text (table, payee);
      sotong_table_add_number (table, p->amount, won);
    }
  sotong_table_follow_below (table, sotong_table_get_n_heads (table), "E");
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  if (n > 0)
    sotong_document_add_table (document, table);
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "해당 없음");
  g_object_unref (table);
}

static void
add_contracts (SotongDocument           *document,
               SotongDb                 *db,
               GPtrArray                *commitments,
               const SotongReportPublic *public,
               SotongRange               period,
               guint                    *n_looks)
{
  static const SotongPaperColumn columns[] = {
    { "계약일", "계약일", 22, SOTONG_ALIGN_CENTER }, { "계약명", "계약명", 52, SOTONG_ALIGN_LEFT }, { "계약상대자", "계약상대자", 32, SOTONG_ALIGN_LEFT },
    { "계약금액", "계약금액_원", 28, SOTONG_ALIGN_RIGHT }, { "문서번호", "문서번호", 36, SOTONG_ALIGN_LEFT },
  };
  SotongTable *table = sotong_paper_table ("contracts", "(단위 : 원)", columns, G_N_ELEMENTS (columns));
  g_autofree char *from = sotong_time_format_date (period.start, sotong_db_get_zone (db)), *to = sotong_time_format_date (period.end - 1, sotong_db_get_zone (db));
  gint64 sum = 0;
  guint n = 0;

  sotong_document_add_heading (document, 1, "계약 현황");
  for (guint i = 0; i < commitments->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (commitments, i);

      if (strcmp (e->day, from) < 0 || strcmp (e->day, to) > 0)
        continue;
      n++;
      sum = sotong_report_sum (sum, e->amount);
    }
  add_sum (table, n, sum, 3, 1);
  for (guint i = 0; i < commitments->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (commitments, i);
      g_autofree char *won = sotong_won_format (e->amount), *who = sotong_report_public_payee (public, e->who);
      g_autofree char *what = sotong_report_public_text (public, *e->text != '\0' ? e->text : e->line);

      if (strcmp (e->day, from) < 0 || strcmp (e->day, to) > 0)
        continue;
      *n_looks += sotong_report_public_is_look (public, e->who);
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, e->day);
      sotong_table_add_text (table, what);
      sotong_table_add_text (table, who);
      sotong_table_add_number (table, e->amount, won);
      sotong_table_add_text (table, e->document_number);
    }
  sotong_table_follow_below (table, sotong_table_get_n_heads (table), "D");
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  if (n > 0)
    sotong_document_add_table (document, table);
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "해당 없음");
  g_object_unref (table);
}

/* Knows the citizens of all that is listed, and hides each wherever it stands. */
static SotongReportPublic *
read_names (SotongDb   *db,
            GPtrArray  *payments,
            GPtrArray  *commitments,
            GError    **error)
{
  SotongReportPublic *public = sotong_report_public_new (db, error);

  for (guint i = 0; public != NULL && i < payments->len; i++)
    {
      const SotongPayment *p = g_ptr_array_index (payments, i);

      sotong_report_public_add_said (public, p->payee, p->payee_kind);
    }
  for (guint i = 0; public != NULL && i < commitments->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (commitments, i);

      sotong_report_public_add_said (public, e->who, e->who_kind);
    }
  for (guint i = 0; public != NULL && i < payments->len; i++) /* all that is said is known now */
    sotong_report_public_add_name (public, ((const SotongPayment *) g_ptr_array_index (payments, i))->payee);
  for (guint i = 0; public != NULL && i < commitments->len; i++)
    sotong_report_public_add_name (public, ((const SotongLedgerEntry *) g_ptr_array_index (commitments, i))->who);
  return public;
}

/**
 * sotong_report_disclosure_make:
 * @db: a connection
 * @period: usually a month
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when its year has no budget
 *
 * Makes the lists for disclosure; citizens' names, addresses and numbers are hidden, wherever they stand. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the document
 */
SotongDocument *
sotong_report_disclosure_make (SotongDb     *db,
                               SotongRange   period,
                               GError      **error)
{
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, sotong_report_load_year (db, period), period, error);
  g_autoptr(GPtrArray) payments = ledger != NULL ? sotong_payment_list (db, 0, period, 0, error) : NULL;
  g_autoptr(GPtrArray) commitments = payments != NULL ? sotong_commitment_list (db, ledger->programme->id, error) : NULL;
  g_autoptr(SotongReportPublic) public = commitments != NULL ? read_names (db, payments, commitments, error) : NULL;
  SotongReportHead head = { 0 };
  g_autofree char *when = NULL, *title = NULL;
  SotongDocument *document;
  guint n_looks = 0;
  gint64 closed_at = public != NULL ? sotong_budget_closed_at (db, ledger->programme->year, error) : -1;

  if (closed_at < 0 || !sotong_report_load_head (db, period, ledger->programme, &head, error))
    return NULL;
  when = sotong_report_format_period (&head);
  title = g_strdup_printf ("%s 예산 집행 내역 공개", when);
  document = sotong_paper_begin (&head, title, FALSE);
  sotong_document_add_title (document, title);
  add_execution (document, ledger, closed_at, head.zone);
  add_payments (document, ledger, payments, public, TRUE, &n_looks);
  add_contracts (document, db, commitments, public, period, &n_looks);
  add_payments (document, ledger, payments, public, FALSE, &n_looks);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "시민의 이름은 가운데 글자를, 전화번호와 전자우편 주소는 모두 가림");
  if (n_looks > 0)
    sotong_paper_format (document, SOTONG_MARK_NOTE, "%u건은 지급처·계약상대자가 개인인지 지정되지 않아 이름의 모양으로 판단함", n_looks);
  sotong_report_head_clear (&head);
  return document;
}
