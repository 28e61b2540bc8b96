/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-columns.h"
#include "chart/sotong-fill.h"
#include "chart/sotong-line-layer.h"

#define LINE_WIDTH 1.75
#define CHUNK 12           /* points stroked at once: the cost of a jagged path grows faster than its length */
#define DOTS_BELOW 45      /* points in view */
#define AREA_ALPHA 0.16

struct _SotongLineLayer
{
  SotongLayer      parent_instance;
  SotongLineFlags  flags;
};

G_DEFINE_FINAL_TYPE (SotongLineLayer, sotong_line_layer, SOTONG_TYPE_LAYER)

typedef struct {
  double lengths[4];
  int    n;
} Dash;

/* The second cue of a line is how it is broken; where points are apart, also the shape of their marks. */
static const Dash *
dash_of (SotongRole role)
{
  static const Dash plain = { { 0 }, 0 }, dashes = { { 6, 3 }, 2 }, dots = { { 1.5, 3 }, 2 };
  static const Dash dash_dot = { { 7, 3, 1.5, 3 }, 4 }, wide = { { 10, 4 }, 2 }, close = { { 3, 1.5 }, 2 };

  switch (role)
    {
    case SOTONG_ROLE_NEGATIVE:
    case SOTONG_ROLE_SECOND:
      return &dashes;
    case SOTONG_ROLE_NEUTRAL:
    case SOTONG_ROLE_THIRD:
      return &dots;
    case SOTONG_ROLE_FOURTH:
      return &dash_dot;
    case SOTONG_ROLE_FIFTH:
    case SOTONG_ROLE_EIGHTH:
      return &wide;
    case SOTONG_ROLE_SEVENTH:
      return &close;
    case SOTONG_ROLE_TOTAL:
    case SOTONG_ROLE_POSITIVE:
    case SOTONG_ROLE_UNCERTAIN:
    case SOTONG_ROLE_UNLABELLED:
    case SOTONG_ROLE_FIRST:
    case SOTONG_ROLE_SIXTH:
    default:
      return &plain;
    }
}

static void
set_dash (cairo_t    *cr,
          SotongRole  role)
{
  const Dash *dash = dash_of (role);

  cairo_set_dash (cr, dash->lengths, dash->n, 0);
}

static gboolean
is_dashed (SotongRole role)
{
  return dash_of (role)->n > 0;
}

/* What is 0 or less is nowhere on a logarithmic axis, not at its lower end. */
static gboolean
has_place (const SotongPlot *plot,
           double            value)
{
  return isfinite (value) && (!plot->y.logarithmic || value > 0);
}

/* Finds the next stretch without a gap: from *@from to *@to, the latter excluded. */
static gboolean
next_run (const SotongPlot *plot,
          const double     *values,
          gsize             last,
          gsize            *from,
          gsize            *to)
{
  while (*from < last && !has_place (plot, values[*from]))
    (*from)++;
  for (*to = *from; *to < last && has_place (plot, values[*to]); (*to)++)
    ;
  return *from < last;
}

/* What areas stand on: zero, or the end of the axis that is nearer to it. */
static double
base_y (const SotongPlot *plot)
{
  return plot->y.logarithmic ? plot->rect.y + plot->rect.height
                             : sotong_plot_y (plot, CLAMP (0, plot->y.min, plot->y.max));
}

/* A step is level from the beginning of its slot to its end. */
static void
add_point (const SotongPlot *plot,
           cairo_t          *cr,
           const double     *values,
           gsize             index,
           gboolean          step)
{
  double y = sotong_plot_y (plot, values[index]);

  if (!step)
    {
      cairo_line_to (cr, sotong_plot_slot_mid (plot, index), y);
      return;
    }
  cairo_line_to (cr, sotong_plot_slot_left (plot, index), y);
  cairo_line_to (cr, sotong_plot_slot_right (plot, index), y);
}

static void
area_run (const SotongPlot *plot,
          cairo_t          *cr,
          const double     *values,
          gsize             from,
          gsize             to,
          gboolean          step)
{
  double zero = base_y (plot);

  cairo_move_to (cr, step ? sotong_plot_slot_left (plot, from) : sotong_plot_slot_mid (plot, from), zero);
  for (gsize i = from; i < to; i++)
    add_point (plot, cr, values, i, step);
  cairo_line_to (cr, step ? sotong_plot_slot_right (plot, to - 1) : sotong_plot_slot_mid (plot, to - 1), zero);
  cairo_close_path (cr);
}

static void
stroke_run (const SotongPlot *plot,
            cairo_t          *cr,
            const double     *values,
            gsize             from,
            gsize             to,
            gboolean          chunked,
            gboolean          step)
{
  for (gsize i = from; i < to; i++)
    {
      add_point (plot, cr, values, i, step);
      if (chunked && (i - from) % CHUNK == CHUNK - 1)
        {
          double x, y;

          cairo_get_current_point (cr, &x, &y);
          cairo_stroke (cr);
          cairo_move_to (cr, x, y);
        }
    }
  cairo_stroke (cr);
}

/* Marks of several lines differ in their shape. */
static void
add_mark (cairo_t    *cr,
          SotongRole  role,
          double      x,
          double      y,
          double      r)
{
  guint shape = role >= SOTONG_ROLE_FIRST ? (role - SOTONG_ROLE_FIRST) % 4 : role == SOTONG_ROLE_NEGATIVE ? 1 : 0;

  cairo_new_sub_path (cr);
  switch (shape)
    {
    case 1:
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
      break;
    case 2:
      cairo_move_to (cr, x, y - r * 1.4);
      cairo_line_to (cr, x + r * 1.3, y + r);
      cairo_line_to (cr, x - r * 1.3, y + r);
      cairo_close_path (cr);
      break;
    case 3:
      cairo_move_to (cr, x, y - r * 1.4);
      cairo_line_to (cr, x + r * 1.4, y);
      cairo_line_to (cr, x, y + r * 1.4);
      cairo_line_to (cr, x - r * 1.4, y);
      cairo_close_path (cr);
      break;
    default:
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      break;
    }
}

static void
add_dots (const SotongPlot *plot,
          cairo_t          *cr,
          SotongSeries     *series,
          gsize             from,
          gsize             to,
          double            radius)
{
  const double *values = sotong_series_get_values (series);

  for (gsize i = from; i < to; i++)
    add_mark (cr, sotong_series_get_role (series), sotong_plot_slot_mid (plot, i), sotong_plot_y (plot, values[i]), radius);
  cairo_fill (cr);
}

/* A single step is a short level line, not a dot. */
static void
stroke_runs (SotongLineLayer  *self,
             SotongSeries     *series,
             const SotongPlot *plot,
             cairo_t          *cr)
{
  const double *values = sotong_series_get_values (series);
  SotongRole role = sotong_series_get_role (series);
  gsize last = MIN (plot->last, sotong_series_get_length (series));
  gboolean step = (self->flags & SOTONG_LINE_STEP) != 0;
  gsize from, to;

  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, step ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_ROUND);
  set_dash (cr, role);
  for (from = plot->first; next_run (plot, values, last, &from, &to); from = to)
    if (to - from > 1 || step)
      stroke_run (plot, cr, values, from, to, !is_dashed (role), step);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_runs (SotongLineLayer  *self,
           SotongSeries     *series,
           const SotongPlot *plot,
           cairo_t          *cr)
{
  const double *values = sotong_series_get_values (series);
  SotongColor color = sotong_chart_theme_line_color (plot->theme, sotong_series_get_role (series));
  gsize last = MIN (plot->last, sotong_series_get_length (series));
  gboolean step = (self->flags & SOTONG_LINE_STEP) != 0;
  gboolean dots = plot->last - plot->first <= DOTS_BELOW && !step
                  && !(self->flags & (SOTONG_LINE_BARE | SOTONG_LINE_LABEL_LAST));
  gsize from, to;

  if (self->flags & SOTONG_LINE_AREA)
    {
      for (from = plot->first; next_run (plot, values, last, &from, &to); from = to)
        area_run (plot, cr, values, from, to, step);
      cairo_set_source_rgba (cr, color.red, color.green, color.blue, AREA_ALPHA);
      cairo_fill (cr);
    }
  sotong_color_set_source (&color, cr);
  stroke_runs (self, series, plot, cr);
  for (from = plot->first; next_run (plot, values, last, &from, &to); from = to)
    if (dots || (to - from == 1 && !step))
      add_dots (plot, cr, series, from, to, dots ? 2.5 : LINE_WIDTH);
}

/* Width of a pixel, or of half a point on paper. */
static double
column_width (cairo_t *cr)
{
  double x = 1, y = 0;

  if (!sotong_fill_snaps (cr))
    return 0.5;
  cairo_user_to_device_distance (cr, &x, &y);
  return CLAMP (1 / MAX (fabs (x), 0.01), 0.25, 4);
}

/* Neighbouring columns are made to touch, as the line that they stand for would. With pixels they end at pixels, which Cairo
 * fills several times as fast and which nobody can tell from what is between. */
static void
add_column_rectangles (const SotongPlot *plot,
                       cairo_t          *cr,
                       GArray           *columns,
                       double            width)
{
  double low = NAN, high = NAN, left = sotong_fill_snap (cr, plot->rect.x);

  for (guint i = 0; i < columns->len; i++)
    {
      const SotongColumn *column = &g_array_index (columns, SotongColumn, i);
      double top, bottom;

      if (column->low > column->high || !has_place (plot, column->high))
        {
          if (column->last > column->first)
            low = high = NAN;
          continue;
        }
      top = sotong_plot_y (plot, high < column->low ? high : column->high);
      bottom = sotong_plot_y (plot, low > column->high ? low : column->low);
      if (bottom - top < LINE_WIDTH)
        {
          top -= (LINE_WIDTH - (bottom - top)) / 2;
          bottom = top + LINE_WIDTH;
        }
      top = sotong_fill_snap (cr, top);
      bottom = MAX (top + 1, sotong_fill_snap (cr, bottom));
      cairo_rectangle (cr, left + i * width, top, width, bottom - top);
      low = column->low;
      high = column->high;
    }
}

static void
draw_columns (SotongLineLayer  *self,
              SotongSeries     *series,
              const SotongPlot *plot,
              cairo_t          *cr)
{
  double width = column_width (cr);
  double zero = base_y (plot);
  g_autoptr(GArray) columns = sotong_columns_new (plot, series, width);
  SotongColor color = sotong_chart_theme_line_color (plot->theme, sotong_series_get_role (series));

  if (self->flags & SOTONG_LINE_AREA)
    {
      for (guint i = 0; i < columns->len; i++)
        {
          const SotongColumn *column = &g_array_index (columns, SotongColumn, i);
          double y = sotong_plot_y (plot, column->high);

          double low = sotong_plot_y (plot, column->low);

          if (column->low <= column->high)
            cairo_rectangle (cr, plot->rect.x + i * width, MIN (y, zero), width, MAX (low, zero) - MIN (y, zero));
        }
      cairo_set_source_rgba (cr, color.red, color.green, color.blue, AREA_ALPHA);
      cairo_fill (cr);
    }
  add_column_rectangles (plot, cr, columns, width);
  sotong_color_set_source (&color, cr);
  cairo_fill (cr);
}

/* A point without others beside it has no peak but is named too. */
static gboolean
find_peak (SotongSeries *series,
           gsize        *index)
{
  *index = 0;
  return sotong_series_get_peak (series, index)
         || (sotong_series_get_length (series) == 1 && isfinite (sotong_series_get_values (series)[0]));
}

/* (transfer full): day and number of the peak */
static char *
name_peak (SotongSeries     *series,
           const SotongPlot *plot,
           gsize             index)
{
  g_autofree char *number = sotong_axis_text_number (sotong_series_get_values (series)[index]), *day = NULL;

  if (!sotong_slots_is_time (plot->slots))
    return g_steal_pointer (&number);
  day = sotong_axis_text_slot_short ((gint64) sotong_slots_get_start (plot->slots, index), sotong_slots_get_bucket (plot->slots),
                                     sotong_slots_get_zone (plot->slots), plot->language);
  return g_strdup_printf ("%s · %s", day, number);
}

/* Where the peak is named. Returns: %FALSE without a peak in view */
static gboolean
place_peak (SotongSeries     *series,
            const SotongPlot *plot,
            gsize            *index,
            char            **text,
            SotongRect       *box)
{
  double x, width, height = sotong_label_get_height (plot->label, SOTONG_LABEL_STRONG);

  if (!find_peak (series, index) || *index < plot->first || *index >= plot->last)
    return FALSE;
  *text = name_peak (series, plot, *index);
  width = sotong_label_get_width (plot->label, SOTONG_LABEL_STRONG, *text);
  x = sotong_plot_slot_mid (plot, *index) - width / 2;
  x = CLAMP (x, plot->rect.x, MAX (plot->rect.x, plot->rect.x + plot->rect.width - width));
  *box = (SotongRect) { x, sotong_plot_y (plot, sotong_series_get_values (series)[*index]) - height - 4, width, height };
  return TRUE;
}

/* In a box: limits, marks and the line itself do not cut through the number. */
static void
draw_peak (SotongSeries     *series,
           const SotongPlot *plot,
           cairo_t          *cr)
{
  SotongColor color = sotong_chart_theme_line_color (plot->theme, sotong_series_get_role (series));
  g_autofree char *text = NULL;
  SotongRect box;
  gsize index;

  if (!place_peak (series, plot, &index, &text, &box))
    return;
  cairo_new_path (cr);
  cairo_arc (cr, sotong_plot_slot_mid (plot, index), sotong_plot_y (plot, sotong_series_get_values (series)[index]), 3, 0, 2 * G_PI);
  sotong_color_set_source (&color, cr);
  cairo_fill (cr);
  sotong_label_draw_boxed (plot->label, cr, SOTONG_LABEL_STRONG, &plot->theme->ink, &plot->theme->background, text, box.x, box.y, 0);
}

/* A dot on the last value that there is, and its number beside the line. */
static void
draw_last (SotongSeries     *series,
           const SotongPlot *plot,
           cairo_t          *cr)
{
  const SotongChartTheme *theme = plot->theme;
  SotongColor color = sotong_chart_theme_line_color (theme, sotong_series_get_role (series));
  const double *values = sotong_series_get_values (series);
  gsize index = MIN (plot->last, sotong_series_get_length (series));
  double height = sotong_label_get_height (plot->label, SOTONG_LABEL_STRONG), x, y;
  g_autofree char *text = NULL;

  while (index > plot->first && !isfinite (values[index - 1]))
    index--;
  if (index-- == plot->first)
    return;
  x = sotong_plot_slot_mid (plot, index);
  y = sotong_plot_y (plot, values[index]);
  text = sotong_axis_text_last (values[index], plot->language);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 2.5, 0, 2 * G_PI);
  sotong_color_set_source (&color, cr);
  cairo_fill (cr);
  y = CLAMP (y - height / 2, MIN (plot->rect.y, plot->rect.y + plot->rect.height - height), plot->rect.y + plot->rect.height - height);
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_STRONG, &theme->ink, text, plot->rect.x + plot->rect.width + 5, y, 0, 0);
}

static void
sotong_line_layer_draw (SotongLayer      *layer,
                        const SotongPlot *plot,
                        cairo_t          *cr)
{
  SotongLineLayer *self = SOTONG_LINE_LAYER (layer);

  for (guint i = sotong_layer_get_n_series (layer); i-- > 0;)
    {
      SotongSeries *series = sotong_layer_get_series (layer, i);

      if (sotong_plot_hides (plot, sotong_series_get_role (series)))
        continue;
      if (sotong_columns_needed (plot))
        draw_columns (self, series, plot, cr);
      else
        draw_runs (self, series, plot, cr);
    }
}

static void
sotong_line_layer_draw_labels (SotongLayer      *layer,
                               const SotongPlot *plot,
                               cairo_t          *cr)
{
  SotongSeries *first = sotong_layer_get_n_series (layer) > 0 ? sotong_layer_get_series (layer, 0) : NULL;

  if (first == NULL || sotong_plot_hides (plot, sotong_series_get_role (first)))
    return;
  if (SOTONG_LINE_LAYER (layer)->flags & SOTONG_LINE_LABEL_PEAK)
    draw_peak (first, plot, cr);
  if (SOTONG_LINE_LAYER (layer)->flags & SOTONG_LINE_LABEL_LAST)
    draw_last (first, plot, cr);
}

static double
sotong_line_layer_get_headroom (SotongLayer      *layer,
                                const SotongPlot *plot)
{
  if (SOTONG_LINE_LAYER (layer)->flags & SOTONG_LINE_LABEL_PEAK)
    return sotong_label_get_height (plot->label, SOTONG_LABEL_STRONG) * 0.8;
  return 0;
}

static gint64
sotong_line_layer_pick (SotongLayer      *layer,
                        const SotongPlot *plot,
                        double            x,
                        double            y)
{
  gsize index;

  if (!sotong_plot_find_slot (plot, x, &index))
    return -1;
  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    {
      SotongSeries *series = sotong_layer_get_series (layer, i);

      if (index < sotong_series_get_length (series)
          && fabs (sotong_plot_y (plot, sotong_series_get_values (series)[index]) - y) <= 8)
        return (gint64) index;
    }
  return -1;
}

static void
sotong_line_layer_draw_key (SotongLayer      *layer,
                            guint             nth_series,
                            const SotongPlot *plot,
                            cairo_t          *cr,
                            const SotongRect *box)
{
  SotongRole role = sotong_series_get_role (sotong_layer_get_series (layer, nth_series));
  SotongColor color = sotong_chart_theme_line_color (plot->theme, role);

  sotong_color_set_source (&color, cr);
  cairo_set_line_width (cr, 2);
  set_dash (cr, role);
  cairo_move_to (cr, box->x, box->y + box->height / 2);
  cairo_line_to (cr, box->x + box->width, box->y + box->height / 2);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
sotong_line_layer_class_init (SotongLineLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  layer_class->draw = sotong_line_layer_draw;
  layer_class->draw_labels = sotong_line_layer_draw_labels;
  layer_class->pick = sotong_line_layer_pick;
  layer_class->get_headroom = sotong_line_layer_get_headroom;
  layer_class->draw_key = sotong_line_layer_draw_key;
}

static void
sotong_line_layer_init (SotongLineLayer *self)
{
}

/**
 * sotong_line_layer_new:
 * @flags: how lines look
 *
 * A line for each series, broken at gaps. Up to about a thousand points are joined; more are drawn as the lowest and
 * highest value of each column of pixels.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_line_layer_new (SotongLineFlags flags)
{
  SotongLineLayer *self = g_object_new (SOTONG_TYPE_LINE_LAYER, NULL);

  self->flags = flags;
  return SOTONG_LAYER (self);
}

SotongLineFlags
sotong_line_layer_get_flags (SotongLineLayer *self)
{
  g_return_val_if_fail (SOTONG_IS_LINE_LAYER (self), SOTONG_LINE_PLAIN);
  return self->flags;
}

/**
 * sotong_line_layer_get_peak_box:
 * @self: a layer of a chart
 * @plot: where it is drawn
 * @out_box: (out): where the first line's highest point is named
 *
 * Returns: %FALSE when none is named
 */
gboolean
sotong_line_layer_get_peak_box (SotongLineLayer  *self,
                                const SotongPlot *plot,
                                SotongRect       *out_box)
{
  SotongSeries *first;
  g_autofree char *text = NULL;
  gsize index;

  g_return_val_if_fail (SOTONG_IS_LINE_LAYER (self), FALSE);

  if (!(self->flags & SOTONG_LINE_LABEL_PEAK) || sotong_layer_get_n_series (SOTONG_LAYER (self)) == 0)
    return FALSE;
  first = sotong_layer_get_series (SOTONG_LAYER (self), 0);
  return !sotong_plot_hides (plot, sotong_series_get_role (first)) && place_peak (first, plot, &index, &text, out_box);
}
