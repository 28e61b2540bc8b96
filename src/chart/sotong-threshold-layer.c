/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-threshold-layer.h"

#define MOST_IN_FULL 1e8 /* as in the legend above it */
#define MOST_ABOVE 4     /* pixels that a label may stand out of the plot */

struct _SotongThresholdLayer
{
  SotongLayer  parent_instance;
  double       value;
  char        *label;  /* (owned) */
  gboolean     right;  /* where it is written */
};

G_DEFINE_FINAL_TYPE (SotongThresholdLayer, sotong_threshold_layer, SOTONG_TYPE_LAYER)

static char *
label_text (SotongThresholdLayer *self,
            SotongLanguage        language)
{
  /* Hundredths say nothing beside thousands. */
  g_autofree char *number = fabs (self->value) >= MOST_IN_FULL ? sotong_axis_text_short (self->value, language)
                            : sotong_axis_text_number (fabs (self->value) >= 1000 ? round (self->value) : self->value);

  return g_strdup_printf ("%s %s", self->label, number);
}

static void
sotong_threshold_layer_draw (SotongLayer      *layer,
                             const SotongPlot *plot,
                             cairo_t          *cr)
{
  static const double dashes[] = { 7, 4 };
  SotongThresholdLayer *self = SOTONG_THRESHOLD_LAYER (layer);
  double y = floor (sotong_plot_y (plot, self->value)) + 0.5;
  double right = plot->rect.x + plot->rect.width;

  cairo_move_to (cr, plot->rect.x, y);
  cairo_line_to (cr, right, y);
  sotong_color_set_source (&plot->theme->threshold, cr);
  cairo_set_line_width (cr, 1.25);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
sotong_threshold_layer_draw_labels (SotongLayer      *layer,
                                    const SotongPlot *plot,
                                    cairo_t          *cr)
{
  SotongThresholdLayer *self = SOTONG_THRESHOLD_LAYER (layer);
  g_autofree char *text = label_text (self, plot->language);
  double height = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  double y = sotong_plot_y (plot, self->value), top = y - height - 1;

  if (top < plot->rect.y - plot->headroom - MOST_ABOVE) /* the legend is there */
    top = y + 2;
  sotong_label_draw_halo (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->threshold, &plot->theme->background, text,
                          self->right ? plot->rect.x + plot->rect.width - 4 : plot->rect.x + 4, top, self->right ? 1 : 0, 0);
}

static gboolean
sotong_threshold_layer_get_bounds (SotongLayer      *layer,
                                   const SotongPlot *plot,
                                   double           *out_min,
                                   double           *out_max)
{
  *out_min = *out_max = SOTONG_THRESHOLD_LAYER (layer)->value;
  return TRUE;
}

static char *
sotong_threshold_layer_describe (SotongLayer      *layer,
                                 const SotongPlot *plot)
{
  SotongThresholdLayer *self = SOTONG_THRESHOLD_LAYER (layer);
  g_autofree char *number = sotong_axis_text_number (self->value);

  return g_strdup_printf (_("A line marks “%s” at %s."), self->label, number);
}

static void
sotong_threshold_layer_finalize (GObject *object)
{
  g_free (SOTONG_THRESHOLD_LAYER (object)->label);
  G_OBJECT_CLASS (sotong_threshold_layer_parent_class)->finalize (object);
}

static void
sotong_threshold_layer_class_init (SotongThresholdLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_threshold_layer_finalize;
  layer_class->draw = sotong_threshold_layer_draw;
  layer_class->draw_labels = sotong_threshold_layer_draw_labels;
  layer_class->get_bounds = sotong_threshold_layer_get_bounds;
  layer_class->describe = sotong_threshold_layer_describe;
}

static void
sotong_threshold_layer_init (SotongThresholdLayer *self)
{
}

/**
 * sotong_threshold_layer_new:
 * @value: where the line is
 * @label: what it means, in the reader's language; the number is written behind it
 *
 * Returns: (transfer full): a layer with a dashed line, always in view
 */
SotongLayer *
sotong_threshold_layer_new (double      value,
                            const char *label)
{
  SotongThresholdLayer *self;

  g_return_val_if_fail (label != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_THRESHOLD_LAYER, NULL);
  self->value = value;
  self->label = g_strdup (label);
  return SOTONG_LAYER (self);
}

/**
 * sotong_threshold_layer_put_right:
 * @self: a layer that is not in a chart yet
 *
 * Writes what the line means at its right end, where the left is wanted for something else.
 */
void
sotong_threshold_layer_put_right (SotongThresholdLayer *self)
{
  g_return_if_fail (SOTONG_IS_THRESHOLD_LAYER (self));

  self->right = TRUE;
}
