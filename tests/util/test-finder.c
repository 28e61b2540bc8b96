/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-finder.h"

static gboolean
find (const char *words,
      const char *title,
      const char *body)
{
  g_autoptr(SotongFinder) finder = sotong_finder_new (words);
  const char *texts[] = { title, body };

  return sotong_finder_matches (finder, texts, G_N_ELEMENTS (texts));
}

static void
test_words (void)
{
  g_assert_true (find ("축제", "가을축제에서", NULL)); /* particles and neighbours cling to a word */
  g_assert_true (find ("축제 한강", "한강", "축제"));
  g_assert_false (find ("축제 한강", "한강", NULL));
  g_assert_true (find ("", "아무것", NULL));
  g_assert_true (find ("\t\343\200\200", NULL, NULL)); /* nothing but blanks, a wide one too */
  g_assert_true (find ("축제\343\200\200한강", "축제", "한강"));
  g_assert_false (find ("축제", NULL, ""));
}

static void
test_case (void)
{
  g_assert_true (find ("seoul", "SEOUL", NULL));
  g_assert_true (find ("SeOuL 2016", "seoul2016", NULL));
  g_assert_true (find ("É", "café", NULL));
  g_assert_true (find ("Ω", NULL, "ω"));
  g_assert_false (find ("seou1", "SEOUL", NULL));
  g_assert_true (find ("ab", "aab", NULL)); /* a beginning that fails is not skipped over */
}

static void
test_composed (void)
{
  g_assert_true (find ("\341\204\222\341\205\241\341\206\253\341\204\200\341\205\241\341\206\274", "한강 공원", NULL)); /* as a Mac writes it */
  g_assert_true (find ("e\314\201t\303\251", "été", NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/util/finder/words", test_words);
  g_test_add_func ("/util/finder/case", test_case);
  g_test_add_func ("/util/finder/composed", test_composed);
  return g_test_run ();
}
