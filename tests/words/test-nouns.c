/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "words/sotong-model.h"
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

static void
test_odd_texts (void)
{
  g_autoptr(GString) wide = g_string_new (NULL);

  assert_nouns ("", "");
  assert_nouns ("CCTV를 SNS와 a 5월 2016년", "CCTV SNS");
  assert_nouns ("\xff도서관\xfe을 \xec\xa2", "도서관");
  assert_nouns ("<b>예산</b>, 예산!", "예산 예산");
  for (int i = 0; i < 100000; i++)
    g_string_append (wide, "가");
  assert_nouns (wide->str, "");
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
  g_test_add_func ("/words/nouns/odd-texts", test_odd_texts);
  g_test_add_func ("/words/nouns/bad-list", test_bad_list);
  return g_test_run ();
}
