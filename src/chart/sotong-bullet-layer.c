/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-bullet-layer.h"
#include "chart/sotong-bullet.h"

#define WIDEST_NAME 0.34 /* of the plot */
#define WIDEST_VALUE 0.46 /* of the plot, where numbers are short already */
#define TALLEST 22.0

struct _SotongBulletLayer
{
  SotongLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongBulletLayer, sotong_bullet_layer, SOTONG_TYPE_LAYER)

typedef struct {
  gsize  n_rows;    /* that have room */
  gsize  n_all;
  double row;
  double line;
  double name;
  double value;
  gboolean brief;
} Rows;

static double
value_at (SotongLayer        *layer,
          SotongBulletSeries  nth,
          gsize               index,
          double              without)
{
  SotongSeries *series;
  double value;

  if (nth >= sotong_layer_get_n_series (layer))
    return without;
  series = sotong_layer_get_series (layer, nth);
  value = index < sotong_series_get_length (series) ? sotong_series_get_values (series)[index] : NAN;
  return isfinite (value) ? value : without;
}

/* “320 / 500 · 64 %”; what is not known is a dash, not zero. */
static char *
row_text (SotongLayer      *layer,
          const SotongPlot *plot,
          gsize             index,
          gboolean          brief)
{
  double done = value_at (layer, SOTONG_BULLET_SERIES_DONE, index, NAN);
  double target = value_at (layer, SOTONG_BULLET_SERIES_TARGET, index, 0);
  g_autofree char *done_text = brief ? sotong_axis_text_short (done, plot->language) : sotong_axis_text_number (done);
  g_autofree char *target_text = brief ? sotong_axis_text_short (target, plot->language) : sotong_axis_text_number (target);

  if (target <= 0)
    return g_steal_pointer (&done_text);
  if (!isfinite (done))
    return g_strdup_printf ("%s / %s", done_text, target_text);
  return g_strdup_printf ("%s / %s · %.0f%%", done_text, target_text, floor (done / target * 100));
}

/* Numbers that are too long for their column are all written in short: none is cut. */
static void
measure_values (SotongLayer      *layer,
                const SotongPlot *plot,
                Rows             *rows)
{
  double most = plot->rect.width * WIDEST_NAME;

  do
    {
      rows->brief = rows->value > most;
      most = plot->rect.width * (rows->brief ? WIDEST_VALUE : WIDEST_NAME);
      rows->value = 0;
      for (gsize i = 0; i < rows->n_rows; i++)
        {
          g_autofree char *text = row_text (layer, plot, i, rows->brief);

          rows->value = MAX (rows->value, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text));
        }
    }
  while (rows->value > most && !rows->brief);
  rows->value = MIN (rows->value, most);
}

static Rows
place_rows (SotongLayer      *layer,
            const SotongPlot *plot)
{
  Rows rows = { 0 };
  gsize n = sotong_slots_get_length (plot->slots);

  rows.line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  rows.n_all = n;
  rows.n_rows = MIN (n, (gsize) MAX (1, plot->rect.height / (rows.line * 1.15)));
  if (rows.n_rows < n && rows.n_rows > 1)
    rows.n_rows--; /* a line says how many are left */
  rows.row = MIN (plot->rect.height / MAX (1, rows.n_rows + (rows.n_rows < n)), rows.line * 2.6);
  for (gsize i = 0; i < rows.n_rows; i++)
    rows.name = MAX (rows.name, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, sotong_slots_get_name (plot->slots, i)));
  rows.name = MIN (rows.name, plot->rect.width * WIDEST_NAME);
  measure_values (layer, plot, &rows);
  return rows;
}

static void
draw_row (SotongLayer      *layer,
          const SotongPlot *plot,
          cairo_t          *cr,
          const Rows       *rows,
          gsize             index)
{
  SotongBullet bullet = { 0 };
  double middle = plot->rect.y + (index + 0.5) * rows->row, height = MIN (rows->row * 0.7, TALLEST);
  double width = MAX (1, plot->rect.width - rows->name - rows->value - 20);
  g_autofree char *text = row_text (layer, plot, index, rows->brief);

  bullet.parts[SOTONG_BULLET_DONE] = MAX (0, value_at (layer, SOTONG_BULLET_SERIES_DONE, index, 0));
  bullet.parts[SOTONG_BULLET_SCHEDULED] = MAX (0, value_at (layer, SOTONG_BULLET_SERIES_SCHEDULED, index, 0));
  bullet.parts[SOTONG_BULLET_DRAFT] = MAX (0, value_at (layer, SOTONG_BULLET_SERIES_DRAFT, index, 0));
  bullet.target = MAX (0, value_at (layer, SOTONG_BULLET_SERIES_TARGET, index, 0));
  bullet.pace = value_at (layer, SOTONG_BULLET_SERIES_PACE, index, -1);
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->ink, sotong_slots_get_name (plot->slots, index),
                     plot->rect.x, middle - rows->line / 2, 0, MAX (1, rows->name + 1));
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, text, plot->rect.x + plot->rect.width - rows->value,
                     middle - rows->line / 2, 0, MAX (1, rows->value + 1));
  cairo_save (cr);
  cairo_translate (cr, round (plot->rect.x + rows->name + 10), round (middle - height / 2));
  sotong_bullet_draw (&bullet, cr, width, round (height), plot->theme);
  cairo_restore (cr);
}

static void
sotong_bullet_layer_draw (SotongLayer      *layer,
                          const SotongPlot *plot,
                          cairo_t          *cr)
{
  Rows rows = place_rows (layer, plot);

  for (gsize i = 0; i < rows.n_rows; i++)
    draw_row (layer, plot, cr, &rows, i);
  sotong_layer_draw_rest (plot, cr, rows.n_all - rows.n_rows, plot->rect.x, plot->rect.y + rows.n_rows * rows.row);
}

static gint64
sotong_bullet_layer_pick (SotongLayer      *layer,
                          const SotongPlot *plot,
                          double            x,
                          double            y)
{
  Rows rows = place_rows (layer, plot);

  return sotong_layer_pick_row (plot, rows.row, rows.n_rows, y);
}

static gboolean
sotong_bullet_layer_locate (SotongLayer      *layer,
                            const SotongPlot *plot,
                            gsize             index,
                            SotongRect       *out_rect)
{
  Rows rows = place_rows (layer, plot);

  return sotong_layer_locate_row (plot, rows.row, rows.n_rows, index, out_rect);
}

/* What there is none of is not named. */
static gboolean
sotong_bullet_layer_fixed_key (SotongLayer *layer,
                               guint        nth_series)
{
  SotongSeries *series = sotong_layer_get_series (layer, nth_series);
  double min, max;

  return nth_series <= SOTONG_BULLET_SERIES_DRAFT && sotong_layer_get_n_series (layer) > 1
         && sotong_series_get_bounds (series, 0, sotong_series_get_length (series), &min, &max) && max > 0;
}

static void
sotong_bullet_layer_draw_key (SotongLayer      *layer,
                              guint             nth_series,
                              const SotongPlot *plot,
                              cairo_t          *cr,
                              const SotongRect *box)
{
  static const SotongBulletPart parts[] = { [SOTONG_BULLET_SERIES_DONE] = SOTONG_BULLET_DONE,
                                            [SOTONG_BULLET_SERIES_SCHEDULED] = SOTONG_BULLET_SCHEDULED,
                                            [SOTONG_BULLET_SERIES_DRAFT] = SOTONG_BULLET_DRAFT };

  if (nth_series == SOTONG_BULLET_SERIES_TARGET)
    {
      cairo_rectangle (cr, box->x, box->y, box->width - 2, box->height);
      sotong_color_set_source (&plot->theme->grid, cr);
      cairo_fill (cr);
      cairo_rectangle (cr, box->x + box->width - 2, box->y - 2, 2, box->height + 2);
      sotong_color_set_source (&plot->theme->dim, cr);
      cairo_fill (cr);
    }
  else if (nth_series == SOTONG_BULLET_SERIES_PACE)
    {
      cairo_save (cr);
      cairo_translate (cr, box->x, box->y - 2);
      sotong_bullet_draw_pace (cr, box->width / 2, box->height + 2, plot->theme);
      cairo_restore (cr);
    }
  else
    sotong_bullet_draw_part (parts[nth_series], cr, box->x, box->y, box->width, box->height, plot->theme);
}

static void
sotong_bullet_layer_class_init (SotongBulletLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  layer_class->keyless = TRUE;
  layer_class->fixed_key = sotong_bullet_layer_fixed_key;
  layer_class->draw_key = sotong_bullet_layer_draw_key;
  layer_class->draw = sotong_bullet_layer_draw;
  layer_class->pick = sotong_bullet_layer_pick;
  layer_class->locate = sotong_bullet_layer_locate;
}

static void
sotong_bullet_layer_init (SotongBulletLayer *self)
{
}

/**
 * sotong_bullet_layer_new:
 *
 * A line for each name: what is done against what shall be reached, with a mark where it should be by now. Its series
 * are those of #SotongBulletSeries; the last may be left out. For a chart without axes.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_bullet_layer_new (void)
{
  return g_object_new (SOTONG_TYPE_BULLET_LAYER, NULL);
}
