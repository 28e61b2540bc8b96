/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a picture of a chart is drawn upon, so that what is laid over it finds a place that is free. */
#include "config.h"

#include "app/sotong-chart-ink.h"
#include "app/sotong-chart-picture.h"

#define CELL 4    /* pixels of the picture, each way */
#define FAINT 90  /* of the sum of three channels: grid lines, bands and tints stand out by less from the background */
#define MAP "sotong-ink"

/* Sums from the upper left corner: what lies in a part is known from four of them, however large it is. */
typedef struct {
  int     columns;
  int     rows;
  guint32 sums[];   /* (columns + 1) in each of (rows + 1) */
} Map;

static int
differ (guint32            pixel,
        const SotongColor *background)
{
  return ABS ((int) (pixel >> 16 & 0xff) - (int) (background->red * 255)) + ABS ((int) (pixel >> 8 & 0xff) - (int) (background->green * 255))
         + ABS ((int) (pixel & 0xff) - (int) (background->blue * 255));
}

static void
mark_row (cairo_surface_t   *surface,
          int                y,
          const SotongColor *background,
          guint8            *marks)
{
  const guint8 *data = cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface);
  const guint32 *pixels = (const guint32 *) (const void *) data;
  guint32 before = 0;
  int width = cairo_image_surface_get_width (surface);
  gboolean drawn = FALSE;

  for (int x = 0; x < width; x++)
    {
      if (x == 0 || pixels[x] != before) /* most are as the one beside them */
        drawn = differ (pixels[x], background) > FAINT;
      before = pixels[x];
      marks[x / CELL] |= drawn;
    }
}

static Map *
make_map (cairo_surface_t   *surface,
          const SotongColor *background)
{
  int columns = (cairo_image_surface_get_width (surface) + CELL - 1) / CELL, height = cairo_image_surface_get_height (surface);
  int rows = (height + CELL - 1) / CELL;
  Map *map = g_malloc0 (sizeof (Map) + sizeof (guint32) * (gsize) (columns + 1) * (gsize) (rows + 1));
  g_autofree guint8 *marks = g_new (guint8, columns + 1);

  map->columns = columns;
  map->rows = rows;
  for (int row = 0; row < rows; row++)
    {
      const guint32 *above = map->sums + (gsize) row * (gsize) (columns + 1);
      guint32 *sums = map->sums + (gsize) (row + 1) * (gsize) (columns + 1), n = 0;

      memset (marks, 0, (gsize) columns);
      for (int y = row * CELL; y < MIN (height, (row + 1) * CELL); y++)
        mark_row (surface, y, background, marks);
      for (int column = 0; column < columns; column++)
        {
          n += marks[column];
          sums[column + 1] = above[column + 1] + n;
        }
    }
  return map;
}

static guint32
sum_at (const Map *map,
        int        column,
        int        row)
{
  return map->sums[(gsize) CLAMP (row, 0, map->rows) * (gsize) (map->columns + 1) + (gsize) CLAMP (column, 0, map->columns)];
}

/**
 * sotong_chart_ink_count:
 * @picture: a picture of a chart
 * @background: what it is drawn on
 * @scale: its pixels in one of the widget's
 * @area: a part of the widget
 *
 * Tells how much of a part is drawn upon; grid lines and tints do not count. Main thread; looks at all of the picture when it is first asked,
 * and answers at once then.
 *
 * Returns: cells of four pixels each way with a line, a bar or a letter in them
 */
guint
sotong_chart_ink_count (GdkTexture        *picture,
                        const SotongColor *background,
                        double             scale,
                        const SotongRect  *area)
{
  cairo_surface_t *surface = sotong_chart_picture_get_surface (picture);
  Map *map = g_object_get_data (G_OBJECT (picture), MAP);
  int left, top, right, bottom;

  if (surface == NULL || area->width <= 0 || area->height <= 0)
    return 0;
  if (map == NULL)
    {
      map = make_map (surface, background);
      g_object_set_data_full (G_OBJECT (picture), MAP, map, g_free);
    }
  left = (int) (area->x * scale) / CELL;
  top = (int) (area->y * scale) / CELL;
  right = ((int) ((area->x + area->width) * scale) + CELL - 1) / CELL;
  bottom = ((int) ((area->y + area->height) * scale) + CELL - 1) / CELL;
  return sum_at (map, right, bottom) - sum_at (map, left, bottom) - sum_at (map, right, top) + sum_at (map, left, top);
}
