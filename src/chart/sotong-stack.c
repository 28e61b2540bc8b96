/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-stack.h"

static double
raw_value (SotongLayer      *layer,
           const SotongPlot *plot,
           guint             nth,
           gsize             index)
{
  SotongSeries *series = sotong_layer_get_series (layer, nth);
  double value;

  if (sotong_plot_hides (plot, sotong_series_get_role (series)) || index >= sotong_series_get_length (series))
    return 0;
  value = sotong_series_get_values (series)[index];
  return isfinite (value) ? value : 0;
}

/**
 * sotong_stack_value:
 * @layer: a layer that piles up its series
 * @plot: says what is hidden
 * @nth: one of its series
 * @index: a slot
 * @percent: as a part of a hundred of what is there
 *
 * Returns: how high it is; 0 for a gap
 */
double
sotong_stack_value (SotongLayer      *layer,
                    const SotongPlot *plot,
                    guint             nth,
                    gsize             index,
                    gboolean          percent)
{
  double value = raw_value (layer, plot, nth, index), all = 0;

  if (!percent || value == 0)
    return value;
  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    all += fabs (raw_value (layer, plot, i, index));
  return value / all * 100;
}

/**
 * sotong_stack_heights:
 * @layer: a layer that piles up its series
 * @plot: says what is hidden
 * @from: the first slot
 * @to: the slot after the last
 * @percent: as parts of a hundred of what is there
 *
 * All at once: to ask for one after the other adds up the same again and again.
 *
 * Returns: (transfer full): of each slot how high the first k series are together, k from 0 to their number, in rows of @to - @from;
 *   the first row is NAN where no series has a value
 */
double *
sotong_stack_heights (SotongLayer      *layer,
                      const SotongPlot *plot,
                      gsize             from,
                      gsize             to,
                      gboolean          percent)
{
  guint n_series = sotong_layer_get_n_series (layer);
  gsize n = to - from;
  double *heights = g_new0 (double, (n_series + 1) * n);

  for (gsize i = 0; i < n; i++)
    {
      gboolean gap = TRUE;
      double all = 0;

      for (guint k = 0; k < n_series; k++)
        {
          SotongSeries *series = sotong_layer_get_series (layer, k);
          double value = raw_value (layer, plot, k, from + i);

          gap = gap && !(from + i < sotong_series_get_length (series) && isfinite (sotong_series_get_values (series)[from + i]));
          all += fabs (value);
          heights[(k + 1) * n + i] = heights[k * n + i] + value;
        }
      for (guint k = 1; percent && all > 0 && k <= n_series; k++)
        heights[k * n + i] = heights[k * n + i] / all * 100;
      if (gap)
        heights[i] = NAN;
    }
  return heights;
}

/**
 * sotong_stack_ends:
 * @layer: a layer that piles up its series
 * @plot: says what is hidden
 * @index: a slot
 * @percent: as parts of a hundred
 * @out_up: (out): how far the pile goes up, 0 or more
 * @out_down: (out): how far it goes down, 0 or less
 */
void
sotong_stack_ends (SotongLayer      *layer,
                   const SotongPlot *plot,
                   gsize             index,
                   gboolean          percent,
                   double           *out_up,
                   double           *out_down)
{
  *out_up = *out_down = 0;
  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    {
      double value = sotong_stack_value (layer, plot, i, index, percent);

      *(value > 0 ? out_up : out_down) += value;
    }
}

/**
 * sotong_stack_bounds:
 * @layer: a layer that piles up its series
 * @plot: of which the slots in view are known
 * @percent: as parts of a hundred
 * @out_min: (inout): lowered to the lowest pile
 * @out_max: (inout): raised to the highest
 */
void
sotong_stack_bounds (SotongLayer      *layer,
                     const SotongPlot *plot,
                     gboolean          percent,
                     double           *out_min,
                     double           *out_max)
{
  guint n_series = sotong_layer_get_n_series (layer), n = 0;
  g_autofree const double **values = g_new (const double *, n_series + 1);
  g_autofree gsize *lengths = g_new (gsize, n_series + 1);

  for (guint k = 0; k < n_series; k++)
    {
      SotongSeries *series = sotong_layer_get_series (layer, k);

      if (sotong_plot_hides (plot, sotong_series_get_role (series)))
        continue;
      values[n] = sotong_series_get_values (series);
      lengths[n++] = sotong_series_get_length (series);
    }
  for (gsize i = plot->first; i < plot->last; i++)
    {
      double up = 0, down = 0, all = 0;

      for (guint k = 0; k < n; k++)
        {
          double value = i < lengths[k] && isfinite (values[k][i]) ? values[k][i] : 0;

          *(value > 0 ? &up : &down) += value;
          all += fabs (value);
        }
      *out_min = MIN (*out_min, percent && all > 0 ? down / all * 100 : down);
      *out_max = MAX (*out_max, percent && all > 0 ? up / all * 100 : up);
    }
}
