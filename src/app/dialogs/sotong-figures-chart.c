/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-figures-chart.h"

#include <math.h>

#include "chart/sotong-chart-model.h"
#include "plan/sotong-month.h"

/**
 * sotong_figures_chart_new:
 * @data: what the table shows
 * @metric: which figure
 * @zone: the office's time zone
 *
 * A line over the days of the table. A day on which nothing was read is a gap in it.
 *
 * Returns: (transfer full) (nullable): the chart; %NULL without two days that have the figure
 */
SotongChart *
sotong_figures_chart_new (const SotongFiguresData *data,
                          guint                    metric,
                          GTimeZone               *zone)
{
  g_autoptr(SotongChartModel) model = NULL;
  guint n = data->days->len, n_known = 0;
  g_autofree gint64 *starts = g_new (gint64, n + 1);
  g_autofree SotongSlotFlags *flags = g_new0 (SotongSlotFlags, n + 1);
  double *values = g_new (double, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const SotongFiguresDay *day = &g_array_index (data->days, SotongFiguresDay, n - 1 - i); /* the newest comes first there */
      gint64 number = 0;

      sotong_month_parse_day (day->day, &number);
      starts[i] = sotong_month_day_start (number, zone);
      values[i] = day->values[metric] != SOTONG_NONE ? (double) day->values[metric] : NAN;
      flags[i] = day->values[metric] != SOTONG_NONE ? 0 : SOTONG_SLOT_GAP;
      n_known += day->values[metric] != SOTONG_NONE ? 1 : 0;
    }
  if (n_known < 2)
    {
      g_free (values);
      return NULL;
    }
  model = sotong_chart_model_new (SOTONG_CHART_LINE);
  model->loose = TRUE; /* followers are many, and what is of interest is how they change */
  model->slots = sotong_slots_new_time (starts, flags, n, SOTONG_BUCKET_DAY, zone);
  sotong_chart_model_add (model, sotong_figures_metric_label (metric), SOTONG_ROLE_FIRST, values, n);
  return sotong_chart_model_make (model, NULL);
}
