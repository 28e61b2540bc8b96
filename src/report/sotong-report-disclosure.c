/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-report-paper-private.h"
#include "report/sotong-report-kind.h"
#include "store/sotong-budget-act.h"
#include "util/sotong-won.h"

/* The lists that are disclosed each month: how the budget is executed, what was paid of it, contracts. */

/* A citizen's name keeps its first and last letter: 홍*동. Firms and offices are named. */
static char *
mask_name (const char *name)
{
  glong n = g_utf8_strlen (name, -1);
  GString *out;

  if (n < 2 || n > 4 || strchr (name, ' ') != NULL)
    return g_strdup (name);
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) != G_UNICODE_SCRIPT_HANGUL)
      return g_strdup (name);
  out = g_string_new (NULL);
  for (glong i = 0; i < n; i++)
    g_string_append_unichar (out, i == 0 || (i == n - 1 && n > 2) ? g_utf8_get_char (g_utf8_offset_to_pointer (name, i)) : '*');
  return g_string_free (out, FALSE);
}

static void
add_money_row (SotongTable             *table,
               const char              *label,
               const SotongLedgerMoney *m,
               SotongRowFlags           flags)
{
  sotong_table_begin_row (table, flags);
  sotong_table_add_text (table, label);
  sotong_report_add_thousand (table, m->available);
  sotong_report_add_thousand (table, m->executed_in_range);
  sotong_report_add_thousand (table, m->executed);
  sotong_report_add_percent (table, m->executed, m->available);
  sotong_report_add_thousand (table, m->unspent);
}

static void
add_execution (SotongDocument     *document,
               const SotongLedger *ledger)
{
  static const SotongPaperColumn columns[] = {
    { "과목", "과목", 50, SOTONG_ALIGN_LEFT }, { "예산현액\n(A)", "예산현액_천원", 26, SOTONG_ALIGN_RIGHT }, { "기간 중\n지출액", "기간_지출액_천원", 26, SOTONG_ALIGN_RIGHT },
    { "지출액 누계\n(B)", "지출액_누계_천원", 26, SOTONG_ALIGN_RIGHT }, { "집행률\n(B/A, %)", "집행률_퍼센트", 18, SOTONG_ALIGN_RIGHT },
    { "미집행액\n(A-B)", "미집행액_천원", 24, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table ("execution", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));

  sotong_document_add_heading (document, 1, "예산 집행 현황");
  add_money_row (table, "계", &ledger->total, SOTONG_ROW_TOTAL);
  for (guint i = 0; i < ledger->accounts->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->accounts, i);

      add_money_row (table, row->name, &row->money, 0);
    }
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  sotong_paper_add (document, table);
  sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "미집행액은 예산현액 - 지출액 누계이며, 결산의 집행잔액(차년이월을 더 뺀 금액)과 다름");
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

/* 업무추진비, by payment; @policy chooses the accounts of that name, else the others. */
static void
add_payments (SotongDocument     *document,
              const SotongLedger *ledger,
              GPtrArray          *payments,
              gboolean            policy)
{
  static const SotongPaperColumn columns[] = {
    { "일자", "일자", 22, SOTONG_ALIGN_CENTER }, { "항목", "항목", 46, SOTONG_ALIGN_LEFT }, { "내용", "내용", 46, SOTONG_ALIGN_LEFT },
    { "지급처", "지급처", 30, SOTONG_ALIGN_LEFT }, { "금액", "금액_원", 26, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table (policy ? "policy" : "payments", "(단위 : 원)", columns, G_N_ELEMENTS (columns));
  guint n = 0;

  sotong_document_add_heading (document, 1, policy ? "업무추진비 사용 내역" : "지출 내역");
  for (guint i = payments->len; i > 0; i--)
    {
      const SotongPayment *p = g_ptr_array_index (payments, i - 1);
      const SotongLedgerRow *row = row_of (ledger, p->line_id);
      g_autofree char *payee = mask_name (p->payee), *won = sotong_won_format (p->amount);

      if (row == NULL || (strstr (row->account, "업무추진비") != NULL) != policy)
        continue;
      n++;
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, p->paid_on);
      sotong_table_add_text (table, row->name);
      sotong_table_add_text (table, *p->description != '\0' ? p->description : p->content);
      sotong_table_add_text (table, payee);
      sotong_table_add_number (table, p->amount, won);
    }
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  if (n > 0)
    sotong_document_add_table (document, table);
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "해당 없음");
  g_object_unref (table);
}

static void
add_contracts (SotongDocument *document,
               SotongDb       *db,
               GPtrArray      *commitments,
               SotongRange     period)
{
  static const SotongPaperColumn columns[] = {
    { "계약일", "계약일", 22, SOTONG_ALIGN_CENTER }, { "계약명", "계약명", 60, SOTONG_ALIGN_LEFT }, { "계약상대자", "계약상대자", 36, SOTONG_ALIGN_LEFT },
    { "계약금액", "계약금액_원", 28, SOTONG_ALIGN_RIGHT }, { "문서번호", "문서번호", 24, SOTONG_ALIGN_LEFT },
  };
  SotongTable *table = sotong_paper_table ("contracts", "(단위 : 원)", columns, G_N_ELEMENTS (columns));
  g_autofree char *from = sotong_time_format_date (period.start, sotong_db_get_zone (db)), *to = sotong_time_format_date (period.end - 1, sotong_db_get_zone (db));
  guint n = 0;

  sotong_document_add_heading (document, 1, "계약 현황");
  for (guint i = 0; i < commitments->len; i++)
    {
      const SotongLedgerEntry *e = g_ptr_array_index (commitments, i);
      g_autofree char *won = sotong_won_format (e->amount);

      if (strcmp (e->day, from) < 0 || strcmp (e->day, to) > 0)
        continue;
      n++;
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, e->day);
      sotong_table_add_text (table, *e->text != '\0' ? e->text : e->line);
      sotong_table_add_text (table, e->who);
      sotong_table_add_number (table, e->amount, won);
      sotong_table_add_text (table, e->document_number);
    }
  sotong_table_set_made_data (table, sotong_document_get_made_data (document));
  if (n > 0)
    sotong_document_add_table (document, table);
  else
    sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "해당 없음");
  g_object_unref (table);
}

/**
 * sotong_report_disclosure_make:
 * @db: a connection
 * @period: usually a month
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when its year has no budget
 *
 * Makes the lists for disclosure; citizens' names are masked. Runs SQL, so call it from a store job.
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
  SotongReportHead head = { 0 };
  g_autofree char *when = NULL, *title = NULL;
  SotongDocument *document;

  if (commitments == NULL || !sotong_report_load_head (db, period, ledger->programme, &head, error))
    return NULL;
  when = sotong_report_format_period (&head);
  title = g_strdup_printf ("%s 예산 집행 내역 공개", when);
  document = sotong_paper_begin (&head, title, FALSE);
  sotong_document_add_title (document, title);
  add_execution (document, ledger);
  add_payments (document, ledger, payments, TRUE);
  add_contracts (document, db, commitments, period);
  add_payments (document, ledger, payments, FALSE);
  sotong_report_head_clear (&head);
  return document;
}
