/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/sotong-demo-fill-private.h"

#define HOUR 3600

/* What is in review in the made year was submitted by its officer and waits: for the team leader, or, where that review is
 * done, for the director. What was returned says why, and what is approved
 * and not out yet has its seal. */

static const char *const reasons[] = {
  "행사 장소와 문의 전화를 넣어 주세요.",
  "둘째 문단이 보도자료와 겹칩니다. 시민 눈높이로 다시 써 주세요.",
  "사진의 출처와 이용 허락을 확인해 주세요.",
  "제목을 30자 안으로 줄이고 날짜를 앞에 두세요.",
};

/* The round is read from the state of a content's copies. */
static gboolean
fill_round (SotongDemoFill  *fill,
            guint            content,
            const char      *state,
            guint            place,
            GError         **error)
{
  const SotongDemoContent *source = &g_array_index (fill->plan->contents, SotongDemoContent, content);
  gboolean returned = g_str_equal (state, "returned");
  gboolean waits = g_str_equal (state, "in_review");
  SotongMadeRound round = {
    .content_id = fill->content_ids[content],
    .drafter_id = sotong_demo_fill_find_person (fill, source->owner),
    .reviewer_id = sotong_demo_fill_find_person (fill, "team-lead"),
    .decider_id = sotong_demo_fill_find_person (fill, "director"),
    .submitted_at = MIN (source->created_at + 26 * HOUR + (gint64) place * 420, SOTONG_DEMO_NOW - 20 * HOUR),
    .reviewed_at = SOTONG_NONE,
    .decided_at = SOTONG_NONE,
    .returned = returned ? reasons[place % G_N_ELEMENTS (reasons)] : NULL,
  };

  if (!waits || place % 2 == 0)
    round.reviewed_at = round.submitted_at + 3 * HOUR + (gint64) place * 60;
  if (!waits && !returned)
    round.decided_at = round.reviewed_at + 2 * HOUR + (gint64) place * 60;
  return sotong_made_round (fill->db, &round, error);
}

static gboolean
has_round (const char *state)
{
  static const char *const states[] = { "in_review", "returned", "approved", "scheduled", "missed", "failed", NULL };

  return g_strv_contains (states, state);
}

gboolean
sotong_demo_fill_approval (SotongDemoFill  *fill,
                           GError         **error)
{
  int last = -1;
  guint place = 0;

  for (guint i = 0; i < fill->plan->copies->len; i++)
    {
      const SotongDemoCopy *copy = &g_array_index (fill->plan->copies, SotongDemoCopy, i);

      if (copy->content == last || !has_round (copy->state))
        continue;
      last = copy->content;
      if (!fill_round (fill, (guint) last, copy->state, place++, error))
        return FALSE;
    }
  return TRUE;
}
