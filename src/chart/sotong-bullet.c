/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-bullet.h"
#include "chart/sotong-fill.h"

#define SIDE 4.0       /* left free at both ends, for half the pace's mark */
#define MARK 4.0       /* half the width of the pace's mark, and its height */
#define OVER_SHARE 0.5 /* drafts may push the target no further to the left than this */

/* What the whole width stands for: the target, or as much more as there is, up to a limit. */
static double
extent_of (const SotongBullet *self)
{
  double sum = 0;

  for (int i = 0; i < SOTONG_N_BULLET_PARTS; i++)
    sum += MAX (self->parts[i], 0);
  sum = MAX (MIN (sum, self->target / OVER_SHARE), self->parts[SOTONG_BULLET_DONE]);
  sum = MAX (sum, self->target);
  return sum > 0 ? sum : 1;
}

/**
 * sotong_bullet_place:
 * @self: a bullet bar
 * @value: a number
 * @width: of the bar
 *
 * Returns: where on the bar @value is, from its left; what is too much is at its right end
 */
double
sotong_bullet_place (const SotongBullet *self,
                     double              value,
                     double              width)
{
  return SIDE + MAX (width - 2 * SIDE, 0) * CLAMP (value / extent_of (self), 0, 1);
}

/**
 * sotong_bullet_draw_part:
 * @part: which
 * @cr: where to
 * @x: left
 * @y: top
 * @width: may be 0
 * @height: of the bar
 * @theme: colours
 *
 * Draws a piece of a bar, for the bar itself and for its legend.
 */
void
sotong_bullet_draw_part (SotongBulletPart        part,
                         cairo_t                *cr,
                         double                  x,
                         double                  y,
                         double                  width,
                         double                  height,
                         const SotongChartTheme *theme)
{
  const SotongColor *color = &theme->roles[SOTONG_ROLE_FIRST].color;
  SotongPaint paint = { .color = *color, .hatch = *color, .fill = SOTONG_FILL_PLAIN };

  if (width <= 0)
    return;
  if (part == SOTONG_BULLET_SCHEDULED)
    {
      paint.color.alpha = 0.22;
      paint.fill = SOTONG_FILL_RISING;
    }
  if (part == SOTONG_BULLET_DRAFT)
    paint.color = theme->background;
  cairo_rectangle (cr, x, y, width, height);
  sotong_fill_path (cr, &paint);
  if (part == SOTONG_BULLET_DONE || width < 2)
    return;
  cairo_rectangle (cr, x + 0.5, y + 0.5, width - 1, height - 1);
  sotong_color_set_source (color, cr);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/**
 * sotong_bullet_draw_pace:
 * @cr: where to
 * @x: its middle
 * @height: of the bar with the mark
 * @theme: colours
 *
 * Draws the mark of the pace: a line through the bar with a triangle on it.
 */
void
sotong_bullet_draw_pace (cairo_t                *cr,
                         double                  x,
                         double                  height,
                         const SotongChartTheme *theme)
{
  double middle = floor (x) + 0.5;

  /* A rim of the background keeps it apart from a bar as dark as itself. */
  cairo_move_to (cr, middle, MARK);
  cairo_line_to (cr, middle, height);
  cairo_set_line_width (cr, 3);
  cairo_set_source_rgba (cr, theme->background.red, theme->background.green, theme->background.blue, 1);
  cairo_stroke (cr);
  sotong_color_set_source (&theme->ink, cr);
  cairo_move_to (cr, middle, MARK);
  cairo_line_to (cr, middle, height);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_move_to (cr, middle - MARK, 0);
  cairo_line_to (cr, middle + MARK, 0);
  cairo_line_to (cr, middle, MARK + 1);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/**
 * sotong_bullet_draw:
 * @self: a bullet bar
 * @cr: where to; nothing is drawn outside of @width × @height
 * @width: in the units of the surface
 * @height: likewise
 * @theme: colours
 *
 * Draws the parts one after the other from the left, the target's frame, its end where there is more, and
 * the pace's mark.
 */
void
sotong_bullet_draw (const SotongBullet     *self,
                    cairo_t                *cr,
                    double                  width,
                    double                  height,
                    const SotongChartTheme *theme)
{
  double top = MARK + 1, thick = MAX (height - top, 1), sum = 0;
  double end = floor (sotong_bullet_place (self, self->target, width));

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_rectangle (cr, SIDE, top, end - SIDE, thick);
  sotong_color_set_source (&theme->grid, cr);
  cairo_fill (cr);
  for (int part = 0; part < SOTONG_N_BULLET_PARTS; part++)
    {
      double from = floor (sotong_bullet_place (self, sum, width));
      double to = floor (sotong_bullet_place (self, sum + MAX (self->parts[part], 0), width));

      sum += MAX (self->parts[part], 0);
      /* One of a thousand is seen too. */
      if (self->parts[part] > 0 && to < from + 1)
        to = from + 1;
      sotong_bullet_draw_part ((SotongBulletPart) part, cr, from, top, to - from, thick, theme);
    }
  if (self->target > 0)
    {
      sotong_color_set_source (&theme->dim, cr);
      cairo_rectangle (cr, end - 1, top - 2, 2, thick + 2);
      cairo_fill (cr);
    }
  if (self->pace >= 0)
    sotong_bullet_draw_pace (cr, sotong_bullet_place (self, self->pace, width), height, theme);
  cairo_restore (cr);
}
