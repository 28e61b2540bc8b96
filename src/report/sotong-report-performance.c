/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-performance.h"

static void
deliverable_free (gpointer data)
{
  SotongReportDeliverable *self = data;

  g_free (self->label);
  g_free (self->unit);
  g_free (self);
}

static void
channel_free (gpointer data)
{
  SotongReportChannel *self = data;

  g_free (self->name);
  g_free (self->group);
  g_free (self);
}

static void
post_free (gpointer data)
{
  SotongReportPost *self = data;

  g_free (self->title);
  g_free (self->channel);
  g_free (self->day);
  g_free (self->url);
  g_free (self);
}

static void
gap_free (gpointer data)
{
  SotongReportGap *self = data;

  g_free (self->source);
  g_free (self->reason);
  g_free (self);
}

/**
 * sotong_report_performance_new:
 *
 * Returns: (transfer full): an input with nothing in it
 */
SotongReportPerformance *
sotong_report_performance_new (void)
{
  SotongReportPerformance *self = g_new0 (SotongReportPerformance, 1);

  self->total_before = SOTONG_REPORT_BLANK;
  self->total_year_before = SOTONG_REPORT_BLANK;
  self->deliverables = g_ptr_array_new_with_free_func (deliverable_free);
  self->channels = g_ptr_array_new_with_free_func (channel_free);
  self->posts = g_ptr_array_new_with_free_func (post_free);
  self->days = g_array_new (FALSE, FALSE, sizeof (SotongTrendPoint));
  self->gaps = g_ptr_array_new_with_free_func (gap_free);
  return self;
}

/**
 * sotong_report_performance_free:
 * @self: (transfer full): an input
 */
void
sotong_report_performance_free (SotongReportPerformance *self)
{
  sotong_report_head_clear (&self->head);
  g_free (self->topic);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self->samples[0]);
  g_free (self->samples[1]);
  g_ptr_array_unref (self->deliverables);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->posts);
  g_array_unref (self->days);
  g_ptr_array_unref (self->gaps);
  g_clear_pointer (&self->notes, sotong_chart_model_free);
  g_free (self);
}

/**
 * sotong_report_performance_add_deliverable:
 * @self: an input
 * @label: what was promised
 * @unit: (nullable): 건, 회, 식
 * @target: how many in the year
 * @done: how many of the year are done at the end of the period
 * @scheduled: how many more have a date
 * @budget: won, or `SOTONG_REPORT_BLANK`
 * @executed: won, or `SOTONG_REPORT_BLANK`
 */
void
sotong_report_performance_add_deliverable (SotongReportPerformance *self,
                                           const char              *label,
                                           const char              *unit,
                                           gint64                   target,
                                           gint64                   done,
                                           gint64                   scheduled,
                                           gint64                   budget,
                                           gint64                   executed)
{
  SotongReportDeliverable *row = g_new0 (SotongReportDeliverable, 1);

  row->label = g_strdup (label);
  row->unit = g_strdup (unit);
  row->target = target;
  row->done = done;
  row->scheduled = scheduled;
  row->budget = budget;
  row->executed = executed;
  g_ptr_array_add (self->deliverables, row);
}

/**
 * sotong_report_performance_add_channel:
 * @self: an input
 * @channel: (transfer none): copied with its strings
 */
void
sotong_report_performance_add_channel (SotongReportPerformance   *self,
                                       const SotongReportChannel *channel)
{
  SotongReportChannel *row = g_memdup2 (channel, sizeof *channel);

  row->name = g_strdup (channel->name);
  row->group = g_strdup (channel->group);
  g_ptr_array_add (self->channels, row);
}

/**
 * sotong_report_performance_add_days:
 * @self: an input
 * @days: (array length=n_days) (transfer none): a point a day, in order; copied
 * @n_days: their number
 */
void
sotong_report_performance_add_days (SotongReportPerformance *self,
                                    const SotongTrendPoint  *days,
                                    gsize                    n_days)
{
  g_array_append_vals (self->days, days, (guint) n_days);
}

/**
 * sotong_report_performance_add_gap:
 * @self: an input
 * @source: the source's name
 * @range: what no fetch run covered, end exclusive
 * @reason: (nullable): why, if it is known
 */
void
sotong_report_performance_add_gap (SotongReportPerformance *self,
                                   const char              *source,
                                   SotongRange              range,
                                   const char              *reason)
{
  SotongReportGap *row = g_new0 (SotongReportGap, 1);

  row->source = g_strdup (source);
  row->range = range;
  row->reason = g_strdup (reason);
  g_ptr_array_add (self->gaps, row);
}

/* Whether the period was mistyped, or is too far: no content was done or planned in it and nobody wrote. */
gboolean
sotong_report_performance_is_nothing (const SotongReportPerformance *input)
{
  gint64 n = 0;

  for (guint i = 0; i < input->channels->len; i++)
    {
      const SotongReportChannel *channel = g_ptr_array_index (input->channels, i);

      n += channel->published + channel->scheduled + channel->failed + channel->unknown + channel->missed + channel->held;
    }
  for (guint i = 0; i < input->days->len; i++)
    n += g_array_index (input->days, SotongTrendPoint, i).total;
  return n == 0;
}
