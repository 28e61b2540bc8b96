/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/sotong-chart-view.h"
#include "panes-data.h"
#include "store/sotong-db-private.h"
#include "util/sotong-i18n.h"

/* Six panes with a year of data, a million mentions, that zoom together; and a topic of a million mentions that is opened.
 * Prints how long it takes until all are drawn, and the longest turn of the main loop: the program's own work (dispatch)
 * and the layout and drawing in it (frame), in ms. Run it with with-display.sh. */

#define N_PANES 6
#define N_ZOOMS 40
#define N_TOPICS 12

static const char *const ids[N_PANES] = { "trend", "trend#2", "trend#3", "sentiment", "sentiment#2", "sentiment#3" };

static PanesFixture f;
static char *log_path;
static long log_offset;

/* Hours of a year with counts of four sources and three sentiments; the topics hold all of them, so that each has a million. */
static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  static const char sql[] =
    "INSERT INTO source (id, name, kind) VALUES (1, '게시판', 'import'), (2, '뉴스', 'import'), (3, '블로그', 'import'), (4, '카페', 'import');"
    "INSERT INTO topic (id, name) VALUES (1, '미세먼지'), (2, '따릉이');"
    "INSERT INTO fetch_run (source_id, kind, started_at, covered_from, covered_to, outcome) VALUES (1, 'fetch', 1476406800, 1444748400, 1476406800, 'ok');"
    "WITH RECURSIVE h (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM h WHERE i < 8783), s (k) AS (VALUES (1), (2), (3), (4)),"
    " m (n) AS (VALUES (1), (2), (3)), t (t) AS (VALUES (0), (1), (2))"
    " INSERT INTO rollup_hour (topic_id, hour, source_id, sentiment, n)"
    " SELECT t, 401342 + i, k, n, 3 + abs (random ()) % 14 FROM h, s, m, t;"
    "INSERT INTO rollup_total (topic_id, source_id, sentiment, n) SELECT topic_id, source_id, sentiment, sum (n) FROM rollup_hour GROUP BY 1, 2, 3;";

  return sotong_db_script (db, sql, error) ? GINT_TO_POINTER (1) : NULL;
}

static SotongWorkbench *
bench (void)
{
  return sotong_window_get_workbench (f.window.window);
}

static SotongChartView *
view_of (guint nth)
{
  GtkWidget *view = find_widget (GTK_WIDGET (sotong_workbench_get_pane (bench (), ids[nth])), "SotongChartView");

  return view != NULL ? SOTONG_CHART_VIEW (view) : NULL;
}

static gboolean
all_drawn (void)
{
  for (guint i = 0; i < N_PANES; i++)
    if (view_of (i) == NULL || !sotong_chart_view_is_drawn (view_of (i)))
      return FALSE;
  return TRUE;
}

static void
wait_drawn (void)
{
  while (!all_drawn ())
    g_main_context_iteration (NULL, TRUE);
}

/* Of the whole process: what the clock on the wall says depends on what else the machine does. */
static double
cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static void
spin (guint ms)
{
  panes_spin (ms);
}

static void
report (const char *phase)
{
  FILE *file = fopen (log_path, "r");
  double dispatch = 0, frame = 0, dispatch_wall = 0, frame_wall = 0;
  char kind[16];
  long length, cpu;

  fseek (file, log_offset, SEEK_SET);
  while (fscanf (file, "%ld %15s %ld", &length, kind, &cpu) == 3)
    if (g_str_equal (kind, "frame"))
      {
        frame = MAX (frame, (double) cpu / 1000);
        frame_wall = MAX (frame_wall, (double) length / 1000);
      }
    else
      {
        dispatch = MAX (dispatch, (double) cpu / 1000);
        dispatch_wall = MAX (dispatch_wall, (double) length / 1000);
      }
  log_offset = ftell (file);
  fclose (file);
  g_print ("%-24s longest dispatch %5.1f ms (wall %5.1f)   frame %5.1f ms (wall %5.1f)\n", phase, dispatch, dispatch_wall, frame, frame_wall);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
print_times (const char *what,
             double     *times,
             guint       n)
{
  qsort (times, n, sizeof *times, compare_times);
  g_print ("%-24s median %5.1f ms   9 of 10 %5.1f ms   most %5.1f ms   (%u times)\n", what, times[n / 2], times[n * 9 / 10], times[n - 1], n);
}

/* Three columns of two panes, a chart each. */
static void
arrange (void)
{
  g_autofree const char *text =
    g_strdup ("{'version': <uint32 1>, 'width': <1900>, 'height': <900>, 'panes': <@a(ssuuubi) ["
              "('trend', 'center', 0, 0, 0, true, -1), ('sentiment', 'center', 0, 1, 0, true, -1), "
              "('trend#2', 'center', 1, 0, 0, true, -1), ('sentiment#2', 'center', 1, 1, 0, true, -1), "
              "('trend#3', 'center', 2, 0, 0, true, -1), ('sentiment#3', 'center', 2, 1, 0, true, -1)]>, "
              "'columns': <@ai [0, 0, 0]>, 'sizes': <{'start': -1, 'end': -1, 'top': -1, 'bottom': -1}>, "
              "'reveal': <{'start': false, 'end': false, 'top': false, 'bottom': false}>, "
              "'known': <['navigator', 'calendar', 'mentions', 'trend', 'budget', 'content', 'activity', 'words', 'approval', 'inspector', 'promise']>, "
              "'states': <{'trend': {'show': <'mentions'>}, 'trend#2': {'show': <'mentions'>}, 'trend#3': {'show': <'mentions'>}, "
              "'sentiment': {'view': <uint32 3>}, 'sentiment#2': {'view': <uint32 3>}, 'sentiment#3': {'view': <uint32 3>}}>}");
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) layout = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  gtk_window_set_default_size (GTK_WINDOW (f.window.window), 1900, 1000);
  panes_show (&f, "trend");
  g_assert_true (sotong_workbench_restore_layout (bench (), layout, 0, 0));
  while (sotong_workbench_is_building (bench ()))
    g_main_context_iteration (NULL, TRUE);
}

static void
zoom (void)
{
  SotongPeriod *period = sotong_context_get_period (f.context);
  double first = 1444748400, last = 1476406800, times[N_ZOOMS], cpus[N_ZOOMS];

  for (guint i = 0; i < N_ZOOMS; i++)
    {
      gint64 from = g_get_monotonic_time ();
      double by = (i % 20 + 1) * 3 * 86400.0, cpu = cpu_ms ();

      sotong_period_set_zoom (period, first + by, last - by);
      wait_drawn ();
      times[i] = (double) (g_get_monotonic_time () - from) / 1000;
      cpus[i] = cpu_ms () - cpu;
      wait_for_frames (GTK_WIDGET (f.window.window), 1);
    }
  print_times ("six panes zoomed", times, N_ZOOMS);
  print_times ("  processor, all threads", cpus, N_ZOOMS);
  report ("  meanwhile");
}

static void
hover (void)
{
  for (guint i = 0; i < 200; i++)
    {
      sotong_chart_view_set_cursor (view_of (0), (int) i);
      wait_for_frames (GTK_WIDGET (f.window.window), 1);
    }
  report ("cursor in six panes");
}

static void
open_topics (void)
{
  double times[N_TOPICS], cpus[N_TOPICS];

  sotong_period_set_zoom (sotong_context_get_period (f.context), NAN, NAN);
  wait_drawn ();
  report ("(settling)");
  for (guint i = 0; i < N_TOPICS; i++)
    {
      SotongChart *before[N_PANES];
      gint64 from = g_get_monotonic_time ();
      double cpu = cpu_ms ();
      gboolean same = TRUE;

      for (guint k = 0; k < N_PANES; k++)
        before[k] = sotong_chart_view_get_chart (view_of (k));
      sotong_context_set_topic (f.context, 1 + i % 2);
      while (same || !all_drawn ())
        {
          g_main_context_iteration (NULL, TRUE);
          same = FALSE;
          for (guint k = 0; k < N_PANES; k++)
            same = same || before[k] == sotong_chart_view_get_chart (view_of (k));
        }
      times[i] = (double) (g_get_monotonic_time () - from) / 1000;
      cpus[i] = cpu_ms () - cpu;
      spin (50);
    }
  print_times ("topic of 1,000,000 opened", times, N_TOPICS);
  print_times ("  processor, all threads", cpus, N_TOPICS);
  report ("  meanwhile");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  log_path = g_build_filename (g_get_tmp_dir (), "sotong-bench-panes.log", NULL);
  g_remove (log_path);
  g_setenv ("SOTONG_FRAME_LOG", log_path, TRUE);
  sotong_i18n_init ("ko");
  gtk_disable_setlocale ();
  gtk_init ();
  panes_set_up (&f, NULL);
  sotong_store_write (f.store, SOTONG_WRITE_DEFAULT, fill_job, NULL, NULL, &error);
  g_assert_no_error (error);
  arrange ();
  spin (800);
  wait_drawn ();
  if (argc > 1)
    save_screenshot (GTK_WIDGET (f.window.window), argv[1]);
  report ("(panes shown)");
  zoom ();
  hover ();
  open_topics ();
  panes_tear_down (&f, NULL);
  g_remove (log_path);
  return 0;
}
