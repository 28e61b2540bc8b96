/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds with axes. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-area-layer.h"
#include "chart/sotong-band-layer.h"
#include "chart/sotong-bar-layer.h"
#include "chart/sotong-chart-model-private.h"
#include "chart/sotong-line-layer.h"
#include "chart/sotong-threshold-layer.h"
#include "chart/sotong-waterfall-layer.h"

static SotongSeries *
nth_series (const SotongChartModel *self,
            guint                   nth)
{
  return g_ptr_array_index (self->series, nth);
}

static void
add_layer (SotongChart *chart,
           SotongLayer *layer) /* (transfer full) */
{
  sotong_chart_add_layer (chart, layer);
  g_object_unref (layer);
}

static SotongLayer *
fill_layer (const SotongChartModel *self,
            SotongLayer            *layer)
{
  for (guint i = 0; i < self->series->len; i++)
    sotong_layer_add_series (layer, nth_series (self, i));
  return layer;
}

/* A single line may be named at its peak; several tell each other apart in the legend. */
static void
add_lines (const SotongChartModel *self,
           SotongChart            *chart,
           SotongLineFlags         flags)
{
  guint n_left = self->series->len - MIN (self->n_right, self->series->len);
  SotongLayer *left, *right;

  if (self->series->len == 1)
    flags |= SOTONG_LINE_LABEL_PEAK;
  left = sotong_line_layer_new (flags);
  for (guint i = 0; i < n_left; i++)
    sotong_layer_add_series (left, nth_series (self, i));
  add_layer (chart, left);
  if (self->n_right == 0)
    return;
  right = sotong_line_layer_new (flags);
  sotong_layer_set_right (right);
  for (guint i = n_left; i < self->series->len; i++)
    sotong_layer_add_series (right, nth_series (self, i));
  add_layer (chart, right);
}

/* Another time, which is over: paler than what it is beside. */
static void
add_beside (const SotongChartModel *self,
            SotongChart            *chart)
{
  for (guint i = 0; i < self->beside->len; i++)
    {
      SotongLayer *layer = sotong_line_layer_new (self->kind == SOTONG_CHART_STEP ? SOTONG_LINE_STEP : SOTONG_LINE_BARE);

      sotong_layer_add_series (layer, g_ptr_array_index (self->beside, i));
      sotong_layer_set_whole (layer);
      add_layer (chart, layer);
    }
}

/* What is negative goes down; read-outs and the table tell the counts as they are. */
static void
add_diverging (const SotongChartModel  *self,
               SotongChart             *chart,
               char                   **out_note)
{
  SotongLayer *layer = sotong_bar_layer_new (SOTONG_BARS_STACKED);

  for (guint i = 0; i < self->series->len; i++)
    {
      SotongSeries *series = nth_series (self, i);
      const double *values = sotong_series_get_values (series);
      gsize n = sotong_series_get_length (series);
      g_autofree double *down = NULL;
      g_autoptr(SotongSeries) drawn = NULL;

      sotong_chart_add_figure (chart, series);
      if (sotong_series_get_role (series) == SOTONG_ROLE_NEUTRAL)
        {
          *out_note = g_strdup_printf (_("“%s” is not drawn"), sotong_series_get_name (series));
          continue;
        }
      if (sotong_series_get_role (series) != SOTONG_ROLE_NEGATIVE)
        {
          sotong_layer_add_series (layer, series);
          continue;
        }
      down = g_new (double, n + 1);
      for (gsize v = 0; v < n; v++)
        down[v] = -fabs (values[v]);
      drawn = sotong_series_new (sotong_series_get_name (series), SOTONG_ROLE_NEGATIVE, down, n);
      sotong_layer_add_series (layer, drawn);
    }
  add_layer (chart, layer);
}

static void
add_average (const SotongChartModel  *self,
             SotongChart             *chart,
             char                   **out_note)
{
  SotongSeries *series = nth_series (self, 0), *mean, *low, *high;
  gsize n = sotong_series_get_length (series);
  double *means = g_new (double, n + 1), *lows = g_new (double, n + 1), *highs = g_new (double, n + 1);
  SotongLayer *layer = sotong_line_layer_new (SOTONG_LINE_PLAIN);

  sotong_band_compute (sotong_series_get_values (series), n, self->window, self->k, means, lows, highs);
  mean = sotong_series_new_take (_("Usual"), SOTONG_ROLE_SECOND, means, n);
  low = sotong_series_new_take (_("Usual, lower end"), SOTONG_ROLE_SECOND, lows, n);
  high = sotong_series_new_take (_("Usual, upper end"), SOTONG_ROLE_SECOND, highs, n);
  add_layer (chart, sotong_band_layer_new (low, high));
  sotong_layer_add_series (layer, series);
  sotong_layer_add_series (layer, mean);
  add_layer (chart, layer);
  sotong_chart_add_figure (chart, series);
  sotong_chart_add_figure (chart, mean);
  sotong_chart_add_figure (chart, low);
  sotong_chart_add_figure (chart, high);
  /* Translators: below a chart; first how many days (hours, weeks) before each one, then how many standard deviations */
  *out_note = g_strdup_printf (_("usual: mean of the %u before, ± %.4gσ"), self->window, self->k);
  g_object_unref (mean);
  g_object_unref (low);
  g_object_unref (high);
}

/* Areas that go below zero would hide each other: such figures are drawn as bars. */
static gboolean
goes_below_zero (const SotongChartModel *self)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      double min, max;

      if (sotong_series_get_bounds (nth_series (self, i), 0, G_MAXSIZE, &min, &max) && min < 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
are_counts (SotongSeries *series)
{
  const double *values = sotong_series_get_values (series);
  gboolean whole = TRUE;

  for (gsize i = 0; i < sotong_series_get_length (series) && whole; i++)
    whole = !isfinite (values[i]) || values[i] == round (values[i]);
  return whole;
}

/* Where nobody said a threshold it is the mean and twice the deviation of what is shown. */
static void
add_threshold (const SotongChartModel  *self,
               SotongChart             *chart,
               char                   **out_note)
{
  double value = self->threshold, sum = 0, squares = 0;
  gsize n = 0;
  const char *label = self->threshold_label != NULL ? self->threshold_label : _("Threshold");

  if (isnan (value) && self->series->len > 0)
    {
      const double *values = sotong_series_get_values (nth_series (self, 0));
      gsize length = sotong_series_get_length (nth_series (self, 0));

      for (gsize i = 0; i < length; i++)
        if (isfinite (values[i]))
          {
            sum += values[i];
            n++;
          }
      for (gsize i = 0; i < length && n > 1; i++)
        if (isfinite (values[i]))
          squares += (values[i] - sum / n) * (values[i] - sum / n);
      if (n > 1)
        {
          value = sum / n + self->k * sqrt (squares / (n - 1));
          if (are_counts (nth_series (self, 0)))
            value = sotong_axis_text_round_mean (value);
          *out_note = g_strdup_printf (_("threshold: mean of all shown + %.4gσ"), self->k);
        }
    }
  if (isfinite (value))
    add_layer (chart, sotong_threshold_layer_new (value, label));
}

/* Where nobody says what it comes to a last bar does. */
static SotongChart *
make_waterfall (const SotongChartModel *self,
                SotongSlots            *slots)
{
  g_autoptr(SotongSlots) named = sotong_chart_model_name_slots (slots);
  gsize n = sotong_slots_get_length (slots);
  g_autofree const char **names = g_new0 (const char *, n + 2);
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, n + 2);
  g_autofree double *values = g_new (double, n + 2);
  g_autoptr(SotongSlots) own = NULL;
  g_autoptr(SotongSeries) series = NULL;
  const double *old = self->series->len > 0 ? sotong_series_get_values (nth_series (self, 0)) : NULL;
  SotongLayer *layer;
  SotongChart *chart;
  double level = 0;

  for (gsize i = 0; i < n; i++)
    {
      names[i] = sotong_slots_get_name (named, i);
      flags[i] = sotong_slots_get_flags (slots, i);
      values[i] = old != NULL && i < sotong_series_get_length (nth_series (self, 0)) ? old[i] : NAN;
      if (!(flags[i] & SOTONG_SLOT_SUM) && isfinite (values[i]))
        level += values[i];
      else if (flags[i] & SOTONG_SLOT_SUM)
        values[i] = level;
    }
  if (n > 0 && sotong_slots_count (slots, SOTONG_SLOT_SUM) == 0)
    {
      names[n] = _("Total");
      flags[n] = SOTONG_SLOT_SUM;
      values[n++] = level;
    }
  own = sotong_slots_new_names (names, flags, n);
  series = sotong_series_new (self->series->len > 0 ? sotong_series_get_name (nth_series (self, 0)) : "", SOTONG_ROLE_TOTAL, values, n);
  chart = sotong_chart_new (own);
  layer = sotong_waterfall_layer_new ();
  sotong_layer_add_series (layer, series);
  add_layer (chart, layer);
  return chart;
}

/* Of how many slots only some of the figures are known: a pile of the others looks like the whole. */
static gsize
count_halves (const SotongChartModel *self)
{
  gsize n = 0, halves = 0;

  for (guint i = 0; i < self->series->len; i++)
    n = MAX (n, sotong_series_get_length (nth_series (self, i)));
  for (gsize slot = 0; slot < n; slot++)
    {
      guint known = 0;

      for (guint i = 0; i < self->series->len; i++)
        known += slot < sotong_series_get_length (nth_series (self, i)) && isfinite (sotong_series_get_values (nth_series (self, i))[slot]);
      halves += known > 0 && known < self->series->len;
    }
  return halves;
}

/* What a pile cannot tell. (transfer full) (nullable) */
static char *
note_piles (const SotongChartModel *self)
{
  gboolean percent = self->kind == SOTONG_CHART_PERCENT_BARS || self->kind == SOTONG_CHART_PERCENT_AREA;
  gsize halves = count_halves (self);
  g_autofree char *below = NULL, *half = NULL;

  if (percent && goes_below_zero (self)) /* there are no parts of a whole then */
    below = g_strdup (_("some figures are below zero: shares of the sum of the amounts without their signs"));
  if (halves > 0)
    half = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "at %u place not all figures are known: it shows the others alone",
                                         "at %u places not all figures are known: they show the others alone", (gulong) halves), (guint) halves);
  if (below != NULL && half != NULL)
    return g_strdup_printf ("%s · %s", below, half);
  return below != NULL ? g_steal_pointer (&below) : g_steal_pointer (&half);
}

static gboolean
is_piled (SotongChartKind kind)
{
  return kind == SOTONG_CHART_STACKED_AREA || kind == SOTONG_CHART_PERCENT_AREA || kind == SOTONG_CHART_STACKED_BARS
         || kind == SOTONG_CHART_PERCENT_BARS;
}

/* Returns: (transfer full): the chart; @out_note is what its foot must say */
SotongChart *
sotong_chart_model_make_plotted (const SotongChartModel  *self,
                                 SotongSlots             *slots,
                                 char                   **out_note)
{
  SotongChart *chart;

  if (self->kind == SOTONG_CHART_WATERFALL)
    return make_waterfall (self, slots);
  chart = sotong_chart_new (slots);
  if (self->kind == SOTONG_CHART_STEP)
    add_lines (self, chart, SOTONG_LINE_STEP);
  else if (self->kind == SOTONG_CHART_AREA)
    add_lines (self, chart, SOTONG_LINE_AREA);
  else if ((self->kind == SOTONG_CHART_STACKED_AREA || self->kind == SOTONG_CHART_PERCENT_AREA) && !goes_below_zero (self))
    add_layer (chart, fill_layer (self, sotong_area_layer_new (self->kind == SOTONG_CHART_PERCENT_AREA)));
  else if (self->kind == SOTONG_CHART_STACKED_BARS || self->kind == SOTONG_CHART_STACKED_AREA)
    add_layer (chart, fill_layer (self, sotong_bar_layer_new (SOTONG_BARS_STACKED)));
  else if (self->kind == SOTONG_CHART_PERCENT_BARS || self->kind == SOTONG_CHART_PERCENT_AREA)
    add_layer (chart, fill_layer (self, sotong_bar_layer_new (SOTONG_BARS_PERCENT)));
  else if (self->kind == SOTONG_CHART_GROUPED_BARS)
    add_layer (chart, fill_layer (self, sotong_bar_layer_new (SOTONG_BARS_GROUPED)));
  else if (self->kind == SOTONG_CHART_DIVERGING)
    add_diverging (self, chart, out_note);
  else if (self->kind == SOTONG_CHART_SPARKLINE)
    add_layer (chart, fill_layer (self, sotong_line_layer_new (SOTONG_LINE_BARE | SOTONG_LINE_LABEL_LAST)));
  else if (self->kind == SOTONG_CHART_AVERAGE && self->series->len > 0)
    add_average (self, chart, out_note);
  else
    add_lines (self, chart, SOTONG_LINE_PLAIN);
  add_beside (self, chart);
  if (is_piled (self->kind))
    *out_note = note_piles (self);
  if (self->kind == SOTONG_CHART_THRESHOLD || (isfinite (self->threshold) && self->kind != SOTONG_CHART_SPARKLINE))
    add_threshold (self, chart, out_note);
  return chart;
}
