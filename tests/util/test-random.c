/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-random.h"

/* The first results of seed 2016. They may never change: the demo workspace is made from them. */
static void
test_fixed (void)
{
  static const guint64 expected[] = {
    G_GUINT64_CONSTANT (0x2783899f312ca7a0), G_GUINT64_CONSTANT (0x0624859da8fd69e2),
    G_GUINT64_CONSTANT (0xb6d231296dd6a35b),
  };
  SotongRandom random;

  sotong_random_init (&random, 2016);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmphex (sotong_random_next (&random), ==, expected[i]);
}

static void
test_fixed_derived (void)
{
  SotongRandom random;

  sotong_random_init (&random, 7);
  g_assert_cmpuint (sotong_random_below (&random, 1000), ==, 700);
  g_assert_cmpint (sotong_random_between (&random, -50, 50), ==, -22);
  g_assert_cmpint (sotong_random_normal (&random, 100000, 5000), ==, 107490);
  g_assert_cmpuint (sotong_random_poisson (&random, 4500), ==, 3);
}

static void
test_below (void)
{
  guint counts[7] = { 0 };
  SotongRandom random;

  sotong_random_init (&random, 1);
  for (int i = 0; i < 70000; i++)
    counts[sotong_random_below (&random, 7)]++;
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_assert_cmpuint (counts[i], >, 9600);
      g_assert_cmpuint (counts[i], <, 10400);
    }
  g_assert_cmpuint (sotong_random_below (&random, 1), ==, 0);
  g_assert_cmpint (sotong_random_between (&random, 5, 5), ==, 5);
}

static void
test_normal (void)
{
  gint64 sum = 0, squares = 0;
  SotongRandom random;

  sotong_random_init (&random, 2);
  for (int i = 0; i < 50000; i++)
    {
      gint64 value = sotong_random_normal (&random, 0, 1000);

      sum += value;
      squares += value * value;
      g_assert_cmpint (ABS (value), <=, 6000);
    }
  g_assert_cmpint (ABS (sum / 50000), <, 20);
  g_assert_cmpint (squares / 50000, >, 970000);
  g_assert_cmpint (squares / 50000, <, 1030000);
}

static void
test_poisson (void)
{
  gint64 sum = 0, squares = 0;
  SotongRandom random;

  sotong_random_init (&random, 3);
  for (int i = 0; i < 50000; i++)
    {
      gint64 value = sotong_random_poisson (&random, 3400);

      sum += value;
      squares += value * value;
    }
  g_assert_cmpint (sum, >, 3350 * 50);
  g_assert_cmpint (sum, <, 3450 * 50);
  /* mean of squares = mean + mean², 3.4 + 11.56 */
  g_assert_cmpint (squares / 50, >, 14600);
  g_assert_cmpint (squares / 50, <, 15300);
  g_assert_cmpuint (sotong_random_poisson (&random, 0), ==, 0);
}

static void
test_weighted (void)
{
  static const guint32 weights[] = { 0, 3, 0, 1, 0 };
  guint counts[5] = { 0 };
  SotongRandom random;

  sotong_random_init (&random, 4);
  for (int i = 0; i < 40000; i++)
    counts[sotong_random_weighted (&random, weights, 5)]++;
  g_assert_cmpuint (counts[0] + counts[2] + counts[4], ==, 0);
  g_assert_cmpuint (counts[1], >, 29500);
  g_assert_cmpuint (counts[1], <, 30500);
}

static void
test_shuffle (void)
{
  guint32 items[50];
  guint64 seen = 0;
  guint moved = 0;
  SotongRandom random;

  for (guint32 i = 0; i < 50; i++)
    items[i] = i;
  sotong_random_init (&random, 5);
  sotong_random_shuffle (&random, items, 50);
  for (guint32 i = 0; i < 50; i++)
    {
      seen |= G_GUINT64_CONSTANT (1) << items[i];
      moved += items[i] != i;
    }
  g_assert_cmphex (seen, ==, (G_GUINT64_CONSTANT (1) << 50) - 1);
  g_assert_cmpuint (moved, >, 40);
  sotong_random_shuffle (&random, items, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/util/random/fixed", test_fixed);
  g_test_add_func ("/util/random/fixed-derived", test_fixed_derived);
  g_test_add_func ("/util/random/below", test_below);
  g_test_add_func ("/util/random/normal", test_normal);
  g_test_add_func ("/util/random/poisson", test_poisson);
  g_test_add_func ("/util/random/weighted", test_weighted);
  g_test_add_func ("/util/random/shuffle", test_shuffle);
  return g_test_run ();
}
