/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-area-layer.h"
#include "chart/sotong-columns.h"
#include "chart/sotong-fill.h"
#include "chart/sotong-stack.h"

#define HAIR_SLOT 6.0 /* pixels of a slot from which on there is room for one between areas */

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

/* Between two gaps; the ends reach to the ends of their slots, so that a single point is something to see. */
static void
add_edge (const SotongPlot *plot,
          cairo_t          *cr,
          const double     *heights,
          gsize             from,
          gsize             to)
{
  cairo_line_to (cr, sotong_plot_slot_left (plot, from), sotong_plot_y (plot, heights[from - plot->first]));
  for (gsize i = from; i < to; i++)
    cairo_line_to (cr, sotong_plot_slot_mid (plot, i), sotong_plot_y (plot, heights[i - plot->first]));
  cairo_line_to (cr, sotong_plot_slot_right (plot, to - 1), sotong_plot_y (plot, heights[to - 1 - plot->first]));
}

static void
add_edge_back (const SotongPlot *plot,
               cairo_t          *cr,
               const double     *heights,
               gsize             from,
               gsize             to)
{
  cairo_line_to (cr, sotong_plot_slot_right (plot, to - 1), sotong_plot_y (plot, heights[to - 1 - plot->first]));
  for (gsize i = to; i-- > from;)
    cairo_line_to (cr, sotong_plot_slot_mid (plot, i), sotong_plot_y (plot, heights[i - plot->first]));
  cairo_line_to (cr, sotong_plot_slot_left (plot, from), sotong_plot_y (plot, heights[from - plot->first]));
}

/* The next stretch without a gap: heights of a gap are none in the first row. */
static gboolean
next_run (const SotongPlot *plot,
          const double     *heights,
          gsize            *from,
          gsize            *to)
{
  while (*from < plot->last && isnan (heights[*from - plot->first]))
    (*from)++;
  for (*to = *from; *to < plot->last && !isnan (heights[*to - plot->first]); (*to)++)
    ;
  return *to > *from;
}

static void
draw_runs (SotongAreaLayer  *self,
           const SotongPlot *plot,
           cairo_t          *cr)
{
  SotongLayer *layer = SOTONG_LAYER (self);
  guint n_series = sotong_layer_get_n_series (layer);
  gsize n = plot->last - plot->first, from, to;
  g_autofree double *heights = sotong_stack_heights (layer, plot, plot->first, plot->last, self->percent);
  guint below = n_series;

  for (guint k = 0; k < n_series; k++)
    {
      SotongRole role = sotong_series_get_role (sotong_layer_get_series (layer, k));

      if (sotong_plot_hides (plot, role))
        continue;
      for (from = plot->first; next_run (plot, heights, &from, &to); from = to)
        {
          cairo_new_sub_path (cr);
          add_edge (plot, cr, heights + (k + 1) * n, from, to);
          add_edge_back (plot, cr, heights + k * n, from, to);
          cairo_close_path (cr);
        }
      sotong_fill_path (cr, &plot->theme->roles[role]);
    }
  /* A hair of the background between two areas tells them apart even in grey. Of narrow peaks it would leave nothing. */
  if (plot->rect.width < n * HAIR_SLOT)
    return;
  cairo_set_line_width (cr, 1);
  sotong_color_set_source (&plot->theme->background, cr);
  for (guint k = 0; k < n_series; k++)
    {
      if (sotong_plot_hides (plot, sotong_series_get_role (sotong_layer_get_series (layer, k))))
        continue;
      for (from = plot->first; below < n_series && next_run (plot, heights, &from, &to); from = to)
        {
          cairo_new_sub_path (cr);
          add_edge (plot, cr, heights + k * n, from, to);
        }
      cairo_stroke (cr);
      below = k;
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

  if (!sotong_columns_needed (plot))
    {
      draw_runs (self, plot, cr);
      return;
    }
  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    {
      SotongRole role = sotong_series_get_role (sotong_layer_get_series (layer, i));

      if (sotong_plot_hides (plot, role))
        continue;
      add_columns (self, plot, cr, i);
      sotong_fill_path (cr, &plot->theme->roles[role]);
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
  if (self->percent && *out_min == *out_max) /* shares of nothing */
    *out_max = 100;
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
