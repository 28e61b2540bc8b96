/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "util/sotong-span.h"

#define DAY ((gint64) 86400)

static const char *const span_names[SOTONG_N_SPANS] = { "all", "today", "7d", "4w", "month", "quarter", "year", "12m", "own" };
static const char *const compare_names[SOTONG_N_COMPARES] = { "none", "previous", "last-year" };

/* Where @name stands in @names, or -1. */
static int
find_name (const char *const *names,
           guint              n_names,
           const char        *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (int) i;
  return -1;
}

/* A word for settings and actions, such as “4w”. */
const char *
sotong_span_get_name (SotongSpan span)
{
  g_return_val_if_fail (span < SOTONG_N_SPANS, NULL);
  return span_names[span];
}

/* Returns: whether there is such a span */
gboolean
sotong_span_from_name (const char *name,
                       SotongSpan *out_span)
{
  int found = find_name (span_names, SOTONG_N_SPANS, name);

  if (found >= 0)
    *out_span = (SotongSpan) found;
  return found >= 0;
}

/* A word for settings and actions, such as “last-year”. */
const char *
sotong_compare_get_name (SotongCompare compare)
{
  g_return_val_if_fail (compare < SOTONG_N_COMPARES, NULL);
  return compare_names[compare];
}

/* Returns: whether there is such a comparison */
gboolean
sotong_compare_from_name (const char    *name,
                          SotongCompare *out_compare)
{
  int found = find_name (compare_names, SOTONG_N_COMPARES, name);

  if (found >= 0)
    *out_compare = (SotongCompare) found;
  return found >= 0;
}

/* @days later, at the beginning of that day of the office. */
static gint64
add_days (gint64     start,
          gint64     days,
          GTimeZone *zone)
{
  int year, month, day;

  sotong_time_to_civil (start, zone, &year, &month, &day, NULL, NULL, NULL);
  sotong_time_civil_from_days (sotong_time_days_from_civil (year, month, day) + days, &year, &month, &day);
  return sotong_time_from_civil (year, month, day, 0, 0, 0, zone);
}

/* The same day of another month; of one that is shorter the last day. */
static gint64
add_months (gint64     start,
            int        months,
            GTimeZone *zone)
{
  int year, month, day, all;

  sotong_time_to_civil (start, zone, &year, &month, &day, NULL, NULL, NULL);
  all = year * 12 + month - 1 + months;
  year = all / 12;
  month = all % 12 + 1;
  return sotong_time_from_civil (year, month, MIN (day, sotong_time_days_in_month (year, month)), 0, 0, 0, zone);
}

/* The bucket of the calendar that a span is; %FALSE for a number of days. */
static gboolean
calendar_bucket (SotongSpan    span,
                 SotongBucket *out_bucket)
{
  if (span == SOTONG_SPAN_MONTH)
    *out_bucket = SOTONG_BUCKET_MONTH;
  else if (span == SOTONG_SPAN_QUARTER)
    *out_bucket = SOTONG_BUCKET_QUARTER;
  else if (span == SOTONG_SPAN_YEAR)
    *out_bucket = SOTONG_BUCKET_YEAR;
  else
    return FALSE;
  return TRUE;
}

/**
 * sotong_span_get_range:
 * @span: what a person chose
 * @now: the workspace's time
 * @zone: the office's zone
 * @out_range: (out): whole days, today included
 *
 * Returns: %FALSE for `SOTONG_SPAN_ALL` and `SOTONG_SPAN_OWN`, whose ends are not the calendar's
 */
gboolean
sotong_span_get_range (SotongSpan   span,
                       gint64       now,
                       GTimeZone   *zone,
                       SotongRange *out_range)
{
  gint64 today = sotong_time_bucket_start (now, SOTONG_BUCKET_DAY, zone);

  g_return_val_if_fail (out_range != NULL, FALSE);

  out_range->end = sotong_time_bucket_next (today, SOTONG_BUCKET_DAY, zone);
  switch (span)
    {
    case SOTONG_SPAN_TODAY:
      out_range->start = today;
      return TRUE;
    case SOTONG_SPAN_WEEK:
      out_range->start = add_days (today, -6, zone);
      return TRUE;
    case SOTONG_SPAN_FOUR_WEEKS:
      out_range->start = add_days (today, -27, zone);
      return TRUE;
    case SOTONG_SPAN_MONTH:
      out_range->start = sotong_time_bucket_start (now, SOTONG_BUCKET_MONTH, zone);
      return TRUE;
    case SOTONG_SPAN_QUARTER:
      out_range->start = sotong_time_bucket_start (now, SOTONG_BUCKET_QUARTER, zone);
      return TRUE;
    case SOTONG_SPAN_YEAR:
      out_range->start = sotong_time_bucket_start (now, SOTONG_BUCKET_YEAR, zone);
      return TRUE;
    case SOTONG_SPAN_YEAR_BACK:
      out_range->start = add_months (today, -12, zone);
      return TRUE;
    case SOTONG_SPAN_ALL:
    case SOTONG_SPAN_OWN:
    case SOTONG_N_SPANS:
    default:
      return FALSE;
    }
}

/**
 * sotong_span_shift:
 * @span: what a person chose
 * @range: the stretch of time that is shown
 * @steps: how many further; negative: back
 * @now: the workspace's time
 * @zone: the office's zone
 * @out_range: (out): a month, quarter or year of the calendar whole, else as many days as @range has
 *
 * Returns: %FALSE when all of it would be still to come
 */
gboolean
sotong_span_shift (SotongSpan          span,
                   const SotongRange  *range,
                   int                 steps,
                   gint64              now,
                   GTimeZone          *zone,
                   SotongRange        *out_range)
{
  gint64 tomorrow = sotong_time_bucket_next (sotong_time_bucket_start (now, SOTONG_BUCKET_DAY, zone), SOTONG_BUCKET_DAY, zone);
  gint64 days = MAX (1, (range->end - range->start + DAY / 2) / DAY);
  SotongBucket bucket;

  g_return_val_if_fail (out_range != NULL, FALSE);

  if (calendar_bucket (span, &bucket))
    {
      int months = bucket == SOTONG_BUCKET_MONTH ? 1 : bucket == SOTONG_BUCKET_QUARTER ? 3 : 12;

      out_range->start = add_months (sotong_time_bucket_start (range->start, bucket, zone), months * steps, zone);
      out_range->end = MIN (sotong_time_bucket_next (out_range->start, bucket, zone), MAX (tomorrow, out_range->start + 1));
    }
  else
    {
      out_range->start = add_days (range->start, days * steps, zone);
      out_range->end = add_days (range->end, days * steps, zone);
    }
  return out_range->start < tomorrow;
}

/**
 * sotong_span_fit_bucket:
 * @range: a stretch of time
 *
 * Returns: a bucket of which a screen can show as many as fit into @range
 */
SotongBucket
sotong_span_fit_bucket (const SotongRange *range)
{
  gint64 days = (range->end - range->start) / DAY;

  if (days <= 3)
    return SOTONG_BUCKET_HOUR;
  if (days <= 400)
    return SOTONG_BUCKET_DAY;
  return days <= 1500 ? SOTONG_BUCKET_WEEK : SOTONG_BUCKET_MONTH;
}

/**
 * sotong_compare_get_range:
 * @compare: with what
 * @range: whole days
 * @zone: the office's zone
 *
 * Returns: the stretch of time beside @range; the time before it for `SOTONG_COMPARE_NONE`
 */
SotongRange
sotong_compare_get_range (SotongCompare      compare,
                          const SotongRange *range,
                          GTimeZone         *zone)
{
  gint64 days = MAX (1, (range->end - range->start + DAY / 2) / DAY);

  if (compare == SOTONG_COMPARE_LAST_YEAR)
    return (SotongRange) { add_months (range->start, -12, zone), add_months (range->end, -12, zone) };
  return (SotongRange) { add_days (range->start, -days, zone), range->start };
}

static int
months_of (SotongBucket bucket)
{
  return bucket == SOTONG_BUCKET_YEAR ? 12 : bucket == SOTONG_BUCKET_QUARTER ? 3 : 1;
}

/* The same hour of @days later. */
static gint64
move_days (gint64     start,
           gint64     days,
           GTimeZone *zone)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (start, zone, &year, &month, &day, &hour, &minute, &second);
  sotong_time_civil_from_days (sotong_time_days_from_civil (year, month, day) + days, &year, &month, &day);
  return sotong_time_from_civil (year, month, day, hour, minute, second, zone);
}

/* The same hour of the same day of the year before; %FALSE for 29 February. */
static gboolean
move_year (gint64     start,
           GTimeZone *zone,
           gint64    *out_start)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (start, zone, &year, &month, &day, &hour, &minute, &second);
  if (day > sotong_time_days_in_month (year - 1, month))
    return FALSE;
  *out_start = sotong_time_from_civil (year - 1, month, day, hour, minute, second, zone);
  return TRUE;
}

/**
 * sotong_compare_get_start:
 * @compare: with what; not `SOTONG_COMPARE_NONE`
 * @start: where a bucket begins, seconds since 1970 UTC
 * @bucket: how long it is
 * @n_buckets: how many buckets are compared together, at least 1
 * @zone: the office's zone
 * @out_start: (out): where the bucket begins that it is compared with
 *
 * Days and hours of last year are those of the same date, weeks those 52 weeks before, which begin on the same weekday; months, quarters and
 * years are whole ones whatever their length.
 *
 * Returns: %FALSE when there is none: 29 February is no day of the year before
 */
gboolean
sotong_compare_get_start (SotongCompare  compare,
                          gint64         start,
                          SotongBucket   bucket,
                          guint          n_buckets,
                          GTimeZone     *zone,
                          gint64        *out_start)
{
  gboolean last_year = compare == SOTONG_COMPARE_LAST_YEAR;
  int n = (int) n_buckets;

  g_return_val_if_fail (compare != SOTONG_COMPARE_NONE && n >= 1, FALSE);
  g_return_val_if_fail (out_start != NULL, FALSE);

  switch (bucket)
    {
    case SOTONG_BUCKET_HOUR:
      *out_start = move_days (start, -MAX (1, (n + 12) / 24), zone);
      return !last_year || move_year (start, zone, out_start);
    case SOTONG_BUCKET_DAY:
      *out_start = move_days (start, -n, zone);
      return !last_year || move_year (start, zone, out_start);
    case SOTONG_BUCKET_WEEK:
      *out_start = move_days (start, last_year ? -364 : -7 * n, zone);
      return TRUE;
    case SOTONG_BUCKET_MONTH:
    case SOTONG_BUCKET_QUARTER:
    case SOTONG_BUCKET_YEAR:
      *out_start = add_months (start, last_year ? -12 : -n * months_of (bucket), zone);
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}
