/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-bar-layer.h"
#include "chart/sotong-columns.h"
#include "chart/sotong-fill.h"
#include "chart/sotong-stack.h"

#define WIDEST 56.0       /* of a bar */
#define SPACED_FROM 3.0   /* width of a slot that is worth a gap between bars */
#define MAX_LABELLED 40

struct _SotongBarLayer
{
  SotongLayer    parent_instance;
  SotongBarMode  mode;
};

G_DEFINE_FINAL_TYPE (SotongBarLayer, sotong_bar_layer, SOTONG_TYPE_LAYER)

typedef struct {
  gsize  index;
  double left;
  double right;
  double up;     /* how far the stack has grown above zero */
  double down;
} Bar;

static gboolean
is_percent (SotongLayer *layer)
{
  return SOTONG_BAR_LAYER (layer)->mode == SOTONG_BARS_PERCENT;
}

static gboolean
is_grouped (SotongLayer *layer)
{
  return SOTONG_BAR_LAYER (layer)->mode == SOTONG_BARS_GROUPED;
}

static double
value_at (SotongLayer      *layer,
          const SotongPlot *plot,
          guint             nth,
          gsize             index)
{
  return sotong_stack_value (layer, plot, nth, index, is_percent (layer));
}

static void
stack_at (SotongLayer      *layer,
          const SotongPlot *plot,
          gsize             index,
          double           *up,
          double           *down)
{
  sotong_stack_ends (layer, plot, index, is_percent (layer), up, down);
}

static gboolean
sotong_bar_layer_get_bounds (SotongLayer      *layer,
                             const SotongPlot *plot,
                             double           *out_min,
                             double           *out_max)
{
  if (!SOTONG_LAYER_CLASS (sotong_bar_layer_parent_class)->get_bounds (layer, plot, out_min, out_max))
    return FALSE;
  if (is_grouped (layer) || (sotong_layer_get_n_series (layer) == 1 && !is_percent (layer)))
    return TRUE;
  if (is_percent (layer))
    *out_min = *out_max = 0;
  sotong_stack_bounds (layer, plot, is_percent (layer), out_min, out_max);
  if (is_percent (layer) && *out_min == *out_max) /* shares of nothing */
    *out_max = 100;
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

          stack_at (layer, plot, i, &up, &down);
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

static char *
number_text (double   value,
             gboolean percent)
{
  return percent ? g_strdup_printf ("%.0f%%", value) : sotong_axis_text_number (fabs (value));
}

static void
draw_number (const SotongPlot  *plot,
             cairo_t           *cr,
             const Bar         *bar,
             double             value,
             gboolean           percent,
             double             top,
             double             bottom,
             const SotongPaint *paint)
{
  double height = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  g_autofree char *text = number_text (value, percent);
  SotongColor ink = sotong_color_text_on (&paint->color);

  if (bottom - top < height + 2)
    return;
  sotong_label_draw_boxed (plot->label, cr, SOTONG_LABEL_BODY, &ink, &paint->color, text,
                           (bar->left + bar->right) / 2, (top + bottom - height) / 2, 0.5);
}

/* In a group each series has its own bar, all of which stand on zero. */
static Bar
bar_of (SotongLayer      *layer,
        const SotongPlot *plot,
        cairo_t          *cr,
        const Bar        *bar,
        guint             nth)
{
  Bar own = *bar;
  guint n = 0, before = 0;
  double width;

  if (!is_grouped (layer))
    return own;
  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    if (!sotong_plot_hides (plot, sotong_series_get_role (sotong_layer_get_series (layer, i))))
      {
        before += i < nth;
        n++;
      }
  width = (bar->right - bar->left) / MAX (n, 1);
  own.left = bar->left + before * width;
  own.right = own.left + width;
  if (width >= SPACED_FROM)
    {
      own.left = sotong_fill_snap (cr, own.left);
      own.right = MAX (own.left + 1, sotong_fill_snap (cr, own.right) - 1);
    }
  own.up = own.down = 0;
  return own;
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
      Bar own = bar_of (layer, plot, cr, bar, nth);
      double value = value_at (layer, plot, nth, bar->index);
      double *base = value > 0 ? &bar->up : &bar->down;
      double from = sotong_fill_snap (cr, sotong_plot_y (plot, *base));
      double to = sotong_fill_snap (cr, sotong_plot_y (plot, *base + value));

      if (!is_grouped (layer))
        *base += value;
      if (value != 0)
        cairo_rectangle (cr, own.left, MIN (from, to), own.right - own.left, MAX (fabs (from - to), 0.5));
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
      double value = value_at (layer, plot, nth, bar->index);
      double *base = value > 0 ? &bar->up : &bar->down;
      double from = sotong_plot_y (plot, *base), to = sotong_plot_y (plot, *base + value);

      *base += value;
      draw_number (plot, cr, bar, value, is_percent (layer), MIN (from, to), MAX (from, to), paint);
    }
}

/* A number over some bars only would seem to single them out. */
static gboolean
tops_fit (SotongLayer      *layer,
          const SotongPlot *plot,
          cairo_t          *cr,
          GArray           *bars)
{
  for (guint i = 0; i < bars->len; i++)
    for (guint nth = 0; nth < sotong_layer_get_n_series (layer); nth++)
      {
        Bar own = bar_of (layer, plot, cr, &g_array_index (bars, Bar, i), nth);
        g_autofree char *text = sotong_axis_text_number (value_at (layer, plot, nth, own.index));

        if (sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) + 3 > own.right - own.left)
          return FALSE;
      }
  return TRUE;
}

/* Numbers on the narrow ones alone, as on those with one digit, would seem to single them out; a bar that is too low for its number is seen to be. */
static gboolean
numbers_fit (SotongLayer      *layer,
             const SotongPlot *plot,
             GArray           *bars)
{
  for (guint i = 0; i < bars->len; i++)
    for (guint nth = 0; nth < sotong_layer_get_n_series (layer); nth++)
      {
        const Bar *bar = &g_array_index (bars, Bar, i);
        g_autofree char *text = number_text (value_at (layer, plot, nth, bar->index), is_percent (layer));

        if (sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) + 4 > bar->right - bar->left)
          return FALSE;
      }
  return TRUE;
}

/* Over each bar of a group its own number. */
static void
draw_tops (SotongLayer      *layer,
           const SotongPlot *plot,
           cairo_t          *cr,
           GArray           *bars)
{
  const SotongChartTheme *theme = plot->theme;
  double height = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);

  if (!tops_fit (layer, plot, cr, bars))
    return;
  for (guint i = 0; i < bars->len; i++)
    for (guint nth = 0; nth < sotong_layer_get_n_series (layer); nth++)
      {
        Bar own = bar_of (layer, plot, cr, &g_array_index (bars, Bar, i), nth);
        double value = value_at (layer, plot, nth, own.index);
        g_autofree char *text = sotong_axis_text_number (value);

        if (value != 0)
          sotong_label_draw_halo (plot->label, cr, SOTONG_LABEL_BODY, &theme->ink, &theme->background, text,
                                  (own.left + own.right) / 2,
                                  value > 0 ? sotong_plot_y (plot, value) - height : sotong_plot_y (plot, value) + 1, 0.5, 0);
      }
}

static gboolean
has_totals (SotongLayer      *layer,
            const SotongPlot *plot)
{
  gsize n = plot->last - plot->first;

  return n > 0 && n <= MAX_LABELLED && !is_grouped (layer) && !is_percent (layer)
         && bar_width (plot) >= plot->theme->font_size * 2.2;
}

/* Of all or of none, as over the bars of a group. */
static gboolean
totals_fit (SotongLayer      *layer,
            const SotongPlot *plot,
            GArray           *bars)
{
  for (guint i = 0; i < bars->len; i++)
    {
      gsize index = g_array_index (bars, Bar, i).index;
      double up, down, slot = sotong_plot_slot_right (plot, index) - sotong_plot_slot_left (plot, index);
      g_autofree char *text = NULL;

      stack_at (layer, plot, index, &up, &down);
      text = sotong_axis_text_number (up);
      if (sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) > slot)
        return FALSE;
    }
  return TRUE;
}

static void
draw_totals (SotongLayer      *layer,
             const SotongPlot *plot,
             cairo_t          *cr,
             GArray           *bars)
{
  const SotongChartTheme *theme = plot->theme;
  double height = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);

  if (!totals_fit (layer, plot, bars))
    return;
  for (guint i = 0; i < bars->len; i++)
    {
      const Bar *bar = &g_array_index (bars, Bar, i);
      double up, down;
      g_autofree char *text = NULL;

      stack_at (layer, plot, bar->index, &up, &down);
      text = sotong_axis_text_number (up);
      if (up > 0 && down == 0)
        sotong_label_draw_halo (plot->label, cr, SOTONG_LABEL_BODY, &theme->ink, &theme->background, text,
                                (bar->left + bar->right) / 2, sotong_plot_y (plot, up) - height, 0.5, 0);
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

  if (n_series == 0 || sotong_columns_needed (plot))
    return;
  bars = make_bars (layer, plot, cr);
  if (is_grouped (layer))
    {
      draw_tops (layer, plot, cr, bars);
      return;
    }
  if (has_totals (layer, plot))
    draw_totals (layer, plot, cr, bars);
  else if (!is_percent (layer))
    return;
  if (n_series < 2 || !numbers_fit (layer, plot, bars))
    return;
  for (guint i = 0; i < n_series; i++)
    draw_numbers (layer, i, plot, cr, bars);
}

static double
sotong_bar_layer_get_headroom (SotongLayer      *layer,
                               const SotongPlot *plot)
{
  gboolean numbers = has_totals (layer, plot) || (is_grouped (layer) && plot->last - plot->first <= MAX_LABELLED);

  return numbers ? sotong_label_get_height (plot->label, SOTONG_LABEL_BODY) * 0.9 : 0;
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
  stack_at (layer, plot, index, &up, &down);
  if (is_grouped (layer))
    for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
      up = MAX (i == 0 ? 0 : up, value_at (layer, plot, i, index));
  return y >= sotong_plot_y (plot, up) - 1 && y <= sotong_plot_y (plot, down) + 1 ? (gint64) index : -1;
}

/* A share of a whole is none where some of it is below zero. */
static char *
sotong_bar_layer_describe (SotongLayer      *layer,
                           const SotongPlot *plot)
{
  for (guint i = 0; is_percent (layer) && i < sotong_layer_get_n_series (layer); i++)
    {
      double min, max;

      if (sotong_series_get_bounds (sotong_layer_get_series (layer, i), 0, G_MAXSIZE, &min, &max) && min < 0)
        return g_strdup (_("Some figures are below zero: the bars are shares of the sum of the amounts without their signs."));
    }
  return NULL;
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
  layer_class->describe = sotong_bar_layer_describe;
}

static void
sotong_bar_layer_init (SotongBarLayer *self)
{
}

/**
 * sotong_bar_layer_new:
 * @mode: how several series share a slot
 *
 * A bar for each slot. Stacked, its series stand on top of each other from the first one up, those below zero from the
 * first one down. Where bars are wide enough their numbers are written on them.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_bar_layer_new (SotongBarMode mode)
{
  SotongBarLayer *self = g_object_new (SOTONG_TYPE_BAR_LAYER, NULL);

  self->mode = mode;
  return SOTONG_LAYER (self);
}
