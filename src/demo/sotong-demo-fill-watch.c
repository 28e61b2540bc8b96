/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules that watch, the log of the three crises, and what citizens brought that went to departments. */
#include "config.h"

#include "demo/sotong-demo-fill-private.h"
#include "store/sotong-alert-edit.h"

#define HOUR 3600
#define MADE "시연용으로 만든 것"
#define OFFICER "모니터링 담당"

/* ---- rules ---- */

static gboolean
add_rule (SotongDemoFill         *fill,
          SotongAlertRule        *rule,
          GError                **error)
{
  rule->topic_id = SOTONG_NONE;
  rule->id = sotong_made_alert_rule (fill->db, rule, error);
  return rule->id != 0;
}

static GPtrArray *
add_rules (SotongDemoFill  *fill,
           GError         **error)
{
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_alert_rule_free);
  SotongAlertRule *more = sotong_alert_rule_new (), *bad = sotong_alert_rule_new (), *word = sotong_alert_rule_new ();

  g_ptr_array_add (rules, more);
  g_ptr_array_add (rules, bad);
  g_ptr_array_add (rules, word);
  more->name = g_strdup ("평소보다 많음");
  bad->name = g_strdup ("부정 급증");
  bad->kind = SOTONG_ALERT_NEGATIVE;
  bad->share = 0.7;
  bad->least = 60;
  bad->cadence_hours = 72;
  word->name = g_strdup ("위기 단어");
  word->kind = SOTONG_ALERT_WORD;
  word->words = g_strdup ("싱크홀\n흙탕물\n녹물\n구급차");
  word->least = 1;
  word->cadence_hours = 72;
  return add_rule (fill, more, error) && add_rule (fill, bad, error) && add_rule (fill, word, error) ? g_steal_pointer (&rules) : NULL;
}

/* ---- the log ---- */

/* A stage as the officer set it, so long after the onset. */
typedef struct {
  const char       *event;
  int               minutes;
  SotongAlertStage  stage;
  const char       *reason;
  const char       *told;
} Step;

static const Step steps[] = {
  { "snow", 40, SOTONG_STAGE_CAUTION, "출근길 제설 지연을 말하는 글이 빠르게 늘어남. 상황을 계속 살핌", "주무관 3, 팀장" },
  { "snow", 100, SOTONG_STAGE_ALERT, "버스 지연과 넘어진 사고를 말하는 글이 이어짐. 채널별 제설 상황 공지를 시작함", "팀장, 과장, 도로과" },
  { "snow", 30 * 60, SOTONG_STAGE_ATTENTION, "주요 도로의 제설이 끝나 글이 줄어듦", "팀장" },
  { "snow", 56 * 60, SOTONG_STAGE_NONE, "글의 수가 평소로 돌아옴. 상황을 마침", "팀장, 과장" },
  { "water", 35, SOTONG_STAGE_ALERT, "한들구에서 흙탕물이 나온다는 글이 빠르게 늘어남", "팀장, 과장, 상수도사업소" },
  { "water", 150, SOTONG_STAGE_SERIOUS, "마셔도 되는지 묻는 글이 많고 언론이 보도함. 급수차 안내를 모든 채널에 올림", "과장, 상수도사업소, 자치구" },
  { "water", 28 * 60, SOTONG_STAGE_CAUTION, "수질 검사 결과를 알린 뒤 글이 줄어듦", "팀장, 과장" },
  { "water", 58 * 60, SOTONG_STAGE_NONE, "글의 수가 평소로 돌아옴. 상황을 마침", "팀장, 과장" },
  { "sinkhole", 30, SOTONG_STAGE_ALERT, "다올대로가 내려앉았다는 글과 사진이 빠르게 퍼짐", "팀장, 과장, 도로과" },
  { "sinkhole", 130, SOTONG_STAGE_SERIOUS, "통제 구간과 우회로를 묻는 글이 많음. 교통 안내를 모든 채널에 올림", "과장, 도로과, 교통과" },
  { "sinkhole", 26 * 60, SOTONG_STAGE_CAUTION, "임시 복구가 끝나 교통 통제가 풀림", "팀장, 과장" },
  { "sinkhole", 57 * 60, SOTONG_STAGE_NONE, "글의 수가 평소로 돌아옴. 상황을 마침", "팀장, 과장" },
};

static char *
format_reason (const SotongAlertRule  *rule,
               const SotongAlertEvent *found)
{
  const char *topic = found->topic != NULL && *found->topic != '\0' ? found->topic : "전체 언급";

  if (rule->kind == SOTONG_ALERT_WORD)
    return g_strdup_printf ("‘%s’ 단어가 나온 글이 있음", found->word != NULL ? found->word : "");
  if (rule->kind == SOTONG_ALERT_NEGATIVE)
    return g_strdup_printf ("‘%s’ 주제의 24시간 언급 가운데 부정이 %.1f%%(기준 %.0f%%)", topic, found->value, found->threshold);
  return g_strdup_printf ("‘%s’ 주제의 언급이 한 시간에 %.0f건(같은 시간의 기준값 %.*f건)", topic, found->value, found->threshold < 10 ? 1 : 0,
                          found->threshold);
}

/* What the rules found in the days of a crisis: every hour is looked at when it is over. */
static gboolean
log_found (SotongDemoFill         *fill,
           const SotongDemoEvent  *crisis,
           GPtrArray              *rules,
           GError                **error)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const SotongAlertRule *rule = g_ptr_array_index (rules, i);
      g_autoptr(GPtrArray) found = sotong_alert_look (fill->db, rule, (SotongRange) { crisis->onset - HOUR, crisis->end }, error);

      for (guint k = 0; found != NULL && k < found->len; k++)
        {
          SotongAlertEvent event = *(SotongAlertEvent *) g_ptr_array_index (found, k);
          g_autofree char *reason = format_reason (rule, &event);

          event.rule_id = rule->id;
          event.found_at = event.hour_start + HOUR + 30;
          event.reason = reason;
          event.told = (char *) OFFICER;
          if (sotong_made_alert_event (fill->db, &event, error) == 0)
            return FALSE;
        }
      if (found == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
log_steps (SotongDemoFill         *fill,
           const SotongDemoEvent  *crisis,
           gint64                  topic_id,
           GError                **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      SotongAlertEvent event = { .rule_id = SOTONG_ALERT_BY_HAND, .topic_id = topic_id, .stage = steps[i].stage, .reason = (char *) steps[i].reason,
                                 .told = (char *) steps[i].told, .mention_id = SOTONG_NONE };

      if (!g_str_equal (steps[i].event, crisis->id))
        continue;
      event.found_at = crisis->onset + steps[i].minutes * 60;
      event.hour_start = event.found_at;
      if (sotong_made_alert_event (fill->db, &event, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_log (SotongDemoFill  *fill,
          GPtrArray       *rules,
          GError         **error)
{
  for (gsize i = 0; i < fill->mentions->n_events; i++)
    {
      const SotongDemoEvent *crisis = &fill->mentions->events[i];
      gint64 topic_id = 0;

      if (!crisis->crisis)
        continue;
      topic_id = sotong_topic_find (fill->db, crisis->topic, error);
      if (topic_id == 0 || !log_found (fill, crisis, rules, error) || !log_steps (fill, crisis, topic_id, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- citizens' messages ---- */

/* What goes where. In each month one of each comes in. */
typedef struct {
  const char      *department;
  const char      *topic;
  const char      *kind;
  SotongSentiment  sentiment;
  int              day;      /* of the month */
  int              took;     /* days until the answer */
} Habit;

static const Habit habits[] = {
  { "교통과", "버스", "answer", SOTONG_SENTIMENT_NEGATIVE, 3, 2 },
  { "환경과", "쓰레기", "answer", SOTONG_SENTIMENT_NEGATIVE, 6, 3 },
  { "도로과", "도로공사", "answer", SOTONG_SENTIMENT_NEGATIVE, 10, 5 },
  { "공원녹지과", "공원", "idea", SOTONG_SENTIMENT_NEUTRAL, 13, 4 },
  { "교통과", "주차", "answer", SOTONG_SENTIMENT_NEGATIVE, 17, 8 },
  { "상수도사업소", "수돗물", "answer", SOTONG_SENTIMENT_NEGATIVE, 20, 1 },
  { "환경과", "소음", "opinion", SOTONG_SENTIMENT_NEGATIVE, 23, 6 },
  { "복지과", "복지", "answer", SOTONG_SENTIMENT_NEGATIVE, 26, 4 },
};

#define FIRST_MONTH 1
#define LAST_MONTH 10
#define DUE_DAYS 7

/* The same hour on the next day on which the office works. */
static gint64
next_workday (gint64 time)
{
  gint64 day = (time + SOTONG_DEMO_SEOUL) / SOTONG_DEMO_DAY;
  gint64 weekday = (day + 3) % 7; /* Monday is 0: 1970 began on a Thursday */

  return weekday < 5 ? time : time + (7 - weekday) * SOTONG_DEMO_DAY;
}

/* The officer looks at what was written on the next morning. */
static gint64
opened_on (gint64 published_at,
           gsize  place)
{
  gint64 day = (published_at + SOTONG_DEMO_SEOUL) / SOTONG_DEMO_DAY;

  return next_workday ((day + 1) * SOTONG_DEMO_DAY - SOTONG_DEMO_SEOUL + 9 * HOUR + (gint64) place * 700);
}

/* The answer came, or did not: some are late, two of September still wait, and one in eleven was closed without one. */
static void
decide (const Habit *habit,
        int          month,
        gsize        place,
        SotongCase  *made)
{
  gint64 done = next_workday (made->opened_at + habit->took * SOTONG_DEMO_DAY) + (month * 7 % 8) * HOUR;
  gboolean to_answer = g_str_equal (habit->kind, "answer");
  gboolean answered = to_answer && (month * 8 + (int) place) % 11 != 0;

  made->state = (char *) "open";
  made->closed_at = SOTONG_NONE;
  if (done >= SOTONG_DEMO_NOW || (month == LAST_MONTH - 1 && place % 4 == 0))
    return;
  made->state = (char *) (answered ? "answered" : "closed");
  made->closed_at = done;
}

static gboolean
fill_case (SotongDemoFill  *fill,
           int              month,
           gsize            place,
           GError         **error)
{
  const Habit *habit = &habits[place];
  SotongCase made = { .kind = (char *) habit->kind, .department = (char *) habit->department, .note = (char *) MADE };
  g_autoptr(GDateTime) day = g_date_time_new_utc (fill->programme->year, month, habit->day, 0, 0, 0);
  g_autofree char *url = NULL;
  gint64 from = g_date_time_to_unix (day) - SOTONG_DEMO_SEOUL, published_at = 0;
  GError *local = NULL;

  if (from >= SOTONG_DEMO_NOW)
    return TRUE;
  made.mention_id = sotong_made_find_mention (fill->db, habit->topic, from, habit->sentiment, &published_at, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  made.opened_at = opened_on (published_at, place);
  if (made.mention_id == 0 || made.opened_at >= SOTONG_DEMO_NOW)
    return TRUE;
  made.due_at = made.opened_at + DUE_DAYS * SOTONG_DEMO_DAY;
  decide (habit, month, place, &made);
  url = g_strdup_printf ("https://answer.example.net/2016/%02d/%" G_GSIZE_FORMAT, month, place + 1);
  made.answer_url = g_str_equal (made.state, "answered") ? url : NULL;
  return sotong_made_case (fill->db, &made, error) != 0;
}

gboolean
sotong_demo_fill_watch (SotongDemoFill  *fill,
                        GError         **error)
{
  g_autoptr(GPtrArray) rules = add_rules (fill, error);

  if (rules == NULL || !fill_log (fill, rules, error))
    return FALSE;
  for (int month = FIRST_MONTH; month <= LAST_MONTH; month++)
    for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
      if (!fill_case (fill, month, i, error))
        return FALSE;
  return TRUE;
}
