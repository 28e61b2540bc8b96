/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kind of chart with every sort of figures, always the same ones. */
#include "config.h"

#include <math.h>

#include "chart-kinds.h"

static const char *const data_names[] = { "ordinary", "empty", "one", "equal", "negative", "huge", "gaps" };
static const char *const words[] = { "따릉이", "미세먼지", "청년수당", "서울불꽃축제", "지하철 요금", "무더위쉼터", "재난문자", "한강공원",
                                     "도로 보수", "버스", "분리수거", "서울로", "주차", "가로수", "시민청", "도서관", "수도 요금", "어린이집",
                                     "전기차", "공공자전거 따릉이 정비" };
static const char *const steps[] = { "당초예산", "전년이월", "1회 추경", "2회 추경", "이용·전용", "예비비" };
static const char *const promises[] = { "블로그 게시물", "콘텐츠", "캠페인", "페이스북 광고", "백서", "보고서" };

const char *
chart_data_get_name (ChartData data)
{
  return data_names[data];
}

static gsize
count_of (SotongChartKind kind,
          ChartData       data)
{
  if (data == CHART_DATA_EMPTY)
    return 0;
  if (data == CHART_DATA_ONE)
    return 1;
  switch ((int) kind)
    {
    case SOTONG_CHART_HEAT_MAP:
      return 21 * 24;
    case SOTONG_CHART_CALENDAR:
      return 366;
    case SOTONG_CHART_RANKING:
    case SOTONG_CHART_CLOUD:
      return G_N_ELEMENTS (words);
    case SOTONG_CHART_SLOPE:
      return 8;
    case SOTONG_CHART_BULLET:
      return G_N_ELEMENTS (promises);
    case SOTONG_CHART_WATERFALL:
      return G_N_ELEMENTS (steps);
    case SOTONG_CHART_GROUPED_BARS:
      return 12;
    case SOTONG_CHART_DIVERGING:
    case SOTONG_CHART_STACKED_BARS:
    case SOTONG_CHART_PERCENT_BARS:
      return 26;
    default:
      return 90;
    }
}

static guint
n_series_of (SotongChartKind kind)
{
  switch ((int) kind)
    {
    case SOTONG_CHART_LINE:
    case SOTONG_CHART_STEP:
    case SOTONG_CHART_GROUPED_BARS:
    case SOTONG_CHART_DIVERGING:
      return 3;
    case SOTONG_CHART_RANKING:
    case SOTONG_CHART_CLOUD:
    case SOTONG_CHART_SLOPE:
      return 2;
    case SOTONG_CHART_STACKED_AREA:
    case SOTONG_CHART_PERCENT_AREA:
    case SOTONG_CHART_STACKED_BARS:
    case SOTONG_CHART_PERCENT_BARS:
    case SOTONG_CHART_BULLET:
      return 5;
    case SOTONG_CHART_MULTIPLES:
      return 9;
    default:
      return 1;
    }
}

static double
value_for (SotongChartKind kind,
           ChartData       data,
           guint           series,
           gsize           i,
           gsize           n,
           GRand          *rand)
{
  double part = n > 1 ? (double) i / (double) (n - 1) : 0.5;
  double wave = 120 + 60 * sin (part * 9 + series) + 20 * sin ((double) i * 2 * G_PI / 7) + g_rand_double_range (rand, -25, 25);
  double value = floor (wave * (1 + series * 0.3) * (1 + 3 * exp (-fabs (part - 0.62) * 60)));

  if (kind == SOTONG_CHART_RANKING || kind == SOTONG_CHART_CLOUD)
    value = floor (900 / (1 + (double) i * 0.7) * (series == 0 ? 1 : 0.4 + 0.09 * (double) (i % 11)));
  if (kind == SOTONG_CHART_WATERFALL)
    value = i == 0 ? 418000 : floor (wave * 200 * (i % 2 == 0 ? -1 : 1));
  if (kind == SOTONG_CHART_BULLET)
    value = series == 1 ? 40 + 90 * (double) (i + 1) : series == 0 ? 30 * (double) (i + 1) : series == 2 ? 32 * (double) (i + 1) : 9;
  if (data == CHART_DATA_EQUAL)
    return 7;
  if (data == CHART_DATA_NEGATIVE && kind == SOTONG_CHART_DIVERGING) /* what goes down may be written so */
    return series == 1 ? -value : value;
  if (data == CHART_DATA_NEGATIVE && kind != SOTONG_CHART_BULLET)
    return value - 190;
  if (data == CHART_DATA_HUGE)
    return value * 12345678;
  if (data == CHART_DATA_GAPS && (i % 17 == 5 || (i > n / 2 && i < n / 2 + n / 9 + 1)))
    return NAN;
  return value;
}

static SotongSlots *
make_slots (SotongChartKind  kind,
            ChartData        data,
            gsize            n,
            SotongBucket     bucket,
            GTimeZone       *zone)
{
  g_autofree gint64 *starts = g_new (gint64, n + 1);
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, n + 1);
  gint64 start = sotong_time_bucket_start (sotong_time_from_civil (2015, 11, 2, 0, 0, 0, zone), bucket, zone);

  if (kind == SOTONG_CHART_RANKING || kind == SOTONG_CHART_CLOUD || kind == SOTONG_CHART_SLOPE)
    return sotong_slots_new_names (words, NULL, n);
  if (kind == SOTONG_CHART_WATERFALL)
    return sotong_slots_new_names (steps, NULL, n);
  if (kind == SOTONG_CHART_BULLET)
    return sotong_slots_new_names (promises, NULL, n);
  for (gsize i = 0; i < n; i++)
    {
      starts[i] = start;
      start = sotong_time_bucket_next (start, bucket, zone);
      if (data == CHART_DATA_GAPS && (i % 17 == 5 || (i > n / 2 && i < n / 2 + n / 9 + 1)))
        flags[i] |= SOTONG_SLOT_GAP;
      if (data == CHART_DATA_ORDINARY && i + 1 == n)
        flags[i] |= SOTONG_SLOT_PARTIAL;
      if (data == CHART_DATA_ORDINARY && i == n / 3)
        flags[i] |= SOTONG_SLOT_CORRECTED;
    }
  return sotong_slots_new_time (starts, flags, n, bucket, zone);
}

static SotongRole
role_for (SotongChartKind kind,
          guint           series,
          guint           n_series)
{
  static const SotongRole sentiments[] = { SOTONG_ROLE_NEGATIVE, SOTONG_ROLE_NEUTRAL, SOTONG_ROLE_POSITIVE, SOTONG_ROLE_UNCERTAIN,
                                           SOTONG_ROLE_UNLABELLED };
  static const SotongRole sides[] = { SOTONG_ROLE_POSITIVE, SOTONG_ROLE_NEGATIVE, SOTONG_ROLE_NEUTRAL };

  if (n_series == 5 && kind != SOTONG_CHART_BULLET)
    return sentiments[series];
  if (kind == SOTONG_CHART_DIVERGING)
    return sides[series];
  return n_series == 1 ? SOTONG_ROLE_TOTAL : sotong_role_nth (series);
}

static const char *
series_name (SotongChartKind kind,
             guint           series,
             guint           n_series)
{
  static const char *const sentiments[] = { "부정", "중립", "긍정", "불확실", "미분류" };
  static const char *const sides[] = { "긍정", "부정", "중립" };
  static const char *const channels[] = { "블로그", "페이스북", "트위터", "인스타그램", "유튜브", "카카오스토리", "뉴스레터", "다산콜", "홈페이지" };
  static const char *const ends[] = { "지난달", "이번 달" };
  static const char *const amounts[] = { "완료", "목표", "진도", "예약", "초안" };

  if (n_series == 5 && kind != SOTONG_CHART_BULLET)
    return sentiments[series];
  if (kind == SOTONG_CHART_DIVERGING)
    return sides[series];
  if (kind == SOTONG_CHART_BULLET)
    return amounts[series];
  if (kind == SOTONG_CHART_RANKING || kind == SOTONG_CHART_CLOUD) /* what it was before comes second */
    return ends[(series + 1) % 2];
  return n_series == 2 ? ends[series] : n_series == 1 ? "언급" : channels[series];
}

/**
 * chart_kind_model:
 * @kind: a kind of chart
 * @data: a sort of figures
 * @zone: the office's zone
 *
 * Returns: (transfer full): a model of it
 */
SotongChartModel *
chart_kind_model (SotongChartKind  kind,
                  ChartData        data,
                  GTimeZone       *zone)
{
  SotongChartModel *model = sotong_chart_model_new (kind);
  gsize n = count_of (kind, data);
  guint n_series = n_series_of (kind);
  g_autoptr(GRand) rand = g_rand_new_with_seed (20161014);
  SotongBucket bucket = kind == SOTONG_CHART_HEAT_MAP ? SOTONG_BUCKET_HOUR : kind == SOTONG_CHART_GROUPED_BARS ? SOTONG_BUCKET_MONTH
                        : n == 26 ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_DAY;

  model->slots = make_slots (kind, data, n, bucket, zone);
  for (guint s = 0; s < n_series && n > 0; s++)
    {
      double *values = g_new (double, n);

      for (gsize i = 0; i < n; i++)
        {
          values[i] = value_for (kind, data, s, i, n, rand);
          if (n_series == 5 && kind != SOTONG_CHART_BULLET && data == CHART_DATA_ORDINARY && s >= 3)
            values[i] = floor (values[i] / 8);
        }
      sotong_chart_model_add (model, series_name (kind, s, n_series), role_for (kind, s, n_series), values, n);
    }
  if (kind != SOTONG_CHART_SPARKLINE)
    {
      model->title = g_strdup ("시민 언급 추이");
      model->subtitle = g_strdup ("미세먼지 · 2015. 11. 2. ~ 2016. 10. 14.");
      model->foot = g_strdup ("n = 4,812건 · 판정 일치율 87 % (200건 확인)");
    }
  if (kind == SOTONG_CHART_LINE && data == CHART_DATA_ORDINARY)
    {
      double at = (double) sotong_time_from_civil (2015, 12, 24, 0, 0, 0, zone);

      sotong_chart_model_mark (model, at, at, "성탄절 행사");
      sotong_chart_model_mark (model, at + 10 * 86400, at + 30 * 86400, "새해 인사 캠페인");
    }
  return model;
}
