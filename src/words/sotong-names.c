/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/sotong-names-private.h"

#include <string.h>

/* Names of persons are no words of the office: who is talked of is nobody's keyword but by a person's choice. */

#define E 0xc5d0        /* 에 */
#define GE 0xac8c       /* 게 */
#define RO 0xb85c       /* 로 */
#define EU 0xc73c       /* 으 */
#define LONGEST_TITLE 5 /* syllables */
#define LONGEST_ENDED 3 /* syllables of 씨 and 님 with what stands behind them */

static const char titles[] =
  "씨 님 의원 시장 구청장 군수 지사 도지사 대통령 총리 장관 차관 국장 과장 팀장 실장 부장 차장 계장 주무관 사무관 기자 교수 박사 선생 대표 회장 사장 "
  "부회장 부사장 이사장 감독 배우 작가 선수 변호사 판사 후보 위원장 총장 청장 서장 소장 원장 관장 단장 교장 목사 스님 신부 여사 앵커 아나운서 할머니 "
  "할아버지 어르신 아저씨 아주머니 대변인 비서관 보좌관 수석 부시장 이장 통장 조합장 대법관 대법원장 순경 경장 경위 소방관 간호사 강사 코치 가수 화백 시인 명장 학생";

static const char family_names[] = "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국";

/* By the commonest given names of the last eighty years. */
static const char given_names[] =
  "가강건겸경계고곤관광교구국권규균근금기길나남녀년다단달담대덕도동두득라락란람래량련렬령례로록론룡루류률리린림만말매명모무묵문미민배백범법벽변별병보복봉부분빈빛삼상샘생"
  "서석선설섭성세소솔송수숙순술숭슬승시식신실심아안애양언엄업연열엽영예오옥온완왕외요용우욱운웅원월위유육윤율융은을음의이익인일임자작재전절점정제조종좌주준중지진찬창채천철"
  "초추춘충치칠탁탄태택표필하학한해향혁현협형혜호홍화환황회효후훈휘휴흠흥희헌늘";

static gboolean
holds (const char *set,
       guint32     c)
{
  return g_utf8_strchr (set, -1, c) != NULL;
}

typedef struct {
  guint32 chars[LONGEST_TITLE];
  guint   n;
} Title;

static GArray *
list_titles (void)
{
  static GArray *list; /* (element-type Title) */
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_auto(GStrv) words = g_strsplit (titles, " ", -1);

      list = g_array_new (FALSE, TRUE, sizeof (Title));
      for (guint i = 0; words[i] != NULL; i++)
        {
          Title title = { .n = 0 };

          for (const char *p = words[i]; *p != '\0' && title.n < LONGEST_TITLE; p = g_utf8_next_char (p))
            title.chars[title.n++] = g_utf8_get_char (p);
          g_array_append_val (list, title);
        }
      g_once_init_leave (&once, 1);
    }
  return list;
}

gboolean
sotong_names_is_title (const guint32 *chars,
                       guint          n,
                       guint          at)
{
  const GArray *list = list_titles ();

  for (guint i = 0; i < list->len; i++)
    {
      const Title *title = &g_array_index (list, Title, i);

      if (title->chars[0] == chars[at] && title->n <= n - at && memcmp (title->chars, chars + at, title->n * sizeof (guint32)) == 0
          && (title->n > 1 || n - at <= LONGEST_ENDED))
        return TRUE;
    }
  return FALSE;
}

gboolean
sotong_names_has_family (const guint32 *chars,
                         guint          n)
{
  return n >= 2 && n <= 4 && holds (family_names, chars[0]);
}

gboolean
sotong_names_is_name (const guint32 *chars,
                      guint          n)
{
  return n == 3 && holds (family_names, chars[0]) && holds (given_names, chars[1]) && holds (given_names, chars[2]);
}

gboolean
sotong_names_is_of_thing (const guint32 *chars,
                          guint          n,
                          guint          at)
{
  if (at >= n || n - at > LONGEST_ENDED)
    return FALSE;
  if (chars[at] == E)
    return at + 1 == n || chars[at + 1] != GE;
  return chars[at] == RO || (chars[at] == EU && at + 1 < n && chars[at + 1] == RO);
}
