/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-fill.h"
#include "chart/sotong-ranking-layer.h"

#define WIDEST_NAME 0.34 /* of the plot */
#define WIDEST_NUMBERS 0.42 /* likewise, both columns together, written in full */
#define ARROW 9.0        /* width of an arrow with the space behind it */

struct _SotongRankingLayer
{
  SotongLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongRankingLayer, sotong_ranking_layer, SOTONG_TYPE_LAYER)

/* Where everything is. */
typedef struct {
  gsize  n_rows;    /* that have room */
  gsize  n_all;
  double row;       /* height */
  double line;
  double name;      /* width of names */
  double change;    /* width of changes, 0 without any */
  double value;     /* width of values */
  double left;      /* of bars */
  double width;
  double low;       /* ends of the bars' scale */
  double high;
  gboolean brief;   /* numbers are written in short */
} Rows;

static double
value_at (SotongLayer *layer,
          guint        nth,
          gsize        index)
{
  SotongSeries *series;

  if (nth >= sotong_layer_get_n_series (layer))
    return NAN;
  series = sotong_layer_get_series (layer, nth);
  return index < sotong_series_get_length (series) ? sotong_series_get_values (series)[index] : NAN;
}

static char *
number_text (const SotongPlot *plot,
             double            value,
             gboolean          brief)
{
  return brief ? sotong_axis_text_short (value, plot->language) : sotong_axis_text_number (value);
}

/* “12” beside an arrow, or that it was not there before. */
static char *
change_text (SotongLayer      *layer,
             const SotongPlot *plot,
             gsize             index,
             gboolean          brief)
{
  double now = value_at (layer, 0, index), before = value_at (layer, 1, index);
  g_autofree char *number = NULL;

  if (!isfinite (now) || sotong_layer_get_n_series (layer) < 2)
    return g_strdup ("");
  if (!isfinite (before))
    /* Translators: beside a word or a source that was not counted at all in the period before */
    return g_strdup (_("new"));
  number = number_text (plot, fabs (now - before), brief);
  return now == before ? g_strdup ("–") : g_steal_pointer (&number);
}

static void
measure_numbers (SotongLayer      *layer,
                 const SotongPlot *plot,
                 gboolean          brief,
                 Rows             *rows)
{
  rows->brief = brief;
  rows->value = rows->change = 0;
  for (gsize i = 0; i < rows->n_rows; i++)
    {
      g_autofree char *change = change_text (layer, plot, i, brief);
      g_autofree char *value = number_text (plot, value_at (layer, 0, i), brief);

      rows->value = MAX (rows->value, sotong_label_get_width (plot->label, SOTONG_LABEL_STRONG, value));
      if (*change != '\0')
        rows->change = MAX (rows->change, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, change) + ARROW + 15);
    }
}

static Rows
place_rows (SotongLayer      *layer,
            const SotongPlot *plot)
{
  Rows rows = { 0 };
  double least;

  rows.line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  rows.n_all = sotong_slots_get_length (plot->slots);
  least = rows.line * 1.3;
  rows.n_rows = MIN (rows.n_all, (gsize) MAX (1, plot->rect.height / least));
  if (rows.n_rows < rows.n_all && rows.n_rows > 1)
    rows.n_rows = (gsize) MAX (1, (plot->rect.height - rows.line) / least); /* a line says how many are left */
  rows.row = MIN ((plot->rect.height - (rows.n_rows < rows.n_all ? rows.line : 0)) / MAX (1, rows.n_rows), rows.line * 2.4);
  for (gsize i = 0; i < rows.n_rows; i++)
    {
      rows.name = MAX (rows.name, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, sotong_slots_get_name (plot->slots, i)));
      if (isfinite (value_at (layer, 0, i)))
        {
          rows.low = MIN (rows.low, value_at (layer, 0, i));
          rows.high = MAX (rows.high, value_at (layer, 0, i));
        }
      if (isfinite (value_at (layer, 1, i)))
        {
          rows.low = MIN (rows.low, value_at (layer, 1, i));
          rows.high = MAX (rows.high, value_at (layer, 1, i));
        }
    }
  rows.name = MIN (rows.name, plot->rect.width * WIDEST_NAME);
  measure_numbers (layer, plot, FALSE, &rows);
  if (rows.value + rows.change > plot->rect.width * WIDEST_NUMBERS) /* bars need room too */
    measure_numbers (layer, plot, TRUE, &rows);
  rows.left = plot->rect.x + rows.name + 8;
  rows.width = MAX (1, plot->rect.width - rows.name - 8 - rows.value - 8 - rows.change);
  if (rows.low < 0) /* numbers stand at the left of bars that go there */
    {
      rows.left += rows.value + 6;
      rows.width = MAX (1, rows.width - rows.value - 6);
    }
  if (rows.high <= rows.low)
    rows.high = rows.low + 1;
  return rows;
}

static double
bar_x (const Rows *rows,
       double      value)
{
  return rows->left + (value - rows->low) / (rows->high - rows->low) * rows->width;
}

static void
draw_arrow (cairo_t           *cr,
            const SotongColor *color,
            double             x,
            double             y,
            gboolean           up)
{
  double tip = up ? y - 4 : y + 4, base = up ? y + 3 : y - 3;

  cairo_move_to (cr, x, tip);
  cairo_line_to (cr, x + 4, base);
  cairo_line_to (cr, x - 4, base);
  cairo_close_path (cr);
  sotong_color_set_source (color, cr);
  cairo_fill (cr);
}

static void
draw_change (SotongLayer      *layer,
             const SotongPlot *plot,
             cairo_t          *cr,
             const Rows       *rows,
             gsize             index,
             double            middle)
{
  double now = value_at (layer, 0, index), before = value_at (layer, 1, index);
  g_autofree char *text = change_text (layer, plot, index, rows->brief);
  double right = plot->rect.x + plot->rect.width;
  const SotongColor *color = now > before || !isfinite (before) ? &plot->theme->ink : &plot->theme->dim;

  if (*text == '\0')
    return;
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, color, text, right, middle - rows->line / 2, 1, 0);
  if (isfinite (before) && now != before)
    draw_arrow (cr, color, right - rows->change + 12 + ARROW / 2, middle, now > before);
}

/* The mark of what it was before: told apart from the bar, whatever its colour. */
static void
draw_before (cairo_t                *cr,
             const SotongChartTheme *theme,
             double                  x,
             double                  y,
             double                  height)
{
  cairo_rectangle (cr, x - 2, y, 4, height);
  sotong_color_set_source (&theme->background, cr);
  cairo_fill (cr);
  cairo_rectangle (cr, x - 1, y, 2, height);
  sotong_color_set_source (&theme->mark, cr);
  cairo_fill (cr);
}

static void
draw_row (SotongLayer      *layer,
          const SotongPlot *plot,
          cairo_t          *cr,
          const Rows       *rows,
          gsize             index)
{
  const SotongChartTheme *theme = plot->theme;
  double value = value_at (layer, 0, index), before = value_at (layer, 1, index);
  double middle = plot->rect.y + (index + 0.5) * rows->row, height = MIN (rows->row * 0.66, rows->line * 1.2);
  double zero = bar_x (rows, CLAMP (0, rows->low, rows->high)), end = isfinite (value) ? bar_x (rows, value) : zero;
  g_autofree char *text = number_text (plot, value, rows->brief);

  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &theme->ink, sotong_slots_get_name (plot->slots, index),
                     plot->rect.x, middle - rows->line / 2, 0, MAX (1, rows->name + 1));
  cairo_rectangle (cr, MIN (zero, end), sotong_fill_snap (cr, middle - height / 2), MAX (fabs (end - zero), 0.5), round (height));
  sotong_fill_path (cr, &theme->roles[value < 0 ? SOTONG_ROLE_NEGATIVE : SOTONG_ROLE_TOTAL]);
  if (isfinite (before))
    draw_before (cr, theme, bar_x (rows, before), middle - height / 2 - 2, height + 4);
  if (value < 0)
    sotong_label_draw_halo (plot->label, cr, SOTONG_LABEL_STRONG, &theme->ink, &theme->background, text,
                            (isfinite (before) && before < value && bar_x (rows, before) > end - rows->value - 10
                             ? bar_x (rows, before) : end) - 6, middle - rows->line / 2, 1, 0);
  else
    sotong_label_draw_halo (plot->label, cr, SOTONG_LABEL_STRONG, &theme->ink, &theme->background, text,
                            (isfinite (before) && before > value && bar_x (rows, before) < end + rows->value + 10
                             ? bar_x (rows, before) : end) + 6, middle - rows->line / 2, 0, 0);
  draw_change (layer, plot, cr, rows, index, middle);
}

static void
sotong_ranking_layer_draw (SotongLayer      *layer,
                           const SotongPlot *plot,
                           cairo_t          *cr)
{
  Rows rows = place_rows (layer, plot);

  for (gsize i = 0; i < rows.n_rows; i++)
    draw_row (layer, plot, cr, &rows, i);
  sotong_layer_draw_rest (plot, cr, rows.n_all - rows.n_rows, plot->rect.x, plot->rect.y + rows.n_rows * rows.row);
}

static gint64
sotong_ranking_layer_pick (SotongLayer      *layer,
                           const SotongPlot *plot,
                           double            x,
                           double            y)
{
  Rows rows = place_rows (layer, plot);

  return sotong_layer_pick_row (plot, rows.row, rows.n_rows, y);
}

static gboolean
sotong_ranking_layer_locate (SotongLayer      *layer,
                             const SotongPlot *plot,
                             gsize             index,
                             SotongRect       *out_rect)
{
  Rows rows = place_rows (layer, plot);

  return sotong_layer_locate_row (plot, rows.row, rows.n_rows, index, out_rect);
}

/* The bars are named by the title; the marks on them are not. */
static gboolean
sotong_ranking_layer_fixed_key (SotongLayer *layer,
                                guint        nth_series)
{
  SotongSeries *before = sotong_layer_get_n_series (layer) > 1 ? sotong_layer_get_series (layer, 1) : NULL;
  double min, max;

  return nth_series <= 1 && before != NULL && sotong_series_get_bounds (before, 0, sotong_series_get_length (before), &min, &max);
}

static void
sotong_ranking_layer_draw_key (SotongLayer      *layer,
                               guint             nth_series,
                               const SotongPlot *plot,
                               cairo_t          *cr,
                               const SotongRect *box)
{
  if (nth_series == 1)
    {
      draw_before (cr, plot->theme, box->x + box->width / 2, box->y - 2, box->height + 4);
      return;
    }
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  sotong_fill_path (cr, &plot->theme->roles[SOTONG_ROLE_TOTAL]);
}

static void
sotong_ranking_layer_class_init (SotongRankingLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  layer_class->keyless = TRUE;
  layer_class->fixed_key = sotong_ranking_layer_fixed_key;
  layer_class->draw_key = sotong_ranking_layer_draw_key;
  layer_class->draw = sotong_ranking_layer_draw;
  layer_class->pick = sotong_ranking_layer_pick;
  layer_class->locate = sotong_ranking_layer_locate;
}

static void
sotong_ranking_layer_init (SotongRankingLayer *self)
{
}

/**
 * sotong_ranking_layer_new:
 *
 * A bar from left to right for each name, in the order of the slots: the first series says how long. A second series
 * says how much it was before: a mark on the bar, and behind it an arrow with the difference. What finds no row is
 * counted in a last line. For a chart without axes.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_ranking_layer_new (void)
{
  return g_object_new (SOTONG_TYPE_RANKING_LAYER, NULL);
}
