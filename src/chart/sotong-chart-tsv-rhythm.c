/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often something was read of which nobody expects a figure each day: each Wednesday, at the end of each quarter. */
#include "config.h"

#include "chart/sotong-chart-tsv-private.h"

#define DAY ((gint64) 86400)

typedef struct {
  int year;
  int month;
  int day;
} Civil;

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static gboolean
is_near (gint64 step,
         gint64 usual,
         gint64 slack)
{
  return ABS (step - (step + usual / 2) / usual * usual) <= slack;
}

/* The step that most of them are; 0 where the others are not several of it at once, as nobody can tell then what is missing. Sorts @steps. */
static gint64
find_usual (gint64  *steps,
            gsize    n,
            gboolean days)
{
  gint64 usual, slack;
  gsize n_usual = 0;

  qsort (steps, n, sizeof *steps, compare_steps);
  usual = steps[(n - 1) / 2];
  slack = days ? MAX (1, usual / 10) : 0; /* quarters have from 90 to 92 days; a holiday moves a reading by one */
  for (gsize i = 0; i < n; i++)
    {
      if (steps[i] < usual - slack || !is_near (steps[i], usual, slack))
        return 0;
      n_usual += steps[i] <= usual + slack;
    }
  return n_usual * 2 > n ? usual : 0;
}

static Civil
civil_of (gint64     time,
          GTimeZone *zone)
{
  Civil civil;

  sotong_time_to_civil (time, zone, &civil.year, &civil.month, &civil.day, NULL, NULL, NULL);
  return civil;
}

/* On which day of a month they all stand, 0 for its last; -1: on none. */
static int
find_day (const gint64 *times,
          gsize         n,
          GTimeZone    *zone)
{
  int first = civil_of (times[0], zone).day;
  gboolean same = TRUE, last = TRUE;

  for (gsize i = 0; i < n && (same || last); i++)
    {
      Civil civil = civil_of (times[i], zone);

      same = same && civil.day == first;
      last = last && civil.day == sotong_time_days_in_month (civil.year, civil.month);
    }
  if (last)
    return 0;
  return same ? first : -1;
}

static gint64
usual_months (const gint64 *times,
              gsize         n,
              GTimeZone    *zone)
{
  g_autofree gint64 *steps = g_new (gint64, n);
  Civil before = civil_of (times[0], zone);

  for (gsize i = 1; i < n; i++)
    {
      Civil civil = civil_of (times[i], zone);

      steps[i - 1] = (civil.year - before.year) * 12 + civil.month - before.month;
      before = civil;
    }
  return find_usual (steps, n - 1, FALSE);
}

static gint64
usual_days (const gint64 *times,
            gsize         n)
{
  g_autofree gint64 *steps = g_new (gint64, n);

  for (gsize i = 1; i < n; i++)
    steps[i - 1] = (times[i] - times[i - 1] + DAY / 2) / DAY;
  return find_usual (steps, n - 1, TRUE);
}

/**
 * sotong_chart_tsv_find_rhythm:
 * @times: (array length=n): when something was read, ascending, each at the beginning of a bucket
 * @n: how many
 * @bucket: days, weeks or months
 * @zone: the office's zone
 * @out_rhythm: (out): how often, empty where that cannot be told
 *
 * Returns: whether they are readings that are apart, not days, weeks or months between which others are missing
 */
gboolean
sotong_chart_tsv_find_rhythm (const gint64 *times,
                              gsize         n,
                              SotongBucket  bucket,
                              GTimeZone    *zone,
                              TableRhythm  *out_rhythm)
{
  static const gint64 least[] = { [SOTONG_BUCKET_DAY] = 7, [SOTONG_BUCKET_WEEK] = 14, [SOTONG_BUCKET_MONTH] = 80 };
  int day;

  *out_rhythm = (TableRhythm) { 0 };
  if (n < 3 || bucket < SOTONG_BUCKET_DAY || bucket > SOTONG_BUCKET_MONTH)
    return FALSE;
  for (gsize i = 1; i < n; i++)
    if (times[i] - times[i - 1] < least[bucket] * DAY - DAY / 2)
      return FALSE;
  day = find_day (times, n, zone);
  if (day >= 0)
    *out_rhythm = (TableRhythm) { (int) usual_months (times, n, zone), day, 0 };
  if (out_rhythm->months == 0 && bucket != SOTONG_BUCKET_MONTH)
    out_rhythm->days = usual_days (times, n);
  return bucket == SOTONG_BUCKET_DAY || out_rhythm->months > 0 || out_rhythm->days > 0;
}

/* When the next reading should be after that of @from, which is not later than that of @to. */
gint64
sotong_chart_tsv_next_reading (const TableRhythm *rhythm,
                               gint64             from,
                               gint64             to,
                               GTimeZone         *zone)
{
  gint64 next = to;

  if (rhythm->months > 0)
    {
      Civil civil = civil_of (from, zone);
      int month = civil.year * 12 + civil.month - 1 + rhythm->months, last = sotong_time_days_in_month (month / 12, month % 12 + 1);

      next = sotong_time_from_civil (month / 12, month % 12 + 1, rhythm->day > 0 ? MIN (rhythm->day, last) : last, 0, 0, 0, zone);
    }
  else if (rhythm->days > 0 && (to - from) * 2 > rhythm->days * DAY * 3) /* else @to was taken about then */
    next = sotong_time_bucket_start (from + rhythm->days * DAY + DAY / 2, SOTONG_BUCKET_DAY, zone);
  return MIN (next, to);
}
