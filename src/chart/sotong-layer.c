/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-fill.h"
#include "chart/sotong-layer.h"

typedef struct {
  GPtrArray *series;  /* (owned) (element-type SotongSeries) */
  gboolean   right;   /* has an axis of its own */
  gboolean   whole;   /* also where the slots are not */
} SotongLayerPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SotongLayer, sotong_layer, G_TYPE_OBJECT)

static SotongLayerPrivate *
get_private (SotongLayer *self)
{
  return sotong_layer_get_instance_private (self);
}

static void
real_draw_labels (SotongLayer      *self,
                  const SotongPlot *plot,
                  cairo_t          *cr)
{
}

static gint64
real_pick (SotongLayer      *self,
           const SotongPlot *plot,
           double            x,
           double            y)
{
  return -1;
}

static gboolean
real_get_bounds (SotongLayer      *self,
                 const SotongPlot *plot,
                 double           *out_min,
                 double           *out_max)
{
  gboolean found = FALSE;

  *out_min = INFINITY;
  *out_max = -INFINITY;
  for (guint i = 0; i < sotong_layer_get_n_series (self); i++)
    {
      SotongSeries *series = sotong_layer_get_series (self, i);
      double min, max;

      if (sotong_plot_hides (plot, sotong_series_get_role (series))
          || !sotong_series_get_bounds (series, plot->first, plot->last, &min, &max))
        continue;
      *out_min = MIN (*out_min, min);
      *out_max = MAX (*out_max, max);
      found = TRUE;
    }
  return found;
}

static gboolean
real_locate (SotongLayer      *self,
             const SotongPlot *plot,
             gsize             index,
             SotongRect       *out_rect)
{
  double left = sotong_plot_slot_left (plot, index), right = sotong_plot_slot_right (plot, index);

  *out_rect = (SotongRect) { left, plot->rect.y, right - left, plot->rect.height };
  return index >= plot->first && index < plot->last;
}

static double
real_get_headroom (SotongLayer      *self,
                   const SotongPlot *plot)
{
  return 0;
}

static void
real_draw_key (SotongLayer      *self,
               guint             nth_series,
               const SotongPlot *plot,
               cairo_t          *cr,
               const SotongRect *box)
{
  SotongRole role = sotong_series_get_role (sotong_layer_get_series (self, nth_series));

  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  sotong_fill_path (cr, &plot->theme->roles[role]);
}

static char *
real_describe (SotongLayer      *self,
               const SotongPlot *plot)
{
  return NULL;
}

static char *
real_tell (SotongLayer      *self,
           const SotongPlot *plot,
           gsize             index)
{
  return NULL;
}

static void
sotong_layer_finalize (GObject *object)
{
  g_ptr_array_unref (get_private (SOTONG_LAYER (object))->series);
  G_OBJECT_CLASS (sotong_layer_parent_class)->finalize (object);
}

static void
sotong_layer_class_init (SotongLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_layer_finalize;
  klass->draw_labels = real_draw_labels;
  klass->pick = real_pick;
  klass->get_bounds = real_get_bounds;
  klass->get_headroom = real_get_headroom;
  klass->draw_key = real_draw_key;
  klass->locate = real_locate;
  klass->describe = real_describe;
  klass->tell = real_tell;
}

static void
sotong_layer_init (SotongLayer *self)
{
  get_private (self)->series = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sotong_layer_get_n_series:
 * @self: a layer
 *
 * Returns: how many series it draws
 */
guint
sotong_layer_get_n_series (SotongLayer *self)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), 0);

  return get_private (self)->series->len;
}

/**
 * sotong_layer_get_series:
 * @self: a layer
 * @nth: from 0
 *
 * Returns: (transfer none): a series
 */
SotongSeries *
sotong_layer_get_series (SotongLayer *self,
                         guint        nth)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), NULL);
  g_return_val_if_fail (nth < get_private (self)->series->len, NULL);

  return g_ptr_array_index (get_private (self)->series, nth);
}

/**
 * sotong_layer_add_series:
 * @self: a layer that is not in a chart yet
 * @series: (transfer none): with a number for each slot of the chart
 */
void
sotong_layer_add_series (SotongLayer  *self,
                         SotongSeries *series)
{
  g_return_if_fail (SOTONG_IS_LAYER (self));
  g_return_if_fail (SOTONG_IS_SERIES (series));

  g_ptr_array_add (get_private (self)->series, g_object_ref (series));
}

/**
 * sotong_layer_set_right:
 * @self: a layer that is not in a chart yet
 *
 * Its values are read off an axis of their own at the right: only where somebody asked for two.
 */
void
sotong_layer_set_right (SotongLayer *self)
{
  g_return_if_fail (SOTONG_IS_LAYER (self));

  get_private (self)->right = TRUE;
}

/**
 * sotong_layer_get_right:
 * @self: a layer
 *
 * Returns: whether its values are read off the axis at the right
 */
gboolean
sotong_layer_get_right (SotongLayer *self)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), FALSE);

  return get_private (self)->right;
}

/**
 * sotong_layer_set_whole:
 * @self: a layer that is not in a chart yet
 *
 * Its values are no counts of the slots: another time, a limit. They are drawn solid also where the counts are not complete.
 */
void
sotong_layer_set_whole (SotongLayer *self)
{
  g_return_if_fail (SOTONG_IS_LAYER (self));

  get_private (self)->whole = TRUE;
}

/**
 * sotong_layer_get_whole:
 * @self: a layer
 *
 * Returns: whether its values are whole in every slot
 */
gboolean
sotong_layer_get_whole (SotongLayer *self)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), FALSE);

  return get_private (self)->whole;
}

/**
 * sotong_layer_has_keys:
 * @self: a layer
 *
 * Returns: whether its series are named in the legend
 */
gboolean
sotong_layer_has_keys (SotongLayer *self)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), FALSE);

  return !SOTONG_LAYER_GET_CLASS (self)->keyless;
}

/**
 * sotong_layer_has_fixed_key:
 * @self: a layer
 * @nth_series: one of its series
 *
 * Returns: whether the legend names it though a click does not hide it
 */
gboolean
sotong_layer_has_fixed_key (SotongLayer *self,
                            guint        nth_series)
{
  SotongLayerClass *klass;

  g_return_val_if_fail (SOTONG_IS_LAYER (self), FALSE);

  klass = SOTONG_LAYER_GET_CLASS (self);
  return klass->fixed_key != NULL && klass->fixed_key (self, nth_series);
}

/**
 * sotong_layer_locate:
 * @self: a layer
 * @plot: where values land
 * @index: a slot
 * @out_rect: (out): where it is drawn
 *
 * Returns: whether it is in view
 */
gboolean
sotong_layer_locate (SotongLayer      *self,
                     const SotongPlot *plot,
                     gsize             index,
                     SotongRect       *out_rect)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), FALSE);

  return SOTONG_LAYER_GET_CLASS (self)->locate (self, plot, index, out_rect);
}

/**
 * sotong_layer_draw:
 * @self: a layer
 * @plot: where values land
 * @cr: what to draw with
 */
void
sotong_layer_draw (SotongLayer      *self,
                   const SotongPlot *plot,
                   cairo_t          *cr)
{
  g_return_if_fail (SOTONG_IS_LAYER (self));

  SOTONG_LAYER_GET_CLASS (self)->draw (self, plot, cr);
}

/**
 * sotong_layer_draw_labels:
 * @self: a layer
 * @plot: where values land
 * @cr: what to draw with
 */
void
sotong_layer_draw_labels (SotongLayer      *self,
                          const SotongPlot *plot,
                          cairo_t          *cr)
{
  g_return_if_fail (SOTONG_IS_LAYER (self));

  SOTONG_LAYER_GET_CLASS (self)->draw_labels (self, plot, cr);
}

/**
 * sotong_layer_pick:
 * @self: a layer
 * @plot: where values land
 * @x: a place on the surface
 * @y: the same
 *
 * Returns: index of the slot whose mark is there, or -1
 */
gint64
sotong_layer_pick (SotongLayer      *self,
                   const SotongPlot *plot,
                   double            x,
                   double            y)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), -1);

  return SOTONG_LAYER_GET_CLASS (self)->pick (self, plot, x, y);
}

/**
 * sotong_layer_get_bounds:
 * @self: a layer
 * @plot: of which the slots in view are known
 * @out_min: (out): lowest value drawn
 * @out_max: (out): highest value drawn
 *
 * Returns: %FALSE when it draws no values there
 */
gboolean
sotong_layer_get_bounds (SotongLayer      *self,
                         const SotongPlot *plot,
                         double           *out_min,
                         double           *out_max)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), FALSE);

  return SOTONG_LAYER_GET_CLASS (self)->get_bounds (self, plot, out_min, out_max);
}

/**
 * sotong_layer_get_headroom:
 * @self: a layer
 * @plot: of which width and x scale are known
 *
 * Returns: the height that it wants above the values
 */
double
sotong_layer_get_headroom (SotongLayer      *self,
                           const SotongPlot *plot)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), 0);

  return SOTONG_LAYER_GET_CLASS (self)->get_headroom (self, plot);
}

/**
 * sotong_layer_draw_key:
 * @self: a layer
 * @nth_series: one of its series
 * @plot: where values land
 * @cr: what to draw with
 * @box: where the sample goes
 */
void
sotong_layer_draw_key (SotongLayer      *self,
                       guint             nth_series,
                       const SotongPlot *plot,
                       cairo_t          *cr,
                       const SotongRect *box)
{
  g_return_if_fail (SOTONG_IS_LAYER (self));

  SOTONG_LAYER_GET_CLASS (self)->draw_key (self, nth_series, plot, cr, box);
}

/**
 * sotong_layer_pick_row:
 * @plot: where values land
 * @row: the height of a row, in the plot's units
 * @n_rows: how many rows have room, from the plot's top down
 * @y: a place
 *
 * For layers that write a row for each name.
 *
 * Returns: the row at @y, or -1
 */
gint64
sotong_layer_pick_row (const SotongPlot *plot,
                       double            row,
                       gsize             n_rows,
                       double            y)
{
  double at = floor ((y - plot->rect.y) / row);

  return at >= 0 && at < n_rows ? (gint64) at : -1;
}

/**
 * sotong_layer_locate_row:
 * @plot: where values land
 * @row: the height of a row, in the plot's units
 * @n_rows: how many rows have room
 * @index: a row
 * @out_rect: (out): where it is
 *
 * Returns: whether it has room
 */
gboolean
sotong_layer_locate_row (const SotongPlot *plot,
                         double            row,
                         gsize             n_rows,
                         gsize             index,
                         SotongRect       *out_rect)
{
  *out_rect = (SotongRect) { plot->rect.x, plot->rect.y + index * row, plot->rect.width, row };
  return index < n_rows;
}

/**
 * sotong_layer_draw_rest:
 * @plot: where values land
 * @cr: what to draw with
 * @n: how many things found no room, 0 or more
 * @x: where it is written
 * @y: the same
 *
 * Says that there is more than is drawn: nothing is left out without a word.
 */
void
sotong_layer_draw_rest (const SotongPlot *plot,
                        cairo_t          *cr,
                        gsize             n,
                        double            x,
                        double            y)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %d more", "and %d more", n), (int) n);
  sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->dim, text, x, y, 0, 0);
}

/**
 * sotong_layer_draw_partial:
 * @plot: where values have been drawn
 * @cr: what to draw with
 *
 * Hatches what is drawn of slots that are not complete with the background, as if it were not solid yet.
 */
void
sotong_layer_draw_partial (const SotongPlot *plot,
                           cairo_t          *cr)
{
  SotongColor background = plot->theme->background;
  gsize to;

  background.alpha = 1;
  for (gsize from = plot->first; sotong_slots_next_run (plot->slots, SOTONG_SLOT_PARTIAL, plot->last, &from, &to); from = to)
    {
      double left = sotong_plot_slot_left (plot, from), right = sotong_plot_slot_right (plot, to - 1);

      cairo_save (cr);
      cairo_rectangle (cr, left, plot->rect.y - 4, right - left, plot->rect.height + 4);
      cairo_clip (cr);
      sotong_fill_hatch (cr, SOTONG_FILL_RISING, &background, SOTONG_PARTIAL_DISTANCE);
      cairo_restore (cr);
    }
}

/**
 * sotong_layer_describe:
 * @self: a layer
 * @plot: of which slots, language and x scale are known
 *
 * Returns: (transfer full) (nullable): a sentence that adds to what the numbers say
 */
char *
sotong_layer_describe (SotongLayer      *self,
                       const SotongPlot *plot)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), NULL);

  return SOTONG_LAYER_GET_CLASS (self)->describe (self, plot);
}

/**
 * sotong_layer_tell:
 * @self: a layer
 * @plot: of which slots and language are known
 * @index: a slot
 *
 * Returns: (transfer full) (nullable): what the layer marks there, with commas between
 */
char *
sotong_layer_tell (SotongLayer      *self,
                   const SotongPlot *plot,
                   gsize             index)
{
  g_return_val_if_fail (SOTONG_IS_LAYER (self), NULL);

  return SOTONG_LAYER_GET_CLASS (self)->tell (self, plot, index);
}
