/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is where in a chart that is drawn. */
#include "config.h"

#include <math.h>

#include "chart/sotong-chart-private.h"

/**
 * sotong_chart_get_plot_rect:
 * @self: a chart
 * @width: as for sotong_chart_draw()
 * @height: the same
 * @theme: the same
 * @out_rect: (out): where the values are drawn
 *
 * With it a widget draws its cursor over a picture that it keeps.
 */
void
sotong_chart_get_plot_rect (SotongChart            *self,
                            double                  width,
                            double                  height,
                            const SotongChartTheme *theme,
                            SotongRect             *out_rect)
{
  g_autoptr(SotongChartLayout) layout = NULL;

  g_return_if_fail (SOTONG_IS_CHART (self));
  g_return_if_fail (theme != NULL);

  layout = sotong_chart_ref_layout (self, width, height, theme);
  *out_rect = layout->plot.rect;
}

/**
 * sotong_chart_x_of_index:
 * @self: a chart
 * @width: as for sotong_chart_draw()
 * @height: the same
 * @theme: the same
 * @index: a slot
 * @out_left: (out): its left edge, which may be out of view
 * @out_right: (out): its right edge
 *
 * Returns: whether any of it is in view
 */
gboolean
sotong_chart_x_of_index (SotongChart            *self,
                         double                  width,
                         double                  height,
                         const SotongChartTheme *theme,
                         gsize                   index,
                         double                 *out_left,
                         double                 *out_right)
{
  g_autoptr(SotongChartLayout) layout = NULL;

  g_return_val_if_fail (SOTONG_IS_CHART (self), FALSE);
  g_return_val_if_fail (index < sotong_slots_get_length (self->slots), FALSE);

  layout = sotong_chart_ref_layout (self, width, height, theme);
  *out_left = sotong_plot_slot_left (&layout->plot, index);
  *out_right = sotong_plot_slot_right (&layout->plot, index);
  return index >= layout->plot.first && index < layout->plot.last;
}

/**
 * sotong_chart_locate:
 * @self: a chart
 * @width: as for sotong_chart_draw()
 * @height: the same
 * @theme: the same
 * @index: a slot
 * @out_rect: (out): the column, cell, row or word that stands for it
 *
 * Returns: whether any of it is in view
 */
gboolean
sotong_chart_locate (SotongChart            *self,
                     double                  width,
                     double                  height,
                     const SotongChartTheme *theme,
                     gsize                   index,
                     SotongRect             *out_rect)
{
  g_autoptr(SotongChartLayout) layout = NULL;
  g_autoptr(SotongLabel) label = NULL;
  SotongPlot plot;

  g_return_val_if_fail (SOTONG_IS_CHART (self), FALSE);
  g_return_val_if_fail (index < sotong_slots_get_length (self->slots), FALSE);

  layout = sotong_chart_ref_layout (self, width, height, theme);
  if (self->layers->len == 0)
    return FALSE;
  label = sotong_label_new (theme, self->language);
  plot = layout->plot;
  plot.label = label;
  return sotong_layer_locate (g_ptr_array_index (self->layers, 0), &plot, index, out_rect);
}

/**
 * sotong_chart_pick_legend:
 * @self: a chart
 * @width: as for sotong_chart_draw()
 * @height: the same
 * @theme: the same
 * @x: a place on the surface
 * @y: the same
 * @out_role: (out): the role of the series whose name is there
 *
 * Returns: %FALSE when no name is there
 */
gboolean
sotong_chart_pick_legend (SotongChart            *self,
                          double                  width,
                          double                  height,
                          const SotongChartTheme *theme,
                          double                  x,
                          double                  y,
                          SotongRole             *out_role)
{
  g_autoptr(SotongChartLayout) layout = NULL;

  g_return_val_if_fail (SOTONG_IS_CHART (self), FALSE);

  layout = sotong_chart_ref_layout (self, width, height, theme);
  for (guint i = 0; i < layout->legend->len; i++)
    {
      const SotongLegendEntry *entry = &g_array_index (layout->legend, SotongLegendEntry, i);

      if (entry->layer == NULL || !sotong_layer_has_keys (entry->layer)
          || x < entry->x || x > entry->x + entry->width || y < entry->y || y > entry->y + entry->height)
        continue;
      *out_role = sotong_series_get_role (sotong_layer_get_series (entry->layer, entry->nth));
      return TRUE;
    }
  return FALSE;
}

/**
 * sotong_chart_value_at_x:
 * @self: a chart
 * @width: as for sotong_chart_draw()
 * @height: the same
 * @theme: the same
 * @x: a place on the surface
 *
 * Returns: the second (or number) there, between the ends of what is in view
 */
double
sotong_chart_value_at_x (SotongChart            *self,
                         double                  width,
                         double                  height,
                         const SotongChartTheme *theme,
                         double                  x)
{
  g_autoptr(SotongChartLayout) layout = NULL;

  g_return_val_if_fail (SOTONG_IS_CHART (self), 0);

  layout = sotong_chart_ref_layout (self, width, height, theme);
  return sotong_scale_value (&layout->plot.x, CLAMP ((x - layout->plot.rect.x) / layout->plot.rect.width, 0, 1));
}

/* Where there is no axis only the layers know what is at a place. */
static gboolean
pick_free (SotongChart              *self,
           const SotongChartLayout  *layout,
           double                    x,
           double                    y,
           gsize                    *out_index,
           SotongLayer             **out_layer)
{
  g_autoptr(SotongLabel) label = sotong_label_new (&layout->theme, self->language);
  SotongPlot plot = layout->plot;

  plot.label = label;
  for (guint i = self->layers->len; i-- > 0;)
    {
      gint64 index = sotong_layer_pick (g_ptr_array_index (self->layers, i), &plot, x, y);

      if (index < 0)
        continue;
      if (out_index != NULL)
        *out_index = (gsize) index;
      if (out_layer != NULL)
        *out_layer = g_ptr_array_index (self->layers, i);
      return TRUE;
    }
  return FALSE;
}

/**
 * sotong_chart_pick:
 * @self: a chart
 * @width: as for sotong_chart_draw()
 * @height: the same
 * @theme: the same
 * @x: a place on the surface
 * @y: the same
 * @out_index: (out) (optional): the slot in whose column it lies
 * @out_layer: (out) (optional) (nullable) (transfer none): the layer with a mark right there
 *
 * Returns: %FALSE when the place is outside the plot
 */
gboolean
sotong_chart_pick (SotongChart            *self,
                   double                  width,
                   double                  height,
                   const SotongChartTheme *theme,
                   double                  x,
                   double                  y,
                   gsize                  *out_index,
                   SotongLayer           **out_layer)
{
  g_autoptr(SotongChartLayout) layout = NULL;
  const SotongPlot *plot;
  gsize index;

  g_return_val_if_fail (SOTONG_IS_CHART (self), FALSE);

  layout = sotong_chart_ref_layout (self, width, height, theme);
  plot = &layout->plot;
  if (x < plot->rect.x || x >= plot->rect.x + plot->rect.width
      || y < plot->rect.y - plot->headroom || y > plot->rect.y + plot->rect.height)
    return FALSE;
  if (self->axes == SOTONG_AXES_NONE)
    return pick_free (self, layout, x, y, out_index, out_layer);
  if (!sotong_plot_find_slot (plot, x, &index))
    return FALSE;
  if (out_index != NULL)
    *out_index = index;
  if (out_layer == NULL)
    return TRUE;
  *out_layer = NULL;
  for (guint i = self->layers->len; i-- > 0 && *out_layer == NULL;)
    if (sotong_layer_pick (g_ptr_array_index (self->layers, i), plot, x, y) >= 0)
      *out_layer = g_ptr_array_index (self->layers, i);
  return TRUE;
}
