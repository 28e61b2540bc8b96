/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-fill.h"

#define DISTANCE 5.0

/* Lines x ± y = k * distance over a box; they depend on the place only, so that neighbours continue each other. */
static void
add_lines (cairo_t *cr,
           double   x1,
           double   y1,
           double   x2,
           double   y2,
           double   distance,
           gboolean rising)
{
  double height = y2 - y1;
  double first = rising ? x1 + y1 : x1 - y2;
  double last = rising ? x2 + y2 : x2 - y1;

  for (double k = ceil (first / distance) * distance; k <= last; k += distance)
    {
      double x = rising ? k - y2 : k + y1;

      cairo_move_to (cr, x, rising ? y2 : y1);
      cairo_line_to (cr, x + height, rising ? y1 : y2);
    }
}

static void
add_dots (cairo_t *cr,
          double   x1,
          double   y1,
          double   x2,
          double   y2,
          double   distance)
{
  guint row = 0;

  for (double y = ceil (y1 / distance) * distance; y <= y2; y += distance, row++)
    for (double x = (floor (x1 / distance) + (row % 2) * 0.5) * distance; x <= x2; x += distance)
      cairo_rectangle (cr, x - 0.75, y - 0.75, 1.5, 1.5);
}

/**
 * sotong_fill_hatch:
 * @cr: clipped to what is to be hatched
 * @fill: the pattern; nothing is drawn for a plain one
 * @color: of lines and dots
 * @distance: between lines, along x
 *
 * Draws the pattern as lines, never as a picture: it stays sharp on paper.
 */
void
sotong_fill_hatch (cairo_t           *cr,
                   SotongFill         fill,
                   const SotongColor *color,
                   double             distance)
{
  double x1, y1, x2, y2;

  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  if (x2 <= x1 || y2 <= y1)
    return;
  cairo_new_path (cr);
  sotong_color_set_source (color, cr);
  cairo_set_line_width (cr, 1);
  switch (fill)
    {
    case SOTONG_FILL_RISING:
      add_lines (cr, x1, y1, x2, y2, distance, TRUE);
      break;
    case SOTONG_FILL_FALLING:
      add_lines (cr, x1, y1, x2, y2, distance, FALSE);
      break;
    case SOTONG_FILL_CROSSED:
      add_lines (cr, x1, y1, x2, y2, distance, TRUE);
      add_lines (cr, x1, y1, x2, y2, distance, FALSE);
      break;
    case SOTONG_FILL_DOTTED:
      add_dots (cr, x1, y1, x2, y2, distance * 0.8);
      cairo_fill (cr);
      return;
    case SOTONG_FILL_PLAIN:
    default:
      return;
    }
  cairo_stroke (cr);
}

/**
 * sotong_fill_path:
 * @cr: has a path
 * @paint: colour and pattern
 *
 * Fills the current path and forgets it.
 */
void
sotong_fill_path (cairo_t           *cr,
                  const SotongPaint *paint)
{
  sotong_color_set_source (&paint->color, cr);
  if (paint->fill == SOTONG_FILL_PLAIN)
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  sotong_fill_hatch (cr, paint->fill, &paint->hatch, DISTANCE);
  cairo_restore (cr);
}

/**
 * sotong_fill_snaps:
 * @cr: where to draw
 *
 * Returns: whether the surface consists of pixels, to which edges should be moved
 */
gboolean
sotong_fill_snaps (cairo_t *cr)
{
  switch ((int) cairo_surface_get_type (cairo_get_target (cr)))
    {
    case CAIRO_SURFACE_TYPE_PDF:
    case CAIRO_SURFACE_TYPE_PS:
    case CAIRO_SURFACE_TYPE_SVG:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * sotong_fill_snap:
 * @cr: where to draw
 * @x: a place
 *
 * Returns: @x, moved to the nearest edge between pixels where there are pixels
 */
double
sotong_fill_snap (cairo_t *cr,
                  double   x)
{
  return sotong_fill_snaps (cr) ? floor (x + 0.5) : x;
}
