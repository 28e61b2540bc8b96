/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-table-chart.h"

#define KEY "sotong-table-charts"

static void
chart_clear (gpointer data)
{
  SotongTableChart *chart = data;

  g_free (chart->title);
}

/**
 * sotong_table_add_chart:
 * @table: a table
 * @kind: lines, or columns beside or on each other
 * @title: what the picture is called
 * @columns: bit n set: column n is a series
 *
 * Has a workbook draw columns of @table as a chart of its own, which follows the cells. Its points are the rows that are
 * neither heads nor sums, named by the first column. Pages have their own pictures, and take no notice.
 */
void
sotong_table_add_chart (SotongTable          *table,
                        SotongTableChartKind  kind,
                        const char           *title,
                        guint                 columns)
{
  SotongTableChart chart = { kind, g_strdup (title), columns };
  GArray *charts = sotong_table_get_charts (table);

  if (charts == NULL)
    {
      charts = g_array_new (FALSE, FALSE, sizeof (SotongTableChart));
      g_array_set_clear_func (charts, chart_clear);
      g_object_set_data_full (G_OBJECT (table), KEY, charts, (GDestroyNotify) g_array_unref);
    }
  g_array_append_val (charts, chart);
}

/**
 * sotong_table_get_charts:
 * @table: a table
 *
 * Returns: (transfer none) (nullable) (element-type SotongTableChart): its charts, in the order they were added
 */
GArray *
sotong_table_get_charts (SotongTable *table)
{
  return g_object_get_data (G_OBJECT (table), KEY);
}
