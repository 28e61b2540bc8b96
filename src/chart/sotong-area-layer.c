/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-area-layer.h"
#include "chart/sotong-columns.h"
#include "chart/sotong-fill.h"
#include "chart/sotong-stack.h"

struct _SotongAreaLayer
{
  SotongLayer  parent_instance;
  gboolean     percent;
};

G_DEFINE_FINAL_TYPE (SotongAreaLayer, sotong_area_layer, SOTONG_TYPE_LAYER)

/* A gap of the first series is one of all: they are counted together. */
static gboolean
is_gap (SotongLayer *layer,
        gsize        index)
{
  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    {
      SotongSeries *series = sotong_layer_get_series (layer, i);

      if (index < sotong_series_get_length (series) && isfinite (sotong_series_get_values (series)[index]))
        return FALSE;
    }
  return TRUE;
}

static double
height_below (SotongAreaLayer  *self,
              const SotongPlot *plot,
              guint             nth,
              gsize             index)
{
  double sum = 0;

  for (guint i = 0; i < nth; i++)
    sum += sotong_stack_value (SOTONG_LAYER (self), plot, i, index, self->percent);
  return sum;
}

/* The ends reach to the ends of their slots, so that a single point is something to see. */
static void
add_run (SotongAreaLayer  *self,
         const SotongPlot *plot,
         cairo_t          *cr,
         guint             nth,
         gsize             from,
         gsize             to)
{
  double left = sotong_plot_slot_left (plot, from), right = sotong_plot_slot_right (plot, to - 1);

  cairo_move_to (cr, left, sotong_plot_y (plot, height_below (self, plot, nth + 1, from)));
  for (gsize i = from; i < to; i++)
    cairo_line_to (cr, sotong_plot_slot_mid (plot, i), sotong_plot_y (plot, height_below (self, plot, nth + 1, i)));
  cairo_line_to (cr, right, sotong_plot_y (plot, height_below (self, plot, nth + 1, to - 1)));
  cairo_line_to (cr, right, sotong_plot_y (plot, height_below (self, plot, nth, to - 1)));
  for (gsize i = to; i-- > from;)
    cairo_line_to (cr, sotong_plot_slot_mid (plot, i), sotong_plot_y (plot, height_below (self, plot, nth, i)));
  cairo_line_to (cr, left, sotong_plot_y (plot, height_below (self, plot, nth, from)));
  cairo_close_path (cr);
}

static void
add_runs (SotongAreaLayer  *self,
          const SotongPlot *plot,
          cairo_t          *cr,
          guint             nth)
{
  gsize from = plot->first, to;

  while (from < plot->last)
    {
      while (from < plot->last && is_gap (SOTONG_LAYER (self), from))
        from++;
      for (to = from; to < plot->last && !is_gap (SOTONG_LAYER (self), to); to++)
        ;
      if (to > from)
        add_run (self, plot, cr, nth, from, to);
      from = to;
    }
}

/* Many slots in a column of pixels: the first of them with figures stands for all. */
static void
add_columns (SotongAreaLayer  *self,
             const SotongPlot *plot,
             cairo_t          *cr,
             guint             nth)
{
  g_autoptr(GArray) columns = sotong_columns_new (plot, sotong_layer_get_series (SOTONG_LAYER (self), 0), 1);

  for (guint c = 0; c < columns->len; c++)
    {
      const SotongColumn *column = &g_array_index (columns, SotongColumn, c);
      gsize index = column->first;
      double top, bottom;

      while (index < column->last && is_gap (SOTONG_LAYER (self), index))
        index++;
      if (index >= column->last)
        continue;
      top = sotong_plot_y (plot, height_below (self, plot, nth + 1, index));
      bottom = sotong_plot_y (plot, height_below (self, plot, nth, index));
      cairo_rectangle (cr, plot->rect.x + c, MIN (top, bottom), 1, fabs (bottom - top));
    }
}

static void
sotong_area_layer_draw (SotongLayer      *layer,
                        const SotongPlot *plot,
                        cairo_t          *cr)
{
  SotongAreaLayer *self = SOTONG_AREA_LAYER (layer);

  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    {
      SotongRole role = sotong_series_get_role (sotong_layer_get_series (layer, i));

      if (sotong_plot_hides (plot, role))
        continue;
      if (sotong_columns_needed (plot))
        add_columns (self, plot, cr, i);
      else
        add_runs (self, plot, cr, i);
      cairo_set_line_width (cr, 1);
      sotong_fill_path (cr, &plot->theme->roles[role]);
      /* A hair of the background between two areas tells them apart even in grey. */
      if (!sotong_columns_needed (plot))
        {
          add_runs (self, plot, cr, i);
          sotong_color_set_source (&plot->theme->background, cr);
          cairo_stroke (cr);
        }
    }
}

static gboolean
sotong_area_layer_get_bounds (SotongLayer      *layer,
                              const SotongPlot *plot,
                              double           *out_min,
                              double           *out_max)
{
  SotongAreaLayer *self = SOTONG_AREA_LAYER (layer);

  if (!SOTONG_LAYER_CLASS (sotong_area_layer_parent_class)->get_bounds (layer, plot, out_min, out_max))
    return FALSE;
  if (self->percent)
    *out_min = *out_max = 0;
  sotong_stack_bounds (layer, plot, self->percent, out_min, out_max);
  return TRUE;
}

static gint64
sotong_area_layer_pick (SotongLayer      *layer,
                        const SotongPlot *plot,
                        double            x,
                        double            y)
{
  double up, down;
  gsize index;

  if (!sotong_plot_find_slot (plot, x, &index))
    return -1;
  sotong_stack_ends (layer, plot, index, SOTONG_AREA_LAYER (layer)->percent, &up, &down);
  return y >= sotong_plot_y (plot, up) && y <= sotong_plot_y (plot, down) ? (gint64) index : -1;
}

static void
sotong_area_layer_class_init (SotongAreaLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  layer_class->draw = sotong_area_layer_draw;
  layer_class->pick = sotong_area_layer_pick;
  layer_class->get_bounds = sotong_area_layer_get_bounds;
}

static void
sotong_area_layer_init (SotongAreaLayer *self)
{
}

/**
 * sotong_area_layer_new:
 * @percent: as parts of a hundred
 *
 * Areas on top of each other from the first series up, broken at gaps. Series with values below 0 belong into bars.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_area_layer_new (gboolean percent)
{
  SotongAreaLayer *self = g_object_new (SOTONG_TYPE_AREA_LAYER, NULL);

  self->percent = percent;
  return SOTONG_LAYER (self);
}
