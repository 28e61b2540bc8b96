/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart/sotong-chart-private.h"

G_DEFINE_QUARK (sotong-chart-error-quark, sotong_chart_error)
G_DEFINE_FINAL_TYPE (SotongChart, sotong_chart, G_TYPE_OBJECT)

static void
sotong_chart_finalize (GObject *object)
{
  SotongChart *self = SOTONG_CHART (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->foot);
  g_free (self->unit);
  g_clear_object (&self->slots);
  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->figures);
  g_clear_pointer (&self->layout, sotong_chart_layout_unref);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (sotong_chart_parent_class)->finalize (object);
}

static void
sotong_chart_class_init (SotongChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_chart_finalize;
}

static void
sotong_chart_init (SotongChart *self)
{
  self->layers = g_ptr_array_new_with_free_func (g_object_unref);
  self->figures = g_ptr_array_new_with_free_func (g_object_unref);
  self->start = self->end = NAN;
  g_mutex_init (&self->mutex);
}

/**
 * sotong_chart_new:
 * @slots: (transfer none): what lies along x
 *
 * Returns: (transfer full): a chart without layers
 */
SotongChart *
sotong_chart_new (SotongSlots *slots)
{
  SotongChart *self;

  g_return_val_if_fail (SOTONG_IS_SLOTS (slots), NULL);

  self = g_object_new (SOTONG_TYPE_CHART, NULL);
  self->slots = g_object_ref (slots);
  return self;
}

static void
forget_layout (SotongChart *self)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->layout, sotong_chart_layout_unref);
  g_mutex_unlock (&self->mutex);
}

static void
copy_list (GPtrArray *from,
           GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_object_ref (g_ptr_array_index (from, i)));
}

/**
 * sotong_chart_dup:
 * @self: a chart
 *
 * Makes another view of the same things: what is in view and what is hidden may be changed in it while @self is being
 * drawn elsewhere. Costs next to nothing: series and layers are shared.
 *
 * Returns: (transfer full): a chart
 */
SotongChart *
sotong_chart_dup (SotongChart *self)
{
  SotongChart *copy;

  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  copy = sotong_chart_new (self->slots);
  copy->title = g_strdup (self->title);
  copy->subtitle = g_strdup (self->subtitle);
  copy->foot = g_strdup (self->foot);
  copy->unit = g_strdup (self->unit);
  copy_list (self->layers, copy->layers);
  copy_list (self->figures, copy->figures);
  copy->language = self->language;
  copy->axes = self->axes;
  copy->flags = self->flags;
  copy->hidden = self->hidden;
  copy->start = self->start;
  copy->end = self->end;
  copy->corner = self->corner;
  return copy;
}

static void
set_text (SotongChart  *self,
          char        **member,
          const char   *text)
{
  g_autofree char *old = *member;

  *member = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  forget_layout (self);
}

/**
 * sotong_chart_set_title:
 * @self: a chart
 * @title: (nullable): what it shows, in a few words
 */
void
sotong_chart_set_title (SotongChart *self,
                        const char  *title)
{
  g_return_if_fail (SOTONG_IS_CHART (self));

  set_text (self, &self->title, title);
}

/**
 * sotong_chart_set_subtitle:
 * @self: a chart
 * @subtitle: (nullable): a line below the title: topic, range
 */
void
sotong_chart_set_subtitle (SotongChart *self,
                           const char  *subtitle)
{
  g_return_if_fail (SOTONG_IS_CHART (self));

  set_text (self, &self->subtitle, subtitle);
}

/* (transfer none) (nullable) */
const char *
sotong_chart_get_subtitle (SotongChart *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  return self->subtitle;
}

/**
 * sotong_chart_set_foot:
 * @self: a chart
 * @foot: (nullable): a line below the chart: source, sample size, what was made up
 */
void
sotong_chart_set_foot (SotongChart *self,
                       const char  *foot)
{
  g_return_if_fail (SOTONG_IS_CHART (self));

  set_text (self, &self->foot, foot);
}

/* (transfer none) (nullable) */
const char *
sotong_chart_get_foot (SotongChart *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  return self->foot;
}

/**
 * sotong_chart_set_corner:
 * @self: a chart
 * @width: in the unit of the surface; 0 for none
 *
 * Leaves the right corner of the top free for what lies over the picture, about as high as it is wide.
 */
void
sotong_chart_set_corner (SotongChart *self,
                         double       width)
{
  g_return_if_fail (SOTONG_IS_CHART (self));
  g_return_if_fail (width >= 0);

  self->corner = width;
  forget_layout (self);
}

/**
 * sotong_chart_shows_foot:
 * @self: a chart
 * @width: as for sotong_chart_draw()
 * @height: the same
 * @theme: the same
 *
 * Returns: whether the whole foot has room in the picture; also when there is none
 */
gboolean
sotong_chart_shows_foot (SotongChart            *self,
                         double                  width,
                         double                  height,
                         const SotongChartTheme *theme)
{
  g_autoptr(SotongChartLayout) layout = NULL;

  g_return_val_if_fail (SOTONG_IS_CHART (self), TRUE);
  g_return_val_if_fail (theme != NULL, TRUE);

  layout = sotong_chart_ref_layout (self, width, height, theme);
  return layout->foot_whole;
}

/**
 * sotong_chart_set_language:
 * @self: a chart
 * @language: how numbers and dates are written; by default as the program's texts are
 */
void
sotong_chart_set_language (SotongChart    *self,
                           SotongLanguage  language)
{
  g_return_if_fail (SOTONG_IS_CHART (self));

  self->language = language;
  forget_layout (self);
}

/**
 * sotong_chart_set_axes:
 * @self: a chart
 * @axes: what stands around the values; both axes by default
 */
void
sotong_chart_set_axes (SotongChart *self,
                       SotongAxes   axes)
{
  g_return_if_fail (SOTONG_IS_CHART (self));

  self->axes = axes;
  forget_layout (self);
}

/* What stands around the values. */
SotongAxes
sotong_chart_get_axes (SotongChart *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART (self), SOTONG_AXES_BOTH);

  return self->axes;
}

/**
 * sotong_chart_set_values:
 * @self: a chart
 * @flags: how values are laid out and written; by default they are counts and the axis holds zero
 * @unit: (nullable): what they are counted in; “%” is written behind each number, others above the axis
 */
void
sotong_chart_set_values (SotongChart      *self,
                         SotongValueFlags  flags,
                         const char       *unit)
{
  g_return_if_fail (SOTONG_IS_CHART (self));

  self->flags = flags;
  set_text (self, &self->unit, unit);
}

/**
 * sotong_chart_set_hidden:
 * @self: a chart
 * @roles: a bit for each role whose series are not drawn
 *
 * They stay in the legend, struck out, and in read-outs and the table.
 */
void
sotong_chart_set_hidden (SotongChart *self,
                         guint32      roles)
{
  g_return_if_fail (SOTONG_IS_CHART (self));

  self->hidden = roles;
  forget_layout (self);
}

/**
 * sotong_chart_get_hidden:
 * @self: a chart
 *
 * Returns: a bit for each role whose series are not drawn
 */
guint32
sotong_chart_get_hidden (SotongChart *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART (self), 0);

  return self->hidden;
}

/**
 * sotong_chart_set_visible_range:
 * @self: a chart
 * @start: first second (or number) in view, or NAN for the first there is
 * @end: where the view ends, or NAN
 *
 * Zooms and pans. What is out of view stays in read-outs and the table.
 */
void
sotong_chart_set_visible_range (SotongChart *self,
                                double       start,
                                double       end)
{
  g_return_if_fail (SOTONG_IS_CHART (self));
  g_return_if_fail (isnan (start) || isnan (end) || start < end);

  self->start = start;
  self->end = end;
  forget_layout (self);
}

/**
 * sotong_chart_add_layer:
 * @self: a chart
 * @layer: (transfer none): drawn above the layers before it
 */
void
sotong_chart_add_layer (SotongChart *self,
                        SotongLayer *layer)
{
  g_return_if_fail (SOTONG_IS_CHART (self));
  g_return_if_fail (SOTONG_IS_LAYER (layer));

  g_ptr_array_add (self->layers, g_object_ref (layer));
  forget_layout (self);
}

/**
 * sotong_chart_add_figure:
 * @self: a chart
 * @series: (transfer none): told in read-outs and the table, whether it is drawn or not
 *
 * A chart with figures tells these, in the order in which they were added; one without tells all series of its layers.
 */
void
sotong_chart_add_figure (SotongChart  *self,
                         SotongSeries *series)
{
  g_return_if_fail (SOTONG_IS_CHART (self));
  g_return_if_fail (SOTONG_IS_SERIES (series));

  g_ptr_array_add (self->figures, g_object_ref (series));
}

/**
 * sotong_chart_get_slots:
 * @self: a chart
 *
 * Returns: (transfer none): what lies along x
 */
SotongSlots *
sotong_chart_get_slots (SotongChart *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  return self->slots;
}

/**
 * sotong_chart_get_title:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): its title
 */
const char *
sotong_chart_get_title (SotongChart *self)
{
  g_return_val_if_fail (SOTONG_IS_CHART (self), NULL);

  return self->title;
}

/**
 * sotong_chart_get_visible_range:
 * @self: a chart
 * @out_start: (out): first second (or number) in view
 * @out_end: (out): where the view ends
 */
void
sotong_chart_get_visible_range (SotongChart *self,
                                double      *out_start,
                                double      *out_end)
{
  gsize n;

  g_return_if_fail (SOTONG_IS_CHART (self));

  n = sotong_slots_get_length (self->slots);
  *out_start = isnan (self->start) && n > 0 ? sotong_slots_get_left (self->slots, 0) : self->start;
  *out_end = isnan (self->end) && n > 0 ? sotong_slots_get_right (self->slots, n - 1) : self->end;
}

/**
 * sotong_chart_list_figures:
 * @self: a chart
 *
 * Returns: (transfer container) (element-type SotongSeries): the series that are told in words, the chart's
 */
GPtrArray *
sotong_chart_list_figures (SotongChart *self)
{
  GPtrArray *list;

  if (self->figures->len > 0)
    return g_ptr_array_ref (self->figures);
  list = g_ptr_array_new ();
  for (guint i = 0; i < self->layers->len; i++)
    {
      SotongLayer *layer = g_ptr_array_index (self->layers, i);

      for (guint j = 0; j < sotong_layer_get_n_series (layer); j++)
        g_ptr_array_add (list, sotong_layer_get_series (layer, j));
    }
  return list;
}

/* Themes are compared member by member: they hold no padding that could differ, but a text. */
static gboolean
layout_fits (const SotongChartLayout *layout,
             double                   width,
             double                   height,
             const SotongChartTheme  *theme)
{
  return layout->width == width && layout->height == height
         && g_strcmp0 (layout->theme.font_family, theme->font_family) == 0
         && layout->theme.font_size == theme->font_size
         && memcmp (&layout->theme, theme, G_STRUCT_OFFSET (SotongChartTheme, roles)) == 0
         && memcmp (layout->theme.roles, theme->roles, sizeof theme->roles) == 0;
}

/* Returns: (transfer full): where everything goes; kept until the next question about another size. */
SotongChartLayout *
sotong_chart_ref_layout (SotongChart            *self,
                         double                  width,
                         double                  height,
                         const SotongChartTheme *theme)
{
  g_autoptr(SotongChartLayout) layout = NULL;

  g_mutex_lock (&self->mutex);
  if (self->layout != NULL && layout_fits (self->layout, width, height, theme))
    layout = sotong_chart_layout_ref (self->layout);
  g_mutex_unlock (&self->mutex);
  if (layout != NULL)
    return g_steal_pointer (&layout);

  layout = sotong_chart_layout_new (self, width, height, theme);
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->layout, sotong_chart_layout_unref);
  self->layout = sotong_chart_layout_ref (layout);
  g_mutex_unlock (&self->mutex);
  return g_steal_pointer (&layout);
}
