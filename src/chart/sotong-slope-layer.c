/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart/sotong-slope-layer.h"

#define WIDEST_NAME 0.36 /* of the plot, at each side */

struct _SotongSlopeLayer
{
  SotongLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (SotongSlopeLayer, sotong_slope_layer, SOTONG_TYPE_LAYER)

/* A text at one end of a line. */
typedef struct {
  gsize  index;
  double y;      /* of the line's end */
  double text_y; /* middle of the text, moved away from its neighbours */
} End;

typedef struct {
  double      line;
  double      left;   /* where the lines begin */
  double      right;
  SotongScale scale;
  double      top;
  double      bottom;
  gboolean    brief;   /* numbers are written in short */
} Frame;

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
end_text (SotongLayer      *layer,
          const SotongPlot *plot,
          guint             nth,
          gsize             index,
          gboolean          brief)
{
  double value = value_at (layer, nth, index);
  g_autofree char *number = brief ? sotong_axis_text_short (value, plot->language) : sotong_axis_text_number (value);
  const char *name = sotong_slots_get_name (plot->slots, index);

  return nth == 0 ? g_strdup_printf ("%s %s", name, number) : g_strdup_printf ("%s %s", number, name);
}

/* (transfer full) */
static char *
cut_name (const char *name,
          glong       n,
          const char *number)
{
  g_autofree char *begin = g_utf8_substring (name, 0, n);

  return g_strconcat (g_strchomp (begin), "…", number, NULL);
}

/* As much of the name as the room allows: the number is never cut. (transfer full) */
static char *
fit_end_text (SotongLayer      *layer,
              const SotongPlot *plot,
              guint             nth,
              gsize             index,
              gboolean          brief,
              double            room)
{
  g_autofree char *text = end_text (layer, plot, nth, index, brief), *number = NULL;
  const char *name = sotong_slots_get_name (plot->slots, index);
  glong fits = 1, n = g_utf8_strlen (name, -1);

  if (nth != 0 || sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text) <= room) /* what is cut there is the name */
    return g_steal_pointer (&text);
  number = g_strdup (text + strlen (name));
  while (fits + 1 < n)
    {
      g_autofree char *cut = cut_name (name, (fits + n) / 2, number);

      if (sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, cut) <= room)
        fits = (fits + n) / 2;
      else
        n = (fits + n) / 2;
    }
  return cut_name (name, fits, number);
}

static double
widest_end (SotongLayer      *layer,
            const SotongPlot *plot,
            guint             nth,
            gboolean          brief)
{
  double widest = 0;

  for (gsize i = 0; i < sotong_slots_get_length (plot->slots); i++)
    {
      g_autofree char *text = end_text (layer, plot, nth, i, brief);

      widest = MAX (widest, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text));
    }
  return widest;
}

static Frame
make_frame (SotongLayer      *layer,
            const SotongPlot *plot)
{
  Frame frame = { 0 };
  double widest[2], low = INFINITY, high = -INFINITY;

  frame.line = sotong_label_get_height (plot->label, SOTONG_LABEL_BODY);
  widest[0] = widest_end (layer, plot, 0, FALSE);
  widest[1] = widest_end (layer, plot, 1, FALSE);
  frame.brief = MAX (widest[0], widest[1]) > plot->rect.width * WIDEST_NAME; /* no number is cut */
  for (guint nth = 0; nth < 2; nth++)
    {
      widest[nth] = frame.brief ? widest_end (layer, plot, nth, TRUE) : widest[nth];
      for (gsize i = 0; i < sotong_slots_get_length (plot->slots); i++)
        {
          double value = value_at (layer, nth, i);

          low = value < low ? value : low;
          high = value > high ? value : high;
        }
    }
  frame.left = plot->rect.x + MIN (widest[0], plot->rect.width * WIDEST_NAME) + 18;
  frame.right = plot->rect.x + plot->rect.width - MIN (widest[1], plot->rect.width * WIDEST_NAME) - 18;
  frame.top = plot->rect.y + frame.line * 1.9;
  frame.bottom = plot->rect.y + plot->rect.height - frame.line / 2;
  sotong_scale_init (&frame.scale, MIN (low, 0) < 0 ? low : 0, high > 0 ? high : 1);
  return frame;
}

static double
frame_y (const Frame *frame,
         double       value)
{
  return frame->bottom - sotong_scale_position (&frame->scale, value) * MAX (1, frame->bottom - frame->top);
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const End *x = a, *y = b;

  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/* From the top down texts are pushed off each other, then back up from the end of the plot. Where not all have room, the
 * first slots are named, the same at both ends. */
static GArray *
place_ends (SotongLayer      *layer,
            const SotongPlot *plot,
            const Frame      *frame,
            guint             nth)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (End));
  double taken = frame->top - frame->line;
  gsize fit = (gsize) MAX (1, (frame->bottom - frame->top) / frame->line + 1);

  for (gsize i = 0; i < MIN (fit, sotong_slots_get_length (plot->slots)); i++)
    {
      double value = value_at (layer, nth, i);
      End end = { i, frame_y (frame, value), 0 };

      if (isfinite (value))
        g_array_append_val (ends, end);
    }
  g_array_sort (ends, compare_ends);
  for (guint i = 0; i < ends->len; i++)
    {
      End *end = &g_array_index (ends, End, i);

      end->text_y = MAX (end->y, taken + frame->line);
      taken = end->text_y;
    }
  taken = frame->bottom + frame->line;
  for (guint i = ends->len; i-- > 0;)
    {
      End *end = &g_array_index (ends, End, i);

      end->text_y = MIN (end->text_y, taken - frame->line);
      taken = end->text_y;
    }
  return ends;
}

/* Lines that fall are broken, and those that stay are thin: direction is told without colour too. */
static void
draw_line (SotongLayer      *layer,
           const SotongPlot *plot,
           cairo_t          *cr,
           const Frame      *frame,
           gsize             index)
{
  static const double dashes[] = { 6, 3 };
  double before = value_at (layer, 0, index), after = value_at (layer, 1, index);
  SotongRole role = after < before ? SOTONG_ROLE_NEGATIVE : SOTONG_ROLE_TOTAL;
  const SotongColor *color = after == before ? &plot->theme->dim : &plot->theme->roles[role].color;

  if (!isfinite (before) && !isfinite (after))
    return;
  sotong_color_set_source (color, cr);
  cairo_set_line_width (cr, after == before ? 1 : 2);
  cairo_set_dash (cr, dashes, after < before ? 2 : 0, 0);
  if (isfinite (before) && isfinite (after))
    {
      cairo_move_to (cr, frame->left, frame_y (frame, before));
      cairo_line_to (cr, frame->right, frame_y (frame, after));
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint nth = 0; nth < 2; nth++)
    if (isfinite (value_at (layer, nth, index)))
      {
        cairo_arc (cr, nth == 0 ? frame->left : frame->right, frame_y (frame, value_at (layer, nth, index)), 3, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

static void
draw_ends (SotongLayer      *layer,
           const SotongPlot *plot,
           cairo_t          *cr,
           const Frame      *frame,
           guint             nth)
{
  g_autoptr(GArray) ends = place_ends (layer, plot, frame, nth);
  double x = nth == 0 ? frame->left - 16 : frame->right + 16;
  double room = nth == 0 ? frame->left - 16 - plot->rect.x : plot->rect.x + plot->rect.width - x;
  double taken = -INFINITY;

  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);
      g_autofree char *text = fit_end_text (layer, plot, nth, end->index, frame->brief, room);
      double width = MIN (room, sotong_label_get_width (plot->label, SOTONG_LABEL_BODY, text));

      if (end->text_y < taken + frame->line - 1) /* too many for the height */
        continue;
      taken = end->text_y;
      if (fabs (end->text_y - end->y) > 3) /* which end a text that was moved belongs to */
        {
          cairo_move_to (cr, nth == 0 ? x + 1 : x - 1, end->text_y);
          cairo_line_to (cr, nth == 0 ? frame->left - 3 : frame->right + 3, end->y);
          sotong_color_set_source (&plot->theme->dim, cr);
          cairo_set_line_width (cr, 0.75);
          cairo_stroke (cr);
        }
      sotong_label_draw (plot->label, cr, SOTONG_LABEL_BODY, &plot->theme->ink, text, nth == 0 ? x - width : x,
                         end->text_y - frame->line / 2, 0, MAX (1, room + 1));
    }
}

static void
sotong_slope_layer_draw (SotongLayer      *layer,
                         const SotongPlot *plot,
                         cairo_t          *cr)
{
  Frame frame = make_frame (layer, plot);
  const SotongChartTheme *theme = plot->theme;

  for (guint nth = 0; nth < MIN (2, sotong_layer_get_n_series (layer)); nth++)
    {
      double x = floor (nth == 0 ? frame.left : frame.right) + 0.5;

      cairo_move_to (cr, x, plot->rect.y + frame.line);
      cairo_line_to (cr, x, frame.bottom + 4);
      sotong_color_set_source (&theme->grid, cr);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      sotong_label_draw (plot->label, cr, SOTONG_LABEL_STRONG, &theme->dim,
                         sotong_series_get_name (sotong_layer_get_series (layer, nth)), x, plot->rect.y - 2, nth == 0 ? 1 : 0,
                         MAX (1, nth == 0 ? x - plot->rect.x : plot->rect.x + plot->rect.width - x));
    }
  for (gsize i = 0; i < sotong_slots_get_length (plot->slots); i++)
    draw_line (layer, plot, cr, &frame, i);
  draw_ends (layer, plot, cr, &frame, 0);
  draw_ends (layer, plot, cr, &frame, 1);
}

/* The line that is nearest, if one is near. */
static gint64
sotong_slope_layer_pick (SotongLayer      *layer,
                         const SotongPlot *plot,
                         double            x,
                         double            y)
{
  Frame frame = make_frame (layer, plot);
  double at = CLAMP ((x - frame.left) / MAX (1, frame.right - frame.left), 0, 1), nearest = frame.line;
  gint64 found = -1;

  for (gsize i = 0; i < sotong_slots_get_length (plot->slots); i++)
    {
      double before = frame_y (&frame, value_at (layer, 0, i)), after = frame_y (&frame, value_at (layer, 1, i));
      double distance = fabs (before + (after - before) * at - y);

      if (distance < nearest)
        {
          nearest = distance;
          found = (gint64) i;
        }
    }
  return found;
}

static gboolean
sotong_slope_layer_locate (SotongLayer      *layer,
                           const SotongPlot *plot,
                           gsize             index,
                           SotongRect       *out_rect)
{
  Frame frame = make_frame (layer, plot);
  double before = frame_y (&frame, value_at (layer, 0, index)), after = frame_y (&frame, value_at (layer, 1, index));

  before = isfinite (before) ? before : after;
  after = isfinite (after) ? after : before;
  *out_rect = (SotongRect) { frame.left - 5, MIN (before, after) - 5, frame.right - frame.left + 10, fabs (after - before) + 10 };
  return isfinite (before);
}

static void
sotong_slope_layer_class_init (SotongSlopeLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  layer_class->keyless = TRUE;
  layer_class->draw = sotong_slope_layer_draw;
  layer_class->pick = sotong_slope_layer_pick;
  layer_class->locate = sotong_slope_layer_locate;
}

static void
sotong_slope_layer_init (SotongSlopeLayer *self)
{
}

/**
 * sotong_slope_layer_new:
 *
 * A line for each name from what the first series holds to what the second holds, with name and number at both ends.
 * For a chart without axes.
 *
 * Returns: (transfer full): a layer
 */
SotongLayer *
sotong_slope_layer_new (void)
{
  return g_object_new (SOTONG_TYPE_SLOPE_LAYER, NULL);
}
