/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-programme.h"

/* The yearly programme statement of 2016, text for text and won for won. The document counts in 천원. */

#define K G_GINT64_CONSTANT (1000)
#define ADMINISTRATION "201-01"
#define POLICY         "203-03"

#define FIRST_PURPOSE \
  "정보 공유와 확산, 이용자간 상호작용이 쉽고 활발한 SNS, 블로그 등을 활용해 시정정보와 " \
  "재난(재해) 예방정보 등을 신속히 제공하여 시민생활의 편의와 안전보호"

static const SotongDemoFact facts[] = {
  { "name", "사업명", "소셜미디어를 통한 시민과의 소통 활성화" },
  { "body", "사업시행주체", "서울특별시" },
  { "bureau", "실·국", "시민소통기획관" },
  { "department", "부서", "뉴미디어담당관" },
  { "period", "사업기간", "연례반복 (2016-01-01 ~ 2016-12-31)" },
  { "form", "사업형태", "직접수행" },
  { "continuity", "사업 성격", "계속 사업" },
  { "expense", "경비 성격", "경상 경비" },
  { "total", "총사업비", "총 418,000천원" },
  { "state-share", "국비", "" },
  { "city-share", "사비", "418,000천원" },
  { "subsidy-rate", "보조율", "0 %" },
  { "district-share", "구비", "" },
  { "place", "사업위치", "" },
  { "summary", "사업내용", "소셜미디어를 통한 시정홍보 등 추진" },
  { "legal-ground", "법령상 근거", "" },
  { "site", "위치", "" },
  { "scale", "규모", "" },
  { "dates", "사업기간(사업내용)", "2016.1.1 ~ 2016. 12.31." },
};

static const SotongDemoBox boxes[] = {
  { "사업형태", "직접수행", TRUE },
  { "사업형태", "자치단체 보조", FALSE },
  { "사업형태", "민간이전", FALSE },
  { "사업형태", "출연출자", FALSE },
  { "사업형태", "민간위탁", FALSE },
  { "사업형태", "기타", FALSE },
  { "사업기간", "연례반복", TRUE },
  { "사업 성격 및 사전절차 대상 여부", "신규", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "계속", TRUE },
  { "사업 성격 및 사전절차 대상 여부", "투자심사", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "학술용역", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "기술심사", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "지역보조심의", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "정보화심사", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "공유재산", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "안전예산", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "출자·출연", FALSE },
  { "사업 성격 및 사전절차 대상 여부", "경상", TRUE },
  { "사업 성격 및 사전절차 대상 여부", "투자", FALSE },
};

static const char *const purposes[] = {
  FIRST_PURPOSE,
  "온라인, 소셜미디어 등을 통해 나타나는 소셜 빅데이터를 활용해 시정여론을 지속적으로 모니터링하고 "
  "시민들의 목소리를 정책에 반영",
  "시민이 체감한 다양한 시정의 면면을 시민이 온라인상에 직접 게재하는 시민공감형 소통 채널 운영",
  NULL
};

static const char *const contents[] = {
  "시 대표 블로그(서울마니아, 서울나들이) 운영 및 시정참여행사 추진",
  "시 대표 SNS 운영 및 기관 SNS 활성화 지원",
  "소셜 빅데이터를 통한 정책 및 시정여론 모니터링",
  NULL
};

/* The listed parts of 2014 add to 241,600; the document prints 280,395 and does not show the rest. */
static const SotongDemoTotal totals[] = {
  { "", "계", { 280395 * K, 161600 * K, 418000 * K } },
  { ADMINISTRATION, "사무관리비", { 237600 * K, 157600 * K, 414000 * K } },
  { POLICY, "시책추진업무추진비", { 4000 * K, 4000 * K, 4000 * K } },
};

static const SotongDemoLine lines[] = {
  { "blog", NULL, ADMINISTRATION, "시대표 블로그 운영 및 행사", "", "", "", 0, 0, 94000 * K, -1 },
  { "blog-posts", "blog", ADMINISTRATION, "블로그 운영 및 관리", "150,000원*500건", "", "건",
    150 * K, 500, 75000 * K, SOTONG_DEMO_TYPE_BLOG_POST },
  { "joint-contents", "blog", ADMINISTRATION, "블로거 시정행사 공동콘텐츠 기획 발행", "150,000원*40회", "", "회",
    150 * K, 40, 6000 * K, SOTONG_DEMO_TYPE_JOINT },
  { "blog-campaign", "blog", ADMINISTRATION, "블로그 시민캠페인", "3,000,000원", "", "",
    3000 * K, 1, 3000 * K, -1 },
  { "mobile-web", "blog", ADMINISTRATION, "모바일 반응형 웹 콘텐츠 개발", "10,000,000원", "", "",
    10000 * K, 1, 10000 * K, -1 },
  { "sns", NULL, ADMINISTRATION, "시대표SNS운영", "", "", "", 0, 0, 120000 * K, -1 },
  { "sns-contents", "sns", ADMINISTRATION, "SNS 콘텐츠 제작 및 배포", "1,000,000원*40회", "", "회",
    1000 * K, 40, 40000 * K, SOTONG_DEMO_TYPE_SNS },
  { "sns-campaigns", "sns", ADMINISTRATION, "SNS 시민참여 캠페인 추진", "10,000,000원*3회", "", "회",
    10000 * K, 3, 30000 * K, SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN },
  { "white-paper", "sns", ADMINISTRATION, "SNS소셜 미디어 백서제작", "35,000,000원", "(250P/500부)", "",
    35000 * K, 1, 35000 * K, SOTONG_DEMO_TYPE_WHITE_PAPER },
  { "advertisements", "sns", ADMINISTRATION, "시정콘텐츠 페이스북 광고", "100,000원*150회", "", "회",
    100 * K, 150, 15000 * K, SOTONG_DEMO_TYPE_ADVERTISEMENT },
  { "monitoring", NULL, ADMINISTRATION, "소셜미디어 통합 모니터링", "", "", "", 0, 0, 200000 * K, -1 },
  { "analysis-reports", "monitoring", ADMINISTRATION, "분석보고서 작성", "86,000,000원", "", "",
    86000 * K, 1, 86000 * K, -1 },
  { "monitoring-system", "monitoring", ADMINISTRATION, "빅데이터 분석 및 모니터링 시스템", "114,000,000원", "", "",
    114000 * K, 1, 114000 * K, -1 },
  { "policy", NULL, POLICY, "소셜미디어를 통한 시민과의 소통 활성화", "4,000,000원", "", "",
    4000 * K, 1, 4000 * K, -1 },
};

static const SotongDemoNote grounds[] = {
  { "2009-02-13", "서울블로거데이 추진계획(뉴미디어담당관-1221호, 2009.02.13.)" },
  { "2014-03-27", "2014 온라인 시정모니터링 추진계획(뉴미디어담당관-3096, 2014.3.27.)" },
  { "2014-12-16", "서울시 대표 SNS 운영,평가계획(뉴미디어담당관-11934, 2014.12.16.)" },
  { "2015-02-16", "2015년도 서울시 공식 블로그 콘텐츠 운영용역 추진계획(뉴미디어담당관-1637, 2015.2.16.)" },
};

static const SotongDemoStage stages[] = {
  { "계", "", "", 418000 * K, "" },
  { "기본계획 수립", "2016-01", "2016-02", 0, "블로그, SNS, 통합모니터링 운영계획 수립" },
  { "사업시행 및 예산집행", "2016-02", "2016-12", 418000 * K, "블로그, SNS, 통합모니터링 시행 및 예산집행" },
  { "결과보고", "2016-06", "2016-12", 0, "사업성과 및 미비점 등 보고" },
};

static const SotongDemoNote history[] = {
  { "2014-03-27", "온라인 시정모니터링 추진계획" },
  { "2015-02-16", "시대표 블로그 콘텐츠 운영용역 추진계획 수립" },
  { "2015-06-16", "소셜 빅데이터를 통한 정책모니터링 및 위기관리 컨설팅 추진계획" },
};

/* “카카오토리” stands so in the source. */
static const SotongDemoNote results[] = {
  { "2013", "서울마니아 월평균 126,128명 지속, 소셜 다이닝 소풍 개최, 정책박람회, 서울 SNS 컨퍼런스 개최 등" },
  { "2014", "서울시 페이스북 운영실적 428% 증가, 서울시 대표 카카오토리 및 페이스북 친구 10만 돌파 등" },
  { "2015", "서울시 블로그 운영 전년대비 21만명 증가(총 591만명), "
            "서울시 대표 SNS를 통해 약 395,000여명과 관계망 형성 등" },
};

static const SotongDemoSettlement settlements[] = {
  { 2012, 543923 * K, 0, 0, 543923 * K, 448637 * K, 0, 95286 * K },
  { 2013, 286195 * K, 0, 0, 286195 * K, 258187 * K, 0, 28008 * K },
  { 2014, 280395 * K, 0, 0, 280395 * K, 262470 * K, 0, 17925 * K },
};

static const SotongDemoTarget targets[] = {
  { SOTONG_DEMO_TYPE_BLOG_POST, "블로그 게시물", 500, "blog-posts" },
  { SOTONG_DEMO_TYPE_SNS, "SNS 콘텐츠", 40, "sns-contents" },
  { SOTONG_DEMO_TYPE_JOINT, "블로거 공동콘텐츠", 40, "joint-contents" },
  { SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN, "시민참여 캠페인", 3, "sns-campaigns" },
  { SOTONG_DEMO_TYPE_WHITE_PAPER, "소셜미디어 백서", 1, "white-paper" },
  { SOTONG_DEMO_TYPE_ADVERTISEMENT, "페이스북 광고", 150, "advertisements" },
};

static const SotongDemoPerson people[] = {
  { "director", "과장", "", "manage" },
  { "team-lead", "팀장", "", "approve" },
  { "planner-1", "주무관 1", "블로그", "edit" },
  { "planner-2", "주무관 2", "SNS", "edit" },
  { "planner-3", "주무관 3", "모니터링", "edit" },
  { "editor", "편집위원", "", "edit" },
  { "reporter", "시민기자", "", "read" },
};

static const SotongDemoProgramme programme = {
  .year = 2016,
  .name = "소셜미디어를 통한 시민과의 소통 활성화",
  .city = "서울특별시",
  .bureau = "시민소통기획관",
  .department = "뉴미디어담당관",
  .starts = "2016-01-01",
  .ends = "2016-12-31",
  .summary = "소셜미디어를 통한 시정홍보 등 추진",
  .necessity = FIRST_PURPOSE,
  .procedure = "기본계획 수립 → 예산배정(예산과) → 사업시행 및 예산집행 → 결과보고",
  .expected = "소셜미디어를 활용한 시민과의 직접 소통체계를 지속적으로 확보하여 각종 시정정보를 신속히 제공하고, "
              "시민의견 수렴과 시정반영강화를 통해 시정에 대한 신뢰도 향상 및 참여유도",
  .total = 418000 * K,
  .facts = facts,
  .n_facts = G_N_ELEMENTS (facts),
  .boxes = boxes,
  .n_boxes = G_N_ELEMENTS (boxes),
  .purposes = purposes,
  .contents = contents,
  .totals = totals,
  .n_totals = G_N_ELEMENTS (totals),
  .lines = lines,
  .n_lines = G_N_ELEMENTS (lines),
  .grounds = grounds,
  .n_grounds = G_N_ELEMENTS (grounds),
  .stages = stages,
  .n_stages = G_N_ELEMENTS (stages),
  .history = history,
  .n_history = G_N_ELEMENTS (history),
  .results = results,
  .n_results = G_N_ELEMENTS (results),
  .settlements = settlements,
  .n_settlements = G_N_ELEMENTS (settlements),
  .targets = targets,
  .n_targets = G_N_ELEMENTS (targets),
  .people = people,
  .n_people = G_N_ELEMENTS (people),
};

/**
 * sotong_demo_programme_get:
 *
 * The programme of 2016 as the city's statement prints it, its inconsistencies
 * included. Amounts are in won.
 *
 * Returns: (transfer none): static data
 */
const SotongDemoProgramme *
sotong_demo_programme_get (void)
{
  return &programme;
}

/**
 * sotong_demo_programme_find_line:
 * @id: the id of a line
 *
 * Returns: (transfer none) (nullable): the row of the basis of calculation
 */
const SotongDemoLine *
sotong_demo_programme_find_line (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strcmp (lines[i].id, id) == 0)
      return &lines[i];
  return NULL;
}

/**
 * sotong_demo_type_get_name:
 * @type: a type of content
 *
 * Returns: its name in the store and on the command line, such as "blog-post"
 */
const char *
sotong_demo_type_get_name (SotongDemoType type)
{
  switch (type)
    {
    case SOTONG_DEMO_TYPE_BLOG_POST:
      return "blog-post";
    case SOTONG_DEMO_TYPE_SNS:
      return "sns";
    case SOTONG_DEMO_TYPE_JOINT:
      return "joint";
    case SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN:
      return "citizen-campaign";
    case SOTONG_DEMO_TYPE_ADVERTISEMENT:
      return "advertisement";
    case SOTONG_DEMO_TYPE_WHITE_PAPER:
      return "white-paper";
    case SOTONG_DEMO_TYPE_REPORT:
      return "report";
    default:
      g_return_val_if_reached ("blog-post");
    }
}
