/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-practice-mentions.h"
#include "util/sotong-json.h"
#include "util/sotong-random.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"

#define N_AT_START    200                  /* mentions of the days before the start */
#define BEFORE_S      (7 * 24 * 60 * 60)
#define INTERVAL_S    (7 * 60)             /* between two new ones */
#define MAX_NEW       5000                 /* a clock that leaps years does not fill the memory */
#define TITLE_CHARS   40

typedef struct {
  char   *id;            /* (owned): "m000001" */
  char   *author;        /* (owned) */
  char   *text;          /* (owned) */
  char   *post_id;       /* (owned) (nullable): the post that it answers */
  gint64  published_at;
} Mention;

struct _SotongPracticeMentions
{
  SotongRandom  random;
  GPtrArray    *shown;      /* (element-type Mention), in the order of their ids */
  GPtrArray    *answers;    /* (element-type Mention), not yet due */
  gint64        next_at;    /* when the next one of its own comes */
  gboolean      set_clock;  /* time stands still: answers come at once */
};

static const char * const places[] = {
  "시청 앞 광장", "한강공원", "둘레길", "시립도서관", "시립미술관", "마을버스 정류장", "지하철 환승 통로", "자전거 대여소",
  "공영주차장", "전통시장", "어린이대공원", "구민체육관", "버스 전용차로", "하천 산책로", "주민센터", "청년 쉼터",
};
static const char * const remarks[] = {
  "다녀왔는데 예전보다 훨씬 깨끗해졌네요. 고맙습니다.",
  "안내판 글씨가 작아서 어르신들이 보기 어렵습니다. 크게 바꿔 주세요.",
  "주말에는 몇 시까지 여나요? 홈페이지에서 못 찾겠어요.",
  "공사 소음이 밤 열 시까지 들립니다. 확인 부탁드립니다.",
  "아이와 함께 갔는데 직원분이 정말 친절하셨어요.",
  "쓰레기통이 넘쳐 있습니다. 자주 비워 주시면 좋겠습니다.",
  "새로 생긴 쉼터 덕분에 기다리는 시간이 편해졌습니다.",
  "행사 때문에 길이 막힌다는 안내를 미리 받았으면 좋았을 것 같아요.",
  "야간 조명이 꺼져 있어서 무서웠습니다.",
  "예약하려고 했더니 접속이 자꾸 끊깁니다. 언제 고쳐지나요?",
  "사진 찍기 좋은 곳이 많아서 친구들에게 추천했어요.",
  "장애인 주차 자리를 막은 차가 있는데 어디에 신고하면 되나요?",
  "올해도 무료로 열어 주셔서 감사합니다.",
  "계단 난간이 흔들립니다. 다치는 사람이 나오기 전에 살펴봐 주세요.",
  "작년에 건의한 내용이 반영되어서 놀랐습니다. 잘 쓰겠습니다.",
  "비가 오면 물이 고여서 지나갈 수가 없어요.",
};
static const char * const openings[] = {
  "", "오늘 ", "어제 저녁에 ", "출근길에 보니 ", "주말에 ", "처음 가 봤는데 ", "동네 사람인데요, ", "궁금한 게 있어요. ",
};
static const char * const answers[] = {
  "「%s」 잘 읽었습니다. 이런 소식 자주 올려 주세요.",
  "「%s」 보고 궁금한 점이 있는데 신청은 어디에서 하나요?",
  "「%s」 내용은 좋은데 일정이 너무 늦게 올라온 것 같습니다.",
};
static const int answer_delays[] = { 0, 60, 300 };  /* seconds after the post */

static void
mention_free (Mention *mention)
{
  g_free (mention->id);
  g_free (mention->author);
  g_free (mention->text);
  g_free (mention->post_id);
  g_free (mention);
}

static char *
make_author (SotongRandom *random)
{
  return g_strdup_printf ("연습시민%04u", sotong_random_below (random, 10000));
}

/* @mention is numbered when it is shown, so that ids and pages never change afterwards. */
static void
show (SotongPracticeMentions *self,
      Mention                *mention)
{
  mention->id = g_strdup_printf ("m%06u", self->shown->len + 1);
  g_ptr_array_add (self->shown, mention);
}

static Mention *
make_mention (SotongPracticeMentions *self,
              gint64                  published_at)
{
  Mention *mention = g_new0 (Mention, 1);
  guint place = sotong_random_below (&self->random, G_N_ELEMENTS (places));
  guint remark = sotong_random_below (&self->random, G_N_ELEMENTS (remarks));
  guint opening = sotong_random_below (&self->random, G_N_ELEMENTS (openings));

  mention->author = make_author (&self->random);
  mention->text = g_strdup_printf ("%s%s, %s (제%u호)", openings[opening], places[place], remarks[remark],
                                   self->shown->len + 1);
  mention->published_at = published_at;
  return mention;
}

/**
 * sotong_practice_mentions_new:
 * @seed: what they are made from
 * @now: seconds since 1970 UTC
 * @set_clock: whether the clock stands still, so that nothing can be waited for
 *
 * Returns: (transfer full): mentions of the week before @now
 */
SotongPracticeMentions *
sotong_practice_mentions_new (guint64  seed,
                              gint64   now,
                              gboolean set_clock)
{
  SotongPracticeMentions *self = g_new0 (SotongPracticeMentions, 1);

  sotong_random_init (&self->random, seed);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) mention_free);
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) mention_free);
  self->set_clock = set_clock;
  for (guint i = 0; i < N_AT_START; i++)
    show (self, make_mention (self, now - BEFORE_S + (gint64) i * BEFORE_S / N_AT_START));
  self->next_at = now + INTERVAL_S;
  return self;
}

/**
 * sotong_practice_mentions_free:
 * @self: (transfer full) (nullable): the mentions
 */
void
sotong_practice_mentions_free (SotongPracticeMentions *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

/**
 * sotong_practice_mentions_add_post:
 * @self: the mentions
 * @post_id: a post's id
 * @title: its title or first words
 * @now: seconds since 1970 UTC
 *
 * Lets citizens answer a post: one at once, two some minutes later (at once too if the clock is set).
 */
void
sotong_practice_mentions_add_post (SotongPracticeMentions *self,
                                   const char             *post_id,
                                   const char             *title,
                                   gint64                  now)
{
  g_autofree char *line = sotong_text_single_line (title, TITLE_CHARS);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Mention *mention = g_new0 (Mention, 1);
      GString *text = g_string_new (answers[i]);

      g_string_replace (text, "%s", line, 1);
      mention->author = make_author (&self->random);
      mention->text = g_string_free (text, FALSE);
      mention->post_id = g_strdup (post_id);
      mention->published_at = now + (self->set_clock ? 0 : answer_delays[i]);
      g_ptr_array_add (self->answers, mention);
    }
}

/**
 * sotong_practice_mentions_advance:
 * @self: the mentions
 * @now: seconds since 1970 UTC
 *
 * Shows what is due by @now.
 *
 * Returns: how many are shown
 */
guint
sotong_practice_mentions_advance (SotongPracticeMentions *self,
                                  gint64                  now)
{
  for (guint n = 0; self->next_at <= now && n < MAX_NEW; n++, self->next_at += INTERVAL_S)
    show (self, make_mention (self, self->next_at));
  if (self->next_at <= now)
    self->next_at = now + INTERVAL_S;
  for (guint i = 0; i < self->answers->len;)
    if (((const Mention *) g_ptr_array_index (self->answers, i))->published_at <= now)
      show (self, g_ptr_array_steal_index (self->answers, i));
    else
      i++;
  return self->shown->len;
}

/**
 * sotong_practice_mentions_add_page:
 * @self: the mentions
 * @builder: a builder inside an array
 * @base: the platform's address
 * @first: how many to skip
 * @limit: how many to add at most
 *
 * Returns: whether there are more after these
 */
gboolean
sotong_practice_mentions_add_page (SotongPracticeMentions *self,
                                   JsonBuilder            *builder,
                                   const char             *base,
                                   guint                   first,
                                   guint                   limit)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  guint end = first + MIN (limit, self->shown->len - MIN (first, self->shown->len));

  for (guint i = first; i < end; i++)
    {
      const Mention *mention = g_ptr_array_index (self->shown, i);
      g_autofree char *time = sotong_time_format_iso (mention->published_at, utc);
      g_autofree char *url = g_strdup_printf ("%s/mentions/%s", base, mention->id);

      json_builder_begin_object (builder);
      sotong_json_add_string (builder, "id", mention->id);
      sotong_json_add_string (builder, "author", mention->author);
      sotong_json_add_string (builder, "published_at", time);
      sotong_json_add_string (builder, "url", url);
      sotong_json_add_string (builder, "text", mention->text);
      sotong_json_add_string (builder, "in_reply_to", mention->post_id);
      json_builder_end_object (builder);
    }
  return end < self->shown->len;
}

/**
 * sotong_practice_mentions_find_text:
 * @self: the mentions
 * @id: a mention's id
 *
 * Returns: (transfer none) (nullable): its text
 */
const char *
sotong_practice_mentions_find_text (SotongPracticeMentions *self,
                                    const char             *id)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      const Mention *mention = g_ptr_array_index (self->shown, i);

      if (g_str_equal (mention->id, id))
        return mention->text;
    }
  return NULL;
}
