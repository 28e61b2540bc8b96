/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds without axes: things that have names. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-bullet-layer.h"
#include "chart/sotong-chart-model-private.h"
#include "chart/sotong-cloud-layer.h"
#include "chart/sotong-multiples-layer.h"
#include "chart/sotong-ranking-layer.h"
#include "chart/sotong-slope-layer.h"

#define FAR_APART 3 /* times the highest of the lowest panel: there it has a third of the height */

typedef struct {
  gsize  index;
  double value;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = a, *y = b;
  gboolean x_known = isfinite (x->value), y_known = isfinite (y->value);

  if (x_known != y_known)
    return x_known ? -1 : 1;
  if (x_known && x->value != y->value)
    return x->value < y->value ? 1 : -1;
  return (x->index > y->index) - (x->index < y->index);
}

/* Times and numbers have names too where there is no axis of them. */
SotongSlots *
sotong_chart_model_name_slots (SotongSlots *slots)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(SotongChart) chart = NULL;

  if (sotong_slots_has_names (slots))
    return g_object_ref (slots);
  chart = sotong_chart_new (slots);
  for (gsize i = 0; i < sotong_slots_get_length (slots); i++)
    g_ptr_array_add (names, sotong_chart_name_slot (chart, i));
  return sotong_slots_new_names ((const char * const *) names->pdata, NULL, names->len);
}

static double
value_at (const SotongChartModel *self,
          guint                   nth,
          gsize                   index)
{
  SotongSeries *series = g_ptr_array_index (self->series, nth);

  return index < sotong_series_get_length (series) ? sotong_series_get_values (series)[index] : NAN;
}

static void
add_sorted_series (const SotongChartModel *self,
                   SotongLayer            *layer,
                   const Place            *places,
                   gsize                   n)
{
  for (guint s = 0; s < self->series->len; s++)
    {
      SotongSeries *old = g_ptr_array_index (self->series, s);
      g_autofree double *values = g_new (double, n + 1);
      g_autoptr(SotongSeries) series = NULL;

      for (gsize i = 0; i < n; i++)
        values[i] = value_at (self, s, places[i].index);
      series = sotong_series_new (sotong_series_get_name (old), sotong_series_get_role (old), values, n);
      sotong_layer_add_series (layer, series);
    }
}

/* From the largest down. */
static SotongChart *
make_ranking (const SotongChartModel *self,
              SotongSlots            *slots)
{
  gsize n = sotong_slots_get_length (slots);
  g_autofree Place *places = g_new (Place, n + 1);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, n + 1);
  g_autoptr(SotongSlots) sorted = NULL;
  g_autoptr(SotongLayer) layer = sotong_ranking_layer_new ();
  SotongChart *chart;

  for (gsize i = 0; i < n; i++)
    places[i] = (Place) { i, self->series->len > 0 ? value_at (self, 0, i) : NAN };
  qsort (places, n, sizeof *places, compare_places);
  for (gsize i = 0; i < n; i++)
    {
      names[i] = sotong_slots_get_name (slots, places[i].index);
      flags[i] = sotong_slots_get_flags (slots, places[i].index);
    }
  sorted = sotong_slots_new_names (names, flags, n);
  add_sorted_series (self, layer, places, n);
  chart = sotong_chart_new (sorted);
  sotong_chart_add_layer (chart, layer);
  return chart;
}

/* On a common scale the lowest would be a line on the floor that says nothing. Relative figures have one scale by their nature. */
static gboolean
are_far_apart (const SotongChartModel *self)
{
  double lowest = INFINITY, highest = 0;

  for (guint i = 0; i < self->series->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (self->series, i);
      double min, max;

      if (self->relative >> MIN (i, 63) & 1 || !sotong_series_get_bounds (series, 0, G_MAXSIZE, &min, &max))
        continue;
      max = MAX (fabs (min), fabs (max));
      highest = MAX (highest, max);
      if (max > 0)
        lowest = MIN (lowest, max);
    }
  return highest > FAR_APART * lowest;
}

static SotongChart *
make_multiples (const SotongChartModel  *self,
                SotongSlots             *slots,
                char                   **out_note)
{
  SotongLayer *layer = sotong_multiples_layer_new ();
  SotongChart *chart = sotong_chart_new (slots);

  for (guint i = 0; i < self->series->len; i++)
    {
      SotongSeries *old = g_ptr_array_index (self->series, i);
      g_autoptr(SotongSeries) series = sotong_series_new (sotong_series_get_name (old), SOTONG_ROLE_TOTAL,
                                                          sotong_series_get_values (old), sotong_series_get_length (old));

      sotong_multiples_layer_add (SOTONG_MULTIPLES_LAYER (layer), series);
      if (i < self->beside->len)
        sotong_multiples_layer_add_beside (SOTONG_MULTIPLES_LAYER (layer), g_ptr_array_index (self->beside, i));
      if (i < self->known->len)
        sotong_multiples_layer_add_slots (SOTONG_MULTIPLES_LAYER (layer), g_ptr_array_index (self->known, i));
    }
  /* Who tells one figure tells all: those of this time, each with those of the other. */
  for (guint i = 0; i < MIN (self->beside->len, self->series->len); i++)
    {
      SotongSeries *other = g_ptr_array_index (self->beside, i);
      /* Translators: in the table of a chart: a topic or source, and the other time that it is compared with */
      g_autofree char *name = g_strdup_printf (_("%s (%s)"), sotong_series_get_name (g_ptr_array_index (self->series, i)), sotong_series_get_name (other));
      g_autoptr(SotongSeries) figure = sotong_series_new (name, SOTONG_ROLE_TOTAL, sotong_series_get_values (other), sotong_series_get_length (other));

      sotong_chart_add_figure (chart, sotong_layer_get_series (layer, i));
      sotong_chart_add_figure (chart, figure);
    }
  if (are_far_apart (self))
    {
      sotong_multiples_layer_set_apart (SOTONG_MULTIPLES_LAYER (layer));
      *out_note = g_strdup (_("each panel has its own scale; the number above it is its highest"));
    }
  if (self->marks->len > 0)
    {
      g_autoptr(SotongLayer) marks = sotong_mark_layer_new ();

      sotong_chart_model_fill_marks (self, SOTONG_MARK_LAYER (marks));
      sotong_multiples_layer_set_marks (SOTONG_MULTIPLES_LAYER (layer), marks);
    }
  sotong_chart_add_layer (chart, layer);
  g_object_unref (layer);
  return chart;
}

/* A word has no size below nothing. (transfer full) (nullable) */
static char *
note_unsized (const SotongChartModel *self)
{
  SotongSeries *series = self->kind == SOTONG_CHART_CLOUD && self->series->len > 0 ? g_ptr_array_index (self->series, 0) : NULL;
  int n = 0;

  for (gsize i = 0; series != NULL && i < sotong_series_get_length (series); i++)
    n += sotong_series_get_values (series)[i] < 0;
  return n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d word with a figure below 0 is not drawn", "%d words with a figure below 0 are not drawn", (gulong) n), n)
         : NULL;
}

static SotongChart *
make_named (const SotongChartModel  *self,
            SotongSlots             *slots,
            char                   **out_note)
{
  SotongLayer *layer = self->kind == SOTONG_CHART_CLOUD ? sotong_cloud_layer_new ()
                       : self->kind == SOTONG_CHART_SLOPE ? sotong_slope_layer_new () : sotong_bullet_layer_new ();
  SotongChart *chart = sotong_chart_new (slots);

  for (guint i = 0; i < self->series->len; i++)
    sotong_layer_add_series (layer, g_ptr_array_index (self->series, i));
  if (self->series->len > 0)
    sotong_chart_add_layer (chart, layer);
  g_object_unref (layer);
  *out_note = note_unsized (self);
  return chart;
}

/* Returns: (transfer full): the chart; @out_note is what its foot must say */
SotongChart *
sotong_chart_model_make_free (const SotongChartModel  *self,
                              SotongSlots             *slots,
                              char                   **out_note,
                              GError                 **error)
{
  g_autoptr(SotongSlots) named = NULL;

  if (self->kind == SOTONG_CHART_HEAT_MAP)
    return sotong_chart_model_make_heat (self, slots, out_note, error);
  if (self->kind == SOTONG_CHART_CALENDAR)
    return sotong_chart_model_make_calendar (self, slots, out_note, error);
  if (self->kind == SOTONG_CHART_MULTIPLES)
    return make_multiples (self, slots, out_note);
  if (self->kind == SOTONG_CHART_SLOPE && self->series->len == 1)
    {
      g_set_error_literal (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                           _("A slope chart needs two figures for each name: before and after. Give a second column."));
      return NULL;
    }
  if (self->kind == SOTONG_CHART_BULLET && self->series->len == 1)
    {
      g_set_error_literal (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                           _("A bullet chart needs two figures for each name: what is done and the target. Give a second column."));
      return NULL;
    }
  named = sotong_chart_model_name_slots (slots);
  return self->kind == SOTONG_CHART_RANKING ? make_ranking (self, named) : make_named (self, named, out_note);
}
