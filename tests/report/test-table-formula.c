/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-table-formula.h"

static SotongTable *
new_table (guint n_columns)
{
  SotongTable *table = sotong_table_new ("t", NULL);

  for (guint i = 0; i < n_columns; i++)
    sotong_table_add_column (table, "x", NULL, 20, SOTONG_ALIGN_RIGHT);
  return table;
}

/* A row of numbers behind its name. */
static void
add_row (SotongTable  *table,
         const gint64 *numbers,
         guint         n)
{
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, "row");
  for (guint i = 0; i < n; i++)
    sotong_table_add_number (table, numbers[i], NULL);
}

static const char *
formula_of (SotongTable *table,
            guint        row,
            guint        column)
{
  return sotong_table_get_cell (table, row, column)->formula;
}

static void
test_terms (void)
{
  g_autoptr(SotongTable) table = new_table (5);

  add_row (table, (const gint64[]) { 10, 4, -2, 4 }, 4);
  sotong_table_follow_terms (table, "B-C+D");
  g_assert_cmpstr (formula_of (table, 1, 4), ==, "=B{r}-C{r}+D{r}");
  add_row (table, (const gint64[]) { 10, 4, -2, 5 }, 4); /* it is printed otherwise: a figure of its own */
  sotong_table_follow_terms (table, "B-C+D");
  g_assert_null (formula_of (table, 2, 4));
  sotong_table_begin_row (table, 0);
  sotong_table_add_text (table, "row");
  sotong_table_add_shown (table, "-"); /* what is not known is no number to go on with */
  sotong_table_add_number (table, 0, NULL);
  sotong_table_add_number (table, 0, "0명");
  sotong_table_add_number (table, 0, NULL);
  sotong_table_follow_terms (table, "B+C");
  g_assert_null (formula_of (table, 3, 4));
  sotong_table_follow_terms (table, "C+D"); /* nor is one with words beside it */
  g_assert_null (formula_of (table, 3, 4));
  sotong_table_follow_terms (table, "C+Z");
  g_assert_null (formula_of (table, 3, 4));
}

static void
add_rated (SotongTable *table,
           gint64       part,
           gint64       whole,
           gint64       rate,
           guint        decimals)
{
  add_row (table, (const gint64[]) { part, whole }, 2);
  sotong_table_add_decimal (table, rate, decimals, decimals == 0 ? "1" : "1.0");
}

static void
test_rate (void)
{
  g_autoptr(SotongTable) table = new_table (4);

  add_rated (table, -256400, 161600, -158, 0); /* cut towards nought */
  sotong_table_follow_rate (table, 'B', "C");
  g_assert_cmpstr (formula_of (table, 1, 3), ==, "=IF(C{r}=0,\"-\",TRUNC(B{r}*100/C{r}))");
  add_rated (table, 2, 3, 667, 1);
  sotong_table_follow_rate (table, 'B', "BC");
  g_assert_null (formula_of (table, 2, 3));
  sotong_table_follow_rate (table, 'B', "C");
  g_assert_cmpstr (formula_of (table, 2, 3), ==, "=IF(C{r}=0,\"-\",ROUND(B{r}*100/C{r},1))");
  add_rated (table, 1, 2, 333, 1);
  sotong_table_follow_rate (table, 'B', "BC");
  g_assert_cmpstr (formula_of (table, 3, 3), ==, "=IF((B{r}+C{r})=0,\"-\",ROUND(B{r}*100/(B{r}+C{r}),1))");
  add_rated (table, 1, 0, 0, 0);
  sotong_table_follow_rate (table, 'B', "C");
  g_assert_null (formula_of (table, 4, 3));
  add_rated (table, 7, 2, 4, 0);
  sotong_table_follow_mean (table, 'B', 'C');
  g_assert_cmpstr (formula_of (table, 5, 3), ==, "=IF(C{r}=0,\"-\",ROUND(B{r}/C{r},0))");
  add_rated (table, 7, 2, 3, 0);
  sotong_table_follow_mean (table, 'B', 'C');
  g_assert_null (formula_of (table, 6, 3));
}

static void
test_rows (void)
{
  g_autoptr(SotongTable) table = new_table (3);

  add_row (table, (const gint64[]) { 6, 8 }, 2);
  add_row (table, (const gint64[]) { 1, 2 }, 2);
  add_row (table, (const gint64[]) { 5, 5 }, 2);
  sotong_table_follow_below (table, 1, "BC");
  g_assert_cmpstr (formula_of (table, 1, 1), ==, "=SUM(B{r+1}:B{r+2})");
  g_assert_null (formula_of (table, 1, 2)); /* the total holds what is not listed */
  sotong_table_follow_below (table, 3, "BC"); /* of no rows there is no sum */
  g_assert_null (formula_of (table, 3, 1));
  add_row (table, (const gint64[]) { 11, 13 }, 2);
  sotong_table_follow_rows (table, 4, "BC", (const guint[]) { 1, 3 }, 2);
  g_assert_cmpstr (formula_of (table, 4, 1), ==, "=SUM(B{r-3},B{r-1})");
  sotong_table_follow_rows (table, 4, "B", (const guint[]) { 2 }, 1); /* a cell keeps its formula */
  g_assert_cmpstr (formula_of (table, 4, 1), ==, "=SUM(B{r-3},B{r-1})");
}

static void
test_place (void)
{
  g_autofree char *sum = sotong_table_place_formula ("=SUM(B{r+1}:B{end})", 3, 8), *others = sotong_table_place_formula ("=B{r}-C{r-3}+{x", 3, 8);

  g_assert_cmpstr (sum, ==, "=SUM(B5:B9)");
  g_assert_cmpstr (others, ==, "=B4-C1+{x");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/table-formula/terms", test_terms);
  g_test_add_func ("/report/table-formula/rate", test_rate);
  g_test_add_func ("/report/table-formula/rows", test_rows);
  g_test_add_func ("/report/table-formula/place", test_place);
  return g_test_run ();
}
