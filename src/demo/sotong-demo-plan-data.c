/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/sotong-demo-plan-private.h"

/* Hosts below example.org and example.com belong to nobody, so that nothing can reach a real account. */
const SotongDemoChannel sotong_demo_channels[SOTONG_DEMO_N_CHANNELS] = {
  { "서울마니아", "wordpress", "https://mania.example.org", "mania",
    "", "대표 블로그", FALSE },
  { "서울나들이", "naver-blog", "https://nadri.example.org", "nadri",
    "", "대표 블로그", TRUE },
  { "서울시 페이스북", "facebook", "https://facebook.example.com/demo.city", "demo.city",
    "", "대표 SNS", FALSE },
  { "서울시 트위터", "x", "https://x.example.com/demo_city", "demo_city",
    "", "대표 SNS", FALSE },
  { "서울시 인스타그램", "instagram", "https://instagram.example.com/demo.city", "demo.city",
    "", "대표 SNS", FALSE },
  { "서울시 카카오스토리", "kakaostory", "https://story.example.com/demo-city", "demo-city",
    "", "대표 SNS", TRUE },
  { "서울시 유튜브", "youtube", "https://youtube.example.com/demo-city", "demo-city",
    "", "대표 SNS", FALSE },
  { "도서관 소식", "facebook", "https://facebook.example.com/demo.library", "demo.library",
    "도서관 소식", "기관 SNS", FALSE },
  { "한강공원 소식", "facebook", "https://facebook.example.com/demo.river", "demo.river",
    "한강공원 소식", "기관 SNS", FALSE },
  { "교통 알림", "x", "https://x.example.com/demo_traffic", "demo_traffic",
    "교통 알림", "기관 SNS", FALSE },
  { "수돗물 이야기", "naver-blog", "https://water.example.org", "demo-water",
    "수돗물 이야기", "기관 SNS", TRUE },
  { "소방 안전", "x", "https://x.example.com/demo_safety", "demo_safety",
    "소방 안전", "기관 SNS", FALSE },
  { "청년 소식", "facebook", "https://facebook.example.com/demo.youth", "demo.youth",
    "청년 소식", "기관 SNS", FALSE },
  { "공원 이야기", "instagram", "https://instagram.example.com/demo.parks", "demo.parks",
    "공원 이야기", "기관 SNS", FALSE },
  { "미술관 소식", "instagram", "https://instagram.example.com/demo.museum", "demo.museum",
    "미술관 소식", "기관 SNS", FALSE },
  { "건강 상담실", "naver-blog", "https://health.example.org", "demo-health",
    "건강 상담실", "기관 SNS", TRUE },
  { "일자리 소식", "facebook", "https://facebook.example.com/demo.jobs", "demo.jobs",
    "일자리 소식", "기관 SNS", FALSE },
  { "문화 행사", "x", "https://x.example.com/demo_culture", "demo_culture",
    "문화 행사", "기관 SNS", FALSE },
  { "여행 안내", "instagram", "https://instagram.example.com/demo.travel", "demo.travel",
    "여행 안내", "기관 SNS", FALSE },
  { "연습 채널", "practice", "", "practice",
    "", "연습", FALSE },
};

/* Days since 1970, written behind as dates. */
const SotongDemoCampaign sotong_demo_campaigns[] = {
  { "new-year", "새해 달라지는 시정",
    "새해에 바뀌는 제도와 요금을 시민이 한눈에 알게 한다",
    "알기 쉽게, 한 장으로\n필요한 곳은 120", "#새해 #달라지는서울",
    "", "planner-1", "", 16804, 16836, 0 }, /* 2016-01-04 to 2016-02-05 */
  { "winter", "겨울철 재난 예방",
    "대설과 한파 정보를 빠르게 알려 피해를 줄인다",
    "대설에는 대중교통\n내 집 앞 눈은 내가", "#대설 #한파 #겨울안전",
    "", "planner-2", "소방 안전", 16804, 16875, 1 }, /* 2016-01-04 to 2016-03-15 */
  { "air", "미세먼지 바로 알기",
    "미세먼지가 심한 날의 행동 요령을 알린다",
    "마스크는 바르게\n환기는 짧게", "#미세먼지 #맑은서울",
    "", "planner-1", "건강 상담실", 16853, 16952, 2 }, /* 2016-02-22 to 2016-05-31 */
  { "flower", "봄꽃 나들이",
    "가까운 봄꽃 명소로 시민을 안내한다",
    "대중교통으로\n꽃은 눈으로만", "#봄꽃 #서울나들이",
    "", "planner-2", "공원 이야기", 16881, 16936, 3 }, /* 2016-03-21 to 2016-05-15 */
  { "bike", "따릉이 안전하게 타기",
    "공공자전거의 안전 수칙과 새 대여소를 알린다",
    "안전모 먼저\n걷는 사람 먼저", "#따릉이 #공공자전거",
    "", "planner-1", "교통 알림", 16892, 17105, 4 }, /* 2016-04-01 to 2016-10-31 */
  { "citizen-1", "시민참여 캠페인: 우리 동네 자랑 한 장",
    "시민이 찍은 동네 사진 1,000장을 모아 함께 나눈다",
    "누구나 한 장\n우리 동네가 주인공", "#우리동네자랑 #사진한장",
    "sns-campaigns", "planner-2", "", 16902, 16952, 5 }, /* 2016-04-11 to 2016-05-31 */
  { "blogger-day", "서울블로거데이",
    "시민 블로거와 만나 함께 쓸 콘텐츠를 정한다",
    "함께 쓰는 서울", "#서울블로거데이 #함께쓰는서울",
    "joint-contents", "planner-1", "", 16951, 16976, 6 }, /* 2016-05-30 to 2016-06-24 */
  { "flood", "여름철 풍수해 예방",
    "호우와 태풍 때의 행동 요령과 대피소를 알린다",
    "지하 공간에서는 바로 밖으로\n하천 산책로는 피하기", "#장마 #호우 #안전",
    "", "planner-2", "소방 안전", 16953, 17059, 7 }, /* 2016-06-01 to 2016-09-15 */
  { "citizen-2", "시민참여 캠페인: 물 한 컵 나누는 여름",
    "폭염에 이웃의 안부를 묻는 시민 이야기 500편을 모은다",
    "물 한 컵, 안부 한마디", "#물한컵 #무더위안부",
    "sns-campaigns", "planner-2", "", 16986, 17039, 8 }, /* 2016-07-04 to 2016-08-26 */
  { "hangang", "한강 여름 이야기",
    "한강공원의 여름 행사와 예절을 알린다",
    "가져온 것은 되가져가기", "#한강공원 #한강여름",
    "", "planner-1", "한강공원 소식", 16997, 17044, 9 }, /* 2016-07-15 to 2016-08-31 */
  { "autumn", "가을 문화 나들이",
    "가을 전시와 공연, 단풍 길을 알린다",
    "가까운 문화, 걷는 가을", "#가을나들이 #문화가있는날",
    "", "planner-1", "문화 행사", 17049, 17118, 10 }, /* 2016-09-05 to 2016-11-13 */
  { "fireworks", "한강 불꽃축제 안내",
    "교통 통제와 무정차 통과를 미리 알려 안전한 축제를 돕는다",
    "지하철로 오고 걸어서 가기\n쓰레기는 되가져가기", "#불꽃축제 #한강",
    "", "planner-2", "한강공원 소식", 17070, 17084, 11 }, /* 2016-09-26 to 2016-10-10 */
  { "citizen-blog", "블로그 시민캠페인: 고마운 이웃에게",
    "고마운 이웃에게 보내는 글을 블로그에 모은다",
    "고맙다는 말, 글로 전하기", "#고마운이웃",
    "blog-campaign", "planner-1", "", 17035, 17067, 1 }, /* 2016-08-22 to 2016-09-23 */
  { "citizen-3", "시민참여 캠페인: 따뜻한 한마디",
    "겨울을 앞두고 이웃에게 건네는 한마디를 모아 거리에 건다",
    "한마디면 충분해요", "#따뜻한한마디",
    "sns-campaigns", "planner-2", "", 17098, 17144, 2 }, /* 2016-10-24 to 2016-12-09 */
  { "snow", "겨울 준비와 대설 대비",
    "제설함과 한파 쉼터를 미리 알린다",
    "제설함 위치 알아 두기\n수도계량기 감싸기", "#겨울준비 #대설대비",
    "", "planner-2", "소방 안전", 17106, 17166, 4 }, /* 2016-11-01 to 2016-12-31 */
  { "white-paper", "2016 소셜미디어 백서",
    "한 해의 기록을 250쪽 백서로 엮어 500부를 낸다",
    "기록이 다음 해를 만든다", "",
    "white-paper", "planner-3", "", 17045, 17155, 6 }, /* 2016-09-01 to 2016-12-20 */
  { "monitoring", "소셜 빅데이터 시정여론 모니터링",
    "여론의 흐름을 날마다 살펴 월간 분석보고서로 낸다",
    "빠르게 알고 바르게 답하기", "",
    "analysis-reports", "planner-3", "", 16832, 17166, 8 }, /* 2016-02-01 to 2016-12-31 */
};
const gsize sotong_demo_n_campaigns = G_N_ELEMENTS (sotong_demo_campaigns);

/* Who is paid is told by trade; nobody has a name. */
const SotongDemoCommitment sotong_demo_commitments[] = {
  { "blog-posts", "블로그 콘텐츠 운영 용역사", "시 대표 블로그 콘텐츠 운영 용역 (단가 계약)",
    "뉴미디어담당관-1305", 75000000, 16804 }, /* 2016-01-04 */
  { "mobile-web", "웹 개발 용역사", "모바일 반응형 웹 콘텐츠 개발",
    "뉴미디어담당관-2410", 9800000, 16874 }, /* 2016-03-14 */
  { "sns-contents", "콘텐츠 제작사", "SNS 콘텐츠 제작 및 배포 (단가 계약)",
    "뉴미디어담당관-1422", 40000000, 16832 }, /* 2016-02-01 */
  { "analysis-reports", "여론 분석 용역사", "소셜 빅데이터 분석보고서 작성",
    "뉴미디어담당관-1510", 85800000, 16832 }, /* 2016-02-01 */
  { "monitoring-system", "시스템 운영 용역사", "빅데이터 분석 및 모니터링 시스템 운영",
    "뉴미디어담당관-1511", 112200000, 16832 }, /* 2016-02-01 */
  { "sns-campaigns", "캠페인 대행사", "시민참여 캠페인 1차",
    "뉴미디어담당관-2702", 10000000, 16895 }, /* 2016-04-04 */
  { "sns-campaigns", "캠페인 대행사", "시민참여 캠페인 2차",
    "뉴미디어담당관-4118", 10000000, 16979 }, /* 2016-06-27 */
  { "sns-campaigns", "캠페인 대행사", "시민참여 캠페인 3차",
    "뉴미디어담당관-6205", 10000000, 17084 }, /* 2016-10-10 */
  { "white-paper", "출판 용역사", "소셜미디어 백서 제작 (250쪽, 500부)",
    "뉴미디어담당관-5530", 33500000, 17049 }, /* 2016-09-05 */
};
const gsize sotong_demo_n_commitments = G_N_ELEMENTS (sotong_demo_commitments);

/* Whether the office works: no week-end and none of 2016's holidays. */
gboolean
sotong_demo_is_working_day (gint64 day)
{
  static const gint64 holidays[] = {
    16801, 16839, 16840, 16841, 16861, 16904, 16926,
    16927, 16958, 17028, 17058, 17059, 17060, 17077,
  };

  if (sotong_time_weekday (day) >= 5)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (holidays); i++)
    if (holidays[i] == day)
      return FALSE;
  return TRUE;
}
