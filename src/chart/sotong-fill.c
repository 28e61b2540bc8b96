/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-fill.h"

#define DISTANCE 5.0
#define DOT 1.5  /* width and height */

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
add_level_lines (cairo_t *cr,
                 double   x1,
                 double   y1,
                 double   x2,
                 double   y2,
                 double   distance)
{
  for (double y = ceil (y1 / distance) * distance + 0.5; y <= y2; y += distance)
    {
      cairo_move_to (cr, x1, y);
      cairo_line_to (cr, x2, y);
    }
}

/* A dashed line for each row: a dot of its own each would make a vector picture of one chart over a megabyte large. */
static void
stroke_dots (cairo_t *cr,
             double   x1,
             double   y1,
             double   x2,
             double   y2,
             double   distance)
{
  const double dashes[] = { DOT, distance - DOT };

  for (double row = ceil (y1 / distance); row * distance <= y2; row++)
    {
      double x = (floor (x1 / distance) + fabs (fmod (row, 2)) * 0.5) * distance;

      cairo_move_to (cr, x - DOT / 2, row * distance);
      cairo_line_to (cr, x2 + DOT / 2, row * distance);
    }
  cairo_set_line_width (cr, DOT);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* The pattern over a box, in the colour that is set. */
static void
draw_pattern (cairo_t   *cr,
              SotongFill fill,
              double     distance,
              double     x1,
              double     y1,
              double     x2,
              double     y2)
{
  cairo_new_path (cr);
  cairo_set_line_width (cr, 1);
  switch (fill)
    {
    case SOTONG_FILL_RISING:
      add_lines (cr, x1, y1, x2, y2, distance, TRUE);
      break;
    case SOTONG_FILL_FALLING:
      add_lines (cr, x1, y1, x2, y2, distance, FALSE);
      break;
    case SOTONG_FILL_LEVEL:
      add_level_lines (cr, x1, y1, x2, y2, distance);
      break;
    case SOTONG_FILL_CROSSED:
      add_lines (cr, x1, y1, x2, y2, distance, TRUE);
      add_lines (cr, x1, y1, x2, y2, distance, FALSE);
      break;
    case SOTONG_FILL_DOTTED:
      stroke_dots (cr, x1, y1, x2, y2, distance);
      return;
    case SOTONG_FILL_PLAIN:
    default:
      return;
    }
  cairo_stroke (cr);
}

/* Level lines and dots would look thinner than slanting lines at the same distance. */
static double
pattern_distance (SotongFill fill,
                  double     distance)
{
  return fill == SOTONG_FILL_LEVEL || fill == SOTONG_FILL_DOTTED ? round (distance * 0.8) : distance;
}

/* A small picture of the pattern that continues itself in all directions. With pixels it is many times faster than
 * lines, and Cairo 1.16 fails an assertion when it strokes level lines into a clip of several boxes that do not end at
 * pixels; on paper lines stay sharp. */
static cairo_pattern_t *
make_tile (cairo_t           *cr,
           SotongFill         fill,
           const SotongColor *ground,
           const SotongColor *color,
           double             distance)
{
  double x = 1, y = 0, side = 2 * distance, factor;
  cairo_surface_t *surface;
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;
  cairo_t *tile;
  int pixels;

  cairo_user_to_device_distance (cr, &x, &y);
  pixels = (int) CLAMP (round (side * hypot (x, y)), 4, 256);
  factor = pixels / side;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  tile = cairo_create (surface);
  if (ground != NULL)
    {
      sotong_color_set_source (ground, tile);
      cairo_paint (tile);
    }
  cairo_scale (tile, factor, factor);
  sotong_color_set_source (color, tile);
  draw_pattern (tile, fill, distance, -2 * side, -2 * side, 2 * side, 2 * side);
  cairo_destroy (tile);

  pattern = cairo_pattern_create_for_surface (surface);
  cairo_surface_destroy (surface);
  cairo_matrix_init_scale (&matrix, factor, factor);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  return pattern;
}

/* With @ground the pattern covers what is below it, else only its lines do. */
static void
set_tile (cairo_t           *cr,
          SotongFill         fill,
          const SotongColor *ground,
          const SotongColor *color,
          double             distance)
{
  cairo_pattern_t *tile = make_tile (cr, fill, ground, color, distance);

  cairo_set_source (cr, tile);
  cairo_pattern_destroy (tile);
}

/**
 * sotong_fill_hatch:
 * @cr: clipped to what is to be hatched
 * @fill: the pattern; nothing is drawn for a plain one
 * @color: of lines and dots
 * @distance: between lines, along x
 *
 * Draws a pattern. Where there are no pixels it consists of lines, never of a picture.
 */
void
sotong_fill_hatch (cairo_t           *cr,
                   SotongFill         fill,
                   const SotongColor *color,
                   double             distance)
{
  double x1, y1, x2, y2;

  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  if (x2 <= x1 || y2 <= y1 || fill == SOTONG_FILL_PLAIN)
    return;
  if (sotong_fill_snaps (cr))
    {
      set_tile (cr, fill, NULL, color, pattern_distance (fill, distance));
      cairo_paint (cr);
      return;
    }
  sotong_color_set_source (color, cr);
  draw_pattern (cr, fill, pattern_distance (fill, distance), x1, y1, x2, y2);
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
  if (sotong_fill_snaps (cr))
    {
      /* Colour and pattern at once: to fill a jagged path takes most of the time of a chart. */
      set_tile (cr, paint->fill, &paint->color, &paint->hatch, pattern_distance (paint->fill, DISTANCE));
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
