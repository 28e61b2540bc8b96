/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-xlsx-private.h"
#include "report/sotong-table-chart.h"

/* Charts of a workbook's own, below or beside the tables whose cells they show. */

#define WIDTH  760 /* pixels, as the sheet counts them */
#define HEIGHT 320
#define ROWS   17  /* that a chart covers, with a blank one */
#define LOW    25  /* rows: what is higher, or lies across its page, has its charts beside it, or they would be cut by the page's end */
#define ACROSS 6   /* columns of a page that stands */

/* What tells the series apart without their colours: the hatching of areas, the dashes of lines. */
static const struct {
  lxw_color_t colour;
  lxw_color_t ground;  /* between the hatching */
  uint8_t     pattern; /* of an area; 0: filled */
  uint8_t     dash;    /* of a line */
} looks[] = {
  { 0x2a72b5, 0x2a72b5, 0, LXW_CHART_LINE_DASH_SOLID },
  { 0xaeb6c0, 0xaeb6c0, 0, LXW_CHART_LINE_DASH_DASH },
  { 0xe8590c, 0xf6b48f, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL, LXW_CHART_LINE_DASH_SOLID },
  { 0x7048a8, 0xd5c6e8, LXW_CHART_PATTERN_DOTTED_GRID, LXW_CHART_LINE_DASH_ROUND_DOT },
};

static gboolean
is_point (SotongTable *table,
          guint        row)
{
  return (sotong_table_get_row (table, row)->flags & (SOTONG_ROW_HEAD | SOTONG_ROW_TOTAL)) == 0;
}

/* The rows that are points: [@out_from, @out_to]. */
static gboolean
find_points (SotongTable *table,
             guint       *out_from,
             guint       *out_to)
{
  guint from = 0, n = sotong_table_get_n_rows (table);

  while (from < n && !is_point (table, from))
    from++;
  while (n > from && !is_point (table, n - 1))
    n--;
  *out_from = from;
  *out_to = n - 1;
  return n > from + 1; /* one point is no picture */
}

static void
add_series (lxw_chart              *chart,
            const SotongTableChart *like,
            const char             *name,
            SotongTable            *table,
            guint                   column,
            guint                   first,
            guint                   n)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
  guint from, to;
  gsize look = n % G_N_ELEMENTS (looks);
  lxw_chart_line line = { .color = looks[look].colour, .width = 2, .dash_type = looks[look].dash };
  lxw_chart_fill fill = { .color = looks[look].colour };
  lxw_chart_pattern pattern = { .fg_color = looks[look].colour, .bg_color = looks[look].ground, .type = looks[look].pattern };

  find_points (table, &from, &to);
  chart_series_set_categories (series, name, first + from, 0, first + to, 0);
  chart_series_set_values (series, name, first + from, (lxw_col_t) column, first + to, (lxw_col_t) column);
  if (sotong_table_get_n_heads (table) > 0)
    chart_series_set_name_range (series, name, first, (lxw_col_t) column);
  if (like->kind == SOTONG_TABLE_LINES)
    chart_series_set_line (series, &line);
  else if (looks[look].pattern != 0)
    chart_series_set_pattern (series, &pattern);
  else
    chart_series_set_fill (series, &fill);
}

static void
dress (lxw_chart              *chart,
       const SotongTableChart *like,
       const char             *unit)
{
  lxw_chart_font title = { .name = (char *) SOTONG_XLSX_FONT, .size = 12, .bold = LXW_TRUE };
  lxw_chart_font small = { .name = (char *) SOTONG_XLSX_FONT, .size = 9 };

  chart_title_set_name (chart, like->title);
  chart_title_set_name_font (chart, &title);
  chart_axis_set_num_font (chart->x_axis, &small);
  chart_axis_set_num_font (chart->y_axis, &small);
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  chart_legend_set_font (chart, &small);
  chart_show_blanks_as (chart, LXW_CHART_BLANKS_AS_GAP);
  if (unit == NULL)
    return;
  chart_axis_set_name (chart->y_axis, unit);
  chart_axis_set_name_font (chart->y_axis, &small);
}

/* Whether a chart of @table shows @column: what is not known there is a blank cell, since a text would be drawn as 0. */
gboolean
sotong_report_xlsx_charts_column (SotongTable *table,
                                  guint        column)
{
  GArray *charts = sotong_table_get_charts (table);

  for (guint i = 0; charts != NULL && i < charts->len; i++)
    if (column < 32 && (g_array_index (charts, SotongTableChart, i).columns & 1u << column) != 0)
      return TRUE;
  return FALSE;
}

/* Adds the charts of @table, which stands on @sheet, @name by name, from row @first on, with so many notes below. */
void
sotong_report_xlsx_add_charts (lxw_workbook  *book,
                               lxw_worksheet *sheet,
                               const char    *name,
                               SotongTable   *table,
                               guint          first,
                               guint          n_notes)
{
  static const uint8_t kinds[] = {
    [SOTONG_TABLE_LINES] = LXW_CHART_LINE, [SOTONG_TABLE_COLUMNS] = LXW_CHART_COLUMN, [SOTONG_TABLE_STACKED] = LXW_CHART_COLUMN_STACKED
  };
  GArray *charts = sotong_table_get_charts (table);
  guint n_columns = sotong_table_get_n_columns (table), n_rows = sotong_table_get_n_rows (table);
  gboolean beside = n_rows > LOW || n_columns > ACROSS;
  guint from, to, row = beside ? first : first + n_rows + n_notes + 1;

  if (charts == NULL || !find_points (table, &from, &to))
    return;
  if (beside)
    worksheet_set_landscape (sheet);
  for (guint i = 0; i < charts->len; i++)
    {
      const SotongTableChart *like = &g_array_index (charts, SotongTableChart, i);
      lxw_chart *chart = workbook_add_chart (book, kinds[like->kind]);
      lxw_chart_options options = { .x_scale = WIDTH / 480.0, .y_scale = HEIGHT / 288.0, .description = (char *) like->title };
      guint n = 0;

      if (chart == NULL)
        return;
      dress (chart, like, sotong_table_get_unit (table));
      for (guint column = 1; column < MIN (n_columns, 32); column++)
        if ((like->columns & 1u << column) != 0)
          add_series (chart, like, name, table, column, first, n++);
      worksheet_insert_chart_opt (sheet, row, (lxw_col_t) (beside ? n_columns + 1 : 0), chart, &options);
      row += ROWS;
    }
}
