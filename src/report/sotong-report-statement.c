/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "budget/sotong-budget-past.h"
#include "report/sotong-report-money.h"
#include "report/sotong-report-paper-private.h"
#include "report/sotong-table-formula.h"
#include "report/sotong-report-statement.h"
#include "util/sotong-won.h"

/* 사업별 예산 설명서, in the form and the words of the city's own. */

static void
add_row (SotongTable *table,
         const char  *label,
         const char  *value)
{
  sotong_table_begin_row (table, 0);
  sotong_paper_label (table, label);
  sotong_table_add_text (table, value);
  sotong_table_span (table, 5, 1);
  sotong_table_set_align (table, SOTONG_ALIGN_LEFT);
}

/* "☑직접수행 □기타": the boxes of a group, as they are ticked. */
static char *
boxes_of (const SotongProgramme *programme,
          const char            *group)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (g_str_equal (text->part, "box") && g_str_equal (text->label, group))
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", text->body);
    }
  return g_string_free (out, FALSE);
}

static void
add_cost (SotongTable           *table,
          const SotongProgramme *programme,
          gint64                 total)
{
  static const char * const heads[] = { "총", "(국비)", "(시비)", "(보조율)", "(구비)" };
  const char *city = sotong_paper_fact (programme, "사비", "시비");
  g_autofree char *whole = sotong_paper_thousand (total);
  g_autofree char *all = g_strdup_printf ("%s천원", whole);
  const char *rate = sotong_paper_fact (programme, "보조율", "subsidy-rate");
  const char *values[] = { all, sotong_paper_fact (programme, "국비", "state-share"), *city != '\0' ? city : sotong_paper_fact (programme, "city-share", "-"),
                           rate, sotong_paper_fact (programme, "구비", "district-share") };

  sotong_table_begin_row (table, 0);
  sotong_paper_label (table, "총사업비");
  sotong_table_span (table, 1, 2);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    sotong_paper_label (table, heads[i]);
  sotong_table_begin_row (table, 0);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      sotong_table_add_text (table, values[i]);
      sotong_table_set_align (table, SOTONG_ALIGN_RIGHT);
    }
}

static void
add_outline (SotongDocument     *document,
             const SotongLedger *ledger,
             gint64              total)
{
  static const SotongPaperColumn columns[] = {
    { "", NULL, 30, SOTONG_ALIGN_CENTER }, { "", NULL, 28, SOTONG_ALIGN_RIGHT }, { "", NULL, 28, SOTONG_ALIGN_RIGHT },
    { "", NULL, 28, SOTONG_ALIGN_RIGHT }, { "", NULL, 28, SOTONG_ALIGN_RIGHT }, { "", NULL, 28, SOTONG_ALIGN_RIGHT },
  };
  const SotongProgramme *p = ledger->programme;
  SotongTable *table = sotong_paper_table ("basics", NULL, columns, G_N_ELEMENTS (columns));
  g_autofree char *yearly = boxes_of (p, "사업기간"), *form = boxes_of (p, "사업형태");
  g_autofree char *term = g_strdup_printf ("%s (%s ~ %s)", *yearly != '\0' ? yearly : "□연례반복", p->starts_on, p->ends_on);
  const char *content = sotong_paper_fact (p, "사업내용", "summary");

  sotong_document_add_heading (document, 2, "사업개요");
  add_row (table, "사업기간", term);
  add_row (table, "사업위치", sotong_paper_fact (p, "사업위치", "place"));
  add_cost (table, p, total);
  add_row (table, "사업내용", content);
  add_row (table, "사업형태", form);
  add_row (table, "사업시행주체", p->body);
  sotong_paper_add (document, table);
}

static gboolean
is_ticked (const SotongProgramme *programme,
           const char            *name)
{
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);

      if (g_str_equal (text->part, "box") && g_str_has_prefix (text->body, "☑") && g_str_equal (text->body + strlen ("☑"), name))
        return TRUE;
    }
  return FALSE;
}

static void
add_boxes (SotongDocument        *document,
           const SotongProgramme *programme)
{
  static const char * const names[] = { "신규", "계속", "투자심사", "학술용역", "기술심사", "지역보조심의", "정보화심사", "공유재산", "안전예산", "출자·출연" };
  static const char * const kinds[] = { "경상", "투자" };
  SotongTable *table = sotong_table_new ("natures", NULL);

  sotong_document_add_heading (document, 2, "사업 성격 및 사전절차 대상 여부");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sotong_table_add_column (table, "", NULL, 17, SOTONG_ALIGN_CENTER);
  sotong_table_begin_row (table, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strconcat (is_ticked (programme, names[i]) ? "☑" : "□", names[i], NULL);

      sotong_table_add_text (table, text);
    }
  sotong_table_begin_row (table, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = g_strconcat (is_ticked (programme, kinds[i]) ? "☑" : "□", kinds[i], NULL);

      sotong_table_add_text (table, text);
      sotong_table_span (table, 5, 1);
    }
  sotong_paper_add (document, table);
}

typedef struct {
  const char *cells[5];
  GStrv       names;
} Person;

static void
person_clear (gpointer data)
{
  g_strfreev (((Person *) data)->names);
}

/* Equal cells of rows that follow each other are one. */
static void
add_person_cell (SotongTable *table,
                 GArray      *people,
                 guint        row,
                 guint        field)
{
  const char *text = g_array_index (people, Person, row).cells[field];
  guint n = 1;

  if (field < 4 && row > 0 && g_strcmp0 (g_array_index (people, Person, row - 1).cells[field], text) == 0)
    return;
  while (field < 4 && row + n < people->len && g_strcmp0 (g_array_index (people, Person, row + n).cells[field], text) == 0)
    n++;
  sotong_table_add_text (table, text);
  sotong_table_span (table, 1, n);
}

static void
add_people (SotongDocument        *document,
            const SotongProgramme *programme)
{
  static const SotongPaperColumn columns[] = {
    { "실·국", NULL, 34, SOTONG_ALIGN_CENTER }, { "부서명", NULL, 34, SOTONG_ALIGN_CENTER }, { "과장", NULL, 34, SOTONG_ALIGN_CENTER },
    { "팀장", NULL, 34, SOTONG_ALIGN_CENTER }, { "주무관", NULL, 34, SOTONG_ALIGN_CENTER },
  };
  g_autoptr(GArray) people = g_array_new (FALSE, TRUE, sizeof (Person));
  SotongTable *table = sotong_paper_table ("people", NULL, columns, G_N_ELEMENTS (columns));

  g_array_set_clear_func (people, person_clear);
  for (guint i = 0; i < programme->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (programme->texts, i);
      Person person = { { programme->bureau, programme->department, "", "", "" }, NULL };

      if (!g_str_equal (text->part, "person"))
        continue;
      person.names = g_strsplit (text->body, "\t", 3);
      for (guint k = 0; person.names[k] != NULL; k++)
        person.cells[2 + k] = person.names[k];
      g_array_append_val (people, person);
    }
  sotong_document_add_heading (document, 2, "사업 담당자");
  for (guint r = 0; r < people->len; r++)
    {
      sotong_table_begin_row (table, 0);
      for (guint f = 0; f < G_N_ELEMENTS (columns); f++)
        add_person_cell (table, people, r, f);
    }
  sotong_paper_add (document, table);
}

/* ---- 2 예산 설명 ---- */

static gint64
total_of (const SotongProgramme *programme,
          gint64                 account_id,
          int                    year)
{
  for (guint i = 0; i < programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);

      if (total->account_id == account_id && total->year == year)
        return total->amount;
    }
  return SOTONG_REPORT_BLANK;
}

static void
add_total_row (SotongTable *table,
               const char  *label,
               const gint64 amounts[3],
               gboolean     whole)
{
  gint64 before = sotong_report_cut (amounts[1]), change = sotong_report_difference (sotong_report_cut (amounts[2]), before);

  sotong_table_begin_row (table, whole ? SOTONG_ROW_TOTAL : 0);
  sotong_table_add_text (table, label);
  if (whole)
    sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
  for (guint i = 0; i < 3; i++)
    sotong_report_add_thousand (table, amounts[i]);
  if (change == 0 || change == SOTONG_REPORT_BLANK) /* no change is left blank */
    {
      sotong_table_add_blank (table);
      sotong_table_add_blank (table);
      return;
    }
  sotong_report_add_thousand (table, change);
  sotong_table_follow_terms (table, "D-C");
  sotong_report_add_percent (table, change, before);
  sotong_table_follow_rate (table, 'E', "C");
}

/* Where a past year has a ledger of its own that holds something else than the statement prints. */
static void
add_ledger_notes (SotongDocument        *document,
                  const SotongProgramme *programme)
{
  for (guint i = 0; i < programme->totals->len; i++)
    {
      const SotongBudgetTotal *total = &g_array_index (programme->totals, SotongBudgetTotal, i);
      const char *name = "계";
      g_autofree char *printed = sotong_won_format (total->amount), *held = sotong_won_format (total->ledger), *rest = NULL;

      if (!sotong_budget_total_differs (programme, total))
        continue;
      for (guint k = 0; k < programme->accounts->len; k++)
        {
          const SotongBudgetAccount *account = g_ptr_array_index (programme->accounts, k);

          name = account->id == total->account_id ? account->name : name;
        }
      rest = sotong_won_format (sotong_report_difference (total->ledger, total->amount));
      sotong_paper_format (document, SOTONG_MARK_NOTE, "%d년 %s: 인쇄된 금액은 %s원, 해당 연도 장부의 금액은 %s원으로 %s원의 차이가 있음(인쇄된 금액을 그대로 둠)",
                           total->year, name, printed, held, rest);
    }
}

/* Budgets are mostly of whole thousands, and what is shown adds up; of others it is said that it may not. */
static void
add_cut_note (SotongDocument *document,
              gboolean        whole)
{
  if (!whole)
    sotong_document_add_paragraph (document, SOTONG_MARK_NOTE, "천원 미만은 버린 금액이므로 표시된 항목의 합이 계와 다를 수 있음");
}

static gboolean
is_whole (gint64 won)
{
  return won == sotong_report_cut (won);
}

static void
add_totals (SotongDocument     *document,
            const SotongLedger *ledger)
{
  const SotongProgramme *p = ledger->programme;
  int year = p->year;
  g_autofree char *first = g_strdup_printf ("%d년 예산액", year - 2), *second = g_strdup_printf ("%d예산액\n(A)", year - 1),
                  *third = g_strdup_printf ("%d예산\n(B)", year), *n1 = g_strdup_printf ("%d년_예산액_천원", year - 2),
                  *n2 = g_strdup_printf ("%d년_예산액_천원", year - 1), *n3 = g_strdup_printf ("%d년_예산액_천원", year);
  const SotongPaperColumn columns[] = {
    { "구분", "구분", 45, SOTONG_ALIGN_LEFT }, { first, n1, 26, SOTONG_ALIGN_RIGHT }, { second, n2, 26, SOTONG_ALIGN_RIGHT }, { third, n3, 26, SOTONG_ALIGN_RIGHT },
    { "증감\n(B-A)", "증감_천원", 26, SOTONG_ALIGN_RIGHT }, { "(B-A)*100/A", "증감률_퍼센트", 21, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table ("totals", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  gint64 whole[3] = { total_of (p, SOTONG_NONE, year - 2), total_of (p, SOTONG_NONE, year - 1), total_of (p, SOTONG_NONE, year) };
  gint64 parts[3] = { 0, 0, 0 };
  gboolean thousands = TRUE;

  whole[2] = whole[2] == SOTONG_REPORT_BLANK ? ledger->total.original : whole[2];
  sotong_document_add_heading (document, 2, "예산 총괄");
  add_total_row (table, "계", whole, TRUE);
  for (guint i = 0; i < p->accounts->len; i++)
    {
      const SotongBudgetAccount *account = g_ptr_array_index (p->accounts, i);
      const SotongLedgerRow *row = i < ledger->accounts->len ? g_ptr_array_index (ledger->accounts, i) : NULL;
      gint64 amounts[3] = { total_of (p, account->id, year - 2), total_of (p, account->id, year - 1), total_of (p, account->id, year) };

      if (amounts[2] == SOTONG_REPORT_BLANK)
        amounts[2] = row != NULL ? row->money.original : 0; /* what only a past year had has nothing this year */
      add_total_row (table, account->name, amounts, FALSE);
      for (guint k = 0; k < 3; k++)
        {
          parts[k] = amounts[k] != SOTONG_REPORT_BLANK ? sotong_report_sum (parts[k], amounts[k]) : parts[k];
          thousands = thousands && is_whole (amounts[k]);
        }
    }
  sotong_table_follow_below (table, sotong_table_get_n_heads (table), "BCD");
  sotong_paper_add (document, table);
  add_cut_note (document, thousands);
  if (!sotong_ledger_has_budget (ledger))
    sotong_paper_format (document, SOTONG_MARK_NOTE, "%d년은 편성한 예산이 아직 입력되지 않아 0으로 표시함(전년이월만 있음)", year);
  for (guint k = 0; k < 3; k++)
    if (whole[k] != SOTONG_REPORT_BLANK && parts[k] != 0 && parts[k] != whole[k])
      {
        g_autofree char *sum = sotong_paper_thousand (parts[k]), *printed = sotong_paper_thousand (whole[k]),
                        *rest = sotong_paper_thousand (sotong_report_difference (whole[k], parts[k]));

        sotong_paper_format (document, SOTONG_MARK_NOTE, "%d년: 과목의 합은 %s천원, 인쇄된 계는 %s천원으로 %s천원이 표시되지 않았음(계는 원문대로 둠)",
                            year - 2 + (int) k, sum, printed, rest);
      }
  add_ledger_notes (document, p);
}

static guint
rows_of_account (const SotongLedger *ledger,
                 guint               first)
{
  const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, first);
  guint n = 1;

  while (first + n < ledger->rows->len && ((const SotongLedgerRow *) g_ptr_array_index (ledger->rows, first + n))->account_id == row->account_id)
    n++;
  return n;
}

/* A heading is the sum of the lines below it, if it is. */
static void
follow_headings (SotongTable        *table,
                 const SotongLedger *ledger,
                 const char         *column)
{
  guint first = sotong_table_get_n_heads (table);

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *head = g_ptr_array_index (ledger->rows, i);
      g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint k = i + 1; head->is_heading && k < ledger->rows->len; k++)
        {
          const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, k);
          guint at = first + k;

          if (row->depth <= head->depth || row->account_id != head->account_id)
            break;
          if (!row->is_heading)
            g_array_append_val (rows, at);
        }
      sotong_table_follow_rows (table, first + i, column, (const guint *) (gpointer) rows->data, rows->len);
    }
}

/* Each figure once more as data: the printed cell holds three levels. */
static void
add_basis_data (SotongDocument     *document,
                const SotongLedger *ledger)
{
  static const SotongPaperColumn columns[] = {
    { "과목", "과목", 32, SOTONG_ALIGN_LEFT }, { "세부 산출내역", "세부_산출내역", 60, SOTONG_ALIGN_LEFT }, { "산출식", "산출식", 48, SOTONG_ALIGN_LEFT },
    { "금액", "금액_천원", 30, SOTONG_ALIGN_RIGHT },
  };
  g_autoptr(SotongTable) table = sotong_paper_table ("basis", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, row->account);
      sotong_table_add_text (table, row->name);
      sotong_table_add_text (table, row->formula);
      sotong_report_add_thousand (table, row->amount);
      sotong_report_follow_basis (table, row->formula);
    }
  follow_headings (table, ledger, "D");
  sotong_document_add_data_table (document, table);
}

static gboolean
is_basis_whole (const SotongLedger *ledger)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    if (!is_whole (((const SotongLedgerRow *) g_ptr_array_index (ledger->rows, i))->amount))
      return FALSE;
  return TRUE;
}

static void
add_basis (SotongDocument     *document,
           const SotongLedger *ledger)
{
  static const SotongPaperColumn columns[] = {
    { "과목구분", NULL, 32, SOTONG_ALIGN_CENTER }, { "세부 산출내역", NULL, 108, SOTONG_ALIGN_LEFT }, { "금액", NULL, 30, SOTONG_ALIGN_RIGHT },
  };
  SotongTable *table = sotong_paper_table ("basis", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  guint left = 0;

  sotong_document_add_heading (document, 2, "예산 요구내역 및 산출근거");
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, i);
      g_autofree char *amount = sotong_paper_thousand (row->amount);
      g_autofree char *name = g_strdup_printf ("%s = %s천원", row->name, amount);
      g_autofree char *text = sotong_report_basis_text (row->depth, name, row->formula);

      sotong_table_begin_row (table, row->is_heading ? SOTONG_ROW_GROUP : 0);
      if (left == 0)
        {
          left = rows_of_account (ledger, i);
          sotong_table_add_text (table, row->account);
          sotong_table_span (table, 1, left);
        }
      left--;
      sotong_table_add_text (table, text);
      if (row->is_heading)
        sotong_table_set_bold (table, TRUE);
      sotong_report_add_thousand (table, row->amount);
      sotong_report_follow_basis (table, row->formula);
      if (row->is_heading)
        sotong_table_set_bold (table, TRUE);
    }
  follow_headings (table, ledger, "C");
  add_basis_data (document, ledger);
  sotong_paper_add (document, table);
  add_cut_note (document, is_basis_whole (ledger));
}

/* ---- 3 사업 설명 ---- */

static void
add_grounds (SotongDocument        *document,
             const SotongProgramme *programme)
{
  sotong_document_add_heading (document, 2, "사업근거");
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "법령상 근거 : %s", sotong_paper_fact (programme, "법령상 근거", "legal-ground"));
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "기타 근거(방침, 지침 등)");
  sotong_paper_part (document, programme, "ground", SOTONG_MARK_DASH);
}

static char *
months_of (const SotongProgrammeStep *step)
{
  g_autofree char *from = g_strdelimit (g_strdup (step->starts_on), "-", '.');
  g_autofree char *to = g_strdelimit (g_strdup (step->ends_on), "-", '.');

  return *from != '\0' ? g_strdup_printf ("%s~%s", from, to) : g_strdup ("");
}

static void
add_schedule (SotongDocument        *document,
              const SotongProgramme *programme)
{
  static const SotongPaperColumn columns[] = {
    { "사업추진절차", "사업추진절차", 35, SOTONG_ALIGN_LEFT }, { "추진기간", "추진기간", 38, SOTONG_ALIGN_CENTER },
    { "예산집행금액", "예산집행금액_천원", 27, SOTONG_ALIGN_RIGHT }, { "추진세부내용", "추진세부내용", 70, SOTONG_ALIGN_LEFT },
  };
  SotongTable *table = sotong_paper_table ("schedule", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  g_autofree char *heading = g_strdup_printf ("%d년도 추진일정", programme->year);
  gint64 sum = 0;

  for (guint i = 0; i < programme->steps->len; i++)
    {
      const SotongProgrammeStep *step = g_ptr_array_index (programme->steps, i);

      if (!g_str_equal (step->name, "계") && step->amount != SOTONG_NONE)
        sum = sotong_report_sum (sum, step->amount);
    }
  sotong_document_add_heading (document, 2, heading);
  if (programme->steps->len > 0)
    {
      sotong_table_begin_row (table, SOTONG_ROW_TOTAL);
      sotong_table_add_text (table, "계");
      sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
      sotong_table_add_blank (table);
      sotong_report_add_thousand (table, sum);
      sotong_table_add_blank (table);
    }
  for (guint i = 0; i < programme->steps->len; i++)
    {
      const SotongProgrammeStep *step = g_ptr_array_index (programme->steps, i);
      g_autofree char *months = months_of (step);

      if (g_str_equal (step->name, "계"))
        continue;
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, step->name);
      sotong_table_add_text (table, months);
      sotong_report_add_thousand (table, step->amount != SOTONG_NONE && step->amount != 0 ? step->amount : SOTONG_REPORT_BLANK);
      sotong_table_add_text (table, step->detail);
    }
  if (programme->steps->len > 0)
    sotong_table_follow_below (table, sotong_table_get_n_heads (table), "C");
  sotong_paper_add_rows (document, table);
}

static void
add_description (SotongDocument        *document,
                 const SotongProgramme *p,
                 gint64                 total)
{
  g_autofree char *amount = sotong_paper_thousand (total);
  g_autofree char *start = g_strdelimit (g_strdup (p->starts_on), "-", '.'), *end = g_strdelimit (g_strdup (p->ends_on), "-", '.');
  const char *dates = sotong_paper_fact (p, "사업기간(사업내용)", "dates");

  sotong_document_add_heading (document, 2, "사업목적");
  sotong_paper_part (document, p, "purpose", SOTONG_MARK_DASH);
  add_grounds (document, p);
  sotong_document_add_heading (document, 2, "중점추진사항(사업추진의 필요성)");
  sotong_paper_part (document, p, "necessity", SOTONG_MARK_DASH);
  sotong_document_add_heading (document, 2, "사업내용");
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "위치 : %s", sotong_paper_fact (p, "위치", "site"));
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "규모 : %s", sotong_paper_fact (p, "규모", "scale"));
  if (*dates != '\0')
    sotong_paper_format (document, SOTONG_MARK_CIRCLE, "사업기간 : %s", dates);
  else
    sotong_paper_format (document, SOTONG_MARK_CIRCLE, "사업기간 : %s. ~ %s.", start, end);
  sotong_document_add_paragraph (document, SOTONG_MARK_CIRCLE, "사업내용");
  sotong_paper_part (document, p, "content", SOTONG_MARK_DASH);
  sotong_paper_format (document, SOTONG_MARK_CIRCLE, "총사업비 : %s천원", amount);
  sotong_document_add_heading (document, 2, "추진경위");
  for (guint i = 0; i < p->texts->len; i++)
    {
      const SotongProgrammeText *text = g_ptr_array_index (p->texts, i);
      g_autofree char *day = g_strdelimit (g_strdup (text->label), "-", '.');

      if (g_str_equal (text->part, "history"))
        sotong_paper_format (document, SOTONG_MARK_DASH, "%s%s %s", day, *day != '\0' ? "." : "", text->body);
    }
  sotong_document_add_heading (document, 2, "사업추진절차");
  sotong_paper_part (document, p, "procedure", SOTONG_MARK_CIRCLE);
  add_schedule (document, p);
}

static void
add_results (SotongDocument        *document,
             const SotongProgramme *p)
{
  static const SotongPaperColumn columns[] = { { "연도", "연도", 25, SOTONG_ALIGN_CENTER }, { "추진실적", "추진실적", 145, SOTONG_ALIGN_LEFT } };
  SotongTable *table = sotong_paper_table ("results", NULL, columns, G_N_ELEMENTS (columns));
  guint first = p->results->len > 3 ? p->results->len - 3 : 0;

  sotong_document_add_heading (document, 2, "최근 3년 추진실적");
  for (guint i = first; i < p->results->len; i++)
    {
      const SotongProgrammeResult *result = g_ptr_array_index (p->results, i);
      g_autofree char *year = g_strdup_printf ("%d년도", result->year), *text = g_strdup_printf ("○ %s", result->body);

      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, year);
      sotong_table_add_text (table, text);
    }
  sotong_paper_add_rows (document, table);
  sotong_document_add_heading (document, 2, "향후 기대효과");
  sotong_paper_part (document, p, "effect", SOTONG_MARK_DASH);
}

/**
 * sotong_report_statement_make:
 * @db: a connection
 * @period: a fiscal year
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when the year has no budget
 *
 * Makes the programme's yearly budget statement (예산 설명서) in its five sections. A past year's total is printed as it
 * was, whatever its parts add up to. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the document
 */
SotongDocument *
sotong_report_statement_make (SotongDb     *db,
                              SotongRange   period,
                              GError      **error)
{
  g_autoptr(SotongLedger) ledger = sotong_ledger_read (db, sotong_report_load_year (db, period), period, error);
  SotongReportHead head = { 0 };
  SotongDocument *document;
  g_autofree char *title = NULL;
  gint64 total;

  if (ledger == NULL || !sotong_report_load_head (db, period, ledger->programme, &head, error))
    return NULL;
  head.made_data = FALSE; /* the statement's figures are the source's own */
  title = g_strdup_printf ("%d년도 예산 설명서 - %s", ledger->programme->year, ledger->programme->name);
  total = total_of (ledger->programme, SOTONG_NONE, ledger->programme->year);
  total = total == SOTONG_REPORT_BLANK ? ledger->total.original : total;
  document = sotong_paper_begin (&head, title, FALSE);
  sotong_document_add_title (document, ledger->programme->name);
  sotong_document_add_heading (document, 1, "기본 현황");
  add_outline (document, ledger, total);
  add_boxes (document, ledger->programme);
  add_people (document, ledger->programme);
  sotong_document_add_heading (document, 1, "예산 설명");
  add_totals (document, ledger);
  add_basis (document, ledger);
  sotong_document_add_heading (document, 1, "사업 설명");
  add_description (document, ledger->programme, total);
  sotong_document_add_heading (document, 1, "사업효과");
  add_results (document, ledger->programme);
  sotong_document_add_heading (document, 1, "최근 3년 결산현황");
  sotong_paper_settlements (document, ledger->programme, ledger->programme->year - 1);
  sotong_report_head_clear (&head);
  return document;
}
