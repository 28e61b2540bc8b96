/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "words/sotong-model.h"
#include "words/sotong-noun-learner.h"
#include "words/sotong-nouns.h"

static const SotongNouns *nouns;

static void
append (const char *noun,
        gsize       length,
        gpointer    user_data)
{
  GString *out = user_data;

  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append_len (out, noun, (gssize) length);
}

static void
assert_nouns (const char *text,
              const char *wanted)
{
  g_autoptr(GString) out = g_string_new (NULL);

  sotong_nouns_extract (nouns, text, strlen (text), append, out);
  g_assert_cmpstr (out->str, ==, wanted);
}

static void
test_endings (void)
{
  assert_nouns ("도서관에서 책을 빌렸어요", "도서관 책");
  assert_nouns ("버스가 시청으로 갑니다", "버스 시청");
  assert_nouns ("나이는 상관없다", "나이"); /* 나 with 이 would want a final consonant */
  assert_nouns ("학생들에게 혜택입니다", "학생 혜택");
  assert_nouns ("구청장님께서 약속했다", "구청장 약속");
  assert_nouns ("구청장님께서는 공무원조차도 정류장에서조차도 예산까지는", "구청장 공무원 정류장 예산"); /* several in a row */
  assert_nouns ("시민들에게는 어르신들까지 안전만으로는 이유만으로", "시민 어르신 안전 이유");
}

static void
test_verbs (void)
{
  assert_nouns ("사업을 시행하고 예산이 삭감되었다", "사업 시행 예산 삭감");
  assert_nouns ("정말 예쁘고 즐거운 하루", "하루");
  assert_nouns ("무분별한 개발", "개발"); /* what things are like is no thing */
  assert_nouns ("빨리 올립니다 제발", "");
}

static void
test_compounds (void)
{
  assert_nouns ("주민참여예산제도를", "주민참여예산제도");
  assert_nouns ("서울시도시계획위원회의 회의록", "서울시도시계획위원회 회의록");
  assert_nouns ("교통사고피해자의", "교통사고피해자");
}

/* A new name shows by its ending alone. */
static void
test_unknown (void)
{
  assert_nouns ("뚜벅뚜롱을 아세요", "뚜벅뚜롱");
  assert_nouns ("괜찮은 먹었을 만드는", "");
  assert_nouns ("신림동 주민", "신림동 주민");
}

/* 시장 is a mayor and a market, and in 시장한 the root of an adjective. */
static void
test_both (void)
{
  assert_nouns ("부산 시장 안전 대책", "부산 시장 안전 대책");
  assert_nouns ("안전이 우선이다, 불편은 없다", "안전 우선 불편");
  assert_nouns ("안전한 도시에서 행복하게", "도시");
  assert_nouns ("교통안전을 위한 공고", "교통안전 공고");
  assert_nouns ("필요 없이 완전 좋다", "");
}

/* Words of offices stand alone more often than before an ending. */
static void
test_office (void)
{
  assert_nouns ("미세먼지 저감 대책", "미세먼지 저감 대책");
  assert_nouns ("빗물 저류 시설 침하", "빗물 저류 시설 침하");
  assert_nouns ("요양보호사 돌봄 바우처", "요양보호사 돌봄 바우처");
}

static void
learn (SotongNounLearner *learner,
       const char        *text,
       int                n)
{
  for (int i = 0; i < n; i++)
    sotong_noun_learner_add (learner, text, strlen (text));
}

/* A new name is one word wherever it stands once its endings have told. */
static void
test_learner (void)
{
  g_autoptr(SotongNounLearner) learner = sotong_noun_learner_new (nouns);
  g_autoptr(GPtrArray) none = sotong_noun_learner_list (learner, 10), learnt = NULL, first = NULL, own = g_ptr_array_new ();
  g_autoptr(SotongNouns) with = NULL;
  const SotongNouns *before = nouns;

  g_assert_cmpuint (none->len, ==, 0);
  assert_nouns ("뚜벅뚜롱 신청", "신청");
  learn (learner, "뚜벅뚜롱을 신청했다. 뚜벅뚜롱의 혜택, 뚜벅뚜롱 안내", 4);
  learn (learner, "두루빛뫼에서는 걷는다. 두루빛뫼의 밤", 3);
  learn (learner, "버벅거린을 버벅거린은", 9);                  /* verbs have these as well */
  learn (learner, "도서관의 도서관을", 9);                      /* is known */
  learn (learner, "엉뚱무리의 엉뚱무리를 엉뚱무리의", 2);       /* too seldom */
  learn (learner, "하는것의 하는것에서는", 9);                  /* not kept apart */
  learn (learner, "SNS뚝딱이의 3뚝딱이에게는 \xff", 9);
  learnt = sotong_noun_learner_list (learner, 10);
  g_assert_cmpuint (learnt->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (learnt, 0), ==, "뚜벅뚜롱");
  g_assert_cmpstr (g_ptr_array_index (learnt, 1), ==, "두루빛뫼");
  first = sotong_noun_learner_list (learner, 1);
  g_assert_cmpuint (first->len, ==, 1);
  nouns = with = sotong_nouns_new_with (before, own, learnt);
  assert_nouns ("뚜벅뚜롱 신청, 뚜벅뚜롱도", "뚜벅뚜롱 신청 뚜벅뚜롱");
  nouns = before;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Several words that somebody wrote together are no new name, nor is a number. */
static void
test_phrases (void)
{
  static const char * const texts[] = { "우리집", "두사람", "이글", "다른곳", "정문앞", "판사님", "수십억원", "몇번", "있는곳", "좋은환경", "할일" };
  g_autoptr(SotongNounLearner) learner = sotong_noun_learner_new (nouns);
  g_autoptr(GPtrArray) learnt = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s의 %s에서의 %s에게는", texts[i], texts[i], texts[i]);

      learn (learner, text, 9);
    }
  learn (learner, "한부모가정의 한부모가정에게는 패널티의 패널티를 패널티로서의", 9);
  learnt = sotong_noun_learner_list (learner, 10);
  g_ptr_array_sort (learnt, compare_texts);
  g_assert_cmpuint (learnt->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (learnt, 0), ==, "패널티");
  g_assert_cmpstr (g_ptr_array_index (learnt, 1), ==, "한부모가정");
  assert_nouns ("가장으로서 책임, 뚜벅뚜룡으로써", "가장 책임 뚜벅뚜룡");
}

/* Persons are nobody's keyword: they are called by a title, or their names look so. */
static void
test_persons (void)
{
  g_autoptr(SotongNounLearner) learner = sotong_noun_learner_new (nouns);
  g_autoptr(GPtrArray) learnt = NULL;

  learn (learner, "갈뭇빠 씨를 만났다. 갈뭇빠의 말", 9);
  learn (learner, "뭉쑥얌 기자가 썼다. 뭉쑥얌을 믿는다. 뭉쑥얌의 글", 9);
  learn (learner, "서먕뽈을 믿는다. 서먕뽈의 글. 서먕뽈의원은 온다", 9);
  learn (learner, "고쑴펑에게 서류를 냈다. 고쑴펑의 답", 9);
  learn (learner, "최민솔을 보았다. 최민솔의 집", 9);
  learn (learner, "최민솔에서 놀았다. 진빛뫼를 걷는다. 진빛뫼에서 진빛뫼의 진빛뫼 주민", 9);
  learn (learner, "꼬물뜰을 청소했다. 꼬물뜰의 꽃. 꼬물뜰 시장이 섰다", 3);
  learn (learner, "꼬물뜰을 청소했다. 꼬물뜰의 꽃", 9);
  learnt = sotong_noun_learner_list (learner, 10);
  g_ptr_array_sort (learnt, compare_texts);
  g_assert_cmpuint (learnt->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (learnt, 0), ==, "꼬물뜰");
  g_assert_cmpstr (g_ptr_array_index (learnt, 1), ==, "진빛뫼");
  g_assert_cmpstr (g_ptr_array_index (learnt, 2), ==, "최민솔"); /* people stand in it: a place */
}

static void
test_odd_texts (void)
{
  g_autofree char *long_word = g_strnfill (100000, 'a');
  g_autofree char *long_text = g_strconcat (long_word, " 서울 ", long_word, "도서관", NULL);

  g_autoptr(GString) wide = g_string_new (NULL);

  assert_nouns ("", "");
  assert_nouns ("CCTV를 SNS와 a 5월 2016년", "CCTV SNS");
  assert_nouns ("\xff도서관\xfe을 \xec\xa2", "도서관");
  assert_nouns ("<b>예산</b>, 예산!", "예산 예산");
  assert_nouns ("도서관 https://blog.example.kr/abc?id=CCTV#SNS 예산", "도서관 예산");
  assert_nouns ("예산은 www.city.example.kr에서, HTTP://A.KR/도서관", "예산 도서관");
  assert_nouns ("@seoul_city 예산 (@kim) kim.lee@city.example CCTV@ 도서관@", "예산 도서관");
  assert_nouns ("http https www SNS http:", "http https www SNS http");
  for (int i = 0; i < 100000; i++)
    g_string_append (wide, "가");
  assert_nouns (wide->str, "");
  assert_nouns (long_text, "서울"); /* what is longer than a word can be is none, and hides none */
}

static void
test_bad_list (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sotong-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "nouns.txt", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_nouns_open (path, &error));
  g_assert_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_NO_MODEL);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "n 도서관\nq 무엇\n", -1, NULL));
  g_assert_null (sotong_nouns_open (path, &error));
  g_assert_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_BAD_MODEL);
  g_unlink (path);
  g_rmdir (dir);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  nouns = sotong_nouns_get_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/words/nouns/endings", test_endings);
  g_test_add_func ("/words/nouns/verbs", test_verbs);
  g_test_add_func ("/words/nouns/compounds", test_compounds);
  g_test_add_func ("/words/nouns/unknown", test_unknown);
  g_test_add_func ("/words/nouns/both", test_both);
  g_test_add_func ("/words/nouns/office", test_office);
  g_test_add_func ("/words/nouns/learner", test_learner);
  g_test_add_func ("/words/nouns/phrases", test_phrases);
  g_test_add_func ("/words/nouns/persons", test_persons);
  g_test_add_func ("/words/nouns/odd-texts", test_odd_texts);
  g_test_add_func ("/words/nouns/bad-list", test_bad_list);
  return g_test_run ();
}
