/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart costs beside the rectangles that it cannot do without: CPU milliseconds a frame at 1600 × 600. */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <time.h>

#include "chart/sotong-bar-layer.h"
#include "chart/sotong-line-layer.h"
#include "chart/sotong-threshold-layer.h"
#include "chart/sotong-trend-chart.h"
#include "util/sotong-time.h"

#define WIDTH 1600
#define HEIGHT 600
#define ROUNDS 15

typedef void (*DrawFunc) (cairo_t  *cr,
                          gpointer  data);

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
median_ms (DrawFunc draw,
           gpointer data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS + 1; i++)
    {
      cairo_t *cr = cairo_create (surface);
      double start = cpu_ms ();

      draw (cr, data);
      cairo_surface_flush (surface);
      if (i > 0)
        times[i - 1] = cpu_ms () - start;
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
  qsort (times, ROUNDS, sizeof *times, compare_doubles);
  return times[ROUNDS / 2];
}

static void
draw_chart (cairo_t  *cr,
            gpointer  data)
{
  sotong_chart_draw (data, cr, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT));
}

/* The first frame at a size: places everything again. */
static void
draw_chart_anew (cairo_t  *cr,
                 gpointer  data)
{
  sotong_chart_set_language (data, SOTONG_LANGUAGE_KOREAN);
  draw_chart (cr, data);
}

typedef struct {
  const double *values;
  gsize         n;
} Numbers;

/* The floor: lowest and highest value of each column, one rectangle each, one fill. */
static void
draw_rectangles (cairo_t  *cr,
                 gpointer  data)
{
  const Numbers *numbers = data;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  for (gsize x = 0; x < WIDTH; x++)
    {
      gsize from = numbers->n * x / WIDTH, to = MAX (numbers->n * (x + 1) / WIDTH, from + 1);
      double low = INFINITY, high = -INFINITY;

      for (gsize i = from; i < to; i++)
        {
          low = numbers->values[i] < low ? numbers->values[i] : low;
          high = numbers->values[i] > high ? numbers->values[i] : high;
        }
      cairo_rectangle (cr, (double) x, HEIGHT - high, 1, MAX (high - low, 1.75));
    }
  cairo_set_source_rgb (cr, 0.15, 0.33, 0.49);
  cairo_fill (cr);
}

static double *
make_values (gsize  n,
             guint  seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = floor (250 + 120 * sin ((double) i / (double) n * 9) + g_rand_double_range (rand, -80, 80));
  return values;
}

static SotongChart *
make_chart (const double *values,
            gsize         n,
            guint         n_series)
{
  g_autoptr(SotongSlots) slots = sotong_slots_new_numbers (n);
  g_autoptr(SotongLayer) layer = sotong_line_layer_new (SOTONG_LINE_PLAIN);
  SotongChart *chart = sotong_chart_new (slots);

  for (guint i = 0; i < n_series; i++)
    {
      g_autoptr(SotongSeries) series = NULL;

      if (i == 0)
        series = sotong_series_new ("series", SOTONG_ROLE_FIRST, values, n);
      else
        series = sotong_series_new_take ("series", SOTONG_ROLE_FIRST + i, make_values (n, i + 1), n);
      sotong_layer_add_series (layer, series);
    }
  sotong_chart_add_layer (chart, layer);
  return chart;
}

static void
measure_points (gsize n)
{
  g_autofree double *values = make_values (n, 1);
  g_autoptr(SotongChart) chart = make_chart (values, n, 1);
  Numbers numbers = { values, n };
  double floor_ms = median_ms (draw_rectangles, &numbers);
  double chart_ms = median_ms (draw_chart, chart);
  double anew_ms = median_ms (draw_chart_anew, chart);

  g_print ("%9" G_GSIZE_FORMAT " points: rectangles alone %6.2f ms, chart %6.2f ms (%.2f x), placed anew %6.2f ms\n",
           n, floor_ms, chart_ms, chart_ms / floor_ms, anew_ms);
}

static SotongTrendPoint *
make_points (gsize         n,
             SotongBucket  bucket,
             GTimeZone    *zone)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  SotongTrendPoint *points = g_new0 (SotongTrendPoint, n);
  gint64 start = sotong_time_from_civil (2016, 1, 1, 0, 0, 0, zone);

  for (gsize i = 0; i < n; i++)
    {
      points[i].start = start;
      points[i].positive = g_rand_int_range (rand, 5, 90);
      points[i].neutral = g_rand_int_range (rand, 5, 90);
      points[i].negative = g_rand_int_range (rand, 5, 90);
      points[i].total = points[i].positive + points[i].neutral + points[i].negative;
      start = sotong_time_bucket_next (start, bucket, zone);
    }
  return points;
}

static void
measure_year (const char   *name,
              gsize         n,
              SotongBucket  bucket)
{
  g_autoptr(GTimeZone) zone = sotong_time_zone_new ("Asia/Seoul", NULL);
  g_autofree SotongTrendPoint *points = make_points (n, bucket, zone);
  g_autoptr(SotongChart) trend = sotong_trend_chart_new (points, n, bucket, zone);
  g_autoptr(SotongChart) sentiment = sotong_sentiment_chart_new (points, n, bucket, zone);

  double start = cpu_ms ();
  g_autofree char *table = sotong_chart_to_table (trend);
  double table_ms = cpu_ms () - start;

  g_print ("a year of %s: mentions %.2f ms, sentiment %.2f ms, table %.2f ms\n", name, median_ms (draw_chart, trend),
           median_ms (draw_chart, sentiment), table_ms);
}

static void
measure_hover (void)
{
  g_autofree double *values = make_values (1000000, 1);
  g_autoptr(SotongChart) chart = make_chart (values, 1000000, 1);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  double start;

  median_ms (draw_chart, chart);
  start = cpu_ms ();
  for (guint i = 0; i < 1000; i++)
    {
      SotongLayer *layer;
      gsize index;

      if (sotong_chart_pick (chart, WIDTH, HEIGHT, theme, 100 + i, 300, &index, &layer))
        g_free (sotong_chart_describe_point (chart, index));
    }
  g_print ("hover over 1,000,000 points: %.4f ms a move\n", (cpu_ms () - start) / 1000);
}

/* A threshold that every stretch of a million points crosses: its name looks everywhere for a place, and the peak is at the end. */
static void
measure_threshold (void)
{
  g_autofree double *values = make_values (1000000, 1);
  g_autoptr(SotongChart) plain = NULL, named = NULL;

  values[999990] = 2000;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(SotongSlots) slots = sotong_slots_new_numbers (1000000);
      g_autoptr(SotongLayer) layer = sotong_line_layer_new (SOTONG_LINE_LABEL_PEAK), threshold = sotong_threshold_layer_new (250, "Alert");
      g_autoptr(SotongSeries) series = sotong_series_new ("series", SOTONG_ROLE_FIRST, values, 1000000);
      SotongChart *chart = sotong_chart_new (slots);

      sotong_layer_add_series (layer, series);
      sotong_chart_add_layer (chart, layer);
      if (i == 1)
        sotong_chart_add_layer (chart, threshold);
      *(i == 0 ? &plain : &named) = chart;
    }
  g_print ("1,000,000 points with a peak %.2f ms, with a threshold too %.2f ms\n", median_ms (draw_chart, plain), median_ms (draw_chart, named));
}

static double
wall_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

/* From the array to the file, as a person waits for it. */
static void
measure_file (const char *folder)
{
  g_autofree double *values = make_values (1000000, 1);
  g_autofree char *path = g_build_filename (folder, "chart.png", NULL);
  double cpu = INFINITY, wall = INFINITY;

  for (guint i = 0; i < 7; i++)
    {
      g_autoptr(SotongChart) chart = NULL;
      double cpu_begun = cpu_ms (), wall_begun = wall_ms ();

      chart = make_chart (values, 1000000, 1);
      sotong_chart_save (chart, path, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), NULL);
      cpu = MIN (cpu, cpu_ms () - cpu_begun);
      wall = MIN (wall, wall_ms () - wall_begun);
    }
  g_print ("PNG of an array of 1,000,000: %.1f ms CPU, %.1f ms in all\n", cpu, wall);
}

/* The fastest of some runs of a whole program, from its start to its end; -1 when it is not installed. */
static double
run_ms (const char *folder,
        const char *command)
{
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  double best = INFINITY;

  for (guint i = 0; i < 5; i++)
    {
      double begun = wall_ms ();
      int status = 0;

      if (!g_spawn_sync (folder, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL)
          || status != 0)
        return -1;
      best = MIN (best, wall_ms () - begun);
    }
  return best;
}

static void
write_points (const char *folder)
{
  g_autofree double *values = make_values (1000000, 1);
  g_autofree char *path = g_build_filename (folder, "points.tsv", NULL);
  g_autoptr(GString) text = g_string_sized_new (16 * 1024 * 1024);

  for (guint i = 0; i < 1000000; i++)
    g_string_append_printf (text, "%u\t%.3f\n", i, values[i]);
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
}

static void
print_peer (const char *name,
            double      ours,
            double      theirs)
{
  if (theirs < 0)
    g_print ("  %s: not installed\n", name);
  else
    g_print ("  %s %.0f ms: %.1f times as long\n", name, theirs, theirs / ours);
}

/* One text file of 1,000,000 lines to a picture of 1600 × 600, the whole process. */
static void
measure_peers (const char *folder,
               const char *program)
{
  g_autofree char *quoted = g_shell_quote (program);
  g_autofree char *command = g_strconcat (quoted, " chart line -o ours.png --width 1600 --height 600 < points.tsv", NULL);
  double ours;

  write_points (folder);
  ours = run_ms (folder, command);
  g_print ("the whole process for 1,000,000 lines: sotongctl chart line %.0f ms\n", ours);
  print_peer ("gnuplot (gd)", ours,
              run_ms (folder, "gnuplot -e 'set terminal png size 1600,600; set output \"theirs.png\"; plot \"points.tsv\" using 1:2 with lines notitle'"));
  print_peer ("matplotlib (Agg)", ours,
              run_ms (folder, "/usr/bin/python3 -c 'import matplotlib; matplotlib.use(\"Agg\"); import matplotlib.pyplot as p, numpy; "
                      "d = numpy.loadtxt(\"points.tsv\"); f = p.figure(figsize=(16, 6), dpi=100); p.plot(d[:, 0], d[:, 1]); f.savefig(\"theirs.png\")'"));
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "chart.png", "points.tsv", "ours.png", "theirs.png" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* bench-chart [SOTONGCTL]: with the program's path the whole process is held against gnuplot and matplotlib. */
int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("sotong-bench-XXXXXX", NULL);
  g_autofree double *values = make_values (366, 1);
  g_autoptr(SotongChart) jagged = make_chart (values, 366, 3);

  for (gsize n = 1000; n <= 10000000; n *= 10)
    measure_points (n);
  g_print ("a year of days, 3 jagged lines: %.2f ms\n", median_ms (draw_chart, jagged));
  measure_year ("days", 366, SOTONG_BUCKET_DAY);
  measure_year ("hours", 8784, SOTONG_BUCKET_HOUR);
  measure_threshold ();
  measure_hover ();
  measure_file (folder);
  if (argc > 1)
    {
      g_autofree char *program = g_canonicalize_filename (argv[1], NULL);

      measure_peers (folder, program);
    }
  remove_folder (folder);
  return 0;
}
