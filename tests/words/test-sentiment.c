/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "words/sotong-corpus.h"
#include "words/sotong-grams.h"
#include "words/sotong-judge.h"
#include "words/sotong-model-private.h"
#include "words/sotong-norm.h"
#include "words/sotong-spans.h"
#include "words/sotong-train.h"

#define SMALL (1u << 13)

static SotongModel *shipped;

static char *
normalised (const char *text,
            gssize      length)
{
  g_auto(SotongNorm) norm = { NULL };

  sotong_norm_init (&norm);
  sotong_norm_set (&norm, text, length < 0 ? strlen (text) : (gsize) length);
  return g_ucs4_to_utf8 ((const gunichar *) norm.chars, norm.n, NULL, NULL, NULL);
}

static void
assert_normal (const char *text,
               const char *wanted)
{
  g_autofree char *got = normalised (text, -1);

  g_assert_cmpstr (got, ==, wanted);
}

static void
test_norm (void)
{
  g_autofree char *nul = normalised ("a\0b", 3);

  assert_normal ("", "  ");
  assert_normal ("  서울  시 ", " 서울 시 ");
  assert_normal ("BUS 142번, 2016년", " bus 0번, 0년 ");
  assert_normal ("ㅋㅋㅋㅋㅋ ㅜㅜㅜ!!!!", " ㅋㅋ ㅠㅠ!! ");
  assert_normal ("\xe1\x84\x8c\xe1\x85\xa9\xe1\x87\x82\xe1\x84\x83\xe1\x85\xa1", " 좋다 "); /* NFD */
  assert_normal ("좋\xff\xfe다\xed\xa0\x80", " 좋 다 ");
  assert_normal ("좋\xec\xa2", " 좋 ");
  assert_normal ("Ａ１", " a0 ");
  assert_normal ("see https://www.seoul.go.kr/a?b=c now", " see \xee\x80\x80 now ");
  assert_normal ("@seoul_city 안녕", " \xee\x80\x81 안녕 ");
  assert_normal ("\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", " \xf0\x9f\x91\x8d "); /* the skin's colour goes */
  g_assert_cmpstr (nul, ==, " a b ");
}

/* A blank more or less changes few of the n-grams. */
static void
test_grams_across_blanks (void)
{
  g_auto(SotongNorm) norm = { NULL };
  g_auto(SotongGrams) joined = { NULL }, apart = { NULL };
  guint shared = 0;

  sotong_norm_set (&norm, "재미없다", strlen ("재미없다"));
  sotong_grams_set (&joined, &norm);
  sotong_norm_set (&norm, "재미 없다", strlen ("재미 없다"));
  sotong_grams_set (&apart, &norm);
  for (guint i = 0; i < joined.n; i++)
    {
      for (guint k = 0; k < apart.n; k++)
        {
          if (joined.hashes[i] == apart.hashes[k])
            {
              shared++;
              break;
            }
        }
    }
  g_assert_cmpuint (shared * 3, >, joined.n * 2);
  g_assert_cmpuint (apart.first[norm.n], ==, apart.n);
}

/* Which words are turned round: they stand in brackets. */
static void
assert_turned (const char *text,
               const char *wanted)
{
  g_auto(SotongNorm) norm = { NULL };
  g_auto(SotongSpans) spans = { NULL };
  g_autoptr(GString) shown = g_string_new (NULL);

  sotong_norm_set (&norm, text, strlen (text));
  sotong_spans_set (&spans, &norm);
  for (guint i = 0; i < spans.n; i++)
    {
      const SotongSpan *span = &spans.spans[i];
      g_autofree char *word = g_ucs4_to_utf8 ((const gunichar *) norm.chars + span->first, span->end - span->first, NULL, NULL, NULL);

      g_string_append_printf (shown, span->turned ? "%s[%s]" : "%s%s", i > 0 ? " " : "", word);
    }
  g_assert_cmpstr (shown->str, ==, wanted);
}

static void
test_negation (void)
{
  assert_turned ("", "");
  assert_turned ("없다", "없다");
  assert_turned ("불편이 없다", "[불편이] 없다");
  assert_turned ("짜증 내는 직원이 없었습니다", "[짜증] [내는] [직원이] 없었습니다");
  assert_turned ("너무 늦고 자리도 없어요", "너무 늦고 [자리도] 없어요");
  assert_turned ("비가 왔는데, 사고가 없네요", "비가 왔는데, [사고가] 없네요");
  assert_turned ("걱정할 일이 아닙니다", "[걱정할] [일이] 아닙니다");
  assert_turned ("아니 왜 안 와요", "아니 왜 안 [와요]");
  assert_turned ("전혀 어렵지 않아요", "전혀 [어렵지] 않아요");
  assert_turned ("만족스럽지 못한 답", "[만족스럽지] 못한 답");
  assert_turned ("소음이 사라졌다", "[소음이] 사라졌다");
  assert_turned ("소음이 사라지지 않았다", "소음이 [사라지지] 않았다");
  assert_turned ("위험이 없는 게 아니다", "위험이 [없는] [게] 아니다");
  assert_turned ("칭찬할 수밖에 없네요", "칭찬할 수밖에 없네요");
  assert_turned ("없다, 없다", "없다, 없다");
}

static SotongJudgement
judge (SotongModel *model,
       const char  *text)
{
  g_autoptr(SotongJudge) one = sotong_judge_new (model);
  SotongJudgement judgement;

  sotong_judge_text (one, text, strlen (text), &judgement);
  g_assert_cmpfloat_with_epsilon (judgement.p[0] + judgement.p[1] + judgement.p[2], 1, 1e-4);
  return judgement;
}

/* Sentences that nobody trained with. */
static void
test_shipped (void)
{
  static const struct {
    const char *text;
    SotongTone  tone;
  } cases[] = {
    { "상담사분이 친절하게 알려주셔서 정말 고마웠어요", SOTONG_TONE_POSITIVE },
    { "새 도서관 너무 좋아요 ㅎㅎ 자주 갈게요", SOTONG_TONE_POSITIVE },
    { "버스가 또 안 와서 짜증납니다 최악이에요", SOTONG_TONE_NEGATIVE },
    { "쓰레기 냄새 때문에 못 살겠어요", SOTONG_TONE_NEGATIVE },
    { "시립미술관은 매주 화요일에 휴관합니다", SOTONG_TONE_NEUTRAL },
    { "신청은 어디에서 하면 되나요?", SOTONG_TONE_NEUTRAL },
    { "아무 사고 없이 잘 끝나서 다행이에요", SOTONG_TONE_POSITIVE },
    { "주차 문제가 말끔히 사라졌네요", SOTONG_TONE_POSITIVE },
    { "고마워할 일이 아닙니다", SOTONG_TONE_NEGATIVE },
    { "친절한 직원이 한 명도 없었어요", SOTONG_TONE_NEGATIVE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SotongJudgement judgement = judge (shipped, cases[i].text);

      g_test_message ("%s: %.2f %.2f %.2f", cases[i].text, (double) judgement.p[0], (double) judgement.p[1], (double) judgement.p[2]);
      g_assert_cmpint (judgement.tone, ==, cases[i].tone);
      g_assert_cmpint (judgement.forced, ==, cases[i].tone);
    }
}

/* What shows is a part of the text, whole characters of it, without blanks. */
static void
test_deciding (void)
{
  static const char text[] = "직원이 \"불친절해서\" 정말 화났습니다!! \xff 최악";
  SotongJudgement judgement = judge (shipped, text);

  g_assert_cmpint (judgement.forced, ==, SOTONG_TONE_NEGATIVE);
  g_assert_cmpuint (judgement.n_deciding, >, 0);
  for (guint i = 0; i < judgement.n_deciding; i++)
    {
      g_autofree char *word = g_strndup (text + judgement.deciding[i].start, judgement.deciding[i].length);

      g_assert_true (g_utf8_validate (word, -1, NULL));
      g_assert_null (strpbrk (word, " \"!"));
      g_assert_cmpuint (judgement.deciding[i].start + judgement.deciding[i].length, <=, strlen (text));
    }
}

static void
test_odd_texts (void)
{
  g_autofree char *wide = g_strnfill (1 << 20, 'x');
  g_autoptr(GString) many = g_string_new (NULL);
  SotongJudgement judgement;

  judgement = judge (shipped, "");
  g_assert_cmpint (judgement.tone, ==, SOTONG_TONE_UNCERTAIN);
  g_assert_cmpuint (judgement.n_deciding, ==, 0);
  judgement = judge (shipped, " \t\n ");
  g_assert_cmpint (judgement.tone, ==, SOTONG_TONE_UNCERTAIN);
  judge (shipped, wide);
  for (int i = 0; i < 100000; i++)
    g_string_append (many, "정말 좋아요 ");
  judgement = judge (shipped, many->str);
  g_assert_cmpint (judgement.forced, ==, SOTONG_TONE_POSITIVE);
  judge (shipped, "\xed\xa0\x80\xc0\xaf\xf8");
}

/* Whatever number of words says the same, the sum does not run over: all weights are the highest there is, and 2^31 is passed. */
static void
test_endless_text (void)
{
  g_autofree gint8 *weights = g_malloc (SMALL * SOTONG_MODEL_FINE);
  g_autoptr(GString) text = g_string_sized_new (24u << 20);
  SotongModelParts parts = { weights, weights, SMALL, 0.0001f, 0, 0.0001f, 0, { { 0 } }, 0.5f, "made for a test" };
  g_autoptr(SotongModel) model = NULL;

  memset (weights, G_MAXINT8, SMALL * SOTONG_MODEL_FINE);
  parts.clues[SOTONG_TONE_POSITIVE][1] = 1; /* that is what the text sounds like */
  parts.clues[SOTONG_TONE_NEGATIVE][1] = -1;
  model = sotong_model_new_from_parts (&parts);
  g_assert_cmpint (judge (model, "가나 가나").forced, ==, SOTONG_TONE_POSITIVE);
  for (guint i = 0; i < 2200000; i++)
    g_string_append (text, "가나");
  g_assert_cmpint (judge (model, text->str).forced, ==, SOTONG_TONE_POSITIVE);
  for (gsize i = 0; i + 6 < text->len; i += 600) /* of many words */
    text->str[i] = text->str[i + 1] = text->str[i + 2] = ' ';
  g_assert_cmpint (judge (model, text->str).forced, ==, SOTONG_TONE_POSITIVE);
}

static GBytes *
bytes_of (const char *path)
{
  char *contents;
  gsize length;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

static SotongModel *
train_small (SotongTraining *training)
{
  g_autoptr(SotongCorpus) corpus = sotong_corpus_new ();
  g_autoptr(GError) error = NULL;
  SotongModel *model;

  g_assert_true (sotong_corpus_add_own (corpus, g_getenv ("SOTONG_OWN_TEXTS"), &error));
  g_assert_no_error (error);
  training->n_groups = SMALL;
  model = sotong_train (corpus, training, NULL, &error);
  g_assert_no_error (error);
  return model;
}

/* The same texts give the same bytes; what was learnt holds for texts held back. */
static void
test_train (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sotong-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "a.model", NULL), *again = g_build_filename (dir, "b.model", NULL);
  g_autoptr(GError) error = NULL;
  SotongTraining first = { .progress = NULL }, second = { .progress = NULL };
  g_autoptr(SotongModel) a = train_small (&first), b = train_small (&second), read_back = NULL;
  g_autoptr(GBytes) a_bytes = NULL, b_bytes = NULL;

  g_assert_true (sotong_model_save (a, path, &error) && sotong_model_save (b, again, &error));
  a_bytes = bytes_of (path);
  b_bytes = bytes_of (again);
  g_assert_true (g_bytes_equal (a_bytes, b_bytes));
  g_assert_cmpuint (first.civic.n, >, 500);
  g_assert_cmpfloat (sotong_scores_accuracy (&first.civic), >, 0.6);
  read_back = sotong_model_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sotong_model_get_version (read_back), ==, sotong_model_get_version (a));
  g_assert_nonnull (strstr (sotong_model_get_about (read_back), "praise.tsv\t"));
  g_unlink (path);
  g_unlink (again);
  g_rmdir (dir);
}

static void
assert_refused (const char       *path,
                const char       *data,
                gsize             length,
                SotongWordsError  code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SotongModel) model = NULL;

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  model = sotong_model_open (path, &error);
  g_assert_null (model);
  g_assert_error (error, SOTONG_WORDS_ERROR, (int) code);
}

static void
test_bad_models (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sotong-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "a.model", NULL);
  SotongTraining training = { .progress = NULL };
  g_autoptr(SotongModel) model = train_small (&training);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *copy = NULL;
  gsize length;

  g_assert_null (sotong_model_open (path, &error));
  g_assert_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_NO_MODEL);
  g_assert_true (sotong_model_save (model, path, NULL));
  bytes = bytes_of (path);
  copy = g_memdup2 (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));
  assert_refused (path, "", 0, SOTONG_WORDS_ERROR_BAD_MODEL);
  assert_refused (path, "Not a model at all", 18, SOTONG_WORDS_ERROR_BAD_MODEL);
  assert_refused (path, copy, length / 2, SOTONG_WORDS_ERROR_BAD_MODEL);
  assert_refused (path, copy, length - 1, SOTONG_WORDS_ERROR_BAD_MODEL);
  for (gsize at = 8; at < length; at += at < 600 ? 1 : length / 40)
    {
      copy[at] ^= 0x10;
      assert_refused (path, copy, length, SOTONG_WORDS_ERROR_BAD_MODEL);
      copy[at] ^= 0x10;
    }
  g_unlink (path);
  g_rmdir (dir);
}

static void
test_scores (void)
{
  static const float says_negative[] = { 0.6f, 0.3f, 0.1f }, says_neutral[] = { 0.1f, 0.5f, 0.4f };
  SotongScores scores = { 0 };

  sotong_scores_add (&scores, SOTONG_LABEL_NEGATIVE, says_negative);
  sotong_scores_add (&scores, SOTONG_LABEL_POSITIVE, says_neutral); /* on the right side, and yet wrong of three */
  sotong_scores_add (&scores, SOTONG_LABEL_MIXED, says_neutral);
  g_assert_cmpuint (scores.n_polar, ==, 2);
  g_assert_cmpfloat (sotong_scores_polar (&scores), ==, 1);
  g_assert_cmpfloat_with_epsilon (sotong_scores_accuracy (&scores), 2.0 / 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (sotong_scores_macro_f1 (&scores), (1 + 2.0 / 3 + 0) / 3, 1e-9);
}

static void
test_bad_data (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sotong-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "a.tsv", NULL);
  g_autoptr(SotongCorpus) corpus = sotong_corpus_new ();
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "좋아요\tpos\n나빠요\tbad\n", -1, NULL));
  g_assert_false (sotong_corpus_add_file (corpus, path, SOTONG_ORIGIN_CIVIC, NULL, &error));
  g_assert_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_BAD_DATA);
  g_assert_nonnull (strstr (error->message, "2"));
  g_clear_error (&error);
  g_assert_false (sotong_corpus_add_folder (corpus, dir, &error));
  g_assert_error (error, SOTONG_WORDS_ERROR, SOTONG_WORDS_ERROR_BAD_DATA);
  g_unlink (path);
  g_rmdir (dir);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  shipped = sotong_model_get_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/words/norm", test_norm);
  g_test_add_func ("/words/grams-across-blanks", test_grams_across_blanks);
  g_test_add_func ("/words/negation", test_negation);
  g_test_add_func ("/words/shipped", test_shipped);
  g_test_add_func ("/words/deciding", test_deciding);
  g_test_add_func ("/words/odd-texts", test_odd_texts);
  g_test_add_func ("/words/endless-text", test_endless_text);
  g_test_add_func ("/words/train", test_train);
  g_test_add_func ("/words/bad-models", test_bad_models);
  g_test_add_func ("/words/scores", test_scores);
  g_test_add_func ("/words/bad-data", test_bad_data);
  return g_test_run ();
}
