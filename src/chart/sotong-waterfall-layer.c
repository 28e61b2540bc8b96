/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-fill.h"
#include "chart/sotong-waterfall-layer.h"

#define WIDEST 72.0
#define LABEL_GAP 2 /* between a number and its bar */

struct _SotongWaterfallLayer
{
  SotongLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongWaterfallLayer, sotong_waterfall_layer, SOTONG_TYPE_LAYER)

typedef struct {
  double from;
  double to;
  double change; /* NAN: not known */
  gboolean sum;  /* stands on zero */
} Step;

/* The first is what one begins with; a slot that is a sum shows how far the changes have come. */
static GArray *
list_steps (SotongLayer      *layer,
            const SotongPlot *plot)
{
  SotongSeries *series = sotong_layer_get_series (layer, 0);
  const double *values = sotong_series_get_values (series);
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (Step));
  double level = 0;

  for (gsize i = 0; i < sotong_slots_get_length (plot->slots); i++)
    {
      gboolean sum = (sotong_slots_get_flags (plot->slots, i) & SOTONG_SLOT_SUM) != 0;
      double value = i < sotong_series_get_length (series) ? values[i] : NAN;
      Step step = { .sum = sum || i == 0 };

      if (sum)
        step.to = step.change = level;
      else if (isfinite (value))
        {
          step.from = i == 0 ? 0 : level;
          level = step.to = step.from + value;
          step.change = value;
        }
      else
        {
          step.from = step.to = level;
          step.change = NAN;
        }
      g_array_append_val (steps, step);
    }
  return steps;
}

static void
find_box (const SotongPlot *plot,
          cairo_t          *cr,
          const Step       *step,
          gsize             index,
          SotongRect       *box)
{
  double left = sotong_plot_slot_left (plot, index), right = sotong_plot_slot_right (plot, index);
  double width = MIN (WIDEST, (right - left) * 0.7);
  double from = sotong_plot_y (plot, step->from), to = sotong_plot_y (plot, step->to);

  box->x = (left + right - width) / 2;
  box->width = width;
  box->y = MIN (from, to);
  box->height = MAX (fabs (to - from), 1);
  if (cr != NULL && sotong_fill_snaps (cr))
    *box = (SotongRect) { round (box->x), round (box->y), round (box->width), MAX (1, round (box->height)) };
}

static SotongRole
role_of (const Step *step)
{
  if (step->sum)
    return SOTONG_ROLE_TOTAL;
  return step->change < 0 ? SOTONG_ROLE_NEGATIVE : SOTONG_ROLE_POSITIVE;
}

static void
sotong_waterfall_layer_draw (SotongLayer      *layer,
                             const SotongPlot *plot,
                             cairo_t          *cr)
{
  g_autoptr(GArray) steps = list_steps (layer, plot);

  for (gsize i = plot->first; i < MIN (plot->last, steps->len); i++)
    {
      const Step *step = &g_array_index (steps, Step, i);
      SotongRect box, next;

      find_box (plot, cr, step, i, &box);
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      sotong_fill_path (cr, &plot->theme->roles[role_of (step)]);
      if (i + 1 >= steps->len)
        continue;
      find_box (plot, cr, &g_array_index (steps, Step, i + 1), i + 1, &next);
      cairo_move_to (cr, box.x + box.width, floor (sotong_plot_y (plot, step->to)) + 0.5);
      cairo_line_to (cr, next.x, floor (sotong_plot_y (plot, step->to)) + 0.5);
      sotong_color_set_source (&plot->theme->dim, cr);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
}

/* As in a ledger a fall is told by △ in Korean. */
static char *
step_text (const SotongPlot *plot,
           const Step       *step,
           gboolean          brief)
{
  g_autofree char *number = brief ? sotong_axis_text_short (fabs (step->change), plot->language) : sotong_axis_text_number (fabs (step->change));

  if (!isfinite (step->change))
    return g_steal_pointer (&number);
  if (step->change < 0)
    return g_strconcat (plot->language == SOTONG_LANGUAGE_KOREAN ? "△" : "−", number, NULL);
  return g_strconcat (step->sum || step->change == 0 ? "" : "+", number, NULL);
}

/* Where the number stands: above a bar that goes up, below one that goes down unless the plot ends there. */
static double
label_top (const SotongPlot *plot,
           const Step       *step,
           const SotongRect *box,
           double            line)
{
  double above = box->y - line - LABEL_GAP, below = box->y + box->height + 1;

  return step->to >= step->from || below + line > plot->rect.y + plot->rect.height + LABEL_GAP ? above : below;
}

static double
slot_width (const SotongPlot *plot,
            gsize             index)
{
  return sotong_plot_slot_right (plot, index) - sotong_plot_slot_left (plot, index);
}

/* (transfer full): what stands at a step, in short where there is no room for all of it; @fits says whether there is for that */
static char *
fit_text (const SotongPlot *plot,
          const Step       *step,
          double            room,
          gboolean         *fits)
{
  char *text = step_text (plot, step, FALSE);

  if (sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) > room)
    {
      g_free (text);
      text = step_text (plot, step, TRUE);
    }
  *fits = sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) <= room;
  return text;
}

/* Numbers at some of the changes only would seem to single them out. */
static gboolean
changes_fit (const SotongPlot *plot,
             GArray           *steps)
{
  gboolean fits = TRUE;

  for (gsize i = plot->first; fits && i < MIN (plot->last, steps->len); i++)
    {
      const Step *step = &g_array_index (steps, Step, i);
      g_autofree char *text = step->sum ? NULL : fit_text (plot, step, slot_width (plot, i), &fits);
    }
  return fits;
}

static gboolean
is_sum (GArray *steps,
        gsize   index)
{
  return index < steps->len && g_array_index (steps, Step, index).sum;
}

/* Where the middle of a number is: over its bar, unless it would stand out of the plot. */
static double
label_middle (const SotongPlot *plot,
              gsize             index,
              double            width)
{
  double middle = (sotong_plot_slot_left (plot, index) + sotong_plot_slot_right (plot, index)) / 2;

  return CLAMP (middle, plot->rect.x + width / 2, MAX (plot->rect.x + width / 2, plot->rect.x + plot->rect.width - width / 2));
}

static double
label_width (const SotongPlot *plot,
             const char       *text)
{
  return sotong_label_get_width (plot->label, SOTONG_LABEL_STRONG, text);
}

/* Where the changes have no numbers that of a sum may be wider than its bar, as far as there is room between the sums. */
static gboolean
sums_fit (const SotongPlot *plot,
          GArray           *steps,
          gboolean          brief)
{
  double taken = -INFINITY;

  for (gsize i = plot->first; i < MIN (plot->last, steps->len); i++)
    {
      g_autofree char *text = is_sum (steps, i) ? step_text (plot, &g_array_index (steps, Step, i), brief) : NULL;
      double width = text != NULL ? label_width (plot, text) : 0;

      if (text == NULL)
        continue;
      if (label_middle (plot, i, width) - width / 2 < taken)
        return FALSE;
      taken = label_middle (plot, i, width) + width / 2 + LABEL_GAP;
    }
  return TRUE;
}

static void
draw_label (const SotongPlot *plot,
            cairo_t          *cr,
            const Step       *step,
            gsize             index,
            const char       *text)
{
  SotongRect box;

  find_box (plot, cr, step, index, &box);
  sotong_label_draw_halo (plot->label, cr, step->sum ? SOTONG_LABEL_STRONG : SOTONG_LABEL_BODY, &plot->theme->ink, &plot->theme->background, text,
                          label_middle (plot, index, label_width (plot, text)),
                          label_top (plot, step, &box, sotong_label_get_height (plot->label, SOTONG_LABEL_BODY)), 0.5, 0);
}

/* Of all sums that are in view, or, where they have no room, of the last one alone. */
static void
draw_sums (const SotongPlot *plot,
           cairo_t          *cr,
           GArray           *steps)
{
  gboolean brief = !sums_fit (plot, steps, FALSE), all = !brief || sums_fit (plot, steps, TRUE);

  for (gsize i = MIN (plot->last, steps->len); i-- > plot->first;)
    {
      const Step *step = &g_array_index (steps, Step, i);
      g_autofree char *text = step->sum ? step_text (plot, step, brief) : NULL;

      if (text == NULL)
        continue;
      draw_label (plot, cr, step, i, text);
      if (!all)
        return;
    }
}

static void
sotong_waterfall_layer_draw_labels (SotongLayer      *layer,
                                    const SotongPlot *plot,
                                    cairo_t          *cr)
{
  g_autoptr(GArray) steps = list_steps (layer, plot);

  if (!changes_fit (plot, steps))
    {
      draw_sums (plot, cr, steps);
      return;
    }
  for (gsize i = plot->first; i < MIN (plot->last, steps->len); i++)
    {
      const Step *step = &g_array_index (steps, Step, i);
      gboolean fits;
      g_autofree char *text = fit_text (plot, step, slot_width (plot, i), &fits);

      if (fits)
        draw_label (plot, cr, step, i, text);
    }
}

static double
sotong_waterfall_layer_get_headroom (SotongLayer      *layer,
                                     const SotongPlot *plot)
{
  return sotong_label_get_height (plot->label, SOTONG_LABEL_BODY) + LABEL_GAP;
}

static gboolean
sotong_waterfall_layer_get_bounds (SotongLayer      *layer,
                                   const SotongPlot *plot,
                                   double           *out_min,
                                   double           *out_max)
{
  g_autoptr(GArray) steps = list_steps (layer, plot);

  *out_min = *out_max = 0;
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      *out_min = MIN (*out_min, MIN (step->from, step->to));
      *out_max = MAX (*out_max, MAX (step->from, step->to));
    }
  return steps->len > 0;
}

static gint64
sotong_waterfall_layer_pick (SotongLayer      *layer,
                             const SotongPlot *plot,
                             double            x,
                             double            y)
{
  g_autoptr(GArray) steps = list_steps (layer, plot);
  SotongRect box;
  gsize index;

  if (!sotong_plot_find_slot (plot, x, &index) || index >= steps->len)
    return -1;
  find_box (plot, NULL, &g_array_index (steps, Step, index), index, &box);
  return y >= box.y - 2 && y <= box.y + box.height + 2 ? (gint64) index : -1;
}

static void
sotong_waterfall_layer_class_init (SotongWaterfallLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  layer_class->keyless = TRUE;
  layer_class->draw = sotong_waterfall_layer_draw;
  layer_class->draw_labels = sotong_waterfall_layer_draw_labels;
  layer_class->get_headroom = sotong_waterfall_layer_get_headroom;
  layer_class->get_bounds = sotong_waterfall_layer_get_bounds;
  layer_class->pick = sotong_waterfall_layer_pick;
}

static void
sotong_waterfall_layer_init (SotongWaterfallLayer *self)
{
}

/**
 * sotong_waterfall_layer_new:
 *
 * From what one begins with, over what was added and taken away, to what is left: its only series holds the changes,
 * the first of which is the beginning; slots with `SOTONG_SLOT_SUM` show what it comes to.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_waterfall_layer_new (void)
{
  return g_object_new (SOTONG_TYPE_WATERFALL_LAYER, NULL);
}
