/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-mark-layer.h"
#include "chart/sotong-mark-places.h"

#define MAX_LANES 3
#define PADDING 4.0
#define LABELLED 0.2 /* of a chart's height at most is for the names of what happened; in a low one they would take the place of the figures */
#define LEAST_LANES 5 /* of a chart in which words have a place at all */

struct _SotongMarkLayer
{
  SotongLayer  parent_instance;
  GArray      *marks;  /* (owned) (element-type SotongMark), by start */
  GArray      *posts;  /* (owned) (element-type double): when each went out */
};

G_DEFINE_FINAL_TYPE (SotongMarkLayer, sotong_mark_layer, SOTONG_TYPE_LAYER)

static double
lane_height (const SotongPlot *plot)
{
  return ceil (sotong_label_get_height (plot->label, SOTONG_LABEL_BODY)) + 2;
}

/* In a low chart there may be fewer lanes than asked for. */
static GArray *
place_marks (SotongMarkLayer  *self,
             const SotongPlot *plot)
{
  return sotong_mark_places_new (self->marks, plot, (int) MIN (MAX_LANES, floor (plot->headroom / lane_height (plot))));
}

static double
sotong_mark_layer_get_headroom (SotongLayer      *layer,
                                const SotongPlot *plot)
{
  double lanes = plot->rect.height / lane_height (plot);
  int most = lanes < LEAST_LANES ? 0 : (int) CLAMP (floor (lanes * LABELLED), 1, MAX_LANES);
  int n_lanes = sotong_mark_places_count_lanes (SOTONG_MARK_LAYER (layer)->marks, plot, most);

  return n_lanes > 0 ? n_lanes * lane_height (plot) + PADDING : 0;
}

/* The days of all bands have one shade, however many they are of: the figures stay what is seen first. */
static void
shade_bands (const SotongPlot *plot,
             cairo_t          *cr,
             const GArray     *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      const SotongMarkPlace *place = &g_array_index (places, SotongMarkPlace, i);

      if (!sotong_mark_is_moment (place->mark))
        cairo_rectangle (cr, place->left, plot->rect.y, MAX (place->right - place->left, 1), plot->rect.height);
    }
  sotong_color_set_source (&plot->theme->band, cr);
  cairo_fill (cr);
}

/* Of the strip with a band's name: more than of its days. */
static double
band_alpha (const SotongChartTheme *theme)
{
  return MIN (1, theme->band.alpha * 2.5);
}

static void
draw_band (const SotongPlot      *plot,
           cairo_t               *cr,
           const SotongMarkPlace *place,
           double                 lane_y)
{
  SotongColor strong = plot->theme->band;
  double width = MAX (place->right - place->left, 1);

  if (place->lane < 0)
    return;
  strong.alpha = band_alpha (plot->theme);
  cairo_rectangle (cr, place->left, lane_y, width, lane_height (plot) - 2);
  sotong_color_set_source (&strong, cr);
  cairo_fill (cr);
}

static void
draw_event (const SotongPlot      *plot,
            cairo_t               *cr,
            const SotongMarkPlace *place,
            double                 lane_y)
{
  static const double dashes[] = { 2, 2 };
  double x = floor (place->left) + 0.5;

  cairo_move_to (cr, x, place->lane >= 0 ? lane_y : plot->rect.y);
  cairo_line_to (cr, x, plot->rect.y + plot->rect.height);
  sotong_color_set_source (&plot->theme->mark, cr);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* Small flags on the line below the values; those that would lie on each other are one. */
static void
draw_posts (SotongMarkLayer  *self,
            const SotongPlot *plot,
            cairo_t          *cr)
{
  double bottom = plot->rect.y + plot->rect.height, taken = -INFINITY;
  double high = CLAMP (plot->rect.height * 0.1, 3, 7); /* lower in a low chart, which is there for its values */

  for (guint i = 0; i < self->posts->len; i++)
    {
      double at = g_array_index (self->posts, double, i), x = sotong_plot_x (plot, at);

      if (at < plot->x.min || at >= plot->x.max || x < taken + high)
        continue;
      taken = x;
      cairo_move_to (cr, x, bottom - high);
      cairo_line_to (cr, x + high / 2, bottom);
      cairo_line_to (cr, x - high / 2, bottom);
      cairo_close_path (cr);
    }
  sotong_color_set_source (&plot->theme->mark, cr);
  cairo_fill (cr);
}

static void
sotong_mark_layer_draw (SotongLayer      *layer,
                        const SotongPlot *plot,
                        cairo_t          *cr)
{
  g_autoptr(GArray) places = place_marks (SOTONG_MARK_LAYER (layer), plot);

  shade_bands (plot, cr, places);
  draw_posts (SOTONG_MARK_LAYER (layer), plot, cr);
  for (guint i = 0; i < places->len; i++)
    {
      const SotongMarkPlace *place = &g_array_index (places, SotongMarkPlace, i);
      double lane_y = plot->headroom_y + place->lane * lane_height (plot);

      (sotong_mark_is_moment (place->mark) ? draw_event : draw_band) (plot, cr, place, lane_y);
    }
}

static void
sotong_mark_layer_draw_labels (SotongLayer      *layer,
                               const SotongPlot *plot,
                               cairo_t          *cr)
{
  const SotongChartTheme *theme = plot->theme;
  SotongColor band = sotong_color_mix (&theme->background, &theme->band, band_alpha (theme));
  g_autoptr(GArray) places = place_marks (SOTONG_MARK_LAYER (layer), plot);

  band.alpha = theme->background.alpha;
  for (guint i = 0; i < places->len; i++)
    {
      const SotongMarkPlace *place = &g_array_index (places, SotongMarkPlace, i);
      gboolean moment = sotong_mark_is_moment (place->mark);
      double y = plot->headroom_y + place->lane * lane_height (plot);

      if (place->lane < 0)
        continue;
      /* The lines of what stands in the lanes above go down through it. */
      sotong_label_draw_halo (plot->label, cr, SOTONG_LABEL_BODY, moment ? &theme->mark : &theme->ink, moment ? &theme->background : &band,
                              place->mark->label, place->text_left, y, 0, place->max_width);
    }
}

static gboolean
sotong_mark_layer_get_bounds (SotongLayer      *layer,
                              const SotongPlot *plot,
                              double           *out_min,
                              double           *out_max)
{
  return FALSE;
}

static gint64
sotong_mark_layer_pick (SotongLayer      *layer,
                        const SotongPlot *plot,
                        double            x,
                        double            y)
{
  SotongMarkLayer *self = SOTONG_MARK_LAYER (layer);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const SotongMark *mark = &g_array_index (self->marks, SotongMark, i);

      gsize index;

      if (sotong_mark_is_moment (mark) && fabs (sotong_plot_x (plot, mark->start) - x) <= 3
          && sotong_slots_find (plot->slots, mark->start, &index))
        return (gint64) index;
    }
  return -1;
}

static int
year_of (const SotongPlot *plot,
         double            at)
{
  int year;

  sotong_time_to_civil ((gint64) at, sotong_slots_get_zone (plot->slots), &year, NULL, NULL, NULL, NULL, NULL);
  return year;
}

/* With its year where the chart has several. */
static char *
mark_date (const SotongPlot *plot,
           double            at)
{
  gsize n = sotong_slots_get_length (plot->slots);
  gboolean years;

  if (sotong_slots_are_years (plot->slots) && at == floor (at))
    return g_strdup_printf ("%.0f", at);
  if (!sotong_slots_is_time (plot->slots))
    return sotong_axis_text_number (at);
  years = n > 0 && year_of (plot, sotong_slots_get_start (plot->slots, 0)) != year_of (plot, sotong_slots_get_start (plot->slots, n - 1));
  return sotong_axis_text_slot ((gint64) at, SOTONG_BUCKET_DAY, sotong_slots_get_zone (plot->slots), years, plot->language);
}

static guint
count_posts (SotongMarkLayer *self,
             double           start,
             double           end)
{
  guint n = 0;

  for (guint i = 0; i < self->posts->len; i++)
    n += g_array_index (self->posts, double, i) >= start && g_array_index (self->posts, double, i) < end;
  return n;
}

/* “A, B, 3 posts that went out”, of which @list holds the first part. */
static void
append_posts (GString *list,
              guint    n)
{
  if (n > 0)
    g_string_append_printf (list, g_dngettext (GETTEXT_PACKAGE, "%s%d post that went out", "%s%d posts that went out", n),
                            list->len > 0 ? ", " : "", (int) n);
}

/* What has one name on one day is said once: a dozen alarms would be read out one after the other. */
static char *
sotong_mark_layer_describe (SotongLayer      *layer,
                            const SotongPlot *plot)
{
  SotongMarkLayer *self = SOTONG_MARK_LAYER (layer);
  g_autoptr(GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const SotongMark *mark = &g_array_index (self->marks, SotongMark, i);
      g_autofree char *start = mark_date (plot, mark->start);
      g_autofree char *end = sotong_mark_is_moment (mark) ? NULL : mark_date (plot, mark->end - 1);

      g_autofree char *one = g_strdup_printf ("%s (%s%s%s)", mark->label, start, end != NULL ? "–" : "", end != NULL ? end : "");

      if (g_hash_table_contains (said, one))
        continue;
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", one);
      g_hash_table_add (said, g_steal_pointer (&one));
    }
  append_posts (list, self->posts->len);
  return list->len > 0 ? g_strdup_printf (_("Marked: %s."), list->str) : NULL;
}

static gboolean
is_within (const SotongMark *mark,
           double            start,
           double            end)
{
  return mark->start < end && (sotong_mark_is_moment (mark) ? mark->start >= start : mark->end > start);
}

/* What has one name is said once: an outbreak may raise a dozen alarms in a day. */
static char *
sotong_mark_layer_tell (SotongLayer      *layer,
                        const SotongPlot *plot,
                        gsize             index)
{
  SotongMarkLayer *self = SOTONG_MARK_LAYER (layer);
  double start = sotong_slots_get_left (plot->slots, index), end = sotong_slots_get_right (plot->slots, index);
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const SotongMark *mark = &g_array_index (self->marks, SotongMark, i);
      guint n = 0, nth = 0;

      if (!is_within (mark, start, end))
        continue;
      for (guint k = 0; k < self->marks->len; k++)
        if (is_within (&g_array_index (self->marks, SotongMark, k), start, end) && g_str_equal (g_array_index (self->marks, SotongMark, k).label, mark->label))
          {
            n++;
            nth += k <= i;
          }
      if (nth > 1) /* it is said at the first */
        continue;
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", mark->label);
      if (n > 1)
        g_string_append_printf (list, " ×%u", n);
    }
  append_posts (list, count_posts (self, start, end));
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

static void
mark_clear (gpointer data)
{
  g_free (((SotongMark *) data)->label);
}

static void
sotong_mark_layer_finalize (GObject *object)
{
  g_array_unref (SOTONG_MARK_LAYER (object)->marks);
  g_array_unref (SOTONG_MARK_LAYER (object)->posts);
  G_OBJECT_CLASS (sotong_mark_layer_parent_class)->finalize (object);
}

static void
sotong_mark_layer_class_init (SotongMarkLayerClass *klass)
{
  SotongLayerClass *layer_class = SOTONG_LAYER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sotong_mark_layer_finalize;
  layer_class->draw = sotong_mark_layer_draw;
  layer_class->draw_labels = sotong_mark_layer_draw_labels;
  layer_class->pick = sotong_mark_layer_pick;
  layer_class->get_bounds = sotong_mark_layer_get_bounds;
  layer_class->get_headroom = sotong_mark_layer_get_headroom;
  layer_class->describe = sotong_mark_layer_describe;
  layer_class->tell = sotong_mark_layer_tell;
}

static void
sotong_mark_layer_init (SotongMarkLayer *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (SotongMark));
  g_array_set_clear_func (self->marks, mark_clear);
  self->posts = g_array_new (FALSE, FALSE, sizeof (double));
}

/**
 * sotong_mark_layer_new:
 *
 * Returns: (transfer full): a layer without marks
 */
SotongLayer *
sotong_mark_layer_new (void)
{
  return g_object_new (SOTONG_TYPE_MARK_LAYER, NULL);
}

static void
insert_mark (SotongMarkLayer *self,
             SotongMarkKind   kind,
             double           start,
             double           end,
             guint            stage,
             const char      *label)
{
  SotongMark mark = { kind, start, end, stage, g_strdup (label) };
  guint at = 0;

  while (at < self->marks->len && g_array_index (self->marks, SotongMark, at).start <= start)
    at++;
  g_array_insert_val (self->marks, at, mark);
}

/**
 * sotong_mark_layer_add_event:
 * @self: a layer that is not in a chart yet
 * @at: seconds since 1970 UTC, or a number
 * @label: a few words
 */
void
sotong_mark_layer_add_event (SotongMarkLayer *self,
                             double           at,
                             const char      *label)
{
  g_return_if_fail (SOTONG_IS_MARK_LAYER (self));
  g_return_if_fail (label != NULL);

  insert_mark (self, SOTONG_MARK_EVENT, at, at, 0, label);
}

/**
 * sotong_mark_layer_add_note:
 * @self: a layer that is not in a chart yet
 * @at: seconds since 1970 UTC, or a number
 * @label: a few words
 *
 * Marks as an event what a person noted in the chart: where there is little room its words come before those of events, which
 * stand in the calendar too.
 */
void
sotong_mark_layer_add_note (SotongMarkLayer *self,
                            double           at,
                            const char      *label)
{
  g_return_if_fail (SOTONG_IS_MARK_LAYER (self));
  g_return_if_fail (label != NULL);

  insert_mark (self, SOTONG_MARK_NOTE, at, at, 0, label);
}

/**
 * sotong_mark_layer_add_alarm:
 * @self: a layer that is not in a chart yet
 * @at: seconds since 1970 UTC
 * @stage: from 1, the higher the worse
 * @label: a few words
 *
 * Marks an alarm as an event. Of alarms that are close to each other the worst alone has its words beside it; all are told.
 */
void
sotong_mark_layer_add_alarm (SotongMarkLayer *self,
                             double           at,
                             guint            stage,
                             const char      *label)
{
  g_return_if_fail (SOTONG_IS_MARK_LAYER (self));
  g_return_if_fail (stage >= 1);
  g_return_if_fail (label != NULL);

  insert_mark (self, SOTONG_MARK_ALARM, at, at, stage, label);
}

/**
 * sotong_mark_layer_add_band:
 * @self: a layer that is not in a chart yet
 * @start: seconds since 1970 UTC, or a number
 * @end: where it ends, excluded; after @start
 * @label: a few words
 */
void
sotong_mark_layer_add_band (SotongMarkLayer *self,
                            double           start,
                            double           end,
                            const char      *label)
{
  g_return_if_fail (SOTONG_IS_MARK_LAYER (self));
  g_return_if_fail (end > start);
  g_return_if_fail (label != NULL);

  insert_mark (self, SOTONG_MARK_BAND, start, end, 0, label);
}

/**
 * sotong_mark_layer_add_post:
 * @self: a layer that is not in a chart yet
 * @at: when a post went out, since 1970 UTC; none before the last one that was added
 */
void
sotong_mark_layer_add_post (SotongMarkLayer *self,
                            double           at)
{
  g_return_if_fail (SOTONG_IS_MARK_LAYER (self));

  g_array_append_val (self->posts, at);
}
