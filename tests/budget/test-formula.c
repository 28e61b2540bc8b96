/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "budget/sotong-formula.h"

typedef struct {
  const char *text;
  gint64      amount;
  guint       n_factors;
  const char *unit;   /* of the first factor */
  const char *note;
  const char *again;  /* as the program writes it */
} Case;

static const Case good[] = {
  { "150,000원*500건", 75000000, 1, "건", "", "150,000원*500건" },
  { "150,000원*40회", 6000000, 1, "회", "", "150,000원*40회" },
  { "1,000,000원*40회", 40000000, 1, "회", "", "1,000,000원*40회" },
  { "10,000,000원*3회", 30000000, 1, "회", "", "10,000,000원*3회" },
  { "100,000원*150회", 15000000, 1, "회", "", "100,000원*150회" },
  { "3,000,000원", 3000000, 0, NULL, "", "3,000,000원" },
  { "35,000,000원 (250P/500부)", 35000000, 0, NULL, "250P/500부", "35,000,000원 (250P/500부)" },
  { "35,000,000원(250P/500부)", 35000000, 0, NULL, "250P/500부", "35,000,000원 (250P/500부)" },
  { "5000원 X 300부", 1500000, 1, "부", "", "5,000원*300부" },
  { "20,000원×12개월x3명", 720000, 2, "개월", "", "20,000원*12개월*3명" },
  { "  7 원 * 2 식 x 1,000 명 ( 부가세 (10%) 포함 ) ", 14000, 2, "식", "부가세 (10%) 포함", "7원*2식*1,000명 (부가세 (10%) 포함)" },
  { "0원*0건", 0, 1, "건", "", "0원*0건" },
  { "100원*0회*9,223,372,036,854,775,807명", 0, 2, "회", "", "100원*0회*9,223,372,036,854,775,807명" },
  { "9,223,372,036,854,775,807원", G_MAXINT64, 0, NULL, "", "9,223,372,036,854,775,807원" },
  { "1원*9223372036854775807회", G_MAXINT64, 1, "회", "", "1원*9,223,372,036,854,775,807회" },
  { "150,000\xe1\x84\x8b\xe1\x85\xaf\xe1\x86\xab*5\xe1\x84\x80\xe1\x85\xa5\xe1\x86\xab", 750000, 1, "건", "", "150,000원*5건" },
  { "1원 ()", 1, 0, NULL, "", "1원" },
  { "1,000원*2식 (부가세) (10개월)", 2000, 1, "식", "부가세) (10개월", "1,000원*2식 (부가세) (10개월)" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongFormula) formula = sotong_formula_parse (good[i].text, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (formula->amount, ==, good[i].amount);
      g_assert_cmpuint (formula->factors->len, ==, good[i].n_factors);
      if (good[i].unit != NULL)
        g_assert_cmpstr (((SotongFactor *) g_ptr_array_index (formula->factors, 0))->unit, ==, good[i].unit);
      g_assert_cmpstr (formula->note, ==, good[i].note);
      again = sotong_formula_to_string (formula);
      g_assert_cmpstr (again, ==, good[i].again);
    }
}

static void
test_bad (void)
{
  static const char *const bad[] = {
    "", "   ", "원", "-150,000원", "△150,000원*2회", "150,000", "150,000*500건", "150,000원*", "150,000원*500", "150,000원*건",
    "150,000원 500건", "150,000원*500건 원", "150,00원*5회", "1,50,000원", ",150원", "150,원", "1,500000원", "1.5원*2회",
    "150,000원*1.5회", "150,000원/3회", "150,000원+3회", "35,000,000원 (250P", "35,000,000원 250P)", "150천원*2회",
    "150,000원*500건=75,000천원", "150,000원*-1회", "150,000원*2회 (가) 나", "150,000원(부가세)*500건(연간)", "150,000원(부가세)*500건", "1원 ((가)", "1원 (가) (나", "1원 (가))",
    "150000won*3회", "\xff\xfe",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongFormula) formula = sotong_formula_parse (bad[i], &error);

      g_assert_null (formula);
      g_assert_error (error, SOTONG_FORMULA_ERROR, SOTONG_FORMULA_ERROR_SYNTAX);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_too_large (void)
{
  static const char *const large[] = {
    "9,223,372,036,854,775,808원", "99999999999999999999원", "2원*9,223,372,036,854,775,807회",
    "3,037,000,500원*3,037,000,500회", "1원*99999999999999999999회", "4,294,967,296원*4,294,967,296건*0회",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SotongFormula) formula = sotong_formula_parse (large[i], &error);

      g_assert_null (formula);
      g_assert_error (error, SOTONG_FORMULA_ERROR, SOTONG_FORMULA_ERROR_OVERFLOW);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/budget/formula/good", test_good);
  g_test_add_func ("/budget/formula/bad", test_bad);
  g_test_add_func ("/budget/formula/too-large", test_too_large);
  return g_test_run ();
}
