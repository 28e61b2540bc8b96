/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "report/sotong-chart-load.h"
#include "report/sotong-report-english.h"
#include "report/sotong-report-figures.h"
#include "store/sotong-coverage.h"
#include "util/sotong-i18n.h"
#include "util/sotong-json.h"

/*
 * A chart carries its figures with it as JSON: those of time as counted, with what was not read meanwhile and what is noted; those of a
 * ranking by name. A closed report keeps them, and its charts are the same whatever has come in since.
 */

#define KEY "sotong-report-figures"

enum { GAP = 1 << 0, COMING = 1 << 1, PARTIAL = 1 << 2 };

static void
take (SotongChart *chart,
      JsonBuilder *builder)
{
  g_object_set_data_full (G_OBJECT (chart), KEY, json_builder_get_root (builder), (GDestroyNotify) json_node_unref);
}

static void
add_points (JsonBuilder *builder,
            GArray      *points)
{
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < points->len; i++)
    {
      const SotongTrendPoint *p = &g_array_index (points, SotongTrendPoint, i);
      const gint64 numbers[] = { p->start, p->total, p->positive, p->neutral, p->negative, p->uncertain, p->unlabelled,
                                 (p->gap ? GAP : 0) | (p->coming ? COMING : 0) | (p->partial ? PARTIAL : 0) };

      json_builder_begin_array (builder);
      for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
        json_builder_add_int_value (builder, numbers[k]);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_missing (JsonBuilder *builder,
             GPtrArray   *missing)
{
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; missing != NULL && i < missing->len; i++)
    {
      const SotongMissing *one = g_ptr_array_index (missing, i);

      json_builder_begin_object (builder);
      sotong_json_add_int (builder, "id", one->source_id);
      sotong_json_add_string (builder, "source", one->source);
      sotong_json_add_int (builder, "start", one->range.start);
      sotong_json_add_int (builder, "end", one->range.end);
      sotong_json_add_int (builder, "kind", one->kind);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * sotong_report_figures_set_points:
 * @chart: a chart that was drawn of the rest
 * @points: (element-type SotongTrendPoint): see sotong_chart_load_draw()
 * @missing: (element-type SotongMissing) (nullable): what was not read meanwhile
 * @sentiment: whether it shows the sentiment
 * @sample: (nullable): of how many mentions it is
 * @bucket: of the points
 *
 * Has @chart carry what it shows.
 */
void
sotong_report_figures_set_points (SotongChart   *chart,
                                  GArray        *points,
                                  GPtrArray     *missing,
                                  gboolean       sentiment,
                                  const char    *sample,
                                  SotongBucket   bucket)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sotong_json_add_boolean (builder, "sentiment", sentiment);
  sotong_json_add_int (builder, "bucket", bucket);
  sotong_json_add_string (builder, "sample", sample);
  add_points (builder, points);
  add_missing (builder, missing);
  json_builder_end_object (builder);
  take (chart, builder);
}

/**
 * sotong_report_figures_set_notes:
 * @chart: a chart that carries its figures
 * @notes: (nullable): a model whose marks were laid over it
 *
 * Has @chart carry the marks too.
 */
void
sotong_report_figures_set_notes (SotongChart            *chart,
                                 const SotongChartModel *notes)
{
  JsonNode *figures = sotong_report_figures_get (chart);
  g_autoptr(JsonArray) array = NULL;

  if (figures == NULL || notes == NULL || notes->marks->len == 0)
    return;
  array = json_array_new ();
  for (guint i = 0; i < notes->marks->len; i++)
    {
      const SotongChartMark *mark = g_ptr_array_index (notes->marks, i);
      JsonObject *object = json_object_new ();

      json_object_set_double_member (object, "start", mark->start);
      json_object_set_double_member (object, "end", mark->end);
      if (mark->label != NULL)
        json_object_set_string_member (object, "label", mark->label);
      json_object_set_int_member (object, "stage", mark->stage);
      json_object_set_boolean_member (object, "note", mark->note);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (json_node_get_object (figures), "marks", g_steal_pointer (&array));
}

/**
 * sotong_report_figures_get:
 * @chart: (nullable): a chart
 *
 * Returns: (transfer none) (nullable): what it carries
 */
JsonNode *
sotong_report_figures_get (SotongChart *chart)
{
  return chart != NULL ? g_object_get_data (G_OBJECT (chart), KEY) : NULL;
}

/* ---- rankings ---- */

static double *
read_values (JsonArray *values,
             guint      n)
{
  double *out = g_new0 (double, n + 1);

  for (guint i = 0; i < n; i++)
    out[i] = json_array_get_null_element (values, i) ? NAN : json_array_get_double_element (values, i);
  return out;
}

/* (nullable): of nothing there is no ranking. */
static SotongChart *
draw_ranking (JsonObject *object)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_RANKING);
  JsonArray *names = sotong_json_get_array (object, "names"), *now = sotong_json_get_array (object, "now"), *before = sotong_json_get_array (object, "before");
  guint n = names != NULL ? json_array_get_length (names) : 0;
  g_autofree const char **list = g_new0 (const char *, n + 1);

  if (n == 0 || now == NULL || json_array_get_length (now) != n || (before != NULL && json_array_get_length (before) != n))
    return NULL;
  for (guint i = 0; i < n; i++)
    list[i] = json_array_get_string_element (names, i);
  model->slots = sotong_slots_new_names (list, NULL, n);
  model->language = sotong_i18n_wants_english () ? SOTONG_LANGUAGE_ENGLISH : SOTONG_LANGUAGE_KOREAN;
  sotong_chart_model_add (model, sotong_report_english_word ("당기"), SOTONG_ROLE_TOTAL, read_values (now, n), n);
  if (before != NULL)
    sotong_chart_model_add (model, sotong_report_english_word ("전기"), SOTONG_ROLE_NEUTRAL, read_values (before, n), n);
  return sotong_chart_model_make (model, NULL);
}

static void
add_values (JsonBuilder  *builder,
            const char   *member,
            const double *values,
            guint         n)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    if (isnan (values[i]))
      json_builder_add_null_value (builder);
    else
      json_builder_add_double_value (builder, values[i]);
  json_builder_end_array (builder);
}

/**
 * sotong_report_figures_rank:
 * @names: (array length=n): what is ranked
 * @now: (array length=n): how often
 * @before: (array length=n) (nullable): and in the time before, NAN where that is not known
 * @n: how many
 *
 * Returns: (transfer full) (nullable): a ranking that carries its figures; %NULL of nothing
 */
SotongChart *
sotong_report_figures_rank (const char * const *names,
                            const double       *now,
                            const double       *before,
                            guint               n)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  SotongChart *chart;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_string_value (builder, names[i]);
  json_builder_end_array (builder);
  add_values (builder, "now", now, n);
  if (before != NULL)
    add_values (builder, "before", before, n);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  chart = draw_ranking (json_node_get_object (root));
  if (chart != NULL)
    take (chart, builder);
  return chart;
}

/* ---- drawing again ---- */

static GArray *
read_points (JsonArray *array)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (SotongTrendPoint));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonArray *p = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      gint64 flags;

      if (p == NULL || json_array_get_length (p) != 8)
        continue;
      flags = json_array_get_int_element (p, 7);
      g_array_append_vals (points, &(SotongTrendPoint) { json_array_get_int_element (p, 0), json_array_get_int_element (p, 1), json_array_get_int_element (p, 2),
                                                         json_array_get_int_element (p, 3), json_array_get_int_element (p, 4), json_array_get_int_element (p, 5),
                                                         json_array_get_int_element (p, 6), (flags & GAP) != 0, (flags & COMING) != 0, (flags & PARTIAL) != 0 }, 1);
    }
  return points;
}

static void
missing_free (gpointer data)
{
  SotongMissing *missing = data;

  g_free (missing->source);
  g_free (missing);
}

static GPtrArray *
read_missing (JsonArray *array)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (missing_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = sotong_json_array_get_object (array, i);
      SotongMissing *one;
      gint64 kind = SOTONG_MISSING_RUN;

      if (object == NULL)
        continue;
      one = g_new0 (SotongMissing, 1);
      one->source = sotong_json_dup_string (object, "source");
      sotong_json_get_int64 (object, "id", &one->source_id);
      sotong_json_get_int64 (object, "start", &one->range.start);
      sotong_json_get_int64 (object, "end", &one->range.end);
      sotong_json_get_int64 (object, "kind", &kind);
      one->kind = (SotongMissingKind) CLAMP (kind, SOTONG_MISSING_RUN, SOTONG_MISSING_OFF);
      g_ptr_array_add (missing, one);
    }
  return missing;
}

static void
read_mark (SotongChartModel *model,
           JsonObject       *object)
{
  double start = json_object_get_double_member_with_default (object, "start", 0), end = json_object_get_double_member_with_default (object, "end", 0);
  const char *label = json_object_get_string_member_with_default (object, "label", NULL);
  gint64 stage = json_object_get_int_member_with_default (object, "stage", 0);

  if (label == NULL)
    sotong_chart_model_post (model, start);
  else if (stage > 0)
    sotong_chart_model_alarm (model, start, (guint) MIN (stage, G_MAXINT), label);
  else if (json_object_get_boolean_member_with_default (object, "note", FALSE))
    sotong_chart_model_note (model, start, end, label);
  else
    sotong_chart_model_mark (model, start, end, label);
}

static void
draw_marks (SotongChart *chart,
            JsonArray   *marks)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_LINE);

  for (guint i = 0; marks != NULL && i < json_array_get_length (marks); i++)
    {
      JsonObject *object = sotong_json_array_get_object (marks, i);

      if (object != NULL)
        read_mark (model, object);
    }
  sotong_chart_model_mark_chart (model, chart);
}

/**
 * sotong_report_figures_draw:
 * @figures: (nullable): what a chart carried
 * @zone: the office's zone
 *
 * Returns: (transfer full) (nullable): the chart as it was, with its marks; %NULL where that is none
 */
SotongChart *
sotong_report_figures_draw (JsonNode  *figures,
                            GTimeZone *zone)
{
  JsonObject *object = figures != NULL && JSON_NODE_HOLDS_OBJECT (figures) ? json_node_get_object (figures) : NULL;
  JsonArray *array = object != NULL ? sotong_json_get_array (object, "points") : NULL;
  g_autoptr(GArray) points = array != NULL ? read_points (array) : NULL;
  g_autoptr(GPtrArray) missing = NULL;
  SotongChart *chart;
  gint64 bucket = SOTONG_BUCKET_DAY;

  if (points == NULL || points->len == 0)
    return object != NULL && array == NULL ? draw_ranking (object) : NULL;
  missing = read_missing (sotong_json_get_array (object, "missing"));
  sotong_json_get_int64 (object, "bucket", &bucket);
  chart = sotong_chart_load_draw (points, missing, sotong_json_get_boolean (object, "sentiment", FALSE),
                                  json_object_get_string_member_with_default (object, "sample", NULL),
                                  (SotongBucket) CLAMP (bucket, SOTONG_BUCKET_HOUR, SOTONG_BUCKET_YEAR), zone);
  draw_marks (chart, sotong_json_get_array (object, "marks"));
  return chart;
}
