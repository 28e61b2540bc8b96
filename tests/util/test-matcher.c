/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-matcher.h"
#include "util/sotong-text.h"

static SotongMatch
match (const char *typed,
       const char *name)
{
  g_autoptr(SotongMatcher) matcher = sotong_matcher_new (typed);
  g_autofree char *folded = sotong_text_fold (name);

  return sotong_matcher_match (matcher, folded);
}

static void
test_parts (void)
{
  g_assert_cmpint (match ("", "아무것"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match (" \t", ""), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("서울", "서울불꽃축제"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("불꽃", "서울 불꽃축제"), ==, SOTONG_MATCH_WORD);
  g_assert_cmpint (match ("불꽃", "서울불꽃축제"), ==, SOTONG_MATCH_INSIDE);
  g_assert_cmpint (match ("부산", "서울불꽃축제"), ==, SOTONG_MATCH_NONE);
  g_assert_cmpint (match ("축제 서울", "서울불꽃축제"), ==, SOTONG_MATCH_START); /* in any order */
  g_assert_cmpint (match ("축제 부산", "서울불꽃축제"), ==, SOTONG_MATCH_NONE);
  g_assert_cmpint (match ("서울불꽃", "서울 · 불꽃"), ==, SOTONG_MATCH_START); /* blanks and signs between */
  g_assert_cmpint (match ("FETCH men", "Fetch Mentions Now"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("10/8", "불꽃 10/8 안내"), ==, SOTONG_MATCH_WORD);
  g_assert_cmpint (match ("서울", ""), ==, SOTONG_MATCH_NONE);
  /* A better place further on is found too. */
  g_assert_cmpint (match ("꽃", "불꽃 꽃길"), ==, SOTONG_MATCH_WORD);
}

static void
test_consonants (void)
{
  g_assert_cmpint (match ("ㅅㅇㅂㄲ", "서울불꽃축제"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("ㅅㅇㅂㄲ", "서울 불꽃축제"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("ㅂㄲㅊㅈ", "서울 불꽃축제"), ==, SOTONG_MATCH_WORD);
  g_assert_cmpint (match ("ㅂㄱ", "불꽃"), ==, SOTONG_MATCH_NONE); /* ㄱ is not ㄲ */
  g_assert_cmpint (match ("ㅎ", "하"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("ㄱ", "힣"), ==, SOTONG_MATCH_NONE);
  g_assert_cmpint (match ("ㅎ", "힣"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("ㅋ", "ㅋㅋㅋ"), ==, SOTONG_MATCH_START); /* it stands for itself too */
  g_assert_cmpint (match ("ㄳ", "감사"), ==, SOTONG_MATCH_START);    /* an input method joined two */
  g_assert_cmpint (match ("ㅄ", "봉사"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("\341\204\211\341\204\213", "서울"), ==, SOTONG_MATCH_START); /* conjoining ㅅㅇ */
}

static void
test_mixed (void)
{
  g_assert_cmpint (match ("서ㅇ불ㄲ", "서울 불꽃축제"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("서울ㅂㄲ", "서울불꽃"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("2016ㅅㅇ", "2016 서울"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("ㅎㄱ ㅊㅈ", "한강 여름축제"), ==, SOTONG_MATCH_START);
  /* What is still being written stands for all it may become. */
  g_assert_cmpint (match ("서우", "서울"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("울", "우리"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("닭", "달걀"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("서울부", "서울불꽃"), ==, SOTONG_MATCH_START);
  g_assert_cmpint (match ("부꽃", "불꽃"), ==, SOTONG_MATCH_NONE); /* but only the last one */
  g_assert_cmpint (match ("울 ", "우리"), ==, SOTONG_MATCH_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/util/matcher/parts", test_parts);
  g_test_add_func ("/util/matcher/consonants", test_consonants);
  g_test_add_func ("/util/matcher/mixed", test_mixed);
  return g_test_run ();
}
