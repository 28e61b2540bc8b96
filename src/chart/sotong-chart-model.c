/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-bullet-layer.h"
#include "chart/sotong-chart-model-private.h"

#define WINDOW 7
#define SIGMAS 2.0
#define SAMPLED 4096 /* values looked at for fractions */
#define MOST_RELATIVE 100.5 /* a hundred as sites round it */

static void
mark_free (gpointer data)
{
  SotongChartMark *mark = data;

  g_free (mark->label);
  g_free (mark);
}

/**
 * sotong_chart_model_new:
 * @kind: what it looks like
 *
 * Returns: (transfer full): a model without figures
 */
SotongChartModel *
sotong_chart_model_new (SotongChartKind kind)
{
  SotongChartModel *self = g_new0 (SotongChartModel, 1);

  self->kind = kind;
  self->series = g_ptr_array_new_with_free_func (g_object_unref);
  self->beside = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_ptr_array_new_with_free_func (g_object_unref);
  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->threshold = NAN;
  self->window = WINDOW;
  self->k = SIGMAS;
  self->now = NAN;
  return self;
}

void
sotong_chart_model_free (SotongChartModel *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->foot);
  g_free (self->unit);
  g_free (self->threshold_label);
  g_clear_object (&self->slots);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->beside);
  g_ptr_array_unref (self->known);
  g_ptr_array_unref (self->marks);
  g_free (self);
}

/**
 * sotong_chart_model_add:
 * @self: a model
 * @name: what the figures are
 * @role: how they are painted
 * @values: (transfer full): a number for each slot; a gap is NAN
 * @n_values: how many
 */
void
sotong_chart_model_add (SotongChartModel *self,
                        const char       *name,
                        SotongRole        role,
                        double           *values,
                        gsize             n_values)
{
  g_ptr_array_add (self->series, sotong_series_new_take (name, role, values, n_values));
}

/**
 * sotong_chart_model_add_beside:
 * @self: a model of small multiples, or of one line
 * @name: of what other time
 * @values: (transfer full): a number for each slot; a gap is NAN
 * @n_values: how many
 *
 * What the series that was added last is compared with.
 */
void
sotong_chart_model_add_beside (SotongChartModel *self,
                               const char       *name,
                               double           *values,
                               gsize             n_values)
{
  g_ptr_array_add (self->beside, sotong_series_new_take (name, self->kind == SOTONG_CHART_MULTIPLES ? SOTONG_ROLE_SECOND : SOTONG_ROLE_EIGHTH, values, n_values));
}

/**
 * sotong_chart_model_mark:
 * @self: a model
 * @start: seconds since 1970 UTC, or a number
 * @end: where it ends, excluded; @start for a moment
 * @label: (nullable): a few words; %NULL for a post
 */
void
sotong_chart_model_mark (SotongChartModel *self,
                         double            start,
                         double            end,
                         const char       *label)
{
  SotongChartMark *mark = g_new0 (SotongChartMark, 1);

  mark->start = start;
  mark->end = MAX (start, end);
  mark->label = g_strdup (label);
  g_ptr_array_add (self->marks, mark);
}

static SotongChartMark *
last_mark (SotongChartModel *self)
{
  return g_ptr_array_index (self->marks, self->marks->len - 1);
}

/**
 * sotong_chart_model_note:
 * @self: a model
 * @start: seconds since 1970 UTC
 * @end: where it ends, excluded; @start for a moment
 * @label: a few words
 *
 * Marks what a person noted in the chart.
 */
void
sotong_chart_model_note (SotongChartModel *self,
                         double            start,
                         double            end,
                         const char       *label)
{
  sotong_chart_model_mark (self, start, end, label);
  last_mark (self)->note = TRUE;
}

/**
 * sotong_chart_model_alarm:
 * @self: a model
 * @at: the time it is of, seconds since 1970 UTC
 * @stage: from 1, the higher the worse
 * @label: a few words
 */
void
sotong_chart_model_alarm (SotongChartModel *self,
                          double            at,
                          guint             stage,
                          const char       *label)
{
  sotong_chart_model_mark (self, at, at, label);
  last_mark (self)->stage = stage;
}

/**
 * sotong_chart_model_post:
 * @self: a model
 * @at: when a post went out
 *
 * Posts are marked without words: there are many of them.
 */
void
sotong_chart_model_post (SotongChartModel *self,
                         double            at)
{
  sotong_chart_model_mark (self, at, at, NULL);
}

/* ---- what may be drawn ---- */

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA, message);
  return FALSE;
}

static guint
count_relative (const SotongChartModel *self)
{
  guint n = 0;

  for (guint i = 0; i < MIN (self->series->len, 64); i++)
    n += self->relative >> i & 1;
  return n;
}

/* Parts of one another, sums, and what is held against a target are of things that were counted. */
static gboolean
adds_up (SotongChartKind kind)
{
  switch ((int) kind)
    {
    case SOTONG_CHART_STACKED_AREA:
    case SOTONG_CHART_STACKED_BARS:
    case SOTONG_CHART_PERCENT_AREA:
    case SOTONG_CHART_PERCENT_BARS:
    case SOTONG_CHART_DIVERGING:
    case SOTONG_CHART_BULLET:
    case SOTONG_CHART_WATERFALL:
      return TRUE;
    default:
      return FALSE;
    }
}

/* A series that is said to be relative and goes beyond 100 was counted. (transfer none) (nullable) */
static const char *
find_beyond (const SotongChartModel *self)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (self->series, i);
      double min, max;

      if (self->relative >> MIN (i, 63) & 1 && sotong_series_get_bounds (series, 0, G_MAXSIZE, &min, &max) && (min < 0 || max > MOST_RELATIVE))
        return sotong_series_get_name (series);
    }
  return NULL;
}

/* Up and down tell one from the other: figures below zero would go the other way. What is negative may be written as −3 throughout. */
static gboolean
can_diverge (const SotongChartModel *self)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      SotongSeries *series = g_ptr_array_index (self->series, i);
      double min, max;

      if (sotong_series_get_bounds (series, 0, G_MAXSIZE, &min, &max) && min < 0
          && (sotong_series_get_role (series) != SOTONG_ROLE_NEGATIVE || max > 0))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check (const SotongChartModel  *self,
       GError                 **error)
{
  guint n_relative = count_relative (self);
  const char *beyond = find_beyond (self);

  if (n_relative > 0 && n_relative < self->series->len)
    return refuse (error, _("Relative figures (the largest is 100) and counts cannot stand in one chart: nobody could compare them. "
                            "Draw them one by one, or as small multiples of relative figures alone."));
  if (beyond != NULL)
    {
      g_set_error (error, SOTONG_CHART_ERROR, SOTONG_CHART_ERROR_DATA,
                   _("“%s” has figures below 0 or above 100: that is no relative series, whose largest figure is 100. Draw it as counts."), beyond);
      return FALSE;
    }
  if (n_relative > 0 && adds_up (self->kind))
    return refuse (error, _("Relative figures (the largest is 100) cannot be added up. Draw them as lines."));
  if ((self->logarithmic || self->loose) && !sotong_chart_kind_has_lines (self->kind))
    return refuse (error, _("Bars and areas stand on zero. A logarithmic axis, or one without zero, suits lines and steps only."));
  if (self->kind == SOTONG_CHART_DIVERGING && !can_diverge (self))
    return refuse (error, _("Bars up and down are counts of what is positive and what is negative. Figures below 0 do not suit them: draw lines or bars."));
  if (self->n_right > 0 && (self->n_right >= self->series->len || !sotong_chart_kind_has_lines (self->kind)))
    return refuse (error, _("A second axis is for some of several lines. Leave at least one series for the first axis."));
  return TRUE;
}

/* Counts have no halves; an axis of rates has ticks with decimals. */
static gboolean
has_fractions (const SotongChartModel *self)
{
  for (guint s = 0; s < self->series->len; s++)
    {
      SotongSeries *series = g_ptr_array_index (self->series, s);
      const double *values = sotong_series_get_values (series);
      gsize n = MIN (sotong_series_get_length (series), SAMPLED);

      for (gsize i = 0; i < n; i++)
        if (isfinite (values[i]) && values[i] != floor (values[i]))
          return TRUE;
    }
  return FALSE;
}

/* ---- the foot ---- */

static gsize
count_below_one (const SotongChartModel *self)
{
  gsize n = 0;

  for (guint s = 0; s < self->series->len; s++)
    {
      SotongSeries *series = g_ptr_array_index (self->series, s);
      const double *values = sotong_series_get_values (series);

      for (gsize i = 0; i < sotong_series_get_length (series); i++)
        n += values[i] <= 0;
    }
  return n;
}

static void
append_note (GString    *foot,
             const char *note)
{
  if (note == NULL || *note == '\0')
    return;
  g_string_append_printf (foot, "%s%s", foot->len > 0 ? " · " : "", note);
}

/* How many series, from the first, a kind has a place for. */
static guint
count_drawn (const SotongChartModel *self)
{
  switch ((int) self->kind)
    {
    case SOTONG_CHART_AVERAGE:
    case SOTONG_CHART_WATERFALL:
      return MIN (self->series->len, 1);
    case SOTONG_CHART_RANKING:
    case SOTONG_CHART_CLOUD:
    case SOTONG_CHART_SLOPE:
      return MIN (self->series->len, 2);
    case SOTONG_CHART_BULLET:
      return MIN (self->series->len, SOTONG_BULLET_SERIES_DRAFT + 1);
    default:
      return self->series->len;
    }
}

/* Columns that the picture leaves out: “only “Now” and “Before” are drawn”. Heat maps say it themselves. (transfer full) (nullable) */
static char *
note_left_out (const SotongChartModel *self)
{
  guint n = count_drawn (self);
  g_autoptr(GString) names = g_string_new (NULL);

  if (n == self->series->len)
    return NULL;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "”, “" : "", sotong_series_get_name (g_ptr_array_index (self->series, i)));
  /* Translators: below a heat map: the name of a column of the table; the others are left out */
  return g_strdup_printf (_("only “%s” is drawn"), names->str);
}

/* There are as many looks as people can tell apart: who shows more in one plot is told that some look alike. (transfer full) (nullable) */
static char *
note_alike (const SotongChartModel *self)
{
  guint n = 0;

  if (sotong_chart_kind_is_free (self->kind) || count_drawn (self) < self->series->len)
    return NULL;
  for (guint i = 0; i < self->series->len; i++)
    n += sotong_series_get_role (g_ptr_array_index (self->series, i)) >= SOTONG_ROLE_FIRST;
  return n > SOTONG_N_PLAIN_ROLES ? g_strdup_printf (_("%u series share %u looks: small multiples tell them apart"), n, (guint) SOTONG_N_PLAIN_ROLES) : NULL;
}

/* What a reader must know to read the picture right stands before what the maker wants to say. */
static void
set_foot (const SotongChartModel *self,
          SotongChart            *chart,
          const char             *note)
{
  g_autoptr(GString) foot = g_string_new (NULL);
  g_autoptr(SotongChart) hours = self->kind == SOTONG_CHART_HEAT_MAP && self->slots != NULL ? sotong_chart_new (self->slots) : NULL;
  g_autofree char *gaps = NULL, *alike = note_alike (self), *left_out = note_left_out (self);

  if (hours != NULL) /* a week has no slots of single days */
    sotong_chart_set_language (hours, self->language);
  gaps = sotong_chart_describe_gaps (hours != NULL ? hours : chart);
  if (count_relative (self) > 0)
    append_note (foot, _("Relative: 100 is the largest of all figures that were asked for together, also outside of this picture; no counts"));
  if (self->logarithmic)
    {
      gsize n = count_below_one (self);
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "logarithmic axis: %d figure of 0 or less is not on it",
                                                            "logarithmic axis: %d figures of 0 or less are not on it", n), (int) n);

      append_note (foot, n > 0 ? text : _("logarithmic axis"));
    }
  else if (self->loose)
    append_note (foot, _("the axis does not begin at zero"));
  append_note (foot, left_out);
  append_note (foot, note);
  append_note (foot, alike);
  append_note (foot, gaps);
  append_note (foot, self->foot);
  sotong_chart_set_foot (chart, foot->str);
}

/* ---- making ---- */

/**
 * sotong_chart_model_fill_marks:
 * @self: a model
 * @layer: a layer that is not in a chart yet: gets the marks of @self
 */
void
sotong_chart_model_fill_marks (const SotongChartModel *self,
                               SotongMarkLayer        *layer)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const SotongChartMark *mark = g_ptr_array_index (self->marks, i);

      if (mark->label == NULL)
        sotong_mark_layer_add_post (layer, mark->start);
      else if (mark->end > mark->start)
        sotong_mark_layer_add_band (layer, mark->start, mark->end, mark->label);
      else if (mark->stage > 0)
        sotong_mark_layer_add_alarm (layer, mark->start, mark->stage, mark->label);
      else if (mark->note)
        sotong_mark_layer_add_note (layer, mark->start, mark->label);
      else
        sotong_mark_layer_add_event (layer, mark->start, mark->label);
    }
}

/**
 * sotong_chart_model_mark_chart:
 * @self: a model of which only the marks matter; (nullable)
 * @chart: a chart of times that was not drawn yet
 *
 * Lays the marks over a chart that was made without a model.
 */
void
sotong_chart_model_mark_chart (const SotongChartModel *self,
                               SotongChart            *chart)
{
  g_autoptr(SotongLayer) layer = NULL;

  if (self == NULL || self->marks->len == 0)
    return;
  layer = sotong_mark_layer_new ();

  sotong_chart_model_fill_marks (self, SOTONG_MARK_LAYER (layer));
  sotong_chart_add_layer (chart, layer);
}

static SotongValueFlags
value_flags (const SotongChartModel *self)
{
  SotongValueFlags flags = SOTONG_VALUES_PLAIN;

  if (self->logarithmic)
    flags |= SOTONG_VALUES_LOGARITHMIC;
  if (self->loose)
    flags |= SOTONG_VALUES_LOOSE;
  if (has_fractions (self))
    flags |= SOTONG_VALUES_FRACTIONS;
  if (self->kind == SOTONG_CHART_DIVERGING)
    flags |= SOTONG_VALUES_ABSOLUTE;
  if (self->kind == SOTONG_CHART_HEAT_MAP && self->slots != NULL && sotong_slots_is_time (self->slots)
      && sotong_slots_get_bucket (self->slots) == SOTONG_BUCKET_HOUR)
    flags |= SOTONG_VALUES_MEANS;
  if (count_relative (self) > 0)
    flags |= SOTONG_VALUES_RELATIVE;
  return flags;
}

/**
 * sotong_chart_model_make:
 * @self: a model
 * @error: return location; `SOTONG_CHART_ERROR_DATA` when the figures do not suit the kind
 *
 * Returns: (transfer full): a chart, which does not need @self any more
 */
SotongChart *
sotong_chart_model_make (const SotongChartModel  *self,
                         GError                 **error)
{
  gboolean percent = self->kind == SOTONG_CHART_PERCENT_AREA || self->kind == SOTONG_CHART_PERCENT_BARS;
  g_autoptr(SotongSlots) none = NULL;
  g_autoptr(SotongChart) chart = NULL;
  g_autofree char *note = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!check (self, error))
    return NULL;
  if (self->slots == NULL)
    none = sotong_slots_new_numbers (0);
  chart = sotong_chart_kind_is_free (self->kind) ? sotong_chart_model_make_free (self, self->slots != NULL ? self->slots : none, &note, error)
                                                 : sotong_chart_model_make_plotted (self, self->slots != NULL ? self->slots : none, &note);
  if (chart == NULL)
    return NULL;
  sotong_chart_set_title (chart, self->title);
  sotong_chart_set_subtitle (chart, self->subtitle);
  sotong_chart_set_language (chart, self->language);
  sotong_chart_set_values (chart, value_flags (self), percent ? "%" : self->unit);
  if (self->kind == SOTONG_CHART_SPARKLINE)
    sotong_chart_set_axes (chart, SOTONG_AXES_BARE);
  else if (sotong_chart_kind_is_free (self->kind))
    sotong_chart_set_axes (chart, SOTONG_AXES_NONE);
  else
    sotong_chart_model_mark_chart (self, chart);
  set_foot (self, chart, note);
  return g_steal_pointer (&chart);
}
