/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-plan-private.h"

#define NEW_YEAR 16801      /* 2016-01-01 */
#define FIRST_POST 16804    /* 2016-01-04 */
#define FEBRUARY 16832      /* 2016-02-01 */
#define ADS_END 17158       /* 2016-12-23 */
#define YEAR_END 17166      /* 2016-12-31 */
#define TODAY 17088         /* 2016-10-14 */
#define RECENT 2            /* themes that a blog does not come back to at once */

/* A time at which something is to be published, and what. */
typedef struct {
  gint64         time;
  SotongDemoType type;
  int            channel;
  gboolean       practice;
} Slot;

typedef struct {
  SotongDemoPlan *plan;
  SotongRandom   *random;
  GHashTable     *titles;     /* (owned) */
  GHashTable     *minutes;    /* (owned): channel and minute that are taken */
  gsize           recent[2][RECENT];
  guint           n_recent[2];
  guint           serial;     /* of what the platforms gave back */
  const char     *agency;     /* that shares the text being made, "" for none */
  GString        *text;       /* (owned) */
  GString        *title;      /* (owned) */
} Maker;

static gint64
time_at (gint64 day,
         int    hour,
         int    minute)
{
  return day * SOTONG_DEMO_DAY - SOTONG_DEMO_SEOUL + hour * 3600 + minute * 60;
}

static gint64
day_of (gint64 time)
{
  return (time + SOTONG_DEMO_SEOUL) / SOTONG_DEMO_DAY;
}

static int
month_of (gint64 time)
{
  int year, month, day;

  sotong_time_civil_from_days (day_of (time), &year, &month, &day);
  return month;
}

static const char *
keep (Maker      *maker,
      const char *text)
{
  return g_string_chunk_insert_const (maker->plan->strings, text);
}

static void
add_slot (GArray         *slots,
          gint64          time,
          SotongDemoType  type,
          int             channel)
{
  Slot slot = { time, type, channel, FALSE };

  g_array_append_val (slots, slot);
}

/* Moves @n of the slots of @all to @slots, spread evenly. */
static void
take_evenly (GArray *slots,
             GArray *all,
             guint   n)
{
  for (guint i = 0; i < all->len; i++)
    if ((i + 1) * n / all->len > i * n / all->len)
      g_array_append_val (slots, g_array_index (all, Slot, i));
  g_array_set_size (all, 0);
}

static void
add_blog_slots (GArray *slots)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (Slot));

  for (gint64 day = FIRST_POST; day <= YEAR_END; day++)
    {
      if (sotong_demo_is_working_day (day))
        add_slot (all, time_at (day, day == TODAY ? 14 : 10, 0), SOTONG_DEMO_TYPE_BLOG_POST, SOTONG_DEMO_CHANNEL_MANIA);
      if (sotong_demo_is_working_day (day) || sotong_time_weekday (day) == 5)
        add_slot (all, time_at (day, 15, 0), SOTONG_DEMO_TYPE_BLOG_POST, SOTONG_DEMO_CHANNEL_NADRI);
    }
  take_evenly (slots, all, 500);
}

/* Wednesdays for the networks, Fridays for what is written together, evenings for advertisements. */
static void
add_other_slots (GArray *slots)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (Slot));

  for (gint64 day = FEBRUARY; day <= YEAR_END; day++)
    if (sotong_time_weekday (day) == 2 && sotong_demo_is_working_day (day))
      add_slot (all, time_at (day, 12, 0), SOTONG_DEMO_TYPE_SNS, SOTONG_DEMO_CHANNEL_FACEBOOK);
  take_evenly (slots, all, 40);
  for (gint64 day = FEBRUARY; day <= YEAR_END; day++)
    if (sotong_time_weekday (day) == 4 && sotong_demo_is_working_day (day))
      add_slot (all, time_at (day, 16, 0), SOTONG_DEMO_TYPE_JOINT,
                day % 2 == 0 ? SOTONG_DEMO_CHANNEL_MANIA : SOTONG_DEMO_CHANNEL_NADRI);
  take_evenly (slots, all, 40);
  for (gint64 day = FEBRUARY; day <= ADS_END; day++)
    if (sotong_demo_is_working_day (day))
      add_slot (all, time_at (day, 18, 30), SOTONG_DEMO_TYPE_ADVERTISEMENT, SOTONG_DEMO_CHANNEL_FACEBOOK);
  take_evenly (slots, all, 150);
}

static void
add_single_slots (GArray *slots)
{
  /* the first weeks of the months from March on: the report of the month before */
  static const gint64 report_days[] = { 16863, 16896, 16925, 16955, 16987, 17016, 17049, 17080, 17108, 17140, 17165 };
  /* reports, of which nothing was promised: practising does not count */
  Slot practice = { SOTONG_DEMO_NOW, SOTONG_DEMO_TYPE_REPORT, SOTONG_DEMO_CHANNEL_PRACTICE, TRUE };

  for (gsize i = 0; i < G_N_ELEMENTS (report_days); i++)
    add_slot (slots, time_at (report_days[i], 17, 0), SOTONG_DEMO_TYPE_REPORT, SOTONG_DEMO_CHANNEL_MANIA);
  add_slot (slots, time_at (16902, 11, 0), SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN, SOTONG_DEMO_CHANNEL_FACEBOOK);
  add_slot (slots, time_at (16986, 11, 0), SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN, SOTONG_DEMO_CHANNEL_FACEBOOK);
  add_slot (slots, time_at (17098, 11, 0), SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN, SOTONG_DEMO_CHANNEL_FACEBOOK);
  add_slot (slots, time_at (17155, 11, 0), SOTONG_DEMO_TYPE_WHITE_PAPER, SOTONG_DEMO_CHANNEL_MANIA);
  g_array_append_val (slots, practice); /* the one that is due */
  practice.time = time_at (TODAY, 16, 0);
  g_array_append_val (slots, practice);
}

static int
compare_slots (gconstpointer a,
               gconstpointer b)
{
  const Slot *first = a, *second = b;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return first->channel != second->channel ? first->channel - second->channel : (int) first->type - (int) second->type;
}

static gboolean
has_month (const char *months,
           int         month)
{
  for (const char *p = months; *p != '\0'; p = strchr (p, ',') != NULL ? strchr (p, ',') + 1 : "")
    if ((int) g_ascii_strtoll (p, NULL, 10) == month)
      return TRUE;
  return FALSE;
}

static gboolean
is_recent (Maker *maker,
           int    blog,
           gsize  section)
{
  for (guint i = 0; i < RECENT; i++)
    if (maker->recent[blog][i] == section)
      return TRUE;
  return FALSE;
}

/* A theme for the season, other than the last few of the same blog. */
static gsize
pick_section (Maker      *maker,
              const Slot *slot,
              const char *kind)
{
  SotongDemoGrammar *grammar = maker->plan->grammar;
  gsize n = sotong_demo_grammar_get_n_sections (grammar);
  int blog = slot->channel == SOTONG_DEMO_CHANNEL_NADRI;
  gsize fitting[40];
  guint n_fitting = 0;
  gsize pick;

  for (gsize i = 0; i < n && n_fitting < G_N_ELEMENTS (fitting); i++)
    if (strcmp (sotong_demo_grammar_get_field (grammar, i, 2), kind) == 0
        && has_month (sotong_demo_grammar_get_field (grammar, i, 3), month_of (slot->time))
        && !(slot->type == SOTONG_DEMO_TYPE_BLOG_POST && is_recent (maker, blog, i)))
      fitting[n_fitting++] = i;
  g_assert (n_fitting > 0);
  pick = fitting[sotong_random_below (maker->random, n_fitting)];
  if (slot->type == SOTONG_DEMO_TYPE_BLOG_POST)
    maker->recent[blog][maker->n_recent[blog]++ % RECENT] = pick;
  return pick;
}

/* Appends @n different entries of a list, a blank between them and a paragraph after the first @n_before. */
static void
append_some (const SotongDemoGrammar *grammar,
             const char              *section,
             const char              *name,
             guint                    n,
             guint                    n_before,
             SotongDemoVoice         *voice,
             GString                 *text)
{
  const SotongDemoList *list = sotong_demo_grammar_find (grammar, section, name);
  guint length = sotong_demo_list_get_length (list);
  guint32 order[16];

  for (guint i = 0; i < length && i < G_N_ELEMENTS (order); i++)
    order[i] = i;
  length = MIN (length, G_N_ELEMENTS (order));
  sotong_random_shuffle (voice->random, order, length);
  for (guint i = 0; i < MIN (n, length); i++)
    {
      if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c (text, ' ');
      sotong_demo_list_append_entry (list, order[i], voice, text);
      if (i + 1 == n_before)
        g_string_append (text, "\n\n");
    }
}

static void
write_text (Maker      *maker,
            const char *section)
{
  const SotongDemoGrammar *grammar = maker->plan->grammar;
  SotongDemoVoice voice;
  int tries = 0;

  do
    {
      g_string_truncate (maker->title, 0);
      sotong_demo_voice_init (&voice, maker->random, SOTONG_DEMO_STYLE_FORMAL);
      sotong_demo_list_append (sotong_demo_grammar_find (grammar, section, "title"), &voice, maker->title);
    }
  while (g_hash_table_contains (maker->titles, maker->title->str) && ++tries < 200);
  g_string_truncate (maker->text, 0);
  append_some (grammar, section, "open", 1, 0, &voice, maker->text);
  append_some (grammar, section, "mid", 3 + sotong_random_below (maker->random, 2), 1, &voice, maker->text);
  g_string_append (maker->text, "\n\n");
  append_some (grammar, section, "close", 1, 0, &voice, maker->text);
  if (sotong_random_chance (maker->random, 600))
    append_some (grammar, "common", "end", 1, 0, &voice, maker->text);
}

static const char *
campaign_of_section (const char *section,
                     gint64      day)
{
  static const char *const pairs[][2] = {
    { "winter", "winter" }, { "winter", "snow" }, { "air", "air" }, { "flower", "flower" }, { "bike", "bike" },
    { "flood", "flood" }, { "hangang", "fireworks" }, { "hangang", "hangang" }, { "fest-autumn", "fireworks" },
    { "fest-autumn", "autumn" }, { "museum", "autumn" }, { "foliage", "autumn" }, { "walk", "flower" },
    { "walk", "autumn" }, { "join", "new-year" }, { "traffic", "new-year" }, { "welfare", "new-year" },
    { "join", "citizen-blog" }, { "welfare", "citizen-blog" }, { "joint", "blogger-day" }, { "joint", "autumn" },
    { "sns-summer", "flood" }, { "sns-winter", "winter" }, { "sns-winter", "snow" }, { "sns", "air" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (gsize c = 0; strcmp (pairs[i][0], section) == 0 && c < sotong_demo_n_campaigns; c++)
      if (strcmp (sotong_demo_campaigns[c].id, pairs[i][1]) == 0 && day >= sotong_demo_campaigns[c].starts
          && day <= sotong_demo_campaigns[c].ends)
        return pairs[i][1];
  return "";
}

static int
find_campaign (const char *id)
{
  for (gsize i = 0; i < sotong_demo_n_campaigns; i++)
    if (strcmp (sotong_demo_campaigns[i].id, id) == 0)
      return (int) i;
  return -1;
}

static void
write_from_section (Maker             *maker,
                    const Slot        *slot,
                    const char        *kind,
                    SotongDemoContent *content)
{
  gsize index = pick_section (maker, slot, kind);
  const char *section = sotong_demo_grammar_get_section (maker->plan->grammar, index);

  write_text (maker, section);
  maker->agency = sotong_demo_grammar_get_field (maker->plan->grammar, index, 4);
  content->title = keep (maker, maker->title->str);
  content->body = keep (maker, maker->text->str);
  g_hash_table_add (maker->titles, (char *) content->title);
  content->campaign = find_campaign (campaign_of_section (section, day_of (slot->time)));
  content->tags = content->campaign >= 0 ? sotong_demo_campaigns[content->campaign].hashtags
                                         : keep (maker, slot->channel == SOTONG_DEMO_CHANNEL_NADRI ? "#서울나들이 #서울"
                                                                                                   : "#서울시 #시정소식");
}

static void
write_advertisement (Maker             *maker,
                     SotongDemoContent *content)
{
  GArray *contents = maker->plan->contents;
  const SotongDemoContent *boosted;
  int index = (int) contents->len - 1 - (int) sotong_random_below (maker->random, 8);

  for (; index > 0; index--)
    {
      boosted = &g_array_index (contents, SotongDemoContent, index);
      if (boosted->type == SOTONG_DEMO_TYPE_BLOG_POST || boosted->type == SOTONG_DEMO_TYPE_SNS)
        break;
    }
  boosted = &g_array_index (contents, SotongDemoContent, index);
  content->boosts = index;
  content->campaign = boosted->campaign;
  content->tags = boosted->tags;
  g_string_printf (maker->title, "[광고] %s", boosted->title);
  content->title = keep (maker, maker->title->str);
  g_string_printf (maker->text, "%s\n\n서울시가 알려 드립니다. 사흘 동안 서울에 사는 20대부터 50대까지 보여 드리는 광고입니다.",
                   boosted->title);
  content->body = keep (maker, maker->text->str);
}

static void
write_report (Maker             *maker,
              const Slot        *slot,
              SotongDemoContent *content)
{
  int month = month_of (slot->time) - (day_of (slot->time) < 17165);

  g_string_printf (maker->title, "2016년 %d월 시정여론 분석보고서", month);
  content->title = keep (maker, maker->title->str);
  g_string_printf (maker->text,
                   "%d월 한 달 동안 온라인에서 시민이 말한 서울을 정리했습니다. 언급량의 흐름, 긍정과 부정의 비율, 함께 나온 말, "
                   "눈여겨볼 원문을 차례로 싣습니다.\n\n이달에 크게 늘어난 주제와 그 까닭을 따로 살폈습니다. 부서별로 참고할 점은 "
                   "마지막 쪽에 있습니다.", month);
  content->body = keep (maker, maker->text->str);
  content->campaign = find_campaign ("monitoring");
  content->tags = "";
}

static void
write_citizen_campaign (const Slot        *slot,
                        SotongDemoContent *content)
{
  static const char *const texts[3][2] = {
    { "우리 동네 자랑 한 장, 함께해 주세요",
      "자주 걷는 골목, 아끼는 나무, 오래된 가게. 우리 동네에서 자랑하고 싶은 모습을 사진 한 장에 담아 주세요.\n\n"
      "보내 주신 사진은 서울광장 전시와 온라인 사진첩에 함께 싣습니다. 참여하신 분 가운데 100분께 사진 엽서를 보내 드립니다." },
    { "물 한 컵 나누는 여름, 이웃의 안부를 물어 주세요",
      "무더운 여름, 시원한 물 한 컵과 안부 한마디를 나눈 이야기를 들려주세요.\n\n"
      "택배 기사님, 경비원님, 옆집 어르신과 나눈 짧은 이야기면 됩니다. 모인 이야기는 그림으로 그려 다시 전해 드립니다." },
    { "따뜻한 한마디, 거리에 걸어 드립니다",
      "추운 계절을 앞두고 이웃에게 건네고 싶은 한마디를 남겨 주세요.\n\n"
      "시민이 뽑은 서른 문장은 버스 정류장과 지하철역에 걸립니다. 짧을수록 오래 남습니다." },
  };
  int which = month_of (slot->time) < 6 ? 0 : month_of (slot->time) < 9 ? 1 : 2;
  static const char *const ids[3] = { "citizen-1", "citizen-2", "citizen-3" };

  content->title = texts[which][0];
  content->body = texts[which][1];
  content->campaign = find_campaign (ids[which]);
  content->tags = sotong_demo_campaigns[content->campaign].hashtags;
}

static void
write_single (const Slot        *slot,
              SotongDemoContent *content)
{
  if (slot->type == SOTONG_DEMO_TYPE_WHITE_PAPER)
    {
      content->title = "2016 서울시 소셜미디어 백서";
      content->body = "한 해 동안 시민과 나눈 이야기를 250쪽에 담습니다. 운영의 역사, 숫자로 보는 한 해, 캠페인, 재난 알림, "
                      "시민의 목소리, 인터뷰를 차례로 싣습니다.\n\n500부를 펴내고 누리집에서 누구나 내려받을 수 있게 합니다.";
      content->campaign = find_campaign ("white-paper");
      return;
    }
  content->title = slot->time <= SOTONG_DEMO_NOW ? "[연습] 10월 둘째 주 시민의 말" : "[연습] 이번 주 가장 많이 나온 말 다섯";
  content->body = slot->time <= SOTONG_DEMO_NOW
                    ? "연습 채널에 올려 보는 글입니다. 이번 주 온라인에서는 한강 불꽃축제 이야기가 가장 많았습니다.\n\n"
                      "아름다웠다는 말이 많았고, 돌아가는 길의 혼잡과 쓰레기를 걱정하는 말도 있었습니다. "
                      "다음 주에는 가을 나들이와 미세먼지 소식을 준비합니다."
                    : "연습 채널에 올려 보는 글입니다. 불꽃축제, 따릉이, 주차, 버스, 단풍 순서였습니다.\n\n"
                      "자세한 흐름은 월간 분석보고서에 싣습니다.";
}

static void
set_money (SotongDemoContent *content)
{
  static const char *const lines[SOTONG_DEMO_N_TYPES] = {
    [SOTONG_DEMO_TYPE_BLOG_POST] = "blog-posts", [SOTONG_DEMO_TYPE_SNS] = "sns-contents",
    [SOTONG_DEMO_TYPE_JOINT] = "joint-contents", [SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN] = "sns-campaigns",
    [SOTONG_DEMO_TYPE_ADVERTISEMENT] = "advertisements", [SOTONG_DEMO_TYPE_WHITE_PAPER] = "white-paper",
    [SOTONG_DEMO_TYPE_REPORT] = "analysis-reports",
  };

  content->line = content->practice ? "" : lines[content->type];
  if (*content->line != '\0' && content->type != SOTONG_DEMO_TYPE_REPORT)
    content->cost = sotong_demo_programme_find_line (content->line)->unit_price;
}

static const char *
pick_pen (Maker *maker)
{
  static const char *const pens[] = { "골목기록자", "한강산책러", "두부네아빠", "느린걸음12", "봄날의책장", "새벽자전거",
                                      "동네빵지도", "podo_walk", "maru77", "옥상정원사", "namu_book", "간판수집가" };

  return pens[sotong_random_below (maker->random, G_N_ELEMENTS (pens))];
}

static void
write_content (Maker             *maker,
               const Slot        *slot,
               SotongDemoContent *content)
{
  switch (slot->type)
    {
    case SOTONG_DEMO_TYPE_BLOG_POST:
      write_from_section (maker, slot, slot->channel == SOTONG_DEMO_CHANNEL_NADRI ? "nadri" : "mania", content);
      break;
    case SOTONG_DEMO_TYPE_SNS:
      write_from_section (maker, slot, "sns", content);
      break;
    case SOTONG_DEMO_TYPE_JOINT:
      write_from_section (maker, slot, "joint", content);
      content->contributor = pick_pen (maker);
      break;
    case SOTONG_DEMO_TYPE_ADVERTISEMENT:
      write_advertisement (maker, content);
      break;
    case SOTONG_DEMO_TYPE_REPORT:
      if (slot->practice)
        write_single (slot, content);
      else
        write_report (maker, slot, content);
      break;
    case SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN:
      write_citizen_campaign (slot, content);
      break;
    case SOTONG_DEMO_TYPE_WHITE_PAPER:
    default:
      write_single (slot, content);
      break;
    }
}

/* What lies ahead is further along the sooner it is due. */
static const char *
future_state (Maker  *maker,
              gint64  time)
{
  static const guint32 weights[3][4] = { { 60, 30, 0, 10 }, { 0, 25, 65, 10 }, { 0, 3, 97, 0 } };
  static const char *const states[4] = { "approved", "in_review", "draft", "returned" };
  gint64 days = day_of (time) - TODAY;

  if (days <= 7)
    return "scheduled";
  return states[sotong_random_weighted (maker->random, weights[days <= 21 ? 0 : days <= 47 ? 1 : 2], 4)];
}

static gint64
free_minute (Maker  *maker,
             int     channel,
             gint64  time)
{
  while (!g_hash_table_add (maker->minutes, GSIZE_TO_POINTER ((gsize) (time / 60) * SOTONG_DEMO_N_CHANNELS
                                                              + (gsize) channel)))
    time += 420;
  return time;
}

static void
set_out (Maker          *maker,
         SotongDemoCopy *copy)
{
  const SotongDemoChannel *channel = &sotong_demo_channels[copy->channel];
  char buffer[160];

  copy->state = channel->by_hand ? "published_by_hand" : "published";
  copy->published_at = copy->publish_at + (channel->by_hand ? sotong_random_between (maker->random, 90, 1500)
                                                            : sotong_random_between (maker->random, 1, 9));
  copy->published_at = MIN (copy->published_at, SOTONG_DEMO_NOW - 60);
  g_snprintf (buffer, sizeof buffer, "%u", 41000 + ++maker->serial * 3);
  copy->remote_id = keep (maker, buffer);
  g_snprintf (buffer, sizeof buffer, "%s/posts/%s", channel->url, copy->remote_id);
  copy->remote_url = keep (maker, buffer);
}

/* The networks get a line that leads to the whole text. X takes 140 Hangul. */
static void
set_own_text (Maker                   *maker,
              const SotongDemoContent *content,
              SotongDemoCopy          *copy)
{
  const char *platform = sotong_demo_channels[copy->channel].platform;
  const char *end = strchr (content->body, '.');
  const char *host = "https://mania.example.org/p/";
  g_autofree char *tag = g_strndup (content->tags, strcspn (content->tags, " "));

  if (strcmp (platform, "x") == 0)
    g_string_printf (maker->text, "%s %s%s%s%s", content->title, host, copy->key, *tag != '\0' ? " " : "", tag);
  else
    g_string_printf (maker->text, "%.*s.\n\n▶ 자세히 보기 %s%s%s%s",
                     (int) (end != NULL ? end - content->body : 0), content->body, host, copy->key,
                     *content->tags != '\0' ? "\n" : "", content->tags);
  copy->body = keep (maker, maker->text->str);
}

static void
add_copy (Maker      *maker,
          int         channel,
          gint64      time,
          const char *state)
{
  SotongDemoPlan *plan = maker->plan;
  SotongDemoContent *content = &g_array_index (plan->contents, SotongDemoContent, plan->contents->len - 1);
  gboolean first = plan->copies->len == 0
                   || g_array_index (plan->copies, SotongDemoCopy, plan->copies->len - 1).content
                        != (int) plan->contents->len - 1;
  SotongDemoCopy copy = { .content = (int) plan->contents->len - 1, .channel = channel, .state = state,
                          .remote_id = "", .remote_url = "", .message = "" };
  char buffer[40];

  copy.publish_at = free_minute (maker, channel, time);
  g_snprintf (buffer, sizeof buffer, "demo-%04d-%02d", copy.content + 1, channel);
  copy.key = keep (maker, buffer);
  if (!first)
    set_own_text (maker, content, &copy);
  if (copy.publish_at < SOTONG_DEMO_NOW && !content->practice)
    set_out (maker, &copy);
  content->done |= first && copy.published_at > 0;
  g_array_append_val (plan->copies, copy);
}

static void
add_copy_sometimes (Maker      *maker,
                    guint32     permille,
                    int         channel,
                    gint64      time,
                    const char *state)
{
  if (sotong_random_chance (maker->random, permille))
    add_copy (maker, channel, time, state);
}

/* The agency that shares what the text is about, or -1. */
static int
agency_channel (Maker *maker)
{
  for (int i = SOTONG_DEMO_CHANNEL_FIRST_AGENCY; i < SOTONG_DEMO_CHANNEL_PRACTICE; i++)
    if (strcmp (sotong_demo_channels[i].agency, maker->agency) == 0)
      return i;
  return -1;
}

static void
add_copies (Maker      *maker,
            const Slot *slot,
            const char *state,
            int         campaign)
{
  gboolean nadri = slot->channel == SOTONG_DEMO_CHANNEL_NADRI;
  int agency = agency_channel (maker);

  add_copy (maker, slot->channel, slot->time, state);
  switch (slot->type)
    {
    case SOTONG_DEMO_TYPE_BLOG_POST:
      add_copy_sometimes (maker, 550, SOTONG_DEMO_CHANNEL_FACEBOOK, slot->time + 1800, state);
      add_copy_sometimes (maker, 450, SOTONG_DEMO_CHANNEL_X, slot->time + 3600, state);
      add_copy_sometimes (maker, nadri ? 300 : 60, SOTONG_DEMO_CHANNEL_INSTAGRAM, slot->time + 2700, state);
      add_copy_sometimes (maker, 180, SOTONG_DEMO_CHANNEL_KAKAOSTORY, slot->time + 5400, state);
      if (agency >= 0)
        add_copy_sometimes (maker, campaign >= 0 ? 700 : 450, agency, slot->time + 7200, state);
      break;
    case SOTONG_DEMO_TYPE_SNS:
      add_copy_sometimes (maker, 700, SOTONG_DEMO_CHANNEL_X, slot->time + 600, state);
      add_copy_sometimes (maker, 600, SOTONG_DEMO_CHANNEL_INSTAGRAM, slot->time + 1200, state);
      add_copy_sometimes (maker, 300, SOTONG_DEMO_CHANNEL_KAKAOSTORY, slot->time + 1800, state);
      add_copy_sometimes (maker, 250, SOTONG_DEMO_CHANNEL_YOUTUBE, slot->time + 2400, state);
      break;
    case SOTONG_DEMO_TYPE_JOINT:
      add_copy_sometimes (maker, 500, SOTONG_DEMO_CHANNEL_FACEBOOK, slot->time + 1800, state);
      break;
    case SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN:
      add_copy (maker, SOTONG_DEMO_CHANNEL_X, slot->time + 600, state);
      add_copy (maker, SOTONG_DEMO_CHANNEL_INSTAGRAM, slot->time + 1200, state);
      add_copy (maker, SOTONG_DEMO_CHANNEL_KAKAOSTORY, slot->time + 1800, state);
      break;
    case SOTONG_DEMO_TYPE_ADVERTISEMENT:
    case SOTONG_DEMO_TYPE_WHITE_PAPER:
    case SOTONG_DEMO_TYPE_REPORT:
    default:
      break;
    }
}

static void
make_content (Maker      *maker,
              const Slot *slot)
{
  static const char *const owners[SOTONG_DEMO_N_TYPES] = {
    [SOTONG_DEMO_TYPE_BLOG_POST] = "planner-1", [SOTONG_DEMO_TYPE_SNS] = "planner-2",
    [SOTONG_DEMO_TYPE_JOINT] = "planner-1", [SOTONG_DEMO_TYPE_CITIZEN_CAMPAIGN] = "planner-2",
    [SOTONG_DEMO_TYPE_ADVERTISEMENT] = "planner-2", [SOTONG_DEMO_TYPE_WHITE_PAPER] = "planner-3",
    [SOTONG_DEMO_TYPE_REPORT] = "planner-3",
  };
  SotongDemoContent content = { .type = slot->type, .campaign = -1, .boosts = -1, .practice = slot->practice,
                                .contributor = "", .tags = "", .owner = owners[slot->type] };
  const char *state = slot->practice ? "scheduled" : future_state (maker, slot->time);
  gint64 latest;

  content.planned_at = slot->time;
  content.created_at = slot->time - SOTONG_DEMO_DAY * sotong_random_between (maker->random, 9, 40);
  latest = SOTONG_DEMO_NOW - SOTONG_DEMO_DAY * sotong_random_between (maker->random, 1, 12);
  content.created_at = MIN (content.created_at, latest);
  maker->agency = "";
  write_content (maker, slot, &content);
  set_money (&content);
  g_array_append_val (maker->plan->contents, content);
  add_copies (maker, slot, state, content.campaign);
}

/* Takes the @nth latest copy on @channel that is out, alone if asked, and lets it have ended otherwise.
 * Without a @state it is out all the same, after an attempt whose reply was lost. */
static void
spoil (SotongDemoPlan *plan,
       int             channel,
       guint           nth,
       gboolean        alone,
       const char     *state,
       const char     *message)
{
  for (guint i = plan->copies->len; i-- > 0;)
    {
      SotongDemoCopy *copy = &g_array_index (plan->copies, SotongDemoCopy, i);
      SotongDemoContent *content = &g_array_index (plan->contents, SotongDemoContent, copy->content);
      gboolean first = i == 0 || (copy - 1)->content != copy->content;
      gboolean last = i + 1 == plan->copies->len || (copy + 1)->content != copy->content;

      if (copy->channel != channel || copy->published_at == 0 || first != alone
          || (alone && (!last || content->type != SOTONG_DEMO_TYPE_BLOG_POST)) || nth-- > 0)
        continue;
      copy->message = message;
      if (state == NULL)
        return;
      copy->state = state;
      copy->published_at = 0;
      copy->remote_id = copy->remote_url = "";
      content->done &= !first;
      return;
    }
}

static void
spoil_some (SotongDemoPlan *plan)
{
  spoil (plan, SOTONG_DEMO_CHANNEL_X, 0, FALSE, NULL, "서울시 트위터에 보낸 뒤 답을 받지 못했습니다. 플랫폼에서 글을 찾아 확인합니다.");
  spoil (plan, SOTONG_DEMO_CHANNEL_X, 7, FALSE, "failed", "서울시 트위터에 같은 내용의 글이 이미 있어 거절되었습니다. 글을 조금 고친 뒤 다시 발행하십시오.");
  spoil (plan, SOTONG_DEMO_CHANNEL_X, 20, FALSE, "failed", "서울시 트위터의 로그인이 만료되어 보내지 않았습니다. 채널 설정에서 다시 로그인한 뒤 발행하십시오.");
  spoil (plan, SOTONG_DEMO_CHANNEL_FACEBOOK, 11, FALSE, "failed", "서울시 페이스북에서 첫 번째 사진(9.6 MB)을 거절했습니다. 사진 한 장은 8 MB까지 받습니다. 줄여서 다시 첨부한 뒤 발행하십시오.");
  spoil (plan, SOTONG_DEMO_CHANNEL_INSTAGRAM, 4, FALSE, "failed", "서울시 인스타그램에서 두 번째 사진을 거절했습니다. 너비가 높이의 1.91배를 넘습니다. 좌우를 잘라 다시 첨부한 뒤 발행하십시오.");
  spoil (plan, SOTONG_DEMO_CHANNEL_KAKAOSTORY, 3, FALSE, "missed", "");
  spoil (plan, SOTONG_DEMO_CHANNEL_KAKAOSTORY, 9, FALSE, "missed", "");
  spoil (plan, SOTONG_DEMO_CHANNEL_MANIA, 1, TRUE, "failed", "서울마니아 서버가 응답하지 않았습니다(503). 글은 나가지 않았으니 잠시 뒤 다시 발행하십시오.");
  spoil (plan, SOTONG_DEMO_CHANNEL_NADRI, 3, TRUE, "missed", "");
}

static void
measure_advertisements (Maker *maker)
{
  for (guint i = 0; i < maker->plan->contents->len; i++)
    {
      SotongDemoContent *content = &g_array_index (maker->plan->contents, SotongDemoContent, i);

      if (content->type != SOTONG_DEMO_TYPE_ADVERTISEMENT || !content->done)
        continue;
      content->reach = sotong_random_normal (maker->random, 11500, 2600);
      content->clicks = content->reach * sotong_random_between (maker->random, 9, 38) / 1000;
    }
}

/**
 * sotong_demo_make_contents:
 * @plan: a plan without contents
 * @random: the source of all choices
 *
 * Fills in contents and copies.
 */
void
sotong_demo_make_contents (SotongDemoPlan *plan,
                           SotongRandom   *random)
{
  g_autoptr(GArray) slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  Maker maker = { .plan = plan, .random = random, .agency = "" };

  maker.titles = g_hash_table_new (g_str_hash, g_str_equal);
  maker.minutes = g_hash_table_new (NULL, NULL);
  maker.text = g_string_new (NULL);
  maker.title = g_string_new (NULL);
  add_blog_slots (slots);
  add_other_slots (slots);
  add_single_slots (slots);
  g_array_sort (slots, compare_slots);
  for (guint i = 0; i < slots->len; i++)
    make_content (&maker, &g_array_index (slots, Slot, i));
  spoil_some (plan);
  measure_advertisements (&maker);
  g_hash_table_unref (maker.titles);
  g_hash_table_unref (maker.minutes);
  g_string_free (maker.text, TRUE);
  g_string_free (maker.title, TRUE);
}
