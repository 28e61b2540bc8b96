/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-metric.h"

static const SotongMetricKind kinds[] = {
  { SOTONG_METRIC_VISITORS, N_("Visitors"), TRUE, FALSE },
  { SOTONG_METRIC_FOLLOWERS, N_("Followers"), TRUE, FALSE },
  { SOTONG_METRIC_POSTS, N_("Posts"), TRUE, FALSE },
  { SOTONG_METRIC_REACH, N_("Reach"), TRUE, TRUE },
  { SOTONG_METRIC_VIEWS, N_("Views"), TRUE, TRUE },
  { SOTONG_METRIC_REACTIONS, N_("Reactions"), TRUE, TRUE },
  { SOTONG_METRIC_COMMENTS, N_("Comments"), TRUE, TRUE },
  { SOTONG_METRIC_SHARES, N_("Shares"), TRUE, TRUE },
  { SOTONG_METRIC_CLICKS, N_("Clicks"), TRUE, TRUE },
  { SOTONG_METRIC_SAVES, N_("Saves"), TRUE, TRUE },
  { SOTONG_METRIC_MAILED, N_("Mails sent"), FALSE, TRUE },
  { SOTONG_METRIC_DELIVERED, N_("Mails delivered"), FALSE, TRUE },
  { SOTONG_METRIC_OPENED, N_("Mails opened"), FALSE, TRUE },
  { SOTONG_METRIC_DAY_VIEWS, N_("Views that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_PAGE_VIEWS, N_("Page views that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_REACH, N_("Reach that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_REACTIONS, N_("Reactions that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_COMMENTS, N_("Comments that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_SHARES, N_("Shares that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_CLICKS, N_("Clicks that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_SAVES, N_("Saves that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_ENGAGEMENTS, N_("Engagements that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_MINUTES, N_("Minutes watched that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_FOLLOWS, N_("Followers gained that day"), TRUE, FALSE },
  { SOTONG_METRIC_DAY_UNFOLLOWS, N_("Followers lost that day"), TRUE, FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == SOTONG_METRIC_N_KINDS);

/**
 * sotong_metric_kinds:
 * @out_n: (out): how many, %SOTONG_METRIC_N_KINDS
 *
 * Returns: (transfer none): all that is counted, in the order in which it is shown
 */
const SotongMetricKind *
sotong_metric_kinds (guint *out_n)
{
  *out_n = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * sotong_metric_find_kind:
 * @name: what may be one of the names in this header
 *
 * Returns: (transfer none) (nullable): what it is; %NULL if it is none
 */
const SotongMetricKind *
sotong_metric_find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  return NULL;
}

/**
 * sotong_metric_new:
 * @remote_id: (nullable): of which post; %NULL: of the account
 * @name: one of the names in this header
 * @value: the figure
 *
 * Returns: (transfer full): a figure
 */
SotongMetric *
sotong_metric_new (const char *remote_id,
                   const char *name,
                   gint64      value)
{
  SotongMetric *self = g_new0 (SotongMetric, 1);

  self->remote_id = g_strdup (remote_id);
  self->name = g_intern_string (name);
  self->value = value;
  return self;
}

/**
 * sotong_metric_free:
 * @self: (transfer full) (nullable): a figure
 */
void
sotong_metric_free (SotongMetric *self)
{
  if (self == NULL)
    return;
  g_free (self->remote_id);
  g_free (self->day);
  g_free (self);
}

/**
 * sotong_metric_add:
 * @metrics: (element-type SotongMetric): figures, freed by the array
 * @remote_id: (nullable): of which post; %NULL: of the account
 * @name: one of the names in this header
 * @value: the figure; a negative one is none, and is not added
 */
void
sotong_metric_add (GPtrArray  *metrics,
                   const char *remote_id,
                   const char *name,
                   gint64      value)
{
  if (value >= 0)
    g_ptr_array_add (metrics, sotong_metric_new (remote_id, name, value));
}

/**
 * sotong_metric_add_day:
 * @metrics: (element-type SotongMetric): figures, freed by the array
 * @name: one of the names of a day's figures
 * @day: YYYY-MM-DD: what happened on it
 * @value: the figure, of the account; a negative one is none, and is not added
 */
void
sotong_metric_add_day (GPtrArray  *metrics,
                       const char *name,
                       const char *day,
                       gint64      value)
{
  SotongMetric *metric;

  if (value < 0)
    return;
  metric = sotong_metric_new (NULL, name, value);
  metric->day = g_strdup (day);
  g_ptr_array_add (metrics, metric);
}

static GTimeZone *
get_coast (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("America/Los_Angeles");

  return zone != NULL ? zone : g_time_zone_new_offset (-8 * 3600);
}

/**
 * sotong_metric_day_start:
 * @now: seconds since 1970 UTC
 * @back: how many days before the one that @now lies in; 0: that one; -1: the next
 *
 * Google and Meta count by days of their own coast, whatever the office's zone is.
 *
 * Returns: when that day begins there, seconds since 1970 UTC
 */
gint64
sotong_metric_day_start (gint64 now,
                         int    back)
{
  g_autoptr(GTimeZone) zone = get_coast ();
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (now);
  g_autoptr(GDateTime) there = g_date_time_to_timezone (utc, zone);
  g_autoptr(GDateTime) today = NULL;
  g_autoptr(GDateTime) day = NULL;

  today = g_date_time_new (zone, g_date_time_get_year (there), g_date_time_get_month (there), g_date_time_get_day_of_month (there), 0, 0, 0);
  day = g_date_time_add_days (today, -back);
  return g_date_time_to_unix (day);
}

/**
 * sotong_metric_day_name:
 * @start: when the day begins, of sotong_metric_day_start()
 *
 * Returns: (transfer full): its date there, YYYY-MM-DD
 */
char *
sotong_metric_day_name (gint64 start)
{
  g_autoptr(GTimeZone) zone = get_coast ();
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (start);
  g_autoptr(GDateTime) there = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (there, "%Y-%m-%d");
}
