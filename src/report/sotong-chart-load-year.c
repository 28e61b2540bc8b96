/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a year's money is spent in time, and what was said around a campaign. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "budget/sotong-pace.h"
#include "report/sotong-chart-load-private.h"
#include "store/sotong-effect.h"
#include "store/sotong-rollup.h"
#include "store/sotong-store-error.h"

/* The months of a year; of the month that is under way as it stands today. */
static void
fill_pace (const SotongPace *pace,
           double           *actual,
           double           *target,
           double           *even,
           double           *forecast)
{
  for (guint m = 0; m < 12; m++)
    actual[m] = target[m] = even[m] = forecast[m] = NAN;
  for (guint i = 0; i < pace->points->len; i++)
    {
      const SotongPacePoint *point = &g_array_index (pace->points, SotongPacePoint, i);
      int month = (int) g_ascii_strtoll (point->day + 5, NULL, 10) - 1;

      if (month < 0 || month > 11)
        continue;
      if (point->actual != SOTONG_NONE)
        actual[month] = (double) point->actual;
      if (point->forecast != SOTONG_NONE)
        forecast[month] = (double) point->forecast;
      target[month] = (double) point->target;
      even[month] = (double) point->even;
    }
  for (guint m = 1; m < 12; m++) /* the forecast begins where the money stands */
    if (isnan (forecast[m - 1]) && isfinite (forecast[m]))
      {
        forecast[m - 1] = actual[m - 1];
        break;
      }
}

static SotongSlots *
month_slots (int        year,
             gint64     now,
             GTimeZone *zone)
{
  SotongSlotFlags flags[12] = { 0 };
  gint64 starts[12];

  for (int m = 0; m < 12; m++)
    {
      starts[m] = sotong_time_from_civil (year, m + 1, 1, 0, 0, 0, zone);
      if (starts[m] <= now && sotong_time_bucket_next (starts[m], SOTONG_BUCKET_MONTH, zone) > now)
        flags[m] = SOTONG_SLOT_PARTIAL;
    }
  return sotong_slots_new_time (starts, flags, 12, SOTONG_BUCKET_MONTH, zone);
}

/* What was executed in another year by the end of each month; a year without a budget is left out. */
static gboolean
add_last_year (SotongDb          *db,
               int                year,
               SotongChartModel  *model,
               GError           **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(SotongPace) pace = sotong_pace_read (db, year, 0, &local);
  double *actual = NULL, other[3][13];
  g_autofree char *name = NULL;

  if (pace == NULL && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (pace == NULL)
    return TRUE;
  actual = g_new (double, 13);
  fill_pace (pace, actual, other[0], other[1], other[2]);
  name = g_strdup_printf (_("Executed in %d"), year);
  sotong_chart_model_add (model, name, SOTONG_ROLE_FIFTH, actual, 12);
  return TRUE;
}

/**
 * sotong_chart_load_pace:
 * @db: a database, in a job of the store
 * @year: a fiscal year
 * @with_last: whether the year before stands beside it, as far as it has a budget
 * @error: return location; also when there is no budget of that year
 *
 * What was executed by the end of each month, beside the target's line, an even pace and what is expected.
 *
 * Returns: (transfer full) (nullable): a model; its foot says how it stands
 */
SotongChartModel *
sotong_chart_load_pace (SotongDb  *db,
                        int        year,
                        gboolean   with_last,
                        GError   **error)
{
  g_autoptr(SotongPace) pace = sotong_pace_read (db, year, 0, error);
  g_autoptr(SotongChartModel) model = NULL;
  double *values[4];

  if (pace == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = g_new (double, 13);
  fill_pace (pace, values[0], values[1], values[2], values[3]);
  model = sotong_chart_model_new (SOTONG_CHART_LINE);
  model->slots = month_slots (year, sotong_db_now (db), sotong_db_get_zone (db));
  sotong_chart_model_add (model, _("Executed"), SOTONG_ROLE_FIRST, values[0], 12);
  sotong_chart_model_add (model, _("Target"), SOTONG_ROLE_SECOND, values[1], 12);
  sotong_chart_model_add (model, _("Even pace"), SOTONG_ROLE_THIRD, values[2], 12);
  sotong_chart_model_add (model, _("Forecast"), SOTONG_ROLE_FOURTH, values[3], 12);
  model->title = g_strdup (_("Budget executed by the end of the month"));
  model->subtitle = g_strdup_printf ("%d", year);
  model->unit = g_strdup (_("(won)"));
  model->foot = sotong_pace_describe (pace);
  return !with_last || add_last_year (db, year - 1, model, error) ? g_steal_pointer (&model) : NULL;
}

/* ---- did it work? ---- */

static void
append_part (GString            *text,
             const SotongEffect *effect,
             SotongEffectPart    part,
             const char         *name)
{
  const SotongTrendPoint *sum = &effect->sums[part];
  gint64 judged = sum->positive + sum->neutral + sum->negative;
  g_autofree char *total = sotong_axis_text_number ((double) sum->total), *gaps = NULL;
  g_autofree char *rate = sotong_axis_text_number (round (sotong_effect_rate (effect, part) * 10) / 10);

  /* Translators: before, during or after a campaign; mentions; mentions a day */
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s: %s mention, %s a day", "%s: %s mentions, %s a day", (gulong) sum->total), name, total, rate);
  if (judged > 0)
    g_string_append_printf (text, _(", positive %d%%, negative %d%%"), (int) (sum->positive * 100 / judged), (int) (sum->negative * 100 / judged));
  gaps = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, ", %d day not collected", ", %d days not collected", (gulong) effect->n_gaps[part]),
                          effect->n_gaps[part]);
  if (effect->n_gaps[part] > 0)
    g_string_append (text, gaps);
  g_string_append_c (text, '\n');
}

static char *
describe_effect (const SotongEffect *effect)
{
  GString *text = g_string_new (NULL);

  append_part (text, effect, SOTONG_EFFECT_BEFORE, C_("campaign", "Before"));
  append_part (text, effect, SOTONG_EFFECT_DURING, C_("campaign", "During"));
  append_part (text, effect, SOTONG_EFFECT_AFTER, C_("campaign", "After"));
  if (effect->unfinished)
    g_string_append_printf (text, "%s\n", _("Some of these days are still to come."));
  if (effect->few)
    g_string_append_printf (text, "⚠ %s\n", _("Too few mentions: fewer than 30 in one of the stretches. A change may be chance."));
  g_string_append (text, _("As many days are compared. It does not say that the campaign is the cause."));
  return g_string_free (text, FALSE);
}

/* “The same days of last year: 310 mentions, 22 a day”, before the rest of the text. */
static gboolean
append_last_year (SotongDb           *db,
                  const SotongRange  *during,
                  gint64              topic_id,
                  char              **text,
                  GError            **error)
{
  SotongRange range = sotong_compare_get_range (SOTONG_COMPARE_LAST_YEAR, during, sotong_db_get_zone (db));
  g_autoptr(GArray) days = sotong_rollup_read (db, topic_id, 0, range, SOTONG_BUCKET_DAY, error);
  g_autofree char *all = NULL, *rate = NULL, *rest = NULL;
  gint64 sum = 0;
  guint n = 0;

  if (days == NULL)
    return FALSE;
  for (guint i = 0; i < days->len; i++)
    if (!g_array_index (days, SotongTrendPoint, i).gap)
      {
        sum += g_array_index (days, SotongTrendPoint, i).total;
        n++;
      }
  rest = g_steal_pointer (text);
  if (n == 0)
    {
      *text = g_strdup_printf ("%s\n%s", _("The same days of last year: nothing was collected"), rest);
      return TRUE;
    }
  all = sotong_axis_text_number ((double) sum);
  rate = sotong_axis_text_number (round ((double) sum / n * 10) / 10);
  *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The same days of last year: %s mention, %s a day\n%s",
                                        "The same days of last year: %s mentions, %s a day\n%s", (gulong) sum), all, rate, rest);
  return TRUE;
}

/**
 * sotong_chart_load_effect:
 * @db: a database, in a job of the store
 * @campaign_id: a campaign
 * @topic_id: of which mentions, or 0 for all
 * @marks: what else is marked
 * @compare: `SOTONG_COMPARE_LAST_YEAR` to tell what was said on the days of the campaign a year before
 * @out_text: (out) (transfer full): what the counts before, during and after are, a line each, with what is to be said against them
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND`
 *
 * The days before, during and after a campaign, which is a band.
 *
 * Returns: (transfer full) (nullable): a model
 */
SotongChartModel *
sotong_chart_load_effect (SotongDb          *db,
                          gint64             campaign_id,
                          gint64             topic_id,
                          SotongChartMarks   marks,
                          SotongCompare      compare,
                          char             **out_text,
                          GError           **error)
{
  g_autoptr(SotongEffect) effect = sotong_effect_read (db, campaign_id, topic_id, error);
  g_autoptr(SotongChartModel) model = NULL;
  SotongChartQuestion question = { .kind = SOTONG_CHART_STACKED_BARS, .topic_id = topic_id, .bucket = -1 };
  GTimeZone *zone = sotong_db_get_zone (db);
  const SotongRange *during;

  if (effect == NULL)
    return NULL;
  during = &effect->ranges[SOTONG_EFFECT_DURING];
  question.range = (SotongRange) { effect->ranges[SOTONG_EFFECT_BEFORE].start, effect->ranges[SOTONG_EFFECT_AFTER].end };
  question.range.end = MIN (question.range.end, sotong_time_bucket_next (sotong_time_bucket_start (sotong_db_now (db), SOTONG_BUCKET_DAY, zone),
                                                                         SOTONG_BUCKET_DAY, zone));
  question.marks = marks & ~(guint) SOTONG_CHART_CAMPAIGNS;
  model = sotong_chart_load (db, &question, NULL, error);
  if (model == NULL)
    return NULL;
  sotong_chart_model_mark (model, (double) during->start, (double) during->end, effect->name);
  *out_text = describe_effect (effect);
  if (compare == SOTONG_COMPARE_LAST_YEAR && !append_last_year (db, during, topic_id, out_text, error))
    {
      g_clear_pointer (out_text, g_free);
      return NULL;
    }
  return g_steal_pointer (&model);
}
