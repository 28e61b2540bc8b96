/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-scale.h"

/**
 * sotong_scale_init:
 * @scale: (out): a scale
 * @min: the value at position 0
 * @max: the value at position 1
 *
 * Sets the ends as they are, without ticks. Equal ends are moved apart, so that every scale has a length.
 */
void
sotong_scale_init (SotongScale *scale,
                   double       min,
                   double       max)
{
  scale->min = min;
  scale->max = max > min ? max : min + 1;
  scale->step = 0;
  scale->logarithmic = FALSE;
}

/* The smallest of 1, 2 and 5 times a power of ten that is not below @rough. */
static double
nice_step (double rough)
{
  double power = pow (10, floor (log10 (rough)));
  double head = rough / power;

  if (head <= 1 + 1e-9)
    return power;
  if (head <= 2 + 1e-9)
    return 2 * power;
  return head <= 5 + 1e-9 ? 5 * power : 10 * power;
}

/* How many ticks there are from the one below @low to the one above @high. */
static double
count_ticks (double low,
             double high,
             double step)
{
  return ceil (high / step - 1e-9) - floor (low / step + 1e-9) + 1;
}

/* Where round ticks would leave a third of the height to nothing, a less usual step that fits better; else @step. */
static double
fitting_step (double   low,
              double   high,
              double   step,
              guint    max_ticks,
              gboolean whole_numbers)
{
  static const double heads[] = { 0.15, 0.25, 0.3, 0.4, 0.6, 0.8 };
  double power = pow (10, ceil (log10 (step) - 1e-9));

  if ((high - low) / ((count_ticks (low, high, step) - 1) * step) > 2 / 3.0)
    return step;
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      double other = heads[i] * power;

      if (other < step && count_ticks (low, high, other) <= max_ticks && (!whole_numbers || fabs (other - round (other)) < 1e-9))
        return other;
    }
  return step;
}

/**
 * sotong_scale_init_nice:
 * @scale: (out): a scale
 * @min: lowest value to show
 * @max: highest value to show
 * @max_ticks: how many ticks there is room for; at least 2 are made, 3 where zero stands between the ends
 * @whole_numbers: %TRUE for counts, which have no halves
 *
 * Widens the ends to round ticks. Zero is always on the scale: a bar or an area that does not begin there lies.
 * Values that are not finite count as 0, and where all are 0 the scale ends at 1.
 */
void
sotong_scale_init_nice (SotongScale *scale,
                        double       min,
                        double       max,
                        guint        max_ticks,
                        gboolean     whole_numbers)
{
  double low = isfinite (min) && min < 0 ? min : 0;
  double high = isfinite (max) && max > 0 ? max : 0;
  gboolean both = low < 0 && high > 0;
  double step;

  if (high - low <= 0)
    high = 1;
  step = nice_step ((high - low) / (MAX (max_ticks, both ? 3 : 2) - 1));
  if (whole_numbers && step < 1)
    step = 1;
  if (both)
    while (count_ticks (low, high, step) > MAX (max_ticks, 4))
      step = nice_step (step * 1.5);
  step = fitting_step (low, high, step, MAX (max_ticks, both ? 4 : 2), whole_numbers);

  scale->step = step;
  scale->min = floor (low / step + 1e-9) * step;
  scale->max = ceil (high / step - 1e-9) * step;
  scale->logarithmic = FALSE;
}

/**
 * sotong_scale_init_loose:
 * @scale: (out): a scale
 * @min: lowest value to show
 * @max: highest value to show
 * @max_ticks: how many ticks there is room for
 *
 * Widens the ends to round ticks but does not go down to zero: for lines of which somebody said so. Where all values are
 * equal, there is a step above and below them.
 */
void
sotong_scale_init_loose (SotongScale *scale,
                         double       min,
                         double       max,
                         guint        max_ticks)
{
  double low = isfinite (min) ? min : 0, high = isfinite (max) ? max : 0;

  if (high - low <= fabs (high) * 1e-12)
    {
      double room = MAX (fabs (high) * 0.1, 1);

      low -= room;
      high += room;
    }
  scale->step = nice_step ((high - low) / (MAX (max_ticks, 2) - 1));
  scale->min = floor (low / scale->step + 1e-9) * scale->step;
  scale->max = ceil (high / scale->step - 1e-9) * scale->step;
  scale->logarithmic = FALSE;
}

/**
 * sotong_scale_init_log:
 * @scale: (out): a scale
 * @min: lowest value to show that is above 0
 * @max: highest value to show
 * @max_ticks: how many ticks there is room for
 *
 * From a power of ten to a power of ten. What is 0 or less has no place on it.
 */
void
sotong_scale_init_log (SotongScale *scale,
                       double       min,
                       double       max,
                       guint        max_ticks)
{
  double low = min > 0 && isfinite (min) ? floor (log10 (min) + 1e-9) : 0;
  double high = max > 0 && isfinite (max) ? ceil (log10 (max) - 1e-9) : 1;
  double step;

  if (high <= low)
    high = low + 1;
  step = ceil ((high - low) / (MAX (max_ticks, 2) - 1));
  high = low + ceil ((high - low) / step) * step;
  scale->min = pow (10, low);
  scale->max = pow (10, high);
  scale->step = step;
  scale->logarithmic = TRUE;
}

/**
 * sotong_scale_position:
 * @scale: a scale
 * @value: a value
 *
 * Returns: 0 at the lower end, 1 at the upper, beyond them outside
 */
double
sotong_scale_position (const SotongScale *scale,
                       double             value)
{
  if (scale->logarithmic)
    return value > 0 ? log10 (value / scale->min) / log10 (scale->max / scale->min) : 0;
  return (value - scale->min) / (scale->max - scale->min);
}

/**
 * sotong_scale_value:
 * @scale: a scale
 * @position: a position
 *
 * Returns: the value there; the inverse of sotong_scale_position()
 */
double
sotong_scale_value (const SotongScale *scale,
                    double             position)
{
  if (scale->logarithmic)
    return scale->min * pow (scale->max / scale->min, position);
  return scale->min + position * (scale->max - scale->min);
}

/**
 * sotong_scale_get_n_ticks:
 * @scale: a scale
 *
 * Returns: number of ticks, both ends counted; 0 for a scale without any
 */
guint
sotong_scale_get_n_ticks (const SotongScale *scale)
{
  if (scale->logarithmic)
    return (guint) round (log10 (scale->max / scale->min) / scale->step) + 1;
  return scale->step > 0 ? (guint) round ((scale->max - scale->min) / scale->step) + 1 : 0;
}

/**
 * sotong_scale_get_tick:
 * @scale: a scale with ticks
 * @nth: from 0
 *
 * Returns: the value of the tick; zero is exactly zero
 */
double
sotong_scale_get_tick (const SotongScale *scale,
                       guint              nth)
{
  if (scale->logarithmic)
    return scale->min * pow (10, nth * scale->step);
  return (round (scale->min / scale->step) + nth) * scale->step;
}
