/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "plan/sotong-promise.h"
#include "report/sotong-chart-load.h"
#include "report/sotong-report-load-private.h"
#include "report/sotong-report-load.h"
#include "store/sotong-campaign.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-rollup.h"
#include "store/sotong-source-run.h"
#include "store/sotong-topic.h"
#include "util/sotong-won.h"

#define LARGEST_GAP_SHARE 20 /* a period before of which more than a 20th is missing says nothing */

/* ---- what was promised ---- */

static gboolean
load_deliverables (SotongReportPerformance  *self,
                   SotongDb                 *db,
                   GError                  **error)
{
  g_autoptr(GPtrArray) list = sotong_deliverable_list (db, self->head.fiscal_year, self->head.period.end, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const SotongDeliverable *d = g_ptr_array_index (list, i);
      g_autofree char *name = d->campaign[0] == '\0' && d->line[0] != '\0' ? g_strdup (d->line) : sotong_promise_name (d);

      sotong_report_performance_add_deliverable (self, name, d->unit[0] != '\0' ? d->unit : C_("unit of what is ordered as a whole", "set"),
                                                 d->quantity, d->done, d->scheduled, d->budget, d->executed);
    }
  return TRUE;
}

/* ---- channels ---- */

static void
count_entry (SotongReportChannel *row,
             SotongState          state)
{
  switch (state)
    {
    case SOTONG_STATE_PUBLISHED:
    case SOTONG_STATE_PUBLISHED_BY_HAND:
      row->published++;
      break;
    case SOTONG_STATE_APPROVED:
    case SOTONG_STATE_SCHEDULED:
    case SOTONG_STATE_PUBLISHING:
      row->scheduled++;
      break;
    case SOTONG_STATE_FAILED:
      row->failed++;
      break;
    case SOTONG_STATE_UNKNOWN:
      row->unknown++;
      break;
    case SOTONG_STATE_MISSED:
      row->missed++;
      break;
    case SOTONG_STATE_HELD:
      row->held++;
      break;
    case SOTONG_STATE_DRAFT:
    case SOTONG_STATE_IN_REVIEW:
    case SOTONG_STATE_RETURNED:
    case SOTONG_STATE_WITHDRAWN:
    case SOTONG_N_STATES:
    default:
      break;
    }
}

static const char *
find_group (GPtrArray *groups,
            gint64     channel_id)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const SotongChannelGroup *group = g_ptr_array_index (groups, i);

      for (guint k = 0; k < group->channel_ids->len; k++)
        {
          if (g_array_index (group->channel_ids, gint64, k) == channel_id)
            return group->name;
        }
    }
  return NULL;
}

/* The row of an entry's channel, made when a removed channel still has posts in the period. */
static SotongReportChannel *
find_row (SotongReportPerformance *self,
          GHashTable              *rows,
          gint64                   channel_id,
          const char              *name,
          const char              *group)
{
  SotongReportChannel *row = g_hash_table_lookup (rows, &channel_id);
  SotongReportChannel fresh = { .name = (char *) name, .group = (char *) group };

  if (row != NULL)
    return row;
  sotong_report_performance_add_channel (self, &fresh);
  row = g_ptr_array_index (self->channels, self->channels->len - 1);
  g_hash_table_insert (rows, g_memdup2 (&channel_id, sizeof channel_id), row);
  return row;
}

static gboolean
load_channels (SotongReportPerformance  *self,
               SotongDb                 *db,
               GError                  **error)
{
  SotongEntryQuery query = { .range = self->head.period, .state = -1 };
  g_autoptr(GPtrArray) groups = sotong_channel_group_list (db, error);
  g_autoptr(GPtrArray) channels = groups != NULL ? sotong_channel_list (db, error) : NULL;
  g_autoptr(GPtrArray) entries = channels != NULL ? sotong_content_entries (db, &query, error) : NULL;
  g_autoptr(GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (channels, i);

      find_row (self, rows, channel->id, channel->name, find_group (groups, channel->id));
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const SotongEntry *entry = g_ptr_array_index (entries, i);

      if (entry->copy_id != 0)
        count_entry (find_row (self, rows, entry->channel_id, entry->channel, NULL), entry->state);
    }
  return TRUE;
}

/* ---- mentions ---- */

/* The year, month or day before. */
static SotongRange
period_before (SotongRange  period,
               GTimeZone   *zone)
{
  SotongRange before = { period.start, period.start };
  int year, month, day;

  sotong_time_to_civil (period.start, zone, &year, &month, &day, NULL, NULL, NULL);
  if (sotong_time_from_civil (year + 1, 1, 1, 0, 0, 0, zone) == period.end)
    before.start = sotong_time_from_civil (year - 1, 1, 1, 0, 0, 0, zone);
  else if (sotong_time_bucket_next (period.start, SOTONG_BUCKET_MONTH, zone) == period.end && day == 1)
    before.start = sotong_time_bucket_start (period.start - 1, SOTONG_BUCKET_MONTH, zone);
  else
    before.start = period.start - (period.end - period.start);
  return before;
}

/* How often was written of it in @range; SOTONG_REPORT_BLANK where hardly any of that was collected: it is nothing to compare with. */
static gboolean
load_total (SotongDb     *db,
            gint64        topic_id,
            SotongRange   range,
            gint64       *out_total,
            GError      **error)
{
  g_autoptr(GArray) hours = NULL;
  gint64 sum = 0;
  guint n_gaps = 0;

  *out_total = SOTONG_REPORT_BLANK;
  if (range.end <= range.start)
    return TRUE;
  hours = sotong_rollup_read (db, topic_id, 0, range, SOTONG_BUCKET_HOUR, error);
  if (hours == NULL)
    return FALSE;
  for (guint i = 0; i < hours->len; i++)
    {
      const SotongTrendPoint *point = &g_array_index (hours, SotongTrendPoint, i);

      sum += point->total;
      n_gaps += point->gap ? 1 : 0;
    }
  if (n_gaps <= hours->len / LARGEST_GAP_SHARE)
    *out_total = sum;
  return TRUE;
}

/* Of a period that is not over as much as has passed. */
static void
cut_to_now (SotongRange  *before,
            SotongRange   period,
            gint64        now,
            GTimeZone    *zone)
{
  if (now < period.end)
    before->end = MIN (before->end, sotong_time_bucket_start (before->start + (now - period.start), SOTONG_BUCKET_HOUR, zone));
}

/* The same days a year earlier: of weeks and days the same days of the week, 52 weeks before. */
static SotongRange
year_before (SotongRange  period,
             GTimeZone   *zone)
{
  SotongRange before = { period.start - 364 * 86400, period.end - 364 * 86400 };
  int year, month, day, end_year, end_month, end_day;

  sotong_time_to_civil (period.start, zone, &year, &month, &day, NULL, NULL, NULL);
  sotong_time_to_civil (period.end, zone, &end_year, &end_month, &end_day, NULL, NULL, NULL);
  if (day == 1 && end_day == 1)
    before = (SotongRange) { sotong_time_from_civil (year - 1, month, 1, 0, 0, 0, zone), sotong_time_from_civil (end_year - 1, end_month, 1, 0, 0, 0, zone) };
  return before;
}

static gboolean
load_before (SotongReportPerformance  *self,
             SotongDb                 *db,
             gint64                    topic_id,
             GError                  **error)
{
  SotongRange period = self->head.period, year = year_before (period, self->head.zone);
  gint64 now = sotong_db_now (db);

  self->before = period_before (period, self->head.zone);
  if (now <= period.start)
    return TRUE;
  cut_to_now (&self->before, period, now, self->head.zone);
  cut_to_now (&year, period, now, self->head.zone);
  return load_total (db, topic_id, self->before, &self->total_before, error) && load_total (db, topic_id, year, &self->total_year_before, error);
}

/* ---- days and gaps ---- */

/* Why nothing came: what the last run said that failed in the gap. @runs are the latest first. */
static const char *
find_reason (GPtrArray   *runs,
             SotongRange  gap)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const SotongSourceRun *run = g_ptr_array_index (runs, i);

      if (run->started_at >= gap.start && run->started_at < gap.end && run->covered_from == SOTONG_NONE && run->message != NULL
          && run->message[0] != '\0')
        return run->message;
    }
  return NULL;
}

/* What the kind says already; %NULL: what the runs say. */
static const char *
kind_reason (SotongMissingKind kind)
{
  switch (kind)
    {
    case SOTONG_MISSING_BEFORE:
      return C_("report", "Not read before");
    case SOTONG_MISSING_NEVER:
      return C_("report", "Never read");
    case SOTONG_MISSING_OFF:
      return C_("report", "Switched off");
    case SOTONG_MISSING_RUN:
    default:
      return NULL;
    }
}

static gboolean
add_gaps (SotongReportPerformance  *self,
          SotongDb                 *db,
          GPtrArray                *missing,
          GError                  **error)
{
  g_autoptr(GPtrArray) runs = NULL;
  gint64 runs_of = 0;

  for (guint i = 0; i < missing->len; i++)
    {
      const SotongMissing *one = g_ptr_array_index (missing, i);
      const char *reason = kind_reason (one->kind);

      if (reason == NULL && runs_of != one->source_id)
        {
          g_clear_pointer (&runs, g_ptr_array_unref);
          runs = sotong_source_run_list (db, one->source_id, -1, error);
          runs_of = one->source_id;
        }
      if (reason == NULL && runs == NULL)
        return FALSE;
      sotong_report_performance_add_gap (self, one->source, one->range, reason != NULL ? reason : find_reason (runs, one->range));
    }
  return TRUE;
}

/* The days of the period that have begun, and what was not read of them. */
static gboolean
load_days (SotongReportPerformance  *self,
           SotongDb                 *db,
           gint64                    topic_id,
           GError                  **error)
{
  SotongRange range = self->head.period;
  g_autoptr(GArray) days = NULL;
  g_autoptr(GPtrArray) missing = NULL;

  range.end = MIN (range.end, sotong_db_now (db) + 1);
  if (range.end <= range.start)
    return TRUE;
  days = sotong_rollup_read_covered (db, topic_id, 0, range, SOTONG_BUCKET_DAY, &missing, error);
  if (days == NULL)
    return FALSE;
  sotong_report_performance_add_days (self, (const SotongTrendPoint *) (gpointer) days->data, days->len);
  for (guint i = 0; i < G_N_ELEMENTS (self->samples); i++)
    {
      self->samples[i] = sotong_chart_load_say_sample (db, days, range.end, i == 1, error);
      if (self->samples[i] == NULL)
        return FALSE;
    }
  self->missing = g_ptr_array_ref (missing);
  return add_gaps (self, db, missing, error);
}

/* ---- all of it ---- */

static gboolean
load_topic (SotongReportPerformance  *self,
            SotongDb                 *db,
            gint64                    topic_id,
            GError                  **error)
{
  g_autoptr(GPtrArray) topics = topic_id != 0 ? sotong_topic_list (db, error) : NULL;

  if (topic_id == 0)
    return TRUE;
  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (topic->id != topic_id)
        continue;
      self->topic = g_strdup (topic->name);
      return TRUE;
    }
  if (topics != NULL)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND, _("There is no such topic any more."));
  return FALSE;
}

/* The year's programme, or the newest: without a budget there are posts and mentions all the same. */
static gboolean
load_head (SotongReportPerformance  *self,
           SotongDb                 *db,
           SotongRange               period,
           GError                  **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(SotongProgramme) programme = sotong_programme_get (db, sotong_report_load_year (db, period), &local);

  if (programme == NULL && g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      programme = sotong_programme_get (db, 0, &local);
    }
  if (programme == NULL && !g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return sotong_report_load_head (db, period, programme, &self->head, error);
}

/* What the officer noted stands in the charts of a report too. */
static gboolean
load_notes (SotongReportPerformance  *self,
            SotongDb                 *db,
            gint64                    topic_id,
            GError                  **error)
{
  self->notes = sotong_chart_model_new (SOTONG_CHART_LINE);
  return sotong_chart_load_marks (db, self->head.period, topic_id, SOTONG_CHART_NOTES, self->notes, error);
}

/**
 * sotong_report_load_performance:
 * @db: a connection
 * @period: a year, a month or a day
 * @topic_id: a topic that the mentions are of, or 0 for all mentions
 * @error: return location; `SOTONG_STORE_ERROR_NOT_FOUND` when there is no such topic
 *
 * Fills the performance summary of a period: what was promised and done in its year until its
 * end, posts by channel, mentions a day as far as the days have begun, and the time that no
 * run of a source covered. Runs SQL, so call it from a store job.
 *
 * Returns: (transfer full) (nullable): what the report is built from
 */
SotongReportPerformance *
sotong_report_load_performance (SotongDb     *db,
                                SotongRange   period,
                                gint64        topic_id,
                                GError      **error)
{
  g_autoptr(SotongReportPerformance) self = sotong_report_performance_new ();

  if (!load_head (self, db, period, error) || !load_topic (self, db, topic_id, error) || !load_deliverables (self, db, error)
      || !load_channels (self, db, error) || !load_days (self, db, topic_id, error) || !load_before (self, db, topic_id, error)
      || !sotong_report_load_posts (self, db, error) || !load_notes (self, db, topic_id, error))
    return NULL;
  return g_steal_pointer (&self);
}
