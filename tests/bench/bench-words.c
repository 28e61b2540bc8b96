/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classifier beside the least that any one needs: the n-grams' hashes alone. bench-words FILE, a text a line. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "words/sotong-grams.h"
#include "words/sotong-judge.h"

#define ROUNDS 3

static double
cpu_s (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

/* The best of some rounds: what others do on the machine only slows it down. */
static double
measure_hashes (GStrv lines)
{
  g_auto(SotongNorm) norm = { NULL };
  g_auto(SotongGrams) grams = { NULL };
  double best = G_MAXDOUBLE;
  guint64 sum = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      double start = cpu_s ();

      for (guint i = 0; lines[i] != NULL; i++)
        {
          sotong_norm_set (&norm, lines[i], strlen (lines[i]));
          sotong_grams_set (&grams, &norm);
          sum += grams.n;
        }
      best = MIN (best, cpu_s () - start);
    }
  printf ("n-grams a text       %.1f\n", (double) sum / ROUNDS / g_strv_length (lines));
  return best;
}

static double
measure_judge (SotongModel *model,
               GStrv        lines)
{
  g_autoptr(SotongJudge) judge = sotong_judge_new (model);
  double best = G_MAXDOUBLE;

  for (int round = 0; round < ROUNDS; round++)
    {
      double start = cpu_s ();
      SotongJudgement judgement;

      for (guint i = 0; lines[i] != NULL; i++)
        sotong_judge_text (judge, lines[i], strlen (lines[i]), &judgement);
      best = MIN (best, cpu_s () - start);
    }
  return best;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  SotongModel *model = sotong_model_get_default (&error);
  double load_ms = (double) (g_get_monotonic_time () - start) / 1e3, hashes, judged;
  guint n;

  if (model == NULL || argc != 2 || !g_file_get_contents (argv[1], &contents, NULL, &error))
    {
      fprintf (stderr, "bench-words FILE: %s\n", error != NULL ? error->message : "name a file");
      return 1;
    }
  lines = g_strsplit (contents, "\n", -1);
  n = g_strv_length (lines);
  hashes = measure_hashes (lines);
  judged = measure_judge (model, lines);
  printf ("load                 %.2f ms\nhashes alone         %.0f texts/s\nclassifier           %.0f texts/s\nratio                %.2f\n", load_ms,
          n / hashes, n / judged, hashes / judged);
  return 0;
}
