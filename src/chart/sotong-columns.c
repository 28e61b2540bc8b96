/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-columns.h"

#define MAX_STROKED 1000

/**
 * sotong_columns_bounds:
 * @values: (nullable): numbers; NAN is skipped
 * @n_values: how many
 * @out_min: (out): the lowest, +infinity when there is none
 * @out_max: (out): the highest, -infinity when there is none
 *
 * The loop has no branch: compilers make minimum and maximum instructions of it, two chains of which run side by side.
 * A comparison with NAN keeps what was there.
 */
void
sotong_columns_bounds (const double *values,
                       gsize         n_values,
                       double       *out_min,
                       double       *out_max)
{
  double low0 = INFINITY, low1 = INFINITY, high0 = -INFINITY, high1 = -INFINITY;
  gsize i = 0;

  for (; i + 2 <= n_values; i += 2)
    {
      double a = values[i], b = values[i + 1];

      low0 = a < low0 ? a : low0;
      high0 = a > high0 ? a : high0;
      low1 = b < low1 ? b : low1;
      high1 = b > high1 ? b : high1;
    }
  if (i < n_values)
    {
      low0 = values[i] < low0 ? values[i] : low0;
      high0 = values[i] > high0 ? values[i] : high0;
    }
  *out_min = MIN (low0, low1);
  *out_max = MAX (high0, high1);
}

/**
 * sotong_columns_needed:
 * @plot: a plot
 *
 * Returns: whether so many slots are in view that they are drawn a column of pixels at a time
 */
gboolean
sotong_columns_needed (const SotongPlot *plot)
{
  gsize n = plot->last - plot->first;

  return n > MAX_STROKED || n > plot->rect.width * 2;
}

static gsize
index_at_edge (const SotongPlot *plot,
               double            x)
{
  gsize index;

  if (!sotong_plot_find_slot (plot, x, &index))
    return x <= plot->rect.x ? plot->first : plot->last;
  return CLAMP (index, plot->first, plot->last);
}

/**
 * sotong_columns_new:
 * @plot: a plot
 * @series: numbers for its slots
 * @column_width: in units of the surface
 *
 * Sorts what is in view into columns from left to right, each by what the series keeps of its blocks of values.
 *
 * Returns: (transfer full) (element-type SotongColumn): a column each
 */
GArray *
sotong_columns_new (const SotongPlot *plot,
                    SotongSeries     *series,
                    double            column_width)
{
  guint n_columns = (guint) MAX (1, ceil (plot->rect.width / column_width - 1e-9));
  GArray *columns = g_array_sized_new (FALSE, FALSE, sizeof (SotongColumn), n_columns);
  gsize length = MIN (plot->last, sotong_series_get_length (series));
  gsize from = MIN (plot->first, length);

  for (guint i = 0; i < n_columns; i++)
    {
      SotongColumn column = { .first = from };

      column.last = i + 1 == n_columns ? length : index_at_edge (plot, plot->rect.x + (i + 1) * column_width);
      column.last = CLAMP (column.last, from, length);
      if (!sotong_series_get_bounds (series, from, column.last, &column.low, &column.high))
        {
          column.low = INFINITY;
          column.high = -INFINITY;
        }
      from = column.last;
      g_array_append_val (columns, column);
    }
  return columns;
}
