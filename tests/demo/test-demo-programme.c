/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-programme.h"

static void
test_totals (void)
{
  const SotongDemoProgramme *p = sotong_demo_programme_get ();
  gint64 parts[3] = { 0 };

  for (gsize i = 1; i < p->n_totals; i++)
    for (int year = 0; year < 3; year++)
      parts[year] += p->totals[i].printed[year];
  g_assert_cmpint (p->totals[0].printed[0], ==, 280395000);
  g_assert_cmpint (parts[0], ==, 241600000); /* the document hides the rest */
  g_assert_cmpint (parts[1], ==, 161600000);
  g_assert_cmpint (parts[1], ==, p->totals[0].printed[1]);
  g_assert_cmpint (parts[2], ==, 418000000);
  g_assert_cmpint (parts[2], ==, p->totals[0].printed[2]);
  g_assert_cmpint ((p->totals[0].printed[2] - p->totals[0].printed[1]) * 100 / p->totals[0].printed[1], ==, 158);
  g_assert_cmpint ((p->totals[1].printed[2] - p->totals[1].printed[1]) * 100 / p->totals[1].printed[1], ==, 162);
}

static void
test_lines (void)
{
  const SotongDemoProgramme *p = sotong_demo_programme_get ();
  gint64 tops = 0, administration = 0;

  for (gsize i = 0; i < p->n_lines; i++)
    {
      const SotongDemoLine *line = &p->lines[i];
      gint64 children = 0;

      for (gsize j = 0; j < p->n_lines; j++)
        if (p->lines[j].parent != NULL && strcmp (p->lines[j].parent, line->id) == 0)
          {
            g_assert_cmpuint (j, >, i);
            g_assert_cmpstr (p->lines[j].account, ==, line->account);
            children += p->lines[j].amount;
          }
      if (line->unit_price > 0)
        g_assert_cmpint (line->unit_price * line->quantity, ==, line->amount);
      else
        g_assert_cmpint (children, ==, line->amount);
      if (line->parent == NULL)
        tops += line->amount;
      if (line->parent == NULL && strcmp (line->account, "201-01") == 0)
        administration += line->amount;
      g_assert_true (sotong_demo_programme_find_line (line->id) == line);
    }
  g_assert_cmpint (tops, ==, p->total);
  g_assert_cmpint (administration, ==, 414000000);
  g_assert_null (sotong_demo_programme_find_line ("nothing"));
}

static void
test_settlements (void)
{
  const SotongDemoProgramme *p = sotong_demo_programme_get ();

  g_assert_cmpuint (p->n_settlements, ==, 3);
  for (gsize i = 0; i < p->n_settlements; i++)
    {
      const SotongDemoSettlement *s = &p->settlements[i];

      g_assert_cmpint (s->year, ==, 2012 + (int) i);
      g_assert_cmpint (s->current, ==, s->original + s->carried_in + s->changed);
      g_assert_cmpint (s->remaining, ==, s->current - s->executed - s->carried_out);
    }
  g_assert_cmpint (p->settlements[2].original, ==, p->totals[0].printed[0]);
}

static void
test_targets (void)
{
  const SotongDemoProgramme *p = sotong_demo_programme_get ();
  static const gint64 promised[] = { 500, 40, 40, 3, 1, 150 };

  g_assert_cmpuint (p->n_targets, ==, G_N_ELEMENTS (promised));
  for (gsize i = 0; i < p->n_targets; i++)
    {
      const SotongDemoLine *line = sotong_demo_programme_find_line (p->targets[i].line);

      g_assert_cmpint (p->targets[i].promised, ==, promised[i]);
      g_assert_nonnull (line);
      g_assert_cmpint (line->quantity, ==, promised[i]);
      g_assert_cmpint (line->deliverable, ==, (int) p->targets[i].type);
    }
}

static void
test_texts (void)
{
  const SotongDemoProgramme *p = sotong_demo_programme_get ();

  g_assert_cmpstr (p->necessity, ==, p->purposes[0]);
  g_assert_cmpuint (g_strv_length ((char **) p->purposes), ==, 3);
  g_assert_nonnull (strstr (p->results[1].text, "카카오토리"));
  g_assert_nonnull (strstr (p->results[0].text, "126,128명"));
  g_assert_nonnull (strstr (p->results[2].text, "395,000여명"));
  g_assert_cmpuint (p->n_grounds, ==, 4);
  g_assert_cmpuint (p->n_stages, ==, 4);
  g_assert_cmpint (p->stages[0].amount, ==, p->total);
  for (gsize i = 0; i < p->n_lines; i++)
    g_assert_true (g_utf8_validate (p->lines[i].name, -1, NULL));
  for (int type = 0; type < SOTONG_DEMO_N_TYPES; type++)
    g_assert_nonnull (sotong_demo_type_get_name (type));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/demo/programme/totals", test_totals);
  g_test_add_func ("/demo/programme/lines", test_lines);
  g_test_add_func ("/demo/programme/settlements", test_settlements);
  g_test_add_func ("/demo/programme/targets", test_targets);
  g_test_add_func ("/demo/programme/texts", test_texts);
  return g_test_run ();
}
