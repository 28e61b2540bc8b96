/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-metric.h"

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
