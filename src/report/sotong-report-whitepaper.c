/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-kind.h"
#include "report/sotong-report-kpi.h"
#include "report/sotong-report-load.h"
#include "report/sotong-report-money.h"
#include "report/sotong-report-whitepaper-private.h"
#include "report/sotong-table-formula.h"
#include "store/sotong-budget-close.h"
#include "store/sotong-campaign.h"
#include "util/sotong-won.h"

/* 백서: a year, put together from the workspace, and a list of what is missing for it. */

static const char * const chapters[] = {
  "발간 개요", "연혁과 사업", "수치로 보는 한 해", "시민 여론", "캠페인", "채널 운영", "콘텐츠 기록", "예산과 결산", "한 해의 표시", "보완할 내용", NULL
};

void
sotong_whitepaper_miss (SotongWhitePaper *self,
                        const char       *part,
                        const char       *what)
{
  g_ptr_array_add (self->missing, g_strdup (part));
  g_ptr_array_add (self->missing, g_strdup (what));
}

static void
begin_chapter (SotongWhitePaper *self,
               guint             n)
{
  if (n > 0)
    sotong_document_add_page_break (self->document);
  sotong_document_add_heading (self->document, 1, chapters[n]);
}

static void
add_programme (SotongWhitePaper *self)
{
  const SotongProgramme *p = self->ledger != NULL ? self->ledger->programme : NULL;

  if (p == NULL)
    {
      sotong_whitepaper_miss (self, chapters[1], "그해의 사업(예산)이 등록되지 않음");
      return;
    }
  sotong_document_add_heading (self->document, 2, "사업목적");
  sotong_paper_part (self->document, p, "purpose", SOTONG_MARK_DASH);
  sotong_document_add_heading (self->document, 2, "사업내용");
  sotong_paper_part (self->document, p, "content", SOTONG_MARK_DASH);
  sotong_document_add_heading (self->document, 2, "추진경위");
  sotong_paper_part (self->document, p, "history", SOTONG_MARK_DASH);
  sotong_document_add_heading (self->document, 2, "지난 실적");
  for (guint i = 0; i < p->results->len; i++)
    {
      const SotongProgrammeResult *result = g_ptr_array_index (p->results, i);

      sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "%d년 : %s", result->year, result->body);
    }
}

static void
add_figure_row (SotongTable *table,
                const char  *name,
                gint64       value,
                const char  *unit)
{
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, name);
  sotong_report_add_count (table, value);
  sotong_table_add_text (table, unit);
}

/* The figures that the year is told by; the plan against what was done. */
static void
add_figures (SotongWhitePaper *self)
{
  static const SotongPaperColumn columns[] = {
    { "지표", "지표", 100, SOTONG_ALIGN_LEFT }, { "값", "값", 45, SOTONG_ALIGN_RIGHT }, { "단위", "단위", 25, SOTONG_ALIGN_CENTER },
  };
  SotongTable *table = sotong_paper_table ("figures", NULL, columns, G_N_ELEMENTS (columns));
  SotongTrendPoint sum = { 0 };
  gint64 published = 0;

  for (guint i = 0; i < self->perf->channels->len; i++)
    published += ((const SotongReportChannel *) g_ptr_array_index (self->perf->channels, i))->published;
  for (guint i = 0; i < self->perf->days->len; i++)
    {
      const SotongTrendPoint *day = &g_array_index (self->perf->days, SotongTrendPoint, i);

      sum.total += day->total;
      sum.positive += day->positive;
      sum.neutral += day->neutral;
      sum.negative += day->negative;
      sum.uncertain += day->uncertain;
      sum.unlabelled += day->unlabelled;
    }
  add_figure_row (table, "채널", self->perf->channels->len, "개");
  add_figure_row (table, "발행", published, "건");
  for (guint i = 0; i < self->perf->deliverables->len; i++)
    {
      const SotongReportDeliverable *d = g_ptr_array_index (self->perf->deliverables, i);
      g_autofree char *name = g_strdup_printf ("%s (목표 %" G_GINT64_FORMAT ")", d->label, d->target);

      add_figure_row (table, name, d->done, d->unit);
      if (d->done < d->target)
        {
          g_autofree char *what = g_strdup_printf ("%s: 목표 %" G_GINT64_FORMAT " 중 %" G_GINT64_FORMAT " 이행", d->label, d->target, d->done);

          sotong_whitepaper_miss (self, chapters[2], what);
        }
    }
  add_figure_row (table, "수집된 언급", sum.total, "건");
  add_figure_row (table, "긍정 언급", sum.positive, "건");
  add_figure_row (table, "중립 언급", sum.neutral, "건");
  add_figure_row (table, "부정 언급", sum.negative, "건");
  add_figure_row (table, "불확실 언급", sum.uncertain, "건");
  add_figure_row (table, "미분류 언급", sum.unlabelled, "건");
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
}

static gboolean
add_campaigns (SotongWhitePaper  *self,
               GError           **error)
{
  g_autoptr(GPtrArray) list = sotong_campaign_list (self->db, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongCampaign *c = g_ptr_array_index (list, i);
      SotongRange days = { 0, 0 };
      SotongCampaignMoney money = { 0 };
      g_autofree char *paid = NULL;
      guint first;

      if (!sotong_time_parse_range (c->starts_on, c->ends_on, sotong_db_get_zone (self->db), &days, NULL) || days.start >= self->period.end
          || days.end <= self->period.start)
        continue;
      if (!sotong_campaign_get_money (self->db, c->id, &money, error))
        return FALSE;
      paid = sotong_paper_thousand (money.paid);
      first = sotong_document_get_n_blocks (self->document);
      sotong_document_add_heading (self->document, 2, c->name);
      sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "기간 : %s ~ %s", c->starts_on, c->ends_on);
      if (*c->goal != '\0')
        sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "목표 : %s", c->goal);
      sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "콘텐츠 %" G_GINT64_FORMAT "건, 지출 %s천원", c->n_contents, paid);
      sotong_paper_messages (self->document, c->key_messages);
      sotong_document_keep_together (self->document, first);
      if (*c->goal == '\0')
        sotong_whitepaper_miss (self, chapters[4], c->name);
    }
  return TRUE;
}

/* The sums of the table, in a sheet too: of a heading its lines, of the whole all of them; no heading is added to its lines. */
static void
follow_lines (SotongTable        *table,
              const SotongLedger *ledger)
{
  guint top = sotong_table_get_n_heads (table); /* the whole, and then the ledger's rows */

  for (guint i = 0; i <= ledger->rows->len; i++)
    {
      const SotongLedgerRow *head = i > 0 ? g_ptr_array_index (ledger->rows, i - 1) : NULL;
      g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint k = i; (head == NULL || head->is_heading) && k < ledger->rows->len; k++)
        {
          const SotongLedgerRow *row = g_ptr_array_index (ledger->rows, k);
          guint at = top + 1 + k;

          if (head != NULL && (row->depth <= head->depth || row->account_id != head->account_id))
            break;
          if (!row->is_heading)
            g_array_append_val (lines, at);
        }
      if (lines->len > 0)
        sotong_table_follow_rows (table, top + i, "BCE", (const guint *) (gpointer) lines->data, lines->len);
    }
}

/* That the figures of a closed year are those of its closing, and where to look for what was corrected since. */
static void
add_closed (SotongWhitePaper *self,
            gint64            closed_at)
{
  g_autofree char *day = sotong_report_format_date (closed_at, sotong_db_get_zone (self->db));

  sotong_paper_format (self->document, SOTONG_MARK_NOTE, "%s 마감한 수치이며, 이후의 변동은 결산 보고에 정정으로 따로 표시함", day);
}

static gboolean
add_money (SotongWhitePaper  *self,
           GError           **error)
{
  static const SotongPaperColumn columns[] = {
    { "항목", "항목", 60, SOTONG_ALIGN_LEFT }, { "예산현액", "예산현액_천원", 25, SOTONG_ALIGN_RIGHT }, { "집행액", "집행액_천원", 25, SOTONG_ALIGN_RIGHT },
    { "집행률\n(%)", "집행률_퍼센트", 15, SOTONG_ALIGN_RIGHT }, { "차년이월", "차년이월_천원", 20, SOTONG_ALIGN_RIGHT },
    { "집행잔액", "집행잔액_천원", 25, SOTONG_ALIGN_RIGHT },
  };
  g_autoptr(SotongReportMoney) money = NULL;
  g_autoptr(GArray) closed = NULL;
  gint64 closed_at;
  SotongTable *table;

  if (self->ledger == NULL)
    {
      sotong_whitepaper_miss (self, chapters[7], "그해의 예산이 등록되지 않음");
      return TRUE;
    }
  closed_at = sotong_budget_closed_at (self->db, self->ledger->programme->year, error);
  closed = closed_at > 0 ? sotong_closed_lines (self->db, self->ledger->programme->id, error) : NULL;
  if (closed_at < 0 || (closed_at > 0 && closed == NULL))
    return FALSE;
  money = sotong_report_money_new (self->ledger, closed);
  table = sotong_paper_table ("budget", SOTONG_PAPER_THOUSAND, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i <= self->ledger->rows->len; i++)
    {
      const SotongLedgerRow *row = i > 0 ? g_ptr_array_index (self->ledger->rows, i - 1) : NULL;
      SotongLedgerMoney m = row != NULL ? sotong_report_money_shown (money, self->ledger, i - 1) : money->shown;
      g_autofree char *name = g_strdup_printf (row == NULL ? "%s" : row->depth > 1 ? "    ㆍ %s" : row->depth > 0 ? "  - %s" : "○ %s", row != NULL ? row->name : "계");

      sotong_table_begin_row (table, row == NULL ? SOTONG_ROW_TOTAL : row->is_heading ? SOTONG_ROW_GROUP : 0);
      sotong_table_add_text (table, name);
      if (row == NULL)
        sotong_table_set_align (table, SOTONG_ALIGN_CENTER);
      else if (row->is_heading)
        sotong_table_set_bold (table, TRUE);
      sotong_report_add_thousand (table, m.available);
      sotong_report_add_thousand (table, m.executed);
      sotong_report_add_percent (table, m.executed, m.available);
      sotong_table_follow_rate (table, 'C', "B");
      sotong_report_add_thousand (table, m.carried_out);
      sotong_report_add_thousand (table, m.remaining);
      sotong_table_follow_terms (table, "B-C-E");
    }
  follow_lines (table, self->ledger);
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
  sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "○ 표시한 항목의 금액은 그 아래 - 항목의 합이며, 집행률은 소수점 아래를 버림");
  if (closed != NULL)
    add_closed (self, closed_at);
  if (!money->whole)
    sotong_document_add_paragraph (self->document, SOTONG_MARK_NOTE, "천원 미만은 버리되 항목의 합이 계와 같도록 단수를 조정하였으며, 집행잔액은 표시된 금액으로 계산함");
  sotong_document_add_heading (self->document, 2, "최근 3년 결산현황");
  sotong_paper_settlements (self->document, self->ledger->programme, self->ledger->programme->year);
  return TRUE;
}

static void
add_missing (SotongWhitePaper *self)
{
  static const SotongPaperColumn columns[] = { { "장", "장", 50, SOTONG_ALIGN_LEFT }, { "보완할 내용", "보완할_내용", 120, SOTONG_ALIGN_LEFT } };
  SotongTable *table = sotong_paper_table ("missing", NULL, columns, G_N_ELEMENTS (columns));

  if (self->perf->gaps->len > 0)
    {
      g_autofree char *what = g_strdup_printf ("수집하지 못한 기간 %u건", self->perf->gaps->len);

      sotong_whitepaper_miss (self, chapters[3], what);
    }
  for (guint i = 0; i + 1 < self->missing->len; i += 2)
    {
      sotong_table_begin_row (table, 0);
      sotong_table_add_text (table, g_ptr_array_index (self->missing, i));
      sotong_table_add_text (table, g_ptr_array_index (self->missing, i + 1));
    }
  if (self->missing->len == 0)
    sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "없음");
  sotong_paper_add (self->document, table);
}

/* How the book came about, so that each of its figures can be found again. */
static void
add_foreword (SotongWhitePaper *self)
{
  g_autofree char *range = sotong_report_format_range (self->period, sotong_db_get_zone (self->db));
  g_autofree char *made = sotong_report_format_date (self->perf->head.created, sotong_db_get_zone (self->db));

  sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "%d년 한 해의 소통 기록을 작업 공간의 자료로 엮음", self->year);
  sotong_document_add_heading (self->document, 2, "일러두기");
  sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "수록 기간 : %s, 작성일 %s (그 뒤의 기간은 아직 자료가 없음)", range, made);
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "언급 수 : 등록된 경로에서 수집한 공개 글을 세며, 한 글이 여러 경로로 수집되어도 합계에는 한 번만 셈");
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "긍정·중립·부정 : 기계가 분류하고 담당자가 고친 것은 그대로 따름. 긍정률은 분류된 글 중의 비율이며 소수점 첫째 자리까지 반올림함");
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "결측 : 수집하지 못한 기간은 0이 아니라 결측으로 표시함");
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "표의 간격 : 월별 여론은 주 단위, 주제별 여론은 월 단위로 싣고, 일·주 단위의 자료는 XLSX와 CSV에 담음");
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "금액 : 천원 단위로 자르고 집행률은 소수점 아래를 버림. 마감한 해의 수치는 마감 당시의 것임");
}

static gboolean
add_chapters (SotongWhitePaper  *self,
              GError           **error)
{
  sotong_document_add_contents (self->document);
  sotong_document_add_page_break (self->document);
  begin_chapter (self, 0);
  add_foreword (self);
  begin_chapter (self, 1);
  add_programme (self);
  begin_chapter (self, 2);
  add_figures (self);
  if (!sotong_report_kpi_add (self->document, self->db, self->year, self->period, 2, error))
    return FALSE;
  begin_chapter (self, 3);
  if (!sotong_whitepaper_add_opinion (self, error))
    return FALSE;
  begin_chapter (self, 4);
  if (!add_campaigns (self, error))
    return FALSE;
  begin_chapter (self, 5);
  if (!sotong_whitepaper_add_channels (self, error))
    return FALSE;
  begin_chapter (self, 6);
  if (!sotong_whitepaper_add_contents (self, error))
    return FALSE;
  begin_chapter (self, 7);
  if (!add_money (self, error))
    return FALSE;
  begin_chapter (self, 8);
  if (!sotong_whitepaper_add_marked (self, error))
    return FALSE;
  begin_chapter (self, 9);
  add_missing (self);
  return TRUE;
}

/**
 * sotong_report_whitepaper_make:
 * @db: a connection
 * @period: a year
 * @error: return location
 *
 * Puts the year's white paper together, with the charts of each month, every post that went out, and a list of what
 * is missing. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the document
 */
SotongDocument *
sotong_report_whitepaper_make (SotongDb     *db,
                               SotongRange   period,
                               GError      **error)
{
  g_autoptr(SotongReportPerformance) perf = sotong_report_load_performance (db, period, 0, error);
  g_autoptr(SotongLedger) ledger = NULL;
  g_autoptr(GError) local = NULL;
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) marked = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = NULL;
  SotongWhitePaper self = { .db = db, .perf = perf, .period = period, .marked = marked, .missing = missing };

  if (perf == NULL)
    return NULL;
  self.year = sotong_report_load_year (db, period);
  ledger = sotong_ledger_read (db, self.year, period, &local);
  /* A year without a budget is told among what is missing; a budget that cannot be read is not. */
  if (ledger == NULL && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  self.ledger = ledger;
  title = g_strdup_printf ("%d 소셜미디어 백서", self.year);
  self.document = sotong_paper_begin (&perf->head, title, FALSE);
  sotong_document_add_title (self.document, title);
  sotong_document_set_nothing (self.document, sotong_report_performance_is_nothing (perf));
  if (add_chapters (&self, error))
    return self.document;
  g_object_unref (self.document);
  return NULL;
}
