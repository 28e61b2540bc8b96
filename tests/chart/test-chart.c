/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chart-cases.h"
#include "chart/sotong-bar-layer.h"
#include "chart/sotong-chart-model.h"
#include "chart/sotong-line-layer.h"
#include "chart/sotong-mark-layer.h"
#include "chart/sotong-mark-places.h"
#include "chart/sotong-slots-missing.h"
#include "chart/sotong-threshold-layer.h"
#include "chart/sotong-trend-chart.h"
#include "util/sotong-time.h"

#define WIDTH 640
#define HEIGHT 300

static GTimeZone *
seoul (void)
{
  return sotong_time_zone_new ("Asia/Seoul", NULL);
}

static SotongTrendPoint *
make_points (gsize      n,
             GTimeZone *zone)
{
  SotongTrendPoint *points = g_new0 (SotongTrendPoint, n);
  gint64 start = sotong_time_from_civil (2016, 10, 10, 0, 0, 0, zone);

  for (gsize i = 0; i < n; i++)
    {
      points[i].start = start;
      points[i].positive = 10;
      points[i].neutral = 20;
      points[i].negative = 70;
      points[i].total = 100;
      start = sotong_time_bucket_next (start, SOTONG_BUCKET_DAY, zone);
    }
  return points;
}

static cairo_surface_t *
draw (SotongChart            *chart,
      double                  width,
      double                  height,
      const SotongChartTheme *theme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);

  sotong_chart_draw (chart, cr, width, height, theme);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface,
       double           x,
       double           y)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  guint32 value;

  memcpy (&value, data + (int) y * cairo_image_surface_get_stride (surface) + (int) x * 4, sizeof value);
  return value & 0xffffff;
}

static guint32
color_value (const SotongColor *color)
{
  return (guint32) (color->red * 255 + 0.5) << 16 | (guint32) (color->green * 255 + 0.5) << 8
         | (guint32) (color->blue * 255 + 0.5);
}

static guint
count_pixels (cairo_surface_t *surface,
              guint32          color)
{
  guint count = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      count += pixel (surface, x, y) == color;
  return count;
}

/* Three pixels of a bar: each sentiment where it should be, and the background above. */
static void
test_stack (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (2, zone);
  g_autoptr(SotongChart) chart = sotong_sentiment_chart_new (points, 2, SOTONG_BUCKET_DAY, zone);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  cairo_surface_t *surface = draw (chart, WIDTH, HEIGHT, theme);
  SotongRect rect;
  double left, right, x;

  sotong_chart_get_plot_rect (chart, WIDTH, HEIGHT, theme, &rect);
  g_assert_true (sotong_chart_x_of_index (chart, WIDTH, HEIGHT, theme, 0, &left, &right));
  g_assert_cmpfloat_with_epsilon (left, rect.x, 0.01);
  g_assert_cmpfloat_with_epsilon (right, rect.x + rect.width / 2, 0.01);
  x = (left + right) / 2 - 20;
  g_assert_cmphex (pixel (surface, x, rect.y + rect.height * 0.05), ==, color_value (&theme->roles[SOTONG_ROLE_POSITIVE].color));
  g_assert_cmphex (pixel (surface, x, rect.y + rect.height * 0.20), ==, color_value (&theme->roles[SOTONG_ROLE_NEUTRAL].color));
  g_assert_cmphex (pixel (surface, left + 3, rect.y + rect.height * 0.53), ==, color_value (&theme->background));
  g_assert_cmpuint (count_pixels (surface, color_value (&theme->roles[SOTONG_ROLE_NEGATIVE].color)), >, 1000);
  cairo_surface_destroy (surface);
}

static void
test_gap_is_not_zero (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (9, zone);
  g_autoptr(SotongChart) chart = NULL;
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  cairo_surface_t *surface;
  g_autofree char *text = NULL;
  SotongRect rect;
  double left, right;
  guint hatched = 0, inked = 0;
  guint32 gap = color_value (&theme->gap), line = color_value (&theme->roles[SOTONG_ROLE_TOTAL].color);

  points[4].gap = TRUE;
  points[4].total = 0;
  chart = sotong_trend_chart_new (points, 9, SOTONG_BUCKET_DAY, zone);
  surface = draw (chart, WIDTH, HEIGHT, theme);
  sotong_chart_get_plot_rect (chart, WIDTH, HEIGHT, theme, &rect);
  g_assert_true (sotong_chart_x_of_index (chart, WIDTH, HEIGHT, theme, 4, &left, &right));
  for (int y = (int) rect.y + 2; y < (int) (rect.y + rect.height) - 2; y++)
    for (int x = (int) left + 1; x < (int) right - 1; x++)
      {
        guint32 value = pixel (surface, x, y);

        hatched += value != color_value (&theme->background) && value != color_value (&theme->grid);
        inked += value == line;
      }
  g_assert_cmpuint (hatched, >, 200);
  g_assert_cmpuint (inked, ==, 0);
  g_assert_cmphex (gap, !=, line);
  text = sotong_chart_describe_point (chart, 4);
  g_assert_cmpstr (text, ==, "Fri 14 Oct: no data");
  cairo_surface_destroy (surface);
}

/* The same numbers, once complete and once not: the unfinished bar shows less ink. */
static void
test_partial_is_hatched (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (2, zone);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  guint32 blue = color_value (&theme->roles[SOTONG_ROLE_POSITIVE].color);
  guint counts[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(SotongChart) chart = NULL;
      cairo_surface_t *surface;

      points[1].partial = i == 1;
      chart = sotong_sentiment_chart_new (points, 2, SOTONG_BUCKET_DAY, zone);
      surface = draw (chart, WIDTH, HEIGHT, theme);
      counts[i] = count_pixels (surface, blue);
      cairo_surface_destroy (surface);
    }
  g_assert_cmpuint (counts[1], <, counts[0]);
}

/* Another time is over, and a limit is no count: neither pales where today does. */
static void
test_whole_beside_partial (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (4, zone), *before = make_points (4, zone);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  SotongColor other = sotong_chart_theme_line_color (theme, SOTONG_ROLE_EIGHTH), limit = sotong_chart_theme_line_color (theme, SOTONG_ROLE_THIRD);
  static const double limits[] = { 7, 7, 7, 7 };
  guint counts[2][2];

  for (guint i = 0; i < 4; i++)
    {
      points[i].total = 2;
      before[i].total = 5;
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(SotongChart) chart = NULL;
      cairo_surface_t *surface;

      points[2].partial = points[3].partial = i == 1;
      chart = sotong_trend_chart_new (points, 4, SOTONG_BUCKET_DAY, zone);
      sotong_trend_chart_compare (chart, before, 4, 4, "Last year");
      sotong_trend_chart_limit (chart, limits, 4, "Limit");
      surface = draw (chart, WIDTH, HEIGHT, theme);
      counts[i][0] = count_pixels (surface, color_value (&other));
      counts[i][1] = count_pixels (surface, color_value (&limit));
      cairo_surface_destroy (surface);
    }
  g_assert_cmpuint (counts[0][0], >, 100);
  g_assert_cmpuint (counts[1][0], ==, counts[0][0]);
  g_assert_cmpuint (counts[1][1], ==, counts[0][1]);
}

static void
test_ordinary_inputs (void)
{
  static const double sizes[][2] = { { 1, 1 }, { 20, 10 }, { 120, 40 }, { 300, 100 }, { 640, 300 } };
  g_autoptr(GTimeZone) zone = seoul ();
  guint n_cases;
  const ChartCase *cases = chart_cases (&n_cases);

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr(SotongChart) chart = cases[i].make (zone);
      gsize n = sotong_slots_get_length (sotong_chart_get_slots (chart));
      g_autofree char *sentence = sotong_chart_describe (chart);

      g_assert_cmpuint (strlen (sentence), >, 10);
      if (n > 0)
        {
          g_autofree char *point = sotong_chart_describe_point (chart, n - 1);

          g_assert_nonnull (strchr (point, ':'));
        }
      for (guint style = 0; style < 3; style++)
        for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
          {
            cairo_surface_t *surface = draw (chart, sizes[size][0], sizes[size][1], sotong_chart_theme_get (style));
            guint blank = count_pixels (surface, color_value (&sotong_chart_theme_get (style)->background));

            if (size >= 2)
              g_assert_cmpuint (blank, <, (guint) (sizes[size][0] * sizes[size][1]));
            cairo_surface_destroy (surface);
          }
    }
}

static void
test_pick (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);
  g_autoptr(SotongChart) chart = sotong_sentiment_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_DARK);
  SotongLayer *layer = NULL;
  SotongRect rect;
  gsize index = 99;

  sotong_chart_get_plot_rect (chart, WIDTH, HEIGHT, theme, &rect);
  for (gsize i = 0; i < 7; i++)
    {
      double left, right;

      g_assert_true (sotong_chart_x_of_index (chart, WIDTH, HEIGHT, theme, i, &left, &right));
      g_assert_true (sotong_chart_pick (chart, WIDTH, HEIGHT, theme, (left + right) / 2, rect.y + rect.height - 5,
                                        &index, &layer));
      g_assert_cmpuint (index, ==, i);
      g_assert_true (SOTONG_IS_BAR_LAYER (layer));
    }
  g_assert_false (sotong_chart_pick (chart, WIDTH, HEIGHT, theme, 1, 1, &index, &layer));
  g_assert_false (sotong_chart_pick (chart, WIDTH, HEIGHT, theme, rect.x + rect.width, rect.y + 5, &index, &layer));

  sotong_chart_set_visible_range (chart, (double) points[2].start, (double) points[4].start);
  g_assert_true (sotong_chart_pick (chart, WIDTH, HEIGHT, theme, rect.x + rect.width * 0.25, rect.y + 50, &index, NULL));
  g_assert_cmpuint (index, ==, 2);
  {
    double left, right;

    g_assert_false (sotong_chart_x_of_index (chart, WIDTH, HEIGHT, theme, 6, &left, &right));
    g_assert_true (sotong_chart_x_of_index (chart, WIDTH, HEIGHT, theme, 3, &left, &right));
  }
}

static void
test_pick_empty (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autoptr(SotongChart) chart = sotong_trend_chart_new (NULL, 0, SOTONG_BUCKET_DAY, zone);
  gsize index;

  g_assert_false (sotong_chart_pick (chart, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), 300, 150, &index,
                                     NULL));
}

static void
test_describe (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (5, zone);
  g_autoptr(SotongChart) chart = NULL;
  g_autoptr(SotongLayer) threshold = sotong_threshold_layer_new (120, "Alert");
  g_autoptr(SotongLayer) marks = sotong_mark_layer_new ();
  g_autofree char *sentence = NULL;
  g_autofree char *point = NULL;
  g_autofree char *korean = NULL;

  points[1].gap = TRUE;
  points[3].total = 1234;
  points[3].negative = 1204;
  points[4].partial = TRUE;
  chart = sotong_trend_chart_new (points, 5, SOTONG_BUCKET_DAY, zone);
  sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks), (double) points[3].start, "Fireworks");
  sotong_mark_layer_add_band (SOTONG_MARK_LAYER (marks), (double) points[0].start, (double) points[2].start, "Safety");
  sotong_chart_add_layer (chart, threshold);
  sotong_chart_add_layer (chart, marks);
  sentence = sotong_chart_describe (chart);
  g_assert_cmpstr (sentence, ==,
                   "Mentions per day, from Mon 10 Oct 2016 to Fri 14 Oct: Total 1,534, at most 1,234 on Thu 13 Oct, "
                   "Positive 40, Neutral 80, Negative 1,414. There is no data for 1 day: Tue 11 Oct. "
                   "Not complete yet: 1 day. A line marks “Alert” at 120. "
                   "Marked: Safety (Mon 10 Oct–Tue 11 Oct), Fireworks (Thu 13 Oct).");
  point = sotong_chart_describe_point (chart, 4);
  g_assert_cmpstr (point, ==, "Fri 14 Oct: Total 100, Positive 10, Neutral 20, Negative 70 (not complete yet)");
  sotong_chart_set_language (chart, SOTONG_LANGUAGE_KOREAN);
  korean = sotong_chart_describe_point (chart, 0);
  g_assert_true (g_str_has_prefix (korean, "10월 10일 (월): "));
}

/* Of what is there in part it is said what is missing, where it is; a day without anything is a gap, whoever was not read. */
static void
test_missing (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);
  g_autoptr(SotongChart) chart = NULL;
  g_autofree char *gaps = NULL, *point = NULL, *whole = NULL, *table = NULL, *more = NULL;
  SotongSlots *slots;

  points[3] = (SotongTrendPoint) { .start = points[3].start, .gap = TRUE };
  points[1].partial = points[2].partial = points[4].partial = points[6].partial = TRUE;
  chart = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  slots = sotong_chart_get_slots (chart);
  sotong_slots_add_missing (slots, "News", points[1].start + 7200, points[4].start + 3600);
  sotong_slots_add_missing (slots, "Blogs", points[2].start, points[2].start + 3600);
  sotong_slots_add_missing (slots, "Cafes", points[3].start, points[4].start); /* the gap is named itself */
  g_assert_cmpuint (sotong_slots_get_n_missing (slots), ==, 3);
  gaps = sotong_chart_describe_gaps (chart);
  g_assert_cmpstr (gaps, ==, "There is no data for 1 day: Thu 13 Oct. Not read: News Tue 11 Oct – Wed 12 Oct, Fri 14 Oct, Blogs Wed 12 Oct.");
  point = sotong_chart_describe_point (chart, 2);
  g_assert_nonnull (strstr (point, "(without News, Blogs)"));
  whole = sotong_chart_describe (chart);
  g_assert_nonnull (strstr (whole, "Not read: News"));
  table = sotong_chart_to_table (chart);
  g_assert_nonnull (strstr (table, "without News, Blogs\n"));
  g_assert_nonnull (strstr (table, "not complete yet\n")); /* the last day: nobody was late */
  sotong_slots_add_missing (slots, "Board", points[6].start, points[6].start + 86400);
  more = sotong_chart_describe_gaps (chart);
  g_assert_nonnull (strstr (more, "Blogs Wed 12 Oct and others."));
}

static double
luminance (const SotongColor *color)
{
  const double parts[] = { color->red, color->green, color->blue }, weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    sum += weights[i] * (parts[i] <= 0.03928 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/* On whatever colour a number stands, it can be read: never less than 4.5 to 1, as WCAG asks. */
static void
test_text_on (void)
{
  for (double part = 0; part <= 1; part += 0.01)
    for (guint i = 1; i < 8; i++)
      {
        SotongColor color = { i & 1 ? part : 0.4, i & 2 ? part : 0.5, i & 4 ? part : 0.6, 1 }, ink = sotong_color_text_on (&color);
        double one = luminance (&color), other = luminance (&ink);

        g_assert_cmpfloat ((MAX (one, other) + 0.05) / (MIN (one, other) + 0.05), >=, 4.5);
      }
}

/* A threshold far above the values is in view; a mark can be picked by its line. */
static void
test_marks (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);
  g_autoptr(SotongChart) chart = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongLayer) threshold = sotong_threshold_layer_new (950, "Alert");
  g_autoptr(SotongLayer) marks = sotong_mark_layer_new ();
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  cairo_surface_t *surface;
  SotongRect plain, marked;
  SotongLayer *layer = NULL;
  double left, right;
  gsize index;

  sotong_chart_get_plot_rect (chart, WIDTH, HEIGHT, theme, &plain);
  sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks), (double) points[3].start, "Fireworks");
  sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks), (double) points[3].start + 60, "More fireworks");
  sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks), (double) points[0].start - 1e8, "Long ago");
  sotong_chart_add_layer (chart, threshold);
  sotong_chart_add_layer (chart, marks);
  surface = draw (chart, WIDTH, HEIGHT, theme);
  g_assert_cmpuint (count_pixels (surface, color_value (&theme->threshold)), >, 200);
  sotong_chart_get_plot_rect (chart, WIDTH, HEIGHT, theme, &marked);
  g_assert_cmpfloat (marked.y, >, plain.y + 20);
  g_assert_true (sotong_chart_x_of_index (chart, WIDTH, HEIGHT, theme, 3, &left, &right));
  g_assert_true (sotong_chart_pick (chart, WIDTH, HEIGHT, theme, left + 1, marked.y + 20, &index, &layer));
  g_assert_cmpuint (index, ==, 3);
  g_assert_true (layer == marks);
  cairo_surface_destroy (surface);
}

/* A swarm of alarms takes one line for words, that of the worst, and none in a low chart; all are told all the same. */
static void
test_alarms (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);
  g_autoptr(SotongChart) plain = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongChart) one = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongChart) chart = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongLayer) alarm = sotong_mark_layer_new (), alarms = sotong_mark_layer_new ();
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  SotongRect rect, with_one, with_all;
  g_autofree char *told = NULL;

  sotong_mark_layer_add_alarm (SOTONG_MARK_LAYER (alarm), (double) points[3].start, 1, "watch");
  for (guint i = 0; i < 30; i++)
    sotong_mark_layer_add_alarm (SOTONG_MARK_LAYER (alarms), (double) points[3].start + 600 * i, 1 + i % 4, i % 4 == 3 ? "grave" : "watch");
  sotong_chart_add_layer (one, alarm);
  sotong_chart_add_layer (chart, alarms);
  sotong_chart_get_plot_rect (plain, WIDTH, HEIGHT, theme, &rect);
  sotong_chart_get_plot_rect (one, WIDTH, HEIGHT, theme, &with_one);
  sotong_chart_get_plot_rect (chart, WIDTH, HEIGHT, theme, &with_all);
  g_assert_cmpfloat (with_one.height, <, rect.height);
  g_assert_cmpfloat (with_all.height, ==, with_one.height);
  told = sotong_chart_describe_point (chart, 3);
  g_assert_nonnull (strstr (told, "[watch ×23, grave ×7]"));
  sotong_chart_get_plot_rect (plain, WIDTH, 90, theme, &rect);
  sotong_chart_get_plot_rect (chart, WIDTH, 90, theme, &with_all);
  g_assert_cmpfloat (with_all.height, ==, rect.height);
}

static guint
count_above (cairo_surface_t *surface,
             double           bottom,
             guint32          color)
{
  guint count = 0;

  for (int y = 0; y < (int) bottom; y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      count += pixel (surface, x, y) == color;
  return count;
}

/* The days of many campaigns are no darker than those of one, and a note has a place for its words above the values though
 * more began before it than there are lines for names. */
static void
test_bands (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  guint32 shade[2];

  for (guint n = 0; n < 2; n++)
    {
      g_autoptr(SotongChart) chart = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
      g_autoptr(SotongLayer) marks = sotong_mark_layer_new ();
      cairo_surface_t *surface;
      SotongRect rect;

      for (guint i = 0; i < (n == 0 ? 1 : 5); i++)
        sotong_mark_layer_add_band (SOTONG_MARK_LAYER (marks), (double) points[0].start, (double) points[6].start, "Safety");
      sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks), (double) points[3].start, "Fireworks");
      sotong_chart_add_layer (chart, marks);
      surface = draw (chart, WIDTH, HEIGHT, theme);
      sotong_chart_get_plot_rect (chart, WIDTH, HEIGHT, theme, &rect);
      g_assert_cmpuint (count_above (surface, rect.y - 1, color_value (&theme->mark)), >, 0);
      shade[n] = pixel (surface, rect.x + 5, rect.y + rect.height - 5);
      cairo_surface_destroy (surface);
    }
  g_assert_cmphex (shade[0], !=, color_value (&theme->background));
  g_assert_cmphex (shade[0], ==, shade[1]);
}

/* The line of an event that goes down through the name of a band gives way to the letters, and nowhere else. */
static void
test_band_name (void)
{
  static const SotongChartStyle styles[] = { SOTONG_CHART_LIGHT, SOTONG_CHART_DARK, SOTONG_CHART_PRINT };
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);

  for (guint n = 0; n < G_N_ELEMENTS (styles); n++)
    {
      const SotongChartTheme *theme = sotong_chart_theme_get (styles[n]);
      g_autoptr(SotongChart) chart = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
      g_autoptr(SotongLayer) marks = sotong_mark_layer_new ();
      guint n_through = 0, n_beside = 0;
      cairo_surface_t *surface;
      SotongRect rect;

      sotong_mark_layer_add_band (SOTONG_MARK_LAYER (marks), (double) points[0].start, (double) points[6].start, "≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡≡");
      sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks), (double) points[1].start, "A");
      sotong_mark_layer_add_event (SOTONG_MARK_LAYER (marks), (double) points[5].start, "B");
      sotong_chart_add_layer (chart, marks);
      surface = draw (chart, WIDTH, HEIGHT, theme);
      sotong_chart_get_plot_rect (chart, WIDTH, HEIGHT, theme, &rect);
      for (int y = 22; y < 36; y++) /* in the strip with the name */
        {
          guint32 bare = pixel (surface, rect.x + rect.width * 4.5 / 7, rect.y - y);
          guint32 beside = pixel (surface, floor (rect.x + rect.width * 5 / 7), rect.y - y);

          n_beside += beside != bare;
          n_through += beside != bare && pixel (surface, floor (rect.x + rect.width / 7), rect.y - y) == beside;
        }
      cairo_surface_destroy (surface);
      g_test_message ("style %u: %u of %u rows of the line are seen", n, n_through, n_beside);
      g_assert_cmpuint (n_beside, >=, 4);
      g_assert_cmpuint (n_through * 2, <, n_beside);
    }
}

typedef struct {
  SotongMarkKind  kind;
  int             at;     /* in hundredths of the width */
  int             to;
  guint           stage;
  const char     *label;
} Told;

/* Places for @told, up to one without a label, in @n_lanes of a plot that is 600 wide. */
static GArray *
place_told (const Told  *told,
            GArray      *marks,
            SotongLabel *label,
            int          n_lanes)
{
  SotongPlot plot = { .rect = { 20, 40, 600, 100 }, .label = label };

  sotong_scale_init (&plot.x, 0, 100);
  g_array_set_size (marks, 0);
  for (; told->label != NULL; told++)
    {
      SotongMark mark = { told->kind, told->at, told->to, told->stage, (char *) told->label };

      g_array_append_val (marks, mark);
    }
  return sotong_mark_places_new (marks, &plot, n_lanes);
}

static const SotongMarkPlace *
find_place (GArray     *places,
            const char *label)
{
  for (guint i = 0; i < places->len; i++)
    if (g_str_equal (g_array_index (places, SotongMarkPlace, i).mark->label, label))
      return &g_array_index (places, SotongMarkPlace, i);
  g_assert_not_reached ();
}

static gboolean
is_named (GArray     *places,
          const char *label)
{
  return find_place (places, label)->lane >= 0;
}

/* No two of the names touch, and none leaves the plot. */
static void
assert_apart (GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      const SotongMarkPlace *one = &g_array_index (places, SotongMarkPlace, i);

      if (one->lane < 0)
        continue;
      g_assert_cmpfloat (one->first, >=, 20 - 0.01);
      g_assert_cmpfloat (one->last, <=, 620 + 0.01);
      for (guint k = i + 1; k < places->len; k++)
        {
          const SotongMarkPlace *other = &g_array_index (places, SotongMarkPlace, k);

          g_assert_true (other->lane != one->lane || other->first > one->last || other->last < one->first);
        }
    }
}

/* In one lane what matters most has a name: an alarm stands in no note's way, nor a note in that of all the rest; where they are in
 * each other's way long names are cut. */
static void
test_fair_lanes (void)
{
  static const Told told[] = {
    { SOTONG_MARK_BAND, 5, 95, 0, "안전한 가을 캠페인" },
    { SOTONG_MARK_NOTE, 20, 20, 0, "시장 현장 점검과 관계 부서 합동 대책 회의, 언론 설명회까지 이어진 하루였음을 적어 둔다" },
    { SOTONG_MARK_EVENT, 25, 25, 0, "행사" },
    { SOTONG_MARK_ALARM, 45, 45, 4, "심각" },
    { SOTONG_MARK_ALARM, 46, 46, 1, "관심" },
    { SOTONG_MARK_EVENT, 80, 80, 0, "불꽃축제" },
    { 0 }
  };
  g_autoptr(SotongLabel) label = sotong_label_new (sotong_chart_theme_get (SOTONG_CHART_LIGHT), SOTONG_LANGUAGE_KOREAN);
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (SotongMark)), none = place_told (told, marks, label, 0);
  g_autoptr(GArray) one = place_told (told, marks, label, 1), three = place_told (told, marks, label, 3);

  for (guint i = 0; i < none->len; i++)
    g_assert_cmpint (g_array_index (none, SotongMarkPlace, i).lane, <, 0);
  assert_apart (one);
  g_assert_true (is_named (one, "심각"));
  g_assert_false (is_named (one, "관심")); /* a swarm has one name */
  g_assert_true (is_named (one, told[1].label));
  g_assert_cmpfloat (find_place (one, told[1].label)->max_width, >, 0);
  g_assert_true (is_named (one, "불꽃축제"));
  g_assert_false (is_named (one, "안전한 가을 캠페인")); /* its days are shaded */
  assert_apart (three);
  g_assert_true (is_named (three, "심각") && is_named (three, told[1].label) && is_named (three, "행사") && is_named (three, "안전한 가을 캠페인"));
}

/* The name of a moment stands before its line where what is behind it is taken. */
static void
test_name_before (void)
{
  static const Told told[] = { { SOTONG_MARK_ALARM, 50, 50, 2, "주의" }, { SOTONG_MARK_NOTE, 49, 49, 0, "현장 점검" }, { 0 } };
  g_autoptr(SotongLabel) label = sotong_label_new (sotong_chart_theme_get (SOTONG_CHART_LIGHT), SOTONG_LANGUAGE_KOREAN);
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (SotongMark)), places = place_told (told, marks, label, 1);
  SotongPlot plot = { .rect = { 20, 40, 600, 100 }, .label = label };

  sotong_scale_init (&plot.x, 0, 100);
  assert_apart (places);
  g_assert_cmpfloat (find_place (places, "주의")->text_left, >, find_place (places, "주의")->left);
  g_assert_cmpint (find_place (places, "현장 점검")->lane, <, 0); /* nearer than names may be */
  g_array_index (marks, SotongMark, 1).start = g_array_index (marks, SotongMark, 1).end = 45;
  g_array_unref (places);
  places = sotong_mark_places_new (marks, &plot, 1);
  assert_apart (places);
  g_assert_cmpfloat (find_place (places, "현장 점검")->last, <=, find_place (places, "현장 점검")->left + 0.01);
  g_assert_cmpint (sotong_mark_places_count_lanes (marks, &plot, 3), ==, 1);
}

/* In a low chart what has no name above the values is told all the same. */
static void
test_low_marks (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);
  g_autoptr(SotongChart) plain = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongChart) chart = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  g_autoptr(SotongLayer) marks = sotong_mark_layer_new ();
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  g_autofree char *told = NULL, *all = NULL;
  SotongRect rect, marked;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("A note of some length, number %u", i);

      sotong_mark_layer_add_note (SOTONG_MARK_LAYER (marks), (double) points[3].start + 60 * i, name);
    }
  sotong_mark_layer_add_alarm (SOTONG_MARK_LAYER (marks), (double) points[3].start + 600, 4, "grave");
  sotong_chart_add_layer (chart, marks);
  sotong_chart_get_plot_rect (plain, WIDTH, 200, theme, &rect);
  sotong_chart_get_plot_rect (chart, WIDTH, 200, theme, &marked);
  g_assert_cmpfloat (marked.height, <, rect.height);
  g_assert_cmpfloat (marked.height, >, rect.height - 2 * theme->font_size - 8); /* one lane */
  told = sotong_chart_describe_point (chart, 3);
  all = sotong_chart_describe (chart);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("A note of some length, number %u", i);

      g_assert_nonnull (strstr (told, name));
      g_assert_nonnull (strstr (all, name));
    }
  g_assert_nonnull (strstr (told, "grave"));
}

/* The higher the chart, the more it says; the values are always there. */
static void
test_low (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);
  g_autoptr(SotongChart) chart = sotong_sentiment_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  double before = 0;

  for (guint height = 10; height <= 400; height += 10)
    {
      SotongRect rect;

      sotong_chart_get_plot_rect (chart, 300, height, theme, &rect);
      g_assert_cmpfloat (rect.y, >=, 0);
      g_assert_cmpfloat (rect.y + rect.height, <=, height + 1);
      if (height >= 60)
        g_assert_cmpfloat (rect.height, >=, 40);
      g_assert_cmpfloat (rect.y, >=, before - 40);
      before = rect.y;
    }
}

/* A month that goes up and down between 65 and 193. */
static SotongChart *
make_waves (GTimeZone   *zone,
            SotongLayer *threshold)
{
  g_autofree SotongTrendPoint *points = make_points (30, zone);
  SotongChart *chart;

  for (guint i = 0; i < 30; i++)
    points[i].total = (gint64) (120 + 60 * sin ((i + 1) / 3.0) + (i + 1) * 37 % 23);
  chart = sotong_trend_chart_new (points, 30, SOTONG_BUCKET_DAY, zone);
  if (threshold != NULL)
    sotong_chart_add_layer (chart, threshold);
  return chart;
}

/* How many pixels of @color one picture has and the other has not, but for the rows next to @y. */
static guint
count_lost (cairo_surface_t *before,
            cairo_surface_t *after,
            double           y,
            guint32          color)
{
  guint count = 0;

  for (int row = 0; row < cairo_image_surface_get_height (before); row++)
    for (int x = 0; x < cairo_image_surface_get_width (before) && fabs (row - y) > 2; x++)
      count += pixel (before, x, row) == color && pixel (after, x, row) != color;
  return count;
}

/* The name of a threshold hides nothing of the line that it is about, as long as there is a place along it that is free. */
static void
test_threshold_name (void)
{
  static const double values[] = { 180, 150, 100 };
  static const int heights[] = { 300, 200, 140 };
  g_autoptr(GTimeZone) zone = seoul ();
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  SotongColor line = sotong_chart_theme_line_color (theme, SOTONG_ROLE_TOTAL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint k = 0; k < G_N_ELEMENTS (heights); k++)
      {
        g_autoptr(SotongLayer) threshold = sotong_threshold_layer_new (values[i], "Alert");
        g_autoptr(SotongChart) plain = make_waves (zone, NULL), chart = make_waves (zone, threshold);
        cairo_surface_t *before = draw (plain, 320, heights[k], theme), *after = draw (chart, 320, heights[k], theme);
        SotongRect rect, with;

        sotong_chart_get_plot_rect (plain, 320, heights[k], theme, &rect);
        sotong_chart_get_plot_rect (chart, 320, heights[k], theme, &with);
        g_assert_cmpfloat (with.height, ==, rect.height);
        g_assert_cmpuint (count_pixels (before, color_value (&line)), >, 100);
        g_assert_cmpuint (count_lost (before, after, rect.y + (1 - values[i] / 200) * rect.height, color_value (&line)), ==, 0);
        cairo_surface_destroy (before);
        cairo_surface_destroy (after);
      }
}

/* Rows from @top to before @bottom: pixels of a line or of letters in the red of thresholds, however thin. */
static guint
count_red (cairo_surface_t *surface,
           int              top,
           int              bottom)
{
  guint count = 0;

  for (int y = MAX (0, top); y < MIN (bottom, cairo_image_surface_get_height (surface)); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      count += (pixel (surface, x, y) >> 16) > (pixel (surface, x, y) >> 8 & 0xff) + 30;
  return count;
}

/* A threshold above all values has its name above its line, in a low chart too, and room for it there. */
static void
test_high_threshold (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_DARK);

  for (int height = 120; height <= 300; height += 20)
    {
      g_autoptr(SotongLayer) threshold = sotong_threshold_layer_new (248, "Alert");
      g_autoptr(SotongChart) chart = make_waves (zone, threshold);
      cairo_surface_t *surface = draw (chart, 260, height, theme);
      SotongRect rect;
      int line = 0;

      for (int y = 1; y < height; y++)
        if (count_red (surface, y, y + 1) > count_red (surface, line, line + 1))
          line = y;
      sotong_chart_get_plot_rect (chart, 260, height, theme, &rect);
      g_assert_cmpuint (count_red (surface, 0, line - 1), >, 40);
      g_assert_cmpuint (count_red (surface, line + 2, height), ==, 0);
      g_assert_cmpfloat (rect.height, >=, 35);
      cairo_surface_destroy (surface);
    }
}

/* How much is written in the title's ink at the left of the top. */
static guint
title_ink (SotongChart *chart,
           int          height,
           double      *out_plot)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  cairo_surface_t *surface = draw (chart, 260, height, theme);
  SotongRect rect;
  guint ink = 0;

  for (int i = 0; i < 60 * MIN (20, height); i++)
    ink += pixel (surface, i % 60, i / 60) == color_value (&theme->ink);
  sotong_chart_get_plot_rect (chart, 260, height, theme, &rect);
  *out_plot = rect.height;
  cairo_surface_destroy (surface);
  return ink;
}

/* A chart keeps its title in smaller letters until it is very low; one with a legend once that has no room. */
static void
test_low_title (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (30, zone);
  g_autoptr(SotongChart) chart = make_waves (zone, NULL), sentiment = sotong_sentiment_chart_new (points, 30, SOTONG_BUCKET_DAY, zone);
  gboolean titled = FALSE;
  double plot;

  for (int height = 20; height <= 300; height += 8)
    {
      guint ink = title_ink (chart, height, &plot);

      if (height < 100)
        g_assert_cmpuint (ink, ==, 0);
      else if (height > 120)
        g_assert_cmpuint (ink, >, 20);
      g_assert_cmpfloat (plot, >=, height > 100 ? 40 : 5);
      titled = titled || (height <= 124 && title_ink (sentiment, height, &plot) > 20);
    }
  g_assert_true (titled);
}

static double
plot_end (SotongChart *chart,
          double       width,
          double       height)
{
  SotongRect rect;

  sotong_chart_get_plot_rect (chart, width, height, sotong_chart_theme_get (SOTONG_CHART_LIGHT), &rect);
  return rect.y + rect.height;
}

/* A foot note takes the lines that it needs, four at most, as long as there is room for them. */
static void
test_long_foot (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);
  g_autoptr(SotongChart) chart = sotong_trend_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
  double one, two, many;

  sotong_chart_set_foot (chart, "표본 10건");
  one = plot_end (chart, 300, 400);
  sotong_chart_set_foot (chart, "목표까지 남은 석 달 동안 매달 14,500,000원을 더 집행해야 합니다. 지금 속도로는 넉 달이 걸립니다.");
  two = plot_end (chart, 300, 400);
  g_assert_cmpfloat (two, <, one - 8);
  g_assert_cmpfloat_with_epsilon (plot_end (chart, 1600, 400), one, 0.01);
  for (guint height = 60; height <= 400; height += 10)
    {
      SotongRect rect;

      sotong_chart_get_plot_rect (chart, 300, height, sotong_chart_theme_get (SOTONG_CHART_LIGHT), &rect);
      g_assert_cmpfloat (rect.height, >=, 40);
    }
  sotong_chart_set_foot (chart, "가나다라 마바사아 자차카타 파하가나 다라마바 사아자차 카타파하 가나다라 마바사아 자차카타 파하가나 다라마바 사아자차 카타파하"
                         " 가나다라 마바사아 자차카타 파하가나 다라마바 사아자차 카타파하 가나다라 마바사아 자차카타 파하가나 다라마바 사아자차 카타파하"
                         " 가나다라 마바사아 자차카타 파하가나 다라마바 사아자차 카타파하 가나다라 마바사아 자차카타 파하가나 다라마바 사아자차 카타파하");
  many = plot_end (chart, 300, 400);
  g_assert_cmpfloat (many, <, two);
  g_assert_cmpfloat (many, >, one - 4 * (one - two));
}

static void
test_table (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (2, zone);
  g_autoptr(SotongChart) chart = NULL;
  g_autofree char *table = NULL;

  points[1].gap = TRUE;
  chart = sotong_trend_chart_new (points, 2, SOTONG_BUCKET_DAY, zone);
  table = sotong_chart_to_table (chart);
  g_assert_cmpstr (table, ==,
                   "Start\tTotal\tPositive\tNeutral\tNegative\tUncertain\tUnlabelled\tNote\n"
                   "2016-10-10\t100\t10\t20\t70\t0\t0\t\n"
                   "2016-10-11\t\t\t\t\t\t\tno data\n");
}

/* What stands below a picture goes with its figures, as a note: the table stays one, with as many cells in each line. */
/* What is of another time says of which: read aloud, in read-outs and in a column of the table; also where nothing is known of now. */
static void
test_compared (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (3, zone), *before = make_points (3, zone);
  g_autoptr(SotongChart) chart = NULL;
  g_autofree char *table = NULL, *point = NULL, *gap = NULL, *none = NULL;

  for (guint i = 0; i < 3; i++)
    before[i].start -= G_GINT64_CONSTANT (366) * 86400; /* of 2015 */
  before[0].total = 42;
  before[2] = (SotongTrendPoint) { .start = G_MININT64, .gap = TRUE };
  points[1].gap = TRUE;
  chart = sotong_trend_chart_new (points, 3, SOTONG_BUCKET_DAY, zone);
  sotong_trend_chart_compare (chart, before, 3, 3, "Last year");
  point = sotong_chart_describe_point (chart, 0);
  g_assert_cmpstr (point, ==, "Mon 10 Oct: Total 100, Positive 10, Neutral 20, Negative 70, Last year · Sat 10 Oct 2015 42");
  gap = sotong_chart_describe_point (chart, 1);
  g_assert_cmpstr (gap, ==, "Tue 11 Oct: no data, Last year · Sun 11 Oct 2015 100");
  none = sotong_chart_describe_point (chart, 2);
  g_assert_nonnull (strstr (none, ", Last year –"));
  table = sotong_chart_to_table (chart);
  g_assert_cmpstr (table, ==,
                   "Start\tTotal\tPositive\tNeutral\tNegative\tUncertain\tUnlabelled\tLast year: start\tLast year\tNote\n"
                   "2016-10-10\t100\t10\t20\t70\t0\t0\t2015-10-10\t42\t\n"
                   "2016-10-11\t\t\t\t\t\t\t2015-10-11\t100\tno data\n"
                   "2016-10-12\t100\t10\t20\t70\t0\t0\t\t\t\n");
}

static void
test_table_foot (void)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (2, zone);
  g_autoptr(SotongChart) chart = NULL, gap = NULL;
  g_autofree char *table = NULL, *gaps = NULL;

  points[1].gap = points[1].coming = TRUE;
  chart = sotong_trend_chart_new (points, 2, SOTONG_BUCKET_DAY, zone);
  sotong_chart_set_foot (chart, "n = 100 mentions · agreement\twith people 89%");
  table = sotong_chart_to_table (chart);
  g_assert_cmpstr (table, ==,
                   "Start\tTotal\tPositive\tNeutral\tNegative\tUncertain\tUnlabelled\tNote\n"
                   "2016-10-10\t100\t10\t20\t70\t0\t0\tn = 100 mentions · agreement with people 89%\n"
                   "2016-10-11\t\t\t\t\t\t\tstill to come\n");
  points[0].gap = TRUE;
  gap = sotong_trend_chart_new (points, 1, SOTONG_BUCKET_DAY, zone);
  sotong_chart_set_foot (gap, "n = 0 mentions");
  gaps = sotong_chart_to_table (gap);
  g_assert_nonnull (strstr (gaps, "\tno data · n = 0 mentions\n"));
}

typedef struct {
  char        *dir;
  SotongChart *chart;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (7, zone);

  f->dir = g_dir_make_tmp ("sotong-chart-XXXXXX", NULL);
  f->chart = sotong_sentiment_chart_new (points, 7, SOTONG_BUCKET_DAY, zone);
}

static guint
count_files (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (f->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->dir);
  g_free (f->dir);
  g_assert_finalize_object (f->chart);
}

static void
test_save (Fixture       *f,
           gconstpointer  data)
{
  static const struct { const char *name, *magic; } files[] = {
    { "a.png", "\x89PNG" }, { "b.SVG", "<?xml" }, { "도표 c.pdf", "%PDF-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (f->dir, files[i].name, NULL);
      g_autofree char *contents = NULL;
      g_autoptr(GError) error = NULL;
      struct stat info;
      mode_t mask = umask (022);
      gsize length;

      umask (mask);
      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      g_assert_true (sotong_chart_save (f->chart, path, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_PRINT),
                                        &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_true (g_str_has_prefix (contents, files[i].magic));
      g_assert_cmpuint (length, >, 1000);
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0666 & ~mask);
    }
  g_assert_cmpuint (count_files (f->dir), ==, G_N_ELEMENTS (files));
}

/* Vectors stay vectors: hatching and bars are no picture inside the page. */
static void
test_save_vectors (Fixture       *f,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->dir, "a.svg", NULL);
  g_autofree char *contents = NULL;

  g_assert_true (sotong_chart_save (f->chart, path, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_null (strstr (contents, "<image"));
  g_assert_null (strstr (contents, "data:image"));
}

/* What is unsure is dotted: a row of dots is one line, or the file would be over a megabyte large. */
static void
test_save_dots (Fixture       *f,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->dir, "a.svg", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_STACKED_AREA);
  g_autoptr(SotongChart) chart = NULL;
  g_autoptr(GError) error = NULL;
  double *values = g_new (double, 28);
  gsize length;

  for (guint i = 0; i < 28; i++)
    values[i] = 100 + i;
  model->slots = sotong_slots_new_numbers (28);
  sotong_chart_model_add (model, "Unsure", SOTONG_ROLE_UNCERTAIN, values, 28);
  chart = sotong_chart_model_make (model, &error);
  g_assert_no_error (error);
  g_assert_true (sotong_chart_save (chart, path, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), NULL));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_nonnull (strstr (contents, "stroke-dasharray"));
  g_assert_cmpuint (length, <, 200000);
}

static void
test_save_errors (Fixture       *f,
                  gconstpointer  data)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (SOTONG_CHART_LIGHT);
  g_autofree char *odd = g_build_filename (f->dir, "a.gif", NULL);
  g_autofree char *good = g_build_filename (f->dir, "a.png", NULL);
  g_autofree char *nowhere = g_build_filename (f->dir, "missing", "a.png", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (sotong_chart_save (f->chart, odd, WIDTH, HEIGHT, theme, &error));
  g_assert_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (sotong_chart_save (f->chart, good, 0, HEIGHT, theme, &error));
  g_assert_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_SIZE);
  g_clear_error (&error);
  g_assert_false (sotong_chart_save (f->chart, good, 1e9, HEIGHT, theme, &error));
  g_assert_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_SIZE);
  g_clear_error (&error);
  g_assert_false (sotong_chart_save (f->chart, good, NAN, HEIGHT, theme, &error));
  g_assert_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_SIZE);
  g_clear_error (&error);
  g_assert_false (sotong_chart_save (f->chart, nowhere, WIDTH, HEIGHT, theme, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "a.png"));
  g_assert_cmpuint (count_files (f->dir), ==, 0);
}

/* Run in a process of its own whose files may not grow: what a full disk looks like in the middle of a write. */
static void
test_save_full (Fixture       *f,
                gconstpointer  data)
{
  static const char *const names[] = { "a.png", "a.svg", "a.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->dir, names[i], NULL);
      g_autofree char *contents = NULL;
      g_autofree char *command = NULL;
      g_autofree char *output = NULL;
      g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
      g_autofree char *quoted = g_shell_quote (self);
      const char *argv[] = { "sh", "-c", NULL, NULL };
      int status;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      /* What counts the lines run must not leave half a file of counts. */
      command = g_strdup_printf ("trap '' XFSZ; ulimit -f 2; GCOV_PREFIX=/dev/null exec %s --save '%s'", quoted, path);
      argv[2] = command;
      g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, NULL));
      g_assert_false (g_spawn_check_wait_status (status, NULL));
      g_assert_nonnull (strstr (output, "could not be written"));
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, "old");
      g_assert_cmpuint (count_files (f->dir), ==, i + 1);
    }
}

/* What the process of test_save_full() does. */
static int
save_only (const char *path)
{
  g_autoptr(GTimeZone) zone = seoul ();
  g_autofree SotongTrendPoint *points = make_points (300, zone);
  g_autoptr(SotongChart) chart = sotong_sentiment_chart_new (points, 300, SOTONG_BUCKET_DAY, zone);
  g_autoptr(GError) error = NULL;

  if (sotong_chart_save (chart, path, WIDTH, HEIGHT, sotong_chart_theme_get (SOTONG_CHART_LIGHT), &error))
    return 0;
  g_print ("%s\n", error->message);
  return 1;
}

typedef struct {
  SotongChart *chart;
  guint32      sum;
} Job;

static gpointer
draw_thread (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < 6; i++)
    {
      cairo_surface_t *surface = draw (job->chart, 200 + 100 * (i % 3), 150, sotong_chart_theme_get (i % 3));

      job->sum += count_pixels (surface, 0xffffff);
      cairo_surface_destroy (surface);
    }
  return NULL;
}

static void
test_threads (Fixture       *f,
              gconstpointer  data)
{
  Job jobs[3] = { { f->chart, 0 }, { f->chart, 0 }, { f->chart, 0 } };
  GThread *threads[3];

  for (guint i = 0; i < 3; i++)
    threads[i] = g_thread_new ("draw", draw_thread, &jobs[i]);
  for (guint i = 0; i < 3; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (jobs[0].sum, >, 0);
  g_assert_cmpuint (jobs[0].sum, ==, jobs[1].sum);
  g_assert_cmpuint (jobs[0].sum, ==, jobs[2].sum);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--save"))
    return save_only (argv[2]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chart/text-on", test_text_on);
  g_test_add_func ("/chart/stack", test_stack);
  g_test_add_func ("/chart/gap-is-not-zero", test_gap_is_not_zero);
  g_test_add_func ("/chart/partial-is-hatched", test_partial_is_hatched);
  g_test_add_func ("/chart/whole-beside-partial", test_whole_beside_partial);
  g_test_add_func ("/chart/ordinary-inputs", test_ordinary_inputs);
  g_test_add_func ("/chart/pick", test_pick);
  g_test_add_func ("/chart/pick-empty", test_pick_empty);
  g_test_add_func ("/chart/describe", test_describe);
  g_test_add_func ("/chart/missing", test_missing);
  g_test_add_func ("/chart/table", test_table);
  g_test_add_func ("/chart/table-foot", test_table_foot);
  g_test_add_func ("/chart/compared", test_compared);
  g_test_add_func ("/chart/marks", test_marks);
  g_test_add_func ("/chart/fair-lanes", test_fair_lanes);
  g_test_add_func ("/chart/name-before", test_name_before);
  g_test_add_func ("/chart/low-marks", test_low_marks);
  g_test_add_func ("/chart/bands", test_bands);
  g_test_add_func ("/chart/band-name", test_band_name);
  g_test_add_func ("/chart/alarms", test_alarms);
  g_test_add_func ("/chart/low", test_low);
  g_test_add_func ("/chart/low-title", test_low_title);
  g_test_add_func ("/chart/threshold-name", test_threshold_name);
  g_test_add_func ("/chart/high-threshold", test_high_threshold);
  g_test_add_func ("/chart/long-foot", test_long_foot);
  g_test_add ("/chart/save/formats", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/chart/save/vectors", Fixture, NULL, set_up, test_save_vectors, tear_down);
  g_test_add ("/chart/save/dots", Fixture, NULL, set_up, test_save_dots, tear_down);
  g_test_add ("/chart/save/errors", Fixture, NULL, set_up, test_save_errors, tear_down);
  g_test_add ("/chart/save/full", Fixture, NULL, set_up, test_save_full, tear_down);
  g_test_add ("/chart/threads", Fixture, NULL, set_up, test_threads, tear_down);
  return g_test_run ();
}
