/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-heading.h"

#include <string.h>

#include "util/sotong-i18n.h"

/*
 * The parts of each kind of report, as its headings call them: what a template can put into another order or leave out. A part has
 * a name in each language, and a template that names it in one holds for the report in the other. "%d" stands for a year.
 */

typedef struct {
  const char *kind;  /* %NULL: of every kind */
  const char *korean;
  const char *english;
} Heading;

static const Heading headings[] = {
  { "budget-statement", "기본 현황", "Basics" },
  { "budget-statement", "예산 설명", "The budget" },
  { "budget-statement", "사업 설명", "The project" },
  { "budget-statement", "사업효과", "Effects of the project" },
  { "budget-statement", "최근 3년 결산현황", "Settlement of the last three years (결산)" },
  { "budget", "기본 현황", "Basics" },
  { "budget", "예산 설명", "The budget" },
  { "budget", "기간별 집행 현황", "Execution in the period" },
  { "budget", "집행 속도", "Pace of the execution" },
  { "budget", "예산변경", "Changes of the budget" },
  { "budget", "단가", "Unit costs" },
  { "budget", "%d년도 추진일정", "Schedule of %d" },
  { "budget", "사업효과", "Effects of the project" },
  { "budget", "최근 3년 결산현황", "Settlement of the last three years (결산)" },
  { "settlement", "항목별 결산", "Settlement by line" },
  { "settlement", "예산변경", "Changes of the budget" },
  { "settlement", "차년이월", "Carried over" },
  { "settlement", "최근 3년 결산현황", "Settlement of the last three years (결산)" },
  { "performance", "계획 대비 실적", "Results against the plan" },
  { "performance", "채널별 발행", "Publishing by channel" },
  { "performance", "기관별 운영 성과", "Results by agency" },
  { "performance", "게시물 성과", "What the posts reached" },
  { "performance", "언급량 추이", "Mentions over time" },
  { "performance", "긍·부정 추이", "Positive and negative" },
  { "performance", "수집 공백", "Gaps in the collection" },
  { "performance", "성과지표", "Indicators" },
  { "opinion", "요약", "Summary" },
  { "opinion", "언급량 추이", "Mentions over time" },
  { "opinion", "긍·부정 추이", "Positive and negative" },
  { "opinion", "주요 이슈", "Main issues" },
  { "opinion", "연관어", "Related words" },
  { "opinion", "채널별 운영 성과", "Results by channel" },
  { "opinion", "계획 대비 실적", "Planned and done" },
  { "opinion", "시사점 및 조치사항", "Implications and measures" },
  { "campaign", "캠페인 총괄", "All campaigns" },
  { "disclosure", "예산 집행 현황", "Execution of the budget" },
  { "disclosure", "업무추진비 사용 내역", "Use of the promotion allowance" },
  { "disclosure", "계약 현황", "Contracts" },
  { "disclosure", "지출 내역", "Payments" },
  { "whitepaper", "발간 개요", "About this paper" },
  { "whitepaper", "연혁과 사업", "History and programme" },
  { "whitepaper", "수치로 보는 한 해", "The year in figures" },
  { "whitepaper", "시민 여론", "What citizens say" },
  { "whitepaper", "캠페인", "Campaign" },
  { "whitepaper", "채널 운영", "Channels" },
  { "whitepaper", "콘텐츠 기록", "Record of contents" },
  { "whitepaper", "예산과 결산", "Budget and settlement" },
  { "whitepaper", "한 해의 표시", "Marked during the year" },
  { "whitepaper", "보완할 내용", "What is missing" },
  { NULL, "마감 후 정정", "Corrections since the closing" },
};

/* @text, which may have a year where @pattern has "%d". */
static gboolean
fits (const char *pattern,
      const char *text)
{
  const char *year = strstr (pattern, "%d");
  gsize before, digits;

  if (year == NULL)
    return g_str_equal (pattern, text);
  before = (gsize) (year - pattern);
  if (strncmp (pattern, text, before) != 0)
    return FALSE;
  digits = strspn (text + before, "0123456789");
  return digits > 0 && g_str_equal (year + 2, text + before + digits);
}

static gboolean
names (const Heading *heading,
       const char    *text)
{
  return fits (heading->korean, text) || fits (heading->english, text);
}

/**
 * sotong_report_heading_is_same:
 * @name: as a template names a part
 * @heading: as a report has it
 *
 * Returns: %TRUE if that part is meant, whatever the two languages
 */
gboolean
sotong_report_heading_is_same (const char *name,
                               const char *heading)
{
  if (g_str_equal (name, heading))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    if (names (&headings[i], name) && names (&headings[i], heading))
      return TRUE;
  return FALSE;
}

static gboolean
belongs (const Heading *heading,
         const char    *kind)
{
  return *kind == '\0' || heading->kind == NULL || g_str_equal (heading->kind, kind);
}

/**
 * sotong_report_heading_is_known:
 * @kind: a kind of report, or "" for any
 * @name: as a template names a part
 *
 * Returns: %TRUE if such reports have such a part; the names of campaigns, which are parts of theirs, are not looked at
 */
gboolean
sotong_report_heading_is_known (const char *kind,
                                const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    if (belongs (&headings[i], kind) && names (&headings[i], name))
      return TRUE;
  return FALSE;
}

/**
 * sotong_report_heading_list:
 * @kind: a kind of report, or "" for any
 *
 * Returns: (transfer full): the names of its parts in the person's language, with commas between
 */
char *
sotong_report_heading_list (const char *kind)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      const char *name = sotong_i18n_wants_english () ? headings[i].english : headings[i].korean;

      if (!belongs (&headings[i], kind) || !g_hash_table_add (seen, (gpointer) name))
        continue;
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", name);
    }
  g_string_replace (list, "%d", "2016", 0); /* an example: any year will do */
  return g_strdup (list->str);
}
