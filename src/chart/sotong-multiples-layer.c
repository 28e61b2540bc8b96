/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-fill.h"
#include "chart/sotong-line-layer.h"
#include "chart/sotong-multiples-layer.h"

#define GAP 14.0
#define ROW_GAP 6.0
#define NARROWEST 96.0
#define LOWEST 0.6       /* of a line of text: what a panel is high at least */
#define MOST_NAMED 2     /* lines for the names of marks */
#define EMPTY_WEIGHT 1.5 /* of places that stay empty, against panels of another shape */

struct _SotongMultiplesLayer
{
  SotongLayer  parent_instance;
  GPtrArray   *lines;  /* (owned) (element-type SotongLayer): one for each series */
  GPtrArray   *beside; /* (owned) (element-type SotongLayer): of another time, of the first panels */
  GPtrArray   *slots;  /* (owned) (element-type SotongSlots): what is to be known of those of the first panels */
  SotongLayer *marks;  /* (owned) (nullable): what is marked in every panel */
  gboolean     apart;  /* each panel has a scale of its own */
};

G_DEFINE_FINAL_TYPE (SotongMultiplesLayer, sotong_multiples_layer, SOTONG_TYPE_LAYER)

typedef struct {
  guint       n_shown;
  guint       n_columns;
  double      width;    /* of a panel */
  double      height;
  double      line;
  double      lane;     /* at the top of all, for the names of marks */
  SotongScale y;        /* unless each has its own */
} Panels;

/* The heads of the rows, the names of marks above the first and the ends of the time below the last take what they need; the
 * panels share the rest. */
static double
panel_height (const Panels     *panels,
              const SotongPlot *plot,
              double            n_rows)
{
  return (plot->rect.height - panels->lane - panels->line - 2) / n_rows - panels->line - 2 - ROW_GAP;
}

static SotongRect
panel_rect (const Panels     *panels,
            const SotongPlot *plot,
            guint             nth)
{
  double head = panels->line + 2, x = plot->rect.x + (nth % panels->n_columns) * (panels->width + GAP);
  double y = plot->rect.y + panels->lane + nth / panels->n_columns * (head + panels->height + ROW_GAP);

  return (SotongRect) { x, y + head, panels->width, MAX (1, panels->height) };
}

/* What the names of marks ask for above the panels, as much as that of two lines: nothing where panels are low. */
static double
find_lane (SotongMultiplesLayer *self,
           const SotongPlot     *plot,
           const Panels         *panels)
{
  SotongPlot own = *plot;

  if (self->marks == NULL)
    return 0;
  own.rect = panel_rect (panels, plot, 0);
  return MIN (sotong_layer_get_headroom (self->marks, &own), MOST_NAMED * (ceil (panels->line) + 2));
}

static void
add_bounds (SotongSeries     *series,
            const SotongPlot *plot,
            double           *min,
            double           *max)
{
  double low, high;

  if (!sotong_series_get_bounds (series, plot->first, plot->last, &low, &high))
    return;
  *min = MIN (*min, low);
  *max = MAX (*max, high);
}

/* What the panels from @from to @to have in common, the latter excluded. */
static SotongScale
scale_of (SotongMultiplesLayer *self,
          const SotongPlot     *plot,
          guint                 from,
          guint                 to)
{
  SotongScale scale;
  double min = 0, max = 0;

  for (guint i = from; i < to; i++)
    {
      add_bounds (sotong_layer_get_series (SOTONG_LAYER (self), i), plot, &min, &max);
      if (i < self->beside->len)
        add_bounds (sotong_layer_get_series (g_ptr_array_index (self->beside, i), 0), plot, &min, &max);
    }
  sotong_scale_init (&scale, min, max);
  return scale;
}

/* As many columns as leave panels about twice as wide as they are high, and few places empty. */
static Panels
place_panels (SotongLayer      *layer,
              const SotongPlot *plot)
{
  Panels panels = { 0 };
  SotongMultiplesLayer *self = SOTONG_MULTIPLES_LAYER (layer);
  guint n = sotong_layer_get_n_series (layer), rows;
  double best = INFINITY;

  panels.line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  panels.n_columns = 1;
  for (guint columns = 1; columns <= MAX (1, n); columns++)
    {
      double width = (plot->rect.width - (columns - 1) * GAP) / columns;
      double n_rows = ceil (n / (double) columns), height = panel_height (&panels, plot, n_rows);
      double off = fabs (log (width / MAX (height, 1) / 2.2)) + EMPTY_WEIGHT * (1 - n / (n_rows * columns));

      if (off < best && (width >= NARROWEST || columns == 1))
        {
          best = off;
          panels.n_columns = columns;
        }
    }
  rows = (n + panels.n_columns - 1) / MAX (1, panels.n_columns);
  while (rows > 1 && panel_height (&panels, plot, rows) < panels.line * LOWEST)
    rows--;
  panels.n_shown = MIN (n, rows * panels.n_columns);
  if (panels.n_shown < n && panels.n_shown > 1)
    panels.n_shown--; /* the last place says how many are left */
  panels.width = (plot->rect.width - (panels.n_columns - 1) * GAP) / panels.n_columns;
  panels.height = panel_height (&panels, plot, MAX (1, rows));
  /* Of those that are seen: a high one for which there is no room would make the others flat. */
  panels.y = scale_of (self, plot, 0, panels.n_shown);
  panels.lane = find_lane (self, plot, &panels);
  panels.height = panel_height (&panels, plot, MAX (1, rows));
  return panels;
}

static void
draw_gaps (const SotongPlot *plot,
           cairo_t          *cr)
{
  gsize to;

  for (gsize from = plot->first; sotong_slots_next_run (plot->slots, SOTONG_SLOT_GAP, plot->last, &from, &to); from = to)
    {
      double left = sotong_plot_slot_left (plot, from), right = sotong_plot_slot_right (plot, to - 1);

      cairo_save (cr);
      cairo_rectangle (cr, left, plot->rect.y, MAX (1, right - left), plot->rect.height);
      cairo_clip (cr);
      sotong_fill_hatch (cr, SOTONG_FILL_FALLING, &plot->theme->gap, 5);
      cairo_restore (cr);
    }
}

static void
draw_ends (const SotongPlot *plot,
           cairo_t          *cr)
{
  gsize last = plot->last - 1;
  double y = plot->rect.y + plot->rect.height + 2;
  g_autofree char *from = NULL, *to = NULL;

  if (!sotong_slots_is_time (plot->slots) || plot->first >= plot->last)
    return;
  from = sotong_axis_text_slot_short ((gint64) sotong_slots_get_start (plot->slots, plot->first),
                                      sotong_slots_get_bucket (plot->slots), sotong_slots_get_zone (plot->slots), plot->language);
  to = sotong_axis_text_slot_short ((gint64) sotong_slots_get_start (plot->slots, last),
                                    sotong_slots_get_bucket (plot->slots), sotong_slots_get_zone (plot->slots), plot->language);
  if (last == plot->first)
    sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, from, sotong_plot_slot_mid (plot, last), y, 0.5, 0);
  else
    sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, from, plot->rect.x, y, 0, 0);
  if (last > plot->first
      && sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, from) + sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, to)
         + 8 < plot->rect.width)
    sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, to, plot->rect.x + plot->rect.width, y, 1, 0);
}

/* Name and highest value above the line. */
static void
draw_head (const SotongPlot *plot,
           cairo_t          *cr,
           SotongSeries     *series,
           double            line)
{
  double min, max, room = plot->rect.width;
  double y = plot->rect.y - plot->headroom - line - 2;

  if (sotong_series_get_bounds (series, plot->first, plot->last, &min, &max))
    {
      double name = sotong_label_get_width (plot->label, SOTONG_LABEL_STRONG, sotong_series_get_name (series));
      g_autofree char *text = sotong_axis_text_number (max);
      double width = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text);

      if (width + 6 + name > room) /* the name says which it is */
        {
          g_free (text);
          text = sotong_axis_text_short (max, plot->language);
          width = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text);
        }

      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, text, plot->rect.x + plot->rect.width, y, 1, 0);
      room -= width + 6;
    }
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_STRONG, &plot->theme->ink, sotong_series_get_name (series), plot->rect.x, y, 0,
                     MAX (1, room));
}

/* In every panel; their names stand above the first row. */
static void
draw_marks (SotongMultiplesLayer *self,
            cairo_t              *cr,
            const SotongPlot     *plot,
            gboolean              named)
{
  if (self->marks == NULL)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, plot->rect.x, plot->headroom_y, plot->rect.width, plot->rect.height + plot->headroom);
  cairo_clip (cr);
  sotong_layer_draw (self->marks, plot, cr);
  if (named)
    sotong_layer_draw_labels (self->marks, plot, cr);
  cairo_restore (cr);
}

static void
sotong_multiples_layer_draw (SotongLayer      *layer,
                             const SotongPlot *plot,
                             cairo_t          *cr)
{
  SotongMultiplesLayer *self = SOTONG_MULTIPLES_LAYER (layer);
  Panels panels = place_panels (layer, plot);
  SotongPlot own = *plot;

  own.y = panels.y;
  for (guint i = 0; i < panels.n_shown; i++)
    {
      double zero;

      own.rect = panel_rect (&panels, plot, i);
      own.slots = i < self->slots->len ? g_ptr_array_index (self->slots, i) : plot->slots;
      if (self->apart)
        own.y = scale_of (self, plot, i, i + 1);
      own.headroom = i < panels.n_columns ? panels.lane : 0;
      own.headroom_y = own.rect.y - own.headroom;
      zero = floor (sotong_plot_y (&own, 0)) + 0.5;
      draw_gaps (&own, cr);
      draw_marks (self, cr, &own, i < panels.n_columns);
      cairo_save (cr);
      sotong_layer_draw (g_ptr_array_index (self->lines, i), &own, cr);
      cairo_restore (cr);
      sotong_layer_draw_partial (&own, cr);
      cairo_save (cr);
      if (i < self->beside->len) /* the other time is over */
        sotong_layer_draw (g_ptr_array_index (self->beside, i), &own, cr);
      cairo_restore (cr);
      cairo_move_to (cr, own.rect.x, zero);
      cairo_line_to (cr, own.rect.x + own.rect.width, zero);
      sotong_color_set_source (&plot->theme->dim, cr);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      draw_head (&own, cr, sotong_layer_get_series (layer, i), panels.line);
      if (i + panels.n_columns >= panels.n_shown) /* the time of all that stand above it */
        draw_ends (&own, cr);
    }
  own.rect = panel_rect (&panels, plot, panels.n_shown);
  sotong_layer_draw_rest (plot, cr, sotong_layer_get_n_series (layer) - panels.n_shown, own.rect.x,
                          own.rect.y + (own.rect.height - panels.line) / 2);
}

static gint64
sotong_multiples_layer_pick (SotongLayer      *layer,
                             const SotongPlot *plot,
                             double            x,
                             double            y)
{
  Panels panels = place_panels (layer, plot);
  SotongPlot own = *plot;
  gsize index;

  for (guint i = 0; i < panels.n_shown; i++)
    {
      own.rect = panel_rect (&panels, plot, i);
      if (x >= own.rect.x && x < own.rect.x + own.rect.width && y >= own.rect.y - panels.line
          && y < own.rect.y + own.rect.height + ROW_GAP && sotong_plot_find_slot (&own, x, &index))
        return (gint64) index;
    }
  return -1;
}

static gboolean
sotong_multiples_layer_locate (SotongLayer      *layer,
                               const SotongPlot *plot,
                               gsize             index,
                               SotongRect       *out_rect)
{
  Panels panels = place_panels (layer, plot);
  SotongPlot own = *plot;
  double left, right;

  own.rect = panel_rect (&panels, plot, 0);
  left = sotong_plot_slot_left (&own, index);
  right = sotong_plot_slot_right (&own, index);
  *out_rect = (SotongRect) { left, own.rect.y, MAX (1, right - left), own.rect.height };
  return index >= plot->first && index < plot->last;
}

static char *
sotong_multiples_layer_describe (SotongLayer      *layer,
                                 const SotongPlot *plot)
{
  SotongMultiplesLayer *self = SOTONG_MULTIPLES_LAYER (layer);

  return self->marks != NULL ? sotong_layer_describe (self->marks, plot) : NULL;
}

static char *
sotong_multiples_layer_tell (SotongLayer      *layer,
                             const SotongPlot *plot,
                             gsize             index)
{
  SotongMultiplesLayer *self = SOTONG_MULTIPLES_LAYER (layer);

  return self->marks != NULL ? sotong_layer_tell (self->marks, plot, index) : NULL;
}

static void
sotong_multiples_layer_finalize (GObject *object)
{
  g_clear_object (&SOTONG_MULTIPLES_LAYER (object)->marks);
  g_ptr_array_unref (SOTONG_MULTIPLES_LAYER (object)->lines);
  g_ptr_array_unref (SOTONG_MULTIPLES_LAYER (object)->beside);
  g_ptr_array_unref (SOTONG_MULTIPLES_LAYER (object)->slots);
  G_OBJECT_CLASS (sotong_multiples_layer_parent_class)->finalize (object);
}

static void
sotong_multiples_layer_class_init (SotongMultiplesLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_multiples_layer_finalize;
  layer_class->keyless = TRUE;
  layer_class->draw = sotong_multiples_layer_draw;
  layer_class->pick = sotong_multiples_layer_pick;
  layer_class->locate = sotong_multiples_layer_locate;
  layer_class->describe = sotong_multiples_layer_describe;
  layer_class->tell = sotong_multiples_layer_tell;
}

static void
sotong_multiples_layer_init (SotongMultiplesLayer *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->beside = g_ptr_array_new_with_free_func (g_object_unref);
  self->slots = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sotong_multiples_layer_new:
 *
 * A small chart for each series, all with the same axes, so that they can be compared; see sotong_multiples_layer_set_apart(). For a
 * chart without axes.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_multiples_layer_new (void)
{
  return g_object_new (SOTONG_TYPE_MULTIPLES_LAYER, NULL);
}

/**
 * sotong_multiples_layer_add:
 * @self: a layer that is not in a chart yet
 * @series: (transfer none): with a number for each slot of the chart; add it so rather than as to other layers
 */
void
sotong_multiples_layer_add (SotongMultiplesLayer *self,
                            SotongSeries         *series)
{
  SotongLayer *line;

  g_return_if_fail (SOTONG_IS_MULTIPLES_LAYER (self));

  line = sotong_line_layer_new (SOTONG_LINE_AREA | SOTONG_LINE_BARE);
  sotong_layer_add_series (line, series);
  g_ptr_array_add (self->lines, line);
  sotong_layer_add_series (SOTONG_LAYER (self), series);
}

/**
 * sotong_multiples_layer_add_slots:
 * @self: a layer that is not in a chart yet
 * @slots: (transfer none): as long as those of the chart, with other gaps and parts: of the panel behind the last one that has its own
 */
void
sotong_multiples_layer_add_slots (SotongMultiplesLayer *self,
                                  SotongSlots          *slots)
{
  g_return_if_fail (SOTONG_IS_MULTIPLES_LAYER (self));

  g_ptr_array_add (self->slots, g_object_ref (slots));
}

/**
 * sotong_multiples_layer_set_marks:
 * @self: a layer that is not in a chart yet
 * @marks: (transfer none): events, campaigns and posts, shown in every panel
 */
void
sotong_multiples_layer_set_marks (SotongMultiplesLayer *self,
                                  SotongLayer          *marks)
{
  g_return_if_fail (SOTONG_IS_MULTIPLES_LAYER (self));

  g_set_object (&self->marks, marks);
}

/**
 * sotong_multiples_layer_set_apart:
 * @self: a layer that is not in a chart yet
 *
 * Gives each panel a scale of its own, from zero to its highest value, which stands above it. The chart has to say so.
 */
void
sotong_multiples_layer_set_apart (SotongMultiplesLayer *self)
{
  g_return_if_fail (SOTONG_IS_MULTIPLES_LAYER (self));

  self->apart = TRUE;
}

/**
 * sotong_multiples_layer_add_beside:
 * @self: a layer that is not in a chart yet
 * @series: (transfer none): what the panel that was added last is compared with: a broken line over it
 */
void
sotong_multiples_layer_add_beside (SotongMultiplesLayer *self,
                                   SotongSeries         *series)
{
  SotongLayer *line;

  g_return_if_fail (SOTONG_IS_MULTIPLES_LAYER (self));

  line = sotong_line_layer_new (SOTONG_LINE_BARE);
  sotong_layer_add_series (line, series);
  g_ptr_array_add (self->beside, line);
}
