/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/sotong-demo-fill-private.h"
#include "store/sotong-kpi.h"

/* The indicators that the statement of 2016 has figures of, and those that the workspace counts itself. */

#define STATEMENT "2016년도 사업별 예산 설명서의 추진실적"
#define CHANNEL_ALL (-1)
#define MADE_TARGET " (목표는 시연용)"

typedef struct {
  const char *name;
  const char *unit;
  const char *metric;
  const char *definition;
  const char *source;
  int         channel;
  const char *group;     /* (nullable): whose channels alone count */
  int         said_in;   /* the year that the statement has a figure of, or 0 */
  gint64      said;      /* tenths */
  gint64      target;    /* of 2016, tenths; or 0 */
} Indicator;

static const Indicator indicators[] = {
  { "서울마니아 월평균 방문", "명", "visitors", "한 달 방문자 수의 평균(목표: 2013년 수준 유지, 시연용)", "블로그 통계",
    SOTONG_DEMO_CHANNEL_MANIA, NULL, 2013, 1261280, 1261280 },
  { "페이스북 증가율", "%", "growth", "전년 대비 구독자 증가율(2014년은 운영실적 증가율)" MADE_TARGET, "채널 통계",
    SOTONG_DEMO_CHANNEL_FACEBOOK, NULL, 2014, 4280, 100 },
  { "대표 SNS 관계망", "명", "followers", "연말의 구독자 수 합계" MADE_TARGET, "채널 통계",
    CHANNEL_ALL, "대표 SNS", 2015, 3950000, 5000000 },
  { "블로그 연간 방문", "명", "", "서울시 블로그의 한 해 방문자 수(2015년은 전년보다 21만 명 많음)" MADE_TARGET, "블로그 통계",
    CHANNEL_ALL, NULL, 2015, 59100000, 61200000 },
  { "발행 게시물", "건", "published", "채널별로 발행한 게시물 수의 합계", "발행 기록",
    CHANNEL_ALL, NULL, 0, 0, 0 },
  { "게시물 참여율", "%", "engagement", "반응(좋아요·댓글·공유) ÷ 조회·도달", "채널 통계",
    CHANNEL_ALL, NULL, 0, 0, 0 },
  { "시민 질문 답변율", "%", "answers", "접수한 질문 중 답변한 비율", "시민 의견 처리 기록",
    CHANNEL_ALL, NULL, 0, 0, 0 },
  { "긍정 언급 비율", "%", "positive", "분류된 언급 중 긍정의 비율", "온라인 모니터링",
    CHANNEL_ALL, NULL, 0, 0, 0 },
  { "감성 분류 일치율", "%", "agreement", "담당자 표본 판정과 기계 분류가 같은 비율", "감성 표본 점검",
    CHANNEL_ALL, NULL, 0, 0, 0 },
};

static gboolean
find_group (SotongDb    *db,
            const char  *name,
            gint64      *out_id,
            GError     **error)
{
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_find (db, name, error);

  if (group != NULL)
    *out_id = group->id;
  return group != NULL;
}

gboolean
sotong_demo_fill_indicators (SotongDemoFill  *fill,
                             GError         **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    {
      const Indicator *indicator = &indicators[i];
      SotongKpi kpi = { .name = (char *) indicator->name, .unit = (char *) indicator->unit, .metric = (char *) indicator->metric,
                        .definition = (char *) indicator->definition, .source = (char *) indicator->source };
      SotongKpiValue said = { .year = indicator->said_in, .value = indicator->said, .source = (char *) STATEMENT };

      if (indicator->group != NULL && !find_group (fill->db, indicator->group, &kpi.group_id, error))
        return FALSE;
      kpi.channel_id = indicator->channel != CHANNEL_ALL ? fill->channel_ids[indicator->channel] : 0;
      if (!sotong_made_indicator (fill->db, &kpi, indicator->said_in != 0 ? &said : NULL, indicator->target != 0 ? fill->programme->year : 0, indicator->target, error))
        return FALSE;
    }
  return TRUE;
}

#define SAMPLE_SIZE 20 /* of a week */

/* Each week's sample, judged on the Monday after it, so that the agreement of the machine with the officer is there to be seen. */
gboolean
sotong_demo_fill_samples (SotongDemoFill  *fill,
                          GError         **error)
{
  GTimeZone *zone = sotong_db_get_zone (fill->db);

  return sotong_made_samples (fill->db, sotong_time_bucket_start (SOTONG_DEMO_START, SOTONG_BUCKET_WEEK, zone),
                              sotong_time_bucket_start (SOTONG_DEMO_NOW, SOTONG_BUCKET_WEEK, zone), SAMPLE_SIZE, fill->person_ids[0], error);
}
