/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart/sotong-bullet.h"

/* 4 at each side are free: 100 hundredths are 400 pixels. */
#define WIDTH 408
#define HEIGHT 17

static cairo_surface_t *
draw (const SotongBullet *bullet,
      SotongChartStyle    style)
{
  const SotongChartTheme *theme = sotong_chart_theme_get (style);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  sotong_color_set_source (&theme->background, cr);
  cairo_paint (cr);
  sotong_bullet_draw (bullet, cr, WIDTH, HEIGHT, theme);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface,
       int              x,
       int              y)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  guint32 value;

  memcpy (&value, data + y * cairo_image_surface_get_stride (surface) + x * 4, 4);
  return value & 0xffffff;
}

static guint32
color_of (const SotongColor *color)
{
  return (guint32) (round (color->red * 255)) << 16 | (guint32) (round (color->green * 255)) << 8 | (guint32) round (color->blue * 255);
}

/* How many different colours stand in the middle of the bar between two places. */
static guint
count_colors (cairo_surface_t *surface,
              int              from,
              int              to)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (int x = from; x < to; x++)
    for (int y = 8; y < 14; y++)
      g_hash_table_add (seen, GUINT_TO_POINTER (pixel (surface, x, y)));
  return g_hash_table_size (seen);
}

/* 40 done, 20 scheduled and 20 drafts of 100; 50 would be on pace. */
static void
test_parts (gconstpointer data)
{
  SotongChartStyle style = (SotongChartStyle) GPOINTER_TO_INT (data);
  const SotongChartTheme *theme = sotong_chart_theme_get (style);
  SotongBullet bullet = { { 40, 20, 20 }, 100, 50 };
  cairo_surface_t *surface = draw (&bullet, style);
  guint32 done = color_of (&theme->roles[SOTONG_ROLE_FIRST].color);

  g_assert_cmphex (pixel (surface, 10, 10), ==, done);
  g_assert_cmphex (pixel (surface, 160, 10), ==, done);
  g_assert_cmpuint (count_colors (surface, 10, 160), ==, 1);       /* plain */
  g_assert_cmpuint (count_colors (surface, 215, 240), >, 1);       /* hatched */
  g_assert_cmphex (pixel (surface, 280, 10), ==, color_of (&theme->background)); /* empty */
  g_assert_cmphex (pixel (surface, 280, 16), ==, done);            /* and framed */
  g_assert_cmphex (pixel (surface, 380, 16), ==, color_of (&theme->grid));
  g_assert_cmphex (pixel (surface, 204, 12), ==, color_of (&theme->ink));  /* the pace */
  g_assert_cmphex (pixel (surface, 203, 1), ==, color_of (&theme->ink));
  g_assert_cmphex (pixel (surface, 403, 10), ==, color_of (&theme->dim));
  cairo_surface_destroy (surface);
}

/* What is done beyond the target stays in sight; mere drafts do not crush the bar. */
static void
test_over (void)
{
  SotongBullet over = { { 500, 0, 0 }, 100, -1 }, drafts = { { 50, 0, 100000 }, 100, -1 };

  g_assert_cmpfloat (sotong_bullet_place (&over, 100, WIDTH), ==, 84);
  g_assert_cmpfloat (sotong_bullet_place (&over, 500, WIDTH), ==, 404);
  g_assert_cmpfloat (sotong_bullet_place (&drafts, 50, WIDTH), ==, 104);
  g_assert_cmpfloat (sotong_bullet_place (&drafts, 100, WIDTH), ==, 204);
  g_assert_cmpfloat (sotong_bullet_place (&drafts, 100000, WIDTH), ==, 404);
  cairo_surface_destroy (draw (&over, SOTONG_CHART_LIGHT));
  cairo_surface_destroy (draw (&drafts, SOTONG_CHART_LIGHT));
}

static void
test_odd (void)
{
  SotongBullet nothing = { { 0 } }, negative = { { -5, -5, -5 }, -1, 3 }, little = { { 1, 1, 0 }, 100000, 0 };
  cairo_surface_t *surface;

  cairo_surface_destroy (draw (&nothing, SOTONG_CHART_PRINT));
  cairo_surface_destroy (draw (&negative, SOTONG_CHART_PRINT));
  surface = draw (&little, SOTONG_CHART_LIGHT);
  g_assert_cmphex (pixel (surface, 200, 10), ==, color_of (&sotong_chart_theme_get (SOTONG_CHART_LIGHT)->grid));
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (sotong_bullet_place (&nothing, 0, 2), ==, 4); /* narrower than its own sides */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/chart/bullet/light", GINT_TO_POINTER (SOTONG_CHART_LIGHT), test_parts);
  g_test_add_data_func ("/chart/bullet/dark", GINT_TO_POINTER (SOTONG_CHART_DARK), test_parts);
  g_test_add_func ("/chart/bullet/over", test_over);
  g_test_add_func ("/chart/bullet/odd", test_odd);
  return g_test_run ();
}
