/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "store/sotong-alert-look-private.h"

/*
 * How much more the hours of a topic differ than those of independent mentions do. Articles are copied and posts are shared: mentions come
 * in clumps, and the rate of an hour is itself a matter of chance. Where it varies by the share c of its mean, with φ = c², counts have
 *
 *   variance = mean + φ·mean²     (negative binomial: M. Greenwood, G. U. Yule, J. R. Statist. Soc. 83 (1920), 255-279)
 *   skewness · deviation = 1 + 2·φ·mean
 *
 * They lean to the high side: what is as seldom as k deviations of counts that do not lean is higher by (k² - 1)/6 · skewness · deviation
 * (E. A. Cornish, R. A. Fisher, Rev. Inst. Int. Statist. 5 (1937), 307-320). The part of it which φ makes, (k² - 1)/3 · φ · mean, is added to
 * the deviation of 28 days, a k-th of it each; a week's mean is too much a matter of chance itself to add it there too. Where φ is 0 nothing
 * is added to what independent mentions do (Poisson).
 */

#define LEAST_PAIRS 3    /* of days that follow each other: fewer say nothing */
#define MOST_SPREAD 1.0  /* beyond it the mentions are news, not noise */

static int
compare_spreads (gconstpointer a,
                 gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

/*
 * φ of 24 hours and the 24 before them. Half of the squared difference is the variance, without what the hours of a day or a slow rise
 * differ; the first hour of a day has those as well of which only the day is known, and says nothing here.
 */
static gboolean
find_spread (const SotongAlertSeries *series,
             gint64                   first,
             double                  *out_spread)
{
  double excess = 0, products = 0;

  for (gint64 hour = first; hour < first + DAY_HOURS; hour++)
    {
      const SotongAlertHour *late = &g_array_index (series->hours, SotongAlertHour, hour - series->first), *early = late - DAY_HOURS;
      double x = (double) (sotong_alert_timed_of (late) - late->repeats), y = (double) (sotong_alert_timed_of (early) - early->repeats);

      if (late->first || early->first)
        continue;
      excess += (x - y) * (x - y) / 2 - (x + y) / 2;
      products += x * y;
    }
  *out_spread = products > 0 ? excess / products : 0;
  return products > 0;
}

/*
 * sotong_alert_spread_of:
 * @series: the hours of a topic, from more than @n_days before @hour on, with the first hours of days marked
 * @hour: an hour
 * @n_days: how many days before it count, at most `MANY_DAYS`
 *
 * φ of the hours of the days before: the median of all pairs of days that follow each other, so that a crisis of a week among four, and the
 * ends of the week, move it little. 0 where the mentions come independently of each other, or too few come to tell; at most `MOST_SPREAD`.
 */
double
sotong_alert_spread_of (const SotongAlertSeries *series,
                        gint64                   hour,
                        int                      n_days)
{
  double spreads[MANY_DAYS];
  guint n = 0;

  for (int day = 1; day < n_days; day++)
    n += find_spread (series, hour - day * DAY_HOURS, &spreads[n]) ? 1 : 0;
  if (n < LEAST_PAIRS)
    return 0;
  qsort (spreads, n, sizeof *spreads, compare_spreads);
  return CLAMP (spreads[n / 2], 0, MOST_SPREAD);
}

/* What is added to a deviation because counts of such a @spread lean, as a share of their mean. @sigma: how many deviations an alarm takes */
double
sotong_alert_lean_of (double spread,
                      double sigma)
{
  return MAX (sigma - 1 / sigma, 0) / 3 * spread;
}
