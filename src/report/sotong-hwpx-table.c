/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-hwpx-private.h"

/* The least heights; Hangul makes a row as high as its text needs. */
#define ROW_HEIGHT   SOTONG_HWPX_MM (6)
#define LARGE_HEIGHT SOTONG_HWPX_MM (10)
#define SIGN_HEIGHT  SOTONG_HWPX_MM (15)
#define TITLE_HEIGHT SOTONG_HWPX_MM (20)
#define ENTRY_HEIGHT SOTONG_HWPX_MM (5.5)

#define MARGIN_X   510
#define MARGIN_Y   141

#define LETTERS       900  /* as the cells' characters are high; figures that are read first are higher */
#define LARGE_LETTERS 1400
#define LONGEST_PIECE 24

/* How wide a figure, a date or a word without Hangul is, in thousandths of the height of its letters: the fonts are Hangul's, and
 * are not there to be measured. */
static int
letter_width (gunichar c)
{
  if (g_unichar_isdigit (c))
    return 560;
  if (c == ',' || c == '.' || c == '(' || c == ')')
    return 330;
  return g_unichar_isupper (c) ? 680 : 570;
}

/* The widest piece of @text that must not be broken: Hangul may be broken anywhere, an address has no end. */
static int
widest_piece (const char *text)
{
  int widest = 0, width = 0, n = 0;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0 || g_unichar_isspace (c) || g_unichar_iswide (c))
        {
          if (n <= LONGEST_PIECE)
            widest = MAX (widest, width);
          width = n = 0;
        }
      else
        {
          width += letter_width (c);
          n++;
        }
      if (c == 0)
        return widest;
    }
}

/* What each column needs, so that no figure is broken. */
static double *
find_needs (SotongTable *table,
            int          width)
{
  guint n = sotong_table_get_n_columns (table);
  double *needs = g_new0 (double, n);

  for (guint y = 0; y < sotong_table_get_n_rows (table); y++)
    {
      const SotongRow *row = sotong_table_get_row (table, y);
      int height = (row->flags & SOTONG_ROW_LARGE) != 0 ? LARGE_LETTERS : LETTERS;

      for (guint i = 0; i < row->cells->len; i++)
        {
          const SotongCell *cell = g_ptr_array_index (row->cells, i);

          if (cell->colspan == 1 && cell->column < n && cell->text != NULL)
            needs[cell->column] = MAX (needs[cell->column], widest_piece (cell->text) * height / 1000.0 + 2 * MARGIN_X);
        }
    }
  for (guint i = 0; i < n; i++)
    needs[i] = MIN (needs[i], width / 3.0);
  return needs;
}

/* What a column can give away: text in Hangul can be broken anywhere, but not into single letters. */
static double
spare_of (double width,
          double need)
{
  return MAX (width - MAX (need, width * 0.7), 0);
}

/* Columns that are too narrow get what they need from those that have more than that. */
static void
settle_widths (double       *widths,
               const double *needs,
               guint         n)
{
  double missing = 0, spare = 0, moved;

  for (guint i = 0; i < n; i++)
    {
      missing += MAX (needs[i] - widths[i], 0);
      spare += spare_of (widths[i], needs[i]);
    }
  moved = MIN (missing, spare);
  if (moved <= 0)
    return;
  for (guint i = 0; i < n; i++)
    widths[i] += needs[i] > widths[i] ? (needs[i] - widths[i]) * moved / missing : -spare_of (widths[i], needs[i]) * moved / spare;
}

/* Where columns begin, by the widths of the table; the last one ends at the table's. */
static int *
find_edges (SotongTable *table,
            int          width)
{
  guint n = sotong_table_get_n_columns (table);
  int *edges = g_new0 (int, n + 1);
  g_autofree double *widths = g_new0 (double, n), *needs = find_needs (table, width);
  double sum = 0, at = 0, factor;

  for (guint i = 0; i < n; i++)
    sum += sotong_table_get_column (table, i)->width;
  factor = sum > 0 ? MIN (1, width / (double) SOTONG_HWPX_MM (sum)) : 1;
  for (guint i = 0; i < n; i++)
    widths[i] = SOTONG_HWPX_MM (sotong_table_get_column (table, i)->width * factor);
  settle_widths (widths, needs, n);
  for (guint i = 0; i < n; i++)
    {
      at += widths[i];
      edges[i + 1] = MAX ((int) at, edges[i] + 1);
    }
  return edges;
}

static int
find_height (SotongHwpxTable  kind,
             const SotongRow *row)
{
  if (kind == SOTONG_HWPX_TABLE_TITLE)
    return TITLE_HEIGHT;
  if (kind == SOTONG_HWPX_TABLE_CONTENTS)
    return ENTRY_HEIGHT;
  if ((row->flags & SOTONG_ROW_LARGE) != 0)
    return kind == SOTONG_HWPX_TABLE_APPROVAL ? SIGN_HEIGHT : LARGE_HEIGHT;
  return ROW_HEIGHT;
}

static int
sum_heights (SotongHwpxTable  kind,
             SotongTable     *table,
             guint            first,
             guint            n)
{
  int sum = 0;

  for (guint y = first; y < first + n && y < sotong_table_get_n_rows (table); y++)
    sum += find_height (kind, sotong_table_get_row (table, y));
  return sum;
}

static SotongHwpxChar
find_characters (SotongHwpxTable   kind,
                 const SotongRow  *row,
                 const SotongCell *cell)
{
  if (kind == SOTONG_HWPX_TABLE_TITLE)
    return SOTONG_HWPX_CHAR_TITLE;
  if ((row->flags & SOTONG_ROW_HEAD) != 0)
    return SOTONG_HWPX_CHAR_CELL_HEAD;
  if ((row->flags & SOTONG_ROW_LARGE) != 0)
    return SOTONG_HWPX_CHAR_CELL_LARGE;
  return cell->bold || (row->flags & SOTONG_ROW_TOTAL) != 0 ? SOTONG_HWPX_CHAR_CELL_BOLD : SOTONG_HWPX_CHAR_CELL;
}

static SotongHwpxFill
find_fill (SotongHwpxTable   kind,
           const SotongRow  *row,
           const SotongCell *cell)
{
  if (kind == SOTONG_HWPX_TABLE_TITLE)
    return SOTONG_HWPX_FILL_TITLE;
  if (kind == SOTONG_HWPX_TABLE_CONTENTS)
    return SOTONG_HWPX_FILL_LINE;
  if ((row->flags & SOTONG_ROW_HEAD) != 0 || (cell != NULL && cell->head))
    return SOTONG_HWPX_FILL_HEAD;
  return (row->flags & SOTONG_ROW_TOTAL) != 0 ? SOTONG_HWPX_FILL_TOTAL : SOTONG_HWPX_FILL_CELL;
}

static SotongHwpxPara
find_para (SotongHwpxTable   kind,
           const SotongCell *cell)
{
  static const SotongHwpxPara aligned[] = { SOTONG_HWPX_PARA_CELL_LEFT, SOTONG_HWPX_PARA_CELL_CENTER, SOTONG_HWPX_PARA_CELL_RIGHT };

  if (kind == SOTONG_HWPX_TABLE_CONTENTS && !cell->bold && cell->column == 0)
    return SOTONG_HWPX_PARA_CELL_INDENT;
  return aligned[cell->align];
}

/* @cell may be NULL: a place that no cell of the table covers is empty, but must be there. */
static void
append_cell (GString          *out,
             SotongHwpxTable   kind,
             SotongTable      *table,
             const SotongCell *cell,
             guint             y,
             guint             x,
             const int        *edges)
{
  const SotongRow *row = sotong_table_get_row (table, y);
  guint colspan = cell != NULL ? cell->colspan : 1;
  guint rowspan = cell != NULL ? MIN (cell->rowspan, sotong_table_get_n_rows (table) - y) : 1;
  gboolean head = (row->flags & SOTONG_ROW_HEAD) != 0;

  g_string_append_printf (out, "<hp:tc name=\"\" header=\"%d\" hasMargin=\"0\" protect=\"0\" editable=\"0\" dirty=\"0\" borderFillIDRef=\"%d\">"
                          "<hp:subList id=\"\" textDirection=\"HORIZONTAL\" lineWrap=\"BREAK\" vertAlign=\"CENTER\" linkListIDRef=\"0\" linkListNextIDRef=\"0\""
                          " textWidth=\"0\" textHeight=\"0\" hasTextRef=\"0\" hasNumRef=\"0\">", head ? 1 : 0, find_fill (kind, row, cell));
  sotong_hwpx_append_paragraph (out, cell != NULL ? find_para (kind, cell) : SOTONG_HWPX_PARA_CELL_LEFT, SOTONG_HWPX_STYLE_NORMAL,
                                cell != NULL ? find_characters (kind, row, cell) : SOTONG_HWPX_CHAR_CELL, cell != NULL ? cell->text : "");
  g_string_append_printf (out, "</hp:subList><hp:cellAddr colAddr=\"%u\" rowAddr=\"%u\"/><hp:cellSpan colSpan=\"%u\" rowSpan=\"%u\"/>"
                          "<hp:cellSz width=\"%d\" height=\"%d\"/><hp:cellMargin left=\"%d\" right=\"%d\" top=\"%d\" bottom=\"%d\"/></hp:tc>",
                          x, y, colspan, rowspan, edges[x + colspan] - edges[x], sum_heights (kind, table, y, rowspan), MARGIN_X, MARGIN_X, MARGIN_Y, MARGIN_Y);
}

/* What its text needs of a row; a cell of several rows finds its room in them. */
static int
cell_needs (SotongHwpxTable   kind,
            const SotongRow  *row,
            const SotongCell *cell,
            const int        *edges)
{
  SotongHwpxChar characters = find_characters (kind, row, cell);
  SotongHwpxPara para = find_para (kind, cell);
  int height = sotong_hwpx_get_height (characters);
  SotongHwpxShape shape;
  guint lines;

  if (cell->rowspan > 1)
    return 0;
  sotong_hwpx_get_shape (para, &shape);
  lines = sotong_hwpx_count_lines (cell->text, para, characters, edges[cell->column + cell->colspan] - edges[cell->column] - 2 * MARGIN_X);
  return height + (int) (lines - 1) * height * shape.spacing / 100 + 2 * MARGIN_Y;
}

/*
 * sotong_hwpx_get_row_heights:
 * @kind: what it is there for
 * @table: a table
 * @width: of the column of text
 *
 * Returns: (transfer full): how high each row comes out on the page, as far as can be told without Hangul's fonts
 */
int *
sotong_hwpx_get_row_heights (SotongHwpxTable  kind,
                             SotongTable     *table,
                             int              width)
{
  guint n = sotong_table_get_n_rows (table);
  g_autofree int *edges = find_edges (table, width);
  int *heights = g_new0 (int, n + 1);

  for (guint y = 0; y < n; y++)
    {
      const SotongRow *row = sotong_table_get_row (table, y);

      heights[y] = find_height (kind, row);
      for (guint i = 0; i < row->cells->len; i++)
        heights[y] = MAX (heights[y], cell_needs (kind, row, g_ptr_array_index (row->cells, i), edges));
    }
  return heights;
}

/*
 * sotong_hwpx_append_table:
 * @out: a run
 * @kind: what it is there for
 * @table: a table
 * @width: of the column of text
 * @id: no other table's
 *
 * A table that breaks over pages between its rows and repeats its head there.
 */
void
sotong_hwpx_append_table (GString         *out,
                          SotongHwpxTable  kind,
                          SotongTable     *table,
                          int              width,
                          guint            id)
{
  guint n_columns = sotong_table_get_n_columns (table), n_rows = sotong_table_get_n_rows (table);
  g_autofree int *edges = find_edges (table, width);

  g_string_append_printf (out, "<hp:tbl id=\"%u\" zOrder=\"0\" numberingType=\"TABLE\" textWrap=\"TOP_AND_BOTTOM\" textFlow=\"BOTH_SIDES\" lock=\"0\""
                          " dropcapstyle=\"None\" pageBreak=\"CELL\" repeatHeader=\"1\" rowCnt=\"%u\" colCnt=\"%u\" cellSpacing=\"0\" borderFillIDRef=\"%d\" noAdjust=\"0\">",
                          id, n_rows, n_columns, SOTONG_HWPX_FILL_CELL);
  g_string_append_printf (out, "<hp:sz width=\"%d\" widthRelTo=\"ABSOLUTE\" height=\"%d\" heightRelTo=\"ABSOLUTE\" protect=\"0\"/>"
                          "<hp:pos treatAsChar=\"0\" affectLSpacing=\"0\" flowWithText=\"1\" allowOverlap=\"0\" holdAnchorAndSO=\"0\" vertRelTo=\"PARA\""
                          " horzRelTo=\"COLUMN\" vertAlign=\"TOP\" horzAlign=\"%s\" vertOffset=\"0\" horzOffset=\"0\"/>"
                          "<hp:outMargin left=\"0\" right=\"0\" top=\"0\" bottom=\"%d\"/><hp:inMargin left=\"%d\" right=\"%d\" top=\"%d\" bottom=\"%d\"/>",
                          edges[n_columns], sum_heights (kind, table, 0, n_rows),
                          kind == SOTONG_HWPX_TABLE_APPROVAL ? "RIGHT" : "LEFT", SOTONG_HWPX_TABLE_GAP, MARGIN_X, MARGIN_X, MARGIN_Y, MARGIN_Y);
  for (guint y = 0; y < n_rows; y++)
    {
      g_string_append (out, "<hp:tr>");
      for (guint x = 0; x < n_columns; x++)
        {
          const SotongCell *cell = sotong_table_get_cell (table, y, x);

          if (cell == NULL || (cell->column == x && (y == 0 || sotong_table_get_cell (table, y - 1, x) != cell)))
            append_cell (out, kind, table, cell, y, x, edges);
        }
      g_string_append (out, "</hp:tr>");
    }
  g_string_append (out, "</hp:tbl>");
}
