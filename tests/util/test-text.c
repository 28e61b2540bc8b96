/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-text.h"

static void
check_clean (const char *text,
             gssize      length,
             gsize       max_bytes,
             const char *expected)
{
  g_autofree char *clean = sotong_text_clean (text, length, max_bytes);

  g_assert_cmpstr (clean, ==, expected);
}

static void
test_clean (void)
{
  check_clean (NULL, -1, 100, "");
  check_clean ("", -1, 100, "");
  check_clean ("abc\n\tdef", -1, 100, "abc\n\tdef");
  check_clean ("한글 😀", -1, 100, "한글 😀");
  check_clean ("a\r\nb\rc\n\r\nd", -1, 100, "a\nb\nc\n\nd");
  check_clean ("가\r\n나\r다", -1, 100, "가\n나\n다");
  check_clean ("a\x01\x1f\x7f" "b\xc2\x80\xc2\x9f" "c", -1, 100, "abc");
  check_clean ("\xef\xbb\xbf가\xef\xbb\xbf", -1, 100, "가");
  check_clean ("a\0b", 3, 100, "a\uFFFD" "b");
  check_clean ("\xff" "가\xb0\xa1", -1, 100, "\uFFFD가\uFFFD\uFFFD");
  check_clean ("\xed\xa0\xbd", 3, 100, "\uFFFD\uFFFD\uFFFD");
  check_clean ("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", -1, 100, "한");
  check_clean ("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab가", -1, 100, "한가");
  check_clean ("e\xcc\x81", -1, 100, "é");
  check_clean ("\r", -1, 100, "\n");
  check_clean ("표\u202Egpj.exe\u202C와 \u202D1\u202C", -1, 100, "표gpj.exe와 1");
}

static void
test_clean_cuts (void)
{
  g_autofree char *many = NULL;
  GString *text = g_string_new (NULL);

  check_clean ("abcdef", -1, 3, "abc");
  check_clean ("가나다", -1, 9, "가나다");
  check_clean ("가나다", -1, 8, "가나");
  check_clean ("가나다", -1, 2, "");
  check_clean ("가나다", -1, 0, "");
  for (int i = 0; i < 350000; i++)
    g_string_append (text, "가");
  many = sotong_text_clean (text->str, (gssize) text->len, 1000);
  g_assert_cmpuint (strlen (many), ==, 999);
  g_string_free (text, TRUE);
}

/* What is clean stays as it is. */
static void
test_clean_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (44032);

  for (int round = 0; round < 2000; round++)
    {
      char bytes[120];
      g_autofree char *once = NULL, *twice = NULL;

      for (guint i = 0; i < sizeof bytes; i++)
        {
          if (round % 2 == 0 && i + 3 <= sizeof bytes)
            i += (guint) g_unichar_to_utf8 ((gunichar) g_rand_int_range (random, 0x1100, 0x11ff), bytes + i) - 1;
          else
            bytes[i] = (char) g_rand_int_range (random, 0, 256);
        }
      once = sotong_text_clean (bytes, sizeof bytes, 100);
      twice = sotong_text_clean (once, -1, 100);
      g_assert_true (g_utf8_validate (once, -1, NULL));
      g_assert_cmpuint (strlen (once), <=, 100);
      g_assert_cmpstr (once, ==, twice);
    }
}

/* Every letter, alone and between others, comes out as composing makes it. */
static void
test_clean_composes (void)
{
  for (gunichar c = 0xa0; c < 0x20000; c++)
    {
      char letter[8] = { 0 };
      g_autofree char *text = NULL, *expected = NULL, *clean = NULL;

      if ((c >= 0xd800 && c <= 0xdfff) || c == 0xfeff || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
          || c == 0x200e || c == 0x200f || c == 0x061c)
        continue;
      g_unichar_to_utf8 (c, letter);
      text = g_strconcat ("가", letter, "\xcc\x81" "a", letter, "각", letter, NULL);
      expected = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      clean = sotong_text_clean (text, -1, 1000);
      g_assert_cmpstr (clean, ==, expected);
      g_free (g_steal_pointer (&text));
      g_free (g_steal_pointer (&expected));
      g_free (g_steal_pointer (&clean));
      text = g_strconcat ("가", letter, letter, "a", letter, NULL);
      expected = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      clean = sotong_text_clean (text, -1, 1000);
      g_assert_cmpstr (clean, ==, expected);
    }
}

static void
check_direction (const char *text,
                 const char *expected)
{
  g_autofree char *clean = sotong_text_clean (text, -1, 1000);

  g_assert_cmpstr (clean, ==, expected);
}

/* What turns the direction goes; marks of direction stay where they mean something; what joins stays. */
static void
test_clean_direction (void)
{
  check_direction ("버\u200e스가 \u200f또\u061c 안 와요", "버스가 또 안 와요");
  check_direction ("\u2067버스 12\u2069\u2066가\u2068나\u202a다\u202b라\u202c", "버스 12가나다라");
  check_direction ("مرحبا\u200f!", "مرحبا\u200f!"); /* Arabic */
  check_direction ("שלום C++\u200e. \u2067안녕\u2069", "שלום C++\u200e. 안녕"); /* Hebrew */
  check_direction ("👨\u200d👩\u200d👧 می\u200cخواهم", "👨\u200d👩\u200d👧 می\u200cخواهم");
  g_assert_false (sotong_text_is_clean ("가\u200e나", strlen ("가\u200e나")));
}

static void
check_line (const char *text,
            gsize       max_chars,
            const char *expected)
{
  g_autofree char *line = sotong_text_single_line (text, max_chars);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_single_line (void)
{
  check_line ("", 10, "");
  check_line (" \n\t ", 10, "");
  check_line ("  가 \n\n 나　다  ", 10, "가 나 다");
  check_line ("가나다", 3, "가나다");
  check_line ("가나다 ", 3, "가나다");
  check_line ("가나다라", 3, "가나다…");
  check_line ("가나 다", 3, "가나…");
  check_line ("가나다", 0, "…");
}

static void
test_close_up (void)
{
  static const char * const cases[][2] = { { " 사무 관리비\t", "사무관리비" }, { "가\u3000나\u00a0다", "가나다" }, { "그대로", "그대로" }, { "", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *closed = sotong_text_close_up (cases[i][0]);

      g_assert_cmpstr (closed, ==, cases[i][1]);
    }
}

static void
test_fold_and_blank (void)
{
  g_autofree char *a = sotong_text_fold ("ABC é 한");
  g_autofree char *b = sotong_text_fold ("abc e\xcc\x81 \xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab");

  g_assert_cmpstr (a, ==, b);
  g_assert_true (sotong_text_is_blank (NULL));
  g_assert_true (sotong_text_is_blank (" \n\t　\u00a0"));
  g_assert_false (sotong_text_is_blank (" 가 "));
}

static void
test_name (void)
{
  static const char * const cases[][2] = {
    { "지하철", "지하철" },
    { "\u110c\u1175\u1112\u1161\u110e\u1165\u11af", "지하철" },
    { " \t가을  축제\n", "가을 축제" },
    { "bad\nnew\033[31mline\007", "bad new[31mline" },
    { "e\u0301t\u00e9", "\u00e9t\u00e9" },
    { "\xff", "\uFFFD" },
    { "", "" },
    { " \n", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = sotong_text_name (cases[i][0]);
      g_autofree char *again = sotong_text_name (name);

      g_assert_cmpstr (name, ==, cases[i][1]);
      g_assert_cmpstr (again, ==, name);
    }
}

static void
test_short_name (void)
{
  static const struct { const char *name; const char *letters; } cases[] = {
    { "서울시 트위터", "트위" }, { "블로그", "블로" }, { "City Blog", "Blo" }, { "X", "X" }, { "서울 ", "서울" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *letters = sotong_text_short_name (cases[i].name);

      g_assert_cmpstr (letters, ==, cases[i].letters);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/text/name", test_name);
  g_test_add_func ("/util/text/clean", test_clean);
  g_test_add_func ("/util/text/clean-cuts", test_clean_cuts);
  g_test_add_func ("/util/text/clean-random", test_clean_random);
  g_test_add_func ("/util/text/clean-composes", test_clean_composes);
  g_test_add_func ("/util/text/clean-direction", test_clean_direction);
  g_test_add_func ("/util/text/single-line", test_single_line);
  g_test_add_func ("/util/text/fold-and-blank", test_fold_and_blank);
  g_test_add_func ("/util/text/close-up", test_close_up);
  g_test_add_func ("/util/text/short-name", test_short_name);
  return g_test_run ();
}
