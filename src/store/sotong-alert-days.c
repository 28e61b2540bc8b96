/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-alert-look-private.h"
#include "store/sotong-db-private.h"
#include "store/sotong-mention.h"

/* More than usual of what only says its day: blog posts. It stands in the first hour of its day, and is measured by days. */

/* Marks the hours with which a day of the office begins. */
void
sotong_alert_mark_days (SotongDb                *db,
                        const SotongAlertSeries *series)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 end = series->first + series->hours->len;
  gint64 at = sotong_time_bucket_start (series->first * HOUR_SECONDS, SOTONG_BUCKET_DAY, zone);

  for (; sotong_alert_hour_of (at) < end; at = sotong_time_bucket_next (at, SOTONG_BUCKET_DAY, zone))
    if (sotong_alert_hour_of (at) >= series->first)
      g_array_index (series->hours, SotongAlertHour, sotong_alert_hour_of (at) - series->first).first = TRUE;
}

/* Sets aside what only says its day: else the first hour of a day would be judged by what the whole day brings. */
gboolean
sotong_alert_find_days (SotongDb                 *db,
                        gint64                    topic_id,
                        const SotongAlertSeries  *series,
                        GError                  **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 end = series->first + series->hours->len;
  gint64 at = sotong_time_bucket_start (series->first * HOUR_SECONDS, SOTONG_BUCKET_DAY, zone);

  sotong_alert_mark_days (db, series);
  for (; sotong_alert_hour_of (at) < end; at = sotong_time_bucket_next (at, SOTONG_BUCKET_DAY, zone))
    {
      SotongAlertHour *hour, days;

      if (sotong_alert_hour_of (at) < series->first)
        continue;
      hour = &g_array_index (series->hours, SotongAlertHour, sotong_alert_hour_of (at) - series->first);
      if (hour->all == 0)
        continue;
      if (!sotong_alert_count_repeats (db, topic_id, (SotongRange) { at, at + 1 }, SOTONG_ALERT_DAYS, &days, error))
        return FALSE;
      hour->day = MIN (days.all, hour->all);
      hour->day_repeats = MIN (days.repeats, hour->day);
    }
  return TRUE;
}

/* What only said its day, on the days before the one that begins with @hour. */
static gboolean
usual_of_days (const SotongAlertRule   *rule,
               const SotongAlertSeries *series,
               gint64                   hour,
               SotongAlertUsual        *usual)
{
  int most = (int) MIN (MANY_DAYS, (hour - series->begin_days) / DAY_HOURS), many = 0;
  double counts[MANY_DAYS];

  for (gint64 i = hour - series->first - 1; i >= 0 && many < most; i--)
    {
      const SotongAlertHour *one = &g_array_index (series->hours, SotongAlertHour, i);

      if (one->first)
        counts[many++] = (double) (one->day - one->day_repeats);
    }
  if (many < FEW_DAYS)
    return FALSE;
  sotong_alert_usual_of (rule, counts, many, 0, usual);
  return TRUE;
}

/* The first day of the workspace that has mentions of which only the day is known: where their source is new, all is unusual. Only asked for
 * when there are many. */
static gboolean
read_begin_days (SotongDb           *db,
                 SotongAlertSeries  *series,
                 gint64              hour,
                 GError            **error)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 at = sotong_time_bucket_start (series->begin * HOUR_SECONDS, SOTONG_BUCKET_DAY, zone), found = 0;

  if (series->begin_days != G_MAXINT64)
    return TRUE;
  for (; sotong_alert_hour_of (at) < hour; at = sotong_time_bucket_next (at, SOTONG_BUCKET_DAY, zone))
    {
      if (!sotong_db_get_int (db, &found, error, "SELECT EXISTS (SELECT 1 FROM mention WHERE id >= $1 AND id < $2 AND published_at = $3"
                              " AND published_precision = $4)", "iiii", sotong_mention_id_first (at), sotong_mention_id_first (at + SLACK), at,
                              (gint64) DAY_ONLY))
        return FALSE;
      if (found != 0)
        break;
    }
  series->begin_days = sotong_alert_hour_of (at);
  return TRUE;
}

/* Blog posts say their day and no hour: they are told as soon as those of a day are more than usual on a whole one. */
gboolean
sotong_alert_look_day (SotongDb           *db,
                       SotongAlertWatch   *watch,
                       SotongAlertSeries  *series,
                       gint64              hour,
                       GError            **error)
{
  const SotongAlertHour *one = &g_array_index (series->hours, SotongAlertHour, hour - series->first);
  gint64 voices = one->day - one->day_repeats;
  SotongAlertUsual usual;

  if (voices < watch->rule->least)
    return TRUE;
  if (!read_begin_days (db, series, hour, error))
    return FALSE;
  if (usual_of_days (watch->rule, series, hour, &usual))
    sotong_alert_report_volume (watch, hour, TRUE, one->day, voices, &usual);
  return TRUE;
}
