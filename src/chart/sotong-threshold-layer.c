/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-area-layer.h"
#include "chart/sotong-bar-layer.h"
#include "chart/sotong-line-layer.h"
#include "chart/sotong-threshold-layer.h"

#define MOST_IN_FULL 1e8 /* as in the legend above it */
#define MOST_ABOVE 4     /* pixels that a label may stand out of the plot */
#define N_PLACES 24      /* along the line where a label is tried */
#define MARGIN 3.0       /* between a label and what is drawn, and the ends of the plot */

struct _SotongThresholdLayer
{
  SotongLayer  parent_instance;
  double       value;
  char        *label;  /* (owned) */
};

/* From where to where something is drawn above and below a stretch of the line; nothing: @top is below @bottom. */
typedef struct {
  double   top;
  double   bottom;
  gboolean seen;
} Extent;

typedef struct {
  SotongLayer *layer;              /* (unowned) */
  SotongRect   peak;               /* where a peak is named; else of no size */
  Extent       extents[N_PLACES];  /* below each place where the label is tried: to look at the slots costs more than the rest */
} Obstacle;

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

static double
overlap (double from,
         double to,
         double other_from,
         double other_to)
{
  return MAX (0, MIN (to, other_to) - MAX (from, other_from));
}

/* Leaves in @under the slots that a line goes through between the sides of @box. */
static void
keep_slots_under (SotongPlot       *under,
                  const SotongRect *box)
{
  gsize first = under->first, last = under->last, found;

  if (sotong_plot_find_slot (under, box->x, &found))
    first = MAX (first, found > 0 && sotong_plot_slot_mid (under, found) > box->x ? found - 1 : found);
  if (sotong_plot_find_slot (under, box->x + box->width, &found))
    last = MIN (last, found + (sotong_plot_slot_mid (under, found) < box->x + box->width ? 2 : 1));
  under->first = first;
  under->last = last;
}

/* How much of the name of a peak would be behind @box, in pixels of height. */
static double
hidden_of_peak (const SotongRect *peak,
                const SotongRect *box)
{
  if (overlap (box->x, box->x + box->width, peak->x - MARGIN, peak->x + peak->width + MARGIN) <= 0)
    return 0;
  return overlap (box->y, box->y + box->height, peak->y, peak->y + peak->height);
}

/* Looks at the slots below @box once for all places above each other. */
static void
find_extent (SotongLayer      *layer,
             const SotongPlot *plot,
             const SotongRect *box,
             Extent           *extent)
{
  SotongPlot under = *plot;
  double min, max, zero = sotong_plot_y (plot, plot->y.logarithmic ? plot->y.min : CLAMP (0, plot->y.min, plot->y.max));
  gboolean bars = SOTONG_IS_BAR_LAYER (layer);

  extent->seen = TRUE;
  keep_slots_under (&under, box);
  if (!sotong_layer_get_bounds (layer, &under, &min, &max))
    return;
  extent->top = sotong_plot_y (plot, max);
  extent->bottom = sotong_plot_y (plot, min);
  if (bars && sotong_layer_get_headroom (layer, plot) > 0) /* its numbers stand on it */
    extent->top -= box->height;
  if (bars || SOTONG_IS_AREA_LAYER (layer))
    {
      extent->top = MIN (extent->top, zero);
      extent->bottom = MAX (extent->bottom, zero);
    }
}

/* What else is drawn over the same axis. (transfer full) (element-type Obstacle) */
static GArray *
list_obstacles (SotongLayer      *layer,
                const SotongPlot *plot)
{
  GArray *obstacles = g_array_new (FALSE, TRUE, sizeof (Obstacle));

  for (guint i = 0; plot->layers != NULL && i < plot->layers->len; i++)
    {
      Obstacle obstacle = { .layer = g_ptr_array_index (plot->layers, i) };

      if (obstacle.layer == layer || sotong_layer_get_right (obstacle.layer) != sotong_layer_get_right (layer))
        continue;
      for (guint k = 0; k < N_PLACES; k++)
        obstacle.extents[k] = (Extent) { INFINITY, -INFINITY, FALSE };
      if (!SOTONG_IS_LINE_LAYER (obstacle.layer) || !sotong_line_layer_get_peak_box (SOTONG_LINE_LAYER (obstacle.layer), plot, &obstacle.peak))
        obstacle.peak = (SotongRect) { 0 };
      g_array_append_val (obstacles, obstacle);
    }
  return obstacles;
}

/* How much would be behind @box, which is the @nth along the line, in pixels of height. */
static double
find_hidden (GArray           *obstacles,
             const SotongPlot *plot,
             const SotongRect *box,
             guint             nth)
{
  double hidden = 0;

  for (guint i = 0; i < obstacles->len; i++)
    {
      Obstacle *obstacle = &g_array_index (obstacles, Obstacle, i);
      Extent *extent = &obstacle->extents[nth];

      if (!extent->seen)
        find_extent (obstacle->layer, plot, box, extent);
      hidden += hidden_of_peak (&obstacle->peak, box) + overlap (box->y, box->y + box->height, extent->top - MARGIN, extent->bottom + MARGIN);
    }
  return hidden;
}

/* The left end, the right end, then from the left to the right. */
static double
nth_place (const SotongPlot *plot,
           double            width,
           guint             nth)
{
  double left = plot->rect.x + MARGIN + 1, last = MAX (left, plot->rect.x + plot->rect.width - MARGIN - 1 - width);

  return nth == 0 ? left : nth == 1 ? last : left + (last - left) * (nth - 1) / (N_PLACES - 1);
}

/* The room above the plot that is its own stands next to the first layer's, unless another layer is between them. */
static double
room_above (const SotongPlot *plot)
{
  gboolean next = fabs (plot->headroom_y + plot->headroom + plot->first_headroom - plot->rect.y) < 1;

  return plot->first_headroom + (next ? plot->headroom : 0) + MOST_ABOVE;
}

/* Above the line or, where that is not free, below it: the first place that hides nothing, else the one that hides least. @box: (inout): its
 * size is known. Returns: how much it hides */
static double
find_place (SotongLayer      *layer,
            const SotongPlot *plot,
            SotongRect       *box)
{
  g_autoptr(GArray) obstacles = list_obstacles (layer, plot);
  double y = sotong_plot_y (plot, SOTONG_THRESHOLD_LAYER (layer)->value), least = INFINITY;
  SotongRect try = *box;

  for (guint i = 0; i < 2 * N_PLACES && least > 0; i++)
    {
      double hidden;

      try.x = nth_place (plot, box->width, i % N_PLACES);
      try.y = i < N_PLACES ? y - box->height - 1 : y + 2;
      if (try.y < plot->rect.y - room_above (plot) || (i >= N_PLACES && try.y + box->height > plot->rect.y + plot->rect.height))
        continue;
      hidden = find_hidden (obstacles, plot, &try, i % N_PLACES);
      if (hidden < least)
        *box = try;
      least = MIN (least, hidden);
    }
  if (!isfinite (least))
    *box = (SotongRect) { nth_place (plot, box->width, 0), MAX (y - box->height - 1, plot->rect.y - room_above (plot)), box->width, box->height };
  return least;
}

/* Where it cannot but stand on something it has a box, so that it can be read. */
static void
sotong_threshold_layer_draw_labels (SotongLayer      *layer,
                                    const SotongPlot *plot,
                                    cairo_t          *cr)
{
  g_autofree char *text = label_text (SOTONG_THRESHOLD_LAYER (layer), plot->language);
  SotongRect box = { .width = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text),
                     .height = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY) };

  if (find_place (layer, plot, &box) > 0)
    sotong_label_draw_boxed (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->threshold, &plot->theme->background, text, box.x, box.y, 0);
  else
    sotong_label_draw_halo (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->threshold, &plot->theme->background, text, box.x, box.y, 0, 0);
}

/* What is missing above a line that is high in the plot. */
static double
sotong_threshold_layer_get_headroom (SotongLayer      *layer,
                                     const SotongPlot *plot)
{
  double above = sotong_plot_y (plot, SOTONG_THRESHOLD_LAYER (layer)->value) - plot->rect.y + plot->first_headroom + MOST_ABOVE;

  if (plot->headroom > plot->first_headroom) /* others are between */
    return 0;
  return MAX (0, sotong_label_get_height (plot->label, SOTONG_LABEL_BODY) + 2 - above); /* the plot will be a little lower */
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
  layer_class->get_headroom = sotong_threshold_layer_get_headroom;
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
  sotong_layer_set_whole (SOTONG_LAYER (self));
  return SOTONG_LAYER (self);
}
