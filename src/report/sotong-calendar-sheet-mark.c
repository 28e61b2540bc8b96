/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-calendar-sheet-mark.h"

#include <math.h>

/* States as small black shapes: a grey printer has no colours to tell them by. */

static void
circle (cairo_t *cr,
        double   x,
        double   y,
        double   size)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + size / 2, y + size / 2, size / 2 - 0.4, 0, 2 * G_PI);
}

static void
draw_half (cairo_t *cr,
           double   x,
           double   y,
           double   size)
{
  circle (cr, x, y, size);
  cairo_stroke (cr);
  cairo_arc (cr, x + size / 2, y + size / 2, size / 2 - 0.4, G_PI / 2, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_triangle (cairo_t *cr,
               double   x,
               double   y,
               double   size)
{
  cairo_move_to (cr, x + size / 2, y);
  cairo_line_to (cr, x + size, y + size);
  cairo_line_to (cr, x, y + size);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/**
 * sotong_sheet_mark_draw:
 * @cr: where to
 * @state: a state
 * @x: of its upper left corner
 * @y: of its upper left corner
 * @size: how wide and high
 */
void
sotong_sheet_mark_draw (cairo_t     *cr,
                        SotongState  state,
                        double       x,
                        double       y,
                        double       size)
{
  static const double dashes[] = { 1, 1 };

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.7);
  switch (state)
    {
    case SOTONG_STATE_DRAFT:
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      circle (cr, x, y, size);
      cairo_stroke (cr);
      break;
    case SOTONG_STATE_IN_REVIEW:
    case SOTONG_STATE_RETURNED:
      draw_half (cr, x, y, size);
      break;
    case SOTONG_STATE_APPROVED:
    case SOTONG_STATE_SCHEDULED:
    case SOTONG_STATE_PUBLISHING:
      circle (cr, x, y, size);
      cairo_stroke (cr);
      break;
    case SOTONG_STATE_PUBLISHED:
    case SOTONG_STATE_PUBLISHED_BY_HAND:
      circle (cr, x, y, size);
      cairo_fill (cr);
      break;
    case SOTONG_STATE_WITHDRAWN:
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + size, y + size);
      cairo_move_to (cr, x, y + size);
      cairo_line_to (cr, x + size, y);
      cairo_stroke (cr);
      break;
    case SOTONG_STATE_HELD:
      cairo_rectangle (cr, x + 0.4, y + 0.4, size - 0.8, size - 0.8);
      cairo_stroke (cr);
      break;
    case SOTONG_STATE_FAILED:
    case SOTONG_STATE_UNKNOWN:
    case SOTONG_STATE_MISSED:
    case SOTONG_N_STATES:
    default:
      draw_triangle (cr, x, y, size);
      break;
    }
  cairo_restore (cr);
}
