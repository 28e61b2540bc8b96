/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "chart/sotong-chart-private.h"
#include "chart/sotong-line-layer.h"

#define KEY_WIDTH 16.0
#define KEY_GAP 5.0
#define ENTRY_GAP 13.0
#define MAX_LEGEND_ROWS 3
#define LEAST_LINES 5.0     /* height of the plot below which texts give way */
#define MOST_IN_FULL 1e8     /* a sum in the legend: a longer number would push other names out of it */
#define LOW_SHARE 0.65       /* of that: enough when a legend, or the days, would have to go otherwise */
#define LARGEST_HEADROOM 0.45 /* of the plot */

/* What a chart has, from the least: each includes those before it. */
typedef enum {
  DETAIL_VALUES,
  DETAIL_AXIS,
  DETAIL_BARE_TITLE, /* in small letters, without a legend behind it or in its place */
  DETAIL_TITLE,
  DETAIL_CONTEXT,
  DETAIL_LEGEND,
  DETAIL_NOTES,
  DETAIL_WHOLE_FOOT, /* its foot note in as many lines as it takes */
} Detail;

#define MOST_FOOT_LINES 4

static void
legend_entry_clear (gpointer data)
{
  g_free (((SotongLegendEntry *) data)->text);
}

static void
layout_clear (gpointer data)
{
  SotongChartLayout *self = data;

  g_array_unref (self->headrooms);
  g_array_unref (self->legend);
  g_clear_pointer (&self->ticks, sotong_time_ticks_free);
}

SotongChartLayout *
sotong_chart_layout_ref (SotongChartLayout *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sotong_chart_layout_unref (SotongChartLayout *self)
{
  g_atomic_rc_box_release_full (self, layout_clear);
}

static void
set_view (SotongChart *chart,
          SotongPlot  *plot)
{
  gsize n = sotong_slots_get_length (chart->slots);
  double start, end;

  plot->first = plot->last = 0;
  sotong_scale_init (&plot->x, 0, 1);
  if (n == 0)
    return;
  start = isnan (chart->start) ? sotong_slots_get_left (chart->slots, 0) : chart->start;
  end = isnan (chart->end) ? sotong_slots_get_right (chart->slots, n - 1) : chart->end;
  sotong_scale_init (&plot->x, start, end);
  plot->last = n;
  if (start > sotong_slots_get_left (chart->slots, 0) && !sotong_slots_find (chart->slots, start, &plot->first))
    plot->first = n;
  if (sotong_slots_find (chart->slots, plot->x.max, &plot->last)
      && sotong_slots_get_left (chart->slots, plot->last) < plot->x.max)
    plot->last++;
  else if (plot->x.max <= sotong_slots_get_left (chart->slots, 0))
    plot->last = 0;
  plot->first = MIN (plot->first, plot->last);
}

static void
add_legend (SotongChartLayout *self,
            SotongLayer       *layer,
            guint              nth,
            SotongSlotFlags    flag,
            char              *text)
{
  SotongLegendEntry entry = { layer, nth, flag, text, 0, 0, 0, 0 };

  g_array_append_val (self->legend, entry);
}

static gboolean
is_count (SotongRole role)
{
  return role <= SOTONG_ROLE_UNLABELLED;
}

/* How many series the legend may name, of all layers together: a line that stands alone needs no name, one beside others does. */
static guint
count_keys (SotongChart *chart)
{
  guint n = 0;

  for (guint i = 0; i < chart->layers->len; i++)
    if (sotong_layer_has_keys (g_ptr_array_index (chart->layers, i)))
      n += sotong_layer_get_n_series (g_ptr_array_index (chart->layers, i));
  return n;
}

/* What nobody counted is not named, unless it is what one looks for. */
static gboolean
is_named (SotongChart  *chart,
          SotongSeries *series)
{
  SotongRole role = sotong_series_get_role (series);

  return !is_count (role) || role < SOTONG_ROLE_UNCERTAIN || chart->flags & SOTONG_VALUES_RELATIVE || sotong_series_get_sum (series) != 0;
}

static void
add_keys (SotongChart *chart,
          SotongLayer *layer,
          guint32     *seen,
          GPtrArray   *list)
{
  for (guint role = 0; role < SOTONG_N_ROLES && sotong_layer_has_keys (layer); role++)
    for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
      {
        SotongSeries *series = sotong_layer_get_series (layer, i);

        if (sotong_series_get_role (series) != (SotongRole) role || !is_named (chart, series) || *seen & 1u << role)
          continue;
        *seen |= 1u << role;
        g_ptr_array_add (list, series);
      }
}

/**
 * sotong_chart_list_keys:
 * @self: a chart
 *
 * Returns: (transfer container) (element-type SotongSeries): what the legend names and can be hidden there, in its order; of series
 *   that have one role the first
 */
GPtrArray *
sotong_chart_list_keys (SotongChart *self)
{
  GPtrArray *list = g_ptr_array_new ();
  guint32 seen = 0;

  g_return_val_if_fail (SOTONG_IS_CHART (self), list);

  for (guint i = 0; count_keys (self) > 1 && i < self->layers->len; i++)
    add_keys (self, g_ptr_array_index (self->layers, i), &seen, list);
  return list;
}

/* (transfer full): which line is read off the numbers at the right cannot be seen in the line. */
static char *
key_name (SotongLayer  *layer,
          SotongSeries *series)
{
  const char *name = sotong_series_get_name (series);

  /* Translators: in a legend: the name of a line whose numbers stand at the second axis */
  return sotong_layer_get_right (layer) ? g_strdup_printf (_("%s (right axis)"), name) : g_strdup (name);
}

static void
add_series_key (SotongChartLayout *self,
                SotongChart       *chart,
                SotongLayer       *layer,
                guint              nth)
{
  SotongSeries *series = sotong_layer_get_series (layer, nth);
  g_autofree char *number = NULL, *name = key_name (layer, series);
  double sum;

  if (!is_count (sotong_series_get_role (series)) || chart->flags & SOTONG_VALUES_RELATIVE)
    {
      add_legend (self, layer, nth, 0, g_steal_pointer (&name));
      return;
    }
  if (!is_named (chart, series))
    return;
  sum = sotong_series_get_sum (series);
  sum = chart->flags & SOTONG_VALUES_ABSOLUTE ? fabs (sum) : sum;
  number = fabs (sum) < MOST_IN_FULL ? sotong_axis_text_number (sum) : sotong_axis_text_short (sum, chart->language);
  add_legend (self, layer, nth, 0, g_strdup_printf ("%s %s", name, number));
}

/* In the order of roles, whatever the order of stacking; more series than there are roles in their own. */
static void
add_series_legend (SotongChartLayout *self,
                   SotongChart       *chart,
                   SotongLayer       *layer)
{
  guint n_series = sotong_layer_get_n_series (layer);
  gboolean many = n_series > SOTONG_N_PLAIN_ROLES;

  for (guint role = 0; role < (many ? 1 : SOTONG_N_ROLES) && sotong_layer_has_keys (layer); role++)
    for (guint i = 0; i < n_series; i++)
      if (many || sotong_series_get_role (sotong_layer_get_series (layer, i)) == (SotongRole) role)
        add_series_key (self, chart, layer, i);
}

/* What a layer draws beside its bars is named, and not hidden by a click. */
static void
add_fixed_legend (SotongChartLayout *self,
                  SotongLayer       *layer)
{
  for (guint i = 0; i < sotong_layer_get_n_series (layer); i++)
    if (sotong_layer_has_fixed_key (layer, i))
      add_legend (self, layer, i, 0, g_strdup (sotong_series_get_name (sotong_layer_get_series (layer, i))));
}

static void
add_flag_legend (SotongChartLayout *self,
                 SotongChart       *chart)
{
  gsize gaps = sotong_slots_count (chart->slots, SOTONG_SLOT_GAP);
  g_autofree char *number = sotong_axis_text_number ((double) gaps);

  if (gaps > 0)
    /* Translators: in a legend, then how many days (hours, weeks, months) are without data. */
    add_legend (self, NULL, 0, SOTONG_SLOT_GAP, g_strdup_printf (_("No data %s"), number));
  if (sotong_slots_count (chart->slots, SOTONG_SLOT_PARTIAL) > 0)
    add_legend (self, NULL, 0, SOTONG_SLOT_PARTIAL, g_strdup (_("Not complete")));
  if (sotong_slots_count (chart->slots, SOTONG_SLOT_CORRECTED) > 0 && chart->axes == SOTONG_AXES_BOTH)
    add_legend (self, NULL, 0, SOTONG_SLOT_CORRECTED, g_strdup (_("Corrected")));
}

/* Where there are more names than lines two of them share one, however long they are. */
static double
entry_width (const SotongChartLayout *self,
             const SotongLegendEntry *entry,
             SotongLabel             *label)
{
  double width = KEY_WIDTH + KEY_GAP + sotong_label_get_width (label, SOTONG_LABEL_BODY, entry->text);

  return self->legend->len > MAX_LEGEND_ROWS ? MIN (width, MAX (KEY_WIDTH * 4, (self->width - 2 * self->left - ENTRY_GAP) / 2)) : width;
}

/* Where a row of texts ends that begins at @y. */
static double
row_end (const SotongChartLayout *self,
         double                   y)
{
  return self->width - (y < self->corner ? MAX (self->left, self->corner) : self->left);
}

/* “and 18 more” at @x, in the line of @beside. */
static void
say_more (SotongLegendEntry       *more,
          SotongLabel             *label,
          guint                    n,
          double                   x,
          const SotongLegendEntry *beside)
{
  g_free (more->text);
  more->text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %d more", "and %d more", n), (int) n);
  more->x = x;
  more->y = beside->y;
  more->width = sotong_label_get_width (label, SOTONG_LABEL_BODY, more->text);
  more->height = beside->height;
}

/* Leaves the first @n_kept entries, or fewer, and says behind them how many series are not named. */
static void
cut_legend (SotongChartLayout *self,
            SotongLabel       *label,
            guint              n_kept)
{
  SotongLegendEntry more = { NULL };
  gboolean placed = FALSE;
  guint n = 0;

  for (guint i = n_kept; i < self->legend->len; i++)
    n += g_array_index (self->legend, SotongLegendEntry, i).layer != NULL;
  g_array_set_size (self->legend, n_kept);
  while (n > 0 && self->legend->len > 0 && !placed)
    {
      SotongLegendEntry last = g_array_index (self->legend, SotongLegendEntry, self->legend->len - 1);

      say_more (&more, label, n, last.x + last.width + ENTRY_GAP, &last);
      placed = more.x + more.width <= row_end (self, last.y);
      if (placed)
        break;
      g_array_set_size (self->legend, self->legend->len - 1);
      n++;
      placed = last.x == self->left; /* the line is its own then */
      if (placed)
        say_more (&more, label, n, self->left, &last);
    }
  if (placed)
    g_array_append_val (self->legend, more);
  else
    g_free (more.text);
}

/* What hatching means must be known even where not all series can be named. Returns: whether any entry was moved */
static gboolean
move_flags (SotongChartLayout *self)
{
  SotongLegendEntry *entries = &g_array_index (self->legend, SotongLegendEntry, 0);
  guint n = self->legend->len, n_series = n;
  g_autofree SotongLegendEntry *copy = g_memdup2 (entries, n * sizeof *entries);

  while (n_series > 0 && copy[n_series - 1].layer == NULL)
    n_series--;
  if (n_series == 0 || n_series == n)
    return FALSE;
  memcpy (entries, copy + n_series, (n - n_series) * sizeof *entries);
  memcpy (entries + (n - n_series), copy, n_series * sizeof *entries);
  return TRUE;
}

/* Runs the entries from left to right in lines, the first from @left on. Returns the height taken; of those that find no line it is said how
 * many they are. */
static double
place_legend (SotongChartLayout *self,
              SotongLabel       *label,
              double             left,
              double             y)
{
  double line = sotong_label_get_height (label, SOTONG_LABEL_BODY);
  double x = left;
  guint rows = 1;

  for (guint i = 0; i < self->legend->len; i++)
    {
      SotongLegendEntry *entry = &g_array_index (self->legend, SotongLegendEntry, i);
      double width = entry_width (self, entry, label);

      if (x > self->left && x + width > row_end (self, y + (rows - 1) * line))
        {
          x = self->left;
          rows++;
        }
      if (rows > MAX_LEGEND_ROWS)
        {
          if (move_flags (self))
            return place_legend (self, label, left, y);
          cut_legend (self, label, i);
          return (rows - 1) * line;
        }
      entry->x = x;
      entry->y = y + (rows - 1) * line;
      entry->width = width;
      entry->height = line;
      x += width + ENTRY_GAP;
    }
  return self->legend->len > 0 ? rows * line : 0;
}

static void
collect_legend (SotongChartLayout *self,
                SotongChart       *chart)
{
  for (guint i = 0; count_keys (chart) > 1 && i < chart->layers->len; i++)
    add_series_legend (self, chart, g_ptr_array_index (chart->layers, i));
  for (guint i = 0; i < chart->layers->len; i++)
    add_fixed_legend (self, g_ptr_array_index (chart->layers, i));
  add_flag_legend (self, chart);
}

/* In a low chart the legend stands behind the title, or in its place: which line is which must be known, and the pane
 * or the caption says what it is about. Returns where the line ends. */
static double
place_low_legend (SotongChartLayout *self,
                  SotongLabel       *label,
                  const char        *title,
                  double             y)
{
  double line = sotong_label_get_height (label, SOTONG_LABEL_BODY), room = row_end (self, y) - self->left;
  double title_width = title != NULL ? sotong_label_get_width (label, SOTONG_LABEL_TITLE, title) + 2 * ENTRY_GAP : 0;
  double width = 0;

  for (guint i = 0; i < self->legend->len; i++)
    width += entry_width (self, &g_array_index (self->legend, SotongLegendEntry, i), label) + (i > 0 ? ENTRY_GAP : 0);
  if (self->legend->len == 0 || title_width + width <= room)
    {
      double middle = y + (sotong_label_get_height (label, SOTONG_LABEL_TITLE) - line) / 2;

      place_legend (self, label, self->left + title_width, title != NULL ? middle : y);
      return y + (title != NULL ? sotong_label_get_height (label, SOTONG_LABEL_TITLE) : line);
    }
  self->title_y = NAN;
  return y + place_legend (self, label, self->left, y);
}

static double
add_line (double     *y,
          double      height,
          const char *text)
{
  double at = *y;

  if (text == NULL)
    return NAN;
  *y += height;
  return at;
}

/* From the top: title, subtitle, legend. Returns where they end. */
static double
place_head (SotongChartLayout *self,
            SotongChart       *chart,
            SotongLabel       *label,
            Detail             detail)
{
  double body = sotong_label_get_height (label, SOTONG_LABEL_BODY);
  double y = self->left / 2;
  gboolean small = detail == DETAIL_BARE_TITLE;

  g_array_set_size (self->legend, 0);
  if (detail == DETAIL_VALUES || chart->axes == SOTONG_AXES_BARE || small)
    y = MIN (2, self->height / 4);
  self->title_style = small ? SOTONG_LABEL_STRONG : SOTONG_LABEL_TITLE;
  self->unit_y = NAN;
  if (detail >= DETAIL_TITLE && detail < DETAIL_LEGEND && count_keys (chart) > 1 && chart->axes == SOTONG_AXES_BOTH)
    {
      y = detail == DETAIL_TITLE ? 2 : y; /* no height to waste */
      self->title_y = chart->title != NULL ? y : NAN;
      collect_legend (self, chart);
      y = place_low_legend (self, label, chart->title, y);
    }
  else
    self->title_y = add_line (&y, sotong_label_get_height (label, self->title_style), detail >= DETAIL_BARE_TITLE ? chart->title : NULL);
  self->subtitle_y = add_line (&y, body, detail >= DETAIL_NOTES ? chart->subtitle : NULL);
  if (detail >= DETAIL_LEGEND)
    {
      collect_legend (self, chart);
      y += self->legend->len > 0 ? body * 0.2 : 0;
      y += place_legend (self, label, self->left, y);
    }
  /* The unit gives way to a legend: the axis still writes its large numbers in words. */
  if ((detail >= DETAIL_LEGEND || (detail >= DETAIL_BARE_TITLE && !small && self->legend->len == 0)) && chart->unit != NULL && !g_str_equal (chart->unit, "%")
      && chart->axes == SOTONG_AXES_BOTH)
    {
      y += body * 0.2;
      self->unit_y = add_line (&y, body, chart->unit);
    }
  return detail > DETAIL_VALUES ? y + body * (small ? 0.4 : 0.45) : y;
}

/* From the bottom: foot note, in a line or in its own number of them, then two lines of the x axis. Returns where the plot
 * may end. */
static double
place_foot (SotongChartLayout *self,
            SotongChart       *chart,
            SotongLabel       *label,
            Detail             detail)
{
  double body = sotong_label_get_height (label, SOTONG_LABEL_BODY);
  double y = self->height - self->left / 2;

  self->foot_y = self->context_y = self->axis_y = NAN;
  self->foot_lines = 1;
  self->foot_whole = chart->foot == NULL;
  if (detail >= DETAIL_WHOLE_FOOT && chart->foot != NULL)
    self->foot_lines = sotong_label_count_lines (label, SOTONG_LABEL_BODY, chart->foot, MAX (1, self->width - 2 * self->left), MOST_FOOT_LINES);
  if (detail >= DETAIL_NOTES && chart->foot != NULL)
    {
      int needed = sotong_label_count_lines (label, SOTONG_LABEL_BODY, chart->foot, MAX (1, self->width - 2 * self->left), MOST_FOOT_LINES + 1);

      self->foot_y = y -= body * self->foot_lines;
      self->foot_whole = needed <= self->foot_lines;
    }
  if (chart->axes == SOTONG_AXES_NONE)
    return isnan (self->foot_y) ? y : y - body * 0.4;
  if (detail >= DETAIL_CONTEXT && sotong_slots_is_time (chart->slots) && chart->axes == SOTONG_AXES_BOTH)
    self->context_y = y -= body;
  if (chart->axes == SOTONG_AXES_BARE && !isnan (self->foot_y))
    return y - body * 0.4;
  if (detail < DETAIL_AXIS || chart->axes == SOTONG_AXES_BARE)
    return self->height - MIN (2, self->height / 4);
  self->axis_y = y -= body;
  return y - 5;
}

static gboolean
find_bounds (SotongChart      *chart,
             const SotongPlot *plot,
             gboolean          right,
             double           *min,
             double           *max)
{
  gboolean found = FALSE;

  *min = INFINITY;
  *max = -INFINITY;
  for (guint i = 0; i < chart->layers->len; i++)
    {
      SotongLayer *layer = g_ptr_array_index (chart->layers, i);
      double low, high;

      if (sotong_layer_get_right (layer) != right || !sotong_layer_get_bounds (layer, plot, &low, &high))
        continue;
      *min = MIN (*min, low);
      *max = MAX (*max, high);
      found = found || sotong_layer_get_n_series (layer) > 0;
    }
  return found;
}

static double
set_value_scale (SotongChartLayout *self,
                 SotongChart       *chart,
                 SotongLabel       *label,
                 SotongScale       *scale,
                 double             min,
                 double             max)
{
  double line = sotong_label_get_height (label, SOTONG_LABEL_BODY);
  guint n_ticks = (guint) CLAMP (self->plot.rect.height / (line * 1.8), 2, 7);

  if (chart->flags & SOTONG_VALUES_LOGARITHMIC)
    sotong_scale_init_log (scale, min, max, n_ticks);
  else if (chart->flags & SOTONG_VALUES_LOOSE)
    sotong_scale_init_loose (scale, min, max, n_ticks);
  else
    sotong_scale_init_nice (scale, min, max, n_ticks, !(chart->flags & SOTONG_VALUES_FRACTIONS));
  return MAX (fabs (scale->min), fabs (scale->max));
}

/**
 * sotong_chart_layout_tick_text:
 * @chart: a chart
 * @scale: one of its value scales
 * @nth: a tick
 * @largest: the greatest absolute value on the axis
 *
 * Returns: (transfer full): what is written beside the tick
 */
char *
sotong_chart_layout_tick_text (SotongChart       *chart,
                               const SotongScale *scale,
                               guint              nth,
                               double             largest)
{
  double value = sotong_scale_get_tick (scale, nth);
  g_autofree char *text = NULL;

  if (chart->flags & SOTONG_VALUES_ABSOLUTE)
    value = fabs (value);
  if (scale->logarithmic)
    text = sotong_axis_text_value (value, value, value, sotong_language_resolve (chart->language));
  else
    text = sotong_axis_text_value (value, scale->step, largest, sotong_language_resolve (chart->language));
  return g_strconcat (text, g_strcmp0 (chart->unit, "%") == 0 ? "%" : "", NULL);
}

/* Beside a line in a list stands its last value. */
static double
last_value_width (SotongChartLayout *self,
                  SotongChart       *chart,
                  SotongLabel       *label)
{
  SotongLayer *layer = chart->layers->len > 0 ? g_ptr_array_index (chart->layers, 0) : NULL;
  SotongSeries *series = layer != NULL && sotong_layer_get_n_series (layer) > 0 ? sotong_layer_get_series (layer, 0) : NULL;
  gsize n = series != NULL ? sotong_series_get_length (series) : 0;
  g_autofree char *text = NULL;

  if (!SOTONG_IS_LINE_LAYER (layer) || !(sotong_line_layer_get_flags (SOTONG_LINE_LAYER (layer)) & SOTONG_LINE_LABEL_LAST))
    return 0;
  while (n > 0 && !isfinite (sotong_series_get_values (series)[n - 1]))
    n--;
  if (n == 0)
    return 0;
  text = sotong_axis_text_last (sotong_series_get_values (series)[n - 1], chart->language);
  return MIN (ceil (sotong_label_get_width (label, SOTONG_LABEL_STRONG, text)) + 2, self->width / 2);
}

static double
widest_value (SotongChart       *chart,
              const SotongScale *scale,
              double             largest,
              SotongLabel       *label)
{
  double widest = 0;

  for (guint i = 0; i < sotong_scale_get_n_ticks (scale); i++)
    {
      g_autofree char *text = sotong_chart_layout_tick_text (chart, scale, i, largest);

      widest = MAX (widest, sotong_label_get_width (label, SOTONG_LABEL_BODY, text));
    }
  return widest;
}

static double
measure_cb (const char *text,
            gpointer    user_data)
{
  return sotong_label_get_width (user_data, SOTONG_LABEL_BODY, text);
}

/* Layers get what they ask for, the first one first, while enough is left for the values. */
static void
share_headroom (SotongChartLayout *self,
                SotongChart       *chart,
                SotongLabel       *label)
{
  SotongPlot *plot = &self->plot;
  double left = plot->rect.height * LARGEST_HEADROOM;

  plot->label = label;
  for (guint i = 0; i < chart->layers->len; i++)
    {
      double height = MIN (left, sotong_layer_get_headroom (g_ptr_array_index (chart->layers, i), plot));

      g_array_append_val (self->headrooms, height);
      plot->headroom += height;
      plot->first_headroom = i == 0 ? height : plot->first_headroom;
      left -= height;
    }
  plot->label = NULL;
}

static void
place_plot (SotongChartLayout *self,
            SotongChart       *chart,
            SotongLabel       *label,
            double             top,
            double             bottom)
{
  SotongPlot *plot = &self->plot;
  double min, max, right_min, right_max, right_margin = 0, before = 0, after, end;
  gboolean has_right;

  end = isnan (self->title_y) && self->legend->len == 0 ? row_end (self, top) : self->width - self->left; /* nothing else is below the corner */
  plot->rect = (SotongRect) { self->left, top, MAX (1, end - self->left), MAX (1, bottom - top) };
  set_view (chart, plot);
  self->has_values = find_bounds (chart, plot, FALSE, &min, &max);
  has_right = find_bounds (chart, plot, TRUE, &right_min, &right_max);
  self->has_values = self->has_values || has_right;
  if (!self->has_values || chart->axes == SOTONG_AXES_NONE)
    {
      sotong_scale_init (&plot->y, 0, 1);
      return;
    }
  self->largest = set_value_scale (self, chart, label, &plot->y, min, max);
  if (has_right)
    self->right_largest = set_value_scale (self, chart, label, &self->right, right_min, right_max);
  if (!isnan (self->axis_y))
    {
      before = ceil (widest_value (chart, &plot->y, self->largest, label));
      plot->rect.x += before + 6;
      right_margin = has_right ? ceil (widest_value (chart, &self->right, self->right_largest, label)) + 6 : 0;
    }
  if (chart->axes == SOTONG_AXES_BARE)
    {
      plot->rect.x = 2;
      right_margin = last_value_width (self, chart, label) - self->left + 6;
    }
  plot->rect.width = MAX (1, end - right_margin - plot->rect.x);

  share_headroom (self, chart, label);
  plot->rect.y += plot->headroom;
  plot->rect.height -= plot->headroom;
  self->largest = set_value_scale (self, chart, label, &plot->y, min, max);
  if (has_right)
    self->right_largest = set_value_scale (self, chart, label, &self->right, right_min, right_max);
  /* In what is left of the height there may be other ticks, with wider numbers. */
  after = isnan (self->axis_y) ? 0 : ceil (widest_value (chart, &plot->y, self->largest, label));
  if (after > before)
    {
      plot->rect.x += after - before;
      plot->rect.width = MAX (1, plot->rect.width - (after - before));
    }
}

/* Whether enough is left for the values, or what would have to go next is worth more than the height that it takes. */
static gboolean
is_high_enough (SotongChartLayout *self,
                SotongChart       *chart,
                Detail             detail,
                double             height,
                double             least)
{
  gboolean legend = detail == DETAIL_TITLE && self->legend->len > 0;
  gboolean title = detail == DETAIL_BARE_TITLE && chart->title != NULL;
  gboolean days = detail == DETAIL_AXIS && sotong_slots_is_time (chart->slots) && chart->axes == SOTONG_AXES_BOTH;

  return height >= (legend || title || days ? least * LOW_SHARE : least);
}

static void
place_ticks (SotongChartLayout *self,
             SotongChart       *chart,
             SotongLabel       *label)
{
  const SotongPlot *plot = &self->plot;
  const SotongTimeAxis axis = { (gint64) plot->x.min, (gint64) plot->x.max, sotong_slots_get_bucket (chart->slots), sotong_slots_get_zone (chart->slots),
                                plot->language, plot->rect.width, self->theme.font_size * 0.7, measure_cb, label, isnan (self->context_y) };

  if (sotong_slots_is_time (chart->slots) && sotong_slots_get_length (chart->slots) > 0 && chart->axes != SOTONG_AXES_NONE)
    self->ticks = sotong_time_ticks_new (&axis);
}

/**
 * sotong_chart_layout_new:
 * @chart: a chart
 * @width: of the surface
 * @height: of the surface
 * @theme: says the font
 *
 * Finds a place for everything. Where the height does not suffice, the foot note is cut to a line, then foot note and
 * subtitle give way, then the legend and the second line of the axis, then the title has smaller letters before it goes too, and
 * the axis last: a chart of the size of a word is its line alone.
 *
 * Returns: (transfer full): a layout
 */
SotongChartLayout *
sotong_chart_layout_new (SotongChart            *chart,
                         double                  width,
                         double                  height,
                         const SotongChartTheme *theme)
{
  SotongChartLayout *self = g_atomic_rc_box_new0 (SotongChartLayout);
  g_autoptr(SotongLabel) label = sotong_label_new (theme, chart->language);
  double least = sotong_label_get_height (label, SOTONG_LABEL_BODY) * LEAST_LINES;
  double top = 0, bottom = height;

  self->width = width;
  self->height = height;
  self->theme = *theme;
  self->left = theme->font_size;
  self->corner = chart->corner;
  self->headrooms = g_array_new (FALSE, TRUE, sizeof (double));
  self->legend = g_array_new (FALSE, FALSE, sizeof (SotongLegendEntry));
  g_array_set_clear_func (self->legend, legend_entry_clear);
  self->plot.slots = chart->slots;
  self->plot.theme = &self->theme;
  self->plot.language = sotong_language_resolve (chart->language);
  self->plot.hidden = chart->hidden;
  sotong_scale_init (&self->right, 0, 1);

  for (guint detail = DETAIL_WHOLE_FOOT + 1; detail-- > DETAIL_VALUES;)
    {
      top = place_head (self, chart, label, detail);
      bottom = place_foot (self, chart, label, detail);
      if (is_high_enough (self, chart, detail, bottom - top, least))
        break;
    }
  place_plot (self, chart, label, top, bottom);
  place_ticks (self, chart, label);
  return self;
}
