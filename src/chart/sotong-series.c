/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "chart/sotong-columns.h"
#include "chart/sotong-series.h"

struct _SotongSeries
{
  GObject     parent_instance;
  char       *name;      /* (owned) */
  double     *values;    /* (owned) */
  gsize       n_values;
  SotongRole  role;
  double      min;       /* over all values; greater than max when there are none */
  double      max;
};

G_DEFINE_FINAL_TYPE (SotongSeries, sotong_series, G_TYPE_OBJECT)

static void
sotong_series_finalize (GObject *object)
{
  SotongSeries *self = SOTONG_SERIES (object);

  g_free (self->name);
  g_free (self->values);
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
  sotong_columns_bounds (values, n_values, &self->min, &self->max);
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
    sotong_columns_bounds (self->values + first, last - first, out_min, out_max);
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
  g_return_val_if_fail (SOTONG_IS_SERIES (self), FALSE);

  if (self->n_values == 0 || self->min >= self->max)
    return FALSE;
  for (gsize i = 0; i < self->n_values; i++)
    if (self->values[i] == self->max)
      {
        *out_index = i;
        return TRUE;
      }
  return FALSE;
}
