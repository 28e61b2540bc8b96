/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "util/sotong-grams.h"
#include "util/sotong-random.h"

static gboolean
may_hold (const char *text,
          const char *word)
{
  SotongGrams grams;

  memset (&grams, 0xff, sizeof grams); /* what was read before */
  sotong_grams_read (&grams, text, strlen (text));
  return sotong_grams_may_hold (&grams, sotong_grams_mark (word));
}

static gboolean
find (const char *text,
      const char *word)
{
  return may_hold (text, word) && strstr (text, word) != NULL;
}

static void
test_words (void)
{
  g_assert_true (find ("가을축제에서", "축제"));
  g_assert_true (find ("축제", "축제"));
  g_assert_false (find ("축", "축제"));
  g_assert_false (find ("제축", "축제"));
  g_assert_false (find ("축 제", "축제")); /* both ends are there */
  g_assert_true (find ("a b", " "));
  g_assert_true (find ("5g", "5g"));
  g_assert_false (find ("5k", "5g"));
  g_assert_false (find ("", "축제"));
  g_assert_false (find ("", "a"));
  g_assert_true (find ("", ""));
  g_assert_true (find ("축제", ""));
}

static char *
random_text (SotongRandom *random,
             gsize         max)
{
  static const char *const letters[] = { "축", "제", "한", "강", "가", "각", "a", "b", " ", "1" };
  GString *text = g_string_new (NULL);
  guint32 n = sotong_random_below (random, (guint32) max);

  for (guint32 i = 0; i < n; i++)
    g_string_append (text, letters[sotong_random_below (random, G_N_ELEMENTS (letters))]);
  return g_string_free (text, FALSE);
}

/* Few letters, so that words stand in texts by chance: as often as strstr() says, and no otherwise. */
static void
test_random (void)
{
  SotongRandom random;
  guint found = 0, n = 20000, told = 0;

  sotong_random_init (&random, 20161014);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = random_text (&random, 60);
      g_autofree char *word = random_text (&random, 5);
      gboolean is = strstr (text, word) != NULL;

      g_assert_cmpint (find (text, word), ==, is);
      found += is ? 1 : 0;
      told += may_hold (text, word) ? 0 : 1;
    }
  g_assert_cmpuint (found, >, n / 20);
  g_assert_cmpuint (found, <, n - n / 20);
  g_assert_cmpuint (told, >, (n - found) / 3); /* without reading the text again */
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grams/words", test_words);
  g_test_add_func ("/grams/random", test_random);
  return g_test_run ();
}
