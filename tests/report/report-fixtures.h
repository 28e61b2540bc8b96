/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "report/sotong-report-budget.h"
#include "report/sotong-report-performance.h"

/* The figures of the programme statement that the program was made after. */

static inline SotongRange
fixture_range (GTimeZone *zone,
               int        year,
               int        month,
               int        end_year,
               int        end_month)
{
  SotongRange range = {
    sotong_time_from_civil (year, month, 1, 0, 0, 0, zone),
    sotong_time_from_civil (end_year, end_month, 1, 0, 0, 0, zone),
  };

  return range;
}

static inline void
fixture_head (SotongReportHead *head)
{
  head->organisation = g_strdup ("서울특별시");
  head->bureau = g_strdup ("시민소통기획관");
  head->department = g_strdup ("뉴미디어담당관");
  head->programme = g_strdup ("소셜미디어를 통한 시민과의 소통 활성화");
  head->fiscal_year = 2016;
  head->zone = sotong_time_zone_new ("Asia/Seoul", NULL);
  head->period = fixture_range (head->zone, 2016, 1, 2017, 1);
  head->created = sotong_time_from_civil (2016, 10, 14, 10, 0, 0, head->zone);
}

static inline void
fixture_add_basis (SotongReportBudget *input)
{
  static const struct {
    guint       depth;
    const char *text;
    const char *expression;
    gint64      thousand;
  } rows[] = {
    { 1, "시대표 블로그 운영 및 행사", NULL, 94000 },
    { 2, "블로그 운영 및 관리", "150,000원*500건", 75000 },
    { 2, "블로거 시정행사 공동콘텐츠 기획 발행", "150,000원*40회", 6000 },
    { 2, "블로그 시민캠페인", "3,000,000원", 3000 },
    { 2, "모바일 반응형 웹 콘텐츠 개발", "10,000,000원", 10000 },
    { 1, "시대표SNS운영", NULL, 120000 },
    { 2, "SNS 콘텐츠 제작 및 배포", "1,000,000원*40회", 40000 },
    { 2, "SNS 시민참여 캠페인 추진", "10,000,000원*3회", 30000 },
    { 2, "SNS소셜 미디어 백서제작", "35,000,000원 (250P/500부)", 35000 },
    { 2, "시정콘텐츠 페이스북 광고", "100,000원*150회", 15000 },
    { 1, "소셜미디어 통합 모니터링", NULL, 200000 },
    { 2, "분석보고서 작성", "86,000,000원", 86000 },
    { 2, "빅데이터 분석 및 모니터링 시스템", "114,000,000원", 114000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sotong_report_budget_add_basis (input, "사무관리비", rows[i].depth, rows[i].text, rows[i].expression,
                                      rows[i].thousand * 1000);
      if (rows[i].depth == 2)
        sotong_report_budget_add_execution (input, "사무관리비", rows[i].text, rows[i].thousand * 1000,
                                            rows[i].thousand * 800, rows[i].thousand * 100,
                                            rows[i].thousand * 700, i == 12 ? 10000000 : 0);
    }
  sotong_report_budget_add_basis (input, "시책추진업무추진비", 1, "소셜미디어를 통한 시민과의 소통 활성화",
                                  "4,000,000원", 4000000);
  sotong_report_budget_add_execution (input, "시책추진업무추진비", NULL, 4000000, 3000000, 500000, 2750000, 0);
}

static inline void
fixture_add_years (SotongReportBudget *input)
{
  static const SotongReportSettlement years[] = {
    { 2012, 543923000, 0, 0, 543923000, 448637000, 0, 95286000 },
    { 2013, 286195000, 0, 0, 286195000, 258187000, 0, 28008000 },
    { 2014, 280395000, 0, 0, 280395000, 262470000, 0, 17925000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    sotong_report_budget_add_settlement (input, &years[i]);
  sotong_report_budget_add_result (input, 2013, "서울마니아 월평균 126,128명 지속, 소셜 다이닝 소풍 개최, 정책박람회, 서울 SNS 컨퍼런스 개최 등");
  sotong_report_budget_add_result (input, 2014, "서울시 페이스북 운영실적 428% 증가, 서울시 대표 카카오토리 및 페이스북 친구 10만 돌파 등");
  sotong_report_budget_add_result (input, 2015, "서울시 블로그 운영 전년대비 21만명 증가(총 591만명), 서울시 대표 SNS를 통해 약 395,000여명과 관계망 형성 등");
}

static inline SotongReportBudget *
fixture_budget (void)
{
  SotongReportBudget *input = sotong_report_budget_new ();
  GTimeZone *zone;

  fixture_head (&input->head);
  zone = input->head.zone;
  input->term = fixture_range (zone, 2016, 1, 2017, 1);
  input->yearly = TRUE;
  input->content = g_strdup ("소셜미디어를 통한 시정홍보 등 추진");
  input->executing_body = g_strdup ("서울특별시");
  input->modes = SOTONG_MODE_DIRECT;
  input->natures = SOTONG_NATURE_CONTINUING | SOTONG_NATURE_CURRENT;
  input->cost = input->cost_city = 418000000;
  input->subsidy_percent = 0;
  input->expected_effect = g_strdup ("- 소셜미디어를 활용한 시민과의 직접 소통체계를 지속적으로 확보하여 각종 시정정보를 신속히 제공하고, "
                                     "시민의견 수렴과 시정반영강화를 통해 시정에 대한 신뢰도 향상 및 참여유도");
  for (int i = 0; i < 3; i++)
    sotong_report_budget_add_person (input, "시민소통기획관", "뉴미디어담당관", "과장", "팀장", "주무관");
  sotong_report_budget_add_total (input, "계", TRUE, 280395000, 161600000, 418000000);
  sotong_report_budget_add_total (input, "사무관리비", FALSE, 237600000, 157600000, 414000000);
  sotong_report_budget_add_total (input, "시책추진업무추진비", FALSE, 4000000, 4000000, 4000000);
  fixture_add_basis (input);
  sotong_report_budget_add_step (input, "기본계획 수립", fixture_range (zone, 2016, 1, 2016, 3), SOTONG_REPORT_BLANK,
                                 "블로그, SNS, 통합모니터링 운영계획 수립");
  sotong_report_budget_add_step (input, "사업시행 및 예산집행", fixture_range (zone, 2016, 2, 2017, 1), 418000000,
                                 "블로그, SNS, 통합모니터링 시행 및 예산집행");
  sotong_report_budget_add_step (input, "결과보고", fixture_range (zone, 2016, 6, 2017, 1), SOTONG_REPORT_BLANK,
                                 "사업성과 및 미비점 등 보고");
  fixture_add_years (input);
  return input;
}

static inline void
fixture_add_day (SotongReportPerformance *input,
                 gint64                   day)
{
  gint64 base = 130 + (day * 37) % 61 + (day % 7 < 5 ? 40 : 0) + (day >= 140 && day < 150 ? 600 - (day - 140) * 55 : 0);
  SotongTrendPoint point = { .start = input->head.period.start + day * 86400 };

  if (day == 200 || day == 201)
    point.gap = TRUE;
  else
    {
      point.positive = base * 30 / 100;
      point.negative = base * (day >= 140 && day < 150 ? 45 : 18) / 100;
      point.neutral = base * 20 / 100;
      point.uncertain = base * 2 / 100;
      point.unlabelled = base - point.positive - point.negative - point.neutral - point.uncertain;
      point.total = base;
    }
  sotong_report_performance_add_days (input, &point, 1);
}

static inline SotongReportPerformance *
fixture_performance (gint64 n_days)
{
  SotongReportPerformance *input = sotong_report_performance_new ();
  static const SotongReportChannel channels[] = {
    { (char *) "서울시 블로그", (char *) "서울특별시", 412, 61, 2, 1, 3, 0 },
    { (char *) "페이스북", (char *) "서울특별시", 133, 20, 0, 0, 1, 0 },
    { (char *) "인스타그램", NULL, 96, 14, 1, 0, 0, 2 },
  };
  SotongRange gap;

  fixture_head (&input->head);
  input->head.made_data = TRUE;
  input->head.period.end = input->head.period.start + n_days * 86400;
  sotong_report_performance_add_deliverable (input, "블로그 운영 및 관리", "건", 500, 402, 61, 75000000, 60300000);
  sotong_report_performance_add_deliverable (input, "블로거 공동콘텐츠", "회", 40, 31, 6, 6000000, 4650000);
  sotong_report_performance_add_deliverable (input, "SNS 콘텐츠 제작 및 배포", "회", 40, 33, 5, 40000000, 33000000);
  sotong_report_performance_add_deliverable (input, "SNS 시민참여 캠페인", "회", 3, 2, 1, 30000000, 20000000);
  sotong_report_performance_add_deliverable (input, "소셜미디어 백서", "식", 1, 0, 1, 35000000, 0);
  sotong_report_performance_add_deliverable (input, "시정콘텐츠 페이스북 광고", "회", 150, 118, 20, 15000000, 11800000);
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    sotong_report_performance_add_channel (input, &channels[i]);
  for (gint64 day = 0; day < n_days; day++)
    fixture_add_day (input, day);
  gap.start = input->head.period.start + 200 * 86400;
  gap.end = gap.start + 2 * 86400;
  sotong_report_performance_add_gap (input, "시정 뉴스 피드", gap, "서버 점검으로 응답 없음");
  input->total_before = 41210;
  return input;
}
