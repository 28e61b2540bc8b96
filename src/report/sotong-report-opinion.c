/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "monitor/sotong-keywords.h"
#include "report/sotong-report-kind.h"
#include "report/sotong-report-load.h"
#include "report/sotong-report-opinion-private.h"
#include "store/sotong-case.h"
#include "util/sotong-won.h"

/* 온라인 여론 분석 및 SNS 운영 성과 보고: eight parts; a week's edition has five of them, on one page, with the tables behind it attached. */

static void
sum_up (SotongOpinion *self)
{
  for (guint i = 0; i < self->perf->days->len; i++)
    {
      const SotongTrendPoint *day = &g_array_index (self->perf->days, SotongTrendPoint, i);

      self->sum.total += day->total;
      self->sum.positive += day->positive;
      self->sum.neutral += day->neutral;
      self->sum.negative += day->negative;
      self->sum.uncertain += day->uncertain;
      self->sum.unlabelled += day->unlabelled;
    }
}

static gint64
count_published (const SotongOpinion *self)
{
  gint64 n = 0;

  for (guint i = 0; i < self->perf->channels->len; i++)
    n += ((const SotongReportChannel *) g_ptr_array_index (self->perf->channels, i))->published;
  return n;
}

/* "▲ +120 (3.4%)": up or down by word, sign and mark, not by colour alone; there is no rate of what was nought. */
static char *
change_from (const SotongOpinion *self,
             gint64               before)
{
  gint64 change = before == SOTONG_REPORT_BLANK ? 0 : self->sum.total - before;
  g_autofree char *rate = NULL, *text = NULL, *size = sotong_number_group (ABS (change));

  if (before == SOTONG_REPORT_BLANK)
    return g_strdup ("비교 불가");
  text = g_strdup_printf ("%s %s%s", change > 0 ? "▲" : change < 0 ? "▼" : "-", change > 0 ? "+" : change < 0 ? "-" : "", size);
  if (before == 0)
    return g_steal_pointer (&text);
  rate = sotong_report_format_tenths (ABS (change), before);
  return g_strdup_printf ("%s (%s%%)", text, rate);
}

static char *
change_of (const SotongOpinion *self)
{
  return change_from (self, self->perf->total_before);
}

/* 1: five figures that are read first */
static void
add_strip (SotongOpinion *self)
{
  static const SotongPaperColumn columns[] = {
    { "총 언급량", NULL, 30, SOTONG_ALIGN_CENTER }, { "전기 대비", NULL, 50, SOTONG_ALIGN_CENTER }, { "긍정률", NULL, 30, SOTONG_ALIGN_CENTER },
    { "부정률", NULL, 30, SOTONG_ALIGN_CENTER }, { "발행 건수", NULL, 30, SOTONG_ALIGN_CENTER },
  };
  SotongTable *table = sotong_paper_table ("strip", NULL, columns, G_N_ELEMENTS (columns));
  gint64 whole = self->sum.positive + self->sum.neutral + self->sum.negative;
  g_autofree char *total = sotong_number_group (self->sum.total), *change = change_of (self), *good = sotong_report_format_share (&self->sum, SOTONG_SHARE_POSITIVE),
                  *bad = sotong_report_format_share (&self->sum, SOTONG_SHARE_NEGATIVE), *out = sotong_number_group (count_published (self));
  g_autofree char *good_text = g_strdup_printf ("%s%%", good), *bad_text = g_strdup_printf ("%s%%", bad);

  sotong_table_begin_row (table, SOTONG_ROW_LARGE);
  sotong_table_add_text (table, total);
  sotong_table_add_text (table, change);
  sotong_table_add_text (table, whole > 0 ? good_text : "-");
  sotong_table_add_text (table, whole > 0 ? bad_text : "-");
  sotong_table_add_text (table, out);
  sotong_table_set_made_data (table, self->perf->head.made_data);
  sotong_paper_add (self->document, table);
}

/* The same time a year earlier is told of where it was collected. */
static void
add_total (SotongOpinion *self)
{
  g_autofree char *total = sotong_number_group (self->sum.total), *change = change_of (self), *year = change_from (self, self->perf->total_year_before);

  if (self->perf->total_year_before != SOTONG_REPORT_BLANK && self->period.end - self->period.start < 300 * 86400) /* a year's is the time before */
    sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "총 언급량 %s건, 전기 대비 %s, 전년 동기 대비 %s", total, change, year);
  else
    sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "총 언급량 %s건, 전기 대비 %s", total, change);
}

static void
add_summary (SotongOpinion *self,
             GPtrArray     *words)
{
  gint64 most = -1;
  g_autofree char *day = NULL, *peak = NULL;

  for (guint i = 0; i < self->perf->days->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (self->perf->days, SotongTrendPoint, i);

      if (point->total <= most)
        continue;
      most = point->total;
      g_free (day);
      day = sotong_report_format_date (point->start, sotong_db_get_zone (self->db));
    }
  if (self->sum.total == 0)
    {
      sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, "기간에 수집된 언급이 없음: 기간과 수집 경로를 확인할 것");
      return;
    }
  add_total (self);
  peak = sotong_number_group (most);
  sotong_paper_format (self->document, SOTONG_MARK_CIRCLE, "가장 많이 언급된 날은 %s(%s건)%s%s", day, peak, words->len > 0 ? ", 두드러진 말은 " : "",
                      words->len > 0 ? ((const SotongKeyword *) g_ptr_array_index (words, 0))->words : "");
  sotong_document_add_paragraph (self->document, SOTONG_MARK_CIRCLE, self->sum.negative > self->sum.positive
                                 ? "부정 언급이 긍정보다 많아 주요 이슈의 대응 현황 점검이 필요함" : "긍정 언급이 부정보다 많아 현 운영 기조를 유지함");
}

static char *
title_of (const SotongOpinion *self)
{
  GTimeZone *zone = sotong_db_get_zone (self->db);
  int year, month, day, end_year, end_month, end_day;

  sotong_time_to_civil (self->period.start, zone, &year, &month, &day, NULL, NULL, NULL);
  sotong_time_to_civil (self->period.end, zone, &end_year, &end_month, &end_day, NULL, NULL, NULL);
  if (self->weekly)
    return g_strdup_printf ("%d년 %d월 %d일 주간 온라인 여론 분석 보고", year, month, day);
  if (day == 1 && end_day == 1 && end_year * 12 + end_month == year * 12 + month + 1)
    return g_strdup_printf ("%d년 %d월 온라인 여론 분석 및 SNS 운영 성과 보고", year, month);
  return g_strdup_printf ("%d년 온라인 여론 분석 및 SNS 운영 성과 보고", year);
}

/* The first page of a week is the whole report; the tables behind it are attached. */
static gboolean
add_week (SotongOpinion  *self,
          GPtrArray      *words,
          GError        **error)
{
  if (!sotong_opinion_add_panels (self, words, error) || !sotong_opinion_add_implications (self, error) || !sotong_opinion_add_method (self, error)
      || !sotong_opinion_add_channels (self, error))
    return FALSE;
  sotong_opinion_add_sentiment (self, words);
  if (!sotong_opinion_add_issues (self, error))
    return FALSE;
  sotong_opinion_add_cases (self);
  return TRUE;
}

static gboolean
add_month (SotongOpinion  *self,
           GPtrArray      *words,
           GError        **error)
{
  if (!sotong_opinion_add_channels (self, error))
    return FALSE;
  sotong_opinion_add_sentiment (self, words);
  if (!sotong_opinion_add_issues (self, error))
    return FALSE;
  sotong_opinion_add_cases (self);
  if (!sotong_opinion_add_words (self, error))
    return FALSE;
  sotong_opinion_add_posts (self);
  sotong_opinion_add_plan (self);
  return sotong_opinion_add_implications (self, error) && sotong_opinion_add_method (self, error);
}

static gboolean
add_parts (SotongOpinion  *self,
           GError        **error)
{
  SotongKeywordQuery query = { self->topic_id, self->so_far, 20, .before = self->perf->before };
  g_autoptr(GPtrArray) words = sotong_keywords_job (self->db, &query, NULL, error);

  if (words == NULL)
    return FALSE;
  if (self->perf->topic != NULL)
    sotong_paper_format (self->document, SOTONG_MARK_NONE, "주제 : %s", self->perf->topic);
  sotong_document_add_heading (self->document, 2, "요약");
  add_summary (self, words);
  add_strip (self);
  return self->weekly ? add_week (self, words, error) : add_month (self, words, error);
}

/**
 * sotong_report_opinion_make:
 * @db: a connection
 * @period: a week, a month or a year
 * @topic_id: a topic that the mentions are of, or 0
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * Makes the analysis of opinion. A period without data says so. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): the document
 */
SotongDocument *
sotong_report_opinion_make (SotongDb     *db,
                            SotongRange   period,
                            gint64        topic_id,
                            GError      **error)
{
  g_autoptr(SotongReportPerformance) perf = sotong_report_load_performance (db, period, topic_id, error);
  gint64 length = period.end - period.start;
  SotongOpinion self = { db, NULL, perf, period, { period.start, MAX (period.start, MIN (period.end, sotong_db_now (db) + 1)) }, topic_id };
  g_autofree char *title = NULL;
  gboolean made;

  if (perf == NULL)
    return NULL;
  self.weekly = length <= 8 * 86400;
  title = title_of (&self);
  sum_up (&self);
  self.document = sotong_paper_begin (&perf->head, title, TRUE);
  sotong_document_add_title (self.document, title);
  sotong_document_set_nothing (self.document, sotong_report_performance_is_nothing (perf));
  self.cases = sotong_case_list (db, NULL, NULL, error);
  made = self.cases != NULL && add_parts (&self, error);
  g_clear_pointer (&self.cases, g_ptr_array_unref);
  if (!made)
    g_clear_object (&self.document);
  return self.document;
}
