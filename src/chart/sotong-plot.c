/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart/sotong-plot.h"

/**
 * sotong_plot_hides:
 * @plot: a plot
 * @role: of a series
 *
 * Returns: whether a person chose not to see it
 */
gboolean
sotong_plot_hides (const SotongPlot *plot,
                   SotongRole        role)
{
  return (plot->hidden >> role & 1) != 0;
}

/**
 * sotong_plot_x:
 * @plot: a plot
 * @x: seconds since 1970 UTC, or a number
 *
 * Returns: where it is on the surface
 */
double
sotong_plot_x (const SotongPlot *plot,
               double            x)
{
  return plot->rect.x + sotong_scale_position (&plot->x, x) * plot->rect.width;
}

/**
 * sotong_plot_y:
 * @plot: a plot
 * @value: a value
 *
 * Returns: where it is on the surface
 */
double
sotong_plot_y (const SotongPlot *plot,
               double            value)
{
  return plot->rect.y + (1 - sotong_scale_position (&plot->y, value)) * plot->rect.height;
}

/**
 * sotong_plot_slot_left:
 * @plot: a plot
 * @index: a slot
 *
 * Returns: its left edge on the surface
 */
double
sotong_plot_slot_left (const SotongPlot *plot,
                       gsize             index)
{
  return sotong_plot_x (plot, sotong_slots_get_left (plot->slots, index));
}

/**
 * sotong_plot_slot_right:
 * @plot: a plot
 * @index: a slot
 *
 * Returns: its right edge on the surface
 */
double
sotong_plot_slot_right (const SotongPlot *plot,
                        gsize             index)
{
  return sotong_plot_x (plot, sotong_slots_get_right (plot->slots, index));
}

/**
 * sotong_plot_slot_mid:
 * @plot: a plot
 * @index: a slot
 *
 * Returns: its middle on the surface, where its point is
 */
double
sotong_plot_slot_mid (const SotongPlot *plot,
                      gsize             index)
{
  return sotong_plot_x (plot, sotong_slots_get_middle (plot->slots, index));
}

/**
 * sotong_plot_find_slot:
 * @plot: a plot
 * @x: a place on the surface
 * @out_index: (out): the slot under it
 *
 * Returns: %FALSE when there is none
 */
gboolean
sotong_plot_find_slot (const SotongPlot *plot,
                       double            x,
                       gsize            *out_index)
{
  double position = (x - plot->rect.x) / plot->rect.width;

  return sotong_slots_find (plot->slots, sotong_scale_value (&plot->x, position), out_index);
}
