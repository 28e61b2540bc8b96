/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-columns.h"
#include "chart/sotong-series.h"

#define BLOCK 32           /* values of which lowest and highest are kept, so that a frame does not look at each */
#define BLOCKS_FROM 8192   /* values worth it */

struct _SotongSeries
{
  GObject     parent_instance;
  char       *name;      /* (owned) */
  double     *values;    /* (owned) */
  gint64     *times;     /* (owned) (nullable): of each value, where it is not the slot's; G_MININT64: none */
  gboolean    has_times; /* whether any of @times is one */
  gsize       n_values;
  SotongRole  role;
  double      min;       /* over all values; greater than max when there are none */
  double      max;
  double     *lows;      /* (owned) (nullable): of each whole block */
  double     *highs;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SotongSeries, sotong_series, G_TYPE_OBJECT)

static void
sotong_series_finalize (GObject *object)
{
  SotongSeries *self = SOTONG_SERIES (object);

  g_free (self->name);
  g_free (self->values);
  g_free (self->times);
  g_free (self->lows);
  g_free (self->highs);
  G_OBJECT_CLASS (sotong_series_parent_class)->finalize (object);
}

static void
sotong_series_class_init (SotongSeriesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_series_finalize;
}

static void
sotong_series_init (SotongSeries *self)
{
}

/* Lowest and highest of all; of many values also those of each block. */
static void
find_bounds (SotongSeries *self)
{
  gsize n_blocks = self->n_values / BLOCK;

  if (self->n_values < BLOCKS_FROM)
    {
      sotong_columns_bounds (self->values, self->n_values, &self->min, &self->max);
      return;
    }
  self->lows = g_new (double, n_blocks);
  self->highs = g_new (double, n_blocks);
  sotong_columns_bounds (self->values + n_blocks * BLOCK, self->n_values - n_blocks * BLOCK, &self->min, &self->max);
  for (gsize i = 0; i < n_blocks; i++)
    {
      sotong_columns_bounds (self->values + i * BLOCK, BLOCK, &self->lows[i], &self->highs[i]);
      self->min = MIN (self->min, self->lows[i]);
      self->max = MAX (self->max, self->highs[i]);
    }
}

static void
widen (const double *values,
       gsize         n,
       double       *min,
       double       *max)
{
  double low, high;

  sotong_columns_bounds (values, n, &low, &high);
  *min = MIN (*min, low);
  *max = MAX (*max, high);
}

/* Whole blocks by what is kept of them, the rest of both ends value by value. */
static void
bounds_by_block (SotongSeries *self,
                 gsize         first,
                 gsize         last,
                 double       *min,
                 double       *max)
{
  gsize from = (first + BLOCK - 1) / BLOCK, to = last / BLOCK;

  *min = INFINITY;
  *max = -INFINITY;
  if (self->lows == NULL || from >= to)
    {
      widen (self->values + first, last - first, min, max);
      return;
    }
  widen (self->values + first, from * BLOCK - first, min, max);
  for (gsize i = from; i < to; i++)
    {
      *min = self->lows[i] < *min ? self->lows[i] : *min;
      *max = self->highs[i] > *max ? self->highs[i] : *max;
    }
  widen (self->values + to * BLOCK, last - to * BLOCK, min, max);
}

/**
 * sotong_series_new_take:
 * @name: what the numbers are, in the reader's language
 * @role: how they are painted
 * @values: (transfer full) (nullable): the numbers, from g_new(); a gap is NAN
 * @n_values: how many
 *
 * Returns: (transfer full): a series
 */
SotongSeries *
sotong_series_new_take (const char *name,
                        SotongRole  role,
                        double     *values,
                        gsize       n_values)
{
  SotongSeries *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  self = g_object_new (SOTONG_TYPE_SERIES, NULL);
  self->name = g_strdup (name);
  self->role = role;
  self->values = values;
  self->n_values = n_values;
  find_bounds (self);
  return self;
}

/**
 * sotong_series_new:
 * @name: what the numbers are, in the reader's language
 * @role: how they are painted
 * @values: (array length=n_values) (nullable): the numbers; a gap is NAN
 * @n_values: how many
 *
 * Returns: (transfer full): a series with a copy of the numbers
 */
SotongSeries *
sotong_series_new (const char   *name,
                   SotongRole    role,
                   const double *values,
                   gsize         n_values)
{
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  return sotong_series_new_take (name, role, g_memdup2 (values, n_values * sizeof *values), n_values);
}

/**
 * sotong_series_get_name:
 * @self: a series
 *
 * Returns: (transfer none): its name
 */
const char *
sotong_series_get_name (SotongSeries *self)
{
  g_return_val_if_fail (SOTONG_IS_SERIES (self), NULL);

  return self->name;
}

/**
 * sotong_series_get_role:
 * @self: a series
 *
 * Returns: how it is painted
 */
SotongRole
sotong_series_get_role (SotongSeries *self)
{
  g_return_val_if_fail (SOTONG_IS_SERIES (self), SOTONG_ROLE_TOTAL);

  return self->role;
}

/**
 * sotong_series_get_length:
 * @self: a series
 *
 * Returns: how many numbers it has
 */
gsize
sotong_series_get_length (SotongSeries *self)
{
  g_return_val_if_fail (SOTONG_IS_SERIES (self), 0);

  return self->n_values;
}

/**
 * sotong_series_get_values:
 * @self: a series
 *
 * Returns: (transfer none): its numbers, sotong_series_get_length() of them
 */
const double *
sotong_series_get_values (SotongSeries *self)
{
  g_return_val_if_fail (SOTONG_IS_SERIES (self), NULL);

  return self->values;
}

/**
 * sotong_series_take_times:
 * @self: a series that is not in a chart yet
 * @times: (transfer full): seconds since 1970 UTC for each of its values; `G_MININT64` for a value of no time
 *
 * Says when its values were, where they stand beside those of another time: last year's in this year's chart.
 */
void
sotong_series_take_times (SotongSeries *self,
                          gint64       *times)
{
  g_return_if_fail (SOTONG_IS_SERIES (self));

  g_free (self->times);
  self->times = times;
  self->has_times = FALSE;
  for (gsize i = 0; times != NULL && i < self->n_values && !self->has_times; i++)
    self->has_times = times[i] != G_MININT64;
}

/**
 * sotong_series_has_times:
 * @self: a series
 *
 * Returns: whether any of its values is of another time than its slot
 */
gboolean
sotong_series_has_times (SotongSeries *self)
{
  g_return_val_if_fail (SOTONG_IS_SERIES (self), FALSE);

  return self->has_times;
}

/**
 * sotong_series_get_time:
 * @self: a series
 * @index: of a value
 * @out_time: (out): when it was, in seconds since 1970 UTC
 *
 * Returns: %FALSE when it is of the slot's own time
 */
gboolean
sotong_series_get_time (SotongSeries *self,
                        gsize         index,
                        gint64       *out_time)
{
  g_return_val_if_fail (SOTONG_IS_SERIES (self), FALSE);

  if (self->times == NULL || index >= self->n_values || self->times[index] == G_MININT64)
    return FALSE;
  *out_time = self->times[index];
  return TRUE;
}

/**
 * sotong_series_get_bounds:
 * @self: a series
 * @first: first index
 * @last: index after the last
 * @out_min: (out): lowest value
 * @out_max: (out): highest value
 *
 * Returns: %FALSE when there are only gaps
 */
gboolean
sotong_series_get_bounds (SotongSeries *self,
                          gsize         first,
                          gsize         last,
                          double       *out_min,
                          double       *out_max)
{
  g_return_val_if_fail (SOTONG_IS_SERIES (self), FALSE);

  last = MIN (last, self->n_values);
  if (first >= last)
    return FALSE;
  if (first == 0 && last == self->n_values)
    {
      *out_min = self->min;
      *out_max = self->max;
    }
  else
    bounds_by_block (self, first, last, out_min, out_max);
  return *out_min <= *out_max;
}

/**
 * sotong_series_get_sum:
 * @self: a series
 *
 * Returns: the sum of what is not a gap
 */
double
sotong_series_get_sum (SotongSeries *self)
{
  double sum = 0;

  g_return_val_if_fail (SOTONG_IS_SERIES (self), 0);

  for (gsize i = 0; i < self->n_values; i++)
    if (isfinite (self->values[i]))
      sum += self->values[i];
  return sum;
}

/**
 * sotong_series_get_peak:
 * @self: a series
 * @out_index: (out): the first of the highest values
 *
 * Returns: %FALSE when nothing stands out: there are only gaps, or all values are equal
 */
gboolean
sotong_series_get_peak (SotongSeries *self,
                        gsize        *out_index)
{
  gsize from = 0;

  g_return_val_if_fail (SOTONG_IS_SERIES (self), FALSE);

  if (self->n_values == 0 || self->min >= self->max)
    return FALSE;
  while (self->highs != NULL && from < self->n_values / BLOCK && self->highs[from] < self->max)
    from++;
  for (gsize i = from * BLOCK; i < self->n_values; i++)
    if (self->values[i] == self->max)
      {
        *out_index = i;
        return TRUE;
      }
  return FALSE;
}
