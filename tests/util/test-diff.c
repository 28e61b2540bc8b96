/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-diff.h"

static void
check (const char *before,
       const char *after,
       const char *expected)
{
  g_autoptr(GPtrArray) runs = sotong_diff_words (before, after);
  g_autofree char *text = sotong_diff_to_text (runs);

  g_assert_cmpstr (text, ==, expected);
}

/* What the runs say must be true of both texts, whatever they are. */
static void
check_runs (const char *before,
            const char *after)
{
  g_autoptr(GPtrArray) runs = sotong_diff_words (before, after);
  g_autoptr(GString) a = g_string_new (NULL);
  g_autoptr(GString) b = g_string_new (NULL);
  SotongDiffKind last = SOTONG_DIFF_ADDED;

  for (guint i = 0; i < runs->len; i++)
    {
      const SotongDiffRun *run = g_ptr_array_index (runs, i);

      g_assert_cmpuint (run->text[0], !=, '\0');
      g_assert_true (i == 0 || run->kind != last);
      g_assert_false (i > 0 && last == SOTONG_DIFF_ADDED && run->kind == SOTONG_DIFF_REMOVED);
      g_assert_true (g_utf8_validate (run->text, -1, NULL));
      if (run->kind != SOTONG_DIFF_ADDED)
        g_string_append (a, run->text);
      if (run->kind != SOTONG_DIFF_REMOVED)
        g_string_append (b, run->text);
      last = run->kind;
    }
  g_assert_cmpstr (a->str, ==, before);
  g_assert_cmpstr (b->str, ==, after);
}

static void
test_words (void)
{
  check (NULL, NULL, "");
  check ("", "", "");
  check ("같은 글", "같은 글", "같은 글");
  check ("", "새 글", "{+새 글+}");
  check ("옛 글", NULL, "[-옛 글-]");
  check ("서울시는 봄 축제를 엽니다.", "서울시는 가을 축제를 엽니다.", "서울시는 [-봄-]{+가을+} 축제를 엽니다.");
  check ("서울시는 축제를 엽니다.", "서울시는 새 축제를 엽니다.", "서울시는 {+새 +}축제를 엽니다.");
  check ("한 줄\n두 줄\n", "한 줄\n세 줄\n", "한 줄\n[-두-]{+세+} 줄\n");
  check ("끝에 붙임", "끝에 붙임!", "끝에 붙임{+!+}");
}

static void
test_tokens (void)
{
  /* A number, a short form and an address are one word each. */
  check ("예산 1,000원", "예산 1,500원", "예산 [-1,000원-]{+1,500원+}");
  check ("can't go", "can’t go", "[-can't-]{+can’t+} go");
  check ("www.seoul.go.kr 보기", "blog.seoul.go.kr 보기", "[-www.seoul.go.kr-]{+blog.seoul.go.kr+} 보기");
  check ("했다.그리고", "했다.그런데", "했다.[-그리고-]{+그런데+}");
  /* Ideographs stand each for itself, pictures keep what belongs to them. */
  check ("市廳廣場", "市民廣場", "市[-廳-]{+民+}廣場");
  check ("좋아요 👍🏽", "좋아요 👍🏿", "좋아요 [-👍🏽-]{+👍🏿+}");
  check ("👨‍👩‍👧 모두", "👨‍👩‍👧‍👦 모두", "[-👨‍👩‍👧-]{+👨‍👩‍👧‍👦+} 모두");
}

static void
test_together (void)
{
  /* Two words that are replaced side by side are one change, a lone addition is not drawn in. */
  check ("하나 둘 셋 넷", "하나 2 3 넷", "하나 [-둘 셋-]{+2 3+} 넷");
  check ("가\n나", "1\n2", "[-가-]{+1+}\n[-나-]{+2+}");
}

static char *
random_text (GRand *rand)
{
  static const char * const parts[] = { "서울", "시민", " ", "\n", "a", "1,0", "。", "市", "👍", "\t", "é", "." };
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 40);

  for (int i = 0; i < n; i++)
    g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

static void
test_any (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20161014);

  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *before = random_text (rand);
      g_autofree char *after = random_text (rand);

      check_runs (before, after);
    }
}

static char *
long_text (const char *word,
           int         n)
{
  GString *text = g_string_new ("머리말\n");

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s%d ", word, i);
  g_string_append (text, "\n맺음말");
  return g_string_free (text, FALSE);
}

static void
test_bounded (void)
{
  g_autofree char *before = long_text ("가", 20000);
  g_autofree char *after = long_text ("나", 20000);
  g_autofree char *almost = g_strconcat (before, "!", NULL);
  g_autoptr(GPtrArray) all = sotong_diff_words (before, after);
  g_autoptr(GPtrArray) one = sotong_diff_words (before, almost);

  /* Nothing in common but the two ends: one replacement. */
  check_runs (before, after);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpint (((SotongDiffRun *) g_ptr_array_index (all, 1))->kind, ==, SOTONG_DIFF_REMOVED);
  g_assert_cmpint (((SotongDiffRun *) g_ptr_array_index (all, 2))->kind, ==, SOTONG_DIFF_ADDED);
  g_assert_cmpuint (one->len, ==, 2);
  g_assert_cmpstr (((SotongDiffRun *) g_ptr_array_index (one, 1))->text, ==, "!");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diff/words", test_words);
  g_test_add_func ("/diff/tokens", test_tokens);
  g_test_add_func ("/diff/together", test_together);
  g_test_add_func ("/diff/any", test_any);
  g_test_add_func ("/diff/bounded", test_bounded);
  return g_test_run ();
}
