/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "plan/sotong-similar.h"

#define NOTICE "서울시는 10월 20일부터 열흘 동안 한강공원에서 빛초롱 축제를 엽니다. 입장료는 없으며, 밤 열 시까지 볼 수 있습니다."

static const struct {
  const char *name;
  const char *a;
  const char *b;
  gboolean similar;
} cases[] = {
  { "same", NOTICE, NOTICE, TRUE },
  { "blanks-and-signs", NOTICE, "★서울시는 10월20일부터 열흘동안 한강공원에서 빛초롱축제를 엽니다!!\n입장료는 없으며 밤 열시까지 볼수 있습니다 😀", TRUE },
  { "particles", NOTICE, "서울시가 10월 20일부터 열흘간 한강공원에서 빛초롱 축제를 개최합니다. 입장료는 없고, 밤 열 시까지 볼 수 있습니다.", TRUE },
  { "address", NOTICE " https://seoul.example/a?utm_source=blog", NOTICE " https://news.example/very/long/address/that/says/nothing/at/all", TRUE },
  { "nfd", NOTICE, NULL, TRUE },
  { "contained", NOTICE, "한 주의 소식을 모았습니다. 도서관은 밤에도 문을 열고, 청년수당 신청은 월말까지입니다. 따릉이 대여소가 늘었습니다. " NOTICE
    " 미세먼지가 심한 날에는 바깥 활동을 줄여 주십시오. 김장 나눔에 함께할 분을 찾습니다. 시민청에서 주말 공연이 열립니다.", TRUE },
  { "other-topic", NOTICE, "따릉이 대여소 열 곳이 새로 문을 엽니다. 가까운 지하철역에서 빌려 한강까지 달려 보십시오. 이용권은 앱에서 삽니다.", FALSE },
  { "same-form-other-matter", "시민 여러분께 청년수당 신청 안내를 알려 드립니다. 자세한 내용은 누리집에서 보십시오.",
    "시민 여러분께 도서관 야간 개방을 알려 드립니다. 문의는 120 다산콜로 하십시오.", FALSE },
  { "short-equal", "수고하셨습니다", "수고하셨습니다!", TRUE },
  { "short-nearly", "좋은 아침입니다", "좋은 저녁입니다", FALSE },
  { "empty", "", "", FALSE },
  { "signs-only", "!!!", "!!!", FALSE },
  { "english-case", "The City Hall library stays open until ten tonight", "the CITY HALL library stays open until ten tonight.", TRUE },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *nfd = cases[i].b == NULL ? g_utf8_normalize (cases[i].a, -1, G_NORMALIZE_NFD) : NULL;
      g_autoptr(SotongShape) a = sotong_shape_new (cases[i].a);
      g_autoptr(SotongShape) b = sotong_shape_new (nfd != NULL ? nfd : cases[i].b);
      double there = 0, back = 0;

      g_test_message ("%s: %.2f", cases[i].name, sotong_shape_likeness (a, b));
      g_assert_cmpint (sotong_shape_is_similar (a, b, &there), ==, cases[i].similar);
      g_assert_cmpint (sotong_shape_is_similar (b, a, &back), ==, cases[i].similar);
      g_assert_cmpfloat (there, ==, back);
      g_assert_cmpfloat (there, >=, 0);
      g_assert_cmpfloat (there, <=, 1);
    }
}

static void
test_measure (void)
{
  g_autoptr(SotongShape) abc = sotong_shape_new ("abc"), bcd = sotong_shape_new ("bcd"), xyz = sotong_shape_new ("xyz"), one = sotong_shape_new ("가");

  g_assert_cmpfloat (sotong_shape_likeness (abc, bcd), ==, 1 / 3.0); /* ab bc against bc cd */
  g_assert_cmpfloat (sotong_shape_likeness (abc, xyz), ==, 0);
  g_assert_cmpfloat (sotong_shape_likeness (one, one), ==, 1);
}

/* A text of any length costs no more than one of a few pages. */
static void
test_bounded (void)
{
  g_autofree char *long_text = g_malloc0 (3 * 1000 * 1000 + 1);
  g_autoptr(SotongShape) a = NULL, b = NULL;

  for (int i = 0; i < 1000 * 1000; i++)
    {
      gunichar c = 0xac00 + (gunichar) ((guint) i * 7919u % 11172u);

      g_unichar_to_utf8 (c, long_text + 3 * i);
    }
  a = sotong_shape_new (long_text);
  long_text[3 * 5000] = '\0';
  b = sotong_shape_new (long_text);
  g_assert_cmpfloat (sotong_shape_likeness (a, b), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/similar/cases", test_cases);
  g_test_add_func ("/plan/similar/measure", test_measure);
  g_test_add_func ("/plan/similar/bounded", test_bounded);
  return g_test_run ();
}
