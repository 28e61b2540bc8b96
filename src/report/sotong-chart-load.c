/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the workspace to the model of a chart, for the command line, panes and reports alike. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "chart/sotong-slots-missing.h"
#include "chart/sotong-trend-chart.h"
#include "report/sotong-chart-load-private.h"
#include "report/sotong-report-figures.h"
#include "store/sotong-rollup.h"
#include "store/sotong-sample.h"
#include "store/sotong-topic.h"
#include "util/sotong-won.h"

#define DAY ((gint64) 86400)
#define MANY_DAYS 92       /* more than these are drawn as weeks where each is a bar */
#define MANY_WEEKS 1500    /* days of which weeks would be too many bars */
#define FEW_SECONDS (3 * DAY)
#define AGREEMENT_WEEKS 26 /* of which the agreement is told */

static gboolean
has_bars (SotongChartKind kind)
{
  return kind == SOTONG_CHART_STACKED_BARS || kind == SOTONG_CHART_PERCENT_BARS || kind == SOTONG_CHART_GROUPED_BARS
         || kind == SOTONG_CHART_DIVERGING;
}

static SotongBucket
find_bucket (const SotongChartQuestion *question)
{
  gint64 days = (question->range.end - question->range.start) / DAY;

  if (question->kind == SOTONG_CHART_HEAT_MAP)
    return SOTONG_BUCKET_HOUR;
  if (question->kind == SOTONG_CHART_CALENDAR)
    return SOTONG_BUCKET_DAY;
  if (question->bucket >= 0)
    return (SotongBucket) question->bucket;
  if (days > MANY_WEEKS && has_bars (question->kind))
    return SOTONG_BUCKET_MONTH;
  /* In a small panel a year of days is a hedge in which one day makes all others flat. */
  if (days > MANY_DAYS && (has_bars (question->kind) || question->kind == SOTONG_CHART_MULTIPLES))
    return SOTONG_BUCKET_WEEK;
  return days * DAY < FEW_SECONDS ? SOTONG_BUCKET_HOUR : SOTONG_BUCKET_DAY;
}

/* ---- counts over time ---- */

typedef struct {
  SotongRole  role;
  const char *name;
  gsize       offset;
} Figure;

static const Figure total[] = { { SOTONG_ROLE_TOTAL, N_("Total"), G_STRUCT_OFFSET (SotongTrendPoint, total) }, { 0 } };
static const Figure sentiments[] = {
  { SOTONG_ROLE_NEGATIVE, N_("Negative"), G_STRUCT_OFFSET (SotongTrendPoint, negative) },
  { SOTONG_ROLE_NEUTRAL, N_("Neutral"), G_STRUCT_OFFSET (SotongTrendPoint, neutral) },
  { SOTONG_ROLE_POSITIVE, N_("Positive"), G_STRUCT_OFFSET (SotongTrendPoint, positive) },
  { SOTONG_ROLE_UNCERTAIN, N_("Uncertain"), G_STRUCT_OFFSET (SotongTrendPoint, uncertain) },
  { SOTONG_ROLE_UNLABELLED, N_("Unlabelled"), G_STRUCT_OFFSET (SotongTrendPoint, unlabelled) },
  { 0 }
};
static const Figure sides[] = {
  { SOTONG_ROLE_POSITIVE, N_("Positive"), G_STRUCT_OFFSET (SotongTrendPoint, positive) },
  { SOTONG_ROLE_NEGATIVE, N_("Negative"), G_STRUCT_OFFSET (SotongTrendPoint, negative) },
  { 0 }
};

static const Figure *
figures_of (SotongChartKind kind)
{
  if (kind == SOTONG_CHART_STACKED_AREA || kind == SOTONG_CHART_PERCENT_AREA || kind == SOTONG_CHART_STACKED_BARS
      || kind == SOTONG_CHART_PERCENT_BARS)
    return sentiments;
  return kind == SOTONG_CHART_DIVERGING || kind == SOTONG_CHART_GROUPED_BARS ? sides : total;
}

/**
 * sotong_chart_load_missing:
 * @slots: of counts over time; nobody else has them yet
 * @missing: (element-type SotongMissing) (nullable): what was not read meanwhile
 *
 * Tells the slots which sources their figures are without. One that came later, or was switched off, is missed by nobody.
 */
void
sotong_chart_load_missing (SotongSlots *slots,
                           GPtrArray   *missing)
{
  for (guint i = 0; missing != NULL && i < missing->len; i++)
    {
      const SotongMissing *one = g_ptr_array_index (missing, i);

      if (one->kind == SOTONG_MISSING_RUN)
        sotong_slots_add_missing (slots, one->source, one->range.start, one->range.end);
    }
}

/**
 * sotong_chart_load_slots:
 * @points: (element-type SotongTrendPoint): what was counted
 * @missing: (element-type SotongMissing) (nullable): what was not read meanwhile
 * @bucket: their length
 * @zone: the office's zone
 *
 * Returns: (transfer full): the slots for them, with what is to be known of each
 */
SotongSlots *
sotong_chart_load_slots (GArray       *points,
                         GPtrArray    *missing,
                         SotongBucket  bucket,
                         GTimeZone    *zone)
{
  g_autofree gint64 *starts = g_new (gint64, points->len + 1);
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, points->len + 1);
  SotongSlots *slots;

  for (guint i = 0; i < points->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i);

      starts[i] = point->start;
      flags[i] = point->coming ? SOTONG_SLOT_COMING : (point->gap ? SOTONG_SLOT_GAP : 0) | (point->partial ? SOTONG_SLOT_PARTIAL : 0);
    }
  slots = sotong_slots_new_time (starts, flags, points->len, bucket, zone);
  sotong_chart_load_missing (slots, missing);
  return slots;
}

/**
 * sotong_chart_load_add:
 * @model: a model
 * @points: (element-type SotongTrendPoint): what was counted
 * @offset: of the figure in a point
 * @role: how it is painted
 * @name: what it is called
 */
void
sotong_chart_load_add (SotongChartModel *model,
                       GArray           *points,
                       gsize             offset,
                       SotongRole        role,
                       const char       *name)
{
  double *values = g_new (double, points->len + 1);

  for (guint i = 0; i < points->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (points, SotongTrendPoint, i);

      values[i] = point->gap ? NAN : (double) G_STRUCT_MEMBER (gint64, point, offset);
    }
  sotong_chart_model_add (model, name, role, values, points->len);
}

/**
 * sotong_chart_load_join:
 * @one: (nullable): a part of a foot
 * @other: (nullable): one that stands behind it
 *
 * Returns: (transfer full) (nullable): both
 */
char *
sotong_chart_load_join (const char *one,
                        const char *other)
{
  if (one == NULL || *one == '\0' || other == NULL || *other == '\0')
    return g_strdup (one != NULL && *one != '\0' ? one : other);
  return g_strdup_printf ("%s · %s", one, other);
}

/**
 * sotong_chart_load_sample:
 * @db: a workspace
 * @model: gets the foot, before the one it has
 * @points: (element-type SotongTrendPoint): what is drawn
 * @end: when it ends, seconds since 1970 UTC
 * @sentiment: whether kinds of mentions are drawn
 * @error: return location
 *
 * Of how many mentions a chart is and, where their kinds are drawn, how often the machine and a person agree on them:
 * “n = 4,812 · agreement with people 87% (of 200 checked in 26 weeks)”.
 *
 * Returns: %FALSE with @error set when it could not be read
 */
gboolean
sotong_chart_load_sample (SotongDb          *db,
                          SotongChartModel  *model,
                          GArray            *points,
                          gint64             end,
                          gboolean           sentiment,
                          GError           **error)
{
  SotongRange weeks = { end - AGREEMENT_WEEKS * 7 * DAY, end };
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *number = NULL, *sample = NULL, *compared = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < points->len; i++)
    sum += g_array_index (points, SotongTrendPoint, i).total;
  number = sotong_axis_text_number ((double) sum);
  compared = g_steal_pointer (&model->foot);
  sample = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "n = %s mention", "n = %s mentions", (gulong) sum), number);
  model->foot = sotong_chart_load_join (sample, compared);
  if (!sentiment)
    return TRUE;
  list = sotong_agreement_list (db, weeks, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongAgreement *one = g_ptr_array_index (list, i);
      g_autofree char *before = NULL, *judged = sotong_number_group (one->n_judged);

      if (one->source != NULL && one->source[0] != '\0')
        continue;
      before = g_steal_pointer (&model->foot);
      if (one->n_judged > 0)
        /* Translators: below a chart: first how many mentions it counts, then the share of checked ones, how many were, and in how many weeks */
        model->foot = g_strdup_printf (_("%s · agreement with people %d%% (of %s checked in %d weeks)"), before,
                                       (int) (one->n_agreed * 100 / one->n_judged), judged, AGREEMENT_WEEKS);
      else
        model->foot = g_strdup_printf (_("%s · agreement with people not checked yet"), before);
      return TRUE;
    }
  return TRUE;
}

/**
 * sotong_chart_load_draw:
 * @points: (element-type SotongTrendPoint): what was counted, at least one
 * @missing: (element-type SotongMissing) (nullable): what was not read meanwhile
 * @sentiment: bars of the sentiment rather than the line of the total
 * @sample: (nullable): of how many mentions it is
 * @bucket: of the points
 * @zone: the office's zone
 *
 * Returns: (transfer full): a chart as a report has it, with a foot that says what was not read and of what it is
 */
SotongChart *
sotong_chart_load_draw (GArray       *points,
                        GPtrArray    *missing,
                        gboolean      sentiment,
                        const char   *sample,
                        SotongBucket  bucket,
                        GTimeZone    *zone)
{
  const SotongTrendPoint *first = (const SotongTrendPoint *) (gpointer) points->data;
  SotongChart *chart = sentiment ? sotong_sentiment_chart_new (first, points->len, bucket, zone)
                                 : sotong_trend_chart_new (first, points->len, bucket, zone);
  g_autofree char *gaps = NULL, *foot = NULL;

  sotong_chart_load_missing (sotong_chart_get_slots (chart), missing);
  gaps = sotong_chart_describe_gaps (chart);
  foot = sotong_chart_load_join (gaps, sample);
  sotong_chart_set_foot (chart, foot);
  sotong_report_figures_set_points (chart, points, missing, sentiment, sample, bucket);
  return chart;
}

/**
 * sotong_chart_load_say_sample:
 * @db: a workspace
 * @points: (element-type SotongTrendPoint): what is drawn
 * @end: when it ends, seconds since 1970 UTC
 * @sentiment: whether kinds of mentions are drawn
 * @error: return location
 *
 * Returns: (transfer full) (nullable): of how many mentions a chart is, as for sotong_chart_load_sample()
 */
char *
sotong_chart_load_say_sample (SotongDb  *db,
                              GArray    *points,
                              gint64     end,
                              gboolean   sentiment,
                              GError   **error)
{
  g_autoptr(SotongChartModel) model = sotong_chart_model_new (SOTONG_CHART_LINE);

  return sotong_chart_load_sample (db, model, points, end, sentiment, error) ? g_steal_pointer (&model->foot) : NULL;
}

/**
 * sotong_chart_load_say_known:
 * @text: of what the time is that something is compared with
 * @n_known: on how many days anything was collected
 * @n_days: of how many
 *
 * Returns: (transfer full): @text; what is known only in part says so
 */
char *
sotong_chart_load_say_known (const char *text,
                             guint       n_known,
                             guint       n_days)
{
  if (n_known >= n_days)
    return g_strdup (text);
  /* Translators: %s is “compared with the time of the same length before” or “the time before 4,100 (+17%)” */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, of which %u of %u day was collected", "%s, of which %u of %u days were collected", n_days),
                          text, n_known, n_days);
}

static gboolean
mark_corrected (SotongDb                   *db,
                const SotongChartQuestion  *question,
                SotongChartModel           *model,
                GError                    **error)
{
  g_autoptr(GArray) times = sotong_chart_load_corrected (db, question->topic_id, question->range, &model->foot, error);

  if (times != NULL)
    sotong_chart_load_correct (model->slots, times);
  return times != NULL;
}

static gboolean
load_counts (SotongDb                   *db,
             const SotongChartQuestion  *question,
             SotongChartModel           *model,
             GError                    **error)
{
  SotongBucket bucket = find_bucket (question);
  const Figure *figures = figures_of (question->kind);
  gboolean sentiment = figures != total;
  g_autoptr(GPtrArray) missing = NULL;
  g_autoptr(GArray) points = NULL;

  if (question->range.end <= question->range.start)
    points = g_array_new (FALSE, FALSE, sizeof (SotongTrendPoint));
  else
    points = sotong_rollup_read_covered (db, question->topic_id, 0, question->range, bucket, &missing, error);
  if (points == NULL)
    return FALSE;
  model->slots = sotong_chart_load_slots (points, missing, bucket, sotong_db_get_zone (db));
  model->now = (double) sotong_db_now (db);
  for (; figures->name != NULL; figures++)
    sotong_chart_load_add (model, points, figures->offset, figures->role, _(figures->name));
  if (question->kind != SOTONG_CHART_SPARKLINE && !sotong_chart_load_marks (db, question->range, question->topic_id, question->marks, model, error))
    return FALSE;
  model->title = g_strdup (sotong_chart_load_title (question->kind, bucket));
  return sotong_chart_load_beside (db, question, bucket, model, points, error)
         && sotong_chart_load_sample (db, model, points, question->range.end, sentiment, error)
         && (!sentiment || points->len == 0 || mark_corrected (db, question, model, error));
}

const char *
sotong_chart_load_title (SotongChartKind kind,
                         SotongBucket    bucket)
{
  gboolean sentiment = figures_of (kind) != total;

  if (kind == SOTONG_CHART_HEAT_MAP)
    return _("Mentions by weekday and hour");
  if (kind == SOTONG_CHART_SPARKLINE)
    return NULL;
  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      return sentiment ? _("Sentiment per hour") : _("Mentions per hour");
    case SOTONG_BUCKET_DAY:
      return sentiment ? _("Sentiment per day") : _("Mentions per day");
    case SOTONG_BUCKET_WEEK:
      return sentiment ? _("Sentiment per week") : _("Mentions per week");
    case SOTONG_BUCKET_MONTH:
      return sentiment ? _("Sentiment per month") : _("Mentions per month");
    case SOTONG_BUCKET_QUARTER:
      return sentiment ? _("Sentiment per quarter") : _("Mentions per quarter");
    case SOTONG_BUCKET_YEAR:
      return sentiment ? _("Sentiment per year") : _("Mentions per year");
    default:
      g_return_val_if_reached (_("Mentions"));
    }
}

/* ---- what it is of ---- */

static char *
topic_name (SotongDb  *db,
            gint64     topic_id,
            GError   **error)
{
  g_autoptr(GPtrArray) topics = NULL;

  if (topic_id == 0)
    return g_strdup (_("All mentions"));
  topics = sotong_topic_list (db, error);
  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (topic->id == topic_id)
        return g_strdup (topic->name);
    }
  return topics != NULL ? g_strdup ("") : NULL;
}

static gboolean
add_subtitle (SotongDb                   *db,
              const SotongChartQuestion  *question,
              SotongChartModel           *model,
              GError                    **error)
{
  g_autofree char *name = NULL, *from = NULL, *to = NULL;

  if (model->subtitle != NULL || question->kind == SOTONG_CHART_SPARKLINE)
    return TRUE;
  name = topic_name (db, question->topic_id, error);
  if (name == NULL)
    return FALSE;
  from = sotong_time_format_date (question->range.start, sotong_db_get_zone (db));
  to = sotong_time_format_date (MAX (question->range.start, question->range.end - 1), sotong_db_get_zone (db));
  model->subtitle = g_strdup_printf (_("%s, %s to %s"), name, from, to);
  return TRUE;
}

/**
 * sotong_chart_load:
 * @db: a database, in a job of the store
 * @question: what is asked for
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Reads what a kind of chart shows of a workspace: counts over time; words, sources or topics against the time of the
 * same length before; what was promised and done; how the budget came about.
 *
 * Returns: (transfer full) (nullable): a model with title, subtitle and a foot that tells the sample
 */
SotongChartModel *
sotong_chart_load (SotongDb                   *db,
                   const SotongChartQuestion  *question,
                   GCancellable               *cancellable,
                   GError                    **error)
{
  g_autoptr(SotongChartModel) model = NULL;
  gboolean good;

  g_return_val_if_fail (question != NULL, NULL);

  model = sotong_chart_model_new (question->kind);
  if (question->window > 0)
    model->window = question->window;
  if (question->k > 0)
    model->k = question->k;
  if (question->kind == SOTONG_CHART_BULLET)
    good = sotong_chart_load_promises (db, question, model, error);
  else if (question->kind == SOTONG_CHART_WATERFALL)
    good = sotong_chart_load_budget (db, question, model, error);
  else if (question->kind == SOTONG_CHART_RANKING || question->kind == SOTONG_CHART_SLOPE || question->kind == SOTONG_CHART_CLOUD)
    good = sotong_chart_load_compared (db, question, model, cancellable, error);
  else if (question->kind == SOTONG_CHART_MULTIPLES)
    good = sotong_chart_load_multiples (db, question, find_bucket (question), model, error);
  else
    good = load_counts (db, question, model, error);
  if (!good || !add_subtitle (db, question, model, error))
    return NULL;
  return g_steal_pointer (&model);
}
