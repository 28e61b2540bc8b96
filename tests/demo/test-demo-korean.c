/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-grammar.h"

static void
assert_particle (const char *noun,
                 const char *particle,
                 const char *expected)
{
  g_autoptr(GString) text = g_string_new (noun);

  g_assert_true (sotong_demo_append_particle (text, particle));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_particles (void)
{
  g_autoptr(GString) text = g_string_new ("버스");

  assert_particle ("버스", "을", "버스를");
  assert_particle ("지하철", "을", "지하철을");
  assert_particle ("따릉이", "이", "따릉이가");
  assert_particle ("공원", "이", "공원이");
  assert_particle ("공원", "은", "공원은");
  assert_particle ("서울", "으로", "서울로");
  assert_particle ("시청", "으로", "시청으로");
  assert_particle ("버스", "으로", "버스로");
  assert_particle ("도서관", "과", "도서관과");
  assert_particle ("2호선 3", "은", "2호선 3은");
  assert_particle ("9", "이", "9가");
  assert_particle ("7", "으로", "7로");
  assert_particle ("미세먼지(PM)", "이", "미세먼지(PM)이");
  assert_particle ("“소통”", "이라", "“소통”이라");
  assert_particle ("어머니", "이랑", "어머니랑");
  g_assert_false (sotong_demo_append_particle (text, "에서"));
  g_assert_cmpstr (text->str, ==, "버스");
}

static void
assert_predicate (const char      *stem,
                  SotongDemoMood   mood,
                  SotongDemoTone   tone,
                  SotongDemoStyle  style,
                  const char      *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);
  SotongDemoPredicate predicate;

  g_assert_true (sotong_demo_predicate_parse (stem, &predicate));
  sotong_demo_append_predicate (text, &predicate, mood, tone, style, 0);
  g_assert_cmpstr (text->str, ==, expected);
}

#define V SOTONG_DEMO_MOOD_VERB
#define A SOTONG_DEMO_MOOD_ADJECTIVE
#define X SOTONG_DEMO_MOOD_EXISTENCE
#define P SOTONG_DEMO_MOOD_PAST
#define PLAIN SOTONG_DEMO_TONE_PLAIN
#define NOTICE SOTONG_DEMO_TONE_NOTICE
#define REPORT SOTONG_DEMO_TONE_REPORT
#define ASK SOTONG_DEMO_TONE_QUESTION

static void
test_predicates (void)
{
  assert_predicate ("막히", V, PLAIN, SOTONG_DEMO_STYLE_POLITE, "막혀요");
  assert_predicate ("막히", V, PLAIN, SOTONG_DEMO_STYLE_FORMAL, "막힙니다");
  assert_predicate ("막히", V, PLAIN, SOTONG_DEMO_STYLE_WRITTEN, "막힌다");
  assert_predicate ("막히", V, PLAIN, SOTONG_DEMO_STYLE_NOTE, "막힘");
  assert_predicate ("막히", P, PLAIN, SOTONG_DEMO_STYLE_POLITE, "막혔어요");
  assert_predicate ("걷*", V, PLAIN, SOTONG_DEMO_STYLE_WRITTEN, "걷는다");
  assert_predicate ("걷*", P, PLAIN, SOTONG_DEMO_STYLE_FORMAL, "걸었습니다");
  assert_predicate ("어렵*", A, PLAIN, SOTONG_DEMO_STYLE_POLITE, "어려워요");
  assert_predicate ("어렵*", A, PLAIN, SOTONG_DEMO_STYLE_NOTE, "어려움");
  assert_predicate ("어렵*", A, ASK, SOTONG_DEMO_STYLE_POLITE, "어려운가요?");
  assert_predicate ("어렵*", A, NOTICE, SOTONG_DEMO_STYLE_POLITE, "어렵네요");
  assert_predicate ("힘들", A, PLAIN, SOTONG_DEMO_STYLE_FORMAL, "힘듭니다");
  assert_predicate ("힘들", A, PLAIN, SOTONG_DEMO_STYLE_NOTE, "힘듦");
  assert_predicate ("힘들", A, NOTICE, SOTONG_DEMO_STYLE_CASUAL, "힘드네");
  assert_predicate ("만들", V, PLAIN, SOTONG_DEMO_STYLE_WRITTEN, "만든다");
  assert_predicate ("빠르", A, PLAIN, SOTONG_DEMO_STYLE_POLITE, "빨라요");
  assert_predicate ("바쁘", A, PLAIN, SOTONG_DEMO_STYLE_POLITE, "바빠요");
  assert_predicate ("크", A, PLAIN, SOTONG_DEMO_STYLE_CASUAL, "커");
  assert_predicate ("불편하", A, PLAIN, SOTONG_DEMO_STYLE_POLITE, "불편해요");
  assert_predicate ("불편하", A, REPORT, SOTONG_DEMO_STYLE_CASUAL, "불편하더라");
  assert_predicate ("되", P, PLAIN, SOTONG_DEMO_STYLE_POLITE, "됐어요");
  assert_predicate ("바뀌", P, PLAIN, SOTONG_DEMO_STYLE_POLITE, "바뀌었어요");
  assert_predicate ("낫*", A, PLAIN, SOTONG_DEMO_STYLE_POLITE, "나아요");
  assert_predicate ("있", X, ASK, SOTONG_DEMO_STYLE_POLITE, "있나요?");
  assert_predicate ("좋", A, PLAIN, SOTONG_DEMO_STYLE_FORMAL, "좋습니다");
  assert_predicate ("막히", V, PLAIN, SOTONG_DEMO_STYLE_GYEONGSANG, "막힙니더");
  assert_predicate ("막히", V, PLAIN, SOTONG_DEMO_STYLE_JEOLLA, "막힌당께");
  assert_predicate ("막히", V, PLAIN, SOTONG_DEMO_STYLE_CHUNGCHEONG, "막혀유");
  assert_predicate ("고치", SOTONG_DEMO_MOOD_REQUEST, PLAIN, SOTONG_DEMO_STYLE_POLITE, "고쳐 주세요");
  assert_predicate ("늘리", SOTONG_DEMO_MOOD_WISH, PLAIN, SOTONG_DEMO_STYLE_POLITE, "늘렸으면 좋겠어요");
}

static void
assert_copula (const char      *noun,
               SotongDemoTone   tone,
               SotongDemoStyle  style,
               const char      *expected)
{
  g_autoptr(GString) text = g_string_new (noun);

  sotong_demo_append_predicate (text, NULL, SOTONG_DEMO_MOOD_COPULA, tone, style, 1);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_copula (void)
{
  assert_copula ("문제", PLAIN, SOTONG_DEMO_STYLE_POLITE, "문제예요");
  assert_copula ("일", PLAIN, SOTONG_DEMO_STYLE_POLITE, "일이에요");
  assert_copula ("문제", PLAIN, SOTONG_DEMO_STYLE_FORMAL, "문제입니다");
  assert_copula ("문제", PLAIN, SOTONG_DEMO_STYLE_WRITTEN, "문제다");
  assert_copula ("일", PLAIN, SOTONG_DEMO_STYLE_WRITTEN, "일이다");
  assert_copula ("문제", NOTICE, SOTONG_DEMO_STYLE_POLITE, "문제네요");
  assert_copula ("일", NOTICE, SOTONG_DEMO_STYLE_CASUAL, "일이네");
  assert_copula ("문제", PLAIN, SOTONG_DEMO_STYLE_CASUAL, "문제야");
  assert_copula ("문제", PLAIN, SOTONG_DEMO_STYLE_NOTE, "문제임");
  assert_copula ("언제까지", ASK, SOTONG_DEMO_STYLE_POLITE, "언제까지인가요?");
}

static void
test_grammar (void)
{
  static const char source[] =
    "# note\n== common\n-- place\n시청\n== bus | 버스 | 3\n-- thing\n버스\n-- say\n"
    "{=thing}^이 {place} 앞에서 (오래|) {3..3}분 <V서!>\n";
  g_autoptr(SotongDemoGrammar) grammar = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  const SotongDemoList *list;
  SotongDemoVoice voice;
  SotongRandom random;

  grammar = sotong_demo_grammar_new (source, sizeof source - 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sotong_demo_grammar_get_n_sections (grammar), ==, 2);
  g_assert_cmpstr (sotong_demo_grammar_get_section (grammar, 1), ==, "bus");
  g_assert_cmpstr (sotong_demo_grammar_get_field (grammar, 1, 2), ==, "3");
  g_assert_cmpstr (sotong_demo_grammar_get_field (grammar, 1, 3), ==, "");
  list = sotong_demo_grammar_find (grammar, "bus", "say");
  g_assert_nonnull (list);
  g_assert_null (sotong_demo_grammar_find (grammar, "bus", "place"));
  sotong_random_init (&random, 1);
  sotong_demo_voice_init (&voice, &random, SOTONG_DEMO_STYLE_WRITTEN);
  sotong_demo_list_append (list, &voice, text);
  g_assert_true (g_str_has_prefix (text->str, "버스가 시청 앞에서 "));
  g_assert_true (g_str_has_suffix (text->str, "3분 선다"));
}

static void
test_mistakes (void)
{
  static const char *const sources[] = {
    "버스\n",                    /* before any section */
    "== a\n버스\n",              /* before any list */
    "== a\n-- b\n(하나|둘\n",    /* open choice */
    "== a\n-- b\n{c\n",
    "== a\n-- b\n<Z막히>\n",
    "== a\n-- b\n<V>\n",
    "== a\n-- b\n버스^에서\n",
    "== a\n-- b\n{9..2}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sotong_demo_grammar_new (sources[i], strlen (sources[i]), &error));
      g_assert_error (error, SOTONG_DEMO_GRAMMAR_ERROR, SOTONG_DEMO_GRAMMAR_ERROR_SYNTAX);
    }
  for (int i = 0; i < 1; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sotong_demo_grammar_new ("== a\n-- b\n{c}\n", 13, &error));
      g_assert_error (error, SOTONG_DEMO_GRAMMAR_ERROR, SOTONG_DEMO_GRAMMAR_ERROR_NAME);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo/korean/particles", test_particles);
  g_test_add_func ("/demo/korean/predicates", test_predicates);
  g_test_add_func ("/demo/korean/copula", test_copula);
  g_test_add_func ("/demo/grammar/filling", test_grammar);
  g_test_add_func ("/demo/grammar/mistakes", test_mistakes);
  return g_test_run ();
}
