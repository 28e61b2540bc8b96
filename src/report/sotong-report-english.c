/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/sotong-document-private.h"
#include "report/sotong-report-english.h"
#include "util/sotong-i18n.h"

/* The forms of opinion, campaigns, disclosure and white paper are the office's and are made in its language. Who has asked
 * for English reads their headings in it; what people wrote, the names of channels and lines among it, stays as it is. */

typedef struct {
  const char *korean;
  const char *english;
} Pair;

/* Headings, heads of columns, units and whole sentences. */
static const Pair words[] = {
  { "추진절차", "Stage" },
  { "계획", "Planned" },
  { "완료", "Done" },
  { "추진 절차", "Stages" },
  { "목표", "Target" },
  { "약속", "Promised" },
  { "실적", "Done" },
  { "예정", "To come" },
  { "달성률\n(%)", "Reached\n(%)" },
  { "목표와 실적", "Targets and what was done" },
  { "일시", "Date" },
  { "채널", "Channel" },
  { "제목", "Title" },
  { "상태", "State" },
  { "콘텐츠", "Contents" },
  { "해당 없음", "None" },
  { "천원 미만은 버린 금액이므로 표시된 항목의 합이 계와 다를 수 있음", "What is under a thousand won is cut, so the amounts shown may not come to their total" },
  { "구분", "Kind" },
  { "언급량", "Mentions" },
  { "긍정", "Positive" },
  { "중립", "Neutral" },
  { "부정", "Negative" },
  { "불확실", "Uncertain" },
  { "미분류", "Unlabelled" },
  { "긍정률\n(%)", "Positive\n(%)" },
  { "긍정률(%)", "Positive (%)" },
  { "부정률(%)", "Negative (%)" },
  { "긍정률", "Positive" },
  { "부정률", "Negative" },
  { "이전", "Before" },
  { "기간 중", "During" },
  { "이후", "After" },
  { "결측일", "Days without data" },
  { "천원 미만은 버리되 과목의 합이 계와 같도록 단수를 조정하였으며, 미집행액은 표시된 금액으로 계산함",
    "What is under a thousand won is cut, and single accounts are a thousand won higher so that they come to the total; what is not executed is computed from the amounts shown" },
  { "(단위 : 건)", "(unit: items)" },
  { "(단위 : 원)", "(unit: won)" },
  { "(단위 : 천원)", "(unit: thousand won)" },
  { "(단위 : 회)", "(unit: times)" },
  { "(단위 : 건, 위)", "(unit: items, rank)" },
  { "(단위 : 건, 천원)", "(unit: items, thousand won)" },
  { "(단위 : 건, 회, 명)", "(unit: items, times, people)" },
  { "캠페인 전후의 언급", "Mentions before, during and after" },
  { "아직 하루가 지나지 않아 비교할 것이 없음", "Not a day of it is over yet: there is nothing to compare" },
  { "캠페인이 끝나지 않아 지난 날까지만 세고, 이전도 그만큼만 셈. 이후는 아직 없음", "The campaign goes on: only the days that are over are counted, and as many before; there is nothing after it yet" },
  { "이후는 지난 날까지만 셈. 하루 평균으로 비교할 것", "After it only the days that are over are counted: compare the means of a day" },
  { "결측일이 있으므로 언급량이 아니라 하루 평균으로 비교할 것", "Days are missing: compare the means of a day, not the sums" },
  { "언급이 30건이 되지 않는 때가 있어 비율을 견주기 어려움", "In one of the times fewer than 30 mentions were found, too few to compare shares" },
  { "센 날", "Days counted" },
  { "하루\n평균", "A day" },
  { "같은 일수를 비교한 것으로, 캠페인이 원인이라는 뜻은 아님. 결측일은 수집하지 못한 날", "As many days are compared each time; that does not say that the campaign is the cause. Days without data could not be collected" },
  { "캠페인", "Campaign" },
  { "시작", "Begins" },
  { "종료", "Ends" },
  { "지출", "Paid" },
  { "콘텐츠\n(건)", "Contents" },
  { "콘텐츠\n계획", "Contents\nplanned" },
  { "콘텐츠\n지출", "Contents\npaid" },
  { "계획은 콘텐츠별 계획의 합으로 콘텐츠 지출과 비교하며, 지출에는 캠페인 전체에 대한 지출이 더해짐", "What was planned is the sum of the contents’ plans, to be compared with what was paid for contents; paid has what was for the campaign as a whole too" },
  { "캠페인 총괄", "All campaigns" },
  { "기간에 해당하는 캠페인이 없음", "No campaign in the period" },
  { "과목", "Account" },
  { "예산현액\n(A)", "Available\n(A)" },
  { "기간 중\n지출액", "Paid in\nthe period" },
  { "지출액 누계\n(B)", "Paid so far\n(B)" },
  { "집행률\n(B/A, %)", "Rate\n(B/A, %)" },
  { "미집행액\n(A-B)", "Unspent\n(A-B)" },
  { "예산 집행 현황", "Execution of the budget" },
  { "계", "Total" },
  { "미집행액은 예산현액 - 지출액 누계이며, 결산의 집행잔액(차년이월을 더 뺀 금액)과 다름", "Unspent is what is available less what was paid, other than what remains in the settlement, which takes off the carry-over too" },
  { "시민의 이름은 가운데 글자를, 전화번호와 전자우편 주소는 모두 가림", "Of citizens' names the middle letter is hidden, of telephone numbers and e-mail addresses everything" },
  { "일자", "Date" },
  { "항목", "Line" },
  { "내용", "What for" },
  { "지급처", "Payee" },
  { "금액", "Amount" },
  { "업무추진비 사용 내역", "Use of the promotion allowance" },
  { "핵심 메시지", "Key messages" },
  { "○ 표시한 항목의 금액은 그 아래 - 항목의 합이며, 집행률은 소수점 아래를 버림", "An item marked ○ is the sum of those marked - below it; rates are cut to whole percent" },
  { "천원 미만은 버리되 항목의 합이 계와 같도록 단수를 조정하였으며, 집행잔액은 표시된 금액으로 계산함", "What is under a thousand won is cut, and single lines are a thousand higher so that they come to the total; what remains is computed from the amounts shown" },
  { "지출 내역", "Payments" },
  { "계약일", "Day" },
  { "계약명", "Contract" },
  { "계약상대자", "Contractor" },
  { "계약금액", "Amount" },
  { "문서번호", "Document" },
  { "계약 현황", "Contracts" },
  { "성과지표", "Indicators" },
  { "단위", "Unit" },
  { "달성률", "Reached" },
  { "전년\n동월", "Year\nbefore" },
  { "측정방법·출처", "How it is measured" },
  { "측정방법", "How it is measured" },
  { "출처", "Source" },
  { "전기", "Before" },
  { "당기", "Now" },
  { "증감", "Change" },
  { "증감률\n(%)", "Change\n(%)" },
  { "비중\n(%)", "Share\n(%)" },
  { "언급량 추이", "Mentions over time" },
  { "일별 언급량", "Mentions by day" },
  { "한 글이 여러 경로로 수집되면 채널마다 세므로 채널의 합은 계와 다를 수 있음", "A post that came by several sources counts for each, so the channels may add up to more than the total" },
  { "전기는 수집하지 못한 시간이 많아 견주지 않음", "Too much of the time before was not collected to compare with it" },
  { "기간이 끝나지 않아 전기도 시작에서 같은 시간만큼만 셈", "The period is not over: of the one before only as much is counted, from its start" },
  { "긍·부정 추이", "Positive and negative" },
  { "일별 긍정·중립·부정", "Positive, neutral and negative by day" },
  { "긍정·중립·부정", "Positive, neutral and negative" },
  { "순위", "Rank" },
  { "이슈", "Issue" },
  { "주요 내용", "What was said" },
  { "대응 현황", "Response" },
  { "주요 이슈", "Main issues" },
  { "새로 늘어난 이슈가 없음", "No issue has grown" },
  { "순위는 전기에 견주어 두드러지게 늘어난 순이며 언급량의 순서와 다를 수 있음", "The rank is by how much an issue stands out against the time before, which need not be the order of mentions" },
  { "두드러진 말", "Words that stand out" },
  { "새로 늘어난 이슈", "Issues that have grown" },
  { "두드러진 말 (세로줄은 전기)", "Words that stand out (upright line: before)" },
  { "새로 늘어난 이슈 (세로줄은 전기)", "Issues that have grown (upright line: before)" },
  { "연관어", "Related words" },
  { "빈도", "Times" },
  { "전기간\n순위", "Rank\nbefore" },
  { "변동", "Moved" },
  { "성향", "Tone" },
  { "변동은 전기간 순위와의 차이이며, 전기간에 없던 말은 신규, 전기간 순위 밖이던 말은 -로 표시함", "Moved is the difference to the rank before; New is a word that was not there, - one that had no rank" },
  { "신규", "New" },
  { "전기간은 수집하지 못한 시간이 많아 순위를 견주지 않음", "Too much of the time before was not collected to compare ranks" },
  { "전기간에 수집된 언급이 없어 순위를 견주지 못함", "Nothing was collected in the period before, so ranks cannot be compared" },
  { "사업", "Line" },
  { "연간 목표", "Year’s target" },
  { "누계", "So far" },
  { "진도율\n(%)", "Progress\n(%)" },
  { "예산", "Budget" },
  { "집행", "Executed" },
  { "집행률\n(%)", "Rate\n(%)" },
  { "계획 대비 실적", "Planned and done" },
  { "기계 분류 일치율 : 기간에 담당자가 판정한 표본이 없음", "Agreement of the classifier: nobody judged a sample in the period" },
  { "결측 기간 : 없음", "Periods without data: none" },
  { "게시물", "Post" },
  { "발행일", "Published" },
  { "조회·도달", "Views, reach" },
  { "반응", "Reactions" },
  { "주소", "Address" },
  { "우수 게시물 : 기간에 수집되거나 입력된 게시물별 수치가 없어 뽑지 못함", "Best posts: none can be named, since no figures of posts were collected or entered in the period" },
  { "반응(좋아요·댓글·공유)이 많은 게시물", "Posts with most reactions (likes, comments, shares)" },
  { "발행", "Published" },
  { "참여율\n(%)", "Engaged\n(%)" },
  { "구독자", "Followers" },
  { "채널별 운영 성과", "Results by channel" },
  { "조회·도달과 반응은 게시물마다 기간 중에 늘어난 수이며, 그 전에 발행한 게시물의 것도 셈", "Views, reach and reactions are what each post gained in the period, older posts among them" },
  { "담당 부서", "Department" },
  { "접수", "Received" },
  { "답변", "Answered" },
  { "처리 중", "Under way" },
  { "기한 지남", "Overdue" },
  { "시민 의견 처리 : 기간에 접수하여 부서로 보낸 것이 없음", "Citizens’ messages: none was passed to a department in the period" },
  { "시민 의견 처리", "Citizens’ messages" },
  { "총 언급량", "All mentions" },
  { "전기 대비", "Against before" },
  { "발행 건수", "Posts" },
  { "기간에 수집된 언급이 없음: 기간과 수집 경로를 확인할 것", "Nothing was collected in the period: look at the period and the sources" },
  { "부정 언급이 긍정보다 많아 주요 이슈의 대응 현황 점검이 필요함", "More is negative than positive: the response to the main issues needs a look" },
  { "긍정 언급이 부정보다 많아 현 운영 기조를 유지함", "More is positive than negative: things stay as they are" },
  { "시사점 및 조치사항", "Implications and measures" },
  { "(담당자 작성)", "(to be written by the officer)" },
  { "붙임 ", "Attached: " },
  { "과제", "Task" },
  { "담당", "Who" },
  { "기한", "By" },
  { "요약", "Summary" },
  { "주무관", "Officer" },
  { "팀장", "Team leader" },
  { "과장", "Director" },
  { "연도", "Year" },
  { "당초예산", "Original" },
  { "전년이월", "Carried in" },
  { "예산변경", "Changes" },
  { "예산현액", "Available" },
  { "집행액", "Executed" },
  { "차년이월", "Carried out" },
  { "집행잔액", "Remaining" },
  { "한 해의 표시", "Marked during the year" },
  { "시간선의 메모", "Notes on the time line" },
  { "시간선에 남긴 메모가 없음", "No note on the time line" },
  { "백서에 담기로 한 콘텐츠", "Contents chosen for the white paper" },
  { "“백서” 꼬리표를 붙인 콘텐츠가 없음", "No content has the tag 백서" },
  { "재난·긴급 소식", "Emergencies" },
  { "월", "Month" },
  { "답변 필요", "To answer" },
  { "답변율\n(%)", "Answered\n(%)" },
  { "부서로 보내 처리한 시민 의견이 없음", "No message was passed to a department" },
  { "기간", "Period" },
  { "언급", "Mentions" },
  { "시민 여론", "What citizens say" },
  { "지표", "Metric" },
  { "월말 값\n(방문자는 월 합계)", "At its end\n(visitors: of the month)" },
  { "채널 운영", "Channels" },
  { "콘텐츠 기록", "Record of contents" },
  { "발행한 콘텐츠가 없음", "Nothing was published" },
  { "발간 개요", "About this paper" },
  { "연혁과 사업", "History and programme" },
  { "수치로 보는 한 해", "The year in figures" },
  { "예산과 결산", "Budget and settlement" },
  { "보완할 내용", "What is missing" },
  { "그해의 사업(예산)이 등록되지 않음", "The year has no programme" },
  { "사업목적", "Purpose" },
  { "사업내용", "What it does" },
  { "추진경위", "How it came about" },
  { "지난 실적", "Results of past years" },
  { "값", "Value" },
  { "없음", "None" },
  { "그해의 예산이 등록되지 않음", "The year has no budget" },
  { "최근 3년 결산현황", "Settlement of the last three years" },
  { "장", "Chapter" },
  { "일러두기", "Notes for the reader" },
  { "결측", "No data" },
  { "비교 불가", "Not comparable" },
  { "방문자", "Visitors" },
  { "수집된 언급", "Mentions collected" },
  { "긍정 언급", "Positive mentions" },
  { "중립 언급", "Neutral mentions" },
  { "부정 언급", "Negative mentions" },
  { "불확실 언급", "Uncertain mentions" },
  { "미분류 언급", "Unlabelled mentions" },
  { "개", "count" },
  { "건", "items" },
  { "회", "times" },
  { "명", "people" },
  { "긍정 상위어 : 없음", "Words of positive mentions: none" },
  { "부정 상위어 : 없음", "Words of negative mentions: none" },
  { "결측 : 수집하지 못한 기간은 0이 아니라 결측으로 표시함", "No data: a period that could not be collected is no zero" },
};

/* Sentences with figures and names in them, as regular expressions; the first that fits is taken. */
static const Pair sentences[] = {
  { "^(\\d+)년 (\\d+)월 (\\d+)일 주간 온라인 여론 분석 보고$",
    "Weekly analysis of online opinion, \\1-\\2-\\3" },
  { "^(\\d+)년 (\\d+)월 온라인 여론 분석 및 SNS 운영 성과 보고$",
    "Online opinion and results of the channels, \\1-\\2" },
  { "^(\\d+)년 온라인 여론 분석 및 SNS 운영 성과 보고$",
    "Online opinion and results of the channels, \\1" },
  { "^(.*) 캠페인 결과 보고$",
    "Results of campaigns, \\1" },
  { "^(.*) 예산 집행 내역 공개$",
    "Disclosure of the budget’s execution, \\1" },
  { "^(\\d+) 소셜미디어 백서$",
    "White paper on social media \\1" },
  { "^(\\d+)\\n목표$",
    "\\1\\ntarget" },
  { "^(\\d+)\\n실적$",
    "\\1\\nreached" },
  { "^(\\d+)월\\n실적$",
    "Month \\1\\nreached" },
  { "^(\\d+-\\d+-\\d+) 주$",
    "Week of \\1" },
  { "^(.*) \\(목표 (\\d+)\\)$",
    "\\1 (target \\2)" },
  { "^사진·영상 : 설명 없음 \\((.*)\\)$",
    "Picture or film: without a description (\\1)" },
  { "^사진·영상 : (.*) \\((.*)\\)$",
    "Picture or film: \\1 (\\2)" },
  { "^이용 범위 : (.*) — 적지 않음$",
    "May be used: \\1 — not written down" },
  { "^이용 범위 : (.*) — (.*)$",
    "May be used: \\1 — \\2" },
  { "^인쇄하지 못한 사진: (.*)$", "A picture that could not be printed: \\1" },
  { "^사진은 (\\d+)장까지 인쇄하며 (\\d+)장은 설명만 실음$", "At most \\1 pictures are printed; of \\2 only what they show is told" },
  { "^사진의 이용 범위를 적지 않은 시민 콘텐츠 (\\d+)건$",
    "Contents of citizens without what their pictures may be used for: \\1" },
  { "^(.*): 목표 (\\d+) 중 (\\d+) 이행$",
    "\\1: \\3 of \\2 done" },
  { "^(\\d+)건$",
    "\\1 entries" },
  { "^(\\d+)월$",
    "Month \\1" },
  { "^기간: (.*)$",
    "Period: \\1" },
  { "^기간 : (.*)$",
    "Period: \\1" },
  { "^목표 : (.*)$",
    "Goal: \\1" },
  { "^담당 : (.*)$",
    "Who: \\1" },
  { "^주제 : (.*)$",
    "Topic: \\1" },
  { "^작성 (.*) · (.*)$",
    "Written by \\1 · \\2" },
  { "^예산 : 콘텐츠 계획 (.*)천원에 콘텐츠 지출 (.*)천원, 캠페인 전체에 대한 지출 (.*)천원, 지출 계 (.*)천원$",
    "Budget: \\1 thousand won planned for contents and \\2 paid for them, \\3 paid for the campaign as a whole, \\4 in all" },
  { "^천원 미만은 버렸으며 계는 표시된 금액의 합임\\. 버리지 않은 계는 콘텐츠 계획 (.*)원, 콘텐츠 지출 (.*)원, 지출 (.*)원$",
    "What is under a thousand won is cut, and the total is the sum of what is shown; to the won it is \\1 planned for contents, \\2 paid for them and \\3 paid in all" },
  { "^(.*)년은 작업 공간에 결산 자료가 없음$",
    "\\1: the workspace has no settlement" },
  { "^총 언급량 (.*)건, 전기 대비 비교 불가, 전년 동기 대비 (.*)$",
    "\\1 mentions, not comparable with the period before; against a year before \\2" },
  { "^총 언급량 (.*)건, 전기 대비 (.*), 전년 동기 대비 (.*)$",
    "\\1 mentions, against the period before \\2, a year before \\3" },
  { "^총 언급량 (.*)건, 전기 대비 비교 불가$",
    "\\1 mentions, not comparable with the period before" },
  { "^총 언급량 (.*)건, 전기 대비 (.*)$",
    "\\1 mentions, against the period before \\2" },
  { "^가장 많이 언급된 날은 (.*)\\((.*)건\\), 두드러진 말은 (.*)$",
    "Most was said on \\1 (\\2); words that stand out: \\3" },
  { "^가장 많이 언급된 날은 (.*)\\((.*)건\\)$",
    "Most was said on \\1 (\\2)" },
  { "^긍정 상위어 : (.*)$",
    "Words of positive mentions: \\1" },
  { "^부정 상위어 : (.*)$",
    "Words of negative mentions: \\1" },
  { "^분석 방법 : (.*)에 게시된 글을 전체 주제로 수집하여, 긍정·중립·부정은 기계가 분류하고 담당자가 고친 것은 그대로 따름$",
    "Method: what was posted \\1 and found by any topic; a classifier sorts it, and what officers corrected stands" },
  { "^분석 방법 : (.*)에 게시된 글을 (.*) 수집하여, 긍정·중립·부정은 기계가 분류하고 담당자가 고친 것은 그대로 따름$",
    "Method: what was posted \\1 and found by \\2; a classifier sorts it, and what officers corrected stands" },
  { "^분석 방법 : 전체 주제로 수집한 글의 긍정·중립·부정은 기계가 분류하고 담당자가 고친 것은 그대로 따름$",
    "Method: what any topic found; a classifier sorts it, and what officers corrected stands" },
  { "^분석 방법 : (.*) 수집한 글의 긍정·중립·부정은 기계가 분류하고 담당자가 고친 것은 그대로 따름$",
    "Method: what \\1 found; a classifier sorts it, and what officers corrected stands" },
  { "^(.*) 마감한 수치이며, 이후의 변동은 결산 보고에 정정으로 따로 표시함$",
    "As closed on \\1; what was corrected since stands apart in the settlement" },
  { "^(.*) 마감한 해로, 이후의 정정이 포함된 수치임\\(정정은 결산 보고에 따로 표시함\\)$",
    "The year was closed on \\1; what was corrected since is included, and stands apart in the settlement" },
  { "^(\\d+)건은 지급처·계약상대자가 개인인지 지정되지 않아 이름의 모양으로 판단함$",
    "Of \\1 entries nobody said whether the payee is a person: the look of the name decided" },
  { "^기계 분류 일치율 : 표본 (\\d+)건 중 (\\d+)건 일치\\((.*)%\\) / (?:불확실|판단 보류) (\\d+)건, 미분류 (\\d+)건은 긍·부정 비율에서 뺌$",
    "Agreement of the classifier: \\2 of \\1 in the sample (\\3 %) / \\4 uncertain and \\5 unlabelled are left out of the shares" },
  { "^기계 분류 일치율 : 기간에 담당자가 판정한 표본이 없음 / (?:불확실|판단 보류) (\\d+)건, 미분류 (\\d+)건은 긍·부정 비율에서 뺌$",
    "Agreement of the classifier: nobody judged a sample in the period / \\1 uncertain and \\2 unlabelled are left out of the shares" },
  { "^기계 분류 일치율 : 표본 (\\d+)건 중 (\\d+)건 일치\\((.*)%\\)$",
    "Agreement of the classifier: \\2 of \\1 in the sample (\\3 %)" },
  { "^(?:불확실|판단 보류) (\\d+)건, 미분류 (\\d+)건은 긍·부정 비율에서 뺌$",
    "\\1 uncertain and \\2 unlabelled are left out of the shares" },
  { "^결측 기간 : 그 밖에 (\\d+)건은 붙임의 언급량 추이에 적음$",
    "Periods without data: \\1 more are told of in the attachment on mentions over time" },
  { "^시민 의견 (\\d+)건 처리$",
    "See to \\1 citizens’ messages" },
  { "^접수 (\\d+)\\n답변 (\\d+)\\n번호 (.*) 외$",
    "\\1 received\n\\2 answered\nNo. \\3 and more" },
  { "^접수 (\\d+)\\n답변 (\\d+)\\n번호 (.*)$",
    "\\1 received\n\\2 answered\nNo. \\3" },
  { "^결측 기간 : (.*) \\(0이 아니라 수집하지 못한 것\\)$",
    "Period without data: \\1 (not zero: it could not be collected)" },
  { "^시민 의견 처리 : 접수 (\\d+)건\\((.*)\\), 답변 (\\d+)건, 처리 중 (\\d+)건, 기한 지남 (\\d+)건$",
    "Citizens’ messages: \\1 received (\\2), \\3 answered, \\4 under way, \\5 overdue" },
  { "^발행 (\\d+)건, 예정 (\\d+)건, 놓침 (\\d+)건(.*)$",
    "\\1 published, \\2 to come, \\3 missed\\4" },
  { "^콘텐츠 (\\d+)건, 지출 (.*)천원$",
    "\\1 contents, \\2 thousand won paid" },
  { "^수집하지 못한 기간 (\\d+)건$",
    "\\1 periods that could not be collected" },
  { "^(\\d+)월 언급량$",
    "Mentions, month \\1" },
  { "^(\\d+)월 긍정·중립·부정$",
    "Positive, neutral and negative, month \\1" },
  { "^(.*) 언급량$",
    "Mentions, \\1" },
  { "^(.*) 긍정·중립·부정$",
    "Positive, neutral and negative, \\1" },
  { "^(\\d+)년 한 해의 소통 기록을 작업 공간의 자료로 엮음$",
    "The record of \\1, put together from the workspace" },
  { "^(\\d+)년 : (.*)$",
    "\\1: \\2" },
  { "^수록 기간 : (.*), 작성일 (.*) \\(그 뒤의 기간은 아직 자료가 없음\\)$",
    "Period: \\1; written \\2, and nothing is known yet of the time after" },
};

typedef struct {
  GHashTable *words;                              /* (owned) (element-type utf8 utf8) */
  GRegex     *sentences[G_N_ELEMENTS (sentences)]; /* (owned) */
} English;

static void
english_init (English *self)
{
  self->words = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_hash_table_insert (self->words, (gpointer) words[i].korean, (gpointer) words[i].english);
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    self->sentences[i] = g_regex_new (sentences[i].korean, G_REGEX_DOTALL, 0, NULL);
}

static void
english_clear (English *self)
{
  g_hash_table_unref (self->words);
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    g_regex_unref (self->sentences[i]);
}

static char *
translate (const char *text,
           gpointer    data)
{
  const English *self = data;
  const char *word = g_hash_table_lookup (self->words, text);

  for (gsize i = 0; word == NULL && i < G_N_ELEMENTS (sentences); i++)
    if (g_regex_match (self->sentences[i], text, 0, NULL))
      return g_regex_replace (self->sentences[i], text, -1, 0, sentences[i].english, 0, NULL);
  return g_strdup (word != NULL ? word : text);
}

static void
replace (char    **text,
         English  *english)
{
  g_autofree char *old = *text;

  *text = old != NULL ? translate (old, english) : NULL;
}

/* Columns whose cells are words of the form; all others hold figures, or what people wrote. */
static const struct {
  const char *id;      /* with a star, of all tables whose names begin so */
  guint       columns; /* a bit each */
} labels[] = {
  { "missing", 1 << 0 | 1 << 1 },
  { "before-after", 1 << 0 },
  { "strip", 1 << 1 },
  { "sentiment", 1 << 0 },
  { "issues", 1 << 6 | 1 << 7 }, /* what became of it; in what was closed before there was a column of the neutral, a place before: a quotation is in marks and no such word */
  { "tasks", 1 << 0 | 1 << 3 },
  { "words", 1 << 4 | 1 << 5 | 1 << 10 | 1 << 11 },  /* rank, word, times, rank before, moved, tone; twice on the page */
  { "figures", 1 << 0 | 1 << 2 },
  { "month-*", 1 << 0 | 1 << 1 },
  { "topic-*", 1 << 0 | 1 << 1 },
  { "channel-*", 1 << 1 },
};

static guint
find_labels (const char *id)
{
  for (gsize i = 0; id != NULL && i < G_N_ELEMENTS (labels); i++)
    if (g_pattern_match_simple (labels[i].id, id))
      return labels[i].columns;
  return 0;
}

static void
translate_labels (SotongTable *table,
                  English     *english)
{
  guint columns = find_labels (sotong_table_get_id (table));

  for (guint r = 0; columns != 0 && r < sotong_table_get_n_rows (table); r++)
    {
      const SotongRow *row = sotong_table_get_row (table, r);

      for (guint i = 0; i < row->cells->len; i++)
        if ((columns & 1 << i) != 0)
          replace (&((SotongCell *) g_ptr_array_index (row->cells, i))->text, english);
    }
}

/* Amounts say in the name of their column what they are counted in. */
static const Pair units[] = {
  { "_천원", "_thousand_won" },
  { "_원", "_won" },
};

static const char *
find_unit (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_suffix (name, units[i].korean))
      return units[i].english;
  return "";
}

/* The name of a column in data files, from its head: "Change\n(%)" is change_percent. A head that has no English, or is English
 * as it stands, keeps its name. */
static char *
translate_name (const SotongColumn *column,
                gpointer            data)
{
  g_autofree char *title = translate (column->title, data);
  g_autoptr(GString) name = g_string_new (NULL);
  gboolean in_word = FALSE;

  if (g_str_equal (title, column->title) || (!g_str_is_ascii (title) && strstr (title, "’") == NULL))
    return g_strdup (column->name);
  for (const char *p = title; *p != '\0'; p++)
    if (*p == '(' && strchr (p, ')') != NULL) /* what it is called in the formulas of others, or that it is a rate */
      {
        const char *end = strchr (p, ')');

        if (memchr (p, '%', (gsize) (end - p)) != NULL)
          g_string_append (name, "_percent");
        p = end;
      }
    else if (g_ascii_isalnum (*p))
      g_string_append_printf (name, "%s%c", in_word || name->len == 0 ? "" : "_", g_ascii_tolower (*p)), in_word = TRUE;
    else
      in_word = in_word && *p != ' ' && *p != '\n' && *p != ',';
  g_string_append (name, find_unit (column->name));
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* The words of a table, and the names of its columns. */
static void
translate_table (SotongTable *table,
                 English     *english)
{
  g_autofree char *unit = NULL;

  sotong_table_replace_names (table, translate_name, english);
  sotong_table_replace_words (table, translate, english);
  translate_labels (table, english);
  if (sotong_table_get_unit (table) == NULL)
    return;
  unit = translate (sotong_table_get_unit (table), english);
  sotong_table_set_unit (table, unit);
}

static void
translate_block (SotongBlock *block,
                 English     *english)
{
  replace (&block->text, english);
  for (guint i = 0; block->roles != NULL && block->roles[i] != NULL; i++)
    replace (&block->roles[i], english);
  if (block->table != NULL)
    translate_table (block->table, english);
}

/*
 * sotong_report_english_word:
 * @korean: a word of a form
 *
 * For what is drawn into a picture, and is no text of the document any more when that is put into English.
 *
 * Returns: (transfer none): it in English for who asked for that, else as it is
 */
const char *
sotong_report_english_word (const char *korean)
{
  for (gsize i = 0; sotong_i18n_wants_english () && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].korean, korean))
      return words[i].english;
  return korean;
}

/*
 * sotong_report_english_apply_from:
 * @document: a report which nobody else has
 * @block: the first block that is put into English
 * @data_table: the first table for data files that is
 *
 * Of a report that is in the person's language by itself: what was added to it in the office's.
 */
void
sotong_report_english_apply_from (SotongDocument *document,
                                  guint           block,
                                  guint           data_table)
{
  GPtrArray *blocks = sotong_document_peek_blocks (document), *data = sotong_document_peek_data (document);
  English english;

  english_init (&english);
  for (guint i = block; i < blocks->len; i++)
    translate_block (g_ptr_array_index (blocks, i), &english);
  for (guint i = data_table; i < data->len; i++)
    translate_table (g_ptr_array_index (data, i), &english);
  english_clear (&english);
}

/*
 * sotong_report_english_apply:
 * @document: a report in the office's form, which nobody else has
 *
 * Puts the form's own words into English.
 */
void
sotong_report_english_apply (SotongDocument *document)
{
  g_autofree char *title = NULL, *period = NULL;
  English english;

  sotong_report_english_apply_from (document, 0, 0);
  english_init (&english);
  title = sotong_document_get_title (document) != NULL ? translate (sotong_document_get_title (document), &english) : NULL;
  period = sotong_document_get_period (document) != NULL ? translate (sotong_document_get_period (document), &english) : NULL;
  if (title != NULL)
    sotong_document_set_title (document, title);
  if (period != NULL)
    sotong_document_set_period (document, period);
  english_clear (&english);
}
