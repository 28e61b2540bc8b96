/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-band-layer.h"
#include "chart/sotong-columns.h"

#define ALPHA 0.18

struct _SotongBandLayer
{
  SotongLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongBandLayer, sotong_band_layer, SOTONG_TYPE_LAYER)

static const double *
end_values (SotongLayer *layer,
            guint        nth)
{
  return sotong_series_get_values (sotong_layer_get_series (layer, nth));
}

static void
add_run (const SotongPlot *plot,
         cairo_t          *cr,
         const double     *low,
         const double     *high,
         gsize             from,
         gsize             to)
{
  cairo_new_sub_path (cr); /* else a run behind a gap would begin where the first one did */
  for (gsize i = from; i < to; i++)
    cairo_line_to (cr, sotong_plot_slot_mid (plot, i), sotong_plot_y (plot, high[i]));
  for (gsize i = to; i-- > from;)
    cairo_line_to (cr, sotong_plot_slot_mid (plot, i), sotong_plot_y (plot, low[i]));
  cairo_close_path (cr);
}

static void
add_columns (SotongLayer      *layer,
             const SotongPlot *plot,
             cairo_t          *cr)
{
  g_autoptr(GArray) lows = sotong_columns_new (plot, sotong_layer_get_series (layer, 0), 1);
  g_autoptr(GArray) highs = sotong_columns_new (plot, sotong_layer_get_series (layer, 1), 1);

  for (guint i = 0; i < lows->len && i < highs->len; i++)
    {
      double low = g_array_index (lows, SotongColumn, i).low, high = g_array_index (highs, SotongColumn, i).high;

      if (low <= high)
        cairo_rectangle (cr, plot->rect.x + i, sotong_plot_y (plot, high), 1,
                         sotong_plot_y (plot, low) - sotong_plot_y (plot, high));
    }
}

static void
sotong_band_layer_draw (SotongLayer      *layer,
                        const SotongPlot *plot,
                        cairo_t          *cr)
{
  SotongSeries *first = sotong_layer_get_series (layer, 0);
  const double *low = end_values (layer, 0), *high = end_values (layer, 1);
  gsize last = MIN (plot->last, MIN (sotong_series_get_length (first),
                                     sotong_series_get_length (sotong_layer_get_series (layer, 1))));
  SotongColor color = plot->theme->roles[sotong_series_get_role (first)].color;
  gsize from = plot->first, to;

  if (sotong_columns_needed (plot))
    add_columns (layer, plot, cr);
  else
    while (from < last)
      {
        while (from < last && !(isfinite (low[from]) && isfinite (high[from])))
          from++;
        for (to = from; to < last && isfinite (low[to]) && isfinite (high[to]); to++)
          ;
        if (to > from)
          add_run (plot, cr, low, high, from, to);
        from = to;
      }
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, ALPHA);
  cairo_fill (cr);
}

static void
sotong_band_layer_class_init (SotongBandLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  layer_class->keyless = TRUE;
  layer_class->draw = sotong_band_layer_draw;
}

static void
sotong_band_layer_init (SotongBandLayer *self)
{
}

/**
 * sotong_band_layer_new:
 * @low: (transfer none): where it begins in each slot
 * @high: (transfer none): where it ends, not below @low
 *
 * A tinted band: what is usual.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_band_layer_new (SotongSeries *low,
                       SotongSeries *high)
{
  SotongLayer *self = g_object_new (SOTONG_TYPE_BAND_LAYER, NULL);

  sotong_layer_add_series (self, low);
  sotong_layer_add_series (self, high);
  return self;
}

/**
 * sotong_band_compute:
 * @values: (array length=n_values): counts; a gap is NAN
 * @n_values: how many
 * @window: of how many slots before each one the mean is taken, at least 2
 * @k: how many standard deviations the band goes up and down
 * @mean: (out caller-allocates) (array length=n_values): of the @window values before each; NAN where fewer than half of
 *   them are known
 * @low: (out caller-allocates) (array length=n_values): @mean − @k σ, not below 0 where no value is below 0
 * @high: (out caller-allocates) (array length=n_values): @mean + @k σ
 *
 * What was usual before: a slot is never part of what it is compared with. σ is that of a sample (n − 1).
 */
void
sotong_band_compute (const double *values,
                     gsize         n_values,
                     guint         window,
                     double        k,
                     double       *mean,
                     double       *low,
                     double       *high)
{
  double least = INFINITY;

  for (gsize i = 0; i < n_values; i++)
    least = values[i] < least ? values[i] : least;
  for (gsize i = 0; i < n_values; i++)
    {
      double sum = 0, squares = 0, sigma;
      guint n = 0;

      for (gsize j = i >= window ? i - window : 0; j < i; j++)
        if (isfinite (values[j]))
          {
            sum += values[j];
            n++;
          }
      mean[i] = low[i] = high[i] = NAN;
      if (n < 2 || n * 2 < window)
        continue;
      mean[i] = sum / n;
      for (gsize j = i >= window ? i - window : 0; j < i; j++)
        if (isfinite (values[j]))
          squares += (values[j] - mean[i]) * (values[j] - mean[i]);
      sigma = sqrt (squares / (n - 1));
      low[i] = mean[i] - k * sigma;
      high[i] = mean[i] + k * sigma;
      if (least >= 0)
        low[i] = MAX (low[i], 0);
    }
}
