/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-won.h"

static void
check_format (gint64      won,
              const char *in_won,
              const char *in_thousand)
{
  g_autofree char *a = sotong_won_format (won);
  g_autofree char *b = sotong_won_format_thousand (won);

  g_assert_cmpstr (a, ==, in_won);
  g_assert_cmpstr (b, ==, in_thousand);
}

static void
test_format (void)
{
  check_format (0, "0", "0");
  check_format (999, "999", "0");
  check_format (-999, "△999", "0");
  check_format (1000, "1,000", "1");
  check_format (418000000, "418,000,000", "418,000");
  check_format (-17925000, "△17,925,000", "△17,925");
  check_format (-17925999, "△17,925,999", "△17,925");
  check_format (G_MAXINT64, "9,223,372,036,854,775,807", "9,223,372,036,854,775");
  check_format (G_MININT64, "△9,223,372,036,854,775,808", "△9,223,372,036,854,775");
}

static void
check_percent (gint64 part,
               gint64 whole,
               gint64 expected)
{
  gint64 percent = -1;

  g_assert_true (sotong_won_percent (part, whole, &percent));
  g_assert_cmpint (percent, ==, expected);
}

/* The figures as the budget book prints them. */
static void
test_percent (void)
{
  gint64 percent = 7;

  check_percent (256400000, 161600000, 158);
  check_percent (256400000, 157600000, 162);
  check_percent (-1, 3, -33);
  check_percent (1, -3, -33);
  check_percent (0, 5, 0);
  check_percent (G_MAXINT64, G_MAXINT64, 100);
  check_percent (G_MININT64, G_MAXINT64, -100);
  g_assert_false (sotong_won_percent (1, 0, &percent));
  g_assert_false (sotong_won_percent (G_MAXINT64, 1, &percent)); /* more than can be counted, not some other number */
  g_assert_false (sotong_won_percent (G_MININT64, 1, &percent));
  g_assert_cmpint (percent, ==, 7);
}

static void
check_parse (const char *text,
             gint64      expected)
{
  gint64 won = -1;

  if (!sotong_won_parse (text, &won))
    g_error ("“%s” was not read", text);
  g_assert_cmpint (won, ==, expected);
}

static void
test_parse (void)
{
  check_parse ("150000", 150000);
  check_parse ("150,000", 150000);
  check_parse (" 150,000원 ", 150000);
  check_parse ("1,234천원", 1234000);
  check_parse ("1,234 천원", 1234000);
  check_parse ("△1,234", -1234);
  check_parse ("△ 1,234", -1234);
  check_parse ("▲1,234천원", -1234000);
  check_parse ("(1,234)", -1234);
  check_parse ("-1,234", -1234);
  check_parse ("+1,234", 1234);
  check_parse ("-", 0);
  check_parse ("0", 0);
  check_parse ("9223372036854775807", G_MAXINT64);
  check_parse ("１２３", 123);
  check_parse ("１，０００원", 1000);
  check_parse ("－１,０００", -1000);
  check_parse ("−1,000", -1000);
  check_parse ("（１,０００천원）", -1000000);
  check_parse ("(1,000)원", -1000);
  check_parse ("₩1,000", 1000);
  check_parse ("10천원", 10000);
  check_parse ("△10 천원", -10000);
  check_parse ("15만원", 150000);
  check_parse ("418백만원", 418000000);
  check_parse ("3억원", 300000000);
  check_parse ("5천만원", 50000000);
  check_parse ("2십만원", 200000);
  check_parse ("\\150,000", 150000);
  check_parse ("-\\1,234", -1234);
}

static void
test_parse_refuses (void)
{
  static const char * const wrong[] = {
    "", " ", "원", "천원", ",", ",5", "1.5", "12.3%", "1,234x", "(1,234", "1,234)", "--1", "+", "+-1", "++1", "△+1", "-(1)", "△", "()", "9223372036854775808",
    "99999999999999999999", "9223372036854775807천원", "１.２", "(1)2", "(1,)234", "(1천)원", "(1천원)천원", "1원 2", "1원천원", "1 2", "+5-", "=1+1", "1,23", "1,,234", "12,34,567", "1,234,", "1\\50", "150\\", "\\", "\\\\5",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gint64 won = 7;

      if (sotong_won_parse (wrong[i], &won))
        g_error ("“%s” was read as %" G_GINT64_FORMAT, wrong[i], won);
    }
}

/* Too many digits are another fault than no amount. */
static void
test_too_large (void)
{
  static const char * const large[] = { "9223372036854775808", "9999999999999999999", "△9,999,999,999,999,999,999원", "9223372036854775807천원" };
  static const char * const other[] = { "", "-", "0", "1,500,000", "9223372036854775807", "삼백만", "99999999999999999999.5", "99999999999999999999x" };

  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    g_assert_true (sotong_won_is_too_large (large[i]));
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (sotong_won_is_too_large (other[i]));
}

/* A column's heading may say what its numbers count; a cell that says it itself is right. */
static void
test_parse_cell (void)
{
  static const struct {
    const char *text;
    gint64      unit;
    gint64      won;
  } cases[] = {
    { "150", 1000, 150000 }, { "150천원", 1000, 150000 }, { "150,000원", 1000, 150000 }, { "△1.0", 1000, -1000 }, { "1500.00", 1, 1500 }, { "-", 1000, 0 },
    { "1.5", 1000, 1500 }, { "△3,132.456", 1000, -3132456 }, { "(0.5)", 1000, -500 }, { "-0.25", 1000, -250 }, { "12.10", 1000000, 12100000 },
    { "0.00000001", 100000000, 1 },
  };
  gint64 won;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (sotong_won_parse_cell (cases[i].text, cases[i].unit, &won));
      g_assert_cmpint (won, ==, cases[i].won);
    }
  g_assert_false (sotong_won_parse_cell ("1.5", 1, &won));
  g_assert_false (sotong_won_parse_cell ("1.05", 1, &won));
  g_assert_false (sotong_won_parse_cell ("1.2345", 1000, &won));
  g_assert_false (sotong_won_parse_cell ("1.00005", 1000, &won));
  g_assert_false (sotong_won_parse_cell ("1.5천원", 1000, &won));
  g_assert_false (sotong_won_parse_cell ("1.5.5", 1000, &won));
  g_assert_false (sotong_won_parse_cell ("1.-5", 1000, &won));
  g_assert_false (sotong_won_parse_cell ("9223372036854775.900", 1000, &won));
  g_assert_false (sotong_won_parse_cell ("1.", 1, &won));
  g_assert_false (sotong_won_parse_cell ("", 1, &won));
  g_assert_false (sotong_won_parse_cell ("9223372036854775807", 1000, &won));
}

static void
test_round_trip (void)
{
  static const gint64 amounts[] = { 0, 1, -1, 999, 1000, -1000, 17925, -17925, 418000000, G_MAXINT64, -G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *text = sotong_won_format (amounts[i]);

      check_parse (text, amounts[i]);
    }
}

static void
test_arithmetic (void)
{
  gint64 result;

  g_assert_true (sotong_won_add (1, 2, &result));
  g_assert_cmpint (result, ==, 3);
  g_assert_true (sotong_won_multiply (150000, 500, &result));
  g_assert_cmpint (result, ==, 75000000);
  g_assert_false (sotong_won_add (G_MAXINT64, 1, &result));
  g_assert_false (sotong_won_add (G_MININT64, -1, &result));
  g_assert_false (sotong_won_multiply (G_MAXINT64, 2, &result));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/util/won/format", test_format);
  g_test_add_func ("/util/won/percent", test_percent);
  g_test_add_func ("/util/won/parse", test_parse);
  g_test_add_func ("/util/won/parse-refuses", test_parse_refuses);
  g_test_add_func ("/util/won/too-large", test_too_large);
  g_test_add_func ("/util/won/parse-cell", test_parse_cell);
  g_test_add_func ("/util/won/round-trip", test_round_trip);
  g_test_add_func ("/util/won/arithmetic", test_arithmetic);
  return g_test_run ();
}
