/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-plan-private.h"

#define TODAY 17088         /* 2016-10-14 */
#define FIRST_DAY 16723     /* 2015-10-15 */
#define LAST_OF_2015 16800  /* 2015-12-31 */

enum { COMMITMENT_BLOG, COMMITMENT_WEB, COMMITMENT_SNS, COMMITMENT_REPORTS, COMMITMENT_SYSTEM, COMMITMENT_CITIZEN };

static void
pay (SotongDemoPlan *plan,
     const char     *line,
     gint64          amount,
     gint64          day,
     const char     *payee,
     const char     *description,
     int             commitment)
{
  SotongDemoPayment payment = { .line = line, .payee = payee, .description = description, .amount = amount, .day = day,
                                .content = -1, .campaign = -1, .commitment = commitment };

  if (day <= TODAY)
    g_array_append_val (plan->payments, payment);
}

/* What is out has been paid: on its day, a citizens' campaign when it was over. */
static void
pay_contents (SotongDemoPlan *plan)
{
  static const struct {
    const char *payee;
    int         commitment;
  } terms[SOTONG_DEMO_N_TYPES] = {
    [SOTONG_DEMO_TYPE_BLOG_POST] = { "블로그 콘텐츠 운영 용역사", COMMITMENT_BLOG },
    [SOTONG_DEMO_TYPE_SNS] = { "콘텐츠 제작사", COMMITMENT_SNS },
    [SOTONG_DEMO_TYPE_JOINT] = { "시민 블로거", -1 },
    [SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN] = { "캠페인 대행사", COMMITMENT_CITIZEN },
    [SOTONG_DEMO_TYPE_ADVERTISEMENT] = { "광고 집행", -1 },
  };
  int n_campaigns = 0;

  for (guint i = 0; i < plan->contents->len; i++)
    {
      const SotongDemoContent *content = &g_array_index (plan->contents, SotongDemoContent, i);
      SotongDemoPayment payment = { .line = content->line, .payee = terms[content->type].payee,
                                    .description = content->title, .amount = content->cost, .content = (int) i,
                                    .campaign = content->campaign, .commitment = terms[content->type].commitment };

      if (!content->done || content->cost == 0)
        continue;
      payment.day = (content->planned_at + SOTONG_DEMO_SEOUL) / SOTONG_DEMO_DAY;
      if (content->type == SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN)
        {
          payment.day = plan->campaigns[content->campaign].ends + 7;
          payment.commitment += n_campaigns++;
        }
      g_array_append_val (plan->payments, payment);
    }
}

/* By its id; -1 if there is none. */
static int
find_campaign (const SotongDemoPlan *plan,
               const char           *id)
{
  for (gsize i = 0; i < plan->n_campaigns; i++)
    if (g_str_equal (plan->campaigns[i].id, id))
      return (int) i;
  return -1;
}

static void
pay_contracts (SotongDemoPlan *plan)
{
  static const gint64 month_ends[] = { 16860, 16891, 16920, 16952, 16982, 17011, 17044, 17074 }; /* February on */

  pay (plan, "mobile-web", 4900000, 16934, "웹 개발 용역사", "모바일 반응형 웹 콘텐츠 개발 중간금", COMMITMENT_WEB);
  pay (plan, "mobile-web", 4900000, 17011, "웹 개발 용역사", "모바일 반응형 웹 콘텐츠 개발 잔금", COMMITMENT_WEB);
  pay (plan, "blog-campaign", 2850000, 17074, "행사 대행사", "블로그 시민캠페인 진행비", -1);
  g_array_index (plan->payments, SotongDemoPayment, plan->payments->len - 1).campaign = find_campaign (plan, "citizen-blog");
  for (gsize i = 0; i < G_N_ELEMENTS (month_ends); i++)
    {
      char text[96];

      g_snprintf (text, sizeof text, "%" G_GSIZE_FORMAT "월분 분석보고서 작성", i + 2);
      pay (plan, "analysis-reports", 7800000, month_ends[i], "여론 분석 용역사",
           g_string_chunk_insert_const (plan->strings, text), COMMITMENT_REPORTS);
      g_snprintf (text, sizeof text, "%" G_GSIZE_FORMAT "월분 모니터링 시스템 운영", i + 2);
      pay (plan, "monitoring-system", 10200000, month_ends[i], "시스템 운영 용역사",
           g_string_chunk_insert_const (plan->strings, text), COMMITMENT_SYSTEM);
    }
}

/* Small sums for meetings, two or three a month. */
static void
pay_meetings (SotongDemoPlan *plan,
              SotongRandom   *random)
{
  static const char *const occasions[] = {
    "시민기자 간담회", "블로거 간담회", "콘텐츠 기획 회의", "기관 SNS 담당자 회의", "모니터링 점검 회의",
    "캠페인 준비 회의", "전문가 자문 회의", "서울블로거데이 준비 회의",
  };

  for (gint64 day = 16811; day <= TODAY; day += sotong_random_between (random, 9, 15))
    {
      gint64 amount = 1000 * sotong_random_between (random, 68, 198);
      const char *occasion = occasions[sotong_random_below (random, G_N_ELEMENTS (occasions))];
      gint64 paid_on = day;

      while (!sotong_demo_is_working_day (paid_on))
        paid_on++;
      pay (plan, "policy", amount, paid_on, "회의 장소 제공자", occasion, -1);
    }
}

static int
compare_payments (gconstpointer a,
                  gconstpointer b)
{
  const SotongDemoPayment *first = a, *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  if (first->content != second->content)
    return first->content < second->content ? -1 : 1;
  return strcmp (first->line, second->line);
}

/**
 * sotong_demo_make_payments:
 * @plan: a plan with its contents
 * @random: the source of all choices
 *
 * Fills in what was paid by today. No line pays more than it has.
 */
void
sotong_demo_make_payments (SotongDemoPlan *plan,
                           SotongRandom   *random)
{
  pay_contents (plan);
  pay_contracts (plan);
  pay_meetings (plan, random);
  g_array_sort (plan->payments, compare_payments);
}

/* How a channel stood at the end of 2015, and what a day brings. */
typedef struct {
  gint64   value;
  gint64   step;
  gint64   spread;
  gboolean visitors;
} Growth;

/* The five networks together had 395,000 followers at the end of 2015; the two blogs 5.91 million visits in it. */
static const Growth growths[SOTONG_DEMO_CHANNEL_PRACTICE] = {
  { 9900, 0, 780, TRUE }, { 6290, 0, 520, TRUE },
  { 178000, 148, 60, FALSE }, { 142000, 36, 28, FALSE }, { 21000, 94, 34, FALSE }, { 47000, 41, 22, FALSE },
  { 7000, 9, 5, FALSE },
  { 12400, 9, 6, FALSE }, { 28300, 31, 17, FALSE }, { 19700, 14, 9, FALSE }, { 640, 0, 90, TRUE },
  { 23900, 22, 14, FALSE }, { 15100, 26, 13, FALSE }, { 8700, 21, 10, FALSE }, { 9400, 12, 7, FALSE },
  { 410, 0, 70, TRUE }, { 6200, 8, 5, FALSE }, { 11800, 10, 7, FALSE }, { 7300, 24, 11, FALSE },
};

static gboolean
is_lost (int    channel,
         gint64 day)
{
  return (channel == SOTONG_DEMO_CHANNEL_FACEBOOK && (day == 16872 || day == 16873)) /* 2016-03-12, 13 */
         || (channel == SOTONG_DEMO_CHANNEL_KAKAOSTORY && day >= 16978 && day <= 16980) /* 2016-06-26 to 28 */
         || (channel == SOTONG_DEMO_CHANNEL_X && day == 17035);                      /* 2016-08-22 */
}

static void
add_metric (SotongDemoPlan *plan,
            int             channel,
            gint64          day,
            const char     *metric,
            gint64          value)
{
  SotongDemoMetric row = { channel, day, metric, is_lost (channel, day) ? -1 : value };

  g_array_append_val (plan->metrics, row);
}

/* Visits have a week: a city's news is read on working days, outings are looked up at week-ends. */
static void
add_visitors (SotongDemoPlan *plan,
              SotongRandom   *random,
              int             channel)
{
  for (gint64 day = FIRST_DAY; day < TODAY; day++)
    {
      gint64 per_mille = 1000 + (day - LAST_OF_2015) / 5;
      gboolean weekend = sotong_time_weekday (day) >= 5;

      per_mille = per_mille * (channel == SOTONG_DEMO_CHANNEL_NADRI ? (weekend ? 1210 : 920) : (weekend ? 770 : 1090)) / 1000;
      add_metric (plan, channel, day, "visitors",
                  sotong_random_normal (random, growths[channel].value, growths[channel].spread) * per_mille / 1000);
    }
}

static void
add_followers (SotongDemoPlan *plan,
               SotongRandom   *random,
               int             channel)
{
  gint64 steps[TODAY - FIRST_DAY];
  gint64 value = growths[channel].value;

  for (gint64 day = FIRST_DAY; day < TODAY; day++)
    {
      gint64 step = sotong_random_normal (random, growths[channel].step, growths[channel].spread);

      if (day >= 17081 && day <= 17083) /* the fireworks brought many */
        step *= 4;
      steps[day - FIRST_DAY] = step;
      if (day > FIRST_DAY && day <= LAST_OF_2015)
        value -= step;
    }
  for (gint64 day = FIRST_DAY; day < TODAY; day++)
    {
      value += day > FIRST_DAY ? steps[day - FIRST_DAY] : 0;
      add_metric (plan, channel, day, "followers", value);
    }
}

/**
 * sotong_demo_make_metrics:
 * @plan: a plan
 * @random: the source of all choices
 *
 * Fills in a year of the channels' daily figures, a few days of which are missing.
 */
void
sotong_demo_make_metrics (SotongDemoPlan *plan,
                          SotongRandom   *random)
{
  for (int channel = 0; channel < SOTONG_DEMO_CHANNEL_PRACTICE; channel++)
    if (growths[channel].visitors)
      add_visitors (plan, random, channel);
    else
      add_followers (plan, random, channel);
}
