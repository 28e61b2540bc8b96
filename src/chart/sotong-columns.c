/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-columns.h"

#define LANES 8
#define MAX_STROKED 1000

/**
 * sotong_columns_bounds:
 * @values: (nullable): numbers; NAN is skipped
 * @n_values: how many
 * @out_min: (out): the lowest, +infinity when there is none
 * @out_max: (out): the highest, -infinity when there is none
 *
 * The inner loop has no branch: compilers make vector instructions of it, in which a comparison with NAN keeps what
 * was there.
 */
void
sotong_columns_bounds (const double *values,
                       gsize         n_values,
                       double       *out_min,
                       double       *out_max)
{
  double low[LANES], high[LANES];
  gsize i = 0;

  for (guint k = 0; k < LANES; k++)
    {
      low[k] = INFINITY;
      high[k] = -INFINITY;
    }
  for (; i + LANES <= n_values; i += LANES)
    for (guint k = 0; k < LANES; k++)
      {
        double v = values[i + k];

        low[k] = v < low[k] ? v : low[k];
        high[k] = v > high[k] ? v : high[k];
      }
  for (; i < n_values; i++)
    {
      low[0] = values[i] < low[0] ? values[i] : low[0];
      high[0] = values[i] > high[0] ? values[i] : high[0];
    }
  for (guint k = 1; k < LANES; k++)
    {
      low[0] = MIN (low[0], low[k]);
      high[0] = MAX (high[0], high[k]);
    }
  *out_min = low[0];
  *out_max = high[0];
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
 * Sorts what is in view into columns from left to right. Any number of values costs one pass over them.
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
  const double *values = sotong_series_get_values (series);
  gsize length = MIN (plot->last, sotong_series_get_length (series));
  gsize from = MIN (plot->first, length);

  for (guint i = 0; i < n_columns; i++)
    {
      SotongColumn column = { .first = from };

      column.last = i + 1 == n_columns ? length : index_at_edge (plot, plot->rect.x + (i + 1) * column_width);
      column.last = CLAMP (column.last, from, length);
      sotong_columns_bounds (values + from, column.last - from, &column.low, &column.high);
      from = column.last;
      g_array_append_val (columns, column);
    }
  return columns;
}
