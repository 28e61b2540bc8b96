/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-bar-layer.h"
#include "chart/sotong-columns.h"
#include "chart/sotong-fill.h"

#define WIDEST 56.0       /* of a bar */
#define SPACED_FROM 3.0   /* width of a slot that is worth a gap between bars */
#define MAX_LABELLED 40

struct _SotongBarLayer
{
  SotongLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongBarLayer, sotong_bar_layer, SOTONG_TYPE_LAYER)

typedef struct {
  gsize  index;
  double left;
  double right;
  double up;     /* how far the stack has grown above zero */
  double down;
} Bar;

static double
value_at (SotongLayer *layer,
          guint        nth,
          gsize        index)
{
  SotongSeries *series = sotong_layer_get_series (layer, nth);
  double value = index < sotong_series_get_length (series) ? sotong_series_get_values (series)[index] : NAN;

  return isfinite (value) ? value : 0;
}

static void
stack_at (SotongLayer *layer,
          gsize        index,
          double      *up,
          double      *down)
{
  *up = *down = 0;
  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    {
      double value = value_at (layer, i, index);

      *(value > 0 ? up : down) += value;
    }
}

static gboolean
sotong_bar_layer_get_bounds (SotongLayer *layer,
                             gsize        first,
                             gsize        last,
                             double      *out_min,
                             double      *out_max)
{
  if (sotong_layer_get_n_series (layer) == 1)
    return SOTONG_LAYER_CLASS (sotong_bar_layer_parent_class)->get_bounds (layer, first, last, out_min, out_max);
  if (!SOTONG_LAYER_CLASS (sotong_bar_layer_parent_class)->get_bounds (layer, first, last, out_min, out_max))
    return FALSE;
  for (gsize i = first; i < last; i++)
    {
      double up, down;

      stack_at (layer, i, &up, &down);
      *out_min = MIN (*out_min, down);
      *out_max = MAX (*out_max, up);
    }
  return TRUE;
}

static double
bar_width (const SotongPlot *plot)
{
  double slot = plot->rect.width / MAX (1, plot->last - plot->first);

  return slot < SPACED_FROM ? slot : MIN (WIDEST, slot - MAX (1, slot * 0.2));
}

static void
add_slot_bars (const SotongPlot *plot,
               cairo_t          *cr,
               GArray           *bars)
{
  for (gsize i = plot->first; i < plot->last; i++)
    {
      double left = sotong_plot_slot_left (plot, i), right = sotong_plot_slot_right (plot, i);
      double slot = right - left;
      Bar bar = { .index = i, .left = left, .right = right };

      if (slot >= SPACED_FROM)
        {
          double width = MIN (WIDEST, slot - MAX (1, slot * 0.2));

          bar.left = sotong_fill_snap (cr, left + (slot - width) / 2);
          bar.right = MAX (bar.left + 1, sotong_fill_snap (cr, right - (slot - width) / 2));
        }
      g_array_append_val (bars, bar);
    }
}

/* Many slots in one column of pixels: the highest of them stands for all. */
static void
add_column_bars (SotongLayer      *layer,
                 const SotongPlot *plot,
                 GArray           *bars)
{
  g_autoptr(GArray) columns = sotong_columns_new (plot, sotong_layer_get_series (layer, 0), 1);

  for (guint c = 0; c < columns->len; c++)
    {
      const SotongColumn *column = &g_array_index (columns, SotongColumn, c);
      Bar bar = { .left = plot->rect.x + c, .right = plot->rect.x + c + 1 };
      double highest = -1;

      for (gsize i = column->first; i < column->last; i++)
        {
          double up, down;

          stack_at (layer, i, &up, &down);
          if (up - down > highest)
            {
              highest = up - down;
              bar.index = i;
            }
        }
      if (highest >= 0)
        g_array_append_val (bars, bar);
    }
}

static GArray *
make_bars (SotongLayer      *layer,
           const SotongPlot *plot,
           cairo_t          *cr)
{
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (Bar));

  if (sotong_columns_needed (plot))
    add_column_bars (layer, plot, bars);
  else
    add_slot_bars (plot, cr, bars);
  return bars;
}

static void
draw_number (const SotongPlot  *plot,
             cairo_t           *cr,
             const Bar         *bar,
             double             value,
             double             top,
             double             bottom,
             const SotongPaint *paint)
{
  double height = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  g_autofree char *text = sotong_axis_text_number (value);
  double width = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text);
  double luminance = 0.3 * paint->color.red + 0.59 * paint->color.green + 0.11 * paint->color.blue;
  SotongColor dark = { 0, 0, 0, 1 }, pale = { 1, 1, 1, 1 };

  if (bottom - top < height + 2 || bar->right - bar->left < width + 4)
    return;
  sotong_label_draw_boxed (plot->label, cr, SOTONG_LABEL_BODY, luminance > 0.55 ? &dark : &pale, &paint->color, text,
                           (bar->left + bar->right) / 2, (top + bottom - height) / 2, 0.5);
}

/* One path for a series: filled once, its pattern drawn once. */
static void
draw_series (SotongLayer      *layer,
             guint             nth,
             const SotongPlot *plot,
             cairo_t          *cr,
             GArray           *bars)
{
  const SotongPaint *paint = &plot->theme->roles[sotong_series_get_role (sotong_layer_get_series (layer, nth))];

  for (guint i = 0; i < bars->len; i++)
    {
      Bar *bar = &g_array_index (bars, Bar, i);
      double value = value_at (layer, nth, bar->index);
      double *base = value > 0 ? &bar->up : &bar->down;
      double from = sotong_fill_snap (cr, sotong_plot_y (plot, *base));
      double to = sotong_fill_snap (cr, sotong_plot_y (plot, *base + value));

      *base += value;
      if (value != 0)
        cairo_rectangle (cr, bar->left, MIN (from, to), bar->right - bar->left, MAX (fabs (from - to), 0.5));
    }
  sotong_fill_path (cr, paint);
}

static void
draw_numbers (SotongLayer      *layer,
              guint             nth,
              const SotongPlot *plot,
              cairo_t          *cr,
              GArray           *bars)
{
  const SotongPaint *paint = &plot->theme->roles[sotong_series_get_role (sotong_layer_get_series (layer, nth))];

  for (guint i = 0; i < bars->len; i++)
    {
      Bar *bar = &g_array_index (bars, Bar, i);
      double value = value_at (layer, nth, bar->index);
      double *base = value > 0 ? &bar->up : &bar->down;
      double from = sotong_plot_y (plot, *base), to = sotong_plot_y (plot, *base + value);

      *base += value;
      draw_number (plot, cr, bar, value, MIN (from, to), MAX (from, to), paint);
    }
}

static gboolean
has_totals (SotongLayer      *layer,
            const SotongPlot *plot)
{
  gsize n = plot->last - plot->first;

  return n > 0 && n <= MAX_LABELLED && bar_width (plot) >= plot->theme->font_size * 2.2;
}

static void
draw_totals (SotongLayer      *layer,
             const SotongPlot *plot,
             cairo_t          *cr,
             GArray           *bars)
{
  const SotongChartTheme *theme = plot->theme;
  double height = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);

  for (guint i = 0; i < bars->len; i++)
    {
      const Bar *bar = &g_array_index (bars, Bar, i);
      double up, down;
      g_autofree char *text = NULL;
      double slot = sotong_plot_slot_right (plot, bar->index) - sotong_plot_slot_left (plot, bar->index);

      stack_at (layer, bar->index, &up, &down);
      text = sotong_axis_text_number (up);
      if (up > 0 && sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) <= slot)
        sotong_label_draw_halo (plot->label, cr, SOTONG_LABEL_BODY, &theme->ink, &theme->background, text,
                                (bar->left + bar->right) / 2, sotong_plot_y (plot, up) - height, 0.5);
    }
}

static void
sotong_bar_layer_draw (SotongLayer      *layer,
                       const SotongPlot *plot,
                       cairo_t          *cr)
{
  g_autoptr(GArray) bars = NULL;
  guint n_series = sotong_layer_get_n_series (layer);

  if (n_series == 0 || plot->first >= plot->last)
    return;
  bars = make_bars (layer, plot, cr);
  for (guint i = 0; i < n_series; i++)
    draw_series (layer, i, plot, cr, bars);
}

static void
sotong_bar_layer_draw_labels (SotongLayer      *layer,
                              const SotongPlot *plot,
                              cairo_t          *cr)
{
  g_autoptr(GArray) bars = NULL;
  guint n_series = sotong_layer_get_n_series (layer);

  if (n_series == 0 || !has_totals (layer, plot))
    return;
  bars = make_bars (layer, plot, cr);
  draw_totals (layer, plot, cr, bars);
  for (guint i = 0; i < n_series && n_series > 1; i++)
    draw_numbers (layer, i, plot, cr, bars);
}

static double
sotong_bar_layer_get_headroom (SotongLayer      *layer,
                               const SotongPlot *plot)
{
  return has_totals (layer, plot) ? sotong_label_get_height (plot->label, SOTONG_LABEL_BODY) * 0.9 : 0;
}

static gint64
sotong_bar_layer_pick (SotongLayer      *layer,
                       const SotongPlot *plot,
                       double            x,
                       double            y)
{
  double up, down;
  gsize index;

  if (!sotong_plot_find_slot (plot, x, &index))
    return -1;
  stack_at (layer, index, &up, &down);
  return y >= sotong_plot_y (plot, up) - 1 && y <= sotong_plot_y (plot, down) + 1 ? (gint64) index : -1;
}

static void
sotong_bar_layer_class_init (SotongBarLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  layer_class->draw = sotong_bar_layer_draw;
  layer_class->draw_labels = sotong_bar_layer_draw_labels;
  layer_class->pick = sotong_bar_layer_pick;
  layer_class->get_bounds = sotong_bar_layer_get_bounds;
  layer_class->get_headroom = sotong_bar_layer_get_headroom;
}

static void
sotong_bar_layer_init (SotongBarLayer *self)
{
}

/**
 * sotong_bar_layer_new:
 *
 * A bar for each slot, its series on top of each other from the first one up. Where bars are wide enough their
 * numbers are written on them.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_bar_layer_new (void)
{
  return g_object_new (SOTONG_TYPE_BAR_LAYER, NULL);
}
