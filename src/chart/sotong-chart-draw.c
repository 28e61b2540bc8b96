/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-chart-private.h"
#include "chart/sotong-fill.h"

#define GAP_DISTANCE 6.0
#define LONGEST_NAME 16 /* below an axis where not each is written, in letters */
#define MOST_MEASURED 200 /* names of which the widest is looked for */

static SotongColor
opaque (SotongColor color)
{
  color.alpha = 1;
  return color;
}

static void
draw_line (cairo_t           *cr,
           const SotongColor *color,
           double             x1,
           double             y1,
           double             x2,
           double             y2)
{
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  sotong_color_set_source (color, cr);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_texts (SotongChart             *self,
            const SotongChartLayout *layout,
            SotongLabel             *label,
            cairo_t                 *cr)
{
  const SotongChartTheme *theme = &layout->theme;
  double width = MAX (1, layout->width - 2 * layout->left);

  if (!isnan (layout->title_y))
    sotong_label_draw (label, cr, layout->title_style, &theme->ink, self->title, layout->left, layout->title_y, 0,
                       MAX (1, width - MAX (0, layout->corner - layout->left)));
  if (!isnan (layout->subtitle_y))
    sotong_label_draw (label, cr, SOTONG_LABEL_BODY, &theme->dim, self->subtitle, layout->left, layout->subtitle_y, 0,
                       width);
  if (!isnan (layout->unit_y))
    sotong_label_draw (label, cr, SOTONG_LABEL_BODY, &theme->dim, self->unit, layout->left, layout->unit_y, 0, width);
  if (!isnan (layout->foot_y))
    sotong_label_draw_lines (label, cr, SOTONG_LABEL_BODY, &theme->dim, self->foot, layout->left, layout->foot_y, width, layout->foot_lines);
}

/* A small open diamond. */
static void
draw_corrected_sign (cairo_t           *cr,
                     const SotongColor *color,
                     double             x,
                     double             y)
{
  cairo_new_path (cr);
  cairo_move_to (cr, x, y - 3.5);
  cairo_line_to (cr, x + 3.5, y);
  cairo_line_to (cr, x, y + 3.5);
  cairo_line_to (cr, x - 3.5, y);
  cairo_close_path (cr);
  sotong_color_set_source (color, cr);
  cairo_set_line_width (cr, 1.25);
  cairo_stroke (cr);
}

static void
draw_flag_key (const SotongChartLayout *layout,
               cairo_t                 *cr,
               SotongSlotFlags          flag,
               const SotongRect        *box)
{
  const SotongChartTheme *theme = &layout->theme;
  SotongColor background = opaque (theme->background);

  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  if (flag == SOTONG_SLOT_CORRECTED)
    draw_corrected_sign (cr, &theme->mark, box->x + box->width / 2, box->y + box->height / 2);
  else if (flag == SOTONG_SLOT_GAP)
    sotong_fill_hatch (cr, SOTONG_FILL_FALLING, &theme->gap, GAP_DISTANCE);
  else
    {
      sotong_color_set_source (&theme->dim, cr);
      cairo_paint (cr);
      sotong_fill_hatch (cr, SOTONG_FILL_RISING, &background, SOTONG_PARTIAL_DISTANCE);
    }
  cairo_restore (cr);
}

static void
draw_legend (const SotongChartLayout *layout,
             const SotongPlot        *plot,
             cairo_t                 *cr)
{
  double line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);

  for (guint i = 0; i < layout->legend->len; i++)
    {
      const SotongLegendEntry *entry = &g_array_index (layout->legend, SotongLegendEntry, i);
      double side = round (layout->theme.font_size * 0.85);
      SotongRect box = { round (entry->x), round (entry->y + (line - side) / 2), 16, side };

      gboolean hidden = entry->layer != NULL && sotong_layer_has_keys (entry->layer)
                        && sotong_plot_hides (plot, sotong_series_get_role (sotong_layer_get_series (entry->layer, entry->nth)));

      if (entry->layer == NULL && entry->flag == 0) /* how many are not named */
        {
          sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &layout->theme.dim, entry->text, entry->x, entry->y, 0, 0);
          continue;
        }
      if (entry->layer != NULL)
        sotong_layer_draw_key (entry->layer, entry->nth, plot, cr, &box);
      else
        draw_flag_key (layout, cr, entry->flag, &box);
      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, hidden ? &layout->theme.dim : &layout->theme.ink, entry->text,
                         entry->x + 21, entry->y, 0, MAX (1, MIN (entry->width + 1, layout->width - entry->x) - 21));
      if (hidden)
        draw_line (cr, &layout->theme.ink, entry->x, round (entry->y + line / 2) + 0.5, entry->x + entry->width,
                   round (entry->y + line / 2) + 0.5);
    }
}

static void
draw_value_axis (SotongChart             *self,
                 const SotongChartLayout *layout,
                 const SotongPlot        *plot,
                 cairo_t                 *cr)
{
  double line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  double right = plot->rect.x + plot->rect.width;

  for (guint i = 0; i < sotong_scale_get_n_ticks (&plot->y); i++)
    {
      double value = sotong_scale_get_tick (&plot->y, i);
      double y = floor (sotong_plot_y (plot, value)) + 0.5;
      g_autofree char *text = sotong_chart_layout_tick_text (self, &plot->y, i, layout->largest);

      if (value != 0 && self->axes == SOTONG_AXES_BOTH)
        draw_line (cr, &layout->theme.grid, plot->rect.x, y, right, y);
      if (!isnan (layout->axis_y))
        sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &layout->theme.dim, text, plot->rect.x - 6, y - line / 2,
                           1, 0);
    }
}

/* The second axis has no grid lines of its own: numbers at the right, each with a tick. */
static void
draw_right_axis (SotongChart             *self,
                 const SotongChartLayout *layout,
                 const SotongPlot        *plot,
                 cairo_t                 *cr)
{
  double line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  double right = plot->rect.x + plot->rect.width;

  for (guint i = 0; i < sotong_scale_get_n_ticks (&layout->right) && !isnan (layout->axis_y); i++)
    {
      double at = sotong_scale_position (&layout->right, sotong_scale_get_tick (&layout->right, i));
      double y = floor (plot->rect.y + (1 - at) * plot->rect.height) + 0.5;
      g_autofree char *text = sotong_chart_layout_tick_text (self, &layout->right, i, layout->right_largest);

      draw_line (cr, &layout->theme.dim, right, y, right + 3, y);
      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &layout->theme.dim, text, right + 6, y - line / 2, 0, 0);
    }
}

/* Where zero is out of view the line below is thin: it is not where bars would stand. */
static void
draw_zero_line (const SotongPlot *plot,
                cairo_t          *cr)
{
  gboolean in_view = !plot->y.logarithmic && plot->y.min <= 0 && plot->y.max >= 0;
  double y = floor (sotong_plot_y (plot, in_view ? 0 : plot->y.min)) + 0.5;

  if (!in_view)
    {
      draw_line (cr, &plot->theme->grid, plot->rect.x, y, plot->rect.x + plot->rect.width, y);
      return;
    }
  draw_line (cr, &plot->theme->dim, plot->rect.x, y, plot->rect.x + plot->rect.width, y);
}

static void
draw_time_axis (const SotongChartLayout *layout,
                const SotongPlot        *plot,
                cairo_t                 *cr)
{
  double bottom = plot->rect.y + plot->rect.height;

  if (isnan (layout->axis_y))
    return;
  for (guint i = 0; i < layout->ticks->ticks->len; i++)
    {
      const SotongTimeTick *tick = &g_array_index (layout->ticks->ticks, SotongTimeTick, i);
      double x = sotong_plot_x (plot, (double) tick->time);
      double middle = (x + sotong_plot_x (plot, (double) tick->until)) / 2;

      draw_line (cr, &layout->theme.dim, floor (x) + 0.5, bottom, floor (x) + 0.5, bottom + 4);
      if (tick->label != NULL)
        sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &layout->theme.dim, tick->label, middle, layout->axis_y,
                           0.5, 0);
    }
  for (guint i = 0; i < layout->ticks->context->len && !isnan (layout->context_y); i++)
    {
      const SotongTimeTick *tick = &g_array_index (layout->ticks->context, SotongTimeTick, i);
      double x = sotong_plot_x (plot, (double) tick->time);

      /* The year of a single day stands below the day. */
      if (layout->ticks->ticks->len == 1 && layout->ticks->context->len == 1)
        sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &layout->theme.dim, tick->label,
                           (x + sotong_plot_x (plot, (double) tick->until)) / 2, layout->context_y, 0.5, 0);
      else
        sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &layout->theme.dim, tick->label, x, layout->context_y, 0, 0);
    }
}

/* How wide the widest name in view is, up to @most; of very many a look at some of them says it. */
static double
widest_name (const SotongPlot *plot,
             double            most)
{
  gsize step = MAX (1, (plot->last - plot->first) / MOST_MEASURED);
  double widest = 0;

  for (gsize i = plot->first; i < plot->last && widest < most; i += step)
    widest = MAX (widest, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, sotong_slots_get_name (plot->slots, i)));
  return MIN (widest, most);
}

/* Names are cut where there is no room for them; where not even three syllables have room, only some are written, and those whole unless
 * they are very long. */
static void
draw_name_axis (const SotongChartLayout *layout,
                const SotongPlot        *plot,
                cairo_t                 *cr)
{
  double slot = plot->rect.width / MAX (1, plot->last - plot->first);
  double least = layout->theme.font_size * 3.4;
  gsize every = 1;

  if (isnan (layout->axis_y) || plot->first >= plot->last)
    return;
  if (slot < least)
    every = (gsize) ceil (MAX (least, widest_name (plot, MIN (plot->rect.width / 4, layout->theme.font_size * LONGEST_NAME)) + 5) / slot);
  for (gsize i = plot->first; i < plot->last; i += every)
    {
      const char *name = sotong_slots_get_name (plot->slots, i);
      double room = slot * (double) every - 4;
      double width = MIN (room, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, name));
      double x = CLAMP (sotong_plot_slot_mid (plot, i) - width / 2, 2, MAX (2, layout->width - width - 2));

      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &layout->theme.dim, name, x, layout->axis_y, 0, room);
    }
}

static void
draw_number_axis (const SotongChartLayout *layout,
                  const SotongPlot        *plot,
                  cairo_t                 *cr)
{
  double bottom = plot->rect.y + plot->rect.height;
  gboolean years = sotong_slots_are_years (plot->slots);
  double step;
  SotongScale nice;

  if (isnan (layout->axis_y) || plot->first >= plot->last)
    return;
  sotong_scale_init_nice (&nice, 0, plot->x.max - plot->x.min, (guint) CLAMP (plot->rect.width / 90, 2, 10),
                          years || plot->x.max - plot->x.min > 10);
  step = nice.step;
  for (double value = ceil (plot->x.min / step) * step; value <= plot->x.max; value += step)
    {
      double x = sotong_plot_x (plot, value);
      g_autofree char *text = years ? g_strdup_printf ("%.0f", value) : sotong_axis_text_value (value, step, plot->x.max, plot->language);

      draw_line (cr, &layout->theme.dim, floor (x) + 0.5, bottom, floor (x) + 0.5, bottom + 4);
      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &layout->theme.dim, text,
                         MIN (x, layout->width - sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) / 2 - 2),
                         layout->axis_y, 0.5, 0);
    }
}

static void
draw_gap (const SotongPlot *plot,
          cairo_t          *cr,
          gsize             from,
          gsize             to)
{
  const char *text = _("No data");
  double left = MAX (plot->rect.x, sotong_plot_slot_left (plot, from));
  double right = MIN (plot->rect.x + plot->rect.width, sotong_plot_slot_right (plot, to - 1));
  double line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);

  cairo_save (cr);
  cairo_rectangle (cr, left, plot->rect.y, MAX (right - left, 1), plot->rect.height);
  cairo_clip (cr);
  sotong_fill_hatch (cr, SOTONG_FILL_FALLING, &plot->theme->gap, GAP_DISTANCE);
  cairo_restore (cr);
  if (sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) + 6 <= right - left)
    sotong_label_draw_boxed (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, &plot->theme->background, text,
                             (left + right) / 2, plot->rect.y + (plot->rect.height - line) / 2, 0.5);
}

static void
draw_gaps (const SotongPlot *plot,
           cairo_t          *cr)
{
  gsize to;

  for (gsize from = plot->first; sotong_slots_next_run (plot->slots, SOTONG_SLOT_GAP, plot->last, &from, &to); from = to)
    draw_gap (plot, cr, from, to);
}

typedef void (*DrawLayer) (SotongLayer      *layer,
                           const SotongPlot *plot,
                           cairo_t          *cr);

/* The first layer, whose numbers stand on what it draws, has the room next to the plot, the others what is above that. */
static void
draw_layers (SotongChart             *self,
             const SotongChartLayout *layout,
             const SotongPlot        *plot,
             cairo_t                 *cr,
             DrawLayer                draw_layer)
{
  SotongPlot own = *plot;

  own.headroom_y = plot->rect.y;
  own.layers = self->layers;
  for (guint i = 0; i < self->layers->len; i++)
    {
      own.y = sotong_layer_get_right (g_ptr_array_index (self->layers, i)) ? layout->right : plot->y;
      own.headroom = i < layout->headrooms->len ? g_array_index (layout->headrooms, double, i) : 0;
      own.headroom_y -= own.headroom;
      cairo_save (cr);
      cairo_new_path (cr);
      draw_layer (g_ptr_array_index (self->layers, i), &own, cr);
      cairo_restore (cr);
    }
}

static void
draw_running (SotongLayer      *layer,
              const SotongPlot *plot,
              cairo_t          *cr)
{
  if (!sotong_layer_get_whole (layer))
    sotong_layer_draw (layer, plot, cr);
}

static void
draw_whole (SotongLayer      *layer,
            const SotongPlot *plot,
            cairo_t          *cr)
{
  if (sotong_layer_get_whole (layer))
    sotong_layer_draw (layer, plot, cr);
}

/* First all marks, then what is not complete is lightened, then what is whole there too, and texts, which stay legible. */
static void
draw_values (SotongChart             *self,
             const SotongChartLayout *layout,
             const SotongPlot        *plot,
             cairo_t                 *cr)
{
  cairo_save (cr);
  cairo_rectangle (cr, plot->rect.x - 4, plot->rect.y - plot->headroom - 8,
                   self->axes == SOTONG_AXES_BARE ? layout->width : plot->rect.width + 8, plot->rect.height + plot->headroom + 12);
  cairo_clip (cr);
  draw_layers (self, layout, plot, cr, draw_running);
  sotong_layer_draw_partial (plot, cr);
  draw_layers (self, layout, plot, cr, draw_whole);
  draw_layers (self, layout, plot, cr, sotong_layer_draw_labels);
  cairo_restore (cr);
}

/* Whether there is something to see that a person has hidden. */
static gboolean
hides_all (SotongChart      *self,
           const SotongPlot *plot)
{
  g_autoptr(GPtrArray) figures = plot->hidden != 0 ? sotong_chart_list_figures (self) : NULL;

  for (guint i = 0; figures != NULL && i < figures->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (figures, i);
      double min, max;

      if (sotong_plot_hides (plot, sotong_series_get_role (series)) && sotong_series_get_bounds (series, plot->first, plot->last, &min, &max))
        return TRUE;
    }
  return FALSE;
}

static void
draw_empty (SotongChart      *self,
            const SotongPlot *plot,
            cairo_t          *cr)
{
  double line = sotong_label_get_height (plot->label, SOTONG_LABEL_STRONG);
  const char *text = hides_all (self, plot) ? _("All of it is hidden. Choose a name above to see it again.") : _("There is no data for this period.");

  /* A chart of the size of a word. */
  if (sotong_label_get_width (plot->label, SOTONG_LABEL_STRONG, text) > plot->rect.width)
    text = "–";
  sotong_label_draw_boxed (plot->label, cr, SOTONG_LABEL_STRONG, &plot->theme->dim, &plot->theme->background,
                          text, plot->rect.x + plot->rect.width / 2,
                          plot->rect.y + (plot->rect.height - line) / 2, 0.5);
}

/* On the line below the values: whose figures a person has corrected. */
static void
draw_corrected (const SotongPlot *plot,
                cairo_t          *cr)
{
  gsize to;

  for (gsize from = plot->first; sotong_slots_next_run (plot->slots, SOTONG_SLOT_CORRECTED, plot->last, &from, &to); from = to)
    for (gsize i = from; i < to; i++)
      draw_corrected_sign (cr, &plot->theme->mark, sotong_plot_slot_mid (plot, i), plot->rect.y + plot->rect.height);
}

static void
draw_free (SotongChart             *self,
           const SotongChartLayout *layout,
           const SotongPlot        *plot,
           cairo_t                 *cr)
{
  if (!layout->has_values)
    {
      draw_empty (self, plot, cr);
      return;
    }
  draw_layers (self, layout, plot, cr, sotong_layer_draw);
  draw_layers (self, layout, plot, cr, sotong_layer_draw_labels);
}

static void
draw_plot (SotongChart             *self,
           const SotongChartLayout *layout,
           SotongPlot              *plot,
           cairo_t                 *cr)
{
  if (self->axes == SOTONG_AXES_NONE)
    {
      draw_free (self, layout, plot, cr);
      return;
    }
  draw_gaps (plot, cr);
  if (layout->has_values)
    {
      draw_value_axis (self, layout, plot, cr);
      draw_right_axis (self, layout, plot, cr);
      draw_values (self, layout, plot, cr);
    }
  else
    draw_empty (self, plot, cr);
  if (self->axes == SOTONG_AXES_BARE)
    return;
  draw_zero_line (plot, cr);
  draw_corrected (plot, cr);
  if (layout->ticks != NULL)
    draw_time_axis (layout, plot, cr);
  else if (sotong_slots_has_names (plot->slots))
    draw_name_axis (layout, plot, cr);
  else
    draw_number_axis (layout, plot, cr);
}

/**
 * sotong_chart_draw:
 * @self: a chart
 * @cr: what to draw with; its state is kept
 * @width: of the chart, in units of the surface, at least 1
 * @height: of the chart
 * @theme: how it looks
 *
 * Draws into the rectangle from (0, 0) to (@width, @height). May be called in any thread, in several at once too.
 */
void
sotong_chart_draw (SotongChart            *self,
                   cairo_t                *cr,
                   double                  width,
                   double                  height,
                   const SotongChartTheme *theme)
{
  g_autoptr(SotongChartLayout) layout = NULL;
  g_autoptr(SotongLabel) label = NULL;
  SotongPlot plot;

  g_return_if_fail (SOTONG_IS_CHART (self));
  g_return_if_fail (width >= 1 && height >= 1);
  g_return_if_fail (theme != NULL);

  layout = sotong_chart_ref_layout (self, width, height, theme);
  label = sotong_label_new (theme, self->language);
  plot = layout->plot;
  plot.label = label;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  sotong_color_set_source (&theme->background, cr);
  cairo_paint (cr);
  draw_texts (self, layout, label, cr);
  draw_legend (layout, &plot, cr);
  draw_plot (self, layout, &plot, cr);
  cairo_restore (cr);
}
